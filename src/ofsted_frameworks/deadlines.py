"""What is due after a report or letter, and working days as the law counts them."""

import datetime as dt
import functools
import textwrap
from collections.abc import Iterator
from typing import Any

import attrs

from ofsted_frameworks.findings import MissingExtra
from ofsted_frameworks.footnotes import Footnotes
from ofsted_frameworks.frameworks import edition_on
from ofsted_frameworks.frameworks.cycles import CyclePart, DeadlineRule
from ofsted_frameworks.frameworks.duties import REGULATIONS_2007
from ofsted_frameworks.inspection import AnyInspection, Visit, in_words
from ofsted_frameworks.sources import Authority, Fact, Source
from ofsted_frameworks.tables import Table

WORKING_DAY = Fact(
    "any day but Saturday, Sunday, Christmas Day, Good Friday and the bank holidays of England and "
    "Wales",
    attrs.evolve(REGULATIONS_2007, where="regulation 1(2)"),
)
"""What a working day is."""

FIRST_DAY = Fact(
    "the day after receipt is the first day",
    Source("ofsted-frameworks, counting working days", Authority.OURS),
    "the regulations' words do not say; so counted, Hampshire's plan of 13 September 2019 answers a "
    "report received on 6 June, which was published on 11 June",
)
"""From which day a period runs."""


def bank_holidays(year: int) -> frozenset[dt.date]:
    """The days of a year that are no working days for other reasons than the weekend.

    Christmas Day, Good Friday and the bank holidays of England and Wales, substitute days and
    one-off ones such as 8 May 2023 included. One-off ones that nobody has proclaimed yet are unknown.

    >>> import datetime as dt
    >>> dt.date(2022, 9, 19) in bank_holidays(2022)
    True

    Raises `MissingExtra` without the extra `calendar`.
    """
    return _bank_holidays(year)


@functools.cache
def _bank_holidays(year: int) -> frozenset[dt.date]:
    try:
        import holidays
    except ImportError:
        raise MissingExtra("calendar", "holidays") from None
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date) -> bool:
    """True when `day` is a working day as SI 2007/462 defines it.

    >>> import datetime as dt
    >>> is_working_day(dt.date(2019, 8, 26)), is_working_day(dt.date(2019, 8, 27))
    (False, True)

    Raises `MissingExtra` without the extra `calendar`.
    """
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """The working day that is `count` working days after `day`, which need not be one itself.

    >>> import datetime as dt
    >>> working_days_after(dt.date(2019, 6, 6), 70)
    datetime.date(2019, 9, 13)

    Raises `ValueError` for a count below 1, and `MissingExtra` without the extra `calendar`.
    """
    if count < 1:
        raise ValueError(f"a number of working days after a day is 1 or more, not {count!r}")
    for _ in range(count):
        day += dt.timedelta(days=1)
        while not is_working_day(day):
            day += dt.timedelta(days=1)
    return day


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

    Raises `TypeError` when `report_received` is no date, `ValueError` when it is before the event
    began, and `MissingExtra` without the extra `calendar`.
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
    if type(received) is not dt.date:
        raise TypeError(f"report_received is a datetime.date, not {received!r}")
    began = event.start if not isinstance(event, Visit) else event.date
    if began and received < began:
        raise ValueError(
            f"report_received is {received}, before the first day of {event}: a report is received "
            "after it"
        )


def _what(rule: DeadlineRule) -> str:
    return f"{rule.name}, {rule.condition}" if rule.condition else rule.name


def _period(rule: DeadlineRule, notes: Footnotes) -> str:
    duty = notes.told(rule.duty)
    return f"{duty} within {rule.working_days.value} working days {notes.mark(rule.working_days.source)}"
