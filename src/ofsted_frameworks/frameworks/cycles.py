"""The parts of a cycle: what comes after an inspection, and when."""

import datetime as dt
import math
from collections.abc import Iterator, Mapping

import attrs

from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.sources import Fact
from ofsted_frameworks.words import Word


class CyclePart(Word):
    """A part of a cycle that sources may give or leave open."""

    KIND = "kind", "the kind of the next inspection"
    WINDOW = "window", "when the next inspection is due"
    VISITS = "visits", "the visits in between"
    MONITORING = "monitoring", "the monitoring after an inadequate judgement"
    DEADLINES = "deadlines", "what is due after the report, and when"


@attrs.frozen
class Tally:
    """A count of how often something held in published data.

    >>> print(Tally(52, 59))
    52 of 59
    """

    count: int
    of: int

    def __str__(self) -> str:
        return f"{self.count} of {self.of}"

    @property
    def always(self) -> bool:
        """Return True if it held in every case."""
        return self.count == self.of


@attrs.frozen(kw_only=True)
class Interval:
    """The time until the next inspection is due, and how much earlier or later it may begin.

    `after` gives Ofsted's numbers for the overall grades that the source covers, and `programme` what a
    source says about the cycle as a whole.
    """

    after: tuple[int, ...]
    programme: Fact[str]
    years: Fact[int]
    months_either_side: Fact[int]
    counted_from: Fact[str]


@attrs.frozen(kw_only=True)
class Spread:
    """The weeks from one inspection to the next, across a number of real pairs.

    `lower` and `upper` are the quartiles: half of the pairs lie between them.

    >>> print(Spread(number=30, least=150, lower=171.25, median=177, upper=183.75, most=200))
    half of 30 began 171 to 184 weeks later (3.3 to 3.5 years; median 3.39), and all of them 150 to 200 weeks later
    """

    number: int
    least: float
    lower: float
    median: float
    upper: float
    most: float

    def __str__(self) -> str:
        lower, upper = math.floor(self.lower), math.ceil(self.upper)
        years = (
            f"{_years(lower):.1f} to {_years(upper):.1f} years; median {_years(self.median):.2f}"
        )
        return (
            f"half of {self.number} began {lower} to {upper} weeks later ({years}), and all of "
            f"them {self.least:.0f} to {self.most:.0f} weeks later"
        )


def _years(weeks: float) -> float:
    return weeks * 7 / 365.25


@attrs.frozen(kw_only=True)
class Observed:
    """The weeks that passed between an inspection with a given overall grade and the next one.

    `after` gives Ofsted's numbers for the grades.
    """

    after: tuple[int, ...]
    spread: Fact[Spread]


@attrs.frozen(kw_only=True)
class Route:
    """The kind of inspection that an overall grade leads to.

    `after` gives Ofsted's numbers for the grades. `observed` counts how often that happened, and
    `by_weaker` gives the same count by the number of judgements below good.
    """

    after: tuple[int, ...]
    kind: Kind
    rule: Fact[str]
    observed: Fact[Tally]
    by_weaker: Mapping[int, Fact[Tally]] = attrs.field(factory=dict[int, Fact[Tally]], hash=False)


@attrs.frozen(kw_only=True)
class VisitRule:
    """The rule that a source gives for the visits that follow an inspection.

    `after` gives Ofsted's numbers for the overall grades that the source covers. It is empty if the
    source covers every authority. `observed` gives counts from published data.
    """

    kinds: tuple[VisitKind, ...]
    rule: Fact[str]
    after: tuple[int, ...] = ()
    observed: tuple[Fact[str], ...] = ()


@attrs.frozen(kw_only=True)
class DeadlineRule:
    """A duty that falls due a number of working days after a report or letter is received.

    `after` is the kind of visit that it follows, or None if it follows an inspection. `condition` says
    when it applies. `since` and `until` are the first and last days of receipt for which it is known to
    apply. `counting` says what counts as a working day.
    """

    name: str
    duty: Fact[str]
    working_days: Fact[int]
    counting: Fact[str]
    after: VisitKind | None = None
    condition: str = ""
    since: Fact[dt.date] | None = None
    until: Fact[dt.date] | None = None

    def applies_on(self, received: dt.date) -> bool:
        """Return whether the rule is known to apply to a report or letter received on a day."""
        begun = self.since is None or self.since.value <= received
        return begun and (self.until is None or received <= self.until.value)


@attrs.frozen(kw_only=True)
class Pause:
    """A period without routine inspections: its first day, and the day on which inspections resumed."""

    first: Fact[dt.date]
    resumed: Fact[dt.date]

    @property
    def days(self) -> int:
        """The number of days that the pause lasted."""
        return (self.resumed.value - self.first.value).days


@attrs.frozen(kw_only=True)
class RouteChange:
    """A change in what comes next, for inspections from a given day onwards.

    `after` gives Ofsted's numbers for the overall grades that it affected. It is empty if it affected them all.
    """

    on: Fact[dt.date]
    what: Fact[str]
    after: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Cycle:
    """The cycle of an edition: what its sources say about what comes after an inspection.

    `programme` is what was planned for all authorities, `observed` how long after each grade the next
    inspection really came, and `starts` the day of the week on which inspections begin. A part without a
    source is empty or None, and `unsaid` may say why.
    """

    programme: tuple[Fact[str], ...] = ()
    interval: Interval | None = None
    observed: tuple[Observed, ...] = ()
    starts: Fact[str] | None = None
    routes: tuple[Route, ...] = ()
    visits: tuple[VisitRule, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    pauses: tuple[Pause, ...] = ()
    changes: tuple[RouteChange, ...] = ()
    unsaid: Mapping[CyclePart, str] = attrs.field(factory=dict[CyclePart, str])

    def why_unsaid(self, part: CyclePart) -> str:
        """Return why a part of the cycle is not given."""
        return f"{part}: {self.unsaid.get(part, 'no source gives it')}"

    def facts(self) -> Iterator[tuple[str, Fact[object]]]:
        """Yield every fact of the cycle with a heading."""
        for fact in self.programme:
            yield "programme", fact
        if interval := self.interval:
            yield "programme", interval.programme
            yield "years to the anniversary", interval.years
            yield "months either side", interval.months_either_side
            yield "counted from", interval.counted_from
        for seen in self.observed:
            yield "observed", seen.spread
        if self.starts:
            yield "first day on site", self.starts
        for route in self.routes:
            yield "kind", route.rule
            yield "kind: how often it held", route.observed
            for tally in route.by_weaker.values():
                yield "kind: how often it held", tally
        for visit in self.visits:
            yield "visits", visit.rule
            for counted in visit.observed:
                yield "visits: observed", counted
        for due in self.deadlines:
            yield "deadline", due.duty
            yield "deadline: working days", due.working_days
            if due.since:
                yield "deadline: since", due.since
            if due.until:
                yield "deadline: until", due.until
            yield "deadline: counting", due.counting
        for pause in self.pauses:
            yield "pause from", pause.first
            yield "pause until", pause.resumed
        for change in self.changes:
            yield "change on", change.on
            yield "change", change.what
