"""The example scripts work with a reader's own files too."""

import csv
import runpy
import shutil
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(script: str, *arguments: object, monkeypatch: pytest.MonkeyPatch) -> None:
    file = EXAMPLES / script
    monkeypatch.setattr(sys, "argv", [str(file), *map(str, arguments)])
    runpy.run_path(str(file), run_name="__main__")


def test_the_transitions_of_a_workbook_are_printed_and_drawn(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The 13, 5 and 1 of the 19 authorities that left inadequate, in Ofsted's table of 2009 to 2023."""
    book = shared / "data" / "Childrens_social_care_in_England_2023_underlying_data.ods"
    run("sif_to_ilacs.py", book, monkeypatch=monkeypatch)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["Inadequate", "1", "5", "13", "0"] in rows
    assert Path("sif_to_ilacs.svg").read_text("utf-8").startswith("<svg")


def test_the_findings_of_a_csv_are_written_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    records = tmp_path / "mine.csv"
    records.write_text("authority_name,edition\nAnytown,ilacs-1066\n", encoding="utf-8")
    run("check_a_csv.py", records, monkeypatch=monkeypatch)
    with (tmp_path / "mine.findings.csv").open(encoding="utf-8", newline="") as file:
        rules = [row["rule"] for row in csv.DictReader(file)]
    assert "record.unknown-edition" in rules


def test_a_folder_of_reports_becomes_a_table(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = sorted((shared / "data" / "reports").rglob("*.pdf"))[:2]
    if not reports:
        pytest.skip("no reports at hand")
    for number, report in enumerate(reports):
        shutil.copy(report, tmp_path / f"{number}.pdf")
    run("reports_to_csv.py", tmp_path, monkeypatch=monkeypatch)
    with (tmp_path / "judgements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["edition"][:4] for row in rows} <= {"slac", "sif-", "ilac", "cpi-", "tlac"}
