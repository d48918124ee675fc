"""Many authorities in one picture: side by side, theme by theme, or each over time."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.authorities import get_profile, known_authority
from ofsted_frameworks.charts.drawing import (
    GREY,
    LINE,
    WHITE,
    Canvas,
    Labels,
    Spec,
    as_altair,
    as_at_phrase,
    as_theme,
    check_labels,
    colour_of,
    compose,
    fit_text,
    label_of,
)
from ofsted_frameworks.charts.shares import NARROW, by_regions
from ofsted_frameworks.charts.time_axis import TimeAxis
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.findings import InvalidHistory, MappingRefused, UnknownLabel
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.schedule import Theme

_NAMES, _ROW, _HEAD = 200, 34, 40
_STRIP, _BOX = 26, 22
_YEAR = dt.timedelta(days=365)
THEMES = (
    Theme.OVERALL,
    Theme.HELP_AND_PROTECTION,
    Theme.CHILDREN_IN_CARE,
    Theme.CARE_LEAVERS,
    Theme.LEADERSHIP,
)
"""Overall effectiveness, and the themes of the current framework."""


@as_altair
def beside(
    panel: Panel,
    authority: str | LocalAuthority,
    others: Iterable[str | LocalAuthority] | None = None,
    *,
    themes: Iterable[Theme | str] = THEMES,
    as_at: dt.date | None = None,
    width: int = 800,
    title: str | None = None,
    labels: Labels = "short",
) -> Spec:
    """Draw one authority's latest grades beside those of other authorities, its region and England.

    Each authority has a row, and each theme a column. The rows of the region and of England show how many
    authorities have each grade.

    Args:
        panel: The inspections of all of them, such as `datasets.england()`.
        authority: The authority in the first row.
        others: The authorities in the next rows, by default its ten statistical neighbours.
        themes: The columns.
        as_at: Draw the latest grades as at this day.
        width: The width of the whole drawing in pixels.
        title: A title of your own.
        labels: "full" for grades as printed, "short" to leave out "to be good".

    Raises:
        InvalidHistory: If the authority had no inspection by that day.
        MissingExtra: If the extra `charts` is not installed.
    """
    check(Panel, panel, "charts.beside", "a Panel")
    check_day("as_at", as_at, or_none=True)
    check_labels(labels)
    latest = panel.latest(as_at)
    rows = beside_rows(latest, authority, others)
    first, columns = rows[0], tuple(map(as_theme, themes))
    canvas = Canvas(width - _NAMES)
    cell = canvas.width / len(columns)
    for place, theme in enumerate(columns):
        canvas.label([theme.label], place * cell, 0, cell, _HEAD, bold=True)
    top = float(_HEAD)
    for inspection in rows:
        top = _draw_row(canvas, inspection, columns, top, cell, labels, first=inspection is first)
    for name, part in wholes(latest, first.authority):
        top = _draw_counts(canvas, name, part, columns, top + 8, cell)
    who = "its statistical neighbours" if others is None else "other authorities"
    return compose(
        canvas,
        title=title or f"{first.authority} beside {who}: latest grades{as_at_phrase(as_at)}",
        known_to=panel.known_to,
        description=" ".join(f"{i.authority}: {_row_in_words(i, columns)}." for i in rows),
        notes=[_HOW_TO_READ],
        left=_NAMES,
    )


_HOW_TO_READ = (
    "Under each name is the latest inspection. The rows of the region and of England show how many "
    "authorities have each grade, from outstanding to inadequate. Grades of different years and frameworks "
    "are not on one scale."
)


def beside_rows(
    latest: Panel,
    authority: str | LocalAuthority,
    others: Iterable[str | LocalAuthority] | None = None,
) -> list[AnyInspection]:
    """Return the latest inspection of an authority, then of each of the others that has one.

    Raises:
        InvalidHistory: If the authority itself has no inspection.
    """
    profile = get_profile(authority)
    if others is None:
        others = [neighbour.authority for neighbour in profile.neighbours]
    inspections = {inspection.authority: inspection for inspection in latest}
    if profile.authority not in inspections:
        raise InvalidHistory(
            f"there is no inspection of {profile.name}{as_at_phrase(latest.as_at)}"
        )
    rest = (inspections.get(get_profile(each).authority) for each in others)
    return [inspections[profile.authority], *filter(None, rest)]


def wholes(latest: Panel, authority: LocalAuthority) -> Iterator[tuple[str, Panel]]:
    """Yield an authority's region, then England; each name gives the number of authorities."""
    for region, part in by_regions(latest):
        if authority in part.authorities:
            yield f"{region} ({len(part)})", part
    yield f"England ({len(latest)})", latest


