"""What inspection comes next: the kind, the window, and the reasons."""

import copy
import datetime as dt
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    CpiJudgements,
    Ilacs2018Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    Provenance,
    SifGrade,
    SifJudgements,
    Slac2010Judgements,
    TlacJudgements,
    Visit,
    VisitKind,
    all_editions,
    datasets,
    expected_visits,
    monitoring,
    next_inspection,
    to_dict,
)
from ofsted_frameworks.cycle import ExpectedVisits, NextInspection
from ofsted_frameworks.frameworks import Cycle, CyclePart, Edition
from ofsted_frameworks.grades import Judged
from ofsted_frameworks.inspection import AnyInspection

HAMPSHIRE = LocalAuthority("Hampshire", "E10000014")
AFTER_2019 = datasets.hampshire()[2]
STARTS = st.dates(dt.date(2018, 1, 29), dt.date(2022, 12, 31))


def ilacs(
    start: dt.date | None, overall: Judged[IlacsGrade] = IlacsGrade.GOOD
) -> Inspection[Ilacs2018Judgements]:
    judgements = Ilacs2018Judgements(overall_effectiveness=overall)
    return Inspection(authority=HAMPSHIRE, judgements=judgements, start=start)


def words(answer: object) -> str:
    return " ".join(str(answer).split())


def days(inspection: AnyInspection) -> tuple[dt.date, dt.date, dt.date]:
    window = next_inspection(inspection).window
    assert window is not None
    return window.earliest, window.anniversary, window.latest


class TestHampshire2019:
    """After the short inspection of 29 April 2019 a short one was due about 29 April 2022."""

    def test_the_kind_and_the_window_are_given(self) -> None:
        answer = next_inspection(AFTER_2019)
        assert answer.kind is Kind.SHORT
        assert days(AFTER_2019) == (
            dt.date(2021, 10, 29), dt.date(2022, 4, 29), dt.date(2022, 10, 29),
        )  # fmt: skip
        assert answer.cannot_say == ()

    def test_the_rules_come_with_their_sources_and_provenance(self) -> None:
        answer = next_inspection(AFTER_2019)
        assert {fact.source.provenance for fact in answer.rules} == {
            Provenance.OFSTED, Provenance.OTHERS, Provenance.OURS, Provenance.REPORTS,
        }  # fmt: skip
        (ours,) = (f for f in answer.rules if f.source.provenance is Provenance.OURS)
        assert "first day on site" in ours.value

    def test_the_caveats_say_that_the_kind_is_usual_and_that_a_pause_moved_the_window(self) -> None:
        caveats = words([str(caveat) for caveat in next_inspection(AFTER_2019).caveats])
        assert "usual, not certain: this happened in 24 of 25 cases (after outstanding)" in caveats
        assert "this happened in 70 of 74 cases" in caveats
        assert "10 of 17" not in caveats
        assert "17 March 2020" in caveats
        assert "28 June 2021" in caveats

    def test_the_window_moved_by_the_pause_is_468_days_later(self) -> None:
        moved = next_inspection(AFTER_2019).moved_window
        assert moved is not None
        assert moved.earliest == dt.date(2023, 2, 9)
        assert moved.latest == dt.date(2024, 2, 9)

    @pytest.mark.parametrize(
        ("as_at", "overdue", "when_moved"),
        [
            (dt.date(2022, 10, 29), False, False),
            (dt.date(2022, 10, 30), True, False),
            (dt.date(2024, 2, 9), True, False),
            (dt.date(2024, 2, 10), True, True),
        ],
    )
    def test_it_is_overdue_after_the_last_day_of_the_window(
        self, as_at: dt.date, overdue: bool, when_moved: bool
    ) -> None:
        answer = next_inspection(AFTER_2019, as_at=as_at, known_to=dt.date(2024, 6, 9))
        assert answer.overdue is overdue
        assert answer.overdue_when_moved is when_moved

    def test_without_a_day_overdue_is_none(self) -> None:
        assert next_inspection(AFTER_2019).overdue is None


