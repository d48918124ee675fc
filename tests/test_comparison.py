import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    Change,
    CpiGrade,
    CpiJudgements,
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    Relation,
    SifJudgements,
    Slac2009Judgements,
    Slac2010Judgements,
    SlacGrade,
    Theme,
    TlacGrade,
    TlacJudgements,
    Trajectory,
    compare,
    datasets,
)
from ofsted_frameworks.mapping import ANY_RELATION

LEEDS = LocalAuthority("Leeds", "E08000035")
HAMPSHIRE = datasets.hampshire()
SLAC, SIF, ILACS_2019, ILACS_2024 = HAMPSHIRE.inspections


def ilacs(**grades: IlacsGrade | None) -> Inspection[Ilacs2023Judgements]:
    return Inspection(
        authority=LEEDS, judgements=Ilacs2023Judgements(**grades), start=dt.date(2023, 6, 5)
    )


def in_a_notebook(value: object) -> str:
    page = getattr(value, "_repr_html_")()  # noqa: B009
    assert isinstance(page, str)
    return page


class TestHampshire:
    """The true story of Hampshire from 2011 to 2024, from its four reports."""

    def grades(self, theme: Theme) -> list[str]:
        return [
            " / ".join(j.printed for j in judged) or "not graded"
            for judged in HAMPSHIRE.judgements(theme)
        ]

    def changes(self, theme: Theme) -> list[Change]:
        return [comparison[theme].change for comparison in HAMPSHIRE.comparisons]

    def test_help_and_protection_rose_in_2019_and_stayed(self) -> None:
        assert self.grades(Theme.HELP_AND_PROTECTION) == [
            "Good", "Good", "Outstanding", "Outstanding",
        ]  # fmt: skip
        assert self.changes(Theme.HELP_AND_PROTECTION) == [
            Change.NOT_COMPARABLE, Change.IMPROVED, Change.UNCHANGED,
        ]  # fmt: skip

    def test_adoption_was_outstanding_in_2014_and_never_again_graded_on_its_own(self) -> None:
        assert self.grades(Theme.ADOPTION) == [
            "not graded", "Outstanding", "not graded", "not graded",
        ]  # fmt: skip
        reason = compare(SIF, ILACS_2019)[Theme.ADOPTION].reason
        assert reason == "ILACS gives no separate grade for adoption"

    def test_care_leavers_were_graded_with_children_in_care_in_2019(self) -> None:
        assert self.grades(Theme.CARE_LEAVERS) == ["Good", "Good", "Outstanding", "Good"]
        assert self.changes(Theme.CARE_LEAVERS) == [Change.NOT_COMPARABLE] * 3
        row = compare(ILACS_2019, ILACS_2024)[Theme.CARE_LEAVERS]
        assert row.caveats[0].startswith("until December 2022 one judgement covered")
        assert "graded children in care and care leavers in one" in " ".join(str(HAMPSHIRE).split())

    def test_leadership_was_outstanding_throughout(self) -> None:
        assert self.grades(Theme.LEADERSHIP) == [
            "Outstanding / Outstanding", "Outstanding", "Outstanding", "Outstanding",
        ]  # fmt: skip

    def test_slacs_two_overall_grades_are_not_compared_with_one(self) -> None:
        row = compare(SLAC, SIF)[Theme.OVERALL]
        assert row.change is Change.NOT_COMPARABLE
        assert row.reason.startswith("SLAC gave two overall grades")

    def test_the_safeguarding_board_was_good_in_2014_alone(self) -> None:
        assert self.grades(Theme.LSCB)[1] == "Good"

    def test_slacs_22_judgements_are_eight_outstanding_and_fourteen_good(self) -> None:
        """Counted by hand in the report's record of main findings."""
        grades = [grade for _, grade in SLAC.judgements.items()]
        assert grades.count(SlacGrade.OUTSTANDING) == 9
        assert grades.count(SlacGrade.GOOD) == 13

    def test_visits_stand_between_the_inspections(self) -> None:
        years = [line.split(":")[0].split()[-1] for line in HAMPSHIRE.timeline()]
        assert years == ["2010", "2011", "2014", "2016", "2018", "2019", "2024"]

    def test_it_is_readable_in_80_columns(self) -> None:
        for printed in (HAMPSHIRE, *HAMPSHIRE.comparisons):
            assert max(map(len, str(printed).splitlines())) <= 80


