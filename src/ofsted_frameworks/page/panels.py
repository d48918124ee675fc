"""The page of many authorities: latest grades, regions and years, and how grades changed."""

import datetime as dt
import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator

import attrs

from ofsted_frameworks import charts
from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import Spec, picture
from ofsted_frameworks.charts.vector import svg_of
from ofsted_frameworks.months import in_words
from ofsted_frameworks.page import conclusions, html_parts
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import frameworks_of
from ofsted_frameworks.schedule import Theme

_PHONE = 340


def panel_page(
    panel: Panel, as_at: dt.date | None = None, *, published_by: dt.date | None = None
) -> str:
    """Return many authorities' inspections as an HTML page: latest grades, and how they changed.

    The latest grades are shown framework by framework, and changes within a framework and from each to
    the next, so that only grades of one scale are counted together.

    >>> from ofsted_frameworks import Panel, datasets
    >>> "From SIF to ILACS" in panel_page(Panel(datasets.hampshire()))
    True

    Args:
        panel: The inspections.
        as_at: The day whose latest inspections are counted; changes are those of the whole panel.
        published_by: The last day of publication of what is counted.

    """
    check(Panel, panel, "panel_page", "a panel")
    latest = panel.latest(as_at, published_by=published_by)
    title = f"Inspections of children's services: {panel.table().caption.splitlines()[0]}"
    when = in_words(as_at) if as_at else ""
    return html_parts.page(
        title,
        conclusions.of_latest(latest, when) or title,
        panel_parts(panel, latest, _when(as_at, published_by)),
    )


def _when(as_at: dt.date | None, published_by: dt.date | None) -> str:
    said = f" as at {in_words(as_at)}" if as_at else ""
    return said + (f", published by {in_words(published_by)}" if published_by else "")


def panel_parts(panel: Panel, latest: Panel, when: str) -> Iterator[str]:
    """The parts of a panel's page."""
    for its in frameworks_of(latest):
        under = latest.filter(framework=its.id)
        shares = attrs.evolve(
            under.distributions().tables()[0], caption=f"Latest grades by theme, {its.name}"
        )
        draw = functools.partial(picture(charts.distribution), under)
        chart = both(draw, f"latest-{its.id}")
        yield html_parts.section(
            f"Latest inspections under {its.name}{when}", chart, html_parts.table(shares)
        )
    yield html_parts.section("How overall grades changed", *_changes(panel))
    yield html_parts.section("Inspections", html_parts.table(panel.table()))
    yield html_parts.folded("Where records differ", html_parts.listed(map(str, panel.findings)))
    yield html_parts.folded(
        "Sources, with the number of records", html_parts.listed(files_of(panel))
    )


def both(draw: Callable[..., Spec], id: str) -> str:
    """A chart in two widths, for a screen and for a phone."""
    wide, narrow = (svg_of(draw(width=width), f"{id}-{width}") for width in (800, _PHONE))
    return html_parts.picture(wide, narrow)


def transitions_page(panel: Panel, before: str, after: str, of: charts.What = Theme.OVERALL) -> str:
    """Return how grades changed from one framework or edition to another, as an HTML page."""
    check(Panel, panel, "transitions_page", "a panel")
    counted = panel.transitions(before, after, of=of)
    matrix = picture(charts.transitions)(panel, before, after, of=of)
    title = " ".join(matrix["title"]["text"])
    flow = svg_of(picture(charts.flow)(panel, before, after, of=of), "flow")
    return html_parts.page(
        title,
        conclusions.of_transitions(counted),
        [
            html_parts.section("As a flow", html_parts.picture(flow)),
            html_parts.section("As a matrix", html_parts.picture(svg_of(matrix, "matrix"))),
            html_parts.section("In numbers", html_parts.table(counted.table())),
            html_parts.folded(
                "Sources, with the number of records", html_parts.listed(files_of(panel))
            ),
        ],
    )


def _changes(panel: Panel) -> Iterator[str]:
    """A picture and a table for each framework with itself, and with the next."""
    ids = [
        its.id
        for its in frameworks_of(panel)
        if any(edition.areas_of(Theme.OVERALL) for edition in its.editions)
    ]
    for before, after in [*zip(ids, ids, strict=True), *itertools.pairwise(ids)]:
        counted = panel.transitions(before, after)
        if counted.total:
            chart = picture(charts.transitions)(panel, before, after)
            caption = " ".join(chart["title"]["text"])
            table = attrs.evolve(counted.table(), caption=caption)
            yield html_parts.picture(svg_of(chart, f"{before}-{after}")) + html_parts.table(table)


def files_of(panel: Panel) -> list[str]:
    """The sources of a panel, with how many inspections each gave; rows of one sheet together."""
    sources = Counter(
        _ROW.sub("", part) for inspection in panel for part in inspection.source.split("; ") if part
    )
    return [f"{source}: {number}" for source, number in sources.items()] or ["no source recorded"]


_ROW = re.compile(r", row \d+$")
