"""What the cycle expects, compared with every ILACS inspection from 2018 to August 2026.

The rules and the window are older than these dates. The counts taken from them are counted here again.
"""

import datetime as dt
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ofsted_frameworks import (
    IlacsGrade,
    Kind,
    Panel,
    datasets,
    get_edition,
    next_inspection,
)
from ofsted_frameworks.cycle import NextInspection, bank_holidays
from ofsted_frameworks.cycle.windows import Window, window_after
from ofsted_frameworks.inspection import AnyInspection

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cycle.md"
CYCLE = get_edition("ilacs-2018").cycle
LAST_OF_MARCH_2025 = dt.date(2025, 3, 31)


class Pair(NamedTuple):
    """An inspection, the next one that the cycle expects, and the next one that came."""

    before: AnyInspection
    answer: NextInspection
    came: AnyInspection

    @property
    def grade(self) -> IlacsGrade | None:
        overall: IlacsGrade | None = getattr(self.before.judgements, "overall_effectiveness", None)
        return overall

    @property
    def day(self) -> dt.date:
        assert self.came.start is not None
        return self.came.start

    @property
    def began(self) -> dt.date:
        assert self.before.start is not None
        return self.before.start

    @property
    def weeks(self) -> float:
        return (self.day - self.began).days / 7

    @property
    def weaker(self) -> int:
        judged = [grade for _, grade in list(self.before.judgements.items())]
        return sum(isinstance(grade, IlacsGrade) and grade.number > 2 for grade in judged)

    @property
    def window(self) -> Window:
        """Return the window of three years, which no source gives after inadequate."""
        assert CYCLE.interval is not None
        window = window_after(self.began, CYCLE.interval)
        assert window is not None
        return window


@pytest.fixture(scope="module")
def history() -> list[AnyInspection]:
    """Return every ILACS inspection to August 2026."""
    return list(datasets.england().filter(framework="ilacs"))


@pytest.fixture(scope="module")
def statistics_2025(history: list[AnyInspection]) -> list[AnyInspection]:
    """Return the inspections in Ofsted's statistics as at 31 March 2025, with reports to 30 June 2025."""
    known = [each for each in history if each.start and each.start <= LAST_OF_MARCH_2025]
    return [each for each in known if each.published and each.published <= dt.date(2025, 6, 30)]


@pytest.fixture(scope="module")
def pairs(history: list[AnyInspection]) -> list[Pair]:
    return list(consecutive(history))


def consecutive(history: list[AnyInspection]) -> Iterator[Pair]:
    ordered = sorted(history, key=lambda each: (each.authority.code or "", each.start))
    for before, after in itertools.pairwise(ordered):
        if before.authority.code == after.authority.code:
            yield Pair(before, next_inspection(before), after)


