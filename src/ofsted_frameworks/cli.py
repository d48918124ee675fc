"""The command line: `ofsted-frameworks show, compare, next, read, panel, validate, schema`."""

import datetime as dt
import json
import sys
import textwrap
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TextIO

try:
    import click
except ImportError:
    from ofsted_frameworks.findings import MissingExtra

    sys.exit(str(MissingExtra("cli", "click")))

from ofsted_frameworks import datasets, page, schema, show
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.cycle.next_inspection import next_inspection
from ofsted_frameworks.cycle.overview import overview
from ofsted_frameworks.findings import Finding, OfstedFrameworksError, Severity, UnreadableFile
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import describe_latest, plain_latest, plain_transitions
from ofsted_frameworks.readers.gathering import PASSED_OVER, Gathered, gather
from ofsted_frameworks.validation.bulk import Report, validate_file
from ofsted_frameworks.validation.reporting import WRITERS, one_line
from ofsted_frameworks.validation.vocabulary import day_of
from ofsted_frameworks.writing import WRITERS as EVENT_WRITERS

HAMPSHIRE = "hampshire"
UNREAD = "ofsted_frameworks.unread"


class _Refused(click.ClickException):
    """What cannot be done, without the usage: it is not the way of asking that is wrong."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints the message in 80 columns."""
        click.echo(_wrapped(f"Error: {self.message}"), err=True)


