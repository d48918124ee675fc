"""Tables of judgements: what is read from the cells and headings that they print."""

import datetime as dt
from pathlib import Path

import pytest
from small_tables import HEADINGS, only_finding, read, rules

from ofsted_frameworks import (
    NOT_JUDGED,
    CpiGrade,
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    IlacsGrade,
    LocalAuthority,
    Month,
    Severity,
    SifGrade,
    SifJudgements,
    SlacGrade,
    get_edition,
)
from ofsted_frameworks.findings import UnknownEdition, UnreadableFile
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.readers.headers import UnknownColumn
from ofsted_frameworks.readers.workbook import read_workbook

NAME, CODE = "Local authority name", "Local authority area code"


def judged(inspection: AnyInspection, area: str) -> object:
    return getattr(inspection.judgements, area)


class TestLongTables:
    """A long table has one entry for each row."""

    def test_an_inspection_keeps_its_place_and_original_text(self, table: Path) -> None:
        reading = read(
            table,
            "Local authority inspection judgements",
            "This table begins in cell A9.",
            "",
            f"Web link,{CODE},{NAME},Inspection date,Publication date,Inspection type,"
            "Overall effectiveness,The impact of leaders on social work practice with children and families",
            "link,E10000014,Hampshire,29/04/2019,11/06/2019,ILACS Short Inspection,Outstanding,Outstanding",
        )
        (inspection,) = reading.inspections
        assert inspection.authority == LocalAuthority("Hampshire", "E10000014")
        assert inspection.judgements == Ilacs2018Judgements(
            overall_effectiveness=IlacsGrade.OUTSTANDING, impact_of_leaders=IlacsGrade.OUTSTANDING
        )
        assert inspection.kind is Kind.SHORT
        assert (inspection.start, inspection.published) == (
            dt.date(2019, 4, 29),
            dt.date(2019, 6, 11),
        )
        assert inspection.source == "table.csv, row 5"
        (entry,) = reading.entries
        assert entry.taken is inspection
        assert entry.about == "inspection"
        assert entry.original["Publication date"] == "11/06/2019"
        assert entry.original[CODE] == "E10000014"
        assert not reading.findings

    def test_columns_may_be_in_any_order_under_varying_headings(self, table: Path) -> None:
        reading = read(
            table,
            "care_leavers_grade,in_care_grade,inspection_start_date,LOCAL_AUTHORITY,  overall\u00a0grade ",
            "good,outstanding,10/06/2024,hampshire,outstanding",
        )
        (inspection,) = reading.inspections
        assert inspection.judgements == Ilacs2023Judgements(
            care_leavers=IlacsGrade.GOOD,
            children_in_care=IlacsGrade.OUTSTANDING,
            overall_effectiveness=IlacsGrade.OUTSTANDING,
        )

    def test_visits_are_read_as_visits(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection/Visit date,Inspection/Visit type,Overall effectiveness,Visit Theme",
            "Leeds,10/06/2024,ILACS Focused Visit,,Front door",
            "Leeds,11/10/2024,LA Monitoring visit,,",
            "Leeds,December 2016,JTAI,,Domestic abuse",
        )
        focused, monitoring, joint = reading.visits
        assert (focused.kind, focused.theme) == (VisitKind.FOCUSED, "Front door")
        assert focused.start == dt.date(2024, 6, 10)
        assert monitoring.kind is VisitKind.MONITORING
        assert joint.start == Month(2016, 12)
        assert not reading.inspections
        assert not reading.findings

    def test_a_grade_for_a_visit_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Visit date,Visit type,Overall effectiveness",
            "Leeds,10/06/2024,Focused visit,Good",
        )
        assert len(reading.visits) == 1
        assert only_finding(reading).rule == "workbook.visit-with-grade"

    def test_notes_under_a_table_are_counted_as_lines(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness",
            "Leeds,10/06/2024,Good",
            "",
            "Source: Ofsted",
            ",,",
            "Notes,,",
        )
        assert reading.account.rows == 1
        assert reading.lines == 2

    def test_a_total_is_an_absence_with_a_reason(self, table: Path) -> None:
        reading = read(
            table, f"{NAME},Overall effectiveness", "England,153", "London,33", "Kent,Good"
        )
        assert reading.account.absences == {"a total, not an authority": 2}
        coded = read(table, f"{CODE},{NAME},Overall effectiveness", "E92000001,England,Good")
        assert coded.account.absences == {"a total, not an authority": 1}

    def test_an_authority_without_an_inspection_is_an_absence_with_a_reason(
        self, table: Path
    ) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness",
            "Leeds,,",
            "Dorset,,",
            "Kent,nan,None",
            "Cumberland,Not yet inspected,",
        )
        assert reading.account.absences == {"no inspection recorded": 3, "not yet inspected": 1}
        assert [str(a) for a in reading.not_yet_inspected] == ["Cumberland"]
        assert reading.panel.not_yet_inspected == reading.not_yet_inspected

    def test_a_row_without_an_authority_does_not_count_as_not_yet_inspected(
        self, table: Path
    ) -> None:
        reading = read(
            table, f"{NAME},Inspection date,Overall effectiveness", ",Not yet inspected,"
        )
        assert only_finding(reading).rule == "workbook.authority"
        assert not reading.not_yet_inspected

    def test_an_inspection_without_judgements_is_an_absence_with_a_reason(
        self, table: Path
    ) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness",
            "Leeds,10/06/2024,data_unreadable",
        )
        assert reading.account.absences == {"no judgement recorded": 1}
        assert rules(reading) == ["workbook.not-recorded", "workbook.no-judgement"]

    def test_a_row_may_be_shorter_than_its_headings(self, table: Path) -> None:
        reading = read(table, HEADINGS, "Leeds,10/06/2024,Good")
        assert reading.inspections[0].judgements == Ilacs2023Judgements(
            overall_effectiveness=IlacsGrade.GOOD
        )

    def test_several_tables_on_a_sheet_are_each_read(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness",
            "Leeds,10/06/2024,Good",
            "",
            "Table 2: authorities that existed before",
            f"Overall effectiveness,{NAME},Inspection date",
            "Inadequate,Northamptonshire,29/07/2019",
        )
        assert [t.row for t in reading.tables] == [1, 5]
        assert [i.authority.name for i in reading.inspections] == ["Leeds", "Northamptonshire"]


