"""What a cycle is made of: what comes after an inspection, when, and what is due by when."""

import datetime as dt
from collections.abc import Iterator, Mapping

import attrs

from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.sources import Fact
from ofsted_frameworks.words import Word


class CyclePart(Word):
    """The parts of a cycle that can be sourced or not, each on its own."""

    KIND = "kind", "the kind of the next inspection"
    WINDOW = "window", "when the next inspection is due"
    VISITS = "visits", "the visits in between"
    MONITORING = "monitoring", "the monitoring after an inadequate judgement"
    DEADLINES = "deadlines", "what is due after the report, and when"


@attrs.frozen
class Tally:
    """How often something was so in published data.

    >>> print(Tally(52, 59))
    52 of 59
    """

    count: int
    of: int

    def __str__(self) -> str:
        return f"{self.count} of {self.of}"

    @property
    def always(self) -> bool:
        """True when it was so in every case."""
        return self.count == self.of


@attrs.frozen(kw_only=True)
class Interval:
    """How long after one inspection the next is due, and how far either side of that."""

    years: Fact[int]
    months_either_side: Fact[int]
    counted_from: Fact[str]


@attrs.frozen(kw_only=True)
class Route:
    """The kind of inspection that an overall grade leads to.

    `after` has Ofsted's numbers for the grades; `observed` says how often it was so, and `caveats`
    what must be known to rely on it.
    """

    after: tuple[int, ...]
    kind: Kind
    rule: Fact[str]
    observed: Fact[Tally]
    caveats: tuple[Fact[str], ...] = ()


@attrs.frozen(kw_only=True)
class VisitRule:
    """What is told of the visits that follow an inspection.

    `after` has Ofsted's numbers for the overall grades that it is told of, and is empty where it is
    told of every authority.
    """

    kinds: tuple[VisitKind, ...]
    rule: Fact[str]
    after: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class DeadlineRule:
    """Something that is due a number of working days after a report or letter is received.

    `after` is the kind of visit that it follows, or None where it follows an inspection; `condition`
    says when it is due at all; `since` is the first day of receipt on which it is known to apply.
    """

    name: str
    duty: Fact[str]
    working_days: Fact[int]
    after: VisitKind | None = None
    condition: str = ""
    since: Fact[dt.date] | None = None


@attrs.frozen(kw_only=True)
class Pause:
    """A time without routine inspections: its first day, and the day on which they came back."""

    first: Fact[dt.date]
    resumed: Fact[dt.date]

    @property
    def days(self) -> int:
        """How many days it lasted."""
        return (self.resumed.value - self.first.value).days


@attrs.frozen(kw_only=True)
class RouteChange:
    """Something that changed what comes next, for inspections from a day on.

    `after` has Ofsted's numbers for the overall grades that it touched, and is empty where it
    touched all.
    """

    on: Fact[dt.date]
    what: Fact[str]
    after: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Cycle:
    """What an edition's sources say about what comes after an inspection.

    `programme` is what was laid down for all authorities. A part without a source is empty or None,
    and `unsaid` may say more about why it is.
    """

    programme: tuple[Fact[str], ...] = ()
    interval: Interval | None = None
    routes: tuple[Route, ...] = ()
    visits: tuple[VisitRule, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    pauses: tuple[Pause, ...] = ()
    changes: tuple[RouteChange, ...] = ()
    unsaid: Mapping[CyclePart, str] = attrs.field(factory=dict[CyclePart, str])

    def why_unsaid(self, part: CyclePart) -> str:
        """Why `part` cannot be said."""
        return f"{part}: {self.unsaid.get(part, 'no source gives it')}"

    def facts(self) -> Iterator[tuple[str, Fact[object]]]:
        """Every fact of the cycle under a heading, each with its source."""
        for fact in self.programme:
            yield "programme", fact
        if its := self.interval:
            yield "years to the anniversary", its.years
            yield "months either side", its.months_either_side
            yield "counted from", its.counted_from
        for route in self.routes:
            yield "kind", route.rule
            yield "kind: how often it was so", route.observed
            for caveat in route.caveats:
                yield "kind: caveat", caveat
        for visit in self.visits:
            yield "visits", visit.rule
        for due in self.deadlines:
            yield "deadline", due.duty
            yield "deadline: working days", due.working_days
            if due.since:
                yield "deadline: since", due.since
        for pause in self.pauses:
            yield "pause from", pause.first
            yield "pause until", pause.resumed
        for change in self.changes:
            yield "change on", change.on
            yield "change", change.what
