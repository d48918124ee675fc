"""What visits are expected between inspections, and what follows an inadequate judgement."""

import datetime as dt
import textwrap
from collections.abc import Iterator
from typing import Any

import attrs

from ofsted_frameworks.cycle.footnotes import Footnotes, plain_fact
from ofsted_frameworks.cycle.next_inspection import History, latest, overall_grade, route_of
from ofsted_frameworks.frameworks.cycles import CyclePart, VisitRule
from ofsted_frameworks.frameworks.kinds import VisitKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.sources import Fact
from ofsted_frameworks.tables import Table


@attrs.frozen(kw_only=True)
class ExpectedVisits:
    """What is told of the visits that follow an inspection, and those that a history records.

    `seen` has the visits after the inspection, up to `as_at` where one was given; `cannot_say` names
    what has no source.
    """

    inspection: AnyInspection
    as_at: dt.date | None = None
    rules: tuple[Fact[str], ...] = ()
    seen: tuple[Visit, ...] = ()
    cannot_say: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data: strings and lists."""
        return {
            "authority": self.inspection.authority.name,
            "after": str(self.inspection),
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "rules": [plain_fact(rule) for rule in self.rules],
            "seen": [str(visit) for visit in self.seen],
            "cannot_say": list(self.cannot_say),
        }

    def table(self) -> Table:
        """The answer with a row for each rule, each visit recorded, and what cannot be said."""
        notes = Footnotes()
        rows = [["rule", notes.told(rule)] for rule in self.rules]
        rows += [["recorded", f"{visit.kind}, {visit.date_in_words}"] for visit in self.seen]
        rows += [["cannot be said", reason] for reason in self.cannot_say]
        caption = "\n".join(textwrap.fill(line, 80) for line in self._headlines())
        return Table(["", "What is said"], rows, caption, notes.listed())

    def _headlines(self) -> Iterator[str]:
        yield f"Visits after {self.inspection}"
        if self.as_at:
            yield f"As at {in_words(self.as_at)}"

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


@attrs.frozen(kw_only=True)
class Monitoring(ExpectedVisits):
    """Whether monitoring follows an inspection, and what follows with it.

    `expected` is True after an overall grade that leads to monitoring, False after another, and None
    where it cannot be said. `rules` has what follows: what the authority owes, the visits, and the
    next inspection; `seen` the monitoring visits recorded.
    """

    expected: bool | None

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data: strings, lists and whether monitoring is expected."""
        return {**super().to_dict(), "expected": self.expected}

    def _headlines(self) -> Iterator[str]:
        told = {True: "follows", False: "does not follow", None: "cannot be said"}
        yield f"Monitoring after {self.inspection}: {told[self.expected]}"
        if self.as_at:
            yield f"As at {in_words(self.as_at)}"


def expected_visits(history: History, *, as_at: dt.date | None = None) -> ExpectedVisits:
    """The visits to expect after an inspection, or after the latest of a history, as far as sourced.

    >>> from ofsted_frameworks import datasets
    >>> for rule in expected_visits(datasets.hampshire()).rules:
    ...     print(rule)
    focused visits or a joint targeted area inspection in the years between
    a focused visit is two inspectors for two days; it is not graded

    Raises as `next_inspection` does.
    """
    inspection, seen = latest(history, as_at)
    cycle = inspection.edition.cycle
    rules = [rule.rule for rule in cycle.visits if _told_of(rule, inspection)]
    unsaid = not rules or CyclePart.VISITS in cycle.unsaid
    return ExpectedVisits(
        inspection=inspection,
        as_at=as_at,
        rules=tuple(rules),
        seen=seen,
        cannot_say=(cycle.why_unsaid(CyclePart.VISITS),) if unsaid else (),
    )


def monitoring(history: History, *, as_at: dt.date | None = None) -> Monitoring:
    """Whether monitoring follows an inspection, or the latest of a history, and what goes with it.

    >>> from ofsted_frameworks import datasets
    >>> monitoring(datasets.hampshire()).expected
    False

    Raises as `next_inspection` does.
    """
    inspection, seen = latest(history, as_at)
    expected = _monitored(inspection)
    return Monitoring(
        inspection=inspection,
        as_at=as_at,
        expected=expected,
        rules=tuple(_what_follows(inspection)) if expected else (),
        seen=tuple(visit for visit in seen if visit.kind is VisitKind.MONITORING),
        cannot_say=(_why_not(inspection),) if expected is None else (),
    )


def _told_of(rule: VisitRule, inspection: AnyInspection) -> bool:
    grade = overall_grade(inspection)
    return not rule.after or (isinstance(grade, Grade) and grade.number in rule.after)


def _monitoring_rules(inspection: AnyInspection) -> list[VisitRule]:
    visits = inspection.edition.cycle.visits
    return [rule for rule in visits if VisitKind.MONITORING in rule.kinds]


def _monitored(inspection: AnyInspection) -> bool | None:
    rules = _monitoring_rules(inspection)
    if not rules or not isinstance(overall_grade(inspection), Grade):
        return None
    return any(_told_of(rule, inspection) for rule in rules)


def _what_follows(inspection: AnyInspection) -> Iterator[Fact[str]]:
    for due in inspection.edition.cycle.deadlines:
        if due.after is None:
            days = due.working_days
            text = f"{due.name}: within {days.value} working days of receiving the report"
            yield due.duty
            yield Fact(text, days.source, days.note)
    yield from (rule.rule for rule in _monitoring_rules(inspection))
    route, _ = route_of(inspection)
    if route:
        yield route.rule


def _why_not(inspection: AnyInspection) -> str:
    if _monitoring_rules(inspection):
        return f"{CyclePart.MONITORING}: its overall effectiveness is not recorded or not judged"
    return inspection.edition.cycle.why_unsaid(CyclePart.MONITORING)
