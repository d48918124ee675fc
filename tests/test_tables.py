from hypothesis import given, strategies as st

from ofsted_frameworks.tables import Table

WORDS = st.text(st.sampled_from("abc déf<&\"'"), min_size=0, max_size=60)
ROWS = st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=5)


class TestText:
    """A table in text keeps every word, and fits the width whenever its longest words do."""

    @given(ROWS)
    def test_every_word_is_kept(self, rows: list[list[str]]) -> None:
        text = Table(["One", "Two", "Three"], rows).text(width=400)
        for row in rows:
            for cell in row:
                for word in cell.split():
                    assert word in text

    @given(ROWS)
    def test_no_line_is_wider_than_asked(self, rows: list[list[str]]) -> None:
        narrow = [["".join(cell.split())[:20] for cell in row] for row in rows]
        for line in Table(["One", "Two", "Three"], narrow).text(width=64).splitlines():
            assert len(line) <= 64

    def test_columns_stand_closer_before_a_line_is_too_wide(self) -> None:
        row = ["outstanding", "good", "inadequate"]
        assert Table(row, [row]).text(width=29).splitlines()[0] == "outstanding  good  inadequate"
        assert Table(row, [row]).text(width=27).splitlines()[0] == "outstanding good inadequate"

    def test_words_too_long_for_the_width_are_never_cut(self) -> None:
        assert "unabbreviated" in Table(["A", "B"], [["unabbreviated", "x"]]).text(width=5)

    def test_wrapped_rows_are_set_apart(self) -> None:
        text = Table(["A", "B"], [["one two three", "x"], ["four", "y"]]).text(width=8)
        assert text.split("\n\n")[-1].startswith("four")

    def test_caption_and_notes_frame_the_table(self) -> None:
        lines = Table(["A"], [["x"]], "Title", ["[1] note"]).text().splitlines()
        assert (lines[0], lines[-1]) == ("Title", "[1] note")


class TestHtml:
    """A table in HTML has nothing that a page would run."""

    def test_everything_is_escaped(self) -> None:
        evil = "<script>alert(1)</script>"
        page = Table([evil], [[evil]], evil, [evil]).html()
        assert "<script" not in page
        assert page.count("&lt;script&gt;") == 4

    def test_headers_are_marked_for_screen_readers(self) -> None:
        page = Table(["Theme", "2014"], [["Adoption", "Outstanding"]]).html()
        assert '<th scope="col">2014</th>' in page
        assert '<th scope="row">Adoption</th><td>Outstanding</td>' in page
