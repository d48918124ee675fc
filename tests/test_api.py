"""The public API is what tests/api.txt says it is.

After a change that is meant, write the file anew and read its diff:

    python tests/test_api.py
"""

import difflib
import enum
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_origin

import ofsted_frameworks

SNAPSHOT = Path(__file__).with_name("api.txt")


def public_api() -> list[str]:
    """Names, parameters and members, one a line, without types (the type checkers hold those)."""
    return list(describe_module(ofsted_frameworks))


def describe_module(module: ModuleType) -> Iterator[str]:
    prefix = module.__name__.removeprefix("ofsted_frameworks").removeprefix(".")
    for name in sorted(public_names(module)):
        yield from describe(f"{prefix}.{name}".removeprefix("."), getattr(module, name))


def public_names(module: ModuleType) -> list[str]:
    """What `__all__` says, or else what the module itself defines without an underscore."""
    own = (
        n
        for n, thing in vars(module).items()
        if getattr(thing, "__module__", "") == module.__name__
    )
    return getattr(module, "__all__", [name for name in own if not name.startswith("_")])


def describe(name: str, thing: object) -> Iterator[str]:
    if isinstance(thing, ModuleType):
        yield f"module {name}"
        yield from describe_module(thing)
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


def test_the_public_api_is_the_one_written_down() -> None:
    written = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    difference = difflib.unified_diff(
        written, public_api(), "tests/api.txt", "the code", lineterm="", n=0
    )
    report = "\n".join(difference)
    assert not report, f"{report}\n\nIf this is meant: python tests/test_api.py"


def test_every_public_name_is_documented() -> None:
    public = {name: getattr(ofsted_frameworks, name) for name in ofsted_frameworks.__all__}
    undocumented = [
        name
        for name, thing in public.items()
        if (inspect.isclass(thing) or inspect.isfunction(thing) or inspect.ismodule(thing))
        and not inspect.getdoc(thing)
    ]
    assert undocumented == []


if __name__ == "__main__":
    SNAPSHOT.write_text("\n".join(public_api()) + "\n", encoding="utf-8")
