"""`show` and `schema`: the frameworks, their editions, and the form of their records."""

import click

from ofsted_frameworks.cli.answers import Answer, answering
from ofsted_frameworks.cli.command import Command, complete_edition, complete_schema
from ofsted_frameworks.cli.streams import write_data


@click.command(
    "show",
    cls=Command,
    short_help="Show frameworks and editions, with their sources.",
    examples=("show", "show ilacs", "show ilacs-2026 --format json"),
)
@click.argument("what", required=False, metavar="[ID]", shell_complete=complete_edition)
@answering("text", "json")
def show_command(what: str | None) -> Answer:
    """Show every framework, or the one framework or edition with this ID: areas, scale and sources."""
    from ofsted_frameworks import show
    from ofsted_frameworks.frameworks import all_frameworks
    from ofsted_frameworks.serialization import to_dict

    if what is None:
        every = all_frameworks()
        return Answer(text=show.describe_frameworks, plain=lambda: [to_dict(its) for its in every])
    found = show.find(what)
    return Answer(text=lambda: show.describe(found), plain=lambda: to_dict(found))


@click.command(
    "schema",
    cls=Command,
    short_help="Print the JSON Schema of records.",
    examples=("schema", "schema ilacs-2023", "schema visit"),
)
@click.argument("what", default="record", metavar="[ID]", shell_complete=complete_schema)
def schema_command(what: str) -> None:
    """Print the JSON Schema of the records of an edition, of a "visit", or of any "record"."""
    from ofsted_frameworks import schema

    write_data(schema.as_text(schema.json_schema(what)))
