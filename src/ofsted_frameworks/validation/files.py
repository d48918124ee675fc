"""Files of records, read block by block: choose the format, and read JSON and JSON Lines."""

import codecs
import functools
import io
import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias, TypeVar, get_args

import attrs

from ofsted_frameworks.findings import Finding, Place, UnreadableFile
from ofsted_frameworks.paths import regular_file, unopened
from ofsted_frameworks.validation import general_rules as rules
from ofsted_frameworks.validation.csv_records import Item, csv_records
from ofsted_frameworks.validation.decoding import (
    BYTE_ORDER_MARK,
    UNREADABLE,
    Pairs,
    decode,
    duplicates_in,
    fastest_loads,
    keys_are_single,
    no_constant,
    whole_number,
    why_not_json,
)
from ofsted_frameworks.validation.quick_lines import LineCheck

Format: TypeAlias = Literal["json", "jsonl", "csv"]
Progress: TypeAlias = Callable[[int], object]

CHECKED = object()
"""Used in place of a record that was checked; the findings given with it are complete."""
CLEAN = object()
"""Used in place of records without findings; their number is given instead of a line."""
Chunk = TypeVar("Chunk", bytes, list[bytes])

BLOCK = 1 << 16
TOO_LONG = b"(a line that is too long)"

_FORMATS: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
_READ_FIRST = {".xlsx", ".xlsm", ".xls", ".ods", ".pdf"}
_EXPECTED = "a file of records (JSON, JSON Lines or CSV)"
_NOTHING: Sequence[Finding] = ()
_ENOUGH_TO_TELL = 1000
_NOT_SPACE = re.compile(r"[^ \t\r\n]")


@attrs.frozen(kw_only=True)
class Limits:
    """The largest file and the largest record that are read, in bytes.

    Each is more than a hundred times what the records of every inspection since 2009 take.
    """

    file: int = 1_000_000_000
    record: int = 12_000_000


