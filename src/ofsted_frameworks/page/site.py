"""A folder of pages: a home page, and one for each authority, region and framework."""

import html
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from ofsted_frameworks import charts
from ofsted_frameworks.arguments import check
from ofsted_frameworks.authorities import AuthorityProfile, known_authority
from ofsted_frameworks.charts.grids import beside_rows, grade_for
from ofsted_frameworks.charts.shares import by_regions
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import in_words
from ofsted_frameworks.page import conclusions, html_parts
from ofsted_frameworks.page.authority import grid_of, title_of, trajectory_parts
from ofsted_frameworks.page.panels import sources_of
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import frameworks_of
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.show import blocks
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import plural


def write_site(
    folder: str | os.PathLike[str],
    panel: Panel | None = None,
    *,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Path, ...]:
    """Write pages to a folder, and return their paths, with the home page first.

    The pages link to each other and open from a disk, without a server.

    Args:
        folder: The folder to write to, which is created if it does not exist.
        panel: The inspections, by default all of England's.
        progress: A function to call after each page with the number of pages written and the total.

    Raises:
        OSError: If a page cannot be written.
    """
    if panel is None:
        from ofsted_frameworks import datasets

        panel = datasets.england()
    check(Panel, panel, "write_site", "a Panel")
    site = _Site(panel)
    home = path_of(folder)
    written: list[Path] = []
    for number, (name, page) in enumerate(site.pages(), 1):
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
        written.append(file)
        if progress:
            progress(number, site.size)
    return tuple(written)


