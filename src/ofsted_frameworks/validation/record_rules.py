"""Rules over a whole record of any edition: its dates, edition, kind, authority and judgements."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator

from ofsted_frameworks.arguments import shown
from ofsted_frameworks.authorities.lookup import (
    UnknownAuthority,
    find_authority,
    get_profile,
    known_authority,
)
from ofsted_frameworks.authorities.profiles import AuthorityProfile
from ofsted_frameworks.documents import OUR_INDUCTION, STATISTICS_2023, STATISTICS_2025
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.months import in_words
from ofsted_frameworks.rules import Breach, record_rule
from ofsted_frameworks.sources import Fact, Provenance, Source
from ofsted_frameworks.validation.details import Details, kind_facts

CALENDAR = Source("ofsted-frameworks: what the dates mean", Provenance.OURS)
EDITION_DATES = Source("ofsted-frameworks: the dates of the edition", Provenance.OURS)
KINDS = Source("ofsted-frameworks: the kinds of inspection of the framework", Provenance.OURS)
AREAS = Source("ofsted-frameworks: the judgement areas of the edition", Provenance.OURS)
AUTHORITIES = Source(
    "ofsted-frameworks: the local authorities of England since 2009", Provenance.OURS
)
REPORTS_2013_TO_2026 = Source(
    "TLAC, SIF and ILACS reports, July 2013 to August 2026",
    Provenance.REPORTS,
    where="dates on the front pages",
)

_DAYS_TO_REPORT = {"end": ("last", 18, 214), "start": ("first", 22, 225)}
"""The fewest and most days from the last day on site to the report, in 493 published reports. If a
record has no last day, the days are counted from the first, as in the 492 reports that print it."""


@record_rule("dates.end-before-start", Severity.ERROR, CALENDAR, reads=("first_day", "end"))
def end_before_start(record: Details) -> Iterable[Breach]:
    """The last day on site is not before the first."""
    first, last = record.first_day, record.end
    if not first or not last or first <= last:
        return ()
    message = f"the last day on site, {in_words(last)}, is before the first, {in_words(first)}"
    return [Breach("end", message, f"{first} or later", value=last.isoformat())]


@record_rule(
    "dates.published-before-end",
    Severity.ERROR,
    CALENDAR,
    reads=("report_after", "published"),
    held=(493, 493),
    counted_in=REPORTS_2013_TO_2026,
)
def published_before_end(record: Details) -> Iterable[Breach]:
    """A report is not published before the last day on site."""
    key, days = record.report_after or ("", 0)
    if days >= 0 or not record.published:
        return ()
    which = _DAYS_TO_REPORT[key][0]
    last = record.published - dt.timedelta(days)
    message = (
        f"the report was published on {in_words(record.published)}, before the {which} day on site, "
        f"{in_words(last)}"
    )
    return [Breach("published", message, f"{last} or later", value=record.published.isoformat())]


@record_rule(
    "dates.time-to-report",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("edition", "report_after", "published"),
    held=(493, 493),
    counted_in=REPORTS_2013_TO_2026,
)
def time_to_report(record: Details) -> Iterable[Breach]:
    """A report is published 18 to 214 days after the last day on site."""
    if not record.edition or not record.report_after:
        return ()
    key, days = record.report_after
    which, fewest, most = _DAYS_TO_REPORT[key]
    if days < 0 or fewest <= days <= most or not record.published:
        return ()
    last = record.published - dt.timedelta(days)
    message = (
        f"the report was published {days} days after the {which} day on site, {in_words(last)}"
    )
    expected = f"{fewest} to {most} days, like every report counted from 2013 to 2026"
    return [Breach("published", message, expected, value=record.published.isoformat())]


@record_rule(
    "dates.weekend",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("edition", "start"),
    held=(492, 492),
    counted_in=REPORTS_2013_TO_2026,
)
def weekend(record: Details) -> Iterable[Breach]:
    """An inspection begins on a day from Monday to Friday."""
    if not record.edition or not isinstance(record.start, dt.date) or record.start.weekday() < 5:
        return ()
    day = ("Saturday", "Sunday")[record.start.weekday() - 5]
    message = f"the inspection began on a {day}, {in_words(record.start)}"
    return [Breach("start", message, "Monday to Friday", value=record.start.isoformat())]


def _today() -> dt.date:
    return dt.date.today()


@record_rule("dates.in-the-future", Severity.WARNING, CALENDAR, reads=("known_day",))
def in_the_future(record: Details) -> Iterable[Breach]:
    """An inspection that has been judged or reported did not begin in the future."""
    key, day = record.known_day or ("", None)
    today = _today()
    if not day or day <= today:
        return ()
    message = f"{in_words(day)} is in the future: today is {in_words(today)}"
    return [Breach(key, message, f"{today} or earlier", value=day.isoformat())]


@record_rule(
    "dates.in-a-pause",
    Severity.WARNING,
    STATISTICS_2025,
    reads=("edition", "start"),
    held=(271, 271),
    counted_in=STATISTICS_2025,
)
def in_a_pause(record: Details) -> Iterable[Breach]:
    """No inspection begins while routine inspections are paused."""
    if not record.edition or not isinstance(record.start, dt.date):
        return
    for pause in record.edition.cycle.pauses:
        if pause.first.value <= record.start < pause.resumed.value:
            yield Breach(
                "start",
                f"the inspection began on {in_words(record.start)}, while routine inspections were paused",
                f"before {in_words(pause.first.value)}, or from {in_words(pause.resumed.value)}",
                value=record.start.isoformat(),
                source=pause.first.source,
            )


_DAYS_IN_WORDS = {
    "start": "the first day on site",
    "end": "the last day on site",
    "published": "the day of the report",
}


@record_rule(
    "edition.not-in-force", Severity.ERROR, EDITION_DATES, reads=("edition", "start", "known_day")
)
def not_in_force(record: Details) -> Iterable[Breach]:
    """The edition was in force on the first day on site."""
    return _out_of_force(record, settled=True)


@record_rule(
    "edition.outside-observed-dates",
    Severity.WARNING,
    EDITION_DATES,
    reads=("edition", "start", "known_day"),
)
def outside_observed_dates(record: Details) -> Iterable[Breach]:
    """If no source settles an edition's dates, the first day on site is within those reported."""
    return _out_of_force(record, settled=False)


