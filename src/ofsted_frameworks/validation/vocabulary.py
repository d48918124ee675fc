"""The words that records may use: ids, keys, names of areas, grades and dates."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeGuard

import attrs

from ofsted_frameworks.frameworks import all_editions, all_frameworks, framework_of
from ofsted_frameworks.frameworks.base import Edition, GradeMatch
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.frameworks.registry import cached
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.months import Month

KINDS: Mapping[str, Kind] = MappingProxyType({kind.value: kind for kind in Kind})
VISIT_KINDS: Mapping[str, VisitKind] = MappingProxyType({kind.value: kind for kind in VisitKind})

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")


@attrs.frozen
class LaterWord:
    """A later framework's word that Ofsted itself prints for an older framework's grade."""

    key: str
    grade: Grade
    match: GradeMatch


@attrs.frozen(kw_only=True)
class Vocabulary:
    """Every word that records may use, from every registered framework.

    Attributes:
        editions: The editions by id, and each framework's first edition also by the framework's other names.
        areas: The editions that have an area, by the area's name.
        grades: The scales that have a grade, by the grade's key.
        later_words: For each scale, the later frameworks' words that Ofsted prints for its grades.
        own: For each scale, what its own words mean.
        words: For each scale, what its own words and the later words mean.
    """

    editions: Mapping[str, Edition]
    areas: Mapping[str, tuple[Edition, ...]]
    grades: Mapping[str, tuple[type[Grade], ...]]
    later_words: Mapping[type[Grade], Mapping[str, LaterWord]]
    own: Mapping[type[Grade], Mapping[str, Grade | NotJudged]]
    words: Mapping[type[Grade], Mapping[str, Grade | NotJudged]]


@cached
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the frameworks that are registered now."""
    areas: dict[str, tuple[Edition, ...]] = {}
    grades: dict[str, tuple[type[Grade], ...]] = {}
    for edition in all_editions():
        for name in edition.areas:
            areas[name] = (*areas.get(name, ()), edition)
    scales = tuple(framework.scale for framework in all_frameworks())
    for scale in scales:
        for grade in scale:
            grades[grade.value] = (*grades.get(grade.value, ()), scale)
    later = {scale: _later_words(scale) for scale in scales}
    return Vocabulary(
        editions=dict(_named()),
        areas=areas,
        grades=grades,
        later_words=later,
        own={scale: dict(_words(scale, {})) for scale in scales},
        words={scale: dict(_words(scale, later[scale])) for scale in scales},
    )


def _later_words(scale: type[Grade]) -> dict[str, LaterWord]:
    own = {grade.value for grade in scale}
    words: dict[str, LaterWord] = {}
    for framework in all_frameworks():
        for match in framework.grade_matches:
            if scale in match.scales and match.source.provenance.is_ofsted:
                for number, target in match.numbers.items():
                    key = match.to.from_number(target).value
                    if key not in own:
                        words.setdefault(key, LaterWord(key, scale.from_number(number), match))
    return words


def _words(
    scale: type[Grade], later: Mapping[str, LaterWord]
) -> Iterator[tuple[str, Grade | NotJudged]]:
    for grade in scale:
        yield grade.value, grade
    for word in later.values():
        yield word.key, word.grade
    yield NOT_JUDGED.value, NOT_JUDGED


def names_of(edition: Edition) -> tuple[str, ...]:
    """Return an edition's id, and the framework's other names if it is the framework's first edition."""
    framework = framework_of(edition)
    first = framework.editions[0] is edition
    return (edition.id, *(framework.also_known_as if first else ()))


def _named() -> Iterator[tuple[str, Edition]]:
    for framework in all_frameworks():
        for edition in framework.editions:
            for name in names_of(edition):
                yield name, edition


def day_of(text: str) -> dt.date | None:
    """Return the day of an ISO 8601 date such as `"2019-04-29"`, or None if it is not one."""
    if _DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    return None


def month_of(text: str) -> Month | None:
    """Return the month of `"2018-10"`, or None if it is not one."""
    if _MONTH.fullmatch(text):
        try:
            return Month(int(text[:4]), int(text[5:]))
        except ValueError:
            pass
    return None


def is_text(value: str) -> bool:
    """Return True if a string does not contain half a surrogate pair."""
    return value.isascii() or not _SURROGATE.search(value)


def is_object(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Return True for an object in JSON's sense."""
    return isinstance(value, dict | Mapping)


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Return True for an array in JSON's sense."""
    return isinstance(value, list | tuple)


def shown(value: object) -> str:
    """Return a short description of a JSON value of any size or depth."""
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else f"{value[:57]}...")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else "a very long number"
    if isinstance(value, float):
        return repr(value) if abs(value) != float("inf") else "a very long number"
    if is_object(value):
        return "an object"
    return "a list" if is_list(value) else f"a value of type {type(value).__name__}"
