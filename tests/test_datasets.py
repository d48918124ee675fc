"""The built-in example matches the reports."""

import datetime as dt
import json
from importlib import resources

import attrs
import pytest

from ofsted_frameworks import (
    Kind,
    Month,
    SifGrade,
    SifJudgements,
    VisitKind,
    datasets,
    from_dict,
    to_dict,
)

RECORDS = [
    json.loads(line)
    for line in (resources.files("ofsted_frameworks.datasets") / "data" / "hampshire.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def test_the_judgements_and_dates_of_2014_match_the_report() -> None:
    """Front page of the report, and Hampshire Now of 22 April 2014."""
    report = datasets.hampshire()[1]
    assert report.judgements == SifJudgements(
        overall_effectiveness=SifGrade.GOOD,
        help_and_protection=SifGrade.GOOD,
        looked_after_and_permanence=SifGrade.GOOD,
        adoption_performance=SifGrade.OUTSTANDING,
        care_leavers=SifGrade.GOOD,
        leadership_management_governance=SifGrade.OUTSTANDING,
        lscb_effectiveness=SifGrade.GOOD,
    )
    assert (report.start, report.end) == (dt.date(2014, 2, 18), dt.date(2014, 3, 12))


def test_the_inspections_of_2019_and_2024_were_short() -> None:
    assert [i.kind for i in datasets.hampshire()[2:]] == [Kind.SHORT, Kind.SHORT]


def test_the_days_on_site_of_2011_are_not_recorded() -> None:
    report = datasets.hampshire()[0]
    assert (report.start, report.end) == (None, None)
    assert report.published == dt.date(2011, 8, 12)


def test_the_visits_are_dated_by_month() -> None:
    assert [(v.kind, v.start) for v in datasets.hampshire().visits] == [
        (VisitKind.UNANNOUNCED_CRA, Month(2010, 11)),
        (VisitKind.JTAI, Month(2016, 12)),
        (VisitKind.FOCUSED, Month(2018, 10)),
    ]


def test_no_graded_inspection_is_missing_up_to_the_day_it_is_known_to() -> None:
    """The data on England is known to the same day, and has the same four inspections of Hampshire."""
    known = datasets.england().filter(authority="Hampshire")
    assert len(known) == len(datasets.hampshire()) == 4
    assert known.known_to == datasets.hampshire().known_to


def test_every_entry_names_its_source() -> None:
    assert all(record["source"] for record in RECORDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.get("edition") or r["visit"])
def test_each_record_is_written_back_unchanged(record: dict[str, object]) -> None:
    assert to_dict(from_dict(record)) == record


def test_a_visit_with_days_reads_back_unchanged() -> None:
    first = datasets.hampshire().visits[0]
    visit = attrs.evolve(first, start=dt.date(2010, 11, 16), end=dt.date(2010, 11, 17))
    assert from_dict(to_dict(visit)) == visit
