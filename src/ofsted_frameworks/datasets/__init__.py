"""The data that comes with the library: England's inspections since 2009, and Hampshire's as an example."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
