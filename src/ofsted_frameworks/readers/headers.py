"""What the headings of tables mean: a field or a judgement area, and whose inspection it is about.

A heading is read as qualifiers and a field: "Second ILACS framework overall effectiveness" is the field
"overall effectiveness" of the second inspection under ILACS. The words are those of the frameworks'
own files and of `frameworks.column_words`; none stand here.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.frameworks import (
    all_editions,
    all_frameworks,
    framework_of,
    get_edition,
)
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.frameworks.column_words import (
    AUTHORITY,
    CODE,
    DATE,
    FIELDS,
    ORDINALS,
    START,
)
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.labels import fold
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.words import closest

AFTER_AN_AREA = ("grade", "judgement", "oe", "outcome", "rating")

_LONGEST = 300
_AUTHORITY_COLUMN = re.compile(r"(ctyua|lad|ltla|utla)\d\d(cd|nm)")
_NOT_WORDS = re.compile(r"[^\w]+")
_MARK = re.compile(r" ?(?:[*†‡§^#]|[⁰¹²³⁴-⁹]+|[\[(](?:notes? )?(?:\d[\d, ]{0,9}|[a-z])[\])])$")
_MOST_MARKS = 5


class UnknownColumn(OfstedFrameworksError, ValueError):
    """A field, given for a heading, that no record has."""


@attrs.frozen(kw_only=True)
class Heading:
    """What a column heading names: a field, and the inspection it belongs to.

    `areas` are the judgement areas printed under these words, as pairs of an edition's id and a field.
    """

    field: str = ""
    areas: tuple[tuple[str, str], ...] = ()
    framework: str = ""
    ordinal: str = ""
    reinspection: bool = False
    part: str = ""

    @property
    def is_read(self) -> bool:
        """True when it names a field or a judgement area that this library reads."""
        return bool(self.field or self.areas)

    @property
    def is_qualifier(self) -> bool:
        """True when it only says whose inspection the columns under it are about."""
        return not self.is_read and bool(self.framework or self.ordinal or self.reinspection)

    @property
    def names_authority(self) -> bool:
        """True for a column of authorities' names or codes."""
        return self.field in (AUTHORITY, CODE)


def without_marks(text: str) -> str:
    """Return a text without the footnote marks that it ends with.

    >>> without_marks("Good [note 3]"), without_marks("Good*"), without_marks("[z]")
    ('Good', 'Good', '[z]')
    """
    for _ in range(_MOST_MARKS):
        found = _MARK.search(text)
        if not found or not found.start():
            break
        text = text[: found.start()]
    return text


def words_of(text: str) -> str:
    """Return a heading without case, punctuation, footnote marks and the article it may begin with.

    >>> words_of("First SIF Overall Judgement (OE) [note 2]"), words_of("InspectionDate")
    ('first sif overall judgement oe', 'inspection date')
    """
    if " " not in text.strip():
        text = _IN_ONE.sub(" ", text)
    spelled = without_marks(fold(text)).replace("&", " and ").replace("'", "")
    return " ".join(_NOT_WORDS.sub(" ", spelled.replace("_", " ")).split()).removeprefix("the ")


_IN_ONE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def read_heading(text: str, own: Mapping[str, str] | None = None) -> Heading:
    """Return what a heading says; one that says nothing known has neither field nor areas.

    `own` gives the field for other headings, by their words.

    >>> heading = read_heading("SIF Re-inspection leadership, management and governance")
    >>> heading.framework, heading.reinspection, [field for _, field in heading.areas]
    ('sif', True, ['leadership_management_governance'])
    """
    if len(text) > _LONGEST:
        return Heading()
    words = words_of(text)
    if own and words in own:
        return read_field(own[words])
    return _read(words, all_frameworks())


def read_field(field: str) -> Heading:
    """Return the heading of a record's field, or of a judgement area by its field name.

    Raises:
        UnknownColumn: If no record has the field; the message lists those there are.
    """
    if field in FIELDS:
        return Heading(field=field)
    if areas := tuple((its.id, field) for its in all_editions() if field in its.areas):
        return Heading(areas=areas)
    names = list(dict.fromkeys(name for its in reversed(all_editions()) for name in its.areas))
    hint = closest(field, [*FIELDS, *names])
    raise UnknownColumn(
        f"{field!r} is not a field of a record{f'; {hint}' if hint else ''}; the fields are "
        f"{', '.join(FIELDS)}, and the judgement areas {', '.join(names)}"
    )


_Frameworks: TypeAlias = tuple[Framework, ...]


