"""Flat rows as a frame of each library."""

import datetime as dt
from typing import Any

import polars as pl
import pytest
from frames_for_tests import IN_MEMORY, rows_in

from ofsted_frameworks import IlacsGrade, frames

DAY = dt.date(2024, 1, 26)


class TestRows:
    """Each key becomes a column; if a row lacks a key, its cell is null."""

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_values_come_back_as_they_went_in(self, backend: Any) -> None:
        rows: list[dict[str, object]] = [
            {"name": "Ayton", "count": 2, "share": 0.5, "good": True, "date": DAY},
            {"name": None, "count": None, "share": None, "good": None, "date": None},
        ]
        read = rows_in(frames.rows_to_frame(rows, backend))
        if backend == "pandas":
            read = [{**row, "date": row["date"] and row["date"].date()} for row in read]
        assert read == rows

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_a_key_missing_from_a_row_is_null(self, backend: Any) -> None:
        read = rows_in(frames.rows_to_frame([{"a": "x"}, {"b": "y"}], backend))
        assert read == [{"a": "x", "b": None}, {"a": None, "b": "y"}]

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_columns_that_are_asked_for_exist_without_any_row(self, backend: Any) -> None:
        made: Any = frames.rows_to_frame([], backend, columns=["grade", "count"])
        names = made.column_names if backend == "pyarrow" else list(made.columns)
        assert names == ["grade", "count"]

    def test_an_enum_member_is_written_as_its_value(self) -> None:
        assert frames.rows_to_frame([{"grade": IlacsGrade.GOOD}], "polars").rows() == [("good",)]

    def test_whole_and_decimal_numbers_in_one_column_are_decimal(self) -> None:
        made = frames.rows_to_frame([{"share": 1}, {"share": 0.5}], "polars")
        assert (made.schema["share"], made["share"].to_list()) == (pl.Float64, [1.0, 0.5])

    @pytest.mark.parametrize(
        ("cells", "held"),
        [(["x", 1], "int, str"), ([True, 1], "bool, int"), ([["x"]], "list"), ([b"x"], "bytes")],
    )
    def test_a_column_of_mixed_or_unsupported_types_is_refused(
        self, cells: list[Any], held: str
    ) -> None:
        with pytest.raises(frames.UnusableFrame, match=f"column 'a' holds {held}; expected text"):
            frames.rows_to_frame([{"a": cell} for cell in cells])

    @pytest.mark.parametrize("rows", [None, 3, ["x"], [("a", 1)]])
    def test_rows_that_are_not_mappings_are_refused(self, rows: Any) -> None:
        with pytest.raises(TypeError, match="rows_to_frame takes mappings, not"):
            frames.rows_to_frame(rows)

    def test_an_unknown_backend_is_refused(self) -> None:
        wrong: Any = "excel"
        with pytest.raises(frames.UnusableFrame, match="one of pandas, polars, pyarrow"):
            frames.rows_to_frame([], wrong)
