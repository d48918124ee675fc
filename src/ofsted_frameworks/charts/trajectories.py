"""The chart of one authority over time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import (
    DARK,
    DOWN,
    GRADES,
    GREY,
    Spec,
    chart,
    fitting,
    layer,
    printed_below,
    rectangles,
    text_in,
    texts,
)
from ofsted_frameworks.charts.timeline import HEAD, LANE, Cell, Column, Timeline
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Visit

if TYPE_CHECKING:
    import altair as alt


def trajectory(trajectory: Trajectory) -> "alt.LayerChart":
    """One authority over time: a row for each theme, a step for each judgement, a mark for each visit.

    A step begins at its inspection and ends at the next one, whatever that one judged; the last ends at
    the edge of the chart. A judgement of two themes at once is one box over both rows; a theme that was
    judged in two places has two boxes in its row. Not judged is a white box, not recorded a dashed
    one, and a theme that the edition does not grade has no box.

    >>> from ofsted_frameworks import charts, datasets
    >>> chart = charts.trajectory(datasets.hampshire())
    >>> chart.to_dict()["title"]["text"]
    ["Hampshire: inspections of children's services, 2011 to 2024"]

    Raises `TypeError` for what is no trajectory, and `MissingExtra` without the extra `charts`.
    """
    check(Trajectory, trajectory, "charts.trajectory", "a Trajectory")
    plan = Timeline(trajectory)
    boxes = [box for column in plan.columns for box in _boxes(plan, column)]
    layers = [
        rectangles(_x(plan), [_band(plan, column) for column in plan.columns], stroke=None),
        _lines_of_rows(plan),
        rectangles(_x(plan), [box for box in boxes if not box["dashed"]]),
        rectangles(_x(plan), [box for box in boxes if box["dashed"]], strokeDash=[4, 3]),
        texts(_x(plan), [text for column in plan.columns for text in _heading(column)]),
        texts(_x(plan), [text for box in boxes for text in box["printed"]]),
        texts(_x(plan), [t for column in plan.columns for t in _not_graded(plan, column)]),
        *_visits(plan),
        _names(plan),
        printed_below(_notes(trajectory, plan), plan.height + 30, int(plan.width / 5.6)),
    ]
    years = " to ".join(dict.fromkeys(str(i.date)[:4] for i in (trajectory[0], trajectory[-1])))
    title = f"{trajectory[0].authority}: inspections of children's services, {years}"
    return chart(title, _told(trajectory), layers, width=plan.width, height=plan.height)


_BANDS = ("#e8e8e8", "#f6f6f6")


def _x(plan: Timeline) -> Spec:
    ends = ({"year": d.year, "month": d.month, "date": d.day} for d in (plan.first, plan.last))
    return {
        "field": "x",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [{**day, "utc": True} for day in ends]},
        "axis": {"format": "%Y", "tickCount": "year", "title": None, "labelOverlap": True},
    }


def _lines_of_rows(plan: Timeline) -> Spec:
    lines = [{"y": row.top + row.height} for row in plan.rows]
    return layer(lines, {"type": "rule", "color": "#c8c8c8"}, {"y": DOWN})


def _box(column: Column, top: float, height: float, fill: str, told: str) -> Spec:
    sides = {"x": column.start.isoformat(), "x2": column.end.isoformat()}
    return {**sides, "y": top, "y2": top + height, "fill": fill, "told": told}


def _band(plan: Timeline, column: Column) -> Spec:
    return _box(column, 0, plan.height, _BANDS[column.number % 2], str(column.inspection))


def _heading(column: Column) -> Iterator[Spec]:
    inspection = column.inspection
    kind = f"\n{inspection.kind}" if inspection.kind else ""
    name, day = inspection.framework.name, inspection.date_in_words
    words = [f"{inspection.edition}\n{day}{kind}", f"{name}\n{day}{kind}", f"{name}\n{day}"]
    lines = fitting([*words, f"{name} {str(inspection.date)[:4]}"], column.width, HEAD - 4)
    return text_in(lines, column.middle.isoformat(), 0, HEAD)


def _boxes(plan: Timeline, column: Column) -> Iterator[Spec]:
    """A box for each judgement of an inspection, with the text that is printed in it."""
    for cell in plan.cells(column):
        grade = getattr(column.inspection.judgements, cell.area.name)
        fill, ink = _colours(grade)
        lines = fitting(_labels(cell, grade), column.width, cell.height)
        told = f"{cell.area}: {_printed(grade)} ({column.inspection})"
        yield {
            **_box(column, cell.top, cell.height, fill, told),
            "dashed": grade is None,
            "printed": list(text_in(lines, column.middle.isoformat(), cell.top, cell.height, ink)),
        }


def _colours(grade: Grade | NotJudged | None) -> tuple[str, str]:
    if isinstance(grade, Grade):
        return GRADES[grade.number].fill, GRADES[grade.number].ink
    return "#ffffff", DARK


def _printed(grade: Grade | NotJudged | None) -> str:
    return "not recorded" if grade is None else grade.label


def _labels(cell: Cell, grade: Grade | NotJudged | None) -> list[str]:
    """What a box may say, from the fullest to the shortest."""
    short = str(grade.number) if isinstance(grade, Grade) else "\u2013"
    words = f"{short} {_printed(grade)}" if isinstance(grade, Grade) else _printed(grade)
    fullest = [words, short]
    if cell.rows > 1:
        return [f"{words}\none judgement", *fullest]
    if cell.shared and cell.area.heading:
        return [f"{cell.area.heading}:\n{words}", *fullest]
    return fullest


def _not_graded(plan: Timeline, column: Column) -> Iterator[Spec]:
    for row in plan.empty(column):
        lines = fitting(["not graded", "\u2013"], column.width, row.height)
        yield from text_in(lines, column.middle.isoformat(), row.top, row.height, GREY)


def _visits(plan: Timeline) -> Iterator[Spec]:
    marks = [
        {
            "x": mark.day.isoformat(),
            "y": plan.visits_top + 6 + (mark.lane + 0.5) * LANE,
            "text": mark.letter,
            "ink": DARK,
            "told": str(mark.visit),
        }
        for mark in plan.marks
    ]
    encoding = {"x": _x(plan), "y": DOWN, "tooltip": {"field": "told", "type": "nominal"}}
    yield layer(
        marks,
        {
            "type": "point",
            "shape": "circle",
            "size": 260,
            "fill": "#ffffff",
            "stroke": DARK,
            "opacity": 1,
        },
        encoding,
    )
    yield texts(_x(plan), marks)


def _names(plan: Timeline) -> Spec:
    """The themes at the left of their rows."""
    names = [
        text
        for row in plan.rows
        for text in text_in(fitting([row.theme.label], 140, row.height), None, row.top, row.height)
    ]
    if plan.marks:
        names += text_in(["Visits"], None, plan.visits_top, plan.height - plan.visits_top)
    mark = {"type": "text", "align": "right", "baseline": "middle", "fontWeight": "bold"}
    return layer(names, mark, {"x": {"value": -10}, "y": DOWN, "text": {"field": "text"}})


def _notes(trajectory: Trajectory, plan: Timeline) -> list[str]:
    visits = [f"{mark.letter}: {_of_visit(mark.visit)}" for mark in plan.marks]
    return [
        *visits,
        f"Grades as printed, after Ofsted's number: {_scales(trajectory)}. The rows are themes of this "
        "library, not Ofsted's: grades in one row are of judgements alike, not of one scale.",
        *_in_places(trajectory),
        *(f"{str(i.date)[:4]}: {i.source}" for i in trajectory if i.source),
    ]


def _of_visit(visit: Visit) -> str:
    theme = f": {visit.theme}" if visit.theme else ""
    return f"{visit.date_in_words}, {visit.kind}{theme}"


def _scales(trajectory: Trajectory) -> str:
    """Each number with the labels that the frameworks print for it."""
    scales = dict.fromkeys(inspection.framework for inspection in trajectory)
    labels = [
        list(dict.fromkeys(its.scale.from_number(number).label for its in scales))
        for number in GRADES
    ]
    return "; ".join(
        f"{number} {' / '.join(words).lower()}" for number, words in enumerate(labels, 1)
    )


def _in_places(trajectory: Trajectory) -> Iterator[str]:
    """Which editions judged a theme in several places, and in which order its boxes stand."""
    for edition in dict.fromkeys(inspection.edition for inspection in trajectory):
        themes: dict[tuple[str, ...], list[str]] = {}
        for theme in trajectory.themes:
            parts = tuple(area.heading or area.label for area in edition.areas_of(theme))
            themes.setdefault(parts, []).append(theme.label.lower())
        for parts, names in themes.items():
            if len(parts) > 1:
                yield f"{edition} judged {_and(names)} in each of: {_and(parts)} (from above)."


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _told(trajectory: Trajectory) -> str:
    """The chart in words."""
    return " ".join(f"{_of_inspection(inspection)}." for inspection in trajectory)


def _of_inspection(inspection: AnyInspection) -> str:
    judged = "; ".join(
        f"{area}: {_printed(grade)}" for area, grade in inspection.judgements.items() if area.themes
    )
    return f"{inspection.date_in_words}, {inspection.edition}: {judged}"
