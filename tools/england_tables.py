"""Read what each source prints about each inspection and visit, for tools/build_england.py.

The columns of Ofsted's workbooks are listed here one by one, not recognised by their headings, so that the
library's own readers can check the result independently.
"""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import python_calamine

from ofsted_frameworks.authorities import find_authority
from ofsted_frameworks.inspection import LocalAuthority

OVERALL, LEADERS, HELP, CARE = "overall", "leaders", "help", "care"
LEAVERS, ADOPTION, BOARD = "leavers", "adoption", "board"
SAFEGUARDING, LOOKED_AFTER = "safeguarding", "looked_after"

GRADES = {
    "outstanding": 1,
    "good": 2,
    "requires improvement to be good": 3,
    "requires_improvement": 3,
    "adequate": 3,
    "3.0": 3,  # Warrington's re-inspection in the workbook of 2022: the number for adequate
    "inadequate": 4,
    "-": 0,
    "not_judged": 0,
}
KINDS = {
    "ILACS Standard Inspection": "standard",
    "Standard": "standard",
    "ILACS Short Inspection": "short",
    "ILACS Focused Visit": "focused",
    "LA Monitoring visit": "monitoring",
}
VISITS = ("focused", "monitoring")


@attrs.frozen(kw_only=True)
class Observation:
    """The values that a row, or part of a row, prints about one inspection or visit.

    A grade is Ofsted's number from 1 to 4, or 0 for "not judged". `framework` is empty if the row does not
    print it.
    """

    source: str
    place: str
    authority: LocalAuthority
    framework: str = ""
    kind: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    published: dt.date | None = None
    grades: Mapping[str, int] = attrs.field(factory=dict[str, int])
    theme: str = ""

    @property
    def date(self) -> dt.date:
        """The first day on site or, if it is not known, the day of the report."""
        day = self.start or self.published or self.end
        assert day is not None, self
        return day


@attrs.frozen
class LongSheet:
    """A sheet with one inspection or visit in each row, and its headings in row `headings`."""

    key: str
    sheet: str
    headings: int


@attrs.frozen
class WideSheet:
    """A sheet with one authority in each row, and a group of columns for each inspection."""

    key: str
    sheet: str
    first_row: int


WORKBOOKS: Mapping[str, tuple[LongSheet | WideSheet, ...]] = {
    "Childrens_social_care_in_England_2022_underlying_data.ods": (
        LongSheet("latest-2022", "LA_level_at_31_Mar_2022", 3),
        LongSheet("year-2022", "LA_level_in_year_2021-22", 3),
        WideSheet("history-2022", "LA_inspections_2009-2022", 7),
    ),
    "Childrens_social_care_in_England_2023_underlying_data.ods": (
        LongSheet("latest-2023", "LA_level_at_31_Mar_2023", 4),
        LongSheet("year-2023", "LA_level_in_year_2022-23", 3),
        WideSheet("history-2023", "LA_inspections_2009-2023", 6),
    ),
    "LA_Inspection_Outcomes_as_at_31_March_2025.ods": (
        LongSheet("latest-2025", "Inspections_as_at_31_March", 3),
        LongSheet("year-2025", "In-year_inspections", 3),
        LongSheet("history-2025", "ILACS_inspection_history", 3),
    ),
}
REPORTS = "report_values*.csv"
NO_INSPECTION = ("No full inspection", "Not yet inspected")

_LONG_GRADES = {
    OVERALL: ("Overall effectiveness",),
    LEADERS: (
        "Impact of leaders",
        "The impact of leaders on social work practice with children and families",
    ),
    HELP: (
        "Experiences and progress of children who need help and protection",
        "The experiences and progress of children who need help and protection",
    ),
    CARE: (
        "Experiences and progress of children in care and care leavers",
        "Experiences and progress of children in care",
        "The experiences and progress of children in care",
    ),
    LEAVERS: (
        "Experiences and progress of care leavers",
        "The experiences and progress of care leavers",
    ),
}
# The columns of the history sheets of 2022 and 2023, from 0: the framework, the kind, the day of the report
# and each grade. For ILACS, the kind is in the column before the day.
_GROUPS: tuple[tuple[str, str, int, Mapping[int, str]], ...] = (
    ("slac", "full", 4, {5: SAFEGUARDING, 6: LOOKED_AFTER}),
    ("slac", "reinspection", 7, {8: SAFEGUARDING}),
    ("slac", "reinspection", 9, {10: LOOKED_AFTER}),
    ("cpi", "full", 11, {12: OVERALL}),
    ("cpi", "reinspection", 13, {14: OVERALL}),
    ("tlac", "full", 15, {16: OVERALL}),
    (
        *("sif", "full", 17),
        {18: OVERALL, 19: HELP, 20: CARE, 21: ADOPTION, 22: LEAVERS, 23: LEADERS, 24: BOARD},
    ),
    (
        *("sif", "reinspection", 25),
        {26: OVERALL, 27: HELP, 28: CARE, 29: ADOPTION, 30: LEAVERS, 31: LEADERS},
    ),
    ("ilacs", "", 33, {34: OVERALL, 35: LEADERS, 36: HELP, 37: CARE}),
    ("ilacs", "", 39, {40: OVERALL, 41: LEADERS, 42: HELP, 43: CARE, 44: LEAVERS}),
)
REPORT_GRADES = {
    OVERALL: "overall",
    LEADERS: "leadership",
    HELP: "help_and_protection",
    CARE: "in_care",
    LEAVERS: "care_leavers",
    ADOPTION: "adoption",
    BOARD: "lscb",
}
REPORT_COLUMNS = (
    *("authority", "ofsted_urn", "framework", "first_day", "last_day", "published"),
    *(
        "overall",
        "help_and_protection",
        "in_care",
        "care_leavers",
        "adoption",
        "leadership",
        "lscb",
    ),
    "notes",
)
_PRINTED = "report prints publication date "


