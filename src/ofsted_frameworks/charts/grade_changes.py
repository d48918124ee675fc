"""How grades changed from one inspection to the next, as a matrix of counts and as a flow."""

from collections.abc import Iterator

from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import (
    DARK,
    GREY,
    LINE,
    Canvas,
    Spec,
    as_altair,
    colour_of,
    compose,
    fit_text,
    label_of,
)
from ofsted_frameworks.frameworks.base import Relation
from ofsted_frameworks.frameworks.registry import get_framework_or_edition
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import map_grade
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.tallies import Transitions
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import plural

_NAMES, _TOTAL = 130, 50
_CELL, _HEAD = 56, 60
_FLOW, _NODE, _GAP, _CURVE = 420, 16, 10, 24

What = Theme | str | tuple[Theme | str, Theme | str]


@as_altair
def transitions(
    panel: Panel,
    before: str,
    after: str,
    *,
    of: What = Theme.OVERALL,
    width: int = 800,
    title: str | None = None,
) -> Spec:
    """Draw how grades changed from one framework or edition to another, as a matrix of counts.

    There is a row for each grade before and a column for each grade after. A cell shows the count, its
    share of the row and, if the two scales match exactly or closely, how the grades differ. Larger counts
    are darker, and a thick border marks the same grade.

    >>> from ofsted_frameworks import Panel, charts, datasets
    >>> chart = charts.transitions(Panel(datasets.hampshire()), "sif", "ilacs")
    >>> chart.to_dict()["title"]["text"]
    ['From SIF to ILACS: overall effectiveness, 1 pair of inspections']

    Args:
        panel: The inspections.
        before: The framework or edition of the earlier inspection.
        after: The framework or edition of the later one. If it is the same as `before`, each inspection
            is paired with the next one under it.
        of: The theme or area, or a pair of names if the two are named differently.
        width: The width of the whole drawing in pixels.
        title: A title of your own.

    Raises:
        UnknownLabel: If an edition has no such judgement.
        UnknownEdition: If an id names no framework or edition.
        MissingExtra: If the extra `charts` is not installed.
    """
    check(Panel, panel, "charts.transitions", "a Panel")
    counted = panel.transitions(before, after, of=of)
    canvas = Canvas(width - _NAMES)
    cell = (canvas.width - _TOTAL) / 4
    _draw_cells(canvas, counted, cell)
    _draw_margins(canvas, counted, cell)
    return _compose(canvas, counted, of, title)


@as_altair
def flow(
    panel: Panel,
    before: str,
    after: str,
    *,
    of: What = Theme.OVERALL,
    width: int = 800,
    title: str | None = None,
) -> Spec:
    """Draw the counts of `transitions` as a flow: a band from each grade before to each grade after.

    The height of a band is the number of authorities in it, and its colour is that of the grade before.
    """
    check(Panel, panel, "charts.flow", "a Panel")
    counted = panel.transitions(before, after, of=of)
    canvas = Canvas(width - 2 * _NAMES)
    scale = (_FLOW - 3 * _GAP) / (counted.total or 1)
    tops = [_tops(counted, side, scale) for side in (0, 1)]
    _draw_bands(canvas, counted, dict(tops[0]), dict(tops[1]), scale)
    for side in (0, 1):
        for grade, top in tops[side].items():
            _draw_node(canvas, grade, side, top, _total(counted, side, grade), scale)
    canvas.text([_name(counted.before)], 0, 0, LINE, align="left", bold=True)
    canvas.text([_name(counted.after)], canvas.width, 0, LINE, align="right", bold=True)
    return _compose(canvas, counted, of, title)


def _compose(canvas: Canvas, counted: Transitions, of: What, title: str | None) -> Spec:
    frameworks = f"From {_name(counted.before)} to {_name(counted.after)}"
    subjects = of if isinstance(of, tuple) else (of,)
    words = (each.label if isinstance(each, Theme) else each.replace("_", " ") for each in subjects)
    subject = " to ".join(dict.fromkeys(word.lower() for word in words))
    pairs = plural(counted.total, "pair")
    return compose(
        canvas,
        title=title or f"{frameworks}: {subject}, {pairs} of inspections",
        known_to=counted.known_to,
        description="; ".join(f"{a} to {b}: {n}" for (a, b), n in counted.counts.items()),
        notes=counted.caveats,
        left=_NAMES,
    )


def _name(id: str) -> str:
    return get_framework_or_edition(id).name


def _total(counted: Transitions, side: int, grade: Grade) -> int:
    """Return how many pairs have a grade before (side 0) or after (side 1)."""
    return sum(count for pair, count in counted.counts.items() if pair[side] is grade)


