"""Inspections as the rows of a frame, and the rows of a frame as inspections."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Literal, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.frames.column_reader import collected, open_frame
from ofsted_frameworks.frames.engines import Type, Words, engine
from ofsted_frameworks.frames.frame_errors import UnusableFrame, no_column
from ofsted_frameworks.frames.judgement_cells import (
    NOT_IN_EDITION,
    NOT_RECORDED,
    ordered_grades,
    read_day,
    read_kind,
)
from ofsted_frameworks.frames.rows import Backend
from ofsted_frameworks.frameworks import all_editions, framework_of, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.labels import read_grade
from ofsted_frameworks.schedule import Area

Row = dict[str, Any]
V = TypeVar("V")

_ABSENCE = "_absence"
_OWN: Mapping[str, Type] = {
    "inspection": nw.Int64,
    "authority": nw.String,
    "code": nw.String,
    "region": nw.String,
    "framework": nw.String,
    "edition": nw.String,
    "kind": nw.String,
    "start": nw.Date,
    "end": nw.Date,
    "published": nw.Date,
    "date": nw.Date,
    "source": nw.String,
}
_DERIVED = ("region", "date")
_NEEDED = ("inspection", "authority", "edition")
_REASONS: Mapping[str, NotJudged | None] = {NOT_JUDGED.value: NOT_JUDGED, NOT_RECORDED: None}


def to_frame(
    inspections: Iterable[AnyInspection],
    backend: Backend = "pandas",
    shape: Literal["long", "wide"] = "long",
) -> Any:
    """Return inspections as a data frame: a row for each judgement area (long) or each inspection (wide).

    Grades are ordered categories, best first; where there is none, `absence` says why. `from_frame` returns
    the same inspections.

    >>> from ofsted_frameworks import datasets
    >>> frame = to_frame(datasets.hampshire(), shape="wide")
    >>> frame["overall_effectiveness"].to_list()
    [nan, 'good', 'outstanding', 'outstanding']
    >>> frame["overall_effectiveness_absence"].to_list()
    ['not_in_edition', nan, nan, nan]

    Args:
        inspections: The inspections, for example a `Trajectory` or a `Panel`, whose visits are left out.
        backend: The library of the frame.
        shape: What a row is.

    Raises:
        UnusableFrame: If `backend` or `shape` is unknown.
        MissingEngine: If the library is not installed.
        TypeError: If something else than inspections is given.
    """
    its = list(each_given(Inspection, inspections, "to_frame", "inspections"))
    if shape not in ("long", "wide"):
        raise UnusableFrame(f"shape is long or wide, not {shape!r}")
    made = engine(backend)
    rows, types = _long(its) if shape == "long" else _wide(its)
    return made.frame(
        {
            name: made.column([row.get(name, _elsewhere(name)) for row in rows], type)
            for name, type in types.items()
        }
    )


def _own(number: int, inspection: AnyInspection) -> Row:
    profile = known_authority(inspection.authority)
    return {
        "inspection": number,
        "authority": inspection.authority.name,
        "code": inspection.authority.code,
        "region": profile.region if profile else None,
        "framework": inspection.framework.id,
        "edition": inspection.edition.id,
        "kind": inspection.kind.value if inspection.kind else None,
        "start": inspection.start,
        "end": inspection.end,
        "published": inspection.published,
        "date": inspection.start or inspection.published,
        "source": inspection.source,
    }


def _long(inspections: list[AnyInspection]) -> tuple[list[Row], dict[str, Type]]:
    rows = [
        _own(number, inspection)
        | {"area": area.name, "theme": _theme(area), "number": _number(grade)}
        | _judgement(grade, "grade", "absence")
        for number, inspection in enumerate(inspections)
        for area, grade in inspection.judgements.items()
    ]
    types: dict[str, Type] = {
        **_OWN,
        "area": nw.String,
        "theme": nw.String,
        "grade": ordered_grades(_scales(i.edition for i in inspections)),
        "number": nw.Int8,
        "absence": Words((NOT_JUDGED.value, NOT_RECORDED)),
    }
    return rows, types


def _wide(inspections: list[AnyInspection]) -> tuple[list[Row], dict[str, Type]]:
    editions = list(dict.fromkeys(inspection.edition for inspection in inspections))
    types = dict(_OWN)
    for area in dict.fromkeys(area for its in editions for area in its.areas):
        types[area] = ordered_grades(_scales(its for its in editions if area in its.areas))
        types[area + _ABSENCE] = Words((NOT_JUDGED.value, NOT_RECORDED, NOT_IN_EDITION))
    rows: list[Row] = []
    for number, inspection in enumerate(inspections):
        row = _own(number, inspection)
        for its, grade in inspection.judgements.items():
            row |= _judgement(grade, its.name, its.name + _ABSENCE)
        rows.append(row)
    return rows, types


def _judgement(grade: Grade | NotJudged | None, name: str, absence: str) -> Row:
    if isinstance(grade, Grade):
        return {name: grade.value, absence: None}
    return {name: None, absence: grade.value if grade else NOT_RECORDED}


def _theme(area: Area) -> str | None:
    return "; ".join(theme.value for theme in area.themes) or None


def _number(grade: Grade | NotJudged | None) -> int | None:
    return grade.number if isinstance(grade, Grade) else None


def _scales(editions: Iterable[Edition]) -> list[type[Grade]]:
    return list(dict.fromkeys(its.scale for its in editions))


def _elsewhere(name: str) -> str | None:
    return NOT_IN_EDITION if name.endswith(_ABSENCE) else None


def from_frame(frame: Any) -> list[AnyInspection]:
    """Return the inspections in a frame, long or wide, as `to_frame` or a file made from it has them.

    A grade is read as its value in records or as a printed label; a date may be text in ISO 8601. What is
    there twice (the framework beside the edition, the number beside the grade) must agree. Columns that
    follow from others (`region`, `date`, `theme`) and your own are ignored. A lazy frame is collected,
    because inspections are objects.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> from_frame(to_frame(hampshire)) == list(hampshire)
    True

    Raises:
        UnusableFrame: If a column is missing, or a cell cannot be read or contradicts another.
        UnknownEdition: If no edition or framework has an id.
        UnknownLabel: If a grade or kind is unknown; like the others, it names the row and column.
    """
    given = open_frame(frame)
    rows = rows_of(collected(given))
    names = given.collect_schema().names()
    long = "area" in names
    for needed in (*_NEEDED, *(["grade"] if long else [])):
        if needed not in names:
            raise no_column(needed, names)
    if rows and not long and not any(area in its.areas for its in all_editions() for area in names):
        raise UnusableFrame(
            "a long frame has a column 'area', and a wide one has columns named like judgement areas; "
            f"this one has {', '.join(map(str, names))}"
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
        """Return what `reader` makes of a cell, None for null; its errors get the row and column."""
        value = self.cells.get(column)
        try:
            return None if value is None else reader(value)
        except OfstedFrameworksError as error:
            raise type(error)(f"{self}, column {column!r}: {error}") from None

    def need(self, column: str, reader: Callable[[Any], V]) -> V:
        """Return what `reader` makes of a cell that may not be null."""
        found = self.read(column, reader)
        if found is None:
            raise self.error(column, "nothing is recorded")
        return found

    def error(self, column: str, problem: str) -> UnusableFrame:
        """Return the error for a cell."""
        return UnusableFrame(f"{self}, column {column!r}: {problem}")

    def __str__(self) -> str:
        return f"row {self.number}"


def rows_of(frame: nw.DataFrame[Any]) -> list[FrameRow]:
    """Return the rows of a frame as Python values."""
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
    for first, *others in groups.values():
        for row in others:
            for column in (name for name in _OWN if name not in _DERIVED):
                if (cell := row.cells.get(column)) != (same := first.cells.get(column)):
                    raise row.error(
                        column, f"{cell!r}, but {first} of the same inspection has {same!r}"
                    )
    return groups.values()


def _inspection(
    rows: list[FrameRow], judgements: Callable[[list[FrameRow], Edition], Row]
) -> AnyInspection:
    row = rows[0]
    its = row.need("edition", lambda cell: get_edition(_text(cell)))
    framework = row.read("framework", lambda cell: get_framework(_text(cell)))
    if framework not in (None, framework_of(its)):
        given, expected = row.cells["framework"], framework_of(its).id
        raise row.error(
            "framework", f"{given!r}; expected {expected!r}, because the edition is {its.id!r}"
        )
    return Inspection(
        authority=LocalAuthority(row.need("authority", _text), row.read("code", _text)),
        judgements=its.judgements(**judgements(rows, its)),
        kind=row.read("kind", lambda cell: read_kind(_text(cell))),
        start=row.read("start", read_day),
        end=row.read("end", read_day),
        published=row.read("published", read_day),
        source=row.read("source", _text) or "",
    )


def _long_judgements(rows: list[FrameRow], its: Edition) -> Row:
    judgements: Row = {}
    for row in rows:
        area = row.need("area", _text)
        if area not in its.areas:
            raise row.error("area", f"{area!r} is not a judgement area of {its}")
        if area in judgements:
            raise row.error("area", f"{area!r} occurs twice for one inspection")
        judgements[area] = _judged(row, "grade", "absence", its)
        _check_number(row, judgements[area])
    return judgements


def _check_number(row: FrameRow, grade: Grade | NotJudged | None) -> None:
    """Raise `UnusableFrame` if the number is not the grade's; a file may have it as 2.0."""
    number = row.cells.get("number")
    text = None if number is None else str(number).removesuffix(".0")
    if text not in (None, str(_number(grade))):
        expected = _number(grade) or "null, because there is no grade"
        raise row.error("number", f"{number!r}; expected {expected}")


