"""One self-contained HTML page: the chart, the tables, what must be known, and the sources.

A page loads nothing from elsewhere and has no script. It opens from a disk, prints on paper, is read
aloud in order (headings, captions and table scopes say what is what), and on a narrow screen its tables
and charts scroll sideways by themselves.
"""

import datetime as dt
import html
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from ofsted_frameworks import charts
from ofsted_frameworks.charts.drawing import printable
from ofsted_frameworks.comparison import Comparison, Trajectory
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.mapping import AreaMapping, GradeMapping, map_area, map_grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import distributions_table, frameworks_of
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.tables import Table

if TYPE_CHECKING:
    import altair as alt


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


def panel_page(
    panel: Panel, as_at: dt.date | None = None, *, published_by: dt.date | None = None
) -> str:
    """Many authorities' inspections as an HTML page: latest grades by theme, and how they changed.

    The latest grades are shown framework by framework, and changes within a framework and from each to
    the next, so that only grades of one scale are counted together. `as_at` and `published_by` say which
    inspections are the latest, as in `Panel.latest`; changes are those of the whole panel.

    >>> from ofsted_frameworks import datasets
    >>> from ofsted_frameworks.panel.panel import Panel
    >>> "From SIF to ILACS" in panel_page(Panel(datasets.hampshire()))
    True

    Raises `MissingExtra` without the extra `charts`.
    """
    whole = panel.table()
    parts = [_section("Inspections", _table(whole))]
    latest = panel.latest(as_at, published_by=published_by)
    when = f" as at {in_words(as_at)}" if as_at else ""
    when += f", published by {in_words(published_by)}" if published_by else ""
    for its in frameworks_of(latest):
        under = latest.filter(framework=its.id)
        shares = distributions_table(under, "Latest grades by theme")
        chart = _figure(charts.distribution(under), f"latest-{its.id}")
        parts.append(_section(f"Latest inspections under {its.name}{when}", chart + _table(shares)))
    if changes := "".join(_changes(panel)):
        parts.append(_section("How overall grades changed", changes))
    if panel.findings:
        parts.append(_section("Where records differ", _list(map(str, panel.findings))))
    return _page(whole.caption, [*parts, _files(panel)])


def transitions_page(panel: Panel, before: str, after: str) -> str:
    """Return how overall grades changed from one framework or edition to another, as an HTML page."""
    chart = charts.transitions(panel, before, after)
    title = " ".join(chart.to_dict()["title"]["text"])
    table = panel.transitions(before, after).table()
    return _page(title, [_figure(chart), _table(table), _files(panel)])


def _changes(panel: Panel) -> Iterator[str]:
    """A chart and a table for each framework with itself, and with the next."""
    ids = [
        its.id
        for its in frameworks_of(panel)
        if any(e.areas_of(Theme.OVERALL) for e in its.editions)
    ]
    for before, after in [*zip(ids, ids, strict=True), *itertools.pairwise(ids)]:
        counted = panel.transitions(before, after)
        if counted.total:
            table = attrs.evolve(counted.table(), caption=f"{before} to {after}")
            yield _figure(charts.transitions(panel, before, after), f"{before}-{after}") + _table(
                table
            )


def _files(panel: Panel) -> str:
    """The sources of a panel, with how many inspections each gave; rows of one sheet together."""
    sources = Counter(
        _ROW.sub("", part) for inspection in panel for part in inspection.source.split("; ") if part
    )
    lines = [f"{source}: {number}" for source, number in sources.items()]
    return _section("Sources, with the number of records", _list(lines or ["no source recorded"]))


_ROW = re.compile(r", row \d+$")


def _compared(comparisons: Sequence[Comparison]) -> Iterator[str]:
    if not comparisons:
        return
    tables = "".join(_table(comparison.table()) for comparison in comparisons)
    yield _section("Each inspection against the one before", f"<p>{_HOW_TO_READ}</p>{tables}")
    rows = dict.fromkeys(row for comparison in comparisons for row in _mappings(comparison))
    header = ["Earlier", "Later", "Relation", "Whose mapping", "Source", "To be known"]
    table = Table(header, list(rows), "How areas and grades were matched")
    yield _section("The mappings", _table(table))


