"""Write the command-line reference as Markdown, from the commands themselves."""

from collections.abc import Iterator

import click

from ofsted_frameworks.cli import main
from ofsted_frameworks.cli.command import Command


def describe_commands() -> str:
    """Return a section for each command: what it does, its options and its examples."""
    return "\n\n".join("\n".join(_section(name, main.commands[name])) for name in main.commands)


def _section(name: str, command: click.Command) -> Iterator[str]:
    assert isinstance(command, Command)
    context = click.Context(command, info_name=f"ofsted-frameworks {name}")
    yield f"### {name}"
    yield ""
    yield f"`{command.get_usage(context).removeprefix('Usage: ')}`"
    yield ""
    yield from _paragraphs(command.help or "")
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        yield "| Option | What it does |"
        yield "| --- | --- |"
        yield from (_row(option, context) for option in options)
        yield ""
    yield "```sh"
    yield from (f"ofsted-frameworks {example}" for example in command.examples)
    yield "```"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield " ".join(paragraph.split())
        yield ""


def _row(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    assert record
    names, text = (each.replace("|", "\\|") for each in record)
    return f"| `{names}` | {' '.join(text.split())} |"
