"""A frame that is not to be collected at work: codes are columns that an expression makes."""

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw

from ofsted_frameworks.frames.coding import Answered, Ask, Coded, Known, Table, either
from ofsted_frameworks.frames.engines import Plain, Type
from ofsted_frameworks.frames.errors import UnusableFrame
from ofsted_frameworks.frames.patterns import labels_pattern
from ofsted_frameworks.labels import fold

_FEW = 16
_DEEP = 40
_COMMA = ","
_NOT_IN_NAMES = frozenset(".`")
_FOUND = "_found"
_TYPES: Mapping[Plain, Any] = {
    Plain.NUMBER: nw.Int8,
    Plain.COUNT: nw.Int64,
    Plain.FLAG: nw.Boolean,
    Plain.TEXT: nw.String,
}


def lazy(frame: nw.LazyFrame[Any]) -> Table:
    """A frame that is not collected, to be worked on."""
    return _Lazy(frame)


class _Lazy(Table):
    """A frame that is not to be collected: codes are columns that an expression makes."""

    def __init__(self, frame: nw.LazyFrame[Any]) -> None:
        super().__init__(frame)
        self._known_by = str if frame.implementation.is_polars() else str.lower
        self._check_names()
        self._levels: list[list[nw.Expr]] = []
        self._level: dict[str, int] = {}
        self._new: list[nw.Expr] = []
        self._built: Any = None

    @property
    def frame(self) -> Any:
        whole = self._frame.with_columns(*self._new) if self._new else self._frame
        return whole.drop(*self._level)

    @property
    def _frame(self) -> Any:
        """The frame with the columns of codes: few layers, for each is a query within a query."""
        if self._built is None:
            self._built = self.given
            for level in self._levels:
                self._built = self._built.with_columns(*level)
        return self._built

    def prepare(self, columns: Iterable[str]) -> None:
        for column in columns:
            self.check(column)

    def called(self, name: str) -> str | None:
        known_by = self._known_by
        return next((each for each in self.columns if known_by(each) == known_by(name)), None)

    def _problem(self, column: str, type: Any) -> str:
        misread = self.given.implementation.is_spark_like() and set(column) & _NOT_IN_NAMES
        dotted = "has a dot or backtick in its name, which Spark takes for more; rename it"
        return dotted if misread else super()._problem(column, type)

    def _check_names(self) -> None:
        """Raises `UnusableFrame` where the engine would take one column for another."""
        if self.given.implementation.is_polars():
            return
        names = list(self.given.to_native().columns)
        for name in names:
            if (same := self.called(name)) != name or names.count(name) > 1:
                raise UnusableFrame(
                    f"columns {same!r} and {name!r} are one to the engine; rename one"
                )

    def cells(self, wanted: Sequence[tuple[str, Answered]], rows: str) -> Any:
        kept = [
            nw.col(column).cast(nw.String).alias(f"_value_{n}")
            for n, (column, _) in enumerate(wanted)
        ]
        parts = [
            _choice(
                nw.col(coded.codes),
                {code: n if true else None for code, true in enumerate(coded.answers(test))},
            )
            for n, (_, (coded, test)) in enumerate(wanted)
        ]
        place = nw.col(_FOUND)
        value = nw.coalesce(
            *(nw.when(place == n).then(nw.col(f"_value_{n}")) for n in range(len(wanted)))
        )
        return self._exploded(parts, rows, kept).select(
            *(["row"] if rows else []),
            _choice(place, {n: column for n, (column, _) in enumerate(wanted)}).alias("column"),
            value.alias("value"),
        )

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

        codes = (coded.codes for coded in inputs.values())
        helper = self._helper(_grown(tree(Known())), *codes)
        return Coded(tuple((d,) for d in decisions), helper, frozenset(range(len(decisions))))

    def stacked(self, parts: Sequence[Answered], columns: Mapping[str, Type], rows: str) -> Any:
        kinds: dict[Any, int] = {}
        numbers = [
            _choice(
                nw.col(coded.codes),
                {
                    code: None if each is None else kinds.setdefault(each, len(kinds))
                    for code, each in enumerate(coded.answers(answer))
                },
            )
            for coded, answer in parts
        ]
        made = [
            _choice(nw.col(_FOUND), {number: each[place] for each, number in kinds.items()})
            .cast(self._type(type))
            .alias(name)
            for place, (name, type) in enumerate(columns.items())
        ]
        exploded = self._exploded(numbers, rows, [])
        return exploded.select(*(["row"] if rows else []), *made).to_native()

    def _exploded(self, numbers: Sequence[nw.Expr], rows: str, kept: Sequence[nw.Expr]) -> Any:
        """A row for each number that is not null, each of the engines that read lazily can do this."""
        texts = (number.cast(nw.Int64).cast(nw.String) for number in numbers)
        joined = nw.concat_str(*texts, separator=_COMMA, ignore_nulls=True)
        row = [nw.col(rows).alias("row")] if rows else []
        listed = self._frame.select(*row, *kept, joined.str.split(_COMMA).alias(_FOUND))
        each = _exploded(listed).filter(nw.col(_FOUND) != "")
        return each.with_columns(nw.col(_FOUND).cast(nw.Int64))

    def merged(self, coded: Coded) -> Coded:
        values = tuple(dict.fromkeys(coded.values))
        place = {code: values.index(value) for code, value in enumerate(coded.values)}
        helper = self._helper(_choice(nw.col(coded.codes), place), coded.codes)
        return Coded(values, helper, frozenset(range(len(values))))

    def _selected(self, columns: list[Any]) -> Any:
        return self._frame.select(*columns)

    def _codes(
        self, column: str, groups: list[Sequence[str]], folded: bool
    ) -> tuple[Any, Iterable[int]]:
        type, cell = self._schema[column], nw.col(column)
        if isinstance(type, nw.Enum):
            plain = fold if folded else str
            written = [[w for w in type.categories if plain(w) in group] for group in groups]
            made = _code(cell, written, [])
        else:
            often = [_dresses(group) for group in groups] if folded else groups
            made = _code(cell.cast(nw.String), often, groups if folded else [])
        return self._helper(made), range(len(groups) + 2)

    def _paired(self, first: Any, second: Any, size: int) -> Any:
        return self._helper(nw.col(first) * size + nw.col(second), first, second)

    def _answer(self, coded: Coded, answers: list[Any], type: Type) -> nw.Expr:
        return _choice(nw.col(coded.codes), dict(enumerate(answers))).cast(self._type(type))

    def _add_answer(self, name: str, coded: Coded, answers: list[Any], type: Type) -> None:
        self._add(name, self._answer(coded, answers, type))

    def _add(self, name: str, column: Any) -> None:
        self._new.append(column.alias(name))

    def _type(self, type: Type) -> Any:
        if isinstance(type, Plain):
            return _TYPES[type]
        its = self.given.implementation
        enum = its.is_polars() or (its.is_duckdb() and type.ordered)
        return nw.Enum(type.words) if enum else nw.String

    def _helper(self, codes: nw.Expr, *of: str) -> str:
        """A column of codes, made of other such columns."""
        names = map("_code_{}".format, itertools.count())
        name = next(n for n in names if not self.called(n) and n not in self._level)
        level = max((self._level[each] + 1 for each in of), default=0)
        self._levels += [[] for _ in range(level + 1 - len(self._levels))]
        self._levels[level].append(codes.alias(name))
        self._level[name] = level
        self._built = None
        return name


