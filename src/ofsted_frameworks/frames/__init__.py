"""Data frames in and out, and the library's work on whole columns of a frame.

How it works, on every engine: a column holds few different texts, so each cell gets a code, a small number,
and each code a meaning (a grade, not judged, null, unknown). Two columns together are a code too, which means
a pair. Python answers for each meaning once, with the functions that serve single grades and records, and
every row takes the answer of its code. A cell with the meaning "unknown" is a row of `unread`. A rule is put
once to each combination of the judgements that it declares to read, and codes lead each row to what it found.

In memory, codes number the distinct values of a column, and rows take answers by position (`memory`,
`engines`). On a lazy frame nobody looks at values: a code is an expression that compares a cell with the
known labels, and so is an answer (`lazy`). Everything else is the same on both (`coding`).
"""

import importlib

from ofsted_frameworks.findings import MissingExtra

try:
    importlib.import_module("narwhals")
except ImportError:
    raise MissingExtra("frames", "narwhals") from None

from ofsted_frameworks.frames.column_reader import ReadFrame
from ofsted_frameworks.frames.counts import distribution, transitions
from ofsted_frameworks.frames.frame_errors import MissingEngine, UnusableFrame
from ofsted_frameworks.frames.grade_columns import (
    good_or_outstanding,
    map_grades,
    normalise_grades,
    steps,
)
from ofsted_frameworks.frames.inspection_rows import from_frame, to_frame
from ofsted_frameworks.frames.rows import rows_to_frame
from ofsted_frameworks.frames.rule_columns import Checked, findings

__all__ = [
    "Checked",
    "MissingEngine",
    "ReadFrame",
    "UnusableFrame",
    "distribution",
    "findings",
    "from_frame",
    "good_or_outstanding",
    "map_grades",
    "normalise_grades",
    "rows_to_frame",
    "steps",
    "to_frame",
    "transitions",
]
