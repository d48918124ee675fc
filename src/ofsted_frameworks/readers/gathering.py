"""Read workbooks, records, reports and folders of reports together, and account for every file."""

import contextlib
import datetime as dt
import functools
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ofsted_frameworks.findings import Finding, Place, UnreadableFile, ValidationError
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.paths import path_of, regular_file, unopened
from ofsted_frameworks.readers import table_rules
from ofsted_frameworks.readers.report import ReportReading, read_reports
from ofsted_frameworks.readers.workbook import read_workbook
from ofsted_frameworks.serialization import from_dict
from ofsted_frameworks.validation.csv_records import NO_RECORD
from ofsted_frameworks.validation.decoding import UNREADABLE
from ofsted_frameworks.validation.files import open_records
from ofsted_frameworks.words import plural

Progress = Callable[[int, int], object]

_EXPECTED = "a workbook, a file of records, a report or a folder of reports"
_MOST_NAMED = 5
_RECORDS = (".json", ".jsonl", ".ndjson")


@attrs.frozen(kw_only=True)
class Gathered:
    """The inspections and visits in some files, and an account of every file.

    `accounts` has a line for each file that says what was read. `unread` counts the files that could not be
    used; a finding explains each. `known_to` is the day up to which the tables among the files reach.
    Records and reports do not say how far they reach.
    """

    inspections: tuple[AnyInspection, ...] = ()
    visits: tuple[Visit, ...] = ()
    findings: tuple[Finding, ...] = ()
    accounts: tuple[str, ...] = ()
    not_yet_inspected: tuple[LocalAuthority, ...] = ()
    unread: int = 0
    known_to: dt.date | None = None

    @functools.cached_property
    def panel(self) -> Panel:
        """The inspections and visits as a panel, without repeats."""
        return Panel(self.inspections, self.visits, self.not_yet_inspected, self.known_to)

    @property
    def disagreements(self) -> tuple[Finding, ...]:
        """The findings where two files, or two places in one file, disagree about an inspection."""
        return self.panel.findings

    @property
    def total(self) -> str:
        """The number of files, inspections and visits, in two lines."""
        return (
            f"{plural(len(self.accounts), 'file')} = {len(self.accounts) - self.unread} read + "
            f"{self.unread} not read: {plural(len(self.inspections), 'inspection')}, "
            f"{plural(len(self.visits), 'visit')}\n"
            f"without repeats: {plural(len(self.panel), 'inspection')}, "
            f"{plural(len(self.panel.visits), 'visit')}"
        )

    def __str__(self) -> str:
        counts = Counter((str(f.severity), f.rule) for f in self.findings)
        found = [f"{n} x {severity} {rule}" for (severity, rule), n in sorted(counts.items())]
        return "\n".join([*self.accounts, self.total, *found])


def gather(
    *paths: str | os.PathLike[str],
    processes: int | None = None,
    progress: Progress | None = None,
    each: "Callable[[Gathered], object] | None" = None,
    columns: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    edition: Edition | str | None = None,
) -> Gathered:
    """Return everything in some files and folders: workbooks and CSV, JSON records, PDF reports.

    Only the reports in a folder are read. One bad file, or a folder without a report, never stops the rest: a
    finding explains it. Another finding names the files in a folder that are not reports.

    Args:
        paths: Files and folders.
        processes: How many processes read reports at once.
        progress: Called with the number of reports read so far and the number in all.
        each: Called with the contents of each file as soon as it is read.
        columns: The fields for other headings in workbooks and CSV, as for `read_workbook`.
        labels: The grades for other words in workbooks and CSV, as for `read_workbook`.
        edition: The edition of every inspection in workbooks and CSV, as for `read_workbook`.

    Raises:
        UnreadableFile: If there is nothing at a path.
        UnknownColumn: If `columns` names a field that no record has.
        MissingExtra: If the `readers` extra is needed but not installed.
        TypeError: If a path is neither a string nor a path object.
    """
    options = {"columns": columns, "labels": labels, "edition": edition}
    given = {name: value for name, value in options.items() if value}
    parts: list[Gathered] = []
    for path in paths:
        for part in _parts(path_of(path), given, processes, progress):
            parts.append(part)
            if each:
                each(part)
    return _joined(parts)


def _parts(
    path: Path, options: Mapping[str, Any], processes: int | None, progress: Progress | None
) -> Iterator[Gathered]:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        raise unopened(path, error, _EXPECTED) from error
    if path.is_dir():
        yield from _folder(path, processes, progress)
        return
    try:
        regular_file(path, _EXPECTED)
        if _is_report(path):
            yield from map(_report, read_reports([path], processes=processes, progress=progress))
        else:
            yield _table_or_records(path, options)
    except UnreadableFile as error:
        yield _unread(path, error.why, error.place)


