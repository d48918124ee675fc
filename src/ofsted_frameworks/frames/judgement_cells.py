"""The words that cells of a user's columns may hold, and what they mean."""

import datetime as dt
import enum
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from ofsted_frameworks.frames.coding import Unread
from ofsted_frameworks.frames.engines import Words
from ofsted_frameworks.frames.frame_errors import UnusableFrame
from ofsted_frameworks.frameworks import Scale, all_editions, all_frameworks, get_edition, get_scale
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import grade_labels

T = TypeVar("T")

NOT_RECORDED: Final = "not_recorded"
NOT_IN_EDITION: Final = "not_in_edition"
NOT_READ: Final = "not_read"
REASONS = (NOT_JUDGED.value, NOT_RECORDED, NOT_IN_EDITION)

Cell = Grade | NotJudged | None | Unread


def grade_words(scales: Iterable[type[Grade]]) -> dict[str, tuple[Cell, ...]]:
    """Return every word for a grade, with what it means on each of the scales."""
    tables = [grade_labels(scale) for scale in scales]
    words = dict.fromkeys(word for table in tables for word in table)
    return {word: tuple(table.get(word, Unread.WORD) for table in tables) for word in words}


def with_absence(cell: Cell, reason: Any) -> Cell:
    """Return the meaning of a cell and the reason beside it for having no grade; unread if they disagree."""
    if reason is None or isinstance(cell, Unread):
        return cell
    meant: Cell = NOT_JUDGED if reason == NOT_JUDGED.value else None
    return meant if reason in REASONS and cell in (None, meant) else Unread.WORD


def disagrees(cell: Cell, reason: Any) -> bool:
    """Return True if the reason given beside a cell is unknown, or does not fit the cell."""
    return not isinstance(cell, Unread) and isinstance(with_absence(cell, reason), Unread)


def if_grade(make: Callable[[Grade], T]) -> Callable[[Cell], T | None]:
    """Return a function that applies `make` to a grade, and returns None for any other cell."""
    return lambda cell: make(cell) if isinstance(cell, Grade) else None


grade_key = if_grade(lambda grade: grade.value)
"""Return a grade's value in records, or None for a cell without a grade."""

grade_number = if_grade(lambda grade: grade.number)
"""Return Ofsted's number for a grade, or None for a cell without a grade."""


def absence(cell: Cell) -> str | None:
    """Return why a cell has no grade, or None if it has one."""
    if isinstance(cell, Grade):
        return None
    if isinstance(cell, Unread):
        return NOT_READ
    return NOT_RECORDED if cell is None else cell.value


def ordered_grades(scales: Iterable[type[Grade]]) -> Words:
    """Return the type of a column with the grades of some scales: best first, by Ofsted's numbers."""
    grades = [grade for scale in dict.fromkeys(scales) for grade in scale]
    grades.sort(key=lambda grade: grade.number)
    return Words(tuple(dict.fromkeys(grade.value for grade in grades)), ordered=True)


def words_of(members: type[enum.Enum]) -> Words:
    """Return the type of a column with the values of an enumeration."""
    return Words(tuple(str(member.value) for member in members))


def scale_name(scale: Scale) -> str:
    """Return the id that names new columns on a scale: the one that was given, or its framework's."""
    if isinstance(scale, str):
        return scale.lower()
    if isinstance(scale, Framework | Edition):
        return scale.id
    return next(framework.id for framework in all_frameworks() if framework.scale is scale)


def editions_by_id() -> dict[str, Edition]:
    """Return every edition, by every id that names it."""
    aliases = (id for framework in all_frameworks() for id in framework.also_known_as)
    return {id: get_edition(id) for id in (*(edition.id for edition in all_editions()), *aliases)}


def scales_by_id() -> dict[str, type[Grade]]:
    """Return every scale, by every id of a framework or edition that grades on it."""
    frameworks = (framework.id for framework in all_frameworks())
    return {id: get_scale(id) for id in (*frameworks, *editions_by_id())}


def read_day(value: Any) -> dt.date:
    """Return the day in a cell: a date or a midnight, or either of them as text in ISO 8601.

    Raises:
        UnusableFrame: If the cell holds anything else.
    """
    try:
        when = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        when = None
    if isinstance(when, dt.datetime):
        if when.time() != dt.time() or when.tzinfo is not None:
            raise UnusableFrame(f"{value!s} has a time of day; expected a date such as 2019-04-29")
        return when.date()
    if not isinstance(when, dt.date):
        raise UnusableFrame(
            f"{value!r} is not a date; write it as YYYY-MM-DD, for example 2019-04-29"
        )
    return when