def grade_for(inspection: AnyInspection, theme: Theme) -> Grade | NotJudged | str | None:
    """Return the judgement for a theme, or words that say why there is no single one.

    A judgement of two themes at once counts for the first, as in Ofsted's tables.
    """
    areas = inspection.edition.areas_of(theme)
    if len(areas) != 1:
        return "not graded"
    if areas[0].is_combined and areas[0].themes[0] is not theme:
        return f"with {areas[0].themes[0].label.lower()}"
    judged: Grade | NotJudged | None = getattr(inspection.judgements, areas[0].name)
    return judged


def in_short(judged: Grade | NotJudged | str | None, labels: Labels = "short") -> str:
    """Return a judgement as a narrow cell prints it, with Ofsted's number before a grade."""
    if isinstance(judged, Grade):
        return f"{judged.number} {label_of(judged, labels)}"
    return "not recorded" if judged is None else str(judged).lower()


def _row_in_words(inspection: AnyInspection, columns: Sequence[Theme]) -> str:
    return ", ".join(f"{t.label.lower()} {in_short(grade_for(inspection, t))}" for t in columns)


def _draw_row(
    canvas: Canvas,
    inspection: AnyInspection,
    columns: Sequence[Theme],
    top: float,
    cell: float,
    labels: Labels,
    *,
    first: bool,
) -> float:
    """Draw the grades of one authority; return the top of the next row."""
    name = fit_text([inspection.authority.name], _NAMES - 6, 0)
    height = (len(name) + 1) * LINE
    canvas.text(name, -_NAMES, top, align="left", bold=first)
    about = f"{inspection.framework.name}, {inspection.date_in_words}"
    canvas.text([about], -_NAMES, top + height - LINE, align="left", ink=GREY)
    for place, theme in enumerate(columns):
        judged = grade_for(inspection, theme)
        tooltip = f"{inspection.authority}, {theme.label}: {in_short(judged, 'full')}"
        absent = isinstance(judged, str)
        colour = colour_of(None if isinstance(judged, str) else judged)
        stroke = WHITE if absent else GREY
        canvas.box(place * cell, top, cell, height, colour.fill, tooltip, stroke=stroke)
        words = [in_short(judged, labels), in_short(judged), in_short(judged)[:1]]
        canvas.label(words, place * cell, top, cell, height, ink=colour.ink)
    return top + height + (14 if first else 5)


def _draw_counts(
    canvas: Canvas, name: str, part: Panel, columns: Sequence[Theme], top: float, cell: float
) -> float:
    """Draw how many authorities have each grade, theme by theme; return the top of the next row."""
    lines = fit_text([name], _NAMES - 6, 0)
    row = max(_ROW, len(lines) * LINE + 4)
    height = row - 4
    canvas.text(lines, -_NAMES, top, height, align="left", bold=True)
    for place, theme in enumerate(columns):
        counts = counts_of(part, theme)
        total, left = sum(counts.values()), place * cell + 2
        if not total:
            canvas.text(["\u2013"], (place + 0.5) * cell, top, height)
            continue
        for grade, count in counts.items():
            width = (cell - 4) * count / total
            colour = colour_of(grade)
            if count:
                tooltip = f"{name}, {theme.label}: {count} of {total} at grade {grade.number}"
                canvas.box(left, top, width, height, colour.fill, tooltip)
            if width > LINE:
                canvas.text([str(count)], left + width / 2, top, height, ink=colour.ink)
            left += width
    return top + row


