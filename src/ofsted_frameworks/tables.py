"""Plain-text and HTML tables."""

import abc
import html
import importlib
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import attrs

_PIPED, _NARROWEST = 80, 20


def line_width() -> int:
    """Return how many characters a printed line has: the terminal's width, or 80 where there is none."""
    if not getattr(sys.stdout, "isatty", bool)():
        return _PIPED
    return max(_NARROWEST, shutil.get_terminal_size((_PIPED, 24)).columns)


def wrapped(text: str, width: int | None = None, indent: str = "    ") -> str:
    """Return the text with each of its lines wrapped; what follows a break is indented."""
    room = width or line_width()
    lines = (
        textwrap.fill(line, room, subsequent_indent=indent, drop_whitespace=True)
        for line in text.splitlines()
    )
    return "\n".join(lines)


class Notes:
    """The notes of a table, numbered in the order in which its cells call for them.

    >>> notes = Notes()
    >>> "Good" + notes.mark(["seldom so"]), notes.mark([]), notes.listed()
    ('Good [1]', '', ['[1] seldom so'])
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._others: list[str] = []

    def mark(self, notes: Iterable[str]) -> str:
        """Return the numbers of some notes as they follow a cell's text, or nothing where there are none."""
        numbers = [self._numbers.setdefault(note, len(self._numbers) + 1) for note in notes]
        return f" [{','.join(str(number) for number in numbers)}]" if numbers else ""

    def add(self, note: str) -> None:
        """Keep a note that no cell calls for, if there is one."""
        self._others += [note] if note else []

    def listed(self) -> list[str]:
        """Return a line for each note so far, those with a number first."""
        return [*(f"[{n}] {note}" for note, n in self._numbers.items()), *self._others]


@attrs.frozen
class Table:
    """Rows of text under a header, to be printed in a terminal or shown in a page.

    >>> print(Table(["Theme", "2014"], [["Adoption", "Outstanding"]]).text())
    Theme     2014
    --------  -----------
    Adoption  Outstanding
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    notes: Sequence[str] = ()

    def text(self, width: int | None = None) -> str:
        """Return the table in fixed-width text, its cells wrapped to fit the width.

        Args:
            width: How many characters a line has; without it, the terminal's width, or 80 where the
                output is not a terminal.
        """
        room = width or line_width()
        layout = _layout([self.header, *self.rows], room)
        lines = [wrapped(self.caption, room, ""), ""] if self.caption else []
        lines += _lines(self.header, layout)
        lines.append(layout.gap.join("-" * width for width in layout.widths))
        for row in self.rows:
            lines += _lines(row, layout)
        if self.notes:
            lines.append("")
        lines += [wrapped(note, room) for note in self.notes]
        return "\n".join(lines)

    def html(self) -> str:
        """Return the table as one HTML element without a script; everything is escaped.

        Cells say themselves that they are left-aligned: a notebook aligns them to the right otherwise.
        """
        caption = f"<caption {_APART}>{html.escape(self.caption)}</caption>" if self.caption else ""
        head = "".join(_cell("th", cell, ' scope="col"') for cell in self.header)
        body = "".join(
            "".join(
                ["<tr>", _cell("th", row[0], ' scope="row"'), *map(_plain_cell, row[1:]), "</tr>"]
            )
            for row in self.rows
        )
        notes = "".join(f"<li>{html.escape(note)}</li>" for note in self.notes)
        listed = f'<ul class="notes">{notes}</ul>' if notes else ""
        return (
            f"<div><table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"{listed}</div>"
        )


_APART = 'style="caption-side: top; text-align: left; white-space: pre-line; padding: 0.5em 0"'


class Printable(abc.ABC):
    """An answer that prints as a table, in a terminal and in a notebook."""

    __slots__ = ()

    @abc.abstractmethod
    def table(self) -> Table:
        """Return the answer as a table."""

    def __str__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()


class Tabular(Printable):
    """A printable answer that also converts to flat rows or a data frame."""

    __slots__ = ()

    @abc.abstractmethod
    def to_rows(self) -> list[dict[str, Any]]:
        """Return the answer as flat dictionaries, one a row."""

    def to_frame(self, backend: Literal["pandas", "polars", "pyarrow"] = "pandas") -> Any:
        """Return the answer's rows as a data frame.

        Raises:
            MissingExtra: If the extra `frames` is not installed.
        """
        frames = importlib.import_module("ofsted_frameworks.frames")
        return frames.rows_to_frame(self.to_rows(), backend)


def _cell(tag: str, text: str, scope: str = "") -> str:
    return f'<{tag}{scope} style="text-align: left">{html.escape(text)}</{tag}>'


def _plain_cell(text: str) -> str:
    return _cell("td", text)


@attrs.frozen
class _Layout:
    """How a table is set: the width of each column, the gap between two, and an indent.

    What wraps in the first column is indented, so that rows stay apart without blank lines.
    """

    widths: Sequence[int]
    gap: str
    indent: str


def _layout(rows: Sequence[Sequence[str]], width: int) -> _Layout:
    """The roomiest layout that fits the width, or else the narrowest."""
    columns = list(zip(*rows, strict=True))
    for gap, indent in (("  ", "  "), ("  ", ""), (" ", "")):
        least = [_longest_word(each, "" if n else indent) for n, each in enumerate(columns)]
        room = width - len(gap) * (len(columns) - 1)
        if sum(least) <= room:
            break
    wanted = [max(one, min(width, max(map(len, c)))) for one, c in zip(least, columns, strict=True)]
    return _Layout(_narrowed(wanted, least, room), gap, indent)


def _narrowed(wanted: list[int], least: Sequence[int], room: int) -> list[int]:
    """The widths, the widest of them made narrower until all fit, or until words would be cut."""
    while sum(wanted) > room:
        able = [i for i, width in enumerate(wanted) if width > least[i]]
        if not able:
            break
        wanted[max(able, key=lambda i: wanted[i])] -= 1
    return wanted


def _longest_word(cells: Sequence[str], indent: str) -> int:
    """The room that the longest word of a column takes; words after the first may be indented."""
    words = ((len(w) + (len(indent) if n else 0)) for c in cells for n, w in enumerate(c.split()))
    return max(words, default=1)


def _lines(row: Sequence[str], its: _Layout) -> list[str]:
    cells = [
        textwrap.wrap(cell, room, subsequent_indent="" if number else its.indent) or [""]
        for number, (cell, room) in enumerate(zip(row, its.widths, strict=True))
    ]
    height = max(len(cell) for cell in cells)
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    return [
        its.gap.join(part.ljust(w) for part, w in zip(line, its.widths, strict=True)).rstrip()
        for line in zip(*padded, strict=True)
    ]
