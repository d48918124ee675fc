"""The commands that need no file: `list`, `changes`, `panel`, `snapshots`, `compare` and `next`."""

import csv
import io
import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from click.testing import CliRunner

from ofsted_frameworks import datasets, dump_lines
from ofsted_frameworks.cli import main
from ofsted_frameworks.cli.command import Command


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result.output


def rows(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--format", "jsonl").splitlines()]


class TestList:
    """`list` names the authorities that have a grade at their latest inspection."""

    AS_AT = ("--as-at", "2025-03-31", "--published-by", "2025-06-30")

    def test_the_numbers_of_march_2025_are_the_published_ones(self) -> None:
        """Ofsted's table as at 31 March 2025: 36 / 67 / 31 / 19."""
        for grade, number in (("outstanding", 36), ("good", 67), ("inadequate", 19)):
            assert len(rows("list", "--grade", grade, *self.AS_AT)) == number

    def test_a_row_has_the_region_and_the_dates(self) -> None:
        (row,) = (r for r in rows("list", "--grade", "inadequate", *self.AS_AT)
                  if r["authority"] == "Bury")  # fmt: skip
        assert row["region"] == "North West"
        assert row["start"] == "2021-10-25"
        assert row["as_at"] == "2025-03-31"
        assert row["known_to"] >= "2026"

    def test_only_the_given_region_and_theme_are_listed(self) -> None:
        found = rows("list", "--region", "London", "--theme", "care_leavers", "--grade", "good")
        assert found
        assert {row["region"] for row in found} == {"London"}
        assert {row["grade"] for row in found} == {"good"}

    def test_text_counts_the_authorities_without_a_grade(self) -> None:
        """Since April 2026 there is no overall grade."""
        output = " ".join(run("list", "--grade", "inadequate").split())
        assert "have no grade for overall effectiveness at the latest inspection" in output
        assert "Known to" in output

    def test_without_a_grade_every_authority_is_listed(self) -> None:
        assert len(rows("list", "--as-at", "2025-03-31")) == 153

    def test_an_unknown_grade_gets_a_suggestion(self) -> None:
        assert "inadequate" in run("list", "--grade", "inadequat", code=2)

    @pytest.mark.parametrize("command", ["list", "changes"])
    def test_an_unknown_theme_is_named_with_the_nearest_or_all(self, command: str) -> None:
        output = run(command, "--theme", "care_leaver", code=2)
        assert output.endswith("'care_leaver' is not a theme; did you mean 'care_leavers'?\n")
        output = run(command, "--theme", "weather", code=2)
        assert "'weather' is not a theme; the themes are overall_effectiveness," in output

    def test_reads_a_file_instead_of_the_built_in_data(self, tmp_path: Path) -> None:
        file = tmp_path / "h.jsonl"
        file.write_text("".join(dump_lines(datasets.hampshire())), "utf-8")
        assert [row["authority"] for row in rows("list", str(file))] == ["Hampshire"]


class TestChanges:
    """`changes` shows who improved and who declined, since the previous inspection or since a day."""

    def test_each_row_has_a_change(self) -> None:
        found = rows("changes", "--region", "London")
        assert {row["change"] for row in found} <= {
            "improved", "declined", "unchanged", "not_comparable",
        }  # fmt: skip
        assert any(row["steps"] == 1 for row in found)

    def test_changes_can_be_counted_since_a_day(self) -> None:
        assert "improved" in run("changes", "--since", "2025-03-31", "--region", "South East")


class TestPanel:
    """`panel` counts the grades of England or a region, or how grades changed."""

    def test_counts_a_region(self) -> None:
        counted = rows("panel", "--region", "London", "--as-at", "2025-03-31")
        overall = [row for row in counted if row["theme"] == "overall_effectiveness"]
        assert sum(row["count"] for row in overall if row["grade"]) == 33

    def test_transitions_between_two_areas_match_the_workbook(self) -> None:
        """From the last SLAC grade for safeguarding to the first SIF overall grade; the counts of Ofsted's
        workbook of 2023: 3 to 3 34, 3 to 2 21, 3 to 4 18, 2 to 2 23, 2 to 3 21, 2 to 4 10, ..."""
        words = ("--of", "safeguarding_overall_effectiveness", "overall_effectiveness")
        found = rows("panel", "--transitions", "slac", "sif", *words)
        pairs = {(row["before_number"], row["after_number"]): row["count"] for row in found}
        assert pairs == {
            (3, 3): 34, (3, 2): 21, (3, 4): 18, (2, 2): 23, (2, 3): 21, (2, 4): 10, (2, 1): 3,
            (4, 3): 7, (4, 2): 6, (4, 4): 4, (1, 3): 3, (1, 4): 1, (1, 2): 1,
        }  # fmt: skip

    def test_the_counts_can_be_drawn(self, tmp_path: Path) -> None:
        file = tmp_path / "london.svg"
        run("panel", "--region", "London", "--output", str(file))
        assert "Grades by theme" in file.read_text("utf-8")

    def test_of_needs_transitions(self) -> None:
        assert "--of needs --transitions" in run("panel", "--of", "a", "b", code=2)


class TestSnapshots:
    """`snapshots` counts the latest grades as at each 31 March."""

    def test_the_counts_match_a_figure_that_ofsted_published(self) -> None:
        """As at 31 March 2020, reports published by 30 April: 18 / 57 / 53 / 21 of SIF and ILACS."""
        found = [r for r in rows("snapshots") if r["as_at"] == "2020-03-31" and r["grade"]]
        totals: dict[str, int] = {}
        for row in found:
            totals[row["grade"]] = totals.get(row["grade"], 0) + row["count"]
        assert totals["outstanding"] == 18

    def test_the_counts_can_be_drawn(self, tmp_path: Path) -> None:
        file = tmp_path / "london.svg"
        run("snapshots", "--region", "London", "--output", str(file))
        assert "share good or outstanding" in file.read_text("utf-8")


class TestBeside:
    """One authority beside its neighbours: a picture for a report, and a table for Excel."""

    def test_neighbours_come_before_the_region_and_england(self) -> None:
        found = rows("compare", "Leeds", "--beside", "neighbours")
        names = [row["authority"] for row in found]
        assert names[0] == "Leeds"
        assert "Sheffield" in names
        assert names[-1].startswith("England (")
        assert found[1]["closeness"] == "very close"

    def test_an_authority_can_be_shown_beside_its_region(self) -> None:
        names = {row["authority"] for row in rows("compare", "Leeds", "--beside", "region")}
        assert {"Leeds", "Bradford", "York"} <= names
        assert "Portsmouth" not in names

    def test_text_fits_in_80_columns(self) -> None:
        lines = run("compare", "Leeds", "--beside", "neighbours").splitlines()
        assert max(map(len, lines)) <= 80

    def test_the_table_can_be_written_as_a_workbook(self, tmp_path: Path) -> None:
        file = tmp_path / "leeds.xlsx"
        run("compare", "383", "--beside", "neighbours", "--output", str(file))
        library: Any = python_calamine
        book = library.load_workbook(str(file))
        header, first, *_ = book.get_sheet_by_name("Answer").to_python()
        assert header[:3] == ["authority", "code", "closeness"]
        assert first[0] == "Leeds"
        assert any("Known to" in line[0] for line in book.get_sheet_by_name("About").to_python())

    @pytest.mark.parametrize("ending", ["svg", "html", "csv"])
    def test_the_table_can_be_written_in_other_formats(self, ending: str, tmp_path: Path) -> None:
        file = tmp_path / f"leeds.{ending}"
        run("compare", "Leeds", "--beside", "neighbours", "--output", str(file))
        assert "Sheffield" in file.read_text("utf-8")


class TestNames:
    """An authority is found by any of its names and numbers; an unknown name gets a suggestion."""

    @pytest.mark.parametrize("name", ["leeds", "LEEDS", "E08000035", "383", "Leeds City Council"])
    def test_an_authority_is_found_by_any_name_or_number(self, name: str) -> None:
        assert run("compare", name).startswith("Leeds")

    def test_an_unknown_name_gets_a_suggestion(self) -> None:
        assert "did you mean 'Leeds'" in run("compare", "Leads", code=2)

    def test_several_authorities_are_refused(self) -> None:
        assert "choose one with --authority" in run("compare", "Leeds", "Kent", code=2)

    def test_next_answers_for_one_authority(self) -> None:
        assert run("next", "Leeds").startswith("After Leeds")

    def test_next_lists_a_region_in_order_of_the_last_day_of_each_window(self) -> None:
        """The earliest due come first."""
        found = rows("next", "--region", "London")
        assert len(found) == 33
        days = [row["latest"] for row in found if row["latest"]]
        assert days == sorted(days)
        assert "region" in run("next", "Leeds", "--region", "London", code=2)

    def test_next_gives_one_authority_as_a_row(self) -> None:
        (row,) = csv.DictReader(io.StringIO(run("next", "Leeds", "--format", "csv")))
        assert row["authority"] == "Leeds"
        assert row["earliest"] < row["latest"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the examples of the help name."""
    folder = tmp_path_factory.mktemp("examples")
    table = (
        "Council,Inspection date,Inspection type,Overall effectiveness\n"
        "Leeds,10/06/2024,ILACS Standard Inspection,RI\n"
    )
    (folder / "grades.csv").write_text(table, "utf-8")
    lines = "".join(dump_lines(datasets.hampshire()))
    (folder / "records.jsonl").write_text(lines, "utf-8")
    return folder


EXAMPLES = [
    example
    for command in main.commands.values()
    if isinstance(command, Command)
    for example in command.examples
    if not any(word in example for word in ("outcomes.ods", "reports/", "records.csv"))
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_runs(
    example: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, shlex.split(example))
    assert result.exit_code == 0, result.output


class TestSite:
    """`site` writes pages and names the one to open."""

    def test_pages_can_be_written_about_a_file(self, folder: Path, tmp_path: Path) -> None:
        output = run("site", str(tmp_path / "pages"), str(folder / "records.jsonl"))
        assert output == (
            f"wrote {tmp_path / 'pages' / 'index.html'} and the 5 pages it links to\n"
        )

    def test_a_folder_that_cannot_be_written_to(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("", "utf-8")
        target = str(tmp_path / "taken" / "pages")
        assert "could not be written" in run("site", target, str(folder / "records.jsonl"), code=3)


class TestFormats:
    """A format that a command does not have is refused."""

    def test_a_list_has_no_page(self) -> None:
        assert "'html' is not one of" in run("list", "--format", "html", code=2)
