"""Read one inspection or visit from its part of a row."""

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
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
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.months import Month
from ofsted_frameworks.readers import table_rules
from ofsted_frameworks.readers.blocks import Block, Column, Row, filled
from ofsted_frameworks.readers.cell_values import (
    Absence,
    Days,
    NotADay,
    ReadJudgement,
    absence,
    default_kind,
    has_judgement,
    is_absent,
    read_days,
    read_judgement,
    read_kind,
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
from ofsted_frameworks.readers.sheet_tables import SheetTable
from ofsted_frameworks.rules import Rule
from ofsted_frameworks.words import listed

NO_INSPECTION = "no inspection recorded"
NOT_YET_INSPECTED = "not yet inspected"
NO_JUDGEMENT = "no judgement recorded"
NOT_ONE_AUTHORITY = "a total, not an authority"

_LABELS_HINT = "to read other words, use labels={...} in Python, or --label on the command line"
_COLUMNS_HINT = "to say which, use columns={...} in Python, or --column on the command line"
_RULE_OF: Mapping[SettledBy, Rule] = {
    SettledBy.JUDGEMENTS: table_rules.EDITION_SETTLED,
    SettledBy.LIKELIHOOD: table_rules.AMBIGUOUS_EDITION,
    SettledBy.LATENESS: table_rules.AMBIGUOUS_EDITION,
    SettledBy.NEAREST: table_rules.NOT_IN_FORCE,
}

NoteKey: TypeAlias = tuple[str, int, int, str]


@attrs.frozen(kw_only=True)
class CallerOptions:
    """The caller's settings for a file: labels by folded words or by cell, and the edition.

    A cell is written as spreadsheets write it, `"K145"`, after the name of its sheet: `"History!K145"`.
    """

    labels: Mapping[str, str] = attrs.field(factory=dict[str, str])
    cells: Mapping[str, str] = attrs.field(factory=dict[str, str])
    edition: Edition | None = None


@attrs.define(eq=False)
class Part:
    """The part of a row about one inspection, while it is being read."""

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
    waiting: tuple[LocalAuthority, ...] = ()
    _columns: Mapping[str, list[Column]] = attrs.field(init=False, factory=dict[str, list[Column]])
    _judged: Sequence[Column] = attrs.field(init=False, default=())
    _graded: Sequence[Column] = attrs.field(init=False, default=())
    _days: dict[str, Days] = attrs.field(init=False, factory=dict[str, Days])

    def read(self) -> AnyInspection | Visit | str | None:
        """Return the inspection or visit, the reason why there is none, or None if it cannot be read."""
        if not self.block.has_any(self.row):
            return NO_INSPECTION
        self._judged = filled(self.block.areas, self.row)
        self._graded = [each for each in self._judged if has_judgement(each.of(self.row))]
        self._columns = {
            field: found
            for field, columns in self.block.fields.items()
            if (found := filled(columns, self.row))
        }
        if not self._judged and not (self._columns.keys() - {LINK, YEAR}):
            return NO_INSPECTION
        if is_total(self.name, self.codes):
            return NOT_ONE_AUTHORITY
        if not self._graded and self._says_not_yet_inspected():
            if (authority := self._authority(None)) and not self.block.ordinal:
                self.waiting = (authority,)
            return NOT_YET_INSPECTED
        framework, kind, is_known = self._kind()
        self._read_days()
        authority = self._authority(self._days.get(START) or self._days.get(PUBLISHED))
        if authority is None or not (is_known or self._judged):
            return None
        if isinstance(kind, VisitKind):
            return self._visit(authority, kind)
        return self._inspection(authority, framework, kind)

    def _says_not_yet_inspected(self) -> bool:
        columns = (*self._judged, *(column for each in self._columns.values() for column in each))
        cells = (column.of(self.row) for column in columns)
        return any(
            isinstance(cell, str) and absence(cell) is Absence.NOT_YET_INSPECTED for cell in cells
        )

    def _inspection(
        self, authority: LocalAuthority, framework: str, kind: Kind | None
    ) -> AnyInspection | str | None:
        edition = self._edition(framework, kind)
        if edition is None:
            return None
        judgements = self._judgements(edition)
        if not judgements:
            if not self._graded and not self._days:
                return NO_INSPECTION
            message = "this inspection has no judgement that can be read"
            self.found.append(table_rules.NO_JUDGEMENT.finding((), message, place=self.where))
            return None if self._graded else NO_JUDGEMENT
        return Inspection(
            authority=authority,
            judgements=edition.judgements(**judgements),
            kind=self._kind_under(edition, kind),
            source=self._source(),
            **self._full_days(),
        )

    def _visit(self, authority: LocalAuthority, kind: VisitKind) -> Visit:
        for column in self._graded:
            message = f"{column.text!r} has a grade, but a {kind} gives no grades"
            self._find(table_rules.VISIT_WITH_GRADE, message, column)
        month = _month(self._days.get(START))
        days = self._full_days(skip=START if month else "")
        return Visit(
            authority=authority,
            kind=kind,
            start=month or days.get(START),
            end=days.get(END),
            published=days.get(PUBLISHED),
            theme="; ".join(self._text(column) for column in self._columns.get(THEME, [])),
            source=self._source(),
        )

    def _source(self) -> str:
        """Return the place in the file, with the address of the report if the row has one."""
        texts = (self._text(column) for column in self._columns.get(LINK, []))
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

    def _kind(self) -> tuple[str, Kind | VisitKind | None, bool]:
        """Return the framework's id, the kind of the inspection or visit, and whether its words are known."""
        id = self.block.framework
        if KIND not in self._columns:
            return id, default_kind(id, self.block.reinspection) if id else None, True
        kinds: dict[Kind | VisitKind, Column] = {}
        is_known = False
        for column in self._columns[KIND]:
            try:
                named, kind = read_kind(self._text(column))
            except UnknownLabel as error:
                self._find(table_rules.UNKNOWN_KIND, str(error), column)
                continue
            id, is_known = named or id, True
            if kind:
                kinds.setdefault(kind, column)
        if len(kinds) > 1:
            first, second, *_ = kinds.values()
            self._contradiction(first, second)
        return id, next(iter(kinds)) if len(kinds) == 1 else None, is_known

    def _kind_under(self, edition: Edition, kind: Kind | None) -> Kind | None:
        """Return the kind if the edition's framework has such inspections."""
        framework = framework_of(edition)
        if KIND not in self._columns or kind in {None, *(each.kind for each in framework.kinds)}:
            return kind
        message = f"{framework.name} has no {kind}s; the kind is not recorded"
        self._find(table_rules.KIND, message, self._columns[KIND][0], edition=edition.id)
        return None

    def _read_days(self) -> None:
        """Read the days that are printed, by field."""
        days = self._days
        for field in (START, END, PUBLISHED, DATE, YEAR):
            if read := self._days_in(self._columns.get(field, [])):
                days[field] = read
        start = days.get(START)
        if start and start.last > start.first and not start.unit:
            days.setdefault(END, Days(start.last, start.last))
        if date := days.pop(DATE, None):
            self._assign(date, self._columns[DATE][0])
        year = days.pop(YEAR, None)
        if year and not (days.keys() & {START, PUBLISHED}):
            days[START] = year

    def _days_in(self, columns: list[Column]) -> Days | None:
        """Return the days in the columns of one field, or None if they disagree."""
        read = [(column, days) for column in columns if (days := self._days_of(column))]
        exact = [each for each in read if not each[1].unit] or read
        for column, days in exact[1:]:
            if days.first != exact[0][1].first:
                self._contradiction(exact[0][0], column)
                return None
        return exact[0][1] if exact else None

    def _days_of(self, column: Column) -> Days | None:
        cell = column.of(self.row)
        if is_absent(cell):
            return None
        try:
            return read_days(cell)
        except NotADay as error:
            expected = "a date such as 2024-06-10 or 10/06/2024 (day first)"
            self._find(table_rules.NOT_A_DAY, str(error), column, expected=expected)
            return None

    def _assign(self, date: Days, column: Column) -> None:
        """Record a date under a heading that does not say whether it is the inspection's or the report's."""
        free = [field for field in (START, PUBLISHED) if field not in self._days]
        if not free:
            message = (
                f"{column.text!r} is not recorded, because the row already has the dates of the "
                "inspection and the report"
            )
            self._find(table_rules.PLAIN_DATE, message, column)
            return
        guess = PUBLISHED if date.day and is_publication(date.day) else START
        field = guess if guess in free else free[0]
        self._days[field] = date
        names = {START: "the first day on site", PUBLISHED: "the day of the report"}
        message = f"{column.text!r} does not say which date it is; read as {names[field]}"
        self._note(table_rules.PLAIN_DATE, message, column, field, hint=_COLUMNS_HINT)

    def _full_days(self, *, skip: str = "") -> dict[str, dt.date | None]:
        """Return the days by field, and report each that is only a month or a year, unless skipped."""
        for field, days in self._days.items():
            if days.unit and field != skip:
                columns = self._columns.get(field) or self._columns.get(DATE) or self._columns[YEAR]
                message = f"{days} is a {days.unit}, not a day; it is not recorded"
                self._find(table_rules.INEXACT_DAY, message, columns[0])
        return {field: days.day for field, days in self._days.items()}

    def _edition(self, framework: str, kind: Kind | None) -> Edition | None:
        if self.options.edition:
            return self.options.edition
        for column in self._columns.get(EDITION, ()):
            try:
                return get_edition(self._text(column))
            except UnknownEdition as error:
                self._find(table_rules.UNKNOWN_EDITION, str(error), column)
                return None
        settled = settle_edition(
            framework=framework,
            kind=kind,
            start=self._days.get(START),
            published=self._days.get(PUBLISHED),
            filled=self._graded,
            empty=(column for column in self.block.areas if column not in self._graded),
        )
        if settled is None:
            message = "no edition of any framework fits its date"
            self.found.append(table_rules.NO_EDITION.finding((), message, place=self.where))
            return None
        if settled.by is not SettledBy.DATE:
            self.found.append(self._how_settled(settled))
        return settled.edition

    def _how_settled(self, settled: Settled) -> Finding:
        id = settled.edition.id
        message = f"taken as {id} because {settled.by.value}"
        if settled.candidates:
            message += f"; it could be {listed((each.id for each in settled.candidates), 'or')}"
        return _RULE_OF[settled.by].finding((), message, edition=id, place=self.where)

    def _judgements(self, edition: Edition) -> dict[str, Any]:
        """Return the judgements by field, without contradictions; {} if there are only dashes."""
        judgements: dict[str, tuple[Column, ReadJudgement]] = {}
        refused: set[str] = set()
        for column in self._judged:
            read = self._judgement(column, edition)
            placed = place(column.heading.areas, edition.id)
            if read is None:
                continue
            if isinstance(read.value, Absence):
                self._report_absence(read.value, column, placed, edition)
            elif placed:
                self._note_mappings(column, placed, read, edition)
                before, other = judgements.setdefault(placed.name, (column, read))
                if other.value is not read.value:
                    self._contradiction(before, column)
                    refused.add(placed.name)
            elif isinstance(read.value, Grade):
                message = f"{edition} has no judgement area for {column.text!r}"
                self._find(table_rules.NO_PLACE, message, column, edition=edition.id)
        if all(read.is_dash for _, read in judgements.values()):
            return {}
        return {name: r.value for name, (_, r) in judgements.items() if name not in refused}

    def _judgement(self, column: Column, edition: Edition) -> ReadJudgement | None:
        text = self._text(column)
        if self.options.cells:
            text = self.options.cells.get(_cell_name(self.where, column), text)
        try:
            return read_judgement(text, edition.scale, self.options.labels)
        except UnknownLabel as error:
            self._find(table_rules.UNKNOWN_GRADE, str(error), column, hint=_LABELS_HINT)
            return None

    def _report_absence(
        self, why: Absence, column: Column, placed: Placed | None, edition: Edition
    ) -> None:
        """Report a judgement that is missing although the edition has it."""
        if why is Absence.UNREADABLE:
            problem = "that the report could not be read"
        elif why is Absence.NOT_YET_INSPECTED and placed:
            problem = "that there was no inspection, but other columns have grades"
        elif why is Absence.NOT_IN_EDITION and placed and not placed.mapping:
            problem = f"that there is no such judgement, but {edition} has it"
        else:
            return
        message = f"{column.text!r} says {problem}"
        self._find(table_rules.NOT_RECORDED, message, column, edition=edition.id)

    def _note_mappings(
        self, column: Column, placed: Placed, read: ReadJudgement, edition: Edition
    ) -> None:
        """Note a heading or a grade that is printed in the words of another edition."""
        id = edition.id
        if area := placed.mapping:
            message = f"{column.text!r} is read as {str(area.target)!r} in {edition} ({area.relation} match)"
            self._note(table_rules.OTHER_WORDS, message, column, id, edition=id, source=area.source)
        if grade := read.mapping:
            message = (
                f"{str(grade.target)!r} is printed for the grade {grade.grade.label!r} of {edition}"
            )
            self._note(
                table_rules.NEWER_WORDS, message, column, id, edition=id, source=grade.source
            )

    def _contradiction(self, first: Column, second: Column) -> None:
        message = (
            f"{second.text!r} says {self._text(second)}, but {first.text!r} says "
            f"{self._text(first)}; neither is recorded"
        )
        self._find(table_rules.CONTRADICTION, message, second)

    def _text(self, column: Column) -> str:
        return text_of(column.of(self.row))

    def _note(self, rule: Rule, message: str, column: Column, kind: str, **more: Any) -> None:
        """Note something that may recur in a column, to be reported once with a count."""
        key = (rule.id, id(self.table), column.index, kind)
        self.notes[key] = functools.partial(self._finding, rule, message, column, **more)

    def _find(self, rule: Rule, message: str, column: Column, **more: Any) -> None:
        self.found.append(self._finding(rule, message, column, **more))

    def _finding(self, rule: Rule, message: str, column: Column, **more: Any) -> Finding:
        where = attrs.evolve(self.where, column=column.index + 1)
        return rule.finding((), message, value=self._text(column), place=where, **more)


def _month(days: Days | None) -> Month | None:
    return Month(days.first.year, days.first.month) if days and days.unit == "month" else None


def _cell_name(where: Place, column: Column) -> str:
    """Return the folded name of a cell as spreadsheets write it, after its sheet: `"history!k145"`."""
    letters, number = "", column.index + 1
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return f"{where.sheet}!{letters}{where.row}".casefold().lstrip("!")
