"""The record format: the keys of a record, in order, and the value that each takes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.frameworks.base import Edition

SCHEMA_VERSION = 1
MOST_REPORTED = 100
"""How many keys of one object are reported one by one; the rest are counted."""

REQUIRED = frozenset({"schema_version", "authority", "edition", "visit", "judgements", "name"})
DATES = ("start", "end", "published")
INSPECTION_KEYS = ("schema_version", "authority", "edition", "kind", *DATES, "judgements", "source")
VISIT_KEYS = ("schema_version", "authority", "visit", *DATES, "theme", "source")
AUTHORITY_KEYS = ("name", "code")

DAY = "a date written as YYYY-MM-DD, for example 2025-03-31"
EXPECTED = {
    "schema_version": f"the number {SCHEMA_VERSION}",
    "authority": "an object with a name",
    "name": "a name that is not blank",
    "code": "a code such as E10000014",
    "edition": "the id of an edition",
    "visit": "a kind of visit",
    "kind": "a kind of inspection",
    "start": DAY,
    "end": DAY,
    "published": DAY,
    "judgements": "an object of grades by judgement area",
    "theme": "a string",
    "source": "a string",
}
A_GRADE = "the key of a grade, such as good"


def is_visit(record: Mapping[Any, Any]) -> bool:
    """Return True if a record is read as a visit: it has `visit`, or only the `theme` of a visit.

    A record with both `edition` and `judgements` is read as an inspection, whatever else it has.
    """
    if "visit" in record:
        return "edition" not in record or "judgements" not in record
    return "theme" in record and "edition" not in record and "judgements" not in record


def in_order(findings: Iterable[Finding], of_visit: bool, edition: Edition | None) -> list[Finding]:
    """Return findings in the order of the format's keys, with other keys last."""
    keys = VISIT_KEYS if of_visit else INSPECTION_KEYS
    areas = tuple(edition.areas) if edition else ()

    def place(finding: Finding) -> tuple[int, int]:
        first, second = (*finding.path, None, None)[:2]
        inner = areas if first == "judgements" and areas else AUTHORITY_KEYS
        return _index(keys, first), _index(inner, second)

    return sorted(findings, key=place)


def _index(keys: Sequence[str], key: object) -> int:
    if key is None:
        return -1
    return keys.index(key) if key in keys else len(keys)
