"""What areas, grades and the judgements made of them look like in print, as patterns."""

import functools
import re
from collections.abc import Mapping, Sequence

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, read_grade
from ofsted_frameworks.readers.report.layouts import BEING, Layout
from ofsted_frameworks.schedule import Area


@functools.cache
def labels(edition: Edition) -> Sequence[tuple[str, tuple[Area, ...]]]:
    """Each printed label of an edition, folded and without "the", with its areas; the longest first."""
    by_label: dict[str, tuple[Area, ...]] = {}
    for area in edition.areas.values():
        for printed in (area.label, *(alias.value for alias in area.aliases)):
            label = fold(printed).removeprefix("the ")
            if area not in (others := by_label.get(label, ())):
                by_label[label] = (*others, area)
    return sorted(by_label.items(), key=lambda item: -len(item[0]))


@functools.cache
def labelled_rows(edition: Edition, layout: Layout) -> Sequence[tuple[str, tuple[Area, ...]]]:
    """A pattern for each label that a row may begin with, and the areas that it may be for."""
    labelled = [(_words(label), areas) for label, areas in labels(edition)]
    also = [
        (wording, (edition.areas[field],))
        for field, wordings in layout.rows.items()
        for wording in wordings
    ]
    return [*labelled, *also]


def areas_in(match: re.Match[str], edition: Edition, layout: Layout) -> tuple[Area, ...]:
    """The areas of the label in a match of a row or a label."""
    rows = enumerate(labelled_rows(edition, layout))
    return next(areas for n, (_, areas) in rows if match[f"a{n}"])


def parts_of(text: str, edition: Edition) -> list[tuple[int, str]]:
    """Where each part of a report with several begins, and its heading, in order."""
    headings = dict.fromkeys(area.heading for area in edition.areas.values() if area.heading)
    return sorted(
        (match.start(), heading)
        for heading in headings
        for match in re.finditer(
            rf"^[ \t]*{_words(fold(heading))}(?:[ \t]+[a-z]+){{0,4}}[ \t]*:?[ \t]*$",
            text,
            re.IGNORECASE | re.MULTILINE,
        )
    )


def name_in_part(areas: Sequence[Area], parts: Sequence[tuple[int, str]], at: int) -> str | None:
    """The field of the one of `areas` that is in the part around `at`; None unless there is one."""
    part = next((heading for start, heading in reversed(parts) if start <= at), None)
    named = [area.name for area in areas if part is None or area.heading == part]
    return named[0] if len(named) == 1 else None


def _words(label: str) -> str:
    pattern = r"\s+".join(re.escape(word) for word in label.split())
    for printed, also in _SPELLINGS.items():
        pattern = pattern.replace(printed, also)
    return pattern


_SPELLINGS = {
    "'": "['’‘ʼ`´]?",
    r"\-": r"\s?[-‑–]?\s?",
    r"\(lscb\)": r"(?:\(LSCB\))?",
    r"\s+and\s+": r"\s+(?:and|&)\s+",
    ",": ",?",
    "experiences": "experiences?",
    "requires": r"(?:requires?|(?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bas\s)|(?<=\bbe\s))requiring)",
}


@functools.cache
def grade_words(scale: type[Grade]) -> tuple[str, ...]:
    """Each printed label of a scale, folded, and "not judged"; the longest first."""
    printed = [NOT_JUDGED.label, *(grade.label for grade in scale)]
    printed += [alias.value for grade in scale for alias in grade.aliases]
    return tuple(sorted(map(fold, printed), key=len, reverse=True))


_NUMBER = re.compile(r"\bgrade\s*([1-4])", re.IGNORECASE)


def grade_of(words: str, edition: Edition) -> Grade | NotJudged | None:
    """The grade that `words` print, by label, number or both; None where the two disagree."""
    number = _NUMBER.search(words)
    label = _NUMBER.sub(" ", words).strip(" \t\n\f()-–:,")
    by_number = _numbered(edition.scale)[int(number[1])] if number else None
    by_label = graded(label, edition.scale) if label else None
    agree = by_label is None or by_number is None or by_label is by_number
    return (by_label or by_number) if agree else None


@functools.cache
def _numbered(scale: type[Grade]) -> Mapping[int, Grade]:
    return {grade.number: grade for grade in scale}


def graded(label: str, scale: type[Grade]) -> Grade | NotJudged:
    """The grade that a label stands for, in the singular or the plural."""
    singular = re.sub(r"\Arequir(?:e|ing)\b", "requires", fold(label))
    return read_grade(singular, scale)


@functools.cache
def _grade_pattern(scale: type[Grade]) -> str:
    words = "|".join(map(_words, grade_words(scale)))
    return (
        rf"(?:Grade\s*[1-4]\s*[-–:,]?\s*)?\(?(?:{words})(?![A-Za-z])\)?"
        rf"(?:\s*[-–:,]?\s*\(?Grade\s*[1-4]\)?)?|Grade\s*[1-4](?!\d)"
    )


