"""A document that is not a report is recognised as what it is, and nothing is read from it."""

from collections.abc import Callable

import pytest
import report_texts as texts
from hypothesis import given, strategies as st
from report_texts import found, grades, read
from small_pdf import pdf_of

from ofsted_frameworks.readers.report import Document, read_report

LETTERS = {
    "Focused visit to Anytown children’s services\n": Document.FOCUSED_VISIT,
    "Monitoring visit of Anytown children’s services\nsince the\n"
    "Inspection of services for children in need of help and protection": Document.MONITORING_VISIT,
    "Annual unannounced inspection of contact, referral and assessment": Document.UNANNOUNCED_CRA,
    "Thank you for your letter.\n": Document.LETTER,
    texts.ilacs(): Document.LETTER,
}


DOCUMENTS = {
    **{f"Ofsted\nDear Director\n{letter}": document for letter, document in LETTERS.items()},
    "Focused visit to Anytown local authority\nchildren’s services\n"
    "Inspection dates: 12 and 13 July 2022\n": Document.FOCUSED_VISIT,
    "Joint targeted area inspection of the multi-agency response to abuse\n": Document.JTAI,
    "Anytown Safeguarding Children Board\n"
    "Review of the effectiveness of the local safeguarding children board\n"
    "Inspection date: 15 June 2015\n"
    "The Local Safeguarding Children Board is good\n": Document.LSCB_REVIEW,
    "Inspection of the effectiveness of Anytown Safeguarding Children Board\n": Document.LSCB_REVIEW,
    "Anytown Council\nReview of the Local Safeguarding Children Board\n": Document.LSCB_REVIEW,
    "Inspection report for a local authority adoption agency\n"
    "Overall effectiveness Good\n": Document.OTHER,
    "Report of the Chief Executive\nInspection of local authority children’s services 2019\n"
    "We did well.\n": Document.OTHER,
    "We were inspected.\nInspection of services for children in need of help and protection\n"
    "We did well.": Document.OTHER,
    "The council discussed the Inspection of services for children in need of help and "
    "protection.\n": Document.OTHER,
    "": Document.OTHER,
}


RULES = {Document.OTHER: "report.not-recognised"}
MESSAGES = {Document.OTHER: "not recognised as a report"}


VISITS = {
    "Focused visit": Document.FOCUSED_VISIT,
    "ILACS focused visit to Anytown": Document.FOCUSED_VISIT,
    "Focussed visit": Document.FOCUSED_VISIT,
    "Children’s services focused visit": Document.FOCUSED_VISIT,
    "Appendix 1: Focused visit to Anytown": Document.FOCUSED_VISIT,
    "Monitoring visit": Document.MONITORING_VISIT,
    "Monitoring visit: Anytown children’s services": Document.MONITORING_VISIT,
    "First monitoring visit to Anytown": Document.MONITORING_VISIT,
    "Report of the first monitoring visit of Anytown": Document.MONITORING_VISIT,
    "JTAI of Anytown": Document.JTAI,
    "Anytown joint targeted area inspection (JTAI)": Document.JTAI,
    "Joint targeted area inspections of Anytown": Document.JTAI,
    "Unannounced inspection of contact, referral and assessment": Document.UNANNOUNCED_CRA,
}


class TestDocumentsThatAreNotReports:
    """A visit, a letter or any other document that is not a report has a finding and no inspection."""

    @pytest.mark.parametrize(("text", "document"), DOCUMENTS.items())
    def test_the_document_is_recognised_and_a_finding_says_what_it_is(
        self, text: str, document: Document
    ) -> None:
        reading = read(text)
        assert reading.document is document
        assert reading.inspection is None
        assert reading.taken == ()
        [finding] = found(reading)
        assert finding.rule == RULES.get(document, f"report.{document.value.replace('_', '-')}")
        assert (
            MESSAGES.get(document, f"{document}, not the report of a graded inspection")
            in finding.message
        )
        assert not document.is_report

    @pytest.mark.parametrize(("line", "document"), VISITS.items())
    @pytest.mark.parametrize("layout", [texts.ilacs, texts.sif, texts.slac, texts.tlac, texts.cpi])
    def test_a_visit_is_never_a_graded_inspection(
        self, line: str, document: Document, layout: Callable[[], str]
    ) -> None:
        """A document with a visit named on its front page is that visit, whatever else it prints."""
        text = layout()
        label = "Inspection date"
        for front in (f"{line}\n{text}", text.replace(label, f"{line}\n{label}", 1)):
            reading = read(front)
            assert (reading.document, reading.inspection) == (document, None)

    @pytest.mark.parametrize(
        "line",
        [
            "This inspection followed the focused visit of May 2022.",
            "The council has had a monitoring visit, and here is what Ofsted said when it came again",
            "The inspection followed a\nfocused visit to the council.",
            "The council has had a monitoring visit\nand now an inspection.",
        ],
    )
    def test_a_cover_page_may_mention_a_visit_in_a_sentence(self, line: str) -> None:
        assert grades(read(f"{line}\n{texts.ilacs()}")) == texts.ILACS_GRADES

    def test_a_report_may_mention_visits(self) -> None:
        text = f"Anytown inspection of safeguarding and looked after children services\n{texts.SLAC_RECORD}"
        assert (
            len(grades(read(f"{text}Leaders had improved since the last\nmonitoring visit"))) == 22
        )
        rest = "There was a\nfocused visit to Anytown\nin 2022, and a\nJTAI of Anytown\nin 2023."
        assert grades(read(texts.ilacs(rest=rest))) == texts.ILACS_GRADES

    def test_only_two_documents_are_reports(self) -> None:
        assert [d for d in Document if d.is_report] == [Document.INSPECTION, Document.REINSPECTION]

    @given(
        st.lists(
            st.sampled_from(
                [*DOCUMENTS, texts.ilacs(), texts.sif(), texts.slac(), "Good", "\f", "1 May 2014"]
            )
        )
    )
    def test_every_text_gives_an_inspection_or_a_finding(self, parts: list[str]) -> None:
        """Nothing is dropped silently."""
        reading = read("\n".join(parts))
        assert reading.inspection is not None or reading.findings
        assert reading.inspection is None or reading.document.is_report


