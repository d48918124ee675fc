"""Compare two inspections, or many of one authority, theme by theme."""

import datetime as dt
import textwrap
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

import attrs

from ofsted_frameworks.arguments import check, each_given
from ofsted_frameworks.findings import InvalidHistory, UnknownTheme
from ofsted_frameworks.frameworks.base import Edition, Relation
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.mapping import (
    EXACT_OR_CLOSE,
    Accepted,
    AreaMapping,
    accepts,
    map_area,
    map_grade,
    read_accept,
)
from ofsted_frameworks.schedule import Area, Theme
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import Word


class Change(Word):
    """How a theme's judgement changed from one inspection to a later one."""

    IMPROVED = "improved"
    DECLINED = "declined"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not_comparable", "not comparable"


@attrs.frozen
class Judgement:
    """One judgement of an inspection: its area, and the grade, `NOT_JUDGED` or None."""

    area: Area
    grade: Grade | NotJudged | None

    @property
    def printed(self) -> str:
        """The grade as printed, or "not recorded"."""
        return "not recorded" if self.grade is None else str(self.grade)


@attrs.frozen(kw_only=True)
class ThemeRow:
    """One theme in two inspections.

    `before` and `after` have one judgement as a rule, none where the edition does not grade the theme,
    several where it grades it in several places. `steps` is positive for the better and None unless
    comparable; `reason` says why a row is not comparable; `caveats` what must be known to use it.
    """

    theme: Theme
    before: tuple[Judgement, ...]
    after: tuple[Judgement, ...]
    change: Change
    steps: int | None = None
    area_relation: Relation | None = None
    grade_relation: Relation | None = None
    reason: str = ""
    caveats: tuple[str, ...] = ()

    @property
    def change_in_words(self) -> str:
        """The change with its size, as in "improved by 1"."""
        return f"{self.change} by {abs(self.steps)}" if self.steps else str(self.change)

    @property
    def relations(self) -> str:
        """How the judgement areas and the grades relate, as in "close / exact"."""
        return " / ".join(str(r) for r in (self.area_relation, self.grade_relation) if r)


@attrs.frozen
class Comparison:
    """Two inspections side by side, a row for each theme that either of them judged."""

    before: AnyInspection
    after: AnyInspection
    rows: tuple[ThemeRow, ...]

    def __getitem__(self, theme: Theme) -> ThemeRow:
        for row in self.rows:
            if row.theme is theme:
                return row
        raise UnknownTheme(f"neither inspection judged {theme!r}")

    def __iter__(self) -> Iterator[ThemeRow]:
        return iter(self.rows)

    def to_rows(self) -> list[dict[str, Any]]:
        """The comparison as plain dictionaries of strings and numbers, one for each theme."""
        return [_plain(row) for row in self.rows]

    def table(self) -> Table:
        """The comparison as a table with its caveats as numbered notes."""
        notes = _Notes()
        rows = [
            [
                row.theme.label,
                _cell(row.before, notes, self.before.edition, row.theme),
                _cell(row.after, notes, self.after.edition, row.theme),
                row.relations,
                row.change_in_words + notes.mark(filter(None, (row.reason, *row.caveats))),
            ]
            for row in self.rows
        ]
        header = ["Theme", _heading(self.before), _heading(self.after), "Areas / grades", "Change"]
        return Table(header, rows, f"{self.before}\n{self.after}", notes.listed())

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


def compare(
    before: AnyInspection,
    after: AnyInspection,
    *,
    accept: Collection[Accepted] = EXACT_OR_CLOSE,
) -> Comparison:
    """Two inspections compared theme by theme, across frameworks where a mapping allows it.

    Areas and grades count as comparable when their mapping's relation is among `accept`: by default exact
    or close. Where it is not, the row says "not comparable" and why.

    >>> from ofsted_frameworks import Theme, datasets
    >>> hampshire = datasets.hampshire()
    >>> row = compare(hampshire[1], hampshire[2])[Theme.HELP_AND_PROTECTION]
    >>> row.change, row.steps
    (Change.IMPROVED, 1)

    Raises `TypeError` when given anything but two inspections.
    """
    wanted = read_accept(accept)
    for given in (before, after):
        check(Inspection, given, "compare", "two instances of Inspection")
    rows = (_row(theme, before, after, wanted) for theme in Theme)
    return Comparison(before, after, tuple(row for row in rows if row.before or row.after))


