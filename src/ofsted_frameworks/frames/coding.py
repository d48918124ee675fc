"""A frame at work: columns coded as small numbers, answers given code by code.

A column of a million cells holds a few dozen different ones. It is coded by them, the codes are given
their answers in Python, once each, and the rows take the answers. In memory the distinct values are
looked at; a lazy frame is not, so there the codes are an expression.
"""

import abc
import enum
import functools
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs
import narwhals as nw

from ofsted_frameworks.frames.engines import Plain, Type, Words
from ofsted_frameworks.frames.errors import UnusableFrame, check_name, no_column


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
        self._schema = frame.collect_schema()
        self.columns: list[str] = list(self._schema)
        self._known: dict[Any, Coded] = {}

    def labels(self, column: str, known: Iterable[Sequence[str]]) -> Coded:
        """A column coded by folded label: the first of a group of `known` labels, None, or `OTHER`."""
        return self._coded(column, list(known), folded=True)

    def names(self, column: str, known: Iterable[str]) -> Coded:
        """A column coded by name in data, taken to the letter: one of `known`, None, or `OTHER`."""
        return self._coded(column, [[name] for name in known], folded=False)

    def _coded(self, column: str, groups: list[Sequence[str]], *, folded: bool) -> Coded:
        self.check(column)
        key = column, folded, tuple(map(tuple, groups))
        if key not in self._known:
            values = tuple((value,) for value in (*(group[0] for group in groups), None, OTHER))
            codes, used = self._codes(column, groups, folded)
            self._known[key] = Coded(values, codes, frozenset(used))
        return self._known[key]

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
        self._add_answer(name, coded, coded.answers(answer), type)

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
        self._add(name, functools.reduce(either, each))

    def days(self, column: str) -> Coded | None:
        """A column of days, coded as the number that each day has, None, or `OTHER`.

        None where cells are not looked at: the column stands as it is.
        """
        self.check(column)
        return None

    def occurring(self, coded: Coded) -> Coded:
        """The same, `used` having only the codes that there are, where that can be told."""
        return coded

    def only(self, numbers: Mapping[str, Answered], *more: nw.Expr) -> Any:
        """A frame of numbers that are answers, and of more that is made of the user's own columns."""
        made = (
            self._answer(coded, coded.answers(answer), Plain.COUNT).alias(name)
            for name, (coded, answer) in numbers.items()
        )
        return self._selected([*made, *more])

    def called(self, name: str) -> str | None:
        """The column that the engine knows by this name, if there is one."""
        return name if name in self.columns else None

    def _take_name(self, name: str) -> None:
        if has := self.called(name):
            raise UnusableFrame(
                f"the frame has a column {has!r} already; rename or drop it, or give another name"
            )
        self.columns.append(name)

    def check(self, column: str) -> None:
        """Raises `UnusableFrame` unless the frame as given has this column, and cells in it."""
        check_name(column)
        if column not in self._schema:
            raise no_column(column, self._schema)
        if problem := self._problem(column, self._schema[column]):
            raise UnusableFrame(f"column {column!r} {problem}")

    def _problem(self, column: str, type: Any) -> str:
        """Why a column cannot be worked on, or nothing."""
        no_text = type.is_nested() or type == nw.Binary
        return f"holds {type}, which is no text" if no_text else ""

    @abc.abstractmethod
    def prepare(self, columns: Iterable[str]) -> None:
        """Make ready to code several columns, which is quicker than one by one."""

    @property
    @abc.abstractmethod
    def frame(self) -> Any:
        """The frame with the columns that were added."""

    def count(self, coded: Coded, answer: Callable[..., Any], columns: Mapping[str, Type]) -> Any:
        """How many rows have each answer: a frame of its parts, as columns, and `count`.

        An answer is a tuple with a value for each column, or None for a row that does not count.
        """
        answers = coded.answers(answer)
        words = [type.words if isinstance(type, Words) else () for type in columns.values()]
        kinds = sorted({each for each in answers if each is not None}, key=_in_order_of(words))
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
    def stacked(self, parts: Sequence[Answered], columns: Mapping[str, Type], rows: str) -> Any:
        """A row for each answer of each part: `row` (where known), and the answer's parts as columns."""

    @abc.abstractmethod
    def merged(self, coded: Coded) -> Coded:
        """The same column with one code for each value."""

    @abc.abstractmethod
    def cells(self, wanted: Sequence[tuple[str, Answered]], rows: str) -> Any:
        """The cells of columns for which the answer is true: `row` (where known), `column`, `value`."""

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
    def _add_answer(self, name: str, coded: Coded, answers: list[Any], type: Type) -> None: ...

    @abc.abstractmethod
    def _add(self, name: str, column: Any) -> None: ...


def _in_order_of(words: Sequence[Sequence[str]]) -> Callable[[Sequence[Any]], list[int]]:
    """By what stands first among the words of each column; null comes last."""
    return lambda kind: [
        known.index(part) if part in known else len(known)
        for part, known in zip(kind, words, strict=True)
    ]


def either(one: Any, other: Any) -> Any:
    """True where one of two is."""
    return one | other


def given_frame(frame: Any) -> Any:
    """A user's frame as narwhals' own.

    Raises `TypeError` for what is no data frame, `UnusableFrame` where two columns have one name.
    """
    try:
        return nw.from_native(frame)
    except nw.exceptions.DuplicateError as error:
        raise UnusableFrame(f"several columns have one name: {error}") from None
    except TypeError:
        raise TypeError(f"{_kind(frame)} is no data frame") from None


def is_lazy(frame: Any) -> bool:
    """True for a frame that is not to be collected."""
    return isinstance(frame, nw.LazyFrame)


def _kind(thing: object) -> str:
    cls = type(thing)
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"
