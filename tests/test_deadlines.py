"""What is due after a report or letter, and working days as the law counts them."""

import datetime as dt
import sys

import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import (
    CpiJudgements,
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    Inspection,
    LocalAuthority,
    Provenance,
    SifJudgements,
    Slac2010Judgements,
    TlacJudgements,
    Visit,
    VisitKind,
    datasets,
    deadlines,
)
from ofsted_frameworks.cycle import bank_holidays, is_working_day, working_days_after
from ofsted_frameworks.cycle.deadlines import Deadline
from ofsted_frameworks.findings import InvalidHistory, MissingExtra

HAMPSHIRE = LocalAuthority("Hampshire", "E10000014")
DAYS = st.dates(dt.date(2009, 1, 1), dt.date(2030, 12, 31))
RECEIVED = dt.date(2019, 6, 6)


class TestWorkingDay:
    """A working day is any day but Saturday, Sunday, Christmas Day, Good Friday or a bank holiday."""

    @pytest.mark.parametrize(
        "day",
        [
            pytest.param(dt.date(2011, 4, 29), id="royal wedding"),
            pytest.param(dt.date(2012, 6, 4), id="spring bank holiday, moved for the jubilee"),
            pytest.param(dt.date(2012, 6, 5), id="diamond jubilee"),
            pytest.param(dt.date(2020, 5, 8), id="May Day, moved to VE Day"),
            pytest.param(dt.date(2022, 6, 2), id="spring bank holiday, moved for the jubilee"),
            pytest.param(dt.date(2022, 6, 3), id="platinum jubilee"),
            pytest.param(dt.date(2022, 9, 19), id="state funeral"),
            pytest.param(dt.date(2023, 5, 8), id="coronation"),
            pytest.param(dt.date(2010, 12, 27), id="substitute for Christmas Day on a Saturday"),
            pytest.param(dt.date(2010, 12, 28), id="substitute for Boxing Day on a Sunday"),
            pytest.param(dt.date(2016, 12, 27), id="substitute for Christmas Day on a Sunday"),
            pytest.param(dt.date(2020, 12, 28), id="substitute for Boxing Day on a Saturday"),
            pytest.param(dt.date(2022, 1, 3), id="substitute for New Year's Day on a Saturday"),
            pytest.param(dt.date(2023, 1, 2), id="substitute for New Year's Day on a Sunday"),
            pytest.param(dt.date(2019, 4, 19), id="Good Friday"),
            pytest.param(dt.date(2019, 4, 22), id="Easter Monday"),
            pytest.param(dt.date(2019, 12, 25), id="Christmas Day"),
            pytest.param(dt.date(2024, 12, 26), id="Boxing Day"),
            pytest.param(dt.date(2019, 6, 8), id="a Saturday"),
            pytest.param(dt.date(2019, 6, 9), id="a Sunday"),
        ],
    )
    def test_these_are_not_working_days(self, day: dt.date) -> None:
        assert not is_working_day(day)

    @pytest.mark.parametrize(
        "day",
        [
            pytest.param(dt.date(2012, 5, 28), id="the spring bank holiday's usual Monday, 2012"),
            pytest.param(dt.date(2022, 5, 30), id="the spring bank holiday's usual Monday, 2022"),
            pytest.param(dt.date(2020, 5, 4), id="May Day's usual Monday, 2020"),
            pytest.param(dt.date(2019, 4, 18), id="Maundy Thursday"),
            pytest.param(dt.date(2019, 8, 5), id="Scotland's summer bank holiday"),
            pytest.param(dt.date(2019, 7, 12), id="Northern Ireland's bank holiday"),
            pytest.param(dt.date(2019, 12, 24), id="Christmas Eve"),
        ],
    )
    def test_these_are_working_days(self, day: dt.date) -> None:
        assert is_working_day(day)

    @pytest.mark.parametrize("year", range(2009, 2031))
    def test_a_year_has_eight_bank_holidays_on_weekdays_and_more_only_in_one_off_years(
        self, year: int
    ) -> None:
        one_off = {2011: 1, 2012: 1, 2022: 2, 2023: 1}
        weekdays = [day for day in bank_holidays(year) if day.weekday() < 5]
        assert len(weekdays) == 8 + one_off.get(year, 0)

    @pytest.mark.parametrize("year", range(2009, 2031))
    def test_england_and_wales_have_the_same_bank_holidays(self, year: int) -> None:
        import holidays

        wales = holidays.country_holidays("GB", subdiv="WLS", years=year)
        assert bank_holidays(year) == frozenset(wales)


