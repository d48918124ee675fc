"""Read inspections and visits from workbooks and CSV files, whoever published them."""

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
from ofsted_frameworks.frameworks.column_words import FIELDS
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
from ofsted_frameworks.readers.suggestions import column_options, explain, suggest
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import listed, plural

_AS_AT = re.compile(r"as at (\d{1,2} [a-z]+ \d{4})", re.IGNORECASE)
_LONGEST_TITLE = 400
_MOST_TITLES = 10
_CELL = re.compile(r"(?:.*!)?[a-z]{1,3}\d{1,7}", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Account:
    """The number of entries, by what became of them.

    An entry is a row of a long table, or one inspection's part of a wide row. `entries` is the sum of
    `inspections`, `visits`, all `absences` and `not_read`.
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
    """The result of reading one or more files: every entry with its place, and every finding.

    `entries` has one item for each row of a long table and for each inspection's part of a wide row.
    `inspections` and `visits` have one item for each entry, so an inspection printed on three sheets appears
    three times. `panel` joins the entries about one inspection. `lines` counts the rows that are not
    records, such as titles and notes. `as_at` is the day that a cover or title states ("as at 31 March
    2025").
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
        """Every inspection, in the order of the entries."""
        return tuple(e.taken for e in self.entries if isinstance(e.taken, Inspection))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Every visit, in the order of the entries."""
        return tuple(e.taken for e in self.entries if isinstance(e.taken, Visit))

    @property
    def not_yet_inspected(self) -> tuple[LocalAuthority, ...]:
        """The authorities whose entry says that they have not been inspected yet."""
        return tuple(authority for entry in self.entries for authority in entry.waiting)

    @property
    def known_to(self) -> dt.date | None:
        """The day up to which the data reaches: the day that a cover states, or the newest date."""
        starts = [i.start for i in self.inspections if i.start]
        if self.as_at:
            return max([self.as_at, *starts])
        dates = [i.published for i in self.inspections if i.published]
        dates += [visit.date for visit in self.visits if visit.date]
        return max([*starts, *dates], default=None)

    @functools.cached_property
    def panel(self) -> Panel:
        """The inspections and visits as a panel, without repeats."""
        return Panel(self.inspections, self.visits, self.not_yet_inspected, self.known_to)

    @functools.cached_property
    def found(self) -> tuple[Finding, ...]:
        """The findings from reading. One that recurs in a column is reported once, with a count."""
        in_entries = (finding for entry in self.entries for finding in entry.found)
        counts = Counter(key for entry in self.entries for key in entry.notes)
        first = {key: make for entry in reversed(self.entries) for key, make in entry.notes.items()}
        noted = ((first[key](), count) for key, count in counts.items())
        counted = (
            attrs.evolve(finding, message=f"{finding.message} ({count} in all)")
            for finding, count in noted
        )
        return (*self.file_findings, *in_entries, *counted)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings from reading, and the disagreements between entries about one inspection."""
        return (*self.found, *self.panel.findings)

    @property
    def account(self) -> Account:
        """The number of entries, by what became of them."""
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
            [str(severity), rule, str(count)]
            for severity in Severity
            for (found, rule), count in counts.items()
            if found is severity
        ]
        shown = Table(["", "Finding", "Times"], rows).text() if rows else "no findings"
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
    """Return every inspection and visit in one or more .ods, .xlsx or .csv files.

    Tables are found by their headings, on any sheet, in any row.

    Args:
        path: The file.
        more: More files to read together with the first.
        columns: The field for other headings, as in `{"Council": "authority", "When": "start", "Outcome":
            "overall_effectiveness"}`.
        labels: The grade for other words, as in `{"RI": "requires improvement"}`, or for one cell, as in
            `{"History!K145": "adequate"}`.
        edition: The edition of every inspection, if the dates in the file do not settle it.
        limits: The limits on the size of one file, and on the time and memory to read it.

    Raises:
        UnreadableFile: If a file is missing, damaged or too large, has no such table, or cannot be opened.
        UnknownColumn: If `columns` names a field that no record has.
        MissingExtra: If a file is a workbook and the `readers` extra is not installed.
        TypeError: If a path is neither a string nor a path object.
    """
    fields = {words_of(heading): field for heading, field in (columns or {}).items()}
    for field in fields.values():
        read_field(field)
    options = CallerOptions(
        labels=_words(labels or {}),
        cells=_cells(labels or {}),
        edition=get_edition(edition) if isinstance(edition, str) else edition,
    )
    limits = limits or WorkbookLimits()
    readings = [_read_one(path_of(each), fields, options, limits) for each in (path, *more)]
    return functools.reduce(_joined, readings)


def _words(labels: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): label for word, label in labels.items() if not _CELL.fullmatch(word)}


def _cells(labels: Mapping[str, str]) -> dict[str, str]:
    return {word.casefold(): label for word, label in labels.items() if _CELL.fullmatch(word)}


def _read_one(
    file: Path, fields: Mapping[str, str], options: CallerOptions, limits: WorkbookLimits
) -> WorkbookReading:
    @functools.cache
    def read(text: str) -> Heading:
        return read_heading(text, fields)

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
            *_unread_tables(file, found, read),
            *_unused(file, fields, options.labels, tables),
        ),
        rows=reader.rows,
        lines=reader.lines,
        as_at=_as_at(sheets),
    )


def _as_at(sheets: Iterable[Sheet]) -> dt.date | None:
    """Return the latest date after "as at" in the first rows of the sheets."""
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


def _unread_tables(file: Path, found: Iterable[SheetTable], read: ReadHeading) -> Iterator[Finding]:
    """Yield a finding for each table of authorities whose grades are under unknown headings."""
    for table in found:
        fields = {} if table.blocks else suggest([c.text for c in table.columns], table.rows, read)
        if grades := [heading for heading, field in fields.items() if field not in FIELDS]:
            yield table_rules.UNREAD_TABLE.finding(
                (),
                "the table is not read, because it does not say which judgement the grades under "
                f"{listed(map(repr, grades))} are for",
                hint=f"if these fields are right, give {column_options(fields)}",
                place=Place(file=file.name, sheet=table.sheet, row=table.row),
            )


def _unused(
    file: Path, fields: Mapping[str, str], labels: Mapping[str, str], tables: Iterable[SheetTable]
) -> Iterator[Finding]:
    """Yield a finding for each heading or word that the caller gives and the tables do not print."""
    headings = {words_of(column.text) for table in tables for column in table.columns}
    printed = {
        fold(text_of(column.of(row)))
        for table in tables
        if labels
        for block in table.blocks
        for column in block.areas
        for _, row in table.rows
    }
    for rule, given, found, problem in (
        (table_rules.NO_SUCH_COLUMN, fields, headings, "no column is headed"),
        (table_rules.NO_SUCH_LABEL, labels, printed, "no judgement is printed as"),
    ):
        for words, meaning in given.items():
            if words not in found:
                yield rule.finding(
                    (),
                    f"{problem} {words!r}, so its meaning {meaning!r} is not used",
                    value=words,
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
