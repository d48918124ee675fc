"""Look into a zipped workbook before anything else opens it.

A workbook is a zip of XML. A file of a few kilobytes can unpack to gigabytes, say in a few words that a
cell is repeated a billion times, or end in the middle of a table, for which the spreadsheet library would
wait for ever. What it would need is measured here first.
"""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from ofsted_frameworks.findings import Place, UnreadableFile

MOST_BYTES = 200_000_000
MOST_CELLS = 2_000_000

_CHUNK = 1 << 20
_AHEAD = 1 << 16
_CONTENT = "content.xml"
_KINDS = {_CONTENT: ".ods", "xl/workbook.xml": ".xlsx"}
_REPEATED = re.compile(rb'number-(row|column)s-repeated="(\d{2,})"[^>]*>(?<!/>)')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_PLACED = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"[^>]*>(?<!/>)')
_VALUES = (b"office:value", b":p>", b":p ")
_OPENING, _CLOSING = b"<table:table ", b"</table:table>"
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError, expat.ExpatError),
    *(EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, UnicodeDecodeError),
)


def check_archive(path: Path) -> str:
    """What kind of workbook a zip is, by the ending that such a file should have: `".ods"` or `".xlsx"`.

    Raises `UnreadableFile` for one that is damaged, no workbook, or too large when unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            kinds = [_KINDS[name] for name in archive.namelist() if name in _KINDS]
            if len(kinds) != 1:
                raise _refused(path, "this is a zip file and no .ods or .xlsx workbook")
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                raise _too_large(path, f"{MOST_BYTES:,} bytes when unpacked")
            for member in archive.infolist():
                _check_member(path, archive, member)
            return kinds[0]
    except _DAMAGE as error:
        raise _refused(path, f"this workbook is damaged, cut short or locked ({error})") from error


def _check_member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as unpacked:
        if member.filename == _CONTENT:
            cells, ends_well = _filled_cells(unpacked)
        else:
            cells, ends_well = _extent(unpacked), True
    if cells > MOST_CELLS:
        raise _too_large(path, f"{MOST_CELLS:,} cells")
    if not ends_well:
        with archive.open(member) as unpacked:
            expat.ParserCreate().ParseFile(unpacked)


def _filled_cells(content: IO[bytes]) -> tuple[int, bool]:
    """The cells that the repeats of an .ods file come to, empty ones aside, and whether it ends well."""
    cells, before, window = 0, b"", b""
    for following, end in _windows(content):
        before, window = window, following
        for found in _REPEATED.finditer(window):
            if found.start() < end:
                cells += _cells(found, window[found.end() : window.find(b"-row>", found.end())])
    tail = before[: len(before) - _AHEAD] + window if before else window
    plain = b"<!" not in tail and b"<?" not in tail
    return cells, plain and tail.rfind(_CLOSING) > tail.rfind(_OPENING)


def _cells(repeated: re.Match[bytes], rest_of_row: bytes) -> int:
    times = int(repeated[2])
    if repeated[1] == b"column":
        return times
    if not any(value in rest_of_row for value in _VALUES):
        return 0
    return times * (
        rest_of_row.count(b"-cell") + sum(int(each) for each in _COLUMNS.findall(rest_of_row))
    )


def _extent(sheet: IO[bytes]) -> int:
    """The cells of the rectangle that the filled cells of an .xlsx sheet lie in."""
    columns, rows = {b""}, 0
    for window, _ in _windows(sheet):
        for column, row in _PLACED.findall(window):
            columns.add(column)
            rows = max(rows, int(row))
    widest = max(columns, key=lambda letters: (len(letters), letters))
    return rows * _number(widest)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _windows(unpacked: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """The content piece by piece, each with what follows it, and where what follows begins."""
    window = unpacked.read(_CHUNK)
    while following := unpacked.read(_CHUNK):
        end = len(window) - _AHEAD
        yield window, end
        window = window[end:] + following
    yield window, len(window)


def _too_large(path: Path, limit: str) -> UnreadableFile:
    return _refused(path, f"it is too large to be read safely: it has more than {limit}")


def _refused(path: Path, why: str) -> UnreadableFile:
    return UnreadableFile(why, Place(file=str(path)))
