"""`compare` and `next`: what happened to one authority, and what comes next."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from ofsted_frameworks.cli import sources, streams
from ofsted_frameworks.cli.answers import EVERY, TABLE, Answer, answering
from ofsted_frameworks.cli.base import Command, as_at_option, authority_option, what_argument

if TYPE_CHECKING:
    import altair as alt


@click.command(
    "compare",
    cls=Command,
    short_help="Compare an authority's inspections, theme by theme.",
    examples=(
        "compare hampshire",
        "compare Leeds --output leeds.html",
        "compare reports/ --authority Leeds --format csv",
    ),
)
@what_argument
@authority_option
@answering(*EVERY)
def compare_command(what: tuple[str, ...], authority: str | None) -> Answer:
    """Compare an authority's inspections across frameworks, theme by theme.

    AUTHORITY is a name, an ONS code or a DfE number. FILE is a workbook, a CSV or JSON file, a report, or
    a folder of reports.
    """
    story = sources.one_trajectory(what, authority)

    def chart() -> "alt.LayerChart":
        from ofsted_frameworks import charts

        return charts.trajectory(story)

    def page() -> str:
        from ofsted_frameworks.page import trajectory_page

        return trajectory_page(story)

    return Answer(
        text=lambda: str(story), plain=story.to_rows, rows=story.to_rows, page=page, chart=chart
    )


@click.command(
    "next",
    cls=Command,
    short_help="Say what inspection comes next, when, and by which rule.",
    examples=(
        "next Leeds",
        "next hampshire --as-at 2027-01-31",
        "next records.jsonl --output next.xlsx",
    ),
)
@what_argument
@authority_option
@as_at_option
@answering(*TABLE)
def next_command(what: tuple[str, ...], authority: str | None, as_at: dt.date | None) -> Answer:
    """Say what inspection comes next, of what kind, when, and by which rule.

    AUTHORITY is a name, an ONS code or a DfE number. FILE is a workbook, a CSV or JSON file, a report, or
    a folder of reports. Several authorities get a line each; one gets the rules, their sources and the
    caveats too.
    """
    from ofsted_frameworks.cycle.next_inspection import next_inspection
    from ofsted_frameworks.cycle.overview import Overview
    from ofsted_frameworks.serialization import to_dict

    stories = sources.trajectories(what, authority)
    begun = [each for each in stories if not (as_at and each[0].date and each[0].date > as_at)]
    answers = [next_inspection(each, as_at=as_at) for each in begun or stories[:1]]
    if len(begun) < len(stories):
        names = ", ".join(each[0].authority.name for each in stories if each not in begun)
        streams.say(f"No inspection had begun as at {as_at}: {streams.visible(names)}")

    every = Overview(answers)

    def text() -> str:
        if len(stories) == 1 or authority:
            return "\n\n".join(str(answer) for answer in answers)
        return f"{every}\n\n{_ASK}"

    return Answer(
        text=text, plain=lambda: [to_dict(answer) for answer in answers], rows=every.to_rows
    )


_ASK = "With --authority NAME: the rules that say so, their sources, and the caveats."
