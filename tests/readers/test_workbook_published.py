"""Ofsted's own workbooks, read whole, give the figures that Ofsted published.

Every expected figure was published: in the workbooks' own tables, or in the document that a comment names.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks.cpi import CpiGrade
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import Inspection
from ofsted_frameworks.panel import Panel, Transitions
from ofsted_frameworks.readers.workbook import WorkbookReading, read_workbook
from ofsted_frameworks.schedule import Theme

UNDERLYING_2022 = "data/Childrens_social_care_in_England_2022_underlying_data.ods"
UNDERLYING = "data/Childrens_social_care_in_England_2023_underlying_data.ods"
OUTCOMES = "data/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
OVERVIEW = "data/ofsted_csc_ilacs_overview.xlsx"

SIF_ILACS = ("sif", "ilacs")
OVERALL = "overall_effectiveness"


@pytest.fixture(scope="module")
def of_2022(shared: Path) -> WorkbookReading:
    return read_workbook(shared / UNDERLYING_2022)


@pytest.fixture(scope="module")
def of_2023(shared: Path) -> WorkbookReading:
    return read_workbook(shared / UNDERLYING)


@pytest.fixture(scope="module")
def of_2025(shared: Path) -> WorkbookReading:
    return read_workbook(shared / OUTCOMES)


@pytest.fixture(scope="module")
def scraped(shared: Path) -> WorkbookReading:
    return read_workbook(shared / OVERVIEW)


def tally(panel: Panel, what: str) -> tuple[int, ...]:
    return panel.distribution(what).by_number


class TestEveryRowIsAccountedFor:
    """Every entry of an official table is an inspection, a visit or an absence with a reason."""

    def test_the_account_of_2023_adds_up(self, of_2023: WorkbookReading) -> None:
        account = of_2023.account
        # 152 authorities as at March, 111 events in the year; 152 and 4 in the two tables of the history.
        assert account.rows == 152 + 111 + 152 + 4
        assert account.entries == 152 + 111 + 152 * 10 + 4 * 9
        assert account.not_read == 0
        absences = sum(account.absences.values())
        assert account.entries == account.inspections + account.visits + absences
        # 36 focused and 24 monitoring visits in 2022-23.
        assert account.visits == 36 + 24

    def test_the_account_of_2025_adds_up(self, of_2025: WorkbookReading) -> None:
        account = of_2025.account
        assert account.rows == account.entries == 153 + 112 + 271
        assert (account.inspections, account.visits) == (153 + 52 + 271, 36 + 24)
        assert account.not_read == 0
        assert not account.absences

    def test_the_account_of_2022_adds_up(self, of_2022: WorkbookReading, shared: Path) -> None:
        account = of_2022.account
        # 152 authorities as at March, 129 events in the year; 152 and 3 in the two tables of the history.
        assert account.rows == 152 + 129 + 152 + 3
        assert account.entries == 152 + 129 + 152 * 9 + 3 * 9
        # North and West Northamptonshire had no full inspection yet.
        assert account.absences["not yet inspected"] == len(of_2022.not_yet_inspected) == 2
        (error,) = [f for f in of_2022.findings if f.severity is Severity.ERROR]
        assert (error.rule, error.value, account.not_read) == ("workbook.unknown-grade", "3", 1)
        # It prints one grade, Warrington's, as a number.
        label = {"LA_inspections_2009-2022!K145": "adequate"}
        labelled = read_workbook(shared / UNDERLYING_2022, labels=label)
        assert labelled.account.not_read == 0
        assert not [f for f in labelled.findings if f.severity is Severity.ERROR]

    def test_the_cover_says_how_far_the_data_reaches(
        self, of_2022: WorkbookReading, of_2023: WorkbookReading, of_2025: WorkbookReading
    ) -> None:
        reach = [each.known_to for each in (of_2022, of_2023, of_2025)]
        assert reach == [dt.date(year, 3, 31) for year in (2022, 2023, 2025)]

    def test_the_workbooks_of_2023_and_2025_have_no_errors(
        self, of_2023: WorkbookReading, of_2025: WorkbookReading
    ) -> None:
        found = (*of_2023.findings, *of_2025.findings)
        assert not [f for f in found if f.severity is Severity.ERROR]

    def test_the_scraped_overview_has_one_error(self, scraped: WorkbookReading) -> None:
        assert scraped.account.inspections == scraped.account.rows == 153
        (error,) = [f for f in scraped.findings if f.severity is Severity.ERROR]
        # Nottingham's report of September 2022 cannot have graded care leavers on their own.
        assert error.rule == "workbook.no-place"
        assert error.place is not None
        assert error.place.row == 101

    def test_tables_of_providers_are_skipped(self, of_2023: WorkbookReading) -> None:
        sheets = [table.sheet for table in of_2023.tables]
        assert sheets == [
            "LA_level_at_31_Mar_2023",
            "LA_level_in_year_2022-23",
            "LA_inspections_2009-2023",
            "LA_inspections_2009-2023",
        ]


class TestJoiningTables:
    """An inspection on several sheets is joined into one, and official sheets agree on it."""

    def test_the_panel_has_each_inspection_once(
        self, of_2023: WorkbookReading, of_2025: WorkbookReading
    ) -> None:
        assert len(of_2025.panel) == 271
        assert not of_2025.panel.findings
        # Two sheets print 20 and 21 September 2022 for one inspection of Cumbria.
        (finding,) = of_2023.panel.findings
        assert (finding.rule, finding.path) == ("panel.sources-differ", ("start",))
        assert "Cumbria" in finding.message
        # First inspections of 152 authorities, and nine re-inspections: two of them, at Cornwall and
        # Warrington, of safeguarding and of looked-after services on one day.
        assert len(of_2023.panel.filter(framework="slac")) == 152 + 9
        assert len(of_2023.panel.filter(framework="sif")) == 152 + 21

    def test_the_first_day_on_site_joins_the_day_of_publication(
        self, of_2023: WorkbookReading
    ) -> None:
        (last,) = of_2023.panel.filter(authority="South Tyneside", framework="ilacs")
        assert (last.start, last.published) == (dt.date(2022, 12, 5), dt.date(2023, 5, 10))
        assert last.kind is Kind.SHORT
        assert last.edition.id == "ilacs-2018"


class TestFirstInspections:
    """The tallies of each framework's first inspections match exactly."""

    @pytest.mark.parametrize(
        ("framework", "area", "expected"),
        [
            ("slac", "safeguarding_overall_effectiveness", (5, 57, 66, 24)),
            ("slac", "looked_after_overall_effectiveness", (2, 79, 67, 3)),
            ("cpi", OVERALL, (0, 4, 29, 17)),
            ("tlac", OVERALL, (0, 0, 1, 4)),
            ("sif", OVERALL, (3, 51, 65, 33)),
            ("sif", "help_and_protection", (0, 42, 80, 30)),
            ("sif", "looked_after_and_permanence", (4, 53, 78, 16)),
            ("sif", "adoption_performance", (16, 77, 49, 8)),
            ("sif", "care_leavers", (9, 58, 68, 16)),
            ("sif", "leadership_management_governance", (12, 48, 62, 30)),
            ("sif", "lscb_effectiveness", (7, 53, 67, 25)),
        ],
    )
    def test_first_inspections_under_older_frameworks_match(
        self, of_2023: WorkbookReading, framework: str, area: str, expected: tuple[int, ...]
    ) -> None:
        first = of_2023.panel.filter(framework=framework, kind=Kind.FULL)
        assert tally(first, area) == expected

    @pytest.mark.parametrize(
        ("framework", "area", "number"),
        [
            ("slac", "looked_after_overall_effectiveness", 1),  # the Isles of Scilly
            ("sif", "looked_after_and_permanence", 1),
            ("sif", "adoption_performance", 2),  # and the City of London
            ("sif", "care_leavers", 1),
        ],
    )
    def test_judgements_that_were_not_made(
        self, of_2023: WorkbookReading, framework: str, area: str, number: int
    ) -> None:
        first = of_2023.panel.filter(framework=framework, kind=Kind.FULL)
        assert first.distribution(area).not_judged == number

    @pytest.mark.parametrize(
        ("framework", "area", "expected"),
        [
            ("slac", "safeguarding_overall_effectiveness", (0, 0, 7, 2)),
            ("slac", "looked_after_overall_effectiveness", (0, 0, 2, 0)),
            ("cpi", OVERALL, (0, 0, 0, 1)),
            ("sif", OVERALL, (0, 3, 11, 7)),
        ],
    )
    def test_re_inspections_are_counted_apart(
        self, of_2023: WorkbookReading, framework: str, area: str, expected: tuple[int, ...]
    ) -> None:
        again = of_2023.panel.filter(framework=framework, kind=Kind.REINSPECTION)
        assert tally(again, area) == expected

    @pytest.mark.parametrize(
        ("area", "expected"),
        [
            (OVERALL, (24, 60, 49, 19)),
            ("impact_of_leaders", (32, 58, 45, 17)),
            ("help_and_protection", (14, 58, 66, 14)),
            ("children_in_care", (19, 71, 52, 10)),
        ],
    )
    def test_first_ilacs_inspections_to_march_2023_match(
        self, of_2023: WorkbookReading, area: str, expected: tuple[int, ...]
    ) -> None:
        first = of_2023.panel.filter(framework="ilacs", existing_on=dt.date(2023, 3, 31)).first()
        assert tally(first, area) == expected


