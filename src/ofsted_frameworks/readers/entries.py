"""The entries of a table: what each row says of each inspection, and what became of it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.findings import Finding, Place
from ofsted_frameworks.frameworks.column_words import AUTHORITY, CODE
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority, Visit
from ofsted_frameworks.readers import table_rules
from ofsted_frameworks.readers.blocks import Column, Row, filled
from ofsted_frameworks.readers.cell_values import (
    Cell,
    NotADay,
    is_absent,
    is_empty,
    is_grade,
    number_in,
    read_days,
    text_of,
)
from ofsted_frameworks.readers.headers import without_marks
from ofsted_frameworks.readers.naming import is_known
from ofsted_frameworks.readers.parts import CallerOptions, NoteKey, Part
from ofsted_frameworks.readers.sheet_tables import SheetTable

MOST_HINTS = 200
"""The names that are not known, in one file, for which a name like them is looked for."""

_MOST_LOOKED_AT = 1_000


@attrs.frozen(kw_only=True)
class Entry:
    """What a row says of one inspection: all of it in a long table, one part of it in a wide one.

    `taken` is the inspection or visit it gave; where it is None, `absence` says why there is none, and
    an entry with neither could not be read, which a finding explains. `found` has what was found in it.
    """

    place: Place
    taken: AnyInspection | Visit | None = None
    absence: str = ""
    found: tuple[Finding, ...] = attrs.field(default=(), repr=False)
    _part: Part = attrs.field(alias="part", repr=False, eq=False)

    @property
    def about(self) -> str:
        """Which inspection of the row it is, as in "second ILACS"; "inspection" in a long table."""
        return str(self._part.block)

    @property
    def original(self) -> Mapping[str, str]:
        """What the file prints for it, by heading; empty cells are left out.

        Every column is there but those of the other inspections in the row. A heading that is printed twice
        is numbered, and a column without one is named by its number.
        """
        texts: dict[str, str] = {}
        times: Counter[str] = Counter()
        for column in self._part.table.columns_of(self._part.block):
            if text := text_of(column.of(self._part.row)):
                name = column.text or f"column {column.index + 1}"
                times[name] += 1
                texts[f"{name} ({times[name]})" if times[name] > 1 else name] = text
        return texts

    @property
    def notes(self) -> Mapping[NoteKey, Callable[[], Finding]]:
        """What recurs in its columns, to be counted over the file."""
        return self._part.notes

    @property
    def waiting(self) -> Sequence[LocalAuthority]:
        """The authority, where the entry says that it has not been inspected yet."""
        return self._part.waiting


def read_entry(part: Part, place: Place) -> Entry:
    """Return the entry of one part of a row."""
    taken = part.read()
    return Entry(
        place=place,
        taken=None if isinstance(taken, str) else taken,
        absence=taken if isinstance(taken, str) else "",
        found=tuple(part.found),
        part=part,
    )


class EntryReader:
    """Reads the entries of a file's tables; `rows` counts the rows that are records, `lines` the others."""

    def __init__(self, file: str, options: CallerOptions) -> None:
        self.file = file
        self.options = options
        self.rows = 0
        self.lines = 0
        self.found: list[Finding] = []
        self._unknown: set[str] = set()

    def read(self, table: SheetTable) -> Iterator[Entry]:
        """Yield the entries of a table, row by row."""
        for number, row in table.rows:
            where = Place(file=self.file, sheet=table.sheet, row=number)
            yield from self._row(table, row, where)
        for column in table.counts:
            self._counts(table, column)
        for column in table.unread:
            self._look_into(table, column)

    def _row(self, table: SheetTable, row: Row, where: Place) -> Iterator[Entry]:
        named = [c for c in filled(table.names, row) if c.heading.field == AUTHORITY]
        name = without_marks(" ".join(text_of(named[0].of(row)).split())) if named else ""
        codes = tuple(
            text_of(c.of(row)) for c in filled(table.names, row) if c.heading.field == CODE
        )
        if self._is_a_line(table, row, name, codes):
            self.lines += 1
            return
        self.rows += 1
        hints = self._hints(name, codes)
        for block in table.blocks:
            yield read_entry(
                Part(self.options, table, block, row, where, name, codes, hints), where
            )

    def _is_a_line(self, table: SheetTable, row: Row, name: str, codes: tuple[str, ...]) -> bool:
        """True for a title, a note or another row that is not a record."""
        if is_known(name, codes):
            return False
        texts = {text_of(cell) for cell in row if not is_empty(cell)}
        is_prose = len(texts) == 1 and not any(map(_says_something, texts))
        return is_prose or all(
            is_empty(column.of(row)) for block in table.blocks for column in block.columns
        )

    def _hints(self, name: str, codes: tuple[str, ...]) -> bool:
        if not is_known(name, codes):
            self._unknown.add(name or "; ".join(codes))
        return len(self._unknown) <= MOST_HINTS

    def _counts(self, table: SheetTable, column: Column) -> None:
        number, cell = next(
            (number, column.of(row))
            for number, row in table.rows
            if number_in(column.of(row)) is not None
        )
        self.found.append(
            table_rules.COUNTS.finding(
                (),
                f"the column {column.text!r} holds numbers, not grades, and is skipped",
                value=text_of(cell),
                place=self._place(table, number, column),
            )
        )

    def _place(self, table: SheetTable, row: int, column: Column) -> Place:
        return Place(file=self.file, sheet=table.sheet, row=row, column=column.index + 1)

    def _look_into(self, table: SheetTable, column: Column) -> None:
        """Say so if a column that is not read holds grades, days or codes of authorities."""
        for number, row in table.rows[:_MOST_LOOKED_AT]:
            cell = column.of(row)
            if what := _looks_like(cell):
                self.found.append(
                    table_rules.UNREAD_COLUMN.finding(
                        (),
                        f"the column {column.text!r} holds {what}, and its heading is unknown",
                        value=text_of(cell),
                        hint="read_workbook in Python takes columns={...} for other headings, and the "
                        "command line --column",
                        place=self._place(table, number, column),
                    )
                )
                return


def _says_something(text: str) -> bool:
    """True for a grade, a day or a word of absence, which a record can consist of."""
    return is_grade(text) or is_absent(text) or _looks_like(text) != ""


def _looks_like(cell: Cell) -> str:
    """Return what a cell holds, if it is a grade, a day or the code of an authority."""
    if is_grade(cell):
        return "grades"
    if isinstance(cell, dt.date):
        return "days"
    text = text_of(cell)
    if not isinstance(cell, str) or not 5 <= len(text) <= 40 or not any(map(str.isdigit, text)):
        return ""
    if len(text) == 9 and known_authority(LocalAuthority(text)):
        return "codes of authorities"
    try:
        return "" if text.isdigit() or read_days(text).unit == "year" else "days"
    except NotADay:
        return ""