def open_records(
    path: Path,
    check: LineCheck | None = None,
    format: Format | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Iterator[Item]:
    """Yield each record of a file with its line and what is wrong with its text.

    Args:
        path: The file.
        check: A quick check of lines of JSON Lines. A record that it can check is yielded as `CHECKED` with
            its findings, or counted under `CLEAN` at the end if it has none.
        format: The file's format, if the ending does not say it.
        progress: A function to call with the number of bytes in each block.
        limits: The largest file and record to read.

    Raises:
        UnreadableFile: If the file does not exist, is not a regular file, is too large, or is not in that
            format.
    """
    limits, name = limits or Limits(), str(path)
    format = format or format_of(path)
    if format == "json":
        with closing(_chunks(path, take_block, progress, limits.file)) as blocks:
            yield from json_records(blocks, name, limits.record)
        return
    take = functools.partial(take_lines, longest=limits.record)
    with closing(_chunks(path, take, progress, limits.file)) as chunks:
        if format == "jsonl":
            yield from json_lines(chunks, name, check, limits.record)
        else:
            lines = enumerate(chain.from_iterable(chunks), start=1)
            yield from csv_records(lines, name, limits.record)


def format_of(path: Path) -> Format:
    """Return the format that a file's ending names."""
    if found := _FORMATS.get(path.suffix.lower()):
        return found
    try:
        path.open("rb").close()
    except (OSError, ValueError) as error:
        raise unopened(path, error, _EXPECTED) from error
    why = (
        "the file's ending does not say its format; use format=... in Python, or --input-format on the "
        f"command line, with one of {', '.join(get_args(Format))}"
    )
    if path.suffix.lower() in _READ_FIRST:
        why = (
            f"expected {_EXPECTED}; to make records from a workbook or a report, run "
            "`ofsted-frameworks read --to jsonl` first"
        )
    raise UnreadableFile(why, Place(file=str(path)))


def _chunks(
    path: Path, take: Callable[[BinaryIO], Chunk], progress: Progress | None, limit: int
) -> Generator[Chunk, None, None]:
    """Yield each chunk that `take` returns from a file, until there are no more."""
    try:
        _check_size(path, limit)
        with path.open("rb", buffering=BLOCK) as file:
            head, done = file.read(4), 0
            _refuse_utf_16(head, path)
            file.seek(len(BYTE_ORDER_MARK) if head.startswith(BYTE_ORDER_MARK) else 0)
            while chunk := take(file):
                if progress:
                    progress(file.tell() - done)
                    done = file.tell()
                yield chunk
    except UnreadableFile:
        raise
    except (OSError, ValueError) as error:
        raise unopened(path, error, _EXPECTED) from error


def _check_size(path: Path, limit: int) -> None:
    size = regular_file(path, _EXPECTED).st_size
    if size > limit:
        why = f"it has {size:,} bytes, and the limit is {limit:,}; raise it with max_bytes"
        raise UnreadableFile(why, Place(file=str(path)))


def _refuse_utf_16(head: bytes, path: Path) -> None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head:
        why = "this is not text in UTF-8; save it as UTF-8 and try again"
        raise UnreadableFile(why, Place(file=str(path)))


def take_block(file: BinaryIO) -> bytes:
    """Return the next block of a file, or b"" at the end."""
    return file.read(BLOCK)


def take_lines(file: BinaryIO, longest: int) -> list[bytes]:
    """Return the next lines of a file, a block or so; an overlong line becomes `TOO_LONG`."""
    block = file.read(max(1, min(BLOCK, longest)))
    if block and not block.endswith(b"\n"):
        block += file.readline(longest + 1)
    lines = io.BytesIO(block).readlines()
    if lines and len(lines[-1].removesuffix(b"\n")) > longest:
        lines[-1] = TOO_LONG
        while block and not block.endswith(b"\n"):
            block = file.readline(BLOCK)
    return lines


def json_lines(
    chunks: Iterable[list[bytes]], name: str, check: LineCheck | None, longest: int
) -> Iterator[Item]:
    """Yield the records of JSON Lines, skipping blank lines."""
    clean, done = 0, 0
    held: list[Item] | None = []
    for lines in chunks:
        notable = list(check(lines)) if check else [(n, None) for n in range(len(lines))]
        clean += len(lines) - len(notable)
        for index, found in notable:
            line, number = lines[index], done + index + 1
            if found is None and not line.strip():
                continue
            item = (number, CHECKED, found) if found else _read_line(number, line, longest)
            if held is None:
                yield item
            elif clean or _is_like_json(line, item):
                yield from (*held, item)
                held = None
            else:
                held.append(item)
        done += len(lines)
        if held and not clean and len(held) >= _ENOUGH_TO_TELL:
            break
    if held and not clean:
        raise UnreadableFile(
            "this is not JSON Lines: each line must be one JSON object, such as {...} "
            "(for a whole JSON document, use format json)",
            Place(file=name, line=held[0][0]),
        )
    yield from held or ()
    if clean:
        yield clean, CLEAN, _NOTHING


def _read_line(number: int, line: bytes, longest: int) -> Item:
    if line is TOO_LONG:
        message = f"the line is longer than {longest:,} bytes; max_record_bytes raises the limit"
        return number, UNREADABLE, [rules.TOO_LONG.finding((), message)]
    line = line.removesuffix(b"\n")
    try:
        record = fastest_loads()(line)
    except (ValueError, RecursionError):
        return number, *decode(line)
    return number, record, _NOTHING if keys_are_single(line, record) else decode(line)[1]


def _is_like_json(line: bytes, item: Item) -> bool:
    """Return True for a record, for a line that is too long, and for a line that begins like a record.

    A brace alone on a line begins a document of many lines, so it does not count.
    """
    begun = line.strip()
    if line is TOO_LONG:
        return True
    return item[1] is not UNREADABLE or (begun.startswith(b"{") and begun != b"{")


@attrs.define
class _Document:
    """A JSON document that is read only as far as needed."""

    blocks: Iterator[bytes]
    name: str
    longest: int
    text: str = ""
    at: int = 0
    line: int = 1
    ended: bool = False
    decoder: codecs.IncrementalDecoder = attrs.field(factory=codecs.getincrementaldecoder("utf-8"))
    reader: json.JSONDecoder = attrs.field(
        factory=lambda: json.JSONDecoder(
            object_pairs_hook=Pairs, parse_constant=no_constant, parse_int=whole_number
        )
    )

    def read_on(self) -> None:
        """Drop the text that has been used, and read on until the rest has at least doubled."""
        self.text, self.at = self.text[self.at :], 0
        wanted = 2 * len(self.text)
        while not self.ended and len(self.text) <= wanted:
            block = next(self.blocks, b"")
            self.ended = not block
            try:
                self.text += self.decoder.decode(block, final=self.ended)
            except UnicodeDecodeError as error:
                raise self.broken(why_not_json(error)) from None

    def next_character(self) -> str:
        """Return the next character that is not a space, or "" at the end."""
        while True:
            found = _NOT_SPACE.search(self.text, self.at)
            next_at = found.start() if found else len(self.text)
            self.line += self.text.count("\n", self.at, next_at)
            self.at = next_at
            if found:
                return found[0]
            if self.ended:
                return ""
            self.read_on()

    def value(self) -> Any:
        """Return the next value."""
        while True:
            try:
                value, end = self.reader.raw_decode(self.text, self.at)
            except (ValueError, RecursionError) as error:
                if self.ended:
                    raise self.broken(_why(error, len(self.text.rstrip()))) from None
            else:
                if end < len(self.text) or self.ended:
                    self.pass_over(end, value)
                    return value
            if len(self.text) - self.at > self.longest:
                raise self.broken(f"a value is longer than {self.longest:,} characters")
            self.read_on()

    def pass_over(self, end: int, value: Any) -> None:
        raw = self.text[self.at : end]
        if "\\u" in raw:
            try:
                json.dumps(value, ensure_ascii=False).encode()
            except UnicodeEncodeError as error:
                raise self.broken(why_not_json(error)) from None
        self.line += raw.count("\n")
        self.at = end

    def broken(self, why: str) -> UnreadableFile:
        return UnreadableFile(f"this is not JSON: {why}", Place(file=self.name, line=self.line))


def _why(error: Exception, length: int) -> str:
    if isinstance(error, json.JSONDecodeError) and (
        error.pos >= length or error.msg.startswith("Unterminated string")
    ):
        return "it ends too soon; is the file complete?"
    return why_not_json(error)


def json_records(blocks: Iterator[bytes], name: str, longest: int) -> Iterator[Item]:
    """Yield the records of a JSON document: a list of records, or a single one."""
    document = _Document(blocks, name, longest)
    if document.next_character() == "[":
        document.at += 1
        yield from _listed(document)
    elif not document.next_character():
        raise UnreadableFile(f"the file is empty; expected {_EXPECTED}", Place(file=name))
    else:
        line, record = document.line, document.value()
        yield line, record, list(duplicates_in(record))
    if document.next_character():
        raise document.broken(
            "more text follows the end of the document; if each line is an object, use format jsonl"
        )


def _listed(document: _Document) -> Iterator[Item]:
    following = document.next_character()
    while following != "]":
        line, record = document.line, document.value()
        yield line, record, list(duplicates_in(record))
        following = document.next_character()
        if following == ",":
            document.at += 1
            if document.next_character() == "]":
                raise document.broken("no value follows a comma")
        elif following != "]":
            raise document.broken("a comma or the end of the list is missing")
    document.at += 1
