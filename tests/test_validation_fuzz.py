"""Mutated inputs to every way of validating give findings or our own error in time, and no other error.

The cases are the same in every run. `python tests/test_validation_fuzz.py 1000000` runs as many as you like.
"""

import csv
import io
import json
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from records_for_tests import ILACS_2018, ILACS_2023, ILACS_2026, SIF, TLAC, VISIT, Record

import ofsted_frameworks as of
from ofsted_frameworks.validation.csv_cells import row

RECORDS = (ILACS_2018, ILACS_2023, ILACS_2026, SIF, TLAC, VISIT)
ODD_BYTES = (
    *(
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\\ud800",
        b"\xed\xa0\x80",
    ),
    *(
        b"null",
        b"NaN",
        b"1e999",
        b"9" * 400,
        b"\xef\xbb\xbf",
        b"=",
        b"'",
        "\u202e".encode(),
        b"visit",
    ),
)
ODD_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        0,
        2,
        9,
        -1,
        10**400,
        float("nan"),
        float("inf"),
        "",
        " ",
        "\ud800",
        "\0",
        "good",
        "Good",
    ),
    *(
        "9999-12-31",
        "0000-01-01",
        "2019-02-29",
        "29/04/2019",
        "2018-10",
        b"x",
        (),
        [],
        {},
        {1, 2},
        object,
    ),
    *(
        [[[]]],
        {"a": {"b": {}}},
        "x" * 5000,
        "E10000014",
        "ilacs-2018",
        "care_leavers",
        2.0,
        range(3),
    ),
)
SLOWEST = 2.0


def mutated_bytes(dice: random.Random, data: bytes) -> bytes:
    """Return the bytes with a few of them removed, doubled, reversed or replaced."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randrange(len(changed) + 1), dice.choice((0, 1, 1, 2, 9, 80))
        piece = bytes(changed[at : at + length])
        changed[at : at + length] = dice.choice(
            (b"", piece * 2, piece[::-1], dice.choice(ODD_BYTES))
        )
    return bytes(changed)


def mutated_record(dice: random.Random, record: Record) -> Any:
    """Return the record with a few keys or values that do not belong in it."""
    changed: Any = json.loads(json.dumps(record))
    for _ in range(dice.randint(1, 3)):
        inner = changed
        if type(changed.get(where := dice.choice(["authority", "judgements", ""]))) is dict:
            inner = changed[where]
        key = dice.choice([*map(str, inner), "x", "", "\ud800", 3, None, "theme", "visit"])
        if dice.random() < 0.2:
            inner.pop(key, None)
        else:
            inner[key] = dice.choice(ODD_VALUES)
    return changed


def a_file(dice: random.Random) -> tuple[str, bytes]:
    """Return the name and the bytes of a mutated file of records."""
    records = dice.choices(RECORDS, k=dice.randint(1, 4))
    match dice.choice(["json", "jsonl", "csv"]):
        case "json":
            return "r.json", mutated_bytes(
                dice, json.dumps(records, indent=dice.choice([None, 1])).encode()
            )
        case "jsonl":
            return "r.jsonl", mutated_bytes(
                dice, "".join(json.dumps(r) + "\n" for r in records).encode()
            )
        case _:
            flat = [
                {**r, **r.get("judgements", {}), "authority_name": r["authority"]["name"]}
                for r in records
            ]
            columns = [c for c in flat[0] if c not in ("authority", "judgements")]
            text = row(columns) + "".join(row(map(each.get, columns)) for each in flat)
            return "r.csv", mutated_bytes(dice, text.encode())


def records_door(dice: random.Random, _: Path) -> list[of.Finding]:
    record = mutated_record(dice, dice.choice(RECORDS))
    found = list(of.iter_findings(record, complete=dice.random() < 0.5))
    assert of.is_valid(record) in (True, False)
    try:
        events = [of.from_dict(record), of.validate(record)]
    except of.ValidationError as error:
        return [*found, *error.findings]
    return [*found, *of.iter_history_findings(events), *of.iter_findings(events[0])]


def lines_door(dice: random.Random, _: Path) -> list[of.Finding]:
    line = mutated_bytes(dice, json.dumps(dice.choice(RECORDS)).encode())
    text = line if dice.random() < 0.5 else line.decode(errors="surrogateescape")
    try:
        of.loads(text)
    except of.ValidationError as error:
        return list(error.findings)
    return []


def files_door(dice: random.Random, folder: Path) -> list[of.Finding]:
    name, content = a_file(dice)
    (folder / name).write_bytes(content)
    try:
        report = of.validate_file(folder / name, history=dice.random() < 0.5)
    except of.OfstedFrameworksError:
        return []
    assert report.records == report.valid + report.invalid
    return list(report.findings)


DOORS = (records_door, lines_door, files_door)


def knock(door: Callable[[random.Random, Path], list[of.Finding]], seed: int, folder: Path) -> None:
    """Run one case; check that every finding can be printed, pickled, hashed and written."""
    began = time.process_time()
    found = door(random.Random(seed), folder)
    for finding in set(found):
        str(finding).encode(errors="backslashreplace")
        assert of.to_dict(finding)["pointer"] == finding.pointer
        text = row([finding.message, finding.hint])
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == 1
    assert len(pickle.loads(pickle.dumps(found))) == len(found)
    assert time.process_time() - began < SLOWEST, (door.__name__, seed)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_mutated_input_gives_findings_or_our_own_error_in_time(
    door: Callable[[random.Random, Path], list[of.Finding]], tmp_path: Path
) -> None:
    for seed in range(300):
        knock(door, seed, tmp_path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for seed in range(int(sys.argv[1])):
            for door in DOORS:
                try:
                    knock(door, seed, Path(name))
                except Exception:
                    print(door.__name__, seed)
                    raise
