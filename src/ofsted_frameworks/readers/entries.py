"""Take inspections and visits from the rows of a table, and say what could not be taken."""

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.authorities import (
    AmbiguousAuthority,
    UnknownAuthority,
    find_authority,
    known_authority,
)
from ofsted_frameworks.findings import Finding, Place, Severity, UnknownLabel
from ofsted_frameworks.frameworks import edition as edition_with_id
from ofsted_frameworks.frameworks import frameworks
from ofsted_frameworks.frameworks.base import Edition, Kind, VisitKind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Month, Visit
from ofsted_frameworks.labels import fold
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
from ofsted_frameworks.readers.tables import Block, Column, Table
from ofsted_frameworks.sources import Source

_ONS_CODE = re.compile(r"[A-Z]\d{8}")
_NOT_ONE = ("all", "all local authorities", "england", "grand total", "national", "total")

NO_INSPECTION = "no inspection recorded"
NOT_YET_INSPECTED = "not yet inspected"
NO_JUDGEMENT = "no judgement recorded"
NOT_ONE_AUTHORITY = "a total, not an authority"

Row: TypeAlias = Sequence[Cell]
Judged: TypeAlias = Grade | NotJudged


@attrs.frozen(kw_only=True)
class Entry:
    """What a row says of one inspection: all of it in a long table, one part of it in a wide one.

    `taken` is the inspection or visit it gave; where it is None, `absence` says why there is none, and
    an entry with neither could not be read, which a finding explains.
    """

    place: Place
    taken: AnyInspection | Visit | None = None
    absence: str = ""
    table: Table = attrs.field(repr=False, eq=False)
    block: Block = attrs.field(repr=False, eq=False)
    row: Row = attrs.field(repr=False, eq=False)

    @property
    def about(self) -> str:
        """Which inspection of the row it is, as in "second ILACS"; "inspection" in a long table."""
        return str(self.block)

    @property
    def original(self) -> Mapping[str, str]:
        """What the file prints for it, by heading; empty cells are left out."""
        columns = (*self.table.authority, *self.table.code, *self.block.columns)
        cells = ((column.text, text_of(column.of(self.row))) for column in columns)
        return {heading: text for heading, text in cells if text}


@attrs.define
class _Note:
    finding: Finding
    count: int = 0


