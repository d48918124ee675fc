"""Read a record: what it says, and everything that is wrong with its form."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import Finding, Severity, ValidationError
from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.months import Month
from ofsted_frameworks.rules import Rule
from ofsted_frameworks.validation import general_rules as rules, hints
from ofsted_frameworks.validation.details import Details, kind_facts
from ofsted_frameworks.validation.record_format import (
    A_GRADE,
    AUTHORITY_KEYS,
    DATES,
    DAY,
    EXPECTED,
    INSPECTION_KEYS,
    MOST_REPORTED,
    REQUIRED,
    SCHEMA_VERSION,
    VISIT_KEYS,
    in_order,
    is_visit,
)
from ofsted_frameworks.validation.vocabulary import (
    KINDS,
    VISIT_KINDS,
    Vocabulary,
    day_of,
    is_object,
    is_text,
    month_of,
    shown,
    vocabulary,
)
from ofsted_frameworks.words import plural

Path: TypeAlias = tuple[str | int, ...]
Values: TypeAlias = dict[str, Any]
KeyReader: TypeAlias = "Callable[[_Reader, Path, Any], Any]"


@attrs.define
class Reading:
    """The values read from a record, and the findings about its form.

    `values` holds the values by key; `unreadable` holds the areas whose judgements could not be read.
    """

    of_visit: bool = False
    findings: list[Finding] = attrs.field(factory=list[Finding])
    values: Values = attrs.field(factory=dict[str, Any])
    unreadable: set[str] = attrs.field(factory=set[str])

    @property
    def is_well_formed(self) -> bool:
        """Return True if the form of the record has no errors; warnings do not count."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def details(self, complete: bool = False) -> Details:
        """Return the details of the record that rules read."""
        read = {key: self.values[key] for key in _DETAILS if key in self.values}
        return Details(**read, unreadable=self.unreadable, complete=complete)

    def event(self) -> AnyInspection | Visit:
        """Return the inspection or visit.

        Raises:
            ValidationError: If the form of the record is wrong.
        """
        if not self.is_well_formed:
            raise ValidationError(self.findings)
        values = {key: value for key, value in self.values.items() if key != "schema_version"}
        if "visit" in values:
            return Visit(kind=values.pop("visit"), **values)
        edition: Edition = values.pop("edition")
        values["judgements"] = edition.judgements(**values["judgements"])
        return Inspection(**values)


_DETAILS = ("authority", "edition", "visit", "kind", *DATES, "judgements")


def read(record: object) -> Reading:
    """Return what a record says, and everything that is wrong with its form, in the format's order."""
    if not is_object(record):
        message = f"a record must be an object, not {shown(record)}"
        found = rules.NOT_AN_OBJECT.finding((), message, value=record, expected="an object")
        return Reading(findings=[found])
    reading = Reading(is_visit(record))
    _Reader(record, reading, vocabulary()).read_record()
    if len(reading.findings) > 1:
        ordered = in_order(reading.findings, reading.of_visit, reading.values.get("edition"))
        reading.findings = ordered
    return reading