class TestCounting:
    """Counting working days ends on one, passes exactly that many, and never goes back."""

    @given(day=DAYS, count=st.integers(1, 90))
    def test_exactly_that_many_working_days_are_passed(self, day: dt.date, count: int) -> None:
        due = working_days_after(day, count)
        passed = [day + dt.timedelta(days=n) for n in range(1, (due - day).days + 1)]
        assert is_working_day(due)
        assert sum(is_working_day(each) for each in passed) == count

    @given(day=DAYS, count=st.integers(1, 60), more=st.integers(1, 60))
    def test_a_count_can_be_taken_in_two_parts(self, day: dt.date, count: int, more: int) -> None:
        halfway = working_days_after(day, count)
        assert working_days_after(halfway, more) == working_days_after(day, count + more)

    @given(day=DAYS, later=st.integers(0, 40), count=st.integers(1, 70))
    def test_a_later_receipt_is_never_due_earlier(
        self, day: dt.date, later: int, count: int
    ) -> None:
        after = day + dt.timedelta(days=later)
        assert working_days_after(day, count) <= working_days_after(after, count)

    @pytest.mark.parametrize(
        ("received", "due"),
        [
            (dt.date(2022, 6, 1), dt.date(2022, 6, 6)),
            (dt.date(2022, 9, 16), dt.date(2022, 9, 20)),
            (dt.date(2023, 5, 5), dt.date(2023, 5, 9)),
            (dt.date(2010, 12, 24), dt.date(2010, 12, 29)),
            (dt.date(2024, 2, 28), dt.date(2024, 2, 29)),
            (dt.date(2019, 6, 8), dt.date(2019, 6, 10)),
        ],
    )
    def test_the_next_working_day_skips_weekends_and_holidays(
        self, received: dt.date, due: dt.date
    ) -> None:
        assert working_days_after(received, 1) == due

    @pytest.mark.parametrize("count", [0, -3])
    def test_a_count_below_one_is_refused(self, count: int) -> None:
        with pytest.raises(ValueError, match=f"count must be 1 or more working days, not {count}"):
            working_days_after(RECEIVED, count)


def due(*found: Deadline) -> dict[str, dt.date]:
    return {deadline.name: deadline.due for deadline in found}


class TestAfterAnInspection:
    """The report is to be published within 30 working days of receipt, the statement within 70."""

    def test_hampshires_plan_was_due_on_13_september_2019(self) -> None:
        """Report of the Chief Executive, para 4.5.1: "sent to Ofsted by 13 September"."""
        found = deadlines(datasets.hampshire()[2], report_received=RECEIVED)
        assert due(*found)["statement of proposed action"] == dt.date(2019, 9, 13)

    def test_thirty_working_days_are_six_weeks_without_a_bank_holiday(self) -> None:
        found = deadlines(datasets.hampshire()[2], report_received=RECEIVED)
        assert due(*found)["publish the report"] == RECEIVED + dt.timedelta(weeks=6)

    @pytest.mark.parametrize(
        "judgements",
        [TlacJudgements(), SifJudgements(), Ilacs2018Judgements(), Ilacs2026Judgements()],
        ids=lambda judgements: type(judgements).__name__,
    )
    def test_every_framework_under_section_136_has_the_same_deadlines(
        self, judgements: Ilacs2018Judgements
    ) -> None:
        inspection = Inspection(authority=HAMPSHIRE, judgements=judgements)
        found = deadlines(inspection, report_received=RECEIVED)
        assert [d.rule.working_days.value for d in found] == [30, 70]
        assert all(d.rule.duty.source.provenance is Provenance.LAW for d in found)
        assert found.cannot_say == ()

    def test_stocktons_plan_was_due_on_16_august_2023(self) -> None:
        """The report of 9 May 2023; the plan "to be submitted to them by 16 August"."""
        inspection = Inspection(authority=HAMPSHIRE, judgements=Ilacs2023Judgements())
        found = deadlines(inspection, report_received="2023-05-09")
        assert due(*found)["statement of proposed action"] == dt.date(2023, 8, 16)

    def test_slac_has_thirty_working_days_if_it_was_a_joint_area_review(self) -> None:
        inspection = Inspection(authority=HAMPSHIRE, judgements=Slac2010Judgements())
        (only,) = found = deadlines(inspection, report_received="2012-04-23")
        assert only.due == dt.date(2012, 6, 7)
        assert "if the inspection was a review under section 20" in str(only)
        text = " ".join(str(found).split())
        assert "SI 2005/1973" in text
        assert "SI 2007/462" not in text
        assert "probably such a review" in text

    @pytest.mark.parametrize(
        ("judgements", "received", "reason"),
        [
            (Slac2010Judgements(), "2015-11-09", "Children Act 2004"),
            (CpiJudgements(), "2012-06-06", "legal basis"),
        ],
        ids=["slac", "cpi"],
    )
    def test_no_deadline_is_given_under_another_or_an_unknown_law(
        self, judgements: Slac2010Judgements, received: str, reason: str
    ) -> None:
        inspection = Inspection(authority=HAMPSHIRE, judgements=judgements)
        found = deadlines(inspection, report_received=received)
        assert list(found) == []
        assert reason in found.cannot_say[0]
        assert "no answer" in str(found)


