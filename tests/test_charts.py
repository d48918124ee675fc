"""Charts say in print what they show in colour, and draw each absence as what it is."""

import datetime as dt
import itertools
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from ofsted_frameworks import (
    NOT_JUDGED,
    Ilacs2018Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    Theme,
    Trajectory,
    Visit,
    VisitKind,
    all_editions,
    charts,
    datasets,
)
from ofsted_frameworks.charts.drawing import GRADES, fitting, printable, source_line
from ofsted_frameworks.charts.timeline import Timeline
from ofsted_frameworks.findings import InvalidHistory, MissingExtra, UnknownTheme
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.page import trajectory_page
from ofsted_frameworks.strategies import histories

KNOWN = dt.date(2026, 8, 31)
LEEDS = LocalAuthority("Leeds", "E08000035")


def texts(svg: str) -> list[str]:
    """Every text of a drawing, in order."""
    root = ElementTree.fromstring(svg)
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def drawn(*inspections: AnyInspection, visits: Sequence[Visit] = ()) -> list[str]:
    return texts(charts.svg(charts.trajectory(Trajectory(inspections, visits), as_at=KNOWN)))


def sif(day: dt.date, **judgements: Any) -> AnyInspection:
    return Inspection(authority=LEEDS, judgements=SifJudgements(**judgements), start=day)


@pytest.fixture(scope="module")
def chart() -> Any:
    return charts.trajectory(datasets.hampshire(), as_at=KNOWN, width=1000)


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

    def test_the_caution_about_a_change_of_framework_is_on_it(self, words: list[str]) -> None:
        caution = "a change of framework may itself change the grade profile"
        assert caution in " ".join(words)
        alone = charts.svg(charts.trajectory(Trajectory([datasets.hampshire()[0]])))
        assert caution not in " ".join(texts(alone))

    def test_the_frameworks_and_days_are_named(self, words: list[str]) -> None:
        for heading in (
            "SLAC full",
            "SIF full",
            "ILACS short",
            "18 February 2014",
            "29 April 2019",
        ):
            assert heading in words

    def test_every_theme_names_its_row(self, words: list[str]) -> None:
        assert set(" ".join(t.label for t in Theme).split()) <= set(" ".join(words).split())

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
            "c October 2018, focused visit: Children subject to a child protection plan"
            in " ".join(words).replace("\u00a0", " ").replace("  ", " ")
        )

    def test_it_says_of_whom_as_at_when_known_to_when_and_from_where(
        self, words: list[str]
    ) -> None:
        said = " ".join(words)
        assert "Hampshire: inspections of children's services, 2011 to 2024" in said
        assert "Each grade until the next inspection" in said
        assert re.search("known", said)
        assert source_line() in said
        assert not re.search(r"Grade\b\.|_|\.jsonl|row \d", said)

    def test_ofsteds_words_are_below(self, words: list[str]) -> None:
        said = " ".join(words)
        assert "3 adequate / requires improvement / requires improvement to be good" in said
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
        chart = charts.trajectory(Trajectory([sif(dt.date(2016, 7, 1), **judgements)]), as_at=KNOWN)
        solid, dashed = (
            [box for box in layer["data"]["values"] if box["opacity"] == 1]
            for layer in chart.to_dict()["layer"]
            if layer["mark"]["type"] == "rect"
        )
        assert len(dashed) == 5
        assert {box["fill"] for box in dashed} == {"#ffffff"}
        assert sorted(box["fill"] for box in solid) == ["#8cc3cf", "#ffffff"]


def boxes(chart: Any) -> list[dict[str, Any]]:
    return [
        box
        for layer in chart.to_dict()["layer"]
        if layer["mark"]["type"] == "rect"
        for box in layer["data"]["values"]
    ]


