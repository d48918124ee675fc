"""What a report says is what `read_report` gives, in every layout and wording that we know of."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
import report_texts as texts
from hypothesis import given, strategies as st
from report_texts import found

from ofsted_frameworks import IlacsGrade, Inspection, Kind, LocalAuthority, Severity
from ofsted_frameworks.readers.report import ReportReading, read_report
from ofsted_frameworks.readers.report.document_kinds import Document


def inspection(reading: ReportReading) -> Inspection[Any]:
    assert reading.inspection is not None, reading.findings
    return reading.inspection


def grades(reading: ReportReading) -> dict[str, str]:
    judged = inspection(reading).judgements.items()
    return {area.name: grade.value for area, grade in judged if grade is not None}


def rules(reading: ReportReading) -> list[str]:
    return [finding.rule for finding in found(reading)]


def read(text: str) -> ReportReading:
    return read_report(text=text)


class TestEachLayout:
    """A clean report of each framework is read whole, and nothing is found wrong with it."""

    def test_ilacs_2023(self) -> None:
        reading = read(texts.ilacs())
        assert grades(reading) == texts.ILACS_GRADES
        assert inspection(reading).edition.id == "ilacs-2023"
        assert inspection(reading).authority.name == "Anytown"
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert inspection(reading).end == dt.date(2024, 6, 14)
        assert inspection(reading).published is None
        assert inspection(reading).kind is None
        assert found(reading) == []

    def test_ilacs_2018(self) -> None:
        reading = read(
            texts.ilacs(
                texts.ILACS_2018_ROWS,
                title="1\nAnytown County\nCouncil\nInspection of children’s social care services",
                dates="Inspection dates: 23 April 2018 to 04 May 2018",
            )
        )
        assert grades(reading) == texts.ILACS_2018_GRADES
        assert inspection(reading).edition.id == "ilacs-2018"
        assert inspection(reading).authority.name == "Anytown County Council"
        assert found(reading) == []

    def test_ilacs_2026_has_no_overall_effectiveness(self) -> None:
        rows = texts.ILACS_ROWS.replace("social work\npractice", "practice")
        reading = read(
            texts.ilacs(
                rows.removesuffix("\nOverall effectiveness Good"),
                dates="Inspection dates: 11 to 22 May 2026",
            )
        )
        expected = {k: v for k, v in texts.ILACS_GRADES.items() if k != "overall_effectiveness"}
        assert grades(reading) == expected
        assert inspection(reading).edition.id == "ilacs-2026"
        assert found(reading) == []

    def test_sif(self) -> None:
        reading = read(texts.sif())
        assert grades(reading) == texts.SIF_GRADES
        assert reading.document is Document.INSPECTION
        assert inspection(reading).edition.id == "sif-2013"
        assert inspection(reading).authority.name == "Anytown Borough Council"
        assert inspection(reading).kind is Kind.FULL
        assert inspection(reading).start == dt.date(2017, 1, 23)
        assert inspection(reading).end == dt.date(2017, 2, 16)
        assert inspection(reading).published == dt.date(2017, 4, 7)
        assert found(reading) == []

    @pytest.mark.parametrize(
        "hyphenated",
        [
            "Re-inspection",
            "Re-Inspection",
            "Reinspection",
            "Re -inspection",
            "Re–inspection",
            "RE-INSPECTION",
            "Post-monitoring single inspection",
        ],
    )
    def test_sif_reinspection_has_no_review_of_the_board(self, hyphenated: str) -> None:
        title = texts.REINSPECTION_TITLE.replace("Re-inspection", hyphenated)
        reading = read(texts.sif(title=title))
        expected = {k: v for k, v in texts.SIF_GRADES.items() if k != "lscb_effectiveness"}
        assert grades(reading) == expected
        assert reading.document is Document.REINSPECTION
        assert inspection(reading).kind is Kind.REINSPECTION
        assert found(reading) == []

    def test_sif_that_shortens_its_title_is_no_review_of_the_board(self) -> None:
        title = texts.SIF_TITLE.replace("in need of help and\nprotection", "in need")
        reading = read(texts.sif(title=title))
        assert grades(reading) == texts.SIF_GRADES
        assert reading.document is Document.INSPECTION

    def test_tlac(self) -> None:
        reading = read(texts.tlac())
        assert grades(reading) == texts.TLAC_GRADES
        assert inspection(reading).edition.id == "tlac-2013"
        assert inspection(reading).authority.name == "Anytown Council"
        assert inspection(reading).start == dt.date(2013, 7, 15)
        assert inspection(reading).published == dt.date(2013, 8, 23)
        assert found(reading) == []

    def test_cpi(self) -> None:
        reading = read(texts.cpi())
        assert grades(reading) == texts.CPI_GRADES
        assert inspection(reading).edition.id == "cpi-2012"
        assert inspection(reading).end == dt.date(2013, 3, 20)
        assert found(reading) == []

    def test_cpi_reinspection(self) -> None:
        title = "Re-inspection of local authority arrangements for the protection of children"
        reading = read(texts.cpi(title=title))
        assert inspection(reading).kind is Kind.REINSPECTION
        assert inspection(reading).authority.name == "Anytown Council"

    def test_slac_2010_has_ten_and_twelve_judgements(self) -> None:
        reading = read(texts.slac())
        judged = grades(reading)
        assert len(judged) == 22
        assert judged["safeguarding_overall_effectiveness"] == "good"
        assert judged["looked_after_overall_effectiveness"] == "adequate"
        assert judged["safeguarding_performance_management"] == "outstanding"
        assert judged["looked_after_performance_management"] == "adequate"
        assert judged["safeguarding_contribution_of_health_agencies"] == "good"
        assert judged["looked_after_making_a_positive_contribution"] == "good"
        assert judged["looked_after_equality_and_diversity"] == "outstanding"
        assert inspection(reading).edition.id == "slac-2010"
        assert found(reading) == []

    def test_slac_record_without_a_front_page_is_told_by_its_areas(self) -> None:
        text = f"Anytown inspection of safeguarding and looked after children services\n{texts.SLAC_RECORD}"
        reading = read(text)
        assert len(grades(reading)) == 22
        assert inspection(reading).edition.id == "slac-2010"
        assert inspection(reading).authority.name == "Anytown"
        assert inspection(reading).kind is None
        assert rules(reading) == ["report.no-dates", "report.edition-by-areas"]


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
    """The rows of a table are read in any order, however they are wrapped or set apart."""

    @pytest.mark.parametrize("rows", ROWS_IN_OTHER_FORMS.values(), ids=ROWS_IN_OTHER_FORMS)
    def test_ilacs_rows(self, rows: str) -> None:
        reading = read(texts.ilacs(rows))
        assert grades(reading) == texts.ILACS_GRADES
        assert found(reading) == []

    def test_a_wrapped_label_and_a_wrapped_grade_side_by_side(self) -> None:
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
    def test_sif_numbers_are_no_part_of_the_label(self, printed: str, instead: str) -> None:
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

    def test_not_judged_is_said_by_the_report(self) -> None:
        rows = texts.SIF_ROWS.replace("performance Good", "performance Not Judged")
        expected = texts.SIF_GRADES | {"adoption_performance": "not_judged"}
        assert grades(read(texts.sif(rows))) == expected
        rows = texts.SIF_ROWS.replace("performance Good", "performance was not judged")
        assert grades(read(texts.sif(rows))) == expected

    def test_the_board_may_stand_in_the_front_table(self) -> None:
        board = "The effectiveness of the Local Safeguarding Children Board (LSCB)\nrequires improvement"
        rows = f"{texts.SIF_ROWS}\n{board}\nThe LSCB is not yet demonstrating the characteristics of good."
        reading = read(texts.sif(rows, board=""))
        assert grades(reading) == texts.SIF_GRADES | {"lscb_effectiveness": "requires_improvement"}

    def test_prose_before_the_table_is_no_row(self) -> None:
        prose = (
            "Leadership, management and governance require improvement when any\n"
            "widespread or serious failures have been identified.\n"
        )
        assert grades(read(texts.sif(prose + texts.SIF_ROWS))) == texts.SIF_GRADES

    def test_text_in_one_line_is_read_too(self) -> None:
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
    def test_a_line_of_anything_else_than_areas_and_their_grades_is_no_table(
        self, line: str
    ) -> None:
        """A grade left out, or one too many, would make the others those of the next area."""
        assert "help_and_protection" not in grades(read(texts.ilacs(line)))

    def test_a_grade_above_a_line_of_rows_may_be_the_first_one(self) -> None:
        assert grades(read(texts.ilacs(f"Outstanding\n{ONE_LINE}"))) == {}

    def test_a_contents_page_is_no_table(self) -> None:
        reading = read(texts.sif("", overall=""))
        assert grades(reading) == {"lscb_effectiveness": "good"}

    def test_a_torn_row_may_end_the_text(self) -> None:
        text = texts.ilacs("", rest="Overall\nGood\neffectiveness").rstrip()
        assert grades(read(text)) == {"overall_effectiveness": "good"}

    def test_columns_in_no_part_of_the_record_are_no_judgements(self) -> None:
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
    def test_any_grades_wrapped_anywhere_come_back(
        self, printed: list[str], data: st.DataObject
    ) -> None:
        """A row is its words in order, wherever its lines break."""
        rows: list[str] = []
        areas = list(inspection(read(texts.ilacs())).judgements.areas().values())
        for area, grade in zip(areas, printed, strict=True):
            words = f"{area.label} {grade}".split(" ")
            breaks = st.sampled_from([" ", "\n", " \n"])
            rows.append("".join(word + data.draw(breaks) for word in words))
        reading = read(texts.ilacs("\n".join(rows)))
        assert [str(grade) for _, grade in inspection(reading).judgements.items()] == printed


OVERALL = {
    "The overall judgement is good": "good",
    "The overall judgement is requires improvement": "requires_improvement",
    "The overall judgement is\ninadequate": "inadequate",
    "The overall judgement is that children’s services are inadequate": "inadequate",
    "The overall judgement is that children’s services require\nimprovement.2": "requires_improvement",
    "The overall judgement is that children’s services are good. 2": "good",
    "The overall judgement is that the local authority requires improvement": "requires_improvement",
    "The overall judgement of children’s services is that they are good": "good",
    "Overall judgement: Good": "good",
    "Overall effectiveness Good": "good",
    "Children’s services in the Royal Borough of Kensington and\nChelsea are outstanding": "outstanding",
    "Children’s services in St. Helens require improvement to be\ngood": "requires_improvement",
    "Children’s services in the Borough of X area\nrequire improvement to be Good": "requires_improvement",
    "Children's services in Anytown requires improvement": "requires_improvement",
    "Childrens services in Anytown are judged to be good.": "good",
    "Children’s social care services in Anytown are inadequate": "inadequate",
    "Services for children in Anytown are inadequate": "inadequate",
    "Children’s services are good": "good",
    "Children’s services in Anytown remain inadequate": "inadequate",
    "Children’s services in Anytown continue to be\ninadequate": "inadequate",
    "Children and young people’s services in Anytown are good": "good",
    "Childrens’ services in Anytown are good": "good",
    "Anytown’s children’s services are good": "good",
    "Children’s services in Anytown are requiring improvement": "requires_improvement",
    "Children’s services in Anytown are judged as requiring improvement to be\ngood.": "requires_improvement",
    "Children’s services in Anytown are judged to require improvement": "requires_improvement",
    "The overall judgement was not judged": "not_judged",
    "Overall effectiveness - Good": "good",
    "Overall judgement – Requires improvement": "requires_improvement",
    "Overall effectiveness | Good": "good",
}

BOARD = {
    "The Local Safeguarding Children Board requires improvement": "requires_improvement",
    "The Local Safeguarding Children Board requires improvement to\nbe good.": "requires_improvement",
    "The Local Safeguarding Children is inadequate": "inadequate",
    "The Anytown Safeguarding Children Board (ASCB) is outstanding": "outstanding",
    "The Bath and North East Somerset Local Safeguarding Children Board is good": "good",
    "The Local Safeguarding Children Board for Anytown is good": "good",
    "The Anytown Safeguarding Children’s Board is judged inadequate": "inadequate",
    "The effectiveness of the LSCB requires improvement": "requires_improvement",
    "The effectiveness of the Local Safeguarding Children Board (LSCB) is\ngood": "good",
    "The graded judgement for the Local Safeguarding Children Board is that it is good": "good",
    "The overall judgement of the effectiveness of the LSCB is good": "good",
    "The LSCB is good": "good",
    "The City & Hackney Safeguarding Children Board (CHSCB) is outstanding": "outstanding",
    "The Kensington and Chelsea, Hammersmith and Fulham and Westminster Local Safeguarding "
    "Children Board is good": "good",
    "The joint Local Safeguarding Children Board for Kensington and Chelsea, Hammersmith and\n"
    "Fulham and Westminster is good": "good",
    "The Local Safeguarding Children Boards are good": "good",
    "The Local Safeguarding Board requires improvement": "requires_improvement",
    "The Anytown Local Safeguarding Board (LSB) is good": "good",
    "The effectiveness of the Local Safeguarding Board is good": "good",
    "The Local Children’s Safeguarding Board is inadequate": "inadequate",
    "The Local Children Safeguarding Board is good": "good",
    "The Local Safeguarding Children Board is requiring improvement": "requires_improvement",
    "The Local Safeguarding Children Board was not judged": "not_judged",
    "The Local Safeguarding Children Board – Good": "good",
    "The Local Safeguarding Children Board | Good": "good",
    "Key judgement Judgement grade\nThe Local Safeguarding Children Board Good": "good",
    "The arrangements in place to evaluate the effectiveness of what is done by the\n"
    "authority and board partners to safeguard and promote the welfare of children\n"
    "require improvement.": "requires_improvement",
    "The arrangements in place to evaluate the effectiveness of what is done by the\n"
    "authority and board partners to safeguard and promote the welfare of children are\n"
    "good.": "good",
}


class TestSentences:
    """SIF prints its overall judgement, and that on the board, as a sentence in many wordings."""

    @pytest.mark.parametrize(("sentence", "grade"), OVERALL.items())
    def test_overall(self, sentence: str, grade: str) -> None:
        reading = read(texts.sif(overall=sentence))
        assert grades(reading) == texts.SIF_GRADES | {"overall_effectiveness": grade}
        assert found(reading) == []

    @pytest.mark.parametrize(("sentence", "grade"), BOARD.items())
    def test_board(self, sentence: str, grade: str) -> None:
        reading = read(texts.sif(board=sentence))
        assert grades(reading) == texts.SIF_GRADES | {"lscb_effectiveness": grade}
        assert found(reading) == []

    @pytest.mark.parametrize(
        "sentence",
        [
            "An LSCB that is good coordinates the activity of statutory partners",
            "A Local Safeguarding Children Board (LSCB) requires improvement if it does not yet",
            "The Local Safeguarding Children Board is not yet good",
            "Services for children in care are outstanding.",
            "Children’s services staff are good.",
            "The Local Safeguarding Children Board is\ngood at engaging its partners.",
            "The Local Safeguarding Children Board was good",
            "The Local Safeguarding Children Board requiring improvement",
            "The Local Safeguarding Children Board\n- Good",
            "The Local Safeguarding Children Board - good at engaging its partners.",
            "The Local Safeguarding Adults Board is good",
            "The Anytown Safeguarding Board is good",
        ],
    )
    def test_other_sentences_are_no_judgement(self, sentence: str) -> None:
        reading = read(texts.sif(board=sentence))
        assert "lscb_effectiveness" not in grades(reading)
        assert rules(reading) == ["report.no-judgement"]

    def test_a_sentence_has_no_second_verb(self) -> None:
        torn = "Children’s services in Anytown are good\npermanence Requires improvement"
        assert "overall_effectiveness" not in grades(read(texts.sif(overall=torn)))

    @pytest.mark.parametrize("mark", [":", " -", " –", " |"])
    def test_a_grade_that_is_torn_by_a_mark_is_no_other_grade(self, mark: str) -> None:
        torn = f"Children’s services in Anytown\nrequire improvement to be{mark} Good"
        judged = grades(read(texts.sif(overall=torn)))
        assert judged.get("overall_effectiveness") != "good"

    def test_a_sentence_gives_what_the_record_lacks(self) -> None:
        reading = read(
            texts.cpi(texts.CPI_RECORD.replace("Overall effectiveness Inadequate\n", ""))
        )
        assert grades(reading) == texts.CPI_GRADES
        assert found(reading) == []


class TestNothingIsFilledIn:
    """A value without words behind it is not recorded, and a finding says that it is missing."""

    @pytest.mark.parametrize("field", texts.SIF_GRADES)
    def test_a_judgement_that_is_not_printed(self, field: str) -> None:
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

    def test_a_grade_that_no_scale_has(self) -> None:
        reading = read(texts.ilacs(texts.ILACS_ROWS.replace("Inadequate", "Excellent")))
        assert "care_leavers" not in grades(reading)
        assert rules(reading) == ["report.no-judgement"]

    def test_a_grade_of_another_framework(self) -> None:
        reading = read(texts.ilacs(texts.ILACS_ROWS.replace("Inadequate", "Adequate")))
        assert "care_leavers" not in grades(reading)

    def test_a_row_that_its_edition_does_not_have(self) -> None:
        reading = read(texts.ilacs(dates="Inspection dates: 11 to 22 May 2026"))
        assert "overall_effectiveness" not in grades(reading)
        assert rules(reading) == ["report.unknown-row"]
        assert "'Overall effectiveness Good'" in found(reading)[0].message

    def test_a_row_that_no_edition_has(self) -> None:
        rows = texts.ILACS_ROWS.replace(
            "The experiences and progress of care",
            "The experiences and progress of young carers\nGood\nThe experiences and progress of care",
        )
        reading = read(texts.ilacs(rows))
        assert grades(reading) == texts.ILACS_GRADES
        assert [finding.value for finding in found(reading)] == [
            "The experiences and progress of young carers Good"
        ]

    def test_as_many_grades_as_areas_or_none(self) -> None:
        rows = ROWS_IN_OTHER_FORMS["in two columns, one after the other"].replace(
            "\nInadequate", ""
        )
        reading = read(texts.ilacs(rows))
        assert grades(reading) == {}
        assert rules(reading) == ["report.judgements-disagree"] * 5

    @given(st.sets(st.integers(0, 4)), st.sampled_from(["", "-", "Excellent", "to be agreed"]))
    def test_a_grade_left_out_is_not_taken_from_another_row(
        self, left_out: set[int], instead: str
    ) -> None:
        """A label without its grade has no judgement, whatever stands above and below it."""
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
    def test_a_label_among_two_grades_has_neither(self, moved: str, field: str) -> None:
        """Either may be the grade of the row above, which has none then."""
        reading = read(texts.ilacs(f"{moved}\nOverall effectiveness Good"))
        assert field not in grades(reading)
        assert grades(reading)["overall_effectiveness"] == "good"
        assert "report.judgements-disagree" in rules(reading)

    def test_grades_above_their_labels_are_not_those_of_the_rows_above(self) -> None:
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

    def test_a_grade_that_goes_on_as_prose_is_none(self) -> None:
        rows = texts.ILACS_ROWS.removesuffix(" Good") + "\nOutstanding\nleadership is evident."
        assert "overall_effectiveness" not in grades(read(texts.ilacs(rows)))

    @given(st.sets(st.integers(0, 4)))
    def test_rows_left_out_leave_only_their_judgements_out(self, left_out: set[int]) -> None:
        """What is printed is read and what is not printed is found missing, row by row."""
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
    """Where two places disagree a finding names both, and the table goes before a heading."""

    def test_a_section_heading_against_the_front_table(self) -> None:
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
        assert "'Inadequate' is taken" in finding.message

    @pytest.mark.parametrize(
        "heading",
        [
            "The graded judgement for adoption performance is that it requires\nimprovement",
            "The graded judgment for adoption performance is outstanding.",
            "The graded judgement about adoption performance is that they require improvement",
            "Adoption performance – inadequate",
        ],
    )
    def test_a_graded_judgement_against_the_front_table(self, heading: str) -> None:
        reading = read(texts.sif(rest=f"\f{heading}\n53. Text"))
        assert grades(reading) == texts.SIF_GRADES
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_heading_that_looks_like_a_row_far_below_the_table(self) -> None:
        heading = (
            "The experiences and progress of children who need help and\nprotection inadequate\n"
        )
        reading = read(
            texts.ilacs(rest=f"{'Practice is good in parts.' * 50}\f2\n{heading}1. Text")
        )
        assert grades(reading) == texts.ILACS_GRADES
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_heading_that_agrees(self) -> None:
        rest = (
            "\fThe experiences and progress of care leavers: inadequate\n1. Text\n"
            "The impact of leaders on social work practice with children and\nfamilies is outstanding\n"
        )
        assert found(read(texts.ilacs(rest=rest))) == []

    def test_what_the_last_inspection_judged_is_no_contradiction(self) -> None:
        rest = (
            "Previous Ofsted inspections\nThe judgements of 2014 were:\n"
            "− Overall effectiveness: inadequate\n\fAdoption performance: inadequate\n"
        )
        assert found(read(texts.sif(rest=rest))) == []
        assert found(read(texts.sif(rest=f"{rest}Local leadership\n"))) == []

    def test_a_section_heading_stands_in_for_a_row(self) -> None:
        rows = texts.ILACS_ROWS.replace("leavers\nInadequate", "leavers\n-")
        reading = read(
            texts.ilacs(rows, rest="\fThe experiences and progress of care leavers: good\n1. Text")
        )
        assert grades(reading)["care_leavers"] == "good"
        assert rules(reading) == ["report.no-row"]

    def test_two_rows_that_disagree_settle_nothing(self) -> None:
        reading = read(texts.ilacs(f"Overall effectiveness Inadequate\n{texts.ILACS_ROWS}"))
        assert "overall_effectiveness" not in grades(reading)
        assert rules(reading) == ["report.judgements-disagree"]
        assert "none is taken" in found(reading)[0].message

    def test_a_number_against_its_grade(self) -> None:
        record = texts.TLAC_RECORD.replace("Good (Grade 2)", "Good (Grade 3)")
        reading = read(texts.tlac(record))
        assert "quality_of_provision" not in grades(reading)
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_number_alone_is_ofsteds_own(self) -> None:
        record = texts.TLAC_RECORD.replace("Good (Grade 2)", "Grade 2")
        assert grades(read(texts.tlac(record))) == texts.TLAC_GRADES

    def test_the_record_goes_before_the_headings(self) -> None:
        record = texts.TLAC_RECORD.replace("Adequate Grade 3", "Good")
        reading = read(texts.tlac(record))
        assert grades(reading)["capacity_to_improve"] == "good"
        assert rules(reading) == ["report.judgements-disagree"]

    def test_a_judgement_printed_in_the_wrong_part(self) -> None:
        record = texts.SLAC_RECORD.replace("Being healthy Good\n", "").replace(
            "Partnership working Outstanding\n",
            "Partnership working Outstanding\nBeing healthy Good\n",
        )
        reading = read(texts.slac(record))
        assert "looked_after_being_healthy" not in grades(reading)
        assert rules(reading) == ["report.no-judgement", "report.unknown-row"]


class TestDates:
    """The days on site are the front page's, then those that every page footer agrees on."""

    FOOTER = "\fInspection of Anytown local authority children’s services\n{} 2\nmore text"

    @pytest.mark.parametrize(
        "label",
        [
            "Inspection date: ",
            "Inspection dates ",
            "Inspection date(s): ",
            "INSPECTION DATES:\n",
            "Dates of inspection: ",
            "Inspection dates | ",
            "Inspection dates — ",
            "Inspection period: ",
            "Period of inspection: ",
            "Inspected: ",
            "Inspected on: ",
            "Date inspected: ",
            "Dates of visit: ",
            "Date of visit – ",
            "Date(s) of the visit: ",
        ],
    )
    def test_labels(self, label: str) -> None:
        reading = read(texts.ilacs(dates=f"{label}10 to 14 June 2024"))
        assert inspection(reading).start == dt.date(2024, 6, 10)

    @pytest.mark.parametrize(
        "label", ["Report published: ", "Published: ", "Report published on ", "Publication date: "]
    )
    def test_publication(self, label: str) -> None:
        dates = f"Inspection date: 12/09/2016 to 06/10/2016\n{label}25/11/2016"
        reading = read(texts.sif(dates=dates))
        assert inspection(reading).published == dt.date(2016, 11, 25)
        assert inspection(reading).end == dt.date(2016, 10, 6)

    def test_a_month_may_stand_first(self) -> None:
        dates = "Inspection date: November 5 to 9 2018\nReport published: January 7 2019"
        reading = read(texts.sif(dates=dates))
        assert inspection(reading).start == dt.date(2018, 11, 5)
        assert inspection(reading).end == dt.date(2018, 11, 9)
        assert inspection(reading).published == dt.date(2019, 1, 7)

    @pytest.mark.parametrize(
        "other",
        [
            "Previous inspection dates: 3 to 7 May 2021\n",
            "Last inspection date: 3 May 2021\n",
            "Last inspected: 3 May 2021\n",
            "Date of last visit: 3 May 2021\n",
            "Date of visit: 3 May 2021\n",
            "Inspected: 3 May 2021\n",
            "Inspected 30 homes.\n",
        ],
    )
    def test_other_dates_are_not_the_days_on_site(self, other: str) -> None:
        """The dates of another inspection or visit may stand before those that are meant."""
        reading = read(texts.ilacs(dates=f"{other}Inspection dates: 10 to 14 June 2024"))
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert found(reading) == []

    @pytest.mark.parametrize(
        "dates",
        ["Last inspected: 3 May 2021", "Inspected 30 May 2021", "Date of last visit: 3 May 2021"],
    )
    def test_other_dates_stand_in_for_nothing(self, dates: str) -> None:
        reading = read(texts.ilacs(dates=dates))
        assert inspection(reading).start is None
        assert "report.no-dates" in rules(reading)

    def test_a_visit_in_two_parts(self) -> None:
        dates = "Inspection dates: 30 October to 3 November and 13 to 14 November 2023"
        reading = read(texts.ilacs(dates=dates))
        assert inspection(reading).start == dt.date(2023, 10, 30)
        assert inspection(reading).end == dt.date(2023, 11, 14)
        assert rules(reading) == ["report.several-visits"]
        assert found(reading)[0].severity is Severity.NOTE

    def test_a_footer_that_disagrees(self) -> None:
        reading = read(texts.ilacs(rest=self.FOOTER.format("10 to 21 June 2024")))
        assert inspection(reading).end == dt.date(2024, 6, 14)
        assert rules(reading) == ["report.dates-disagree"]

    def test_a_footer_that_agrees(self) -> None:
        assert found(read(texts.ilacs(rest=self.FOOTER.format("10 June to 14 June 2024")))) == []

    @pytest.mark.parametrize(
        ("dates", "rule"),
        [("", "report.no-dates"), ("Inspection dates: 10 to 14 Jun 224", "report.unread-dates")],
    )
    def test_a_footer_stands_in_for_the_front(self, dates: str, rule: str) -> None:
        reading = read(texts.ilacs(dates=dates, rest=self.FOOTER.format("10 to 14 June 2024")))
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert rules(reading) == [rule]

    def test_footers_that_disagree_stand_in_for_nothing(self) -> None:
        rest = self.FOOTER.format("10 to 14 June 2024") + self.FOOTER.format("10 to 21 June 2024")
        reading = read(texts.ilacs(dates="", rest=rest))
        assert inspection(reading).start is None
        assert rules(reading) == ["report.no-dates", "report.edition-by-areas"]

    def test_an_end_before_the_start_is_not_read(self) -> None:
        reading = read(texts.ilacs(dates="Inspection dates: 14 to 10 June 2024"))
        assert inspection(reading).start is None
        assert rules(reading) == ["report.unread-dates", "report.edition-by-areas"]

    def test_a_publication_date_that_is_none(self) -> None:
        reading = read(
            texts.sif(dates="Inspection date: 3 to 5 May 2016\nReport published: 31 June 2016")
        )
        assert inspection(reading).published is None
        assert rules(reading) == ["report.unread-dates"]

    def test_without_a_date_the_areas_may_tell_the_edition(self) -> None:
        assert inspection(read(texts.ilacs(dates=""))).edition.id == "ilacs-2023"
        rows = texts.ILACS_2018_ROWS
        assert inspection(read(texts.ilacs(rows, dates=""))).edition.id == "ilacs-2018"

    @pytest.mark.parametrize("dates", ["", "Inspection dates: 14 to 10 June 2026"])
    def test_without_a_date_areas_that_another_edition_has_too_tell_nothing(
        self, dates: str
    ) -> None:
        """A table of 2026 looks like one of 2023 that has lost its overall effectiveness."""
        rows = texts.ILACS_ROWS.removesuffix("\nOverall effectiveness Good")
        reading = read(texts.ilacs(rows, dates=dates))
        assert reading.inspection is None
        assert reading.document is Document.INSPECTION
        [finding] = [f for f in found(reading) if f.rule == "report.no-edition"]
        assert finding.severity is Severity.ERROR
        assert "ILACS from January 2023 without 'Overall effectiveness'" in finding.message

    def test_a_footer_with_dates_tells_what_areas_cannot(self) -> None:
        rows = texts.ILACS_ROWS.removesuffix("\nOverall effectiveness Good")
        footer = self.FOOTER.format("11 to 22 May 2026")
        reading = read(texts.ilacs(rows, dates="", rest=footer))
        assert inspection(reading).edition.id == "ilacs-2026"
        assert rules(reading) == ["report.no-dates"]

    def test_without_a_date_areas_that_are_not_whole_tell_nothing(self) -> None:
        rows = texts.ILACS_ROWS.replace("Inadequate", "")
        reading = read(texts.ilacs(rows, dates="", rest=self.FOOTER.format("May 2024")))
        assert reading.inspection is None
        assert reading.document is Document.OTHER

    def test_a_date_before_the_framework_tells_no_edition(self) -> None:
        reading = read(texts.ilacs(dates="Inspection dates: 10 to 14 June 2014"))
        assert inspection(reading).edition.id == "ilacs-2023"
        assert inspection(reading).start == dt.date(2014, 6, 10)
        assert rules(reading) == ["report.edition-by-areas"]

    def test_a_date_that_tells_no_edition_and_a_table_that_is_not_whole(self) -> None:
        reading = read(
            texts.ilacs("Overall effectiveness Good", dates="Inspection dates: 3 May 2014")
        )
        assert reading.inspection is None
        assert reading.document is Document.INSPECTION
        assert rules(reading) == ["report.no-edition"]


