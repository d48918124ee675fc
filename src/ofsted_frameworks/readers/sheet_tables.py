"""Find the tables of judgements in a sheet by their headings, wherever they begin."""

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from ofsted_frameworks.findings import Place, UnreadableFile
from ofsted_frameworks.labels import fold
from ofsted_frameworks.readers.blocks import Block, Column, Row, blocks_of, most_fit
from ofsted_frameworks.readers.cell_values import (
    Cell,
    has_judgement,
    is_empty,
    is_grade,
    number_in,
    text_of,
)
from ofsted_frameworks.readers.headers import Heading

NumberedRow: TypeAlias = tuple[int, Row]
ReadHeading: TypeAlias = Callable[[str], Heading]

MOST_SIDE_BY_SIDE = 100

_LOOKED_AT = 100
_DEEPEST = 200  # below this row, headings take only one row


@attrs.frozen(kw_only=True)
class SheetTable:
    """A table of authorities: where its headings are, what they mean, and the rows under them.

    A table without `blocks` has no known column of judgements, and is not read. `counts` are
    the columns that hold numbers under the heading of a judgement.
    """

    sheet: str
    row: int
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    counts: tuple[Column, ...] = ()
    rows: Sequence[NumberedRow] = attrs.field(repr=False, eq=False)

    @functools.cached_property
    def names(self) -> tuple[Column, ...]:
        """The columns of authorities' names and codes."""
        return tuple(column for column in self.columns if column.heading.names_authority)

    @functools.cached_property
    def unread(self) -> tuple[Column, ...]:
        """The columns that have a heading and are not read."""
        read = {*self.names, *self.counts, *(c for block in self.blocks for c in block.columns)}
        return tuple(column for column in self.columns if column.text and column not in read)

    def columns_of(self, block: Block) -> Iterator[Column]:
        """Yield every column except those of the other inspections in the row."""
        others = {c for each in self.blocks if each is not block for c in each.columns}
        return (column for column in self.columns if column not in others)


@attrs.frozen
class _Headings:
    """The headings of a table and the rows found under them so far.

    `replaces` says whether these headings replace the ones in the row above.
    """

    row: int
    columns: tuple[Column, ...]
    replaces: bool = False
    rows: list[NumberedRow] = attrs.field(factory=list[NumberedRow])

    @property
    def show_inspections(self) -> bool:
        return any(column.heading.shows_an_inspection for column in self.columns)


