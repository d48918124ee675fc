"""Reading the columns of a user's frame, and keeping the cells that cannot be read."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.frames.coding import Codes, Table, Unread
from ofsted_frameworks.frames.engines import ENGINES, engine
from ofsted_frameworks.frames.frame_errors import UnusableFrame
from ofsted_frameworks.frames.judgement_cells import (
    REASONS,
    disagrees,
    editions_by_id,
    grade_words,
    scales_by_id,
)
from ofsted_frameworks.frames.lazy import lazy_table
from ofsted_frameworks.frames.memory import memory_table
from ofsted_frameworks.frameworks import Scale, all_editions, get_scale
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.labels import fold

F = TypeVar("F")
LAZY: Final = ("polars", "duckdb", "pyspark", "pyspark[connect]")


@attrs.frozen
class ReadFrame(Generic[F]):
    """A frame with columns added, and every cell that could not be read.

    `unread` is a frame of the same library, with a row for each such cell: `row` (its number from 0, or its
    cell in the column that identifies rows), `column` and `value`. A lazy frame has no row numbers.
    """

    frame: F
    unread: F


class ColumnReader:
    """A reader of one frame's columns, which keeps the cells that it could not read."""

    def __init__(self, frame: Any, rows: str = "") -> None:
        self.table = _open_table(frame)
        self._rows = rows
        self._unread: dict[str, Codes] = {}
        if rows != "":
            self.table.check(rows)

    def read_scales(self, framework: Scale | None, by: str) -> type[Grade] | Codes:
        """Return the scale of every row, or the codes of `by`, the column with each row's framework.

        Raises:
            TypeError: If neither is given, or both.
        """
        if (framework is None) == (not by):
            raise TypeError("give either framework= or by= (the column with each row's framework)")
        if framework is not None:
            return get_scale(framework)
        codes = self.table.code(by, scales_by_id())
        self._note(by, codes, _is_unknown)
        without = {None: Unread.WORD, Unread.WORD: Unread.FRAMEWORK}
        return self.table.merge(codes.map(lambda scale: without.get(scale, scale)))

    def read_judgements(self, column: str, scales: type[Grade] | Codes) -> Codes:
        """Return the grades of a column, on one scale or on each row's own.

        If a row has no scale, its cell gets the meaning that `scales` has for the row.
        """
        known = list_scales(scales)
        words = self.table.code(column, grade_words(known))
        place = {scale: number for number, scale in enumerate(known)}

        def cell(scale: Any, word: Any) -> Any:
            if scale not in place:
                return None if word is None and scale is Unread.WORD else scale
            return word if word in (None, Unread.WORD) else word[place[scale]]

        if isinstance(scales, Codes):
            cells = self.table.pair(scales, words).map(lambda both: cell(*both))
        else:
            cells = words.map(lambda word: cell(scales, word))
        self._note(column, cells, _is_unknown)
        return cells

    def read_absences(self, column: str, cells: Codes) -> Codes:
        """Return the reasons that a column gives for the cells without a grade."""
        reasons = self.table.code(column, dict(zip(REASONS, REASONS, strict=True)), folded=False)
        self._note(column, self.table.pair(cells, reasons), lambda both: disagrees(*both))
        return reasons

    def read_editions(self, column: str) -> Codes:
        """Return the editions that a column names; a null cell is unread too."""
        return self._without_unread(column, self.table.code(column, editions_by_id()), null=True)

    def read_kinds(self, column: str) -> Codes:
        """Return the kinds of inspection that a column names."""
        known = {fold(word): kind for kind in Kind for word in (kind.value, kind.label)}
        return self._without_unread(column, self.table.code(column, known))

    def read_areas(self, column: str, editions: Codes) -> Codes:
        """Return pairs of each row's edition and the judgement area that a column names."""
        names = dict.fromkeys(name for edition in all_editions() for name in edition.areas)
        areas = self.table.code(column, dict(zip(names, names, strict=True)), folded=False)
        pairs = self.table.pair(editions, areas)
        self._note(column, pairs, _is_not_in_edition)
        return pairs

    def read_authorities(self, name: str, code: str) -> None:
        """Note every row that has neither the name nor the code of an authority."""
        names = self.table.code(name, {}, folded=False)
        codes = self.table.code(code, {"": ""}, folded=False)
        self._note(name, self.table.pair(names, codes), _has_no_authority)

    def read_days(self, column: str) -> Codes | None:
        """Return the days in a column as ordinal numbers, or None on a lazy frame."""
        days = self.table.code_days(column)
        return self._without_unread(column, days) if days else None

    def _without_unread(self, column: str, codes: Codes, *, null: bool = False) -> Codes:
        """Return codes with unknown words as null, and note their cells; with `null`, note null cells too."""
        self._note(column, codes, lambda m: _is_unknown(m) or (null and m is None))
        return codes.map(lambda meaning: None if _is_unknown(meaning) else meaning)

    def _note(self, column: str, codes: Codes, test: Callable[[Any], bool]) -> None:
        """Keep the cells of a column that pass a test as unread, each cell once."""
        unread = codes.map(test)
        if column in self._unread:
            unread = self.table.pair(self._unread[column], unread).map(any)
        self._unread[column] = unread

    def unread(self) -> Any:
        """Return every cell that could not be read: its row (if known), column and value."""
        columns = list(self._unread)
        numbers = [unread.map({True: n}.get) for n, unread in enumerate(self._unread.values())]
        stacked = self.table.stack(numbers, self._rows, columns)
        kinds = [(name,) for name in columns]
        return self.table.decode(stacked, kinds, {"column": nw.String}, ["value"]).to_native()

    def result(self) -> ReadFrame[Any]:
        """Return the frame with the columns that were added, and every cell that could not be read."""
        return ReadFrame(self.table.frame.to_native(), self.unread())