class TestAuthority:
    """The authority is named in the title, above or below it, or at the head or foot of a page."""

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            (
                "Inspection of London Borough of Hammersmith\nand Fulham local authority children’s services",
                "Hammersmith and Fulham",
            ),
            (
                "Inspection of the Royal Borough of Windsor & Maidenhead local authority children’s services",
                "Windsor and Maidenhead",
            ),
            ("Inspection of St. Helens Local Authority Children's Services", "St Helens"),
            (
                "Inspection of Bournemouth, Christchurch and\nPoole local authority children’s services",
                "Bournemouth, Christchurch and Poole",
            ),
            (
                "Kingston upon Hull City Council\nInspection of local authority children’s services",
                "Kingston upon Hull",
            ),
            ("1Devon County Council\nInspection of local authority children’s services", "Devon"),
            ("Inspection of Devon’s children’s services", "Devon"),
            ("INSPECTION OF DEVON LOCAL AUTHORITY\nCHILDREN’S SERVICES", "Devon"),
            ("Inspection of children’s services\nNorth\nSomerset", "North Somerset"),
            (
                "Improving lives\nNorth\nSomerset\nInspection of children’s social care services",
                "North Somerset",
            ),
            ("Appendix 2\n\nTorbay\nInspection of local authority children’s services", "Torbay"),
        ],
    )
    def test_in_and_above_the_title(self, title: str, name: str) -> None:
        assert inspection(read(texts.ilacs(title=title))).authority.name == name

    @pytest.mark.parametrize(
        ("printed", "name"),
        [
            ("Together for Children Sunderland", "Sunderland"),
            ("Together for Children\nSunderland City Council", "Sunderland"),
            ("Brighter Futures for Children\nReading", "Reading"),
            (
                "Achieving for Children\nRoyal Borough of Windsor and Maidenhead",
                "Windsor and Maidenhead",
            ),
            ("London Borough of Kingston", "Kingston upon Thames"),
            ("East Riding", "East Riding of Yorkshire"),
            ("Corporation of London", "City of London"),
        ],
    )
    def test_a_trust_or_a_short_name(self, printed: str, name: str) -> None:
        """The services that a trust runs remain those of the authority that is named with it."""
        above = read(
            texts.ilacs(title=f"{printed}\nInspection of local authority children’s services")
        )
        assert inspection(above).authority.name == name
        within = read(texts.ilacs(title=f"Inspection of {printed} children’s services"))
        assert inspection(within).authority.name == name

    @pytest.mark.parametrize(
        "printed",
        [
            "Achieving for Children",
            "Achieving for Children Kingston",
            "Brighter Futures for Children",
            "Royal Borough of Kingston upon Thames\nLondon Borough of Richmond upon Thames",
        ],
    )
    def test_a_trust_alone_and_two_authorities_are_no_authority(self, printed: str) -> None:
        title = f"{printed}\nInspection of local authority children’s services"
        reading = read(texts.ilacs(title=title))
        assert inspection(reading).authority == LocalAuthority(" ".join(printed.split()))
        assert [finding.rule for finding in reading.findings] == ["report.unknown-authority"]

    def test_one_that_is_known_has_its_code(self) -> None:
        title = "London Borough of Barnet\nInspection of local authority children’s services"
        reading = read(texts.ilacs(title=title))
        assert inspection(reading).authority == LocalAuthority("Barnet", "E09000003")
        assert reading.taken[2].words == "London Borough of Barnet"
        assert reading.findings == ()

    def test_the_days_on_site_tell_an_authority_from_its_successor(self) -> None:
        title = "Inspection of Dorset local authority children’s services"
        newer = read(texts.ilacs(title=title))
        rows, dates = texts.ILACS_2018_ROWS, "Inspection dates: 5 to 16 March 2018"
        older = read(texts.ilacs(rows, dates=dates, title=title))
        assert inspection(newer).authority == LocalAuthority("Dorset", "E06000059")
        assert inspection(older).authority == LocalAuthority("Dorset", "E10000009")

    def test_one_that_is_not_known_keeps_its_printed_name(self) -> None:
        reading = read(texts.ilacs())
        assert inspection(reading).authority == LocalAuthority("Anytown")
        assert [finding.rule for finding in reading.findings] == ["report.unknown-authority"]

    @pytest.mark.parametrize("label", ["Inspected", "Dates of visit", "Inspection period"])
    def test_a_name_ends_where_the_dates_begin(self, label: str) -> None:
        text = texts.slac().replace("Inspection dates", label)
        assert inspection(read(text)).authority.name == "Anytown"

    def test_in_the_footer(self) -> None:
        text = texts.ilacs(
            title="Inspection of local authority children’s services",
            rest=TestDates.FOOTER.format("10 to 14 June 2024"),
        )
        assert inspection(read(text)).authority.name == "Anytown"

    @pytest.mark.parametrize("above", ["", "1\n", "A line that goes on " * 6 + "\n"])
    def test_nowhere(self, above: str) -> None:
        reading = read(
            texts.ilacs(title=f"{above}Inspection of local authority children’s services")
        )
        assert reading.inspection is None
        assert rules(reading) == ["report.no-authority"]
        assert reading.document is Document.INSPECTION


