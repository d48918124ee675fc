"""The inspections that a command works on: from the built-in data, by an authority's name, or from files."""

import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ofsted_frameworks as of
from ofsted_frameworks.cli import finding_lines, streams
from ofsted_frameworks.cli.command import UNREAD, Refused
from ofsted_frameworks.findings import Severity

if TYPE_CHECKING:
    from ofsted_frameworks.panel import Panel

HAMPSHIRE = "hampshire"


def panel_from(files: Sequence[Path]) -> "Panel":
    """Return the inspections in some files, or all of England if there are none."""
    return _read_panel(files) if files else of.datasets.england()


def _read_panel(files: Sequence[Path]) -> "Panel":
    """Return the inspections in some files; print what is wrong with them on standard error."""
    with progress("Reading reports") as advance:
        gathered = of.gather(*files, progress=advance)
    findings = [f for f in gathered.findings if f.severity is not Severity.NOTE]
    finding_lines.write_all(findings, streams.say)
    if any(finding.severity is Severity.ERROR for finding in findings):
        click.get_current_context().meta[UNREAD] = True
    if not gathered.inspections:
        raise Refused("no inspection could be read from the files")
    return gathered.panel


def trajectories(what: Sequence[str], authority: str | None) -> list[of.Trajectory]:
    """Return the trajectory of each authority that is named, or that is in the files.

    A word that is not a path is the name of an authority in the built-in data.
    """
    if [word.casefold() for word in what] == [HAMPSHIRE] and not Path(what[0]).exists():
        if authority is None or of.find_authority(authority).name == "Hampshire":
            return [of.datasets.hampshire()]
        raise Refused(
            f"the built-in example covers only Hampshire; use {authority!r} instead of {HAMPSHIRE!r}"
        )
    if any(_is_path(word) for word in what):
        panel = _read_panel([Path(word) for word in what])
    else:
        panel = of.datasets.england().filter(authority=list(what))
    chosen = panel.filter(authority=authority) if authority else panel
    if found := list(chosen.trajectories().values()):
        return found
    raise Refused(f"no dated inspection was found for {authority or ' or '.join(what)}")


def _is_path(word: str) -> bool:
    """Return True if a word is meant as a path: it exists, or it looks like one."""
    path = Path(word)
    return os.path.lexists(word) or len(path.parts) > 1 or bool(path.suffix and path.suffix != ".")


def one_trajectory(what: Sequence[str], authority: str | None) -> of.Trajectory:
    """Return the trajectory of one authority; raise `Refused` if there are several."""
    match trajectories(what, authority):
        case [only]:
            return only
        case several:
            from ofsted_frameworks.words import listed

            names = [each[0].authority.name for each in several]
            shown = [*map(repr, names[:5]), *([f"{len(names) - 5} more"] if len(names) > 5 else [])]
            raise Refused(
                f"expected one authority, not {listed(shown)}; choose one with --authority"
            )


@contextmanager
def progress(
    label: str, *, printing: bool = False
) -> "Generator[Callable[[int, int], Any] | None]":
    """Show a progress bar on standard error; yield a function that takes the amount done and the total.

    There is no bar if standard error is not a terminal, or if results are printed on the same terminal as
    they come, because the two would mix.
    """
    if not sys.stderr.isatty() or (printing and sys.stdout.isatty()):
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def advance(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield advance
