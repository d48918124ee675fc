"""A published report to the inspection that it reports, with the page and the words of each value."""

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import attrs

from ofsted_frameworks.authorities.lookup import UnknownAuthority, find_authority
from ofsted_frameworks.findings import Finding, Severity
from ofsted_frameworks.frameworks import get_framework
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.grades import Grade, NotJudged
from ofsted_frameworks.inspection import AnyInspection, Inspection, LocalAuthority
from ofsted_frameworks.paths import path_of
from ofsted_frameworks.readers.report import front
from ofsted_frameworks.readers.report.evidence import Evidence, Taken
from ofsted_frameworks.readers.report.layouts import Layout, Recognised, recognise
from ofsted_frameworks.readers.report.mentions import Mention
from ofsted_frameworks.readers.report.pdf import Document, NoText, Text, load, text_of_pdf
from ofsted_frameworks.readers.report.table import Judged, ReportTable, read_table


@attrs.frozen(kw_only=True)
class ReportReading:
    """What a file is and, where it is a report, the inspection that it reports.

    `inspection` is None where there is no report, and then `findings` says why. `taken` has, for each
    value of the inspection, its page and words; `pages` is how many pages were read.
    """

    source: str
    document: Document
    inspection: AnyInspection | None = None
    taken: tuple[Taken, ...] = attrs.field(default=(), repr=lambda taken: f"<{len(taken)} values>")
    findings: tuple[Finding, ...] = ()
    pages: int = 0

    def __str__(self) -> str:
        what = self.inspection or self.document
        lines = [f"{self.source or 'text'}: {what}", *(f"  {taken}" for taken in self.taken)]
        return "\n".join([*lines, *(f"  {finding}" for finding in self.findings)])


def read_report(
    source: "str | os.PathLike[str] | bytes | None" = None,
    /,
    *,
    text: str | None = None,
    name: str = "",
) -> ReportReading:
    r"""What the report at a path, in a PDF's bytes or in plain `text` says; nothing is filled in.

    Give a path or bytes first, or `text` by name; in text, a form feed begins a new page. `name` is
    what the findings call the report; it is the path unless given.

    >>> reading = read_report(text="Focused visit to Anytown children's services")
    >>> reading.document
    Document.FOCUSED_VISIT

    Raises `UnreadableFile` when no file can be opened at the path, `MissingExtra` when a PDF is given
    without the readers extra, and `TypeError` for what is neither a path nor bytes, and unless there is
    exactly one of a source and a text.
    """
    if (source is None) == (text is None):
        raise TypeError("read_report takes a path or the bytes of a PDF, or text=..., and only one")
    given = source if source is None or isinstance(source, bytes) else path_of(source, _TAKES)
    name = name or (str(given) if isinstance(given, Path) else "")
    try:
        return _reading(_text(given, text), name)
    except NoText as error:
        return not_read(name, error.document, str(error))


_TAKES = "read_report takes a PDF as bytes, and a path as"


def not_read(name: str, document: Document, why: str) -> ReportReading:
    """The reading of a file that gives no text."""
    evidence = Evidence(name)
    evidence.find(_rule(document), Severity.ERROR, f"{document}: {why}")
    return ReportReading(source=name, document=document, findings=tuple(evidence.findings))


def _rule(document: Document) -> str:
    return str(document.value).replace("_", "-")


def _text(source: Path | bytes | None, text: str | None) -> Text:
    if source is None:
        return Text.of((text or "").split("\f"))
    return text_of_pdf(source if isinstance(source, bytes) else load(source))


def _reading(text: Text, name: str) -> ReportReading:
    known = recognise(text.string)
    evidence = Evidence(name, text)
    inspection = _inspection(known.layout, known, evidence) if known.layout else None
    document = known.document
    if document.is_report and not _tells_of_one(evidence):
        inspection, document, evidence = None, Document.OTHER, Evidence(name, text)
    if not document.is_report:
        severity = Severity.WARNING if document is Document.OTHER else Severity.NOTE
        evidence.find(_rule(document), severity, f"it reports no graded inspection: {document}")
    for page in text.unread:
        evidence.find("unread-page", Severity.WARNING, f"page {page} could not be read as text")
    return ReportReading(
        source=name,
        document=document,
        inspection=inspection,
        taken=tuple(evidence.taken),
        findings=tuple(evidence.findings),
        pages=len(text.starts),
    )


def _tells_of_one(evidence: Evidence) -> bool:
    has_a_table = any(found.path == _JUDGEMENTS for found in evidence.findings)
    return has_a_table or any(taken.path[0] in ("start", "judgements") for taken in evidence.taken)


def _inspection(layout: Layout, known: Recognised, evidence: Evidence) -> AnyInspection | None:
    kind = None
    if known.title and layout.kind:
        kind = layout.kind
        evidence.take(("kind",), kind, " ".join(known.title[0].split()), known.title.start())
    start, end = _on_site(layout, evidence)
    published = _published(evidence)
    authority = _authority(layout, known, start or published, evidence)
    table = _table(layout, start, evidence)
    if table is None:
        return None
    judged = {judged.field: _judgement(judged, table, evidence) for judged in table.judged}
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
    printed = front.authority(evidence.text, layout, known.title)
    if printed is None:
        message = "no local authority is named where one is expected"
        evidence.find("no-authority", Severity.ERROR, message, ("authority",))
        return None
    try:
        authority = find_authority(printed.words, on=on)
    except UnknownAuthority as error:
        authority = LocalAuthority(name=printed.words)
        evidence.find(
            "unknown-authority",
            Severity.WARNING,
            str(error),
            ("authority",),
            printed.words,
            printed.at,
        )
    evidence.take(("authority",), authority, printed.words, printed.at)
    return authority


