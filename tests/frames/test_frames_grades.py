"""Columns of grades: read, mapped, subtracted, and counted as good, as the typed functions do."""

from collections.abc import Callable
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from frames_for_tests import (
    ENGINES,
    IN_MEMORY,
    QUICK,
    by_id,
    column,
    frame_of,
    rows_in,
    unread_in,
)
from hypothesis import given, settings, strategies as st

from ofsted_frameworks import (
    EXACT_OR_CLOSE,
    NOT_JUDGED,
    CpiGrade,
    IlacsGrade,
    Relation,
    SifGrade,
    SlacGrade,
    TlacGrade,
    UnknownLabel,
    all_editions,
    all_frameworks,
    frames,
    get_edition,
    get_framework,
    map_grade,
    read_grade,
)
from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.labels import fold

SCALES: dict[str, type[Grade]] = {framework.id: framework.scale for framework in all_frameworks()}
PRINTED = sorted(
    {grade.label for scale in SCALES.values() for grade in scale}
    | {alias.value for scale in SCALES.values() for grade in scale for alias in grade.aliases}
    | {grade.value for scale in SCALES.values() for grade in scale}
    | {NOT_JUDGED.label, NOT_JUDGED.value}
)
ACCIDENTS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.title,
    lambda text: f"  {text}\t",
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\n  "),
    lambda text: "\ufeff" + text,
    lambda text: text[:2] + "\u00ad" + text[2:],
    lambda text: text + "\u200b ",
)


def changed(change: Callable[[str], str], text: str) -> str:
    return change(text)


ALMOST = ("Godo", "good.", "x good", "", " ", "2", "G ood", "Not  judge", "ſ", "İnadequate")
EVERY = [None, *ALMOST, *(change(text) for text in PRINTED for change in ACCIDENTS)]
LABELS: st.SearchStrategy[str | None] = (
    st.none()
    | st.builds(changed, st.sampled_from(ACCIDENTS), st.sampled_from(PRINTED))
    | st.sampled_from(ALMOST)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
)
SETTINGS = settings(max_examples=15)

Known = Grade | NotJudged | str | None


def typed(text: str | None, scale: type[Grade] | None) -> Known:
    """Return what the typed functions make of a cell, or "not_read" if they refuse it."""
    if text is None or scale is None:
        return None if text is None else "not_read"
    names: dict[str, Grade | NotJudged] = {grade.value: grade for grade in scale}
    names[NOT_JUDGED.value] = NOT_JUDGED
    try:
        return names[fold(text)] if fold(text) in names else read_grade(text, scale)
    except UnknownLabel:
        return "not_read"


def absence(known: Known) -> str | None:
    if isinstance(known, Grade):
        return None
    return "not_recorded" if known is None else known if isinstance(known, str) else known.value


def of_grade(known: Known, what: Callable[[Grade], Any]) -> Any:
    return what(known) if isinstance(known, Grade) else None


def check_normalised(engine: str, id: str, texts: list[str | None]) -> None:
    cells = [typed(text, SCALES[id]) for text in texts]
    read = frames.normalise_grades(frame_of(engine, {"their": texts}), "their", id, rows="id")
    rows = by_id(read.frame)
    assert list(rows[0]) == ["id", "their", "their_grade", "their_number", "their_absence"]
    assert column(rows, "their") == texts
    assert column(rows, "their_grade") == [of_grade(cell, lambda g: g.value) for cell in cells]
    assert column(rows, "their_number") == [of_grade(cell, lambda g: g.number) for cell in cells]
    assert column(rows, "their_absence") == [absence(cell) for cell in cells]
    assert unread_in(read.unread) == {
        (100 + row, "their", text)
        for row, (text, cell) in enumerate(zip(texts, cells, strict=True))
        if cell == "not_read"
    }


