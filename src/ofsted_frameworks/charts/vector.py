"""Charts as SVG, written directly, so that a page needs neither altair nor a converter."""

import html
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from ofsted_frameworks.charts.drawing import DARK, FONT, GREY, LETTER, LINE, Spec, title_of

_PAD, _TITLE_LINE = 12, 21
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def svg_of(spec: Spec, id: str = "chart") -> str:
    """Return the specification of one of our charts as an SVG element.

    The element has a title and a description for screen readers. `id` is the prefix of the ids in it.
    """
    left: float = spec["usermeta"]["left"]
    heading = spec["title"]
    above = _TITLE_LINE * len(heading["text"]) + LINE * len(heading["subtitle"]) + 16
    width = max(left + spec["width"], left + _rightmost(spec["layer"])) + 2 * _PAD
    height = above + spec["height"] + 2 * _PAD
    box = f"{-left - _PAD:g} {-above - _PAD:g} {width:g} {height:g}"
    size = f'width="{width:g}" height="{height:g}" viewBox="{box}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {labelled_by(id)} {size} '
        f'font-family="{html.escape(FONT)}" font-size="12">{title_and_description(spec, id)}'
        f"{''.join(_heading(heading, -left, -above))}"
        f"{''.join(shape for layer in spec['layer'] for shape in _shapes(layer))}</svg>"
    )


def labelled_by(id: str) -> str:
    """Return the attributes that name an SVG element by its title and description."""
    return f'role="img" aria-labelledby="{id}-title" aria-describedby="{id}-description"'


def title_and_description(spec: Spec, id: str) -> str:
    """Return the title and description of a chart as the elements that `labelled_by` names."""
    return (
        f'<title id="{id}-title">{html.escape(title_of(spec))}</title>'
        f'<desc id="{id}-description">{html.escape(str(spec["description"]))}</desc>'
    )


def _rightmost(layers: Sequence[Spec]) -> float:
    """Return the right-hand end of the text that reaches furthest to the right."""
    return max(
        (
            row["x"] + len(row["text"]) * LETTER
            for layer in layers
            if layer["mark"].get("align") == "left"
            for row in layer["data"]["values"]
            if row["x"] > 0
        ),
        default=0,
    )


def _heading(heading: Spec, left: float, top: float) -> Iterator[str]:
    y = top
    for lines, size, step, look in (
        (heading["text"], 16, _TITLE_LINE, f'font-weight="bold" fill="{DARK}"'),
        (heading["subtitle"], 12, LINE, f'fill="{GREY}"'),
    ):
        for line in lines:
            y += step
            yield f'<text x="{left:g}" y="{y - 4:g}" font-size="{size}" {look}>{html.escape(line)}</text>'


def _shapes(layer: Spec) -> Iterator[str]:
    mark = layer["mark"]
    return _SHAPES[mark["type"]](layer["data"]["values"], mark)


def _tooltip(row: Spec) -> str:
    return f"<title>{html.escape(row['tooltip'])}</title>" if row["tooltip"] else ""


def _dash(mark: Spec) -> str:
    return ' stroke-dasharray="4 3"' if "strokeDash" in mark else ""


def _rects(rows: Sequence[Spec], mark: Spec) -> Iterator[str]:
    for row in rows:
        place = f'x="{row["x"]:g}" y="{row["y"]:g}" width="{row["x2"] - row["x"]:g}"'
        look = f'fill="{row["fill"]}" stroke="{row["stroke"]}"{_dash(mark)}'
        faint = f' opacity="{row["opacity"]:g}"' if row["opacity"] < 1 else ""
        yield f'<rect {place} height="{row["y2"] - row["y"]:g}" {look}{faint}>{_tooltip(row)}</rect>'


def _rules(rows: Sequence[Spec], mark: Spec) -> Iterator[str]:
    for row in rows:
        ends = f'x1="{row["x"]:g}" y1="{row["y"]:g}" x2="{row["x2"]:g}" y2="{row["y2"]:g}"'
        yield f'<line {ends} stroke="{row["stroke"]}"{_dash(mark)}/>'


def _points(rows: Sequence[Spec], _mark: Spec) -> Iterator[str]:
    for row in rows:
        radius = math.sqrt(row["size"] / math.pi)
        place = f'cx="{row["x"]:g}" cy="{row["y"]:g}" r="{radius:.1f}"'
        yield f'<circle {place} fill="{row["fill"]}" stroke="{DARK}">{_tooltip(row)}</circle>'


def _areas(rows: Sequence[Spec], mark: Spec) -> Iterator[str]:
    for _, points in groupby(rows, lambda row: row["n"]):
        each = list(points)
        edge = [(row["x"], row["y"]) for row in each]
        edge += [(row["x"], row["y2"]) for row in reversed(each)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in edge)
        look = f'fill="{each[0]["fill"]}" opacity="{mark["opacity"]}"'
        yield f'<path d="M{path}Z" {look}>{_tooltip(each[0])}</path>'


def _texts(rows: Sequence[Spec], mark: Spec) -> Iterator[str]:
    bold = ' font-weight="bold"' if mark["fontWeight"] == "bold" else ""
    anchor = _ANCHORS[mark["align"]]
    for row in rows:
        place = f'x="{row["x"]:g}" y="{row["y"]:g}" dy=".35em" text-anchor="{anchor}"'
        yield f'<text {place} fill="{row["ink"]}"{bold}>{html.escape(row["text"])}</text>'


_SHAPES: Mapping[str, Callable[[Sequence[Spec], Spec], Iterator[str]]] = {
    "rect": _rects,
    "rule": _rules,
    "point": _points,
    "area": _areas,
    "text": _texts,
}
