"""The built-in data on England gives the published figures, with a source for every value."""

import datetime as dt
import gzip
import hashlib
import itertools
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

import ofsted_frameworks as of
from ofsted_frameworks import Kind, Panel, Severity, Theme
from ofsted_frameworks.authorities import list_authorities
from ofsted_frameworks.datasets import (
    about_england,
    cite,
    england,
    settled_differences,
    value_sources,
)
from ofsted_frameworks.frameworks.kinds import VisitKind
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.panel import Transitions

ENGLAND = england()
EVENTS: list[AnyInspection | Visit] = [*ENGLAND.inspections, *ENGLAND.visits]
OVERALL = "overall_effectiveness"


def tally(panel: Panel, area: Theme | str) -> tuple[int, ...]:
    return panel.distribution(area).by_number


def as_at(day: str, published_by: str, **only: object) -> Panel:
    return ENGLAND.filter(**only).latest(day, published_by=published_by)  # type: ignore[arg-type]  # pyright: ignore


class TestRecords:
    """Each inspection is listed once, is valid and has sources."""

    def test_it_has_714_inspections(self) -> None:
        """152 SLAC and 9 re-inspections, 50 CPI and one, 5 TLAC, 152 SIF and 21 re-inspections (facts of
        2023's workbook), and the ILACS inspections of 271 in 2025's workbook and 53 reports since."""
        frameworks = Counter(inspection.framework.id for inspection in ENGLAND)
        assert frameworks == {"slac": 161, "cpi": 51, "tlac": 5, "sif": 173, "ilacs": 271 + 53}
        assert ENGLAND.findings == ()

    def test_every_inspection_and_visit_is_valid(self) -> None:
        for event in EVENTS:
            errors = [f for f in of.iter_findings(event) if f.severity is Severity.ERROR]
            assert errors == []

    def test_every_authority_that_exists_was_inspected(self) -> None:
        today = list_authorities(on=dt.date(2026, 8, 20))
        latest = ENGLAND.latest("2026-08-20")
        assert set(latest.authorities) == set(today)
        assert len(latest) == len(today) == 153
        assert latest.not_yet_inspected == ()

    def test_no_two_inspections_of_one_framework_are_close(self) -> None:
        """Real ones are at least 2.0 years apart within SIF, and 2.49 within ILACS."""
        for trajectory in ENGLAND.filter(framework=("sif", "ilacs")).trajectories().values():
            for before, after in itertools.pairwise(trajectory):
                if before.framework is after.framework:
                    assert before.published is not None
                    assert after.published is not None
                    assert after.published - before.published > dt.timedelta(days=700)

    def test_every_value_has_a_source(self) -> None:
        counted = 0
        for event in EVENTS:
            assert event.source
            fields = set(of.to_dict(event)) - {"schema_version", "authority", "edition", "source"}
            sources = value_sources(event)
            judged = {f"judgements.{name}" for name in of.to_dict(event).get("judgements", ())}
            assert set(sources) == {
                *(fields - {"judgements", "visit"}),
                *judged,
                *({"kind"} if "visit" in fields else ()),
            }
            assert all(each for each in sources.values())
            counted += len(sources)
        assert counted == about_england().values

    def test_a_report_is_a_source_only_of_its_own_inspection(self) -> None:
        for inspection in ENGLAND:
            assert inspection.published is not None
            for source in itertools.chain.from_iterable(value_sources(inspection).values()):
                if source.provenance is of.Provenance.REPORTS:
                    assert source.date == inspection.published.isoformat()

    def test_an_inspection_not_in_the_data_has_no_sources(self) -> None:
        with pytest.raises(LookupError, match="is not in england"):
            value_sources(of.datasets.hampshire().visits[0])

    def test_hampshire_is_the_same_as_in_the_example(self) -> None:
        own = ENGLAND.filter(authority="Hampshire")
        assert own.differences(Panel(of.datasets.hampshire())) == ()
        assert [i.judgements for i in own] == [i.judgements for i in of.datasets.hampshire()]


