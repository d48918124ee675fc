"""What is wrong with the inspections of one authority taken together."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Generic, TypeVar

import attrs

from ofsted_frameworks import rules
from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.documents import OUR_INDUCTION, STATISTICS_2023, STATISTICS_2025
from ofsted_frameworks.findings import Finding, Severity
from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.rules import Breach, history_rule
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.validation.checking import found_by
from ofsted_frameworks.validation.record_rules import REPORTS_2013_TO_2026

Where = TypeVar("Where")


@attrs.frozen
class Entry(Generic[Where]):
    """What the rules need to know of an inspection, and where it was found.

    `begun` says whether `date` is the first day on site; it is the day of the report otherwise.
    """

    date: dt.date
    number: int
    begun: bool
    edition: Edition
    kind: Kind | None
    overall: Grade | None
    where: Where

    @property
    def framework(self) -> Framework:
        """The framework of its edition."""
        return framework_of(self.edition)


@history_rule(
    "history.same-day",
    Severity.ERROR,
    OUR_INDUCTION,
    reads=("date", "begun"),
    held=(271, 271),
    counted_in=STATISTICS_2025,
)
def same_day(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """No two inspections of one authority begin on the same day."""
    if before.date == after.date and before.begun and after.begun:
        message = f"another inspection of this authority began on {in_words(after.date)} too"
        yield Breach("start", message, "one inspection on a day", value=after.date.isoformat())


@history_rule(
    "history.edition-after-successor",
    Severity.ERROR,
    OUR_INDUCTION,
    reads=("date", "edition"),
    held=(156, 156),
    counted_in=STATISTICS_2023,
)
def edition_after_successor(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """No authority is inspected under an edition after it was under a later one."""
    if before.date < after.date and after.edition.starts.value < before.edition.starts.value:
        yield Breach(
            "edition",
            f"{after.edition} came before {before.edition}, and this authority had already been "
            f"inspected under that, {in_words(before.date)}",
            f"{before.edition.id} or later",
            value=after.edition.id,
        )


@history_rule(
    "history.short-after",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("date", "kind", "overall"),
    held=(56, 56),
    counted_in=STATISTICS_2025,
)
def short_after(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """An inspection is not short after overall was requires improvement or inadequate."""
    overall = before.overall
    if before.date < after.date and after.kind is Kind.SHORT and _is_below_good(overall):
        yield Breach(
            "kind",
            f"a short inspection follows {str(overall).lower()} of {in_words(before.date)}",
            Kind.STANDARD.value,
            value=Kind.SHORT.value,
            hint=_MISSING,
        )


@history_rule(
    "history.reinspection-after",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("date", "kind", "framework", "overall"),
    held=(21, 21),
    counted_in=STATISTICS_2023,
)
def reinspection_after(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """A re-inspection follows an overall grade of inadequate."""
    grade = before.overall
    if after.kind is Kind.REINSPECTION and before.date < after.date and grade and grade.number < 4:
        yield Breach(
            "kind",
            f"a re-inspection follows {str(grade).lower()} of {in_words(before.date)}",
            "a re-inspection after inadequate",
            value=Kind.REINSPECTION.value,
            hint=_MISSING,
        )


CLOSEST_YEARS = 2
COUNTED_SINCE = dt.date(2013, 7, 8)
"""The first day on site of the reports that were counted."""


@history_rule(
    "history.soon-after",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("date", "framework"),
    held=(188, 188),
    counted_in=REPORTS_2013_TO_2026,
)
def soon_after(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """Two inspections of an authority under one framework begin two years apart or more."""
    days = (after.date - before.date).days
    if (
        before.framework is after.framework
        and before.date >= COUNTED_SINCE
        and 0 < days < CLOSEST_YEARS * 365
    ):
        yield Breach(
            "start",
            f"an inspection under {after.framework.name} began {days} days before, on "
            f"{in_words(before.date)}",
            f"{CLOSEST_YEARS} years or more, as in every pair of 2013 to 2026 that was counted",
            value=after.date.isoformat(),
            hint="is it one inspection, recorded twice?",
        )


_MISSING = "is an inspection missing in between?"


def _is_below_good(grade: Grade | None) -> bool:
    return grade is not None and not grade.good_or_outstanding


def iter_history_findings(history: Iterable[AnyInspection | Visit]) -> Iterator[Finding]:
    """Yield what is wrong with inspections taken together, authority by authority.

    A finding's path begins with the index of the inspection in `history`, from 0. Visits and inspections
    without any date are passed over. A history may lack an inspection in between, so most of these
    findings are warnings.

    >>> from ofsted_frameworks import datasets
    >>> list(iter_history_findings(datasets.hampshire()))
    []

    Raises:
        TypeError: If an item is neither an inspection nor a visit.
    """
    histories: Histories[int] = Histories()
    given = each_given((Inspection, Visit), history, "a history", "inspections and visits")
    for index, event in enumerate(given):
        if isinstance(event, Inspection):
            histories.add(event, index)
    for index, finding in histories.findings():
        yield attrs.evolve(finding, path=(index, *finding.path))


class Histories(Generic[Where]):
    """The inspections of many authorities, each known by its code.

    An inspection without a code has the one that another gives for the same name; where none does, the
    name identifies the authority.
    """

    def __init__(self) -> None:
        self._of: dict[str, list[Entry[Where]]] = {}
        self._codes: dict[str, str] = {}
        self._taken = 0

    def add(self, inspection: AnyInspection, where: Where) -> None:
        """Take an inspection that was found at `where`."""
        if inspection.date is None:
            return
        self._taken += 1
        entry = Entry(
            inspection.date,
            self._taken,
            inspection.start is not None,
            inspection.edition,
            inspection.kind,
            _overall(inspection),
            where,
        )
        code, name = inspection.authority.code, inspection.authority.name.casefold().strip()
        if code:
            self._codes.setdefault(name, code)
        self._of.setdefault(code or name, []).append(entry)

    def findings(self) -> Iterator[tuple[Where, Finding]]:
        """Yield what is wrong, with where the later inspection of each pair was found."""
        its = rules.history_rules()
        for entries in self._by_authority().values():
            entries.sort(key=lambda entry: (entry.date, entry.number))
            for before, after in pairwise(entries):
                for rule in its:
                    for breach in rule.breaches(before, after):
                        edition = after.edition if "edition" in rule.reads else None
                        yield after.where, found_by(rule, breach, edition)

    def _by_authority(self) -> dict[str, list[Entry[Where]]]:
        together: dict[str, list[Entry[Where]]] = {}
        for known_by, entries in self._of.items():
            together.setdefault(self._codes.get(known_by, known_by), []).extend(entries)
        return together


def _overall(inspection: AnyInspection) -> Grade | None:
    areas = inspection.edition.areas_of(Theme.OVERALL)
    judgement = getattr(inspection.judgements, areas[0].name) if areas else None
    return judgement if isinstance(judgement, Grade) else None
