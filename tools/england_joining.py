"""Join what the sources print about each inspection, and settle where they differ, for build_england.py."""

import datetime as dt
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
from england_tables import VISITS, Observation

from ofsted_frameworks.frameworks import all_editions, framework_of
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.inspection import LocalAuthority

SCHEMA_VERSION = 1
DECISIONS = Path(__file__).with_name("england_decisions.toml")
ON_SITE = "days-on-site"
USUAL = "usual-time"

# Dates a day apart are one first day on site, and ten days apart one report: nothing real is that close.
_SAME_START = dt.timedelta(days=1)
_SAME_REPORT = dt.timedelta(days=10)
# The median from the first day on site to the report, in 271 ILACS inspections.
_USUAL_TIME = dt.timedelta(days=52)

# Where a grade belongs: the first of these that is a judgement area of the edition.
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
    """Two sources differ, or a row fits nothing, and no decision says what to do."""


@attrs.frozen(kw_only=True)
class Difference:
    """A value that was set aside, or that deserves a word of caution, with the reason."""

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
        """What records are sorted by: the authority, then the day, then what it is."""
        authority = self.record["authority"]
        day = self.record.get("start") or self.record["published"]
        return authority["name"], authority["code"], day, json.dumps(self.record)


def decisions() -> dict[str, Any]:
    """Return the decisions that the file beside this one lists."""
    return tomllib.loads(DECISIONS.read_text("utf-8"))


def join(observed: Iterable[Observation], own: Iterable[Mapping[str, Any]]) -> list[Joined]:
    """Join observations, and records of the library's own, into one record for each inspection and visit.

    Raises `Undecided` with everything that no decision settles.
    """
    decided = decisions()
    everything = list(observed)
    visits = [_visit(o) for o in everything if o.kind in VISITS]
    groups = _groups([o for o in everything if o.kind not in VISITS], decided.get("join", ()))
    settling = [_Settling(group, decided, tuple(own)) for group in groups]
    inspections = [each.joined() for each in settling]
    if undecided := [problem for each in settling for problem in each.undecided]:
        raise Undecided("\n".join(undecided))
    _check_all_used(decided)
    return sorted([*inspections, *visits], key=lambda each: each.order)


def _groups(observed: list[Observation], joins: list[dict[str, Any]]) -> list[list[Observation]]:
    """The observations of each inspection: those with the same first day on site or report."""
    by_authority: dict[LocalAuthority, list[list[Observation]]] = defaultdict(list)
    named = [(o, j) for o in observed for j in joins if _is_about(o, j)]
    left = [o for o in observed if all(o is not each for each, _ in named)]
    for one in sorted(left, key=lambda o: (o.source != "report", o.start is None)):
        fitting = [g for g in by_authority[one.authority] if any(_same(one, o) for o in g)]
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
        group.append(_only(one, decision))
    groups = [group for each in by_authority.values() for group in each]
    if unknown := [group for group in groups if not any(o.framework for o in group)]:
        raise Undecided(f"rows of no known inspection: {unknown}")
    return groups


def _is_about(one: Observation, decision: Mapping[str, Any]) -> bool:
    asked = decision["source"], decision["authority"], decision["date"]
    return asked == (one.source, one.authority.name, one.date)


def _only(one: Observation, decision: Mapping[str, Any]) -> Observation:
    if "only" not in decision:
        return one
    grades = {what: one.grades[what] for what in decision["only"]}
    return attrs.evolve(one, kind="", start=None, end=None, published=None, grades=grades)


def _same(one: Observation, other: Observation) -> bool:
    if one.framework and other.framework and one.framework != other.framework:
        return False
    if one.start and other.start:
        return abs(one.start - other.start) <= _SAME_START
    if one.published and other.published:
        return abs(one.published - other.published) <= _SAME_REPORT
    return False


