"""The chart of one authority over time."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.authorities import known_authority
from ofsted_frameworks.charts.drawing import (
    COLOURS,
    DARK,
    GREY,
    LINE,
    PALE,
    Align,
    Canvas,
    Labels,
    Spec,
    as_altair,
    as_theme,
    check_labels,
    colour_of,
    compose,
    fit_text,
    label_of,
)
from ofsted_frameworks.charts.timeline import LANE, Cell, Column, Timeline
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.documents import PROFILE_CAUTION
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import listed

_NAMES = 130
_SLICES = 5
_NARROWEST = 12


@as_altair
def trajectory(
    trajectory: Trajectory,
    *,
    themes: Iterable[Theme | str] | None = None,
    as_at: dt.date | None = None,
    width: int = 700,
    title: str | None = None,
    labels: Labels = "full",
) -> Spec:
    """Draw one authority over time: a row for each theme, a box for each judgement, a mark for each visit.

    A box runs from its inspection to the next one. The last box ends on the earlier of `as_at` and the last
    day that the data covers, and fades after it; if the authority was abolished, it ends on its last day.
    A judgement of two themes is one box over both rows, and two judgements of one theme are two boxes in
    its row. "Not judged" is a white box and "not recorded" a dashed one. A theme that the edition does not
    grade has no box.

    >>> from ofsted_frameworks import charts, datasets
    >>> chart = charts.trajectory(datasets.hampshire())
    >>> chart.to_dict()["title"]["text"]
    ["Hampshire: inspections of children's services, 2011 to 2024"]

    Args:
        trajectory: The authority's inspections and visits.
        themes: The themes to draw, by default every theme that was judged.
        as_at: Draw what had happened by this day.
        width: The width of the drawing in pixels, without the names on its left.
        title: A title of your own.
        labels: "full" for grades as printed, "short" to leave out "to be good".

    Raises:
        InvalidHistory: If no inspection had begun by `as_at`.
        TypeError: If `trajectory` is not a `Trajectory`.
        MissingExtra: If the extra `charts` is not installed.
    """
    check(Trajectory, trajectory, "charts.trajectory", "a Trajectory")
    check_day("as_at", as_at, or_none=True)
    check_labels(labels)
    shown = _begun_by(as_at, trajectory) if as_at else trajectory
    rows = tuple(Theme) if themes is None else tuple(map(as_theme, themes))
    profile = known_authority(trajectory[0].authority)
    abolished = profile.existed_until if profile else None
    until = min((day for day in (as_at, trajectory.known_to, abolished) if day), default=None)
    plan = Timeline(shown, rows, until, width, ended=until is not None and until == abolished)
    canvas = Canvas(width)
    plan.axis.draw(canvas, plan.bottom)
    for column in plan.columns:
        _draw_heading(canvas, plan, column)
        _draw_boxes(canvas, plan, column, labels)
    _draw_names(canvas, plan)
    _draw_visits(canvas, plan)
    if until:
        _draw_end(canvas, plan, until)
    subtitle = ["Each grade until the next inspection."]
    if as_at:
        subtitle = [f"Each grade until the next inspection, as at {in_words(as_at)}."]
    if abolished:
        subtitle.append(f"The authority existed until {in_words(abolished)}.")
    return compose(
        canvas,
        title=title or _title(shown),
        subtitle=" ".join(subtitle),
        known_to=trajectory.known_to,
        description=" ".join(f"{_in_words(inspection)}." for inspection in shown),
        notes=_notes(shown, plan, rows),
        left=_NAMES,
    )


def _begun_by(day: dt.date, trajectory: Trajectory) -> Trajectory:
    """Return the inspections and visits that had begun by a day."""
    begun = [i for i in trajectory if i.date and i.date <= day]
    if not begun:
        raise InvalidHistory(
            f"no inspection of {trajectory[0].authority} had begun by {in_words(day)}"
        )
    return Trajectory(begun, [v for v in trajectory.visits if v.date and v.date <= day])


def _title(trajectory: Trajectory) -> str:
    years = dict.fromkeys(str(i.date)[:4] for i in (trajectory[0], trajectory[-1]))
    return f"{trajectory[0].authority}: inspections of children's services, {' to '.join(years)}"


def _draw_heading(canvas: Canvas, plan: Timeline, column: Column) -> None:
    top = plan.head - (column.lane + 1) * (2 * LINE + 4)
    canvas.line(column.left, top + 2, column.left, plan.bottom, DARK)
    canvas.text(column.heading[:1], column.left + 4, top, LINE, align="left", bold=True)
    canvas.text(column.heading[1:], column.left + 4, top + LINE, LINE, align="left")


def _draw_boxes(canvas: Canvas, plan: Timeline, column: Column, labels: Labels) -> None:
    """Draw a box for each judgement of an inspection, with the grade printed in it or in its fade."""
    width = column.right - column.left
    in_fade = width < column.fade
    left, room = (column.right, column.fade) if in_fade else (column.left, width)
    for cell in plan.cells(column):
        grade = getattr(column.inspection.judgements, cell.area.name)
        colour = colour_of(grade)
        tooltip = f"{cell.area}: {_printed(grade)} ({column.inspection})"
        dashed = grade is None
        canvas.box(column.left, cell.top, width, cell.height, colour.fill, tooltip, dashed=dashed)
        _draw_fade(canvas, column, cell, colour.fill)
        if room >= _NARROWEST:
            ink = DARK if in_fade else colour.ink
            canvas.label(_labels(cell, grade, labels), left, cell.top, room, cell.height, ink=ink)
    for row in plan.empty(column):
        canvas.label(["not graded", "\u2013"], left, row.top, room, row.height, ink=GREY)


def _draw_fade(canvas: Canvas, column: Column, cell: Cell, fill: str) -> None:
    width = column.fade / _SLICES
    for number in range(_SLICES if column.fade else 0):
        left = column.right + number * width
        opacity = 0.5 - number * 0.1
        canvas.box(left, cell.top, width, cell.height, fill, stroke="transparent", opacity=opacity)


def _printed(grade: Grade | NotJudged | None) -> str:
    return "not recorded" if grade is None else grade.label


def _labels(cell: Cell, grade: Grade | NotJudged | None, labels: Labels) -> list[str]:
    """Return the texts that a box can print, from the longest to the shortest."""
    if not isinstance(grade, Grade):
        return [_printed(grade), "\u2013"]
    words = [f"{grade.number} {label_of(grade, labels)}", f"{grade.number} {label_of(grade)}"]
    if cell.rows > 1:
        words = [f"{words[0]}\none judgement", *words]
    elif cell.shared and cell.area.heading:
        words = [f"{cell.area.heading}:\n{words[0]}", *words]
    return [*words, str(grade.number)]


def _draw_names(canvas: Canvas, plan: Timeline) -> None:
    """Draw the themes on the left of their rows, with a line below each row."""
    for row in plan.rows:
        lines = fit_text([row.theme.label], _NAMES - 6, row.height)
        canvas.text(lines, -_NAMES, row.top, row.height, align="left", bold=True)
        below = row.top + row.height
        canvas.line(-_NAMES, below, canvas.width, below, PALE)


def _draw_visits(canvas: Canvas, plan: Timeline) -> None:
    if plan.marks:
        height = plan.bottom - plan.visits_top
        canvas.text(["Visits"], -_NAMES, plan.visits_top, height, align="left", bold=True)
    for mark in plan.marks:
        y = plan.visits_top + 4 + (mark.lane + 0.5) * LANE
        canvas.dot(mark.x, y, str(mark.visit))
        canvas.text([mark.letter], mark.x, y - LINE / 2, LINE)


def _draw_end(canvas: Canvas, plan: Timeline, until: dt.date) -> None:
    x = plan.axis.x(until)
    canvas.line(x, plan.head - 4, x, plan.bottom + LINE + 8, DARK)
    align: Align = "center" if plan.fade else "right"
    canvas.text([in_words(until)], x, plan.bottom + LINE + 6, LINE, align=align)


def _notes(trajectory: Trajectory, plan: Timeline, themes: Sequence[Theme]) -> Iterator[str]:
    for mark in plan.marks:
        theme = f": {mark.visit.theme}" if mark.visit.theme else ""
        yield f"{mark.letter}  {mark.visit.date_in_words}, {mark.visit.kind}{theme}"
    for column in plan.columns:
        if column.width < _NARROWEST:
            yield f"No room to print: {_in_words(column.inspection)}."
    yield f"Ofsted's number for each grade, and the labels printed for it: {_scales(trajectory)}."
    yield (
        "The rows are this library's themes, not Ofsted's: the judgements in a row are alike, but their "
        "grades are not on one scale."
    )
    if len({inspection.framework for inspection in trajectory}) > 1:
        yield f"{PROFILE_CAUTION}."
    yield from _in_places(trajectory, themes)


def _scales(trajectory: Trajectory) -> str:
    """Return each number with the labels that the frameworks print for it."""
    scales = dict.fromkeys(inspection.framework.scale for inspection in trajectory)
    labels = (
        " / ".join(dict.fromkeys(scale.from_number(number).label.lower() for scale in scales))
        for number in COLOURS
    )
    return "; ".join(f"{number} {words}" for number, words in enumerate(labels, 1))


def _in_places(trajectory: Trajectory, themes: Sequence[Theme]) -> Iterator[str]:
    """Yield a note on each edition that judged a theme in several places, with the order of its boxes."""
    for edition in dict.fromkeys(inspection.edition for inspection in trajectory):
        names: dict[tuple[str, ...], list[str]] = {}
        for theme in (theme for theme in trajectory.themes if theme in themes):
            parts = tuple(area.heading or area.label for area in edition.areas_of(theme))
            names.setdefault(parts, []).append(theme.label.lower())
        for parts, each in names.items():
            if len(parts) > 1:
                yield f"{edition} judged {listed(each)} in each of: {listed(parts)} (top to bottom)."


def _in_words(inspection: AnyInspection) -> str:
    judged = "; ".join(
        f"{area}: {_printed(grade)}" for area, grade in inspection.judgements.items() if area.themes
    )
    return f"{inspection.date_in_words}, {inspection.edition}: {judged}"
