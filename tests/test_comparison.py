"""Two inspections are compared theme by theme, and so are the inspections of a trajectory."""

import copy
import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import (
    EXACT_OR_CLOSE,
    NOT_JUDGED,
    Change,
    CpiGrade,
    CpiJudgements,
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    Relation,
    SifGrade,
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
from ofsted_frameworks.findings import UnknownTheme
from ofsted_frameworks.frameworks import Reason
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

    def test_the_safeguarding_board_was_good_in_2014(self) -> None:
        assert self.grades(Theme.LSCB)[1] == "Good"

    def test_slacs_22_judgements_are_nine_outstanding_and_thirteen_good(self) -> None:
        """Counted by hand in the report's record of main findings."""
        grades = [grade for _, grade in SLAC.judgements.items()]
        assert grades.count(SlacGrade.OUTSTANDING) == 9
        assert grades.count(SlacGrade.GOOD) == 13

    def test_visits_come_between_the_inspections_by_date(self) -> None:
        years = [line.split(":")[0].split()[-1] for line in HAMPSHIRE.timeline()]
        assert years == ["2010", "2011", "2014", "2016", "2018", "2019", "2024"]

    def test_it_is_readable_in_80_columns(self) -> None:
        for printed in (HAMPSHIRE, *HAMPSHIRE.comparisons):
            assert max(map(len, str(printed).splitlines())) <= 80


class TestRows:
    """A theme is compared if its areas and grades map closely; otherwise the row gives the reason."""

    def test_a_judgement_that_is_not_recorded_is_not_compared(self) -> None:
        row = compare(ilacs(), ilacs(care_leavers=IlacsGrade.GOOD))[Theme.CARE_LEAVERS]
        assert row.change is Change.NOT_COMPARABLE
        assert row.reason == "The experiences and progress of care leavers: not recorded"

    def test_an_area_that_was_not_judged_is_not_compared(self) -> None:
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

    def test_two_judgements_that_changed_differently_are_not_comparable(self) -> None:
        before = attrs.evolve(
            SLAC,
            judgements=Slac2010Judgements(
                safeguarding_leadership_and_management=SlacGrade.GOOD,
                looked_after_leadership_and_management=SlacGrade.OUTSTANDING,
            ),
        )
        row = compare(before, SIF, accept=ANY_RELATION)[Theme.LEADERSHIP]
        assert (row.change, row.steps) == (Change.NOT_COMPARABLE, None)
        assert row.reason == "graded in several areas, which changed differently"

    def test_two_judgements_that_changed_alike_count_as_one_change(self) -> None:
        row = compare(SLAC, SIF, accept=ANY_RELATION)[Theme.LEADERSHIP]
        assert (row.change, row.steps) == (Change.UNCHANGED, 0)

    def test_several_judgements_are_compared_each_with_its_own_counterpart(self) -> None:
        row = compare(SLAC, SLAC)[Theme.CAPACITY]
        assert (row.change, row.steps) == (Change.UNCHANGED, 0)
        assert row.area_relation is Relation.EXACT

    def test_an_area_without_a_close_counterpart_is_not_compared(self) -> None:
        looked_after = Inspection(
            authority=LEEDS, judgements=TlacJudgements(overall_effectiveness=TlacGrade.ADEQUATE)
        )
        protection = Inspection(
            authority=LEEDS, judgements=CpiJudgements(quality_of_practice=CpiGrade.ADEQUATE)
        )
        row = compare(protection, looked_after)[Theme.LEADERSHIP]
        assert row.reason == "the later area is only related"
        before = Inspection(authority=LEEDS, judgements=Slac2009Judgements())
        row = compare(before, looked_after)[Theme.QUALITY_OF_PRACTICE]
        assert row.reason.startswith("no source says which part of SLAC")

    def test_a_theme_that_neither_judged_has_no_row(self) -> None:
        with pytest.raises(LookupError, match="neither inspection judged Theme.LSCB"):
            compare(ILACS_2019, ILACS_2024)[Theme.LSCB]

    @pytest.mark.parametrize("wrong", [3, None, ["leadership"]])
    def test_a_key_that_is_not_a_theme_has_no_row(self, wrong: Any) -> None:
        with pytest.raises(UnknownTheme, match="neither inspection judged"):
            compare(SIF, ILACS_2019)[wrong]

    def test_a_newer_inspection_first_is_not_comparable(self) -> None:
        row = compare(SIF, SLAC)[Theme.CHILDREN_IN_CARE]
        assert row.reason == "the grades are only related"

    @given(st.sampled_from(IlacsGrade), st.sampled_from(IlacsGrade))
    def test_swapping_the_inspections_changes_the_sign_of_the_steps(
        self, one: IlacsGrade, other: IlacsGrade
    ) -> None:
        a, b = ilacs(impact_of_leaders=one), ilacs(impact_of_leaders=other)
        forth, back = compare(a, b)[Theme.LEADERSHIP], compare(b, a)[Theme.LEADERSHIP]
        assert forth.steps is not None
        assert back.steps == -forth.steps

    def test_a_flat_row_has_every_column(self) -> None:
        row = next(r for r in compare(SIF, ILACS_2019).to_rows() if r["theme"] == "leadership")
        assert row == {
            "authority": "Hampshire",
            "code": "E10000014",
            "theme": "leadership",
            "before_edition": "sif-2013",
            "before_date": "2014-02-18",
            "before_area": "leadership_management_governance",
            "before_grade": "outstanding",
            "before_printed": "Outstanding",
            "after_edition": "ilacs-2018",
            "after_date": "2019-04-29",
            "after_area": "impact_of_leaders",
            "after_grade": "outstanding",
            "after_printed": "Outstanding",
            "area_relation": "close",
            "grade_relation": "exact",
            "change": "unchanged",
            "steps": 0,
            "reason": "",
            "caveats": "Ofsted cautions that a change of framework may itself change the grade profile, "
            "so a different grade may not solely indicate a change in quality",
        }

    def test_every_cell_of_a_flat_row_is_a_single_value(self) -> None:
        rows = [row for comparison in HAMPSHIRE.comparisons for row in comparison.to_rows()]
        assert {tuple(row) for row in rows} == {tuple(rows[0])}
        assert all(isinstance(cell, str | int | None) for row in rows for cell in row.values())
        both = next(row for row in rows if row["theme"] == "leadership")
        assert both["before_grade"] == "outstanding / outstanding"

    def test_a_row_without_grades_has_no_grade_in_flat_rows(self) -> None:
        row = compare(ilacs(), ilacs()).to_rows()[0]
        assert (row["before_grade"], row["before_printed"]) == (None, "not recorded")

    def test_only_inspections_are_compared(self) -> None:
        with pytest.raises(TypeError, match=r"two instances of Inspection, not SifJudgements\("):
            compare(SIF, SIF.judgements)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_changes_read_as_words(self) -> None:
        assert (str(Change.IMPROVED), repr(Change.IMPROVED)) == ("improved", "Change.IMPROVED")


class TestAreasWithoutTheme:
    """Every area that both inspections graded has a row, with or without a theme; none is dropped."""

    def test_slacs_judgements_are_all_in_a_comparison_with_another_slac_inspection(self) -> None:
        comparison = compare(SLAC, SLAC)
        areas = [judged.area.name for row in comparison for judged in row.before]
        assert set(areas) == set(SLAC.edition.areas)
        assert len([row for row in comparison if row.theme is None]) == 14
        assert comparison["looked_after_being_healthy"].change is Change.UNCHANGED
        assert "Judgements without a theme" in in_a_notebook(comparison)

    def test_an_area_that_only_one_inspection_graded_is_listed_in_a_note(self) -> None:
        comparison = compare(SLAC, SIF)
        row = comparison["looked_after_being_healthy"]
        assert row.reason == "no mapping relates it to an area of SIF from November 2013"
        assert row.subject == "Services for looked after children: Being healthy"
        for printed in (comparison, HAMPSHIRE, compare(SIF, SLAC, despite_cautions=True)):
            words = " ".join(str(printed).split())
            assert (
                "2011 SLAC also graded 14 areas without a theme that no other inspection here graded"
                in words
            )
            assert "Services for looked after children: Being healthy (Good)" in words

    def test_two_areas_that_became_one_have_a_row_each(self) -> None:
        before = Inspection(
            authority=HAMPSHIRE[0].authority,
            judgements=Slac2009Judgements(
                safeguarding_children_are_safe=SlacGrade.GOOD,
                safeguarding_children_feel_safe=SlacGrade.ADEQUATE,
            ),
            published=dt.date(2010, 3, 1),
        )
        comparison = compare(before, SLAC)
        for name in ("safeguarding_children_are_safe", "safeguarding_children_feel_safe"):
            assert comparison[name].reason == "the later area is broader than the earlier one"

    def test_an_area_that_several_inspections_graded_has_a_row_in_a_trajectory(self) -> None:
        again = attrs.evolve(SLAC, published=dt.date(2012, 5, 1))
        text = " ".join(str(Trajectory([SLAC, again])).split())
        assert "Judgements without a theme:" in text
        assert "also graded" not in text


class TestCautions:
    """Reasons not to compare two inspections come first, and then no steps are counted unless asked for."""

    @staticmethod
    def inspected(name: str, code: str | None, year: int) -> Inspection[Ilacs2018Judgements]:
        return Inspection(
            authority=LocalAuthority(name, code),
            judgements=Ilacs2018Judgements(impact_of_leaders=IlacsGrade.GOOD),
            start=dt.date(year, 6, 3),
        )

    @pytest.mark.parametrize(
        ("before", "after", "says"),
        [
            (
                ("Leeds", None),
                ("Kent", None),
                "Leeds (E08000035) and Kent (E10000016) are different",
            ),
            (
                ("Dorset", None),
                ("Dorset", None),
                "Dorset (E10000009) and Dorset (E06000059) are different authorities",
            ),
            (
                ("Northamptonshire", "E10000021"),
                ("Northamptonshire", "E10000021"),
                "Northamptonshire (E10000021) was abolished; its last day was 31 March 2021",
            ),
            (("Atlantis", None), ("Lyonesse", "X1"), "Atlantis and Lyonesse (X1) are different"),
        ],
    )
    def test_different_authorities_or_an_abolition_are_a_caution(
        self, before: tuple[str, str | None], after: tuple[str, str | None], says: str
    ) -> None:
        one, other = self.inspected(*before, 2018), self.inspected(*after, 2022)
        comparison = compare(one, other)
        row = comparison["leadership"]
        assert says in comparison.cautions[0]
        assert (row.change, row.steps, row.reason) == (
            Change.NOT_COMPARABLE, None, comparison.cautions[0],
        )  # fmt: skip
        assert " ".join(str(comparison).split()).startswith(f"Caution: {comparison.cautions[0]}.")
        assert says in comparison.to_rows()[-1]["caveats"]
        assert compare(one, other, despite_cautions=True)["leadership"].steps == 0

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (("Barnsley", "E08000016"), ("Barnsley", "E08000038")),
            (("Leeds", None), ("Leeds City Council", "E08000035")),
        ],
    )
    def test_two_codes_or_names_of_one_authority_are_not_a_caution(
        self, before: tuple[str, str | None], after: tuple[str, str | None]
    ) -> None:
        comparison = compare(self.inspected(*before, 2018), self.inspected(*after, 2022))
        assert comparison.cautions == ()

    def test_inspections_in_the_wrong_order_are_a_caution(self) -> None:
        later, earlier = self.inspected("Leeds", None, 2022), self.inspected("Leeds", None, 2018)
        comparison = compare(later, earlier)
        assert comparison.cautions == (
            "the first inspection is the later of the two (3 June 2022)",
        )
        assert comparison["leadership"].change is Change.NOT_COMPARABLE