class _Settling:
    """One inspection while its values are settled."""

    def __init__(
        self, group: list[Observation], decided: dict[str, Any], own: tuple[Mapping[str, Any], ...]
    ) -> None:
        self.group = group
        self.decided = decided
        self.authority = group[0].authority
        self.framework = next(o.framework for o in group if o.framework)
        self.differences: list[Difference] = []
        self.undecided: list[str] = []
        self.own = [r for r in own if self._is_own(r)]

    def _is_own(self, record: Mapping[str, Any]) -> bool:
        days = {str(day) for o in self.group for day in (o.start, o.published) if day}
        same = {record.get("start"), record.get("published")} & days
        return record["authority"]["code"] == self.authority.code and bool(same)

    def joined(self) -> Joined:
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in self.group:
            for field, value in self._facts(one):
                found[field][value].append(one.source)
        dates: dict[str, tuple[str, tuple[str, ...]]] = {
            f: self._settle(f, found[f]) for f in ("start", "end", "published") if f in found
        }
        self.date = dt.date.fromisoformat(dates.get("start", dates["published"])[0])
        its = self._edition({field: value for field, (value, _) in dates.items()})
        self.edition = its.id
        for one in self.group:
            for field, value in self._judgements(one, its):
                found[field][value].append(one.source)
        for field, value, source in self._more(its):
            found[field][value].append(source)
        if "kind" not in found:
            found["kind"][self._kind_by_length(dates)].append(ON_SITE)
        settled = {field: self._settle(field, values) for field, values in found.items()}
        self._note_edition(its, settled)
        self._note(settled)
        return Joined(
            record=self._record(its, {field: value for field, (value, _) in settled.items()}),
            sources={field: sources for field, (_, sources) in sorted(settled.items())},
            differences=tuple(attrs.evolve(d, edition=its.id) for d in self.differences),
        )

    def _facts(self, one: Observation) -> Iterator[tuple[str, str]]:
        for field in ("start", "end", "published", "kind"):
            if value := getattr(one, field):
                yield field, str(value)

    def _judgements(self, one: Observation, its: Edition) -> Iterator[tuple[str, str]]:
        words = {grade.number: grade.value for grade in its.scale} | {0: "not_judged"}
        for what, number in one.grades.items():
            area = next((name for name in AREAS[what] if name in its.areas), None)
            if area is None:
                raise Undecided(f"{its} has no place for {what} of {one}")
            yield f"judgements.{area}", words[number]

    def _more(self, its: Edition) -> Iterator[tuple[str, str, str]]:
        """What the library's own records and the decisions add: judgements that no table has."""
        for extra in self.decided.get("extra", ()):
            if extra["authority"] == self.authority.name and extra["date"] == self.date:
                extra["used"] = True
                for area, value in extra["judgements"].items():
                    yield f"judgements.{area}", value, "report"
        for record in self.own:
            if record.get("edition") == its.id:
                for area, value in record["judgements"].items():
                    yield f"judgements.{area}", value, "hampshire"
                for field in ("start", "end", "published", "kind"):
                    if field in record:
                        yield field, record[field], "hampshire"

    def _edition(self, dates: Mapping[str, str]) -> Edition:
        day = dt.date.fromisoformat(dates.get("start") or dates["published"])
        if "start" not in dates:
            day -= _USUAL_TIME
        several = [its for its in all_editions() if framework_of(its).id == self.framework]
        in_force = [its for its in several if its.starts.value <= day]
        return in_force[-1] if in_force else several[0]

    def _kind_by_length(self, dates: Mapping[str, tuple[str, tuple[str, ...]]]) -> str:
        first, last = (dt.date.fromisoformat(dates[field][0]) for field in ("start", "end"))
        span = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        days = sum(day.weekday() < 5 for day in span)
        kind = {5: "short", 10: "standard"}.get(days)
        if kind is None:
            raise Undecided(f"{self.authority} {dates}: {days} working days are no known kind")
        self._differ("kind", (kind, (ON_SITE,)), "", (), _KIND_BY_LENGTH)
        return kind

    def _settle(self, field: str, values: Mapping[str, list[str]]) -> tuple[str, tuple[str, ...]]:
        """Return the value taken and its sources; note every other value as a difference with its reason."""
        aside = {v: self._set_aside(field, sources) for v, sources in values.items()}
        standing = [value for value in values if not (len(values) > 1 and aside[value])]
        if len(standing) != 1:
            self.undecided.append(f"{self.authority} {self.framework} {field}: {dict(values)}")
        value = standing[0] if standing else next(iter(values))
        taken = value, tuple(dict.fromkeys(values[value]))
        for other, sources in values.items():
            if other != value:
                self._differ(field, taken, other, tuple(dict.fromkeys(sources)), aside[other])
        return taken

    def _set_aside(self, field: str, sources: Iterable[str]) -> str:
        """The reason why each of the sources of a value is set aside, or "" if one of them is not."""
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

    def _differ(
        self,
        field: str,
        taken: tuple[str, tuple[str, ...]],
        other: str,
        other_from: tuple[str, ...],
        reason: str,
    ) -> None:
        difference = Difference(
            authority=self.authority,
            edition="",
            date=self.date if hasattr(self, "date") else self.group[0].date,
            field=field,
            taken=taken[0],
            taken_from=taken[1],
            other=other,
            other_from=other_from,
            reason=reason,
        )
        if difference not in self.differences:
            self.differences.append(difference)

    def _note_edition(
        self, its: Edition, settled: Mapping[str, tuple[str, tuple[str, ...]]]
    ) -> None:
        """Say so where only the day of the report is known and two editions could be meant."""
        if "start" in settled:
            return
        published = dt.date.fromisoformat(settled["published"][0])
        several = [e for e in all_editions() if framework_of(e).id == self.framework]
        for other in several:
            first, last = published - dt.timedelta(days=225), published - dt.timedelta(days=22)
            ends = other.ends.value if other.ends else dt.date.max
            if other is not its and other.starts.value <= last and first <= ends:
                self._differ("edition", (its.id, (USUAL,)), other.id, (), _AMBIGUOUS_EDITION)

    def _note(self, settled: Mapping[str, tuple[str, tuple[str, ...]]]) -> None:
        for note in self.decided.get("note", ()):
            if note["authority"] == self.authority.name and note["date"] == self.date:
                note["used"] = True
                taken = settled.get(note["field"], ("", ()))
                self._differ(note["field"], taken, note["value"], (note["source"],), note["reason"])

    def _record(self, its: Edition, settled: Mapping[str, str]) -> dict[str, Any]:
        days = {f: settled[f] for f in ("start", "end", "published") if f in settled}
        return {
            "schema_version": SCHEMA_VERSION,
            "authority": {"name": self.authority.name, "code": self.authority.code},
            "edition": its.id,
            "kind": settled["kind"],
            **days,
            "judgements": {
                area: settled[f"judgements.{area}"]
                for area in its.areas
                if f"judgements.{area}" in settled
            },
        }


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
        raise Undecided(f"decisions that settle nothing: {stale}")
