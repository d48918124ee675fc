"""The judgements that a report prints: in its table, in section headings and in sentences."""

import bisect
import enum
import re
from collections.abc import Iterator, Sequence

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.readers.report.judgement_patterns import (
    JudgementPatterns,
    judgement_patterns,
)
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.schedule import Area

_LONGEST_LINE = 1000


class Form(enum.Enum):
    """How a report prints an area and its grade together."""

    ROW = "the area, then the grade, as in a table"
    COLON = "a colon or a dash between them, as in some headings"
    SENTENCE = "in words"


_FORMS = {"": Form.ROW, **dict.fromkeys(":-–", Form.COLON)}


@attrs.frozen
class Mention:
    """A printed judgement: the area's field, the grade, the words, and where they begin and end.

    `grade` is None if the words contradict themselves, as in "Good (Grade 3)".
    """

    field: str
    grade: Grade | NotJudged | None
    words: str
    start: int
    end: int
    form: Form


@attrs.frozen
class JudgedText:
    """A text with the patterns of the judgements to find in it.

    `parts` has the index at which each part of a report with several parts begins, and its heading.
    """

    string: str
    patterns: JudgementPatterns
    parts: Sequence[tuple[int, str]]

    @classmethod
    def of(cls, string: str, edition: Edition, layout: Layout) -> "JudgedText":
        """Return the text with the patterns of an edition and a layout."""
        has_lines = all(len(line) < _LONGEST_LINE for line in string.split("\n"))
        patterns = judgement_patterns(edition, layout, has_lines)
        parts = (
            (match.start(), heading)
            for heading, line in patterns.headings
            for match in line.finditer(string)
        )
        return cls(string, patterns, sorted(parts))

    def field(self, areas: Sequence[Area], at: int) -> str | None:
        """Return the field of the only area that fits the part of the report around `at`, or None."""
        number = bisect.bisect_right(self.parts, at, key=lambda part: part[0])
        heading = self.parts[number - 1][1] if number else None
        fields = [area.name for area in areas if heading is None or area.heading == heading]
        return fields[0] if len(fields) == 1 else None

    def row(self, match: re.Match[str], form: Form) -> Mention | None:
        """Return the judgement that a row prints; None unless its label there means exactly one area."""
        field = self.field(self.patterns.areas_in(match), match.start())
        return self._mention(field, match, match["grade"], form) if field else None

    def _mention(self, field: str, match: re.Match[str], grade: str, form: Form) -> Mention:
        read = self.patterns.grades.read(grade)
        return Mention(field, read, one_line(match[0]), match.start(), match.end(), form)

    def mentions(self) -> list[Mention]:
        """Return every judgement that the text prints, in order."""
        columns = list(self._in_columns())
        found = [
            each for each in (*self._rows(), *self._sentences()) if not _overlaps(each, columns)
        ]
        return sorted([*columns, *found], key=lambda mention: (mention.start, -mention.end))

    def _in_columns(self) -> Iterator[Mention]:
        patterns = self.patterns
        for match in patterns.columns.finditer(self.string):
            labels = list(patterns.label.finditer(match["labels"]))
            grades = [each[0] for each in patterns.grades.at_line_end.finditer(match["grades"])]
            for number, label in enumerate(labels):
                words, grade = match[0], None
                if len(labels) == len(grades):
                    words = f"{label[0]} {grades[number]}"
                    grade = patterns.grades.read(grades[number])
                if field := self.field(patterns.areas_in(label), match.start()):
                    yield Mention(
                        field, grade, one_line(words), match.start(), match.end(), Form.ROW
                    )

    def _rows(self) -> Iterator[Mention]:
        for match in self.patterns.row.finditer(self.string):
            between = f"{match['lead'] or ''}{match['being'] or ''}".strip()
            if mention := self.row(match, _FORMS.get(between, Form.SENTENCE)):
                yield mention

    def _sentences(self) -> Iterator[Mention]:
        for field, sentence in self.patterns.sentences:
            for match in sentence.finditer(self.string):
                yield self._mention(field, match, match["grade"] or match["verbal"], Form.SENTENCE)


def _overlaps(mention: Mention, columns: Sequence[Mention]) -> bool:
    """Return True if a mention overlaps one of `columns`, which are in order."""
    before = bisect.bisect_left(columns, mention.end, key=lambda column: column.start)
    return before > 0 and columns[before - 1].end > mention.start


def one_line(words: str) -> str:
    """Return printed words with single spaces for line breaks and runs of space."""
    return " ".join(words.split())
