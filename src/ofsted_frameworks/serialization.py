"""Inspections and visits to plain data and back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ofsted_frameworks.frameworks import edition
from ofsted_frameworks.frameworks.base import Kind, VisitKind
from ofsted_frameworks.grades import NOT_JUDGED
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Month, Visit

SCHEMA_VERSION = 1


def to_dict(event: AnyInspection | Visit) -> dict[str, Any]:
    """An inspection or visit as plain data, without what is not recorded."""
    if isinstance(event, Visit):
        own: dict[str, Any] = {"visit": event.kind.key}
    else:
        own = {"edition": event.edition.id, "kind": event.kind.key if event.kind else None}
    record = {
        "schema_version": SCHEMA_VERSION,
        "authority": {"name": event.authority.name, "code": event.authority.code},
        **own,
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "published": event.published.isoformat() if event.published else None,
    }
    if isinstance(event, Visit):
        record["theme"] = event.theme or None
    else:
        record["judgements"] = {
            area.name: grade.key for area, grade in event.judgements.items() if grade is not None
        }
    record["source"] = event.source or None
    return {key: value for key, value in record.items() if value is not None}


def from_dict(record: Mapping[str, Any]) -> AnyInspection | Visit:
    """The inspection or visit that a record of plain data says."""
    common: dict[str, Any] = {
        "authority": LocalAuthority(record["authority"]["name"], record["authority"].get("code")),
        "end": _day(record.get("end")),
        "published": _day(record.get("published")),
        "source": record.get("source") or "",
    }
    if "visit" in record:
        return Visit(
            kind=VisitKind[record["visit"].upper()],
            start=_day_or_month(record.get("start")),
            theme=record.get("theme") or "",
            **common,
        )
    its = edition(record["edition"])
    judgements = {
        name: NOT_JUDGED if key == NOT_JUDGED.key else its.scale[key.upper()]
        for name, key in record["judgements"].items()
        if key is not None
    }
    return Inspection(
        judgements=its.judgements(**judgements),
        kind=Kind[record["kind"].upper()] if record.get("kind") else None,
        start=_day(record.get("start")),
        **common,
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _day_or_month(text: str | None) -> dt.date | Month | None:
    if text and len(text) == len("2018-10"):
        return Month(*map(int, text.split("-")))
    return _day(text)
