"""Tell the edition of an inspection from what a table prints, or say that it could be several."""

import datetime as dt
import enum
import functools
from collections.abc import Iterable

import attrs

from ofsted_frameworks.documents import STATISTICS_2025
from ofsted_frameworks.frameworks import all_editions, framework_of, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, AreaMapping, accepts, map_area
from ofsted_frameworks.readers.tables import Column
from ofsted_frameworks.sources import Fact

_INSPECTIONS = "from the first day on site to publication, in 271 ILACS inspections"
SHORTEST = Fact(dt.timedelta(days=22), STATISTICS_2025, f"the least {_INSPECTIONS}")
USUAL = Fact(dt.timedelta(days=52), STATISTICS_2025, f"the median {_INSPECTIONS}")
LONGEST = Fact(dt.timedelta(days=225), STATISTICS_2025, f"the most {_INSPECTIONS}")


class ToldBy(enum.Enum):
    """What an edition was told by."""

    DATE = "the dates"
    JUDGEMENTS = "the judgements that are filled in"
    LIKELIHOOD = "the usual time between inspection and report"
    LATENESS = "being the latest that fits"
    NEAREST = "the framework alone, for it was not in force then"


@attrs.frozen
class Told:
    """The edition of an inspection, what it was told by, and every edition that it could be."""

    edition: Edition
    by: ToldBy
    candidates: tuple[Edition, ...]


@attrs.frozen
class Placed:
    """Where in an edition a column's judgements belong; `mapping` where its words are another edition's."""

    name: str
    mapping: AreaMapping | None = None


def tell_edition(
    *,
    framework: str = "",
    kind: Kind | None = None,
    start: dt.date | None = None,
    published: dt.date | None = None,
    filled: Iterable[Column] = (),
    empty: Iterable[Column] = (),
) -> Told | None:
    """The edition of an inspection, from its framework, kind and dates, and from the columns it fills.

    With the first day on site it is the edition then in force. With the day of publication alone it may
    be any that was in force 22 to 225 days before; where that leaves several, the columns that are
    filled and empty tell, and where those fit several as well, it is the one in force 52 days before. Of
    several in force on the first day on site, or without any date, it is the latest that fits. A kind
    that nothing then in force had is passed over. None where no edition fits.
    """
    pool = _pool(framework, kind, all_editions())
    dated = tuple(its for its in pool if _in_force(its, start, published))
    if len(dated) == 1:
        return Told(dated[0], ToldBy.DATE, dated)
    if not dated and kind:
        return tell_edition(framework=framework, start=start, published=published, filled=filled)
    if not dated:
        return _nearest(pool, start or published) if framework else None
    columns = tuple(filled), tuple(empty)
    fits = {its.id: _misfit(its, *columns) for its in dated}
    best = tuple(its for its in dated if fits[its.id] == min(fits.values()))
    if len(best) == 1:
        return Told(best[0], ToldBy.JUDGEMENTS, dated)
    by = ToldBy.LIKELIHOOD if published and not start else ToldBy.LATENESS
    return Told(_likeliest(best, start, published, columns[0]), by, best)


@functools.lru_cache(maxsize=100)
def _pool(framework: str, kind: Kind | None, of: tuple[Edition, ...]) -> tuple[Edition, ...]:
    return tuple(its for its in of if _could_be(its, framework, kind))


def _could_be(its: Edition, framework: str, kind: Kind | None) -> bool:
    of = framework_of(its)
    return framework in ("", of.id) and (kind is None or kind in {k.kind for k in of.kinds})


def _in_force(its: Edition, start: dt.date | None, published: dt.date | None) -> bool:
    if start:
        return its.in_force_on(start)
    if published is None:
        return True
    ended = its.ends.value if its.ends else dt.date.max
    return its.starts.value <= published - SHORTEST.value and published - LONGEST.value <= ended


def _nearest(pool: tuple[Edition, ...], day: dt.date | None) -> Told | None:
    def distance(its: Edition) -> dt.timedelta:
        ended = its.ends.value if its.ends else dt.date.max
        return max(its.starts.value - (day or ended), (day or ended) - ended)

    return Told(min(pool, key=distance), ToldBy.NEAREST, ()) if pool else None


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
    start: dt.date | None,
    published: dt.date | None,
    filled: tuple[Column, ...],
) -> Edition:
    day = start or (published - USUAL.value if published else None)

    def unlikely(its: Edition) -> tuple[int, bool, int]:
        mapped = sum(its.id not in {of for of, _ in c.heading.areas} for c in filled)
        return mapped, day is not None and not its.in_force_on(day), -its.starts.value.toordinal()

    return min(best, key=unlikely)


@functools.lru_cache(maxsize=10_000)
def place(areas: tuple[tuple[str, str], ...], id: str) -> Placed | None:
    """The field of the edition with this id that a heading's judgements belong in, or None.

    A heading in the words of another edition is placed where its area corresponds exactly or closely to
    one of this edition's, or else is of the same single theme: Ofsted prints the current framework's
    words over older judgements.
    """
    own = [name for of, name in areas if of == id]
    if own:
        return Placed(own[0]) if len(own) == 1 else None
    found = [mapping for of, name in areas for mapping in map_area(name, of=of, to=id)]
    close = {m.target.name: m for m in found if accepts(m, AS_OFSTED_PRINTS)}
    like = {m.target.name: m for m in found if m.target.themes == m.area.themes}
    for mapped in (close, like):
        if len(mapped) == 1:
            (name, mapping), *_ = mapped.items()
            return Placed(name, mapping)
    return None
