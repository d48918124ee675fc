"""How the reports of each framework are laid out, and how documents that are no report show themselves."""

import enum
import re
from collections.abc import Mapping

import attrs

from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.readers.report.pdf import Document


class Table(enum.Enum):
    """Where a layout has the table of its judgements."""

    FRONT = "front table"
    RECORD = "record of main findings"


@attrs.frozen(kw_only=True, eq=False)
class Layout:
    """How one framework's reports are laid out.

    `title` is what the report calls itself; in its group `authority`, or on the lines `before` or
    after it, stands the authority. `marks` tells the layout where the title is missing. `sentences`
    has, by field, the wordings of judgements that are printed as a sentence, up to "is" and the grade,
    and `rows` those of table rows that are longer or shorter than the edition's labels;
    `without` the fields that these reports never have; `running` the page header or footer.
    """

    framework: str
    title: re.Pattern[str]
    marks: re.Pattern[str]
    table: Table
    document: Document = Document.INSPECTION
    kind: Kind | None = None
    before: bool = False
    sentences: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict[str, tuple[str, ...]])
    rows: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict[str, tuple[str, ...]])
    without: frozenset[str] = frozenset()
    running: re.Pattern[str] | None = None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


BEING = (
    r"(?:\s*:|[ \t]*[-–—]|\s+(?:was|were)(?=\s+not\s+judged\b)"
    r"|\s+(?:is|are|remains?|continues?\s+to\s+be|has\s+been|have\s+been)(?:\s+that\s+(?:it|they)(?:\s+(?:is|are))?)?(?:\s+now)?"
    r"(?:\s+(?:judged|graded|rated)(?:\s+(?:to\s+be|as|to(?=\s+require\b)))?)?:?)"
)
_SOME = r"(?:St\.|(?!\s(?:is|are|was|were|not|requires?\s+improvement)\s)[^.:;]){0,140}?"
_NAMES = r"(?:(?:(?-i:[A-Z])[\w'’‘ʼ`´-]+,?|and|&|of|the|joint|upon|with)\s+){0,12}?"
_BOARD = (
    rf"(?:LSCB|(?:(?:Local\s+)?Safeguarding\s+Children(?:['’‘ʼ`´]?s)?['’‘ʼ`´]?(?:\s+Boards?)?"
    rf"|Local\s+(?:Children(?:['’‘ʼ`´]?s)?['’‘ʼ`´]?\s+)?Safeguarding\s+Boards?)(?:\s*\([A-Z]{{2,8}}\))?)"
    rf"(?:\s+(?:for|in|of)\s+{_NAMES}(?-i:[A-Z])[\w'’‘ʼ`´-]+)?"
)
_OF = r"\s+(?:of|for|about|on)\s+(?:the\s+)?"

_SIF_OVERALL = (
    rf"(?:The\s+)?overall\s+(?:judge?ment|effectiveness)(?!{_OF}(?:[\w'’‘ʼ`´-]+\s+){{0,5}}?(?:LSCB|Safeguarding))"
    rf"(?:\s+(?:of|for)\s{_SOME})?(?:\s+is(?:\s+that)?\s{_SOME})?",
    rf"{_NAMES}Children(?:\s+and\s+young\s+people)?(?:['’‘ʼ`´]?s)?['’‘ʼ`´]?\s+(?:social\s+care\s+|social\s+work\s+)?services"
    rf"(?:\s+(?:in|for|of|at|across|within|provided|delivered)\s{_SOME})?",
    rf"Services\s+for\s+children\s+(?:and\s+young\s+people\s+)?in\s+(?-i:[A-Z]){_SOME}",
)
_SIF_LSCB = (
    rf"(?:The\s+)?(?:overall\s+|graded\s+)?(?:judge?ment{_OF})?(?:effectiveness{_OF})?{_NAMES}{_BOARD}",
    r"The\s+arrangements\s+in\s+place\s+to\s+evaluate\s[^.:;]{0,140}?\schildren(?:\s+and\s+young\s+people)?",
)

_RECORD_HEADING = r"^[ \t]*(?:\d+\.?[ \t]+)?Record\s+of\s+(?:main\s+)?findings\b"
_OVER_ALL_OF_IT = {"overall_effectiveness": (rf"The\s+overall\s+effectiveness\s+of\s{_SOME}",)}
_HELP_PROVIDED = {
    "effectiveness_of_help_and_protection": (
        rf"effectiveness\s+of\s+(?:the\s+)?help\s+and\s+protection\s+provided\s+to\s+children{_SOME}"
        r"(?:carers|families|children)",
    )
}
_AGAIN = r"(?<!\w)R(?i:e\s?[-‐‑–]?\s?)"
_SIF_TITLE = r"(?i:nspection\s+of\s+services\s+for\s+children\s+in\s+need\b)"
_SIF_MARKS = r"^[ \t]*(?:1\.?[ \t]+)?Children\s+who\s+need\s+help\s+and\s+protection\s+[A-Z][a-z]+"

