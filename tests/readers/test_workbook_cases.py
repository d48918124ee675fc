"""Tables as people keep them: each was once misread, or not read at all, without a finding."""

import copy
import csv
import datetime as dt
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from small_tables import HEADINGS, only_finding, read, rules
from spreadsheets import Value, xlsx, xlsx_of

from ofsted_frameworks import (
    NOT_JUDGED,
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Severity,
    SifGrade,
    SifJudgements,
)
from ofsted_frameworks.findings import UnreadableFile
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.readers.gathering import gather
from ofsted_frameworks.readers.workbook import read_workbook


class TestNoPlace:
    """A grade for a judgement that the edition does not have is not moved to another judgement."""

    def test_an_overall_grade_after_april_2026_is_an_error(self, table: Path) -> None:
        reading = read(
            table, "Local authority,Inspection date,Overall effectiveness", "Brent,12/05/2026,Good"
        )
        assert not reading.inspections
        assert reading.account.not_read == 1
        assert only_finding(reading, "workbook.no-place").value == "Good"

    @pytest.mark.parametrize(
        "overall", ["-", "Not judged", "Not applicable", "", "Not reported (2026 framework)"]
    )
    def test_words_for_no_overall_grade_after_april_2026_are_accepted(
        self, table: Path, overall: str
    ) -> None:
        reading = read(table, HEADINGS, f"Brent,12/05/2026,{overall},Good,Good,Inadequate,Good")
        assert reading.inspections[0].judgements == Ilacs2026Judgements(
            impact_of_leaders=IlacsGrade.GOOD,
            help_and_protection=IlacsGrade.GOOD,
            children_in_care=IlacsGrade.INADEQUATE,
            care_leavers=IlacsGrade.GOOD,
        )
        assert not reading.findings

    def test_two_dates_that_disagree_are_both_left_out(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspection date,Start date,Overall effectiveness",
            "Leeds,21/02/2022,22/02/2022,Good",
            "Kent,09/05/2022,09/05/2022,Good",
        )
        leeds, kent = reading.inspections
        assert (leeds.start, kent.start) == (None, dt.date(2022, 5, 9))
        finding = only_finding(reading, "workbook.contradiction")
        assert "says 22/02/2022, but 'Inspection date' says 21/02/2022; neither" in finding.message


HEADINGS_OF_DAYS = {
    "start": [
        *("Inspection date", "Inspected", "Date inspected", "Last inspected", "InspectionDate"),
        *("Latest inspection date", "inspected_on", "Inspection dates", "inspection_start_date"),
        *("Most recent inspection date", "Date of inspection", "Inspection date [note 2]"),
    ],
    "published": [
        *("Report date", "Date of report", "Publication date", "published_on", "PublicationDate"),
        *("Latest publication date", "Date of publication", "Report published"),
    ],
}


