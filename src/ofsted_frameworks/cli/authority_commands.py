"""`compare` and `next`: what happened to one authority, and what comes next."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ofsted_frameworks.cli import inputs, streams
from ofsted_frameworks.cli.answers import EVERY, TABLE, Answer, answering
from ofsted_frameworks.cli.command import (
    Command,
    as_at_option,
    authority_option,
    region_option,
    what_argument,
    what_if_any_argument,
)

if TYPE_CHECKING:
    import altair as alt

    from ofsted_frameworks.cycle.overview import Overview
    from ofsted_frameworks.inspection import LocalAuthority
    from ofsted_frameworks.panel import Panel


@click.command(
    "compare",
    cls=Command,
    short_help="Compare an authority's inspections, theme by theme.",
    examples=(
        "compare hampshire",
        "compare Leeds --output leeds.html",
        "compare Leeds --beside neighbours --output leeds.xlsx",
        "compare reports/ --authority Leeds --format csv",
    ),
)
@what_argument
@authority_option
@click.option(
    "--beside",
    type=click.Choice(("neighbours", "region")),
    help="Show its latest grades beside its statistical neighbours or region, and England.",
)
@answering(*EVERY)
def compare_command(what: tuple[str, ...], authority: str | None, beside: str | None) -> Answer:
    """Compare an authority's inspections across frameworks, theme by theme.

    AUTHORITY is a name, an ONS code or a DfE number. FILE is a workbook, a CSV or JSON file, a report, or
    a folder of reports.
    """
    story = inputs.one_trajectory(what, authority)
    if beside:
        return _beside(inputs.england(), story[0].authority, beside)

    def chart() -> "alt.LayerChart":
        from ofsted_frameworks import charts

        return charts.trajectory(story)

    def page() -> str:
        from ofsted_frameworks.page import trajectory_page

        return trajectory_page(story)

    return Answer(
        text=lambda: str(story), plain=story.to_rows, rows=story.to_rows, page=page, chart=chart
    )


def _beside(panel: "Panel", authority: "LocalAuthority", others: str) -> Answer:
    """One authority's latest grades beside others'."""
    from ofsted_frameworks.cli.latest_tables import Beside

    its = Beside.of(panel, authority, others)
    whose = [inspection.authority for inspection in its.inspections[1:]]

    def chart() -> "alt.LayerChart":
        from ofsted_frameworks import charts

        return charts.beside(panel, authority, whose)

    def page() -> str:
        from ofsted_frameworks.page import beside_page

        return beside_page(panel, authority, whose)

    return Answer(
        text=lambda: str(its),
        plain=its.to_rows,
        rows=its.to_rows,
        page=page,
        chart=chart,
        about=its.notes,
    )


@click.command(
    "next",
    cls=Command,
    short_help="Say what inspection comes next, when, and by which rule.",
    examples=(
        "next Leeds",
        "next --region London",
        "next hampshire --as-at 2027-01-31",
        "next records.jsonl --output next.xlsx",
    ),
)
@what_if_any_argument
@authority_option
@region_option
@as_at_option
@answering(*TABLE)
def next_command(
    what: tuple[str, ...], authority: str | None, region: str | None, as_at: dt.date | None
) -> Answer:
    """Say what inspection comes next, of what kind, when, and by which rule.

    AUTHORITY is a name, an ONS code or a DfE number. FILE is a workbook, a CSV or JSON file, a report, or
    a folder of reports. One authority gets the rules, their sources and the caveats. Several get a line
    each, and so do all of England, or of a region, without a name: those due first come first.
    """
    from ofsted_frameworks.serialization import to_dict
    from ofsted_frameworks.tables import wrapped

    if region and (what or authority):
        raise click.UsageError(
            "--region is for all of England: leave out either the names or --region"
        )
    if what:
        every, alone = _of_these(what, authority, as_at)
    else:
        panel = inputs.england().filter(authority=authority, region=region)
        every, alone = panel.due(as_at), bool(authority)

    def text() -> str:
        if alone:
            return "\n\n".join(str(answer) for answer in every)
        return f"{every}\n\n{wrapped(_ASK)}"

    return Answer(
        text=text,
        plain=lambda: [to_dict(answer) for answer in every],
        rows=every.to_rows,
        about=tuple(every.table().notes),
    )


_ASK = "With the name of one authority: the rules that say so, their sources, and the caveats."


def _of_these(
    what: Sequence[str], authority: str | None, as_at: dt.date | None
) -> "tuple[Overview, bool]":
    """What comes next for each authority that is named or in the files, and whether it is one."""
    from ofsted_frameworks.cycle.next_inspection import next_inspection
    from ofsted_frameworks.cycle.overview import Overview

    stories = inputs.trajectories(what, authority)
    begun = [each for each in stories if not (as_at and each[0].date and each[0].date > as_at)]
    if len(begun) < len(stories):
        names = ", ".join(each[0].authority.name for each in stories if each not in begun)
        streams.say(f"No inspection had begun as at {as_at}: {streams.visible(names)}")
    answers = [next_inspection(each, as_at=as_at) for each in begun or stories[:1]]
    return Overview(answers), len(stories) == 1 or bool(authority)
