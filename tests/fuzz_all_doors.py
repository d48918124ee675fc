"""Send mutated input to every public function: only our own errors may come out, within two seconds.

usage: python tests/fuzz_all_doors.py [CASES [SEED [DOOR ...]]]

A case depends only on the seed, its number and the door (a public function or a group of them), so that a
failing one can be run again. The script prints each kind of failure once, with its case, and exits with 1 if
there was one.
"""

import collections
import contextlib
import datetime as dt
import faulthandler
import json
import linecache
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import attrs

sys.path[:0] = [str(Path(__file__).with_name("readers")), str(Path(__file__).parent)]

import report_texts
import spreadsheets
from calling import CALLS, EDITION_WORDS, GRADE_WORDS, PANEL, RECORDS, call, use
from mutating import Chance
from small_pdf import pdf_of

import ofsted_frameworks as of

SECONDS = 2.0
_SECONDS_WITHOUT_END = 120.0
_HOME = str(Path(of.__file__).parent)


def _calls(chance: Chance, _folder: Path) -> None:
    use(call(chance, CALLS[chance.one(list(CALLS))]))


def _records(chance: Chance, _folder: Path) -> None:
    """Check that every way of validating one spoilt record agrees."""
    spoilt = chance.value(chance.one(RECORDS))
    errors = [f for f in of.iter_findings(spoilt) if f.severity is of.Severity.ERROR]
    try:
        read = of.validate(spoilt)
    except of.ValidationError as refusal:
        assert errors, refusal
    else:
        assert not errors, errors
        of.to_dict(read)
    if of.is_valid(spoilt):
        assert not errors, errors


def _json(chance: Chance, _folder: Path) -> None:
    text = json.dumps(chance.one(RECORDS))
    of.loads(chance.text(text) if chance.often(0.8) else chance.content(text.encode()))


def _lines(chance: Chance, _folder: Path) -> None:
    lines = "\n".join(json.dumps(each) for each in RECORDS)
    use(of.load_lines(chance.text(lines).splitlines()))


_TABLE: Sequence[Sequence[spreadsheets.Value]] = [
    ["Outcomes as at 31 March 2025"],
    [],
    ["Local authority name", "Inspection date", "Inspection type", "Overall effectiveness"],
    ["Leeds", dt.date(2018, 10, 29), "ILACS Short Inspection", "Outstanding"],
    ["Kent", dt.date(2022, 5, 9), "ILACS Short Inspection", "Requires improvement to be good"],
    ["Rutland", "", "", "Not yet inspected"],
]


def _csv_of_records() -> str:
    rows = ["schema_version,authority.name,edition,kind,start,judgements.overall_effectiveness"]
    rows += [
        "1,Kent,sif-2013,full,2014-02-18,good",
        "1,Leeds,ilacs-2018,short,2019-04-29,outstanding",
    ]
    return "\n".join(rows) + "\n"


def _csv_table() -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in _TABLE)


def _files(folder: Path) -> Mapping[str, Sequence[bytes]]:
    """Return the valid files that the spoilt ones are made from."""
    made = folder / "made"
    return {
        "jsonl": ["\n".join(json.dumps(each) for each in RECORDS).encode()],
        "json": [json.dumps(RECORDS, indent=1).encode()],
        "csv": [_csv_of_records().encode(), _csv_table().encode(), _csv_table().encode("utf-16")],
        "xlsx": [spreadsheets.xlsx(made, {"S": _TABLE}).read_bytes()],
        "ods": [spreadsheets.ods(made, {"S": _TABLE}).read_bytes()],
        "pdf": [pdf_of([text]) for text in _reports()],
    }


def _reports() -> list[str]:
    texts = report_texts
    return [texts.ilacs(), texts.sif(), texts.tlac(), texts.cpi(), texts.slac()]


_GOOD: dict[str, Sequence[bytes]] = {}


def _spoilt_file(chance: Chance, folder: Path, ending: str) -> Path:
    if not _GOOD:
        _GOOD.update(_files(folder))
    content = chance.one(_GOOD[ending])
    path = folder / f"spoilt.{ending}"
    path.write_bytes(
        chance.archive(content) if ending in ("xlsx", "ods") else chance.content(content)
    )
    return path


