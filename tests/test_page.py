"""Pages are self-contained, and readable on a screen, on paper and with a screen reader."""

import datetime as dt
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from drawings import texts

from ofsted_frameworks import (
    NOT_JUDGED,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    Slac2010Judgements,
    SlacGrade,
    Trajectory,
    charts,
    compare,
    datasets,
)
from ofsted_frameworks.charts.drawing import without_altair
from ofsted_frameworks.charts.vector import svg_of
from ofsted_frameworks.cli import main
from ofsted_frameworks.grades import NotJudged
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.page import comparison_page, conclusions, trajectory_page, write_site
from ofsted_frameworks.panel import Panel

VOID = {"meta", "br", "input"}
LOADING = {"script", "link", "img", "iframe", "object", "embed", "image", "use", "audio", "video"}


class Read(HTMLParser):
    """The elements of a page in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def ilacs(name: str, day: dt.date | None) -> AnyInspection:
    return Inspection(
        authority=LocalAuthority(name),
        judgements=Ilacs2023Judgements(help_and_protection=IlacsGrade.GOOD),
        start=day,
    )


def sif(name: str, day: dt.date | None) -> AnyInspection:
    return Inspection(
        authority=LocalAuthority(name),
        judgements=SifJudgements(help_and_protection=SifGrade.REQUIRES_IMPROVEMENT),
        start=day,
        source="the report",
    )


@pytest.fixture(scope="module")
def hampshire() -> str:
    return trajectory_page(datasets.hampshire())


class TestEveryPage:
    """A page loads nothing, and its parts have names."""

    @pytest.fixture(params=["hampshire", "comparison"])
    def page(self, request: pytest.FixtureRequest, hampshire: str) -> Read:
        both = compare(sif("Leeds", dt.date(2016, 1, 4)), ilacs("Leeds", dt.date(2024, 1, 8)))
        return Read(hampshire if request.param == "hampshire" else comparison_page(both))

    def test_it_loads_nothing(self, page: Read) -> None:
        assert not page.all(*LOADING)
        assert not [a for _, attributes in page.elements for a in attributes if a.startswith("on")]
        assert "url(" not in page.text
        assert "@import" not in page.text

    def test_it_has_a_language_and_a_viewport_for_phones(self, page: Read) -> None:
        assert page.all("html") == [{"lang": "en"}]
        assert "width=device-width" in str(page.all("meta"))

    def test_its_headings_do_not_skip_a_level(self, page: Read) -> None:
        levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))

    def test_its_tables_have_captions_and_scopes(self, page: Read) -> None:
        assert len(page.all("caption")) == len(page.all("table")) > 0
        assert all(header["scope"] in ("col", "row") for header in page.all("th"))

    def test_each_scrolling_table_has_a_name_and_takes_the_keyboard(self, page: Read) -> None:
        groups = [a for a in page.all("div") if a.get("class") == "scrolling"]
        assert len(groups) == len(page.all("table"))
        assert all(g["tabindex"] == "0" and g["aria-label"] for g in groups)

    def test_no_two_landmarks_have_the_same_name(self, page: Read) -> None:
        """A scrolling table is a group, and a section without a name is not a landmark."""
        assert not [a for _, a in page.elements if a.get("role") == "region"]
        names = [a.get("aria-label") for a in page.all("nav", "section") if a.get("aria-label")]
        assert len(names) == len(set(names))

    def test_its_chart_is_an_image_with_a_title(self, page: Read) -> None:
        for svg in page.all("svg"):
            assert svg["role"] == "img"
            titles = [each.get("id") for each in page.all("title")]
            assert svg["aria-labelledby"] in titles

    def test_no_id_is_used_twice(self, page: Read) -> None:
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))


class TestHampshire:
    """The page has a conclusion, a chart, a table, the cautions, and the sources folded away."""

    def test_its_parts_are_in_order(self, hampshire: str) -> None:
        text = Read(hampshire).text
        places = [
            text.index(part)
            for part in (
                "Hampshire was graded outstanding overall at its latest inspection",
                "In one picture",
                "Grades by theme",
                "Inspections and visits",
                "What to be careful about",
                "Each inspection against the one before",
                "The mappings",
                "Sources",
            )
        ]
        assert places == sorted(places)

    def test_the_conclusion_agrees_with_the_reports(self, hampshire: str) -> None:
        """The reports of April 2019 and June 2024: outstanding overall in both, care leavers good in 2024."""
        conclusion = hampshire.partition('<p class="conclusion">')[2].partition("</p>")[0]
        assert "(ILACS, short inspection, 10 June 2024), as in 2019." in conclusion
        assert "Good: care leavers." in conclusion

    def test_sources_and_mappings_are_folded(self, hampshire: str) -> None:
        page = Read(hampshire)
        assert len(page.all("details")) == len(page.all("summary")) == 3
        folded = hampshire.index("<details>")
        assert hampshire.index("How areas and grades were matched") > folded

    def test_a_caution_is_listed_once(self, hampshire: str) -> None:
        """The chart prints its own cautions too, because it may be copied without the page."""
        listed = hampshire.partition("What to be careful about</h2>")[2].partition("</section>")[0]
        items = [re.sub(r"^\[\d+\] ", "", item) for item in re.findall("<li>(.*?)</li>", listed)]
        assert len(items) == len(set(items)) > 5
        assert any("may itself change the grade profile" in item for item in items)

    def test_each_mapping_says_whose_it_is(self, hampshire: str) -> None:
        text = Read(hampshire).text
        assert "Ofsted's official statistics" in text
        assert "this library's own reading" in text

    def test_a_phone_gets_cards_with_every_grade(self, hampshire: str) -> None:
        """The chart would be too small, so each inspection is a card, latest first."""
        cards = hampshire.partition('<div class="narrow cards">')[2]
        assert cards.index("10 June 2024") < cards.index("29 April 2019")
        assert '<dt>Care leavers</dt><dd class="g2">Good</dd>' in cards
        assert "Safeguarding services: leadership" in cards

    def test_every_source_is_listed(self, hampshire: str) -> None:
        text = Read(hampshire).text
        trajectory = datasets.hampshire()
        for event in (*trajectory, *trajectory.visits):
            assert event.source in text


class TestConclusions:
    """The conclusion says only what the data supports."""

    def story(self, *grades: IlacsGrade | None) -> Trajectory:
        def inspection(number: int, grade: IlacsGrade | None) -> AnyInspection:
            return Inspection(
                authority=LocalAuthority("Leeds"),
                judgements=Ilacs2023Judgements(overall_effectiveness=grade),
                start=dt.date(2023 + 3 * number, 2, 6),
            )

        return Trajectory([inspection(*each) for each in enumerate(grades)])

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            (IlacsGrade.GOOD, IlacsGrade.OUTSTANDING, ", up from good in 2023."),
            (IlacsGrade.GOOD, IlacsGrade.INADEQUATE, ", down from good in 2023."),
            (IlacsGrade.GOOD, IlacsGrade.GOOD, ", as in 2023."),
            (None, IlacsGrade.GOOD, "(ILACS, 6 February 2026)."),
        ],
    )
    def test_it_says_how_the_overall_grade_changed(
        self, before: IlacsGrade | None, after: IlacsGrade, words: str
    ) -> None:
        assert words in conclusions.of_trajectory(self.story(before, after))

    def test_one_inspection_has_no_change(self) -> None:
        conclusion = conclusions.of_trajectory(self.story(IlacsGrade.GOOD))
        assert conclusion == (
            "Leeds was graded good overall at its latest inspection (ILACS, 6 February 2023)."
        )

    def test_an_inspection_without_an_overall_grade_says_so(self) -> None:
        reformed = Inspection(
            authority=LocalAuthority("Leeds"),
            judgements=Ilacs2026Judgements(help_and_protection=IlacsGrade.GOOD),
            start=dt.date(2026, 5, 4),
        )
        conclusion = conclusions.of_trajectory(Trajectory([reformed]))
        assert conclusion.startswith(
            "Leeds got no overall grade at its latest inspection (ILACS, 4 May"
        )
        assert conclusion.endswith("Good: help and protection.")

    def test_an_undated_inspection_is_of_an_unknown_year(self) -> None:
        both = compare(sif("Leeds", dt.date(2016, 1, 4)), ilacs("Kent", None))
        assert "From 2016 to an unknown year" in conclusions.of_comparison(both)

    def test_a_panel_counts_grades_and_the_authorities_without_one(self) -> None:
        def inspected(name: str, grade: IlacsGrade | NotJudged | None) -> AnyInspection:
            judgements = Ilacs2023Judgements(overall_effectiveness=grade)
            return attrs.evolve(ilacs(name, dt.date(2024, 1, 8)), judgements=judgements)

        panel = Panel(
            [
                inspected("Leeds", IlacsGrade.GOOD),
                inspected("Kent", None),
                inspected("Surrey", NOT_JUDGED),
            ],
            not_yet_inspected=[LocalAuthority("Hampshire")],
        )
        assert conclusions.of_latest(panel, "31 March 2024") == (
            "As at 31 March 2024, 1 authority has an overall grade: 0 outstanding, 1 good, "
            "0 requires improvement to be good and 0 inadequate; 100% are good or outstanding. "
            "Apart from these, 1 got none at the latest inspection, 1 was not judged and "
            "1 was not yet inspected."
        )

    def test_a_comparison_counts_themes_by_change(self) -> None:
        before, after = datasets.hampshire()[1:3]
        assert conclusions.of_comparison(compare(before, after)) == (
            "From 2014 to 2019, 3 themes improved, 1 theme stayed the same and 3 themes cannot be compared."
        )

    def test_transitions_between_scales_that_do_not_match_have_no_conclusion(self) -> None:
        slac = Inspection(
            authority=LocalAuthority("Leeds"),
            judgements=Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.GOOD),
            start=dt.date(2018, 5, 7),
        )
        panel = Panel([attrs.evolve(sif("Leeds", dt.date(2016, 1, 4)), judgements=SifJudgements(
            overall_effectiveness=SifGrade.GOOD)), slac])  # fmt: skip
        of = ("overall_effectiveness", "safeguarding_overall_effectiveness")
        assert conclusions.of_transitions(panel.transitions("sif", "slac", of=of)) == ""

    def test_a_panel_without_overall_grades_has_no_conclusion(self) -> None:
        assert conclusions.of_latest(Panel()) == ""
        reformed = Panel([ilacs("Leeds", dt.date(2024, 1, 8))])
        assert conclusions.of_latest(reformed) == ""


class TestOther:
    """A page copes with missing data and with strange names."""

    def test_a_single_inspection_has_no_comparisons(self) -> None:
        text = Read(trajectory_page(Trajectory([sif("Leeds", dt.date(2016, 1, 4))]))).text
        assert "Each inspection against the one before" not in text
        assert "The mappings" not in text

    def test_a_missing_source_is_reported(self) -> None:
        text = Read(trajectory_page(Trajectory([ilacs("Leeds", dt.date(2024, 1, 8))]))).text
        assert "no source recorded" in text

    @pytest.mark.parametrize(
        ("other", "day", "says"),
        [
            (
                "Kent",
                dt.date(2024, 1, 8),
                "Caution: Leeds (E08000035) and Kent (E10000016) are different",
            ),
            ("Leeds", None, "improved by 1"),
        ],
    )
    def test_two_authorities_or_an_undated_inspection_have_no_chart(
        self, other: str, day: dt.date | None, says: str
    ) -> None:
        page = Read(comparison_page(compare(sif("Leeds", dt.date(2016, 1, 4)), ilacs(other, day))))
        assert not page.all("svg")
        assert says in page.text

    def test_text_from_the_data_is_escaped(self) -> None:
        page = Read(
            trajectory_page(Trajectory([sif("<script>Leeds</script>", dt.date(2016, 1, 4))]))
        )
        assert not page.all("script")
        assert "<script>Leeds</script>" in page.text


class TestTheCommand:
    """`compare --html FILE` writes the page."""

    def test_it_writes_the_page_to_the_file(self, hampshire: str, tmp_path: Path) -> None:
        file = tmp_path / "hampshire.html"
        result = CliRunner().invoke(main, ["compare", "hampshire", "--html", str(file)])
        assert (result.exit_code, result.output) == (0, f"wrote {file}\n")
        assert file.read_text("utf-8") == hampshire

    def test_a_file_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / "missing" / "hampshire.html"
        result = CliRunner().invoke(main, ["compare", "hampshire", "--html", str(file)])
        assert result.exit_code == 3
        assert str(file) in result.output
        assert "Traceback" not in result.output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site with abolished, renamed and unknown authorities under three frameworks."""
    folder = tmp_path_factory.mktemp("site")
    few = {"Leeds", "Kirklees", "Cumbria", "Dorset", "Westmorland and Furness", "Hampshire"}
    england = datasets.england()
    part = england.filter(where=lambda i: i.authority.name in few)
    elsewhere = Inspection(
        authority=LocalAuthority("Elsewhere's <own>"),
        judgements=Ilacs2026Judgements(help_and_protection=IlacsGrade.GOOD),
        start=dt.date(2026, 5, 4),
    )
    slac_only = Inspection(
        authority=LocalAuthority("Kent", "E10000016"),
        judgements=Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.GOOD),
        start=dt.date(2011, 5, 2),
    )
    seen: list[tuple[int, int]] = []
    panel = Panel([*part, elsewhere, slac_only], known_to=england.known_to)
    paths = write_site(folder, panel, progress=lambda done, whole: seen.append((done, whole)))
    assert seen[-1] == (len(paths), len(paths))
    assert paths[0] == folder / "index.html"
    return folder


