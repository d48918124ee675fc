"""`read` and `validate`: what files hold, and what is wrong with it."""

import contextlib
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ofsted_frameworks.cli import finding_lines, inputs, streams
from ofsted_frameworks.cli.answers import format_option
from ofsted_frameworks.cli.command import Command, Refused, complete_edition
from ofsted_frameworks.findings import Severity, UnreadableFile

if TYPE_CHECKING:
    from ofsted_frameworks.readers.gathering import Gathered
    from ofsted_frameworks.validation.bulk import Report
    from ofsted_frameworks.validation.reporting import Writer

every_option = click.option(
    "--every", is_flag=True, help="Print every finding, even if many are alike."
)
some_files = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)


@click.command(
    "read",
    cls=Command,
    short_help="Read inspections and visits from files.",
    examples=(
        "read outcomes.ods",
        "read reports/ --format jsonl --output records.jsonl",
        "read grades.csv --column Council=authority --label RI='requires improvement'",
    ),
)
@some_files
@click.option("--column", "columns", multiple=True, metavar="HEADING=FIELD", help=(
    "Read the column with this heading as this field, such as authority, start or overall_effectiveness."
))  # fmt: skip
@click.option(
    "--label", "labels", multiple=True, metavar="WORD=GRADE", help="Read this word as this grade."
)
@click.option(
    "--edition",
    metavar="ID",
    help="The edition of every inspection, if dates do not settle it.",
    shell_complete=complete_edition,
)
@click.option("--processes", type=click.IntRange(min=1), help="How many processes read reports.")
@every_option
@format_option(("text", "json", "jsonl", "csv"))
def read_command(
    files: tuple[Path, ...],
    columns: tuple[str, ...],
    labels: tuple[str, ...],
    edition: str | None,
    processes: int | None,
    every: bool,
    written: str,
    output: Path | None,
) -> None:
    """Read inspections and visits from files, and account for everything in them.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. The account of each file is
    printed as soon as it is read. With --format csv, jsonl or json the inspections and visits are written
    as records, each once, and the account goes to the standard error.

    The exit status is 1 if something in the files was not read.
    """
    from ofsted_frameworks.readers.gathering import gather
    from ofsted_frameworks.writing import WRITERS

    own, words = pairs(columns, "--column"), pairs(labels, "--label")
    text = written == "text"
    with streams.writer(output, data=not text) as write:
        tell = write if text else streams.say
        with inputs.progress("Reading reports", printing=text) as advance:
            gathered = gather(
                *files,
                processes=processes,
                progress=advance,
                each=lambda part: tell(_accounts(part)),
                columns=own,
                labels=words,
                edition=edition,
            )
        if not text:
            WRITERS[written](gathered, write)
        found = (*gathered.findings, *gathered.disagreements)
        finding_lines.write_all(found, tell, every=every)
        tell(f"{gathered.total}\n")
    wrong = any(finding.severity is Severity.ERROR for finding in found)
    click.get_current_context().exit(int(wrong))


def _accounts(part: "Gathered") -> str:
    """The account of each file that was read, a line each, which is never wrapped."""
    return "".join(f"{streams.visible(line)}\n" for line in part.accounts)


def pairs(given: Iterable[str], option: str) -> dict[str, str]:
    """What `--column` and `--label` give, each as `WORD=MEANING`."""
    split = [each.partition("=") for each in given]
    for word, equals, meaning in split:
        if not (word and equals and meaning):
            raise click.UsageError(f"{option} takes a pair such as Council=authority, not {word!r}")
    return {word: meaning for word, _, meaning in split}


@click.command(
    "validate",
    cls=Command,
    short_help="Find everything that is wrong with files of records.",
    examples=(
        "validate records.jsonl",
        "validate records.csv --complete --history",
        "validate records.jsonl --format csv --output findings.csv",
    ),
)
@some_files
@format_option(("text", "json", "csv"))
@click.option(
    "--input-format",
    type=click.Choice(["json", "jsonl", "csv"]),
    help="The format of the files, if their endings do not show it.",
)
@click.option("--complete", is_flag=True, help="Report a missing judgement as an error.")
@click.option("--history", is_flag=True, help="Also check each authority's inspections together.")
@click.option("--warnings-as-errors", is_flag=True, help="Count every warning as an error.")
@every_option
def validate_command(
    files: tuple[Path, ...], written: str, output: Path | None, every: bool, **options: Any
) -> None:
    """Find everything that is wrong with files of records: JSON, JSON Lines or CSV.

    The exit status is 0 when there is no error, 1 when there is one, and 2 when a file cannot be used.
    """
    from ofsted_frameworks.validation.bulk import validate_file
    from ofsted_frameworks.validation.reporting import WRITERS

    options["format"] = options.pop("input_format")
    reports: dict[str, Report] = {}
    unusable = False
    with (
        streams.writer(output, data=written != "text") as write,
        progress_of(files, printing=output is None) as progress,
    ):
        if written == "text":
            writer: Writer = finding_lines.TextFindings(write, every=every)
        else:
            writer = WRITERS[written](write)
        for file in files:
            try:
                reports[str(file)] = validate_file(
                    file, on_finding=writer.finding, keep=0, progress=progress, **options
                )
            except UnreadableFile as error:
                unusable = True
                Refused(str(error)).show()
        writer.end(reports)
    click.get_current_context().exit(
        2 if unusable else any(report.errors for report in reports.values())
    )


@contextlib.contextmanager
def progress_of(
    files: Iterable[Path], *, printing: bool
) -> Generator[Callable[[int], object] | None]:
    """Show a progress bar for the bytes of the files; call the result with each block that was read."""
    size = sum(_size(file) for file in files)
    with inputs.progress("Validating", printing=printing) as advance:
        yield _adding_up(advance, size) if advance else None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


def _adding_up(advance: Callable[[int, int], object], size: int) -> Callable[[int], object]:
    read = 0

    def add(block: int) -> None:
        nonlocal read
        read += block
        advance(read, size)

    return add