class TestFirstInspections:
    """The tallies of each framework's first inspections match the published ones exactly."""

    @pytest.mark.parametrize(
        ("framework", "area", "expected", "not_judged"),
        [
            ("slac", "safeguarding_overall_effectiveness", (5, 57, 66, 24), 0),
            ("slac", "looked_after_overall_effectiveness", (2, 79, 67, 3), 1),
            ("cpi", OVERALL, (0, 4, 29, 17), 0),
            ("tlac", OVERALL, (0, 0, 1, 4), 0),
            ("sif", OVERALL, (3, 51, 65, 33), 0),
            ("sif", "help_and_protection", (0, 42, 80, 30), 0),
            ("sif", "looked_after_and_permanence", (4, 53, 78, 16), 1),
            ("sif", "adoption_performance", (16, 77, 49, 8), 2),
            ("sif", "care_leavers", (9, 58, 68, 16), 1),
            ("sif", "leadership_management_governance", (12, 48, 62, 30), 0),
            ("sif", "lscb_effectiveness", (7, 53, 67, 25), 0),
        ],
    )
    def test_first_inspections_under_older_frameworks_match(
        self, framework: str, area: str, expected: tuple[int, ...], not_judged: int
    ) -> None:
        counted = ENGLAND.filter(framework=framework, kind=Kind.FULL).distribution(area)
        assert (counted.by_number, counted.not_judged) == (expected, not_judged)

    @pytest.mark.parametrize(
        ("framework", "area", "expected"),
        [
            ("slac", "safeguarding_overall_effectiveness", (0, 0, 7, 2)),
            ("slac", "looked_after_overall_effectiveness", (0, 0, 2, 0)),
            ("cpi", OVERALL, (0, 0, 0, 1)),
            ("sif", OVERALL, (0, 3, 11, 7)),
        ],
    )
    def test_re_inspections_match(
        self, framework: str, area: str, expected: tuple[int, ...]
    ) -> None:
        again = ENGLAND.filter(framework=framework, kind=Kind.REINSPECTION)
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
        self, area: str, expected: tuple[int, ...]
    ) -> None:
        """Counted in the workbook of 2023, which includes South Tyneside's report of 10 May 2023."""
        known = ENGLAND.filter(
            framework="ilacs",
            existing_on="2023-03-31",
            where=lambda i: i.published is not None and i.published <= dt.date(2023, 5, 10),
        )
        assert tally(known.first(), area) == expected

    @pytest.mark.parametrize(
        ("first_day", "last_day", "safeguarding", "looked_after"),
        [
            # Ofsted, 23 November 2010: ten of the 29 in 2009/10 were inadequate.
            ("2009-08-07", "2010-08-06", (1, 9, 9, 10), None),
            # Local Government Lawyer, November 2011, on 2010/11: 47 and 46 inspections.
            ("2010-10-18", "2011-09-06", (0, 13, 25, 9), (0, 19, 26, 1)),
            # Community Care, September 2011: 73 inspections, 18 inadequate.
            ("2009-08-07", "2011-07-22", (1, 21, 33, 18), (0, 32, 39, 2)),
        ],
    )
    def test_slac_inspections_match_year_by_year(
        self,
        first_day: str,
        last_day: str,
        safeguarding: tuple[int, ...],
        looked_after: tuple[int, ...] | None,
    ) -> None:
        first, last = dt.date.fromisoformat(first_day), dt.date.fromisoformat(last_day)
        years = ENGLAND.filter(
            framework="slac",
            where=lambda i: i.published is not None and first <= i.published <= last,
        )
        assert tally(years, "safeguarding_overall_effectiveness") == safeguarding
        if looked_after:
            assert tally(years, "looked_after_overall_effectiveness") == looked_after


