"""What the building of the documentation adds: parts written from the code, and examples in boxes.

A page says where with a comment on a line of its own:

    <!-- generated: editions -->          every edition with its dates
    <!-- generated: frameworks -->        every framework: facts, scale, kinds, editions, areas
    <!-- generated: areas ilacs-2018 -->  the judgement areas of one edition
    <!-- generated: modules -->           the reference of every public module
    <!-- generated: grade-mappings -->    what grades of one scale are on another, and who says so
    <!-- generated: area-mappings -->     what judgement areas of one edition are in another
    <!-- generated: round-trips -->       the areas that are several when mapped there and back
    <!-- generated: judgement-rules -->   the rules over judgements, with their counts
    <!-- generated: general-rules -->     the rules that every record is held to
    <!-- generated: command show sif -->  a command and what it prints
    <!-- generated: script NAME.py -->    a script of examples/ and what it prints
    <!-- generated: chart NAME -->        one of the charts of CHARTS, below

Sources become the page's footnotes. The `>>>` examples of docstrings are set as code.
"""

import ast
import functools
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import griffe

import ofsted_frameworks
from ofsted_frameworks import charts, datasets
from ofsted_frameworks.frameworks import all_editions, all_frameworks, get_edition
from ofsted_frameworks.frameworks.base import AreaMatch, Edition, Framework, InspectionKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import map_area
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.rules import JudgementRule, Rule
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Fact, Source
from ofsted_frameworks.validation.general_rules import GENERAL_RULES

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
            "areas": lambda id: self.areas(get_edition(id)),
            "area-mappings": self.area_mappings,
            "chart": drawn,
            "command": command,
            "editions": self.editions,
            "frameworks": self.frameworks,
            "general-rules": self.general_rules,
            "grade-mappings": self.grade_mappings,
            "judgement-rules": self.judgement_rules,
            "modules": modules,
            "round-trips": round_trips,
            "script": script,
        }
        if name not in parts:
            raise LookupError(f"no generated part is called {name!r}; there are {', '.join(parts)}")
        return parts[name](*subject)

    def general_rules(self) -> str:
        return table(
            ("Rule", "", "What is true of a record"),
            ((code(rule.id), rule.severity, self.stated(rule)) for rule in GENERAL_RULES),
        )

    def judgement_rules(self) -> str:
        rules: dict[JudgementRule, list[Edition]] = {}
        for its in all_editions():
            for rule in its.rules:
                rules.setdefault(rule, []).append(its)
        return table(
            ("Rule", "", "What was true of real inspections", "Held", "Editions"),
            (
                (
                    code(rule.id),
                    rule.severity,
                    self.stated(rule),
                    "{} of {}".format(*rule.held or ()),
                    ", ".join(code(its.id) for its in of),
                )
                for rule, of in rules.items()
            ),
        )

    def stated(self, rule: Rule) -> str:
        return f"{rule.summary}{self.note(rule.source)}"

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
            (f"{area}{self.note(area.source)}", breaking(name), area.role, themes(area))
            for name, area in edition.areas.items()
        )
        return table(header, rows)

    def grade_mappings(self) -> str:
        names = {each.scale: each.name for each in all_frameworks()}
        alike: dict[Row, list[str]] = {}
        for match in (match for each in all_frameworks() for match in each.grade_matches):
            third = f"{match.scale.from_number(3)} → {match.to.from_number(match.numbers[3])}"
            whose = f"{match.source.provenance}{self.note(match.source)}"
            row = names[match.to], third, match.relation, whose, match.caveat
            alike.setdefault(row, []).append(names[match.scale])
        rows = ((", ".join(scales), *row) for row, scales in alike.items())
        return wide(("From", "To", "Third grade", "Relation", "Whose", "To be known"), rows)

    def area_mappings(self) -> str:
        matches = [match for each in all_frameworks() for match in each.area_matches]
        return wide(
            ("Area", "Relation", "Area", "Whose", "To be known"), map(self.area_mapping, matches)
        )

    def area_mapping(self, match: AreaMatch) -> Row:
        areas, others = ("<br>".join(map(breaking, side)) for side in (match.areas, match.others))
        whose = f"{match.source.provenance}{self.note(match.source)}"
        return areas, match.relation, others, whose, match.caveat

    def fact(self, fact: Fact[object] | None, otherwise: str = "") -> str:
        if fact is None:
            return otherwise or NOT_SOURCED
        return f"{fact}{self.note(fact.source)}"

    def note(self, source: Source) -> str:
        return f"[^{self.numbers.setdefault(source, len(self.numbers) + 1)}]"

    def footnotes(self) -> str:
        lines = (f"[^{n}]: {source}: {source.provenance}." for source, n in self.numbers.items())
        return "\n\n" + "\n".join(lines) + "\n"