_LINE = (
    r"^[ \t]*(?:\d[\d.,]*[.):]?[ \t]*|[-*][ \t]*)?",
    r"(?=[ \t]*[.;*]?[ \t]*\d{0,2}[ \t]*(?:\Z|[\n\f]+(?![ \t]*(?-i:[a-z]))))",
)
_ANYWHERE = (r"(?<!\S)", r"(?=[.;*]?\d{0,2}\s*(?:\Z|[^\sa-z]|(?-i:[A-Z])))")
_LEAD = (
    r"(?P<lead>(?:The\s+)?(?:graded\s+)?judge?ment\s+(?:for|about|on|of)\s+)?(?:the\s+)?"
    r"(?:experiences?\s+and\s+progress\s+of\s+)?(?:the\s+)?"
)


_NEW_WORD = r"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))"


def _compiled(pattern: str, has_lines: bool) -> re.Pattern[str]:
    start, end = _LINE if has_lines else _ANYWHERE
    return re.compile(f"{start}{pattern}{end}", re.IGNORECASE | re.MULTILINE)


def _any_label(edition: Edition, layout: Layout, *, named: bool = True) -> str:
    rows = enumerate(labelled_rows(edition, layout))
    return "|".join(f"(?P<a{n}>{words})" if named else f"(?:{words})" for n, (words, _) in rows)


@functools.cache
def label_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    """A label of the edition anywhere."""
    return re.compile(_any_label(edition, layout), re.IGNORECASE)


@functools.cache
def column_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    """Labels below each other, and then as many lines of grades."""
    label = _any_label(edition, layout, named=False)
    grade = _grade_pattern(edition.scale)
    start = r"[ \t]*(?:\d[\d.,]*[.):]?[ \t]*)?(?:the\s+)?"
    return re.compile(
        rf"^(?P<labels>(?:{start}(?:{label})\d?[ \t]*\n\s*){{2,40}})"
        rf"(?P<grades>(?:[ \t]*(?:{grade})[ \t]*(?:\n\s*|\f|\Z)){{2,40}})",
        re.IGNORECASE | re.MULTILINE,
    )


def _row_words(edition: Edition, layout: Layout) -> str:
    said = rf"(?P<being>{BEING})?\s*{_NEW_WORD}(?P<grade>{_grade_pattern(edition.scale)})"
    return rf"{_LEAD}(?:{_any_label(edition, layout)})\d?(?:[ \t]+\d)?{said}"


@functools.cache
def row_pattern(edition: Edition, layout: Layout, has_lines: bool) -> re.Pattern[str]:
    """A label and its grade that begin and end lines, where there are lines."""
    return _compiled(_row_words(edition, layout), has_lines)


@functools.cache
def shared_row_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    """A label and its grade that others may follow in the same line."""
    number = r"(?:\d[\d.,]*[.):]?[ \t]*)?"
    return re.compile(
        rf"[ \t]*{number}{_row_words(edition, layout)}(?![a-z])[ \t]*[;,.]?[ \t]*", re.IGNORECASE
    )


@functools.cache
def sentence_pattern(wording: str, edition: Edition, has_lines: bool) -> re.Pattern[str]:
    """A wording of a judgement, "is" and its grade, that begin and end lines."""
    grade = _grade_pattern(edition.scale)
    verbs = [label for label in grade_words(edition.scale) if label.startswith("require")]
    verbal = "|".join(map(_words, verbs)) or "(?!)"
    said = rf"(?:{BEING}\s+(?P<grade>{grade})|\s+(?P<verbal>{verbal}))"
    return _compiled(rf"{wording}{said}", has_lines)


LINE_END = re.compile(_LINE[1], re.IGNORECASE)
"""What ends a row: the end of its line, unless the next one goes on in small letters."""


@functools.cache
def lone_grade(scale: type[Grade]) -> re.Pattern[str]:
    """A grade alone in the last line."""
    return re.compile(rf"\n[ \t]*(?P<grade>{_grade_pattern(scale)})\s*\Z", re.IGNORECASE)


@functools.cache
def grade_at_line_end(scale: type[Grade]) -> re.Pattern[str]:
    """A grade at the end of a line."""
    return re.compile(
        rf"(?<![\w-])(?:{_grade_pattern(scale)})[ \t]*$", re.IGNORECASE | re.MULTILINE
    )


@functools.cache
def next_grade(scale: type[Grade]) -> re.Pattern[str]:
    """A grade at the end of the next line that is not empty."""
    return re.compile(
        rf"[ \t]*\n\s*(?P<grade>{_grade_pattern(scale)})[ \t]*$", re.IGNORECASE | re.MULTILINE
    )
