"""Read the entries of a table: what each row says about each inspection, and what was read from it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
from ofsted_frameworks.readers.sheet_tables import NumberedRow, SheetTable
from ofsted_frameworks.rules import Rule

MOST_HINTS = 200
"""How many unknown names in a file are compared with the known names, to suggest a similar one."""

_MOST_LOOKED_AT = 1_000
_COLUMNS_HINT = "to read it, use columns={...} in Python, or --column on the command line"


@attrs.frozen(kw_only=True)
class Entry:
    """An entry about one inspection: the whole row of a long table, or one part of a wide row.

    `taken` is the inspection or visit that was read. If it is None, `absence` says why there is none. An
    entry with neither could not be read, and a finding explains why. `found` holds its findings.
    """

    place: Place
    taken: AnyInspection | Visit | None = None
    absence: str = ""
    found: tuple[Finding, ...] = attrs.field(default=(), repr=False)
    _part: Part = attrs.field(alias="part", repr=False, eq=False)

    @property
    def about(self) -> str:
        """The inspection of the row, such as "second ILACS", or "inspection" in a long table."""
        return str(self._part.block)

    @property
    def original(self) -> Mapping[str, str]:
        """The text of every filled cell, by heading, without the row's other inspections.

        A repeated heading is numbered, and a column without a heading is named by its number.
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
        """The findings that may recur in its columns, to be counted over the whole file."""
        return self._part.notes

    @property
    def waiting(self) -> Sequence[LocalAuthority]:
        """The authority, if the entry says that it has not been inspected yet."""
        return self._part.waiting


class EntryReader:
    """A reader of the entries in a file's tables.

    `rows` counts the rows that are records, and `lines` the titles, notes and other rows.
    """

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
            yield from self._read_row(table, number, row)
        for column in table.counts:
            self._report(table_rules.COUNTS, table, table.rows, column, _why_skipped)
        for column in table.unread:
            rows = table.rows[:_MOST_LOOKED_AT]
            self._report(table_rules.UNREAD_COLUMN, table, rows, column, _why_unread, _COLUMNS_HINT)

    def _read_row(self, table: SheetTable, number: int, row: Row) -> Iterator[Entry]:
        printed = filled(table.names, row)
        names = [text_of(c.of(row)) for c in printed if c.heading.field == AUTHORITY]
        name = without_marks(" ".join(names[0].split())) if names else ""
        codes = tuple(text_of(c.of(row)) for c in printed if c.heading.field == CODE)
        if _is_a_line(table, row, name, codes):
            self.lines += 1
            return
        self.rows += 1
        place = Place(file=self.file, sheet=table.sheet, row=number)
        hints = self._may_hint(name, codes)
        for block in table.blocks:
            part = Part(self.options, table, block, row, place, name, codes, hints)
            taken = part.read()
            yield Entry(
                place=place,
                taken=None if isinstance(taken, str) else taken,
                absence=taken if isinstance(taken, str) else "",
                found=tuple(part.found),
                part=part,
            )

    def _may_hint(self, name: str, codes: tuple[str, ...]) -> bool:
        if not is_known(name, codes):
            self._unknown.add(name or "; ".join(codes))
        return len(self._unknown) <= MOST_HINTS

    def _report(
        self,
        rule: Rule,
        table: SheetTable,
        rows: Iterable[NumberedRow],
        column: Column,
        why: Callable[[Cell], str],
        hint: str = "",
    ) -> None:
        """Report a column at the first of its cells that gives a reason to."""
        for number, row in rows:
            cell = column.of(row)
            if problem := why(cell):
                self.found.append(
                    rule.finding(
                        (),
                        f"the column {column.text!r} {problem}",
                        value=text_of(cell),
                        hint=hint,
                        place=Place(
                            file=self.file, sheet=table.sheet, row=number, column=column.index + 1
                        ),
                    )
                )
                return


def _why_skipped(cell: Cell) -> str:
    return "" if number_in(cell) is None else "holds numbers, not grades, and is skipped"


def _why_unread(cell: Cell) -> str:
    what = _looks_like(cell)
    return f"holds {what}, but its heading is unknown" if what else ""


def _is_a_line(table: SheetTable, row: Row, name: str, codes: tuple[str, ...]) -> bool:
    """Return True for a title, a note or another row that is not a record."""
    if is_known(name, codes):
        return False
    texts = {text_of(cell) for cell in row if not is_empty(cell)}
    is_prose = len(texts) == 1 and not any(map(_may_be_a_record, texts))
    return is_prose or all(
        is_empty(column.of(row)) for block in table.blocks for column in block.columns
    )


def _may_be_a_record(text: str) -> bool:
    """Return True for a grade, a date or a word for "nothing here": a record may consist of just one."""
    return is_grade(text) or is_absent(text) or _looks_like(text) != ""


def _looks_like(cell: Cell) -> str:
    """Return what a cell holds: grades, dates, codes of authorities, or "" for anything else."""
    if is_grade(cell):
        return "grades"
    if isinstance(cell, dt.date):
        return "dates"
    text = text_of(cell)
    if not isinstance(cell, str) or not 5 <= len(text) <= 40 or not any(map(str.isdigit, text)):
        return ""
    if len(text) == 9 and known_authority(LocalAuthority(text)):
        return "codes of authorities"
    try:
        return "" if text.isdigit() or read_days(text).unit == "year" else "dates"
    except NotADay:
        return ""
