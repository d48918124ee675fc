"""Inspections as frames and back."""

import datetime as dt
import importlib
import sys
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from frames_for_tests import IN_MEMORY, column, rows_in
from hypothesis import given, settings, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    Ilacs2023Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    OfstedFrameworksError,
    Panel,
    SifJudgements,
    UnknownLabel,
    datasets,
    frames,
    strategies,
)
from ofsted_frameworks.findings import MissingExtra, UnknownEdition

SHAPES = ("long", "wide")
SETTINGS = settings(max_examples=20)
Inspections = list[Inspection[Any]]


@st.composite
def partly_recorded(draw: st.DrawFn) -> Inspection[Any]:
    """Draw inspections under any edition, with some values not recorded."""
    whole = draw(strategies.inspections())
    areas = draw(st.sets(st.sampled_from(list(whole.edition.areas))))
    without: Any = draw(st.sets(st.sampled_from(["kind", "start", "end", "published"])))
    judgements = attrs.evolve(whole.judgements, **dict.fromkeys(areas))
    none: dict[str, Any] = dict.fromkeys(without)
    return attrs.evolve(whole, judgements=judgements, **none)


class TestRoundTrip:
    """`from_frame` reads exactly what `to_frame` wrote, in both shapes and on each engine."""

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("backend", IN_MEMORY)
    @given(st.lists(partly_recorded(), max_size=4))
    @SETTINGS
    def test_any_inspections_are_read_back(
        self, backend: Any, shape: Any, inspections: Inspections
    ) -> None:
        assert frames.from_frame(frames.to_frame(inspections, backend, shape)) == inspections

    @pytest.mark.parametrize("shape", SHAPES)
    @given(st.lists(partly_recorded(), max_size=4))
    @SETTINGS
    def test_a_lazy_frame_is_collected(self, shape: Any, inspections: Inspections) -> None:
        lazy = frames.to_frame(inspections, "polars", shape).lazy()
        assert frames.from_frame(lazy) == inspections

    @pytest.mark.parametrize("shape", SHAPES)
    def test_inspections_are_read_back_from_duckdb(self, shape: Any) -> None:
        duckdb = pytest.importorskip("duckdb")
        relation = duckdb.from_arrow(frames.to_frame(datasets.hampshire(), "pyarrow", shape))
        assert frames.from_frame(relation) == list(datasets.hampshire())

    @pytest.mark.parametrize("shape", SHAPES)
    def test_inspections_are_read_back_from_csv(self, shape: Any, tmp_path: Any) -> None:
        frames.to_frame(datasets.hampshire(), "pandas", shape).to_csv(tmp_path / "frame.csv")
        read = pd.read_csv(tmp_path / "frame.csv")
        assert frames.from_frame(read) == list(datasets.hampshire())

    def test_a_panel_is_written_without_its_visits(self) -> None:
        panel = Panel(datasets.hampshire())
        assert frames.from_frame(frames.to_frame(panel)) == list(panel)

    def test_columns_of_your_own_are_ignored(self) -> None:
        frame = frames.to_frame(datasets.hampshire(), shape="wide").assign(mine=1)
        assert frames.from_frame(frame) == list(datasets.hampshire())


class TestDerivedColumns:
    """A frame also has each inspection's region and date and, in the long shape, each area's theme."""

    @pytest.mark.parametrize("backend", IN_MEMORY)
    @pytest.mark.parametrize("shape", SHAPES)
    def test_a_frame_has_the_region_and_date(self, backend: Any, shape: Any) -> None:
        nowhere = LocalAuthority("Nowhere")
        only_published = attrs.evolve(
            AYTON, authority=nowhere, start=None, published=dt.date(2023, 4, 20)
        )
        leeds = attrs.evolve(AYTON, authority=LocalAuthority("Leeds"))
        rows = rows_in(frames.to_frame([leeds, only_published], backend, shape))
        found = {(row["authority"], row["region"], str(row["date"])[:10]) for row in rows}
        assert found == {
            ("Leeds", "North East, Yorkshire and the Humber", "2023-03-06"),
            ("Nowhere", None, "2023-04-20"),
        }

    def test_a_long_frame_has_the_themes_of_each_area(self) -> None:
        """An area may have one theme, several, or none."""
        hampshire = datasets.hampshire()
        themes = {
            (row["edition"], row["area"]): row["theme"]
            for row in rows_in(frames.to_frame(hampshire, "polars"))
        }
        assert themes["ilacs-2023", "care_leavers"] == "care_leavers"
        assert themes["ilacs-2018", "children_in_care_and_care_leavers"] == (
            "children_in_care; care_leavers"
        )
        assert None in themes.values()

    @pytest.mark.parametrize("shape", SHAPES)
    def test_they_are_not_read_back(self, shape: Any) -> None:
        """A column called date or region may mean something else in a user's frame."""
        frame = frames.to_frame([AYTON], "pandas", shape).assign(region="Mars", date="x", theme="y")
        assert frames.from_frame(frame) == [AYTON]