@attrs.frozen
class _Reader:
    """A reader of one record's values, which reports what it cannot read."""

    record: Mapping[Any, Any]
    reading: Reading
    words: Vocabulary

    @property
    def edition(self) -> Edition | None:
        return self.reading.values.get("edition")

    def report(self, rule: Rule, path: Path, message: str, **details: Any) -> None:
        self.reading.findings.append(rule.finding(path, message, **details))

    def read_record(self) -> None:
        readers = _VISIT_READERS if self.reading.of_visit else _INSPECTION_READERS
        self.read_keys(self.record, readers, (), self.reading.values)

    def read_keys(
        self, record: Mapping[Any, Any], readers: Mapping[str, KeyReader], path: Path, into: Values
    ) -> None:
        """Read the value of each key into a dictionary; report missing and unknown keys."""
        unknown = [key for key in record if key not in readers]
        for key in unknown[:MOST_REPORTED]:
            self.report(
                rules.UNKNOWN_KEY,
                (*path, _step(key)),
                f"unknown key {shown(key)}; expected {_one_of(readers)}",
                value=record[key],
                expected=_one_of(readers),
                hint=hints.for_a_key(key, readers),
            )
        self.report_more(rules.UNKNOWN_KEY, path, unknown)
        for key, reader in readers.items():
            if (given := record.get(key)) is not None or (key in REQUIRED and key in record):
                if (value := reader(self, (*path, key), given)) is not None:
                    into[key] = value
            elif key in REQUIRED:
                message, hint = f"{key!r} is missing", _INSTEAD.get(key, "")
                expected = EXPECTED[key]
                self.report(rules.MISSING_KEY, (*path, key), message, expected=expected, hint=hint)

    def report_more(self, rule: Rule, path: Path, unknown: Sequence[object]) -> None:
        if (more := len(unknown) - MOST_REPORTED) > 0:
            self.report(
                rule,
                path,
                plural(more, "more key is unknown", "more keys are unknown"),
                hint=f"only the first {MOST_REPORTED} are listed",
            )

    @property
    def edition_id(self) -> str:
        return self.edition.id if self.edition else ""

    def wrong_type(self, path: Path, value: object, hint: str = "", edition: str = "") -> None:
        expected = EXPECTED.get(str(path[-1]), A_GRADE)
        self.report(
            rules.WRONG_TYPE,
            path,
            f"{path[-1]} takes {expected}, not {shown(value)}",
            value=value,
            expected=expected,
            edition=edition,
            hint=hint,
        )

    def text(self, path: Path, value: object) -> str | None:
        if not isinstance(value, str):
            self.wrong_type(path, value)
            return None
        if value.isascii() or not (bad := not_unicode(path, value)):
            return value
        self.reading.findings += bad
        return None

    def version(self, path: Path, value: object) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong_type(path, value)
        elif value == SCHEMA_VERSION:
            return SCHEMA_VERSION
        else:
            self.report(
                rules.UNSUPPORTED_VERSION,
                path,
                f"this release cannot read schema_version {shown(value)}",
                value=value,
                expected=str(SCHEMA_VERSION),
                hint="a later release of ofsted-frameworks may be able to",
            )
        return None

    def authority(self, path: Path, value: object) -> LocalAuthority | None:
        if not is_object(value):
            self.wrong_type(path, value, hint='write {"name": "Hampshire", "code": "E10000014"}')
            return None
        read: Values = {}
        self.read_keys(value, _AUTHORITY_READERS, path, read)
        self.reading.findings += blank_name(read.get("name"))
        return LocalAuthority(**read) if "name" in read else None

    def read_edition(self, path: Path, value: object) -> Edition | None:
        if (id := self.text(path, value)) is None:
            return None
        if (found := self.words.editions.get(id)) is None:
            ids = [edition.id for edition in dict.fromkeys(self.words.editions.values())]
            self.report(
                rules.UNKNOWN_EDITION,
                path,
                f"no edition has the id {shown(id)}",
                value=id,
                expected=_one_of(ids),
                hint=hints.for_an_edition(id, ids, self.record.get("start")),
            )
        return found

    def kind(self, path: Path, value: object) -> Kind | None:
        if (key := self.text(path, value)) is None:
            return None
        kind, edition = KINDS.get(key), self.edition
        if kind and (edition is None or kind_facts(edition, kind)):
            return kind
        kinds = [each.kind for each in framework_of(edition).kinds] if edition else list(Kind)
        self.report(
            rules.KIND_OF_OTHER_FRAMEWORK if kind else rules.UNKNOWN_KIND,
            path,
            f"{edition} has no {kind}" if kind else f"{shown(key)} is not a kind of inspection",
            value=key,
            expected=_one_of(each.value for each in kinds),
            edition=self.edition_id,
            hint="" if kind else hints.for_a_kind(key, kinds),
        )
        return None

    def visit(self, path: Path, value: object) -> VisitKind | None:
        if (key := self.text(path, value)) is None:
            return None
        if (found := VISIT_KINDS.get(key)) is None:
            self.report(
                rules.UNKNOWN_VISIT,
                path,
                f"{shown(key)} is not a kind of visit",
                value=key,
                expected=_one_of(VISIT_KINDS),
                hint=hints.for_a_kind(key, list(VisitKind)),
            )
        return found

    def start(self, path: Path, value: object) -> dt.date | Month | None:
        return self.date(path, value, months=self.reading.of_visit)

    def date(self, path: Path, value: object, months: bool = False) -> dt.date | Month | None:
        if (text := self.text(path, value)) is None:
            return None
        found = day_of(text) or (month_of(text) if months else None)
        if found is None:
            or_month = ", or a month, for example 2025-03" if months else ""
            how = "write it as YYYY-MM-DD, for example 2025-03-31"
            self.report(
                rules.IMPOSSIBLE_DATE,
                path,
                f"{shown(text)} is not a date; {how}{or_month}",
                value=text,
                expected=DAY + or_month,
                hint=hints.for_a_date(text),
            )
        return found

    def judgements(self, path: Path, value: object) -> dict[str, Grade | NotJudged] | None:
        if not is_object(value):
            hint = 'write {"overall_effectiveness": "good", ...}'
            self.wrong_type(path, value, hint, self.edition_id)
            return None
        read: dict[str, Grade | NotJudged] = {}
        edition, given = self.edition, value.get
        names: Mapping[str, object] = edition.areas if edition else self.words.areas
        own: Mapping[str, Grade | NotJudged] = self.words.own[edition.scale] if edition else {}
        for name in names:
            if (word := given(name)) is None:
                continue
            grade = own.get(word) if isinstance(word, str) else None
            if grade or (grade := self.judgement((*path, name), word)):
                read[name] = grade
            else:
                self.reading.unreadable.add(name)
        unknown = [name for name in value if name not in names]
        for name in unknown[:MOST_REPORTED]:
            self.unknown_area(path, name, value[name])
        self.report_more(rules.UNKNOWN_AREA, path, unknown)
        return read

    def judgement(self, path: Path, value: object) -> Grade | None:
        """Return the grade that a later framework's word is read as; report any other value."""
        edition, words = self.edition, self.words
        if not isinstance(value, str):
            self.wrong_type(path, value, hints.for_a_number(value, edition), self.edition_id)
            return None
        if edition is None:
            if value not in words.grades and value != NOT_JUDGED.value:
                self.unknown_grade(path, value, words.grades)
            return None
        if later := words.later_words[edition.scale].get(value):
            self.report(
                rules.LATER_WORDS,
                path,
                f"{value} is a later framework's word; read as {later.grade.value}",
                value=value,
                expected=later.grade.value,
                edition=edition.id,
                hint=hints.for_a_later_word(later),
                source=later.match.source,
            )
            return later.grade
        if value in words.grades:
            self.grade_of_other_framework(path, value, edition)
        else:
            hint = hints.for_a_grade(value, edition)
            self.unknown_grade(path, value, words.words[edition.scale], hint)
        return None

    def unknown_grade(self, path: Path, value: str, known: Iterable[str], hint: str = "") -> None:
        self.report(
            rules.UNKNOWN_GRADE,
            path,
            f"{shown(value)} is not a grade",
            value=value,
            expected=_one_of(known),
            edition=self.edition_id,
            hint=hint,
        )

    def grade_of_other_framework(self, path: Path, value: str, edition: Edition) -> None:
        self.report(
            rules.GRADE_OF_OTHER_FRAMEWORK,
            path,
            f"{value} is a grade of another framework, not of {edition}",
            value=value,
            expected=_one_of(grade.value for grade in edition.scale),
            edition=edition.id,
            hint=hints.for_a_grade_of_others(self.words.grades[value][0](value), edition.scale),
        )

    def unknown_area(self, path: Path, name: object, value: object) -> None:
        edition = self.edition
        owners = self.words.areas.get(name, ()) if isinstance(name, str) else ()
        names = tuple(edition.areas) if edition else tuple(self.words.areas)
        if edition and owners:
            rule = rules.AREA_OF_OTHER_EDITION
            message = f"{edition} has no judgement {name}"
            if edition.incomplete:
                message = f"no source reports a judgement {name} under {edition}"
            hint = hints.for_an_area_of_others(str(name), edition, owners)
        else:
            rule, message = rules.UNKNOWN_AREA, f"{shown(name)} is not a judgement area"
            hint = hints.for_an_area(name, edition, names)
        self.report(
            rule,
            (*path, _step(name)),
            message,
            value=value,
            expected=_one_of(names),
            edition=self.edition_id,
            hint=hint,
        )


