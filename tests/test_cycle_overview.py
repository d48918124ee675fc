"""What comes next for many authorities: one line each, and flat rows."""

import datetime as dt

from ofsted_frameworks import (
    Ilacs2018Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    next_inspection,
)
from ofsted_frameworks.cycle import Overview
from ofsted_frameworks.inspection import AnyInspection

KNOWN_TO = dt.date(2025, 3, 31)


def ilacs(name: str, grade: IlacsGrade, start: dt.date) -> AnyInspection:
    judgements = Ilacs2018Judgements(overall_effectiveness=grade)
    return Inspection(authority=LocalAuthority(name), judgements=judgements, start=start)


DUE = ilacs("Leeds", IlacsGrade.OUTSTANDING, dt.date(2022, 2, 21))
INADEQUATE = ilacs("Bradford", IlacsGrade.INADEQUATE, dt.date(2022, 11, 21))
EARLY = ilacs("Kent", IlacsGrade.GOOD, dt.date(2019, 1, 7))
REFORMED: AnyInspection = Inspection(
    authority=LocalAuthority("Brent"), judgements=Ilacs2026Judgements(), start=dt.date(2026, 4, 27)
)


def at(as_at: str | None, *inspections: AnyInspection) -> Overview:
    return Overview(next_inspection(i, as_at=as_at, known_to=KNOWN_TO) for i in inspections)


def cells(answer: Overview) -> dict[str, list[str]]:
    return {row[0]: list(row[1:]) for row in answer.table().rows}


class TestAnOverview:
    """A row for each authority says the kind, the window, and whether it is overdue."""

    def test_it_states_how_far_the_data_reaches(self) -> None:
        text = str(at("2025-03-01", DUE))
        assert "As at 1 March 2025" in text
        assert "Known to 31 March 2025; not known after that day." in text

    def test_each_authority_has_its_kind_and_window(self) -> None:
        assert cells(at(None, DUE, INADEQUATE)) == {
            "Leeds": ["short", "2024-08-21", "2025-08-21"],
            "Bradford": ["standard", "no answer", "no answer"],
        }

    def test_overdue_is_not_known_after_the_end_of_the_data(self) -> None:
        answer = at("2026-01-31", DUE)
        assert cells(answer)["Leeds"][-1] == "not known"
        assert "the data ends too early" in " ".join(str(answer).split())

    def test_overdue_or_not_or_only_by_the_window_as_written(self) -> None:
        answer = at("2025-03-31", DUE, EARLY, INADEQUATE)
        assert [row[-1] for row in answer.table().rows] == ["no", "yes", "no answer"]
        assert "yes*" not in str(answer)
        assert cells(at("2023-01-01", EARLY))["Kent"][-1] == "yes*"

    def test_it_iterates_over_its_answers_and_prints_as_html(self) -> None:
        answer = at(None, DUE, INADEQUATE)
        assert len(answer) == 2
        assert [each.inspection for each in answer] == [DUE, INADEQUATE]
        assert ">short</td>" in answer._repr_html_()  # pyright: ignore[reportPrivateUsage]


class TestRows:
    """A row is flat, and gives the reason for each gap."""

    def test_a_row_says_the_kind_the_window_and_whether_it_is_overdue(self) -> None:
        (row,) = at("2025-03-31", DUE).to_rows()
        assert (row["authority"], row["grade"], row["next_kind"]) == (
            "Leeds", "outstanding", Kind.SHORT,
        )  # fmt: skip
        assert (row["earliest"], row["latest"]) == (dt.date(2024, 8, 21), dt.date(2025, 8, 21))
        assert (row["overdue"], row["known_to"]) == (False, KNOWN_TO)

    def test_a_row_gives_the_weeks_observed_after_inadequate(self) -> None:
        (row,) = at(None, INADEQUATE).to_rows()
        assert row["earliest"] is None
        assert row["observed_first_week"] == dt.date(2026, 1, 12)
        assert "no source gives a window after inadequate" in row["cannot_say"]

    def test_a_row_says_why_overdue_is_not_known(self) -> None:
        (row,) = at("2026-01-31", DUE).to_rows()
        assert row["overdue"] is None
        assert "whether it is overdue: the data reaches only to 31 March 2025" in row["cannot_say"]

    def test_an_inspection_without_an_overall_grade_has_empty_cells(self) -> None:
        (row,) = at(None, REFORMED).to_rows()
        assert (row["grade"], row["next_kind"], row["latest"]) == (None, None, None)
