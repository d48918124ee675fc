"""Bars of grades: how many authorities have each, by theme, by day or by region."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.authorities import known_authority
from ofsted_frameworks.charts.drawing import (
    COLOURS,
    DARK,
    GREY,
    LETTER,
    LINE,
    Canvas,
    Labels,
    Spec,
    as_altair,
    as_at_phrase,
    check_labels,
    colour_of,
    compose,
    fit_text,
    label_of,
)
from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frameworks.base import Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import map_grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.summaries import frameworks_of
from ofsted_frameworks.panel.tallies import Distribution
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.words import listed, plural

_ROW, _LEGEND, _NAMES, _BESIDE, _BAR = 46, 36, 150, 200, 28.0
NARROW = 520
"""Below this width in pixels, a name goes above its row instead of beside it."""


@attrs.frozen
class Bar:
    """One bar: its name, the grades that it counts, and other text to print beside it.

    `since` names the framework that came into force since the bar above, and its first day. A bar with
    `own_scale` has the full length, however many grades it counts.
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
    """Draw how many inspections gave each grade: a bar for each theme or area, or for each day in `as_at`.

    A bar is as long as the number of grades in it, so a small number looks small. Counts and shares
    are printed in the bar; what could not be counted is printed beside it.

    >>> from ofsted_frameworks import Panel, charts, datasets
    >>> chart = charts.distribution(Panel(datasets.hampshire()).filter(framework="ilacs"))
    >>> chart.to_dict()["title"]["text"]
    ['Grades by theme']

    Args:
        panel: The inspections. Without `as_at` every one is counted: pass `panel.latest()` to count one
            for each authority.
        of: The themes or areas, by default every theme; with `as_at` a single one, by default overall
            effectiveness.
        as_at: Days on which to count each authority's latest inspection, as `Panel.latest` does. A pair
            is the day and the last day of publication. A dashed line marks a change of framework.
        to: The scale on which to count.
        width: The width of the whole drawing in pixels. A narrow drawing has the names above the bars.
        title: A title of your own.
        labels: "full" for grades as printed, "short" to leave out "to be good".

    Raises:
        MappingRefused: If the grades are on scales that cannot be counted together.
        UnknownLabel: If none of the editions has a judgement with that name.
        MissingExtra: If the extra `charts` is not installed.
    """
    check(Panel, panel, "charts.distribution", "a Panel")
    check_labels(labels)
    days = list(as_at)
    bars = list(_bars_by_day(panel, of, days, to) if days else _bars_by_theme(panel, of, to))
    latest = f"{bars[-1].tally.area.label}: each authority's latest grade" if days else ""
    return _compose_bars(
        bars,
        title=title or latest or "Grades by theme",
        subtitle=f"{plural(len(panel), 'inspection')} of {_count_authorities(panel)}.",
        known_to=panel.known_to,
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
    """Draw a bar of latest grades for England and for each of Ofsted's eight regions.

    `as_at` and `published_by` are the arguments of `Panel.latest`; the others are those of `distribution`.
    """
    check(Panel, panel, "charts.by_region", "a Panel")
    check_day("as_at", as_at, or_none=True)
    check_day("published_by", published_by, or_none=True)
    check_labels(labels)
    latest = panel.latest(as_at, published_by=published_by)
    bars = [Bar("England", latest.distribution(of, to=to), own_scale=True)]
    ungraded: list[str] = []
    for region, part in by_regions(latest):
        try:
            bars.append(Bar(region, part.distribution(of, to=to)))
        except UnknownLabel:  # the editions of its latest inspections have no such judgement
            ungraded.append(region)
    area = bars[0].tally.area.label
    return _compose_bars(
        bars,
        title=title or f"{area}: latest grades by region{as_at_phrase(as_at, published_by)}",
        subtitle=f"{_count_authorities(latest)}.",
        known_to=panel.known_to,
        width=width,
        labels=labels,
        notes=[
            "England's bar is not on the same scale as the others.",
            f"No latest inspection in {listed(ungraded)} has this judgement." if ungraded else "",
        ],
    )


def by_regions(panel: Panel) -> Iterator[tuple[str, Panel]]:
    """Yield each of Ofsted's regions, in the order of their names, with its part of a panel."""
    profiles = map(known_authority, panel.authorities)
    for region in sorted({profile.region for profile in profiles if profile}):
        yield region, panel.filter(region=region)


def _count_authorities(panel: Panel) -> str:
    return plural(len(panel.authorities), "authority", "authorities")


def _bars_by_theme(
    panel: Panel, of: Theme | str | Iterable[Theme | str] | None, to: type[Grade] | None
) -> Iterator[Bar]:
    if of is None:
        editions = {inspection.edition for inspection in panel}
        of = [t for t in Theme if any(len(edition.areas_of(t)) == 1 for edition in editions)]
    for subject in [of] if isinstance(of, Theme | str) else of:
        tally = panel.distribution(subject, to=to)
        yield Bar(subject.label if isinstance(subject, Theme) else tally.area.label, tally)


def _bars_by_day(
    panel: Panel,
    of: Theme | str | Iterable[Theme | str] | None,
    days: Sequence[dt.date | tuple[dt.date, dt.date]],
    to: type[Grade] | None,
) -> Iterator[Bar]:
    subject = Theme.OVERALL if of is None else of
    if not isinstance(subject, Theme | str):
        raise TypeError(f"with as_at, of takes one theme or judgement area, not {subject!r}")
    before: dt.date | None = None
    for each in days:
        day, published_by = each if isinstance(each, tuple) else (each, None)
        latest = panel.latest(day, published_by=published_by)
        frameworks = ", ".join(
            f"{framework.name} {len(latest.filter(framework=framework))}"
            for framework in frameworks_of(latest)
        )
        since = ", ".join(_began_between(frameworks_of(panel), before, day))
        yield Bar(in_words(day), latest.distribution(subject, to=to), frameworks, since)
        before = day


def _began_between(
    frameworks: Iterable[Framework], before: dt.date | None, day: dt.date
) -> Iterator[str]:
    """Yield the frameworks that came into force after one day and by the next."""
    for framework in frameworks:
        began = framework.editions[0].starts.value
        if before and before < began <= day:
            yield f"{framework.name} from {in_words(began)}"


def _changes_of_scale(bars: Sequence[Bar]) -> Iterator[str]:
    for bar, later in itertools.pairwise(bars):
        if bar.tally.scale is not later.tally.scale:
            mapped = map_grade(bar.tally.scale.from_number(3), to=later.tally.scale)
            how = f"{mapped.relation}; {mapped.provenance}"
            yield f"The scale changed between {bar.name} and {later.name} ({how}); {mapped.caveat}"


def _compose_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    subtitle: str,
    known_to: dt.date | None,
    width: int,
    labels: Labels,
    notes: Iterable[str],
) -> Spec:
    """Return a chart of bars, with a key to the colours above them."""
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
    return compose(
        canvas,
        title=title,
        subtitle=subtitle,
        known_to=known_to,
        description=" ".join(f"{bar.name}: {_in_words(bar.tally)}." for bar in bars),
        notes=[_LENGTHS, *notes, *caveats],
        left=left,
    )


