"""Signs that a table also prints other grades, such as those of the previous inspection."""

import re
from collections.abc import Collection, Sequence
from itertools import dropwhile, pairwise, takewhile

from ofsted_frameworks.months import MONTHS
from ofsted_frameworks.readers.report.judgement_patterns import GradePatterns

SECTION = re.compile(
    r"^Previous\s+(?:Ofsted\s+)?inspections?$"
    r"(?:(?s:.{0,4000}?)(?=^(?:Local\s+leadership|Children\s+living\s+in)\b)|(?s:.{0,1500}))",
    re.MULTILINE | re.IGNORECASE,
)
"""The section of a report on the judgements of earlier inspections."""

_PAST = r"\b(?:previous|prior|former|earlier|last)\b"
_PAST_INTRODUCTION = re.compile(
    rf"{_PAST}[^\n]*:$"
    rf"|^(?:\S+ ){{0,4}}{_PAST}[^.]{{0,60}}\b(?:inspections?|grades?|judge?ments?)\b[^.]{{0,30}}$",
    re.IGNORECASE,
)
_MONTHS = "|".join(MONTHS)
_HEADING_WORDS = re.compile(
    rf"(?:{_PAST}|\b(?:judge?ments?|grades?|ratings?|outcomes?|results?|areas?|key|current|latest|this|new|now"
    r"|then|today|inspections?|ofsted|before|after|at|in|of|the|and|on|for|from|improved|declined|better|worse"
    rf"|(?:un|no )?changed?|same|{_MONTHS}|(?:19|20)\d\d)\b|[\W_])*",
    re.IGNORECASE,
)
_COLUMNS = re.compile(
    rf"(?P<past>{_PAST}|\bbefore\b|\bthen\b)"
    r"|(?P<grade>\b(?:grades?|ratings?|outcomes?|results?)\b)|(?P<year>\b(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_MOST_HEADING_LINES = 8
_LONGEST_INTRODUCTION = 200
_MOST_LINES_OF_A_GRADE = 6


def heading_of_other_grades(above: Sequence[str], years: Collection[int]) -> str:
    """Return a table's heading if it names two columns of grades or a year not in `years`; "" otherwise.

    Args:
        above: The lines above the table.
        years: The years in which inspectors were on site.
    """
    lines = [*takewhile(_HEADING_WORDS.fullmatch, reversed(above[-_MOST_HEADING_LINES:]))]
    heading = [line for n, line in enumerate(lines) if " " not in line or line not in lines[:n]]
    words = " ".join(reversed(heading))
    columns = list(_COLUMNS.finditer(words))
    kinds = [match.lastgroup for match in columns]
    named = {int(match["year"]) for match in columns if match["year"]}
    are_two = kinds.count("grade") > 1 or kinds.count("year") > 1
    return words if are_two or "past" in kinds or named - {*years} else ""


def introduction_of_the_past(lines: Sequence[str]) -> str:
    """Return the first line that introduces the grades of an earlier inspection, or ""."""
    short = (line for line in lines if len(line) < _LONGEST_INTRODUCTION)
    return next((line for line in short if _PAST_INTRODUCTION.search(line)), "")


def stray_grade(lines: Sequence[str], grades: GradePatterns) -> str:
    """Return the grade that `lines` begin with, or two that follow each other; "" if there are none.

    A heading may be above it. A narrow column breaks a word over two lines, as in "Inadequat" and "e".
    A grade that goes on in small letters is the beginning of a sentence.
    """
    own = [*dropwhile(_HEADING_WORDS.fullmatch, lines)]
    letters = ""
    for number, line in enumerate(own[:_MOST_LINES_OF_A_GRADE], 1):
        letters += _letters(line)
        goes_on = number < len(own) and own[number][0].islower()
        if not goes_on and grades.in_letters.fullmatch(letters):
            return " ".join(own[:number])
    pairs = pairwise(line if grades.in_letters.fullmatch(_letters(line)) else "" for line in lines)
    return next((f"{one} {other}" for one, other in pairs if one and other), "")


def _letters(line: str) -> str:
    return re.sub(r"[\W\d_]+", "", line).lower()