class TestDates:
    """Common headings and forms of dates are read, and a column of dates that is not read is reported."""

    @pytest.mark.parametrize(
        ("field", "heading"), [(f, h) for f, each in HEADINGS_OF_DAYS.items() for h in each]
    )
    def test_common_headings_of_dates_are_read(self, table: Path, field: str, heading: str) -> None:
        reading = read(table, f"Council,{heading},Overall effectiveness", "Leeds,21/02/2022,Good")
        assert getattr(reading.inspections[0], field) == dt.date(2022, 2, 21)
        assert not reading.findings

    @pytest.mark.parametrize(
        ("day", "field", "taken"),
        [
            ("21/02/2022", "start", "the first day on site"),  # a Monday
            ("31/01/2023", "published", "the day of the report"),  # a Tuesday: Trafford's report
            ("21/01/2014", "start", "the first day on site"),  # SIF began on any weekday
        ],
    )
    def test_the_heading_date_is_read_as_a_likely_date_and_noted(
        self, table: Path, day: str, field: str, taken: str
    ) -> None:
        reading = read(table, "Council,Date,Overall effectiveness", f"Trafford,{day},Good")
        (inspection,) = reading.inspections
        assert f"{getattr(inspection, field):%d/%m/%Y}" == day
        finding = only_finding(reading, "workbook.plain-date")
        assert (
            finding.message == f"'Date' does not say which date it is; read as {taken} (1 in all)"
        )

    def test_the_heading_date_is_read_beside_other_dates(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Date,Published,Overall effectiveness",
            "Leeds,22/02/2022,31/03/2022,Good",
        )
        assert reading.inspections[0].start == dt.date(2022, 2, 22)
        reading = read(
            table,
            "Council,Inspected,Date,Published,Overall effectiveness",
            "Leeds,21/02/2022,01/01/2022,31/03/2022,Good",
        )
        assert "is not recorded" in only_finding(reading, "workbook.plain-date").message

    @pytest.mark.parametrize(
        ("cell", "first", "last"),
        [
            ("10 to 14 June 2024", (2024, 6, 10), (2024, 6, 14)),
            ("10-14 June 2024", (2024, 6, 10), (2024, 6, 14)),
            ("29 April to 3 May 2019", (2019, 4, 29), (2019, 5, 3)),
            ("10/06/2024 - 14/06/2024", (2024, 6, 10), (2024, 6, 14)),
            ("10 June 2024 until 14 June 2024", (2024, 6, 10), (2024, 6, 14)),
        ],
    )
    def test_a_range_gives_the_first_and_last_day(
        self, table: Path, cell: str, first: tuple[int, int, int], last: tuple[int, int, int]
    ) -> None:
        reading = read(
            table, "Council,Inspection dates,Overall effectiveness", f"Leeds,{cell},Good"
        )
        (inspection,) = reading.inspections
        assert (inspection.start, inspection.end) == (dt.date(*first), dt.date(*last))

    @pytest.mark.parametrize(
        "cell", ["14 to 10 June 2024", "10 Juno to 14 June 2024", "soon to be", "45 to 46"]
    )
    def test_a_range_that_is_backwards_or_unreadable_is_reported(
        self, table: Path, cell: str
    ) -> None:
        reading = read(table, "Council,Inspected,ILACS overall effectiveness", f"Leeds,{cell},Good")
        assert "workbook.not-a-day" in rules(reading)

    @pytest.mark.parametrize(
        "cell",
        ["June 10, 2024", "45453", "45453.0", "10/06/2024 09:30", "2024/06/10", "Mon 10 Jun 2024"],
    )
    def test_more_forms_of_a_date_are_read(self, table: Path, cell: str) -> None:
        reading = read(table, "Council;Inspected;Overall effectiveness", f"Leeds;{cell};Good")
        assert reading.inspections[0].start == dt.date(2024, 6, 10)

    @pytest.mark.parametrize(
        ("year", "edition", "is_open"),
        [("2017", "sif-2013", False), ("2018", "ilacs-2018", True), ("2024", "ilacs-2023", False)],
    )
    def test_a_year_settles_the_edition_if_only_one_fits(
        self, table: Path, year: str, edition: str, is_open: bool
    ) -> None:
        reading = read(table, "LAD19NM,LAD19CD,year,Overall", f"Hartlepool,E06000001,{year},Good")
        (inspection,) = reading.inspections
        assert inspection.edition.id == edition
        assert inspection.start is None
        assert (
            f"{year} is a year, not a day" in only_finding(reading, "workbook.inexact-day").message
        )
        assert ("workbook.ambiguous-edition" in rules(reading)) is is_open

    def test_a_year_beside_the_day_of_the_report_is_ignored(self, table: Path) -> None:
        reading = read(
            table, "Council,Published,Year,Overall", "Leeds,31/03/2022,2022,Good", "Kent,,,Good"
        )
        assert "workbook.inexact-day" not in rules(reading)

    def test_unread_columns_of_dates_or_codes_are_reported(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspected,Overall effectiveness,Told the council,Its number,Remark",
            "Leeds,21/02/2022,Good,14/02/2022,E08000035,note 12 of 14",
        )
        named = [f.message for f in reading.findings if f.rule == "workbook.unread-column"]
        assert ["'Told the council' holds dates" in named[0], "codes of auth" in named[1]] == [
            True
        ] * 2
        assert len(named) == 2

    def test_an_unread_column_of_typed_dates_is_reported(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [
            ["Council", "Overall effectiveness", "Told"],
            ["Leeds", "Good", dt.date(2022, 2, 14)],
        ]
        reading = read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows}))
        assert "holds dates" in only_finding(reading, "workbook.unread-column").message

    def test_a_date_with_a_time_is_read_as_the_date(self, tmp_path: Path) -> None:
        texts = "".join(
            f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in ("Council", "Inspected", "OE")
        )
        leeds = '<c t="inlineStr"><is><t>Leeds</t></is></c><c s="1"><v>45453.5</v></c>'
        good = '<c t="inlineStr"><is><t>Good</t></is></c>'
        file = xlsx_of(tmp_path / "a.xlsx", {"S": f"<row>{texts}</row><row>{leeds}{good}</row>"})
        (entry,) = read_workbook(file).entries
        assert entry.taken is not None
        assert entry.taken.start == dt.date(2024, 6, 10)
        assert entry.original["Inspected"] == "2024-06-10 12:00:00"


