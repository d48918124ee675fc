"""How the work on frames grows: time a row and peak memory, for each engine and number of rows.

    python benchmarks/frames_growth.py

Five messy grade columns are read to grade, number and absence, and the steps between two of them taken.
Each line is a process of its own, and the best of three runs; the peak is Linux's own figure. Memory is what
the work takes beyond the frame that it is given, the new columns among it; of an engine that is not in
memory, the new columns are collected.
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
