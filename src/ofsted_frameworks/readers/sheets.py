"""Open a workbook or a text file as sheets of rows."""

import csv
import io
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ofsted_frameworks.findings import Place, UnreadableFile
from ofsted_frameworks.paths import path_of, unopened
from ofsted_frameworks.readers.archives import check_archive
from ofsted_frameworks.readers.books import Sheet, open_book
from ofsted_frameworks.readers.cells import Cell
from ofsted_frameworks.readers.tables import NumberedRow
from ofsted_frameworks.readers.xls import open_xls

MOST_TEXT = 50_000_000

_EXPECTED = "a workbook (.ods, .xlsx or .xls) or a table of text (.csv)"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = (",", ";", "\t", "|")


def open_sheets(
    path: str | os.PathLike[str], width: Callable[[Sequence[Cell]], int]
) -> Iterator[Sheet]:
    """The sheets of an .ods, .xlsx or .xls workbook, or the one of a text file such as .csv.

    What a file is is told from its first bytes, not from its name. `width` says how much of a row is
    headings that are known; a text file's delimiter is the one that makes most of them.

    Raises `UnreadableFile` for anything else, and `MissingExtra` without the `readers` extra.
    """
    file = path_of(path)
    begins = _first_bytes(file)
    if begins.startswith(_ZIP):
        return open_book(file, check_archive(file))
    if begins.startswith(_OLE):
        return iter(open_xls(file))
    return _text(file, begins, width)


def _first_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            begins = opened.read(2048)
    except (OSError, ValueError) as error:
        raise unopened(file, error, _EXPECTED) from error
    if not begins.strip():
        raise _not_one(file, "it is empty")
    return begins


def _text(file: Path, begins: bytes, width: Callable[[Sequence[Cell]], int]) -> Iterator[Sheet]:
    _refuse_what_is_no_table(file, begins)
    if file.stat().st_size > MOST_TEXT:
        why = f"it is too large: it has more than {MOST_TEXT:,} bytes"
        raise UnreadableFile(why, Place(file=str(file)))
    text = _decoded(file)
    lines = list(itertools.islice(io.StringIO(text, newline=""), 100))
    delimiter = max(_DELIMITERS, key=lambda each: _most(file, lines, each, width))
    yield Sheet("", _split(file, io.StringIO(text, newline=""), delimiter))


def _refuse_what_is_no_table(file: Path, begins: bytes) -> None:
    start = begins.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        what = "an HTML page" if b"<html" in start or b"<!doctype html" in start else "XML"
        raise _not_one(file, f"this is {what}")
    if start.startswith(b"%pdf"):
        raise _not_one(file, "this is a PDF file, which read_report reads where it is a report")


def _not_one(file: Path, why: str) -> UnreadableFile:
    return UnreadableFile(f"{why}; {_EXPECTED} is expected", Place(file=str(file)))


def _decoded(file: Path) -> str:
    content = file.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content[:200]:
        encodings = ["utf-16-be" if content[0] == 0 else "utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _not_one(file, "this is neither a workbook nor text")


def _most(
    file: Path, lines: Iterable[str], delimiter: str, width: Callable[[Sequence[Cell]], int]
) -> int:
    return max((width(row) for _, row in _split(file, lines, delimiter)), default=0)


def _split(file: Path, lines: Iterable[str], delimiter: str) -> Iterator[NumberedRow]:
    reader = csv.reader(lines, delimiter=delimiter)
    first = 1
    try:
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        why = f"the row cannot be read as CSV: {error}"
        raise UnreadableFile(why, Place(file=str(file), line=reader.line_num)) from error