class _Group(click.Group):
    """Our own errors end a command with their message and exit code 2, never with a traceback.

    The exit code is 1 where a command did its work and something in its files could not be read.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            super().invoke(ctx)
        except OfstedFrameworksError as error:
            raise _Refused(str(error)) from None
        if ctx.meta.get(UNREAD):
            ctx.exit(1)


def _day(text: str) -> dt.date:
    if day := day_of(text):
        return day
    raise click.BadParameter(f"{text!r} is no day as in 2025-03-31.")


_whose = click.option("--authority", metavar="NAME", help="Whose inspections, by name or ONS code.")
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


@main.command("show", short_help="Show frameworks and editions, with their sources.")
@click.argument("what", required=False, metavar="[FRAMEWORK or EDITION]")
@_as_json
def show_command(what: str | None, as_json: bool) -> None:
    """Show every framework, or one framework or edition with its areas, scale and sources."""
    if what is None:
        _print(show.plain_frameworks() if as_json else show.describe_frameworks())
        return
    found = show.find(what)
    _print(show.plain(found) if as_json else show.describe(found))


@main.command(short_help="Compare an authority's inspections, theme by theme.")
@click.argument("what", nargs=-1, required=True, metavar="FILE...-or-hampshire")
@_whose
@_as_json
@_as_page
def compare(
    what: tuple[str, ...], authority: str | None, as_json: bool, html: TextIO | None
) -> None:
    """Compare an authority's inspections across frameworks, theme by theme.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports.
    """
    _one_way(html, {"--json": as_json})
    trajectory = _one_trajectory(what, authority)
    if html:
        html.write(page.trajectory_page(trajectory))
        return
    _print(trajectory.to_rows() if as_json else str(trajectory))


def _one_trajectory(what: tuple[str, ...], authority: str | None) -> Trajectory:
    match _trajectories(what, authority):
        case [only]:
            return only
        case several:
            names = ", ".join(repr(each[0].authority.name) for each in several[:5])
            more = f" and {len(several) - 5} more" if len(several) > 5 else ""
            raise _Refused(f"say whose with --authority: there are {names}{more}")


def _hampshire() -> Panel:
    hampshire = datasets.hampshire()
    return Panel(hampshire, hampshire.visits)


def _trajectories(what: tuple[str, ...], authority: str | None) -> list[Trajectory]:
    """Those of the files, or of one authority in them."""
    panel = _hampshire() if what == (HAMPSHIRE,) else _panel(what)
    whose = panel.filter(authority=authority) if authority else panel
    if found := list(whose.trajectories().values()):
        return found
    raise _Refused(f"no dated inspection of {authority or 'anyone'} is in there")


@main.command("next", short_help="Tell what inspection comes next, when, and by which rule.")
@click.argument("what", nargs=-1, required=True, metavar="FILE...-or-hampshire")
@_whose
@click.option(
    "--as-at", type=_day, metavar="YYYY-MM-DD", help="Tell whether it is overdue on this day."
)
@_as_json
def next_command(
    what: tuple[str, ...], authority: str | None, as_at: dt.date | None, as_json: bool
) -> None:
    """Tell what inspection comes next, of what kind, when, and by which rule.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Every authority in it is
    answered for: in a line each where there are several, with the rules and caveats where there is one,
    or where --authority says whose answer is wanted.
    """
    told = _trajectories(what, authority)
    begun = [each for each in told if not (as_at and each[0].date and each[0].date > as_at)]
    answers = [next_inspection(each, as_at=as_at) for each in begun or told[:1]]
    if as_json:
        _print([answer.to_dict() for answer in answers])
    elif len(told) == 1 or authority:
        _print("\n\n".join(str(answer) for answer in answers))
    else:
        _print(overview(answers).text())
        _print(f"\n{_ASK}")
    if len(begun) < len(told):
        names = ", ".join(each[0].authority.name for each in told if each not in begun)
        click.echo(_wrapped(f"No inspection had begun as at {as_at}: {names}"), err=True)


_ASK = "With --authority NAME: the rules that say so, their sources, and the caveats."


@main.command("read", short_help="Read inspections and visits from files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--to",
    type=click.Choice(list(EVENT_WRITERS)),
    help="Print what was read as this: jsonl and csv for validate, json with the account.",
)
@click.option("--processes", type=click.IntRange(min=1), help="How many read reports at once.")
def read_command(files: tuple[str, ...], to: str | None, processes: int | None) -> None:
    """Read inspections and visits from files, and account for everything in them.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Without --to the account is
    printed; with it, the inspections and visits, and the account goes to the standard error.

    The exit code is 0 when everything was read, 1 when something was not, and 2 when there is no such
    file. An inspection that stands in several places is printed once.
    """
    gathered = _gathered(files, processes)
    findings = (*gathered.findings, *gathered.disagreements)
    if to:
        EVENT_WRITERS[to](gathered, sys.stdout.write)
    told = _told(finding for finding in findings if finding.severity is not Severity.NOTE)
    click.echo("\n".join([*told, _wrapped(str(gathered))]), err=bool(to))
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    click.get_current_context().exit(int(wrong))


@main.command("panel", short_help="Count the latest grades of many authorities.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--as-at", type=_day, metavar="YYYY-MM-DD", help="The latest inspections as at this day."
)
@click.option(
    "--published-by",
    type=_day,
    metavar="YYYY-MM-DD",
    help="Count only those published by this day.",
)
@click.option("--transitions", nargs=2, metavar="FROM TO", help="How grades changed, by framework.")
@_as_json
@_as_page
def panel_command(
    files: tuple[str, ...],
    as_at: dt.date | None,
    published_by: dt.date | None,
    transitions: tuple[str, str] | None,
    as_json: bool,
    html: TextIO | None,
) -> None:
    """Count the latest grades of many authorities, or how grades changed.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. Grades are counted framework
    by framework, so that grades of different scales are never counted as one. With --transitions,
    --as-at leaves out the authorities that no longer existed on that day.
    """
    _one_way(html, {"--json": as_json, "--transitions, which it shows anyway,": transitions})
    panel = _panel(files)
    if html:
        html.write(page.panel_page(panel, as_at, published_by=published_by))
    elif transitions:
        there = panel.filter(existing_on=as_at)
        counted = there.transitions(*transitions)
        _print(plain_transitions(counted) if as_json else str(counted))
    else:
        latest = panel.latest(as_at, published_by=published_by)
        _print(plain_latest(latest) if as_json else describe_latest(latest))


def _panel(files: tuple[str, ...]) -> Panel:
    """What the files hold; what cannot be read is told on the standard error."""
    gathered = _gathered(files)
    errors = [f for f in gathered.findings if f.severity is Severity.ERROR]
    passed_over = [f for f in gathered.findings if f.rule == PASSED_OVER]
    for line in _told(errors + passed_over):
        click.echo(line, err=True)
    if errors:
        click.get_current_context().meta[UNREAD] = True
    if not gathered.inspections:
        raise _Refused("there is no inspection to be read")
    return gathered.panel


def _told(findings: Iterable[Finding]) -> list[str]:
    return [_wrapped(one_line(str(finding))) for finding in findings]


def _wrapped(text: str) -> str:
    """The lines of a text in 80 columns; a path or another long word is left whole."""
    return "\n".join(_WRAP.fill(line) for line in text.splitlines())


_WRAP = textwrap.TextWrapper(
    80, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
)


def _one_way(html: TextIO | None, others: Mapping[str, object]) -> None:
    for name, given in others.items():
        if html and given:
            raise click.UsageError(f"--html writes a page: leave out {name} or leave out --html")


def _gathered(files: tuple[str, ...], processes: int | None = None) -> Gathered:
    with _bar("Reading reports") as tell:
        return gather(*files, processes=processes, progress=tell)


@main.command("validate", short_help="Say everything that is wrong with files of records.")
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
                _Refused(str(error)).show()
    writer.end(reports)
    click.get_current_context().exit(
        2 if unusable else any(report.errors for report in reports.values())
    )


@contextmanager
def _progress(files: Iterable[Path]) -> Generator[Callable[[int], object] | None, None, None]:
    size = sum(_size(file) for file in files)
    with _bar("Validating") as tell:
        yield _adding_up(tell, size) if tell else None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


def _adding_up(tell: Callable[[int, int], object], size: int) -> Callable[[int], object]:
    read = 0

    def advance(block: int) -> None:
        nonlocal read
        read += block
        tell(read, size)

    return advance


@contextmanager
def _bar(doing: str) -> Generator[Callable[[int, int], object] | None, None, None]:
    """A bar on a terminal, told how much is done and how much there is; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


@main.command("schema", short_help="Print the JSON Schema of records.")
@click.argument("what", default=schema.RECORD, metavar="[EDITION or visit or record]")
def schema_command(what: str) -> None:
    """Print the JSON Schema of an edition's records, of visits, or of any record."""
    click.echo(schema.as_text(schema.json_schema(what)), nl=False)


def _print(output: object) -> None:
    click.echo(output if isinstance(output, str) else json.dumps(output, indent=2))
