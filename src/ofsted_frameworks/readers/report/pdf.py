"""A file to the text of its pages: what is a PDF, what is not, and what it says."""

import bisect
import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import attrs

from ofsted_frameworks.findings import MissingExtra
from ofsted_frameworks.paths import unopened
from ofsted_frameworks.words import Word

MOST_BYTES = 100_000_000
MOST_PAGES = 300
MOST_CHARACTERS = 20_000


class Document(Word):
    """What a file turned out to be; only a report or a re-inspection report has an inspection."""

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
    LETTER = "letter"
    OTHER = "other", "document of another kind"
    HTML_PAGE = "html_page", "HTML page"
    EMPTY_FILE = "empty_file", "empty file"
    NOT_A_PDF = "not_a_pdf", "file that is no PDF"
    DAMAGED_PDF = "damaged_pdf", "truncated or damaged PDF"
    ENCRYPTED_PDF = "encrypted_pdf", "PDF that asks for a password"
    PDF_WITHOUT_TEXT = "pdf_without_text", "PDF without text"
    UNREAD = "unread", "file that could not be read"

    @property
    def is_report(self) -> bool:
        """True for a report of a graded inspection, the first one or a re-inspection."""
        return self in (Document.INSPECTION, Document.REINSPECTION)


class NoText(Exception):
    """A file that gives no text; `document` says what it is instead of a PDF of a report."""

    def __init__(self, document: Document, message: str) -> None:
        super().__init__(message)
        self.document = document


_PAGE_BREAK = "\f\n"


@attrs.frozen
class Text:
    """The text of a document as one string, of which every place is on a page.

    `starts` has where each page begins, in order; `unread` the pages that hold more than is read.
    """

    string: str
    starts: tuple[int, ...]
    unread: tuple[int, ...] = ()

    @classmethod
    def of(cls, pages: list[str], unread: tuple[int, ...] = ()) -> "Text":
        """The text of `pages`, with odd spaces, hyphens, bullets and rules made plain."""
        plain = [_plain(page) for page in pages]
        starts: list[int] = []
        at = 0
        for page in plain:
            starts.append(at)
            at += len(page) + len(_PAGE_BREAK)
        return cls(_PAGE_BREAK.join(plain), tuple(starts), unread)

    def page(self, at: int) -> int:
        """The number of the page, counted from 1, on which the character at `at` stands."""
        return bisect.bisect_right(self.starts, at)

    def end(self, page: int) -> int:
        """Where the text after page `page` begins."""
        return self.starts[page] if page < len(self.starts) else len(self.string)


_ODD_SPACES = re.compile(
    "[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\x00-\x08\x0b\x0e-\x1f]"
)
_PLAIN = {"\ufffe": "-", "\u00ad": "", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
_BULLETS = re.compile("[\ue000-\uf8ff│•▪◼■●]")


def _plain(page: str) -> str:
    page = page.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("|", " ")
    if page.isascii():
        return page
    for odd, plain in _PLAIN.items():
        page = page.replace(odd, plain)
    return _BULLETS.sub(" ", _ODD_SPACES.sub(" ", page))


def load(path: Path) -> bytes:
    """The bytes of the file at a path.

    Raises `UnreadableFile` when no file can be opened there, and `NoText` when it is too large to be
    a report.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unopened(path, error, "a report as PDF") from error
    if len(data) > MOST_BYTES:
        raise NoText(Document.UNREAD, f"it is larger than any report: over {MOST_BYTES:,} bytes")
    return data


_MARKS = {
    b"PK\x03\x04": "a zip file, perhaps a Word document",
    b"\xd0\xcf\x11\xe0": "an older Office file, perhaps a Word document",
    b"{\\rtf": "a rich text file",
}
_TITLE = re.compile(rb"<title[^>]*>\s*(.*?)\s*</title>", re.IGNORECASE | re.DOTALL)


def text_of_pdf(data: bytes) -> Text:
    """The text of a PDF's pages, in the order in which the file draws it.

    Raises `NoText` when `data` is no PDF or gives no text, and `MissingExtra` without pypdfium2.
    """
    _refuse_what_is_no_pdf(data)
    library = pdfium()
    try:
        document = library.PdfDocument(data)
    except library.PdfiumError as error:
        raise _unopened(library, error) from None
    try:
        pages, unread = _pages(library, document)
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise NoText(Document.PDF_WITHOUT_TEXT, "no page has text; it may be a scan")
    return Text.of(pages, unread)


def _refuse_what_is_no_pdf(data: bytes) -> None:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not head:
        raise NoText(Document.EMPTY_FILE, "it holds nothing")
    if b"%PDF-" in data[:1024]:
        return
    lowered = data[:100_000].lower()
    if head.startswith(b"<") and (b"<html" in lowered or b"<!doctype html" in lowered):
        title = _TITLE.search(data[:100_000])
        named = f", titled {title[1].decode(errors='replace')!r}" if title else ""
        raise NoText(Document.HTML_PAGE, f"it is a web page{named}, whatever its name says")
    looks = next((what for mark, what in _MARKS.items() if head.startswith(mark)), "something else")
    raise NoText(Document.NOT_A_PDF, f"it does not begin as a PDF does; it looks like {looks}")


class _TextPage(Protocol):
    def count_chars(self) -> int: ...
    def get_text_range(self) -> str: ...
    def close(self) -> None: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...
    def close(self) -> None: ...


class _Pdf(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> _Page: ...
    def close(self) -> None: ...


class _Pdfium(Protocol):
    """What is used of pypdfium2, which has no types of its own."""

    PdfDocument: Callable[[bytes], _Pdf]
    PdfiumError: type[Exception]
    raw: Any


def pdfium() -> _Pdfium:
    """The library that reads PDFs; raises `MissingExtra` where it is not installed."""
    try:
        library: Any = importlib.import_module("pypdfium2")
    except ImportError as error:
        raise MissingExtra("readers", "pypdfium2") from error
    found: _Pdfium = library
    return found


def _unopened(library: _Pdfium, error: Exception) -> NoText:
    if getattr(error, "err_code", None) == library.raw.FPDF_ERR_PASSWORD:
        return NoText(Document.ENCRYPTED_PDF, "its text is encrypted and needs a password")
    return NoText(Document.DAMAGED_PDF, f"its pages cannot be found: {error}")


def _pages(library: _Pdfium, document: _Pdf) -> tuple[list[str], tuple[int, ...]]:
    pages: list[str] = []
    unread: list[int] = []
    for number in range(min(len(document), MOST_PAGES)):
        try:
            pages.append(_page_text(document, number))
        except (library.PdfiumError, UnicodeDecodeError, _TooLong):
            pages.append("")
            unread.append(number + 1)
    if len(document) > MOST_PAGES:
        unread.append(MOST_PAGES + 1)
    return pages, tuple(unread)


class _TooLong(Exception):
    """A page with more text than a page can show."""


def _page_text(document: _Pdf, number: int) -> str:
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            if text_page.count_chars() > MOST_CHARACTERS:
                raise _TooLong
            return text_page.get_text_range()
        finally:
            text_page.close()
    finally:
        page.close()