LETTERS = {
    "Focused visit to Anytown children’s services\n": Document.FOCUSED_VISIT,
    "Monitoring visit of Anytown children’s services\nsince the\n"
    "Inspection of services for children in need of help and protection": Document.MONITORING_VISIT,
    "Annual unannounced inspection of contact, referral and assessment": Document.UNANNOUNCED_CRA,
    "Thank you for your letter.\n": Document.LETTER,
    texts.ilacs(): Document.LETTER,
}

DOCUMENTS = {
    **{f"Ofsted\nDear Director\n{letter}": document for letter, document in LETTERS.items()},
    "Focused visit to Anytown local authority\nchildren’s services\n"
    "Inspection dates: 12 and 13 July 2022\n": Document.FOCUSED_VISIT,
    "Joint targeted area inspection of the multi-agency response to abuse\n": Document.JTAI,
    "Anytown Safeguarding Children Board\n"
    "Review of the effectiveness of the local safeguarding children board\n"
    "Inspection date: 15 June 2015\n"
    "The Local Safeguarding Children Board is good\n": Document.LSCB_REVIEW,
    "Inspection of the effectiveness of Anytown Safeguarding Children Board\n": Document.LSCB_REVIEW,
    "Anytown Council\nReview of the Local Safeguarding Children Board\n": Document.LSCB_REVIEW,
    "Inspection report for a local authority adoption agency\n"
    "Overall effectiveness Good\n": Document.OTHER,
    "Report of the Chief Executive\nInspection of local authority children’s services 2019\n"
    "We did well.\n": Document.OTHER,
    "We were inspected.\nInspection of services for children in need of help and protection\n"
    "We did well.": Document.OTHER,
    "The council discussed the Inspection of services for children in need of help and "
    "protection.\n": Document.OTHER,
    "": Document.OTHER,
}


