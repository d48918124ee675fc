"""The chart of one authority over time."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.authorities import known_authority
from ofsted_frameworks.charts.drawing import (
    DARK,
    GRADES,
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
    fitting,
    known_to_line,
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

    A box begins at its inspection and ends at the next one. The last ends at `as_at` or the day up to which
    the data is known, whichever is earlier, and fades after it; or it ends with the authority. A judgement
    of two themes at once is one box over both rows; a theme that was judged in two places has two boxes in
    its row. Not judged is a white box, not recorded a dashed one, and a theme that the edition does not
    grade has no box.

    >>> from ofsted_frameworks import charts, datasets
    >>> chart = charts.trajectory(datasets.hampshire())
    >>> chart.to_dict()["title"]["text"]
    ["Hampshire: inspections of children's services, 2011 to 2024"]

    Args:
        trajectory: What is drawn.
        themes: The themes to draw; without it, every theme that was judged.
        as_at: Draw what had happened by this day.
        width: The pixels of the drawing, without the names at its left.
        title: A title of your own.
        labels: "full" for grades as printed, "short" without "to be good".

    Raises:
        InvalidHistory: If no inspection had happened by `as_at`.
        TypeError: If `trajectory` is not a `Trajectory`.
        MissingExtra: Without the extra `charts`.
    """
    check(Trajectory, trajectory, "charts.trajectory", "a Trajectory")
    check_day("as_at", as_at, or_none=True)
    check_labels(labels)
    shown = _by(trajectory, as_at)
    wanted = tuple(Theme) if themes is None else tuple(map(as_theme, themes))
    gone = _last_day_of(trajectory)
    until = min((day for day in (as_at, trajectory.known_to, gone) if day), default=None)
    plan = Timeline(shown, wanted, until, width, ended=until is not None and until == gone)
    canvas = Canvas(width)
    plan.axis.draw(canvas, plan.bottom)
    for column in plan.columns:
        _draw_heading(canvas, plan, column)
        _draw_boxes(canvas, plan, column, labels)
    _draw_names(canvas, plan)
    _draw_visits(canvas, plan)
    if until:
        _draw_end(canvas, plan, until)
    return compose(
        canvas,
        title=title or _title(shown),
        subtitle=_subtitle(as_at, trajectory.known_to, gone),
        description=" ".join(f"{_of_inspection(inspection)}." for inspection in shown),
        notes=_notes(shown, plan, wanted),
        left=_NAMES,
    )


def _by(trajectory: Trajectory, as_at: dt.date | None) -> Trajectory:
    """What of a trajectory had happened by a day."""
    if as_at is None:
        return trajectory
    begun = [i for i in trajectory if i.date and i.date <= as_at]
    if not begun:
        raise InvalidHistory(f"no inspection had begun as at {in_words(as_at)}")
    return Trajectory(begun, [v for v in trajectory.visits if v.date and v.date <= as_at])


def _last_day_of(trajectory: Trajectory) -> dt.date | None:
    """The last day of an authority that is no more."""
    known = known_authority(trajectory[0].authority)
    return known.existed_until if known else None


def _title(trajectory: Trajectory) -> str:
    years = dict.fromkeys(str(i.date)[:4] for i in (trajectory[0], trajectory[-1]))
    return f"{trajectory[0].authority}: inspections of children's services, {' to '.join(years)}"


def _subtitle(as_at: dt.date | None, known_to: dt.date | None, gone: dt.date | None) -> str:
    """What a box means, as at when, up to when the data is known, and when the authority ended."""
    when = f", as at {in_words(as_at)}" if as_at else ""
    ended = f" The authority existed until {in_words(gone)}." if gone else ""
    return f"Each grade until the next inspection{when}.{ended} {known_to_line(known_to)}"


def _draw_heading(canvas: Canvas, plan: Timeline, column: Column) -> None:
    top = plan.head - (column.lane + 1) * (2 * LINE + 4)
    canvas.line(column.left, top + 2, column.left, plan.bottom, DARK)
    canvas.text(column.heading[:1], column.left + 4, top, LINE, align="left", bold=True)
    canvas.text(column.heading[1:], column.left + 4, top + LINE, LINE, align="left")


