"""The answers of a panel about England: who, who changed, year by year, and what is due.

Figures are Ofsted's own, from its statistics and main findings, unless a test says otherwise.
"""

import copy
import datetime as dt
import pickle
from typing import Any

import pytest

from ofsted_frameworks import (
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    Panel,
    SifGrade,
    SifJudgements,
    Slac2010Judgements,
    SlacGrade,
    Theme,
    datasets,
    to_dict,
)
from ofsted_frameworks.authorities import UnknownAuthority
from ofsted_frameworks.authorities.lookup import UnknownRegion
from ofsted_frameworks.comparison import Change
from ofsted_frameworks.findings import MappingRefused, UnknownEdition, UnknownLabel
from ofsted_frameworks.grades import NOT_JUDGED
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.panel import FollowUp
from ofsted_frameworks.panel.panel_rules import POSSIBLY_ONE
from ofsted_frameworks.rules import all_rules

ENGLAND = datasets.england()
MARCH_2025 = ENGLAND.latest("2025-03-31", published_by="2025-06-30")
GOOD, INADEQUATE = IlacsGrade.GOOD, IlacsGrade.INADEQUATE


def names(panel: Panel) -> list[str]:
    return [authority.name for authority in panel.authorities]


def ilacs(name: str, grade: IlacsGrade | None, start: dt.date | None, **more: Any) -> AnyInspection:
    judgements = Ilacs2018Judgements(overall_effectiveness=grade)
    return Inspection(authority=LocalAuthority(name), judgements=judgements, start=start, **more)


def page(answer: Any) -> str:
    html: str = answer._repr_html_()
    return html


