"""How long after each inspection the next one came, or that none is known yet."""

import datetime as dt
import itertools
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.cycle.known import overall_grade
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.tables import Table, Tabular

CENSORED = (
    "An inspection without a next one is censored: the next has not come yet as far as is known, and may "
    "still come. Medians of those that came are therefore too short."
)


@attrs.frozen(kw_only=True)
class FollowUp:
    """One inspection, and the next one under the same framework or the day up to which there is none.

    `days` lead from the first day on site to that of the next inspection, or to `censored_on`, up to which
    none is known; None where a day is missing. An authority's end censors too: `censored_by` says which.
    """

    inspection: AnyInspection
    next: AnyInspection | None = None
    censored_on: dt.date | None = None
    censored_by: str = ""

    @property
    def observed(self) -> bool:
        """Whether the next inspection came."""
        return self.next is not None

    @property
    def days(self) -> int | None:
        """The days until the next inspection, or until the day up to which none is known."""
        until = self.next.start if self.next else self.censored_on
        began = self.inspection.start
        return (until - began).days if until and began and began <= until else None

    @property
    def caveat(self) -> str:
        """Why there are no days, or nothing."""
        if self.days is not None:
            return ""
        if self.inspection.start is None or (self.next and self.next.start is None):
            return "a first day on site is not recorded"
        if self.censored_on:
            return "it began after the day that the data is known to"
        return "how far the data reaches is not stated"

    def to_row(self) -> dict[str, Any]:
        """Return it as a flat dictionary."""
        its, following = self.inspection, self.next
        grade = overall_grade(its)
        return {
            "authority": its.authority.name,
            "code": its.authority.code,
            "framework": its.framework.id,
            "edition": its.edition.id,
            "date": its.start,
            "published": its.published,
            "kind": its.kind.value if its.kind else None,
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
    """The time from each inspection under a framework to the next, fit for a survival analysis.

    Iterates over a `FollowUp` for each inspection, in the order of authorities and days.
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
        """Return how many were followed by another, and after how long, by overall grade."""
        grades: dict[str, list[FollowUp]] = {}
        for each in sorted(self, key=_by_grade):
            grade = overall_grade(each.inspection)
            grades.setdefault(str(grade) if grade else "no overall grade", []).append(each)
        rows = [[label, *_summary(its)] for label, its in grades.items()]
        header = ["After", "Inspections", "Next came", "Not yet known", "Median weeks", "Range"]
        notes = [CENSORED, known_to_in_words(self.known_to)]
        return Table(
            header, rows, f"From one {self.framework.upper()} inspection to the next", notes
        )


def intervals(
    framework: Framework,
    histories: Mapping[LocalAuthority, Sequence[AnyInspection]],
    known_to: dt.date | None,
) -> Intervals:
    """Return a row for each inspection under a framework, with the next one if it is known."""
    found = [
        each
        for authority, history in histories.items()
        for each in _follow_ups(
            [i for i in history if i.framework == framework], _until(authority, known_to)
        )
    ]
    return Intervals(framework=framework.id, follow_ups=tuple(found), known_to=known_to)


def _follow_ups(
    history: Sequence[AnyInspection], until: tuple[dt.date | None, str]
) -> Iterator[FollowUp]:
    for before, after in itertools.zip_longest(history, history[1:]):
        day, by = (None, "") if after else until
        yield FollowUp(inspection=before, next=after, censored_on=day, censored_by=by)


def _until(authority: LocalAuthority, known_to: dt.date | None) -> tuple[dt.date | None, str]:
    """The day up to which no inspection is known, and what set it."""
    profile = known_authority(authority)
    end = profile.existed_until if profile else None
    if end and (known_to is None or end <= known_to):
        return end, "abolished"
    return known_to, "known_to" if known_to else ""


def _by_grade(each: FollowUp) -> int:
    grade = overall_grade(each.inspection)
    return grade.number if isinstance(grade, Grade) else 9


def _summary(its: Iterable[FollowUp]) -> list[str]:
    every = list(its)
    came = [each for each in every if each.observed]
    weeks = sorted(each.days / 7 for each in came if each.days is not None)
    median = f"{statistics.median(weeks):.0f}" if weeks else ""
    span = f"{weeks[0]:.0f} to {weeks[-1]:.0f}" if weeks else ""
    return [str(len(every)), str(len(came)), str(len(every) - len(came)), median, span]
