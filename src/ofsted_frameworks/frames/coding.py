"""A frame at work: columns coded as small numbers, answers given code by code.

A column of a million cells holds a few dozen different ones. It is coded by them, the codes are given
their answers in Python, once each, and the rows take the answers. In memory the distinct values are
looked at; a lazy frame is not, so there the codes are an expression.
"""

import abc
import enum
import functools
import itertools
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs
import narwhals as nw

from ofsted_frameworks.frames.engines import ENGINES, Engine, Plain, Type, engine
from ofsted_frameworks.frames.errors import UnusableFrame, no_column
from ofsted_frameworks.frames.patterns import labels_pattern
from ofsted_frameworks.labels import fold


class Other(enum.Enum):
    """A cell that is none of the values looked for."""

    OTHER = "other"


OTHER: Final = Other.OTHER


@attrs.frozen
class Coded:
    """One or several columns as one code a row; each code stands for a tuple of values.

    `codes` is the engine's own array in memory, and the name of a column of codes in a lazy frame. `used` has
    the codes that may occur.
    """

    values: tuple[tuple[Any, ...], ...]
    codes: Any
    used: frozenset[int]

    def map(self, meaning: Callable[..., Any]) -> "Coded":
        """The same codes, standing for what `meaning` makes of their values."""
        return attrs.evolve(self, values=tuple((meaning(*value),) for value in self.values))

    def answers(self, answer: Callable[..., Any]) -> list[Any]:
        """An answer for each code, None for one that does not occur."""
        return [
            answer(*value) if code in self.used else None for code, value in enumerate(self.values)
        ]


Answered = tuple[Coded, Callable[..., Any]]


class Table(abc.ABC):
    """A user's frame, its columns coded and new ones added."""

    def __init__(self, frame: Any) -> None:
        self.given = frame
        self.columns: list[str] = list(frame.collect_schema().names())
        if len(set(self.columns)) < len(self.columns):
            raise UnusableFrame(f"several columns have one name: {', '.join(self.columns)}")

    def labels(self, column: str, known: Iterable[Sequence[str]]) -> Coded:
        """A column coded by folded label: the first of a group of `known` labels, None, or `OTHER`."""
        self.check(column)
        groups = list(known)
        values = tuple((value,) for value in (*(group[0] for group in groups), None, OTHER))
        codes, used = self._codes(column, groups)
        return Coded(values, codes, frozenset(used))

    def pair(self, first: Coded, second: Coded) -> Coded:
        """Two coded columns as one."""
        size = len(second.values)
        values = tuple(a + b for a, b in itertools.product(first.values, second.values))
        used = frozenset(a * size + b for a, b in itertools.product(first.used, second.used))
        return Coded(values, self._paired(first.codes, second.codes, size), used)

    def add(self, name: str, coded: Coded, answer: Callable[..., Any], type: Type) -> None:
        """Add a column of answers.

        Raises `UnusableFrame` when the frame has a column of this name.
        """
        self._take_name(name)
        self._add(name, self._answer(coded, coded.answers(answer), type))

    def subtract(self, name: str, less: Answered, more: Answered) -> None:
        """Add a column of the differences between two whole numbers that are answers."""
        self._take_name(name)
        first, second = (
            self._answer(coded, coded.answers(answer), Plain.NUMBER)
            for coded, answer in (less, more)
        )
        self._add(name, first - second)

    def _take_name(self, name: str) -> None:
        if name in self.columns:
            raise UnusableFrame(
                f"the frame has a column {name!r} already; rename or drop it, or give another name"
            )
        self.columns.append(name)

    def check(self, column: str) -> None:
        """Raises `UnusableFrame` unless the frame as given has this column, and cells in it."""
        schema = self.given.collect_schema()
        if column not in schema:
            raise no_column(column, schema.names())
        if schema[column].is_nested() or schema[column] == nw.Binary:
            raise UnusableFrame(f"column {column!r} holds {schema[column]}, which is no text")

    @property
    @abc.abstractmethod
    def frame(self) -> Any:
        """The frame with the columns that were added."""

    @abc.abstractmethod
    def cells(self, column: str, coded: Coded, test: Callable[..., bool], rows: str) -> Any:
        """The cells of a column whose code passes the test: `row` (where known), `column`, `value`."""

    @abc.abstractmethod
    def _codes(self, column: str, groups: list[Sequence[str]]) -> tuple[Any, Iterable[int]]: ...

    @abc.abstractmethod
    def _paired(self, first: Any, second: Any, size: int) -> Any: ...

    @abc.abstractmethod
    def _answer(self, coded: Coded, answers: list[Any], type: Type) -> Any: ...

    @abc.abstractmethod
    def _add(self, name: str, column: Any) -> None: ...


