"""Read the cells of a table: dates, kinds of inspection, judgements, and words for "nothing here"."""

import calendar
import datetime as dt
import enum
import functools
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from ofsted_frameworks.findings import OfstedFrameworksError, UnknownLabel
from ofsted_frameworks.frameworks import all_frameworks, get_framework
from ofsted_frameworks.frameworks.column_words import (
    KIND_WORDS,
    NO_SUCH_JUDGEMENT_WORDS,
    NO_VALUE_WORDS,
    NOT_JUDGED_WORDS,
    NOT_YET_WORDS,
    UNREADABLE_WORDS,
)
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.frameworks.registry import cached
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, grade_labels, read_grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, GradeMapping, map_grade
from ofsted_frameworks.months import MONTHS
from ofsted_frameworks.readers.headers import (
    framework_names,
    without_marks,
    words_of,
)
from ofsted_frameworks.words import closest

Cell: TypeAlias = str | float | bool | dt.date | dt.time | dt.timedelta | None

_SHOWN = 80
_LONGEST = 200


class Absence(enum.Enum):
    """The reason why a cell for a judgement has none."""

    NO_VALUE = "nothing is recorded"
    NOT_IN_EDITION = "the edition gives no such judgement"
    UNREADABLE = "the report could not be read"
    NOT_YET_INSPECTED = "not yet inspected"


class NotADay(OfstedFrameworksError, ValueError):
    """An error for a cell that cannot be read as a date."""


@attrs.frozen
class Days:
    """The day in a cell, or the first and last of several, or all days of a month or year.

    `unit` is "month" or "year" if no day is printed.
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
    """A judgement as a cell prints it, with the mapping if the word is from another framework's scale.

    `is_dash` marks a dash: either the report made no judgement or the table records none.
    """

    value: Grade | NotJudged | Absence
    mapping: GradeMapping[Grade] | None = None
    is_dash: bool = False


def text_of(cell: Cell) -> str:
    """Return a cell as text: a date in ISO 8601, a whole number without a decimal point."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def is_empty(cell: Cell) -> bool:
    """Return True for an empty cell, or for words such as "n/a" that record nothing."""
    if not isinstance(cell, str):
        return cell is None
    return cell == "" or absence(cell) is Absence.NO_VALUE


def absence(text: str) -> Absence | None:
    """Return why there is no value, if the words of a cell say so."""
    return _absence(text[:_LONGEST])


@cached
def _absence(text: str) -> Absence | None:
    return _absences().get(_plain(text))


@cached
def _absences() -> Mapping[str, Absence]:
    words = {"": Absence.NO_VALUE}
    for each in (wording for framework in all_frameworks() for wording in framework.words):
        if each.absent:
            words |= dict.fromkeys(map(_plain, each.words), Absence.NOT_IN_EDITION)
    for facts, why in (
        (NO_SUCH_JUDGEMENT_WORDS, Absence.NOT_IN_EDITION),
        (UNREADABLE_WORDS, Absence.UNREADABLE),
        (NOT_YET_WORDS, Absence.NOT_YET_INSPECTED),
        (NO_VALUE_WORDS, Absence.NO_VALUE),
    ):
        words |= {_plain(fact.value): why for fact in facts}
    return words


def _plain(text: str) -> str:
    """Return the words of a cell without case, brackets, underscores and footnote marks."""
    spelled = without_marks(fold(text[:_LONGEST])).replace("_", " ").replace("-", " ")
    return " ".join(spelled.replace("(", " ").replace(")", " ").split()) or text.strip()


def is_dash(text: str) -> bool:
    """Return True for a dash: no judgement was made, or nothing is recorded."""
    return len(text) <= _LONGEST_DASH and fold(text) in _DASHES


_DASHES = frozenset(map(fold, (*(fact.value for fact in NOT_JUDGED_WORDS), "--")))
_LONGEST_DASH = 4

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
_SERIALS = range(36526, 73051)  # how spreadsheets number the days from 2000 to 2099


def read_days(cell: Cell) -> Days:
    """Return the day in a cell, or the first and last of several. In text, the day comes before the month.

    A year of two digits is in this century. A month or a year alone means all of its days.

    >>> read_days("10/06/24").day, read_days("10 June 2024").day, read_days(45453.0).day
    (datetime.date(2024, 6, 10), datetime.date(2024, 6, 10), datetime.date(2024, 6, 10))

    Raises:
        NotADay: If the cell has none of these.
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
            first = dt.date(int(found[2]), _MONTH_NUMBERS[found[1]], 1)
            last = calendar.monthrange(first.year, first.month)[1]
            return Days(first, first.replace(day=last), "month")
        return _stay(text)
    except ValueError:
        return None


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
    """Return the first and last day of text such as "10 to 14 June 2024" or "10/06/2024 - 14/06/2024"."""
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

    >>> read_kind("ILACS Short Inspection"), read_kind("SIF"), read_kind("Inspection")
    (('ilacs', Kind.SHORT), ('sif', None), ('', None))

    Raises:
        UnknownLabel: If the words name neither.
    """
    return _read_kind(text[:_LONGEST])


