"""Compare two inspections area by area."""

import contextlib
from collections.abc import Collection, Iterator

import attrs

from ofsted_frameworks.arguments import check
from ofsted_frameworks.authorities.lookup import UnknownAuthority, find_authority, known_authority
from ofsted_frameworks.comparison.side_by_side import (
    Change,
    Comparison,
    ComparisonRow,
    Judgement,
    judgements_of,
)
from ofsted_frameworks.frameworks.base import Edition, Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.mapping import (
    EXACT_OR_CLOSE,
    Accepted,
    AreaMapping,
    accepts,
    map_area,
    map_grade,
    read_accept,
)
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Theme


def compare(
    before: AnyInspection,
    after: AnyInspection,
    *,
    accept: Collection[Accepted] = EXACT_OR_CLOSE,
    despite_cautions: bool = False,
) -> Comparison:
    """Return a comparison of two inspections by area, across frameworks if a mapping allows it.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> row = compare(hampshire[1], hampshire[2])["help_and_protection"]
    >>> row.change, row.steps
    (Change.IMPROVED, 1)

    If areas or grades are not comparable, the row gives the reason. If the inspections are of different
    authorities, in the wrong order, or before and after an abolition, no steps are counted.

    Args:
        before: The earlier inspection.
        after: The later inspection.
        accept: The relations and named reasons that make areas and grades comparable.
        despite_cautions: Count steps even if the comparison has cautions.

    Raises:
        TypeError: If `before` or `after` is not an inspection.
    """
    wanted = read_accept(accept)
    for given in (before, after):
        check(Inspection, given, "compare", "two instances of Inspection")
    cautions = tuple(_cautions(before, after))
    rows = list(_rows(before, after, wanted))
    if cautions and not despite_cautions:
        rows = [_without_steps(row, cautions[0]) for row in rows]
    return Comparison(before, after, tuple(rows), cautions)


def _cautions(before: AnyInspection, after: AnyInspection) -> Iterator[str]:
    one, other = (_authority(inspection) for inspection in (before, after))
    if one != other:
        yield f"{_named(one)} and {_named(other)} are different authorities"
    if before.date and after.date and before.date > after.date:
        yield f"the first inspection is the later of the two ({before.date_in_words})"
    profile = known_authority(one)
    last_day = profile.existed_until if profile and one == other else None
    if last_day and after.date and after.date > last_day:
        yield f"{_named(one)} was abolished; its last day was {in_words(last_day)}"


def _authority(inspection: AnyInspection) -> LocalAuthority:
    """Return the authority in our table on the inspection's day, or else the authority as given."""
    given = inspection.authority
    for name in filter(None, (given.code, given.name)):
        with contextlib.suppress(UnknownAuthority):
            return find_authority(name, on=inspection.date)
    return given


def _named(authority: LocalAuthority) -> str:
    return f"{authority.name} ({authority.code})" if authority.code else authority.name


def _without_steps(row: ComparisonRow, caution: str) -> ComparisonRow:
    if row.steps is None:
        return row
    return attrs.evolve(row, change=Change.NOT_COMPARABLE, steps=None, reason=caution)


def _rows(
    before: AnyInspection, after: AnyInspection, accept: Collection[Accepted]
) -> Iterator[ComparisonRow]:
    """Yield a row for each theme, then for each area without one, that either inspection judged."""
    for theme, one, other in _sides(before, after):
        row = ComparisonRow(theme=theme, before=one, after=other)
        if not theme and all(judged.grade is None for judged in (*one, *other)):
            continue
        if one and other:
            yield _compare_areas(row, before, after, accept)
        elif one or other:
            lacking = after.edition if one else before.edition
            yield attrs.evolve(row, reason=_why_alone(theme, lacking))


def _sides(
    before: AnyInspection, after: AnyInspection
) -> Iterator[tuple[Theme | None, tuple[Judgement, ...], tuple[Judgement, ...]]]:
    """Yield the judgements before and after for each theme, then for each area without one."""
    for theme in Theme:
        yield theme, judgements_of(before, theme), judgements_of(after, theme)
    afters = {judged.area.name: judged for judged in judgements_of(after, None)}
    found: set[str] = set()
    for judged in judgements_of(before, None):
        mapped = map_area(judged.area.name, of=before.edition, to=after.edition)
        names = [mapping.target.name for mapping in mapped]
        yield None, (judged,), tuple(afters[name] for name in names if name in afters)
        found.update(names)
    for name, judged in afters.items():
        if name not in found:
            yield None, (), (judged,)


def _why_alone(theme: Theme | None, lacking: Edition) -> str:
    if theme is None:
        return f"no mapping relates it to an area of {lacking}"
    absence = lacking.absences.get(theme)
    return absence.value if absence else f"{lacking} gives no grade for it"


def _compare_areas(
    row: ComparisonRow, before: AnyInspection, after: AnyInspection, accept: Collection[Accepted]
) -> ComparisonRow:
    pairs = [
        _compare_pair(row, b, a, mapped, accept)
        for b in row.before
        for mapped in map_area(b.area.name, of=before.edition, to=after.edition)
        for a in row.after
        if a.area.name == mapped.target.name
    ]
    if not pairs:
        return attrs.evolve(row, reason="no mapping relates the two judgement areas")
    first, *others = pairs
    caveats = tuple(dict.fromkeys(caveat for pair in pairs for caveat in pair.caveats))
    if all((pair.change, pair.steps) == (first.change, first.steps) for pair in others):
        return attrs.evolve(first, caveats=caveats)
    return attrs.evolve(
        first,
        change=Change.NOT_COMPARABLE,
        steps=None,
        reason="graded in several areas, which changed differently",
        caveats=caveats,
    )


def _compare_pair(
    row: ComparisonRow,
    before: Judgement,
    after: Judgement,
    mapped: AreaMapping,
    accept: Collection[Accepted],
) -> ComparisonRow:
    caveats = tuple(filter(None, [mapped.caveat]))
    row = attrs.evolve(row, area_relation=mapped.relation, caveats=caveats)
    if not accepts(mapped, accept):
        return attrs.evolve(row, reason=f"the later area is {_WORDS[mapped.relation]}")
    if not isinstance(before.grade, Grade) or not isinstance(after.grade, Grade):
        absent = after if isinstance(before.grade, Grade) else before
        words, _, why = absent.printed.partition(": ")
        reason = f"{absent.area.label}: {words.lower()}" + (f" ({why})" if why else "")
        return attrs.evolve(row, reason=reason)
    return _compare_grades(row, before.grade, after.grade, accept)


def _compare_grades(
    row: ComparisonRow, before: Grade, after: Grade, accept: Collection[Accepted]
) -> ComparisonRow:
    mapped = map_grade(before, to=type(after))
    caveats = tuple(dict.fromkeys(filter(None, (*row.caveats, mapped.caveat))))
    row = attrs.evolve(row, grade_relation=mapped.relation, caveats=caveats)
    if mapped.target is None or mapped.relation not in accept:
        return attrs.evolve(row, reason=f"the grades are {_WORDS[mapped.relation]}")
    steps = mapped.target.steps_to(after)
    change = Change.IMPROVED if steps > 0 else Change.DECLINED if steps < 0 else Change.UNCHANGED
    return attrs.evolve(row, change=change, steps=steps)


_WORDS = {
    Relation.EXACT: "the same",
    Relation.CLOSE: "close",
    Relation.BROAD: "broader than the earlier one",
    Relation.NARROW: "narrower than the earlier one",
    Relation.RELATED: "only related",
    Relation.NONE: "not equivalent",
}