class TestLatestAsAt:
    """Official "as at" figures follow from the day on site and the day of publication in the history."""

    @pytest.mark.parametrize(
        ("area", "expected", "blank"),
        [
            (OVERALL, (36, 67, 31, 19), 0),
            ("impact_of_leaders", (45, 60, 33, 15), 0),
            ("help_and_protection", (22, 71, 45, 15), 0),
            ("children_in_care", (37, 75, 30, 11), 0),
            ("care_leavers", (27, 43, 26, 7), 50),
        ],
    )
    def test_march_2025_matches(
        self, of_2025: WorkbookReading, area: str, expected: tuple[int, ...], blank: int
    ) -> None:
        latest = of_2025.panel.latest(dt.date(2025, 3, 31), published_by=dt.date(2025, 6, 30))
        overall = latest.distribution(area)
        assert overall.by_number == expected
        assert overall.not_recorded == overall.not_in_edition == blank
        assert len(latest) == 153

    @pytest.mark.parametrize(
        ("area", "expected"),
        [
            (OVERALL, (25, 65, 48, 14)),
            ("impact_of_leaders", (35, 60, 43, 14)),
            ("help_and_protection", (12, 67, 62, 11)),
            ("children_in_care", (20, 74, 48, 10)),
            ("care_leavers", (1, 5, 3, 0)),
        ],
    )
    def test_march_2023_matches_with_south_tynesides_late_report(
        self, of_2023: WorkbookReading, area: str, expected: tuple[int, ...]
    ) -> None:
        # The workbook's note 4: South Tyneside's report of 10 May 2023 is included.
        latest = of_2023.panel.latest(dt.date(2023, 3, 31), published_by=dt.date(2023, 5, 10))
        assert tally(latest, area) == expected

    @pytest.mark.parametrize(
        ("area", "expected"),
        [
            # Ofsted's main findings of 30 August 2024; care leavers with Staffordshire as corrected since.
            (OVERALL, (30, 61, 43, 17)),
            ("impact_of_leaders", (40, 54, 41, 16)),
            ("help_and_protection", (16, 66, 56, 13)),
            ("children_in_care", (26, 70, 45, 10)),
            ("care_leavers", (9, 24 - 1, 15 + 1, 3)),
        ],
    )
    def test_march_2024_matches_from_the_workbook_of_2025(
        self, of_2025: WorkbookReading, area: str, expected: tuple[int, ...]
    ) -> None:
        latest = of_2025.panel.latest(dt.date(2024, 3, 31), published_by=dt.date(2024, 6, 30))
        assert tally(latest, area) == expected
        waiting = [authority.name for authority in latest.not_yet_inspected]
        assert waiting == ["Cumberland", "Westmorland and Furness"]

    def test_march_2023_matches_by_the_usual_deadline(self, of_2023: WorkbookReading) -> None:
        latest = of_2023.panel.filter(framework=SIF_ILACS).latest(
            dt.date(2023, 3, 31), published_by=dt.date(2023, 4, 30)
        )
        assert tally(latest, OVERALL) == (25, 66, 48, 13)

    @pytest.mark.parametrize(
        ("as_at", "published_by", "expected"),
        [
            # The counts or percentages are printed in: Ofsted's main findings of July and December 2015,
            # September 2016, and 20 December 2017.
            (dt.date(2015, 6, 30), dt.date(2015, 6, 30), (0, 14, 31, 14)),
            (dt.date(2015, 11, 30), dt.date(2015, 11, 30), (0, 17, 38, 19)),
            (dt.date(2016, 4, 30), dt.date(2016, 4, 30), (2, 21, 45, 22)),
            (dt.date(2016, 10, 31), dt.date(2016, 10, 31), (2, 28, 54, 25)),
            (dt.date(2017, 4, 30), dt.date(2017, 4, 30), (2, 35, 60, 30)),
            (dt.date(2017, 10, 31), dt.date(2017, 12, 8), (3, 52, 68, 29)),
        ],
    )
    def test_single_inspections_match(
        self,
        of_2023: WorkbookReading,
        as_at: dt.date,
        published_by: dt.date,
        expected: tuple[int, ...],
    ) -> None:
        latest = of_2023.panel.filter(framework="sif").latest(as_at, published_by=published_by)
        assert tally(latest, OVERALL) == expected

    @pytest.mark.parametrize(
        ("as_at", "published_by", "expected", "waiting"),
        [
            # Ofsted's main findings of 2018 to 2022 print the percentages. Authorities are dropped when
            # they are abolished, and their successors wait for their first inspection.
            (dt.date(2018, 3, 31), dt.date(2018, 4, 30), (3, 54, 72, 23), 0),
            (dt.date(2018, 9, 30), dt.date(2018, 10, 31), (6, 59, 66, 21), 0),
            (dt.date(2019, 3, 31), dt.date(2019, 4, 30), (8, 62, 62, 20), 0),
            (dt.date(2019, 8, 31), dt.date(2019, 9, 30), (12, 61, 58, 18), 2),
            (dt.date(2020, 3, 31), dt.date(2020, 4, 30), (18, 57, 53, 21), 2),
            (dt.date(2021, 3, 31), dt.date(2021, 4, 30), (18, 57, 53, 21), 2),
            (dt.date(2022, 3, 31), dt.date(2022, 4, 30), (19, 61, 52, 18), 2),
        ],
    )
    def test_single_inspections_and_ilacs_match_together(
        self,
        of_2023: WorkbookReading,
        as_at: dt.date,
        published_by: dt.date,
        expected: tuple[int, ...],
        waiting: int,
    ) -> None:
        latest = of_2023.panel.filter(framework=SIF_ILACS).latest(as_at, published_by=published_by)
        overall = latest.distribution(OVERALL)
        assert overall.by_number == expected
        assert overall.not_yet_inspected == waiting
        assert overall.caveats

    def test_safeguarding_and_child_protection_match_as_one_series(
        self, of_2023: WorkbookReading
    ) -> None:
        # Ofsted's annual social care report 2013: 3%, 40%, 43% and 13%.
        day = dt.date(2013, 9, 1)
        judged = of_2023.panel.filter(framework=("slac", "cpi"), theme=Theme.HELP_AND_PROTECTION)
        latest = judged.latest(day, published_by=day)
        grades = latest.distribution(Theme.HELP_AND_PROTECTION, to=CpiGrade)
        assert grades.by_number == (5, 61, 66, 20)


