"""The rules of a framework, applied to a wide frame of judgements.

A rule declares which judgements it reads. It runs once for each combination of values that these can
have. The codes of the columns that it reads then give every row its findings, on a lazy frame as in memory.
"""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.frames.coding import Codes, Unread
from ofsted_frameworks.frames.column_reader import ColumnReader, collected, open_frame
from ofsted_frameworks.frames.engines import Words
from ofsted_frameworks.frames.frame_errors import UnusableFrame, names_of
from ofsted_frameworks.frames.judgement_cells import with_absence
from ofsted_frameworks.frames.rows import rows_of
from ofsted_frameworks.frameworks import all_editions, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import NOT_JUDGED, Grade
from ofsted_frameworks.rules import JudgementRule, record_rules
from ofsted_frameworks.validation.checking import iter_findings
from ofsted_frameworks.validation.general_rules import AREA_OF_OTHER_EDITION
from ofsted_frameworks.words import closest

F = TypeVar("F")
Found = tuple[Finding, ...]

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
    """A frame with a column for each rule, every finding, and every cell that could not be read.

    `frame` is your frame with a column named after each rule, true if the row breaks it. `found` has a row
    for each finding: `row` (its number from 0, or its cell in the column that identifies rows), `rule`,
    `severity`, `edition`, `area`, `value`, `message` and `expected`. A lazy frame has no row numbers.
    """

    frame: F
    found: F
    unread: F
    _typed: Mapping[tuple[Any, ...], Finding] = attrs.field(repr=False, eq=False)

    def findings(self) -> list[Finding]:
        """Return what was found as `Finding` objects; each path starts with the row.

        A lazy frame is collected for this.
        """
        return [self._finding(row.cells) for row in rows_of(collected(open_frame(self.found)))]

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
    """Check the judgements of a wide frame, one row for each inspection, against the rules of its edition.

    Only rules about judgements are applied; `iter_findings` checks the dates of a record too.

    >>> import pandas as pd
    >>> wide = pd.DataFrame({"overall_effectiveness": ["Good"], "help_and_protection": ["Inadequate"]})
    >>> checked = findings(wide, edition="sif-2013")
    >>> checked.found[["row", "rule"]].to_dict("records")
    [{'row': 0, 'rule': 'sif.inadequate-key-judgement'}]

    Args:
        frame: A frame of any supported library.
        columns: The column of each judgement area to check, as `{area: column}`, or the columns to check
            that are named after areas; without it, all columns that are named after areas.
        edition: The edition of every row, or its id.
        by: Instead of `edition`, the column with the id of each row's edition.
        kind: The column with the kind of inspection, which decides which areas are judged.
        rows: A column that identifies rows in `found` and `unread`.
        complete: Whether a missing judgement is an error; otherwise it is a warning.

    Raises:
        UnusableFrame: If a column is missing or cannot be read, or no edition has an area.
        UnknownEdition: If no edition has the id.
        TypeError: If neither `edition` nor `by` is given, or both.
    """
    if (edition is None) == (not by):
        raise TypeError("give either edition= or by= (the column with each row's edition)")
    reader = ColumnReader(frame, rows)
    possible = all_editions() if edition is None else (get_edition(edition),)
    named = _columns(columns, possible, reader)
    editions = reader.read_editions(by) if by else None
    kinds = reader.read_kinds(kind) if kind != "" else None
    scales = reader.table.merge(editions.map(_scale)) if editions else possible[0].scale
    reader.table.prepare(names_of(named.values()))
    cells = {area: _read_judgements(reader, column, scales) for area, column in named.items()}
    return _Check(reader, possible, editions, kinds, cells, complete).run(rows)


@attrs.frozen(eq=False)
class _Node:
    """A judgement area, and what follows from each of its values: findings, or another node."""

    area: str
    follows: Mapping[Any, Any]