@functools.lru_cache(maxsize=10_000)
def _read(words: str, frameworks: _Frameworks) -> Heading:
    for qualified, rest in _qualified(words, Heading(), frameworks):
        if found := _field_of(rest, frameworks):
            if found.get("field") == DATE and qualified.is_qualifier:
                found = {"field": START}
            return attrs.evolve(qualified, **found)
        if not rest:
            return qualified
    return Heading()


def _qualified(
    words: str, so_far: Heading, frameworks: _Frameworks
) -> Iterator[tuple[Heading, str]]:
    """Yield what the qualifiers that words begin or end with say, and the words that are left."""
    waiting, seen = [(so_far, words)], {words}
    while waiting:
        heading, left = waiting.pop()
        yield heading, left
        shorter = [
            (attrs.evolve(heading, **says), rest)
            for says, rest in _stripped(left, frameworks)
            if rest not in seen and _agrees(heading, says)
        ]
        seen.update(rest for _, rest in shorter)
        waiting += reversed(shorter)


def _stripped(words: str, frameworks: _Frameworks) -> Iterator[tuple[dict[str, Any], str]]:
    first, last = words.partition(" ")[0], words.rpartition(" ")[2]
    for phrase, says in _qualifiers(0, frameworks).get(first, ()):
        if f"{words} ".startswith(f"{phrase} "):
            yield says, words[len(phrase) + 1 :]
    for phrase, says in _qualifiers(-1, frameworks).get(last, ()):
        if words.endswith(f" {phrase}"):
            yield says, words[: -len(phrase) - 1]


def _agrees(heading: Heading, says: Mapping[str, Any]) -> bool:
    return all(getattr(heading, name) in ("", False, value) for name, value in says.items())


def _field_of(words: str, frameworks: _Frameworks) -> dict[str, Any]:
    if field := _fields().get(words):
        return {"field": field}
    if found := _AUTHORITY_COLUMN.fullmatch(words):
        return {"field": CODE if found[2] == "cd" else AUTHORITY}
    bare = (words.removesuffix(f" {word}") for word in AFTER_AN_AREA)
    for each in (words, *bare):
        if areas := _areas(frameworks).get(each):
            return {"areas": areas}
    return {}


@functools.cache
def _fields() -> Mapping[str, str]:
    """Return the field of each heading."""
    return {words_of(each.value): field for field, printed in FIELDS.items() for each in printed}


def framework_names(framework: Framework) -> Iterator[str]:
    """Yield the words that name a framework, without those for its kinds, areas and parts."""
    yield words_of(framework.id)
    yield words_of(framework.name)
    for each in framework.words:
        if not (each.kind or each.area or each.part or each.absent):
            yield from map(words_of, each.words)


def reinspection_names(framework: Framework) -> Iterator[str]:
    """Yield the words that name a re-inspection under a framework."""
    for each in framework.words:
        if each.kind is Kind.REINSPECTION:
            yield from map(words_of, each.words)


@functools.lru_cache(maxsize=8)
def _qualifiers(
    word: int, frameworks: _Frameworks
) -> Mapping[str, list[tuple[str, dict[str, Any]]]]:
    """Return each phrase and what it says of the inspection, the longest first, by one of its words."""
    says: dict[str, dict[str, Any]] = {}
    for its in frameworks:
        for words in framework_names(its):
            says |= {each: {"framework": its.id} for each in (words, f"{words} inspection")}
        again = {"framework": its.id, "reinspection": True}
        says |= dict.fromkeys(reinspection_names(its), again)
        parts = [each for each in its.words if each.part]
        says |= {words_of(words): {"part": each.part} for each in parts for words in each.words}
    says |= {words: {"reinspection": True} for words in ("re inspection", "reinspection")}
    says |= {words: {"ordinal": words.removesuffix(" inspection")} for words in ORDINALS}
    table: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for phrase in sorted(says, key=len, reverse=True):
        table.setdefault(phrase.split()[word], []).append((phrase, says[phrase]))
    return table


@functools.lru_cache(maxsize=8)
def _areas(frameworks: _Frameworks) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the judgement areas that each heading is printed for."""
    table: dict[str, dict[tuple[str, str], None]] = {}
    for framework in frameworks:
        for its in framework.editions:
            for name, area in its.areas.items():
                for words in _printed(framework, area):
                    table.setdefault(words_of(words), {})[its.id, name] = None
    return {words: tuple(areas) for words, areas in table.items()}


def _printed(framework: Framework, area: Area) -> Iterator[str]:
    yield area.name
    for label in (area.label, *(alias.value for alias in area.aliases)):
        yield label
        if area.number:
            yield f"{area.number} {label}"
    for each in framework.words:
        if each.area == area.name:
            yield from each.words


def framework_ids(areas: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Return the ids of the frameworks that judgement areas belong to."""
    return frozenset(framework_of(get_edition(id)).id for id, _ in areas)
