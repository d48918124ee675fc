"""What a report judged: each area's grade out of all the places that print it."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.report_forms import TablePlace
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.readers.report.judgement_patterns import (
    grade_at_line_end,
    label_pattern,
    row_pattern,
)
from ofsted_frameworks.readers.report.layouts import RECORD, Layout
from ofsted_frameworks.readers.report.mentions import Form, Mention, mentions, one_line
from ofsted_frameworks.readers.report.page_text import Text
from ofsted_frameworks.readers.report.past_grades import (
    SECTION,
    heads_other_grades,
    introduces_the_past,
    stray_grade,
)
from ofsted_frameworks.readers.report.torn_rows import rows_in_one_line, torn_rows

_LONGEST_FRONT = 8000
_LONGEST_TABLE = 20_000
_WIDEST_GAP = 900
_NEAR = 300
_FEWEST_OF_A_TABLE = 2


@attrs.frozen(kw_only=True)
class Judged:
    """What a report says of one area.

    Args:
        field: The area.
        taken: The mention that its grade is taken from; None where none settles it.
        rivals: The mentions that disagree.
        is_from_heading: True where the table has no row for the area.
    """

    field: str
    taken: Mention | None = None
    rivals: tuple[Mention, ...] = ()
    is_from_heading: bool = False

    @property
    def places(self) -> tuple[Mention, ...]:
        """The mentions that disagree, the one that is taken first."""
        return (self.taken, *self.rivals) if self.taken else self.rivals

    @property
    def grade(self) -> Grade | NotJudged | None:
        """The grade, or None where none is printed or settled."""
        return self.taken.grade if self.taken else None


@attrs.frozen(kw_only=True)
class ReportTable:
    """The judgements of a report read under one edition, in printed order.

    Args:
        edition: The edition.
        judged: What the report says of each area.
        strays: The rows that the edition has no area for: where they are, and the words.
        more_grades: Where, and in which words, the table prints more than one grade for an area; its
            rows are not read then.
    """

    edition: Edition
    judged: tuple[Judged, ...]
    strays: tuple[tuple[int, str], ...]
    more_grades: tuple[int, str] | None = None

    @property
    def is_whole(self) -> bool:
        """True where every area has a grade and every row of the table has an area."""
        return all(judged.grade for judged in self.judged) and not self.strays


def read_table(text: Text, edition: Edition, layout: Layout, years: Collection[int]) -> ReportTable:
    """Return what the report with this text judged, read as one of `edition`.

    `years` are those in which inspectors were on site.
    """
    string = SECTION.sub(_blanked, text.string)
    found = mentions(string, edition, layout)
    fields = [field for field in edition.areas if field not in layout.left_out]
    rows = _rows(text, string, found, fields, edition, layout)
    more_grades = _more_grades(string, rows, found, edition, layout, years)
    if more_grades:
        found = [m for m in found if m.form is Form.SENTENCE and m.field in layout.form.sentences]
        rows = []
    in_tables = {*_in_tables(found)}
    headings = [mention for mention in found if mention not in in_tables]
    return ReportTable(
        edition=edition,
        judged=tuple(_judged(field, rows, found, headings, layout) for field in fields),
        strays=tuple(sorted(_strays(string, rows, found, edition, layout))),
        more_grades=more_grades,
    )


def _rows(
    text: Text,
    string: str,
    found: Sequence[Mention],
    fields: Sequence[str],
    edition: Edition,
    layout: Layout,
) -> list[Mention]:
    """Return the rows of the table: those in lines of their own, those that share one, and torn ones."""
    start, end = _zone(text, string, layout)
    near = [mention for mention in found if start <= mention.start < end]
    rows = _block([mention for mention in near if mention.form is Form.ROW], layout)
    in_words = layout.form.sentences
    if not {row.field for row in rows}.issuperset({*fields} - {*in_words}):
        rows += rows_in_one_line(string, start, end, edition, layout)
    have = {*in_words, *(row.field for row in rows)}
    if rows:
        start = max(start, min(row.start for row in rows) - _WIDEST_GAP)
        end = min(end, max(row.end for row in rows) + _WIDEST_GAP)
    table = string[: min(end, start + _LONGEST_TABLE)]
    rows += torn_rows(table, start, edition, [f for f in fields if f not in have])
    rows = rows or _block([mention for mention in near if mention.form is Form.COLON], layout)
    return sorted(rows, key=lambda row: row.start)


def _zone(text: Text, string: str, layout: Layout) -> tuple[int, int]:
    if layout.form.table is TablePlace.FRONT:
        return 0, min(text.end(3), _LONGEST_FRONT)
    records = [match.start() for match in RECORD.finditer(string)]
    return (records[-1] if records else 0), len(string)


def _block(rows: Sequence[Mention], layout: Layout) -> list[Mention]:
    block: list[Mention] = []
    for row in rows:
        far = bool(block) and row.start - block[-1].end > _WIDEST_GAP
        if far and layout.form.table is TablePlace.FRONT:
            break
        block.append(row)
    return block


def _more_grades(
    string: str,
    rows: Sequence[Mention],
    found: Sequence[Mention],
    edition: Edition,
    layout: Layout,
    years: Collection[int],
) -> tuple[int, str] | None:
    """Return where the table prints more than one grade for an area, and the words that show it."""
    if not rows:
        return None
    start, end = rows[0].start, max(row.end for row in rows)
    rest = _without(string[: end + _NEAR], [*rows, *found])
    label = label_pattern(edition, layout)
    first = label.search(rest, max(0, start - _NEAR), start)
    top = first.start() if first else start
    above, over = (
        _lines(rest[max(0, start - _NEAR) : start]),
        _lines(rest[max(0, top - _NEAR) : top]),
    )
    inside = row_pattern(edition, layout, has_lines=True).sub(_blanked, rest[top:])
    inside = label.sub(_blanked, inside)
    said = (
        heads_other_grades(above, years)
        or heads_other_grades(over, years)
        or introduces_the_past([*above[-2:], " ".join(above[-2:]), *_lines(rest[start:end])])
        or stray_grade(above[-1:], edition.scale)
        or next(filter(None, (stray_grade(gap, edition.scale) for gap in _gaps(inside))), "")
        or _in_a_second_table(rows, found, layout)
    )
    return (start, one_line(said)) if said else None


def _gaps(string: str) -> Iterator[list[str]]:
    """Yield the lines of each part of a string that is between two blanked ones."""
    parts = re.split(rf"{_BLANK}[{_BLANK}\s]*", string)
    return (lines for part in parts if (lines := _lines(part)))


def _in_a_second_table(rows: Sequence[Mention], found: Sequence[Mention], layout: Layout) -> str:
    """Return the words of a second table that is not like the first; "" where there is one table.

    Beside the first it must have the same rows; further on it may have fewer, such as a few headings.
    """
    first: dict[str, Mention] = {}
    again = [row for row in rows if first.setdefault(row.field, row) is not row]
    grades = {field: row.grade for field, row in first.items()}
    beside = {row.field: row.grade for row in again}
    if beside != grades and len(beside) >= _FEWEST_OF_A_TABLE:
        return again[0].words
    if layout.form.table is TablePlace.RECORD:
        return ""
    known = {*rows}
    further = [row for row in _in_tables(found) if row not in known]
    unlike = [row for row in further if grades.get(row.field) is not row.grade]
    are_two = len({row.field for row in further}) >= _FEWEST_OF_A_TABLE
    return unlike[0].words if unlike and are_two else ""


def _in_tables(found: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions that look like rows of a table: near the row of another area."""
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
    string: str,
    rows: Sequence[Mention],
    found: Sequence[Mention],
    edition: Edition,
    layout: Layout,
) -> Iterator[tuple[int, str]]:
    if not rows:
        return
    start, end = min(row.start for row in rows), max(row.end for row in rows)
    rest = _without(string[: end + _NEAR], [*rows, *found])
    for other in layout.framework.editions:
        near = [row for row in mentions(rest, other, layout) if row.start > start - _WIDEST_GAP]
        strays = [row for row in near if row.form is Form.ROW]
        rest = _without(rest, strays)
        yield from ((row.start, row.words) for row in strays)
    for match in grade_at_line_end(edition.scale).finditer(rest, start, end):
        words = rest[start : match.end()].rpartition(_BLANK)[2]
        yield match.end() - len(words.lstrip()), one_line(words)
        start = match.end()


def _without(string: str, taken: Sequence[Mention]) -> str:
    """Return the string, as long as before, without the mentions that are taken."""
    kept: list[str] = []
    at = 0
    for mention in sorted(taken, key=lambda mention: mention.start):
        kept += [string[at : mention.start], _blank(string[max(at, mention.start) : mention.end])]
        at = max(at, mention.end)
    return "".join([*kept, string[at:]])


_BLANK = "\0"
"""What no pattern reads, and no text has (see `page_text`)."""


def _blank(words: str) -> str:
    return re.sub(r"[^\n\f]", _BLANK, words)


def _blanked(match: re.Match[str]) -> str:
    return _blank(match[0])


def _lines(string: str) -> list[str]:
    lines = (line.replace(_BLANK, " ").strip(" \f") for line in string.split("\n"))
    return [line for line in lines if line]
