"""The kind of an inspection, worked out from its days on site."""

import datetime as dt
from collections.abc import Collection, Iterator

import attrs

from ofsted_frameworks.arguments import check_day, each_given
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.frameworks import edition_on, framework_of
from ofsted_frameworks.frameworks.base import Framework, weekdays_between
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.months import in_words
from ofsted_frameworks.sources import Fact
from ofsted_frameworks.words import plural


@attrs.frozen(kw_only=True)
class KindFromDays:
    """The kind of inspection that the days on site point to, and the evidence for it.

    If they do not settle it, `kind` is None and `cannot_say` gives the reason. `weekdays` counts the days
    from Monday to Friday, first and last included; `working_days` leaves out the bank holidays given.
    """

    kind: Kind | None
    weekdays: int
    working_days: int
    rests_on: tuple[Fact[str], ...] = ()
    caveats: tuple[Fact[str], ...] = ()
    cannot_say: str = ""

    def __str__(self) -> str:
        days = f"{plural(self.working_days, 'working day')} on site"
        if self.kind is None:
            return f"unknown: {self.cannot_say}"
        return "; ".join([f"{self.kind}: {days}", *(str(fact) for fact in self.rests_on)])


def inspection_kind_from(
    start: dt.date, end: dt.date, *, bank_holidays: Collection[dt.date] = ()
) -> KindFromDays:
    """Return the kind of inspection that the first and last day on site point to, if they settle it.

    Reports print no kind. Since 2018 five working days on site have meant a short inspection and ten a
    standard one.

    >>> import datetime as dt
    >>> inspection_kind_from(dt.date(2019, 4, 29), dt.date(2019, 5, 3)).kind
    Kind.SHORT
    >>> print(inspection_kind_from(dt.date(2023, 7, 11), dt.date(2023, 7, 13)))
    unknown: the kind is not clear from 3 working days on site (standard inspection 10, short inspection 5)

    Args:
        start: The first day on site.
        end: The last day on site.
        bank_holidays: Days that are not working days, such as `bank_holidays(year)`. By default every day
            from Monday to Friday counts: none of the ILACS inspections that began by March 2025 had a bank
            holiday in its one or two weeks. A length is accepted if it fits with or without the holidays.

    Raises:
        InvalidHistory: If `end` is before `start`.
        TypeError: If a day is not a date.
    """
    check_day("start", start)
    check_day("end", end)
    holidays = set(each_given(dt.date, bank_holidays, "bank_holidays", "dates"))
    if end < start:
        raise InvalidHistory(f"the last day on site, {end}, is before the first, {start}")
    weekdays = weekdays_between(start.toordinal(), end.toordinal())
    days_off = (day for day in holidays if start.toordinal() <= day.toordinal() <= end.toordinal())
    working = weekdays - sum(day.weekday() < 5 for day in days_off)
    in_force = tuple(dict.fromkeys(framework_of(edition) for edition in edition_on(start)))
    lengths = [
        (kind.kind, kind.working_days)
        for framework in in_force
        for kind in framework.kinds
        if kind.working_days
    ]
    fits = [pair for pair in lengths if pair[1].value in (weekdays, working)]
    settled = len(fits) == 1
    return KindFromDays(
        kind=fits[0][0] if settled else None,
        weekdays=weekdays,
        working_days=working,
        rests_on=tuple(
            Fact(f"a {kind} has {days.value} working days on site", days.source, days.note)
            for kind, days in fits
        ),
        caveats=tuple(_caveats(in_force)),
        cannot_say="" if settled else _why_not(start, working, lengths),
    )


def _caveats(in_force: tuple[Framework, ...]) -> Iterator[Fact[str]]:
    for framework in in_force:
        for kind in framework.kinds:
            yield from kind.exceptions
            if kind.working_days is None:
                yield Fact(
                    f"{framework.name} was in force, and no source says how many working days its "
                    f"{kind.kind} takes",
                    kind.source,
                )


def _why_not(start: dt.date, days: int, lengths: list[tuple[Kind, Fact[int]]]) -> str:
    if not lengths:
        return f"no framework in force on {in_words(start)} has a sourced number of days on site"
    known = ", ".join(f"{kind} {length.value}" for kind, length in lengths)
    return f"the kind is not clear from {plural(days, 'working day')} on site ({known})"