class TestWideTables:
    """A wide table has one entry for each inspection's part of each row."""

    def test_frameworks_side_by_side_are_each_read(self, table: Path) -> None:
        reading = read(
            table,
            f'{NAME},"Safeguarding & Looked After Children (SLAC) Inspection publication date",'
            "SLAC Safeguarding Overall effectiveness (OE),"
            "SLAC Looked After Children Overall Effectiveness (OE),"
            "Child Protection Inspections (CPI) publication date,CPI Overall Effectiveness (OE),"
            "Single Inspection of LA Children's Services (SIF)  First SIF publication date,"
            '" First SIF Overall Judgement\n(OE)", First SIF CLA Sub: Adoption Performance,'
            "LSCB Overall Effectiveness ,SIF Re-inspection publication date,"
            '" SIF Re-inspection Overall Judgement\n(OE)",First ILACS framework inspection type,'
            "First ILACS framework publication date,First ILACS framework overall effectiveness",
            "Leeds,07/01/2010,Inadequate, -,,,27/03/2015,Good,Outstanding,Good,,,"
            "ILACS Short Inspection,18/12/2018,Outstanding",
            "Kent,19/11/2010,Inadequate,Good,,,,,,,,,,,",
        )
        assert [e.about for e in reading.entries[:5]] == [
            "SLAC",
            "CPI",
            "first SIF",
            "SIF re-inspection",
            "first ILACS",
        ]
        slac, sif, ilacs, later = reading.inspections
        assert slac.edition.id == "slac-2009"
        assert slac.kind is Kind.FULL
        assert judged(slac, "looked_after_overall_effectiveness") is NOT_JUDGED
        assert sif.judgements == SifJudgements(
            overall_effectiveness=SifGrade.GOOD,
            adoption_performance=SifGrade.OUTSTANDING,
            lscb_effectiveness=SifGrade.GOOD,
        )
        assert ilacs.kind is Kind.SHORT
        assert later.authority.name == "Kent"
        account = reading.account
        assert (account.rows, account.entries, account.inspections) == (2, 10, 4)
        assert account.absences == {"no inspection recorded": 6}
        assert str(account) == (
            "2 rows, 10 entries = 4 inspections + 0 visits + 6 absences (6 no inspection recorded) + "
            "0 not read"
        )

    def test_both_re_inspections_of_slac_are_read(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},SLAC re-inspection of Safeguarding publication date,SLAC re-inspection Safeguarding OE,"
            "SLAC re-inspection of services for Children Looked After publication date,"
            "SLAC re-inspection of services Children Looked After OE",
            "Cornwall,25/02/2011,Inadequate,25/02/2011,Requires improvement to be good",
        )
        one, other = reading.inspections
        assert one.kind is other.kind is Kind.REINSPECTION
        assert judged(one, "safeguarding_overall_effectiveness") is SlacGrade.INADEQUATE
        assert judged(other, "looked_after_overall_effectiveness") is SlacGrade.ADEQUATE
        assert [e.about for e in reading.entries] == [
            "SLAC re-inspection of safeguarding",
            "SLAC re-inspection of looked after",
        ]
        (joined,) = reading.panel
        assert judged(joined, "looked_after_overall_effectiveness") is SlacGrade.ADEQUATE

    def test_a_re_inspection_under_cpi_is_read(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Child Protection Re-Inspection (CPRI) publication date,CPRI Overall Effectiveness (OE)",
            "Calderdale,26/07/2013,Inadequate",
        )
        (again,) = reading.inspections
        assert again.kind is Kind.REINSPECTION
        assert judged(again, "overall_effectiveness") is CpiGrade.INADEQUATE

    def test_a_first_and_second_inspection_are_read_without_a_framework(self, table: Path) -> None:
        reading = read(
            table,
            "Council,First inspection date,First inspection overall effectiveness,Inspection 2 date,"
            "Overall effectiveness (inspection 2)",
            "Leeds,29/10/2018,Outstanding,30/06/2025,Outstanding",
        )
        assert [i.start for i in reading.inspections] == [
            dt.date(2018, 10, 29),
            dt.date(2025, 6, 30),
        ]

    def test_repeated_headings_belong_to_the_next_inspection(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Start date,Overall,Start date,Overall",
            "Leeds,29/10/2018,Outstanding,30/06/2025,Good",
        )
        assert [judged(i, "overall_effectiveness") for i in reading.inspections] == [
            IlacsGrade.OUTSTANDING,
            IlacsGrade.GOOD,
        ]

    def test_group_headings_say_which_inspection_the_columns_are_about(self, table: Path) -> None:
        reading = read(
            table,
            ",First inspection,,SIF re-inspection,",
            "Council,Date,Overall effectiveness,Publication date,Overall effectiveness",
            "Leeds,29/10/2018,Outstanding,17/02/2016,Good",
        )
        first, again = reading.inspections
        assert first.start == dt.date(2018, 10, 29)
        assert again.framework.id == "sif"
        assert again.kind is Kind.REINSPECTION

    def test_a_date_without_judgements_is_not_read(self, table: Path) -> None:
        reading = read(
            table,
            "Council,SIF publication date,ILACS publication date,ILACS overall effectiveness",
            "Leeds,27/03/2015,18/12/2018,Outstanding",
        )
        assert [c.text for c in reading.tables[0].unread] == ["SIF publication date"]
        assert len(reading.entries) == 1


