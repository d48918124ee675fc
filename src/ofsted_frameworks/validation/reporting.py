"""What validating files came to, written as text, as JSON or as CSV."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.validation.bulk import Report
from ofsted_frameworks.validation.vocabulary import is_list, is_object

Write: TypeAlias = Callable[[str], object]

COLUMNS = (
    "file",
    "line",
    "severity",
    "rule",
    "path",
    "value",
    "expected",
    "edition",
    "message",
    "hint",
    "source",
)
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_IN_MEMORY = 1 << 20
_LONGEST_TEXT = 1000
_DEEPEST = 4
_MOST_MEMBERS = 50


class Writer(Protocol):
    """Writes findings as they come, and at the end what the files came to."""

    def __init__(self, write: Write) -> None: ...

    def finding(self, finding: Finding) -> None:
        """Writes one finding, or keeps it for later."""

    def end(self, reports: Mapping[str, Report]) -> None:
        """Writes what is left to be written, the report of each file by its name among it."""


class TextWriter:
    """A line for each finding, and one for each file."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def finding(self, finding: Finding) -> None:
        """Writes the finding as a line."""
        self._write(f"{one_line(str(finding))}\n")

    def end(self, reports: Mapping[str, Report]) -> None:
        """Writes a line for each file."""
        for name, report in reports.items():
            self._write(f"{one_line(name)}: {report.summary}\n")


class JsonWriter:
    """One object: the numbers of records, and every finding.

    The numbers come first, so findings wait for them in a file of their own.
    """

    def __init__(self, write: Write) -> None:
        self._write = write
        self._waiting = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed at the end
            max_size=_IN_MEMORY, mode="w+", encoding="utf-8", newline=""
        )
        self._between = "\n"

    def finding(self, finding: Finding) -> None:
        """Keeps the finding for the end."""
        self._waiting.write(f"{self._between}    {json.dumps(plain(finding))}")
        self._between = ",\n"

    def end(self, reports: Mapping[str, Report]) -> None:
        """Writes the object."""
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
    """A row for each finding; no cell begins what a spreadsheet takes for a formula."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._row(COLUMNS)

    def finding(self, finding: Finding) -> None:
        """Writes the finding as a row."""
        its = plain(finding)
        its["path"] = ".".join(str(step) for step in its["path"])
        self._row(cell(its[column]) for column in COLUMNS)

    def end(self, reports: Mapping[str, Report]) -> None:
        """Writes nothing: the rows are all there is."""

    def _row(self, cells: Iterable[str]) -> None:
        row = io.StringIO(newline="")
        csv.writer(row, lineterminator="\r\n").writerow(cells)
        self._write(row.getvalue().removesuffix("\r\n") + "\n")


WRITERS: Mapping[str, type[Writer]] = {
    "text": TextWriter,
    "json": JsonWriter,
    "csv": CsvWriter,
}


def plain(finding: Finding) -> dict[str, Any]:
    """A finding as plain data, by the names of `COLUMNS`."""
    place = finding.place
    return {
        "file": place.file if place else "",
        "line": place.line if place else None,
        "severity": str(finding.severity),
        "rule": finding.rule,
        "path": [short(step) for step in finding.path],
        "value": short(finding.value),
        "expected": finding.expected,
        "edition": finding.edition,
        "message": finding.message,
        "hint": finding.hint,
        "source": str(finding.source) if finding.source else "",
    }


def cell(value: object) -> str:
    """A value as the text of a cell of CSV, never one that begins a formula.

    >>> cell("=1+1")
    "'=1+1"
    """
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    text = text.replace("\0", "\N{SYMBOL FOR NULL}")
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def short(value: Any, depth: int = 0) -> Any:
    """A value of JSON that can be written as JSON: cut where it is long, deep or no character."""
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
        some = list(value.items())[:_MOST_MEMBERS] if depth < _DEEPEST else []
        return {short(str(key)): short(v, depth + 1) for key, v in some}
    return value if value is None else str(value)


def one_line(text: str) -> str:
    """A text without line breaks, or other characters that a terminal would act on."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
