"""Flat rows, such as those of an answer's `to_rows()`, as a data frame, and a data frame as rows."""

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.frames.engines import Type, engine
from ofsted_frameworks.frames.frame_errors import UnusableFrame

Backend = Literal["pandas", "polars", "pyarrow"]
V = TypeVar("V")

_TYPES: Mapping[type, Type] = {
    bool: nw.Boolean,
    int: nw.Int64,
    float: nw.Float64,
    dt.date: nw.Date,
    str: nw.String,
}


def rows_to_frame(
    rows: Iterable[Mapping[str, object]],
    backend: Backend = "pandas",
    *,
    columns: Sequence[str] = (),
) -> Any:
    """Return flat rows as a data frame, with a column for each key.

    A value is a string, a whole or decimal number, True or False, a date, an enum member (written as its
    value) or None, and each column has values of one kind. If a row lacks a key, its cell is null.

    >>> rows_to_frame([{"grade": "good", "count": 2}, {"grade": None, "count": 1}], "polars").rows()
    [('good', 2), (None, 1)]

    Args:
        rows: The rows, for example `panel.distribution("overall").to_rows()`.
        backend: The library of the frame.
        columns: The columns to put first, which are added even if no row has them.

    Raises:
        UnusableFrame: If a column mixes kinds of values or has another kind, or `backend` is unknown.
        MissingEngine: If the library is not installed.
        TypeError: If a row is not a mapping.
    """
    library = engine(backend)
    given = list(each_given(Mapping, rows, "rows_to_frame", "mappings"))
    names = dict.fromkeys([*columns, *(name for row in given for name in row)])
    cells = {name: [_plain(row.get(name)) for row in given] for name in names}
    return library.frame(
        {name: library.column(each, _type_of(name, each)) for name, each in cells.items()}
    )


def _plain(value: object) -> object:
    return value.value if isinstance(value, enum.Enum) else value


def _type_of(name: str, cells: Sequence[object]) -> Type:
    """Return the type of a column; text if all of it is null."""
    kinds = {type(cell) for cell in cells if cell is not None} or {str}
    if kinds == {int, float}:
        return nw.Float64
    if len(kinds) == 1 and kinds <= _TYPES.keys():
        return _TYPES[kinds.pop()]
    held = ", ".join(sorted(kind.__name__ for kind in kinds))
    raise UnusableFrame(
        f"column {name!r} holds {held}; expected text, numbers, dates or True and False, and only one of "
        "these in a column"
    )


@attrs.frozen
class FrameRow:
    """A row of a frame: its number, from 0, and its cells, None for null."""

    number: int
    cells: Mapping[str, Any]

    def read(self, column: str, read: Callable[[Any], V]) -> V | None:
        """Return a cell as read by `read`, or None for null; any error names the row and column."""
        value = self.cells.get(column)
        try:
            return None if value is None else read(value)
        except OfstedFrameworksError as error:
            raise type(error)(f"{self}, column {column!r}: {error}") from None

    def need(self, column: str, read: Callable[[Any], V]) -> V:
        """Return a cell as read by `read`; raise `UnusableFrame` if the cell is null."""
        found = self.read(column, read)
        if found is None:
            raise self.error(column, "a value is missing")
        return found

    def error(self, column: str, problem: str) -> UnusableFrame:
        """Return the error for a cell."""
        return UnusableFrame(f"{self}, column {column!r}: {problem}")

    def __str__(self) -> str:
        return f"row {self.number}"


def rows_of(frame: nw.DataFrame[Any]) -> list[FrameRow]:
    """Return the rows of a frame as Python values."""
    columns = [_cells(series) for series in frame.iter_columns()]
    return [
        FrameRow(number, dict(zip(frame.columns, cells, strict=True)))
        for number, cells in enumerate(zip(*columns, strict=True))
    ]


def _cells(series: nw.Series[Any]) -> list[Any]:
    nulls = series.is_null().to_list()
    return [None if null else v for null, v in zip(nulls, series.to_list(), strict=True)]