GOES_ON = [
    ": mock inspection",
    ": outcome and next steps",
    " – outcome and next steps",
    ": what happens next",
    " action plan",
    " – briefing for members",
    " (mock)",
    "\nMock inspection",
    "\nOutcome and next steps",
    "\nSelf-assessment 2024",
]


class TestTitlesThatGoOn:
    """A report's title is not recognised if the words around it show that it is another document."""

    @pytest.mark.parametrize("more", GOES_ON)
    @pytest.mark.parametrize(
        ("layout", "end"),
        [
            (texts.ilacs, "children’s services"),
            (texts.sif, "children looked after and care leavers"),
            (texts.slac, "looked after children services"),
        ],
    )
    def test_a_longer_title_is_not_recognised(
        self, more: str, layout: Callable[[], str], end: str
    ) -> None:
        reading = read(layout().replace(end, end + more, 1))
        assert (reading.document, reading.inspection) == (Document.OTHER, None)
        assert "because of the words around its title" in found(reading)[0].message

    def test_a_mock_inspection_above_the_title_is_not_recognised(self) -> None:
        reading = read(f"Mock inspection\n{texts.ilacs()}")
        assert reading.document is Document.OTHER

    @pytest.mark.parametrize(
        "more",
        [": Hampshire", " – Hampshire County Council", ": 10 to 14 June 2024", "1", " (ILACS)"],
    )
    def test_a_name_a_date_or_a_footnote_does_not_make_it_another_document(self, more: str) -> None:
        title = f"Hampshire County Council\nInspection of local authority children’s services{more}"
        assert grades(read(texts.ilacs(title=title))) == texts.ILACS_GRADES

    def test_prose_about_outcomes_is_not_a_title(self) -> None:
        title = (
            "Outcomes for children are improving in Anytown, and so is the progress that they make."
        )
        assert grades(read(f"{title}\n{texts.ilacs()}")) == texts.ILACS_GRADES


class TestWhatIsNotRecognised:
    """A finding says why: no title, or a title without dates or judgements."""

    def test_a_title_alone_is_not_a_report(self) -> None:
        reading = read("Inspection of local authority children’s services 2019\nWe did well.\n")
        assert (
            "it has a title that ILACS uses, but no dates or judgements"
            in found(reading)[0].message
        )

    def test_text_without_a_title_is_not_a_report(self) -> None:
        assert (
            "it does not begin with a title that reports use"
            in found(read("We did well."))[0].message
        )

    def test_unreadable_dates_are_enough_to_recognise_a_report(self) -> None:
        reading = read(texts.ilacs("", dates="Inspection dates: 31 June 2024"))
        assert reading.document is Document.INSPECTION
        assert {finding.rule for finding in found(reading)} == {
            "report.unread-dates",
            "report.no-edition",
        }


class TestScans:
    """A PDF with no text except page numbers is a PDF without text."""

    @pytest.mark.parametrize(
        "number",
        [
            "Page {}",
            "{}",
            "Page {} of 9",
            "- {} -",
            "Inspection report of Anytown, page {} of 9, official",
        ],
    )
    def test_page_numbers_alone_make_a_scan(self, number: str) -> None:
        reading = read_report(pdf_of([number.format(page) for page in range(1, 10)]))
        assert reading.document is Document.PDF_WITHOUT_TEXT
        assert "except page numbers" in found(reading)[0].message

    def test_a_page_of_words_is_not_a_scan(self) -> None:
        words = "The committee discussed the plans for the new library at some length."
        assert read_report(pdf_of([words])).document is Document.OTHER
