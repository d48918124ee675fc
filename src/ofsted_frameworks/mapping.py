"""Map grades and areas from one framework to another.

A mapping says how close it is (a SKOS relation), who says so (its source) and what a reader must know
(its caveat). "No equivalent" is an answer too. Between editions of one framework, a mapping follows the
lineage step by step and keeps every step.
"""

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
from ofsted_frameworks.frameworks.registry import cached
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.labels import read_area
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Provenance, Source

G = TypeVar("G", bound=Grade)
G_co = TypeVar("G_co", bound=Grade, covariant=True)

Accepted: TypeAlias = Relation | Reason | str
"""What a caller may accept: a relation, or a named reason for a weaker one, or the value of either."""

ANY_RELATION: Collection[Relation] = tuple(Relation)
EXACT_OR_CLOSE: Collection[Relation] = (Relation.EXACT, Relation.CLOSE)
AS_OFSTED_PRINTS: Collection[Relation | Reason] = (*EXACT_OR_CLOSE, Reason.OFSTED_RELABELLING)

_SAME_SCALE = Source("the same scale", Provenance.OURS)
_NOT_SOURCED = Source("ofsted-frameworks: no source relates the two", Provenance.OURS)


@attrs.frozen(kw_only=True)
class GradeMapping(Generic[G_co]):
    """The equivalent of a grade on another framework's scale; `target` is None if there is none."""

    grade: Grade
    target: G_co | None
    relation: Relation
    source: Source
    caveat: str = ""

    @property
    def provenance(self) -> Provenance:
        """The kind of source that says so: Ofsted, another publisher or this library."""
        return self.source.provenance

    def __str__(self) -> str:
        target = repr(self.target) if self.target else "no equivalent"
        caveat = f"; {self.caveat}" if self.caveat else ""
        return f"{self.grade!r} -> {target}, {self.relation}, by {self.provenance}{caveat}"


@attrs.frozen(kw_only=True)
class AreaMapping:
    """The equivalent of a judgement area in another edition, and how closely they are related.

    A mapping that follows a lineage lists its `steps`, each with its own source. Its `source` is then
    that of the step with the weakest provenance, so the mapping is Ofsted's only if every step is.
    `reason` says why a caller may count the mapping although its relation is weaker than close.
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
        """The kind of source that says so: Ofsted, another publisher or this library."""
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
    """Return the equivalent of a grade on another framework's scale, how close it is and who says so.

    >>> from ofsted_frameworks import SlacGrade
    >>> mapped = map_grade(SlacGrade.ADEQUATE, to="ilacs")
    >>> mapped.target, mapped.relation, mapped.provenance
    (IlacsGrade.REQUIRES_IMPROVEMENT, Relation.CLOSE, Provenance.STATISTICS)

    Args:
        grade: The grade to map.
        to: The scale, or a framework or edition (or its id) that uses it.
        accept: The relations to accept; `EXACT_OR_CLOSE` refuses anything weaker.

    Raises:
        MappingRefused: If the mapping's relation is not among `accept`.
        TypeError: If `grade` is not a grade, or `to` is not a scale.
    """
    wanted = read_accept(accept)
    if not isinstance(grade, Grade):
        raise not_taken("map_grade", "a grade such as SlacGrade.ADEQUATE", grade)
    mapped = _map_grade(grade, get_scale(to))
    if mapped.relation not in wanted:
        raise MappingRefused(f"{mapped}; this call accepts {_name_accepted(wanted)}")
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
    """Return the equivalents in edition `to` of an area of edition `of`: none, one or several.

    >>> for mapped in map_area("care_leavers", of="ilacs-2026", to="ilacs-2018"):
    ...     print(mapped.target.name, mapped.relation, [step.to for step in mapped.steps])
    children_in_care_and_care_leavers broad ['ilacs-2023', 'ilacs-2018']

    Args:
        area: The area, its field name or its printed label.
        of: The edition that has the area, or its id.
        to: The other edition, or its id.
        accept: The relations and named reasons to accept; other mappings are left out.

    Raises:
        MappingRefused: If the edition has no such area.
    """
    wanted = read_accept(accept)
    own, other = get_edition(of), get_edition(to)
    name = _field_name(area, own)
    return tuple(m for m in _find_mappings(name, own, other) if accepts(m, wanted))


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
        raise MappingRefused(f"{own} has no area {given!r}; expected one of {fields}") from None


def accepts(mapping: AreaMapping, accept: Collection[Accepted]) -> bool:
    """Return True if a mapping's relation, or the reason named for it, is among `accept`."""
    return mapping.relation in accept or (mapping.reason is not None and mapping.reason in accept)


