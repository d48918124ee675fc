"""What inspection comes next, of what kind, when, and by which rule."""

import calendar
import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ofsted_frameworks.arguments import check_day, each_given
from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.cycle.footnotes import Footnotes, plain_fact
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.cycles import CyclePart, Interval, Pause, Route, RouteChange
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Role
from ofsted_frameworks.sources import Fact, Provenance, Source
from ofsted_frameworks.tables import Table

History = AnyInspection | Iterable[AnyInspection | Visit]
"""One inspection, a `Trajectory`, or the inspections and visits of one authority in any order."""

_MOVED = Source("ofsted-frameworks, moving a window by the length of a pause", Provenance.OURS)


@attrs.frozen(kw_only=True)
class Window:
    """The days between which an inspection is due, both included, and the anniversary amid them."""

    earliest: dt.date
    anniversary: dt.date
    latest: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.earliest <= day <= self.latest

    def __str__(self) -> str:
        return f"{in_words(self.earliest)} to {in_words(self.latest)}"

    def moved_by(self, days: int) -> "Window":
        """The window as many days later."""
        by = dt.timedelta(days=days)
        return Window(
            earliest=self.earliest + by, anniversary=self.anniversary + by, latest=self.latest + by
        )


def window_after(start: dt.date, interval: Interval) -> Window:
    """The window that an interval gives for an inspection that began on `start`.

    Years and months are counted by the calendar: to the same day of the month, or to its last day
    where the month is shorter.

    >>> import datetime as dt
    >>> from ofsted_frameworks import get_edition
    >>> print(window_after(dt.date(2020, 8, 31), get_edition("ilacs-2018").cycle.interval))
    28 February 2023 to 29 February 2024
    """
    anniversary = add_months(start, 12 * interval.years.value)
    either_side = interval.months_either_side.value
    return Window(
        earliest=add_months(anniversary, -either_side),
        anniversary=anniversary,
        latest=add_months(anniversary, either_side),
    )


def cycle_table(its: Edition) -> Table:
    """What an edition's sources say of its cycle, part by part, and what they leave unsaid."""
    notes = Footnotes()
    rows = [[heading, _in_words(fact, notes)] for heading, fact in its.cycle.facts()]
    rows += [["cannot be said", its.cycle.why_unsaid(part)] for part in its.cycle.unsaid]
    return Table(["", "What is said"], rows, f"The cycle of {its}", notes.listed())


