"""What all charts share: the colours of the grades, text that fits its box, and a canvas to draw on.

Nothing depends on colour alone: every mark has its label printed in it or beside it. The four colours
darken from the best grade to the worst, so they can be told apart in grey print and by colour-blind
readers. Each label has a contrast of at least 4.5 to 1 with its colour.
"""

import datetime as dt
import functools
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeAlias, cast

import attrs

from ofsted_frameworks.arguments import not_taken
from ofsted_frameworks.findings import MissingExtra
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Theme, read_theme

if TYPE_CHECKING:
    import altair as alt

Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite specification, or part of one, as plain data."""

Labels: TypeAlias = Literal["full", "short"]
"""How grades are printed: "Requires improvement to be good", or "Requires improvement"."""

FONT = "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
DARK, GREY, WHITE, PALE = "#1a1a1a", "#595959", "#ffffff", "#c8c8c8"
LINE = 15
"""The height of a line of text in pixels."""

LETTER = 6.5
"""The mean width of a letter in pixels."""

_FONT_SIZE = 12
_PADDING = 12


@attrs.frozen
class Colour:
    """The fill of a box, and the colour of the text printed on it."""

    fill: str
    ink: str = DARK


COLOURS: Mapping[int, Colour] = {
    1: Colour("#d5ebe6"),
    2: Colour("#8cc3cf"),
    3: Colour("#c77f45"),
    4: Colour("#561540", WHITE),
}
"""The colours of the grades, by Ofsted's number."""


def colour_of(grade: Grade | NotJudged | None) -> Colour:
    """Return the colour of a grade, or white if there is no grade."""
    return COLOURS[grade.number] if isinstance(grade, Grade) else Colour(WHITE)


def label_of(grade: Grade, labels: Labels = "short") -> str:
    """Return a grade's label: in full, or short as in "Requires improvement"."""
    return grade.label if labels == "full" else grade.label.partition(" to be ")[0]


def check_labels(labels: object) -> None:
    """Raise `TypeError` unless labels are "full" or "short"."""
    if labels not in ("full", "short"):
        raise not_taken("labels", "'full' or 'short'", labels)


def as_theme(given: Theme | str) -> Theme:
    """Return a theme, given as a member, a value or a label; raise `UnknownTheme` for anything else."""
    if isinstance(given, str):
        names = {name: each for each in Theme for name in (each.value, each.label.casefold())}
        given = names.get(given.casefold(), given)
    return read_theme(given)


def fit_text(candidates: Sequence[str], width: float, height: float) -> list[str]:
    """Return the lines of the first text that fits in a box of these pixels, or else of the last one."""
    lines: list[str] = []
    for text in candidates:
        room = max(1, int((width - 4) / LETTER))
        lines = [line for part in text.split("\n") for line in _wrap(part, room)]
        if len(lines) * LINE <= height and all(len(line) <= room for line in lines):
            break
    return lines


def _wrap(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False)


Align: TypeAlias = Literal["left", "center", "right"]