def _is_report(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _folder(folder: Path, processes: int | None, progress: Progress | None) -> Iterator[Gathered]:
    files, locked, links = _inside(folder)
    reports = [file for file in files if _is_report(file) and file.is_file()]
    if reports:
        yield from map(_report, read_reports(reports, processes=processes, progress=progress))
    else:
        yield _unread(folder, "this folder has no report (a .pdf file)")
    for path in locked:
        yield _unread(path, "you do not have permission to read this folder")
    for path in links:
        yield _unread(path, "this is a link to a folder; links are not followed")
    for path in files:
        if _is_report(path) and not path.is_file():
            yield _unread(path, "this is a device, a pipe, a socket or a broken link, not a file")
    if others := [str(file.relative_to(folder)) for file in files if not _is_report(file)]:
        yield _passed_over(folder, others)


def _inside(folder: Path) -> tuple[list[Path], list[Path], list[Path]]:
    """Return the files in a folder and its subfolders, and the folders that are locked or linked."""
    files: list[Path] = []
    locked: list[Path] = []
    links: list[Path] = []

    def note(error: OSError) -> None:
        locked.append(Path(error.filename))

    for here, folders, names in os.walk(folder, onerror=note):
        links += [Path(here, name) for name in folders if Path(here, name).is_symlink()]
        files += [Path(here, name) for name in names]
    return sorted(files), sorted(locked), sorted(links)


def _report(reading: ReportReading) -> Gathered:
    inspection = reading.inspection
    return Gathered(
        inspections=(inspection,) if inspection else (),
        findings=reading.findings,
        accounts=(f"{reading.source}: {inspection or reading.document}",),
        unread=0 if inspection else 1,
    )


def _workbook(path: Path, options: Mapping[str, Any]) -> Gathered:
    reading = read_workbook(path, **options)
    return Gathered(
        inspections=reading.inspections,
        visits=reading.visits,
        findings=reading.found,
        accounts=(f"{path}: {reading.account}",),
        not_yet_inspected=reading.not_yet_inspected,
        known_to=reading.known_to,
    )


def _records(path: Path) -> Gathered:
    events: list[AnyInspection | Visit] = []
    findings: list[Finding] = []
    wrong = 0
    for line, record, found in open_records(path):
        if record is not UNREADABLE and record is not NO_RECORD:
            try:
                events.append(from_dict(record))
            except ValidationError as error:
                record, found = UNREADABLE, error.findings
        wrong += record is UNREADABLE
        place = Place(file=str(path), line=line)
        findings += [attrs.evolve(finding, place=place) for finding in found]
    inspections = tuple(e for e in events if isinstance(e, Inspection))
    visits = tuple(e for e in events if isinstance(e, Visit))
    return Gathered(
        inspections=inspections,
        visits=visits,
        findings=tuple(findings),
        accounts=(
            f"{path}: {plural(len(events) + wrong, 'record')} = "
            f"{plural(len(inspections), 'inspection')} + {plural(len(visits), 'visit')} + "
            f"{wrong:,} not read",
        ),
    )


def _table_or_records(path: Path, options: Mapping[str, Any]) -> Gathered:
    """Return the records in a file, or what its tables hold; options for tables make CSV a table."""
    ending = path.suffix.lower()
    if ending in _RECORDS:
        return _records(path)
    if ending == ".csv" and not options:
        with contextlib.suppress(UnreadableFile):
            return _records(path)
    return _workbook(path, options)


def _passed_over(folder: Path, names: list[str]) -> Gathered:
    shown = ", ".join(names[:_MOST_NAMED])
    shown += f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    finding = table_rules.PASSED_OVER.finding(
        (),
        f"only the reports (.pdf) in a folder are read; skipped: {shown}",
        value=names,
        hint="to read a workbook or a file of records, give its own path",
        place=Place(file=str(folder)),
    )
    return Gathered(findings=(finding,))


def _unread(path: Path, why: str, place: Place | None = None) -> Gathered:
    at = attrs.evolve(place or Place(), file=str(path))
    finding = table_rules.UNREAD.finding((), why, place=at)
    return Gathered(findings=(finding,), accounts=(f"{path}: not read",), unread=1)


def _joined(parts: Sequence[Gathered]) -> Gathered:
    names = ("inspections", "visits", "findings", "accounts", "not_yet_inspected")
    joined: dict[str, Any] = {
        name: tuple(item for part in parts for item in getattr(part, name)) for name in names
    }
    unread = sum(part.unread for part in parts)
    return Gathered(**joined, unread=unread, known_to=_known_to(parts))


def _known_to(parts: Sequence[Gathered]) -> dt.date | None:
    """Return the day up to which tables reach, or the latest start of an inspection if that is later."""
    days = [part.known_to for part in parts if part.known_to]
    starts = [i.start for part in parts for i in part.inspections if i.start]
    return max(days + starts) if days else None
