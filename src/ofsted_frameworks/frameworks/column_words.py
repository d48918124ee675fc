"""Words that tables print in headings and cells, whatever the framework, each with its source."""

from collections.abc import Mapping

import attrs

from ofsted_frameworks.documents import STATISTICS_2022, STATISTICS_2023, STATISTICS_2025
from ofsted_frameworks.frameworks.base import Wording
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.sources import Fact, Provenance, Source

IN_USE = Source("ofsted-frameworks: words in the tables that people keep", Provenance.OURS)
SCRAPE = Source(
    "data-to-insight, tables scraped from Ofsted's reports: headings, and words for what is missing",
    Provenance.OTHERS,
    date="2026",
)
SHEETS_2022 = attrs.evolve(
    STATISTICS_2022, where="sheets LA_level_at_31_Mar_2022 and LA_inspections_2009-2022"
)
GSS_SYMBOLS = Source(
    "Government Analysis Function: symbols in tables", Provenance.OTHERS, where="[x] and [z]"
)

AUTHORITY, CODE = "authority", "authority_code"
START, END, PUBLISHED, DATE, YEAR = "start", "end", "published", "date", "year"
KIND, EDITION, THEME, LINK = "kind", "edition", "theme", "link"


def _words(source: Source, *words: str) -> tuple[Fact[str], ...]:
    return tuple(Fact(each, source) for each in words)


FIELDS: Mapping[str, tuple[Fact[str], ...]] = {
    AUTHORITY: (
        *_words(STATISTICS_2025, "Local authority name"),
        *_words(STATISTICS_2023, "Local authority"),
        *_words(IN_USE, "Authority", "Authority name", "Council", "Council name", "LA", "LA name"),
        *_words(IN_USE, "Name of local authority", "Name of authority", "Local authority (LA)"),
    ),
    CODE: (
        *_words(STATISTICS_2025, "Local authority area code"),
        *_words(SCRAPE, "LA code", "URN"),
        *_words(IN_USE, "Area code", "Authority code", "Local authority code", "ONS code"),
        *_words(IN_USE, "DfE number", "DfE code", "DfE LA code", "DfE LA number", "LA number"),
        *_words(IN_USE, "Local authority number", "New LA code", "Old LA code", "Ofsted URN"),
        *_words(IN_USE, "GSS code", "CTYUA code", "Council code", "New code", "Old code"),
    ),
    START: (
        *_words(STATISTICS_2025, "Inspection date", "Inspection/Visit date"),
        *_words(SCRAPE, "Inspection start date"),
        *_words(IN_USE, "Date inspected", "Date of inspection", "Date of visit", "First day"),
        *_words(IN_USE, "First day on site", "Inspected", "Inspected on", "Inspection dates"),
        *_words(IN_USE, "Inspection start", "Last inspected", "Last inspection date", "Start"),
        *_words(IN_USE, "On site from", "Start date", "Date of last inspection", "Visit date"),
        *_words(IN_USE, "Dates of inspection", "Inspection date(s)", "Date(s) of inspection"),
        *_words(IN_USE, "Last inspection", "Date of latest inspection", "When inspected"),
        *_words(IN_USE, "Inspection date (start)", "Start date of inspection", "Date (inspection)"),
    ),
    END: (
        *_words(SCRAPE, "Inspection end date"),
        *_words(IN_USE, "End", "End date", "Inspection end", "Last day", "Last day on site"),
        *_words(IN_USE, "On site to", "Inspection date (end)", "End date of inspection"),
    ),
    PUBLISHED: (
        *_words(STATISTICS_2025, "Publication date"),
        *_words(IN_USE, "Date of publication", "Date of report", "Date published", "Published"),
        *_words(IN_USE, "First publication date", "Inspection publication date", "Report date"),
        *_words(IN_USE, "Published date", "Published on", "Report publication date"),
        *_words(IN_USE, "Report published", "Date report published", "Report publication"),
        *_words(IN_USE, "Date (publication)", "Date of publication of report", "Date (report)"),
    ),
    DATE: _words(IN_USE, "Date", "Date of"),
    YEAR: _words(IN_USE, "Year", "Year of inspection", "Inspection year", "Year inspected"),
    KIND: (
        *_words(STATISTICS_2025, "Inspection type", "Inspection/Visit type"),
        *_words(SCRAPE, "Inspection framework"),
        *_words(IN_USE, "Event type", "Framework", "Inspection event type", "Inspection kind"),
        *_words(IN_USE, "Kind", "Kind of inspection", "Type", "Type of inspection", "Visit type"),
    ),
    EDITION: _words(IN_USE, "Edition", "Framework edition"),
    THEME: (
        *_words(STATISTICS_2025, "Visit Theme"),
        *_words(IN_USE, "Theme", "Theme of visit"),
    ),
    LINK: (
        *_words(STATISTICS_2025, "Web link"),
        *_words(SCRAPE, "Inspection link"),
        *_words(IN_USE, "Link", "Link to report", "Report", "Report link", "Report URL", "URL"),
    ),
}
"""The headings of each field of a record, as printed. Only their words are compared."""