class Canvas:
    """A surface for boxes, lines, areas, dots and text, placed in pixels from the top left."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self._marks: dict[str, list[Spec]] = {kind: [] for kind in _LAYERS}
        self._texts: dict[tuple[str, bool], list[Spec]] = {}

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: str,
        tooltip: str = "",
        *,
        stroke: str = GREY,
        dashed: bool = False,
        opacity: float = 1,
    ) -> None:
        """Add a box, with the text to show when the pointer is over it."""
        sides = {"x": left, "x2": left + width, "y": top, "y2": top + height}
        look = {"fill": fill, "stroke": stroke, "opacity": opacity, "tooltip": tooltip}
        self._marks["dashed box" if dashed else "box"].append(sides | look)
        self.height = max(self.height, top + height)

    def line(
        self, x: float, y: float, x2: float, y2: float, colour: str = DARK, *, dashed: bool = False
    ) -> None:
        """Add a straight line, under the boxes if it is pale and over them otherwise."""
        kind = "pale line" if colour == PALE else "dashed line" if dashed else "line"
        self._marks[kind].append({"x": x, "x2": x2, "y": y, "y2": y2, "stroke": colour})

    def area(self, points: Iterable[tuple[float, float, float]], fill: str, tooltip: str) -> None:
        """Add an area between two edges; each point, from left to right, is x, upper y and lower y."""
        areas = self._marks["area"]
        look = {"fill": fill, "n": str(len(areas)), "tooltip": tooltip}
        areas += [{"x": x, "y": y, "y2": y2, **look} for x, y, y2 in points]

    def dot(
        self, x: float, y: float, tooltip: str = "", *, size: int = 260, fill: str = WHITE
    ) -> None:
        """Add a round mark."""
        look = {"tooltip": tooltip, "size": size, "fill": fill}
        self._marks["dot"].append({"x": x, "y": y, **look})

    def text(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        height: float = 0,
        *,
        ink: str = DARK,
        align: Align = "center",
        bold: bool = False,
    ) -> None:
        """Add lines of text, centred in a height, or downwards from `top` if the height is 0."""
        first = top + (height - (len(lines) - 1) * LINE) / 2 if height else top + LINE / 2
        rows = self._texts.setdefault((align, bold), [])
        for number, line in enumerate(lines):
            rows.append({"x": x, "y": first + number * LINE, "text": line, "ink": ink})
        self.height = max(self.height, top + max(height, len(lines) * LINE))

    def label(
        self,
        candidates: Sequence[str],
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        ink: str = DARK,
        bold: bool = False,
    ) -> None:
        """Print the first text that fits in a box, or else the last one, in the middle of the box."""
        lines = fit_text(candidates, width, height)
        self.text(lines, left + width / 2, top, height, ink=ink, bold=bold)

    def layers(self) -> Iterator[Spec]:
        """Yield the layers of a chart, from the lowest to the highest."""
        for kind, (mark, encoding) in _LAYERS.items():
            if self._marks[kind]:
                yield _layer(self._marks[kind], mark, encoding)
        for (align, bold), rows in self._texts.items():
            weight = "bold" if bold else "normal"
            mark = {"type": "text", "baseline": "middle", "align": align, "fontWeight": weight}
            yield _layer(rows, mark, {"x": _X, "y": _Y, "text": {"field": "text"}, **_INK})


def _layer(values: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    clean = [
        {name: printable(v) if isinstance(v, str) else v for name, v in row.items()}
        for row in values
    ]
    return {"data": {"values": clean}, "mark": mark, "encoding": encoding}


def _unscaled(channel: str, field: str, kind: str = "nominal") -> Spec:
    """Return an encoding that takes the values of a field as they are."""
    return {channel: {"field": field, "type": kind, "scale": None}}


_X: Spec = {"field": "x", "type": "quantitative", "scale": None, "axis": None}
_Y: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
_FILL, _STROKE = _unscaled("fill", "fill"), _unscaled("stroke", "stroke")
_INK = _unscaled("color", "ink")
_TOOLTIP: Spec = {"tooltip": {"field": "tooltip", "type": "nominal"}}
_HEIGHT: Spec = {"x": _X, "y": _Y, "y2": {"field": "y2"}}
_SIDES: Spec = {**_HEIGHT, "x2": {"field": "x2"}}
_LINE: Spec = {**_SIDES, **_STROKE}
_BOX: Spec = {
    **_SIDES, **_FILL, **_STROKE, **_unscaled("opacity", "opacity", "quantitative"), **_TOOLTIP
}  # fmt: skip
_DASHES: Spec = {"strokeDash": [4, 3]}
_LAYERS: Mapping[str, tuple[Spec, Spec]] = {
    "pale line": ({"type": "rule"}, _LINE),
    "area": (
        {"type": "area", "interpolate": "monotone", "opacity": 0.75},
        {**_HEIGHT, "detail": {"field": "n"}, **_FILL, **_TOOLTIP},
    ),
    "box": ({"type": "rect"}, _BOX),
    "dashed box": ({"type": "rect", **_DASHES}, _BOX),
    "line": ({"type": "rule"}, _LINE),
    "dashed line": ({"type": "rule", **_DASHES}, _LINE),
    "dot": (
        {"type": "point", "shape": "circle", "stroke": DARK, "opacity": 1},
        {"x": _X, "y": _Y, **_unscaled("size", "size", "quantitative"), **_FILL, **_TOOLTIP},
    ),
}
"""The mark and the encoding of each kind of layer, from the lowest to the highest."""


P = ParamSpec("P")


def as_altair(compose: "Callable[P, Spec]") -> "Callable[P, alt.LayerChart]":
    """Return a function that makes an altair chart of the specification that `compose` returns."""

    @functools.wraps(compose)
    def draw(*args: P.args, **kwargs: P.kwargs) -> "alt.LayerChart":
        chart: alt.LayerChart = _offline_chart(_altair().LayerChart).from_dict(
            compose(*args, **kwargs), validate=False
        )
        return chart

    signature = inspect.signature(compose)
    vars(draw)["__signature__"] = signature.replace(return_annotation="alt.LayerChart")
    return draw


def without_altair(draw: "Callable[P, alt.LayerChart]") -> "Callable[P, Spec]":
    """Return the function that `as_altair` was given, which needs no altair."""
    return cast("Callable[P, Spec]", inspect.unwrap(draw))


def compose(
    canvas: Canvas,
    *,
    title: str,
    known_to: dt.date | None,
    description: str,
    subtitle: str = "",
    notes: Iterable[str] = (),
    left: float = 0,
) -> Spec:
    """Return the specification of a chart: its title, the drawing, then its notes and source.

    Args:
        canvas: The drawing.
        title: What the chart shows, and for which authorities.
        known_to: The last day that the data covers, stated at the end of the subtitle.
        description: The same in words, for readers who cannot see the chart.
        subtitle: What else is printed under the title.
        notes: What to be careful about.
        left: How many pixels the drawing extends to the left of x = 0.
    """
    whole = canvas.width + left
    room = max(30, int(whole / LETTER))
    top = canvas.height + 14
    for note in (*dict.fromkeys(filter(None, notes)), source_line()):
        lines = _wrap(note, room)
        canvas.text(lines, -left, top, ink=GREY, align="left")
        top += len(lines) * LINE + 4
    reach = (
        f"The data goes up to {in_words(known_to)}."
        if known_to
        else "The data does not say what day it goes up to."
    )
    heading = {
        "text": _wrap(printable(title), max(24, int(whole / 8.6))),
        "subtitle": _wrap(printable(f"{subtitle} {reach}".strip()), room),
    }
    return {
        "title": {**heading, "anchor": "start", **_TITLE},
        "description": printable(description),
        "background": WHITE,
        "padding": _PADDING,
        "config": _CONFIG,
        "layer": list(canvas.layers()),
        "width": canvas.width,
        "height": canvas.height,
        "usermeta": {"left": left},
    }


def title_of(spec: Mapping[str, Any]) -> str:
    """Return a chart's title and subtitle in one line."""
    lines = (" ".join(spec["title"].get(name, ())) for name in ("text", "subtitle"))
    return ". ".join(filter(None, lines))


