"""Rows of a table that share a line, or that are torn apart over several lines."""

import re
from collections.abc import Collection, Iterator, Sequence

import attrs

from ofsted_frameworks.labels import fold
from ofsted_frameworks.readers.report.judgement_patterns import LINE_END, GradePatterns
from ofsted_frameworks.readers.report.mentions import Form, JudgedText, Mention, one_line

_LINE = re.compile(r"^ ?(?:Judge?ment Grade )?(?P<rows>[^\n\f]+)", re.IGNORECASE | re.MULTILINE)


def rows_in_one_line(text: JudgedText, start: int, end: int) -> list[Mention]:
    """Return the rows of each line between `start` and `end` that holds several rows and nothing else."""
    lines = (_rows_of(line, text) for line in _LINE.finditer(text.string, start, end))
    matches = (row for rows in lines if len(rows) > 1 for row in rows)
    return [mention for row in matches if (mention := text.row(row, Form.ROW))]


def _rows_of(line: re.Match[str], text: JudgedText) -> list[re.Match[str]]:
    """Return the rows of a line; none if it holds anything else."""
    rows: list[re.Match[str]] = []
    at = line.start("rows")
    while row := text.patterns.shared_row.match(line.string, at, line.end()):
        rows.append(row)
        at = row.end()
    return rows if LINE_END.match(line.string, at) else []


_MOST_WORDS_OF_A_GRADE = 6
_BEFORE_A_LABEL = re.compile(
    r"(?P<above>[^\n]{0,60})\n(?P<own>(?:\d[\d.,]*[.):]? ?)?(?:the )?)\Z", re.IGNORECASE
)
_ROW_END = re.compile(r" ?\f?(?:\Z|\n+(?![a-z]))")


def torn_rows(text: JudgedText, start: int, end: int, wanted: Collection[str]) -> list[Mention]:
    """Return rows for the `wanted` fields, with a grade printed around or among the words of the label.

    Text that was extracted line by line tears a wrapped row apart like this: "Children looked after and
    achieving Requires permanence improvement", or the label between the two lines of the grade.
    """
    if not wanted:
        return []
    string, grades = text.string[:end], text.patterns.grades
    tokens = list(re.compile(r"\S+").finditer(string, start))
    printed = [fold(token[0]) for token in tokens]
    rows: list[Mention] = []
    for label, areas in text.patterns.labels:
        words = label.split()
        for first, word in enumerate(printed):
            if word == words[0] and (field := text.field(areas, tokens[first].start())) in wanted:
                near = tokens[first : first + len(words) + _MOST_WORDS_OF_A_GRADE]
                rows += _torn_row(string, near, words, str(field), grades)
    return [_without_doubtful_grade(row, string, rows, grades) for row in rows]


def _without_doubtful_grade(
    row: Mention, string: str, rows: Sequence[Mention], grades: GradePatterns
) -> Mention:
    """Return the row, but without its grade if the next line is a grade that no row has."""
    more = grades.on_next_line.match(string, row.end)
    if more is None or any(other.start <= more.start("grade") < other.end for other in rows):
        return row
    words = one_line(string[row.start : more.end()])
    return attrs.evolve(row, grade=None, words=words, end=more.end())


def _torn_row(
    string: str,
    tokens: Sequence[re.Match[str]],
    label: Sequence[str],
    field: str,
    grades: GradePatterns,
) -> Iterator[Mention]:
    at = tokens[0].start()
    before = _BEFORE_A_LABEL.search(string, max(0, at - 100), at)
    begun = [("", before.start("own") if before else at)]
    begun += [(fold(before["above"]), before.start("above"))] if before else []
    for above, start in begun:
        last, grade = _label_and_grade(tokens, label, above, grades.words)
        if last and grade != above and _ROW_END.match(string, last.end()):
            words = one_line(string[start : last.end()])
            read = grades.read_label(grade)
            yield Mention(field, read, words, start, last.end(), Form.ROW)
            return


def _label_and_grade(
    tokens: Sequence[re.Match[str]], label: Sequence[str], grade: str, grades: Sequence[str]
) -> tuple[re.Match[str] | None, str]:
    """Return the last token of a label with a grade among its words, and the grade.

    `grade` is the beginning of the grade, printed above the label. The last token is None unless the
    tokens begin with the whole label and a whole grade.
    """
    last = tokens[0]
    wanted = [*label]
    for token in tokens:
        printed = fold(token[0])
        longer = f"{grade} {printed}".strip()
        if wanted and printed == wanted[0]:
            del wanted[0]
        elif any(f"{known} ".startswith(f"{longer} ") for known in grades):
            grade = longer
        else:
            break
        last = token
    return (None if wanted or grade not in grades else last), grade
