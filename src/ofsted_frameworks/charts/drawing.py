"""What every chart is drawn with: a colour for each grade, text that fits, and files to keep.

Nothing rests on colour alone: every mark has its label printed in it. The four colours of the grades
grow darker from the best to the worst, so that they can be told apart by a colour-blind reader and in
grey, and each label stands out from its colour by 4.5 to 1 or more.
"""

import html
import io
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from ofsted_frameworks.arguments import not_taken
from ofsted_frameworks.findings import MissingExtra, OfstedFrameworksError
from ofsted_frameworks.paths import path_of

if TYPE_CHECKING:
    import altair as alt

Spec: TypeAlias = dict[str, Any]
"""A piece of a Vega-Lite chart, as plain data."""

FONT = "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
DARK = "#1a1a1a"
GREY = "#595959"
LINE = 14
_LETTER = 6.0
_FONT_SIZE = 11


class UnknownFormat(OfstedFrameworksError, ValueError):
    """A file ending that no chart can be written as."""


@attrs.frozen
class Colour:
    """A fill, and the ink in which text is printed on it."""

    fill: str
    ink: str = DARK


GRADES: Mapping[int, Colour] = {
    1: Colour("#d5ebe6"),
    2: Colour("#8cc3cf"),
    3: Colour("#c77f45"),
    4: Colour("#561540", "#ffffff"),
}
"""The colours of the grades, by Ofsted's number."""


def fitting(candidates: Sequence[str], width: float, height: float) -> list[str]:
    """The lines of the first text that fits in a box of these pixels, or else of the last text."""
    lines: list[str] = []
    for text in candidates:
        room = max(1, int((width - 6) / _LETTER))
        lines = [
            line for part in text.split("\n") for line in textwrap.wrap(part, room, **_WHOLE_WORDS)
        ]
        if len(lines) * LINE <= height and all(len(line) <= room for line in lines):
            break
    return lines


