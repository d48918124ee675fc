"""Read the inspection that a published report describes, with the page and words of each value."""

import datetime as dt
import hashlib
import os
import re
from collections.abc import Sequence

import attrs

from ofsted_frameworks.authorities.lookup import UnknownAuthority, find_authority
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks import all_editions
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.months import in_words
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.readers.report import front_page, report_rules
from ofsted_frameworks.readers.report.document_kinds import Document, NoText
from ofsted_frameworks.readers.report.evidence import Evidence
from ofsted_frameworks.readers.report.front_page import Printed
from ofsted_frameworks.readers.report.judgement_table import Judged, ReportTable, read_table
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.readers.report.mentions import one_line
from ofsted_frameworks.readers.report.page_text import Text
from ofsted_frameworks.readers.report.pdf_file import (
    PdfReader,
    is_a_scan,
    load,
    shared_reader,
    text_given,
    text_of_pdf,
)
from ofsted_frameworks.readers.report.recognition import Recognised, recognise
from ofsted_frameworks.readers.report.report_limits import ReportLimits
from ofsted_frameworks.readers.report.report_reading import ReportReading, not_read
from ofsted_frameworks.words import listed, plural

_MOST_NAMED = 3
_MOST_STRAYS = 20
_LONGEST_INSPECTION = dt.timedelta(days=366)
_JUDGEMENTS = ("judgements",)


def read_report(
    source: "str | os.PathLike[str] | bytes | None" = None,
    /,
    *,
    text: str | None = None,
    name: str = "",
    limits: ReportLimits | None = None,
) -> ReportReading:
    r"""Return what a published report says, read from a path, the bytes of a PDF or plain text.

    Nothing is filled in: a value that the report does not print is None.

    >>> reading = read_report(text="Focused visit to Anytown children's services")
    >>> reading.document
    Document.FOCUSED_VISIT

    Args:
        source: A path, or the bytes of a PDF.
        text: The text of a report, instead of a source; a form feed begins a new page.
        name: The name of the report in findings; by default its path.
        limits: The limits beyond which the file is given up.

    Raises:
        UnreadableFile: If no file can be opened at the path.
        MissingExtra: If a PDF is given and the readers extra is not installed.
        TypeError: If `source` is not a path or bytes, or if not exactly one of `source` and `text` is given.
    """
    if (source is None) == (text is None):
        raise TypeError("read_report takes exactly one of a path, the bytes of a PDF or text=...")
    limits = ReportLimits() if limits is None else limits
    if not isinstance(limits, ReportLimits):
        raise TypeError(
            f"limits must be a ReportLimits, such as ReportLimits(seconds=5), not {limits!r}"
        )
    if source is not None:
        return read_file(source, name, shared_reader(limits))
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {text!r}")
    try:
        return _reading(text_given(text, limits), name)
    except NoText as error:
        return not_read(name, error.document, str(error))


def read_file(
    source: "str | os.PathLike[str] | bytes", name: str, reader: PdfReader
) -> ReportReading:
    """Return what the report in a PDF says; `reader` extracts its text."""
    takes = "read_report takes the bytes of a PDF, or a path as"
    given = source if isinstance(source, bytes) else path_of(source, takes)
    name = name or ("" if isinstance(given, bytes) else str(given))
    sha256 = ""
    try:
        data = given if isinstance(given, bytes) else load(given, reader.limits)
        sha256 = hashlib.sha256(data).hexdigest()
        return _reading(text_of_pdf(data, reader), name, sha256)
    except NoText as error:
        return not_read(name, error.document, str(error), sha256)


