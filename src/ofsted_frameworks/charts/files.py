"""Charts kept as SVG, PNG or HTML, without a browser or a network."""

import html
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofsted_frameworks.arguments import not_taken
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
    title, description = words_of(chart)
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


def words_of(chart: "alt.TopLevelMixin") -> tuple[str, str]:
    """Return a chart's title with its subtitle, and its description."""
    if not hasattr(chart, "to_dict"):
        raise not_taken("svg", "a chart such as charts.trajectory makes", chart)
    spec: dict[str, Any] = chart.to_dict(validate=False)
    title = spec["title"]
    return " ".join([*title["text"], *title.get("subtitle", ())]), spec["description"]


def _svg(chart: "alt.TopLevelMixin") -> bytes:
    return svg(chart).encode("utf-8")


def _png(chart: "alt.TopLevelMixin") -> bytes:
    drawn = io.BytesIO()
    _write(chart, drawn, format="png", scale_factor=2)
    return drawn.getvalue()


def _html(chart: "alt.TopLevelMixin") -> bytes:
    title = html.escape(words_of(chart)[0])
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


def _write(chart: Any, file: io.StringIO | io.BytesIO, **options: Any) -> None:
    try:
        import vl_convert as _  # noqa: F401
    except ImportError:
        raise MissingExtra("charts", "vl-convert-python") from None
    chart.save(file, **options)
