"""The reading of one report."""

from collections import Counter
from pathlib import PurePath

import attrs

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.readers.report.evidence import Evidence, Taken
from ofsted_frameworks.readers.report.report_rules import NOT_A_REPORT
from ofsted_frameworks.tables import Table
from ofsted_frameworks.words import listed, plural

_MOST_SHOWN = 5


@attrs.frozen(kw_only=True, repr=False)
class ReportReading:
    """The result of reading a file: its kind of document and, for a report, the inspection.

    Args:
        source: The path of the file, or the name that the caller gave.
        document: The kind of document.
        inspection: The inspection; None if none could be read, in which case `findings` says why.
        taken: Each value of the inspection, with the page and words that it comes from.
        findings: What is missing, odd or contradictory.
        pages: The number of pages.
        sha256: The checksum of the file; "" for text.
    """

    source: str
    document: Document
    inspection: AnyInspection | None = None
    taken: tuple[Taken, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    sha256: str = ""

    def __str__(self) -> str:
        what = self.inspection or self.document
        lines = [f"{self.source or 'text'}: {what}", *(f"  {taken}" for taken in self.taken)]
        return "\n".join([*lines, *(f"  {finding}" for finding in self.findings)])

    def __repr__(self) -> str:
        what = self.inspection or self.document
        return f"<ReportReading {self._name!r}: {what}; {self._counts}>"

    def _repr_html_(self) -> str:
        rows = [(".".join(each.path), str(each.value), str(each.page)) for each in self.taken]
        caption = f"{self._name}: {self.inspection or self.document}; {self._counts}"
        notes = [str(finding) for finding in self.findings[:_MOST_SHOWN]]
        return Table(["Value", "As read", "Page"], rows, caption, notes).html()

    @property
    def _name(self) -> str:
        return PurePath(self.source).name or "text"

    @property
    def _counts(self) -> str:
        severities = Counter(finding.severity for finding in self.findings)
        found = [plural(count, str(severity)) for severity, count in severities.items()]
        return listed([plural(len(self.taken), "value"), *found])


def not_read(name: str, document: Document, why: str, sha256: str = "") -> ReportReading:
    """Return the reading of a file without text to read."""
    evidence = Evidence(name)
    evidence.find(NOT_A_REPORT[document], f"{document}: {why}")
    findings = tuple(evidence.findings)
    return ReportReading(source=name, document=document, findings=findings, sha256=sha256)
