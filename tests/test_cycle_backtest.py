"""What the cycle says, put to Ofsted's history of ILACS from 2018 to March 2025.

The kinds and their shares were counted from the workbook before any of this was written; the shares
of dates inside the window are what they are, and the documentation prints them as they are.
"""

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ofsted_frameworks import (
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    edition_on,
    next_inspection,
    read_grade,
)
from ofsted_frameworks.cycle import NextInspection, bank_holidays
from ofsted_frameworks.cycle.next_inspection import Window
from ofsted_frameworks.inspection import AnyInspection

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cycle.md"
KINDS = {"ILACS Short Inspection": Kind.SHORT, "ILACS Standard Inspection": Kind.STANDARD}


class Pair(NamedTuple):
    """What was told from one inspection, and the inspection that came."""

    grade: IlacsGrade
    told: NextInspection
    came: AnyInspection

    @property
    def day(self) -> dt.date:
        assert self.came.start is not None
        return self.came.start


@pytest.fixture(scope="module")
def history(shared: Path) -> list[AnyInspection]:
    calamine = pytest.importorskip("python_calamine")
    book = shared / "data" / "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
    sheet = calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_name(
        "ILACS_inspection_history"
    )
    rows = sheet.to_python()
    start = next(n for n, row in enumerate(rows) if "Local authority area code" in row)
    return [inspection(dict(zip(rows[start], row, strict=True))) for row in rows[start + 1 :]]


def inspection(row: dict[str, object]) -> AnyInspection:
    began = row["Inspection date"]
    assert isinstance(began, dt.date)
    day = dt.date(began.year, began.month, began.day)
    grade = read_grade(str(row["Overall effectiveness"]), IlacsGrade)
    assert isinstance(grade, IlacsGrade)
    (its,) = edition_on(day, "ilacs")
    assert issubclass(its.judgements, Ilacs2018Judgements | Ilacs2023Judgements)
    return Inspection(
        authority=LocalAuthority(
            str(row["Local authority name"]), str(row["Local authority area code"])
        ),
        judgements=its.judgements(overall_effectiveness=grade),
        kind=KINDS[str(row["Inspection type"])],
        start=day,
    )


@pytest.fixture(scope="module")
def pairs(history: list[AnyInspection]) -> list[Pair]:
    return list(consecutive(history))


def consecutive(history: list[AnyInspection]) -> Iterator[Pair]:
    ordered = sorted(history, key=lambda each: (each.authority.code or "", each.start))
    for before, after in itertools.pairwise(ordered):
        if before.authority.code == after.authority.code:
            (grade,) = (g for _, g in before.judgements.items() if isinstance(g, IlacsGrade))
            yield Pair(grade, next_inspection(before), after)


def place(day: dt.date, window: Window | None) -> str:
    assert window is not None
    return "in" if day in window else "before" if day < window.earliest else "after"


def test_there_are_115_consecutive_pairs(pairs: list[Pair]) -> None:
    assert Counter(pair.grade for pair in pairs) == {
        IlacsGrade.OUTSTANDING: 19,
        IlacsGrade.GOOD: 40,
        IlacsGrade.REQUIRES_IMPROVEMENT: 41,
        IlacsGrade.INADEQUATE: 15,
    }


def test_the_kind_is_right_in_every_case_after_requires_improvement_and_inadequate(
    pairs: list[Pair],
) -> None:
    certain = [pair for pair in pairs if not pair.grade.good_or_outstanding]
    assert len(certain) == 41 + 15
    assert all(pair.told.kind is pair.came.kind for pair in certain)


def test_the_kind_is_right_in_52_of_59_cases_after_good_and_outstanding(pairs: list[Pair]) -> None:
    usual = [pair for pair in pairs if pair.grade.good_or_outstanding]
    right = [pair for pair in usual if pair.told.kind is pair.came.kind]
    assert (len(right), len(usual)) == (52, 59)
    assert {pair.came.authority.name for pair in usual if pair not in right} == {
        "Croydon", "Havering", "Leeds", "Oxfordshire", "Peterborough", "Sheffield", "Swindon",
    }  # fmt: skip


def test_the_documentation_prints_where_the_dates_fell_as_they_fell(pairs: list[Pair]) -> None:
    counted = {
        str(grade): fell(pair for pair in pairs if pair.grade is grade) for grade in IlacsGrade
    }
    counted["All"] = fell(pairs)
    assert printed() == counted


def fell(pairs: Iterable[Pair]) -> tuple[int, ...]:
    written: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    for pair in pairs:
        written[place(pair.day, pair.told.window)] += 1
        moved[place(pair.day, pair.told.moved_window or pair.told.window)] += 1
    return tuple(each[where] for each in (written, moved) for where in ("before", "in", "after"))


def printed() -> dict[str, tuple[int, ...]]:
    rows = re.findall(
        r"^\| ([A-Z][\w ]+?) ((?:\| \d+ ){7})\|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    table = {label: tuple(int(n) for n in re.findall(r"\d+", cells)) for label, cells in rows}
    assert all(sum(row[1:4]) == row[0] == sum(row[4:]) for row in table.values())
    return {label: row[1:] for label, row in table.items()}


def test_only_the_14_that_began_after_the_pause_have_no_moved_window(
    pairs: list[Pair],
) -> None:
    unmoved = [pair for pair in pairs if pair.told.moved_window is None]
    assert len(unmoved) == 14
    assert all(
        pair.told.inspection.start and pair.told.inspection.start >= dt.date(2021, 6, 28)
        for pair in unmoved
    )


def test_no_inspection_had_a_bank_holiday_in_its_one_or_two_weeks(
    history: list[AnyInspection],
) -> None:
    pytest.importorskip("holidays")
    for each in history:
        assert each.start is not None
        length = 5 if each.kind is Kind.SHORT else 12
        days = {each.start + dt.timedelta(days=passed) for passed in range(length)}
        assert not days & bank_holidays(each.start.year), each


def test_nearly_every_inspection_began_on_a_monday(history: list[AnyInspection]) -> None:
    began = Counter(each.start.strftime("%A") for each in history if each.start)
    assert began == {"Monday": 269, "Tuesday": 2}