class TestRows:
    """A theme is compared where areas and grades map closely, and says why where they do not."""

    def test_what_is_not_recorded_is_not_compared(self) -> None:
        row = compare(ilacs(), ilacs(care_leavers=IlacsGrade.GOOD))[Theme.CARE_LEAVERS]
        assert row.change is Change.NOT_COMPARABLE
        assert row.reason == "The experiences and progress of care leavers: not recorded"

    def test_what_is_not_judged_is_not_compared(self) -> None:
        after = attrs.evolve(SIF, judgements=SifJudgements(care_leavers=NOT_JUDGED))
        row = compare(SIF, after)[Theme.CARE_LEAVERS]
        assert row.reason == "Experiences and progress of care leavers: not judged"

    def test_a_decline_is_negative(self) -> None:
        before = ilacs(impact_of_leaders=IlacsGrade.GOOD)
        after = ilacs(impact_of_leaders=IlacsGrade.INADEQUATE)
        row = compare(before, after)[Theme.LEADERSHIP]
        assert (row.change, row.steps, row.change_in_words) == (
            Change.DECLINED, -2, "declined by 2",
        )  # fmt: skip

    def test_overall_effectiveness_after_march_2026_gives_the_reason(self) -> None:
        after = Inspection(authority=LEEDS, judgements=Ilacs2026Judgements())
        row = compare(ilacs(overall_effectiveness=IlacsGrade.GOOD), after)[Theme.OVERALL]
        assert row.reason.startswith("overall effectiveness was removed")

    def test_a_wider_mapping_can_be_accepted(self) -> None:
        row = compare(ILACS_2019, ILACS_2024, accept=ANY_RELATION)[Theme.CARE_LEAVERS]
        assert (row.change, row.steps) == (Change.DECLINED, -1)
        assert row.area_relation is Relation.NARROW

    def test_two_judgements_that_changed_differently_are_not_one_change(self) -> None:
        before = attrs.evolve(
            SLAC,
            judgements=Slac2010Judgements(
                safeguarding_leadership_and_management=SlacGrade.GOOD,
                looked_after_leadership_and_management=SlacGrade.OUTSTANDING,
            ),
        )
        row = compare(before, SIF, accept=ANY_RELATION)[Theme.LEADERSHIP]
        assert (row.change, row.steps) == (Change.NOT_COMPARABLE, None)
        assert row.reason == "graded in several places, and they changed differently"

    def test_two_judgements_that_changed_alike_are_one_change(self) -> None:
        row = compare(SLAC, SIF, accept=ANY_RELATION)[Theme.LEADERSHIP]
        assert (row.change, row.steps) == (Change.UNCHANGED, 0)

    def test_several_judgements_are_compared_each_with_its_own_counterpart(self) -> None:
        row = compare(SLAC, SLAC)[Theme.CAPACITY]
        assert (row.change, row.steps) == (Change.UNCHANGED, 0)
        assert row.area_relation is Relation.EXACT

    def test_what_has_no_close_counterpart_is_not_compared(self) -> None:
        looked_after = Inspection(
            authority=LEEDS, judgements=TlacJudgements(overall_effectiveness=TlacGrade.ADEQUATE)
        )
        protection = Inspection(
            authority=LEEDS, judgements=CpiJudgements(quality_of_practice=CpiGrade.ADEQUATE)
        )
        row = compare(protection, looked_after)[Theme.LEADERSHIP]
        assert row.reason == "the later area is related"
        before = Inspection(authority=LEEDS, judgements=Slac2009Judgements())
        row = compare(before, looked_after)[Theme.QUALITY_OF_PRACTICE]
        assert row.reason.startswith("no source places the quality judgements")

    def test_a_theme_that_neither_judged_has_no_row(self) -> None:
        with pytest.raises(LookupError, match="neither inspection judged Theme.LSCB"):
            compare(ILACS_2019, ILACS_2024)[Theme.LSCB]

    def test_a_newer_inspection_first_is_not_comparable(self) -> None:
        row = compare(SIF, SLAC)[Theme.CHILDREN_IN_CARE]
        assert row.reason == "the grades are related"

    @given(st.sampled_from(IlacsGrade), st.sampled_from(IlacsGrade))
    def test_turning_a_comparison_round_turns_its_sign(
        self, one: IlacsGrade, other: IlacsGrade
    ) -> None:
        a, b = ilacs(impact_of_leaders=one), ilacs(impact_of_leaders=other)
        forth, back = compare(a, b)[Theme.LEADERSHIP], compare(b, a)[Theme.LEADERSHIP]
        assert forth.steps is not None
        assert back.steps == -forth.steps

    def test_plain_rows_have_the_words_and_the_keys(self) -> None:
        row = next(r for r in compare(SIF, ILACS_2019).to_rows() if r["theme"] == "leadership")
        assert row["before"] == [
            {
                "area": "leadership_management_governance",
                "printed_area": "3 Leadership, management and governance",
                "grade": "outstanding",
                "printed_grade": "Outstanding",
            }
        ]
        assert (row["change"], row["steps"], row["area_relation"]) == ("unchanged", 0, "close")

    def test_a_row_without_grades_has_none_in_plain_rows(self) -> None:
        rows = compare(ilacs(), ilacs()).to_rows()
        assert rows[0]["before"][0]["grade"] is None

    def test_only_inspections_are_compared(self) -> None:
        with pytest.raises(TypeError, match=r"two instances of Inspection, not SifJudgements\("):
            compare(SIF, SIF.judgements)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_changes_read_as_words(self) -> None:
        assert (str(Change.IMPROVED), repr(Change.IMPROVED)) == ("improved", "Change.IMPROVED")


