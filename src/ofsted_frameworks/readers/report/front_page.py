"""The front page of a report: whose services were inspected, when, and when the report came out."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.readers.report.page_text import Text
from ofsted_frameworks.readers.report.printed_dates import read_dates

_FRONT_PAGES = 3
_LONGEST_FRONT = 8000
_LONGEST_NAME = 90


@attrs.frozen
class Printed:
    """Something that is printed: its words, where they are, and the dates in them, if any."""

    words: str
    at: int
    days: tuple[dt.date, ...] = ()

    @property
    def are_in_order(self) -> bool:
        """True where there are dates and none is before the one that it follows."""
        return bool(self.days) and list(self.days) == sorted(self.days)

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last of the days; there must be some."""
        return min(self.days), max(self.days)


def front_end(text: Text) -> int:
    """Return where the front of a report ends: with its third page, if not before."""
    return min(text.end(_FRONT_PAGES), _LONGEST_FRONT)


_SETS_APART = r"(?:\d(?=:))?\s*[:;.–-]?\s*"
_A_DATE = (
    r"(?=(?:from\s+|between\s+)?(?:[MTWFS][a-z]{2,8}day\b|\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d))"
)
_BEFORE_DATES = re.compile(
    r"(?<!\w)(?<!last\s)(?<!previous\s)(?<!recent\s)(?<!next\s)"
    r"(?:(?:Inspection|Review)\s+dates?(?:\s*\(s\))?|Dates?\s+of\s+(?:the\s+)?inspection)"
    rf"{_SETS_APART}{_A_DATE}",
    re.IGNORECASE,
)
_BEFORE_DATES_TOO = re.compile(
    r"^(?:Inspection\s+period|Period\s+of\s+(?:the\s+)?inspection|(?:Dates?\s+)?inspected(?:\s+on)?"
    r"|Date(?:s|\(s\))?\s+of\s+(?:the\s+)?visits?)"
    rf"\s*[:–]\s*{_A_DATE}",
    re.IGNORECASE | re.MULTILINE,
)
"""Labels that other dates may have as well: of a visit, or of another inspection."""
_BEFORE_PUBLICATION = re.compile(
    r"(?:(?<!\w)Report\s+published|^(?:First\s+|Date\s+)?published|(?<!\w)Published(?=:)|(?<!\w)Publication\s+date"
    rf"|(?<!\w)Date\s+of\s+publication)(?:\s+on)?{_SETS_APART}{_A_DATE}",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_DATES = 200


def on_site(text: Text) -> Printed | None:
    """Return the days on site that the front prints as such, readable or not."""
    return _dated(text, _BEFORE_DATES) or _dated(text, _BEFORE_DATES_TOO)


def published(text: Text) -> Printed | None:
    """Return the day of publication that the front prints as such, readable or not."""
    return _dated(text, _BEFORE_PUBLICATION)


def _dated(text: Text, label: re.Pattern[str]) -> Printed | None:
    match = label.search(text.string, 0, front_end(text))
    if match is None:
        return None
    rest = text.string[match.end() : match.end() + _LONGEST_DATES].split("\f")[0]
    days, words = read_dates(rest)
    return Printed(" ".join([*match[0].split(), words or rest.split("\n")[0]]), match.start(), days)


def running_dates(text: Text, layout: Layout) -> Sequence[Printed]:
    """Return the days on site in each page header or footer that has them in full, page by page."""
    if layout.running is None or "dates" not in layout.running.groupindex:
        return ()
    found: list[Printed] = []
    for match in layout.running.finditer(text.string):
        days, words = read_dates(match["dates"])
        found.append(Printed(words, match.start("dates"), days))
    return [printed for printed in found if printed.are_in_order]


def unlike(printed: Printed, others: Sequence[Printed]) -> Sequence[Printed]:
    """Return the first of `others` for each first and last day that differ from those of `printed`."""
    spans = {other.span: other for other in reversed(others)}
    spans.pop(printed.span, None)
    return sorted(spans.values(), key=lambda other: other.at)


def authority(text: Text, layout: Layout, title: re.Match[str] | None) -> Printed | None:
    """Return the authority as the title, the lines beside it, or a page header names it."""
    found = [*_beside_title(text, layout, title), *_in_running(text, layout)]
    named = [printed for printed in found if 0 < len(printed.words) <= _LONGEST_NAME]
    known = (printed for printed in named if _is_known(printed.words))
    return next(known, None) or (title and _by_its_lines(text)) or next(iter(named), None)


def _is_known(words: str) -> bool:
    return known_authority(LocalAuthority(name=words)) is not None


_MOST_LINES = 30


def _by_its_lines(text: Text) -> Printed | None:
    """Return the most lines in a row above the dates that are only the name of an authority.

    None where as many lines name another authority.
    """
    dates = _BEFORE_DATES.search(text.string, 0, front_end(text))
    front = text.string[: dates.start() if dates else front_end(text)]
    lines = list(re.finditer(r"[^\n\f]*\S[^\n\f]*", front))[:_MOST_LINES]
    for length in (3, 2, 1):
        several = zip(lines, lines[length - 1 :], strict=False)
        printed = (_named(front[a.start() : z.end()], a.start()) for a, z in several)
        named = [p for p in printed if 0 < len(p.words) <= _LONGEST_NAME and _is_known(p.words)]
        if named:
            known = {known_authority(LocalAuthority(name=p.words)) for p in named}
            return named[0] if len(known) == 1 else None
    return None


def _beside_title(text: Text, layout: Layout, title: re.Match[str] | None) -> Iterator[Printed]:
    if title is None:
        return
    if title.groupdict().get("authority"):
        yield _named(title["authority"], title.start("authority"))
    elif layout.form.name_above:
        yield _named(text.string[: title.start()], 0)
    else:
        after = text.string[title.end() : front_end(text)]
        yield _named(_AFTER_NAME.split(after)[0], title.end())


_AFTER_NAME = re.compile(
    r"\b(?:Inspection\s+(?:date|period)|(?:Dates?\s+)?inspected\s*[:–]|Dates?\s+of\s+|Reporting\s+inspector"
    r"|Lead\s+inspector|Age\s+group|Published)|\f|\n\s*\n\s*\S",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\d*|\W*|(?:Ofsted|Appendix|Annex|Item|Page|Agenda)\b.*", re.IGNORECASE)


def _named(words: str, at: int) -> Printed:
    lines = [" ".join(line.split()) for line in words.split("\n")]
    name = " ".join(line for line in lines if not _NO_NAME.fullmatch(line))
    return Printed(re.sub(r"^\d* ?(?:[Tt]he )?", "", name).strip(" ,.:;-–"), at)


def _in_running(text: Text, layout: Layout) -> Iterator[Printed]:
    if layout.running and (match := layout.running.search(text.string)):
        yield _named(match["authority"], match.start("authority"))