class TestWhatIsKept:
    """`entry.original` has every column, and the source includes the address of the report."""

    def test_original_has_every_filled_column(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Region,Web link,Inspected,Overall,Inspector,Inspector,,Notes",
            "Leeds,Yorkshire,https://files.ofsted.gov.uk/1,21/02/2022,Good,A,B,c,",
        )
        (entry,) = reading.entries
        assert entry.original == {
            "Council": "Leeds",
            "Region": "Yorkshire",
            "Web link": "https://files.ofsted.gov.uk/1",
            "Inspected": "21/02/2022",
            "Overall": "Good",
            "Inspector": "A",
            "Inspector (2)": "B",
            "column 8": "c",
        }
        assert entry.taken is not None
        assert entry.taken.source == "table.csv, row 2 (https://files.ofsted.gov.uk/1)"
        assert entry.found == ()

    def test_original_leaves_out_the_other_inspections_of_a_wide_row(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Region,First SIF publication date,First SIF overall judgement,"
            "First ILACS publication date,First ILACS overall effectiveness",
            "Leeds,Yorkshire,27/03/2015,Good,18/12/2018,Outstanding",
        )
        assert list(reading.entries[0].original) == [
            *("Council", "Region", "First SIF publication date", "First SIF overall judgement"),
        ]

    def test_a_reading_can_be_pickled_and_copied(self, table: Path) -> None:
        reading = read(table, "Council,Date,SIF overall judgement", "Leeds,20/01/2015,Good")
        again = pickle.loads(pickle.dumps(reading))
        assert again.found == reading.found
        assert again.inspections == copy.deepcopy(reading).inspections == reading.inspections

    def test_known_to_is_the_stated_day_or_the_newest_date(self, table: Path) -> None:
        lines = ("Council,Inspected,Published,Overall", "Leeds,21/02/2022,31/03/2022,Good")
        assert read(table, *lines).known_to == dt.date(2022, 3, 31)
        title = "Inspections as at 30 April 2022, published by 31 May 2022; as at 31 Smarch 2022"
        assert read(table, f'"{title}"', *lines).known_to == dt.date(2022, 4, 30)
        assert read(table, "As at 1 January 2022", *lines).known_to == dt.date(2022, 2, 21)
        assert read(table, "Council,Overall,Type", "Leeds,Good,").known_to is None
        visits = ("Council,Visit date,Visit type", "Leeds,December 2016,JTAI")
        assert read(table, *visits).known_to == dt.date(2016, 12, 1)
        assert read(table, *visits).panel.known_to == dt.date(2016, 12, 1)


