"""Charts kept as SVG, PNG or HTML, without a browser or a network."""

import html
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofsted_frameworks.arguments import not_taken
from ofsted_frameworks.charts.drawing import title_of
from ofsted_frameworks.findings import MissingExtra, OfstedFrameworksError
from ofsted_frameworks.paths import path_of

if TYPE_CHECKING:
    import altair as alt


class UnknownFormat(OfstedFrameworksError, ValueError):
    """A file ending that no chart can be written as."""


def svg(chart: "alt.TopLevelMixin", id: str = "chart") -> str:
    """Return a chart as one SVG element, with its title and description for screen readers.

    Args:
        chart: A chart of this library, as it is or changed.
        id: What the ids inside it begin with; where several charts are on one page, each needs its own.

    Raises:
        MissingExtra: Without the extra `charts`.
    """
    spec = spec_of(chart)
    drawn: str = _converter().vegalite_to_svg(spec)
    title, description = title_of(spec), str(spec["description"])
    label = f'<svg role="img" aria-labelledby="{id}-title" aria-describedby="{id}-description" '
    head, tag, rest = drawn.partition(">")
    said = (
        f'<title id="{id}-title">{html.escape(title)}</title>'
        f'<desc id="{id}-description">{html.escape(description)}</desc>'
    )
    return head.replace("<svg ", label, 1) + tag + said + rest


def save(chart: "alt.TopLevelMixin", path: str | Path) -> None:
    """Write a chart as SVG, PNG or HTML, by the file's ending.

    The HTML file holds the drawing itself and no script.

    Raises:
        UnknownFormat: If the file has another ending.
        MissingExtra: Without the extra `charts`.
    """
    path = path_of(path)
    ending = path.suffix.lower()
    if ending not in _WRITERS:
        raise UnknownFormat(
            f"a chart is written to a file that ends in {', '.join(_WRITERS)}, not to {path.name!r}"
        )
    path.write_bytes(as_bytes(chart, ending))


def as_bytes(chart: "alt.TopLevelMixin", ending: str) -> bytes:
    """Return a chart as the content of a file with this ending."""
    return _WRITERS[ending](chart)


def spec_of(chart: "alt.TopLevelMixin") -> dict[str, Any]:
    """Return a chart's specification; raise `TypeError` for anything else."""
    if not hasattr(chart, "to_dict"):
        raise not_taken("svg", "a chart such as charts.trajectory makes", chart)
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _svg(chart: "alt.TopLevelMixin") -> bytes:
    return svg(chart).encode("utf-8")


def _png(chart: "alt.TopLevelMixin") -> bytes:
    drawn: bytes = _converter().vegalite_to_png(spec_of(chart), scale=2)
    return drawn


def _html(chart: "alt.TopLevelMixin") -> bytes:
    title = html.escape(title_of(spec_of(chart)))
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body><main>{svg(chart)}</main></body></html>\n"
    )
    return page.encode("utf-8")


_WRITERS: Mapping[str, Callable[["alt.TopLevelMixin"], bytes]] = {
    ".svg": _svg,
    ".png": _png,
    ".html": _html,
}


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("charts", "vl-convert-python") from None
    return vl_convert
