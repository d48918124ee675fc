"""Many records at once: streamed, counted, and never stopped by the first that is wrong."""

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
from ofsted_frameworks.validation.checking import (
    engine,
    findings_of,
    findings_of_event,
    rules_of_authorities,
)
from ofsted_frameworks.validation.decoding import UNREADABLE
from ofsted_frameworks.validation.files import (
    CHECKED,
    CLEAN,
    NO_RECORD,
    Format,
    Item,
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
_MOST_TOLD = 20_000

_SINGLE: tuple[Any, ...] = (str, bytes, Mapping, Inspection, Visit)


@attrs.frozen(kw_only=True)
class Report:
    """The result of validating many records: `records` is `valid` and `invalid` together.

    A record is invalid if it has an error; warnings leave it valid. `findings` are in the order of the
    records. When there are very many, only the first are kept, errors before warnings, and `left_out` says
    how many are not among them. `by_rule` counts them all.
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
    """Find everything that is wrong with many records, inspections or visits.

    A finding's place has the number of its record, from 1, as `row`. An authority that is not known is
    reported at its first record.

    >>> from ofsted_frameworks import datasets
    >>> print(validate_records(datasets.hampshire()))
    4 records: 4 valid, 0 invalid; 0 errors, 0 warnings

    Args:
        records: Any number of records, inspections and visits; any value is taken.
        complete: Whether a judgement that is left out is an error rather than a warning.
        history: Whether to check the inspections of each authority together too, which takes some 200
            bytes of memory an inspection.
        warnings_as_errors: Whether every warning counts as an error.
        on_finding: Called with each finding as it comes.
        keep: How many findings the report keeps.

    Raises:
        TypeError: If `records` is a single record, or not iterable.
    """
    if isinstance(records, _SINGLE):
        raise not_taken("validate_records", "many records (validate takes one)", records)
    check_iterable(records, "validate_records", "many records")
    tally = _Tally(complete, history, warnings_as_errors, on_finding, keep)
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
    """Find everything that is wrong with a file of records: JSON, JSON Lines or CSV.

    The file is read block by block, so memory does not grow with it. A finding's place has the file and
    the line on which its record begins.

    Args:
        path: The file.
        format: Its format, where its ending does not say it.
        complete: As for `validate_records`, like the four that follow.
        history: As above.
        warnings_as_errors: As above.
        on_finding: As above.
        keep: As above.
        progress: Called with the number of bytes of each block that is read.
        max_bytes: The size of the largest file that is read.
        max_record_bytes: The size of the largest record that is read.

    Raises:
        UnreadableFile: If there is no such file, it may not be read, it is not a regular file, it is too
            large, or it is not text in UTF-8 of that format.
        TypeError: If `path` is not a path.
    """
    file = path_of(path)
    name = str(file)

    def place(line: int) -> Place:
        return Place(file=name, line=line)

    tally = _Tally(complete, history, warnings_as_errors, on_finding, keep)
    check = None if history else line_check(engine(complete))
    limits = Limits(file=max_bytes, record=max_record_bytes)
    tally.take_all(open_records(file, check, format, progress, limits), place)
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
    taken: int = 0
    by_severity: Counter[Severity] = attrs.field(factory=Counter[Severity])
    by_rule: Counter[str] = attrs.field(factory=Counter[str])
    kept_errors: list[tuple[int, Finding]] = attrs.field(factory=list[tuple[int, Finding]])
    kept_others: list[tuple[int, Finding]] = attrs.field(factory=list[tuple[int, Finding]])
    once: frozenset[str] = attrs.field(factory=rules_of_authorities)
    told: set[tuple[str, str]] = attrs.field(factory=set[tuple[str, str]])
    histories: Histories[tuple[int, bool]] = attrs.field(factory=Histories[tuple[int, bool]])

    def __attrs_post_init__(self) -> None:
        for name in ("complete", "history", "warnings_as_errors"):
            check(bool, getattr(self, name), name, "True or False")
        check((Callable, type(None)), self.on_finding, "on_finding", "a function or None")
        check(int, self.keep, "keep", "a number of findings")

    def take_all(self, items: Iterable[Item], place: Callable[[int], Place]) -> None:
        """Count every record, and everything that is wrong with it."""
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
            found += findings_of_event(record, self.complete)
            event = record
        elif record is not CHECKED and record is not UNREADABLE:
            reading = read(record)
            found += findings_of(reading, self.complete)
            if self.history and reading.is_well_formed:
                event = reading.event()
        invalid = self.found(found, place(number)) if found else False
        self.invalid += invalid
        if self.history and isinstance(event, Inspection):
            self.histories.add(event, (number, invalid))

    def found(self, findings: Iterable[Finding], place: Place) -> bool:
        """Count findings of one record and pass them on; return True if there is an error."""
        invalid = False
        for finding in findings:
            if self.is_repeated(finding):
                continue
            self.taken += 1
            severity = Severity.ERROR if self.warnings_as_errors else finding.severity
            its = finding.at(place, severity)
            invalid |= severity is Severity.ERROR
            self.by_severity[severity] += 1
            self.by_rule[finding.rule] += 1
            kept = self.kept_errors if severity is Severity.ERROR else self.kept_others
            if len(kept) < self.keep:
                kept.append((self.taken, its))
            if self.on_finding:
                self.on_finding(its)
        return invalid

    def is_repeated(self, finding: Finding) -> bool:
        """True where a finding is about an authority, and was reported at an earlier record."""
        if finding.rule not in self.once:
            return False
        about = finding.rule, finding.message
        if about in self.told or len(self.told) >= _MOST_TOLD:
            return about in self.told
        self.told.add(about)
        return False

    def report(self) -> Report:
        """Return the report: errors are kept before warnings, all in the order of the records."""
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
