"""Charts saved as SVG, PNG or HTML, without a browser or a network."""

import html
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofsted_frameworks.arguments import not_taken
from ofsted_frameworks.charts.drawing import title_of
from ofsted_frameworks.charts.vector import labelled_by, title_and_description
from ofsted_frameworks.findings import MissingExtra, OfstedFrameworksError
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.words import listed

if TYPE_CHECKING:
    import altair as alt


class UnknownFormat(OfstedFrameworksError, ValueError):
    """The error for a file ending other than .svg, .png or .html."""


def svg(chart: "alt.TopLevelMixin", id: str = "chart") -> str:
    """Return a chart as an SVG element, with its title and description for screen readers.

    Args:
        chart: A chart of this library, changed or unchanged.
        id: The prefix of the ids in the element. Give each chart on a page its own.

    Raises:
        MissingExtra: If the extra `charts` is not installed.
    """
    spec = _spec_of(chart)
    drawn: str = _converter().vegalite_to_svg(spec)
    head, tag, rest = drawn.partition(">")
    named = head.replace("<svg ", f"<svg {labelled_by(id)} ", 1)
    return named + tag + title_and_description(spec, id) + rest


def save(chart: "alt.TopLevelMixin", path: str | Path) -> None:
    """Write a chart to a file, as SVG, PNG or HTML according to the file's ending.

    The HTML file contains the drawing as SVG, and no script.

    Raises:
        UnknownFormat: If the file has another ending.
        MissingExtra: If the extra `charts` is not installed.
    """
    path = path_of(path)
    ending = path.suffix.lower()
    if ending not in _WRITERS:
        raise UnknownFormat(
            f"cannot save a chart as {path.name!r}; use a name that ends in {listed(_WRITERS, 'or')}"
        )
    path.write_bytes(as_bytes(chart, ending))


def as_bytes(chart: "alt.TopLevelMixin", ending: str) -> bytes:
    """Return a chart as the content of a file with this ending."""
    return _WRITERS[ending](chart)


def _spec_of(chart: "alt.TopLevelMixin") -> dict[str, Any]:
    if not hasattr(chart, "to_dict"):
        raise not_taken("svg", "a chart, such as one from charts.trajectory", chart)
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _svg(chart: "alt.TopLevelMixin") -> bytes:
    return svg(chart).encode("utf-8")


def _png(chart: "alt.TopLevelMixin") -> bytes:
    drawn: bytes = _converter().vegalite_to_png(_spec_of(chart), scale=2)
    return drawn


def _html(chart: "alt.TopLevelMixin") -> bytes:
    title = html.escape(title_of(_spec_of(chart)))
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