def _validate_file(chance: Chance, folder: Path) -> None:
    path = _spoilt_file(chance, folder, chance.one(["jsonl", "json", "csv"]))
    report = of.validate_file(path, history=chance.often(0.5))
    assert report.valid + report.invalid == report.records


def _tables(chance: Chance, folder: Path) -> None:
    _read_workbook(_spoilt_file(chance, folder, "csv"))


def _workbooks(chance: Chance, folder: Path) -> None:
    _read_workbook(_spoilt_file(chance, folder, chance.one(["xlsx", "ods"])))


def _read_workbook(path: Path) -> None:
    reading = of.read_workbook(path)
    account = reading.account
    read = account.inspections + account.visits + sum(account.absences.values()) + account.not_read
    assert account.entries == read, account
    use(reading.panel.latest())
    str(reading.findings)


def _pdfs(chance: Chance, folder: Path) -> None:
    str(of.read_report(_spoilt_file(chance, folder, "pdf").read_bytes()))


def _report_texts(chance: Chance, _folder: Path) -> None:
    str(of.read_report(text=chance.text(chance.one(_reports()))))


def _frames(chance: Chance, _folder: Path) -> None:
    column = [chance.some(GRADE_WORDS, 0.3) for _ in range(4)]
    other = [chance.some(GRADE_WORDS, 0.1) for _ in range(4)]
    frame = _frame(chance, {"overall_effectiveness": column, "help_and_protection": other})
    framework = chance.some(EDITION_WORDS, 0.1)
    name = chance.some(["overall_effectiveness", "help_and_protection"], 0.1)
    frames = of.frames
    action: Callable[[], Any] = chance.one(
        [
            lambda: frames.findings(frame, edition=framework),
            lambda: frames.normalise_grades(frame, name, framework),
            lambda: frames.good_or_outstanding(frame, name, framework),
            lambda: frames.map_grades(frame, name, framework, to=chance.some(EDITION_WORDS)),
            lambda: frames.steps(frame, name, "help_and_protection", framework),
            lambda: frames.from_frame(frame),
            lambda: frames.distribution(frame, name),
        ]
    )
    action()


_HELD = (str, float, int, bool, dt.date, type(None))
"""The types given to polars; a list in a list in a list makes it end the process."""


def _frame(chance: Chance, columns: dict[str, list[Any]]) -> Any:
    """Return a pandas or polars frame; columns that polars cannot hold go to pandas."""
    import pandas as pd
    import polars as pl

    flat = all(isinstance(each, _HELD) for cells in columns.values() for each in cells)
    if flat and chance.often(0.8):
        with contextlib.suppress(Exception, pl.exceptions.PanicException):
            return pl.DataFrame(columns, strict=False)
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns.items()})


def _command_line(chance: Chance, folder: Path) -> None:
    from click.testing import CliRunner

    from ofsted_frameworks.cli import main

    command = chance.one(["validate", "read", "panel", "compare", "next", "show", "schema", "x"])
    words: list[Any] = [command]
    if chance.often(0.7):
        words.append(_spoilt_file(chance, folder, chance.one(["jsonl", "csv", "json"])))
    options = [
        *(
            "--json",
            "--as-at",
            "--authority",
            "--transitions",
            "--history",
            "--complete",
            "--to",
            "csv",
        ),
        *(
            "2025-03-31",
            "Kent",
            "sif",
            "ilacs",
            "hampshire",
            "ilacs-2018",
            "--html",
            "-",
            "--every",
        ),
    ]
    for _ in range(chance.random.randrange(3)):
        option = chance.one(options)
        words.append(chance.text(option) if chance.often(0.3) else option)
    outcome = CliRunner().invoke(main, [str(word).replace("\0", "") for word in words])
    if outcome.exception and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    assert outcome.exit_code in (0, 1, 2, 3), outcome.exit_code