_KEY_READERS: dict[str, KeyReader] = {
    "schema_version": _Reader.version,
    "authority": _Reader.authority,
    "edition": _Reader.read_edition,
    "kind": _Reader.kind,
    "visit": _Reader.visit,
    "start": _Reader.start,
    "end": _Reader.date,
    "published": _Reader.date,
    "judgements": _Reader.judgements,
}
_INSPECTION_READERS, _VISIT_READERS, _AUTHORITY_READERS = (
    {key: _KEY_READERS.get(key, _Reader.text) for key in keys}
    for keys in (INSPECTION_KEYS, VISIT_KEYS, AUTHORITY_KEYS)
)


def blank_name(name: str | None) -> list[Finding]:
    """Return a finding if an authority's name is blank."""
    if name is None or name.strip():
        return []
    path, expected = ("authority", "name"), EXPECTED["name"]
    message = "the authority's name is blank"
    return [rules.BLANK_NAME.finding(path, message, value=name, expected=expected)]


def not_unicode(path: Path, value: str) -> list[Finding]:
    """Return a finding if a string contains half a surrogate pair."""
    if is_text(value):
        return []
    message = f"{shown(value)} contains half a surrogate pair, which is not a character"
    return [rules.NOT_UNICODE.finding(path, message, value=value, expected="Unicode text")]


def form_of_event(event: AnyInspection | Visit) -> list[Finding]:
    """Return what is wrong with the strings of an inspection or visit; its types guarantee the rest."""
    texts: dict[Path, str] = {
        ("authority", "name"): event.authority.name,
        ("authority", "code"): event.authority.code or "",
        ("source",): event.source,
        ("theme",): event.theme if isinstance(event, Visit) else "",
    }
    bad = [finding for path, text in texts.items() for finding in not_unicode(path, text)]
    return blank_name(event.authority.name) + bad


_INSTEAD = {
    "edition": "a visit has 'visit' instead",
    "visit": "an inspection has 'edition' instead",
}


def _step(key: object) -> str | int:
    return key if isinstance(key, str | int) else str(type(key))


def _one_of(words: Iterable[str]) -> str:
    return f"one of {', '.join(words)}"