class TestAbsences:
    """Words for "none yet" and "no such judgement" are absences with a reason, not errors."""

    @pytest.mark.parametrize(
        "words", ["No full inspection", "Not yet inspected", "Awaiting inspection", "None yet"]
    )
    def test_words_for_not_yet_inspected_are_absences(self, table: Path, words: str) -> None:
        row = ",".join([words] * 6)
        reading = read(table, HEADINGS, f"North Northamptonshire,{row}")
        assert reading.account.absences == {"not yet inspected": 1}
        assert [a.name for a in reading.not_yet_inspected] == ["North Northamptonshire"]
        assert not reading.findings

    def test_a_second_inspection_that_has_not_happened(self, table: Path) -> None:
        reading = read(
            table,
            "Council,First ILACS inspection date,First ILACS overall effectiveness,"
            "Second ILACS inspection date,Second ILACS overall effectiveness",
            "Leeds,29/10/2018,Outstanding,Not yet inspected,",
        )
        assert reading.account.absences == {"not yet inspected": 1}
        assert not reading.not_yet_inspected

    def test_dashes_alone_mean_no_judgements(self, table: Path) -> None:
        reading = read(table, HEADINGS, "Leeds,-,-,-,-,-,-", "Kent,09/05/2022,-,-,-,-,-")
        assert reading.account.absences == {
            "no inspection recorded": 1,
            "no judgement recorded": 1,
        }
        reading = read(table, HEADINGS, "Leeds,21/02/2022,Good,-,Good,Good,-")
        assert reading.inspections[0].judgements == Ilacs2018Judgements(
            overall_effectiveness=IlacsGrade.GOOD,
            impact_of_leaders=NOT_JUDGED,
            help_and_protection=IlacsGrade.GOOD,
            children_in_care_and_care_leavers=IlacsGrade.GOOD,
        )

    def test_not_inspected_beside_grades_is_reported_and_the_grades_are_kept(
        self, table: Path
    ) -> None:
        reading = read(table, HEADINGS, "Leeds,10/06/2024,Good,Good,Good,Good,Not inspected")
        assert reading.inspections[0].judgements == Ilacs2023Judgements(
            overall_effectiveness=IlacsGrade.GOOD,
            impact_of_leaders=IlacsGrade.GOOD,
            help_and_protection=IlacsGrade.GOOD,
            children_in_care=IlacsGrade.GOOD,
        )
        assert "other columns have grades" in only_finding(reading, "workbook.not-recorded").message
        assert not reading.not_yet_inspected

    def test_a_dash_is_not_a_grade_for_a_visit(self, table: Path) -> None:
        reading = read(
            table, "Council,Date of visit,Type,Overall", "Leeds,21/02/2022,Focused visit,-"
        )
        assert len(reading.visits) == 1
        assert not reading.findings

    def test_not_applicable_is_accepted_in_any_column(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspected,Published,Type,Overall,Care leavers",
            "Leeds,21/02/2022,Not applicable,n/a,Good,[z]",
        )
        assert reading.account.inspections == 1
        assert not reading.findings


class TestCounts:
    """A column of numbers under the heading of a judgement is skipped with one note."""

    def test_counts_beside_grades_are_skipped(self, table: Path) -> None:
        reading = read(
            table,
            "LA name,Inspection date,Overall effectiveness,Children in care,Care leavers",
            'Leeds,21/02/2022,Outstanding,"1,390",40.2%',
            "Kent,09/05/2022,Outstanding,1690,c",
        )
        assert rules(reading) == ["workbook.counts"] * 2
        assert reading.entries[0].original["Children in care"] == "1,390"
        assert reading.inspections[0].judgements == Ilacs2018Judgements(
            overall_effectiveness=IlacsGrade.OUTSTANDING
        )

    def test_numbers_that_may_be_codes_for_grades_are_errors(self, table: Path) -> None:
        lines = ("Council,Inspected,Overall", "Leeds,21/02/2022,1", "Kent,09/05/2022,2")
        assert rules(read(table, *lines)).count("workbook.unknown-grade") == 2
        coded = read(table, *lines, labels={"1": "outstanding", "2": "good", "5": "inadequate"})
        assert coded.account.inspections == 2
        assert only_finding(coded, "workbook.no-such-label").value == "5"

    def test_typed_numbers_are_skipped(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [
            ["Council", "Overall effectiveness", "Children in care"],
            ["Leeds", "Good", 1390.0],
        ]
        assert "workbook.counts" in rules(read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows})))

    def test_a_table_of_counts_alone_is_refused(self, table: Path) -> None:
        with pytest.raises(UnreadableFile, match="no grades: row 1 has numbers under 'children_in"):
            read(table, "Local.authority,year,children_in_care,Number", "Leeds,2022,1390,12")


class TestKinds:
    """Several columns can give the kind of inspection together."""

    def test_one_column_gives_the_framework_and_another_the_kind(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspected,Framework,Inspection type,Overall",
            "Leeds,05/03/2018,ILACS,Short,Good",
            "Kent,05/03/2018,ILACS,Thorough,Good",
            "York,05/03/2018,Standard,Short,Good",
        )
        assert [(i.framework.id, i.kind) for i in reading.inspections] == [
            ("ilacs", Kind.SHORT),
            ("ilacs", None),
            ("ilacs", None),
        ]
        assert "'Inspection type' says Short, but 'Framework' says Standard; neither" in (
            only_finding(reading, "workbook.contradiction").message
        )
        assert only_finding(reading, "workbook.unknown-kind").value == "Thorough"