class _Site:
    """The pages of a panel, and the addresses that link them to each other."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.latest = panel.latest(panel.known_to)
        self.regions = dict(by_regions(panel))
        self.frameworks = frameworks_of(panel)
        self.stories = dict(panel.trajectories())
        times = Counter(_slug(authority.name) for authority in self.stories)
        self._slugs = {
            a: _slug(a.name) if times[_slug(a.name)] == 1 else _slug(f"{a.name} {a.code}")
            for a in self.stories
        }
        self.size = 1 + len(self.regions) + len(self.frameworks) + len(self.stories)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield the path of every page in the folder, with its content."""
        yield "index.html", self._home()
        for framework in self.frameworks:
            yield f"frameworks/{framework.id}.html", self._framework(framework)
        for region, part in self.regions.items():
            yield f"regions/{_slug(region)}.html", self._region(region, part)
        for authority in self.stories:
            yield self._story(authority)

    def _link(self, authority: LocalAuthority, root: str = "../") -> str:
        """Return an authority's name, as a link if it has a page; `root` is the address of the folder."""
        slug = self._slugs.get(authority)
        if not slug:
            return html.escape(authority.name)
        return html_parts.link(f"{root}authorities/{slug}.html", authority.name)

    def _story(self, authority: LocalAuthority) -> tuple[str, str]:
        known, story = known_authority(authority), self.stories[authority]
        first, second, *rest = trajectory_parts(story)
        beside = self._beside(authority, known) if known else ""
        region = known.region if known and known.region in self.regions else ""
        page = html_parts.page(
            title_of(story),
            conclusions.of_trajectory(story),
            [first, second, beside, *rest],
            nav=_nav(region),
        )
        return f"authorities/{self._slugs[authority]}.html", page

    def _beside(self, authority: LocalAuthority, known: AuthorityProfile) -> str:
        """Return an authority's latest grades beside its neighbours', and which authorities it replaced."""
        about = [
            f"<p>{words}: {', '.join(map(self._link, others))}.</p>"
            for words, others in (
                ("It took over from", known.predecessors),
                ("It was followed by", known.successors),
            )
            if others
        ]
        if known.existed_until:
            ended = f"It existed until {in_words(known.existed_until)}."
            about.insert(0, html_parts.paragraph(ended))
        if known.url:
            about.append(f"<p>{html_parts.link(known.url, 'Its reports at Ofsted')}</p>")
        facts = html_parts.section("The authority", *about)
        if authority not in self.latest.authorities or not known.neighbours:
            return facts
        grid = grid_of(beside_rows(self.latest, authority), self._link)
        return html_parts.section("Beside its statistical neighbours", grid) + facts

    def _home(self) -> str:
        known_to = self.panel.known_to
        names = "".join(
            f"<li>{self._link(authority, '')}{_until(authority)}</li>" for authority in self.stories
        )
        by_year = by_region = ""
        if any(map(_has_overall_grade, self.latest)):
            by_year = html_parts.chart_in_two_widths("by-year", charts.by_year, self.panel)
            by_region = html_parts.chart_in_two_widths("by-region", charts.by_region, self.latest)
        regions = (html_parts.link(f"regions/{_slug(name)}.html", name) for name in self.regions)
        frameworks = (
            html_parts.link(f"frameworks/{each.id}.html", str(each)) for each in self.frameworks
        )
        return html_parts.page(
            "Inspections of children's services in England since 2009",
            conclusions.of_latest(self.latest, in_words(known_to) if known_to else ""),
            [
                html_parts.section(
                    "Find an authority", _SEARCH, f'<ul id="names" class="names">{names}</ul>'
                ),
                html_parts.section("Year by year", by_year),
                html_parts.section("Region by region", by_region, html_parts.markup_list(regions)),
                html_parts.section("The frameworks", html_parts.markup_list(frameworks)),
                sources_of(self.panel),
            ],
            script=_SCRIPT,
        )

    def _region(self, region: str, part: Panel) -> str:
        latest = self.latest.filter(region=region)
        sheet = ""
        if any(map(_has_overall_grade, part)):
            sheet = html_parts.chart_in_two_widths(
                "sheet", charts.sheet, part, title=f"{region}: overall effectiveness"
            )
        return html_parts.page(
            f"{region}: inspections of children's services",
            conclusions.of_latest(latest),
            [
                html_parts.section("Latest grades", grid_of(latest, self._link)),
                html_parts.section("Overall grades over time", sheet),
                html_parts.section(
                    "By theme", *map(html_parts.table, latest.distributions().tables())
                ),
            ],
            nav=_nav(),
        )

    def _framework(self, framework: Framework) -> str:
        under = self.panel.filter(framework=framework)
        facts = [
            html_parts.table(block) if isinstance(block, Table) else html_parts.paragraph(block)
            for block in blocks(framework)
            if block
        ]
        chart = html_parts.chart_in_two_widths(framework.id, charts.distribution, under.latest())
        inspections = plural(len(under), "inspection")
        authorities = plural(len(under.authorities), "authority", "authorities")
        return html_parts.page(
            str(framework),
            f"The data has {inspections} of {authorities} under {framework.name}.",
            [
                html_parts.section(f"Each authority's latest grades under {framework.name}", chart),
                html_parts.section("About the framework", *facts),
            ],
            nav=_nav(),
        )


def _until(authority: LocalAuthority) -> str:
    """Return the last year of an authority that no longer exists, in brackets."""
    known = known_authority(authority)
    return f" (until {known.existed_until.year})" if known and known.existed_until else ""


def _has_overall_grade(inspection: AnyInspection) -> bool:
    return isinstance(grade_for(inspection, Theme.OVERALL), Grade)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold().replace("'", ""))) or "page"


def _nav(region: str = "") -> str:
    """Return the links above a page in a folder of the site: to the home page, and to a region."""
    links = [html_parts.link("../index.html", "Home")]
    if region:
        links.append(html_parts.link(f"../regions/{_slug(region)}.html", region))
    path = " \u203a ".join(links)
    return f'<nav aria-label="Site">{path}</nav>\n'


_SEARCH = (
    '<p id="finder" hidden><label for="search">Name of an authority</label><br>'
    '<input type="search" id="search" autocomplete="off" aria-controls="names">'
    '<span id="found" role="status"></span></p>'
)
_SCRIPT = """<script>
const names = [...document.querySelectorAll("#names li")];
const box = document.getElementById("search");
document.getElementById("finder").hidden = false;
box.addEventListener("input", () => {
  const words = box.value.trim().toLowerCase();
  for (const li of names) li.hidden = !li.textContent.toLowerCase().includes(words);
  const left = names.filter((li) => !li.hidden).length;
  document.getElementById("found").textContent = words ? ` ${left} found` : "";
});
</script>
"""
