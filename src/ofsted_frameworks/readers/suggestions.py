"""Say why a file has no table that can be read, and with which command it can be."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from ofsted_frameworks.frameworks import all_editions
from ofsted_frameworks.readers.cell_values import (
    Cell,
    NotADay,
    is_empty,
    is_grade,
    read_days,
    text_of,
)
from ofsted_frameworks.readers.naming import is_known
from ofsted_frameworks.readers.sheet_tables import NumberedRow, ReadHeading, SheetTable
from ofsted_frameworks.readers.sheets import Sheet
from ofsted_frameworks.words import listed

UNKNOWN = "FIELD"

_LOOKED_AT = 30
_EXPECTED = (
    "a row of headings names an authority (such as 'Local authority name') and a judgement (such as "
    "'Overall effectiveness') or a kind of inspection"
)


def explain(
    file: Path, sheets: Sequence[Sheet], found: Sequence[SheetTable], read: ReadHeading
) -> str:
    """Return why none of a file's tables is read, with the command that reads one where there is any."""
    for table in found:
        if table.counts:
            names = listed(repr(column.text) for column in table.counts)
            return f"it has no grades: row {table.row} has numbers under {names}; {_EXPECTED}"
    for sheet in sheets:
        for index, (number, row) in enumerate(sheet.rows[:_LOOKED_AT]):
            headings = [text_of(cell) for cell in row]
            fields = suggest(headings, sheet.rows[index + 1 :], read)
            if fields and _is_enough(headings, fields, read):
                return _command(file, number, fields)
    return f"it has no table of judgements: {_EXPECTED}; for other headings, give columns"


def suggest(
    headings: Sequence[str], rows: Sequence[NumberedRow], read: ReadHeading
) -> dict[str, str]:
    """Return the field that each heading that is not known may be of, by what is under it."""
    fields: dict[str, str] = {}
    judged: list[str] = []
    names_authority = any(read(heading).names_authority for heading in headings)
    dated = any(read(heading).field in ("start", "published", "date") for heading in headings)
    for index, heading in enumerate(headings):
        cells = [row[index] for _, row in rows[:_LOOKED_AT] if index < len(row)]
        cells = [cell for cell in cells if not is_empty(cell)]
        if _most(cells, lambda cell: bool(read(text_of(cell)).areas)):
            return {}
        if not heading or not cells or read(heading).is_read:
            continue
        if _most(cells, is_grade):
            judged.append(heading)
        elif not names_authority and _most(cells, _is_authority):
            fields[heading], names_authority = "authority", True
        elif not dated and _most(cells, _is_day):
            fields[heading], dated = "start", True
    of_each = {heading: _field_like(heading, alone=len(judged) == 1) for heading in judged}
    return {**fields, **of_each} if of_each else {}


def _most(cells: Sequence[Cell], fits: Callable[[Cell], bool]) -> bool:
    return sum(map(fits, cells)) * 2 > len(cells)


def _is_authority(cell: Cell) -> bool:
    return isinstance(cell, str) and is_known(cell.strip(), ())


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, dt.date):
        return True
    try:
        return isinstance(cell, str) and not read_days(cell).unit
    except NotADay:
        return False


def _field_like(heading: str, *, alone: bool) -> str:
    """Return the field of the one judgement area that a heading abbreviates, or a place for it."""
    if alone:
        return "overall_effectiveness"
    areas = all_editions()[-2].areas
    words = heading.casefold().split()[0]
    fits = [name for name in areas if any(w.startswith(words) for w in name.split("_"))]
    return fits[0] if len(fits) == 1 else UNKNOWN


def _is_enough(headings: Sequence[str], fields: dict[str, str], read: ReadHeading) -> bool:
    return "authority" in fields.values() or any(read(h).names_authority for h in headings)


def _command(file: Path, row: int, fields: dict[str, str]) -> str:
    options = " ".join(
        f"--column {_quoted(f'{heading}={field}')}" for heading, field in fields.items()
    )
    areas = listed(all_editions()[-2].areas, "or")
    which = f"; a {UNKNOWN} is {areas}" if UNKNOWN in fields.values() else ""
    return (
        f"row {row} does not say which judgement its grades are for; if the following is right, this "
        f"reads it: ofsted-frameworks read {_quoted(str(file))} {options}{which}"
    )


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
