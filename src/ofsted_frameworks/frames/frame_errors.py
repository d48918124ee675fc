"""The errors that a frame can cause."""

from collections.abc import Iterable
from typing import Any

from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.words import with_hint


class UnusableFrame(OfstedFrameworksError, ValueError):
    """An error for a frame that cannot be used: a column is missing, or a cell cannot be read."""


class MissingEngine(OfstedFrameworksError, ImportError):
    """An error for a data-frame library that is not installed."""


def no_column(column: str, columns: Iterable[object]) -> UnusableFrame:
    """Return the error for a missing column, naming the frame's columns and one close match."""
    known = [str(each) for each in columns]
    message = f"the frame has no column {column!r}; its columns are {', '.join(known)}"
    return UnusableFrame(with_hint(message, column, known))


def not_text(column: str, held: object) -> UnusableFrame:
    """Return the error for a column that cannot be read as text."""
    return UnusableFrame(f"column {column!r} holds {held}, not text; convert it to text first")


def names_of(columns: str | Iterable[str]) -> list[str]:
    """Return the names of some columns, given as one name or several, without repeats.

    Raises:
        TypeError: If a name is not a string.
        UnusableFrame: If there is no name.
    """
    given: Any = columns
    try:
        names: list[str] = [given] if isinstance(given, str) else list(given)
    except TypeError:
        raise TypeError(f"expected one column name or several, not {given!r}") from None
    for name in names:
        check_name(name)
    if not names:
        raise UnusableFrame("no column was named; name at least one")
    return list(dict.fromkeys(names))


def check_name(column: object) -> None:
    """Raise `TypeError` if a column's name is not a string."""
    if not isinstance(column, str):
        raise TypeError(f"a column name must be a string, not {column!r}")
