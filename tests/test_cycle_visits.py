"""Visits between inspections, monitoring after inadequate, and the kind from the days on site."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import (
    Ilacs2018Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    Slac2010Judgements,
    Trajectory,
    Visit,
    VisitKind,
    datasets,
    expected_visits,
    monitoring,
    to_dict,
)
from ofsted_frameworks.cycle import bank_holidays, inspection_kind_from
from ofsted_frameworks.inspection import AnyInspection

SURREY = LocalAuthority("Surrey", "E10000030")


def ilacs(grade: IlacsGrade | None) -> AnyInspection:
    judgements = Ilacs2018Judgements(overall_effectiveness=grade)
    return Inspection(authority=SURREY, judgements=judgements, start=dt.date(2021, 9, 20))


def visit(kind: VisitKind, start: dt.date) -> Visit:
    return Visit(authority=SURREY, kind=kind, start=start)


class TestExpectedVisits:
    """The visits that sources give, and the reason if no source says how many there are."""

    def test_focused_visits_or_a_joint_inspection_are_expected_under_ilacs(self) -> None:
        answer = expected_visits(ilacs(IlacsGrade.GOOD))
        assert "joint targeted area inspection" in answer.rules[0].value
        assert "how many there are for each grade" in answer.cannot_say[0]

    def test_at_least_two_are_expected_only_after_requires_improvement(self) -> None:
        mentioned = {
            grade: any("at least two" in rule.value for rule in expected_visits(ilacs(grade)).rules)
            for grade in IlacsGrade
        }
        assert [grade for grade, so in mentioned.items() if so] == [IlacsGrade.REQUIRES_IMPROVEMENT]

    def test_focused_visits_are_expected_after_every_grade_but_inadequate(self) -> None:
        mentioned = {
            grade: any("focused" in rule.value for rule in expected_visits(ilacs(grade)).rules)
            for grade in IlacsGrade
        }
        assert [grade for grade, so in mentioned.items() if not so] == [IlacsGrade.INADEQUATE]
        good = expected_visits(ilacs(IlacsGrade.GOOD))
        assert "54 went to authorities at requires improvement" in good.observed[0].value
        assert "none to inadequate" in good.observed[0].value

    def test_monitoring_visits_are_expected_only_after_inadequate(self) -> None:
        mentioned = {
            grade: any("monitoring" in rule.value for rule in expected_visits(ilacs(grade)).rules)
            for grade in IlacsGrade
        }
        assert [grade for grade, so in mentioned.items() if so] == [IlacsGrade.INADEQUATE]

    def test_the_visits_of_a_history_after_the_inspection_are_seen(self) -> None:
        hampshire = datasets.hampshire()
        seen = expected_visits(hampshire, as_at=dt.date(2018, 12, 31)).seen
        assert [each.kind for each in seen] == [VisitKind.JTAI, VisitKind.FOCUSED]
        assert expected_visits(hampshire, as_at=dt.date(2017, 1, 1)).seen == seen[:1]
        assert expected_visits(hampshire).seen == ()

    def test_an_unannounced_inspection_is_expected_each_year_under_slac(self) -> None:
        answer = expected_visits(datasets.hampshire()[0])
        assert "unannounced" in answer.rules[0].value
        assert answer.cannot_say == ()

    def test_no_source_gives_visits_after_april_2026(self) -> None:
        inspection = Inspection(authority=SURREY, judgements=Ilacs2026Judgements())
        answer = expected_visits(inspection)
        assert answer.rules == ()
        assert answer.cannot_say

    def test_it_reads_in_80_columns_as_html_and_as_plain_data(self) -> None:
        answer = expected_visits(datasets.hampshire(), as_at=dt.date(2018, 12, 31))
        assert max(map(len, str(answer).splitlines())) <= 80
        assert "focused visit, October 2018" in str(answer)
        assert ">focused visit, October 2018</td>" in answer._repr_html_()  # pyright: ignore[reportPrivateUsage]
        plain = to_dict(answer)
        assert plain["as_at"] == "2018-12-31"
        assert len(plain["seen"]) == 2
        assert to_dict(expected_visits(ilacs(IlacsGrade.GOOD)))["as_at"] is None


class TestMonitoring:
    """Monitoring follows an inadequate overall grade, and no other."""

    @pytest.mark.parametrize("grade", list(IlacsGrade))
    def test_monitoring_follows_only_inadequate_under_ilacs(self, grade: IlacsGrade) -> None:
        assert monitoring(ilacs(grade)).expected is (grade is IlacsGrade.INADEQUATE)

    @pytest.mark.parametrize("grade", list(SifGrade))
    def test_monitoring_follows_only_inadequate_under_sif(self, grade: SifGrade) -> None:
        judgements = SifJudgements(overall_effectiveness=grade)
        inspection = Inspection(authority=SURREY, judgements=judgements)
        assert monitoring(inspection).expected is (grade is SifGrade.INADEQUATE)

    def test_the_rules_run_from_the_report_to_the_next_inspection(self) -> None:
        rules = [rule.value for rule in monitoring(ilacs(IlacsGrade.INADEQUATE)).rules]
        assert "publish the report" in rules[0]
        assert any("within 70 working days" in rule for rule in rules)
        assert any("up to six" in rule for rule in rules)
        assert rules[-1] == "after inadequate: monitoring, then a standard inspection"

    def test_the_rule_and_the_practice_are_kept_apart(self) -> None:
        answer = monitoring(ilacs(IlacsGrade.INADEQUATE))
        assert any("one a quarter" in rule.value for rule in answer.rules)
        median, first, _ = (str(fact) for fact in answer.observed)
        assert "the median interval between two monitoring visits was 127 days" in median
        assert "168 to 404 days after the report, in 11 authorities" in first

    def test_sif_re_inspections_came_later_than_announced(self) -> None:
        judgements = SifJudgements(overall_effectiveness=SifGrade.INADEQUATE)
        answer = monitoring(Inspection(authority=SURREY, judgements=judgements))
        observed = " ".join(str(fact) for fact in answer.observed)
        assert "within two years" in observed
        assert "2.0 to 3.5 years after the previous report (median 2.7)" in observed
        assert "12 took four weeks, three took 12 days and one 16 days" in observed

    def test_after_sif_the_last_rule_is_the_action_plan_meeting(self) -> None:
        judgements = SifJudgements(overall_effectiveness=SifGrade.INADEQUATE)
        rules = monitoring(Inspection(authority=SURREY, judgements=judgements)).rules
        assert "within four weeks of the deadline" in rules[-1].value

    def test_only_the_monitoring_visits_of_a_history_are_seen(self) -> None:
        first = visit(VisitKind.MONITORING, dt.date(2022, 2, 1))
        other = visit(VisitKind.FOCUSED, dt.date(2022, 4, 5))
        history = Trajectory([ilacs(IlacsGrade.INADEQUATE)], [first, other])
        assert monitoring(history).seen == (first,)

    @pytest.mark.parametrize(
        ("inspection", "reason"),
        [
            (ilacs(None), "overall effectiveness, which is not recorded"),
            (
                Inspection(authority=SURREY, judgements=Ilacs2026Judgements()),
                "without an overall grade",
            ),
            (Inspection(authority=SURREY, judgements=Slac2010Judgements()), "no source gives it"),
        ],
        ids=["not recorded", "ilacs-2026", "slac"],
    )
    def test_without_an_answer_the_reason_is_given(
        self, inspection: AnyInspection, reason: str
    ) -> None:
        answer = monitoring(inspection)
        assert answer.expected is None
        assert reason in answer.cannot_say[0]

    def test_it_reads_in_80_columns_and_as_plain_data(self) -> None:
        answer = monitoring(ilacs(IlacsGrade.INADEQUATE), as_at=dt.date(2022, 1, 1))
        assert max(map(len, str(answer).splitlines())) <= 80
        assert "follows" in str(answer)
        assert to_dict(answer)["expected"] is True
        assert "does not follow" in str(monitoring(ilacs(IlacsGrade.GOOD)))


class TestKindFromDays:
    """Five working days on site are a short inspection, ten a standard one."""

    @pytest.mark.parametrize(
        ("start", "end", "kind"),
        [
            pytest.param((2019, 4, 29), (2019, 5, 3), Kind.SHORT, id="Hampshire 2019"),
            pytest.param((2026, 4, 27), (2026, 5, 1), Kind.SHORT, id="Brent 2026"),
            pytest.param((2019, 5, 13), (2019, 5, 24), Kind.STANDARD, id="Barnet 2019"),
            pytest.param((2011, 1, 24), (2011, 2, 4), Kind.FULL, id="Wirral 2011"),
            pytest.param((2023, 7, 11), (2023, 7, 13), None, id="Isles of Scilly 2023"),
            pytest.param((2019, 6, 3), (2019, 6, 19), None, id="Wiltshire 2019"),
            pytest.param((2018, 2, 26), (2018, 3, 22), None, id="Surrey 2018, under SIF"),
            pytest.param((2014, 2, 18), (2014, 3, 12), None, id="Hampshire 2014, under SIF"),
        ],
    )
    def test_real_inspections_get_their_kind(
        self, start: tuple[int, int, int], end: tuple[int, int, int], kind: Kind | None
    ) -> None:
        assert inspection_kind_from(dt.date(*start), dt.date(*end)).kind is kind

    def test_the_evidence_and_the_known_exceptions_are_given(self) -> None:
        found = inspection_kind_from(dt.date(2019, 4, 29), dt.date(2019, 5, 3))
        assert "97 of 100" in str(found)
        caveats = " ".join(str(caveat) for caveat in found.caveats)
        for name in ("Isles of Scilly", "Wiltshire", "Derbyshire", "South Tyneside"):
            assert name in caveats

    def test_an_unknown_kind_has_a_reason(self) -> None:
        assert str(inspection_kind_from(dt.date(2023, 7, 11), dt.date(2023, 7, 13))) == (
            "unknown: the kind is not clear from 3 working days on site "
            "(standard inspection 10, short inspection 5)"
        )
        before = inspection_kind_from(dt.date(2008, 7, 7), dt.date(2008, 7, 18))
        assert before.cannot_say == (
            "no framework in force on 7 July 2008 has a sourced number of days on site"
        )

    def test_in_early_2018_a_caveat_says_that_sif_was_in_force_too(self) -> None:
        found = inspection_kind_from(dt.date(2018, 4, 16), dt.date(2018, 4, 20))
        assert found.kind is Kind.SHORT
        assert any("SIF was in force" in caveat.value for caveat in found.caveats)

    def test_a_bank_holiday_is_not_counted_if_it_is_given(self) -> None:
        start, end = dt.date(2026, 4, 28), dt.date(2026, 5, 5)
        assert inspection_kind_from(start, end).kind is None
        found = inspection_kind_from(start, end, bank_holidays=bank_holidays(2026))
        assert (found.weekdays, found.working_days, found.kind) == (6, 5, Kind.SHORT)

    def test_two_weeks_over_a_bank_holiday_are_a_standard_inspection_either_way(self) -> None:
        start, end = dt.date(2026, 4, 27), dt.date(2026, 5, 8)
        found = inspection_kind_from(start, end, bank_holidays=bank_holidays(2026))
        assert (found.weekdays, found.working_days, found.kind) == (10, 9, Kind.STANDARD)
        assert inspection_kind_from(start, end).kind is Kind.STANDARD

    def test_an_end_before_the_start_is_refused(self) -> None:
        with pytest.raises(ValueError, match="2019-04-28, is before the first, 2019-04-29"):
            inspection_kind_from(dt.date(2019, 4, 29), dt.date(2019, 4, 28))

    @given(
        monday=st.dates(dt.date(2018, 9, 1), dt.date(2030, 1, 1)).map(
            lambda day: day - dt.timedelta(days=day.weekday())
        )
    )
    def test_a_week_from_monday_is_short_and_two_are_standard(self, monday: dt.date) -> None:
        friday = monday + dt.timedelta(days=4)
        assert inspection_kind_from(monday, friday).kind is Kind.SHORT
        assert inspection_kind_from(monday, friday + dt.timedelta(days=7)).kind is Kind.STANDARD
