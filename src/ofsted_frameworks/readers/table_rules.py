"""The rules behind every finding of the readers of tables and files."""

from ofsted_frameworks.findings import Severity
from ofsted_frameworks.rules import Rule, declare
from ofsted_frameworks.sources import Provenance, Source

_OURS = Source("ofsted-frameworks: how tables are read", Provenance.OURS)
_FIRST_DAYS = Source(
    "Reports of ILACS inspections, 2018 to March 2025",
    Provenance.REPORTS,
    where="first day on site",
)


def _error(id: str, summary: str) -> Rule:
    return declare(id, Severity.ERROR, summary, _OURS)


def _warning(id: str, summary: str) -> Rule:
    return declare(id, Severity.WARNING, summary, _OURS)


def _note(id: str, summary: str) -> Rule:
    return declare(id, Severity.NOTE, summary, _OURS)


UNREAD = _error("file.unread", "Each file can be read.")
PASSED_OVER = _warning("file.passed-over", "Every file in a folder is read.")
OPEN_QUOTE = _error("file.open-quote", "A CSV file closes each quotation mark that it opens.")
ROWS_IN_A_CELL = _warning(
    "file.rows-in-a-cell", "A quoted cell does not hold lines that look like rows."
)

AUTHORITY = _warning("workbook.authority", "A row names one known authority.")
CONTRADICTION = _error("workbook.contradiction", "Columns for the same thing agree within a row.")
COUNTS = _note("workbook.counts", "A column with a judgement's heading holds grades, not numbers.")
UNREAD_COLUMN = _warning(
    "workbook.unread-column", "Each column that holds grades, dates or codes is read."
)
UNREAD_TABLE = _warning(
    "workbook.unread-table",
    "A table of authorities and grades says which judgement the grades are for.",
)
NO_SUCH_COLUMN = _warning(
    "workbook.no-such-column", "Each heading that the caller gives is in the file."
)
NO_SUCH_LABEL = _warning(
    "workbook.no-such-label", "Each label that the caller gives is in the file."
)

NOT_A_DAY = _error("workbook.not-a-day", "A cell in a column of dates holds a date.")
INEXACT_DAY = _warning(
    "workbook.inexact-day", "An inspection's date is a full day, not a month or a year."
)
PLAIN_DATE = declare(
    "workbook.plain-date",
    Severity.WARNING,
    "A heading says whether its dates are those of inspections or of reports. An ILACS inspection "
    "begins on a Monday.",
    _OURS,
    held=(322, 325),
    counted_in=_FIRST_DAYS,
)
UNKNOWN_KIND = _error("workbook.unknown-kind", "The kind of inspection or visit is known.")
KIND = _warning("workbook.kind", "The framework has inspections of the printed kind.")
VISIT_WITH_GRADE = _warning("workbook.visit-with-grade", "A visit has no grades.")

UNKNOWN_EDITION = _error("workbook.unknown-edition", "The printed edition exists.")
NO_EDITION = _error("workbook.no-edition", "An edition of some framework fits the date.")
EDITION_SETTLED = _note(
    "workbook.edition-settled", "The dates of an inspection alone settle its edition."
)
AMBIGUOUS_EDITION = _warning(
    "workbook.ambiguous-edition", "A table leaves no doubt about the edition of an inspection."
)
NOT_IN_FORCE = _warning("workbook.not-in-force", "The printed framework was in force on the date.")

NO_JUDGEMENT = _warning("workbook.no-judgement", "An inspection has a judgement.")
UNKNOWN_GRADE = _error("workbook.unknown-grade", "A judgement is a grade of its framework's scale.")
NO_PLACE = _error("workbook.no-place", "The edition has an area for each printed judgement.")
NOT_RECORDED = _warning("workbook.not-recorded", "Each judgement of the edition is recorded.")
OTHER_WORDS = _note(
    "workbook.other-words", "A judgement is printed under a heading of its own edition."
)
NEWER_WORDS = _note("workbook.newer-words", "A grade is printed in the words of its own scale.")
