"""The sentence with which a page begins: what the picture and the tables come to."""

import datetime as dt
from collections.abc import Iterator

from ofsted_frameworks.authorities import known_authority
from ofsted_frameworks.comparison import Change, Comparison, Trajectory
from ofsted_frameworks.findings import MappingRefused, UnknownLabel
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.tallies import Distribution, Transitions
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import listed, plural


def of_trajectory(trajectory: Trajectory) -> str:
    """Return what the latest inspection found, and how that compares with the one before."""
    latest = trajectory[-1]
    kind = f", {latest.kind}" if latest.kind else ""
    when = f"its latest inspection ({latest.framework.name}{kind}, {latest.date_in_words})"
    if overall := _grade(latest, Theme.OVERALL):
        before = _before(trajectory, Theme.OVERALL)
        said = f"was graded {overall.label.lower()} overall at {when}{before}."
    else:
        said = f"got no overall grade at {when}."
    known = known_authority(latest.authority)
    gone = known.existed_until if known else None
    ended = [f"It existed until {in_words(gone)}."] if gone else []
    rest = [*_by_grade(latest), *_changed(trajectory), *ended]
    return " ".join([f"{latest.authority} {said}", *rest])


def _grade(inspection: AnyInspection, theme: Theme) -> Grade | None:
    judged = [
        grade for area, grade in inspection.judgements.items() if theme in area.themes and grade
    ]
    return judged[0] if len(judged) == 1 and isinstance(judged[0], Grade) else None


def _before(trajectory: Trajectory, theme: Theme) -> str:
    """How a theme's grade was at the inspection before, where the two can be compared."""
    if not trajectory.comparisons:
        return ""
    comparison = trajectory.comparisons[-1]
    earlier = _grade(comparison.before, theme)
    row = next((row for row in comparison if row.theme is theme), None)
    if not (row and earlier) or row.change is Change.NOT_COMPARABLE:
        return ""
    when = str(comparison.before.date)[:4]
    how = {Change.IMPROVED: "up from", Change.DECLINED: "down from", Change.UNCHANGED: "as in"}
    if row.change is Change.UNCHANGED:
        return f", as in {when}"
    return f", {how[row.change]} {earlier.label.lower()} in {when}"


def _by_grade(inspection: AnyInspection) -> Iterator[str]:
    """The other themes of an inspection, by grade."""
    graded: dict[Grade, list[str]] = {}
    for theme in Theme:
        if theme is not Theme.OVERALL and (grade := _grade(inspection, theme)):
            graded.setdefault(grade, []).append(theme.label.lower())
    for grade, names in graded.items():
        yield f"{grade.label}: {listed(names)}."


def _changed(trajectory: Trajectory) -> Iterator[str]:
    if trajectory.comparisons:
        yield of_comparison(trajectory.comparisons[-1])


def of_comparison(comparison: Comparison) -> str:
    """Return how many themes improved and declined from one inspection to another."""
    changes = [row.change for row in comparison]
    counted = [
        f"{changes.count(change)} {words}"
        for change, words in (
            (Change.IMPROVED, "improved"),
            (Change.DECLINED, "declined"),
            (Change.UNCHANGED, "stayed the same"),
            (Change.NOT_COMPARABLE, "cannot be compared"),
        )
        if change in changes
    ]
    days = f"From {_year(comparison.before.date)} to {_year(comparison.after.date)}"
    return f"{days}, of {plural(len(changes), 'theme')} {listed(counted)}." if counted else ""


def _year(day: dt.date | None) -> str:
    return str(day.year) if day else "an unknown year"


def of_latest(latest: Panel, when: str = "") -> str:
    """Return how many authorities have each overall grade at their latest inspection."""
    try:
        counted = latest.distribution(Theme.OVERALL)
    except (MappingRefused, UnknownLabel):
        return ""
    return of_distribution(counted, when) if counted.judged else ""


def of_distribution(counted: Distribution, when: str = "") -> str:
    """Return how many authorities have each grade, and the share that is good or outstanding."""
    each = [f"{n} {grade.label.lower()}" for grade, n in counted.counts.items()]
    share = counted.good_or_outstanding or 0
    begin = f"As at {when}, " if when else ""
    whose = plural(counted.judged, "authority has", "authorities have")
    return (
        f"{begin}{whose} an overall grade: {listed(each)}; {share:.0%} are good or outstanding."
        f"{_without(counted)}"
    )


def _without(counted: Distribution) -> str:
    """How many authorities have no such grade, and why; "" where each has one."""
    parts = {
        "got none at the latest inspection": counted.not_recorded,
        "not judged": counted.not_judged,
        "not yet inspected": counted.not_yet_inspected,
    }
    said = [f"{n} {words}" for words, n in parts.items() if n]
    return f" {listed(said)[0].upper()}{listed(said)[1:]}." if said else ""


def of_transitions(counted: Transitions) -> str:
    """Return how many grades went up, went down or stayed, where the two scales match."""
    from ofsted_frameworks.charts.grade_changes import steps_between

    steps = [(steps_between(*pair), n) for pair, n in counted.counts.items()]
    if not steps or any(step is None for step, _ in steps):
        return ""
    up, down, same = (
        sum(n for step, n in steps if step is not None and (step > 0) - (step < 0) == sign)
        for sign in (1, -1, 0)
    )
    whole = plural(counted.total, "pair of inspections", "pairs of inspections")
    return (
        f"Of {whole}, {up} went to a better grade, {down} to a worse one, and {same} kept theirs."
    )
