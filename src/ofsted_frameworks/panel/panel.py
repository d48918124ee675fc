"""Many inspections of many authorities: the latest at a date, distributions, and transitions."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from ofsted_frameworks.arguments import check, check_iterable, each_given, read_day
from ofsted_frameworks.authorities.lookup import UnknownAuthority, find_authority, known_authority
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.findings import Finding
from ofsted_frameworks.frameworks import all_editions, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.labels import fold
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.panel.joining import Difference, differences, each_once, in_order
from ofsted_frameworks.panel.tallies import (
    Distribution,
    Transitions,
    distribution,
    reference,
    transitions,
)
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.tables import Table

__all__ = ["Difference", "Distribution", "Panel", "Transitions"]


def _inspections(each: Iterable[AnyInspection]) -> tuple[AnyInspection, ...]:
    return tuple(each_given(Inspection, each, "a panel", "inspections"))


def _visits(each: Iterable[Visit]) -> tuple[Visit, ...]:
    visits = each_given(Visit, each, "a panel", "visits")
    return tuple(sorted(_each_once(visits), key=in_order))


def _authorities(each: Iterable[LocalAuthority]) -> tuple[LocalAuthority, ...]:
    named = each_given(LocalAuthority, each, "not_yet_inspected", "instances of LocalAuthority")
    return tuple(dict.fromkeys(settled(authority) for authority in named))


def _known_to(day: dt.date | str | None) -> dt.date | None:
    return read_day("known_to", day)


@attrs.frozen(repr=False)
class Panel:
    """Inspections of any number of authorities, each inspection once.

    Records of one inspection, as several tables print it, are joined: what one lacks is taken from
    another, and `findings` says where two differ (the first stands). Authorities go by the names and
    codes of this library's table. `not_yet_inspected` are authorities that the data names and that had
    no inspection by then. `known_to` is the day up to which the data is known, None where nothing states
    it; every answer of a panel carries it and prints it. A panel is iterated in the order of authorities,
    then of days.

    Raises `TypeError`, with its number from nought, for what is no inspection, visit or authority.
    """

    inspections: tuple[AnyInspection, ...] = attrs.field(default=(), converter=_inspections)
    visits: tuple[Visit, ...] = attrs.field(default=(), converter=_visits)
    not_yet_inspected: tuple[LocalAuthority, ...] = attrs.field(default=(), converter=_authorities)
    known_to: dt.date | None = attrs.field(default=None, converter=_known_to)
    findings: tuple[Finding, ...] = attrs.field(init=False, eq=False, default=())

    def __attrs_post_init__(self) -> None:
        whole, found = each_once(map(_settled, self.inspections))
        inspected = {inspection.authority for inspection in whole}
        waiting = tuple(a for a in self.not_yet_inspected if a not in inspected)
        object.__setattr__(self, "inspections", tuple(whole))
        object.__setattr__(self, "not_yet_inspected", waiting)
        object.__setattr__(self, "findings", tuple(found))

    def __iter__(self) -> Iterator[AnyInspection]:
        return iter(self.inspections)

    def __len__(self) -> int:
        return len(self.inspections)

    @property
    def authorities(self) -> tuple[LocalAuthority, ...]:
        """The authorities that were inspected, by name."""
        return tuple(dict.fromkeys(inspection.authority for inspection in self))

    def filter(
        self,
        *,
        framework: str | Collection[str] | None = None,
        edition: str | Collection[str] | None = None,
        authority: str | LocalAuthority | None = None,
        kind: Kind | None = None,
        judging: Theme | str | None = None,
        existing_on: dt.date | str | None = None,
        where: Callable[[AnyInspection], bool] | None = None,
    ) -> "Panel":
        """The inspections for which everything that is asked is true; visits and the rest go with them.

        `framework` and `edition` are ids, one or several; `judging` keeps those that recorded a judgement
        for a theme or area, `existing_on` those of authorities that existed on a day; `where` is a condition
        of your own.

        Raises `UnknownEdition` for an id that names no framework or edition, `UnknownAuthority` for an
        authority that is neither here nor in this library's table, and `UnknownLabel` for a theme or area
        that no edition has.
        """
        there_on = read_day("existing_on", existing_on)
        whose = self._called(authority) if authority is not None else None
        if judging is not None:
            reference(judging, all_editions())
        frameworks, editions = _ids(framework, get_framework), _ids(edition, get_edition)
        asked: list[Callable[[AnyInspection], bool]] = [
            lambda i: frameworks is None or i.framework.id in frameworks,
            lambda i: editions is None or i.edition.id in editions,
            lambda i: whose is None or i.authority in whose,
            lambda i: kind is None or i.kind is kind,
            lambda i: judging is None or _judges(i, judging),
            lambda i: there_on is None or _exists(i.authority, there_on),
            where or (lambda _: True),
        ]
        return Panel(
            (i for i in self if all(condition(i) for condition in asked)),
            (visit for visit in self.visits if whose is None or visit.authority in whose),
            (a for a in self.not_yet_inspected if whose is None or a in whose),
            self.known_to,
        )

    def latest(
        self, as_at: dt.date | str | None = None, *, published_by: dt.date | str | None = None
    ) -> "Panel":
        """Each authority's latest inspection, as official statistics have it "as at" a day.

        It counts inspections that began by `as_at` (or, where the first day on site is not recorded, were
        published by it), and with `published_by` only those published by then: Ofsted's tables as at
        31 March take in reports published by 30 April, and from 2024 by 30 June. Authorities abolished by
        `as_at` are dropped, and those without an inspection are `not_yet_inspected`. Without `as_at`, it is
        the last day that the panel records.
        """
        day = read_day("as_at", as_at) or self._last_day()
        known_by = read_day("published_by", published_by)
        counted = [i for i in self if _counts(i, day, known_by)]
        last = {i.authority: i for i in counted if _exists(i.authority, day)}
        waiting = dict.fromkeys((*self.authorities, *self.not_yet_inspected))
        still = (a for a in waiting if a not in last and _exists(a, day))
        return Panel(last.values(), (), still, self.known_to)

    def first(self) -> "Panel":
        """Each authority's first inspection."""
        first = {inspection.authority: inspection for inspection in reversed(self.inspections)}
        return Panel(first.values(), (), (), self.known_to)

    def distribution(self, what: Theme | str, *, to: type[Grade] | None = None) -> Distribution:
        """How many inspections gave each grade for a theme or judgement area.

        >>> from ofsted_frameworks import datasets
        >>> Panel(datasets.hampshire()).filter(framework="ilacs").distribution("care_leavers").by_number
        (0, 1, 0, 0)

        Judgements of other editions are counted where they correspond exactly or closely, and the
        distribution's caveats say so. Grades of two scales are counted together where the two are exactly
        the same, as SIF's and ILACS's are; for scales that are only close, say on which with `to`.

        Raises `MappingRefused` for other scales, `UnknownLabel` for what no edition here judges.
        """
        return distribution(
            what,
            self,
            to=to,
            not_yet_inspected=len(self.not_yet_inspected),
            known_to=self.known_to,
        )

    def transitions(
        self,
        before: str,
        after: str,
        *,
        of: Theme | str | tuple[Theme | str, Theme | str] = Theme.OVERALL,
    ) -> Transitions:
        """How grades changed from one framework or edition to another, or within one.

        With `"sif"` and `"ilacs"`, each authority's last grade under the first and first under the second;
        with one id twice, every inspection and the next. `of` is what was judged; a pair where the two go
        by other names, as in `("safeguarding_overall_effectiveness", "overall_effectiveness")`.

        Raises `UnknownLabel` where there is no such judgement, and `UnknownEdition` for an unknown id.
        """
        what = of if isinstance(of, tuple) else (of, of)
        return transitions(before, after, self._histories().values(), what, self.known_to)

    def trajectories(self) -> Mapping[LocalAuthority, Trajectory]:
        """Each authority's inspections and visits over time; those without any date are left out."""
        visits: dict[LocalAuthority, list[Visit]] = {}
        for visit in self.visits:
            visits.setdefault(visit.authority, []).append(visit)
        return MappingProxyType(
            {
                authority: Trajectory(
                    dated, [v for v in visits.get(authority, ()) if v.date], known_to=self.known_to
                )
                for authority, history in self._histories().items()
                if (dated := [inspection for inspection in history if inspection.date])
            }
        )

    def differences(self, other: "Panel") -> tuple[Difference, ...]:
        """Every value on which the two panels differ about one inspection, with both sources."""
        check(Panel, other, "differences", "a Panel")
        return tuple(differences(self.inspections, other.inspections))

    def _called(self, authority: str | LocalAuthority) -> Collection[LocalAuthority]:
        """The authorities here that go by a name or code, two where one followed the other."""
        if isinstance(authority, LocalAuthority):
            return {settled(authority)}
        check(str, authority, "filter's authority", "a name, an ONS code or a LocalAuthority")
        named = {
            a for a in self._everyone() if fold(authority) in (fold(a.name), fold(a.code or ""))
        }
        return named or {find_authority(authority)}

    def _everyone(self) -> Iterator[LocalAuthority]:
        yield from (inspection.authority for inspection in self.inspections)
        yield from (visit.authority for visit in self.visits)
        yield from self.not_yet_inspected

    def _histories(self) -> dict[LocalAuthority, list[AnyInspection]]:
        histories: dict[LocalAuthority, list[AnyInspection]] = {}
        for inspection in self:
            histories.setdefault(inspection.authority, []).append(inspection)
        return histories

    def _last_day(self) -> dt.date:
        days = (day for i in self for day in (i.start, i.end, i.published) if day)
        return max(days, default=dt.date.max)

    def __repr__(self) -> str:
        return f"<Panel: {self._size()}>"

    def _size(self) -> str:
        one, many = len(self), len(self.authorities)
        inspections = "1 inspection" if one == 1 else f"{one:,} inspections"
        return f"{inspections} of {'1 authority' if many == 1 else f'{many:,} authorities'}"

    def table(self) -> Table:
        """How many inspections of how many authorities there are under each edition."""
        editions = {i.edition: None for i in sorted(self, key=lambda i: i.edition.starts.value)}
        rows: list[list[str]] = []
        for its in editions:
            under = [i for i in self if i.edition is its]
            rows.append([its.name, str(len(under)), str(len({i.authority for i in under}))])
        notes = [known_to_in_words(self.known_to)]
        return Table(["Edition", "Inspections", "Authorities"], rows, self._size(), notes)

    def __str__(self) -> str:
        return self.table().text() if len(self) else "no inspections"

    def _repr_html_(self) -> str:
        return self.table().html()