class TestLatestAsAt:
    """The days on site and of publication give the official "as at" figures."""

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
    def test_march_2025_matches(self, area: str, expected: tuple[int, ...], blank: int) -> None:
        counted = as_at("2025-03-31", "2025-06-30", framework="ilacs").distribution(area)
        assert counted.by_number == expected
        assert counted.not_recorded == counted.not_in_edition == blank

    def test_march_2025_matches_by_name(self) -> None:
        """The sheet Inspections_as_at_31_March of the workbook of 2025."""
        latest = as_at("2025-03-31", "2025-06-30", framework="ilacs")
        inadequate = latest.filter(
            where=lambda i: getattr(i.judgements, OVERALL) is of.IlacsGrade.INADEQUATE
        )
        assert [authority.name for authority in inadequate.authorities] == [
            *("Bradford", "Bury", "Cheshire East", "Devon", "Halton", "Harrow", "Havering"),
            *("Herefordshire", "Isles of Scilly", "Knowsley", "Liverpool"),
            *("North East Lincolnshire", "Nottingham", "Peterborough", "Sefton", "Solihull"),
            *("South Tyneside", "Swindon", "Tameside"),
        ]

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
    def test_march_2024_matches(self, area: str, expected: tuple[int, ...]) -> None:
        latest = as_at("2024-03-31", "2024-06-30", framework="ilacs")
        assert tally(latest, area) == expected
        waiting = [authority.name for authority in latest.not_yet_inspected]
        assert waiting == ["Cumberland", "Westmorland and Furness"]

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
        self, area: str, expected: tuple[int, ...]
    ) -> None:
        latest = as_at("2023-03-31", "2023-04-30", framework="ilacs")
        late = ENGLAND.filter(authority="South Tyneside", framework="ilacs").latest(
            "2023-03-31", published_by="2023-05-10"
        )
        others = [i for i in latest if i.authority.name != "South Tyneside"]
        assert tally(Panel([*others, *late]), area) == expected

    @pytest.mark.parametrize(
        ("day", "published_by", "expected"),
        [
            # The counts or percentages are printed in Ofsted's main findings of July and December 2015,
            # September 2016, and 20 December 2017.
            ("2015-06-30", "2015-06-30", (0, 14, 31, 14)),
            ("2015-11-30", "2015-11-30", (0, 17, 38, 19)),
            ("2016-04-30", "2016-04-30", (2, 21, 45, 22)),
            ("2016-10-31", "2016-10-31", (2, 28, 54, 25)),
            ("2017-04-30", "2017-04-30", (2, 35, 60, 30)),
            ("2017-10-31", "2017-12-08", (3, 52, 68, 29)),
        ],
    )
    def test_single_inspections_match(
        self, day: str, published_by: str, expected: tuple[int, ...]
    ) -> None:
        assert tally(as_at(day, published_by, framework="sif"), OVERALL) == expected

    @pytest.mark.parametrize(
        ("day", "published_by", "expected", "waiting"),
        [
            # Ofsted's main findings of 2018 to 2022 print the percentages. Authorities are dropped when
            # they are abolished, and their successors wait for their first inspection.
            ("2018-03-31", "2018-04-30", (3, 54, 72, 23), 0),
            ("2018-09-30", "2018-10-31", (6, 59, 66, 21), 0),
            ("2019-03-31", "2019-04-30", (8, 62, 62, 20), 0),
            ("2019-08-31", "2019-09-30", (12, 61, 58, 18), 2),
            ("2020-03-31", "2020-04-30", (18, 57, 53, 21), 2),
            ("2021-03-31", "2021-04-30", (18, 57, 53, 21), 2),
            ("2022-03-31", "2022-04-30", (19, 61, 52, 18), 2),
            ("2023-03-31", "2023-04-30", (25, 66, 48, 13), 0),
        ],
    )
    def test_single_inspections_and_ilacs_match_together(
        self, day: str, published_by: str, expected: tuple[int, ...], waiting: int
    ) -> None:
        counted = as_at(day, published_by, framework=("sif", "ilacs")).distribution(OVERALL)
        assert counted.by_number == expected
        assert counted.not_yet_inspected == waiting

    @pytest.mark.parametrize(
        ("day", "published_by", "expected"),
        [
            # Counted in a public scrape of the reports.
            ("2026-03-31", "2026-03-31", (43, 67, 29, 14)),
            ("2026-08-20", "2026-08-22", (46, 61, 24, 11)),
        ],
    )
    def test_figures_since_the_last_official_table_match_a_public_scrape(
        self, day: str, published_by: str, expected: tuple[int, ...]
    ) -> None:
        assert tally(as_at(day, published_by, framework="ilacs"), OVERALL) == expected

    def test_eleven_inspections_gave_no_overall_grade(self) -> None:
        counted = ENGLAND.latest("2026-08-20").distribution(OVERALL)
        assert counted.not_in_edition == 11

    def test_safeguarding_and_child_protection_match_as_one_series(self) -> None:
        """Ofsted's annual social care report 2013: 3%, 40%, 43% and 13%."""
        judged = ENGLAND.filter(framework=("slac", "cpi"), theme=Theme.HELP_AND_PROTECTION)
        latest = judged.latest("2013-09-01", published_by="2013-09-01")
        scale = of.CpiGrade
        assert latest.distribution(Theme.HELP_AND_PROTECTION, to=scale).by_number == (
            *(5, 61, 66, 20),
        )


