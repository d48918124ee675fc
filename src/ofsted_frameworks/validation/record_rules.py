"""The rules over a whole record, whatever its edition: dates, edition, kind, authority, judgements."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator

from ofsted_frameworks.authorities.lookup import (
    UnknownAuthority,
    find_authority,
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

FEWEST_TO_REPORT, MOST_TO_REPORT = 18, 214
"""The days from the last day on site to the report, in 493 published reports."""
FEWEST_FROM_START, MOST_FROM_START = 22, 225
"""The same from the first day on site, for records that do not have the last: 492 reports print it."""


@record_rule("dates.end-before-start", Severity.ERROR, CALENDAR, reads=("first_day", "end"))
def end_before_start(said: Details) -> Iterable[Breach]:
    """The last day on site is not before the first."""
    if not said.first_day or not said.end or said.first_day <= said.end:
        return ()
    message = f"the last day on site, {said.end}, is before the first, {said.first_day}"
    expected = f"{said.first_day} or later"
    return [Breach("end", message, expected, value=said.end.isoformat())]


@record_rule(
    "dates.published-before-end",
    Severity.ERROR,
    CALENDAR,
    reads=("report_after", "published"),
    held=(493, 493),
    counted_in=REPORTS_2013_TO_2026,
)
def published_before_end(said: Details) -> Iterable[Breach]:
    """A report is not published before the last day on site."""
    key, days = said.report_after or ("", 0)
    if days >= 0 or not said.published:
        return ()
    last, which = said.published - dt.timedelta(days), "last" if key == "end" else "first"
    message = f"the report is published {said.published}, before the {which} day on site, {last}"
    return [Breach("published", message, f"{last} or later", value=said.published.isoformat())]


@record_rule(
    "dates.time-to-report",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("edition", "report_after", "published"),
    held=(493, 493),
    counted_in=REPORTS_2013_TO_2026,
)
def time_to_report(said: Details) -> Iterable[Breach]:
    """A report is published 18 to 214 days after the last day on site."""
    if not said.edition or not said.report_after:
        return ()
    key, days = said.report_after
    fewest, most, which = FEWEST_TO_REPORT, MOST_TO_REPORT, "last"
    if key == "start":
        fewest, most, which = FEWEST_FROM_START, MOST_FROM_START, "first"
    if days < 0 or fewest <= days <= most or not said.published:
        return ()
    last = said.published - dt.timedelta(days)
    message = f"the report is published {days} days after the {which} day on site, {in_words(last)}"
    expected = f"{fewest} to {most} days, as in every report of 2013 to 2026 that was counted"
    return [Breach("published", message, expected, value=said.published.isoformat())]


@record_rule(
    "dates.weekend",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("edition", "start"),
    held=(492, 492),
    counted_in=REPORTS_2013_TO_2026,
)
def weekend(said: Details) -> Iterable[Breach]:
    """An inspection begins on a day from Monday to Friday."""
    if not said.edition or not isinstance(said.start, dt.date) or said.start.weekday() < 5:
        return ()
    day = ("Saturday", "Sunday")[said.start.weekday() - 5]
    message = f"the inspection begins on a {day}, {in_words(said.start)}"
    return [Breach("start", message, "Monday to Friday", value=said.start.isoformat())]


def _today() -> dt.date:
    return dt.date.today()


@record_rule("dates.in-the-future", Severity.WARNING, CALENDAR, reads=("known_day",))
def in_the_future(said: Details) -> Iterable[Breach]:
    """An inspection that has been judged or reported did not begin in the future."""
    today = _today()
    if not said.known_day or said.known_day[1] <= today:
        return ()
    key, day = said.known_day
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
def in_a_pause(said: Details) -> Iterable[Breach]:
    """No inspection begins while routine inspections are paused."""
    if not said.edition or not isinstance(said.start, dt.date):
        return
    for pause in said.edition.cycle.pauses:
        if pause.first.value <= said.start < pause.resumed.value:
            yield Breach(
                "start",
                f"the inspection begins on {in_words(said.start)}, while routine inspections were paused",
                f"before {in_words(pause.first.value)}, or from {in_words(pause.resumed.value)}",
                value=said.start.isoformat(),
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
def not_in_force(said: Details) -> Iterable[Breach]:
    """The edition was in force on the first day on site."""
    return _out_of_force(said, settled=True)


@record_rule(
    "edition.outside-observed-dates",
    Severity.WARNING,
    EDITION_DATES,
    reads=("edition", "start", "known_day"),
)
def outside_observed_dates(said: Details) -> Iterable[Breach]:
    """Where no source settles an edition's dates, the first day on site is within those reported."""
    return _out_of_force(said, settled=False)


def _out_of_force(said: Details, *, settled: bool) -> Iterator[Breach]:
    """How a record's day lies beyond a bound of its edition that is settled, or that is not.

    A report may follow the edition's last day: only the first day on site is held against that.
    """
    edition = said.edition
    if not edition or not said.known_day:
        return
    key, day = said.known_day
    if day < edition.starts.value:
        bound = edition.starts
    elif edition.ends and said.start and day > edition.ends.value:
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
    """True where a source lays the bound down, or what followed was certainly in force."""
    if edition.superseded and bound is edition.ends:
        return day >= edition.superseded.value
    said_by = bound.source.provenance
    return not (said_by.is_observed or said_by is Provenance.OTHERS)


