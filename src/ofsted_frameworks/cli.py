"""The command line: `ofsted-frameworks show` and `compare`."""

import json
import sys
from typing import Any

try:
    import click
except ImportError:
    from ofsted_frameworks.findings import MissingExtra

    sys.exit(str(MissingExtra("cli", "click")))

from ofsted_frameworks import datasets, show
from ofsted_frameworks.findings import OfstedFrameworksError


class _Group(click.Group):
    """Our own errors end a command with their message and exit code 2, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OfstedFrameworksError as error:
            raise click.UsageError(str(error)) from None


_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ofsted-frameworks")
def main() -> None:
    """The frameworks by which Ofsted inspects local authority children's services."""


@main.command("show")
@click.argument("what", required=False, metavar="[FRAMEWORK or EDITION]")
@_as_json
def show_command(what: str | None, as_json: bool) -> None:
    """Show every framework, or one framework or edition with its areas, scale and sources."""
    if what is None:
        _print(show.plain_frameworks() if as_json else show.describe_frameworks())
        return
    found = show.find(what)
    _print(show.plain(found) if as_json else show.describe(found))


@main.command()
@click.argument("what", type=click.Choice(["hampshire"]))
@_as_json
def compare(what: str, as_json: bool) -> None:
    """Compare an authority's inspections across frameworks, theme by theme."""
    trajectory = datasets.hampshire()
    _print(trajectory.to_rows() if as_json else str(trajectory))


def _print(output: object) -> None:
    click.echo(output if isinstance(output, str) else json.dumps(output, indent=2))
