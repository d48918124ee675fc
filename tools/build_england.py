"""Build the data on England from Ofsted's workbooks and the values in its reports.

    python tools/build_england.py FOLDER            write the data files of the package
    python tools/build_england.py FOLDER --diff     show what would change, and write nothing
    python tools/build_england.py FOLDER --check    the same, and exit with 1 if anything would change

FOLDER holds the workbooks that england_tables.py lists and the tables of report values that report_values.py
writes. If two sources differ, england_decisions.toml says which one is taken and why; the build stops at any
difference that this file does not decide. The same sources always give the same bytes.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from england_joining import Joined, Undecided, decisions, join
from england_tables import REPORTS, WORKBOOKS, observations

from ofsted_frameworks.words import listed

DATA = Path(__file__).parents[1] / "src" / "ofsted_frameworks" / "datasets" / "data"
NAME = "England since 2009"
BY_REPORTS = ("report", "hampshire")


def build(folder: Path) -> dict[str, bytes]:
    """Return the contents of each data file, by its name."""
    own = [json.loads(line) for line in (DATA / "hampshire.jsonl").read_text("utf-8").splitlines()]
    joined = join(observations(folder), own)
    records = _json_lines(_record(each) for each in joined)
    return {
        "england.jsonl.gz": gzip.compress(records, 9, mtime=0),
        "england-values.jsonl.gz": gzip.compress(_json_lines(map(_by_sources, joined)), 9, mtime=0),
        "england-differences.csv": _differences(joined),
        "england.json": _description(joined, records, folder),
    }


def _record(each: Joined) -> Mapping[str, Any]:
    keys = {key for sources in each.sources.values() for key in sources}
    years = sorted({key[-4:] for key in keys if key[-4:].isdigit()})
    sources = ["Ofsted's report"] if keys & set(BY_REPORTS) else []
    sources += [f"Ofsted's official statistics of {listed(years)}"] if years else []
    return {**each.record, "source": "; ".join(sources)}


def _by_sources(each: Joined) -> Mapping[str, list[str]]:
    """Return the fields of a record by their sources, in a fixed order."""
    fields: dict[str, list[str]] = {}
    for field, sources in each.sources.items():
        fields.setdefault(" ".join(sources), []).append(field)
    return fields


def _json_lines(each: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in each).encode()


def _differences(joined: Sequence[Joined]) -> bytes:
    text = io.StringIO(newline="")
    columns = ("authority", "code", "edition", "date", "field", "taken", "taken_from")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*columns, "other", "other_from", "reason"])
    for each in joined:
        for d in sorted(each.differences, key=lambda d: (d.field, d.other)):
            about = d.authority.name, d.authority.code, d.edition, d.date.isoformat(), d.field
            taken_from, other_from = " ".join(d.taken_from), " ".join(d.other_from)
            writer.writerow([*about, d.taken, taken_from, d.other, other_from, d.reason])
    return text.getvalue().encode()


def _description(joined: Sequence[Joined], records: bytes, folder: Path) -> bytes:
    sources = [keys for each in joined for keys in each.sources.values()]
    inspections = [each.record for each in joined if "edition" in each.record]
    description = {
        "name": NAME,
        "version": decisions()["version"],
        "known_to": max(record["published"] for record in inspections),
        "inspections": len(inspections),
        "visits": len(joined) - len(inspections),
        "authorities": len({record["authority"]["code"] for record in inspections}),
        "values": len(sources),
        "values_in_two_sources": sum(map(_is_independent, sources)),
        "sha256": hashlib.sha256(records).hexdigest(),
        "built_from": {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in (*(folder / name for name in WORKBOOKS), *sorted(folder.glob(REPORTS)))
        },
    }
    return f"{json.dumps(description, indent=2)}\n".encode()


def _is_independent(keys: Sequence[str]) -> bool:
    """Return True if both the reports and Ofsted's official statistics print a value."""
    return any(key in BY_REPORTS for key in keys) and any(key[-4:].isdigit() for key in keys)


def changes(before: bytes, after: bytes) -> Iterator[str]:
    """Yield a line for each field that differs between two versions of the records."""
    old, new = _by_key(before), _by_key(after)
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key), new.get(key)
        if one is None or other is None:
            yield f"{'+' if one is None else '-'} {key}"
        else:
            for field in sorted(one.keys() | other.keys()):
                if one.get(field) != other.get(field):
                    yield f"~ {key}: {field} {one.get(field)!r} -> {other.get(field)!r}"


def _by_key(records: bytes) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = {}
    for line in records.decode().splitlines():
        record = json.loads(line)
        day = record.get("start") or record["published"]
        what = record.get("edition") or record["visit"]
        flat = {k: v for k, v in record.items() if k not in ("authority", "judgements")}
        judged = {f"judgements.{k}": v for k, v in record.get("judgements", {}).items()}
        table[f"{record['authority']['name']}, {what}, {day}"] = flat | judged
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code, after building the data or showing what building would change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder of workbooks and report values")
    parser.add_argument("--diff", action="store_true", help="show what would change")
    parser.add_argument("--check", action="store_true", help="exit 1 if anything would change")
    asked = parser.parse_args(arguments)
    try:
        built = build(asked.folder)
    except Undecided as error:
        print(f"nothing was built:\n{error}", file=sys.stderr)
        return 2
    before = {f: (DATA / f).read_bytes() if (DATA / f).exists() else b"" for f in built}
    changed = [file for file, content in built.items() if before[file] != content]
    if asked.diff or asked.check:
        records = "england.jsonl.gz"
        old, new = before[records], built[records]
        for line in changes(gzip.decompress(old) if old else b"", gzip.decompress(new)):
            print(line)
        for file in changed:
            print(f"{file} would change")
        return int(asked.check and bool(changed))
    for file in changed:
        (DATA / file).write_bytes(built[file])
        print(f"wrote {file}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