@attrs.frozen(kw_only=True)
class TableFinder:
    """A finder of the tables of authorities in one sheet.

    `place` names the file and the sheet, `read` gives the meaning of a heading, and `labels` has the
    caller's other words for grades.
    """

    place: Place
    read: ReadHeading
    labels: Mapping[str, str]

    def find(self, rows: Iterable[NumberedRow]) -> Iterator[SheetTable]:
        """Yield each table with the rows under its headings; `rows` has no empty ones.

        A row has a table's headings if it names an authority and either a judgement area or a kind of
        inspection. Headings may take two rows. A row above that only says which inspection the columns are
        about belongs to them too.
        """
        current: _Headings | None = None
        above: NumberedRow = (0, ())
        for number, row in rows:
            found = self._headings(number, row, above, current)
            if found:
                if current and not found.replaces:
                    yield self._table(current)
                current = found
            elif current:
                current.rows.append((number, row))
            above = number, row
        if current:
            yield self._table(current)

    def _table(self, headings: _Headings) -> SheetTable:
        columns, rows = headings.columns, headings.rows
        if not headings.show_inspections:
            columns, rows = self._with_area_columns(columns, rows) or (columns, rows)
        counts = [c for c in columns if c.heading.areas and self._is_counts(c, rows)]
        blocks = blocks_of(
            [c for c in columns if c not in counts and not c.heading.names_authority]
        )
        if len(blocks) > MOST_SIDE_BY_SIDE:
            raise UnreadableFile(
                f"the headings describe {len(blocks):,} inspections side by side; at most "
                f"{MOST_SIDE_BY_SIDE} are read",
                attrs.evolve(self.place, row=headings.row),
            )
        return SheetTable(
            sheet=self.place.sheet,
            row=headings.row,
            columns=columns,
            blocks=blocks,
            counts=tuple(counts),
            rows=rows,
        )

    def _headings(
        self, number: int, row: Row, above: NumberedRow, current: _Headings | None
    ) -> _Headings | None:
        """Return the headings in a row, alone or joined to those in the row above, or None."""
        texts = _texts(row)
        if not texts:
            return None
        is_next = above[0] == number - 1
        before = above[1] if is_next else ()
        replaces = is_next and current is not None and not current.rows
        if is_next and number < _DEEPEST and (replaces or current is None):
            texts = self._with_above(texts, before)
        headings = [self.read(text) for text in texts]
        names = any(heading.names_authority for heading in headings)
        shows = any(heading.shows_an_inspection for heading in headings)
        if names and shows:
            return _Headings(number, self._columns(texts, before), replaces)
        if not (names or shows) or any(map(is_grade, row)):
            return None
        if shows and replaces and current and not current.show_inspections:
            first = [column.text for column in current.columns]
            return _Headings(current.row, self._columns(self._merged(first, texts)), replaces)
        if names and any(self.read(text).areas for text in _texts(before)):
            return _Headings(number, self._columns(self._merged(_texts(before), texts)))
        begins = current is None or not is_next
        if names and begins and sum(map(bool, texts)) > 1:
            return _Headings(number, self._columns(texts, before))
        return None

    def _with_above(self, texts: Sequence[str], above: Row) -> list[str]:
        """Return headings joined to those above them, such as "Overall" over "effectiveness".

        A row stays unchanged if none of its cells completes a heading.
        """
        both = itertools.zip_longest(above[: len(texts)], texts, fillvalue="")
        joined = [self._joined(high, low) if isinstance(high, str) else low for high, low in both]
        pairs = zip(texts, joined, strict=True)
        completes = any(low and self.read(text).is_read for low, text in pairs)
        return joined if completes else list(texts)

    def _joined(self, high: str, low: str) -> str:
        joined = f"{high} {low}".strip()
        return joined if high and self.read(joined).is_read else low

    def _merged(self, first: Sequence[str], second: Sequence[str]) -> list[str]:
        """Return the headings that two rows make together."""
        return [
            next(self._readable(high, low), low or high)
            for high, low in itertools.zip_longest(first, second, fillvalue="")
        ]

    def _readable(self, high: str, low: str) -> Iterator[str]:
        """Yield the headings that two cells can make; the upper one stays if it names the authority."""
        if self.read(high).names_authority:
            yield high
        yield from (text for text in (low, f"{high} {low}", high) if self.read(text).is_read)

    def _columns(self, texts: Sequence[str], above: Row = ()) -> tuple[Column, ...]:
        groups = self._groups(above, len(texts))
        return tuple(
            Column(index, " ".join(text.split()), self._qualified(text, group))
            for index, (text, group) in enumerate(zip(texts, groups, strict=True))
        )

    def _groups(self, above: Row, width: int) -> list[str]:
        """Return the group heading over each column; each applies until the next one."""
        cells = [*above, *[None] * width][:width]
        texts = ["" if is_empty(cell) else text_of(cell) for cell in cells]
        if not all(self.read(text).is_qualifier for text in texts if text):
            return [""] * width
        return list(itertools.accumulate(texts, _next_group))

    def _qualified(self, text: str, group: str) -> Heading:
        """Return the meaning of a heading, completed by the group heading over it."""
        heading = self.read(text)
        if not group or heading.names_authority:
            return heading
        if not heading.is_read:
            return self.read(f"{group} {text}")
        over = self.read(group)
        return attrs.evolve(
            heading,
            framework=heading.framework or over.framework,
            ordinal=heading.ordinal or over.ordinal,
            reinspection=heading.reinspection or over.reinspection,
            part=heading.part or over.part,
        )

    def _is_counts(self, column: Column, rows: Sequence[NumberedRow]) -> bool:
        """Return True for a column without grades whose numbers are not all codes from 1 to 4."""
        counts = False
        for _, row in rows:
            cell = column.of(row)
            if has_judgement(cell):
                if is_grade(cell) or fold(text_of(cell)) in self.labels:
                    return False
                counts = counts or number_in(cell) not in (None, 1, 2, 3, 4)
        return counts

    def _is_area(self, cell: Cell) -> bool:
        return bool(self.read(text_of(cell)).areas)

    def _with_area_columns(
        self, columns: Sequence[Column], rows: Sequence[NumberedRow]
    ) -> tuple[tuple[Column, ...], list[NumberedRow]] | None:
        """Return the columns and rows of a table with one judgement in each row, with a column for each area.

        The answer is None unless exactly one column names judgement areas and exactly one holds grades,
        whatever their headings.
        """
        cells = {
            column: column.filled_cells(rows[:_LOOKED_AT])
            for column in columns
            if not column.heading.names_authority
        }
        area = [c for c in cells if most_fit(cells[c], self._is_area)]
        grade = [c for c in cells if most_fit(cells[c], is_grade)]
        if len(area) != 1 or len(grade) != 1:
            return None
        kept = [column for column in columns if column not in (*area, *grade)]
        read_columns = [column for column in kept if column.heading.is_read]
        joined: dict[tuple[str, ...], tuple[int, list[Cell]]] = {}
        added: dict[str, Column] = {}
        for number, row in rows:
            name, value = " ".join(text_of(area[0].of(row)).split()), grade[0].of(row)
            column = added.setdefault(
                name, Column(len(columns) + len(added), name, self.read(name))
            )
            about = tuple(text_of(each.of(row)) for each in read_columns)
            wide = joined.setdefault(about, (number, [*row]))[1]
            if text_of(column.of(wide)) not in ("", text_of(value)):
                wide = joined.setdefault((*about, str(number)), (number, [*row]))[1]
            wide += [None] * (column.index + 1 - len(wide))
            wide[column.index] = value
        return (*kept, *(c for name, c in added.items() if name)), list(joined.values())


def _next_group(group: str, text: str) -> str:
    return text or group


def _texts(row: Row) -> list[str]:
    """Return the cells of a row that may be headings; [] for a row with a date or without any text."""
    types = set(map(type, row))
    if dt.datetime in types or dt.date in types or str not in types:
        return []
    return [cell if isinstance(cell, str) else text_of(cell) for cell in row]
