"""What can be wrong with a frame, and the errors that say so."""

from collections.abc import Iterable
from typing import Any

from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.words import closest


class UnusableFrame(OfstedFrameworksError, ValueError):
    """A frame lacks a column that is needed or holds something unusable; the message says where."""


class MissingEngine(OfstedFrameworksError, ImportError):
    """A data-frame library is not installed, or is one that this library does not serve."""


def no_column(column: str, columns: Iterable[object]) -> UnusableFrame:
    """Return the error for a missing column, with the columns that there are and one close match."""
    known = [str(each) for each in columns]
    hint = closest(column, known)
    ending = f"; {hint}" if hint else ""
    return UnusableFrame(f"the frame has no column {column!r}; it has {', '.join(known)}{ending}")


def not_text(column: str, held: object) -> UnusableFrame:
    """Return the error for a column that cannot be read as text."""
    return UnusableFrame(f"column {column!r} holds {held}, not text; convert it to text first")


def names_of(columns: str | Iterable[str]) -> list[str]:
    """Return the columns that are named by one name or several, each once.

    Raises:
        TypeError: If a name is not a string.
        UnusableFrame: If there is no name.
    """
    given: Any = columns
    try:
        names: list[str] = [given] if isinstance(given, str) else list(given)
    except TypeError:
        raise TypeError(f"columns are named by a string or several, not {given!r}") from None
    for name in names:
        check_name(name)
    if not names:
        raise UnusableFrame("no column is named; name at least one")
    return list(dict.fromkeys(names))


def check_name(column: object) -> None:
    """Raise `TypeError` if a column's name is not a string."""
    if not isinstance(column, str):
        raise TypeError(f"a column is named by a string, not {column!r}")
