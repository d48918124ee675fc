"""Count grades over inspections, and the steps from one inspection to the next."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ofsted_frameworks.arguments import not_taken
from ofsted_frameworks.findings import MappingRefused
from ofsted_frameworks.frameworks import all_editions, all_frameworks, framework_of, get_scale
from ofsted_frameworks.frameworks.base import Edition, Framework, Reason, Relation
from ofsted_frameworks.grades import NOT_JUDGED, Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.labels import read_grade
from ofsted_frameworks.mapping import (
    AS_OFSTED_PRINTS,
    EXACT_OR_CLOSE,
    Accepted,
    AreaMapping,
    GradeMapping,
    map_area,
    map_grade,
    read_accept,
)
from ofsted_frameworks.panel.areas import (
    area_in,
    editions_named,
    grade_at,
    place_caveat,
    places,
    reference,
)
from ofsted_frameworks.panel.tallies import Distribution, Step, Transitions
from ofsted_frameworks.schedule import Area, Theme

Pair = tuple[AnyInspection, AnyInspection]


@attrs.frozen(kw_only=True)
class Count:
    """What is counted: an area, on a scale, by what a caller accepts."""

    edition: Edition
    area: Area
    scale: type[Grade]
    areas_accepted: frozenset[Relation | Reason]
    grades_accepted: Collection[Relation | Reason]
    own: Mapping[Grade, Grade]

    def place(self, its: Edition) -> AreaMapping | None:
        """Return the area of an edition that is counted, if there is one."""
        return area_in(its, self.edition, self.area, self.areas_accepted)

    def is_left_out(self, its: Edition) -> bool:
        """Return True if an edition's area counts by default, but not by what the caller accepts."""
        return area_in(its, self.edition, self.area) is not None

    def on_scale(self, grade: Grade) -> tuple[Grade, GradeMapping[Grade] | None]:
        """Return the grade that counts, and the mapping that says so unless it is the caller's own.

        Raises:
            MappingRefused: If the grade has no counterpart that the caller accepts.
        """
        if grade in self.own:
            return self.own[grade], None
        mapped = map_grade(grade, to=self.scale)
        if mapped.target is None or mapped.relation not in self.grades_accepted:
            raise MappingRefused(
                f"grades of {type(grade).__name__} and {self.scale.__name__} are not one scale ({mapped}); "
                f"keep to one framework with filter(framework=...), or say to={self.scale.__name__} to "
                "count them together where the mapping is close"
            )
        return mapped.target, mapped

    def caveats(
        self, its: Edition, area: AreaMapping, grade: GradeMapping[Grade] | None, given: Grade
    ) -> Iterator[str]:
        """Yield what a reader must know of counting a grade as the one that it counts as."""
        if caveat := place_caveat(its, area):
            yield caveat
        if grade is None:
            yield f"{its}: {given!r} counts as {self.own[given]!r} (your own mapping)"
        elif type(grade.grade) is not type(grade.target):
            scales = f"its grades count as grades of {_framework_on(self.scale)}"
            words = f"{scales} ({grade.relation}; {grade.provenance})"
            yield "; ".join(filter(None, (f"{its}: {words}", grade.caveat)))


def count_of(
    what: Theme | str,
    editions: Iterable[Edition],
    *,
    to: type[Grade] | Framework | Edition | str | None = None,
    accept: Collection[Accepted] | None = None,
    mapping: Mapping[Any, Grade | str] | None = None,
) -> Count:
    """Return what is counted over inspections of some editions, as `Panel.distribution` is asked."""
    of, area = reference(what, editions)
    scale = of.scale if to is None else get_scale(to)
    by_default = (Relation.EXACT,) if to is None else EXACT_OR_CLOSE
    return Count(
        edition=of,
        area=area,
        scale=scale,
        areas_accepted=read_accept(AS_OFSTED_PRINTS if accept is None else accept),
        grades_accepted=by_default if accept is None else read_accept(accept),
        own=read_mapping(mapping, scale),
    )


