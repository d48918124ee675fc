"""Read inspections and visits from workbooks and tables of text, whoever published them."""

import functools
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity, UnreadableFile
from ofsted_frameworks.frameworks import get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.labels import fold
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.readers.cells import Cell
from ofsted_frameworks.readers.entries import Entry, EntryReader
from ofsted_frameworks.readers.headers import Heading, read_field, read_heading, words_of
from ofsted_frameworks.readers.sheets import open_sheets
from ofsted_frameworks.readers.tables import Table, find_tables
from ofsted_frameworks.tables import Table as Printed

__all__ = ["Account", "Entry", "Reading", "read_workbook"]


@attrs.frozen(kw_only=True)
class Account:
    """What became of every entry: a row of a long table, or one inspection's part of a wide row.

    `entries` is the sum of `inspections`, `visits`, all `absences` and `not_read`.
    """

    rows: int
    entries: int
    inspections: int
    visits: int
    absences: Mapping[str, int] = attrs.field(hash=False)
    not_read: int

    def __str__(self) -> str:
        absences = sum(self.absences.values())
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.absences.items())
        return (
            f"{_several(self.rows, 'row')}, {_several(self.entries, 'entry', 'entries')} = "
            f"{_several(self.inspections, 'inspection')} + {_several(self.visits, 'visit')} + "
            f"{_several(absences, 'absence')}{f' ({reasons})' if reasons else ''} + "
            f"{self.not_read} not read"
        )


@attrs.frozen(kw_only=True)
class Reading:
    """What was read from one file or several: every entry with its place, and everything found.

    `entries` has one item for each row of a long table and for each inspection's part of a wide row.
    `panel` joins entries about one inspection; `inspections` and `visits` have them as they stand, so
    that an inspection printed on three sheets is there three times. `lines` counts rows that are no
    records: titles, notes, prose.
    """

    files: tuple[str, ...]
    tables: tuple[Table, ...]
    entries: tuple[Entry, ...] = attrs.field(repr=False)
    found: tuple[Finding, ...] = attrs.field(repr=False)
    rows: int
    lines: int
    not_yet_inspected: tuple[LocalAuthority, ...] = ()

    @property
    def inspections(self) -> tuple[AnyInspection, ...]:
        """Every inspection that an entry gave, in the order of the file."""
        return tuple(e.taken for e in self.entries if isinstance(e.taken, Inspection))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Every visit that an entry gave, in the order of the file."""
        return tuple(e.taken for e in self.entries if isinstance(e.taken, Visit))

    @functools.cached_property
    def panel(self) -> Panel:
        """The inspections and visits as a panel, each once."""
        return Panel(self.inspections, self.visits, self.not_yet_inspected)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found while reading, and where entries about one inspection disagree."""
        return (*self.found, *self.panel.findings)

    @property
    def account(self) -> Account:
        """What became of every entry."""
        absences = Counter(e.absence for e in self.entries if e.absence)
        return Account(
            rows=self.rows,
            entries=len(self.entries),
            inspections=len(self.inspections),
            visits=len(self.visits),
            absences=dict(absences.most_common()),
            not_read=sum(not e.absence and e.taken is None for e in self.entries),
        )

    def __str__(self) -> str:
        counts = Counter((finding.severity, finding.rule) for finding in self.findings)
        rows = [
            [str(severity), rule, str(counts[severity, rule])]
            for severity, rule in sorted(counts, key=lambda each: _ORDER.index(each[0]))
        ]
        told = Printed(["", "Finding", "Times"], rows).text() if rows else "nothing found wrong"
        tables = _several(len(self.tables), "table")
        return f"{', '.join(self.files)}: {tables}\n{self.account}\n\n{told}"


def read_workbook(
    path: str | os.PathLike[str],
    *more: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    edition: Edition | str | None = None,
) -> Reading:
    """Every inspection and visit in an .ods, .xlsx, .xls or .csv file, or in several.

    Tables are found by their headings, on any sheet, in any row. `columns` gives the field for headings
    of your own, as in `{"Council": "authority", "When": "start", "Outcome": "overall_effectiveness"}`;
    `labels` the grade for words of your own, as in `{"RI": "requires improvement"}`; `edition` the edition of
    every inspection, where the file's dates do not tell it.

    Raises `UnreadableFile` for a file that is missing, damaged, too large, without such a table or not
    this user's to read, `UnknownColumn` for a field that no record has, `TypeError` for what is no path,
    and `MissingExtra` without the `readers` extra.
    """
    own = {words_of(heading): field for heading, field in (columns or {}).items()}
    for field in own.values():
        read_field(field)
    its = get_edition(edition) if isinstance(edition, str) else edition
    readings = [_read_one(path_of(each), own, labels or {}, its) for each in (path, *more)]
    return functools.reduce(_joined, readings)


def _read_one(
    file: Path, own: Mapping[str, str], labels: Mapping[str, str], its: Edition | None
) -> Reading:
    reader = EntryReader(file.name, {fold(word): label for word, label in labels.items()}, its)
    tables = tuple(_tables(file, own))
    if not tables:
        raise UnreadableFile(
            "it has no table of judgements: no row names an authority (as 'Local authority name' does) "
            "and a judgement ('Overall effectiveness') or a kind of inspection; for headings of your "
            "own, read_workbook in Python takes columns={...}",
            Place(file=str(file)),
        )
    entries = tuple(entry for table in tables for entry in reader.read(table))
    return Reading(
        files=(file.name,),
        tables=tables,
        entries=entries,
        found=(*reader.findings, *_not_there(file, own, tables)),
        rows=reader.rows,
        lines=reader.lines,
        not_yet_inspected=tuple(reader.not_yet_inspected),
    )


def _tables(file: Path, own: Mapping[str, str]) -> Iterator[Table]:
    @functools.cache
    def read(text: str) -> Heading:
        return read_heading(text, own)

    def known(row: Sequence[Cell]) -> int:
        return sum(isinstance(cell, str) and read(cell).is_read for cell in row)

    for sheet in open_sheets(file, known):
        yield from find_tables(sheet.name, sheet.rows, read)


def _not_there(file: Path, own: Mapping[str, str], tables: tuple[Table, ...]) -> Iterator[Finding]:
    printed = {words_of(heading) for table in tables for heading in table.headings}
    for words, field in own.items():
        if words not in printed:
            yield Finding(
                rule="workbook.no-such-column",
                severity=Severity.WARNING,
                message=f"no column is headed {words!r}, which was said to be {field!r}",
                place=Place(file=file.name),
                value=words,
            )


def _joined(one: Reading, other: Reading) -> Reading:
    return Reading(
        files=one.files + other.files,
        tables=one.tables + other.tables,
        entries=one.entries + other.entries,
        found=one.found + other.found,
        rows=one.rows + other.rows,
        lines=one.lines + other.lines,
        not_yet_inspected=one.not_yet_inspected + other.not_yet_inspected,
    )


_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def _several(count: int, noun: str, nouns: str = "") -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {nouns or f'{noun}s'}"