def read_accept(accept: Iterable[object]) -> frozenset[Relation | Reason]:
    """Return the relations and reasons that a caller accepts, given as members or values.

    >>> sorted(map(str, read_accept(["exact", Relation.CLOSE])))
    ['close', 'exact']

    Raises:
        TypeError: If `accept` is not a collection, or holds anything but relations and reasons.
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


@cached
def _find_mappings(area: str, own: Edition, other: Edition) -> tuple[AreaMapping, ...]:
    """Return an area's equivalents in another edition: as stated, or composed along the lineage."""
    if own is other:
        return (_unchanged(area, own, other, own.areas[area].source),)
    if stated := _stated_mappings().get((own.id, area, other.id)):
        return tuple(mapping for mapping in stated if mapping.relation is not Relation.NONE)
    if (between := _edition_between(own, other)) is None:
        return ()
    if between in (own, other):
        return tuple(_carry_over(area, own, other))
    return _one_for_each_target(
        _join(first, second)
        for first in _find_mappings(area, own, between)
        for second in _find_mappings(first.target.name, between, other)
        if (other.id, second.target.name, own.id) not in _stated_mappings()
    )


def _edition_between(own: Edition, other: Edition) -> Edition | None:
    """Return the next edition on the way: the one the newer continues, or one that continues the older."""
    older, newer = sorted((own, other), key=_age)
    if newer.continues:
        return get_edition(newer.continues.value)
    continuing = (e for e in all_editions() if e.continues and e.continues.value == older.id)
    return next((edition for edition in continuing if _age(edition) < _age(newer)), None)


def _age(edition: Edition) -> tuple[int, str]:
    return edition.starts.value.toordinal(), edition.id


def _carry_over(area: str, own: Edition, other: Edition) -> Iterator[AreaMapping]:
    """Yield the same-named area of the edition just before or after, unless the newer says otherwise."""
    newer = max(own, other, key=_age)
    named_otherwise = (other.id, area, own.id) in _stated_mappings()
    if (
        newer.continues
        and area in other.areas
        and area not in newer.new_areas
        and not named_otherwise
    ):
        yield _unchanged(area, own, other, newer.continues.source)


def _unchanged(area: str, own: Edition, other: Edition, source: Source) -> AreaMapping:
    return AreaMapping(
        area=own.areas[area],
        target=other.areas[area],
        of=own.id,
        to=other.id,
        relation=Relation.EXACT,
        source=source,
    )


def _join(first: AreaMapping, second: AreaMapping) -> AreaMapping:
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
    """Return the reason that all steps weaker than close share, or None."""
    weak = {step.reason for step in steps if step.relation not in EXACT_OR_CLOSE}
    return weak.pop() if len(weak) == 1 else None


def _one_for_each_target(found: Iterable[AreaMapping]) -> tuple[AreaMapping, ...]:
    """Return one mapping for each target; if two routes to it disagree, the relation is "related"."""
    by_target: dict[str, AreaMapping] = {}
    for mapping in found:
        if mapping.relation is not Relation.NONE:
            known = by_target.setdefault(mapping.target.name, mapping)
            if known.relation is not mapping.relation:
                by_target[known.target.name] = attrs.evolve(known, relation=Relation.RELATED)
    return tuple(by_target.values())


@cached
def _stated_mappings() -> dict[tuple[str, str, str], tuple[AreaMapping, ...]]:
    """Return the mappings that the frameworks state, in both directions, by edition, area and target."""
    stated: dict[tuple[str, str, str], tuple[AreaMapping, ...]] = {}
    for match in (match for framework in all_frameworks() for match in framework.area_matches):
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


def _name_accepted(accepted: Collection[object]) -> str:
    names = [str(each) for each in (*Relation, *Reason) if each in accepted]
    return f"only {' or '.join(names)}" if names else "no relation"
