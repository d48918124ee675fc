"""The columns of a user's frame: what they may hold, and how they may be named."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from frames_for_tests import IN_MEMORY, column, frame_of, rows_in, unread_in

from ofsted_frameworks import datasets, frames, get_edition

ARROW: Any = pa
TEXTS = ["Good", None, "Godo", "", "outstanding"]
NUMBERS = [2, None, None, None, 1]


def arrow_columns() -> dict[str, Any]:
    """Return the same texts in every type of column that Arrow has for text."""
    array = ARROW.array
    return {
        "string": array(TEXTS),
        "large string": array(TEXTS, ARROW.large_string()),
        "string view": array(TEXTS, ARROW.string_view()),
        "dictionary": array(TEXTS).dictionary_encode(),
        "dictionary of views": pa.table(pl.DataFrame({"a": TEXTS}, schema={"a": pl.Categorical}))[
            "a"
        ],
        "dictionary with a null among its words": ARROW.DictionaryArray.from_arrays(
            array([0, 1, 2, 3, 4]), array(TEXTS)
        ),
        "runs": ARROW.RunEndEncodedArray.from_arrays([1, 2, 3, 4, 5], TEXTS),
        "slices of chunks": ARROW.chunked_array([["x", *TEXTS[:2]], [], TEXTS[2:]]).slice(1),
    }


def pandas_columns() -> dict[str, Any]:
    kinds = ["object", "str", "string", "string[python]", "category"]
    return {kind: pd.Series(TEXTS, dtype=kind) for kind in kinds} | {
        "pyarrow": pd.Series(TEXTS, dtype="string[pyarrow]"),
        "arrow": pd.Series(TEXTS, dtype=pd.ArrowDtype(ARROW.large_string())),
    }


class TestText:
    """A column of text is read in the same way, whatever its type."""

    @pytest.mark.parametrize("kind", arrow_columns())
    def test_every_arrow_type_for_text_is_read(self, kind: str) -> None:
        self.check(ARROW.table({"a": arrow_columns()[kind]}))

    @pytest.mark.parametrize("kind", pandas_columns())
    def test_every_pandas_type_for_text_is_read(self, kind: str) -> None:
        self.check(pd.DataFrame({"a": pandas_columns()[kind]}))

    @pytest.mark.parametrize(
        "kind", [pl.String(), pl.Categorical(), pl.Enum(["Good", "Godo", "", "outstanding"])]
    )
    def test_every_polars_type_for_text_is_read(self, kind: Any) -> None:
        self.check(pl.DataFrame({"a": TEXTS}, schema={"a": kind}))

    def check(self, frame: Any) -> None:
        read = frames.normalise_grades(frame, "a", "ilacs")
        assert column(rows_in(read.frame), "a_number") == NUMBERS
        assert unread_in(read.unread) == {(2, "a", "Godo"), (3, "a", "")}

    def test_a_polars_frame_turned_into_arrow_is_read_back(self) -> None:
        hampshire = datasets.hampshire()
        table = pa.table(frames.to_frame(hampshire, "polars", "wide"))
        assert frames.from_frame(table) == list(hampshire)
        assert frames.findings(table, by="edition", rows="inspection").findings() == []


class TestOtherThanText:
    """A value that is not text is unread, and a column that cannot be text is refused."""

    def test_objects_that_are_not_text_are_unread(self) -> None:
        cells = ["Good", None, 2, True, float("nan"), pd.NA, pd.NaT, b"Good", dt.date(2020, 1, 1)]
        read = frames.normalise_grades(
            pd.DataFrame({"a": pd.Series(cells, dtype=object)}), "a", "ilacs"
        )
        assert {row for row, _, _ in unread_in(read.unread)} == {2, 3, 7, 8}

    def test_bytes_among_texts_are_refused(self) -> None:
        frame = pd.DataFrame({"a": ["Good", b"\xff"]})
        with pytest.raises(frames.UnusableFrame, match="column 'a' holds bytes, not text"):
            frames.normalise_grades(frame, "a", "ilacs")

    def test_half_of_a_surrogate_pair_is_refused(self) -> None:
        frame = pd.DataFrame({"a": pd.Series(["Good", "Good\udcff"], dtype=object)})
        with pytest.raises(frames.UnusableFrame, match=r"'a' holds 'Good\\udcff', half of a surr"):
            frames.normalise_grades(frame, "a", "ilacs")

    @pytest.mark.parametrize(
        "value", [np.int64(2), np.float64(2), np.bytes_(b"Good"), np.datetime64(1, "D")]
    )
    def test_numpy_values_are_not_grades(self, value: Any) -> None:
        frame = pd.DataFrame({"a": pd.Series(["Good", value], dtype=object)})
        read = frames.normalise_grades(frame, "a", "ilacs")
        assert {row for row, _, _ in unread_in(read.unread)} == {1}
        assert read.frame["a_number"].to_list() == [2, pd.NA]

    def test_a_numpy_string_is_text(self) -> None:
        frame = pd.DataFrame({"a": pd.Series([np.str_("Good")], dtype=object)})
        assert column(rows_in(frames.normalise_grades(frame, "a", "ilacs").frame), "a_number") == [
            2
        ]

    @pytest.mark.parametrize("engine", IN_MEMORY)
    def test_a_column_of_nulls_is_not_recorded(self, engine: str) -> None:
        made: Any = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": ARROW.table}
        read = frames.normalise_grades(made[engine]({"a": [None, None]}), "a", "ilacs")
        assert column(rows_in(read.frame), "a_absence") == ["not_recorded"] * 2
        assert unread_in(read.unread) == set()

    @pytest.mark.parametrize(
        "cells",
        [
            pl.Series([dt.timedelta(1)]),
            pl.Series(["Good"], dtype=pl.Object),
            pl.Series([{"a": "Good"}]),
        ],
    )
    def test_a_polars_column_that_is_not_text_is_refused(self, cells: Any) -> None:
        self.check(pl.DataFrame({"a": cells, "b": ["Godo"]}))

    @pytest.mark.parametrize(
        "kind", ["large_binary", "binary_view", "month_day_nano_interval", "uuid"]
    )
    def test_an_arrow_column_that_is_not_text_is_refused(self, kind: str) -> None:
        nulls = ARROW.nulls(1, getattr(ARROW, kind)())
        self.check(ARROW.table({"a": nulls, "b": ["Godo"]}))

    def check(self, frame: Any) -> None:
        for asked in ({"columns": "a"}, {"columns": "b", "rows": "a"}):
            with pytest.raises(frames.UnusableFrame, match="column 'a' holds .* not text"):
                frames.normalise_grades(frame, framework="ilacs", **asked)


class TestNames:
    """A column may have any name that is a string."""

    @pytest.mark.parametrize("engine", IN_MEMORY)
    @pytest.mark.parametrize("name", ["*", "^a$", "value", "column", "row", "_row", "0"])
    def test_any_string_is_a_valid_column_name(self, engine: str, name: str) -> None:
        frame = frame_of(engine, {"a": ["x", "y"], name: ["Godo", "Good"], "b": ["p", "q"]})
        for rows, row in (("", 0), ("b", "p"), (name, "Godo")):
            read = frames.normalise_grades(frame, name, "ilacs", rows=rows)
            assert unread_in(read.unread) == {(row, name, "Godo")}

    @pytest.mark.parametrize("engine", IN_MEMORY)
    @pytest.mark.parametrize("rows", ["", "_row", "_part", "rule", "row"])
    def test_a_column_may_have_a_name_that_the_frame_of_findings_also_uses(
        self, engine: str, rows: str
    ) -> None:
        names = ["_row", "_part", "row", "rule", "kind", "edition", "count"]
        frame = frame_of(
            engine,
            {
                "overall_effectiveness": ["Good", "Good"],
                "help_and_protection": ["Good", "Inadequate"],
                **{name: ["x", "y"] for name in names},
            },
        )
        found = rows_in(frames.findings(frame, edition="sif-2013", rows=rows).found)
        rule = "sif.inadequate-key-judgement"
        assert [(row["row"], row["rule"]) for row in found] == [("y" if rows else 1, rule)]

    @pytest.mark.parametrize("columns", [3, None, [3], [None], [["a"]], ("a", b"a")])
    def test_columns_without_string_names_are_refused(self, columns: Any) -> None:
        frame = pd.DataFrame({"a": ["Good"]})
        with pytest.raises(TypeError, match=r"column name.*, not (3|None|\['a'\]|b'a')"):
            frames.normalise_grades(frame, columns, "ilacs")

    @pytest.mark.parametrize("name", [0, 3, None, ["a"]])
    def test_other_arguments_refuse_a_name_that_is_not_a_string(self, name: Any) -> None:
        frame = pd.DataFrame({"overall_effectiveness": ["Good"], 0: ["x"]})
        for ask in (
            lambda: frames.normalise_grades(frame, "overall_effectiveness", "ilacs", rows=name),
            lambda: frames.steps(frame, "overall_effectiveness", name, "ilacs"),
            lambda: frames.findings(frame, edition="sif-2013", kind=name),
            lambda: frames.findings(frame, {"help_and_protection": name}, "sif-2013"),
        ):
            with pytest.raises(TypeError, match="a column name must be a string, not"):
                ask()

    def test_an_empty_list_of_columns_is_refused(self) -> None:
        with pytest.raises(frames.UnusableFrame, match="no column was named"):
            frames.normalise_grades(pd.DataFrame({"a": ["Good"]}), [], "ilacs")

    def test_a_missing_column_is_named_with_the_others_even_if_one_is_a_number(self) -> None:
        frame = pd.DataFrame({0: ["Good"], "overall": ["Good"]})
        with pytest.raises(
            frames.UnusableFrame, match="no column 'overal'; its columns are 0, overall"
        ):
            frames.normalise_grades(frame, "overal", "ilacs")

    def test_a_column_given_twice_is_read_once(self) -> None:
        read = frames.normalise_grades(pd.DataFrame({"a": ["Godo"]}), ["a", "a"], "ilacs")
        assert list(read.frame.columns) == ["a", "a_grade", "a_number", "a_absence"]
        assert unread_in(read.unread) == {(0, "a", "Godo")}

    def test_one_area_may_be_given_as_a_string(self) -> None:
        frame = pd.DataFrame({"overall_effectiveness": [None], "help_and_protection": [None]})
        found = frames.findings(frame, "help_and_protection", get_edition("sif-2013")).found
        assert len(found) == 1


class TestUnreadOnce:
    """An unread cell is in `unread` once, however often it was looked at."""

    def test_a_column_used_as_both_before_and_after_is_reported_once(self) -> None:
        read = frames.steps(pl.DataFrame({"a": ["Godo", "Adequate"]}), "a", "a", "sif", to="slac")
        assert unread_in(read.unread) == {(0, "a", "Godo"), (1, "a", "Adequate")}

    def test_a_column_used_for_two_areas_is_reported_once(self) -> None:
        frame = pl.DataFrame({"a": ["Godo"], "of": ["sif-2015"]})
        areas = {"overall_effectiveness": "a", "help_and_protection": "a"}
        assert unread_in(frames.findings(frame, areas, by="of").unread) == {(0, "of", "sif-2015")}
        assert unread_in(frames.findings(frame, areas, "sif-2013").unread) == {(0, "a", "Godo")}

    def test_a_grade_that_could_be_before_or_after_is_reported_once(self) -> None:
        whole = frames.to_frame(datasets.hampshire()[3:]).astype({"grade": "str"})
        frame = whole.assign(grade=whole["grade"].replace("outstanding", "Godo"))
        for before, after in (("ilacs", "ilacs"), ("ilacs", "ilacs-2023")):
            unread = unread_in(frames.transitions(frame, before, after).unread)
            assert {cell[1:] for cell in unread} == {("grade", "Godo")}
