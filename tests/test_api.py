"""The public API is the one listed in tests/api.txt.

After an intended change, rewrite the file and read the diff:

    python tests/test_api.py
"""

import difflib
import enum
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_origin

import pytest

import ofsted_frameworks

SNAPSHOT = Path(__file__).with_name("api.txt")


NAMESPACES = (
    "",
    "authorities",
    "charts",
    "comparison",
    "cycle",
    "datasets",
    "findings",
    "frames",
    "frameworks",
    "grades",
    "labels",
    "mapping",
    "page",
    "panel",
    "readers",
    "rules",
    "schedule",
    "sources",
    "strategies",
    "validation",
)
"""The namespaces that docs/compatibility.md calls public."""


def public_api() -> list[str]:
    """Return names, parameters and members, one on a line, without types (type checkers check those)."""
    return [line for namespace in NAMESPACES for line in describe_module(namespace)]


def module_of(namespace: str) -> ModuleType:
    return importlib.import_module(f"ofsted_frameworks.{namespace}".removesuffix("."))


def describe_module(namespace: str) -> Iterator[str]:
    module = module_of(namespace)
    for name in public_names(module):
        yield from describe(f"{namespace}.{name}".removeprefix("."), getattr(module, name))


def public_names(module: ModuleType) -> list[str]:
    """Return the names in `__all__` or, without it, those the module defines without an underscore."""
    own = (
        n
        for n, thing in vars(module).items()
        if getattr(thing, "__module__", "") == module.__name__
    )
    names = getattr(module, "__all__", [name for name in own if not name.startswith("_")])
    return sorted(names)


def describe(name: str, thing: object) -> Iterator[str]:
    if isinstance(thing, ModuleType):
        yield f"module {name}"
    elif inspect.isclass(thing):
        yield from describe_class(name, thing)
    elif inspect.isfunction(thing):
        yield f"{name}{parameters(thing)}"
    else:
        yield f"{name}: {'type alias' if get_origin(thing) else type(thing).__name__}"


def describe_class(name: str, cls: type[Any]) -> Iterator[str]:
    if issubclass(cls, enum.Enum):
        yield f"enum {name}"
        yield from (f"{name}.{member}" for member in cls.__members__)
    else:
        bases = ", ".join(base.__name__ for base in cls.__bases__ if base is not object)
        yield f"class {name}({bases})" if bases else f"class {name}"
        if not issubclass(cls, BaseException) or "__init__" in vars(cls):
            yield f"{name}.__init__{parameters(cls)}"
    yield from (f"{name}.{line}" for line in describe_members(cls))


def describe_members(cls: type[Any]) -> Iterator[str]:
    for name, member in sorted(vars(cls).items()):
        if name.startswith("_") or (issubclass(cls, enum.Enum) and name in cls.__members__):
            continue
        function = getattr(member, "__func__", member)
        yield f"{name}{parameters(function)}" if inspect.isfunction(function) else name


def parameters(function: object) -> str:
    assert callable(function)
    try:
        signature = inspect.signature(function)
    except ValueError:
        return "(...)"
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
    ]
    return str(inspect.Signature(bare))


def test_the_public_api_is_the_one_in_the_snapshot() -> None:
    written = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    difference = difflib.unified_diff(
        written, public_api(), "tests/api.txt", "the code", lineterm="", n=0
    )
    report = "\n".join(difference)
    assert not report, f"{report}\n\nIf this is intended: python tests/test_api.py"


def test_every_public_name_is_documented() -> None:
    public = {
        f"{namespace}.{name}": getattr(module_of(namespace), name)
        for namespace in NAMESPACES
        for name in public_names(module_of(namespace))
    }
    undocumented = [
        name
        for name, thing in public.items()
        if (inspect.isclass(thing) or inspect.isfunction(thing) or inspect.ismodule(thing))
        and not inspect.getdoc(thing)
    ]
    assert undocumented == []


def test_the_compatibility_page_names_the_same_namespaces() -> None:
    page = (Path(__file__).parent.parent / "docs" / "compatibility.md").read_text("utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith("- The names in")]
    named = re.findall(r"`(?:\.|ofsted_frameworks)(\w*)`", line)
    assert tuple(named) == NAMESPACES


def test_the_top_level_has_at_most_56_names_besides_grades_and_judgements() -> None:
    names = set(dir(ofsted_frameworks)) - set(NAMESPACES)
    of_frameworks = {name for name in names if name.endswith(("Grade", "Judgements"))}
    assert len(names - of_frameworks) <= 56


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        getattr(ofsted_frameworks, "nonsense")  # noqa: B009


if __name__ == "__main__":
    SNAPSHOT.write_text("\n".join(public_api()) + "\n", encoding="utf-8")
