"""What is wrong with a frame, and the errors that say so."""

from collections.abc import Iterable
from difflib import get_close_matches

from ofsted_frameworks.findings import OfstedFrameworksError


class UnusableFrame(OfstedFrameworksError, ValueError):
    """A frame that lacks what is asked of it, or holds what cannot be; the message says where."""


class MissingEngine(OfstedFrameworksError, ImportError):
    """A data-frame library that is asked for and not installed."""


def no_column(column: str, columns: Iterable[str]) -> UnusableFrame:
    """The error for a column that a frame does not have, with what it has and one close match."""
    known = list(columns)
    close = get_close_matches(column, known, n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return UnusableFrame(f"the frame has no column {column!r}; it has {', '.join(known)}{hint}")
