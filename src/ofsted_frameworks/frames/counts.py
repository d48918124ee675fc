"""Distributions and transitions of a long frame, as grouped frames."""

import itertools
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, TypeVar

import narwhals as nw

from ofsted_frameworks.findings import MappingRefused
from ofsted_frameworks.frames.coding import NUMBER, Codes
from ofsted_frameworks.frames.column_reader import ColumnReader, ReadFrame
from ofsted_frameworks.frames.engines import Type, Words
from ofsted_frameworks.frames.judgement_cells import (
    NOT_IN_EDITION,
    NOT_READ,
    NOT_RECORDED,
    Cell,
    absence,
    if_grade,
    ordered_grades,
    with_absence,
)
from ofsted_frameworks.frameworks import Scale, all_editions, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, Accepted, AreaMapping, read_accept
from ofsted_frameworks.panel.areas import area_caveat, areas_by_edition, editions_named
from ofsted_frameworks.panel.counting import Count, count_of, transition_cautions
from ofsted_frameworks.schedule import Theme

F = TypeVar("F")
Place = tuple[Edition, AreaMapping] | str | None
"""An edition and its area that counts, or why it has none, or None for a row that does not count."""
Outcome = tuple[str | None, int | None, str | None]
"""A grade, its number, and why there is no grade."""

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

    Returns a grouped frame: `grade`, `number`, `absence`, `caveat` and `count`. If there is no grade to
    count, `absence` says why: `not_judged`, `not_recorded`, `not_in_edition`, `not_accepted`, `other_scale`
    or `not_read`. `caveat` says what was counted as something else, and on whose authority.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.frames import to_frame
    >>> counted = distribution(to_frame(datasets.hampshire()[2:]), "care_leavers").frame
    >>> counted[["grade", "absence", "count"]].to_dict("records")
    [{'grade': 'good', 'absence': nan, 'count': 1}, {'grade': nan, 'absence': 'not_in_edition', 'count': 1}]

    Args:
        frame: A long frame with the columns `edition`, `area`, `grade` and `absence`.
        what: The theme or judgement area to count.
        of: The edition that has the area; without it, the latest in the frame that has one. A lazy frame
            is not searched for its editions, so give the edition there.
        to: A framework or edition, to count on its scale.
        accept: The relations of areas and grades that count, instead of the usual ones.
        mapping: Your own mapping of grades, used before any other, for a sensitivity analysis.

    Raises:
        UnknownLabel: If no edition judges `what`.
        UnusableFrame: If a column is missing.
    """
    reader = ColumnReader(frame)
    table = reader.table
    editions = reader.read_editions("edition")
    held = [edition for edition in table.occurring(editions) if edition]
    possible = [get_edition(of)] if of else held or all_editions()
    count = count_of(what, possible, to=to, accept=accept, mapping=mapping)
    areas = reader.read_areas("area", editions)
    counted_at = table.merge(areas.map(_places(count).get))
    cells = reader.read_judgements("grade", table.merge(counted_at.map(_scale_at)))
    rows = table.pair(table.pair(counted_at, cells), reader.read_absences("absence", cells))
    caveats: dict[Outcome, dict[str, None]] = {}
    for row in table.occurring(rows):
        if outcome := _outcome(count, row):
            caveats.setdefault(outcome, {}).update(dict.fromkeys(_caveats(count, row)))
    texts = {outcome: "; ".join(each) or None for outcome, each in caveats.items()}

    def answer(row: Any) -> tuple[Any, ...] | None:
        outcome = _outcome(count, row)
        return outcome and (*outcome, texts.get(outcome))

    columns: dict[str, Type] = {
        "grade": ordered_grades([count.scale]),
        "number": nw.Int8,
        "absence": _ABSENCES,
        "caveat": Words(tuple(dict.fromkeys(text for text in texts.values() if text))),
    }
    return ReadFrame(table.count(rows.map(answer), columns), reader.unread())


def _places(count: Count) -> dict[tuple[Edition, str], Place]:
    """Return each edition's area that counts; if it has none, the reason is given at its first area."""
    found: dict[tuple[Edition, str], Place] = {}
    for edition in all_editions():
        if place := count.area_of(edition):
            found[edition, place.target.name] = edition, place
        else:
            found[edition, next(iter(edition.areas))] = count.absence(edition)
    return found


def _scale_at(place: Place) -> type[Grade] | None:
    return place[0].scale if isinstance(place, tuple) else None


def _outcome(count: Count, row: tuple[tuple[Place, Cell], Any]) -> Outcome | None:
    """Return the grade, number and absence that a row counts as, or None if it does not count."""
    (place, cell), reason = row
    if not isinstance(place, tuple):
        return (None, None, place) if place else None
    judged = with_absence(cell, reason)
    if not isinstance(judged, Grade):
        return None, None, absence(judged)
    try:
        grade, _ = count.on_scale(judged)
    except MappingRefused:
        return None, None, _OTHER_SCALE
    return grade.value, grade.number, None


def _caveats(count: Count, row: tuple[tuple[Place, Cell], Any]) -> Iterator[str]:
    """Yield the caveats on a row that counts as a grade."""
    (place, cell), _ = row
    outcome = _outcome(count, row)
    if isinstance(place, tuple) and isinstance(cell, Grade) and outcome and outcome[0]:
        yield from count.caveats(*place, count.on_scale(cell)[1], cell)


