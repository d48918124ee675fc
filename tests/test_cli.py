"""The command line as its users see it."""

import csv
import datetime as dt
import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from ofsted_frameworks import Kind, datasets, to_dict
from ofsted_frameworks.cli import main, streams
from ofsted_frameworks.cli.answers import Answer, give


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result.output


class TestShow:
    """`show` prints the frameworks, or one framework or edition."""

    def test_lists_every_edition(self) -> None:
        output = run("show")
        for id in ("slac-2009", "slac-2010", "cpi-2012", "tlac-2013", "sif-2013", "ilacs-2026"):
            assert id in output

    def test_finds_a_framework_by_its_name(self) -> None:
        assert "requires improvement" in run("show", "SIF").lower()

    def test_shows_an_edition_with_its_sources(self) -> None:
        output = run("show", "ilacs-2026")
        assert "The impact of leaders on social work practice" in " ".join(output.split())
        assert "Sources of the areas" in output

    def test_frameworks_and_editions_can_be_written_as_json(self) -> None:
        assert [f["id"] for f in json.loads(run("show", "--json"))] == [
            "slac", "cpi", "tlac", "sif", "ilacs",
        ]  # fmt: skip
        (third,) = (
            g for g in json.loads(run("show", "slac", "--json"))["scale"] if g["number"] == 3
        )
        assert (third["label"], third["source"]["date"]) == ("Adequate", "2011-08-12")
        assert json.loads(run("show", "ilacs-2026", "--json"))["ends"] is None

    def test_a_fact_about_one_kind_of_inspection_names_the_kind(self) -> None:
        facts = run("show", "ilacs").split("Number")[0]
        first = " ".join(line[:22].strip() for line in facts.splitlines())
        for name in ("Notice of a standard inspection", "On site in a short inspection"):
            assert name in " ".join(first.split())

    def test_an_unknown_id_is_named_with_the_known_ones(self) -> None:
        output = run("show", "ilac", code=2)
        assert "'ilac'" in output
        assert "ilacs-2026" in output
        assert "expected one of slac, cpi, tlac, sif, ilacs, slac-2009" in " ".join(output.split())
        assert len(output.splitlines()) == 1


class TestCompare:
    """`compare hampshire` shows every inspection in 80 columns and without colour."""

    def test_shows_every_inspection_and_change(self) -> None:
        output = run("compare", "hampshire")
        for word in ("2011 SLAC", "2014 SIF", "2019 ILACS", "2024 ILACS", "(+1) [2,3]"):
            assert word in output
        assert max(map(len, output.splitlines())) <= 80
        assert "\x1b" not in output

    def test_a_comparison_can_be_written_as_json(self) -> None:
        rows = json.loads(run("compare", "hampshire", "--json"))
        assert {row["theme"] for row in rows} >= {"adoption", "care_leavers", "leadership"}

    def test_the_example_covers_only_hampshire(self) -> None:
        assert "use 'Kent' instead" in run("compare", "hampshire", "--authority", "Kent", code=2)
        by_code = run("compare", "hampshire", "--authority", "E10000014")
        assert by_code == run("compare", "hampshire")

    @pytest.mark.parametrize("name", ["HAMPSHIRE", "Hampshire"])
    def test_a_name_may_be_in_upper_or_lower_case(self, name: str) -> None:
        assert run("compare", name) == run("compare", "hampshire")

    def test_a_word_that_looks_like_a_path_is_read_as_a_path(self) -> None:
        assert "no file at 'nowhere.csv'" in run("compare", "nowhere.csv", code=2)


COMMANDS = sorted(main.commands)


