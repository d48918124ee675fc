"""Lazy tables: nothing is collected, so the code of a cell is an expression over the cell's row."""

import itertools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final

import narwhals as nw

from ofsted_frameworks.frames.coding import NUMBER, Codes, Table, Unread
from ofsted_frameworks.frames.engines import Type, Words
from ofsted_frameworks.frames.fold_pattern import labels_pattern
from ofsted_frameworks.frames.frame_errors import UnusableFrame
from ofsted_frameworks.labels import fold

_DEEPEST: Final = 40
_COMMA: Final = ","
_UNSAFE_IN_SPARK: Final = frozenset(".`")


def lazy_table(given: nw.LazyFrame[Any]) -> Table:
    """Return a lazy frame as a table."""
    return _LazyTable(given)


class _LazyTable(Table):
    """A frame that is not collected: its codes are columns of a query, a few layers deep."""

    is_lazy = True

    def __init__(self, given: nw.LazyFrame[Any]) -> None:
        super().__init__(given)
        self._as_compared = str if given.implementation.is_polars() else str.lower
        self._refuse_equal_names()
        self._layers: list[dict[str, nw.Expr]] = []
        self._built: Any = None

    def prepare(self, columns: Sequence[str]) -> None:
        for column in columns:
            self.check(column)

    def code(self, column: str, known: Mapping[str, Hashable], *, folded: bool = True) -> Codes:
        self.check(column)
        groups: dict[Hashable, list[str]] = {}
        for word, meaning in known.items():
            groups.setdefault(meaning, []).append(word)
        words = list(groups.values())
        spellings = [_usual_spellings(group) for group in words] if folded else words
        cell = nw.col(column).cast(nw.String)
        number = _number(cell, spellings, words if folded else [])
        return self._computed((*groups, None, Unread.WORD), number, 0)

    def code_days(self, column: str) -> None:
        self.check(column)

    def occurring(self, codes: Codes) -> list[Any]:
        return list(codes.meanings)

    def stack(self, numbers: Sequence[Codes], rows: str, values: Sequence[str] = ()) -> Any:
        """Join the numbers of a row as text and split the text into rows, which every engine can do."""
        taken = self._take([(codes, nw.Int64) for codes in numbers])
        texts = (number.cast(nw.String) for number in taken)
        joined = nw.concat_str(*texts, separator=_COMMA, ignore_nulls=True)
        kept = {"row": nw.col(rows)} if rows else {}
        cells = {f"_value_{n}": nw.col(column).cast(nw.String) for n, column in enumerate(values)}
        made = {**kept, **cells, NUMBER: joined.str.split(_COMMA)}
        found = _exploded(self._helped.select(*(expr.alias(name) for name, expr in made.items())))
        found = found.filter(nw.col(NUMBER) != "").with_columns(nw.col(NUMBER).cast(nw.Int64))
        if not values:
            return found
        values_found = (
            nw.when(nw.col(NUMBER) == n).then(nw.col(name)) for n, name in enumerate(cells)
        )
        return found.select(*kept, NUMBER, nw.coalesce(*values_found).alias("value"))

    def _write_out(
        self, frame: Any, kinds: Sequence[Sequence[Any]], columns: Mapping[str, Type]
    ) -> Any:
        """Return a frame with columns for the parts of each row's kind.

        On Spark, words are joined from a small table, because Spark takes long to plan thousands of cases.
        """
        are_words = all(type is nw.String or isinstance(type, Words) for type in columns.values())
        if not (kinds and are_words and self.given.implementation.is_spark_like()):
            return super()._write_out(frame, kinds, columns)
        rows = [(number, *kind) for number, kind in enumerate(kinds) if set(kind) != {None}]
        types = ", ".join(f"`{name}` string" for name in columns)
        session = frame.to_native().sparkSession
        words = nw.from_native(session.createDataFrame(rows, f"`{NUMBER}` long, {types}"))
        return frame.join(words, on=NUMBER, how="left")

    def named(self, name: str) -> str | None:
        compared = self._as_compared
        return next((each for each in self.columns if compared(each) == compared(name)), None)

    def _problem(self, column: str, type: Any) -> str:
        if self.given.implementation.is_spark_like() and set(column) & _UNSAFE_IN_SPARK:
            return "has a dot or backtick in its name, which Spark misreads; rename it"
        return super()._problem(column, type)

    def _refuse_equal_names(self) -> None:
        if self.given.implementation.is_polars():
            return
        names = list(self.given.to_native().columns)
        for name in names:
            if (same := self.named(name)) != name or names.count(name) > 1:
                raise UnusableFrame(
                    f"the engine cannot tell columns {same!r} and {name!r} apart; rename one"
                )

    @property
    def _helped(self) -> Any:
        if self._built is None:
            self._built = self.given
            for layer in self._layers:
                helpers = (expr.alias(name) for name, expr in layer.items())
                self._built = self._built.with_columns(*helpers)
        return self._built

    def _take(self, wanted: Sequence[tuple[Codes, Type]]) -> list[Any]:
        return [_choice(c.numbers, c.meanings).cast(self._native(type)) for c, type in wanted]

    def _native(self, type: Type) -> Any:
        if not isinstance(type, Words):
            return type
        engine = self.given.implementation
        has_enums = engine.is_polars() or (engine.is_duckdb() and type.ordered)
        return nw.Enum(type.words) if has_enums else nw.String

    def _computed(self, meanings: tuple[Any, ...], numbers: Any, level: int) -> Codes:
        """Return codes with the numbers as a column in the query's layer of this level."""
        helpers = {name for layer in self._layers for name in layer}
        names = map("_code_{}".format, itertools.count(len(helpers)))
        name = next(name for name in names if not self.named(name) and name not in helpers)
        if level == len(self._layers):
            self._layers.append({})
        self._layers[level][name] = numbers
        self._built = None
        return Codes(meanings, nw.col(name), level + 1)

    def _with(self, columns: Mapping[str, Any]) -> Any:
        made = [expr.alias(name) for name, expr in columns.items()]
        # Spark would read the name `a.b` as the field `b` of a column `a`.
        if self.given.implementation.is_spark_like():
            whole = self._helped.with_columns(*made)
            return whole.drop(*(name for layer in self._layers for name in layer))
        return self._helped.select(*map(nw.col, self.schema), *made)


