"""Many inspections of many authorities: who was judged what, what changed, and what comes next."""

import copy
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, Union

import attrs

from ofsted_frameworks.arguments import check, each_given, not_taken, read_day
from ofsted_frameworks.authorities.lookup import UnknownAuthority
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.cycle.next_inspection import next_inspection
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
from ofsted_frameworks.panel.tallies import (
    Distribution,
    Distributions,
    Transitions,
)
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.tables import Table

__all__ = ["Difference", "Distribution", "Panel", "Transitions"]

_LISTED = 40
"""Up to how many inspections a printed panel lists by name."""

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
    return tuple(dict.fromkeys(choosing.settled(authority) for authority in named))


def _known_to(day: dt.date | str | None) -> dt.date | None:
    return read_day("known_to", day)


@attrs.frozen(repr=False)
class Panel:
    """Inspections of any number of authorities, each inspection once.

    Records of one inspection, as several tables print it, are joined: what one lacks is taken from
    another, and `findings` says where two differ (the first stands). Authorities go by the names and
    codes of this library's table. `not_yet_inspected` are authorities that the data names and that had
    no inspection by then. `known_to` is the day up to which the data is known, None where nothing states
    it; every answer of a panel carries it and prints it. `as_at` is the day of a panel of latest
    inspections. A panel is iterated in the order of authorities, then of days.

    Raises:
        TypeError: If something given is not an inspection, a visit or an authority; with its index from 0.
        ValueError: If `known_to` is text that is not a date.
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
        """The panel with other contents that need no joining any more."""
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
            UnknownAuthority: If no dated inspection was found for it here, or it is several authorities.
        """
        found = list(self.filter(authority=authority).trajectories().values())
        if len(found) == 1:
            return found[0]
        names = " and ".join(
            f"{each[0].authority.name} ({each[0].authority.code})" for each in found
        )
        raise UnknownAuthority(
            f"{authority!r} is {names}; ask for one by its code"
            if found
            else f"no dated inspection of {authority!r} is here"
        )

    @property
    def authorities(self) -> tuple[LocalAuthority, ...]:
        """The authorities that were inspected, by name."""
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
        """Return the inspections for which everything asked is true; visits go with their authorities.

        Each argument takes one value or several, as ids, printed words or members: `kind="short"`,
        `grade=["requires improvement", "inadequate"]`, `authority=["Leeds", "E08000032"]`.

        Args:
            framework: Ids of frameworks.
            edition: Ids of editions.
            authority: Names, ONS codes, DfE numbers, Ofsted URNs or instances of `LocalAuthority`.
            region: Regions of Ofsted or of the Office for National Statistics.
            kind: Kinds of inspection.
            grade: Grades. A word means that grade on every scale that has it; a member its own scale's.
            theme: What was graded so, by default overall effectiveness. Without `grade` it keeps the
                inspections that recorded a judgement for it.
            existing_on: A day on which the authority existed.
            where: A condition of your own.

        Raises:
            UnknownEdition: If an id names no framework or edition.
            UnknownAuthority: If an authority is neither here nor in this library's table.
            UnknownRegion: If there is no such region.
            UnknownLabel: If a word names no kind, grade, theme or judgement area.
        """
        there_on = read_day("existing_on", existing_on)
        whose = self._chosen(authority, region, there_on)
        if where is not None and not callable(where):
            raise not_taken("where", "a function of an inspection", where)
        asked: list[choosing.Condition] = [where] if where else []
        asked += [choosing.of_one_of(whose)] if whose is not None else []
        asked += [choosing.of_framework(framework)] if framework is not None else []
        asked += [choosing.of_edition(edition)] if edition is not None else []
        asked += [choosing.of_kind(kind)] if kind is not None else []
        if grade is not None:
            asked.append(choosing.graded(grade, theme))
        elif theme is not None:
            asked.append(choosing.judging(theme))
        waiting = () if grade is not None else self.not_yet_inspected
        return self._with(
            inspections=tuple(i for i in self if all(condition(i) for condition in asked)),
            visits=tuple(v for v in self.visits if whose is None or v.authority in whose),
            not_yet_inspected=tuple(a for a in waiting if whose is None or a in whose),
        )

    def _chosen(
        self, authority: Any, region: Any, there_on: dt.date | None
    ) -> set[LocalAuthority] | None:
        """The authorities asked for; None for every one."""
        if authority is None and region is None and there_on is None:
            return None
        everyone = set(self._everyone())
        if authority is not None:
            everyone = choosing.of_authority(authority, everyone)
        if region is not None:
            everyone = choosing.in_region(region, everyone)
        return {each for each in everyone if there_on is None or choosing.exists(each, there_on)}

    def latest(
        self, as_at: dt.date | str | None = None, *, published_by: dt.date | str | None = None
    ) -> "Panel":
        """Return each authority's latest inspection, as official statistics have it "as at" a day.

        Authorities abolished by the day are dropped; those without an inspection are `not_yet_inspected`.

        Args:
            as_at: Count the inspections that began by this day (or, where the first day on site is not
                recorded, were published by it). By default the last day that the panel reaches.
            published_by: Count only those published by this day. Ofsted's tables as at 31 March take in
                reports published by 30 April, and from 2024 by 30 June.
        """
        day = read_day("as_at", as_at) or self._last_day()
        known_by = read_day("published_by", published_by)
        there = {a for a in set(self._everyone()) if choosing.exists(a, day)}
        last = {i.authority: i for i in self if i.authority in there and _counts(i, day, known_by)}
        waiting = dict.fromkeys((*self.authorities, *self.not_yet_inspected))
        return self._with(
            inspections=tuple(last.values()),
            visits=(),
            not_yet_inspected=tuple(a for a in waiting if a not in last and a in there),
            as_at=None if day == dt.date.max else day,
            published_by=known_by,
        )

    def first(self) -> "Panel":
        """Return each authority's first inspection."""
        first: dict[LocalAuthority, AnyInspection] = {}
        for inspection in self:
            first.setdefault(inspection.authority, inspection)
        return self._with(inspections=tuple(first.values()), visits=(), not_yet_inspected=())

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
            to: The scale to count on, where grades of several scales are only close.
            accept: The relations and reasons by which areas and grades are counted together. By default
                areas that correspond exactly or closely or that Ofsted prints as one, and grades of scales
                that are exactly the same (with `to` also close).
            mapping: Grades of your own choice for grades of other scales, such as
                `{SlacGrade.ADEQUATE: IlacsGrade.GOOD}`; the caveats say so.

        Raises:
            MappingRefused: If grades cannot be counted on one scale.
            UnknownLabel: If no edition here judges it.
        """
        return distribution(
            of,
            self,
            to=to,
            accept=accept,
            mapping=mapping,
            not_yet_inspected=len(self.not_yet_inspected),
            as_at=self.as_at,
            published_by=self.published_by,
            known_to=self.known_to,
        )

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

        As in Ofsted's statistics, reports count that were published by 30 April, and from 2024 by 30 June.

        Args:
            of: A theme, or a judgement area by its field name.
            years: The years; by default all that the panel reaches.
            to: The scale on which to count the frameworks together; by default each is counted apart.
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

        With `"sif"` and `"ilacs"`, each authority's last grade under the first and first under the second;
        with one id twice, every inspection and the next.

        Args:
            before: The id of a framework or edition.
            after: The id of a framework or edition.
            of: What was judged; a pair where the two go by other names, as in
                `("safeguarding_overall_effectiveness", "overall_effectiveness")`.
            accept: The relations and reasons by which areas of a framework's editions are counted as one.

        Raises:
            UnknownLabel: If there is no such judgement.
            UnknownEdition: If an id is unknown.
        """
        what = of if isinstance(of, tuple) else (of, of)
        histories = self.histories().values()
        return transitions(before, after, histories, what, accept=accept, known_to=self.known_to)

    def changes(
        self,
        before: str | None = None,
        after: str | None = None,
        *,
        of: Subject = Theme.OVERALL,
        since: dt.date | str | None = None,
        accept: Collection[Accepted] = EXACT_OR_CLOSE,
    ) -> Changes:
        """Return who improved and who declined, with what speaks against comparing.

        By default each authority's latest inspection is compared with the one before.

        Args:
            before: The id of a framework or edition; with `after`, pairs are made as in `transitions`.
            after: The id of a framework or edition.
            of: The theme to compare.
            since: Compare the latest inspection with the latest as at this day instead.
            accept: The relations and reasons by which areas and grades count as comparable.

        Raises:
            UnknownLabel: If `of` is not a theme.
            UnknownEdition: If an id is unknown.
            TypeError: If only one of `before` and `after` is given.
        """
        return changes(self, before, after, of, read_day("since", since), accept)

    def intervals(self, framework: str | Framework = "ilacs") -> Intervals:
        """Return each inspection under a framework with the next one, or the fact that none is known yet.

        Raises:
            UnknownEdition: If the id names no framework.
        """
        return intervals(get_framework(framework), self.histories(), self.known_to)

    def due(self, as_at: dt.date | str | None = None) -> Overview:
        """Return what inspection comes next for each authority, those due first at the top.

        Args:
            as_at: The day to answer for, by default the day up to which the data is known.
        """
        day = read_day("as_at", as_at) or self.known_to
        stories = self.filter(existing_on=day).trajectories().values()
        begun = [each for each in stories if day is None or began_by(each[0], day)]
        answers = [next_inspection(each, as_at=day) for each in begun]
        return Overview(sorted(answers, key=lambda answer: _end(answer.window)))

    def trajectories(self) -> dict[LocalAuthority, Trajectory]:
        """Return each authority's inspections and visits over time; those without any date are left out."""
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
        """Return every value on which the two panels differ about one inspection, with both sources."""
        check(Panel, other, "differences", "a Panel")
        return tuple(differences(self.inspections, other.inspections))

    def _everyone(self) -> Iterator[LocalAuthority]:
        yield from (inspection.authority for inspection in self.inspections)
        yield from (visit.authority for visit in self.visits)
        yield from self.not_yet_inspected

    def histories(self) -> dict[LocalAuthority, list[AnyInspection]]:
        """Return each authority's inspections in the order of their days."""
        histories: dict[LocalAuthority, list[AnyInspection]] = {}
        for inspection in self:
            histories.setdefault(inspection.authority, []).append(inspection)
        return histories

    def _last_day(self) -> dt.date:
        """The last day that the panel reaches, in its inspections or as stated."""
        days = (day for i in self for day in (i.start, i.end, i.published, self.known_to) if day)
        return max(days, default=dt.date.max)

    def __repr__(self) -> str:
        return f"<Panel: {size(self)}>"

    def table(self) -> Table:
        """Return how many inspections of how many authorities there are under each edition."""
        return edition_table(self)

    def listing(self) -> Table:
        """Return every inspection by name: the authority, day, framework, kind and overall grade."""
        return listing(self)

    def _printed(self) -> Table:
        return self.listing() if len(self) <= _LISTED else self.table()

    def __str__(self) -> str:
        return self._printed().text() if len(self) else "no inspections"

    def _repr_html_(self) -> str:
        return self._printed().html()


def _end(window: Any) -> dt.date:
    return window.latest if window else dt.date.max


def _counts(inspection: AnyInspection, day: dt.date, published_by: dt.date | None) -> bool:
    if published_by and inspection.published and inspection.published > published_by:
        return False
    if inspection.start:
        return inspection.start <= day
    return inspection.published is not None and inspection.published <= (published_by or day)
