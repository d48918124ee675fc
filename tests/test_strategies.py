"""The strategies generate what they promise, in every variety."""

import importlib
import sys
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings, strategies as st

import ofsted_frameworks as of
from ofsted_frameworks import strategies

EDITIONS = st.sampled_from(of.all_editions())


def overall(inspection: "of.Inspection[Any]") -> object:
    assert isinstance(inspection.judgements, of.SifJudgements)
    return inspection.judgements.overall_effectiveness


class TestInspections:
    """An inspection is valid and is of the edition asked for."""

    @given(st.data(), EDITIONS)
    def test_inspections_can_be_of_one_edition(
        self, data: st.DataObject, edition: of.frameworks.Edition
    ) -> None:
        inspection = data.draw(strategies.inspections(edition))
        assert inspection.edition is edition
        assert of.is_valid(inspection, complete=True)

    @given(strategies.inspections("ilacs-2026"))
    def test_the_edition_can_be_given_by_its_id(self, inspection: "of.Inspection[Any]") -> None:
        assert inspection.edition.id == "ilacs-2026"

    @pytest.mark.parametrize("grade", of.SifGrade)
    def test_every_grade_is_generated(self, grade: of.SifGrade) -> None:
        found = find(
            strategies.inspections("sif-2013"),
            lambda each: overall(each) is grade,
            settings=settings(max_examples=2000, database=None, phases=[Phase.generate]),
        )
        assert overall(found) is grade


class TestRecords:
    """A record is valid, or almost valid."""

    @given(strategies.records())
    def test_a_record_has_no_errors(self, record: dict[str, Any]) -> None:
        assert of.is_valid(record)

    @given(st.data(), EDITIONS)
    def test_records_can_be_of_one_edition(
        self, data: st.DataObject, edition: of.frameworks.Edition
    ) -> None:
        assert data.draw(strategies.records(edition))["edition"] == edition.id

    @pytest.mark.parametrize("valid", [True, False])
    def test_almost_valid_records_include_valid_and_invalid_ones(self, valid: bool) -> None:
        find(
            strategies.almost_valid_records(),
            lambda record: of.is_valid(record) is valid,
            settings=settings(max_examples=2000, database=None, phases=[Phase.generate]),
        )


@given(strategies.histories())
def test_a_history_is_of_one_authority_in_date_order(
    history: "list[of.Inspection[Any]]",
) -> None:
    assert len({each.authority for each in history}) <= 1
    starts = [each.start for each in history if each.start]
    assert starts == sorted(set(starts))


def test_without_hypothesis_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(of.findings.MissingExtra, match=r"ofsted-frameworks\[testing\]"):
        importlib.reload(strategies)
    monkeypatch.undo()
    importlib.reload(strategies)


@given(strategies.panels())
def test_a_panel_counts_each_of_its_inspections_under_one_edition(panel: of.Panel) -> None:
    assert sum(len(panel.filter(edition=each.id)) for each in of.all_editions()) == len(panel)