class TestPublishersWords:
    """Words that a publisher changed for its table are changed back, and a finding says so."""

    def test_a_newer_word_for_an_older_grade_is_read_as_the_older_one(self, table: Path) -> None:
        reading = read(
            table,
            "Council,CPI publication date,CPI OE",
            "Leeds,15/01/2013,Requires improvement to be good",
            "Kent,15/01/2013,Requires improvement to be good",
        )
        assert {judged(i, "overall_effectiveness") for i in reading.inspections} == {
            CpiGrade.ADEQUATE
        }
        finding = only_finding(reading)
        assert (finding.rule, finding.severity) == ("workbook.newer-words", Severity.NOTE)
        assert "(2 in all)" in finding.message
        assert finding.source is not None

    def test_children_in_care_before_2023_is_the_combined_judgement(self, table: Path) -> None:
        reading = read(table, HEADINGS, "Leeds,06/06/2022,Good,Good,Good,Outstanding,")
        assert reading.inspections[0].judgements == Ilacs2018Judgements(
            overall_effectiveness=IlacsGrade.GOOD,
            impact_of_leaders=IlacsGrade.GOOD,
            help_and_protection=IlacsGrade.GOOD,
            children_in_care_and_care_leavers=IlacsGrade.OUTSTANDING,
        )
        assert only_finding(reading).rule == "workbook.other-words"

    def test_single_inspections_are_read_under_the_headings_of_ilacs(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspection date,Inspection type,Overall effectiveness,Impact of leaders,In care",
            "Leeds,20/01/2015,SIF,Good,Good,Requires improvement",
        )
        assert reading.inspections[0].judgements == SifJudgements(
            overall_effectiveness=SifGrade.GOOD,
            leadership_management_governance=SifGrade.GOOD,
            looked_after_and_permanence=SifGrade.REQUIRES_IMPROVEMENT,
        )
        assert rules(reading) == ["workbook.other-words"] * 2

    def test_words_of_a_scraped_table_for_no_judgement_are_absences(self, table: Path) -> None:
        reading = read(
            table,
            "local_authority,inspection_start_date,overall_effectiveness_grade,impact_of_leaders_grade,"
            "care_leavers_grade",
            "leeds,06/06/22,good,good,inspection_pre_dates_judgement",
            "brent,27/04/2026,nan,good,good",
            "somerset,27/04/2026,not_reported_post_reform,good,good",
            "kent,09/05/2022,good,data_unreadable,None",
        )
        before, brent, somerset, kent = reading.inspections
        assert before.edition.id == kent.edition.id == "ilacs-2018"
        assert brent.edition.id == somerset.edition.id == "ilacs-2026"
        assert judged(kent, "impact_of_leaders") is None
        assert rules(reading) == ["workbook.not-recorded"]

    def test_a_word_for_no_such_judgement_is_reported_if_the_edition_has_it(
        self, table: Path
    ) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness,Care leavers",
            "Leeds,10/06/2024,Good,inspection_pre_dates_judgement",
        )
        assert "but ILACS from January 2023 has it" in only_finding(reading).message

    def test_a_care_leavers_grade_before_2023_is_an_error(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness,Care leavers",
            "Leeds,06/06/2022,Good,Good",
            "Kent,09/05/2022,Good,Not judged",
        )
        finding = only_finding(reading)
        assert (finding.rule, finding.severity) == ("workbook.no-place", Severity.ERROR)
        assert finding.place is not None
        assert (finding.place.row, finding.place.column) == (2, 4)
        assert finding.value == "Good"


