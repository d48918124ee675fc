"""A panel joins, counts, filters and compares the inspections of many authorities."""

import datetime as dt
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    CpiGrade,
    CpiJudgements,
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    Slac2009Judgements,
    Slac2010Judgements,
    SlacGrade,
    Theme,
    UnknownLabel,
    Visit,
    datasets,
)
from ofsted_frameworks.authorities.lookup import UnknownAuthority
from ofsted_frameworks.findings import MappingRefused, UnknownEdition
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.schedule import Judgements

LEEDS = LocalAuthority("Leeds", "E08000035")
KENT = LocalAuthority("Kent", "E10000016")
GOOD, OUTSTANDING = IlacsGrade.GOOD, IlacsGrade.OUTSTANDING


def inspected(
    authority: LocalAuthority | str,
    judgements: Judgements[Any],
    start: dt.date | None = None,
    published: dt.date | None = None,
    **more: Any,
) -> AnyInspection:
    named = LocalAuthority(authority) if isinstance(authority, str) else authority
    return Inspection(
        authority=named, judgements=judgements, start=start, published=published, **more
    )


def page(value: object) -> str:
    html: str = getattr(value, "_repr_html_")()  # noqa: B009
    return html


def not_on_site(inspection: AnyInspection) -> bool:
    return inspection.start is None


def ilacs(grade: IlacsGrade | None, **more: Any) -> Ilacs2018Judgements:
    return Ilacs2018Judgements(overall_effectiveness=grade, **more)


def sif(grade: SifGrade, **more: Any) -> SifJudgements:
    return SifJudgements(overall_effectiveness=grade, **more)


LEEDS_2015 = inspected(
    LEEDS, sif(SifGrade.GOOD), dt.date(2015, 1, 20), dt.date(2015, 3, 27), kind=Kind.FULL
)
LEEDS_2018 = inspected(
    LEEDS, ilacs(OUTSTANDING), dt.date(2018, 10, 29), dt.date(2018, 12, 18), kind=Kind.SHORT
)
KENT_2019 = inspected(KENT, ilacs(GOOD), None, dt.date(2019, 5, 3), kind=Kind.STANDARD)
PANEL = Panel([KENT_2019, LEEDS_2018, LEEDS_2015])


