"""Judgements printed as sentences are read, and other sentences are not."""

import pytest
import report_texts as texts
from report_texts import found, grades, read, rules

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
    """SIF reports print the overall judgement and that of the board as sentences, in many wordings."""

    @pytest.mark.parametrize(("sentence", "grade"), OVERALL.items())
    def test_each_wording_of_the_overall_judgement_is_read(self, sentence: str, grade: str) -> None:
        reading = read(texts.sif(overall=sentence))
        assert grades(reading) == texts.SIF_GRADES | {"overall_effectiveness": grade}
        assert found(reading) == []

    @pytest.mark.parametrize(("sentence", "grade"), BOARD.items())
    def test_each_wording_of_the_judgement_of_the_board_is_read(
        self, sentence: str, grade: str
    ) -> None:
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
    def test_other_sentences_are_not_judgements(self, sentence: str) -> None:
        reading = read(texts.sif(board=sentence))
        assert "lscb_effectiveness" not in grades(reading)
        assert rules(reading) == ["report.no-judgement"]

    def test_a_sentence_with_a_second_verb_is_not_read(self) -> None:
        torn = "Children’s services in Anytown are good\npermanence Requires improvement"
        assert "overall_effectiveness" not in grades(read(texts.sif(overall=torn)))

    @pytest.mark.parametrize("mark", [":", " -", " –", " |"])
    def test_a_grade_broken_by_a_mark_is_not_read_as_another(self, mark: str) -> None:
        torn = f"Children’s services in Anytown\nrequire improvement to be{mark} Good"
        judged = grades(read(texts.sif(overall=torn)))
        assert judged.get("overall_effectiveness") != "good"

    def test_a_sentence_is_used_if_the_record_has_no_row(self) -> None:
        reading = read(
            texts.cpi(texts.CPI_RECORD.replace("Overall effectiveness Inadequate\n", ""))
        )
        assert grades(reading) == texts.CPI_GRADES
        assert found(reading) == []
