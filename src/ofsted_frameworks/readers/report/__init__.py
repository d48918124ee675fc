"""Published inspection reports, as PDF or plain text, read with the page and words of each value."""

from ofsted_frameworks.readers.report.archive import read_reports
from ofsted_frameworks.readers.report.evidence import Taken
from ofsted_frameworks.readers.report.pdf import Document
from ofsted_frameworks.readers.report.reading import ReportReading, read_report

__all__ = ["Document", "ReportReading", "Taken", "read_report", "read_reports"]
