"""Charts say in print what they show in colour, and draw each absence as what it is."""

import datetime as dt
import itertools
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    CpiGrade,
    CpiJudgements,
    Ilacs2018Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    Slac2010Judgements,
    SlacGrade,
    Theme,
    Trajectory,
    Visit,
    VisitKind,
    all_editions,
    charts,
    datasets,
)
from ofsted_frameworks.charts.drawing import GRADES, UnknownFormat, fitting, printable
from ofsted_frameworks.charts.timeline import Timeline
from ofsted_frameworks.findings import MissingExtra
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.page import trajectory_page
from ofsted_frameworks.strategies import histories

LEEDS = LocalAuthority("Leeds", "E08000035")


def texts(svg: str) -> list[str]:
    """Every text of a drawing, in order."""
    root = ElementTree.fromstring(svg)
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def drawn(*inspections: AnyInspection, visits: Sequence[Visit] = ()) -> list[str]:
    return texts(charts.svg(charts.trajectory(Trajectory(inspections, visits))))


def sif(day: dt.date, **judgements: Any) -> AnyInspection:
    return Inspection(authority=LEEDS, judgements=SifJudgements(**judgements), start=day)


@pytest.fixture(scope="module")
def chart() -> Any:
    return charts.trajectory(datasets.hampshire())


@pytest.fixture(scope="module")
def words(chart: Any) -> list[str]:
    return texts(charts.svg(chart))


def luminance(colour: str) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines 2.1 define it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class TestColours:
    """The grades are told apart without seeing colour, and what is printed on them can be read."""

    def test_each_grade_is_darker_than_the_better_one_by_half_or_more(self) -> None:
        fills = [GRADES[number].fill for number in (1, 2, 3, 4)]
        for better, worse in itertools.pairwise(fills):
            assert luminance(better) > luminance(worse)
            assert contrast(better, worse) > 1.5

    @pytest.mark.parametrize("number", [1, 2, 3, 4])
    def test_text_stands_out_from_its_colour_as_level_aa_asks(self, number: int) -> None:
        assert contrast(GRADES[number].fill, GRADES[number].ink) >= 4.5


class TestFitting:
    """The fullest text that fits is printed, and the shortest where none does."""

    def test_the_first_that_fits(self) -> None:
        words = ["3 Requires improvement to be good", "3"]
        assert fitting(words, 400, 40) == ["3 Requires improvement to be good"]
        assert fitting(words, 100, 50) == ["3 Requires", "improvement to", "be good"]
        assert fitting(words, 100, 20) == ["3"]
        assert fitting(words, 60, 60) == ["3"]

    def test_the_last_where_none_does(self) -> None:
        assert fitting(["Outstanding", "out"], 5, 5) == ["out"]


class TestHampshire:
    """Hampshire's chart says what its four reports say."""

    def test_the_frameworks_and_days_are_named(self, words: list[str]) -> None:
        said = " ".join(words)
        assert "SIF from November 2013 18 February 2014 full inspection" in said
        assert "ILACS from January 2018 29 April 2019 short inspection" in said

    def test_every_theme_names_its_row(self, words: list[str]) -> None:
        assert {theme.label for theme in Theme} <= set(words)

    def test_grades_are_printed_as_words_and_numbers(self, words: list[str]) -> None:
        # 2011: 4 outstanding and 2 good in two places each, 2 good; 2014: 2 outstanding and 5 good;
        # 2019: 4 outstanding; 2024: 4 outstanding, 1 good. Of the record of main findings and front pages.
        assert words.count("1 Outstanding") == 4 + 2 + 4 + 4
        assert words.count("2 Good") == 2 + 2 + 5 + 0 + 1

    def test_judgements_of_two_themes_say_so(self, words: list[str]) -> None:
        assert words.count("one judgement") == 2

    def test_what_an_edition_does_not_grade_says_so(self, words: list[str]) -> None:
        # 2011: overall, adoption, board; 2014: capacity, practice; 2019 and 2024: those, adoption, board.
        assert words.count("not graded") == 3 + 2 + 4 + 4

    def test_visits_have_letters_and_a_key(self, words: list[str]) -> None:
        assert {"a", "b", "c"} <= set(words)
        assert (
            "c: October 2018, focused visit: Children subject to a child protection plan" in words
        )

    def test_sources_and_ofsteds_words_are_below(self, words: list[str]) -> None:
        said = " ".join(words)
        assert "3 adequate / requires improvement / requires improvement to be good" in said
        assert "2024: Inspection of Hampshire local authority children's services" in said
        assert (
            "SLAC from October 2010 judged leadership, capacity to improve and quality of practice in "
            "each of: Safeguarding services and Services for looked after children (from above)."
            in said
        )

    def test_the_story_is_told_to_those_who_do_not_see_it(self) -> None:
        description: str = charts.trajectory(datasets.hampshire()).to_dict()["description"]
        assert "10 June 2024, ILACS from January 2023" in description
        assert "The experiences and progress of care leavers: Good" in description


