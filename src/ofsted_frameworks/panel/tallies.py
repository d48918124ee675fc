"""How judgements are distributed over grades, and how they changed from one inspection to the next."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

import attrs

from ofsted_frameworks.arguments import check, not_taken
from ofsted_frameworks.findings import MappingRefused, UnknownEdition, UnknownLabel
from ofsted_frameworks.frameworks import all_editions, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Relation
from ofsted_frameworks.grades import NOT_JUDGED, Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.mapping import (
    AS_OFSTED_PRINTS,
    EXACT_OR_CLOSE,
    AreaMapping,
    GradeMapping,
    map_area,
    map_grade,
)
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.schedule import Area, Theme
from ofsted_frameworks.tables import Table


@attrs.frozen(kw_only=True)
class Distribution:
    """How many inspections gave each grade for a judgement area.

    `counts` has every grade of `scale`, best first; beside it stands how many were `not_judged`, how many
    have no judgement here (`not_recorded`, of which `not_in_edition` because their edition gives none),
    and how many authorities were `not_yet_inspected`. `caveats` say what was pooled, and on whose word.
    """

    area: Area
    edition: Edition
    scale: type[Grade]
    counts: Mapping[Grade, int] = attrs.field(hash=False)
    not_judged: int
    not_recorded: int
    not_in_edition: int
    not_yet_inspected: int
    caveats: tuple[str, ...] = ()
    known_to: dt.date | None = None

    @property
    def by_number(self) -> tuple[int, ...]:
        """The counts of grades 1 to 4, as official statistics print them."""
        return tuple(self.counts.values())

    @property
    def judged(self) -> int:
        """How many gave a grade."""
        return sum(self.counts.values())

    @property
    def good_or_outstanding(self) -> float | None:
        """The share of grades that are good or outstanding; None where there is no grade."""
        good = sum(count for grade, count in self.counts.items() if grade.good_or_outstanding)
        return good / self.judged if self.judged else None

    def table(self) -> Table:
        """The distribution as a table, with what was not counted and the caveats as notes."""
        share = (
            f"{count / self.judged:.0%}" if self.judged else "" for count in self.counts.values()
        )
        rows = [
            [grade.label, str(count), part]
            for (grade, count), part in zip(self.counts.items(), share, strict=True)
        ]
        rows += [[word, str(count), ""] for word, count in self._not_counted() if count]
        notes = (*self.caveats, known_to_in_words(self.known_to))
        return Table([str(self.area), "Number", "Share"], rows, notes=notes)

    def _not_counted(self) -> Iterator[tuple[str, int]]:
        yield "Not judged", self.not_judged
        yield "Not recorded", self.not_recorded - self.not_in_edition
        yield "Not part of their edition", self.not_in_edition
        yield "Not yet inspected", self.not_yet_inspected

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


@attrs.frozen(kw_only=True)
class Transitions:
    """How many authorities went from each grade to each other, from one inspection to the next.

    `counts` has the pairs of grades that occur, each on its own scale; `pairs` the inspections behind
    them, in the order of authorities. `caveats` say how far the two are the same thing, and where there
    is no pair, how many authorities were graded under each.
    """

    before: str
    after: str
    scales: tuple[type[Grade], type[Grade]]
    counts: Mapping[tuple[Grade, Grade], int] = attrs.field(hash=False)
    pairs: tuple[tuple[AnyInspection, AnyInspection], ...] = attrs.field(repr=False)
    caveats: tuple[str, ...] = ()
    known_to: dt.date | None = None

    @property
    def by_number(self) -> dict[tuple[int, int], int]:
        """The counts by the numbers of the grades before and after."""
        return {(one.number, other.number): n for (one, other), n in self.counts.items()}

    @property
    def total(self) -> int:
        """How many pairs there are."""
        return sum(self.counts.values())

    def table(self) -> Table:
        """The transitions as a table: a row for each grade before, a column for each grade after."""
        one, other = self.scales
        rows = [
            [grade.label, *(str(self.counts.get((grade, then), 0)) for then in other)]
            for grade in one
        ]
        header = [f"{self.before} to {self.after}", *(then.label for then in other)]
        return Table(header, rows, notes=(*self.caveats, known_to_in_words(self.known_to)))

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


def distribution(
    what: Theme | str,
    inspections: Iterable[AnyInspection],
    *,
    to: type[Grade] | None = None,
    not_yet_inspected: int = 0,
    known_to: dt.date | None = None,
) -> Distribution:
    """Count the grades that inspections gave for a theme or a judgement area.

    The area is that of the latest edition among them; those of other editions are counted with it where
    they correspond exactly or closely, and grades of another scale where it is exactly the same, or
    where `to` says on which scale to count.

    Raises `UnknownLabel` when no edition of theirs has the area, and `MappingRefused` for scales that
    cannot be counted together.
    """
    if to is not None and not (isinstance(to, type) and issubclass(to, Grade) and len(to)):
        raise not_taken("to", "a scale such as IlacsGrade", to)
    inspections = tuple(inspections)
    of, area = reference(what, {i.edition: None for i in inspections} or all_editions())
    scale = to or of.scale
    accept = (Relation.EXACT,) if to is None else EXACT_OR_CLOSE
    counts: dict[Grade, int] = dict.fromkeys(scale, 0)
    absences: Counter[str] = Counter()
    caveats: dict[str, None] = {}
    for inspection in inspections:
        mapped = area_in(inspection.edition, of, area)
        judgement = getattr(inspection.judgements, mapped.target.name) if mapped else ""
        if mapped and isinstance(judgement, Grade):
            grade, on_scale = _on_scale(judgement, scale, accept)
            counts[grade] += 1
            caveats |= dict.fromkeys(_caveats(inspection.edition, mapped, on_scale))
        else:
            absences[str(judgement)] += 1
    return Distribution(
        area=area,
        edition=of,
        scale=scale,
        counts=MappingProxyType(counts),
        not_judged=absences[str(NOT_JUDGED)],
        not_recorded=absences[str(None)] + absences[""],
        not_in_edition=absences[""],
        not_yet_inspected=not_yet_inspected,
        caveats=tuple(caveats),
        known_to=known_to,
    )


def reference(what: Theme | str, of: Iterable[Edition]) -> tuple[Edition, Area]:
    """The judgement area that is meant, in the latest of some editions that has it.

    Raises `UnknownLabel` where none has it.
    """
    check((Theme, str), what, "a count", "a Theme or the name of a theme or area")
    latest = sorted(of, key=lambda its: its.starts.value, reverse=True)
    found = [
        (its, its.areas[what]) for its in latest if isinstance(what, str) and what in its.areas
    ]
    if not found:
        theme = _theme(what, latest)
        found = [(its, areas[0]) for its in latest if len(areas := its.areas_of(theme)) == 1]
        found.sort(key=lambda each: each[1].is_combined)
    if not found:
        give = "gives" if len(latest) == 1 else "give"
        raise UnknownLabel(f"{_names(reversed(latest))} {give} no single judgement of {what}")
    return found[0]


def _theme(what: Theme | str, of: list[Edition]) -> Theme:
    if isinstance(what, Theme):
        return what
    themes = {name: t for t in Theme for name in (t.name.lower(), t.value)}
    if what in themes:
        return themes[what]
    areas = dict.fromkeys(name for its in of for name in its.areas)
    close = get_close_matches(what, [*areas, *themes], n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    raise UnknownLabel(
        f"{what!r} is no judgement area of {_names(of)}, and no theme; the themes are "
        f"{', '.join(themes)}, and the areas {', '.join(areas)}{hint}"
    )


def _names(of: Iterable[Edition]) -> str:
    return ", ".join(its.id for its in of)


def area_in(its: Edition, of: Edition, area: Area) -> AreaMapping | None:
    """What an area of one edition is in another, exactly or closely and alone; None where nothing is."""
    mapped = map_area(area.name, of=of, to=its, accept=AS_OFSTED_PRINTS)
    return mapped[0] if len(mapped) == 1 else None


def _on_scale(
    grade: Grade, scale: type[Grade], accept: Collection[Relation]
) -> tuple[Grade, GradeMapping[Grade]]:
    mapped = map_grade(grade, to=scale)
    if mapped.target is None or mapped.relation not in accept:
        raise MappingRefused(
            f"grades of {type(grade).__name__} and {scale.__name__} are not one scale ({mapped}); "
            f"keep to one framework with filter(framework=...), or say to={scale.__name__} to count "
            "them together where the mapping is close"
        )
    return mapped.target, mapped


def _caveats(its: Edition, area: AreaMapping, grade: GradeMapping[Grade]) -> Iterator[str]:
    if area.relation is not Relation.EXACT:
        words = f"{area.target} counts as {area.area} ({area.relation}; {area.provenance})"
        yield "; ".join(filter(None, (f"{its}: {words}", area.caveat)))
    if type(grade.grade) is not type(grade.target):
        scales = f"{type(grade.grade).__name__} counts as {type(grade.target).__name__}"
        words = f"{scales} ({grade.relation}; {grade.provenance})"
        yield "; ".join(filter(None, (f"{its}: {words}", grade.caveat)))


def transitions(
    before: str,
    after: str,
    histories: Iterable[Sequence[AnyInspection]],
    what: tuple[Theme | str, Theme | str],
    known_to: dt.date | None = None,
) -> Transitions:
    """Count the steps from grade to grade, from one framework or edition to another or within one.

    Each history is one authority's inspections in order of time. Within one framework every inspection
    is paired with the next; between two, the last of the first with the first of the second. Only
    inspections that gave a grade for what is asked are counted.

    Raises `UnknownLabel` when an edition has no such judgement, `UnknownEdition` for an unknown id.
    """
    editions_of = _editions(before), _editions(after)
    areas = [_areas(each, its) for each, its in zip(what, editions_of, strict=True)]
    pairs: list[tuple[AnyInspection, AnyInspection]] = []
    seen = [0, 0]
    for history in histories:
        earlier = [i for i in history if _grade(i, areas[0]) is not None]
        later = [i for i in history if _grade(i, areas[1]) is not None]
        pairs += _pairs(earlier, later, same=editions_of[0] == editions_of[1])
        seen = [seen[0] + bool(earlier), seen[1] + bool(later)]
    counts = Counter((_grade(one, areas[0]), _grade(other, areas[1])) for one, other in pairs)
    scales = editions_of[0][0].scale, editions_of[1][0].scale
    in_order = {
        (one, other): counts[one, other]
        for one in scales[0]
        for other in scales[1]
        if counts[one, other]
    }
    none = () if pairs else (_no_pairs(before, after, seen),)
    return Transitions(
        before=before,
        after=after,
        scales=scales,
        counts=MappingProxyType(in_order),
        pairs=tuple(pairs),
        caveats=(*none, *_cautions(areas, scales)),
        known_to=known_to,
    )


def _editions(id: str) -> tuple[Edition, ...]:
    """The editions of a framework, or the one edition, that an id names."""
    try:
        return get_framework(id).editions
    except UnknownEdition:
        return (get_edition(id),)


def _areas(what: Theme | str, of: tuple[Edition, ...]) -> dict[Edition, Area]:
    its, area = reference(what, of)
    mapped = {each: area_in(each, its, area) for each in of}
    return {each: mapping.target for each, mapping in mapped.items() if mapping}


def _grade(inspection: AnyInspection, areas: Mapping[Edition, Area]) -> Grade | None:
    area = areas.get(inspection.edition)
    judgement = getattr(inspection.judgements, area.name) if area else None
    return judgement if isinstance(judgement, Grade) else None


def _pairs(
    earlier: list[AnyInspection], later: list[AnyInspection], *, same: bool
) -> list[tuple[AnyInspection, AnyInspection]]:
    if same:
        return list(itertools.pairwise(earlier))
    return [(earlier[-1], later[0])] if earlier and later else []


def _no_pairs(before: str, after: str, seen: Sequence[int]) -> str:
    if before == after:
        counted = f"{seen[0]} under {before}, none of them twice"
    else:
        counted = f"{seen[0]} under {before}, {seen[1]} under {after}, none under both"
    return f"authorities that were graded here: {counted}"


def _cautions(
    areas: list[dict[Edition, Area]], scales: tuple[type[Grade], type[Grade]]
) -> Iterator[str]:
    (one, area), (other, target) = next(iter(areas[0].items())), next(iter(areas[1].items()))
    found = [m for m in map_area(area.name, of=one, to=other) if m.target.name == target.name]
    if not found:
        yield f"no source relates {area} to {target}"
    elif found[0].relation is not Relation.EXACT:
        yield f"the areas: {found[0]}"
    if scales[0] is not scales[1]:
        yield f"the grades: {map_grade(list(scales[0])[2], to=scales[1])}"