class TestReinspections:
    """An area that a kind of inspection leaves out is reported as left out, not as unrecorded."""

    def test_the_safeguarding_board_was_not_part_of_re_inspections(self) -> None:
        again = attrs.evolve(
            SIF,
            kind=Kind.REINSPECTION,
            start=dt.date(2017, 2, 6),
            judgements=SifJudgements(overall_effectiveness=SifGrade.GOOD),
        )
        row = compare(SIF, again)[Theme.LSCB]
        assert row.after[0].printed == "not part of re-inspections"
        assert row.reason.endswith("(LSCB): not part of re-inspections")
        assert compare(SIF, again)[Theme.ADOPTION].after[0].printed == "not recorded"

    def test_a_table_prints_the_reason_once_in_a_note(self) -> None:
        again = attrs.evolve(
            SLAC,
            kind=Kind.REINSPECTION,
            judgements=Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.GOOD),
        )
        table = Trajectory([again]).table()
        cells = {row[0]: row[1] for row in table.rows}
        reason = "a re-inspection covered either safeguarding or looked-after services"
        number = next(note for note in table.notes if note.endswith(f"] {reason}")).partition(" ")[
            0
        ]
        assert cells["Children in care"] == f"not recorded {number}"


class TestAccepting:
    """Broader and narrower areas count only if the caller accepts the relation or a named reason."""

    def test_ofsteds_relabelling_counts_if_it_is_accepted(self) -> None:
        assert compare(ILACS_2019, ILACS_2024)[Theme.CHILDREN_IN_CARE].steps is None
        for reason in (Reason.OFSTED_RELABELLING, "ofsted_relabelling"):
            row = compare(ILACS_2019, ILACS_2024, accept=["exact", "close", reason])
            assert row["children_in_care"].steps == 0
            assert row["care_leavers"].steps is None

    def test_slacs_safeguarding_is_not_counted_as_help_and_protection(self) -> None:
        row = compare(SLAC, SIF)["help_and_protection"]
        assert (row.steps, row.reason) == (None, "the later area is narrower than the earlier one")
        assert (
            compare(SLAC, SIF, accept=[*EXACT_OR_CLOSE, "narrow"])["help_and_protection"].steps == 0
        )