class TestTrajectory:
    """A trajectory is one authority's inspections in the order of their dates."""

    def test_order_of_input_does_not_matter(self) -> None:
        shuffled = Trajectory(reversed(HAMPSHIRE.inspections), reversed(HAMPSHIRE.visits))
        assert shuffled.inspections == HAMPSHIRE.inspections
        assert str(shuffled) == str(HAMPSHIRE)

    def test_it_is_a_sequence(self) -> None:
        assert len(HAMPSHIRE) == 4
        assert HAMPSHIRE[-1] == ILACS_2024
        assert HAMPSHIRE[1:3] == (SIF, ILACS_2019)
        assert repr(HAMPSHIRE) == "<Trajectory of Hampshire: 4 inspections, 3 visits>"

    def test_authorities_are_not_mixed(self) -> None:
        with pytest.raises(ValueError, match="of one authority, not of E10000014, E08000035"):
            Trajectory([SIF, attrs.evolve(ILACS_2019, authority=LEEDS)])

    def test_without_inspections_there_is_none(self) -> None:
        with pytest.raises(ValueError, match="at least one inspection"):
            Trajectory([])

    @pytest.mark.parametrize("wrong", [3, "Hampshire", HAMPSHIRE.visits[0]])
    def test_only_inspections_and_visits_have_a_place(self, wrong: Any) -> None:
        with pytest.raises(TypeError, match="a trajectory takes each of these as Inspection"):
            Trajectory([SIF, wrong])
        with pytest.raises(TypeError, match="a trajectory takes each of these as Visit"):
            Trajectory([SIF], [SIF])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]

    def test_an_undated_inspection_has_no_place(self) -> None:
        bare = Inspection(authority=LEEDS, judgements=Ilacs2018Judgements())
        with pytest.raises(ValueError, match="Leeds, ILACS, undated has no date"):
            Trajectory([bare])

    def test_plain_rows_name_both_days(self) -> None:
        row = HAMPSHIRE.to_rows()[-1]
        assert (row["from"], row["to"]) == ("2019-04-29", "2024-06-10")

    def test_marks_show_the_steps(self) -> None:
        before = ilacs(impact_of_leaders=IlacsGrade.GOOD)
        worse = attrs.evolve(
            ilacs(impact_of_leaders=IlacsGrade.INADEQUATE), start=dt.date(2025, 6, 2)
        )
        assert "Inadequate (-2)" in " ".join(str(Trajectory([before, worse])).split())

    def test_a_single_inspection_is_shown_by_itself(self) -> None:
        bare = attrs.evolve(ilacs(impact_of_leaders=IlacsGrade.GOOD), kind=None)
        text = str(Trajectory([bare]))
        assert "5 June 2023: ILACS from January 2023\n" in text
        assert "not recorded" in text


class TestNotebook:
    """In a notebook a comparison is a table without script in which everything is escaped."""

    def test_names_are_escaped(self) -> None:
        evil = LocalAuthority("<script>alert(1)</script>")
        one = attrs.evolve(SIF, authority=evil)
        for shown in (compare(one, one), Trajectory([one])):
            page = in_a_notebook(shown)
            assert "<script" not in page
            assert "&lt;script&gt;" in page

    def test_undated_inspections_can_be_compared(self) -> None:
        bare = Inspection(authority=LEEDS, judgements=Ilacs2018Judgements())
        assert "undated ILACS" in in_a_notebook(compare(bare, bare))

    def test_iterating_gives_the_rows(self) -> None:
        assert [row.theme for row in compare(ILACS_2019, ILACS_2024)] == [
            Theme.OVERALL,
            Theme.HELP_AND_PROTECTION,
            Theme.CHILDREN_IN_CARE,
            Theme.CARE_LEAVERS,
            Theme.LEADERSHIP,
        ]
