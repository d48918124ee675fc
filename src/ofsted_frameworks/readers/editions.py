"""Settle the edition of an inspection from what a table prints, or say that it could be several."""

import datetime as dt
import enum
import functools
from collections.abc import Iterable

import attrs

from ofsted_frameworks.documents import STATISTICS_2025
from ofsted_frameworks.frameworks import all_editions, all_frameworks, framework_of, get_edition
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, AreaMapping, accepts, map_area
from ofsted_frameworks.readers.cell_values import Days
from ofsted_frameworks.readers.headers import framework_ids
from ofsted_frameworks.readers.sheet_tables import Column
from ofsted_frameworks.sources import Fact

_INSPECTIONS = "from the first day on site to publication, in 271 ILACS inspections"
SHORTEST = Fact(dt.timedelta(days=22), STATISTICS_2025, f"the least {_INSPECTIONS}")
USUAL = Fact(dt.timedelta(days=52), STATISTICS_2025, f"the median {_INSPECTIONS}")
LONGEST = Fact(dt.timedelta(days=225), STATISTICS_2025, f"the most {_INSPECTIONS}")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class SettledBy(enum.Enum):
    """What settles an edition."""

    DATE = "the dates"
    JUDGEMENTS = "the judgements that are filled in"
    LIKELIHOOD = "the usual time between inspection and report"
    LATENESS = "being the latest that fits"
    NEAREST = "the framework alone, for it was not in force then"


@attrs.frozen
class Settled:
    """The edition of an inspection, what settles it, and every edition that it could be."""

    edition: Edition
    by: SettledBy
    candidates: tuple[Edition, ...]


@attrs.frozen
class Placed:
    """The area of an edition that a column's judgements belong to; `mapping` if its words are another's."""

    name: str
    mapping: AreaMapping | None = None


def settle_edition(
    *,
    framework: str = "",
    kind: Kind | None = None,
    start: Days | None = None,
    published: Days | None = None,
    filled: Iterable[Column] = (),
    empty: Iterable[Column] = (),
) -> Settled | None:
    """Return the edition of an inspection, by its framework, kind and dates, and the columns it fills.

    With the first day on site it is the edition then in force. With the day of publication alone it may
    be any that was in force 22 to 225 days before; a month or a year may fit several too. Where several fit,
    the columns that are filled and empty settle it, and where those fit several as well, it is the one in
    force 52 days before. Of several in force on the first day on site, or without any date, it is the
    latest that fits. A kind that nothing then in force had is passed over. None if no edition fits.
    """
    columns = tuple(filled), tuple(empty)
    return _settle(framework, kind, start, published, *columns, all_editions())


@functools.lru_cache(maxsize=10_000)
def _settle(
    framework: str,
    kind: Kind | None,
    start: Days | None,
    published: Days | None,
    filled: tuple[Column, ...],
    empty: tuple[Column, ...],
    editions: tuple[Edition, ...],
) -> Settled | None:
    pool = _pool(framework, kind, editions)
    dated = tuple(its for its in pool if _in_force(its, start, published))
    if len(dated) == 1:
        return Settled(dated[0], SettledBy.DATE, dated)
    if not dated and kind:
        return _settle(framework, None, start, published, filled, (), editions)
    if not dated:
        return _nearest(pool, start or published) if framework else None
    fits = {its.id: _misfit(its, filled, empty) for its in dated}
    best = tuple(its for its in dated if fits[its.id] == min(fits.values()))
    if len(best) == 1:
        return Settled(best[0], SettledBy.JUDGEMENTS, dated)
    by = SettledBy.LIKELIHOOD if published and not start else SettledBy.LATENESS
    return Settled(_likeliest(best, start, published, filled), by, best)


@functools.lru_cache(maxsize=100)
def _pool(framework: str, kind: Kind | None, of: tuple[Edition, ...]) -> tuple[Edition, ...]:
    return tuple(its for its in of if _could_be(its, framework, kind))


def _could_be(its: Edition, framework: str, kind: Kind | None) -> bool:
    of = framework_of(its)
    return framework in ("", of.id) and (kind is None or kind in {k.kind for k in of.kinds})


