"""Write the findings in files as JSON or CSV."""

import json
import tempfile
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.validation.bulk import Report
from ofsted_frameworks.validation.csv_cells import row
from ofsted_frameworks.validation.vocabulary import is_list, is_object

Write: TypeAlias = Callable[[str], object]

COLUMNS = (
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
)
_IN_MEMORY = 1 << 20
_LONGEST_TEXT = 1000
_DEEPEST = 4
_MOST_MEMBERS = 50


class Writer(Protocol):
    """A writer of findings as they are found and, at the end, of the numbers of records."""

    def __init__(self, write: Write) -> None: ...

    def finding(self, finding: Finding) -> None:
        """Write one finding, or keep it for the end."""

    def end(self, reports: Mapping[str, Report]) -> None:
        """Write the rest, given the report of each file by its name."""


class JsonWriter:
    """A writer of one JSON object: the numbers of records, then every finding.

    The numbers come first, so findings wait in a temporary file until they are known.
    """

    def __init__(self, write: Write) -> None:
        self._write = write
        self._waiting = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed at the end
            max_size=_IN_MEMORY, mode="w+", encoding="utf-8", newline=""
        )
        self._between = "\n"

    def finding(self, finding: Finding) -> None:
        """Keep the finding for the end."""
        self._waiting.write(f"{self._between}    {json.dumps(plain(finding))}")
        self._between = ",\n"

    def end(self, reports: Mapping[str, Report]) -> None:
        """Write the object."""
        for name in ("records", "valid", "invalid"):
            number = sum(getattr(report, name) for report in reports.values())
            self._write(f'{"{" if name == "records" else ","}\n  "{name}": {number}')
        self._write(',\n  "findings": [')
        self._waiting.seek(0)
        while text := self._waiting.read(_IN_MEMORY):
            self._write(text)
        self._write("]\n}\n" if self._between == "\n" else "\n  ]\n}\n")
        self._waiting.close()


class CsvWriter:
    """A writer of one CSV row for each finding; no cell can run as a formula in a spreadsheet."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._write(row(COLUMNS))

    def finding(self, finding: Finding) -> None:
        """Write the finding as a row."""
        cells = plain(finding)
        cells["path"] = ".".join(str(step) for step in cells["path"])
        self._write(row(cells[column] for column in COLUMNS))

    def end(self, reports: Mapping[str, Report]) -> None:
        """Do nothing; every row is already written."""


WRITERS: Mapping[str, type[Writer]] = {"json": JsonWriter, "csv": CsvWriter}


def plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data, with the names of `COLUMNS` as keys."""
    place = finding.place
    return {
        "file": place.file if place else "",
        "line": place.line if place else None,
        "severity": str(finding.severity),
        "rule": finding.rule,
        "path": [short(step) for step in finding.path],
        "pointer": short(finding.pointer),
        "value": short(finding.value),
        "expected": finding.expected,
        "edition": finding.edition,
        "message": finding.message,
        "hint": finding.hint,
        "source": str(finding.source) if finding.source else "",
    }


def short(value: Any, depth: int = 0) -> Any:
    """Return a value that can be written as JSON: shortened if it is long or deep, and without surrogates."""
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_TEXT else f"{value[:_LONGEST_TEXT]}..."
        return text.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, float):
        return value if abs(value) < float("inf") else str(value)
    if isinstance(value, int):
        return value if abs(value) < 10**30 else "a very long number"
    if is_list(value):
        return [short(v, depth + 1) for v in value[:_MOST_MEMBERS]] if depth < _DEEPEST else "..."
    if is_object(value):
        members = list(value.items())[:_MOST_MEMBERS] if depth < _DEEPEST else []
        return {short(str(key)): short(v, depth + 1) for key, v in members}
    return value if value is None else str(value)
