"""Compare two inspections, judgement area by judgement area."""

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
    """Compare two inspections area by area, across frameworks where a mapping allows it.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> row = compare(hampshire[1], hampshire[2])["help_and_protection"]
    >>> row.change, row.steps
    (Change.IMPROVED, 1)

    Where areas or grades are not comparable the row says why. Inspections of different authorities, in the
    wrong order, or on both sides of an abolition are set side by side without counting steps.

    Args:
        before: the earlier inspection.
        after: the later one.
        accept: the relations, and the named reasons, by which areas and grades count as comparable.
        despite_cautions: count steps although the comparison has cautions.

    Raises:
        TypeError: `before` or `after` is not an inspection.
    """
    wanted = read_accept(accept)
    for given in (before, after):
        check(Inspection, given, "compare", "two instances of Inspection")
    cautions = tuple(_cautions(before, after))
    rows = [*_themed(before, after, wanted), *_unthemed(before, after, wanted)]
    if cautions and not despite_cautions:
        rows = [_uncounted(row, cautions[0]) for row in rows]
    return Comparison(before, after, tuple(rows), cautions)


def _cautions(before: AnyInspection, after: AnyInspection) -> Iterator[str]:
    one, other = (_authority(inspection) for inspection in (before, after))
    if one != other:
        yield f"{_named(one)} and {_named(other)} are two authorities"
    if before.date and after.date and before.date > after.date:
        yield f"the inspection given first is the later one ({before.date_in_words})"
    profile = known_authority(one)
    last_day = profile.existed_until if profile and one == other else None
    if last_day and after.date and after.date > last_day:
        yield f"{_named(one)} was abolished: its last day was {in_words(last_day)}"


def _authority(inspection: AnyInspection) -> LocalAuthority:
    """The authority as the register has it on the inspection's day, or else as it was given."""
    given = inspection.authority
    for known_by in filter(None, (given.code, given.name)):
        try:
            return find_authority(known_by, on=inspection.date)
        except UnknownAuthority:
            continue
    return given


def _named(authority: LocalAuthority) -> str:
    return f"{authority.name} ({authority.code})" if authority.code else authority.name


def _uncounted(row: ComparisonRow, caution: str) -> ComparisonRow:
    if row.steps is None:
        return row
    return attrs.evolve(row, change=Change.NOT_COMPARABLE, steps=None, reason=caution)


def _themed(
    before: AnyInspection, after: AnyInspection, accept: Collection[Accepted]
) -> Iterator[ComparisonRow]:
    for theme in Theme:
        befores, afters = judgements_of(before, theme), judgements_of(after, theme)
        row = ComparisonRow(theme=theme, before=befores, after=afters)
        if befores and afters:
            yield _matched(row, before, after, accept)
        elif befores or afters:
            yield attrs.evolve(
                row, reason=_absence(before.edition if afters else after.edition, theme)
            )


def _unthemed(
    before: AnyInspection, after: AnyInspection, accept: Collection[Accepted]
) -> Iterator[ComparisonRow]:
    """A row for each area without a theme that either inspection has a judgement for."""
    befores, afters = _without_theme(before), _without_theme(after)
    found: set[str] = set()
    for name, judged in befores.items():
        mapped = [m.target.name for m in map_area(name, of=before.edition, to=after.edition)]
        found.update(mapped)
        others = tuple(afters[target] for target in mapped if target in afters)
        yield from _row_without_theme((judged,), others, before, after, accept)
    for name, judged in afters.items():
        if name not in found:
            yield from _row_without_theme((), (judged,), before, after, accept)


def _row_without_theme(
    befores: tuple[Judgement, ...],
    afters: tuple[Judgement, ...],
    before: AnyInspection,
    after: AnyInspection,
    accept: Collection[Accepted],
) -> Iterator[ComparisonRow]:
    row = ComparisonRow(theme=None, before=befores, after=afters)
    if all(judged.grade is None for judged in (*befores, *afters)):
        return
    if befores and afters:
        yield _matched(row, before, after, accept)
    else:
        lacking = after.edition if befores else before.edition
        yield attrs.evolve(row, reason=f"no mapping relates it to an area of {lacking}")


def _without_theme(inspection: AnyInspection) -> dict[str, Judgement]:
    return {each.area.name: each for each in judgements_of(inspection, None)}


def _matched(
    row: ComparisonRow, before: AnyInspection, after: AnyInspection, accept: Collection[Accepted]
) -> ComparisonRow:
    pairs = [
        _pair(row, b, a, mapped, accept)
        for b in row.before
        for mapped in map_area(b.area.name, of=before.edition, to=after.edition)
        for a in row.after
        if a.area.name == mapped.target.name
    ]
    if not pairs:
        return attrs.evolve(row, reason="no mapping relates the two judgement areas")
    return _one_row(pairs)


def _one_row(pairs: list[ComparisonRow]) -> ComparisonRow:
    first, *others = pairs
    caveats = tuple(dict.fromkeys(caveat for pair in pairs for caveat in pair.caveats))
    if all((pair.change, pair.steps) == (first.change, first.steps) for pair in others):
        return attrs.evolve(first, caveats=caveats)
    return attrs.evolve(
        first,
        change=Change.NOT_COMPARABLE,
        steps=None,
        reason="graded in several places, and they changed differently",
        caveats=caveats,
    )


def _pair(
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
        return attrs.evolve(row, reason=f"{absent.area.label}: {absent.printed.lower()}")
    return _graded(row, before.grade, after.grade, accept)


def _graded(
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
    Relation.RELATED: "related",
    Relation.NONE: "without equivalent",
}


def _absence(edition: Edition, theme: Theme) -> str:
    absence = edition.absences.get(theme)
    return absence.value if absence else f"{edition} gives no grade for it"
