"""What the cells of a user's columns may hold, and what they mean."""

import datetime as dt
import enum
from collections.abc import Iterable
from typing import Any, Final

from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.frames.coding import UNKNOWN
from ofsted_frameworks.frames.engines import Words
from ofsted_frameworks.frames.frame_errors import UnusableFrame
from ofsted_frameworks.frameworks import Scale, all_editions, all_frameworks
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import fold, grade_labels

NOT_RECORDED: Final = "not_recorded"
NOT_IN_EDITION: Final = "not_in_edition"
NOT_READ: Final = "not_read"
REASONS = (NOT_JUDGED.value, NOT_RECORDED, NOT_IN_EDITION)


class Unread(enum.Enum):
    """A cell that could not be read: its label is unknown, or the framework of its row is."""

    LABEL = "label"
    FRAMEWORK = "framework"


Cell = Grade | NotJudged | None | Unread


def grade_words_of(scales: Iterable[type[Grade]]) -> dict[str, tuple[Cell, ...]]:
    """Return what a cell may say on several scales, each word with what it means on every one of them."""
    tables = [grade_labels(scale) for scale in scales]
    words = dict.fromkeys(word for table in tables for word in table)
    return {word: tuple(table.get(word, Unread.LABEL) for table in tables) for word in words}


def with_absence(cell: Cell, reason: Any) -> Cell:
    """Return a cell together with the reason beside it for having no grade; unread if the two disagree."""
    if reason is None or isinstance(cell, Unread):
        return cell
    said: Cell = NOT_JUDGED if reason == NOT_JUDGED.value else None
    return said if reason in REASONS and cell in (None, said) else Unread.LABEL


def disagrees(cell: Cell, reason: Any) -> bool:
    """Return True if the reason beside a cell is unknown, or does not fit what the cell says."""
    return not isinstance(cell, Unread) and isinstance(with_absence(cell, reason), Unread)


def grade_key(cell: Cell) -> str | None:
    """Return the grade's value in records, None if the cell has no grade."""
    return cell.value if isinstance(cell, Grade) else None


def grade_number(cell: Cell) -> int | None:
    """Return Ofsted's number for the grade, None if the cell has no grade."""
    return cell.number if isinstance(cell, Grade) else None


def absence(cell: Cell) -> str | None:
    """Return why the cell has no grade, None if it has one."""
    if isinstance(cell, Grade):
        return None
    if isinstance(cell, Unread):
        return NOT_READ
    return NOT_RECORDED if cell is None else cell.value


def ordered_grades(scales: Iterable[type[Grade]]) -> Words:
    """Return the grades of one or several scales as an ordered type, best first by Ofsted's numbers."""
    grades = sorted((grade for scale in scales for grade in scale), key=lambda grade: grade.number)
    return Words(tuple(dict.fromkeys(grade.value for grade in grades)), ordered=True)


def scale_name(scale: Scale) -> str:
    """Return what new columns on a scale are named after: the id that was given, or its framework's."""
    if isinstance(scale, str):
        return scale.lower()
    if isinstance(scale, Framework | Edition):
        return scale.id
    return next(framework.id for framework in all_frameworks() if framework.scale is scale)


def scales_by_id() -> dict[str, type[Grade]]:
    """Return every scale by each id of a framework or edition."""
    frameworks = {i: f.scale for f in all_frameworks() for i in (f.id, *f.also_known_as)}
    return frameworks | {edition.id: edition.scale for edition in all_editions()}


def editions_by_id() -> dict[str, Edition]:
    """Return every edition by each id that names it."""
    also = {other: f.editions[0] for f in all_frameworks() for other in f.also_known_as}
    return {edition.id: edition for edition in all_editions()} | also


def kinds_by_word() -> dict[str, Kind]:
    """Return every kind of inspection by its value in records and by its printed name, folded."""
    return {fold(word): kind for kind in Kind for word in (kind.value, kind.label)}


def read_day(value: Any) -> dt.date:
    """Return the day in a cell: a date or a midnight, or either of them as text in ISO 8601.

    Raises:
        UnusableFrame: If the cell holds anything else.
    """
    when = _moment(value) if isinstance(value, str) else value
    if isinstance(when, dt.datetime):
        if when.time() != dt.time() or when.tzinfo is not None:
            raise UnusableFrame(f"{value!s} has a time of day; expected a date such as 2019-04-29")
        return dt.date(when.year, when.month, when.day)
    if not isinstance(when, dt.date):
        raise UnusableFrame(f"{value!r} is not a date; write it as YYYY-MM-DD, such as 2019-04-29")
    return when


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise UnusableFrame(
            f"{text!r} is not a date; write it as YYYY-MM-DD, such as 2019-04-29"
        ) from None


def read_kind(value: str) -> Kind:
    """Return the kind of inspection that a cell names.

    Raises:
        UnknownLabel: If there is no such kind.
    """
    kinds = kinds_by_word()
    if fold(value) not in kinds:
        known = ", ".join(kind.value for kind in Kind)
        raise UnknownLabel(f"{value!r} is not a kind of inspection; expected one of {known}")
    return kinds[fold(value)]


def is_unknown(meaning: Any) -> bool:
    """Return True for a cell that is none of the known words."""
    return meaning is UNKNOWN


def words_of(members: type[enum.Enum]) -> Words:
    """Return the values of an enumeration as a type."""
    return Words(tuple(str(member.value) for member in members))
