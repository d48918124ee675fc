"""What an authority must do after an inspection report or a visit letter, and by when."""

import datetime as dt
import textwrap
from collections.abc import Iterator
from typing import Any

import attrs

from ofsted_frameworks.arguments import check, not_taken, read_day
from ofsted_frameworks.cycle.known import cite
from ofsted_frameworks.cycle.working_days import working_days_after
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.frameworks import edition_on
from ofsted_frameworks.frameworks.cycles import CyclePart, DeadlineRule
from ofsted_frameworks.frameworks.duties import FIRST_DAY
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.tables import Notes, Table, Tabular


@attrs.frozen(kw_only=True)
class Deadline:
    """A task that is due by a date, and the rule that sets the date."""

    due: dt.date
    rule: DeadlineRule

    @property
    def name(self) -> str:
        """The task that is due, for example "publish the report"."""
        return self.rule.name

    def __str__(self) -> str:
        return f"{_describe_task(self.rule)}: by {in_words(self.due)}"


@attrs.frozen(kw_only=True)
class Deadlines(Tabular):
    """The tasks of an authority after a report or letter, in the order of the rules.

    Iterate over it to get each `Deadline`. If there are none, `cannot_say` gives the reason.
    """

    event: AnyInspection | Visit
    report_received: dt.date
    deadlines: tuple[Deadline, ...]
    cannot_say: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Deadline]:
        return iter(self.deadlines)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each deadline."""
        return [
            {
                "authority": self.event.authority.name,
                "code": self.event.authority.code,
                "name": deadline.name,
                "due": deadline.due,
                "working_days": deadline.rule.working_days.value,
                "condition": deadline.rule.condition,
                "duty": deadline.rule.duty.value,
                "source": str(deadline.rule.duty.source),
                "working_days_source": str(deadline.rule.working_days.source),
            }
            for deadline in self
        ]

    def table(self) -> Table:
        """Return the deadlines as a table that says how days are counted, with the sources as notes."""
        notes = Notes()
        rows = [
            [_describe_task(d.rule), in_words(d.due), _describe_period(d.rule, notes)] for d in self
        ]
        for fact in dict.fromkeys(d.rule.counting for d in self):
            rows.append(["working day", "", f"{fact}{cite(notes, fact.source)}"])
        if rows:
            rows.append(["counting", "", f"{FIRST_DAY}{cite(notes, FIRST_DAY.source)}"])
        rows += [["no answer", "", reason] for reason in self.cannot_say]
        caption = (
            f"{textwrap.fill(f'After {self.event}', 80)}\nReceived {in_words(self.report_received)}"
        )
        return Table(["What is due", "By", "Rule"], rows, caption, notes.listed())


def deadlines(event: AnyInspection | Visit, *, report_received: dt.date | str) -> Deadlines:
    """Return what the authority must do after an inspection report or a visit letter, and by when.

    Working days are those that SI 2007/462 defines, counted from the day after receipt.

    >>> from ofsted_frameworks import datasets
    >>> inspected = datasets.hampshire()[2]
    >>> for deadline in deadlines(inspected, report_received="2019-06-06"):
    ...     print(deadline)
    publish the report: by 18 July 2019
    statement of proposed action: by 13 September 2019

    Raises:
        TypeError: If `event` is neither an inspection nor a visit, or `report_received` is not a date.
        InvalidHistory: If `report_received` is before the inspection or visit began.
        MissingExtra: If the extra `calendar` is not installed.
    """
    received = _read_received(event, report_received)
    found = tuple(
        Deadline(due=working_days_after(received, rule.working_days.value), rule=rule)
        for rule in _rules(event, received)
        if rule.applies_on(received)
    )
    return Deadlines(
        event=event,
        report_received=received,
        deadlines=found,
        cannot_say=() if found else (_why_none(event),),
    )


def _rules(event: AnyInspection | Visit, received: dt.date) -> list[DeadlineRule]:
    if not isinstance(event, Visit):
        return [rule for rule in event.edition.cycle.deadlines if rule.after is None]
    editions = edition_on(event.date or received)
    rules = dict.fromkeys(rule for edition in editions for rule in edition.cycle.deadlines)
    return [rule for rule in rules if rule.after is event.kind]


def _why_none(event: AnyInspection | Visit) -> str:
    if isinstance(event, Visit):
        return f"no source gives a deadline after a visit of this kind at that time: {event.kind}"
    return event.edition.cycle.why_unsaid(CyclePart.DEADLINES)


def _read_received(event: AnyInspection | Visit, given: dt.date | str) -> dt.date:
    check((Inspection, Visit), event, "deadlines", "an Inspection or a Visit")
    received = read_day("report_received", given)
    if received is None:
        raise not_taken("report_received", "a datetime.date", given)
    began = event.start if not isinstance(event, Visit) else event.date
    if began and received < began:
        raise InvalidHistory(
            f"report_received is {received}, before the first day of {event}; give the day on which the "
            "report or letter arrived"
        )
    return received


def _describe_task(rule: DeadlineRule) -> str:
    return f"{rule.name}, {rule.condition}" if rule.condition else rule.name


def _describe_period(rule: DeadlineRule, notes: Notes) -> str:
    duty, days = rule.duty, rule.working_days
    of_duty, of_days = cite(notes, duty.source), cite(notes, days.source)
    note = f" ({days.note})" if days.note else ""
    return f"{duty}{of_duty} within {days.value} working days{of_days}{note}"