_WHOLE_WORDS: Mapping[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


def text_in(
    lines: Sequence[str], x: object, top: float, height: float, ink: str = DARK
) -> Iterator[Spec]:
    """One row of data for each line of text, the block in the middle of a box."""
    first = top + height / 2 - (len(lines) - 1) * LINE / 2
    for number, line in enumerate(lines):
        yield {"x": x, "y": first + number * LINE, "text": line, "ink": ink}


def layer(values: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    """A layer of a chart with its own data."""
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


ACROSS: Spec = {"field": "x", "type": "quantitative", "scale": None, "axis": None}
"""Pixels from the left."""

DOWN: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
"""Pixels from the top."""


def rectangles(x: Spec, boxes: Sequence[Spec], **mark: object) -> Spec:
    """Boxes from x to x2 and y to y2, each with its fill and what it tells when pointed at."""
    encoding = {
        "x": x,
        "x2": {"field": "x2"},
        "y": DOWN,
        "y2": {"field": "y2"},
        "fill": {"field": "fill", "type": "nominal", "scale": None},
        "tooltip": {"field": "told", "type": "nominal"},
    }
    return layer(boxes, {"type": "rect", "stroke": GREY, **mark}, encoding)


def texts(x: Spec, lines: Sequence[Spec], **mark: object) -> Spec:
    """Lines of text, as `text_in` gives them."""
    ink = {"field": "ink", "type": "nominal", "scale": None}
    encoding = {"x": x, "y": DOWN, "text": {"field": "text"}, "color": ink}
    return layer(lines, {"type": "text", "baseline": "middle", **mark}, encoding)


def printed_below(lines: Sequence[str], top: float, characters: int) -> Spec:
    """Notes under a chart: one text mark for each line, wrapped to `characters`."""
    wrapped = [
        line
        for note in lines
        for line in textwrap.wrap(note, characters, subsequent_indent="     ", **_WHOLE_WORDS)
    ]
    values = [
        {"text": line.replace("     ", "\u2003"), "y": top + number * LINE}
        for number, line in enumerate(wrapped)
    ]
    return layer(
        values,
        {"type": "text", "align": "left", "baseline": "top", "color": GREY},
        {"x": {"value": 0}, "y": DOWN, "text": {"field": "text"}},
    )


def chart(
    title: str, description: str, layers: Sequence[Spec], width: int, height: float
) -> "alt.LayerChart":
    """An altair chart of these layers, with a title and a description for those who cannot see it.

    Raises `MissingExtra` without the extra `charts`.
    """
    try:
        import altair as alt
    except ImportError:
        raise MissingExtra("charts", "altair") from None
    lines = textwrap.wrap(printable(title), width // 8, **_WHOLE_WORDS)
    return alt.LayerChart.from_dict(
        {
            "title": {"text": lines, "anchor": "start", "fontSize": 16, "offset": 12},
            "description": printable(description),
            "background": "#ffffff",
            "padding": 12,
            "config": _CONFIG,
            "layer": [_printable_layer(each) for each in layers],
            "width": width,
            "height": height,
        }
    )


def printable(text: str) -> str:
    """Text without the control characters that neither SVG nor HTML may have; a mark stands for each."""
    return _NOT_IN_XML.sub("\ufffd", text)


_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def _printable_layer(its: Spec) -> Spec:
    values = [
        {
            key: printable(v) if isinstance(v, str) else v
            for key, v in row.items()
            if key != "printed"
        }
        for row in its["data"]["values"]
    ]
    return its | {"data": {"values": values}}


_CONFIG: Spec = {
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "text": {"fontSize": _FONT_SIZE, "color": DARK},
    "axis": {"labelFontSize": _FONT_SIZE, "labelColor": DARK, "titleColor": DARK, "grid": False},
}


def svg(chart: "alt.TopLevelMixin", id: str = "chart") -> str:
    """A chart as one SVG element, with its title and description for screen readers.

    `id` begins the ids inside it; give each its own where several stand in one page. Raises
    `MissingExtra` without the extra `charts`.
    """
    title, description = _said_of(chart)
    drawn = io.StringIO()
    _write(chart, drawn, format="svg")
    label = f'<svg role="img" aria-labelledby="{id}-title" aria-describedby="{id}-description" '
    head, tag, rest = drawn.getvalue().partition(">")
    said = (
        f'<title id="{id}-title">{html.escape(title)}</title>'
        f'<desc id="{id}-description">{html.escape(description)}</desc>'
    )
    return head.replace("<svg ", label, 1) + tag + said + rest


def save(chart: "alt.TopLevelMixin", path: str | Path) -> None:
    """Write a chart as SVG, PNG or HTML, by the file's ending, without a browser or a network.

    The HTML file holds the drawing itself and no script. Raises `UnknownFormat` for another ending and
    `MissingExtra` without the extra `charts`.
    """
    path = path_of(path)
    ending = path.suffix.lower()
    if ending not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise UnknownFormat(f"{path.name!r} ends in none of {known}, the formats of a chart")
    path.write_bytes(drawn(chart, ending))


def drawn(chart: "alt.TopLevelMixin", ending: str) -> bytes:
    """Return a chart as the content of a file with this ending."""
    return _WRITERS[ending](chart)


def _svg(chart: "alt.TopLevelMixin") -> bytes:
    return svg(chart).encode("utf-8")


def _png(chart: "alt.TopLevelMixin") -> bytes:
    drawn = io.BytesIO()
    _write(chart, drawn, format="png", scale_factor=2)
    return drawn.getvalue()


def _html(chart: "alt.TopLevelMixin") -> bytes:
    title = html.escape(_said_of(chart)[0])
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body>{svg(chart)}</body></html>\n"
    )
    return page.encode("utf-8")


_WRITERS = {".svg": _svg, ".png": _png, ".html": _html}


def _write(chart: Any, file: io.StringIO | io.BytesIO, **options: Any) -> None:
    try:
        import vl_convert as _  # noqa: F401
    except ImportError:
        raise MissingExtra("charts", "vl-convert-python") from None
    chart.save(file, **options)


def _said_of(chart: "alt.TopLevelMixin") -> tuple[str, str]:
    if not hasattr(chart, "to_dict"):
        raise not_taken("svg", "a chart such as charts.trajectory makes", chart)
    spec: Spec = chart.to_dict()
    return " ".join(spec["title"]["text"]), spec["description"]
