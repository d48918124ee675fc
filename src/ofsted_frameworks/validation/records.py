"""Reading a record: what it says, and everything that is wrong with its form."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import Finding, Severity, ValidationError
from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.mapping import map_grade
from ofsted_frameworks.months import Month
from ofsted_frameworks.rules import Rule
from ofsted_frameworks.validation import general_rules as rules, hints
from ofsted_frameworks.validation.vocabulary import (
    KINDS,
    VISIT_KINDS,
    Vocabulary,
    day_of,
    is_object,
    month_of,
    shown,
    vocabulary,
)
from ofsted_frameworks.words import closest

SCHEMA_VERSION = 1

Path: TypeAlias = tuple[str | int, ...]

REQUIRED = frozenset({"schema_version", "authority", "edition", "visit", "judgements", "name"})
INSPECTION_KEYS = (
    "schema_version",
    "authority",
    "edition",
    "kind",
    "start",
    "end",
    "published",
    "judgements",
    "source",
)
VISIT_KEYS = (
    "schema_version",
    "authority",
    "visit",
    "start",
    "end",
    "published",
    "theme",
    "source",
)
AUTHORITY_KEYS = ("name", "code")


def is_visit(record: Mapping[Any, Any]) -> bool:
    """True where a record is read as a visit's: it says `visit`, or else has a visit's `theme` alone.

    What has both an `edition` and `judgements` is an inspection's, whatever else it says.
    """
    if "visit" in record:
        return "edition" not in record or "judgements" not in record
    return "theme" in record and "edition" not in record and "judgements" not in record


@attrs.define
class Reading:
    """What a record says, as far as it can be read, and the findings about its form.

    `values` has what was read, by key; `judgements` is among them by the name of the area, and
    `unreadable` names the areas whose judgement could not be read.
    """

    record: object
    findings: list[Finding] = attrs.field(factory=list[Finding])
    values: dict[str, Any] = attrs.field(factory=dict[str, Any])
    unreadable: set[str] = attrs.field(factory=set[str])

    @property
    def edition(self) -> Edition | None:
        """The edition, where the record names one."""
        return self.values.get("edition")

    @property
    def judgements(self) -> dict[str, Grade | NotJudged] | None:
        """The judgements that could be read, or None where the record has none to read."""
        return self.values.get("judgements")

    def raw(self, *path: str) -> object:
        """The value in the record at a path, or None where there is none."""
        value = self.record
        for key in path:
            value = value.get(key) if is_object(value) else None
        return value

    @property
    def is_well_formed(self) -> bool:
        """True when nothing is wrong with the form of the record, warnings aside."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def event(self) -> AnyInspection | Visit:
        """The inspection or visit that the record says.

        Raises `ValidationError` where its form is wrong.
        """
        if not self.is_well_formed:
            raise ValidationError(self.findings)
        its = dict(self.values)
        its["authority"] = LocalAuthority(**its["authority"])
        del its["schema_version"]
        if "visit" in its:
            return Visit(kind=its.pop("visit"), **its)
        edition: Edition = its.pop("edition")
        its["judgements"] = edition.judgements(**its["judgements"])
        return Inspection(**its)

    def place_in_schema(self, finding: Finding) -> tuple[int, int]:
        """Where a finding stands in the order of the schema; keys that it does not have come last."""
        keys = VISIT_KEYS if is_object(self.record) and is_visit(self.record) else INSPECTION_KEYS
        first, second = (*finding.path, None, None)[:2]
        inner: tuple[str, ...] = AUTHORITY_KEYS
        if first == "judgements" and self.edition:
            inner = tuple(self.edition.areas)
        return _index(keys, first), _index(inner, second)


def _index(keys: tuple[str, ...], key: object) -> int:
    if key is None:
        return -1
    return keys.index(key) if key in keys else len(keys)


