from ofsted_frameworks.readers.entries import Entry as Entry
from ofsted_frameworks.readers.gathering import Gathered as Gathered, gather as gather
from ofsted_frameworks.readers.headers import UnknownColumn as UnknownColumn
from ofsted_frameworks.readers.report import (
    Document as Document,
    ReportLimits as ReportLimits,
    ReportReading as ReportReading,
    Taken as Taken,
    read_report as read_report,
    read_reports as read_reports,
)
from ofsted_frameworks.readers.sheets import WorkbookLimits as WorkbookLimits
from ofsted_frameworks.readers.workbook import (
    Account as Account,
    WorkbookReading as WorkbookReading,
    read_workbook as read_workbook,
)
