"""Answers about many inspections: how grades are distributed, and how they changed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.schedule import Area, Theme
from ofsted_frameworks.tables import Table, Tabular
from ofsted_frameworks.words import listed, plural


@attrs.frozen(kw_only=True)
class Distribution(Tabular):
    """How many inspections gave each grade for a judgement area.

    `counts` has every grade of `scale`, best first. What has no grade is counted apart: `not_judged`,
    `not_recorded` (including `not_in_edition`, where the edition gives no such judgement), `not_accepted`
    (a related judgement that the caller does not accept) and `not_yet_inspected` authorities. `caveats`
    say what was counted together, and on whose word.
    """

    area: Area
    edition: Edition
    theme: Theme | None
    frameworks: tuple[str, ...]
    scale: type[Grade]
    counts: Mapping[Grade, int] = attrs.field(hash=False)
    not_judged: int
    not_recorded: int
    not_in_edition: int
    not_yet_inspected: int
    not_accepted: int = 0
    caveats: tuple[str, ...] = ()
    as_at: dt.date | None = None
    published_by: dt.date | None = None
    known_to: dt.date | None = None

    @property
    def by_number(self) -> tuple[int, ...]:
        """The counts of grades 1 to 4, as official statistics print them."""
        return tuple(self.counts.values())

    @property
    def judged(self) -> int:
        """How many gave a grade."""
        return sum(self.counts.values())

    @property
    def good_or_outstanding(self) -> float | None:
        """The share of grades that are good or outstanding; None where there is no grade."""
        good = sum(count for grade, count in self.counts.items() if grade.good_or_outstanding)
        return good / self.judged if self.judged else None

    def share(self, grade: Grade) -> float | None:
        """Return the share of the grades given that are this one; None where there is no grade."""
        return self.counts[grade] / self.judged if self.judged else None

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each grade, and for each reason why there is none."""
        shared = self._shared()
        rows = [
            {**shared, **_counted(grade, None, count), "share": self.share(grade)}
            for grade, count in self.counts.items()
        ]
        absent = (
            {**shared, **_counted(None, why, count), "share": None}
            for why, _, count in self._not_counted()
        )
        known = {"known_to": self.known_to, "caveats": "; ".join(self.caveats)}
        return [{**row, **known} for row in (*rows, *absent)]

    def _shared(self) -> dict[str, Any]:
        return {
            "as_at": self.as_at,
            "published_by": self.published_by,
            "framework": "/".join(self.frameworks),
            "theme": self.theme.value if self.theme else None,
            "area": self.area.name,
            "edition": self.edition.id,
        }

    def table(self) -> Table:
        """Return the distribution as a table, with what was not counted and the caveats as notes."""
        rows = [
            [grade.label, str(count), percent(self.share(grade))]
            for grade, count in self.counts.items()
        ]
        rows += [[words, str(count), ""] for _, words, count in self._not_counted()]
        caption = as_at_in_words(self.as_at, self.published_by)
        notes = (*self.caveats, known_to_in_words(self.known_to))
        return Table([str(self.area), "Number", "Share"], rows, caption, notes)

    def _not_counted(self) -> Iterator[tuple[str, str, int]]:
        elsewhere = self.not_in_edition
        for why, words, count in (
            ("not_judged", "Not judged", self.not_judged),
            ("not_recorded", "Not recorded", self.not_recorded - elsewhere),
            ("not_in_edition", "Not part of their edition", elsewhere),
            ("not_accepted", "Not accepted, as asked", self.not_accepted),
            ("not_yet_inspected", "Not yet inspected", self.not_yet_inspected),
        ):
            if count:
                yield why, words, count


_NAMED = 5


@attrs.frozen
class Waiting:
    """The authorities that had not yet been inspected, as at a day where one was asked about."""

    authorities: tuple[LocalAuthority, ...]
    as_at: dt.date | None = None

    def __str__(self) -> str:
        when = f", {in_words(self.as_at)}" if self.as_at else ""
        number = plural(len(self.authorities), "authority", "authorities")
        names = listed(self.authorities) if len(self.authorities) <= _NAMED else number
        return f"Not yet inspected{when}: {names}"


