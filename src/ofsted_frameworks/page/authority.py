"""The page of one authority over time, and the page that compares two inspections."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from ofsted_frameworks import charts
from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import without_altair
from ofsted_frameworks.comparison import Comparison, Trajectory
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.mapping import AreaMapping, GradeMapping, map_area, map_grade
from ofsted_frameworks.page import conclusions, html_parts
from ofsted_frameworks.tables import Table


def trajectory_page(trajectory: Trajectory) -> str:
    """Return one authority's inspections over time as an HTML page.

    >>> from ofsted_frameworks import datasets
    >>> trajectory_page(datasets.hampshire())[:15]
    '<!DOCTYPE html>'

    """
    check(Trajectory, trajectory, "trajectory_page", "a Trajectory")
    return html_parts.page(
        title_of(trajectory), conclusions.of_trajectory(trajectory), trajectory_parts(trajectory)
    )


def title_of(trajectory: Trajectory) -> str:
    """Return the title of an authority's page."""
    return f"{trajectory[0].authority}: inspections of children's services"


def trajectory_parts(trajectory: Trajectory) -> Iterator[str]:
    """Yield the parts of an authority's page, from the chart to the sources."""
    table = trajectory.table()
    yield html_parts.section("In one picture", _chart(trajectory), _cards(trajectory))
    yield html_parts.section(
        "Grades by theme", html_parts.table(attrs.evolve(table, notes=table.notes[:1]))
    )
    yield html_parts.section("Inspections and visits", html_parts.listed(trajectory.timeline()))
    yield html_parts.section(
        "What to be careful about", html_parts.listed(_cautions(trajectory, table))
    )
    comparisons = trajectory.comparisons
    yield html_parts.folded(
        "Each inspection against the one before",
        html_parts.paragraph(_HOW) if comparisons else "",
        *(html_parts.table(each.table()) for each in comparisons),
    )
    yield _mappings(comparisons)
    yield _sources([*trajectory, *trajectory.visits])


_HOW = (
    "A change is counted in grades, and only if both the judgement areas and the grades match exactly or "
    "closely. The rows are this library's themes, not Ofsted's."
)


def _chart(trajectory: Trajectory) -> str:
    return html_parts.chart(without_altair(charts.trajectory)(trajectory))


def _cards(trajectory: Trajectory) -> str:
    """Return the grades as cards for a phone, latest inspection first."""
    latest_first = trajectory.inspections[::-1]
    heads = [
        f"{i.framework.name}, {i.kind or 'inspection'}, {i.date_in_words}" for i in latest_first
    ]
    return html_parts.cards(heads, [list(_lines(inspection)) for inspection in latest_first])


def _lines(inspection: AnyInspection) -> Iterator[tuple[str, str, int | None]]:
    for area, judged in inspection.judgements.items():
        if area.themes:
            names = " and ".join(theme.label.lower() for theme in area.themes)
            part = f"{area.heading}: " if area.heading else ""
            words = "not recorded" if judged is None else judged.label
            number = judged.number if isinstance(judged, Grade) else None
            yield f"{part}{names}".capitalize(), words, number


def _cautions(trajectory: Trajectory, table: Table) -> Iterator[str]:
    """Yield every caution once: the numbered notes of the table, then the caveats of the comparisons."""
    yield from table.notes[1:]
    caveats = [caveat for each in trajectory.comparisons for row in each for caveat in row.caveats]
    numbered = " ".join(table.notes)
    yield from (caveat for caveat in dict.fromkeys(caveats) if caveat not in numbered)


def comparison_page(comparison: Comparison) -> str:
    """Return two inspections compared, as an HTML page.

    If both are of one authority and have a date, the page has a chart.
    """
    check(Comparison, comparison, "comparison_page", "the Comparison that compare returns")
    both = [comparison.before, comparison.after]
    drawn = comparison.before.authority == comparison.after.authority and all(i.date for i in both)
    return html_parts.page(
        f"{comparison.before} and {comparison.after}",
        conclusions.of_comparison(comparison),
        [
            html_parts.section("In one picture", _chart(Trajectory(both)) if drawn else ""),
            html_parts.section("Theme by theme", html_parts.table(comparison.table())),
            _mappings([comparison]),
            _sources(both),
        ],
    )


def _mappings(comparisons: Sequence[Comparison]) -> str:
    """Return how each area and grade of an earlier inspection was matched to the later one, folded."""
    rows = dict.fromkeys(row for comparison in comparisons for row in _matched(comparison))
    if not rows:
        return ""
    header = ["Earlier", "Later", "Relation", "Whose mapping", "Source", "Caution"]
    table = Table(header, list(rows), "How areas and grades were matched")
    return html_parts.folded("The mappings", html_parts.table(table))


def _matched(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    before, after = comparison.before, comparison.after
    for judgement in (judgement for row in comparison for judgement in row.before):
        for mapped in map_area(judgement.area.name, of=before.edition, to=after.edition):
            yield _mapping(before, after, mapped, mapped.area, mapped.target)
    for grade in before.edition.scale:
        match = map_grade(grade, to=after.edition.scale)
        yield _mapping(before, after, match, grade, match.target or "no equivalent")


def _mapping(
    before: AnyInspection,
    after: AnyInspection,
    mapped: AreaMapping | GradeMapping[Grade],
    earlier: object,
    later: object,
) -> tuple[str, ...]:
    return (
        f"{before.framework.name}: {earlier}",
        f"{after.framework.name}: {later}",
        str(mapped.relation),
        str(mapped.provenance),
        str(mapped.source),
        mapped.caveat,
    )


def _sources(events: Iterable[AnyInspection | Visit]) -> str:
    sources = (f"{event}: {event.source or 'no source recorded'}" for event in events)
    return html_parts.folded("Sources", html_parts.listed(sources))
