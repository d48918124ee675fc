"""A table that prints earlier grades beside or below the current ones is not read."""

import re

import pytest
import report_texts as texts
from report_texts import found, grades, read, rules
from small_pdf import pdf_of

from ofsted_frameworks.readers.report import ReportReading, read_report

CURRENT = {
    "practice with children and families": "Good",
    "children who need help and protection": "Requires improvement to be good",
    "children in care": "Inadequate",
    "care leavers": "Outstanding",
    "Overall effectiveness": "Requires improvement to be good",
}
EARLIER = dict.fromkeys(CURRENT, "Inadequate") | {"children in care": "Good"}
PIECES = {
    "Good": "Good",
    "Inadequate": "Inadequat\ne",
    "Outstanding": "Outstandi\nng",
    "Requires improvement to be good": "Requires i\nmproveme\nnt to be\ngood",
}
LEAD = "The experiences and progress of\n"
LEADS = {
    "practice with children and families": "The impact of leaders on social work\n",
    "Overall effectiveness": "",
}


def table(*columns: dict[str, str], between: str = " ", after: str = " ") -> str:
    rows = (
        LEADS.get(label, LEAD) + label + after + between.join(column[label] for column in columns)
        for label in CURRENT
    )
    return "\n".join(rows)


def with_heading(heading: str, rows: str) -> str:
    return texts.ilacs(rows).replace("Judgement Grade\n", heading)


def is_refused(reading: ReportReading) -> bool:
    areas = {("judgements", field) for field in texts.ILACS_GRADES}
    return (
        grades(reading) == {}
        and {f.path for f in found(reading)} == areas
        and {*rules(reading)} == {"report.several-grades"}
    )


HEADINGS = [
    "",
    "Judgement Grade\n",
    "Judgement Grade 2019 Grade 2024\n",
    "Judgement\nGrade\n2019\nGrade\n2024\n",
    "Judgement Previous Current\n",
    "Judgement\nLast inspection\nThis inspection\n",
]


class TestColumns:
    """If a table has two grades for each area, none is recorded, whichever comes first."""

    @pytest.mark.parametrize("heading", HEADINGS)
    @pytest.mark.parametrize("columns", [(EARLIER, CURRENT), (CURRENT, EARLIER)])
    def test_two_grades_below_each_other_are_refused(
        self, heading: str, columns: tuple[dict[str, str], ...]
    ) -> None:
        assert is_refused(read(with_heading(heading, table(*columns, between="\n", after="\n"))))

    @pytest.mark.parametrize("between", [" ", "   ", "\t", " | ", " / ", " – ", " (2019) "])
    @pytest.mark.parametrize("heading", HEADINGS)
    def test_two_grades_side_by_side_are_refused(self, heading: str, between: str) -> None:
        """Even a row with only one grade is not read: it may be either of the two."""
        for columns in ((EARLIER, CURRENT), (CURRENT, EARLIER)):
            reading = read(with_heading(heading, table(*columns, between=between)))
            assert grades(reading) == {}
            missing = {("judgements", field) for field in texts.ILACS_GRADES}
            assert {finding.path for finding in found(reading)} >= missing

    def test_two_grades_broken_over_lines_are_refused(self) -> None:
        columns = [{k: PIECES[v] for k, v in column.items()} for column in (EARLIER, CURRENT)]
        assert is_refused(read(texts.ilacs(table(*columns, between="\n", after=" "))))

    @pytest.mark.parametrize("broken", ["Inadequate", "Requires improvement to be good"])
    def test_a_broken_current_grade_below_a_whole_one_is_refused(self, broken: str) -> None:
        below = dict.fromkeys(CURRENT, PIECES[broken])
        assert is_refused(read(texts.ilacs(table(EARLIER, below, between="\n"))))

    @pytest.mark.parametrize("heading", HEADINGS[2:])
    def test_a_heading_of_two_columns_is_enough(self, heading: str) -> None:
        """If one column is blank, the grades may be those of either."""
        assert is_refused(read(with_heading(heading, table(CURRENT))))

    @pytest.mark.parametrize("heading", ["2019\n", "Judgements in 2019\n", "Grade (May 2019)\n"])
    def test_a_heading_of_another_year_is_enough(self, heading: str) -> None:
        assert is_refused(read(with_heading(heading, table(EARLIER))))
        reading = read(with_heading(heading.replace("2019", "2024"), texts.ILACS_ROWS))
        assert grades(reading) == texts.ILACS_GRADES

    @pytest.mark.parametrize("heading", ["", "2024\n", "Grade 2024\n", "Current\n"])
    def test_two_columns_of_grades_after_the_labels_are_not_read(self, heading: str) -> None:
        columns = ["\n".join(column.values()) for column in (EARLIER, CURRENT)]
        labels = "\n".join(f"{LEADS.get(label, LEAD)}{label}" for label in CURRENT)
        reading = read(texts.ilacs(f"{labels}\n{columns[0]}\n{heading}{columns[1]}"))
        assert grades(reading) == {}
        missing = {("judgements", field) for field in texts.ILACS_GRADES}
        assert {finding.path for finding in found(reading)} >= missing

    @pytest.mark.parametrize("change", ["Improved", "No change", "2024", "–", "→"])
    def test_two_grades_with_a_word_between_them_are_refused(self, change: str) -> None:
        rows = table(EARLIER, CURRENT, between=f"\n{change}\n", after="\n")
        assert is_refused(read(texts.ilacs(rows)))

    def test_a_heading_that_is_repeated_is_one_heading(self) -> None:
        reading = read(with_heading("Judgement Grade\nJudgement Grade\n", texts.ILACS_ROWS))
        assert grades(reading) == texts.ILACS_GRADES

    def test_a_sentence_beside_a_refused_table_is_read(self) -> None:
        rows = re.sub("Good|Outstanding|Inadequate", r"\g<0>\nGood", texts.SIF_ROWS)
        reading = read(texts.sif(rows))
        assert grades(reading) == {
            "overall_effectiveness": "requires_improvement",
            "lscb_effectiveness": "good",
        }

    def test_a_sentence_that_begins_with_a_grade_is_not_a_second_one(self) -> None:
        prose = "Good\nleadership has made a difference."
        reading = read(texts.ilacs(f"{texts.ILACS_ROWS}\n{prose}"))
        assert "report.several-grades" not in rules(reading)

    def test_without_dates_the_refused_table_is_reported_too(self) -> None:
        rows = table(EARLIER, CURRENT, between="\n", after="\n")
        reading = read(texts.ilacs(rows, dates=""))
        assert reading.inspection is None
        assert "report.several-grades" in rules(reading)

    def test_two_grades_in_a_pdf_are_refused(self) -> None:
        rows = table(EARLIER, CURRENT, between="\n")
        assert is_refused(read_report(pdf_of([texts.ilacs(rows)])))


