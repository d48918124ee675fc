"""Compare reading the 2 MB workbook of 2023 with the time the spreadsheet library alone takes to load it.

The target is at most 1.5 times the library's time for loading every sheet.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ofsted_frameworks.readers.workbook import read_workbook

BESIDE = Path(__file__).resolve().parents[2] / "shared"
NAME = "Childrens_social_care_in_England_2023_underlying_data.ods"


@pytest.fixture(scope="module")
def workbook() -> Path:
    path = Path(os.environ.get("OFSTED_SHARED", BESIDE)) / "data" / NAME
    return path if path.is_file() else pytest.skip(f"no workbook at {path}")


def load_alone(path: Path) -> None:
    with CalamineWorkbook.from_path(path) as opened:  # pyright: ignore[reportUnknownMemberType]
        for name in opened.sheet_names:
            opened.get_sheet_by_name(name).to_python()


@pytest.mark.benchmark(group="workbook")
def test_load_alone(benchmark: Any, workbook: Path) -> None:
    benchmark(load_alone, workbook)


@pytest.mark.benchmark(group="workbook")
def test_read_workbook(benchmark: Any, workbook: Path) -> None:
    benchmark(read_workbook, workbook)
