"""A frame of pandas, polars or pyarrow at work: Python looks at its distinct values, never at its rows."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import narwhals as nw

from ofsted_frameworks.frames.coding import NUMBER, UNKNOWN, Coded, Table
from ofsted_frameworks.frames.engines import Engine, Type
from ofsted_frameworks.frames.frame_errors import UnusableFrame, not_text
from ofsted_frameworks.frames.judgement_cells import read_day
from ofsted_frameworks.labels import fold


def table_in_memory(given: nw.DataFrame[Any], engine: Engine) -> Table:
    """Return a frame in memory as a table to work on."""
    return _InMemory(given, engine)


class _InMemory(Table):
    """A frame in memory: codes are a series."""

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
            made = self._engine.encode([self._cells[column] for column in new])
            self._encoded.update(zip(new, made, strict=True))

    def coded(self, column: str, known: Mapping[str, Hashable], *, folded: bool = True) -> Coded:
        plain = fold if folded else str
        return self._read(
            column, lambda v: known.get(plain(v), UNKNOWN) if isinstance(v, str) else UNKNOWN
        )

    def days(self, column: str) -> Coded:
        return self._read(column, _ordinal)

    def _read(self, column: str, meaning: Callable[[Any], Hashable]) -> Coded:
        self.prepare([column])
        values, codes = self._encoded[column]
        coded = Coded(tuple(values), codes)
        return self.merge(coded.map(lambda value: None if value is None else meaning(value)))

    def occurring(self, coded: Coded) -> list[Any]:
        return [coded.meanings[code] for code in sorted(coded.codes.unique().to_list())]

    def stack(self, numbers: Sequence[Coded], rows: str, values: Sequence[str] = ()) -> Any:
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

    def _take(self, wanted: Sequence[tuple[Coded, Type]]) -> list[Any]:
        return self._engine.take(
            [(coded.codes, self._engine.column(coded.meanings, type)) for coded, type in wanted]
        )

    def _computed(self, meanings: tuple[Any, ...], codes: Any, level: int) -> Coded:
        return Coded(meanings, codes)

    def _with(self, columns: Mapping[str, Any]) -> Any:
        return self.given.with_columns(*(column.alias(name) for name, column in columns.items()))


def _ordinal(value: Any) -> Hashable:
    try:
        return read_day(value).toordinal()
    except UnusableFrame:
        return UNKNOWN
