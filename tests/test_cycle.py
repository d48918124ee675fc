"""What inspection comes next: the kind, the window, and the reasons."""

import datetime as dt
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
    next_inspection,
)
from ofsted_frameworks.cycle.next_inspection import cycle_table
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

    def test_the_kind_and_the_window(self) -> None:
        answer = next_inspection(AFTER_2019)
        assert answer.kind is Kind.SHORT
        assert days(AFTER_2019) == (
            dt.date(2021, 10, 29), dt.date(2022, 4, 29), dt.date(2022, 10, 29),
        )  # fmt: skip
        assert answer.cannot_say == ()

    def test_the_rules_come_with_their_sources_and_whose_they_are(self) -> None:
        answer = next_inspection(AFTER_2019)
        told = {fact.source.provenance for fact in answer.rules}
        assert told == {Provenance.OFSTED, Provenance.OTHERS, Provenance.OURS}
        (ours,) = (fact for fact in answer.rules if fact.source.provenance is Provenance.OURS)
        assert "first day on site" in ours.value

    def test_the_caveats_say_that_it_is_usual_and_that_a_pause_moved_it(self) -> None:
        caveats = words([str(caveat) for caveat in next_inspection(AFTER_2019).caveats])
        assert "usual, not certain: so it was in 52 of 59 cases" in caveats
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
        answer = next_inspection(AFTER_2019, as_at=as_at)
        assert answer.overdue is overdue
        assert answer.overdue_when_moved is when_moved

    def test_without_a_day_nothing_is_said_of_overdue(self) -> None:
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
    def test_under_ilacs(self, grade: IlacsGrade, kind: Kind) -> None:
        assert next_inspection(ilacs(dt.date(2019, 1, 7), grade)).kind is kind

    @pytest.mark.parametrize(
        ("grade", "observed"),
        [(IlacsGrade.REQUIRES_IMPROVEMENT, "41 of 41"), (IlacsGrade.INADEQUATE, "15 of 15")],
    )
    def test_what_was_always_so_is_no_caveat(self, grade: IlacsGrade, observed: str) -> None:
        answer = next_inspection(ilacs(dt.date(2022, 1, 10), grade))
        assert any(observed in fact.value for fact in answer.rules)
        assert not any("usual" in fact.value for fact in answer.caveats)

    @pytest.mark.parametrize(
        ("overall", "reason"), [(None, "not recorded"), (NOT_JUDGED, "not judged")]
    )
    def test_without_an_overall_grade_there_is_a_window_and_no_kind(
        self, overall: Judged[IlacsGrade], reason: str
    ) -> None:
        answer = next_inspection(ilacs(dt.date(2019, 1, 7), overall))
        assert answer.kind is None
        assert answer.window is not None
        assert answer.cannot_say[0].endswith(reason)
        assert answer.in_words.startswith("of a kind that cannot be said, 7 July 2021")

    def test_an_inadequate_authority_of_early_2018_is_told_of_the_single_inspections_end(
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
            (SifGrade.INADEQUATE, None, "21 were re-inspected under SIF"),
        ],
    )
    def test_from_sif_to_the_first_ilacs(
        self, grade: SifGrade, kind: Kind | None, observed: str
    ) -> None:
        judgements = SifJudgements(overall_effectiveness=grade)
        sif = Inspection(authority=HAMPSHIRE, judgements=judgements, start=dt.date(2014, 2, 18))
        answer = next_inspection(sif)
        assert answer.kind is kind
        assert answer.window is None
        assert observed in words(answer)
        assert "the programme ended" in words(answer)


class TestWhatCannotBeSaid:
    """ "Cannot be said, because" is an answer, and it names every part that is missing."""

    @pytest.mark.parametrize(
        ("judgements", "reason"),
        [
            (Slac2010Judgements(), "the programme ended in 2012"),
            (CpiJudgements(), "no source gives a cycle for CPI"),
            (TlacJudgements(), "no source gives a cycle for TLAC"),
            (Ilacs2026Judgements(), "there is no overall grade since April 2026"),
        ],
        ids=["slac", "cpi", "tlac", "ilacs-2026"],
    )
    def test_neither_what_nor_when(self, judgements: Slac2010Judgements, reason: str) -> None:
        answer = next_inspection(
            Inspection(authority=HAMPSHIRE, judgements=judgements, start=dt.date(2026, 6, 8))
        )
        assert (answer.kind, answer.window, answer.overdue) == (None, None, None)
        assert reason in answer.cannot_say[0]
        assert len(answer.cannot_say) == 2
        assert answer.in_words == "neither what nor when can be said"

    def test_what_is_told_second_hand_of_april_2026_is_told_as_such(self) -> None:
        answer = next_inspection(
            Inspection(
                authority=HAMPSHIRE, judgements=Ilacs2026Judgements(), start=dt.date(2026, 6, 8)
            )
        )
        (told,) = (fact for fact in answer.rules if "impact of leaders" in fact.value)
        assert told.source.provenance is Provenance.OTHERS
        assert "secondary" in told.note

    def test_an_overall_grade_whose_window_reaches_past_april_2026_carries_the_caveat(self) -> None:
        caveats = words([str(c) for c in next_inspection(datasets.hampshire()).caveats])
        assert "no longer rests on an overall grade" in caveats
        assert "a renewed framework is announced for 2027" in caveats

    def test_no_window_without_the_first_day_on_site(self) -> None:
        answer = next_inspection(ilacs(None))
        assert answer.kind is Kind.SHORT
        assert answer.window is None
        assert "first day on site is not recorded" in answer.cannot_say[0]
        assert answer.in_words == "a short inspection, at a time that cannot be said"

    def test_the_slac_programme_is_told(self) -> None:
        assert "one inspection every three years" in words(next_inspection(datasets.hampshire()[0]))


