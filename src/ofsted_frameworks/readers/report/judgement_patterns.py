"""What areas, grades and judgements look like in print, as patterns.

Text has no two spaces in a row and plain dashes and quotes (see `page_text`); the patterns rely on it.
"""

import bisect
import functools
import re
from collections.abc import Mapping, Sequence

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, read_grade
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.readers.report.notation import pattern
from ofsted_frameworks.schedule import Area


@functools.cache
def labels(edition: Edition) -> Sequence[tuple[str, tuple[Area, ...]]]:
    """Return each printed label of an edition, folded and without "the", with its areas; longest first."""
    by_label: dict[str, tuple[Area, ...]] = {}
    for area in edition.areas.values():
        for printed in (area.label, *(alias.value for alias in area.aliases)):
            label = fold(printed).removeprefix("the ")
            if area not in (others := by_label.get(label, ())):
                by_label[label] = (*others, area)
    return sorted(by_label.items(), key=lambda item: -len(item[0]))


@functools.cache
def _labelled_rows(edition: Edition, layout: Layout) -> Sequence[tuple[str, tuple[Area, ...]]]:
    """Return a pattern for each label that a row may begin with, and the areas that it may be for."""
    labelled = [(_words(label), areas) for label, areas in labels(edition)]
    also = [
        (pattern(wording), (edition.areas[field],))
        for field, wordings in layout.form.rows.items()
        for wording in wordings
    ]
    return [*labelled, *also]


def areas_in(match: re.Match[str], edition: Edition, layout: Layout) -> tuple[Area, ...]:
    """Return the areas of the label in a match of a row or a label."""
    rows = enumerate(_labelled_rows(edition, layout))
    return next(areas for n, (_, areas) in rows if match[f"a{n}"])


@attrs.frozen
class Parts:
    """Where each part of a report with several parts begins, and its heading, in order."""

    starts: Sequence[int]
    headings: Sequence[str]

    @classmethod
    def of(cls, text: str, edition: Edition) -> "Parts":
        """Return the parts of a text that prints the headings of an edition."""
        headings = dict.fromkeys(area.heading for area in edition.areas.values() if area.heading)
        found = sorted(
            (match.start(), heading)
            for heading in headings
            for match in re.finditer(
                rf"^{_words(fold(heading))}(?: [a-z]+){{0,4}} ?:?$",
                text,
                re.IGNORECASE | re.MULTILINE,
            )
        )
        return cls([start for start, _ in found], [heading for _, heading in found])

    def name(self, areas: Sequence[Area], at: int) -> str | None:
        """Return the field of the one of `areas` that is in the part around `at`, if only one is."""
        number = bisect.bisect_right(self.starts, at)
        part = self.headings[number - 1] if number else None
        named = [area.name for area in areas if part is None or area.heading == part]
        return named[0] if len(named) == 1 else None


def _words(label: str) -> str:
    words = r"\s+".join(re.escape(word) for word in label.split())
    for printed, also in _SPELLINGS.items():
        words = words.replace(printed, also)
    return words


_SPELLINGS = {
    "'": "['’]?",
    r"\-": r"\s?[-–]?\s?",
    r"\(lscb\)": r"(?:\(LSCB\))?",
    r"\s+and\s+": r"\s+(?:and|&)\s+",
    ",": ",?",
    "experiences": "experiences?",
    "requires": r"(?:requires?|(?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bas\s)|(?<=\bbe\s))requiring)",
}


@functools.cache
def grade_words(scale: type[Grade]) -> tuple[str, ...]:
    """Return each printed label of a scale, folded, and "not judged"; the longest first."""
    printed = [NOT_JUDGED.label, *(grade.label for grade in scale)]
    printed += [alias.value for grade in scale for alias in grade.aliases]
    return tuple(sorted(map(fold, printed), key=len, reverse=True))


_NUMBER = re.compile(r"\bgrade\s*([1-4])", re.IGNORECASE)


def grade_of(words: str, scale: type[Grade]) -> Grade | NotJudged | None:
    """Return the grade that `words` print, by label, number or both; None where the two disagree."""
    number = _NUMBER.search(words)
    label = _NUMBER.sub(" ", words).strip(" \n\f()-–:,")
    by_number = _numbered(scale)[int(number[1])] if number else None
    by_label = graded(label, scale) if label else None
    agree = by_label is None or by_number is None or by_label is by_number
    return (by_label or by_number) if agree else None


@functools.cache
def _numbered(scale: type[Grade]) -> Mapping[int, Grade]:
    return {grade.number: grade for grade in scale}


def graded(label: str, scale: type[Grade]) -> Grade | NotJudged:
    """Return the grade with a label, in the singular or the plural."""
    singular = re.sub(r"\Arequir(?:e|ing)\b", "requires", fold(label))
    return read_grade(singular, scale)


@functools.cache
def _grade_pattern(scale: type[Grade]) -> str:
    words = "|".join(map(_words, grade_words(scale)))
    return (
        rf"(?:Grade\s*[1-4]\s*[-–:,]?\s*)?\(?(?:{words})(?![A-Za-z])\)?"
        rf"(?:\s*[-–:,]?\s*\(?Grade\s*[1-4]\)?)?|Grade\s*[1-4](?!\d)"
    )