class TestWho:
    """A filter takes one value or several as people type them, and refuses unknown ones."""

    def test_authorities_are_filtered_by_their_latest_grade(self) -> None:
        assert len(MARCH_2025.filter(grade="inadequate")) == 19
        assert names(MARCH_2025.filter(region="London", grade="inadequate")) == [
            "Harrow",
            "Havering",
        ]

    @pytest.mark.parametrize(
        "grade",
        ["inadequate", "Inadequate", IlacsGrade.INADEQUATE, ["INADEQUATE"], (INADEQUATE,)],
    )
    def test_a_grade_can_be_given_in_any_form(self, grade: Any) -> None:
        assert len(MARCH_2025.filter(grade=grade)) == 19

    def test_several_grades_mean_any_of_them(self) -> None:
        both = MARCH_2025.filter(grade=["requires improvement", "inadequate"])
        assert len(both) == 31 + 19

    def test_a_word_of_one_scale_matches_only_that_scale(self) -> None:
        first = ENGLAND.filter(kind="full").filter(
            theme="safeguarding_overall_effectiveness", grade="adequate"
        )
        assert {i.framework.id for i in first} == {"slac"}
        assert len(first) == 66
        assert len(ENGLAND.filter(grade=SifGrade.OUTSTANDING).filter(framework="ilacs")) == 0

    def test_grades_for_other_themes_can_be_filtered(self) -> None:
        assert len(MARCH_2025.filter(grade="outstanding", theme="care_leavers")) == 27
        assert len(MARCH_2025.filter(grade="outstanding", theme=Theme.LEADERSHIP)) == 45
        assert len(MARCH_2025.filter(theme="Care leavers")) == 153
        assert len(MARCH_2025.filter(grade="good", theme=["care_leavers", Theme.LSCB])) == 43
        several = ENGLAND.filter(framework="slac", theme=Theme.LEADERSHIP, grade="good")
        assert {i.edition.id for i in several} <= {"slac-2010"}

    def test_areas_that_were_not_judged_can_be_filtered(self) -> None:
        scilly = ENGLAND.filter(framework="sif", grade="not judged", theme="care_leavers")
        assert names(scilly) == ["Isles of Scilly"]
        assert scilly == ENGLAND.filter(framework="sif", grade=NOT_JUDGED, theme="care_leavers")

    @pytest.mark.parametrize("kind", ["short", "Short inspection", Kind.SHORT, ["short"]])
    def test_a_kind_can_be_given_in_any_form(self, kind: Any) -> None:
        """`filter(kind="short")` used to find nothing, without an error."""
        assert len(ENGLAND.filter(kind=kind)) == 128

    def test_authorities_can_be_given_by_name_code_or_number(self) -> None:
        several = ENGLAND.filter(authority=["Leeds", "E08000032", 892, LocalAuthority("Kent")])
        assert names(several) == ["Bradford", "Kent", "Leeds", "Nottingham"]
        assert names(ENGLAND.filter(authority=383)) == ["Leeds"]

    def test_regions_of_ofsted_and_of_the_ons_are_accepted(self) -> None:
        north_east = names(MARCH_2025.filter(region="North East"))
        assert len(north_east) == 12
        both = MARCH_2025.filter(region=["North East", "yorkshire & the humber"])
        assert names(both) == names(
            MARCH_2025.filter(region="North East, Yorkshire and the Humber")
        )

    def test_an_unknown_authority_is_in_no_region(self) -> None:
        panel = Panel([ilacs("Testshire", GOOD, dt.date(2022, 3, 7))])
        assert len(panel.filter(region="London")) == 0

    def test_authorities_not_yet_inspected_are_dropped_by_a_filter_on_grades(self) -> None:
        waiting = ENGLAND.latest("2024-03-31", published_by="2024-06-30")
        assert len(waiting.not_yet_inspected) == 2
        assert not waiting.filter(grade="good").not_yet_inspected
        assert len(waiting.filter(region="North West").not_yet_inspected) == 2

    @pytest.mark.parametrize(
        ("asked", "error", "words"),
        [
            ({"kind": "shrot"}, UnknownLabel, "did you mean 'short'"),
            ({"grade": "goood"}, UnknownLabel, "did you mean 'good'"),
            ({"grade": "zzz"}, UnknownLabel, "expected one of outstanding, good"),
            ({"theme": "leader"}, UnknownLabel, "did you mean 'leadership'"),
            ({"region": "Mercia"}, UnknownRegion, "not a region"),
            ({"authority": "Leads"}, UnknownAuthority, "Leeds"),
            ({"framework": ["sif", "x"]}, UnknownEdition, "x"),
            ({"grade": 4}, TypeError, "a grade such as IlacsGrade.GOOD"),
            ({"framework": 3}, TypeError, "ids of frameworks or editions"),
            ({"authority": [None]}, TypeError, "a name, a number or a LocalAuthority"),
            ({"kind": Theme}, TypeError, "is not a Kind"),
            ({"where": "Leeds"}, TypeError, "where takes a function of an inspection, not 'Leeds'"),
        ],
    )
    def test_an_unknown_value_is_refused(
        self, asked: dict[str, Any], error: type[Exception], words: str
    ) -> None:
        with pytest.raises(error, match=words):
            ENGLAND.filter(**asked)

    def test_a_small_panel_prints_as_a_list(self) -> None:
        text = str(MARCH_2025.filter(region="London", grade="inadequate"))
        assert "As at 31 March 2025, published by 30 June 2025" in text
        assert "Harrow     ILACS      2025-01-20  short     Inadequate" in text
        assert "Known to 20 August 2026" in text

    def test_a_listing_has_both_overall_grades_of_slac(self) -> None:
        rows = ENGLAND.filter(authority="Somerset").listing().rows
        assert rows[0][-1] == "Adequate / Adequate"
        assert rows[-1][-1] == "not graded"
        undated = Panel([ilacs("Leeds", None, None)]).listing().rows
        assert list(undated[0]) == ["Leeds", "ILACS", "", "", "not recorded"]


