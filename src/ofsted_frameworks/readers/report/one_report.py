"""A published report to the inspection that it reports, with the page and the words of each value."""

import datetime as dt
import hashlib
import os
from collections.abc import Sequence

from ofsted_frameworks.authorities.lookup import UnknownAuthority, find_authority
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks import all_editions
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.readers.report import front_page, report_rules
from ofsted_frameworks.readers.report.document_kinds import Document, NoText
from ofsted_frameworks.readers.report.evidence import Evidence
from ofsted_frameworks.readers.report.front_page import Printed
from ofsted_frameworks.readers.report.judgement_table import Judged, ReportTable, read_table
from ofsted_frameworks.readers.report.layouts import Layout
from ofsted_frameworks.readers.report.mentions import Mention
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
from ofsted_frameworks.words import listed

_MOST_NAMED = 3


def read_report(
    source: "str | os.PathLike[str] | bytes | None" = None,
    /,
    *,
    text: str | None = None,
    name: str = "",
    limits: ReportLimits | None = None,
) -> ReportReading:
    r"""Return what the report at a path, in a PDF's bytes or in plain text says; nothing is filled in.

    >>> reading = read_report(text="Focused visit to Anytown children's services")
    >>> reading.document
    Document.FOCUSED_VISIT

    Args:
        source: A path, or the bytes of a PDF.
        text: Instead of a source, the text of a report; a form feed begins a new page.
        name: What the findings call the report; its path unless given.
        limits: What the file may take before it is given up.

    Raises:
        UnreadableFile: If no file can be opened at the path.
        MissingExtra: If a PDF is given without the readers extra.
        TypeError: If `source` is neither a path nor bytes, or unless there is one of a source and a text.
    """
    if (source is None) == (text is None):
        raise TypeError("read_report takes a path or the bytes of a PDF, or text=..., and only one")
    limits = ReportLimits() if limits is None else limits
    if not isinstance(limits, ReportLimits):
        raise TypeError(f"limits is a ReportLimits, as in ReportLimits(seconds=5), not {limits!r}")
    if source is not None:
        return read_file(source, name, shared_reader(limits))
    if not isinstance(text, str):
        raise TypeError(f"text is a str, not {text!r}")
    try:
        return _reading(text_given(text, limits), name)
    except NoText as error:
        return not_read(name, error.document, str(error))


def read_file(
    source: "str | os.PathLike[str] | bytes", name: str, reader: PdfReader
) -> ReportReading:
    """Return what the report in a PDF says, with its text from `reader`."""
    given = source if isinstance(source, bytes) else path_of(source, _TAKES)
    name = name or ("" if isinstance(given, bytes) else str(given))
    sha256 = ""
    try:
        data = given if isinstance(given, bytes) else load(given, reader.limits)
        sha256 = hashlib.sha256(data).hexdigest()
        return _reading(text_of_pdf(data, reader), name, sha256)
    except NoText as error:
        return not_read(name, error.document, str(error), sha256)


_TAKES = "read_report takes a PDF as bytes, and a path as"


def _reading(text: Text, name: str, sha256: str = "") -> ReportReading:
    known = recognise(text.string)
    if sha256 and known.document is Document.OTHER and is_a_scan(text):
        raise NoText(
            Document.PDF_WITHOUT_TEXT, "its pages have no text but their numbers; it may be a scan"
        )
    evidence = Evidence(name, text)
    inspection = _inspection(known.layout, known, evidence) if known.layout else None
    document = known.document
    if document.is_report and not _reports_one(evidence):
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


_OF_A_REPORT = frozenset(
    rule.id
    for rule in (
        report_rules.SEVERAL_GRADES,
        report_rules.UNREAD_DATES,
        report_rules.IMPLAUSIBLE_DATE,
    )
)
"""What is found only where a document prints the dates or the table of a report."""


def _reports_one(evidence: Evidence) -> bool:
    taken = any(taken.path[0] in ("start", "judgements") for taken in evidence.taken)
    return taken or any(
        finding.rule in _OF_A_REPORT or finding.path == _JUDGEMENTS for finding in evidence.findings
    )


def _why(document: Document, known: Recognised) -> str:
    if document is not Document.OTHER:
        return f"it reports no graded inspection: {document}"
    if known.why:
        return f"not recognised as a report: its title has more words before or after it: {known.why!r}"
    if known.layout:
        name = known.layout.framework.name
        return f"not recognised as a report: it has a title of {name}, but neither dates nor judgements"
    return "not recognised as a report: it does not begin with the title of one"