_HOW_TO_READ = (
    "A change is counted in grades, and only where both the judgement areas and the grades match "
    "exactly or closely. The rows are themes of this library, not Ofsted's."
)


def _mappings(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """What each area and each grade of the earlier inspection was taken for in the later one."""
    before, after = comparison.before, comparison.after
    for judgement in (judgement for row in comparison for judgement in row.before):
        for mapped in map_area(judgement.area.name, of=before.edition, to=after.edition):
            yield _mapping(before, after, mapped, mapped.area, mapped.target)
    for grade in before.edition.scale:
        found = map_grade(grade, to=after.edition.scale)
        yield _mapping(before, after, found, grade, found.target or "no equivalent")


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
    listed = [f"{event}: {event.source or 'no source recorded'}" for event in events]
    return _section("Sources", _list(listed))


def _page(title: str, parts: Iterable[str]) -> str:
    title = html.escape(title)
    return printable(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        + "\n".join(parts)
        + f"\n</main>\n<footer><p>{_FOOTER}</p></footer>\n</body>\n</html>\n"
    )


_FOOTER = (
    "Made with ofsted-frameworks, which is not Ofsted's. Grades are given as Ofsted printed them; themes, "
    "and the mappings said to be this library's own reading, are not Ofsted's."
)


def _section(heading: str, body: str) -> str:
    return f"<section><h2>{html.escape(heading)}</h2>{body}</section>"


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(line)}</li>' for line in lines)}</ul>"


def _table(table: Table) -> str:
    bare = attrs.evolve(table, notes=()).html()
    notes = f'<div class="notes">{_list(table.notes)}</div>' if table.notes else ""
    return _scrolling(bare, table.caption) + notes


def _figure(chart: "alt.TopLevelMixin", id: str = "chart") -> str:
    return f"<figure>{_scrolling(charts.svg(chart, id), 'Chart')}</figure>"


def _scrolling(body: str, label: str) -> str:
    """A part that scrolls sideways where it is too wide, by touch or with the arrow keys."""
    return (
        f'<div class="scrolling" role="region" tabindex="0" aria-label="{html.escape(label)}">'
        f"{body}</div>"
    )


_STYLE = """
:root { color-scheme: light; }
body { margin: 0; padding: 1rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
main, footer { max-width: 75rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
figure { margin: 0; }
.scrolling { overflow-x: auto; margin: 0.5rem 0; }
.scrolling:focus-visible { outline: 3px solid #1d70b8; }
.scrolling svg { display: block; max-width: 100%; min-width: 46rem; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; margin-bottom: 0.5rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; white-space: pre-line;
  position: sticky; left: 0; max-width: calc(100vw - 2rem); }
th, td { border: 1px solid #767676; padding: 0.35rem 0.5rem; text-align: left; vertical-align: top; }
thead th { background: #ececec; }
tbody th { background: #f6f6f6; font-weight: bold; }
.notes { font-size: 0.85rem; }
ul { padding-left: 1.2rem; }
.notes ul { padding-left: 0; list-style: none; }
footer { margin-top: 2rem; border-top: 1px solid #767676; font-size: 0.85rem; }
@media (max-width: 45rem) {
  body { padding: 0.6rem; }
  table { font-size: 0.75rem; }
  th, td { padding: 0.2rem; }
  tbody th { position: sticky; left: 0; max-width: 7rem; overflow-wrap: break-word; }
  .scrolling::before { content: "\\2194 scrolls sideways if wide"; font-size: 0.8rem;
    position: sticky; left: 0; }
}
@media print {
  @page { margin: 14mm; }
  html { font-size: 10pt; }
  body { padding: 0; }
  .scrolling { overflow: visible; }
  .scrolling svg { min-width: 0; }
  table { font-size: 8pt; }
  tr, svg { break-inside: avoid; }
  h2, caption { break-after: avoid; }
  thead { display: table-header-group; }
}
"""
