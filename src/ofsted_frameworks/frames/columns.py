"""Grade columns of a user's own frame: read, mapped, subtracted and told good from not."""

import enum
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

import attrs
import narwhals as nw

from ofsted_frameworks.frames.coding import OTHER, Coded, Table, table
from ofsted_frameworks.frames.engines import Plain, Words
from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frameworks import all_editions, all_frameworks, edition, framework
from ofsted_frameworks.frameworks.base import Edition, Framework, Relation
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.labels import grade_labels
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, GradeMapping, map_grade
from ofsted_frameworks.sources import Authority

F = TypeVar("F")

ABSENCES = ("not_judged", "not_recorded", "not_read")


class Unread(enum.Enum):
    """A cell that is no judgement: its label is not known, or its row's framework is not."""

    LABEL = "label"
    FRAMEWORK = "framework"


NO_LABEL: Final = Unread.LABEL
NO_FRAMEWORK: Final = Unread.FRAMEWORK

Cell = Grade | NotJudged | None | Unread
Scale = str | Framework | Edition | type[Grade]


@attrs.frozen
class Reading(Generic[F]):
    """A frame with columns added, and every cell that was not understood.

    `unread` is a frame of the same kind: `row` (counted from 0, or the column that identifies rows; a lazy
    frame has none otherwise), `column` and `value`.
    """

    frame: F
    unread: F


def normalise_grades(
    frame: F,
    columns: str | Sequence[str],
    framework: Scale | None = None,
    *,
    by: str = "",
    rows: str = "",
    name: str = "",
) -> Reading[F]:
    """Messy labels as canonical grades: each cell read as `read_grade` reads it.

    Adds `<column>_grade` (an ordered category, best first; text on an engine without), `<column>_number`
    (Ofsted's, 1 to 4) and `<column>_absence`, which says why there is no grade: `not_judged`,
    `not_recorded` (null) or `not_read`. What was not read is in `unread`, cell by cell.

    `framework` is a framework or edition, its id or its scale; or else `by` names the column that has the id
    for each row. `rows` names a column that identifies rows, `name` what the new columns begin with.

    >>> import pandas as pd
    >>> read = normalise_grades(pd.DataFrame({"overall": [" GOOD", "Godo"]}), "overall", "ilacs")
    >>> list(read.frame["overall_grade"].cat.categories)
    ['outstanding', 'good', 'requires_improvement', 'inadequate']
    >>> read.unread.to_dict("records")
    [{'row': 1, 'column': 'overall', 'value': 'Godo'}]

    Raises `UnusableFrame` for a column that is not there, `UnknownEdition` for an id that is none.
    """
    work = _Work(frame, rows)
    scales = _scales(framework, by)
    for column, begin in _named(columns, name):
        cell = work.judgements(column, scales, by)
        work.table.add(f"{begin}_grade", cell, grade_key, grade_words(scales.values()))
        work.table.add(f"{begin}_number", cell, grade_number, Plain.NUMBER)
        work.table.add(f"{begin}_absence", cell, absence, Words(ABSENCES))
    return work.reading()