def _exploded(frame: Any) -> Any:
    """Return a row for each element of the lists in the column `NUMBER`.

    DuckDB is called directly. Narwhals would also filter out empty lists, and DuckDB plans that filter into
    every layer, which takes half a minute for the rules of a framework.
    """
    if not frame.implementation.is_duckdb():
        return frame.explode(NUMBER)
    *others, last = (f'"{name}"' for name in frame.collect_schema().names())
    listed = ", ".join((*others, f"unnest({last}) as {last}"))
    return nw.from_native(frame.to_native().project(listed))


def _number(
    cell: nw.Expr, spellings: Sequence[Sequence[str]], folded: Sequence[Sequence[str]]
) -> nw.Expr:
    """Return the code of a cell: the position of the group with its spelling or its folded label."""
    null = len(spellings)
    tests = [(cell.is_null(), null)]
    tests += [(_is_one_of(cell, words), code) for code, words in enumerate(spellings)]
    tests += [(cell.str.contains(labels_pattern(group)), code) for code, group in enumerate(folded)]
    return _first([(test, nw.lit(code)) for test, code in tests], nw.lit(null + 1))


def _choice(code: nw.Expr, answers: Sequence[Any]) -> nw.Expr:
    """Return the answer for a code; the last case needs no test: it is null or else the commonest answer."""
    codes: dict[Any, list[int]] = {}
    for each, answer in enumerate(answers):
        codes.setdefault(answer, []).append(each)
    rest = None if None in codes else max(codes, key=lambda answer: len(codes[answer]))
    others = [answer for answer in codes if answer != rest]
    if len(offsets := _offsets(answers)) == 1 and rest is None:
        known = [each for answer in others for each in codes[answer]]
        return nw.when(_is_one_of(code, known)).then(code + offsets.pop())
    tests = [(_is_one_of(code, codes[answer]), nw.lit(answer)) for answer in others]
    return _first(tests, nw.lit(rest))


def _offsets(answers: Sequence[Any]) -> set[int]:
    """Return the differences between numeric answers and their codes; adding is quicker than choosing."""
    given = [(code, answer) for code, answer in enumerate(answers) if answer is not None]
    if not all(type(answer) is int for _, answer in given):
        return set()
    return {answer - code for code, answer in given}


def _first(tests: Sequence[tuple[nw.Expr, nw.Expr]], otherwise: nw.Expr) -> nw.Expr:
    """Return the answer of the first test that is true.

    Engines are quickest with nested cases, but none can nest hundreds of them.
    """
    if len(tests) > _DEEPEST:
        return nw.coalesce(
            _first(tests[:_DEEPEST], nw.lit(None)), _first(tests[_DEEPEST:], otherwise)
        )
    made = otherwise
    for test, answer in reversed(tests):
        made = nw.when(test).then(answer).otherwise(made)
    return made


def _is_one_of(value: nw.Expr, values: Sequence[Any]) -> nw.Expr:
    return value == values[0] if len(values) == 1 else value.is_in(values)


def _usual_spellings(labels: Iterable[str]) -> list[str]:
    """Return the usual spellings of labels: comparing with them is quicker than matching a pattern."""
    printed = (
        (label, text)
        for label in labels
        for text in (label, label.capitalize(), label.title(), label.upper())
    )
    return list(dict.fromkeys(text for label, text in printed if fold(text) == label))