class TestShapes:
    """A long frame has a row for each area of each edition, a wide one for each inspection."""

    @pytest.mark.parametrize("backend", IN_MEMORY)
    @given(st.lists(partly_recorded(), max_size=3))
    @SETTINGS
    def test_a_long_frame_has_a_row_for_each_area(
        self, backend: Any, inspections: Inspections
    ) -> None:
        rows = rows_in(frames.to_frame(inspections, backend))
        each = [(n, a, g) for n, i in enumerate(inspections) for a, g in i.judgements.items()]
        assert column(rows, "inspection") == [n for n, _, _ in each]
        assert column(rows, "area") == [area.name for _, area, _ in each]
        for row, (_, _, grade) in zip(rows, each, strict=True):
            cells = row["grade"], row["number"], row["absence"]
            if grade is None:
                assert cells == (None, None, "not_recorded")
            elif grade is NOT_JUDGED:
                assert cells == (None, None, "not_judged")
            else:
                assert cells == (grade.value, grade.number, None)

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_a_wide_frame_has_a_row_for_each_inspection(self, backend: Any) -> None:
        rows = rows_in(frames.to_frame(datasets.hampshire(), backend, "wide"))
        assert column(rows, "edition") == [i.edition.id for i in datasets.hampshire()]
        elsewhere = [row["care_leavers_absence"] for row in rows if "sif" not in row["edition"]]
        assert elsewhere[0] == "not_in_edition"

    def test_grades_are_ordered_best_first_and_dates_are_dates(self) -> None:
        best_first = [grade.value for grade in IlacsGrade]
        ilacs = datasets.hampshire()[2:]
        frame = frames.to_frame(ilacs, "pandas")
        assert list(frame["grade"].cat.categories) == best_first
        assert frame["grade"].cat.ordered
        assert str(frame["start"].dtype) == "datetime64[s]"
        polars = frames.to_frame(ilacs, "polars")
        assert (polars.schema["grade"], polars.schema["end"]) == (pl.Enum(best_first), pl.Date)
        arrow: Any = pa
        table = frames.to_frame(ilacs, "pyarrow")
        assert table["grade"].type.ordered
        assert table.schema.field("published").type == arrow.date32()


AYTON = Inspection(
    authority=LocalAuthority("Ayton", "E06000001"),
    judgements=Ilacs2023Judgements(overall_effectiveness=IlacsGrade.GOOD, care_leavers=NOT_JUDGED),
    kind=Kind.STANDARD,
    start=dt.date(2023, 3, 6),
)


def ayton(shape: str = "wide", **cells: Any) -> Any:
    """Return a frame of one inspection, with some cells of its first row replaced."""
    wanted: Any = shape
    frame = frames.to_frame([AYTON], "pandas", wanted).astype(object)
    for name, value in cells.items():
        frame[name] = pd.Series(
            [value, *frame[name][1:]] if name in frame else [value], dtype=object
        )
    return frame


