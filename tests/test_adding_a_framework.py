"""A framework is added with one file and one test class; nothing else has to change."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import madeup_framework as madeup
import pytest
from framework_contract import FrameworkContract

from ofsted_frameworks import (
    Change,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    Theme,
    compare,
    edition_on,
    from_dict,
    get_edition,
    map_grade,
    read_grade,
    to_dict,
)
from ofsted_frameworks.findings import MappingRefused, UnknownEdition
from ofsted_frameworks.frameworks import register, unregister
from ofsted_frameworks.readers.workbook import read_workbook
from ofsted_frameworks.show import describe, describe_frameworks


@pytest.fixture(autouse=True)
def _registered() -> Iterator[None]:
    register(madeup.FRAMEWORK)
    yield
    unregister(madeup.FRAMEWORK)


class TestMadeUp(FrameworkContract):
    framework = madeup.FRAMEWORK


LEEDS = LocalAuthority("Leeds", "E08000035")


def test_it_is_shown_with_the_others() -> None:
    assert "madeup-2027" in describe_frameworks()


def test_no_empty_table_is_shown_for_facts_it_does_not_have() -> None:
    assert "Fact" not in describe(madeup.FRAMEWORK)


def test_its_labels_are_read() -> None:
    assert read_grade("wobbly", madeup.MadeUpGrade) is madeup.MadeUpGrade.SHAKY


def test_its_edition_is_found_by_date() -> None:
    assert get_edition("madeup-2027") in edition_on(dt.date(2027, 6, 1))
    assert get_edition("madeup-2026") is get_edition("madeup-2027")


def test_its_inspections_are_compared_with_its_mappings() -> None:
    before = Inspection(
        authority=LEEDS,
        judgements=Ilacs2026Judgements(help_and_protection=IlacsGrade.GOOD),
        start=dt.date(2026, 5, 4),
    )
    after = Inspection(
        authority=LEEDS,
        judgements=madeup.MadeUpJudgements(safety=madeup.MadeUpGrade.EXCELLENT),
        start=dt.date(2027, 5, 3),
    )
    row = compare(before, after)[Theme.HELP_AND_PROTECTION]
    assert (row.change, row.steps) == (Change.IMPROVED, 1)
    assert compare(before, after)[Theme.OVERALL].change is Change.NOT_COMPARABLE
    back = compare(after, before)[Theme.HELP_AND_PROTECTION]
    assert (back.change, back.reason) == (
        Change.NOT_COMPARABLE,
        "the grades are not equivalent",
    )


def test_areas_without_a_mapping_are_not_compared() -> None:
    before = Inspection(
        authority=LEEDS, judgements=Ilacs2023Judgements(overall_effectiveness=IlacsGrade.GOOD)
    )
    after = Inspection(
        authority=LEEDS, judgements=madeup.MadeUpJudgements(overall=madeup.MadeUpGrade.FINE)
    )
    row = compare(before, after)[Theme.OVERALL]
    assert (row.change, row.reason) == (
        Change.NOT_COMPARABLE,
        "no mapping relates the two judgement areas",
    )


def test_a_grade_without_an_equivalent_is_reported_as_such_and_can_be_refused() -> None:
    third = IlacsGrade.REQUIRES_IMPROVEMENT
    assert map_grade(third, to=madeup.MadeUpGrade).target is None
    with pytest.raises(MappingRefused, match="no equivalent, none"):
        map_grade(third, to=madeup.MadeUpGrade, accept=())


def test_its_inspections_convert_to_data_and_back() -> None:
    inspection = Inspection(
        authority=LEEDS, judgements=madeup.MadeUpJudgements(safety=madeup.MadeUpGrade.FINE)
    )
    assert from_dict(to_dict(inspection)) == inspection


def test_it_can_be_unregistered() -> None:
    unregister(madeup.FRAMEWORK)
    with pytest.raises(UnknownEdition):
        get_edition("madeup-2027")
    register(madeup.FRAMEWORK)


def test_tables_are_read_in_its_words_while_it_is_registered(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Council,Inspected,Overall,Altogether\nLeeds,10/06/2024,Good,Excellent\n")
    assert [column.text for column in read_workbook(table).tables[0].unread] == []
    unregister(madeup.FRAMEWORK)
    assert [column.text for column in read_workbook(table).tables[0].unread] == ["Altogether"]
    register(madeup.FRAMEWORK)
    assert [column.text for column in read_workbook(table).tables[0].unread] == []
