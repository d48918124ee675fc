"""What inspection comes next, of what kind, when, and by which rule."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.cycle.known import History, Standing, cite, stand
from ofsted_frameworks.cycle.windows import Weeks, Window, weeks_after, window_after
from ofsted_frameworks.frameworks.cycles import (
    CyclePart,
    Observed,
    Pause,
    Route,
    RouteChange,
    Spread,
)
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.schedule import Role
from ofsted_frameworks.sources import Fact, Provenance, Source
from ofsted_frameworks.tables import Notes, Table

_MOVED = Source("ofsted-frameworks, moving a window by the length of a pause", Provenance.OURS)


@attrs.frozen(kw_only=True)
class NextInspection:
    """What comes after an inspection: its kind, its window, and the rules that say so.

    `kind` and `window` are None where they cannot be said, and `cannot_say` has why. `window` is as the
    source writes it; `moved_window` is the same moved by the length of a pause, which is our reading.
    `observed` has how long after the same grade the next inspection really came, and `weeks` the weeks in
    which half of them would begin. `overdue` is True if `as_at` is past the window as written and the data
    reaches that far, and None where that cannot be said; then `why_not_overdue` says why.
    """

    inspection: AnyInspection
    grade: Grade | NotJudged | None = None
    as_at: dt.date | None = None
    known_to: dt.date | None = None
    followed_on: dt.date | None = None
    kind: Kind | None = None
    window: Window | None = None
    moved_window: Window | None = None
    observed: Fact[Spread] | None = None
    weeks: Weeks | None = None
    rules: tuple[Fact[str], ...] = ()
    caveats: tuple[Fact[str], ...] = ()
    cannot_say: tuple[str, ...] = ()
    overdue: bool | None = None
    overdue_when_moved: bool | None = None
    why_not_overdue: str = ""

    @property
    def in_words(self) -> str:
        """The answer in one line, as in "a short inspection, 29 October 2021 to 29 October 2022"."""
        if self.kind is None and self.window is None:
            return "neither what nor when can be said"
        kind = f"a {self.kind}" if self.kind else "of a kind that cannot be said"
        when = str(self.window) if self.window else "at a time that cannot be said"
        return f"{kind}, {when}"

    def table(self) -> Table:
        """Return the answer with a row for each rule, caveat and part that cannot be said."""
        notes = Notes()
        rows = [["rule", f"{rule}{cite(notes, rule.source)}"] for rule in self.rules]
        if self.observed:
            rows.append(["observed", f"{self.observed}{cite(notes, self.observed.source)}"])
        rows += [["caveat", f"{caveat}{cite(notes, caveat.source)}"] for caveat in self.caveats]
        rows += [["cannot be said", reason] for reason in self.cannot_say]
        lines = (textwrap.fill(line, 80, subsequent_indent="  ") for line in self._headlines())
        return Table(["", "What is said"], rows, "\n".join(lines), notes.listed())

    def _headlines(self) -> Iterator[str]:
        yield f"After {self.inspection}" + (f": {self.grade}" if self.grade else "")
        yield f"Next: {self.in_words}"
        if self.window:
            yield f"Anniversary: {in_words(self.window.anniversary)}"
        if self.moved_window:
            yield f"Moved by the pause (our reckoning): {self.moved_window}"
        if self.weeks:
            yield f"Observed: half would begin in {self.weeks}"
        if self.as_at and self.window:
            yield f"As at {in_words(self.as_at)}: {self._standing()}"
        yield known_to_in_words(self.known_to)

    def _standing(self) -> str:
        if self.overdue is None:
            return f"whether it is overdue is not known: {self.why_not_overdue}"
        if not self.overdue:
            return "not overdue"
        moved = {None: "", True: ", and by the moved one", False: ", not by the moved one"}
        return f"overdue by the window as written{moved[self.overdue_when_moved]}"

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


def next_inspection(
    history: History,
    *,
    as_at: dt.date | str | None = None,
    known_to: dt.date | str | None = None,
) -> NextInspection:
    """Return what comes after an inspection, or after the latest of a history, by its edition's cycle.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> print(next_inspection(hampshire[2]).in_words)
    a short inspection, 29 October 2021 to 29 October 2022

    Args:
        history: One inspection, a `Trajectory`, or the inspections and visits of one authority. The latest
            inspection that had begun on or before `as_at` counts.
        as_at: The day to answer for. Only what had been published by then is used: grades, rules, counts.
        known_to: The day up to which the data is known; by default that of the trajectory. Beyond it, and
            beyond the next inspection that the history has, nothing is called overdue.

    Raises:
        InvalidHistory: If no inspection had begun by `as_at`, or a history is of several authorities.
        TypeError: If something in the history is neither an inspection nor a visit.
    """
    standing = stand(history, as_at, known_to)
    if end := _end(standing):
        return _nothing_after(standing, end)
    route, no_kind = route_of(standing)
    window, no_window = _window(standing)
    pauses = _pauses(standing, window)
    over = [pause for pause in pauses if standing.knows(pause.resumed)]
    moved = window.moved_by(sum(pause.days for pause in over)) if window and over else None
    observed = _observed(standing)
    start = standing.inspection.start
    return NextInspection(
        inspection=standing.inspection,
        grade=standing.grade,
        as_at=standing.as_at,
        known_to=standing.known_to,
        followed_on=standing.followed_on,
        kind=route.kind if route else None,
        window=window,
        moved_window=moved,
        observed=observed.spread if observed else None,
        weeks=weeks_after(start, observed.spread.value) if observed and start else None,
        rules=tuple(standing.known(_rules(standing, route, window))),
        caveats=tuple(_caveats(standing, route, moved or window, pauses)),
        cannot_say=tuple(reason for reason in (no_kind, no_window) if reason),
        overdue=_past(window, standing),
        overdue_when_moved=_past(moved, standing),
        why_not_overdue=standing.beyond() if _late(window, standing) else "",
    )


def _late(window: Window | None, standing: Standing) -> bool:
    return bool(window and standing.as_at and standing.as_at > window.latest)


def _past(window: Window | None, standing: Standing) -> bool | None:
    if window is None or standing.as_at is None:
        return None
    late = _late(window, standing)
    return None if late and standing.beyond() else late


def route_of(standing: Standing) -> tuple[Route | None, str]:
    """Return the route that the overall grade takes by its edition's cycle, or why there is none."""
    routes = [each for each in standing.cycle.routes if standing.knows(each.rule)]
    if not routes:
        return None, standing.why_unsaid(CyclePart.KIND)
    if not standing.number:
        return None, f"{CyclePart.KIND}: {standing.no_grade()}"
    found = next((route for route in routes if standing.number in route.after), None)
    return found, "" if found else standing.why_unsaid(CyclePart.KIND)


