"""Find everything that is wrong with judgement data: one engine, and three functions that use it."""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ofsted_frameworks import rules
from ofsted_frameworks.arguments import check
from ofsted_frameworks.findings import Finding, Severity, ValidationError
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority, Visit
from ofsted_frameworks.months import Month
from ofsted_frameworks.rules import CheckedRule, RecordRule
from ofsted_frameworks.validation.details import Details, Part, first_day, known_day
from ofsted_frameworks.validation.plain import is_event
from ofsted_frameworks.validation.record_format import in_order
from ofsted_frameworks.validation.records import Reading, form_of_event, read

Findings = tuple[Finding, ...]


def iter_findings(data: object, *, complete: bool = False) -> Iterator[Finding]:
    """Yield everything that is wrong or unusual in a record, an inspection or a visit.

    >>> from ofsted_frameworks import Inspection, LocalAuthority, SifGrade, SifJudgements
    >>> inspection = Inspection(
    ...     authority=LocalAuthority("Hampshire"),
    ...     judgements=SifJudgements(
    ...         overall_effectiveness=SifGrade.GOOD, help_and_protection=SifGrade.INADEQUATE
    ...     ),
    ... )
    >>> print(next(iter_findings(inspection)).rule)
    sif.inadequate-key-judgement

    Findings come in the order of the format's keys and, for each key, in the order of the rules.

    Args:
        data: An `Inspection`, a `Visit`, or a record of plain data. Any other value is reported as a
            finding.
        complete: If True, a missing judgement is an error; otherwise it is a warning.
    """
    yield from _examined(data, complete)[0]


def is_valid(data: object, *, complete: bool = False) -> bool:
    """Return True if a record, an inspection or a visit has no errors; warnings do not count.

    >>> is_valid({"edition": "ilacs-2018"})
    False
    """
    return not any(f.severity is Severity.ERROR for f in iter_findings(data, complete=complete))


def validate(data: object, *, complete: bool = False) -> AnyInspection | Visit:
    """Return the inspection or visit that a valid record describes.

    Raises:
        ValidationError: If there is an error. It carries every finding, warnings included.
    """
    findings, reading = _examined(data, complete)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ValidationError(findings)
    return data if is_event(data) else reading.event()


def _examined(data: object, complete: bool) -> tuple[list[Finding], Reading]:
    if is_event(data):
        return engine(complete).of_event(data), Reading()
    reading = read(data)
    return engine(complete).of_record(reading), reading


_OF_AUTHORITY = frozenset({"authority"})
_OF_TIME = frozenset({"edition", "kind", "start", "end", "first_day", "known_day"})
_OF_JUDGEMENTS = frozenset({"edition", "kind", "judgements", "unreadable", "complete"})
_REMEMBERED = 20_000


