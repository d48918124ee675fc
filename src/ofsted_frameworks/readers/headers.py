"""What the headings of tables mean: the words that publishers print over a column.

A heading is read as qualifiers and a field: "Second ILACS framework overall effectiveness" is the field
"overall effectiveness" of the second inspection under ILACS. The printed labels and field names of every
edition's judgement areas are known without being listed here; `WORDINGS` adds what else is printed.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.frameworks import all_editions, get_edition
from ofsted_frameworks.labels import fold
from ofsted_frameworks.schedule import Area

AUTHORITY, CODE = "authority", "authority_code"
START, END, PUBLISHED = "start", "end", "published"
KIND, EDITION, THEME = "kind", "edition", "theme"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    AUTHORITY: (
        "authority",
        "authority name",
        "council",
        "la",
        "la name",
        "local authority",
        "local authority name",
    ),
    CODE: (
        "area code",
        "authority code",
        "ctyua code",
        "la code",
        "local authority area code",
        "local authority code",
        "ons code",
    ),
    START: (
        "date of inspection",
        "date of visit",
        "first day on site",
        "inspection date",
        "inspection start",
        "inspection start date",
        "inspection visit date",
        "on site from",
        "start",
        "start date",
        "visit date",
    ),
    END: (
        "end",
        "end date",
        "inspection end",
        "inspection end date",
        "last day on site",
        "on site to",
    ),
    PUBLISHED: (
        "date of publication",
        "date published",
        "first publication date",
        "inspection publication date",
        "publication date",
        "published",
        "published date",
        "report publication date",
        "report published",
    ),
    KIND: (
        "event type",
        "framework",
        "inspection event type",
        "inspection framework",
        "inspection type",
        "inspection visit type",
        "kind",
        "type",
        "type of inspection",
        "visit type",
    ),
    EDITION: ("edition", "framework edition"),
    THEME: ("theme", "theme of visit", "visit theme"),
}

WORDINGS: Mapping[str, str] = {
    "adoption": "adoption performance",
    "care leavers": "experiences and progress of care leavers",
    "children in care": "experiences and progress of children in care",
    "children in care and care leavers": (
        "experiences and progress of children in care and care leavers"
    ),
    "children in need of help and protection": (
        "experiences and progress of children who need help and protection"
    ),
    "children looked after oe": "looked after overall effectiveness",
    "cla sub adoption performance": "adoption performance",
    "cla sub experiences and progress of care leavers": "care leavers",
    "in care": "experiences and progress of children in care",
    "leaders": "impact of leaders",
    "leadership": "leadership management and governance",
    "looked after children overall effectiveness": "looked after overall effectiveness",
    "lscb": "lscb overall effectiveness",
    "of services children looked after oe": "looked after overall effectiveness",
    "oe": "overall effectiveness",
    "overall": "overall effectiveness",
    "safeguarding oe": "safeguarding overall effectiveness",
}
AFTER_AN_AREA = ("grade", "judgement", "oe", "rating")

FRAMEWORKS: Mapping[str, str] = {
    "child protection inspection": "cpi",
    "child protection inspections": "cpi",
    "child protection inspections cpi": "cpi",
    "cpi": "cpi",
    "ilacs": "ilacs",
    "ilacs framework": "ilacs",
    "inspection of local authority childrens services": "ilacs",
    "inspection of local authority childrens services ilacs": "ilacs",
    "safeguarding and looked after children": "slac",
    "safeguarding and looked after children slac": "slac",
    "sif": "sif",
    "single inspection": "sif",
    "single inspection framework": "sif",
    "single inspection framework sif": "sif",
    "single inspection of la childrens services": "sif",
    "single inspection of la childrens services sif": "sif",
    "slac": "slac",
    "targeted looked after children": "tlac",
    "targeted looked after children tlac": "tlac",
    "tlac": "tlac",
}
REINSPECTIONS: Mapping[str, str] = {
    "child protection re inspection": "cpi",
    "child protection re inspection cpri": "cpi",
    "cpri": "cpi",
    "re inspection": "",
    "reinspection": "",
}
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("1st", "2nd", "3rd", "4th", "5th", "6th"),
    *(f"inspection {number}" for number in range(1, 7)),
    *("latest", "most recent", "previous"),
    *("first inspection", "second inspection", "third inspection"),
    *("latest inspection", "most recent inspection", "previous inspection"),
)
PARTS: Mapping[str, str] = {
    "of safeguarding": "safeguarding",
    "of services for children looked after": "looked_after",
}

NOT_AUTHORITIES = ("provider type", "provision type", "registration status", "setting type")
"""Headings of tables of providers and settings, whose judgements are not those of local authorities."""

_CODE_COLUMN = re.compile(r"(ctyua|lad|ltla|utla)\d\dcd")
_NOT_WORDS = re.compile(r"[^\w]+")
_FIELDS = {words: field for field, each in HEADINGS.items() for words in each}


class UnknownColumn(OfstedFrameworksError, ValueError):
    """A field, given for a heading of one's own, that no record has."""