def _reading(text: Text, name: str, sha256: str = "") -> ReportReading:
    known = recognise(text.string)
    if sha256 and known.document is Document.OTHER and is_a_scan(text):
        why = "its pages have no text except page numbers; it may be a scan"
        raise NoText(Document.PDF_WITHOUT_TEXT, why)
    evidence = Evidence(name, text)
    inspection = None
    if known.layout:
        inspection = _Report(known.layout, known.title, evidence).inspection()
    document = known.document
    if document.is_report and not _has_dates_or_judgements(evidence):
        inspection, document, evidence = None, Document.OTHER, Evidence(name, text)
    if not document.is_report:
        evidence.find(report_rules.NOT_A_REPORT[document], _why(document, known))
    for page in text.unread:
        evidence.find(report_rules.UNREAD_PAGE, f"page {page} could not be read as text")
    return ReportReading(
        source=name,
        document=document,
        inspection=inspection,
        taken=tuple(evidence.taken),
        findings=tuple(evidence.findings),
        pages=len(text.starts),
        sha256=sha256,
    )


_ABOUT_DATES_OR_JUDGEMENTS = frozenset(
    rule.id
    for rule in (
        report_rules.SEVERAL_GRADES,
        report_rules.UNREAD_DATES,
        report_rules.IMPLAUSIBLE_DATE,
    )
)


def _has_dates_or_judgements(evidence: Evidence) -> bool:
    """Return True if a document prints the dates or the table of a report, readable or not."""
    return any(taken.path[0] in ("start", "judgements") for taken in evidence.taken) or any(
        finding.rule in _ABOUT_DATES_OR_JUDGEMENTS or finding.path == _JUDGEMENTS
        for finding in evidence.findings
    )


def _why(document: Document, known: Recognised) -> str:
    if document is not Document.OTHER:
        return f"{document}, not the report of a graded inspection"
    if known.why:
        return f"not recognised as a report because of the words around its title: {known.why!r}"
    if known.layout:
        name = known.layout.framework.name
        return f"not recognised as a report: it has a title that {name} uses, but no dates or judgements"
    return "not recognised as a report: it does not begin with a title that reports use"