def settled(authority: LocalAuthority, on: dt.date | None = None) -> LocalAuthority:
    """Return an authority by the name and code of this library's table, or as it is if it is not there."""
    if known := known_authority(authority):
        return LocalAuthority(known.name, known.code)
    try:
        return find_authority(authority.name, on=on)
    except UnknownAuthority:
        return authority


def _settled(inspection: AnyInspection) -> AnyInspection:
    authority = settled(inspection.authority, inspection.date)
    if authority == inspection.authority:
        return inspection
    return attrs.evolve(inspection, authority=authority)


def _each_once(visits: Iterable[Visit]) -> Iterator[Visit]:
    seen: set[tuple[object, ...]] = set()
    for visit in visits:
        authority = settled(visit.authority, visit.date)
        key = authority, visit.kind, visit.date
        if key not in seen:
            seen.add(key)
            yield (
                visit if authority == visit.authority else attrs.evolve(visit, authority=authority)
            )


def _ids(
    ids: str | Collection[str] | None, find: Callable[[str], Framework | Edition]
) -> Collection[str] | None:
    """The ids that are asked for; raises `UnknownEdition` for one that names nothing."""
    if ids is None:
        return None
    each = [ids] if isinstance(ids, str) else ids
    check_iterable(each, "filter", "ids of frameworks or editions")
    return {find(id).id for id in each}


def _judges(inspection: AnyInspection, what: Theme | str) -> bool:
    areas = inspection.edition.areas
    themes = {what} if isinstance(what, Theme) else {t for t in Theme if t.value == what}
    names = {what} if what in areas else {n for n, a in areas.items() if themes & set(a.themes)}
    return any(getattr(inspection.judgements, str(name)) is not None for name in names)


def _counts(inspection: AnyInspection, day: dt.date, published_by: dt.date | None) -> bool:
    if published_by and inspection.published and inspection.published > published_by:
        return False
    if inspection.start:
        return inspection.start <= day
    return inspection.published is not None and inspection.published <= (published_by or day)


def _exists(authority: LocalAuthority, day: dt.date) -> bool:
    known = known_authority(authority)
    return known is None or known.exists_on(day)
