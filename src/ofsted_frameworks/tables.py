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
    """Return the width of a printed line: the terminal's, or 80 characters if there is no terminal."""
    if not getattr(sys.stdout, "isatty", bool)():
        return _PIPED
    return max(_NARROWEST, shutil.get_terminal_size((_PIPED, 24)).columns)


def wrapped(text: str, width: int | None = None, indent: str = "    ") -> str:
    """Return the text with each line wrapped and its continuation lines indented."""
    room = width or line_width()
    lines = (
        textwrap.fill(line, room, subsequent_indent=indent, drop_whitespace=True)
        for line in text.splitlines()
    )
    return "\n".join(lines)


class Notes:
    """The notes of a table, numbered in the order in which its cells refer to them.

    >>> notes = Notes()
    >>> "Good" + notes.mark(["rarely given"]), notes.mark([]), notes.listed()
    ('Good [1]', '', ['[1] rarely given'])
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._others: list[str] = []

    def mark(self, notes: Iterable[str]) -> str:
        """Return the numbers of a cell's notes, to print after its text, or "" if it has none."""
        numbers = [self._numbers.setdefault(note, len(self._numbers) + 1) for note in notes]
        return f" [{','.join(str(number) for number in numbers)}]" if numbers else ""

    def add(self, note: str) -> None:
        """Add a note that no cell refers to; an empty one is ignored."""
        self._others += [note] if note else []

    def listed(self) -> list[str]:
        """Return a line for each note so far, numbered ones first."""
        return [*(f"[{n}] {note}" for note, n in self._numbers.items()), *self._others]


@attrs.frozen
class Table:
    """A table of text under a header, for a terminal or a web page.

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
        """Return the table as fixed-width text, with its cells wrapped to fit the width.

        Args:
            width: The number of characters in a line; by default the terminal's width, or 80 if the
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
        """Return the table as one HTML element, without scripts and with its text escaped.

        Each cell sets its own left alignment, because notebooks would align it to the right.
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
        """Return the answer as flat dictionaries, one for each row."""

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
    """The layout of a table: the width of each column, the gap between columns, and an indent.

    Wrapped text in the first column is indented, so that rows stay distinct without blank lines.
    """

    widths: Sequence[int]
    gap: str
    indent: str


def _layout(rows: Sequence[Sequence[str]], width: int) -> _Layout:
    """Return the widest layout that fits the width, or the narrowest if none does."""
    columns = list(zip(*rows, strict=True))
    for gap, indent in (("  ", "  "), ("  ", ""), (" ", "")):
        least = [_longest_word(each, "" if n else indent) for n, each in enumerate(columns)]
        room = width - len(gap) * (len(columns) - 1)
        if sum(least) <= room:
            break
    wanted = [max(one, min(width, max(map(len, c)))) for one, c in zip(least, columns, strict=True)]
    return _Layout(_narrowed(wanted, least, room), gap, indent)


def _narrowed(wanted: list[int], least: Sequence[int], room: int) -> list[int]:
    """Return the widths, narrowing the widest until all fit or a word would be cut."""
    while sum(wanted) > room:
        able = [i for i, width in enumerate(wanted) if width > least[i]]
        if not able:
            break
        wanted[max(able, key=lambda i: wanted[i])] -= 1
    return wanted


def _longest_word(cells: Sequence[str], indent: str) -> int:
    """Return the width of a column's longest word; words after a cell's first may be indented."""
    words = ((len(w) + (len(indent) if n else 0)) for c in cells for n, w in enumerate(c.split()))
    return max(words, default=1)


def _lines(row: Sequence[str], layout: _Layout) -> list[str]:
    cells = [
        textwrap.wrap(cell, room, subsequent_indent="" if number else layout.indent) or [""]
        for number, (cell, room) in enumerate(zip(row, layout.widths, strict=True))
    ]
    height = max(len(cell) for cell in cells)
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    return [
        layout.gap.join(part.ljust(w) for part, w in zip(line, layout.widths, strict=True)).rstrip()
        for line in zip(*padded, strict=True)
    ]
