"""Charts print in words what they show in colour, and draw each kind of absence differently."""

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
from drawings import marks, texts
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
from ofsted_frameworks.charts.drawing import COLOURS, fit_text, printable, source_line
from ofsted_frameworks.charts.timeline import Timeline
from ofsted_frameworks.findings import InvalidHistory, MissingExtra, UnknownTheme
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.page import trajectory_page
from ofsted_frameworks.strategies import histories

KNOWN = dt.date(2026, 8, 31)
LEEDS = LocalAuthority("Leeds", "E08000035")


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
    """Return the relative luminance as the Web Content Accessibility Guidelines 2.1 define it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class TestColours:
    """The grades can be told apart without seeing colour, and the text on them can be read."""

    def test_each_grade_is_clearly_darker_than_the_better_one(self) -> None:
        fills = [COLOURS[number].fill for number in (1, 2, 3, 4)]
        for better, worse in itertools.pairwise(fills):
            assert luminance(better) > luminance(worse)
            assert contrast(better, worse) > 1.5

    @pytest.mark.parametrize("number", [1, 2, 3, 4])
    def test_text_has_the_contrast_that_level_aa_requires(self, number: int) -> None:
        assert contrast(COLOURS[number].fill, COLOURS[number].ink) >= 4.5


class TestFitting:
    """The longest text that fits is printed, or the shortest if none does."""

    def test_the_first_text_that_fits_is_chosen(self) -> None:
        words = ["3 Requires improvement to be good", "3"]
        assert fit_text(words, 400, 40) == ["3 Requires improvement to be good"]
        assert fit_text(words, 100, 50) == ["3 Requires", "improvement to", "be good"]
        assert fit_text(words, 100, 20) == ["3"]
        assert fit_text(words, 60, 60) == ["3"]

    def test_the_last_text_is_chosen_if_none_fits(self) -> None:
        assert fit_text(["Outstanding", "out"], 5, 5) == ["out"]


class TestHampshire:
    """Hampshire's chart shows what its four reports say."""

    def test_it_prints_the_caution_about_a_change_of_framework(self, words: list[str]) -> None:
        caution = "a change of framework may itself change the grade profile"
        assert caution in " ".join(words)
        alone = charts.svg(charts.trajectory(Trajectory([datasets.hampshire()[0]])))
        assert caution not in " ".join(texts(alone))

    def test_it_names_frameworks_and_days(self, words: list[str]) -> None:
        for heading in (
            "SLAC full",
            "SIF full",
            "ILACS short",
            "18 February 2014",
            "29 April 2019",
        ):
            assert heading in words

    def test_every_theme_has_a_row(self, words: list[str]) -> None:
        assert set(" ".join(t.label for t in Theme).split()) <= set(" ".join(words).split())

    def test_grades_are_printed_as_words_and_numbers(self, words: list[str]) -> None:
        # 2011: 4 outstanding and 2 good in two places each, 2 good; 2014: 2 outstanding and 5 good;
        # 2019: 4 outstanding; 2024: 4 outstanding, 1 good. From the main findings and front pages.
        assert words.count("1 Outstanding") == 4 + 2 + 4 + 4
        assert words.count("2 Good") == 2 + 2 + 5 + 0 + 1

    def test_a_judgement_of_two_themes_says_one_judgement(self, words: list[str]) -> None:
        assert words.count("one judgement") == 2

    def test_a_theme_that_an_edition_does_not_grade_says_not_graded(self, words: list[str]) -> None:
        # 2011: overall, adoption, board; 2014: capacity, practice; 2019 and 2024: those, adoption, board.
        assert words.count("not graded") == 3 + 2 + 4 + 4

    def test_visits_have_letters_and_a_key(self, words: list[str]) -> None:
        assert {"a", "b", "c"} <= set(words)
        assert (
            "c October 2018, focused visit: Children subject to a child protection plan"
            in " ".join(words).replace("\u00a0", " ").replace("  ", " ")
        )

    def test_it_prints_the_authority_the_years_the_reach_of_the_data_and_the_source(
        self, words: list[str]
    ) -> None:
        printed = " ".join(words)
        assert "Hampshire: inspections of children's services, 2011 to 2024" in printed
        assert "Each grade until the next inspection, as at 31 August 2026." in printed
        assert "The data goes up to 20 August 2026." in printed
        assert source_line() in printed
        assert not re.search(r"Grade\b\.|_|\.jsonl|row \d", printed)

    def test_ofsteds_words_are_printed_below(self, words: list[str]) -> None:
        printed = " ".join(words)
        assert "3 adequate / requires improvement / requires improvement to be good" in printed
        assert (
            "SLAC from October 2010 judged leadership, capacity to improve and quality of practice in "
            "each of: Safeguarding services and Services for looked after children (top to bottom)."
            in printed
        )

    def test_the_description_is_for_readers_who_cannot_see_it(self) -> None:
        description: str = charts.trajectory(datasets.hampshire()).to_dict()["description"]
        assert "10 June 2024, ILACS from January 2023" in description
        assert "The experiences and progress of care leavers: Good" in description


