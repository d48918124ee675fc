"""`read`, `panel` and `compare` with files, as their users see them."""

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from mixed_files import TABLE, write_files

from ofsted_frameworks import datasets, from_dict, loads
from ofsted_frameworks.authorities import list_authorities
from ofsted_frameworks.cli import main
from ofsted_frameworks.readers.gathering import gather


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with reports, a table, and records."""
    return write_files(tmp_path)


def run(*words: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.stdout


class TestRead:
    """`read` prints an account, or the records it read in a format that can be read back."""

    def test_prints_the_account(self, files: Path) -> None:
        assert "2 inspections" in run("read", files / "table.csv")

    def test_an_unreadable_file_is_named_and_the_exit_status_is_1(self, files: Path) -> None:
        output = run("read", files / "reports", "--processes", "1", code=1)
        assert "HTML page" in output
        assert "2 files = 1 read + 1 not read" in output

    def test_json_lines_are_read_back(self, files: Path) -> None:
        lines = run("read", files / "records.jsonl", "--to", "jsonl").splitlines()
        hampshire = datasets.hampshire()
        assert [loads(line) for line in lines] == [*hampshire, *hampshire.visits]

    def test_csv_is_read_back(self, files: Path) -> None:
        text = run("read", files / "records.jsonl", "--to", "csv")
        (files / "again.csv").write_text(text, "utf-8")
        again = gather(files / "again.csv")
        assert again.inspections == tuple(datasets.hampshire())
        assert again.visits == datasets.hampshire().visits

    def test_no_cell_of_csv_begins_a_formula(self, files: Path) -> None:
        table = TABLE.replace("Kent", "=1+1")
        (files / "evil.csv").write_text(table, "utf-8")
        rows = list(csv.DictReader(io.StringIO(run("read", files / "evil.csv", "--to", "csv"))))
        assert [row["authority_name"] for row in rows] == ["'=1+1", "Leeds"]

    def test_json_has_findings_and_the_account(self, files: Path) -> None:
        whole = json.loads(
            run("read", files / "table.csv", files / "reports", "--to", "json", code=1)
        )
        assert len(whole["inspections"]) == 2
        assert {finding["rule"] for finding in whole["findings"]} >= {"report.html-page"}
        assert len(whole["accounts"]) == 3
        assert [from_dict(each).authority.name for each in whole["inspections"]] == [
            "Kent",
            "Leeds",
        ]

    def test_the_caller_can_give_extra_columns_and_labels(self, files: Path) -> None:
        table = TABLE.replace("Local authority name", "Council").replace("Good", "RI")
        (files / "own.csv").write_text(table, "utf-8")
        own = ("--column", "Council=authority", "--label", "RI=requires improvement")
        text = run("read", files / "own.csv", "--to", "jsonl", *own)
        assert '"overall_effectiveness": "requires_improvement"' in text

    @pytest.mark.parametrize("pair", ["Council", "=authority", "Council="])
    def test_a_pair_without_two_sides_is_named(self, files: Path, pair: str) -> None:
        words = ["read", str(files / "table.csv"), "--column", pair]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 2
        assert f"'--column': {pair!r} is not a pair; write it as HEADING=FIELD" in result.output

    def test_a_missing_file_gives_exit_status_2(self, files: Path) -> None:
        run("read", files / "nowhere.pdf", code=2)


class TestFindings:
    """Findings are one line each, with the place first; no control character reaches the terminal."""

    def test_a_line_names_place_severity_message_and_rule(
        self, files: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(files)
        table = TABLE.replace("Good", "Splendid").replace("Impact of leaders", "Impact\x1b of")
        (files / "words.csv").write_text(table, "utf-8")
        result = CliRunner().invoke(main, ["read", "words.csv"])
        assert "\x1b" not in result.output
        assert re.search(r"^words\.csv:\S*E2: error: .*'Splendid'.* \[\S+\]$", result.output, re.M)

    def test_an_account_is_printed_as_soon_as_its_file_is_read(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        lines: list[str] = []
        gather(
            files / "reports", files / "table.csv", each=lambda part: lines.extend(part.accounts)
        )
        assert len(lines) == 3
        assert run("read", files / "reports", files / "table.csv", code=1).index(
            "kent.pdf: Kent"
        ) == len(f"{files / 'reports'}/")

    def test_a_path_is_never_wrapped(self, files: Path) -> None:
        folder = files / ("a long name with spaces " * 6).strip()
        folder.mkdir()
        (folder / "table.csv").write_text(TABLE, "utf-8")
        assert str(folder / "table.csv") in run("read", folder / "table.csv")

    def test_a_hint_names_the_option_and_the_python_argument(self, files: Path) -> None:
        (files / "words.csv").write_text(TABLE.replace("Good", "Splendid"), "utf-8")
        output = " ".join(run("read", files / "words.csv", code=1).split())
        assert "use labels={...} in Python" in output

    def test_other_files_in_a_folder_of_reports_are_named(self, files: Path) -> None:
        (files / "reports" / "table.csv").write_text(TABLE, "utf-8")
        for command in ("read", "panel", "next", "compare"):
            result = CliRunner().invoke(main, [command, str(files / "reports")])
            assert "skipped: table.csv" in " ".join(result.output.split())


class TestPanel:
    """`panel` counts the latest grades, framework by framework, or the transitions."""

    def test_the_latest_grades_are_printed_by_framework(self, files: Path) -> None:
        output = run("panel", files / "table.csv", "--as-at", "2024-06-05")
        assert "ILACS, as at 5 June 2024" in output
        assert "Not yet inspected, 5 June 2024: Kent" in output
        assert "Known to" in output

    def test_the_counts_can_be_written_as_json(self, files: Path) -> None:
        whole = json.loads(run("panel", files / "table.csv", "--json"))
        (overall,) = (
            each for each in whole["distributions"] if each["theme"] == "overall_effectiveness"
        )
        assert overall["counts"] == {
            "outstanding": 0, "good": 1, "requires_improvement": 0, "inadequate": 1,
        }  # fmt: skip
        assert whole["waiting"] == []

    def test_only_reports_published_by_the_day_count(self, files: Path) -> None:
        output = run("panel", files / "table.csv", "--published-by", "2024-07-20", "--json")
        (waiting,) = json.loads(output)["waiting"]
        assert [each["name"] for each in waiting["authorities"]] == ["Kent"]

    def test_transitions_are_printed_or_written_as_json(self, files: Path) -> None:
        output = run("panel", files / "records.jsonl", "--transitions", "sif", "ilacs")
        assert "sif to ilacs" in output
        whole = json.loads(
            run("panel", files / "records.jsonl", "--transitions", "ilacs", "ilacs", "--json")
        )
        assert whole["counts"] == [{"before": "outstanding", "after": "outstanding", "count": 1}]

    def test_no_transitions_says_how_many_were_graded(self, files: Path) -> None:
        output = run("panel", files / "table.csv", "--transitions", "sif", "ilacs")
        assert "graded here: 0 under sif, 2 under ilacs, none under both" in " ".join(
            output.split()
        )
        output = run("panel", files / "table.csv", "--transitions", "ilacs", "ilacs")
        assert "graded here: 2 under ilacs, none of them twice" in " ".join(output.split())

    def test_an_unknown_framework_gives_exit_status_2(self, files: Path) -> None:
        run("panel", files / "records.jsonl", "--transitions", "sif", "ilac", code=2)

    def test_the_counts_can_be_written_as_a_page(self, files: Path) -> None:
        run("panel", files / "records.jsonl", "--html", files / "page.html")
        assert "<!doctype html>" in (files / "page.html").read_text("utf-8").lower()

    def test_a_page_as_at_a_day_names_the_day(self, files: Path) -> None:
        days = ("--as-at", "2015-03-31", "--published-by", "2015-04-30")
        run("panel", files / "records.jsonl", "--html", files / "page.html", *days)
        page = (files / "page.html").read_text("utf-8")
        heading = "Latest inspections under SIF as at 31 March 2015, published by 30 April 2015"
        assert heading in page
        assert "Latest inspections under ILACS" not in page

    def test_transitions_have_a_page_too(self, files: Path) -> None:
        run(
            "panel",
            files / "records.jsonl",
            "--html",
            files / "page.html",
            "--transitions",
            "sif",
            "ilacs",
        )
        assert "From SIF to ILACS" in (files / "page.html").read_text("utf-8")

    @pytest.mark.parametrize("day", ["01/02/2026", "2026-02-30", "2026"])
    def test_a_wrong_date_says_how_to_write_one(self, files: Path, day: str) -> None:
        result = CliRunner().invoke(main, ["panel", str(files / "table.csv"), "--as-at", day])
        assert result.exit_code == 2
        assert (
            f"'{day}' is not a date; write it as YYYY-MM-DD, for example 2025-03-31"
            in result.output
        )

    def test_no_line_is_wider_than_80_columns(self, files: Path) -> None:
        names = [a.name for a in list_authorities(on=dt.date(2024, 6, 1))]
        rows = "".join(f'"{name}",10/06/2024,,,Good,Good\n' for name in names)
        (files / "many.csv").write_text(TABLE + rows, "utf-8")
        output = run("panel", files / "many.csv", "--as-at", "2024-06-05")
        assert "152 authorities" in output
        assert max(map(len, output.splitlines())) <= 80


class TestCompare:
    """`compare FILE` compares one authority's inspections from any file."""

    def test_an_authority_can_be_given_by_name(self, files: Path) -> None:
        output = run("compare", files / "table.csv", "--authority", "kent")
        assert output.startswith("Kent, 2024\n")

    def test_a_file_of_one_authority_needs_no_name(self, files: Path) -> None:
        output = run("compare", files / "records.jsonl")
        known_to = "Known to 20 August 2026; not known after that day.", "Known to: not stated."
        assert output == f"{datasets.hampshire()}\n".replace(*known_to)

    def test_several_authorities_are_refused_by_name(self, files: Path) -> None:
        result = CliRunner().invoke(main, ["compare", str(files / "table.csv")])
        assert result.exit_code == 2
        assert "Usage" not in result.output
        assert "not 'Kent' and 'Leeds'; choose one with --authority" in result.output

    def test_beyond_five_authorities_the_rest_are_counted(self, files: Path) -> None:
        names = ["Kent", "Leeds", "Surrey", "Essex", "Devon", "Bolton", "Bury"]
        rows = "".join(f"{name},10/06/2024,,,Good,Good\n" for name in names)
        (files / "many.csv").write_text(TABLE.splitlines(keepends=True)[0] + rows, "utf-8")
        result = CliRunner().invoke(main, ["compare", str(files / "many.csv")])
        assert "and 2 more" in result.output

    def test_an_authority_missing_from_the_file_is_named(self, files: Path) -> None:
        result = CliRunner().invoke(
            main, ["compare", str(files / "table.csv"), "--authority", "Surrey"]
        )
        assert result.exit_code == 2
        assert "no dated inspection was found for Surrey" in result.output
