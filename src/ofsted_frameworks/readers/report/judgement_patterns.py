"""The patterns of printed judgement areas and grades.

They rely on text as `page_text` leaves it: no two spaces in a row, and plain dashes and quotes.
"""

import functools
import re
from collections.abc import Sequence

import attrs

from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, read_grade
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.readers.report.notation import pattern
from ofsted_frameworks.schedule import Area

_SPELLINGS = {
    "'": "['’]?",
    r"\-": r"\s?[-–]?\s?",
    r"\(lscb\)": r"(?:\(LSCB\))?",
    r"\s+and\s+": r"\s+(?:and|&)\s+",
    ",": ",?",
    "experiences": "experiences?",
    "requires": r"(?:requires?|(?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bas\s)|(?<=\bbe\s))requiring)",
}
_BEING = (
    r"(?:\s*:| ?[-–]|\s+(?:was|were)(?=\s+not\s+judged\b)"
    r"|\s+(?:is|are|remains?|continues?\s+to\s+be|has\s+been|have\s+been)(?:\s+that\s+(?:it|they)(?:\s+(?:is|are))?)?(?:\s+now)?"
    r"(?:\s+(?:judged|graded|rated)(?:\s+(?:to\s+be|as|to(?=\s+require\b)))?)?:?)"
)
"""What is printed between an area and its grade."""
_ROW_NUMBER = r"(?:\(?(?:[a-z]|[ivx]{1,4})[.)] ?|\d[\d.,]*[.):]? ?|[-–] ?)?"
_NOTE = r"(?:[.,;]?(?: ?(?:\(?\d{1,2}\)?|\([a-z]\)))?)"
_LINE_END = r"(?= ?[.;,]? ?\d{0,2} ?(?:\Z|[\n\f]+(?!(?-i:[a-z]))))"
_LEAD = (
    r"(?P<lead>(?:The\s+)?(?:graded\s+)?judge?ment\s+(?:for|about|on|of)\s+)?(?:the\s+)?"
    r"(?:experiences?\s+and\s+progress\s+of\s+)?(?:the\s+)?"
)
_NEW_WORD = r"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))"
_NUMBER = re.compile(r"\bgrade\s*([1-4])", re.IGNORECASE)

LINE_END = re.compile(_LINE_END, re.IGNORECASE)
"""The end of a row: the end of its line, unless the next line goes on in small letters."""


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.MULTILINE)


def _spelled(label: str) -> str:
    """Return the pattern of a folded label in any of its spellings."""
    words = r"\s+".join(re.escape(word) for word in label.split())
    for printed, spellings in _SPELLINGS.items():
        words = words.replace(printed, spellings)
    return words


def _any_of(labels: Sequence[str]) -> str:
    return "|".join(map(_spelled, labels))


@attrs.frozen(eq=False)
class GradePatterns:
    """The patterns of the grades of a scale."""

    scale: type[Grade]

    @functools.cached_property
    def words(self) -> tuple[str, ...]:
        """Each printed label of the scale, folded, and "not judged"; the longest first."""
        labels = [NOT_JUDGED.label, *(grade.label for grade in self.scale)]
        labels += [alias.value for grade in self.scale for alias in grade.aliases]
        return tuple(sorted(map(fold, labels), key=len, reverse=True))

    @functools.cached_property
    def any_grade(self) -> str:
        """A grade by its label, its number or both."""
        return (
            rf"(?:Grade\s*[1-4]\s*[-–:,]?\s*)?\(?(?:{_any_of(self.words)})(?![A-Za-z])\)?"
            rf"(?:\s*[-–:,]?\s*\(?Grade\s*[1-4]\)?)?|Grade\s*[1-4](?!\d)"
        )

    @functools.cached_property
    def at_line_end(self) -> re.Pattern[str]:
        """A grade at the end of a line."""
        return _compiled(rf"(?<![\w-])(?:{self.any_grade}) ?$")

    @functools.cached_property
    def on_next_line(self) -> re.Pattern[str]:
        """A grade at the end of the next line that is not empty."""
        return _compiled(rf" ?\n\s*(?P<grade>{self.any_grade}) ?$")

    @functools.cached_property
    def in_letters(self) -> re.Pattern[str]:
        """One or more grades in small letters, without spaces."""
        return re.compile(f"(?:{'|'.join(words.replace(' ', '') for words in self.words)})+")

    def read(self, words: str) -> Grade | NotJudged | None:
        """Return the grade that `words` print by label, number or both; None if the two disagree."""
        number = _NUMBER.search(words)
        label = _NUMBER.sub(" ", words).strip(" \n\f()-–:,")
        by_number = next((g for g in self.scale if number and g.number == int(number[1])), None)
        by_label = self.read_label(label) if label else None
        agree = by_label is None or by_number is None or by_label is by_number
        return (by_label or by_number) if agree else None

    def read_label(self, label: str) -> Grade | NotJudged:
        """Return the grade with a label, which may begin with "require" or "requiring"."""
        return read_grade(re.sub(r"\Arequir(?:e|ing)\b", "requires", fold(label)), self.scale)


