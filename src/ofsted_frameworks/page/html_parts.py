"""The parts that every page is made of: its frame and style, sections, tables, charts and folded parts."""

import html
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from ofsted_frameworks.charts.drawing import Spec, printable, without_altair
from ofsted_frameworks.charts.vector import svg_of
from ofsted_frameworks.tables import Table

if TYPE_CHECKING:
    import altair as alt

_SCREEN, _PHONE = 800, 340


def page(
    title: str, conclusion: str, parts: Iterable[str], *, nav: str = "", script: str = ""
) -> str:
    """Return a whole page: the title, a conclusion in a few sentences, and the parts in order."""
    name = html.escape(title)
    first = f'<p class="conclusion">{html.escape(conclusion)}</p>' if conclusion else ""
    return printable(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{nav}<main>\n<h1>{name}</h1>\n{first}\n"
        + "\n".join(filter(None, parts))
        + f"\n</main>\n<footer><p>{_FOOTER}</p></footer>\n{script}</body>\n</html>\n"
    )


_FOOTER = (
    "Made with ofsted-frameworks, which is not Ofsted's. Grades are as Ofsted printed them. The themes are "
    "this library's, and so are the mappings described as its own reading. Contains public sector "
    "information licensed under the Open Government Licence v3.0."
)


def section(heading: str, *bodies: str) -> str:
    """Return a part with a heading, or "" if the part is empty."""
    body = "".join(bodies)
    return f"<section><h2>{html.escape(heading)}</h2>{body}</section>" if body else ""


def folded(heading: str, *bodies: str) -> str:
    """Return a part that readers open by its heading and that prints open, or "" if it is empty."""
    body = "".join(bodies)
    name = html.escape(heading)
    return f"<details><summary><h2>{name}</h2></summary>{body}</details>" if body else ""


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<p>{html.escape(text)}</p>"


def listed(lines: Iterable[str]) -> str:
    """Return a list, or "" if there are no lines."""
    return markup_list(map(html.escape, lines))


def markup_list(items: Iterable[str]) -> str:
    """Return a list of items that are already markup, or "" if there are none."""
    body = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{body}</ul>" if body else ""


def table(content: Table) -> str:
    """Return a table with its notes. If it is too wide, it scrolls sideways, by keyboard too."""
    bare = attrs.evolve(content, notes=()).html().replace(' style="text-align: left"', "")
    notes = f'<div class="notes">{listed(content.notes)}</div>' if content.notes else ""
    return _scrolling(bare, content.caption or "Table") + notes


def grid(header: Sequence[str], rows: Iterable[Sequence[tuple[str, int | None]]]) -> str:
    """Return a table of cells, each given as its markup and the number of the grade that colours it."""
    head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in header)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(_coloured(*cell) for cell in rest)}</tr>'
        for (first, _), *rest in rows
    )
    return _scrolling(
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", "Grades by authority"
    )


def _coloured(markup: str, number: int | None) -> str:
    return f'<td class="g{number}">{markup}</td>' if number else f"<td>{markup}</td>"


def chart(spec: Spec, id: str = "chart") -> str:
    """Return a chart that a phone leaves out, because it would be too small to read."""
    return f'<figure class="wide">{svg_of(spec, id)}</figure>'


def chart_in_two_widths(
    id: str, draw: "Callable[..., alt.LayerChart]", *args: object, **options: object
) -> str:
    """Return a chart drawn twice: for a screen, and narrower for a phone."""
    compose = without_altair(draw)
    wide = chart(compose(*args, **options, width=_SCREEN), f"{id}-{_SCREEN}")
    narrow = svg_of(compose(*args, **options, width=_PHONE), f"{id}-{_PHONE}")
    return f'{wide}<figure class="narrow">{narrow}</figure>'


def cards(contents: Iterable[tuple[str, Iterable[tuple[str, str, int | None]]]]) -> str:
    """Return cards for a phone, each with a heading and lines of a name, a text and a grade's number."""
    each = (
        f"<section><h3>{html.escape(head)}</h3><dl>{''.join(_line(*line) for line in lines)}</dl></section>"
        for head, lines in contents
    )
    return f'<div class="narrow cards">{"".join(each)}</div>'


def _line(name: str, words: str, number: int | None) -> str:
    return f'<div><dt>{html.escape(name)}</dt><dd class="g{number or 0}">{html.escape(words)}</dd></div>'


def _scrolling(body: str, label: str) -> str:
    name = html.escape(" ".join(label.split()))
    return f'<div class="scrolling" role="group" tabindex="0" aria-label="{name}">{body}</div>'


def link(address: str, words: str) -> str:
    """Return a link."""
    return f'<a href="{html.escape(address)}">{html.escape(words)}</a>'


_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #f3f3f3; --line: #767676;
  --link: #1d4f91; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #ececec; --soft: #26292e; --line: #8a8f98; --link: #9cc4ff; }
}
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
main, footer, nav { max-width: 60rem; margin: 0 auto; }
a { color: var(--link); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.3rem; }
.conclusion { font-size: 1.15rem; }
figure { margin: 0; background: #fff; border-radius: 4px; }
figure svg { display: block; max-width: 100%; height: auto; }
.narrow { display: none; }
.scrolling { overflow-x: auto; margin: 0.5rem 0; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; margin-bottom: 0.5rem; }
caption { font-weight: bold; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
thead th { background: var(--soft); }
.notes ul, .cautions { list-style: none; padding-left: 0; }
.notes, footer { font-size: 0.85rem; }
ul { padding-left: 1.2rem; }
details summary { cursor: pointer; }
details summary h2 { display: inline-block; margin: 0.8rem 0; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); }
.g1, .g2, .g3, .g4 { padding: 0.1rem 0.4rem; border-radius: 3px; }
.g1 { background: #d5ebe6; color: #1a1a1a; }
.g2 { background: #8cc3cf; color: #1a1a1a; }
.g3 { background: #c77f45; color: #1a1a1a; }
.g4 { background: #561540; color: #fff; }
.cards dl { margin: 0; }
.cards dl div { display: flex; gap: 0.5rem; justify-content: space-between; align-items: center;
  padding: 0.15rem 0; border-bottom: 1px solid var(--soft); }
.cards dd { margin: 0; text-align: right; }
td.g1, td.g2, td.g3, td.g4 { border-radius: 0; }
input[type=search] { font: inherit; padding: 0.5rem; width: 100%; max-width: 30rem; box-sizing: border-box; }
ul.names { columns: 16rem; list-style: none; padding: 0; }
ul.names li { break-inside: avoid; padding: 0.15rem 0; }
@media screen and (max-width: 50rem) {
  body { padding: 0.6rem; }
  table { font-size: 0.8rem; }
  th, td { padding: 0.2rem 0.3rem; }
  .narrow { display: block; }
  .wide { display: none; }
}
@media print {
  @page { margin: 12mm; }
  :root { --paper: #fff; --ink: #000; --soft: #eee; --line: #555; --link: #000; }
  html { font-size: 10pt; }
  body { padding: 0; }
  nav, input[type=search] { display: none; }
  .scrolling { overflow: visible; }
  table { font-size: 8pt; }
  tr, figure, .cards section { break-inside: avoid; }
  h2, caption { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .g1, .g2, .g3, .g4 { print-color-adjust: exact; }
}
"""