class TestOneAuthority:
    """A panel gives an authority's trajectory by any of its names."""

    def test_a_trajectory_is_found_by_another_name(self) -> None:
        leeds = ENGLAND["Leeds City Council"]
        assert leeds[0].authority.name == "Leeds"
        assert leeds.known_to == ENGLAND.known_to

    def test_a_name_of_two_authorities_is_refused_with_both_codes(self) -> None:
        with pytest.raises(
            UnknownAuthority, match=r"E06000059.*E10000009.*ask for one by its code"
        ):
            ENGLAND["Dorset"]
        assert len(ENGLAND["E10000009"]) == 2

    def test_an_authority_without_an_inspection_is_refused(self) -> None:
        with pytest.raises(UnknownAuthority, match="this panel has no dated inspection of 'Leeds'"):
            Panel()["Leeds"]


def in_the_statistics_of_2025(inspection: AnyInspection) -> bool:
    began, reported = inspection.start, inspection.published
    in_time = bool(began and began <= dt.date(2025, 3, 31))
    return in_time and bool(reported and reported <= dt.date(2025, 6, 30))


class TestChanges:
    """Who improved and who declined, each pair compared as `compare` does, with its cautions."""

    def test_changes_within_ilacs_match_ofsteds_table(self) -> None:
        """115 pairs, of which 66 show a change: Ofsted's table of consecutive inspections."""
        known = Panel(
            i
            for i in ENGLAND.filter(framework="ilacs")
            if (i.published or dt.date.max) <= dt.date(2025, 6, 30)
        )
        early = known.filter(where=lambda i: bool(i.start and i.start <= dt.date(2025, 3, 31)))
        found = early.changes("ilacs", "ilacs")
        assert found.counts == {
            Change.IMPROVED: 13 + 18 + 2 + 7 + 6,
            Change.DECLINED: 2 + 1 + 3 + 5 + 8,
            Change.UNCHANGED: 16 + 19 + 13 + 2,
            Change.NOT_COMPARABLE: 0,
        }

    def test_pairs_that_are_not_comparable_are_counted_with_the_reason(self) -> None:
        found = ENGLAND.changes("ilacs", "ilacs")
        assert len(found) == len(found.improved) + len(found.declined) + len(found.unchanged) + 11
        assert {c.row.reason for c in found.not_comparable} == {
            "overall effectiveness was removed for inspections from April 2026"
        }
        assert "Not comparable (11): overall effectiveness was removed" in " ".join(
            str(found).split()
        )

    def test_changes_can_be_counted_since_a_day(self) -> None:
        found = ENGLAND.changes(since="2025-03-31")
        assert len(found) == 52
        assert len(found.not_inspected_since) == 101
        assert {str(c.authority) for c in found.declined} == {
            "Bedford", "Kent", "Stockport", "Warwickshire",
        }  # fmt: skip
        assert "Not inspected since (101): any change is unknown" in str(found)

    def test_changes_are_counted_since_the_inspection_before_by_default(self) -> None:
        panel = Panel(
            [
                ilacs("Leeds", GOOD, dt.date(2018, 10, 29)),
                ilacs("Leeds", IlacsGrade.OUTSTANDING, dt.date(2022, 2, 21)),
                ilacs("York", GOOD, dt.date(2022, 3, 7)),
            ]
        )
        (only,) = found = panel.changes()
        assert (str(only.authority), only.change, only.steps) == ("Leeds", Change.IMPROVED, 1)
        assert found.improved == (only,)
        assert not found.unchanged

    def test_a_change_carries_its_cautions(self) -> None:
        sif: AnyInspection = Inspection(
            authority=LocalAuthority("Leeds"),
            judgements=SifJudgements(overall_effectiveness=SifGrade.GOOD),
            start=dt.date(2015, 1, 20),
        )
        found = Panel([sif, ilacs("Leeds", GOOD, dt.date(2018, 10, 29))]).changes("sif", "ilacs")
        (row,) = found.to_rows()
        assert row["change"] == "unchanged"
        assert "may itself change the grade profile" in row["caveats"]
        assert (row["authority"], row["theme"], row["before_date"]) == (
            "Leeds", "overall_effectiveness", dt.date(2015, 1, 20),
        )  # fmt: skip
        (change,) = found
        assert change.notes
        assert "1 unchanged" in str(found)

    def test_a_theme_that_neither_judged_gives_no_row(self) -> None:
        assert len(ENGLAND.changes("ilacs", "ilacs", of="lscb")) == 0

    def test_one_framework_alone_is_refused(self) -> None:
        with pytest.raises(TypeError, match="both before and after, or neither"):
            ENGLAND.changes("ilacs")