def counts_of(part: Panel, theme: Theme) -> Mapping[Grade, int]:
    """Return how many inspections gave each grade for a theme; empty if they are on several scales."""
    try:
        return part.distribution(theme).counts
    except (MappingRefused, UnknownLabel):
        return {}


@as_altair
def sheet(
    panel: Panel,
    of: Theme | str = Theme.OVERALL,
    *,
    region: str | None = None,
    as_at: dt.date | None = None,
    width: int = 800,
    title: str | None = None,
) -> Spec:
    """Draw one theme over time for many authorities, such as a whole region, with a strip for each.

    Args:
        panel: The inspections.
        of: The theme.
        region: Draw only the authorities of this region.
        as_at: Draw what had happened by this day, by default the last day that the data covers.
        width: The width of the whole drawing in pixels.
        title: A title of your own.

    Raises:
        InvalidHistory: If there is no inspection to draw.
        MissingExtra: If the extra `charts` is not installed.
    """
    check(Panel, panel, "charts.sheet", "a Panel")
    check_day("as_at", as_at, or_none=True)
    theme = as_theme(of)
    stories = panel.filter(region=region).trajectories().values()
    days = [
        i.date
        for story in stories
        for i in story
        if i.date and isinstance(grade_for(i, theme), Grade)
    ]
    if not days:
        raise InvalidHistory(f"there is no dated inspection with a grade for {theme.label.lower()}")
    until = as_at or panel.known_to or max(days)
    left = _NAMES if width >= NARROW else 0
    canvas = Canvas(width - left)
    axis = TimeAxis(min(days), max(until, min(days) + _YEAR), canvas.width)
    top = 0.0
    for story in stories:
        name = story[0].authority.name
        if left:
            canvas.text(fit_text([name], _NAMES - 6, LINE)[:1], -left, top, _BOX, align="left")
        else:
            canvas.text([str(story[0].authority)], 0, top, align="left")
            top += LINE + 2
        _draw_strip(canvas, axis, story, theme, top, until)
        top += _STRIP
    axis.draw(canvas, top + 2)
    return compose(
        canvas,
        title=title or f"{region or 'All authorities'}: {theme.label.lower()} over time",
        subtitle=f"Each grade until the next inspection, as at {in_words(until)}.",
        known_to=panel.known_to,
        description=" ".join(_story_in_words(story, theme) for story in stories),
        notes=[_STRIPS],
        left=left,
    )


_STRIPS = (
    "The strip of an abolished authority ends on its last day. The numbers are Ofsted's: 1 outstanding, "
    "2 good, 3 adequate or requires improvement, 4 inadequate. A gap means that the inspection gave no "
    "single grade for the theme. Grades of different frameworks are not on one scale."
)


def _draw_strip(
    canvas: Canvas, axis: TimeAxis, story: Trajectory, theme: Theme, top: float, until: dt.date
) -> None:
    profile = known_authority(story[0].authority)
    last = min(until, profile.existed_until or until) if profile else until
    begun = [i for i in story if i.date and i.date <= last]
    ends = [*(i.date for i in begun[1:]), last]
    for inspection, end in zip(begun, ends, strict=True):
        judged = grade_for(inspection, theme)
        if isinstance(judged, Grade) and inspection.date and end:
            left, right = axis.x(inspection.date), axis.x(end)
            colour, width = colour_of(judged), right - left
            canvas.box(left, top, width, _BOX, colour.fill, f"{inspection}: {judged}")
            if width > LINE:
                words = [in_short(judged), str(judged.number)]
                canvas.label(words, left, top, width, _BOX, ink=colour.ink)


def _story_in_words(story: Trajectory, theme: Theme) -> str:
    each = (f"{i.date_in_words} {in_short(grade_for(i, theme))}" for i in story)
    return f"{story[0].authority}: {'; '.join(each)}."
