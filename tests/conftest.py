"""Fixtures for every test: the folder of published files, and Hypothesis's settings."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

collect_ignore = ["typing/misuse.py"]

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("local", deadline=None)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local")
)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder that holds Ofsted's published workbooks and reports; not part of the project."""
    beside = Path(__file__).resolve().parents[1].parent / "shared"
    folder = Path(os.environ.get("OFSTED_SHARED", beside))
    if not folder.is_dir():
        pytest.skip(
            f"no folder of published files at {folder}: set OFSTED_SHARED to one that holds data/"
        )
    return folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return the path of a CSV file that a test may write."""
    return tmp_path / "table.csv"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line for each reason why tests were skipped, with their number."""
    skipped: list[Any] = terminalreporter.getreports("skipped")
    reasons = Counter(str(report.longrepr[-1]).removeprefix("Skipped: ") for report in skipped)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} skipped: {reason}")