class EntryReader:
    """Reads the entries of a file's tables, gathering findings as it goes.

    `labels` gives the printed label for grade words of one's own, by their folded form; `edition` is the
    edition of every inspection, where the caller knows it.
    """

    def __init__(self, file: str, labels: Mapping[str, str], edition: Edition | None) -> None:
        self.file = file
        self.labels = labels
        self.edition = edition
        self.rows = 0
        self.lines = 0
        self.not_yet_inspected: list[LocalAuthority] = []
        self._findings: list[Finding] = []
        self._notes: dict[tuple[object, ...], _Note] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, in the order of the file; what recurs in a column is told once, at the end."""
        counted = (
            attrs.evolve(note.finding, message=f"{note.finding.message} ({note.count} in all)")
            for note in self._notes.values()
        )
        return (*self._findings, *counted)

    def read(self, table: Table) -> Iterator[Entry]:
        """The entries of a table, row by row."""
        for number, row in table.rows:
            where = Place(file=self.file, sheet=table.sheet, row=number)
            yield from self._row(table, row, where)
        self._look_for_grades(table)

    def _row(self, table: Table, row: Row, where: Place) -> Iterator[Entry]:
        name, code = _first_text(table.authority, row), _first_code(table.code, row)
        if not _is_known(name, code) and all(
            is_empty(column.of(row)) for block in table.blocks for column in block.columns
        ):
            self.lines += 1
            return
        self.rows += 1
        for block in table.blocks:
            yield self._entry(_Part(self, table, block, row, where, name, code))

    def _entry(self, part: "_Part") -> Entry:
        taken = part.read()
        return Entry(
            place=part.where,
            taken=None if isinstance(taken, str) else taken,
            absence=taken if isinstance(taken, str) else "",
            table=part.table,
            block=part.block,
            row=part.row,
        )

    def add(self, rule: str, severity: Severity, message: str, where: Place, **more: Any) -> None:
        """Note a finding."""
        finding = Finding(
            rule=f"workbook.{rule}", severity=severity, message=message, place=where, **more
        )
        self._findings.append(finding)

    def count(self, key: tuple[object, ...], finding: Callable[[], Finding]) -> None:
        """Note what recurs in a column: where it is first seen, and how often."""
        if key not in self._notes:
            self._notes[key] = _Note(finding())
        self._notes[key].count += 1

    def _look_for_grades(self, table: Table) -> None:
        for column in table.unread:
            for number, row in table.rows:
                text = text_of(column.of(row)).casefold()
                if text in _grade_words():
                    where = Place(
                        file=self.file, sheet=table.sheet, row=number, column=column.index + 1
                    )
                    message = f"the column {column.text!r} holds grades, and its heading is not known"
                    hint = "say what it is with columns={...}"
                    self.add(
                        "unread-column", Severity.WARNING, message, where, value=text, hint=hint
                    )
                    break


@attrs.frozen
class _Part:
    """One inspection's part of one row, while it is read."""

    reader: EntryReader
    table: Table
    block: Block
    row: Row
    where: Place
    name: str
    code: str

    def read(self) -> AnyInspection | Visit | str | None:
        """The inspection or visit, the reason why there is none, or None for what cannot be read."""
        filled = [c for c in self.block.areas if not is_empty(c.of(self.row))]
        cells = {
            field: cell
            for field, columns in self.block.fields.items()
            if (cell := _first(columns, self.row)) is not None
        }
        if not filled and not cells:
            return NO_INSPECTION
        if fold(self.name) in _NOT_ONE and not self.code:
            return NOT_ONE_AUTHORITY
        said = [*cells.values(), *(c.of(self.row) for c in filled)]
        if any(isinstance(c, str) and sentinel(c) is Sentinel.NOT_YET_INSPECTED for c in said):
            if authority := self._authority(None):
                self.reader.not_yet_inspected.append(authority)
            return NOT_YET_INSPECTED
        return self._event(cells, filled)

    def _event(
        self, cells: Mapping[str, Cell], filled: list[Column]
    ) -> AnyInspection | Visit | str | None:
        framework, kind, known = self._kind(cells)
        start, end, published = (
            self._day(field, cells) for field in (headers.START, headers.END, headers.PUBLISHED)
        )
        authority = self._authority(start or published)
        if authority is None or not (known or filled):
            return None
        if isinstance(kind, VisitKind):
            return self._visit(authority, kind, (start, end, published), cells, filled)
        days = {
            "start": self._whole_day(start, headers.START),
            "end": self._whole_day(end, headers.END),
            "published": self._whole_day(published, headers.PUBLISHED),
        }
        its = self._edition(framework, kind, days, cells, filled)
        if its is None:
            return None
        judgements = self._judgements(its, filled)
        if not judgements:
            return self._no_judgement()
        return Inspection(
            authority=authority,
            judgements=its.judgements(**judgements),
            kind=kind,
            source=str(self.where),
            **days,
        )

    def _visit(
        self,
        authority: LocalAuthority,
        kind: VisitKind,
        days: tuple[dt.date | Month | None, dt.date | Month | None, dt.date | Month | None],
        cells: Mapping[str, Cell],
        filled: list[Column],
    ) -> Visit:
        for column in filled:
            text = text_of(column.of(self.row))
            message = f"a {kind} gives no grades, and {column.text!r} has one"
            self._add("visit-with-grade", Severity.WARNING, message, column, value=text)
        start, end, published = days
        return Visit(
            authority=authority,
            kind=kind,
            start=start,
            end=self._whole_day(end, headers.END),
            published=self._whole_day(published, headers.PUBLISHED),
            theme=text_of(cells.get(headers.THEME)),
            source=str(self.where),
        )

    def _authority(self, on: dt.date | Month | None) -> LocalAuthority | None:
        day = on.first_day if isinstance(on, Month) else on
        authority, problem = _resolve(self.name, self.code, day)
        column = (*self.table.authority, *self.table.code)[0]
        severity = Severity.WARNING if authority else Severity.ERROR
        if problem:
            self._add("authority", severity, problem, column, value=self.name or self.code)
        return authority

    def _kind(self, cells: Mapping[str, Cell]) -> tuple[str, Kind | VisitKind | None, bool]:
        """The framework and kind of the event, and whether its words are known."""
        id = self.block.framework
        text = text_of(cells.get(headers.KIND))
        if not text:
            kind = kind_where_none_is_printed(id, self.block.reinspection) if id else None
            return id, kind, True
        try:
            named, kind = read_kind(text)
        except UnknownLabel as error:
            column = self.block.fields[headers.KIND][0]
            self._add("unknown-kind", Severity.ERROR, str(error), column, value=text)
            return id, None, False
        return named or id, kind, True

    def _day(self, field: str, cells: Mapping[str, Cell]) -> dt.date | Month | None:
        if field not in cells:
            return None
        try:
            return read_day(cells[field])
        except NotADay as error:
            self._add(
                "not-a-day",
                Severity.ERROR,
                str(error),
                self.block.fields[field][0],
                value=text_of(cells[field]),
                expected="a date, or text such as 10/06/2024 (day first) or 2024-06-10",
            )
            return None

    def _whole_day(self, day: dt.date | Month | None, field: str) -> dt.date | None:
        if not isinstance(day, Month):
            return day
        message = f"{day} is a month, and a day is needed here; it is not recorded"
        column = self.block.fields[field][0]
        self._add("month-only", Severity.WARNING, message, column, value=str(day))
        return None

    def _edition(
        self,
        framework: str,
        kind: Kind | None,
        days: Mapping[str, dt.date | None],
        cells: Mapping[str, Cell],
        filled: list[Column],
    ) -> Edition | None:
        if self.reader.edition:
            return self.reader.edition
        if id := text_of(cells.get(headers.EDITION)):
            try:
                return edition_with_id(id)
            except ValueError as error:
                column = self.block.fields[headers.EDITION][0]
                self._add("unknown-edition", Severity.ERROR, str(error), column, value=id)
                return None
        told = tell_edition(
            framework=framework,
            kind=kind,
            start=days["start"],
            published=days["published"],
            filled=(c for c in filled if says_judgement(c.of(self.row))),
            empty=(c for c in self.block.areas if not says_judgement(c.of(self.row))),
        )
        self._tell(told)
        return told.edition if told else None

    def _tell(self, told: Told | None) -> None:
        if told is None:
            message = "no edition of any framework fits its date"
            self.reader.add("no-edition", Severity.ERROR, message, self.where)
        elif told.by is not ToldBy.DATE:
            several = " or ".join(its.id for its in told.candidates)
            message = f"taken as {told.edition.id}, by {told.by.value}"
            message += f"; the date fits {several}" if several else ""
            rule, severity = _TOLD[told.by]
            self.reader.add(rule, severity, message, self.where, edition=told.edition.id)

    def _judgements(self, its: Edition, filled: list[Column]) -> dict[str, Judged]:
        judgements: dict[str, Judged] = {}
        for column in filled:
            text = text_of(column.of(self.row))
            placed = place(column.heading.areas, its.id)
            try:
                read = read_judgement(text, its.scale, self.reader.labels)
            except UnknownLabel as error:
                hint = "say what it is with labels={...}"
                self._add(
                    "unknown-grade", Severity.ERROR, str(error), column, value=text, hint=hint
                )
                continue
            if not isinstance(read.value, Grade | NotJudged):
                self._absent(read.value, column, placed, its)
            elif placed:
                self._note(column, placed, read, its)
                self._record(judgements, placed.name, read.value, column)
            elif isinstance(read.value, Grade):
                message = f"{its} gives no judgement that {column.text!r} could be"
                self._add(
                    "no-place", Severity.ERROR, message, column, value=text, edition=its.id
                )
        return judgements

    def _record(
        self, judgements: dict[str, Judged], name: str, value: Judged, column: Column
    ) -> None:
        before = judgements.setdefault(name, value)
        if before is not value:
            message = f"{column.text!r} says {value}, and another column of the row {before}"
            self._add("contradiction", Severity.ERROR, message, column, value=str(value))

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
            message = f"{column.text!r} is the judgement of {str(mapping.target)!r} in {its}"
            self._count("other-words", message, column, its, mapping.source)
        if printed := read.mapping:
            message = f"{printed.target} is printed for {printed.grade!r} in {its}"
            self._count("newer-words", message, column, its, printed.source)

    def _count(
        self, rule: str, message: str, column: Column, its: Edition, source: Source
    ) -> None:
        def finding() -> Finding:
            return Finding(
                rule=f"workbook.{rule}",
                severity=Severity.NOTE,
                message=message,
                place=attrs.evolve(self.where, column=column.index + 1),
                edition=its.id,
                source=source,
            )

        self.reader.count((rule, id(self.table), column.index, its.id), finding)

    def _no_judgement(self) -> str:
        message = "an inspection, and no judgement that can be read"
        self.reader.add("no-judgement", Severity.WARNING, message, self.where)
        return NO_JUDGEMENT

    def _add(
        self, rule: str, severity: Severity, message: str, column: Column, **more: Any
    ) -> None:
        where = attrs.evolve(self.where, column=column.index + 1)
        self.reader.add(rule, severity, message, where, **more)


