"""The readings of real published reports match their truth table, value by value."""

import csv
from pathlib import Path

import pytest

from ofsted_frameworks.readers.report import ReportReading, read_report, read_reports
from ofsted_frameworks.readers.report.document_kinds import Document

FIELDS = {
    "overall": ("overall_effectiveness",),
    "help_and_protection": ("help_and_protection",),
    "in_care": (
        "children_in_care",
        "children_in_care_and_care_leavers",
        "looked_after_and_permanence",
    ),
    "care_leavers": ("care_leavers",),
    "adoption": ("adoption_performance",),
    "leadership": (
        "impact_of_leaders",
        "leadership_management_governance",
        "leadership_and_management",
    ),
    "lscb": ("lscb_effectiveness",),
}
EDITIONS = {
    "lac2013": "tlac-2013",
    "sif": "sif-2013",
    "reinsp": "sif-2013",
    "ilacs18": "ilacs-2018",
    "ilacs23": "ilacs-2023",
    "ilacs26": "ilacs-2026",
}
PRINTED_OTHERWISE = {"stoke-on-trent_2015-08-12.pdf": "2015-08-10"}
"""The front page prints 10/08/2015, but the website's table has 12 August."""


@pytest.fixture(scope="module")
def readings(shared: Path) -> dict[str, ReportReading]:
    folder = shared / "data" / "reports"
    return {Path(reading.source).name: reading for reading in read_reports(folder)}


@pytest.fixture(scope="module")
def truth(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "reports" / "truth.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_as_truth(reading: ReportReading) -> dict[str, str]:
    """Return the reading in the columns of the truth table."""
    inspection = reading.inspection
    if inspection is None:
        return dict.fromkeys(["authority", "edition", "start_date", "end_date", *FIELDS], "")
    judged = {area.name: grade for area, grade in inspection.judgements.items()}
    grades = {
        column: next((grade.value for f in fields if (grade := judged.get(f))), "")
        for column, fields in FIELDS.items()
    }
    return {
        "authority": inspection.authority.name.lower(),
        "edition": inspection.edition.id,
        "start_date": str(inspection.start),
        "end_date": str(inspection.end),
        **grades,
    }


def as_expected(row: dict[str, str]) -> dict[str, str]:
    expected = {column: row[column] for column in ("start_date", "end_date", *FIELDS)}
    expected["authority"] = row["authority"] if row["kind"] in EDITIONS else ""
    return {"edition": EDITIONS.get(row["kind"], ""), **expected}


class TestTruth:
    """Every grade, date and edition of every report is right, and nothing is invented."""

    def test_every_value_is_right(
        self, readings: dict[str, ReportReading], truth: list[dict[str, str]]
    ) -> None:
        read = {row["file"]: read_as_truth(readings[row["file"]]) for row in truth}
        assert read == {row["file"]: as_expected(row) for row in truth}

    def test_every_file_is_in_the_table(
        self, readings: dict[str, ReportReading], truth: list[dict[str, str]]
    ) -> None:
        assert sorted(readings) == sorted(row["file"] for row in truth)

    def test_every_kind_of_document_is_right(
        self, readings: dict[str, ReportReading], truth: list[dict[str, str]]
    ) -> None:
        named = {"reinsp": Document.REINSPECTION, "nonreport": Document.HTML_PAGE}
        assert {row["file"]: readings[row["file"]].document for row in truth} == {
            row["file"]: named.get(row["kind"], Document.INSPECTION) for row in truth
        }

    def test_every_printed_day_of_publication_is_right(
        self, readings: dict[str, ReportReading], truth: list[dict[str, str]]
    ) -> None:
        for row in truth:
            inspection = readings[row["file"]].inspection
            if inspection and inspection.published:
                expected = PRINTED_OTHERWISE.get(row["file"], row["published_date"])
                assert inspection.published.isoformat() == expected, row["file"]

    def test_every_report_is_read_without_a_finding(
        self, readings: dict[str, ReportReading]
    ) -> None:
        assert [r.source for r in readings.values() if r.inspection and r.findings] == []


class TestSeeds:
    """A report in plain text is read, and text about a report is not recognised as one."""

    def test_hampshire_2011_has_all_22_judgements(self, shared: Path) -> None:
        text = (shared / "seeds" / "004_9b4793307e7d1bd6.txt").read_text(encoding="utf-8")
        reading = read_report(text=text)
        assert reading.inspection is not None
        assert reading.inspection.edition.id == "slac-2010"
        assert reading.inspection.authority.name == "Hampshire"
        judged = [grade.value for _, grade in reading.inspection.judgements.items() if grade]
        assert (judged.count("good"), judged.count("outstanding"), len(judged)) == (13, 9, 22)

    @pytest.mark.parametrize("seed", ["000", "001", "002", "003"])
    def test_news_and_council_papers_are_not_reports(self, shared: Path, seed: str) -> None:
        [path] = (shared / "seeds").glob(f"{seed}_*.txt")
        reading = read_report(text=path.read_text(encoding="utf-8"))
        assert (reading.document, reading.inspection) == (Document.OTHER, None)
