"""Find the tables of judgements in a sheet, by their headings, wherever they begin."""

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from ofsted_frameworks.findings import Place, UnreadableFile
from ofsted_frameworks.frameworks import get_framework
from ofsted_frameworks.frameworks.column_words import DATE, EDITION, KIND, PUBLISHED, START, YEAR
from ofsted_frameworks.labels import fold
from ofsted_frameworks.readers.cell_values import (
    Cell,
    is_empty,
    is_grade,
    number_in,
    says_judgement,
    text_of,
)
from ofsted_frameworks.readers.headers import Heading, framework_ids, read_heading, words_of

NumberedRow: TypeAlias = tuple[int, Sequence[Cell]]
ReadHeading: TypeAlias = Callable[[str], Heading]

MOST_SIDE_BY_SIDE = 100

_LOOKED_AT = 100
_DEEPEST = 200  # headings below this row are in one row


@attrs.frozen(eq=False)
class Column:
    """A column of a table: its index (from 0), what is printed over it, and what that says."""

    index: int
    text: str
    heading: Heading

    def of(self, row: Sequence[Cell]) -> Cell:
        """The cell of this column in a row; a row may be shorter than the heading."""
        return row[self.index] if self.index < len(row) else None


def filled(columns: Iterable[Column], row: Sequence[Cell]) -> list[Column]:
    """Return those of some columns that have something in a row."""
    return [column for column in columns if not is_empty(column.of(row))]


@attrs.frozen(kw_only=True)
class Block:
    """The columns of one inspection in each row: all of a long table, or one part of a wide one."""

    framework: str = ""
    ordinal: str = ""
    reinspection: bool = False
    part: str = ""
    fields: Mapping[str, tuple[Column, ...]]
    areas: tuple[Column, ...]

    @functools.cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column of the block."""
        return (*(column for each in self.fields.values() for column in each), *self.areas)

    def has_any(self, row: Sequence[Cell]) -> bool:
        """True when any of its cells in a row may say something."""
        return any(row[column.index] for column in self.columns if column.index < len(row))

    def __str__(self) -> str:
        name = get_framework(self.framework).name if self.framework else ""
        words = [self.ordinal, name, "re-inspection" if self.reinspection else ""]
        of = [f"of {self.part.replace('_', ' ')}" if self.part else ""]
        return " ".join(word for word in [*words, *of] if word) or "inspection"


@attrs.frozen(kw_only=True)
class SheetTable:
    """A table of authorities: where its headings are, what they say, and the rows under them.

    One without `blocks` has no column of judgements that is known, and is not read.
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
        """The columns with a heading that are not read."""
        read = {*self.names, *self.counts, *(c for block in self.blocks for c in block.columns)}
        return tuple(column for column in self.columns if column.text and column not in read)

    def columns_of(self, block: Block) -> Iterator[Column]:
        """Yield every column but those of the other inspections in the row."""
        others = {c for each in self.blocks if each is not block for c in each.columns}
        return (column for column in self.columns if column not in others)


def find_tables(
    file: str,
    sheet: str,
    rows: Iterable[NumberedRow],
    read: ReadHeading = read_heading,
    labels: Mapping[str, str] | None = None,
) -> Iterator[SheetTable]:
    """Yield every table of authorities in a sheet, each with the rows under its headings.

    A row is a table's headings when it names an authority and a judgement area or a kind of inspection;
    headings may take two rows. A row above that only says which inspection the columns are about belongs
    to them too. Rows that are empty are not among `rows`. `labels` has words that are grades.
    """
    begun: _Begun | None = None
    above: NumberedRow = (0, ())
    for number, row in rows:
        found = _headings(number, row, above, begun, read)
        if found:
            if begun and not found.goes_on:
                yield begun.table(file, sheet, read, labels or {})
            begun = found
        elif begun:
            begun.rows.append((number, row))
        above = number, row
    if begun:
        yield begun.table(file, sheet, read, labels or {})


@attrs.frozen
class _Begun:
    """A table while its rows are gathered; `goes_on` when its headings replace those just above."""

    row: int
    columns: tuple[Column, ...]
    goes_on: bool = False
    rows: list[NumberedRow] = attrs.field(factory=list[NumberedRow])

    @property
    def is_judged(self) -> bool:
        return any(c.heading.areas or c.heading.field == KIND for c in self.columns)

    def table(
        self, file: str, sheet: str, read: ReadHeading, labels: Mapping[str, str]
    ) -> SheetTable:
        columns, rows = self.columns, self.rows
        if not self.is_judged:
            columns, rows = _turned(columns, rows, read) or (columns, rows)
        counts = [c for c in columns if c.heading.areas and _is_counts(c, rows, labels)]
        blocks = _blocks([c for c in columns if c not in counts and not c.heading.names_authority])
        if len(blocks) > MOST_SIDE_BY_SIDE:
            raise UnreadableFile(
                f"its headings are of {len(blocks):,} inspections side by side; at most "
                f"{MOST_SIDE_BY_SIDE} are read",
                Place(file=file, sheet=sheet, row=self.row),
            )
        return SheetTable(
            sheet=sheet,
            row=self.row,
            columns=columns,
            blocks=blocks,
            counts=tuple(counts),
            rows=rows,
        )


