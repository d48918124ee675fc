"""Make one inspection of several records of it, and say where they differ."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

import attrs

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.frameworks import edition_on
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, EXACT_OR_CLOSE, map_area, map_grade
from ofsted_frameworks.panel.choosing import settled
from ofsted_frameworks.panel.matching import CLOSEST, close_pairs, group_records, same_grades
from ofsted_frameworks.panel.panel_rules import (
    FRAMEWORK_SETTLED,
    NO_PLACE,
    POSSIBLY_ONE,
    SOURCES_DIFFER,
)

E = TypeVar("E", bound=AnyInspection | Visit)

_Values: TypeAlias = dict[str, object]


@attrs.frozen(kw_only=True)
class Difference:
    """A value on which two records of one inspection differ.

    `what` is the field: `"start"`, say, or `"judgements.care_leavers"`.
    """

    what: str
    one: object
    other: object
    of_one: AnyInspection
    of_other: AnyInspection

    @property
    def authority(self) -> LocalAuthority:
        """The authority that was inspected."""
        return self.of_one.authority

    @property
    def sources(self) -> tuple[str, str]:
        """Where each of the two values was taken from."""
        return self.of_one.source or "a record", self.of_other.source or "another record"

    def __str__(self) -> str:
        one, other = self.sources
        return f"{self.of_one}: {self.what} is {self.one} in {one}, and {self.other} in {other}"

    def as_finding(self) -> Finding:
        """Return the finding that says so."""
        return SOURCES_DIFFER.finding(
            tuple(self.what.split(".")),
            str(self),
            value=str(self.other),
            expected=str(self.one),
            edition=self.of_one.edition.id,
        )


def each_once(
    inspections: Iterable[AnyInspection],
) -> tuple[list[AnyInspection], list[Finding]]:
    """Return every inspection once, made of all records of it, and what was found on the way."""
    whole: list[AnyInspection] = []
    found: list[Finding] = []
    for records in group_records(map(_under_known_names, inspections)):
        if len(records) > 1:
            inspection, findings = _joined(records)
            whole.append(inspection)
            found += findings
        else:
            whole += records
    whole.sort(key=in_order)
    return whole, [*found, *(_possibly_one(*pair) for pair in close_pairs(whole))]


def visits_once(visits: Iterable[Visit]) -> list[Visit]:
    """Return every visit once, in the order of authorities and days."""
    found: dict[tuple[object, ...], Visit] = {}
    for visit in map(_under_known_names, visits):
        found.setdefault((visit.authority, visit.kind, visit.date), visit)
    return sorted(found.values(), key=in_order)


def _under_known_names(event: E) -> E:
    """An inspection or visit under the name and code that this library's table has for its authority."""
    authority = settled(event.authority, event.date)
    return event if authority == event.authority else attrs.evolve(event, authority=authority)


def in_order(event: AnyInspection | Visit) -> tuple[str, str, dt.date]:
    """Return what sorts inspections and visits by authority and then by day."""
    return event.authority.name, event.authority.code or "", event.date or dt.date.min


def differences(
    ones: Sequence[AnyInspection], others: Sequence[AnyInspection]
) -> Iterator[Difference]:
    """Yield every value on which records of one inspection differ, where both sides recorded it."""
    mine = {id(one) for one in ones}
    for records in group_records([*ones, *others]):
        for one in (each for each in records if id(each) in mine):
            for other in (each for each in records if id(each) not in mine):
                yield from _between(one, other)


def _between(one: AnyInspection, other: AnyInspection) -> Iterator[Difference]:
    mine = {"edition": one.edition.id, **_values(one, one.edition)}
    theirs = {"edition": other.edition.id, **_values(other, one.edition)}
    for what, value in mine.items():
        if theirs.get(what, value) != value:
            yield Difference(what=what, one=value, other=theirs[what], of_one=one, of_other=other)


