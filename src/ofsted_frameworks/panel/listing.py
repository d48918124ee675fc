"""A panel's inspections as tables: counted by edition, and each by name."""

from typing import TYPE_CHECKING

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.panel.tallies import as_at_in_words
from ofsted_frameworks.schedule import Role
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import plural

if TYPE_CHECKING:
    from ofsted_frameworks.panel.panel import Panel


def size(panel: "Panel") -> str:
    """Return how many inspections of how many authorities a panel has, in words."""
    inspected = plural(len(panel.authorities), "authority", "authorities")
    return f"{plural(len(panel), 'inspection')} of {inspected}"


def edition_table(panel: "Panel") -> Table:
    """Return how many inspections of how many authorities there are under each edition."""
    under: dict[Edition, list[LocalAuthority]] = {}
    for inspection in sorted(panel, key=lambda each: each.edition.starts.value):
        under.setdefault(inspection.edition, []).append(inspection.authority)
    rows = [[its.name, str(len(each)), str(len(set(each)))] for its, each in under.items()]
    return _table(panel, ["Edition", "Inspections", "Authorities"], rows)


def listing(panel: "Panel") -> Table:
    """Return every inspection by name: the authority, day, framework, kind and overall grade."""
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
    """The overall grades as printed: two for SLAC, none since April 2026."""
    judged = [j for area, j in inspection.judgements.items() if area.role is Role.OVERALL]
    grades = ["not recorded" if judgement is None else str(judgement) for judgement in judged]
    return " / ".join(grades) or "not graded"