def _headings(
    number: int, row: Sequence[Cell], above: NumberedRow, begun: _Begun | None, read: ReadHeading
) -> _Begun | None:
    """Return the table that begins with this row, or whose headings go on in it."""
    texts = _texts(row)
    if not texts:
        return None
    is_next = above[0] == number - 1
    before = above[1] if is_next else ()
    goes_on = is_next and begun is not None and not begun.rows
    if is_next and number < _DEEPEST and (goes_on or begun is None):
        texts = _with_above(texts, before, read)
    headings = [read(text) for text in texts]
    names = any(h.names_authority for h in headings)
    judges = any(h.areas or h.field == KIND for h in headings)
    if names and judges:
        return _Begun(number, _columns(texts, before, read), goes_on)
    if not (names or judges) or any(map(is_grade, row)):
        return None
    if judges and goes_on and begun and not begun.is_judged:
        first = [column.text for column in begun.columns]
        return _Begun(begun.row, _columns(_merged(first, texts, read), (), read), goes_on)
    if names and any(read(text).areas for text in _texts(before)):
        return _Begun(number, _columns(_merged(_texts(before), texts, read), (), read))
    starts = begun is None or not is_next
    if names and starts and sum(map(bool, texts)) > 1:
        return _Begun(number, _columns(texts, before, read))
    return None


def _texts(row: Sequence[Cell]) -> list[str]:
    """Return the cells of a row that may be headings; nothing for a row with a day or without a word."""
    types = tuple(map(type, row))
    if dt.datetime in types or dt.date in types or str not in types:
        return []
    return [cell if isinstance(cell, str) else text_of(cell) for cell in row]


def _with_above(texts: Sequence[str], above: Sequence[Cell], read: ReadHeading) -> list[str]:
    """Return headings joined to those above them: "Overall" over "effectiveness".

    A row stays as it is if none of its cells completes a heading.
    """
    both = itertools.zip_longest(above[: len(texts)], texts, fillvalue="")
    joined = [_joined(high, low, read) if isinstance(high, str) else low for high, low in both]
    is_heading = any(low and read(text).is_read for low, text in zip(texts, joined, strict=True))
    return joined if is_heading else list(texts)


def _joined(high: str, low: str, read: ReadHeading) -> str:
    joined = f"{high} {low}".strip()
    return joined if high and read(joined).is_read else low


def _merged(first: Sequence[str], second: Sequence[str], read: ReadHeading) -> list[str]:
    """Return the headings that two rows make together."""
    return [
        next(_readable(high, low, read), low or high)
        for high, low in itertools.zip_longest(first, second, fillvalue="")
    ]


def _readable(high: str, low: str, read: ReadHeading) -> Iterator[str]:
    """Yield what two cells may say as a heading; the one above stays if it names the authority."""
    if read(high).names_authority:
        yield high
    yield from (text for text in (low, f"{high} {low}", high) if read(text).is_read)


def _columns(texts: Sequence[str], above: Sequence[Cell], read: ReadHeading) -> tuple[Column, ...]:
    groups = _groups(above, len(texts), read)
    return tuple(
        Column(i, " ".join(text.split()), _qualified(text, read(text), groups[i], read))
        for i, text in enumerate(texts)
    )


def _groups(above: Sequence[Cell], width: int, read: ReadHeading) -> list[str]:
    """Return the group heading over each column: one holds until the next."""
    texts = ["" if is_empty(cell) else text_of(cell) for cell in [*above, *[None] * width][:width]]
    if not all(read(text).is_qualifier for text in texts if text):
        return [""] * width
    return list(itertools.accumulate(texts, _next_group))


def _next_group(group: str, text: str) -> str:
    return text or group


def _qualified(text: str, heading: Heading, group: str, read: ReadHeading) -> Heading:
    """Return a heading with what the group heading over it says as well."""
    if not group or heading.names_authority:
        return heading
    if not heading.is_read:
        return read(f"{group} {text}")
    says = read(group)
    return attrs.evolve(
        heading,
        framework=heading.framework or says.framework,
        ordinal=heading.ordinal or says.ordinal,
        reinspection=heading.reinspection or says.reinspection,
        part=heading.part or says.part,
    )


def _is_counts(column: Column, rows: Sequence[NumberedRow], labels: Mapping[str, str]) -> bool:
    """True for a column of numbers under a judgement's heading: more than the codes 1 to 4, no grade."""
    counts = False
    for _, row in rows:
        cell = column.of(row)
        if says_judgement(cell):
            if is_grade(cell) or fold(text_of(cell)) in labels:
                return False
            number = number_in(cell)
            counts = counts or (number is not None and number not in (1, 2, 3, 4))
    return counts