_TOLD = {
    ToldBy.JUDGEMENTS: ("edition-told", Severity.NOTE),
    ToldBy.LIKELIHOOD: ("ambiguous-edition", Severity.WARNING),
    ToldBy.NEAREST: ("not-in-force", Severity.WARNING),
}


def _first(columns: tuple[Column, ...], row: Row) -> Cell:
    for column in columns:
        if not is_empty(cell := column.of(row)):
            return cell
    return None


def _first_text(columns: tuple[Column, ...], row: Row) -> str:
    return " ".join(text_of(_first(columns, row)).split())


def _first_code(columns: tuple[Column, ...], row: Row) -> str:
    for column in columns:
        code = text_of(column.of(row)).upper()
        if _ONS_CODE.fullmatch(code):
            return code
    return ""


@functools.lru_cache(maxsize=10_000)
def _resolve(name: str, code: str, on: dt.date | None) -> tuple[LocalAuthority | None, str]:
    """The authority that a name and a code stand for on a day, and what is wrong with them."""
    by_code, by_name = _found(code, on), _found(name, on)
    if by_code and by_name and by_code != by_name:
        return _conflict(by_code, by_name, on)
    if found := by_code or by_name:
        return found, f"{code!r} is no local authority's code" if code and not by_code else ""
    if not (name or code):
        return None, "no authority is named"
    printed = LocalAuthority(name or code, code or None)
    return printed, f"{_looked_up(name or code, on)}; it is taken as printed"


