"""Checks on arguments: each raises a `TypeError` that says what was expected and what was given."""

import contextlib
import datetime as dt
import re
import reprlib
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 80


def shown(given: object) -> str:
    """Return a value as a message shows it: its repr, shortened if it is long or deep.

    >>> shown("good"), len(shown("good" * 1000))
    ("'good'", 80)
    """
    return _SHORT.repr(given)


def not_taken(what: str, takes: str, given: object) -> TypeError:
    """Return the `TypeError` that says what a function takes and what it was given.

    >>> print(not_taken("compare", "two inspections", None))
    compare takes two inspections, not None
    """
    return TypeError(f"{what} takes {takes}, not {_SHORT.repr(given)}")


def check(kind: Any, given: object, what: str, takes: str) -> None:
    """Raise `TypeError` if `given` is not an instance of `kind`, a class or a tuple of classes."""
    if not isinstance(given, kind):
        raise not_taken(what, takes, given)


def each_given(kind: Any, given: Iterable[T], what: str, takes: str) -> Iterator[T]:
    """Yield each item, or raise `TypeError` at the first of another class, naming its index (from 0).

    >>> list(each_given(int, [1, "two"], "a sum", "numbers"))
    Traceback (most recent call last):
    ...
    TypeError: a sum takes numbers, not 'two' (item 1)
    """
    check_iterable(given, what, takes)
    for number, each in enumerate(given):
        if not isinstance(each, kind):
            raise TypeError(f"{not_taken(what, takes, each)} (item {number})")
        yield each


def check_iterable(given: Any, what: str, takes: str) -> None:
    """Raise `TypeError` if `given` is not iterable, or is a single string."""
    try:
        iter(given)
    except TypeError:
        raise not_taken(what, takes, given) from None
    if isinstance(given, str | bytes):
        raise not_taken(what, takes, given)


def check_day(name: str, given: object, *, or_none: bool = False) -> None:
    """Raise `TypeError` unless `given` is a `datetime.date`; a `datetime.datetime` is refused."""
    if type(given) is not dt.date and not (or_none and given is None):
        wanted = "a datetime.date or None" if or_none else "a datetime.date"
        raise TypeError(f"{name} must be {wanted}, not {_SHORT.repr(given)}")


def read_day(name: str, given: object) -> dt.date | None:
    """Return a day given as a date or as a string such as 2025-03-31; None stays None.

    Raises:
        ValueError: If the string is not a date.
        TypeError: If `given` is neither a string nor a date; a `datetime.datetime` does not count.
    """
    if not isinstance(given, str):
        check_day(name, given, or_none=True)
        return given if isinstance(given, dt.date) else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(given)
    raise ValueError(
        f"{name}: {_SHORT.repr(given)} is not a date; write it as YYYY-MM-DD, for example 2025-03-31"
    )
