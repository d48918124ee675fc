"""A frame being read: its columns of grades, editions and areas, and what was not understood."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.frames.cells import (
    NO_LABEL,
    REASONS,
    Cell,
    disagrees,
    editions_by_id,
    groups_of_labels,
    read_cell,
    read_cell_by,
)
from ofsted_frameworks.frames.coding import OTHER, Answered, Coded, Table, given_frame, is_lazy
from ofsted_frameworks.frames.engines import engine
from ofsted_frameworks.frames.in_memory import in_memory
from ofsted_frameworks.frames.lazy import lazy
from ofsted_frameworks.frameworks import all_editions
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.labels import fold

F = TypeVar("F")


@attrs.frozen
class Reading(Generic[F]):
    """A frame with columns added, and every cell that was not understood.

    `unread` is a frame of the same kind: `row` (counted from 0, or the column that identifies rows; a lazy
    frame has none otherwise), `column` and `value`.
    """

    frame: F
    unread: F


class Work:
    """A frame being read: its table, and the cells that were not understood."""

    def __init__(self, frame: Any, rows: str = "") -> None:
        self.table: Table = _table(frame)
        self._rows = rows
        self._unread: dict[str, Answered] = {}
        if rows != "":
            self.table.check(rows)

    def judgements(self, column: str, scales: Mapping[str, type[Grade]], by: str) -> Coded:
        """A column as what its cells are on the one scale, or on that of the framework named in `by`."""
        texts = self.table.labels(column, groups_of_labels(scales.values()))
        if not by:
            (scale,) = scales.values()
            cell = texts.map(functools.partial(read_cell, scale))
        else:
            ids = self.table.labels(by, [[id] for id in scales])
            cell = self.table.pair(ids, texts).map(functools.partial(read_cell_by, scales))
            if by not in self._unread:
                self.note(by, ids, _is_other)
        self.note(column, cell, _is_no_label)
        return cell

    def judgements_at(self, column: str, places: Coded) -> Coded:
        """A column as what its cells are on the scale that `places` stands for; None where it has none."""
        scales = [scale for (scale,) in places.values if isinstance(scale, type)]
        texts = self.table.labels(column, groups_of_labels(scales))
        cell = self.table.pair(places, texts).map(_read_at)
        self.note(column, cell, _is_no_label)
        return cell

    def absences(self, column: str, cells: Coded) -> Coded:
        """A column of the reasons for which `cells` beside it have no grade."""
        reasons = self.table.names(column, REASONS)
        self.note(column, self.table.pair(cells, reasons), disagrees)
        return reasons

    def note(self, column: str, coded: Coded, test: Callable[..., bool]) -> None:
        """Take note of the cells of a column that were not understood; a cell is told once."""
        if column in self._unread:
            noted, earlier = self._unread[column]
            coded, test = (
                self.table.pair(noted, coded),
                _either(earlier, len(noted.values[0]), test),
            )
        self._unread[column] = coded, test

    def editions(self, column: str) -> Coded:
        """A column of the ids of editions, as editions; what is none is not understood."""
        named = editions_by_id()
        ids = self.table.labels(column, [[id] for id in named])
        self.note(column, ids, _is_nothing_known)
        return ids.map(named.get)

    def days(self, column: str) -> Coded | None:
        """A column of days as their numbers, None where it is not looked at; what is none is noted."""
        days = self.table.days(column)
        if days:
            self.note(column, days, _is_other)
        return days

    def kinds(self, column: str) -> Coded:
        """A column of kinds of inspection, by name in data or in words; what is none is not understood."""
        kinds = {kind.value: kind for kind in Kind}
        words = self.table.labels(column, [[kind.value, fold(kind.label)] for kind in Kind])
        self.note(column, words, _is_other)
        return words.map(kinds.get)

    def areas(self, column: str, editions: Coded) -> Coded:
        """The column of editions and one of the names of areas, as pairs of both."""
        names = dict.fromkeys(name for its in all_editions() for name in its.areas)
        areas = self.table.names(column, names)
        pair = self.table.pair(editions, areas)
        self.note(column, pair, _is_elsewhere)
        return pair

    def reading(self) -> Reading[Any]:
        """The frame with what was added, and every cell that was not understood."""
        unread = self.table.cells(list(self._unread.items()), self._rows)
        return Reading(nw.to_native(self.table.frame), nw.to_native(unread))


def _either(one: Callable[..., bool], size: int, other: Callable[..., bool]) -> Callable[..., bool]:
    """True where one of two is, the first of so many values and the other of the rest."""
    return lambda *values: one(*values[:size]) or other(*values[size:])


def _is_other(value: object) -> bool:
    return value is OTHER


def _is_nothing_known(value: object) -> bool:
    return value is OTHER or value is None


def _is_no_label(value: object) -> bool:
    return value is NO_LABEL


def _is_elsewhere(its: Edition | None, area: Any) -> bool:
    return its is not None and area not in its.areas


def _read_at(scale: Any, text: Any) -> Cell:
    return read_cell(scale, text) if isinstance(scale, type) else None


def _table(frame: Any) -> Table:
    """A user's frame, to be worked on.

    Raises `TypeError` for what is no data frame, `UnusableFrame` for one of an engine that is not served.
    """
    given = given_frame(frame)
    if is_lazy(given):
        return lazy(given)
    return in_memory(given, engine(given.implementation.value))
