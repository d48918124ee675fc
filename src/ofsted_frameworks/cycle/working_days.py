"""Working days as the law defines them, and the bank holidays of England and Wales."""

import datetime as dt
import functools

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.findings import InvalidHistory, MissingExtra


def bank_holidays(year: int) -> frozenset[dt.date]:
    """Return the days of a year, other than weekends, that are not working days.

    These are Christmas Day, Good Friday and the bank holidays of England and Wales, including substitute days
    and one-off holidays such as 8 May 2023. Holidays that have not been proclaimed yet are missing.

    >>> import datetime as dt
    >>> dt.date(2022, 9, 19) in bank_holidays(2022)
    True

    Raises:
        TypeError: If `year` is not a whole number.
        MissingExtra: If the extra `calendar` is not installed.
    """
    check(int, year, "bank_holidays", "a year such as 2024")
    return _bank_holidays(year)


@functools.cache
def _bank_holidays(year: int) -> frozenset[dt.date]:
    try:
        import holidays
    except ImportError:
        raise MissingExtra("calendar", "holidays") from None
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date) -> bool:
    """Return whether a day is a working day as SI 2007/462 defines it.

    >>> import datetime as dt
    >>> is_working_day(dt.date(2019, 8, 26)), is_working_day(dt.date(2019, 8, 27))
    (False, True)

    Raises:
        TypeError: If `day` is not a date.
        MissingExtra: If the extra `calendar` is not installed.
    """
    check_day("the day", day)
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Return the date that is `count` working days after `day`, which need not be a working day.

    >>> import datetime as dt
    >>> working_days_after(dt.date(2019, 6, 6), 70)
    datetime.date(2019, 9, 13)

    Raises:
        ValueError: If `count` is below 1.
        InvalidHistory: If the result would be after the year 9999.
        TypeError: If `day` is not a date or `count` not a whole number.
        MissingExtra: If the extra `calendar` is not installed.
    """
    check_day("the day", day)
    check(int, count, "working_days_after", "a whole number of days")
    if count < 1:
        raise ValueError(f"count must be 1 or more working days, not {count!r}")
    last = day
    try:
        _ = day + dt.timedelta(days=count)
        for _ in range(count):
            last += dt.timedelta(days=1)
            while not is_working_day(last):
                last += dt.timedelta(days=1)
    except OverflowError:
        raise InvalidHistory(f"{count} working days after {day} is after the year 9999") from None
    return last
