"""Months of a year, and days and months in words."""

import datetime as dt

import attrs

from ofsted_frameworks.arguments import check, shown

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@attrs.frozen(order=True)
class Month:
    """A month of a year, for an event whose exact day is not known.

    >>> print(Month(2018, 10), Month(2018, 10).isoformat())
    October 2018 2018-10

    Raises:
        TypeError: If year or month is not an int.
        ValueError: If there is no such month.
    """

    year: int
    month: int

    def __attrs_post_init__(self) -> None:
        for number in (self.year, self.month):
            check(int, number, "Month", "a year and a month as numbers, such as Month(2018, 10)")
        if not (1 <= self.year <= 9999 and 1 <= self.month <= 12):
            raise ValueError(
                f"there is no month {shown(self.month)} in the year {shown(self.year)}; "
                "write October 2018 as Month(2018, 10)"
            )

    def __str__(self) -> str:
        return in_words(self)

    def isoformat(self) -> str:
        """Return the month in ISO 8601, such as `"2018-10"`."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)


def in_words(when: dt.date | Month) -> str:
    """Return a day or month in words.

    >>> in_words(dt.date(2019, 4, 29))
    '29 April 2019'
    """
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return month if isinstance(when, Month) else f"{when.day} {month}"


def known_to_in_words(day: dt.date | None) -> str:
    """Return the sentence that says how far the data behind an answer reaches.

    >>> known_to_in_words(dt.date(2025, 3, 31)), known_to_in_words(None)
    ('Known to 31 March 2025; not known after that day.', 'Known to: not stated.')
    """
    if day is None:
        return "Known to: not stated."
    return f"Known to {in_words(day)}; not known after that day."