class TestSnapshots:
    """The grades as at each 31 March, as Ofsted printed them."""

    def test_sif_and_ilacs_match_the_published_figures_together(self) -> None:
        """Main findings of 2018 to 2022 and the statistics of 2024 and 2025."""
        years = ENGLAND.filter(framework=["sif", "ilacs"]).snapshots(to="ilacs")
        found = {each.as_at.year: each.by_number for each in years if each.as_at}
        assert found[2018] == (3, 54, 72, 23)
        assert found[2019] == (8, 62, 62, 20)
        assert found[2020] == found[2021] == (18, 57, 53, 21)
        assert found[2022] == (19, 61, 52, 18)
        assert found[2024] == (30, 61, 43, 17)
        assert found[2025] == (36, 67, 31, 19)
        assert years.distributions[-1].published_by == dt.date(2026, 6, 30)

    def test_frameworks_are_counted_separately(self) -> None:
        years = ENGLAND.snapshots(years=[2014, 2024])
        assert [(each.frameworks, str(each.as_at)) for each in years] == [
            (("sif",), "2014-03-31"), (("ilacs",), "2024-03-31"),
        ]  # fmt: skip
        assert "Not yet inspected, 31 March 2024: Cumberland and Westmorland and Furness" in str(
            years
        )
        assert "<table>" in page(years)
        assert len(years) == 2

    def test_the_rows_have_one_grade_each(self) -> None:
        rows = ENGLAND.snapshots("help_and_protection", years=range(2024, 2026)).to_rows()
        counted = [row for row in rows if row["as_at"] == dt.date(2025, 3, 31) and row["grade"]]
        assert [row["count"] for row in counted] == [22, 71, 45, 15]
        (waiting,) = [row for row in rows if row["absence"] == "not_yet_inspected"]
        assert (waiting["as_at"], waiting["count"]) == (dt.date(2024, 3, 31), 2)

    def test_an_unknown_theme_or_area_is_refused(self) -> None:
        with pytest.raises(UnknownLabel, match="'care_leaver' is neither a theme nor a judgement"):
            ENGLAND.snapshots("care_leaver")

    def test_many_authorities_not_yet_inspected_are_a_number(self) -> None:
        assert "Not yet inspected, 31 March 2010: 1" in str(ENGLAND.snapshots(years=[2010, 2014]))

    @pytest.mark.parametrize(
        ("days", "years"),
        [
            ([dt.date(2018, 3, 5), dt.date(2020, 3, 31)], [2018, 2019, 2020]),
            ([dt.date(2018, 4, 9), dt.date(2020, 3, 2)], [2019]),
            ([], []),
        ],
    )
    def test_snapshots_cover_the_years_of_the_panel(
        self, days: list[dt.date], years: list[int]
    ) -> None:
        panel = Panel(ilacs("Leeds", GOOD, day) for day in days)
        assert [each.as_at.year for each in panel.snapshots() if each.as_at] == years