class TestAPanel:
    """A panel is an immutable collection of inspections, by authority and then by date."""

    def test_it_is_in_order_and_knows_its_size(self) -> None:
        assert list(PANEL) == [KENT_2019, LEEDS_2015, LEEDS_2018]
        assert len(PANEL) == 3
        assert PANEL.authorities == (KENT, LEEDS)
        assert repr(PANEL) == "<Panel: 3 inspections of 2 authorities>"
        assert repr(Panel([KENT_2019])) == "<Panel: 1 inspection of 1 authority>"

    def test_it_prints_its_inspections(self) -> None:
        assert "SIF from November 2013   1            1" in PANEL.table().text()
        assert ">2019-05-03</td>" in page(PANEL)
        assert str(Panel()) == "no inspections"

    def test_it_is_immutable_and_the_order_given_does_not_matter(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(PANEL, "inspections", ())  # noqa: B010
        assert Panel(reversed(PANEL.inspections)) == PANEL
        assert pickle.loads(pickle.dumps(PANEL)) == PANEL

    def test_an_authority_gets_one_name_and_code(self) -> None:
        old = inspected("Barnsley MBC", ilacs(GOOD), dt.date(2018, 10, 8))
        new = inspected(LocalAuthority("barnsley", "E08000016"), ilacs(GOOD), dt.date(2021, 9, 1))
        own = inspected("Testshire", ilacs(GOOD), dt.date(2021, 9, 1))
        named = Panel([old, new, own]).authorities
        assert named == (LocalAuthority("Barnsley", "E08000038"), LocalAuthority("Testshire"))

    def test_dorset_is_two_authorities_by_date(self) -> None:
        panel = Panel(
            [
                inspected("Dorset", sif(SifGrade.GOOD), dt.date(2016, 2, 23)),
                inspected("Dorset", ilacs(GOOD), dt.date(2021, 9, 27)),
            ]
        )
        assert [a.code for a in panel.authorities] == ["E06000059", "E10000009"]
        assert len(panel.filter(authority="Dorset")) == 2
        (undated,) = Panel([inspected("Dorset", ilacs(GOOD))]).authorities
        assert undated == LocalAuthority("Dorset")


class TestOneInspectionFromSeveralRecords:
    """Records of one inspection are joined: gaps are filled and differences reported."""

    def test_a_record_with_a_day_on_site_joins_one_with_a_publication_date(self) -> None:
        on_site = inspected(LEEDS, ilacs(GOOD), dt.date(2018, 10, 29), source="a")
        reported = inspected(
            LEEDS,
            ilacs(GOOD, impact_of_leaders=OUTSTANDING),
            published=dt.date(2018, 12, 18),
            kind=Kind.SHORT,
            source="b",
        )
        (joined,) = Panel([reported, on_site])
        assert joined == inspected(
            LEEDS,
            ilacs(GOOD, impact_of_leaders=OUTSTANDING),
            dt.date(2018, 10, 29),
            dt.date(2018, 12, 18),
            kind=Kind.SHORT,
            source="b; a",
        )

    def test_a_record_with_both_days_joins_records_with_either(self) -> None:
        day = dt.date(2018, 10, 29)
        records = [
            inspected(LEEDS, ilacs(GOOD), day),
            inspected(LEEDS, ilacs(GOOD), published=dt.date(2018, 12, 18)),
            inspected(LEEDS, ilacs(GOOD), day, dt.date(2018, 12, 18)),
        ]
        assert len(Panel(records)) == 1

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ((dt.date(2018, 10, 29), None), (dt.date(2021, 10, 29), None)),
            ((None, dt.date(2018, 10, 29)), (None, dt.date(2021, 10, 29))),
            ((dt.date(2018, 10, 29), None), (None, dt.date(2019, 10, 29))),
            ((dt.date(2018, 10, 29), None), (None, dt.date(2018, 10, 1))),
            ((None, None), (None, dt.date(2018, 10, 1))),
            ((None, None), (None, None)),
        ],
    )
    def test_other_days_are_kept_apart(
        self,
        one: tuple[dt.date | None, dt.date | None],
        other: tuple[dt.date | None, dt.date | None],
    ) -> None:
        assert len(Panel([inspected(LEEDS, ilacs(GOOD), *days) for days in (one, other)])) == 2

    def test_frameworks_are_kept_apart(self) -> None:
        day = dt.date(2018, 3, 5)
        both = [inspected(LEEDS, sif(SifGrade.GOOD), day), inspected(LEEDS, ilacs(GOOD), day)]
        assert len(Panel(both)) == 2

    def test_if_they_differ_the_first_is_kept_and_a_finding_names_both_sources(self) -> None:
        good = attrs.evolve(LEEDS_2018, source="first")
        other = attrs.evolve(
            LEEDS_2018, judgements=ilacs(GOOD), kind=Kind.STANDARD, source="second"
        )
        panel = Panel([good, other])
        assert panel.inspections[0].judgements == LEEDS_2018.judgements
        kind, grade = panel.findings
        assert kind.path == ("kind",)
        assert grade.path == ("judgements", "overall_effectiveness")
        assert (grade.value, grade.expected) == ("Good", "Outstanding")
        assert "is Outstanding in first, but Good in second" in grade.message

    def test_the_edition_is_that_of_the_day_on_site(self) -> None:
        dated = inspected(
            LEEDS,
            ilacs(GOOD, children_in_care_and_care_leavers=GOOD),
            dt.date(2022, 12, 5),
        )
        guessed = inspected(
            LEEDS,
            Ilacs2023Judgements(children_in_care=GOOD, care_leavers=OUTSTANDING),
            published=dt.date(2023, 2, 1),
        )
        (joined,) = Panel([guessed, dated])
        assert joined.edition.id == "ilacs-2018"
        assert joined.judgements == dated.judgements

    def test_a_value_that_the_edition_has_no_place_for_is_reported(self) -> None:
        dated = inspected(LEEDS, ilacs(GOOD), dt.date(2022, 12, 5))
        guessed = inspected(
            LEEDS, Ilacs2023Judgements(care_leavers=OUTSTANDING), published=dt.date(2023, 2, 1)
        )
        (finding,) = Panel([dated, guessed]).findings
        assert finding.rule == "panel.no-place"
        assert (finding.path, finding.value) == (("judgements", "care_leavers"), "Outstanding")

    def test_a_visit_is_kept_once(self) -> None:
        visit = Visit(authority=LEEDS, kind=VisitKind.FOCUSED, start=dt.date(2024, 6, 10))
        named = attrs.evolve(visit, authority=LocalAuthority("Leeds City Council"), source="other")
        assert Panel(visits=[visit, named]).visits == (visit,)
        assert Panel(visits=[named]).visits[0].authority == LEEDS


