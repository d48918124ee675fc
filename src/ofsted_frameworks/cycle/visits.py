"""The visits to expect between inspections, and what follows an inadequate judgement."""

import datetime as dt
import textwrap
from collections.abc import Iterator

import attrs

from ofsted_frameworks.cycle.known import History, Standing, cite, find_standing
from ofsted_frameworks.cycle.next_inspection import route_of
from ofsted_frameworks.frameworks.cycles import CyclePart, VisitRule
from ofsted_frameworks.frameworks.kinds import VisitKind
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.sources import Fact
from ofsted_frameworks.tables import Notes, Printable, Table


@attrs.frozen(kw_only=True)
class ExpectedVisits(Printable):
    """The visits that sources lead you to expect after an inspection, and those that took place.

    `rules` has what was laid down or announced, and `observed` what was counted. `seen` has the visits in the
    history after the inspection, up to `as_at` if it is given. `cannot_say` names what no source gives.
    """

    inspection: AnyInspection
    as_at: dt.date | None = None
    known_to: dt.date | None = None
    rules: tuple[Fact[str], ...] = ()
    observed: tuple[Fact[str], ...] = ()
    seen: tuple[Visit, ...] = ()
    cannot_say: tuple[str, ...] = ()

    def table(self) -> Table:
        """Return the answer as a table, with a row for each rule, count, visit and gap."""
        notes = Notes()
        facts = [("rule", self.rules), ("observed", self.observed)]
        rows = [
            [label, f"{fact}{cite(notes, fact.source)}"] for label, group in facts for fact in group
        ]
        rows += [["recorded", f"{visit.kind}, {visit.date_in_words}"] for visit in self.seen]
        rows += [["no answer", reason] for reason in self.cannot_say]
        caption = "\n".join(textwrap.fill(line, 80) for line in self._headlines())
        return Table(["Type", "Details"], rows, caption, notes.listed())

    def _headlines(self) -> Iterator[str]:
        yield self._title()
        if self.as_at:
            yield f"As at {in_words(self.as_at)}"
        yield known_to_in_words(self.known_to)

    def _title(self) -> str:
        return f"Visits after {self.inspection}"


@attrs.frozen(kw_only=True)
class Monitoring(ExpectedVisits):
    """The answer to whether monitoring follows an inspection, and what it involves.

    `expected` is True after an overall grade that leads to monitoring, False after any other, and None if no
    source or grade settles it. `rules` has the authority's tasks, the visits and the next inspection;
    `observed` has what was counted, and `seen` the monitoring visits in the history.
    """

    expected: bool | None

    def _title(self) -> str:
        words = {True: "follows", False: "does not follow", None: "no answer"}
        return f"Monitoring after {self.inspection}: {words[self.expected]}"


def expected_visits(
    history: History,
    *,
    as_at: dt.date | str | None = None,
    known_to: dt.date | str | None = None,
) -> ExpectedVisits:
    """Return the visits to expect after an inspection, or after the latest one in a history.

    >>> from ofsted_frameworks import datasets
    >>> for rule in expected_visits(datasets.hampshire()).rules:
    ...     print(rule)
    focused visits or a joint targeted area inspection in the years between
    a focused visit is two inspectors for two days; it is not graded

    The arguments and errors are those of `next_inspection`.
    """
    standing = find_standing(history, as_at, known_to)
    rules = [rule for rule in _known_rules(standing) if _applies(rule, standing)]
    unsaid = not rules or CyclePart.VISITS in standing.cycle.unsaid
    return ExpectedVisits(
        inspection=standing.inspection,
        as_at=standing.as_at,
        known_to=standing.known_to,
        rules=tuple(rule.rule for rule in rules),
        observed=tuple(_find_counts(rules, standing)),
        seen=standing.visits,
        cannot_say=(standing.why_unsaid(CyclePart.VISITS),) if unsaid else (),
    )


def monitoring(
    history: History,
    *,
    as_at: dt.date | str | None = None,
    known_to: dt.date | str | None = None,
) -> Monitoring:
    """Return whether monitoring follows an inspection, or the latest one in a history, and why.

    >>> from ofsted_frameworks import datasets
    >>> monitoring(datasets.hampshire()).expected
    False

    The arguments and errors are those of `next_inspection`.
    """
    standing = find_standing(history, as_at, known_to)
    rules = [rule for rule in _known_rules(standing) if VisitKind.MONITORING in rule.kinds]
    concern = [rule for rule in rules if _applies(rule, standing)]
    expected = bool(concern) if rules and standing.number else None
    return Monitoring(
        inspection=standing.inspection,
        as_at=standing.as_at,
        known_to=standing.known_to,
        expected=expected,
        rules=tuple(_list_consequences(standing, concern)) if concern else (),
        observed=tuple(_find_counts(concern, standing)),
        seen=tuple(visit for visit in standing.visits if visit.kind is VisitKind.MONITORING),
        cannot_say=(_why_not(standing, rules),) if expected is None else (),
    )


def _known_rules(standing: Standing) -> list[VisitRule]:
    return [rule for rule in standing.cycle.visits if standing.knows(rule.rule)]


def _applies(rule: VisitRule, standing: Standing) -> bool:
    return not rule.after or standing.number in rule.after


def _find_counts(rules: list[VisitRule], standing: Standing) -> Iterator[Fact[str]]:
    return standing.known(fact for rule in rules for fact in rule.observed)


def _list_consequences(standing: Standing, rules: list[VisitRule]) -> Iterator[Fact[str]]:
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
        return f"{CyclePart.MONITORING}: {standing.why_no_grade()}"
    return standing.why_unsaid(CyclePart.MONITORING)