class TestIntervals:
    """One row for each inspection under a framework, with the next one if it is known."""

    INTERVALS = ENGLAND.intervals()

    def test_every_inspection_is_a_row(self) -> None:
        """324 ILACS inspections, 168 of them followed by another."""
        assert len(self.INTERVALS) == 324
        assert sum(each.observed for each in self.INTERVALS) == 168

    def test_intervals_without_a_next_inspection_are_censored(self) -> None:
        open_ended = [each for each in self.INTERVALS if not each.observed]
        by = {each.censored_by for each in open_ended}
        assert by == {"known_to", "abolished"}
        known = [each for each in open_ended if each.censored_by == "known_to"]
        assert {each.censored_on for each in known} == {ENGLAND.known_to}
        gone = {
            str(each.inspection.authority): each.censored_on
            for each in open_ended
            if each.censored_by == "abolished"
        }
        assert gone["Northamptonshire"] == dt.date(2021, 3, 31)

    def test_a_row_has_what_a_survival_analysis_needs(self) -> None:
        row = next(r for r in self.INTERVALS.to_rows() if r["authority"] == "Hampshire")
        assert (row["date"], row["next_date"]) == (dt.date(2019, 4, 29), dt.date(2024, 6, 10))
        assert (row["days"], row["observed"], row["grade"]) == (1869, True, "outstanding")
        assert all(r["days"] is not None and r["days"] >= 0 for r in self.INTERVALS.to_rows())

    def test_the_shortest_interval_is_910_days(self) -> None:
        days = [each.days for each in self.INTERVALS if each.observed and each.days]
        assert min(days) == 910

    def test_a_missing_day_is_explained(self) -> None:
        day = dt.date(2022, 3, 7)
        panel = Panel([ilacs("Leeds", GOOD, day), ilacs("York", GOOD, None, published=day)])
        leeds, york = panel.intervals()
        assert leeds.caveat == "how far the data reaches is not stated"
        assert york.caveat == "a first day on site is not recorded"
        late = FollowUp(inspection=panel.inspections[0], censored_on=dt.date(2022, 3, 1))
        assert (late.days, late.caveat) == (
            None,
            "it began after the last day of the data",
        )

    def test_the_table_counts_by_grade(self) -> None:
        text = str(self.INTERVALS)
        assert "11           0         11" in text  # no overall grade since April 2026
        assert "followed by another, so they are too short" in " ".join(text.split())

    def test_an_unknown_framework_is_refused(self) -> None:
        with pytest.raises(UnknownEdition):
            ENGLAND.intervals("x")


class TestDue:
    """What is due, the earliest first; nothing is overdue after the end of the data."""

    def test_the_earliest_due_come_first_as_at_the_end_of_the_data(self) -> None:
        due = ENGLAND.due()
        assert len(due) == 153
        rows = due.to_rows()
        latest = [row["latest"] for row in rows if row["latest"]]
        assert latest == sorted(latest)
        assert [row["authority"] for row in rows if row["overdue"]][:2] == ["Dudley", "Bristol"]
        assert {row["as_at"] for row in rows} == {ENGLAND.known_to}

    def test_after_the_end_of_the_data_nothing_is_overdue(self) -> None:
        assert not any(answer.overdue for answer in ENGLAND.due("2027-12-31"))

    def test_before_the_first_inspection_there_is_no_answer(self) -> None:
        assert len(Panel([ilacs("Leeds", GOOD, dt.date(2022, 3, 7))]).due("2022-01-01")) == 0

    def test_without_any_day_the_answer_has_no_day(self) -> None:
        (answer,) = Panel([ilacs("Leeds", GOOD, dt.date(2022, 3, 7))]).due()
        assert answer.as_at is None