class TestAfterAVisit:
    """A focused visit's letter may ask for an action plan, a joint inspection's for a statement."""

    def visit(self, kind: VisitKind, start: dt.date | None) -> Visit:
        return Visit(authority=HAMPSHIRE, kind=kind, start=start)

    def test_priority_action_after_a_focused_visit_has_two_deadlines(self) -> None:
        """Fourteen weeks from Thursday 1 November, and three days for Christmas and New Year."""
        visit = self.visit(VisitKind.FOCUSED, dt.date(2018, 10, 2))
        found = deadlines(visit, report_received=dt.date(2018, 11, 1))
        assert due(*found) == {
            "draft action plan": dt.date(2018, 11, 29),
            "final action plan": dt.date(2019, 2, 12),
        }
        assert all("areas for priority action" in str(deadline) for deadline in found)

    def test_a_draft_is_due_only_since_august_2018_and_a_final_plan_before_too(self) -> None:
        """St Helens, first with a draft: letter of 10 August 2018, draft by 10 September."""
        visit = self.visit(VisitKind.FOCUSED, dt.date(2018, 3, 6))
        found = deadlines(visit, report_received=dt.date(2018, 4, 3))
        assert due(*found) == {"final action plan": dt.date(2018, 7, 12)}
        later = deadlines(visit, report_received=dt.date(2018, 8, 16))
        assert set(due(*later)) == {"draft action plan", "final action plan"}

    def test_no_source_says_what_a_working_day_is_after_a_visit(self) -> None:
        text = str(deadlines(self.visit(VisitKind.JTAI, None), report_received="2023-05-02"))
        assert "SI 2007/462" not in text
        assert "no source says what counts as a working day here" in " ".join(text.split())

    @pytest.mark.parametrize("start", [dt.date(2016, 12, 5), dt.date(2023, 3, 6), None])
    def test_a_joint_targeted_area_inspection_has_a_deadline_for_its_statement(
        self, start: dt.date | None
    ) -> None:
        visit = self.visit(VisitKind.JTAI, start)
        found = deadlines(visit, report_received=dt.date(2023, 5, 2))
        assert due(*found) == {"joint statement of proposed action": dt.date(2023, 8, 10)}
        assert "if the report names a principal authority" in str(found.deadlines[0])

    @pytest.mark.parametrize("kind", [VisitKind.MONITORING, VisitKind.UNANNOUNCED_CRA])
    def test_other_visits_have_no_deadline(self, kind: VisitKind) -> None:
        found = deadlines(self.visit(kind, None), report_received=RECEIVED)
        assert list(found) == []
        assert str(kind) in found.cannot_say[0]


class TestPrinting:
    """An answer shows its rules, sources and way of counting in 80 columns, and as plain data."""

    def test_an_answer_fits_in_80_columns(self) -> None:
        text = str(deadlines(datasets.hampshire()[2], report_received=RECEIVED))
        assert max(map(len, text.splitlines())) <= 80
        for word in ("13 September 2019", "SI 2007/462", "legislation", "this library's own"):
            assert word in " ".join(text.split())

    def test_an_answer_converts_to_html(self) -> None:
        found = deadlines(datasets.hampshire()[2], report_received=RECEIVED)
        assert ">13 September 2019</td>" in found._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def test_an_answer_converts_to_plain_data(self) -> None:
        first, second = deadlines(datasets.hampshire()[2], report_received=RECEIVED).to_rows()
        assert (first["due"], first["working_days"]) == (dt.date(2019, 7, 18), 30)
        assert (second["due"], second["working_days"]) == (dt.date(2019, 9, 13), 70)
        assert (first["authority"], first["code"]) == ("Hampshire", "E10000014")
        assert "SI 2007/462" in first["working_days_source"]
        assert first["condition"] == ""


class TestMisuse:
    """Impossible arguments are refused with the value and the reason."""

    def test_a_day_at_the_end_of_the_calendar_is_refused(self) -> None:
        with pytest.raises(InvalidHistory, match="30 working days after 9999-12-01 is after"):
            deadlines(datasets.hampshire()[2], report_received="9999-12-01")

    def test_a_report_received_before_the_inspection_is_refused(self) -> None:
        after = datasets.hampshire()[2]
        with pytest.raises(ValueError, match="2019-04-28, before the first day of Hampshire"):
            deadlines(after, report_received=dt.date(2019, 4, 28))

    @pytest.mark.parametrize("received", [dt.datetime(2019, 6, 6), None])
    def test_a_day_that_is_not_a_date_is_refused(self, received: dt.date) -> None:
        with pytest.raises(TypeError, match="report_received (must be|takes) a datetime.date"):
            deadlines(datasets.hampshire()[2], report_received=received)

    def test_a_missing_extra_is_named_with_the_command_that_installs_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "holidays", None)
        with pytest.raises(MissingExtra, match=r"ofsted-frameworks\[calendar\]"):
            bank_holidays(1999)