OVERALL = Wording(
    (
        "OE",
        "Overall",
        "Children's services",
        "Children's services Ofsted",
        "Children services",
        "Children services Ofsted",
        "Ofsted children's services",
        "Ofsted children services",
    ),
    source=IN_USE,
    area="overall_effectiveness",
)

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("1st", "2nd", "3rd", "4th", "5th", "6th"),
    *(f"inspection {number}" for number in range(1, 7)),
    *("latest", "most recent", "previous", "current", "last"),
    *("first inspection", "second inspection", "third inspection"),
    *("latest inspection", "most recent inspection", "previous inspection", "current inspection"),
)
"""Words that say which of an authority's inspections a column is about."""

KIND_WORDS: tuple[Wording, ...] = (
    Wording(("Reinspection",), source=IN_USE, kind=Kind.REINSPECTION),
    Wording(("LA Monitoring visit",), source=STATISTICS_2025, kind=VisitKind.MONITORING),
    Wording(("Focussed visit",), source=IN_USE, kind=VisitKind.FOCUSED),
)
"""Words for kinds of inspections and visits, in addition to their labels."""

NOT_JUDGED_WORDS = _words(STATISTICS_2023, "-")
NOT_YET_WORDS = (
    *_words(STATISTICS_2025, "Not yet inspected"),
    *_words(SHEETS_2022, "No full inspection"),
    *_words(IN_USE, "Awaiting first inspection", "Awaiting inspection", "Inspection pending"),
    *_words(IN_USE, "Never inspected", "No full inspection yet", "No inspection"),
    *_words(IN_USE, "No inspection to date", "No inspection yet", "No inspections", "None yet"),
    *_words(IN_USE, "Not inspected", "Not inspected yet", "To be inspected"),
    *_words(IN_USE, "Yet to be inspected", "Not yet had a full inspection", "Not yet judged"),
    *_words(IN_USE, "Not yet rated", "Not yet graded", "No report yet", "No rating yet"),
    *_words(IN_USE, "No previous inspection", "No ILACS inspection"),
)
NO_SUCH_JUDGEMENT_WORDS = (
    *_words(IN_USE, "Discontinued", "No longer graded", "No longer judged"),
    *_words(IN_USE, "No longer given", "No longer reported", "No overall grade"),
    *_words(IN_USE, "No overall judgement", "No such judgement", "Not applicable"),
    *_words(IN_USE, "Not in this framework", "Not part of framework", "Not reported"),
    *_words(IN_USE, "Not part of this framework", "Not part of the framework"),
    *_words(GSS_SYMBOLS, "[z]"),
)
UNREADABLE_WORDS = _words(SCRAPE, "Data unreadable")
NO_VALUE_WORDS = (
    *_words(IN_USE, "n/a", "na", "#n/a", "nan", "nat", "none", "null", "nil", ".", "..", ":"),
    *_words(IN_USE, "Not available", "Not known", "Unknown", "Not recorded", "Missing", "tbc"),
    *_words(GSS_SYMBOLS, "[x]"),
)
PROVIDER_HEADINGS = (
    *_words(STATISTICS_2023, "Provision type", "Registration status"),
    *_words(IN_USE, "Provider type", "Setting type"),
)
"""Headings of tables about providers and settings. Their judgements are not about local authorities."""
