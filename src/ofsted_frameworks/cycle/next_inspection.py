"""The next inspection: its kind, when it is due, and the rules that say so."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.cycle.known import History, Standing, cite, find_standing
from ofsted_frameworks.cycle.windows import Weeks, Window, weeks_after, window_after
from ofsted_frameworks.frameworks.cycles import (
    CyclePart,
    Observed,
    Pause,
    Route,
    RouteChange,
    Spread,
    Tally,
)
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.schedule import Role
from ofsted_frameworks.sources import Fact, Provenance, Source
from ofsted_frameworks.tables import Notes, Printable, Table

_MOVED = Source("ofsted-frameworks, moving a window by the length of a pause", Provenance.OURS)


@attrs.frozen(kw_only=True)
class NextInspection(Printable):
    """The next inspection after a given one: its kind, when it is due, and the rules that say so.

    If `kind` or `window` has no answer, it is None, and `cannot_say` gives the reason. `window` is as the
    source writes it; `moved_window` is that window moved by the length of a pause, which is our reading.
    `observed` says how long it has actually taken for the next inspection to follow the same grade, and
    `weeks` gives the weeks in which half would begin. `overdue` says whether `as_at` is after the window as
    written. It is None if there is no day or no window. It is also None if the data does not reach that far,
    and `why_not_overdue` then gives the reason.
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
        """The answer in one line, such as "a short inspection, 29 October 2021 to 29 October 2022"."""
        if self.kind is None and self.window is None:
            return "no kind or date can be given"
        kind = f"a {self.kind}" if self.kind else "an inspection of unknown kind"
        when = str(self.window) if self.window else "date unknown"
        return f"{kind}, {when}"

    def table(self) -> Table:
        """Return the answer as a table, with a row for each rule, count, caveat and gap."""
        notes = Notes()
        rows = [["rule", f"{rule}{cite(notes, rule.source)}"] for rule in self.rules]
        if self.observed:
            rows.append(["observed", f"{self.observed}{cite(notes, self.observed.source)}"])
        rows += [["caveat", f"{caveat}{cite(notes, caveat.source)}"] for caveat in self.caveats]
        rows += [["no answer", reason] for reason in self.cannot_say]
        lines = (textwrap.fill(line, 80, subsequent_indent="  ") for line in self._headlines())
        return Table(["Type", "Details"], rows, "\n".join(lines), notes.listed())

    def _headlines(self) -> Iterator[str]:
        yield f"After {self.inspection}" + (f": {self.grade}" if self.grade else "")
        yield f"Next: {self.in_words}"
        if self.window:
            yield f"Anniversary: {in_words(self.window.anniversary)}"
        if self.moved_window:
            yield f"Moved for the pause (our reading): {self.moved_window}"
        if self.weeks:
            yield f"Going by past intervals, half would begin in {self.weeks}"
        if self.as_at and self.window:
            yield f"As at {in_words(self.as_at)}: {self._overdue_in_words()}"
        yield known_to_in_words(self.known_to)

    def _overdue_in_words(self) -> str:
        if self.overdue is None:
            return f"not known whether it is overdue: {self.why_not_overdue}"
        if not self.overdue:
            return "not overdue"
        moved = {None: "", True: " and as moved", False: ", but not as moved"}
        return f"overdue by the window as written{moved[self.overdue_when_moved]}"


def next_inspection(
    history: History,
    *,
    as_at: dt.date | str | None = None,
    known_to: dt.date | str | None = None,
) -> NextInspection:
    """Return the next inspection after one, or after the latest in a history, under its edition's cycle.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> print(next_inspection(hampshire[2]).in_words)
    a short inspection, 29 October 2021 to 29 October 2022

    Args:
        history: One inspection, a `Trajectory`, or one authority's inspections and visits. The answer starts
            from the latest inspection that had begun by `as_at`.
        as_at: The day to answer for. Only grades, rules and counts that had been published by then are used.
        known_to: The day the data reaches to, by default that of the trajectory. After that day, and after
            the next inspection in the history, nothing is called overdue.

    Raises:
        InvalidHistory: If no inspection had begun by `as_at`, or the history covers several authorities.
        TypeError: If something in the history is neither an inspection nor a visit.
    """
    standing = find_standing(history, as_at, known_to)
    if end := _end_of_authority(standing):
        return _no_inspection_after(standing, end)
    route, no_kind = route_of(standing)
    window, no_window = _window(standing)
    pauses = _pauses(standing, window)
    over = [pause for pause in pauses if standing.knows(pause.resumed)]
    moved = window.moved_by(sum(pause.days for pause in over)) if window and over else None
    observed = _observed(standing)
    start = standing.inspection.start
    overdue = _is_overdue(window, standing)
    unknown = window and standing.as_at and overdue is None
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
        overdue=overdue,
        overdue_when_moved=_is_overdue(moved, standing),
        why_not_overdue=standing.why_not_known() if unknown else "",
    )


def _is_overdue(window: Window | None, standing: Standing) -> bool | None:
    if window is None or standing.as_at is None:
        return None
    late = standing.as_at > window.latest
    return None if late and standing.why_not_known() else late


