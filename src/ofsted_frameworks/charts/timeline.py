"""The layout of a trajectory on a chart: rows of themes, columns of time, and lanes of visits."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import cast

import attrs

from ofsted_frameworks.charts.drawing import LETTER, LINE
from ofsted_frameworks.charts.time_axis import TimeAxis
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Area, Theme

LANE = 24
"""The height of a lane of visits in pixels."""

FADE, LONG_FADE = 92, 110
"""The width in pixels over which the last grade fades; the longer one if its box has no other width."""

_HEADING = 2 * LINE + 4
_ROW, _SHARE = 50, 34
_YEAR = dt.timedelta(days=365)


@attrs.frozen
class Row:
    """The row of a theme, in pixels from the top."""

    theme: Theme
    top: float
    height: float


@attrs.frozen
class Column:
    """The column of an inspection, from its own day to that of the next, in pixels.

    The last one ends on the last day that the data covers, and fades over the pixels after it. `lane` is
    the lane of its heading, counted upwards from the rows.
    """

    inspection: AnyInspection
    left: float
    right: float
    fade: float
    lane: int
    heading: tuple[str, ...]

    @property
    def width(self) -> float:
        """The room for text in pixels, including the fade."""
        return self.right - self.left + self.fade


@attrs.frozen
class Cell:
    """The place of a judgement in a column: over several rows, or `shared` with others in one row."""

    area: Area
    rows: int
    top: float
    height: float
    shared: bool


@attrs.frozen
class Mark:
    """The letter of a visit, and its position."""

    visit: Visit
    letter: str
    x: float
    lane: int


class Timeline:
    """The layout of a trajectory in pixels, with every inspection and visit at its own day.

    Args:
        trajectory: The inspections and visits.
        themes: The themes that get a row.
        until: The last day that the data covers. Without it, the last grade fades from the day of its
            inspection.
        width: The width in pixels from the first day to the end of the fade.
        ended: True if the authority was abolished on that day, so that nothing fades.
    """

    def __init__(
        self,
        trajectory: Trajectory,
        themes: Collection[Theme],
        until: dt.date | None,
        width: float,
        *,
        ended: bool = False,
    ) -> None:
        days = sorted(_day(event) for event in (*trajectory, *trajectory.visits))
        last = max(days[-1], until or days[-1])
        span = max(last - days[0], 3 * _YEAR)
        self.fade = 0 if ended else FADE if until else LONG_FADE
        end = max(last, days[0] + span * 0.9)
        self.axis = TimeAxis(days[0] - span * 0.02, end, width - self.fade)
        self.width = width
        self.columns = tuple(self._columns(trajectory, until or _day(trajectory[-1])))
        self.head = _HEADING * (1 + max(column.lane for column in self.columns))
        self.rows = tuple(_rows(trajectory, themes, self.head))
        self.visits_top = self.rows[-1].top + self.rows[-1].height if self.rows else self.head
        self.marks = tuple(self._marks(trajectory.visits))
        lanes = len({mark.lane for mark in self.marks})
        self.bottom = self.visits_top + (lanes * LANE + 8 if lanes else 0)

    def _columns(self, trajectory: Trajectory, until: dt.date) -> Iterator[Column]:
        starts = [self.axis.x(_day(inspection)) for inspection in trajectory]
        headings = [_heading(inspection) for inspection in trajectory]
        lanes = _lanes(starts, [max(map(len, lines)) * LETTER + 10 for lines in headings])
        last = len(trajectory) - 1
        for n, inspection in enumerate(trajectory):
            right = starts[n + 1] if n < last else max(starts[n], self.axis.x(until))
            fade = self.fade if n == last else 0
            yield Column(inspection, starts[n], right, fade, lanes[n], headings[n])

    def _marks(self, visits: Iterable[Visit]) -> Iterator[Mark]:
        lanes: list[float] = []
        for number, visit in enumerate(visits):
            x = self.axis.x(_day(visit))
            free = (n for n, last in enumerate(lanes) if x - last > LANE)
            lane = next(free, len(lanes))
            lanes[lane : lane + 1] = [x]
            yield Mark(visit, _letter(number), x, lane)

    def cells(self, column: Column) -> Iterator[Cell]:
        """Yield the place of each judgement of an inspection."""
        edition = column.inspection.edition
        for area in edition.areas.values():
            for rows in _neighbours([row for row in self.rows if row.theme in area.themes]):
                sharing = edition.areas_of(rows[0].theme)
                height = sum(row.height for row in rows) / len(sharing)
                top = rows[0].top + sharing.index(area) * height
                yield Cell(area, len(rows), top, height, len(sharing) > 1)

    def empty(self, column: Column) -> Iterator[Row]:
        """Return the rows of the themes that an inspection's edition does not grade."""
        return (row for row in self.rows if not column.inspection.edition.areas_of(row.theme))


def _heading(inspection: AnyInspection) -> tuple[str, ...]:
    kind = f" {inspection.kind}".removesuffix(" inspection") if inspection.kind else ""
    return f"{inspection.framework.name}{kind}", in_words(_day(inspection))


def _lanes(starts: Sequence[float], widths: Sequence[float]) -> list[int]:
    """Return a lane for each heading, so that it covers no other heading and no line below one.

    Lanes are filled from the right. A heading that does not fit to the left of the others goes above them.
    """
    lanes = [0] * len(starts)
    free: list[float] = []
    for n in reversed(range(len(starts))):
        end = starts[n] + widths[n]
        lane = next((i for i in range(len(free)) if all(end <= x for x in free[i:])), len(free))
        free[lane:] = [starts[n]]
        lanes[n] = lane
    return lanes


def _rows(trajectory: Trajectory, themes: Collection[Theme], top: float) -> Iterator[Row]:
    for theme in trajectory.themes:
        if theme in themes:
            most = max(len(judged) for judged in trajectory.judgements(theme))
            height = max(_ROW, most * _SHARE)
            yield Row(theme, top, height)
            top += height


def _neighbours(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Return the rows in groups of rows that touch."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and groups[-1][-1].top + groups[-1][-1].height == row.top:
            groups[-1].append(row)
        else:
            groups.append([row])
    return map(tuple, groups)


def _letter(number: int) -> str:
    """Return a letter from a to z, then aa, ab and so on."""
    before, last = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]


def _day(event: AnyInspection | Visit) -> dt.date:
    return cast(dt.date, event.date)  # a trajectory accepts only dated events
