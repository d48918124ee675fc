"""Count the grades of many inspections, and how they changed from one to the next."""

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ofsted_frameworks.arguments import check
from ofsted_frameworks.findings import MappingRefused
from ofsted_frameworks.frameworks import (
    Scale,
    all_editions,
    all_frameworks,
    get_scale,
)
from ofsted_frameworks.frameworks.base import Edition, Reason, Relation
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
    area_caveat,
    area_in,
    areas_by_edition,
    editions_named,
    frameworks_under,
    grade_at,
    reference,
)
from ofsted_frameworks.panel.tallies import Distribution, Step, Transitions
from ofsted_frameworks.schedule import Area, Theme

if TYPE_CHECKING:
    from ofsted_frameworks.panel.panel import Panel

Pair = tuple[AnyInspection, AnyInspection]


@attrs.frozen(kw_only=True)
class Count:
    """The area to count, the scale to count on, and the mappings that the caller accepts."""

    edition: Edition
    area: Area
    scale: type[Grade]
    areas_accepted: frozenset[Relation | Reason]
    grades_accepted: Collection[Relation | Reason]
    own: Mapping[Grade, Grade]

    def area_of(self, edition: Edition) -> AreaMapping | None:
        """Return the area of an edition that counts, if there is one."""
        return area_in(edition, self.edition, self.area, self.areas_accepted)

    def absence(self, edition: Edition) -> str:
        """Return why no area of an edition counts: `not_accepted` by the caller, or `not_in_edition`."""
        by_default = area_in(edition, self.edition, self.area)
        return "not_accepted" if by_default else "not_in_edition"

    def on_scale(self, grade: Grade) -> tuple[Grade, GradeMapping[Grade] | None]:
        """Return the grade to count, and the mapping behind it (None for the caller's own).

        Raises:
            MappingRefused: If the grade has no counterpart that the caller accepts.
        """
        if grade in self.own:
            return self.own[grade], None
        mapped = map_grade(grade, to=self.scale)
        if mapped.target is None or mapped.relation not in self.grades_accepted:
            raise MappingRefused(
                f"{type(grade).__name__} and {self.scale.__name__} are different scales ({mapped}); keep to "
                f"one framework with filter(framework=...), or pass to={self.scale.__name__} to count close "
                "grades together"
            )
        return mapped.target, mapped

    def caveats(
        self, edition: Edition, area: AreaMapping, grade: GradeMapping[Grade] | None, given: Grade
    ) -> Iterator[str]:
        """Yield the caveats on counting a grade under another area or on another scale."""
        if caveat := area_caveat(edition, area):
            yield caveat
        if grade is None:
            yield f"{edition}: {given!r} counts as {self.own[given]!r} (your own mapping)"
        elif type(grade.grade) is not type(grade.target):
            scales = f"its grades count as grades of {_framework_on(self.scale)}"
            words = f"{scales} ({grade.relation}; {grade.provenance})"
            yield "; ".join(filter(None, (f"{edition}: {words}", grade.caveat)))


def count_of(
    what: Theme | str,
    editions: Iterable[Edition],
    *,
    to: Scale | None = None,
    accept: Collection[Accepted] | None = None,
    mapping: Mapping[Any, Grade | str] | None = None,
) -> Count:
    """Return what to count under some editions, from the arguments of `Panel.distribution`."""
    edition, area = reference(what, editions)
    scale = edition.scale if to is None else get_scale(to)
    by_default = (Relation.EXACT,) if to is None else EXACT_OR_CLOSE
    return Count(
        edition=edition,
        area=area,
        scale=scale,
        areas_accepted=read_accept(AS_OFSTED_PRINTS if accept is None else accept),
        grades_accepted=by_default if accept is None else read_accept(accept),
        own=read_mapping(mapping, scale),
    )


def distribution(
    panel: "Panel",
    what: Theme | str,
    to: Scale | None,
    accept: Collection[Accepted] | None,
    mapping: Mapping[Any, Grade | str] | None,
) -> Distribution:
    """Return how many inspections of a panel gave each grade, as `Panel.distribution` does."""
    editions = dict.fromkeys(inspection.edition for inspection in panel)
    count = count_of(what, editions or all_editions(), to=to, accept=accept, mapping=mapping)
    areas = {edition: count.area_of(edition) for edition in editions}
    counts: dict[Grade, int] = dict.fromkeys(count.scale, 0)
    absences: Counter[str] = Counter()
    caveats: dict[str, None] = {}
    for inspection in panel:
        edition = inspection.edition
        mapped = areas[edition]
        judgement = getattr(inspection.judgements, mapped.target.name) if mapped else None
        if mapped and isinstance(judgement, Grade):
            grade, how = count.on_scale(judgement)
            counts[grade] += 1
            caveats |= dict.fromkeys(count.caveats(edition, mapped, how, judgement))
        elif mapped:
            absences["not_judged" if judgement is NOT_JUDGED else "not_recorded"] += 1
        else:
            absences[count.absence(edition)] += 1
    return Distribution(
        area=count.area,
        edition=count.edition,
        theme=count.area.themes[0] if len(count.area.themes) == 1 else None,
        frameworks=tuple(each.id for each in frameworks_under(editions or [count.edition])),
        scale=count.scale,
        counts=counts,
        not_judged=absences["not_judged"],
        not_recorded=absences["not_recorded"] + absences["not_in_edition"],
        not_in_edition=absences["not_in_edition"],
        not_accepted=absences["not_accepted"],
        not_yet_inspected=len(panel.not_yet_inspected),
        caveats=tuple(caveats),
        as_at=panel.as_at,
        published_by=panel.published_by,
        known_to=panel.known_to,
    )