class TestEditions:
    """The first day on site gives the edition; without it, the day of publication and the judgements may."""

    @pytest.mark.parametrize(
        ("published", "leavers", "edition", "rule"),
        [
            ("15/01/2023", "", "ilacs-2018", None),
            ("15/03/2023", "", "ilacs-2018", "workbook.edition-settled"),
            ("15/03/2023", "Good", "ilacs-2023", "workbook.edition-settled"),
            ("15/09/2023", "Good", "ilacs-2023", None),
        ],
    )
    def test_a_care_leavers_grade_settles_the_edition_in_early_2023(
        self, table: Path, published: str, leavers: str, edition: str, rule: str | None
    ) -> None:
        reading = read(
            table,
            "Council,ILACS publication date,ILACS overall effectiveness,ILACS care leavers",
            f"Leeds,{published},Good,{leavers}",
        )
        assert reading.inspections[0].edition is get_edition(edition)
        assert rules(reading) == ([rule] if rule else [])

    def test_an_overall_grade_settles_the_edition_in_mid_2026(self, table: Path) -> None:
        reading = read(
            table,
            "Council,ILACS publication date,ILACS overall effectiveness,ILACS impact of leaders",
            "Hull,18/05/2026,Good,Outstanding",
            "Brent,17/06/2026,,Good",
        )
        assert [i.edition.id for i in reading.inspections] == ["ilacs-2023", "ilacs-2026"]

    def test_the_older_combined_heading_settles_the_edition(self, table: Path) -> None:
        reading = read(
            table,
            "Council,ILACS publication date,ILACS overall effectiveness,"
            "ILACS experiences and progress of children in care and care leavers",
            "Leeds,15/03/2023,Good,Good",
        )
        assert reading.inspections[0].edition.id == "ilacs-2018"
        assert rules(reading) == ["workbook.edition-settled"]

    @pytest.mark.parametrize(
        ("published", "edition"), [("19/11/2010", "slac-2009"), ("11/03/2011", "slac-2010")]
    )
    def test_an_edition_that_nothing_settles_is_ambiguous(
        self, table: Path, published: str, edition: str
    ) -> None:
        reading = read(
            table,
            "Council,SLAC publication date,SLAC safeguarding overall effectiveness",
            f"Leeds,{published},Good",
        )
        assert reading.inspections[0].edition.id == edition
        finding = only_finding(reading)
        assert (finding.rule, finding.severity) == ("workbook.ambiguous-edition", Severity.WARNING)
        assert "slac-2009 or slac-2010" in finding.message

    def test_the_caller_can_give_the_edition(self, table: Path) -> None:
        lines = ("Council,Published,Overall effectiveness", "Leeds,15/02/2023,Good")
        assert read(table, *lines, edition="ilacs-2023").inspections[0].edition.id == "ilacs-2023"
        given = get_edition("ilacs-2018")
        assert read(table, *lines, edition=given).inspections[0].edition is given
        with pytest.raises(UnknownEdition, match="ilacs-2017"):
            read(table, *lines, edition="ilacs-2017")

    def test_a_column_can_give_the_edition(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Edition,Overall effectiveness",
            "Leeds,ilacs-2023,Good",
            "Kent,ilacs-2032,Good",
        )
        assert reading.inspections[0].edition.id == "ilacs-2023"
        assert only_finding(reading).rule == "workbook.unknown-edition"
        assert reading.account.not_read == 1

    def test_in_2018_the_kind_distinguishes_sif_from_ilacs(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspection date,Type,Overall effectiveness",
            "Leeds,05/03/2018,standard,Good",
            "Kent,05/03/2018,re-inspection,Good",
            "York,05/03/2018,,Good",
        )
        assert [i.framework.id for i in reading.inspections] == ["ilacs", "sif", "ilacs"]
        assert rules(reading) == ["workbook.ambiguous-edition"]
        assert "because it is the latest that fits; it could be sif-2013 or ilacs-2018" in str(
            only_finding(reading)
        )

    def test_an_unreadable_judgement_is_not_counted_as_an_absence(self, table: Path) -> None:
        header = "Council,Inspection date,Overall effectiveness"
        account = read(table, header, "Leeds,10/06/2024,Goood").account
        assert (account.not_read, dict(account.absences)) == (1, {})

    def test_without_a_date_the_message_does_not_mention_one(self, table: Path) -> None:
        finding = only_finding(read(table, "Council,Overall effectiveness", "Leeds,Good"))
        assert (finding.rule, finding.severity) == ("workbook.ambiguous-edition", Severity.WARNING)
        assert (
            "because it is the latest that fits; it could be cpi-2012, tlac-2013, sif-2013"
            in finding.message
        )
        assert "date" not in finding.message

    def test_a_framework_that_was_not_in_force_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            "Council,ILACS inspection date,ILACS overall effectiveness",
            "Leeds,05/03/2017,Good",
        )
        assert reading.inspections[0].edition.id == "ilacs-2018"
        assert only_finding(reading).rule == "workbook.not-in-force"

    def test_a_date_before_every_framework_is_an_error(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspection date,Type,Overall effectiveness",
            "Leeds,05/03/2007,,Good",
            "Kent,05/03/2007,short,Good",
            "York,05/03/2007,CPI short,Good",
        )
        assert rules(reading) == ["workbook.no-edition"] * 2 + [
            "workbook.not-in-force",
            "workbook.kind",
        ]
        assert reading.account.not_read == 2

    def test_a_kind_that_the_framework_does_not_have_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspection date,Type,Overall effectiveness",
            "Leeds,20/01/2015,standard,Good",
        )
        (inspection,) = reading.inspections
        assert (inspection.edition.id, inspection.kind) == ("sif-2013", None)
        finding = only_finding(reading)
        assert (finding.rule, finding.value) == ("workbook.kind", "standard")

    def test_a_framework_with_one_edition_needs_no_date(self, table: Path) -> None:
        reading = read(table, "Council,TLAC OE,SIF OE", "Norfolk,Inadequate,Good")
        assert [i.edition.id for i in reading.inspections] == ["tlac-2013", "sif-2013"]
        assert [i.date for i in reading.inspections] == [None, None]


