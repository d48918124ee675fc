"""The page of many authorities: their latest grades, and how grades changed."""

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator

import attrs

from ofsted_frameworks import charts
from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import as_at_phrase, without_altair
from ofsted_frameworks.months import in_words
from ofsted_frameworks.page import conclusions, html_parts
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import frameworks_of
from ofsted_frameworks.schedule import Theme


def panel_page(
    panel: Panel, as_at: dt.date | None = None, *, published_by: dt.date | None = None
) -> str:
    """Return the latest grades of many authorities, and how grades changed, as an HTML page.

    Latest grades are counted framework by framework, so that only grades on one scale are added up.
    Changes are counted within each framework, and from each framework to the next.

    >>> from ofsted_frameworks import Panel, datasets
    >>> "From SIF to ILACS" in panel_page(Panel(datasets.hampshire()))
    True

    Args:
        panel: The inspections.
        as_at: Count the latest inspections as at this day. Changes are counted over the whole panel.
        published_by: Count only inspections published by this day.
    """
    check(Panel, panel, "panel_page", "a Panel")
    latest = panel.latest(as_at, published_by=published_by)
    title = f"Inspections of children's services: {panel.table().caption.splitlines()[0]}"
    when = in_words(as_at) if as_at else ""
    return html_parts.page(
        title,
        conclusions.of_latest(latest, when) or title,
        _parts(panel, latest, as_at_phrase(as_at, published_by)),
    )


def _parts(panel: Panel, latest: Panel, as_at: str) -> Iterator[str]:
    for framework in frameworks_of(latest):
        under = latest.filter(framework=framework)
        shares = attrs.evolve(
            under.distributions().tables()[0], caption=f"Latest grades by theme, {framework.name}"
        )
        yield html_parts.section(
            f"Latest inspections under {framework.name}{as_at}",
            html_parts.chart_in_two_widths(f"latest-{framework.id}", charts.distribution, under),
            html_parts.table(shares),
        )
    yield html_parts.section("How overall grades changed", *_changes(panel))
    yield html_parts.section("Inspections", html_parts.table(panel.table()))
    yield html_parts.folded("Where records differ", html_parts.listed(map(str, panel.findings)))
    yield sources_of(panel)


def transitions_page(panel: Panel, before: str, after: str, of: charts.What = Theme.OVERALL) -> str:
    """Return how grades changed from one framework or edition to another, as an HTML page."""
    check(Panel, panel, "transitions_page", "a Panel")
    counted = panel.transitions(before, after, of=of)
    matrix = without_altair(charts.transitions)(panel, before, after, of=of)
    flow = without_altair(charts.flow)(panel, before, after, of=of)
    return html_parts.page(
        " ".join(matrix["title"]["text"]),
        conclusions.of_transitions(counted),
        [
            html_parts.section("As a flow", html_parts.chart(flow, "flow")),
            html_parts.section("As a matrix", html_parts.chart(matrix, "matrix")),
            html_parts.section("In numbers", html_parts.table(counted.table())),
            sources_of(panel),
        ],
    )


def _changes(panel: Panel) -> Iterator[str]:
    """Yield a chart and a table for the changes within each framework, and from each to the next."""
    ids = [
        framework.id
        for framework in frameworks_of(panel)
        if any(edition.areas_of(Theme.OVERALL) for edition in framework.editions)
    ]
    for before, after in [*zip(ids, ids, strict=True), *itertools.pairwise(ids)]:
        counted = panel.transitions(before, after)
        if counted.total:
            chart = without_altair(charts.transitions)(panel, before, after)
            caption = " ".join(chart["title"]["text"])
            table = attrs.evolve(counted.table(), caption=caption)
            yield html_parts.chart(chart, f"{before}-{after}") + html_parts.table(table)


def sources_of(panel: Panel) -> str:
    """Return the sources of a panel, folded, with the number of inspections that name each sheet or file."""
    counts = Counter(
        _ROW.sub("", part) for inspection in panel for part in inspection.source.split("; ") if part
    )
    lines = [f"{source}: {count}" for source, count in counts.items()] or ["no source recorded"]
    return html_parts.folded("Sources, with the number of records", html_parts.listed(lines))


_ROW = re.compile(r", row \d+$")