NOT_SOURCED = "not sourced"


def themes(area: Area) -> str:
    return ", ".join(str(theme) for theme in area.themes)


def round_trips() -> str:
    """Every area that comes back as several, with the editions by way of which it does."""
    via: dict[tuple[str, str], list[str]] = {}
    for own, other in itertools.permutations(all_editions(), 2):
        for name in own.areas:
            there = {mapped.target.name for mapped in map_area(name, of=own, to=other)}
            back = [m.target.name for each in there for m in map_area(each, of=other, to=own)]
            if len(set(back)) > 1:
                came = ", ".join(breaking(each) for each in own.areas if each in back)
                via.setdefault((breaking(f"{own.id}.{name}"), came), []).append(code(other.id))
    rows = ((area, ", ".join(editions), back) for (area, back), editions in via.items())
    return wide(("Area", "By way of", "Comes back as"), rows)


def command(*words: str) -> str:
    """What the command prints, under the command as it is typed."""
    printed = run("-c", f"from ofsted_frameworks.cli import main; main({list(words)!r})")
    return f"```console\n$ ofsted-frameworks {' '.join(words)}\n{printed}```"


def script(name: str) -> str:
    """A script, and what it prints when it is run."""
    file = Path(__file__).parent / "examples" / name
    text = file.read_text(encoding="utf-8")
    return f"```python\n{text}```\n\nprints\n\n```text\n{run(str(file))}```"


@functools.cache
def run(*arguments: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{arguments} ended with {done.returncode}: {done.stderr}")
    return done.stdout


CHARTS: dict[str, Callable[[], Any]] = {
    "trajectory": lambda: charts.trajectory(datasets.hampshire()),
    "transitions": lambda: charts.transitions(Panel(datasets.hampshire()), "sif", "ilacs"),
    "distribution": lambda: charts.distribution(
        Panel(datasets.hampshire()).filter(framework="ilacs")
    ),
}


def drawn(name: str) -> str:
    """A chart as it is, in a box that scrolls sideways where the page is narrow."""
    return f'<div class="chart" tabindex="0">{charts.svg(CHARTS[name](), name)}</div>'


def code(text: str) -> str:
    return f"`{text}`"


def breaking(name: str) -> str:
    """A long name as code that may be broken after its dots and underscores."""
    broken = re.sub(r"([._])", r"\1<wbr>", name)
    return f"<code>{broken}</code>"


def bullets(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, "", *(f"- {cell(line)}" for line in lines)])


def table(header: Row, rows: Iterable[Row]) -> str:
    return "\n".join([row(header), row("---" for _ in header), *map(row, rows)])


def wide(header: Row, rows: Iterable[Row]) -> str:
    """A table that keeps its columns readable on a narrow screen, and scrolls there."""
    return f'<div class="wide" markdown>\n\n{table(header, rows)}\n\n</div>'


def row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(cell, cells))} |"


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def modules() -> str:
    """The public names, module by module, as `ofsted_frameworks` imports them; some modules whole."""
    parts = {
        module.removeprefix("ofsted_frameworks."): members(names)
        for module, names in imports()
        if module != "ofsted_frameworks"
    }
    parts |= dict.fromkeys([*imported("ofsted_frameworks"), *WHOLE], "")
    return "\n\n".join(
        f"## {name}\n\n::: ofsted_frameworks.{name}{options}"
        for name, options in sorted(parts.items())
    )


WHOLE = ("charts", "frameworks.base", "page")


def members(names: Iterable[str]) -> str:
    return f"\n    options:\n      members: [{', '.join(names)}]"


def imported(module: str) -> Iterator[str]:
    return (name for each, names in imports() if each == module for name in names)


def imports() -> Iterator[tuple[str, list[str]]]:
    """Each module that the package imports public names from, with those names."""
    text = Path(ofsted_frameworks.__file__).read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, [alias.name for alias in node.names]
