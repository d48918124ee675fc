"""Fail if a built page has a dead link, or loads anything from another host.

usage: python .ci/check_site.py SITE
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADS = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
LOADING_RELATIONS = {
    *("dns-prefetch", "icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload"),
    "stylesheet",
}
IN_A_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s]+)""")


class Page(HTMLParser):
    """The anchors, links and loaded files of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.in_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        self.in_style = tag == "style"
        self.loads += [given[name] for name in LOADS.get(tag, ()) if name in given]
        self.loads += IN_A_STYLE.findall(given.get("style", ""))
        if tag in ("a", "area"):
            self.links.append(given.get("href", ""))
        elif tag == "link" and LOADING_RELATIONS & set(given.get("rel", "").split()):
            self.loads.append(given.get("href", ""))

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self.loads += IN_A_STYLE.findall(data)


def problems(site: Path) -> list[str]:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    found = [] if pages else [f"{site}: no page was built"]
    for path, page in pages.items():
        here = path.relative_to(site)
        for address in page.loads + page.links:
            if urlsplit(address).netloc and address in page.loads:
                found.append(f"{here}: loads {address}")
            elif not urlsplit(address).scheme and not urlsplit(address).netloc:
                found += [f"{here}: {problem}" for problem in dead(address, path, site, pages)]
    for sheet in sorted(site.rglob("*.css")):
        loaded = IN_A_STYLE.findall(sheet.read_text(encoding="utf-8"))
        found += [f"{sheet.relative_to(site)}: loads {address}" for address in loaded]
    return found


def dead(address: str, path: Path, site: Path, pages: dict[Path, Page]) -> list[str]:
    parts = urlsplit(address)
    if not parts.path:
        target = path
    elif parts.path.startswith("/"):
        target = site / unquote(parts.path).lstrip("/")
    else:
        target = (path.parent / unquote(parts.path)).resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return [f"links to {address}, which does not exist"]
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return [f"links to {address}, but that page has no #{anchor}"]
    return []


def main() -> int:
    found = problems(Path(sys.argv[1]).resolve())
    print(*found or ["every link works, and nothing is loaded from another host"], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
