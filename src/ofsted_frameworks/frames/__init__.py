"""Inspections as data frames, and the library's functions for whole columns of a frame.

How it works, on every engine:

1. A column of a million cells has a few dozen different texts, so the work is done once per text.
2. Each cell gets a code, a small number, and each code a meaning: a grade, not judged, null, or unread.
3. Two columns together have codes too, which mean pairs; codes with one meaning can be merged.
4. Python answers for each meaning once, with the functions that serve single grades and records.
5. Every row takes the answer of its code: that is a new column.
6. A cell that means "unread" becomes a row of `unread`.
7. A rule runs once for each combination of the judgements that it reads; codes give rows its findings.
8. In memory, codes number the distinct values of a column, and rows take answers by position.
9. On a lazy frame, a code is an expression that compares a cell with the known labels, and an answer is
   an expression over codes.
10. The modules `memory`, `engines` and `lazy` make codes; `coding` and the others work for both.
"""

import importlib

from ofsted_frameworks._lazy import attach
from ofsted_frameworks.findings import MissingExtra

try:
    importlib.import_module("narwhals")
except ImportError:
    raise MissingExtra("frames", "narwhals") from None

__getattr__, __dir__, __all__ = attach(__name__)