def matrix(transitions: Transitions) -> list[list[int]]:
    """Return a row for each grade before and a column for each grade after, both from 1 to 4."""
    return [
        [transitions.by_number.get((one, other), 0) for other in range(1, 5)] for one in range(1, 5)
    ]


class TestTransitions:
    """The changes of grade from one inspection to the next match exactly."""

    def test_changes_from_the_last_sif_to_the_first_ilacs_grade_match(
        self, of_2023: WorkbookReading
    ) -> None:
        # Of the 148 authorities that still existed in March 2023 and had been inspected under both.
        panel = of_2023.panel.filter(existing_on=dt.date(2023, 3, 31))
        assert matrix(panel.transitions("sif", "ilacs")) == [
            [3, 0, 0, 0],
            [18, 23, 9, 4],
            [2, 31, 25, 14],
            [1, 5, 13, 0],
        ]

    def test_changes_within_ilacs_match(self, of_2025: WorkbookReading) -> None:
        again = of_2025.panel.transitions("ilacs", "ilacs")
        assert again.total == 115
        assert matrix(again) == [[16, 2, 1, 0], [13, 19, 3, 5], [2, 18, 13, 8], [0, 6, 7, 2]]

    def test_changes_from_safeguarding_to_the_first_sif_grade_match(
        self, of_2023: WorkbookReading
    ) -> None:
        changes = of_2023.panel.transitions(
            "slac", "sif", of=("safeguarding_overall_effectiveness", OVERALL)
        )
        assert matrix(changes) == [[0, 1, 3, 1], [3, 23, 21, 10], [0, 21, 34, 18], [0, 6, 7, 4]]