RULES = {Document.OTHER: "report.not-recognised"}
SAID = {Document.OTHER: "not recognised as a report"}

VISITS = {
    "Focused visit": Document.FOCUSED_VISIT,
    "ILACS focused visit to Anytown": Document.FOCUSED_VISIT,
    "Focussed visit": Document.FOCUSED_VISIT,
    "Children’s services focused visit": Document.FOCUSED_VISIT,
    "Appendix 1: Focused visit to Anytown": Document.FOCUSED_VISIT,
    "Monitoring visit": Document.MONITORING_VISIT,
    "Monitoring visit: Anytown children’s services": Document.MONITORING_VISIT,
    "First monitoring visit to Anytown": Document.MONITORING_VISIT,
    "Report of the first monitoring visit of Anytown": Document.MONITORING_VISIT,
    "JTAI of Anytown": Document.JTAI,
    "Anytown joint targeted area inspection (JTAI)": Document.JTAI,
    "Joint targeted area inspections of Anytown": Document.JTAI,
    "Unannounced inspection of contact, referral and assessment": Document.UNANNOUNCED_CRA,
}


class TestDocumentsThatAreNoReport:
    """A document that reports no graded inspection is named for what it is, and nothing is read from it."""

    @pytest.mark.parametrize(("text", "document"), DOCUMENTS.items())
    def test_document(self, text: str, document: Document) -> None:
        reading = read(text)
        assert reading.document is document
        assert reading.inspection is None
        assert reading.taken == ()
        [finding] = found(reading)
        assert finding.rule == RULES.get(document, f"report.{document.value.replace('_', '-')}")
        assert SAID.get(document, f"reports no graded inspection: {document}") in finding.message
        assert not document.is_report

    @pytest.mark.parametrize(("line", "document"), VISITS.items())
    @pytest.mark.parametrize("layout", [texts.ilacs, texts.sif, texts.slac, texts.tlac, texts.cpi])
    def test_a_visit_is_never_a_graded_inspection(
        self, line: str, document: Document, layout: Callable[[], str]
    ) -> None:
        """Whatever else is printed, a front page that says what visit it is of reports no inspection."""
        text = layout()
        label = "Inspection date"
        for front in (f"{line}\n{text}", text.replace(label, f"{line}\n{label}", 1)):
            reading = read(front)
            assert (reading.document, reading.inspection) == (document, None)

    @pytest.mark.parametrize(
        "line",
        [
            "This inspection followed the focused visit of May 2022.",
            "The council has had a monitoring visit, and here is what Ofsted said when it came again",
            "The inspection followed a\nfocused visit to the council.",
            "The council has had a monitoring visit\nand now an inspection.",
        ],
    )
    def test_a_visit_that_a_cover_page_tells_of_is_not_what_is_reported(self, line: str) -> None:
        assert grades(read(f"{line}\n{texts.ilacs()}")) == texts.ILACS_GRADES

    def test_a_visit_that_a_report_tells_of_is_not_what_is_reported(self) -> None:
        text = f"Anytown inspection of safeguarding and looked after children services\n{texts.SLAC_RECORD}"
        assert (
            len(grades(read(f"{text}Leaders had improved since the last\nmonitoring visit"))) == 22
        )
        rest = "There was a\nfocused visit to Anytown\nin 2022, and a\nJTAI of Anytown\nin 2023."
        assert grades(read(texts.ilacs(rest=rest))) == texts.ILACS_GRADES

    def test_only_two_documents_are_reports(self) -> None:
        assert [d for d in Document if d.is_report] == [Document.INSPECTION, Document.REINSPECTION]

    @given(
        st.lists(
            st.sampled_from(
                [*DOCUMENTS, texts.ilacs(), texts.sif(), texts.slac(), "Good", "\f", "1 May 2014"]
            )
        )
    )
    def test_whatever_the_text_it_is_read_or_explained(self, parts: list[str]) -> None:
        """Files in are inspections read and files explained: nothing is dropped in silence."""
        reading = read("\n".join(parts))
        assert reading.inspection is not None or reading.findings
        assert reading.inspection is None or reading.document.is_report


