"""The rules behind the findings of a reading."""

from collections.abc import Mapping

from ofsted_frameworks.findings import Severity
from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.rules import Rule, declare
from ofsted_frameworks.sources import Provenance, Source

READING = Source("ofsted-frameworks: how published reports are read", Provenance.OURS)


def _error(id: str, summary: str) -> Rule:
    return declare(f"report.{id}", Severity.ERROR, summary, READING)


def _warning(id: str, summary: str) -> Rule:
    return declare(f"report.{id}", Severity.WARNING, summary, READING)


def _note(id: str, summary: str) -> Rule:
    return declare(f"report.{id}", Severity.NOTE, summary, READING)


NOT_A_REPORT: Mapping[Document, Rule] = {
    Document.LSCB_REVIEW: _note(
        "lscb-review", "A review of a safeguarding board alone is not an inspection."
    ),
    Document.FOCUSED_VISIT: _note("focused-visit", "A focused visit gives no grades."),
    Document.MONITORING_VISIT: _note("monitoring-visit", "A monitoring visit gives no grades."),
    Document.JTAI: _note("jtai", "A joint targeted area inspection gives no grades."),
    Document.UNANNOUNCED_CRA: _note(
        "unannounced-cra",
        "An unannounced inspection of contact, referral and assessment gives no grades.",
    ),
    Document.LETTER: _note("letter", "A letter is not a report."),
    Document.OTHER: _warning(
        "not-recognised", "A report has a title or a table that a framework's reports print."
    ),
    Document.HTML_PAGE: _error("html-page", "A report is a PDF, not a web page."),
    Document.EMPTY_FILE: _error("empty-file", "A file is not empty."),
    Document.NOT_A_PDF: _error("not-a-pdf", "A report is a PDF."),
    Document.DAMAGED_PDF: _error("damaged-pdf", "A PDF is complete and undamaged."),
    Document.ENCRYPTED_PDF: _error("encrypted-pdf", "A PDF opens without a password."),
    Document.PDF_WITHOUT_TEXT: _error("pdf-without-text", "A PDF has text, not only pictures."),
    Document.UNREAD: _error(
        "unread", "A file can be opened within the limits of size, time and memory."
    ),
}
UNREAD_PAGE = _warning("unread-page", "Each page can be read as text.")
NO_AUTHORITY = _error("no-authority", "A report names a local authority.")
UNKNOWN_AUTHORITY = _warning("unknown-authority", "The authority is one that this library knows.")
NO_DATES = _warning("no-dates", "The front page prints the days on site.")
UNREAD_DATES = _error("unread-dates", "Printed dates are complete and real.")
IMPLAUSIBLE_DATE = _error(
    "implausible-date", "A date is not before the first framework, and not in the future."
)
DATES_DISAGREE = _warning(
    "dates-disagree", "The headers and footers of pages print the same days on site."
)
SEVERAL_VISITS = _note("several-visits", "Inspectors were on site once.")
EDITION_BY_AREAS = _warning("edition-by-areas", "The first day on site settles the edition.")
NO_EDITION = _error("no-edition", "The dates or the judgement areas settle the edition.")
NO_JUDGEMENT = _warning("no-judgement", "The report prints a judgement for each area.")
NO_ROW = _warning("no-row", "The table has a row for each area.")
UNKNOWN_ROW = _warning("unknown-row", "Each row of the table is for an area of the edition.")
JUDGEMENTS_DISAGREE = _error("judgements-disagree", "A report prints one judgement for each area.")
SEVERAL_GRADES = _error(
    "several-grades", "The table has only one grade for each area: the grade of this inspection."
)
