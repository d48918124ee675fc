"""`import ofsted_frameworks` loads a module only when it is used."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import ofsted_frameworks

HOME = Path(ofsted_frameworks.__file__).parent


def modules_after(code: str) -> set[str]:
    """Return the modules that a new interpreter has loaded after running some code."""
    report = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.splitlines())


UNUSED = ["readers", "panel", "cycle", "frames", "charts"]
OTHERS = ["cattrs", "attrs", "narwhals", "click", "python_calamine", "pypdfium2", "altair"]


def test_importing_the_library_loads_no_subpackage_and_no_other_library() -> None:
    loaded = modules_after("import ofsted_frameworks")
    ours = {name for name in loaded if name.startswith("ofsted_frameworks")}
    assert ours == {"ofsted_frameworks", "ofsted_frameworks._lazy"}
    assert loaded.isdisjoint(OTHERS)


@pytest.mark.parametrize("room", UNUSED)
def test_comparing_two_inspections_loads_no_package_that_it_does_not_use(room: str) -> None:
    code = "import ofsted_frameworks as of; of.compare(*of.datasets.hampshire()[1:3])"
    loaded = {name for name in modules_after(code) if f"ofsted_frameworks.{room}" in name}
    assert not loaded - {f"ofsted_frameworks.{room}"}, loaded


@pytest.mark.parametrize("stub", sorted(HOME.rglob("__init__.pyi")), ids=lambda s: s.parent.name)
def test_a_package_has_exactly_the_names_that_its_stub_imports(stub: Path) -> None:
    statements = ast.parse(stub.read_text(encoding="utf-8")).body
    imports = [each for each in statements if isinstance(each, ast.ImportFrom)]
    assert imports == statements
    package = importlib.import_module(".".join(stub.parent.relative_to(HOME.parent).parts))
    assert package.__all__ == sorted(name.name for each in imports for name in each.names)
