"""A lazy frame is not collected, and neither are the cells that were not read."""

from collections.abc import Callable
from typing import Any

import duckdb
import polars as pl
import pytest
from frames_for_tests import LAZY, SPARK, by_id, column, frame_of, rows_in, spark, unread_in

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
    """Return a lazy frame that fails when it is collected."""
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


class TestNames:
    """Columns are told apart as the engine does: DuckDB and Spark ignore case."""

    @pytest.mark.parametrize("engine", ["duckdb", SPARK])
    def test_a_new_name_that_differs_from_another_only_in_case_is_refused(
        self, engine: str
    ) -> None:
        frame = frame_of(engine, {"a": ["Good"], "A_Grade": ["x"]})
        with pytest.raises(frames.UnusableFrame, match="already has a column 'A_Grade'"):
            frames.normalise_grades(frame, "a", "ilacs")

    def test_case_tells_columns_apart_in_polars(self) -> None:
        frame = frame_of("polars lazy", {"a": ["Good"], "A_Grade": ["x"]})
        read = frames.normalise_grades(frame, "a", "ilacs")
        assert column(rows_in(read.frame), "a_grade") == ["good"]

    @pytest.mark.parametrize("names", [("overall", "overall"), ("overall", "OVERALL")])
    def test_two_columns_that_duckdb_cannot_tell_apart_are_refused(
        self, names: tuple[str, str]
    ) -> None:
        frame = duckdb.sql("select 'Good' as {}, 'Inadequate' as {}".format(*names))
        with pytest.raises(
            frames.UnusableFrame, match=f"cannot tell columns '{names[0]}' and '{names[1]}' apart"
        ):
            frames.normalise_grades(frame, names[1], "ilacs")

    @pytest.mark.parametrize("engine", LAZY)
    @pytest.mark.parametrize("names", [("_code_0", "_value_0"), ("_CODE_0", "_FOUND")])
    def test_a_column_may_have_a_name_that_a_helper_column_also_uses(
        self, engine: str, names: tuple[str, str]
    ) -> None:
        frame = frame_of(engine, {"a": ["Good", "Godo"], **{name: ["x", "y"] for name in names}})
        read = frames.normalise_grades(frame, "a", "ilacs", rows="id")
        assert column(by_id(read.frame), "a_number") == [2, None]
        assert [set(row) >= {"a", *names} for row in by_id(read.frame)] == [True, True]
        assert unread_in(read.unread) == {(101, "a", "Godo")}

    @pytest.mark.parametrize("engine", LAZY)
    def test_a_frame_with_columns_of_rules_can_be_read_again(self, engine: str) -> None:
        frame = frame_of(
            engine, {"overall_effectiveness": ["Good"], "help_and_protection": ["Inadequate"]}
        )
        checked = frames.findings(frame, edition="sif-2013").frame
        read = frames.normalise_grades(checked, "help_and_protection", "sif").frame
        (row,) = rows_in(read)
        assert row["sif.inadequate-key-judgement"]
        assert row["help_and_protection_number"] == 4

    @pytest.mark.spark
    @pytest.mark.parametrize("name", ["a.b", "a`b"])
    def test_a_name_with_a_dot_or_backtick_is_refused_on_spark(self, name: str) -> None:
        frame = spark().createDataFrame([("Good",)], ["a"]).toDF(name)
        with pytest.raises(frames.UnusableFrame, match="has a dot or backtick in its name"):
            frames.normalise_grades(frame, name, "ilacs")


def test_a_column_of_an_enumeration_is_read_by_its_words() -> None:
    words = ["Godo", "Outstanding", *(f"{' ' * spaces}good" for spaces in range(20))]
    cells = [*words, None]
    polars = pl.LazyFrame({"a": pl.Series(cells, dtype=pl.Enum(words))})
    listed = ", ".join(f"'{word}'" for word in words)
    relation = duckdb.sql(f"select unnest([{listed}, null])::enum({listed}) as a")
    for frame in (polars, relation):
        read = frames.normalise_grades(frame, "a", "ilacs")
        assert column(rows_in(read.frame), "a_number") == [None, 1, *[2] * 20, None]
        assert [row["value"] for row in rows_in(read.unread)] == ["Godo"]


def test_a_column_of_json_is_read_as_its_text() -> None:
    frame: Any = duckdb.sql("""select '"Good"'::json as a union all select null""")
    read = frames.normalise_grades(frame, "a", "ilacs")
    assert read.unread.fetchall() == [("a", '"Good"')]


@pytest.mark.parametrize("engine", ["duckdb", "pandas"])
def test_an_unsupported_engine_is_named(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_frameworks.frames.column_reader.LAZY", ("polars",))
    monkeypatch.setattr("ofsted_frameworks.frames.column_reader.ENGINES", ("polars",))
    message = f"{engine} frames are not supported; convert the frame to one of polars"
    with pytest.raises(frames.UnusableFrame, match=message):
        frames.normalise_grades(frame_of(engine, {"a": ["Good"]}), "a", "ilacs")