def transitions(
    frame: F,
    before: str,
    after: str,
    *,
    of: Theme | str | tuple[Theme | str, Theme | str] = Theme.OVERALL,
    accept: Collection[Accepted] = AS_OFSTED_PRINTS,
) -> ReadFrame[F]:
    """Count how grades changed from one framework or edition to another, as `Panel.transitions` does.

    Returns a grouped frame: `before`, `before_number`, `after`, `after_number`, `caveat`, `count`. With two
    ids, each authority's last grade under the first is paired with its first grade under the second. With one
    id given twice, every inspection is paired with the next. An authority goes by its code, or by its name if
    it has no code. `caveat` says how closely the areas and grades before and after correspond.

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
        accept: The relations, and named reasons for weaker ones, that let an area count under another's name.

    Raises:
        UnknownLabel: If an edition has no such judgement.
        UnknownEdition: If no framework or edition has the id.
        UnusableFrame: If a column is missing.
    """
    what = of if isinstance(of, tuple) else (of, of)
    both = editions_named(before), editions_named(after)
    accepted = read_accept(accept)
    areas = [
        areas_by_edition(each, editions, accepted)
        for each, editions in zip(what, both, strict=True)
    ]
    sides = [
        {(edition, to.target.name): edition.scale for edition, to in each.items()} for each in areas
    ]
    scales = [list(dict.fromkeys(edition.scale for edition in editions)) for editions in both]
    grades = [[grade for scale in each for grade in scale] for each in scales]
    reader = ColumnReader(frame)
    table = reader.table
    pairs = reader.read_areas("area", reader.read_editions("edition"))
    judged = [reader.read_judgements("grade", table.merge(pairs.map(side.get))) for side in sides]
    numbers = {
        name: cells.map(if_grade(each.index))
        for name, cells, each in zip(("_before", "_after"), judged, grades, strict=True)
    }
    same = both[0] == both[1]
    joined = same and sides[0] != sides[1]
    history = _history(reader, numbers, "inspection" if joined else "")
    changed = _changes(_one_row_each(history) if joined else history, same=same)
    number = nw.col("_before") * len(grades[1]) + nw.col("_after")
    cautions = transition_cautions(areas, (scales[0][0], scales[1][0]))
    held = {edition for edition, _ in table.occurring(pairs)}
    relabelled = (
        area_caveat(edition, to)
        for each in areas
        for edition, to in each.items()
        if edition in held
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
    counted = table.tally(changed.select(number.alias(NUMBER)), kinds, columns)
    return ReadFrame(counted, reader.unread())


def _history(reader: ColumnReader, numbers: Mapping[str, Codes], inspection: str) -> Any:
    """Return a frame of the numbers, `_authority` and `_date`; in memory, also `_order`.

    `_inspection` is the inspection, if its column is given.
    """
    table = reader.table
    reader.read_authorities("authority", "code")
    start, published = reader.read_days("start"), reader.read_days("published")
    code, name = (nw.col(column).cast(nw.String) for column in ("code", "authority"))
    more = [nw.coalesce(nw.when(code != "").then(code), name).alias("_authority")]
    if inspection:
        table.check(inspection)
        more.append(nw.col(inspection).alias("_inspection"))
    if start is None or published is None:
        more.append(nw.coalesce("start", "published").alias("_date"))
        return table.select(numbers, *more).filter(~nw.col("_authority").is_null())
    dates = {"_start": start, "_published": published}
    history = table.select({**numbers, **dates}, *more).filter(~nw.col("_authority").is_null())
    date = nw.coalesce("_start", "_published").fill_null(0)
    return history.with_columns(_date=date).with_row_index("_order")


def _one_row_each(history: Any) -> Any:
    """Return one row for each inspection, with its two grades, which come from the rows of two areas."""
    keys = ["_inspection", "_authority", "_date"]
    rest = [name for name in history.collect_schema().names() if name not in keys]
    return history.group_by(*keys).agg(nw.col(*rest).max())


def _changes(history: Any, *, same: bool) -> Any:
    """Return the pairs of numbers before and after, from a frame of `_authority`, `_date` and both."""
    is_lazy = isinstance(history, nw.LazyFrame)
    in_time = ["_date"] if is_lazy else ["_date", "_order"]
    earlier = history.filter(~nw.col("_before").is_null())
    if not same:
        later = history.filter(~nw.col("_after").is_null())
        last = earlier.unique("_authority", keep="last", order_by=in_time).select(
            "_authority", "_before"
        )
        first = later.unique("_authority", keep="first", order_by=in_time).select(
            "_authority", "_after"
        )
        return last.join(first, on="_authority", how="inner")
    following = nw.col("_after").shift(-1)
    if is_lazy:
        return earlier.with_columns(_after=following.over("_authority", order_by=in_time))
    in_order = earlier.sort("_authority", *in_time).with_columns(
        _after=following, _next=nw.col("_authority").shift(-1)
    )
    return in_order.filter(nw.col("_authority") == nw.col("_next"))
