"""CSV cells that a spreadsheet never runs as a formula, and that read back unchanged."""

import csv
import io
import json
import re
from collections.abc import Iterable

_FORMULA = re.compile(r"'*[\s\ufeff\u200b]*[=+\-@＝＋－＠]|'*[\t\r\n]")


def row(values: Iterable[object]) -> str:
    """Return values as a row of CSV with a line ending; a line break inside a cell is quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(map(cell, values))
    return text.getvalue().removesuffix("\r\n") + "\n"


def cell(value: object) -> str:
    """Return a value as the text of a cell that no spreadsheet runs as a formula.

    >>> cell("=1+1"), cell(" ＝1+1"), read_cell(cell("=1+1"))
    ("'=1+1", "' ＝1+1", '=1+1')
    """
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    text = text.replace("\0", "\N{SYMBOL FOR NULL}")
    return f"'{text}" if _FORMULA.match(text) else text


def read_cell(text: str) -> str:
    """Return the text that `cell` wrote; any other text is returned as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
