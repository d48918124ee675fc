"""Where the parts of a trajectory go on a chart: rows of themes, columns of time, lanes of visits."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import cast

import attrs

from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.schedule import Area, Theme

HEAD = 62
"""The pixels above the rows, where inspections are named."""

LANE = 22
"""The pixels that a lane of visits takes."""

_ROW, _SHARE = 46, 46
_LEAST_STEP = 48
_WIDTHS = (860, 1500)
_YEAR = dt.timedelta(days=365)


@attrs.frozen
class Row:
    """A theme's row: its first pixel from the top, and its height."""

    theme: Theme
    top: float
    height: float


@attrs.frozen
class Column:
    """What an inspection's judgements stand in: from its day to the next inspection's.

    `number` counts the editions from the left, `width` is in pixels.
    """

    inspection: AnyInspection
    number: int
    start: dt.date
    end: dt.date
    width: float

    @property
    def middle(self) -> dt.date:
        """The day half way."""
        return self.start + (self.end - self.start) / 2


@attrs.frozen
class Cell:
    """The place of one judgement in a column: over `rows` rows, or in its share of one."""

    area: Area
    rows: int
    top: float
    height: float
    shared: bool


@attrs.frozen
class Mark:
    """A visit's letter, and its lane from the top."""

    visit: Visit
    letter: str
    day: dt.date
    lane: int


class Timeline:
    """The layout of one trajectory: pixels from the top, days from the left.

    Inspections that follow each other so closely that nothing could be printed between them are placed
    a little later than they were; what is printed is always the true date.
    """

    def __init__(self, trajectory: Trajectory) -> None:
        inspected = [_day(inspection) for inspection in trajectory]
        days = sorted(inspected + [_day(visit) for visit in trajectory.visits])
        span = max(days[-1] - days[0], 3 * _YEAR)
        self.first, last = days[0] - span * 0.03, days[-1] + max(span * 0.17, 1.2 * _YEAR)
        self.width = _width(inspected, last - self.first)
        self._pixel = (last - self.first) / self.width
        starts = list(_apart(inspected, self._pixel * _LEAST_STEP))
        self.last = max(last, starts[-1] + self._pixel * _LEAST_STEP)
        self.columns = tuple(self._columns(trajectory, [*starts, self.last]))
        self.rows = tuple(_rows(trajectory))
        self.marks = tuple(self._marks(trajectory.visits))
        self.visits_top = self.rows[-1].top + self.rows[-1].height
        lanes = len({mark.lane for mark in self.marks})
        self.height = self.visits_top + (lanes * LANE + 12 if lanes else 0)

    def _columns(
        self, inspections: Iterable[AnyInspection], edges: list[dt.date]
    ) -> Iterator[Column]:
        numbers: dict[str, int] = {}
        for inspection, (start, end) in zip(inspections, itertools.pairwise(edges), strict=True):
            number = numbers.setdefault(inspection.edition.id, len(numbers))
            yield Column(inspection, number, start, end, (end - start) / self._pixel)

    def _marks(self, visits: Iterable[Visit]) -> Iterator[Mark]:
        lanes: list[dt.date] = []
        for number, visit in enumerate(visits):
            day = _day(visit)
            free = (n for n, last in enumerate(lanes) if day - last > self._pixel * LANE)
            lane = next(free, len(lanes))
            lanes[lane : lane + 1] = [day]
            yield Mark(visit, _letter(number), day, lane)

    def cells(self, column: Column) -> Iterator[Cell]:
        """Where each judgement of an inspection goes: over all rows of its themes, or in its share of one."""
        edition = column.inspection.edition
        for area in edition.areas.values():
            for rows in _neighbours([row for row in self.rows if row.theme in area.themes]):
                sharing = edition.areas_of(rows[0].theme)
                height = sum(row.height for row in rows) / len(sharing)
                top = rows[0].top + sharing.index(area) * height
                yield Cell(area, len(rows), top, height, len(sharing) > 1)

    def empty(self, column: Column) -> Iterator[Row]:
        """The rows of the themes that an inspection's edition does not grade."""
        return (row for row in self.rows if not column.inspection.edition.areas_of(row.theme))


def _rows(trajectory: Trajectory) -> Iterator[Row]:
    top = float(HEAD)
    for theme in trajectory.themes:
        most = max(len(judged) for judged in trajectory.judgements(theme))
        height = max(_ROW, most * _SHARE)
        yield Row(theme, top, height)
        top += height


def _neighbours(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    together: list[Row] = []
    for row in rows:
        if together and together[-1].top + together[-1].height != row.top:
            yield tuple(together)
            together = []
        together.append(row)
    if together:
        yield tuple(together)


def _width(inspected: Sequence[dt.date], span: dt.timedelta) -> int:
    least, most = _WIDTHS
    shortest = min((b - a for a, b in itertools.pairwise(inspected)), default=span)
    wanted = _LEAST_STEP * (span / max(shortest, dt.timedelta(days=1)))
    return int(min(most, max(least, wanted)))


def _apart(days: Iterable[dt.date], least: dt.timedelta) -> Iterator[dt.date]:
    placed = dt.date.min
    for day in days:
        placed = day if day - placed >= least else placed + least
        yield placed


def _letter(number: int) -> str:
    """The letters from a to z, then aa, ab and so on."""
    before, last = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]


def _day(event: AnyInspection | Visit) -> dt.date:
    return cast(dt.date, event.date)  # a trajectory refuses what has none