class TestAbsences:
    """Not judged, not recorded and not graded are three different things in a chart, too."""

    def test_each_says_what_it_is(self) -> None:
        words = drawn(
            sif(dt.date(2016, 7, 1), overall_effectiveness=SifGrade.GOOD, care_leavers=NOT_JUDGED)
        )
        assert words.count("2 Good") == 1
        assert words.count("Not judged") == 1
        assert words.count("not recorded") == 5
        assert "not graded" not in words

    def test_not_recorded_is_dashed_and_not_judged_is_white(self) -> None:
        judgements = {"overall_effectiveness": NOT_JUDGED, "care_leavers": SifGrade.GOOD}
        chart = charts.trajectory(Trajectory([sif(dt.date(2016, 7, 1), **judgements)]))
        solid, dashed = (
            layer["data"]["values"]
            for layer in chart.to_dict()["layer"]
            if layer["mark"].get("stroke") and layer["mark"]["type"] == "rect"
        )
        assert len(dashed) == 5
        assert {box["fill"] for box in dashed} == {"#ffffff"}
        assert sorted(box["fill"] for box in solid) == ["#8cc3cf", "#ffffff"]


class TestCrowded:
    """Where inspections follow closely, a step keeps at least Ofsted's number for the grade."""

    def test_the_number_stands_for_the_grade(self) -> None:
        cpi = Inspection(
            authority=LEEDS,
            judgements=CpiJudgements(overall_effectiveness=CpiGrade.INADEQUATE),
            published=dt.date(2013, 8, 1),
        )
        slac = Inspection(
            authority=LEEDS,
            judgements=Slac2010Judgements(
                safeguarding_leadership_and_management=SlacGrade.ADEQUATE,
                looked_after_leadership_and_management=SlacGrade.GOOD,
            ),
            published=dt.date(2013, 7, 31),
        )
        words = drawn(slac, cpi, sif(dt.date(2013, 8, 2)))
        assert words.count("4") == words.count("3") == words.count("2 Good") == 1
        assert "CPI 2013" in " ".join(words)

    def test_many_visits_keep_their_letters_in_lanes(self) -> None:
        visits = [
            Visit(authority=LEEDS, kind=VisitKind.MONITORING, start=dt.date(2019, 1, n % 28 + 1))
            for n in range(30)
        ]
        words = drawn(sif(dt.date(2016, 1, 5)), visits=visits)
        assert {"a", "z", "aa", "ad"} <= set(words)
        assert "ad: 28 January 2019, monitoring visit" in words

    def test_one_inspection_has_a_year_on_its_axis(self) -> None:
        assert "2017" in drawn(sif(dt.date(2016, 7, 1)))


EDITIONS = st.sampled_from(all_editions())
DAYS = st.dates(dt.date(2009, 4, 1), dt.date(2030, 1, 1))


@st.composite
def trajectories(draw: st.DrawFn) -> Trajectory:
    def inspection() -> AnyInspection:
        judgements = draw(EDITIONS).judgements
        return Inspection(authority=LEEDS, judgements=judgements(), start=draw(DAYS))

    visits = [
        Visit(authority=LEEDS, kind=VisitKind.FOCUSED, start=day)
        for day in draw(st.lists(DAYS, max_size=5))
    ]
    return Trajectory([inspection() for _ in range(draw(st.integers(1, 6)))], visits)


class TestAnyHistory:
    """Whatever an authority's history is and whatever it is called, it can be drawn and read aloud."""

    @settings(max_examples=8)
    @given(histories().filter(bool))
    def test_every_judgement_is_drawn(self, history: list[AnyInspection]) -> None:
        svg = charts.svg(charts.trajectory(Trajectory(history)))
        printed = " ".join(texts(svg))
        for inspection in history:
            assert str(inspection.framework.name) in printed
        for area, grade in history[0].judgements.items():
            if area.themes and isinstance(grade, Grade):
                assert str(grade.number) in printed

    @pytest.mark.parametrize("name", ["A\0B", "A\x0bB", "\ud800", "<b>A & 'B'</b>", "漢字"])
    def test_every_name_is_printed_or_marked(self, name: str) -> None:
        inspection = Inspection(
            authority=LocalAuthority(name), judgements=SifJudgements(), start=dt.date(2016, 1, 5)
        )
        title = ElementTree.fromstring(charts.svg(charts.trajectory(Trajectory([inspection]))))[0]
        assert (title.text or "").startswith(printable(name))
        assert trajectory_page(Trajectory([inspection])).encode("utf-8")

    def test_a_character_that_no_page_may_have_leaves_a_mark(self) -> None:
        assert printable("A\0B\x0b\ud800\n\t漢字") == "A\ufffdB\ufffd\ufffd\n\t漢字"


