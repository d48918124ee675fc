"""Months of a year, and days and months as people write them."""

import datetime as dt

import attrs

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
    """A month of a year, for an event whose day no source prints.

    >>> print(Month(2018, 10), Month(2018, 10).isoformat())
    October 2018 2018-10

    Raises:
        TypeError: If year or month is not an int.
        ValueError: If there is no such month.
    """

    year: int = attrs.field(validator=attrs.validators.instance_of(int))
    month: int = attrs.field(validator=attrs.validators.instance_of(int))

    def __attrs_post_init__(self) -> None:
        dt.date(self.year, self.month, 1)

    def __str__(self) -> str:
        return in_words(self)

    def isoformat(self) -> str:
        """Return the month as ISO 8601 writes it: `"2018-10"`."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)


def in_words(when: dt.date | Month) -> str:
    """Return a day or month as people write it.

    >>> in_words(dt.date(2019, 4, 29))
    '29 April 2019'
    """
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return month if isinstance(when, Month) else f"{when.day} {month}"


def known_to_in_words(day: dt.date | None) -> str:
    """Return how far the data behind an answer reaches.

    >>> known_to_in_words(dt.date(2025, 3, 31)), known_to_in_words(None)
    ('Known to 31 March 2025; not known after that day.', 'Known to: not stated.')
    """
    if day is None:
        return "Known to: not stated."
    return f"Known to {in_words(day)}; not known after that day."
