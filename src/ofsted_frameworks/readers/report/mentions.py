"""The judgements that a report prints: in its table, in its section headings and in sentences."""

import enum
import functools
import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, read_grade
from ofsted_frameworks.readers.report.layouts import BEING, Layout
from ofsted_frameworks.schedule import Area

_LONGEST_LINE = 1000


class Form(enum.Enum):
    """How an area and its grade stand together."""

    ROW = "the area, then the grade, as in a table"
    COLON = "a colon between them, as in some headings"
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
    """Every judgement of `edition` that `text` prints in a way of `layout`, in the text's order."""
    columns = list(_in_columns(text, edition, layout))
    found = [*_of_areas(text, edition, layout), *_in_sentences(text, edition, layout)]
    found = [m for m in found if all(m.end <= c.start or c.end <= m.start for c in columns)]
    return sorted([*columns, *found], key=lambda mention: (mention.start, -mention.end))


def _in_columns(text: str, edition: Edition, layout: Layout) -> Iterator[Mention]:
    parts = _parts(text, edition)
    for match in _column_pattern(edition, layout).finditer(text):
        rows = _rows_in(match["labels"], edition, layout)
        grades = [g[0] for g in _grade_at_line_end(edition.scale).finditer(match["grades"])]
        if len(grades) == len(rows):
            said = [
                (f"{label} {grade}", _read(grade, edition))
                for (_, label), grade in zip(rows, grades, strict=True)
            ]
        else:
            said = [(match[0], None)] * len(rows)
        for (areas, _), (words, grade) in zip(rows, said, strict=True):
            if name := _name_in_part(areas, parts, match.start()):
                yield Mention(name, grade, one_line(words), match.start(), match.end(), Form.ROW)


def _rows_in(
    labels: str, edition: Edition, layout: Layout
) -> Sequence[tuple[tuple[Area, ...], str]]:
    rows = _rows(edition, layout)
    return [
        (next(areas for n, (_, areas) in enumerate(rows) if match[f"a{n}"]), match[0])
        for match in _label_pattern(edition, layout).finditer(labels)
    ]


def _of_areas(text: str, edition: Edition, layout: Layout) -> Iterator[Mention]:
    rows = _rows(edition, layout)
    parts = _parts(text, edition)
    for match in _row_pattern(edition, layout, _has_lines(text)).finditer(text):
        areas = next(areas for n, (_, areas) in enumerate(rows) if match[f"a{n}"])
        name = _name_in_part(areas, parts, match.start())
        if name:
            said = f"{match['lead'] or ''}{match['being'] or ''}".strip()
            yield _mention(name, match["grade"], match, edition, _FORMS.get(said, Form.SENTENCE))


_FORMS = {"": Form.ROW, ":": Form.COLON}


def _in_sentences(text: str, edition: Edition, layout: Layout) -> Iterator[Mention]:
    has_lines = _has_lines(text)
    for field, wordings in layout.sentences.items():
        for wording in wordings:
            for match in _sentence_pattern(wording, edition, has_lines).finditer(text):
                grade = match["grade"] or match["verbal"]
                yield _mention(field, grade, match, edition, Form.SENTENCE)


def _mention(field: str, grade: str, match: re.Match[str], edition: Edition, form: Form) -> Mention:
    read = _read(grade, edition)
    return Mention(field, read, one_line(match[0]), match.start(), match.end(), form)


def one_line(words: str) -> str:
    """Printed words with line breaks and runs of space made single spaces."""
    return " ".join(words.split())


_NUMBER = re.compile(r"\bgrade\s*([1-4])", re.IGNORECASE)


def _read(words: str, edition: Edition) -> Grade | NotJudged | None:
    number = _NUMBER.search(words)
    label = _NUMBER.sub(" ", words).strip(" \t\n\f()-–:,")
    by_number = _numbered(edition.scale)[int(number[1])] if number else None
    by_label = _graded(label, edition.scale) if label else None
    agree = by_label is None or by_number is None or by_label is by_number
    return (by_label or by_number) if agree else None


@functools.cache
def _numbered(scale: type[Grade]) -> Mapping[int, Grade]:
    return {grade.number: grade for grade in scale}


