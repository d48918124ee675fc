"""Call every public function that takes values, with arguments drawn by parameter name."""

import datetime as dt
import importlib
import inspect
import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

import attrs
import records_for_tests as given
from mutating import TOKENS, Chance

import ofsted_frameworks as of

_MOST_ANSWERS = 200

RECORDS: Sequence[dict[str, Any]] = [
    *(given.ILACS_2018, given.ILACS_2023, given.ILACS_2026, given.SIF, given.TLAC, given.VISIT),
    *(of.to_dict(each) for each in of.datasets.hampshire()),
]
_HISTORY = [each for each in map(of.from_dict, RECORDS) if isinstance(each, of.Inspection)]
_VISITS = [each for each in map(of.from_dict, RECORDS) if isinstance(each, of.Visit)]
PANEL = of.Panel(_HISTORY, _VISITS)
_ONE = of.datasets.hampshire()
_EDITIONS = of.all_editions()
_FRAMEWORKS = of.all_frameworks()
_AREAS = [area for edition in _EDITIONS for area in edition.areas]
_AREA_LABELS = [str(area) for edition in _EDITIONS for area in edition.areas.values()]
_GRADES = [grade for framework in _FRAMEWORKS for grade in framework.scale]
_NAMES = [each.name for each in of.authorities.list_authorities()]
_DAYS = [dt.date(2010, 2, 1), dt.date(2018, 1, 1), dt.date(2026, 4, 1), dt.date.max, dt.date.min]
EDITION_WORDS = [*_EDITIONS, *(e.id for e in _EDITIONS), *(f.id for f in _FRAMEWORKS)]
_THEMES = [*of.Theme, *(theme.label for theme in of.Theme), *_AREAS]
GRADE_WORDS = [*_GRADES, *(g.label for g in _GRADES), *(g.value for g in _GRADES), "Good ", "n/a"]
_WORDS = [*GRADE_WORDS, *TOKENS]
_ACCEPT = [*of.Relation, "close", ["exact"], (of.Relation.EXACT, "broad"), of.EXACT_OR_CLOSE]
_FLAGS = [True, False]

POOLS: Mapping[str, Sequence[Any]] = {
    "accept": _ACCEPT,
    "answer": [*_HISTORY, PANEL, *_EDITIONS, *_FRAMEWORKS, *of.rules.all_rules()],
    "area": [*_AREAS, *_AREA_LABELS],
    "as_at": [None, *_DAYS],
    "authority": [*of.authorities.list_authorities(), *_NAMES, "E10000014", "850", _NAMES[:3]],
    "bank_holidays": [(), _DAYS],
    "columns": [{}, {"a": "overall_effectiveness"}, ["a"]],
    "complete": _FLAGS,
    "count": [0, 1, 30, 10**9],
    "data": RECORDS,
    "day": _DAYS,
    "despite_cautions": _FLAGS,
    "edition": EDITION_WORDS,
    "event": [*_HISTORY, *_VISITS],
    "events": [_HISTORY, _VISITS],
    "existing_on": [None, *_DAYS],
    "format": [None, "csv", "json", "jsonl"],
    "framework": [None, *_FRAMEWORKS, *EDITION_WORDS],
    "grade": GRADE_WORDS,
    "heading": ["", "Safeguarding services", "Services for looked after children"],
    "history": [_ONE, *_HISTORY],
    "inspections": [_ONE, _HISTORY, [], _HISTORY[:1]],
    "judging": [None, *_THEMES],
    "judgements": [i.judgements for i in _HISTORY],
    "keep": [0, 1, 50_000],
    "kind": [None, *of.Kind, "short", "standard"],
    "lines": [[json.dumps(r) for r in RECORDS], json.dumps(RECORDS[0])],
    "mapping": [of.map_grade(of.SifGrade.GOOD, to="ilacs")],
    "name": _NAMES,
    "name_or_code": [*_NAMES, "E10000014", "850", 850],
    "not_yet_inspected": [(), [of.LocalAuthority("Kent")]],
    "on": [None, *_DAYS],
    "other": [PANEL, of.Panel()],
    "panel": [PANEL, of.Panel()],
    "record": RECORDS,
    "records": [RECORDS, _HISTORY],
    "region": [None, "South East", "London"],
    "scale": [*EDITION_WORDS, *(f.scale for f in _FRAMEWORKS)],
    "text": [*(json.dumps(r) for r in RECORDS), *_AREA_LABELS, *_WORDS],
    "theme": _THEMES,
    "trajectory": [of.Trajectory(_ONE)],
    "trajectories": [PANEL.trajectories],
    "visits": [_VISITS, []],
    "where": [None, bool],
    "what": [*_THEMES, None],
    "year": [2000, 2026, 9999, 10**9],
}
_CALLED = ("on_finding", "progress", "each", "where")
_SAME = {
    "after": "history", "before": "history", "comparison": "accept", "end": "day",
    "frame": "records", "given": "grade", "id": "edition", "known_to": "as_at", "published_by": "as_at",
    "published": "as_at", "report_received": "day", "start": "day", "to": "framework", "rule": "text",
    "warnings_as_errors": "complete", "code": "name_or_code", "rows": "records",
}  # fmt: skip

