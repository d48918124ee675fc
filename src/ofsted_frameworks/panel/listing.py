"""A panel as a table: its inspections counted by edition, or one row each."""

from typing import TYPE_CHECKING

from ofsted_frameworks.cycle.known import overall_judgements
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.panel.tallies import as_at_in_words
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import plural

if TYPE_CHECKING:
    from ofsted_frameworks.panel.panel import Panel


def size(panel: "Panel") -> str:
    """Return the numbers of inspections and authorities, such as "3 inspections of 2 authorities"."""
    inspected = plural(len(panel.authorities), "authority", "authorities")
    return f"{plural(len(panel), 'inspection')} of {inspected}"


def edition_table(panel: "Panel") -> Table:
    """Return a table of the numbers of inspections and authorities under each edition."""
    under: dict[Edition, list[LocalAuthority]] = {}
    for inspection in sorted(panel, key=lambda each: each.edition.starts.value):
        under.setdefault(inspection.edition, []).append(inspection.authority)
    rows = [[edition.name, str(len(of)), str(len(set(of)))] for edition, of in under.items()]
    return _table(panel, ["Edition", "Inspections", "Authorities"], rows)


def listing(panel: "Panel") -> Table:
    """Return a table of inspections: the authority, framework, day, kind and overall grade of each."""
    rows = [
        [
            inspection.authority.name,
            inspection.framework.name,
            inspection.date.isoformat() if inspection.date else "",
            inspection.kind.value if inspection.kind else "",
            _overall(inspection),
        ]
        for inspection in panel
    ]
    return _table(panel, ["Authority", "Framework", "Day", "Kind", "Overall"], rows)


def _table(panel: "Panel", header: list[str], rows: list[list[str]]) -> Table:
    when = as_at_in_words(panel.as_at, panel.published_by)
    caption = "\n".join(filter(None, [size(panel), when]))
    return Table(header, rows, caption, [known_to_in_words(panel.known_to)])


def _overall(inspection: AnyInspection) -> str:
    judged = overall_judgements(inspection)
    return " / ".join("not recorded" if j is None else str(j) for j in judged) or "not graded"
