"""Check many records at once; an error in one never stops the rest."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from heapq import merge
from operator import itemgetter
from os import PathLike
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.arguments import check, check_iterable, not_taken
from ofsted_frameworks.findings import Finding, Place, Severity
from ofsted_frameworks.inspection import Inspection, Visit
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.validation.checking import Engine, engine, rules_of_authorities
from ofsted_frameworks.validation.csv_records import NO_RECORD, Item
from ofsted_frameworks.validation.decoding import UNREADABLE
from ofsted_frameworks.validation.files import (
    CHECKED,
    CLEAN,
    Format,
    Limits,
    Progress,
    open_records,
)
from ofsted_frameworks.validation.history import Histories
from ofsted_frameworks.validation.plain import is_event
from ofsted_frameworks.validation.quick_lines import line_check
from ofsted_frameworks.validation.records import read
from ofsted_frameworks.words import plural

OnFinding: TypeAlias = Callable[[Finding], None]

KEPT = 50_000
_MOST_REMEMBERED = 20_000

_SINGLE: tuple[Any, ...] = (str, bytes, Mapping, Inspection, Visit)


@attrs.frozen(kw_only=True)
class Report:
    """The result of validating many records: how many are valid, and everything that was found.

    A record is invalid if it has an error; warnings leave it valid. `records` counts both kinds. `findings`
    are in the order of the records. If there are very many, only the first are kept, errors before warnings,
    and `left_out` counts the rest. `by_rule` counts all findings.
    """

    records: int
    valid: int
    errors: int
    warnings: int
    findings: tuple[Finding, ...]
    by_rule: Mapping[str, int] = attrs.field(hash=False)

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
        counted = (
            f"{plural(self.records, 'record')}: {self.valid:,} valid, {self.invalid:,} invalid"
        )
        return f"{counted}; {plural(self.errors, 'error')}, {plural(self.warnings, 'warning')}"

    def __str__(self) -> str:
        more = f" ({self.left_out:,} findings are not kept)" if self.left_out else ""
        return self.summary + more


def validate_records(
    records: Iterable[object],
    *,
    complete: bool = False,
    history: bool = False,
    warnings_as_errors: bool = False,
    on_finding: OnFinding | None = None,
    keep: int = KEPT,
) -> Report:
    """Return a report of everything that is wrong with many records, inspections or visits.

    The `row` in a finding's place is the number of the record, from 1. An unknown authority is reported
    once, at its first record.

    >>> from ofsted_frameworks import datasets
    >>> print(validate_records(datasets.hampshire()))
    4 records: 4 valid, 0 invalid; 0 errors, 0 warnings

    Args:
        records: Any number of records, inspections and visits. Any other value is reported as a finding.
        complete: If True, a missing judgement is an error; otherwise it is a warning.
        history: If True, also check each authority's inspections against each other. This takes about 200
            bytes of memory for each inspection.
        warnings_as_errors: If True, every warning counts as an error.
        on_finding: A function to call with each finding as it is found.
        keep: How many findings to keep in the report.

    Raises:
        TypeError: If `records` is a single record, or not iterable.
    """
    if isinstance(records, _SINGLE):
        raise not_taken("validate_records", "many records (validate takes one)", records)
    check_iterable(records, "validate_records", "many records")
    tally = _Tally(engine(complete), history, warnings_as_errors, on_finding, keep)
    tally.take_all(((n, record, ()) for n, record in enumerate(records, 1)), _row)
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
    max_bytes: int = Limits().file,
    max_record_bytes: int = Limits().record,
) -> Report:
    """Return a report of everything that is wrong with a file of records: JSON, JSON Lines or CSV.

    The file is read block by block, so a large file needs no more memory than a small one. A finding's place
    names the file and the line on which the record begins.

    Args:
        path: The file.
        format: The format, `"json"`, `"jsonl"` or `"csv"`, if the file's ending does not say it.
        complete: As for `validate_records`.
        history: As for `validate_records`.
        warnings_as_errors: As for `validate_records`.
        on_finding: As for `validate_records`.
        keep: As for `validate_records`.
        progress: A function to call with the number of bytes in each block read.
        max_bytes: The size of the largest file to read, in bytes.
        max_record_bytes: The size of the largest record to read, in bytes.

    Raises:
        UnreadableFile: If the file does not exist, cannot be read, is not a regular file, is too large, or
            is not UTF-8 text in that format.
        TypeError: If `path` is not a path.
    """
    file = path_of(path)
    name = str(file)

    def place(line: int) -> Place:
        return Place(file=name, line=line)

    tally = _Tally(engine(complete), history, warnings_as_errors, on_finding, keep)
    check = None if history else line_check(tally.engine)
    limits = Limits(file=max_bytes, record=max_record_bytes)
    tally.take_all(open_records(file, check, format, progress, limits), place)
    return tally.report()


def _row(number: int) -> Place:
    return Place(row=number)


@attrs.define
class _Tally:
    """A running count of records and findings."""

    engine: Engine
    history: bool
    warnings_as_errors: bool
    on_finding: OnFinding | None
    keep: int
    records: int = 0
    invalid: int = 0
    taken: int = 0
    by_severity: Counter[Severity] = attrs.field(factory=Counter[Severity])
    by_rule: Counter[str] = attrs.field(factory=Counter[str])
    kept_errors: list[tuple[int, Finding]] = attrs.field(factory=list[tuple[int, Finding]])
    kept_others: list[tuple[int, Finding]] = attrs.field(factory=list[tuple[int, Finding]])
    once: frozenset[str] = attrs.field(factory=rules_of_authorities)
    reported: set[tuple[str, str]] = attrs.field(factory=set[tuple[str, str]])
    histories: Histories[tuple[int, bool]] = attrs.field(factory=Histories[tuple[int, bool]])

    def __attrs_post_init__(self) -> None:
        for name in ("history", "warnings_as_errors"):
            check(bool, getattr(self, name), name, "True or False")
        check((Callable, type(None)), self.on_finding, "on_finding", "a function or None")
        check(int, self.keep, "keep", "a number of findings")

    def take_all(self, items: Iterable[Item], place: Callable[[int], Place]) -> None:
        """Count the records, and everything that is wrong with each."""
        for number, record, findings in items:
            if record is CLEAN:
                self.records += number
            elif record is NO_RECORD:
                self.found(findings, place(number))
            else:
                self.records += 1
                self.take(number, record, findings, place)
        wrong_together: set[int] = set()
        for (number, invalid), finding in self.histories.findings():
            if self.found([finding], place(number)) and not invalid:
                wrong_together.add(number)
        self.invalid += len(wrong_together)

    def take(
        self, number: int, record: Any, findings: Iterable[Finding], place: Callable[[int], Place]
    ) -> None:
        """Count everything that is wrong with one record."""
        found, event = list(findings), None
        if is_event(record):
            found += self.engine.of_event(record)
            event = record
        elif record is not CHECKED and record is not UNREADABLE:
            reading = read(record)
            found += self.engine.of_record(reading)
            if self.history and reading.is_well_formed:
                event = reading.event()
        invalid = self.found(found, place(number)) if found else False
        self.invalid += invalid
        if self.history and isinstance(event, Inspection):
            self.histories.add(event, (number, invalid))

    def found(self, findings: Iterable[Finding], place: Place) -> bool:
        """Count one record's findings and pass them on; return True if there is an error."""
        invalid = False
        for finding in findings:
            if self.is_repeated(finding):
                continue
            self.taken += 1
            severity = Severity.ERROR if self.warnings_as_errors else finding.severity
            placed = finding.at(place, severity)
            invalid |= severity is Severity.ERROR
            self.by_severity[severity] += 1
            self.by_rule[finding.rule] += 1
            kept = self.kept_errors if severity is Severity.ERROR else self.kept_others
            if len(kept) < self.keep:
                kept.append((self.taken, placed))
            if self.on_finding:
                self.on_finding(placed)
        return invalid

    def is_repeated(self, finding: Finding) -> bool:
        """Return True if a finding is about an authority and was reported for an earlier record."""
        if finding.rule not in self.once:
            return False
        about = finding.rule, finding.message
        if about in self.reported or len(self.reported) >= _MOST_REMEMBERED:
            return about in self.reported
        self.reported.add(about)
        return False

    def report(self) -> Report:
        """Return the report; errors are kept before warnings, all in the order of the records."""
        others = self.kept_others[: max(0, self.keep - len(self.kept_errors))]
        kept = merge(self.kept_errors, others, key=itemgetter(0))
        return Report(
            records=self.records,
            valid=self.records - self.invalid,
            errors=self.by_severity[Severity.ERROR],
            warnings=self.by_severity[Severity.WARNING],
            findings=tuple(finding for _, finding in kept),
            by_rule=dict(self.by_rule),
        )
