"""Readers of judgement data in the form it is published: workbooks, CSV files and reports."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
