"""Many records at once: streamed, counted, and never stopped by the first that is wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.arguments import check_iterable, not_taken
from ofsted_frameworks.findings import Finding, Place, Severity
from ofsted_frameworks.inspection import Inspection, Visit
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.validation.checking import findings_of
from ofsted_frameworks.validation.decoding import UNREADABLE
from ofsted_frameworks.validation.files import (
    CLEAN,
    NO_RECORD,
    Format,
    Item,
    Progress,
    open_records,
)
from ofsted_frameworks.validation.history import Histories
from ofsted_frameworks.validation.plain import is_event, to_record
from ofsted_frameworks.validation.records import read
from ofsted_frameworks.validation.verdicts import Check, Verdicts

OnFinding: TypeAlias = Callable[[Finding], None]

KEPT = 50_000

_SINGLE: tuple[Any, ...] = (str, bytes, Mapping, Inspection, Visit)


@attrs.frozen(kw_only=True)
class Report:
    """What came of validating many records: `records` is `valid` and `invalid` together.

    A record is invalid when it has an error; warnings leave it valid. `findings` are in the order of
    the records; of very many only the first are kept, and `left_out` says how many are not among
    them. `by_rule` counts them all.
    """

    records: int
    valid: int
    errors: int
    warnings: int
    findings: tuple[Finding, ...]
    by_rule: Mapping[str, int]

    @property
    def invalid(self) -> int:
        """The number of records that have an error."""
        return self.records - self.valid

    @property
    def left_out(self) -> int:
        """The number of findings that were counted but not kept."""
        return sum(self.by_rule.values()) - len(self.findings)

    @property
    def summary(self) -> str:
        """The numbers in one line."""
        said = f"{_counted(self.records, 'record')}: {self.valid:,} valid, {self.invalid:,} invalid"
        found = f"{_counted(self.errors, 'error')}, {_counted(self.warnings, 'warning')}"
        return f"{said}; {found}"

    def __str__(self) -> str:
        more = f" (the last {self.left_out:,} findings are not kept)" if self.left_out else ""
        return self.summary + more


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def validate_records(
    records: Iterable[object],
    *,
    complete: bool = False,
    history: bool = False,
    warnings_as_errors: bool = False,
    on_finding: OnFinding | None = None,
    keep: int = KEPT,
) -> Report:
    """Everything that is wrong with many records, inspections or visits.

    A finding's place has the number of its record, from 1, as `row`. With `history` the records of each
    authority are also judged together, which takes some 200 bytes of memory an inspection. Each finding
    is passed to `on_finding` as it comes, and the first `keep` of them are in the report.

    >>> from ofsted_frameworks import datasets
    >>> print(validate_records(datasets.hampshire()))
    4 records: 4 valid, 0 invalid; 0 errors, 0 warnings

    Raises `TypeError` for a single record, and for what cannot be iterated.
    """
    if isinstance(records, _SINGLE):
        raise not_taken("validate_records", "many records (validate takes one)", records)
    check_iterable(records, "validate_records", "many records")
    tally = _Tally(complete, history, warnings_as_errors, on_finding, keep)
    tally.take_all(((number, record, ()) for number, record in enumerate(records, 1)), _row)
    return tally.report()


def validate_file(
    path: str | PathLike[str],
    *,
    format: Format | None = None,
    complete: bool = False,
    history: bool = False,
    warnings_as_errors: bool = False,
    on_finding: OnFinding | None = None,
    keep: int = KEPT,
    progress: Progress | None = None,
) -> Report:
    """Everything that is wrong with a file of records: JSON, JSON Lines or CSV, as its ending tells.

    The file is read bit by bit, so memory does not grow with it. A finding's place has the file and
    the line on which its record begins. `progress` is called with the number of bytes of each block
    that is read; the other arguments are those of `validate_records`.

    Raises `UnreadableFile` where there is no such file, it may not be read, or it is not text in UTF-8
    or of that format, and `TypeError` for what is no path.
    """
    file = path_of(path)
    name = str(file)

    def place(line: int) -> Place:
        return Place(file=name, line=line)

    tally = _Tally(complete, history, warnings_as_errors, on_finding, keep)
    checks: Mapping[Any, Check] = {} if history else tally.verdicts
    tally.take_all(open_records(file, checks, format, progress), place)
    return tally.report()


def _row(number: int) -> Place:
    return Place(row=number)


@attrs.define
class _Tally:
    """Counts records and findings as they come."""

    complete: bool
    history: bool
    warnings_as_errors: bool
    on_finding: OnFinding | None
    keep: int
    records: int = 0
    invalid: int = 0
    by_severity: Counter[Severity] = attrs.field(factory=Counter[Severity])
    by_rule: Counter[str] = attrs.field(factory=Counter[str])
    verdicts: Verdicts = attrs.field(factory=Verdicts)
    kept: list[Finding] = attrs.field(factory=list[Finding])
    histories: Histories[tuple[int, bool]] = attrs.field(factory=Histories[tuple[int, bool]])

    def take_all(self, items: Iterable[Item], place: Callable[[int], Place]) -> None:
        """Counts every record, and everything that is wrong with it."""
        for number, record, findings in items:
            if record is CLEAN:
                self.records += number
            elif not (findings or self.history) and self.verdicts.keys_if_clean(record):
                self.records += 1
            else:
                self.explain(record, findings, place, number)
        wrong_together: set[int] = set()
        for (number, invalid), finding in self.histories.findings():
            if self.found([finding], place(number)) and not invalid:
                wrong_together.add(number)
        self.invalid += len(wrong_together)

    def explain(
        self, record: Any, findings: Iterable[Finding], place: Callable[[int], Place], number: int
    ) -> None:
        """Counts a record that may not be beyond reproach, and everything that is wrong with it."""
        found = list(findings)
        if record is NO_RECORD:
            self.found(found, place(number))
            return
        self.records += 1
        event = None
        if record is not UNREADABLE:
            reading = read(to_record(record) if is_event(record) else record)
            found += findings_of(reading, self.complete)
            if self.history and reading.is_well_formed:
                event = reading.event()
        invalid = self.found(found, place(number)) if found else False
        self.invalid += invalid
        if self.history and isinstance(event, Inspection):
            self.histories.add(event, (number, invalid))

    def found(self, findings: Iterable[Finding], place: Place) -> bool:
        """Counts findings of one record and passes them on; True when there is an error."""
        invalid = False
        for finding in findings:
            severity = Severity.ERROR if self.warnings_as_errors else finding.severity
            its = attrs.evolve(finding, severity=severity, place=place)
            invalid |= severity is Severity.ERROR
            self.by_severity[severity] += 1
            self.by_rule[finding.rule] += 1
            if len(self.kept) < self.keep:
                self.kept.append(its)
            if self.on_finding:
                self.on_finding(its)
        return invalid

    def report(self) -> Report:
        return Report(
            records=self.records,
            valid=self.records - self.invalid,
            errors=self.by_severity[Severity.ERROR],
            warnings=self.by_severity[Severity.WARNING],
            findings=tuple(self.kept),
            by_rule=dict(self.by_rule),
        )
