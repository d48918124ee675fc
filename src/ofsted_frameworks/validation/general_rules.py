"""The rules about the form of records and of files of records.

The JSON Schema makes the same demands as the rules with ids that begin with `record.`.
"""

from ofsted_frameworks.documents import STATISTICS_2023
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.rules import Rule, declare
from ofsted_frameworks.sources import Provenance, Source

RECORD_FORMAT = Source("ofsted-frameworks: the record format, version 1", Provenance.OURS)


def _form(id: str, summary: str) -> Rule:
    return declare(f"record.{id}", Severity.ERROR, summary, RECORD_FORMAT)


def _file(id: str, summary: str) -> Rule:
    return declare(f"file.{id}", Severity.ERROR, summary, RECORD_FORMAT)


NOT_AN_OBJECT = _form("not-an-object", "A record is an object.")
MISSING_KEY = _form("missing-key", "A record has every required key.")
UNKNOWN_KEY = _form("unknown-key", "A record has only the keys of the format.")
WRONG_TYPE = _form("wrong-type", "A value has the type that the format gives it.")
UNSUPPORTED_VERSION = _form(
    "unsupported-version", "The schema version is one that this release can read."
)
BLANK_NAME = _form("blank-name", "An authority's name is not blank.")
UNKNOWN_EDITION = _form("unknown-edition", "The edition is the id of a known edition.")
UNKNOWN_KIND = _form("unknown-kind", "The kind is a kind of inspection.")
KIND_OF_OTHER_FRAMEWORK = _form(
    "kind-of-other-framework", "The kind exists under the edition's framework."
)
UNKNOWN_VISIT = _form("unknown-visit", "The visit is a kind of visit.")
IMPOSSIBLE_DATE = _form(
    "impossible-date", "A date is a day of the calendar, written like 2019-04-29."
)
UNKNOWN_AREA = _form("unknown-area", "A judgement's key is the name of a judgement area.")
AREA_OF_OTHER_EDITION = _form(
    "area-of-other-edition", "A judgement is for an area that the edition has."
)
UNKNOWN_GRADE = _form("unknown-grade", "A judgement is the key of a grade, or not_judged.")
GRADE_OF_OTHER_FRAMEWORK = _form(
    "grade-of-other-framework", "A grade belongs to the edition's own scale."
)
NOT_UNICODE = declare(
    "text.not-unicode",
    Severity.ERROR,
    "A string does not contain half a surrogate pair.",
    RECORD_FORMAT,
)
LATER_WORDS = declare(
    "judgements.later-words",
    Severity.WARNING,
    "A grade is in its own framework's words, not in the later words of Ofsted's tables.",
    STATISTICS_2023,
)

NOT_JSON = _file("not-json", "Each line of JSON Lines is one JSON value.")
NOT_TEXT = _file("not-text", "A file is text in UTF-8.")
TOO_LONG = _file("too-long", "A line is no longer than the limit, 12 million bytes unless raised.")
DUPLICATE_KEY = _file("duplicate-key", "No key is repeated in an object.")
UNKNOWN_COLUMN = _file("unknown-column", "Each column is a field of the record.")
WRONG_CELLS = _file("wrong-cells", "A row is quoted correctly and has a cell for each column.")
