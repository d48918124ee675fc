"""`list`, `panel`, `changes` and `snapshots`: questions about many authorities."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ofsted_frameworks.cli import inputs
from ofsted_frameworks.cli.answers import DRAWN, EVERY, TABLE, Answer, answering
from ofsted_frameworks.cli.command import (
    Command,
    as_at_option,
    complete_edition,
    files_argument,
    grade_option,
    published_by_option,
    region_option,
    since_option,
    theme_option,
)

if TYPE_CHECKING:
    import altair as alt

    from ofsted_frameworks.panel import Panel
    from ofsted_frameworks.tables import Tabular


_OVERALL = "overall_effectiveness"


@click.command(
    "list",
    cls=Command,
    short_help="List authorities by their latest grade.",
    examples=(
        "list --grade inadequate",
        "list --grade outstanding --theme care_leavers --region London",
        "list --grade inadequate --as-at 2025-03-31 --output inadequate.xlsx",
    ),
)
@files_argument
@grade_option
@theme_option
@region_option
@as_at_option
@published_by_option
@answering(*TABLE)
def list_command(
    files: tuple[Path, ...],
    grade: str | None,
    theme: str,
    region: str | None,
    as_at: dt.date | None,
    published_by: dt.date | None,
) -> Answer:
    """List each authority's latest inspection, or only those with this grade.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports; without one, all of England.
    """
    from ofsted_frameworks.cli.latest_tables import Listing

    panel = inputs.panel_from(files)
    latest = panel.latest(as_at, published_by=published_by).filter(region=region)
    listing = Listing.of(latest, theme, grade)
    return _tabular(listing, listing.notes)


@click.command(
    "panel",
    cls=Command,
    short_help="Count the latest grades of many authorities, or how they changed.",
    examples=(
        "panel --region London",
        "panel outcomes.ods --as-at 2025-03-31 --output panel.html",
        "panel --transitions sif ilacs --output flow.svg",
        "panel --transitions slac sif"
        " --of safeguarding_overall_effectiveness overall_effectiveness",
    ),
)
@files_argument
@region_option
@as_at_option
@published_by_option
@click.option(
    "--transitions",
    nargs=2,
    metavar="FROM TO",
    help="Count how grades changed from one framework or edition to another.",
    shell_complete=complete_edition,
)
@click.option(
    "--of",
    "what",
    nargs=2,
    metavar="BEFORE AFTER",
    help="With --transitions: the theme or area before, and after.",
)
@answering(*EVERY)
def panel_command(
    files: tuple[Path, ...],
    region: str | None,
    as_at: dt.date | None,
    published_by: dt.date | None,
    transitions: tuple[str, str] | None,
    what: tuple[str, str] | None,
) -> Answer:
    """Count the latest grades of many authorities, or how grades changed.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports; without one, all of England.
    Grades are counted framework by framework, so grades of different scales are never added together. With
    --transitions, --as-at leaves out the authorities that no longer existed on that day.
    """
    if what and not transitions:
        raise click.UsageError("--of goes with --transitions FROM TO")
    panel = inputs.panel_from(files).filter(region=region)
    if transitions:
        there = panel.filter(existing_on=as_at)
        return _transitions(there, transitions, what or (_OVERALL, _OVERALL))
    return _latest(panel, as_at, published_by)


@click.command(
    "changes",
    cls=Command,
    short_help="Say who improved and who declined.",
    examples=(
        "changes",
        "changes --theme leadership --region 'South West'",
        "changes --since 2025-03-31 --format csv",
    ),
)
@files_argument
@theme_option
@region_option
@since_option
@answering(*TABLE)
def changes_command(
    files: tuple[Path, ...], theme: str, region: str | None, since: dt.date | None
) -> Answer:
    """Say who improved and who declined at the latest inspection, or since a day.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports; without one, all of England.
    """
    panel = inputs.panel_from(files).filter(region=region)
    return _tabular(panel.changes(of=theme, since=since))


@click.command(
    "snapshots",
    cls=Command,
    short_help="Count latest grades as at each 31 March.",
    examples=("snapshots", "snapshots --region London --output london.svg"),
)
@files_argument
@theme_option
@region_option
@answering(*DRAWN)
def snapshots_command(files: tuple[Path, ...], theme: str, region: str | None) -> Answer:
    """Count each authority's latest grade as at each 31 March, as Ofsted's statistics do.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports; without one, all of England.
    """
    panel = inputs.panel_from(files).filter(region=region)

    def chart() -> "alt.LayerChart":
        from ofsted_frameworks import charts

        return charts.by_year(panel, theme)

    return _tabular(panel.snapshots(theme), chart=chart)


def _tabular(its: "Tabular", notes: Iterable[str] | None = None, **forms: Any) -> Answer:
    """The forms of an answer that is a table."""
    about = its.table().notes if notes is None else notes
    return Answer(
        text=lambda: str(its), plain=its.to_rows, rows=its.to_rows, about=tuple(about), **forms
    )


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
        about=tuple(counted.table().notes),
    )


def _transitions(panel: "Panel", asked: tuple[str, str], what: tuple[str, str]) -> Answer:
    counted = panel.transitions(*asked, of=what)

    def chart() -> "alt.LayerChart":
        from ofsted_frameworks import charts

        return charts.flow(panel, *asked, of=what)

    def page() -> str:
        from ofsted_frameworks.page import transitions_page

        return transitions_page(panel, *asked, of=what)

    def plain() -> dict[str, Any]:
        kept = ("before", "after", "count")
        known_to = counted.known_to.isoformat() if counted.known_to else None
        return {
            "from": counted.before,
            "to": counted.after,
            "total": counted.total,
            "counts": [{name: row[name] for name in kept} for row in counted.to_rows()],
            "caveats": list(counted.caveats),
            "known_to": known_to,
        }

    return Answer(
        text=lambda: str(counted),
        plain=plain,
        rows=counted.to_rows,
        page=page,
        chart=chart,
        about=tuple(counted.table().notes),
    )
