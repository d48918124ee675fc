"""Write the generated parts of the documentation into its pages.

    python tools/write_docs.py            write every page
    python tools/write_docs.py --check    name the pages that are out of date

A page marks each part with a pair of comments, each on its own line. Whatever is between them is replaced:

    <!-- generated: editions -->
    <!-- end -->

These are the parts. Their sources become footnotes of the page:

    editions            every edition with its dates
    frameworks          every framework: facts, scale, kinds, editions, areas
    areas EDITION       the judgement areas of one edition
    grade-mappings      the equivalents of grades on other scales, and who says so
    area-mappings       the equivalents of judgement areas in other editions
    round-trips         the areas that come back as several when mapped there and back
    judgement-rules     the rules about judgements, with their counts
    general-rules       every other rule
    command WORDS...    a command and its output
    commands            every command with its options and examples
    script NAME.py      a script in examples/ and its output
    file NAME           a Markdown file in the repository's root, with its links adapted
    chart NAME          one of the charts of CHARTS, below, as a picture
    reference NAMESPACE the public names of a namespace
    footnotes           the sources that the page refers to
"""

import datetime as dt
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

from ofsted_frameworks import charts, datasets
from ofsted_frameworks.frameworks import all_editions, all_frameworks, get_edition
from ofsted_frameworks.frameworks.base import AreaMatch, Edition, Framework, InspectionKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import map_area
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.rules import JudgementRule, Rule, all_rules
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Fact, Source

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PART = re.compile(
    r"^<!-- generated: (?P<what>[^\n]*) -->\n(?:.*?\n)??<!-- end -->$", re.MULTILINE | re.DOTALL
)

Row = tuple[object, ...]

MARCH_2025 = dt.date(2025, 3, 31)


def rewrite_parts(markdown: str) -> str:
    """Return a page's Markdown with each generated part brought up to date."""
    page = Page()

    def part(found: re.Match[str]) -> str:
        what = found["what"]
        return f"<!-- generated: {what} -->\n{page.generated(*what.split()).strip()}\n<!-- end -->"

    return PART.sub(part, markdown)