def _turned(
    columns: Sequence[Column], rows: Sequence[NumberedRow], read: ReadHeading
) -> tuple[tuple[Column, ...], list[NumberedRow]] | None:
    """Return a table of one row for each judgement as one with a column for each judgement area.

    None unless one column names judgement areas and one holds grades, whatever their headings.
    """
    others = [column for column in columns if not column.heading.names_authority]
    area = [c for c in others if _most(c, rows, lambda cell: bool(read(text_of(cell)).areas))]
    grade = [column for column in others if _most(column, rows, is_grade)]
    if len(area) != 1 or len(grade) != 1:
        return None
    kept = [column for column in columns if column not in (*area, *grade)]
    read_columns = [c for c in kept if c.heading.is_read]
    turned: dict[tuple[str, ...], tuple[int, list[Cell]]] = {}
    added: dict[str, Column] = {}
    for number, row in rows:
        name, value = " ".join(text_of(area[0].of(row)).split()), grade[0].of(row)
        column = added.setdefault(name, Column(len(columns) + len(added), name, read(name)))
        about = tuple(text_of(each.of(row)) for each in read_columns)
        cells = turned.setdefault(about, (number, [*row]))[1]
        if text_of(column.of(cells)) not in ("", text_of(value)):
            cells = turned.setdefault((*about, str(number)), (number, [*row]))[1]
        cells += [None] * (column.index + 1 - len(cells))
        cells[column.index] = value
    return (*kept, *(c for name, c in added.items() if name)), list(turned.values())


def _most(column: Column, rows: Sequence[NumberedRow], fits: Callable[[Cell], bool]) -> bool:
    """True for a column most of whose first cells fit."""
    cells = [column.of(row) for _, row in rows[:_LOOKED_AT] if not is_empty(column.of(row))]
    return sum(map(fits, cells)) * 2 > len(cells)


_Key: TypeAlias = tuple[str, str, bool, str, int]


def _blocks(columns: Sequence[Column]) -> tuple[Block, ...]:
    """Return the columns that are read, by the inspection that they are about."""
    groups: dict[_Key, list[Column]] = {}
    seen: dict[tuple[_Key, str], int] = {}
    for column in columns:
        if column.heading.is_read:
            key = _key(column.heading)
            words = words_of(column.text)
            again = seen[key, words] = seen.get((key, words), -1) + 1
            groups.setdefault((*key[:4], again), []).append(column)
    _fold_repeats(groups)
    _adopt(groups)
    return tuple(_block(key, its) for key, its in groups.items() if _is_judged(its))


def _fold_repeats(groups: dict[_Key, list[Column]]) -> None:
    """Give headings that are printed again without a date or kind to the inspection they repeat."""
    for key in [k for k in groups if k[-1]]:
        if not {c.heading.field for c in groups[key]} & _OF_AN_INSPECTION:
            groups.setdefault((*key[:-1], 0), []).extend(groups.pop(key))


_OF_AN_INSPECTION = {START, PUBLISHED, DATE, YEAR, KIND, EDITION}


def _is_judged(columns: Iterable[Column]) -> bool:
    return any(c.heading.areas or c.heading.field == KIND for c in columns)


def _key(heading: Heading) -> _Key:
    part = _part_of(heading) if heading.reinspection else heading.part
    return heading.framework, heading.ordinal, heading.reinspection, part, 0


def _part_of(heading: Heading) -> str:
    """Return the part of a framework that a re-inspection's heading is about."""
    its = {name for of, name in heading.areas if heading.framework in framework_ids(((of, name),))}
    if len(its) != 1:
        return heading.part
    words = get_framework(heading.framework).words
    parts = (each.part for each in words if each.part and its & {*_fields_of(each.part, its)})
    return next(parts, heading.part)


def _fields_of(part: str, names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.startswith(part))


def _adopt(groups: dict[_Key, list[Column]]) -> None:
    """Give columns that are about no inspection of their own to the one that they can be about.

    The heading "LSCB Overall Effectiveness" names no inspection, and the board was reviewed in the first
    single inspection: it joins the first block of that framework. A date or kind without judgements
    joins the only judgements there are.
    """
    for key in [k for k in groups if k[:3] == ("", "", False)]:
        for column in list(groups[key]):
            ids = framework_ids(column.heading.areas)
            homes = [k for k in groups if k[0] in ids and not k[2]]
            if homes and len(ids) == 1:
                groups[homes[0]].append(column)
                groups[key].remove(column)
    areas = [k for k, its in groups.items() if any(c.heading.areas for c in its)]
    if len(areas) == 1:
        for key in [k for k in groups if k not in areas and _fit(k, areas[0])]:
            groups[areas[0]] += groups.pop(key)


def _fit(one: _Key, other: _Key) -> bool:
    """True when what two groups of columns say of their inspection goes together."""
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _block(key: _Key, columns: Sequence[Column]) -> Block:
    fields: dict[str, tuple[Column, ...]] = {}
    for column in columns:
        if field := column.heading.field:
            fields[field] = (*fields.get(field, ()), column)
    framework, ordinal, reinspection, part, _ = key
    return Block(
        framework=framework,
        ordinal=ordinal,
        reinspection=reinspection,
        part=part,
        fields=fields,
        areas=tuple(column for column in columns if column.heading.areas),
    )