DOORS: Mapping[str, tuple[Callable[[Chance, Path], None], int]] = {
    "records": (_records, 3000),
    "calls": (_calls, 120),
    "json": (_json, 5500),
    "lines": (_lines, 300),
    "validate_file": (_validate_file, 100),
    "tables": (_tables, 100),
    "report_texts": (_report_texts, 100),
    "pdfs": (_pdfs, 30),
    "frames": (_frames, 4),
    "command_line": (_command_line, 10),
    "workbooks": (_workbooks, 1),
}
"""Each door and its share of 10,000 cases; slow ones have few."""


def is_own(error: Exception) -> bool:
    """Return True if the library raised an error on purpose: one of its own, or a TypeError or ValueError."""
    if isinstance(error, of.OfstedFrameworksError):
        return True
    if not isinstance(error, TypeError | ValueError) or isinstance(error, UnicodeError):
        return False
    last = _last(error.__traceback__)
    inside = last is not None and last.tb_frame.f_code.co_filename.startswith(_HOME)
    return inside and _raises(last)


def _last(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace


def _raises(trace: TracebackType | None) -> bool:
    assert trace is not None
    line = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
    return line.strip().startswith("raise ")


@attrs.define
class Failures:
    """The failures of a run: the first case of each kind, and the number of each."""

    cases: dict[str, str] = attrs.field(factory=dict[str, str])
    counts: collections.Counter[str] = attrs.field(factory=collections.Counter[str])
    slowest: tuple[float, str] = (0.0, "")

    def note(self, kind: str, case: str, text: str) -> None:
        """Record a failure."""
        self.counts[kind] += 1
        self.cases.setdefault(kind, f"case {case}\n{text}")

    def __str__(self) -> str:
        each = (f"{self.counts[kind]} times, first in {text}" for kind, text in self.cases.items())
        return "\n".join(each)


def run_case(door: str, case: str, folder: Path, failures: Failures) -> None:
    """Run one case, and record any failure."""
    chance = Chance(case)
    began = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            DOORS[door][0](chance, folder)
    except Exception as error:
        if not is_own(error):
            frames = traceback.extract_tb(error.__traceback__)
            ours = [f for f in frames if f.filename.startswith(_HOME)] or frames
            kind = f"{door} {type(error).__name__} {ours[-1].filename}:{ours[-1].lineno}"
            shown = "".join(traceback.format_list([ours[0], *ours[-2:]]))
            failures.note(kind, case, f"{shown}{type(error).__name__}: {str(error)[:300]}")
    took = time.process_time() - began
    failures.slowest = max(failures.slowest, (took, case))
    if took > SECONDS:
        failures.note(f"{door} slow", case, f"it took {took:.1f} seconds")


def warm_up() -> None:
    """Load data that is loaded only once, so that no case is slow for being the first."""
    of.datasets.value_sources(of.datasets.england().inspections[0])
    of.page.panel_page(PANEL)


def fuzz(cases: int, seed: str, doors: Sequence[str] = tuple(DOORS)) -> Failures:
    """Run a number of cases, spread over the doors by weight."""
    failures = Failures()
    warm_up()
    pace = Chance(f"{seed} doors")
    names = pace.random.choices(doors, [DOORS[door][1] for door in doors], k=cases)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for number, door in enumerate(names):
            if number % 100 == 0:
                faulthandler.dump_traceback_later(_SECONDS_WITHOUT_END, exit=True)
            run_case(door, f"{seed}:{number}:{door}", Path(folder), failures)
    faulthandler.cancel_dump_traceback_later()
    return failures


def main(cases: str = "10000", seed: str = "1", *doors: str) -> int:
    """Run the cases, and print the failures."""
    began = time.monotonic()
    failures = fuzz(int(cases), seed, doors or tuple(DOORS))
    took = time.monotonic() - began
    print(failures)
    slowest, case = failures.slowest
    print(
        f"{int(cases):,} cases, seed {seed}: {sum(failures.counts.values())} failures of "
        f"{len(failures.cases)} kinds in {took:.0f} seconds; the slowest took {slowest:.2f} ({case})"
    )
    return 1 if failures.cases else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
