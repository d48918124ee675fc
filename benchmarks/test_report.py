"""Compare reading a report with the time the PDF library alone takes for the text of the same pages.

Every page is read, because section headings and page footers are checked against the front page. The target
is at most 1.5 times the library's time.
"""

import os
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ofsted_frameworks.readers.report import read_report, read_reports

BESIDE = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="module")
def reports() -> list[Path]:
    folder = Path(os.environ.get("OFSTED_SHARED", BESIDE)) / "data" / "reports"
    return sorted(folder.glob("*.pdf")) or pytest.skip(f"no reports at {folder}")


def text_alone(path: Path) -> None:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


@pytest.mark.benchmark(group="report")
def test_text_alone(benchmark: Any, reports: list[Path]) -> None:
    benchmark(lambda: [text_alone(path) for path in reports])


@pytest.mark.benchmark(group="report")
def test_read_report(benchmark: Any, reports: list[Path]) -> None:
    benchmark(lambda: [read_report(path) for path in reports])


@pytest.mark.benchmark(group="report")
def test_read_reports(benchmark: Any, reports: list[Path]) -> None:
    benchmark(lambda: list(read_reports(reports)))
