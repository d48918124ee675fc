"""How grades changed from one inspection to the next: as a matrix of counts, and as a flow."""

from collections.abc import Iterator, Mapping

from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import (
    DARK,
    GRADES,
    GREY,
    LINE,
    Canvas,
    Spec,
    as_altair,
    compose,
    fitting,
    known_to_line,
    short_label,
)
from ofsted_frameworks.frameworks.base import Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import map_grade
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.tallies import Transitions
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.show import find
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

    A row for each grade before, a column for each grade after. A cell has the count, its share of the
    row, and how the grades differ where the two scales match exactly or closely. The darker, the more;
    the same grade has a thick border.

    >>> from ofsted_frameworks import Panel, charts, datasets
    >>> chart = charts.transitions(Panel(datasets.hampshire()), "sif", "ilacs")
    >>> chart.to_dict()["title"]["text"]
    ['From SIF to ILACS: overall effectiveness, 1 pair of inspections']

    Args:
        panel: The inspections.
        before: The framework or edition of the earlier inspection.
        after: That of the later one; the same for each inspection and the next within it.
        of: The theme or area; a pair where the two go by other names.
        width: The pixels of the whole drawing.
        title: A title of your own.

    Raises:
        UnknownLabel: If an edition has no such judgement.
        UnknownEdition: If an id names no framework or edition.
        MissingExtra: Without the extra `charts`.
    """
    check(Panel, panel, "charts.transitions", "a Panel")
    counted = panel.transitions(before, after, of=of)
    canvas = Canvas(width - _NAMES)
    cell = (canvas.width - _TOTAL) / 4
    _draw_cells(canvas, counted, cell)
    _draw_margins(canvas, counted, cell)
    return _finished(canvas, counted, title or _title(counted, of), panel)


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
    """Draw the same as `transitions` as a flow: a band from each grade before to each grade after.

    A band is as high as the number of authorities in it, and has the colour of the grade before.
    """
    check(Panel, panel, "charts.flow", "a Panel")
    counted = panel.transitions(before, after, of=of)
    canvas = Canvas(width - 2 * _NAMES)
    scale = (_FLOW - 3 * _GAP) / (counted.total or 1)
    one, other = counted.scales
    left = _places({grade: _total(counted, 0, grade) for grade in one}, scale)
    right = _places({grade: _total(counted, 1, grade) for grade in other}, scale)
    _draw_bands(canvas, counted, dict(left), dict(right), scale)
    for x, places, place in ((0.0, left, 0), (canvas.width - _NODE, right, 1)):
        for grade, top in places.items():
            _draw_node(canvas, grade, x, top, _total(counted, place, grade), scale)
    canvas.text([_name(counted.before)], 0, 0, LINE, align="left", bold=True)
    canvas.text([_name(counted.after)], canvas.width, 0, LINE, align="right", bold=True)
    return _finished(canvas, counted, title or _title(counted, of), panel)


def _finished(canvas: Canvas, counted: Transitions, title: str, panel: Panel) -> Spec:
    return compose(
        canvas,
        title=title,
        subtitle=known_to_line(panel.known_to),
        description="; ".join(f"{a} to {b}: {n}" for (a, b), n in counted.counts.items()),
        notes=counted.caveats,
        left=_NAMES,
    )


def _title(counted: Transitions, of: What) -> str:
    pairs = plural(counted.total, "pair")
    names = f"From {_name(counted.before)} to {_name(counted.after)}"
    return f"{names}: {_named(of)}, {pairs} of inspections"


def _name(id: str) -> str:
    return find(id).name


def _named(of: What) -> str:
    names = of if isinstance(of, tuple) else (of,)
    words = (name.label if isinstance(name, Theme) else name.replace("_", " ") for name in names)
    return " to ".join(dict.fromkeys(word.lower() for word in words))


def _total(counted: Transitions, place: int, grade: Grade) -> int:
    return sum(n for pair, n in counted.counts.items() if pair[place] is grade)


def _draw_cells(canvas: Canvas, counted: Transitions, width: float) -> None:
    most = max(counted.counts.values(), default=1)
    for one in counted.scales[0]:
        row = _total(counted, 0, one)
        for other in counted.scales[1]:
            number = counted.counts.get((one, other), 0)
            left, top = (other.number - 1) * width, _HEAD + (one.number - 1) * _CELL
            change = change_in_words(one, other)
            share = f"{number} ({number / row:.0%})" if number else "0"
            said = f"{one} to {other}: {number}"
            canvas.box(left, top, width, _CELL, _shade(number / most), said)
            if change == _SAME:
                for inset in (1, 2):
                    _draw_frame(
                        canvas, left + inset, top + inset, width - 2 * inset, _CELL - 2 * inset
                    )
            lines = [share, change] if number and change else [share]
            canvas.text(lines, left + width / 2, top, _CELL)


def _draw_frame(canvas: Canvas, left: float, top: float, width: float, height: float) -> None:
    canvas.box(left, top, width, height, "transparent", stroke=DARK)


_SAME = "same grade"


def change_in_words(one: Grade, other: Grade) -> str:
    """Return how many grades better or worse the later grade is; "" where the scales do not match."""
    steps = steps_between(one, other)
    if not steps:
        return "" if steps is None else _SAME
    return f"{plural(abs(steps), 'grade')} {'better' if steps > 0 else 'worse'}"


def steps_between(one: Grade, other: Grade) -> int | None:
    """Return how many grades better the later grade is; None where the scales do not match."""
    mapped = map_grade(one, to=type(other))
    if mapped.target is None or mapped.relation not in (Relation.EXACT, Relation.CLOSE):
        return None
    return mapped.target.steps_to(other)


def _shade(share: float) -> str:
    """From white for none to a blue on which dark print can still be read."""
    return "#" + "".join(f"{round(255 - (255 - full) * share):02x}" for full in (0x74, 0xA9, 0xCF))


def _draw_margins(canvas: Canvas, counted: Transitions, width: float) -> None:
    """Draw the names and totals of rows and columns."""
    one, other = counted.scales
    above, below = LINE * 2, _HEAD + 4 * _CELL
    canvas.text([f"after: {_name(counted.after)}"], width * 2, 0, LINE, bold=True)
    for place, grade in enumerate(other):
        lines = fitting(
            [f"{grade.number} {grade}", f"{grade.number} {short_label(grade)}"], width, above
        )
        canvas.text(lines, (place + 0.5) * width, LINE + 4, _HEAD - LINE - 4, bold=True)
        canvas.text(
            [str(_total(counted, 1, grade))], (place + 0.5) * width, below + 2, LINE, ink=GREY
        )
    for place, grade in enumerate(one):
        top = _HEAD + place * _CELL
        lines = fitting([f"{grade.number} {grade}"], _NAMES - 8, _CELL)
        canvas.text(lines, -_NAMES, top, _CELL, align="left", bold=True)
        canvas.text(
            [str(_total(counted, 0, grade))], width * 4 + 10, top, _CELL, align="left", ink=GREY
        )
    canvas.text(["total"], width * 4 + 10, _HEAD - LINE - 4, LINE, align="left", ink=GREY)
    canvas.text(
        [f"before: {_name(counted.before)}"],
        -_NAMES,
        _HEAD - LINE - 4,
        LINE,
        align="left",
        bold=True,
    )
    canvas.text(["total"], -_NAMES, below + 2, LINE, align="left", ink=GREY)


def _places(totals: Mapping[Grade, int], scale: float) -> dict[Grade, float]:
    """The top of each grade's node, best first."""
    places: dict[Grade, float] = {}
    top = LINE + 8.0
    for grade, total in totals.items():
        places[grade] = top
        top += total * scale + _GAP
    return places


