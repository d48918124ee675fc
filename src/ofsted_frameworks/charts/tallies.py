"""Charts of many authorities: how grades are distributed, and how they changed."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from ofsted_frameworks.arguments import check
from ofsted_frameworks.charts.drawing import (
    ACROSS,
    DARK,
    DOWN,
    GRADES,
    GREY,
    LINE,
    Spec,
    chart,
    fitting,
    layer,
    printed_below,
    rectangles,
    text_in,
    texts,
)
from ofsted_frameworks.frameworks.base import Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import map_grade
from ofsted_frameworks.months import in_words
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.panel.tallies import Distribution, Transitions
from ofsted_frameworks.schedule import Theme
from ofsted_frameworks.show import find

if TYPE_CHECKING:
    import altair as alt

__all__ = ["distribution", "transitions"]

_BARS, _ROW, _LEGEND = 660, 50, 52


def distribution(
    panel: Panel,
    of: Theme | str | Iterable[Theme | str] | None = None,
    *,
    as_at: Iterable[dt.date | tuple[dt.date, dt.date]] = (),
    to: type[Grade] | None = None,
) -> "alt.LayerChart":
    """The shares of the grades: a bar for each theme or judgement area, or for each day `as_at`.

    Without `as_at` every inspection of the panel is counted (take `panel.latest()` for one of each
    authority), for each of `of`, by default for every theme. With `as_at` a bar counts each authority's
    latest inspection as at that day; a pair of days is the day and the last day of publication, as in
    `Panel.latest`. Then `of` is one theme or area, by default overall effectiveness, and a dashed line
    stands where the frameworks change. Counts are printed in the bars and beside them, and so is what
    could not be counted.

    >>> from ofsted_frameworks import charts, datasets
    >>> from ofsted_frameworks.panel.panel import Panel
    >>> chart = charts.distribution(Panel(datasets.hampshire()).filter(framework="ilacs"))
    >>> chart.to_dict()["title"]["text"]
    ['Grades by theme: 2 inspections of 1 authority']

    Raises what `Panel.distribution` raises, and `MissingExtra` without the extra `charts`.
    """
    check(Panel, panel, "charts.distribution", "a Panel")
    days = list(as_at)
    bars = list(_by_day(panel, of, days, to) if days else _by_theme(panel, of, to))
    number = len(panel.authorities)
    whole = f"{len(panel)} inspections of {number} {'authority' if number == 1 else 'authorities'}"
    title = (
        f"{bars[-1].tally.area.label}: each authority's latest grade"
        if days
        else f"Grades by theme: {whole}"
    )
    height = _LEGEND + 8 + len(bars) * _ROW
    caveats = dict.fromkeys(caveat for bar in bars for caveat in bar.tally.caveats)
    caveats |= dict.fromkeys(_changes_of_scale(bars) if days else ())
    layers = [
        *_legend(bars),
        *_bars(bars),
        _names([bar.name for bar in bars], _LEGEND + 8, _ROW),
        _changes(bars),
        printed_below([_SHARES, *caveats], height + 16, int((_BARS + 180) / 5.6)),
    ]
    told = " ".join(f"{bar.name}: {_told(bar.tally)}." for bar in bars)
    return chart(title, told, layers, width=_BARS, height=height)


_SHARES = (
    "Bars show shares of the grades that were given; beside them their counts, best first, and what was "
    "not counted."
)


@attrs.frozen
class _Bar:
    name: str
    tally: Distribution
    frameworks: tuple[str, ...] = ()


def themes_of(panel: Panel) -> tuple[Theme, ...]:
    """The themes for which some edition of a panel's inspections has one judgement."""
    editions = {inspection.edition for inspection in panel}
    return tuple(t for t in Theme if any(len(its.areas_of(t)) == 1 for its in editions))


def _by_theme(
    panel: Panel, of: Theme | str | Iterable[Theme | str] | None, to: type[Grade] | None
) -> Iterator[_Bar]:
    whats = themes_of(panel) if of is None else [of] if isinstance(of, Theme | str) else of
    for what in whats:
        tally = panel.distribution(what, to=to)
        yield _Bar(what.label if isinstance(what, Theme) else tally.area.label, tally)


def _by_day(
    panel: Panel,
    of: Theme | str | Iterable[Theme | str] | None,
    days: Sequence[dt.date | tuple[dt.date, dt.date]],
    to: type[Grade] | None,
) -> Iterator[_Bar]:
    what = Theme.OVERALL if of is None else of
    if not isinstance(what, Theme | str):
        raise TypeError(f"with as_at, of is one theme or judgement area, not {what!r}")
    for each in days:
        day, published_by = each if isinstance(each, tuple) else (each, None)
        latest = panel.latest(day, published_by=published_by)
        under = Counter(
            i.framework.name for i in sorted(latest, key=lambda i: i.edition.starts.value)
        )
        shares = tuple(f"{name} {number}" for name, number in under.items())
        yield _Bar(in_words(day), latest.distribution(what, to=to), shares)


