"""Plain-text and HTML tables."""

import html
import textwrap
from collections.abc import Sequence

import attrs


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

    def text(self, width: int = 80) -> str:
        """The table in fixed-width text, its cells wrapped to fit in `width` columns."""
        widths, gap = _fit([self.header, *self.rows], width)
        lines = [self.caption, ""] if self.caption else []
        lines += _lines(self.header, widths, gap)
        lines.append(gap.join("-" * w for w in widths))
        wraps = any(len(_lines(row, widths, gap)) > 1 for row in self.rows)
        for number, row in enumerate(self.rows):
            if wraps and number:
                lines.append("")
            lines += _lines(row, widths, gap)
        if self.notes:
            lines.append("")
        for note in self.notes:
            lines += textwrap.wrap(note, width, subsequent_indent="    ")
        return "\n".join(lines)

    def html(self) -> str:
        """The table as one HTML element without script or style; everything is escaped."""
        caption = f"<caption>{html.escape(self.caption)}</caption>" if self.caption else ""
        head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in self.header)
        body = "".join(
            f'<tr><th scope="row">{html.escape(row[0])}</th>'
            + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:])
            + "</tr>"
            for row in self.rows
        )
        notes = "".join(f"<li>{html.escape(note)}</li>" for note in self.notes)
        listed = f'<ul class="notes">{notes}</ul>' if notes else ""
        return (
            f"<div><table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"{listed}</div>"
        )


def _fit(rows: Sequence[Sequence[str]], width: int) -> tuple[list[int], str]:
    """The width of each column, and the gap between them: a narrow one where no other fits."""
    natural = [max(len(cell) for cell in column) or 1 for column in zip(*rows, strict=True)]
    least = [
        max((len(word) for cell in column for word in cell.split()), default=1)
        for column in zip(*rows, strict=True)
    ]
    gap = "  " if sum(least) + 2 * (len(least) - 1) <= width else " "
    room = width - len(gap) * (len(natural) - 1)
    while sum(natural) > room:
        widest = max(
            (i for i in range(len(natural)) if natural[i] > least[i]),
            key=lambda i: natural[i],
            default=None,
        )
        if widest is None:
            break
        natural[widest] -= 1
    return natural, gap


def _lines(row: Sequence[str], widths: Sequence[int], gap: str) -> list[str]:
    cells = [textwrap.wrap(cell, w) or [""] for cell, w in zip(row, widths, strict=True)]
    height = max(len(cell) for cell in cells)
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    return [
        gap.join(part.ljust(w) for part, w in zip(line, widths, strict=True)).rstrip()
        for line in zip(*padded, strict=True)
    ]
