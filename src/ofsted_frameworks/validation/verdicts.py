"""Whether a record is beyond reproach, found out fast.

A verdict says no more than yes or no, from tables made once for each edition. It is yes only where
`iter_findings` would find nothing at all; every other record is left to it.
"""

import datetime as dt
import functools
from collections.abc import Callable, Container, Mapping
from operator import itemgetter
from typing import Any, TypeAlias

from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition, InspectionKind
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.validation.records import INSPECTION_KEYS, SCHEMA_VERSION, VISIT_KEYS
from ofsted_frameworks.validation.vocabulary import VISIT_KINDS, day_of, month_of, vocabulary

Check: TypeAlias = Callable[[dict[str, Any]], int]
Spans: TypeAlias = tuple[Container[int], ...]

NOT_CLEAN = (KeyError, TypeError, ValueError, AttributeError)

_REMEMBERED = 20_000
_NO_DAY = 0
_LONGEST_ON_SITE = 100
_A_CENTURY = range(36_525)
_ANY_TIME: Spans = (_A_CENTURY,) * 7


class Verdicts(dict[Any, Check]):
    """The check of each edition's records, by what they say is their edition; any other is a visit's.

    A check tells the number of keys of a record in which nothing at all would be found, or nought; it
    may raise one of `NOT_CLEAN` for any other record. Made for the frameworks registered at the time.
    """

    def __init__(self) -> None:
        self._days = _Days({None: _NO_DAY})
        self._authorities = _Authorities()
        self._visit = self._check_of_visits()
        super().__init__(
            {name: self._check_of(edition) for name, edition in vocabulary().editions.items()}
        )

    def __missing__(self, edition: object) -> Check:
        return self._visit

    def keys_if_clean(self, record: Any) -> int:
        """The number of keys of a record in which nothing at all would be found; otherwise nought."""
        try:
            return self[record.get("edition")](record)
        except NOT_CLEAN:
            return 0

    def _check_of(self, edition: Edition) -> Check:
        days, authorities = self._days, self._authorities
        every_key, known_keys = itemgetter(*INSPECTION_KEYS), frozenset(INSPECTION_KEYS)
        number_of_keys, spans_of = len(INSPECTION_KEYS), _spans_by_kind(edition)
        # The first area is there twice, so that the getter makes a tuple of a single area too.
        areas = tuple(edition.areas)
        every_grade: Callable[[Any], Any] = itemgetter(*areas, areas[0])
        number_of_areas = len(areas)
        own_words = _own_words(edition)
        words, together = frozenset(own_words), _Together(edition, own_words)
        has_rules = bool(edition.rules)
        first = edition.starts.value.toordinal()
        last = (edition.ends.value if edition.ends else dt.date.max).toordinal()

        def check(record: dict[str, Any]) -> int:
            keys = len(record)
            values: tuple[Any, ...]
            if keys == number_of_keys:
                values = every_key(record)
            elif record.keys() <= known_keys:
                values = tuple(map(record.get, INSPECTION_KEYS))
            else:
                return 0
            version, authority, _, kind, start, end, published, grades, source = values
            began, ended, reported = days[start], days[end], days[published]
            spans = spans_of[kind]
            if began:
                if not first <= began <= last:
                    return 0
                if ended and ended - began not in spans[began % 7]:
                    return 0
            elif 0 < (ended or reported) < first:
                return 0
            if reported and (ended or began) > reported:
                return 0
            if version is not SCHEMA_VERSION:
                return 0
            if source is not None and type(source) is not str:
                return 0
            code = authority["code"] if len(authority) > 1 else None
            if not authorities[authority["name"], code] or len(authority) > 2:
                return 0
            judged = every_grade(grades)
            if not (together[judged] if has_rules else words.issuperset(judged)):
                return 0
            return keys + number_of_areas + len(authority) if len(grades) == number_of_areas else 0

        return check

    def _check_of_visits(self) -> Check:
        days, authorities, known_keys = self._days, self._authorities, frozenset(VISIT_KEYS)

        def check(record: dict[str, Any]) -> int:
            values: tuple[Any, ...] = tuple(map(record.get, VISIT_KEYS))
            version, authority, visit, start, end, published, theme, source = values
            month = month_of(start) if start is not None else None
            began = month.first_day.toordinal() if month else days[start]
            ended, reported = days[end], days[published]
            code = authority["code"] if len(authority) > 1 else None
            right = (
                record.keys() <= known_keys
                and version is SCHEMA_VERSION
                and visit in VISIT_KINDS
                and (not ended or began <= ended)
                and (not reported or (ended or began) <= reported)
                and (theme is None or type(theme) is str)
                and (source is None or type(source) is str)
                and authorities[authority["name"], code]
                and len(authority) < 3
            )
            return len(record) + len(authority) if right else 0

        return check


class _Days(dict[Any, int]):
    """The ordinal of each day that records name, and 0 for none; at most so many are remembered."""

    def __missing__(self, text: object) -> int:
        day = day_of(text) if isinstance(text, str) else None
        if day is None:
            raise ValueError(text)
        if len(self) < _REMEMBERED:
            self[text] = day.toordinal()
        return day.toordinal()


class _Authorities(dict[Any, bool]):
    """Whether a name and a code are an authority's; at most so many are remembered."""

    def __missing__(self, pair: tuple[object, object]) -> bool:
        name, code = pair
        named = isinstance(name, str) and bool(name.strip())
        right = named and (code is None or isinstance(code, str))
        if right and len(self) < _REMEMBERED:
            self[pair] = right
        return right


class _Together(dict[Any, bool]):
    """Whether grades, in the order of an edition's areas, go together; so many are remembered."""

    def __init__(self, edition: Edition, words: Mapping[str, Grade | NotJudged]) -> None:
        super().__init__()
        self._edition, self._words = edition, words

    def __missing__(self, keys: tuple[str, ...]) -> bool:
        names = self._edition.areas
        its: Any = self._edition.judgements(
            **{name: self._words[key] for name, key in zip(names, keys, strict=False)}
        )
        right = not any(True for rule in self._edition.rules for _ in rule.check(its))
        if len(self) < _REMEMBERED:
            self[keys] = right
        return right


def _own_words(edition: Edition) -> dict[str, Grade | NotJudged]:
    words, later = vocabulary().words[edition.scale], vocabulary().later_words[edition.scale]
    return {key: grade for key, grade in words.items() if key not in later}


def _spans_by_kind(edition: Edition) -> dict[Any, Spans]:
    spans: dict[Any, Spans] = {None: _ANY_TIME}
    for kind in framework_of(edition).kinds:
        spans[kind.kind.value] = _spans_of(kind) if kind.usual_time else _ANY_TIME
    return spans


@functools.lru_cache(maxsize=64)
def _spans_of(kind: InspectionKind) -> Spans:
    """The days from first to last on site that fit a kind, by the ordinal of the first, modulo 7."""
    return tuple(
        frozenset(
            days for days in range(_LONGEST_ON_SITE) if kind.fits(7 + first, 7 + first + days)
        )
        for first in range(7)
    )
