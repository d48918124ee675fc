"""Read the headings of tables: the field or judgement area of a column, and which inspection it is about.

A heading consists of qualifiers and a field: "Second ILACS framework overall effectiveness" is the field
"overall effectiveness" of the second inspection under ILACS. The words come from the frameworks' files and
from `frameworks.column_words`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

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
    KIND,
    ORDINALS,
    START,
)
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.registry import cached
from ofsted_frameworks.labels import fold
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.words import closest

AFTER_AN_AREA = ("grade", "judgement", "oe", "outcome", "rating")

_LONGEST = 300
_AUTHORITY_COLUMN = re.compile(r"(ctyua|lad|ltla|utla)\d\d(cd|nm)")
_NOT_WORDS = re.compile(r"[^\w]+")
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_MARK = re.compile(r" ?(?:[*†‡§^#]|[⁰¹²³⁴-⁹]+|[\[(](?:notes? )?(?:\d[\d, ]{0,9}|[a-z])[\])])$")
_MOST_MARKS = 5


class UnknownColumn(OfstedFrameworksError, ValueError):
    """An error for a field that no record has, given by the caller for a heading."""


@attrs.frozen(kw_only=True)
class Heading:
    """The meaning of a column heading: a field or a judgement area, and the inspection that it is about.

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
        """Return True if it names a field or a judgement area that this library reads."""
        return bool(self.field or self.areas)

    @property
    def is_qualifier(self) -> bool:
        """Return True if it only says which inspection the columns under it are about."""
        return not self.is_read and bool(self.framework or self.ordinal or self.reinspection)

    @property
    def names_authority(self) -> bool:
        """Return True for a column of authorities' names or codes."""
        return self.field in (AUTHORITY, CODE)

    @property
    def shows_an_inspection(self) -> bool:
        """Return True for a judgement area or a kind of inspection: a table needs one of them to be read."""
        return bool(self.areas) or self.field == KIND


def without_marks(text: str) -> str:
    """Return text without the footnote marks at its end.

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
    """Return a heading without case, punctuation, footnote marks and a leading "the".

    >>> words_of("First SIF Overall Judgement (OE) [note 2]"), words_of("InspectionDate")
    ('first sif overall judgement oe', 'inspection date')
    """
    if " " not in text.strip():
        text = _CAMEL_CASE.sub(" ", text)
    spelled = without_marks(fold(text)).replace("&", " and ").replace("'", "")
    return " ".join(_NOT_WORDS.sub(" ", spelled.replace("_", " ")).split()).removeprefix("the ")


def read_heading(text: str, columns: Mapping[str, str] | None = None) -> Heading:
    """Return what a heading means; an unknown heading has no field and no areas.

    >>> heading = read_heading("SIF Re-inspection leadership, management and governance")
    >>> heading.framework, heading.reinspection, [field for _, field in heading.areas]
    ('sif', True, ['leadership_management_governance'])

    Args:
        text: The heading as printed.
        columns: The caller's fields for other headings, by their words.
    """
    if len(text) > _LONGEST:
        return Heading()
    words = words_of(text)
    if columns and words in columns:
        return read_field(columns[words])
    return _heading(words)


def read_field(field: str) -> Heading:
    """Return the heading of a record's field, or of a judgement area by its field name.

    Raises:
        UnknownColumn: If no record has the field; the message lists the fields.
    """
    if field in FIELDS:
        return Heading(field=field)
    if areas := tuple((edition.id, field) for edition in all_editions() if field in edition.areas):
        return Heading(areas=areas)
    names = list(dict.fromkeys(name for each in reversed(all_editions()) for name in each.areas))
    hint = closest(field, [*FIELDS, *names])
    raise UnknownColumn(
        f"{field!r} is not a field of a record; expected one of {', '.join(FIELDS)}, or a judgement area: "
        f"{', '.join(names)}{f'; {hint}' if hint else ''}"
    )


@cached
def _heading(words: str) -> Heading:
    for qualified, rest in _without_qualifiers(words):
        if found := _field_or_areas(rest):
            if found.get("field") == DATE and qualified.is_qualifier:
                found = {"field": START}
            return attrs.evolve(qualified, **found)
        if not rest:
            return qualified
    return Heading()


def _without_qualifiers(words: str) -> Iterator[tuple[Heading, str]]:
    """Yield each reading of the qualifiers at either end of some words, with the words that are left."""
    waiting, seen = [(Heading(), words)], {words}
    while waiting:
        heading, left = waiting.pop()
        yield heading, left
        shorter = [
            (attrs.evolve(heading, **meaning), rest)
            for meaning, rest in _stripped(left)
            if rest not in seen and _agrees(heading, meaning)
        ]
        seen.update(rest for _, rest in shorter)
        waiting += reversed(shorter)


def _stripped(words: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the meaning of each qualifier that words begin or end with, and the words without it."""
    first, last = words.partition(" ")[0], words.rpartition(" ")[2]
    for phrase, meaning in _qualifiers(0).get(first, ()):
        if f"{words} ".startswith(f"{phrase} "):
            yield meaning, words[len(phrase) + 1 :]
    for phrase, meaning in _qualifiers(-1).get(last, ()):
        if words.endswith(f" {phrase}"):
            yield meaning, words[: -len(phrase) - 1]


