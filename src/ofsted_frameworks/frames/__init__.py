"""Data frames in and out, and the library's work on whole columns of a frame."""

import importlib

from ofsted_frameworks.findings import MissingExtra

try:
    importlib.import_module("narwhals")
except ImportError:
    raise MissingExtra("frames", "narwhals") from None

from ofsted_frameworks.frames.checks import Checked, findings
from ofsted_frameworks.frames.columns import (
    good_or_outstanding,
    map_grades,
    normalise_grades,
    steps,
)
from ofsted_frameworks.frames.counts import distribution, transitions
from ofsted_frameworks.frames.errors import MissingEngine, UnusableFrame
from ofsted_frameworks.frames.reading import Reading
from ofsted_frameworks.frames.records import from_frame, to_frame
from ofsted_frameworks.frames.rows import rows_to_frame

__all__ = [
    "Checked",
    "MissingEngine",
    "Reading",
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
