"""Columns in memory, engine by engine: what narwhals has no word for, or is slow at.

An engine makes columns from Python values, codes columns by their distinct values, and gives each code
its answer. Codes are whole numbers in the engine's own array. It is given as many columns at once as there
are, for an engine that works on several at a time.
"""

import enum
import importlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import attrs
import narwhals as nw

from ofsted_frameworks.frames.errors import MissingEngine, UnusableFrame, no_text


@attrs.frozen
class Words:
    """The type of a column of few distinct words; `ordered` says that they stand best first."""

    words: tuple[str, ...]
    ordered: bool = False


class Plain(enum.Enum):
    """The type of a column that has no list of values."""

    NUMBER = "whole number of one byte"
    COUNT = "whole number"
    REAL = "decimal number"
    FLAG = "true or false"
    TEXT = "text"
    DAY = "day"


_MOST_IN_A_BYTE = 127

Type = Words | Plain
Encoded = tuple[list[Any], Any]
Wanted = tuple[Any, Sequence[Any], Type]


class Engine(Protocol):
    """What a data-frame library in memory does for this one."""

    def column(self, values: Sequence[Any], type: Type) -> Any:
        """A column of Python values, None for null."""
        ...

    def frame(self, columns: Mapping[str, Any]) -> Any:
        """A frame of columns."""
        ...

    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[Encoded]:
        """Each column's distinct values, and for each row the position of its own; null for null."""
        ...

    def recode(self, codes: Any, to: Sequence[int], null: int) -> Any:
        """For each code the number at its position in `to`; `null` for null."""
        ...

    def combine(self, codes: Any, more: Any, size: int) -> Any:
        """One code for each pair of codes, the second of which is below `size`."""
        ...

    def distinct(self, codes: Any) -> list[int]:
        """The codes that there are."""
        ...

    def answer(self, wanted: Sequence[Wanted]) -> list[Any]:
        """Each column of answers: for each code the answer at its position."""
        ...

    def series(self, column: Any, beside: nw.DataFrame[Any]) -> nw.Series[Any]:
        """A column as narwhals' series, to stand beside those of a frame."""
        ...

    def readable(self, column: nw.Series[Any]) -> nw.Series[Any]:
        """A user's column in a form that the engine can take rows of, and make text of.

        Raises `UnusableFrame` where there is none.
        """
        ...


class _Pandas:
    """pandas: extension arrays as columns, numpy arrays as codes, with -1 for null."""

    def __init__(self) -> None:
        self._pd: Any = _library("pandas")
        self._np: Any = _library("numpy")
        self._types = {
            Plain.NUMBER: "Int8",
            Plain.COUNT: "Int64",
            Plain.REAL: "Float64",
            Plain.FLAG: "boolean",
            Plain.TEXT: "string",
            Plain.DAY: "datetime64[s]",
        }

    def column(self, values: Sequence[Any], type: Type) -> Any:
        if isinstance(type, Words):
            return self._pd.Categorical(values, list(type.words), ordered=type.ordered)
        return self._pd.array(list(values), dtype=self._types[type])

    def frame(self, columns: Mapping[str, Any]) -> Any:
        return self._pd.DataFrame(dict(columns))

    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[Encoded]:
        return [self._encoded(series) for series in columns]

    def _encoded(self, series: nw.Series[Any]) -> Encoded:
        native = series.to_native()
        if isinstance(native.dtype, self._pd.CategoricalDtype):
            return list(native.cat.categories), native.cat.codes.to_numpy()
        try:
            codes, values = self._pd.factorize(native)
        except TypeError as error:
            raise UnusableFrame(f"column {series.name!r} holds what is no text: {error}") from None
        return list(values), codes.astype("int32")

    def recode(self, codes: Any, to: Sequence[int], null: int) -> Any:
        return self._np.array([*to, null], dtype="int32")[codes]

    def combine(self, codes: Any, more: Any, size: int) -> Any:
        return codes * size + more

    def distinct(self, codes: Any) -> list[int]:
        return sorted(self._pd.unique(codes).tolist())

    def answer(self, wanted: Sequence[Wanted]) -> list[Any]:
        return [self.column(answers, type).take(codes) for codes, answers, type in wanted]

    def series(self, column: Any, beside: nw.DataFrame[Any]) -> nw.Series[Any]:
        native = self._pd.Series(column, index=beside.to_native().index, copy=False)
        return nw.from_native(native, series_only=True)

    def readable(self, column: nw.Series[Any]) -> nw.Series[Any]:
        return column


class _Polars:
    """polars: series as columns and as codes."""

    def __init__(self) -> None:
        self._pl: Any = _library("polars")
        self._types = {
            Plain.NUMBER: self._pl.Int8,
            Plain.COUNT: self._pl.Int64,
            Plain.REAL: self._pl.Float64,
            Plain.FLAG: self._pl.Boolean,
            Plain.TEXT: self._pl.String,
            Plain.DAY: self._pl.Date,
        }

    def column(self, values: Sequence[Any], type: Type) -> Any:
        if isinstance(type, Words):
            return self._pl.Series(values, dtype=self._pl.Enum(list(type.words)))
        return self._pl.Series(values, dtype=self._types[type])

    def frame(self, columns: Mapping[str, Any]) -> Any:
        return self._pl.DataFrame(dict(columns))

    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[Encoded]:
        col = self._pl.col
        native = {str(number): series.to_native() for number, series in enumerate(columns)}
        frame = self._pl.DataFrame(native)
        texts = [n for n, type in frame.schema.items() if not isinstance(type, self._pl.Enum)]
        plain = frame.with_columns(col(texts).cast(self._pl.String))
        values = plain.select(col(texts).unique().drop_nulls().implode())
        enums = plain.with_columns(col(n).cast(self._pl.Enum(values[n][0])) for n in texts)
        codes = enums.select(col(enums.columns).to_physical())
        return [(enums[n].dtype.categories.to_list(), codes[n]) for n in enums.columns]

    def recode(self, codes: Any, to: Sequence[int], null: int) -> Any:
        return self._pl.Series(to, dtype=self._pl.Int32).gather(codes).fill_null(null)

    def combine(self, codes: Any, more: Any, size: int) -> Any:
        return codes * size + more

    def distinct(self, codes: Any) -> list[int]:
        return sorted(codes.unique().to_list())

    def answer(self, wanted: Sequence[Wanted]) -> list[Any]:
        lit = self._pl.lit
        made = self._pl.select(
            lit(self.column(answers, type)).gather(lit(codes)).alias(str(number))
            for number, (codes, answers, type) in enumerate(wanted)
        )
        return list(made.get_columns())

    def series(self, column: Any, beside: nw.DataFrame[Any]) -> nw.Series[Any]:
        return nw.from_native(column, series_only=True)

    def readable(self, column: nw.Series[Any]) -> nw.Series[Any]:
        if column.dtype == nw.Object or column.dtype == nw.Duration:
            raise no_text(column.name, column.dtype)
        return column


