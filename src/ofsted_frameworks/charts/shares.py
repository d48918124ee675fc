"""Bars of grades: how many authorities have each, by theme, by day or by region."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.authorities import known_authority
from ofsted_frameworks.charts.drawing import (
    DARK,
    GRADES,
    GREY,
    LETTER,
    LINE,
    Canvas,
    Labels,
    Spec,
    as_altair,
    check_labels,
    compose,
    fitting,
    known_to_line,
    label_of,
)
from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, LocalAuthority
from ofsted_frameworks.mapping import map_grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import frameworks_of
from ofsted_frameworks.panel.tallies import Distribution
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import listed, plural

_ROW, _LEGEND, _NAMES, _BESIDE = 46, 36, 150, 200
NARROW = 520
"""Below this many pixels, names go above what they name."""


@attrs.frozen
class Bar:
    """One bar: its name, what is counted, and what else is printed beside it.

    `since` names the framework that came into force between the bar before and this one, and its day.
    A bar with a scale of its own is as long as the longest.
    """

    name: str
    tally: Distribution
    beside: str = ""
    since: str = ""
    own_scale: bool = False


@as_altair
def distribution(
    panel: Panel,
    of: Theme | str | Iterable[Theme | str] | None = None,
    *,
    as_at: Iterable[dt.date | tuple[dt.date, dt.date]] = (),
    to: type[Grade] | None = None,
    width: int = 800,
    title: str | None = None,
    labels: Labels = "short",
) -> Spec:
    """Draw how many inspections have each grade: a bar for each theme or area, or for each day `as_at`.

    A bar is as long as the number of grades in it, so that few do not look like many. Counts and shares
    are printed in it, and beside it what could not be counted.

    >>> from ofsted_frameworks import Panel, charts, datasets
    >>> chart = charts.distribution(Panel(datasets.hampshire()).filter(framework="ilacs"))
    >>> chart.to_dict()["title"]["text"]
    ['Grades by theme: 2 inspections of 1 authority']

    Args:
        panel: The inspections. Without `as_at` every one is counted: take `panel.latest()` for one of
            each authority.
        of: The themes or areas; without it every theme, or overall effectiveness with `as_at`.
        as_at: Days for which to count each authority's latest inspection, as `Panel.latest` does. A pair
            is the day and the last day of publication. A dashed line marks a change of framework.
        to: The scale on which to count.
        width: The pixels of the whole drawing; a narrow one has the names above the bars.
        title: A title of your own.
        labels: "full" for grades as printed, "short" without "to be good".

    Raises:
        MappingRefused: If the scales of the grades cannot be counted together.
        UnknownLabel: If no edition here judges what is asked.
        MissingExtra: Without the extra `charts`.
    """
    check(Panel, panel, "charts.distribution", "a Panel")
    check_labels(labels)
    days = list(as_at)
    bars = list(_by_day(panel, of, days, to) if days else _by_theme(panel, of, to))
    whole = f"{plural(len(panel), 'inspection')} of {_authorities(panel)}"
    said = f"{bars[-1].tally.area.label}: each authority's latest grade" if days else ""
    return draw_bars(
        bars,
        title=title or said or f"Grades by theme: {whole}",
        subtitle=f"{whole}. {known_to_line(panel.known_to)}",
        width=width,
        labels=labels,
        notes=_changes_of_scale(bars) if days else (),
    )


@as_altair
def by_region(
    panel: Panel,
    of: Theme | str = Theme.OVERALL,
    *,
    as_at: dt.date | None = None,
    published_by: dt.date | None = None,
    to: type[Grade] | None = None,
    width: int = 800,
    title: str | None = None,
    labels: Labels = "short",
) -> Spec:
    """Draw each region's latest grades in a bar, with England's first. Regions are Ofsted's eight.

    `as_at` and `published_by` are those of `Panel.latest`, the other arguments those of `distribution`.
    """
    check(Panel, panel, "charts.by_region", "a Panel")
    check_day("as_at", as_at, or_none=True)
    check_day("published_by", published_by, or_none=True)
    check_labels(labels)
    latest = panel.latest(as_at, published_by=published_by)
    bars = [Bar("England", latest.distribution(of, to=to), own_scale=True)]
    without: list[str] = []
    for region, part in by_regions(latest):
        try:
            bars.append(Bar(region, part.distribution(of, to=to)))
        except UnknownLabel:  # none of its latest inspections was of an edition that judges it
            without.append(region)
    when = f" as at {in_words(as_at)}" if as_at else ""
    when += f", published by {in_words(published_by)}" if published_by else ""
    return draw_bars(
        bars,
        title=title or f"{bars[0].tally.area.label}: latest grades by region{when}",
        subtitle=f"{_authorities(latest)}. {known_to_line(panel.known_to)}",
        width=width,
        labels=labels,
        notes=[
            "England's bar has a scale of its own.",
            f"No latest inspection judges it in {listed(without)}." if without else "",
        ],
    )


def by_regions(panel: Panel) -> Iterator[tuple[str, Panel]]:
    """The part of a panel for each of Ofsted's regions, by name."""
    profiles = {authority: known_authority(authority) for authority in panel.authorities}
    where = {authority: known.region if known else "" for authority, known in profiles.items()}
    for region in sorted({name for name in where.values() if name}):
        yield region, panel.filter(where=_is_in(region, where))


