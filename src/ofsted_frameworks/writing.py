"""Write what was read from files, and the findings in files, as JSON Lines, JSON or CSV."""

import json
import tempfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from ofsted_frameworks.findings import Finding, Place
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.serialization import dump_lines, to_dict
from ofsted_frameworks.validation.bulk import Report
from ofsted_frameworks.validation.csv_cells import row
from ofsted_frameworks.validation.csv_records import csv_columns
from ofsted_frameworks.validation.plain import to_record
from ofsted_frameworks.validation.vocabulary import is_list, is_object

if TYPE_CHECKING:
    from ofsted_frameworks.readers.gathering import Gathered

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


def write_lines(gathered: "Gathered", write: Write) -> None:
    """Write each inspection and visit as a line of JSON, in the form that `validate` takes."""
    for line in dump_lines(_events(gathered)):
        write(line)


def write_json(gathered: "Gathered", write: Write) -> None:
    """Write one JSON object: inspections, visits, findings, an account of each file and the known-to date."""
    whole = {
        "inspections": [to_record(inspection) for inspection in gathered.panel],
        "visits": [to_record(visit) for visit in gathered.panel.visits],
        "findings": [
            plain(finding) | {"place": str(finding.place or "")}
            for finding in (*gathered.findings, *gathered.disagreements)
        ],
        "accounts": list(gathered.accounts),
        "known_to": gathered.known_to.isoformat() if gathered.known_to else None,
    }
    write(json.dumps(whole, indent=2, ensure_ascii=False) + "\n")


def write_csv(gathered: "Gathered", write: Write) -> None:
    """Write each inspection and visit as a row; no cell can run as a formula in a spreadsheet."""
    rows = [_flat_row(to_record(event)) for event in _events(gathered)]
    columns = [column for column in csv_columns() if any(column in each for each in rows)]
    write(row(columns))
    for each in rows:
        write(row(map(each.get, columns)))


READINGS: Mapping[str, Callable[["Gathered", Write], None]] = {
    "jsonl": write_lines,
    "csv": write_csv,
    "json": write_json,
}
"""A writer of everything that was read, for each format."""


def _events(gathered: "Gathered") -> list[AnyInspection | Visit]:
    return [*gathered.panel, *gathered.panel.visits]


def _flat_row(record: dict[str, Any]) -> dict[str, Any]:
    authority = {f"authority_{key}": value for key, value in record["authority"].items()}
    rest = {key: value for key, value in record.items() if key not in ("authority", "judgements")}
    return {**rest, **authority, **record.get("judgements", {})}


class FindingWriter(Protocol):
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


FINDINGS: Mapping[str, type[FindingWriter]] = {"json": JsonWriter, "csv": CsvWriter}
"""A writer of findings for each format."""


def plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as flat plain data, with the names of `COLUMNS` as keys."""
    place = finding.place or Place()
    told = to_dict(finding) | {
        "file": place.file,
        "line": place.line,
        "source": str(finding.source or ""),
    }
    told |= {name: short(told[name]) for name in ("path", "pointer", "value")}
    return {name: told[name] for name in COLUMNS}


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
