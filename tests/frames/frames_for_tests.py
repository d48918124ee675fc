"""Frames of every engine, made from columns of text, and read back as rows."""

import functools
import gc
import importlib
import shutil
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

IN_MEMORY = ("pandas", "polars", "pyarrow")
SPARK = pytest.param("pyspark", marks=pytest.mark.spark)
LAZY = ("polars lazy", "duckdb", SPARK)
QUICK = (*IN_MEMORY, "polars lazy", "duckdb")
ENGINES = (*IN_MEMORY, *LAZY)

Columns = Mapping[str, Sequence[str | None]]
Rows = list[dict[str, Any]]


def frame_of(engine: str, columns: Columns) -> Any:
    """Return a frame with columns of text and `id`, a number that identifies a row but not by position."""
    size = len(next(iter(columns.values())))
    ids = [100 + row for row in range(size)]
    if engine == "pyspark":
        return _spark_frame(ids, columns)
    table = _table(ids, columns)
    if engine == "pandas":
        return pd.DataFrame(
            {"id": ids, **{n: pd.Series(list(c), dtype="str") for n, c in columns.items()}}
        )
    if engine == "polars":
        return pl.DataFrame(table)
    if engine == "polars lazy":
        return pl.LazyFrame(table)
    return duckdb.from_arrow(table) if engine == "duckdb" else table


def _table(ids: list[int], columns: Columns) -> Any:
    arrow: Any = pa
    texts = {name: arrow.array(list(column), arrow.string()) for name, column in columns.items()}
    return arrow.table({"id": arrow.array(ids, arrow.int64()), **texts})


def _spark_frame(ids: list[int], columns: Columns) -> Any:
    schema = ", ".join(["id int", *(f"`{name}` string" for name in columns)])
    return spark().createDataFrame(list(zip(ids, *columns.values(), strict=True)), schema)


@functools.cache
def _session() -> tuple[Any, str]:
    """Return a session of PySpark, or the reason why there is none."""
    try:
        sql: Any = importlib.import_module("pyspark.sql")
    except ImportError:
        return None, "PySpark is not installed"
    if shutil.which("java") is None:
        return None, "PySpark needs Java, which is not installed"
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # from a Java that does not start
        try:
            return builder.config("spark.sql.shuffle.partitions", "1").getOrCreate(), ""
        except RuntimeError as error:
            problem = f"PySpark does not start with the installed Java: {error}"
        gc.collect()
    return None, problem


def spark() -> Any:
    """Return a session of PySpark, or skip the test with the reason why there is none."""
    session, problem = _session()
    if problem:
        pytest.skip(problem)
    return session


def rows_in(frame: Any) -> Rows:
    """Return the rows of a frame of any engine, with None for null; a lazy frame is collected."""
    given: Any = nw.from_native(frame)
    if isinstance(given, nw.LazyFrame):
        given = given.collect(backend="pyarrow")
    rows: Rows = given.to_arrow().to_pylist()
    return rows


def column(rows: Rows, name: str) -> list[Any]:
    return [row[name] for row in rows]


def by_id(frame: Any) -> Rows:
    return sorted(rows_in(frame), key=lambda row: row["id"])


def unread_in(frame: Any) -> set[tuple[Any, ...]]:
    """Return the cells that were not read; each must occur only once."""
    rows = [(row["row"], row["column"], row["value"]) for row in rows_in(frame)]
    assert len(rows) == len(set(rows))
    return set(rows)