class TestTables:
    """Two tables that disagree are not read, and nor is the table of an earlier inspection."""

    @pytest.mark.parametrize(
        "introduction",
        [
            "",
            "At the last inspection in 2019 the judgements were:\n",
            "The judgements at the previous inspection\n",
            "Judgements in 2019:\n",
        ],
    )
    @pytest.mark.parametrize("is_before", [True, False])
    def test_two_different_tables_are_refused_in_either_order(
        self, introduction: str, is_before: bool
    ) -> None:
        earlier = introduction + table(EARLIER)
        both = [earlier, f"Judgement Grade\n{table(CURRENT)}"]
        assert is_refused(read(texts.ilacs("\n".join(both if is_before else both[::-1]))))

    def test_a_row_that_only_the_earlier_table_has_is_not_taken(self) -> None:
        current = table(CURRENT).replace("care leavers Outstanding", "care leavers Excellent")
        earlier = table(CURRENT | {"care leavers": "Good"})
        assert is_refused(read(texts.ilacs(f"{current}\n{earlier}")))

    def test_two_equal_tables_are_read_as_one(self) -> None:
        reading = read(texts.ilacs(f"{texts.ILACS_ROWS}\nJudgement Grade\n{texts.ILACS_ROWS}"))
        assert grades(reading) == texts.ILACS_GRADES

    def test_an_earlier_table_far_below_is_enough_to_refuse(self) -> None:
        rest = "Practice is good in parts.\n" * 50 + f"\f{table(EARLIER)}"
        assert is_refused(read(texts.ilacs(table(CURRENT), rest=rest)))

    def test_an_earlier_table_alone_is_not_taken(self) -> None:
        introduction = "At the last inspection the grades were:\n"
        assert is_refused(read(texts.ilacs(introduction + table(EARLIER))))

    def test_a_row_of_an_earlier_table_is_not_a_section_heading(self) -> None:
        current = table(CURRENT).replace("care leavers Outstanding", "care leavers -")
        rest = "Practice is good in parts.\n" * 50
        rest += "\fThe experiences and progress of care leavers Good\nOverall effectiveness Good"
        reading = read(texts.ilacs(current, rest=rest))
        assert "care_leavers" not in grades(reading)