class TestSite:
    """The site is a folder of linked pages that load nothing from elsewhere."""

    def pages(self, site: Path) -> dict[Path, Read]:
        return {file: Read(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}

    def test_no_link_is_broken(self, site: Path) -> None:
        for file, page in self.pages(site).items():
            for link in page.all("a"):
                address = str(link["href"])
                if not address.startswith("https://reports.ofsted.gov.uk/"):
                    assert (file.parent / address).is_file(), f"{file.name}: {address}"

    def test_nothing_is_loaded(self, site: Path) -> None:
        for file, page in self.pages(site).items():
            loading = [a for a in page.all(*LOADING) if "src" in a or "href" in a]
            assert not loading, file.name
            assert "@import" not in page.text

    def test_there_is_a_page_for_each_authority_region_and_framework(self, site: Path) -> None:
        names = {str(file.relative_to(site)) for file in site.rglob("*.html")}
        assert {
            "index.html",
            "authorities/leeds.html",
            "authorities/dorset-e10000009.html",
            "authorities/dorset-e06000059.html",
            "authorities/elsewheres-own.html",
            "regions/south-east.html",
            "regions/north-east-yorkshire-and-the-humber.html",
            "frameworks/ilacs.html",
        } <= names

    def test_the_home_page_has_a_search_and_a_list_of_authorities(self, site: Path) -> None:
        home = (site / "index.html").read_text("utf-8")
        assert 'type="search"' in home
        assert '<a href="authorities/leeds.html">Leeds</a>' in home
        assert "Cumbria</a> (until 2023)" in home

    def test_the_page_of_an_authority_shows_its_neighbours(self, site: Path) -> None:
        leeds = Read((site / "authorities" / "leeds.html").read_text("utf-8"))
        assert "Beside its statistical neighbours" in leeds.text
        assert "Kirklees" in leeds.text
        assert "Its reports at Ofsted" in leeds.text

    def test_predecessors_and_successors_are_linked(self, site: Path) -> None:
        cumbria = (site / "authorities" / "cumbria.html").read_text("utf-8")
        assert "It existed until 31 March 2023." in cumbria
        assert '<a href="../authorities/westmorland-and-furness.html">' in cumbria
        after = (site / "authorities" / "westmorland-and-furness.html").read_text("utf-8")
        assert "It took over from: " in after

    def test_a_region_without_overall_grades_has_no_chart_over_time(self, tmp_path: Path) -> None:
        kent = Inspection(
            authority=LocalAuthority("Kent", "E10000016"),
            judgements=Ilacs2026Judgements(help_and_protection=IlacsGrade.GOOD),
            start=dt.date(2026, 5, 4),
        )
        write_site(tmp_path, Panel([kent]))
        assert "over time" not in (tmp_path / "regions" / "south-east.html").read_text("utf-8")

    def test_the_default_is_all_of_england(self, tmp_path: Path) -> None:
        """The data on England has 158 authorities, eight regions and five frameworks."""
        paths = write_site(tmp_path)
        assert len(paths) == 1 + 158 + 8 + 5
        home = paths[0].read_text("utf-8")
        assert "authorities have an overall grade" in home
        for link in Read(home).all("a"):
            assert (tmp_path / str(link["href"])).is_file()

    def test_headings_do_not_skip_a_level(self, site: Path) -> None:
        for file, page in self.pages(site).items():
            levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
            assert levels.count(1) == 1
            assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), file


def printed(svg: str) -> set[str]:
    return {re.sub(r"\s+", " ", text).strip() for text in texts(svg)}


class TestVector:
    """The SVG that pages use prints the same texts as the chart that altair draws."""

    @pytest.mark.parametrize("name", ["trajectory", "distribution", "flow", "by_year"])
    def test_the_page_and_the_chart_print_the_same_texts(self, name: str) -> None:
        hampshire = datasets.hampshire()
        panel = Panel(hampshire.inspections)
        given: dict[str, tuple[Any, ...]] = {
            "trajectory": (hampshire,),
            "distribution": (panel.filter(framework="ilacs"),),
            "flow": (panel, "sif", "ilacs"),
            "by_year": (panel,),
        }
        draw: Any = getattr(charts, name)
        own, other = svg_of(without_altair(draw)(*given[name])), charts.svg(draw(*given[name]))
        assert printed(own) == printed(other)
