"""What a person asks a panel for, read into conditions on inspections."""

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
from ofsted_frameworks.panel.areas import places, read_subject
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import closest

Condition: TypeAlias = Callable[[AnyInspection], bool]
"""What is true of an inspection that is kept."""


def settled(authority: LocalAuthority, on: dt.date | None = None) -> LocalAuthority:
    """Return an authority by the name and code of this library's table, or as it is if it is not there."""
    if known := known_authority(authority):
        return known.authority
    if not _was_several(authority.name):
        return authority
    try:
        return find_authority(authority.name, on=on)
    except UnknownAuthority:
        return authority


@functools.lru_cache(maxsize=100_000)
def _was_several(name: str) -> bool:
    """Whether several authorities had a name that this library's table gives to no one alone."""
    with contextlib.suppress(UnknownAuthority):
        try:
            find_authority(name)
        except AmbiguousAuthority:
            return True
    return False


def exists(authority: LocalAuthority, day: dt.date) -> bool:
    """Return whether an authority existed on a day, as far as is known."""
    known = known_authority(authority)
    return known is None or known.exists_on(day)


def several(given: Any, what: str) -> list[Any]:
    """Return what was given as a list: one thing, or a collection of things.

    >>> several("sif", "framework"), several(["sif", "ilacs"], "framework")
    (['sif'], ['sif', 'ilacs'])
    """
    if isinstance(given, str | int | type) or not hasattr(given, "__iter__"):
        return [given]
    check_iterable(given, "filter", what)
    return list(given)


def of_one_of(authorities: Collection[LocalAuthority]) -> Condition:
    """Return the condition that an inspection is of one of some authorities."""
    return lambda inspection: inspection.authority in authorities


def of_framework(given: Any) -> Condition:
    """Return the condition that an inspection is of one of some frameworks."""
    ids = {get_framework(each).id for each in _ids(given, Framework)}
    return lambda inspection: inspection.framework.id in ids


def of_edition(given: Any) -> Condition:
    """Return the condition that an inspection is of one of some editions."""
    ids = {get_edition(each).id for each in _ids(given, Edition)}
    return lambda inspection: inspection.edition.id in ids


def of_kind(given: Any) -> Condition:
    """Return the condition that an inspection is of one of some kinds."""
    kinds = {read_word(each, Kind) for each in several(given, "kind")}
    return lambda inspection: inspection.kind in kinds


def judging(theme: Any) -> Condition:
    """Return the condition that an inspection recorded a judgement for a theme or area."""
    asked = _subjects(theme)
    return lambda inspection: any(j is not None for j in _judgements(inspection, asked))


def graded(grade: Any, theme: Any) -> Condition:
    """Return the condition that an inspection gave one of some grades for a theme or area."""
    grades = {each for word in several(grade, "grade") for each in _grades(word)}
    asked = _subjects(Theme.OVERALL if theme is None else theme)
    where = {its.id: _fields(its, asked) for its in all_frameworks()}
    return lambda inspection: any(
        getattr(inspection.judgements, name) in grades
        for name in where[inspection.framework.id].get(inspection.edition, ())
    )


def of_authority(given: Any, everyone: Iterable[LocalAuthority]) -> set[LocalAuthority]:
    """Return the authorities that go by some names or numbers, two where one followed the other."""
    known = list(dict.fromkeys(everyone))
    return {found for each in several(given, "authority") for found in _called(each, known)}


def in_region(given: Any, everyone: Iterable[LocalAuthority]) -> set[LocalAuthority]:
    """Return the authorities in some regions, those of Ofsted or of the Office for National Statistics."""
    regions = {read_region(each) for each in several(given, "region")}
    profiles = {authority: known_authority(authority) for authority in everyone}
    return {
        authority
        for authority, profile in profiles.items()
        if profile and regions & {profile.region, profile.ons_region}
    }


def _ids(given: Any, kind: type[Any]) -> Collection[Any]:
    each = several(given, "ids of frameworks or editions")
    for id in each:
        check((str, kind), id, "filter", "ids of frameworks or editions")
    return each


def _subjects(theme: Any) -> list[tuple[str, Theme | None]]:
    """The area's field name and the theme that each word means; a word may be either."""
    return [_subject(each) for each in several(theme, "theme")]


def _subject(given: Any) -> tuple[str, Theme | None]:
    check((Theme, str), given, "theme", "a Theme or the name of a theme or area")
    if isinstance(given, Theme):
        return "", given
    is_area = any(given in its.areas for its in all_editions())
    known = next((theme for theme in Theme if theme.value == given), None)
    return given, known if is_area else read_subject(given, all_editions())


def _judgements(
    inspection: AnyInspection, asked: Iterable[tuple[str, Theme | None]]
) -> Iterator[Any]:
    """What an inspection gave for an area of its edition, or else for the theme of that name."""
    areas = inspection.edition.areas
    for name, theme in asked:
        found = [name] if name in areas else [n for n, a in areas.items() if theme in a.themes]
        yield from (getattr(inspection.judgements, each) for each in found)


def _fields(
    of: Framework, asked: Iterable[tuple[str, Theme | None]]
) -> Mapping[Edition, list[str]]:
    """The fields in which each edition gives what is asked, as a distribution would count it."""
    found: dict[Edition, list[str]] = {}
    for name, theme in asked:
        try:
            mapped = places(name or theme or "", of.editions)
            fields = {its: [place.target.name] for its, place in mapped.items()}
        except UnknownLabel:
            fields = {
                its: [area.name for area in its.areas_of(theme)] for its in of.editions if theme
            }
        for its, names in fields.items():
            found.setdefault(its, []).extend(names)
    return found


def _grades(word: Any) -> list[Grade | NotJudged]:
    """The grades of any scale that a word means; a grade itself is of its own scale alone."""
    if isinstance(word, Grade | NotJudged):
        return [word]
    if not isinstance(word, str):
        raise not_taken(
            "grade", "a grade such as IlacsGrade.GOOD, or its word such as 'good'", word
        )
    found: list[Grade | NotJudged] = []
    for scale in dict.fromkeys(framework.scale for framework in all_frameworks()):
        try:
            found.append(read_grade(word, scale))
        except UnknownLabel:
            continue
    if not found:
        words = dict.fromkeys(g.value for its in all_frameworks() for g in its.scale)
        hint = closest(fold(word), words)
        more = f"; {hint}" if hint else ""
        raise UnknownLabel(f"{word!r} is not a grade; expected one of {', '.join(words)}{more}")
    return found


def _called(asked: Any, known: list[LocalAuthority]) -> set[LocalAuthority]:
    if isinstance(asked, LocalAuthority):
        return {settled(asked)}
    check((str, int), asked, "filter's authority", "a name, a number or a LocalAuthority")
    word = fold(str(asked))
    named = {each for each in known if word in (fold(each.name), fold(each.code or ""))}
    return named or {find_authority(asked)}
