"""Read records from CSV, one to a row; an unclosed quote does not swallow the rows after it."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from ofsted_frameworks.findings import Finding, Place, UnreadableFile
from ofsted_frameworks.validation import general_rules as rules
from ofsted_frameworks.validation.csv_cells import read_cell
from ofsted_frameworks.validation.decoding import UNREADABLE
from ofsted_frameworks.validation.record_format import MOST_REPORTED, SCHEMA_VERSION, is_visit
from ofsted_frameworks.validation.vocabulary import shown, vocabulary
from ofsted_frameworks.words import closest, plural

Lines = Iterator[tuple[int, bytes]]
Item = tuple[int, Any, Sequence[Finding]]

NO_RECORD = object()
"""Used in place of a record if the findings are about the file."""

_BEFORE = ("edition", "kind", "visit", "start", "end", "published", "theme")
_NOTHING: Sequence[Finding] = ()
_FEWEST_COLUMNS = 4


def csv_columns() -> tuple[str, ...]:
    """Return the columns that a CSV file of records may have, in the order of the format's keys.

    >>> csv_columns()[:4]
    ('schema_version', 'authority_name', 'authority_code', 'edition')
    """
    first = ("schema_version", "authority_name", "authority_code", *_BEFORE)
    return (*first, *vocabulary().areas, "source")


def csv_records(lines: Lines, name: str, longest: int) -> Iterator[Item]:
    """Yield the records of a CSV file, skipping empty rows."""
    rows = _Rows(lines, longest)
    header = _header(rows, name)
    if unknown := list(_unknown_columns(header)):
        yield 1, NO_RECORD, unknown
    while taken := rows.take(len(header)):
        if taken.problem:
            yield taken.line, UNREADABLE, [_wrong_cells(taken.problem)]
        elif any(taken.cells):
            yield taken.line, *_record_of(header, taken.cells)


@attrs.frozen
class _Row:
    line: int
    cells: list[str]
    problem: str = ""


@attrs.define
class _Rows:
    """The rows of a CSV text. If a quote is not closed, the lines it swallowed are read again as rows."""

    lines: Lines
    longest: int
    again: list[tuple[int, str]] = attrs.field(factory=list[tuple[int, str]])

    def _next_lines(self, taken: list[tuple[int, str]]) -> Iterator[str]:
        """Yield each line from here on, and note it as taken."""
        size = 0
        while size <= self.longest:
            if self.again:
                taken.append(self.again.pop())
            elif line := next(self.lines, None):
                text = (
                    line[1].decode(errors="surrogateescape").removesuffix("\n").removesuffix("\r")
                )
                taken.append((line[0], f"{text}\n"))
            else:
                return
            size += len(taken[-1][1])
            yield taken[-1][1]

    def take(self, width: int) -> _Row | None:
        """Return the next row, or None at the end."""
        taken: list[tuple[int, str]] = []
        cells, problem = list[str](), ""
        try:
            cells = next(csv.reader(self._next_lines(taken), strict=True))
        except StopIteration:
            return None
        except csv.Error as error:
            problem = f"the row cannot be read: {_why_not_csv(error)}"
        line = taken[0][0]
        if width and len(taken) > 1 and (problem or _took_rows(cells, taken, width)):
            self.again += reversed(taken[1:])
            return _Row(line, [], _unclosed(taken))
        if width and not problem and any(cells) and len(cells) != width:
            problem = f"the row has {len(cells)} cells, not {width}"
        return _Row(line, cells, problem)


def _took_rows(cells: list[str], taken: list[tuple[int, str]], width: int) -> bool:
    """Return True if a cell of several lines probably swallowed rows, after a missing or stray quote."""
    if len(cells) != width:
        return True
    commas = width - 1
    return width >= _FEWEST_COLUMNS and any(text.count(",") == commas for _, text in taken[1:])


def _unclosed(taken: list[tuple[int, str]]) -> str:
    (line, first), (last, _) = taken[0], taken[-1]
    cell = len(next(csv.reader([first])))
    again = (
        f"Line {last} is read as a row"
        if last == line + 1
        else f"Lines {line + 1} to {last} are read as rows"
    )
    return (
        f"the quote that opens on line {line}, in cell {cell}, runs on to line {last}; is the closing quote "
        f"missing? {again}"
    )


def _why_not_csv(error: csv.Error) -> str:
    if "new-line character" in str(error):
        return "it contains a carriage return; save the file with Windows or Unix line endings"
    return str(error)


def _header(rows: _Rows, name: str) -> list[str]:
    first = Place(file=name, line=1)
    row = rows.take(0)
    if row and row.problem:
        why = f"this is not CSV: {row.problem}; save it as CSV UTF-8 and try again"
        raise UnreadableFile(why, first)
    header = [column.strip() for column in row.cells] if row else []
    if "authority_name" not in header or not {"edition", "visit"}.intersection(header):
        what = "this is not a CSV file of records" if header else "the file is empty"
        raise UnreadableFile(
            f"{what}; the first row must name the columns, separated by commas, and include authority_name "
            "and edition (or visit)",
            first,
        )
    if len(set(header)) < len(header):
        twice = next(column for n, column in enumerate(header) if column in header[:n])
        raise UnreadableFile(f"the column {shown(twice)} appears twice", first)
    return header


def _unknown_columns(header: list[str]) -> Iterator[Finding]:
    known = csv_columns()
    names = set(known)
    unknown = [(n, column) for n, column in enumerate(header, start=1) if column not in names]
    for number, column in unknown[:MOST_REPORTED]:
        yield rules.UNKNOWN_COLUMN.finding(
            (),
            f"unknown column {shown(column)} (column {number})",
            value=column,
            expected=f"one of {', '.join(known)}",
            hint=closest(column, known),
        )
    if (more := len(unknown) - MOST_REPORTED) > 0:
        message = plural(more, "more column is unknown", "more columns are unknown")
        yield rules.UNKNOWN_COLUMN.finding((), message)


def _record_of(header: list[str], row: list[str]) -> tuple[Any, Sequence[Finding]]:
    text = "".join(row)
    if not text.isprintable() and any("\ud800" <= c <= "\udfff" for c in text):
        message = "the row is not text in UTF-8; save the file as CSV UTF-8"
        return UNREADABLE, [rules.NOT_TEXT.finding((), message)]
    cells = {column: read_cell(cell) for column, cell in zip(header, row, strict=True) if cell}
    return _record(cells), _NOTHING


def _record(cells: dict[str, str]) -> dict[str, Any]:
    areas = vocabulary().areas
    version = cells.get("schema_version", str(SCHEMA_VERSION))
    authority = {
        key: cells[f"authority_{key}"] for key in ("name", "code") if f"authority_{key}" in cells
    }
    record: dict[str, Any] = {
        "schema_version": int(version) if version.isdecimal() and len(version) < 10 else version,
        "authority": authority,
    }
    record |= {column: cells[column] for column in (*_BEFORE, "source") if column in cells}
    judgements = {name: cells[name] for name in areas if name in cells}
    if judgements or not is_visit(record):
        record["judgements"] = judgements
    return record


def _wrong_cells(message: str) -> Finding:
    expected = "one cell for each column, separated by commas, with every quote closed"
    return rules.WRONG_CELLS.finding((), message, expected=expected)
