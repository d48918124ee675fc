"""The conclusion at the top of a page, in a few sentences."""

import datetime as dt
from collections.abc import Iterator

from ofsted_frameworks.authorities import known_authority
from ofsted_frameworks.charts.grade_changes import steps_between
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
        change = _change_of_overall(trajectory)
        sentence = f"was graded {overall.label.lower()} overall at {when}{change}."
    else:
        sentence = f"got no overall grade at {when}."
    sentences = [f"{latest.authority} {sentence}", *_by_grade(latest)]
    if trajectory.comparisons:
        sentences.append(of_comparison(trajectory.comparisons[-1]))
    profile = known_authority(latest.authority)
    if profile and profile.existed_until:
        sentences.append(f"It existed until {in_words(profile.existed_until)}.")
    return " ".join(sentences)


def _grade(inspection: AnyInspection, theme: Theme) -> Grade | None:
    """Return the grade for a theme, or None if it has no judgement or several."""
    judged = [
        grade for area, grade in inspection.judgements.items() if theme in area.themes and grade
    ]
    return judged[0] if len(judged) == 1 and isinstance(judged[0], Grade) else None


def _change_of_overall(trajectory: Trajectory) -> str:
    """Return how the overall grade has changed, or "" if the last two cannot be compared."""
    if not trajectory.comparisons:
        return ""
    comparison = trajectory.comparisons[-1]
    earlier = _grade(comparison.before, Theme.OVERALL)
    row = next((row for row in comparison if row.theme is Theme.OVERALL), None)
    if not (row and earlier) or row.change is Change.NOT_COMPARABLE:
        return ""
    year = str(comparison.before.date)[:4]
    if row.change is Change.UNCHANGED:
        return f", as in {year}"
    direction = "up" if row.change is Change.IMPROVED else "down"
    return f", {direction} from {earlier.label.lower()} in {year}"


def _by_grade(inspection: AnyInspection) -> Iterator[str]:
    """Yield each grade with the themes, other than the overall judgement, that got it."""
    graded: dict[Grade, list[str]] = {}
    for theme in Theme:
        if theme is not Theme.OVERALL and (grade := _grade(inspection, theme)):
            graded.setdefault(grade, []).append(theme.label.lower())
    for grade, names in graded.items():
        yield f"{grade.label}: {listed(names)}."


def of_comparison(comparison: Comparison) -> str:
    """Return how many themes improved and declined from one inspection to another."""
    changes = [row.change for row in comparison]
    counts = [
        f"{plural(changes.count(change), 'theme')} {words}"
        for change, words in (
            (Change.IMPROVED, "improved"),
            (Change.DECLINED, "declined"),
            (Change.UNCHANGED, "stayed the same"),
            (Change.NOT_COMPARABLE, "cannot be compared"),
        )
        if change in changes
    ]
    years = f"From {_year(comparison.before.date)} to {_year(comparison.after.date)}"
    return f"{years}, {listed(counts)}." if counts else ""


def _year(day: dt.date | None) -> str:
    return str(day.year) if day else "an unknown year"


def of_latest(latest: Panel, day: str = "") -> str:
    """Return how many authorities have each overall grade at their latest inspection.

    It is "" if there are no such grades, or if they are on several scales.
    """
    try:
        counted = latest.distribution(Theme.OVERALL)
    except (MappingRefused, UnknownLabel):
        return ""
    if counted.good_or_outstanding is None:
        return ""
    as_at = f"As at {day}, " if day else ""
    authorities = plural(counted.judged, "authority has", "authorities have")
    grades = listed(f"{n} {grade.label.lower()}" for grade, n in counted.counts.items())
    return (
        f"{as_at}{authorities} an overall grade: {grades}; "
        f"{counted.good_or_outstanding:.0%} are good or outstanding.{_ungraded(counted)}"
    )


def _ungraded(counted: Distribution) -> str:
    """Return how many authorities have no overall grade, and why, or "" if each has one."""
    counts = [
        plural(number, *words)
        for number, words in (
            (counted.not_recorded, ["got none at the latest inspection"] * 2),
            (counted.not_judged, ("was not judged", "were not judged")),
            (counted.not_yet_inspected, ("was not yet inspected", "were not yet inspected")),
        )
        if number
    ]
    return f" Apart from these, {listed(counts)}." if counts else ""


def of_transitions(counted: Transitions) -> str:
    """Return how many grades went up, went down or stayed, or "" if the two scales do not match."""
    steps = [(steps_between(*pair), n) for pair, n in counted.counts.items()]
    if not steps or any(step is None for step, _ in steps):
        return ""
    up, down, same = (
        sum(n for step, n in steps if step is not None and (step > 0) - (step < 0) == sign)
        for sign in (1, -1, 0)
    )
    pairs = plural(counted.total, "pair of inspections", "pairs of inspections")
    return f"Of {pairs}, {up} went to a better grade, {down} to a worse one, and {same} stayed the same."