def _ended(its: Edition) -> dt.date:
    return its.ends.value if its.ends else dt.date.max


def _in_force(its: Edition, start: Days | None, published: Days | None) -> bool:
    if start and not start.unit:
        return its.in_force_on(start.first)
    fits = start is None or (its.starts.value <= start.last and start.first <= _ended(its))
    if published is None:
        return fits
    first, last = _before(published.first, LONGEST), _before(published.last, SHORTEST)
    return fits and its.starts.value <= last and first <= _ended(its)


def _before(day: dt.date, time: Fact[dt.timedelta]) -> dt.date:
    return day - time.value if day - dt.date.min > time.value else dt.date.min


def _nearest(pool: tuple[Edition, ...], days: Days | None) -> Settled | None:
    def distance(its: Edition) -> dt.timedelta:
        day = days.first if days else _ended(its)
        return max(its.starts.value - day, day - _ended(its))

    return Settled(min(pool, key=distance), SettledBy.NEAREST, ()) if pool else None


def _misfit(
    its: Edition, filled: tuple[Column, ...], empty: tuple[Column, ...]
) -> tuple[int, int, int]:
    """How badly an edition fits: judgements without a place, own areas empty, words of an older edition."""
    placed = [(column, place(column.heading.areas, its.id)) for column in filled]
    own_and_empty = [c for c in empty if its.id in {of for of, _ in c.heading.areas}]
    older = [c for c, found in placed if found and found.mapping and _is_older(c, its)]
    return sum(found is None for _, found in placed), len(own_and_empty), len(older)


def _is_older(column: Column, its: Edition) -> bool:
    return all(get_edition(of).starts.value < its.starts.value for of, _ in column.heading.areas)


def _likeliest(
    best: tuple[Edition, ...],
    start: Days | None,
    published: Days | None,
    filled: tuple[Column, ...],
) -> Edition:
    day = _before(published.first, USUAL) if published and not start else None

    def unlikely(its: Edition) -> tuple[bool, int, int]:
        mapped = sum(its.id not in {of for of, _ in c.heading.areas} for c in filled)
        return day is not None and not its.in_force_on(day), mapped, -its.starts.value.toordinal()

    return min(best, key=unlikely)


def is_publication(day: dt.date) -> bool:
    """True for a day on which no framework then in force is known to begin inspections.

    A framework says on which weekday its inspections begin; one that says nothing may begin on any.
    """
    in_force = [its for its in all_frameworks() if any(e.in_force_on(day) for e in its.editions)]
    weekdays = [_first_weekday(its) for its in in_force]
    return bool(weekdays) and all(each not in (0, day.isoweekday()) for each in weekdays)


def _first_weekday(framework: Framework) -> int:
    """Return the weekday (1 is Monday) on which a framework's inspections begin, or 0 if none is known."""
    name = next((fact.value for fact in framework.facts.get("first_weekday", ())), None)
    return _WEEKDAYS.index(name) + 1 if name else 0


@functools.lru_cache(maxsize=10_000)
def place(areas: tuple[tuple[str, str], ...], id: str) -> Placed | None:
    """Return the field of the edition with this id that a heading's judgements belong to, or None.

    A heading in the words of another edition is placed where its area corresponds exactly or closely to
    one of this edition's, or else is of the same single theme: Ofsted prints the current framework's
    words over older judgements. Words that have a place of their own in this framework are not placed by
    what they mean in another.
    """
    own = [name for of, name in areas if of == id]
    if own:
        return Placed(own[0]) if len(own) == 1 else None
    its = framework_of(get_edition(id)).id
    pool = [each for each in areas if its in framework_ids((each,))] or areas
    found = [mapping for of, name in pool for mapping in map_area(name, of=of, to=id)]
    close = {m.target.name: m for m in found if accepts(m, AS_OFSTED_PRINTS)}
    like = {m.target.name: m for m in found if m.target.themes == m.area.themes}
    for mapped in (close, like):
        if len(mapped) == 1:
            (name, mapping), *_ = mapped.items()
            return Placed(name, mapping)
    return None
