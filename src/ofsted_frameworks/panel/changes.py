"""The authorities that improved or declined from one inspection to another."""

import contextlib
import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ofsted_frameworks.arguments import check
from ofsted_frameworks.comparison import Change, ComparisonRow, compare
from ofsted_frameworks.findings import UnknownTheme
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.mapping import Accepted
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.panel.areas import editions_named, read_subject
from ofsted_frameworks.panel.counting import Pair, consecutive
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.tables import Notes, Table, Tabular

if TYPE_CHECKING:
    from ofsted_frameworks.panel.panel import Panel


@attrs.frozen(kw_only=True)
class AuthorityChange:
    """The change in an authority's judgement of one theme from one inspection to another.

    `change` is never a guess: if areas or grades do not match, or a judgement is missing, it is
    `Change.NOT_COMPARABLE` and `row.reason` says why. `notes` has the reason, the cautions and the caveats.
    """

    before: AnyInspection
    after: AnyInspection
    row: ComparisonRow
    cautions: tuple[str, ...] = ()

    @property
    def authority(self) -> LocalAuthority:
        """The authority that was inspected."""
        return self.after.authority

    @property
    def change(self) -> Change:
        """The change: improved, declined, unchanged or not comparable."""
        return self.row.change

    @property
    def steps(self) -> int | None:
        """The number of grades moved, positive for an improvement; None if the two are not comparable."""
        return self.row.steps

    @property
    def notes(self) -> tuple[str, ...]:
        """The cautions and caveats, and the reason if the two are not comparable."""
        return tuple(dict.fromkeys((*self.cautions, *self.row.notes)))

    def to_row(self) -> dict[str, Any]:
        """Return the change as a flat dictionary."""
        row = self.row
        return {
            "authority": self.authority.name,
            "code": self.authority.code,
            "theme": row.theme.value if row.theme else None,
            **_side_columns("before", self.before, row.before),
            **_side_columns("after", self.after, row.after),
            "change": row.change.value,
            "steps": row.steps,
            "area_relation": row.area_relation.value if row.area_relation else None,
            "grade_relation": row.grade_relation.value if row.grade_relation else None,
            "reason": row.reason,
            "caveats": "; ".join((*self.cautions, *row.caveats)),
        }


def _side_columns(side: str, inspection: AnyInspection, judged: Sequence[Any]) -> dict[str, Any]:
    grades = [each.grade for each in judged if each.grade]
    return {
        f"{side}_date": inspection.date,
        f"{side}_published": inspection.published,
        f"{side}_framework": inspection.framework.id,
        f"{side}_edition": inspection.edition.id,
        f"{side}_area": " / ".join(each.area.name for each in judged) or None,
        f"{side}_grade": " / ".join(grade.value for grade in grades) or None,
    }


