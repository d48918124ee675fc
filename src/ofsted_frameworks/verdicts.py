"""Whether a record is beyond reproach, found out fast.

A verdict says no more than yes or no, from tables made once for each edition. It is yes only where
`iter_findings` would find nothing at all; every other record is left to it.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, TypeAlias

from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.records import INSPECTION_KEYS, SCHEMA_VERSION, VISIT_KEYS
from ofsted_frameworks.vocabulary import VISIT_KINDS, day_of, month_of, vocabulary

Check: TypeAlias = Callable[[dict[str, Any]], bool]

_REMEMBERED = 20_000
_NO_DAY = 0
_TYPES_OF_TEXT = (str, type(None))


class _Days(dict[Any, int]):
    """The ordinal of each day that records name, and 0 for none; at most so many are remembered."""

    def __missing__(self, text: object) -> int:
        day = day_of(text) if isinstance(text, str) else None
        if day is None:
            raise ValueError(text)
        if len(self) < _REMEMBERED:
            self[text] = day.toordinal()
        return day.toordinal()


class Verdicts:
    """Tells whether records are beyond reproach; made for the frameworks registered at the time."""

    def __init__(self) -> None:
        self._days = _Days({None: _NO_DAY})
        self._by_edition: dict[str, Check] = {
            name: self._check_of(edition) for name, edition in vocabulary().editions.items()
        }
        self._visit = self._check_of_visits()

    def clean(self, record: Any) -> bool:
        """True only where nothing at all would be found in the record."""
        try:
            return self._by_edition[record["edition"]](record)
        except (KeyError, TypeError, ValueError, AttributeError):
            pass
        try:
            return self._visit(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            return False

    def _check_of(self, edition: Edition) -> Check:
        days, judged_well = self._days, _judgement_check(edition)
        every_key, known_keys = itemgetter(*INSPECTION_KEYS), frozenset(INSPECTION_KEYS)
        kinds = _time_checks(edition)
        first = edition.starts.value.toordinal()
        last = (edition.ends.value if edition.ends else dt.date.max).toordinal()

        def check(record: dict[str, Any]) -> bool:
            if len(record) == 9:
                version, authority, _, kind, start, end, published, grades, source = every_key(
                    record
                )
            elif record.keys() <= known_keys:
                version, authority, _, kind, start, end, published, grades, source = map(
                    record.get, INSPECTION_KEYS
                )
            else:
                return False
            began, ended, reported = days[start], days[end], days[published]
            fits = kinds[kind]
            return (
                _form_is_right(version, authority, source)
                and (first <= began <= last if began else first <= (reported or first))
                and (not ended or began <= ended)
                and (not reported or (ended or began) <= reported)
                and (fits is None or not (began and ended) or fits(began, ended))
                and judged_well(grades)
            )

        return check

    def _check_of_visits(self) -> Check:
        days, known_keys = self._days, frozenset(VISIT_KEYS)

        def check(record: dict[str, Any]) -> bool:
            version, authority, visit, start, end, published, theme, source = map(
                record.get, VISIT_KEYS
            )
            month = month_of(start) if start is not None else None
            began = month.first_day.toordinal() if month else days[start]
            ended, reported = days[end], days[published]
            return (
                record.keys() <= known_keys
                and _form_is_right(version, authority, source)
                and type(theme) in _TYPES_OF_TEXT
                and visit in VISIT_KINDS
                and (not ended or began <= ended)
                and (not reported or (ended or began) <= reported)
            )

        return check


def _form_is_right(version: object, authority: dict[str, Any], source: object) -> bool:
    name = authority["name"]
    if len(authority) == 2:
        code = authority["code"]
    else:
        code = None
        if len(authority) > 1:
            return False
    return (
        version == SCHEMA_VERSION
        and type(version) is int
        and type(name) is str
        and bool(name.strip())
        and type(code) in _TYPES_OF_TEXT
        and type(source) in _TYPES_OF_TEXT
    )


def _judgement_check(edition: Edition) -> Callable[[dict[str, Any]], bool]:
    words = {
        key: grade
        for key, grade in vocabulary().grades_of(edition.scale).items()
        if key not in vocabulary().later_words[edition.scale]
    }
    names = tuple(edition.areas)
    every_grade = itemgetter(*names, names[0])
    if not edition.rules:
        return lambda its: (
            len(its) == len(names) and all(grade in words for grade in every_grade(its))
        )
    verdicts: dict[Any, bool] = {}

    def check(its: dict[str, Any]) -> bool:
        keys = every_grade(its)
        if len(its) != len(names):
            return False
        verdict = verdicts.get(keys)
        if verdict is None:
            verdict = _go_together(edition, {name: words[its[name]] for name in names})
            if len(verdicts) < _REMEMBERED:
                verdicts[keys] = verdict
        return verdict

    return check


def _go_together(edition: Edition, grades: Mapping[str, Grade | NotJudged]) -> bool:
    its: Any = edition.judgements(**grades)
    return not any(True for rule in edition.rules for _ in rule.check(its))


def _time_checks(edition: Edition) -> dict[str | None, Callable[[int, int], bool] | None]:
    checks: dict[str | None, Callable[[int, int], bool] | None] = {None: None}
    for kind in framework_of(edition).kinds:
        checks[kind.kind.key] = kind.fits if kind.usual_time else None
    return checks
