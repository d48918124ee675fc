"""Find the tables of judgements in a sheet, by their headings, wherever they begin."""

import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from ofsted_frameworks.frameworks import framework_of, get_edition
from ofsted_frameworks.readers.cells import Cell, is_empty, text_of
from ofsted_frameworks.readers.headers import (
    AUTHORITY,
    CODE,
    KIND,
    NOT_AUTHORITIES,
    Heading,
    read_heading,
    words_of,
)

NumberedRow: TypeAlias = tuple[int, Sequence[Cell]]
ReadHeading: TypeAlias = Callable[[str], Heading]

_ONS_CODE = re.compile(r"[A-Z]\d{8}")


@attrs.frozen
class Column:
    """A column of a table: where it stands, counted from 0, what is printed over it, and what that says."""

    index: int
    text: str
    heading: Heading

    def of(self, row: Sequence[Cell]) -> Cell:
        """The cell of this column in a row; a row may be shorter than the heading."""
        return row[self.index] if self.index < len(row) else None


def first_filled(columns: Iterable[Column], row: Sequence[Cell]) -> Column | None:
    """The first of some columns that has something in a row."""
    return next((column for column in columns if not is_empty(column.of(row))), None)


def first_ons_code(columns: Iterable[Column], row: Sequence[Cell]) -> str:
    """The first ONS code in some columns of a row; codes of other forms are passed over."""
    codes = (text_of(column.of(row)).upper() for column in columns)
    return next((code for code in codes if _ONS_CODE.fullmatch(code)), "")


@attrs.frozen(kw_only=True)
class Block:
    """The columns of one inspection in each row: all of a long table, or one part of a wide one."""

    framework: str
    ordinal: str
    reinspection: bool
    part: str
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
        words = [self.ordinal, self.framework.upper(), "re-inspection" if self.reinspection else ""]
        of = [f"of {self.part.replace('_', ' ')}" if self.part else ""]
        return " ".join(word for word in [*words, *of] if word) or "inspection"


@attrs.frozen(kw_only=True)
class Table:
    """A table of judgements: where its headings stand, what they say, and the rows under them."""

    sheet: str
    row: int
    authority: tuple[Column, ...]
    code: tuple[Column, ...]
    blocks: tuple[Block, ...]
    unread: tuple[Column, ...]
    rows: list[NumberedRow] = attrs.field(factory=list[NumberedRow], repr=False, eq=False)

    @property
    def headings(self) -> tuple[str, ...]:
        """What is printed over every column that is read."""
        blocks = (column.text for block in self.blocks for column in block.columns)
        return (*(c.text for c in (*self.authority, *self.code)), *blocks)


def find_tables(
    sheet: str, rows: Iterable[NumberedRow], read: ReadHeading = read_heading
) -> Iterator[Table]:
    """Every table of judgements in a sheet's rows, each with the rows under its headings.

    A row is a table's headings when it names an authority and a judgement area or a kind of inspection.
    A row above it that only says which inspection the columns are about belongs to the headings. A table
    of providers, which names authorities too, is passed over to the next empty row. `read` says what a
    heading says.
    """
    table: Table | None = None
    above: Sequence[Cell] = ()
    of_providers = False
    for number, row in rows:
        if of_providers:
            of_providers = any(row)
            continue
        texts = _texts(row)
        of_providers = bool(texts) and _is_of_providers(texts, read)
        found = _table(sheet, number, texts, above, read) if texts and not of_providers else None
        if table and (found or of_providers):
            yield table
        if found or of_providers:
            table = found
        elif table and any(cell != "" and cell is not None for cell in row):
            table.rows.append((number, row))
        above = row
    if table:
        yield table


def _texts(row: Sequence[Cell]) -> list[str]:
    """The cells of a row that may be headings, as text; nothing for a row with a day or without a word."""
    types = tuple(map(type, row))
    if dt.datetime in types or dt.date in types or str not in types:
        return []
    return [cell if isinstance(cell, str) else text_of(cell) for cell in row]


def _is_of_providers(texts: Sequence[str], read: ReadHeading) -> bool:
    return any(read(text).field in (AUTHORITY, CODE) for text in texts) and any(
        words_of(text) in NOT_AUTHORITIES for text in texts
    )


