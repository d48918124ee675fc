"""`validate` and `schema` as people and programs use them."""

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, strategies as st
from records_for_tests import ILACS_2023, SIF, VISIT, Record, judged

import ofsted_frameworks as of
from ofsted_frameworks import strategies, writing
from ofsted_frameworks.cli import file_commands, finding_lines, main
from ofsted_frameworks.findings import Place
from ofsted_frameworks.validation.csv_cells import cell, read_cell, row

LIMITED = judged(SIF, help_and_protection="inadequate")
PARTIAL = judged(ILACS_2023, care_leavers=None)
KEYS = [
    "file",
    "line",
    "severity",
    "rule",
    "path",
    "pointer",
    "value",
    "expected",
    "edition",
    "message",
    "hint",
    "source",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, *records: Record) -> None:
    Path(name).write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.usefixtures("folder")
class TestExitCodes:
    """The status is 0 if there is no error, 1 if there is one, and 2 if a file cannot be used."""

    def test_valid_records_give_0(self) -> None:
        write("good.jsonl", SIF, VISIT)
        result = run("validate", "good.jsonl")
        assert result.exit_code == 0
        assert result.stdout == (
            "good.jsonl: 2 records: 2 valid, 0 invalid; 0 errors, 0 warnings\n"
        )

    def test_an_error_gives_1(self) -> None:
        write("bad.jsonl", SIF, LIMITED)
        result = run("validate", "bad.jsonl")
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            "bad.jsonl:2: error: judgements.overall_effectiveness: overall cannot be good "
            "when a key judgement is inadequate (it held in 40 of 40 real inspections) "
            "[sif.inadequate-key-judgement]",
            "bad.jsonl: 2 records: 1 valid, 1 invalid; 1 error, 0 warnings",
        ]

    def test_a_warning_is_an_error_only_with_an_option(self) -> None:
        write("partial.jsonl", PARTIAL)
        assert run("validate", "partial.jsonl").exit_code == 0
        assert run("validate", "partial.jsonl", "--warnings-as-errors").exit_code == 1
        assert run("validate", "partial.jsonl", "--complete").exit_code == 1

    def test_histories_are_checked_with_an_option(self) -> None:
        write("twice.jsonl", SIF, SIF)
        assert run("validate", "twice.jsonl").exit_code == 0
        assert run("validate", "twice.jsonl", "--history").exit_code == 1

    def test_other_files_are_checked_even_if_one_is_unusable(self) -> None:
        write("bad.jsonl", LIMITED)
        Path("picture.json").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
        result = run("validate", "none.jsonl", "picture.json", "bad.jsonl")
        assert result.exit_code == 2
        assert "1 records" not in result.stdout
        assert "bad.jsonl: 1 record: 0 valid, 1 invalid" in result.stdout
        assert "there is no file at 'none.jsonl'" in result.stderr
        assert "picture.json, line 1: this is not JSON" in result.stderr

    def test_a_name_too_long_for_a_file_gives_2(self) -> None:
        result = run("validate", "x" * 5000 + ".jsonl")
        assert result.exit_code == 2
        assert "it cannot be opened" in result.stderr

    def test_no_file_is_an_error(self) -> None:
        assert run("validate").exit_code == 2

    def test_an_unknown_ending_needs_input_format(self) -> None:
        write("records.txt", SIF)
        result = run("validate", "records.txt")
        assert result.exit_code == 2
        assert "--input-format" in result.stderr
        assert run("validate", "records.txt", "--input-format", "jsonl").exit_code == 0

    def test_a_missing_file_with_any_ending_is_reported(self) -> None:
        assert "there is no file at 'none.txt'" in run("validate", "none.txt").stderr

    def test_a_workbook_must_be_read_first(self) -> None:
        Path("book.xlsx").write_bytes(b"PK")
        result = run("validate", "book.xlsx")
        assert result.exit_code == 2
        assert "read --to jsonl" in result.stderr