class TestAuthorities:
    """An authority is found by any of its names and numbers."""

    @pytest.mark.parametrize(
        ("printed", "day", "name"),
        [
            ("Pre-LGR (2021) Northamptonshire", "24/06/2019", "Northamptonshire"),
            ("Pre-LGR 2019 Dorset", "23/05/2016", "Dorset"),
            ("Derbyshire CC", "24/06/2019", "Derbyshire"),
            ("LB Hackney*", "24/06/2019", "Hackney"),
            ("Halton UA [note 1]", "24/06/2019", "Halton"),
        ],
    )
    def test_an_authority_is_found_by_other_names(
        self, table: Path, printed: str, day: str, name: str
    ) -> None:
        reading = read(table, "Local authority,Inspected,Overall", f"{printed},{day},Inadequate")
        assert reading.inspections[0].authority.name == name
        assert not [f for f in reading.findings if f.rule == "workbook.authority"]

    @pytest.mark.parametrize("heading", ["la_code", "URN", "DfE number"])
    @pytest.mark.parametrize("code", ["892", "80533"])
    def test_an_authority_is_found_by_its_number(
        self, table: Path, heading: str, code: str
    ) -> None:
        reading = read(table, f"{heading},Overall,Inspected", f"{code},inadequate,11/07/2022")
        assert reading.inspections[0].authority.code == "E06000018"

    def test_an_unknown_name_is_reported_with_suggestions(self, table: Path) -> None:
        reading = read(
            table,
            "Local authority,Inspected,Overall",
            "Tyneside,21/02/2022,Good",
            "Dorset,,Good",
        )
        found = [f.message for f in reading.findings if f.rule == "workbook.authority"]
        assert "could be North Tyneside (E08000022) or South Tyneside" in found[0]
        assert "several authorities in turn" in found[1]

    def test_hundreds_of_unknown_names_are_read_without_suggestions(self, table: Path) -> None:
        rows = [f"Nowhere {number},21/02/2022,Good" for number in range(300)]
        reading = read(table, "Local authority,Inspected,Overall", *rows)
        assert reading.account.inspections == 300
        assert "is not a known local authority" in reading.found[-1].message