def _draw_node(
    canvas: Canvas, grade: Grade, x: float, top: float, total: int, scale: float
) -> None:
    if not total:
        return
    height = total * scale
    canvas.box(x, top, _NODE, height, GRADES[grade.number].fill, f"{grade}: {total}")
    words = [f"{grade.number} {short_label(grade)}\n{total}", f"{grade.number}: {total}"]
    lines = fitting(words, _NAMES - 8, max(height, LINE))
    if x:
        canvas.text(lines, canvas.width + 8, top, max(height, LINE), align="left")
    else:
        canvas.text(lines, -8, top, max(height, LINE), align="right")


def _draw_bands(
    canvas: Canvas,
    counted: Transitions,
    left: dict[Grade, float],
    right: dict[Grade, float],
    scale: float,
) -> None:
    for (one, other), number in counted.counts.items():
        height = number * scale
        fill = GRADES[one.number].fill
        said = f"{one} to {other}: {number}"
        canvas.area(_curve(left[one], right[other], height, canvas.width), fill, said)
        if height >= LINE:
            canvas.text(
                [str(number)],
                _NODE + 12,
                left[one],
                height,
                align="left",
                ink=GRADES[one.number].ink,
            )
        left[one] += height
        right[other] += height


def _curve(
    start: float, end: float, height: float, width: float
) -> Iterator[tuple[float, float, float]]:
    """The edges of a band that leaves and arrives level."""
    for step in range(_CURVE + 1):
        part = step / _CURVE
        smooth = part * part * (3 - 2 * part)
        top = start + (end - start) * smooth
        yield _NODE + (width - 2 * _NODE) * part, top, top + height
