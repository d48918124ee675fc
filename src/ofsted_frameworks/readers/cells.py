"""What the cells of a table say: days, kinds of inspection, and judgements."""

import datetime as dt
import enum
import functools
import re
from collections.abc import Mapping
from typing import TypeAlias

import attrs

from ofsted_frameworks.findings import OfstedFrameworksError, UnknownLabel
from ofsted_frameworks.frameworks import all_frameworks, get_framework
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, read_grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, GradeMapping, map_grade
from ofsted_frameworks.months import Month
from ofsted_frameworks.readers.headers import FRAMEWORKS, REINSPECTIONS, words_of

Cell: TypeAlias = str | float | bool | dt.date | dt.time | dt.timedelta | None

NO_VALUE = ("", "n/a", "na", "nan", "nat", "none", "null")
"""Words with which software writes an empty cell."""


class Sentinel(enum.Enum):
    """A word in a judgement's place that is no judgement."""

    NOT_IN_EDITION = "the edition gives no such judgement"
    UNREADABLE = "the report could not be read"
    NOT_YET_INSPECTED = "not yet inspected"


SENTINELS: Mapping[str, NotJudged | Sentinel] = {
    "-": NOT_JUDGED,
    "data unreadable": Sentinel.UNREADABLE,
    "inspection pre dates judgement": Sentinel.NOT_IN_EDITION,
    "not reported post reform": Sentinel.NOT_IN_EDITION,
    "not yet inspected": Sentinel.NOT_YET_INSPECTED,
}

KINDS: Mapping[str, Kind | VisitKind | None] = {
    "": None,
    "inspection": None,
    "full": Kind.FULL,
    "full inspection": Kind.FULL,
    "post monitoring single inspection": Kind.REINSPECTION,
    "re inspection": Kind.REINSPECTION,
    "reinspection": Kind.REINSPECTION,
    "short": Kind.SHORT,
    "short inspection": Kind.SHORT,
    "standard": Kind.STANDARD,
    "standard inspection": Kind.STANDARD,
    "focused": VisitKind.FOCUSED,
    "focused visit": VisitKind.FOCUSED,
    "focussed visit": VisitKind.FOCUSED,
    "joint targeted area inspection": VisitKind.JTAI,
    "jtai": VisitKind.JTAI,
    "la monitoring visit": VisitKind.MONITORING,
    "monitoring": VisitKind.MONITORING,
    "monitoring visit": VisitKind.MONITORING,
    "unannounced cra": VisitKind.UNANNOUNCED_CRA,
    "unannounced inspection of contact referral and assessment": VisitKind.UNANNOUNCED_CRA,
}

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(_MONTH_NAMES, start=1)
    for length in (3, 4, len(name))
}
_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ]\d{2}:\d{2}.*)?")
_WORDED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]+),?[ \-](\d{4}|\d{2})")
_MONTH = re.compile(r"([a-z]+)[ \-](\d{4})")
_DAY_ZERO = dt.date(1899, 12, 30)
_SERIALS = range(36526, 73051)  # the days from 2000 to 2099 as spreadsheets number them


class NotADay(OfstedFrameworksError, ValueError):
    """What stands in the place of a day and is none."""


@attrs.frozen
class ReadGrade:
    """What a judgement's cell says: the judgement, or a sentinel; `mapping` where the scale was another's."""

    value: Grade | NotJudged | Sentinel | None
    mapping: GradeMapping[Grade] | None = None


def text_of(cell: Cell) -> str:
    """A cell as text: a day as ISO 8601 writes it, a whole number without its point."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def is_empty(cell: Cell) -> bool:
    """True for an empty cell, and for the words with which software writes one."""
    return cell is None or cell == "" or (isinstance(cell, str) and _is_no_value(cell))


@functools.lru_cache(maxsize=10_000)
def _is_no_value(text: str) -> bool:
    return text.strip().casefold() in NO_VALUE


def read_day(cell: Cell) -> dt.date | Month:
    """The day that a cell says: a date, a number of days, or text with the day before the month.

    A year of two digits is of this century. A month alone is a `Month`.

    >>> read_day("10/06/24"), read_day("10 June 2024"), read_day(45453.0)
    (datetime.date(2024, 6, 10), datetime.date(2024, 6, 10), datetime.date(2024, 6, 10))

    Raises `NotADay`.
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float) and int(cell) in _SERIALS:
        return _DAY_ZERO + dt.timedelta(days=int(cell))
    found = _day_in(fold(text_of(cell))[:80])
    if found is None:
        raise NotADay(f"{text_of(cell)[:80]!r} is no day")
    return found


