"""Tables of the documentation that are written from the code while the site is built.

A page says where with a comment on a line of its own:

    <!-- generated: editions -->          every edition with its dates and their sources
    <!-- generated: frameworks -->        every framework: facts, scale, kinds, editions, areas
    <!-- generated: areas ilacs-2018 -->  the judgement areas of one edition
    <!-- generated: modules -->           the reference of every public module
"""

import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator

import ofsted_frameworks as of
from ofsted_frameworks.frameworks.base import Edition, Framework, InspectionKind
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Fact, Source

MARKER = re.compile(r"^<!-- generated:(.*)-->", re.MULTILINE)

Row = tuple[object, ...]


def on_page_markdown(markdown: str, **_: object) -> str:
    """Called by mkdocs with each page's Markdown: every marker becomes what it asks for."""
    return MARKER.sub(lambda marker: generated(*marker[1].split()), markdown)


def generated(name: str, *subject: str) -> str:
    if name not in PARTS:
        raise LookupError(f"no generated part is called {name!r}; there are {', '.join(PARTS)}")
    return PARTS[name](*subject)


def editions() -> str:
    return table(
        ("Edition", "Id", "First inspected under", "Last inspected under", "Sources"),
        (
            (
                edition.name,
                f"`{edition.id}`",
                edition.starts,
                edition.ends or "in force",
                sources(edition.starts, edition.ends),
            )
            for edition in of.editions()
        ),
    )


def frameworks() -> str:
    return "\n\n".join(framework(each) for each in of.FRAMEWORKS)


def framework(described: Framework) -> str:
    parts = [
        f"## {described.name}: {described.title}",
        facts(described),
        f"### {described.name} grades",
        scale(described),
        f"### {described.name} inspections",
        kinds(described.kinds),
        *(edition(each) for each in described.editions),
    ]
    return "\n\n".join(parts)


def facts(described: Framework) -> str:
    rows: list[Row] = [("Id", f"`{described.id}`", described.source)]
    rows += [("Also known as", f"`{name}`", "") for name in described.also_known_as]
    named = [("Reference", described.reference), ("Replaced", described.replaced)]
    named[1:1] = [("Legal basis", basis) for basis in described.legal_basis]
    rows += [(name, fact, fact.source) for name, fact in named if fact is not None]
    return table(("Fact", "", "Source"), rows)


def scale(described: Framework) -> str:
    return table(
        ("Number", "Grade", "In Python", "What it means, in our words", "Source"),
        (
            (grade.number, grade.label, f"`{grade!r}`", grade.descriptor, grade.source or "")
            for grade in described.scale
        ),
    )


def kinds(described: Iterable[InspectionKind]) -> str:
    return table(
        ("Kind", "Notice", "On site", "Sources"),
        (
            (
                kind.kind,
                kind.notice or "not sourced",
                kind.on_site or "not sourced",
                sources(kind, kind.notice, kind.on_site),
            )
            for kind in described
        ),
    )


def edition(described: Edition) -> str:
    parts = [f"### {described.name}", dates(described), areas(described)]
    absent = [f"{theme}: {why} ({why.source})" for theme, why in described.absences.items()]
    if absent:
        parts.append(bullets("Has no judgement of:", absent))
    if described.unsourced:
        parts.append(bullets("Not sourced, and so left out:", described.unsourced))
    return "\n\n".join(parts)


def dates(described: Edition) -> str:
    until = f"to {described.ends}" if described.ends else "and in force"
    return f"`{described.id}`, for inspections that began from {described.starts} {until}."


def areas(described: Edition) -> str:
    return table(
        ("", "As printed", "Field", "Role", "Themes", "Source"),
        (
            (area.number, printed(area), f"`{name}`", area.role, themes(area), area.source)
            for name, area in described.areas.items()
        ),
    )


def printed(area: Area) -> str:
    return f"{area.heading}: {area.label}" if area.heading else area.label


def themes(area: Area) -> str:
    return ", ".join(str(theme) for theme in area.themes)


def sources(*facts: Fact[object] | InspectionKind | None) -> str:
    found: dict[Source, None] = dict.fromkeys(fact.source for fact in facts if fact)
    return "; ".join(str(source) for source in found)


def bullets(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, "", *(f"- {cell(line)}" for line in lines)])


def table(header: Row, rows: Iterable[Row]) -> str:
    return "\n".join([row(header), row("---" for _ in header), *map(row, rows)])


def row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(cell, cells))} |"


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def modules() -> str:
    return "\n\n".join(f"## {name}\n\n::: {name}" for name in public_modules())


def public_modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(of.__path__, f"{of.__name__}."):
        if not any(part.startswith("_") for part in module.name.split(".")):
            yield module.name


PARTS: dict[str, Callable[..., str]] = {
    "areas": lambda id: areas(of.edition(id)),
    "editions": editions,
    "frameworks": frameworks,
    "modules": modules,
}
