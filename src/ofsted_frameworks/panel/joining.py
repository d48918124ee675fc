"""Join the records of one inspection, and report where they differ."""

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
from ofsted_frameworks.panel.choosing import resolve_authority
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

    `what` is the field, for example `"start"` or `"judgements.care_leavers"`.
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
        """The sources of the two values."""
        return self.of_one.source or "a record", self.of_other.source or "another record"

    def __str__(self) -> str:
        one, other = self.sources
        return f"{self.of_one}: {self.what} is {self.one} in {one}, but {self.other} in {other}"

    def as_finding(self) -> Finding:
        """Return the difference as a finding."""
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
    """Return every inspection once, joined from all its records, and the findings."""
    whole: list[AnyInspection] = []
    found: list[Finding] = []
    for records in group_records(map(_with_known_authority, inspections)):
        if len(records) > 1:
            inspection, findings = _join(records)
            whole.append(inspection)
            found += findings
        else:
            whole += records
    whole.sort(key=_order)
    return whole, [*found, *(_report_close_pair(*pair) for pair in close_pairs(whole))]


def visits_once(visits: Iterable[Visit]) -> list[Visit]:
    """Return every visit once, by authority and then by date."""
    found: dict[tuple[object, ...], Visit] = {}
    for visit in map(_with_known_authority, visits):
        found.setdefault((visit.authority, visit.kind, visit.date), visit)
    return sorted(found.values(), key=_order)


def _with_known_authority(event: E) -> E:
    """Return an event with its authority's name and code from this library's table."""
    authority = resolve_authority(event.authority, event.date)
    return event if authority == event.authority else attrs.evolve(event, authority=authority)


def _order(event: AnyInspection | Visit) -> tuple[str, str, dt.date]:
    """Return a sort key: by authority, then by date."""
    return event.authority.name, event.authority.code or "", event.date or dt.date.min


def differences(
    ones: Sequence[AnyInspection], others: Sequence[AnyInspection]
) -> Iterator[Difference]:
    """Yield every value on which records of one inspection differ, if both sides recorded it."""
    mine = {id(one) for one in ones}
    for records in group_records([*ones, *others]):
        for one in (each for each in records if id(each) in mine):
            for other in (each for each in records if id(each) not in mine):
                yield from _compare(one, other)


def _compare(one: AnyInspection, other: AnyInspection) -> Iterator[Difference]:
    mine = {"edition": one.edition.id, **_values(one, one.edition)}
    theirs = {"edition": other.edition.id, **_values(other, one.edition)}
    for what, value in mine.items():
        if theirs.get(what, value) != value:
            yield Difference(what=what, one=value, other=theirs[what], of_one=one, of_other=other)


def _join(records: Sequence[AnyInspection]) -> tuple[AnyInspection, list[Finding]]:
    """Return one inspection made from several records, and the findings.

    A value that one record lacks comes from the next record that has it. The first record with a kind of
    inspection decides the framework, because a kind belongs to one framework.
    """
    certain = next((record for record in records if record.kind), records[0])
    edition = _edition(records, certain)
    found = [
        _report_settled_framework(record, certain)
        for record in records
        if record.framework != certain.framework
    ]
    kept: dict[str, tuple[object, AnyInspection]] = {}
    differing: dict[tuple[str, object], Difference] = {}
    for record in records:
        for what, value in _values(record, edition).items():
            first, of_one = kept.setdefault(what, (value, record))
            if value != first:
                differing.setdefault(
                    (what, value),
                    Difference(what=what, one=first, other=value, of_one=of_one, of_other=record),
                )
        found += _find_unplaced(record, edition)
    found += [each.as_finding() for each in differing.values()]
    values = {what: value for what, (value, _) in kept.items()}
    return _inspection(records, edition, values), found


def _edition(records: Sequence[AnyInspection], certain: AnyInspection) -> Edition:
    """Return the edition in force on the first day on site, if a record has that day."""
    known = [record for record in records if record.framework == certain.framework]
    if started := next((record for record in known if record.start), None):
        return started.edition
    days = [record.start for record in records if record.start]
    in_force = edition_on(days[0], certain.framework.id) if days else ()
    return in_force[0] if len(in_force) == 1 else known[0].edition


def _values(record: AnyInspection, edition: Edition) -> _Values:
    """Return a record's values by field, with its judgements under the areas of an edition."""
    days = ("kind", "start", "end", "published")
    values: _Values = {f: v for f in days if (v := getattr(record, f)) is not None}
    for area, judgement in record.judgements.items():
        name, placed = _place_judgement(area.name, judgement, record.edition, edition)
        if name and placed is not None:
            values[f"judgements.{name}"] = placed
    return values


def _find_unplaced(record: AnyInspection, edition: Edition) -> Iterator[Finding]:
    for area, judgement in record.judgements.items():
        name, placed = _place_judgement(area.name, judgement, record.edition, edition)
        if judgement is not None and not (name and placed):
            yield NO_PLACE.finding(
                ("judgements", area.name),
                f"{record}: {area.label} is {judgement} in {record.source or 'a record'}, but {edition} has "
                "no area for it, so it is left out",
                value=str(judgement),
                edition=edition.id,
            )


@functools.lru_cache(maxsize=10_000)
def _place_judgement(
    name: str, judgement: Judged[Grade], of: Edition, to: Edition
) -> tuple[str, Judged[Grade]]:
    """Return a judgement's field in another edition, or "", and the judgement on that edition's scale."""
    if of == to:
        return name, judgement
    found = {m.target.name for m in map_area(name, of=of, to=to, accept=AS_OFSTED_PRINTS)}
    if isinstance(judgement, Grade) and not isinstance(judgement, to.scale):
        mapped = map_grade(judgement, to=to.scale)
        judgement = mapped.target if mapped.relation in EXACT_OR_CLOSE else None
    return (found.pop() if len(found) == 1 else ""), judgement


def _inspection(
    records: Sequence[AnyInspection], edition: Edition, values: _Values
) -> AnyInspection:
    fields: dict[str, Any] = {f: v for f, v in values.items() if "." not in f}
    judged: dict[str, Any] = {f.partition(".")[2]: v for f, v in values.items() if "." in f}
    sources = dict.fromkeys(record.source for record in records if record.source)
    return Inspection(
        authority=records[0].authority,
        judgements=edition.judgements(**judged),
        source="; ".join(sources),
        **fields,
    )


def _report_settled_framework(record: AnyInspection, certain: AnyInspection) -> Finding:
    framework, other = certain.framework.name, record.framework.name
    return FRAMEWORK_SETTLED.finding(
        ("edition",),
        f"{record} in {record.source or 'a record'} has no kind of inspection, so it could be {other} or "
        f"{framework}. It is read as {framework}, because {certain.source or 'another record'} has "
        f"{certain}",
        value=record.edition.id,
        expected=certain.edition.id,
        edition=certain.edition.id,
    )


def _report_close_pair(one: AnyInspection, other: AnyInspection) -> Finding:
    grades = "the same grades" if same_grades(one, other) else "different grades"
    return POSSIBLY_ONE.finding(
        ("start",),
        f"{one} and {other} may be one inspection: they give {grades}, and are closer together than any two "
        "real inspections",
        value=str(other.date),
        expected=f"{CLOSEST.value} days or more between them",
        edition=other.edition.id,
        hint="correct the wrong date, or leave one of them out",
    )
