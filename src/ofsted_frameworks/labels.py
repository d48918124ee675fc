"""Read printed labels as typed values.

Reading a label is a look-up in a table of printed labels and sourced aliases. Only differences of case,
space, dashes and quotes are ignored; a label that is merely similar is refused.
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
from ofsted_frameworks.words import Word, listed, with_hint

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
    r"""Return a printed label in lower case, with single spaces and plain dashes and quotes.

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
    """Return the grade that a printed label or a record's key means on a scale, or `NOT_JUDGED`.

    >>> read_grade("Requires improvement", "ilacs"), read_grade("requires_improvement", "sif-2013")
    (IlacsGrade.REQUIRES_IMPROVEMENT, SifGrade.REQUIRES_IMPROVEMENT)
    >>> read_grade("Adequate", "ilacs")
    Traceback (most recent call last):
    ...
    ofsted_frameworks.findings.UnknownLabel: 'Adequate' is not a grade of IlacsGrade but of SLAC, CPI
    and TLAC; map_grade(SlacGrade.ADEQUATE, to=IlacsGrade) gives the equivalent. The labels are
    Outstanding, Good, Requires improvement to be good, Inadequate, Not judged

    Args:
        text: The label or key, or a grade that is already on the scale.
        scale: The scale, or a framework or edition (or its id) that uses it.

    Raises:
        UnknownLabel: If the scale has no such grade. The message names the frameworks that have it, or
            suggests a similar word if no framework has it.
        TypeError: If `text` is not a string, or `scale` is not a scale.
    """
    grades = get_scale(scale)
    if isinstance(text, grades | NotJudged):
        return text
    label = _check_text(text)
    found: Grade | NotJudged | None = grade_labels(grades).get(fold(label))
    if found is None:
        raise UnknownLabel(_not_a_grade(label, grades))
    return found


def _not_a_grade(text: str, scale: type[Grade]) -> str:
    labels = ", ".join([*(grade.label for grade in scale), NOT_JUDGED.label])
    owners = {
        framework: grade
        for framework in all_frameworks()
        if (grade := grade_labels(framework.scale).get(fold(text)))
    }
    if owners:
        names = listed(framework.name for framework in owners)
        grade = next(iter(owners.values()))
        return (
            f"{text!r} is not a grade of {scale.__name__} but of {names}; "
            f"map_grade({grade!r}, to={scale.__name__}) gives the equivalent. The labels are {labels}"
        )
    message = f"{text!r} is not a grade of {scale.__name__}; expected one of {labels}"
    return with_hint(message, fold(text), grade_labels(scale))


def read_area(text: str, edition: Edition | str, heading: str = "") -> Area:
    """Return the judgement area that a printed label or a field name means in an edition.

    >>> read_area("2.1 Adoption performance", "sif-2013").name
    'adoption_performance'

    Args:
        text: The label, with or without the number printed before it, or the field name.
        edition: The edition or its id.
        heading: The section of the report, for a label that is printed in two sections, as in SLAC.

    Raises:
        UnknownLabel: If no area has the label, or several have it and `heading` does not choose one.
    """
    _check_text(text)
    read_in = get_edition(edition)
    if text in read_in.areas:
        return read_in.areas[text]
    found = [
        area
        for area in _area_labels(read_in).get(fold(text), ())
        if not heading or fold(area.heading) == fold(heading)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        headings = listed(repr(area.heading) for area in found)
        raise UnknownLabel(
            f"{text!r} is a judgement area under {headings}; pass one of them as heading="
        )
    raise UnknownLabel(_not_an_area(text, read_in))


def _not_an_area(text: str, edition: Edition) -> str:
    known = ", ".join(map(str, edition.areas.values()))
    owners = [
        other.id
        for other in all_editions()
        if other is not edition and (text in other.areas or fold(text) in _area_labels(other))
    ]
    if owners:
        return (
            f"{text!r} is not a judgement area of {edition} but of {listed(owners)}; map_area gives the "
            f"equivalent. The labels are {known}"
        )
    message = f"{text!r} is not a judgement area of {edition}; expected one of {known}"
    return with_hint(message, fold(text), _area_labels(edition))


def read_word(given: object, kind: type[W]) -> W:
    """Return the member of an enumeration, given as itself or by its value, name or label.

    >>> from ofsted_frameworks import Kind
    >>> read_word("short", Kind), read_word("Short inspection", Kind), read_word(Kind.SHORT, Kind)
    (Kind.SHORT, Kind.SHORT, Kind.SHORT)

    Raises:
        TypeError: If `given` is neither a member of `kind` nor a string.
        UnknownLabel: If no member has this value, name or label; the message lists the values.
    """
    if isinstance(given, kind):
        return given
    values = ", ".join(member.value for member in kind)
    message = f"{given!r} is not a {kind.__name__}; expected one of {values}"
    if not isinstance(given, str):
        raise TypeError(message)
    known = {
        fold(word): member for member in kind for word in (member.label, member.name, member.value)
    }
    if (found := known.get(fold(given))) is None:
        raise UnknownLabel(with_hint(message, fold(given), known))
    return found


def _check_text(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a printed label must be a str, not {text!r}")
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
        for label in _list_labels(area):
            table[fold(label)] = (*table.get(fold(label), ()), area)
    return table


def _list_labels(area: Area) -> Iterable[str]:
    for label in (area.label, *(alias.value for alias in area.aliases)):
        yield label
        if area.number:
            yield f"{area.number} {label}"
            yield f"{area.number}. {label}"