def distribution(
    what: Theme | str,
    inspections: Iterable[AnyInspection],
    *,
    to: type[Grade] | Framework | Edition | str | None = None,
    accept: Collection[Accepted] | None = None,
    mapping: Mapping[Any, Grade | str] | None = None,
    not_yet_inspected: int = 0,
    as_at: dt.date | None = None,
    published_by: dt.date | None = None,
    known_to: dt.date | None = None,
) -> Distribution:
    """Count the grades given for a theme or a judgement area, as `Panel.distribution` does."""
    inspections = tuple(inspections)
    held = {i.edition: None for i in inspections} or all_editions()
    count = count_of(what, held, to=to, accept=accept, mapping=mapping)
    of, area, scale = count.edition, count.area, count.scale
    where = {its: count.place(its) for its in {inspection.edition for inspection in inspections}}
    counts: dict[Grade, int] = dict.fromkeys(scale, 0)
    absences: Counter[str] = Counter()
    caveats: dict[str, None] = {}
    for inspection in inspections:
        its = inspection.edition
        mapped = where[its]
        judgement = getattr(inspection.judgements, mapped.target.name) if mapped else None
        if mapped and isinstance(judgement, Grade):
            grade, how = count.on_scale(judgement)
            counts[grade] += 1
            caveats |= dict.fromkeys(count.caveats(its, mapped, how, judgement))
        elif mapped:
            absences["not_judged" if judgement is NOT_JUDGED else "not_recorded"] += 1
        else:
            absences["not_accepted" if count.is_left_out(its) else "not_in_edition"] += 1
    return Distribution(
        area=area,
        edition=of,
        theme=area.themes[0] if len(area.themes) == 1 else None,
        frameworks=_frameworks(inspections, of),
        scale=scale,
        counts=counts,
        not_judged=absences["not_judged"],
        not_recorded=absences["not_recorded"] + absences["not_in_edition"],
        not_in_edition=absences["not_in_edition"],
        not_accepted=absences["not_accepted"],
        not_yet_inspected=not_yet_inspected,
        caveats=tuple(caveats),
        as_at=as_at,
        published_by=published_by,
        known_to=known_to,
    )


def read_mapping(
    mapping: Mapping[Any, Grade | str] | None, scale: type[Grade]
) -> dict[Grade, Grade]:
    """Return a caller's own mapping of grades to a scale.

    Raises:
        TypeError: If it maps something else than grades.
        MappingRefused: If it leads to something else than a grade.
        UnknownLabel: If it leads to a label that the scale does not have.
    """
    return {_key(one): _read(other, scale) for one, other in (mapping or {}).items()}


def _key(grade: Any) -> Grade:
    if not isinstance(grade, Grade):
        raise not_taken("a mapping of grades", "grades such as SlacGrade.ADEQUATE as keys", grade)
    return grade


def _read(grade: Grade | str, scale: type[Grade]) -> Grade:
    read = read_grade(grade, scale)
    if not isinstance(read, Grade):
        raise MappingRefused(
            f"a mapping of grades must give a grade of {scale.__name__}, not {grade!r}"
        )
    return read


def _frameworks(inspections: Iterable[AnyInspection], of: Edition) -> tuple[str, ...]:
    """The frameworks counted, in the order in which they came into force."""
    editions = dict.fromkeys(inspection.edition for inspection in inspections) or {of: None}
    ordered = sorted(editions, key=lambda its: its.starts.value)
    return tuple(dict.fromkeys(framework_of(its).id for its in ordered))


