"""Data frames in and out, and the library's work on whole columns of a frame."""

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