class TestDaysApart:
    """Dates that differ slightly mean one inspection; dates a few weeks apart may mean one."""

    START, REPORT = dt.date(2022, 9, 20), dt.date(2022, 11, 15)

    def records(self, start: int, report: int, grade: IlacsGrade = GOOD) -> list[AnyInspection]:
        """Return two records, the second a number of days later, or without a day for -1."""
        days = [
            None if off < 0 else day + dt.timedelta(off)
            for day, off in ((self.START, start), (self.REPORT, report))
        ]
        first = inspected(LEEDS, ilacs(GOOD), self.START, self.REPORT, source="a")
        return [first, inspected(LEEDS, ilacs(grade), *days, source="b")]

    @pytest.mark.parametrize("order", [1, -1])
    def test_first_days_a_day_apart_are_one_inspection_with_a_finding(self, order: int) -> None:
        """Ofsted's workbook of 2023 prints 20 and 21 September 2022 for Cumbria."""
        panel = Panel(self.records(1, -1)[::order])
        assert len(panel) == 1
        (finding,) = panel.findings
        assert finding.rule == "panel.sources-differ"
        assert finding.path == ("start",)
        assert {finding.value, finding.expected} == {"2022-09-20", "2022-09-21"}

    @pytest.mark.parametrize("off", range(1, 8))
    def test_reports_up_to_a_week_apart_are_one_inspection(self, off: int) -> None:
        panel = Panel(self.records(-1, off))
        assert len(panel) == 1
        assert [finding.path for finding in panel.findings] == [("published",)]

    @pytest.mark.parametrize(
        ("start", "report", "grade", "words"),
        [(-1, 8, GOOD, "the same grades"), (21, 21, GOOD, "the same grades"),
         (185, 185, OUTSTANDING, "different grades")],
    )  # fmt: skip
    def test_inspections_weeks_apart_are_reported_as_possibly_one(
        self, start: int, report: int, grade: IlacsGrade, words: str
    ) -> None:
        panel = Panel(self.records(start, report, grade))
        assert len(panel) == 2
        (finding,) = panel.findings
        assert finding.rule == "panel.possibly-one"
        assert words in finding.message

    def test_inspections_186_days_apart_are_two(self) -> None:
        """Calderdale's two reports of 2013 were 186 days apart."""
        panel = Panel(self.records(186, 186))
        assert len(panel) == 2
        assert not panel.findings

    def test_days_in_a_row_do_not_form_a_chain(self) -> None:
        days = (self.START + dt.timedelta(off) for off in range(6))
        assert len(Panel(inspected(LEEDS, ilacs(GOOD), day) for day in days)) == 3

    def test_a_report_joins_the_last_first_day_before_it(self) -> None:
        starts = [inspected(LEEDS, ilacs(GOOD), dt.date(year, 3, 7)) for year in (2018, 2022)]
        report = inspected(LEEDS, ilacs(GOOD), published=dt.date(2022, 5, 3))
        first, last = Panel([report, *starts])
        assert (first.published, last.published) == (None, dt.date(2022, 5, 3))

    def test_thousands_of_records_of_one_authority_are_joined_quickly(self) -> None:
        """Comparing every pair would take hours."""
        days = [dt.date(1, 1, 1) + dt.timedelta(30 * n) for n in range(20_000)]
        records = [inspected(LEEDS, ilacs(GOOD), day) for day in days]
        panel = Panel([*records, *records])
        assert len(panel) == 20_000
        assert len(panel.differences(panel)) == 0


