"""Open a workbook or a text file as sheets of rows."""

import csv
import io
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ofsted_frameworks.findings import UnreadableFile
from ofsted_frameworks.readers.archives import check_archive
from ofsted_frameworks.readers.books import Sheet, open_book
from ofsted_frameworks.readers.cells import Cell
from ofsted_frameworks.readers.tables import NumberedRow
from ofsted_frameworks.readers.xls import open_xls

MOST_TEXT = 50_000_000

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
    file = Path(path)
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
    except OSError as error:
        raise UnreadableFile(f"{file}: {error.strerror or error}") from error
    if not begins.strip():
        raise UnreadableFile(f"{file.name} is empty")
    return begins


def _text(file: Path, begins: bytes, width: Callable[[Sequence[Cell]], int]) -> Iterator[Sheet]:
    _refuse_what_is_no_table(file, begins)
    if file.stat().st_size > MOST_TEXT:
        raise UnreadableFile(f"{file.name} is too large: it has more than {MOST_TEXT:,} bytes")
    text = _decoded(file)
    lines = list(itertools.islice(io.StringIO(text, newline=""), 100))
    delimiter = max(_DELIMITERS, key=lambda each: _most(file, lines, each, width))
    yield Sheet("", _split(file, io.StringIO(text, newline=""), delimiter))


def _refuse_what_is_no_table(file: Path, begins: bytes) -> None:
    start = begins.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        what = "an HTML page" if b"<html" in start or b"<!doctype html" in start else "XML"
        raise UnreadableFile(f"{file.name} is {what}, not a workbook or a table of text")
    if start.startswith(b"%pdf"):
        raise UnreadableFile(f"{file.name} is a PDF file, not a workbook or a table of text")


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
    raise UnreadableFile(f"{file.name} is neither a workbook nor text")


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
        raise UnreadableFile(f"{file.name}, line {reader.line_num}: {error}") from error
