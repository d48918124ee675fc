"""A lazy frame is not collected: neither the answers nor what was not read."""

from collections.abc import Callable
from typing import Any

import duckdb
import polars as pl
import pytest

from ofsted_frameworks import Theme, frames

Work = Callable[[Any], Any]
ONE: tuple[tuple[str, Work], ...] = (
    ("normalise_grades", lambda f: frames.normalise_grades(f, "grade", "ilacs")),
    ("map_grades", lambda f: frames.map_grades(f, "grade", "slac", to="ilacs")),
    ("steps", lambda f: frames.steps(f, "grade", "area", "ilacs", to="sif")),
    ("good_or_outstanding", lambda f: frames.good_or_outstanding(f, "grade", by="edition")),
    ("findings", lambda f: frames.findings(f, {"overall_effectiveness": "grade"}, "sif-2013")),
    ("distribution", lambda f: frames.distribution(f, Theme.OVERALL)),
    ("transitions", lambda f: frames.transitions(f, "sif", "ilacs")),
)
COLUMNS = ("authority", "code", "edition", "area", "grade", "absence", "start", "published")


@pytest.fixture(params=["polars", "duckdb"])
def untouchable(request: pytest.FixtureRequest) -> Any:
    """A lazy frame that fails when it is collected."""
    if request.param == "duckdb":
        cells = ", ".join(f"error('collected')::varchar as {name}" for name in COLUMNS)
        return duckdb.sql(f"select {cells} from range(3)")
    schema: dict[str, pl.DataType] = {name: pl.String() for name in COLUMNS}

    def fail(_: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("collected")

    return pl.LazyFrame(schema=schema).map_batches(fail, schema=schema)


@pytest.mark.parametrize(("name", "work"), ONE)
def test_nothing_is_collected(untouchable: Any, name: str, work: Work) -> None:
    done = work(untouchable)
    assert type(done.frame) is type(untouchable)
    assert type(done.unread) is type(untouchable)


def test_the_frame_of_these_tests_fails_when_collected(untouchable: Any) -> None:
    work = frames.normalise_grades(untouchable, "grade", "ilacs").frame
    with pytest.raises(
        (duckdb.Error, AssertionError, pl.exceptions.ComputeError), match="collected"
    ):
        work.collect() if isinstance(work, pl.LazyFrame) else work.fetchall()
