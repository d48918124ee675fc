"""One self-contained HTML page: the chart, the tables, what must be known, and the sources.

A page loads nothing from elsewhere and has no script. It opens from a disk, prints on paper, is read
aloud in order (headings, captions and table scopes say what is what), and on a narrow screen its tables
and charts scroll sideways by themselves.
"""

import html
from collections.abc import Iterable, Iterator

import attrs

from ofsted_frameworks import charts
from ofsted_frameworks.comparison import Comparison, Trajectory
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.mapping import AreaMapping, GradeMapping, map_area, map_grade
from ofsted_frameworks.tables import Table


def trajectory_page(trajectory: Trajectory) -> str:
    """One authority's inspections over time as an HTML page.

    >>> from ofsted_frameworks import datasets
    >>> trajectory_page(datasets.hampshire())[:15]
    '<!DOCTYPE html>'

    Raises `MissingExtra` without the extra `charts`.
    """
    table = trajectory.table()
    return _page(
        table.caption,
        [
            _figure(charts.trajectory(trajectory)),
            _section("Inspections and visits", _list(trajectory.timeline())),
            _section("Grades by theme", _table(table)),
            *_compared(trajectory.comparisons),
            _sources([*trajectory, *trajectory.visits]),
        ],
    )


def comparison_page(comparison: Comparison) -> str:
    """Two inspections compared, as an HTML page; with a chart where both are of one authority and dated.

    Raises `MissingExtra` without the extra `charts`.
    """
    both = [comparison.before, comparison.after]
    drawn = comparison.before.authority == comparison.after.authority and all(i.date for i in both)
    return _page(
        f"{comparison.before} / {comparison.after}",
        [
            *([_figure(charts.trajectory(Trajectory(both)))] if drawn else []),
            *_compared([comparison]),
            _sources(both),
        ],
    )


def _compared(comparisons: Iterable[Comparison]) -> Iterator[str]:
    comparisons = tuple(comparisons)
    tables = "".join(_table(comparison.table()) for comparison in comparisons)
    if tables:
        yield _section("Each inspection against the one before", f"<p>{_HOW_TO_READ}</p>{tables}")
    if rows := [row for comparison in comparisons for row in _mappings(comparison)]:
        header = ["Earlier", "Later", "Relation", "Whose mapping", "Source", "To be known"]
        table = Table(header, list(dict.fromkeys(rows)), "How areas and grades were matched")
        yield _section("The mappings", _table(table))


_HOW_TO_READ = (
    "A change is counted in grades, and only where both the judgement areas and the grades match "
    "exactly or closely. The rows are themes of this library, not Ofsted's."
)


def _mappings(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    before, after = comparison.before, comparison.after
    for row in comparison:
        later = [judgement.area.name for judgement in row.after]
        for judgement in row.before:
            for mapped in map_area(judgement.area.name, of=before.edition, to=after.edition):
                if mapped.target.name in later:
                    yield _mapping(mapped, f"{mapped.area}", f"{mapped.target}")
    for grade in before.edition.scale:
        mapped_grade = map_grade(grade, to=after.edition.scale)
        yield _mapping(
            mapped_grade,
            f"{grade} ({before.framework.name})",
            f"{mapped_grade.target or 'no equivalent'} ({after.framework.name})",
        )