def read(record: object) -> Reading:
    """What a record says, and everything that is wrong with its form, in the order of the schema."""
    reading = Reading(record)
    reader = _Reader(reading.findings.append, reading.unreadable, vocabulary())
    if is_object(record):
        reader.read_record(record, reading.values)
    else:
        reader.report(
            rules.NOT_AN_OBJECT,
            (),
            f"a record is an object, not {shown(record)}",
            value=record,
            expected="an object",
        )
    if len(reading.findings) > 1:
        reading.findings.sort(key=reading.place_in_schema)
    return reading


@attrs.frozen
class _Reader:
    """Reads the values of one record, and reports what it cannot read."""

    add: Callable[[Finding], None]
    unreadable: set[str]
    words: Vocabulary

    def report(self, rule: Rule, path: Path, message: str, **details: Any) -> None:
        self.add(rule.finding(path, message, **details))

    def read_record(self, record: Mapping[Any, Any], values: dict[str, Any]) -> None:
        keys = VISIT_KEYS if is_visit(record) else INSPECTION_KEYS
        for key in self.present(record, keys, ()):
            read = getattr(self, f"read_{key}")
            if (value := read((key,), record[key], record, values)) is not None:
                values[key] = value

    def present(self, record: Mapping[Any, Any], keys: tuple[str, ...], path: Path) -> list[str]:
        """The keys that are there to be read; missing and unknown ones are reported."""
        for key in record:
            if key not in keys:
                self.unknown_key(key, keys, path, record[key])
        there: list[str] = []
        for key in keys:
            if key in REQUIRED and key not in record:
                self.missing_key(key, path)
            elif record.get(key) is not None or (key in REQUIRED):
                there.append(key)
        return there

    def missing_key(self, key: str, path: Path) -> None:
        hint = _INSTEAD.get(key, "")
        message = f"{key!r} is missing"
        self.report(rules.MISSING_KEY, (*path, key), message, expected=_EXPECTED[key], hint=hint)

    def unknown_key(self, key: object, keys: tuple[str, ...], path: Path, value: object) -> None:
        at = key if isinstance(key, str | int) else str(type(key))
        self.report(
            rules.UNKNOWN_KEY,
            (*path, at),
            f"{shown(key)} is no key of the format",
            value=value,
            expected=f"one of {', '.join(keys)}",
            hint=closest(key, keys),
        )

    def wrong_type(self, path: Path, value: object, edition: str = "", hint: str = "") -> None:
        expected = _EXPECTED.get(str(path[-1]), _A_GRADE)
        self.report(
            rules.WRONG_TYPE,
            path,
            f"{path[-1]} is {expected}, not {shown(value)}",
            value=value,
            expected=expected,
            edition=edition,
            hint=hint,
        )

    def text(self, path: Path, value: object) -> str | None:
        if isinstance(value, str):
            return value
        self.wrong_type(path, value)
        return None

    def read_schema_version(self, path: Path, value: object, *_: Any) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong_type(path, value)
        elif value == SCHEMA_VERSION:
            return SCHEMA_VERSION
        else:
            self.report(
                rules.UNSUPPORTED_VERSION,
                path,
                f"schema_version {shown(value)} is not known to this release",
                value=value,
                expected=str(SCHEMA_VERSION),
                hint="a later release of ofsted-frameworks may read it",
            )
        return None

    def read_authority(self, path: Path, value: object, *_: Any) -> dict[str, str] | None:
        if not is_object(value):
            self.wrong_type(path, value, hint='as in {"name": "Hampshire", "code": "E10000014"}')
            return None
        read: dict[str, str] = {}
        for key in self.present(value, AUTHORITY_KEYS, path):
            if (text := self.text((*path, key), value[key])) is not None:
                read[key] = text
        if "name" in read and not read["name"].strip():
            self.report(
                rules.BLANK_NAME,
                (*path, "name"),
                "the authority's name is blank",
                value=read["name"],
                expected=_EXPECTED["name"],
            )
        return read

    def read_edition(
        self, path: Path, value: object, record: Mapping[Any, Any], _: Any
    ) -> Edition | None:
        if (id := self.text(path, value)) is None:
            return None
        if (found := self.words.editions.get(id)) is None:
            ids = [edition.id for edition in dict.fromkeys(self.words.editions.values())]
            self.report(
                rules.UNKNOWN_EDITION,
                path,
                f"no edition has the id {shown(id)}",
                value=id,
                expected=f"one of {', '.join(ids)}",
                hint=closest(id, ids)
                or hints.in_force_on(record.get("start"))
                or f"there are {', '.join(ids)}",
            )
        return found

    def read_kind(
        self, path: Path, value: object, _: Any, values: Mapping[str, Any]
    ) -> Kind | None:
        if (key := self.text(path, value)) is None:
            return None
        kind, edition = KINDS.get(key), values.get("edition")
        has = tuple(KINDS.values())
        if edition is not None:
            has = tuple(its.kind for its in framework_of(edition).kinds)
        if kind in has:
            return kind
        self.report(
            rules.KIND_OF_OTHER_FRAMEWORK if kind else rules.UNKNOWN_KIND,
            path,
            f"{edition} has no {kind}" if kind else f"{shown(key)} is no kind of inspection",
            value=key,
            expected=_one_of(kind.value for kind in has),
            edition=edition.id if edition else "",
            hint=closest(key, [kind.value for kind in has]),
        )
        return None

    def read_visit(self, path: Path, value: object, *_: Any) -> VisitKind | None:
        if (key := self.text(path, value)) is None:
            return None
        if (found := VISIT_KINDS.get(key)) is None:
            self.report(
                rules.UNKNOWN_VISIT,
                path,
                f"{shown(key)} is no kind of visit",
                value=key,
                expected=_one_of(VISIT_KINDS),
                hint=closest(key, VISIT_KINDS),
            )
        return found

    def read_start(
        self, path: Path, value: object, record: Mapping[Any, Any], _: Any
    ) -> dt.date | Month | None:
        return self.date(path, value, months=is_visit(record))

    def read_end(self, path: Path, value: object, *_: Any) -> dt.date | Month | None:
        return self.date(path, value)

    read_published = read_end

    def read_source(self, path: Path, value: object, *_: Any) -> str | None:
        return self.text(path, value)

    read_theme = read_source

    def date(self, path: Path, value: object, months: bool = False) -> dt.date | Month | None:
        if (text := self.text(path, value)) is None:
            return None
        found = day_of(text) or (month_of(text) if months else None)
        if found is None:
            self.report(
                rules.IMPOSSIBLE_DATE,
                path,
                f"{shown(text)} is no day of the calendar",
                value=text,
                expected=_EXPECTED[str(path[-1])] + (" or a month as in 2019-04" if months else ""),
                hint=hints.as_a_day(text),
            )
        return found

    def read_judgements(
        self, path: Path, value: object, _: Any, values: Mapping[str, Any]
    ) -> dict[str, Grade | NotJudged] | None:
        edition: Edition | None = values.get("edition")
        if not is_object(value):
            self.wrong_type(path, value, hint='as in {"overall_effectiveness": "good"}')
            return None
        read: dict[str, Grade | NotJudged] = {}
        names: Mapping[str, object] = edition.areas if edition else self.words.areas
        for name in names:
            if value.get(name) is not None:
                grade = self.judgement((*path, name), value[name], edition)
                if grade is None:
                    self.unreadable.add(name)
                else:
                    read[name] = grade
        for name in value:
            if name not in names:
                self.unknown_area(path, name, value[name], edition)
        return read

    def judgement(
        self, path: Path, value: object, edition: Edition | None
    ) -> Grade | NotJudged | None:
        if not isinstance(value, str):
            its = edition.id if edition else ""
            self.wrong_type(path, value, edition=its, hint=hints.for_a_number(value, edition))
            return None
        if edition is None:
            if value not in self.words.grades and value != NotJudged.NOT_JUDGED.value:
                self.unknown_grade(path, value, tuple(self.words.grades), "")
            return None
        known = self.words.words[edition.scale]
        if value not in known:
            if value in self.words.grades:
                self.grade_of_other_framework(path, value, edition)
            else:
                hint = hints.for_a_printed_grade(value, edition.scale) or closest(value, known)
                self.unknown_grade(path, value, tuple(known), edition.id, hint)
        elif word := self.words.later_words[edition.scale].get(value):
            self.report(
                rules.LATER_WORDS,
                path,
                f"{value} is a later framework's word; read as {word.grade.value}",
                value=value,
                expected=word.grade.value,
                edition=edition.id,
                hint=f"Ofsted's own table prints it so; map_grade({word.grade!r}, "
                f"to={word.match.to.__name__}) is {word.match.relation}",
                source=word.match.source,
            )
        return known.get(value)

    def unknown_grade(
        self, path: Path, value: str, known: tuple[str, ...], edition: str, hint: str = ""
    ) -> None:
        self.report(
            rules.UNKNOWN_GRADE,
            path,
            f"{shown(value)} is no grade",
            value=value,
            expected=_one_of(known),
            edition=edition,
            hint=hint,
        )

    def grade_of_other_framework(self, path: Path, value: str, edition: Edition) -> None:
        its = {grade.value: grade for grade in self.words.grades[value][0]}[value]
        mapped = map_grade(its, to=edition.scale)
        hint = f"map_grade({its!r}, to={edition.scale.__name__}) says that there is no equivalent"
        if mapped.target:
            hint = f"map_grade({its!r}, to={edition.scale.__name__}) is {mapped.target.value}, "
            hint += f"{mapped.relation}, by {mapped.provenance}"
        self.report(
            rules.GRADE_OF_OTHER_FRAMEWORK,
            path,
            f"{value} is a grade of another framework, not of {edition}",
            value=value,
            expected=_one_of(grade.value for grade in edition.scale),
            edition=edition.id,
            hint=hint,
        )

    def unknown_area(
        self, path: Path, name: object, value: object, edition: Edition | None
    ) -> None:
        at = name if isinstance(name, str | int) else str(type(name))
        owners = self.words.areas.get(name, ()) if isinstance(name, str) else ()
        names = tuple(edition.areas) if edition else tuple(self.words.areas)
        if edition and owners:
            rule = rules.AREA_OF_OTHER_EDITION
            message = f"{edition} has no judgement {name}"
            if edition.incomplete:
                message = f"no source tells of a judgement {name} under {edition}"
            hint = hints.for_an_area_of_others(str(name), edition, owners)
        else:
            rule, message = rules.UNKNOWN_AREA, f"{shown(name)} is no judgement area"
            hint = hints.for_a_printed_area(name, edition) or closest(name, names)
            if edition and not hint:
                hint = f"{edition} has {', '.join(names)}"
        self.report(
            rule,
            (*path, at),
            message,
            value=value,
            expected=_one_of(names),
            edition=edition.id if edition else "",
            hint=hint,
        )


_INSTEAD = {
    "edition": "a visit has 'visit' in its place",
    "visit": "an inspection has 'edition' in its place",
}
_A_TEXT = "a text"
_A_DAY = "a day as in 2019-04-29"
_A_GRADE = "the key of a grade, such as good"
_EXPECTED = {
    "schema_version": f"the number {SCHEMA_VERSION}",
    "authority": "an object with a name",
    "name": "a name that is not blank",
    "code": "a code as in E10000014",
    "edition": "the id of an edition",
    "visit": "a kind of visit",
    "kind": "a kind of inspection",
    "start": _A_DAY,
    "end": _A_DAY,
    "published": _A_DAY,
    "judgements": "an object of grades by judgement area",
    "theme": _A_TEXT,
    "source": _A_TEXT,
}


def _one_of(words: Any) -> str:
    return f"one of {', '.join(words)}"
