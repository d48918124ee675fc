"""Open a workbook or a CSV file as sheets of rows."""

import csv
import datetime as dt
import importlib.util
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from ofsted_frameworks.findings import Finding, MissingExtra, Place, UnreadableFile
from ofsted_frameworks.frameworks.column_words import PROVIDER_HEADINGS
from ofsted_frameworks.paths import regular_file, unopened
from ofsted_frameworks.readers import child, table_rules, workbook_script
from ofsted_frameworks.readers.cell_values import Cell
from ofsted_frameworks.readers.sheet_tables import NumberedRow

MOST_CELLS = 2_000_000
EXPECTED = "a workbook (.ods or .xlsx) or a CSV file"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = (",", ";", "\t", "|")
_MOST_COLUMNS = 5_000
_LEFT_OUT = [each.value.casefold() for each in PROVIDER_HEADINGS]


@attrs.frozen(kw_only=True)
class WorkbookLimits:
    """The limits on the size of one file, and on the time and memory to read it.

    The defaults are about a hundred times what Ofsted's own workbooks need. A limit that is None grows
    with the size of the file.

    Args:
        size: The size of the file, in bytes.
        cells: The number of filled cells in all sheets, without tables of providers.
        seconds: The time to open a workbook.
        memory: The memory to open a workbook, in bytes, if the system can limit it (Linux can).
    """

    size: int = attrs.field(default=50_000_000, validator=attrs.validators.gt(0))
    cells: int | None = None
    seconds: float | None = None
    memory: int | None = None

    def most_cells(self, size: int) -> int:
        """Return how many filled cells a workbook of this size, in bytes, may have."""
        return self.cells or min(MOST_CELLS, 20_000 + size * 3 // 5)

    def to_open(self, size: int) -> child.ChildLimits:
        """Return the limits for opening a workbook of this size, in bytes."""
        return child.ChildLimits(
            seconds=self.seconds or round(1.5 + size / 500_000, 1),
            memory=self.memory or 250_000_000 + 50 * size,
        )


@attrs.frozen
class Sheet:
    """The filled rows of a sheet with their numbers (from 1), and the findings from opening it.

    A CSV file is one sheet without a name.
    """

    name: str
    rows: Sequence[NumberedRow]
    found: tuple[Finding, ...] = ()


def open_sheets(
    file: Path, width: Callable[[Sequence[Cell]], int], limits: WorkbookLimits
) -> list[Sheet]:
    """Return the sheets of an .ods or .xlsx workbook, or the only sheet of a text file such as .csv.

    The first bytes of a file decide what it is, not its name. `width` counts the known headings in a row; the
    delimiter of a text file is the one that gives most of them.

    Raises:
        UnreadableFile: If the file is something else, is damaged, or exceeds the limits.
        MissingExtra: If the file is a workbook and the `readers` extra is not installed.
    """
    size = regular_file(file, EXPECTED).st_size
    if size > limits.size:
        raise _refused(
            file,
            f"it is too large: it has {size:,} bytes, but at most {limits.size:,} are read; to read "
            "more, use limits=WorkbookLimits(size=...) in Python",
        )
    try:
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise unopened(file, error, EXPECTED) from error
    if content.startswith(_ZIP):
        return _workbook(file, content, limits)
    _check_start(file, content[:2048])
    return [_text(file, content, width, limits.cells or MOST_CELLS)]


def _check_start(file: Path, start: bytes) -> None:
    """Raise `UnreadableFile` if the first bytes are those of another kind of file."""
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise _not_a_table(file, "it is empty")
    if start.startswith(_OLE):
        raise _not_a_table(
            file, "this is an .xls workbook or has a password; save it as .xlsx without a password"
        )
    if start.startswith(b"<"):
        what = "an HTML page" if b"<html" in start or b"<!doctype html" in start else "XML"
        raise _not_a_table(file, f"this is {what}")
    if start.startswith(b"%pdf"):
        raise _not_a_table(file, "this is a PDF file; if it is a report, use read_report")


def _not_a_table(file: Path, why: str) -> UnreadableFile:
    return _refused(file, f"{why}; expected {EXPECTED}")


def _refused(file: Path, why: str) -> UnreadableFile:
    return UnreadableFile(why, Place(file=str(file)))


def _workbook(file: Path, content: bytes, limits: WorkbookLimits) -> list[Sheet]:
    if importlib.util.find_spec("python_calamine") is None:
        raise MissingExtra("readers", "python-calamine")
    most = limits.most_cells(len(content))
    settings = json.dumps({"cells": most, "left_out": _LEFT_OUT}).encode()
    opener = child.Child(workbook_script, ["python_calamine"], limits.to_open(len(content)))
    try:
        answer: dict[str, Any] = opener.ask(settings + b"\n" + content)
    except child.Stopped as error:
        raise _refused(file, f"this workbook cannot be opened: {error}") from error
    finally:
        opener.close()
    if "cells" in answer:
        raise _too_many_cells(file, most)
    if "error" in answer:
        raise _refused(
            file,
            f"this is not an .ods or .xlsx workbook, or it is damaged or locked ({answer['error']})",
        )
    return [Sheet(name, [(n, _cells(row)) for n, row in rows]) for name, rows in answer["sheets"]]


def _cells(row: list[Any]) -> list[Cell]:
    return [cell if isinstance(cell, str | float | int) else _day(cell) for cell in row]


def _day(cell: Any) -> dt.date:
    day = dt.datetime.fromisoformat(cell[0])
    return day.date() if day.time() == dt.time() else day


def _too_many_cells(file: Path, most: int) -> UnreadableFile:
    return _refused(
        file,
        f"it is too large: it has more than {most:,} cells; to read more, use "
        "limits=WorkbookLimits(cells=...) in Python",
    )


def _text(file: Path, content: bytes, width: Callable[[Sequence[Cell]], int], most: int) -> Sheet:
    lines = list(io.StringIO(_decoded(file, content), newline=""))

    def known_headings(delimiter: str) -> int:
        rows = (row for _, row in _split(file, lines[:100], delimiter, []))
        return max((width(row) for row in rows if len(row) <= _MOST_COLUMNS), default=0)

    delimiter = max(_DELIMITERS, key=known_headings)
    found: list[Finding] = []
    rows: list[NumberedRow] = []
    cells = 0
    for number, row in workbook_script.kept(_split(file, lines, delimiter, found), _LEFT_OUT):
        cells += len(row)
        if cells > most:
            raise _too_many_cells(file, most)
        rows.append((number, row))
    return Sheet("", rows, tuple(found))


def _decoded(file: Path, content: bytes) -> str:
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
    raise _not_a_table(file, "this is neither a workbook nor text")


def _split(
    file: Path, lines: Sequence[str], delimiter: str, found: list[Finding]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows in some lines, each with the number of its first line; collect findings in `found`."""
    reader = csv.reader(lines, delimiter=delimiter)
    first = 1
    try:
        for row in reader:
            if reader.line_num > first:
                found += _check_quotes(file, lines, first, reader.line_num, delimiter, row)
            if len(row) > _MOST_COLUMNS:
                why = f"it has {len(row):,} columns, but at most {_MOST_COLUMNS:,} are read"
                raise UnreadableFile(why, Place(file=str(file), line=first))
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        why = f"this row cannot be read as CSV: {error}"
        raise UnreadableFile(why, Place(file=str(file), line=first)) from error


def _check_quotes(
    file: Path, lines: Sequence[str], first: int, last: int, delimiter: str, row: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding if a quoted cell of this row holds lines that may be separate rows."""
    inner = (line for cell in row for line in cell.splitlines()[1:])
    where = Place(file=file.name, line=first)
    if sum(line.count('"') for line in lines[first - 1 : last]) % 2:
        yield table_rules.OPEN_QUOTE.finding(
            (),
            f"a quotation mark opens in line {first} and never closes, so lines {first} to {last} are read "
            "as one row",
            expected="a quotation mark at the end of the cell",
            hint="close it and read the file again",
            place=where,
        )
    elif any(line.count(delimiter) >= max(1, len(row) - 1) for line in inner):
        yield table_rules.ROWS_IN_A_CELL.finding(
            (),
            f"lines {first} to {last} are read as one row, because a quotation mark that opens in the first "
            "closes only in the last, but some of the lines look like rows",
            hint="if they are rows, remove the quotation mark and read the file again",
            place=where,
        )