def _out_of_force(record: Details, *, settled: bool) -> Iterator[Breach]:
    """Yield a breach if a record's day is outside its edition's dates, past a bound that is `settled` or not.

    A report may be published after the edition's last day, so only the first day on site is compared with
    that.
    """
    edition = record.edition
    key, day = record.known_day or ("", None)
    if not edition or not day:
        return
    if day < edition.starts.value:
        bound = edition.starts
    elif edition.ends and record.start and day > edition.ends.value:
        bound = edition.ends
    else:
        return
    if _is_settled(edition, bound, day) is settled:
        until = f"to {edition.ends.value}" if edition.ends else "on"
        yield Breach(
            key,
            f"{edition} was not in force on {_DAYS_IN_WORDS[key]}, {in_words(day)}",
            f"from {edition.starts.value} {until}",
            value=day.isoformat(),
            hint=bound.note,
            source=bound.source,
        )


def _is_settled(edition: Edition, bound: Fact[dt.date], day: dt.date) -> bool:
    """Return True if a source lays down the bound, or if the next edition was certainly in force."""
    if edition.superseded and bound is edition.ends:
        return day >= edition.superseded.value
    provenance = bound.source.provenance
    return not (provenance.is_observed or provenance is Provenance.OTHERS)


@record_rule(
    "kind.time-on-site", Severity.WARNING, KINDS, reads=("edition", "kind", "start", "end")
)
def time_on_site(record: Details) -> Iterator[Breach]:
    """The time on site fits real inspections of this kind."""
    start, end = record.start, record.end
    kind = kind_facts(record.edition, record.kind) if record.edition else None
    if not kind or not isinstance(start, dt.date) or not end or end < start:
        return
    if (usual := kind.usual_time) and not kind.fits(start.toordinal(), end.toordinal()):
        yield Breach(
            "end",
            f"the time on site, {in_words(start)} to {in_words(end)}, does not fit a {kind.kind}",
            kind.usual_time_in_words,
            value=end.isoformat(),
            hint=usual.note,
            source=usual.source,
        )


@record_rule(
    "judgements.missing",
    Severity.WARNING,
    AREAS,
    reads=("edition", "kind", "judgements", "unreadable", "complete"),
)
def missing_judgement(record: Details) -> Iterator[Breach]:
    """Every judgement area of the edition is recorded (an error if the data should be complete)."""
    if not record.edition or record.judgements is None:
        return
    kind = kind_facts(record.edition, record.kind)
    without = kind.leaves_out if kind else ()
    recorded = {*record.judgements, *record.unreadable, *without}
    for name, area in record.edition.areas.items():
        if name not in recorded:
            yield Breach(
                ("judgements", name),
                f"no judgement is recorded for {area}",
                "a grade, or not_judged if the report says so",
                source=area.source,
                severity=Severity.ERROR if record.complete else None,
            )


