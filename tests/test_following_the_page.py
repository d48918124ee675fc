"""The page on adding a framework works word for word, and a test names any step that is left out."""

from pathlib import Path

import attrs
import pytest
from page_steps import (
    FRAMEWORKS,
    GUARDS,
    NAMES,
    ROOT,
    SCHEMAS,
    Step,
    complaints,
    copy_of_the_project,
    follow,
    steps,
)

PAGE = ROOT / "docs" / "add-a-framework.md"
pytest.importorskip("pandas")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    if not (ROOT / "src").is_dir():
        pytest.skip("this test copies the sources, which are not here")
    return copy_of_the_project(tmp_path)


@pytest.mark.parametrize("section", ["Add an edition", "Add a label", "Add a framework"])
def test_a_section_works_as_it_is_written(section: str, project: Path) -> None:
    """The instructions can be followed, the sessions print what the page shows, and the tests pass."""
    instructions = steps(PAGE, section)
    assert instructions[-1].do == "try"
    follow(project, instructions)
    assert complaints(project, *GUARDS) == ""


def test_an_edition_with_a_new_area_and_a_rule_takes_two_files_and_two_commands() -> None:
    instructions = steps(PAGE, "Add an edition")
    files = {step.path for step in instructions if step.path}
    assert files == {
        "src/ofsted_frameworks/frameworks/ilacs.py",
        "src/ofsted_frameworks/__init__.pyi",
    }
    (commands,) = (step.lines for step in instructions if step.do == "run")
    assert commands == ["python tools/write_schemas.py", "python tests/test_api.py"]


def without(instructions: list[Step], *leaving_out: str) -> list[Step]:
    """Return the instructions without some of their text, leaving out those that are then empty."""
    left: list[Step] = []
    for step in instructions:
        code = step.code
        for text in leaving_out:
            code = code.replace(text, "")
        if code.strip() and step.do != "try":
            left.append(attrs.evolve(step, code=code))
    return left


def edition() -> list[Step]:
    return steps(PAGE, "Add an edition")


def only(text: str) -> str:
    """Return the whole text of the only instruction that contains this text."""
    (step,) = (step for step in edition() if text in step.code)
    return step.code


CLASS = only("class Ilacs2027Judgements").partition("@attrs.frozen")[2]
FORGOTTEN = {
    "the class": (f"@attrs.frozen{CLASS}", FRAMEWORKS, "name 'Ilacs2027Judgements' is not defined"),
    "the edition": (
        only("Edition("),
        FRAMEWORKS,
        "no edition uses Ilacs2027Judgements in ilacs.py: add to the framework an Edition(",
    ),
    "the rule in the edition": (
        "            rules=(early_help_and_protection,),\n",
        FRAMEWORKS,
        "no edition lists the rule ilacs-2027.early-help in ilacs.py: add its function to the rules",
    ),
    "what it continues": (
        '            continues=Fact("ilacs-2026", GUIDANCE_2027),\n',
        FRAMEWORKS,
        "ilacs-2027 does not say what it continues: give its Edition continues=Fact('ilacs-2026'",
    ),
    "why an area is new": (
        '                "early_help": Fact("early help was not graded before 2027", GUIDANCE_2027),\n',
        FRAMEWORKS,
        "Add an AreaMatch of ilacs-2027.early_help to the framework, or give the Edition new_areas=",
    ),
    "the last day of the edition before": (
        only("            ends=Fact(dt.date(2026, 12, 31), GUIDANCE_2027),"),
        FRAMEWORKS,
        "ilacs-2026 has no last day, and ilacs-2027 follows it: give its Edition ends=Fact(",
    ),
    "the export": (
        only("    Ilacs2027Judgements as Ilacs2027Judgements,"),
        FRAMEWORKS,
        "Ilacs2027Judgements cannot be imported from ofsted_frameworks: add it to",
    ),
    "the schemas": (
        "python tools/write_schemas.py\n",
        SCHEMAS,
        "run: python tools/write_schemas.py",
    ),
    "the list of names": ("python tests/test_api.py\n", NAMES, "python tests/test_api.py"),
}


@pytest.mark.parametrize("forgotten", FORGOTTEN)
def test_a_forgotten_step_is_named(forgotten: str, project: Path) -> None:
    text, guard, says = FORGOTTEN[forgotten]
    instructions = without(edition(), text)
    if guard is FRAMEWORKS:
        instructions = [step for step in instructions if step.do != "run"]
    follow(project, instructions)
    assert says in " ".join(complaints(project, guard).split())
