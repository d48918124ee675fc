"""Distributions and transitions of a long frame, as grouped frames."""

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import narwhals as nw

from ofsted_frameworks.findings import MappingRefused
from ofsted_frameworks.frames.coding import NUMBER, UNKNOWN, Coded, Table
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
from ofsted_frameworks.frameworks import Scale, all_editions, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, Accepted, AreaMapping, read_accept
from ofsted_frameworks.panel.areas import editions_named, place_caveat, places
from ofsted_frameworks.panel.counting import Count, count_of, transition_cautions
from ofsted_frameworks.schedule import Theme

F = TypeVar("F")
At = tuple[Edition, AreaMapping] | str | None
Kind = tuple[str | None, int | None, str | None]

_NOT_ACCEPTED: Final = "not_accepted"
_OTHER_SCALE: Final = "other_scale"
_ABSENCES = Words(
    (NOT_JUDGED.value, NOT_RECORDED, NOT_IN_EDITION, _NOT_ACCEPTED, _OTHER_SCALE, NOT_READ)
)


def distribution(
    frame: F,
    what: Theme | str,
    *,
    of: Edition | str | None = None,
    to: Scale | None = None,
    accept: Collection[Accepted] | None = None,
    mapping: Mapping[Any, Grade | str] | None = None,
) -> ReadFrame[F]:
    """Count the grades in a long frame for a theme or judgement area, as `Panel.distribution` does.

    Returns a grouped frame: `grade`, `number`, `absence`, `caveat` and `count`. Where there is no grade to
    count, `absence` says why: `not_judged`, `not_recorded`, `not_in_edition`, `not_accepted`, `other_scale`
    or `not_read`. `caveat` says what was counted as something else, and on whose word.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.frames import to_frame
    >>> counted = distribution(to_frame(datasets.hampshire()[2:]), "care_leavers").frame
    >>> counted[["grade", "absence", "count"]].to_dict("records")
    [{'grade': 'good', 'absence': nan, 'count': 1}, {'grade': nan, 'absence': 'not_in_edition', 'count': 1}]

    Args:
        frame: A long frame with the columns `edition`, `area`, `grade` and `absence`.
        what: The theme or judgement area to count.
        of: The edition whose area is meant; without it, the latest in the frame that has the area. A lazy
            frame is not searched for its editions, so give it there.
        to: The framework or edition on whose scale to count.
        accept: The relations of areas and grades that count, instead of the usual ones.
        mapping: Your own mapping of grades, before any other, for a sensitivity analysis.

    Raises:
        UnknownLabel: If no edition judges `what`.
        UnusableFrame: If a column is missing.
    """
    reader = ColumnReader(frame)
    table = reader.table
    editions = reader.editions("edition")
    held = [its for its in table.occurring(editions) if its]
    asked = [get_edition(of)] if of else held or all_editions()
    count = count_of(what, asked, to=to, accept=accept, mapping=mapping)
    at = table.merge(reader.areas("area", editions).map(_places(count).get))
    cells = reader.judgements("grade", table.merge(at.map(_scale_at)))
    rows = table.pair(table.pair(at, cells), reader.absences("absence", cells))
    caveats: dict[Kind, dict[str, None]] = {}
    for row in table.occurring(rows):
        if kind := _outcome(count, row):
            caveats.setdefault(kind, {}).update(dict.fromkeys(_caveats(count, row)))
    texts = {kind: "; ".join(said) or None for kind, said in caveats.items()}
    answers = rows.map(lambda row: (kind := _outcome(count, row)) and (*kind, texts.get(kind)))
    columns: dict[str, Type] = {
        "grade": ordered_grades([count.scale]),
        "number": nw.Int8,
        "absence": _ABSENCES,
        "caveat": Words(tuple(dict.fromkeys(text for text in texts.values() if text))),
    }
    return ReadFrame(table.count(answers, columns), reader.unread())


def _places(count: Count) -> dict[tuple[Edition, str], At]:
    """Return where each edition has the area that is counted, or in a row of it why it has none."""
    found: dict[tuple[Edition, str], At] = {}
    for its in all_editions():
        if place := count.place(its):
            found[its, place.target.name] = its, place
        else:
            why = _NOT_ACCEPTED if count.is_left_out(its) else NOT_IN_EDITION
            found[its, next(iter(its.areas))] = why
    return found


