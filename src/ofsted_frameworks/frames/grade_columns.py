"""Grade columns of a user's frame: read, mapped to another scale, and compared."""

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import narwhals as nw

from ofsted_frameworks.frames.coding import Codes
from ofsted_frameworks.frames.column_reader import ColumnReader, ReadFrame, list_scales
from ofsted_frameworks.frames.engines import Type, Words
from ofsted_frameworks.frames.frame_errors import names_of
from ofsted_frameworks.frames.judgement_cells import (
    NOT_READ,
    NOT_RECORDED,
    Cell,
    absence,
    grade_key,
    grade_number,
    if_grade,
    ordered_grades,
    scale_name,
    words_of,
)
from ofsted_frameworks.frameworks import Scale, get_scale
from ofsted_frameworks.frameworks.base import Relation
from ofsted_frameworks.grades import NOT_JUDGED, Grade
from ofsted_frameworks.mapping import (
    EXACT_OR_CLOSE,
    Accepted,
    GradeMapping,
    map_grade,
    read_accept,
)
from ofsted_frameworks.panel.counting import read_mapping
from ofsted_frameworks.sources import Provenance

F = TypeVar("F")
_ABSENCES = Words((NOT_JUDGED.value, NOT_RECORDED, NOT_READ))


def normalise_grades(
    frame: F,
    columns: str | Sequence[str],
    framework: Scale | None = None,
    *,
    by: str = "",
    rows: str = "",
    name: str = "",
) -> ReadFrame[F]:
    """Return a frame with messy labels read as grades, each cell as `read_grade` reads it.

    Adds `<column>_grade` (an ordered category, best first, or text on an engine without categories),
    `<column>_number` (Ofsted's, 1 to 4) and `<column>_absence`, which says why there is no grade:
    `not_judged`, `not_recorded` (null) or `not_read`. `unread` lists the cells that were not read.

    >>> import pandas as pd
    >>> read = normalise_grades(pd.DataFrame({"overall": [" GOOD", "Godo"]}), "overall", "ilacs")
    >>> list(read.frame["overall_grade"].cat.categories)
    ['outstanding', 'good', 'requires_improvement', 'inadequate']
    >>> read.unread.to_dict("records")
    [{'row': 1, 'column': 'overall', 'value': 'Godo'}]

    Args:
        frame: A frame of any supported library.
        columns: One column of grades, or several.
        framework: The framework or edition of every row, its id or its scale.
        by: Instead of `framework`, the column with the id of each row's framework or edition.
        rows: A column that identifies rows in `unread`.
        name: The prefix of the new columns; without it, the column's own name.

    Raises:
        UnusableFrame: If a column is missing, cannot be read, or has the name of a new one.
        UnknownEdition: If no framework or edition has the id.
        TypeError: If neither `framework` nor `by` is given, or both.
    """
    reader = ColumnReader(frame, rows)
    for prefix, cells, scales in _read_columns(reader, columns, framework, by, name):
        reader.table.add(f"{prefix}_grade", ordered_grades(scales), cells.map(grade_key))
        reader.table.add(f"{prefix}_number", nw.Int8, cells.map(grade_number))
        reader.table.add(f"{prefix}_absence", _ABSENCES, cells.map(absence))
    return reader.result()


