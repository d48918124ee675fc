"""The rules of a framework over a wide frame of judgements.

A table of a million rows holds a few hundred combinations of judgements. Each is put to the rules of the
typed path once; on a lazy engine, where they are not looked at, each rule is asked which judgements it
hangs on, and becomes an expression.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import attrs

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.frames.cells import Unread, editions_by_id, with_absence
from ofsted_frameworks.frames.coding import Ask, Coded, Known, given_frame, is_lazy
from ofsted_frameworks.frames.engines import Words
from ofsted_frameworks.frames.errors import UnusableFrame, names_of
from ofsted_frameworks.frames.reading import Work
from ofsted_frameworks.frames.records import rows_of
from ofsted_frameworks.frameworks import all_editions, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.validation import general_rules as rules
from ofsted_frameworks.validation.checking import iter_findings

F = TypeVar("F")
Found = tuple[Finding, ...]

EDITION, KIND = "edition", "kind"
_FIELDS: Mapping[str, Callable[[Finding], str | None]] = {
    "rule": lambda f: f.rule,
    "severity": lambda f: f.severity.value,
    "edition": lambda f: f.edition,
    "area": lambda f: str(f.path[1]),
    "value": lambda f: None if f.value is None else str(f.value),
    "message": lambda f: f.message,
    "expected": lambda f: f.expected,
}


@attrs.frozen
class Checked(Generic[F]):
    """A frame with a column for each rule, everything that was found, and what was not understood.

    `frame` is the one that was given, with a column named after each rule: true where the row breaks it.
    `found` has a row for each finding: `row` (counted from 0, or the column that identifies rows; a lazy
    frame has none otherwise), `rule`, `severity`, `edition`, `area`, `value`, `message` and `expected`.
    """

    frame: F
    found: F
    unread: F
    _typed: Mapping[tuple[Any, ...], Finding] = attrs.field(repr=False, eq=False)

    def findings(self) -> list[Finding]:
        """The findings of `found` as objects, each path beginning with the row; a lazy frame is collected."""
        found = given_frame(self.found)
        rows = rows_of(found.collect() if is_lazy(found) else found)
        return [self._finding(row.cells) for row in rows]

    def _finding(self, row: Mapping[str, Any]) -> Finding:
        finding = self._typed[tuple(row[name] for name in _FIELDS)]
        return attrs.evolve(finding, path=(*([row["row"]] if "row" in row else []), *finding.path))


def findings(
    frame: F,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    edition: Edition | str | None = None,
    *,
    by: str = "",
    kind: str = "",
    rows: str = "",
    complete: bool = False,
) -> Checked[F]:
    """What the rules find in the judgements of a wide frame, a row an inspection.

    `columns` says which column has which judgement area, as `{area: column}`, or names the columns that are
    called as the areas are; without it, all that are. `edition` is the edition of every row, or else `by` the
    column with the edition's id, and `kind` the one with the kind of inspection. Judgements that are
    null are missing: a warning, and an error where the data is `complete`. Only the rules over judgements
    apply; dates are another matter.

    >>> import pandas as pd
    >>> wide = pd.DataFrame({"overall_effectiveness": ["Good"], "help_and_protection": ["Inadequate"]})
    >>> checked = findings(wide, edition="sif-2013")
    >>> checked.found[["row", "rule"]].to_dict("records")
    [{'row': 0, 'rule': 'sif.inadequate-key-judgement'}]

    Raises `UnusableFrame` for a column that is not there or an area that no edition has, `UnknownEdition` for
    an id that is none.
    """
    if (edition is None) == (not by):
        raise TypeError("say the edition, or the column that has it for each row as by=")
    work = Work(frame, rows)
    asked = all_editions() if edition is None else (get_edition(edition),)
    inputs: dict[str, Coded] = {}
    if by:
        inputs[EDITION] = work.editions(by)
    if kind != "":
        inputs[KIND] = work.kinds(kind)
    its_scales = {id: its.scale for id, its in editions_by_id().items()}
    scales = its_scales if by else {"": asked[0].scale}
    named = _columns(columns, asked, work)
    work.table.prepare(names_of(named.values()))
    for area, column in named.items():
        inputs[area] = work.table.merged(_with_absence(work, column, scales, by))
    return _Check(work, asked, inputs, complete).checked(rows)


class _Check:
    """The rules of some editions at work on a frame."""

    def __init__(
        self, work: Work, editions: Sequence[Edition], inputs: Mapping[str, Coded], complete: bool
    ) -> None:
        self._work = work
        self._one = None if EDITION in inputs else editions[0]
        self._inputs = inputs
        self._areas = [name for name in inputs if name not in (EDITION, KIND)]
        self._complete = complete
        self._of_areas = [rules.MISSING_JUDGEMENT.id]
        if self._one is None:
            self._of_areas.append(rules.AREA_OF_OTHER_EDITION.id)
        self._of_editions = list(dict.fromkeys(r.id for its in editions for r in its.rules))

    def checked(self, rows: str) -> Checked[Any]:
        """The frame with its columns of rules, and what was found."""
        verdicts = {id: self._verdicts(id) for id in (*self._of_areas, *self._of_editions)}
        for id, its in verdicts.items():
            self._work.table.add_any(id, [(coded, bool) for coded in its])
        each = [coded for its in verdicts.values() for coded in its]
        every = list(dict.fromkeys(f for coded in each for (found,) in coded.values for f in found))
        types = {
            name: Words(tuple(dict.fromkeys(word for f in every if (word := field(f)) is not None)))
            for name, field in _FIELDS.items()
        }
        parts = [
            (coded, functools.partial(_at, place))
            for coded in each
            for place in range(max((len(found) for (found,) in coded.values), default=0) or 1)
        ]
        reading = self._work.reading()
        found = self._work.table.stacked(parts, types, rows)
        typed = {tuple(field(f) for field in _FIELDS.values()): f for f in every}
        return Checked(reading.frame, found, reading.unread, typed)

    def _verdicts(self, rule: str) -> list[Coded]:
        """The findings of a rule for each row, in one column or, area by area, in several."""
        decide = self._work.table.decide
        if rule in self._of_areas:
            return [
                decide(self._inputs, functools.partial(self._of_area, rule, area))
                for area in self._areas
            ]
        return [decide(self._inputs, functools.partial(self._of_rule, rule))]

    def _of_area(self, rule: str, area: str, known: Known) -> Found:
        its = self._one or known[EDITION]
        value = known[area] if its else None
        if its is None or isinstance(value, Unread) or (area in its.areas) is (value is not None):
            return ()
        kind = known[KIND] if KIND in self._inputs else None
        return _typed(its.id, kind, ((area, value),), rule, area, self._complete)

    def _of_rule(self, id: str, known: Known) -> Found:
        its = self._one or known[EDITION]
        rule = next((rule for rule in its.rules if rule.id == id), None) if its else None
        if rule is None:
            return ()
        judgements = object.__new__(its.judgements)
        given: dict[str, Any] = {}
        for area in its.areas:
            if area not in self._areas or area in known:
                value = known.get(area)
                if isinstance(value, Grade) and not isinstance(value, its.scale):
                    return ()  # no row: its cells are read on its own edition's scale
                given[area] = None if isinstance(value, Unread) else value
                object.__setattr__(judgements, area, given[area])
        try:
            broken = any(True for _ in rule.check(judgements))
        except AttributeError as error:
            raise Ask(str(error.name)) from None
        return _typed(its.id, None, tuple(given.items()), id, "", self._complete) if broken else ()


def _with_absence(work: Work, column: str, scales: Mapping[str, type[Grade]], by: str) -> Coded:
    """A column of judgements; one beside it, as this library writes it, says which were not judged."""
    cell = work.judgements(column, scales, by)
    beside = [f"{name}_absence" for name in (column, column.removesuffix("_grade"))]
    absence = next((name for name in beside if name in work.table.columns), None)
    if absence is None:
        return cell
    return work.table.pair(cell, work.absences(absence, cell)).map(with_absence)


@functools.lru_cache(maxsize=20_000)
def _typed(
    edition: str,
    kind: Kind | None,
    judgements: tuple[tuple[str, Any], ...],
    rule: str,
    area: str,
    complete: bool,
) -> Found:
    """What the typed path finds by one rule, at one area or at any."""
    record = {
        "authority": {"name": "any"},
        "edition": edition,
        "kind": kind.value if kind else None,
        "judgements": {name: value.value for name, value in judgements if value is not None},
    }
    return tuple(
        finding
        for finding in iter_findings(record, complete=complete)
        if finding.rule == rule
        and finding.path[:1] == ("judgements",)
        and area in ("", finding.path[1])
    )


def _at(place: int, found: Found) -> tuple[str | None, ...] | None:
    if len(found) <= place:
        return None
    return tuple(field(found[place]) for field in _FIELDS.values())


def _columns(
    columns: Mapping[str, str] | Sequence[str] | None, asked: Sequence[Edition], work: Work
) -> dict[str, str]:
    known = dict.fromkeys(area for its in asked for area in its.areas)
    if columns is None:
        columns = {area: area for area in known if area in work.table.columns}
    named = (
        dict(columns)
        if isinstance(columns, Mapping)
        else {name: name for name in names_of(columns)}
    )
    for area in named:
        if area not in known:
            raise UnusableFrame(f"{area!r} is no judgement area here; there are {', '.join(known)}")
    if not named:
        raise UnusableFrame(f"no column is called as a judgement area is: {', '.join(known)}")
    return named
