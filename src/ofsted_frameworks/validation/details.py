"""The details of an inspection or visit that the rules about whole records read."""

import datetime as dt
from collections.abc import Mapping, Set
from typing import Any

import attrs

from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition, InspectionKind
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.frameworks.registry import cached
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority, Visit
from ofsted_frameworks.months import Month
from ofsted_frameworks.rules import UndeclaredRead


class Part:
    """Some of a record's details, for rules that need no others.

    Raises:
        UndeclaredRead: If a rule reads another detail.
    """

    def __init__(self, **details: Any) -> None:
        self.__dict__.update(details)

    def __getattr__(self, name: str) -> Any:
        names = ", ".join(self.__dict__)
        raise UndeclaredRead(
            f"a rule reads {name!r}, which is not in its reads=; add it there (only {names} can be read here)"
        )


def first_day(start: dt.date | Month | None) -> dt.date | None:
    """Return the day, or the first of a month."""
    return start.first_day if isinstance(start, Month) else start


def known_day(
    first: dt.date | None, end: dt.date | None, published: dt.date | None
) -> tuple[str, dt.date] | None:
    """Return the key and the day of the first date that is recorded."""
    if first:
        return "start", first
    if end:
        return "end", end
    return ("published", published) if published else None


@cached
def kind_facts(edition: Edition, kind: Kind | None) -> InspectionKind | None:
    """Return the facts about a kind of inspection under an edition's framework, or None."""
    kinds = framework_of(edition).kinds
    return next((each for each in kinds if each.kind is kind), None)


@attrs.frozen(kw_only=True)
class Details:
    """The details of a record. A detail is None if it is not recorded or could not be read.

    `judgements` holds the recorded judgements by area; `unreadable` holds the areas whose judgements could
    not be read. If `complete` is True, a missing judgement is an error.
    """

    authority: LocalAuthority | None = None
    edition: Edition | None = None
    visit: VisitKind | None = None
    kind: Kind | None = None
    start: dt.date | Month | None = None
    end: dt.date | None = None
    published: dt.date | None = None
    judgements: Mapping[str, Grade | NotJudged] | None = None
    unreadable: Set[str] = frozenset()
    complete: bool = False

    @property
    def first_day(self) -> dt.date | None:
        """The first day on site, or the first of the month if only the month is known."""
        return first_day(self.start)

    @property
    def known_day(self) -> tuple[str, dt.date] | None:
        """The key and the day of the first date that is recorded."""
        return known_day(self.first_day, self.end, self.published)

    @property
    def report_after(self) -> tuple[str, int] | None:
        """The key of the last known day on site, and the calendar days from then to the report."""
        last = self.end or self.first_day
        if not self.published or not last:
            return None
        return "end" if self.end else "start", (self.published - last).days

    @classmethod
    def of(cls, event: AnyInspection | Visit, complete: bool = False) -> "Details":
        """Return the details of an inspection or visit."""
        dated = cls(
            authority=event.authority,
            start=event.start,
            end=event.end,
            published=event.published,
            complete=complete,
        )
        if isinstance(event, Visit):
            return attrs.evolve(dated, visit=event.kind)
        judged = {area.name: grade for area, grade in event.judgements.items() if grade is not None}
        return attrs.evolve(dated, edition=event.edition, kind=event.kind, judgements=judged)
