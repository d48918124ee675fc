"""A panel's grades by framework and theme, as tables and as plain data."""

import textwrap
from collections.abc import Mapping
from typing import Any

from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.tallies import Distribution, Transitions
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.tables import Table


def frameworks_of(panel: Panel) -> tuple[Framework, ...]:
    """The frameworks of a panel's inspections, in the order in which they came into force."""
    first = sorted(panel, key=lambda inspection: inspection.edition.starts.value)
    return tuple(dict.fromkeys(inspection.framework for inspection in first))


def distributions(panel: Panel) -> Mapping[Theme, Distribution]:
    """The distribution of each theme that some edition here grades in a single judgement."""
    found: dict[Theme, Distribution] = {}
    for theme in Theme:
        try:
            found[theme] = panel.distribution(theme)
        except UnknownLabel:
            continue
    return found


def distributions_table(panel: Panel, caption: str = "") -> Table:
    """A panel's grades, a row for each theme; its inspections must be of one framework."""
    counted = distributions(panel)
    scale = next(iter(counted.values())).scale
    header = [
        "Theme", *(grade.label for grade in scale), "Good or outstanding", "Not judged", "No record",
    ]  # fmt: skip
    rows = [
        [
            theme.label,
            *map(str, one.by_number),
            "" if one.good_or_outstanding is None else f"{one.good_or_outstanding:.0%}",
            str(one.not_judged),
            str(one.not_recorded),
        ]
        for theme, one in counted.items()
    ]
    caveats = dict.fromkeys(caveat for one in counted.values() for caveat in one.caveats)
    return Table(header, rows, caption, list(caveats))


def describe_latest(latest: Panel) -> str:
    """A panel of latest inspections for people: a table of grades for each framework."""
    tables = [
        distributions_table(
            under := latest.filter(framework=its.id),
            f"{its.name}: {len(under)} inspection{'' if len(under) == 1 else 's'}",
        ).text()
        for its in frameworks_of(latest)
    ]
    names = ", ".join(authority.name for authority in latest.not_yet_inspected)
    waiting = textwrap.fill(f"Not yet inspected: {names}", 80, subsequent_indent="    ")
    return "\n\n".join([str(latest), *tables, *([waiting] if names else [])])


def plain_latest(latest: Panel) -> dict[str, Any]:
    """A panel of latest inspections as plain data: the counts of each framework and theme."""
    return {
        "inspections": len(latest),
        "not_yet_inspected": [authority.name for authority in latest.not_yet_inspected],
        "frameworks": {
            its.id: {
                theme.value: _plain(one)
                for theme, one in distributions(latest.filter(framework=its.id)).items()
            }
            for its in frameworks_of(latest)
        },
    }


def plain_transitions(counted: Transitions) -> dict[str, Any]:
    """Transitions as plain data, a row for each pair of grades that occurs."""
    return {
        "from": counted.before,
        "to": counted.after,
        "total": counted.total,
        "counts": [
            {"before": before.value, "after": after.value, "count": count}
            for (before, after), count in counted.counts.items()
        ],
        "caveats": list(counted.caveats),
    }


def _plain(one: Distribution) -> dict[str, Any]:
    return {
        "area": one.area.name,
        "counts": {grade.value: count for grade, count in one.counts.items()},
        "not_judged": one.not_judged,
        "not_recorded": one.not_recorded,
        "not_in_edition": one.not_in_edition,
        "caveats": list(one.caveats),
    }