@pytest.mark.parametrize(
    ("year", "short", "standard", "focused", "monitoring"),
    [(2022, 13, 38, 36, 24), (2024, 30, 22, 36, 24)],
)
def test_the_inspections_and_visits_of_a_year_match(
    request: pytest.FixtureRequest,
    year: int,
    short: int,
    standard: int,
    focused: int,
    monitoring: int,
) -> None:
    reading: WorkbookReading = request.getfixturevalue("of_2023" if year == 2022 else "of_2025")
    in_year = [e.taken for e in reading.entries if "year" in e.place.sheet.casefold()]
    kinds = [event.kind for event in in_year if event is not None]
    expected: dict[Kind | VisitKind, int] = {
        Kind.SHORT: short,
        Kind.STANDARD: standard,
        VisitKind.FOCUSED: focused,
        VisitKind.MONITORING: monitoring,
    }
    assert {kind: kinds.count(kind) for kind in expected} == expected
    assert len(kinds) == sum(expected.values())


class TestWhereSourcesDiffer:
    """A difference between two sources about one inspection is listed with both sources."""

    def test_staffordshire_was_corrected(self, of_2025: WorkbookReading, tmp_path: Path) -> None:
        # As the workbook of 2024 printed it; the notes of 2025's say that it was an inputting error.
        before = tmp_path / "2024.csv"
        before.write_text(
            "Local authority name,Ofsted region,Inspection date,Overall effectiveness,"
            "Experiences and progress of care leavers\n"
            "Staffordshire,West Midlands,06/11/2023,Requires improvement to be good,Good\n",
            encoding="utf-8",
        )
        (difference,) = read_workbook(before).panel.differences(of_2025.panel)
        assert difference.authority.name == "Staffordshire"
        assert difference.what == "judgements.care_leavers"
        assert [str(difference.one), str(difference.other)] == [
            "Good",
            "Requires improvement to be good",
        ]
        assert "2024.csv, row 2" in difference.sources[0]
        assert "ILACS_inspection_history" in difference.sources[1]

    def test_the_scraped_overview_differs_on_st_helens(
        self, of_2025: WorkbookReading, scraped: WorkbookReading
    ) -> None:
        found = scraped.panel.differences(of_2025.panel)
        assert {d.authority.name for d in found} == {"St Helens"}
        assert [d.what for d in found] == [
            "judgements.help_and_protection",
            "judgements.children_in_care",
            "judgements.care_leavers",
        ]

    def test_two_official_workbooks_differ_twice(
        self, of_2023: WorkbookReading, of_2025: WorkbookReading
    ) -> None:
        found = of_2023.panel.differences(of_2025.panel)
        assert [(d.authority.name, d.what) for d in found] == [
            ("Merton", "kind"),
            ("Nottingham", "published"),
        ]


