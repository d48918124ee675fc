"""Open a workbook with the spreadsheet library."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ofsted_frameworks.findings import MissingExtra, Place, UnreadableFile
from ofsted_frameworks.readers.cells import Cell
from ofsted_frameworks.readers.tables import NumberedRow

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_MERGED = 10_000


@attrs.frozen
class Sheet:
    """A sheet's rows with their numbers, from 1; a text file is one sheet without a name."""

    name: str
    rows: Iterable[NumberedRow]


def open_book(file: Path, ending: str) -> Iterator[Sheet]:
    """The sheets of a workbook of the kind that `ending` says, whatever ending its name has.

    Raises `UnreadableFile`, and `MissingExtra` without the `readers` extra.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("readers", "python-calamine") from error
    try:
        with contextlib.ExitStack() as stack:
            if file.suffix.lower() == ending:
                opened = CalamineWorkbook.from_path(file)  # pyright: ignore[reportUnknownMemberType]
            else:
                opened = CalamineWorkbook.from_filelike(stack.enter_context(file.open("rb")))
            workbook = stack.enter_context(opened)
            for name in workbook.sheet_names:
                yield Sheet(name, _rows(workbook.get_sheet_by_name(name)))
    except (CalamineError, OSError) as error:
        why = f"this is no workbook that can be read; it may be damaged or locked ({error})"
        raise UnreadableFile(why, Place(file=str(file))) from error


def _rows(sheet: "CalamineSheet") -> Iterable[NumberedRow]:
    rows: Iterable[Sequence[Cell]] = sheet.iter_rows()
    if left := (sheet.start or (0, 0))[1]:
        rows = (("",) * left + tuple(row) for row in rows)
    if sheet.merged_cell_ranges:
        rows = fill_merged([list(row) for row in rows], sheet.merged_cell_ranges)
    return enumerate(rows, start=1)


def fill_merged(
    rows: list[list[Cell]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> list[list[Cell]]:
    """The rows with the value of each merged cell in every cell that it covers."""
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) <= _MOST_MERGED and top < len(rows):
            value = rows[top][left] if left < len(rows[top]) else ""
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [value] * len(row[left : right + 1])
    return rows
