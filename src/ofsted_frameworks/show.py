"""Frameworks and editions described, as text for people and as plain data."""

import textwrap
from collections.abc import Iterator
from typing import Any

from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frameworks import all_frameworks, framework_of, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Framework, InspectionKind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.sources import Fact, Source
from ofsted_frameworks.tables import Table


def find(id: str) -> Framework | Edition:
    """The framework or edition with this id; raises `UnknownEdition`, naming all there are."""
    try:
        return get_framework(id)
    except UnknownEdition:
        try:
            return get_edition(id)
        except UnknownEdition as unknown:
            names = ", ".join(its.id for its in all_frameworks())
            raise UnknownEdition(f"{unknown}; frameworks: {names}") from None


def plain(its: Framework | Edition) -> dict[str, Any]:
    """A framework or edition as plain data, each fact with its source."""
    return _plain_framework(its) if isinstance(its, Framework) else _plain_edition(its)


def plain_frameworks() -> list[dict[str, Any]]:
    """Every framework with its editions as plain data."""
    return [_plain_framework(its) for its in all_frameworks()]


def _plain_framework(its: Framework) -> dict[str, Any]:
    return {
        "id": its.id,
        "name": its.name,
        "title": its.title,
        "also_known_as": list(its.also_known_as),
        "source": _source(its.source),
        "reference": _fact(its.reference),
        "legal_basis": [_fact(fact) for fact in its.legal_basis],
        "replaced": _fact(its.replaced),
        "scale": [_grade(grade) for grade in its.scale],
        "kinds": [_kind(kind) for kind in its.kinds],
        "editions": [_plain_edition(one) for one in its.editions],
    }


def _plain_edition(its: Edition) -> dict[str, Any]:
    return {
        "id": its.id,
        "name": its.name,
        "framework": framework_of(its).id,
        "starts": _fact(its.starts),
        "ends": _fact(its.ends),
        "source": _source(its.source),
        "areas": [_area(area) for area in its.areas.values()],
        "absences": {theme.value: _fact(fact) for theme, fact in its.absences.items()},
        "unsourced": list(its.unsourced),
    }


def describe_frameworks(width: int = 80) -> str:
    """Every framework and edition in one table."""
    return _editions_table().text(width)


def describe(its: Framework | Edition, width: int = 80) -> str:
    """A framework or edition with its areas, scale and sources, for people."""
    blocks = _framework(its) if isinstance(its, Framework) else _edition(its)
    texts = [b.text(width) if isinstance(b, Table) else _wrapped(b, width) for b in blocks]
    return "\n\n".join(text for text in texts if text)


def _wrapped(text: str, width: int) -> str:
    lines = (textwrap.fill(line, width, subsequent_indent="    ") for line in text.splitlines())
    return "\n".join(lines)


def _editions_table() -> Table:
    rows = [
        [one.id, one.name, *_dates(one), str(len(one.areas))]
        for its in all_frameworks()
        for one in its.editions
    ]
    return Table(["Edition", "Name", "From", "To", "Judgements"], rows)


def _fields_table(its: Edition) -> Table:
    rows = [[area.name, f"{area} ({_role_and_themes(area)})"] for area in its.areas.values()]
    return Table(["Field", "As printed (role; our theme)"], rows)


def _role_and_themes(area: Area) -> str:
    return "; ".join([str(area.role), *(theme.label for theme in area.themes)])


def _scale_table(scale: type[Grade]) -> Table:
    rows = [
        [str(g.number), g.label, g.descriptor or "not sourced", str(g.source or "-")] for g in scale
    ]
    return Table(["Number", "Grade", "Meaning (our words)", "Source"], rows)


def _kinds_table(its: Framework) -> Table:
    rows = [
        [
            str(k.kind),
            str(k.notice or "not sourced"),
            str(k.on_site or "not sourced"),
            str(k.working_days or "not sourced"),
        ]
        for k in its.kinds
    ]
    return Table(["Kind", "Notice", "On site", "Working days"], rows)


def _facts_table(its: Framework) -> Table:
    facts = [
        ("Reference", its.reference),
        *(("Legal basis", fact) for fact in its.legal_basis),
        ("Replaced", its.replaced),
        *((f"Notice of a {k.kind}", k.notice) for k in its.kinds),
        *((f"On site in a {k.kind}", k.on_site) for k in its.kinds),
    ]
    rows = [[name, str(fact), str(fact.source)] for name, fact in facts if fact]
    return Table(["Fact", "Value", "Source"], rows)


def _dates_table(its: Framework) -> Table:
    rows = [
        [one.id, when, in_words(fact.value), fact.note, str(fact.source)]
        for one in its.editions
        for when, fact in (("from", one.starts), ("to", one.ends))
        if fact
    ]
    return Table(["Edition", "", "Day", "Note", "Source"], rows)


def _framework(its: Framework) -> Iterator[Table | str]:
    yield str(its)
    if (facts := _facts_table(its)).rows:
        yield facts
    yield _scale_table(its.scale)
    yield _kinds_table(its)
    yield _dates_table(its)
    for one in its.editions:
        yield f"{one.id}: {one}"
        yield _fields_table(one)
        yield _unsourced(one)


def _edition(its: Edition) -> Iterator[Table | str]:
    yield f"{its}: {framework_of(its).title}"
    for when, fact in (("From", its.starts), ("To", its.ends)):
        if fact:
            note = f" ({fact.note})" if fact.note else ""
            yield f"{when} {in_words(fact.value)}{note}\n  source: {fact.source}"
    yield _fields_table(its)
    yield _scale_table(its.scale)
    sources = dict.fromkeys(str(area.source) for area in its.areas.values())
    yield "Sources of the areas:\n" + "\n".join(f"  {source}" for source in sources)
    yield _unsourced(its)


def _unsourced(its: Edition) -> str:
    if not its.unsourced:
        return ""
    return "Not sourced, so left out:\n" + "\n".join(f"  {what}" for what in its.unsourced)


def _dates(its: Edition) -> tuple[str, str]:
    return its.starts.value.isoformat(), its.ends.value.isoformat() if its.ends else "in force"


def _source(source: Source | None) -> dict[str, str] | None:
    if source is None:
        return None
    return {
        "title": source.title,
        "provenance": source.provenance.value,
        "date": source.date,
        "where": source.where,
    }


def _fact(fact: Fact[Any] | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    value = fact.value.isoformat() if hasattr(fact.value, "isoformat") else fact.value
    return {"value": value, "note": fact.note, "source": _source(fact.source)}


def _grade(grade: Grade) -> dict[str, Any]:
    return {
        "number": grade.number,
        "key": grade.value,
        "label": grade.label,
        "aliases": [_fact(alias) for alias in grade.aliases],
        "descriptor": grade.descriptor,
        "source": _source(grade.source),
    }


def _kind(kind: InspectionKind) -> dict[str, Any]:
    return {
        "kind": kind.kind.value,
        "source": _source(kind.source),
        "notice": _fact(kind.notice),
        "on_site": _fact(kind.on_site),
        "working_days": _fact(kind.working_days),
    }


def _area(area: Area) -> dict[str, Any]:
    return {
        "field": area.name,
        "label": area.label,
        "number": area.number,
        "heading": area.heading,
        "role": area.role.value,
        "themes": [theme.value for theme in area.themes],
        "aliases": [_fact(alias) for alias in area.aliases],
        "source": _source(area.source),
    }