@attrs.frozen
class _Report:
    """A report while it is read: its layout, its title (if printed) and the evidence so far."""

    layout: Layout
    title: re.Match[str] | None
    evidence: Evidence

    def inspection(self) -> AnyInspection | None:
        """Return the inspection, or None if its authority or its table cannot be read."""
        kind = self.layout.form.kind if self.title else None
        if self.title and kind:
            self.evidence.take(("kind",), kind, one_line(self.title[0]), self.title.start())
        start, end = self._days_on_site()
        published = self._published()
        authority = self._authority(start or published)
        table = self._table(start, end)
        if table is None:
            return None
        judged = {each.field: self._judgement(each, table) for each in table.judged}
        self._report_more_grades(table)
        self._report_strays(table)
        if authority is None:
            return None
        return Inspection(
            authority=authority,
            judgements=table.edition.judgements(**judged),
            kind=kind,
            start=start,
            end=end,
            published=published,
            source=self.evidence.name,
        )

    def _authority(self, on: dt.date | None) -> LocalAuthority | None:
        path = ("authority",)
        printed = front_page.find_authority_name(self.evidence.text, self.layout, self.title)
        if printed is None:
            message = "no local authority is named in or near the title, or in a page header"
            self.evidence.find(report_rules.NO_AUTHORITY, message, path)
            return None
        try:
            authority = find_authority(printed.words, on=on)
        except UnknownAuthority as error:
            authority = LocalAuthority(name=printed.words)
            rule = report_rules.UNKNOWN_AUTHORITY
            self.evidence.find(rule, str(error), path, printed.words, printed.at)
        self.evidence.take(path, authority, printed.words, printed.at)
        return authority

    def _days_on_site(self) -> tuple[dt.date, dt.date] | tuple[None, None]:
        text = self.evidence.text
        printed = front_page.find_days_on_site(text)
        running = front_page.find_running_dates(text, self.layout)
        running = [each for each in running if not _odd_days(each)]
        taken = printed
        if not printed or _odd_days(printed) or not printed.has_ordered_days:
            agree = running and not front_page.find_other_days(running[0], running)
            taken = running[0] if agree else None
            self._report_front_dates(printed, taken)
        if taken is None:
            return None, None
        self._report_other_dates(taken, front_page.find_other_days(taken, running))
        if len(taken.days) > 2:
            message = f"inspectors were on site more than once: {taken.words}"
            rule = report_rules.SEVERAL_VISITS
            self.evidence.find(rule, message, ("end",), taken.words, taken.at)
        start, end = taken.span
        self.evidence.take(("start",), start, taken.words, taken.at)
        self.evidence.take(("end",), end, taken.words, taken.at)
        return start, end

    def _report_front_dates(self, printed: Printed | None, taken: Printed | None) -> None:
        """Report that the front page has no usable days on site, and whether `taken` is used instead."""
        instead = "; the days in the page headers or footers are used" if taken else ""
        if printed:
            self._report_bad_dates("start", printed, _odd_days(printed), instead)
        else:
            message = f"the front page does not print the days on site{instead}"
            self.evidence.find(report_rules.NO_DATES, message, ("start",))

    def _report_bad_dates(self, key: str, printed: Printed, odd: str, instead: str = "") -> None:
        what = {"start": "the days on site", "published": "the day of publication"}[key]
        rule = report_rules.IMPLAUSIBLE_DATE if odd else report_rules.UNREAD_DATES
        message = f"{what} cannot be read from {printed.words!r}{instead}"
        if odd:
            message = f"{what} cannot be right as printed, {printed.words!r}: {odd}{instead}"
        self.evidence.find(rule, message, (key,), printed.words, printed.at)

    def _report_other_dates(self, taken: Printed, others: Sequence[Printed]) -> None:
        if not others:
            return
        first, page = others[0], self.evidence.text.page
        places = [f"{each.words!r} on page {page(each.at)}" for each in others[:_MOST_NAMED]]
        more = f", and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        message = (
            f"the front page prints {taken.words!r}, but page headers or footers print "
            f"{listed(places)}{more}; the front page is used"
        )
        rule = report_rules.DATES_DISAGREE
        self.evidence.find(rule, message, ("start",), first.words, first.at)

    def _published(self) -> dt.date | None:
        printed = front_page.find_published(self.evidence.text)
        if printed is None:
            return None
        is_one = len(printed.days) == 1
        odd = _odd_days(printed) if is_one else ""
        if odd or not is_one:
            self._report_bad_dates("published", printed, odd)
            return None
        self.evidence.take(("published",), printed.days[0], printed.words, printed.at)
        return printed.days[0]

    def _table(self, start: dt.date | None, end: dt.date | None) -> ReportTable | None:
        editions = self.layout.framework.editions
        in_force = [edition for edition in editions if start and edition.in_force_on(start)]
        settled = in_force or (editions if len(editions) == 1 else ())
        years = [day.year for day in (start, end) if day]
        table = (
            read_table(self.evidence.text, settled[0], self.layout, years)
            if settled
            else self._table_by_areas(start)
        )
        if table is None:
            return None
        self.evidence.edition = table.edition.id
        if not in_force:
            message = (
                f"the edition, {table.edition}, is taken from the judgement areas, not from the first "
                "day on site"
            )
            self.evidence.find(report_rules.EDITION_BY_AREAS, message, ("start",), start)
        return table

    def _table_by_areas(self, start: dt.date | None) -> ReportTable | None:
        """Return the table of the only edition that fits it, unless a larger one fits with rows missing."""
        editions = self.layout.framework.editions
        tables = [read_table(self.evidence.text, each, self.layout, ()) for each in editions]
        whole = [table for table in tables if table.is_whole]
        unknown = "the edition is unknown: there is no first day on site"
        if start:
            unknown = f"the edition is unknown: none was in force on {in_words(start)}"
        if len(whole) != 1:
            if all(table.more_grades for table in tables):
                self._report_more_grades(tables[-1])
            message = f"{unknown}, and the judgement areas do not fit exactly one edition"
            self.evidence.find(report_rules.NO_EDITION, message)
            return None
        found = whole[0].edition
        for other in editions:
            if {*found.areas} < {*other.areas}:
                rest = listed(repr(str(a)) for n, a in other.areas.items() if n not in found.areas)
                message = (
                    f"{unknown}, and the judgement areas fit {found}, or {other} without {rest}"
                )
                self.evidence.find(report_rules.NO_EDITION, message, _JUDGEMENTS)
                return None
        return whole[0]

    def _judgement(self, judged: Judged, table: ReportTable) -> Grade | NotJudged | None:
        path = (*_JUDGEMENTS, judged.field)
        area = repr(str(table.edition.areas[judged.field]))
        taken, grade = judged.taken, judged.grade
        if taken and grade:
            self.evidence.take(path, grade, taken.words, taken.start)
        if judged.is_from_heading and taken:
            message = f"the table has no row for {area}; a section heading is used: {taken.words!r}"
            self.evidence.find(report_rules.NO_ROW, message, path, taken.words, taken.start)
        if judged.rivals:
            first, page = judged.rivals[0], self.evidence.text.page
            mentions = [taken, *judged.rivals] if taken else judged.rivals
            places = dict.fromkeys(f"{m.words!r} on page {page(m.start)}" for m in mentions)
            printed = ", but ".join([*places][:_MOST_NAMED])
            settled = f"{str(grade)!r} is used" if grade else "no grade is recorded"
            message = f"{area} is printed as {printed}; {settled}"
            rule = report_rules.JUDGEMENTS_DISAGREE
            self.evidence.find(rule, message, path, first.words, first.start)
        elif not grade and not table.more_grades:
            unannounced = (
                "" if self._announces(judged.field) else ", which the title does not announce"
            )
            message = f"no judgement can be read for {area}{unannounced}"
            severity = Severity.NOTE if unannounced else None
            self.evidence.find(report_rules.NO_JUDGEMENT, message, path, severity=severity)
        return grade

    def _announces(self, field: str) -> bool:
        """Return False only if the title would announce a judgement area, but does not."""
        words = self.layout.announced.get(field)
        return self.title is None or words is None or bool(words.search(self.title.string))

    def _report_more_grades(self, table: ReportTable) -> None:
        if table.more_grades is None:
            return
        at, words = table.more_grades
        for judged in table.judged:
            if not judged.grade:
                area = table.edition.areas[judged.field]
                message = (
                    f"the row of {str(area)!r} is not read: the table prints more than one grade for "
                    f"an area, perhaps including an earlier one: {words!r}"
                )
                path = (*_JUDGEMENTS, judged.field)
                self.evidence.find(report_rules.SEVERAL_GRADES, message, path, words, at)

    def _report_strays(self, table: ReportTable) -> None:
        for at, words in table.strays[:_MOST_STRAYS]:
            message = f"{table.edition} has no judgement area for the row {words!r}"
            self.evidence.find(report_rules.UNKNOWN_ROW, message, value=words, at=at)
        if (more := len(table.strays) - _MOST_STRAYS) > 0:
            message = f"{table.edition} has no judgement area for {plural(more, 'more row')}"
            self.evidence.find(report_rules.UNKNOWN_ROW, message)


def _odd_days(printed: Printed) -> str:
    """Return what makes printed days implausible, or ""."""
    first = min(edition.starts.value for edition in all_editions())
    today = dt.date.today()
    for day in printed.days:
        if not first <= day <= today:
            bound = (
                "in the future" if day > today else f"before the first framework, {in_words(first)}"
            )
            return f"{in_words(day)} is {bound}"
    if printed.days and printed.span[1] - printed.span[0] > _LONGEST_INSPECTION:
        return "they are more than a year apart"
    return ""
