"""Files of records: JSON, JSON Lines and CSV, read bit by bit."""

import codecs
import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import attrs

from ofsted_frameworks.findings import Finding, Place, UnreadableFile
from ofsted_frameworks.paths import unopened
from ofsted_frameworks.validation import general_rules as rules
from ofsted_frameworks.validation.decoding import (
    BYTE_ORDER_MARK,
    UNREADABLE,
    Pairs,
    decode,
    duplicates_in,
    fastest_loads,
    has_so_many_keys,
    keys_are_single,
    no_constant,
    whole_number,
    why_not_json,
)
from ofsted_frameworks.validation.records import SCHEMA_VERSION, is_visit
from ofsted_frameworks.validation.verdicts import NOT_CLEAN, Check
from ofsted_frameworks.validation.vocabulary import shown, vocabulary
from ofsted_frameworks.words import closest

Format: TypeAlias = Literal["json", "jsonl", "csv"]
Progress: TypeAlias = Callable[[int], object]
Item: TypeAlias = tuple[int, Any, Sequence[Finding]]
Checks: TypeAlias = Mapping[Any, Check]

CLEAN = object()
"""Stands for so many records, in place of the line, that are beyond reproach."""
NO_RECORD = object()
"""Stands for no record: its findings are about the file."""

BLOCK = 1 << 16
LONGEST = 64_000_000
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


def open_records(
    path: Path, checks: Checks, format: Format | None = None, progress: Progress | None = None
) -> Iterator[Item]:
    """Each record of a file with its line and what is wrong with its text.

    Of records that pass `checks`, JSON Lines gives no more than the number, as `CLEAN`.
    Raises `UnreadableFile` where there is no such file or it is not of that format.
    """
    blocks, name, format = _blocks(path, progress), str(path), format or format_of(path)
    if format == "jsonl":
        return json_lines(blocks, name, checks)
    return json_records(blocks, name) if format == "json" else csv_records(blocks, name)


def format_of(path: Path) -> Format:
    """The format that a file's ending tells."""
    if found := _FORMATS.get(path.suffix.lower()):
        return found
    try:
        path.open("rb").close()
    except (OSError, ValueError) as error:
        raise unopened(path, error, _EXPECTED) from error
    why = (
        f"its ending does not tell its format; say which of {', '.join(get_args(Format))} it is, with "
        "format or --input-format"
    )
    if path.suffix.lower() in _READ_FIRST:
        why = (
            f"{_EXPECTED} is expected, and this is not; make records of a workbook or report first, as "
            "`ofsted-frameworks read --to jsonl` does"
        )
    raise UnreadableFile(why, Place(file=str(path)))


def _blocks(path: Path, progress: Progress | None) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            first = True
            while block := file.read(BLOCK):
                if first:
                    _refuse_utf_16(block, path)
                    block, first = block.removeprefix(BYTE_ORDER_MARK), False
                if progress:
                    progress(len(block))
                yield block
    except UnreadableFile:
        raise
    except (OSError, ValueError) as error:
        raise unopened(path, error, _EXPECTED) from error


def _refuse_utf_16(block: bytes, path: Path) -> None:
    if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in block[:4]:
        why = "this is not text in UTF-8; save it as UTF-8 and try again"
        raise UnreadableFile(why, Place(file=str(path)))


