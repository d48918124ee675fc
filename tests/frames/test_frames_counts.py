"""Distributions and transitions of a long frame, as a panel counts them."""

from collections import Counter
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pytest
from frames_for_tests import IN_MEMORY, rows_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ofsted_frameworks import (
    CpiGrade,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    Panel,
    SlacGrade,
    Theme,
    UnknownEdition,
    UnknownLabel,
    datasets,
    frames,
    strategies,
)

QUICK = (*IN_MEMORY, "polars lazy", "duckdb")
SETTINGS = settings(max_examples=8)
Inspections = list[Inspection[Any]]
ILACS = ("ilacs-2018", "ilacs-2023")


@st.composite
def of_editions(draw: st.DrawFn, ids: tuple[str, ...], authorities: int) -> Inspections:
    """Inspections of some editions, some areas not recorded, of a few authorities in turn."""
    inspections = st.sampled_from(ids).flatmap(strategies.inspections)
    several = st.lists(inspections, min_size=1, max_size=5, unique_by=lambda each: each.start)
    found: Inspections = []
    for number, each in enumerate(draw(several)):
        unrecorded = draw(st.sets(st.sampled_from(list(each.edition.areas)), max_size=2))
        found.append(
            attrs.evolve(
                each,
                authority=LocalAuthority(f"Council {number % authorities}"),
                judgements=attrs.evolve(each.judgements, **dict.fromkeys(unrecorded)),
            )
        )
    return found


def long(engine: str, inspections: Inspections) -> Any:
    """The inspections as a long frame of any engine."""
    if engine in IN_MEMORY:
        backend: Any = engine
        return frames.to_frame(inspections, backend)
    if engine == "polars lazy":
        return frames.to_frame(inspections, "polars").lazy()
    return pytest.importorskip("duckdb").from_arrow(frames.to_frame(inspections, "pyarrow"))


class TestDistribution:
    """A frame's distribution has the counts of `Panel.distribution`, absences too."""

    @pytest.mark.parametrize("engine", QUICK)
    @pytest.mark.parametrize("what", [Theme.OVERALL, "overall_effectiveness", "care_leavers"])
    @given(of_editions(ILACS, 99))
    @SETTINGS
    def test_any_inspections(self, engine: str, what: Any, inspections: Inspections) -> None:
        panel = Panel(inspections)
        assume(what != "care_leavers" or "ilacs-2023" in {i.edition.id for i in inspections})
        expected = panel.distribution(what)
        of = max((i.edition for i in inspections), key=lambda its: its.starts.value)
        counted = frames.distribution(long(engine, inspections), what, of=of)
        rows = rows_in(counted.frame)
        assert {row["grade"]: row["count"] for row in rows if row["grade"]} == {
            grade.key: count for grade, count in expected.counts.items() if count
        }
        assert all(row["number"] for row in rows if row["grade"])
        assert Counter({row["absence"]: row["count"] for row in rows if row["absence"]}) == Counter(
            {
                "not_judged": expected.not_judged,
                "not_recorded": expected.not_recorded - expected.not_in_edition,
                "not_in_edition": expected.not_in_edition,
            }
        )
        assert rows_in(counted.unread) == []

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_the_area_is_that_of_the_latest_edition_there(self, backend: str) -> None:
        inspections = list(datasets.hampshire())[2:]
        assert rows_in(frames.distribution(long(backend, inspections), "care_leavers").frame) == (
            rows_in(
                frames.distribution(
                    long(backend, inspections), "care_leavers", of="ilacs-2023"
                ).frame
            )
        )

    @pytest.mark.parametrize("engine", QUICK)
    def test_another_scale_counts_where_it_is_asked_for(self, engine: str) -> None:
        frame = long(engine, list(datasets.hampshire()))
        plain = rows_in(frames.distribution(frame, Theme.OVERALL, of="ilacs-2023").frame)
        assert sum(row["count"] for row in plain) == 4
        what = "safeguarding_overall_effectiveness"
        slac = rows_in(frames.distribution(frame, what, of="slac-2010", to=IlacsGrade).frame)
        assert "other_scale" not in {row["absence"] for row in slac}

    def test_a_grade_of_another_scale_is_said_to_be_one(self) -> None:
        frame = pl.DataFrame(
            {
                "edition": ["slac-2010", "slac-2010"],
                "area": ["safeguarding_overall_effectiveness"] * 2,
                "grade": ["adequate", "Adeqate"],
                "absence": [None, "not_judged"],
            }
        )
        what = "safeguarding_overall_effectiveness"
        counted = frames.distribution(frame, what, to=IlacsGrade)
        assert {(r["grade"], r["absence"], r["count"]) for r in rows_in(counted.frame)} == {
            ("requires_improvement", None, 1),
            (None, "not_read", 1),
        }
        assert [row["number"] for row in rows_in(counted.frame) if row["grade"]] == [3]
        own = frames.distribution(frame.head(1), what, to=SlacGrade)
        assert [row["grade"] for row in rows_in(own.frame)] == ["adequate"]

    def test_scales_that_are_only_close_are_kept_apart(self) -> None:
        frame = pl.DataFrame(
            {
                "edition": ["sif-2013", "tlac-2013"],
                "area": ["overall_effectiveness"] * 2,
                "grade": ["good", "adequate"],
                "absence": pl.Series([None, None], dtype=pl.String),
            }
        )
        counted = rows_in(frames.distribution(frame, "overall_effectiveness", of="sif-2013").frame)
        assert ("good", 1) in {(row["grade"], row["count"]) for row in counted}
        assert sum(row["count"] for row in counted) == 2

    @pytest.mark.parametrize(
        ("columns", "unread"),
        [
            ({"edition": "sif-2019"}, ("edition", "sif-2019")),
            ({"area": "adoption"}, ("area", "adoption")),
        ],
    )
    def test_what_is_not_understood_comes_back(
        self, columns: dict[str, str], unread: tuple[str, str]
    ) -> None:
        frame = frames.to_frame(list(datasets.hampshire())[2:], "pandas").astype(object)
        for name, value in columns.items():
            frame.loc[0, name] = value
        cells = rows_in(frames.distribution(frame, Theme.OVERALL).unread)
        assert unread in {(cell["column"], cell["value"]) for cell in cells}

    def test_a_grade_that_has_no_equivalent_is_counted_as_of_another_scale(self) -> None:
        frame = frames.to_frame(list(datasets.hampshire())[2:])
        (row,) = rows_in(frames.distribution(frame, Theme.OVERALL, to=CpiGrade).frame)
        assert (row["grade"], row["absence"], row["count"]) == (None, "other_scale", 2)

    def test_nothing_of_nothing(self) -> None:
        assert rows_in(frames.distribution(frames.to_frame([]), Theme.OVERALL).frame) == []

    def test_what_no_edition_judges(self) -> None:
        with pytest.raises(UnknownLabel, match="'overal' is no judgement area"):
            frames.distribution(frames.to_frame(datasets.hampshire()), "overal")

    def test_a_frame_of_another_shape(self) -> None:
        with pytest.raises(frames.UnusableFrame, match="no column 'edition'"):
            frames.distribution(pd.DataFrame({"grade": ["good"]}), Theme.OVERALL)