class TestARecordThatFitsTwoFrameworks:
    """A row of early 2018 without a kind takes the framework of another record of its inspection."""

    HISTORY = inspected(
        "Darlington",
        sif(SifGrade.REQUIRES_IMPROVEMENT, care_leavers=SifGrade.GOOD),
        published=dt.date(2018, 5, 21),
        kind=Kind.REINSPECTION,
        source="history",
    )

    @staticmethod
    def latest(grade: IlacsGrade, start: dt.date | None, **more: Any) -> AnyInspection:
        judged = ilacs(grade, impact_of_leaders=IlacsGrade.REQUIRES_IMPROVEMENT)
        return inspected("Darlington", judged, start, source="latest", **more)

    @pytest.mark.parametrize("order", [1, -1])
    @pytest.mark.parametrize(
        ("start", "published"),
        [
            (dt.date(2018, 2, 27), None),
            (dt.date(2018, 2, 27), dt.date(2018, 5, 22)),
            (None, dt.date(2018, 5, 21)),
        ],
    )
    def test_it_joins_the_record_with_a_kind(
        self, start: dt.date | None, published: dt.date | None, order: int
    ) -> None:
        row = self.latest(IlacsGrade.REQUIRES_IMPROVEMENT, start, published=published)
        panel = Panel([self.HISTORY, row][::order])
        (inspection,) = panel
        assert inspection.framework.id == "sif"
        assert inspection.start == start
        assert inspection.kind is Kind.REINSPECTION
        judged: Any = inspection.judgements
        assert judged.overall_effectiveness is SifGrade.REQUIRES_IMPROVEMENT
        assert judged.leadership_management_governance is SifGrade.REQUIRES_IMPROVEMENT
        assert judged.care_leavers is SifGrade.GOOD
        settled = next(f for f in panel.findings if f.rule == "panel.framework-settled")
        assert "could be ILACS or SIF. It is read as SIF, because history has" in settled.message

    @pytest.mark.parametrize(
        "row",
        [
            latest(GOOD, dt.date(2018, 2, 27)),
            latest(IlacsGrade.REQUIRES_IMPROVEMENT, dt.date(2018, 2, 27), kind=Kind.SHORT),
            latest(IlacsGrade.REQUIRES_IMPROVEMENT, dt.date(2018, 5, 22)),
            latest(IlacsGrade.REQUIRES_IMPROVEMENT, dt.date(2017, 10, 1)),
        ],
        ids=["another grade", "a kind of its own", "after the report", "long before the report"],
    )
    def test_records_that_do_not_fit_stay_apart(self, row: AnyInspection) -> None:
        assert len(Panel([self.HISTORY, row])) == 2

    def test_a_record_that_another_completes_fits_only_one_framework(self) -> None:
        row = self.latest(IlacsGrade.REQUIRES_IMPROVEMENT, dt.date(2018, 2, 27))
        whole = self.latest(
            IlacsGrade.REQUIRES_IMPROVEMENT, dt.date(2018, 2, 27), kind=Kind.STANDARD
        )
        assert len(Panel([self.HISTORY, row, whole])) == 2

    def test_two_records_of_a_day_without_a_kind_are_possibly_one(self) -> None:
        day = dt.date(2018, 3, 5)
        panel = Panel(
            [inspected(LEEDS, sif(SifGrade.GOOD), day), inspected(LEEDS, ilacs(GOOD), day)]
        )
        assert len(panel) == 2
        assert [finding.rule for finding in panel.findings] == ["panel.possibly-one"]

    def test_two_frameworks_on_other_days_are_two_inspections(self) -> None:
        both = [
            inspected(LEEDS, sif(SifGrade.GOOD), dt.date(2018, 3, 5)),
            inspected(LEEDS, ilacs(GOOD), dt.date(2018, 6, 5)),
        ]
        panel = Panel(both)
        assert (len(panel), panel.findings) == (2, ())


class TestDifferences:
    """Two panels differ if both recorded a value of one inspection and the values are not the same."""

    def test_every_differing_value_is_listed_with_both_sources(self) -> None:
        mine = Panel([attrs.evolve(LEEDS_2018, source="table", end=dt.date(2018, 11, 2))])
        theirs = Panel(
            [
                inspected(
                    LEEDS,
                    Ilacs2023Judgements(overall_effectiveness=GOOD, impact_of_leaders=GOOD),
                    dt.date(2018, 10, 29),
                    kind=Kind.SHORT,
                ),
                KENT_2019,
            ]
        )
        found = mine.differences(theirs)
        assert [(d.what, d.one, d.other) for d in found] == [
            ("edition", "ilacs-2018", "ilacs-2023"),
            ("judgements.overall_effectiveness", OUTSTANDING, GOOD),
        ]
        assert found[0].authority == LEEDS
        assert found[0].sources == ("table", "another record")
        assert theirs.differences(mine)[0].sources[0] == "a record"

    def test_other_inspections_of_the_authority_are_not_compared(self) -> None:
        later = attrs.evolve(LEEDS_2018, start=dt.date(2025, 6, 30), published=None)
        assert PANEL.differences(Panel([later])) == ()

    def test_a_panel_does_not_differ_from_itself(self) -> None:
        assert PANEL.differences(PANEL) == ()