@functools.lru_cache(maxsize=10_000)
def _day_in(text: str) -> dt.date | Month | None:
    try:
        if found := _ISO.fullmatch(text):
            return dt.date(*(int(part) for part in found.groups()))
        if found := _NUMERIC.fullmatch(text):
            return dt.date(_year(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDED.fullmatch(text)) and found[2] in _MONTHS:
            return dt.date(_year(found[3]), _MONTHS[found[2]], int(found[1]))
        if (found := _MONTH.fullmatch(text)) and found[1] in _MONTHS:
            return Month(int(found[2]), _MONTHS[found[1]])
    except ValueError:
        pass
    return None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def read_kind(text: str) -> tuple[str, Kind | VisitKind | None]:
    """The framework's id (or "") and the kind of inspection or visit (or None) that words say.

    >>> read_kind("ILACS Short Inspection"), read_kind("SIF")
    (('ilacs', Kind.SHORT), ('sif', None))

    Raises `UnknownLabel`.
    """
    return _read_kind(text)


@functools.lru_cache(maxsize=1_000)
def _read_kind(text: str) -> tuple[str, Kind | VisitKind | None]:
    for id, rest in _after_a_framework(words_of(text)):
        if rest in KINDS:
            return id, KINDS[rest]
    known = sorted(k for k in KINDS if k)
    raise UnknownLabel(
        f"{text[:80]!r} is no kind of inspection or visit; known are {', '.join(known)}"
    )


def _after_a_framework(words: str) -> list[tuple[str, str]]:
    named = [(id, phrase) for phrase, id in FRAMEWORKS.items()]
    named += [(id, phrase) for phrase, id in REINSPECTIONS.items() if id]
    named += [(its.id, its.id) for its in all_frameworks()]
    rests = [("", words)]
    for id, phrase in sorted(named, key=lambda each: -len(each[1])):
        if f"{words} ".startswith(f"{phrase} "):
            rest = words[len(phrase) + 1 :]
            rests.append((id, "re inspection" if phrase in REINSPECTIONS and not rest else rest))
    return rests


@functools.cache
def kind_where_none_is_printed(id: str, reinspection: bool) -> Kind | None:
    """The kind of a first inspection or a re-inspection under a framework that has just those two."""
    kinds = {its.kind for its in get_framework(id).kinds}
    if reinspection:
        return Kind.REINSPECTION
    return Kind.FULL if Kind.FULL in kinds else None


def says_judgement(cell: Cell) -> bool:
    """True for a cell that says a grade, or is meant to; false for absence in any words."""
    return not is_empty(cell) and sentinel(text_of(cell)) is None


@functools.lru_cache(maxsize=10_000)
def sentinel(text: str) -> NotJudged | Sentinel | None:
    """What a word in a judgement's place stands for when it is no grade."""
    return SENTINELS.get(fold(text).replace("_", " "))


def read_judgement(
    text: str, scale: type[Grade], own: Mapping[str, str] | None = None
) -> ReadGrade:
    """The judgement that a cell says, on the scale of its framework.

    A grade printed in the words of another framework, as Ofsted prints *requires improvement to be good*
    for SLAC's *adequate*, is the grade that it is mapped from. `own` gives the label for words of one's
    own.

    >>> from ofsted_frameworks import SlacGrade
    >>> read_judgement("Requires improvement to be good", SlacGrade).value
    SlacGrade.ADEQUATE

    Raises `UnknownLabel`.
    """
    if own and (words := fold(text)) in own:
        text = own[words]
    return _read_judgement(text, scale)


@functools.lru_cache(maxsize=10_000)
def _read_judgement(text: str, scale: type[Grade]) -> ReadGrade:
    if is_empty(text):
        return ReadGrade(None)
    if said := sentinel(text):
        return ReadGrade(said)
    words = text.replace("_", " ")
    try:
        return ReadGrade(read_grade(words, scale))
    except UnknownLabel:
        mapping = _in_other_words(words, scale)
        if mapping is None:
            raise
        return ReadGrade(mapping.grade, mapping)


def _in_other_words(words: str, scale: type[Grade]) -> GradeMapping[Grade] | None:
    for other in (its.scale for its in reversed(all_frameworks()) if its.scale is not scale):
        try:
            printed = read_grade(words, other)
        except UnknownLabel:
            continue
        for grade in scale:
            mapping = map_grade(grade, to=other)
            if mapping.target is printed and mapping.relation in EXACT_OR_CLOSE:
                return mapping
    return None