def _exploded(frame: Any) -> Any:
    """A row for each element of the lists in the last column.

    DuckDB is asked itself: a filter for empty lists, as narwhals has it, is pushed down through every
    layer, and the rules of a framework then take it half a minute to plan.
    """
    if not frame.implementation.is_duckdb():
        return frame.explode(_FOUND)
    *others, last = (f'"{name}"' for name in frame.collect_schema().names())
    return nw.from_native(
        frame.to_native().project(", ".join((*others, f"unnest({last}) as {last}")))
    )


def _code(
    cell: nw.Expr, written: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]
) -> nw.Expr:
    """The code of a cell: the place of the words that it is, or of the labels that it folds to."""
    tests = [(cell.is_null(), len(written))]
    tests += [(_is_one_of(cell, words), code) for code, words in enumerate(written) if words]
    tests += [(cell.str.contains(labels_pattern(group)), code) for code, group in enumerate(labels)]
    return _first([(test, nw.lit(code)) for test, code in tests], nw.lit(len(written) + 1))


def _first(tests: Sequence[tuple[nw.Expr, nw.Expr]], otherwise: nw.Expr) -> nw.Expr:
    """The answer of the first test that is true."""
    if len(tests) <= _DEEP:
        return _nested(tests, otherwise)
    return nw.coalesce(_nested(tests[:_DEEP], nw.lit(None)), _first(tests[_DEEP:], otherwise))


def _nested(tests: Sequence[tuple[nw.Expr, nw.Expr]], otherwise: nw.Expr) -> nw.Expr:
    """A case in a case, at which engines are quickest; but none goes down hundreds of them."""
    made = otherwise
    for test, answer in reversed(tests):
        made = nw.when(test).then(answer).otherwise(made)
    return made


def _is_one_of(value: nw.Expr, values: Sequence[Any]) -> nw.Expr:
    """Comparisons where they are few: an engine is quicker at those than at a list."""
    if len(values) > _FEW:
        return value.is_in(values)
    first, *rest = (value == one for one in values)
    found: nw.Expr = functools.reduce(either, rest, first)
    return found


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
    branches = [
        (_is_one_of(nw.col(name), codes[branch]), _grown(branch))
        for branch in codes
        if branch != rest
    ]
    return _first(branches, _grown(rest))


def _choice(code: nw.Expr, answers: Mapping[int, Any]) -> nw.Expr:
    """The answer for a code: null, or else the commonest, is told by being none of the others."""
    codes: dict[Any, list[int]] = {}
    for each, answer in answers.items():
        codes.setdefault(answer, []).append(each)
    rest = None if None in codes else max(codes, key=lambda answer: len(codes[answer]))
    tests = [(_is_one_of(code, codes[each]), nw.lit(each)) for each in codes if each != rest]
    return _first(tests, nw.lit(rest))
