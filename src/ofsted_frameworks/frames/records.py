"""Inspections as the rows of a frame, and the rows of a frame as inspections."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Literal, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.findings import OfstedFrameworksError, UnknownLabel
from ofsted_frameworks.frames.cells import grade_words, readable
from ofsted_frameworks.frames.coding import given_frame, is_lazy
from ofsted_frameworks.frames.engines import Engine, Plain, Type, Words, engine
from ofsted_frameworks.frames.errors import UnusableFrame, no_column
from ofsted_frameworks.frameworks import all_editions, framework_of, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.labels import fold, read_grade

Row = dict[str, Any]
V = TypeVar("V")

ABSENCE = "_absence"
NOT_RECORDED = "not_recorded"
NOT_IN_EDITION = "not_in_edition"

_OWN: Mapping[str, Type] = {
    "inspection": Plain.COUNT,
    "authority": Plain.TEXT,
    "code": Plain.TEXT,
    "framework": Plain.TEXT,
    "edition": Plain.TEXT,
    "kind": Plain.TEXT,
    "start": Plain.DAY,
    "end": Plain.DAY,
    "published": Plain.DAY,
    "source": Plain.TEXT,
}
_NEEDED = ("inspection", "authority", "edition")


def to_frame(
    inspections: Iterable[AnyInspection],
    backend: Literal["pandas", "polars", "pyarrow"] = "pandas",
    shape: Literal["long", "wide"] = "long",
) -> Any:
    """Inspections as a data frame: a row for each judgement area (long) or each inspection (wide).

    Grades are ordered categories, best first; where there is none, `absence` says why. `from_frame` gives
    the same inspections back.

    >>> from ofsted_frameworks import datasets
    >>> frame = to_frame(datasets.hampshire(), shape="wide")
    >>> frame["overall_effectiveness"].to_list()
    [nan, 'good', 'outstanding', 'outstanding']
    >>> frame["overall_effectiveness_absence"].to_list()
    ['not_in_edition', nan, nan, nan]

    Raises `UnusableFrame` for a backend or shape that is none, `MissingEngine` when the backend's library is
    not installed, `TypeError` for what is no inspection.
    """
    its = list(each_given(Inspection, inspections, "to_frame", "inspections"))
    if shape not in ("long", "wide"):
        raise UnusableFrame(f"shape is long or wide, not {shape!r}")
    made = engine(backend)
    return _long(its, made) if shape == "long" else _wide(its, made)


def _own(number: int, inspection: AnyInspection) -> Row:
    return {
        "inspection": number,
        "authority": inspection.authority.name,
        "code": inspection.authority.code,
        "framework": inspection.framework.id,
        "edition": inspection.edition.id,
        "kind": inspection.kind.value if inspection.kind else None,
        "start": inspection.start,
        "end": inspection.end,
        "published": inspection.published,
        "source": inspection.source,
    }


def _long(inspections: list[AnyInspection], made: Engine) -> Any:
    rows = [
        own
        | {"area": area.name}
        | _judgement(grade, "grade", "absence")
        | {"number": _number(grade)}
        for own, judgements in ((_own(n, i), i.judgements) for n, i in enumerate(inspections))
        for area, grade in judgements.items()
    ]
    types: dict[str, Type] = {
        **_OWN,
        "area": Plain.TEXT,
        "grade": grade_words(_scales(i.edition for i in inspections)),
        "number": Plain.NUMBER,
        "absence": Words((NOT_JUDGED.value, NOT_RECORDED)),
    }
    return _frame(rows, types, made)


def _wide(inspections: list[AnyInspection], made: Engine) -> Any:
    editions = list(dict.fromkeys(inspection.edition for inspection in inspections))
    types = dict(_OWN)
    for area in dict.fromkeys(area for its in editions for area in its.areas):
        types[area] = grade_words(_scales(its for its in editions if area in its.areas))
        types[area + ABSENCE] = Words((NOT_JUDGED.value, NOT_RECORDED, NOT_IN_EDITION))
    rows: list[Row] = []
    for number, inspection in enumerate(inspections):
        row = _own(number, inspection)
        for its, grade in inspection.judgements.items():
            row |= _judgement(grade, its.name, its.name + ABSENCE)
        rows.append(row)
    return _frame(rows, types, made)


def _judgement(grade: Grade | NotJudged | None, name: str, absence: str) -> Row:
    if isinstance(grade, Grade):
        return {name: grade.value, absence: None}
    return {name: None, absence: grade.value if grade else NOT_RECORDED}


def _number(grade: Grade | NotJudged | None) -> int | None:
    return grade.number if isinstance(grade, Grade) else None


def _scales(editions: Iterable[Edition]) -> list[type[Grade]]:
    return list(dict.fromkeys(its.scale for its in editions))


def _frame(rows: list[Row], types: Mapping[str, Type], made: Engine) -> Any:
    return made.frame(
        {
            name: made.column([row.get(name, _elsewhere(name)) for row in rows], type)
            for name, type in types.items()
        }
    )


def _elsewhere(name: str) -> str | None:
    return NOT_IN_EDITION if name.endswith(ABSENCE) else None


def from_frame(frame: Any) -> list[AnyInspection]:
    """The inspections that a frame holds, long or wide, as `to_frame` writes it or a file of it.

    A grade is read as its name in data or as a printed label; a date may be text as ISO 8601 writes it.
    What is there twice (the framework beside the edition, the number beside the grade) must agree. Columns
    of your own are left aside. A lazy frame is collected, since inspections are objects.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> from_frame(to_frame(hampshire)) == list(hampshire)
    True

    Raises `UnusableFrame`, `UnknownEdition` or `UnknownLabel`, with the row and column.
    """
    given = given_frame(frame)
    rows = rows_of(given.collect() if is_lazy(given) else given)
    names = given.collect_schema().names()
    long = "area" in names
    for needed in (*_NEEDED, *(["grade"] if long else [])):
        if needed not in names:
            raise no_column(needed, names)
    if rows and not long and not any(area in its.areas for its in all_editions() for area in names):
        raise UnusableFrame(
            "a long frame has a column 'area', and a wide one columns that are called as judgement areas "
            f"are; this one has {', '.join(map(str, names))}"
        )
    groups = _grouped(rows) if long else [[row] for row in rows]
    judgements = _long_judgements if long else _wide_judgements
    return [_inspection(group, judgements) for group in groups]


@attrs.frozen
class FrameRow:
    """A row of a frame: its number, from 0, and its cells, None for null."""

    number: int
    cells: Mapping[str, Any]

    def read(self, column: str, reader: Callable[[Any], V]) -> V | None:
        """What `reader` makes of a cell, None for null; what it raises is raised with the place."""
        value = self.cells.get(column)
        try:
            return None if value is None else reader(value)
        except OfstedFrameworksError as error:
            raise type(error)(f"{self}, column {column!r}: {error}") from None

    def need(self, column: str, reader: Callable[[Any], V]) -> V:
        """The same, of a cell that may not be null."""
        found = self.read(column, reader)
        if found is None:
            raise UnusableFrame(f"{self}, column {column!r}: nothing is recorded")
        return found

    def __str__(self) -> str:
        return f"row {self.number}"


def rows_of(frame: nw.DataFrame[Any]) -> list[FrameRow]:
    """The rows of a frame as Python values."""
    columns = [_cells(series) for series in frame.iter_columns()]
    return [
        FrameRow(number, dict(zip(frame.columns, cells, strict=True)))
        for number, cells in enumerate(zip(*columns, strict=True))
    ]


def _cells(series: nw.Series[Any]) -> list[Any]:
    nulls = series.is_null().to_list()
    return [None if null else v for null, v in zip(nulls, series.to_list(), strict=True)]


def _grouped(rows: list[FrameRow]) -> Iterable[list[FrameRow]]:
    groups: dict[Any, list[FrameRow]] = {}
    for row in rows:
        groups.setdefault(row.need("inspection", _key), []).append(row)
    for first, *rest in groups.values():
        for row in rest:
            for column in _OWN:
                if row.cells.get(column) != first.cells.get(column):
                    raise UnusableFrame(
                        f"{row}, column {column!r}: {row.cells.get(column)!r}, where {first} of the same "
                        f"inspection has {first.cells.get(column)!r}"
                    )
    return groups.values()


def _inspection(
    rows: list[FrameRow], judgements: Callable[[list[FrameRow], Edition], Row]
) -> AnyInspection:
    row = rows[0]
    its = row.need("edition", _edition)
    if row.read("framework", _framework) not in (None, framework_of(its)):
        raise UnusableFrame(
            f"{row}, column 'framework': {row.cells['framework']!r}; expected {framework_of(its).id!r}, "
            f"for the edition is {its.id!r}"
        )
    return Inspection(
        authority=LocalAuthority(row.need("authority", _text), row.read("code", _text)),
        judgements=its.judgements(**judgements(rows, its)),
        kind=row.read("kind", _kind),
        start=row.read("start", read_day),
        end=row.read("end", read_day),
        published=row.read("published", read_day),
        source=row.read("source", _text) or "",
    )


def _long_judgements(rows: list[FrameRow], its: Edition) -> Row:
    judgements: Row = {}
    for row in rows:
        area = row.need("area", _text)
        if area not in its.areas or area in judgements:
            problem = "is there twice" if area in judgements else f"is no area of {its}"
            raise UnusableFrame(f"{row}, column 'area': {area!r} {problem}")
        judgements[area] = _judged(row, "grade", "absence", its)
        _check_number(row, judgements[area])
    return judgements


def _check_number(row: FrameRow, grade: Grade | NotJudged | None) -> None:
    """Raises `UnusableFrame` for a number that is not that of the grade; a file may have it as 2.0."""
    number = row.cells.get("number")
    said = None if number is None else str(number).removesuffix(".0")
    if said not in (None, str(_number(grade))):
        expected = _number(grade) or "null, for there is no grade"
        raise UnusableFrame(f"{row}, column 'number': {number!r}; expected {expected}")


def _wide_judgements(rows: list[FrameRow], its: Edition) -> Row:
    (row,) = rows
    elsewhere = {area for other in all_editions() for area in other.areas} - its.areas.keys()
    for area in sorted(elsewhere):
        for column, nothing in ((area, ()), (area + ABSENCE, (NOT_RECORDED, NOT_IN_EDITION))):
            if row.cells.get(column) not in (None, *nothing):
                raise UnusableFrame(f"{row}, column {column!r}: {its} has no such area")
    return {area: _judged(row, area, area + ABSENCE, its) for area in its.areas}


def _judged(row: FrameRow, column: str, absence: str, its: Edition) -> Grade | NotJudged | None:
    grade = row.read(column, lambda text: _grade(_text(text), its.scale))
    reason = row.read(absence, _text)
    if reason is None:
        return grade
    if reason not in _REASONS or grade not in (None, _REASONS[reason]):
        expected = "null, for there is a grade" if grade else " or ".join(_REASONS)
        raise UnusableFrame(f"{row}, column {absence!r}: {reason!r}; expected {expected}")
    return _REASONS[reason]


_REASONS: Mapping[str, NotJudged | None] = {NOT_JUDGED.value: NOT_JUDGED, NOT_RECORDED: None}


def _grade(text: str, scale: type[Grade]) -> Grade | NotJudged:
    found = readable(scale).get(fold(text))
    return read_grade(text, scale) if found is None else found


def _kind(value: Any) -> Kind:
    kinds = {fold(word): kind for kind in Kind for word in (kind.value, kind.label)}
    found = kinds.get(fold(_text(value)))
    if found is None:
        known = ", ".join(kind.value for kind in Kind)
        raise UnknownLabel(f"{value!r} is no kind of inspection; there are {known}")
    return found


def _edition(value: Any) -> Edition:
    return get_edition(_text(value))


def _framework(value: Any) -> Framework:
    return get_framework(_text(value))


def _key(value: Any) -> Hashable:
    if not isinstance(value, Hashable):
        raise UnusableFrame(f"{value!r} is no number of an inspection")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnusableFrame(f"{value!r} is no text")
    return value


def read_day(value: Any) -> dt.date:
    """The day that a cell stands for: a date, or a midnight, or one of them as ISO 8601 writes it.

    Raises `UnusableFrame` for anything else.
    """
    when = _moment(value) if isinstance(value, str) else value
    if isinstance(when, dt.datetime):
        if when.time() != dt.time() or when.tzinfo is not None:
            raise UnusableFrame(f"{value!s} is a time of day, not a date")
        return dt.date(when.year, when.month, when.day)
    if not isinstance(when, dt.date):
        raise UnusableFrame(f"{value!r} is no date")
    return when


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise UnusableFrame(f"{text!r} is no date such as '2019-04-29'") from None