@attrs.frozen
class _Check:
    """The rules of the possible editions, applied to the codes of a frame's columns."""

    reader: ColumnReader
    possible: Sequence[Edition]
    editions: Codes | None
    kinds: Codes | None
    cells: Mapping[str, Codes]
    complete: bool
    _on_values: dict[Any, Codes] = attrs.field(init=False, factory=dict[Any, Codes])

    def run(self, rows: str) -> Checked[Any]:
        """Return the frame with a column for each rule, and every finding."""
        add = self.reader.table.add
        rules = {rule.id: rule for edition in self.possible for rule in edition.rules}
        of_areas = [self._check_area(area) for area in self.cells]
        of_rules = {id: self._apply(rule) for id, rule in rules.items()}
        for id in _general_rules(self.editions is not None):
            add(id, nw.Boolean, *(codes.map(functools.partial(_has, id)) for codes in of_areas))
        for id, codes in of_rules.items():
            add(id, nw.Boolean, codes.map(bool))
        return self._result([*of_areas, *of_rules.values()], rows)

    def _result(self, parts: Sequence[Codes], rows: str) -> Checked[Any]:
        kinds: list[tuple[Any, ...]] = []
        numbers: list[Codes] = []
        typed: dict[tuple[Any, ...], Finding] = {}
        for found in _one_by_one(parts):
            fields = found.map(_fields).meanings
            typed |= {key: f for key, f in zip(fields, found.meanings, strict=True) if f}
            places = (n if f else None for n, f in enumerate(found.meanings, start=len(kinds)))
            numbers.append(attrs.evolve(found, meanings=tuple(places)))
            kinds += fields
        types = {
            name: Words(tuple(word for word in dict.fromkeys(words) if word is not None))
            for name, words in zip(_FIELDS, zip(*kinds, strict=True), strict=True)
        }
        table = self.reader.table
        found_frame = table.decode(table.stack(numbers, rows), kinds, types, []).to_native()
        read = self.reader.result()
        return Checked(read.frame, found_frame, read.unread, typed)

    def _check_area(self, area: str) -> Codes:
        """Return what the general rules find at a judgement area."""

        def found(edition: Edition | None, kind: Kind | None, value: Any) -> Found:
            if edition is None or isinstance(value, Unread) or not _fits(value, edition):
                return ()
            return _findings(edition, kind, ((area, value),), area, "", self.complete)

        table, only = self.reader.table, self.possible[0]
        cell = self.cells[area].map(lambda value: (None, value))
        if self.kinds:
            cell = table.pair(self.kinds, self.cells[area])
        if not self.editions:
            return cell.map(lambda both: found(only, *both))
        return table.pair(self.editions, cell).map(lambda both: found(both[0], *both[1]))

    def _apply(self, rule: JudgementRule) -> Codes:
        """Return what a rule finds."""
        areas = tuple(area for area in rule.reads if area in self.cells)

        def root(edition: Edition | None) -> Any:
            if edition is None or rule not in edition.rules:
                return ()
            return _tree(rule, edition, areas, self.complete)

        only = self.possible[0]
        start = self.editions or next(iter(self.cells.values())).map(lambda _: only)
        state = self.reader.table.merge(start.map(root))
        for area in areas:
            state = self._step(state, area)
        return state

    def _step(self, state: Codes, area: str) -> Codes:
        """Return what follows from the judgement of an area, in rows whose next node is that area."""
        nodes = [n for n in state.meanings if isinstance(n, _Node) and n.area == area]
        if not nodes:
            return state
        table, values = self.reader.table, frozenset(v for node in nodes for v in node.follows)
        if (area, values) not in self._on_values:
            cell = self.cells[area].map(lambda value: value if value in values else None)
            self._on_values[area, values] = table.merge(cell)
        both = table.pair(state, self._on_values[area, values])
        return table.merge(both.map(lambda each: _next(each[0], each[1], nodes)))


def _one_by_one(parts: Sequence[Codes]) -> Iterator[Codes]:
    """Yield, for each of some codes, the first finding of every meaning, then the second, and so on."""
    for codes in parts:
        for place in range(max(1, *map(len, codes.meanings))):
            yield codes.map(functools.partial(_finding_at, place))


def _finding_at(place: int, found: Found) -> Finding | None:
    return found[place] if len(found) > place else None


def _next(state: Any, value: Any, nodes: Sequence[_Node]) -> Any:
    return state.follows.get(value) if state in nodes else state


