"""Grades and areas from one framework to another.

A mapping says how good it is (a SKOS relation), whose it is (its source's authority) and what must be
known to use it (its caveat). That there is no equivalent is an answer too.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Generic, TypeVar

import attrs

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.findings import MappingRefused
from ofsted_frameworks.frameworks import all_frameworks, get_edition
from ofsted_frameworks.frameworks.base import AreaMatch, Edition, GradeMatch, Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Provenance, Source

G = TypeVar("G", bound=Grade)
G_co = TypeVar("G_co", bound=Grade, covariant=True)

ANY_RELATION: Collection[Relation] = tuple(Relation)
EXACT_OR_CLOSE: Collection[Relation] = (Relation.EXACT, Relation.CLOSE)

_SAME_SCALE = Source("the same scale", Provenance.OURS)
_NOT_SOURCED = Source("ofsted-frameworks: no source relates the two", Provenance.OURS)


@attrs.frozen(kw_only=True)
class GradeMapping(Generic[G_co]):
    """What a grade of one framework is on the scale of another; `target` is None without equivalent."""

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
    """What a judgement area of one edition is in another; `target` covers it as `relation` says."""

    area: Area
    target: Area
    relation: Relation
    source: Source
    caveat: str = ""

    @property
    def provenance(self) -> Provenance:
        """Whose mapping it is."""
        return self.source.provenance

    def __str__(self) -> str:
        caveat = f"; {self.caveat}" if self.caveat else ""
        return f"{self.area} -> {self.target}, {self.relation}, by {self.provenance}{caveat}"


def map_grade(
    grade: Grade, *, to: type[G], accept: Collection[Relation] = ANY_RELATION
) -> GradeMapping[G]:
    """What a grade is on another framework's scale, how well it fits, and who says so.

    >>> from ofsted_frameworks import IlacsGrade, SlacGrade
    >>> mapped = map_grade(SlacGrade.ADEQUATE, to=IlacsGrade)
    >>> mapped.target, mapped.relation, mapped.provenance
    (IlacsGrade.REQUIRES_IMPROVEMENT, Relation.CLOSE, Provenance.STATISTICS)

    Pass `accept=EXACT_OR_CLOSE` to refuse anything weaker: raises `MappingRefused` when the relation is
    not among `accept`. Raises `TypeError` when given no grade or no
    scale.
    """
    check_relations(accept)
    if not isinstance(grade, Grade):
        raise TypeError(f"map_grade maps a grade such as SlacGrade.ADEQUATE, not {grade!r}")
    if not (isinstance(to, type) and issubclass(to, Grade) and len(to)):
        raise TypeError(f"map_grade maps to a scale such as IlacsGrade, not {to!r}")
    mapped = _map_grade(grade, to)
    if mapped.relation not in accept:
        raise MappingRefused(f"{mapped}; accepted were {_listed(accept)}")
    return mapped


def _map_grade(grade: Grade, to: type[G]) -> GradeMapping[G]:
    if isinstance(grade, to):
        return GradeMapping(grade=grade, target=grade, relation=Relation.EXACT, source=_SAME_SCALE)
    for match in _grade_matches():
        if match.scale is type(grade) and match.to is to and grade.number in match.numbers:
            return GradeMapping(
                grade=grade,
                target=to.from_number(match.numbers[grade.number]),
                relation=match.relation,
                source=match.source,
                caveat=match.caveat,
            )
    return GradeMapping(grade=grade, target=None, relation=Relation.NONE, source=_NOT_SOURCED)


def map_area(
    area: str, *, of: Edition | str, to: Edition | str, accept: Collection[Relation] = ANY_RELATION
) -> tuple[AreaMapping, ...]:
    """What a judgement area of edition `of` is in edition `to`: nothing, one area, or several.

    >>> for mapped in map_area("care_leavers", of="ilacs-2023", to="ilacs-2018"):
    ...     print(mapped.target.name, mapped.relation)
    children_in_care_and_care_leavers broad

    An empty answer says that there is no equivalent. Only mappings whose relation is among `accept` are
    given. Raises `MappingRefused` for a field that the edition does not have.
    """
    check_relations(accept)
    own, other = get_edition(of), get_edition(to)
    if area not in own.areas:
        raise MappingRefused(f"{own} has no area {area!r}; it has {', '.join(own.areas)}")
    return tuple(m for m in _map_area(own.areas[area], own, other) if m.relation in accept)


def _map_area(area: Area, own: Edition, other: Edition) -> Iterator[AreaMapping]:
    if own == other:
        yield AreaMapping(area=area, target=area, relation=Relation.EXACT, source=area.source)
        return
    key = f"{own.id}.{area.name}"
    for match in _area_matches():
        if key in match.areas:
            targets, relation = match.others, match.relation
        elif key in match.others:
            targets, relation = match.areas, match.relation.inverse
        else:
            continue
        for target in targets:
            id, _, name = target.partition(".")
            if id == other.id:
                yield AreaMapping(
                    area=area,
                    target=other.areas[name],
                    relation=relation,
                    source=match.source,
                    caveat=match.caveat,
                )


def _grade_matches() -> Iterator[GradeMatch]:
    for framework in all_frameworks():
        yield from framework.grade_matches


def _area_matches() -> Iterator[AreaMatch]:
    for framework in all_frameworks():
        yield from framework.area_matches


def check_relations(accept: Iterable[object]) -> None:
    """Raises `TypeError` for what is no collection of relations."""
    if accept is not EXACT_OR_CLOSE and accept is not ANY_RELATION:
        list(each_given(Relation, accept, "accept", "relations such as Relation.CLOSE"))


def _listed(relations: Collection[Relation]) -> str:
    return " or ".join(str(relation) for relation in relations) or "no relation"
