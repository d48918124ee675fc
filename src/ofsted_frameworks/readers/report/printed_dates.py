"""Read dates in the many forms that reports print, but only complete and real ones."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

import attrs

from ofsted_frameworks.months import MONTHS

_MONTH = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
_NAME = rf"(?:{_MONTHS}|sept)(?![a-z])\.?"
_WEEKDAY = r"\(?(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\)?"
_JOINT = r"(?:(?:from|between|to|through|and|until|of|on|the)(?![a-z])|[-–,;&])"
_A_YEAR = r"[12]\d\d\d"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<d>\d{{1,2}})(?P<by>[/.-])(?P<m>\d{{1,2}})(?P=by)(?P<y>\d{{4}}|(?<=[/.])\d{{2}})(?!\d)
    | (?P<year>{_A_YEAR})(?!\d)
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])
    | (?P<month>{_NAME})
    | {_WEEKDAY}
    | (?P<joint>{_JOINT})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = r"\s*(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
_YEAR = rf"(?:\s*,\s*|\s+)(?P<y{{0}}>{_A_YEAR})(?!\d)"
_MONTH_FIRST = re.compile(
    rf"\s*(?:(?:from|between)\s+)?(?:{_WEEKDAY}[\s,]*)?(?P<m1>{_NAME}){_DAY.format(1)}(?:{_YEAR.format(1)})?"
    rf"(?:\s*(?:to|until|and|[-–])\s*(?:{_WEEKDAY}[\s,]*)?(?P<m2>{_NAME})?{_DAY.format(2)})?{_YEAR.format(2)}"
    rf"(?!\s*(?:{_JOINT}\s*)+(?:{_WEEKDAY}\s*)?(?:{_NAME}|\d))",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?:(?!publish)[^\n:]){{1,40}}?(?<!\d)(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_NAME}|\d{{1,2}}/\d{{1,2}}/\d{{2}})",
    re.IGNORECASE,
)


def read_dates(text: str) -> tuple[tuple[dt.date, ...], str]:
    """Return the dates that `text` begins with, in printed order, and their words.

    A date can take its month or year from the next date, or its year from the previous one. If months
    are printed before days, it can take its month from the previous one. No dates are returned unless
    all of them are complete and real, or if another date follows in the same line.

    >>> read_dates("24 June to 5 July 2013, lead inspector")
    ((datetime.date(2013, 6, 24), datetime.date(2013, 7, 5)), '24 June to 5 July 2013')
    """
    parts, end = _month_first(text) or _parts(text)
    for before, after in reversed(list(pairwise(parts))):
        _complete_from_next(before, after)
    for before, after in pairwise(parts):
        after.year = after.year or before.year
    words = " ".join(text[:end].split())
    try:
        days = tuple(dt.date(p.year or 0, p.month or 0, p.day) for p in parts)
    except ValueError:
        days = ()
    return () if _MORE.match(text, end) else days, words


def _month_first(text: str) -> "tuple[Sequence[_Part], int] | None":
    """Return one or two dates printed like "November 5 to 9 2018"; None if the text has no such dates."""
    match = _MONTH_FIRST.match(text)
    if match is None:
        return None
    first = _Part(int(match["d1"]), match.end(), _month(match["m1"]), int(match["y1"] or 0) or None)
    last = _Part(int(match["d2"] or match["d1"]), match.end(), _month(match["m2"] or match["m1"]))
    last.year = int(match["y2"])
    return [first, last] if match["d2"] else [last], match.end()


def _month(name: str) -> int:
    return _MONTH[name[:3].lower()]


@attrs.define
class _Part:
    """A date that may leave its month or year to another date; `end` is the index at which it ends."""

    day: int
    end: int
    month: int | None = None
    year: int | None = None
    is_joined: bool = True


def _complete_from_next(before: _Part, after: _Part) -> None:
    before.month = before.month or after.month
    if before.year is None and after.year and before.month and after.month:
        before.year = after.year - (before.month > after.month)


_NO_DAY = 0
_LEADS_ON = re.compile(r"\s*(?:to|through|until)|\s+[-–]", re.IGNORECASE)


def _parts(text: str) -> tuple[Sequence[_Part], int]:
    found: list[_Part] = []
    at, is_joined, leads_on = 0, True, False
    while match := _TOKEN.match(text, at):
        if match["month"] and not found:
            break  # "June 2019" is not a date
        at = match.end()
        if match["d"]:
            year = int(match["y"])
            century = 2000 if year < 100 else 0
            found.append(_Part(int(match["d"]), at, int(match["m"]), year + century))
        elif match["day"]:
            found.append(_Part(int(match["day"]), at, is_joined=is_joined))
        elif match["month"]:
            if found[-1].month and not is_joined:
                break  # the month of another date
            if found[-1].month or leads_on:
                found.append(_Part(_NO_DAY, at))
            found[-1].month, found[-1].end = _month(match["month"]), at
        elif found and match["year"]:
            if found[-1].year:
                break
            found[-1].year, found[-1].end = int(match["year"]), at
        is_joined, leads_on = match["joint"] is not None, bool(_LEADS_ON.fullmatch(match[0]))
    if found and leads_on and not text[at:].split("\n")[0].strip(" \t"):
        found.append(_Part(_NO_DAY, at))
    if len(found) > 1 and not found[-1].is_joined and found[-1].month is None:
        found.pop()  # a page number, a footnote mark or a row number
    return found, found[-1].end if found else 0
