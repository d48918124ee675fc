"""`panel`: questions about many authorities."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ofsted_frameworks.cli import sources
from ofsted_frameworks.cli.answers import EVERY, Answer, answering
from ofsted_frameworks.cli.base import (
    Command,
    as_at_option,
    complete_edition,
    files_argument,
    published_by_option,
)

if TYPE_CHECKING:
    import altair as alt

    from ofsted_frameworks.panel.panel import Panel


@click.command(
    "panel",
    cls=Command,
    short_help="Count the latest grades of many authorities.",
    examples=(
        "panel --as-at 2025-03-31",
        "panel outcomes.ods --output panel.html",
        "panel --transitions sif ilacs",
    ),
)
@files_argument
@as_at_option
@published_by_option
@click.option(
    "--transitions",
    nargs=2,
    metavar="FROM TO",
    help="How grades changed from one framework or edition to another.",
    shell_complete=complete_edition,
)
@answering(*EVERY)
def panel_command(
    files: tuple[Path, ...],
    as_at: dt.date | None,
    published_by: dt.date | None,
    transitions: tuple[str, str] | None,
) -> Answer:
    """Count the latest grades of many authorities, or how grades changed.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Grades are counted framework
    by framework, so that grades of different scales are never added up. With --transitions, --as-at leaves
    out the authorities that no longer existed on that day.
    """
    panel = sources.panel_from(files)
    if transitions:
        return _transitions(panel.filter(existing_on=as_at), transitions)
    return _latest(panel, as_at, published_by)


def _latest(panel: "Panel", as_at: dt.date | None, published_by: dt.date | None) -> Answer:
    from ofsted_frameworks.serialization import to_dict

    latest = panel.latest(as_at, published_by=published_by)
    counted = latest.distributions()

    def page() -> str:
        from ofsted_frameworks.page import panel_page

        return panel_page(panel, as_at, published_by=published_by)

    def chart() -> "alt.LayerChart":
        from ofsted_frameworks import charts

        return charts.distribution(latest)

    return Answer(
        text=lambda: str(counted),
        plain=lambda: {"inspections": len(latest), **to_dict(counted)},
        rows=counted.to_rows,
        page=page,
        chart=chart,
    )


def _transitions(panel: "Panel", asked: tuple[str, str]) -> Answer:
    counted = panel.transitions(*asked)

    def chart() -> "alt.LayerChart":
        from ofsted_frameworks import charts

        return charts.transitions(panel, *asked)

    def plain() -> dict[str, Any]:
        kept = ("before", "after", "count")
        rows = [{name: row[name] for name in kept} for row in counted.to_rows()]
        known_to = counted.known_to.isoformat() if counted.known_to else None
        return {
            "from": counted.before,
            "to": counted.after,
            "total": counted.total,
            "counts": rows,
            "caveats": list(counted.caveats),
            "known_to": known_to,
        }

    def page() -> str:
        from ofsted_frameworks.page import transitions_page

        return transitions_page(panel, *asked)

    return Answer(
        text=lambda: str(counted),
        plain=plain,
        rows=counted.to_rows,
        page=page,
        chart=chart,
    )