def _is_in(region: str, where: Mapping[LocalAuthority, str]) -> Callable[[AnyInspection], bool]:
    return lambda inspection: where[inspection.authority] == region


def _authorities(panel: Panel) -> str:
    return plural(len(panel.authorities), "authority", "authorities")


def themes_of(panel: Panel) -> tuple[Theme, ...]:
    """The themes for which some edition of a panel's inspections has one judgement."""
    editions = {inspection.edition for inspection in panel}
    return tuple(t for t in Theme if any(len(its.areas_of(t)) == 1 for its in editions))


def _by_theme(
    panel: Panel, of: Theme | str | Iterable[Theme | str] | None, to: type[Grade] | None
) -> Iterator[Bar]:
    whats = themes_of(panel) if of is None else [of] if isinstance(of, Theme | str) else of
    for what in whats:
        tally = panel.distribution(what, to=to)
        yield Bar(what.label if isinstance(what, Theme) else tally.area.label, tally)


def _by_day(
    panel: Panel,
    of: Theme | str | Iterable[Theme | str] | None,
    days: Sequence[dt.date | tuple[dt.date, dt.date]],
    to: type[Grade] | None,
) -> Iterator[Bar]:
    what = Theme.OVERALL if of is None else of
    if not isinstance(what, Theme | str):
        raise TypeError(f"with as_at, of is one theme or judgement area, not {what!r}")
    before: dt.date | None = None
    for each in days:
        day, published_by = each if isinstance(each, tuple) else (each, None)
        latest = panel.latest(day, published_by=published_by)
        counts = [(its.name, len(latest.filter(framework=its.id))) for its in frameworks_of(latest)]
        under = ", ".join(f"{name} {number}" for name, number in counts)
        since = ", ".join(_began_between(frameworks_of(panel), before, day))
        yield Bar(in_words(day), latest.distribution(what, to=to), under, since)
        before = day


def _began_between(
    frameworks: Iterable[Framework], after: dt.date | None, by: dt.date
) -> Iterator[str]:
    """The frameworks that came into force after one day and by another."""
    for its in frameworks:
        began = its.editions[0].starts.value
        if after and after < began <= by:
            yield f"{its.name} from {in_words(began)}"


def _changes_of_scale(bars: Sequence[Bar]) -> Iterator[str]:
    for one, other in itertools.pairwise(bars):
        if one.tally.scale is not other.tally.scale:
            mapped = map_grade(one.tally.scale.from_number(3), to=other.tally.scale)
            how = f"{mapped.relation}; {mapped.provenance}"
            yield f"From {one.name} to {other.name} the scale changed ({how}); {mapped.caveat}"