class TestRoutes:
    """Short after outstanding and good, standard after requires improvement and inadequate."""

    @pytest.mark.parametrize(
        ("grade", "kind"),
        [
            (IlacsGrade.OUTSTANDING, Kind.SHORT),
            (IlacsGrade.GOOD, Kind.SHORT),
            (IlacsGrade.REQUIRES_IMPROVEMENT, Kind.STANDARD),
            (IlacsGrade.INADEQUATE, Kind.STANDARD),
        ],
    )
    def test_the_kind_follows_from_the_grade_under_ilacs(
        self, grade: IlacsGrade, kind: Kind
    ) -> None:
        assert next_inspection(ilacs(dt.date(2019, 1, 7), grade)).kind is kind

    @pytest.mark.parametrize(
        ("grade", "observed"),
        [(IlacsGrade.REQUIRES_IMPROVEMENT, "54 of 54"), (IlacsGrade.INADEQUATE, "23 of 23")],
    )
    def test_a_count_without_exceptions_is_a_rule_and_not_a_caveat(
        self, grade: IlacsGrade, observed: str
    ) -> None:
        answer = next_inspection(ilacs(dt.date(2022, 1, 10), grade))
        assert any(observed in fact.value for fact in answer.rules)
        assert not any("usual" in fact.value for fact in answer.caveats)

    @pytest.mark.parametrize(
        ("overall", "reason"), [(None, "not recorded"), (NOT_JUDGED, "not judged")]
    )
    def test_without_an_overall_grade_there_is_no_kind_and_no_window(
        self, overall: Judged[IlacsGrade], reason: str
    ) -> None:
        answer = next_inspection(ilacs(dt.date(2019, 1, 7), overall))
        assert (answer.kind, answer.window) == (None, None)
        assert [each.endswith(reason) for each in answer.cannot_say] == [True, True]

    @pytest.mark.parametrize(
        ("weaker", "counted"), [(0, "70 of 74"), (1, "10 of 17"), (2, None), (None, "70 of 74")]
    )
    def test_the_count_is_for_inspections_with_as_many_judgements_below_good(
        self, weaker: int | None, counted: str | None
    ) -> None:
        areas = ["impact_of_leaders", "help_and_protection", "children_in_care_and_care_leavers"]
        grades = [IlacsGrade.REQUIRES_IMPROVEMENT] * (weaker or 0) + [IlacsGrade.GOOD] * 3
        judged = dict(zip(areas, grades, strict=False)) if weaker is not None else {}
        judgements = Ilacs2018Judgements(overall_effectiveness=IlacsGrade.GOOD, **judged)
        start = dt.date(2022, 1, 10)
        inspection = Inspection(authority=HAMPSHIRE, judgements=judgements, start=start)
        caveats = words([str(caveat) for caveat in next_inspection(inspection).caveats])
        assert "56 of 66 cases (after good)" in caveats
        seen = [each for each in ("70 of 74", "10 of 17") if each in caveats]
        assert seen == (["70 of 74", "10 of 17"] if weaker is None else [counted] * bool(counted))

    def test_only_an_inadequate_inspection_of_early_2018_says_that_sif_re_inspections_ended(
        self,
    ) -> None:
        before, after = dt.date(2018, 6, 4), dt.date(2018, 9, 3)
        inadequate = next_inspection(ilacs(before, IlacsGrade.INADEQUATE))
        assert "re-inspected under SIF" in words(inadequate)
        assert "re-inspected under SIF" not in words(next_inspection(ilacs(before)))
        later = next_inspection(ilacs(after, IlacsGrade.INADEQUATE))
        assert "re-inspected under SIF" not in words(later)

    @pytest.mark.parametrize(
        ("grade", "kind", "observed"),
        [
            (SifGrade.OUTSTANDING, Kind.SHORT, "3 of 3"),
            (SifGrade.GOOD, Kind.SHORT, "44 of 54"),
            (SifGrade.REQUIRES_IMPROVEMENT, Kind.STANDARD, "72 of 72"),
            (
                SifGrade.INADEQUATE,
                None,
                "of 33 authorities inadequate at their first inspection, 21",
            ),
        ],
    )
    def test_the_first_ilacs_inspection_after_sif_has_a_kind_but_no_window(
        self, grade: SifGrade, kind: Kind | None, observed: str
    ) -> None:
        judgements = SifJudgements(overall_effectiveness=grade)
        sif = Inspection(authority=HAMPSHIRE, judgements=judgements, start=dt.date(2014, 2, 18))
        answer = next_inspection(sif)
        assert answer.kind is kind
        assert answer.window is None
        assert observed in words(answer)
        assert "the programme ended" in words(answer)


