"""Grade columns of a user's own frame: read, mapped, subtracted and told good from not."""

import enum
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from ofsted_frameworks.frames.cells import (
    ABSENCES,
    Cell,
    Scale,
    absence,
    grade_key,
    grade_number,
    grade_words,
    scale_id,
    scale_of,
    scales_by,
)
from ofsted_frameworks.frames.engines import Plain, Words
from ofsted_frameworks.frames.errors import names_of
from ofsted_frameworks.frames.reading import Reading, Work
from ofsted_frameworks.frameworks.base import Relation
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import EXACT_OR_CLOSE, GradeMapping, map_grade
from ofsted_frameworks.sources import Provenance

F = TypeVar("F")


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
    work = Work(frame, rows)
    scales = scales_by(framework, by)
    for column, begin in _prepared(work, columns, name):
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
    work = Work(frame, rows)
    scales, target = scales_by(framework, by), scale_of(to)
    mappings = {g: map_grade(g, to=target) for scale in scales.values() for g in scale}

    def mapped(part: Callable[[GradeMapping[Grade]], Any]) -> Callable[[Cell], Any]:
        return lambda cell: part(mappings[cell]) if isinstance(cell, Grade) else None

    for column, begin in _prepared(work, columns, name):
        cell = work.judgements(column, scales, by)
        begin = f"{begin}_{scale_id(to)}"
        caveats = tuple(dict.fromkeys(m.caveat for m in mappings.values() if m.caveat))
        add = work.table.add
        add(begin, cell, mapped(lambda m: m.target and m.target.value), grade_words([target]))
        add(f"{begin}_number", cell, mapped(lambda m: m.target and m.target.number), Plain.NUMBER)
        add(f"{begin}_relation", cell, mapped(lambda m: m.relation.value), _words(Relation))
        add(f"{begin}_provenance", cell, mapped(lambda m: m.provenance.value), _words(Provenance))
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
    work = Work(frame, rows)
    scales = scales_by(framework, by)
    work.table.prepare(names_of([before, after]))
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
    work = Work(frame, rows)
    scales = scales_by(framework, by)
    for column, begin in _prepared(work, columns, name):
        cell = work.judgements(column, scales, by)
        work.table.add(f"{begin}_good_or_outstanding", cell, _is_good, Plain.FLAG)
    return work.reading()


def _is_good(cell: Cell) -> bool | None:
    return cell.good_or_outstanding if isinstance(cell, Grade) else None


def _words(members: type[enum.Enum]) -> Words:
    return Words(tuple(str(member.value) for member in members))


def _prepared(work: Work, columns: str | Sequence[str], name: str) -> list[tuple[str, str]]:
    """Each column and what its new columns begin with."""
    names = names_of(columns)
    if name and len(names) > 1:
        raise TypeError(f"one name for the new columns of {len(names)} would not tell them apart")
    work.table.prepare(names)
    return [(column, name or column) for column in names]
