"""Judgement data as it comes: workbooks, spreadsheets, CSV files and reports."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
