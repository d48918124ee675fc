"""Inspections as the rows of a frame, and the rows of a frame as inspections."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Literal

import narwhals as nw

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.frames.column_reader import collected, open_frame
from ofsted_frameworks.frames.engines import Type, Words, engine
from ofsted_frameworks.frames.frame_errors import UnusableFrame, no_column
from ofsted_frameworks.frames.judgement_cells import (
    NOT_IN_EDITION,
    NOT_RECORDED,
    absence,
    grade_key,
    grade_number,
    ordered_grades,
    read_day,
)
from ofsted_frameworks.frames.rows import Backend, FrameRow, rows_of
from ofsted_frameworks.frameworks import all_editions, framework_of, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.labels import read_grade, read_word

Row = dict[str, Any]
Judged = Grade | NotJudged | None

_ABSENCE = "_absence"
_INSPECTION: Mapping[str, tuple[Type, Callable[[AnyInspection], Any]]] = {
    "authority": (nw.String, lambda inspection: inspection.authority.name),
    "code": (nw.String, lambda inspection: inspection.authority.code),
    "region": (nw.String, lambda inspection: _region(inspection.authority)),
    "framework": (nw.String, lambda inspection: inspection.framework.id),
    "edition": (nw.String, lambda inspection: inspection.edition.id),
    "kind": (nw.String, lambda inspection: inspection.kind.value if inspection.kind else None),
    "start": (nw.Date, lambda inspection: inspection.start),
    "end": (nw.Date, lambda inspection: inspection.end),
    "published": (nw.Date, lambda inspection: inspection.published),
    "date": (nw.Date, lambda inspection: inspection.start or inspection.published),
    "source": (nw.String, lambda inspection: inspection.source),
}
"""The columns of an inspection, each with its type and the value of its cell."""
_TYPES: Mapping[str, Type] = {"inspection": nw.Int64} | {
    name: type for name, (type, _) in _INSPECTION.items()
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

    Grades are ordered categories, best first. If there is no grade, `absence` says why. `from_frame` returns
    the same inspections.

    >>> from ofsted_frameworks import datasets
    >>> frame = to_frame(datasets.hampshire(), shape="wide")
    >>> frame["overall_effectiveness"].to_list()
    [nan, 'good', 'outstanding', 'outstanding']
    >>> frame["overall_effectiveness_absence"].to_list()
    ['not_in_edition', nan, nan, nan]

    Args:
        inspections: The inspections, for example a `Trajectory`, or a `Panel` (without its visits).
        backend: The library of the frame.
        shape: Whether each row is a judgement area or an inspection.

    Raises:
        UnusableFrame: If `backend` or `shape` is unknown.
        MissingEngine: If the library is not installed.
        TypeError: If an item is not an inspection.
    """
    given = list(each_given(Inspection, inspections, "to_frame", "inspections"))
    if shape not in ("long", "wide"):
        raise UnusableFrame(f"expected shape to be long or wide, not {shape!r}")
    library = engine(backend)
    rows, types = _long(given) if shape == "long" else _wide(given)
    return library.frame(
        {
            name: library.column([row.get(name, _missing_cell(name)) for row in rows], type)
            for name, type in types.items()
        }
    )


def _region(authority: LocalAuthority) -> str | None:
    profile = known_authority(authority)
    return profile.region if profile else None


def _inspection_cells(number: int, inspection: AnyInspection) -> Row:
    return {"inspection": number} | {
        name: value(inspection) for name, (_, value) in _INSPECTION.items()
    }


def _long(inspections: list[AnyInspection]) -> tuple[list[Row], dict[str, Type]]:
    rows = [
        {
            **_inspection_cells(number, inspection),
            "area": area.name,
            "theme": "; ".join(theme.value for theme in area.themes) or None,
            "grade": grade_key(judged),
            "number": grade_number(judged),
            "absence": absence(judged),
        }
        for number, inspection in enumerate(inspections)
        for area, judged in inspection.judgements.items()
    ]
    types: dict[str, Type] = {
        **_TYPES,
        "area": nw.String,
        "theme": nw.String,
        "grade": ordered_grades(inspection.edition.scale for inspection in inspections),
        "number": nw.Int8,
        "absence": Words((NOT_JUDGED.value, NOT_RECORDED)),
    }
    return rows, types


def _wide(inspections: list[AnyInspection]) -> tuple[list[Row], dict[str, Type]]:
    editions = list(dict.fromkeys(inspection.edition for inspection in inspections))
    types = dict(_TYPES)
    for area in dict.fromkeys(area for edition in editions for area in edition.areas):
        types[area] = ordered_grades(edition.scale for edition in editions if area in edition.areas)
        types[area + _ABSENCE] = Words((NOT_JUDGED.value, NOT_RECORDED, NOT_IN_EDITION))
    rows: list[Row] = []
    for number, inspection in enumerate(inspections):
        row = _inspection_cells(number, inspection)
        for each, judged in inspection.judgements.items():
            row |= {each.name: grade_key(judged), each.name + _ABSENCE: absence(judged)}
        rows.append(row)
    return rows, types