class TestAbolishedAuthorities:
    """No inspection comes after the last of an authority that is no more; before its end, one was to come."""

    LAST = attrs.evolve(ilacs(dt.date(2018, 6, 4)), authority=LocalAuthority("Northamptonshire"))

    @pytest.mark.parametrize("as_at", [None, dt.date(2021, 4, 1)])
    def test_nothing_comes_next(self, as_at: dt.date | None) -> None:
        answer = next_inspection(self.LAST, as_at=as_at)
        assert (answer.kind, answer.window, answer.overdue) == (None, None, None)
        assert "Northamptonshire has not been a local authority since 1 April 2021" in words(answer)
        assert answer.caveats[0].source.provenance is Provenance.LAW

    def test_before_its_end_the_next_is_told(self) -> None:
        answer = next_inspection(self.LAST, as_at=dt.date(2021, 3, 31))
        assert answer.kind is Kind.SHORT

    def test_a_name_that_a_later_authority_has_too_is_not_taken_for_the_one_that_ended(
        self,
    ) -> None:
        dorset = attrs.evolve(self.LAST, authority=LocalAuthority("Dorset"))
        assert next_inspection(dorset).kind is Kind.SHORT


class TestHistories:
    """Of several inspections the latest that had begun by `as_at` counts."""

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
    def test_the_latest_as_at_a_day(self, as_at: dt.date | None, index: int) -> None:
        hampshire = datasets.hampshire()
        assert next_inspection(hampshire, as_at=as_at).inspection == hampshire[index]

    def test_a_collection_in_any_order_with_visits_does_as_well(self) -> None:
        hampshire = datasets.hampshire()
        events: list[AnyInspection | Visit] = [*hampshire.inspections[::-1], *hampshire.visits]
        assert next_inspection(events) == next_inspection(hampshire)

    def test_no_inspection_by_then(self) -> None:
        with pytest.raises(ValueError, match="no inspection had begun as at 2011-08-11: the first"):
            next_inspection(datasets.hampshire(), as_at=dt.date(2011, 8, 11))

    def test_no_inspection_at_all(self) -> None:
        with pytest.raises(ValueError, match="at least one inspection"):
            next_inspection(
                [Visit(authority=HAMPSHIRE, kind=VisitKind.JTAI, start=dt.date(2016, 12, 1))]
            )

    def test_several_authorities_have_no_one_history(self) -> None:
        other = attrs.evolve(AFTER_2019, authority=LocalAuthority("Surrey", "E10000030"))
        with pytest.raises(ValueError, match="one authority"):
            next_inspection([AFTER_2019, other])

    def test_what_is_no_inspection_is_refused_by_name(self) -> None:
        record: Any = {"edition": "ilacs-2018"}
        with pytest.raises(TypeError, match="inspections and visits, not {'edition'"):
            next_inspection([record])

    @pytest.mark.parametrize("as_at", ["2022-01-01", dt.datetime(2022, 1, 1)])
    def test_a_day_that_is_no_date_is_refused(self, as_at: dt.date) -> None:
        with pytest.raises(TypeError, match=r"as_at is a datetime\.date or None, not"):
            next_inspection(AFTER_2019, as_at=as_at)


