"""Where the parts of a trajectory go on a chart: rows of themes, columns of time, lanes of visits."""

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
"""The pixels that a lane of visits takes."""

FADE, LONG_FADE = 92, 110
"""The pixels over which the last grade fades; more of them where they are all that it has."""

_HEADING = 2 * LINE + 4
_ROW, _SHARE = 50, 34
_YEAR = dt.timedelta(days=365)


@attrs.frozen
class Row:
    """A theme's row: its first pixel from the top, and its height."""

    theme: Theme
    top: float
    height: float


@attrs.frozen
class Column:
    """What an inspection's judgements fill: from its day to the next inspection's, in pixels.

    The last ends at the last day that is known, and fades over the pixels after it. `lane` is the place
    of its heading, counted from the rows upwards.
    """

    inspection: AnyInspection
    left: float
    right: float
    fade: float
    lane: int
    heading: tuple[str, ...]

    @property
    def width(self) -> float:
        """The pixels in which text can be printed."""
        return self.right - self.left + self.fade


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
    """A visit's letter, and its place."""

    visit: Visit
    letter: str
    x: float
    lane: int


class Timeline:
    """The layout of one trajectory, in pixels. Every inspection and visit is drawn at its own day.

    Args:
        trajectory: What is drawn.
        themes: The themes that get a row.
        until: The last day that is known; without it, the last grade fades from its own day on.
        width: The pixels from the first day to the end of the fade.
        ended: Whether the authority was no more after that day, so that nothing fades.
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
        """Where each judgement goes: over all rows of its themes, or in its share of one."""
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


def _heading(inspection: AnyInspection) -> tuple[str, ...]:
    kind = f" {inspection.kind}".removesuffix(" inspection") if inspection.kind else ""
    return f"{inspection.framework.name}{kind}", in_words(_day(inspection))


def _lanes(starts: Sequence[float], widths: Sequence[float]) -> list[int]:
    """A lane for each heading, so that none covers another, nor another's line down to its rows.

    From the right: whatever is further left goes higher where it would not fit beside the rest.
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
    together: list[Row] = []
    for row in rows:
        if together and together[-1].top + together[-1].height != row.top:
            yield tuple(together)
            together = []
        together.append(row)
    if together:
        yield tuple(together)


def _letter(number: int) -> str:
    """The letters from a to z, then aa, ab and so on."""
    before, last = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]


def _day(event: AnyInspection | Visit) -> dt.date:
    return cast(dt.date, event.date)  # a trajectory refuses an event without a date
