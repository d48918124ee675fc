"""Join what the sources print about each inspection and settle differences, for build_england.py."""

import datetime as dt
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from england_tables import VISITS, Observation

from ofsted_frameworks.frameworks import all_editions, framework_of
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import LocalAuthority

SCHEMA_VERSION = 1
DECISIONS = Path(__file__).with_name("england_decisions.toml")
ON_SITE = "days-on-site"
USUAL = "usual-time"

Value: TypeAlias = tuple[str, tuple[str, ...]]
"""A value as records write it, and the keys of its sources."""

NOTHING: Value = "", ()

# First days on site up to a day apart are the same inspection, and so are reports up to ten days apart:
# no two real inspections are that close.
_SAME_START = dt.timedelta(days=1)
_SAME_REPORT = dt.timedelta(days=10)
# The shortest, median and longest time from the first day on site to the report, in 271 ILACS inspections.
_SHORTEST, _USUAL_TIME, _LONGEST = (dt.timedelta(days=days) for days in (22, 52, 225))

# The area that a grade belongs to: the first of these that the edition has.
AREAS: Mapping[str, tuple[str, ...]] = {
    "overall": ("overall_effectiveness",),
    "leaders": (
        *("impact_of_leaders", "leadership_management_governance", "leadership_and_management"),
    ),
    "help": ("help_and_protection",),
    "care": (
        *("children_in_care", "children_in_care_and_care_leavers", "looked_after_and_permanence"),
    ),
    "leavers": ("care_leavers",),
    "adoption": ("adoption_performance",),
    "board": ("lscb_effectiveness",),
    "safeguarding": ("safeguarding_overall_effectiveness",),
    "looked_after": ("looked_after_overall_effectiveness",),
}
_AMBIGUOUS_EDITION = (
    "the sources print only the day of the report; the edition is the one in force 52 days before, the usual "
    "time between inspection and report"
)
_KIND_BY_LENGTH = (
    "no source prints the kind; short inspections take 5 working days and standard ones 10"
)


class Undecided(Exception):
    """The error for sources that differ, or a row that fits no inspection, with no decision on it."""


@attrs.frozen(kw_only=True)
class Difference:
    """A value that was set aside, or that needs a caution, with the reason."""

    authority: LocalAuthority
    edition: str
    date: dt.date
    field: str
    taken: str
    taken_from: tuple[str, ...]
    other: str
    other_from: tuple[str, ...]
    reason: str


@attrs.frozen(kw_only=True)
class Joined:
    """One inspection or visit as a record of the library, with the sources of each value."""

    record: Mapping[str, Any]
    sources: Mapping[str, tuple[str, ...]]
    differences: tuple[Difference, ...] = ()

    @property
    def order(self) -> tuple[str, str, str, str]:
        """The key to sort records by: the authority, then the day, then the content."""
        authority = self.record["authority"]
        day = self.record.get("start") or self.record["published"]
        return authority["name"], authority["code"], day, json.dumps(self.record)


def decisions() -> dict[str, Any]:
    """Return the decisions in england_decisions.toml."""
    return tomllib.loads(DECISIONS.read_text("utf-8"))


def join(observed: Iterable[Observation], own: Iterable[Mapping[str, Any]]) -> list[Joined]:
    """Return one record for each inspection and visit, from observations and the library's own records.

    Raises:
        Undecided: If no decision settles a difference; the message lists all of them.
    """
    decided = decisions()
    everything = list(observed)
    visits = [_visit(o) for o in everything if o.kind in VISITS]
    groups = _groups([o for o in everything if o.kind not in VISITS], decided["join"])
    settling = [_Settling(group, decided, tuple(own)) for group in groups]
    inspections = [each.joined() for each in settling]
    if undecided := [problem for each in settling for problem in each.undecided]:
        raise Undecided("\n".join(undecided))
    _check_all_used(decided)
    return sorted([*inspections, *visits], key=lambda each: each.order)


def _groups(observed: list[Observation], joins: list[dict[str, Any]]) -> list[list[Observation]]:
    """Return the observations of each inspection: those with the same first day on site or report."""
    by_authority: dict[LocalAuthority, list[list[Observation]]] = defaultdict(list)
    named = [(o, j) for o in observed for j in joins if _is_about(o, j)]
    left = [o for o in observed if all(o is not each for each, _ in named)]
    for one in sorted(left, key=lambda o: (o.source != "report", o.start is None)):
        fitting = [
            g for g in by_authority[one.authority] if any(_is_same_inspection(one, o) for o in g)
        ]
        if len(fitting) > 1:
            raise Undecided(f"{one} fits several inspections")
        if fitting:
            fitting[0].append(one)
        else:
            by_authority[one.authority].append([one])
    for one, decision in named:
        decision["used"] = True
        (group,) = [
            g
            for g in by_authority[one.authority]
            if any(decision["to"] in (o.start, o.published) for o in g)
        ]
        group.append(_keep_only(one, decision))
    groups = [group for each in by_authority.values() for group in each]
    if unknown := [group for group in groups if not any(o.framework for o in group)]:
        raise Undecided(f"rows that fit no inspection: {unknown}")
    return groups


