"""What a report does not print, or contradicts, is not filled in."""

import re

import pytest
import report_texts as texts
from hypothesis import given, strategies as st
from report_texts import found, grades, inspection, read, rules

from ofsted_frameworks import Severity


class TestNothingIsFilledIn:
    """A value that is not printed is not recorded, and a finding says that it is missing."""

    @pytest.mark.parametrize("field", texts.SIF_GRADES)
    def test_a_judgement_that_is_not_printed_is_reported_missing(self, field: str) -> None:
        lines = {
            "overall_effectiveness": r"Children’s services in Anytown[^\n]*\n",
            "help_and_protection": r"1\. Children[^\n]*\n",
            "looked_after_and_permanence": r"2\. .*?Improvement\n",
            "adoption_performance": r"2\.1[^\n]*\n",
            "care_leavers": r"2\.2[^\n]*\n",
            "leadership_management_governance": r"3\. L[^\n]*\n",
            "lscb_effectiveness": r"The Local Safeguarding Children Board is good\n",
        }
        text = re.sub(lines[field], "", texts.sif(), flags=re.DOTALL)
        reading = read(text)
        assert grades(reading) == {k: v for k, v in texts.SIF_GRADES.items() if k != field}
        assert [finding.path for finding in found(reading)] == [("judgements", field)]
        assert rules(reading) == ["report.no-judgement"]

    def test_a_board_that_the_title_does_not_announce_is_a_note(self) -> None:
        title = texts.SIF_TITLE.split("\nand\n")[0]
        [finding] = found(read(texts.sif(title=title, board="")))
        assert (finding.rule, finding.path[1]) == ("report.no-judgement", "lscb_effectiveness")
        assert finding.severity is Severity.NOTE
        assert "the title does not announce" in finding.message
        [finding] = found(read(texts.sif(board="")))
        assert finding.severity is Severity.WARNING

    def test_an_unknown_grade_is_not_read(self) -> None:
        reading = read(texts.ilacs(texts.ILACS_ROWS.replace("Inadequate", "Excellent")))
        assert "care_leavers" not in grades(reading)
        assert rules(reading) == ["report.no-judgement"]

    def test_a_grade_of_another_framework_is_not_read(self) -> None:
        reading = read(texts.ilacs(texts.ILACS_ROWS.replace("Inadequate", "Adequate")))
        assert "care_leavers" not in grades(reading)

    def test_a_row_for_an_area_of_another_edition_is_reported(self) -> None:
        reading = read(texts.ilacs(dates="Inspection dates: 11 to 22 May 2026"))
        assert "overall_effectiveness" not in grades(reading)
        assert rules(reading) == ["report.unknown-row"]
        assert "'Overall effectiveness Good'" in found(reading)[0].message

    def test_a_row_that_no_edition_has_is_reported(self) -> None:
        rows = texts.ILACS_ROWS.replace(
            "The experiences and progress of care",
            "The experiences and progress of young carers\nGood\nThe experiences and progress of care",
        )
        reading = read(texts.ilacs(rows))
        assert grades(reading) == texts.ILACS_GRADES
        assert [finding.value for finding in found(reading)] == [
            "The experiences and progress of young carers Good"
        ]

    def test_columns_of_unequal_length_are_not_read(self) -> None:
        areas = inspection(read(texts.ilacs())).judgements.areas().values()
        rows = "\n".join([*(area.label for area in areas), "Good", "Good", "Good", "Inadequate"])
        reading = read(texts.ilacs(rows))
        assert grades(reading) == {}
        assert rules(reading) == ["report.judgements-disagree"] * 5

    @given(st.sets(st.integers(0, 4)), st.sampled_from(["", "-", "Excellent", "to be agreed"]))
    def test_a_grade_left_out_is_not_taken_from_another_row(
        self, left_out: set[int], instead: str
    ) -> None:
        """A label without its grade has no judgement, whatever is above and below it."""
        number = -1

        def without(match: re.Match[str]) -> str:
            nonlocal number
            number += 1
            return instead if number in left_out else match[0]

        rows = re.sub(
            "Outstanding|Good|Requires improvement to be good|Inadequate", without, texts.ILACS_ROWS
        )
        reading = read(texts.ilacs(rows))
        expected = {
            field: grade
            for number, (field, grade) in enumerate(texts.ILACS_GRADES.items())
            if number not in left_out
        }
        assert grades(reading) == expected

    @pytest.mark.parametrize(
        ("moved", "field"),
        [
            (
                "The experiences and progress of\nOutstanding\nchildren who need help and protection\n"
                "Good",
                "help_and_protection",
            ),
            (
                "The experiences and progress of\nGood\nchildren in care\n"
                "Requires improvement to be good",
                "children_in_care",
            ),
        ],
    )
    def test_a_label_between_two_grades_takes_neither(self, moved: str, field: str) -> None:
        """Either grade may belong to another row."""
        reading = read(texts.ilacs(f"{moved}\nOverall effectiveness Good"))
        assert field not in grades(reading)
        assert grades(reading)["overall_effectiveness"] == "good"
        assert "report.judgements-disagree" in rules(reading)

    def test_grades_above_their_labels_are_not_read(self) -> None:
        rows = """\
Outstanding
The impact of leaders on social work practice with children and families
Good
The experiences and progress of children who need help and protection
Inadequate
The experiences and progress of children in care
Good
The experiences and progress of care leavers
Outstanding
Overall effectiveness"""
        reading = read(texts.ilacs(rows))
        assert grades(reading) == {}
        assert set(rules(reading)) == {"report.several-grades"}

    def test_a_grade_that_goes_on_as_prose_is_not_a_judgement(self) -> None:
        rows = texts.ILACS_ROWS.removesuffix(" Good") + "\nOutstanding\nleadership is evident."
        assert "overall_effectiveness" not in grades(read(texts.ilacs(rows)))

    @given(st.sets(st.integers(0, 4)))
    def test_only_the_judgements_of_missing_rows_are_missing(self, left_out: set[int]) -> None:
        """Every printed row is read, and a finding names each missing one."""
        rows = re.findall(
            r"The .*?\n(?:Outstanding|Good|Requires[^\n]*|Inadequate)\n|Overall.*",
            texts.ILACS_ROWS,
            re.DOTALL,
        )
        kept = [row.strip("\n") for number, row in enumerate(rows) if number not in left_out]
        reading = read(texts.ilacs("\n".join(kept)))
        fields = list(texts.ILACS_GRADES)
        missing = [finding.path[1] for finding in found(reading)]
        assert missing == [field for number, field in enumerate(fields) if number in left_out]
        assert set(grades(reading)) == set(fields) - set(missing)


