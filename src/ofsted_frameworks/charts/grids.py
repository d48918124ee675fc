"""Many authorities in one picture: beside each other by theme, and each over time."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.authorities import get_profile, known_authority, list_authorities
from ofsted_frameworks.charts.drawing import (
    GRADES,
    GREY,
    LINE,
    WHITE,
    Canvas,
    Labels,
    Spec,
    as_altair,
    as_theme,
    check_labels,
    colour_of,
    compose,
    fitting,
    known_to_line,
    label_of,
    short_label,
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
_STRIP, _YEAR = 26, dt.timedelta(days=365)
THEMES = (
    Theme.OVERALL,
    Theme.HELP_AND_PROTECTION,
    Theme.CHILDREN_IN_CARE,
    Theme.CARE_LEAVERS,
    Theme.LEADERSHIP,
)
"""The themes of the present framework, and overall effectiveness."""


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
    """Draw one authority's latest grades beside those of others, of its region and of England.

    A row for each authority, a column for each theme. The rows of the region and of England show how many
    authorities have each grade.

    Args:
        panel: The inspections of all of them, such as `datasets.england()`.
        authority: Whose row comes first.
        others: Whose rows follow; without it, its ten statistical neighbours.
        themes: The columns.
        as_at: The day whose latest grades are drawn.
        width: The pixels of the whole drawing.
        title: A title of your own.
        labels: "full" for grades as printed, "short" without "to be good".

    Raises:
        InvalidHistory: If the authority had no inspection by then.
        MissingExtra: Without the extra `charts`.
    """
    check(Panel, panel, "charts.beside", "a Panel")
    check_day("as_at", as_at, or_none=True)
    check_labels(labels)
    latest = panel.latest(as_at)
    first, *rest = beside_rows(latest, authority, others)
    columns = tuple(map(as_theme, themes))
    canvas = Canvas(width - _NAMES)
    cell = canvas.width / len(columns)
    for place, theme in enumerate(columns):
        lines = fitting([theme.label], cell, _HEAD)
        canvas.text(lines, (place + 0.5) * cell, 0, _HEAD, bold=True)
    top = float(_HEAD)
    for inspection in (first, *rest):
        top = _draw_row(canvas, inspection, columns, top, cell, labels, first=inspection is first)
    for name, part in wholes(latest, first.authority):
        top = _draw_whole(canvas, name, part, columns, top + 8, cell)
    when = f" as at {in_words(as_at)}" if as_at else ""
    said = " ".join(f"{i.authority}: {_row_in_words(i, columns)}." for i in (first, *rest))
    return compose(
        canvas,
        title=title or f"{first.authority} beside {_who(others)}: latest grades{when}",
        subtitle=known_to_line(panel.known_to),
        description=said,
        notes=[_HOW_TO_READ],
        left=_NAMES,
    )


_HOW_TO_READ = (
    "Under each name: the latest inspection. In the rows of the region and of England: how many authorities "
    "have each grade, from outstanding to inadequate. Grades of different years and frameworks are not on "
    "one scale."
)


def _who(others: object) -> str:
    return "its statistical neighbours" if others is None else "others"


def beside_rows(
    latest: Panel,
    authority: str | LocalAuthority,
    others: Iterable[str | LocalAuthority] | None = None,
) -> list[AnyInspection]:
    """The latest inspection of an authority, then those of others that have one."""
    its = get_profile(authority)
    whose = [neighbour.authority for neighbour in its.neighbours] if others is None else others
    by_code = {i.authority: i for i in latest}
    if its.authority not in by_code:
        raise InvalidHistory(f"there is no inspection of {its.name} by that day")
    rest = (by_code.get(get_profile(each).authority) for each in whose)
    return [by_code[its.authority], *(each for each in rest if each)]


def wholes(latest: Panel, authority: LocalAuthority) -> Iterator[tuple[str, Panel]]:
    """An authority's region and England, each with the number of its authorities."""
    for region, part in by_regions(latest):
        if authority in part.authorities:
            yield f"{region} ({len(part)})", part
    yield f"England ({len(latest)})", latest


def grade_for(inspection: AnyInspection, theme: Theme) -> Grade | NotJudged | str | None:
    """The judgement of a theme, or in words why it has none of its own.

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
    """A judgement for a narrow cell, with Ofsted's number before a grade."""
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
    """Draw the grades of one authority; return where the next row begins."""
    name = fitting([inspection.authority.name], _NAMES - 6, 0)
    height = (len(name) + 1) * LINE
    canvas.text(name, -_NAMES, top, align="left", bold=first)
    under = f"{inspection.framework.name}, {inspection.date_in_words}"
    canvas.text([under], -_NAMES, top + height - LINE, align="left", ink=GREY)
    for place, theme in enumerate(columns):
        judged = grade_for(inspection, theme)
        colour = colour_of(None if isinstance(judged, str) else judged)
        said = f"{inspection.authority}, {theme.label}: {in_short(judged, 'full')}"
        stroke = WHITE if isinstance(judged, str) else GREY
        canvas.box(place * cell, top, cell, height, colour.fill, said, stroke=stroke)
        words = [in_short(judged, labels), in_short(judged), in_short(judged)[:1]]
        lines = fitting(words, cell, height)
        canvas.text(lines, (place + 0.5) * cell, top, height, ink=colour.ink)
    return top + height + (14 if first else 5)


