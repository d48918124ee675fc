"""Group the records of each inspection, in time that grows in step with the number of records."""

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from ofsted_frameworks.cycle.known import overall_judgements
from ofsted_frameworks.documents import STATISTICS_2023, STATISTICS_2025
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.sources import Fact, Provenance, Source

LONGEST = Fact(
    225,
    STATISTICS_2025,
    "the longest time from the first day on site to publication, in 271 ILACS inspections",
)
STARTS_APART = Fact(
    1, STATISTICS_2023, "two sheets print 20 and 21 September 2022 for one inspection of Cumbria"
)
REPORTS_APART = Fact(
    7,
    Source("ofsted-frameworks, comparing sources of 2013 to 2026", Provenance.OURS),
    "sources print dates up to a week apart for one report",
)
CLOSEST = Fact(
    186,
    STATISTICS_2023,
    "the shortest time between two reports on one authority under one framework, Calderdale's of 2013; "
    "within ILACS no two inspections are closer than 2.49 years",
)

Placed: TypeAlias = tuple[int, AnyInspection]
"""A record and its position in the records given."""


def group_records(inspections: Iterable[AnyInspection]) -> list[list[AnyInspection]]:
    """Return the records of each inspection as a list, in the order of their first records.

    Records of one authority and framework belong to one inspection if their first days on site are at most a
    day apart, or their publication dates at most a week apart. They also do if one has only the first day,
    the other has only the publication date, and the report came within 225 days. A record without a kind of
    inspection joins a record of another framework that has one, if the days fit and the overall grades do
    not differ: a row of early 2018 can leave open whether it is SIF or ILACS.
    """
    by_authority: dict[LocalAuthority, list[Placed]] = {}
    for placed in enumerate(inspections):
        by_authority.setdefault(placed[1].authority, []).append(placed)
    groups = [
        sorted(group, key=_position)
        for records in by_authority.values()
        for group in _group_by_inspection(records)
    ]
    groups.sort(key=lambda group: group[0][0])
    return [[record for _, record in group] for group in groups]


def close_pairs(
    inspections: Iterable[AnyInspection],
) -> Iterator[tuple[AnyInspection, AnyInspection]]:
    """Yield the pairs of inspections, given in date order, that are closer together than any two real ones.

    A pair is of one authority. The two are under one framework and less than 186 days apart, or under two
    frameworks and began at most a day apart.
    """
    last: dict[tuple[LocalAuthority, str], AnyInspection] = {}
    before: AnyInspection | None = None
    for inspection in inspections:
        key = inspection.authority, inspection.framework.id
        earlier = last.get(key)
        if earlier and _days_between(earlier, inspection) < CLOSEST.value:
            yield earlier, inspection
        elif (
            before
            and before.authority == inspection.authority
            and _began_together(before, inspection)
        ):
            yield before, inspection
        last[key] = before = inspection


def same_grades(one: AnyInspection, other: AnyInspection) -> bool:
    """Return whether two records of one edition give the same grade wherever both give one."""
    pairs = zip(one.judgements.items(), other.judgements.items(), strict=True)
    return one.edition == other.edition and all(
        a == b for (_, a), (_, b) in pairs if a is not None and b is not None
    )


def _days_between(one: AnyInspection, other: AnyInspection) -> int:
    days = ((one.start, other.start), (one.published, other.published), (one.date, other.date))
    gaps = (abs((b - a).days) for a, b in days if a and b)
    return next(gaps, CLOSEST.value)


def _began_together(one: AnyInspection, other: AnyInspection) -> bool:
    apart = STARTS_APART.value
    return bool(one.start and other.start and abs((other.start - one.start).days) <= apart)


def _position(placed: Placed) -> int:
    return placed[0]


def _group_by_inspection(records: list[Placed]) -> list[list[Placed]]:
    """Return one authority's records, a list for each inspection."""
    by_framework: dict[str, list[Placed]] = {}
    for placed in records:
        by_framework.setdefault(placed[1].framework.id, []).append(placed)
    found = [_Index.of(each) for each in by_framework.values()]
    for index in found if len(found) > 1 else ():
        _join_other_frameworks(index, [other for other in found if other is not index])
    return [group.records for index in found for group in index.groups if group.records]


@attrs.define(eq=False)
class _Group:
    """The records of one inspection, with its first day and publication date as ordinal numbers."""

    records: list[Placed]
    start: int | None = None
    report: int | None = None
    gives_kind: bool = False

    def take(self, other: "_Group") -> None:
        self.records += other.records
        self.start = other.start if self.start is None else self.start
        self.report = other.report if self.report is None else self.report
        self.gives_kind = self.gives_kind or other.gives_kind
        other.records = []


