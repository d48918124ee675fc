"""What all commands share: how they end, their examples, their options and the forms of their answers."""

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ofsted_frameworks.cli import streams
from ofsted_frameworks.findings import OfstedFrameworksError

UNREAD = "ofsted_frameworks.unread"
SHORT_FORMS = {
    "--json": ("--format", "json"),
    "--to": ("--format",),
    "--html": ("--format", "html", "--output"),
}
"""Options that are short for others; the help lists the others only."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

F = TypeVar("F", bound=Callable[..., Any])


class Refused(click.ClickException):
    """The command cannot do what was asked, and the way of asking is not to blame."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the reason on the standard error."""
        streams.say(f"Error: {streams.visible(self.message)}")


class Command(click.Command):
    """A command with examples in its help, whose help can fail to be printed like any other output."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments, or print the help."""
        with streams.reporting_failures():
            return super().make_context(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, the short forms among them."""
        return super().parse_args(ctx, list(_in_full(args)))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the examples under the options."""
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"  ofsted-frameworks {example}\n")


class Program(Command, click.Group):
    """The group of all commands.

    An error of this library ends a command with its message and exit status 2; the status is 1 where a
    command did its work and something in its files could not be read.
    """

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Look at the output first: without one nothing can be said."""
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
    """The arguments with every short form written out."""
    for arg in args:
        name, given, value = arg.partition("=")
        if name in SHORT_FORMS:
            yield from (*SHORT_FORMS[name], *([value] if given else []))
        else:
            yield arg


def day(text: str) -> dt.date:
    """Return the date that a person typed, or say how to write one."""
    with contextlib.suppress(ValueError):
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    raise click.BadParameter(
        f"{text!r} is not a date; write it as YYYY-MM-DD, for example 2025-03-31."
    )


Complete = Callable[[click.Context, click.Parameter, str], Any]


def _completing(known: Callable[[], Iterable[str]]) -> Complete:
    """Complete a word from the known ones, in any case."""

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        begun = incomplete.casefold()
        return [word for word in known() if word.casefold().startswith(begun)]

    return complete


def _authority_names() -> Iterator[str]:
    from ofsted_frameworks.authorities import list_authorities

    yield "hampshire"
    yield from (authority.name for authority in list_authorities())


def _edition_ids() -> Iterator[str]:
    from ofsted_frameworks.frameworks import all_editions, all_frameworks

    yield from (framework.id for framework in all_frameworks())
    yield from (edition.id for edition in all_editions())


def _schemas() -> Iterator[str]:
    from ofsted_frameworks.frameworks import all_editions

    yield from ("record", "visit", *(edition.id for edition in all_editions()))


def _themes() -> Iterator[str]:
    from ofsted_frameworks.schedule import Theme

    return (theme.value for theme in Theme)


def _regions() -> list[str]:
    from ofsted_frameworks.authorities import get_profile, list_authorities

    profiles = [get_profile(authority) for authority in list_authorities()]
    return sorted({name for each in profiles for name in (each.region, each.ons_region)})


def _grades() -> Iterator[str]:
    from ofsted_frameworks.frameworks import all_frameworks

    return iter(dict.fromkeys(grade.value for its in all_frameworks() for grade in its.scale))


def _authorities_or_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    from click.shell_completion import CompletionItem

    names = _completing(_authority_names)(ctx, param, incomplete)
    return [CompletionItem(name) for name in names] or [CompletionItem(incomplete, type="file")]


complete_edition = _completing(_edition_ids)
complete_schema = _completing(_schemas)

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
    shell_complete=_completing(_authority_names),
)
as_at_option = click.option(
    "--as-at", type=day, metavar="YYYY-MM-DD", help="Answer as at this day."
)
published_by_option = click.option(
    "--published-by",
    type=day,
    metavar="YYYY-MM-DD",
    help="Count only reports published by this day.",
)
region_option = click.option(
    "--region", metavar="NAME", help="Only this region.", shell_complete=_completing(_regions)
)
theme_option = click.option(
    "--theme",
    default="overall_effectiveness",
    show_default=True,
    help="The theme or judgement area.",
    shell_complete=_completing(_themes),
)
since_option = click.option(
    "--since",
    type=day,
    metavar="YYYY-MM-DD",
    help="Compare with the latest as at this day instead.",
)
grade_option = click.option(
    "--grade", help="Only this grade, such as inadequate.", shell_complete=_completing(_grades)
)
