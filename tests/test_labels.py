"""Printed labels are read as grades, areas and other words, and never guessed."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    IlacsGrade,
    Kind,
    SifGrade,
    SlacGrade,
    UnknownLabel,
    get_edition,
    read_area,
    read_grade,
)
from ofsted_frameworks.labels import fold, read_word


class TestFold:
    """Folding removes only differences of case, spaces, dashes and quotes."""

    @given(st.text())
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @pytest.mark.parametrize(
        ("printed", "folded"),
        [
            ("  Requires\n improvement ", "requires improvement"),
            ("Children\u2019s", "children's"),
            ("well\u2011being", "well-being"),
            ("\ufeffGood\u00a0", "good"),
            ("\u201cGood\u201d", '"good"'),
        ],
    )
    def test_case_spaces_dashes_and_quotes_are_folded(self, printed: str, folded: str) -> None:
        assert fold(printed) == folded

    def test_words_are_never_joined_or_cut(self) -> None:
        assert fold("in adequate") != fold("inadequate")


class TestGrades:
    """A printed grade is read on the scale that the caller names, and on no other."""

    @pytest.mark.parametrize(
        ("printed", "grade"),
        [
            ("Requires Improvement", SifGrade.REQUIRES_IMPROVEMENT),
            ("Require improvement", SifGrade.REQUIRES_IMPROVEMENT),
            ("Requires improvement\nto be good", SifGrade.REQUIRES_IMPROVEMENT),
            ("OUTSTANDING", SifGrade.OUTSTANDING),
            ("Not judged", NOT_JUDGED),
        ],
    )
    def test_labels_of_sif_front_pages_are_read(self, printed: str, grade: object) -> None:
        assert read_grade(printed, SifGrade) is grade

    def test_both_wordings_of_requires_improvement_are_read(self) -> None:
        for printed in ("Requires improvement", "requires improvement to be good"):
            assert read_grade(printed, IlacsGrade) is IlacsGrade.REQUIRES_IMPROVEMENT

    @pytest.mark.parametrize("scale", ["sif", "ilacs"])
    def test_a_word_of_another_framework_is_named_as_such_without_a_suggestion(
        self, scale: str
    ) -> None:
        with pytest.raises(UnknownLabel, match="but of SLAC, CPI and TLAC; map_grade") as caught:
            read_grade("Adequate", scale)
        assert "did you mean" not in str(caught.value)

    @pytest.mark.parametrize("key", ["requires_improvement", "not_judged"])
    @pytest.mark.parametrize(
        "scale", ["ilacs", "ILACS-2023", get_edition("ilacs-2018"), IlacsGrade]
    )
    def test_a_key_is_read_like_a_label_on_a_scale_named_by_id(self, key: str, scale: Any) -> None:
        grade = read_grade(key, scale)
        assert grade in (IlacsGrade.REQUIRES_IMPROVEMENT, NOT_JUDGED)
        assert read_grade(grade, scale) is grade

    def test_a_grade_of_another_scale_is_not_read(self) -> None:
        with pytest.raises(TypeError, match="a printed label must be a str, not SlacGrade.GOOD"):
            read_grade(SlacGrade.GOOD, "ilacs")

    @pytest.mark.parametrize("text", ["", "to be good", "good.", "2", "improvement", "9", "-"])
    def test_a_similar_word_is_not_accepted(self, text: str) -> None:
        with pytest.raises(UnknownLabel):
            read_grade(text, IlacsGrade)

    def test_a_close_match_is_suggested_but_not_accepted(self) -> None:
        with pytest.raises(UnknownLabel, match="did you mean 'adequate'"):
            read_grade("adequte", SlacGrade)

    @pytest.mark.parametrize("value", [None, 3, b"Good"])
    def test_a_value_that_is_not_a_string_is_refused(self, value: Any) -> None:
        with pytest.raises(TypeError, match=f"a printed label must be a str, not {value!r}"):
            read_grade(value, IlacsGrade)
        with pytest.raises(TypeError, match=f"a printed label must be a str, not {value!r}"):
            read_area(value, get_edition("sif-2013"))

    @given(st.text())
    def test_any_string_gives_a_grade_or_an_unknown_label(self, text: str) -> None:
        try:
            read_grade(text, IlacsGrade)
        except UnknownLabel as error:
            assert repr(text) in str(error)


class TestWords:
    """A member of an enumeration is read by its value, name or label, and never guessed."""

    @pytest.mark.parametrize("word", ["short", "SHORT", "Short inspection", Kind.SHORT])
    def test_a_word_is_read_by_value_name_or_label(self, word: object) -> None:
        assert read_word(word, Kind) is Kind.SHORT

    def test_an_unknown_word_is_refused_with_the_values(self) -> None:
        with pytest.raises(UnknownLabel, match="'shot' is not a Kind; .*did you mean 'short'"):
            read_word("shot", Kind)
        with pytest.raises(UnknownLabel, match="'weather' is not a Kind; expected one of full"):
            read_word("weather", Kind)
        with pytest.raises(TypeError, match="3 is not a Kind; expected one of full"):
            read_word(3, Kind)


class TestAreas:
    """A printed judgement area is read in the edition that the caller names."""

    def test_both_wordings_of_leaders_in_2026_are_read(self) -> None:
        edition = get_edition("ilacs-2026")
        for printed in (
            "The impact of leaders on social work practice with children and families",
            "The impact of leaders on practice with children and families",
        ):
            assert read_area(printed, edition).name == "impact_of_leaders"

    @pytest.mark.parametrize(
        "printed",
        [
            "2.2 Experiences and progress of care leavers",
            "Experiences and progress of care leavers",
        ],
    )
    def test_a_label_is_read_with_or_without_its_printed_number(self, printed: str) -> None:
        assert read_area(printed, get_edition("sif-2013")).name == "care_leavers"

    def test_a_field_name_is_read_too(self) -> None:
        assert read_area("care_leavers", "sif-2013").number == "2.2"

    def test_an_area_of_another_edition_is_named_as_such(self) -> None:
        with pytest.raises(
            UnknownLabel, match="sif-2013, ilacs-2018 and ilacs-2023; map_area"
        ) as caught:
            read_area("overall_effectiveness", "ilacs-2026")
        assert "did you mean" not in str(caught.value)
        with pytest.raises(UnknownLabel, match="but of sif-2013; map_area"):
            read_area("Adoption performance", "ilacs-2018")

    def test_a_similar_label_is_suggested_if_no_edition_has_this_one(self) -> None:
        with pytest.raises(UnknownLabel, match="did you mean 'adoption performance'"):
            read_area("Adopton performance", "sif-2013")

    def test_a_label_with_the_wrong_number_is_refused(self) -> None:
        with pytest.raises(UnknownLabel):
            read_area("1. Leadership, management and governance", get_edition("sif-2013"))

    def test_a_label_printed_in_two_parts_needs_a_heading(self) -> None:
        edition = get_edition("slac-2010")
        with pytest.raises(UnknownLabel, match="pass one of them as heading="):
            read_area("Quality of provision", edition)
        area = read_area("Quality of provision", edition, "SERVICES for looked after children")
        assert area.name == "looked_after_quality_of_provision"

    def test_a_heading_without_the_label_is_refused(self) -> None:
        with pytest.raises(UnknownLabel, match="'Being healthy' is not a judgement area"):
            read_area("Being healthy", get_edition("slac-2010"), "Safeguarding services")