class TestHelp:
    """Every command explains itself, with examples that run."""

    def test_the_list_of_commands_is_not_cut_short(self) -> None:
        assert "..." not in run("--help").split("Commands:")[1]

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_has_examples(self, name: str) -> None:
        output = run(name, "-h")
        assert output.startswith("Usage:")
        assert f"\nExamples:\n  ofsted-frameworks {name}" in output

    @pytest.mark.parametrize("words", ["--help", "compare hampshire", "show"])
    def test_a_command_loads_only_what_it_uses(self, words: str) -> None:
        program = (
            "import sys; from ofsted_frameworks.cli import main\n"
            f"main({words.split()!r}, standalone_mode=False)\n"
            "print(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        loaded = set(done.stderr.split())
        rooms = (
            "readers.workbook",
            "charts",
            "page",
            "panel.panel",
            "frames",
            "cycle.next_inspection",
        )
        assert not loaded & {f"ofsted_frameworks.{room}" for room in rooms}
        assert not loaded & {"altair", "narwhals", "python_calamine", "pypdfium2", "xlsxwriter"}


class TestForms:
    """Every command takes --format and --output, and the ending of the file can choose the format."""

    def test_the_ending_of_the_file_chooses_the_format(self, tmp_path: Path) -> None:
        file = tmp_path / "hampshire.json"
        assert run("compare", "hampshire", "--output", str(file)) == f"wrote {file}\n"
        assert file.read_text("utf-8") == run("compare", "hampshire", "--format", "json")

    @pytest.mark.parametrize("short", [["--json"], ["--to", "json"], ["--to=json"]])
    def test_the_short_forms_mean_the_same(self, short: list[str]) -> None:
        assert run("compare", "hampshire", *short) == run(
            "compare", "hampshire", "--format", "json"
        )

    def test_json_lines_are_the_rows_of_the_json(self) -> None:
        lines = run("compare", "hampshire", "--format", "jsonl").splitlines()
        assert [json.loads(line) for line in lines] == json.loads(
            run("compare", "hampshire", "--format", "json")
        )

    def test_csv_has_one_header_and_no_list_in_a_cell(self) -> None:
        header, *rows = csv.reader(io.StringIO(run("compare", "hampshire", "--format", "csv")))
        assert {"theme", "change", "steps"} <= set(header)
        assert all(len(row) == len(header) for row in rows)

    def test_a_workbook_has_real_dates_and_numbers_and_no_formula(self, tmp_path: Path) -> None:
        file = tmp_path / "rows.xlsx"
        rows: list[dict[str, object]] = [
            {"day": "2024-06-10", "n": 3, "text": "=1+1", "names": ["a", "b"], "none": None}
        ]
        rows[0] |= {"yes": True, "kind": Kind.SHORT, "odd": "2024-99-99"}
        answer = Answer(
            text=str, plain=list, rows=lambda: rows, notes=lambda: ["As at 10 June 2024"]
        )
        give(answer, "xlsx", file)
        library: Any = python_calamine
        book = library.load_workbook(str(file))
        sheet, about = book.sheet_names
        header, row = book.get_sheet_by_name(sheet).to_python()
        assert header == ["day", "n", "text", "names", "none", "yes", "kind", "odd"]
        assert row == [dt.date(2024, 6, 10), 3.0, "=1+1", "a; b", "", "yes", "short", "2024-99-99"]
        assert book.get_sheet_by_name(about).to_python() == [["As at 10 June 2024"]]

    def test_a_workbook_says_how_far_its_data_reaches(self, tmp_path: Path) -> None:
        file = tmp_path / "hampshire.xlsx"
        run("compare", "hampshire", "--output", str(file))
        library: Any = python_calamine
        about = library.load_workbook(str(file)).get_sheet_by_name("About").to_python()
        assert about[-1] == ["Known to 20 August 2026; not known after that day."]
        assert [[caution] for caution in datasets.hampshire().cautions] == about[:-1]

    def test_a_workbook_without_rows_is_written(self, tmp_path: Path) -> None:
        give(Answer(text=str, plain=list), "xlsx", tmp_path / "none.xlsx")
        assert (tmp_path / "none.xlsx").exists()

    def test_a_workbook_needs_a_file(self) -> None:
        assert "add --output FILE.xlsx" in run("compare", "hampshire", "--format", "xlsx", code=2)

    def test_an_unknown_ending_is_named_with_the_known_ones(self) -> None:
        output = run("compare", "hampshire", "--output", "hampshire.docx", code=2)
        assert "'hampshire.docx'" in output
        assert ".xlsx" in output

    def test_text_can_be_written_to_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "hampshire.txt"
        run("compare", "hampshire", "--output", str(file), "--format", "text")
        assert file.read_text("utf-8") == run("compare", "hampshire")

    @pytest.mark.parametrize("ending", ["svg", "png"])
    def test_a_picture_is_drawn(self, ending: str, tmp_path: Path) -> None:
        file = tmp_path / f"hampshire.{ending}"
        run("compare", "hampshire", "--output", str(file))
        assert file.read_bytes().startswith(b"<svg" if ending == "svg" else b"\x89PNG")

    def test_a_workbook_without_its_library_says_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        file = tmp_path / "hampshire.xlsx"
        assert "needs XlsxWriter" in run("compare", "hampshire", "--output", str(file), code=2)


class TestOutput:
    """Output suits its console, and if it cannot be written the command ends with one line and status 3."""

    def test_a_terminal_gets_colour_unless_no_color_is_set(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        assert streams.colour_of(Terminal())
        assert not streams.colour_of(io.StringIO())
        monkeypatch.setenv("NO_COLOR", "1")
        assert not streams.colour_of(Terminal())

    def test_data_is_utf_8_and_text_is_escaped_on_any_console(self, tmp_path: Path) -> None:
        record = to_dict(datasets.hampshire()[0]) | {
            "authority": {"name": "Bj\xf8rn \u2013 \u6f22"}
        }
        (tmp_path / "a.json").write_text(json.dumps([record]), "utf-8")
        env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        for form, encoding in (
            ("json", "utf-8"),
            ("csv", "utf-8"),
            ("jsonl", "utf-8"),
            ("text", "ascii"),
        ):
            done = subprocess.run(
                [*PROGRAM, "read", str(tmp_path / "a.json"), "--format", form],
                capture_output=True, check=True, env=env,
            )  # fmt: skip
            assert ("Bj\xf8rn" in done.stdout.decode(encoding)) is (form != "text")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
    @pytest.mark.parametrize(
        "words", [["compare", "hampshire"], ["--help"], ["show", "--format", "json"]], ids=" ".join
    )
    def test_a_full_disk_gives_one_line_and_status_3(self, words: list[str]) -> None:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
        assert "No space left" in done.stderr

    def test_a_closed_pipe_gives_one_line_and_status_3(self) -> None:
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [*PROGRAM, "show"], stdout=write, stderr=subprocess.PIPE, text=True, check=False
        )
        os.close(write)
        assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)

    def test_a_message_is_dropped_if_there_is_no_standard_error(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stderr", None)
        monkeypatch.setattr("sys.stdout", io.StringIO())
        streams.prepare()
        streams.say("nobody hears it")

    def test_a_closed_output_gives_status_3(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdout", None)
        with pytest.raises(streams.OutputFailed, match="it is closed"):
            streams.prepare()

    def test_a_missing_folder_gives_status_3(self) -> None:
        output = run("compare", "hampshire", "--output", "nowhere/hampshire.json", code=3)
        assert "'nowhere/hampshire.json' could not be written" in output

    def test_an_interruption_gives_status_130(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("ofsted_frameworks.cli.inputs.trajectories", interrupted)
        run("compare", "hampshire", code=130)


PROGRAM = [sys.executable, "-c", "from ofsted_frameworks.cli import main; main()"]


class TestCompletion:
    """A shell completes commands, editions, authorities and files."""

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("com", "compare"),
            ("show ilacs-2", "ilacs-2026"),
            ("schema vi", "visit"),
            ("compare hamp", "hampshire"),
            ("compare wolverh", "Wolverhampton"),
            ("list --region lon", "London"),
            ("list --theme care_", "care_leavers"),
            ("list --grade requ", "requires_improvement"),
        ],
    )
    def test_completes_a_word(self, words: str, expected: str) -> None:
        *before, begun = words.split()
        complete = ShellComplete(main, {}, "ofsted-frameworks", "_OFSTED_FRAMEWORKS_COMPLETE")
        assert expected in [each.value for each in complete.get_completions(before, begun)]

    def test_completes_a_file_if_no_authority_matches(self) -> None:
        complete = ShellComplete(main, {}, "ofsted-frameworks", "_OFSTED_FRAMEWORKS_COMPLETE")
        (found,) = complete.get_completions(["compare"], "reports/xyz")
        assert found.type == "file"


def test_without_click_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "click", None)
    monkeypatch.delitem(sys.modules, "ofsted_frameworks.cli")
    with pytest.raises(SystemExit, match=r"pip install 'ofsted-frameworks\[cli\]'"):
        importlib.import_module("ofsted_frameworks.cli")