class Trajectory(Sequence[AnyInspection]):
    """One authority's inspections in the order of their dates, with the visits between them.

    A sequence of inspections; `visits` has the visits and `comparisons` each inspection compared with
    the one before. Raises `InvalidHistory` when there is no inspection, when inspections are of different
    authorities, or when one has neither a date on site nor of publication; `TypeError` for what is no
    inspection or visit.
    """

    __slots__ = ("comparisons", "inspections", "visits")

    inspections: tuple[AnyInspection, ...]
    visits: tuple[Visit, ...]
    comparisons: tuple[Comparison, ...]

    def __init__(
        self,
        inspections: Iterable[AnyInspection],
        visits: Iterable[Visit] = (),
        *,
        accept: Collection[Accepted] = EXACT_OR_CLOSE,
    ) -> None:
        self.inspections = tuple(_in_order(_only(Inspection, inspections)))
        self.visits = tuple(_in_order(_only(Visit, visits)))
        if not self.inspections:
            raise InvalidHistory("a trajectory needs at least one inspection")
        _check_one_authority([*self.inspections, *self.visits])
        pairs = zip(self.inspections, self.inspections[1:], strict=False)
        self.comparisons = tuple(compare(a, b, accept=accept) for a, b in pairs)

    @overload
    def __getitem__(self, index: int) -> AnyInspection: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AnyInspection]: ...
    def __getitem__(self, index: int | slice) -> AnyInspection | Sequence[AnyInspection]:
        return self.inspections[index]

    def __len__(self) -> int:
        return len(self.inspections)

    def __repr__(self) -> str:
        return (
            f"<Trajectory of {self[0].authority}: {len(self)} inspections, "
            f"{len(self.visits)} visits>"
        )

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes that any of the inspections judged."""
        return tuple(t for t in Theme if any(i.edition.areas_of(t) for i in self))

    def judgements(self, theme: Theme) -> tuple[tuple[Judgement, ...], ...]:
        """A theme's judgements, inspection by inspection."""
        return tuple(_judgements(inspection, theme) for inspection in self)

    def to_rows(self) -> list[dict[str, Any]]:
        """Every change between consecutive inspections as plain dictionaries, one for each theme."""
        return [
            {"from": _day(c.before), "to": _day(c.after), **row}
            for c in self.comparisons
            for row in c.to_rows()
        ]

    def timeline(self) -> list[str]:
        """A line for each inspection and visit, in the order of their dates."""
        events: list[AnyInspection | Visit] = [*self.inspections, *self.visits]
        return [_line(event) for event in _in_order(events)]

    def table(self) -> Table:
        """The trajectory as a table: a row for each theme, a column for each inspection."""
        notes = _Notes()
        rows = [
            [theme.label, *(self._cell(theme, i, notes) for i in range(len(self)))]
            for theme in self.themes
        ]
        header = ["Theme", *(_heading(inspection) for inspection in self)]
        legend = (
            "(+1) better, (-1) worse, (=) unchanged; unmarked: not comparable with the one before"
        )
        first, last = (str(day)[:4] for day in (self[0].date, self[-1].date))
        years = first if first == last else f"{first} to {last}"
        return Table(header, rows, f"{self[0].authority}, {years}", [legend, *notes.listed()])

    def _cell(self, theme: Theme, index: int, notes: "_Notes") -> str:
        inspection = self[index]
        judged = _judgements(inspection, theme)
        if not index or not judged:
            return _cell(judged, notes, inspection.edition, theme)
        row = self.comparisons[index - 1][theme]
        mark = {None: "", 0: " (=)"}.get(row.steps, f" ({row.steps:+})" if row.steps else "")
        return _cell(judged, notes, inspection.edition, theme, mark)

    def __str__(self) -> str:
        table = self.table()
        events = "\n".join(
            textwrap.fill(line, 80, initial_indent="  ", subsequent_indent="      ")
            for line in self.timeline()
        )
        return f"{table.caption}\n\n{events}\n\n{attrs.evolve(table, caption='').text()}"

    def _repr_html_(self) -> str:
        table = self.table()
        return attrs.evolve(table, notes=[*self.timeline(), *table.notes]).html()


