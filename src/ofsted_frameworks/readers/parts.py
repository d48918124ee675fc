"""Take one inspection or visit from its part of a row."""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity, UnknownEdition, UnknownLabel
from ofsted_frameworks.frameworks import framework_of, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.column_words import (
    DATE,
    EDITION,
    END,
    KIND,
    LINK,
    PUBLISHED,
    START,
    THEME,
    YEAR,
)
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.months import Month
from ofsted_frameworks.readers import table_rules
from ofsted_frameworks.readers.cell_values import (
    Absence,
    Cell,
    Days,
    NotADay,
    ReadJudgement,
    absence,
    is_absent,
    kind_where_none_is_printed,
    read_days,
    read_judgement,
    read_kind,
    says_judgement,
    text_of,
)
from ofsted_frameworks.readers.editions import (
    Placed,
    Settled,
    SettledBy,
    is_publication,
    place,
    settle_edition,
)
from ofsted_frameworks.readers.naming import is_total, resolve
from ofsted_frameworks.readers.sheet_tables import Block, Column, SheetTable, filled
from ofsted_frameworks.rules import Rule

NO_INSPECTION = "no inspection recorded"
NOT_YET_INSPECTED = "not yet inspected"
NO_JUDGEMENT = "no judgement recorded"
NOT_ONE_AUTHORITY = "a total, not an authority"

_HINT = "read_workbook in Python takes labels={...} and the command line --label"

Row: TypeAlias = Sequence[Cell]
Judged: TypeAlias = Grade | NotJudged
NoteKey: TypeAlias = tuple[str, int, int, str]


@attrs.frozen(kw_only=True)
class CallerOptions:
    """What the caller says of a file: labels by their folded words or by a cell, and the edition.

    A cell is written as spreadsheets write it, `"K145"`, after the name of its sheet: `"History!K145"`.
    """

    labels: Mapping[str, str] = attrs.field(factory=dict[str, str])
    cells: Mapping[str, str] = attrs.field(factory=dict[str, str])
    edition: Edition | None = None