class Engine:
    """The engine that runs the rules on the details of records.

    Rules are grouped by what they read. Each group remembers what it found for the values it has seen,
    because most records repeat the values of earlier ones.
    """

    def __init__(self, complete: bool = False) -> None:
        self.complete = complete
        every = rules.record_rules()
        groups = (_OF_AUTHORITY, _OF_TIME, _OF_JUDGEMENTS)
        self._authority, self._time, self._judgements = (
            [rule for rule in every if group.issuperset(rule.reads)] for group in groups
        )
        grouped = [*self._authority, *self._time, *self._judgements]
        self.ungrouped = [rule for rule in every if rule not in grouped]
        self._time_of: dict[Edition | None, list[RecordRule]] = {}
        self._known: dict[object, Findings] = {}

    def of_record(self, reading: Reading) -> list[Finding]:
        """Return what is wrong with a record: faults in its form, and the rules that it breaks."""
        details = reading.details(self.complete)
        found = [*reading.findings, *self.findings(details)]
        return in_order(found, reading.of_visit, details.edition) if len(found) > 1 else found

    def of_event(self, event: AnyInspection | Visit) -> list[Finding]:
        """Return what is wrong with an inspection or visit."""
        details = Details.of(event, self.complete)
        found = [*form_of_event(event), *self.findings(details)]
        return in_order(found, isinstance(event, Visit), details.edition)

    def findings(self, details: Details) -> Iterator[Finding]:
        """Yield what the rules find in the details of a record."""
        yield from self.of_authority(details.authority)
        published = details.published if details.start is None else None
        yield from self.of_time(
            details.edition, details.kind, details.start, details.end, published
        )
        for rule in self.ungrouped:
            for breach in rule.breaches(details):
                yield found_by(rule, breach, details.edition if "edition" in rule.reads else None)
        if details.edition and details.judgements is not None:
            yield from self.of_judgements(
                details.edition, details.kind, details.judgements, frozenset(details.unreadable)
            )

    def of_authority(self, authority: LocalAuthority | None) -> Findings:
        """Return what the rules that read only the authority find."""
        return self._remembered(authority, self._authority, lambda: Part(authority=authority))

    def beyond_authority(self, authority: LocalAuthority) -> list[RecordRule]:
        """Return the other rules that read an authority, except those that find nothing for this one."""
        part = Part(authority=authority)
        reading = [rule for rule in self.ungrouped if "authority" in rule.reads]
        return [rule for rule in reading if not _is_settled(rule, part)]

    def beyond_report(self, part: Part) -> list[RecordRule]:
        """Return the other rules that read no authority, except those that find nothing for this part."""
        others = [rule for rule in self.ungrouped if "authority" not in rule.reads]
        return [rule for rule in others if not _is_settled(rule, part)]

    def of_time(
        self,
        edition: Edition | None,
        kind: Kind | None,
        start: dt.date | Month | None,
        end: dt.date | None,
        published: dt.date | None,
    ) -> Findings:
        """Return what the rules that read the edition, the kind and the time on site find.

        If the first day on site is not recorded, the date of the report is used.
        """

        def part() -> Part:
            first = first_day(start)
            return Part(
                edition=edition,
                kind=kind,
                start=start,
                end=end,
                first_day=first,
                known_day=known_day(first, end, published),
            )

        if (unsettled := self._time_of.get(edition)) is None:
            known = Part(edition=edition)
            unsettled = [rule for rule in self._time if not _is_settled(rule, known)]
            self._time_of[edition] = unsettled
        return self._remembered((edition, kind, start, end, published), unsettled, part)

    def of_judgements(
        self,
        edition: Edition,
        kind: Kind | None,
        judgements: Mapping[str, Grade | NotJudged],
        unreadable: frozenset[str] = frozenset(),
    ) -> Findings:
        """Return what the rules about judgements find: the edition's own, and those for every edition."""
        key = edition, kind, tuple(map(judgements.get, edition.areas)), unreadable
        if (found := self._known.get(key)) is None:
            part = Part(
                edition=edition,
                kind=kind,
                judgements=judgements,
                unreadable=unreadable,
                complete=self.complete,
            )
            own = _by_edition(edition, judgements)
            found = self._remember(key, (*by_rules(self._judgements, part), *own))
        return found

    def _remembered(
        self, key: object, record_rules: Iterable[RecordRule], part: Callable[[], Part]
    ) -> Findings:
        if (found := self._known.get(key)) is None:
            found = self._remember(key, tuple(by_rules(record_rules, part())))
        return found

    def _remember(self, key: object, found: Findings) -> Findings:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[key] = found
        return found


def rules_of_authorities() -> frozenset[str]:
    """Return the ids of the rules that read only the authority; each finding by them is reported once."""
    every = rules.record_rules()
    return frozenset(rule.id for rule in every if _OF_AUTHORITY.issuperset(rule.reads))


def engine(complete: bool = False) -> Engine:
    """Return an engine with the rules registered now, and today's date."""
    check(bool, complete, "complete", "True or False")
    return _engine(rules.registry_version(), dt.date.today(), complete)


@functools.lru_cache(maxsize=4)
def _engine(_version: int, _today: dt.date, complete: bool) -> Engine:
    return Engine(complete)


def _is_settled(rule: RecordRule, part: Part) -> bool:
    """Return True if a rule needs only this part of a record, and finds nothing in it."""
    try:
        return not list(rule.check(part))
    except rules.UndeclaredRead:
        return False


def by_rules(record_rules: Iterable[RecordRule], details: Any) -> Iterator[Finding]:
    """Yield what rules find in the details of a record, or in a part of them."""
    for rule in record_rules:
        for breach in rule.check(details):
            yield found_by(rule, breach, details.edition if "edition" in rule.reads else None)


def _by_edition(edition: Edition, judged: Mapping[str, Grade | NotJudged]) -> Iterator[Finding]:
    judgements = edition.judgements(**dict(judged))
    for rule in edition.rules:
        for breach in rule.breaches(judgements):
            grade = judged.get(str(breach.at))
            yield rule.finding(
                ("judgements", str(breach.at)),
                breach.message.format(value=str(grade).lower()),
                value=grade.value if grade else None,
                expected=breach.expected,
                edition=edition.id,
                hint=breach.hint or rule.count_in_words,
            )


def found_by(rule: CheckedRule, breach: rules.Breach, edition: Edition | None) -> Finding:
    """Return the finding for a breach of a rule."""
    return rule.finding(
        (breach.at,) if isinstance(breach.at, str) else breach.at,
        breach.message,
        value=breach.value,
        expected=breach.expected,
        edition=edition.id if edition else "",
        hint=breach.hint or rule.count_in_words,
        severity=breach.severity,
        source=breach.source,
    )
