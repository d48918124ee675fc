"""A table keeps its words and its width, in a terminal and on a page."""

import io

import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks.tables import Table, line_width

WORDS = st.text(st.sampled_from("abc déf<&\"'"), min_size=0, max_size=60)
ROWS = st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=5)


class TestText:
    """A table in text keeps every word, and fits the width if its longest words do."""

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

    def test_columns_move_closer_before_a_line_is_too_wide(self) -> None:
        row = ["outstanding", "good", "inadequate"]
        assert Table(row, [row]).text(width=29).splitlines()[0] == "outstanding  good  inadequate"
        assert Table(row, [row]).text(width=27).splitlines()[0] == "outstanding good inadequate"

    def test_words_too_long_for_the_width_are_never_cut(self) -> None:
        assert "unabbreviated" in Table(["A", "B"], [["unabbreviated", "x"]]).text(width=5)

    def test_wrapped_text_in_the_first_column_is_indented_and_no_line_is_blank(self) -> None:
        rows = [["one two three", "x"], ["four", "y"]]
        lines = Table(["A", "B"], rows).text(width=10).splitlines()
        assert lines[2:] == ["one two  x", "  three", "four     y"]

    def test_the_indent_is_dropped_before_a_line_is_too_wide(self) -> None:
        lines = Table(["A", "B"], [["one three", "x"]]).text(width=8).splitlines()
        assert lines[2:] == ["one    x", "three"]

    def test_caption_and_notes_frame_the_table(self) -> None:
        lines = Table(["A"], [["x"]], "Title", ["[1] note"]).text().splitlines()
        assert (lines[0], lines[-1]) == ("Title", "[1] note")


class TestHtml:
    """A table in HTML has nothing that a browser would run."""

    def test_everything_is_escaped(self) -> None:
        evil = "<script>alert(1)</script>"
        page = Table([evil], [[evil]], evil, [evil]).html()
        assert "<script" not in page
        assert page.count("&lt;script&gt;") == 4

    def test_headers_are_marked_for_screen_readers(self) -> None:
        page = Table(["Theme", "2014"], [["Adoption", "Outstanding"]]).html()
        assert '<th scope="col" style="text-align: left">2014</th>' in page
        assert '<th scope="row" style="text-align: left">Adoption</th>' in page
        assert '<td style="text-align: left">Outstanding</td>' in page


class TestWidth:
    """A line is as wide as the terminal, or 80 characters if there is none."""

    def test_it_is_80_if_the_output_is_not_a_terminal(self) -> None:
        assert line_width() == 80

    def test_it_is_the_width_of_the_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr("sys.stdout", Terminal())
        monkeypatch.setenv("COLUMNS", "132")
        assert line_width() == 132
        assert max(map(len, Table(["A"], [["word " * 60]]).text().splitlines())) > 120

    def test_it_is_80_without_any_output(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdout", None)
        assert line_width() == 80