grade_patterns = functools.cache(GradePatterns)


@attrs.frozen(eq=False)
class JudgementPatterns:
    """The patterns of an edition's judgements as one layout prints them, in text with or without lines."""

    edition: Edition
    layout: Layout
    has_lines: bool

    @property
    def grades(self) -> GradePatterns:
        """The patterns of the edition's grades."""
        return grade_patterns(self.edition.scale)

    @functools.cached_property
    def labels(self) -> Sequence[tuple[str, tuple[Area, ...]]]:
        """Each printed label, folded and without "the", with its areas; the longest first."""
        by_label: dict[str, tuple[Area, ...]] = {}
        for area in self.edition.areas.values():
            for printed in (area.label, *(alias.value for alias in area.aliases)):
                label = fold(printed).removeprefix("the ")
                if area not in (others := by_label.get(label, ())):
                    by_label[label] = (*others, area)
        return sorted(by_label.items(), key=lambda item: -len(item[0]))

    @functools.cached_property
    def _row_labels(self) -> Sequence[tuple[str, tuple[Area, ...]]]:
        """The pattern of each label that a row can begin with, and its areas."""
        labelled = [(_spelled(label), areas) for label, areas in self.labels]
        also = [
            (pattern(wording), (self.edition.areas[field],))
            for field, wordings in self.layout.form.rows.items()
            for wording in wordings
        ]
        return [*labelled, *also]

    @functools.cached_property
    def _any_label(self) -> str:
        return "|".join(f"(?P<a{n}>{words})" for n, (words, _) in enumerate(self._row_labels))

    def areas_in(self, match: re.Match[str]) -> tuple[Area, ...]:
        """Return the areas of the label in a match of a row or a label."""
        return next(areas for n, (_, areas) in enumerate(self._row_labels) if match[f"a{n}"])

    @functools.cached_property
    def headings(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        """The heading of each part of a report with several parts, and the pattern of its line."""
        headings = dict.fromkeys(area.heading for area in self.edition.areas.values())
        return [
            (heading, _compiled(rf"^{_spelled(fold(heading))}(?: [a-z]+){{0,4}} ?:?$"))
            for heading in headings
            if heading
        ]

    @functools.cached_property
    def label(self) -> re.Pattern[str]:
        """The label of an area anywhere."""
        return _compiled(self._any_label)

    @functools.cached_property
    def columns(self) -> re.Pattern[str]:
        """A column of labels, and then one of grades."""
        labels = "|".join(f"(?:{words})" for words, _ in self._row_labels)
        return _compiled(
            rf"^(?P<labels>(?>{_ROW_NUMBER}(?:the\s+)?(?:{labels}){_NOTE} ?\n\s*){{2,40}})"
            rf"(?P<grades>(?>(?:{self.grades.any_grade})[.;,]? ?(?:\n\s*|\f|\Z)){{2,40}})"
        )

    @functools.cached_property
    def _row(self) -> str:
        grade = rf"(?P<being>{_BEING})?\s*{_NEW_WORD}(?P<grade>{self.grades.any_grade})"
        return rf"{_LEAD}(?:{self._any_label}){_NOTE}{grade}"

    @functools.cached_property
    def row(self) -> re.Pattern[str]:
        """A label and its grade, with nothing else on their lines."""
        return self._set_apart(self._row)

    @functools.cached_property
    def shared_row(self) -> re.Pattern[str]:
        """A label and its grade, which others may follow on the same line."""
        return _compiled(rf" ?{_ROW_NUMBER}{self._row}(?![a-z]) ?[;,.]? ?")

    @functools.cached_property
    def sentences(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        """Each sentence that prints a judgement, with nothing else on its lines, by judgement area."""
        verbs = [label for label in self.grades.words if label.startswith("require")]
        grade = rf"{_BEING}\s+(?P<grade>{self.grades.any_grade})"
        verbal = rf"\s+(?P<verbal>{_any_of(verbs) or '(?!)'})"
        return [
            (field, self._set_apart(rf"{pattern(wording)}(?:{grade}|{verbal})"))
            for field, wordings in self.layout.form.sentences.items()
            for wording in wordings
        ]

    def _set_apart(self, words: str) -> re.Pattern[str]:
        if self.has_lines:
            return _compiled(f"^{_ROW_NUMBER}{words}{_LINE_END}")
        return _compiled(rf"(?<!\S){words}(?=[.;,]?\d{{0,2}}\s*(?:\Z|[^\sa-z]|(?-i:[A-Z])))")


judgement_patterns = functools.cache(JudgementPatterns)