def observations(folder: Path) -> Iterator[Observation]:
    """Yield an observation for each inspection and visit in a folder's workbooks and report values."""
    for file, sheets in WORKBOOKS.items():
        book = python_calamine.CalamineWorkbook.from_path(str(folder / file))
        for sheet in sheets:
            rows = book.get_sheet_by_name(sheet.sheet).to_python(skip_empty_area=False)
            read = _long if isinstance(sheet, LongSheet) else _wide
            yield from read(sheet, rows)  # type: ignore[arg-type]
    for table in sorted(folder.glob(REPORTS)):
        yield from _reports(table)


def _long(sheet: LongSheet, rows: list[list[Any]]) -> Iterator[Observation]:
    headings = [str(cell).strip() for cell in rows[sheet.headings - 1]]
    for number, row in enumerate(rows[sheet.headings :], start=sheet.headings + 1):
        cells = dict(zip(headings, row, strict=False))
        began = cells.get("Inspection date", cells.get("Inspection/Visit date"))
        if began in NO_INSPECTION:
            continue
        start = _day(began)
        assert start is not None, (sheet.sheet, number)
        kind = cells.get("Inspection type", cells.get("Inspection/Visit type", ""))
        name = cells.get("Local authority area code") or cells["Local authority name"]
        yield Observation(
            source=sheet.key,
            place=f"{sheet.sheet}, row {number}",
            authority=find_authority(name, on=start),
            framework="ilacs" if kind or sheet.key == "history-2025" else "",
            kind=KINDS[kind] if kind else "",
            start=start,
            published=_day(cells.get("Publication date", "")),
            grades=_grades(
                {
                    what: cells[heading]
                    for what, each in _LONG_GRADES.items()
                    for heading in each
                    if heading in cells
                }
            ),
            theme=cells.get("Visit Theme", ""),
        )


def _wide(sheet: WideSheet, rows: list[list[Any]]) -> Iterator[Observation]:
    for number, row in enumerate(rows[sheet.first_row - 1 :], start=sheet.first_row):
        name = row[1]
        if name in ("", "Local authority name"):
            continue
        for framework, kind, column, areas in _GROUPS:
            published = _day(row[column]) if column < len(row) else None
            if published:
                yield Observation(
                    source=sheet.key,
                    place=f"{sheet.sheet}, row {number}",
                    authority=find_authority(name, on=published),
                    framework=framework,
                    kind=kind or KINDS[row[column - 1]],
                    published=published,
                    grades=_grades({what: row[c] for c, what in areas.items() if c < len(row)}),
                )
            else:
                filled = [row[c] for c in areas if c < len(row) and row[c] not in ("", "-")]
                assert not filled, (sheet.sheet, number, filled)


def _reports(file: Path) -> Iterator[Observation]:
    with file.open(encoding="utf-8") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            start, end, published = map(_day, (row["first_day"], row["last_day"], row["published"]))
            notes = row["notes"]
            if _PRINTED in notes:
                published = _day(notes.partition(_PRINTED)[2][:10])
            framework, _, variant = row["framework"].partition("-2013")
            yield Observation(
                source="report",
                place=f"{file.name}, row {number}",
                authority=find_authority(row["authority"], on=start or published),
                framework=framework,
                kind={"ilacs": "", "sif": "reinspection" if variant else "full"}.get(
                    framework, "full"
                ),
                start=start,
                end=end,
                published=published,
                grades=_grades({what: row[c] for what, c in REPORT_GRADES.items()}),
            )


def _day(cell: Any) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    return None if cell in ("", "-", None) else dt.date.fromisoformat(cell)


def _grades(cells: Mapping[str, Any]) -> Mapping[str, int]:
    printed = {what: str(cell).strip().lower() for what, cell in cells.items()}
    return {what: GRADES[word] for what, word in printed.items() if word}
