"""Every published graded inspection of children's services in England since 2009, with sources."""

import csv
import datetime as dt
import functools
import gzip
import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from ofsted_frameworks.arguments import check
from ofsted_frameworks.authorities import find_authority, get_profile
from ofsted_frameworks.datasets.description import DATA, known_to
from ofsted_frameworks.datasets.origins_of_england import SHEETS
from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.serialization import from_dict
from ofsted_frameworks.sources import Provenance, Source


@attrs.frozen(kw_only=True)
class SettledDifference:
    """A value in `england()` that sources disagree on: what was taken, and why.

    `field` is the field of the record, such as `"published"` or `"judgements.care_leavers"`. `taken` and
    `other` are values as written in records. `other` is empty if no source contradicts the value, but it
    was inferred or needs a caution.
    """

    authority: LocalAuthority
    edition: str
    date: dt.date
    field: str
    taken: str
    taken_from: str
    other: str
    other_from: str
    reason: str

    def __str__(self) -> str:
        taken = f"{self.taken} ({_list_keys(self.taken_from)})" if self.taken else "not recorded"
        source = f" ({_list_keys(self.other_from)})" if self.other_from else ""
        other = f", not {self.other}{source}" if self.other else ""
        return f"{self.authority}, {self.date}, {self.field}: {taken}{other}: {self.reason}"


def _list_keys(sources: str) -> str:
    """Return the keys of sources with commas between them; a source described in words is kept."""
    keys = sources.split()
    return ", ".join(keys) if {*keys} <= {*SHEETS, "report"} else sources


def england() -> Panel:
    """Return every published graded inspection since 2009, with the visits that Ofsted's tables list.

    >>> panel = england()
    >>> panel
    <Panel: 714 inspections of 158 authorities>
    >>> panel.known_to
    datetime.date(2026, 8, 20)
    >>> panel.latest("2025-03-31", published_by="2025-06-30").distribution("overall_effectiveness").by_number
    (36, 67, 31, 19)

    The inspections are those under SLAC, CPI, TLAC, SIF and ILACS, including re-inspections. The data stops
    at `known_to`. It has visits only for the years to March 2022, 2023 and 2025.
    """
    return _panel()


@functools.cache
def _panel() -> Panel:
    events = [from_dict(record) for record in _records()]
    return Panel(
        [event for event in events if isinstance(event, Inspection)],
        [event for event in events if isinstance(event, Visit)],
        known_to=known_to(),
    )


class NotInDataSet(OfstedFrameworksError, LookupError):
    """An inspection or visit that is not in the data on England."""


def value_sources(event: AnyInspection | Visit) -> Mapping[str, tuple[Source, ...]]:
    """Return the documents behind each value of an inspection or visit of `england()`.

    >>> first = england().filter(authority="Norfolk", framework="sif").inspections[0]
    >>> for source in value_sources(first)["published"]:
    ...     print(source)
    Ofsted's report on Norfolk (2015-10-19)
    Children's social care data in England 2022: underlying data (2022-07-07), sheet LA_inspections_2009-2022
    Children's social care data in England 2023: underlying data (2023-07-06), sheet LA_inspections_2009-2023

    The keys are fields such as `"start"` and `"judgements.care_leavers"`.

    Raises:
        NotInDataSet: If the inspection or visit is not in the data set.
    """
    check((Inspection, Visit), event, "value_sources", "an inspection or visit of england()")
    found = _sources_by_event().get(_key(event))
    if found is None:
        raise NotInDataSet(f"{event} is not in england()")
    return MappingProxyType(
        {
            field: tuple(_source(key, event) for key in keys.split())
            for keys, fields in found.items()
            for field in fields
        }
    )


def settled_differences() -> tuple[SettledDifference, ...]:
    """Return every value that was inferred or that sources disagree on: what was taken, and why.

    >>> for each in settled_differences():
    ...     if each.authority.name == "Bury" and each.other:
    ...         print(each.field, each.taken, each.other)
    judgements.children_in_care_and_care_leavers requires_improvement inadequate
    judgements.help_and_protection inadequate requires_improvement
    published 2021-12-17 2021-12-16
    """
    return _differences()


@functools.cache
def _differences() -> tuple[SettledDifference, ...]:
    text = (DATA / "england-differences.csv").read_text("utf-8")
    return tuple(
        SettledDifference(
            authority=find_authority(row.pop("code"), on=dt.date.fromisoformat(row["date"])),
            date=dt.date.fromisoformat(row.pop("date")),
            **{field: value for field, value in row.items() if field != "authority"},
        )
        for row in csv.DictReader(text.splitlines())
    )


def _lines(file: str) -> Iterator[Any]:
    text = gzip.decompress((DATA / file).read_bytes()).decode("utf-8")
    return map(json.loads, text.splitlines())


def _records() -> Iterator[dict[str, Any]]:
    return _lines("england.jsonl.gz")


def _key(event: AnyInspection | Visit) -> tuple[object, ...]:
    what = event.kind if isinstance(event, Visit) else event.edition.id
    return event.authority.code, what, event.start, event.published


@functools.cache
def _sources_by_event() -> Mapping[tuple[object, ...], Mapping[str, list[str]]]:
    events = (from_dict(record) for record in _records())
    return dict(zip(map(_key, events), _lines("england-values.jsonl.gz"), strict=True))


def _source(key: str, event: AnyInspection | Visit) -> Source:
    if key != "report":
        return SHEETS[key]
    published = event.published.isoformat() if event.published else ""
    title = f"Ofsted's report on {event.authority}"
    return Source(title, Provenance.REPORTS, date=published, url=get_profile(event.authority).url)
