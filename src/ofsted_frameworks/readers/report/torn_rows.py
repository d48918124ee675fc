"""Rows of a table that text tears over its lines, or puts into one line with others."""

import re
from collections.abc import Iterator, Sequence

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.labels import fold
from ofsted_frameworks.readers.report.judgement_patterns import (
    LINE_END,
    Parts,
    grade_words,
    graded,
    labels,
    next_grade,
    shared_row_pattern,
)
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.readers.report.mentions import Form, Mention, of_area, one_line


def rows_in_one_line(
    text: str, start: int, end: int, edition: Edition, layout: Layout
) -> list[Mention]:
    """Return the rows of each line between `start` and `end` that is nothing but several rows."""
    parts = Parts.of(text, edition)
    lines = (_shared(line, edition, layout) for line in _A_LINE.finditer(text, start, end))
    return [
        mention
        for rows in lines
        if len(rows) > 1
        for row in rows
        if (mention := of_area(row, parts, edition, layout, Form.ROW))
    ]


_A_LINE = re.compile(r"^ ?(?:Judge?ment Grade )?(?P<rows>[^\n\f]+)", re.IGNORECASE | re.MULTILINE)


def _shared(line: re.Match[str], edition: Edition, layout: Layout) -> list[re.Match[str]]:
    """Return matches for the rows that share the line; none where something else is in it."""
    pattern = shared_row_pattern(edition, layout)
    rows: list[re.Match[str]] = []
    at = line.start("rows")
    while row := pattern.match(line.string, at, line.end()):
        rows.append(row)
        at = row.end()
    return rows if LINE_END.match(line.string, at) else []


_LONGEST_ROW = 40
"""The most words that a row may have: more than any label and grade."""


def torn_rows(text: str, start: int, edition: Edition, wanted: Sequence[str]) -> list[Mention]:
    """Return rows for the fields `wanted`, from `start` on, whose grade is around or among the label.

    Text that was taken line by line prints a wrapped row like that: "Children looked after and
    achieving Requires permanence improvement", or the label between the two lines of the grade.
    """
    if not wanted:
        return []
    tokens = list(re.compile(r"\S+").finditer(text, start))
    printed = [fold(token[0]) for token in tokens]
    parts = Parts.of(text, edition)
    rows: list[Mention] = []
    for label, areas in labels(edition):
        words = label.split()
        for first, word in enumerate(printed):
            if word == words[0] and (name := parts.name(areas, tokens[first].start())) in wanted:
                near = tokens[first : first + _LONGEST_ROW]
                rows += _torn_row(text, near, words, str(name), edition)
    return [_settled(row, text, rows, edition) for row in rows]


def _settled(row: Mention, text: str, rows: Sequence[Mention], edition: Edition) -> Mention:
    """Return the row, without its grade where one more follows that is in no other of the rows."""
    more = next_grade(edition.scale).match(text, row.end)
    if more is None or any(other.start <= more.start("grade") < other.end for other in rows):
        return row
    words = one_line(text[row.start : more.end()])
    return attrs.evolve(row, grade=None, words=words, end=more.end())


_BEFORE_A_LABEL = re.compile(
    r"(?P<above>[^\n]{0,60})\n(?P<own>(?:\d[\d.,]*[.):]? ?)?(?:the )?)\Z", re.IGNORECASE
)
_ROW_END = re.compile(r" ?\f?(?:\Z|\n+(?![a-z]))")


def _torn_row(
    text: str, tokens: Sequence[re.Match[str]], label: Sequence[str], name: str, edition: Edition
) -> Iterator[Mention]:
    at = tokens[0].start()
    before = _BEFORE_A_LABEL.search(text, max(0, at - 100), at)
    begun = [("", before.start("own") if before else at)]
    begun += [(fold(before["above"]), before.start("above"))] if before else []
    for grade_above, start in begun:
        walked = _walk(tokens, label, grade_above, grade_words(edition.scale))
        adds_to_it = walked and walked[1] != grade_above
        if walked and adds_to_it and _ROW_END.match(text, walked[0].end()):
            end = walked[0].end()
            grade = graded(walked[1], edition.scale)
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