@attrs.frozen(kw_only=True)
class Changes(Tabular):
    """The changes between pairs of inspections, by authority: who improved and who declined.

    `not_inspected_since` lists the authorities without a new inspection since the day asked about.
    """

    theme: Theme
    changes: tuple[AuthorityChange, ...]
    title: str
    not_inspected_since: tuple[LocalAuthority, ...] = ()
    known_to: dt.date | None = None

    def __iter__(self) -> Iterator[AuthorityChange]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    @property
    def improved(self) -> tuple[AuthorityChange, ...]:
        """The changes for the better."""
        return self._select(Change.IMPROVED)

    @property
    def declined(self) -> tuple[AuthorityChange, ...]:
        """The changes for the worse."""
        return self._select(Change.DECLINED)

    @property
    def unchanged(self) -> tuple[AuthorityChange, ...]:
        """The pairs with the same grade as before."""
        return self._select(Change.UNCHANGED)

    @property
    def not_comparable(self) -> tuple[AuthorityChange, ...]:
        """The pairs that are not comparable, each with the reason."""
        return self._select(Change.NOT_COMPARABLE)

    def _select(self, change: Change) -> tuple[AuthorityChange, ...]:
        return tuple(each for each in self if each.change is change)

    @property
    def counts(self) -> dict[Change, int]:
        """The number of each kind of change."""
        return {change: len(self._select(change)) for change in Change}

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each pair of inspections."""
        return [{**each.to_row(), "known_to": self.known_to} for each in self]

    def table(self) -> Table:
        """Return a table of the authorities that improved or declined, with the others counted."""
        notes = Notes()
        rows = [
            [
                str(each.authority),
                _cell(each.before, each.row.before),
                _cell(each.after, each.row.after),
                each.row.change_in_words + notes.mark(each.notes),
            ]
            for each in (*self.improved, *self.declined)
        ]
        counted = ", ".join(f"{count} {change}" for change, count in self.counts.items())
        for reason, count in Counter(each.row.reason for each in self.not_comparable).items():
            notes.add(f"Not comparable ({count}): {reason}")
        if self.not_inspected_since:
            notes.add(
                f"Not inspected since ({len(self.not_inspected_since)}): any change is unknown"
            )
        notes.add(known_to_in_words(self.known_to))
        header = ["Authority", "Before", "After", "Change"]
        return Table(header, rows, f"{self.theme}, {self.title}: {counted}", notes.listed())


def _cell(inspection: AnyInspection, judged: Sequence[Any]) -> str:
    year = f" ({inspection.date.year})" if inspection.date else ""
    return " / ".join(each.printed for each in judged) + year


def changes(
    panel: "Panel",
    before: str | None,
    after: str | None,
    of: Theme | str,
    since: dt.date | None,
    accept: Collection[Accepted],
) -> Changes:
    """Return how judgements of one theme changed between pairs of inspections, as `Panel.changes` does."""
    not_since: list[LocalAuthority] = []
    for name in (before, after):
        check((str, type(None)), name, "changes", "ids of frameworks or editions")
    if before is not None and after is not None:
        pairs = _pairs_between(before, after, panel.histories().values())
        title = f"{before.upper()} to {after.upper()}"
    elif before is not None or after is not None:
        raise TypeError("changes takes both before and after, or neither")
    else:
        latest = panel.latest()
        not_since = [i.authority for i in latest if since and began_by(i, since)]
        new = [i for i in latest if not (since and began_by(i, since))]
        pairs = _pairs_before(new, panel.histories(), since)
        title = f"since {in_words(since)}" if since else "since the previous inspection"
    theme = read_subject(of, ())
    return Changes(
        theme=theme,
        changes=tuple(_compare_pairs(pairs, theme, accept)),
        title=title,
        not_inspected_since=tuple(not_since),
        known_to=panel.known_to,
    )


def began_by(inspection: AnyInspection, day: dt.date) -> bool:
    """Return whether an inspection had begun by a day, or was published by it if its first day is unknown."""
    return inspection.date is not None and inspection.date <= day


def _compare_pairs(
    pairs: Iterable[Pair], theme: Theme, accept: Collection[Accepted]
) -> Iterator[AuthorityChange]:
    """Yield the change between each pair of inspections, unless neither judged the theme."""
    for before, after in pairs:
        comparison = compare(before, after, accept=accept)
        with contextlib.suppress(UnknownTheme):
            row = comparison[theme]
            yield AuthorityChange(before=before, after=after, row=row, cautions=comparison.cautions)


def _pairs_between(
    before: str, after: str, histories: Iterable[Sequence[AnyInspection]]
) -> Iterator[Pair]:
    """Yield each inspection and the next, or the last of one framework and the first of another."""
    one, other = editions_named(before), editions_named(after)
    for history in histories:
        earlier = [i for i in history if i.edition in one]
        later = [i for i in history if i.edition in other]
        yield from consecutive(earlier, later, same=one == other)


def _pairs_before(
    latest: Iterable[AnyInspection],
    histories: Mapping[LocalAuthority, Sequence[AnyInspection]],
    since: dt.date | None,
) -> Iterator[Pair]:
    """Yield each latest inspection with the one before, or with the last that had begun by a day."""
    for inspection in latest:
        history = histories[inspection.authority]
        earlier = history[: history.index(inspection)]
        if found := [each for each in earlier if since is None or began_by(each, since)]:
            yield found[-1], inspection