@record_rule(
    "kind.time-on-site", Severity.WARNING, KINDS, reads=("edition", "kind", "start", "end")
)
def time_on_site(said: Details) -> Iterator[Breach]:
    """The time on site is one that real inspections of this kind took."""
    start, end = said.start, said.end
    kind = kind_facts(said.edition, said.kind) if said.edition else None
    if not kind or not isinstance(start, dt.date) or not end or end < start:
        return
    if (usual := kind.usual_time) and not kind.fits(start.toordinal(), end.toordinal()):
        yield Breach(
            "end",
            f"the time on site, {start} to {end}, does not fit a {kind.kind}",
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
def missing_judgement(said: Details) -> Iterator[Breach]:
    """Every judgement area of the edition is recorded; an error if the data is said to be complete."""
    if not said.edition or said.judgements is None:
        return
    kind = kind_facts(said.edition, said.kind)
    without = kind.leaves_out if kind else ()
    recorded = {*said.judgements, *said.unreadable, *without}
    for name, area in said.edition.areas.items():
        if name not in recorded:
            yield Breach(
                ("judgements", name),
                f"no judgement is recorded for {area}",
                "a grade, or not_judged where the report says so",
                source=area.source,
                severity=Severity.ERROR if said.complete else None,
            )


@record_rule(
    "judgements.not-of-this-kind",
    Severity.WARNING,
    OUR_INDUCTION,
    reads=("edition", "kind", "judgements"),
    held=(21, 21),
    counted_in=STATISTICS_2023,
)
def not_of_this_kind(said: Details) -> Iterator[Breach]:
    """An area that reports of this kind of inspection leave out has no grade."""
    kind = kind_facts(said.edition, said.kind) if said.edition else None
    if not said.edition or not kind or not said.judgements:
        return
    left_out = kind.leaves_out
    if left_out.keys() >= said.edition.areas.keys():
        return  # any one of the areas may be left out, and none of them always is
    for name in said.edition.areas:
        grade = said.judgements.get(name)
        if name in left_out and grade not in (None, NOT_JUDGED):
            yield Breach(
                ("judgements", name),
                f"{said.edition.areas[name]} is graded, but this is not part of a {kind.kind}",
                "no judgement of it",
                value=grade.value,
                source=left_out[name].source,
            )


@record_rule("authority.unknown-name", Severity.WARNING, AUTHORITIES, reads=("authority",))
def unknown_name(said: Details) -> Iterator[Breach]:
    """The authority's name is one that a local authority of England has had since 2009."""
    name = said.authority.name if said.authority else ""
    if name.strip() and not _named(name):
        try:
            find_authority(name)
        except UnknownAuthority as error:
            yield Breach(("authority", "name"), str(error), _AN_AUTHORITY, value=name)


@record_rule("authority.unknown-code", Severity.WARNING, AUTHORITIES, reads=("authority",))
def unknown_code(said: Details) -> Iterator[Breach]:
    """The authority's code is the ONS code of a local authority of England since 2009."""
    code = said.authority.code if said.authority else None
    if code is not None and not _coded(code):
        own = " or ".join(each.code for each in _named(_name(said)))
        message = (
            f"{code[:_SHOWN]!r} is not the ONS code of a local authority with children's services"
        )
        yield Breach(("authority", "code"), message, own or _AN_AUTHORITY, value=code)


@record_rule("authority.code-of-another", Severity.WARNING, AUTHORITIES, reads=("authority",))
def code_of_another(said: Details) -> Iterator[Breach]:
    """The authority's name and code belong to one authority."""
    code = said.authority.code if said.authority else None
    named, coded = _named(_name(said)), _coded(code) if code else None
    if named and coded and coded not in named:
        message = f"{code} is the code of {coded.name}, not of {_name(said)}"
        expected = " or ".join(each.code for each in named)
        yield Breach(("authority", "code"), message, expected, value=code)


@record_rule(
    "authority.not-existing",
    Severity.WARNING,
    AUTHORITIES,
    reads=("authority", "first_day", "end", "published"),
)
def not_existing(said: Details) -> Iterable[Breach]:
    """The authority existed on the first day on site."""
    authority = said.authority
    known = _with_dates(authority.name, authority.code) if authority else None
    if known is None:
        return ()
    day = said.first_day or said.end
    if day is None:  # the report may follow the authority's end, but not come before its beginning
        day = said.published
        if not day or not known.existed_from or day >= known.existed_from:
            return ()
    if known.exists_on(day):
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


_AN_AUTHORITY = "a local authority of England with children's services"
_SHOWN = 60
_BEFORE_AND_AFTER = (dt.date(2009, 4, 1), dt.date(2024, 4, 1))
"""Days before and after every reorganisation since 2009, to find each authority of one name."""


def _name(said: Details) -> str:
    return said.authority.name if said.authority else ""


@functools.lru_cache(maxsize=2048)
def _named(name: str) -> tuple[AuthorityProfile, ...]:
    """The authorities that have had a name: none, one, or several in turn."""
    found: list[AuthorityProfile] = []
    for day in _BEFORE_AND_AFTER:
        try:
            known = known_authority(find_authority(name, on=day))
        except UnknownAuthority:
            continue
        if known and known not in found:
            found.append(known)
    return tuple(found)


@functools.lru_cache(maxsize=2048)
def _coded(code: str) -> AuthorityProfile | None:
    return known_authority(LocalAuthority("", code))


@functools.lru_cache(maxsize=2048)
def _with_dates(name: str, code: str | None) -> AuthorityProfile | None:
    """The authority, where it began or ended after 2009."""
    known = known_authority(LocalAuthority(name, code))
    return known if known and (known.existed_from or known.existed_until) else None