def _scale(edition: Edition | None) -> type[Grade] | None:
    return edition.scale if edition else None


def _fields(finding: Finding | None) -> tuple[Any, ...]:
    return tuple(finding and field(finding) for field in _FIELDS.values())


@functools.lru_cache(maxsize=1024)
def _tree(rule: JudgementRule, edition: Edition, areas: tuple[str, ...], complete: bool) -> Any:
    """Return what a rule finds, by the values of one area after another."""
    values = (*edition.scale, NOT_JUDGED, None)
    nodes: dict[Any, _Node] = {}
    inside = [area for area in areas if area in edition.areas]

    def node(*known: Any) -> Any:
        if len(known) == len(inside):
            return _broken(rule, edition, dict(zip(inside, known, strict=True)), complete)
        area = inside[len(known)]
        follows = tuple(node(*known, value) for value in values)
        if len(set(follows)) == 1:
            return follows[0]
        made = _Node(area, dict(zip(values, follows, strict=True)))
        return nodes.setdefault((area, follows), made)

    return node()


def _broken(
    rule: JudgementRule, edition: Edition, known: Mapping[str, Any], complete: bool
) -> Found:
    if not rule.breaches(edition.judgements(**known)):
        return ()
    return _findings(edition, None, tuple(known.items()), "", rule.id, complete)


@functools.lru_cache(maxsize=20_000)
def _findings(
    edition: Edition,
    kind: Kind | None,
    known: tuple[tuple[str, Any], ...],
    area: str,
    rule: str,
    complete: bool,
) -> Found:
    """Return what `iter_findings` finds: by one rule, or by the general rules at one area."""
    record = {
        "authority": {"name": "any"},
        "edition": edition.id,
        "kind": kind.value if kind else None,
        "judgements": {name: value.value for name, value in known if value is not None},
    }
    return tuple(
        finding
        for finding in iter_findings(record, complete=complete)
        if finding.rule == rule
        or (finding.path == ("judgements", area) and finding.rule in _general_rules())
    )


def _general_rules(of_several_editions: bool = True) -> list[str]:
    """Return the ids of the rules that look at one judgement area in every edition."""
    over_judgements = [rule.id for rule in record_rules() if "judgements" in rule.reads]
    return over_judgements + [AREA_OF_OTHER_EDITION.id] * of_several_editions


def _fits(value: Any, edition: Edition) -> bool:
    """Return False for a grade of another edition's scale, which no row of this edition has."""
    return not isinstance(value, Grade) or isinstance(value, edition.scale)


def _has(rule: str, found: Found) -> bool:
    return any(finding.rule == rule for finding in found)


def _read_judgements(reader: ColumnReader, column: str, scales: Any) -> Codes:
    """Return the judgements in a column, with the reasons for absences in the column beside it, if any."""
    cells = reader.read_judgements(column, scales)
    beside = (f"{name}_absence" for name in (column, column.removesuffix("_grade")))
    absence = next((name for name in beside if name in reader.table.columns), None)
    if absence is None:
        return cells
    pairs = reader.table.pair(cells, reader.read_absences(absence, cells))
    return reader.table.merge(pairs.map(lambda both: with_absence(*both)))


def _columns(
    columns: Mapping[str, str] | Sequence[str] | None,
    possible: Sequence[Edition],
    reader: ColumnReader,
) -> dict[str, str]:
    """Return the column of each judgement area to check."""
    known = dict.fromkeys(area for edition in possible for area in edition.areas)
    if columns is None:
        columns = {area: area for area in known if area in reader.table.columns}
    elif not isinstance(columns, Mapping):
        columns = {name: name for name in names_of(columns)}
    for area in columns:
        if area not in known:
            hint = closest(area, known) or f"expected one of {', '.join(known)}"
            edition = possible[0].id if len(possible) == 1 else "any edition"
            raise UnusableFrame(f"{area!r} is not a judgement area of {edition}; {hint}")
    if not columns:
        raise UnusableFrame(
            f"no column is named after a judgement area ({', '.join(known)}); say which column has which "
            "area, as columns={area: column}"
        )
    return dict(columns)
