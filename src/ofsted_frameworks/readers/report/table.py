"""What a report judged: each area's grade out of all the places that print it."""

from collections.abc import Iterator, Sequence

import attrs

from ofsted_frameworks.frameworks import get_framework
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.readers.report.layouts import PAST, RECORD, Layout, Table
from ofsted_frameworks.readers.report.mentions import (
    Form,
    Mention,
    grade_above,
    mentions,
    unknown_rows,
)
from ofsted_frameworks.readers.report.pdf import Text
from ofsted_frameworks.readers.report.torn import rows_in_one_line, torn_rows

_LONGEST_FRONT = 8000
_WIDEST_GAP = 900


@attrs.frozen(kw_only=True)
class Judged:
    """What a report says of one area.

    `taken` is the mention that its grade is taken from, None where none settles it; `rivals` are the
    mentions that disagree; `is_from_heading` is True where the table has no row for the area.
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

    `strays` are the rows of the table that the edition has no area for: where they are, and the words.
    """

    edition: Edition
    judged: tuple[Judged, ...]
    strays: tuple[tuple[int, str], ...]

    @property
    def read(self) -> int:
        """How many areas have a grade."""
        return sum(1 for judged in self.judged if judged.grade)

    @property
    def is_whole(self) -> bool:
        """True where every area has a grade and every row of the table has an area."""
        return self.read == len(self.judged) and not self.strays


def read_table(text: Text, edition: Edition, layout: Layout) -> ReportTable:
    """What the report with this text judged, read as one of `edition`."""
    string = PAST.sub(lambda match: " " * len(match[0]), text.string)
    start, end = _zone(text, string, layout)
    found = mentions(string, edition, layout)
    fields = [field for field in edition.areas if field not in layout.without]
    near = [mention for mention in found if start <= mention.start < end]
    rows = _block([mention for mention in near if mention.form is Form.ROW], layout)
    if not {row.field for row in rows}.issuperset({*fields} - {*layout.sentences}):
        rows += rows_in_one_line(string, start, end, edition, layout)
    have = {*layout.sentences, *(row.field for row in rows)}
    rows += torn_rows(string[:end], start, edition, [f for f in fields if f not in have])
    rows = rows or _block([mention for mention in near if mention.form is Form.COLON], layout)
    if grade_above(string, rows, found, edition.scale):
        rows = [attrs.evolve(row, grade=None) for row in rows]
    judged = tuple(_judged(field, rows, found, layout) for field in fields)
    return ReportTable(
        edition=edition,
        judged=judged,
        strays=tuple(sorted(_strays(string, rows, found, edition, layout))),
    )


def _zone(text: Text, string: str, layout: Layout) -> tuple[int, int]:
    if layout.table is Table.FRONT:
        return 0, min(text.end(3), _LONGEST_FRONT)
    records = [match.start() for match in RECORD.finditer(string)]
    return (records[-1] if records else 0), len(string)


def _block(rows: Sequence[Mention], layout: Layout) -> list[Mention]:
    block: list[Mention] = []
    for row in rows:
        far = bool(block) and row.start - block[-1].end > _WIDEST_GAP
        if far and layout.table is Table.FRONT:
            break
        block.append(row)
    return block


def _judged(
    field: str, rows: Sequence[Mention], found: Sequence[Mention], layout: Layout
) -> Judged:
    own_rows = [row for row in rows if row.field == field]
    others = [mention for mention in found if mention.field == field]
    if len({row.grade for row in own_rows}) > 1:
        return Judged(field=field, rivals=tuple(own_rows))
    taken = next(iter([*own_rows, *others]), None)
    if taken and not taken.grade:
        return Judged(field=field, rivals=(taken,))
    rivals = (m for m in others if taken and m.grade is not taken.grade)
    return Judged(
        field=field,
        taken=taken,
        rivals=tuple(rivals),
        is_from_heading=bool(taken) and not own_rows and field not in layout.sentences,
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
    rest = _without(string[: end + _WIDEST_GAP], [*rows, *found])
    for other in get_framework(layout.framework).editions:
        near = [row for row in mentions(rest, other, layout) if row.start > start - _WIDEST_GAP]
        strays = [row for row in near if row.form is Form.ROW]
        rest = _without(rest, strays)
        yield from ((row.start, row.words) for row in strays)
    yield from unknown_rows(rest, start, end, edition.scale)


def _without(string: str, taken: Sequence[Mention]) -> str:
    """The string with blanks in place of what is taken, as long as before."""
    kept: list[str] = []
    at = 0
    for mention in sorted(taken, key=lambda mention: mention.start):
        kept += [string[at : mention.start], " " * (mention.end - max(at, mention.start))]
        at = max(at, mention.end)
    return "".join([*kept, string[at:]])[: len(string)]