class TestDays:
    """Every box stands where its days are: none is moved, and the last ends at a stated day."""

    DAYS = (dt.date(2013, 1, 7), dt.date(2013, 1, 21), dt.date(2016, 1, 4))

    @pytest.fixture
    def story(self) -> Trajectory:
        return Trajectory([sif(day, overall_effectiveness=SifGrade.GOOD) for day in self.DAYS])

    def test_a_box_begins_at_its_inspection_and_ends_at_the_next(self, story: Trajectory) -> None:
        end = dt.date(2018, 1, 4)
        chart = charts.trajectory(story, themes=["overall_effectiveness"], as_at=end)
        solid = [box for box in boxes(chart) if box["opacity"] == 1]
        edges = [box["x"] for box in solid] + [solid[-1]["x2"]]
        per_day = (edges[-1] - edges[0]) / (end - self.DAYS[0]).days
        for edge, day in zip(edges, (*self.DAYS, end), strict=True):
            assert edge - edges[0] == pytest.approx((day - self.DAYS[0]).days * per_day)

    def test_the_last_fades_after_the_day_that_is_printed(self, story: Trajectory) -> None:
        chart = charts.trajectory(story, as_at=dt.date(2018, 1, 4))
        assert "4 January 2018" in texts(charts.svg(chart))
        fading = [box["opacity"] for box in boxes(chart) if box["opacity"] < 1]
        assert fading[:5] == sorted(fading[:5], reverse=True)

    def test_nothing_is_drawn_after_the_day_that_the_data_is_known_to(self) -> None:
        known = datasets.hampshire().known_to
        assert known
        later = charts.trajectory(datasets.hampshire(), as_at=dt.date(2090, 1, 1), width=1000)
        assert boxes(later) == boxes(charts.trajectory(datasets.hampshire(), width=1000))

    def test_the_grades_of_an_authority_end_with_it(self) -> None:
        (cumbria,) = datasets.england().filter(authority="Cumbria").trajectories().values()
        chart = charts.trajectory(cumbria)
        assert not [box for box in boxes(chart) if box["opacity"] < 1]
        words = texts(charts.svg(chart))
        assert "31 March 2023" in words
        assert any("The authority existed until 31 March 2023." in word for word in words)

    def test_what_came_after_the_day_is_not_drawn(self, story: Trajectory) -> None:
        early = charts.trajectory(story, as_at=dt.date(2013, 1, 8))
        assert "4 January 2016" not in " ".join(texts(charts.svg(early)))
        with pytest.raises(InvalidHistory, match="as at 1 January 2012"):
            charts.trajectory(story, as_at=dt.date(2012, 1, 1))

    def test_what_is_too_close_to_print_is_told_below(self, story: Trajectory) -> None:
        said = " ".join(texts(charts.svg(charts.trajectory(story))))
        assert "Too close to print: 7 January 2013" in said
        assert "7 January 2013, SIF from November 2013: The overall judgement: Good" in said


class TestOptions:
    """Themes, width, title and the length of labels are the caller's."""

    def test_themes(self) -> None:
        words = texts(charts.svg(charts.trajectory(datasets.hampshire(), themes=["Adoption"])))
        assert "Adoption" in words
        assert "Leadership" not in words

    def test_an_unknown_theme_is_named_with_one_like_it(self) -> None:
        with pytest.raises(UnknownTheme, match="did you mean 'leadership'"):
            charts.trajectory(datasets.hampshire(), themes=["leadershp"])

    def test_the_title(self) -> None:
        assert "Ours" in texts(charts.svg(charts.trajectory(datasets.hampshire(), title="Ours")))

    def test_labels(self) -> None:
        later = sif(dt.date(2018, 7, 1), overall_effectiveness=SifGrade.GOOD)
        story = Trajectory(
            [
                attrs.evolve(later, start=dt.date(2010, 1, 4)),
                Inspection(
                    authority=LEEDS,
                    judgements=Ilacs2018Judgements(
                        overall_effectiveness=IlacsGrade.REQUIRES_IMPROVEMENT
                    ),
                    start=dt.date(2019, 1, 7),
                ),
            ]
        )
        end = dt.date(2029, 1, 1)
        full = texts(charts.svg(charts.trajectory(story, as_at=end)))
        short = texts(charts.svg(charts.trajectory(story, as_at=end, labels="short")))
        assert "3 Requires improvement to be good" in " ".join(full)
        assert "3 Requires improvement" in short
        with pytest.raises(TypeError, match="'full' or 'short'"):
            charts.trajectory(story, labels=cast(Any, "long"))

    @pytest.mark.parametrize("width", [500, 700, 1400])
    def test_no_text_covers_another_at_any_width(self, width: int) -> None:
        """Headings that would overlap go to lanes of their own."""
        plan = Timeline(datasets.hampshire(), tuple(Theme), None, width)
        for one, other in itertools.combinations(plan.columns, 2):
            if one.lane == other.lane:
                assert one.left + max(map(len, one.heading)) * 6.5 <= other.left