class TestLatest:
    """The latest as at a day is each authority's last inspection that had begun, or was published."""

    def test_it_is_the_last_that_had_begun(self) -> None:
        assert list(PANEL.latest(dt.date(2018, 10, 28))) == [LEEDS_2015]
        assert list(PANEL.latest(dt.date(2018, 10, 29))) == [LEEDS_2018]

    def test_published_by_leaves_out_reports_not_yet_published(self) -> None:
        as_at, before = dt.date(2018, 10, 29), dt.date(2018, 12, 17)
        assert list(PANEL.latest(as_at, published_by=before)) == [LEEDS_2015]

    def test_publication_decides_if_the_day_on_site_is_not_recorded(self) -> None:
        march = dt.date(2019, 3, 31)
        assert KENT_2019 not in list(PANEL.latest(march))
        assert KENT_2019 in list(PANEL.latest(march, published_by=dt.date(2019, 6, 30)))

    def test_without_a_day_the_last_one_recorded_counts(self) -> None:
        assert list(PANEL.latest()) == [KENT_2019, LEEDS_2018]
        assert list(Panel().latest()) == []

    def test_an_undated_inspection_does_not_count(self) -> None:
        assert list(Panel([inspected(LEEDS, ilacs(GOOD))]).latest()) == []

    def test_abolished_authorities_are_dropped_and_new_ones_are_not_yet_inspected(self) -> None:
        poole = inspected("Poole", sif(SifGrade.GOOD), dt.date(2017, 10, 2))
        bcp = inspected("BCP", ilacs(GOOD), dt.date(2021, 12, 6))
        panel = Panel([poole, bcp], not_yet_inspected=[LocalAuthority("Cumberland")])
        before, between, after = (panel.latest(dt.date(year, 3, 31)) for year in (2018, 2020, 2024))
        assert [i.authority.name for i in before] == ["Poole"]
        assert not before.not_yet_inspected
        assert [a.name for a in between.not_yet_inspected] == [
            "Bournemouth, Christchurch and Poole"
        ]
        assert [i.authority.name for i in after] == ["Bournemouth, Christchurch and Poole"]
        assert [a.name for a in after.not_yet_inspected] == ["Cumberland"]

    def test_an_authority_that_was_inspected_is_not_listed_as_not_yet_inspected(self) -> None:
        assert Panel([KENT_2019], not_yet_inspected=[KENT]).not_yet_inspected == ()

    def test_each_authoritys_first_inspection_is_returned(self) -> None:
        assert list(PANEL.first()) == [KENT_2019, LEEDS_2015]


class TestLatestByProperty:
    """The latest inspection is the last that had begun by the day."""

    @given(
        st.lists(st.integers(0, 60), unique=True, max_size=6),
        st.dates(dt.date(2018, 1, 1), dt.date(2023, 12, 31)),
    )
    def test_the_latest_is_the_last_begun(self, months: list[int], as_at: dt.date) -> None:
        days = [dt.date(2018, 1, 29) + dt.timedelta(30 * month) for month in months]
        panel = Panel(inspected(LEEDS, ilacs(GOOD), day) for day in days)
        begun = [day for day in days if day <= as_at]
        assert [i.start for i in panel.latest(as_at)] == ([max(begun)] if begun else [])