def _draw_whole(
    canvas: Canvas, name: str, part: Panel, columns: Sequence[Theme], top: float, cell: float
) -> float:
    """Draw how many authorities of a whole have each grade, by theme; return where the next row begins."""
    lines = fitting([name], _NAMES - 6, 0)
    height = max(_ROW, len(lines) * LINE + 4)
    canvas.text(lines, -_NAMES, top, height - 4, align="left", bold=True)
    for place, theme in enumerate(columns):
        counts = counts_of(part, theme)
        whole, left = sum(counts.values()), place * cell + 2
        if not whole:
            canvas.text(["\u2013"], (place + 0.5) * cell, top, height - 4)
            continue
        for number, count in counts.items():
            width = (cell - 4) * count / whole
            colour = GRADES[number]
            if count:
                said = f"{name}, {theme.label}: {count} of {whole} at grade {number}"
                canvas.box(left, top, width, height - 4, colour.fill, said)
            if width > LINE:
                canvas.text([str(count)], left + width / 2, top, height - 4, ink=colour.ink)
            left += width
    return top + height


def counts_of(part: Panel, theme: Theme) -> dict[int, int]:
    """How many inspections have each grade of a theme, by Ofsted's number; none where scales differ."""
    try:
        counted = part.distribution(theme).counts
    except (MappingRefused, UnknownLabel):
        return {}
    return {grade.number: count for grade, count in counted.items()}


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
    """Draw a theme of many authorities over time, a strip for each: a region on one sheet.

    Args:
        panel: The inspections.
        of: The theme.
        region: Only this region's authorities.
        as_at: Draw what had happened by this day; without it, by the last day that is known.
        width: The pixels of the whole drawing.
        title: A title of your own.

    Raises:
        InvalidHistory: If there is no inspection to draw.
        MissingExtra: Without the extra `charts`.
    """
    check(Panel, panel, "charts.sheet", "a Panel")
    check_day("as_at", as_at, or_none=True)
    theme = as_theme(of)
    whose = None if region is None else set(list_authorities(region))
    stories = [s for a, s in panel.trajectories().items() if whose is None or a in whose]
    days = [i.date for story in stories for i in story if i.date and _is_graded(i, theme)]
    if not days:
        raise InvalidHistory(f"there is no dated inspection with a grade for {theme.label.lower()}")
    until = as_at or panel.known_to or max(days)
    left = _NAMES if width >= NARROW else 0
    canvas = Canvas(width - left)
    axis = TimeAxis(min(days), max(until, min(days) + _YEAR), canvas.width)
    top = 0.0
    for story in stories:
        name = (
            fitting([story[0].authority.name], _NAMES - 6, LINE)[:1]
            if left
            else [str(story[0].authority)]
        )
        canvas.text(name, -left, top, 0 if not left else _STRIP - 4, align="left")
        top += 0 if left else LINE + 2
        _draw_strip(canvas, axis, story, theme, top, until)
        top += _STRIP
    axis.draw(canvas, top + 2)
    who, known = region or "All authorities", known_to_line(panel.known_to)
    return compose(
        canvas,
        title=title or f"{who}: {theme.label.lower()} over time",
        subtitle=f"Each grade until the next inspection, as at {in_words(until)}. {known}",
        description=" ".join(_story_in_words(story, theme) for story in stories),
        notes=[_STRIPS],
        left=left,
    )


_STRIPS = (
    "The strip of an abolished authority ends with it. The numbers are Ofsted's: 1 outstanding, 2 good, 3 "
    "adequate or requires improvement, 4 inadequate. Where there is no box, the inspection gave no single "
    "grade for it. Grades of different frameworks are not on one scale."
)


def _is_graded(inspection: AnyInspection, theme: Theme) -> bool:
    return isinstance(grade_for(inspection, theme), Grade)


def _draw_strip(
    canvas: Canvas, axis: TimeAxis, story: Trajectory, theme: Theme, top: float, until: dt.date
) -> None:
    known = known_authority(story[0].authority)
    last = min(until, known.existed_until) if known and known.existed_until else until
    begun = [i for i in story if i.date and i.date <= last]
    ends = [*(i.date for i in begun[1:]), last]
    for inspection, end in zip(begun, ends, strict=True):
        judged = grade_for(inspection, theme)
        if isinstance(judged, Grade) and inspection.date and end:
            left, right = axis.x(inspection.date), axis.x(end)
            colour = colour_of(judged)
            said = f"{inspection}: {judged}"
            canvas.box(left, top, right - left, _STRIP - 4, colour.fill, said)
            words = [f"{judged.number} {short_label(judged)}", str(judged.number)]
            if right - left > LINE:
                lines = fitting(words, right - left, _STRIP - 4)
                canvas.text(lines, (left + right) / 2, top, _STRIP - 4, ink=colour.ink)


def _story_in_words(story: Trajectory, theme: Theme) -> str:
    each = (f"{i.date_in_words} {in_short(grade_for(i, theme))}" for i in story)
    return f"{story[0].authority}: {'; '.join(each)}."