class TestTheWorkbookOf2022:
    """Five SIF re-inspections of early 2018, dated only by their first day, are not read as ILACS."""

    def test_the_history_sheet_settles_their_framework(self, of_2022: WorkbookReading) -> None:
        settled = [f for f in of_2022.panel.findings if f.rule == "panel.framework-settled"]
        assert [finding.message.partition(",")[0] for finding in settled] == [
            "Darlington", "Lambeth", "Lancashire", "Torbay", "Wandsworth",
        ]  # fmt: skip
        again = of_2022.panel.filter(framework="sif", kind=Kind.REINSPECTION)
        assert tally(again, OVERALL) == (0, 3, 11, 7)

    def test_there_are_123_transitions_from_sif_to_ilacs(self, of_2022: WorkbookReading) -> None:
        assert of_2022.panel.transitions(*SIF_ILACS).total == 123

    def test_the_workbook_of_2023_agrees_as_at_march_2022(
        self, of_2022: WorkbookReading, of_2023: WorkbookReading
    ) -> None:
        sheet = [i for i in of_2022.inspections if "LA_level_at_31_Mar_2022" in i.source]
        now = of_2023.panel.latest("2022-03-31", published_by="2022-04-30")
        mine, theirs = ({i.authority: number(i) for i in each} for each in (Panel(sheet), now))
        assert len(mine) == 150
        assert mine == theirs