class InMemory(Table):
    """A frame of pandas, polars or pyarrow."""

    def __init__(self, frame: nw.DataFrame[Any], engine: Engine) -> None:
        super().__init__(frame)
        self._engine = engine
        self._new: list[nw.Series[Any]] = []

    @property
    def frame(self) -> Any:
        return self.given.with_columns(*self._new)

    def cells(self, column: str, coded: Coded, test: Callable[..., bool], rows: str) -> Any:
        cells = self.given.select(*_row(rows), nw.col(column).alias("value"))
        numbered = cells if rows else cells.with_row_index("row")
        answers = coded.answers(test)
        if any(answers):
            kept = numbered.filter(self._answer(coded, answers, Plain.FLAG))
        else:
            kept = numbered.head(0)
        return kept.select("row", *_cell(column, "value"))

    def _codes(self, column: str, groups: list[Sequence[str]]) -> tuple[Any, Iterable[int]]:
        values, codes = self._engine.encode(self.given[column])
        null, other = len(groups), len(groups) + 1
        place = {label: code for code, group in enumerate(groups) for label in group}
        to = [
            place.get(fold(value), other) if isinstance(value, str) else other for value in values
        ]
        return self._engine.recode(codes, to, null), {*to, null}

    def _paired(self, first: Any, second: Any, size: int) -> Any:
        return self._engine.combine(first, second, size)

    def _answer(self, coded: Coded, answers: list[Any], type: Type) -> nw.Series[Any]:
        return self._engine.series(self._engine.answer(coded.codes, answers, type), self.given)

    def _add(self, name: str, column: Any) -> None:
        self._new.append(column.alias(name))


def _row(rows: str) -> list[nw.Expr]:
    return [nw.col(rows).alias("row")] if rows else []


def _cell(column: str, value: str) -> tuple[nw.Expr, nw.Expr]:
    return nw.lit(column).alias("column"), nw.col(value).cast(nw.String).alias("value")


_TYPES: Mapping[Plain, Any] = {
    Plain.NUMBER: nw.Int8,
    Plain.COUNT: nw.Int64,
    Plain.FLAG: nw.Boolean,
    Plain.TEXT: nw.String,
}


class Lazy(Table):
    """A frame that is not to be collected: codes are columns that an expression makes."""

    def __init__(self, frame: nw.LazyFrame[Any]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._helpers: list[str] = []
        self._new: list[nw.Expr] = []

    @property
    def frame(self) -> Any:
        return self._frame.with_columns(*self._new).drop(*self._helpers)

    def cells(self, column: str, coded: Coded, test: Callable[..., bool], rows: str) -> Any:
        passed = [number for number, true in enumerate(coded.answers(test)) if true]
        kept = self._frame.filter(nw.col(coded.codes).is_in(passed))
        return kept.select(*_row(rows), *_cell(column, column))

    def _codes(self, column: str, groups: list[Sequence[str]]) -> tuple[Any, Iterable[int]]:
        helper = self._helper()
        self._frame = self._frame.with_columns(_code(column, groups).alias(helper))
        return helper, range(len(groups) + 2)

    def _paired(self, first: Any, second: Any, size: int) -> Any:
        helper = self._helper()
        self._frame = self._frame.with_columns((nw.col(first) * size + nw.col(second)).alias(helper))
        return helper

    def _answer(self, coded: Coded, answers: list[Any], type: Type) -> nw.Expr:
        return _choice(nw.col(coded.codes), answers).cast(self._type(type))

    def _add(self, name: str, column: Any) -> None:
        self._new.append(column.alias(name))

    def _type(self, type: Type) -> Any:
        if isinstance(type, Plain):
            return _TYPES[type]
        polars = self._frame.implementation.is_polars()
        return nw.Enum(type.words) if polars else nw.String

    def _helper(self) -> str:
        taken = {*self.columns, *self._helpers}
        name = next(n for n in map("_code_{}".format, itertools.count()) if n not in taken)
        self._helpers.append(name)
        return name


def _code(column: str, groups: Sequence[Sequence[str]]) -> nw.Expr:
    cell = nw.col(column).cast(nw.String)
    tests = [(cell.is_null(), len(groups))]
    tests += [(_is_one_of(cell, _dresses(group)), code) for code, group in enumerate(groups)]
    tests += [
        (cell.str.contains(labels_pattern(group)), code) for code, group in enumerate(groups)
    ]
    return _first(tests, nw.lit(len(groups) + 1))


def _first(tests: Sequence[tuple[nw.Expr, Any]], otherwise: nw.Expr) -> nw.Expr:
    for test, answer in reversed(tests):
        otherwise = nw.when(test).then(nw.lit(answer)).otherwise(otherwise)
    return otherwise


def _is_one_of(value: nw.Expr, values: Sequence[Any]) -> nw.Expr:
    return functools.reduce(operator.or_, (value == one for one in values))


def _dresses(labels: Iterable[str]) -> list[str]:
    """What labels are most often written as: quicker to find than by their pattern."""
    written = (
        (label, text)
        for label in labels
        for text in (label, label.capitalize(), label.title(), label.upper())
    )
    return list(dict.fromkeys(text for label, text in written if fold(text) == label))


def _choice(code: nw.Expr, answers: Sequence[Any]) -> nw.Expr:
    places: dict[Any, list[int]] = {}
    for number, answer in enumerate(answers):
        places.setdefault(answer, []).append(number)
    places.pop(None, None)
    tests = [(_is_one_of(code, numbers), answer) for answer, numbers in places.items()]
    return _first(tests, nw.lit(None))


def given_frame(frame: Any) -> Any:
    """A user's frame as narwhals' own.

    Raises `TypeError` for what is no data frame.
    """
    try:
        return nw.from_native(frame)
    except TypeError:
        raise TypeError(f"{_kind(frame)} is no data frame") from None


def table(frame: Any) -> Table:
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


def _kind(thing: object) -> str:
    cls = type(thing)
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"
