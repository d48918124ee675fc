"""Check the inspections of one authority together: the rules over a history."""

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
    """An inspection as the rules over a history read it, and where it was found.

    `authority` is a code or, if there is none, a name. `date` is the first day on site if
    `has_first_day`, and the day of the report otherwise.
    """

    authority: str
    date: dt.date
    has_first_day: bool
    edition: Edition
    kind: Kind | None
    overall: Grade | None
    where: Where

    @property
    def framework(self) -> Framework:
        """The framework of the edition."""
        return framework_of(self.edition)


@history_rule(
    "history.same-day",
    Severity.ERROR,
    OUR_INDUCTION,
    reads=("date", "has_first_day"),
    held=(271, 271),
    counted_in=STATISTICS_2025,
)
def same_day(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """No two inspections of one authority begin on the same day."""
    if before.date == after.date and before.has_first_day and after.has_first_day:
        message = f"another inspection of this authority also began on {in_words(after.date)}"
        yield Breach("start", message, "another day", value=after.date.isoformat())


@history_rule(
    "history.edition-after-successor",
    Severity.ERROR,
    OUR_INDUCTION,
    reads=("date", "edition"),
    held=(156, 156),
    counted_in=STATISTICS_2023,
)
def edition_after_successor(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """No authority is inspected under an edition after an inspection under a later one."""
    if before.date < after.date and after.edition.starts.value < before.edition.starts.value:
        yield Breach(
            "edition",
            f"{after.edition} came before {before.edition}, but this authority was inspected under "
            f"the later edition first, on {in_words(before.date)}",
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
    """No short inspection follows an overall grade of requires improvement or inadequate."""
    grade = before.overall
    is_below_good = grade and not grade.good_or_outstanding
    if after.kind is Kind.SHORT and before.date < after.date and is_below_good:
        yield Breach(
            "kind",
            f"a short inspection follows {_overall_in_words(before)}",
            Kind.STANDARD.value,
            value=Kind.SHORT.value,
            hint=_MISSING,
        )


@history_rule(
    "history.reinspection-after",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("date", "kind", "overall"),
    held=(21, 21),
    counted_in=STATISTICS_2023,
)
def reinspection_after(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """A re-inspection follows an overall grade of inadequate."""
    grade = before.overall
    if after.kind is Kind.REINSPECTION and before.date < after.date and grade and grade.number < 4:
        yield Breach(
            "kind",
            f"a re-inspection follows {_overall_in_words(before)}",
            "an overall grade of inadequate before a re-inspection",
            value=Kind.REINSPECTION.value,
            hint=_MISSING,
        )


_FEWEST_YEARS_APART = 2
_COUNTED_SINCE = dt.date(2013, 7, 8)
"""The earliest first day on site in the reports that were counted."""


@history_rule(
    "history.soon-after",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("date", "framework"),
    held=(188, 188),
    counted_in=REPORTS_2013_TO_2026,
)
def soon_after(before: Entry[Any], after: Entry[Any]) -> Iterator[Breach]:
    """Two inspections of an authority under one framework begin at least two years apart."""
    days = (after.date - before.date).days
    if (
        before.framework is after.framework
        and before.date >= _COUNTED_SINCE
        and 0 < days < _FEWEST_YEARS_APART * 365
    ):
        yield Breach(
            "start",
            f"another inspection under {after.framework.name} began only {days} days earlier, on "
            f"{in_words(before.date)}",
            f"at least {_FEWEST_YEARS_APART} years apart, like every pair counted from 2013 to 2026",
            value=after.date.isoformat(),
            hint="is this one inspection, recorded twice?",
        )


_MISSING = "is an inspection missing in between?"


def _overall_in_words(entry: Entry[Any]) -> str:
    return f"an overall grade of {str(entry.overall).lower()} ({in_words(entry.date)})"


def iter_history_findings(history: Iterable[AnyInspection | Visit]) -> Iterator[Finding]:
    """Yield what is wrong with inspections taken together, authority by authority.

    A finding's path begins with the index of the inspection in `history`, from 0. Visits and undated
    inspections are skipped. Most of these findings are warnings, because an inspection in between may
    be missing from the history.

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
    """The inspections of many authorities, to check authority by authority.

    An authority is identified by its code. If an inspection has no code, the code that another inspection
    gives for the same name is used, or otherwise the name.
    """

    def __init__(self) -> None:
        self._entries: list[Entry[Where]] = []
        self._codes: dict[str, str] = {}

    def add(self, inspection: AnyInspection, where: Where) -> None:
        """Add an inspection that was found at `where`."""
        if inspection.date is None:
            return
        code, name = inspection.authority.code, inspection.authority.name.casefold().strip()
        if code:
            self._codes.setdefault(name, code)
        entry = Entry(
            code or name,
            inspection.date,
            inspection.start is not None,
            inspection.edition,
            inspection.kind,
            _overall(inspection),
            where,
        )
        self._entries.append(entry)

    def findings(self) -> Iterator[tuple[Where, Finding]]:
        """Yield each finding, with the place where the later inspection of its pair was found."""
        every_rule = rules.history_rules()
        by_authority: dict[str, list[Entry[Where]]] = {}
        for entry in self._entries:
            authority = self._codes.get(entry.authority, entry.authority)
            by_authority.setdefault(authority, []).append(entry)
        for entries in by_authority.values():
            entries.sort(key=lambda entry: entry.date)
            for before, after in pairwise(entries):
                for rule in every_rule:
                    for breach in rule.breaches(before, after):
                        edition = after.edition if "edition" in rule.reads else None
                        yield after.where, found_by(rule, breach, edition)


def _overall(inspection: AnyInspection) -> Grade | None:
    areas = inspection.edition.areas_of(Theme.OVERALL)
    judgement = getattr(inspection.judgements, areas[0].name) if areas else None
    return judgement if isinstance(judgement, Grade) else None
