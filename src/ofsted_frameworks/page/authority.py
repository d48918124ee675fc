"""The pages of one authority: over time, beside others, and two of its inspections compared."""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from ofsted_frameworks import charts
from ofsted_frameworks.arguments import check, check_iterable
from ofsted_frameworks.charts.drawing import without_altair
from ofsted_frameworks.charts.grids import THEMES, beside_rows, grade_for, in_short
from ofsted_frameworks.comparison import Comparison, Trajectory
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority, Visit
from ofsted_frameworks.mapping import AreaMapping, GradeMapping, map_area, map_grade
from ofsted_frameworks.page import conclusions, html_parts
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.schedule import Theme
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
    return html_parts.cards(
        (f"{i.framework.name}, {i.kind or 'inspection'}, {i.date_in_words}", _lines(i))
        for i in reversed(trajectory)
    )


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

    If both have a date and are of the same authority, the page has a chart.
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


def beside_page(
    panel: Panel,
    authority: str | LocalAuthority,
    others: Iterable[str | LocalAuthority] | None = None,
) -> str:
    """Return one authority's latest grades beside those of others, its region and England, as an HTML page.

    Args:
        panel: The inspections of all of them, such as `datasets.england()`.
        authority: The authority in the first row.
        others: The authorities in the next rows, by default its ten statistical neighbours.

    Raises:
        InvalidHistory: If the authority has no inspection.
    """
    check(Panel, panel, "beside_page", "a Panel")
    check_iterable(() if others is None else others, "others", "names of authorities")
    others = None if others is None else list(others)
    chart = without_altair(charts.beside)(panel, authority, others)
    rows = beside_rows(panel.latest(), authority, others)
    return html_parts.page(
        " ".join(chart["title"]["text"]),
        conclusions.of_trajectory(panel.trajectories()[rows[0].authority]),
        [
            html_parts.section("In one picture", html_parts.chart(chart)),
            html_parts.section("In words", grid_of(rows, lambda each: html.escape(each.name))),
        ],
    )


def grid_of(inspections: Iterable[AnyInspection], name: Callable[[LocalAuthority], str]) -> str:
    """Return a table of latest grades in colour; `name` returns the markup of an authority's name."""
    header = ["Authority", "Latest inspection", *(theme.label for theme in THEMES)]
    rows = [
        [
            (name(inspection.authority), None),
            (html.escape(f"{inspection.framework.name}, {inspection.date_in_words}"), None),
            *(_coloured(inspection, theme) for theme in THEMES),
        ]
        for inspection in inspections
    ]
    return html_parts.grid(header, rows)


def _coloured(inspection: AnyInspection, theme: Theme) -> tuple[str, int | None]:
    judged = grade_for(inspection, theme)
    number = judged.number if isinstance(judged, Grade) else None
    return html.escape(in_short(judged)), number