class TestDistribution:
    """Grades are counted on one scale, and absences separately."""

    def test_absences_are_counted_separately(self) -> None:
        panel = Panel(
            [
                inspected(KENT, Ilacs2023Judgements(care_leavers=GOOD), dt.date(2023, 6, 5)),
                inspected(LEEDS, Ilacs2023Judgements(care_leavers=NOT_JUDGED), dt.date(2023, 6, 5)),
                inspected("York", Ilacs2023Judgements(), dt.date(2023, 6, 5)),
                inspected("Hull", ilacs(GOOD), dt.date(2022, 6, 6)),
            ],
            not_yet_inspected=[LocalAuthority("Cumberland")],
        )
        found = panel.distribution("care_leavers")
        assert found.by_number == (0, 1, 0, 0)
        assert found.counts[GOOD] == found.judged == 1
        assert (found.not_judged, found.not_recorded, found.not_in_edition) == (1, 2, 1)
        assert found.not_yet_inspected == 1
        assert found.good_or_outstanding == 1.0
        for word in (
            "Not judged",
            "Not recorded",
            "Not part of their edition",
            "Not yet inspected",
        ):
            assert f"{word} " in str(found)
        assert "100%" in page(found)

    def test_the_combined_care_judgement_counts_as_children_in_care_with_a_caveat(self) -> None:
        panel = Panel(
            [
                inspected(KENT, Ilacs2023Judgements(children_in_care=GOOD), dt.date(2023, 6, 5)),
                inspected(
                    LEEDS, ilacs(GOOD, children_in_care_and_care_leavers=GOOD), dt.date(2022, 6, 6)
                ),
            ]
        )
        found = panel.distribution(Theme.CHILDREN_IN_CARE)
        assert found == panel.distribution("children_in_care")
        assert found.by_number == (0, 2, 0, 0)
        (caveat,) = found.caveats
        assert "Ofsted's tables print it under children in care" in caveat

    def test_sif_and_ilacs_count_on_one_scale_with_a_caveat(self) -> None:
        found = PANEL.distribution("overall_effectiveness")
        assert found.by_number == (1, 2, 0, 0)
        assert found.scale is IlacsGrade
        assert any(
            "its grades count as grades of ILACS (exact;" in caveat for caveat in found.caveats
        )

    def test_scales_that_are_only_close_are_pooled_on_request(self) -> None:
        panel = Panel(
            [
                inspected(
                    LEEDS,
                    Slac2009Judgements(safeguarding_overall_effectiveness=SlacGrade.ADEQUATE),
                    dt.date(2009, 11, 30),
                ),
                inspected(
                    KENT, CpiJudgements(overall_effectiveness=CpiGrade.GOOD), dt.date(2013, 1, 8)
                ),
            ]
        )
        with pytest.raises(MappingRefused, match=r"are different scales .* pass to=CpiGrade"):
            panel.distribution(Theme.HELP_AND_PROTECTION)
        found = panel.distribution(Theme.HELP_AND_PROTECTION, to=CpiGrade)
        assert found.by_number == (0, 1, 1, 0)
        assert len(found.caveats) == 2
        on_ilacs = panel.distribution(Theme.HELP_AND_PROTECTION, to=IlacsGrade)
        assert on_ilacs.counts[IlacsGrade.REQUIRES_IMPROVEMENT] == 1

    def test_a_scale_without_a_mapping_is_refused(self) -> None:
        with pytest.raises(MappingRefused):
            PANEL.distribution("overall_effectiveness", to=SlacGrade)

    def test_an_empty_panel_counts_nothing(self) -> None:
        found = Panel().distribution("overall_effectiveness")
        assert found.by_number == (0, 0, 0, 0)
        assert found.good_or_outstanding is None
        assert "Good" in str(found)

    def test_an_unknown_judgement_is_refused(self) -> None:
        with pytest.raises(UnknownLabel, match="did you mean 'impact_of_leaders'"):
            PANEL.distribution("impact_of_leader")
        with pytest.raises(UnknownLabel, match="the themes are overall_effectiveness,"):
            PANEL.distribution("xyz")
        with pytest.raises(
            UnknownLabel, match="sif-2013, ilacs-2018 have no single judgement of Cap"
        ):
            PANEL.distribution(Theme.CAPACITY)

        with pytest.raises(UnknownLabel, match="^ilacs-2018 has no single judgement of Capacity"):
            PANEL.filter(edition="ilacs-2018").distribution(Theme.CAPACITY)

    def test_a_theme_can_be_given_by_its_key(self) -> None:
        assert PANEL.distribution("overall") == PANEL.distribution(Theme.OVERALL)


