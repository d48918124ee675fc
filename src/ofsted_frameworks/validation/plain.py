"""Inspections and visits as records of plain data."""

from typing import Any, TypeGuard

from ofsted_frameworks.arguments import check
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.validation.record_format import SCHEMA_VERSION


def is_event(value: object) -> TypeGuard[AnyInspection | Visit]:
    """Return True for an inspection or a visit, False for a record of one."""
    return isinstance(value, Inspection | Visit)


def to_record(event: AnyInspection | Visit) -> dict[str, Any]:
    """Return an inspection or visit as a record of plain data, leaving out what is not recorded.

    >>> from ofsted_frameworks import datasets
    >>> to_record(datasets.hampshire()[2])["judgements"]["help_and_protection"]
    'outstanding'

    Raises:
        TypeError: If `event` is neither an inspection nor a visit.
    """
    check((Inspection, Visit), event, "to_record", "an Inspection or a Visit")
    if isinstance(event, Visit):
        own: dict[str, Any] = {"visit": event.kind.value}
    else:
        own = {"edition": event.edition.id, "kind": event.kind.value if event.kind else None}
    record = {
        "schema_version": SCHEMA_VERSION,
        "authority": _without_none({"name": event.authority.name, "code": event.authority.code}),
        **own,
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "published": event.published.isoformat() if event.published else None,
    }
    if isinstance(event, Visit):
        record["theme"] = event.theme or None
    else:
        judgements = event.judgements.items()
        record["judgements"] = {area.name: grade.value for area, grade in judgements if grade}
    record["source"] = event.source or None
    return _without_none(record)


def _without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}
