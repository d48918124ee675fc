"""Frameworks and editions described for people."""

from collections.abc import Iterator

from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frameworks import all_frameworks, framework_of, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.tables import Table, wrapped


def find(id: str) -> Framework | Edition:
    """Return the framework or edition with this id.

    Raises:
        UnknownEdition: If nothing has the id; the message lists all ids.
    """
    try:
        return get_framework(id)
    except UnknownEdition:
        try:
            return get_edition(id)
        except UnknownEdition as unknown:
            names = ", ".join(its.id for its in all_frameworks())
            raise UnknownEdition(f"{unknown}; frameworks: {names}") from None


def describe_frameworks(width: int | None = None) -> str:
    """Return every framework and edition in one table."""
    return _editions_table().text(width)


def describe(its: Framework | Edition, width: int | None = None) -> str:
    """Return a framework or edition with its areas, scale and sources, for people."""
    texts = [b.text(width) if isinstance(b, Table) else wrapped(b, width) for b in blocks(its)]
    return "\n\n".join(text for text in texts if text)


def blocks(its: Framework | Edition) -> Iterator[Table | str]:
    """Return the tables and texts that describe a framework or edition, in their order."""
    return _framework(its) if isinstance(its, Framework) else _edition(its)


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
    rows += [[about, str(fact), str(fact.source)] for about, fact in its.listed_facts()]
    return Table(["Fact", "Value", "Source"], rows)


def _dates_table(its: Framework) -> Table:
    rows = [
        [one.id, when, in_words(fact.value), fact.note, str(fact.source)]
        for one in its.editions
        for when, fact in (("from", one.starts), ("to", one.ends))
        if fact
    ]
    return Table(["Edition", "When", "Day", "Note", "Source"], rows)


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
    yield _lineage(its)
    yield _fields_table(its)
    yield _scale_table(its.scale)
    sources = dict.fromkeys(str(area.source) for area in its.areas.values())
    yield "Sources of the areas:\n" + "\n".join(f"  {source}" for source in sources)
    yield _unsourced(its)


def _lineage(its: Edition) -> str:
    if not its.continues:
        return ""
    lines = [
        f"Continues {its.continues}; areas of the same name are the same area",
        f"  source: {its.continues.source}",
    ]
    for why in dict.fromkeys(its.new_areas.values()):
        names = ", ".join(name for name, reason in its.new_areas.items() if reason == why)
        lines += [f"Continuing no area: {names}", f"  {why}", f"  source: {why.source}"]
    return "\n".join(lines)


def _unsourced(its: Edition) -> str:
    if not its.unsourced:
        return ""
    return "Not sourced, so left out:\n" + "\n".join(f"  {what}" for what in its.unsourced)


def _dates(its: Edition) -> tuple[str, str]:
    return its.starts.value.isoformat(), its.ends.value.isoformat() if its.ends else "in force"
