"""A cache for what depends on the words of every registered framework."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from ofsted_frameworks.frameworks.registry import on_change

P = ParamSpec("P")
T = TypeVar("T")


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """Return a function that remembers its answers until a framework is registered or unregistered."""
    remembering = functools.lru_cache(maxsize=10_000)(function)
    on_change(remembering.cache_clear)
    return cast(Callable[P, T], remembering)