class TestTransitions:
    """A transition is from an authority's grade to its next, each on its own scale."""

    def test_the_last_inspection_under_one_framework_is_paired_with_the_first_under_another(
        self,
    ) -> None:
        again = inspected(LEEDS, sif(SifGrade.REQUIRES_IMPROVEMENT), dt.date(2013, 12, 2))
        later = inspected(LEEDS, ilacs(GOOD), dt.date(2022, 5, 9))
        found = Panel([*PANEL, again, later]).transitions("sif", "ilacs")
        assert found.counts == {(SifGrade.GOOD, OUTSTANDING): 1}
        assert found.pairs == ((LEEDS_2015, LEEDS_2018),)
        assert found.by_number == {(2, 1): 1}
        assert found.total == 1
        assert any("(SIF)' corresponds to '" in caveat for caveat in found.caveats)

    def test_each_inspection_is_paired_with_the_next_under_one_framework(self) -> None:
        days = [dt.date(year, 6, 1) for year in (2018, 2020, 2022)]
        grades = [GOOD, None, OUTSTANDING]
        panel = Panel(inspected(LEEDS, ilacs(g), d) for g, d in zip(grades, days, strict=True))
        found = panel.transitions("ilacs", "ilacs")
        assert found.by_number == {(2, 1): 1}
        assert not found.caveats
        assert "Good" in str(found)
        assert ">1</td>" in page(found)

    @pytest.mark.parametrize(("one", "other"), [("sif", "SIF"), ("sif-2013", "sif-2014")])
    def test_an_id_in_another_form_is_the_same_framework(self, one: str, other: str) -> None:
        """A single inspection has no next one, however the framework is written."""
        assert Panel([LEEDS_2015]).transitions(one, other).total == 0

    @pytest.mark.parametrize("what", [3, None, ["overall"]])
    def test_something_other_than_the_name_of_a_judgement_is_refused(self, what: Any) -> None:
        with pytest.raises(TypeError, match="a Theme or the name of a theme or area, not"):
            PANEL.distribution(what)

    def test_inspections_under_two_editions_are_paired(self) -> None:
        panel = Panel(
            [
                inspected(LEEDS, ilacs(GOOD, impact_of_leaders=GOOD), dt.date(2022, 6, 6)),
                inspected(
                    LEEDS, Ilacs2026Judgements(impact_of_leaders=OUTSTANDING), dt.date(2026, 6, 8)
                ),
            ]
        )
        found = panel.transitions("ilacs-2018", "ilacs-2026", of="impact_of_leaders")
        assert found.by_number == {(2, 1): 1}
        with pytest.raises(UnknownLabel, match="ilacs-2026"):
            panel.transitions("ilacs-2018", "ilacs-2026")

    def test_from_slac_a_pair_of_judgements_is_named(self) -> None:
        safeguarding = Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.GOOD)
        panel = Panel([LEEDS_2015, inspected(LEEDS, safeguarding, dt.date(2011, 1, 10))])
        found = panel.transitions(
            "slac", "sif", of=("safeguarding_overall_effectiveness", "overall_effectiveness")
        )
        assert found.by_number == {(2, 2): 1}
        assert found.caveats[0].startswith("no source relates")
        helped = panel.transitions("slac", "sif", of=Theme.HELP_AND_PROTECTION)
        assert helped.total == 0
        assert helped.caveats[0] == (
            "authorities graded here: 1 under slac, 0 under sif, none under both"
        )
        assert "corresponds to" in helped.caveats[1]

    def test_an_unknown_framework_is_refused(self) -> None:
        with pytest.raises(UnknownEdition, match="ilac"):
            PANEL.transitions("sif", "ilac")


class TestFilter:
    """A filter keeps the inspections that meet every condition."""

    KEPT: ClassVar[list[tuple[dict[str, Any], list[AnyInspection]]]] = [
        ({}, [KENT_2019, LEEDS_2015, LEEDS_2018]),
        ({"framework": "SIF"}, [LEEDS_2015]),
        ({"framework": ("sif", "ilacs"), "authority": "leeds"}, [LEEDS_2015, LEEDS_2018]),
        ({"edition": "ilacs-2018"}, [KENT_2019, LEEDS_2018]),
        ({"authority": LocalAuthority("Kent County Council")}, [KENT_2019]),
        ({"authority": "E10000016"}, [KENT_2019]),
        ({"authority": "Kent County Council"}, [KENT_2019]),
        ({"authority": "York"}, []),
        ({"kind": Kind.SHORT}, [LEEDS_2018]),
        ({"theme": "overall_effectiveness"}, [KENT_2019, LEEDS_2015, LEEDS_2018]),
        ({"theme": Theme.LEADERSHIP}, []),
        ({"theme": "leadership"}, []),
        ({"existing_on": dt.date(2020, 1, 1)}, [KENT_2019, LEEDS_2015, LEEDS_2018]),
        ({"where": not_on_site}, [KENT_2019]),
    ]

    @pytest.mark.parametrize(("asked", "kept"), KEPT)
    def test_a_filter_keeps_these(self, asked: dict[str, Any], kept: list[AnyInspection]) -> None:
        assert list(PANEL.filter(**asked)) == kept

    def test_authorities_that_no_longer_exist_can_be_dropped(self) -> None:
        panel = Panel([inspected("Poole", sif(SifGrade.GOOD), dt.date(2017, 10, 2))])
        assert not len(panel.filter(existing_on=dt.date(2019, 4, 1)))

    def test_visits_and_authorities_not_yet_inspected_are_filtered_too(self) -> None:
        visit = Visit(authority=LEEDS, kind=VisitKind.FOCUSED, start=dt.date(2024, 6, 10))
        panel = Panel(PANEL, [visit], [LocalAuthority("Cumberland")])
        assert panel.filter(authority="Leeds").visits == (visit,)
        assert not panel.filter(authority="Kent").visits
        assert len(panel.filter(authority="Cumberland").not_yet_inspected) == 1

    def test_an_unknown_authority_or_judgement_is_refused(self) -> None:
        with pytest.raises(UnknownAuthority, match="did you mean 'Leeds'"):
            PANEL.filter(authority="Leads")
        with pytest.raises(UnknownLabel):
            PANEL.filter(theme="overal_effectiveness")


