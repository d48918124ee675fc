"""A frame at work: its columns as codes, and new columns as the answers for each code."""

import abc
import enum
import functools
import itertools
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final

import attrs
import narwhals as nw

from ofsted_frameworks.frames.engines import Type, Words
from ofsted_frameworks.frames.frame_errors import UnusableFrame, check_name, no_column


class Unknown(enum.Enum):
    """The meaning of a cell that is none of the known words."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
NUMBER: Final = "_number"


@attrs.frozen
class Coded:
    """One column, or several together: a small number for each row, and what each number means.

    `codes` are a narwhals series in memory and an expression on a lazy frame. `level` counts how many
    layers of the lazy query come before the expression can be computed.
    """

    meanings: tuple[Any, ...]
    codes: Any
    level: int = 0

    def map(self, meaning: Callable[[Any], Any]) -> "Coded":
        """Return the same codes with what `meaning` makes of each meaning."""
        return attrs.evolve(self, meanings=tuple(map(meaning, self.meanings)))


class Table(abc.ABC):
    """A user's frame, its columns coded and new ones added."""

    is_lazy = False

    def __init__(self, given: Any) -> None:
        self.given = given
        self.schema = given.collect_schema()
        self.columns: list[str] = list(self.schema)
        self._added: dict[str, tuple[Sequence[Coded], Type]] = {}

    @abc.abstractmethod
    def prepare(self, columns: Sequence[str]) -> None:
        """Check several columns, and get ready to code them together."""

    @abc.abstractmethod
    def coded(self, column: str, known: Mapping[str, Hashable], *, folded: bool = True) -> Coded:
        """Code a column by meaning: of a word in `known`, None for null, `UNKNOWN` for anything else.

        `known` has folded words and cells are folded too, unless `folded` is False.
        """

    @abc.abstractmethod
    def days(self, column: str) -> Coded | None:
        """Code a column of dates by ordinal number; None on a lazy frame, whose dates stay as they are."""

    @abc.abstractmethod
    def occurring(self, coded: Coded) -> list[Any]:
        """Return the meanings that some row has; all of them on a lazy frame."""

    def pair(self, first: Coded, second: Coded) -> Coded:
        """Code two coded columns as one, which means pairs."""
        meanings = tuple(itertools.product(first.meanings, second.meanings))
        codes = first.codes * len(second.meanings) + second.codes
        return self._computed(meanings, codes, max(first.level, second.level))

    def merge(self, coded: Coded) -> Coded:
        """Return a column with one code for each different meaning."""
        place = {meaning: code for code, meaning in enumerate(dict.fromkeys(coded.meanings))}
        if len(place) == len(coded.meanings):
            return coded
        (codes,) = self._take([(coded.map(place.__getitem__), nw.Int32)])
        return self._computed(tuple(place), codes, coded.level)

    def add(self, name: str, answers: Coded, type: Type) -> None:
        """Add a column of answers.

        Raises:
            UnusableFrame: If the frame has a column with this name.
        """
        self._reserve(name)
        self._added[name] = [answers], type

    def add_any(self, name: str, flags: Sequence[Coded]) -> None:
        """Add a column that is true in the rows where any of some answers is true."""
        self._reserve(name)
        self._added[name] = flags, nw.Boolean

    @property
    def frame(self) -> Any:
        """The user's frame with the columns that were added."""
        added = self._added.values()
        taken = iter(self._take([(coded, type) for each, type in added for coded in each]))
        columns = {
            name: functools.reduce(_either, itertools.islice(taken, len(each)))
            for name, (each, _) in self._added.items()
        }
        return self._with(columns)

    def select(self, numbers: Mapping[str, Coded], *more: nw.Expr) -> Any:
        """Return a frame of whole numbers, and of more that is made of the user's columns."""
        taken = zip(numbers, self._take([(n, nw.Int64) for n in numbers.values()]), strict=True)
        return self._helped.select(*(column.alias(name) for name, column in taken), *more)

    def spell(
        self,
        frame: Any,
        kinds: Sequence[Sequence[Any]],
        columns: Mapping[str, Type],
        keep: Sequence[str],
    ) -> Any:
        """Return a frame with the kind that each row's `NUMBER` has, its parts as columns."""
        codes = nw.col(NUMBER) if self.is_lazy else frame[NUMBER]
        parts = zip(*kinds, strict=True) if kinds else [()] * len(columns)
        wanted = [
            (Coded(part, codes), type) for part, type in zip(parts, columns.values(), strict=True)
        ]
        made = zip(columns, self._take(wanted), strict=True)
        spelt = frame.with_columns(*(column.alias(name) for name, column in made))
        there = spelt.collect_schema().names()
        return spelt.select(*(name for name in ("row", *columns, *keep) if name in there))

    def count(self, answers: Coded, columns: Mapping[str, Type]) -> Any:
        """Count the rows with each answer: a frame with the parts of the answers as columns, and `count`.

        An answer has a part for each column, or is None in a row that does not count.
        """
        words = [type.words if isinstance(type, Words) else () for type in columns.values()]
        found = {each for each in answers.meanings if each is not None}
        kinds = sorted(found, key=lambda kind: _places(kind, words))
        place = {kind: number for number, kind in enumerate(kinds)}
        return self.tally(self.select({NUMBER: answers.map(place.get)}), kinds, columns)

    def tally(
        self, numbers: Any, kinds: Sequence[Sequence[Any]], columns: Mapping[str, Type]
    ) -> Any:
        """Count the rows of a frame by their `NUMBER`, the place of their kind; null does not count."""
        groups = numbers.drop_nulls(NUMBER).group_by(NUMBER).agg(nw.len().alias("count"))
        groups = groups.with_columns(nw.col("count").cast(nw.Int64))
        in_order = groups if self.is_lazy else groups.sort(NUMBER)
        return self.spell(in_order, kinds, columns, ["count"]).to_native()

    @abc.abstractmethod
    def stack(self, numbers: Sequence[Coded], rows: str, values: Sequence[str] = ()) -> Any:
        """Return a row for each number in some coded columns: `row` (if known) and `NUMBER`.

        With `values`, a user's column for each of them, also `value`: the cell in that column as text.
        """

    def check(self, column: str) -> None:
        """Raise `UnusableFrame` unless the frame has this column, with cells that can be read."""
        check_name(column)
        if column not in self.schema:
            raise no_column(column, self.schema)
        if problem := self._problem(column, self.schema[column]):
            raise UnusableFrame(f"column {column!r} {problem}")

    def named(self, name: str) -> str | None:
        """Return the column that the engine knows by this name, if there is one."""
        return name if name in self.columns else None

    def _reserve(self, name: str) -> None:
        if taken := self.named(name):
            raise UnusableFrame(
                f"the frame has a column {taken!r} already; rename or drop it, or give another name"
            )
        self.columns.append(name)

    def _problem(self, column: str, type: Any) -> str:
        """Return why a column cannot be read, or nothing."""
        unreadable = type.is_nested() or type == nw.Binary
        return f"holds {type}, not text; convert it to text first" if unreadable else ""

    @property
    @abc.abstractmethod
    def _helped(self) -> Any:
        """The user's frame, with the columns that codes need."""

    @abc.abstractmethod
    def _take(self, wanted: Sequence[tuple[Coded, Type]]) -> list[Any]:
        """Return a column for each coded column, in which every row has what its code means."""

    @abc.abstractmethod
    def _computed(self, meanings: tuple[Any, ...], codes: Any, level: int) -> Coded:
        """Return new codes, made of codes of a level at most."""

    @abc.abstractmethod
    def _with(self, columns: Mapping[str, Any]) -> Any:
        """Return the user's frame with new columns."""


def _either(one: Any, other: Any) -> Any:
    return one | other


def _places(kind: Sequence[Any], words: Sequence[Sequence[str]]) -> list[int]:
    """Return the place of each part among the words of its column; null comes last."""
    return [
        known.index(part) if part in known else len(known)
        for part, known in zip(kind, words, strict=True)
    ]