def _inspection(layout: Layout, known: Recognised, evidence: Evidence) -> AnyInspection | None:
    kind = None
    if known.title and layout.form.kind:
        kind = layout.form.kind
        evidence.take(("kind",), kind, " ".join(known.title[0].split()), known.title.start())
    start, end = _on_site(layout, evidence)
    published = _published(evidence)
    authority = _authority(layout, known, start or published, evidence)
    table = _table(layout, start, end, evidence)
    if table is None:
        return None
    unsaid = _not_announced(layout, known)
    judged = {judged.field: _judgement(judged, table, unsaid, evidence) for judged in table.judged}
    _report_more_grades(table, evidence)
    _report_strays(table, evidence)
    if authority is None:
        return None
    return Inspection(
        authority=authority,
        judgements=table.edition.judgements(**judged),
        kind=kind,
        start=start,
        end=end,
        published=published,
        source=evidence.name,
    )


def _authority(
    layout: Layout, known: Recognised, on: dt.date | None, evidence: Evidence
) -> LocalAuthority | None:
    path = ("authority",)
    printed = front_page.authority(evidence.text, layout, known.title)
    if printed is None:
        message = "no local authority is named above or below the title or at the head of a page"
        evidence.find(report_rules.NO_AUTHORITY, message, path)
        return None
    try:
        authority = find_authority(printed.words, on=on)
    except UnknownAuthority as error:
        authority = LocalAuthority(name=printed.words)
        rule = report_rules.UNKNOWN_AUTHORITY
        evidence.find(rule, str(error), path, printed.words, printed.at)
    evidence.take(path, authority, printed.words, printed.at)
    return authority


def _on_site(layout: Layout, evidence: Evidence) -> tuple[dt.date, dt.date] | tuple[None, None]:
    printed = front_page.on_site(evidence.text)
    running = [p for p in front_page.running_dates(evidence.text, layout) if not _odd_days(p)]
    is_good = printed and printed.are_in_order and not _odd_days(printed)
    taken = printed if is_good else _one_of(running)
    if not is_good:
        _report_no_front_dates(printed, taken, evidence)
    if taken is None:
        return None, None
    _report_other_dates(taken, front_page.unlike(taken, running), evidence)
    if len(taken.days) > 2:
        message = f"inspectors were on site more than once: {taken.words}"
        rule = report_rules.SEVERAL_VISITS
        evidence.find(rule, message, ("end",), taken.words, taken.at)
    start, end = taken.span
    evidence.take(("start",), start, taken.words, taken.at)
    evidence.take(("end",), end, taken.words, taken.at)
    return start, end


_LONGEST_INSPECTION = dt.timedelta(days=366)


def _odd_days(printed: Printed) -> str:
    """Return what makes printed days implausible; "" where nothing does."""
    first = min(edition.starts.value for edition in all_editions())
    today = dt.date.today()
    for day in printed.days:
        if not first <= day <= today:
            return f"{day} is before the first framework ({first}) or after today ({today})"
    if printed.days and printed.span[1] - printed.span[0] > _LONGEST_INSPECTION:
        return "they are more than a year apart"
    return ""


def _one_of(running: Sequence[Printed]) -> Printed | None:
    alike = running and not front_page.unlike(running[0], running)
    return running[0] if alike else None


def _report_other_dates(taken: Printed, others: Sequence[Printed], evidence: Evidence) -> None:
    if not others:
        return
    pages = [f"{p.words!r} on page {evidence.text.page(p.at)}" for p in others[:_MOST_NAMED]]
    more = f", and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    message = (
        f"the days on site are {taken.words!r}, but a header or footer has {listed(pages)}{more}; "
        "the first is taken"
    )
    first = others[0]
    evidence.find(report_rules.DATES_DISAGREE, message, ("start",), first.words, first.at)


def _report_no_front_dates(
    printed: Printed | None, taken: Printed | None, evidence: Evidence
) -> None:
    path = ("start",)
    instead = "; those in the page header or footer are taken" if taken else ""
    if printed is None:
        message = f"the front page prints no days on site{instead}"
        evidence.find(report_rules.NO_DATES, message, path)
    elif odd := _odd_days(printed):
        message = f"the days on site cannot be as printed, {printed.words!r}: {odd}{instead}"
        evidence.find(report_rules.IMPLAUSIBLE_DATE, message, path, printed.words, printed.at)
    else:
        message = f"the days on site cannot be read from {printed.words!r}{instead}"
        evidence.find(report_rules.UNREAD_DATES, message, path, printed.words, printed.at)


def _published(evidence: Evidence) -> dt.date | None:
    path = ("published",)
    printed = front_page.published(evidence.text)
    if printed is None:
        return None
    if len(printed.days) != 1:
        message = f"the day of publication cannot be read from {printed.words!r}"
        evidence.find(report_rules.UNREAD_DATES, message, path, printed.words, printed.at)
        return None
    if odd := _odd_days(printed):
        message = f"the day of publication cannot be as printed, {printed.words!r}: {odd}"
        evidence.find(report_rules.IMPLAUSIBLE_DATE, message, path, printed.words, printed.at)
        return None
    evidence.take(path, printed.days[0], printed.words, printed.at)
    return printed.days[0]


