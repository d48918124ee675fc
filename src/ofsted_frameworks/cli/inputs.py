"""Where a command takes inspections from: the built-in data, an authority by name, or files."""

import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ofsted_frameworks.cli import finding_lines, streams
from ofsted_frameworks.cli.command import UNREAD, Refused
from ofsted_frameworks.findings import Severity

if TYPE_CHECKING:
    from ofsted_frameworks.comparison import Trajectory
    from ofsted_frameworks.panel import Panel

HAMPSHIRE = "hampshire"


def panel_from(files: Sequence[Path]) -> "Panel":
    """The inspections of the files, or all of England without a file."""
    return read_panel(files) if files else england()


def england() -> "Panel":
    """The built-in data."""
    from ofsted_frameworks import datasets

    return datasets.england()


def read_panel(files: Sequence[Path]) -> "Panel":
    """What files hold; what is wrong with them is printed on the standard error."""
    from ofsted_frameworks.readers.gathering import gather

    with progress("Reading reports") as advance:
        gathered = gather(*files, progress=advance)
    grave = [f for f in gathered.findings if f.severity is not Severity.NOTE]
    finding_lines.write_all(grave, streams.say)
    if any(finding.severity is Severity.ERROR for finding in grave):
        click.get_current_context().meta[UNREAD] = True
    if not gathered.inspections:
        raise Refused("no inspection could be read from the files")
    return gathered.panel


def trajectories(what: Sequence[str], authority: str | None) -> "list[Trajectory]":
    """The story of each authority that is named, or that the files hold.

    A word that is not the path of a file is the name of an authority in the built-in data.
    """
    if [word.casefold() for word in what] == [HAMPSHIRE] and not Path(what[0]).exists():
        if authority is None or _is_hampshire(authority):
            from ofsted_frameworks import datasets

            return [datasets.hampshire()]
        raise Refused(f"the built-in example is Hampshire's; name {authority!r} instead of it")
    if any(_is_path(word) for word in what):
        panel = read_panel([Path(word) for word in what])
    else:
        panel = england().filter(authority=list(what))
    whose = panel.filter(authority=authority) if authority else panel
    if found := list(whose.trajectories().values()):
        return found
    raise Refused(f"no dated inspection was found for {authority or ' or '.join(what)}")


def _is_hampshire(authority: str) -> bool:
    from ofsted_frameworks.authorities import find_authority

    return find_authority(authority).name == "Hampshire"


def _is_path(word: str) -> bool:
    """Whether a word is meant as a path: something is there, or it is written like one."""
    path = Path(word)
    return os.path.lexists(word) or len(path.parts) > 1 or bool(path.suffix and path.suffix != ".")


def one_trajectory(what: Sequence[str], authority: str | None) -> "Trajectory":
    """The story of the one authority that is meant."""
    match trajectories(what, authority):
        case [only]:
            return only
        case several:
            from ofsted_frameworks.words import listed

            names = [each[0].authority.name for each in several]
            some = [*map(repr, names[:5]), *([f"{len(names) - 5} more"] if len(names) > 5 else [])]
            raise Refused(f"choose one with --authority: there are {listed(some)}")


@contextmanager
def progress(
    doing: str, *, printing: bool = False
) -> "Generator[Callable[[int, int], Any] | None]":
    """Show a progress bar on standard error; call the result with how much is done and how much there is.

    There is no bar if standard error is not a terminal, or if results are printed on the same terminal as
    they come, because the two would mix.
    """
    if not sys.stderr.isatty() or (printing and sys.stdout.isatty()):
        yield None
        return
    with click.progressbar(length=1, label=doing, file=sys.stderr) as bar:

        def advance(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        yield advance