def _end(standing: Standing) -> Fact[dt.date] | None:
    """The first day without the authority, where it is known and not after the day asked about."""
    known = known_authority(standing.inspection.authority)
    if known is None or known.existed_until is None:
        return None
    if known.exists_on(standing.as_at or dt.date.max):
        return None
    return Fact(known.existed_until + dt.timedelta(days=1), known.order or known.source)


def _nothing_after(standing: Standing, end: Fact[dt.date]) -> NextInspection:
    name = standing.inspection.authority.name
    gone = f"{name} has not been a local authority since {in_words(end.value)}"
    return NextInspection(
        inspection=standing.inspection,
        grade=standing.grade,
        as_at=standing.as_at,
        known_to=standing.known_to,
        caveats=(Fact(gone, end.source, end.note),),
        cannot_say=tuple(f"{part}: there is none" for part in (CyclePart.KIND, CyclePart.WINDOW)),
    )


def _window(standing: Standing) -> tuple[Window | None, str]:
    interval, start = standing.cycle.interval, standing.inspection.start
    if interval is None or not standing.knows(interval.years):
        return None, standing.why_unsaid(CyclePart.WINDOW)
    if not standing.number:
        return None, f"{CyclePart.WINDOW}: {standing.no_grade()}"
    if standing.number not in interval.after:
        return None, standing.why_unsaid(CyclePart.WINDOW)
    if start is None:
        return None, f"{CyclePart.WINDOW}: the first day on site is not recorded"
    window = window_after(start, interval)
    return window, "" if window else f"{CyclePart.WINDOW}: it lies beyond the calendar"


