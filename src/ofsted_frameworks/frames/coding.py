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
Typed = tuple[Callable[..., Any], Type]
Part = tuple["Coded", Callable[..., bool], Mapping[str, Typed]]


class Ask(Exception):
    """Raised to learn the value of an input before anything can be decided."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Known(dict[str, Any]):
    """The values of a row that are known so far; to ask for another raises `Ask`."""

    def __missing__(self, name: str) -> Any:
        raise Ask(name)


class Table(abc.ABC):
    """A user's frame, its columns coded and new ones added."""

    def __init__(self, frame: Any) -> None:
        self.given = frame
        self.columns: list[str] = list(frame.collect_schema().names())
        if len(set(self.columns)) < len(self.columns):
            raise UnusableFrame(f"several columns have one name: {', '.join(self.columns)}")

    def labels(self, column: str, known: Iterable[Sequence[str]]) -> Coded:
        """A column coded by folded label: the first of a group of `known` labels, None, or `OTHER`."""
        return self._coded(column, list(known), folded=True)

    def names(self, column: str, known: Iterable[str]) -> Coded:
        """A column coded by name in data, taken to the letter: one of `known`, None, or `OTHER`."""
        return self._coded(column, [[name] for name in known], folded=False)

    def _coded(self, column: str, groups: list[Sequence[str]], *, folded: bool) -> Coded:
        self.check(column)
        values = tuple((value,) for value in (*(group[0] for group in groups), None, OTHER))
        codes, used = self._codes(column, groups, folded)
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

    def add_any(self, name: str, flags: Iterable[Answered]) -> None:
        """Add a column that is true where any of some answers is."""
        self._take_name(name)
        each = [self._answer(c, c.answers(answer), Plain.FLAG) for c, answer in flags]
        self._add(name, functools.reduce(operator.or_, each))

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

    def count(self, coded: Coded, answer: Callable[..., Any], columns: Mapping[str, Type]) -> Any:
        """How many rows have each answer: a frame of its parts, as columns, and `count`.

        An answer is a tuple with a value for each column, or None for a row that does not count.
        """
        answers = coded.answers(answer)
        kinds = list(dict.fromkeys(each for each in answers if each is not None))
        place = {each: number for number, each in enumerate(kinds)}
        key = self._answer(coded, [place.get(each) for each in answers], Plain.COUNT).alias("kind")
        return self.tally(self._selected([key]), "kind", dict(enumerate(kinds)), columns)

    @abc.abstractmethod
    def tally(
        self, frame: Any, key: str, kinds: Mapping[int, Sequence[Any]], columns: Mapping[str, Type]
    ) -> Any:
        """How many rows of a frame are of each kind, by number in the column `key`."""

    @abc.abstractmethod
    def decide(self, inputs: Mapping[str, Coded], decide: Callable[[Known], Any]) -> Coded:
        """What is decided of each row's values, by name; each input stands for one value."""

    @abc.abstractmethod
    def stacked(self, parts: Iterable[Part], rows: str) -> Any:
        """Rows whose code passes a test, with columns of answers after `row` (where known), part upon part."""

    @abc.abstractmethod
    def merged(self, coded: Coded) -> Coded:
        """The same column with one code for each value."""

    @abc.abstractmethod
    def cells(self, column: str, coded: Coded, test: Callable[..., bool], rows: str) -> Any:
        """The cells of a column whose code passes the test: `row` (where known), `column`, `value`."""

    @abc.abstractmethod
    def _selected(self, columns: list[Any]) -> Any: ...

    @abc.abstractmethod
    def _codes(
        self, column: str, groups: list[Sequence[str]], folded: bool
    ) -> tuple[Any, Iterable[int]]: ...

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
        self._together: dict[tuple[str, ...], Coded] = {}

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

    def tally(
        self, frame: Any, key: str, kinds: Mapping[int, Sequence[Any]], columns: Mapping[str, Type]
    ) -> Any:
        groups = frame.drop_nulls(key).group_by(key).agg(nw.len().alias("count")).sort(key)
        found = list(zip(*(kinds[kind] for kind in groups[key].to_list()), strict=True))
        values = found or [()] * len(columns)
        made = {
            name: self._engine.column(value, type)
            for (name, type), value in zip(columns.items(), values, strict=True)
        }
        counts = self._engine.column(groups["count"].to_list(), Plain.COUNT)
        return self._engine.frame(made | {"count": counts})

    def decide(self, inputs: Mapping[str, Coded], decide: Callable[[Known], Any]) -> Coded:
        names = tuple(inputs)
        if names not in self._together:
            self._together[names] = functools.reduce(self._occurring, inputs.values())
        whole = self._together[names]
        return whole.map(lambda *values: decide(Known(zip(names, values, strict=True))))

    def _occurring(self, first: Coded, second: Coded) -> Coded:
        """Two coded columns as one, with codes only for the pairs of values that there are."""
        pair = self.pair(first, second)
        codes = self._engine.distinct(pair.codes)
        place = {code: number for number, code in enumerate(codes)}
        to = [place.get(code, 0) for code in range(len(pair.values))]
        values = tuple(pair.values[code] for code in codes)
        return Coded(values, self._engine.recode(pair.codes, to, 0), frozenset(range(len(codes))))

    def stacked(self, parts: Iterable[Part], rows: str) -> Any:
        numbers = self.given.with_row_index("_row")
        row = nw.col(rows or "_row").alias("row")
        stack = []
        for number, (coded, test, columns) in enumerate(parts):
            passed = self._answer(coded, coded.answers(test), Plain.FLAG)
            made = (
                self._answer(coded, coded.answers(answer), type).alias(name)
                for name, (answer, type) in columns.items()
            )
            order = nw.lit(number).alias("_order")
            stack.append(numbers.select("_row", order, row).with_columns(*made).filter(passed))
        whole = nw.concat(stack).sort("_row", "_order").drop("_row", "_order")
        return whole.to_native()

    def merged(self, coded: Coded) -> Coded:
        values = [coded.values[code] for code in sorted(coded.used)]
        place = {value: code for code, value in enumerate(dict.fromkeys(values))}
        to = [place.get(value, 0) for value in coded.values]
        codes = self._engine.recode(coded.codes, to, 0)
        return Coded(tuple(place), codes, frozenset(range(len(place))))

    def _selected(self, columns: list[Any]) -> Any:
        return self.given.with_columns(*columns).select(*(column.name for column in columns))

    def _codes(
        self, column: str, groups: list[Sequence[str]], folded: bool
    ) -> tuple[Any, Iterable[int]]:
        values, codes = self._engine.encode(self.given[column])
        null, other = len(groups), len(groups) + 1
        place = {label: code for code, group in enumerate(groups) for label in group}
        plain = fold if folded else str
        to = [
            place.get(plain(value), other) if isinstance(value, str) else other for value in values
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


_FEW = 16
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
        return self._frame.select(*self.given.collect_schema().names(), *self._new)

    def cells(self, column: str, coded: Coded, test: Callable[..., bool], rows: str) -> Any:
        passed = [number for number, true in enumerate(coded.answers(test)) if true]
        kept = self._frame.filter(nw.col(coded.codes).is_in(passed))
        return kept.select(*_row(rows), *_cell(column, column))

    def tally(
        self, frame: Any, key: str, kinds: Mapping[int, Sequence[Any]], columns: Mapping[str, Type]
    ) -> Any:
        groups = frame.drop_nulls(key).group_by(key).agg(nw.len().cast(nw.Int64).alias("count"))
        made = [
            _choice(nw.col(key), {kind: parts[place] for kind, parts in kinds.items()})
            .cast(self._type(type))
            .alias(name)
            for place, (name, type) in enumerate(columns.items())
        ]
        return groups.select(*made, "count").to_native()

    def decide(self, inputs: Mapping[str, Coded], decide: Callable[[Known], Any]) -> Coded:
        decisions: dict[Any, int] = {}

        def tree(known: Known) -> Any:
            """A decision's number, or the input that it hangs on and what follows from each code."""
            try:
                return decisions.setdefault(decide(known), len(decisions))
            except Ask as ask:
                name = ask.name
            follows = (tree(Known(known | {name: value})) for (value,) in inputs[name].values)
            return inputs[name].codes, tuple(follows)

        helper = self._helper()
        self._frame = self._frame.with_columns(_grown(tree(Known())).alias(helper))
        return Coded(tuple((d,) for d in decisions), helper, frozenset(range(len(decisions))))

    def stacked(self, parts: Iterable[Part], rows: str) -> Any:
        stack = []
        for coded, test, columns in parts:
            passed = [number for number, true in enumerate(coded.answers(test)) if true]
            made = (
                self._answer(coded, coded.answers(answer), type).alias(name)
                for name, (answer, type) in columns.items()
            )
            kept = self._frame.filter(nw.col(coded.codes).is_in(passed))
            stack.append(kept.select(*_row(rows), *made))
        return nw.concat(stack).to_native()

    def merged(self, coded: Coded) -> Coded:
        values = tuple(dict.fromkeys(coded.values))
        helper = self._helper()
        place = {code: values.index(value) for code, value in enumerate(coded.values)}
        code = _choice(nw.col(coded.codes), place)
        self._frame = self._frame.with_columns(code.alias(helper))
        return Coded(values, helper, frozenset(range(len(values))))

    def _selected(self, columns: list[Any]) -> Any:
        return self._frame.select(*columns)

    def _codes(
        self, column: str, groups: list[Sequence[str]], folded: bool
    ) -> tuple[Any, Iterable[int]]:
        helper = self._helper()
        self._frame = self._frame.with_columns(_code(column, groups, folded).alias(helper))
        return helper, range(len(groups) + 2)

    def _paired(self, first: Any, second: Any, size: int) -> Any:
        helper = self._helper()
        self._frame = self._frame.with_columns((nw.col(first) * size + nw.col(second)).alias(helper))
        return helper

    def _answer(self, coded: Coded, answers: list[Any], type: Type) -> nw.Expr:
        return _choice(nw.col(coded.codes), dict(enumerate(answers))).cast(self._type(type))

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


def _code(column: str, groups: Sequence[Sequence[str]], folded: bool) -> nw.Expr:
    cell = nw.col(column).cast(nw.String)
    tests = [(cell.is_null(), len(groups))]
    for code, group in enumerate(groups):
        tests.append((_is_one_of(cell, _dresses(group) if folded else group), code))
    if folded:
        tests += [
            (cell.str.contains(labels_pattern(group)), code) for code, group in enumerate(groups)
        ]
    return _first(tests, nw.lit(len(groups) + 1))


def _first(tests: Iterable[tuple[nw.Expr, Any]], otherwise: nw.Expr) -> nw.Expr:
    answers = (nw.when(test).then(nw.lit(answer)) for test, answer in tests)
    return nw.coalesce(*answers, otherwise)


def _is_one_of(value: nw.Expr, values: Sequence[Any]) -> nw.Expr:
    """Comparisons where they are few: an engine is quicker at those than at a list."""
    if len(values) > _FEW:
        return value.is_in(values)
    return functools.reduce(operator.or_, (value == one for one in values))


def _dresses(labels: Iterable[str]) -> list[str]:
    """What labels are most often written as: quicker to find than by their pattern."""
    written = (
        (label, text)
        for label in labels
        for text in (label, label.capitalize(), label.title(), label.upper())
    )
    return list(dict.fromkeys(text for label, text in written if fold(text) == label))


def _grown(tree: Any) -> nw.Expr:
    """The expression of a decision tree; branches that end alike are one."""
    if isinstance(tree, int):
        return nw.lit(tree)
    name, follows = tree
    codes: dict[Any, list[int]] = {}
    for code, branch in enumerate(follows):
        codes.setdefault(branch, []).append(code)
    rest = max(codes, key=lambda branch: len(codes[branch]))
    branches = (
        nw.when(_is_one_of(nw.col(name), codes[branch])).then(_grown(branch))
        for branch in codes
        if branch != rest
    )
    return nw.coalesce(*branches, _grown(rest))


def _choice(code: nw.Expr, answers: Mapping[int, Any]) -> nw.Expr:
    """The answer for a code: null, or else the commonest, is told by being none of the others."""
    codes: dict[Any, list[int]] = {}
    for each, answer in answers.items():
        codes.setdefault(answer, []).append(each)
    rest = None if None in codes else max(codes, key=lambda answer: len(codes[answer]))
    tests = [(_is_one_of(code, codes[each]), each) for each in codes if each != rest]
    return _first(tests, nw.lit(rest))


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
