"""The plain library is light, typed and complete."""

import os
import subprocess
import sys
from importlib import metadata, resources
from pathlib import Path

import pytest

import ofsted_frameworks

NOT_LOADED_BY_THE_PLAIN_IMPORT = {
    "altair",
    "cattrs",
    "click",
    "duckdb",
    "holidays",
    "hypothesis",
    "narwhals",
    "pandas",
    "polars",
    "pyarrow",
    "pypdfium2",
    "python_calamine",
    "xlsxwriter",
    "vl_convert",
}


def in_a_fresh_interpreter(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_plain_import_loads_no_extra_and_not_even_cattrs() -> None:
    printed = in_a_fresh_interpreter(
        "import ofsted_frameworks, sys; print(*sys.modules, sep='\\n')"
    )
    loaded = {name.partition(".")[0] for name in printed.split()}
    assert "ofsted_frameworks" in loaded
    assert loaded & NOT_LOADED_BY_THE_PLAIN_IMPORT == set()


def test_the_package_says_that_it_is_typed() -> None:
    assert resources.files("ofsted_frameworks").joinpath("py.typed").is_file()


def needed_by(extra: str) -> set[str]:
    mark = f"; extra == '{extra}'"
    lines = metadata.requires("ofsted-frameworks") or ()
    return {line.removesuffix(mark) for line in lines if line.endswith(mark)}


def test_the_extra_all_is_every_extra_that_a_user_may_want() -> None:
    extras = ("frames", "readers", "charts", "calendar", "cli", "testing", "speed")
    assert all(needed_by(extra) for extra in extras)
    assert needed_by("all") == set().union(*map(needed_by, extras))


@pytest.mark.order
def test_output_is_the_same_under_every_hash_seed() -> None:
    code = (
        "import ofsted_frameworks as of;"
        "print(of.datasets.hampshire());"
        "print([edition.id for edition in of.all_editions()])"
    )
    outputs = {in_a_fresh_interpreter(code, PYTHONHASHSEED=seed) for seed in ("0", "1", "2")}
    assert len(outputs) == 1


def test_the_citation_file_names_the_version() -> None:
    citation = Path(__file__).resolve().parents[1] / "CITATION.cff"
    assert f"version: {ofsted_frameworks.__version__}\n" in citation.read_text("utf-8")
    assert metadata.version("ofsted-frameworks") == ofsted_frameworks.__version__


def test_data_is_read_only_when_it_is_used() -> None:
    code = (
        "import sys, ofsted_frameworks as of; of.datasets; of.authorities;"
        "print(*sys.modules, sep='\\n');"
    )
    loaded = in_a_fresh_interpreter(code).split()
    assert "ofsted_frameworks.datasets" in loaded
    assert "ofsted_frameworks.datasets.england_panel" not in loaded
    assert "ofsted_frameworks.authorities.profiles" not in loaded
