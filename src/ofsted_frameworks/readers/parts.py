"""Take one inspection or visit from its part of a row."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity, UnknownEdition, UnknownLabel
from ofsted_frameworks.frameworks import framework_of, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.labels import fold
from ofsted_frameworks.months import Month
from ofsted_frameworks.readers import headers
from ofsted_frameworks.readers.cells import (
    Cell,
    NotADay,
    ReadGrade,
    Sentinel,
    is_empty,
    kind_where_none_is_printed,
    read_day,
    read_judgement,
    read_kind,
    says_judgement,
    sentinel,
    text_of,
)
from ofsted_frameworks.readers.editions import Placed, Told, ToldBy, place, tell_edition
from ofsted_frameworks.readers.naming import resolve
from ofsted_frameworks.readers.tables import Block, Column, Table, first_filled
from ofsted_frameworks.sources import Source

NO_INSPECTION = "no inspection recorded"
NOT_YET_INSPECTED = "not yet inspected"
NO_JUDGEMENT = "no judgement recorded"
NOT_ONE_AUTHORITY = "a total, not an authority"

Row: TypeAlias = Sequence[Cell]
Judged: TypeAlias = Grade | NotJudged
Day: TypeAlias = dt.date | Month | None

_TOTALS = ("all", "all local authorities", "england", "grand total", "national", "total")


class Reader(Protocol):
    """What a part needs of the reading that it is in."""

    labels: Mapping[str, str]
    edition: Edition | None
    not_yet_inspected: list[LocalAuthority]

    def add(self, rule: str, severity: Severity, message: str, where: Place, **more: Any) -> None:
        """Note a finding."""

    def count(self, key: tuple[object, ...], finding: Any) -> None:
        """Note what recurs in a column."""


@attrs.frozen
class Part:
    """One inspection's part of one row, while it is read."""

    reader: Reader
    table: Table
    block: Block
    row: Row
    where: Place
    name: str
    code: str

    def read(self) -> AnyInspection | Visit | str | None:
        """The inspection or visit, the reason why there is none, or None for what cannot be read."""
        filled = [c for c in self.block.areas if not is_empty(c.of(self.row))]
        columns = {
            field: column
            for field, each in self.block.fields.items()
            if (column := first_filled(each, self.row))
        }
        if not filled and not columns:
            return NO_INSPECTION
        if fold(self.name) in _TOTALS and not self.code:
            return NOT_ONE_AUTHORITY
        if any(self._says_not_yet(column) for column in (*columns.values(), *filled)):
            if authority := self._authority(None):
                self.reader.not_yet_inspected.append(authority)
            return NOT_YET_INSPECTED
        return self._event(columns, filled)

    def _says_not_yet(self, column: Column) -> bool:
        return sentinel(text_of(column.of(self.row))) is Sentinel.NOT_YET_INSPECTED

    def _event(
        self, columns: Mapping[str, Column], filled: list[Column]
    ) -> AnyInspection | Visit | str | None:
        framework, kind, known = self._kind(columns.get(headers.KIND))
        days = {
            field: self._day(columns.get(field))
            for field in (headers.START, headers.END, headers.PUBLISHED)
        }
        authority = self._authority(days[headers.START] or days[headers.PUBLISHED])
        if authority is None or not (known or filled):
            return None
        if isinstance(kind, VisitKind):
            return self._visit(authority, kind, days, columns, filled)
        return self._inspection(authority, framework, kind, days, columns, filled)

    def _inspection(
        self,
        authority: LocalAuthority,
        framework: str,
        kind: Kind | None,
        days: Mapping[str, Day],
        columns: Mapping[str, Column],
        filled: list[Column],
    ) -> AnyInspection | str | None:
        whole = {field: self._whole(day, columns.get(field)) for field, day in days.items()}
        its = self._edition(framework, kind, whole, columns.get(headers.EDITION), filled)
        if its is None:
            return None
        judgements = self._judgements(its, filled)
        if not judgements:
            message = "an inspection, and no judgement that can be read"
            self.reader.add("no-judgement", Severity.WARNING, message, self.where)
            unread = any(says_judgement(column.of(self.row)) for column in filled)
            return None if unread else NO_JUDGEMENT
        return Inspection(
            authority=authority,
            judgements=its.judgements(**judgements),
            kind=self._kind_of(its, kind, columns.get(headers.KIND)),
            source=str(self.where),
            **whole,
        )

    def _visit(
        self,
        authority: LocalAuthority,
        kind: VisitKind,
        days: Mapping[str, Day],
        columns: Mapping[str, Column],
        filled: list[Column],
    ) -> Visit:
        for column in filled:
            message = f"a {kind} gives no grades, and {column.text!r} has one"
            self._add("visit-with-grade", Severity.WARNING, message, column)
        theme = columns.get(headers.THEME)
        return Visit(
            authority=authority,
            kind=kind,
            start=days[headers.START],
            end=self._whole(days[headers.END], columns.get(headers.END)),
            published=self._whole(days[headers.PUBLISHED], columns.get(headers.PUBLISHED)),
            theme=text_of(theme.of(self.row)) if theme else "",
            source=str(self.where),
        )

    def _authority(self, on: Day) -> LocalAuthority | None:
        day = on.first_day if isinstance(on, Month) else on
        authority, problem = resolve(self.name, self.code, day)
        if problem:
            severity = Severity.WARNING if authority else Severity.ERROR
            self._add("authority", severity, problem, (*self.table.authority, *self.table.code)[0])
        return authority

    def _kind(self, column: Column | None) -> tuple[str, Kind | VisitKind | None, bool]:
        """The framework and kind of the event, and whether its words are known."""
        id = self.block.framework
        if column is None:
            kind = kind_where_none_is_printed(id, self.block.reinspection) if id else None
            return id, kind, True
        try:
            named, read = read_kind(text_of(column.of(self.row)))
        except UnknownLabel as error:
            self._add("unknown-kind", Severity.ERROR, str(error), column)
            return id, None, False
        return named or id, read, True

    def _kind_of(self, its: Edition, kind: Kind | None, column: Column | None) -> Kind | None:
        """The kind, where the framework has such inspections."""
        framework = framework_of(its)
        if column is None or kind is None or kind in {each.kind for each in framework.kinds}:
            return kind
        message = f"{framework.name} had no {kind}; the kind is not recorded"
        self._add("kind", Severity.WARNING, message, column, edition=its.id)
        return None

    def _day(self, column: Column | None) -> Day:
        if column is None:
            return None
        try:
            return read_day(column.of(self.row))
        except NotADay as error:
            expected = "a date, or text such as 10/06/2024 (day first) or 2024-06-10"
            self._add("not-a-day", Severity.ERROR, str(error), column, expected=expected)
            return None

    def _whole(self, day: Day, column: Column | None) -> dt.date | None:
        if isinstance(day, Month) and column:
            message = f"{day} is a month, and a day is needed here; it is not recorded"
            self._add("month-only", Severity.WARNING, message, column)
        return None if isinstance(day, Month) else day

    def _edition(
        self,
        framework: str,
        kind: Kind | None,
        days: Mapping[str, dt.date | None],
        column: Column | None,
        filled: list[Column],
    ) -> Edition | None:
        if self.reader.edition:
            return self.reader.edition
        if column:
            return self._printed_edition(column)
        told = tell_edition(
            framework=framework,
            kind=kind,
            start=days[headers.START],
            published=days[headers.PUBLISHED],
            filled=(c for c in filled if says_judgement(c.of(self.row))),
            empty=(c for c in self.block.areas if not says_judgement(c.of(self.row))),
        )
        return self._told(told)

    def _printed_edition(self, column: Column) -> Edition | None:
        try:
            return get_edition(text_of(column.of(self.row)))
        except UnknownEdition as error:
            self._add("unknown-edition", Severity.ERROR, str(error), column)
            return None

    def _told(self, told: Told | None) -> Edition | None:
        if told is None:
            message = "no edition of any framework fits its date"
            self.reader.add("no-edition", Severity.ERROR, message, self.where)
            return None
        if told.by is not ToldBy.DATE:
            several = " or ".join(its.id for its in told.candidates)
            message = f"taken as {told.edition.id}, by {told.by.value}"
            message += f"; it could be {several}" if several else ""
            rule, severity = _TOLD[told.by]
            self.reader.add(rule, severity, message, self.where, edition=told.edition.id)
        return told.edition

    def _judgements(self, its: Edition, filled: list[Column]) -> dict[str, Judged]:
        judgements: dict[str, Judged] = {}
        for column in filled:
            placed = place(column.heading.areas, its.id)
            read = self._judgement(column, its)
            if read is None:
                continue
            if not isinstance(read.value, Grade | NotJudged):
                self._absent(read.value, column, placed, its)
            elif placed:
                self._note(column, placed, read, its)
                self._record(judgements, placed.name, read.value, column)
            elif isinstance(read.value, Grade):
                message = f"{its} gives no judgement that {column.text!r} could be"
                self._add("no-place", Severity.ERROR, message, column, edition=its.id)
        return judgements

    def _judgement(self, column: Column, its: Edition) -> ReadGrade | None:
        try:
            return read_judgement(text_of(column.of(self.row)), its.scale, self.reader.labels)
        except UnknownLabel as error:
            hint = "read_workbook in Python takes labels={...} for words of your own"
            self._add("unknown-grade", Severity.ERROR, str(error), column, hint=hint)
            return None

    def _record(
        self, judgements: dict[str, Judged], name: str, value: Judged, column: Column
    ) -> None:
        before = judgements.setdefault(name, value)
        if before is not value:
            message = f"{column.text!r} says {value}, and another column of the row {before}"
            self._add("contradiction", Severity.ERROR, message, column)

    def _absent(
        self, value: Sentinel | None, column: Column, placed: Placed | None, its: Edition
    ) -> None:
        if value is Sentinel.UNREADABLE:
            message = f"{column.text!r} says that the report could not be read"
        elif value is Sentinel.NOT_IN_EDITION and placed and not placed.mapping:
            message = f"{column.text!r} says that there is no such judgement, and {its} gives it"
        else:
            return
        self._add("not-recorded", Severity.WARNING, message, column, edition=its.id)

    def _note(self, column: Column, placed: Placed, read: ReadGrade, its: Edition) -> None:
        if mapping := placed.mapping:
            message = f"{column.text!r} is {str(mapping.target)!r} in {its} ({mapping.relation})"
            self._count("other-words", message, column, its, mapping.source)
        if printed := read.mapping:
            message = f"{printed.target} is printed for {printed.grade!r} in {its}"
            self._count("newer-words", message, column, its, printed.source)

    def _count(self, rule: str, message: str, column: Column, its: Edition, source: Source) -> None:
        def finding() -> Finding:
            return Finding(
                rule=f"workbook.{rule}",
                severity=Severity.NOTE,
                message=message,
                value=text_of(column.of(self.row)),
                place=attrs.evolve(self.where, column=column.index + 1),
                edition=its.id,
                source=source,
            )

        self.reader.count((rule, id(self.table), column.index, its.id), finding)

    def _add(
        self, rule: str, severity: Severity, message: str, column: Column, **more: Any
    ) -> None:
        where = attrs.evolve(self.where, column=column.index + 1)
        value = text_of(column.of(self.row))
        self.reader.add(rule, severity, message, where, value=value, **more)


_TOLD = {
    ToldBy.JUDGEMENTS: ("edition-told", Severity.NOTE),
    ToldBy.LIKELIHOOD: ("ambiguous-edition", Severity.WARNING),
    ToldBy.LATENESS: ("ambiguous-edition", Severity.WARNING),
    ToldBy.NEAREST: ("not-in-force", Severity.WARNING),
}