@pytest.fixture(scope="module")
def early(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs in the statistics of March 2025."""
    return [pair for pair in pairs if pair.day <= LAST_OF_MARCH_2025 and not is_late(pair)]


@pytest.fixture(scope="module")
def late(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs with a second inspection after March 2025, which was not known before."""
    return [pair for pair in pairs if pair.day > LAST_OF_MARCH_2025]


def is_late(pair: Pair) -> bool:
    """Return True for Wakefield's inspection of 24 March 2025, published too late for the statistics."""
    return pair.came.authority.name == "Wakefield" and pair.day == dt.date(2025, 3, 24)


def right(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair.answer.kind is pair.came.kind]


class TestKind:
    """The expected kind always came after requires improvement and inadequate, and usually otherwise."""

    def test_there_are_115_pairs_to_march_2025_and_52_after(
        self, early: list[Pair], late: list[Pair]
    ) -> None:
        assert Counter(pair.grade for pair in early) == {
            IlacsGrade.OUTSTANDING: 19,
            IlacsGrade.GOOD: 40,
            IlacsGrade.REQUIRES_IMPROVEMENT: 41,
            IlacsGrade.INADEQUATE: 15,
        }
        assert len(late) == 52

    def test_the_expected_kinds_to_march_2025(self, early: list[Pair]) -> None:
        certain = [pair for pair in early if pair.grade and not pair.grade.good_or_outstanding]
        assert len(right(certain)) == len(certain) == 41 + 15
        usual = [pair for pair in early if pair not in certain]
        assert (len(right(usual)), len(usual)) == (52, 59)

    def test_the_expected_kind_came_in_48_of_the_52_later_pairs(self, late: list[Pair]) -> None:
        assert len(right(late)) == 48
        wrong = {pair.came.authority.name for pair in late if pair not in right(late)}
        assert wrong == {"Lancashire", "Manchester", "Shropshire", "Stockport"}

    def test_the_counts_that_answers_give(self, pairs: list[Pair]) -> None:
        for route in CYCLE.routes:
            of_grade = [p for p in pairs if p.grade and p.grade.number in route.after]
            tally = route.observed.value
            assert (tally.count, tally.of) == (len(right(of_grade)), len(of_grade))

    def test_the_counts_by_judgements_below_good(self, pairs: list[Pair]) -> None:
        good = [pair for pair in pairs if pair.grade and pair.grade.good_or_outstanding]
        assert len(good) == 91
        counted = CYCLE.routes[0].by_weaker
        assert {pair.weaker for pair in good} == set(counted)
        for number, fact in counted.items():
            equal = [pair for pair in good if pair.weaker == number]
            assert (fact.value.count, fact.value.of) == (len(right(equal)), len(equal))


class TestWindow:
    """Before the pause few inspections came in the window as written; after it most did."""

    def test_the_documentation_prints_where_the_dates_fell(
        self, early: list[Pair], late: list[Pair]
    ) -> None:
        written, moved = (table(early, of) for of in (as_written, as_moved))
        both = {label: (*counts, *moved[label][1:]) for label, counts in written.items()}
        assert printed(7) == both
        assert printed(4) == table(late, as_written)

    def test_the_52_later_dates_fell_as_counted(self, late: list[Pair]) -> None:
        assert table(late, as_written)["All"] == (52, 0, 34, 18)

    def test_14_of_the_115_began_after_the_pause(self, early: list[Pair]) -> None:
        unmoved = [pair for pair in early if as_moved(pair) == pair.window]
        assert len(unmoved) == 14
        assert all(pair.began >= dt.date(2021, 6, 28) for pair in unmoved)


class TestObserved:
    """The intervals since the pause that answers give are those of the 67 pairs."""

    def test_the_number_quartiles_and_range_match_the_pairs(self, pairs: list[Pair]) -> None:
        since = [pair for pair in pairs if pair.began >= dt.date(2021, 6, 28)]
        assert len(since) == 67
        for seen in CYCLE.observed:
            weeks = sorted(p.weeks for p in since if p.grade and p.grade.number in seen.after)
            spread = seen.spread.value
            quartiles = statistics.quantiles(weeks, n=4, method="inclusive")
            assert spread.number == len(weeks)
            assert (spread.least, spread.most) == (weeks[0], weeks[-1])
            assert [spread.lower, spread.median, spread.upper] == quartiles

    def test_48_of_the_67_came_in_the_window(self, pairs: list[Pair]) -> None:
        since = [pair for pair in pairs if pair.began >= dt.date(2021, 6, 28)]
        assert table(since, as_written)["All"] == (67, 0, 48, 19)

    def test_nearly_every_inspection_began_on_a_monday(self, history: list[AnyInspection]) -> None:
        began = Counter(each.start.strftime("%A") for each in history if each.start)
        assert began == {"Monday": 322, "Tuesday": 2}
        assert CYCLE.starts is not None
        assert CYCLE.starts.value.startswith(f"{began['Monday']} of {began.total()} ")

    def test_no_inspection_to_march_2025_had_a_bank_holiday_in_its_weeks(
        self, statistics_2025: list[AnyInspection]
    ) -> None:
        pytest.importorskip("holidays")
        for each in statistics_2025:
            assert each.start is not None
            length = 5 if each.kind is Kind.SHORT else 12
            days = {each.start + dt.timedelta(days=passed) for passed in range(length)}
            assert not days & bank_holidays(each.start.year), each


class TestOverdue:
    """As at January 2026 on the statistics of March 2025, 24 of 28 "overdue" ones had been inspected."""

    def test_nothing_is_overdue_after_the_end_of_the_data_of_march_2025(
        self, statistics_2025: list[AnyInspection]
    ) -> None:
        panel = Panel(statistics_2025, known_to=LAST_OF_MARCH_2025)
        stories = panel.trajectories().values()
        answers = [next_inspection(each, as_at="2026-01-31") for each in stories]
        assert not [answer for answer in answers if answer.overdue]
        unknown = [answer for answer in answers if answer.why_not_overdue]
        assert len(unknown) > 20
        assert all(answer.overdue is None for answer in unknown)

    def test_overdue_authorities_at_the_end_of_the_data(self) -> None:
        """At the end of the data, authorities past their window are overdue; Nottingham has no window."""
        england = datasets.england()
        stories = england.filter(framework="ilacs", existing_on=england.known_to).trajectories()
        answers = [next_inspection(each, as_at=england.known_to) for each in stories.values()]
        assert len(answers) == 153
        assert {answer.inspection.authority.name for answer in answers if answer.overdue} == {
            "Bexley", "Bristol", "Dudley", "East Riding of Yorkshire", "Hertfordshire", "Rochdale",
            "Slough",
        }  # fmt: skip


def as_written(pair: Pair) -> Window:
    return pair.window


def as_moved(pair: Pair) -> Window:
    (pause,) = CYCLE.pauses
    moves = pair.began < pause.first.value <= pair.window.latest
    return pair.window.moved_by(pause.days) if moves else pair.window


def place(day: dt.date, window: Window) -> str:
    return "in" if day in window else "before" if day < window.earliest else "after"


def table(pairs: list[Pair], window: Callable[[Pair], Window]) -> dict[str, tuple[int, ...]]:
    """Return the number of pairs, and how many fell before, in and after the window, by grade and in all."""
    by_grade = {grade.label: [p for p in pairs if p.grade is grade] for grade in IlacsGrade}
    by_grade["All"] = pairs
    counts = {
        label: (len(group), Counter(place(pair.day, window(pair)) for pair in group))
        for label, group in by_grade.items()
    }
    return {
        label: (number, *(fell[where] for where in ("before", "in", "after")))
        for label, (number, fell) in counts.items()
    }


def printed(columns: int) -> dict[str, tuple[int, ...]]:
    """Return the table on the page with this many columns of numbers."""
    rows = re.findall(
        rf"^\| ([A-Z][\w ]+?) ((?:\| \d+ ){{{columns}}})\|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    return {label: tuple(int(n) for n in re.findall(r"\d+", cells)) for label, cells in rows}