def _names(names: Sequence[str], top: float, height: float) -> Spec:
    """The names of rows, at their left."""
    named = [
        text
        for number, name in enumerate(names)
        for text in text_in(fitting([name], 200, height), -10, top + number * height, height)
    ]
    return texts(ACROSS, named, align="right", fontWeight="bold")


def _box(left: float, top: float, width: float, height: float, fill: str) -> Spec:
    return {"x": left, "x2": left + width, "y": top, "y2": top + height, "fill": fill}


def _legend(bars: Sequence[_Bar]) -> Iterator[Spec]:
    width = _BARS / len(GRADES)
    boxes: list[Spec] = []
    labels: list[Spec] = []
    for place, (number, colour) in enumerate(GRADES.items()):
        boxes.append(_box(place * width, 0, width, _LEGEND, colour.fill))
        words = dict.fromkeys(bar.tally.scale.from_number(number).label for bar in bars)
        lines = fitting([f"{number} {' / '.join(words)}"], width, _LEGEND)
        labels += text_in(lines, (place + 0.5) * width, 0, _LEGEND, colour.ink)
    yield rectangles(ACROSS, boxes)
    yield texts(ACROSS, labels)


def _bars(bars: Sequence[_Bar]) -> Iterator[Spec]:
    segments = [segment for row, bar in enumerate(bars) for segment in _segments(row, bar)]
    yield rectangles(ACROSS, segments)
    yield texts(ACROSS, [text for segment in segments for text in segment["printed"]])
    beside = [text for row, bar in enumerate(bars) for text in _beside(row, bar)]
    yield texts(ACROSS, beside, align="left")


def _segments(row: int, bar: _Bar) -> Iterator[Spec]:
    top, height, left = _LEGEND + 8 + row * _ROW + 5, _ROW - 10, 0.0
    for grade, count in bar.tally.counts.items():
        if count:
            share = count / bar.tally.judged
            colour, width = GRADES[grade.number], share * _BARS
            lines = fitting([f"{count}\u00a0({share:.0%})", str(count), ""], width, height)
            yield {
                **_box(left, top, width, height, colour.fill),
                "told": f"{bar.name}: {grade}: {count} of {bar.tally.judged} ({share:.0%})",
                "printed": list(text_in(lines, left + width / 2, top, height, colour.ink)),
            }
            left += width


def _beside(row: int, bar: _Bar) -> Iterator[Spec]:
    tally = bar.tally
    lines = [
        f"{' / '.join(map(str, tally.by_number))} of {tally.judged}" if tally.judged else "no grade"
    ]
    lines += [", ".join(part) for part in (bar.frameworks, tuple(_not_counted(tally))) if part]
    return text_in(lines, _BARS + 10, _LEGEND + 8 + row * _ROW, _ROW)


def _not_counted(tally: Distribution) -> Iterator[str]:
    absences = {
        "not judged": tally.not_judged,
        "not recorded": tally.not_recorded - tally.not_in_edition,
        "not graded by their edition": tally.not_in_edition,
        "not yet inspected": tally.not_yet_inspected,
    }
    return (f"{number} {what}" for what, number in absences.items() if number)


def _changes(bars: Sequence[_Bar]) -> Spec:
    """A line over the whole width between days that have other frameworks."""
    names = [{share.rpartition(" ")[0] for share in bar.frameworks} for bar in bars]
    lines = [
        {"x": -10, "x2": _BARS + 180, "y": _LEGEND + 8 + row * _ROW}
        for row in range(1, len(bars))
        if names[row] != names[row - 1]
    ]
    encoding = {"x": ACROSS, "x2": {"field": "x2"}, "y": DOWN}
    return layer(lines, {"type": "rule", "color": DARK, "strokeDash": [4, 3]}, encoding)


def _changes_of_scale(bars: Sequence[_Bar]) -> Iterator[str]:
    for one, other in itertools.pairwise(bars):
        if one.tally.scale is not other.tally.scale:
            mapped = map_grade(one.tally.scale.from_number(3), to=other.tally.scale)
            how = f"{mapped.relation}; {mapped.provenance}"
            yield f"From {one.name} to {other.name} the scale changed ({how}); {mapped.caveat}"


def _told(tally: Distribution) -> str:
    grades = (f"{count} {grade.label.lower()}" for grade, count in tally.counts.items())
    return ", ".join([*grades, *_not_counted(tally)])


_CELL = (150, 56)
_HEAD = 60