LAYOUTS = (
    Layout(
        framework="sif",
        title=_compiled(
            rf"(?:{_AGAIN}|(?<!\w)P(?i:ost[-‐‑–]monitoring\s+(?:single\s+)?))[Ii]{_SIF_TITLE}"
        ),
        marks=_compiled(r"(?!)"),
        table=Table.FRONT,
        document=Document.REINSPECTION,
        kind=Kind.REINSPECTION,
        before=True,
        sentences={"overall_effectiveness": _SIF_OVERALL},
        without=frozenset({"lscb_effectiveness"}),
    ),
    Layout(
        framework="sif",
        title=_compiled(rf"(?<![\w-])I{_SIF_TITLE}"),
        marks=_compiled(_SIF_MARKS),
        table=Table.FRONT,
        kind=Kind.FULL,
        before=True,
        sentences={"overall_effectiveness": _SIF_OVERALL, "lscb_effectiveness": _SIF_LSCB},
        rows={"lscb_effectiveness": (_BOARD,)},
    ),
    Layout(
        framework="ilacs",
        title=_compiled(
            r"(?<![\w-])I(?i:nspection\s+of\s+(?:(?P<authority>(?!local\s+authority\s|children|services)"
            r"[^:]{2,100}?)(?:['’‘ʼ`´]s)?\s+)?(?:local\s+authority(?:['’‘ʼ`´]s)?\s+)?children['’‘ʼ`´]?s\s+(?:social\s+(?:care|work)\s+)?"
            r"services\b)"
        ),
        marks=_compiled(
            r"^[ \t]*(?:The\s+)?impact\s+of\s+leaders\s+on\s+(?:social\s+work\s+)?practice"
        ),
        table=Table.FRONT,
        before=True,
        running=_compiled(
            r"^[ \t]*Inspection\s+of\s+(?P<authority>[^\n:]{2,120}?)\s+(?:local\s+authority\s+)?"
            r"children['’‘ʼ`´]?s\s+services[ \t]*\n?[ \t]*\(?(?P<dates>\d{1,2}[^\n()]{3,60}?\d{4})\)?"
            r"(?=[ \t]*\d{0,3}[ \t]*$)"
        ),
    ),
    Layout(
        framework="slac",
        title=_compiled(
            rf"{_AGAIN}[Ii]nspection\s+of\s+(?:services\s+for\s+)?(?:safeguarding|looked\s+after\s+children)"
        ),
        marks=_compiled(r"(?!)"),
        table=Table.RECORD,
        document=Document.REINSPECTION,
        kind=Kind.REINSPECTION,
    ),
    Layout(
        framework="slac",
        title=_compiled(
            r"(?<![\w-])Inspection\s+of\s+safeguarding\s+and\s+looked\s+after\s+children(?:\s+services)?"
        ),
        marks=_compiled(rf"{_RECORD_HEADING}[^\n]*\s+Safeguarding\s+services\b"),
        table=Table.RECORD,
        kind=Kind.FULL,
        running=_compiled(
            r"^[ \t]*(?P<authority>[A-Z][^\n:]{2,60}?)\s+[Ii]nspection\s+of\s+safeguarding\s+and\s+looked\s+"
            r"after\s+children(?:\s+services)?(?=[ \t]*\d{0,3}[ \t]*$)"
        ),
    ),
    Layout(
        framework="tlac",
        title=_compiled(
            r"(?<![\w-])Inspection\s+of\s+(?:services\s+for\s+)?looked\s+after\s+children(?:\s+services)?"
        ),
        marks=_compiled(rf"{_RECORD_HEADING}[^\n]*\s+Services\s+for\s+looked\s+after\s+children\b"),
        table=Table.RECORD,
        kind=Kind.FULL,
        sentences=_OVER_ALL_OF_IT,
        running=_compiled(
            r"^[ \t]*(?P<authority>[A-Z][^\n:]{2,60}?)\s+[Ii]nspection\s+of\s+(?:safeguarding\s+and\s+)?"
            r"looked\s+after\s+children(?:\s+services)?(?=[ \t]*\d{0,3}[ \t]*$)"
        ),
    ),
    Layout(
        framework="cpi",
        title=_compiled(
            rf"{_AGAIN}[Ii]nspection\s+of\s+(?:the\s+)?local\s+authority\s+arrangements"
            r"\s+for\s+the\s+protection(?:\s+of\s+children)?"
        ),
        marks=_compiled(r"(?!)"),
        table=Table.RECORD,
        document=Document.REINSPECTION,
        kind=Kind.REINSPECTION,
        sentences=_OVER_ALL_OF_IT,
        rows=_HELP_PROVIDED,
    ),
    Layout(
        framework="cpi",
        title=_compiled(
            r"(?<![\w-])Inspection\s+of\s+(?:the\s+)?local\s+authority\s+arrangements\s+for\s+the\s+protection\s+of"
            r"\s+children"
        ),
        marks=_compiled(
            rf"{_RECORD_HEADING}[^\n]*\s+Local\s+authority\s+arrangements\s+for\s+the\s+protection"
        ),
        table=Table.RECORD,
        kind=Kind.FULL,
        sentences=_OVER_ALL_OF_IT,
        rows=_HELP_PROVIDED,
    ),
)