def _in_words(fact: Fact[object], notes: Footnotes) -> str:
    value = fact.value
    return notes.told(
        attrs.evolve(fact, value=in_words(value)) if isinstance(value, dt.date) else fact
    )


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month some months later, or its last day where the month is shorter.

    >>> import datetime as dt
    >>> add_months(dt.date(2024, 8, 31), -6), add_months(dt.date(2024, 2, 29), 36)
    (datetime.date(2024, 2, 29), datetime.date(2027, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


@attrs.frozen(kw_only=True)
class NextInspection:
    """What comes after an inspection: its kind, its window, and the rules that say so.

    `kind` and `window` are None where they cannot be said, and `cannot_say` has why. `moved_window` is
    the window moved by the length of a pause that began before it ended: ours, not Ofsted's.
    `overdue` tells whether `as_at` is past the window as written; it is None without `as_at` or
    without a window.
    """

    inspection: AnyInspection
    as_at: dt.date | None = None
    kind: Kind | None = None
    window: Window | None = None
    moved_window: Window | None = None
    rules: tuple[Fact[str], ...] = ()
    caveats: tuple[Fact[str], ...] = ()
    cannot_say: tuple[str, ...] = ()

    @property
    def overdue(self) -> bool | None:
        """True when `as_at` is past the window as written."""
        return _past(self.window, self.as_at)

    @property
    def overdue_when_moved(self) -> bool | None:
        """True when `as_at` is past the window as moved by a pause, None where none moved it."""
        return _past(self.moved_window, self.as_at)

    @property
    def in_words(self) -> str:
        """The answer in one line, as in "a short inspection, 29 October 2021 to 29 October 2022"."""
        if self.kind is None and self.window is None:
            return "neither what nor when can be said"
        kind = f"a {self.kind}" if self.kind else "of a kind that cannot be said"
        when = str(self.window) if self.window else "at a time that cannot be said"
        return f"{kind}, {when}"

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data: strings, booleans and lists."""
        return {
            "authority": self.inspection.authority.name,
            "after": str(self.inspection),
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "kind": self.kind.value if self.kind else None,
            "window": _plain_window(self.window),
            "moved_window": _plain_window(self.moved_window),
            "overdue": self.overdue,
            "overdue_when_moved": self.overdue_when_moved,
            "rules": [plain_fact(rule) for rule in self.rules],
            "caveats": [plain_fact(caveat) for caveat in self.caveats],
            "cannot_say": list(self.cannot_say),
        }

    def table(self) -> Table:
        """The answer as a caption, with a row for each rule, caveat and part that cannot be said."""
        notes = Footnotes()
        rows = [["rule", notes.told(rule)] for rule in self.rules]
        rows += [["caveat", notes.told(caveat)] for caveat in self.caveats]
        rows += [["cannot be said", reason] for reason in self.cannot_say]
        caption = "\n".join(
            textwrap.fill(line, 80, subsequent_indent="  ") for line in self._headlines()
        )
        return Table(["", "What is said"], rows, caption, notes.listed())

    def _headlines(self) -> Iterator[str]:
        grade = overall_grade(self.inspection)
        yield f"After {self.inspection}" + (f": {grade}" if grade else "")
        yield f"Next: {self.in_words}"
        if self.window:
            yield f"Anniversary: {in_words(self.window.anniversary)}"
        if self.moved_window:
            yield f"Moved by the pause (our reckoning): {self.moved_window}"
        if self.as_at and self.overdue is not None:
            yield f"As at {in_words(self.as_at)}: {self._standing()}"

    def _standing(self) -> str:
        if not self.overdue:
            return "not overdue"
        moved = {None: "", True: ", and by the moved one", False: ", not by the moved one"}
        return f"overdue by the window as written{moved[self.overdue_when_moved]}"

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


def next_inspection(history: History, *, as_at: dt.date | None = None) -> NextInspection:
    """What comes after an inspection, or after the latest of a history, by its edition's cycle.

    Of a history, the latest inspection that began on or before `as_at` counts. Of a single inspection
    nothing is known of what came later, so it may be called overdue although the next has long been.
    An authority that was abolished has no next inspection, unless `as_at` is before its end.

    >>> from ofsted_frameworks import datasets
    >>> hampshire = datasets.hampshire()
    >>> print(next_inspection(hampshire[2]).in_words)
    a short inspection, 29 October 2021 to 29 October 2022

    Raises `InvalidHistory` when no inspection began by `as_at`, or when a history is of several
    authorities, and `TypeError` for what is no inspection or visit.
    """
    inspection, _ = latest(history, as_at)
    if end := _end(inspection, as_at):
        return _nothing_after(inspection, as_at, end)
    route, no_kind = route_of(inspection)
    window, no_window = _window(inspection)
    pauses = _pauses(inspection, window)
    moved = window.moved_by(sum(p.days for p in pauses)) if window and pauses else None
    return NextInspection(
        inspection=inspection,
        as_at=as_at,
        kind=route.kind if route else None,
        window=window,
        moved_window=moved,
        rules=tuple(_rules(inspection, route, window)),
        caveats=tuple(_caveats(inspection, route, moved or window, pauses)),
        cannot_say=tuple(reason for reason in (no_kind, no_window) if reason),
    )


def _end(inspection: AnyInspection, as_at: dt.date | None) -> Fact[dt.date] | None:
    """The first day without the authority, where it is known and not after `as_at`."""
    known = known_authority(inspection.authority)
    if known is None or known.existed_until is None or known.exists_on(as_at or dt.date.max):
        return None
    return Fact(known.existed_until + dt.timedelta(days=1), known.order or known.source)


def _nothing_after(
    inspection: AnyInspection, as_at: dt.date | None, end: Fact[dt.date]
) -> NextInspection:
    gone = f"{inspection.authority.name} has not been a local authority since {in_words(end.value)}"
    return NextInspection(
        inspection=inspection,
        as_at=as_at,
        caveats=(Fact(gone, end.source, end.note),),
        cannot_say=tuple(f"{part}: there is none" for part in (CyclePart.KIND, CyclePart.WINDOW)),
    )


def latest(
    history: History, as_at: dt.date | None = None
) -> tuple[AnyInspection, tuple[Visit, ...]]:
    """The latest inspection of a history as at a day, and the visits after it up to that day.

    Raises as `next_inspection` does.
    """
    check_day("as_at", as_at, or_none=True)
    if isinstance(history, Inspection):
        inspections: list[AnyInspection] = [history]
        visits: tuple[Visit, ...] = ()
    else:
        trajectory = history if isinstance(history, Trajectory) else _trajectory(history)
        inspections, visits = list(trajectory.inspections), trajectory.visits
    known = [each for each in inspections if _by(each.date, as_at)]
    if not known:
        first = inspections[0]
        raise InvalidHistory(f"no inspection had begun as at {as_at}: the first is {first}")
    found = known[-1]
    after = tuple(v for v in visits if _by(v.date, as_at) and _by(found.date, v.date))
    return found, after


def overall_grade(inspection: AnyInspection) -> Grade | NotJudged | None:
    """The overall grade of an inspection, None where it has none, or several, or none is recorded."""
    overall = [
        judged for area, judged in inspection.judgements.items() if area.role is Role.OVERALL
    ]
    return overall[0] if len(overall) == 1 else None


def route_of(inspection: AnyInspection) -> tuple[Route | None, str]:
    """The route that an inspection's overall grade takes by its edition's cycle, or why there is none."""
    cycle = inspection.edition.cycle
    if not cycle.routes:
        return None, cycle.why_unsaid(CyclePart.KIND)
    grade = overall_grade(inspection)
    if not isinstance(grade, Grade):
        absent = "not recorded" if grade is None else "not judged"
        return None, f"{CyclePart.KIND}: it rests on overall effectiveness, which is {absent}"
    for route in cycle.routes:
        if grade.number in route.after:
            return route, ""
    return None, cycle.why_unsaid(CyclePart.KIND)


def _trajectory(events: Iterable[AnyInspection | Visit]) -> Trajectory:
    known = list(each_given((Inspection, Visit), events, "a history", "inspections and visits"))
    return Trajectory(
        [event for event in known if isinstance(event, Inspection)],
        [event for event in known if isinstance(event, Visit)],
    )


def _by(day: dt.date | None, limit: dt.date | None) -> bool:
    return day is None or limit is None or day <= limit


def _past(window: Window | None, as_at: dt.date | None) -> bool | None:
    return as_at > window.latest if window and as_at else None


def _window(inspection: AnyInspection) -> tuple[Window | None, str]:
    interval = inspection.edition.cycle.interval
    if interval is None:
        return None, inspection.edition.cycle.why_unsaid(CyclePart.WINDOW)
    if inspection.start is None:
        return None, f"{CyclePart.WINDOW}: the first day on site is not recorded"
    return window_after(inspection.start, interval), ""


def _rules(
    inspection: AnyInspection, route: Route | None, window: Window | None
) -> Iterator[Fact[str]]:
    cycle = inspection.edition.cycle
    yield from cycle.programme
    if route:
        yield route.rule
        if route.observed.value.always:
            yield _observed(route, "so it was in")
    if window and (its := cycle.interval):
        yield Fact(f"{its.years.value} years after the previous inspection", its.years.source)
        yield Fact(
            f"from {its.months_either_side.value} months before to as many after",
            its.months_either_side.source,
            its.months_either_side.note,
        )
        yield Fact(f"counted from {its.counted_from.value}", its.counted_from.source)


def _caveats(
    inspection: AnyInspection, route: Route | None, window: Window | None, pauses: Iterable[Pause]
) -> Iterator[Fact[str]]:
    if route:
        if not route.observed.value.always:
            yield _observed(route, "usual, not certain: so it was in")
        yield from route.caveats
    for pause in pauses:
        yield from _paused(pause)
    for change in inspection.edition.cycle.changes:
        if window and _comes_between(change, inspection, window):
            yield Fact(
                f"from {_day(change.on)}: {change.what.value}",
                change.what.source,
                change.what.note,
            )


def _observed(route: Route, so: str) -> Fact[str]:
    observed = route.observed
    return Fact(f"{so} {observed.value} cases", observed.source, observed.note)


def _paused(pause: Pause) -> Iterator[Fact[str]]:
    yield Fact(f"{pause.first.note} on {in_words(pause.first.value)}", pause.first.source)
    yield Fact(
        f"{in_words(pause.resumed.value)}: {pause.resumed.note}, {pause.days} days on",
        pause.resumed.source,
    )
    yield Fact(
        "no source says how a window written before a pause moves; the moved window here is the window "
        "as written, as many days later",
        _MOVED,
    )


def _pauses(inspection: AnyInspection, window: Window | None) -> list[Pause]:
    began = inspection.start
    if window is None or began is None:
        return []
    pauses = inspection.edition.cycle.pauses
    return [pause for pause in pauses if began < pause.first.value <= window.latest]


def _day(fact: Fact[dt.date]) -> str:
    return f"{in_words(fact.value)} ({fact.note})" if fact.note else in_words(fact.value)


def _comes_between(change: RouteChange, inspection: AnyInspection, window: Window) -> bool:
    grade = overall_grade(inspection)
    touched = not change.after or (isinstance(grade, Grade) and grade.number in change.after)
    began = inspection.start
    return touched and began is not None and began < change.on.value <= window.latest


def _plain_window(window: Window | None) -> dict[str, str] | None:
    if window is None:
        return None
    return {name: day.isoformat() for name, day in attrs.asdict(window).items()}
