"""The range of dates in which an inspection is due."""

import calendar
import datetime as dt
import math

import attrs

from ofsted_frameworks.frameworks.cycles import Interval, Spread
from ofsted_frameworks.months import in_words

_LAST_YEAR = dt.date.max.year - 10


@attrs.frozen(kw_only=True)
class Window:
    """The first and last day on which an inspection is due, and the anniversary between them."""

    earliest: dt.date
    anniversary: dt.date
    latest: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.earliest <= day <= self.latest

    def __str__(self) -> str:
        return f"{in_words(self.earliest)} to {in_words(self.latest)}"

    def moved_by(self, days: int) -> "Window":
        """Return the window, moved later by a number of days."""
        by = dt.timedelta(days=days)
        return Window(
            earliest=self.earliest + by, anniversary=self.anniversary + by, latest=self.latest + by
        )


@attrs.frozen(kw_only=True)
class Weeks:
    """The weeks in which half of such inspections would begin, the first and last given by their Mondays."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        return f"the weeks of {in_words(self.first)} to {in_words(self.last)}"


def window_after(start: dt.date, interval: Interval) -> Window | None:
    """Return the window in which the next inspection is due after one that began on `start`.

    Years and months run to the same day of the month, or to the last day of a shorter month. Returns None if
    the window would come after the year 9999.

    >>> import datetime as dt
    >>> from ofsted_frameworks import get_edition
    >>> print(window_after(dt.date(2020, 8, 31), get_edition("ilacs-2018").cycle.interval))
    28 February 2023 to 29 February 2024
    """
    if start.year > _LAST_YEAR:
        return None
    anniversary = add_months(start, 12 * interval.years.value)
    either_side = interval.months_either_side.value
    return Window(
        earliest=add_months(anniversary, -either_side),
        anniversary=anniversary,
        latest=add_months(anniversary, either_side),
    )


def weeks_after(start: dt.date, spread: Spread) -> Weeks | None:
    """Return the weeks in which half of the inspections after one that began on `start` would begin.

    >>> import datetime as dt
    >>> spread = Spread(number=30, least=150, lower=171.25, median=177, upper=183.75, most=200)
    >>> print(weeks_after(dt.date(2024, 6, 10), spread))
    the weeks of 20 September 2027 to 20 December 2027
    """
    if start.year > _LAST_YEAR:
        return None
    monday = start - dt.timedelta(days=start.weekday())
    return Weeks(
        first=monday + dt.timedelta(weeks=math.floor(spread.lower)),
        last=monday + dt.timedelta(weeks=math.ceil(spread.upper)),
    )


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month some months later, or the last day of a shorter month.

    >>> import datetime as dt
    >>> add_months(dt.date(2024, 8, 31), -6), add_months(dt.date(2024, 2, 29), 36)
    (datetime.date(2024, 2, 29), datetime.date(2027, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