def _draw_cells(canvas: Canvas, counted: Transitions, width: float) -> None:
    most = max(counted.counts.values(), default=1)
    for before in counted.scales[0]:
        row = _total(counted, 0, before)
        for after in counted.scales[1]:
            count = counted.counts.get((before, after), 0)
            left, top = (after.number - 1) * width, _HEAD + (before.number - 1) * _CELL
            canvas.box(
                left, top, width, _CELL, _shade(count / most), f"{before} to {after}: {count}"
            )
            steps = steps_between(before, after)
            for inset in (1, 2) if steps == 0 else ():
                canvas.box(
                    left + inset,
                    top + inset,
                    width - 2 * inset,
                    _CELL - 2 * inset,
                    "transparent",
                    stroke=DARK,
                )
            lines = [f"{count} ({count / row:.0%})", _change_in_words(steps)] if count else ["0"]
            canvas.text([*filter(None, lines)], left + width / 2, top, _CELL)


def _change_in_words(steps: int | None) -> str:
    if not steps:
        return "" if steps is None else "same grade"
    return f"{plural(abs(steps), 'grade')} {'better' if steps > 0 else 'worse'}"


def steps_between(before: Grade, after: Grade) -> int | None:
    """Return how many grades better the later grade is, or None if the two scales do not match."""
    mapped = map_grade(before, to=type(after))
    if mapped.target is None or mapped.relation not in (Relation.EXACT, Relation.CLOSE):
        return None
    return mapped.target.steps_to(after)


def _shade(share: float) -> str:
    """Return a colour between white and the darkest blue on which dark print can still be read."""
    return "#" + "".join(f"{round(255 - (255 - full) * share):02x}" for full in (0x74, 0xA9, 0xCF))


def _draw_margins(canvas: Canvas, counted: Transitions, width: float) -> None:
    """Draw the names and totals of rows and columns."""
    before, after = counted.scales
    head, foot, right = _HEAD - LINE - 4, _HEAD + 4 * _CELL + 2, width * 4 + 10
    canvas.text([f"after: {_name(counted.after)}"], width * 2, 0, LINE, bold=True)
    for place, grade in enumerate(after):
        middle = (place + 0.5) * width
        words = [f"{grade.number} {grade}", f"{grade.number} {label_of(grade)}"]
        canvas.text(fit_text(words, width, LINE * 2), middle, LINE + 4, head, bold=True)
        canvas.text([str(_total(counted, 1, grade))], middle, foot, LINE, ink=GREY)
    for place, grade in enumerate(before):
        top = _HEAD + place * _CELL
        lines = fit_text([f"{grade.number} {grade}"], _NAMES - 8, _CELL)
        canvas.text(lines, -_NAMES, top, _CELL, align="left", bold=True)
        canvas.text([str(_total(counted, 0, grade))], right, top, _CELL, align="left", ink=GREY)
    canvas.text(["total"], right, head, LINE, align="left", ink=GREY)
    heading = f"before: {_name(counted.before)}"
    canvas.text([heading], -_NAMES, head, LINE, align="left", bold=True)
    canvas.text(["total"], -_NAMES, foot, LINE, align="left", ink=GREY)


def _tops(counted: Transitions, side: int, scale: float) -> dict[Grade, float]:
    """Return the top of each grade's node on one side of a flow, best grade first."""
    tops: dict[Grade, float] = {}
    top = LINE + 8.0
    for grade in counted.scales[side]:
        tops[grade] = top
        top += _total(counted, side, grade) * scale + _GAP
    return tops


def _draw_node(
    canvas: Canvas, grade: Grade, side: int, top: float, total: int, scale: float
) -> None:
    if not total:
        return
    height = total * scale
    left = side * (canvas.width - _NODE)
    canvas.box(left, top, _NODE, height, colour_of(grade).fill, f"{grade}: {total}")
    words = [f"{grade.number} {label_of(grade)}\n{total}", f"{grade.number}: {total}"]
    room = max(height, LINE)
    lines = fit_text(words, _NAMES - 8, room)
    if side:
        canvas.text(lines, canvas.width + 8, top, room, align="left")
    else:
        canvas.text(lines, -8, top, room, align="right")


def _draw_bands(
    canvas: Canvas,
    counted: Transitions,
    left: dict[Grade, float],
    right: dict[Grade, float],
    scale: float,
) -> None:
    """Draw a band for each pair of grades, below the bands that begin or end at the same grade."""
    for (before, after), count in counted.counts.items():
        height = count * scale
        colour = colour_of(before)
        curve = _curve(left[before], right[after], height, canvas.width)
        canvas.area(curve, colour.fill, f"{before} to {after}: {count}")
        if height >= LINE:
            x = _NODE + 12
            canvas.text([str(count)], x, left[before], height, align="left", ink=colour.ink)
        left[before] += height
        right[after] += height


def _curve(
    start: float, end: float, height: float, width: float
) -> Iterator[tuple[float, float, float]]:
    """Yield the edges of a band that leaves and arrives level."""
    for step in range(_CURVE + 1):
        part = step / _CURVE
        smooth = part * part * (3 - 2 * part)
        top = start + (end - start) * smooth
        yield _NODE + (width - 2 * _NODE) * part, top, top + height
