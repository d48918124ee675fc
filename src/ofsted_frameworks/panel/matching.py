"""Tell when two records are of one inspection, join them, and say where they differ."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.authorities.lookup import UnknownAuthority, find_authority, known_authority
from ofsted_frameworks.documents import STATISTICS_2025
from ofsted_frameworks.findings import Finding, Severity
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, map_area
from ofsted_frameworks.sources import Fact

LONGEST = Fact(
    dt.timedelta(days=225),
    STATISTICS_2025,
    "the most from the first day on site to publication, in 271 ILACS inspections",
)

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


def settled(authority: LocalAuthority, on: dt.date | None = None) -> LocalAuthority:
    """An authority by the name and code of this library's table, or as it is where it is not there."""
    if known := known_authority(authority):
        return LocalAuthority(known.name, known.code)
    try:
        return find_authority(authority.name, on=on)
    except UnknownAuthority:
        return authority


def same_inspection(one: AnyInspection, other: AnyInspection) -> bool:
    """True when two records of one authority and framework are of the same inspection.

    They are when their first days on site or their days of publication are the same; and where one has
    only the first and the other only the second, when the report came within 225 days.
    """
    for day, others in ((one.start, other.start), (one.published, other.published)):
        if day and day == others:
            return True
    if (one.start and other.start) or (one.published and other.published):
        return False
    start, published = one.start or other.start, one.published or other.published
    if start is None or published is None:
        return False
    return dt.timedelta(0) <= published - start <= LONGEST.value


def grouped(inspections: Iterable[AnyInspection]) -> list[list[AnyInspection]]:
    """The records by the inspection that they are of, in the order of their first."""
    records = list(enumerate(inspections))
    by_subject: dict[tuple[LocalAuthority, str], list[list[tuple[int, AnyInspection]]]] = {}
    for index, record in sorted(
        records, key=lambda each: not (each[1].start and each[1].published)
    ):
        groups = by_subject.setdefault((record.authority, record.framework.id), [])
        for group in groups:
            if any(same_inspection(record, member) for _, member in group):
                group.append((index, record))
                break
        else:
            groups.append([(index, record)])
    found = [sorted(g, key=lambda each: each[0]) for groups in by_subject.values() for g in groups]
    found.sort(key=lambda group: group[0][0])
    return [[record for _, record in group] for group in found]


def joined(records: Sequence[AnyInspection]) -> tuple[AnyInspection, tuple[Difference, ...]]:
    """One inspection from several records of it, and the values on which they differ.

    A value that one record lacks is taken from the next that has it; where two differ the first stands.
    Its edition is that of a record with the first day on site, where there is one.
    """
    if len(records) == 1:
        return records[0], ()
    its = next((record for record in records if record.start), records[0]).edition
    values: _Values = {}
    of: dict[str, AnyInspection] = {}
    differing: list[Difference] = []
    for record in records:
        for what, value in _values(record, its).items():
            before = values.setdefault(what, value)
            of.setdefault(what, record)
            if before != value:
                differing.append(
                    Difference(what=what, one=before, other=value, of_one=of[what], of_other=record)
                )
    return _inspection(records, its, values), tuple(differing)


def differences(
    ones: Iterable[AnyInspection], others: Iterable[AnyInspection]
) -> Iterator[Difference]:
    """Every value on which records of one inspection differ, where both sides recorded it."""
    by_subject: dict[tuple[LocalAuthority, str], list[AnyInspection]] = {}
    for other in others:
        by_subject.setdefault((other.authority, other.framework.id), []).append(other)
    for one in ones:
        for other in by_subject.get((one.authority, one.framework.id), ()):
            if same_inspection(one, other):
                mine = {"edition": one.edition.id, **_values(one, one.edition)}
                theirs = {"edition": other.edition.id, **_values(other, one.edition)}
                for what, value in mine.items():
                    if theirs.get(what, value) != value:
                        yield Difference(
                            what=what, one=value, other=theirs[what], of_one=one, of_other=other
                        )


def as_finding(difference: Difference) -> Finding:
    """The finding that says so."""
    return Finding(
        rule="panel.sources-differ",
        severity=Severity.WARNING,
        message=str(difference),
        path=tuple(difference.what.split(".")),
        value=str(difference.other),
        expected=str(difference.one),
        edition=difference.of_one.edition.id,
    )


def _values(record: AnyInspection, its: Edition) -> _Values:
    """What a record holds, by field, its judgements by the areas of an edition."""
    days = ("kind", "start", "end", "published")
    values: _Values = {f: v for f in days if (v := getattr(record, f)) is not None}
    for area, judgement in record.judgements.items():
        name = _name_in(area.name, record.edition, its)
        if judgement is not None and name:
            values[f"judgements.{name}"] = judgement
    return values


@functools.lru_cache(maxsize=1_000)
def _name_in(name: str, of: Edition, its: Edition) -> str:
    found = {
        mapping.target.name for mapping in map_area(name, of=of, to=its, accept=EXACT_OR_CLOSE)
    }
    return found.pop() if len(found) == 1 else ""


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