def transitions(
    panel: Panel,
    before: str,
    after: str,
    *,
    of: Theme | str | tuple[Theme | str, Theme | str] = Theme.OVERALL,
) -> "alt.LayerChart":
    """How grades changed from one framework or edition to another, as a matrix of counts.

    A row for each grade before, a column for each grade after; a cell has the count, its share of the
    row, and how the grades differ where the two scales match exactly or closely. The darker, the more;
    the same grade has a thick border. The parameters are those of `Panel.transitions`.

    >>> from ofsted_frameworks import charts, datasets
    >>> from ofsted_frameworks.panel.panel import Panel
    >>> chart = charts.transitions(Panel(datasets.hampshire()), "sif", "ilacs")
    >>> chart.to_dict()["title"]["text"]
    ['From SIF to ILACS: overall effectiveness, 1 pair of inspections']

    Raises what `Panel.transitions` raises, and `MissingExtra` without the extra `charts`.
    """
    check(Panel, panel, "charts.transitions", "a Panel")
    counted = panel.transitions(before, after, of=of)
    cells = list(_cells(counted))
    width, height = _CELL[0] * 4, _HEAD + _CELL[1] * 4
    layers = [
        rectangles(ACROSS, cells),
        rectangles(ACROSS, [cell for cell in cells if cell["same"]], strokeWidth=3, fill=None),
        texts(ACROSS, [text for cell in cells for text in cell["printed"]]),
        *_around(counted),
        printed_below(list(counted.caveats), height + 40, int((width + 150) / 5.6)),
    ]
    title = f"From {find(before).name} to {find(after).name}: {_named(of)}, {_pairs(counted.total)}"
    return chart(title, _story(counted), layers, width=width, height=height)


def _cells(counted: Transitions) -> Iterator[Spec]:
    width, height = _CELL
    most = max(counted.counts.values(), default=1)
    for one in counted.scales[0]:
        row = sum(number for (grade, _), number in counted.counts.items() if grade is one)
        for other in counted.scales[1]:
            number = counted.counts.get((one, other), 0)
            left, top = (other.number - 1) * width, _HEAD + (one.number - 1) * height
            change = _change(one, other)
            share = f"{number} ({number / row:.0%})" if number else "0"
            lines = [share, change] if number and change else [share]
            yield {
                **_box(left, top, width, height, _shade(number / most)),
                "told": f"{one} to {other}: {number}",
                "same": change == _SAME,
                "printed": list(text_in(lines, left + width / 2, top, height)),
            }


_SAME = "same grade"


def _change(one: Grade, other: Grade) -> str:
    mapped = map_grade(one, to=type(other))
    if mapped.target is None or mapped.relation not in (Relation.EXACT, Relation.CLOSE):
        return ""
    steps = mapped.target.steps_to(other)
    if not steps:
        return _SAME
    return f"{abs(steps)} {'grade' if abs(steps) == 1 else 'grades'} {'better' if steps > 0 else 'worse'}"


def _shade(share: float) -> str:
    """From white for nothing to a blue on which dark print can still be read."""
    return "#" + "".join(f"{round(255 - (255 - full) * share):02x}" for full in (0x74, 0xA9, 0xCF))


def _around(counted: Transitions) -> Iterator[Spec]:
    """Names and totals of rows and columns."""
    width, height = _CELL
    one, other = counted.scales
    columns = dict.fromkeys(other, 0)
    rows = dict.fromkeys(one, 0)
    for (earlier, later), number in counted.counts.items():
        rows[earlier] += number
        columns[later] += number
    above, below = LINE * 2, _HEAD + 4 * height
    printed = [*text_in([f"after: {find(counted.after).name}"], width * 2, 0, above)]
    for place, (grade, total) in enumerate(columns.items()):
        lines = fitting([f"{grade.number} {grade}"], width, _HEAD - above)
        printed += text_in(lines, (place + 0.5) * width, above, _HEAD - above)
        printed += text_in([f"{total}"], (place + 0.5) * width, below, above, GREY)
    for place, total in enumerate(rows.values()):
        printed += text_in([f"{total}"], width * 4 + 30, _HEAD + place * height, height, GREY)
    printed += text_in(["total"], width * 4 + 30, _HEAD - above, above, GREY)
    yield texts(ACROSS, printed)
    yield _names([f"{grade.number} {grade}" for grade in one], _HEAD, height)
    corner = text_in([f"before: {find(counted.before).name}"], -10, _HEAD - above, above)
    yield texts(ACROSS, [*corner, *text_in(["total"], -10, below, above, GREY)], align="right")


def _named(of: Theme | str | tuple[Theme | str, Theme | str]) -> str:
    names = of if isinstance(of, tuple) else (of,)
    words = (name.label if isinstance(name, Theme) else name.replace("_", " ") for name in names)
    return " to ".join(dict.fromkeys(word.lower() for word in words))


def _pairs(total: int) -> str:
    return f"{total} {'pair' if total == 1 else 'pairs'} of inspections"


def _story(counted: Transitions) -> str:
    return "; ".join(f"{one} to {other}: {n}" for (one, other), n in counted.counts.items())
