"""Settle the grade of each area from all the places in a report that print it."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.report_forms import TablePlace
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.readers.report.front_page import front_end
from ofsted_frameworks.readers.report.judgement_patterns import judgement_patterns
from ofsted_frameworks.readers.report.layouts import RECORD, Layout
from ofsted_frameworks.readers.report.mentions import Form, JudgedText, Mention, one_line
from ofsted_frameworks.readers.report.page_text import Text
from ofsted_frameworks.readers.report.past_grades import (
    SECTION,
    heading_of_other_grades,
    introduction_of_the_past,
    stray_grade,
)
from ofsted_frameworks.readers.report.torn_rows import rows_in_one_line, torn_rows

_LONGEST_TABLE = 20_000
_WIDEST_GAP = 900
_NEAR = 300
_FEWEST_ROWS = 2


@attrs.frozen(kw_only=True)
class Judged:
    """What a report says about one area.

    Args:
        field: The field of the area.
        taken: The mention that settles its grade; None if there is no such mention.
        rivals: The mentions that disagree with it or with each other.
        is_from_heading: True if the table has no row for the area, and a section heading settles it.
    """

    field: str
    taken: Mention | None = None
    rivals: tuple[Mention, ...] = ()
    is_from_heading: bool = False

    @property
    def grade(self) -> Grade | NotJudged | None:
        """The grade, or None if none is printed or settled."""
        return self.taken.grade if self.taken else None


@attrs.frozen(kw_only=True)
class ReportTable:
    """The judgements of a report, read as a report under one edition.

    Args:
        edition: The edition.
        judged: What the report says about each area, in printed order.
        strays: The place and words of each row that the edition has no area for.
        more_grades: The place and words that show that the table prints more than one grade for an
            area; if it does, its rows are not read.
    """

    edition: Edition
    judged: tuple[Judged, ...]
    strays: tuple[tuple[int, str], ...]
    more_grades: tuple[int, str] | None = None

    @property
    def is_whole(self) -> bool:
        """Return True if every area has a grade and every row of the table has an area."""
        return all(judged.grade for judged in self.judged) and not self.strays


def read_table(text: Text, edition: Edition, layout: Layout, years: Collection[int]) -> ReportTable:
    """Return the judgements of a report with this text, read as a report under `edition`.

    `years` are the years in which inspectors were on site.
    """
    report = JudgedText.of(SECTION.sub(_blanked, text.string), edition, layout)
    found = report.mentions()
    fields = [field for field in edition.areas if field not in layout.left_out]
    if layout.form.table is TablePlace.FRONT:
        start, end = 0, front_end(text)
    else:
        records = [match.start() for match in RECORD.finditer(report.string)]
        start, end = (records[-1] if records else 0), len(report.string)
    rows = _rows(report, found, fields, start, end)
    more_grades = _more_grades(report, rows, found, years)
    if more_grades:
        found = [m for m in found if m.form is Form.SENTENCE and m.field in layout.form.sentences]
        rows = []
    in_tables = {*_in_tables(found)}
    headings = [mention for mention in found if mention not in in_tables]
    return ReportTable(
        edition=edition,
        judged=tuple(_judged(field, rows, found, headings, layout) for field in fields),
        strays=tuple(sorted(_strays(report, rows, found))),
        more_grades=more_grades,
    )


def _rows(
    report: JudgedText, found: Sequence[Mention], fields: Sequence[str], start: int, end: int
) -> list[Mention]:
    """Return the rows of the table between `start` and `end`: whole, sharing a line, or torn."""
    layout = report.patterns.layout
    near = [mention for mention in found if start <= mention.start < end]
    rows = _block([mention for mention in near if mention.form is Form.ROW], layout)
    in_words = layout.form.sentences
    if not {row.field for row in rows}.issuperset({*fields} - {*in_words}):
        rows += rows_in_one_line(report, start, end)
    have = {*in_words, *(row.field for row in rows)}
    if rows:
        start = max(start, min(row.start for row in rows) - _WIDEST_GAP)
        end = min(end, max(row.end for row in rows) + _WIDEST_GAP)
    end = min(end, start + _LONGEST_TABLE)
    rows += torn_rows(report, start, end, [field for field in fields if field not in have])
    rows = rows or _block([mention for mention in near if mention.form is Form.COLON], layout)
    return sorted(rows, key=lambda row: row.start)


def _block(rows: Sequence[Mention], layout: Layout) -> list[Mention]:
    """Return the rows up to the first wide gap, unless the table is a record of main findings."""
    for number, (row, after) in enumerate(pairwise(rows), 1):
        if after.start - row.end > _WIDEST_GAP and layout.form.table is TablePlace.FRONT:
            return [*rows[:number]]
    return [*rows]


def _more_grades(
    report: JudgedText,
    rows: Sequence[Mention],
    found: Sequence[Mention],
    years: Collection[int],
) -> tuple[int, str] | None:
    """Return where the table prints more than one grade for an area, and the words that show it."""
    if not rows:
        return None
    patterns = report.patterns
    start, end = rows[0].start, max(row.end for row in rows)
    rest = _without(report.string[: end + _NEAR], [*rows, *found])
    first = patterns.label.search(rest, max(0, start - _NEAR), start)
    top = first.start() if first else start
    above_row = _lines(rest[max(0, start - _NEAR) : start])
    above_label = _lines(rest[max(0, top - _NEAR) : top])
    in_lines = judgement_patterns(patterns.edition, patterns.layout, True)
    inside = patterns.label.sub(_blanked, in_lines.row.sub(_blanked, rest[top:]))
    gaps = (stray_grade(gap, patterns.grades) for gap in _gaps(inside))
    shown = (
        heading_of_other_grades(above_row, years)
        or heading_of_other_grades(above_label, years)
        or introduction_of_the_past(
            [*above_row[-2:], " ".join(above_row[-2:]), *_lines(rest[start:end])]
        )
        or stray_grade(above_row[-1:], patterns.grades)
        or next(filter(None, gaps), "")
        or _words_of_a_second_table(rows, found, patterns.layout)
    )
    return (start, one_line(shown)) if shown else None


def _gaps(string: str) -> Iterator[list[str]]:
    """Yield the lines of each part of a string that lies between two blanked parts."""
    parts = re.split(rf"{_BLANK}[{_BLANK}\s]*", string)
    return (lines for part in parts if (lines := _lines(part)))


def _words_of_a_second_table(
    rows: Sequence[Mention], found: Sequence[Mention], layout: Layout
) -> str:
    """Return the words of a second table that disagrees with the first, or "".

    Beside the first table it must have the same rows; further on it may have fewer, such as a few
    headings.
    """
    first: dict[str, Mention] = {}
    again = [row for row in rows if first.setdefault(row.field, row) is not row]
    grades = {field: row.grade for field, row in first.items()}
    beside = {row.field: row.grade for row in again}
    if beside != grades and len(beside) >= _FEWEST_ROWS:
        return again[0].words
    if layout.form.table is TablePlace.RECORD:
        return ""
    known = {*rows}
    further = [row for row in _in_tables(found) if row not in known]
    unlike = [row for row in further if grades.get(row.field) is not row.grade]
    are_two = len({row.field for row in further}) >= _FEWEST_ROWS
    return unlike[0].words if unlike and are_two else ""


def _in_tables(found: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions that look like rows of a table: close to the row of another area."""
    rows = [mention for mention in found if mention.form is Form.ROW]
    near = [
        pair
        for row, after in pairwise(rows)
        for pair in (row, after)
        if row.field != after.field and after.start - row.end < _NEAR
    ]
    return list(dict.fromkeys(near))