class _PyArrow:
    """pyarrow: arrays, chunked or not, as columns and as codes."""

    def __init__(self) -> None:
        self._pa: Any = _library("pyarrow")
        self._pc: Any = _library("pyarrow.compute")
        self._types = {
            Plain.NUMBER: self._pa.int8(),
            Plain.COUNT: self._pa.int64(),
            Plain.REAL: self._pa.float64(),
            Plain.FLAG: self._pa.bool_(),
            Plain.TEXT: self._pa.string(),
            Plain.DAY: self._pa.date32(),
        }

    def column(self, values: Sequence[Any], type: Type) -> Any:
        if isinstance(type, Words):
            position = {word: number for number, word in enumerate(type.words)}
            return self._pa.DictionaryArray.from_arrays(
                self._pa.array(
                    [position.get(value) for value in values], self._place(len(position))
                ),
                self._pa.array(type.words, self._pa.string()),
                ordered=type.ordered,
            )
        return self._pa.array(values, self._types[type])

    def _place(self, size: int) -> Any:
        return self._pa.int8() if size <= _MOST_IN_A_BYTE else self._pa.int32()

    def frame(self, columns: Mapping[str, Any]) -> Any:
        return self._pa.table(dict(columns))

    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[Encoded]:
        return [self._encoded(series.to_native()) for series in columns]

    def _encoded(self, native: Any) -> Encoded:
        if not self._pa.types.is_dictionary(native.type):
            native = self._pc.dictionary_encode(native.cast(self._pa.string()))
        native = native.unify_dictionaries()
        values: list[Any] = native.chunk(0).dictionary.to_pylist() if native.num_chunks else []
        indices = [chunk.indices for chunk in native.chunks]
        return values, self._pa.chunked_array(indices, native.type.index_type)

    def recode(self, codes: Any, to: Sequence[int], null: int) -> Any:
        return self._pc.fill_null(self._pa.array(to, self._pa.int32()).take(codes), null)

    def combine(self, codes: Any, more: Any, size: int) -> Any:
        return self._pc.add(self._pc.multiply(codes, self._pa.scalar(size, self._pa.int32())), more)

    def distinct(self, codes: Any) -> list[int]:
        return sorted(self._pc.unique(codes).to_pylist())

    def answer(self, wanted: Sequence[Wanted]) -> list[Any]:
        return [self.column(answers, type).take(codes) for codes, answers, type in wanted]

    def series(self, column: Any, beside: nw.DataFrame[Any]) -> nw.Series[Any]:
        return nw.from_native(column, series_only=True)

    def readable(self, column: nw.Series[Any]) -> nw.Series[Any]:
        native = column.to_native()
        if not self._is_text(native.type):
            raise no_text(column.name, native.type)
        plain: nw.Series[Any] = nw.from_native(self._plain(native), series_only=True)
        return plain.alias(column.name)

    def _is_text(self, type: Any) -> bool:
        """False for bytes under any name, and for what does not become text."""
        types = self._pa.types
        inside = types.is_run_end_encoded(type) or types.is_dictionary(type)
        held = type.value_type if inside else type
        if "binary" in str(held) or isinstance(held, self._pa.BaseExtensionType):
            return False
        try:
            self._pa.nulls(0, held).cast(self._pa.string())
        except NotImplementedError:
            return False
        return True

    def _plain(self, native: Any) -> Any:
        """The same without views, runs and nulls among the words of a dictionary: few kernels take these."""
        types, string = self._pa.types, self._pa.string()
        if types.is_run_end_encoded(native.type):
            native = self._pc.run_end_decode(native)
        if types.is_string_view(native.type):
            return native.cast(string)
        if not types.is_dictionary(native.type):
            return native
        if types.is_string_view(native.type.value_type):
            native = native.cast(self._pa.dictionary(native.type.index_type, string))
        nulls = any(chunk.dictionary.null_count for chunk in native.chunks)
        return native.cast(native.type.value_type) if nulls else native


ENGINES: Mapping[str, type[Engine]] = {"pandas": _Pandas, "polars": _Polars, "pyarrow": _PyArrow}


def engine(backend: Any) -> Engine:
    """The engine of this name.

    Raises `UnusableFrame` for a name that is none, `MissingEngine` when its library is not installed.
    """
    if not isinstance(backend, str) or backend not in ENGINES:
        raise UnusableFrame(f"backend is one of {', '.join(ENGINES)}, not {backend!r}")
    return ENGINES[backend]()


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise MissingEngine(f"a {package} frame needs {package}: pip install {package}") from None