class TestReading:
    """A cell is read as `read_grade` reads it; the cells that it refuses are the rows of `unread`."""

    @pytest.mark.parametrize("engine", QUICK)
    @given(st.sampled_from(list(SCALES)), st.lists(LABELS, min_size=1))
    @SETTINGS
    def test_any_cell_is_read_as_read_grade_reads_it(
        self, engine: str, id: str, texts: list[str | None]
    ) -> None:
        check_normalised(engine, id, texts)

    @pytest.mark.parametrize("id", SCALES)
    @pytest.mark.parametrize("engine", QUICK)
    def test_every_printed_label_is_read_despite_small_slips(self, engine: str, id: str) -> None:
        check_normalised(engine, id, EVERY)

    @pytest.mark.spark
    def test_pyspark_reads_printed_labels_despite_small_slips(self) -> None:
        check_normalised("pyspark", "ilacs", EVERY[::7])

    @pytest.mark.parametrize("engine", IN_MEMORY)
    def test_rows_are_numbered_from_0_if_no_column_identifies_them(self, engine: str) -> None:
        frame = frame_of(engine, {"one": ["Good", "Godo"], "other": ["Badd", "good"]})
        read = frames.normalise_grades(frame, ["one", "other"], IlacsGrade)
        assert unread_in(read.unread) == {(1, "one", "Godo"), (0, "other", "Badd")}

    @pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
    def test_a_lazy_frame_has_no_row_numbers(self, engine: str) -> None:
        frame = frame_of(engine, {"one": ["Good", "Godo"], "other": ["Badd", "good"]})
        unread = frames.normalise_grades(frame, ["one", "other"], IlacsGrade).unread
        rows = sorted(tuple(row.items()) for row in rows_in(unread))
        assert rows == [
            (("column", "one"), ("value", "Godo")),
            (("column", "other"), ("value", "Badd")),
        ]

    @pytest.mark.parametrize("engine", ENGINES)
    def test_each_row_is_read_on_the_scale_that_its_framework_has(self, engine: str) -> None:
        ids = ["slac", "ilacs", "sif-2014", "nonsense", None, None]
        texts = ["Adequate", "Adequate", "Good", "Good", "Good", None]
        frame = frame_of(engine, {"of": ids, "their": texts})
        read = frames.normalise_grades(frame, "their", by="of", rows="id")
        assert column(by_id(read.frame), "their_grade") == [
            *("adequate", None, "good"),
            *(None, None, None),
        ]
        assert column(by_id(read.frame), "their_absence") == [
            *(None, "not_read", None),
            *("not_read", "not_read", "not_recorded"),
        ]
        assert unread_in(read.unread) == {
            (101, "their", "Adequate"),
            (103, "of", "nonsense"),
            (104, "their", "Good"),
        }

    def test_a_column_of_frameworks_is_reported_once_however_many_columns_use_it(self) -> None:
        frame = frame_of("polars", {"of": ["xyz"], "a": ["Good"], "b": ["Good"]})
        read = frames.normalise_grades(frame, ["a", "b"], by="of")
        assert unread_in(read.unread) == {(0, "of", "xyz")}

    @pytest.mark.parametrize("engine", QUICK)
    def test_an_empty_frame_has_the_columns_and_nothing_unread(self, engine: str) -> None:
        read = frames.normalise_grades(frame_of(engine, {"their": []}), "their", "sif", rows="id")
        assert by_id(read.frame) == []
        assert unread_in(read.unread) == set()

    def test_the_new_columns_begin_with_the_name_asked_for(self) -> None:
        read = frames.normalise_grades(pd.DataFrame({"a": ["Good"]}), "a", "sif", name="b")
        assert list(read.frame.columns) == ["a", "b_grade", "b_number", "b_absence"]

    @pytest.mark.parametrize(
        "scale", ["SIF", "sif-2014", get_framework("sif"), get_edition("sif-2013"), SifGrade]
    )
    def test_a_scale_may_be_given_by_framework_edition_id_or_class(self, scale: Any) -> None:
        frame = pl.DataFrame({"a": ["Requires improvement"]})
        assert frames.normalise_grades(frame, "a", scale).frame["a_number"].to_list() == [3]

    def test_a_column_of_categories_is_read_by_its_categories(self) -> None:
        texts = ["Good", None, " good", "Godo"]
        for frame in (
            pd.DataFrame({"a": pd.Categorical(texts)}),
            pl.DataFrame({"a": texts}, schema={"a": pl.Enum(["Good", " good", "Godo"])}),
            pl.DataFrame({"a": texts}, schema={"a": pl.Categorical}),
            dictionary_table(texts),
        ):
            read = frames.normalise_grades(frame, "a", "ilacs")
            numbers = [row["a_number"] for row in rows_in(read.frame)]
            assert numbers == [2, None, 2, None]
            assert unread_in(read.unread) == {(3, "a", "Godo")}

    def test_a_number_is_not_a_label(self) -> None:
        read = frames.normalise_grades(pd.DataFrame({"a": [2, 9]}), "a", "ilacs")
        assert unread_in(read.unread) == {(0, "a", "2"), (1, "a", "9")}

    def test_an_index_in_pandas_is_kept(self) -> None:
        frame = pd.DataFrame({"a": ["Good", "x"]}, index=pd.Index(["p", "q"]))
        read = frames.normalise_grades(frame, "a", "ilacs")
        assert list(read.frame.index) == ["p", "q"]
        assert unread_in(read.unread) == {(1, "a", "x")}

    def test_the_frame_that_was_given_is_not_changed(self) -> None:
        frame = pd.DataFrame({"a": ["Good", "x"]})
        frames.normalise_grades(frame, "a", "ilacs")
        assert list(frame.columns) == ["a"]

    @pytest.mark.parametrize("engine", ["pandas", "polars", "polars lazy", "duckdb"])
    def test_a_frame_sorts_by_its_grades_best_first(self, engine: str) -> None:
        labels = ["Inadequate", "Good", "Requires improvement to be good", "Outstanding"]
        read = frames.normalise_grades(frame_of(engine, {"a": labels}), "a", "ilacs").frame
        in_order: Any = nw.from_native(read).sort("a_grade")
        assert column(rows_in(in_order.to_native()), "a_number") == [1, 2, 3, 4]

    def test_a_grade_is_an_ordered_category_best_first(self) -> None:
        best_first = [grade.value for grade in IlacsGrade]
        texts: dict[str, list[str | None]] = {"a": ["Inadequate", "Good"]}
        for engine in ("polars", "polars lazy"):
            frame = frames.normalise_grades(frame_of(engine, texts), "a", "ilacs").frame
            assert frame.lazy().collect_schema()["a_grade"] == pl.Enum(best_first)
        categorical: Any = frames.normalise_grades(frame_of("pandas", texts), "a", "ilacs").frame
        assert categorical["a_grade"].cat.ordered
        assert list(categorical["a_grade"].cat.categories) == best_first
        table = frames.normalise_grades(frame_of("pyarrow", texts), "a", "ilacs").frame
        assert table["a_grade"].type.ordered
        assert table["a_grade"].combine_chunks().dictionary.to_pylist() == best_first

    def test_grades_with_one_number_are_always_in_the_order_of_their_frameworks(self) -> None:
        ids = ["sif", "slac", "tlac", "ilacs", "cpi"]
        frame = frame_of("polars", {"of": ids, "a": ["Good"] * len(ids)})
        for _ in range(20):
            read = frames.normalise_grades(frame, "a", by="of").frame
            assert read["a_grade"].dtype == pl.Enum(
                ["outstanding", "good", "requires_improvement", "adequate", "inadequate"]
            )


