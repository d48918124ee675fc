"""Make mixed records of every edition and of visits, some with a planted fault at a known path."""

import datetime as dt
import itertools
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ofsted_frameworks.authorities import list_authorities

Record = dict[str, Any]
FaultPath = tuple[str, ...]

OUTSTANDING, GOOD, INADEQUATE = "outstanding", "good", "inadequate"
ADEQUATE, REQUIRES_IMPROVEMENT = "adequate", "requires_improvement"

SLAC_2009 = [
    "safeguarding_overall_effectiveness",
    "safeguarding_capacity_for_improvement",
    "safeguarding_children_are_safe",
    "safeguarding_children_feel_safe",
    "safeguarding_contribution_of_health_agencies",
    "looked_after_overall_effectiveness",
    "looked_after_capacity_for_improvement",
    "looked_after_being_healthy",
    "looked_after_staying_safe",
    "looked_after_enjoying_and_achieving",
    "looked_after_making_a_positive_contribution",
    "looked_after_economic_well_being",
]
SLAC_2010 = [
    "safeguarding_overall_effectiveness",
    "safeguarding_capacity_for_improvement",
    "safeguarding_children_are_safe_and_feel_safe",
    "safeguarding_quality_of_provision",
    "safeguarding_contribution_of_health_agencies",
    "safeguarding_ambition_and_prioritisation",
    "safeguarding_leadership_and_management",
    "safeguarding_performance_management",
    "safeguarding_partnership_working",
    "safeguarding_equality_and_diversity",
    "looked_after_overall_effectiveness",
    "looked_after_capacity_for_improvement",
    "looked_after_being_healthy",
    "looked_after_staying_safe",
    "looked_after_enjoying_and_achieving",
    "looked_after_making_a_positive_contribution",
    "looked_after_economic_well_being",
    "looked_after_quality_of_provision",
    "looked_after_ambition_and_prioritisation",
    "looked_after_leadership_and_management",
    "looked_after_performance_management",
    "looked_after_equality_and_diversity",
]
CPI = [
    "overall_effectiveness",
    "effectiveness_of_help_and_protection",
    "quality_of_practice",
    "leadership_and_governance",
]
TLAC = [
    "overall_effectiveness",
    "capacity_to_improve",
    "outcomes_for_looked_after_children",
    "quality_of_provision",
    "leadership_and_management",
]
SIF = [
    "overall_effectiveness",
    "help_and_protection",
    "looked_after_and_permanence",
    "adoption_performance",
    "care_leavers",
    "leadership_management_governance",
    "lscb_effectiveness",
]
ILACS_2018 = [
    "impact_of_leaders",
    "help_and_protection",
    "children_in_care_and_care_leavers",
    "overall_effectiveness",
]
ILACS_2026 = ["impact_of_leaders", "help_and_protection", "children_in_care", "care_leavers"]
ILACS_2023 = [*ILACS_2026, "overall_effectiveness"]


class Shape(NamedTuple):
    """An edition's first and last day, its kinds with their calendar days on site, and its areas."""

    first: str
    last: str
    kinds: dict[str, int]
    areas: list[str]


SHAPES = {
    "slac-2009": Shape("2009-04-06", "2010-09-13", {"full": 12}, SLAC_2009),
    "slac-2010": Shape("2010-10-04", "2012-08-06", {"full": 12}, SLAC_2010),
    "cpi-2012": Shape("2012-06-04", "2013-08-05", {"full": 10}, CPI),
    "tlac-2013": Shape("2013-06-24", "2013-07-22", {"full": 5}, TLAC),
    "sif-2013": Shape("2013-11-18", "2017-11-06", {"full": 24}, SIF),
    "ilacs-2018": Shape("2018-01-29", "2022-12-05", {"short": 5, "standard": 12}, ILACS_2018),
    "ilacs-2023": Shape("2023-01-23", "2026-03-02", {"short": 5, "standard": 12}, ILACS_2023),
    "ilacs-2026": Shape("2026-04-27", "2026-10-05", {"short": 5, "standard": 12}, ILACS_2026),
}
# Most of the records in use are of SIF and ILACS inspections.
WEIGHTS = [4, 6, 4, 2, 20, 25, 25, 4]
VISITS = ("focused", "monitoring", "jtai", "unannounced_cra")
# The authorities that have existed throughout since 2009.
AUTHORITIES = [
    (authority.name, authority.code or "")
    for authority in list_authorities(on=dt.date(2009, 4, 1))
    if authority in list_authorities(on=dt.date(2026, 4, 1))
]
PAUSED = dt.date(2020, 3, 9), dt.date(2021, 6, 28)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moved(record: Record, days: int) -> Record:
    dates = {
        key: (day(record[key]) + dt.timedelta(days)).isoformat()
        for key in ("start", "end", "published")
    }
    return record | dates


def record_of(dice: random.Random) -> Record:
    if dice.random() < 0.1:
        return visit(dice)
    return inspection(dice, dice.choices(list(SHAPES), WEIGHTS)[0])


def visit(dice: random.Random) -> Record:
    name, code = dice.choice(AUTHORITIES)
    start = day("2018-02-06") + dt.timedelta(dice.randrange(3000))
    return {
        "schema_version": 1,
        "authority": {"name": name, "code": code},
        "visit": dice.choice(VISITS),
        "start": start.isoformat(),
        "end": (start + dt.timedelta(1)).isoformat(),
        "published": (start + dt.timedelta(30)).isoformat(),
        "theme": "Front door",
        "source": "made up for a benchmark",
    }


