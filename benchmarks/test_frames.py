"""Read five messy grade columns of 1,000,000 rows as grade, number and steps, beside each engine's own way.

    python -m pytest benchmarks/test_frames.py --benchmark-columns=min,median,rounds

The peers are what a user would write: a loop of `Series.map` in pandas; `replace_strict` in polars; a
dictionary encoding and a look-up in pyarrow; and a `case` in DuckDB's SQL over labels with space and case
folded, over labels after `lower(trim(...))`, and over the exact labels.
"""

import random
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ofsted_frameworks import frames

ROWS = 1_000_000
COLUMNS = ["overall", "leaders", "help", "care", "leavers"]
LABELS = {
    "Outstanding": ("outstanding", 1),
    " OUTSTANDING": ("outstanding", 1),
    "Good": ("good", 2),
    "good ": ("good", 2),
    "Requires improvement to be good": ("requires_improvement", 3),
    "Requires  Improvement": ("requires_improvement", 3),
    "Inadequate": ("inadequate", 4),
}
KEYS = {label: key for label, (key, _) in LABELS.items()}
NUMBERS = {label: number for label, (_, number) in LABELS.items()}


def messy() -> dict[str, list[str]]:
    chance = random.Random(2009)
    return {name: chance.choices(list(LABELS), k=ROWS) for name in COLUMNS}


@pytest.fixture(scope="module")
def data() -> dict[str, list[str]]:
    return messy()


def ours(frame: Any) -> Any:
    read = frames.normalise_grades(frame, COLUMNS, "ilacs").frame
    return frames.steps(read, "overall_grade", "leaders_grade", "ilacs").frame


def run(benchmark: Any, work: Callable[[Any], Any], frame: Any) -> None:
    benchmark.pedantic(work, args=(frame,), rounds=3, warmup_rounds=1)


def mapped(frame: pd.DataFrame) -> pd.DataFrame:
    out = frame.copy()
    for name in COLUMNS:
        clean = frame[name].map(lambda text: " ".join(text.casefold().split()))
        out[f"{name}_grade"] = clean.map(lambda text: KEYS_FOLDED[text])
        out[f"{name}_number"] = clean.map(lambda text: NUMBERS_FOLDED[text])
    out["steps"] = out["overall_number"] - out["leaders_number"]
    return out


def folded(label: str) -> str:
    return " ".join(label.casefold().split())


KEYS_FOLDED = {folded(label): key for label, key in KEYS.items()}
NUMBERS_FOLDED = {folded(label): number for label, number in NUMBERS.items()}


@pytest.mark.benchmark(group="pandas")
@pytest.mark.parametrize("work", [ours, mapped], ids=["ofsted-frameworks", "Series.map"])
def test_pandas(benchmark: Any, data: dict[str, list[str]], work: Callable[[Any], Any]) -> None:
    run(benchmark, work, pd.DataFrame(data))


def replaced(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        expression
        for name in COLUMNS
        for expression in (
            pl.col(name).replace_strict(KEYS, return_dtype=pl.String).alias(f"{name}_grade"),
            pl.col(name).replace_strict(NUMBERS, return_dtype=pl.Int8).alias(f"{name}_number"),
        )
    ).with_columns(steps=pl.col("overall_number") - pl.col("leaders_number"))


@pytest.mark.benchmark(group="polars")
@pytest.mark.parametrize("work", [ours, replaced], ids=["ofsted-frameworks", "replace_strict"])
def test_polars(benchmark: Any, data: dict[str, list[str]], work: Callable[[Any], Any]) -> None:
    run(benchmark, work, pl.DataFrame(data))


def taken(table: Any) -> Any:
    arrow: Any = pa
    compute: Any = pc
    out = table
    numbers: dict[str, Any] = {}
    for name in COLUMNS:
        coded = table[name].combine_chunks().dictionary_encode()
        words = coded.dictionary.to_pylist()
        keys = arrow.array([KEYS[word] for word in words])
        numbers[name] = arrow.array(np.array([NUMBERS[w] for w in words], "int8")).take(
            coded.indices
        )
        out = out.append_column(f"{name}_grade", keys.take(coded.indices))
        out = out.append_column(f"{name}_number", numbers[name])
    return out.append_column("steps", compute.subtract(numbers["overall"], numbers["leaders"]))


@pytest.mark.benchmark(group="pyarrow")
@pytest.mark.parametrize("work", [ours, taken], ids=["ofsted-frameworks", "dictionary_encode"])
def test_pyarrow(benchmark: Any, data: dict[str, list[str]], work: Callable[[Any], Any]) -> None:
    arrow: Any = pa
    run(benchmark, work, arrow.table(data))


FOLDINGS = {
    "SQL, space and case folded": r"lower(trim(regexp_replace({}, '\s+', ' ', 'g')))",
    "SQL, lower and trim": "lower(trim({}))",
    "SQL, exact labels": "{}",
}


def in_sql(folding: str) -> Callable[[Any], Any]:
    (known,) = duckdb.execute(
        f"select list(distinct {folding.format('l')}) from (select unnest(?) as l)", [list(LABELS)]
    ).fetchall()[0]
    keys = " ".join(f"when '{each}' then '{KEYS_FOLDED[folded(each)]}'" for each in known)
    numbers = " ".join(f"when '{each}' then {NUMBERS_FOLDED[folded(each)]}" for each in known)
    clean = ", ".join(f"{folding.format(name)} as _{name}" for name in COLUMNS)
    answers = ", ".join(
        f"case _{name} {keys} end as {name}_grade, case _{name} {numbers} end as {name}_number"
        for name in COLUMNS
    )
    sql = f"""
        select {", ".join(COLUMNS)}, {answers}, overall_number - leaders_number as steps
        from (select *, {clean} from relation)
    """
    return lambda relation: relation.query("relation", sql)


@pytest.mark.benchmark(group="DuckDB")
@pytest.mark.parametrize(
    "work", [ours, *map(in_sql, FOLDINGS.values())], ids=["ofsted-frameworks", *FOLDINGS]
)
def test_duckdb(benchmark: Any, data: dict[str, list[str]], work: Callable[[Any], Any]) -> None:
    arrow: Any = pa
    connection = duckdb.from_arrow(arrow.table(data))
    run(benchmark, lambda relation: work(relation).to_arrow_table(), connection)
