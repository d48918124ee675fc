"""Distributions and transitions of a long frame, as grouped frames."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import narwhals as nw

from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frames.coding import NUMBER, UNKNOWN, Coded
from ofsted_frameworks.frames.column_reader import ColumnReader, ReadFrame
from ofsted_frameworks.frames.engines import Type, Words
from ofsted_frameworks.frames.judgement_cells import (
    NOT_IN_EDITION,
    NOT_READ,
    NOT_RECORDED,
    Cell,
    absence,
    ordered_grades,
    with_absence,
)
from ofsted_frameworks.frameworks import Scale, all_editions, get_edition, get_framework, get_scale
from ofsted_frameworks.frameworks.base import Edition, Relation
from ofsted_frameworks.grades import NOT_JUDGED, Grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, map_grade
from ofsted_frameworks.panel.areas import area_in, reference
from ofsted_frameworks.schedule import Theme

F = TypeVar("F")
Places = Mapping[tuple[Edition, str], Any]

_OTHER_SCALE = "other_scale"
_ABSENCES = Words((NOT_JUDGED.value, NOT_RECORDED, NOT_IN_EDITION, _OTHER_SCALE, NOT_READ))
_MORE_THAN_GRADES = 10


def distribution(
    frame: F, what: Theme | str, *, of: Edition | str | None = None, to: Scale | None = None
) -> ReadFrame[F]:
    """Count the grades in a long frame for a theme or judgement area.

    Returns a grouped frame: `grade`, `number`, `absence` and `count`. As in `Panel.distribution`, the area is
    that of the latest edition that has it; judgements of other editions count where they correspond exactly
    or closely, and grades of another scale where it is exactly the same, or closely if `to` is given. Where
    there is no grade to count, `absence` says why: `not_judged`, `not_recorded`, `not_in_edition`,
    `other_scale` or `not_read`.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.frames import to_frame
    >>> counted = distribution(to_frame(datasets.hampshire()[2:]), "care_leavers").frame
    >>> counted[["grade", "absence", "count"]].to_dict("records")
    [{'grade': 'good', 'absence': nan, 'count': 1}, {'grade': nan, 'absence': 'not_in_edition', 'count': 1}]

    Args:
        frame: A long frame with the columns `edition`, `area`, `grade` and `absence`.
        what: The theme or judgement area to count.
        of: The edition whose area is meant. A lazy frame is not searched for its editions, so give it there.
        to: The framework or edition on whose scale to count.

    Raises:
        UnknownLabel: If no edition judges `what`.
        UnusableFrame: If a column is missing.
    """
    reader = ColumnReader(frame)
    editions = reader.editions("edition")
    held = [its for its in reader.table.occurring(editions) if its]
    its, area = reference(what, [get_edition(of)] if of else held or all_editions())
    scale = its.scale if to is None else get_scale(to)
    accept = (Relation.EXACT,) if to is None else EXACT_OR_CLOSE
    areas = {each: area_in(each, its, area) for each in all_editions()}
    places = {(each, to.target.name): each.scale for each, to in areas.items() if to}
    without = {each: next(iter(each.areas)) for each, to in areas.items() if not to}

    def place(at: tuple[Edition, str]) -> Any:
        return NOT_IN_EDITION if without.get(at[0]) == at[1] else places.get(at)

    def outcome(row: tuple[tuple[Any, Cell], Any]) -> tuple[Any, Any, Any] | None:
        (at, cell), reason = row
        if not isinstance(at, type):
            return at and (None, None, at)
        cell = with_absence(cell, reason)
        if not isinstance(cell, Grade):
            return None, None, absence(cell)
        mapping = map_grade(cell, to=scale)
        if mapping.target is None or mapping.relation not in accept:
            return None, None, _OTHER_SCALE
        return mapping.target.value, mapping.target.number, None

    table = reader.table
    at = table.merge(reader.areas("area", editions).map(place))
    cells = reader.judgements("grade", _scales(reader, at))
    rows = table.pair(table.pair(at, cells), reader.absences("absence", cells))
    columns: dict[str, Type] = {
        "grade": ordered_grades([scale]),
        "number": nw.Int8,
        "absence": _ABSENCES,
    }
    return ReadFrame(table.count(rows.map(outcome), columns), reader.unread())


def transitions(
    frame: F,
    before: str,
    after: str,
    *,
    of: Theme | str | tuple[Theme | str, Theme | str] = Theme.OVERALL,
) -> ReadFrame[F]:
    """Count how grades changed from one framework or edition to another, or within one.

    Returns a grouped frame: `before`, `before_number`, `after`, `after_number`, `count`. As in
    `Panel.transitions`, two ids pair each authority's last grade under the first with its first under the
    second; one id given twice pairs every inspection with the next. Authorities are told apart by code, or by
    name where there is no code.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.frames import to_frame
    >>> transitions(to_frame(datasets.hampshire()), "sif", "ilacs").frame.to_dict("records")
    [{'before': 'good', 'before_number': 2, 'after': 'outstanding', 'after_number': 1, 'count': 1}]

    Args:
        frame: A long frame with the columns `authority`, `code`, `edition`, `area`, `grade`, `start` and
            `published`; and `inspection`, if `of` names two judgements of one framework.
        before: The id of the earlier framework or edition.
        after: The id of the later one.
        of: The theme or judgement area, or one for each side.

    Raises:
        UnknownLabel: If an edition has no such judgement.
        UnknownEdition: If no framework or edition has the id.
        UnusableFrame: If a column is missing.
    """
    what = of if isinstance(of, tuple) else (of, of)
    both = [_editions(id) for id in (before, after)]
    sides = [_places(each, its) for each, its in zip(what, both, strict=True)]
    scales = [list(dict.fromkeys(side.values())) for side in sides]
    grades = [[grade for scale in each for grade in scale] for each in scales]
    reader = ColumnReader(frame)
    pairs = reader.areas("area", reader.editions("edition"))
    judged = [reader.judgements("grade", reader.table.merge(pairs.map(side.get))) for side in sides]
    numbers = {
        name: cells.map(_place_in(its))
        for name, cells, its in zip(("_before", "_after"), judged, grades, strict=True)
    }
    same = both[0] == both[1]
    joined = same and sides[0] != sides[1]
    history = _history(reader, numbers, "inspection" if joined else "")
    changed = _changes(_an_inspection_each(history) if joined else history, same=same)
    number = nw.col("_before") * len(grades[1]) + nw.col("_after")
    kinds = [
        (one.value, one.number, other.value, other.number)
        for one, other in itertools.product(*grades)
    ]
    columns: dict[str, Type] = {
        "before": ordered_grades(scales[0]),
        "before_number": nw.Int8,
        "after": ordered_grades(scales[1]),
        "after_number": nw.Int8,
    }
    counted = reader.table.tally(changed.select(number.alias(NUMBER)), kinds, columns)
    return ReadFrame(counted, reader.unread())


def _scales(reader: ColumnReader, at: Coded) -> Coded:
    return at.map(lambda scale: scale if isinstance(scale, type) else None)


def _place_in(grades: Sequence[Grade]) -> Callable[[Cell], int | None]:
    return lambda cell: grades.index(cell) if isinstance(cell, Grade) else None


def _history(reader: ColumnReader, numbers: Mapping[str, Coded], inspection: str) -> Any:
    """Return the numbers of each row, `_whose` and `_when`; in memory `_place` too.

    `_which` is the inspection, if a column for it is given.
    """
    table = reader.table
    authority = table.coded("authority", {}, folded=False)
    code = table.coded("code", {"": ""}, folded=False)
    reader.note("authority", table.pair(authority, code), _is_nobody)
    start, published = reader.days("start"), reader.days("published")
    text = nw.col("code").cast(nw.String)
    name = nw.col("authority").cast(nw.String)
    more = [nw.coalesce(nw.when(text != "").then(text), name).alias("_whose")]
    if inspection:
        table.check(inspection)
        more.append(nw.col(inspection).alias("_which"))
    if start is None or published is None:
        more.append(nw.coalesce("start", "published").alias("_when"))
        return table.select(numbers, *more).filter(~nw.col("_whose").is_null())
    dates = {"_start": start.map(_ordinal), "_published": published.map(_ordinal)}
    history = table.select({**numbers, **dates}, *more).filter(~nw.col("_whose").is_null())
    when = nw.coalesce("_start", "_published").fill_null(0)
    return history.with_columns(_when=when).with_row_index("_place")


def _an_inspection_each(history: Any) -> Any:
    """Return one row an inspection, with both grades, which two areas gave it."""
    keys = ["_which", "_whose", "_when"]
    rest = [name for name in history.collect_schema().names() if name not in keys]
    return history.group_by(*keys).agg(nw.col(*rest).max())


def _is_nobody(both: tuple[object, object]) -> bool:
    authority, code = both
    return authority is None and code in (None, "")


def _ordinal(day: Any) -> int | None:
    return None if day is UNKNOWN else day


def _changes(history: Any, *, same: bool) -> Any:
    """Return the pairs of numbers before and after, of a frame of `_whose`, `_when` and both."""
    is_lazy = isinstance(history, nw.LazyFrame)
    in_time = ["_when"] if is_lazy else ["_when", "_place"]
    earlier = history.filter(~nw.col("_before").is_null())
    if not same:
        later = history.filter(~nw.col("_after").is_null())
        last = earlier.unique("_whose", keep="last", order_by=in_time).select("_whose", "_before")
        first = later.unique("_whose", keep="first", order_by=in_time).select("_whose", "_after")
        return last.join(first, on="_whose", how="inner")
    following = nw.col("_after").shift(-1)
    if is_lazy:
        return earlier.with_columns(_after=following.over("_whose", order_by=in_time))
    in_order = earlier.sort("_whose", *in_time).with_columns(
        _after=following, _next=nw.col("_whose").shift(-1)
    )
    return in_order.filter(nw.col("_whose") == nw.col("_next"))


def _editions(id: str) -> tuple[Edition, ...]:
    try:
        return get_framework(id).editions
    except UnknownEdition:
        return (get_edition(id),)


def _places(what: Theme | str, editions: Iterable[Edition]) -> Places:
    of, area = reference(what, editions)
    mapped = {each: area_in(each, of, area) for each in editions}
    return {(each, to.target.name): each.scale for each, to in mapped.items() if to}
