"""Distributions and transitions of a long frame, counted as a panel counts them."""

import itertools
from collections import Counter
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from frames_for_tests import IN_MEMORY, frame_of, rows_in, unread_in
from hypothesis import assume, given, settings, strategies as st

from ofsted_frameworks import (
    CpiGrade,
    Ilacs2018Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    Panel,
    Relation,
    SlacGrade,
    Theme,
    UnknownLabel,
    datasets,
    frames,
    strategies,
)
from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.panel import Transitions

QUICK = (*IN_MEMORY, "polars lazy", "duckdb")
SETTINGS = settings(max_examples=8)
Inspections = list[Inspection[Any]]
ILACS = ("ilacs-2018", "ilacs-2023")
SLAC_ADEQUATE = attrs.evolve(
    datasets.hampshire()[0].judgements, safeguarding_overall_effectiveness=SlacGrade.ADEQUATE
)


@st.composite
def of_editions(draw: st.DrawFn, ids: tuple[str, ...], authorities: int) -> Inspections:
    """Draw inspections of a few authorities under some editions, with some areas not recorded."""
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
    """Return the inspections as a long frame of any engine."""
    if engine in IN_MEMORY:
        backend: Any = engine
        return frames.to_frame(inspections, backend)
    if engine == "polars lazy":
        return frames.to_frame(inspections, "polars").lazy()
    return pytest.importorskip("duckdb").from_arrow(frames.to_frame(inspections, "pyarrow"))


def on(backend: str, frame: Any) -> Any:
    """Return a pandas frame moved to another engine, with its types kept."""
    arrow: Any = pa
    polars: Any = pl
    if backend == "pandas":
        return frame
    table = arrow.Table.from_pandas(frame, preserve_index=False)
    return table if backend == "pyarrow" else polars.from_pandas(frame)


def pairs_in(frame: Any) -> dict[tuple[str, str], int]:
    return {(row["before"], row["after"]): row["count"] for row in rows_in(frame)}


def pairs_of(counted: Transitions) -> dict[tuple[str, str], int]:
    return {(one.value, other.value): count for (one, other), count in counted.counts.items()}


