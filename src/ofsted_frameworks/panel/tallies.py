"""Counts over many inspections: how grades are distributed, and how they changed."""

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
    """The number of inspections that gave each grade for a judgement area.

    `counts` has every grade of `scale`, best first. Inspections without a grade are counted separately:
    `not_judged`, `not_recorded` (including `not_in_edition`, if the edition has no such judgement) and
    `not_accepted` (a related judgement that the caller does not accept). `not_yet_inspected` counts
    authorities. `caveats` say which areas and grades were counted together, and by whose mapping.
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
        """The number of inspections that gave a grade."""
        return sum(self.counts.values())

    @property
    def good_or_outstanding(self) -> float | None:
        """The share of grades that are good or outstanding, or None if there are no grades."""
        good = sum(count for grade, count in self.counts.items() if grade.good_or_outstanding)
        return good / self.judged if self.judged else None

    def share(self, grade: Grade) -> float | None:
        """Return the share of a grade among all grades given, or None if there are none."""
        return self.counts[grade] / self.judged if self.judged else None

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each grade, and for each reason for having no grade."""
        shared = {
            "as_at": self.as_at,
            "published_by": self.published_by,
            "framework": "/".join(self.frameworks),
            "theme": self.theme.value if self.theme else None,
            "area": self.area.name,
            "edition": self.edition.id,
        }
        known = {"known_to": self.known_to, "caveats": "; ".join(self.caveats)}
        rows = [
            {**_counted(grade, None, count), "share": self.share(grade)}
            for grade, count in self.counts.items()
        ]
        rows += [
            {**_counted(None, why, count), "share": None} for why, _, count in self._not_counted()
        ]
        return [{**shared, **row, **known} for row in rows]

    def table(self) -> Table:
        """Return the distribution as a table of grades and absences, with the caveats as notes."""
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
            ("not_accepted", "Excluded, as asked", self.not_accepted),
            ("not_yet_inspected", "Not yet inspected", self.not_yet_inspected),
        ):
            if count:
                yield why, words, count


_NAMED = 5


@attrs.frozen
class Waiting:
    """The authorities that had not yet been inspected, as at a day if one is given."""

    authorities: tuple[LocalAuthority, ...]
    as_at: dt.date | None = None

    def __str__(self) -> str:
        when = f", {in_words(self.as_at)}" if self.as_at else ""
        number = plural(len(self.authorities), "authority", "authorities")
        names = listed(self.authorities) if len(self.authorities) <= _NAMED else number
        return f"Not yet inspected{when}: {names}"


@attrs.frozen(kw_only=True)
class Distributions(Tabular):
    """The distributions of each framework and theme or, if `over_time` is True, of one theme year by year.

    Iterate over it to get each `Distribution`. Grades of different frameworks are never added together.
    `waiting` lists the authorities that had not been inspected on each day.
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
        """Return the rows of every distribution, and one for each group of authorities not yet inspected."""
        rows = [row for each in self for row in each.to_rows()]
        return rows + [self._waiting_row(each) for each in self.waiting]

    def _waiting_row(self, waiting: Waiting) -> dict[str, Any]:
        counted = _counted(None, "not_yet_inspected", len(waiting.authorities))
        return {
            "as_at": waiting.as_at,
            **counted,
            "known_to": self.known_to,
            "caveats": str(waiting),
        }

    def tables(self) -> list[Table]:
        """Return a table for each set of frameworks counted together, with a row for each distribution."""
        groups: dict[tuple[str, ...], list[Distribution]] = {}
        for each in self:
            groups.setdefault(each.frameworks, []).append(each)
        return [self._table(ids, group) for ids, group in groups.items()]

    def _table(self, ids: tuple[str, ...], group: list[Distribution]) -> Table:
        header = [
            "As at" if self.over_time else "Theme",
            *(grade.label for grade in group[0].scale),
        ]
        header += ["Good or outstanding", "Not judged", "No record"]
        caveats = dict.fromkeys(caveat for each in group for caveat in each.caveats)
        days = {each.as_at for each in group}
        if group[0] is self.distributions[0]:
            days |= {each.as_at for each in self.waiting} - {each.as_at for each in self}
        waiting = [str(each) for each in self.waiting if each.as_at in days]
        notes = [*caveats, *waiting, known_to_in_words(self.known_to)]
        return Table(
            header, [self._row(each) for each in group], self._caption(ids, group[0]), notes
        )

    def _caption(self, ids: tuple[str, ...], first: Distribution) -> str:
        names = " and ".join(id.upper() for id in ids)
        if self.over_time:
            return f"{names}: {first.area}"
        when = as_at_in_words(first.as_at, first.published_by)
        return f"{names}, {when[0].lower()}{when[1:]}" if when else names

    def _row(self, counted: Distribution) -> list[str]:
        subject = counted.as_at if self.over_time else counted.theme
        absent = counted.not_recorded + counted.not_accepted
        return [
            str(subject),
            *map(str, counted.by_number),
            percent(counted.good_or_outstanding),
            str(counted.not_judged),
            str(absent),
        ]

    def table(self) -> Table:
        """Return one table with a row for each grade of each distribution."""
        rows = [
            ["/".join(each.frameworks), self._row(each)[0], grade.label, str(count)]
            for each in self
            for grade, count in each.counts.items()
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
    """The number of inspections that went from one grade to another."""

    before: Grade
    after: Grade
    count: int


@attrs.frozen(kw_only=True)
class Transitions(Tabular):
    """The counts of each pair of grades, from one inspection to the next.

    `steps` has the pairs of grades that occurred, each grade on its own scale, and `pairs` the inspections
    behind them, by authority. `caveats` say how well the areas and grades correspond. If there are no pairs,
    they also say how many authorities were graded under each framework.
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
        """The number of pairs."""
        return sum(step.count for step in self.steps)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each pair of grades; `Panel.changes` has the authorities."""
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
        """Return a table with a row for each grade before and a column for each grade after."""
        before, after = self.scales
        counts = self.counts
        rows = [
            [one.label, *(str(counts.get((one, other), 0)) for other in after)] for one in before
        ]
        header = [f"{self.before} to {self.after}", *(grade.label for grade in after)]
        return Table(header, rows, notes=(*self.caveats, known_to_in_words(self.known_to)))


def percent(share: float | None) -> str:
    """Return a share as a percentage, or "" if there is none."""
    return "" if share is None else f"{share:.0%}"


def as_at_in_words(as_at: dt.date | None, published_by: dt.date | None = None) -> str:
    """Return the day that an answer is about, in words, or "" if there is none.

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