def dictionary_table(texts: list[str | None]) -> Any:
    arrow: Any = pa
    chunks = [arrow.array(part).dictionary_encode() for part in (texts[:2], texts[2:])]
    return arrow.table({"a": arrow.chunked_array(chunks)})


def check_mapped(engine: str, id: str, to: str, texts: list[str | None]) -> None:
    frame = frame_of(engine, {"their": texts})
    rows = by_id(frames.map_grades(frame, "their", id, to=to, rows="id").frame)
    cells = [typed(text, SCALES[id]) for text in texts]
    found = [of_grade(cell, lambda g: map_grade(g, to=SCALES[to])) for cell in cells]
    expected = {
        "": [m and m.target and m.target.value for m in found],
        "_number": [m and m.target and m.target.number for m in found],
        "_relation": [m and m.relation.value for m in found],
        "_provenance": [m and m.provenance.value for m in found],
        "_caveat": [(m and m.caveat) or None for m in found],
    }
    for ending, values in expected.items():
        assert column(rows, f"their_{to}{ending}") == values


class TestMapping:
    """A mapped cell has the target, relation, provenance and caveat that `map_grade` gives."""

    @pytest.mark.parametrize("engine", QUICK)
    @given(
        st.sampled_from(list(SCALES)), st.sampled_from(list(SCALES)), st.lists(LABELS, min_size=1)
    )
    @SETTINGS
    def test_any_cell_is_mapped_as_map_grade_maps_it(
        self, engine: str, id: str, to: str, texts: list[str | None]
    ) -> None:
        check_mapped(engine, id, to, texts)

    @pytest.mark.spark
    def test_pyspark_maps_every_label(self) -> None:
        check_mapped("pyspark", "slac", "ilacs", EVERY[::9])

    @pytest.mark.parametrize("to", ["SIF", get_framework("sif"), SifGrade])
    def test_the_new_columns_are_named_after_the_target(self, to: Any) -> None:
        read = frames.map_grades(pd.DataFrame({"a": ["Adequate"]}), "a", SlacGrade, to=to)
        assert list(read.frame.columns)[1:3] == ["a_sif", "a_sif_number"]

    def test_an_edition_gives_its_own_id_to_the_columns(self) -> None:
        frame = pl.DataFrame({"a": ["Good"]})
        read = frames.map_grades(frame, "a", "sif", to=get_edition("ilacs-2023"))
        assert read.frame["a_ilacs-2023"].to_list() == ["good"]


PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=1)


class TestSteps:
    """Steps are those of `steps_to`, positive for an improvement; an earlier grade is mapped first."""

    @pytest.mark.parametrize("engine", QUICK)
    @given(st.sampled_from(list(SCALES)), PAIRS)
    @SETTINGS
    def test_steps_are_counted_on_one_scale(
        self, engine: str, id: str, pairs: list[tuple[str | None, str | None]]
    ) -> None:
        check_steps(engine, id, None, pairs)

    @pytest.mark.parametrize("engine", QUICK)
    @given(st.sampled_from(list(SCALES)), st.sampled_from(list(SCALES)), PAIRS)
    @SETTINGS
    def test_steps_are_counted_from_one_scale_to_another(
        self, engine: str, id: str, to: str, pairs: list[tuple[str | None, str | None]]
    ) -> None:
        check_steps(engine, id, to, pairs)

    @pytest.mark.spark
    @pytest.mark.parametrize("to", [None, "ilacs"])
    def test_pyspark_counts_the_same_steps(self, to: str | None) -> None:
        words = ["Outstanding", "good", "ADEQUATE", "Inadequate", "Not judged", None]
        later = [*words, "Requires improvement"]
        check_steps("pyspark", "slac", to, [(one, other) for one in words for other in later])

    def test_accept_changes_the_relations_that_count(self) -> None:
        frame = pl.DataFrame({"a": ["Adequate", "Good"], "b": ["Good", "Good"]})
        none = frames.steps(frame, "a", "b", "slac", to="ilacs", accept=())
        assert none.frame["steps"].to_list() == [None, None]
        exact = frames.steps(frame, "a", "b", "ilacs", to="ilacs", accept=(Relation.EXACT,))
        assert exact.frame["steps"].to_list() == [None, 0]
        by_value = frames.steps(frame, "a", "b", "slac", to="ilacs", accept=["close"])
        assert by_value.frame["steps"].to_list() == [1, 0]

    def test_a_mapping_of_your_own_is_used_before_any_other(self) -> None:
        frame = pl.DataFrame({"a": ["Adequate", "Good", "Outstanding"], "b": ["Good"] * 3})
        own: dict[Grade, Grade | str] = {
            SlacGrade.ADEQUATE: IlacsGrade.INADEQUATE,
            SlacGrade.OUTSTANDING: "Good",
        }
        read = frames.steps(frame, "a", "b", "slac", to="ilacs", mapping=own)
        assert read.frame["steps"].to_list() == [2, 0, 0]
        with pytest.raises(TypeError, match="mapping= needs to="):
            frames.steps(frame, "a", "b", "slac", mapping=own)
        with pytest.raises(TypeError, match="takes grades such as SlacGrade.ADEQUATE as keys"):
            frames.steps(frame, "a", "b", "slac", to="ilacs", mapping={"Adequate": "Good"})

    @pytest.mark.parametrize("engine", ["pandas", "duckdb"])
    def test_each_rows_scale_may_be_in_a_column(self, engine: str) -> None:
        frame = frame_of(
            engine, {"of": ["slac", "sif"], "a": ["Adequate", "Good"], "b": ["Good", "Inadequate"]}
        )
        read = frames.steps(frame, "a", "b", by="of", rows="id", name="change")
        assert column(by_id(read.frame), "change") == [1, -2]
        mapped = frames.steps(frame, "a", "b", by="of", to="ilacs", rows="id")
        assert column(by_id(mapped.frame), "steps") == [1, -2]