@attrs.frozen(kw_only=True)
class Distributions(Tabular):
    """Distributions side by side: those of each framework and theme, or of one theme over time.

    `over_time` says which of the two. Iterates over them; grades of different frameworks are never
    added up. `waiting` has the authorities that had no inspection, for each day asked about.
    """

    distributions: tuple[Distribution, ...]
    over_time: bool = False
    waiting: tuple[Waiting, ...] = ()
    known_to: dt.date | None = None

    def __iter__(self) -> Iterator[Distribution]:
        return iter(self.distributions)

    def __len__(self) -> int:
        return len(self.distributions)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return the rows of every distribution, one for each grade, and one for those not yet inspected."""
        rows = [row for each in self for row in each.to_rows()]
        return rows + [self._row_of(each) for each in self.waiting]

    def _row_of(self, waiting: Waiting) -> dict[str, Any]:
        counted = _counted(None, "not_yet_inspected", len(waiting.authorities))
        return {
            "as_at": waiting.as_at,
            **counted,
            "known_to": self.known_to,
            "caveats": str(waiting),
        }

    def tables(self) -> list[Table]:
        """Return a table for each set of frameworks that share a scale, a row for each distribution."""
        groups: dict[tuple[str, ...], list[Distribution]] = {}
        for each in self:
            groups.setdefault(each.frameworks, []).append(each)
        return [self._table(ids, its) for ids, its in groups.items()]

    def _table(self, ids: tuple[str, ...], its: list[Distribution]) -> Table:
        header = ["As at" if self.over_time else "Theme", *(grade.label for grade in its[0].scale)]
        header += ["Good or outstanding", "Not judged", "No record"]
        caveats = dict.fromkeys(caveat for each in its for caveat in each.caveats)
        days = {each.as_at for each in its}
        if its[0] is self.distributions[0]:
            days |= {each.as_at for each in self.waiting} - {each.as_at for each in self}
        waiting = [str(each) for each in self.waiting if each.as_at in days]
        notes = [*caveats, *waiting, known_to_in_words(self.known_to)]
        return Table(header, [self._row(each) for each in its], self._caption(ids, its), notes)

    def _caption(self, ids: tuple[str, ...], its: list[Distribution]) -> str:
        names = " and ".join(id.upper() for id in ids)
        if self.over_time:
            return f"{names}: {its[0].area}"
        when = as_at_in_words(its[0].as_at, its[0].published_by)
        return f"{names}, {when[0].lower()}{when[1:]}" if when else names

    def _row(self, its: Distribution) -> list[str]:
        subject = its.as_at if self.over_time else its.theme
        good = percent(its.good_or_outstanding)
        absent = its.not_recorded + its.not_accepted
        return [str(subject), *map(str, its.by_number), good, str(its.not_judged), str(absent)]

    def table(self) -> Table:
        """Return all of them in one table, a row for each grade."""
        rows = [
            ["/".join(its.frameworks), self._row(its)[0], grade.label, str(count)]
            for its in self
            for grade, count in its.counts.items()
        ]
        header = ["Framework", "As at" if self.over_time else "Theme", "Grade", "Number"]
        notes = [*map(str, self.waiting), known_to_in_words(self.known_to)]
        return Table(header, rows, notes=notes)

    def __str__(self) -> str:
        return "\n\n".join(table.text() for table in self.tables()) or "no inspections"

    def _repr_html_(self) -> str:
        return "".join(table.html() for table in self.tables())


@attrs.frozen
class Step:
    """How many authorities went from one grade to another."""

    before: Grade
    after: Grade
    count: int


@attrs.frozen(kw_only=True)
class Transitions(Tabular):
    """How many authorities went from each grade to each other, from one inspection to the next.

    `steps` has the pairs of grades that occur, each grade on its own scale; `pairs` the inspections behind
    them, in the order of authorities. `caveats` say how far the two are the same thing. If there
    are no pairs, they say how many authorities were graded under each.
    """

    before: str
    after: str
    areas: tuple[str, str]
    scales: tuple[type[Grade], type[Grade]]
    steps: tuple[Step, ...]
    pairs: tuple[tuple[AnyInspection, AnyInspection], ...] = attrs.field(repr=False)
    caveats: tuple[str, ...] = ()
    known_to: dt.date | None = None

    @property
    def counts(self) -> dict[tuple[Grade, Grade], int]:
        """The counts by the grades before and after."""
        return {(step.before, step.after): step.count for step in self.steps}

    @property
    def by_number(self) -> dict[tuple[int, int], int]:
        """The counts by the numbers of the grades before and after."""
        return {(step.before.number, step.after.number): step.count for step in self.steps}

    @property
    def total(self) -> int:
        """How many pairs there are."""
        return sum(step.count for step in self.steps)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each pair of grades that occurs; `changes` has the authorities."""
        return [
            {
                "from": self.before,
                "to": self.after,
                "before_area": self.areas[0],
                "after_area": self.areas[1],
                "before": step.before.value,
                "before_number": step.before.number,
                "after": step.after.value,
                "after_number": step.after.number,
                "count": step.count,
                "known_to": self.known_to,
                "caveats": "; ".join(self.caveats),
            }
            for step in self.steps
        ]

    def table(self) -> Table:
        """Return the transitions as a table: a row for each grade before, a column for each grade after."""
        one, other = self.scales
        counts = self.counts
        rows = [
            [grade.label, *(str(counts.get((grade, then), 0)) for then in other)] for grade in one
        ]
        header = [f"{self.before} to {self.after}", *(then.label for then in other)]
        return Table(header, rows, notes=(*self.caveats, known_to_in_words(self.known_to)))


def percent(share: float | None) -> str:
    """Return a share as people print it, or nothing where there is none."""
    return "" if share is None else f"{share:.0%}"


def as_at_in_words(as_at: dt.date | None, published_by: dt.date | None = None) -> str:
    """Return the day that an answer is about, or nothing if it is about no day.

    >>> as_at_in_words(dt.date(2025, 3, 31), dt.date(2025, 6, 30))
    'As at 31 March 2025, published by 30 June 2025'
    """
    when = f"As at {in_words(as_at)}" if as_at else ""
    return f"{when}, published by {in_words(published_by)}" if when and published_by else when


def _counted(grade: Grade | None, absence: str | None, count: int) -> dict[str, Any]:
    return {
        "grade": grade.value if grade else None,
        "number": grade.number if grade else None,
        "absence": absence,
        "count": count,
    }