def _scale_at(at: At) -> type[Grade] | None:
    return at[0].scale if isinstance(at, tuple) else None


def _outcome(count: Count, row: tuple[tuple[At, Cell], Any]) -> Kind | None:
    """Return the grade, number and absence that a row counts as, None if it does not count."""
    (at, cell), reason = row
    if not isinstance(at, tuple):
        return (None, None, at) if at else None
    judged = with_absence(cell, reason)
    if not isinstance(judged, Grade):
        return None, None, absence(judged)
    try:
        grade, _ = count.on_scale(judged)
    except MappingRefused:
        return None, None, _OTHER_SCALE
    return grade.value, grade.number, None


def _caveats(count: Count, row: tuple[tuple[At, Cell], Any]) -> Iterator[str]:
    """Yield what to know of a row that counts as a grade."""
    (at, cell), _ = row
    kind = _outcome(count, row)
    if isinstance(at, tuple) and isinstance(cell, Grade) and kind and kind[0]:
        yield from count.caveats(*at, count.on_scale(cell)[1], cell)


def transitions(
    frame: F,
    before: str,
    after: str,
    *,
    of: Theme | str | tuple[Theme | str, Theme | str] = Theme.OVERALL,
    accept: Collection[Accepted] = AS_OFSTED_PRINTS,
) -> ReadFrame[F]:
    """Count how grades changed from one framework or edition to another, as `Panel.transitions` does.

    Returns a grouped frame: `before`, `before_number`, `after`, `after_number`, `caveat`, `count`. Two ids
    pair each authority's last grade under the first with its first under the second; one id given twice pairs
    every inspection with the next. Authorities are told apart by code, or by name where there is no code.
    `caveat` says how far the areas and grades before and after are the same thing.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.frames import to_frame
    >>> moved = transitions(to_frame(datasets.hampshire()), "sif", "ilacs").frame
    >>> moved[["before", "after", "count"]].to_dict("records")
    [{'before': 'good', 'after': 'outstanding', 'count': 1}]

    Args:
        frame: A long frame with the columns `authority`, `code`, `edition`, `area`, `grade`, `start` and
            `published`; and `inspection`, if `of` names two judgements of one framework.
        before: The id of the earlier framework or edition.
        after: The id of the later one.
        of: The theme or judgement area, or one for each side.
        accept: The relations, and reasons for weaker ones, by which an area counts under another's name.

    Raises:
        UnknownLabel: If an edition has no such judgement.
        UnknownEdition: If no framework or edition has the id.
        UnusableFrame: If a column is missing.
    """
    what = of if isinstance(of, tuple) else (of, of)
    both = editions_named(before), editions_named(after)
    wanted = read_accept(accept)
    areas = [places(each, its, wanted) for each, its in zip(what, both, strict=True)]
    sides = [{(its, to.target.name): its.scale for its, to in each.items()} for each in areas]
    scales = [list(dict.fromkeys(its.scale for its in editions)) for editions in both]
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
    cautions = transition_cautions(areas, (scales[0][0], scales[1][0]))
    here = set(_editions_here(reader.table, pairs))
    relabelled = (
        place_caveat(its, to) for each in areas for its, to in each.items() if its in here
    )
    caveat = "; ".join(filter(None, dict.fromkeys((*cautions, *relabelled)))) or None
    kinds = [
        (one.value, one.number, other.value, other.number, caveat)
        for one, other in itertools.product(*grades)
    ]
    columns: dict[str, Type] = {
        "before": ordered_grades(scales[0]),
        "before_number": nw.Int8,
        "after": ordered_grades(scales[1]),
        "after_number": nw.Int8,
        "caveat": Words((caveat,) if caveat else ()),
    }
    counted = reader.table.tally(changed.select(number.alias(NUMBER)), kinds, columns)
    return ReadFrame(counted, reader.unread())


def _editions_here(table: Table, pairs: Coded) -> Iterator[Edition]:
    return (its for its, _ in table.occurring(pairs) if its)


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