def _is_about(one: Observation, decision: Mapping[str, Any]) -> bool:
    asked = decision["source"], decision["authority"], decision["date"]
    return asked == (one.source, one.authority.name, one.date)


def _keep_only(one: Observation, decision: Mapping[str, Any]) -> Observation:
    if "only" not in decision:
        return one
    grades = {what: one.grades[what] for what in decision["only"]}
    return attrs.evolve(one, kind="", start=None, end=None, published=None, grades=grades)


def _is_same_inspection(one: Observation, other: Observation) -> bool:
    if one.framework and other.framework and one.framework != other.framework:
        return False
    if one.start and other.start:
        return abs(one.start - other.start) <= _SAME_START
    if one.published and other.published:
        return abs(one.published - other.published) <= _SAME_REPORT
    return False


class _Settling:
    """An inspection whose values are being settled."""

    def __init__(
        self, group: list[Observation], decided: dict[str, Any], own: tuple[Mapping[str, Any], ...]
    ) -> None:
        self.group = group
        self.decided = decided
        self.authority = group[0].authority
        self.framework = next(o.framework for o in group if o.framework)
        self.own = [] if any(o.source == "report" for o in group) else self._own(own)
        self.found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in group:
            for field in ("start", "end", "published", "kind"):
                if value := getattr(one, field):
                    self.found[field][str(value)].append(one.source)
        self.first, self.last, self.reported = map(self._day, ("start", "end", "published"))
        self.date = self.first or self.reported
        self.edition = self._edition()
        for field, value, source in self._judgements():
            self.found[field][value].append(source)
        if "kind" not in self.found:
            self.found["kind"][self._kind_by_length()].append(ON_SITE)
        self.settled = {field: self._settled(field) for field in self.found}

    def _own(self, own: tuple[Mapping[str, Any], ...]) -> list[Mapping[str, Any]]:
        """Return the records of this inspection that ship with the library."""
        days = {str(day) for o in self.group for day in (o.start, o.published) if day}
        return [
            record
            for record in own
            if record["authority"]["code"] == self.authority.code
            and {record.get("start"), record.get("published")} & days
        ]

    @property
    def undecided(self) -> list[str]:
        """The fields on which sources differ without a decision."""
        return [
            f"{self.authority} {self.framework} {field}: {dict(self.found[field])}"
            for field in self.found
            if len(self._remaining(field)) != 1
        ]

    def joined(self) -> Joined:
        """Return the record with its sources and its differences."""
        return Joined(
            record=self._record(),
            sources={field: sources for field, (_, sources) in sorted(self.settled.items())},
            differences=(
                *self._set_aside(),
                *self._inferred_edition(),
                *self._inferred_kind(),
                *self._noted(),
            ),
        )

    def _day(self, field: str) -> dt.date | None:
        return dt.date.fromisoformat(self._settled(field)[0]) if field in self.found else None

    def _edition(self) -> Edition:
        """Return the edition in force on the first day on site, or the usual time before the report."""
        day = self.first or self._reported() - _USUAL_TIME
        several = _editions(self.framework)
        in_force = [edition for edition in several if edition.starts.value <= day]
        return in_force[-1] if in_force else several[0]

    def _reported(self) -> dt.date:
        assert self.reported is not None, self.group
        return self.reported

    def _judgements(self) -> Iterator[tuple[str, str, str]]:
        """Yield the field, the value and the source of each judgement that a source prints."""
        scale = self.edition.scale
        words = {grade.number: grade.value for grade in scale} | {0: "not_judged"}
        for one in self.group:
            for what, number in one.grades.items():
                area = next((name for name in AREAS[what] if name in self.edition.areas), None)
                if area is None:
                    raise Undecided(f"{self.edition} has no area for the grade {what!r} of {one}")
                yield f"judgements.{area}", words[number], one.source
        for extra in self._decided("extra"):
            for area, value in extra["judgements"].items():
                yield f"judgements.{area}", value, "report"
        for record in self.own:
            for area, value in record["judgements"].items():
                yield f"judgements.{area}", value, "hampshire"

    def _decided(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """Yield the decisions of one kind about this inspection, and mark them as used."""
        for decision in self.decided[kind]:
            if (decision["authority"], decision["date"]) == (self.authority.name, self.date):
                decision["used"] = True
                yield decision

    def _kind_by_length(self) -> str:
        assert self.first is not None, self.group
        assert self.last is not None, self.group
        span = range((self.last - self.first).days + 1)
        days = sum((self.first + dt.timedelta(days=n)).weekday() < 5 for n in span)
        kind = {5: "short", 10: "standard"}.get(days)
        if kind is None:
            raise Undecided(f"{self.authority} {self.first}: no kind takes {days} working days")
        return kind

    def _settled(self, field: str) -> Value:
        """Return the value taken, and its sources."""
        values = self.found[field]
        value = next(iter(self._remaining(field)), next(iter(values)))
        return value, tuple(dict.fromkeys(values[value]))

    def _remaining(self, field: str) -> list[str]:
        """Return the values of a field that no decision sets aside."""
        values = self.found[field]
        return [
            v
            for v, sources in values.items()
            if len(values) == 1 or not self._why_set_aside(field, sources)
        ]

    def _why_set_aside(self, field: str, sources: Iterable[str]) -> str:
        """Return why all sources of a value are set aside, or "" if one of them is not."""
        reasons = [self._reason(field, source) for source in dict.fromkeys(sources)]
        return "; ".join(dict.fromkeys(reasons)) if all(reasons) else ""

    def _reason(self, field: str, source: str) -> str:
        for decision in self.decided["set_aside"]:
            if (
                decision["source"] == source
                and decision["field"] in (field, field.partition(".")[0])
                and decision.get("authority", self.authority.name) == self.authority.name
                and decision.get("framework", self.framework) == self.framework
            ):
                decision["used"] = True
                return str(decision["reason"])
        return ""

    def _differ(self, field: str, taken: Value, other: Value, reason: str) -> Difference:
        assert self.date is not None, self.group
        return Difference(
            authority=self.authority,
            edition=self.edition.id,
            date=self.date,
            field=field,
            taken=taken[0],
            taken_from=taken[1],
            other=other[0],
            other_from=other[1],
            reason=reason,
        )

    def _set_aside(self) -> Iterator[Difference]:
        """Yield every value that was not taken."""
        for field, taken in self.settled.items():
            for other, sources in self.found[field].items():
                if other != taken[0]:
                    not_taken = other, tuple(dict.fromkeys(sources))
                    yield self._differ(field, taken, not_taken, self._why_set_aside(field, sources))

    def _inferred_edition(self) -> Iterator[Difference]:
        """Yield the other edition it could belong to, if only the day of the report is known."""
        if self.first:
            return
        began, ended = self._reported() - _LONGEST, self._reported() - _SHORTEST
        for other in _editions(self.framework):
            last = other.ends.value if other.ends else dt.date.max
            if other is not self.edition and other.starts.value <= ended and began <= last:
                taken = self.edition.id, (USUAL,)
                yield self._differ("edition", taken, (other.id, ()), _AMBIGUOUS_EDITION)

    def _inferred_kind(self) -> Iterator[Difference]:
        if self.settled["kind"][1] == (ON_SITE,):
            yield self._differ("kind", self.settled["kind"], NOTHING, _KIND_BY_LENGTH)

    def _noted(self) -> Iterator[Difference]:
        for note in self._decided("note"):
            taken = self.settled.get(note["field"], NOTHING)
            other = note["value"], (note["source"],)
            yield self._differ(note["field"], taken, other, note["reason"])

    def _record(self) -> dict[str, Any]:
        values = {field: value for field, (value, _) in self.settled.items()}
        return {
            "schema_version": SCHEMA_VERSION,
            "authority": {"name": self.authority.name, "code": self.authority.code},
            "edition": self.edition.id,
            "kind": values["kind"],
            **{f: values[f] for f in ("start", "end", "published") if f in values},
            "judgements": {
                area: values[f"judgements.{area}"]
                for area in self.edition.areas
                if f"judgements.{area}" in values
            },
        }


def _editions(framework: str) -> list[Edition]:
    return [edition for edition in all_editions() if framework_of(edition).id == framework]


def _visit(one: Observation) -> Joined:
    days = {f: str(day) for f in ("start", "published") if (day := getattr(one, f))}
    theme = {"theme": one.theme} if one.theme else {}
    record = {
        "schema_version": SCHEMA_VERSION,
        "authority": {"name": one.authority.name, "code": one.authority.code},
        "visit": one.kind,
        **days,
        **theme,
    }
    fields = ("kind", *days, *theme)
    return Joined(record=record, sources=dict.fromkeys(fields, (one.source,)))


def _check_all_used(decided: Mapping[str, Any]) -> None:
    stale = [
        d
        for kind in ("join", "set_aside", "note", "extra")
        for d in decided[kind]
        if "used" not in d
    ]
    if stale:
        raise Undecided(f"decisions that are not needed: {stale}")
