"""The frameworks and their editions: how to find them, and how to define a new one."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