@attrs.frozen(kw_only=True)
class Heading:
    """What a heading says: whose inspection it is about, and which field of it.

    `areas` are the judgement areas that its words are printed for, as pairs of an edition's id and a field.
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


def words_of(text: str) -> str:
    """A heading without case, punctuation and the article it may begin with.

    >>> words_of("First SIF Overall Judgement (OE)")
    'first sif overall judgement oe'
    """
    spelled = fold(text).replace("&", " and ").replace("'", "").replace("_", " ")
    return " ".join(_NOT_WORDS.sub(" ", spelled).split()).removeprefix("the ")


def read_heading(text: str, own: Mapping[str, str] | None = None) -> Heading:
    """What a heading says; one that says nothing known has neither field nor areas.

    `own` gives the field for headings of one's own, by their words.

    >>> heading = read_heading("SIF Re-inspection leadership, management and governance")
    >>> heading.framework, heading.reinspection, [field for _, field in heading.areas]
    ('sif', True, ['leadership_management_governance'])
    """
    words = words_of(text)
    if own and words in own:
        return read_field(own[words])
    return _read(words, tuple(its.id for its in all_editions()))


def read_field(field: str) -> Heading:
    """The heading that stands for a field of a record, or for a judgement area by its field name.

    Raises `UnknownColumn`, naming the fields there are.
    """
    if field in HEADINGS:
        return Heading(field=field)
    if areas := tuple((its.id, field) for its in all_editions() if field in its.areas):
        return Heading(areas=areas)
    names = dict.fromkeys(name for its in reversed(all_editions()) for name in its.areas)
    raise UnknownColumn(
        f"{field!r} is no field of a record; they are {', '.join(HEADINGS)}, and the judgement "
        f"areas {', '.join(names)}"
    )


@functools.lru_cache(maxsize=10_000)
def _read(words: str, of: tuple[str, ...]) -> Heading:
    if len(words) > 300:
        return Heading()
    for qualified, rest in _qualified(words, Heading()):
        if found := _field_of(rest, of):
            return attrs.evolve(qualified, **found)
        if not rest:
            return qualified
        if rest == "date" and qualified.is_qualifier:
            return attrs.evolve(qualified, field=START)
    return Heading()


def _qualified(words: str, so_far: Heading) -> Iterator[tuple[Heading, str]]:
    """A heading's words with each reading of the qualifiers they begin or end with, and what is left."""
    yield so_far, words
    first, last = words.partition(" ")[0], words.rpartition(" ")[2]
    for phrase, says in _qualifiers(0).get(first, ()):
        if f"{words} ".startswith(f"{phrase} "):
            yield from _qualified(words[len(phrase) + 1 :], attrs.evolve(so_far, **says))
    for phrase, says in _qualifiers(-1).get(last, ()):
        if words.endswith(f" {phrase}"):
            yield from _qualified(words[: -len(phrase) - 1], attrs.evolve(so_far, **says))


def _field_of(words: str, of: tuple[str, ...]) -> dict[str, Any]:
    if field := _FIELDS.get(words):
        return {"field": field}
    if _CODE_COLUMN.fullmatch(words):
        return {"field": CODE}
    bare = (words.removesuffix(f" {word}") for word in AFTER_AN_AREA)
    for each in (words, *bare):
        if areas := _areas(of).get(WORDINGS.get(each, each)):
            return {"areas": areas}
    return {}


@functools.cache
def _qualifiers(word: int) -> Mapping[str, list[tuple[str, dict[str, Any]]]]:
    """Each phrase and what it says of the inspection, the longest first, by its first or last word."""
    says: dict[str, dict[str, Any]] = {words: {"framework": id} for words, id in FRAMEWORKS.items()}
    for words, id in REINSPECTIONS.items():
        says[words] = {"reinspection": True} | ({"framework": id} if id else {})
    says |= {words: {"ordinal": words.removesuffix(" inspection")} for words in ORDINALS}
    says |= {words: {"part": part} for words, part in PARTS.items()}
    table: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for phrase in sorted(says, key=len, reverse=True):
        table.setdefault(phrase.split()[word], []).append((phrase, says[phrase]))
    return table


@functools.lru_cache(maxsize=8)
def _areas(of: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    table: dict[str, dict[tuple[str, str], None]] = {}
    for id in of:
        for name, area in get_edition(id).areas.items():
            for words in _printed(area):
                table.setdefault(words_of(words), {})[id, name] = None
    return {words: tuple(areas) for words, areas in table.items()}


def _printed(area: Area) -> Iterator[str]:
    yield area.name
    for label in (area.label, *(alias.value for alias in area.aliases)):
        yield label
        if area.number:
            yield f"{area.number} {label}"