class TestCells:
    """A cell is read as this library or Ofsted writes it, or refused with its row and column."""

    @pytest.mark.parametrize(
        "text", ["Requires improvement to be good", "requires_improvement", " REQUIRES IMPROVEMENT"]
    )
    def test_a_grade_may_be_a_printed_label(self, text: str) -> None:
        (read,) = frames.from_frame(ayton(overall_effectiveness=text))
        judgements: Any = read.judgements
        assert judgements.overall_effectiveness is IlacsGrade.REQUIRES_IMPROVEMENT

    @pytest.mark.parametrize("text", ["Not judged", "not_judged"])
    def test_not_judged_may_be_written_instead_of_a_grade(self, text: str) -> None:
        (read,) = frames.from_frame(ayton(overall_effectiveness=text))
        judgements: Any = read.judgements
        assert judgements.overall_effectiveness is NOT_JUDGED

    @pytest.mark.parametrize(
        "day",
        [
            "2023-03-07",
            "2023-03-07T00:00:00.000",
            "2023-03-07 00:00:00",
            dt.date(2023, 3, 7),
            dt.datetime(2023, 3, 7),
            pd.Timestamp(2023, 3, 7),
        ],
    )
    def test_a_date_may_be_text_or_a_midnight(self, day: Any) -> None:
        (read,) = frames.from_frame(ayton(start=day))
        assert read == attrs.evolve(AYTON, start=dt.date(2023, 3, 7))

    def test_a_kind_may_be_capitalised(self) -> None:
        (read,) = frames.from_frame(ayton(kind="Short"))
        assert read.kind is Kind.SHORT

    @pytest.mark.parametrize(
        ("column", "value", "error", "message"),
        [
            ("overall_effectiveness", "Godo", UnknownLabel, "'Godo' is not a grade of IlacsGrade"),
            ("overall_effectiveness", 2, frames.UnusableFrame, "2 is not text"),
            ("edition", "ilacs-2022", UnknownEdition, "ilacs-2022"),
            ("edition", None, frames.UnusableFrame, "a value is missing"),
            (
                "kind",
                "brief",
                UnknownLabel,
                "'brief' is not a Kind; expected one of full",
            ),
            ("start", "6/3/2023", frames.UnusableFrame, "is not a date; write it as YYYY-MM-DD"),
            ("start", 2023, frames.UnusableFrame, "2023 is not a date"),
            (
                "end",
                dt.datetime(2023, 3, 7, 9),
                frames.UnusableFrame,
                "has a time of day; expected a date",
            ),
            (
                "end",
                "2023-03-07T09:00:00",
                frames.UnusableFrame,
                "has a time of day; expected a date",
            ),
            (
                "end",
                "2023-03-07T00:00:00Z",
                frames.UnusableFrame,
                "has a time of day; expected a date",
            ),
            ("authority", None, frames.UnusableFrame, "a value is missing"),
            (
                "framework",
                "sif",
                frames.UnusableFrame,
                "'sif'; expected 'ilacs', because the edition is",
            ),
            ("framework", "isif", UnknownEdition, "no framework has the id 'isif'"),
            ("framework", "ILACS", None, ""),
            (
                "adoption_performance_absence",
                "not_judged",
                frames.UnusableFrame,
                "has no such judgement area",
            ),
            ("adoption_performance_absence", "not_in_edition", None, ""),
            ("key_judgement_x", "Good", None, ""),
            ("adoption_performance", "Good", frames.UnusableFrame, "has no such judgement area"),
            (
                "care_leavers_absence",
                "lost",
                frames.UnusableFrame,
                "expected not_judged or not_rec",
            ),
        ],
    )
    def test_in_a_wide_frame(
        self, column: str, value: Any, error: type[Exception] | None, message: str
    ) -> None:
        frame = ayton(**{column: value})
        if error is None:
            assert frames.from_frame(frame) == [AYTON]
            return
        with pytest.raises(error, match=rf"row 0, column '{column}': .*{message}"):
            frames.from_frame(frame)

    def test_a_grade_with_a_reason_for_its_absence_is_refused(self) -> None:
        frame = ayton(overall_effectiveness_absence="not_judged")
        with pytest.raises(frames.UnusableFrame, match="expected null, because there is a grade"):
            frames.from_frame(frame)

    @pytest.mark.parametrize(
        ("area", "message"),
        [
            ("care_leavers", "'care_leavers' occurs twice"),
            ("adoption", "is not a judgement area of"),
        ],
    )
    def test_an_area_of_a_long_frame(self, area: str, message: str) -> None:
        with pytest.raises(frames.UnusableFrame, match=rf"column 'area': .*{message}"):
            frames.from_frame(ayton("long", area=area))

    @pytest.mark.parametrize("number", [2, 2.0, "2", "2.0", None, float("nan")])
    def test_a_number_that_agrees_with_the_grade(self, number: Any) -> None:
        (read,) = frames.from_frame(ayton("long", grade="Good", number=number, absence=None))
        assert next(grade for _, grade in read.judgements.items()) is IlacsGrade.GOOD

    @pytest.mark.parametrize(
        ("grade", "number", "expected"),
        [
            ("good", 3, "2"),
            ("good", "none", "2"),
            (None, 2, "null, because there is no grade"),
            ("Not judged", 2, "null, because there is no grade"),
        ],
    )
    def test_a_number_that_contradicts_the_grade_is_refused(
        self, grade: Any, number: Any, expected: str
    ) -> None:
        frame = ayton("long", grade=grade, number=number, absence=None)
        message = f"row 0, column 'number': {number!r}; expected {expected}"
        with pytest.raises(frames.UnusableFrame, match=message):
            frames.from_frame(frame)

    def test_an_inspection_that_is_not_a_number(self) -> None:
        with pytest.raises(frames.UnusableFrame, match=r"row 0, column 'inspection': \[1\] cannot"):
            frames.from_frame(ayton("long", inspection=[1]))

    @pytest.mark.parametrize("shape", SHAPES)
    def test_a_column_of_your_own_may_be_named_by_a_number(self, shape: str) -> None:
        assert frames.from_frame(ayton(shape, mine=1).rename(columns={"mine": 0})) == [AYTON]

    def test_a_frame_without_judgements(self) -> None:
        """Otherwise the inspections would silently have no judgements."""
        message = "this one has inspection, authority, .*, grade, number, absence"
        with pytest.raises(frames.UnusableFrame, match=message):
            frames.from_frame(ayton("long").drop(columns="area"))
        assert frames.from_frame(ayton("long").drop(columns="area").head(0)) == []

    def test_rows_of_one_inspection_that_disagree(self) -> None:
        with pytest.raises(
            frames.UnusableFrame,
            match="row 1, column 'authority': 'Ayton', but 'Beeford' in row 0 of the same inspection",
        ):
            frames.from_frame(ayton("long", authority="Beeford"))

    @pytest.mark.parametrize("missing", ["inspection", "authority", "edition", "grade"])
    def test_a_needed_column_that_is_missing(self, missing: str) -> None:
        with pytest.raises(frames.UnusableFrame, match=f"no column '{missing}'"):
            frames.from_frame(ayton("long").drop(columns=missing))

    def test_something_that_is_not_a_frame(self) -> None:
        with pytest.raises(TypeError, match="expected a data frame, not list"):
            frames.from_frame([AYTON])