def _graded(label: str, scale: type[Grade]) -> Grade | NotJudged:
    singular = re.sub(r"\Arequire\b", "requires", fold(label))
    return read_grade(singular, scale)


def _has_lines(text: str) -> bool:
    return all(len(line) < _LONGEST_LINE for line in text.split("\n"))


@functools.cache
def _labels(edition: Edition) -> Sequence[tuple[str, tuple[Area, ...]]]:
    by_label: dict[str, tuple[Area, ...]] = {}
    for area in edition.areas.values():
        for printed in (area.label, *(alias.value for alias in area.aliases)):
            label = fold(printed).removeprefix("the ")
            if area not in (others := by_label.get(label, ())):
                by_label[label] = (*others, area)
    return sorted(by_label.items(), key=lambda item: -len(item[0]))


@functools.cache
def _rows(edition: Edition, layout: Layout) -> Sequence[tuple[str, tuple[Area, ...]]]:
    labelled = [(_words(label), areas) for label, areas in _labels(edition)]
    also = [
        (wording, (edition.areas[field],))
        for field, wordings in layout.rows.items()
        for wording in wordings
    ]
    return [*labelled, *also]


def _parts(text: str, edition: Edition) -> list[tuple[int, str]]:
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


def _name_in_part(areas: Sequence[Area], parts: Sequence[tuple[int, str]], at: int) -> str | None:
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
    "requires": "requires?",
}


@functools.cache
def _grade_labels(scale: type[Grade]) -> tuple[str, ...]:
    printed = [NOT_JUDGED.label, *(grade.label for grade in scale)]
    printed += [alias.value for grade in scale for alias in grade.aliases]
    return tuple(sorted(map(fold, printed), key=len, reverse=True))


@functools.cache
def _grade_pattern(scale: type[Grade]) -> str:
    words = "|".join(map(_words, _grade_labels(scale)))
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
    rows = enumerate(_rows(edition, layout))
    return "|".join(f"(?P<a{n}>{words})" if named else f"(?:{words})" for n, (words, _) in rows)


@functools.cache
def _label_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    return re.compile(_any_label(edition, layout), re.IGNORECASE)


@functools.cache
def _column_pattern(edition: Edition, layout: Layout) -> re.Pattern[str]:
    label = _any_label(edition, layout, named=False)
    grade = _grade_pattern(edition.scale)
    start = r"[ \t]*(?:\d[\d.,]*[.):]?[ \t]*)?(?:the\s+)?"
    return re.compile(
        rf"^(?P<labels>(?:{start}(?:{label})\d?[ \t]*\n\s*){{2,40}})"
        rf"(?P<grades>(?:[ \t]*(?:{grade})[ \t]*(?:\n\s*|\f|\Z)){{2,40}})",
        re.IGNORECASE | re.MULTILINE,
    )


@functools.cache
def _row_pattern(edition: Edition, layout: Layout, has_lines: bool) -> re.Pattern[str]:
    labels = _any_label(edition, layout)
    grade = _grade_pattern(edition.scale)
    said = rf"(?P<being>{BEING})?\s*{_NEW_WORD}(?P<grade>{grade})"
    return _compiled(rf"{_LEAD}(?:{labels})\d?(?:[ \t]+\d)?{said}", has_lines)


@functools.cache
def _sentence_pattern(wording: str, edition: Edition, has_lines: bool) -> re.Pattern[str]:
    grade = _grade_pattern(edition.scale)
    verbs = [label for label in _grade_labels(edition.scale) if label.startswith("require")]
    verbal = "|".join(map(_words, verbs)) or "(?!)"
    said = rf"(?:{BEING}\s+(?P<grade>{grade})|\s+(?P<verbal>{verbal}))"
    return _compiled(rf"{wording}{said}", has_lines)


def grade_above(
    text: str, rows: Sequence[Mention], found: Sequence[Mention], scale: type[Grade]
) -> bool:
    """True where a grade that is no other judgement's stands alone in the line above the first row.

    Each grade may then be that of the row below it.
    """
    start = min((row.start for row in rows), default=0)
    above = _lone_grade(scale).search(text, max(0, start - _LONGEST_ROW), start)
    at = above.start("grade") if above else start
    return above is not None and not any(m.start <= at < m.end for m in found)