def test_trajectories_have_the_visits_of_each_authority() -> None:
    hampshire = datasets.hampshire()
    undated = Visit(authority=hampshire[0].authority, kind=VisitKind.FOCUSED)
    panel = Panel(
        [*hampshire, inspected("York", ilacs(GOOD))], [*datasets.hampshire().visits, undated]
    )
    ((authority, trajectory),) = panel.trajectories().items()
    assert authority == hampshire[0].authority
    assert list(trajectory) == list(hampshire)
    assert list(trajectory.visits) == list(hampshire.visits)


class TestWrongRequests:
    """An unknown id or date is an error: an empty answer would look like a result."""

    @pytest.mark.parametrize("ids", ["slic", "sif-2013", ["sif", "ilac"]])
    def test_an_unknown_framework_is_refused(self, ids: str | list[str]) -> None:
        with pytest.raises(UnknownEdition, match="no framework has the id"):
            PANEL.filter(framework=ids)

    def test_an_unknown_edition_is_refused(self) -> None:
        with pytest.raises(UnknownEdition, match="did you mean 'ilacs-2018'"):
            PANEL.filter(edition="ilacs-2017")

    def test_a_framework_in_a_list_may_be_in_capitals(self) -> None:
        assert list(PANEL.filter(framework=["SIF"])) == list(PANEL.filter(framework="sif"))

    @pytest.mark.parametrize("name", ["as_at", "published_by"])
    def test_a_string_that_is_not_a_date_is_refused(self, name: str) -> None:
        with pytest.raises(ValueError, match=f"{name}: '31/03/2020' is not a date; write it as"):
            PANEL.latest(**{name: "31/03/2020"})

    def test_a_date_with_a_time_is_refused(self) -> None:
        with pytest.raises(TypeError, match=r"as_at must be a datetime.date or None, not datetime"):
            PANEL.latest(dt.datetime(2020, 3, 31))


class TestHowFarTheDataReaches:
    """Every answer of a panel carries and prints the day its data reaches to."""

    KNOWN = Panel(PANEL, known_to=dt.date(2020, 3, 31))
    ANSWERS: ClassVar[list[Callable[[Panel], Any]]] = [
        lambda panel: panel,
        lambda panel: panel.latest(),
        lambda panel: panel.first(),
        lambda panel: panel.filter(framework="ilacs"),
        lambda panel: panel.distribution("overall_effectiveness"),
        lambda panel: panel.transitions("sif", "ilacs"),
    ]

    @pytest.mark.parametrize("ask", ANSWERS)
    def test_a_stated_day_is_printed(self, ask: Callable[[Panel], Any]) -> None:
        answer = ask(self.KNOWN)
        assert answer.known_to == dt.date(2020, 3, 31)
        for printed in (str(answer), page(answer)):
            assert "Known to 31 March 2020; not known after that day." in printed

    @pytest.mark.parametrize("ask", ANSWERS)
    def test_a_day_that_is_not_stated_is_not_guessed(self, ask: Callable[[Panel], Any]) -> None:
        answer = ask(PANEL)
        assert answer.known_to is None
        assert "Known to: not stated." in str(answer)

    def test_a_day_can_be_given_as_a_string(self) -> None:
        assert Panel(PANEL, known_to="2020-03-31") == self.KNOWN
        assert PANEL.latest("2018-10-28") == PANEL.latest(dt.date(2018, 10, 28))
