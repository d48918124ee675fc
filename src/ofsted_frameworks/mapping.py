"""Grades and areas from one framework to another.

A mapping says how good it is (a SKOS relation), whose word it is (its source's provenance) and what a
reader must know (its caveat). "No equivalent" is an answer too. Between editions of one framework a
mapping follows the lineage step by step, and keeps every step.
"""

import functools
import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar, overload

import attrs

from ofsted_frameworks.arguments import check_iterable, not_taken
from ofsted_frameworks.findings import MappingRefused, UnknownLabel
from ofsted_frameworks.frameworks import (
    Scale,
    all_editions,
    all_frameworks,
    get_edition,
    get_scale,
)
from ofsted_frameworks.frameworks.base import AreaMatch, Edition, Framework, Reason, Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.labels import read_area
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Provenance, Source

G = TypeVar("G", bound=Grade)
G_co = TypeVar("G_co", bound=Grade, covariant=True)

Accepted: TypeAlias = Relation | Reason | str
"""What a caller may accept: a relation, or a named reason for a weaker one; each by its value too."""

ANY_RELATION: Collection[Relation] = tuple(Relation)
EXACT_OR_CLOSE: Collection[Relation] = (Relation.EXACT, Relation.CLOSE)
AS_OFSTED_PRINTS: Collection[Relation | Reason] = (*EXACT_OR_CLOSE, Reason.OFSTED_RELABELLING)

_SAME_SCALE = Source("the same scale", Provenance.OURS)
_NOT_SOURCED = Source("ofsted-frameworks: no source relates the two", Provenance.OURS)


@attrs.frozen(kw_only=True)
class GradeMapping(Generic[G_co]):
    """What a grade of one framework is on another's scale; `target` is None without an equivalent."""

    grade: Grade
    target: G_co | None
    relation: Relation
    source: Source
    caveat: str = ""

    @property
    def provenance(self) -> Provenance:
        """Whose mapping it is."""
        return self.source.provenance

    def __str__(self) -> str:
        target = repr(self.target) if self.target else "no equivalent"
        caveat = f"; {self.caveat}" if self.caveat else ""
        return f"{self.grade!r} -> {target}, {self.relation}, by {self.provenance}{caveat}"


@attrs.frozen(kw_only=True)
class AreaMapping:
    """What a judgement area of one edition is in another; `target` covers it as `relation` says.

    A mapping that follows a lineage has its `steps`, each with its own source. Its `source` is then that
    of the step whose word weighs least, so it is Ofsted's only where every step is. `reason` names why a
    caller may count it although its relation is weaker than close.
    """

    area: Area
    target: Area
    of: str
    to: str
    relation: Relation
    source: Source
    caveat: str = ""
    reason: Reason | None = None
    steps: "tuple[AreaMapping, ...]" = ()

    @property
    def provenance(self) -> Provenance:
        """Whose mapping it is."""
        return self.source.provenance

    def __str__(self) -> str:
        through = ", ".join(step.to for step in self.steps[:-1])
        by_way = f", by way of {through}" if through else ""
        caveat = f"; {self.caveat}" if self.caveat else ""
        return (
            f"{self.area} -> {self.target}, {self.relation}{by_way}, by {self.provenance}{caveat}"
        )


@overload
def map_grade(
    grade: Grade, *, to: type[G], accept: Collection[Accepted] = ANY_RELATION
) -> GradeMapping[G]: ...
@overload
def map_grade(
    grade: Grade, *, to: Framework | Edition | str, accept: Collection[Accepted] = ANY_RELATION
) -> GradeMapping[Grade]: ...
def map_grade(
    grade: Grade, *, to: Scale, accept: Collection[Accepted] = ANY_RELATION
) -> GradeMapping[Grade]:
    """Return what a grade is on another framework's scale, how well it fits, and who says so.

    >>> from ofsted_frameworks import SlacGrade
    >>> mapped = map_grade(SlacGrade.ADEQUATE, to="ilacs")
    >>> mapped.target, mapped.relation, mapped.provenance
    (IlacsGrade.REQUIRES_IMPROVEMENT, Relation.CLOSE, Provenance.STATISTICS)

    Args:
        grade: the grade to map.
        to: the scale, or a framework or edition (or its id) that uses it.
        accept: the relations to accept; `EXACT_OR_CLOSE` refuses anything weaker.

    Raises:
        MappingRefused: the mapping's relation is not among `accept`.
        TypeError: `grade` is not a grade, or `to` names no scale.
    """
    wanted = read_accept(accept)
    if not isinstance(grade, Grade):
        raise not_taken("map_grade", "a grade such as SlacGrade.ADEQUATE", grade)
    mapped = _map_grade(grade, get_scale(to))
    if mapped.relation not in wanted:
        raise MappingRefused(f"{mapped}; accepted were {_listed(wanted)}")
    return mapped


