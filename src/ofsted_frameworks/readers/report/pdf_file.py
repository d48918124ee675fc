"""Extract the text of a PDF's pages, and say what a file is if it is not a PDF."""

import functools
import importlib.util
import os
import re
from pathlib import Path
from typing import Any

import attrs

from ofsted_frameworks.findings import MissingExtra
from ofsted_frameworks.paths import regular_file, unopened
from ofsted_frameworks.readers.child import Child, Stopped
from ofsted_frameworks.readers.report import pdf_pages
from ofsted_frameworks.readers.report.document_kinds import Document, NoText
from ofsted_frameworks.readers.report.page_text import Text
from ofsted_frameworks.readers.report.report_limits import ReportLimits

_EXPECTED = "a report as PDF"


def load(path: Path, limits: ReportLimits) -> bytes:
    """Return the bytes of the file at a path.

    Raises:
        UnreadableFile: If no file can be opened there.
        NoText: If the file is larger than the limit.
    """
    size = regular_file(path, _EXPECTED).st_size
    try:
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
    except OSError as error:
        raise unopened(path, error, _EXPECTED) from error
    if len(data) > limits.size:
        raise NoText(Document.UNREAD, f"it has {size:,} bytes; {_limit(limits.size, 'size')}")
    return data


def text_given(text: str, limits: ReportLimits) -> Text:
    """Return the text that a caller gives, split into pages at each form feed.

    Raises:
        NoText: If the text is longer than the limit.
    """
    _check_length(len(text), limits)
    return Text.of(text.split("\f"))


def _check_length(length: int, limits: ReportLimits) -> None:
    if length > limits.characters:
        limit = _limit(limits.characters, "characters")
        raise NoText(Document.UNREAD, f"it has {length:,} characters; {limit}")


def _limit(limit: int, name: str) -> str:
    return f"the limit is {limit:,}; raise it with limits=ReportLimits({name}=...)"


_MARKS = {
    b"PK\x03\x04": "a zip file, perhaps a Word document",
    b"\xd0\xcf\x11\xe0": "an older Office file, perhaps a Word document",
    b"{\\rtf": "a rich text file",
}
_TITLE = re.compile(rb"<title[^>]{0,200}>\s*([^<]{0,500})", re.IGNORECASE)


@attrs.frozen
class PdfReader:
    """A process that extracts the text of PDFs, and the limits for one file."""

    child: Child
    limits: ReportLimits


def text_of_pdf(data: bytes, reader: PdfReader) -> Text:
    """Return the text of a PDF's pages, in the order in which the file draws it.

    Raises:
        NoText: If `data` is not a PDF, has no text, or exceeds a limit.
    """
    _refuse_what_is_not_a_pdf(data)
    try:
        answer: dict[str, Any] = reader.child.ask(data)
    except Stopped as error:
        raise NoText(Document.UNREAD, str(error)) from error
    if answer.get("needs_password"):
        why = "its text is encrypted; save a copy without the password"
        raise NoText(Document.ENCRYPTED_PDF, why)
    if "wrong" in answer:
        raise NoText(Document.DAMAGED_PDF, f"the PDF library cannot open it: {answer['wrong']}")
    pages: list[str] = answer["pages"]
    if not any(page.strip() for page in pages):
        raise NoText(Document.PDF_WITHOUT_TEXT, "none of its pages has text; it may be a scan")
    _check_length(sum(map(len, pages)), reader.limits)
    return Text.of(pages, answer["unread"])


_FEWEST_LETTERS_ON_A_PAGE = 40
_PAGE_NUMBER = re.compile(r"\bpage\b|\bof\b", re.IGNORECASE)


def is_a_scan(text: Text) -> bool:
    """Return True if the pages of a PDF have little text apart from page numbers and headers."""
    lines = {re.sub(r"\d+", "", line) for line in text.string.split("\n")}
    letters = sum(character.isalpha() for character in _PAGE_NUMBER.sub("", " ".join(lines)))
    return letters < _FEWEST_LETTERS_ON_A_PAGE * len(text.starts)


def _refuse_what_is_not_a_pdf(data: bytes) -> None:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not head:
        raise NoText(Document.EMPTY_FILE, "it has no content")
    if b"%PDF-" in data[:1024]:
        return
    lowered = data[:100_000].lower()
    if head.startswith(b"<") and (b"<html" in lowered or b"<!doctype html" in lowered):
        title = _TITLE.search(data[:100_000])
        named = f", titled {title[1].strip().decode(errors='replace')!r}" if title else ""
        raise NoText(Document.HTML_PAGE, f"it is a web page{named}, even if its name ends in .pdf")
    looks = [f"; it looks like {what}" for mark, what in _MARKS.items() if head.startswith(mark)]
    raise NoText(Document.NOT_A_PDF, f"it has no PDF header{''.join(looks)}")


def new_reader(limits: ReportLimits) -> PdfReader:
    """Return a new process that extracts the text of PDFs.

    Raises:
        MissingExtra: If the library that reads PDFs is not installed.
    """
    _check_extra()
    return PdfReader(Child(pdf_pages, (_LIBRARY,), limits.to_open()), limits)


def shared_reader(limits: ReportLimits) -> PdfReader:
    """Return the process shared by all calls of `read_report` with the same limits.

    Raises:
        MissingExtra: If the library that reads PDFs is not installed.
    """
    _check_extra()
    return _reader_of(os.getpid(), limits)


_LIBRARY = "pypdfium2"


def _check_extra() -> None:
    if importlib.util.find_spec(_LIBRARY) is None:
        raise MissingExtra("readers", _LIBRARY)


@functools.lru_cache(maxsize=4)
def _reader_of(_process: int, limits: ReportLimits) -> PdfReader:
    return new_reader(limits)
