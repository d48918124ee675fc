"""Working days as the law counts them, with the bank holidays of England and Wales."""

import datetime as dt
import functools

import attrs

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.findings import MissingExtra
from ofsted_frameworks.frameworks.duties import REGULATIONS_2007
from ofsted_frameworks.sources import Fact, Provenance, Source

WORKING_DAY = Fact(
    "any day but Saturday, Sunday, Christmas Day, Good Friday and the bank holidays of England and "
    "Wales",
    attrs.evolve(REGULATIONS_2007, where="regulation 1(2)"),
)
"""What a working day is."""

FIRST_DAY = Fact(
    "the day after receipt is the first day",
    Source("ofsted-frameworks, counting working days", Provenance.OURS),
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

    Raises `TypeError` for what is no year, and `MissingExtra` without the extra `calendar`.
    """
    check(int, year, "bank_holidays", "a year as in 2024")
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

    Raises `TypeError` for what is no date, and `MissingExtra` without the extra `calendar`.
    """
    check_day("the day", day)
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """The working day that is `count` working days after `day`, which need not be one itself.

    >>> import datetime as dt
    >>> working_days_after(dt.date(2019, 6, 6), 70)
    datetime.date(2019, 9, 13)

    Raises `ValueError` for a count below 1, `TypeError` for what is no date or no whole number, and
    `MissingExtra` without the extra `calendar`.
    """
    check_day("the day", day)
    check(int, count, "working_days_after", "a whole number of days")
    if count < 1:
        raise ValueError(f"a number of working days after a day is 1 or more, not {count!r}")
    for _ in range(count):
        day += dt.timedelta(days=1)
        while not is_working_day(day):
            day += dt.timedelta(days=1)
    return day
