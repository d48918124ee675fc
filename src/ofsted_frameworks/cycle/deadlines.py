"""What is due from an authority after a report or letter, and by when."""

import datetime as dt
import textwrap
from collections.abc import Iterator
from typing import Any

import attrs

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.cycle.footnotes import Footnotes
from ofsted_frameworks.cycle.working_days import FIRST_DAY, WORKING_DAY, working_days_after
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.frameworks import edition_on
from ofsted_frameworks.frameworks.cycles import CyclePart, DeadlineRule
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.tables import Table


@attrs.frozen(kw_only=True)
class Deadline:
    """Something that is due by a day, and the rule that says so."""

    due: dt.date
    rule: DeadlineRule

    @property
    def name(self) -> str:
        """What is due, as in "publish the report"."""
        return self.rule.name

    def __str__(self) -> str:
        return f"{_what(self.rule)}: by {in_words(self.due)}"


@attrs.frozen(kw_only=True)
class Deadlines:
    """What is due from an authority after a report or letter, in the order of its rules.

    Iterates over its deadlines; `cannot_say` has why there are none, where there are none.
    """

    event: AnyInspection | Visit
    report_received: dt.date
    deadlines: tuple[Deadline, ...]
    cannot_say: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Deadline]:
        return iter(self.deadlines)

    def to_rows(self) -> list[dict[str, Any]]:
        """The deadlines as plain dictionaries of strings and numbers, one for each."""
        return [
            {
                "name": deadline.name,
                "due": deadline.due.isoformat(),
                "working_days": deadline.rule.working_days.value,
                "condition": deadline.rule.condition,
                "duty": deadline.rule.duty.value,
                "sources": [
                    str(deadline.rule.duty.source),
                    str(deadline.rule.working_days.source),
                ],
            }
            for deadline in self
        ]

    def table(self) -> Table:
        """The deadlines as a table, with the sources and how days are counted as notes."""
        notes = Footnotes()
        rows = [[_what(d.rule), in_words(d.due), _period(d.rule, notes)] for d in self]
        if rows:
            rows.append(["working day", "", notes.told(WORKING_DAY)])
            rows.append(["counting", "", notes.told(FIRST_DAY)])
        rows += [["cannot be said", "", reason] for reason in self.cannot_say]
        caption = (
            f"{textwrap.fill(f'After {self.event}', 80)}\nReceived {in_words(self.report_received)}"
        )
        return Table(["What is due", "By", "Rule"], rows, caption, notes.listed())

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


def deadlines(event: AnyInspection | Visit, *, report_received: dt.date) -> Deadlines:
    """What is due from the authority after an inspection's report or a visit's letter, and when.

    Working days are counted as SI 2007/462 defines them, the day after receipt being the first.

    >>> import datetime as dt
    >>> from ofsted_frameworks import datasets
    >>> inspected = datasets.hampshire()[2]
    >>> for deadline in deadlines(inspected, report_received=dt.date(2019, 6, 6)):
    ...     print(deadline)
    publish the report: by 18 July 2019
    statement of proposed action: by 13 September 2019

    Raises `TypeError` for what is no inspection or visit, or when `report_received` is no date,
    `InvalidHistory` when it is before the event began, and `MissingExtra` without the extra `calendar`.
    """
    _check_received(event, report_received)
    found = tuple(
        Deadline(due=working_days_after(report_received, rule.working_days.value), rule=rule)
        for rule in _rules(event, report_received)
        if rule.since is None or rule.since.value <= report_received
    )
    return Deadlines(
        event=event,
        report_received=report_received,
        deadlines=found,
        cannot_say=() if found else (_why_none(event),),
    )


def _rules(event: AnyInspection | Visit, received: dt.date) -> list[DeadlineRule]:
    if not isinstance(event, Visit):
        return [rule for rule in event.edition.cycle.deadlines if rule.after is None]
    rules = (rule for its in edition_on(event.date or received) for rule in its.cycle.deadlines)
    return list(dict.fromkeys(rule for rule in rules if rule.after is event.kind))


def _why_none(event: AnyInspection | Visit) -> str:
    if isinstance(event, Visit):
        return f"no source gives a deadline at that time for this kind of event: {event.kind}"
    return event.edition.cycle.why_unsaid(CyclePart.DEADLINES)


def _check_received(event: AnyInspection | Visit, received: dt.date) -> None:
    check((Inspection, Visit), event, "deadlines", "an Inspection or a Visit")
    check_day("report_received", received)
    began = event.start if not isinstance(event, Visit) else event.date
    if began and received < began:
        raise InvalidHistory(
            f"report_received is {received}, before the first day of {event}: a report is received "
            "after it"
        )


def _what(rule: DeadlineRule) -> str:
    return f"{rule.name}, {rule.condition}" if rule.condition else rule.name


def _period(rule: DeadlineRule, notes: Footnotes) -> str:
    duty = notes.told(rule.duty)
    return f"{duty} within {rule.working_days.value} working days {notes.mark(rule.working_days.source)}"