class TestAuthorities:
    """The code and name in a row identify its authority on the day of the inspection."""

    def test_the_date_distinguishes_two_authorities_called_dorset(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness",
            "Dorset,23/02/2016,Good",
            "Dorset,27/09/2021,Good",
        )
        assert [i.authority.code for i in reading.inspections] == ["E10000009", "E06000059"]

    def test_a_code_alone_is_enough(self, table: Path) -> None:
        reading = read(
            table, "LTLA23CD,Inspection date,Overall effectiveness", "E08000035,10/06/2024,Good"
        )
        assert reading.inspections[0].authority == LocalAuthority("Leeds", "E08000035")

    def test_codes_of_another_kind_are_ignored(self, table: Path) -> None:
        reading = read(
            table,
            "la_code,ltla23cd,local_authority,inspection_start_date,overall_effectiveness_grade",
            "383,E08000035,leeds,10/06/2024,good",
        )
        assert reading.inspections[0].authority.code == "E08000035"
        assert not reading.findings

    @pytest.mark.parametrize(
        ("code", "name", "day", "taken"),
        [
            ("E10000006", "Cumberland", "07/10/2024", "E06000063"),
            ("E08000035", "Kent", "07/10/2024", "E08000035"),
            ("E08000035", "Kent", "", "E08000035"),
            ("E06000028", "Poole", "07/10/2024", "E06000028"),
        ],
    )
    def test_a_code_and_a_name_that_disagree_are_reported(
        self, table: Path, code: str, name: str, day: str, taken: str
    ) -> None:
        reading = read(
            table,
            f"{CODE},{NAME},Inspection date,Edition,Overall effectiveness",
            f"{code},{name},{day},ilacs-2023,Good",
        )
        assert reading.inspections[0].authority.code == taken
        finding = only_finding(reading)
        assert (finding.rule, finding.severity) == ("workbook.authority", Severity.WARNING)

    def test_an_unknown_code_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            f"{CODE},{NAME},Inspection date,Overall effectiveness",
            "E99999999,Leeds,10/06/2024,Good",
        )
        assert reading.inspections[0].authority.name == "Leeds"
        assert "'E99999999' is not the code of a local authority" in only_finding(reading).message

    def test_an_unknown_authority_is_kept_as_printed(self, table: Path) -> None:
        reading = read(
            table, f"{NAME},Inspection date,Overall effectiveness", "Barnsly,10/06/2024,Good"
        )
        assert reading.inspections[0].authority == LocalAuthority("Barnsly")
        assert "did you mean 'Barnsley'" in only_finding(reading).message

    def test_a_row_without_an_authority_cannot_be_read(self, table: Path) -> None:
        reading = read(table, f"{NAME},Inspection date,Overall effectiveness", ",10/06/2024,Good")
        assert reading.account.not_read == 1
        assert only_finding(reading).severity is Severity.ERROR