def _row(
    theme: Theme, before: AnyInspection, after: AnyInspection, accept: Collection[Accepted]
) -> ThemeRow:
    befores, afters = _judgements(before, theme), _judgements(after, theme)
    base = ThemeRow(
        theme=theme,
        before=befores,
        after=afters,
        change=Change.NOT_COMPARABLE,
        area_relation=Relation.NONE,
    )
    if not befores or not afters:
        lacking = before.edition if afters else after.edition
        return attrs.evolve(base, reason=_absence(lacking, theme))
    pairs = [
        _pair(base, b, a, mapped, accept)
        for b in befores
        for mapped in map_area(b.area.name, of=before.edition, to=after.edition)
        for a in afters
        if a.area.name == mapped.target.name
    ]
    if not pairs:
        return attrs.evolve(base, reason="no mapping relates the two judgement areas")
    return _one_row(pairs)


def _one_row(pairs: list[ThemeRow]) -> ThemeRow:
    first, *others = pairs
    caveats = tuple(dict.fromkeys(caveat for pair in pairs for caveat in pair.caveats))
    if all((pair.change, pair.steps) == (first.change, first.steps) for pair in others):
        return attrs.evolve(first, caveats=caveats)
    return attrs.evolve(
        first,
        change=Change.NOT_COMPARABLE,
        steps=None,
        reason="graded in several places, and they changed differently",
        caveats=caveats,
    )


def _pair(
    base: ThemeRow,
    before: Judgement,
    after: Judgement,
    mapped: AreaMapping,
    accept: Collection[Accepted],
) -> ThemeRow:
    base = attrs.evolve(
        base, area_relation=mapped.relation, caveats=tuple(filter(None, [mapped.caveat]))
    )
    if not accepts(mapped, accept):
        return attrs.evolve(base, reason=f"the later area is {_WORDS[mapped.relation]}")
    if not isinstance(before.grade, Grade) or not isinstance(after.grade, Grade):
        absent = after if isinstance(before.grade, Grade) else before
        return attrs.evolve(base, reason=f"{absent.area.label}: {absent.printed.lower()}")
    return _graded(base, before.grade, after.grade, accept)


def _graded(base: ThemeRow, before: Grade, after: Grade, accept: Collection[Accepted]) -> ThemeRow:
    mapped = map_grade(before, to=type(after))
    caveats = tuple(dict.fromkeys(filter(None, (*base.caveats, mapped.caveat))))
    base = attrs.evolve(base, grade_relation=mapped.relation, caveats=caveats)
    if mapped.target is None or mapped.relation not in accept:
        return attrs.evolve(base, reason=f"the grades are {_WORDS[mapped.relation]}")
    steps = mapped.target.steps_to(after)
    change = Change.IMPROVED if steps > 0 else Change.DECLINED if steps < 0 else Change.UNCHANGED
    return attrs.evolve(base, change=change, steps=steps)


_WORDS = {
    Relation.EXACT: "the same",
    Relation.CLOSE: "close",
    Relation.BROAD: "broader than the earlier one",
    Relation.NARROW: "narrower than the earlier one",
    Relation.RELATED: "related",
    Relation.NONE: "without equivalent",
}


