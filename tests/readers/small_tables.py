"""Small tables, written to a file and read, and the findings that tests ask about."""

from pathlib import Path
from typing import Any

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.readers.workbook import WorkbookReading, read_workbook

HEADINGS = (
    "Local authority name,Inspection date,Overall effectiveness,Impact of leaders,"
    "Experiences and progress of children who need help and protection,"
    "Experiences and progress of children in care,Experiences and progress of care leavers"
)


def read(file: Path, *lines: str, **options: Any) -> WorkbookReading:
    """Write lines to a file and read it."""
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_workbook(file, **options)


def rules(reading: WorkbookReading) -> list[str]:
    """Return the rule of every finding."""
    return [finding.rule for finding in reading.findings]


def only_finding(reading: WorkbookReading, rule: str = "") -> Finding:
    """Return the only finding, or the only one of a rule."""
    (finding,) = (each for each in reading.findings if rule in ("", each.rule))
    return finding