class TestNoAnswer:
    """An answer without a kind or window gives the reason for each."""

    @pytest.mark.parametrize(
        ("judgements", "reason"),
        [
            (Slac2010Judgements(), "the programme ended in 2012"),
            (CpiJudgements(), "no source gives a cycle for CPI"),
            (TlacJudgements(), "no source gives a cycle for TLAC"),
            (Ilacs2026Judgements(), "there has been no overall grade since April 2026"),
        ],
        ids=["slac", "cpi", "tlac", "ilacs-2026"],
    )
    def test_an_answer_without_a_kind_or_window_gives_the_reasons(
        self, judgements: Slac2010Judgements, reason: str
    ) -> None:
        answer = next_inspection(
            Inspection(authority=HAMPSHIRE, judgements=judgements, start=dt.date(2026, 6, 8))
        )
        assert (answer.kind, answer.window, answer.overdue) == (None, None, None)
        assert reason in answer.cannot_say[0]
        assert len(answer.cannot_say) == 2
        assert answer.in_words == "no kind or date can be given"

    def test_second_hand_news_of_april_2026_is_marked_as_second_hand(self) -> None:
        answer = next_inspection(
            Inspection(
                authority=HAMPSHIRE, judgements=Ilacs2026Judgements(), start=dt.date(2026, 6, 8)
            )
        )
        reported, counted = (fact for fact in answer.rules if "impact of leaders" in fact.value)
        assert reported.source.provenance is Provenance.OTHERS
        assert "second-hand" in reported.note
        assert counted.source.provenance is Provenance.REPORTS
        assert counted.value.startswith("neither the impact of leaders nor two of the three")
        assert "what decides the kind instead" in answer.cannot_say[0]

    def test_a_window_that_reaches_past_april_2026_carries_the_caveat(self) -> None:
        caveats = words([str(c) for c in next_inspection(datasets.hampshire()).caveats])
        assert "no longer depends on an overall grade" in caveats
        assert "a renewed framework has been announced for 2027" in caveats

    def test_without_the_first_day_on_site_there_is_no_window(self) -> None:
        answer = next_inspection(ilacs(None))
        assert answer.kind is Kind.SHORT
        assert answer.window is None
        assert "first day on site is not recorded" in answer.cannot_say[0]
        assert answer.in_words == "a short inspection, date unknown"

    def test_the_slac_programme_is_reported(self) -> None:
        assert "one inspection every three years" in words(next_inspection(datasets.hampshire()[0]))


class TestAbolishedAuthorities:
    """No inspection follows once an authority is abolished; before that day one is still expected."""

    LAST = attrs.evolve(ilacs(dt.date(2018, 6, 4)), authority=LocalAuthority("Northamptonshire"))

    @pytest.mark.parametrize("as_at", [None, dt.date(2021, 4, 1)])
    def test_no_inspection_follows(self, as_at: dt.date | None) -> None:
        answer = next_inspection(self.LAST, as_at=as_at)
        assert (answer.kind, answer.window, answer.overdue) == (None, None, None)
        assert "Northamptonshire has not been a local authority since 1 April 2021" in words(answer)
        assert answer.caveats[0].source.provenance is Provenance.LAW

    def test_before_the_abolition_the_next_inspection_is_given(self) -> None:
        answer = next_inspection(self.LAST, as_at=dt.date(2021, 3, 31))
        assert answer.kind is Kind.SHORT

    def test_a_name_that_a_later_authority_shares_is_not_read_as_the_abolished_one(
        self,
    ) -> None:
        dorset = attrs.evolve(self.LAST, authority=LocalAuthority("Dorset"))
        assert next_inspection(dorset).kind is Kind.SHORT


