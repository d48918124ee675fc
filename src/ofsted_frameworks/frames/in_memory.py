"""A frame of pandas, polars or pyarrow at work: its distinct values are looked at, and its rows coded."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw

from ofsted_frameworks.frames.coding import OTHER, Answered, Coded, Known, Other, Table
from ofsted_frameworks.frames.engines import Encoded, Engine, Plain, Type, Wanted
from ofsted_frameworks.frames.errors import UnusableFrame
from ofsted_frameworks.frames.records import read_day
from ofsted_frameworks.labels import fold


def in_memory(frame: nw.DataFrame[Any], engine: Engine) -> Table:
    """A frame of an engine in memory, to be worked on."""
    return _InMemory(frame, engine)


class _InMemory(Table):
    """A frame of pandas, polars or pyarrow."""

    def __init__(self, frame: nw.DataFrame[Any], engine: Engine) -> None:
        super().__init__(frame)
        self._engine = engine
        self._readable: dict[str, nw.Series[Any]] = {}
        self._encoded: dict[str, Encoded] = {}
        self._new: list[nw.Series[Any]] = []
        self._wanted: dict[str, Wanted] = {}
        self._together: dict[tuple[str, ...], Coded] = {}

    @property
    def frame(self) -> Any:
        self._add_wanted()
        return self.given.with_columns(*self._new)

    def check(self, column: str) -> None:
        super().check(column)
        self._cells_in(column)

    def prepare(self, columns: Iterable[str]) -> None:
        new = [column for column in dict.fromkeys(columns) if column not in self._encoded]
        for column in new:
            self.check(column)
        made = self._engine.encode([self._cells_in(column) for column in new])
        self._encoded.update(zip(new, made, strict=True))

    def cells(self, wanted: Sequence[tuple[str, Answered]], rows: str) -> Any:
        return nw.concat([self._cells(column, *answered, rows) for column, answered in wanted])

    def _cells_in(self, column: str) -> nw.Series[Any]:
        if column not in self._readable:
            self._readable[column] = self._engine.readable(self.given[column])
        return self._readable[column]

    def _numbered(self, column: str, name: str, row: str) -> Any:
        """A frame of one column, under another name, and the numbers of its rows."""
        return self._cells_in(column).alias(name).to_frame().with_row_index(row)

    def _cells(self, column: str, coded: Coded, test: Callable[..., bool], rows: str) -> Any:
        numbered = self._numbered(column, "value", "row")
        if rows:
            numbered = numbered.with_columns(self._cells_in(rows).alias("row"))
        answers = coded.answers(test)
        passed = self._answer(coded, answers, Plain.FLAG) if any(answers) else None
        kept = numbered.head(0) if passed is None else numbered.filter(passed)
        return kept.select("row", nw.lit(column).alias("column"), nw.col("value").cast(nw.String))

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

    def stacked(self, parts: Sequence[Answered], columns: Mapping[str, Type], rows: str) -> Any:
        numbers = self._numbered(rows or next(iter(self._readable)), "row", "_row")
        if not rows:
            numbers = numbers.with_columns(row=nw.col("_row"))
        stack = [
            self._part(numbers.select("_row", nw.lit(n).alias("_part"), "row"), part, columns)
            for n, part in enumerate(parts)
        ]
        return nw.concat(stack).sort("_row", "_part").drop("_row", "_part").to_native()

    def _part(self, numbers: Any, part: Answered, columns: Mapping[str, Type]) -> Any:
        coded, answer = part
        answers = coded.answers(answer)
        passed = self._answer(coded, [each is not None for each in answers], Plain.FLAG)
        made = (
            self._answer(coded, [each and each[place] for each in answers], type).alias(name)
            for place, (name, type) in enumerate(columns.items())
        )
        return numbers.with_columns(*made).filter(passed)

    def days(self, column: str) -> Coded:
        self.prepare([column])
        values, codes = self._encoded.pop(column)
        days = [*map(_number_of_day, values), None]
        kinds = {day: number for number, day in enumerate(dict.fromkeys(days))}
        *to, null = [kinds[day] for day in days]
        codes = self._engine.recode(codes, to, null)
        return Coded(tuple((day,) for day in kinds), codes, frozenset(kinds.values()))

    def occurring(self, coded: Coded) -> Coded:
        return attrs.evolve(coded, used=frozenset(self._engine.distinct(coded.codes)))

    def merged(self, coded: Coded) -> Coded:
        values = [coded.values[code] for code in sorted(coded.used)]
        place = {value: code for code, value in enumerate(dict.fromkeys(values))}
        to = [place.get(value, 0) for value in coded.values]
        codes = self._engine.recode(coded.codes, to, 0)
        return Coded(tuple(place), codes, frozenset(range(len(place))))

    def _selected(self, columns: list[Any]) -> Any:
        return self.given.select(*columns)

    def _codes(
        self, column: str, groups: list[Sequence[str]], folded: bool
    ) -> tuple[Any, Iterable[int]]:
        self.prepare([column])
        values, codes = self._encoded.pop(column)
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
        (made,) = self._engine.answer([(coded.codes, answers, type)])
        return self._engine.series(made, self.given)

    def _add_answer(self, name: str, coded: Coded, answers: list[Any], type: Type) -> None:
        self._wanted[name] = coded.codes, answers, type

    def _add_wanted(self) -> None:
        made = self._engine.answer(list(self._wanted.values()))
        for name, column in zip(self._wanted, made, strict=True):
            self._new.append(self._engine.series(column, self.given).alias(name))
        self._wanted.clear()

    def _add(self, name: str, column: Any) -> None:
        self._add_wanted()
        self._new.append(column.alias(name))


def _number_of_day(value: Any) -> int | Other:
    try:
        return read_day(value).toordinal()
    except UnusableFrame:
        return OTHER
