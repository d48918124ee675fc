"""Inspections of many authorities: their grades, how they changed, and what comes next."""

import copy
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, Union

import attrs

from ofsted_frameworks.arguments import check, each_given, not_taken, read_day
from ofsted_frameworks.authorities.lookup import UnknownAuthority
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.cycle.next_inspection import NextInspection, next_inspection
from ofsted_frameworks.cycle.overview import Overview
from ofsted_frameworks.findings import Finding
from ofsted_frameworks.frameworks import Scale, get_framework
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS, EXACT_OR_CLOSE, Accepted
from ofsted_frameworks.panel import choosing
from ofsted_frameworks.panel.changes import Changes, began_by, changes
from ofsted_frameworks.panel.counting import distribution, transitions
from ofsted_frameworks.panel.intervals import Intervals, intervals
from ofsted_frameworks.panel.joining import Difference, differences, each_once, visits_once
from ofsted_frameworks.panel.listing import edition_table, listing, size
from ofsted_frameworks.panel.summaries import distributions, snapshots
from ofsted_frameworks.panel.tallies import Distribution, Distributions, Transitions
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import listed

_MOST_LISTED = 40
"""The most inspections that a printed panel lists by name."""

Subject: TypeAlias = Theme | str
T = TypeVar("T")
OneOrMore: TypeAlias = Union[T, Collection[T]]  # noqa: UP007


def _inspections(each: Iterable[AnyInspection]) -> tuple[AnyInspection, ...]:
    return tuple(each_given(Inspection, each, "a panel", "inspections"))


def _visits(each: Iterable[Visit]) -> tuple[Visit, ...]:
    visits = each_given(Visit, each, "a panel", "visits")
    return tuple(visits_once(visits))


def _authorities(each: Iterable[LocalAuthority]) -> tuple[LocalAuthority, ...]:
    named = each_given(LocalAuthority, each, "not_yet_inspected", "instances of LocalAuthority")
    return tuple(dict.fromkeys(map(choosing.resolve_authority, named)))


def _known_to(day: dt.date | str | None) -> dt.date | None:
    return read_day("known_to", day)


