"""Hints for findings about the form of a record: what was probably meant.

If a word belongs in another place or another framework, the hint says so. A similar spelling is offered only
if the word is not known at all.
"""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from numbers import Real

from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks import all_frameworks, edition_on, framework_of
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.labels import fold, read_area, read_grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, map_area, map_grade
from ofsted_frameworks.validation.vocabulary import LaterWord, day_of, vocabulary
from ofsted_frameworks.words import Word, closest

_BRITISH_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DAY_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].{1,40}")
_LONGEST = 200
_PLACES = {
    "name": "write it inside 'authority'",
    "code": "write it inside 'authority'",
    "kind": "only an inspection has it; a visit has 'visit' instead",
    "edition": "only an inspection has it; a visit has 'visit' instead",
    "judgements": "only an inspection has them; a visit is not graded",
    "visit": "only a visit has it; an inspection has 'edition' and 'kind' instead",
    "theme": "only a visit has it",
}


_WHAT: dict[type[Word], str] = {Kind: "a kind of inspection", VisitKind: "a kind of visit"}
_KINDS: dict[str, Word] = {
    text: word for word in (*Kind, *VisitKind) for text in (word.value, fold(word.label))
}


def for_a_key(key: object, keys: Collection[str]) -> str:
    """Return where a misplaced key belongs, or the nearest key by spelling."""
    if not isinstance(key, str):
        return ""
    if key in vocabulary().areas:
        return "it is a judgement area: write it inside 'judgements'"
    return _PLACES.get(key) or closest(key, keys)


def for_an_edition(id: str, ids: Sequence[str], start: object) -> str:
    """Return the editions in force on the first day on site, or the nearest id by spelling."""
    named = next((f for f in all_frameworks() if fold(id[:_LONGEST]) == f.id), None)
    day = day_of(start) if isinstance(start, str) else None
    on = [edition.id for edition in edition_on(day)] if day else []
    if named:
        of_it = [edition.id for edition in named.editions]
        fitting = [id for id in of_it if id in on] or of_it
        return f"{named.name} is a framework; choose an edition: {', '.join(fitting)}"
    near = closest(id, ids)
    in_force = f"in force on {start}: {', '.join(on)}" if on else ""
    return near or in_force or f"the editions are {', '.join(ids)}"


def for_a_kind(text: str, fitting: Sequence[Word]) -> str:
    """Return the key for a kind written out in words, or what else the word means."""
    if word := _KINDS.get(fold(text[:_LONGEST])):
        return f"write {word.value!r}" if word in fitting else f"it is {_WHAT[type(word)]}"
    return closest(text, [word.value for word in fitting])


def for_a_date(text: str) -> str:
    """Return the date in ISO 8601 if it is written in another way."""
    if british := _BRITISH_DAY.fullmatch(text):
        day, month, year = british.groups()
        meant = f"{year}-{month:0>2}-{day:0>2}"
    elif timed := _DAY_AND_TIME.fullmatch(text):
        meant = timed[1]
    else:
        return ""
    return f"write {meant}" if day_of(meant) else ""


def for_a_number(value: object, edition: Edition | None) -> str:
    """Return the key of the grade with this number, or how to record that there is no grade."""
    if edition is None or isinstance(value, bool) or not isinstance(value, Real):
        return ""
    for grade in edition.scale:
        if grade.number == value:
            return f"write {grade.value!r}, the grade with Ofsted's number {grade.number}"
    return (
        "a missing grade has no number: leave it out, or write 'not_judged' if the report says so"
    )


def for_a_grade(text: str, edition: Edition) -> str:
    """Return the key for a grade written as printed, or what else the text means."""
    if len(text) > _LONGEST:
        return ""
    if text.strip() in ("1", "2", "3", "4", "9"):
        return for_a_number(int(text), edition)
    for reading in (_printed_grade, _grade_of_another_scale, _word_of_another_place):
        if hint := reading(text, edition):
            return hint
    own, every = vocabulary().words[edition.scale], vocabulary().grades
    near = closest(text, [*own, *every])
    elsewhere = near and not any(repr(word) in near for word in own)
    return f"{near} (not a grade of {edition})" if elsewhere else near


def _printed_grade(text: str, edition: Edition) -> str:
    with suppress(UnknownLabel):
        return f"write {read_grade(text, edition.scale).value!r}"
    return ""


def _grade_of_another_scale(text: str, edition: Edition) -> str:
    for framework in all_frameworks():
        with suppress(UnknownLabel):
            grade = read_grade(text, framework.scale)
            to = edition.scale.__name__
            return f"it is a grade of {framework.name}; map_grade({grade!r}, to={to}) converts it"
    return ""


def _word_of_another_place(text: str, _: Edition) -> str:
    if text in vocabulary().areas:
        return "it is the name of a judgement area"
    word = _KINDS.get(fold(text))
    return f"it is {_WHAT[type(word)]}" if word else ""


def for_a_later_word(later: LaterWord) -> str:
    """Return why Ofsted prints the word, and how well it matches the grade."""
    match = later.match
    call = f"map_grade({later.grade!r}, to={match.to.__name__})"
    return f"Ofsted's own table prints it that way; {call} gives a {match.relation} match"


def for_a_grade_of_others(grade: Grade, scale: type[Grade]) -> str:
    """Return what another framework's grade maps to on a scale, and who made the mapping."""
    call, mapped = f"map_grade({grade!r}, to={scale.__name__})", map_grade(grade, to=scale)
    if not mapped.target:
        return f"{call} finds no equivalent"
    return f"{call} gives {mapped.target.value} ({mapped.relation} match; {mapped.provenance})"


def for_an_area(name: object, edition: Edition | None, names: Sequence[str]) -> str:
    """Return the name of an area written as printed, or the nearest name by spelling."""
    if edition and isinstance(name, str) and len(name) <= _LONGEST:
        with suppress(UnknownLabel):
            return f"write {read_area(name, edition).name!r}"
    near = closest(name, names)
    return near or (f"{edition} has {', '.join(names)}" if edition else "")


def for_an_area_of_others(name: str, edition: Edition, owners: tuple[Edition, ...]) -> str:
    """Return what an edition has instead of another edition's area, or why it has no such area."""
    framework = framework_of(edition)
    owner = next((owner for owner in owners if framework_of(owner) is framework), owners[0])
    for theme in owner.areas[name].themes:
        if theme in edition.absences:
            return str(edition.absences[theme])
    if edition.incomplete:
        return str(edition.incomplete)
    mapped = map_area(name, of=owner, to=edition)
    near = [m for m in mapped if m.relation in EXACT_OR_CLOSE] or mapped
    if near:
        return f"the nearest area is {near[0].target.name} ({near[0].relation} match)"
    return f"it is a judgement area of {owner}"
