"""The options of the commands, how they end, and the examples in their help."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ofsted_frameworks as of
from ofsted_frameworks.arguments import read_day
from ofsted_frameworks.cli import streams
from ofsted_frameworks.findings import OfstedFrameworksError

if TYPE_CHECKING:
    import datetime as dt

UNREAD = "ofsted_frameworks.unread"
"""The key under which a command notes that it could not read something in its files."""

SHORT_FORMS = {
    "--json": ("--format", "json"),
    "--to": ("--format",),
    "--html": ("--format", "html", "--output"),
}
"""Short forms of other options; the help lists only the full forms."""


class Refused(click.ClickException):
    """An error for a request that is well formed but cannot be met."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the reason on standard error."""
        streams.say(f"Error: {streams.visible(self.message)}")


class Command(click.Command):
    """A command with examples in its help."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments, or print the help, which can fail like any other output."""
        with streams.reporting_failures():
            return super().make_context(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with every short form written out."""
        return super().parse_args(ctx, list(_in_full(args)))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the examples under the options."""
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"  ofsted-frameworks {example}\n")


class Program(Command, click.Group):
    """The group of all commands.

    If this library raises an error, the command ends with its message and exit status 2. The status is 1 if
    the command did its work but could not read something in its files.
    """

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Check that output can be written before doing anything else."""
        streams.prepare()
        return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            super().invoke(ctx)
        except OfstedFrameworksError as error:
            raise Refused(str(error)) from None
        except KeyboardInterrupt:
            ctx.exit(130)
        if ctx.meta.get(UNREAD):
            ctx.exit(1)


def _in_full(args: Iterable[str]) -> Iterator[str]:
    """Yield the arguments with every short form written out."""
    for arg in args:
        name, equals, value = arg.partition("=")
        if name in SHORT_FORMS:
            yield from (*SHORT_FORMS[name], *([value] if equals else []))
        else:
            yield arg


Complete = Callable[[click.Context, click.Parameter, str], Any]


def _completing(known: Callable[[], Iterable[str]]) -> Complete:
    """Return a function that completes one of the known words, ignoring case."""

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        start = incomplete.casefold()
        return [word for word in known() if word.casefold().startswith(start)]

    return complete


def _edition_ids() -> list[str]:
    return [edition.id for edition in of.all_editions()]


def _authorities() -> list[str]:
    return ["hampshire", *(each.name for each in of.authorities.list_authorities())]


def _authorities_or_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    from click.shell_completion import CompletionItem

    names = _completing(_authorities)(ctx, param, incomplete)
    return [CompletionItem(name) for name in names] or [CompletionItem(incomplete, type="file")]


def _regions() -> list[str]:
    profiles = map(of.authorities.get_profile, of.authorities.list_authorities())
    return sorted({name for each in profiles for name in (each.region, each.ons_region)})


def _grades() -> list[str]:
    scales = (framework.scale for framework in of.all_frameworks())
    return list(dict.fromkeys(grade.value for scale in scales for grade in scale))


complete_edition = _completing(
    lambda: [*(framework.id for framework in of.all_frameworks()), *_edition_ids()]
)
complete_schema = _completing(lambda: ["record", "visit", *_edition_ids()])


def _day(_ctx: click.Context, param: click.Parameter, text: str | None) -> "dt.date | None":
    try:
        return read_day(param.opts[0], text)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _day_option(name: str, help: str) -> Callable[[Any], Any]:
    return click.option(name, callback=_day, metavar="YYYY-MM-DD", help=help)


def _theme_option(help: str) -> Callable[[Any], Any]:
    return click.option(
        "--theme",
        default="overall_effectiveness",
        show_default=True,
        help=help,
        shell_complete=_completing(lambda: [theme.value for theme in of.Theme]),
    )


what_argument = click.argument(
    "what",
    nargs=-1,
    required=True,
    metavar="AUTHORITY or FILE...",
    shell_complete=_authorities_or_files,
)
what_if_any_argument = click.argument(
    "what", nargs=-1, metavar="[AUTHORITY or FILE...]", shell_complete=_authorities_or_files
)
files_argument = click.argument(
    "files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path)
)
authority_option = click.option(
    "--authority",
    metavar="NAME",
    help="Only this authority: a name, an ONS code or a DfE number.",
    shell_complete=_completing(_authorities),
)
as_at_option = _day_option("--as-at", "Answer as at this date.")
published_by_option = _day_option("--published-by", "Count only reports published by this date.")
since_option = _day_option(
    "--since", "Compare with the latest inspection as at this date, not with the previous one."
)
region_option = click.option(
    "--region", metavar="NAME", help="Only this region.", shell_complete=_completing(_regions)
)
theme_option = _theme_option("The theme, such as care_leavers.")
theme_or_area_option = _theme_option("The theme or judgement area, such as care_leavers.")
grade_option = click.option(
    "--grade", help="Only this grade, such as inadequate.", shell_complete=_completing(_grades)
)