def inspection(dice: random.Random, edition: str) -> Record:
    shape = SHAPES[edition]
    name, code = dice.choice(AUTHORITIES)
    kind, days = dice.choice(list(shape.kinds.items()))
    mondays = (day(shape.last) - day(shape.first)).days // 7 + 1
    start = day(shape.first) + dt.timedelta(7 * dice.randrange(mondays))
    if PAUSED[0] < start < PAUSED[1]:
        start -= dt.timedelta(7 * 70)
    end = start + dt.timedelta(days - 1)
    return {
        "schema_version": 1,
        "authority": {"name": name, "code": code},
        "edition": edition,
        "kind": kind,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "published": (end + dt.timedelta(dice.randrange(30, 60))).isoformat(),
        "judgements": judgements(dice, edition, shape.areas),
        "source": "made up for a benchmark",
    }


def judgements(dice: random.Random, edition: str, areas: list[str]) -> dict[str, str]:
    """Return grades that go together as in real inspections: all the same but for one area."""
    third = REQUIRES_IMPROVEMENT if edition.startswith(("sif", "ilacs")) else ADEQUATE
    scale = [OUTSTANDING, GOOD, third, INADEQUATE]
    most = dice.choices(scale, [15, 45, 30, 10])[0]
    grades = dict.fromkeys(areas, most)
    near = {OUTSTANDING: GOOD, GOOD: third, third: GOOD, INADEQUATE: third}[most]
    grades["help_and_protection" if "help_and_protection" in areas else areas[-1]] = near
    if edition == "sif-2013":
        grades["lscb_effectiveness"] = dice.choice(scale)
        grades["adoption_performance"] = dice.choice([GOOD, third, "not_judged"])
    return grades


def put(*path: str, value: Any) -> Callable[[Record], Record]:
    def fault(record: Record) -> Record:
        inner = record
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value
        return record

    return fault


def leave_out(*path: str) -> Callable[[Record], Record]:
    def fault(record: Record) -> Record:
        inner = record
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]
        return record

    return fault


def judged(**grades: str) -> Callable[[Record], Record]:
    def fault(record: Record) -> Record:
        record["judgements"] |= grades
        return record

    return fault


def judged_anew(**grades: str) -> Callable[[Record], Record]:
    def fault(record: Record) -> Record:
        record["judgements"] = dict.fromkeys(record["judgements"], GOOD) | grades
        return record

    return fault


class Fault(NamedTuple):
    """A way to spoil a record of one edition, and the path where it is then wrong."""

    edition: str
    path: FaultPath
    spoil: Callable[[Record], Record]


LEADERS = ("judgements", "impact_of_leaders")
OVERALL = ("judgements", "overall_effectiveness")
FAULTS: dict[str, Fault] = {
    "no authority": Fault("ilacs-2023", ("authority",), leave_out("authority")),
    "no name": Fault("sif-2013", ("authority", "name"), leave_out("authority", "name")),
    "no version": Fault("sif-2013", ("schema_version",), leave_out("schema_version")),
    "version in words": Fault("sif-2013", ("schema_version",), put("schema_version", value="1")),
    "unknown key": Fault("ilacs-2018", ("inspector",), put("inspector", value="A. N. Other")),
    "unknown edition": Fault("ilacs-2018", ("edition",), put("edition", value="ilacs-2019")),
    "unknown kind": Fault("ilacs-2018", ("kind",), put("kind", value="brief")),
    "kind of others": Fault("sif-2013", ("kind",), put("kind", value="short")),
    "impossible day": Fault("ilacs-2023", ("published",), put("published", value="2024-02-30")),
    "British day": Fault("ilacs-2023", ("published",), put("published", value="23/07/2024")),
    "number for a day": Fault("ilacs-2023", ("end",), put("end", value=45453)),
    "end before start": Fault("sif-2013", ("end",), lambda r: r | {"end": "2013-11-01"}),
    "early report": Fault("sif-2013", ("published",), lambda r: r | {"published": r["start"]}),
    "too early": Fault("ilacs-2026", ("start",), lambda r: moved(r, -364)),
    "number for a grade": Fault("ilacs-2023", LEADERS, put(*LEADERS, value=2.0)),
    "grade of others": Fault("ilacs-2018", LEADERS, put(*LEADERS, value=ADEQUATE)),
    "unknown area": Fault("sif-2013", ("judgements", "safety"), judged(safety=GOOD)),
    "area of others": Fault(
        "ilacs-2018", ("judgements", "care_leavers"), judged(care_leavers=GOOD)
    ),
    "limited overall": Fault("sif-2013", OVERALL, judged_anew(help_and_protection=INADEQUATE)),
    "overall alone": Fault("ilacs-2023", OVERALL, judged_anew(overall_effectiveness=INADEQUATE)),
}


def write(path: Path, number: int, share: float = 0.01, seed: int = 0) -> dict[int, FaultPath]:
    """Write a number of records as JSON Lines, and return the path of each planted fault by line."""
    planted: dict[int, FaultPath] = {}
    with path.open("w", encoding="utf-8") as file:
        for line, (record, fault) in enumerate(records(number, share, seed), start=1):
            if fault:
                planted[line] = fault
            file.write(json.dumps(record) + "\n")
    return planted


def records(number: int, share: float, seed: int) -> Iterator[tuple[Record, FaultPath | None]]:
    dice, faults = random.Random(seed), itertools.cycle(FAULTS.values())
    for n in range(number):
        if share and n % round(1 / share) == 0:
            fault = next(faults)
            yield fault.spoil(inspection(dice, fault.edition)), fault.path
        else:
            yield record_of(dice), None
