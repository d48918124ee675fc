"""`compare` and `next`: what has happened to one authority, and what comes next."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

import ofsted_frameworks as of
from ofsted_frameworks.cli import inputs, streams
from ofsted_frameworks.cli.answers import EVERY, TABLE, Answer, answering, table_answer
from ofsted_frameworks.cli.command import (
    Command,
    as_at_option,
    authority_option,
    region_option,
    what_argument,
    what_if_any_argument,
)
from ofsted_frameworks.months import known_to_in_words

if TYPE_CHECKING:
    from ofsted_frameworks.cycle.overview import Overview


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
    help="Show the authority's latest grades beside those of its statistical neighbours or region, and of "
    "England.",
)
@answering(*EVERY)
def compare_command(what: tuple[str, ...], authority: str | None, beside: str | None) -> Answer:
    """Compare an authority's inspections across frameworks, theme by theme.

    AUTHORITY is a name, an ONS code or a DfE number. FILE is a workbook, a CSV or JSON file, a report, or
    a folder of reports.
    """
    story = inputs.one_trajectory(what, authority)
    if beside:
        return _beside(story[0].authority, beside)
    return Answer(
        text=lambda: str(story),
        plain=story.to_rows,
        rows=story.to_rows,
        notes=lambda: (*story.cautions, known_to_in_words(story.known_to)),
        page=lambda: of.page.trajectory_page(story),
        chart=lambda: of.charts.trajectory(story),
    )


def _beside(authority: of.LocalAuthority, group: str) -> Answer:
    from ofsted_frameworks.cli.latest_tables import Beside

    england = of.datasets.england()
    table = Beside.of(england, authority, group)
    shown = [inspection.authority for inspection in table.inspections[1:]]
    return table_answer(
        table,
        page=lambda: of.page.beside_page(england, authority, shown),
        chart=lambda: of.charts.beside(england, authority, shown),
    )


@click.command(
    "next",
    cls=Command,
    short_help="Show which inspection comes next, when, and by which rule.",
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
    """Show which inspection comes next, of what kind, when, and by which rule.

    AUTHORITY is a name, an ONS code or a DfE number. FILE is a workbook, a CSV or JSON file, a report, or
    a folder of reports. For one authority, the answer gives the rules, their sources and the caveats. For
    several, it is a table with a row for each. Without a name or file, it covers all of England or one
    region, with those due first at the top.
    """
    from ofsted_frameworks.tables import wrapped

    if region and (what or authority):
        raise click.UsageError("--region cannot be combined with a name or a file; leave one out")
    if what:
        overview, alone = _next_of(what, authority, as_at)
    else:
        panel = of.datasets.england().filter(authority=authority, region=region)
        overview, alone = panel.due(as_at), bool(authority)

    def text() -> str:
        if alone:
            return "\n\n".join(str(answer) for answer in overview)
        return f"{overview}\n\n{wrapped(_MORE)}"

    return table_answer(
        overview, text=text, plain=lambda: [of.to_dict(answer) for answer in overview]
    )


_MORE = "For the rules, their sources and the caveats, name one authority."


def _next_of(
    what: Sequence[str], authority: str | None, as_at: dt.date | None
) -> "tuple[Overview, bool]":
    """Return what comes next for each authority named or in the files, and whether there is only one."""
    from ofsted_frameworks.cycle.overview import Overview

    stories = inputs.trajectories(what, authority)
    begun = [each for each in stories if not (as_at and each[0].date and each[0].date > as_at)]
    if begun and len(begun) < len(stories):
        names = ", ".join(each[0].authority.name for each in stories if each not in begun)
        streams.say(f"No inspection had begun by {as_at}: {streams.visible(names)}")
    answers = [of.next_inspection(each, as_at=as_at) for each in begun or stories[:1]]
    return Overview(answers), len(stories) == 1 or bool(authority)
