"""Tables in memory: Python looks at the distinct values of a column, never at its rows."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import narwhals as nw

from ofsted_frameworks.frames.coding import NUMBER, Codes, Table, Unread
from ofsted_frameworks.frames.engines import Engine, Type
from ofsted_frameworks.frames.frame_errors import UnusableFrame, not_text
from ofsted_frameworks.frames.judgement_cells import read_day
from ofsted_frameworks.labels import fold


def memory_table(given: nw.DataFrame[Any], engine: Engine) -> Table:
    """Return a frame in memory as a table."""
    return _MemoryTable(given, engine)


class _MemoryTable(Table):
    """A frame of pandas, polars or pyarrow."""

    def __init__(self, given: nw.DataFrame[Any], engine: Engine) -> None:
        super().__init__(given)
        self._engine = engine
        self._cells: dict[str, nw.Series[Any]] = {}
        self._encoded: dict[str, tuple[list[Any], nw.Series[Any]]] = {}

    def check(self, column: str) -> None:
        super().check(column)
        if column not in self._cells:
            self._cells[column] = self._engine.readable(self.given[column])

    def prepare(self, columns: Sequence[str]) -> None:
        for column in columns:
            self.check(column)
        new = [column for column in dict.fromkeys(columns) if column not in self._encoded]
        if new:
            encoded = self._engine.encode([self._cells[column] for column in new])
            self._encoded.update(zip(new, encoded, strict=True))

    def code(self, column: str, known: Mapping[str, Hashable], *, folded: bool = True) -> Codes:
        plain = fold if folded else str
        return self._code(
            column,
            lambda v: known.get(plain(v), Unread.WORD) if isinstance(v, str) else Unread.WORD,
        )

    def code_days(self, column: str) -> Codes:
        return self._code(column, _ordinal)

    def _code(self, column: str, meaning: Callable[[Any], Hashable]) -> Codes:
        self.prepare([column])
        values, numbers = self._encoded[column]
        meanings = (None if value is None else meaning(value) for value in values)
        return self.merge(Codes(tuple(meanings), numbers))

    def occurring(self, codes: Codes) -> list[Any]:
        return [codes.meanings[number] for number in sorted(codes.numbers.unique().to_list())]

    def stack(self, numbers: Sequence[Codes], rows: str, values: Sequence[str] = ()) -> Any:
        found = [n for n, each in enumerate(numbers) if set(each.meanings) != {None}] or [0]
        columns = self._take([(numbers[n], nw.Int64) for n in found])
        parts = [
            self._part(column, n, rows, values[n] if values else "")
            for n, column in zip(found, columns, strict=True)
        ]
        return nw.concat(parts).sort("_row", "_part").drop("_row", "_part")

    def _part(self, numbers: nw.Series[Any], part: int, rows: str, value: str) -> nw.DataFrame[Any]:
        frame = numbers.alias(NUMBER).to_frame().with_row_index("_row")
        more = {"row": self._cells[rows] if rows else frame["_row"]}
        if value:
            more["value"] = self._cells[value]
        whole = frame.with_columns(*(series.alias(name) for name, series in more.items()))
        found = whole.filter(~nw.col(NUMBER).is_null()).with_columns(_part=nw.lit(part))
        try:
            return found.with_columns(nw.col("value").cast(nw.String)) if value else found
        except UnicodeDecodeError:
            raise not_text(value, "bytes") from None

    @property
    def _helped(self) -> Any:
        return self.given

    def _take(self, wanted: Sequence[tuple[Codes, Type]]) -> list[Any]:
        return self._engine.take(
            [(codes.numbers, self._engine.column(codes.meanings, type)) for codes, type in wanted]
        )

    def _computed(self, meanings: tuple[Any, ...], numbers: Any, level: int) -> Codes:
        return Codes(meanings, numbers)

    def _with(self, columns: Mapping[str, Any]) -> Any:
        return self.given.with_columns(*(column.alias(name) for name, column in columns.items()))


def _ordinal(value: Any) -> Hashable:
    try:
        return read_day(value).toordinal()
    except UnusableFrame:
        return Unread.WORD