class TestCells:
    """A cell that cannot be read gives a finding with its place, and the rest of the row is read."""

    @pytest.mark.parametrize(
        "day",
        [
            *("10/06/2024", "10/6/24", "10.06.2024", "10-06-2024", "2024-06-10"),
            *("2024-06-10T00:00:00", "2024-06-10 00:00", "10 June 2024", "10th Jun 2024"),
            *("Monday 10 June 2024", "10-Jun-24", "10 June, 2024"),
        ],
    )
    def test_days_are_read_with_the_day_first(self, table: Path, day: str) -> None:
        reading = read(table, f"{NAME};Inspection date;Overall effectiveness", f"Leeds;{day};Good")
        assert reading.inspections[0].start == dt.date(2024, 6, 10)

    @pytest.mark.parametrize(
        "day", ["06/13/2024", "31/02/2024", "soon", "10 Juno 2024", "12345678"]
    )
    def test_a_cell_that_is_not_a_date_is_reported(self, table: Path, day: str) -> None:
        reading = read(
            table, f"{NAME},Inspection date,SIF overall effectiveness", f"Leeds,{day},Good"
        )
        assert reading.tables[0].unread or reading.findings

    def test_a_date_that_cannot_be_read_is_not_recorded(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Publication date,Overall effectiveness",
            "Leeds,06/13/2024,23/07/2024,Good",
        )
        assert reading.inspections[0].start is None
        finding = only_finding(reading)
        assert (finding.rule, finding.value) == ("workbook.not-a-day", "06/13/2024")
        assert finding.place is not None
        assert finding.place.column == 2
        assert "day first" in finding.expected

    def test_a_month_alone_is_not_the_date_of_an_inspection(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Publication date,Overall effectiveness",
            "Leeds,June 2024,23/07/2024,Good",
            "Dorset,Juno 2024,23/07/2024,Good",
        )
        assert [i.start for i in reading.inspections] == [None, None]
        assert rules(reading) == ["workbook.inexact-day", "workbook.not-a-day"]

    def test_an_unknown_kind_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Inspection type,Overall effectiveness",
            "Leeds,10/06/2024,Thorough look,Good",
            "Kent,10/06/2024,Thorough look,",
        )
        assert reading.inspections[0].kind is None
        assert rules(reading) == ["workbook.unknown-kind", "workbook.unknown-kind"]
        assert reading.account.not_read == 1

    @pytest.mark.parametrize("grade", ["2", "Fair", "=GOOD()", "Good (improving)"])
    def test_a_word_that_is_not_a_grade_is_reported(self, table: Path, grade: str) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness,Impact of leaders",
            f"Leeds,10/06/2024,{grade},Good",
        )
        assert reading.inspections[0].judgements == Ilacs2023Judgements(
            impact_of_leaders=IlacsGrade.GOOD
        )
        finding = only_finding(reading)
        assert (finding.rule, finding.value) == ("workbook.unknown-grade", grade)
        assert "labels=" in finding.hint

    def test_adequate_is_not_a_grade_of_a_later_framework(self, table: Path) -> None:
        reading = read(
            table,
            "Council,SIF publication date,SIF overall effectiveness",
            "Leeds,27/03/2015,Adequate",
        )
        assert rules(reading) == ["workbook.unknown-grade", "workbook.no-judgement"]

    def test_two_columns_that_disagree_are_both_left_out(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Leaders,Impact of leaders,Care leavers",
            "Leeds,10/06/2024,Good,Outstanding,Good",
            "Kent,10/06/2024,Good,Good,Good",
        )
        leeds, kent = reading.inspections
        assert judged(leeds, "impact_of_leaders") is None
        assert judged(leeds, "care_leavers") is judged(kent, "impact_of_leaders") is IlacsGrade.GOOD
        finding = only_finding(reading)
        assert finding.rule == "workbook.contradiction"
        assert "'Impact of leaders' says Outstanding, but 'Leaders' says Good" in finding.message

    def test_an_unknown_column_of_grades_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Region,Inspection date,Overall effectiveness,Experiences of kinship carers",
            "Leeds,Yorkshire,10/06/2024,Good,Good",
            "Kent,South East,09/05/2022,Good,",
        )
        finding = only_finding(reading)
        assert finding.rule == "workbook.unread-column"
        assert "Experiences of kinship carers" in finding.message
        assert [c.text for c in reading.tables[0].unread] == [
            "Region",
            "Experiences of kinship carers",
        ]

    def test_the_overall_grade_of_slac_is_not_guessed(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Edition,Overall effectiveness,Being healthy",
            "Leeds,slac-2010,Good,Good",
        )
        assert rules(reading) == ["workbook.no-place"]