BEING = (
    r"(?:\s*:| ?[-–]|\s+(?:was|were)(?=\s+not\s+judged\b)"
    r"|\s+(?:is|are|remains?|continues?\s+to\s+be|has\s+been|have\s+been)(?:\s+that\s+(?:it|they)(?:\s+(?:is|are))?)?(?:\s+now)?"
    r"(?:\s+(?:judged|graded|rated)(?:\s+(?:to\s+be|as|to(?=\s+require\b)))?)?:?)"
)
_ROW_NUMBER = r"(?:\(?(?:[a-z]|[ivx]{1,4})[.)] ?|\d[\d.,]*[.):]? ?|[-–] ?)?"
_NOTE = r"(?:[.,;]?(?: ?(?:\(?\d{1,2}\)?|\([a-z]\)))?)"
_LINE = (
    rf"^{_ROW_NUMBER}",
    r"(?= ?[.;,]? ?\d{0,2} ?(?:\Z|[\n\f]+(?!(?-i:[a-z]))))",
)
_ANYWHERE = (r"(?<!\S)", r"(?=[.;,]?\d{0,2}\s*(?:\Z|[^\sa-z]|(?-i:[A-Z])))")
_LEAD = (
    r"(?P<lead>(?:The\s+)?(?:graded\s+)?judge?ment\s+(?:for|about|on|of)\s+)?(?:the\s+)?"
    r"(?:experiences?\s+and\s+progress\s+of\s+)?(?:the\s+)?"
)


_NEW_WORD = r"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))"


def _compiled(words: str, has_lines: bool) -> re.Pattern[str]:
    start, end = _LINE if has_lines else _ANYWHERE
    return re.compile(f"{start}{words}{end}", re.IGNORECASE | re.MULTILINE)


def _any_label(edition: Edition, layout: Layout, *, named: bool = True) -> str:
    rows = enumerate(_labelled_rows(edition, layout))
    return "|".join(f"(?P<a{n}>{words})" if named else f"(?:{words})" for n, (words, _) in rows)


@functools.cache
def label_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    """Return the pattern of a label of the edition anywhere."""
    return re.compile(_any_label(edition, layout), re.IGNORECASE)


@functools.cache
def column_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    """Return the pattern of labels below each other, and then as many lines of grades."""
    label = _any_label(edition, layout, named=False)
    grade = _grade_pattern(edition.scale)
    return re.compile(
        rf"^(?P<labels>(?>{_ROW_NUMBER}(?:the\s+)?(?:{label}){_NOTE} ?\n\s*){{2,40}})"
        rf"(?P<grades>(?>(?:{grade})[.;,]? ?(?:\n\s*|\f|\Z)){{2,40}})",
        re.IGNORECASE | re.MULTILINE,
    )


def _row_words(edition: Edition, layout: Layout) -> str:
    said = rf"(?P<being>{BEING})?\s*{_NEW_WORD}(?P<grade>{_grade_pattern(edition.scale)})"
    return rf"{_LEAD}(?:{_any_label(edition, layout)}){_NOTE}{said}"


@functools.cache
def row_pattern(edition: Edition, layout: Layout, has_lines: bool) -> re.Pattern[str]:
    """Return the pattern of a label and its grade that begin and end lines, where there are lines."""
    return _compiled(_row_words(edition, layout), has_lines)


@functools.cache
def shared_row_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    """Return the pattern of a label and its grade that others may follow in the same line."""
    return re.compile(
        rf" ?{_ROW_NUMBER}{_row_words(edition, layout)}(?![a-z]) ?[;,.]? ?", re.IGNORECASE
    )


@functools.cache
def sentence_pattern(wording: str, edition: Edition, has_lines: bool) -> re.Pattern[str]:
    """Return the pattern of a worded judgement, "is" and its grade, that begin and end lines."""
    grade = _grade_pattern(edition.scale)
    verbs = [label for label in grade_words(edition.scale) if label.startswith("require")]
    verbal = "|".join(map(_words, verbs)) or "(?!)"
    said = rf"(?:{BEING}\s+(?P<grade>{grade})|\s+(?P<verbal>{verbal}))"
    return _compiled(rf"{pattern(wording)}{said}", has_lines)


LINE_END = re.compile(_LINE[1], re.IGNORECASE)
"""What ends a row: the end of its line, unless the next one goes on in small letters."""


@functools.cache
def grade_at_line_end(scale: type[Grade]) -> re.Pattern[str]:
    """Return the pattern of a grade at the end of a line."""
    return re.compile(rf"(?<![\w-])(?:{_grade_pattern(scale)}) ?$", re.IGNORECASE | re.MULTILINE)


@functools.cache
def next_grade(scale: type[Grade]) -> re.Pattern[str]:
    """Return the pattern of a grade at the end of the next line that is not empty."""
    return re.compile(
        rf" ?\n\s*(?P<grade>{_grade_pattern(scale)}) ?$", re.IGNORECASE | re.MULTILINE
    )
