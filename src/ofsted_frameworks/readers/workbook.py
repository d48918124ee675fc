"""Read inspections and visits from workbooks and tables of text, whoever published them."""

import datetime as dt
import functools
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity, UnreadableFile
from ofsted_frameworks.frameworks import get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.labels import fold
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.readers import table_rules
from ofsted_frameworks.readers.cell_values import Cell, NotADay, read_days, text_of
from ofsted_frameworks.readers.entries import Entry, EntryReader
from ofsted_frameworks.readers.headers import Heading, read_field, read_heading, words_of
from ofsted_frameworks.readers.parts import CallerOptions
from ofsted_frameworks.readers.sheet_tables import ReadHeading, SheetTable, TableFinder
from ofsted_frameworks.readers.sheets import Sheet, WorkbookLimits, open_sheets
from ofsted_frameworks.readers.suggestions import explain, suggest
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import plural

_AS_AT = re.compile(r"as at (\d{1,2} [a-z]+ \d{4})", re.IGNORECASE)
_LONGEST_TITLE = 400
_MOST_TITLES = 10
_CELL = re.compile(r"(?:.*!)?[a-z]{1,3}\d{1,7}", re.IGNORECASE)


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
            f"{plural(self.rows, 'row')}, {plural(self.entries, 'entry', 'entries')} = "
            f"{plural(self.inspections, 'inspection')} + {plural(self.visits, 'visit')} + "
            f"{plural(absences, 'absence')}{f' ({reasons})' if reasons else ''} + "
            f"{self.not_read} not read"
        )


