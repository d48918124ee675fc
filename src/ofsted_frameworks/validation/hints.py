"""What was probably meant: the hints that go with findings about the form of a record."""

import re
from contextlib import suppress

from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks import all_frameworks, edition_on, framework_of
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.labels import read_area, read_grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, map_area
from ofsted_frameworks.validation.vocabulary import day_of

_BRITISH_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DAY_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].{1,40}")


def in_force_on(start: object) -> str:
    """The editions that were in force on the first day on site."""
    day = day_of(start) if isinstance(start, str) else None
    ids = [edition.id for edition in edition_on(day)] if day else []
    return f"in force on {start}: {', '.join(ids)}" if ids else ""


def as_a_day(text: str) -> str:
    """The ISO 8601 day that a text in another form means."""
    if british := _BRITISH_DAY.fullmatch(text):
        day, month, year = british.groups()
        meant = f"{year}-{month:0>2}-{day:0>2}"
    elif timed := _DAY_AND_TIME.fullmatch(text):
        meant = timed[1]
    else:
        return ""
    return f"write {meant}" if day_of(meant) else ""


def for_a_number(value: object, edition: Edition | None) -> str:
    """The key of the grade that Ofsted gives a number, or that absence is none."""
    if edition is None or isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    for grade in edition.scale:
        if grade.number == value:
            return f"write {grade.value!r}, the grade with Ofsted's number {grade.number}"
    return "absence is not a number: leave it out, or write 'not_judged' where the report says so"


def for_a_printed_grade(value: str, scale: type[Grade]) -> str:
    """The key of the grade that a printed label stands for, or the framework whose grade it is."""
    try:
        return f"write {read_grade(value, scale).value!r}"
    except UnknownLabel:
        return _of_another_scale(value, scale)


def _of_another_scale(value: str, scale: type[Grade]) -> str:
    for framework in all_frameworks():
        with suppress(UnknownLabel):
            grade = read_grade(value, framework.scale)
            return f"it is {framework.name}'s; map_grade({grade!r}, to={scale.__name__}) maps it"
    return ""


def for_a_printed_area(name: object, edition: Edition | None) -> str:
    """The name of the area that a printed label stands for."""
    if edition is None or not isinstance(name, str):
        return ""
    try:
        return f"write {read_area(name, edition).name!r}"
    except UnknownLabel:
        return ""


def for_an_area_of_others(name: str, edition: Edition, owners: tuple[Edition, ...]) -> str:
    """What an edition has in place of an area of another edition, or why it has nothing."""
    its = framework_of(edition)
    owner = next((owner for owner in owners if framework_of(owner) is its), owners[0])
    for theme in owner.areas[name].themes:
        if theme in edition.absences:
            return str(edition.absences[theme])
    if edition.incomplete:
        return str(edition.incomplete)
    mapped = map_area(name, of=owner, to=edition)
    near = [m for m in mapped if m.relation in EXACT_OR_CLOSE] or mapped
    return f"{near[0].target.name} is {near[0].relation}" if near else f"{owner} has it"
