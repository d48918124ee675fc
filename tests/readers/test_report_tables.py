"""The rows of a table are read however they are printed."""

import re

import pytest
import report_texts as texts
from hypothesis import given, strategies as st
from report_texts import found, grades, inspection, read

ONE_LINE = (
    "The impact of leaders on social work practice with children and families Outstanding "
    "The experiences and progress of children who need help and protection Good "
    "The experiences and progress of children in care Requires improvement to be good "
    "The experiences and progress of care leavers Inadequate Overall effectiveness Good"
)


ROWS_IN_OTHER_FORMS = {
    "each on one line, overall first": """\
Overall effectiveness Good
The impact of leaders on social work practice with children and families Outstanding
The experiences and progress of care leavers Inadequate
The experiences and progress of children in care Requires improvement to be good
The experiences and progress of children who need help and protection Good""",
    "wrapped narrowly": """\
The impact of leaders on
social work practice with
children and families
Outstanding
The experiences and progress
of children who need help
and protection
Good
The experiences and progress
of children in care
Requires
improvement to
be good
The experiences and progress
of care leavers
Inadequate
Overall effectiveness
Good""",
    "with a grade joined to its label": """\
The impact of leaders on social work practice with children and familiesOutstanding
The experiences and progress of children who need help and protectionGood
The experiences and progress of children in careRequires improvement to be good
The experiences and progress of care leaversInadequate
Overall effectivenessGood""",
    "in odd capitals": """\
The Impact of Leaders on Social Work Practice with Children and Families OUTSTANDING
The Experiences and Progress of Children who need Help & Protection good
The experiences and progress of children in care Requires Improvement To Be Good
The experience and progress of care leavers inadequate
Overall Effectiveness GOOD""",
    "with colons": """\
The impact of leaders on social work practice with children and families: Outstanding
The experiences and progress of children who need help and protection: Good
The experiences and progress of children in care: Requires improvement
The experiences and progress of care leavers: Inadequate
Overall effectiveness: Good""",
    "torn by a line-by-line extraction": """\
The impact of leaders on practice with Outstanding
children and families
The experiences and progress of children who need help Good
and protection
The experiences and progress of children in care Requires improvement
to be good
The experiences and progress of care leavers Inadequate
Overall effectiveness Good""",
    "with labels between the lines of their grades": """\
The impact of leaders on social work Outstanding
practice with children and families
The experiences and progress of Good
children who need help and protection
Requires improvement
The experiences and progress of children in care
to be good
The experiences and progress of care Inadequate
leavers
Overall effectiveness Good""",
    "with dashes": """\
The impact of leaders on social work practice with children and families – Outstanding
The experiences and progress of children who need help and protection - Good
The experiences and progress of children in care — Requires improvement
The experiences and progress of care leavers –
Inadequate
Overall effectiveness- Good""",
    "with pipes": """\
| Judgement | Grade |
|---|---|
| The impact of leaders on social work practice with children and families | Outstanding |
| The experiences and progress of children who need help and protection | Good |
|The experiences and progress of children in care|Requires improvement to be good|
The experiences and progress of care leavers │ Inadequate
Overall effectiveness | Good""",
    "all in one line": ONE_LINE,
    "all in one line, under its heading": f"Judgement Grade {ONE_LINE}",
    "all in one line, with pipes": f"| {ONE_LINE.replace(' Good ', ' | Good | ')} |",
    "all in one line, with colons": ONE_LINE.replace(" Good The", ": Good; The"),
    "all in one line, with dashes": ONE_LINE.replace(" Good The", " - Good, The"),
    "in one line but for one": ONE_LINE.replace(" Overall", "\nOverall"),
    "in two columns, one after the other": """\
The impact of leaders on social work practice with
children and families
The experiences and progress of children who need help
and protection
The experiences and progress of children in care
The experiences and progress of care leavers
Overall effectiveness
Outstanding
Good
Requires improvement
to be good
Inadequate
Good""",
    "with a word too many, as once in 2025": texts.ILACS_ROWS.replace(
        "progress of care\nleavers", "progress of\nchildren care leavers"
    ),
}