@attrs.define(eq=False)
class _Index:
    """One authority's inspections under one framework, indexed by their dates.

    A date that differs slightly is compared only with an inspection's first record, so records on many days
    in a row never form a chain.
    """

    groups: list[_Group] = attrs.field(factory=list[_Group])
    starts: dict[int, _Group] = attrs.field(factory=dict[int, _Group])
    reports: dict[int, _Group] = attrs.field(factory=dict[int, _Group])
    first_starts: dict[int, _Group] = attrs.field(factory=dict[int, _Group])
    first_reports: dict[int, _Group] = attrs.field(factory=dict[int, _Group])

    @classmethod
    def of(cls, records: list[Placed]) -> "_Index":
        index = cls()
        for placed in sorted(records, key=lambda each: not (each[1].start and each[1].published)):
            index.add(placed)
        index.join_starts_to_reports()
        return index

    def add(self, placed: Placed) -> None:
        record = placed[1]
        one = _Group(
            [placed], _ordinal(record.start), _ordinal(record.published), record.kind is not None
        )
        group = self.find(one)
        if group is None:
            group = one
            self.groups.append(group)
            _remember(self.first_starts, one.start, group)
            _remember(self.first_reports, one.report, group)
        _remember(self.starts, one.start, group)
        _remember(self.reports, one.report, group)
        if group is not one:
            group.take(one)

    def find(self, group: _Group) -> _Group | None:
        return _find_near(
            group.start, self.starts, self.first_starts, STARTS_APART.value
        ) or _find_near(group.report, self.reports, self.first_reports, REPORTS_APART.value)

    def join_starts_to_reports(self) -> None:
        """Join each report without a first day to the last first day before it that has no report."""
        lacking = [each for each in self.groups if (each.start is None) != (each.report is None)]
        waiting: list[_Group] = []
        for group in sorted(
            lacking, key=lambda each: (each.start or each.report, each.start is None)
        ):
            if group.start is not None:
                waiting.append(group)
            elif waiting and _came_in_time(waiting[-1], group):
                joined = waiting.pop()
                joined.take(group)
                self.reports |= {day: joined for day in (group.report,) if day is not None}

    def reports_without_a_start(self) -> list[_Group]:
        """Return the inspections with only a publication date, in order of that date."""
        found = [each for each in self.groups if each.records and each.start is None]
        return sorted((each for each in found if each.report is not None), key=_report_day)


def _join_other_frameworks(index: _Index, others: list[_Index]) -> None:
    """Move records without a kind of inspection to the record of another framework that fits."""
    waiting = [other.reports_without_a_start() for other in others]
    for group in index.groups:
        if group.gives_kind or not group.records:
            continue
        found = [other.find(group) for other in others]
        found += [_report_after(group, reports) for reports in waiting]
        for other in found:
            if other and other.records and other.gives_kind and _grades_agree(group, other):
                other.take(group)
                break


def _report_day(group: _Group) -> int:
    return group.report or 0


def _report_after(group: _Group, reports: list[_Group]) -> _Group | None:
    """Return the first report that came in time after a first day without a report."""
    if group.start is None or group.report is not None:
        return None
    place = bisect.bisect_left(reports, group.start, key=_report_day)
    found = reports[place] if place < len(reports) else None
    return found if found and _came_in_time(group, found) else None


def _came_in_time(start: _Group, report: _Group) -> bool:
    first, last = start.start, report.report
    return first is not None and last is not None and 0 <= last - first <= LONGEST.value


def _grades_agree(one: _Group, other: _Group) -> bool:
    return len({*_overall_numbers(one), *_overall_numbers(other)}) <= 1


def _overall_numbers(group: _Group) -> Iterator[int]:
    for _, record in group.records:
        overall = overall_judgements(record)
        yield from (judged.number for judged in overall if isinstance(judged, Grade))


def _ordinal(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None


def _remember(days: dict[int, _Group], day: int | None, group: _Group) -> None:
    if day is not None:
        days.setdefault(day, group)


def _find_near(
    day: int | None, days: Mapping[int, _Group], first: Mapping[int, _Group], apart: int
) -> _Group | None:
    """Return the inspection on a day, or else the nearest first record at most `apart` days away."""
    if day is None:
        return None
    nearby = (first.get(near) for off in range(1, apart + 1) for near in (day - off, day + off))
    return days.get(day) or next(filter(None, nearby), None)