_TITLE: Spec = {
    "frame": "bounds", "fontSize": 16, "offset": 14, "color": DARK,
    "subtitleColor": GREY, "subtitleFontSize": _FONT_SIZE, "subtitlePadding": 5, "subtitleLineHeight": LINE,
}  # fmt: skip

_CONFIG: Spec = {
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "text": {"fontSize": _FONT_SIZE, "color": DARK},
}


def as_at_phrase(as_at: dt.date | None, published_by: dt.date | None = None) -> str:
    """Return the days of an answer in words, to end a phrase with, or "" if neither is given.

    >>> as_at_phrase(dt.date(2025, 3, 31), dt.date(2025, 6, 30))
    ' as at 31 March 2025, published by 30 June 2025'
    """
    day = f" as at {in_words(as_at)}" if as_at else ""
    return day + (f", published by {in_words(published_by)}" if published_by else "")


@functools.cache
def source_line() -> str:
    """Return a line that credits Ofsted with the judgements and this library with the analysis."""
    return (
        "Source: Ofsted, inspections of local authority children's services; analysis by ofsted-frameworks "
        f"{metadata.version('ofsted-frameworks')}, which is not Ofsted's."
    )


def _altair() -> Any:
    try:
        import altair
    except ImportError:
        raise MissingExtra("charts", "altair") from None
    return altair


@functools.cache
def _offline_chart(base: type["alt.LayerChart"]) -> type["alt.LayerChart"]:
    """Return a class of altair charts that show themselves in a notebook without a script."""

    class Chart(base):  # type: ignore[misc, valid-type]
        def _repr_mimebundle_(self, *_args: Any, **_kwargs: Any) -> dict[str, str]:
            from ofsted_frameworks.charts.saving import svg

            return {"image/svg+xml": svg(self)}

    return Chart


def printable(text: str) -> str:
    """Return the text with U+FFFD in place of each character that SVG and HTML do not allow."""
    return _NOT_IN_XML.sub("\ufffd", text)


_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
