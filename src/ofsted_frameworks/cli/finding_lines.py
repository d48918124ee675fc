"""Findings for people: one line each, with many similar ones counted instead of repeated."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from ofsted_frameworks.cli.streams import Write, visible
from ofsted_frameworks.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from ofsted_frameworks.validation.bulk import Report

_MOST_ALIKE = 3
"""How many similar findings are printed before the rest are only counted."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_VARIES = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")


def line(finding: Finding) -> str:
    """Return a finding as `file:line: severity: message [rule]`.

    >>> import click
    >>> from ofsted_frameworks.findings import Finding, Place, Severity
    >>> late = Finding(rule="dates.end-before-start", severity=Severity.ERROR, path=("end",),
    ...     message="the last day is before the first", place=Place(file="a.jsonl", line=2))
    >>> click.unstyle(line(late))
    'a.jsonl:2: error: end: the last day is before the first [dates.end-before-start]'
    """
    at = ".".join(str(step) for step in finding.path)
    message = f"{at}: {finding.message}" if at else finding.message
    hint = f" ({finding.hint})" if finding.hint else ""
    severity = click.style(str(finding.severity), fg=_COLOURS[finding.severity])
    return f"{_where(finding.place)}{severity}: {_visible(message + hint)} [{finding.rule}]"


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    cell = _letters(place.column) + str(place.row or "")
    sheet = f"{place.sheet}!{cell}" if place.sheet else cell
    page = f"page {place.page}" if place.page else ""
    parts = (place.file, sheet, str(place.line or ""), page)
    return "".join(f"{_visible(part)}:" for part in parts if part) + " "


def _visible(text: str) -> str:
    return visible(text).replace("\n", " ")


def _letters(column: int | None) -> str:
    """Return a column's letters in a spreadsheet: A, B, ..., Z, AA."""
    letters = ""
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


class TextFindings:
    """A writer of findings that prints the first few similar ones and, at the end, counts the rest."""

    def __init__(self, write: Write, *, every: bool = False) -> None:
        self._write = write
        self._most = sys.maxsize if every else _MOST_ALIKE
        self._seen: Counter[tuple[str, Severity, str, str]] = Counter()

    def finding(self, finding: Finding) -> None:
        """Write a finding, unless several like it have been written."""
        kind = _kind(finding)
        self._seen[kind] += 1
        if self._seen[kind] <= self._most:
            self._write(f"{line(finding)}\n")

    def end(self, reports: "Mapping[str, Report]") -> None:
        """Write how many findings were left out, then a line for each file."""
        for (file, severity, rule, _), number in self._seen.items():
            if more := max(0, number - self._most):
                words = f"{more:,} more {severity}{'s' if more > 1 else ''} like these"
                place = f"{_visible(file)}: " if file else ""
                self._write(f"{place}{words} [{rule}]; --every prints them all\n")
        for name, report in reports.items():
            self._write(f"{_visible(name)}: {report.summary}\n")


def write_all(findings: Iterable[Finding], write: Write, *, every: bool = False) -> None:
    """Write some findings, with similar ones counted unless `every` is set."""
    writer = TextFindings(write, every=every)
    for finding in findings:
        writer.finding(finding)
    writer.end({})


def _kind(finding: Finding) -> tuple[str, Severity, str, str]:
    file = finding.place.file if finding.place else ""
    return file, finding.severity, finding.rule, _VARIES.sub("", finding.message)
