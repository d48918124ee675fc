"""Descriptions of frameworks and editions for people to read."""

from collections.abc import Iterator

from ofsted_frameworks.frameworks import all_frameworks, framework_of
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.tables import Table, wrapped


def describe_frameworks(width: int | None = None) -> str:
    """Return a table of every framework's editions."""
    return _editions_table().text(width)


def describe(described: Framework | Edition, width: int | None = None) -> str:
    """Return a description of a framework or edition: its areas, scale and sources."""
    parts = blocks(described)
    texts = [b.text(width) if isinstance(b, Table) else wrapped(b, width) for b in parts]
    return "\n\n".join(text for text in texts if text)


def blocks(described: Framework | Edition) -> Iterator[Table | str]:
    """Return the tables and paragraphs that describe a framework or edition, in order."""
    if isinstance(described, Framework):
        return _framework(described)
    return _edition(described)


def _editions_table() -> Table:
    rows = [
        [edition.id, edition.name, *_dates(edition), str(len(edition.areas))]
        for framework in all_frameworks()
        for edition in framework.editions
    ]
    return Table(["Edition", "Name", "From", "To", "Judgements"], rows)


def _fields_table(edition: Edition) -> Table:
    rows = [[area.name, f"{area} ({_role_and_themes(area)})"] for area in edition.areas.values()]
    return Table(["Field", "As printed (role; our theme)"], rows)


def _role_and_themes(area: Area) -> str:
    return "; ".join([str(area.role), *(theme.label for theme in area.themes)])


def _scale_table(scale: type[Grade]) -> Table:
    rows = [
        [str(g.number), g.label, g.descriptor or "not sourced", str(g.source or "-")] for g in scale
    ]
    return Table(["Number", "Grade", "Meaning (our words)", "Source"], rows)


def _kinds_table(framework: Framework) -> Table:
    rows = [
        [
            str(k.kind),
            *(str(fact or "not sourced") for fact in (k.notice, k.on_site, k.working_days)),
        ]
        for k in framework.kinds
    ]
    return Table(["Kind", "Notice", "On site", "Working days"], rows)


def _facts_table(framework: Framework) -> Table:
    facts = [
        ("Reference", framework.reference),
        *(("Legal basis", fact) for fact in framework.legal_basis),
        ("Replaced", framework.replaced),
        *((f"Notice of a {k.kind}", k.notice) for k in framework.kinds),
        *((f"On site in a {k.kind}", k.on_site) for k in framework.kinds),
        *framework.listed_facts(),
    ]
    rows = [[name, str(fact), str(fact.source)] for name, fact in facts if fact]
    return Table(["Fact", "Value", "Source"], rows)


def _dates_table(framework: Framework) -> Table:
    rows = [
        [edition.id, when, in_words(fact.value), fact.note, str(fact.source)]
        for edition in framework.editions
        for when, fact in (("from", edition.starts), ("to", edition.ends))
        if fact
    ]
    return Table(["Edition", "When", "Day", "Note", "Source"], rows)


def _framework(framework: Framework) -> Iterator[Table | str]:
    yield str(framework)
    if (facts := _facts_table(framework)).rows:
        yield facts
    yield _scale_table(framework.scale)
    yield _kinds_table(framework)
    yield _dates_table(framework)
    for edition in framework.editions:
        yield f"{edition.id}: {edition}"
        yield _fields_table(edition)
        yield _unsourced(edition)


def _edition(edition: Edition) -> Iterator[Table | str]:
    yield f"{edition}: {framework_of(edition).title}"
    for when, fact in (("From", edition.starts), ("To", edition.ends)):
        if fact:
            note = f" ({fact.note})" if fact.note else ""
            yield f"{when} {in_words(fact.value)}{note}\n  source: {fact.source}"
    yield _lineage(edition)
    yield _fields_table(edition)
    yield _scale_table(edition.scale)
    sources = dict.fromkeys(str(area.source) for area in edition.areas.values())
    yield "Sources of the areas:\n" + "\n".join(f"  {source}" for source in sources)
    yield _unsourced(edition)


def _lineage(edition: Edition) -> str:
    if not edition.continues:
        return ""
    lines = [
        f"Continues {edition.continues}; areas with the same name are the same area",
        f"  source: {edition.continues.source}",
    ]
    for why in dict.fromkeys(edition.new_areas.values()):
        names = ", ".join(name for name, reason in edition.new_areas.items() if reason == why)
        lines += [f"New areas: {names}", f"  {why}", f"  source: {why.source}"]
    return "\n".join(lines)


def _unsourced(edition: Edition) -> str:
    if not edition.unsourced:
        return ""
    return "No source was found for:\n" + "\n".join(f"  {what}" for what in edition.unsourced)


def _dates(edition: Edition) -> tuple[str, str]:
    ends = edition.ends.value.isoformat() if edition.ends else "in force"
    return edition.starts.value.isoformat(), ends
