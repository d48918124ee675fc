"""Distributions and transitions of a long frame, as grouped frames."""

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import narwhals as nw

from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frames.cells import (
    Cell,
    Scale,
    absence,
    grade_number,
    grade_words,
    scale_of,
    with_absence,
)
from ofsted_frameworks.frames.coding import Answered, Coded, is_lazy
from ofsted_frameworks.frames.engines import Plain, Type, Words
from ofsted_frameworks.frames.reading import Reading, Work
from ofsted_frameworks.frameworks import all_editions, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, map_grade
from ofsted_frameworks.panel.tallies import area_in, reference
from ofsted_frameworks.schedule import Theme

F = TypeVar("F")
Places = dict[tuple[Edition, str], type[Grade]]

_ABSENCES = Words(("not_judged", "not_recorded", "not_in_edition", "other_scale", "not_read"))
_ELSEWHERE: Final = "not_in_edition"
_MORE_THAN_GRADES: Final = 10


def distribution(
    frame: F, what: Theme | str, *, of: Edition | str | None = None, to: Scale | None = None
) -> Reading[F]:
    """How many inspections of a long frame gave each grade for a theme or judgement area.

    A grouped frame: `grade`, `number`, `absence` and `count`. As in `Panel.distribution`, the area is that of
    the latest edition that has it; judgements of other editions count where they correspond exactly or
    closely, and grades of another scale where it is exactly the same, or with `to` closely. Where there is no
    grade to count, `absence` says why: `not_judged`, `not_recorded`, `not_in_edition`, `other_scale` or
    `not_read`. A lazy frame is not asked which editions it holds: say with `of` whose area is meant.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.frames import to_frame
    >>> counted = distribution(to_frame(datasets.hampshire()[2:]), "care_leavers").frame
    >>> counted[["grade", "absence", "count"]].to_dict("records")
    [{'grade': 'good', 'absence': nan, 'count': 1}, {'grade': nan, 'absence': 'not_in_edition', 'count': 1}]

    Raises `UnknownLabel` for what no edition here judges, `UnusableFrame` for a frame of another shape.
    """
    work = Work(frame)
    editions = work.editions("edition")
    there = work.table.occurring(editions)
    held = [its for code in sorted(there.used) if (its := there.values[code][0])]
    its, area = reference(what, [get_edition(of)] if of else held or all_editions())
    scale = its.scale if to is None else scale_of(to)
    accept = (Relation.EXACT,) if to is None else EXACT_OR_CLOSE
    places: dict[tuple[Edition, str], type[Grade] | str] = {}
    for each in all_editions():
        mapped = area_in(each, its, area)
        name = mapped.target.name if mapped else next(iter(each.areas))
        places[each, name] = each.scale if mapped else _ELSEWHERE

    def outcome(where: Any, cell: Cell, reason: Any) -> tuple[Any, Any, Any] | None:
        if where is None or where == _ELSEWHERE:
            return (None, None, where) if where else None
        cell = with_absence(cell, reason)
        if not isinstance(cell, Grade):
            return None, None, absence(cell)
        mapping = map_grade(cell, to=scale)
        if mapping.target is None or mapping.relation not in accept:
            return None, None, "other_scale"
        return mapping.target.value, mapping.target.number, None

    where = work.table.merged(work.areas("area", editions).map(functools.partial(_at, places)))
    cells = work.table.merged(work.judgements_at("grade", where))
    reasons = work.absences("absence", cells)
    whole = work.table.pair(work.table.pair(where, cells), reasons)
    columns: dict[str, Type] = {
        "grade": grade_words([scale]),
        "number": Plain.NUMBER,
        "absence": _ABSENCES,
    }
    return Reading(work.table.count(whole, outcome, columns), work.reading().unread)


