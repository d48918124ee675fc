"""Where the data files are, and what the build wrote about England's."""

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@functools.cache
def described() -> dict[str, Any]:
    """Return what the build wrote about the data: version, day, counts, checksum and sources."""
    described: dict[str, Any] = json.loads((DATA / "england.json").read_text("utf-8"))
    return described


def known_to() -> dt.date:
    """Return the day up to which the built-in data is known: that of the newest report."""
    return dt.date.fromisoformat(described()["known_to"])