class TestTables:
    """Rows are read in any order, however they are wrapped or spaced."""

    @pytest.mark.parametrize("rows", ROWS_IN_OTHER_FORMS.values(), ids=ROWS_IN_OTHER_FORMS)
    def test_each_form_of_ilacs_rows_is_read(self, rows: str) -> None:
        reading = read(texts.ilacs(rows))
        assert grades(reading) == texts.ILACS_GRADES
        assert found(reading) == []

    def test_a_wrapped_label_beside_a_wrapped_grade_is_read(self) -> None:
        rows = re.sub(
            r"achieving\npermanence\nRequires\nImprovement",
            "achieving   Requires\npermanence   Improvement",
            texts.SIF_ROWS,
        )
        assert grades(read(texts.sif(rows))) == texts.SIF_GRADES

    @pytest.mark.parametrize(
        ("printed", "instead"),
        [
            ("3. Leadership", "1. Leadership"),
            ("2.1 Adoption", "2.1. Adoption"),
            ("2.1 Adoption", "2.1\nAdoption"),
            ("1. Children", "Children"),
            ("Outstanding\n3.", "Outstanding2\n3."),
            ("governance Inadequate", "governance2 Inadequate"),
        ],
    )
    def test_sif_numbers_are_not_part_of_the_label(self, printed: str, instead: str) -> None:
        rows = texts.SIF_ROWS.replace(printed, instead)
        assert rows != texts.SIF_ROWS
        assert grades(read(texts.sif(rows))) == texts.SIF_GRADES

    @pytest.mark.parametrize("last", ["2.2 Experiences", "3. Leadership"])
    def test_a_table_may_go_on_over_the_page(self, last: str) -> None:
        rows = texts.SIF_ROWS.replace(last, f"{texts.SIF_FOOTNOTE}\f2\n{last}")
        reading = read(texts.sif(rows))
        assert grades(reading) == texts.SIF_GRADES
        pages = {taken.path[-1]: taken.page for taken in reading.taken}
        assert pages["help_and_protection"] == 1
        assert pages["leadership_management_governance"] == 2

    def test_a_printed_not_judged_is_read(self) -> None:
        rows = texts.SIF_ROWS.replace("performance Good", "performance Not Judged")
        expected = texts.SIF_GRADES | {"adoption_performance": "not_judged"}
        assert grades(read(texts.sif(rows))) == expected
        rows = texts.SIF_ROWS.replace("performance Good", "performance was not judged")
        assert grades(read(texts.sif(rows))) == expected

    def test_the_board_may_be_in_the_front_table(self) -> None:
        board = "The effectiveness of the Local Safeguarding Children Board (LSCB)\nrequires improvement"
        rows = f"{texts.SIF_ROWS}\n{board}\nThe LSCB is not yet demonstrating the characteristics of good."
        reading = read(texts.sif(rows, board=""))
        assert grades(reading) == texts.SIF_GRADES | {"lscb_effectiveness": "requires_improvement"}

    def test_prose_before_the_table_is_not_a_row(self) -> None:
        prose = (
            "Leadership, management and governance require improvement when any\n"
            "widespread or serious failures have been identified.\n"
        )
        assert grades(read(texts.sif(prose + texts.SIF_ROWS))) == texts.SIF_GRADES

    def test_text_without_lines_is_read(self) -> None:
        one_line = f"{' '.join(texts.ilacs().split())} {'More words follow. ' * 60}"
        reading = read(one_line)
        assert grades(reading) == texts.ILACS_GRADES
        assert inspection(reading).authority.name == "Anytown"

    def test_sif_rows_may_share_a_line(self) -> None:
        rows = " ".join(texts.SIF_ROWS.split())
        assert grades(read(texts.sif(rows))) == texts.SIF_GRADES
        assert found(read(texts.sif(rows))) == []

    def test_rows_of_the_record_may_share_a_line(self) -> None:
        first, part, *rows = texts.TLAC_RECORD.splitlines()
        reading = read(texts.tlac(f"{first}\n{part}\n{' '.join(rows)}\n"))
        assert grades(reading) == texts.TLAC_GRADES
        assert found(reading) == []

    @pytest.mark.parametrize(
        "line",
        [
            f"Outstanding {ONE_LINE.removesuffix(' Good')}",
            ONE_LINE.removesuffix(" Good"),
            ONE_LINE.replace(" Outstanding The", " The"),
            ONE_LINE.replace(" Outstanding The", " Outstanding Good The"),
            f"{ONE_LINE} services",
            f"{ONE_LINE}\nand getting better",
            f"In 2019 we judged {ONE_LINE}",
        ],
    )
    def test_a_line_with_anything_but_areas_and_grades_is_not_a_table(self, line: str) -> None:
        """With a grade missing, or one too many, the grades would belong to the wrong areas."""
        assert "help_and_protection" not in grades(read(texts.ilacs(line)))

    def test_a_line_of_rows_below_a_grade_is_not_read(self) -> None:
        assert grades(read(texts.ilacs(f"Outstanding\n{ONE_LINE}"))) == {}

    def test_a_contents_page_is_not_a_table(self) -> None:
        reading = read(texts.sif("", overall=""))
        assert grades(reading) == {"lscb_effectiveness": "good"}

    def test_a_torn_row_at_the_end_of_the_text_is_read(self) -> None:
        text = texts.ilacs("", rest="Overall\nGood\neffectiveness").rstrip()
        assert grades(read(text)) == {"overall_effectiveness": "good"}

    def test_columns_outside_the_parts_of_the_record_are_not_read(self) -> None:
        record = "Record of main findings\nOverall effectiveness\nBeing healthy\nGood\nAdequate\n"
        reading = read(texts.slac(record).replace("Safeguarding services\n", ""))
        assert grades(reading) == {"looked_after_being_healthy": "adequate"}

    @given(
        st.lists(
            st.sampled_from(
                ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]
            ),
            min_size=5,
            max_size=5,
        ),
        st.data(),
    )
    def test_rows_are_read_wherever_their_lines_break(
        self, printed: list[str], data: st.DataObject
    ) -> None:
        """Any grades are read back, wherever their rows are wrapped."""
        rows: list[str] = []
        areas = list(inspection(read(texts.ilacs())).judgements.areas().values())
        for area, grade in zip(areas, printed, strict=True):
            words = f"{area.label} {grade}".split(" ")
            breaks = st.sampled_from([" ", "\n", " \n"])
            rows.append("".join(word + data.draw(breaks) for word in words))
        reading = read(texts.ilacs("\n".join(rows)))
        assert [str(grade) for _, grade in inspection(reading).judgements.items()] == printed