def transitions(
    frame: F,
    before: str,
    after: str,
    *,
    of: Theme | str | tuple[Theme | str, Theme | str] = Theme.OVERALL,
) -> Reading[F]:
    """How often grades changed from one framework or edition to another, or within one.

    A grouped frame: `before`, `before_number`, `after`, `after_number`, `count`. As in `Panel.transitions`,
    with two ids it is each authority's last grade under the first and first under the second, with one id
    twice every inspection and the next. An authority goes by its code, or else by its name, as they stand.
    Judgements of two names within one framework need the column `inspection` too.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.frames import to_frame
    >>> transitions(to_frame(datasets.hampshire()), "sif", "ilacs").frame.to_dict("records")
    [{'before': 'good', 'before_number': 2, 'after': 'outstanding', 'after_number': 1, 'count': 1}]

    Raises `UnknownLabel` where there is no such judgement, `UnknownEdition` for an unknown id, and
    `UnusableFrame` for a frame of another shape.
    """
    what = of if isinstance(of, tuple) else (of, of)
    both = [_editions(id) for id in (before, after)]
    sides = [_places(each, its) for each, its in zip(what, both, strict=True)]
    work = Work(frame)
    pairs = work.areas("area", work.editions("edition"))
    judged = [
        work.judgements_at("grade", work.table.merged(pairs.map(functools.partial(_at, side))))
        for side in sides
    ]
    same = both[0] == both[1]
    together = same and sides[0] != sides[1]
    history = _history(work, judged, "inspection" if together else "")
    changed = _changes(_an_inspection_each(history) if together else history, same=same)
    kind = nw.col("_before") * _MORE_THAN_GRADES + nw.col("_after")
    ones, others = (dict.fromkeys(side.values()) for side in sides)
    kinds = {
        one.number * _MORE_THAN_GRADES + other.number: (
            one.value,
            one.number,
            other.value,
            other.number,
        )
        for one, other in itertools.product(_grades(ones), _grades(others))
    }
    columns: dict[str, Type] = {
        "before": grade_words(ones),
        "before_number": Plain.NUMBER,
        "after": grade_words(others),
        "after_number": Plain.NUMBER,
    }
    counted = work.table.tally(changed.select(kind.alias("_kind")), "_kind", kinds, columns)
    return Reading(counted, work.reading().unread)


def _history(work: Work, judged: Sequence[Coded], which: str) -> Any:
    """The numbers `_before` and `_after` of each row, `_whose` and `_when`; in memory `_place` too.

    `_which` is the inspection, where a column is named that says so.
    """
    before, after = ((cell, grade_number) for cell in judged)
    numbers: dict[str, Answered] = {"_before": before, "_after": after}
    authority, code = work.table.names("authority", []), work.table.names("code", [""])
    work.note("authority", work.table.pair(authority, code), _is_nobody)
    start, published = work.days("start"), work.days("published")
    code_or_none = nw.when(nw.col("code").cast(nw.String) != "").then(
        nw.col("code").cast(nw.String)
    )
    whose = nw.coalesce(code_or_none, nw.col("authority").cast(nw.String)).alias("_whose")
    more = [whose]
    if which:
        work.table.check(which)
        more.append(nw.col(which).alias("_which"))
    if start is None or published is None:
        when = nw.coalesce("start", "published").alias("_when")
        return work.table.only(numbers, *more, when).filter(~nw.col("_whose").is_null())
    numbers |= {"_start": (start, _number), "_published": (published, _number)}
    history = work.table.only(numbers, *more).filter(~nw.col("_whose").is_null())
    when = nw.coalesce("_start", "_published").fill_null(0)
    return history.with_columns(_when=when).with_row_index("_place")


def _an_inspection_each(history: Any) -> Any:
    """The same with both grades of an inspection in one row, where two areas of its own gave them."""
    keys = ["_which", "_whose", "_when"]
    rest = [name for name in history.collect_schema().names() if name not in keys]
    return history.group_by(*keys).agg(nw.col(*rest).max())


def _is_nobody(authority: object, code: object) -> bool:
    return authority is None and code in (None, "")


def _number(day: Any) -> int | None:
    return day if isinstance(day, int) else None


def _changes(history: Any, *, same: bool) -> Any:
    """The pairs of numbers before and after, a row each, of a frame of `_whose`, `_when` and both."""
    in_time = ["_when"] if is_lazy(history) else ["_when", "_place"]
    earlier = history.filter(~nw.col("_before").is_null())
    if not same:
        later = history.filter(~nw.col("_after").is_null())
        last = earlier.unique("_whose", keep="last", order_by=in_time).select("_whose", "_before")
        first = later.unique("_whose", keep="first", order_by=in_time).select("_whose", "_after")
        return last.join(first, on="_whose", how="inner")
    following = nw.col("_after").shift(-1)
    if is_lazy(history):
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


def _places(what: Theme | str, editions: tuple[Edition, ...]) -> Places:
    its, area = reference(what, editions)
    mapped = {each: area_in(each, its, area) for each in editions}
    return {(each, to.target.name): each.scale for each, to in mapped.items() if to}


def _at(places: Mapping[tuple[Edition, str], Any], its: Any, name: Any) -> Any:
    return places.get((its, name))


def _grades(scales: Iterable[type[Grade]]) -> list[Grade]:
    return [grade for scale in scales for grade in scale]
