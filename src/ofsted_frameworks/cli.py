"""The command line: `ofsted-frameworks show`, `compare`, `next`, `validate` and `schema`."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

try:
    import click
except ImportError:
    from ofsted_frameworks.findings import MissingExtra

    sys.exit(str(MissingExtra("cli", "click")))

from ofsted_frameworks import datasets, page, schema, show
from ofsted_frameworks.bulk import Report, validate_file
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.cycle import next_inspection
from ofsted_frameworks.findings import OfstedFrameworksError, Place, UnreadableFile
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.reporting import WRITERS
from ofsted_frameworks.serialization import from_dict


class _Group(click.Group):
    """Our own errors end a command with their message and exit code 2, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OfstedFrameworksError as error:
            raise click.UsageError(str(error)) from None


_as_page = click.option(
    "--html",
    type=click.File("w", encoding="utf-8", lazy=True),
    metavar="FILE",
    help="Write one self-contained page, with charts, to FILE.",
)
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
@_as_page
def compare(what: str, as_json: bool, html: TextIO | None) -> None:
    """Compare an authority's inspections across frameworks, theme by theme."""
    trajectory = datasets.hampshire()
    if html:
        html.write(page.trajectory_page(trajectory))
        return
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


@main.command("validate")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option(
    "--format", "written", type=click.Choice(list(WRITERS)), default="text", help="How to print."
)
@click.option(
    "--input-format",
    type=click.Choice(["json", "jsonl", "csv"]),
    help="What the files are, where their endings do not tell.",
)
@click.option("--complete", is_flag=True, help="A judgement that is left out is an error.")
@click.option("--history", is_flag=True, help="Judge the inspections of an authority together too.")
@click.option("--warnings-as-errors", is_flag=True, help="Let every warning count as an error.")
def validate_command(files: tuple[Path, ...], written: str, **options: Any) -> None:
    """Say everything that is wrong with files of records: JSON, JSON Lines or CSV.

    The exit code is 0 when there is no error, 1 when there is, and 2 when a file cannot be used.
    """
    writer = WRITERS[written](sys.stdout.write)
    options["format"] = options.pop("input_format")
    reports: dict[str, Report] = {}
    unusable = False
    with _progress(files) as progress:
        for file in files:
            try:
                reports[str(file)] = validate_file(
                    file, on_finding=writer.finding, keep=0, progress=progress, **options
                )
            except UnreadableFile as error:
                unusable = True
                click.echo(f"Error: {error}", err=True)
    writer.end(reports)
    click.get_current_context().exit(
        2 if unusable else any(report.errors for report in reports.values())
    )


@contextmanager
def _progress(files: Iterable[Path]) -> Generator[Callable[[int], object] | None, None, None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    size = sum(file.stat().st_size for file in files if file.is_file())
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Validating", total=size)
        yield lambda read: bar.advance(task, read)


@main.command("schema")
@click.argument("what", default=schema.RECORD, metavar="[EDITION or visit or record]")
def schema_command(what: str) -> None:
    """Print the JSON Schema of an edition's records, of visits, or of any record."""
    click.echo(schema.as_text(schema.json_schema(what)), nl=False)


def _print(output: object) -> None:
    click.echo(output if isinstance(output, str) else json.dumps(output, indent=2))
