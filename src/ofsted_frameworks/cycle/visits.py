"""What visits are expected between inspections, and what follows an inadequate judgement."""

import datetime as dt
import textwrap
from collections.abc import Iterator

import attrs

from ofsted_frameworks.cycle.known import History, Standing, cite, stand
from ofsted_frameworks.cycle.next_inspection import route_of
from ofsted_frameworks.frameworks.cycles import CyclePart, VisitRule
from ofsted_frameworks.frameworks.kinds import VisitKind
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.sources import Fact
from ofsted_frameworks.tables import Notes, Table


@attrs.frozen(kw_only=True)
class ExpectedVisits:
    """What sources say of the visits that follow an inspection, and those that a history records.

    `rules` has what was laid down or announced, `observed` what was counted. `seen` has the visits after
    the inspection, up to `as_at` where one was given; `cannot_say` names what has no source.
    """

    inspection: AnyInspection
    as_at: dt.date | None = None
    known_to: dt.date | None = None
    rules: tuple[Fact[str], ...] = ()
    observed: tuple[Fact[str], ...] = ()
    seen: tuple[Visit, ...] = ()
    cannot_say: tuple[str, ...] = ()

    def table(self) -> Table:
        """Return the answer with a row for each rule, count and visit, and for what cannot be said."""
        notes = Notes()
        facts = [("rule", self.rules), ("observed", self.observed)]
        rows = [
            [what, f"{fact}{cite(notes, fact.source)}"] for what, each in facts for fact in each
        ]
        rows += [["recorded", f"{visit.kind}, {visit.date_in_words}"] for visit in self.seen]
        rows += [["cannot be said", reason] for reason in self.cannot_say]
        caption = "\n".join(textwrap.fill(line, 80) for line in self._headlines())
        return Table(["", "What is said"], rows, caption, notes.listed())

    def _headlines(self) -> Iterator[str]:
        yield self._title()
        if self.as_at:
            yield f"As at {in_words(self.as_at)}"
        yield known_to_in_words(self.known_to)

    def _title(self) -> str:
        return f"Visits after {self.inspection}"

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


@attrs.frozen(kw_only=True)
class Monitoring(ExpectedVisits):
    """Whether monitoring follows an inspection, and what follows with it.

    `expected` is True after an overall grade that leads to monitoring, False after another, and None
    where it cannot be said. `rules` has what follows: what the authority owes, the visits, and the
    next inspection; `observed` what was counted; `seen` the monitoring visits recorded.
    """

    expected: bool | None

    def _title(self) -> str:
        words = {True: "follows", False: "does not follow", None: "cannot be said"}
        return f"Monitoring after {self.inspection}: {words[self.expected]}"


def expected_visits(
    history: History,
    *,
    as_at: dt.date | str | None = None,
    known_to: dt.date | str | None = None,
) -> ExpectedVisits:
    """Return the visits to expect after an inspection, or after the latest of a history.

    >>> from ofsted_frameworks import datasets
    >>> for rule in expected_visits(datasets.hampshire()).rules:
    ...     print(rule)
    focused visits or a joint targeted area inspection in the years between
    a focused visit is two inspectors for two days; it is not graded

    Takes and raises what `next_inspection` does.
    """
    standing = stand(history, as_at, known_to)
    rules = [rule for rule in _rules(standing) if _concerns(rule, standing)]
    unsaid = not rules or CyclePart.VISITS in standing.cycle.unsaid
    return ExpectedVisits(
        inspection=standing.inspection,
        as_at=standing.as_at,
        known_to=standing.known_to,
        rules=tuple(rule.rule for rule in rules),
        observed=tuple(_counted(rules, standing)),
        seen=standing.visits,
        cannot_say=(standing.why_unsaid(CyclePart.VISITS),) if unsaid else (),
    )


def monitoring(
    history: History,
    *,
    as_at: dt.date | str | None = None,
    known_to: dt.date | str | None = None,
) -> Monitoring:
    """Return whether monitoring follows an inspection, or the latest of a history, and what goes with it.

    >>> from ofsted_frameworks import datasets
    >>> monitoring(datasets.hampshire()).expected
    False

    Takes and raises what `next_inspection` does.
    """
    standing = stand(history, as_at, known_to)
    rules = [rule for rule in _rules(standing) if VisitKind.MONITORING in rule.kinds]
    concern = [rule for rule in rules if _concerns(rule, standing)]
    expected = bool(concern) if rules and standing.number else None
    return Monitoring(
        inspection=standing.inspection,
        as_at=standing.as_at,
        known_to=standing.known_to,
        expected=expected,
        rules=tuple(_what_follows(standing, concern)) if concern else (),
        observed=tuple(_counted(concern, standing)),
        seen=tuple(visit for visit in standing.visits if visit.kind is VisitKind.MONITORING),
        cannot_say=(_why_not(standing, rules),) if expected is None else (),
    )


def _rules(standing: Standing) -> list[VisitRule]:
    return [rule for rule in standing.cycle.visits if standing.knows(rule.rule)]


def _concerns(rule: VisitRule, standing: Standing) -> bool:
    return not rule.after or standing.number in rule.after


def _counted(rules: list[VisitRule], standing: Standing) -> Iterator[Fact[str]]:
    return standing.known(fact for rule in rules for fact in rule.observed)


def _what_follows(standing: Standing, rules: list[VisitRule]) -> Iterator[Fact[str]]:
    for due in standing.cycle.deadlines:
        if due.after is None:
            days = due.working_days
            text = f"{due.name}: within {days.value} working days of receiving the report"
            yield from standing.known((due.duty, Fact(text, days.source, days.note)))
    yield from (rule.rule for rule in rules)
    route, _ = route_of(standing)
    if route:
        yield route.rule


def _why_not(standing: Standing, rules: list[VisitRule]) -> str:
    if rules:
        return f"{CyclePart.MONITORING}: {standing.no_grade()}"
    return standing.why_unsaid(CyclePart.MONITORING)