_LENGTHS = (
    "The length of a bar is the number of grades in it. Beside it are the counts from outstanding to "
    "inadequate, and what was not counted."
)


def _draw_key(canvas: Canvas, bars: Sequence[Bar], room: float, labels: Labels) -> None:
    width = room / len(COLOURS)
    for number, colour in COLOURS.items():
        grades = dict.fromkeys(bar.tally.scale.from_number(number) for bar in bars)
        every = " / ".join(dict.fromkeys(label_of(grade, labels) for grade in grades))
        short = next((label_of(grade) for grade in grades), "")
        left = (number - 1) * width
        canvas.box(left, 0, width, _LEGEND, colour.fill)
        words = [f"{number} {every}", f"{number} {short}", str(number)]
        canvas.label(words, left, 0, width, _LEGEND, ink=colour.ink)


def _draw_bar(canvas: Canvas, bar: Bar, top: float, length: float, *, narrow: bool) -> float:
    """Draw a bar with its name and the text beside it; return the top of the next one."""
    if narrow:
        canvas.text([bar.name], 0, top, LINE + 4, align="left", bold=True)
        top += LINE + 6
        beside = fit_text([", ".join(_words_beside(bar))], canvas.width, 0)
        canvas.text(beside, 0, top + _BAR + 2, align="left", ink=GREY)
        bottom = top + _BAR + len(beside) * LINE + 10
    else:
        name = fit_text([bar.name], _NAMES - 10, _ROW)
        canvas.text(name, -_NAMES, top, _BAR, align="left", bold=True)
        beside = [line for each in _words_beside(bar) for line in fit_text([each], _BESIDE - 8, 0)]
        canvas.text(beside, length + 8, top, _BAR, align="left")
        bottom = top + max(_ROW, len(beside) * LINE + 8)
    left = 0.0
    for grade, count in bar.tally.counts.items():
        if count:
            share = count / bar.tally.judged
            colour, width = colour_of(grade), share * length
            tooltip = f"{bar.name}: {grade}: {count} of {bar.tally.judged} ({share:.0%})"
            canvas.box(left, top, width, _BAR, colour.fill, tooltip)
            if width >= LETTER * len(str(count)) + 2:
                words = [f"{count}\u00a0({share:.0%})", str(count)]
                canvas.label(words, left - 2, top, width + 4, _BAR, ink=colour.ink)
            left += width
    return bottom


def _words_beside(bar: Bar) -> Iterator[str]:
    """Yield the counts, the text of the bar, and how many inspections were not counted."""
    tally = bar.tally
    counts = " / ".join(map(str, tally.by_number))
    yield f"{counts} of {tally.judged}" if tally.judged else "no grade"
    if bar.beside:
        yield bar.beside
    yield from _not_counted(tally)


def _not_counted(tally: Distribution) -> Iterator[str]:
    absences = {
        "not judged": tally.not_judged,
        "not recorded": tally.not_recorded - tally.not_in_edition,
        "not graded by their edition": tally.not_in_edition,
        "not yet inspected": tally.not_yet_inspected,
    }
    return (f"{number} {words}" for words, number in absences.items() if number)


def _in_words(tally: Distribution) -> str:
    grades = (f"{count} {grade.label.lower()}" for grade, count in tally.counts.items())
    return ", ".join([*grades, *_not_counted(tally)])