def _judged(
    field: str,
    rows: Sequence[Mention],
    found: Sequence[Mention],
    headings: Sequence[Mention],
    layout: Layout,
) -> Judged:
    own_rows = [row for row in rows if row.field == field]
    if len({row.grade for row in own_rows}) > 1:
        return Judged(field=field, rivals=tuple(own_rows))
    taken = next((m for m in [*own_rows, *headings] if m.field == field), None)
    if taken and not taken.grade:
        return Judged(field=field, rivals=(taken,))
    rivals = (m for m in found if m.field == field and taken and m.grade is not taken.grade)
    return Judged(
        field=field,
        taken=taken,
        rivals=tuple(rivals),
        is_from_heading=bool(taken) and not own_rows and field not in layout.form.sentences,
    )


def _strays(
    report: JudgedText, rows: Sequence[Mention], found: Sequence[Mention]
) -> Iterator[tuple[int, str]]:
    """Yield the place and words of each row that the edition has no area for."""
    if not rows:
        return
    layout = report.patterns.layout
    start, end = min(row.start for row in rows), max(row.end for row in rows)
    rest = _without(report.string[: end + _NEAR], [*rows, *found])
    for other in layout.framework.editions:
        mentions = JudgedText.of(rest, other, layout).mentions()
        strays = [m for m in mentions if m.form is Form.ROW and m.start > start - _WIDEST_GAP]
        rest = _without(rest, strays)
        yield from ((row.start, row.words) for row in strays)
    for match in report.patterns.grades.at_line_end.finditer(rest, start, end):
        words = rest[start : match.end()].rpartition(_BLANK)[2]
        yield match.end() - len(words.lstrip()), one_line(words)
        start = match.end()


_BLANK = "\0"
"""A character that no pattern matches and no text has (see `page_text`)."""


def _without(string: str, taken: Sequence[Mention]) -> str:
    """Return the string with the characters of the mentions blanked."""
    kept = list(string)
    for mention in taken:
        kept[mention.start : mention.end] = _blank(string[mention.start : mention.end])
    return "".join(kept)


def _blank(words: str) -> str:
    return re.sub(r"[^\n\f]", _BLANK, words)


def _blanked(match: re.Match[str]) -> str:
    return _blank(match[0])


def _lines(string: str) -> list[str]:
    lines = (line.replace(_BLANK, " ").strip(" \f") for line in string.split("\n"))
    return [line for line in lines if line]