class TestSensitivity:
    """A caller can accept fewer or more mappings, or map grades differently; the caveats say so."""

    SLAC: AnyInspection = Inspection(
        authority=LocalAuthority("Leeds"),
        judgements=Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.ADEQUATE),
        start=dt.date(2011, 1, 10),
    )

    def test_areas_without_an_exact_match_can_be_excluded(self) -> None:
        """Without Ofsted's relabelling the combined judgement of 2018 to 2022 is not children in care."""
        by_default = MARCH_2025.distribution("children_in_care")
        exact = MARCH_2025.distribution("children_in_care", accept=["exact"])
        assert by_default.by_number == (37, 75, 30, 11)
        assert exact.judged + exact.not_accepted == 153
        assert exact.not_accepted == 50
        assert not exact.caveats
        assert "Excluded, as asked" in str(exact)

    def test_a_mapping_of_your_own_is_used(self) -> None:
        kent = ilacs("Kent", GOOD, dt.date(2022, 3, 7))
        area = "safeguarding_overall_effectiveness"
        found = Panel([self.SLAC]).distribution(
            area, to="ilacs", mapping={SlacGrade.ADEQUATE: "good"}
        )
        assert found.by_number == (0, 1, 0, 0)
        assert "your own mapping" in found.caveats[0]
        with pytest.raises(MappingRefused, match="must give a grade of IlacsGrade"):
            Panel([kent]).distribution("overall", mapping={GOOD: "not judged"})

    def test_transitions_can_accept_only_exact_areas(self) -> None:
        both = [
            Inspection(
                authority=LocalAuthority("Leeds"),
                judgements=Ilacs2018Judgements(children_in_care_and_care_leavers=GOOD),
                start=dt.date(2022, 2, 21),
            ),
            Inspection(
                authority=LocalAuthority("Leeds"),
                judgements=Ilacs2023Judgements(children_in_care=GOOD),
                start=dt.date(2025, 6, 30),
            ),
        ]
        panel = Panel(both)
        counted = panel.transitions("ilacs", "ilacs", of="children_in_care")
        assert counted.total == 1
        assert any("counts as" in caveat for caveat in counted.caveats)
        fewer = panel.transitions("ilacs", "ilacs", of="children_in_care", accept=["exact"])
        assert fewer.total == 0


ANSWERS = {
    "panel": MARCH_2025,
    "distribution": MARCH_2025.distribution("care_leavers"),
    "distributions": MARCH_2025.distributions(),
    "snapshots": ENGLAND.snapshots(years=[2024, 2025]),
    "transitions": ENGLAND.transitions("sif", "ilacs"),
    "changes": ENGLAND.changes(since="2025-03-31"),
    "intervals": ENGLAND.intervals(),
    "due": ENGLAND.due(),
}


@pytest.mark.parametrize("name", ANSWERS)
class TestTravelling:
    """Every answer pickles, copies, compares, prints how far it reaches, and converts to rows or a frame."""

    def test_it_pickles_copies_and_compares(self, name: str) -> None:
        answer = ANSWERS[name]
        assert pickle.loads(pickle.dumps(answer)) == copy.deepcopy(answer) == answer

    def test_it_says_how_far_it_reaches(self, name: str) -> None:
        for printed in (str(ANSWERS[name]), page(ANSWERS[name])):
            assert "Known to 20 August 2026" in printed

    def test_it_is_plain_data(self, name: str) -> None:
        assert to_dict(ANSWERS[name])

    def test_its_rows_are_flat(self, name: str) -> None:
        if name == "panel":
            return
        answer: Any = ANSWERS[name]
        rows = answer.to_rows()
        assert rows
        flat = (str, int, float, bool, dt.date, type(None), Kind)
        assert all(isinstance(value, flat) for row in rows for value in row.values())
        assert len(answer.to_frame("polars")) == len(rows)


def test_the_table_of_all_distributions_has_a_row_for_each_grade() -> None:
    rows = MARCH_2025.distributions().table().rows
    assert ["ilacs", "Overall effectiveness", "Good", "67"] in [list(row) for row in rows]
    assert str(Panel().distributions()) == "no inspections"


def test_the_rules_of_a_panel_are_registered() -> None:
    assert POSSIBLY_ONE in all_rules()
