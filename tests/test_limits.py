"""The rules that limit overall effectiveness, edition by edition, against real inspections."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from records_for_tests import ILACS_2018, ILACS_2023, ILACS_2026, SIF, Record, judged

import ofsted_frameworks as of

O, G, RI, I = "outstanding", "good", "requires_improvement", "inadequate"  # noqa: E741
ORDER_2018 = (
    "overall_effectiveness",
    "impact_of_leaders",
    "help_and_protection",
    "children_in_care_and_care_leavers",
)
ORDER_2023 = (
    "overall_effectiveness",
    "impact_of_leaders",
    "help_and_protection",
    "children_in_care",
    "care_leavers",
)
ORDER_SIF = (
    "overall_effectiveness",
    "help_and_protection",
    "looked_after_and_permanence",
    "leadership_management_governance",
    "adoption_performance",
    "care_leavers",
    "lscb_effectiveness",
)


def broken(record: Record) -> list[tuple[str, str]]:
    """Return the severity and id of each judgement rule that a record breaks."""
    return [(str(each.severity), each.rule) for each in of.iter_findings(record)]


def sif(*grades: str | None) -> Record:
    return judged(SIF, **dict(zip(ORDER_SIF, grades, strict=True)))


def ilacs_2018(*grades: str | None) -> Record:
    return judged(ILACS_2018, **dict(zip(ORDER_2018, grades, strict=True)))


def ilacs_2023(*grades: str | None) -> Record:
    return judged(ILACS_2023, **dict(zip(ORDER_2023, grades, strict=True)))


class TestSif:
    """Overall is inadequate exactly when a key judgement (1, 2 or 3) is, and for no other reason."""

    @pytest.mark.parametrize(
        "grades",
        [
            (I, I, I, I, RI, RI, I),  # Barnet 2017
            (G, RI, G, G, G, G, O),  # York 2017
            (RI, RI, RI, RI, G, I, I),  # Devon 2015: 2.2 inadequate
            (I, I, RI, I, RI, I, G),  # Lancashire 2015: LSCB good
            (O, G, O, O, O, G, G),  # Westminster 2016
            (G, G, "not_judged", G, "not_judged", "not_judged", RI),  # Isles of Scilly 2016
            (RI, RI, G, G, G, G, G),  # Brighton and Hove 2015
        ],
    )
    def test_real_inspections_break_no_rule(self, grades: tuple[str, ...]) -> None:
        assert broken(sif(*grades)) == []

    @pytest.mark.parametrize("key", [1, 2, 3])
    @pytest.mark.parametrize("overall", [G, RI])
    def test_an_inadequate_key_judgement_makes_overall_inadequate(
        self, key: int, overall: str
    ) -> None:
        grades = [overall, RI, RI, RI, G, G, G]
        grades[key] = I
        errors = [rule for severity, rule in broken(sif(*grades)) if severity == "error"]
        assert errors == ["sif.inadequate-key-judgement"]

    def test_overall_is_inadequate_for_no_other_reason(self) -> None:
        assert broken(sif(I, RI, RI, RI, I, I, I)) == [("error", "sif.inadequate-overall")]

    def test_overall_may_be_inadequate_if_a_key_judgement_is_not_recorded(self) -> None:
        assert ("error", "sif.inadequate-overall") not in broken(sif(I, RI, None, RI, G, G, G))

    def test_an_unrecorded_overall_breaks_no_rule(self) -> None:
        assert broken(sif(None, I, RI, RI, G, G, G)) == [("warning", "judgements.missing")]

    @pytest.mark.parametrize(
        ("grades", "rule"),
        [
            ((O, G, G, O, G, G, G), "sif.outstanding-overall"),
            ((O, G, O, G, G, G, G), "sif.outstanding-overall"),
            ((G, RI, RI, G, G, G, G), "sif.good-overall-key-judgements"),
            ((G, G, G, RI, G, G, G), "sif.good-overall-leadership"),
            ((G, G, G, G, I, G, G), "sif.inadequate-part"),
            ((G, G, G, G, G, I, G), "sif.inadequate-part"),
        ],
    )
    def test_what_never_happened_is_a_warning(self, grades: tuple[str, ...], rule: str) -> None:
        assert broken(sif(*grades)) == [("warning", rule)]


class TestIlacs:
    """An inadequate judgement of practice makes overall inadequate; inadequate leaders alone do not."""

    @pytest.mark.parametrize(
        "record",
        [
            ilacs_2018(O, O, O, O),  # Hampshire 2019
            ilacs_2018(I, I, I, RI),  # Bury 2021
            ilacs_2018(I, I, RI, I),  # Devon 2020
            ilacs_2018(G, G, RI, G),  # Oxfordshire 2018
            ilacs_2018(G, O, G, G),  # Bromley 2019
            ilacs_2018(RI, I, RI, RI),  # Herefordshire 2018, Bournemouth 2018, Doncaster 2022
            ilacs_2023(RI, I, RI, RI, RI),  # Slough 2023
            ilacs_2023(I, I, I, RI, RI),  # Isles of Scilly 2023
            ilacs_2023(G, G, G, RI, G),  # Worcestershire 2023
            ilacs_2023(RI, G, RI, G, RI),  # West Sussex 2023
            ilacs_2023(O, O, G, O, G),  # Walsall 2025
        ],
    )
    def test_real_inspections_break_no_rule(self, record: Record) -> None:
        assert broken(record) == []

    @pytest.mark.parametrize("area", [2, 3, 4])
    def test_an_inadequate_judgement_of_practice_makes_overall_inadequate(self, area: int) -> None:
        grades = [RI, RI, RI, RI, RI]
        grades[area] = I
        assert broken(ilacs_2023(*grades)) == [("error", "ilacs.inadequate-practice")]
        if area < 4:
            assert broken(ilacs_2018(*grades[:4])) == [("error", "ilacs.inadequate-practice")]

    def test_overall_is_inadequate_for_no_other_reason(self) -> None:
        errors = [
            rule for severity, rule in broken(ilacs_2018(I, RI, RI, RI)) if severity == "error"
        ]
        assert errors == ["ilacs.inadequate-overall"]

    def test_inadequate_leaders_alone_made_overall_inadequate_once(self) -> None:
        # Trafford 2019, against four that were requires improvement.
        trafford = broken(ilacs_2018(I, I, RI, RI))
        assert trafford == [("warning", "ilacs.inadequate-leaders")]

    def test_overall_may_be_inadequate_if_a_judgement_is_not_recorded(self) -> None:
        unknown = [rule for _, rule in broken(ilacs_2018(I, RI, None, RI))]
        assert unknown == ["judgements.missing"]
        unknown = [rule for _, rule in broken(ilacs_2018(I, I, None, RI))]
        assert unknown == ["judgements.missing"]

    @pytest.mark.parametrize(
        ("record", "rules"),
        [
            (ilacs_2018(O, G, O, O), ["ilacs.outstanding-overall-leaders"]),
            (ilacs_2018(O, O, RI, O), ["ilacs.outstanding-overall-practice"]),
            (ilacs_2018(G, RI, G, G), ["ilacs.good-overall-leaders"]),
            (
                ilacs_2018(G, I, G, G),
                ["ilacs.inadequate-leaders", "ilacs.good-overall-leaders"],
            ),
            (ilacs_2018(G, O, RI, RI), ["ilacs.good-overall-practice", "ilacs-2018.median"]),
            (ilacs_2018(RI, O, RI, RI), ["ilacs.requires-improvement-overall-leaders"]),
            (ilacs_2018(I, G, I, I), ["ilacs.inadequate-overall-leaders"]),
            (ilacs_2018(RI, G, G, RI), ["ilacs-2018.median"]),
            (ilacs_2023(RI, G, G, G, RI), ["ilacs-2023.majority"]),
            (ilacs_2023(RI, RI, G, G, G), ["ilacs-2023.majority"]),
            (ilacs_2023("not_judged", G, G, G, RI), []),
        ],
    )
    def test_what_never_or_hardly_ever_happened_is_a_warning(
        self, record: Record, rules: list[str]
    ) -> None:
        assert broken(record) == [("warning", rule) for rule in rules]

    @pytest.mark.parametrize("overall", [O, G])
    def test_overall_may_be_either_grade_in_a_tie(self, overall: str) -> None:
        assert broken(ilacs_2023(overall, O, O, G, G)) == []

    def test_two_of_four_are_not_a_majority(self) -> None:
        # Wigan (October 2025) and Wolverhampton (January 2026): two outstanding, and overall good.
        assert broken(ilacs_2023(G, G, RI, O, O)) == []

    def test_no_rule_limits_judgements_since_april_2026(self) -> None:
        # Trafford 2026: leaders and help inadequate, and no overall grade.
        trafford = judged(
            ILACS_2026,
            impact_of_leaders=I,
            help_and_protection=I,
            children_in_care=G,
            care_leavers=RI,
        )
        assert broken(trafford) == []


class TestAgainstOfficialStatistics:
    """The rules' counts match Ofsted's workbooks, and no row breaks a rule."""

    @pytest.fixture(scope="class")
    @classmethod
    def ilacs_rows(cls, shared: Path) -> list[dict[str, Any]]:
        calamine = pytest.importorskip("python_calamine")
        book = calamine.load_workbook(
            shared / "data" / "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
        )
        rows = book.get_sheet_by_name("ILACS_inspection_history").to_python()
        return [dict(zip(rows[2], row, strict=False)) for row in rows[3:] if row[0]]

    def test_no_ilacs_inspection_breaks_a_rule_that_is_an_error(
        self, ilacs_rows: list[dict[str, Any]]
    ) -> None:
        assert len(ilacs_rows) == 271
        counted = Counter(rule for row in ilacs_rows for rule in broken(record_of(row)))
        assert counted == {
            ("warning", "ilacs-2018.median"): 2,
            ("warning", "ilacs.inadequate-leaders"): 1,
        }

    def test_no_authority_has_an_impossible_history(self, ilacs_rows: list[dict[str, Any]]) -> None:
        inspections = [of.validate(record_of(row)) for row in ilacs_rows]
        assert list(of.iter_history_findings(inspections)) == []

    @pytest.mark.parametrize(
        "file",
        [
            "Childrens_social_care_in_England_2023_underlying_data.ods",
            "LA_Inspection_Outcomes_as_at_31_March_2025.ods",
        ],
    )
    def test_every_inspection_of_the_workbooks_is_valid(self, shared: Path, file: str) -> None:
        pytest.importorskip("python_calamine")
        from ofsted_frameworks.readers.workbook import read_workbook

        report = of.validate_records(read_workbook(shared / "data" / file).inspections)
        assert report.records > 400
        assert report.invalid == 0

    def test_no_later_inspection_breaks_a_rule_over_judgements(self, shared: Path) -> None:
        """The overview continues to 2026; the rules' counts stop at March 2025."""
        pytest.importorskip("python_calamine")
        from ofsted_frameworks.readers.workbook import read_workbook

        overview = read_workbook(shared / "data" / "ofsted_csc_ilacs_overview.xlsx").inspections
        counted = Counter(rule for each in overview for _, rule in broken(of.to_dict(each)))
        assert counted == {"kind.time-on-site": 1}


WORDS = {
    "Outstanding": O,
    "Good": G,
    "Requires improvement to be good": RI,
    "Inadequate": I,
    "": None,
}
KINDS = {"ILACS Short Inspection": "short", "ILACS Standard Inspection": "standard"}


def record_of(row: dict[str, Any]) -> Record:
    """Return the record of a row of the sheet, which has the grades in its last five columns."""
    start, published = row["Inspection date"].date(), row["Publication date"].date()
    grades = [WORDS[grade] for grade in list(row.values())[8:13]]
    record = ilacs_2023(*grades) if start.year >= 2023 else ilacs_2018(*grades[:4])
    return record | {
        "authority": {
            "name": row["Local authority name"],
            "code": row["Local authority area code"],
        },
        "kind": KINDS[row["Inspection type"]],
        "start": start.isoformat(),
        "end": None,
        "published": published.isoformat(),
    }