def draw_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    subtitle: str,
    width: int,
    labels: Labels,
    notes: Iterable[str] = (),
) -> Spec:
    """Draw bars under each other, with a key of the colours above and what to beware of below."""
    narrow = width < NARROW
    left, beside = (0, 0) if narrow else (_NAMES, _BESIDE)
    canvas = Canvas(width - left)
    room = canvas.width - beside
    _draw_key(canvas, bars, room, labels)
    most = max((bar.tally.judged for bar in bars if not bar.own_scale), default=0) or 1
    top = _LEGEND + 10.0
    for bar in bars:
        if bar.since:
            canvas.line(-left, top + 8, canvas.width, top + 8, DARK, dashed=True)
            canvas.text([bar.since], canvas.width, top + 10, LINE, align="right", ink=GREY)
            top += LINE + 14
        length = room * (1 if bar.own_scale else bar.tally.judged / most)
        top = _draw_bar(canvas, bar, top, length, narrow=narrow)
    caveats = (caveat for bar in bars for caveat in bar.tally.caveats)
    said = " ".join(f"{bar.name}: {_said(bar.tally)}." for bar in bars)
    return compose(
        canvas,
        title=title,
        subtitle=subtitle,
        description=said,
        notes=[_LENGTHS, *notes, *caveats],
        left=left,
    )


_LENGTHS = (
    "A bar is as long as the number of grades in it. Beside it: the counts from outstanding to inadequate, "
    "and what was not counted."
)


def _draw_key(canvas: Canvas, bars: Sequence[Bar], room: float, labels: Labels) -> None:
    width = room / len(GRADES)
    for place, (number, colour) in enumerate(GRADES.items()):
        grades = dict.fromkeys(bar.tally.scale.from_number(number) for bar in bars)
        words = " / ".join(dict.fromkeys(label_of(grade, labels) for grade in grades))
        short = next((label_of(grade, "short") for grade in grades), "")
        canvas.box(place * width, 0, width, _LEGEND, colour.fill)
        lines = fitting([f"{number} {words}", f"{number} {short}", str(number)], width, _LEGEND)
        canvas.text(lines, (place + 0.5) * width, 0, _LEGEND, ink=colour.ink)


def _draw_bar(canvas: Canvas, bar: Bar, top: float, length: float, *, narrow: bool) -> float:
    """Draw one bar with its name and what is beside it; return where the next one begins."""
    height = 28.0
    beside = _beside(bar)
    if narrow:
        canvas.text([bar.name], 0, top, LINE + 4, align="left", bold=True)
        top += LINE + 6
        beside = fitting([", ".join(_words_beside(bar))], canvas.width, 0)
        canvas.text(beside, 0, top + height + 2, align="left", ink=GREY)
    else:
        lines = fitting([bar.name], _NAMES - 10, _ROW)
        canvas.text(lines, -_NAMES, top, height, align="left", bold=True)
        canvas.text(beside, length + 8, top, height, align="left")
    left = 0.0
    for grade, count in bar.tally.counts.items():
        if count:
            share = count / bar.tally.judged
            colour, width = GRADES[grade.number], share * length
            said = f"{bar.name}: {grade}: {count} of {bar.tally.judged} ({share:.0%})"
            canvas.box(left, top, width, height, colour.fill, said)
            if width >= LETTER * len(str(count)) + 2:
                lines = fitting([f"{count}\u00a0({share:.0%})", str(count)], width + 4, height)
                canvas.text(lines, left + width / 2, top, height, ink=colour.ink)
            left += width
    below = height + len(beside) * LINE + 10 if narrow else max(_ROW, len(beside) * LINE + 8)
    return top + below


def _words_beside(bar: Bar) -> Iterator[str]:
    """The counts, what they were judged under, and what was not counted."""
    tally = bar.tally
    counts = " / ".join(map(str, tally.by_number))
    yield f"{counts} of {tally.judged}" if tally.judged else "no grade"
    if bar.beside:
        yield bar.beside
    yield from _not_counted(tally)


def _beside(bar: Bar) -> list[str]:
    return [line for words in _words_beside(bar) for line in fitting([words], _BESIDE - 8, 0)]


def _not_counted(tally: Distribution) -> Iterator[str]:
    absences = {
        "not judged": tally.not_judged,
        "not recorded": tally.not_recorded - tally.not_in_edition,
        "not graded by their edition": tally.not_in_edition,
        "not yet inspected": tally.not_yet_inspected,
    }
    return (f"{number} {what}" for what, number in absences.items() if number)


def _said(tally: Distribution) -> str:
    grades = (f"{count} {grade.label.lower()}" for grade, count in tally.counts.items())
    return ", ".join([*grades, *_not_counted(tally)])