class TestTimeline:
    """Every judgement of a theme has a place of its own, inside the rows of its themes."""

    @given(trajectories())
    def test_no_two_judgements_of_an_inspection_overlap(self, trajectory: Trajectory) -> None:
        plan = Timeline(trajectory)
        for column in plan.columns:
            cells = sorted(plan.cells(column), key=lambda cell: cell.top)
            for upper, lower in itertools.pairwise(cells):
                assert upper.top + upper.height <= lower.top + 1e-6

    @given(trajectories())
    def test_cells_and_empty_rows_fill_the_column(self, trajectory: Trajectory) -> None:
        plan = Timeline(trajectory)
        for column in plan.columns:
            heights = [cell.height for cell in plan.cells(column)]
            heights += [row.height for row in plan.empty(column)]
            assert sum(heights) == pytest.approx(sum(row.height for row in plan.rows))

    @given(trajectories())
    def test_columns_follow_each_other_with_room_to_print(self, trajectory: Trajectory) -> None:
        plan = Timeline(trajectory)
        for earlier, later in zip(plan.columns, plan.columns[1:], strict=False):
            assert earlier.end == later.start
        assert all(column.width > 44 for column in plan.columns)
        assert plan.last == plan.columns[-1].end

    def test_themes_that_are_not_neighbours_get_a_box_each(self) -> None:
        combined = Inspection(
            authority=LEEDS,
            judgements=Ilacs2018Judgements(children_in_care_and_care_leavers=IlacsGrade.GOOD),
            start=dt.date(2019, 1, 7),
        )
        plan = Timeline(Trajectory([combined]))
        (column,) = plan.columns
        assert [cell.rows for cell in plan.cells(column) if len(cell.area.themes) == 2] == [2]
        plan.rows = tuple(
            attrs.evolve(row, top=1000) if row.theme is Theme.CARE_LEAVERS else row
            for row in plan.rows
        )
        assert [cell.rows for cell in plan.cells(column) if len(cell.area.themes) == 2] == [1, 1]


class TestFiles:
    """A chart is kept as SVG, PNG or HTML, and none of them needs anything else."""

    def test_an_svg_has_a_title_and_a_description(self, chart: Any) -> None:
        root = ElementTree.fromstring(charts.svg(chart, "of-hampshire"))
        assert root.attrib["role"] == "img"
        named = {each.attrib["id"]: each.text for each in root if "id" in each.attrib}
        assert named[root.attrib["aria-labelledby"]] == chart.to_dict()["title"]["text"][0]
        assert named[root.attrib["aria-describedby"]] == chart.description
        assert all(id.startswith("of-hampshire-") for id in named)

    def test_the_ending_says_the_format(self, chart: Any, tmp_path: Path) -> None:
        charts.save(chart, tmp_path / "chart.svg")
        charts.save(chart, str(tmp_path / "chart.PNG"))
        charts.save(chart, tmp_path / "chart.html")
        assert (tmp_path / "chart.svg").read_text("utf-8") == charts.svg(chart)
        assert (tmp_path / "chart.PNG").read_bytes().startswith(b"\x89PNG")
        page = (tmp_path / "chart.html").read_text("utf-8")
        assert charts.svg(chart) in page
        assert '<html lang="en">' in page

    def test_nothing_is_loaded_from_elsewhere(self, chart: Any, tmp_path: Path) -> None:
        charts.save(chart, tmp_path / "chart.html")
        page = (tmp_path / "chart.html").read_text("utf-8")
        assert not re.search(r"<script|<link|<image|<img|\shref=|\ssrc=|url\(|@import", page)

    def test_another_ending_is_refused_with_the_ones_there_are(self, chart: Any) -> None:
        with pytest.raises(
            UnknownFormat, match=r"'chart\.gif' ends in none of \.svg, \.png, \.html"
        ):
            charts.save(chart, "chart.gif")

    @pytest.mark.order
    def test_the_same_chart_is_the_same_file(self, chart: Any) -> None:
        assert charts.svg(chart) == charts.svg(charts.trajectory(datasets.hampshire()))

    @pytest.mark.parametrize(("module", "package"), [("altair", "altair"), ("vl_convert", "vl-")])
    def test_what_is_not_installed_is_named_with_its_extra(
        self, chart: Any, module: str, package: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(MissingExtra, match=rf"needs {package}.*ofsted-frameworks\[charts\]"):
            charts.svg(chart if module == "vl_convert" else charts.trajectory(datasets.hampshire()))
