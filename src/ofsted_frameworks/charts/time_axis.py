"""A time axis in pixels."""

import datetime as dt
from collections.abc import Iterator

import attrs

from ofsted_frameworks.charts.drawing import GREY, LINE, Canvas

_YEAR_WIDTH = 36
_STEPS = (1, 2, 5, 10)


@attrs.frozen
class TimeAxis:
    """A span of days, drawn to scale over a width in pixels."""

    first: dt.date
    last: dt.date
    width: float

    def x(self, day: dt.date) -> float:
        """Return the position of a day in pixels."""
        return (day - self.first) / (self.last - self.first) * self.width

    def years(self) -> Iterator[dt.date]:
        """Yield the first day of each year that has room for its number."""
        year_width = 365.25 / (self.last - self.first).days * self.width
        step = next((n for n in _STEPS if year_width * n >= _YEAR_WIDTH), _STEPS[-1])
        for year in range(self.first.year, self.last.year + 2):
            day = dt.date(year, 1, 1)
            if year % step == 0 and self.first <= day <= self.last:
                yield day

    def draw(self, canvas: Canvas, bottom: float) -> None:
        """Draw a short line for the first day of each year, with the year below it."""
        for day in self.years():
            canvas.line(self.x(day), bottom, self.x(day), bottom + 5, GREY)
            canvas.text([str(day.year)], self.x(day), bottom + 5, LINE, ink=GREY)