def stale_pages() -> Iterator[tuple[Path, str]]:
    """Yield each page that is out of date, with the text that it should have."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        if (updated := rewrite_parts(text)) != text:
            yield path, updated


def main() -> int:
    """Write the pages or, with --check, name those that are out of date and return 1 if any are."""
    check = "--check" in sys.argv[1:]
    stale = list(stale_pages())
    for path, text in stale:
        print(path.relative_to(ROOT), "is out of date" if check else "is written")
        if not check:
            path.write_text(text, encoding="utf-8")
    if check and stale:
        print("run: python tools/write_docs.py")
    return int(check and bool(stale))


@attrs.define
class Page:
    """The generated parts of one page, and the sources that they have referred to so far."""

    numbers: dict[Source, int] = attrs.field(factory=dict[Source, int])

    def generated(self, name: str, *subject: str) -> str:
        parts: dict[str, Callable[..., str]] = {
            "areas": lambda id: self.areas(get_edition(id)),
            "area-mappings": self.area_mappings,
            "chart": draw_chart,
            "command": command,
            "commands": commands,
            "editions": self.editions,
            "frameworks": self.frameworks,
            "general-rules": self.general_rules,
            "grade-mappings": self.grade_mappings,
            "judgement-rules": self.judgement_rules,
            "file": file_of_the_root,
            "footnotes": self.footnotes,
            "reference": reference,
            "round-trips": round_trips,
            "script": script,
        }
        if name not in parts:
            raise LookupError(
                f"{name!r} is not a generated part; expected one of {', '.join(parts)}"
            )
        return parts[name](*subject)

    def general_rules(self) -> str:
        return table(
            ("Rule", "Severity", "What is true of a record"),
            (
                (code(rule.id), rule.severity, self.stated(rule))
                for rule in all_rules()
                if not isinstance(rule, JudgementRule)
            ),
        )

    def judgement_rules(self) -> str:
        rules: dict[JudgementRule, list[Edition]] = {}
        for edition in all_editions():
            for rule in edition.rules:
                rules.setdefault(rule, []).append(edition)
        return table(
            ("Rule", "Severity", "What was true of real inspections", "Held", "Editions"),
            (
                (
                    code(rule.id),
                    rule.severity,
                    self.stated(rule),
                    "{} of {}".format(*rule.held or ()),
                    ", ".join(code(edition.id) for edition in editions),
                )
                for rule, editions in rules.items()
            ),
        )

    def stated(self, rule: Rule) -> str:
        return f"{rule.summary}{self.note(rule.source)}"

    def editions(self) -> str:
        return table(
            ("Edition", "Id", "In force from", "Until"),
            (
                (
                    each,
                    code(each.id),
                    self.fact(each.starts),
                    self.fact(each.ends, "still in force"),
                )
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
            *self.other_facts(framework),
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
        return table(("Fact", "Value"), rows)

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

    def other_facts(self, framework: Framework) -> Iterator[str]:
        rows = [(about, self.fact(fact)) for about, fact in framework.listed_facts()]
        if rows:
            yield f"### {framework.name}: other facts"
            yield table(("About", "Fact"), rows)

    def edition(self, edition: Edition) -> str:
        starts = self.fact(edition.starts)
        in_force = (
            f"from {starts} to {self.fact(edition.ends)}."
            if edition.ends
            else f"on or after {starts}."
        )
        parts = [
            f"### {edition}",
            f"`{edition.id}`, for inspections that began {in_force}",
            self.areas(edition),
        ]
        if edition.continues:
            parts.append(
                f"It continues `{edition.continues.value}`: areas with the same name are the same area"
                f"{self.note(edition.continues.source)}."
            )
        if edition.new_areas:
            new = (f"{code(name)}: {self.fact(why)}" for name, why in edition.new_areas.items())
            parts.append(bullets("New areas:", new))
        if edition.absences:
            absent = (f"{theme}: {self.fact(why)}" for theme, why in edition.absences.items())
            parts.append(bullets("It has no judgement of:", absent))
        if edition.unsourced:
            parts.append(bullets("Left out, because we found no source:", edition.unsourced))
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
            older = match.scales[0].from_number(3)
            third = f"{older} → {match.to.from_number(match.numbers[3])}"
            says_who = f"{match.source.provenance}{self.note(match.source)}"
            row = names[match.to], third, match.relation, says_who, match.caveat
            alike.setdefault(row, []).extend(names[scale] for scale in match.scales)
        rows = ((", ".join(scales), *row) for row, scales in alike.items())
        return wide(("From", "To", "Third grade", "Relation", "Who says so", "Notes"), rows)

    def area_mappings(self) -> str:
        matches = [match for each in all_frameworks() for match in each.area_matches]
        return wide(
            ("Area", "Relation", "Other area", "Who says so", "Notes"),
            map(self.area_mapping, matches),
        )

    def area_mapping(self, match: AreaMatch) -> Row:
        areas, others = ("<br>".join(map(breaking, side)) for side in (match.areas, match.others))
        says_who = f"{match.source.provenance}{self.note(match.source)}"
        return areas, match.relation, others, says_who, match.caveat

    def fact(self, fact: Fact[object] | None, otherwise: str = "") -> str:
        if fact is None:
            return otherwise or NOT_SOURCED
        if isinstance(fact.value, dt.date):
            fact = attrs.evolve(fact, value=in_words(fact.value))
        return f"{fact}{self.note(fact.source)}"

    def note(self, source: Source) -> str:
        return f"[^{self.numbers.setdefault(source, len(self.numbers) + 1)}]"

    def footnotes(self) -> str:
        lines = (f"[^{n}]: {source}: {source.provenance}." for source, n in self.numbers.items())
        return "\n".join(lines)


NOT_SOURCED = "not sourced"


def themes(area: Area) -> str:
    return ", ".join(str(theme) for theme in area.themes)


def round_trips() -> str:
    """Return a table of the areas that come back as several, with the editions in between."""
    via: dict[tuple[str, str], list[str]] = {}
    for own, other in itertools.permutations(all_editions(), 2):
        for name in own.areas:
            there = {mapped.target.name for mapped in map_area(name, of=own, to=other)}
            back = [m.target.name for each in there for m in map_area(each, of=other, to=own)]
            if len(set(back)) > 1:
                came = ", ".join(breaking(each) for each in own.areas if each in back)
                via.setdefault((breaking(f"{own.id}.{name}"), came), []).append(code(other.id))
    rows = ((area, ", ".join(editions), back) for (area, back), editions in via.items())
    return wide(("Area", "Mapped to", "Comes back as"), rows)


def command(*words: str) -> str:
    """Return a command as it is typed, and its output."""
    printed = run("-c", f"from ofsted_frameworks.cli import main; main({list(words)!r})")
    return f"```console\n$ ofsted-frameworks {' '.join(words)}\n{printed}```"


def file_of_the_root(name: str) -> str:
    """Return a file's text as a page, with links to pages adapted and links to other files as plain text."""

    def linked(found: re.Match[str]) -> str:
        page = f"{found['file'].lower()}.md"
        return f"[{found['text']}]({page})" if (ROOT / "docs" / page).is_file() else found["text"]

    text = (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](")
    return re.sub(r"\[(?P<text>[^]]+)\]\((?P<file>[A-Z_]+)\.md\)", linked, text)


def script(name: str) -> str:
    """Return a script and its output."""
    file = ROOT / "examples" / name
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


CHARTS: dict[str, tuple[str, Callable[[Panel], Any]]] = {
    "trajectory": (
        "Hampshire's grades by theme, 2011 to 2024",
        lambda _: charts.trajectory(datasets.hampshire()),
    ),
    "distribution": (
        "How many authorities have each grade, by theme",
        lambda england: charts.distribution(england.latest(MARCH_2025)),
    ),
    "by-region": (
        "Latest overall grades by region",
        lambda england: charts.by_region(england, as_at=MARCH_2025),
    ),
    "by-year": (
        "The share of good and outstanding overall grades by year",
        lambda england: charts.by_year(england),
    ),
    "beside": (
        "Leeds beside its ten statistical neighbours",
        lambda england: charts.beside(england, "Leeds"),
    ),
    "transitions": (
        "How overall grades changed from SIF to ILACS",
        lambda england: charts.transitions(england, "sif", "ilacs"),
    ),
    "flow": (
        "How overall grades changed from SIF to ILACS, as a flow",
        lambda england: charts.flow(england, "sif", "ilacs"),
    ),
    "sheet": (
        "Overall grades of the West Midlands over time",
        lambda england: charts.sheet(england, region="West Midlands"),
    ),
}


def draw_chart(name: str) -> str:
    """Return a chart as a picture, and write its file."""
    alt, draw = CHARTS[name]
    file = ROOT / "docs" / "pictures" / f"{name}.svg"
    if "--check" not in sys.argv[1:]:
        file.parent.mkdir(exist_ok=True)
        file.write_text(charts.svg(draw(datasets.england()), name), encoding="utf-8")
    return f"![{alt}](pictures/{name}.svg)"


def code(text: str) -> str:
    return f"`{text}`"


def breaking(name: str) -> str:
    """Return a long name as code that may break after its dots and underscores."""
    broken = re.sub(r"([._])", r"\1<wbr>", name)
    return f"<code>{broken}</code>"


def bullets(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, "", *(f"- {cell(line)}" for line in lines)])


def table(header: Row, rows: Iterable[Row]) -> str:
    return "\n".join([row(header), row("---" for _ in header), *map(row, rows)])


def wide(header: Row, rows: Iterable[Row]) -> str:
    """Return a table that scrolls on a narrow screen, so that its columns stay readable."""
    return f'<div class="wide" markdown>\n\n{table(header, rows)}\n\n</div>'


def row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(cell, cells))} |"


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def commands() -> str:
    """Return every command with its options and examples."""
    from command_line import describe_commands

    return describe_commands()


def reference(namespace: str) -> str:
    """Return the public names of a namespace with their signatures and docstrings."""
    from reference import describe_namespace

    return describe_namespace(namespace)


if __name__ == "__main__":
    sys.exit(main())
