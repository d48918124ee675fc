"""Open a workbook or a text file as sheets of rows."""

import csv
import io
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ofsted_frameworks.findings import MissingExtra, UnreadableFile
from ofsted_frameworks.readers.archives import MOST_BYTES, check_archive
from ofsted_frameworks.readers.cells import Cell
from ofsted_frameworks.readers.tables import NumberedRow

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = (",", ";", "\t", "|")
_MOST_MERGED = 10_000


@attrs.frozen
class Sheet:
    """A sheet's rows with their numbers, from 1; a text file is one sheet without a name."""

    name: str
    rows: Iterable[NumberedRow]


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
        check_archive(file)
        return _workbook(file)
    if begins.startswith(_OLE):
        return _workbook(file)
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


def _workbook(file: Path) -> Iterator[Sheet]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("readers", "python-calamine") from error
    try:
        opened = CalamineWorkbook.from_path(file)  # pyright: ignore[reportUnknownMemberType]
        with opened as workbook:
            for name in workbook.sheet_names:
                yield Sheet(name, _rows(workbook.get_sheet_by_name(name)))
    except CalamineError as error:
        raise UnreadableFile(f"{file.name} is no workbook that can be read: {error}") from error


def _rows(sheet: "CalamineSheet") -> Iterable[NumberedRow]:
    rows: Iterable[Sequence[Cell]] = sheet.iter_rows()
    if left := (sheet.start or (0, 0))[1]:
        rows = (("",) * left + tuple(row) for row in rows)
    if sheet.merged_cell_ranges:
        rows = _with_merged([list(row) for row in rows], sheet.merged_cell_ranges)
    return enumerate(rows, start=1)


def _with_merged(
    rows: list[list[Cell]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> list[list[Cell]]:
    """The rows with the value of each merged cell in every cell that it covers."""
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) <= _MOST_MERGED and top < len(rows):
            value = rows[top][left] if left < len(rows[top]) else ""
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [value] * len(row[left : right + 1])
    return rows


def _text(file: Path, begins: bytes, width: Callable[[Sequence[Cell]], int]) -> Iterator[Sheet]:
    _refuse_what_is_no_table(file, begins)
    if file.stat().st_size > MOST_BYTES:
        raise UnreadableFile(f"{file.name} is too large: it has more than {MOST_BYTES:,} bytes")
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
    return max(width(row) for _, row in _split(file, lines, delimiter))


def _split(file: Path, lines: Iterable[str], delimiter: str) -> Iterator[NumberedRow]:
    reader = csv.reader(lines, delimiter=delimiter)
    first = 1
    try:
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(f"{file.name}, line {reader.line_num}: {error}") from error