def _table(
    layout: Layout, start: dt.date | None, end: dt.date | None, evidence: Evidence
) -> ReportTable | None:
    editions = layout.framework.editions
    years = [day.year for day in (start, end) if day]
    in_force = [edition for edition in editions if start and edition.in_force_on(start)]
    settled = in_force or (list(editions) if len(editions) == 1 else [])
    table = (
        read_table(evidence.text, settled[0], layout, years)
        if settled
        else _by_areas(editions, layout, evidence)
    )
    if table is None:
        return None
    evidence.edition = table.edition.id
    if not in_force:
        message = f"the judgement areas, not the first day on site, show that it is {table.edition}"
        evidence.find(report_rules.EDITION_BY_AREAS, message, ("start",), start)
    return table


def _by_areas(
    editions: Sequence[Edition], layout: Layout, evidence: Evidence
) -> ReportTable | None:
    """Return the only table that is whole, unless it may be that of another edition without some rows."""
    tables = [read_table(evidence.text, edition, layout, ()) for edition in editions]
    whole = [table for table in tables if table.is_whole]
    cannot = "nothing settles the edition: there is no first day on site"
    if len(whole) != 1:
        if all(table.more_grades for table in tables):
            _report_more_grades(tables[-1], evidence)
        message = f"{cannot}, and the areas are not those of one edition"
        evidence.find(report_rules.NO_EDITION, message)
        return None
    found = whole[0].edition
    for other in editions:
        if {*found.areas} < {*other.areas}:
            rest = [repr(str(a)) for n, a in other.areas.items() if n not in found.areas]
            message = f"{cannot}, and the areas are those of {found}, or of {other} without {listed(rest)}"
            evidence.find(report_rules.NO_EDITION, message, _JUDGEMENTS)
            return None
    return whole[0]


_JUDGEMENTS = ("judgements",)


def _not_announced(layout: Layout, known: Recognised) -> frozenset[str]:
    """Return the judgement areas that the title of this report does not say it has."""
    if known.title is None:
        return frozenset()
    return frozenset(
        field for field, words in layout.announced.items() if not words.search(known.title.string)
    )


def _judgement(
    judged: Judged, table: ReportTable, unsaid: frozenset[str], evidence: Evidence
) -> Grade | NotJudged | None:
    path = (*_JUDGEMENTS, judged.field)
    area = table.edition.areas[judged.field]
    taken, grade = judged.taken, judged.grade
    if taken and grade:
        evidence.take(path, grade, taken.words, taken.start)
    if judged.is_from_heading and taken:
        message = (
            f"the table has no row for {str(area)!r}; a section heading is taken: {taken.words!r}"
        )
        evidence.find(report_rules.NO_ROW, message, path, taken.words, taken.start)
    for rival in judged.rivals[:1]:
        message = f"{area} is {_said(judged.places, evidence)}; {_settled(grade)}"
        rule = report_rules.JUDGEMENTS_DISAGREE
        evidence.find(rule, message, path, rival.words, rival.start)
    if not grade and not judged.rivals and not table.more_grades:
        also = ", which the title does not announce" if judged.field in unsaid else ""
        message = f"no judgement can be read for {str(area)!r}{also}"
        severity = Severity.NOTE if also else None
        evidence.find(report_rules.NO_JUDGEMENT, message, path, severity=severity)
    return grade


def _said(mentions: Sequence[Mention], evidence: Evidence) -> str:
    said = [f"{m.words!r} on page {evidence.text.page(m.start)}" for m in mentions]
    return ", but ".join([*dict.fromkeys(said)][:_MOST_NAMED])


def _settled(grade: Grade | NotJudged | None) -> str:
    return f"{str(grade)!r} is taken" if grade else "none is taken"


def _report_more_grades(table: ReportTable, evidence: Evidence) -> None:
    if table.more_grades is None:
        return
    at, words = table.more_grades
    for judged in table.judged:
        if not judged.grade:
            area = table.edition.areas[judged.field]
            message = (
                f"{str(area)!r} is not read: the table prints more than one grade for an area, "
                f"perhaps an earlier one too: {words!r}"
            )
            path = (*_JUDGEMENTS, judged.field)
            evidence.find(report_rules.SEVERAL_GRADES, message, path, words, at)


_MOST_STRAYS = 20


def _report_strays(table: ReportTable, evidence: Evidence) -> None:
    more = len(table.strays) - _MOST_STRAYS
    for at, words in table.strays[:_MOST_STRAYS]:
        message = f"{table.edition} has no judgement area for the row {words!r}"
        evidence.find(report_rules.UNKNOWN_ROW, message, value=words, at=at)
    if more > 0:
        message = f"{table.edition} has no judgement area for {more:,} more rows"
        evidence.find(report_rules.UNKNOWN_ROW, message)
