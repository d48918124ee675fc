"""The page: complete on its own, readable by anyone, on a screen, aloud and on paper."""

import datetime as dt
import itertools
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from ofsted_frameworks import (
    Ilacs2023Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    Trajectory,
    compare,
    datasets,
)
from ofsted_frameworks.cli import main
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.page import comparison_page, trajectory_page

VOID = {"meta", "br"}
LOADING = {"script", "link", "img", "iframe", "object", "embed", "image", "use", "audio", "video"}


class Read(HTMLParser):
    """A page as a reader meets it: its elements in order, and its text."""

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
    """A page needs nothing else, and says what its parts are."""

    @pytest.fixture(params=["hampshire", "comparison"])
    def page(self, request: pytest.FixtureRequest, hampshire: str) -> Read:
        both = compare(sif("Leeds", dt.date(2016, 1, 4)), ilacs("Leeds", dt.date(2024, 1, 8)))
        return Read(hampshire if request.param == "hampshire" else comparison_page(both))

    def test_it_loads_nothing(self, page: Read) -> None:
        assert not page.all(*LOADING)
        assert not [a for _, attributes in page.elements for a in attributes if a.startswith("on")]
        assert "url(" not in page.text
        assert "@import" not in page.text

    def test_it_says_its_language_and_fits_a_phone(self, page: Read) -> None:
        assert page.all("html") == [{"lang": "en"}]
        assert "width=device-width" in str(page.all("meta"))

    def test_its_headings_go_down_one_level_at_a_time(self, page: Read) -> None:
        levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))

    def test_its_tables_have_captions_and_scopes(self, page: Read) -> None:
        assert len(page.all("caption")) == len(page.all("table")) > 0
        assert all(header["scope"] in ("col", "row") for header in page.all("th"))

    def test_what_scrolls_has_a_name_and_takes_the_keyboard(self, page: Read) -> None:
        regions = [a for a in page.all("div") if a.get("class") == "scrolling"]
        assert len(regions) == len(page.all("table", "svg"))
        assert all(r["tabindex"] == "0" and r["aria-label"] for r in regions)

    def test_its_chart_is_an_image_with_words(self, page: Read) -> None:
        (svg,) = page.all("svg")
        assert svg["role"] == "img"
        assert [title for title in page.all("title") if title.get("id") == svg["aria-labelledby"]]

    def test_no_id_is_used_twice(self, page: Read) -> None:
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))


class TestHampshire:
    """The page has everything: chart, table, each step, the mappings with their authority, the sources."""

    def test_its_parts(self, hampshire: str) -> None:
        text = Read(hampshire).text
        for part in (
            "Inspections and visits",
            "Grades by theme",
            "Each inspection against the one before",
            "The mappings",
            "Sources",
        ):
            assert part in text

    def test_caveats_and_authorities_are_printed(self, hampshire: str) -> None:
        text = Read(hampshire).text
        assert (
            "Ofsted cautions that a change of framework may itself change the grade profile" in text
        )
        assert "Ofsted's official statistics" in text
        assert "this library's own reading" in text

    def test_every_source_is_listed(self, hampshire: str) -> None:
        text = Read(hampshire).text
        trajectory = datasets.hampshire()
        for event in (*trajectory, *trajectory.visits):
            assert event.source in text


class TestOther:
    """What is missing is said or left out, and never breaks a page."""

    def test_one_inspection_has_nothing_to_be_compared_with(self) -> None:
        text = Read(trajectory_page(Trajectory([sif("Leeds", dt.date(2016, 1, 4))]))).text
        assert "Each inspection against the one before" not in text
        assert "The mappings" not in text

    def test_no_source_is_said(self) -> None:
        text = Read(trajectory_page(Trajectory([ilacs("Leeds", dt.date(2024, 1, 8))]))).text
        assert "no source recorded" in text

    @pytest.mark.parametrize(
        ("other", "day", "says"),
        [
            (
                "Kent",
                dt.date(2024, 1, 8),
                "Caution: Leeds (E08000035) and Kent (E10000016) are two",
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

    def test_what_was_given_is_never_markup(self) -> None:
        page = Read(
            trajectory_page(Trajectory([sif("<script>Leeds</script>", dt.date(2016, 1, 4))]))
        )
        assert not page.all("script")
        assert "<script>Leeds</script>" in page.text


class TestTheCommand:
    """`compare --html FILE` writes the page."""

    def test_it_writes_the_page(self, hampshire: str, tmp_path: Path) -> None:
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