class TestContradictions:
    """If two places disagree, a finding names both, and the table wins over a heading."""

    def test_the_front_table_wins_over_a_section_heading(self) -> None:
        reading = read(
            texts.ilacs(rest="\fThe experiences and progress of care leavers: good\n1. Text")
        )
        assert grades(reading) == texts.ILACS_GRADES
        [finding] = found(reading)
        assert finding.rule == "report.judgements-disagree"
        assert finding.severity is Severity.ERROR
        assert finding.path == ("judgements", "care_leavers")
        assert finding.place is not None
        assert finding.place.page == 2
        assert "page 1, but" in finding.message
        assert "'Inadequate' is used" in finding.message

    @pytest.mark.parametrize(
        "heading",
        [
            "The graded judgement for adoption performance is that it requires\nimprovement",
            "The graded judgment for adoption performance is outstanding.",
            "The graded judgement about adoption performance is that they require improvement",
            "Adoption performance – inadequate",
        ],
    )
    def test_the_front_table_wins_over_a_sentence(self, heading: str) -> None:
        reading = read(texts.sif(rest=f"\f{heading}\n53. Text"))
        assert grades(reading) == texts.SIF_GRADES
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_heading_far_below_that_looks_like_a_row_is_not_one(self) -> None:
        heading = (
            "The experiences and progress of children who need help and\nprotection inadequate\n"
        )
        reading = read(
            texts.ilacs(rest=f"{'Practice is good in parts.' * 50}\f2\n{heading}1. Text")
        )
        assert grades(reading) == texts.ILACS_GRADES
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_heading_that_agrees_is_not_reported(self) -> None:
        rest = (
            "\fThe experiences and progress of care leavers: inadequate\n1. Text\n"
            "The impact of leaders on social work practice with children and\nfamilies is outstanding\n"
        )
        assert found(read(texts.ilacs(rest=rest))) == []

    def test_grades_of_the_previous_inspection_are_not_a_contradiction(self) -> None:
        rest = (
            "Previous Ofsted inspections\nThe judgements of 2014 were:\n"
            "− Overall effectiveness: inadequate\n\fAdoption performance: inadequate\n"
        )
        assert found(read(texts.sif(rest=rest))) == []
        assert found(read(texts.sif(rest=f"{rest}Local leadership\n"))) == []

    def test_a_section_heading_is_used_if_there_is_no_row(self) -> None:
        rows = texts.ILACS_ROWS.replace("leavers\nInadequate", "leavers\n-")
        reading = read(
            texts.ilacs(rows, rest="\fThe experiences and progress of care leavers: good\n1. Text")
        )
        assert grades(reading)["care_leavers"] == "good"
        assert rules(reading) == ["report.no-row"]

    def test_two_rows_that_disagree_leave_no_grade(self) -> None:
        reading = read(texts.ilacs(f"Overall effectiveness Inadequate\n{texts.ILACS_ROWS}"))
        assert "overall_effectiveness" not in grades(reading)
        assert rules(reading) == ["report.judgements-disagree"]
        assert "no grade is recorded" in found(reading)[0].message

    def test_headings_close_together_that_agree_with_the_record_are_not_reported(self) -> None:
        headings = "Capacity to improve\nGrade 3 (Adequate)\nQuality of provision\nGrade 2 (Good)\n"
        text = texts.tlac().replace("Contents\n", f"{headings}Contents\n")
        assert grades(read(text)) == texts.TLAC_GRADES
        assert found(read(text)) == []

    def test_headings_close_together_that_agree_with_the_front_table_are_not_a_second_table(
        self,
    ) -> None:
        rest = (
            "\fThe experiences and progress of care leavers Inadequate\n"
            "The experiences and progress of children in care Requires improvement\n1. Text"
        )
        assert grades(read(texts.ilacs(rest="Text.\n" * 300 + rest))) == texts.ILACS_GRADES

    def test_a_grade_that_contradicts_its_number_is_not_read(self) -> None:
        record = texts.TLAC_RECORD.replace("Good (Grade 2)", "Good (Grade 3)")
        reading = read(texts.tlac(record))
        assert "quality_of_provision" not in grades(reading)
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_number_alone_is_read_as_its_grade(self) -> None:
        record = texts.TLAC_RECORD.replace("Good (Grade 2)", "Grade 2")
        assert grades(read(texts.tlac(record))) == texts.TLAC_GRADES

    def test_the_record_wins_over_the_headings(self) -> None:
        record = texts.TLAC_RECORD.replace("Adequate Grade 3", "Good")
        reading = read(texts.tlac(record))
        assert grades(reading)["capacity_to_improve"] == "good"
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_judgement_in_the_wrong_part_is_not_read(self) -> None:
        record = texts.SLAC_RECORD.replace("Being healthy Good\n", "").replace(
            "Partnership working Outstanding\n",
            "Partnership working Outstanding\nBeing healthy Good\n",
        )
        reading = read(texts.slac(record))
        assert "looked_after_being_healthy" not in grades(reading)
        assert rules(reading) == ["report.no-judgement", "report.unknown-row"]