class TestHistories:
    """A history is answered from the latest inspection that had begun by `as_at`."""

    @pytest.mark.parametrize(
        ("as_at", "index"),
        [
            (dt.date(2011, 8, 12), 0),
            (dt.date(2019, 4, 28), 1),
            (dt.date(2019, 4, 29), 2),
            (dt.date(2024, 6, 9), 2),
            (None, 3),
        ],
    )
    def test_the_latest_inspection_as_at_the_day_is_used(
        self, as_at: dt.date | None, index: int
    ) -> None:
        hampshire = datasets.hampshire()
        assert next_inspection(hampshire, as_at=as_at).inspection == hampshire[index]

    def test_a_collection_in_any_order_with_visits_gives_the_same_answer(self) -> None:
        hampshire = datasets.hampshire()
        events: list[AnyInspection | Visit] = [*hampshire.inspections[::-1], *hampshire.visits]
        known_to = hampshire.known_to
        assert next_inspection(events, known_to=known_to) == next_inspection(hampshire)

    def test_no_inspection_by_the_day_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="no inspection had begun by 2011-08-11; the first"):
            next_inspection(datasets.hampshire(), as_at=dt.date(2011, 8, 11))

    def test_visits_alone_are_an_error(self) -> None:
        with pytest.raises(ValueError, match="at least one inspection"):
            next_inspection(
                [Visit(authority=HAMPSHIRE, kind=VisitKind.JTAI, start=dt.date(2016, 12, 1))]
            )

    def test_several_authorities_are_an_error(self) -> None:
        other = attrs.evolve(AFTER_2019, authority=LocalAuthority("Surrey", "E10000030"))
        with pytest.raises(ValueError, match="one authority"):
            next_inspection([AFTER_2019, other])

    def test_something_other_than_an_inspection_is_refused(self) -> None:
        record: Any = {"edition": "ilacs-2018"}
        with pytest.raises(TypeError, match="inspections and visits, not {'edition'"):
            next_inspection([record])

    @pytest.mark.parametrize("as_at", [20220101, dt.datetime(2022, 1, 1)])
    def test_an_as_at_that_is_not_a_date_is_refused(self, as_at: dt.date) -> None:
        with pytest.raises(TypeError, match=r"as_at must be a datetime\.date or None, not"):
            next_inspection(AFTER_2019, as_at=as_at)


