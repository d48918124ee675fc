"""Tables of latest grades: many authorities for one theme, or one authority beside others."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs

from ofsted_frameworks.authorities import get_profile, known_authority, list_authorities
from ofsted_frameworks.charts.grids import (
    THEMES,
    beside_rows,
    counts_of,
    grade_for,
    in_short,
    wholes,
)
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.panel import Panel
from ofsted_frameworks.panel.areas import read_subject
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.tables import Table, Tabular
from ofsted_frameworks.words import plural


@attrs.frozen(kw_only=True, str=False)
class Listing(Tabular):
    """Each authority's latest inspection, with its grade for one theme."""

    theme: Theme
    inspections: tuple[AnyInspection, ...]
    without: int
    as_at: dt.date | None
    known_to: dt.date | None

    @classmethod
    def of(cls, latest: Panel, theme: str, grade: str | None) -> "Listing":
        """Return the latest inspections, or only those with this grade."""
        found = latest.filter(grade=grade, theme=theme) if grade else latest
        subject = read_subject(theme, ())
        graded = [i for i in latest if any(isinstance(j, Grade) for j in _judged(i, subject))]
        return cls(
            theme=subject,
            inspections=tuple(found),
            without=len(latest) - len(graded),
            as_at=latest.as_at,
            known_to=latest.known_to,
        )

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each inspection."""
        return [self._row(inspection) for inspection in self.inspections]

    def _row(self, inspection: AnyInspection) -> dict[str, Any]:
        grades = _judged(inspection, self.theme)
        known = known_authority(inspection.authority)
        return {
            "authority": inspection.authority.name,
            "code": inspection.authority.code,
            "region": known.region if known else None,
            "theme": self.theme.value,
            "grade": " / ".join(each.value for each in grades if each) or None,
            "printed_grade": " / ".join(each.label for each in grades if each) or None,
            "framework": inspection.framework.id,
            "edition": inspection.edition.id,
            "kind": inspection.kind.value if inspection.kind else None,
            "start": inspection.start,
            "published": inspection.published,
            "as_at": self.as_at,
            "known_to": self.known_to,
        }

    def table(self) -> Table:
        """Return a row for each authority, with notes on missing grades and how far the data reaches."""
        rows = [
            [
                row["authority"],
                row["region"] or "",
                row["printed_grade"] or "no grade",
                inspection.date_in_words,
                inspection.framework.name,
            ]
            for row, inspection in zip(self.to_rows(), self.inspections, strict=True)
        ]
        header = ["Authority", "Region", "Grade", "Inspected", "Framework"]
        number = plural(len(rows), "authority", "authorities")
        missing = (
            f"{plural(self.without, 'authority has', 'authorities have')} no grade for "
            f"{self.theme.label.lower()} at the latest inspection"
        )
        notes = [*([missing] if self.without else []), known_to_in_words(self.known_to)]
        return Table(header, rows, f"{self.theme.label}: {number}", notes)


def _judged(inspection: AnyInspection, theme: Theme) -> list[Grade | NotJudged | None]:
    """Return an inspection's judgements for a theme: several if its edition judges it in several areas."""
    return [judged for area, judged in inspection.judgements.items() if theme in area.themes]


@attrs.frozen(kw_only=True, str=False)
class Beside(Tabular):
    """One authority's latest grades beside those of others, of its region and of England."""

    inspections: tuple[AnyInspection, ...]
    wholes: tuple[tuple[str, Panel], ...]
    closeness: dict[LocalAuthority, str]
    known_to: dt.date | None

    @classmethod
    def of(cls, panel: Panel, authority: LocalAuthority, group: str) -> "Beside":
        """Return an authority beside its neighbours or the other authorities of its region."""
        latest = panel.latest(panel.known_to)
        profile = get_profile(authority)
        shown = None
        if group == "region":
            shown = [a for a in list_authorities(profile.region) if a != profile.authority]
        return cls(
            inspections=tuple(beside_rows(latest, authority, shown)),
            wholes=tuple(wholes(latest, profile.authority)),
            closeness={each.authority: str(each.closeness) for each in profile.neighbours},
            known_to=panel.known_to,
        )

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each authority, then for its region and England."""
        return [*map(self._row, self.inspections), *self._counted()]

    def _row(self, inspection: AnyInspection) -> dict[str, Any]:
        return {
            "authority": inspection.authority.name,
            "code": inspection.authority.code,
            "closeness": self.closeness.get(inspection.authority),
            "inspected": inspection.date,
            "framework": inspection.framework.name,
            **{theme.value: in_short(grade_for(inspection, theme), "full") for theme in THEMES},
            "known_to": self.known_to,
        }

    def _counted(self) -> Iterator[dict[str, Any]]:
        for name, part in self.wholes:
            empty = dict.fromkeys(("code", "closeness", "inspected", "framework"))
            counts = {
                theme.value: " / ".join(map(str, counts_of(part, theme).values()))
                for theme in THEMES
            }
            yield {"authority": name, **empty, **counts, "known_to": self.known_to}

    def table(self) -> Table:
        """Return a row for each authority and a column for each theme."""
        rows = [
            [row["authority"], *(str(row[theme.value]) for theme in THEMES)]
            for row in self.to_rows()
        ]
        header = ["Authority", *(theme.label for theme in THEMES)]
        counts = (
            "Region and England: the number graded outstanding / good / requires improvement or adequate / "
            "inadequate"
        )
        notes = [counts, known_to_in_words(self.known_to)]
        caption = f"{self.inspections[0].authority} beside other authorities: latest grades"
        return Table(header, rows, caption, notes)