@pytest.mark.usefixtures("folder")
class TestFormats:
    """Findings are printed as text, as one JSON object or as CSV."""

    def test_json_is_one_object(self) -> None:
        write("bad.jsonl", SIF, LIMITED)
        write("partial.jsonl", PARTIAL)
        printed = json.loads(
            run("validate", "bad.jsonl", "partial.jsonl", "--format", "json").stdout
        )
        assert list(printed) == ["records", "valid", "invalid", "findings"]
        assert (printed["records"], printed["valid"], printed["invalid"]) == (3, 2, 1)
        first, second = printed["findings"]
        assert list(first) == list(second) == KEYS
        assert first | {"message": "", "hint": "", "source": ""} == {
            "file": "bad.jsonl",
            "line": 2,
            "severity": "error",
            "rule": "sif.inadequate-key-judgement",
            "path": ["judgements", "overall_effectiveness"],
            "pointer": "/judgements/overall_effectiveness",
            "value": "good",
            "expected": "inadequate",
            "edition": "sif-2013",
            "message": "",
            "hint": "",
            "source": "",
        }
        assert "Nursery World" in first["source"]

    def test_json_without_findings_has_an_empty_list(self) -> None:
        write("good.jsonl", SIF)
        printed = run("validate", "good.jsonl", "--format", "json").stdout
        assert json.loads(printed) == {"records": 1, "valid": 1, "invalid": 0, "findings": []}

    def test_csv_has_a_row_for_each_finding(self) -> None:
        write("bad.jsonl", LIMITED, PARTIAL)
        rows = list(
            csv.DictReader(io.StringIO(run("validate", "bad.jsonl", "--format", "csv").stdout))
        )
        assert [list(row) for row in rows] == [KEYS, KEYS]
        assert rows[0]["path"] == "judgements.overall_effectiveness"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
    def test_no_cell_of_csv_begins_a_formula(self, start: str) -> None:
        formula = f"{start}HYPERLINK(1)"
        write("bad.jsonl", SIF | {"kind": formula, formula: formula, "edition": formula})
        printed = run("validate", "bad.jsonl", "--format", "csv").stdout
        cells = [cell for row in csv.reader(io.StringIO(printed, newline="")) for cell in row]
        assert len(cells) > 30
        assert not [cell for cell in cells if cell.startswith(start)]
        assert any(cell.startswith(f"'{start}") for cell in cells) or start in "\t\r\n"

    def test_text_has_exactly_one_line_for_each_finding(self) -> None:
        write("bad.jsonl", SIF | {"line\nbreak\x1b[31m": 1})
        assert len(run("validate", "bad.jsonl").stdout.splitlines()) == 2

    @given(strategies.any_json())
    def test_any_value_can_be_written_in_every_format(self, value: Any) -> None:
        for write_as in writing.FINDINGS.values():
            written: list[str] = []
            writer = write_as(written.append)
            for finding in of.iter_findings(SIF | {"kind": value, "source": value}):
                writer.finding(finding)
            writer.end({"a file": of.validate_records([])})
            "".join(written).encode()

    def test_long_and_deep_values_are_cut(self) -> None:
        assert writing.short("x" * 5000) == "x" * 1000 + "..."
        assert writing.short([[[[["deep"]]]]]) == [[[["..."]]]]
        assert writing.short({"a": {"b": {"c": {"d": {"e": 1}}}}}) == {"a": {"b": {"c": {"d": {}}}}}
        assert writing.short(list(range(100))) == list(range(50))
        assert writing.short(10**5000) == "a very long number"
        assert writing.short(math.nan) == "nan"
        assert writing.short("\ud800") == "\\ud800"
        assert writing.short(b"bytes") == "b'bytes'"
        assert writing.short((True, None, 1.5)) == [True, None, 1.5]

    def test_nul_is_shown_in_csv(self) -> None:
        assert cell("a\0b") == "a\N{SYMBOL FOR NULL}b"
        assert cell(["=1"]) == '["=1"]'

    def test_a_finding_without_place_or_source_is_written_too(self) -> None:
        finding = of.Finding(rule="x", severity=of.Severity.NOTE, message="a note")
        assert writing.plain(finding)["file"] == ""

    @given(st.text(max_size=20) | st.text("'=+-@＝＋－＠ \t\r\n\xa0x", max_size=6))
    def test_a_cell_is_never_a_formula_and_reads_back_unchanged(self, text: str) -> None:
        written = cell(text)
        assert written.lstrip()[:1] not in tuple("=+-@＝＋－＠")
        assert written[:1] not in ("\t", "\r", "\n")
        assert read_cell(written) == text.replace("\0", "\N{SYMBOL FOR NULL}")

    @given(st.lists(st.text(max_size=8), min_size=1))
    def test_a_row_is_read_back_unchanged(self, texts: list[str]) -> None:
        """A lone carriage return is quoted too, so it ends no row."""
        (read,) = csv.reader(io.StringIO(row([*texts, "end"]), newline=""))
        shown = [text.replace("\0", "\N{SYMBOL FOR NULL}") for text in texts]
        assert [read_cell(each) for each in read] == [*shown, "end"]