def matrix(transitions: Transitions) -> list[list[int]]:
    """Return a row for each grade before and a column for each grade after, from 1 to 4."""
    return [
        [transitions.by_number.get((one, other), 0) for other in range(1, 5)] for one in range(1, 5)
    ]


class TestTransitions:
    """Changes of grade from one inspection to the next match the published ones exactly."""

    def test_changes_from_the_last_sif_to_the_first_ilacs_grade_match(self) -> None:
        """Of the 148 authorities that existed in March 2023 and had been inspected under both."""
        panel = ENGLAND.filter(existing_on="2023-03-31")
        assert matrix(panel.transitions("sif", "ilacs")) == [
            [3, 0, 0, 0],
            [18, 23, 9, 4],
            [2, 31, 25, 14],
            [1, 5, 13, 0],
        ]

    def test_changes_within_ilacs_to_march_2025_match(self) -> None:
        known = ENGLAND.filter(
            where=lambda i: (
                i.start is not None
                and i.start <= dt.date(2025, 3, 31)
                and i.published is not None
                and i.published <= dt.date(2025, 6, 30)
            )
        )
        counted = known.transitions("ilacs", "ilacs")
        assert counted.total == 115
        assert matrix(counted) == [[16, 2, 1, 0], [13, 19, 3, 5], [2, 18, 13, 8], [0, 6, 7, 2]]

    def test_changes_from_safeguarding_to_the_first_sif_grade_match(self) -> None:
        counted = ENGLAND.transitions(
            "slac", "sif", of=("safeguarding_overall_effectiveness", OVERALL)
        )
        assert matrix(counted) == [[0, 1, 3, 1], [3, 23, 21, 10], [0, 21, 34, 18], [0, 6, 7, 4]]


class TestVisits:
    """The visits are those listed in the in-year sheets of three official tables."""

    @pytest.mark.parametrize(
        ("year", "focused", "monitoring"),
        [("2022", 74, 32), ("2023", 36, 24), ("2025", 36, 24)],
    )
    def test_the_visits_of_a_year_match(self, year: str, focused: int, monitoring: int) -> None:
        kinds = [v.kind for v in ENGLAND.visits if v.source.endswith(year)]
        assert kinds.count(VisitKind.FOCUSED) == focused
        assert kinds.count(VisitKind.MONITORING) == monitoring
        assert len(kinds) == focused + monitoring


