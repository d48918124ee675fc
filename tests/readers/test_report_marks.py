"""Footnote marks, odd characters and long texts do not change what is read."""

import datetime as dt
import re
import time
from collections.abc import Callable

import pytest
import report_texts as texts
from hypothesis import given, strategies as st
from report_texts import found, grades, inspection, read

from ofsted_frameworks.readers.report import ReportReading
from ofsted_frameworks.readers.report.notation import pattern
from ofsted_frameworks.readers.report.page_text import Text

LABELS = re.compile(r"families|protection|in\ncare|leavers|effectiveness(?= Good$)", re.MULTILINE)
MARKS = (*".,;1¹²*†‡§ª", ".1", "12", "**", "[1]", "(1)", "(a)", " 1", ". 1", " *", " [1]", " (1)")
DASHES = "-‐‑‒–—―−─━﹘－⁃"


class TestMarks:
    """Full stops, footnote marks and numbers beside a label or a grade are ignored."""

    @pytest.mark.parametrize("mark", MARKS)
    def test_a_mark_after_a_label_is_ignored(self, mark: str) -> None:
        rows = LABELS.sub(rf"\g<0>{mark}", texts.ILACS_ROWS)
        reading = read(texts.ilacs(rows))
        assert grades(reading) == texts.ILACS_GRADES
        assert found(reading) == []

    @pytest.mark.parametrize("mark", [".", "1", " 1", "¹", "*", "†", "[1]", ";"])
    def test_a_mark_after_a_grade_is_ignored(self, mark: str) -> None:
        rows = re.sub("Outstanding|Good|to be good|Inadequate", rf"\g<0>{mark}", texts.ILACS_ROWS)
        reading = read(texts.ilacs(rows))
        assert grades(reading) == texts.ILACS_GRADES
        assert found(reading) == []

    @pytest.mark.parametrize("mark", [".", "1", "¹", "*", "[1]"])
    def test_headings_with_marks_do_not_disagree(self, mark: str) -> None:
        rest = f"\fThe experiences and progress of care leavers{mark}: inadequate{mark}\n1. Text"
        assert found(read(texts.ilacs(rest=rest))) == []

    @pytest.mark.parametrize("dash", DASHES)
    def test_every_dash_joins_two_dates(self, dash: str) -> None:
        dates = f"Inspection dates: 10 June 2024 {dash} 14 June 2024"
        reading = read(texts.ilacs(dates=dates))
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert inspection(reading).end == dt.date(2024, 6, 14)
        assert found(reading) == []

    @pytest.mark.parametrize(
        "broken", ["protec-\ntion", "protec\u00ad\ntion", "protec\ufffe\ntion"]
    )
    def test_a_word_broken_at_the_end_of_a_line_is_joined(self, broken: str) -> None:
        reading = read(texts.ilacs(texts.ILACS_ROWS.replace("protection", broken)))
        assert grades(reading) == texts.ILACS_GRADES

    def test_ligatures_and_wide_letters_are_read(self) -> None:
        text = texts.sif().replace("fi", "ﬁ").replace("Good", "Ｇｏｏｄ")
        assert grades(read(text)) == texts.SIF_GRADES


class TestText:
    """Text has only single spaces, and each character is on its page."""

    @given(st.lists(st.text(st.sampled_from("ab \t\n\u00a0\r\x0b\u2003-"))))
    def test_no_two_spaces_follow_each_other(self, pages: list[str]) -> None:
        text = Text.of(pages)
        assert not re.search(r"[^\S\n\f]{2}|\n{3}| \n|\n ", text.string)
        assert len(text.starts) == len(pages)

    @given(st.lists(st.sampled_from(["", "one", "two\nlines"]), min_size=1))
    def test_each_character_is_on_its_page(self, pages: list[str]) -> None:
        text = Text.of([f"{page} {number}" for number, page in enumerate(pages, 1)])
        for match in re.finditer(r"\d+", text.string):
            assert text.page(match.start()) == int(match[0])

    def test_empty_pages_are_counted(self) -> None:
        text = Text.of(["", "one", "", "two"])
        assert [text.page(text.string.index(word)) for word in ("one", "two")] == [2, 4]


class TestNotation:
    """Printed words match with and without their optional words, and in each alternative."""

    @pytest.mark.parametrize(
        ("words", "printed"),
        [
            ("a [b] c", ["a b c", "a c"]),
            ("[a] b", ["a b", "b"]),
            ("[a] [b] c", ["a b c", "a c", "b c", "c"]),
            ("a [b]", ["a b", "a"]),
            ("a[ b c]", ["a b c", "a"]),
            ("a (b|c d) e", ["a b e", "a c d e"]),
            ("(a|[b] c) d", ["a d", "b c d", "c d"]),
            ("{names} a", ["a", "Bath and North a", "The Royal Borough of Kingston a"]),
            ("children's", ["children's", "children’s", "childrens"]),
            ("re-inspection", ["re-inspection", "reinspection", "re – inspection"]),
        ],
    )
    def test_it_matches_each_variant(self, words: str, printed: list[str]) -> None:
        for each in printed:
            assert re.fullmatch(pattern(words), each, re.IGNORECASE), (words, each)

    @pytest.mark.parametrize(
        ("words", "printed"),
        [("a [b] c", ["a b", "ac", "abc"]), ("a (b|c)", ["a", "a b c"]), ("[a] b", ["a", "ab"])],
    )
    def test_it_matches_nothing_else(self, words: str, printed: list[str]) -> None:
        for each in printed:
            assert not re.fullmatch(pattern(words), each, re.IGNORECASE), (words, each)


REPEATED = {
    "spaces": " ",
    "lines": "\n",
    "pages": "\f",
    "blank pages": " \n\f",
    "a grade and spaces": "Good" + " " * 500,
    "labels and lines of spaces": "".join(
        f"{label}\n{' ' * 40}\n"
        for label in ("Being healthy", "Staying safe", "Overall effectiveness")
    ),
    "capitalised names": "Anne And The Of With Joint And Of The ",
    "one word of a name": "And ",
    "overall judgements": "The overall judgement of the is that the of is that ",
    "headings": "Safeguarding services\n",
    "labels": "Overall effectiveness\n",
    "rows": "Overall effectiveness Good\nBeing healthy Good\n",
    "columns": "Being healthy\nStaying safe\nGood\nGood\n",
    "torn rows": "The experiences and progress of Good children in care\n",
    "titles": "Inspection of ",
    "digits": "1",
    "dashes": "–",
    "boards": "The effectiveness of the Local Safeguarding Children Board of ",
    "records": "Record of main findings\n",
    "dates": "1 May 2014 ",
    "footers": "Inspection of Anytown children’s services\n10 to 14 June 2024\n",
    "previous inspections": "Previous inspections\n",
    "grades in pieces": "Requires i\nmprove\n",
}


class TestLongTexts:
    """Reading time grows in proportion to the length of the text."""

    @pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED)
    @pytest.mark.parametrize("layout", [texts.sif, texts.slac])
    def test_100_kb_take_less_than_two_seconds(self, words: str, layout: Callable[[], str]) -> None:
        began = time.process_time()
        reading = read(f"{layout()}\n{words * (100_000 // len(words))}")
        assert time.process_time() - began < 2
        assert isinstance(reading, ReportReading)

    def test_the_number_of_findings_is_limited(self) -> None:
        rows = "The experiences and progress of young carers Good\n" * 150
        reading = read(texts.slac(texts.SLAC_RECORD.replace("Being healthy Good\n", rows)))
        assert len(found(reading)) < 30
        assert "more rows" in found(reading)[-1].message