def map_grades(
    frame: F,
    columns: str | Sequence[str],
    framework: Scale | None = None,
    *,
    to: Scale,
    by: str = "",
    rows: str = "",
    name: str = "",
) -> Reading[F]:
    """Grades on another framework's scale, how well they fit, whose mapping it is and its caveat.

    Adds `<column>_<to>`, `<column>_<to>_number`, `_relation`, `_authority` and `_caveat`: what `map_grade`
    says of each cell. A grade without equivalent has the relation `none`; what is no grade has none.
    `framework`, `by`, `rows` and what is raised are as in `normalise_grades`.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"overall": ["Adequate"]})
    >>> print(map_grades(frame, "overall", "slac", to="ilacs").frame.T.head(4).to_string(header=False))
    overall                              Adequate
    overall_ilacs            requires_improvement
    overall_ilacs_number                        3
    overall_ilacs_relation                  close
    """
    work = _Work(frame, rows)
    scales, target = _scales(framework, by), scale_of(to)
    mappings = {g: map_grade(g, to=target) for scale in scales.values() for g in scale}

    def mapped(part: Callable[[GradeMapping[Grade]], Any]) -> Callable[[Cell], Any]:
        return lambda cell: part(mappings[cell]) if isinstance(cell, Grade) else None

    for column, begin in _named(columns, name):
        cell = work.judgements(column, scales, by)
        begin = f"{begin}_{_id(to)}"
        caveats = tuple(dict.fromkeys(m.caveat for m in mappings.values() if m.caveat))
        add = work.table.add
        add(begin, cell, mapped(lambda m: m.target and m.target.key), grade_words([target]))
        add(f"{begin}_number", cell, mapped(lambda m: m.target and m.target.number), Plain.NUMBER)
        add(f"{begin}_relation", cell, mapped(lambda m: m.relation.value), _words(Relation))
        add(f"{begin}_authority", cell, mapped(lambda m: m.authority.value), _words(Authority))
        add(f"{begin}_caveat", cell, mapped(lambda m: m.caveat or None), Words(caveats))
    return work.reading()


def steps(
    frame: F,
    before: str,
    after: str,
    framework: Scale | None = None,
    *,
    to: Scale | None = None,
    by: str = "",
    rows: str = "",
    name: str = "steps",
    accept: Collection[Relation] = EXACT_OR_CLOSE,
) -> Reading[F]:
    """The grade points from one column to another: positive for the better.

    Adds `steps`, null where one of the two is no grade. With `to`, the column `after` is on that scale, and
    the grade before is mapped to it first; there are no steps where the mapping's relation is not among
    `accept`. The rest is as in `normalise_grades`.

    >>> import pandas as pd
    >>> two = pd.DataFrame({"2014": ["Good"], "2019": ["Outstanding"]})
    >>> steps(two, "2014", "2019", "sif", to="ilacs").frame["steps"].to_list()
    [1]
    """
    work = _Work(frame, rows)
    scales = _scales(framework, by)
    first = work.judgements(before, scales, by)
    if to is None:
        second = work.judgements(after, scales, by)
    else:
        second = work.judgements(after, {"": scale_of(to)}, "")

    def mapped(cell: Cell) -> int | None:
        """Ofsted's number on the later scale, which the earlier grade has there."""
        if to is None or not isinstance(cell, Grade):
            return grade_number(cell)
        mapping = map_grade(cell, to=scale_of(to))
        return mapping.target.number if mapping.target and mapping.relation in accept else None

    work.table.subtract(name, (first, mapped), (second, grade_number))
    return work.reading()


def good_or_outstanding(
    frame: F,
    columns: str | Sequence[str],
    framework: Scale | None = None,
    *,
    by: str = "",
    rows: str = "",
    name: str = "",
) -> Reading[F]:
    """Whether each grade is good or outstanding, the binary that official statistics use.

    Adds `<column>_good_or_outstanding`: true, false, or null for what is no grade. The rest is as in
    `normalise_grades`.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"overall": ["Good", "Adequate"]})
    >>> good_or_outstanding(frame, "overall", "slac").frame["overall_good_or_outstanding"].to_list()
    [True, False]
    """
    work = _Work(frame, rows)
    scales = _scales(framework, by)
    for column, begin in _named(columns, name):
        cell = work.judgements(column, scales, by)
        work.table.add(f"{begin}_good_or_outstanding", cell, _is_good, Plain.FLAG)
    return work.reading()