def number(inspection: Inspection[Any]) -> int:
    grade: Grade = inspection.judgements.overall_effectiveness
    return grade.number


class TestEditions:
    """An edition that only the day of publication can settle is settled, or reported as ambiguous."""

    def test_care_leavers_settle_the_edition_in_early_2023(self, of_2023: WorkbookReading) -> None:
        history = [e for e in of_2023.entries if e.place.sheet == "LA_inspections_2009-2023"]
        of_2018 = {
            e.taken.authority.name
            for e in history
            if isinstance(e.taken, Inspection)
            and e.taken.published
            and e.taken.published >= dt.date(2023, 1, 1)
            and e.taken.edition.id == "ilacs-2018"
        }
        # Those with a first day on site before 1 January 2023 in the workbook of 2025.
        assert of_2018 == {
            *("Blackpool", "Bradford", "Dudley", "Kingston upon Hull", "Lancashire"),
            *("Norfolk", "Solihull", "South Tyneside", "Trafford", "Wandsworth"),
        }

    def test_slac_reports_after_october_2010_are_ambiguous(self, of_2023: WorkbookReading) -> None:
        ambiguous = [f for f in of_2023.findings if f.rule == "workbook.ambiguous-edition"]
        assert {f.edition for f in ambiguous} == {"slac-2009", "slac-2010"}
        assert all("could be slac-2009 or slac-2010" in f.message for f in ambiguous)
