"""How long after each inspection the next one came, if one is known."""

import datetime as dt
import statistics
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.cycle.known import overall_grade
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.tables import Table, Tabular

if TYPE_CHECKING:
    from ofsted_frameworks.panel.panel import Panel

CENSORED = (
    "An inspection is censored if no later one is known: the next may still come. The medians cover only "
    "inspections that were followed by another, so they are too short."
)


@attrs.frozen(kw_only=True)
class FollowUp:
    """One inspection and the next under the same framework, or the day up to which none is known.

    `days` runs from the first day on site to the next inspection's, or to `censored_on`; it is None if a day
    is missing. `censored_by` says whether the data or the authority ended on that day.
    """

    inspection: AnyInspection
    next: AnyInspection | None = None
    censored_on: dt.date | None = None
    censored_by: str = ""

    @property
    def observed(self) -> bool:
        """Return True if the next inspection is known."""
        return self.next is not None

    @property
    def days(self) -> int | None:
        """The days to the next inspection, or to the day up to which none is known."""
        until = self.next.start if self.next else self.censored_on
        began = self.inspection.start
        return (until - began).days if until and began and began <= until else None

    @property
    def caveat(self) -> str:
        """The reason why `days` is None, or "" if it is not."""
        if self.days is not None:
            return ""
        if self.inspection.start is None or (self.next and self.next.start is None):
            return "a first day on site is not recorded"
        if self.censored_on:
            return "it began after the last day of the data"
        return "how far the data reaches is not stated"

    def to_row(self) -> dict[str, Any]:
        """Return the follow-up as a flat dictionary."""
        inspection, following = self.inspection, self.next
        grade = overall_grade(inspection)
        return {
            "authority": inspection.authority.name,
            "code": inspection.authority.code,
            "framework": inspection.framework.id,
            "edition": inspection.edition.id,
            "date": inspection.start,
            "published": inspection.published,
            "kind": inspection.kind.value if inspection.kind else None,
            "grade": grade.value if grade else None,
            "number": grade.number if isinstance(grade, Grade) else None,
            "next_date": following.start if following else None,
            "next_kind": following.kind.value if following and following.kind else None,
            "days": self.days,
            "observed": self.observed,
            "censored_on": self.censored_on,
            "censored_by": self.censored_by or None,
            "caveats": self.caveat,
        }


@attrs.frozen(kw_only=True)
class Intervals(Tabular):
    """The time from each inspection under a framework to the next, ready for a survival analysis.

    Iterate over it to get a `FollowUp` for each inspection, by authority and then by date.
    """

    framework: str
    follow_ups: tuple[FollowUp, ...]
    known_to: dt.date | None = None

    def __iter__(self) -> Iterator[FollowUp]:
        return iter(self.follow_ups)

    def __len__(self) -> int:
        return len(self.follow_ups)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each inspection."""
        return [{**each.to_row(), "known_to": self.known_to} for each in self]

    def table(self) -> Table:
        """Return a table of how many inspections were followed by another, and when, by overall grade."""
        grades: dict[str, list[FollowUp]] = {}
        for each in sorted(self, key=_by_grade):
            grade = overall_grade(each.inspection)
            grades.setdefault(str(grade) if grade else "no overall grade", []).append(each)
        rows = [[label, *_summary(group)] for label, group in grades.items()]
        header = ["After", "Inspections", "Followed", "Not yet", "Median weeks", "Range"]
        notes = [CENSORED, known_to_in_words(self.known_to)]
        return Table(
            header, rows, f"From one {self.framework.upper()} inspection to the next", notes
        )


def intervals(panel: "Panel", framework: Framework) -> Intervals:
    """Return each inspection of a panel under a framework, with the next one if it is known."""
    found: list[FollowUp] = []
    for authority, history in panel.filter(framework=framework).histories().items():
        *followed, last = history
        found += [
            FollowUp(inspection=before, next=after)
            for before, after in zip(followed, history[1:], strict=True)
        ]
        day, by = _end_of_data(authority, panel.known_to)
        found.append(FollowUp(inspection=last, censored_on=day, censored_by=by))
    return Intervals(framework=framework.id, follow_ups=tuple(found), known_to=panel.known_to)


def _end_of_data(authority: LocalAuthority, known_to: dt.date | None) -> tuple[dt.date | None, str]:
    """Return the day up to which no further inspection is known, and what ended on that day."""
    profile = known_authority(authority)
    end = profile.existed_until if profile else None
    if end and (known_to is None or end <= known_to):
        return end, "abolished"
    return known_to, "known_to" if known_to else ""


def _by_grade(each: FollowUp) -> int:
    grade = overall_grade(each.inspection)
    return grade.number if isinstance(grade, Grade) else 9


def _summary(group: list[FollowUp]) -> list[str]:
    followed = [each for each in group if each.observed]
    weeks = sorted(each.days / 7 for each in followed if each.days is not None)
    median = f"{statistics.median(weeks):.0f}" if weeks else ""
    span = f"{weeks[0]:.0f} to {weeks[-1]:.0f}" if weeks else ""
    return [str(len(group)), str(len(followed)), str(len(group) - len(followed)), median, span]
