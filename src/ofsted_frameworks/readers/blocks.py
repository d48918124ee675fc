"""The columns of a table, in blocks: one for each inspection that a row may describe."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from ofsted_frameworks.frameworks import get_framework
from ofsted_frameworks.frameworks.column_words import DATE, EDITION, KIND, PUBLISHED, START, YEAR
from ofsted_frameworks.readers.cell_values import Cell, is_empty
from ofsted_frameworks.readers.headers import Heading, framework_ids, words_of

Row: TypeAlias = Sequence[Cell]

_OF_AN_INSPECTION = {START, PUBLISHED, DATE, YEAR, KIND, EDITION}

_Key: TypeAlias = tuple[str, str, bool, str, int]
"""The framework, ordinal, re-inspection and part of a block, and how often its headings came earlier."""


@attrs.frozen(eq=False)
class Column:
    """A column of a table: its index (from 0), the text printed over it, and what that text means."""

    index: int
    text: str
    heading: Heading

    def of(self, row: Row) -> Cell:
        """Return the cell of this column in a row, which may be shorter than the headings."""
        return row[self.index] if self.index < len(row) else None

    def filled_cells(self, rows: Iterable[tuple[int, Row]]) -> list[Cell]:
        """Return the column's filled cells in some rows."""
        return [cell for _, row in rows if not is_empty(cell := self.of(row))]


def filled(columns: Iterable[Column], row: Row) -> list[Column]:
    """Return the columns that are filled in a row."""
    return [column for column in columns if not is_empty(column.of(row))]


def most_fit(cells: Sequence[Cell], fits: Callable[[Cell], bool]) -> bool:
    """Return True if more than half of some cells fit."""
    return sum(map(fits, cells)) * 2 > len(cells)


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

    @functools.cached_property
    def _indexes(self) -> tuple[int, ...]:
        return tuple(column.index for column in self.columns)

    def has_any(self, row: Row) -> bool:
        """Return True if any cell of the block in a row may be filled."""
        width = len(row)
        return any(row[index] for index in self._indexes if index < width)

    def __str__(self) -> str:
        words = [
            self.ordinal,
            get_framework(self.framework).name if self.framework else "",
            "re-inspection" if self.reinspection else "",
            f"of {self.part.replace('_', ' ')}" if self.part else "",
        ]
        return " ".join(filter(None, words)) or "inspection"


def blocks_of(columns: Sequence[Column]) -> tuple[Block, ...]:
    """Return the columns that are read, in blocks, without the blocks that show no inspection."""
    groups: dict[_Key, list[Column]] = {}
    seen: dict[tuple[_Key, str], int] = {}
    for column in columns:
        if column.heading.is_read:
            key = _key(column.heading)
            words = words_of(column.text)
            again = seen[key, words] = seen.get((key, words), -1) + 1
            groups.setdefault((*key[:4], again), []).append(column)
    _join_repeats(groups)
    _join_unassigned(groups)
    return tuple(
        _block(key, group)
        for key, group in groups.items()
        if any(column.heading.shows_an_inspection for column in group)
    )


def _key(heading: Heading) -> _Key:
    part = _part_of(heading) if heading.reinspection else heading.part
    return heading.framework, heading.ordinal, heading.reinspection, part, 0


def _part_of(heading: Heading) -> str:
    """Return the part of a framework that the heading of a re-inspection is about."""
    names = {
        name for id, name in heading.areas if heading.framework in framework_ids(((id, name),))
    }
    if len(names) != 1:
        return heading.part
    (name,) = names
    parts = (each.part for each in get_framework(heading.framework).words if each.part)
    return next((part for part in parts if name.startswith(part)), heading.part)


def _join_repeats(groups: dict[_Key, list[Column]]) -> None:
    """Move repeated headings without a date or kind to the inspection whose headings they repeat."""
    for key in [key for key in groups if key[-1]]:
        if not {column.heading.field for column in groups[key]} & _OF_AN_INSPECTION:
            groups.setdefault((*key[:-1], 0), []).extend(groups.pop(key))


def _join_unassigned(groups: dict[_Key, list[Column]]) -> None:
    """Move columns that do not name an inspection to the block that they can belong to.

    The heading "LSCB Overall Effectiveness" does not name an inspection, but the board was reviewed in the
    first single inspection, so it joins the first block of that framework. A date or kind without judgements
    joins the judgements if there is only one block of them.
    """
    for key in [key for key in groups if key[:3] == ("", "", False)]:
        for column in list(groups[key]):
            ids = framework_ids(column.heading.areas)
            homes = [other for other in groups if other[0] in ids and not other[2]]
            if homes and len(ids) == 1:
                groups[homes[0]].append(column)
                groups[key].remove(column)
    judged = [key for key, group in groups.items() if any(c.heading.areas for c in group)]
    if len(judged) == 1:
        for key in [key for key in groups if key not in judged and _fits(key, judged[0])]:
            groups[judged[0]] += groups.pop(key)


def _fits(one: _Key, other: _Key) -> bool:
    """Return True if two groups of columns do not contradict each other about their inspection."""
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _block(key: _Key, columns: Sequence[Column]) -> Block:
    framework, ordinal, reinspection, part, _ = key
    fields: dict[str, tuple[Column, ...]] = {}
    for column in columns:
        if field := column.heading.field:
            fields[field] = (*fields.get(field, ()), column)
    return Block(
        framework=framework,
        ordinal=ordinal,
        reinspection=reinspection,
        part=part,
        fields=fields,
        areas=tuple(column for column in columns if column.heading.areas),
    )