class _Work:
    """A frame being read: its table, and the cells that were not understood."""

    def __init__(self, frame: Any, rows: str = "") -> None:
        self.table: Table = table(frame)
        self._rows = rows
        self._unread: list[tuple[str, Coded, Callable[..., bool]]] = []
        if rows:
            self.table.check(rows)

    def judgements(self, column: str, scales: Mapping[str, type[Grade]], by: str) -> Coded:
        texts = self.table.labels(column, _groups(scales.values()))
        if not by:
            (scale,) = scales.values()
            cell = texts.map(lambda text: _read(text, scale))
        else:
            ids = self.table.labels(by, [[id] for id in scales])
            pair = self.table.pair(ids, texts)
            cell = pair.map(lambda id, text: _read_by(id, text, scales))
            if by not in (column for column, _, _ in self._unread):
                self._unread.append((by, ids, lambda id: id is OTHER))
        self._unread.append((column, cell, lambda value: value is NO_LABEL))
        return cell

    def reading(self) -> Reading[Any]:
        unread = nw.concat([self.table.cells(*cells, self._rows) for cells in self._unread])
        return Reading(nw.to_native(self.table.frame), nw.to_native(unread))


def readable(scale: type[Grade]) -> dict[str, Grade | NotJudged]:
    """What a cell may hold, folded: the printed labels, and the names in data."""
    keys: dict[str, Grade | NotJudged] = {grade.key: grade for grade in scale}
    return {**grade_labels(scale), **keys, NOT_JUDGED.key: NOT_JUDGED}


def _groups(scales: Iterable[type[Grade]]) -> list[list[str]]:
    """Labels that stand for the same on every one of the scales, together."""
    tables = [readable(scale) for scale in dict.fromkeys(scales)]
    groups: dict[tuple[Any, ...], list[str]] = {}
    for label in dict.fromkeys(label for table in tables for label in table):
        groups.setdefault(tuple(table.get(label) for table in tables), []).append(label)
    return list(groups.values())


def _read(text: Any, scale: type[Grade]) -> Cell:
    if text is None:
        return None
    return NO_LABEL if text is OTHER else readable(scale).get(text, NO_LABEL)


def _read_by(id: Any, text: Any, scales: Mapping[str, type[Grade]]) -> Cell:
    if id is OTHER:
        return NO_FRAMEWORK
    if id is None:
        return None if text is None else NO_LABEL
    return _read(text, scales[id])


def grade_key(cell: Cell) -> str | None:
    """The grade's name in data, None for what is no grade."""
    return cell.key if isinstance(cell, Grade) else None


def grade_number(cell: Cell) -> int | None:
    """Ofsted's number for the grade, None for what is no grade."""
    return cell.number if isinstance(cell, Grade) else None


def absence(cell: Cell) -> str | None:
    """Why there is no grade, None where there is one."""
    if isinstance(cell, Grade):
        return None
    if isinstance(cell, Unread):
        return "not_read"
    return "not_recorded" if cell is None else cell.key


def _is_good(cell: Cell) -> bool | None:
    return cell.good_or_outstanding if isinstance(cell, Grade) else None


def grade_words(scales: Iterable[type[Grade]]) -> Words:
    """The grades of one or several scales as an ordered type, best first by Ofsted's numbers."""
    grades = sorted((grade for scale in scales for grade in scale), key=lambda grade: grade.number)
    return Words(tuple(dict.fromkeys(grade.key for grade in grades)), ordered=True)


def _words(members: type[enum.Enum]) -> Words:
    return Words(tuple(str(member.value) for member in members))


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
        return edition(id).scale
    except UnknownEdition:
        return framework(id).scale


def _scales(one: Scale | None, by: str) -> dict[str, type[Grade]]:
    if (one is None) == (not by):
        raise TypeError("say the framework, or the column that has it for each row as by=")
    if one is not None:
        return {"": scale_of(one)}
    names = {name: its.scale for its in all_frameworks() for name in (its.id, *its.also_known_as)}
    return names | {its.id: its.scale for its in all_editions()}


def _id(to: Scale) -> str:
    if isinstance(to, str):
        return to.lower()
    if isinstance(to, Framework | Edition):
        return to.id
    return next(its.id for its in all_frameworks() if its.scale is to)


def _named(columns: str | Sequence[str], name: str) -> list[tuple[str, str]]:
    names = [columns] if isinstance(columns, str) else list(columns)
    if name and len(names) > 1:
        raise TypeError(f"one name for the new columns of {len(names)} would not tell them apart")
    return [(column, name or column) for column in names]