class TestCalendar:
    """Months run to the same day of the month, or to the last day of a shorter month."""

    @pytest.mark.parametrize(
        ("start", "earliest", "anniversary", "latest"),
        [
            ((2020, 2, 29), (2022, 8, 28), (2023, 2, 28), (2023, 8, 28)),
            ((2021, 2, 28), (2023, 8, 28), (2024, 2, 28), (2024, 8, 28)),
            ((2021, 8, 31), (2024, 2, 29), (2024, 8, 31), (2025, 2, 28)),
            ((2020, 8, 31), (2023, 2, 28), (2023, 8, 31), (2024, 2, 29)),
            ((2018, 12, 31), (2021, 6, 30), (2021, 12, 31), (2022, 6, 30)),
            ((2018, 10, 30), (2021, 4, 30), (2021, 10, 30), (2022, 4, 30)),
        ],
    )
    def test_leap_days_and_month_ends(
        self,
        start: tuple[int, int, int],
        earliest: tuple[int, int, int],
        anniversary: tuple[int, int, int],
        latest: tuple[int, int, int],
    ) -> None:
        expected = (dt.date(*earliest), dt.date(*anniversary), dt.date(*latest))
        assert days(ilacs(dt.date(*start))) == expected

    @given(start=STARTS)
    def test_a_window_follows_its_inspection_and_contains_its_anniversary(
        self, start: dt.date
    ) -> None:
        earliest, anniversary, latest = days(ilacs(start))
        assert start < earliest < anniversary < latest

    @given(start=STARTS.filter(lambda day: day.day <= 28), months=st.integers(0, 48))
    def test_a_window_shifts_one_for_one_with_its_inspection(
        self, start: dt.date, months: int
    ) -> None:
        """As many months later, to the day, for the days that every month has."""
        month = start.year * 12 + start.month - 1 + months
        later = dt.date(month // 12, month % 12 + 1, start.day)
        for before, after in zip(days(ilacs(start)), days(ilacs(later)), strict=True):
            passed = (after.year - before.year) * 12 + after.month - before.month
            assert (passed, after.day) == (months, before.day)

    @given(start=STARTS, later=st.integers(0, 400))
    def test_a_later_inspection_never_has_an_earlier_window(
        self, start: dt.date, later: int
    ) -> None:
        after = ilacs(start + dt.timedelta(days=later))
        assert all(a <= b for a, b in zip(days(ilacs(start)), days(after), strict=True))

    @given(start=STARTS)
    def test_a_pause_moves_the_whole_window_or_none_of_it(self, start: dt.date) -> None:
        answer = next_inspection(ilacs(start))
        assert answer.window is not None
        if start < dt.date(2020, 3, 17):
            assert answer.moved_window == answer.window.moved_by(468)
        else:
            assert answer.moved_window is None

    @given(start=STARTS, passed=st.integers(0, 1500))
    def test_a_day_in_the_window_is_not_overdue(self, start: dt.date, passed: int) -> None:
        day = start + dt.timedelta(days=passed)
        answer = next_inspection(ilacs(start), as_at=day, known_to=day)
        assert answer.window is not None
        assert not (day in answer.window and answer.overdue)

    def test_a_pause_after_the_window_does_not_move_it(self) -> None:
        """A window that had closed before 17 March 2020 stays as it was written."""
        early = ilacs(dt.date(2016, 9, 16))
        assert next_inspection(early).moved_window is None
        assert next_inspection(ilacs(dt.date(2016, 9, 17))).moved_window is not None


class TestPrinting:
    """An answer reads well in 80 columns and as plain data."""

    @pytest.mark.parametrize("index", range(4))
    def test_an_answer_fits_in_80_columns(self, index: int) -> None:
        text = str(next_inspection(datasets.hampshire()[index], as_at=dt.date(2026, 11, 1)))
        assert max(map(len, text.splitlines())) <= 80

    @pytest.mark.parametrize(
        ("as_at", "standing"),
        [
            (dt.date(2022, 1, 1), "not overdue"),
            (dt.date(2023, 1, 1), "overdue by the window as written, but not as moved"),
            (dt.date(2024, 3, 1), "overdue by the window as written and as moved"),
        ],
    )
    def test_an_answer_says_whether_the_inspection_is_overdue(
        self, as_at: dt.date, standing: str
    ) -> None:
        text = words(next_inspection(AFTER_2019, as_at=as_at, known_to=as_at))
        assert "After Hampshire, ILACS, short inspection, 29 April 2019: Outstanding" in text
        assert "Next: a short inspection, 29 October 2021 to 29 October 2022" in text
        assert standing in text

    def test_an_answer_converts_to_html(self) -> None:
        assert ">after outstanding or good" in next_inspection(AFTER_2019)._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def test_an_answer_converts_to_plain_data(self) -> None:
        answer = next_inspection(AFTER_2019, as_at="2023-01-01", known_to="2023-03-31")
        plain = to_dict(answer)
        assert plain["kind"] == "short"
        assert plain["window"] == {
            "earliest": "2021-10-29", "anniversary": "2022-04-29", "latest": "2022-10-29",
        }  # fmt: skip
        assert (plain["overdue"], plain["overdue_when_moved"]) == (True, False)
        assert (plain["as_at"], plain["known_to"]) == ("2023-01-01", "2023-03-31")
        assert "ours" in {rule["source"]["provenance"] for rule in plain["rules"]}
        unsaid = to_dict(next_inspection(datasets.hampshire()[0]))
        assert (unsaid["kind"], unsaid["window"], unsaid["as_at"]) == (None, None, None)
        assert len(unsaid["cannot_say"]) == 2

    def test_it_pickles_and_copies(self) -> None:
        answer = next_inspection(datasets.hampshire(), as_at="2026-06-01")
        assert pickle.loads(pickle.dumps(answer)) == copy.deepcopy(answer) == answer


class TestOverdue:
    """Nothing is called overdue on a day that the data does not reach."""

    LATE = dt.date(2023, 1, 1)

    def test_a_day_after_the_end_of_the_data(self) -> None:
        answer = next_inspection(AFTER_2019, as_at=self.LATE, known_to=dt.date(2022, 12, 31))
        assert answer.overdue is None
        assert answer.overdue_when_moved is False
        assert answer.why_not_overdue == (
            "the data reaches only to 31 December 2022, and the next inspection may have happened since"
        )
        assert "not known whether it is overdue: the data reaches only to" in words(answer)
        assert "Known to 31 December 2022; not known after that day." in words(answer)

    def test_when_the_reach_of_the_data_is_not_stated(self) -> None:
        answer = next_inspection(AFTER_2019, as_at=self.LATE)
        assert answer.overdue is None
        assert answer.why_not_overdue.startswith("how far the data reaches is not stated")
        assert "Known to: not stated." in words(answer)

    def test_a_history_that_has_the_next_inspection_reaches_to_it(self) -> None:
        assert next_inspection(datasets.hampshire(), as_at=self.LATE).overdue is True

    def test_before_the_end_of_the_window_it_is_never_overdue(self) -> None:
        assert next_inspection(AFTER_2019, as_at="2022-10-29").overdue is False

    def test_without_a_window_overdue_is_none(self) -> None:
        inadequate = ilacs(dt.date(2022, 1, 10), IlacsGrade.INADEQUATE)
        assert (
            next_inspection(inadequate, as_at="2026-06-01", known_to="2026-06-01").overdue is None
        )


class TestAfterInadequate:
    """No source gives a window after inadequate; what was observed is given instead."""

    ANSWER = next_inspection(ilacs(dt.date(2023, 3, 13), IlacsGrade.INADEQUATE))

    def test_there_is_no_window_and_the_reason_is_given(self) -> None:
        assert self.ANSWER.window is None
        assert self.ANSWER.kind is Kind.STANDARD
        (reason,) = self.ANSWER.cannot_say
        assert "no source gives a window after inadequate" in reason

    def test_what_was_observed_is_given(self) -> None:
        assert "half of 9 began 164 to 184 weeks later" in words(self.ANSWER)
        assert str(self.ANSWER.weeks) == "the weeks of 4 May 2026 to 21 September 2026"


class TestObserved:
    """Beside the window as written the answer says after how many weeks inspections actually came."""

    @pytest.mark.parametrize(
        ("grade", "number", "median", "years"),
        [
            (IlacsGrade.OUTSTANDING, 8, 177.5, "3.40"),
            (IlacsGrade.GOOD, 30, 177, "3.39"),
            (IlacsGrade.REQUIRES_IMPROVEMENT, 20, 170.5, "3.27"),
            (IlacsGrade.INADEQUATE, 9, 173, "3.32"),
        ],
    )
    def test_the_number_and_median_are_given(
        self, grade: IlacsGrade, number: int, median: float, years: str
    ) -> None:
        observed = next_inspection(ilacs(dt.date(2022, 1, 10), grade)).observed
        assert observed is not None
        assert (observed.value.number, observed.value.median) == (number, median)
        assert f"median {years}" in str(observed)

    def test_the_weeks_begin_on_mondays(self) -> None:
        weeks = next_inspection(ilacs(dt.date(2022, 7, 12))).weeks
        assert weeks is not None
        assert (weeks.first.weekday(), weeks.last.weekday()) == (0, 0)
        assert "322 of 324 inspections began on a Monday" in words(next_inspection(AFTER_2019))

    def test_an_inspection_before_the_pause_has_no_observed_weeks(self) -> None:
        assert next_inspection(AFTER_2019).observed is None
        assert next_inspection(ilacs(None)).weeks is None

    def test_dates_at_the_end_of_the_calendar_do_not_overflow(self) -> None:
        answer = next_inspection(ilacs(dt.date(9999, 12, 27)))
        assert (answer.window, answer.weeks) == (None, None)
        assert answer.cannot_say == ("when the next inspection is due: after the year 9999",)


def cited_days(answer: NextInspection | ExpectedVisits) -> list[str]:
    """Return the dates of an answer's sources, if they are full dates."""
    if isinstance(answer, NextInspection):
        facts = (*answer.rules, *answer.caveats, *filter(None, [answer.observed]))
    else:
        facts = (*answer.rules, *answer.observed)
    return [fact.source.date for fact in facts if len(fact.source.date) == 10]


class TestNoHindsight:
    """As at a day, only what had been published by that day is used."""

    SIF = Inspection(
        authority=HAMPSHIRE,
        judgements=SifJudgements(overall_effectiveness=SifGrade.GOOD),
        start=dt.date(2014, 2, 18),
        published=dt.date(2014, 4, 22),
    )

    def test_a_sif_inspection_as_at_2015_cites_nothing_later(self) -> None:
        answer = next_inspection(self.SIF, as_at="2015-06-30")
        assert [str(fact.source.date) for fact in answer.rules] == ["2013"]
        assert answer.caveats == ()
        assert answer.cannot_say == (
            "the kind of the next inspection: no source published by 30 June 2015 gives it",
            "when the next inspection is due: no source published by 30 June 2015 gives it",
        )
        assert "2018" not in str(answer)
        assert "ILACS" not in str(answer)

    @pytest.mark.parametrize("as_at", ["2014-06-30", "2015-12-31", "2018-06-30", "2020-05-01",
                                       "2022-12-31", "2025-03-31", "2026-03-31"])  # fmt: skip
    @pytest.mark.parametrize("answer_of", [next_inspection, expected_visits, monitoring])
    def test_no_source_is_later_than_the_day(
        self, as_at: str, answer_of: Callable[..., NextInspection | ExpectedVisits]
    ) -> None:
        for inspection in datasets.hampshire():
            if inspection.date and inspection.date.isoformat() <= as_at:
                answer = answer_of(inspection, as_at=as_at)
                assert all(day <= as_at for day in cited_days(answer))

    def test_in_may_2020_the_end_of_the_pause_was_not_known(self) -> None:
        answer = next_inspection(AFTER_2019, as_at="2020-05-01")
        assert answer.moved_window is None
        assert "routine inspections suspended on 17 March 2020" in words(answer)
        assert "2021" not in words(answer).replace("29 October 2021", "")

    def test_before_the_pause_no_answer_mentions_it(self) -> None:
        assert "suspended" not in words(next_inspection(AFTER_2019, as_at="2020-03-16"))

    def test_a_grade_that_was_not_yet_published_is_not_used(self) -> None:
        answer = next_inspection(datasets.hampshire(), as_at="2024-06-12")
        assert answer.inspection.start == dt.date(2024, 6, 10)
        assert (answer.grade, answer.kind, answer.window) == (None, None, None)
        assert "the report was published on 23 July 2024, after 12 June 2024" in words(answer)
        assert "Outstanding" not in str(answer)
        assert monitoring(datasets.hampshire(), as_at="2024-06-12").expected is None


@pytest.mark.parametrize("edition", all_editions(), ids=lambda edition: edition.id)
class TestEveryEdition:
    """Every fact of an edition's cycle has a source, and every missing part a reason."""

    def test_every_fact_is_sourced(self, edition: Edition) -> None:
        assert all(fact.source.title for _, fact in edition.cycle.facts())

    def test_every_grade_it_names_is_on_its_scale(self, edition: Edition) -> None:
        cycle, numbers = edition.cycle, {grade.number for grade in edition.scale}
        named = [route.after for route in cycle.routes]
        named += [rule.after for rule in cycle.visits] + [each.after for each in cycle.changes]
        assert all(set(after) <= numbers for after in named)

    def test_no_grade_has_two_routes(self, edition: Edition) -> None:
        routed = [number for route in edition.cycle.routes for number in route.after]
        assert len(routed) == len(set(routed))

    def test_a_missing_part_is_named_with_a_reason(self, edition: Edition) -> None:
        for part in CyclePart:
            assert edition.cycle.why_unsaid(part).startswith(f"{part}: ")


def test_a_part_of_a_cycle_has_a_short_repr() -> None:
    assert repr(CyclePart.WINDOW) == "CyclePart.WINDOW"


def test_an_empty_cycle_says_that_no_source_gives_a_part() -> None:
    assert Cycle().why_unsaid(CyclePart.WINDOW) == (
        "when the next inspection is due: no source gives it"
    )


def test_hampshire_got_the_expected_kinds_and_missed_the_window_of_2019() -> None:
    """Short inspections were expected and came in 2019 and 2024, but the second after the window."""
    hampshire = datasets.hampshire()
    assert next_inspection(hampshire[1]).kind is hampshire[2].kind
    assert next_inspection(hampshire[2]).kind is hampshire[3].kind
    came = hampshire[3].start
    assert came is not None
    window = next_inspection(hampshire[2]).window
    assert window is not None
    assert came not in window
