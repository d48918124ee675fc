"""The command line, as a person meets it."""

import importlib
import json
import sys

import pytest
from click.testing import CliRunner

from ofsted_frameworks.cli import main


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result.output


class TestShow:
    """`show` prints the frameworks, or one framework or edition."""

    def test_every_edition(self) -> None:
        output = run("show")
        for id in ("slac-2009", "slac-2010", "cpi-2012", "tlac-2013", "sif-2013", "ilacs-2026"):
            assert id in output

    def test_a_framework_by_its_name(self) -> None:
        assert "requires improvement" in run("show", "SIF").lower()

    def test_an_edition_with_its_sources(self) -> None:
        output = run("show", "ilacs-2026")
        assert "The impact of leaders on social work practice" in " ".join(output.split())
        assert "Sources of the areas" in output

    def test_as_json(self) -> None:
        assert [f["id"] for f in json.loads(run("show", "--json"))] == [
            "slac", "cpi", "tlac", "sif", "ilacs",
        ]  # fmt: skip
        (third,) = (
            g for g in json.loads(run("show", "slac", "--json"))["scale"] if g["number"] == 3
        )
        assert (third["label"], third["source"]["date"]) == ("Adequate", "2011-08-12")
        assert json.loads(run("show", "ilacs-2026", "--json"))["ends"] is None

    def test_a_fact_about_a_kind_of_inspection_says_of_which(self) -> None:
        facts = run("show", "ilacs").split("Number")[0]
        first = " ".join(line[:22].strip() for line in facts.splitlines())
        for name in ("Notice of a standard inspection", "On site in a short inspection"):
            assert name in " ".join(first.split())

    def test_no_table_is_empty(self) -> None:
        assert "Fact" not in run("show", "cpi")

    def test_what_does_not_exist_is_named_with_what_does(self) -> None:
        output = run("show", "ilac", code=2)
        assert "'ilac'" in output
        assert "ilacs-2026" in output
        assert "frameworks: slac, cpi, tlac, sif, ilacs" in " ".join(output.split())
        assert max(map(len, output.splitlines())) <= 80
        assert "Traceback" not in output


class TestCompare:
    """`compare hampshire` tells the whole story in 80 columns and without colour."""

    def test_the_story(self) -> None:
        output = run("compare", "hampshire")
        for word in ("2011 SLAC", "2014 SIF", "2019 ILACS", "2024 ILACS", "Outstanding (+1)"):
            assert word in output
        assert max(map(len, output.splitlines())) <= 80
        assert "\x1b" not in output

    def test_as_json(self) -> None:
        rows = json.loads(run("compare", "hampshire", "--json"))
        assert {row["theme"] for row in rows} >= {"adoption", "care_leavers", "leadership"}

    def test_the_example_is_of_no_other_authority(self) -> None:
        assert "no dated inspection of Kent" in run(
            "compare", "hampshire", "--authority", "Kent", code=2
        )
        whose = run("compare", "hampshire", "--authority", "E10000014")
        assert whose == run("compare", "hampshire")

    def test_another_name_is_refused(self) -> None:
        assert "no file at 'nowhere'" in run("compare", "nowhere", code=2)


def test_the_list_of_commands_is_not_cut_short() -> None:
    assert "..." not in run("--help").split("Commands:")[1]


def test_without_click_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "click", None)
    monkeypatch.delitem(sys.modules, "ofsted_frameworks.cli")
    with pytest.raises(SystemExit, match=r"pip install 'ofsted-frameworks\[cli\]'"):
        importlib.import_module("ofsted_frameworks.cli")


@pytest.mark.parametrize("words", [["--help"], ["show", "--help"], ["compare", "-h"]])
def test_every_command_explains_itself(words: list[str]) -> None:
    assert run(*words).startswith("Usage:")
