"""One authority's inspections over time, each compared with the one before."""

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar, overload

import attrs

from ofsted_frameworks.arguments import each_given, read_day
from ofsted_frameworks.comparison.comparing import compare
from ofsted_frameworks.comparison.side_by_side import (
    WITHOUT_THEME,
    Comparison,
    ComparisonRow,
    Judgement,
    heading,
    judgements_of,
    printed_cell,
    without_counterpart,
)
from ofsted_frameworks.findings import InvalidHistory
from ofsted_frameworks.frameworks.base import Reason, Relation
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, read_accept
from ofsted_frameworks.months import known_to_in_words
from ofsted_frameworks.schedule import Area, Theme, read_theme
from ofsted_frameworks.tables import Notes, Table

E = TypeVar("E", bound=AnyInspection | Visit)


def _inspections(events: Iterable[AnyInspection]) -> tuple[AnyInspection, ...]:
    return _in_order(each_given(Inspection, events, "a trajectory", "inspections"))


def _visits(events: Iterable[Visit]) -> tuple[Visit, ...]:
    return _in_order(each_given(Visit, events, "a trajectory", "visits"))


def _known_to(day: dt.date | str | None) -> dt.date | None:
    return read_day("known_to", day)


@attrs.frozen(repr=False)
class Trajectory(Sequence[AnyInspection]):
    """One authority's inspections in date order, with the visits between them.

    It is a sequence of inspections. `comparisons` compares each inspection with the one before, using the
    relations and reasons in `accept`. `known_to` is the day the data reaches to, or None if it is not stated.

    Raises:
        InvalidHistory: If there are no inspections, if they are of different authorities, or if an
            inspection or visit has no date.
        TypeError: If an item is not an inspection or a visit.
    """

    inspections: tuple[AnyInspection, ...] = attrs.field(converter=_inspections)
    visits: tuple[Visit, ...] = attrs.field(default=(), converter=_visits)
    accept: Collection[Relation | Reason] = attrs.field(
        default=EXACT_OR_CLOSE, converter=read_accept, kw_only=True
    )
    known_to: dt.date | None = attrs.field(default=None, converter=_known_to, kw_only=True)
    comparisons: tuple[Comparison, ...] = attrs.field(init=False, eq=False, default=())

    def __attrs_post_init__(self) -> None:
        if not self.inspections:
            raise InvalidHistory("a trajectory needs at least one inspection")
        _check_one_authority([*self.inspections, *self.visits])
        pairs = zip(self.inspections, self.inspections[1:], strict=False)
        comparisons = tuple(compare(a, b, accept=self.accept) for a, b in pairs)
        object.__setattr__(self, "comparisons", comparisons)

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
        """The themes that the editions of these inspections grade."""
        return tuple(t for t in Theme if any(i.edition.areas_of(t) for i in self))

    @property
    def cautions(self) -> tuple[str, ...]:
        """Every caution and caveat of the comparisons, once each."""
        return tuple(
            dict.fromkeys(
                note
                for comparison in self.comparisons
                for note in (
                    *comparison.cautions,
                    *(caveat for row in comparison for caveat in row.caveats),
                )
            )
        )

    def judgements(self, theme: Theme | str) -> tuple[tuple[Judgement, ...], ...]:
        """Return each inspection's judgements of a theme."""
        return tuple(judgements_of(inspection, read_theme(theme)) for inspection in self)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each change between consecutive inspections."""
        return [row for comparison in self.comparisons for row in comparison.to_rows()]

    def timeline(self) -> list[str]:
        """Return a line for each inspection and visit, in date order."""
        events: list[AnyInspection | Visit] = [*self.inspections, *self.visits]
        return [_line(event) for event in _in_order(events)]

    def table(self) -> Table:
        """Return the trajectory as a table with a row for each theme and a column for each inspection."""
        notes = Notes()
        rows = [self._row(str(theme), theme, notes) for theme in self.themes]
        several = self._areas_of_several()
        if several:
            rows.append([WITHOUT_THEME, *("" for _ in self)])
            rows += [self._row(str(area), name, notes) for name, area in several.items()]
        for inspection in self:
            alone = (each for each in _without_theme(inspection) if each.area.name not in several)
            notes.add(without_counterpart(inspection, alone))
        header = ["Theme", *(heading(inspection) for inspection in self)]
        below = [_LEGEND, known_to_in_words(self.known_to), *notes.listed()]
        return Table(header, rows, self._title(), below)

    def _title(self) -> str:
        first, last = (str(day)[:4] for day in (self[0].date, self[-1].date))
        return f"{self[0].authority}, {first if first == last else f'{first} to {last}'}"

    def _areas_of_several(self) -> dict[str, Area]:
        """Return the areas without a theme that several inspections graded, by field name."""
        judged = [each.area for inspection in self for each in _without_theme(inspection)]
        times = Counter(area.name for area in judged)
        return {area.name: area for area in judged if times[area.name] > 1}

    def _row(self, subject: str, key: Theme | str, notes: Notes) -> list[str]:
        return [subject, *(self._cell(key, index, notes) for index in range(len(self)))]

    def _cell(self, key: Theme | str, index: int, notes: Notes) -> str:
        edition, judged = self[index].edition, _judged(self[index], key)
        theme = key if isinstance(key, Theme) else None
        row = self._change(key, index) if index and judged else None
        if row is None:
            return printed_cell(judged, notes, edition, theme)
        mark = {None: "", 0: " (=)"}.get(row.steps, f" ({row.steps:+})" if row.steps else "")
        return printed_cell(judged, notes, edition, theme, mark, row.notes if row.before else ())

    def _change(self, key: Theme | str, index: int) -> ComparisonRow | None:
        return next((row for row in self.comparisons[index - 1] if key in row.keys), None)

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


_LEGEND = (
    "(+1) better, (-1) worse, (=) unchanged, no mark: not comparable with the inspection before"
)


def _without_theme(inspection: AnyInspection) -> list[Judgement]:
    return [each for each in judgements_of(inspection, None) if each.grade is not None]


def _judged(inspection: AnyInspection, key: Theme | str) -> tuple[Judgement, ...]:
    if isinstance(key, Theme):
        return judgements_of(inspection, key)
    return tuple(each for each in judgements_of(inspection, None) if each.area.name == key)


def _line(event: AnyInspection | Visit) -> str:
    if isinstance(event, Visit):
        what = f"{event.kind}: {event.theme}" if event.theme else str(event.kind)
    else:
        what = f"{event.edition}, {event.kind}" if event.kind else str(event.edition)
    return f"{event.date_in_words}: {what}"


def _in_order(events: Iterable[E]) -> tuple[E, ...]:
    events = tuple(events)
    for event in events:
        if event.date is None:
            raise InvalidHistory(f"{event} has no date; a trajectory takes only dated events")
    return tuple(sorted(events, key=lambda event: event.date or dt.date.min))


def _check_one_authority(events: Iterable[AnyInspection | Visit]) -> None:
    names = dict.fromkeys(event.authority.code or event.authority.name for event in events)
    if len(names) > 1:
        raise InvalidHistory(
            f"a trajectory takes the events of one authority, not of {', '.join(names)}"
        )