def _judgements(inspection: AnyInspection, theme: Theme) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(area, grade)
        for area, grade in inspection.judgements.items()
        if theme in area.themes
    )


def _absence(edition: Edition, theme: Theme) -> str:
    if fact := edition.absences.get(theme):
        return fact.value
    return f"{edition} gives no grade for it"


def _cell(
    judged: tuple[Judgement, ...], notes: "_Notes", edition: Edition, theme: Theme, mark: str = ""
) -> str:
    if not judged:
        absence = edition.absences.get(theme)
        return "not graded" + notes.mark([absence.value] if absence else [])
    grades = [judgement.printed for judgement in judged]
    if not any(judgement.grade for judgement in judged):
        grades = grades[:1]
    return " / ".join(grades) + mark + notes.mark(_areas_to_know(judged, edition))


def _areas_to_know(judged: tuple[Judgement, ...], edition: Edition) -> list[str]:
    if len(judged) > 1:
        areas = "; ".join(str(judgement.area) for judgement in judged)
        return [f"{edition} graded it in {len(judged)} places: {areas}"]
    return [
        f"{edition} graded {_together(judgement.area)} in one judgement: {judgement.area}"
        for judgement in judged
        if judgement.area.is_combined
    ]


def _together(area: Area) -> str:
    return " and ".join(theme.label.lower() for theme in area.themes)


class _Notes:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, notes: Iterable[str]) -> str:
        numbers = [self._numbers.setdefault(note, len(self._numbers) + 1) for note in notes]
        return f" [{','.join(str(n) for n in numbers)}]" if numbers else ""

    def listed(self) -> list[str]:
        return [f"[{number}] {note}" for note, number in self._numbers.items()]


def _plain(row: ThemeRow) -> dict[str, Any]:
    return {
        "theme": row.theme.value,
        "before": [_plain_judgement(j) for j in row.before],
        "after": [_plain_judgement(j) for j in row.after],
        "area_relation": row.area_relation.value if row.area_relation else None,
        "grade_relation": row.grade_relation.value if row.grade_relation else None,
        "change": row.change.value,
        "steps": row.steps,
        "reason": row.reason,
        "caveats": list(row.caveats),
    }


def _plain_judgement(judgement: Judgement) -> dict[str, str | None]:
    grade = judgement.grade
    return {
        "area": judgement.area.name,
        "printed_area": str(judgement.area),
        "grade": None if grade is None else grade.value,
        "printed_grade": None if grade is None else grade.label,
    }


def _heading(inspection: AnyInspection) -> str:
    year = str(inspection.date.year) if inspection.date else "undated"
    return f"{year} {inspection.framework.name}"


def _day(inspection: AnyInspection) -> str | None:
    return inspection.date.isoformat() if inspection.date else None


def _line(event: AnyInspection | Visit) -> str:
    if isinstance(event, Visit):
        what = f"{event.kind}: {event.theme}" if event.theme else str(event.kind)
    else:
        what = f"{event.edition}, {event.kind}" if event.kind else str(event.edition)
    return f"{event.date_in_words}: {what}"


E = TypeVar("E", bound=AnyInspection | Visit)


def _only(kind: type[E], events: Iterable[E]) -> list[E]:
    return list(each_given(kind, events, "a trajectory", f"each of these as {kind.__name__}"))


def _in_order(events: Iterable[E]) -> list[E]:
    dated = [(event.date, event) for event in events]
    for day, event in dated:
        if day is None:
            raise InvalidHistory(f"{event} has no date, so it has no place in a trajectory")
    return [event for _, event in sorted(dated, key=lambda pair: pair[0] or dt.date.min)]


def _check_one_authority(events: Iterable[AnyInspection | Visit]) -> None:
    names = dict.fromkeys(event.authority.code or event.authority.name for event in events)
    if len(names) > 1:
        raise InvalidHistory(f"a trajectory is of one authority, not of {', '.join(names)}")
