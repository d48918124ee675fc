"""Import a package's public names when they are first used (PEP 562)."""

import importlib
import re
import sys
from collections.abc import Callable
from typing import Any

# The stubs hold nothing but these imports. Parsing them as Python would double the time of an import.
_IMPORTS = re.compile(r"^from (\S+) import (\([^)]+\)|.+)$", re.MULTILINE)
_NAMES = re.compile(r"(\w+) as ")


def attach(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return a package's `__getattr__`, `__dir__` and `__all__`, made from its stub.

    The stub, `__init__.pyi`, imports each public name of the package. Type checkers and editors
    read it too.
    """
    module: Any = sys.modules[package]
    stub: bytes = module.__spec__.loader.get_data(f"{module.__path__[0]}/__init__.pyi")
    homes: dict[str, str] = {
        name: home
        for home, names in _IMPORTS.findall(stub.decode())
        for name in _NAMES.findall(names)
    }
    public = sorted(homes)

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name)
        home = homes[name]
        if home == package:
            value: Any = importlib.import_module(f"{package}.{name}")
        else:
            value = getattr(importlib.import_module(home), name)
        setattr(sys.modules[package], name, value)
        return value

    return get, lambda: public, public
