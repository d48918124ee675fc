"""What is wrong with a frame, and the errors that say so."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from ofsted_frameworks.findings import OfstedFrameworksError


class UnusableFrame(OfstedFrameworksError, ValueError):
    """A frame that lacks what is asked of it, or holds what cannot be; the message says where."""


class MissingEngine(OfstedFrameworksError, ImportError):
    """A data-frame library that is asked for and not installed."""


def no_column(column: str, columns: Iterable[object]) -> UnusableFrame:
    """The error for a column that a frame does not have, with what it has and one close match."""
    known = [str(each) for each in columns]
    close = get_close_matches(column, known, n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return UnusableFrame(f"the frame has no column {column!r}; it has {', '.join(known)}{hint}")


def no_text(column: str, held: object) -> UnusableFrame:
    """The error for a column of which the engine can make no text."""
    return UnusableFrame(f"column {column!r} holds {held}, which is no text")


def names_of(columns: str | Iterable[str]) -> list[str]:
    """The columns that are named by one name or several, each once.

    Raises `TypeError` for what is no name, `UnusableFrame` where there is none.
    """
    given: Any = columns
    if not isinstance(given, str | Iterable):
        raise TypeError(f"columns are named by a str or several, not {given!r}")
    names = [columns] if isinstance(columns, str) else list(columns)
    for name in names:
        check_name(name)
    if not names:
        raise UnusableFrame("no column is named")
    return list(dict.fromkeys(names))


def check_name(column: object) -> None:
    """Raises `TypeError` for what is no name of a column."""
    if not isinstance(column, str):
        raise TypeError(f"a column is named by a str, not {column!r}")
