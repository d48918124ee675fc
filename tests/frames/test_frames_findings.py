"""The rules for typed records, over a wide frame."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from frames_for_tests import IN_MEMORY, LAZY, QUICK, by_id, frame_of, rows_in, unread_in
from hypothesis import given, settings, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    Finding,
    all_editions,
    datasets,
    frames,
    get_edition,
    iter_findings,
)
from ofsted_frameworks.findings import UnknownEdition

SETTINGS = settings(max_examples=12)
IDS = [edition.id for edition in all_editions()]
AS_WRITTEN = [*IDS, "sif-2014", "ILACS-2018"]
Row = Mapping[str, str | None]


@st.composite
def rows_of_edition(draw: st.DrawFn, id: str, most: int = 4) -> list[dict[str, str | None]]:
    """Draw rows of one edition: each area is a grade, not judged or null, whether or not rules allow it."""
    edition = get_edition(id)
    words = st.sampled_from([*(grade.label for grade in edition.scale), NOT_JUDGED.label, None])
    row = st.fixed_dictionaries(dict.fromkeys(edition.areas, words))
    return draw(st.lists(row, min_size=1, max_size=most))


def typed(id: str, row: Row, *, kind: str | None = None, complete: bool = False) -> list[Finding]:
    """Return what `iter_findings` finds in the judgements of a row."""
    scale = get_edition(id).scale
    keys = {grade.label: grade.value for grade in scale} | {NOT_JUDGED.label: NOT_JUDGED.value}
    record = {
        "authority": {"name": "Ayton"},
        "edition": get_edition(id).id,
        "kind": kind,
        "judgements": {area: keys[label] for area, label in row.items() if label is not None},
    }
    found = iter_findings(record, complete=complete)
    return [finding for finding in found if finding.path[:1] == ("judgements",)]


def summary(finding: Finding, row: object) -> tuple[Any, ...]:
    return row, finding.rule, finding.severity, finding.path[-1], finding.message, finding.edition


def check(
    engine: str,
    rows: Sequence[Row],
    *,
    edition: str = "",
    editions: Sequence[str] = (),
    kinds: Sequence[str | None] = (),
    complete: bool = False,
) -> None:
    """Assert that a frame has the findings of its rows as records, and a true cell for each broken rule."""
    areas = dict.fromkeys(area for row in rows for area in row)
    columns: dict[str, Sequence[str | None]] = {
        **({"of": editions} if editions else {}),
        **({"kind": kinds} if kinds else {}),
        **{area: [row.get(area) for row in rows] for area in areas},
    }
    checked = frames.findings(
        frame_of(engine, columns),
        edition=edition or None,
        by="of" if editions else "",
        kind="kind" if kinds else "",
        rows="id",
        complete=complete,
    )
    records = zip(editions or [edition] * len(rows), rows, kinds or [None] * len(rows), strict=True)
    expected = [
        (id, finding)
        for id, (of, row, kind) in enumerate(records, start=100)
        for finding in typed(of, row, kind=kind and kind.lower(), complete=complete)
        if finding.path[-1] in areas
    ]
    found = [summary(finding, finding.path[0]) for finding in checked.findings()]
    assert sorted(found, key=repr) == sorted((summary(f, id) for id, f in expected), key=repr)
    for row in by_id(checked.frame):
        broken = {finding.rule for id, finding in expected if id == row["id"]}
        assert {name for name in row if "." in name and row[name]} == broken
    assert unread_in(checked.unread) == set()


class TestOneEdition:
    """A row has the findings that `iter_findings` gives its record, and a true cell for each broken rule."""

    @pytest.mark.parametrize("engine", QUICK)
    @given(st.data(), st.sampled_from(IDS), st.booleans())
    @SETTINGS
    def test_any_row_has_the_findings_of_its_record(
        self, engine: str, data: st.DataObject, id: str, complete: bool
    ) -> None:
        check(engine, data.draw(rows_of_edition(id)), edition=id, complete=complete)

    @pytest.mark.spark
    def test_pyspark_gives_the_same_findings(self) -> None:
        area = dict.fromkeys(get_edition("sif-2014").areas, "Good")
        rows: list[dict[str, str | None]] = [
            {**area},
            {**area, "help_and_protection": "Inadequate"},
            {**area, "leadership_management_and_governance": None},
        ]
        check("pyspark", rows, edition="sif-2014")


class TestSeveralEditions:
    """Each row is checked by the rules of the edition that its own column names, by any of its ids."""

    @pytest.mark.parametrize("engine", IN_MEMORY)
    @given(st.data(), st.lists(st.sampled_from(AS_WRITTEN), min_size=1, max_size=3), st.booleans())
    @SETTINGS
    def test_rows_of_several_editions_have_the_findings_of_their_records(
        self, engine: str, data: st.DataObject, ids: list[str], complete: bool
    ) -> None:
        rows = [data.draw(rows_of_edition(id, 1))[0] for id in ids]
        check(engine, rows, editions=ids, complete=complete)

    @pytest.mark.parametrize("engine", LAZY)
    def test_a_lazy_engine_gives_the_same_findings(self, engine: str) -> None:
        rows: list[Row] = [
            {"overall_effectiveness": "Good", "help_and_protection": "Inadequate"},
            {"overall_effectiveness": "Requires improvement to be good", "care_leavers": None},
            {"safeguarding_overall_effectiveness": "Adequate"},
            {"overall_effectiveness": "Outstanding", "help_and_protection": "Good"},
        ]
        editions = ["sif-2014", "ilacs-2023", "slac-2010", "ilacs-2018"]
        check(engine, rows, editions=editions, complete=True)

    @pytest.mark.parametrize("engine", IN_MEMORY)
    def test_an_area_of_another_edition_is_found(self, engine: str) -> None:
        frame = frame_of(
            engine,
            {"of": ["ilacs-2018", "ilacs-2023"], "care_leavers": ["Good", "Good"]},
        )
        checked = frames.findings(frame, by="of", rows="id")
        rules = {(row["row"], row["rule"]) for row in rows_in(checked.found)}
        assert rules == {(100, "record.area-of-other-edition")}

    @pytest.mark.parametrize("engine", IN_MEMORY)
    def test_an_unknown_edition_or_label_is_unread(self, engine: str) -> None:
        frame = frame_of(
            engine,
            {
                "of": ["ilacs-2019", None, "ilacs-2018", "sif-2013"],
                "overall_effectiveness": ["Good", "Good", "Godo", "Adequate"],
            },
        )
        checked = frames.findings(frame, by="of", rows="id")
        assert {(100, "of", "ilacs-2019"), (102, "overall_effectiveness", "Godo")} <= unread_in(
            checked.unread
        )
        assert (103, "overall_effectiveness", "Adequate") in unread_in(checked.unread)
        assert {row["row"] for row in rows_in(checked.found)} <= {102, 103}


class TestKinds:
    """The kind of inspection decides which areas are judged, as in a record."""

    @pytest.mark.parametrize("engine", [*IN_MEMORY, "polars lazy"])
    @given(st.lists(st.sampled_from(["short", "Standard", "full", None]), min_size=1), st.data())
    @SETTINGS
    def test_any_kind_gives_the_findings_of_the_record(
        self, engine: str, kinds: list[str | None], data: st.DataObject
    ) -> None:
        """A rule that reads the kind sees one area at a time, and finds the same as in the whole record."""
        rows = [data.draw(rows_of_edition("ilacs-2018", 1))[0] for _ in kinds]
        check(engine, rows, edition="ilacs-2018", kinds=kinds)

    @pytest.mark.parametrize("engine", [*IN_MEMORY, "polars lazy"])
    def test_a_short_inspection_has_the_findings_of_its_record(self, engine: str) -> None:
        area = dict.fromkeys(get_edition("ilacs-2018").areas)
        rows: list[Row] = [{**area, "overall_effectiveness": "Good"}] * 3
        check(engine, rows, edition="ilacs-2018", kinds=["short", "Standard", None])

    def test_an_unknown_kind_is_unread(self) -> None:
        frame = pl.DataFrame({"kind": ["brief"], "overall_effectiveness": ["Good"]})
        checked = frames.findings(frame, edition="ilacs-2018", kind="kind")
        assert unread_in(checked.unread) == {(0, "kind", "brief")}


class TestColumns:
    """Columns are named after areas, or the call says which column has which area."""

    @pytest.mark.parametrize("engine", IN_MEMORY)
    def test_columns_may_have_other_names(self, engine: str) -> None:
        frame = frame_of(engine, {"all": ["Good"], "hp": ["Inadequate"]})
        columns = {"overall_effectiveness": "all", "help_and_protection": "hp"}
        found = rows_in(frames.findings(frame, columns, "sif-2013").found)
        assert [(row["row"], row["rule"]) for row in found] == [(0, "sif.inadequate-key-judgement")]

    def test_only_the_given_columns_are_checked(self) -> None:
        frame = pd.DataFrame({"overall_effectiveness": [None], "help_and_protection": [None]})
        found = frames.findings(frame, ["help_and_protection"], get_edition("sif-2013")).found
        assert len(found) == 1

    @pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
    def test_a_lazy_frame_has_no_row_numbers(self, engine: str) -> None:
        frame = frame_of(
            engine, {"overall_effectiveness": ["Good"], "help_and_protection": ["Inadequate"]}
        )
        checked = frames.findings(frame, edition="sif-2013")
        assert [each.path[0] for each in checked.findings()] == ["judgements"]

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_inspections_without_findings_give_a_frame_without_findings(self, backend: Any) -> None:
        wide = frames.to_frame(datasets.hampshire(), backend, "wide")
        checked = frames.findings(wide, by="edition")
        assert checked.findings() == []
        assert rows_in(checked.unread) == []

    @pytest.mark.parametrize("beside", ["overall_effectiveness_absence", "overall_absence"])
    def test_not_judged_may_be_in_the_column_of_absences(self, beside: str) -> None:
        area = "overall_effectiveness" if "eff" in beside else "overall_grade"
        frame = pl.DataFrame({area: [None, None], beside: ["not_judged", "not_recorded"]})
        frame = frame.with_columns(pl.col(area).cast(pl.String))
        found = rows_in(frames.findings(frame, {"overall_effectiveness": area}, "sif-2013").found)
        assert [(row["row"], row["rule"]) for row in found] == [(1, "judgements.missing")]

    @pytest.mark.parametrize("engine", [*IN_MEMORY, "polars lazy", "duckdb"])
    def test_an_absence_that_is_unknown_or_contradicts_the_grade_is_unread(
        self, engine: str
    ) -> None:
        """No rule is applied to such a cell: a grade that could not be read is not missing."""
        area = "overall_effectiveness"
        absences = ["not_judged", "lost", "not_read", None]
        frame = frame_of(engine, {area: ["Good", None, None, "Good"], f"{area}_absence": absences})
        checked = frames.findings(frame, [area], "sif-2013", rows="id")
        assert unread_in(checked.unread) == {
            (100, f"{area}_absence", "not_judged"),
            (101, f"{area}_absence", "lost"),
            (102, f"{area}_absence", "not_read"),
        }
        assert rows_in(checked.found) == []

    def test_a_column_that_is_not_text_and_not_needed_does_no_harm(self) -> None:
        """It does no harm even as the first column of the frame."""
        areas = {"overall_effectiveness": ["Good"], "help_and_protection": ["Inadequate"]}
        polars = pl.DataFrame({"took": [dt.timedelta(days=1)], **areas})
        arrow: Any = pa
        table = arrow.table({"bytes": arrow.array([b"x"]), **areas})
        for frame in (polars, table):
            (found,) = frames.findings(frame, edition="sif-2013").findings()
            assert found.path == (0, "judgements", "overall_effectiveness")


class TestRefused:
    FRAME = pd.DataFrame({"overall_effectiveness": ["Good"], "of": ["sif-2014"]})

    @pytest.mark.parametrize("asked", [{}, {"edition": "sif-2014", "by": "of"}])
    def test_giving_no_edition_or_two_is_refused(self, asked: Any) -> None:
        with pytest.raises(TypeError, match="give either edition= or by="):
            frames.findings(self.FRAME, **asked)

    @pytest.mark.parametrize(
        ("asked", "edition"), [({"edition": "sif-2014"}, "sif-2013"), ({"by": "of"}, "any edition")]
    )
    def test_an_unknown_area_is_refused(self, asked: Any, edition: str) -> None:
        message = f"'care' is not a judgement area of {edition}"
        with pytest.raises(frames.UnusableFrame, match=message):
            frames.findings(self.FRAME, {"care": "overall_effectiveness"}, **asked)

    def test_a_frame_without_a_column_named_after_an_area_is_refused(self) -> None:
        with pytest.raises(frames.UnusableFrame, match="no column is named after a judgement area"):
            frames.findings(pd.DataFrame({"x": ["Good"]}), edition="sif-2014")

    def test_a_missing_column_is_refused(self) -> None:
        with pytest.raises(frames.UnusableFrame, match="no column 'overall_effect'"):
            frames.findings(self.FRAME, {"overall_effectiveness": "overall_effect"}, "sif-2014")

    def test_an_unknown_edition_is_refused(self) -> None:
        with pytest.raises(UnknownEdition, match="sif-2019"):
            frames.findings(self.FRAME, edition="sif-2019")
