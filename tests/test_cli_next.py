"""The command `next` as its users see it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ofsted_frameworks import datasets, to_dict
from ofsted_frameworks.cli import main


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["next", *words])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def records() -> list[dict[str, Any]]:
    hampshire = datasets.hampshire()
    surrey = to_dict(hampshire[2]) | {"authority": {"name": "Surrey"}}
    return [surrey, *map(to_dict, hampshire.inspections), *map(to_dict, hampshire.visits)]


class TestNext:
    """`next` shows what comes next for each authority in a file, or for Hampshire."""

    def test_hampshires_next_inspection_is_shown_as_at_a_day(self) -> None:
        output = run("hampshire", "--as-at", "2023-01-01")
        assert "Next: a short inspection, 29 October 2021 to 29 October 2022" in output
        assert "overdue by the window as written, but not as moved" in output
        assert max(map(len, output.splitlines())) <= 80

    def test_one_authority_of_a_file_is_shown(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        file = tmp_path / "records.json"
        file.write_text(json.dumps(records), "utf-8")
        output = run(str(file), "--authority", "surrey")
        assert output.startswith("After Surrey")
        assert "Hampshire, ILACS" not in output
        assert "no dated inspection was found for Kent" in run(
            str(file), "--authority", "Kent", code=2
        )

    def test_a_file_of_json_lines_gives_a_row_for_each_authority(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        file = tmp_path / "records.jsonl"
        file.write_text("\n".join(map(json.dumps, records)) + "\n\n", "utf-8")
        lines = run(str(file)).splitlines()
        assert [line.split() for line in lines if "short" in line] == [
            ["Hampshire", "short", "2026-12-10", "2027-12-10"],
            ["Surrey", "short", "2021-10-29", "2022-10-29"],
        ]
        assert "For the rules, their sources and the caveats, name one authority." in lines[-1]
        assert max(map(len, lines)) <= 80

    def test_several_authorities_are_shown_as_at_a_day(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        file = tmp_path / "records.json"
        file.write_text(json.dumps(records), "utf-8")
        output = run(str(file), "--as-at", "2023-01-01")
        assert output.startswith("As at 1 January 2023\n")
        # Hampshire's next inspection is in the file, so the file reaches that far; Surrey's is not.
        assert [line.split()[-1] for line in output.splitlines() if "short" in line] == [
            "yes*",
            "known",
        ]
        assert "but not by the window moved for the pause" in output
        assert "the data ends too early" in " ".join(output.split())
        assert " no\n" in run(str(file), "--as-at", "2021-01-01")

    def test_a_row_without_an_answer_is_explained_in_a_note(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        kent = records[1] | {"authority": {"name": "Kent"}}
        file = tmp_path / "records.json"
        file.write_text(json.dumps([kent, records[0] | {"start": "2026-01-12", "end": None}]))
        output = run(str(file), "--as-at", "2024-01-01")
        assert "Kent       no answer  no answer  no answer  no answer" in output
        assert "no source says" in output
        assert "No inspection had begun by 2024-01-01: Surrey" in output

    def test_a_day_before_every_inspection_in_the_file_is_refused(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        file = tmp_path / "records.json"
        file.write_text(json.dumps(records), "utf-8")
        output = run(str(file), "--as-at", "2001-01-01", code=2)
        assert output.lower().count("no inspection had begun by") == 1

    def test_a_long_name_fits_in_80_columns(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        long = records[0] | {"authority": {"name": "Bournemouth, Christchurch and Poole"}}
        file = tmp_path / "records.json"
        file.write_text(json.dumps([*records, long]), "utf-8")
        lines = run(str(file), "--as-at", "2023-01-01").splitlines()
        assert max(map(len, lines)) <= 80
        assert sum("2022-10-29" in line for line in lines) == 3
        assert any(line.startswith("Bournemouth, Christchurch and Poole  short") for line in lines)

    def test_a_list_of_records_can_be_answered_as_json(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        file = tmp_path / "records.json"
        file.write_text(json.dumps(records), "utf-8")
        hampshire, surrey = json.loads(run(str(file), "--json"))
        names = [each["inspection"]["authority"]["name"] for each in (hampshire, surrey)]
        assert names == ["Hampshire", "Surrey"]
        assert hampshire["window"]["earliest"] == "2026-12-10"

    def test_a_single_record_is_accepted(
        self, records: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        file = tmp_path / "record.json"
        file.write_text(json.dumps(records[0], indent=2), "utf-8")
        assert run(str(file)).startswith("After Surrey")

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (None, "there is no file at"),
            (b"\xff\xfe", "not text in UTF-8"),
            (b'{"edition": 1}\nnot json\n', "jsonl:2: error"),
        ],
        ids=["missing", "not text", "not JSON"],
    )
    def test_a_file_that_cannot_be_read_is_named(
        self, content: bytes | None, message: str, tmp_path: Path
    ) -> None:
        file = tmp_path / "records.jsonl"
        if content is not None:
            file.write_bytes(content)
        if message.startswith("jsonl:2"):
            file.write_text("\n".join([json.dumps(to_dict(datasets.hampshire()[2])), "not json"]))
        code = 1 if message.startswith("jsonl:2") else 2
        output = " ".join(run(str(file), code=code).split())
        assert "records.jsonl" in output
        assert message in output

    def test_a_day_before_the_first_inspection_is_refused(self) -> None:
        output = run("hampshire", "--as-at", "2000-01-01", code=2)
        assert "no inspection had begun by 2000-01-01" in " ".join(output.split())
