"""Misuse is caught by both type checkers, and raises a helpful error at run time."""

import ast
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
MISUSE = ROOT / "tests" / "typing" / "misuse.py"
MARK = re.compile(r"# raises (?P<error>\w+):(?P<words>.*)$")


class Misuse(NamedTuple):
    """A marked line of the misuse file, the error it raises, and words of the message if it is ours."""

    line: int
    code: str
    error: str
    words: str


def misuses() -> list[Misuse]:
    lines = MISUSE.read_text(encoding="utf-8").splitlines()
    marks = ((number, line, MARK.search(line)) for number, line in enumerate(lines, start=1))
    return [
        Misuse(number, line, mark["error"], mark["words"].strip())
        for number, line, mark in marks
        if mark
    ]


def proper_use() -> dict[str, Any]:
    """Return the names that the unmarked statements of the misuse file define."""
    wrong = {misuse.line for misuse in misuses()}
    tree = ast.parse(MISUSE.read_text(encoding="utf-8"))
    tree.body = [statement for statement in tree.body if statement.lineno not in wrong]
    names: dict[str, Any] = {}
    exec(compile(tree, str(MISUSE), "exec"), names)
    return names


@pytest.mark.parametrize("misuse", misuses(), ids=lambda misuse: f"line {misuse.line}")
def test_misuse_raises_an_error_with_a_helpful_message(misuse: Misuse) -> None:
    names = proper_use()
    with pytest.raises(
        (TypeError, AttributeError), match=re.escape(misuse.words) or None
    ) as caught:
        exec(misuse.code, names)
    assert misuse.error in {cls.__name__ for cls in type(caught.value).__mro__}


def checked_by(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"MYPYPATH": "src"},
        check=False,
    )
    return done.stdout + done.stderr


def need(checker: str) -> None:
    if find_spec(checker) is None:
        pytest.skip(f"{checker} is not installed; it comes with the extra dev")


def test_mypy_flags_every_misuse_and_nothing_else() -> None:
    need("mypy")
    report = checked_by("mypy", "--strict", "--config-file=", "--no-error-summary", str(MISUSE))
    flagged = {int(line) for line in re.findall(r"misuse\.py:(\d+): error:", report)}
    assert flagged == {misuse.line for misuse in misuses()}, report


def test_pyright_flags_every_misuse_and_nothing_else() -> None:
    need("pyright")
    report = checked_by("pyright", "--pythonpath", sys.executable, "--project", str(MISUSE.parent))
    flagged = {int(line) for line in re.findall(r"misuse\.py:(\d+):\d+ - error:", report)}
    assert flagged == {misuse.line for misuse in misuses()}, report


def test_there_are_about_twenty_cases() -> None:
    assert len(misuses()) >= 20