class TestOtherWords:
    """The caller can give the meaning of other headings and words."""

    def test_the_caller_can_name_columns_and_labels(self, table: Path) -> None:
        reading = read(
            table,
            "Who|When|How good|H&P",
            "Leeds|10 June 2024|RI|2",
            "Kent|9 June 2024|?|2",
            columns={
                "Who": "authority",
                "when": "start",
                "How  good": "overall_effectiveness",
                "H&P": "help_and_protection",
            },
            labels={"ri": "requires_improvement", "2": "Good", "?": ""},
        )
        assert judged(reading.inspections[1], "overall_effectiveness") is None
        assert reading.inspections[0].judgements == Ilacs2023Judgements(
            overall_effectiveness=IlacsGrade.REQUIRES_IMPROVEMENT,
            help_and_protection=IlacsGrade.GOOD,
        )

    def test_a_given_column_that_is_missing_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            f"{NAME},Inspection date,Overall effectiveness",
            "Leeds,10/06/2024,Good",
            columns={"When": "start"},
        )
        assert only_finding(reading).rule == "workbook.no-such-column"

    def test_a_field_that_no_record_has_is_refused(self, table: Path) -> None:
        with pytest.raises(UnknownColumn, match="'begin' is not a field .* start, end,"):
            read(table, "When", columns={"When": "begin"})


