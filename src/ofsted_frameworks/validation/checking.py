"""Everything that is wrong with judgement data: one engine, and three doors to it."""

from collections.abc import Iterator
from typing import Any

from ofsted_frameworks.findings import Finding, Severity, ValidationError
from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition, InspectionKind
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.inspection import AnyInspection, Visit
from ofsted_frameworks.months import Month, in_words
from ofsted_frameworks.sources import Provenance
from ofsted_frameworks.validation import general_rules as rules
from ofsted_frameworks.validation.plain import is_event, to_record
from ofsted_frameworks.validation.records import Reading, read


def iter_findings(data: object, *, complete: bool = False) -> Iterator[Finding]:
    """Everything that is wrong or unusual in a record, an inspection or a visit, in a fixed order.

    `data` is an `Inspection`, a `Visit`, or a record of plain data, of which any value is taken. A
    judgement that is left out is a warning, and an error when the data is said to be `complete`.

    >>> from ofsted_frameworks import Inspection, LocalAuthority, SifGrade, SifJudgements
    >>> inspection = Inspection(
    ...     authority=LocalAuthority("Hampshire"),
    ...     judgements=SifJudgements(
    ...         overall_effectiveness=SifGrade.GOOD, help_and_protection=SifGrade.INADEQUATE
    ...     ),
    ... )
    >>> print(next(iter_findings(inspection)).rule)
    sif.inadequate-key-judgement

    Findings come in the order of the format's keys, and at one key in the order of the rules.
    """
    reading = read(to_record(data) if is_event(data) else data)
    yield from findings_of(reading, complete)


def is_valid(data: object, *, complete: bool = False) -> bool:
    """True when a record, an inspection or a visit breaks no rule whose breach is an error.

    >>> is_valid({"edition": "ilacs-2018"})
    False
    """
    return not any(f.severity is Severity.ERROR for f in iter_findings(data, complete=complete))


def validate(data: object, *, complete: bool = False) -> AnyInspection | Visit:
    """The inspection or visit that valid data says.

    Raises `ValidationError` with everything that was found, warnings too, when there is an error.
    """
    reading = read(to_record(data) if is_event(data) else data)
    findings = list(findings_of(reading, complete))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ValidationError(findings)
    return data if is_event(data) else reading.event()


def findings_of(reading: Reading, complete: bool) -> list[Finding]:
    """What is wrong with the form of a record and with what it says, in the order of the schema."""
    findings = [*reading.findings, *_date_findings(reading)]
    if (edition := reading.edition) is not None:
        findings += _in_force(reading, edition)
        findings += _time_on_site(reading, edition)
        if reading.judgements is not None:
            findings += _missing(reading, edition, complete)
            findings += _judgement_findings(reading, edition)
    return sorted(findings, key=reading.place_in_schema) if len(findings) > 1 else findings


def _date_findings(reading: Reading) -> Iterator[Finding]:
    start, end, published = (reading.values.get(key) for key in ("start", "end", "published"))
    first = start.first_day if isinstance(start, Month) else start
    edition = reading.edition.id if reading.edition else ""
    if first and end and end < first:
        yield rules.END_BEFORE_START.finding(
            ("end",),
            f"the last day on site, {end}, is before the first, {reading.raw('start')}",
            value=reading.raw("end"),
            expected=f"{first} or later",
            edition=edition,
        )
    if published and (last := end or first) and published < last:
        which = "last" if end else "first"
        yield rules.PUBLISHED_BEFORE_END.finding(
            ("published",),
            f"the report is published {published}, before the {which} day on site, {last}",
            value=reading.raw("published"),
            expected=f"{last} or later",
            edition=edition,
        )


_DAYS_IN_WORDS = {
    "start": "the first day on site",
    "end": "the last day on site",
    "published": "the day of the report",
}


def _in_force(reading: Reading, edition: Edition) -> Iterator[Finding]:
    start = reading.values.get("start")
    key = next((key for key in _DAYS_IN_WORDS if reading.values.get(key)), None)
    if key is None:
        return
    day = reading.values[key]
    if day < edition.starts.value:
        bound = edition.starts
    elif edition.ends and start and day > edition.ends.value:
        bound = edition.ends
    else:
        return
    told = bound.source.provenance
    settled = not (told.is_observed or told is Provenance.OTHERS)
    if edition.superseded and bound is edition.ends:
        settled = day >= edition.superseded.value
    rule = rules.NOT_IN_FORCE if settled else rules.OUTSIDE_OBSERVED_DATES
    until = f"to {edition.ends.value}" if edition.ends else "on"
    yield rule.finding(
        (key,),
        f"{edition} was not in force on {_DAYS_IN_WORDS[key]}, {in_words(day)}",
        value=reading.raw(key),
        expected=f"from {edition.starts.value} {until}",
        edition=edition.id,
        hint=bound.note,
        source=bound.source,
    )


def _time_on_site(reading: Reading, edition: Edition) -> Iterator[Finding]:
    start, end = reading.values.get("start"), reading.values.get("end")
    kind = kind_of(edition, reading.values.get("kind"))
    if kind is None or not start or not end or end < start:
        return
    usual = kind.usual_time
    if usual is None or kind.fits(start.toordinal(), end.toordinal()):
        return
    yield rules.TIME_ON_SITE.finding(
        ("end",),
        f"the time on site, {start} to {end}, does not fit a {kind.kind}",
        value=reading.raw("end"),
        expected=kind.usual_time_in_words,
        edition=edition.id,
        hint=usual.note,
        source=usual.source,
    )


def kind_of(edition: Edition, kind: Kind | None) -> InspectionKind | None:
    """What is known of a kind of inspection in the framework of an edition."""
    kinds = framework_of(edition).kinds
    return next((its for its in kinds if its.kind is kind), None)


def _missing(reading: Reading, edition: Edition, complete: bool) -> Iterator[Finding]:
    kind = kind_of(edition, reading.values.get("kind"))
    without = kind.leaves_out if kind else ()
    recorded = {*(reading.judgements or ()), *reading.unreadable, *without}
    for name, area in edition.areas.items():
        if name not in recorded:
            yield rules.MISSING_JUDGEMENT.finding(
                ("judgements", name),
                f"no judgement is recorded for {area}",
                expected="a grade, or not_judged where the report says so",
                edition=edition.id,
                severity=Severity.ERROR if complete else None,
                source=area.source,
            )


def _judgement_findings(reading: Reading, edition: Edition) -> Iterator[Finding]:
    its: Any = edition.judgements(**(reading.judgements or {}))
    for rule in edition.rules:
        for breach in rule.breaches(its):
            area = str(breach.at)
            yield rule.finding(
                ("judgements", area),
                breach.message.format(value=str(getattr(its, area)).lower()),
                value=reading.raw("judgements", area),
                expected=breach.expected,
                edition=edition.id,
                hint=rule.count_in_words,
            )
