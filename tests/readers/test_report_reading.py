"""A reading says where each value is printed, and prints well."""

import datetime as dt
import re

import pytest
import report_texts as texts
from report_texts import grades, inspection, read

from ofsted_frameworks import IlacsGrade, Kind
from ofsted_frameworks.readers.report import Document, read_report


class TestReading:
    """A reading has the page and words of each value, and prints well."""

    def test_every_value_has_a_page_and_its_words(self) -> None:
        reading = read_report(text=texts.sif(), name="anytown.pdf")
        taken = {taken.path: taken for taken in reading.taken}
        assert taken["judgements", "lscb_effectiveness"].page == 3
        assert (
            taken["judgements", "lscb_effectiveness"].words
            == "The Local Safeguarding Children Board is good"
        )
        assert taken["judgements", "adoption_performance"].words == "2.1 Adoption performance Good"
        assert taken["start",].words == "Inspection date: 23 January 2017 – 16 February 2017"
        assert taken["start",].value == dt.date(2017, 1, 23)
        assert taken["published",].words == "Report published: 7 April 2017"
        assert taken["authority",].words == "Anytown Borough Council"
        assert taken["kind",].value is Kind.FULL
        recorded = {("judgements", field) for field in texts.SIF_GRADES}
        rest = {(name,) for name in ("authority", "kind", "start", "end", "published")}
        assert set(taken) == recorded | rest
        assert inspection(reading).source == reading.source == "anytown.pdf"
        assert reading.pages == 3

    def test_str_lists_the_values_and_findings(self) -> None:
        shown = str(
            read_report(
                text=texts.ilacs(dates="Inspection dates: 14 to 10 June 2024"), name="a.pdf"
            )
        )
        assert shown.splitlines()[0] == "a.pdf: Anytown, ILACS, undated"
        assert "  judgements.care_leavers: Inadequate (page 1: 'The experiences" in shown
        assert "  error at a.pdf, page 1, start: the days on site cannot be read" in shown
        assert str(read("Dear Director")).splitlines()[0] == "text: letter"

    def test_repr_counts_values_and_findings(self) -> None:
        assert repr(read("Dear Director")) == "<ReportReading 'text': letter; 0 values and 1 note>"

    def test_the_repr_of_a_list_of_readings_stays_short(self) -> None:
        readings = [read(texts.sif()) for _ in range(10)]
        assert len(repr(readings)) < 1500
        assert repr(readings[0]) == (
            "<ReportReading 'text': Anytown Borough Council, SIF, full inspection, 23 January 2017; "
            "12 values and 1 warning>"
        )

    def test_html_has_the_values_and_findings(self) -> None:
        reading = read_report(text=texts.ilacs(dates=""), name="/archive/<a>.pdf")
        shown = reading._repr_html_()  # pyright: ignore[reportPrivateUsage]
        assert ">&lt;a&gt;.pdf: Anytown, ILACS" in shown
        assert re.search(
            "judgements.care_leavers</th><td[^>]*>Inadequate</td><td[^>]*>1</td>", shown
        )
        assert "<li>warning" in shown

    def test_a_document_has_a_repr_and_a_value(self) -> None:
        assert repr(Document.LSCB_REVIEW) == "Document.LSCB_REVIEW"
        assert Document.LSCB_REVIEW.value == "lscb_review"

    def test_odd_spaces_and_hyphens_are_read(self) -> None:
        text = texts.ilacs().replace("\n", "\r\n").replace("care leavers", "care\u00a0leavers")
        reading = read(text.replace("10 to 14", "10\u202fto\u00ad 14"))
        assert grades(reading) == texts.ILACS_GRADES
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert inspection(reading).judgements.help_and_protection is IlacsGrade.GOOD

    def test_exactly_one_source_is_taken(self) -> None:
        with pytest.raises(TypeError, match="exactly one"):
            read_report()
        with pytest.raises(TypeError, match="exactly one"):
            read_report(b"", text="x")
