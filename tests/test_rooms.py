"""Imports go one way: each module or package imports only those listed above it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ofsted_frameworks

HOUSE = Path(ofsted_frameworks.__file__).parent
ROOMS = [
    "_lazy",
    "_version",
    "arguments",
    "words",
    "months",
    "sources",
    "documents",
    "findings",
    "paths",
    "grades",
    "schedule",
    "rules",
    "tables",
    "frameworks",
    "inspection",
    "labels",
    "authorities",
    "mapping",
    "comparison",
    "show",
    "validation",
    "serialization",
    "schema",
    "cycle",
    "panel",
    "datasets",
    "strategies",
    "frames",
    "readers",
    "charts",
    "page",
    "writing",
    "cli",
]


def imports(file: Path) -> Iterator[str]:
    """Yield the rooms that a file imports from, including its own."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            package, _, rest = node.module.partition(".")
            if package == "ofsted_frameworks":
                yield from [rest.split(".")[0]] if rest else [alias.name for alias in node.names]


def files_of(room: str) -> list[Path]:
    folder = HOUSE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [HOUSE / f"{room}.py"]


def test_every_module_and_package_is_listed() -> None:
    there = {path.stem for path in HOUSE.glob("*.py")} | {
        path.parent.name for path in HOUSE.glob("*/__init__.py")
    }
    assert there - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_above_it(room: str) -> None:
    above = ROOMS[: ROOMS.index(room) + 1]
    for file in files_of(room):
        for known in imports(file):
            assert known in above, f"{file.name} of {room} knows {known}, which is below"
