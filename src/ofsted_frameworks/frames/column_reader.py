"""The columns of a user's frame, read for what they mean; cells that cannot be read are kept."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.frames.coding import UNKNOWN, Coded, Table
from ofsted_frameworks.frames.engines import ENGINES, engine
from ofsted_frameworks.frames.frame_errors import UnusableFrame
from ofsted_frameworks.frames.judgement_cells import (
    REASONS,
    Unread,
    disagrees,
    editions_by_id,
    grade_words_of,
    is_unknown,
    kinds_by_word,
    scales_by_id,
)
from ofsted_frameworks.frames.lazy import lazy_table
from ofsted_frameworks.frames.memory import table_in_memory
from ofsted_frameworks.frameworks import Scale, all_editions, get_scale
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade

F = TypeVar("F")
LAZY: Final = ("polars", "duckdb", "pyspark", "pyspark[connect]")


@attrs.frozen
class ReadFrame(Generic[F]):
    """A frame with columns added, and every cell that could not be read.

    `unread` is a frame of the same kind with a row for each such cell: `row` (its number from 0, or the
    column that identifies rows; a lazy frame has none otherwise), `column` and `value`.
    """

    frame: F
    unread: F


class ColumnReader:
    """A frame being read: its table, and the cells that could not be read so far."""

    def __init__(self, frame: Any, rows: str = "") -> None:
        self.table: Table = _table(frame)
        self._rows = rows
        self._unread: dict[str, Coded] = {}
        if rows != "":
            self.table.check(rows)

    def scales(self, framework: Scale | None, by: str) -> type[Grade] | Coded:
        """Return the scale of every row, or code the column `by`, which names each row's framework.

        Raises:
            TypeError: If neither is given, or both.
        """
        if (framework is None) == (not by):
            raise TypeError("give the framework, or the column with each row's framework as by=")
        if framework is not None:
            return get_scale(framework)
        ids = self.table.coded(by, scales_by_id())
        self.note(by, ids, is_unknown)
        unread = {None: Unread.LABEL, UNKNOWN: Unread.FRAMEWORK}
        return self.table.merge(ids.map(lambda scale: unread.get(scale, scale)))

    def judgements(self, column: str, scales: type[Grade] | Coded) -> Coded:
        """Code a column by grade, on one scale or on each row's own.

        Where a row has no scale, the cell means what `scales` has there instead.
        """
        known = list_of_scales(scales)
        words = self.table.coded(column, grade_words_of(known))
        place = {scale: number for number, scale in enumerate(known)}

        def cell(scale: Any, word: Any) -> Any:
            if scale not in place:
                return None if word is None and scale is Unread.LABEL else scale
            return _CELLS[word] if word in _CELLS else word[place[scale]]

        if isinstance(scales, Coded):
            cells = self.table.pair(scales, words).map(lambda both: cell(*both))
        else:
            cells = words.map(lambda word: cell(scales, word))
        self.note(column, cells, lambda cell: cell is Unread.LABEL)
        return cells

    def absences(self, column: str, cells: Coded) -> Coded:
        """Code the column with the reasons why `cells` have no grade."""
        reasons = self.table.coded(column, dict(zip(REASONS, REASONS, strict=True)), folded=False)
        self.note(column, self.table.pair(cells, reasons), lambda both: disagrees(*both))
        return reasons

    def editions(self, column: str) -> Coded:
        """Code a column by edition; a cell that names none is unread."""
        editions = self.table.coded(column, editions_by_id())
        self.note(column, editions, lambda its: its in (None, UNKNOWN))
        return editions.map(lambda its: None if its is UNKNOWN else its)

    def kinds(self, column: str) -> Coded:
        """Code a column by kind of inspection; a cell that names none is unread."""
        kinds = self.table.coded(column, kinds_by_word())
        self.note(column, kinds, is_unknown)
        return kinds.map(lambda kind: None if kind is UNKNOWN else kind)

    def areas(self, column: str, editions: Coded) -> Coded:
        """Code the column of editions and one of the names of areas, as pairs."""
        names = dict.fromkeys(name for its in all_editions() for name in its.areas)
        areas = self.table.coded(column, dict(zip(names, names, strict=True)), folded=False)
        pairs = self.table.pair(editions, areas)
        self.note(column, pairs, _is_elsewhere)
        return pairs

    def days(self, column: str) -> Coded | None:
        """Code a column of dates; None on a lazy frame. A cell that is not a date is unread."""
        days = self.table.days(column)
        if days:
            self.note(column, days, is_unknown)
        return days

    def note(self, column: str, coded: Coded, test: Callable[[Any], bool]) -> None:
        """Keep the cells of a column that pass a test as unread, each cell once."""
        unread = coded.map(test)
        if column in self._unread:
            unread = self.table.pair(self._unread[column], unread).map(any)
        self._unread[column] = unread

    def unread(self) -> Any:
        """Return every cell that could not be read: its row (if known), column and value."""
        columns = list(self._unread)
        numbers = [unread.map({True: n}.get) for n, unread in enumerate(self._unread.values())]
        stacked = self.table.stack(numbers, self._rows, columns)
        kinds = [(name,) for name in columns]
        return self.table.spell(stacked, kinds, {"column": nw.String}, ["value"]).to_native()

    def result(self) -> ReadFrame[Any]:
        """Return the frame with what was added, and every cell that could not be read."""
        return ReadFrame(self.table.frame.to_native(), self.unread())


_CELLS = {None: None, UNKNOWN: Unread.LABEL}


def list_of_scales(scales: type[Grade] | Coded) -> list[type[Grade]]:
    """Return each scale once."""
    if not isinstance(scales, Coded):
        return [scales]
    return list(dict.fromkeys(each for each in scales.meanings if isinstance(each, type)))


def _is_elsewhere(both: tuple[Edition | None, Any]) -> bool:
    its, area = both
    return its is not None and area not in its.areas


def open_frame(frame: Any) -> Any:
    """Return a user's frame as narwhals' own.

    Raises:
        TypeError: If it is not a data frame.
        UnusableFrame: If two columns have one name.
    """
    try:
        return nw.from_native(frame)
    except nw.exceptions.DuplicateError as error:
        raise UnusableFrame(f"several columns have one name: {error}") from None
    except TypeError:
        raise TypeError(f"expected a data frame, not {_class_of(frame)}") from None


def _class_of(thing: object) -> str:
    cls = type(thing)
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"


def _is_lazy(frame: Any) -> bool:
    return isinstance(frame, nw.LazyFrame)


def collected(frame: Any) -> Any:
    """Return an open frame in memory."""
    return frame.collect() if _is_lazy(frame) else frame


def _table(frame: Any) -> Table:
    given = open_frame(frame)
    name = given.implementation.value
    served: Sequence[str] = LAZY if _is_lazy(given) else list(ENGINES)
    if name not in served:
        raise UnusableFrame(
            f"frames of {name} are not supported; convert it to one of {', '.join(ENGINES)}, or of "
            f"{', '.join(LAZY)} to keep it lazy"
        )
    return lazy_table(given) if _is_lazy(given) else table_in_memory(given, engine(name))
