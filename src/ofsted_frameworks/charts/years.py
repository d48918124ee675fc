"""The share of good or outstanding grades, year by year."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import (
    DARK,
    GREY,
    LINE,
    PALE,
    Canvas,
    Spec,
    as_altair,
    compose,
    fit_text,
)
from ofsted_frameworks.charts.time_axis import TimeAxis
from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks.base import Framework, Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import map_grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.areas import read_subject
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import frameworks_of, march, published_by
from ofsted_frameworks.panel.tallies import Distribution
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import listed

_HEIGHT, _TOP, _LEFT = 240, 40, 50
_CLOSEST = 40
_BANDS = ("#f2f2f2", "#ffffff")


@attrs.frozen
class _Point:
    day: dt.date
    tally: Distribution
    share: float


@as_altair
def by_year(
    panel: Panel,
    of: Theme | str = Theme.OVERALL,
    *,
    width: int = 800,
    title: str | None = None,
) -> Spec:
    """Draw the share of authorities whose latest grade was good or outstanding, as at each 31 March.

    Bands and dashed lines show when each framework was in force. Only grades on the scale of the latest
    framework are counted; a note names the frameworks that are left out.

    >>> from ofsted_frameworks import Panel, charts, datasets
    >>> chart = charts.by_year(Panel(datasets.hampshire()))
    >>> chart.to_dict()["title"]["text"]
    ['Overall effectiveness: share good or outstanding as at 31 March']

    Args:
        panel: The inspections.
        of: The theme or area.
        width: The width of the whole drawing in pixels.
        title: A title of your own.

    Raises:
        UnknownLabel: If `of` is not the name of a theme or area.
        MissingExtra: If the extra `charts` is not installed.
    """
    check(Panel, panel, "charts.by_year", "a Panel")
    editions = dict.fromkeys(inspection.edition for inspection in panel)
    if editions and not any(of in edition.areas for edition in editions):
        read_subject(of, editions)  # raises for a name that is not a theme
    counted, note = _on_one_scale(panel)
    points = list(_points(counted, of, _days(panel)))
    canvas = Canvas(width - _LEFT)
    subject = of.label if isinstance(of, Theme) else of.replace("_", " ").capitalize()
    if points:
        axis = TimeAxis(points[0].day - _HALF, points[-1].day + _HALF, canvas.width)
        _draw_bands(canvas, axis, frameworks_of(counted))
        _draw_scale(canvas)
        _draw_points(canvas, axis, points)
    shares = "; ".join(f"{in_words(p.day)}: {p.share:.0%} of {p.tally.judged}" for p in points)
    caveats = (caveat for point in points for caveat in point.tally.caveats)
    return compose(
        canvas,
        title=title or f"{subject}: share good or outstanding as at 31 March",
        subtitle="Each authority's latest grade.",
        known_to=panel.known_to,
        description=shares or "No year has a grade.",
        notes=[_COUNTED, note, *caveats],
        left=_LEFT,
    )


_COUNTED = (
    "Under each year is the number of authorities that had a grade. As in Ofsted's statistics, only reports "
    "published by 30 April count, and from 2024 by 30 June."
)
_HALF = dt.timedelta(days=200)


def _days(panel: Panel) -> Iterator[dt.date]:
    """Return each 31 March from the first record to the last day that the data covers."""
    dated = [i.date for i in panel if i.date]
    last = panel.known_to or max(dated, default=dt.date.min)
    years = range(min(dated).year, last.year + 1) if dated else ()
    return (day for year in years if min(dated) <= (day := march(year)) <= last)


def _on_one_scale(panel: Panel) -> tuple[Panel, str]:
    """Return the inspections on the scale of the latest framework, and a note on the others."""
    frameworks = frameworks_of(panel)
    counted = [each for each in frameworks if _is_exact(each.scale, frameworks[-1].scale)]
    others = [each.name for each in frameworks if each not in counted]
    note = (
        f"Left out, because their grades are on another scale: {listed(others)}." if others else ""
    )
    return panel.filter(framework=counted), note


def _is_exact(scale: type[Grade], other: type[Grade]) -> bool:
    return all(map_grade(grade, to=other).relation is Relation.EXACT for grade in scale)


def _points(panel: Panel, of: Theme | str, days: Iterable[dt.date]) -> Iterator[_Point]:
    for day in days:
        try:
            latest = panel.latest(day, published_by=published_by(day.year))
            tally = latest.distribution(of)
        except UnknownLabel:  # no edition in force by then judged it
            continue
        if (share := tally.good_or_outstanding) is not None:
            yield _Point(day, tally, share)


def _y(share: float) -> float:
    return _TOP + (1 - share) * _HEIGHT


def _draw_bands(canvas: Canvas, axis: TimeAxis, frameworks: Sequence[Framework]) -> None:
    days = [framework.editions[0].starts.value for framework in frameworks]
    starts = [max(axis.first, day) for day in days]
    ends = [min(day, axis.last) for day in (*starts[1:], axis.last)]
    for number, framework in enumerate(frameworks):
        if starts[number] >= ends[number]:
            continue
        left, right = axis.x(starts[number]), axis.x(ends[number])
        width, fill = right - left, _BANDS[number % 2]
        canvas.box(left, _TOP, width, _HEIGHT, fill, framework.name, stroke="transparent")
        if starts[number] > axis.first:
            canvas.line(left, 0, left, _TOP + _HEIGHT, DARK, dashed=True)
        month = in_words(days[number]).partition(" ")[2]
        words = [f"{framework.name}\nfrom {month}", framework.name, ""]
        canvas.text(fit_text(words, width, 2 * LINE), left + 4, 0, align="left", ink=GREY)


def _draw_scale(canvas: Canvas) -> None:
    for share in (0, 0.25, 0.5, 0.75, 1):
        canvas.line(0, _y(share), canvas.width, _y(share), PALE)
        canvas.text([f"{share:.0%}"], -8, _y(share) - LINE / 2, LINE, align="right", ink=GREY)


def _draw_points(canvas: Canvas, axis: TimeAxis, points: Sequence[_Point]) -> None:
    for point, later in itertools.pairwise(points):
        canvas.line(axis.x(point.day), _y(point.share), axis.x(later.day), _y(later.share))
    every = 1 + int(len(points) * _CLOSEST / canvas.width)
    for place, point in enumerate(reversed(points)):
        x, y = axis.x(point.day), _y(point.share)
        canvas.dot(x, y, f"{in_words(point.day)}: {point.share:.0%}", size=50, fill=DARK)
        if place % every:
            continue
        canvas.text([f"{point.share:.0%}"], x, y - LINE - 6, LINE, bold=True)
        below = [str(point.day.year), f"of {point.tally.judged}"]
        canvas.text(below, x, _TOP + _HEIGHT + 4, ink=GREY)
