"""The judgements that a report prints: in its table, in its section headings and in sentences."""

import bisect
import enum
import re
from collections.abc import Iterator, Sequence

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.readers.report.judgement_patterns import (
    Parts,
    areas_in,
    column_pattern,
    grade_at_line_end,
    grade_of,
    label_pattern,
    row_pattern,
    sentence_pattern,
)
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.schedule import Area

_LONGEST_LINE = 1000


class Form(enum.Enum):
    """How an area and its grade are printed together."""

    ROW = "the area, then the grade, as in a table"
    COLON = "a colon or a dash between them, as in some headings"
    SENTENCE = "in words"


@attrs.frozen
class Mention:
    """A judgement printed somewhere: the field it is for, the words, and where they begin and end.

    `grade` is None where the words contradict themselves, as in "Good (Grade 3)".
    """

    field: str
    grade: Grade | NotJudged | None
    words: str
    start: int
    end: int
    form: Form


def mentions(text: str, edition: Edition, layout: Layout) -> list[Mention]:
    """Return every judgement of `edition` that `text` prints in a way of `layout`, in order."""
    columns = list(_in_columns(text, edition, layout))
    has_lines = all(len(line) < _LONGEST_LINE for line in text.split("\n"))
    found = list(_of_areas(text, edition, layout, has_lines))
    found += _in_sentences(text, edition, layout, has_lines)
    found = [mention for mention in found if not _is_inside(mention, columns)]
    return sorted([*columns, *found], key=lambda mention: (mention.start, -mention.end))


def _is_inside(mention: Mention, columns: Sequence[Mention]) -> bool:
    """True where a mention has a character in common with one of `columns`, which are in order."""
    before = bisect.bisect_left(columns, mention.end, key=lambda column: column.start)
    return before > 0 and columns[before - 1].end > mention.start


def _in_columns(text: str, edition: Edition, layout: Layout) -> Iterator[Mention]:
    parts = Parts.of(text, edition)
    for match in column_pattern(edition, layout).finditer(text):
        rows = _rows_in(match["labels"], edition, layout)
        grades = [g[0] for g in grade_at_line_end(edition.scale).finditer(match["grades"])]
        said: list[tuple[str, Grade | NotJudged | None]] = [(match[0], None)] * len(rows)
        if len(grades) == len(rows):
            said = [
                (f"{label} {grade}", grade_of(grade, edition.scale))
                for (_, label), grade in zip(rows, grades, strict=True)
            ]
        for (areas, _), (words, grade) in zip(rows, said, strict=True):
            if name := parts.name(areas, match.start()):
                yield Mention(name, grade, one_line(words), match.start(), match.end(), Form.ROW)


def _rows_in(
    labels: str, edition: Edition, layout: Layout
) -> Sequence[tuple[tuple[Area, ...], str]]:
    return [
        (areas_in(match, edition, layout), match[0])
        for match in label_pattern(edition, layout).finditer(labels)
    ]


def _of_areas(text: str, edition: Edition, layout: Layout, has_lines: bool) -> Iterator[Mention]:
    parts = Parts.of(text, edition)
    for match in row_pattern(edition, layout, has_lines).finditer(text):
        said = f"{match['lead'] or ''}{match['being'] or ''}".strip()
        form = _FORMS.get(said, Form.SENTENCE)
        if mention := of_area(match, parts, edition, layout, form):
            yield mention


def of_area(
    match: re.Match[str], parts: Parts, edition: Edition, layout: Layout, form: Form
) -> Mention | None:
    """Return the judgement in a match of a row; None where no one area of its part has the label."""
    name = parts.name(areas_in(match, edition, layout), match.start())
    return _mention(name, match["grade"], match, edition, form) if name else None


_FORMS = {"": Form.ROW, **dict.fromkeys(":-–", Form.COLON)}


def _in_sentences(
    text: str, edition: Edition, layout: Layout, has_lines: bool
) -> Iterator[Mention]:
    for field, wordings in layout.form.sentences.items():
        for wording in wordings:
            for match in sentence_pattern(wording, edition, has_lines).finditer(text):
                grade = match["grade"] or match["verbal"]
                yield _mention(field, grade, match, edition, Form.SENTENCE)


def _mention(field: str, grade: str, match: re.Match[str], edition: Edition, form: Form) -> Mention:
    read = grade_of(grade, edition.scale)
    return Mention(field, read, one_line(match[0]), match.start(), match.end(), form)


def one_line(words: str) -> str:
    """Return printed words with line breaks and runs of space made single spaces."""
    return " ".join(words.split())
