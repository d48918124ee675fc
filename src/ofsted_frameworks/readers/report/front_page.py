"""The front page of a report: the authority, the days on site and the day of publication."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import attrs

from ofsted_frameworks.authorities.lookup import known_authority
from ofsted_frameworks.authorities.profiles import AuthorityProfile
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.readers.report.page_text import Text
from ofsted_frameworks.readers.report.printed_dates import read_dates

_FRONT_PAGES = 3
_LONGEST_FRONT = 8000
_LONGEST_NAME = 90


@attrs.frozen
class Printed:
    """Words printed in a report, the index at which they begin, and any dates in them."""

    words: str
    at: int
    days: tuple[dt.date, ...] = ()

    @property
    def has_ordered_days(self) -> bool:
        """Return True if there are dates and they are in order."""
        return bool(self.days) and list(self.days) == sorted(self.days)

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and last of the days; there must be at least one."""
        return min(self.days), max(self.days)


def front_end(text: Text) -> int:
    """Return the index at which the front pages end, after at most three pages and 8,000 characters."""
    return min(text.end(_FRONT_PAGES), _LONGEST_FRONT)


_SEPARATOR = r"(?:\d(?=:))?\s*[:;.–-]?\s*"
_DATE_AHEAD = (
    r"(?=(?:from\s+|between\s+)?(?:[MTWFS][a-z]{2,8}day\b|\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d))"
)
_ON_SITE_LABEL = re.compile(
    r"(?<!\w)(?<!last\s)(?<!previous\s)(?<!recent\s)(?<!next\s)"
    r"(?:(?:Inspection|Review)\s+dates?(?:\s*\(s\))?|Dates?\s+of\s+(?:the\s+)?inspection)"
    rf"{_SEPARATOR}{_DATE_AHEAD}",
    re.IGNORECASE,
)
_LESS_CERTAIN_LABEL = re.compile(
    r"^(?:Inspection\s+period|Period\s+of\s+(?:the\s+)?inspection|(?:Dates?\s+)?inspected(?:\s+on)?"
    r"|Date(?:s|\(s\))?\s+of\s+(?:the\s+)?visits?)"
    rf"\s*[:–]\s*{_DATE_AHEAD}",
    re.IGNORECASE | re.MULTILINE,
)
"""Labels that can also introduce other dates: those of a visit, or of another inspection."""
_PUBLISHED_LABEL = re.compile(
    r"(?:(?<!\w)Report\s+published|^(?:First\s+|Date\s+)?published|(?<!\w)Published(?=:)|(?<!\w)Publication\s+date"
    rf"|(?<!\w)Date\s+of\s+publication)(?:\s+on)?{_SEPARATOR}{_DATE_AHEAD}",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_DATES = 200


def find_days_on_site(text: Text) -> Printed | None:
    """Return the days on site after their label on the front pages, even if they cannot be read."""
    return _find_dates(text, _ON_SITE_LABEL) or _find_dates(text, _LESS_CERTAIN_LABEL)


def find_published(text: Text) -> Printed | None:
    """Return the day of publication after its label on the front pages, even if it cannot be read."""
    return _find_dates(text, _PUBLISHED_LABEL)


def _find_dates(text: Text, label: re.Pattern[str]) -> Printed | None:
    match = label.search(text.string, 0, front_end(text))
    if match is None:
        return None
    rest = text.string[match.end() : match.end() + _LONGEST_DATES].split("\f")[0]
    days, words = read_dates(rest)
    return Printed(" ".join([*match[0].split(), words or rest.split("\n")[0]]), match.start(), days)


def find_running_dates(text: Text, layout: Layout) -> Sequence[Printed]:
    """Return the days on site from each page header or footer that prints them in full, in order."""
    if layout.running is None or "dates" not in layout.running.groupindex:
        return ()
    found: list[Printed] = []
    for match in layout.running.finditer(text.string):
        days, words = read_dates(match["dates"])
        found.append(Printed(words, match.start("dates"), days))
    return [printed for printed in found if printed.has_ordered_days]


def find_other_days(printed: Printed, others: Sequence[Printed]) -> Sequence[Printed]:
    """Return the dates in `others` that begin or end on another day, each pair of days only once."""
    spans = {other.span: other for other in reversed(others)}
    spans.pop(printed.span, None)
    return sorted(spans.values(), key=lambda other: other.at)


def find_authority_name(text: Text, layout: Layout, title: re.Match[str] | None) -> Printed | None:
    """Return the authority's name from the title, the lines around it, or a page header."""
    names = [*_names_beside_title(text, layout, title), *_names_in_running(text, layout)]
    known = next(filter(_profile, names), None)
    alone = _name_on_its_own_lines(text) if title and not known else None
    return known or alone or next(iter(names), None)


def _profile(name: Printed) -> AuthorityProfile | None:
    return known_authority(LocalAuthority(name=name.words))


_MOST_LINES = 30


def _name_on_its_own_lines(text: Text) -> Printed | None:
    """Return the name that fills one to three lines above the dates; None if several names do."""
    dates = _ON_SITE_LABEL.search(text.string, 0, front_end(text))
    front = text.string[: dates.start() if dates else front_end(text)]
    lines = list(re.finditer(r"[^\n\f]*\S[^\n\f]*", front))[:_MOST_LINES]
    for length in (3, 2, 1):
        blocks = zip(lines, lines[length - 1 :], strict=False)
        names = [n for a, z in blocks for n in _names_in(front[a.start() : z.end()], a.start())]
        known = [name for name in names if _profile(name)]
        if known:
            return known[0] if len({*map(_profile, known)}) == 1 else None
    return None


def _names_beside_title(
    text: Text, layout: Layout, title: re.Match[str] | None
) -> Iterator[Printed]:
    if title is None:
        return
    if title.groupdict().get("authority"):
        yield from _names_in(title["authority"], title.start("authority"))
    elif layout.form.name_above:
        yield from _names_in(text.string[: title.start()], 0)
    else:
        after = text.string[title.end() : front_end(text)]
        yield from _names_in(_AFTER_NAME.split(after)[0], title.end())


_AFTER_NAME = re.compile(
    r"\b(?:Inspection\s+(?:date|period)|(?:Dates?\s+)?inspected\s*[:–]|Dates?\s+of\s+|Reporting\s+inspector"
    r"|Lead\s+inspector|Age\s+group|Published)|\f|\n\s*\n\s*\S",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"\d*|\W*|(?:Ofsted|Appendix|Annex|Item|Page|Agenda)\b.*", re.IGNORECASE)


def _names_in_running(text: Text, layout: Layout) -> Iterator[Printed]:
    if layout.running and (match := layout.running.search(text.string)):
        yield from _names_in(match["authority"], match.start("authority"))


def _names_in(words: str, at: int) -> Iterator[Printed]:
    """Yield the name in some printed words, if there is one and it is not too long."""
    lines = [" ".join(line.split()) for line in words.split("\n")]
    name = " ".join(line for line in lines if not _NOT_A_NAME.fullmatch(line))
    name = re.sub(r"^\d* ?(?:[Tt]he )?", "", name).strip(" ,.:;-–")
    if 0 < len(name) <= _LONGEST_NAME:
        yield Printed(name, at)
