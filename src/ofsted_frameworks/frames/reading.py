"""A frame being read: its columns of grades, editions and areas, and what was not understood."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.frames.cells import (
    NO_LABEL,
    groups_of_labels,
    read_cell,
    read_cell_by,
)
from ofsted_frameworks.frames.coding import OTHER, Answered, Coded, Table, given_frame
from ofsted_frameworks.frames.engines import ENGINES, engine
from ofsted_frameworks.frames.errors import UnusableFrame
from ofsted_frameworks.frames.in_memory import InMemory
from ofsted_frameworks.frames.lazy import Lazy
from ofsted_frameworks.frameworks import all_editions
from ofsted_frameworks.frameworks.base import Kind
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
        self._unread: list[tuple[str, Answered]] = []
        if rows:
            self.table.check(rows)

    def judgements(self, column: str, scales: Mapping[str, type[Grade]], by: str) -> Coded:
        texts = self.table.labels(column, groups_of_labels(scales.values()))
        if not by:
            (scale,) = scales.values()
            cell = texts.map(lambda text: read_cell(text, scale))
        else:
            ids = self.table.labels(by, [[id] for id in scales])
            pair = self.table.pair(ids, texts)
            cell = pair.map(lambda id, text: read_cell_by(id, text, scales))
            if by not in (column for column, _ in self._unread):
                self._unread.append((by, (ids, lambda id: id is OTHER)))
        self._unread.append((column, (cell, lambda value: value is NO_LABEL)))
        return cell

    def editions(self, column: str) -> Coded:
        """A column of the ids of editions, as editions; what is none is not understood."""
        named = {its.id: its for its in all_editions()}
        ids = self.table.names(column, named)
        self._unread.append((column, (ids, lambda id: id in (None, OTHER))))
        return ids.map(lambda id: named.get(id))

    def kinds(self, column: str) -> Coded:
        """A column of kinds of inspection, by name in data or in words; what is none is not understood."""
        kinds = {kind.key: kind for kind in Kind}
        words = self.table.labels(column, [[kind.key, fold(kind.value)] for kind in Kind])
        self._unread.append((column, (words, lambda word: word is OTHER)))
        return words.map(lambda word: kinds.get(word))

    def areas(self, column: str, editions: Coded) -> Coded:
        """The column of editions and one of the names of areas, as pairs of both."""
        names = dict.fromkeys(name for its in all_editions() for name in its.areas)
        areas = self.table.names(column, names)
        pair = self.table.pair(editions, areas)
        self._unread.append(
            (column, (pair, lambda its, name: its is not None and name not in its.areas))
        )
        return pair

    def reading(self) -> Reading[Any]:
        unread = self.table.cells(self._unread, self._rows)
        return Reading(nw.to_native(self.table.frame), nw.to_native(unread))


def _table(frame: Any) -> Table:
    """A user's frame, to be worked on.

    Raises `TypeError` for what is no data frame, `UnusableFrame` for one of an engine that is not served.
    """
    given = given_frame(frame)
    if isinstance(given, nw.LazyFrame):
        return Lazy(given)
    backend = given.implementation.value
    if backend not in ENGINES:
        raise UnusableFrame(
            f"a frame of {backend} is not served; give one of {', '.join(ENGINES)}, or a lazy one"
        )
    return InMemory(given, engine(backend))
