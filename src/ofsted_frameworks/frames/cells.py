"""What a cell of a grade column may hold, and what is made of it."""

import enum
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frames.coding import OTHER
from ofsted_frameworks.frames.engines import Words
from ofsted_frameworks.frameworks import all_editions, all_frameworks, get_edition, get_framework
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import grade_labels

Scale = str | Framework | Edition | type[Grade]
ABSENCES = ("not_judged", "not_recorded", "not_read")
REASONS = ("not_judged", "not_recorded", "not_in_edition")


class Unread(enum.Enum):
    """A cell that is no judgement: its label is not known, or its row's framework is not."""

    LABEL = "label"
    FRAMEWORK = "framework"


NO_LABEL: Final = Unread.LABEL
NO_FRAMEWORK: Final = Unread.FRAMEWORK

Cell = Grade | NotJudged | None | Unread


def readable(scale: type[Grade]) -> dict[str, Grade | NotJudged]:
    """What a cell may hold, folded: the printed labels, and the names in data."""
    keys: dict[str, Grade | NotJudged] = {grade.value: grade for grade in scale}
    return {**grade_labels(scale), **keys, NOT_JUDGED.value: NOT_JUDGED}


def groups_of_labels(scales: Iterable[type[Grade]]) -> list[list[str]]:
    """Labels that stand for the same on every one of the scales, together."""
    tables = [readable(scale) for scale in dict.fromkeys(scales)]
    groups: dict[tuple[Any, ...], list[str]] = {}
    for label in dict.fromkeys(label for table in tables for label in table):
        groups.setdefault(tuple(table.get(label) for table in tables), []).append(label)
    return list(groups.values())


def read_cell(scale: type[Grade], text: Any) -> Cell:
    """What a folded label, None or `OTHER` is on a scale."""
    if text is None:
        return None
    return NO_LABEL if text is OTHER else readable(scale).get(text, NO_LABEL)


def read_cell_by(scales: Mapping[str, type[Grade]], id: Any, text: Any) -> Cell:
    """The same on the scale that an id names."""
    if id is OTHER:
        return NO_FRAMEWORK
    if id is None:
        return None if text is None else NO_LABEL
    return read_cell(scales[id], text)


def with_absence(cell: Cell, reason: Any) -> Cell:
    """A cell and the reason beside it for having no grade, as one; not read where the two disagree."""
    if reason is None or isinstance(cell, Unread):
        return cell
    said: Cell = NOT_JUDGED if reason == NOT_JUDGED.value else None
    return said if reason in REASONS and cell in (None, said) else NO_LABEL


def disagrees(cell: Cell, reason: Any) -> bool:
    """True for a reason that is none, or not that of the cell which it stands beside."""
    return not isinstance(cell, Unread) and isinstance(with_absence(cell, reason), Unread)


def grade_key(cell: Cell) -> str | None:
    """The grade's name in data, None for what is no grade."""
    return cell.value if isinstance(cell, Grade) else None


def grade_number(cell: Cell) -> int | None:
    """Ofsted's number for the grade, None for what is no grade."""
    return cell.number if isinstance(cell, Grade) else None


def absence(cell: Cell) -> str | None:
    """Why there is no grade, None where there is one."""
    if isinstance(cell, Grade):
        return None
    if isinstance(cell, Unread):
        return "not_read"
    return "not_recorded" if cell is None else cell.value


def grade_words(scales: Iterable[type[Grade]]) -> Words:
    """The grades of one or several scales as an ordered type, best first by Ofsted's numbers."""
    grades = sorted((grade for scale in scales for grade in scale), key=lambda grade: grade.number)
    return Words(tuple(dict.fromkeys(grade.value for grade in grades)), ordered=True)


def scale_of(framework: Scale) -> type[Grade]:
    """The scale of a framework or edition, or of the one with this id; a scale is its own.

    Raises `UnknownEdition` for an id that names neither.
    """
    if isinstance(framework, Framework | Edition):
        return framework.scale
    if isinstance(framework, str):
        return _named_scale(framework)
    if isinstance(framework, type) and issubclass(framework, Grade):
        return framework
    raise TypeError(f"{framework!r} is no framework, edition or scale, nor the id of one")


def _named_scale(id: str) -> type[Grade]:
    try:
        return get_edition(id).scale
    except UnknownEdition:
        return get_framework(id).scale


def scales_by(one: Scale | None, by: str) -> dict[str, type[Grade]]:
    """The one scale that is said, or with the column `by` every scale by the ids that name it.

    Raises `TypeError` when neither is said, or both.
    """
    if (one is None) == (not by):
        raise TypeError("say the framework, or the column that has it for each row as by=")
    if one is not None:
        return {"": scale_of(one)}
    names = {name: its.scale for its in all_frameworks() for name in (its.id, *its.also_known_as)}
    return names | {its.id: its.scale for its in all_editions()}


def editions_by_id() -> dict[str, Edition]:
    """Every edition by each id that names it."""
    known = {its.id: its for its in all_editions()}
    return known | {
        other: its.editions[0] for its in all_frameworks() for other in its.also_known_as
    }


def scale_id(to: Scale) -> str:
    """What new columns on a scale are called after: the id that named it, or its framework's."""
    if isinstance(to, str):
        return to.lower()
    if isinstance(to, Framework | Edition):
        return to.id
    return next(its.id for its in all_frameworks() if its.scale is to)