@cached
def _read_kind(text: str) -> tuple[str, Kind | VisitKind | None]:
    words = words_of(text)
    kinds = _kinds()
    if absence(text) or is_dash(text) or words in ("", "inspection"):
        return "", None
    for id, rest in _after_a_framework(words):
        if rest in kinds:
            return id, kinds[rest]
    hint = closest(words, kinds)
    raise UnknownLabel(
        f"{text[:_SHOWN]!r} is not a kind of inspection or visit; expected one of "
        f"{', '.join(sorted(filter(None, kinds)))}{f'; {hint}' if hint else ''}"
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


def _after_a_framework(words: str) -> Iterator[tuple[str, str]]:
    """Yield each framework's id that words begin with, and the words after it."""
    yield "", words
    for name, id, kind in _framework_names():
        if f"{words} ".startswith(f"{name} "):
            yield id, words[len(name) + 1 :] or kind


@cached
def _framework_names() -> list[tuple[str, str, str]]:
    """Return each name of a framework with its id and the kind that the name implies, longest first."""
    again = words_of(Kind.REINSPECTION.label)
    names = (
        (name, framework.id, again if reinspection else "")
        for framework in all_frameworks()
        for name, reinspection in framework_names(framework)
    )
    return sorted(names, key=lambda each: -len(each[0]))


@cached
def default_kind(framework: str, reinspection: bool) -> Kind | None:
    """Return the kind of an inspection if no kind is printed: a re-inspection, or a full inspection.

    The kind is None if the framework has no full inspections.
    """
    if reinspection:
        return Kind.REINSPECTION
    kinds = {each.kind for each in get_framework(framework).kinds}
    return Kind.FULL if Kind.FULL in kinds else None


def has_judgement(cell: Cell) -> bool:
    """Return True for a cell that holds a grade, or any text except words for "nothing here"."""
    return cell is not None and not is_absent(cell)


def is_absent(cell: Cell) -> bool:
    """Return True for a dash, an empty string, or words for "nothing here"."""
    return isinstance(cell, str) and (is_dash(cell) or absence(cell) is not None)


def read_judgement(
    text: str, scale: type[Grade], labels: Mapping[str, str] | None = None
) -> ReadJudgement:
    """Return the judgement in a cell, on the scale of its framework.

    A grade may be printed in the words of another framework: Ofsted prints *requires improvement to be
    good* for SLAC's *adequate*. It is read as the grade that maps to those words.

    >>> from ofsted_frameworks import SlacGrade
    >>> read_judgement("Requires improvement to be good", SlacGrade).value
    SlacGrade.ADEQUATE

    Args:
        text: The cell as printed.
        scale: The scale of the inspection's framework.
        labels: The caller's labels for other words, by the folded words.

    Raises:
        UnknownLabel: If the text is neither a judgement nor words for "no judgement".
    """
    if labels and (words := fold(text)) in labels:
        text = labels[words]
    return _read_judgement(text[:_SHOWN], scale)


@cached
def _read_judgement(text: str, scale: type[Grade]) -> ReadJudgement:
    if why := absence(text):
        return ReadJudgement(why)
    if is_dash(text):
        return ReadJudgement(NOT_JUDGED, is_dash=True)
    words = _grade_words(text)
    if found := grade_labels(scale).get(words):
        return ReadJudgement(found)
    if mapping := _from_another_scale(words, scale):
        return ReadJudgement(mapping.grade, mapping)
    return ReadJudgement(read_grade(text, scale))


def _grade_words(text: str) -> str:
    return fold(without_marks(text.replace("_", " ")))


def _from_another_scale(words: str, scale: type[Grade]) -> GradeMapping[Grade] | None:
    """Return the mapping of a grade of this scale to the grade of another scale with these words."""
    for other in (each.scale for each in reversed(all_frameworks()) if each.scale is not scale):
        printed = grade_labels(other).get(words)
        for grade in scale if printed else ():
            mapping = map_grade(grade, to=other)
            if mapping.target is printed and mapping.relation in EXACT_OR_CLOSE:
                return mapping
    return None


def is_grade(cell: Cell) -> bool:
    """Return True if a cell is exactly the label of some framework's grade."""
    return _is_grade(text_of(cell)[:_SHOWN])


@cached
def _is_grade(text: str) -> bool:
    words = _grade_words(text)
    return any(words in grade_labels(framework.scale) for framework in all_frameworks())


_NUMBER = re.compile(r"[£]?\d[\d,]*(?:\.\d+)?%?")


def number_in(cell: Cell) -> float | None:
    """Return the number in a cell, or None."""
    if isinstance(cell, float):
        return cell
    if isinstance(cell, str) and _NUMBER.fullmatch(text := cell.strip()[:_SHOWN]):
        return float(text.strip("£%").replace(",", ""))
    return None