def _on_site(layout: Layout, evidence: Evidence) -> tuple[dt.date, dt.date] | tuple[None, None]:
    printed = front.on_site(evidence.text)
    running = front.running_dates(evidence.text, layout)
    taken = printed if printed and printed.are_in_order else _one_of(running)
    if printed is None or taken is not printed:
        _report_no_front_dates(printed, taken, evidence)
    if taken is None:
        return None, None
    for other in front.unlike(taken, running):
        message = (
            f"the days on site are {taken.words!r}, but {other.words!r} in the header or footer of "
            f"page {evidence.text.page(other.at)}; the first is taken"
        )
        evidence.find("dates-disagree", Severity.ERROR, message, ("start",), other.words, other.at)
    if len(taken.days) > 2:
        message = f"inspectors were on site more than once: {taken.words}"
        evidence.find("several-visits", Severity.NOTE, message, ("end",), taken.words, taken.at)
    start, end = taken.span
    evidence.take(("start",), start, taken.words, taken.at)
    evidence.take(("end",), end, taken.words, taken.at)
    return start, end


def _one_of(running: Sequence[front.Printed]) -> front.Printed | None:
    alike = running and not front.unlike(running[0], running)
    return running[0] if alike else None


def _report_no_front_dates(
    printed: front.Printed | None, taken: front.Printed | None, evidence: Evidence
) -> None:
    instead = "; those in the page header or footer are taken" if taken else ""
    if printed is None:
        message = f"the front page prints no days on site{instead}"
        evidence.find("no-dates", Severity.WARNING, message, ("start",))
    else:
        message = f"the days on site cannot be read from {printed.words!r}{instead}"
        evidence.find(
            "unread-dates", Severity.ERROR, message, ("start",), printed.words, printed.at
        )


def _published(evidence: Evidence) -> dt.date | None:
    printed = front.published(evidence.text)
    if printed is None:
        return None
    if len(printed.days) != 1:
        message = f"the day of publication cannot be read from {printed.words!r}"
        evidence.find(
            "unread-dates", Severity.ERROR, message, ("published",), printed.words, printed.at
        )
        return None
    evidence.take(("published",), printed.days[0], printed.words, printed.at)
    return printed.days[0]


def _table(layout: Layout, start: dt.date | None, evidence: Evidence) -> ReportTable | None:
    editions = get_framework(layout.framework).editions
    in_force = [edition for edition in editions if start and edition.in_force_on(start)]
    told = in_force or (list(editions) if len(editions) == 1 else [])
    table = (
        read_table(evidence.text, told[0], layout)
        if told
        else _by_areas(editions, layout, evidence)
    )
    if table is None:
        return None
    evidence.edition = table.edition.id
    if not in_force:
        message = f"{table.edition} is told by the judgement areas, not by the first day on site"
        evidence.find("edition-by-areas", Severity.WARNING, message, ("start",), start)
    return table


def _by_areas(
    editions: Sequence[Edition], layout: Layout, evidence: Evidence
) -> ReportTable | None:
    """The only table that is whole, unless it may be that of another edition without some rows."""
    whole = [t for t in (read_table(evidence.text, e, layout) for e in editions) if t.is_whole]
    cannot = "the edition cannot be told: no first day on site"
    if len(whole) != 1:
        message = f"{cannot}, and no edition's areas alone"
        evidence.find("no-edition", Severity.ERROR, message)
        return None
    its = whole[0].edition
    for other in editions:
        if {*its.areas} < {*other.areas}:
            missing = ", ".join(repr(str(a)) for n, a in other.areas.items() if n not in its.areas)
            message = f"{cannot}, and the areas are those of {its}, or of {other} without {missing}"
            evidence.find("no-edition", Severity.ERROR, message, _JUDGEMENTS)
            return None
    return whole[0]


_JUDGEMENTS = ("judgements",)


def _judgement(judged: Judged, table: ReportTable, evidence: Evidence) -> Grade | NotJudged | None:
    path = ("judgements", judged.field)
    area = table.edition.areas[judged.field]
    taken, grade = judged.taken, judged.grade
    if taken and grade:
        evidence.take(path, grade, taken.words, taken.start)
    if judged.is_from_heading and taken:
        message = (
            f"the table has no row for {str(area)!r}; a section heading is taken: {taken.words!r}"
        )
        evidence.find("no-row", Severity.WARNING, message, path, taken.words, taken.start)
    for rival in judged.rivals[:1]:
        message = f"{area} is {_said(judged.places, evidence)}; {_settled(grade)}"
        evidence.find(
            "judgements-disagree", Severity.ERROR, message, path, rival.words, rival.start
        )
    if not grade and not judged.rivals:
        message = f"no judgement can be read for {str(area)!r}"
        evidence.find("no-judgement", Severity.WARNING, message, path)
    return grade


def _said(mentions: Sequence[Mention], evidence: Evidence) -> str:
    said = (f"{m.words!r} on page {evidence.text.page(m.start)}" for m in mentions)
    return ", but ".join(dict.fromkeys(said))


def _settled(grade: Grade | NotJudged | None) -> str:
    return f"{str(grade)!r} is taken" if grade else "none is taken"


def _report_strays(table: ReportTable, evidence: Evidence) -> None:
    for at, words in table.strays:
        message = f"{table.edition} has no judgement area for the row {words!r}"
        evidence.find("unknown-row", Severity.WARNING, message, value=words, at=at)