class TestTrajectory:
    """A trajectory is one authority's inspections in date order."""

    def test_order_of_input_does_not_matter(self) -> None:
        shuffled = Trajectory(
            reversed(HAMPSHIRE.inspections),
            reversed(HAMPSHIRE.visits),
            known_to=HAMPSHIRE.known_to,
        )
        assert shuffled.inspections == HAMPSHIRE.inspections
        assert str(shuffled) == str(HAMPSHIRE)

    def test_a_theme_is_given_by_its_value_too(self) -> None:
        assert HAMPSHIRE.judgements("leadership") == HAMPSHIRE.judgements(Theme.LEADERSHIP)
        assert len(SLAC.edition.areas_of("leadership")) == 2
        with pytest.raises(UnknownTheme, match="'leader' is not a theme; .*mean 'leadership'"):
            HAMPSHIRE.judgements("leader")
        with pytest.raises(UnknownTheme, match="3 is not a theme; expected one of overall"):
            SLAC.edition.areas_of(3)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_it_is_a_sequence(self) -> None:
        assert len(HAMPSHIRE) == 4
        assert HAMPSHIRE[-1] == ILACS_2024
        assert HAMPSHIRE[1:3] == (SIF, ILACS_2019)
        assert repr(HAMPSHIRE) == "<Trajectory of Hampshire: 4 inspections, 3 visits>"

    def test_several_authorities_are_refused(self) -> None:
        with pytest.raises(
            ValueError, match="the events of one authority, not of E10000014, E08000035"
        ):
            Trajectory([SIF, attrs.evolve(ILACS_2019, authority=LEEDS)])

    def test_at_least_one_inspection_is_needed(self) -> None:
        with pytest.raises(ValueError, match="at least one inspection"):
            Trajectory([])

    @pytest.mark.parametrize("wrong", [3, "Hampshire", HAMPSHIRE.visits[0]])
    def test_only_inspections_and_visits_are_taken(self, wrong: Any) -> None:
        with pytest.raises(TypeError, match="a trajectory takes inspections, not"):
            Trajectory([SIF, wrong])
        with pytest.raises(TypeError, match="a trajectory takes visits, not"):
            Trajectory([SIF], [SIF])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]

    def test_an_undated_inspection_is_refused(self) -> None:
        bare = Inspection(authority=LEEDS, judgements=Ilacs2018Judgements())
        with pytest.raises(ValueError, match="Leeds, ILACS, undated has no date"):
            Trajectory([bare])

    def test_flat_rows_have_both_dates(self) -> None:
        row = HAMPSHIRE.to_rows()[-1]
        assert (row["before_date"], row["after_date"]) == ("2019-04-29", "2024-06-10")

    def test_it_pickles_copies_and_compares(self) -> None:
        for made in (HAMPSHIRE, HAMPSHIRE.comparisons[1], HAMPSHIRE.comparisons[1].rows[0]):
            assert pickle.loads(pickle.dumps(made)) == made == copy.deepcopy(made)
        assert Trajectory([SIF]) != HAMPSHIRE
        assert pickle.loads(pickle.dumps(HAMPSHIRE)).comparisons == HAMPSHIRE.comparisons

    def test_it_says_how_far_its_data_reaches(self) -> None:
        known = Trajectory([SIF], known_to="2025-03-31")
        assert "Known to 31 March 2025; not known after that day." in str(known)
        assert "Known to: not stated." in str(Trajectory([SIF]))
        assert "Known to 20 August 2026" in str(HAMPSHIRE)
        with pytest.raises(ValueError, match="known_to: '2025' is not a date"):
            Trajectory([SIF], known_to="2025")

    def test_a_comparisons_caution_is_in_the_trajectory_too(self) -> None:
        caution = "Ofsted cautions that a change of framework may itself change the grade profile"
        assert any(caution in each for each in HAMPSHIRE.cautions)
        assert caution in " ".join(str(HAMPSHIRE).split())
        assert caution in in_a_notebook(HAMPSHIRE)

    def test_marks_show_the_steps(self) -> None:
        before = ilacs(impact_of_leaders=IlacsGrade.GOOD)
        worse = attrs.evolve(
            ilacs(impact_of_leaders=IlacsGrade.INADEQUATE), start=dt.date(2025, 6, 2)
        )
        assert "Inadequate (-2)" in " ".join(str(Trajectory([before, worse])).split())

    def test_a_single_inspection_prints(self) -> None:
        bare = attrs.evolve(ilacs(impact_of_leaders=IlacsGrade.GOOD), kind=None)
        text = str(Trajectory([bare]))
        assert "5 June 2023: ILACS from January 2023\n" in text
        assert "not recorded" in text


class TestNotebook:
    """In a notebook a comparison is a table without scripts, and everything is escaped."""

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
