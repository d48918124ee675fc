"""Printed words to typed values and back.

Reading a label is a look-up in a table of printed labels and sourced aliases. Only case, space, dashes
and quotes are folded; nothing is accepted because it is similar.
"""

import functools
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, overload

from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks import (
    Scale,
    all_editions,
    all_frameworks,
    get_edition,
    get_scale,
)
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.words import Word, closest, listed

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
    r"""Return a printed label without what varies in print: case, runs of space, kinds of dash and quote.

    >>> fold("  Children\u2019s   SERVICES ")
    "children's services"
    """
    _check_text(text)
    return " ".join(text.translate(_FOLD).casefold().split())


@overload
def read_grade(text: str | Grade | NotJudged, scale: type[G]) -> G | NotJudged: ...
@overload
def read_grade(
    text: str | Grade | NotJudged, scale: Framework | Edition | str
) -> Grade | NotJudged: ...
def read_grade(text: str | Grade | NotJudged, scale: Scale) -> Grade | NotJudged:
    """Return the grade that a printed label, or a record's key, means on a scale; or `NOT_JUDGED`.

    >>> read_grade("Requires improvement", "ilacs"), read_grade("requires_improvement", "sif-2013")
    (IlacsGrade.REQUIRES_IMPROVEMENT, SifGrade.REQUIRES_IMPROVEMENT)
    >>> read_grade("Adequate", "ilacs")
    Traceback (most recent call last):
    ...
    ofsted_frameworks.findings.UnknownLabel: 'Adequate' is not a grade of IlacsGrade, but of SLAC, CPI
    and TLAC; map_grade(SlacGrade.ADEQUATE, to=IlacsGrade) says what it is here. The labels are
    Outstanding, Good, Requires improvement to be good, Inadequate, Not judged

    Args:
        text: the label or key, or a grade of the scale itself.
        scale: the scale, or a framework or edition (or its id) that grades on it.

    Raises:
        UnknownLabel: the scale has no such grade. The message says where a word of another framework is
            from, and offers a similar word only where no framework knows this one.
        TypeError: `text` is not text, or `scale` names no scale.
    """
    its = get_scale(scale)
    if isinstance(text, its | NotJudged):
        return text
    label = _check_text(text)
    found: Grade | NotJudged | None = grade_labels(its).get(fold(label))
    if found is None:
        raise UnknownLabel(_not_a_grade(label, its))
    return found


def _not_a_grade(text: str, scale: type[Grade]) -> str:
    labels = ", ".join([*(grade.label for grade in scale), NOT_JUDGED.label])
    owners = {
        framework: grade
        for framework in all_frameworks()
        if (grade := grade_labels(framework.scale).get(fold(text)))
    }
    if owners:
        names, grade = listed(its.name for its in owners), next(iter(owners.values()))
        return (
            f"{text!r} is not a grade of {scale.__name__}, but of {names}; "
            f"map_grade({grade!r}, to={scale.__name__}) says what it is here. The labels are {labels}"
        )
    return _with_hint(
        f"{text!r} is not a grade of {scale.__name__}; its labels are {labels}",
        text,
        grade_labels(scale),
    )


def read_area(text: str, edition: Edition | str, heading: str = "") -> Area:
    """Return the judgement area of an edition that a printed label, or its field name, means.

    >>> read_area("2.1 Adoption performance", "sif-2013").name
    'adoption_performance'

    Args:
        text: the label, with or without the number printed before it, or the field name.
        edition: the edition or its id.
        heading: the part of the report, where one label is printed in two parts of it, as in SLAC.

    Raises:
        UnknownLabel: no area has the label, or several have it and `heading` names none of them.
    """
    _check_text(text)
    its = get_edition(edition)
    if text in its.areas:
        return its.areas[text]
    found = [
        area
        for area in _area_labels(its).get(fold(text), ())
        if not heading or fold(area.heading) == fold(heading)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        parts = ", ".join(repr(area.heading) for area in found)
        raise UnknownLabel(f"{text!r} is a judgement area in each of {parts}; say which as heading")
    raise UnknownLabel(_not_an_area(text, its))


def _not_an_area(text: str, edition: Edition) -> str:
    known = ", ".join(map(str, edition.areas.values()))
    owners = [
        its.id
        for its in all_editions()
        if its is not edition and (text in its.areas or fold(text) in _area_labels(its))
    ]
    if owners:
        return (
            f"{text!r} is not a judgement area of {edition}, but of {listed(owners)}; map_area says what "
            f"it is here. The labels are {known}"
        )
    return _with_hint(
        f"{text!r} is not a judgement area of {edition}; its labels are {known}",
        text,
        _area_labels(edition),
    )


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


def _check_text(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a printed label is a str, not {text!r}")
    return text


@functools.cache
def grade_labels(scale: type[Grade]) -> Mapping[str, Any]:
    """Return every printed label and key of a scale, folded, with its grade or `NOT_JUDGED`."""
    table: dict[str, Grade | NotJudged] = {
        fold(label): grade
        for grade in scale
        for label in (grade.value, grade.label, *(alias.value for alias in grade.aliases))
    }
    return {**table, fold(NOT_JUDGED.label): NOT_JUDGED, NOT_JUDGED.value: NOT_JUDGED}


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


def _with_hint(message: str, text: str, known: Iterable[str]) -> str:
    hint = closest(fold(text), known)
    return f"{message}; {hint}" if hint else message
