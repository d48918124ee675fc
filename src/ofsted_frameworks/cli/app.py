"""The program and its commands."""

import click

from ofsted_frameworks.cli.about import schema_command, show_command
from ofsted_frameworks.cli.authority_commands import compare_command, next_command
from ofsted_frameworks.cli.command import Program
from ofsted_frameworks.cli.file_commands import read_command, validate_command
from ofsted_frameworks.cli.panel_commands import (
    changes_command,
    list_command,
    panel_command,
    snapshots_command,
)
from ofsted_frameworks.cli.web import site_command


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    examples=("compare Leeds", "list --grade inadequate", "read outcomes.ods"),
)
@click.version_option(package_name="ofsted-frameworks")
def main() -> None:
    """Ask about Ofsted's inspections of local authority children's services in England.

    Without a file, a command answers from the built-in data: every published graded inspection since
    2009. The exit status is 0 if the command did its work, 1 if it found errors in a file, 2 if it could
    not do what you asked, and 3 if its output could not be written.
    """


for command in (
    compare_command,
    next_command,
    list_command,
    panel_command,
    changes_command,
    snapshots_command,
    read_command,
    validate_command,
    show_command,
    schema_command,
    site_command,
):
    main.add_command(command)
