"""`show` and `schema`: the frameworks, their editions, and the JSON Schema of records."""

import click

import ofsted_frameworks as of
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
    """Show one framework or edition by its ID, or all of them: the areas, the scale and the sources."""
    from ofsted_frameworks import show
    from ofsted_frameworks.frameworks.registry import get_framework_or_edition

    if what is None:
        return Answer(
            text=show.describe_frameworks,
            plain=lambda: [of.to_dict(framework) for framework in of.all_frameworks()],
        )
    found = get_framework_or_edition(what)
    return Answer(text=lambda: show.describe(found), plain=lambda: of.to_dict(found))


@click.command(
    "schema",
    cls=Command,
    short_help="Print the JSON Schema for records.",
    examples=("schema", "schema ilacs-2023", "schema visit"),
)
@click.argument("what", default="record", metavar="[ID]", shell_complete=complete_schema)
def schema_command(what: str) -> None:
    """Print the JSON Schema for records.

    ID is an edition such as ilacs-2023, or "visit", or "record" (the default) for a record of any kind.
    """
    from ofsted_frameworks import schema

    write_data(schema.as_text(schema.json_schema(what)))
