"""Settle the edition of an inspection from its printed details, or list the editions that fit."""

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from ofsted_frameworks.documents import STATISTICS_2025
from ofsted_frameworks.frameworks import all_editions, all_frameworks, framework_of, get_edition
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.registry import cached
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, AreaMapping, accepts, map_area
from ofsted_frameworks.readers.blocks import Column
from ofsted_frameworks.readers.cell_values import Days
from ofsted_frameworks.readers.headers import framework_ids
from ofsted_frameworks.sources import Fact

_INSPECTIONS = "from the first day on site to publication, in 271 ILACS inspections"
SHORTEST = Fact(dt.timedelta(days=22), STATISTICS_2025, f"the least {_INSPECTIONS}")
USUAL = Fact(dt.timedelta(days=52), STATISTICS_2025, f"the median {_INSPECTIONS}")
LONGEST = Fact(dt.timedelta(days=225), STATISTICS_2025, f"the most {_INSPECTIONS}")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class SettledBy(enum.Enum):
    """The reason for an inspection's edition: the rest of the sentence "taken as ... because"."""

    DATE = "the dates settle it"
    JUDGEMENTS = "the judgements that are filled in fit it best"
    LIKELIHOOD = "it is the likeliest, given the usual time from inspection to report"
    LATENESS = "it is the latest that fits"
    NEAREST = "the table names its framework, which was not in force then"


@attrs.frozen
class Settled:
    """The edition of an inspection, what settled it, and every edition that it could be."""

    edition: Edition
    by: SettledBy
    candidates: tuple[Edition, ...]


@attrs.frozen
class Placed:
    """The area of an edition for a column, with the mapping if the heading is another edition's."""

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
    """Return the edition of an inspection, or None if no edition fits.

    The first day on site gives the edition then in force. A day of publication fits every edition in force
    22 to 225 days before it, and a month or a year can fit several too. If several fit, the filled and
    the empty columns decide. If that leaves several, the edition in force 52 days before publication is
    taken, or the latest that fits if there is a first day on site or no date at all. A kind is ignored if
    no framework then in force had it.
    """
    return _settle(framework, kind, start, published, tuple(filled), tuple(empty))


@cached
def _settle(
    framework: str,
    kind: Kind | None,
    start: Days | None,
    published: Days | None,
    filled: tuple[Column, ...],
    empty: tuple[Column, ...],
) -> Settled | None:
    possible = _possible(framework, kind)
    dated = tuple(edition for edition in possible if _fits_dates(edition, start, published))
    if len(dated) == 1:
        return Settled(dated[0], SettledBy.DATE, dated)
    if not dated and kind:
        return _settle(framework, None, start, published, filled, ())
    if not dated:
        return _nearest(possible, start or published) if framework else None
    misfits = {edition: _misfit(edition, filled, empty) for edition in dated}
    best = tuple(edition for edition in dated if misfits[edition] == min(misfits.values()))
    if len(best) == 1:
        return Settled(best[0], SettledBy.JUDGEMENTS, dated)
    by = SettledBy.LIKELIHOOD if published and not start else SettledBy.LATENESS
    return Settled(_likeliest(best, start, published, filled), by, best)


@cached
def _possible(framework: str, kind: Kind | None) -> tuple[Edition, ...]:
    """Return the editions of a framework, or of all frameworks, that have inspections of a given kind."""
    return tuple(
        edition
        for edition in all_editions()
        if framework in ("", framework_of(edition).id)
        and kind in (None, *(each.kind for each in framework_of(edition).kinds))
    )


def _end(edition: Edition) -> dt.date:
    return edition.ends.value if edition.ends else dt.date.max


def _fits_dates(edition: Edition, start: Days | None, published: Days | None) -> bool:
    if start and not start.unit:
        return edition.in_force_on(start.first)
    fits = start is None or (edition.starts.value <= start.last and start.first <= _end(edition))
    if published is None:
        return fits
    first, last = _before(published.first, LONGEST), _before(published.last, SHORTEST)
    return fits and edition.starts.value <= last and first <= _end(edition)


