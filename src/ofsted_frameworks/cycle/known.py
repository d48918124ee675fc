"""What was known on a given day: the latest inspection, the visits after it, and the published rules."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from ofsted_frameworks.arguments import each_given, read_day
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.frameworks.cycles import Cycle, CyclePart
from ofsted_frameworks.grades import Grade, Judged, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Role
from ofsted_frameworks.sources import Fact, Source
from ofsted_frameworks.tables import Notes

History = AnyInspection | Iterable[AnyInspection | Visit]
"""One inspection, a `Trajectory`, or one authority's inspections and visits in any order."""

F = TypeVar("F", bound=Fact[Any])


@attrs.frozen(kw_only=True)
class Standing:
    """The latest inspection as at a day, and what is known about the time after it.

    `visits` are those after the inspection and up to `as_at`. `followed_on` is the first day of the next
    inspection in the history, even if that is after `as_at`. `known_to` is the day the data reaches to.
    """

    inspection: AnyInspection
    visits: tuple[Visit, ...]
    as_at: dt.date | None
    known_to: dt.date | None
    followed_on: dt.date | None

    @property
    def cycle(self) -> Cycle:
        """The cycle of the inspection's edition."""
        return self.inspection.edition.cycle

    @property
    def unpublished(self) -> str:
        """The reason why the grades were not known by `as_at`, or "" if they were."""
        published = self.inspection.published
        if self.as_at is None or published is None or published <= self.as_at:
            return ""
        return f"the report was published on {in_words(published)}, after {in_words(self.as_at)}"

    @property
    def grade(self) -> Grade | NotJudged | None:
        """The overall grade; None if there is not exactly one, or if it was not yet published."""
        return None if self.unpublished else overall_grade(self.inspection)

    @property
    def number(self) -> int:
        """The number of the overall grade, or 0 if there is none."""
        return self.grade.number if isinstance(self.grade, Grade) else 0

    def why_no_grade(self) -> str:
        """Return why there is no overall grade to base an answer on."""
        if self.unpublished:
            return self.unpublished
        absent = "not recorded" if self.grade is None else "not judged"
        return f"it depends on overall effectiveness, which is {absent}"

    def why_not_known(self) -> str:
        """Return why it is not known what had happened by `as_at`, or "" if the data reaches that far."""
        reaches = [day for day in (self.known_to, self.followed_on) if day]
        if self.as_at is None or (reaches and max(reaches) >= self.as_at):
            return ""
        if self.known_to is None:
            return "how far the data reaches is not stated, so the next inspection may already have happened"
        return (
            f"the data reaches only to {in_words(self.known_to)}, and the next inspection may have happened "
            "since"
        )

    def why_unsaid(self, part: CyclePart) -> str:
        """Return why a part of the cycle is not known.

        An edition's own reasons mention what came after it, so they are not used for a day when it was still
        in force.
        """
        ends = self.inspection.edition.ends
        if self.as_at and ends and self.as_at <= ends.value:
            return f"{part}: no source published by {in_words(self.as_at)} gives it"
        return self.cycle.why_unsaid(part)

    def knows(self, fact: Fact[Any]) -> bool:
        """Return whether a fact's source had been published by `as_at`."""
        return is_published(fact.source, self.as_at)

    def known(self, facts: Iterable[F]) -> Iterator[F]:
        """Return the facts that had been published by `as_at`."""
        return (fact for fact in facts if self.knows(fact))


def find_standing(
    history: History, as_at: dt.date | str | None, known_to: dt.date | str | None
) -> Standing:
    """Return the latest inspection of a history as at a day, with what is known about the time after it.

    Raises:
        InvalidHistory: If no inspection had begun by `as_at`, or the history covers several authorities.
        TypeError: If something in the history is neither an inspection nor a visit.
        ValueError: If a day is a string that is not a date.
    """
    day, reach = read_day("as_at", as_at), read_day("known_to", known_to)
    if isinstance(history, Inspection):
        inspections: list[AnyInspection] = [history]
        visits: tuple[Visit, ...] = ()
    else:
        trajectory = history if isinstance(history, Trajectory) else _as_trajectory(history)
        inspections, visits = list(trajectory.inspections), trajectory.visits
        reach = reach or trajectory.known_to
    begun = [each for each in inspections if _is_by(each.date, day)]
    if not begun:
        raise InvalidHistory(f"no inspection had begun by {day}; the first is {inspections[0]}")
    latest, later = begun[-1], inspections[len(begun) :]
    return Standing(
        inspection=latest,
        visits=tuple(v for v in visits if _is_by(v.date, day) and _is_by(latest.date, v.date)),
        as_at=day,
        known_to=reach,
        followed_on=later[0].date if later else None,
    )


def overall_judgements(inspection: AnyInspection) -> list[Judged[Grade]]:
    """Return an inspection's judgements of overall effectiveness: two for SLAC, none since April 2026."""
    return [judged for area, judged in inspection.judgements.items() if area.role is Role.OVERALL]


def overall_grade(inspection: AnyInspection) -> Grade | NotJudged | None:
    """Return an inspection's overall grade, or None if its edition has none or two, or it is not recorded."""
    overall = overall_judgements(inspection)
    return overall[0] if len(overall) == 1 else None


def is_published(source: Source, as_at: dt.date | None) -> bool:
    """Return whether a source had been published by a day.

    A source dated only by month or year counts as published on the last day of that month or year. An undated
    source counts as published.

    >>> import datetime as dt
    >>> from ofsted_frameworks import Provenance
    >>> news = Source("News", Provenance.OFSTED, date="2018-09")
    >>> is_published(news, dt.date(2018, 9, 29)), is_published(news, dt.date(2018, 9, 30))
    (False, True)
    """
    if as_at is None or not source.date:
        return True
    year, *rest = map(int, source.date.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return dt.date(year, month, day) <= as_at


def cite(notes: Notes, *sources: Source) -> str:
    """Return the note numbers of sources, after adding each with its provenance to a table's notes.

    >>> from ofsted_frameworks import Provenance
    >>> notes = Notes()
    >>> cite(notes, Source("A guide", Provenance.OTHERS)), notes.listed()
    (' [1]', ['[1] A guide - reported by others: councils, the press, training material'])
    """
    return notes.mark(f"{source} - {source.provenance}" for source in sources)


def _as_trajectory(events: Iterable[AnyInspection | Visit]) -> Trajectory:
    given = list(each_given((Inspection, Visit), events, "a history", "inspections and visits"))
    return Trajectory(
        [event for event in given if isinstance(event, Inspection)],
        [event for event in given if isinstance(event, Visit)],
    )


def _is_by(day: dt.date | None, limit: dt.date | None) -> bool:
    """Return whether a day is on or before another; an unknown day counts as before."""
    return day is None or limit is None or day <= limit
