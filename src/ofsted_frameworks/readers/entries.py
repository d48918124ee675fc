"""The entries of a table: what each row says of each inspection, and what became of it."""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity
from ofsted_frameworks.frameworks import all_frameworks
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority, Visit
from ofsted_frameworks.readers.cells import is_empty, text_of
from ofsted_frameworks.readers.naming import is_known
from ofsted_frameworks.readers.parts import NO_INSPECTION, Part, Row
from ofsted_frameworks.readers.tables import Block, Table, first_filled, first_ons_code


@attrs.frozen(kw_only=True)
class Entry:
    """What a row says of one inspection: all of it in a long table, one part of it in a wide one.

    `taken` is the inspection or visit it gave; where it is None, `absence` says why there is none, and
    an entry with neither could not be read, which a finding explains.
    """

    place: Place
    taken: AnyInspection | Visit | None = None
    absence: str = ""
    table: Table = attrs.field(repr=False, eq=False)
    block: Block = attrs.field(repr=False, eq=False)
    row: Row = attrs.field(repr=False, eq=False)

    @property
    def about(self) -> str:
        """Which inspection of the row it is, as in "second ILACS"; "inspection" in a long table."""
        return str(self.block)

    @property
    def original(self) -> Mapping[str, str]:
        """What the file prints for it, by heading; empty cells are left out."""
        columns = (*self.table.authority, *self.table.code, *self.block.columns)
        cells = ((column.text, text_of(column.of(self.row))) for column in columns)
        return {heading: text for heading, text in cells if text}


@attrs.define
class _Note:
    finding: Finding
    count: int = 0


class EntryReader:
    """Reads the entries of a file's tables, gathering findings as it goes.

    `labels` gives the printed label for grade words of one's own, by their folded form; `edition` is the
    edition of every inspection, where the caller knows it.
    """

    def __init__(self, file: str, labels: Mapping[str, str], edition: Edition | None) -> None:
        self.file = file
        self.labels = labels
        self.edition = edition
        self.rows = 0
        self.lines = 0
        self.not_yet_inspected: list[LocalAuthority] = []
        self._findings: list[Finding] = []
        self._notes: dict[tuple[object, ...], _Note] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, in the order of the file; what recurs in a column is told once, at the end."""
        counted = (
            attrs.evolve(note.finding, message=f"{note.finding.message} ({note.count} in all)")
            for note in self._notes.values()
        )
        return (*self._findings, *counted)

    def read(self, table: Table) -> Iterator[Entry]:
        """The entries of a table, row by row."""
        for number, row in table.rows:
            where = Place(file=self.file, sheet=table.sheet, row=number)
            yield from self._row(table, row, where)
        self._look_for_grades(table)

    def _row(self, table: Table, row: Row, where: Place) -> Iterator[Entry]:
        named = first_filled(table.authority, row)
        name = " ".join(text_of(named.of(row)).split()) if named else ""
        code = first_ons_code(table.code, row)
        if not is_known(name, code) and all(
            is_empty(column.of(row)) for block in table.blocks for column in block.columns
        ):
            self.lines += 1
            return
        self.rows += 1
        for block in table.blocks:
            part = Part(self, table, block, row, where, name, code)
            taken = part.read() if block.has_any(row) else NO_INSPECTION
            yield Entry(
                place=where,
                taken=None if isinstance(taken, str) else taken,
                absence=taken if isinstance(taken, str) else "",
                table=table,
                block=block,
                row=row,
            )

    def add(self, rule: str, severity: Severity, message: str, where: Place, **more: Any) -> None:
        """Note a finding."""
        finding = Finding(
            rule=f"workbook.{rule}", severity=severity, message=message, place=where, **more
        )
        self._findings.append(finding)

    def count(self, key: tuple[object, ...], finding: Callable[[], Finding]) -> None:
        """Note what recurs in a column: where it is first seen, and how often."""
        if key not in self._notes:
            self._notes[key] = _Note(finding())
        self._notes[key].count += 1

    def _look_for_grades(self, table: Table) -> None:
        for column in table.unread:
            for number, row in table.rows:
                text = text_of(column.of(row))
                if text.casefold() in _grade_words():
                    where = Place(
                        file=self.file, sheet=table.sheet, row=number, column=column.index + 1
                    )
                    message = (
                        f"the column {column.text!r} holds grades, and its heading is not known"
                    )
                    hint = "read_workbook in Python takes columns={...} for headings of your own"
                    self.add(
                        "unread-column", Severity.WARNING, message, where, value=text, hint=hint
                    )
                    break


@functools.cache
def _grade_words() -> frozenset[str]:
    return frozenset(grade.label.casefold() for its in all_frameworks() for grade in its.scale)
