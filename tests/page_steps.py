"""Follow the instructions of a documentation page word for word, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("src", "tests", "tools", "docs", "pyproject.toml")
STEP = re.compile(
    r"^(?:(?P<create>Create) `(?P<new>[^`]+)`:"
    r"|At the end of `(?P<ended>[^`]+)`, add:"
    r"|In `(?P<path>[^`]+)`, (?P<how>above|replace) `(?P<anchor>[^`]+)`(?:, add| with):"
    r"|(?P<run>Run):|(?P<try>Try):)\n\n"
    r"```(?:py|console)\n(?P<code>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


@attrs.frozen
class Step:
    """One instruction of a page: what to do, in which file, at which line, and the text to add or run."""

    do: str
    path: str
    anchor: str
    code: str

    def follow(self, project: Path) -> None:
        """Carry out the instruction.

        Raises:
            AssertionError: If the file does not have exactly one such line, or a command fails.
        """
        if self.do in ("run", "try"):
            done = self.run(project)
            assert done.returncode == 0, done.stdout + done.stderr
            return
        file = project / self.path
        text = file.read_text("utf-8") if file.exists() else ""
        if self.do in ("create", "end"):
            file.write_text(text + self.code, encoding="utf-8")
            return
        lines = text.splitlines(keepends=True)
        found = [number for number, line in enumerate(lines) if line.strip() == self.anchor]
        assert len(found) == 1, f"{self.path} has {len(found)} lines {self.anchor!r}"
        lines[found[0]] = self.code + ("" if self.do == "replace" else lines[found[0]])
        file.write_text("".join(lines), encoding="utf-8")

    def run(self, project: Path) -> subprocess.CompletedProcess[str]:
        """Run the commands or the Python session of the step."""
        if self.do == "run":
            commands = [line.replace("python ", f"{sys.executable} ") for line in self.lines]
            return run(project, ["sh", "-ec", "\n".join(commands)])
        session = project / "session.txt"
        session.write_text(self.code, encoding="utf-8")
        options = ["-o", "NORMALIZE_WHITESPACE", "-f", str(session)]
        return run(project, [sys.executable, "-m", "doctest", *options])

    @property
    def lines(self) -> list[str]:
        """Return the lines of the text."""
        return self.code.splitlines()


def steps(page: Path, section: str) -> list[Step]:
    """Return the instructions under one of a page's level-two headings, in order."""
    text = page.read_text("utf-8")
    begin = text.index(f"\n## {section}\n")
    end = text.find("\n## ", begin + 1)
    return [_step(match) for match in STEP.finditer(text[begin : end if end > 0 else None])]


def _step(match: re.Match[str]) -> Step:
    did = match.groupdict()
    do = (
        "create" * bool(did["create"])
        or "end" * bool(did["ended"])
        or "run" * bool(did["run"])
        or "try" * bool(did["try"])
        or str(did["how"])
    )
    path = did["new"] or did["ended"] or did["path"] or ""
    return Step(do, path, (did["anchor"] or "").strip(), match["code"])


def copy_of_the_project(folder: Path) -> Path:
    """Return a copy of the project, without the large files that no instruction needs."""
    without = shutil.ignore_patterns("__pycache__", "*.gz", "*.svg", "pictures")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=without)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def follow(project: Path, instructions: Iterable[Step]) -> None:
    """Carry out the instructions one by one."""
    for step in instructions:
        step.follow(project)


def run(project: Path, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a copy of the project, with the source of the copy."""
    path = os.pathsep.join([str(project / "src"), *filter(None, sys.path)])
    return subprocess.run(
        command,
        cwd=project,
        env=os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


FRAMEWORKS, SCHEMAS, NAMES = GUARDS = (
    "tests/test_frameworks.py",
    "tests/test_schema.py::TestFiles",
    "tests/test_api.py",
)
"""The tests that check what the page asks for."""


def complaints(project: Path, *guards: str) -> str:
    """Return the output of these tests in a copy of the project, or "" if they pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header"]
    done = run(project, [*command, "-W", "ignore", *guards])
    return "" if done.returncode == 0 else done.stdout + done.stderr
