"""The command line: `ofsted-frameworks show`, `compare` and `next`."""

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

try:
    import click
except ImportError:
    from ofsted_frameworks.findings import MissingExtra

    sys.exit(str(MissingExtra("cli", "click")))

from ofsted_frameworks import datasets, show
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.cycle import next_inspection
from ofsted_frameworks.findings import OfstedFrameworksError, Place, UnreadableFile
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.serialization import from_dict


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


@main.command("next")
@click.argument("what", metavar="FILE-or-hampshire")
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="Tell whether it is overdue.")
@_as_json
def next_command(what: str, as_at: dt.datetime | None, as_json: bool) -> None:
    """Tell what inspection comes next, of what kind, when, and by which rule.

    FILE holds inspections and visits as JSON, one record, a list of them, or one a line; every
    authority in it is answered for.
    """
    day = as_at.date() if as_at else None
    try:
        answers = [next_inspection(history, as_at=day) for history in _histories(what)]
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    plain = [answer.to_dict() for answer in answers]
    _print(plain if as_json else "\n\n".join(str(answer) for answer in answers))


def _histories(what: str) -> Iterable[Trajectory | list[AnyInspection | Visit]]:
    if what == "hampshire":
        return [datasets.hampshire()]
    histories: dict[str, list[AnyInspection | Visit]] = {}
    for record in _records(Path(what)):
        event = from_dict(record)
        histories.setdefault(event.authority.code or event.authority.name, []).append(event)
    return histories.values()


def _records(file: Path) -> Iterator[dict[str, Any]]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{file}: {error}") from None
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        yield from _lines(file, text)
    else:
        yield from whole if isinstance(whole, list) else [whole]


def _lines(file: Path, text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                place = Place(file=str(file), line=number)
                raise UnreadableFile(f"{place}: not JSON: {error}") from None


def _print(output: object) -> None:
    click.echo(output if isinstance(output, str) else json.dumps(output, indent=2))