@attrs.frozen(kw_only=True)
class WorkbookReading:
    """What was read from one file or several: every entry with its place, and everything found.

    `entries` has one item for each row of a long table and for each inspection's part of a wide row.
    `panel` joins entries about one inspection; `inspections` and `visits` have one for each entry, so
    that an inspection printed on three sheets is there three times. `lines` counts rows that are not
    records: titles, notes, prose. `as_at` is the day that a cover or title states ("as at 31 March 2025").
    """

    files: tuple[str, ...]
    tables: tuple[SheetTable, ...]
    entries: tuple[Entry, ...] = attrs.field(repr=False)
    file_findings: tuple[Finding, ...] = attrs.field(repr=False)
    rows: int
    lines: int
    as_at: dt.date | None = None

    @property
    def inspections(self) -> tuple[AnyInspection, ...]:
        """Every inspection that an entry gave, in the order of the file."""
        return tuple(e.taken for e in self.entries if isinstance(e.taken, Inspection))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Every visit that an entry gave, in the order of the file."""
        return tuple(e.taken for e in self.entries if isinstance(e.taken, Visit))

    @property
    def not_yet_inspected(self) -> tuple[LocalAuthority, ...]:
        """The authorities that an entry reports as not yet inspected."""
        return tuple(authority for entry in self.entries for authority in entry.waiting)

    @property
    def known_to(self) -> dt.date | None:
        """The day up to which the files reach: the day that a cover states, or the newest date."""
        starts = [i.start for i in self.inspections if i.start]
        if self.as_at:
            return max([self.as_at, *starts])
        dates = [i.published for i in self.inspections if i.published]
        dates += [visit.date for visit in self.visits if visit.date]
        return max([*starts, *dates], default=None)

    @functools.cached_property
    def panel(self) -> Panel:
        """The inspections and visits as a panel, each once."""
        return Panel(self.inspections, self.visits, self.not_yet_inspected, self.known_to)

    @functools.cached_property
    def found(self) -> tuple[Finding, ...]:
        """What was found while reading; what recurs in a column is there once, with its number."""
        in_entries = (finding for entry in self.entries for finding in entry.found)
        counts = Counter(key for entry in self.entries for key in entry.notes)
        first = {key: make for entry in reversed(self.entries) for key, make in entry.notes.items()}
        noted = {key: first[key]() for key in counts}
        counted = (
            attrs.evolve(finding, message=f"{finding.message} ({counts[key]} in all)")
            for key, finding in noted.items()
        )
        return (*self.file_findings, *in_entries, *counted)

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
        shown = Table(["", "Finding", "Times"], rows).text() if rows else "nothing found wrong"
        tables = plural(len(self.tables), "table")
        return f"{', '.join(self.files)}: {tables}\n{self.account}\n\n{shown}"


def read_workbook(
    path: str | os.PathLike[str],
    *more: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    edition: Edition | str | None = None,
    limits: WorkbookLimits | None = None,
) -> WorkbookReading:
    """Return every inspection and visit in an .ods, .xlsx or .csv file, or in several.

    Tables are found by their headings, on any sheet, in any row.

    Args:
        path: The file.
        more: More files, read as one with the first.
        columns: The field for other headings, as in `{"Council": "authority", "When": "start", "Outcome":
            "overall_effectiveness"}`.
        labels: The grade for other words, as in `{"RI": "requires improvement"}`, or for one cell, as in
            `{"History!K145": "adequate"}`.
        edition: The edition of every inspection, where the dates in the file do not settle it.
        limits: What one file may take before it is given up.

    Raises:
        UnreadableFile: If a file is missing, damaged, too large, without such a table or not this user's to
            read.
        UnknownColumn: If `columns` names a field that no record has.
        MissingExtra: If a workbook is given without the `readers` extra.
        TypeError: If a path is not a path.
    """
    own = {words_of(heading): field for heading, field in (columns or {}).items()}
    for field in own.values():
        read_field(field)
    its = get_edition(edition) if isinstance(edition, str) else edition
    options = CallerOptions(labels=_words(labels or {}), cells=_cells(labels or {}), edition=its)
    readings = [
        _read_one(path_of(each), own, options, limits or WorkbookLimits()) for each in (path, *more)
    ]
    return functools.reduce(_joined, readings)


def _words(labels: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): label for word, label in labels.items() if not _CELL.fullmatch(word)}


def _cells(labels: Mapping[str, str]) -> dict[str, str]:
    return {word.casefold(): label for word, label in labels.items() if _CELL.fullmatch(word)}


def _read_one(
    file: Path, own: Mapping[str, str], options: CallerOptions, limits: WorkbookLimits
) -> WorkbookReading:
    @functools.cache
    def read(text: str) -> Heading:
        return read_heading(text, own)

    def known(row: Sequence[Cell]) -> int:
        return sum(isinstance(cell, str) and read(cell).is_read for cell in row)

    sheets = open_sheets(file, known, limits)
    found: list[SheetTable] = []
    for sheet in sheets:
        place = Place(file=str(file), sheet=sheet.name)
        found += TableFinder(place=place, read=read, labels=options.labels).find(sheet.rows)
    tables = tuple(table for table in found if table.blocks)
    if not tables:
        raise UnreadableFile(explain(file, sheets, found, read), Place(file=str(file)))
    reader = EntryReader(file.name, options)
    entries = tuple(entry for table in tables for entry in reader.read(table))
    return WorkbookReading(
        files=(file.name,),
        tables=tables,
        entries=entries,
        file_findings=(
            *(finding for sheet in sheets for finding in sheet.found),
            *reader.found,
            *_not_read(file, found, read),
            *_not_there(file, own, tables),
            *_not_printed(file, options, tables),
        ),
        rows=reader.rows,
        lines=reader.lines,
        as_at=_as_at(sheets),
    )


def _as_at(sheets: Iterable[Sheet]) -> dt.date | None:
    """Return the last day "as at" which the first rows of a sheet say that the data is."""
    days: list[dt.date] = []
    for sheet in sheets:
        for _, row in sheet.rows[:_MOST_TITLES]:
            for cell in row:
                if isinstance(cell, str) and "as at" in cell[:_LONGEST_TITLE].casefold():
                    days += _days_as_at(cell[:_LONGEST_TITLE])
    return max(days, default=None)


def _days_as_at(text: str) -> Iterator[dt.date]:
    for found in _AS_AT.finditer(" ".join(text.split())):
        try:
            yield read_days(found[1]).first
        except NotADay:
            continue


def _not_read(file: Path, found: Iterable[SheetTable], read: ReadHeading) -> Iterator[Finding]:
    """Yield a finding for each table that names authorities and holds grades, of what is not known."""
    for table in found:
        fields = {} if table.blocks else suggest([c.text for c in table.columns], table.rows, read)
        if grades := [heading for heading, field in fields.items() if field not in _DAYS]:
            yield table_rules.UNREAD_TABLE.finding(
                (),
                f"the table holds grades under {', '.join(map(repr, grades))}, which do not say "
                "which judgement they are for; it is not read",
                hint=f"say which with {' '.join(_option(h, f) for h, f in fields.items())}",
                place=Place(file=file.name, sheet=table.sheet, row=table.row),
            )


_DAYS = ("start", "authority")


def _option(heading: str, field: str) -> str:
    return f"--column {heading!r}={field}" if " " in heading else f"--column {heading}={field}"


def _not_there(
    file: Path, own: Mapping[str, str], tables: tuple[SheetTable, ...]
) -> Iterator[Finding]:
    printed = {words_of(column.text) for table in tables for column in table.columns}
    for words, field in own.items():
        if words not in printed:
            yield table_rules.NO_SUCH_COLUMN.finding(
                (),
                f"no column is headed {words!r}, which is given as {field!r}",
                value=words,
                place=Place(file=file.name),
            )


def _not_printed(
    file: Path, options: CallerOptions, tables: tuple[SheetTable, ...]
) -> Iterator[Finding]:
    if not options.labels:
        return
    columns = [(table, column) for table in tables for b in table.blocks for column in b.areas]
    printed = {fold(text_of(c.of(row))) for table, c in columns for _, row in table.rows}
    for word, label in options.labels.items():
        if word not in printed:
            yield table_rules.NO_SUCH_LABEL.finding(
                (),
                f"no judgement is printed as {word!r}, which is given as {label!r}",
                value=word,
                place=Place(file=file.name),
            )


def _joined(one: WorkbookReading, other: WorkbookReading) -> WorkbookReading:
    days = [day for day in (one.known_to, other.known_to) if day]
    return WorkbookReading(
        files=one.files + other.files,
        tables=one.tables + other.tables,
        entries=one.entries + other.entries,
        file_findings=one.file_findings + other.file_findings,
        rows=one.rows + other.rows,
        lines=one.lines + other.lines,
        as_at=max(days, default=None),
    )


_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