def _observed(standing: Standing) -> Observed | None:
    """What was counted after the grade, for an inspection that no pause came after."""
    start = standing.inspection.start
    paused = any(start is None or start < each.resumed.value for each in standing.cycle.pauses)
    seen = () if paused else standing.cycle.observed
    return next(
        (each for each in seen if standing.number in each.after and standing.knows(each.spread)),
        None,
    )


def _rules(standing: Standing, route: Route | None, window: Window | None) -> Iterator[Fact[str]]:
    cycle = standing.cycle
    yield from cycle.programme
    if route:
        yield route.rule
        if route.observed.value.always:
            yield _so_it_was(route.observed, "so it was in")
    if window and (its := cycle.interval):
        yield its.programme
        yield Fact(f"{its.years.value} years after the previous inspection", its.years.source)
        yield Fact(
            f"from {its.months_either_side.value} months before to as many after",
            its.months_either_side.source,
            its.months_either_side.note,
        )
        yield Fact(f"counted from {its.counted_from.value}", its.counted_from.source)
    if cycle.starts:
        yield cycle.starts


def _caveats(
    standing: Standing, route: Route | None, window: Window | None, pauses: Iterable[Pause]
) -> Iterator[Fact[str]]:
    if route and not route.observed.value.always:
        yield from standing.known(_how_often(standing.inspection, route))
    for pause in pauses:
        yield from _paused(pause, standing)
    for change in standing.cycle.changes:
        if standing.knows(change.what) and _comes_between(change, standing, window):
            yield attrs.evolve(change.what, value=f"from {_day(change.on)}: {change.what.value}")


def _how_often(inspection: AnyInspection, route: Route) -> Iterator[Fact[str]]:
    """How often the kind was so, by the number of judgements below good where they are recorded."""
    yield _so_it_was(route.observed, "usual, not certain: so it was in")
    judged = [
        grade
        for area, grade in inspection.judgements.items()
        if area.role is not Role.OVERALL and isinstance(grade, Grade)
    ]
    weaker = sum(not grade.good_or_outstanding for grade in judged)
    for number, tally in route.by_weaker.items():
        if number == weaker or not judged:
            yield _so_it_was(tally, "so it was in")


def _so_it_was(tally: Fact[object], words: str) -> Fact[str]:
    return Fact(f"{words} {tally.value} cases", tally.source, tally.note)


def _paused(pause: Pause, standing: Standing) -> Iterator[Fact[str]]:
    yield Fact(f"{pause.first.note} on {in_words(pause.first.value)}", pause.first.source)
    if not standing.knows(pause.resumed):
        return
    yield Fact(
        f"{in_words(pause.resumed.value)}: {pause.resumed.note}, {pause.days} days on",
        pause.resumed.source,
    )
    yield Fact(
        "no source says how a window written before a pause moves; the moved window here is the window "
        "as written, as many days later",
        _MOVED,
    )


def _pauses(standing: Standing, window: Window | None) -> list[Pause]:
    """The pauses that began between the inspection and the end of its window, known by the day."""
    began = standing.inspection.start
    if window is None or began is None:
        return []
    until = min(window.latest, standing.as_at or window.latest)
    return [each for each in standing.cycle.pauses if began < each.first.value <= until]


def _day(fact: Fact[dt.date]) -> str:
    return f"{in_words(fact.value)} ({fact.note})" if fact.note else in_words(fact.value)


def _comes_between(change: RouteChange, standing: Standing, window: Window | None) -> bool:
    began = standing.inspection.start
    touched = not change.after or standing.number in change.after
    in_time = window is None or change.on.value <= window.latest
    return touched and began is not None and began < change.on.value and in_time