def _joined(records: Sequence[AnyInspection]) -> tuple[AnyInspection, list[Finding]]:
    """One inspection of several records, and what was found.

    A value that one record lacks is taken from the next that has it. The framework is that of the first
    record that gives a kind of inspection, for a kind belongs to one framework.
    """
    certain = next((record for record in records if record.kind), records[0])
    its = _edition(records, certain)
    found = [
        _settled(record, certain) for record in records if record.framework != certain.framework
    ]
    values: _Values = {}
    origin: dict[str, AnyInspection] = {}
    differing: dict[tuple[str, object], Difference] = {}
    for record in records:
        for what, value in _values(record, its).items():
            first = values.setdefault(what, value)
            of_one = origin.setdefault(what, record)
            differing.setdefault(
                (what, value),
                Difference(what=what, one=first, other=value, of_one=of_one, of_other=record),
            )
        found += _without_a_place(record, its)
    found += [each.as_finding() for each in differing.values() if each.one != each.other]
    return _inspection(records, its, values), found


def _edition(records: Sequence[AnyInspection], certain: AnyInspection) -> Edition:
    """The edition in force on the first day on site, where a record has it."""
    known = [record for record in records if record.framework == certain.framework]
    if started := next((record for record in known if record.start), None):
        return started.edition
    days = [record.start for record in records if record.start]
    in_force = edition_on(days[0], certain.framework.id) if days else ()
    return in_force[0] if len(in_force) == 1 else known[0].edition


def _values(record: AnyInspection, its: Edition) -> _Values:
    """What a record holds, by field, its judgements by the areas of an edition."""
    days = ("kind", "start", "end", "published")
    values: _Values = {f: v for f in days if (v := getattr(record, f)) is not None}
    for area, judgement in record.judgements.items():
        name, placed = _place(area.name, judgement, record.edition, its)
        if name and placed is not None:
            values[f"judgements.{name}"] = placed
    return values


def _without_a_place(record: AnyInspection, its: Edition) -> Iterator[Finding]:
    for area, judgement in record.judgements.items():
        name, placed = _place(area.name, judgement, record.edition, its)
        if judgement is not None and not (name and placed):
            yield NO_PLACE.finding(
                ("judgements", area.name),
                f"{record}: {area.label} is {judgement} in {record.source or 'a record'}, and {its} has no "
                "place for it; it is left out",
                value=str(judgement),
                edition=its.id,
            )


@functools.lru_cache(maxsize=10_000)
def _place(
    name: str, judgement: Judged[Grade], of: Edition, its: Edition
) -> tuple[str, Judged[Grade]]:
    """The field of an edition that a judgement belongs in, or "", and the judgement on its scale."""
    if of == its:
        return name, judgement
    found = {m.target.name for m in map_area(name, of=of, to=its, accept=AS_OFSTED_PRINTS)}
    if isinstance(judgement, Grade) and not isinstance(judgement, its.scale):
        mapped = map_grade(judgement, to=its.scale)
        judgement = mapped.target if mapped.relation in EXACT_OR_CLOSE else None
    return (found.pop() if len(found) == 1 else ""), judgement


def _inspection(records: Sequence[AnyInspection], its: Edition, values: _Values) -> AnyInspection:
    fields: dict[str, Any] = {f: v for f, v in values.items() if "." not in f}
    judged: dict[str, Any] = {f.partition(".")[2]: v for f, v in values.items() if "." in f}
    sources = dict.fromkeys(record.source for record in records if record.source)
    return Inspection(
        authority=records[0].authority,
        judgements=its.judgements(**judged),
        source="; ".join(sources),
        **fields,
    )


def _settled(record: AnyInspection, certain: AnyInspection) -> Finding:
    its, other = certain.framework.name, record.framework.name
    return FRAMEWORK_SETTLED.finding(
        ("edition",),
        f"{record} in {record.source or 'a record'} gives no kind of inspection and could be {other} or "
        f"{its}; {certain.source or 'another record'} settles that it is {its}: {certain}",
        value=record.edition.id,
        expected=certain.edition.id,
        edition=certain.edition.id,
    )


def _possibly_one(one: AnyInspection, other: AnyInspection) -> Finding:
    grades = "the same grades" if same_grades(one, other) else "different grades"
    return POSSIBLY_ONE.finding(
        ("start",),
        f"{one} and {other}: possibly one inspection, because they give {grades} and are closer than any two "
        "real inspections",
        value=str(other.date),
        expected=f"{CLOSEST.value} days or more between them",
        edition=other.edition.id,
        hint="correct the date that is wrong, or leave one of them out",
    )