class TestAbsences:
    """A chart shows "not judged", "not recorded" and "not graded" as three different things."""

    def test_each_kind_of_absence_is_printed(self) -> None:
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


class TestDays:
    """Every box runs from its own day to the next, and the last one ends on a day that is printed."""

    DAYS = (dt.date(2013, 1, 7), dt.date(2013, 1, 21), dt.date(2016, 1, 4))

    @pytest.fixture
    def story(self) -> Trajectory:
        return Trajectory([sif(day, overall_effectiveness=SifGrade.GOOD) for day in self.DAYS])

    def test_a_box_begins_at_its_inspection_and_ends_at_the_next(self, story: Trajectory) -> None:
        end = dt.date(2018, 1, 4)
        chart = charts.trajectory(story, themes=["overall_effectiveness"], as_at=end)
        solid = [box for box in marks(chart, "rect") if box["opacity"] == 1]
        edges = [box["x"] for box in solid] + [solid[-1]["x2"]]
        per_day = (edges[-1] - edges[0]) / (end - self.DAYS[0]).days
        for edge, day in zip(edges, (*self.DAYS, end), strict=True):
            assert edge - edges[0] == pytest.approx((day - self.DAYS[0]).days * per_day)

    def test_the_last_box_fades_after_the_day_that_is_printed(self, story: Trajectory) -> None:
        chart = charts.trajectory(story, as_at=dt.date(2018, 1, 4))
        assert "4 January 2018" in texts(charts.svg(chart))
        fading = [box["opacity"] for box in marks(chart, "rect") if box["opacity"] < 1]
        assert fading[:5] == sorted(fading[:5], reverse=True)

    def test_a_day_after_the_data_ends_draws_the_same_boxes(self) -> None:
        known = datasets.hampshire().known_to
        assert known
        later = charts.trajectory(datasets.hampshire(), as_at=dt.date(2090, 1, 1), width=1000)
        assert marks(later, "rect") == marks(
            charts.trajectory(datasets.hampshire(), width=1000), "rect"
        )

    def test_an_abolished_authority_ends_on_its_last_day(self) -> None:
        (cumbria,) = datasets.england().filter(authority="Cumbria").trajectories().values()
        chart = charts.trajectory(cumbria)
        assert not [box for box in marks(chart, "rect") if box["opacity"] < 1]
        words = texts(charts.svg(chart))
        assert "31 March 2023" in words
        assert any("The authority existed until 31 March 2023." in word for word in words)

    def test_inspections_after_the_day_are_not_drawn(self, story: Trajectory) -> None:
        early = charts.trajectory(story, as_at=dt.date(2013, 1, 8))
        assert "4 January 2016" not in " ".join(texts(charts.svg(early)))
        with pytest.raises(
            InvalidHistory, match="no inspection of Leeds had begun by 1 January 2012"
        ):
            charts.trajectory(story, as_at=dt.date(2012, 1, 1))

    def test_grades_with_no_room_are_printed_below(self, story: Trajectory) -> None:
        printed = " ".join(texts(charts.svg(charts.trajectory(story))))
        assert "No room to print: 7 January 2013" in printed
        assert "7 January 2013, SIF from November 2013: The overall judgement: Good" in printed


