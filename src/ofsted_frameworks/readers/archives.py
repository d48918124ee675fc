"""Look into a zipped workbook before anything else opens it.

A workbook is a zip of XML. A file of a few kilobytes can unpack to gigabytes, or say in a few words that
a cell is repeated a billion times; what is measured here is what the spreadsheet library would need.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ofsted_frameworks.findings import UnreadableFile

MOST_BYTES = 200_000_000
MOST_CELLS = 5_000_000

_CHUNK = 1 << 20
_AHEAD = 1 << 16
_REPEATED = re.compile(rb'number-(row|column)s-repeated="(\d{2,})"[^>]*>(?<!/>)')
_PLACED = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"[^>]*>(?<!/>)')
_VALUES = (b"office:value", b":p>", b":p ")


def check_archive(path: Path) -> None:
    """Raise `UnreadableFile` for a zip that is damaged, no workbook, or too large when unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if not names & {"content.xml", "xl/workbook.xml"}:
                raise UnreadableFile(f"{path.name} is a zip file and no .ods or .xlsx workbook")
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                raise UnreadableFile(_too_large(path, f"{MOST_BYTES:,} bytes when unpacked"))
            for member in archive.infolist():
                with archive.open(member) as unpacked:
                    _check_member(path, member.filename, unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(f"{path.name} is damaged, cut short or locked: {error}") from error


def _check_member(path: Path, name: str, unpacked: IO[bytes]) -> None:
    needed = _filled_cells(unpacked) if name == "content.xml" else _extent(unpacked)
    if needed > MOST_CELLS:
        raise UnreadableFile(_too_large(path, f"{MOST_CELLS:,} cells"))


def _filled_cells(content: IO[bytes]) -> int:
    """How many cells the repeated rows and cells that are not empty come to in an .ods file."""
    cells = 0
    for window, end in _windows(content):
        for found in _REPEATED.finditer(window):
            if found.start() < end:
                its = window[found.end() : window.find(b"-row>", found.end())]
                if found[1] == b"column":
                    cells += int(found[2])
                elif any(value in its for value in _VALUES):
                    cells += int(found[2]) * (its.count(b"-cell") + 1)
    return cells


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


def _too_large(path: Path, limit: str) -> str:
    return f"{path.name} is too large to be read safely: it has more than {limit}"