class TestDistribution:
    """A frame's distribution has the counts of `Panel.distribution`, and its absences."""

    @pytest.mark.parametrize("engine", QUICK)
    @pytest.mark.parametrize("what", [Theme.OVERALL, "overall_effectiveness", "care_leavers"])
    @given(of_editions(ILACS, 99))
    @SETTINGS
    def test_any_inspections_are_counted_as_in_a_panel(
        self, engine: str, what: Any, inspections: Inspections
    ) -> None:
        panel = Panel(inspections)
        assume(what != "care_leavers" or "ilacs-2023" in {i.edition.id for i in inspections})
        expected = panel.distribution(what)
        of = max((i.edition for i in inspections), key=lambda edition: edition.starts.value)
        counted = frames.distribution(long(engine, inspections), what, of=of)
        rows = rows_in(counted.frame)
        assert {row["grade"]: row["count"] for row in rows if row["grade"]} == {
            grade.value: count for grade, count in expected.counts.items() if count
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
    @given(of_editions(("slac-2010", "sif-2014", *ILACS), 99))
    @SETTINGS
    def test_the_cautions_are_those_of_the_panel(
        self, backend: str, inspections: Inspections
    ) -> None:
        what = "overall_effectiveness"
        assume(any(what in i.edition.areas for i in inspections))
        expected = Panel(inspections).distribution(what, to="ilacs")
        counted = frames.distribution(long(backend, inspections), what, to="ilacs")
        found = "; ".join(row["caveat"] for row in rows_in(counted.frame) if row["caveat"])
        assert all(caveat in found for caveat in expected.caveats)
        assert bool(found) == bool(expected.caveats)

    @pytest.mark.parametrize("engine", QUICK)
    @pytest.mark.parametrize(
        "asked",
        [
            {"accept": ["exact"]},
            {"accept": [Relation.EXACT, "close"], "to": "ilacs"},
            {"mapping": {SlacGrade.ADEQUATE: "inadequate"}, "to": "ilacs"},
        ],
    )
    def test_accept_and_mapping_change_what_counts(self, engine: str, asked: Any) -> None:
        hampshire = list(datasets.hampshire())
        what = "safeguarding_overall_effectiveness"
        inspections = [attrs.evolve(hampshire[0], judgements=SLAC_ADEQUATE), *hampshire[1:]]
        expected = Panel(inspections).distribution("overall_effectiveness", **asked)
        counted = frames.distribution(
            long(engine, inspections), "overall_effectiveness", of="ilacs-2023", **asked
        )
        rows = rows_in(counted.frame)
        assert what not in {row["grade"] for row in rows}
        assert {row["grade"]: row["count"] for row in rows if row["grade"]} == {
            grade.value: count for grade, count in expected.counts.items() if count
        }
        absences = Counter({row["absence"]: row["count"] for row in rows if row["absence"]})
        assert absences["not_accepted"] == expected.not_accepted

    @pytest.mark.parametrize("engine", QUICK)
    def test_a_mapping_of_your_own_counts_and_is_named_in_the_caveat(self, engine: str) -> None:
        frame = frame_of(
            engine,
            {
                "edition": ["slac-2010", "slac-2010"],
                "area": ["safeguarding_overall_effectiveness"] * 2,
                "grade": ["adequate", "good"],
                "absence": [None, None],
            },
        )
        own = {SlacGrade.ADEQUATE: "inadequate"}
        what = "safeguarding_overall_effectiveness"
        counted = frames.distribution(frame, what, of="slac-2010", to="ilacs", mapping=own)
        found = {row["grade"]: row["caveat"] for row in rows_in(counted.frame)}
        assert found.keys() == {"good", "inadequate"}
        assert "your own mapping" in found["inadequate"]

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_the_area_is_that_of_the_latest_edition_in_the_frame(self, backend: str) -> None:
        inspections = list(datasets.hampshire())[2:]
        assert rows_in(frames.distribution(long(backend, inspections), "care_leavers").frame) == (
            rows_in(
                frames.distribution(
                    long(backend, inspections), "care_leavers", of="ilacs-2023"
                ).frame
            )
        )

    @pytest.mark.parametrize("engine", QUICK)
    def test_another_scale_counts_with_to(self, engine: str) -> None:
        frame = long(engine, list(datasets.hampshire()))
        plain = rows_in(frames.distribution(frame, Theme.OVERALL, of="ilacs-2023").frame)
        assert sum(row["count"] for row in plain) == 4
        what = "safeguarding_overall_effectiveness"
        slac = rows_in(frames.distribution(frame, what, of="slac-2010", to=IlacsGrade).frame)
        assert "other_scale" not in {row["absence"] for row in slac}

    def test_a_grade_of_another_scale_is_mapped_and_an_unknown_one_is_not_read(self) -> None:
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

    def test_a_grade_of_a_scale_that_is_only_close_is_not_added(self) -> None:
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
    def test_an_unknown_edition_or_area_is_unread(
        self, columns: dict[str, str], unread: tuple[str, str]
    ) -> None:
        frame = frames.to_frame(list(datasets.hampshire())[2:], "pandas").astype(object)
        for name, value in columns.items():
            frame.loc[0, name] = value
        cells = rows_in(frames.distribution(frame, Theme.OVERALL).unread)
        assert unread in {(cell["column"], cell["value"]) for cell in cells}

    def test_a_grade_without_an_equivalent_counts_as_other_scale(self) -> None:
        frame = frames.to_frame(list(datasets.hampshire())[2:])
        (row,) = rows_in(frames.distribution(frame, Theme.OVERALL, to=CpiGrade).frame)
        assert (row["grade"], row["absence"], row["count"]) == (None, "other_scale", 2)

    def test_an_empty_frame_has_no_counts(self) -> None:
        assert rows_in(frames.distribution(frames.to_frame([]), Theme.OVERALL).frame) == []

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_a_category_that_no_row_has_is_not_an_edition_of_the_frame(self, backend: str) -> None:
        whole = long("pandas", list(datasets.hampshire())).astype({"edition": "category"})
        frame = on(backend, whole[whole["framework"] == "ilacs"])
        with pytest.raises(UnknownLabel, match="judgement area of ilacs-2023, ilacs-2018"):
            frames.distribution(frame, "adoption_performance")

    @pytest.mark.parametrize("engine", QUICK)
    @pytest.mark.parametrize(
        ("grade", "absence"),
        [("good", "not_judged"), (None, "Not judged"), ("Not judged", "not_recorded"), (None, "")],
    )
    def test_an_absence_that_is_unknown_or_contradicts_the_grade_is_unread(
        self, engine: str, grade: str | None, absence: str
    ) -> None:
        frame = frame_of(
            engine,
            {
                "edition": ["ilacs-2018"],
                "area": ["overall_effectiveness"],
                "grade": [grade],
                "absence": [absence],
            },
        )
        counted = frames.distribution(frame, Theme.OVERALL, of="ilacs-2018")
        assert [row["absence"] for row in rows_in(counted.frame)] == ["not_read"]
        assert [row["value"] for row in rows_in(counted.unread)] == [absence]

    @pytest.mark.parametrize("what", [3, None, ["overall"]])
    def test_a_judgement_that_is_not_named_by_a_string_is_refused(self, what: Any) -> None:
        frame = frames.to_frame(datasets.hampshire())
        for ask in (
            lambda: frames.distribution(frame, what),
            lambda: frames.transitions(frame, "sif", "ilacs", of=what),
            lambda: Panel(datasets.hampshire()).distribution(what),
        ):
            with pytest.raises(TypeError, match="a Theme or the name of a theme or area, not"):
                ask()

    def test_a_judgement_that_no_edition_has_is_refused(self) -> None:
        with pytest.raises(UnknownLabel, match="'overal' is neither a theme nor a judgement area"):
            frames.distribution(frames.to_frame(datasets.hampshire()), "overal")

    def test_a_frame_without_the_needed_columns_is_refused(self) -> None:
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
    def test_any_inspections_are_counted_as_in_a_panel(
        self, engine: str, before: str, after: str, inspections: Inspections
    ) -> None:
        panel = Panel(inspections)
        assume(len(panel) == len(inspections))
        expected = panel.transitions(before, after)
        counted = frames.transitions(long(engine, inspections), before, after)
        assert pairs_in(counted.frame) == pairs_of(expected)
        numbers = {(row["before_number"], row["after_number"]) for row in rows_in(counted.frame)}
        assert numbers == {*expected.by_number}
        assert rows_in(counted.unread) == []

    @pytest.mark.parametrize("engine", QUICK)
    def test_cautions_travel_with_the_counts(self, engine: str) -> None:
        names = ("safeguarding_overall_effectiveness", "overall_effectiveness")
        hampshire = list(datasets.hampshire())
        counted = frames.transitions(long(engine, hampshire), "slac", "sif", of=names)
        expected = Panel(hampshire).transitions("slac", "sif", of=names)
        (row,) = rows_in(counted.frame)
        assert expected.caveats
        assert all(caveat in row["caveat"] for caveat in expected.caveats)

    def test_an_area_that_is_not_accepted_does_not_count(self) -> None:
        frame = frames.to_frame(datasets.hampshire())
        what = ("help_and_protection", "help_and_protection")
        for accept in (["exact"], ["exact", "close"]):
            expected = Panel(datasets.hampshire()).transitions(
                "ilacs", "ilacs", of=what, accept=accept
            )
            counted = frames.transitions(frame, "ilacs", "ilacs", of=what, accept=accept)
            assert pairs_in(counted.frame) == pairs_of(expected)

    def test_a_judgement_may_have_a_different_name_on_each_side(self) -> None:
        names = ("safeguarding_overall_effectiveness", "overall_effectiveness")
        hampshire = datasets.hampshire()
        counted = frames.transitions(frames.to_frame(hampshire), "slac", "sif", of=names)
        expected = Panel(hampshire).transitions("slac", "sif", of=names)
        assert pairs_in(counted.frame) == pairs_of(expected)

    @pytest.mark.parametrize("engine", QUICK)
    @given(of_editions(ILACS, 2))
    @SETTINGS
    def test_two_areas_of_one_framework_are_compared(
        self, engine: str, inspections: Inspections
    ) -> None:
        panel = Panel(inspections)
        assume(len(panel) == len(inspections))
        names = ("help_and_protection", "overall_effectiveness")
        counted = frames.transitions(long(engine, inspections), "ilacs", "ilacs", of=names)
        assert pairs_in(counted.frame) == pairs_of(panel.transitions("ilacs", "ilacs", of=names))

    @pytest.mark.parametrize("engine", QUICK)
    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [("ilacs", "ILACS", 1), ("sif-2013", "sif-2014", 0), ("sif", "SIF-2014", 0)],
    )
    def test_two_ids_of_one_framework_mean_the_same(
        self, engine: str, before: str, after: str, expected: int
    ) -> None:
        hampshire = list(datasets.hampshire())
        assert Panel(hampshire).transitions(before, after).total == expected
        rows = rows_in(frames.transitions(long(engine, hampshire), before, after).frame)
        assert len(rows) == expected

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_undated_inspections_keep_the_order_of_the_frame(self, backend: Any) -> None:
        numbers = [(7 * place) % 4 for place in range(400)]
        undated: Inspections = [
            Inspection(
                authority=LocalAuthority("Ayton"),
                judgements=Ilacs2018Judgements(overall_effectiveness=list(IlacsGrade)[number]),
            )
            for number in numbers
        ]
        counted = frames.transitions(frames.to_frame(undated, backend), "ilacs", "ilacs")
        found = {
            (row["before_number"] - 1, row["after_number"] - 1): row["count"]
            for row in rows_in(counted.frame)
        }
        assert found == Counter(itertools.pairwise(numbers))

    @pytest.mark.parametrize("backend", IN_MEMORY)
    @pytest.mark.parametrize("column", ["code", "start", "published"])
    @pytest.mark.parametrize("nothing", [None, float("nan")])
    def test_a_column_of_nulls_is_ignored(self, backend: str, column: str, nothing: Any) -> None:
        """A column that is empty in a file is read as nulls."""
        empty = long("pandas", list(datasets.hampshire())).assign(**{column: nothing})
        counted = frames.transitions(on(backend, empty), "sif", "ilacs")
        assert [row["count"] for row in rows_in(counted.frame)] == [1]
        assert rows_in(counted.unread) == []

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_an_authority_goes_by_its_name_if_its_code_is_blank(self, backend: str) -> None:
        one, other = list(datasets.hampshire())[2:]
        two = [
            attrs.evolve(one, authority=LocalAuthority("Ayton")),
            attrs.evolve(other, authority=LocalAuthority("Beeford")),
        ]
        blank = long("pandas", two).assign(code="")
        assert rows_in(frames.transitions(on(backend, blank), "ilacs", "ilacs").frame) == []

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_a_row_without_an_authority_is_unread(self, backend: str) -> None:
        nobody = long("pandas", list(datasets.hampshire())[3:]).assign(authority=None, code=None)
        unread = unread_in(frames.transitions(on(backend, nobody), "ilacs", "ilacs").unread)
        assert unread == {(row, "authority", None) for row in range(len(nobody))}

    @pytest.mark.parametrize("backend", IN_MEMORY)
    @pytest.mark.parametrize("day", ["29/04/2019", "", "2019-04-29 09:00", "2019-04-29T00:00:00Z"])
    def test_a_day_that_cannot_be_read_is_unread(self, backend: str, day: str) -> None:
        frame = long("pandas", list(datasets.hampshire())[2:3]).assign(start=day)
        unread = unread_in(frames.transitions(on(backend, frame), "ilacs", "ilacs").unread)
        assert unread == {(row, "start", day) for row in range(len(frame))}

    @pytest.mark.parametrize("backend", IN_MEMORY)
    def test_a_day_may_be_text_in_one_column_and_a_date_in_another(self, backend: str) -> None:
        frame = long("pandas", list(datasets.hampshire()))
        frame = frame.assign(start=frame["start"].astype("str"))
        counted = frames.transitions(on(backend, frame), "sif", "ilacs")
        assert [(r["before"], r["after"]) for r in rows_in(counted.frame)] == [
            ("good", "outstanding")
        ]

    def test_a_column_may_have_a_name_that_a_helper_column_also_uses(self) -> None:
        names = (
            "_before",
            "_after",
            "_authority",
            "_date",
            "_order",
            "_next",
            "_kind",
            "_start",
            "_inspection",
        )
        frame = frames.to_frame(datasets.hampshire()).assign(**dict.fromkeys(names, "x"))
        assert len(rows_in(frames.transitions(frame, "sif", "ilacs").frame)) == 1

    def test_an_unknown_id_is_refused(self) -> None:
        with pytest.raises(UnknownEdition, match="ilac"):
            frames.transitions(frames.to_frame(datasets.hampshire()), "sif", "ilac")

    def test_an_unknown_judgement_is_refused(self) -> None:
        with pytest.raises(UnknownLabel):
            frames.transitions(
                frames.to_frame(datasets.hampshire()), "sif", "ilacs", of="adoption_x"
            )

    @pytest.mark.parametrize("missing", ["edition", "area", "grade", "authority", "code", "start"])
    def test_a_frame_without_a_needed_column_is_refused(self, missing: str) -> None:
        frame = frames.to_frame(datasets.hampshire()).drop(columns=missing)
        with pytest.raises(frames.UnusableFrame, match=f"no column '{missing}'"):
            frames.transitions(frame, "sif", "ilacs")