def _before(day: dt.date, time: Fact[dt.timedelta]) -> dt.date:
    return day - time.value if day - dt.date.min > time.value else dt.date.min


def _nearest(editions: tuple[Edition, ...], days: Days | None) -> Settled | None:
    """Return the edition that was in force nearest to the given days."""

    def distance(edition: Edition) -> dt.timedelta:
        day = days.first if days else _end(edition)
        return max(edition.starts.value - day, day - _end(edition))

    return Settled(min(editions, key=distance), SettledBy.NEAREST, ()) if editions else None


def _misfit(
    edition: Edition, filled: tuple[Column, ...], empty: tuple[Column, ...]
) -> tuple[int, int, int]:
    """Return how badly an edition fits the columns.

    The numbers count the filled columns for which it has no area, its own columns that are empty, and the
    filled columns in the words of older editions.
    """
    placed = [(column, place(column.heading.areas, edition.id)) for column in filled]
    own_and_empty = [c for c in empty if edition.id in {id for id, _ in c.heading.areas}]
    older = [c for c, found in placed if found and found.mapping and _is_older(c, edition)]
    return sum(found is None for _, found in placed), len(own_and_empty), len(older)


def _is_older(column: Column, edition: Edition) -> bool:
    starts = edition.starts.value
    return all(get_edition(id).starts.value < starts for id, _ in column.heading.areas)


def _likeliest(
    editions: tuple[Edition, ...],
    start: Days | None,
    published: Days | None,
    filled: tuple[Column, ...],
) -> Edition:
    day = _before(published.first, USUAL) if published and not start else None

    def unlikely(edition: Edition) -> tuple[bool, int, int]:
        was_not = day is not None and not edition.in_force_on(day)
        mapped = sum(edition.id not in {id for id, _ in c.heading.areas} for c in filled)
        return was_not, mapped, -edition.starts.value.toordinal()

    return min(editions, key=unlikely)


def is_publication(day: dt.date) -> bool:
    """Return True if no framework in force on a day is known to begin inspections on that weekday.

    A framework may state the weekday on which its inspections begin; if it does not, any weekday will do.
    """
    in_force = [f for f in all_frameworks() if any(e.in_force_on(day) for e in f.editions)]
    weekdays = [_first_weekday(framework) for framework in in_force]
    return bool(weekdays) and all(each not in (0, day.isoweekday()) for each in weekdays)


def _first_weekday(framework: Framework) -> int:
    """Return the weekday (1 is Monday) on which a framework's inspections begin, or 0 if it is unknown."""
    name = next((fact.value for fact in framework.facts.get("first_weekday", ())), None)
    return _WEEKDAYS.index(name) + 1 if name else 0


@cached
def place(areas: tuple[tuple[str, str], ...], id: str) -> Placed | None:
    """Return the area of an edition for a heading that means these judgement areas, or None.

    A heading in the words of another edition goes to the area that corresponds to it exactly or closely,
    or else to the only area with the same themes: Ofsted prints the current framework's words over older
    judgements. If the words have their own meaning in this edition's framework, what they mean in others does
    not count.
    """
    own = [name for of, name in areas if of == id]
    if own:
        return Placed(own[0]) if len(own) == 1 else None
    framework = framework_of(get_edition(id)).id
    pool = [each for each in areas if framework in framework_ids((each,))] or areas
    found = [mapping for of, name in pool for mapping in map_area(name, of=of, to=id)]
    close = {m.target.name: m for m in found if accepts(m, AS_OFSTED_PRINTS)}
    like = {m.target.name: m for m in found if m.target.themes == m.area.themes}
    for mapped in (close, like):
        if len(mapped) == 1:
            (name, mapping), *_ = mapped.items()
            return Placed(name, mapping)
    return None
