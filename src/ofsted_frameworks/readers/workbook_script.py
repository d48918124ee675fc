"""A script that turns a workbook into rows in another process, the only one a hostile file can end.

It imports only the standard library and the spreadsheet library.
"""

import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

MOST_MERGED = 10_000
MOST_PLACES = 2_000_000
_SPACE = 10


def answer(request: bytes) -> dict[str, Any]:
    """Return the sheets of a workbook, or the reason why it cannot be read.

    The request is a line of JSON, followed by the workbook. The JSON has the number of filled cells that
    may be returned (`cells`) and the headings of tables to leave out (`left_out`). A sheet is its name and
    its filled rows with their numbers. A date in a row is a list that holds its ISO form.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    line, _, content = request.partition(b"\n")
    settings = json.loads(line)
    sheets: list[tuple[str, list[tuple[int, list[Any]]]]] = []
    room, places = settings["cells"], MOST_PLACES
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for name in workbook.sheet_names:
                rows = kept(_rows(workbook.get_sheet_by_name(name)), settings["left_out"])
                whole = [(number, _plain(row)) for number, row in rows]
                room -= sum(sum(cell != "" for cell in row) for _, row in whole)
                places -= sum(len(row) for _, row in whole)
                if room < 0 or places < 0:
                    return {"cells": settings["cells"]}
                sheets.append((name, whole))
    except (CalamineError, OSError) as error:
        return {"error": str(error)}
    return {"sheets": sheets}


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    left = [""] * (sheet.start or (0, 0))[1]
    rows: Iterable[list[Any]] = sheet.iter_rows()
    if sheet.merged_cell_ranges:
        rows = fill_merged([left + row for row in rows], sheet.merged_cell_ranges)
        left = []
    for number, row in enumerate(rows, start=1):
        yield number, left + row if left else row


def fill_merged(
    rows: list[list[Any]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> list[list[Any]]:
    """Return the rows with the value of each merged cell copied to every cell that it covers."""
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) <= MOST_MERGED and top < len(rows):
            value = rows[top][left] if left < len(rows[top]) else ""
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [value] * len(row[left : right + 1])
    return rows


def kept(
    rows: Iterable[tuple[int, list[Any]]], left_out: Sequence[str]
) -> Iterator[tuple[int, list[Any]]]:
    """Yield the filled rows, without the tables that have one of these headings."""
    words, longest = frozenset(left_out), max(map(len, left_out), default=0) + _SPACE
    skipping = False
    for number, row in rows:
        if not any(cell != "" for cell in row):
            skipping = False
        elif not skipping:
            texts = (c for c in row if isinstance(c, str) and c and len(c) <= longest)
            skipping = any(_folded(text) in words for text in texts)
            if not skipping:
                yield number, row


def _folded(text: str) -> str:
    return text.strip().casefold().replace("_", " ")


def _plain(row: Sequence[Any]) -> list[Any]:
    """Return a row in JSON types, without the empty cells at its end."""
    last = next(place for place in range(len(row), 0, -1) if row[place - 1] != "")
    return [c if type(c) in (str, float) else _to_json(c) for c in row[:last]]


def _to_json(cell: Any) -> Any:
    if isinstance(cell, dt.date):
        return [cell.isoformat()]
    return cell if isinstance(cell, (bool, int)) else str(cell)
