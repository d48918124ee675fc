"""What the cells of a table say: days, kinds of inspection, judgements, and that there is nothing."""

import calendar
import datetime as dt
import enum
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import OfstedFrameworksError, UnknownLabel
from ofsted_frameworks.frameworks import all_frameworks, get_framework
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.frameworks.column_words import (
    KIND_WORDS,
    NO_SUCH_JUDGEMENT_WORDS,
    NO_VALUE_WORDS,
    NOT_JUDGED_WORDS,
    NOT_YET_WORDS,
    UNREADABLE_WORDS,
)
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, grade_labels, read_grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, GradeMapping, map_grade
from ofsted_frameworks.months import MONTHS
from ofsted_frameworks.readers.headers import (
    framework_names,
    reinspection_names,
    without_marks,
    words_of,
)
from ofsted_frameworks.sources import Fact
from ofsted_frameworks.words import closest

Cell: TypeAlias = str | float | bool | dt.date | dt.time | dt.timedelta | None

_SHOWN = 80
_LONGEST = 200


class Absence(enum.Enum):
    """Why a cell in a judgement's place holds no judgement."""

    NO_VALUE = "nothing is recorded"
    NOT_IN_EDITION = "the edition gives no such judgement"
    UNREADABLE = "the report could not be read"
    NOT_YET_INSPECTED = "not yet inspected"


class NotADay(OfstedFrameworksError, ValueError):
    """A cell in the place of a day that does not say one."""


@attrs.frozen
class Days:
    """The days that a cell says: one day, the first and last of several, or a whole month or year.

    `unit` is "month" or "year" where no day is printed.
    """

    first: dt.date
    last: dt.date
    unit: str = ""

    @property
    def day(self) -> dt.date | None:
        """The day, or the first of several; None for a month or year."""
        return None if self.unit else self.first

    def __str__(self) -> str:
        shown = {"month": f"{MONTHS[self.first.month - 1]} ", "year": ""}
        return f"{shown.get(self.unit, '')}{self.first.year}"


@attrs.frozen
class ReadJudgement:
    """What a judgement's cell says; `mapping` is there where the words are of another scale.

    `is_dash` marks a dash: the report gives no judgement, or the table has none.
    """

    value: Grade | NotJudged | Absence
    mapping: GradeMapping[Grade] | None = None
    is_dash: bool = False


def text_of(cell: Cell) -> str:
    """Return a cell as text: a day as ISO 8601 writes it, a whole number without its point."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def is_empty(cell: Cell) -> bool:
    """True for an empty cell, and for the words that software writes into one."""
    if not isinstance(cell, str):
        return cell is None
    return cell == "" or _is_no_value(cell[:_LONGEST])


@functools.lru_cache(maxsize=10_000)
def _is_no_value(text: str) -> bool:
    return _plain(text) in _NO_VALUES


def _folded(printed: Iterable[str]) -> Iterator[str]:
    return (_plain(each) for each in printed)


def _plain(text: str) -> str:
    """Return a cell's words without case, brackets, underscores and footnote marks."""
    spelled = without_marks(fold(text[:_LONGEST])).replace("_", " ").replace("-", " ")
    return " ".join(spelled.replace("(", " ").replace(")", " ").split()) or text.strip()


@functools.lru_cache(maxsize=8)
def _absences(frameworks: tuple[Framework, ...]) -> Mapping[str, Absence]:
    of_frameworks = [
        w for its in frameworks for each in its.words if each.absent for w in each.words
    ]
    words: dict[str, Absence] = dict.fromkeys(_folded(of_frameworks), Absence.NOT_IN_EDITION)
    for facts, said in (
        (NO_SUCH_JUDGEMENT_WORDS, Absence.NOT_IN_EDITION),
        (UNREADABLE_WORDS, Absence.UNREADABLE),
        (NOT_YET_WORDS, Absence.NOT_YET_INSPECTED),
    ):
        words |= dict.fromkeys(_folded(_values(facts)), said)
    return words | dict.fromkeys(_NO_VALUES, Absence.NO_VALUE)


def _values(facts: Iterable[Fact[str]]) -> Iterator[str]:
    return (fact.value for fact in facts)


_NO_VALUES = frozenset(("", *_folded(_values(NO_VALUE_WORDS))))


def absence(text: str) -> Absence | None:
    """Return why there is no value, where a cell says so in words."""
    return _absence(text[:_LONGEST], all_frameworks())


@functools.lru_cache(maxsize=10_000)
def _absence(text: str, frameworks: tuple[Framework, ...]) -> Absence | None:
    return _absences(frameworks).get(_plain(text))


def is_dash(text: str) -> bool:
    """True for a dash: no judgement, or nothing recorded."""
    return len(text) < _DASH_AND_SPACE and fold(text) in _DASHES


