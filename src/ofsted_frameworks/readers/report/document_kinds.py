"""The kinds of document that a file can be."""

from ofsted_frameworks.words import Word


class Document(Word):
    """A kind of document; only inspection and re-inspection reports hold an inspection."""

    INSPECTION = "inspection", "inspection report"
    REINSPECTION = "reinspection", "re-inspection report"
    LSCB_REVIEW = "lscb_review", "review of a Local Safeguarding Children Board"
    FOCUSED_VISIT = "focused_visit", "outcome of a focused visit"
    MONITORING_VISIT = "monitoring_visit", "outcome of a monitoring visit"
    JTAI = "jtai", "outcome of a joint targeted area inspection"
    UNANNOUNCED_CRA = (
        "unannounced_cra",
        "outcome of an unannounced inspection of contact, referral and assessment",
    )
    LETTER = "letter", "letter"
    OTHER = "other", "document that was not recognised"
    HTML_PAGE = "html_page", "HTML page"
    EMPTY_FILE = "empty_file", "empty file"
    NOT_A_PDF = "not_a_pdf", "file that is not a PDF"
    DAMAGED_PDF = "damaged_pdf", "truncated or damaged PDF"
    ENCRYPTED_PDF = "encrypted_pdf", "PDF that asks for a password"
    PDF_WITHOUT_TEXT = "pdf_without_text", "PDF without text"
    UNREAD = "unread", "file that could not be read"

    @property
    def is_report(self) -> bool:
        """Return True if this is the report of a graded inspection or re-inspection."""
        return self in (Document.INSPECTION, Document.REINSPECTION)


class NoText(Exception):
    """The error for a file without text to read; `document` says what the file is instead."""

    def __init__(self, document: Document, why: str) -> None:
        super().__init__(why)
        self.document = document