class TestTransitions:
    """A frame's transitions have the counts of `Panel.transitions`."""

    @pytest.mark.parametrize("engine", QUICK)
    @pytest.mark.parametrize(
        ("before", "after"), [("ilacs", "ilacs"), ("sif", "ilacs"), ILACS, ("sif-2014", "sif-2014")]
    )
    @given(of_editions(("sif-2014", *ILACS), 2))
    @SETTINGS
    def test_any_inspections(
        self, engine: str, before: str, after: str, inspections: Inspections
    ) -> None:
        panel = Panel(inspections)
        assume(len(panel) == len(inspections))
        expected = panel.transitions(before, after)
        counted = frames.transitions(long(engine, inspections), before, after)
        rows = rows_in(counted.frame)
        assert {(r["before"], r["after"]): r["count"] for r in rows} == {
            (one.key, other.key): count for (one, other), count in expected.counts.items()
        }
        assert {(r["before_number"], r["after_number"]) for r in rows} == {*expected.by_number}
        assert rows_in(counted.unread) == []

    def test_judgements_that_go_by_two_names(self) -> None:
        names = ("safeguarding_overall_effectiveness", "overall_effectiveness")
        hampshire = datasets.hampshire()
        counted = frames.transitions(frames.to_frame(hampshire), "slac", "sif", of=names)
        expected = Panel(hampshire).transitions("slac", "sif", of=names)
        assert {(r["before"], r["after"]): r["count"] for r in rows_in(counted.frame)} == {
            (one.key, other.key): count for (one, other), count in expected.counts.items()
        }

    def test_an_id_that_names_nothing(self) -> None:
        with pytest.raises(UnknownEdition, match="ilac"):
            frames.transitions(frames.to_frame(datasets.hampshire()), "sif", "ilac")

    def test_what_is_not_judged(self) -> None:
        with pytest.raises(UnknownLabel):
            frames.transitions(
                frames.to_frame(datasets.hampshire()), "sif", "ilacs", of="adoption_x"
            )

    @pytest.mark.parametrize("missing", ["edition", "area", "grade", "authority", "code", "start"])
    def test_a_frame_of_another_shape(self, missing: str) -> None:
        frame = frames.to_frame(datasets.hampshire()).drop(columns=missing)
        with pytest.raises(frames.UnusableFrame, match=f"no column '{missing}'"):
            frames.transitions(frame, "sif", "ilacs")