def _agrees(heading: Heading, meaning: Mapping[str, Any]) -> bool:
    return all(getattr(heading, name) in ("", False, value) for name, value in meaning.items())


def _field_or_areas(words: str) -> dict[str, Any]:
    if field := _fields().get(words):
        return {"field": field}
    if found := _AUTHORITY_COLUMN.fullmatch(words):
        return {"field": CODE if found[2] == "cd" else AUTHORITY}
    bare = (words.removesuffix(f" {word}") for word in AFTER_AN_AREA)
    for each in (words, *bare):
        if areas := _areas().get(each):
            return {"areas": areas}
    return {}


@cached
def _fields() -> Mapping[str, str]:
    """Return the field of each heading."""
    return {words_of(each.value): field for field, printed in FIELDS.items() for each in printed}


def framework_names(framework: Framework) -> Iterator[tuple[str, bool]]:
    """Yield the words that name a framework, and whether they name its re-inspections."""
    yield words_of(framework.id), False
    yield words_of(framework.name), False
    for each in framework.words:
        names_reinspection = each.kind is Kind.REINSPECTION
        if names_reinspection or not (each.kind or each.area or each.part or each.absent):
            yield from ((words_of(words), names_reinspection) for words in each.words)


@cached
def _qualifiers(position: int) -> Mapping[str, list[tuple[str, dict[str, Any]]]]:
    """Return each qualifying phrase and its meaning, longest first, by its first (0) or last (-1) word."""
    meanings: dict[str, dict[str, Any]] = {}
    for framework in all_frameworks():
        for words, reinspection in framework_names(framework):
            if reinspection:
                meanings[words] = {"framework": framework.id, "reinspection": True}
            else:
                meanings[words] = meanings[f"{words} inspection"] = {"framework": framework.id}
        for each in framework.words:
            if each.part:
                meanings |= {words_of(words): {"part": each.part} for words in each.words}
    meanings |= {words: {"reinspection": True} for words in ("re inspection", "reinspection")}
    meanings |= {words: {"ordinal": words.removesuffix(" inspection")} for words in ORDINALS}
    table: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for phrase in sorted(meanings, key=len, reverse=True):
        table.setdefault(phrase.split()[position], []).append((phrase, meanings[phrase]))
    return table


@cached
def _areas() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the judgement areas that each heading is printed for."""
    table: dict[str, dict[tuple[str, str], None]] = {}
    for framework in all_frameworks():
        for edition in framework.editions:
            for name, area in edition.areas.items():
                for words in _printed(framework, area):
                    table.setdefault(words_of(words), {})[edition.id, name] = None
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