def _map_grade(grade: Grade, to: type[Grade]) -> GradeMapping[Grade]:
    if isinstance(grade, to):
        return GradeMapping(grade=grade, target=grade, relation=Relation.EXACT, source=_SAME_SCALE)
    for match in (match for framework in all_frameworks() for match in framework.grade_matches):
        if type(grade) in match.scales and match.to is to and grade.number in match.numbers:
            return GradeMapping(
                grade=grade,
                target=to.from_number(match.numbers[grade.number]),
                relation=match.relation,
                source=match.source,
                caveat=match.caveat,
            )
    return GradeMapping(grade=grade, target=None, relation=Relation.NONE, source=_NOT_SOURCED)


def map_area(
    area: str | Area,
    *,
    of: Edition | str,
    to: Edition | str,
    accept: Collection[Accepted] = ANY_RELATION,
) -> tuple[AreaMapping, ...]:
    """Return what a judgement area of edition `of` is in edition `to`: nothing, one area, or several.

    >>> for mapped in map_area("care_leavers", of="ilacs-2026", to="ilacs-2018"):
    ...     print(mapped.target.name, mapped.relation, [step.to for step in mapped.steps])
    children_in_care_and_care_leavers broad ['ilacs-2023', 'ilacs-2018']

    Args:
        area: the area, its field name or its printed label.
        of: the edition that has the area, or its id.
        to: the other edition, or its id.
        accept: the relations, and the named reasons, to accept; other mappings are left out.

    Raises:
        MappingRefused: the edition has no such area.
    """
    wanted = read_accept(accept)
    own, other = get_edition(of), get_edition(to)
    name = _field_name(area, own)
    return tuple(m for m in _mappings(name, own, other, all_frameworks()) if accepts(m, wanted))


def _field_name(area: object, own: Edition) -> str:
    given = area.name if isinstance(area, Area) else area
    if not isinstance(given, str):
        raise not_taken("map_area", "a judgement area such as 'care_leavers'", given)
    if given in own.areas:
        return given
    try:
        return read_area(given, own).name
    except UnknownLabel:
        fields = ", ".join(own.areas)
        raise MappingRefused(f"{own} has no area {given!r}; it has {fields}") from None


def accepts(mapping: AreaMapping, accept: Collection[Accepted]) -> bool:
    """True when a mapping's relation, or the reason named for it, is among `accept`."""
    return mapping.relation in accept or (mapping.reason is not None and mapping.reason in accept)


def read_accept(accept: Iterable[object]) -> frozenset[Relation | Reason]:
    """Return the relations and reasons that a caller accepts, given as members or by their values.

    >>> sorted(map(str, read_accept(["exact", Relation.CLOSE])))
    ['close', 'exact']

    Raises:
        TypeError: `accept` is not a collection, or holds anything but relations and reasons.
    """
    takes = f"relations such as Relation.CLOSE, or reasons such as {Reason.OFSTED_RELABELLING!r}"
    check_iterable(accept, "accept", takes)
    known: dict[object, Relation | Reason] = {
        key: word for word in (*Relation, *Reason) for key in (word, word.value)
    }
    given = list(accept)
    for number, each in enumerate(given):
        if not isinstance(each, Relation | Reason | str) or each not in known:
            raise TypeError(f"{not_taken('accept', takes, each)} (item {number})")
    return frozenset(known[each] for each in given)


@functools.lru_cache(maxsize=100_000)
def _mappings(
    area: str, own: Edition, other: Edition, house: tuple[Framework, ...]
) -> tuple[AreaMapping, ...]:
    """What an area is in another edition: as stated, or else composed along the lineage."""
    if own is other:
        return (_same(area, own, other, own.areas[area].source),)
    if stated := _stated(house).get((own.id, area, other.id)):
        return tuple(mapping for mapping in stated if mapping.relation is not Relation.NONE)
    if (between := _between(own, other)) is None:
        return ()
    if between in (own, other):
        return tuple(_carried_on(area, own, other, house))
    return _each_once(
        _joined(first, second)
        for first in _mappings(area, own, between, house)
        for second in _mappings(first.target.name, between, other, house)
        if (other.id, second.target.name, own.id) not in _stated(house)
    )


