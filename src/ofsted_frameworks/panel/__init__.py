"""Analyse the inspections of many authorities together."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
