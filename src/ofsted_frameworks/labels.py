"""Printed words to typed values and back.

Reading a label is a look-up in a table of printed labels and sourced aliases. Only case, space, dashes
and quotes are folded; nothing is accepted because it is similar.
"""

import functools
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from ofsted_frameworks.arguments import not_taken
from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks import get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.words import Word, closest

G = TypeVar("G", bound=Grade)
W = TypeVar("W", bound=Word)

_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)


def fold(text: str) -> str:
    r"""A printed label without its accidents: case, runs of space, kinds of dash and quote.

    >>> fold("  Children\u2019s   SERVICES ")
    "children's services"
    """
    _check_text(text)
    return " ".join(text.translate(_FOLD).casefold().split())


def read_grade(text: str, scale: type[G]) -> G | NotJudged:
    """The grade of `scale` that a printed label stands for, or `NOT_JUDGED`.

    >>> from ofsted_frameworks import SifGrade, SlacGrade
    >>> read_grade("Requires improvement to be good", SifGrade)
    SifGrade.REQUIRES_IMPROVEMENT
    >>> read_grade("Requires improvement", SlacGrade)
    Traceback (most recent call last):
    ...
    ofsted_frameworks.findings.UnknownLabel: 'Requires improvement' is no grade of SlacGrade;
    its labels are Outstanding, Good, Adequate, Inadequate, Not judged

    Raises `UnknownLabel`, with the valid labels and one close match, and `TypeError` for what is no text
    or no scale.
    """
    _check_text(text)
    if not (isinstance(scale, type) and issubclass(scale, Grade) and len(scale)):
        raise not_taken("read_grade", "a scale such as SifGrade", scale)
    table = grade_labels(scale)
    found: G | NotJudged | None = table.get(fold(text))
    if found is None:
        known = [*(grade.label for grade in scale), NOT_JUDGED.label]
        raise UnknownLabel(_unknown(text, f"grade of {scale.__name__}", known, table))
    return found


def read_area(text: str, edition: Edition | str, heading: str = "") -> Area:
    """The judgement area of `edition` that a printed label stands for.

    `heading` tells apart areas of one label in two parts of a report, as in SLAC. A printed number
    before the label ("2.1 Adoption performance") is taken or left.

    >>> read_area("2.1 Adoption performance", "sif-2013").name
    'adoption_performance'

    Raises `UnknownLabel` when no area has the label, or when several have it and `heading` names none.
    """
    _check_text(text)
    its = get_edition(edition)
    table = _area_labels(its)
    found = [
        a for a in table.get(fold(text), ()) if not heading or fold(a.heading) == fold(heading)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        parts = ", ".join(repr(a.heading) for a in found)
        raise UnknownLabel(f"{text!r} is a judgement area in each of {parts}; say which as heading")
    known = [str(area) for area in its.areas.values()]
    raise UnknownLabel(_unknown(text, f"judgement area of {its}", known, table))


def read_word(given: object, kind: type[W]) -> W:
    """Return the member of an enumeration that a person means: itself, or its value, name or label.

    >>> from ofsted_frameworks import Kind
    >>> read_word("short", Kind), read_word("Short inspection", Kind), read_word(Kind.SHORT, Kind)
    (Kind.SHORT, Kind.SHORT, Kind.SHORT)

    Raises:
        TypeError: If `given` is neither a member of `kind` nor a string.
        UnknownLabel: If no member goes by this word; the message lists their values.
    """
    if isinstance(given, kind):
        return given
    if not isinstance(given, str):
        values = ", ".join(member.value for member in kind)
        raise TypeError(f"{given!r} is not a {kind.__name__}; expected one of {values}")
    known = {
        fold(word): member for member in kind for word in (member.label, member.name, member.value)
    }
    if (found := known.get(fold(given))) is None:
        values = ", ".join(member.value for member in kind)
        hint = closest(fold(given), known)
        more = f"; {hint}" if hint else ""
        raise UnknownLabel(f"{given!r} is not a {kind.__name__}; expected one of {values}{more}")
    return found


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        raise TypeError(f"a printed label is a str, not {text!r}")


@functools.cache
def grade_labels(scale: type[Grade]) -> Mapping[str, Any]:
    """Every printed label of a scale, folded, with the grade or `NOT_JUDGED` that it stands for."""
    table: dict[str, Grade | NotJudged] = {
        fold(label): grade
        for grade in scale
        for label in (grade.label, *(alias.value for alias in grade.aliases))
    }
    return {**table, fold(NOT_JUDGED.label): NOT_JUDGED}


@functools.cache
def _area_labels(edition: Edition) -> Mapping[str, tuple[Area, ...]]:
    table: dict[str, tuple[Area, ...]] = {}
    for area in edition.areas.values():
        for label in _printed(area):
            table[fold(label)] = (*table.get(fold(label), ()), area)
    return table


def _printed(area: Area) -> Iterable[str]:
    for label in (area.label, *(alias.value for alias in area.aliases)):
        yield label
        if area.number:
            yield f"{area.number} {label}"
            yield f"{area.number}. {label}"


def _unknown(text: str, what: str, known: Iterable[str], table: Iterable[str]) -> str:
    close = get_close_matches(fold(text), table, n=1, cutoff=0.75)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"{text!r} is no {what}; its labels are {', '.join(known)}{hint}"