class TestLayouts:
    """Other layouts are read, or refused with the command that reads them."""

    def test_a_table_may_have_one_row_for_each_judgement(self, table: Path) -> None:
        reading = read(
            table,
            "Local authority,Inspection date,Area,Judgement,Outcome,Grade,Remark",
            "Leeds,21/02/2022,North,Overall effectiveness,,Outstanding,",
            "Leeds,21/02/2022,North,Impact of leaders,,Good,",
            "Leeds,21/02/2022,North,Weather,,Good,",
            "Kent,09/05/2022,South,Help and protection,,Good,x",
            "Kent,09/05/2022,South,Help and protection,,Inadequate,",
            "Kent,09/05/2022,South,,,,",
        )
        leeds, kent, again = reading.inspections
        assert leeds.judgements == Ilacs2018Judgements(
            overall_effectiveness=IlacsGrade.OUTSTANDING, impact_of_leaders=IlacsGrade.GOOD
        )
        assert (kent.authority, again.authority) == (kent.authority, kent.authority)
        assert "'Weather' holds grades" in only_finding(reading, "workbook.unread-column").message
        assert "panel.sources-differ" in rules(reading)

    def test_two_grades_for_each_judgement_are_refused(self, table: Path) -> None:
        with pytest.raises(UnreadableFile, match="no table of judgements"):
            read(table, "Council,Theme,Before,After", "Leeds,Leadership,Good,Outstanding")

    def test_a_list_of_names_ratings_and_dates_is_refused_with_the_command(
        self, table: Path
    ) -> None:
        lines = ("name,Ofsted rating,when", "Leeds,Outstanding,2022-02-21", "Kent,Good,soon")
        with pytest.raises(UnreadableFile) as refused:
            read(table, *lines)
        assert str(refused.value).endswith(
            f"ofsted-frameworks read {table} --column name=authority "
            '--column "Ofsted rating=overall_effectiveness"'
        )
        dated = ("name,rating,when", "Leeds,Outstanding,2022-02-21")
        with pytest.raises(UnreadableFile, match="--column when=start"):
            read(table, *dated)
        given = {"name": "authority", "rating": "overall_effectiveness", "when": "start"}
        (inspection,) = read(table, *dated, columns=given).inspections
        assert inspection.start == dt.date(2022, 2, 21)

    def test_several_unknown_columns_of_grades_are_refused_with_suggestions(
        self, table: Path
    ) -> None:
        with pytest.raises(UnreadableFile) as refused:
            read(table, "council,over,lead,safe", "Leeds,Good,Good,Good")
        assert "--column over=overall_effectiveness --column lead=impact_of_leaders" in str(
            refused.value
        )
        assert "--column safe=FIELD; replace FIELD with impact_of_leaders" in str(refused.value)

    def test_a_table_without_known_authorities_is_refused(self, table: Path) -> None:
        with pytest.raises(UnreadableFile, match="no table of judgements"):
            read(table, "school,rating", "Anytown Primary,Good", "Sometown Primary,Good")

    def test_a_second_table_that_is_not_read_is_reported(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspected,Overall effectiveness",
            "Leeds,21/02/2022,Good",
            "",
            "Council,How it was last time,Number",
            "Leeds,Good,1",
            "",
            "Council,Address",
            "Leeds,Civic Hall",
        )
        finding = only_finding(reading, "workbook.unread-table")
        assert "the grades under 'How it was last time' are for" in finding.message
        assert '--column "How it was last time=overall_effectiveness"' in finding.hint
        assert reading.account.rows == 1

    @pytest.mark.parametrize(
        "headings",
        [
            ("Local authority,Inspected,Overall,Impact", "name,,effectiveness,of leaders"),
            ("Local authority,Inspected,Judgements,", ",,Overall effectiveness,Impact of leaders"),
            (",,Overall effectiveness,Impact of leaders", "Council,Inspected,,"),
        ],
    )
    def test_headings_may_take_two_rows(self, table: Path, headings: tuple[str, str]) -> None:
        reading = read(table, "Outcomes", *headings, "Leeds,21/02/2022,Good,Outstanding")
        assert reading.inspections[0].judgements == Ilacs2018Judgements(
            overall_effectiveness=IlacsGrade.GOOD, impact_of_leaders=IlacsGrade.OUTSTANDING
        )
        assert not reading.findings

    def test_a_group_heading_applies_until_the_next(self, table: Path) -> None:
        reading = read(
            table,
            ",ILACS,,SIF,",
            "Council,framework publication date,framework overall effectiveness,publication date,OE",
            "Leeds,18/12/2018,Outstanding,27/03/2015,Good",
        )
        assert [i.framework.id for i in reading.inspections] == ["ilacs", "sif"]

    def test_a_list_with_typed_dates_is_refused_with_the_command(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [
            ["name", "rating", "when", "staff"],
            ["Leeds", "Good", dt.date(2022, 2, 21), 9.0],
        ]
        with pytest.raises(UnreadableFile, match="--column name=authority --column when=start"):
            read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows}))

    def test_a_note_under_any_column_is_counted_as_a_line(self, table: Path) -> None:
        reading = read(
            table,
            "Overall effectiveness,Inspected,Council",
            "Good,21/02/2022,Leeds",
            "Source: Ofsted,,",
            ",Note 2: one grade was corrected,",
        )
        assert (reading.account.rows, reading.lines) == (1, 2)
        assert not reading.findings

    def test_a_label_can_be_given_for_one_cell(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspected,SIF overall judgement",
            "Leeds,20/01/2015,3",
            "Kent,20/01/2015,3",
            "York,20/01/2015,Good",
            labels={"C2": "requires improvement"},
        )
        assert [i.judgements for i in reading.inspections] == [
            SifJudgements(overall_effectiveness=SifGrade.REQUIRES_IMPROVEMENT),
            SifJudgements(overall_effectiveness=SifGrade.GOOD),
        ]
        assert only_finding(reading, "workbook.unknown-grade").severity is Severity.ERROR

    def test_a_label_can_be_given_for_one_cell_in_column_ab(self, tmp_path: Path) -> None:
        head: list[Value] = ["Council", *[None] * 26, "Overall effectiveness"]
        rows: list[list[Value]] = [head, ["Leeds", *[None] * 26, "see note"]]
        file = xlsx(tmp_path / "a.xlsx", {"S 1": rows})
        reading = read_workbook(file, labels={"S 1!AB2": "good"}, edition="ilacs-2023")
        assert reading.inspections[0].judgements == Ilacs2023Judgements(
            overall_effectiveness=IlacsGrade.GOOD
        )

    def test_gather_takes_labels_and_columns_too(self, table: Path) -> None:
        table.write_text("Who,When,Outcome\nLeeds,21/02/2022,RI\n")
        columns = {"Who": "authority", "When": "start", "Outcome": "overall_effectiveness"}
        gathered = gather(table, columns=columns, labels={"RI": "requires improvement"})
        assert len(gathered.inspections) == 1
        assert gathered.known_to == dt.date(2022, 2, 21)

    def test_a_repeated_area_heading_belongs_to_the_same_inspection(self, table: Path) -> None:
        reading = read(
            table,
            "Council,Inspected,Overall effectiveness,Overall effectiveness,Impact of leaders",
            "Leeds,21/02/2022,Good,Good,Good",
            "York,07/03/2022,Good,Inadequate,Good",
        )
        leeds, york = reading.inspections
        assert leeds.judgements == Ilacs2018Judgements(
            overall_effectiveness=IlacsGrade.GOOD, impact_of_leaders=IlacsGrade.GOOD
        )
        assert york.judgements == Ilacs2018Judgements(impact_of_leaders=IlacsGrade.GOOD)
        assert rules(reading) == ["workbook.contradiction"]

    @pytest.mark.parametrize(
        "heading", ["Date of ILACS", "ILACS inspection date", "Date of last ILACS inspection"]
    )
    def test_a_heading_may_name_the_framework_anywhere(self, table: Path, heading: str) -> None:
        reading = read(
            table, f"Council,{heading},ILACS overall effectiveness", "Leeds,21/02/2022,Good"
        )
        assert reading.inspections[0].start == dt.date(2022, 2, 21)