RECORD = _compiled(_RECORD_HEADING)

PAST = re.compile(
    r"^[ \t]*Previous\s+(?:Ofsted\s+)?inspections?[ \t]*$"
    r"(?:(?s:.{0,4000}?)(?=^[ \t]*(?:Local\s+leadership|Children\s+living\s+in)\b)|(?s:.{0,1500}))",
    re.MULTILINE | re.IGNORECASE,
)

_LETTER = _compiled(r"^[ \t]*Dear\s+[A-Z]")
_HEADED = r"^[ \t]*(?:Re:?[ \t]+)?(?:Ofsted[ \t]+)?"
_CRA = r"nannounced\s+inspection\s+of\s+contact,\s+referral\s+and\s+assessment"
_VISITS = {
    Document.FOCUSED_VISIT: _compiled(_HEADED + r"F(?i:ocused\s+visit\s+(?:to|of))\b"),
    Document.MONITORING_VISIT: _compiled(_HEADED + r"M(?i:onitoring\s+visit\s+(?:to|of))\b"),
    Document.JTAI: _compiled(_HEADED + r"J(?i:oint\s+targeted\s+area\s+inspections?|TAI)\b"),
    Document.UNANNOUNCED_CRA: _compiled(rf"{_HEADED}(?:Annual\s+u|U)(?i:{_CRA})"),
}
_VISIT_WORDS = {
    Document.FOCUSED_VISIT: _compiled(r"(?i)\bfocuss?ed[ \t]+visit\b"),
    Document.MONITORING_VISIT: _compiled(r"(?i)\bmonitoring[ \t]+visit\b"),
    Document.JTAI: _compiled(r"(?i)\b(?:joint[ \t]+targeted[ \t]+area[ \t]+inspection|JTAI\b)"),
    Document.UNANNOUNCED_CRA: _compiled(rf"(?i)\bu{_CRA}"),
}
_MOST_WORDS_OF_A_TITLE = 10
_AFTER_TITLES = _compiled(
    r"(?i)\b(?:inspection\s+(?:dates?|period)|dates?\s+of|lead\s+inspector|reporting\s+inspector"
    r"|report\s+published|judge?ment\s+grade|dear)\b"
)
_LSCB = _compiled(
    rf"(?<![\w-])(?:Inspection|Review)\s+of\s+(?:the\s+)?(?:effectiveness{_OF})?"
    rf"{_NAMES}(?i:(?:local\s+)?safeguarding\s+children)"
)
_MOST_BEFORE_A_TITLE = 3000


@attrs.frozen
class Recognised:
    """What a text calls itself: the document, its layout where it is a report, and its title."""

    document: Document
    layout: Layout | None = None
    title: re.Match[str] | None = None


def recognise(text: str) -> Recognised:
    """What the document with this text is, by the first title that it begins with.

    A line among the titles that names a visit goes before all of them. A salutation makes it a
    letter, whatever it is about. Text without its front page is known by the marks of a layout.
    """
    head = text[:_MOST_BEFORE_A_TITLE]
    visit = _visit_among_titles(head)
    if visit:
        return Recognised(visit)
    is_letter = bool(_LETTER.search(head))
    titles = [(pattern.search(head), Recognised(document)) for document, pattern in _VISITS.items()]
    if not is_letter:
        titles.append((_title(_LSCB, head), Recognised(Document.LSCB_REVIEW)))
        for layout in LAYOUTS:
            title = _title(layout.title, head)
            titles.append((title, Recognised(layout.document, layout, title)))
    found = [(match.start(), number) for number, (match, _) in enumerate(titles) if match]
    if found:
        return titles[min(found)[1]][1]
    if is_letter:
        return Recognised(Document.LETTER)
    marked = (layout for layout in LAYOUTS if layout.marks.search(text))
    by_marks = next(marked, None)
    return Recognised(by_marks.document, by_marks) if by_marks else Recognised(Document.OTHER)


def _visit_among_titles(head: str) -> Document | None:
    """The visit that a line above the dates names, where it is no line of a sentence."""
    titles = _AFTER_TITLES.split(head, 1)[0]
    for document, words in _VISIT_WORDS.items():
        for match in words.finditer(titles):
            before = titles[: match.start()].rpartition("\n")[2]
            rest, _, after = titles[match.start() :].partition("\n")
            if _is_a_title((before + rest).strip()) and not after.lstrip()[:1].islower():
                return document
    return None


def _is_a_title(line: str) -> bool:
    is_short = len(line.split()) <= _MOST_WORDS_OF_A_TITLE
    return is_short and not line[0].islower() and not {".", ";"} & {*line}


def _title(pattern: re.Pattern[str], head: str) -> re.Match[str] | None:
    """The first match that begins a line, or any in text without lines."""
    has_lines = "\n" in head.strip()
    for match in pattern.finditer(head):
        before = head[: match.start()].rpartition("\n")[2]
        if not has_lines or not before.strip(" \t\f"):
            return match
    return None