class TestCalendar:
    """Months run to the same day of the month, or to its last day where the month is shorter."""

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
    def test_a_window_never_precedes_its_inspection_and_holds_its_anniversary(
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
    def test_a_pause_moves_a_window_as_a_whole_or_not_at_all(self, start: dt.date) -> None:
        answer = next_inspection(ilacs(start))
        assert answer.window is not None
        if start < dt.date(2020, 3, 17):
            assert answer.moved_window == answer.window.moved_by(468)
        else:
            assert answer.moved_window is None

    @given(start=STARTS, passed=st.integers(0, 1500))
    def test_a_day_in_the_window_is_not_overdue(self, start: dt.date, passed: int) -> None:
        day = start + dt.timedelta(days=passed)
        answer = next_inspection(ilacs(start), as_at=day)
        assert answer.window is not None
        assert not (day in answer.window and answer.overdue)

    def test_a_pause_after_the_window_would_not_touch_it(self) -> None:
        """A window that had closed before 17 March 2020 stays as it was written."""
        early = ilacs(dt.date(2016, 9, 16))
        assert next_inspection(early).moved_window is None
        assert next_inspection(ilacs(dt.date(2016, 9, 17))).moved_window is not None


class TestTelling:
    """An answer reads well in 80 columns and as plain data."""

    @pytest.mark.parametrize("index", range(4))
    def test_in_80_columns(self, index: int) -> None:
        text = str(next_inspection(datasets.hampshire()[index], as_at=dt.date(2026, 11, 1)))
        assert max(map(len, text.splitlines())) <= 80

    @pytest.mark.parametrize(
        ("as_at", "standing"),
        [
            (dt.date(2022, 1, 1), "not overdue"),
            (dt.date(2023, 1, 1), "overdue by the window as written, not by the moved one"),
            (dt.date(2024, 3, 1), "overdue by the window as written, and by the moved one"),
        ],
    )
    def test_whether_it_is_overdue(self, as_at: dt.date, standing: str) -> None:
        text = words(next_inspection(AFTER_2019, as_at=as_at))
        assert "After Hampshire, ILACS, short inspection, 29 April 2019: Outstanding" in text
        assert "Next: a short inspection, 29 October 2021 to 29 October 2022" in text
        assert standing in text

    def test_as_html(self) -> None:
        assert "<td>after outstanding or good" in next_inspection(AFTER_2019)._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def test_as_plain_data(self) -> None:
        plain = next_inspection(AFTER_2019, as_at=dt.date(2023, 1, 1)).to_dict()
        assert plain["kind"] == "short"
        assert plain["window"] == {
            "earliest": "2021-10-29", "anniversary": "2022-04-29", "latest": "2022-10-29",
        }  # fmt: skip
        assert (plain["overdue"], plain["overdue_when_moved"]) == (True, False)
        assert {rule["provenance"] for rule in plain["rules"]} >= {"ours"}
        unsaid = next_inspection(datasets.hampshire()[0]).to_dict()
        assert (unsaid["kind"], unsaid["window"], unsaid["as_at"]) == (None, None, None)
        assert len(unsaid["cannot_say"]) == 2


@pytest.mark.parametrize("edition", all_editions(), ids=lambda its: its.id)
class TestEveryEdition:
    """What an edition's cycle says is sourced, and what it does not say can be named."""

    def test_every_fact_is_sourced(self, edition: Edition) -> None:
        assert all(fact.source.title for _, fact in edition.cycle.facts())

    def test_every_grade_it_names_is_one_of_its_scale(self, edition: Edition) -> None:
        cycle, numbers = edition.cycle, {grade.number for grade in edition.scale}
        named = [told.after for told in cycle.routes]
        named += [told.after for told in cycle.visits] + [told.after for told in cycle.changes]
        assert all(set(after) <= numbers for after in named)

    def test_no_grade_has_two_routes(self, edition: Edition) -> None:
        routed = [number for route in edition.cycle.routes for number in route.after]
        assert len(routed) == len(set(routed))

    def test_a_part_that_it_lacks_is_named_with_a_reason(self, edition: Edition) -> None:
        for part in CyclePart:
            assert edition.cycle.why_unsaid(part).startswith(f"{part}: ")

    def test_it_prints_in_80_columns(self, edition: Edition) -> None:
        text = cycle_table(edition).text()
        assert str(edition) in text
        assert max(map(len, text.splitlines())) <= 80


def test_a_part_of_a_cycle_shows_its_name() -> None:
    assert repr(CyclePart.WINDOW) == "CyclePart.WINDOW"


def test_a_cycle_that_says_nothing_says_that_no_source_gives_it() -> None:
    assert Cycle().why_unsaid(CyclePart.WINDOW) == (
        "when the next inspection is due: no source gives it"
    )


def test_grades_and_kinds_are_those_of_the_hampshire_story() -> None:
    """What was told from each inspection, and what came: short in 2019 and in 2024."""
    hampshire = datasets.hampshire()
    assert next_inspection(hampshire[1]).kind is hampshire[2].kind
    assert next_inspection(hampshire[2]).kind is hampshire[3].kind
    came = hampshire[3].start
    assert came is not None
    window = next_inspection(hampshire[2]).window
    assert window is not None
    assert came not in window