GRADES = {
    IlacsGrade.OUTSTANDING: ["Outstanding", "outstanding", "OUTSTANDING*", "Outstanding [note 2]"],
    IlacsGrade.GOOD: ["Good", " good ", "Good (1)", "Good²", "Good***[1]*"],
    IlacsGrade.REQUIRES_IMPROVEMENT: [
        *("Requires improvement", "requires_improvement", "Requires Improvement to be good"),
    ],
    IlacsGrade.INADEQUATE: ["Inadequate", "inadequate"],
}
HEADINGS_OF_AREAS = {
    "overall_effectiveness": ["Overall effectiveness", "OE", "overall_grade", "Overall rating"],
    "impact_of_leaders": ["Impact of leaders", "Leaders", "impact_of_leaders_grade"],
    "help_and_protection": ["Help and protection", "Children who need help and protection"],
    "children_in_care": ["Children in care", "in_care_grade", "In care"],
    "care_leavers": ["Care leavers", "Experiences and progress of care leavers"],
}


class TestAnyTable:
    """An inspection is read the same from columns in any order, under any known headings, between notes."""

    @given(st.data())
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
    def test_the_same_inspection_is_read(self, tmp_path: Path, data: st.DataObject) -> None:
        day = data.draw(st.dates(dt.date(2023, 1, 2), dt.date(2025, 12, 1)))
        grades = {area: data.draw(st.sampled_from(list(GRADES))) for area in HEADINGS_OF_AREAS}
        columns = {
            data.draw(st.sampled_from(["Council", "LA name", "local_authority"])): "Leeds",
            data.draw(st.sampled_from(HEADINGS_OF_DAYS["start"])): data.draw(
                st.sampled_from([f"{day:%d/%m/%Y}", day.isoformat(), f"{day:%d %B %Y}"])
            ),
            "Region": "Yorkshire",
        }
        for area, grade in grades.items():
            heading = data.draw(st.sampled_from(HEADINGS_OF_AREAS[area]))
            columns[heading] = data.draw(st.sampled_from(GRADES[grade]))
        order = data.draw(st.permutations(list(columns)))
        rows = [["Outcomes, as at 1 January 2026"], order, [columns[h] for h in order], ["Notes"]]
        file = tmp_path / "any.csv"
        with file.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows(rows)
        reading = read_workbook(file)
        (inspection,) = reading.inspections
        assert inspection.judgements == Ilacs2023Judgements(**grades)
        assert inspection.start == day
        assert inspection.authority.code == "E08000035"
        assert not reading.findings
