"""Writing to the terminal, to a pipe and to files, and reporting when that fails."""

import io
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TextIO

import click

Write = Callable[[Any], object]
"""A function that writes text or, if it writes data, bytes."""


class OutputFailed(click.ClickException):
    """An error that stops output: a full disk, a closed pipe or a missing folder."""

    exit_code = 3

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the reason in one line, and discard what could not be written."""
        _discard_output()
        say(f"Error: {self.message}")


@contextmanager
def reporting_failures(name: str = "the output") -> Generator[None]:
    """Turn an `OSError` inside the block into `OutputFailed`, naming what could not be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputFailed(f"{name} could not be written: {reason}") from None


def prepare() -> None:
    """Use escapes for characters that the console cannot print; raise `OutputFailed` if it is closed."""
    if sys.stdout is None:
        raise OutputFailed("the output could not be written: it is closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_text(text: str) -> None:
    """Write text for people to standard output, in colour only if that is wanted."""
    with reporting_failures():
        click.echo(text, nl=False, color=colour_of(sys.stdout))


def say(text: str) -> None:
    """Print a message about the work, not a result, on standard error."""
    if sys.stderr is not None:
        click.echo(text.removesuffix("\n"), err=True, color=colour_of(sys.stderr))


def visible(text: str) -> str:
    r"""Return the text with escapes for every character that a terminal would act on.

    >>> visible("a\x1b[31mb\u00a0c\n")
    'a\\x1b[31mb c\n'
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    return " " if character.isspace() and character > "\x7f" else ascii(character)[1:-1]


def colour_of(stream: TextIO) -> bool:
    """Return True if colour is wanted: on a terminal, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def writer(file: Path | None, *, data: bool) -> Generator[Write]:
    """Yield a function that writes to the file, or to standard output if there is none.

    Data is UTF-8, whatever the console's encoding. Text for people is what the console can show.
    """
    if file is None:
        yield write_data if data else write_text
        return
    with reporting_failures(repr(str(file))), file.open("wb") as opened:
        yield lambda content: opened.write(_encoded(content if data else click.unstyle(content)))
    say(f"wrote {visible(str(file))}")


def write_data(content: str | bytes) -> None:
    """Write data to standard output, text as UTF-8."""
    with reporting_failures():
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(content))
        sys.stdout.buffer.flush()


def _encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def _discard_output() -> None:
    """Discard what is still waiting to be written, so that Python reports no error at exit."""
    with suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
