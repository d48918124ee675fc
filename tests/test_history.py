"""The rules over the inspections of one authority taken together."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given

import ofsted_frameworks as of
from ofsted_frameworks import strategies

HAMPSHIRE = of.LocalAuthority("Hampshire", "E10000014")


def sif(start: dt.date, overall: of.SifGrade | None = of.SifGrade.GOOD) -> "of.Inspection[Any]":
    judgements = of.SifJudgements(overall_effectiveness=overall)
    return of.Inspection(authority=HAMPSHIRE, judgements=judgements, kind=of.Kind.FULL, start=start)


def ilacs(
    start: dt.date,
    kind: of.Kind = of.Kind.SHORT,
    overall: of.IlacsGrade = of.IlacsGrade.GOOD,
) -> "of.Inspection[Any]":
    judgements = of.Ilacs2018Judgements(overall_effectiveness=overall)
    return of.Inspection(authority=HAMPSHIRE, judgements=judgements, kind=kind, start=start)


def found(*history: "of.Inspection[Any] | of.Visit") -> list[tuple[tuple[str | int, ...], str]]:
    return [(each.path, each.rule) for each in of.iter_history_findings(history)]


def test_hampshires_history_has_no_findings() -> None:
    hampshire = of.datasets.hampshire()
    assert found(*hampshire, *hampshire.visits) == []


class TestOneDay:
    """No two inspections of one authority begin on the same day."""

    DAY = dt.date(2019, 4, 29)

    def test_the_second_inspection_is_found(self) -> None:
        assert found(ilacs(self.DAY), ilacs(self.DAY)) == [((1, "start"), "history.same-day")]

    def test_another_authority_may_be_inspected_that_day(self) -> None:
        other = attrs.evolve(ilacs(self.DAY), authority=of.LocalAuthority("Kent"))
        assert found(ilacs(self.DAY), other) == []

    def test_one_code_is_one_authority_under_any_name(self) -> None:
        called = attrs.evolve(ilacs(self.DAY), authority=of.LocalAuthority("Hants", "E10000014"))
        assert found(ilacs(self.DAY), called) == [((1, "start"), "history.same-day")]

    def test_without_a_code_one_name_is_one_authority(self) -> None:
        named = attrs.evolve(ilacs(self.DAY), authority=of.LocalAuthority("Hampshire "))
        again = attrs.evolve(ilacs(self.DAY), authority=of.LocalAuthority("hampshire"))
        assert found(named, again) == [((1, "start"), "history.same-day")]

    def test_a_name_without_a_code_takes_the_code_that_another_inspection_gives(self) -> None:
        named = attrs.evolve(ilacs(self.DAY), authority=of.LocalAuthority("Hampshire"))
        assert found(ilacs(self.DAY), named) == [((1, "start"), "history.same-day")]
        assert found(named, ilacs(self.DAY)) == [((1, "start"), "history.same-day")]

    def test_the_later_inspection_in_the_history_is_found_with_or_without_a_code(self) -> None:
        before = ilacs(dt.date(2016, 4, 30))
        named = attrs.evolve(ilacs(self.DAY), authority=of.LocalAuthority("Hampshire"))
        assert found(before, named, ilacs(self.DAY)) == [((2, "start"), "history.same-day")]

    def test_two_reports_may_be_published_on_one_day(self) -> None:
        # Cornwall and Warrington each had two re-inspection reports on 25 February 2011.
        report = attrs.evolve(ilacs(self.DAY), start=None, published=dt.date(2011, 2, 25))
        assert found(report, report) == []

    def test_undated_inspections_are_skipped(self) -> None:
        assert found(attrs.evolve(ilacs(self.DAY), start=None), ilacs(self.DAY)) == []


class TestSuccessors:
    """No authority is inspected under an edition after an inspection under a later one."""

    def test_the_older_edition_is_found_in_either_order(self) -> None:
        late, early = sif(dt.date(2018, 6, 1)), ilacs(dt.date(2018, 2, 5))
        assert found(late, early) == [((0, "edition"), "history.edition-after-successor")]
        assert found(early, late) == [((1, "edition"), "history.edition-after-successor")]

    def test_the_same_edition_again_is_allowed(self) -> None:
        assert found(ilacs(dt.date(2018, 2, 5)), ilacs(dt.date(2021, 10, 4))) == []


class TestTwoYears:
    """Two inspections of an authority under one framework begin at least two years apart.

    The shortest of 188 intervals in reports of 2013 to 2026 is Slough's, 735 days (2013 to 2015).
    """

    def test_the_shortest_real_interval_is_allowed(self) -> None:
        assert found(sif(dt.date(2013, 11, 19), None), sif(dt.date(2015, 11, 24), None)) == []

    def test_a_shorter_interval_is_a_warning(self) -> None:
        history = sif(dt.date(2014, 2, 18)), sif(dt.date(2016, 2, 1))
        assert found(*history) == [((1, "start"), "history.soon-after")]
        (finding,) = of.iter_history_findings(history)
        assert finding.severity is of.Severity.WARNING
        assert "is this one inspection, recorded twice?" in finding.hint

    def test_another_framework_may_follow_at_once(self) -> None:
        assert found(sif(dt.date(2017, 9, 4)), ilacs(dt.date(2018, 5, 14))) == []

    def test_re_inspections_of_2009_to_2012_may_be_sooner(self) -> None:
        """Cornwall and others were re-inspected within two years (official statistics)."""
        judgements = of.Slac2010Judgements()
        first = of.Inspection(
            authority=HAMPSHIRE, judgements=judgements, start=dt.date(2010, 10, 4)
        )
        assert found(first, attrs.evolve(first, start=dt.date(2011, 10, 3))) == []


class TestReinspections:
    """A re-inspection follows an overall grade of inadequate: 21 of 21 under SIF."""

    @pytest.mark.parametrize(
        ("overall", "rules"),
        [
            (of.SifGrade.INADEQUATE, []),
            (None, []),
            (of.SifGrade.REQUIRES_IMPROVEMENT, ["history.reinspection-after"]),
            (of.SifGrade.GOOD, ["history.reinspection-after"]),
        ],
    )
    def test_a_re_inspection_after_a_better_grade_than_inadequate_is_a_warning(
        self, overall: of.SifGrade | None, rules: list[str]
    ) -> None:
        again = attrs.evolve(sif(dt.date(2017, 3, 6)), kind=of.Kind.REINSPECTION)
        assert [rule for _, rule in found(sif(dt.date(2014, 1, 14), overall), again)] == rules


class TestShortInspections:
    """No short inspection follows an overall grade of requires improvement or inadequate."""

    @pytest.mark.parametrize(
        "grade", [of.IlacsGrade.REQUIRES_IMPROVEMENT, of.IlacsGrade.INADEQUATE]
    )
    def test_a_short_inspection_is_a_warning(self, grade: of.IlacsGrade) -> None:
        history = ilacs(dt.date(2018, 2, 5), of.Kind.STANDARD, grade), ilacs(dt.date(2021, 10, 4))
        assert found(*history) == [((1, "kind"), "history.short-after")]
        (finding,) = of.iter_history_findings(history)
        assert finding.severity is of.Severity.WARNING

    def test_the_grade_may_be_of_the_framework_before(self) -> None:
        before = sif(dt.date(2015, 2, 3), of.SifGrade.INADEQUATE)
        assert found(before, ilacs(dt.date(2018, 2, 5))) == [((1, "kind"), "history.short-after")]

    def test_a_standard_inspection_is_allowed(self) -> None:
        before = sif(dt.date(2015, 2, 3), of.SifGrade.INADEQUATE)
        assert found(before, ilacs(dt.date(2018, 2, 5), of.Kind.STANDARD)) == []

    def test_without_a_recorded_grade_nothing_is_found(self) -> None:
        assert found(sif(dt.date(2015, 2, 3), None), ilacs(dt.date(2018, 2, 5))) == []

    def test_without_a_single_overall_grade_nothing_is_found(self) -> None:
        before = of.datasets.hampshire()[0]
        assert found(before, ilacs(dt.date(2018, 2, 5))) == []


@given(strategies.histories())
def test_generated_histories_have_at_most_one_kind_of_error(
    history: "list[of.Inspection[Any]]",
) -> None:
    wrong = [f for f in of.iter_history_findings(history) if f.severity is of.Severity.ERROR]
    assert [f.rule for f in wrong] in ([], ["history.edition-after-successor"] * len(wrong))
