"""A comparison of two inspections: its rows, and how they print."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ofsted_frameworks.findings import UnknownTheme
from ofsted_frameworks.frameworks.base import Edition, Relation
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.schedule import Area, Theme
from ofsted_frameworks.tables import Notes, Table, Tabular
from ofsted_frameworks.words import Word, listed, plural


class Change(Word):
    """The change in a judgement from one inspection to a later one."""

    IMPROVED = "improved", "improved"
    DECLINED = "declined", "declined"
    UNCHANGED = "unchanged", "unchanged"
    NOT_COMPARABLE = "not_comparable", "not comparable"


@attrs.frozen
class Judgement:
    """An inspection's judgement of one area: a grade, `NOT_JUDGED`, or None if it is not recorded.

    If this kind of inspection leaves the area out, `absence` says so.
    """

    area: Area
    grade: Grade | NotJudged | None
    absence: str = ""

    @property
    def printed(self) -> str:
        """The grade as printed, or the reason why there is none."""
        return (self.absence or "not recorded") if self.grade is None else str(self.grade)


@attrs.frozen(kw_only=True)
class ComparisonRow:
    """One theme, or one judgement area without a theme, in two inspections.

    `before` and `after` usually hold one judgement. They hold none if the edition does not grade the theme,
    and several if it grades the theme in several areas. `steps` is positive for an improvement, and None
    unless the two are comparable. `reason` says why they are not, and `caveats` what a reader needs to know.
    """

    theme: Theme | None
    before: tuple[Judgement, ...]
    after: tuple[Judgement, ...]
    change: Change = Change.NOT_COMPARABLE
    steps: int | None = None
    area_relation: Relation | None = Relation.NONE
    grade_relation: Relation | None = None
    reason: str = ""
    caveats: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The theme, or the printed area if there is no theme."""
        return str(self.theme or (*self.before, *self.after)[0].area)

    @property
    def keys(self) -> frozenset[Theme | str]:
        """The keys that find the row: its theme and the theme's value, or its areas' field names."""
        if self.theme:
            return frozenset({self.theme, self.theme.value})
        return frozenset(judged.area.name for judged in (*self.before, *self.after))

    @property
    def change_in_words(self) -> str:
        """The change and its size, for example "improved by 1"."""
        return f"{self.change} by {abs(self.steps)}" if self.steps else str(self.change)

    @property
    def relations(self) -> str:
        """The relations of the areas and of the grades, for example "close / exact"."""
        return " / ".join(str(r) for r in (self.area_relation, self.grade_relation) if r)

    @property
    def notes(self) -> tuple[str, ...]:
        """The reason if the row is not comparable, and its caveats."""
        return (*filter(None, [self.reason]), *self.caveats)


@attrs.frozen
class Comparison(Tabular):
    """Two inspections side by side: a row for each theme, then one for each area without a theme.

    `cautions` are reasons not to compare the two at all. If there are any, no row counts steps unless the
    caller asked for it.
    """

    before: AnyInspection
    after: AnyInspection
    rows: tuple[ComparisonRow, ...]
    cautions: tuple[str, ...] = ()

    def __getitem__(self, key: Theme | str) -> ComparisonRow:
        """Return the row of a theme, or of an area without a theme by its field name."""
        for row in self.rows:
            if isinstance(key, Theme | str) and key in row.keys:
                return row
        raise UnknownTheme(f"neither inspection judged {key!r}")

    def __iter__(self) -> Iterator[ComparisonRow]:
        return iter(self.rows)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each row."""
        return [_flat_row(self, row) for row in self.rows]

    def table(self) -> Table:
        """Return the comparison as a table, with its caveats as numbered notes."""
        notes = Notes()
        rows = [_printed_row(self, row, notes) for row in self.rows if row.theme]
        others = [row for row in self.rows if not row.theme]
        if both := [_printed_row(self, row, notes) for row in others if row.before and row.after]:
            rows += [[WITHOUT_THEME, "", "", "", ""], *both]
        for inspection, side in ((self.before, "before"), (self.after, "after")):
            alone = [row for row in others if getattr(row, side) and not (row.before and row.after)]
            notes.add(
                without_counterpart(inspection, (j for row in alone for j in getattr(row, side)))
            )
        header = ["Theme", heading(self.before), heading(self.after), "Areas / grades", "Change"]
        cautions = [f"Caution: {caution}." for caution in self.cautions]
        caption = "\n".join([*cautions, str(self.before), str(self.after)])
        return Table(header, rows, caption, notes.listed())


WITHOUT_THEME = "Judgements without a theme:"


def without_counterpart(inspection: AnyInspection, judged: Iterable[Judgement]) -> str:
    """Return a note on judgements without a theme that no other inspection has, or "" if there are none."""
    each = [f"{one.area} ({one.printed})" for one in judged]
    if not each:
        return ""
    number = plural(len(each), "area")
    return (
        f"{heading(inspection)} also graded {number} without a theme that no other inspection here graded: "
        f"{'; '.join(each)}"
    )


def judgements_of(inspection: AnyInspection, theme: Theme | None) -> tuple[Judgement, ...]:
    """Return an inspection's judgements of a theme, or of the areas without a theme."""
    left_out = {
        name: why.value
        for kind in inspection.framework.kinds
        if kind.kind is inspection.kind
        for name, why in kind.leaves_out.items()
    }
    return tuple(
        Judgement(area, grade, left_out.get(area.name, ""))
        for area, grade in inspection.judgements.items()
        if theme in area.themes or not (theme or area.themes)
    )