def _missing_cell(name: str) -> str | None:
    """Return the cell of a wide frame for a judgement area that the row's edition does not have."""
    return NOT_IN_EDITION if name.endswith(_ABSENCE) else None


def from_frame(frame: Any) -> list[AnyInspection]:
    """Return the inspections in a frame, long or wide, as written by `to_frame` or read back from a file.

    A grade is its value in records or a printed label. A date may be text in ISO 8601. Columns that say the
    same thing (the framework and the edition, the number and the grade) must agree. Columns that follow from
    others (`region`, `date`, `theme`) and your own are ignored. A lazy frame is collected, because
    inspections are objects.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> from_frame(to_frame(hampshire)) == list(hampshire)
    True

    Raises:
        UnusableFrame: If a column is missing, or a cell cannot be read or contradicts another.
        UnknownEdition: If no edition or framework has an id.
        UnknownLabel: If a grade or kind is unknown. Every such message names the row and column.
    """
    given = open_frame(frame)
    rows = rows_of(collected(given))
    names = given.collect_schema().names()
    long = "area" in names
    for needed in (*_NEEDED, *(["grade"] if long else [])):
        if needed not in names:
            raise no_column(needed, names)
    if (
        rows
        and not long
        and not any(area in edition.areas for edition in all_editions() for area in names)
    ):
        raise UnusableFrame(
            "a long frame has a column 'area', and a wide one has columns named after judgement areas; "
            f"this one has {', '.join(map(str, names))}"
        )
    groups = _grouped(rows) if long else [[row] for row in rows]
    judgements = _long_judgements if long else _wide_judgements
    return [_inspection(group, judgements) for group in groups]


def _grouped(rows: list[FrameRow]) -> Iterable[list[FrameRow]]:
    groups: dict[Any, list[FrameRow]] = {}
    for row in rows:
        groups.setdefault(row.need("inspection", _key), []).append(row)
    for first, *others in groups.values():
        for row in others:
            for column in (name for name in _INSPECTION if name not in _DERIVED):
                if (cell := row.cells.get(column)) != (same := first.cells.get(column)):
                    raise row.error(
                        column, f"{cell!r}, but {same!r} in {first} of the same inspection"
                    )
    return groups.values()


def _inspection(
    rows: list[FrameRow], judgements: Callable[[list[FrameRow], Edition], Row]
) -> AnyInspection:
    row = rows[0]
    edition = row.need("edition", lambda cell: get_edition(_text(cell)))
    framework = row.read("framework", lambda cell: get_framework(_text(cell)))
    if framework not in (None, framework_of(edition)):
        given, expected = row.cells["framework"], framework_of(edition).id
        raise row.error(
            "framework", f"{given!r}; expected {expected!r}, because the edition is {edition.id!r}"
        )
    return Inspection(
        authority=LocalAuthority(row.need("authority", _text), row.read("code", _text)),
        judgements=edition.judgements(**judgements(rows, edition)),
        kind=row.read("kind", lambda cell: read_word(_text(cell), Kind)),
        start=row.read("start", read_day),
        end=row.read("end", read_day),
        published=row.read("published", read_day),
        source=row.read("source", _text) or "",
    )


def _long_judgements(rows: list[FrameRow], edition: Edition) -> Row:
    judgements: Row = {}
    for row in rows:
        area = row.need("area", _text)
        if area not in edition.areas:
            raise row.error("area", f"{area!r} is not a judgement area of {edition}")
        if area in judgements:
            raise row.error("area", f"{area!r} occurs twice for one inspection")
        judgements[area] = _judged(row, "grade", "absence", edition)
        _check_number(row, judgements[area])
    return judgements


def _check_number(row: FrameRow, judged: Judged) -> None:
    """Raise `UnusableFrame` if the number is not the grade's; a file may have it as 2.0."""
    number = row.cells.get("number")
    text = None if number is None else str(number).removesuffix(".0")
    if text not in (None, str(grade_number(judged))):
        expected = grade_number(judged) or "null, because there is no grade"
        raise row.error("number", f"{number!r}; expected {expected}")


def _wide_judgements(rows: list[FrameRow], edition: Edition) -> Row:
    (row,) = rows
    elsewhere = {area for each in all_editions() for area in each.areas} - edition.areas.keys()
    for area in sorted(elsewhere):
        for column, empty in ((area, ()), (area + _ABSENCE, (NOT_RECORDED, NOT_IN_EDITION))):
            if row.cells.get(column) not in (None, *empty):
                raise row.error(column, f"{edition} has no such judgement area")
    return {area: _judged(row, area, area + _ABSENCE, edition) for area in edition.areas}


def _judged(row: FrameRow, column: str, absence: str, edition: Edition) -> Judged:
    grade = row.read(column, lambda cell: read_grade(_text(cell), edition.scale))
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