def check_steps(
    engine: str, id: str, to: str | None, pairs: list[tuple[str | None, str | None]]
) -> None:
    frame = frame_of(engine, {"a": [one for one, _ in pairs], "b": [other for _, other in pairs]})
    read = frames.steps(frame, "a", "b", id, to=to, rows="id")
    before, after = SCALES[id], SCALES[to or id]

    def steps(one: str | None, other: str | None) -> int | None:
        earlier, later = typed(one, before), typed(other, after)
        if not isinstance(earlier, Grade) or not isinstance(later, Grade):
            return None
        mapping = map_grade(earlier, to=after)
        if mapping.target is None or mapping.relation not in EXACT_OR_CLOSE:
            return None
        return mapping.target.steps_to(later)

    assert column(by_id(read.frame), "steps") == [steps(*pair) for pair in pairs]
    assert unread_in(read.unread) == {
        (100 + row, name, text)
        for row, pair in enumerate(pairs)
        for name, text, scale in zip("ab", pair, (before, after), strict=True)
        if typed(text, scale) == "not_read"
    }


def check_good(engine: str, id: str, texts: list[str | None]) -> None:
    frame = frame_of(engine, {"a": texts})
    rows = by_id(frames.good_or_outstanding(frame, "a", id, rows="id").frame)
    assert column(rows, "a_good_or_outstanding") == [
        of_grade(typed(text, SCALES[id]), lambda g: g.good_or_outstanding) for text in texts
    ]


class TestGoodOrOutstanding:
    """A grade is good or outstanding by its own property; a cell without a grade is null."""

    @pytest.mark.parametrize("engine", QUICK)
    @given(st.sampled_from(list(SCALES)), st.lists(LABELS, min_size=1))
    @SETTINGS
    def test_any_cell_is_classified_as_its_grade_is(
        self, engine: str, id: str, texts: list[str | None]
    ) -> None:
        check_good(engine, id, texts)

    @pytest.mark.spark
    def test_pyspark_gives_the_same_answers(self) -> None:
        check_good("pyspark", "cpi", EVERY[::9])


