"""What the building of the documentation adds: parts written from the code, and examples in boxes.

A page says where with a comment on a line of its own:

    <!-- generated: editions -->          every edition with its dates
    <!-- generated: frameworks -->        every framework: facts, scale, kinds, editions, areas
    <!-- generated: areas ilacs-2018 -->  the judgement areas of one edition
    <!-- generated: modules -->           the reference of every public module

Sources become the page's footnotes. The `>>>` examples of docstrings are set as code.
"""

import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator

import attrs
import griffe

import ofsted_frameworks
from ofsted_frameworks.frameworks import all_editions, all_frameworks, edition
from ofsted_frameworks.frameworks.base import Edition, Framework, InspectionKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Fact, Source

MARKER = re.compile(r"^<!-- generated:(.*)-->", re.MULTILINE)

Row = tuple[object, ...]


def on_page_markdown(markdown: str, **_: object) -> str:
    """Called by mkdocs with each page's Markdown: every marker becomes what it asks for."""
    page = Page()
    text = MARKER.sub(lambda marker: page.generated(*marker[1].split()), markdown)
    return text + page.footnotes()


class ExamplesAsCode(griffe.Extension):
    """Puts the `>>>` examples of every docstring in a fence, so that they are set as code."""

    SESSION = re.compile(r"^>>> .*(?:\n(?!\s*$).+)*", re.MULTILINE)

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Called by griffe with every module, class, function and attribute."""
        if obj.docstring:
            fenced = self.SESSION.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)
            obj.docstring.value = fenced


@attrs.define
class Page:
    """The generated parts of one page, and the sources that they have named so far."""

    numbers: dict[Source, int] = attrs.field(factory=dict[Source, int])

    def generated(self, name: str, *subject: str) -> str:
        parts: dict[str, Callable[..., str]] = {
            "areas": lambda id: self.areas(edition(id)),
            "editions": self.editions,
            "frameworks": self.frameworks,
            "modules": modules,
        }
        if name not in parts:
            raise LookupError(f"no generated part is called {name!r}; there are {', '.join(parts)}")
        return parts[name](*subject)

    def editions(self) -> str:
        return table(
            ("Edition", "Id", "Inspections that began from", "to"),
            (
                (each, code(each.id), self.fact(each.starts), self.fact(each.ends, "in force"))
                for each in all_editions()
            ),
        )

    def frameworks(self) -> str:
        return "\n\n".join(self.framework(each) for each in all_frameworks())

    def framework(self, framework: Framework) -> str:
        parts = [
            f"## {framework.name}",
            framework.title,
            self.facts(framework),
            f"### {framework.name} grades",
            self.scale(framework),
            f"### {framework.name} inspections",
            self.kinds(framework.kinds),
            *(self.edition(each) for each in framework.editions),
        ]
        return "\n\n".join(parts)

    def facts(self, framework: Framework) -> str:
        rows: list[Row] = [("Id", code(framework.id) + self.note(framework.source))]
        rows += [("Also known as", code(name)) for name in framework.also_known_as]
        rows += [("Legal basis", self.fact(basis)) for basis in framework.legal_basis]
        rows += [
            ("Reference", self.fact(framework.reference)),
            ("Replaced", self.fact(framework.replaced)),
        ]
        return table(("Fact", ""), rows)

    def scale(self, framework: Framework) -> str:
        return table(
            ("Number", "Grade", "In Python", "What it means, in our words"),
            (
                (grade.number, grade, code(repr(grade)), self.descriptor(grade))
                for grade in framework.scale
            ),
        )

    def descriptor(self, grade: Grade) -> str:
        return grade.descriptor + self.note(grade.source) if grade.source else NOT_SOURCED

    def kinds(self, kinds: Iterable[InspectionKind]) -> str:
        return table(
            ("Kind", "Notice", "On site"),
            (
                (
                    f"{each.kind}{self.note(each.source)}",
                    self.fact(each.notice),
                    self.fact(each.on_site),
                )
                for each in kinds
            ),
        )

    def edition(self, edition: Edition) -> str:
        starts, ends = (
            self.fact(edition.starts),
            self.fact(edition.ends, "this day: it is in force"),
        )
        parts = [
            f"### {edition}",
            f"`{edition.id}`, for inspections that began from {starts} to {ends}.",
            self.areas(edition),
        ]
        if edition.absences:
            absent = (f"{theme}: {self.fact(why)}" for theme, why in edition.absences.items())
            parts.append(bullets("It has no judgement of:", absent))
        if edition.unsourced:
            parts.append(bullets("Not sourced, and so left out:", edition.unsourced))
        return "\n\n".join(parts)

    def areas(self, edition: Edition) -> str:
        header: Row = ("As printed", "Field", "Role", "Themes")
        rows: Iterator[Row] = (
            (f"{area}{self.note(area.source)}", code(name), area.role, themes(area))
            for name, area in edition.areas.items()
        )
        return table(header, rows)

    def fact(self, fact: Fact[object] | None, otherwise: str = "") -> str:
        if fact is None:
            return otherwise or NOT_SOURCED
        return f"{fact}{self.note(fact.source)}"

    def note(self, source: Source) -> str:
        return f"[^{self.numbers.setdefault(source, len(self.numbers) + 1)}]"

    def footnotes(self) -> str:
        lines = (f"[^{n}]: {source}: {source.authority}." for source, n in self.numbers.items())
        return "\n\n" + "\n".join(lines) + "\n"


NOT_SOURCED = "not sourced"


def themes(area: Area) -> str:
    return ", ".join(str(theme) for theme in area.themes)


def code(text: str) -> str:
    return f"`{text}`"


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
    package = ofsted_frameworks
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not any(part.startswith("_") for part in module.name.split(".")):
            yield module.name
