"""The operations that pandas, polars and pyarrow each do in their own way.

An engine makes columns, finds their distinct values, and gives every row its answer. It takes all columns
at once, because polars works on several at a time.
"""

import abc
import importlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from ofsted_frameworks.frames.frame_errors import MissingEngine, UnusableFrame, not_text


@attrs.frozen
class Words:
    """The type of a column with few distinct words; `ordered` if they go from best to worst."""

    words: tuple[str, ...]
    ordered: bool = False


Type: TypeAlias = Words | type[nw.dtypes.DType]
"""Words, or one of narwhals' types: Int8, Int32, Int64, Float64, Boolean, String, Date."""
_WORDS_IN_A_BYTE = 127


class Engine(abc.ABC):
    """A data-frame library in memory."""

    @abc.abstractmethod
    def column(self, values: Sequence[Any], type: Type) -> Any:
        """Return a column of Python values, None for null."""

    @abc.abstractmethod
    def frame(self, columns: Mapping[str, Any]) -> Any:
        """Return a frame with these columns."""

    @abc.abstractmethod
    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[tuple[list[Any], nw.Series[Any]]]:
        """Return each column's distinct values, None last, and the position of each row's value."""

    @abc.abstractmethod
    def take(self, wanted: Sequence[tuple[nw.Series[Any], Any]]) -> list[nw.Series[Any]]:
        """Return, for each pair of positions and a column, the column's cell at every position."""

    def readable(self, column: nw.Series[Any]) -> nw.Series[Any]:
        """Return a column in a type that every operation accepts; raise `UnusableFrame` if there is none."""
        return column


class _Pandas(Engine):
    def __init__(self) -> None:
        self._pd: Any = _library("pandas")
        self._types: Mapping[Any, str] = {
            nw.Int8: "Int8",
            nw.Int32: "int32",
            nw.Int64: "Int64",
            nw.Float64: "Float64",
            nw.Boolean: "boolean",
            nw.String: "string",
            nw.Date: "datetime64[s]",
        }

    def column(self, values: Sequence[Any], type: Type) -> Any:
        if isinstance(type, Words):
            return self._pd.Categorical(values, list(type.words), ordered=type.ordered)
        return self._pd.array(list(values), dtype=self._types[type])

    def frame(self, columns: Mapping[str, Any]) -> Any:
        return self._pd.DataFrame(dict(columns))

    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[tuple[list[Any], nw.Series[Any]]]:
        return [self._encoded(series) for series in columns]

    def _encoded(self, series: nw.Series[Any]) -> tuple[list[Any], nw.Series[Any]]:
        native = series.to_native()
        try:
            codes, values = self._pd.factorize(native)
        except TypeError as error:
            raise not_text(str(series.name), str(error)) from None
        for value in values:
            if isinstance(value, str) and not _is_whole(value):
                raise not_text(str(series.name), f"{value!a}, half of a surrogate pair")
        codes[codes < 0] = len(values)
        return [*values, None], self._series(codes.astype("int32"), native.index)

    def take(self, wanted: Sequence[tuple[nw.Series[Any], Any]]) -> list[nw.Series[Any]]:
        natives = [(codes.to_native(), column) for codes, column in wanted]
        return [self._series(col.take(codes.to_numpy()), codes.index) for codes, col in natives]

    def _series(self, column: Any, index: Any) -> nw.Series[Any]:
        return nw.from_native(self._pd.Series(column, index=index, copy=False), series_only=True)


class _Polars(Engine):
    def __init__(self) -> None:
        self._pl: Any = _library("polars")

    def column(self, values: Sequence[Any], type: Type) -> Any:
        if isinstance(type, Words):
            return self._pl.Series(values, dtype=self._pl.Enum(type.words))
        return self._pl.Series(values, dtype=getattr(self._pl, type.__name__))

    def frame(self, columns: Mapping[str, Any]) -> Any:
        return self._pl.DataFrame(dict(columns))

    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[tuple[list[Any], nw.Series[Any]]]:
        col = self._pl.col
        texts = self._pl.select(
            self._pl.lit(series.to_native()).cast(self._pl.String).alias(str(number))
            for number, series in enumerate(columns)
        )
        values = texts.select(
            self._pl.all().unique(maintain_order=True).drop_nulls().implode()
        ).row(0)
        codes = texts.select(
            col(name)
            .cast(self._pl.Enum(words))
            .to_physical()
            .cast(self._pl.Int32)
            .fill_null(len(words))
            for name, words in zip(texts.columns, values, strict=True)
        )
        return [
            ([*words, None], nw.from_native(codes[name], series_only=True))
            for name, words in zip(texts.columns, values, strict=True)
        ]

    def take(self, wanted: Sequence[tuple[nw.Series[Any], Any]]) -> list[nw.Series[Any]]:
        lit = self._pl.lit
        made = self._pl.select(
            lit(column).gather(lit(codes.to_native())).alias(str(number))
            for number, (codes, column) in enumerate(wanted)
        )
        return [nw.from_native(column, series_only=True) for column in made.get_columns()]

    def readable(self, column: nw.Series[Any]) -> nw.Series[Any]:
        if column.dtype == nw.Object or column.dtype == nw.Duration:
            raise not_text(column.name, column.dtype)
        return column