class TestDifferences:
    """If sources differ, the decision and the reason are listed."""

    def test_each_difference_has_a_reason(self) -> None:
        assert all(each.reason and each.taken_from for each in settled_differences() if each.taken)

    @pytest.mark.parametrize(
        ("authority", "field", "taken", "other"),
        [
            ("Merton", "kind", "short", "standard"),
            ("Nottingham", "published", "2022-09-05", "2022-11-05"),
            ("Staffordshire", "judgements.care_leavers", "requires_improvement", "good"),
            ("Stoke-on-Trent", "published", "2015-08-10", "2015-08-12"),
            ("Cumbria", "start", "2022-09-20", "2022-09-21"),
            ("Slough", "published", "2014-02-11", "2014-02-14"),
            ("West Berkshire", "published", "2015-05-13", "2015-05-18"),
            ("St Helens", "judgements.help_and_protection", "requires_improvement", "good"),
        ],
    )
    def test_a_decision_names_both_values_and_their_sources(
        self, authority: str, field: str, taken: str, other: str
    ) -> None:
        found = [d for d in settled_differences() if d.authority.name == authority]
        assert (taken, other) in [(d.taken, d.other) for d in found if d.field == field]
        (one,) = [d for d in found if (d.field, d.taken, d.other) == (field, taken, other)]
        assert str(one).startswith(f"{authority}, ")
        sources = ", ".join(one.taken_from.split())
        assert f"{taken} ({sources}), not {other}" in str(one)

    def test_inferred_values_are_listed(self) -> None:
        inferred = [d for d in settled_differences() if d.field == "kind" and not d.other]
        assert len(inferred) == 53
        assert "(days-on-site): no source prints the kind" in str(inferred[0])

    def test_an_edition_that_no_source_prints_has_no_empty_brackets(self) -> None:
        inferred = [d for d in settled_differences() if d.other and not d.other_from]
        assert ": slac-2010 (usual-time), not slac-2009: the sources print" in str(inferred[0])

    def test_values_that_no_source_prints_are_listed(self) -> None:
        (one,) = [d for d in settled_differences() if d.authority.name == "City of London"]
        assert str(one).startswith("City of London, 2016-09-20, start: not recorded: the report")

    def test_surreys_board_was_reviewed_separately(self) -> None:
        settled = [str(d) for d in settled_differences() if d.authority.name == "Surrey"]
        assert any("published that on 3 August 2015" in each for each in settled)
        first = ENGLAND.filter(authority="Surrey", framework="sif").inspections[0]
        assert first.published == dt.date(2015, 6, 3)
        assert first.judgements.lscb_effectiveness is of.SifGrade.REQUIRES_IMPROVEMENT  # type: ignore[attr-defined]  # pyright: ignore


def test_every_grade_at_march_2025_matches_the_official_table(shared: Path) -> None:
    """The table is read by the library's own reader, which the build does not use."""
    file = shared / "data" / "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
    official = of.read_workbook(file)
    rows = [
        entry.taken
        for entry in official.entries
        if entry.place.sheet == "Inspections_as_at_31_March"
    ]
    latest = as_at("2025-03-31", "2025-06-30", framework="ilacs")
    assert {i.authority: i.judgements for i in latest} == {
        row.authority: row.judgements for row in rows if isinstance(row, of.Inspection)
    }


class TestCiting:
    """The data states its version, checksum and licence, and how it was checked."""

    def test_the_checksum_matches_the_records(self) -> None:
        file = resources.files("ofsted_frameworks.datasets") / "data" / "england.jsonl.gz"
        records = gzip.decompress(file.read_bytes())
        assert hashlib.sha256(records).hexdigest() == about_england().checksum

    def test_the_counts_match_the_data(self) -> None:
        about = about_england()
        assert (about.inspections, about.visits) == (len(ENGLAND), len(ENGLAND.visits))
        assert about.authorities == len(ENGLAND.authorities)
        assert 0 < about.values_in_two_sources < about.values
        assert about.known_to == ENGLAND.known_to == dt.date(2026, 8, 20)

    def test_a_citation_names_versions_sources_and_licence(self) -> None:
        text = str(cite())
        for part in (cite().version, about_england().checksum, about_england().attribution):
            assert part in text
        assert all(source.title in text for source in about_england().sources)
        assert len(text.splitlines()) == len(set(text.splitlines()))
