"""Signs that a table prints more grades than those of this inspection, such as the previous ones."""

import functools
import re
from collections.abc import Sequence
from itertools import takewhile

from ofsted_frameworks.grades import Grade
from ofsted_frameworks.readers.report.judgement_patterns import grade_words

SECTION = re.compile(
    r"^Previous\s+(?:Ofsted\s+)?inspections?$"
    r"(?:(?s:.{0,4000}?)(?=^(?:Local\s+leadership|Children\s+living\s+in)\b)|(?s:.{0,1500}))",
    re.MULTILINE | re.IGNORECASE,
)
"""The section of a report that says what earlier inspections judged."""

_PAST = r"\b(?:previous|prior|former|earlier|last)\b"
_PAST_INTRODUCTION = re.compile(
    rf"{_PAST}[^\n]*:$"
    rf"|^(?:\S+ ){{0,4}}{_PAST}[^.]{{0,60}}\b(?:inspections?|grades?|judge?ments?)\b[^.]{{0,30}}$",
    re.IGNORECASE,
)
_HEADING_WORDS = re.compile(
    rf"(?:{_PAST}|\b(?:judge?ments?|grades?|ratings?|outcomes?|results?|areas?|key|current|latest|this|new|now|then|today"
    r"|inspections?|ofsted|before|after|at|in|of|the|and|on|for|from|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|(?:19|20)\d\d|\d{1,2})\b|[\W_])*",
    re.IGNORECASE,
)
_COLUMNS = re.compile(
    rf"(?P<past>{_PAST}|\bbefore\b|\bthen\b)|(?P<grade>\b(?:grades?|ratings?|outcomes?|results?)\b)|(?P<year>\b(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_MOST_HEADING_LINES = 8
_MOST_LINES_OF_A_GRADE = 6


def heads_two_columns(above: Sequence[str]) -> str:
    """Return the heading of a table, from the lines `above` it, if it names two columns of grades."""
    lines = [*takewhile(_HEADING_WORDS.fullmatch, reversed(above[-_MOST_HEADING_LINES:]))]
    heading = [line for n, line in enumerate(lines) if " " not in line or line not in lines[:n]]
    words = " ".join(reversed(heading))
    kinds = [match.lastgroup for match in _COLUMNS.finditer(words)]
    several = "past" in kinds or kinds.count("grade") > 1 or kinds.count("year") > 1
    return words if several else ""


def introduces_the_past(lines: Sequence[str]) -> str:
    """Return the first of some lines that says that grades of an earlier inspection follow."""
    return next((line for line in lines if _PAST_INTRODUCTION.search(line)), "")


def stray_grade(lines: Sequence[str], scale: type[Grade]) -> str:
    """Return the grade that `lines` begin with, even in pieces; "" where they begin otherwise.

    A narrow column breaks a word into two lines, as in "Inadequat" and "e". A grade that goes on in
    small letters is the beginning of a sentence.
    """
    letters = ""
    for number, line in enumerate(lines[:_MOST_LINES_OF_A_GRADE], 1):
        letters += re.sub(r"[\W\d_]+", "", line).lower()
        goes_on = number < len(lines) and lines[number][0].islower()
        if not goes_on and _in_letters(scale).fullmatch(letters):
            return " ".join(lines[:number])
    return ""


@functools.cache
def _in_letters(scale: type[Grade]) -> re.Pattern[str]:
    each = (words.replace(" ", "") for words in grade_words(scale))
    return re.compile(f"(?:{'|'.join(each)})+")
