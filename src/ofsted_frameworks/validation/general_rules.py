"""The rules that every record is held to, whatever its edition; an edition's own are in its file.

Rules whose id begins with `record.` are about the form of a record: what the JSON Schema says too.
"""

from ofsted_frameworks.documents import STATISTICS_2023, STATISTICS_2025
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.rules import Rule, declare
from ofsted_frameworks.sources import Provenance, Source

RECORD_FORMAT = Source("ofsted-frameworks: the record format, version 1", Provenance.OURS)
CALENDAR = Source("ofsted-frameworks: what the dates mean", Provenance.OURS)
EDITION_DATES = Source("ofsted-frameworks: the dates of the edition", Provenance.OURS)
KINDS = Source("ofsted-frameworks: the kinds of inspection of the framework", Provenance.OURS)
AREAS = Source("ofsted-frameworks: the judgement areas of the edition", Provenance.OURS)
PUBLICATION = Source(
    "ILACS reports, 2018 to August 2026",
    Provenance.REPORTS,
    where="dates on the front pages",
)


def _form(id: str, summary: str) -> Rule:
    return declare(f"record.{id}", Severity.ERROR, summary, RECORD_FORMAT)


def _file(id: str, summary: str) -> Rule:
    return declare(f"file.{id}", Severity.ERROR, summary, RECORD_FORMAT)


NOT_AN_OBJECT = _form("not-an-object", "A record is an object.")
MISSING_KEY = _form("missing-key", "A record has every key that it needs.")
UNKNOWN_KEY = _form("unknown-key", "A record has no other keys than those of the format.")
WRONG_TYPE = _form("wrong-type", "A value has the type that the format gives it.")
UNSUPPORTED_VERSION = _form("unsupported-version", "The schema version is one that is known here.")
BLANK_NAME = _form("blank-name", "An authority's name is not blank.")
UNKNOWN_EDITION = _form("unknown-edition", "The edition is the id of an edition.")
UNKNOWN_KIND = _form("unknown-kind", "The kind is a kind of inspection.")
KIND_OF_OTHER_FRAMEWORK = _form(
    "kind-of-other-framework", "The kind is one that the edition's framework has."
)
UNKNOWN_VISIT = _form("unknown-visit", "The visit is a kind of visit.")
IMPOSSIBLE_DATE = _form("impossible-date", "A date is a day of the calendar, as in 2019-04-29.")
UNKNOWN_AREA = _form("unknown-area", "A judgement's key is the name of a judgement area.")
AREA_OF_OTHER_EDITION = _form(
    "area-of-other-edition", "A judgement is of an area that the edition has."
)
UNKNOWN_GRADE = _form("unknown-grade", "A judgement is the key of a grade, or not_judged.")
GRADE_OF_OTHER_FRAMEWORK = _form(
    "grade-of-other-framework", "A grade is one of the edition's own scale."
)

END_BEFORE_START = declare(
    id="dates.end-before-start",
    severity=Severity.ERROR,
    summary="The last day on site is not before the first.",
    source=CALENDAR,
)
PUBLISHED_BEFORE_END = declare(
    id="dates.published-before-end",
    severity=Severity.ERROR,
    summary="A report is not published before the last day on site.",
    source=PUBLICATION,
    held=(317, 317),
    counted_in=PUBLICATION,
)
NOT_IN_FORCE = declare(
    id="edition.not-in-force",
    severity=Severity.ERROR,
    summary="The edition was in force on the first day on site.",
    source=EDITION_DATES,
)
OUTSIDE_OBSERVED_DATES = declare(
    id="edition.outside-observed-dates",
    severity=Severity.WARNING,
    summary="Where no source settles an edition's dates, the first day on site is within those seen or told.",
    source=EDITION_DATES,
)
TIME_ON_SITE = declare(
    id="kind.time-on-site",
    severity=Severity.WARNING,
    summary="The time on site is what this kind of inspection usually takes.",
    source=KINDS,
)
MISSING_JUDGEMENT = declare(
    id="judgements.missing",
    severity=Severity.WARNING,
    summary="Every judgement area of the edition is recorded; an error where the data is complete.",
    source=AREAS,
)
LATER_WORDS = declare(
    id="judgements.later-words",
    severity=Severity.WARNING,
    summary="A grade is in its own framework's words, not in those that Ofsted's tables put for it.",
    source=STATISTICS_2023,
)

SAME_DAY = declare(
    id="history.same-day",
    severity=Severity.ERROR,
    summary="No two inspections of one authority begin on the same day.",
    source=STATISTICS_2025,
    held=(271, 271),
    counted_in=STATISTICS_2025,
)
AFTER_ITS_SUCCESSOR = declare(
    id="history.edition-after-successor",
    severity=Severity.ERROR,
    summary="No authority is inspected under an edition after it was under a later one.",
    source=STATISTICS_2023,
    held=(156, 156),
    counted_in=STATISTICS_2023,
)
SHORT_AFTER = declare(
    id="history.short-after",
    severity=Severity.WARNING,
    summary="An inspection is not short after overall was requires improvement or inadequate.",
    source=STATISTICS_2025,
    held=(56, 56),
    counted_in=STATISTICS_2025,
)

NOT_JSON = _file("not-json", "A line of JSON Lines is one JSON value.")
NOT_TEXT = _file("not-text", "A file is text in UTF-8.")
TOO_LONG = _file("too-long", "A line is no longer than 64 million bytes.")
DUPLICATE_KEY = _file("duplicate-key", "An object has each key once.")
UNKNOWN_COLUMN = _file("unknown-column", "A column is one of the record's.")
WRONG_CELLS = _file("wrong-cells", "A row is well quoted and has a cell for each column.")

GENERAL_RULES: tuple[Rule, ...] = tuple(
    rule for rule in list(globals().values()) if isinstance(rule, Rule)
)