class TestOptions:
    """The caller chooses the themes, the width, the title and the length of labels."""

    def test_only_the_chosen_themes_are_drawn(self) -> None:
        words = texts(charts.svg(charts.trajectory(datasets.hampshire(), themes=["Adoption"])))
        assert "Adoption" in words
        assert "Leadership" not in words

    def test_an_unknown_theme_gets_a_suggestion(self) -> None:
        with pytest.raises(UnknownTheme, match="did you mean 'leadership'"):
            charts.trajectory(datasets.hampshire(), themes=["leadershp"])

    def test_a_title_of_your_own_is_printed(self) -> None:
        assert "Ours" in texts(charts.svg(charts.trajectory(datasets.hampshire(), title="Ours")))

    def test_labels_are_full_or_short(self) -> None:
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
        """Headings that would overlap go to different lanes."""
        plan = Timeline(datasets.hampshire(), tuple(Theme), None, width)
        for one, other in itertools.combinations(plan.columns, 2):
            if one.lane == other.lane:
                assert one.left + max(map(len, one.heading)) * 6.5 <= other.left


class TestCrowded:
    """A crowded chart keeps every visit and every axis readable."""

    def test_many_visits_go_to_several_lanes_with_a_letter_each(self) -> None:
        visits = [
            Visit(authority=LEEDS, kind=VisitKind.MONITORING, start=dt.date(2019, 1, n % 28 + 1))
            for n in range(30)
        ]
        words = drawn(sif(dt.date(2016, 1, 5)), visits=visits)
        assert {"a", "z", "aa", "ad"} <= set(words)
        assert "ad  28 January 2019, monitoring visit" in [w.replace("\u00a0", " ") for w in words]

    def test_a_single_inspection_has_a_year_on_the_axis(self) -> None:
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
    """Any history under any name can be drawn."""

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
    def test_characters_of_a_name_are_printed_or_replaced(self, name: str) -> None:
        inspection = Inspection(
            authority=LocalAuthority(name), judgements=SifJudgements(), start=dt.date(2016, 1, 5)
        )
        title = ElementTree.fromstring(charts.svg(charts.trajectory(Trajectory([inspection]))))[0]
        assert (title.text or "").startswith(printable(name))
        assert trajectory_page(Trajectory([inspection])).encode("utf-8")

    def test_a_character_that_pages_do_not_allow_is_replaced(self) -> None:
        assert printable("A\0B\x0b\ud800\n\t漢字") == "A\ufffdB\ufffd\ufffd\n\t漢字"


class TestTimeline:
    """Every judgement has a place of its own inside the rows of its themes."""

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

    def test_a_judgement_of_themes_in_distant_rows_gets_a_box_in_each(self) -> None:
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
    """A chart is saved as a self-contained SVG, PNG or HTML file."""

    def test_an_svg_has_a_title_and_a_description(self, chart: Any) -> None:
        root = ElementTree.fromstring(charts.svg(chart, "of-hampshire"))
        assert root.attrib["role"] == "img"
        named = {each.attrib["id"]: each.text for each in root if "id" in each.attrib}
        assert (named[root.attrib["aria-labelledby"]] or "").startswith(
            chart.to_dict()["title"]["text"][0]
        )
        assert named[root.attrib["aria-describedby"]] == chart.description
        assert all(id.startswith("of-hampshire-") for id in named)

    def test_the_ending_decides_the_format(self, chart: Any, tmp_path: Path) -> None:
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

    def test_another_ending_is_refused_with_a_list_of_the_known_ones(self, chart: Any) -> None:
        with pytest.raises(
            charts.UnknownFormat,
            match=r"'chart\.gif'; use a name that ends in \.svg, \.png or \.html",
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
    def test_a_missing_package_is_named_with_its_extra(
        self, chart: Any, module: str, package: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(MissingExtra, match=rf"needs {package}.*ofsted-frameworks\[charts\]"):
            charts.svg(chart if module == "vl_convert" else charts.trajectory(datasets.hampshire()))
