"""The rules behind every finding of the readers of tables and files."""

import functools

from ofsted_frameworks import rules
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.sources import Provenance, Source

_OURS = Source("ofsted-frameworks: how tables are read", Provenance.OURS)
_FIRST_DAYS = Source(
    "Reports of ILACS inspections, 2018 to March 2025",
    Provenance.REPORTS,
    where="first day on site",
)
_error = functools.partial(rules.declare, severity=Severity.ERROR, source=_OURS)
_warning = functools.partial(rules.declare, severity=Severity.WARNING, source=_OURS)
_note = functools.partial(rules.declare, severity=Severity.NOTE, source=_OURS)

UNREAD = _error("file.unread", summary="Each file can be read.")
PASSED_OVER = _warning("file.passed-over", summary="Every file in a folder is read.")
OPEN_QUOTE = _error(
    "file.open-quote", summary="A CSV file closes each quotation mark that it opens."
)
ROWS_IN_A_CELL = _warning(
    "file.rows-in-a-cell", summary="A quoted cell does not hold lines that look like rows."
)

AUTHORITY = _warning("workbook.authority", summary="A row names one known authority.")
CONTRADICTION = _error(
    "workbook.contradiction", summary="Columns for the same thing agree within a row."
)
COUNTS = _note(
    "workbook.counts", summary="A column with a judgement's heading holds grades, not numbers."
)
UNREAD_COLUMN = _warning(
    "workbook.unread-column", summary="Each column that holds grades, dates or codes is read."
)
UNREAD_TABLE = _warning(
    "workbook.unread-table",
    summary="A table of authorities and grades says which judgement the grades are for.",
)
NO_SUCH_COLUMN = _warning(
    "workbook.no-such-column", summary="Each heading that the caller gives is in the file."
)
NO_SUCH_LABEL = _warning(
    "workbook.no-such-label", summary="Each label that the caller gives is in the file."
)

NOT_A_DAY = _error("workbook.not-a-day", summary="A cell in a column of dates holds a date.")
INEXACT_DAY = _warning(
    "workbook.inexact-day", summary="An inspection's date is a full day, not a month or a year."
)
PLAIN_DATE = _warning(
    "workbook.plain-date",
    summary="A heading says whether its dates are those of inspections or of reports. An ILACS inspection "
    "begins on a Monday.",
    held=(322, 325),
    counted_in=_FIRST_DAYS,
)
UNKNOWN_KIND = _error("workbook.unknown-kind", summary="The kind of inspection or visit is known.")
KIND = _warning("workbook.kind", summary="The framework has inspections of the printed kind.")
VISIT_WITH_GRADE = _warning("workbook.visit-with-grade", summary="A visit has no grades.")

UNKNOWN_EDITION = _error("workbook.unknown-edition", summary="The printed edition exists.")
NO_EDITION = _error("workbook.no-edition", summary="An edition of some framework fits the date.")
EDITION_SETTLED = _note(
    "workbook.edition-settled", summary="The dates of an inspection alone settle its edition."
)
AMBIGUOUS_EDITION = _warning(
    "workbook.ambiguous-edition",
    summary="A table leaves no doubt about the edition of an inspection.",
)
NOT_IN_FORCE = _warning(
    "workbook.not-in-force", summary="The printed framework was in force on the date."
)

NO_JUDGEMENT = _warning("workbook.no-judgement", summary="An inspection has a judgement.")
UNKNOWN_GRADE = _error(
    "workbook.unknown-grade", summary="A judgement is a grade of its framework's scale."
)
NO_PLACE = _error(
    "workbook.no-place", summary="The edition has an area for each printed judgement."
)
NOT_RECORDED = _warning(
    "workbook.not-recorded", summary="Each judgement of the edition is recorded."
)
OTHER_WORDS = _note(
    "workbook.other-words", summary="A judgement is printed under a heading of its own edition."
)
NEWER_WORDS = _note(
    "workbook.newer-words", summary="A grade is printed in the words of its own scale."
)