def _printed_row(comparison: Comparison, row: ComparisonRow, notes: Notes) -> list[str]:
    return [
        row.subject,
        printed_cell(row.before, notes, comparison.before.edition, row.theme),
        printed_cell(row.after, notes, comparison.after.edition, row.theme),
        row.relations,
        row.change_in_words + notes.mark(row.notes),
    ]


def printed_cell(
    judged: tuple[Judgement, ...],
    notes: Notes,
    edition: Edition,
    theme: Theme | None,
    mark: str = "",
    cautions: Iterable[str] = (),
) -> str:
    """Return the table cell for one inspection's judgements of a theme, adding its notes."""
    if not judged:
        absence = edition.absences.get(theme) if theme else None
        return "not graded" + notes.mark([absence.value] if absence else [])
    if any(judgement.grade for judgement in judged):
        grades = [judgement.printed for judgement in judged]
        cautions = (*_explain_areas(judged, edition), *cautions)
    else:
        printed = [judgement.printed.partition(": ") for judgement in judged]
        grades = list(dict.fromkeys(absence for absence, _, _ in printed))
        cautions = (*dict.fromkeys(reason for _, _, reason in printed if reason), *cautions)
    return " / ".join(grades) + mark + notes.mark(cautions)


def _explain_areas(judged: tuple[Judgement, ...], edition: Edition) -> list[str]:
    """Return notes on a theme graded in several areas, or in an area of several themes."""
    if len(judged) > 1:
        areas = "; ".join(str(judgement.area) for judgement in judged)
        return [f"{edition} graded it in {len(judged)} areas: {areas}"]
    return [
        f"{edition} graded {listed(each.label.lower() for each in judgement.area.themes)} in one "
        f"judgement: {judgement.area}"
        for judgement in judged
        if judgement.area.is_combined
    ]


def heading(inspection: AnyInspection) -> str:
    """Return the heading of an inspection's column, for example "2019 ILACS"."""
    year = str(inspection.date.year) if inspection.date else "undated"
    return f"{year} {inspection.framework.name}"


def _flat_row(comparison: Comparison, row: ComparisonRow) -> dict[str, Any]:
    after = comparison.after
    return {
        "authority": after.authority.name,
        "code": after.authority.code,
        "theme": row.theme.value if row.theme else None,
        **_flat_side("before", comparison.before, row.before),
        **_flat_side("after", after, row.after),
        "area_relation": row.area_relation.value if row.area_relation else None,
        "grade_relation": row.grade_relation.value if row.grade_relation else None,
        "change": row.change.value,
        "steps": row.steps,
        "reason": row.reason,
        "caveats": "; ".join((*comparison.cautions, *row.caveats)),
    }


def _flat_side(
    side: str, inspection: AnyInspection, judged: tuple[Judgement, ...]
) -> dict[str, str | None]:
    """Return the columns for one of the two inspections; several judgements share a cell."""
    return {
        f"{side}_edition": inspection.edition.id,
        f"{side}_date": inspection.date.isoformat() if inspection.date else None,
        f"{side}_area": " / ".join(each.area.name for each in judged) or None,
        f"{side}_grade": " / ".join(each.grade.value if each.grade else "" for each in judged)
        or None,
        f"{side}_printed": " / ".join(each.printed for each in judged) or None,
    }