# Functions that change the registry, make strategies or write to a path.
_NOT_DOORS = {
    *(
        "declare",
        "forget",
        "register",
        "unregister",
        "history_rule",
        "judgement_rule",
        "record_rule",
    ),
    *("attach", "save", "svg", "write_site", "make_converter", "accepts"),
}
_NAMESPACES = [
    "", "authorities", "comparison", "cycle", "datasets", "frameworks", "labels",
    "mapping", "page", "rules", "schedule", "validation",
]  # fmt: skip
_OF_FILES = {"read_workbook", "read_report", "read_reports", "gather", "validate_file"}


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the name and function of each public function that takes values."""
    for namespace in _NAMESPACES:
        module: ModuleType = importlib.import_module(f"ofsted_frameworks.{namespace}".rstrip("."))
        for name in getattr(module, "__all__", []):
            thing = getattr(module, name)
            if inspect.isfunction(thing) and name not in _NOT_DOORS | _OF_FILES:
                yield f"{namespace}.{name}".lstrip("."), thing


def _methods() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the methods of a panel and a trajectory, and the classes that callers construct."""
    for owner in (PANEL, of.Trajectory(_ONE)):
        for name, method in inspect.getmembers(owner, inspect.ismethod):
            if not name.startswith("_") and method.__module__.startswith(of.__name__):
                yield f"{type(owner).__name__}.{name}", method
    made: list[type[Any]] = [of.Inspection, of.LocalAuthority, of.Visit, of.Month, of.SifJudgements]
    yield from ((each.__name__, each) for each in [*made, of.Panel, of.Trajectory])


CALLS = dict(itertools.chain(_functions(), _methods()))


def _ignore(*_: object) -> None:
    """Do nothing, as a caller's function; an error that such a function raises is not the library's."""


def _draw(chance: Chance, name: str) -> Any:
    if name in _CALLED:
        given: Sequence[Any] = [None, bool, "x", 5] if name == "where" else [None, _ignore, "x", 5]
        return chance.one(given)
    pool = POOLS.get(name) or POOLS.get(_SAME.get(name, ""))
    if pool is None:
        return chance.some(_WORDS, 0.5)
    if name in ("data", "record", "records", "rows"):
        chosen = chance.one(pool)
        plain = isinstance(chosen, dict) or chosen is RECORDS
        return chance.value(chosen) if plain and chance.often(0.9) else chance.some(pool)
    return chance.some(pool)


def call(chance: Chance, function: Callable[..., Any]) -> object:
    """Call a function with an argument for each parameter, drawn by its name."""
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if parameter.default is not parameter.empty and chance.often(0.6):
            continue
        drawn = _draw(chance, parameter.name)
        if parameter.kind is parameter.KEYWORD_ONLY:
            named[parameter.name] = drawn
        elif parameter.default is parameter.empty or len(positional) == _place(function, parameter):
            positional.append(drawn)
    return function(*positional, **named)


def _place(function: Callable[..., Any], parameter: inspect.Parameter) -> int:
    return list(inspect.signature(function).parameters).index(parameter.name)


def use(answer: object) -> None:
    """Use an answer as callers do: iterate, print, compare and tabulate it."""
    used: Any = answer
    if isinstance(used, Iterator):
        list(itertools.islice(used, _MOST_ANSWERS))  # pyright: ignore
        return
    str(used)
    if attrs.has(used.__class__) or isinstance(used, of.Panel):
        assert used == used
        repr(used)
        table = getattr(used, "table", None)
        if callable(table):
            table()