def _draw_boxes(canvas: Canvas, plan: Timeline, column: Column, labels: Labels) -> None:
    """Draw a box for each judgement of an inspection, with its grade printed in it, or in its fade."""
    width = column.right - column.left
    left, room = (column.left, width) if width >= column.fade else (column.right, column.fade)
    for cell in plan.cells(column):
        grade = getattr(column.inspection.judgements, cell.area.name)
        colour = colour_of(grade)
        said = f"{cell.area}: {printed(grade)} ({column.inspection})"
        dashed = grade is None
        canvas.box(column.left, cell.top, width, cell.height, colour.fill, said, dashed=dashed)
        _draw_fade(canvas, column, cell, colour.fill)
        if room >= _NARROWEST:
            lines = fitting(_labels(cell, grade, labels), room, cell.height)
            ink = colour.ink if left == column.left else DARK
            canvas.text(lines, left + room / 2, cell.top, cell.height, ink=ink)
    for row in plan.empty(column):
        lines = fitting(["not graded", "\u2013"], room, row.height)
        canvas.text(lines, left + room / 2, row.top, row.height, ink=GREY)


def _draw_fade(canvas: Canvas, column: Column, cell: Cell, fill: str) -> None:
    width = column.fade / _SLICES
    for number in range(_SLICES if column.fade else 0):
        left = column.right + number * width
        opacity = 0.5 - number * 0.1
        canvas.box(left, cell.top, width, cell.height, fill, stroke="transparent", opacity=opacity)


def printed(grade: Grade | NotJudged | None) -> str:
    """Return the grade as printed, or "not recorded"."""
    return "not recorded" if grade is None else grade.label


def _labels(cell: Cell, grade: Grade | NotJudged | None, labels: Labels) -> list[str]:
    """What a box can say, from the fullest to the shortest."""
    if not isinstance(grade, Grade):
        return [printed(grade), "\u2013"]
    words = [
        f"{grade.number} {label_of(grade, labels)}",
        f"{grade.number} {label_of(grade, 'short')}",
    ]
    if cell.rows > 1:
        words = [f"{words[0]}\none judgement", *words]
    elif cell.shared and cell.area.heading:
        words = [f"{cell.area.heading}:\n{words[0]}", *words]
    return [*words, str(grade.number)]


def _draw_names(canvas: Canvas, plan: Timeline) -> None:
    """Draw the themes at the left of their rows, with a line under each."""
    for row in plan.rows:
        lines = fitting([row.theme.label], _NAMES - 6, row.height)
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
    yield from _too_narrow(plan)
    yield f"Grades as Ofsted printed them, after its number: {scales_of(trajectory)}."
    yield (
        "The rows are themes of this library, not Ofsted's: grades in one row are of judgements that are "
        "alike, and not on one scale."
    )
    if len({inspection.framework for inspection in trajectory}) > 1:
        yield f"{PROFILE_CAUTION}."
    yield from _in_places(trajectory, themes)


def _too_narrow(plan: Timeline) -> Iterator[str]:
    """The grades of inspections that the next one followed too closely to print them."""
    for column in plan.columns:
        if column.width < _NARROWEST:
            yield f"Too close to print: {_of_inspection(column.inspection)}."


def scales_of(inspections: Iterable[AnyInspection]) -> str:
    """Each number with the labels that the frameworks print for it."""
    scales = dict.fromkeys(inspection.framework for inspection in inspections)
    labels = [
        list(dict.fromkeys(its.scale.from_number(number).label for its in scales))
        for number in GRADES
    ]
    return "; ".join(
        f"{number} {' / '.join(words).lower()}" for number, words in enumerate(labels, 1)
    )


def _in_places(trajectory: Trajectory, themes: Sequence[Theme]) -> Iterator[str]:
    """Which editions judged a theme in several places, and in which order its boxes stand."""
    for edition in dict.fromkeys(inspection.edition for inspection in trajectory):
        names: dict[tuple[str, ...], list[str]] = {}
        for theme in (theme for theme in trajectory.themes if theme in themes):
            parts = tuple(area.heading or area.label for area in edition.areas_of(theme))
            names.setdefault(parts, []).append(theme.label.lower())
        for parts, each in names.items():
            if len(parts) > 1:
                yield f"{edition} judged {listed(each)} in each of: {listed(parts)} (from above)."


def _of_inspection(inspection: AnyInspection) -> str:
    judged = "; ".join(
        f"{area}: {printed(grade)}" for area, grade in inspection.judgements.items() if area.themes
    )
    return f"{inspection.date_in_words}, {inspection.edition}: {judged}"
