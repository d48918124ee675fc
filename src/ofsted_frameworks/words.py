"""Enumerations of the words of the field, and helpers that put words together for readers."""

import enum
import functools
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

_LONGEST_COMPARED = 80


class Word(enum.Enum):
    """A word from a fixed list: `value` is its name in data, `label` the words for people.

    >>> from ofsted_frameworks import Kind
    >>> Kind("short"), Kind.SHORT.value, Kind.SHORT.label, str(Kind.SHORT)
    (Kind.SHORT, 'short', 'short inspection', 'short inspection')
    """

    _value_: str
    label: str

    def __new__(cls, value: str, label: str = "") -> "Self":
        """Return a member with this value and label; without a label, the value is used."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label or value
        return member

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name_}"

    # A member equals only itself. Enum's own hash, of the name, costs a Python call each time.
    __hash__ = object.__hash__


def closest(given: object, known: Iterable[str]) -> str:
    """Return "did you mean ...?" with the known word most like `given`, or "" if none is like it.

    >>> closest("harmshire", ["hampshire", "kent"])
    "did you mean 'hampshire'?"
    """
    if not isinstance(given, str) or len(given) > _LONGEST_COMPARED:
        return ""
    return _closest(given.lower(), tuple(known))


def with_hint(message: str, given: object, known: Iterable[str]) -> str:
    """Return a message, followed by "did you mean ...?" if a known word is like `given`.

    >>> with_hint("'harmshire' is not known", "harmshire", ["hampshire", "kent"])
    "'harmshire' is not known; did you mean 'hampshire'?"
    """
    hint = closest(given, known)
    return f"{message}; {hint}" if hint else message


@functools.lru_cache(maxsize=1024)
def _closest(given: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(given, known, n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun, in the singular or the plural.

    >>> plural(1, "inspection"), plural(2, "authority", "authorities")
    ('1 inspection', '2 authorities')
    """
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def listed(words: Iterable[Any], last: str = "and") -> str:
    """Return words as a list in a sentence.

    >>> listed(["SLAC", "SIF", "ILACS"])
    'SLAC, SIF and ILACS'
    """
    *most, final = map(str, words)
    return f"{', '.join(most)} {last} {final}" if most else final