@pytest.mark.usefixtures("folder")
class TestAlike:
    """Only three similar findings are printed, and the rest counted; --every prints them all."""

    def test_only_three_similar_findings_are_printed(self) -> None:
        write("bad.jsonl", *[LIMITED] * 10, SIF | {"kind": "long"})
        lines = run("validate", "bad.jsonl").stdout.splitlines()
        assert sum("sif.inadequate-key-judgement" in line for line in lines) == 3 + 1
        assert (
            "bad.jsonl: 7 more errors like these [sif.inadequate-key-judgement]; --every"
            in lines[-2]
        )
        assert any("'long'" in line for line in lines)

    def test_every_prints_them_all(self) -> None:
        write("bad.jsonl", *[LIMITED] * 10)
        assert len(run("validate", "bad.jsonl", "--every").stdout.splitlines()) == 10 + 1

    def test_a_place_is_written_to_suit_the_type_of_file(self) -> None:
        def line(**place: Any) -> str:
            found = of.Finding(
                rule="x", severity=of.Severity.NOTE, message="m", hint="h", place=Place(**place)
            )
            return click.unstyle(finding_lines.line(found))

        assert line(file="a.ods", sheet="History", row=4, column=28) == (
            "a.ods:History!AB4: note: m (h) [x]"
        )
        assert line(file="a.pdf", page=3) == "a.pdf:page 3: note: m (h) [x]"
        assert line(file="a.csv", row=2, column=26) == "a.csv:Z2: note: m (h) [x]"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("folder")
class TestProgress:
    """A bar is shown on a terminal, unless results are printed on the same one as they come."""

    def test_a_bar_is_shown_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("good.jsonl", SIF)
        monkeypatch.setattr("sys.stderr", terminal := Terminal())
        with file_commands.progress_of(
            [Path("good.jsonl"), Path("none.jsonl")], printing=True
        ) as progress:
            assert progress is not None
            of.validate_file("good.jsonl", progress=progress)
        assert "Validating" in terminal.getvalue()

    def test_no_bar_is_shown_among_results(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stderr", terminal := Terminal())
        monkeypatch.setattr("sys.stdout", Terminal())
        with file_commands.progress_of([], printing=True) as progress:
            assert progress is None
        assert terminal.getvalue() == ""


class TestSchema:
    """`schema` prints the JSON Schema for any record, an edition or visits."""

    def test_the_schema_for_any_record_is_printed(self) -> None:
        assert json.loads(run("schema").stdout) == of.json_schema()

    @pytest.mark.parametrize("name", ["ilacs-2026", "visit", "record"])
    def test_the_schema_for_one_edition_or_for_visits_is_printed(self, name: str) -> None:
        assert json.loads(run("schema", name).stdout) == of.json_schema(name)

    def test_an_unknown_id_gets_a_suggestion(self) -> None:
        result = run("schema", "ilacs-2019")
        assert result.exit_code == 2
        assert "did you mean" in " ".join(result.stderr.split())
        assert "expected one of record, visit" in " ".join(result.stderr.split())