@record_rule(
    "judgements.not-of-this-kind",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("edition", "kind", "judgements"),
    held=(21, 21),
    counted_in=STATISTICS_2023,
)
def not_of_this_kind(record: Details) -> Iterator[Breach]:
    """An area that reports of this kind of inspection leave out has no grade."""
    kind = kind_facts(record.edition, record.kind) if record.edition else None
    if not record.edition or not kind or not record.judgements:
        return
    left_out = kind.leaves_out
    if left_out.keys() >= record.edition.areas.keys():
        return  # each area may be left out, but none always is
    for name in record.edition.areas:
        grade = record.judgements.get(name)
        if name in left_out and grade not in (None, NOT_JUDGED):
            yield Breach(
                ("judgements", name),
                f"{record.edition.areas[name]} is graded, but a {kind.kind} does not judge it",
                "no judgement",
                value=grade.value,
                source=left_out[name].source,
            )


@record_rule("authority.unknown-name", Severity.WARNING, AUTHORITIES, reads=("authority",))
def unknown_name(record: Details) -> Iterator[Breach]:
    """The authority's name is one that a local authority of England has had since 2009."""
    name = _name(record)
    if name.strip() and not _profiles_named(name):
        try:
            find_authority(name)
        except UnknownAuthority as error:
            yield Breach(("authority", "name"), str(error), _AN_AUTHORITY, value=name)


@record_rule("authority.unknown-code", Severity.WARNING, AUTHORITIES, reads=("authority",))
def unknown_code(record: Details) -> Iterator[Breach]:
    """The authority's code is the ONS code of a local authority of England since 2009."""
    code = record.authority.code if record.authority else None
    if code is not None and not _profile_coded(code):
        own = " or ".join(each.code for each in _profiles_named(_name(record)))
        message = f"{shown(code)} is not the ONS code of a local authority with children's services"
        yield Breach(("authority", "code"), message, own or _AN_AUTHORITY, value=code)


@record_rule("authority.code-of-another", Severity.WARNING, AUTHORITIES, reads=("authority",))
def code_of_another(record: Details) -> Iterator[Breach]:
    """The authority's name and code belong to the same authority."""
    code = record.authority.code if record.authority else None
    named, coded = _profiles_named(_name(record)), _profile_coded(code) if code else None
    if named and coded and coded not in named:
        message = f"{code} is the code of {coded.name}, not of {_name(record)}"
        expected = " or ".join(each.code for each in named)
        yield Breach(("authority", "code"), message, expected, value=code)


@record_rule(
    "authority.not-existing",
    Severity.WARNING,
    AUTHORITIES,
    reads=("authority", "first_day", "end", "published"),
)
def not_existing(record: Details) -> Iterable[Breach]:
    """The authority existed on the first day on site."""
    known = known_authority(record.authority) if record.authority else None
    if known is None or not (known.existed_from or known.existed_until):
        return ()
    day, began = record.first_day or record.end, known.existed_from
    if not day and record.published and began and record.published < began:
        # A report may follow the authority's end, but not precede its beginning.
        day = record.published
    if day is None or known.exists_on(day):
        return ()
    return [_out_of_existence(known, day)]


def _out_of_existence(known: AuthorityProfile, day: dt.date) -> Breach:
    if known.existed_from and day < known.existed_from:
        bound, others = f"it began on {in_words(known.existed_from)}", known.predecessors
    else:
        last = known.existed_until or day
        bound, others = f"its last day was {in_words(last)}", known.successors
    instead = ", ".join(f"{each} ({each.code})" for each in others)
    return Breach(
        ("authority", "code" if known.code else "name"),
        f"{known} did not exist on {in_words(day)}: {bound}",
        instead or f"an authority that existed on {in_words(day)}",
        value=known.code,
        source=known.order,
    )


_AN_AUTHORITY = "a local authority in England with children's services"
_BEFORE_AND_AFTER = (dt.date(2009, 4, 1), dt.date(2024, 4, 1))
"""Days before and after every reorganisation since 2009, to find each authority that had a name."""


def _name(record: Details) -> str:
    return record.authority.name if record.authority else ""


@functools.lru_cache(maxsize=2048)
def _profiles_named(name: str) -> tuple[AuthorityProfile, ...]:
    """Return the authorities that have had a name: none, one, or several in turn."""
    found: list[AuthorityProfile] = []
    for day in _BEFORE_AND_AFTER:
        try:
            found.append(get_profile(name, on=day))
        except UnknownAuthority:
            continue
    return tuple(dict.fromkeys(found))


def _profile_coded(code: str) -> AuthorityProfile | None:
    return known_authority(LocalAuthority("", code))
