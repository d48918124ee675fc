"""Files of every kind, read together."""

import csv
import datetime as dt
import io
import os
from pathlib import Path
from typing import Any

import pytest
from mixed_files import TABLE, write_files

from ofsted_frameworks.findings import UnreadableFile
from ofsted_frameworks.readers.gathering import gather
from ofsted_frameworks.writing import write_csv


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with reports, a table, and records."""
    return write_files(tmp_path)


class TestGather:
    """Every file is read or explained by a finding, and none stops the rest."""

    def test_the_account_adds_up(self, files: Path) -> None:
        gathered = gather(files / "reports", files / "table.csv", files / "records.jsonl")
        assert len(gathered.inspections) == 1 + 2 + 4
        assert len(gathered.visits) == 3
        assert gathered.unread == 1
        assert (
            "4 files = 3 read + 1 not read: 7 inspections, 3 visits\n"
            "without repeats: 6 inspections, 3 visits"
        ) in str(gathered)

    def test_a_report_and_a_table_that_disagree_are_both_named(self, files: Path) -> None:
        (finding,) = gather(files / "reports", files / "table.csv").disagreements
        assert "impact_of_leaders" in str(finding)
        assert "kent.pdf" in str(finding)
        assert "table.csv" in str(finding)

    def test_another_kind_of_file_is_explained(self, files: Path) -> None:
        (files / "notes.txt").write_text("nothing of the kind", "utf-8")
        gathered = gather(files / "notes.txt", files / "table.csv")
        assert [f.rule for f in gathered.findings] == ["file.unread"]
        assert len(gathered.inspections) == 2

    def test_any_folder_without_a_report_is_explained(self, files: Path) -> None:
        (files / "reports" / "kent.pdf").unlink()
        (files / "reports" / "missing.pdf").rename(files / "reports" / "missing.html")
        gathered = gather(files / "reports", files / "table.csv")
        assert [f.rule for f in gathered.findings] == ["file.unread", "file.passed-over"]
        assert "this folder has no report" in gathered.findings[0].message
        assert (gathered.unread, len(gathered.inspections)) == (1, 2)

    def test_other_files_in_a_folder_of_reports_are_named(self, files: Path) -> None:
        for number in range(6):
            (files / "reports" / f"{number}.ods").touch()
        gathered = gather(files / "reports")
        (finding,) = [f for f in gathered.findings if f.rule == "file.passed-over"]
        assert "skipped: 0.ods, 1.ods, 2.ods, 3.ods, 4.ods and 1 more" in str(finding)
        assert len(gathered.accounts) == 2

    def test_a_finding_names_an_unread_file_once(self, files: Path) -> None:
        (files / "empty.ods").touch()
        (finding,) = gather(files / "empty.ods").findings
        assert str(finding).count("empty.ods") == 1
        (files / "cut.json").write_text("[\n{")
        (finding,) = gather(files / "cut.json").findings
        assert str(finding).startswith(f"error at {files / 'cut.json'}, line 2: this is not JSON")

    def test_locked_and_linked_folders_are_named(
        self, files: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (files / "reports" / "linked").symlink_to(files, target_is_directory=True)
        (files / "reports" / "broken.pdf").symlink_to(files / "nowhere")
        (files / "reports" / "locked").mkdir()
        real = os.scandir

        def refuse(path: Any) -> Any:
            if str(path).endswith("locked"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", refuse)
        gathered = gather(files / "reports")
        why = {Path(f.place.file).name: f.message for f in gathered.findings if f.place}
        assert why["locked"] == "you do not have permission to read this folder"
        assert why["linked"] == "this is a link to a folder; links are not followed"
        assert "a broken link, not a file" in why["broken.pdf"]
        assert gathered.unread == 1 + 3
        assert len(gathered.accounts) == 2 + 3

    def test_only_tables_say_how_far_the_data_reaches(self, files: Path) -> None:
        gathered = gather(files / "reports" / "kent.pdf")
        assert [i.authority.name for i in gathered.inspections] == ["Kent"]
        assert gathered.known_to is None
        assert gather(files / "records.jsonl").known_to is None
        both = gather(files / "table.csv", files / "records.jsonl")
        assert both.known_to == both.panel.known_to == dt.date(2024, 7, 23)
        (files / "none.csv").write_text("Council,Overall\nLeeds,\n")
        assert gather(files / "none.csv").known_to is None

    def test_the_caller_gets_each_file_as_soon_as_it_is_read(self, files: Path) -> None:
        seen: list[tuple[str, ...]] = []
        gather(
            files / "records.jsonl",
            files / "table.csv",
            each=lambda part: seen.append(part.accounts),
        )
        assert [len(accounts) for accounts in seen] == [1, 1]

    def test_a_lone_carriage_return_is_quoted(self, files: Path) -> None:
        (files / "odd.csv").write_bytes(TABLE.replace("Kent,", '"Ke\rnt",').encode())
        written: list[str] = []
        write_csv(gather(files / "odd.csv"), written.append)
        assert len(list(csv.reader(io.StringIO("".join(written), newline="")))) == 3
        assert not any(line.endswith("\r\n") for line in written)

    def test_a_device_is_never_opened(self, files: Path) -> None:
        os.mkfifo(files / "pipe.json")
        (finding,) = gather(files / "pipe.json", files / "table.csv").findings
        assert "a device, a pipe or a socket" in finding.message

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

    def test_a_missing_file_is_refused(self, files: Path) -> None:
        with pytest.raises(UnreadableFile, match="nowhere.ods"):
            gather(files / "nowhere.ods")