def _between(own: Edition, other: Edition) -> Edition | None:
    """The next edition on the way: the one the newer continues, or one that continues the older."""
    older, newer = sorted((own, other), key=_age)
    if newer.continues:
        return get_edition(newer.continues.value)
    continuing = (
        its for its in all_editions() if its.continues and its.continues.value == older.id
    )
    return next((its for its in continuing if _age(its) < _age(newer)), None)


def _age(edition: Edition) -> tuple[int, str]:
    return edition.starts.value.toordinal(), edition.id


def _carried_on(
    area: str, own: Edition, other: Edition, house: tuple[Framework, ...]
) -> Iterator[AreaMapping]:
    """The same-named area of the edition just before or after, unless the newer one says otherwise."""
    newer = max(own, other, key=_age)
    named_otherwise = (other.id, area, own.id) in _stated(house)
    if (
        newer.continues
        and area in other.areas
        and area not in newer.new_areas
        and not named_otherwise
    ):
        yield _same(area, own, other, newer.continues.source)


def _same(area: str, own: Edition, other: Edition, source: Source) -> AreaMapping:
    return AreaMapping(
        area=own.areas[area],
        target=other.areas[area],
        of=own.id,
        to=other.id,
        relation=Relation.EXACT,
        source=source,
    )


def _joined(first: AreaMapping, second: AreaMapping) -> AreaMapping:
    steps = (*(first.steps or (first,)), *(second.steps or (second,)))
    return AreaMapping(
        area=first.area,
        target=second.target,
        of=first.of,
        to=second.to,
        relation=first.relation.then(second.relation),
        source=max(steps, key=_weight).source,
        caveat="; ".join(dict.fromkeys(step.caveat for step in steps if step.caveat)),
        reason=_reason_for(steps),
        steps=steps,
    )


def _weight(step: AreaMapping) -> int:
    return list(Provenance).index(step.provenance)


def _reason_for(steps: Iterable[AreaMapping]) -> Reason | None:
    """The one reason that would let every step count, where the other steps count by themselves."""
    weak = {step.reason for step in steps if step.relation not in EXACT_OR_CLOSE}
    return weak.pop() if len(weak) == 1 else None


def _each_once(found: Iterable[AreaMapping]) -> tuple[AreaMapping, ...]:
    """One mapping for each target; two ways there that disagree leave it no more than related."""
    by_target: dict[str, AreaMapping] = {}
    for mapping in found:
        if mapping.relation is not Relation.NONE:
            known = by_target.setdefault(mapping.target.name, mapping)
            if known.relation is not mapping.relation:
                by_target[known.target.name] = attrs.evolve(known, relation=Relation.RELATED)
    return tuple(by_target.values())


@functools.lru_cache(maxsize=8)
def _stated(house: tuple[Framework, ...]) -> dict[tuple[str, str, str], tuple[AreaMapping, ...]]:
    """What the frameworks state, both ways round, by edition, area and the other edition."""
    stated: dict[tuple[str, str, str], tuple[AreaMapping, ...]] = {}
    for match in (match for framework in house for match in framework.area_matches):
        for one, other in itertools.product(match.areas, match.others):
            for mapping in (
                _from_match(match, one, other, match.relation),
                _from_match(match, other, one, match.relation.inverse),
            ):
                key = mapping.of, mapping.area.name, mapping.to
                stated[key] = (*stated.get(key, ()), mapping)
    return stated


def _from_match(match: AreaMatch, one: str, other: str, relation: Relation) -> AreaMapping:
    (of, _, area), (to, _, target) = one.partition("."), other.partition(".")
    return AreaMapping(
        area=get_edition(of).areas[area],
        target=get_edition(to).areas[target],
        of=of,
        to=to,
        relation=relation,
        source=match.source,
        caveat=match.caveat,
        reason=match.reason,
    )


def _listed(accepted: Collection[object]) -> str:
    return (
        " or ".join(str(each) for each in (*Relation, *Reason) if each in accepted) or "no relation"
    )