def read_mapping(
    mapping: Mapping[Any, Grade | str] | None, scale: type[Grade]
) -> dict[Grade, Grade]:
    """Return a caller's own mapping of grades to a scale.

    Raises:
        TypeError: If a key is not a grade.
        MappingRefused: If a value is not a grade.
        UnknownLabel: If a value is a label that the scale does not have.
    """
    own: dict[Grade, Grade] = {}
    for grade, given in (mapping or {}).items():
        check(Grade, grade, "a mapping of grades", "grades such as SlacGrade.ADEQUATE as keys")
        counted_as = read_grade(given, scale)
        if not isinstance(counted_as, Grade):
            raise MappingRefused(
                f"a mapping of grades must give a grade of {scale.__name__}, not {given!r}"
            )
        own[grade] = counted_as
    return own


def transitions(
    panel: "Panel",
    before: str,
    after: str,
    of: Theme | str | tuple[Theme | str, Theme | str],
    accept: Collection[Accepted],
) -> Transitions:
    """Return how grades changed from one inspection to another, as `Panel.transitions` does."""
    wanted = read_accept(accept)
    what = of if isinstance(of, tuple) else (of, of)
    editions = editions_named(before), editions_named(after)
    areas = [
        areas_by_edition(each, among, wanted) for each, among in zip(what, editions, strict=True)
    ]
    pairs: list[Pair] = []
    graded = [0, 0]
    for history in panel.histories().values():
        earlier = [i for i in history if grade_at(i, areas[0]) is not None]
        later = [i for i in history if grade_at(i, areas[1]) is not None]
        pairs += consecutive(earlier, later, same=editions[0] == editions[1])
        graded = [graded[0] + bool(earlier), graded[1] + bool(later)]
    counts = Counter((grade_at(one, areas[0]), grade_at(other, areas[1])) for one, other in pairs)
    scales = editions[0][0].scale, editions[1][0].scale
    return Transitions(
        before=before,
        after=after,
        areas=(_latest_area(areas[0])[1].name, _latest_area(areas[1])[1].name),
        scales=scales,
        steps=tuple(
            Step(one, other, counts[one, other])
            for one, other in itertools.product(*scales)
            if counts[one, other]
        ),
        pairs=tuple(pairs),
        caveats=(
            *(() if pairs else (_explain_no_pairs(before, after, graded),)),
            *transition_cautions(areas, scales),
            *_relabelling_caveats(pairs, areas),
        ),
        known_to=panel.known_to,
    )


def consecutive(
    earlier: Sequence[AnyInspection], later: Sequence[AnyInspection], *, same: bool
) -> list[Pair]:
    """Return each inspection with the next, or the last under one framework with the first under another."""
    if same:
        return list(itertools.pairwise(earlier))
    return [(earlier[-1], later[0])] if earlier and later else []


def _explain_no_pairs(before: str, after: str, graded: Sequence[int]) -> str:
    if before == after:
        counted = f"{graded[0]} under {before}, none of them twice"
    else:
        counted = f"{graded[0]} under {before}, {graded[1]} under {after}, none under both"
    return f"authorities graded here: {counted}"


def _latest_area(areas: Mapping[Edition, AreaMapping]) -> tuple[Edition, Area]:
    edition = max(areas, key=lambda each: each.starts.value)
    return edition, areas[edition].target


def transition_cautions(
    areas: Sequence[Mapping[Edition, AreaMapping]], scales: tuple[type[Grade], type[Grade]]
) -> Iterator[str]:
    """Yield the cautions on comparing the areas and grades before and after."""
    (one, area), (other, target) = _latest_area(areas[0]), _latest_area(areas[1])
    found = [m for m in map_area(area.name, of=one, to=other) if m.target.name == target.name]
    if not found:
        yield f"no source relates '{area}' to '{target}'"
    elif found[0].relation is not Relation.EXACT or found[0].caveat:
        yield _describe_match(f"{area}", f"{target}", found[0])
    if scales[0] is not scales[1]:
        mapped = map_grade(list(scales[0])[2], to=scales[1])
        yield _describe_match(_with_framework(mapped.grade), _with_framework(mapped.target), mapped)


def _with_framework(grade: Grade | None) -> str:
    return f"{grade} ({_framework_on(type(grade))})" if grade else "no grade"


def _describe_match(one: str, other: str, mapped: AreaMapping | GradeMapping[Grade]) -> str:
    """Return how two areas or grades correspond, who says so, and the caveat."""
    words = f"'{one}' corresponds to '{other}' ({mapped.relation}; {mapped.provenance})"
    return "; ".join(filter(None, (words, mapped.caveat)))


def _framework_on(scale: type[Grade]) -> str:
    return next(each.name for each in all_frameworks() if each.scale is scale)


def _relabelling_caveats(
    pairs: Iterable[Pair], areas: list[dict[Edition, AreaMapping]]
) -> Iterator[str]:
    """Yield the caveats on areas that were counted under another area's name."""
    used = dict.fromkeys((side, pair[side].edition) for pair in pairs for side in (0, 1))
    caveats = dict.fromkeys(area_caveat(edition, areas[side][edition]) for side, edition in used)
    yield from filter(None, caveats)
