"""What is wrong with the inspections of one authority taken together."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Generic, TypeVar

import attrs

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.findings import Finding
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.validation import general_rules as rules

Where = TypeVar("Where")


@attrs.frozen
class _Entry(Generic[Where]):
    """What the rules need to know of an inspection, and where it was found."""

    date: dt.date
    number: int
    begun: bool
    edition: Edition
    kind: Kind | None
    overall: Grade | None
    where: Where


def iter_history_findings(history: Iterable[AnyInspection | Visit]) -> Iterator[Finding]:
    """What is wrong with inspections taken together, authority by authority.

    A finding's path begins with the number of the inspection in `history`, from nought. Visits are
    passed over, and so are inspections without any date. A history may lack an inspection in between,
    so a short inspection after a grade that calls for a standard one is a warning.

    >>> from ofsted_frameworks import datasets
    >>> list(iter_history_findings(datasets.hampshire()))
    []

    Raises `TypeError` for what is neither.
    """
    histories: Histories[int] = Histories()
    told = each_given((Inspection, Visit), history, "a history", "inspections and visits")
    for number, event in enumerate(told):
        if isinstance(event, Inspection):
            histories.add(event, number)
    for number, finding in histories.findings():
        yield attrs.evolve(finding, path=(number, *finding.path))


class Histories(Generic[Where]):
    """The inspections of many authorities, each told by its code.

    Where an inspection has no code, it has the one that another gives for the same name; where none
    does, the name tells the authority.
    """

    def __init__(self) -> None:
        self._of: dict[str, list[_Entry[Where]]] = {}
        self._codes: dict[str, str] = {}
        self._taken = 0

    def add(self, inspection: AnyInspection, where: Where) -> None:
        """Takes an inspection that was found at `where`."""
        if inspection.date is None:
            return
        self._taken += 1
        entry = _Entry(
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
        """What is wrong, with where the later inspection of each pair was found."""
        for entries in self._by_authority().values():
            entries.sort(key=lambda entry: (entry.date, entry.number))
            for before, after in pairwise(entries):
                for finding in _between(before, after):
                    yield after.where, finding

    def _by_authority(self) -> dict[str, list[_Entry[Where]]]:
        together: dict[str, list[_Entry[Where]]] = {}
        for told, entries in self._of.items():
            together.setdefault(self._codes.get(told, told), []).extend(entries)
        return together


def _overall(inspection: AnyInspection) -> Grade | None:
    areas = inspection.edition.areas_of(Theme.OVERALL)
    judgement = getattr(inspection.judgements, areas[0].name) if areas else None
    return judgement if isinstance(judgement, Grade) else None


def _between(before: _Entry[Any], after: _Entry[Any]) -> Iterator[Finding]:
    if before.date < after.date:
        yield from _after_its_successor(before, after)
        yield from _short_after(before, after)
    elif before.begun and after.begun:
        yield rules.SAME_DAY.finding(
            ("start",),
            f"another inspection of this authority began on {in_words(after.date)} too",
            value=after.date.isoformat(),
            expected="one inspection on a day",
            edition=after.edition.id,
        )


def _after_its_successor(before: _Entry[Any], after: _Entry[Any]) -> Iterator[Finding]:
    if after.edition.starts.value < before.edition.starts.value:
        yield rules.AFTER_ITS_SUCCESSOR.finding(
            ("edition",),
            f"{after.edition} came before {before.edition}, under which this authority was "
            f"inspected already, {in_words(before.date)}",
            value=after.edition.id,
            expected=f"{before.edition.id} or later",
            edition=after.edition.id,
        )


def _short_after(before: _Entry[Any], after: _Entry[Any]) -> Iterator[Finding]:
    if after.kind is Kind.SHORT and before.overall and not before.overall.good_or_outstanding:
        yield rules.SHORT_AFTER.finding(
            ("kind",),
            f"a short inspection follows {str(before.overall).lower()} of {in_words(before.date)}",
            value=after.kind.value,
            expected=Kind.STANDARD.value,
            edition=after.edition.id,
            hint="is an inspection missing in between?",
        )