@attrs.frozen(repr=False)
class Panel:
    """The inspections of any number of authorities, each inspection held once.

    Records of one inspection from several tables are joined. A value that one record lacks comes from
    another; if two values differ, the first is kept and `findings` reports it. Authorities get the names and
    codes of this library's table. `not_yet_inspected` lists authorities that the data names but that had not
    been inspected. `known_to` is the day the data reaches to, or None if it is not stated; every answer
    carries and prints it. In a panel of latest inspections, `as_at` is the day it was made for. Iterating
    gives the inspections by authority, then by date.

    Raises:
        TypeError: If an item is not an inspection, a visit or an authority; the message gives its index.
        ValueError: If `known_to` is a string that is not a date.
    """

    inspections: tuple[AnyInspection, ...] = attrs.field(default=(), converter=_inspections)
    visits: tuple[Visit, ...] = attrs.field(default=(), converter=_visits)
    not_yet_inspected: tuple[LocalAuthority, ...] = attrs.field(default=(), converter=_authorities)
    known_to: dt.date | None = attrs.field(default=None, converter=_known_to)
    as_at: dt.date | None = attrs.field(init=False, eq=False, default=None)
    published_by: dt.date | None = attrs.field(init=False, eq=False, default=None)
    findings: tuple[Finding, ...] = attrs.field(init=False, eq=False, default=())

    def __attrs_post_init__(self) -> None:
        whole, found = each_once(self.inspections)
        inspected = {inspection.authority for inspection in whole}
        waiting = tuple(a for a in self.not_yet_inspected if a not in inspected)
        object.__setattr__(self, "inspections", tuple(whole))
        object.__setattr__(self, "not_yet_inspected", waiting)
        object.__setattr__(self, "findings", tuple(found))

    def _with(self, **changed: object) -> "Panel":
        """Return a copy with other contents, which are already joined."""
        panel = copy.copy(self)
        for name, value in {"findings": (), **changed}.items():
            object.__setattr__(panel, name, value)
        return panel

    def __iter__(self) -> Iterator[AnyInspection]:
        return iter(self.inspections)

    def __len__(self) -> int:
        return len(self.inspections)

    def __getitem__(self, authority: str | int | LocalAuthority) -> Trajectory:
        """Return an authority's inspections and visits over time.

        >>> from ofsted_frameworks import datasets
        >>> Panel(datasets.hampshire())["Hampshire"]
        <Trajectory of Hampshire: 4 inspections, 0 visits>

        Raises:
            UnknownAuthority: If it has no dated inspection here, or the name fits several authorities.
        """
        found = list(self.filter(authority=authority).trajectories().values())
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownAuthority(f"this panel has no dated inspection of {authority!r}")
        names = listed(f"{each[0].authority.name} ({each[0].authority.code})" for each in found)
        raise UnknownAuthority(f"{authority!r} could be {names}; ask for one by its code")

    @property
    def authorities(self) -> tuple[LocalAuthority, ...]:
        """The authorities that were inspected, in order of name."""
        return tuple(dict.fromkeys(inspection.authority for inspection in self))

    def filter(
        self,
        *,
        framework: OneOrMore[str | Framework] | None = None,
        edition: OneOrMore[str | Edition] | None = None,
        authority: OneOrMore[str | int | LocalAuthority] | None = None,
        region: OneOrMore[str] | None = None,
        kind: OneOrMore[str | Kind] | None = None,
        grade: OneOrMore[str | Grade | NotJudged] | None = None,
        theme: OneOrMore[Subject] | None = None,
        existing_on: dt.date | str | None = None,
        where: Callable[[AnyInspection], bool] | None = None,
    ) -> "Panel":
        """Return the inspections that meet every condition, and the visits to the same authorities.

        Each argument takes one value or several, as ids, printed words or enum members: `kind="short"`,
        `grade=["requires improvement", "inadequate"]`, `authority=["Leeds", "E08000032"]`.

        Args:
            framework: Ids of frameworks.
            edition: Ids of editions.
            authority: Names, ONS codes, DfE numbers, Ofsted URNs or instances of `LocalAuthority`.
            region: Regions of Ofsted or of the Office for National Statistics.
            kind: Kinds of inspection.
            grade: Grades. A word means that grade on every scale that has it; an enum member means it only
                on its own scale.
            theme: The theme or area that got the grade, by default overall effectiveness. Without `grade`,
                this keeps the inspections with a judgement for it.
            existing_on: A day on which the authority existed.
            where: Your own condition, as a function of an inspection.

        Raises:
            UnknownEdition: If there is no framework or edition with that id.
            UnknownAuthority: If an authority is neither in the panel nor in this library's table.
            UnknownRegion: If there is no such region.
            UnknownLabel: If a word is not a kind, grade, theme or judgement area.
        """
        chosen = self._every_authority()
        if authority is not None:
            chosen = choosing.named(authority, chosen)
        if region is not None:
            chosen = choosing.in_region(region, chosen)
        if day := read_day("existing_on", existing_on):
            chosen = {each for each in chosen if choosing.exists(each, day)}
        if where is not None and not callable(where):
            raise not_taken("where", "a function of an inspection", where)
        conditions: list[choosing.Condition] = [where] if where else []
        if framework is not None:
            conditions.append(choosing.under_framework(framework))
        if edition is not None:
            conditions.append(choosing.under_edition(edition))
        if kind is not None:
            conditions.append(choosing.of_kind(kind))
        if grade is not None:
            conditions.append(choosing.graded(grade, theme))
        elif theme is not None:
            conditions.append(choosing.judging(theme))
        waiting = () if grade is not None else self.not_yet_inspected
        return self._with(
            inspections=tuple(
                i for i in self if i.authority in chosen and all(each(i) for each in conditions)
            ),
            visits=tuple(visit for visit in self.visits if visit.authority in chosen),
            not_yet_inspected=tuple(each for each in waiting if each in chosen),
        )

    def latest(
        self, as_at: dt.date | str | None = None, *, published_by: dt.date | str | None = None
    ) -> "Panel":
        """Return each authority's latest inspection "as at" a day, as official statistics do.

        Authorities abolished by that day are dropped; those without an inspection are `not_yet_inspected`.

        Args:
            as_at: Count the inspections that began by this day, or were published by it if their first day on
                site is not recorded. By default the last day in the panel.
            published_by: Count only reports published by this day. Ofsted's tables as at 31 March include
                reports published by 30 April, and from 2024 by 30 June.
        """
        day = read_day("as_at", as_at) or self._last_day()
        known_by = read_day("published_by", published_by)
        existing = {each for each in self._every_authority() if choosing.exists(each, day)}
        last = {
            i.authority: i
            for i in self
            if i.authority in existing and _is_counted(i, day, known_by)
        }
        waiting = dict.fromkeys((*self.authorities, *self.not_yet_inspected))
        return self._with(
            inspections=tuple(last.values()),
            visits=(),
            not_yet_inspected=tuple(a for a in waiting if a not in last and a in existing),
            as_at=None if day == dt.date.max else day,
            published_by=known_by,
        )

    def first(self) -> "Panel":
        """Return each authority's first inspection."""
        first = tuple(history[0] for history in self.histories().values())
        return self._with(inspections=first, visits=(), not_yet_inspected=())

    def distribution(
        self,
        of: Subject,
        *,
        to: Scale | None = None,
        accept: Collection[Accepted] | None = None,
        mapping: Mapping[Any, Grade | str] | None = None,
    ) -> Distribution:
        """Return how many inspections gave each grade for a theme or judgement area.

        >>> from ofsted_frameworks import datasets
        >>> Panel(datasets.hampshire()).filter(framework="ilacs").distribution("care_leavers").by_number
        (0, 1, 0, 0)

        Args:
            of: A theme, or a judgement area by its field name.
            to: The scale to count on, if grades come from scales that are only close to each other.
            accept: The relations and reasons that let areas and grades be counted together. By default, these
                are areas that correspond exactly or closely or that Ofsted prints as one, and grades of
                scales that correspond exactly (with `to`, also closely).
            mapping: Your own equivalents of grades on other scales, such as
                `{SlacGrade.ADEQUATE: IlacsGrade.GOOD}`; the caveats name them.

        Raises:
            MappingRefused: If grades cannot be counted on one scale.
            UnknownLabel: If no edition in the panel judges it.
        """
        return distribution(self, of, to, accept, mapping)

    def distributions(self) -> Distributions:
        """Return the distribution of each theme under each framework, side by side."""
        return distributions(self)

    def snapshots(
        self,
        of: Subject = Theme.OVERALL,
        *,
        years: Iterable[int] | None = None,
        to: Scale | None = None,
    ) -> Distributions:
        """Return the grades of each authority's latest inspection as at each 31 March.

        As in Ofsted's statistics, reports count if they were published by 30 April, and from 2024 by 30 June.

        Args:
            of: A theme, or a judgement area by its field name.
            years: The years, by default all those that the panel covers.
            to: The scale to count all frameworks on; by default each framework is counted separately.

        Raises:
            UnknownLabel: If there is no such theme or area.
        """
        return snapshots(self, of, years, to)

    def transitions(
        self,
        before: str,
        after: str,
        *,
        of: Subject | tuple[Subject, Subject] = Theme.OVERALL,
        accept: Collection[Accepted] = AS_OFSTED_PRINTS,
    ) -> Transitions:
        """Return how grades changed from one framework or edition to another, or within one.

        With `"sif"` and `"ilacs"`, it pairs each authority's last grade under SIF with its first under ILACS.
        With one id twice, it pairs every inspection with the next.

        Args:
            before: The id of a framework or edition.
            after: The id of a framework or edition.
            of: The theme or area, or a pair if its name differs between the two, such as
                `("safeguarding_overall_effectiveness", "overall_effectiveness")`.
            accept: The relations and reasons that let areas of a framework's editions count as one.

        Raises:
            UnknownLabel: If there is no such judgement.
            UnknownEdition: If an id is unknown.
        """
        return transitions(self, before, after, of, accept)

    def changes(
        self,
        before: str | None = None,
        after: str | None = None,
        *,
        of: Subject = Theme.OVERALL,
        since: dt.date | str | None = None,
        accept: Collection[Accepted] = EXACT_OR_CLOSE,
    ) -> Changes:
        """Return who improved and who declined, with the reasons for caution.

        By default each authority's latest inspection is compared with the one before.

        Args:
            before: The id of a framework or edition; with `after`, pairs are made as in `transitions`.
            after: The id of a framework or edition.
            of: The theme to compare.
            since: Compare the latest inspection with the latest as at this day instead.
            accept: The relations and reasons that make areas and grades comparable.

        Raises:
            UnknownLabel: If `of` is not a theme.
            UnknownEdition: If an id is unknown.
            TypeError: If only one of `before` and `after` is given.
        """
        return changes(self, before, after, of, read_day("since", since), accept)

    def intervals(self, framework: str | Framework = "ilacs") -> Intervals:
        """Return how long after each inspection under a framework the next one came, if one is known.

        Raises:
            UnknownEdition: If there is no framework with that id.
        """
        return intervals(self, get_framework(framework))

    def due(self, as_at: dt.date | str | None = None) -> Overview:
        """Return the next inspection of each authority, the first due at the top.

        Args:
            as_at: The day to answer for, by default the day the data reaches to.
        """
        day = read_day("as_at", as_at) or self.known_to
        answers = [
            next_inspection(trajectory, as_at=day)
            for trajectory in self.filter(existing_on=day).trajectories().values()
            if day is None or began_by(trajectory[0], day)
        ]
        return Overview(sorted(answers, key=_last_day_due))

    def trajectories(self) -> dict[LocalAuthority, Trajectory]:
        """Return each authority's inspections and visits over time, leaving out undated ones."""
        visits: dict[LocalAuthority, list[Visit]] = {}
        for visit in self.visits:
            visits.setdefault(visit.authority, []).append(visit)
        return {
            authority: Trajectory(
                dated, [v for v in visits.get(authority, ()) if v.date], known_to=self.known_to
            )
            for authority, history in self.histories().items()
            if (dated := [inspection for inspection in history if inspection.date])
        }

    def differences(self, other: "Panel") -> tuple[Difference, ...]:
        """Return every value on which the two panels disagree about an inspection, with both sources."""
        check(Panel, other, "differences", "a Panel")
        return tuple(differences(self.inspections, other.inspections))

    def _every_authority(self) -> set[LocalAuthority]:
        inspected = {inspection.authority for inspection in self}
        return inspected.union((visit.authority for visit in self.visits), self.not_yet_inspected)

    def histories(self) -> dict[LocalAuthority, list[AnyInspection]]:
        """Return each authority's inspections in date order."""
        histories: dict[LocalAuthority, list[AnyInspection]] = {}
        for inspection in self:
            histories.setdefault(inspection.authority, []).append(inspection)
        return histories

    def _last_day(self) -> dt.date:
        """Return the last day in the inspections or `known_to`, whichever is later."""
        days = (day for i in self for day in (i.start, i.end, i.published, self.known_to) if day)
        return max(days, default=dt.date.max)

    def __repr__(self) -> str:
        return f"<Panel: {size(self)}>"

    def table(self) -> Table:
        """Return a table of the numbers of inspections and authorities under each edition."""
        return edition_table(self)

    def listing(self) -> Table:
        """Return a table of inspections: the authority, framework, day, kind and overall grade of each."""
        return listing(self)

    def _printed(self) -> Table:
        return self.listing() if len(self) <= _MOST_LISTED else self.table()

    def __str__(self) -> str:
        return self._printed().text() if len(self) else "no inspections"

    def _repr_html_(self) -> str:
        return self._printed().html()


def _last_day_due(answer: NextInspection) -> dt.date:
    return answer.window.latest if answer.window else dt.date.max


def _is_counted(inspection: AnyInspection, day: dt.date, published_by: dt.date | None) -> bool:
    if published_by and inspection.published and inspection.published > published_by:
        return False
    if inspection.start:
        return inspection.start <= day
    return inspection.published is not None and inspection.published <= (published_by or day)