class TestRefused:
    def test_a_missing_column_is_refused_with_a_close_match(self) -> None:
        with pytest.raises(
            frames.UnusableFrame, match="no column 'overal'.*did you mean 'overall'"
        ):
            frames.normalise_grades(pd.DataFrame({"overall": ["Good"]}), "overal", "sif")

    def test_a_missing_column_is_refused_without_a_close_match(self) -> None:
        with pytest.raises(frames.UnusableFrame, match="no column 'zzz'; its columns are overall$"):
            frames.normalise_grades(
                pd.DataFrame({"overall": ["Good"]}), "overall", "sif", rows="zzz"
            )

    @pytest.mark.parametrize("engine", QUICK)
    def test_a_new_column_that_the_frame_already_has_is_refused(self, engine: str) -> None:
        frame = frame_of(engine, {"a": ["Good"], "a_number": ["mine"]})
        with pytest.raises(frames.UnusableFrame, match="already has a column 'a_number'"):
            frames.normalise_grades(frame, "a", "sif")

    def test_steps_under_a_name_that_the_frame_already_has_are_refused(self) -> None:
        frame = pl.DataFrame({"a": ["Good"], "b": ["Good"]})
        with pytest.raises(frames.UnusableFrame, match="already has a column 'b'"):
            frames.steps(frame, "a", "b", "sif", name="b")

    def test_two_columns_with_the_same_name_are_refused(self) -> None:
        arrow: Any = pa
        frame = arrow.table([["Good"], ["Good"]], names=["a", "a"])
        with pytest.raises(frames.UnusableFrame, match="several columns have the same name"):
            frames.normalise_grades(frame, "a", "sif")

    @pytest.mark.parametrize("id", ["ilac", "sif-2012", ""])
    def test_an_unknown_id_is_refused(self, id: str) -> None:
        with pytest.raises(UnknownEdition):
            frames.normalise_grades(pd.DataFrame({"a": ["Good"]}), "a", id)

    def test_a_framework_that_is_a_number_is_refused(self) -> None:
        wrong: Any = 3
        with pytest.raises(
            TypeError, match="a scale must be a class such as IlacsGrade, or an id .*, not 3"
        ):
            frames.normalise_grades(pd.DataFrame({"a": ["Good"]}), "a", wrong)

    @pytest.mark.parametrize("asked", [{}, {"framework": "sif", "by": "of"}])
    def test_giving_no_framework_or_two_is_refused(self, asked: Any) -> None:
        with pytest.raises(TypeError, match="give either framework= or by="):
            frames.normalise_grades(pd.DataFrame({"a": ["Good"], "of": ["sif"]}), "a", **asked)

    def test_one_name_for_several_columns_is_refused(self) -> None:
        with pytest.raises(TypeError, match="2 columns the same names"):
            frames.normalise_grades(pd.DataFrame({"a": [], "b": []}), ["a", "b"], "sif", name="c")

    @pytest.mark.parametrize("thing", [3, [{"a": "Good"}], IlacsGrade.GOOD])
    def test_a_value_that_is_not_a_frame_is_refused(self, thing: Any) -> None:
        with pytest.raises(TypeError, match="expected a data frame, not"):
            frames.normalise_grades(thing, "a", "sif")

    @pytest.mark.parametrize("cell", [["Good"], {"a": "Good"}, b"Good"])
    def test_a_column_of_values_that_are_not_text_is_refused(self, cell: Any) -> None:
        with pytest.raises(frames.UnusableFrame, match="not text"):
            frames.normalise_grades(pl.DataFrame({"a": [cell]}), "a", "sif")

    def test_a_column_of_unhashable_objects_is_refused(self) -> None:
        frame = pd.DataFrame({"a": ["Good", ["Good"]]})
        with pytest.raises(frames.UnusableFrame, match="'a' holds .*, not text"):
            frames.normalise_grades(frame, "a", "sif")


def test_these_tests_cover_every_scale() -> None:
    assert {*SCALES.values()} >= {SlacGrade, CpiGrade, TlacGrade, SifGrade, IlacsGrade}
    assert {edition.scale for edition in all_editions()} == {*SCALES.values()}