class TestSeveralFiles:
    """Several files give one reading. If they disagree about an inspection, a finding names both sources."""

    def test_their_entries_are_joined(self, tmp_path: Path) -> None:
        one, other = tmp_path / "one.csv", tmp_path / "other.csv"
        one.write_text(
            f"{NAME},Inspection date,Overall effectiveness,Care leavers\nLeeds,10/06/2024,Good,Good\n"
        )
        other.write_text(
            "Council,Published,Overall effectiveness,Care leavers\n"
            "Leeds,23/07/2024,Good,Inadequate\nKent,17/07/2022,Good,\n"
        )
        reading = read_workbook(one, other)
        assert reading.files == ("one.csv", "other.csv")
        assert reading.account.inspections == 3
        assert len(reading.panel) == 2
        finding = only_finding(reading)
        assert finding.rule == "panel.sources-differ"
        assert "one.csv, row 2" in finding.message
        assert "other.csv, row 2" in finding.message
        assert str(reading).startswith("one.csv, other.csv: 2 tables\n3 rows, 3 entries = 3 ")
        assert "panel.sources-differ  1" in str(reading)

    def test_a_reading_says_if_there_are_no_findings(self, table: Path) -> None:
        reading = read(
            table, f"{NAME},Inspection date,Overall effectiveness", "Leeds,10/06/2024,Good"
        )
        assert str(reading).endswith("no findings")


def test_a_file_without_a_table_is_refused_with_what_was_expected(table: Path) -> None:
    with pytest.raises(
        UnreadableFile, match="no table of judgements: a row of headings must name an authority"
    ):
        read(table, "Local authority,Outstanding,Good", "Leeds,1,2")


def test_a_table_of_providers_is_skipped_to_its_end(table: Path) -> None:
    providers = ("Provision type,Local authority,Inspection type,Overall effectiveness",)
    home = "Children's home,Leeds,Full inspection,Good"
    authorities = (f"{NAME},Inspection date,Overall effectiveness", "Leeds,10/06/2024,Good")
    reading = read(table, *providers, home, "", *authorities, *providers, home)
    assert reading.account.rows == 1
    assert not reading.findings


def test_a_table_of_providers_alone_is_refused(table: Path) -> None:
    with pytest.raises(UnreadableFile):
        read(
            table,
            "URN,Provision type,Local authority,Inspection date,Overall effectiveness",
            "1,Children's home,Leeds,10/06/2024,Good",
        )