class TestRefused:
    def test_an_unknown_backend_is_refused(self) -> None:
        wrong: Any = "excel"
        with pytest.raises(
            frames.UnusableFrame, match="backend to be one of pandas, polars, pyarrow, not 'excel'"
        ):
            frames.to_frame([AYTON], wrong)

    def test_an_unknown_shape_is_refused(self) -> None:
        wrong: Any = "tall"
        with pytest.raises(frames.UnusableFrame, match="shape to be long or wide, not 'tall'"):
            frames.to_frame([AYTON], "pandas", wrong)

    @pytest.mark.parametrize("wrong", [None, ["pandas"], "Pandas"])
    def test_a_backend_that_is_not_a_known_string_is_refused(self, wrong: Any) -> None:
        with pytest.raises(frames.UnusableFrame, match="one of pandas, polars, pyarrow, not"):
            frames.to_frame([AYTON], wrong)

    @pytest.mark.parametrize("wrong", [None, 3, AYTON])
    def test_a_value_that_is_not_a_list_of_inspections_is_refused(self, wrong: Any) -> None:
        with pytest.raises(TypeError, match="to_frame takes inspections, not"):
            frames.to_frame(wrong)

    def test_an_item_that_is_not_an_inspection_is_refused(self) -> None:
        wrong: Any = SifJudgements()
        with pytest.raises(TypeError, match="takes inspections, not SifJudgements"):
            frames.to_frame([wrong])

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_a_backend_that_is_not_installed_is_refused(
        self, backend: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, backend, None)
        with pytest.raises(frames.MissingEngine, match=f"pip install {backend}"):
            frames.to_frame([AYTON], backend)

    def test_without_narwhals_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingExtra, match=r"narwhals.*ofsted-frameworks\[frames\]"):
            importlib.reload(frames)
        monkeypatch.undo()
        importlib.reload(frames)

    def test_every_error_is_an_error_of_this_library(self) -> None:
        assert issubclass(frames.UnusableFrame, OfstedFrameworksError)
        assert issubclass(frames.MissingEngine, OfstedFrameworksError)