_LONGEST_ROW = 200


@functools.cache
def _lone_grade(scale: type[Grade]) -> re.Pattern[str]:
    return re.compile(rf"\n[ \t]*(?P<grade>{_grade_pattern(scale)})\s*\Z", re.IGNORECASE)


def unknown_rows(text: str, start: int, end: int, scale: type[Grade]) -> Iterator[tuple[int, str]]:
    """What ends in a grade at the end of a line between `start` and `end`: where, and the words."""
    for match in _grade_at_line_end(scale).finditer(text, start, end):
        words = text[start : match.end()]
        yield match.end() - len(words.lstrip()), one_line(words)
        start = match.end()


@functools.cache
def _grade_at_line_end(scale: type[Grade]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{_grade_pattern(scale)})[ \t]*$", re.IGNORECASE | re.MULTILINE
    )


def torn_rows(text: str, start: int, edition: Edition, wanted: Sequence[str]) -> list[Mention]:
    """Rows for the fields `wanted` from `start` on, where a grade stands around or among its label.

    Text that was taken line by line prints a wrapped row like that: "Children looked after and
    achieving Requires permanence improvement", or the label between the two lines of the grade.
    """
    if not wanted:
        return []
    tokens = list(re.compile(r"\S+").finditer(text, start))
    parts = _parts(text, edition)
    rows: list[Mention] = []
    for label, areas in _labels(edition):
        words = label.split()
        for first, token in enumerate(tokens):
            name = _name_in_part(areas, parts, token.start())
            if name in wanted and fold(token[0]) == words[0]:
                rows += _torn_row(text, tokens[first:], words, str(name), edition)
    return [_settled(row, text, rows, edition) for row in rows]


def _settled(row: Mention, text: str, rows: Sequence[Mention], edition: Edition) -> Mention:
    """The row, without its grade where one more follows that is in no other of the rows."""
    more = _next_grade(edition.scale).match(text, row.end)
    if more is None or any(other.start <= more.start("grade") < other.end for other in rows):
        return row
    words = one_line(text[row.start : more.end()])
    return attrs.evolve(row, grade=None, words=words, end=more.end())


@functools.cache
def _next_grade(scale: type[Grade]) -> re.Pattern[str]:
    return re.compile(
        rf"[ \t]*\n\s*(?P<grade>{_grade_pattern(scale)})[ \t]*$", re.IGNORECASE | re.MULTILINE
    )


_BEFORE_A_LABEL = re.compile(
    r"(?P<above>[^\n]{0,60})\n(?P<own>[ \t]*(?:\d[\d.,]*[.):]?[ \t]*)?(?:the[ \t]+)?)\Z",
    re.IGNORECASE,
)


_ROW_END = re.compile(r"[ \t\f]*(?:\Z|\n+(?![ \t]*[a-z]))")


def _torn_row(
    text: str, tokens: Sequence[re.Match[str]], label: Sequence[str], name: str, edition: Edition
) -> Iterator[Mention]:
    at = tokens[0].start()
    before = _BEFORE_A_LABEL.search(text, max(0, at - 100), at)
    begun = [("", before.start("own") if before else at)]
    begun += [(fold(before["above"]), before.start("above"))] if before else []
    for grade_above, start in begun:
        walked = _walk(tokens, label, grade_above, _grade_labels(edition.scale))
        adds_to_it = walked and walked[1] != grade_above
        if walked and adds_to_it and _ROW_END.match(text, walked[0].end()):
            end = walked[0].end()
            grade = _graded(walked[1], edition.scale)
            yield Mention(name, grade, one_line(text[start:end]), start, end, Form.ROW)
            return


def _walk(
    tokens: Sequence[re.Match[str]], label: Sequence[str], grade: str, grades: Sequence[str]
) -> tuple[re.Match[str], str] | None:
    last = tokens[0]
    wanted = [*label]
    for token in tokens[: len(label) + 6]:
        printed = fold(token[0])
        longer = f"{grade} {printed}".strip()
        if wanted and printed == wanted[0]:
            del wanted[0]
        elif any(f"{known} ".startswith(f"{longer} ") for known in grades):
            grade = longer
        else:
            break
        last = token
    return (last, grade) if not wanted and grade in grades else None
