"""`list`, `panel`, `changes` and `snapshots`: questions about many authorities."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ofsted_frameworks as of
from ofsted_frameworks.cli import inputs
from ofsted_frameworks.cli.answers import DRAWN, EVERY, TABLE, Answer, answering, table_answer
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
    theme_or_area_option,
)

if TYPE_CHECKING:
    from ofsted_frameworks.panel import Panel


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
    """List each authority's latest inspection, or only those with a given grade.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Without one, the list covers
    all of England.
    """
    from ofsted_frameworks.cli.latest_tables import Listing

    panel = inputs.panel_from(files)
    latest = panel.latest(as_at, published_by=published_by).filter(region=region)
    return table_answer(Listing.of(latest, theme, grade))


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
    "areas",
    nargs=2,
    metavar="BEFORE AFTER",
    help="With --transitions: the themes or areas to count, before and after.",
)
@answering(*EVERY)
def panel_command(
    files: tuple[Path, ...],
    region: str | None,
    as_at: dt.date | None,
    published_by: dt.date | None,
    transitions: tuple[str, str] | None,
    areas: tuple[str, str] | None,
) -> Answer:
    """Count the latest grades of many authorities, or how grades changed.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Without one, the count covers
    all of England. Grades are counted framework by framework, so grades on different scales are never added
    together. With --transitions, --as-at leaves out authorities that no longer existed on that date.
    """
    if areas and not transitions:
        raise click.UsageError("--of needs --transitions FROM TO")
    panel = inputs.panel_from(files).filter(region=region)
    if transitions:
        existing = panel.filter(existing_on=as_at)
        return _transitions(existing, transitions, areas or (_OVERALL, _OVERALL))
    return _latest(panel, as_at, published_by)


@click.command(
    "changes",
    cls=Command,
    short_help="Show who improved and who declined.",
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
    """Show who improved and who declined at the latest inspection, or since a date.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Without one, the answer covers
    all of England.
    """
    panel = inputs.panel_from(files).filter(region=region)
    return table_answer(panel.changes(of=theme, since=since))


@click.command(
    "snapshots",
    cls=Command,
    short_help="Count the latest grades as at each 31 March.",
    examples=("snapshots", "snapshots --region London --output london.svg"),
)
@files_argument
@theme_or_area_option
@region_option
@answering(*DRAWN)
def snapshots_command(files: tuple[Path, ...], theme: str, region: str | None) -> Answer:
    """Count each authority's latest grade as at each 31 March, as Ofsted's statistics do.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Without one, the count covers
    all of England.
    """
    panel = inputs.panel_from(files).filter(region=region)
    return table_answer(panel.snapshots(theme), chart=lambda: of.charts.by_year(panel, theme))


def _latest(panel: "Panel", as_at: dt.date | None, published_by: dt.date | None) -> Answer:
    latest = panel.latest(as_at, published_by=published_by)
    counted = latest.distributions()
    return table_answer(
        counted,
        plain=lambda: {"inspections": len(latest), **of.to_dict(counted)},
        page=lambda: of.page.panel_page(panel, as_at, published_by=published_by),
        chart=lambda: of.charts.distribution(latest),
    )


def _transitions(panel: "Panel", ids: tuple[str, str], areas: tuple[str, str]) -> Answer:
    counted = panel.transitions(*ids, of=areas)

    def plain() -> dict[str, Any]:
        return {
            "from": counted.before,
            "to": counted.after,
            "total": counted.total,
            "counts": [
                {name: row[name] for name in ("before", "after", "count")}
                for row in counted.to_rows()
            ],
            "caveats": list(counted.caveats),
            "known_to": counted.known_to,
        }

    return table_answer(
        counted,
        plain=plain,
        page=lambda: of.page.transitions_page(panel, *ids, of=areas),
        chart=lambda: of.charts.flow(panel, *ids, of=areas),
    )
