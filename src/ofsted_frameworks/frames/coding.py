"""A user's frame as a table: its columns as codes, and new columns with an answer for each code."""

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

NUMBER: Final = "_number"
"""The column of a helper frame with the position of each row's kind in a list of kinds."""


class Unread(enum.Enum):
    """The meaning of a cell that cannot be read: its word is unknown, or the framework of its row is."""

    WORD = "word"
    FRAMEWORK = "framework"


@attrs.frozen
class Codes:
    """The codes of one column or several together: a small number for each row, and its meaning.

    `numbers` are a narwhals series in memory and an expression on a lazy frame. `level` is the
    number of layers of the lazy query that must be computed before the expression.
    """

    meanings: tuple[Any, ...]
    numbers: Any
    level: int = 0

    def map(self, change: Callable[[Any], Any]) -> "Codes":
        """Return the same codes with each meaning changed."""
        return attrs.evolve(self, meanings=tuple(map(change, self.meanings)))


class Table(abc.ABC):
    """A user's frame, with columns to read as codes and columns to add."""

    is_lazy = False

    def __init__(self, given: Any) -> None:
        self.given = given
        self.schema = given.collect_schema()
        self.columns: list[str] = list(self.schema)
        self._added: dict[str, tuple[Sequence[Codes], Type]] = {}

    @abc.abstractmethod
    def prepare(self, columns: Sequence[str]) -> None:
        """Check several columns, and prepare to code them together."""

    @abc.abstractmethod
    def code(self, column: str, known: Mapping[str, Hashable], *, folded: bool = True) -> Codes:
        """Return a column's codes: the meaning of a known word, None for null, or `Unread.WORD`.

        The words of `known` are folded, and so is each cell before it is looked up, unless `folded` is False.
        """

    @abc.abstractmethod
    def code_days(self, column: str) -> Codes | None:
        """Return a column's days as ordinal numbers, or None on a lazy frame, which keeps its dates."""

    @abc.abstractmethod
    def occurring(self, codes: Codes) -> list[Any]:
        """Return the meanings that occur in the rows; on a lazy frame, all meanings."""

    def pair(self, first: Codes, second: Codes) -> Codes:
        """Return codes for two columns together; each code means a pair."""
        meanings = tuple(itertools.product(first.meanings, second.meanings))
        numbers = first.numbers * len(second.meanings) + second.numbers
        return self._computed(meanings, numbers, max(first.level, second.level))

    def merge(self, codes: Codes) -> Codes:
        """Return codes with one number for each different meaning."""
        place = {meaning: number for number, meaning in enumerate(dict.fromkeys(codes.meanings))}
        if len(place) == len(codes.meanings):
            return codes
        (numbers,) = self._take([(codes.map(place.__getitem__), nw.Int32)])
        return self._computed(tuple(place), numbers, codes.level)

    def add(self, name: str, type: Type, *answers: Codes) -> None:
        """Add a column of answers; with several true-or-false answers, a row is true if any of them is.

        Raises:
            UnusableFrame: If the frame has a column with this name.
        """
        if taken := self.named(name):
            raise UnusableFrame(
                f"the frame already has a column {taken!r}; rename or drop it, or choose another name"
            )
        self.columns.append(name)
        self._added[name] = answers, type

    @property
    def frame(self) -> Any:
        """The user's frame with the columns that were added."""
        added = self._added.values()
        taken = iter(self._take([(codes, type) for answers, type in added for codes in answers]))
        columns = {
            name: functools.reduce(_either, itertools.islice(taken, len(answers)))
            for name, (answers, _) in self._added.items()
        }
        return self._with(columns)

    def select(self, numbers: Mapping[str, Codes], *more: nw.Expr) -> Any:
        """Return a frame with the numbers that codes mean, and with expressions over the user's columns."""
        taken = zip(numbers, self._take([(n, nw.Int64) for n in numbers.values()]), strict=True)
        return self._helped.select(*(column.alias(name) for name, column in taken), *more)

    def decode(
        self,
        frame: Any,
        kinds: Sequence[Sequence[Any]],
        columns: Mapping[str, Type],
        keep: Sequence[str],
    ) -> Any:
        """Return a frame in which each row's kind, given by `NUMBER`, is written out as columns."""
        decoded = self._write_out(frame, kinds, columns)
        existing = decoded.collect_schema().names()
        return decoded.select(*(name for name in ("row", *columns, *keep) if name in existing))

    def _write_out(
        self, frame: Any, kinds: Sequence[Sequence[Any]], columns: Mapping[str, Type]
    ) -> Any:
        """Return a frame with columns for the parts of each row's kind."""
        numbers = nw.col(NUMBER) if self.is_lazy else frame[NUMBER]
        parts = zip(*kinds, strict=True) if kinds else [()] * len(columns)
        wanted = [
            (Codes(part, numbers), type) for part, type in zip(parts, columns.values(), strict=True)
        ]
        made = zip(columns, self._take(wanted), strict=True)
        return frame.with_columns(*(column.alias(name) for name, column in made))

    def count(self, answers: Codes, columns: Mapping[str, Type]) -> Any:
        """Return a frame with a row for each answer: its parts as columns, and `count`, the number of rows.

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
        """Return the number of rows of each kind in a frame, given by `NUMBER`; null is left out."""
        groups = numbers.drop_nulls(NUMBER).group_by(NUMBER).agg(nw.len().alias("count"))
        groups = groups.with_columns(nw.col("count").cast(nw.Int64))
        in_order = groups if self.is_lazy else groups.sort(NUMBER)
        return self.decode(in_order, kinds, columns, ["count"]).to_native()

    @abc.abstractmethod
    def stack(self, numbers: Sequence[Codes], rows: str, values: Sequence[str] = ()) -> Any:
        """Return a frame with a row for each number that is not null: `row` (if known) and `NUMBER`.

        `values` names a user's column for each of `numbers`; the frame then has `value`, its cell as text.
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

    def _problem(self, column: str, type: Any) -> str:
        """Return why a column cannot be read, or an empty string."""
        unreadable = type.is_nested() or type == nw.Binary
        return f"holds {type}, not text; convert it to text first" if unreadable else ""

    @property
    @abc.abstractmethod
    def _helped(self) -> Any:
        """The user's frame, with the helper columns that codes need."""

    @abc.abstractmethod
    def _take(self, wanted: Sequence[tuple[Codes, Type]]) -> list[Any]:
        """Return a column of meanings for each of the codes."""

    @abc.abstractmethod
    def _computed(self, meanings: tuple[Any, ...], numbers: Any, level: int) -> Codes:
        """Return new codes, computed from codes of this level or below."""

    @abc.abstractmethod
    def _with(self, columns: Mapping[str, Any]) -> Any:
        """Return the user's frame with new columns."""


def _either(one: Any, other: Any) -> Any:
    return one | other


def _places(kind: Sequence[Any], words: Sequence[Sequence[str]]) -> list[int]:
    """Return the position of each part among the words of its column; null comes last."""
    return [
        known.index(part) if part in known else len(known)
        for part, known in zip(kind, words, strict=True)
    ]
