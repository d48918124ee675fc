"""What every chart is drawn with: a colour for each grade, text that fits, boxes and lines by the pixel.

Nothing depends on colour alone: every mark has its label printed in it or beside it. The four colours of
the grades grow darker from the best to the worst, so that a colour-blind reader and a grey print tell
them apart, and each label stands out from its colour by 4.5 to 1 or more.
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
from ofsted_frameworks.findings import MissingExtra, UnknownTheme
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import closest, listed

if TYPE_CHECKING:
    import altair as alt

Spec: TypeAlias = dict[str, Any]
"""A piece of a Vega-Lite chart, as plain data."""

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
    """A fill, and the ink in which text is printed on it."""

    fill: str
    ink: str = DARK


GRADES: Mapping[int, Colour] = {
    1: Colour("#d5ebe6"),
    2: Colour("#8cc3cf"),
    3: Colour("#c77f45"),
    4: Colour("#561540", WHITE),
}
"""The colours of the grades, by Ofsted's number."""


def colour_of(grade: Grade | NotJudged | None) -> Colour:
    """Return the colour of a grade; white where there is none."""
    return GRADES[grade.number] if isinstance(grade, Grade) else Colour(WHITE)


def short_label(grade: Grade) -> str:
    """Return a grade's label without the words after it: "Requires improvement"."""
    return grade.label.partition(" to be ")[0]


def label_of(grade: Grade, labels: Labels) -> str:
    """Return a grade's label, in full or short."""
    return grade.label if labels == "full" else short_label(grade)


def check_labels(labels: object) -> None:
    """Raise `TypeError` unless labels are "full" or "short"."""
    if labels not in ("full", "short"):
        raise not_taken("labels", "'full' or 'short'", labels)


def as_theme(what: Theme | str) -> Theme:
    """Return a theme from its name in data or its words; raise `UnknownTheme` for any other."""
    known = {name: theme for theme in Theme for name in (theme.value, theme.label.casefold())}
    if isinstance(what, Theme):
        return what
    if isinstance(what, str) and what.casefold() in known:
        return known[what.casefold()]
    hint = closest(what, [theme.value for theme in Theme])
    names = listed([theme.value for theme in Theme], "or")
    raise UnknownTheme(f"{what!r} is not a theme; expected {names}{f'; {hint}' if hint else ''}")


def fitting(candidates: Sequence[str], width: float, height: float) -> list[str]:
    """Return the lines of the first text that fits in a box of these pixels, or else of the last text."""
    lines: list[str] = []
    for text in candidates:
        room = max(1, int((width - 4) / LETTER))
        lines = [
            line for part in text.split("\n") for line in textwrap.wrap(part, room, **_WHOLE_WORDS)
        ]
        if len(lines) * LINE <= height and all(len(line) <= room for line in lines):
            break
    return lines


_WHOLE_WORDS: Mapping[str, Any] = {"break_long_words": False, "break_on_hyphens": False}

Align: TypeAlias = Literal["left", "center", "right"]