def _wide_judgements(rows: list[FrameRow], its: Edition) -> Row:
    (row,) = rows
    elsewhere = {area for other in all_editions() for area in other.areas} - its.areas.keys()
    for area in sorted(elsewhere):
        for column, nothing in ((area, ()), (area + _ABSENCE, (NOT_RECORDED, NOT_IN_EDITION))):
            if row.cells.get(column) not in (None, *nothing):
                raise row.error(column, f"{its} has no such judgement area")
    return {area: _judged(row, area, area + _ABSENCE, its) for area in its.areas}


def _judged(row: FrameRow, column: str, absence: str, its: Edition) -> Grade | NotJudged | None:
    grade = row.read(column, lambda cell: read_grade(_text(cell), its.scale))
    reason = row.read(absence, _text)
    if reason is None:
        return grade
    if reason not in _REASONS or grade not in (None, _REASONS[reason]):
        expected = "null, because there is a grade" if grade else " or ".join(_REASONS)
        raise row.error(absence, f"{reason!r}; expected {expected}")
    return _REASONS[reason]


def _key(value: Any) -> Hashable:
    if not isinstance(value, Hashable):
        raise UnusableFrame(f"{value!r} cannot identify an inspection; use a number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnusableFrame(f"{value!r} is not text")
    return value