_DASH_AND_SPACE = 5
_DASHES = frozenset(fold(each) for each in (*_values(NOT_JUDGED_WORDS), "--"))

_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? ")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]+)\.?,?[ \-](\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH = re.compile(r"([a-z]+)[ \-](\d{4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_SAME_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?: ([a-z]+))?(?: (\d{4}))? ?(?:-|to|and|until) ?"
    r"(\d{1,2}(?:st|nd|rd|th)?) ([a-z]+),? (\d{4})"
)
_MONTH_NUMBERS = {
    name.casefold()[:length]: number
    for number, name in enumerate(MONTHS, start=1)
    for length in (3, 4, len(name))
}
_DAY_ZERO = dt.date(1899, 12, 30)
_SERIALS = range(36526, 73051)  # the days from 2000 to 2099 as spreadsheets number them


def read_days(cell: Cell) -> Days:
    """Return the day that a cell says, or the first and last of several; text has the day first.

    A year of two digits is of this century. A month or a year alone is all its days.

    >>> read_days("10/06/24").day, read_days("10 June 2024").day, read_days(45453.0).day
    (datetime.date(2024, 6, 10), datetime.date(2024, 6, 10), datetime.date(2024, 6, 10))

    Raises:
        NotADay: If the cell says none of these.
    """
    if isinstance(cell, dt.datetime):
        return Days(cell.date(), cell.date())
    if isinstance(cell, dt.date):
        return Days(cell, cell)
    found = _days_in(fold(without_marks(text_of(cell)[:_SHOWN])))
    if found is None:
        raise NotADay(f"{text_of(cell)[:_SHOWN]!r} is not a date")
    return found


@functools.lru_cache(maxsize=10_000)
def _days_in(text: str) -> Days | None:
    try:
        if day := _one_day(text):
            return Days(day, day)
        if _YEAR.fullmatch(text):
            return Days(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31), "year")
        if (found := _MONTH.fullmatch(text)) and found[1] in _MONTH_NUMBERS:
            return _whole_month(int(found[2]), _MONTH_NUMBERS[found[1]])
        return _stay(text)
    except ValueError:
        return None


def _whole_month(year: int, month: int) -> Days:
    last = calendar.monthrange(year, month)[1]
    return Days(dt.date(year, month, 1), dt.date(year, month, last), "month")