def map_grades(
    frame: F,
    columns: str | Sequence[str],
    framework: Scale | None = None,
    *,
    to: Scale,
    by: str = "",
    rows: str = "",
    name: str = "",
) -> ReadFrame[F]:
    """Return a frame with grades mapped to another scale, each cell as `map_grade` maps it.

    Adds `<column>_<to>`, `<column>_<to>_number`, `_relation`, `_provenance` and `_caveat`. A grade without
    an equivalent has the relation `none`. If a cell has no grade, all five are null.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"overall": ["Adequate"]})
    >>> print(map_grades(frame, "overall", "slac", to="ilacs").frame.T.head(4).to_string(header=False))
    overall                              Adequate
    overall_ilacs            requires_improvement
    overall_ilacs_number                        3
    overall_ilacs_relation                  close

    Args:
        frame: A frame of any supported library.
        columns: One column of grades, or several.
        framework: The framework or edition of every row, its id or its scale.
        to: The framework or edition to map to, its id or its scale.
        by: Instead of `framework`, the column with the id of each row's framework or edition.
        rows: A column that identifies rows in `unread`.
        name: The prefix of the new columns; without it, the column's own name.

    Raises:
        UnusableFrame: If a column is missing, cannot be read, or has the name of a new one.
        UnknownEdition: If no framework or edition has the id.
        TypeError: If neither `framework` nor `by` is given, or both.
    """
    reader = ColumnReader(frame, rows)
    target = get_scale(to)

    @functools.cache
    def mapped(grade: Grade) -> GradeMapping[Grade]:
        return map_grade(grade, to=target)

    for prefix, cells, scales in _read_columns(reader, columns, framework, by, name):
        caveats = (mapped(grade).caveat for scale in scales for grade in scale)
        parts: list[tuple[str, Type, Callable[[Grade], Any]]] = [
            ("", ordered_grades([target]), lambda grade: grade_key(mapped(grade).target)),
            ("_number", nw.Int8, lambda grade: grade_number(mapped(grade).target)),
            ("_relation", words_of(Relation), lambda grade: mapped(grade).relation.value),
            ("_provenance", words_of(Provenance), lambda grade: mapped(grade).provenance.value),
            (
                "_caveat",
                Words(tuple(dict.fromkeys(filter(None, caveats)))),
                lambda grade: mapped(grade).caveat or None,
            ),
        ]
        for suffix, type, part in parts:
            reader.table.add(f"{prefix}_{scale_name(to)}{suffix}", type, cells.map(if_grade(part)))
    return reader.result()


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
    accept: Collection[Accepted] = EXACT_OR_CLOSE,
    mapping: Mapping[Any, Grade | str] | None = None,
) -> ReadFrame[F]:
    """Return a frame with the change in grade points between two columns, positive for an improvement.

    Adds `steps`, null if either cell has no grade. With `to`, the earlier grade is mapped to that scale
    first, and `steps` is null if the relation of its mapping is not in `accept`.

    >>> import pandas as pd
    >>> two = pd.DataFrame({"2014": ["Good"], "2019": ["Outstanding"]})
    >>> steps(two, "2014", "2019", "sif", to="ilacs").frame["steps"].to_list()
    [1]

    Args:
        frame: A frame of any supported library.
        before: The column with the earlier grades.
        after: The column with the later grades.
        framework: The framework or edition of both columns, or of `before` if `to` is given.
        to: The framework or edition of `after`, if it is another.
        by: Instead of `framework`, the column with the id of each row's framework or edition.
        rows: A column that identifies rows in `unread`.
        name: The name of the new column.
        accept: The relations of a mapping that count.
        mapping: Your own mapping of grades to the scale `to`, used before any other, for a sensitivity
            analysis.

    Raises:
        UnusableFrame: If a column is missing, cannot be read, or has the name of the new one.
        UnknownEdition: If no framework or edition has the id.
        TypeError: If neither `framework` nor `by` is given, or both; or `mapping` is given without `to`.
    """
    if mapping and to is None:
        raise TypeError("mapping= needs to=, the scale that it maps grades to")
    reader = ColumnReader(frame, rows)
    scales = reader.read_scales(framework, by)
    target, accepted = None if to is None else get_scale(to), read_accept(accept)
    reader.table.prepare(names_of([before, after]))
    earlier = reader.read_judgements(before, scales)
    later = reader.read_judgements(after, target or scales)
    own_mapping = read_mapping(mapping, target) if target else {}

    def on_later_scale(grade: Grade) -> Grade | None:
        if target is None or grade in own_mapping:
            return own_mapping.get(grade, grade)
        mapped = map_grade(grade, to=target)
        return mapped.target if mapped.relation in accepted else None

    def change(both: tuple[Cell, Cell]) -> int | None:
        one, other = both
        mapped = on_later_scale(one) if isinstance(one, Grade) else None
        return mapped.number - other.number if mapped and isinstance(other, Grade) else None

    reader.table.add(name, nw.Int8, reader.table.pair(earlier, later).map(change))
    return reader.result()


def good_or_outstanding(
    frame: F,
    columns: str | Sequence[str],
    framework: Scale | None = None,
    *,
    by: str = "",
    rows: str = "",
    name: str = "",
) -> ReadFrame[F]:
    """Return a frame that says whether each grade is good or outstanding, as official statistics do.

    Adds `<column>_good_or_outstanding`: true or false, or null if the cell has no grade. The arguments and
    errors are those of `normalise_grades`.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"overall": ["Good", "Adequate"]})
    >>> good_or_outstanding(frame, "overall", "slac").frame["overall_good_or_outstanding"].to_list()
    [True, False]
    """
    reader = ColumnReader(frame, rows)
    for prefix, cells, _ in _read_columns(reader, columns, framework, by, name):
        is_good = cells.map(if_grade(lambda grade: grade.good_or_outstanding))
        reader.table.add(f"{prefix}_good_or_outstanding", nw.Boolean, is_good)
    return reader.result()


def _read_columns(
    reader: ColumnReader,
    columns: str | Sequence[str],
    framework: Scale | None,
    by: str,
    name: str,
) -> Iterator[tuple[str, Codes, list[type[Grade]]]]:
    """Yield, for each column, the prefix of its new columns, its cells and their scales."""
    names = names_of(columns)
    if name and len(names) > 1:
        raise TypeError(
            f"name={name!r} would give the new columns of {len(names)} columns the same names; "
            "leave it out, or read the columns one by one"
        )
    scales = reader.read_scales(framework, by)
    reader.table.prepare(names)
    for column in names:
        yield name or column, reader.read_judgements(column, scales), list_scales(scales)
