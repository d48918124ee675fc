"""The page of one authority beside others."""

from collections.abc import Callable, Iterable

from ofsted_frameworks import charts
from ofsted_frameworks.arguments import check, check_iterable
from ofsted_frameworks.charts.drawing import without_altair
from ofsted_frameworks.charts.grids import THEMES, beside_rows, grade_for, in_short
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.page import conclusions, html_parts
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.schedule import Theme


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
            html_parts.section(
                "In words", grid_of(rows, lambda each: html_parts.escaped(each.name))
            ),
        ],
    )


def grid_of(inspections: Iterable[AnyInspection], name: Callable[[LocalAuthority], str]) -> str:
    """Return a table of latest grades in colour; `name` returns the markup of an authority's name."""
    header = ["Authority", "Latest inspection", *(theme.label for theme in THEMES)]
    rows = [
        [
            (name(inspection.authority), None),
            (html_parts.escaped(f"{inspection.framework.name}, {inspection.date_in_words}"), None),
            *(_coloured(inspection, theme) for theme in THEMES),
        ]
        for inspection in inspections
    ]
    return html_parts.grid(header, rows)


def _coloured(inspection: AnyInspection, theme: Theme) -> tuple[str, int | None]:
    judged = grade_for(inspection, theme)
    number = judged.number if isinstance(judged, Grade) else None
    return html_parts.escaped(in_short(judged)), number