class _PyArrow(Engine):
    def __init__(self) -> None:
        self._pa: Any = _library("pyarrow")
        self._pc: Any = _library("pyarrow.compute")
        self._types: Mapping[Any, Any] = {
            nw.Int8: self._pa.int8(),
            nw.Int32: self._pa.int32(),
            nw.Int64: self._pa.int64(),
            nw.Float64: self._pa.float64(),
            nw.Boolean: self._pa.bool_(),
            nw.String: self._pa.string(),
            nw.Date: self._pa.date32(),
        }

    def column(self, values: Sequence[Any], type: Type) -> Any:
        if not isinstance(type, Words):
            return self._pa.array(values, self._types[type])
        position = {word: number for number, word in enumerate(type.words)}
        few = len(position) <= _WORDS_IN_A_BYTE
        return self._pa.DictionaryArray.from_arrays(
            self._pa.array(
                [position.get(value) for value in values],
                self._pa.int8() if few else self._pa.int32(),
            ),
            self._pa.array(type.words, self._pa.string()),
            ordered=type.ordered,
        )

    def frame(self, columns: Mapping[str, Any]) -> Any:
        return self._pa.table(dict(columns))

    def encode(self, columns: Sequence[nw.Series[Any]]) -> list[tuple[list[Any], nw.Series[Any]]]:
        return [self._encoded(series.to_native()) for series in columns]

    def _encoded(self, native: Any) -> tuple[list[Any], nw.Series[Any]]:
        if not self._pa.types.is_dictionary(native.type):
            native = self._pc.dictionary_encode(native.cast(self._pa.string()))
        coded = native.unify_dictionaries()
        values: list[Any] = coded.chunk(0).dictionary.to_pylist() if coded.num_chunks else []
        indices = [chunk.indices for chunk in coded.chunks]
        places = self._pa.chunked_array(indices, coded.type.index_type).cast(self._pa.int32())
        codes = self._pc.fill_null(places, len(values))
        return [*values, None], nw.from_native(codes, series_only=True)

    def take(self, wanted: Sequence[tuple[nw.Series[Any], Any]]) -> list[nw.Series[Any]]:
        made = (column.take(codes.to_native()) for codes, column in wanted)
        return [nw.from_native(column, series_only=True) for column in made]

    def readable(self, column: nw.Series[Any]) -> nw.Series[Any]:
        """Undo runs, views and null words, which few operations accept; refuse bytes of every type."""
        types, text = self._pa.types, self._pa.string()
        native = column.to_native()
        if types.is_run_end_encoded(native.type):
            native = self._pc.run_end_decode(native)
        held = getattr(native.type, "value_type", native.type)
        if "binary" in str(held) or isinstance(held, self._pa.BaseExtensionType):
            raise not_text(column.name, held)
        try:
            self._pa.nulls(0, held).cast(text)
            if types.is_dictionary(native.type):
                native = self._plain_dictionary(native, held)
        except NotImplementedError:
            raise not_text(column.name, held) from None
        native = native.cast(text) if types.is_string_view(native.type) else native
        plain: nw.Series[Any] = nw.from_native(native, series_only=True)
        return plain.alias(column.name)

    def _plain_dictionary(self, native: Any, held: Any) -> Any:
        text = self._pa.string()
        if self._pa.types.is_string_view(held):
            native = native.cast(self._pa.dictionary(native.type.index_type, text))
        has_null_word = any(chunk.dictionary.null_count for chunk in native.chunks)
        return native.cast(native.type.value_type) if has_null_word else native


ENGINES: Mapping[str, type[Engine]] = {"pandas": _Pandas, "polars": _Polars, "pyarrow": _PyArrow}


def engine(backend: Any) -> Engine:
    """Return the engine with this name.

    Raises:
        UnusableFrame: If there is no such engine.
        MissingEngine: If its library is not installed.
    """
    if not isinstance(backend, str) or backend not in ENGINES:
        raise UnusableFrame(f"expected backend to be one of {', '.join(ENGINES)}, not {backend!r}")
    return ENGINES[backend]()


def _is_whole(text: str) -> bool:
    """Return False for text with half of a surrogate pair, which no engine can write."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise MissingEngine(
            f"a {package} frame needs {package}; run: pip install {package}"
        ) from None
