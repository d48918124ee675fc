"""What is known of an authority, its inspections and the rules, as at a day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from ofsted_frameworks.arguments import each_given, read_day
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.cycle.windows import add_months
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.frameworks.cycles import Cycle, CyclePart
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Role
from ofsted_frameworks.sources import Fact, Source
from ofsted_frameworks.tables import Notes

History = AnyInspection | Iterable[AnyInspection | Visit]
"""One inspection, a `Trajectory`, or the inspections and visits of one authority in any order."""

F = TypeVar("F", bound=Fact[Any])


@attrs.frozen(kw_only=True)
class Standing:
    """The latest inspection of a history as at a day, and what else the history knows.

    `visits` are those after it up to that day; `followed_on` is the first day of the next inspection that
    the history has, which may lie after `as_at`; `known_to` is how far the data reaches.
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
        """Why the grades are not known yet, or "" if they are."""
        published = self.inspection.published
        if self.as_at is None or published is None or published <= self.as_at:
            return ""
        return f"the report was published on {in_words(published)}, after {in_words(self.as_at)}"

    @property
    def grade(self) -> Grade | NotJudged | None:
        """The overall grade, None where there is none, or several, or it was not yet published."""
        return None if self.unpublished else overall_grade(self.inspection)

    @property
    def number(self) -> int:
        """The number of the overall grade, 0 where there is none."""
        return self.grade.number if isinstance(self.grade, Grade) else 0

    def no_grade(self) -> str:
        """Return why there is no overall grade to go by."""
        if self.unpublished:
            return self.unpublished
        absent = "not recorded" if self.grade is None else "not judged"
        return f"it rests on overall effectiveness, which is {absent}"

    def beyond(self) -> str:
        """Return why it is not known what came by the day, or "" if the data reaches that far."""
        reaches = [day for day in (self.known_to, self.followed_on) if day]
        if self.as_at is None or (reaches and max(reaches) >= self.as_at):
            return ""
        if self.known_to is None:
            return "nothing states how far the data reaches; the next one may have come"
        return f"the data is known to {in_words(self.known_to)}; the next one may have come since"

    def why_unsaid(self, part: CyclePart) -> str:
        """Return why a part of the cycle cannot be said.

        Before an edition ended nobody knew what its reasons say of the time after it.
        """
        ends = self.inspection.edition.ends
        if self.as_at and ends and self.as_at <= ends.value:
            return f"{part}: no source published by {in_words(self.as_at)} gives it"
        return self.cycle.why_unsaid(part)

    def knows(self, fact: Fact[Any]) -> bool:
        """Return whether the source of a fact had been published as at the day."""
        return is_published(fact.source, self.as_at)

    def known(self, facts: Iterable[F]) -> Iterator[F]:
        """Yield the facts whose sources had been published as at the day."""
        return (fact for fact in facts if self.knows(fact))


def stand(
    history: History, as_at: dt.date | str | None, known_to: dt.date | str | None = None
) -> Standing:
    """Return where a history stands as at a day.

    Raises:
        InvalidHistory: If no inspection had begun by then, or the history is of several authorities.
        TypeError: If something in it is neither an inspection nor a visit.
        ValueError: If a day is text that is not a date.
    """
    day, reach = read_day("as_at", as_at), read_day("known_to", known_to)
    if isinstance(history, Inspection):
        inspections: list[AnyInspection] = [history]
        visits: tuple[Visit, ...] = ()
    else:
        trajectory = history if isinstance(history, Trajectory) else _trajectory(history)
        inspections, visits = list(trajectory.inspections), trajectory.visits
        reach = reach or trajectory.known_to
    begun = [each for each in inspections if _by(each.date, day)]
    if not begun:
        first = inspections[0]
        raise InvalidHistory(f"no inspection had begun as at {day}: the first is {first}")
    found, later = begun[-1], inspections[len(begun) :]
    return Standing(
        inspection=found,
        visits=tuple(v for v in visits if _by(v.date, day) and _by(found.date, v.date)),
        as_at=day,
        known_to=reach,
        followed_on=later[0].date if later else None,
    )


def overall_grade(inspection: AnyInspection) -> Grade | NotJudged | None:
    """Return the overall grade of an inspection, None where it has none, or several, or none is recorded."""
    overall = [
        judged for area, judged in inspection.judgements.items() if area.role is Role.OVERALL
    ]
    return overall[0] if len(overall) == 1 else None


def is_published(source: Source, as_at: dt.date | None) -> bool:
    """Return whether a source had been published by a day.

    A source dated by its month or year counts from the end of it. One without a date counts as known.

    >>> import datetime as dt
    >>> from ofsted_frameworks import Provenance
    >>> news = Source("News", Provenance.OFSTED, date="2018-09")
    >>> is_published(news, dt.date(2018, 9, 29)), is_published(news, dt.date(2018, 9, 30))
    (False, True)
    """
    if as_at is None or not source.date:
        return True
    parts = [int(part) for part in source.date.split("-")]
    if len(parts) == 3:
        return dt.date(*parts) <= as_at
    first = dt.date(parts[0], parts[1] if len(parts) == 2 else 1, 1)
    after = add_months(first, 1 if len(parts) == 2 else 12)
    return after - dt.timedelta(days=1) <= as_at


def cite(notes: Notes, *sources: Source) -> str:
    """Return the numbers of sources among a table's notes, each with whose word it is.

    >>> from ofsted_frameworks import Provenance
    >>> notes = Notes()
    >>> cite(notes, Source("A guide", Provenance.OTHERS)), notes.listed()
    (' [1]', ['[1] A guide - reported by others: councils, the press, training material'])
    """
    return notes.mark(f"{source} - {source.provenance}" for source in sources)


def _trajectory(events: Iterable[AnyInspection | Visit]) -> Trajectory:
    known = list(each_given((Inspection, Visit), events, "a history", "inspections and visits"))
    return Trajectory(
        [event for event in known if isinstance(event, Inspection)],
        [event for event in known if isinstance(event, Visit)],
    )


def _by(day: dt.date | None, limit: dt.date | None) -> bool:
    return day is None or limit is None or day <= limit
