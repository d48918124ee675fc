"""Namespaces whose names are imported when they are first asked for (PEP 562)."""

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def attach(
    package: str, names: Mapping[str, Sequence[str]], submodules: Sequence[str] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return `__getattr__`, `__dir__` and `__all__` for a package whose names come from its modules.

    Args:
        package: The package's `__name__`.
        names: The public names, by the module (relative to the package) that defines them.
        submodules: Modules that are public names themselves.
    """
    home = {name: module for module, each in names.items() for name in each}
    public = sorted([*home, *submodules])

    def get(name: str) -> Any:
        if name in home:
            value = getattr(importlib.import_module(f"{package}.{home[name]}"), name)
        elif name in submodules:
            value = importlib.import_module(f"{package}.{name}")
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name)
        setattr(sys.modules[package], name, value)
        return value

    return get, lambda: public, public