def lines_of(blocks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line with its number, without its end; `TOO_LONG` for one that is too long to be taken."""
    return enumerate(chain.from_iterable(_lists_of_lines(blocks)), start=1)


def _lists_of_lines(blocks: Iterator[bytes]) -> Iterator[list[bytes]]:
    begun, length = list[bytes](), 0
    for block in blocks:
        first, *others = block.split(b"\n")
        begun.append(first)
        length += len(first)
        if length > LONGEST:
            begun = [TOO_LONG]
        if others:
            lines = [_line_of(begun, length), *others]
            begun = [lines.pop()]
            length = len(begun[0])
            yield lines
    if length:
        yield [_line_of(begun, length)]


def _line_of(parts: list[bytes], length: int) -> bytes:
    return TOO_LONG if length > LONGEST else b"".join(parts)


def json_lines(blocks: Iterator[bytes], name: str, checks: Checks) -> Iterator[Item]:
    """The records of JSON Lines; blank lines are passed over."""
    loads, passed = fastest_loads(), 0
    item: Item
    held: list[Item] | None = []
    for number, line in lines_of(blocks):
        try:
            record = loads(line)
        except (ValueError, RecursionError):
            if not line.strip():
                continue
            value, its = (UNREADABLE, [_too_long()]) if line is TOO_LONG else decode(line)
            item = number, value, its
        else:
            try:
                keys = checks[record.get("edition")](record)
            except NOT_CLEAN:
                keys = 0
            if keys and (line.count(b":") == keys or has_so_many_keys(line, keys)):
                passed += 1
                continue
            item = number, record, () if keys_are_single(line, record) else decode(line)[1]
        if held is None:
            yield item
        elif passed or _is_like_json(line, item):
            yield from (*held, item)
            held = None
        else:
            held.append(item)
            if len(held) == _ENOUGH_TO_TELL:
                break
    if held and not passed:
        raise UnreadableFile(
            "this is not JSON Lines; each line has one JSON object, such as {...} "
            "(a JSON document is format json)",
            Place(file=name, line=held[0][0]),
        )
    yield from held or ()
    yield passed, CLEAN, _NOTHING


def _is_like_json(line: bytes, item: Item) -> bool:
    """True of a record, and of what begins as one; a brace alone begins a document of many lines."""
    begun = line.strip()
    return item[1] is not UNREADABLE or (begun.startswith(b"{") and begun != b"{")


def _too_long() -> Finding:
    return rules.TOO_LONG.finding((), f"the line is longer than {LONGEST:,} bytes")


@attrs.define
class _Document:
    """The text of a JSON document, read on as far as it is needed."""

    blocks: Iterator[bytes]
    name: str
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
        """As much text again as there is now, and a block at least; what was used is let go."""
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
        """The next character that is no space, or nothing at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
                self.line += self.text[self.at] == "\n"
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if self.ended:
                return ""
            self.read_on()

    def value(self) -> Any:
        """The value that stands next."""
        while True:
            try:
                value, end = self.reader.raw_decode(self.text, self.at)
            except (ValueError, RecursionError) as error:
                if self.ended:
                    raise self.broken(_why(error, len(self.text.rstrip()))) from None
                if len(self.text) - self.at > LONGEST:
                    raise self.broken(f"a value is longer than {LONGEST:,} characters") from None
            else:
                if end < len(self.text) or self.ended:
                    self.pass_over(end, value)
                    return value
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
    if isinstance(error, json.JSONDecodeError):
        if error.pos >= length or error.msg.startswith("Unterminated string"):
            return "it ends too soon; is the file whole?"
        return f"{why_not_json(error)} here"
    return why_not_json(error)


def json_records(blocks: Iterator[bytes], name: str) -> Iterator[Item]:
    """The records of a JSON document: those of a list, or the one that it is."""
    document = _Document(blocks, name)
    if document.next_character() == "[":
        document.at += 1
        yield from _listed(document)
    elif not document.next_character():
        raise UnreadableFile(f"it is empty; {_EXPECTED} is expected", Place(file=name))
    else:
        line, record = document.line, document.value()
        yield line, record, list(duplicates_in(record))
    if document.next_character():
        raise document.broken(
            "something follows its end; one object on each line is JSON Lines: format jsonl"
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
                raise document.broken("a comma is followed by no value")
        elif following != "]":
            raise document.broken("a comma or the end of the list is missing")
    document.at += 1


def csv_columns() -> tuple[str, ...]:
    """The columns that a CSV file of records may have, in the order of the format's keys.

    >>> csv_columns()[:4]
    ('schema_version', 'authority_name', 'authority_code', 'edition')
    """
    return (
        "schema_version",
        "authority_name",
        "authority_code",
        "edition",
        "kind",
        "visit",
        "start",
        "end",
        "published",
        "theme",
        *vocabulary().areas,
        "source",
    )


def csv_records(blocks: Iterator[bytes], name: str) -> Iterator[Item]:
    """The records of a CSV file, a row each; rows without any value are passed over."""
    rows = csv.reader(_texts(blocks), strict=True)
    header = _header(rows, name)
    if unknown := list(_unknown_columns(header)):
        yield 1, NO_RECORD, unknown
    while True:
        begins = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield (
                begins,
                UNREADABLE,
                [_wrong_cells(f"the row cannot be read: {_why_not_csv(error)}")],
            )
            continue
        if row is None:
            return
        if any(row):
            yield begins, *_record_of(header, row)


def _texts(blocks: Iterator[bytes]) -> Iterator[str]:
    for _, line in lines_of(blocks):
        yield line.decode(errors="surrogateescape").removesuffix("\r") + "\n"


def _why_not_csv(error: csv.Error) -> str:
    if "new-line character" in str(error):
        return "a carriage return stands by itself in it; save it with the line ends of Windows or Unix"
    return str(error)


def _header(rows: Iterator[list[str]], name: str) -> list[str]:
    first = Place(file=name, line=1)
    try:
        header = [column.strip() for column in next(rows, list[str]())]
    except csv.Error as error:
        why = f"this is not CSV: {_why_not_csv(error)}; save it as CSV UTF-8 and try again"
        raise UnreadableFile(why, first) from None
    if "authority_name" not in header or not {"edition", "visit"}.intersection(header):
        what = "this is no CSV of records" if header else "it is empty, and no CSV of records"
        raise UnreadableFile(
            f"{what}: its first row has the columns' names, among them authority_name and edition "
            "(or visit), with commas between them",
            first,
        )
    if twice := [column for column in header if header.count(column) > 1]:
        raise UnreadableFile(f"the column {shown(twice[0])} is there twice", first)
    return header


def _unknown_columns(header: list[str]) -> Iterator[Finding]:
    known = csv_columns()
    for number, column in enumerate(header, start=1):
        if column not in known:
            yield rules.UNKNOWN_COLUMN.finding(
                (),
                f"column {number}, {shown(column)}, is none of a record's",
                value=column,
                expected=f"one of {', '.join(known)}",
                hint=closest(column, known),
            )


def _record_of(header: list[str], row: list[str]) -> tuple[Any, Sequence[Finding]]:
    if len(row) != len(header):
        return UNREADABLE, [_wrong_cells(f"the row has {len(row)} cells, not {len(header)}")]
    if not "".join(row).isprintable() and any("\udc80" <= c <= "\udcff" for c in "".join(row)):
        message = "the row is not text in UTF-8; save the file as CSV UTF-8"
        return UNREADABLE, [rules.NOT_TEXT.finding((), message)]
    cells = {column: cell for column, cell in zip(header, row, strict=True) if cell}
    return _record(cells), _NOTHING


def _record(cells: dict[str, str]) -> dict[str, Any]:
    areas = vocabulary().areas
    version = cells.get("schema_version", str(SCHEMA_VERSION))
    authority = {
        key: cells[column]
        for key, column in (("name", "authority_name"), ("code", "authority_code"))
        if column in cells
    }
    record: dict[str, Any] = {
        "schema_version": int(version) if version.isdecimal() and len(version) < 10 else version,
        "authority": authority,
    }
    for column in ("edition", "kind", "visit", "start", "end", "published", "theme", "source"):
        if column in cells:
            record[column] = cells[column]
    judgements = {name: cells[name] for name in areas if name in cells}
    if judgements or not is_visit(record):
        record["judgements"] = judgements
    return record


def _wrong_cells(message: str) -> Finding:
    expected = "a cell for each column, with commas between them"
    return rules.WRONG_CELLS.finding((), message, expected=expected)
