"""Write what was read from files as JSON Lines, JSON or CSV, each inspection once."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.readers.gathering import Gathered
from ofsted_frameworks.serialization import dump_lines
from ofsted_frameworks.validation.csv_cells import row
from ofsted_frameworks.validation.csv_records import csv_columns
from ofsted_frameworks.validation.plain import to_record
from ofsted_frameworks.validation.reporting import plain

Write: TypeAlias = Callable[[str], object]


def write_lines(gathered: Gathered, write: Write) -> None:
    """Write each inspection and visit as a line of JSON, in the form that `validate` takes."""
    for line in dump_lines(_events(gathered)):
        write(line)


def write_json(gathered: Gathered, write: Write) -> None:
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


def write_csv(gathered: Gathered, write: Write) -> None:
    """Write each inspection and visit as a row; no cell can run as a formula in a spreadsheet."""
    rows = [_flat_row(to_record(event)) for event in _events(gathered)]
    columns = [column for column in csv_columns() if any(column in each for each in rows)]
    write(row(columns))
    for each in rows:
        write(row(map(each.get, columns)))


WRITERS: Mapping[str, Callable[[Gathered, Write], None]] = {
    "jsonl": write_lines,
    "csv": write_csv,
    "json": write_json,
}


def _events(gathered: Gathered) -> list[AnyInspection | Visit]:
    return [*gathered.panel, *gathered.panel.visits]


def _flat_row(record: dict[str, Any]) -> dict[str, Any]:
    authority = {f"authority_{key}": value for key, value in record["authority"].items()}
    rest = {key: value for key, value in record.items() if key not in ("authority", "judgements")}
    return {**rest, **authority, **record.get("judgements", {})}
