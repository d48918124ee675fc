"""The folder of data files, and the description of the data on England that the build wrote."""

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@functools.cache
def read_description() -> dict[str, Any]:
    """Return the description that the build wrote: version, known-to date, counts and checksum."""
    description: dict[str, Any] = json.loads((DATA / "england.json").read_text("utf-8"))
    return description


def known_to() -> dt.date:
    """Return the day that the built-in data reaches to: the date of the newest report."""
    return dt.date.fromisoformat(read_description()["known_to"])