def _table(
    sheet: str, number: int, texts: Sequence[str], above: Sequence[Cell], read: ReadHeading
) -> Table | None:
    """The table whose headings are these texts, if they are headings."""
    headings = [read(text) for text in texts]
    if not any(h.field in (AUTHORITY, CODE) for h in headings):
        return None
    if not any(h.areas or h.field == KIND for h in headings):
        return None
    groups = _groups(above, len(texts), read)
    columns = [
        Column(i, " ".join(text.split()), _qualified(text, heading, groups[i], read))
        for i, (text, heading) in enumerate(zip(texts, headings, strict=True))
    ]
    blocks, unread = _blocks([c for c in columns if c.heading.field not in (AUTHORITY, CODE)])
    return Table(
        sheet=sheet,
        row=number,
        authority=tuple(c for c in columns if c.heading.field == AUTHORITY),
        code=tuple(c for c in columns if c.heading.field == CODE),
        blocks=blocks,
        unread=unread,
    )


def _groups(above: Sequence[Cell], width: int, read: ReadHeading) -> list[str]:
    """The group heading over each column: one holds until the next."""
    texts = ["" if is_empty(cell) else text_of(cell) for cell in [*above, *[None] * width][:width]]
    if not all(read(text).is_qualifier for text in texts if text):
        return [""] * width
    return list(itertools.accumulate(texts, _next_group))


def _next_group(group: str, text: str) -> str:
    return text or group


def _qualified(text: str, heading: Heading, group: str, read: ReadHeading) -> Heading:
    """A heading with what the group heading over it says as well."""
    if not group or heading.field in (AUTHORITY, CODE):
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


_Key: TypeAlias = tuple[str, str, bool, str, int]


def _blocks(columns: Sequence[Column]) -> tuple[tuple[Block, ...], tuple[Column, ...]]:
    """The columns by the inspection that they are about, and those that say nothing known."""
    read = [column for column in columns if column.heading.is_read]
    unread = [column for column in columns if column.text and not column.heading.is_read]
    groups: dict[_Key, list[Column]] = {}
    seen: dict[tuple[_Key, str], int] = {}
    for column in read:
        key = _key(column.heading)
        words = words_of(column.text)
        again = seen[key, words] = seen.get((key, words), -1) + 1
        groups.setdefault((*key[:4], again), []).append(column)
    _adopt(groups)
    blocks: list[Block] = []
    for key, its in groups.items():
        if any(c.heading.areas or c.heading.field == KIND for c in its):
            blocks.append(_block(key, its))
        else:
            unread += its
    return tuple(blocks), tuple(unread)


def _key(heading: Heading) -> _Key:
    part = heading.part
    if heading.reinspection:
        its = {
            name
            for of, name in heading.areas
            if framework_of(get_edition(of)).id == heading.framework
        }
        part = _PART_OF.get(its.pop(), "") if len(its) == 1 else part
    return heading.framework, heading.ordinal, heading.reinspection, part, 0


_PART_OF = {
    "safeguarding_overall_effectiveness": "safeguarding",
    "looked_after_overall_effectiveness": "looked_after",
}


def _adopt(groups: dict[_Key, list[Column]]) -> None:
    """Give a column that names no inspection of its own to the first that it can be about.

    The heading "LSCB Overall Effectiveness" names none, and the board was reviewed in the first single
    inspection: it joins the first block of that framework.
    """
    for key in [k for k in groups if not k[0] and not k[1] and not k[2]]:
        for column in list(groups[key]):
            ids = {framework_of(get_edition(of)).id for of, _ in column.heading.areas}
            homes = [k for k in groups if k[0] in ids and not k[2]]
            if homes and len(ids) == 1:
                groups[homes[0]].append(column)
                groups[key].remove(column)
        if not groups[key]:
            del groups[key]


def _block(key: _Key, columns: Sequence[Column]) -> Block:
    fields: dict[str, tuple[Column, ...]] = {}
    for column in columns:
        if column.heading.field:
            field = column.heading.field
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
