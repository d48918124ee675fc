"""`read` and `validate`: what files hold, and what is wrong with them."""

import contextlib
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ofsted_frameworks as of
from ofsted_frameworks.cli import finding_lines, inputs, streams
from ofsted_frameworks.cli.answers import format_option
from ofsted_frameworks.cli.command import Command, Refused, complete_edition
from ofsted_frameworks.findings import Severity, UnreadableFile

if TYPE_CHECKING:
    from ofsted_frameworks.readers.gathering import Gathered
    from ofsted_frameworks.validation.bulk import Report
    from ofsted_frameworks.writing import FindingWriter


def _pairs(_ctx: click.Context, param: click.Parameter, given: Iterable[str]) -> dict[str, str]:
    """Return an option's values, each written as WORD=MEANING, as a dictionary."""
    pairs: dict[str, str] = {}
    for pair in given:
        word, _, meaning = pair.partition("=")
        if not (word and meaning):
            raise click.BadParameter(f"{pair!r} is not a pair; write it as {param.metavar}.")
        pairs[word] = meaning
    return pairs


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
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_pairs,
    metavar="HEADING=FIELD",
    help="Read the column with this heading as this field, such as Council=authority.",
)
@click.option(
    "--label",
    "labels",
    multiple=True,
    callback=_pairs,
    metavar="WORD=GRADE",
    help="Read this word as this grade, such as RI='requires improvement'.",
)
@click.option(
    "--edition",
    metavar="ID",
    help="The edition of every inspection, if the dates do not settle it.",
    shell_complete=complete_edition,
)
@click.option(
    "--processes", type=click.IntRange(min=1), help="The number of processes that read reports."
)
@every_option
@format_option("text", "json", "jsonl", "csv")
def read_command(
    files: tuple[Path, ...],
    columns: dict[str, str],
    labels: dict[str, str],
    edition: str | None,
    processes: int | None,
    every: bool,
    format: str,
    output: Path | None,
) -> None:
    """Read inspections and visits from files, and account for everything in them.

    FILE is a workbook, a CSV or JSON file, a report, or a folder of reports. The account of each file is
    printed as soon as the file is read. With --format csv, jsonl or json, each inspection and visit is
    written once, as a record, and the account goes to standard error.

    The exit status is 1 if something in the files was not read.
    """
    from ofsted_frameworks.writing import READINGS

    text = format == "text"
    with streams.writer(output, data=not text) as write:
        emit = write if text else streams.say
        with inputs.progress("Reading reports", printing=text) as advance:
            gathered = of.gather(
                *files,
                processes=processes,
                progress=advance,
                each=lambda part: emit(_accounts(part)),
                columns=columns,
                labels=labels,
                edition=edition,
            )
        if not text:
            READINGS[format](gathered, write)
        findings = (*gathered.findings, *gathered.disagreements)
        finding_lines.write_all(findings, emit, every=every)
        emit(f"{gathered.total}\n")
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    click.get_current_context().exit(int(wrong))


def _accounts(part: "Gathered") -> str:
    """Return a line for each file that was read, never wrapped."""
    return "".join(f"{streams.visible(line)}\n" for line in part.accounts)


@click.command(
    "validate",
    cls=Command,
    short_help="Check files of records and report everything that is wrong.",
    examples=(
        "validate records.jsonl",
        "validate records.csv --complete --history",
        "validate records.jsonl --format csv --output findings.csv",
    ),
)
@some_files
@format_option("text", "json", "csv")
@click.option(
    "--input-format",
    type=click.Choice(["json", "jsonl", "csv"]),
    help="The format of the files, if their endings do not show it.",
)
@click.option("--complete", is_flag=True, help="Report a missing judgement as an error.")
@click.option(
    "--history", is_flag=True, help="Also check each authority's inspections against each other."
)
@click.option("--warnings-as-errors", is_flag=True, help="Count every warning as an error.")
@every_option
def validate_command(
    files: tuple[Path, ...],
    format: str,
    output: Path | None,
    input_format: Any,
    every: bool,
    **options: Any,
) -> None:
    """Check files of records (JSON, JSON Lines or CSV) and report everything that is wrong.

    The exit status is 0 if there is no error, 1 if there is one, and 2 if a file cannot be used.
    """
    from ofsted_frameworks.writing import FINDINGS

    reports: dict[str, Report] = {}
    unusable = False
    with (
        streams.writer(output, data=format != "text") as write,
        progress_of(files, printing=output is None) as progress,
    ):
        if format == "text":
            writer: FindingWriter = finding_lines.TextFindings(write, every=every)
        else:
            writer = FINDINGS[format](write)
        for file in files:
            try:
                reports[str(file)] = of.validate_file(
                    file,
                    format=input_format,
                    on_finding=writer.finding,
                    keep=0,
                    progress=progress,
                    **options,
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
    """Show a progress bar for the bytes of some files; yield a function that takes each block's size."""
    size, done = sum(map(_size, files)), 0
    with inputs.progress("Validating", printing=printing) as advance:

        def add(block: int) -> None:
            nonlocal done
            assert advance
            done += block
            advance(done, size)

        yield add if advance else None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0