def _one_day(text: str) -> dt.date | None:
    text = _WEEKDAY.sub("", text)
    if found := _ISO.fullmatch(text):
        return dt.date(*(int(part) for part in found.groups()))
    if found := _NUMERIC.fullmatch(text):
        return dt.date(_year(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDED.fullmatch(text)) and found[2] in _MONTH_NUMBERS:
        return dt.date(_year(found[3]), _MONTH_NUMBERS[found[2]], int(found[1]))
    if (found := _MONTH_FIRST.fullmatch(text)) and found[1] in _MONTH_NUMBERS:
        return dt.date(int(found[3]), _MONTH_NUMBERS[found[1]], int(found[2]))
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        return _DAY_ZERO + dt.timedelta(days=int(float(text)))
    return None


def _stay(text: str) -> Days | None:
    """Return the first and last day of "10 to 14 June 2024", "10/06/2024 - 14/06/2024" and the like."""
    if found := _SAME_MONTH.fullmatch(text):
        last = _one_day(f"{found[4]} {found[5]} {found[6]}")
        first = _one_day(f"{found[1]} {found[2] or found[5]} {found[3] or found[6]}")
        return _in_order(first, last)
    for between in (" to ", " - ", " until ", " and "):
        before, found_one, after = text.partition(between)
        if found_one:
            return _in_order(_one_day(before), _one_day(after))
    return None


def _in_order(first: dt.date | None, last: dt.date | None) -> Days | None:
    return Days(first, last) if first and last and first <= last else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def read_kind(text: str) -> tuple[str, Kind | VisitKind | None]:
    """Return the framework's id (or "") and the kind of inspection or visit (or None) that words name.

    >>> read_kind("ILACS Short Inspection"), read_kind("SIF")
    (('ilacs', Kind.SHORT), ('sif', None))

    Raises:
        UnknownLabel: If the words name neither.
    """
    return _read_kind(text[:_LONGEST], all_frameworks())


@functools.lru_cache(maxsize=1_000)
def _read_kind(text: str, frameworks: tuple[Framework, ...]) -> tuple[str, Kind | VisitKind | None]:
    words = words_of(text)
    kinds = _kinds()
    if absence(text) or is_dash(text) or words in ("", "inspection"):
        return "", None
    for id, rest in _after_a_framework(words, frameworks):
        if rest in kinds:
            return id, kinds[rest]
    hint = closest(words, kinds)
    raise UnknownLabel(
        f"{text[:_SHOWN]!r} is not a kind of inspection or visit"
        f"{f'; {hint}' if hint else ''}; known are {', '.join(sorted(filter(None, kinds)))}"
    )


@functools.cache
def _kinds() -> Mapping[str, Kind | VisitKind | None]:
    named: dict[str, Kind | VisitKind | None] = {"": None, "inspection": None}
    for kind in (*Kind, *VisitKind):
        for words in (kind.value, kind.label, kind.label.removesuffix(" inspection")):
            named[words_of(words)] = kind
    for each in KIND_WORDS:
        named |= {words_of(words): each.kind for words in each.words}
    return named


def _after_a_framework(words: str, frameworks: tuple[Framework, ...]) -> Iterator[tuple[str, str]]:
    """Yield each framework's id that words begin with, and the words after it."""
    yield "", words
    for name, id, kind in _names(frameworks):
        if f"{words} ".startswith(f"{name} "):
            yield id, words[len(name) + 1 :] or kind


@functools.lru_cache(maxsize=8)
def _names(frameworks: tuple[Framework, ...]) -> list[tuple[str, str, str]]:
    """Return the words that name a framework, with its id and the kind that they say, the longest first."""
    again = words_of(Kind.REINSPECTION.label)
    names = [(name, its.id, "") for its in frameworks for name in framework_names(its)]
    names += [(name, its.id, again) for its in frameworks for name in reinspection_names(its)]
    return sorted(names, key=lambda each: -len(each[0]))


@functools.cache
def kind_where_none_is_printed(id: str, reinspection: bool) -> Kind | None:
    """Return the kind of a first inspection or a re-inspection under a framework with just those two."""
    if reinspection:
        return Kind.REINSPECTION
    return Kind.FULL if Kind.FULL in {its.kind for its in get_framework(id).kinds} else None


def says_judgement(cell: Cell) -> bool:
    """True for a cell that says a grade, or is meant to; false for absence in any words."""
    return not is_empty(cell) and not is_absent(cell)


def is_absent(cell: Cell) -> bool:
    """True for a cell that says, in words or by a dash, that there is nothing."""
    return isinstance(cell, str) and (is_dash(cell) or absence(cell) is not None)


def read_judgement(
    text: str, scale: type[Grade], own: Mapping[str, str] | None = None
) -> ReadJudgement:
    """Return the judgement that a cell says, on the scale of its framework.

    A grade printed in the words of another framework, as Ofsted prints *requires improvement to be good*
    for SLAC's *adequate*, is the grade that maps to it. `own` gives the label for words of one's own.

    >>> from ofsted_frameworks import SlacGrade
    >>> read_judgement("Requires improvement to be good", SlacGrade).value
    SlacGrade.ADEQUATE

    Raises:
        UnknownLabel: If the cell says neither a judgement nor that there is none.
    """
    if own and (words := fold(text)) in own:
        text = own[words]
    return _read_judgement(text[:_SHOWN], scale, all_frameworks())


@functools.lru_cache(maxsize=10_000)
def _read_judgement(
    text: str, scale: type[Grade], frameworks: tuple[Framework, ...]
) -> ReadJudgement:
    if said := absence(text):
        return ReadJudgement(said)
    if is_dash(text):
        return ReadJudgement(NOT_JUDGED, is_dash=True)
    words = fold(without_marks(text.replace("_", " ")))
    if found := grade_labels(scale).get(words):
        return ReadJudgement(found)
    if mapping := _in_other_words(words, scale, frameworks):
        return ReadJudgement(mapping.grade, mapping)
    return ReadJudgement(read_grade(text, scale))


def _in_other_words(
    words: str, scale: type[Grade], frameworks: tuple[Framework, ...]
) -> GradeMapping[Grade] | None:
    for other in (its.scale for its in reversed(frameworks) if its.scale is not scale):
        printed = grade_labels(other).get(words)
        for grade in scale if printed else ():
            mapping = map_grade(grade, to=other)
            if mapping.target is printed and mapping.relation in EXACT_OR_CLOSE:
                return mapping
    return None


def is_grade(cell: Cell) -> bool:
    """True for a cell that says a grade of some framework in so many words."""
    words = fold(without_marks(text_of(cell)[:_SHOWN].replace("_", " ")))
    return words in _grades(all_frameworks())


@functools.lru_cache(maxsize=8)
def _grades(frameworks: tuple[Framework, ...]) -> Mapping[str, Any]:
    return {words: grade for its in frameworks for words, grade in grade_labels(its.scale).items()}


_NUMBER = re.compile(r"[£]?\d[\d,]*(?:\.\d+)?%?")


def number_in(cell: Cell) -> float | None:
    """Return the number that a cell holds, or None."""
    if isinstance(cell, float):
        return cell
    text = text_of(cell)[:_SHOWN]
    if isinstance(cell, str) and _NUMBER.fullmatch(text):
        return float(text.strip("£%").replace(",", ""))
    return None
