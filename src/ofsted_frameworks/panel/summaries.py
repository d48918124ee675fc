"""Distributions for every framework and theme, or for one theme year by year."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from ofsted_frameworks.arguments import each_given, shown
from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks import Scale, all_editions
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.panel.areas import frameworks_under, reference
from ofsted_frameworks.panel.tallies import Distribution, Distributions, Waiting
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.sources import Fact, Provenance, Source

if TYPE_CHECKING:
    from ofsted_frameworks.panel.panel import Panel

_COVERS = Source(
    "Covers of Ofsted's statistics of local authority inspection outcomes", Provenance.STATISTICS
)
PUBLISHED_BY_APRIL = Fact((4, 30), _COVERS, "the editions of 2018 to 2023")
PUBLISHED_BY_JUNE = Fact((6, 30), _COVERS, "the editions of 2024 and 2025")


def frameworks_of(panel: "Panel") -> tuple[Framework, ...]:
    """Return the frameworks of a panel's inspections, in the order in which they came into force."""
    return frameworks_under(dict.fromkeys(inspection.edition for inspection in panel))


def distributions(panel: "Panel") -> Distributions:
    """Return the distribution of each theme that a framework in the panel grades in one judgement."""
    found = [each for theme in Theme for each in _by_framework(panel, theme)]
    ids = [framework.id for framework in frameworks_of(panel)]
    found.sort(key=lambda each: ids.index(each.frameworks[0]))
    return Distributions(
        distributions=tuple(found), waiting=_waiting(panel), known_to=panel.known_to
    )


def snapshots(
    panel: "Panel", of: Theme | str, years: Iterable[int] | None, to: Scale | None
) -> Distributions:
    """Return the grades of each authority's latest inspection as at each 31 March."""
    reference(of, all_editions())  # raises UnknownLabel for a name that no edition has
    asked = _years(panel) if years is None else each_given(int, years, "snapshots", "years")
    yearly = [panel.latest(march(year), published_by=published_by(year)) for year in asked]
    found = [
        each
        for latest in yearly
        for each in (_by_framework(latest, of) if to is None else [latest.distribution(of, to=to)])
    ]
    waiting = () if to else tuple(each for latest in yearly for each in _waiting(latest))
    return Distributions(
        distributions=tuple(found), over_time=True, waiting=waiting, known_to=panel.known_to
    )


def _by_framework(panel: "Panel", of: Theme | str) -> Iterator[Distribution]:
    """Yield the distribution under each framework that grades the theme or area in one judgement."""
    for framework in frameworks_of(panel):
        with contextlib.suppress(UnknownLabel):
            counted = panel.filter(framework=framework).distribution(of)
            yield attrs.evolve(counted, not_yet_inspected=0)


def _waiting(panel: "Panel") -> tuple[Waiting, ...]:
    authorities = panel.not_yet_inspected
    return (Waiting(authorities, panel.as_at),) if authorities else ()


def _years(panel: "Panel") -> range:
    """Return the years in which the panel covers 31 March."""
    days = [day for inspection in panel if (day := inspection.date)]
    last = panel.known_to or max(days, default=dt.date.min)
    first = min(days, default=last)
    return range(first.year + (first > march(first.year)), last.year + (last >= march(last.year)))


def march(year: int) -> dt.date:
    """Return 31 March of a year, the day of Ofsted's yearly statistics."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError(f"{shown(year)} is not a year; expected one such as 2025")
    return dt.date(year, 3, 31)


def published_by(year: int) -> dt.date:
    """Return the last publication date that Ofsted's statistics as at 31 March include."""
    return dt.date(year, *(PUBLISHED_BY_APRIL if year < 2024 else PUBLISHED_BY_JUNE).value)
