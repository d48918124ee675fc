"""Say why no table in a file can be read, and suggest the command that reads it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from ofsted_frameworks.frameworks import all_editions
from ofsted_frameworks.frameworks.column_words import AUTHORITY, DATE, PUBLISHED, START
from ofsted_frameworks.readers.blocks import Column, most_fit
from ofsted_frameworks.readers.cell_values import (
    Cell,
    NotADay,
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
    "a row of headings must name an authority (such as 'Local authority name') and a judgement (such as "
    "'Overall effectiveness') or a kind of inspection"
)
_FOR_OTHER_HEADINGS = (
    "for other headings, use columns={...} in Python, or --column on the command line"
)


def explain(
    file: Path, sheets: Sequence[Sheet], found: Sequence[SheetTable], read: ReadHeading
) -> str:
    """Return why none of a file's tables can be read, with a command that reads one if possible."""
    for table in found:
        if table.counts:
            names = listed(repr(column.text) for column in table.counts)
            return f"it has no grades: row {table.row} has numbers under {names}; {_EXPECTED}"
    for sheet in sheets:
        for index, (number, row) in enumerate(sheet.rows[:_LOOKED_AT]):
            headings = [text_of(cell) for cell in row]
            fields = suggest(headings, sheet.rows[index + 1 :], read)
            names_authority = any(read(heading).names_authority for heading in headings)
            if fields and (names_authority or AUTHORITY in fields.values()):
                return _command(file, number, fields)
    return f"it has no table of judgements: {_EXPECTED}; {_FOR_OTHER_HEADINGS}"


def suggest(
    headings: Sequence[str], rows: Sequence[NumberedRow], read: ReadHeading
) -> dict[str, str]:
    """Return a field for each unknown heading, judging by the cells under it; {} if none has grades."""
    fields: dict[str, str] = {}
    judged: list[str] = []
    columns = [Column(index, text, read(text)) for index, text in enumerate(headings)]
    names_authority = any(column.heading.names_authority for column in columns)
    dated = any(column.heading.field in (START, PUBLISHED, DATE) for column in columns)
    for column in columns:
        cells = column.filled_cells(rows[:_LOOKED_AT])
        if most_fit(cells, lambda cell: bool(read(text_of(cell)).areas)):
            return {}
        if not column.text or column.heading.is_read:
            continue
        if most_fit(cells, is_grade):
            judged.append(column.text)
        elif not names_authority and most_fit(cells, _is_authority):
            fields[column.text], names_authority = AUTHORITY, True
        elif not dated and most_fit(cells, _is_day):
            fields[column.text], dated = START, True
    areas = {heading: _area_like(heading, alone=len(judged) == 1) for heading in judged}
    return {**fields, **areas} if areas else {}


def _is_authority(cell: Cell) -> bool:
    return isinstance(cell, str) and is_known(cell.strip(), ())


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, dt.date):
        return True
    try:
        return isinstance(cell, str) and not read_days(cell).unit
    except NotADay:
        return False


def _area_like(heading: str, *, alone: bool) -> str:
    """Return the only judgement area that a heading can abbreviate, or `UNKNOWN`."""
    if alone:
        return "overall_effectiveness"
    start = heading.casefold().split()[0]
    fits = [name for name in _areas() if any(word.startswith(start) for word in name.split("_"))]
    return fits[0] if len(fits) == 1 else UNKNOWN


def _areas() -> Sequence[str]:
    return list(all_editions()[-2].areas)


def _command(file: Path, row: int, fields: Mapping[str, str]) -> str:
    which = (
        f"; replace {UNKNOWN} with {listed(_areas(), 'or')}" if UNKNOWN in fields.values() else ""
    )
    return (
        f"row {row} does not say which judgement its grades are for. If these fields are right, this "
        f"command reads it: ofsted-frameworks read {_quoted(str(file))} {column_options(fields)}"
        f"{which}"
    )


def column_options(fields: Mapping[str, str]) -> str:
    """Return the options of the command line that give these fields to these headings."""
    return " ".join(
        f"--column {_quoted(f'{heading}={field}')}" for heading, field in fields.items()
    )


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
