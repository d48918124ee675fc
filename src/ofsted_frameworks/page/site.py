"""All of England as a folder of pages: a home page, and one for each authority, region and framework."""

import functools
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ofsted_frameworks import charts
from ofsted_frameworks.arguments import check
from ofsted_frameworks.authorities import AuthorityProfile, known_authority
from ofsted_frameworks.charts.drawing import picture
from ofsted_frameworks.charts.grids import beside_rows, grade_for
from ofsted_frameworks.charts.shares import by_regions
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import in_words
from ofsted_frameworks.page import conclusions, html_parts
from ofsted_frameworks.page.authority import title_of, trajectory_parts
from ofsted_frameworks.page.beside import grid_of
from ofsted_frameworks.page.panels import both, files_of
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import frameworks_of
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.show import blocks
from ofsted_frameworks.tables import Table


def write_site(
    folder: str | os.PathLike[str],
    panel: Panel | None = None,
    *,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Path, ...]:
    """Write a folder of pages that open from a disk, and return their paths, the home page first.

    Args:
        folder: Where to write; it is made if it is not there.
        panel: The inspections; without it, those of all England.
        progress: Called after each page with the number of pages done and of all.

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
            progress(number, site.number)
    return tuple(written)


class _Site:
    """The pages of a panel, and the addresses by which they know each other."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.latest = panel.latest(panel.known_to)
        self.regions = dict(by_regions(panel))
        self.frameworks = frameworks_of(panel)
        self.stories = dict(panel.trajectories())
        twice = Counter(_slug(authority.name) for authority in self.stories)
        self._slugs = {
            a: _slug(a.name) if twice[_slug(a.name)] == 1 else _slug(f"{a.name} {a.code}")
            for a in self.stories
        }
        self.number = 1 + len(self.regions) + len(self.frameworks) + len(self.stories)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page with its name."""
        yield "index.html", self._home()
        for its in self.frameworks:
            yield f"frameworks/{its.id}.html", self._framework(its)
        for region, part in self.regions.items():
            yield f"regions/{_slug(region)}.html", self._region(region, part)
        for authority in self.stories:
            yield self._story(authority)

    def _address(self, authority: LocalAuthority, up: str) -> str:
        slug = self._slugs.get(authority)
        return f"{up}authorities/{slug}.html" if slug else ""

    def _link(self, authority: LocalAuthority, up: str) -> str:
        address = self._address(authority, up)
        return (
            html_parts.link(address, authority.name)
            if address
            else html_parts.escaped(authority.name)
        )

    def _story(self, authority: LocalAuthority) -> tuple[str, str]:
        known, story = known_authority(authority), self.stories[authority]
        first, second, *rest = trajectory_parts(story)
        beside = self._beside(authority, known) if known else ""
        page = html_parts.page(
            title_of(story),
            conclusions.of_trajectory(story),
            [first, second, beside, *rest],
            nav=_nav([("Home", "../index.html"), *self._region_link(known)]),
        )
        return f"authorities/{self._slugs[authority]}.html", page

    def _region_link(self, known: AuthorityProfile | None) -> Iterator[tuple[str, str]]:
        if known and known.region in self.regions:
            yield known.region, f"../regions/{_slug(known.region)}.html"

    def _beside(self, authority: LocalAuthority, known: AuthorityProfile) -> str:
        """An authority's latest grades beside its neighbours', or who came before and after it."""
        kin = [
            f"<p>{words}: {', '.join(self._link(each, '../') for each in others)}.</p>"
            for words, others in (
                ("It took over from", known.predecessors),
                ("It was followed by", known.successors),
            )
            if others
        ]
        if known.existed_until:
            kin.insert(
                0, html_parts.paragraph(f"It existed until {in_words(known.existed_until)}.")
            )
        if known.url:
            kin.append(f"<p>{html_parts.link(known.url, 'Its reports at Ofsted')}</p>")
        about = html_parts.section("The authority", *kin)
        if authority not in self.latest.authorities or not known.neighbours:
            return about
        rows = beside_rows(self.latest, authority)
        return (
            html_parts.section("Beside its statistical neighbours", self._grid(rows, "../")) + about
        )

    def _grid(self, inspections: Iterable[AnyInspection], up: str) -> str:
        return grid_of(inspections, lambda authority: self._link(authority, up))

    def _home(self) -> str:
        known = self.panel.known_to
        names = "".join(
            f"<li>{self._link(authority, '')}{_until(authority)}</li>" for authority in self.stories
        )
        shown = any(map(_overall, self.latest))
        by_region = functools.partial(picture(charts.by_region), self.latest)
        by_year = functools.partial(picture(charts.by_year), self.panel)
        links = [
            "".join(f"<li>{html_parts.link(address, name)}</li>" for name, address in each)
            for each in (
                [(region, f"regions/{_slug(region)}.html") for region in self.regions],
                [(str(its), f"frameworks/{its.id}.html") for its in self.frameworks],
            )
        ]
        return html_parts.page(
            "Inspections of children's services in England since 2009",
            conclusions.of_latest(self.latest, in_words(known) if known else ""),
            [
                html_parts.section(
                    "Find an authority", _SEARCH, f'<ul id="names" class="names">{names}</ul>'
                ),
                html_parts.section("Year by year", both(by_year, "by-year") if shown else ""),
                html_parts.section(
                    "Region by region",
                    both(by_region, "by-region") if shown else "",
                    f"<ul>{links[0]}</ul>",
                ),
                html_parts.section("The frameworks", f"<ul>{links[1]}</ul>"),
                html_parts.folded(
                    "Sources, with the number of records", html_parts.listed(files_of(self.panel))
                ),
            ],
            script=_SCRIPT,
        )

    def _region(self, region: str, part: Panel) -> str:
        latest = self.latest.filter(where=lambda i: i.authority in part.authorities)
        sheet = functools.partial(
            picture(charts.sheet), part, title=f"{region}: overall effectiveness"
        )
        has_overall = any(_overall(inspection) for inspection in part)
        return html_parts.page(
            f"{region}: inspections of children's services",
            conclusions.of_latest(latest),
            [
                html_parts.section("Latest grades", self._grid(latest, "../")),
                html_parts.section(
                    "Overall grades over time",
                    both(sheet, "sheet") if has_overall else "",
                ),
                html_parts.section(
                    "By theme", *map(html_parts.table, latest.distributions().tables())
                ),
            ],
            nav=_nav([("Home", "../index.html")]),
        )

    def _framework(self, its: Framework) -> str:
        under = self.panel.filter(framework=its.id)
        last = under.latest()
        facts = [
            html_parts.table(block) if isinstance(block, Table) else html_parts.paragraph(block)
            for block in blocks(its)
            if block
        ]
        chart = both(functools.partial(picture(charts.distribution), last), its.id)
        return html_parts.page(
            str(its),
            f"{its.name} has {len(under)} inspections of {len(under.authorities)} authorities here.",
            [
                html_parts.section("Each authority's last grades under it", chart),
                html_parts.section("What is known of it", *facts),
            ],
            nav=_nav([("Home", "../index.html")]),
        )


def _until(authority: LocalAuthority) -> str:
    """The last year of an authority that is no more."""
    known = known_authority(authority)
    return f" (until {known.existed_until.year})" if known and known.existed_until else ""


def _overall(inspection: AnyInspection) -> bool:
    return isinstance(grade_for(inspection, Theme.OVERALL), Grade)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold().replace("'", ""))) or "page"


def _nav(links: Iterable[tuple[str, str]]) -> str:
    each = " \u203a ".join(html_parts.link(address, name) for name, address in links)
    return f'<nav aria-label="Site">{each}</nav>\n'


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