class TestReading:
    """A reading says where each value stands, and reads well."""

    def test_every_value_has_a_page_and_its_words(self) -> None:
        reading = read_report(text=texts.sif(), name="anytown.pdf")
        taken = {taken.path: taken for taken in reading.taken}
        assert taken["judgements", "lscb_effectiveness"].page == 3
        assert (
            taken["judgements", "lscb_effectiveness"].words
            == "The Local Safeguarding Children Board is good"
        )
        assert taken["judgements", "adoption_performance"].words == "2.1 Adoption performance Good"
        assert taken["start",].words == "Inspection date: 23 January 2017 – 16 February 2017"
        assert taken["start",].value == dt.date(2017, 1, 23)
        assert taken["published",].words == "Report published: 7 April 2017"
        assert taken["authority",].words == "Anytown Borough Council"
        assert taken["kind",].value is Kind.FULL
        recorded = {("judgements", field) for field in texts.SIF_GRADES}
        rest = {(name,) for name in ("authority", "kind", "start", "end", "published")}
        assert set(taken) == recorded | rest
        assert inspection(reading).source == reading.source == "anytown.pdf"
        assert reading.pages == 3

    def test_as_text(self) -> None:
        shown = str(
            read_report(
                text=texts.ilacs(dates="Inspection dates: 14 to 10 June 2024"), name="a.pdf"
            )
        )
        assert shown.splitlines()[0] == "a.pdf: Anytown, ILACS, undated"
        assert "  judgements.care_leavers: Inadequate (page 1: 'The experiences" in shown
        assert "  error at a.pdf, page 1, start: the days on site cannot be read" in shown
        assert str(read("Dear Director")).splitlines()[0] == "text: letter"

    def test_its_repr_counts_what_was_taken(self) -> None:
        assert repr(read("Dear Director")) == "<ReportReading 'text': letter; 0 values and 1 note>"

    def test_documents_have_names(self) -> None:
        assert repr(Document.LSCB_REVIEW) == "Document.LSCB_REVIEW"
        assert Document.LSCB_REVIEW.value == "lscb_review"

    def test_odd_characters_are_made_plain(self) -> None:
        text = texts.ilacs().replace("\n", "\r\n").replace("care leavers", "care\u00a0leavers")
        reading = read(text.replace("10 to 14", "10\u202fto\u00ad 14"))
        assert grades(reading) == texts.ILACS_GRADES
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert inspection(reading).judgements.help_and_protection is IlacsGrade.GOOD

    def test_one_source_and_no_more(self) -> None:
        with pytest.raises(TypeError, match="only one"):
            read_report()
        with pytest.raises(TypeError, match="only one"):
            read_report(b"", text="x")
