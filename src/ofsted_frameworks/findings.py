"""Findings in judgement data, and the errors of this library."""

import datetime as dt
import enum
import math
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ofsted_frameworks.sources import Source
from ofsted_frameworks.words import Word


class Severity(Word):
    """The severity of a finding.

    `ERROR`: something that should never happen. `WARNING`: something unusual, or that had to be
    interpreted. `NOTE`: something worth knowing; nothing is wrong.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Place:
    """A place in a file; rows, columns, lines and pages are counted from 1.

    >>> print(Place(file="outcomes.ods", sheet="History", row=4, column=7))
    outcomes.ods, sheet 'History', row 4, column 7
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    line: int | None = None
    page: int | None = None

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(f"sheet {self.sheet!r}")
        for name in ("row", "column", "line", "page"):
            if (number := getattr(self, name)) is not None:
                parts.append(f"{name} {number}")
        return ", ".join(parts)


_MOST = 1000
_TEXTS: tuple[type[Any], ...] = (str, bytes)
_OBJECTS: tuple[type[Any], ...] = (dict, Mapping)
_LISTS: tuple[type[Any], ...] = (list, tuple)
_SIZED: tuple[type[Any], ...] = _TEXTS + _OBJECTS + _LISTS
_SINGLE: tuple[type[Any], ...] = (int, float, dt.date, enum.Enum, type(None))


def _shorten(value: object) -> object:
    """Return what a finding keeps of a value: all of it, its start, or its type and size.

    >>> _shorten("good"), _shorten(list(range(100_000))), _shorten({1, 2})
    ('good', 'a list of 100,000', 'a value of type set')
    """
    if value is None or (type(value) is str and len(value) <= _MOST):
        return value
    if not isinstance(value, _SINGLE + _SIZED):
        return f"a value of type {type(value).__name__}"
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(float(value))
    if _is_small(value):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, str):
        return f"{value[:_MOST]}..."
    if isinstance(value, int):
        return "a very long number"
    if isinstance(value, bytes):
        return f"{len(value):,} bytes"
    members: Any = value
    return f"{'a list' if isinstance(value, _LISTS) else 'an object'} of {len(members):,}"


def _is_small(value: object) -> bool:
    """Return True if a value is plain data throughout, and small enough to keep whole."""
    room = _MOST
    left: list[Any] = [value]
    while left and room >= 0:
        part = left.pop()
        room -= 1
        if isinstance(part, int):
            room -= part.bit_length() // 4
        elif isinstance(part, _SIZED):
            room -= len(part)
            if room >= 0 and not isinstance(part, _TEXTS):
                left += [*part, *part.values()] if isinstance(part, _OBJECTS) else part
        elif not isinstance(part, _SINGLE):
            return False
    return room >= 0


def _shorten_path(path: tuple[str | int, ...]) -> tuple[Any, ...]:
    return tuple([_shorten(step) for step in path])


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that is wrong, unusual or worth knowing in judgement data.

    `rule` is the id of the rule that was broken, and `source` is the document behind it. `path` leads to
    the value inside the record, and `expected` says what would have been right. `edition` is the id of
    the edition that the rule belongs to, if it belongs to one. A finding keeps only the start of a long
    value, or its type and size.

    >>> print(Finding(rule="dates.end-before-start", severity=Severity.ERROR, path=("end",),
    ...               message="the last day on site is before the first"))
    error at end: the last day on site is before the first [dates.end-before-start]
    """

    rule: str
    severity: Severity
    message: str
    path: tuple[str | int, ...] = attrs.field(default=(), converter=_shorten_path)
    value: object = attrs.field(default=None, converter=_shorten, hash=False)
    expected: str = ""
    edition: str = ""
    hint: str = ""
    source: Source | None = None
    place: Place | None = None

    def at(self, place: Place, severity: Severity | None = None) -> "Finding":
        """Return a copy of the finding at a place in a file, with another severity if one is given."""
        placed = object.__new__(Finding)
        for name in _FIELDS:
            object.__setattr__(placed, name, getattr(self, name))
        object.__setattr__(placed, "place", place)
        if severity:
            object.__setattr__(placed, "severity", severity)
        return placed

    @property
    def pointer(self) -> str:
        """The path as a JSON Pointer (RFC 6901): "" is the whole record.

        >>> Finding(rule="x", severity=Severity.NOTE, message="", path=("a/b", 0)).pointer
        '/a~1b/0'
        """
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.path)
        return "".join(f"/{step}" for step in steps)

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (str(self.place or ""), ".".join(str(step) for step in self.path))
            if part
        )
        hint = f" ({self.hint})" if self.hint else ""
        at = f" at {where}" if where else ""
        return f"{self.severity}{at}: {self.message}{hint} [{self.rule}]"


_FIELDS = tuple(attrs.fields_dict(Finding))


class OfstedFrameworksError(Exception):
    """The base class of this library's errors. A wrong argument type raises `TypeError` instead."""


class UnknownLabel(OfstedFrameworksError, ValueError):
    """A label or word that is not among those expected."""


class UnknownEdition(OfstedFrameworksError, ValueError):
    """An id that no framework or edition has."""


class UnknownRule(OfstedFrameworksError, LookupError):
    """An id that no rule has."""


class InvalidHistory(OfstedFrameworksError, ValueError):
    """A set of inspections or dates that cannot belong to one history."""


class UnknownTheme(OfstedFrameworksError, LookupError):
    """A theme that none of the given inspections judged."""


class MappingRefused(OfstedFrameworksError, ValueError):
    """A mapping that does not exist, or that is weaker than the caller accepts."""


class UnreadableFile(OfstedFrameworksError, ValueError):
    """A file that is missing, damaged or of the wrong type, or that this user may not read.

    `why` says what is wrong, without naming the file. `place` names the file, and the line if it is known.
    """

    def __init__(self, why: str, place: Place | None = None) -> None:
        super().__init__(f"{place}: {why}" if place else why)
        self.why = why
        self.place = place

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[str, Place | None]]:
        return type(self), (self.why, self.place)


class MissingExtra(OfstedFrameworksError, ImportError):
    """An optional part of the library is not installed; the message gives the command to install it."""

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(
            f"this needs {package}, which comes with an extra: pip install 'ofsted-frameworks[{extra}]'"
        )
        self.extra = extra
        self.package = package

    def __reduce__(self) -> tuple[type["MissingExtra"], tuple[str, str]]:
        return type(self), (self.extra, self.package)


class ValidationError(OfstedFrameworksError, ValueError):
    """The error for data that breaks a rule; `findings` lists everything that was found, in order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [f for f in self.findings if f.severity is Severity.ERROR]
        noun = "error" if len(errors) == 1 else "errors"
        super().__init__("\n".join([f"{len(errors)} {noun}", *(f"  {f}" for f in self.findings)]))

    def __reduce__(self) -> tuple[type["ValidationError"], tuple[tuple[Finding, ...]]]:
        return type(self), (self.findings,)
