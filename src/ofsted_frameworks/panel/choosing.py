"""Turn the arguments of `Panel.filter` into conditions on inspections."""

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ofsted_frameworks.arguments import check, check_iterable, not_taken
from ofsted_frameworks.authorities.lookup import (
    AmbiguousAuthority,
    UnknownAuthority,
    find_authority,
    known_authority,
    read_region,
)
from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks import (
    all_editions,
    all_frameworks,
    get_edition,
    get_framework,
)
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.labels import fold, read_grade, read_word
from ofsted_frameworks.panel.areas import areas_by_edition, read_subject
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import with_hint

Condition: TypeAlias = Callable[[AnyInspection], bool]
"""A condition that an inspection must meet to be kept."""


def resolve_authority(authority: LocalAuthority, on: dt.date | None = None) -> LocalAuthority:
    """Return an authority with the name and code in this library's table, or unchanged if it is not there."""
    if known := known_authority(authority):
        return known.authority
    if _is_ambiguous(authority.name):
        with contextlib.suppress(UnknownAuthority):
            return find_authority(authority.name, on=on)
    return authority


@functools.lru_cache(maxsize=100_000)
def _is_ambiguous(name: str) -> bool:
    """Return whether several authorities have had this name."""
    try:
        find_authority(name)
    except AmbiguousAuthority:
        return True
    except UnknownAuthority:
        pass
    return False


def exists(authority: LocalAuthority, day: dt.date) -> bool:
    """Return whether an authority existed on a day, as far as is known."""
    known = known_authority(authority)
    return known is None or known.exists_on(day)


def as_list(given: Any, what: str) -> list[Any]:
    """Return a list of the values in a collection, or of a single value.

    >>> as_list("sif", "framework"), as_list(["sif", "ilacs"], "framework")
    (['sif'], ['sif', 'ilacs'])
    """
    if isinstance(given, str | int | type) or not hasattr(given, "__iter__"):
        return [given]
    check_iterable(given, "filter", what)
    return list(given)


def under_framework(given: Any) -> Condition:
    """Return the condition that an inspection is under one of these frameworks."""
    ids = {get_framework(each).id for each in _ids(given, Framework)}
    return lambda inspection: inspection.framework.id in ids


def under_edition(given: Any) -> Condition:
    """Return the condition that an inspection is under one of these editions."""
    ids = {get_edition(each).id for each in _ids(given, Edition)}
    return lambda inspection: inspection.edition.id in ids


def of_kind(given: Any) -> Condition:
    """Return the condition that an inspection is of one of these kinds."""
    kinds = {read_word(each, Kind) for each in as_list(given, "kind")}
    return lambda inspection: inspection.kind in kinds


def judging(theme: Any) -> Condition:
    """Return the condition that an inspection has a judgement for one of these themes or areas."""
    asked = _subjects(theme)
    return lambda inspection: any(j is not None for j in _judgements(inspection, asked))


def graded(grade: Any, theme: Any) -> Condition:
    """Return the condition that an inspection gave one of these grades for a theme or area."""
    grades = {each for word in as_list(grade, "grade") for each in _grades(word)}
    asked = _subjects(Theme.OVERALL if theme is None else theme)
    fields: dict[Edition, list[str]] = {}
    for framework in all_frameworks():
        fields |= _fields(framework, asked)
    return lambda inspection: any(
        getattr(inspection.judgements, name) in grades
        for name in fields.get(inspection.edition, ())
    )


def named(given: Any, known: Iterable[LocalAuthority]) -> set[LocalAuthority]:
    """Return the authorities with these names or numbers; one name can fit an authority and its successor."""
    return {
        found for each in as_list(given, "authority") for found in _find_authorities(each, known)
    }


def in_region(given: Any, known: Iterable[LocalAuthority]) -> set[LocalAuthority]:
    """Return the authorities in these regions of Ofsted or of the Office for National Statistics."""
    regions = {read_region(each) for each in as_list(given, "region")}
    return {
        authority
        for authority in known
        if (profile := known_authority(authority))
        and regions & {profile.region, profile.ons_region}
    }


def _ids(given: Any, kind: type[Any]) -> Collection[Any]:
    each = as_list(given, "ids of frameworks or editions")
    for id in each:
        check((str, kind), id, "filter", "ids of frameworks or editions")
    return each


def _subjects(theme: Any) -> list[tuple[str, Theme | None]]:
    """Return the area's field name and the theme that each word means; a word can mean both."""
    return [_subject(each) for each in as_list(theme, "theme")]


def _subject(given: Any) -> tuple[str, Theme | None]:
    check((Theme, str), given, "theme", "a Theme or the name of a theme or area")
    if isinstance(given, Theme):
        return "", given
    is_area = any(given in edition.areas for edition in all_editions())
    known = next((theme for theme in Theme if theme.value == given), None)
    return given, known if is_area else read_subject(given, all_editions())


def _judgements(
    inspection: AnyInspection, asked: Iterable[tuple[str, Theme | None]]
) -> Iterator[Any]:
    """Yield the judgements for an area of the edition, or else for the theme with that name."""
    areas = inspection.edition.areas
    for name, theme in asked:
        found = [name] if name in areas else [n for n, a in areas.items() if theme in a.themes]
        yield from (getattr(inspection.judgements, each) for each in found)


def _fields(
    of: Framework, asked: Iterable[tuple[str, Theme | None]]
) -> Mapping[Edition, list[str]]:
    """Return the fields of each edition that are asked about, as a distribution would count them."""
    found: dict[Edition, list[str]] = {}
    for name, theme in asked:
        try:
            areas = areas_by_edition(name or theme or "", of.editions)
            fields = {edition: [mapped.target.name] for edition, mapped in areas.items()}
        except UnknownLabel:
            fields = {
                edition: [area.name for area in edition.areas_of(theme)]
                for edition in of.editions
                if theme
            }
        for edition, names in fields.items():
            found.setdefault(edition, []).extend(names)
    return found


def _grades(word: Any) -> list[Grade | NotJudged]:
    """Return the grades that a word means on any scale; a grade itself means only its own scale."""
    if isinstance(word, Grade | NotJudged):
        return [word]
    if not isinstance(word, str):
        raise not_taken(
            "grade", "a grade such as IlacsGrade.GOOD, or its word such as 'good'", word
        )
    found: list[Grade | NotJudged] = []
    for scale in dict.fromkeys(framework.scale for framework in all_frameworks()):
        with contextlib.suppress(UnknownLabel):
            found.append(read_grade(word, scale))
    if not found:
        words = dict.fromkeys(
            grade.value for framework in all_frameworks() for grade in framework.scale
        )
        message = f"{word!r} is not a grade; expected one of {', '.join(words)}"
        raise UnknownLabel(with_hint(message, fold(word), words))
    return found


def _find_authorities(asked: Any, known: Iterable[LocalAuthority]) -> set[LocalAuthority]:
    if isinstance(asked, LocalAuthority):
        return {resolve_authority(asked)}
    check((str, int), asked, "filter's authority", "a name, a number or a LocalAuthority")
    word = fold(str(asked))
    found = {each for each in known if word in (fold(each.name), fold(each.code or ""))}
    return found or {find_authority(asked)}