def transitions(
    before: str,
    after: str,
    histories: Iterable[Sequence[AnyInspection]],
    what: tuple[Theme | str, Theme | str],
    *,
    accept: Collection[Accepted] = AS_OFSTED_PRINTS,
    known_to: dt.date | None = None,
) -> Transitions:
    """Count the steps from grade to grade, as `Panel.transitions` does."""
    wanted = read_accept(accept)
    editions_of = editions_named(before), editions_named(after)
    areas = [places(each, its, wanted) for each, its in zip(what, editions_of, strict=True)]
    pairs: list[Pair] = []
    seen = [0, 0]
    for history in histories:
        earlier = [i for i in history if grade_at(i, areas[0]) is not None]
        later = [i for i in history if grade_at(i, areas[1]) is not None]
        pairs += consecutive(earlier, later, same=editions_of[0] == editions_of[1])
        seen = [seen[0] + bool(earlier), seen[1] + bool(later)]
    counts = Counter((grade_at(one, areas[0]), grade_at(other, areas[1])) for one, other in pairs)
    scales = editions_of[0][0].scale, editions_of[1][0].scale
    return Transitions(
        before=before,
        after=after,
        areas=(_latest(areas[0])[1].name, _latest(areas[1])[1].name),
        scales=scales,
        steps=tuple(
            Step(one, other, counts[one, other])
            for one, other in itertools.product(*scales)
            if counts[one, other]
        ),
        pairs=tuple(pairs),
        caveats=(
            *(() if pairs else (_no_pairs(before, after, seen),)),
            *transition_cautions(areas, scales),
            *_relabelled(pairs, areas),
        ),
        known_to=known_to,
    )


def consecutive(
    earlier: Sequence[AnyInspection], later: Sequence[AnyInspection], *, same: bool
) -> list[Pair]:
    """Return each inspection and the next, or the last of one framework and the first of another."""
    if same:
        return list(itertools.pairwise(earlier))
    return [(earlier[-1], later[0])] if earlier and later else []


def _no_pairs(before: str, after: str, seen: Sequence[int]) -> str:
    if before == after:
        counted = f"{seen[0]} under {before}, none of them twice"
    else:
        counted = f"{seen[0]} under {before}, {seen[1]} under {after}, none under both"
    return f"authorities that were graded here: {counted}"


def _latest(where: Mapping[Edition, AreaMapping]) -> tuple[Edition, Area]:
    its, place = max(where.items(), key=lambda each: each[0].starts.value)
    return its, place.target


def transition_cautions(
    areas: Sequence[Mapping[Edition, AreaMapping]], scales: tuple[type[Grade], type[Grade]]
) -> Iterator[str]:
    """Yield what a reader must know of the areas and grades before and after."""
    (one, area), (other, target) = _latest(areas[0]), _latest(areas[1])
    found = [m for m in map_area(area.name, of=one, to=other) if m.target.name == target.name]
    if not found:
        yield f"no source relates {area} to {target}"
    elif found[0].relation is not Relation.EXACT or found[0].caveat:
        yield _in_words(f"{area}", f"{target}", found[0])
    if scales[0] is not scales[1]:
        mapped = map_grade(list(scales[0])[2], to=scales[1])
        yield _in_words(_with_framework(mapped.grade), _with_framework(mapped.target), mapped)


def _with_framework(grade: Grade | None) -> str:
    return f"{grade} ({_framework_on(type(grade))})" if grade else "no grade"


def _in_words(one: str, other: str, mapped: AreaMapping | GradeMapping[Grade]) -> str:
    """How two areas or grades match, whose word it is, and what to beware of."""
    said = f"'{one}' and '{other}' match: {mapped.relation}, by {mapped.provenance}"
    return "; ".join(filter(None, (said, mapped.caveat)))


def _framework_on(scale: type[Grade]) -> str:
    """The name of the framework that grades on a scale."""
    return next(its.name for its in all_frameworks() if its.scale is scale)


def _relabelled(pairs: Iterable[Pair], areas: list[dict[Edition, AreaMapping]]) -> Iterator[str]:
    """What was counted under another area's name, in the editions of the pairs."""
    used = dict.fromkeys((side, pair[side].edition) for pair in pairs for side in (0, 1))
    caveats = dict.fromkeys(place_caveat(its, areas[side][its]) for side, its in used)
    yield from filter(None, caveats)