def route_of(standing: Standing) -> tuple[Route | None, str]:
    """Return the route that follows from the overall grade, or the reason why there is none."""
    routes = [each for each in standing.cycle.routes if standing.knows(each.rule)]
    if not routes:
        return None, standing.why_unsaid(CyclePart.KIND)
    if not standing.number:
        return None, f"{CyclePart.KIND}: {standing.why_no_grade()}"
    found = next((route for route in routes if standing.number in route.after), None)
    return found, "" if found else standing.why_unsaid(CyclePart.KIND)


def _end_of_authority(standing: Standing) -> Fact[dt.date] | None:
    """Return the first day after an authority's abolition, unless it existed on the day asked about."""
    known = known_authority(standing.inspection.authority)
    if known is None or known.existed_until is None:
        return None
    if known.exists_on(standing.as_at or dt.date.max):
        return None
    return Fact(known.existed_until + dt.timedelta(days=1), known.order or known.source)


def _no_inspection_after(standing: Standing, end: Fact[dt.date]) -> NextInspection:
    name = standing.inspection.authority.name
    gone = f"{name} has not been a local authority since {in_words(end.value)}"
    return NextInspection(
        inspection=standing.inspection,
        grade=standing.grade,
        as_at=standing.as_at,
        known_to=standing.known_to,
        caveats=(Fact(gone, end.source, end.note),),
        cannot_say=tuple(
            f"{part}: no inspection follows" for part in (CyclePart.KIND, CyclePart.WINDOW)
        ),
    )


def _window(standing: Standing) -> tuple[Window | None, str]:
    interval, start = standing.cycle.interval, standing.inspection.start
    if interval is None or not standing.knows(interval.years):
        return None, standing.why_unsaid(CyclePart.WINDOW)
    if not standing.number:
        return None, f"{CyclePart.WINDOW}: {standing.why_no_grade()}"
    if standing.number not in interval.after:
        return None, standing.why_unsaid(CyclePart.WINDOW)
    if start is None:
        return None, f"{CyclePart.WINDOW}: the first day on site is not recorded"
    window = window_after(start, interval)
    return window, "" if window else f"{CyclePart.WINDOW}: after the year 9999"


def _observed(standing: Standing) -> Observed | None:
    """Return what was counted after the grade, if the inspection began after every pause."""
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
            yield _share_of_cases(route.observed)
    if window and (interval := cycle.interval):
        years, either_side, day = (
            interval.years,
            interval.months_either_side,
            interval.counted_from,
        )
        yield interval.programme
        yield Fact(f"{years.value} years after the previous inspection", years.source)
        yield Fact(
            f"from {either_side.value} months before that to {either_side.value} months after",
            either_side.source,
            either_side.note,
        )
        yield Fact(f"counted from {day.value}", day.source)
    if cycle.starts:
        yield cycle.starts


def _caveats(
    standing: Standing, route: Route | None, window: Window | None, pauses: Iterable[Pause]
) -> Iterator[Fact[str]]:
    if route and not route.observed.value.always:
        yield from standing.known(_how_often(standing.inspection, route))
    for pause in pauses:
        yield from _explain_pause(pause, standing)
    for change in standing.cycle.changes:
        if standing.knows(change.what) and _affects(change, standing, window):
            day = in_words(change.on.value) + (f" ({change.on.note})" if change.on.note else "")
            yield attrs.evolve(change.what, value=f"from {day}: {change.what.value}")


def _how_often(inspection: AnyInspection, route: Route) -> Iterator[Fact[str]]:
    """Yield how often this kind followed, overall and by the number of judgements below good."""
    yield _share_of_cases(route.observed, "usual, not certain: ")
    judged = [
        grade
        for area, grade in inspection.judgements.items()
        if area.role is not Role.OVERALL and isinstance(grade, Grade)
    ]
    weaker = sum(not grade.good_or_outstanding for grade in judged)
    for number, tally in route.by_weaker.items():
        if number == weaker or not judged:
            yield _share_of_cases(tally)


def _share_of_cases(tally: Fact[Tally], words: str = "") -> Fact[str]:
    return Fact(f"{words}this happened in {tally.value} cases", tally.source, tally.note)


def _explain_pause(pause: Pause, standing: Standing) -> Iterator[Fact[str]]:
    yield Fact(f"{pause.first.note} on {in_words(pause.first.value)}", pause.first.source)
    if not standing.knows(pause.resumed):
        return
    yield Fact(
        f"{in_words(pause.resumed.value)}: {pause.resumed.note}, {pause.days} days on",
        pause.resumed.source,
    )
    yield Fact(
        "no source says how a pause moves a window written before it; the moved window here is the window "
        "as written plus the length of the pause",
        _MOVED,
    )


def _pauses(standing: Standing, window: Window | None) -> list[Pause]:
    """Return the pauses after the inspection, within its window and by the day asked about."""
    began = standing.inspection.start
    if window is None or began is None:
        return []
    until = min(window.latest, standing.as_at or window.latest)
    return [each for each in standing.cycle.pauses if began < each.first.value <= until]


def _affects(change: RouteChange, standing: Standing, window: Window | None) -> bool:
    began = standing.inspection.start
    concerned = not change.after or standing.number in change.after
    in_time = window is None or change.on.value <= window.latest
    return concerned and began is not None and began < change.on.value and in_time
