"""Files of every kind, taken together."""

from pathlib import Path

import pytest
from report_texts import ILACS_ROWS
from small_pdf import pdf_of

from ofsted_frameworks import datasets, dump_lines
from ofsted_frameworks.findings import UnreadableFile
from ofsted_frameworks.readers.gathering import gather

REPORT = f"""\
Inspection of Kent local authority children's services
Inspection dates: 10 to 14 June 2024
Lead inspector: A Person, His Majesty's Inspector
Judgement Grade
{ILACS_ROWS}"""

TABLE = """\
Local authority name,Inspection date,Publication date,Inspection type,Overall effectiveness,Impact of leaders
Kent,10/06/2024,23/07/2024,ILACS Short Inspection,Good,Good
Leeds,03/06/2024,15/07/2024,ILACS Standard Inspection,Inadequate,Good
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of reports, a table, and records."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "kent.pdf").write_bytes(pdf_of([REPORT]))
    (tmp_path / "reports" / "missing.pdf").write_bytes(b"<!DOCTYPE html><title>No</title>")
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    hampshire = datasets.hampshire()
    lines = "".join(dump_lines([*hampshire, *hampshire.visits]))
    (tmp_path / "records.jsonl").write_text(lines, "utf-8")
    return tmp_path


class TestGather:
    """Every file is read or explained, and none stops the rest."""

    def test_the_account_adds_up(self, files: Path) -> None:
        gathered = gather(files / "reports", files / "table.csv", files / "records.jsonl")
        assert len(gathered.inspections) == 1 + 2 + 4
        assert len(gathered.visits) == 3
        assert gathered.unread == 1
        assert (
            "4 files = 3 read + 1 not read: 7 inspections, 3 visits\n"
            "each once: 6 inspections, 3 visits"
        ) in str(gathered)

    def test_a_report_and_a_table_that_disagree_are_both_named(self, files: Path) -> None:
        (finding,) = gather(files / "reports", files / "table.csv").disagreements
        assert "impact_of_leaders" in str(finding)
        assert "kent.pdf" in str(finding)
        assert "table.csv" in str(finding)

    def test_what_is_no_file_of_ours_is_explained(self, files: Path) -> None:
        (files / "notes.txt").write_text("nothing of the kind", "utf-8")
        gathered = gather(files / "notes.txt", files / "table.csv")
        assert [f.rule for f in gathered.findings] == ["file.unread"]
        assert len(gathered.inspections) == 2

    def test_a_folder_without_a_report_is_explained_whatever_else_it_holds(
        self, files: Path
    ) -> None:
        (files / "reports" / "kent.pdf").unlink()
        (files / "reports" / "missing.pdf").rename(files / "reports" / "missing.html")
        gathered = gather(files / "reports", files / "table.csv")
        assert [f.rule for f in gathered.findings] == ["file.unread", "file.passed-over"]
        assert "there is no report" in gathered.findings[0].message
        assert (gathered.unread, len(gathered.inspections)) == (1, 2)

    def test_what_a_folder_holds_beside_its_reports_is_named(self, files: Path) -> None:
        for number in range(6):
            (files / "reports" / f"{number}.ods").touch()
        gathered = gather(files / "reports")
        (finding,) = [f for f in gathered.findings if f.rule == "file.passed-over"]
        assert "passed over: 0.ods, 1.ods, 2.ods, 3.ods, 4.ods and 1 more" in str(finding)
        assert len(gathered.accounts) == 2

    def test_a_file_that_is_not_read_is_named_once_in_what_is_found(self, files: Path) -> None:
        (files / "empty.ods").touch()
        (finding,) = gather(files / "empty.ods").findings
        assert str(finding).count("empty.ods") == 1
        (files / "cut.json").write_text("[\n{")
        (finding,) = gather(files / "cut.json").findings
        assert str(finding).startswith(f"error at {files / 'cut.json'}, line 2: this is not JSON")

    def test_a_broken_record_is_a_finding_with_its_line(self, files: Path) -> None:
        (files / "broken.jsonl").write_text('{"edition": 1}\nnot json\n', "utf-8")
        gathered = gather(files / "broken.jsonl")
        assert gathered.inspections == ()
        assert {f.place.line for f in gathered.findings if f.place} == {1, 2}
        assert (
            gather(files / "records.jsonl")
            .accounts[0]
            .endswith("7 records = 4 inspections + 3 visits + 0 not read")
        )
        assert "2 records = 0 inspections + 0 visits + 2 not read" in gathered.accounts[0]

    def test_a_path_that_leads_nowhere_is_refused(self, files: Path) -> None:
        with pytest.raises(UnreadableFile, match="nowhere.ods"):
            gather(files / "nowhere.ods")
