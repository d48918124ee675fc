"""Flat rows, such as those of an answer's `to_rows()`, as a data frame."""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import narwhals as nw

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.frames.engines import Type, engine
from ofsted_frameworks.frames.frame_errors import UnusableFrame

Backend = Literal["pandas", "polars", "pyarrow"]

_KINDS: tuple[tuple[type, Type], ...] = (
    (bool, nw.Boolean),
    (int, nw.Int64),
    (float, nw.Float64),
    (dt.date, nw.Date),
    (str, nw.String),
)


def rows_to_frame(
    rows: Iterable[Mapping[str, object]],
    backend: Backend = "pandas",
    *,
    columns: Sequence[str] = (),
) -> Any:
    """Return flat rows as a data frame, a column for each key.

    A value is a string, a whole or decimal number, True or False, a date, an enum member (written as its
    value) or None; one column holds one of these. A key that a row lacks is null there.

    >>> rows_to_frame([{"grade": "good", "count": 2}, {"grade": None, "count": 1}], "polars").rows()
    [('good', 2), (None, 1)]

    Args:
        rows: The rows, for example `panel.distribution("overall").to_rows()`.
        backend: The library of the frame.
        columns: The columns that come first, there even when no row has them.

    Raises:
        UnusableFrame: If a column mixes kinds of values or holds something else, or `backend` is unknown.
        MissingEngine: If the library is not installed.
        TypeError: If a row is not a mapping.
    """
    made = engine(backend)
    given = list(each_given(Mapping, rows, "rows_to_frame", "mappings"))
    names = dict.fromkeys([*columns, *(name for row in given for name in row)])
    cells = {name: [_plain(row.get(name)) for row in given] for name in names}
    return made.frame(
        {name: made.column(cells[name], _kind_of(name, cells[name])) for name in names}
    )


def _plain(value: object) -> object:
    return value.value if isinstance(value, enum.Enum) else value


def _kind_of(name: str, cells: Sequence[object]) -> Type:
    """Return the type of a column; text if it holds nothing."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int, float}:
        return nw.Float64
    for cls, kind in _KINDS:
        if kinds <= {cls} and kinds:
            return kind
    if kinds:
        held = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise UnusableFrame(
            f"column {name!r} holds {held}; expected text, numbers, dates or True and False, "
            "one kind a column"
        )
    return nw.String
