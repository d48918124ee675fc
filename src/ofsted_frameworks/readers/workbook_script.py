"""Turn a workbook into rows: a script that another process runs, so that a hostile file ends only that one.

It imports nothing but the standard library and the spreadsheet library.
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
    """Return the sheets of a workbook, or the reason why there are none.

    The request is a line of JSON with the most filled cells to return (`cells`) and the headings of tables to
    leave out (`left_out`), and then the workbook. A sheet is its name and its rows that are not empty,
    each with its number; a day in a row is a list of its ISO form.
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
    """Return the rows with the value of each merged cell in every cell that it covers."""
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) <= MOST_MERGED and top < len(rows):
            value = rows[top][left] if left < len(rows[top]) else ""
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [value] * len(row[left : right + 1])
    return rows


def kept(
    rows: Iterable[tuple[int, list[Any]]], left_out: Sequence[str]
) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that are not empty, without the tables that have one of these headings."""
    words, longest = frozenset(left_out), max(map(len, left_out), default=0) + _SPACE
    passing = False
    for number, row in rows:
        if not any(cell != "" for cell in row):
            passing = False
        elif not passing:
            texts = (c for c in row if isinstance(c, str) and c and len(c) <= longest)
            passing = any(_folded(text) in words for text in texts)
            if not passing:
                yield number, row


def _folded(text: str) -> str:
    return text.strip().casefold().replace("_", " ")


def _plain(row: Sequence[Any]) -> list[Any]:
    """Return a row as JSON has it, without the empty cells at its end."""
    last = next(place for place in range(len(row), 0, -1) if row[place - 1] != "")
    return [c if type(c) in (str, float) else _of_another_type(c) for c in row[:last]]


def _of_another_type(cell: Any) -> Any:
    if isinstance(cell, dt.date):
        return [cell.isoformat()]
    return cell if isinstance(cell, (bool, int)) else str(cell)