def list_scales(scales: type[Grade] | Codes) -> list[type[Grade]]:
    """Return the different scales."""
    if not isinstance(scales, Codes):
        return [scales]
    return list(dict.fromkeys(each for each in scales.meanings if isinstance(each, type)))


def _is_unknown(meaning: Any) -> bool:
    return meaning is Unread.WORD


def _is_not_in_edition(both: tuple[Edition | None, Any]) -> bool:
    edition, area = both
    return edition is not None and area not in edition.areas


def _has_no_authority(both: tuple[object, object]) -> bool:
    name, code = both
    return name is None and code in (None, "")


def open_frame(frame: Any) -> Any:
    """Return a user's frame wrapped by narwhals.

    Raises:
        TypeError: If it is not a data frame.
        UnusableFrame: If two columns have the same name.
    """
    try:
        return nw.from_native(frame)
    except nw.exceptions.DuplicateError as error:
        problem = " ".join(str(error).split())
        raise UnusableFrame(
            f"several columns have the same name; rename them ({problem})"
        ) from None
    except TypeError:
        given: object = frame
        cls = type(given)
        module = "" if cls.__module__ == "builtins" else f"{cls.__module__}."
        raise TypeError(f"expected a data frame, not {module}{cls.__name__}") from None


def collected(frame: Any) -> Any:
    """Return a frame wrapped by narwhals, collected into memory if it is lazy."""
    return frame.collect() if _is_lazy(frame) else frame


def _is_lazy(frame: Any) -> bool:
    return isinstance(frame, nw.LazyFrame)


def _open_table(frame: Any) -> Table:
    given = open_frame(frame)
    name = given.implementation.value
    supported: Sequence[str] = LAZY if _is_lazy(given) else list(ENGINES)
    if name not in supported:
        raise UnusableFrame(
            f"{name} frames are not supported; convert the frame to one of {', '.join(ENGINES)}, or to one "
            f"of {', '.join(LAZY)} to keep it lazy"
        )
    return lazy_table(given) if _is_lazy(given) else memory_table(given, engine(name))
