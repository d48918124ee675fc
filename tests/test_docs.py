"""The examples in the README and the documentation run, page by page, and so do the scripts."""

import doctest
import re
import runpy
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>python|pycon)\b[^\n]*\n(?P<code>.*?)^(?P=indent)```",
    re.MULTILINE | re.DOTALL,
)


class Example(NamedTuple):
    """A fenced block of Python and the line of the page on which its code begins."""

    code: str
    line: int


GENERATED = re.compile(r"^<!-- generated: .*? -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


def examples(text: str) -> list[Example]:
    """Return the handwritten examples of a page; generated ones are tested at their source."""
    text = GENERATED.sub(lambda part: "\n" * part[0].count("\n"), text)
    return [
        Example(
            re.sub(rf"^{fence['indent']}", "", fence["code"], flags=re.MULTILINE),
            text.count("\n", 0, fence.start("code")) + 1,
        )
        for fence in FENCE.finditer(text)
    ]


def run(example: Example, page: Path, names: dict[str, Any]) -> None:
    if example.code.lstrip().startswith(">>>"):
        run_as_session(example, page, names)
    else:
        padding = "\n" * (example.line - 1)
        exec(compile(padding + example.code, str(page), "exec"), names)


def run_as_session(example: Example, page: Path, names: dict[str, Any]) -> None:
    session = doctest.DocTestParser().get_doctest(
        example.code, names, page.name, str(page), example.line - 1
    )
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(session, out=report.append, clear_globs=False)
    names.update(session.globs)
    assert not report, "".join(report)


GUIDES = ROOT / "docs" / "integrations.md"
"""The page with examples that need other libraries, and may print those libraries' warnings."""

PAGES_WITH_EXAMPLES = [page for page in PAGES if examples(page.read_text(encoding="utf-8"))]


def as_parameter(page: Path) -> Any:
    marks = [pytest.mark.filterwarnings("ignore")] if page == GUIDES else []
    return pytest.param(page, id=page.relative_to(ROOT).as_posix(), marks=marks)


@pytest.mark.parametrize("page", [as_parameter(page) for page in PAGES_WITH_EXAMPLES])
def test_every_example_of_the_page_runs_in_one_namespace(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page == GUIDES:
        for library in ("fastapi", "httpx2", "sqlalchemy", "pandera", "frictionless"):
            pytest.importorskip(library, reason=f"{library} comes with the extra dev")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for example in examples(page.read_text(encoding="utf-8")):
        run(example, page, names)


@pytest.mark.parametrize(
    "script", sorted((ROOT / "examples").glob("*.py")), ids=lambda script: script.name
)
def test_every_example_script_runs(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(script)])
    runpy.run_path(str(script), run_name="__main__")


def test_the_readme_has_an_example() -> None:
    assert ROOT / "README.md" in PAGES_WITH_EXAMPLES


class TestTheRunner:
    """An example that does not do what the page says fails."""

    def test_a_wrong_answer_in_a_session_is_reported(self) -> None:
        with pytest.raises(AssertionError, match="Expected"):
            run(Example(">>> 1 + 1\n3\n", 1), Path("page.md"), {})

    def test_an_error_in_a_block_names_the_line_of_the_page(self) -> None:
        with pytest.raises(ZeroDivisionError) as caught:
            run(Example("1 / 0\n", 40), Path("page.md"), {})
        assert caught.traceback[-1].lineno == 39  # counted from 0

    def test_a_block_sees_the_names_of_the_blocks_before_it(self) -> None:
        names: dict[str, Any] = {}
        for example in examples("```python\nx = 1\n```\ntext\n```pycon\n>>> x + 1\n2\n```\n"):
            run(example, Path("page.md"), names)

    def test_an_indented_block_is_found(self) -> None:
        assert examples("- item\n\n    ```python\n    x = 1\n    ```\n") == [Example("x = 1\n", 4)]
