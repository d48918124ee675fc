"""What reading one file gave."""

import html
from collections import Counter
from pathlib import PurePath

import attrs

from ofsted_frameworks.findings import Finding
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.readers.report.evidence import Evidence, Taken
from ofsted_frameworks.readers.report.report_rules import NOT_A_REPORT
from ofsted_frameworks.words import listed, plural


@attrs.frozen(kw_only=True, repr=False)
class ReportReading:
    """What a file is and, where it is a report, the inspection that it reports.

    Args:
        source: The name of the file, or what the caller calls the text.
        document: What it is.
        inspection: The inspection; None where there is no report, and then `findings` says why.
        taken: For each value of the inspection, its page and words.
        findings: What is missing, odd or contradictory.
        pages: How many pages were read.
        sha256: The checksum of the file; "" where text was given.
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
        what = f"{self.inspection or self.document}"
        return f"<ReportReading {self._name!r}: {what}; {self._counts}>"

    def _repr_html_(self) -> str:
        what = html.escape(str(self.inspection or self.document))
        rows = "".join(
            f"<tr><td>{html.escape('.'.join(taken.path))}</td>"
            f"<td>{html.escape(str(taken.value))}</td><td>{taken.page}</td></tr>"
            for taken in self.taken
        )
        table = (
            f"<table><tr><th>value</th><th></th><th>page</th></tr>{rows}</table>" if rows else ""
        )
        found = "".join(f"<li>{html.escape(str(finding))}</li>" for finding in self.findings[:5])
        said = f"<p>{html.escape(self._name)}: {what}; {self._counts}</p>"
        return f"{said}{table}" + (f"<ul>{found}</ul>" if found else "")

    @property
    def _name(self) -> str:
        return PurePath(self.source).name or "text"

    @property
    def _counts(self) -> str:
        severities = Counter(finding.severity for finding in self.findings)
        found = [plural(count, str(severity)) for severity, count in severities.items()]
        return listed([plural(len(self.taken), "value"), *found])


def not_read(name: str, document: Document, why: str, sha256: str = "") -> ReportReading:
    """Return the reading of a file that gives no text."""
    evidence = Evidence(name)
    evidence.find(NOT_A_REPORT[document], f"{document}: {why}")
    findings = tuple(evidence.findings)
    return ReportReading(source=name, document=document, findings=findings, sha256=sha256)