@attrs.frozen(eq=False)
class Part:
    """One inspection's part of one row, while it is read."""

    options: CallerOptions
    table: SheetTable
    block: Block
    row: Row
    where: Place
    name: str
    codes: tuple[str, ...]
    hints: bool = True
    found: list[Finding] = attrs.field(factory=list[Finding])
    notes: dict[NoteKey, Callable[[], Finding]] = attrs.field(
        factory=dict[NoteKey, Callable[[], Finding]]
    )
    waiting: list[LocalAuthority] = attrs.field(factory=list[LocalAuthority])

    def read(self) -> AnyInspection | Visit | str | None:
        """Return the inspection or visit, the reason why there is none, or None if it cannot be read."""
        judged = filled(self.block.areas, self.row)
        columns = {
            field: there
            for field, each in self.block.fields.items()
            if (there := filled(each, self.row))
        }
        if not judged and not (columns.keys() - {LINK, YEAR}):
            return NO_INSPECTION
        if is_total(self.name, self.codes):
            return NOT_ONE_AUTHORITY
        graded = any(says_judgement(column.of(self.row)) for column in judged)
        everything = (*judged, *(column for each in columns.values() for column in each))
        if not graded and any(map(self._says_not_yet, everything)):
            if (authority := self._authority(None)) and not self.block.ordinal:
                self.waiting.append(authority)
            return NOT_YET_INSPECTED
        return self._event(columns, judged)

    def _text(self, column: Column) -> str:
        return text_of(column.of(self.row))

    def _says_not_yet(self, column: Column) -> bool:
        cell = column.of(self.row)
        return isinstance(cell, str) and absence(cell) is Absence.NOT_YET_INSPECTED

    def _event(
        self, columns: Mapping[str, list[Column]], judged: list[Column]
    ) -> AnyInspection | Visit | str | None:
        framework, kind, known = self._kind(columns.get(KIND, []))
        days = self._days(columns)
        authority = self._authority(days.get(START) or days.get(PUBLISHED))
        if authority is None or not (known or judged):
            return None
        if isinstance(kind, VisitKind):
            return self._visit(authority, kind, days, columns, judged)
        return self._inspection(authority, framework, kind, days, columns, judged)

    def _inspection(
        self,
        authority: LocalAuthority,
        framework: str,
        kind: Kind | None,
        days: Mapping[str, Days],
        columns: Mapping[str, list[Column]],
        judged: list[Column],
    ) -> AnyInspection | str | None:
        its = self._edition(framework, kind, days, columns.get(EDITION, []), judged)
        if its is None:
            return None
        judgements = self._judgements(its, judged)
        if not judgements:
            unread = any(says_judgement(column.of(self.row)) for column in judged)
            if not unread and not days:
                return NO_INSPECTION
            message = "an inspection without a judgement that can be read"
            self.found.append(table_rules.NO_JUDGEMENT.finding((), message, place=self.where))
            return None if unread else NO_JUDGEMENT
        return Inspection(
            authority=authority,
            judgements=its.judgements(**judgements),
            kind=self._kind_of(its, kind, columns.get(KIND, [])),
            source=self._source(columns),
            **self._whole(days, columns),
        )

    def _visit(
        self,
        authority: LocalAuthority,
        kind: VisitKind,
        days: Mapping[str, Days],
        columns: Mapping[str, list[Column]],
        judged: list[Column],
    ) -> Visit:
        for column in judged:
            if says_judgement(column.of(self.row)):
                message = f"a {kind} gives no grades, and {column.text!r} has one"
                self._find(table_rules.VISIT_WITH_GRADE, message, column)
        whole = self._whole(days, columns, months=(START,))
        return Visit(
            authority=authority,
            kind=kind,
            start=_month(days.get(START)) or whole.get(START),
            end=whole.get(END),
            published=whole.get(PUBLISHED),
            theme="; ".join(self._text(column) for column in columns.get(THEME, [])),
            source=self._source(columns),
        )

    def _source(self, columns: Mapping[str, list[Column]]) -> str:
        """Return the place in the file, with the address of the report where the row has one."""
        texts = (self._text(column) for column in columns.get(LINK, []))
        link = next((text for text in texts if text.startswith(("http://", "https://"))), "")
        return f"{self.where} ({link})" if link else str(self.where)

    def _authority(self, days: Days | None) -> LocalAuthority | None:
        on = days.first if days else None
        authority, problem = resolve(self.name, self.codes, on, hints=self.hints)
        if problem:
            severity = Severity.WARNING if authority else Severity.ERROR
            names = self.table.names or self.table.columns
            column = (filled(names, self.row) or names)[-1]
            self._find(table_rules.AUTHORITY, problem, column, severity=severity)
        return authority

    def _kind(self, columns: Sequence[Column]) -> tuple[str, Kind | VisitKind | None, bool]:
        """Return the framework and kind of the event, and whether its words are known."""
        id = self.block.framework
        if not columns:
            return id, kind_where_none_is_printed(id, self.block.reinspection) if id else None, True
        kinds: dict[Kind | VisitKind, Column] = {}
        known = False
        for column in columns:
            try:
                named, kind = read_kind(self._text(column))
            except UnknownLabel as error:
                self._find(table_rules.UNKNOWN_KIND, str(error), column)
                continue
            id, known = named or id, True
            if kind:
                kinds.setdefault(kind, column)
        if len(kinds) > 1:
            self._contradiction(*reversed(list(kinds.values())[:2]))
        return id, next(iter(kinds)) if len(kinds) == 1 else None, known

    def _kind_of(self, its: Edition, kind: Kind | None, columns: Sequence[Column]) -> Kind | None:
        """Return the kind, if the framework has such inspections."""
        framework = framework_of(its)
        if not columns or kind is None or kind in {each.kind for each in framework.kinds}:
            return kind
        message = f"{framework.name} had no {kind}; the kind is not recorded"
        self._find(table_rules.KIND, message, columns[0], edition=its.id)
        return None

    def _days(self, columns: Mapping[str, list[Column]]) -> dict[str, Days]:
        """Return the days that are printed, by field."""
        read = {
            field: days
            for field in (START, END, PUBLISHED, DATE, YEAR)
            if (days := self._one(columns.get(field, []), self._read_days)) is not None
        }
        if START in read and read[START].last > read[START].first and not read[START].unit:
            start = read[START]
            read.setdefault(END, Days(start.last, start.last))
        if plain := read.pop(DATE, None):
            self._plain_date(plain, read, columns[DATE][0])
        year = read.pop(YEAR, None)
        if year and not (read.keys() & {START, PUBLISHED}):
            read[START] = year
        return read

    def _plain_date(self, days: Days, read: dict[str, Days], column: Column) -> None:
        """Record a date whose heading does not say whether it is the inspection's or the report's."""
        free = [field for field in (START, PUBLISHED) if field not in read]
        if not free:
            message = (
                f"{column.text!r} is not recorded: the row has the days of inspection and report"
            )
            self._find(table_rules.PLAIN_DATE, message, column)
            return
        guess = PUBLISHED if days.day and is_publication(days.day) else START
        field = guess if guess in free else free[0]
        read[field] = days
        names = {START: "the first day on site", PUBLISHED: "the day of the report"}
        message = f"{column.text!r} does not say which day it is; read as {names[field]}"
        self._count(table_rules.PLAIN_DATE, message, column, field, hint=_COLUMNS_HINT)

    def _read_days(self, column: Column) -> Days | None:
        cell = column.of(self.row)
        if is_absent(cell):
            return None
        try:
            return read_days(cell)
        except NotADay as error:
            expected = "a date such as 2024-06-10 or 10/06/2024 (day first)"
            self._find(table_rules.NOT_A_DAY, str(error), column, expected=expected)
            return None

    def _one(self, columns: Iterable[Column], read: Callable[[Column], Days | None]) -> Days | None:
        """Return what columns of one field say, or None if they disagree."""
        said = [(column, value) for column in columns if (value := read(column)) is not None]
        exact = [each for each in said if not each[1].unit] or said
        for column, value in exact[1:]:
            if value.first != exact[0][1].first:
                self._contradiction(column, exact[0][0])
                return None
        return exact[0][1] if exact else None

    def _contradiction(self, column: Column, before: Column) -> None:
        message = (
            f"{column.text!r} says {self._text(column)}, and {before.text!r} {self._text(before)}; "
            "neither is recorded"
        )
        self._find(table_rules.CONTRADICTION, message, column)

    def _whole(
        self,
        days: Mapping[str, Days],
        columns: Mapping[str, list[Column]],
        months: Sequence[str] = (),
    ) -> dict[str, dt.date | None]:
        """Return the days by field, and say so where only a month or year is printed."""
        for field, each in days.items():
            if each.unit and not (_month(each) and field in months):
                of = columns.get(field) or columns.get(DATE) or columns[YEAR]
                message = f"{each} is a {each.unit}, not a day; it is not recorded"
                self._find(table_rules.INEXACT_DAY, message, of[0])
        return {field: each.day for field, each in days.items()}

    def _edition(
        self,
        framework: str,
        kind: Kind | None,
        days: Mapping[str, Days],
        columns: Sequence[Column],
        judged: list[Column],
    ) -> Edition | None:
        if self.options.edition:
            return self.options.edition
        for column in columns:
            return self._printed_edition(column)
        settled = settle_edition(
            framework=framework,
            kind=kind,
            start=days.get(START),
            published=days.get(PUBLISHED),
            filled=(c for c in judged if says_judgement(c.of(self.row))),
            empty=(c for c in self.block.areas if not says_judgement(c.of(self.row))),
        )
        return self._settled(settled)

    def _printed_edition(self, column: Column) -> Edition | None:
        try:
            return get_edition(self._text(column))
        except UnknownEdition as error:
            self._find(table_rules.UNKNOWN_EDITION, str(error), column)
            return None

    def _settled(self, settled: Settled | None) -> Edition | None:
        if settled is None:
            message = "no edition of any framework fits its date"
            self.found.append(table_rules.NO_EDITION.finding((), message, place=self.where))
            return None
        if settled.by is not SettledBy.DATE:
            self.found.append(self._how_settled(settled))
        return settled.edition

    def _how_settled(self, settled: Settled) -> Finding:
        several = " or ".join(its.id for its in settled.candidates)
        message = f"taken as {settled.edition.id}, by {settled.by.value}"
        message += f"; it could be {several}" if several else ""
        return _BY[settled.by].finding((), message, edition=settled.edition.id, place=self.where)

    def _judgements(self, its: Edition, judged: list[Column]) -> dict[str, Judged]:
        """Return the judgements by field. Dashes alone are no judgements; contradictions are left out."""
        said: dict[str, tuple[Column, ReadJudgement]] = {}
        refused: set[str] = set()
        for column in judged:
            read = self._judgement(column, its)
            placed = place(column.heading.areas, its.id)
            if read is None:
                continue
            if isinstance(read.value, Absence):
                self._absent(read.value, column, placed, its)
            elif placed:
                self._note(column, placed, read, its)
                before, other = said.setdefault(placed.name, (column, read))
                if other.value is not read.value:
                    self._contradiction(column, before)
                    refused.add(placed.name)
            elif isinstance(read.value, Grade):
                message = f"{its} gives no judgement that {column.text!r} could be"
                self._find(table_rules.NO_PLACE, message, column, edition=its.id)
        if all(read.is_dash for _, read in said.values()):
            return {}
        return {name: _judged(r) for name, (_, r) in said.items() if name not in refused}

    def _judgement(self, column: Column, its: Edition) -> ReadJudgement | None:
        text = self._text(column)
        if self.options.cells:
            text = self.options.cells.get(_cell_name(self.where, column), text)
        try:
            return read_judgement(text, its.scale, self.options.labels)
        except UnknownLabel as error:
            self._find(table_rules.UNKNOWN_GRADE, str(error), column, hint=_HINT)
            return None

    def _absent(self, value: Absence, column: Column, placed: Placed | None, its: Edition) -> None:
        if value is Absence.UNREADABLE:
            message = f"{column.text!r} says that the report could not be read"
        elif value is Absence.NOT_YET_INSPECTED and placed:
            message = (
                f"{column.text!r} says that there is no inspection, and other columns give grades"
            )
        elif value is Absence.NOT_IN_EDITION and placed and not placed.mapping:
            message = f"{column.text!r} says that there is no such judgement, and {its} gives it"
        else:
            return
        self._find(table_rules.NOT_RECORDED, message, column, edition=its.id)

    def _note(self, column: Column, placed: Placed, read: ReadJudgement, its: Edition) -> None:
        if mapping := placed.mapping:
            message = f"{column.text!r} is {str(mapping.target)!r} in {its} ({mapping.relation})"
            more = {"edition": its.id, "source": mapping.source}
            self._count(table_rules.OTHER_WORDS, message, column, its.id, **more)
        if printed := read.mapping:
            message = f"{printed.target} is printed for {printed.grade.label!r} in {its}"
            more = {"edition": its.id, "source": printed.source}
            self._count(table_rules.NEWER_WORDS, message, column, its.id, **more)

    def _count(self, rule: Rule, message: str, column: Column, kind: str, **more: Any) -> None:
        """Note what recurs in a column, to be reported once with its number."""
        key = (rule.id, id(self.table), column.index, kind)
        self.notes[key] = functools.partial(self._finding, rule, message, column, **more)

    def _finding(self, rule: Rule, message: str, column: Column, **more: Any) -> Finding:
        where = attrs.evolve(self.where, column=column.index + 1)
        return rule.finding((), message, value=self._text(column), place=where, **more)

    def _find(self, rule: Rule, message: str, column: Column, **more: Any) -> None:
        self.found.append(self._finding(rule, message, column, **more))


_COLUMNS_HINT = (
    "read_workbook in Python takes columns={...} and the command line --column, to say which it is"
)
_BY: Mapping[SettledBy, Rule] = {
    SettledBy.JUDGEMENTS: table_rules.EDITION_SETTLED,
    SettledBy.LIKELIHOOD: table_rules.AMBIGUOUS_EDITION,
    SettledBy.LATENESS: table_rules.AMBIGUOUS_EDITION,
    SettledBy.NEAREST: table_rules.NOT_IN_FORCE,
}


def _month(days: Days | None) -> Month | None:
    return Month(days.first.year, days.first.month) if days and days.unit == "month" else None


def _judged(read: ReadJudgement) -> Any:
    return read.value


def _cell_name(where: Place, column: Column) -> str:
    """Return a cell as spreadsheets write it, with its sheet, as in `"history!k145"`."""
    letters, number = "", column.index + 1
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return f"{where.sheet}!{letters}{where.row}".casefold().lstrip("!")
