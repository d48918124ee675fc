"""Files of any kind that is read here, taken together: workbooks, records, reports and folders of them."""

import functools
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity, UnreadableFile, ValidationError
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.paths import path_of, unopened
from ofsted_frameworks.readers.report import ReportReading, read_reports
from ofsted_frameworks.readers.workbook import Reading, read_workbook
from ofsted_frameworks.serialization import from_dict
from ofsted_frameworks.validation.decoding import UNREADABLE
from ofsted_frameworks.validation.files import CLEAN, NO_RECORD, open_records

Progress = Callable[[int, int], object]

PASSED_OVER = "file.passed-over"

_EXPECTED = "a workbook, a file of records, a report or a folder of reports"
_MOST_NAMED = 5

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Gathered:
    """Inspections and visits taken from files, and an account of every file.

    `accounts` has a line for each file: what was read, or that nothing was. `unread` counts the files
    that could not be used; each has a finding, which says why.
    """

    inspections: tuple[AnyInspection, ...]
    visits: tuple[Visit, ...]
    findings: tuple[Finding, ...]
    accounts: tuple[str, ...]
    not_yet_inspected: tuple[LocalAuthority, ...] = ()
    unread: int = 0

    @functools.cached_property
    def panel(self) -> Panel:
        """The inspections and visits as a panel, each once."""
        return Panel(self.inspections, self.visits, self.not_yet_inspected)

    @property
    def disagreements(self) -> tuple[Finding, ...]:
        """Where two of the files, or two places of one, disagree about an inspection."""
        return self.panel.findings

    @property
    def total(self) -> str:
        """What all files together hold, in two lines."""
        return (
            f"{_several(len(self.accounts), 'file')} = {len(self.accounts) - self.unread} read + "
            f"{self.unread} not read: {_several(len(self.inspections), 'inspection')}, "
            f"{_several(len(self.visits), 'visit')}\n"
            f"each once: {_several(len(self.panel), 'inspection')}, "
            f"{_several(len(self.panel.visits), 'visit')}"
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
) -> Gathered:
    """Everything that files and folders hold: workbooks and CSV, JSON records, PDF reports.

    A folder stands for the reports in it. One bad file, or a folder without a report, never stops the
    rest: it is explained in the findings, and so is what a folder holds beside its reports. `progress`
    is called with the number of reports read and of all, `each` with what each file gave as soon as it is
    read. Raises `UnreadableFile` only where a path leads
    nowhere, `TypeError` for what is no path, and `MissingExtra` without the `readers` extra.
    """
    parts: list[Gathered] = []
    for path in paths:
        for part in _parts(path_of(path), processes, progress):
            parts.append(part)
            if each:
                each(part)
    return _joined(parts)


def _parts(path: Path, processes: int | None, progress: Progress | None) -> Iterator[Gathered]:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        raise unopened(path, error, _EXPECTED) from error
    inside = sorted(file for file in path.rglob("*") if file.is_file())
    if path.is_dir() and not any(_is_report(file) for file in inside):
        yield _unread(path, "there is no report, a file that ends in .pdf, in this folder")
    elif path.is_dir() or _is_report(path):
        readings = read_reports(path, processes=processes, progress=progress)
        yield from (_report(reading) for reading in readings)
    else:
        read = _READERS.get(path.suffix.lower(), _workbook)
        try:
            yield read(path)
        except UnreadableFile as error:
            yield _unread(path, error.why, error.place)
    if others := [str(file.relative_to(path)) for file in inside if not _is_report(file)]:
        yield _passed_over(path, others)


def _is_report(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _report(reading: ReportReading) -> Gathered:
    inspection = reading.inspection
    return Gathered(
        inspections=(inspection,) if inspection else (),
        visits=(),
        findings=reading.findings,
        accounts=(f"{reading.source}: {inspection or reading.document}",),
        unread=0 if inspection else 1,
    )


def _workbook(path: Path) -> Gathered:
    reading: Reading = read_workbook(path)
    return Gathered(
        inspections=reading.inspections,
        visits=reading.visits,
        findings=reading.found,
        accounts=(f"{path}: {reading.account}",),
        not_yet_inspected=reading.not_yet_inspected,
    )


def _records(path: Path) -> Gathered:
    events: list[AnyInspection | Visit] = []
    findings: list[Finding] = []
    wrong = 0
    for line, record, found in open_records(path, {}):
        if not any(record is sign for sign in (UNREADABLE, NO_RECORD, CLEAN)):
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
            f"{path}: {_several(len(events) + wrong, 'record')} = "
            f"{_several(len(inspections), 'inspection')} + {_several(len(visits), 'visit')} + "
            f"{wrong:,} not read",
        ),
    )


def _csv(path: Path) -> Gathered:
    try:
        return _records(path)
    except UnreadableFile:
        return _workbook(path)


_READERS: Mapping[str, Callable[[Path], Gathered]] = {
    ".json": _records,
    ".jsonl": _records,
    ".ndjson": _records,
    ".csv": _csv,
}


def _passed_over(folder: Path, names: list[str]) -> Gathered:
    listed = ", ".join(names[:_MOST_NAMED])
    listed += f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    finding = Finding(
        rule=PASSED_OVER,
        severity=Severity.WARNING,
        message=f"a folder stands for the reports (.pdf) in it; passed over: {listed}",
        value=names,
        hint="name a workbook or a file of records to have it read",
        place=Place(file=str(folder)),
    )
    return Gathered(inspections=(), visits=(), findings=(finding,), accounts=())


def _unread(path: Path, why: str, place: Place | None = None) -> Gathered:
    at = attrs.evolve(place or Place(), file=str(path))
    finding = Finding(rule="file.unread", severity=Severity.ERROR, message=why, place=at)
    return Gathered(
        inspections=(),
        visits=(),
        findings=(finding,),
        accounts=(f"{path}: not read",),
        unread=1,
    )


def _joined(parts: Sequence[Gathered]) -> Gathered:
    def every(each: Callable[[Gathered], Iterable[T]]) -> tuple[T, ...]:
        return tuple(item for part in parts for item in each(part))

    return Gathered(
        inspections=every(lambda part: part.inspections),
        visits=every(lambda part: part.visits),
        findings=every(lambda part: part.findings),
        accounts=every(lambda part: part.accounts),
        not_yet_inspected=every(lambda part: part.not_yet_inspected),
        unread=sum(part.unread for part in parts),
    )


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
