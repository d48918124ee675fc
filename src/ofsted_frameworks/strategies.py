"""Hypothesis strategies for your own tests: inspections, visits, panels, and valid and faulty records.

This module needs the extra `testing`.
"""

import copy
import datetime as dt
from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import MissingExtra, Severity
from ofsted_frameworks.frameworks import all_editions, framework_of, get_edition
from ofsted_frameworks.frameworks.base import Edition, InspectionKind
from ofsted_frameworks.frameworks.kinds import VisitKind
from ofsted_frameworks.grades import NOT_JUDGED
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority, Visit
from ofsted_frameworks.months import Month
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.schedule import Judgements, Role
from ofsted_frameworks.validation.plain import to_record

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtra("testing", "hypothesis") from None

Record: TypeAlias = dict[str, Any]

_LONGEST_BEFORE_REPORT = 150
_STILL_IN_FORCE = 1500
_FIRST_VISIT = dt.date(2009, 4, 1)
_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
)


def authorities() -> st.SearchStrategy[LocalAuthority]:
    """Generate local authorities with made-up names, and codes that only look real."""
    names = _TEXT.filter(lambda text: bool(text.strip()))
    codes = st.none() | st.from_regex(r"E0[6-9]0000[0-9]{2}|E100000[0-9]{2}", fullmatch=True)
    return st.builds(LocalAuthority, names, codes)


def judgements(edition: Edition) -> st.SearchStrategy[Judgements[Any]]:
    """Generate judgements in every area of an edition that break none of its rules."""
    words = st.sampled_from([*edition.scale, NOT_JUDGED])
    each = st.fixed_dictionaries(dict.fromkeys(edition.areas, words))
    return each.flatmap(lambda grades: _with_an_overall_that_fits(edition, grades))


def _with_an_overall_that_fits(
    edition: Edition, grades: dict[str, Any]
) -> st.SearchStrategy[Judgements[Any]]:
    if not edition.rules:
        return st.just(edition.judgements(**grades))
    overall = next(a.name for a in edition.areas.values() if a.role is Role.OVERALL)
    tried = [edition.judgements(**(grades | {overall: grade})) for grade in edition.scale]
    return st.sampled_from([each for each in tried if not _has_errors(edition, each)])


def _has_errors(edition: Edition, judgements: Judgements[Any]) -> bool:
    errors = (rule for rule in edition.rules if rule.severity is Severity.ERROR)
    return any(rule.breaches(judgements) for rule in errors)


@st.composite
def inspections(draw: st.DrawFn, edition: Edition | str | None = None) -> AnyInspection:
    """Generate inspections without errors, under one edition or, by default, under any."""
    drawn = get_edition(edition) if edition else draw(st.sampled_from(all_editions()))
    kind = draw(st.sampled_from(framework_of(drawn).kinds))
    first = drawn.starts.value
    last = drawn.ends.value if drawn.ends else first + dt.timedelta(_STILL_IN_FORCE)
    start = draw(st.dates(first, last))
    end = draw(st.sampled_from(_ends(kind, start)))
    return Inspection(
        authority=draw(authorities()),
        judgements=draw(judgements(drawn)),
        kind=kind.kind,
        start=start,
        end=end,
        published=end + dt.timedelta(draw(st.integers(0, _LONGEST_BEFORE_REPORT))),
        source=draw(st.just("") | _TEXT),
    )


def _ends(kind: InspectionKind, start: dt.date) -> list[dt.date]:
    first = start.toordinal()
    return [dt.date.fromordinal(day) for day in range(first, first + 40) if kind.fits(first, day)]


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """Generate visits without errors."""
    start = draw(st.dates(_FIRST_VISIT, dt.date(2029, 12, 31)))
    end = draw(st.none() | st.just(start + dt.timedelta(1)))
    return Visit(
        authority=draw(authorities()),
        kind=draw(st.sampled_from(VisitKind)),
        start=draw(st.just(start) | st.just(Month(start.year, start.month))),
        end=end,
        published=draw(st.none() | st.just(start + dt.timedelta(30))),
        theme=draw(st.just("") | _TEXT),
        source=draw(st.just("") | _TEXT),
    )


@st.composite
def histories(draw: st.DrawFn, max_size: int = 6) -> list[AnyInspection]:
    """Generate the inspections of one authority in date order, no two on the same day."""
    authority = draw(authorities())
    several = st.lists(inspections(), max_size=max_size, unique_by=lambda each: each.start)
    return [
        attrs.evolve(each, authority=authority)
        for each in sorted(draw(several), key=lambda each: each.start or dt.date.min)
    ]


def panels(max_size: int = 3) -> st.SearchStrategy[Panel]:
    """Generate panels of up to `max_size` authorities, each with a history that may be empty."""
    several = st.lists(histories(), max_size=max_size)
    return several.map(lambda each: Panel(i for history in each for i in history))


def records(edition: Edition | str | None = None) -> st.SearchStrategy[Record]:
    """Generate records without errors: of one edition or, by default, of any edition or a visit."""
    events = inspections(edition) if edition else inspections() | visits()
    return events.map(to_record).flatmap(_as_partly_recorded)


@st.composite
def _as_partly_recorded(draw: st.DrawFn, record: Record) -> Record:
    for key in [key for key in ("kind", "start", "end", "published") if key in record]:
        how = draw(st.sampled_from(["kept", "kept", "null", "absent"]))
        if how == "null":
            record[key] = None
        elif how == "absent":
            del record[key]
    return record


def any_json() -> st.SearchStrategy[Any]:
    """Generate any JSON value, and also floats that JSON does not allow."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
        ),
        max_leaves=12,
    )


@st.composite
def almost_valid_records(draw: st.DrawFn) -> Record:
    """Generate records with up to three faults."""
    record = copy.deepcopy(draw(records()))
    for _ in range(draw(st.integers(0, 3))):
        draw(st.sampled_from(_FAULTS))(draw, record)
    return record


def _replace_a_value(draw: st.DrawFn, record: Record) -> None:
    inner = draw(st.sampled_from(_nonempty_objects(record)))
    inner[draw(st.sampled_from(list(inner)))] = draw(any_json() | st.sampled_from(_VALUES))


def _leave_out_a_key(draw: st.DrawFn, record: Record) -> None:
    inner = draw(st.sampled_from(_nonempty_objects(record)))
    del inner[draw(st.sampled_from(list(inner)))]


def _add_a_key(draw: st.DrawFn, record: Record) -> None:
    inner = draw(st.sampled_from(_objects_in(record)))
    inner[draw(st.text(max_size=12) | st.sampled_from(_WORDS))] = draw(
        any_json() | st.sampled_from(_VALUES)
    )


def _nonempty_objects(record: Record) -> list[Record]:
    return [each for each in _objects_in(record) if each]


def _objects_in(record: Record) -> list[Record]:
    return [record, *(value for value in record.values() if isinstance(value, dict))]


_FAULTS: tuple[Callable[[st.DrawFn, Record], None], ...] = (
    _replace_a_value,
    _leave_out_a_key,
    _add_a_key,
)
_WORDS = (
    "outstanding",
    "adequate",
    "requires_improvement",
    "not_judged",
    "Good",
    "ilacs-2018",
    "sif-2014",
    "short",
    "full",
    "focused",
    "edition",
    "visit",
    "judgements",
    "care_leavers",
    "overall_effectiveness",
    "2019-02-29",
    "2020-02-29",
    "2018-10",
    "2019-04-29\n",
    "0000-01-01",
    "29/04/2019",
    "",
    " ",
    "1",
)
_VALUES = (*_WORDS, 1, 1.0, True, 2)