class Canvas:
    """Boxes, lines, areas and lines of text, each at its pixels from the left and from the top."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self._boxes: dict[bool, list[Spec]] = {False: [], True: []}
        self._lines: dict[bool, list[Spec]] = {False: [], True: []}
        self._areas: list[Spec] = []
        self._dots: list[Spec] = []
        self._texts: dict[tuple[str, bool], list[Spec]] = {}

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: str,
        said: str = "",
        *,
        stroke: str = GREY,
        dashed: bool = False,
        opacity: float = 1,
    ) -> None:
        """Add a box, with what it says when it is pointed at."""
        sides = {"x": left, "x2": left + width, "y": top, "y2": top + height}
        look = {"fill": fill, "stroke": stroke, "opacity": opacity, "said": said}
        self._boxes[dashed].append(sides | look)
        self.height = max(self.height, top + height)

    def line(
        self, x: float, y: float, x2: float, y2: float, colour: str = DARK, *, dashed: bool = False
    ) -> None:
        """Add a straight line: a pale one under the boxes, any other over them."""
        self._lines[dashed].append({"x": x, "x2": x2, "y": y, "y2": y2, "stroke": colour})

    def area(self, points: Iterable[tuple[float, float, float]], fill: str, said: str) -> None:
        """Add an area between an upper and a lower edge, given from the left: x, upper and lower y."""
        number = len(self._areas)
        self._areas += [
            {"x": x, "y": y, "y2": y2, "fill": fill, "n": str(number), "said": said}
            for x, y, y2 in points
        ]

    def dot(
        self, x: float, y: float, said: str = "", *, size: int = 260, fill: str = WHITE
    ) -> None:
        """Add a round mark."""
        self._dots.append({"x": x, "y": y, "said": said, "size": size, "fill": fill})

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
        """Add lines of text, in the middle of a height, or downwards from `top` without one."""
        first = top + (height - (len(lines) - 1) * LINE) / 2 if height else top + LINE / 2
        rows = self._texts.setdefault((align, bold), [])
        for number, line in enumerate(lines):
            rows.append({"x": x, "y": first + number * LINE, "text": line, "ink": ink})
        self.height = max(self.height, top + max(height, len(lines) * LINE))

    def layers(self) -> Iterator[Spec]:
        """The layers of a chart, in the order in which they cover each other."""
        yield from self._ruled(under=True)
        if self._areas:
            mark = {"type": "area", "interpolate": "monotone", "opacity": 0.75}
            yield layer(self._areas, mark, {**_SIDES, "detail": {"field": "n"}, **_FILL, **_SAID})
        for dashed, boxes in self._boxes.items():
            if boxes:
                mark = {"type": "rect", **({"strokeDash": [4, 3]} if dashed else {})}
                yield layer(boxes, mark, {**_SIDES, "x2": {"field": "x2"}, **_LOOK, **_SAID})
        yield from self._ruled(under=False)
        if self._dots:
            mark = {"type": "point", "shape": "circle", "stroke": DARK, "opacity": 1}
            size = {"size": {"field": "size", "type": "quantitative", "scale": None}}
            yield layer(self._dots, mark, {"x": _X, "y": _Y, **size, **_FILL, **_SAID})
        for (align, bold), rows in self._texts.items():
            weight = "bold" if bold else "normal"
            mark = {"type": "text", "baseline": "middle", "align": align, "fontWeight": weight}
            yield layer(rows, mark, {"x": _X, "y": _Y, "text": {"field": "text"}, **_INK})

    def _ruled(self, *, under: bool) -> Iterator[Spec]:
        for dashed, every in self._lines.items():
            if lines := [line for line in every if (line["stroke"] == PALE) is under]:
                mark = {"type": "rule", **({"strokeDash": [4, 3]} if dashed else {})}
                yield layer(lines, mark, {**_SIDES, "x2": {"field": "x2"}, **_STROKE})


def layer(values: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    """Return a layer of a chart with its own data."""
    clean = [
        {name: printable(v) if isinstance(v, str) else v for name, v in row.items()}
        for row in values
    ]
    return {"data": {"values": clean}, "mark": mark, "encoding": encoding}


def _own(channel: str, field: str, kind: str = "nominal") -> Spec:
    return {channel: {"field": field, "type": kind, "scale": None}}


_X: Spec = {"field": "x", "type": "quantitative", "scale": None, "axis": None}
_Y: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
_SIDES: Spec = {"x": _X, "y": _Y, "y2": {"field": "y2"}}
_FILL, _STROKE, _INK = _own("fill", "fill"), _own("stroke", "stroke"), _own("color", "ink")
_LOOK: Spec = {**_FILL, **_STROKE, **_own("opacity", "opacity", "quantitative")}
_SAID: Spec = {"tooltip": {"field": "said", "type": "nominal"}}


P = ParamSpec("P")


def as_altair(compose: "Callable[P, Spec]") -> "Callable[P, alt.LayerChart]":
    """Let a function that returns a specification return an altair chart; `picture` undoes it."""

    @functools.wraps(compose)
    def draw(*args: P.args, **kwargs: P.kwargs) -> "alt.LayerChart":
        made: alt.LayerChart = _offline_chart(_altair().LayerChart).from_dict(
            compose(*args, **kwargs), validate=False
        )
        return made

    signature = inspect.signature(compose)
    vars(draw)["__signature__"] = signature.replace(return_annotation="alt.LayerChart")
    return draw


def picture(draw: "Callable[P, alt.LayerChart]") -> "Callable[P, Spec]":
    """Return the function that gives the specification of a chart, without altair."""
    return cast("Callable[P, Spec]", inspect.unwrap(draw))


def compose(
    canvas: Canvas,
    *,
    title: str,
    subtitle: str,
    description: str,
    notes: Iterable[str] = (),
    left: float = 0,
) -> Spec:
    """Return the specification of a chart, its title above and its notes and source below.

    Args:
        canvas: What is drawn.
        title: What it shows, of whom.
        subtitle: As at when, and up to when the data is known.
        description: The same in words, for those who cannot see it.
        notes: What to beware of.
        left: How far the drawing reaches to the left of its first pixel.
    """
    whole = canvas.width + left
    room = max(30, int(whole / LETTER))
    top = canvas.height + 14
    for note in (*dict.fromkeys(filter(None, notes)), source_line()):
        lines = textwrap.wrap(note, room, **_WHOLE_WORDS)
        canvas.text(lines, -left, top, ink=GREY, align="left")
        top += len(lines) * LINE + 4
    heading = {
        "text": textwrap.wrap(printable(title), max(24, int(whole / 8.6)), **_WHOLE_WORDS),
        "subtitle": textwrap.wrap(printable(subtitle), room, **_WHOLE_WORDS),
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
    """Return a chart's title with its subtitle, in one line."""
    title = spec["title"]
    return " ".join([*title["text"], *title.get("subtitle", ())])


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


def known_to_line(day: dt.date | None) -> str:
    """Return up to which day the data is known, as a sentence."""
    if day is None:
        return "The data does not state the day it reaches to."
    return f"The data is known to {in_words(day)}."


@functools.cache
def source_line() -> str:
    """Return whose judgements these are, and whose analysis."""
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
    """The class of our charts: altair's, which shows itself in a notebook without a script."""

    class Chart(base):  # type: ignore[misc, valid-type]
        def _repr_mimebundle_(self, *_args: Any, **_kwargs: Any) -> dict[str, str]:
            from ofsted_frameworks.charts.saving import svg

            return {"image/svg+xml": svg(self)}

    return Chart


def printable(text: str) -> str:
    """Return the text with a mark for each control character that neither SVG nor HTML may have."""
    return _NOT_IN_XML.sub("\ufffd", text)


_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
