"""Recognise what a document is by its title and its first lines."""

import re

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.readers.report.layouts import Layout, layouts, titles_in
from ofsted_frameworks.readers.report.notation import pattern


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.MULTILINE)


_LETTER = _compiled(r"^Dear\s+[A-Z]")
_HEADED = r"^(?:Re:?\s)?(?:Ofsted\s)?"
_CRA = r"nannounced\s+inspection\s+of\s+contact,\s+referral\s+and\s+assessment"
_VISITS = {
    Document.FOCUSED_VISIT: _compiled(_HEADED + r"F(?i:ocused\s+visit\s+(?:to|of))\b"),
    Document.MONITORING_VISIT: _compiled(_HEADED + r"M(?i:onitoring\s+visit\s+(?:to|of))\b"),
    Document.JTAI: _compiled(_HEADED + r"J(?i:oint\s+targeted\s+area\s+inspections?|TAI)\b"),
    Document.UNANNOUNCED_CRA: _compiled(rf"{_HEADED}(?:Annual\s+u|U)(?i:{_CRA})"),
}
_VISIT_WORDS = {
    Document.FOCUSED_VISIT: _compiled(r"(?i)\bfocuss?ed visit\b"),
    Document.MONITORING_VISIT: _compiled(r"(?i)\bmonitoring visit\b"),
    Document.JTAI: _compiled(r"(?i)\b(?:joint targeted area inspection|JTAI\b)"),
    Document.UNANNOUNCED_CRA: _compiled(rf"(?i)\bu{_CRA}"),
}
_BOARD_REVIEW = re.compile(
    pattern(
        "(Inspection|Review) of [the] [effectiveness (of|for|about|on) [the]] {names} "
        "[local] safeguarding children"
    ),
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_TITLE = 10
_LINES_BELOW_A_TITLE = 2
_LONGEST_SHOWN = 120
_AFTER_TITLES = _compiled(
    r"(?i)\b(?:inspection\s+(?:dates?|period)|dates?\s+of|lead\s+inspector|reporting\s+inspector"
    r"|report\s+published|judge?ment\s+grade|record\s+of|contents|dear)\b"
)
_MOST_BEFORE_A_TITLE = 3000

_NEVER_A_REPORT = (
    r"mock|dry[ -]run|rehearsal|simulat\w+|self[ -]?assess\w+|self[ -]?evaluat\w+"
    r"|peer (?:review|challenge)"
)
_ABOUT_A_REPORT = (
    rf"{_NEVER_A_REPORT}|outcomes?|next steps|action plan\w*|improvement plan\w*|briefing|summar\w+|response"
    r"|update|prepar\w+|readiness|lessons|learning from|progress (?:report|against)|presentation|feedback"
    r"|template|guidance|handbook|checklist|covering report|scrutiny|cabinet|committee|draft"
)
_NOT_ABOVE = re.compile(rf"\b(?:{_NEVER_A_REPORT})\b", re.IGNORECASE)
_NOT_BELOW = re.compile(rf"\b(?:{_ABOUT_A_REPORT})\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\d{0,2}\s*[:–-]\s*(?P<words>[^\n\f]+)")


@attrs.frozen
class Recognised:
    """The kind of a document, and the evidence for it.

    Args:
        document: The kind of document.
        layout: The layout of a report.
        title: The match of its title.
        why: The words that show that a document with the title of a report is something else.
    """

    document: Document
    layout: Layout | None = None
    title: re.Match[str] | None = None
    why: str = ""


def recognise(text: str) -> Recognised:
    """Return what the document with this text is, by the first title that it begins with.

    A line among the titles that names a visit outranks all of them. A salutation makes it a letter,
    whatever it is about. Text without its front page is recognised by the marks of a layout.
    """
    head = text[:_MOST_BEFORE_A_TITLE]
    if visit := _visit_among_titles(head):
        return Recognised(visit)
    found = [
        (match, Recognised(document))
        for document, words in _VISITS.items()
        if (match := words.search(head))
    ]
    is_letter = bool(_LETTER.search(head))
    found += [] if is_letter else _report_titles(head)
    if found:
        title, first = min(found, key=lambda each: each[0].start())
        why = first.layout and _other_than_a_report(head, title)
        return Recognised(Document.OTHER, why=why) if why else first
    if is_letter:
        return Recognised(Document.LETTER)
    for layout in layouts():
        if layout.marks and layout.marks.search(text):
            return Recognised(layout.document, layout)
    return Recognised(Document.OTHER)


def _report_titles(head: str) -> list[tuple[re.Match[str], Recognised]]:
    """Return the first title of each layout, and of a review of a board, that the text prints."""
    boards = [(title, Recognised(Document.LSCB_REVIEW)) for title in titles_in(_BOARD_REVIEW, head)]
    found = boards[:1]
    for layout in layouts():
        if title := next(titles_in(layout.titles, head), None):
            found.append((title, Recognised(layout.document, layout, title)))
    return found


def _other_than_a_report(head: str, title: re.Match[str]) -> str:
    """Return the words around a title that show that the document is not a report, or ""."""
    after = _AFTER_TITLES.search(head, title.end())
    end = after.start() if after else len(head)
    above = [line.strip(" \f") for line in head[: title.start()].split("\n")]
    rest, *below = head[title.end() : end].split("\n")
    below = [line for each in below if (line := each.strip(" \f"))][:_LINES_BELOW_A_TITLE]
    shown = [line for line in above if _NOT_ABOVE.search(line) and _is_a_title(line)]
    shown += [rest] if _NOT_BELOW.search(rest) and _is_short(rest) else []
    shown += [line for line in below if _NOT_BELOW.search(line) and _is_a_title(line)]
    goes_on = _GOES_ON.match(head, title.end(), end)
    if goes_on and not _is_name_or_date(goes_on["words"]):
        shown.append(goes_on["words"])
    return shown[0].strip()[:_LONGEST_SHOWN] if shown else ""


def _is_name_or_date(words: str) -> bool:
    authority = LocalAuthority(name=words[:_LONGEST_SHOWN])
    return known_authority(authority) is not None or words[0].isdigit()


def _visit_among_titles(head: str) -> Document | None:
    """Return the kind of visit that a line above the dates names, unless it is part of a sentence."""
    titles = _AFTER_TITLES.split(head, 1)[0]
    for document, words in _VISIT_WORDS.items():
        for match in words.finditer(titles):
            before = titles[: match.start()].rpartition("\n")[2]
            rest, _, after = titles[match.start() :].partition("\n")
            if _is_a_title((before + rest).strip()) and not after.lstrip()[:1].islower():
                return document
    return None


def _is_a_title(line: str) -> bool:
    return _is_short(line) and not line[0].islower()


def _is_short(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS_OF_A_TITLE and not {".", ";"} & {*line}