def _conflict(
    by_code: LocalAuthority, by_name: LocalAuthority, on: dt.date | None
) -> tuple[LocalAuthority, str]:
    """Of the authorities that code and name stand for, the one that existed, or else the code's."""
    existed = [a for a in (by_code, by_name) if on and _existed(a, on)]
    chosen = existed[0] if existed else by_code
    return chosen, (
        f"the code is that of {by_code} ({by_code.code}) and the name that of {by_name} "
        f"({by_name.code}); taken as {chosen} ({chosen.code})"
    )


def _existed(authority: LocalAuthority, on: dt.date) -> bool:
    known = known_authority(authority)
    return known is not None and known.exists_on(on)


def _found(name_or_code: str, on: dt.date | None) -> LocalAuthority | None:
    found = _looked_up(name_or_code, on) if name_or_code else None
    return found if isinstance(found, LocalAuthority) else None


def _looked_up(name_or_code: str, on: dt.date | None) -> LocalAuthority | UnknownAuthority:
    try:
        return find_authority(name_or_code, on=on)
    except UnknownAuthority as error:
        return error


@functools.lru_cache(maxsize=10_000)
def _is_known(name: str, code: str) -> bool:
    found = (_looked_up(each, None) for each in (name, code) if each)
    return any(isinstance(each, LocalAuthority | AmbiguousAuthority) for each in found)


@functools.cache
def _grade_words() -> frozenset[str]:
    return frozenset(grade.label.casefold() for its in frameworks() for grade in its.scale)