class TestCrowded:
    """Where inspections follow closely, a box keeps at least Ofsted's number for the grade."""

    def test_many_visits_keep_their_letters_in_lanes(self) -> None:
        visits = [
            Visit(authority=LEEDS, kind=VisitKind.MONITORING, start=dt.date(2019, 1, n % 28 + 1))
            for n in range(30)
        ]
        words = drawn(sif(dt.date(2016, 1, 5)), visits=visits)
        assert {"a", "z", "aa", "ad"} <= set(words)
        assert "ad  28 January 2019, monitoring visit" in [w.replace("\u00a0", " ") for w in words]

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
        plan = Timeline(trajectory, tuple(Theme), None, 700)
        for column in plan.columns:
            cells = sorted(plan.cells(column), key=lambda cell: cell.top)
            for upper, lower in itertools.pairwise(cells):
                assert upper.top + upper.height <= lower.top + 1e-6

    @given(trajectories())
    def test_cells_and_empty_rows_fill_the_column(self, trajectory: Trajectory) -> None:
        plan = Timeline(trajectory, tuple(Theme), None, 700)
        for column in plan.columns:
            heights = [cell.height for cell in plan.cells(column)]
            heights += [row.height for row in plan.empty(column)]
            assert sum(heights) == pytest.approx(sum(row.height for row in plan.rows))

    @given(trajectories(), st.integers(300, 1500))
    def test_each_column_begins_at_its_day_and_ends_at_the_next(
        self, trajectory: Trajectory, width: int
    ) -> None:
        plan = Timeline(trajectory, tuple(Theme), None, width)
        for earlier, later in itertools.pairwise(plan.columns):
            assert earlier.right == later.left
        for column in plan.columns:
            assert column.inspection.date
            assert column.left == plan.axis.x(column.inspection.date)
        assert plan.columns[-1].right <= width

    def test_themes_that_are_not_neighbours_get_a_box_each(self) -> None:
        combined = Inspection(
            authority=LEEDS,
            judgements=Ilacs2018Judgements(children_in_care_and_care_leavers=IlacsGrade.GOOD),
            start=dt.date(2019, 1, 7),
        )
        plan = Timeline(Trajectory([combined]), tuple(Theme), None, 700)
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
        assert (named[root.attrib["aria-labelledby"]] or "").startswith(
            chart.to_dict()["title"]["text"][0]
        )
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
            charts.UnknownFormat, match=r"ends in \.svg, \.png, \.html, not to 'chart\.gif'"
        ):
            charts.save(chart, "chart.gif")

    def test_a_notebook_shows_the_drawing_itself(self, chart: Any) -> None:
        assert chart._repr_mimebundle_() == {"image/svg+xml": charts.svg(chart)}

    @pytest.mark.order
    def test_the_same_chart_is_the_same_file(self, chart: Any) -> None:
        assert charts.svg(chart) == charts.svg(
            charts.trajectory(datasets.hampshire(), as_at=KNOWN, width=1000)
        )

    @pytest.mark.parametrize(("module", "package"), [("altair", "altair"), ("vl_convert", "vl-")])
    def test_what_is_not_installed_is_named_with_its_extra(
        self, chart: Any, module: str, package: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(MissingExtra, match=rf"needs {package}.*ofsted-frameworks\[charts\]"):
            charts.svg(chart if module == "vl_convert" else charts.trajectory(datasets.hampshire()))
