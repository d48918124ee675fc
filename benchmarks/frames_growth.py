"""Measure how work on frames grows: time per row and peak memory, by engine and number of rows.

    python benchmarks/frames_growth.py

Five messy grade columns are read as grade, number and absence, and the steps between two of them are counted.
Each line comes from a separate process and is the best of three runs. Peak memory is what Linux reports, less
the frame given; it includes the new columns, which lazy engines collect.
"""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from ofsted_frameworks import frames

ROWS = (10_000, 1_000_000, 10_000_000)
COLUMNS = ["overall", "leaders", "help", "care", "leavers"]
MESSY = [
    "Outstanding",
    " OUTSTANDING",
    "Good",
    "good ",
    "Requires improvement to be good",
    "Requires  Improvement",
    "Inadequate",
]
STATUS = Path("/proc/self/status")
PEAK = Path("/proc/self/clear_refs")


def messy(rows: int) -> Any:
    arrow: Any = pa
    chance = np.random.default_rng(2009)
    return arrow.table(
        {
            name: arrow.array(MESSY).take(arrow.array(chance.integers(0, len(MESSY), rows)))
            for name in COLUMNS
        }
    )


def new_columns(frame: Any) -> list[str]:
    return [name for name in frame.columns if name not in COLUMNS]


ENGINES: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "pandas": (lambda table: table.to_pandas(), lambda done: done),
    "polars": (pl.from_arrow, lambda done: done),
    "pyarrow": (lambda table: table, lambda done: done),
    "polars lazy": (
        lambda table: pl.DataFrame(pl.from_arrow(table)).lazy(),
        lambda done: done.drop(COLUMNS).collect(),
    ),
    "DuckDB": (
        duckdb.from_arrow,
        lambda done: done.select(*new_columns(done)).to_arrow_table(),
    ),
}


def work(frame: Any) -> Any:
    read = frames.normalise_grades(frame, COLUMNS, "ilacs").frame
    return frames.steps(read, "overall_grade", "leaders_grade", "ilacs").frame


def megabytes(what: str) -> float:
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024


def measured(engine: str, rows: int) -> None:
    given, collected = ENGINES[engine]
    collected(work(given(messy(100))))
    frame = given(messy(rows))
    best = float("inf")
    peak = 0.0
    for _ in range(3):
        gc.collect()
        before = megabytes("VmRSS")
        PEAK.write_text("5")
        start = time.perf_counter()
        done = collected(work(frame))
        best = min(best, time.perf_counter() - start)
        peak = max(peak, megabytes("VmHWM") - before)
        del done
    print(
        f"| {engine} | {rows:,} | {best:.2f} | {best / rows * 1e9:,.0f} | {peak:,.0f} |", flush=True
    )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measured(sys.argv[1], int(sys.argv[2]))
    else:
        print("| Engine | Rows | Seconds | Nanoseconds a row | Memory beyond the input, MB |")
        print("| --- | --- | --- | --- | --- |", flush=True)
        for name in ENGINES:
            for number in ROWS:
                subprocess.run([sys.executable, __file__, name, str(number)], check=True)
