"""Valid records, for tests to spoil."""

import copy
from typing import Any

Record = dict[str, Any]

ILACS_2018: Record = {
    "schema_version": 1,
    "authority": {"name": "Hampshire", "code": "E10000014"},
    "edition": "ilacs-2018",
    "kind": "short",
    "start": "2019-04-29",
    "end": "2019-05-03",
    "published": "2019-06-11",
    "judgements": {
        "impact_of_leaders": "outstanding",
        "help_and_protection": "outstanding",
        "children_in_care_and_care_leavers": "outstanding",
        "overall_effectiveness": "outstanding",
    },
    "source": "the report",
}
ILACS_2023: Record = {
    "schema_version": 1,
    "authority": {"name": "Hampshire", "code": "E10000014"},
    "edition": "ilacs-2023",
    "kind": "short",
    "start": "2024-06-10",
    "end": "2024-06-14",
    "published": "2024-07-23",
    "judgements": {
        "impact_of_leaders": "outstanding",
        "help_and_protection": "outstanding",
        "children_in_care": "outstanding",
        "care_leavers": "good",
        "overall_effectiveness": "outstanding",
    },
    "source": "the report",
}
ILACS_2026: Record = {
    "schema_version": 1,
    "authority": {"name": "Brent"},
    "edition": "ilacs-2026",
    "kind": "short",
    "start": "2026-04-27",
    "end": "2026-05-01",
    "published": "2026-06-17",
    "judgements": {
        "impact_of_leaders": "good",
        "help_and_protection": "good",
        "children_in_care": "good",
        "care_leavers": "good",
    },
}
SIF: Record = {
    "schema_version": 1,
    "authority": {"name": "Hampshire", "code": "E10000014"},
    "edition": "sif-2013",
    "kind": "full",
    "start": "2014-02-18",
    "end": "2014-03-12",
    "published": "2014-04-22",
    "judgements": {
        "overall_effectiveness": "good",
        "help_and_protection": "good",
        "looked_after_and_permanence": "good",
        "adoption_performance": "outstanding",
        "care_leavers": "good",
        "leadership_management_governance": "outstanding",
        "lscb_effectiveness": "good",
    },
}
TLAC: Record = {
    "schema_version": 1,
    "authority": {"name": "Kent"},
    "edition": "tlac-2013",
    "kind": "full",
    "published": "2013-08-23",
    "judgements": {
        "overall_effectiveness": "adequate",
        "capacity_to_improve": "good",
        "outcomes_for_looked_after_children": "adequate",
        "quality_of_provision": "adequate",
        "leadership_and_management": "adequate",
    },
}
VISIT: Record = {
    "schema_version": 1,
    "authority": {"name": "Hampshire", "code": "E10000014"},
    "visit": "focused",
    "start": "2018-10",
    "theme": "Children subject to a child protection plan",
}
ABSENT = object()
"""Marks a key to leave out."""


def spoilt(record: Record, *path: str, value: Any) -> Record:
    """Return the record with another value at a path, or without the key if the value is `ABSENT`."""
    changed = copy.deepcopy(record)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    if value is ABSENT:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return changed


def judged(record: Record, **grades: Any) -> Record:
    """Return the record with other judgements, leaving out those that are `ABSENT`."""
    together = record["judgements"] | grades
    kept = {name: grade for name, grade in together.items() if grade is not ABSENT}
    return copy.deepcopy(record) | {"judgements": kept}
