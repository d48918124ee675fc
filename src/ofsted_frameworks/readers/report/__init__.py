"""Read published inspection reports (PDF or plain text), with the page and words of each value."""

from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.readers.report.evidence import Taken
from ofsted_frameworks.readers.report.many_reports import read_reports
from ofsted_frameworks.readers.report.one_report import read_report
from ofsted_frameworks.readers.report.report_limits import ReportLimits
from ofsted_frameworks.readers.report.report_reading import ReportReading

__all__ = ["Document", "ReportLimits", "ReportReading", "Taken", "read_report", "read_reports"]
