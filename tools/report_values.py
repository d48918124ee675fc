"""Read a folder of Ofsted's reports (PDF) into the table of values that build_england.py takes.

    python tools/report_values.py REPORTS >FOLDER/report_values_2026_09.csv

If a report does not print its publication date, the date at the end of its file name is used, as in
brent_2026-06-17.pdf. The reader's findings go to standard error. A report with an error is left out, and the
exit code is then 1.
"""

import argparse
import csv
import datetime as dt
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from england_joining import AREAS
from england_tables import REPORT_COLUMNS, REPORT_GRADES

from ofsted_frameworks import Kind, Severity, read_report
from ofsted_frameworks.authorities import get_profile
from ofsted_frameworks.inspection import AnyInspection

_AT_THE_END = re.compile(r"(\d{4}-\d{2}-\d{2})$")


def row_of(inspection: AnyInspection, file: Path) -> dict[str, str]:
    """Return the row of one report.

    Raises:
        ValueError: If neither the report nor its file name gives a publication date.
    """
    named = _AT_THE_END.search(file.stem)
    published = inspection.published or (dt.date.fromisoformat(named[1]) if named else None)
    if published is None:
        raise ValueError("neither the report nor the end of its file name gives a publication date")
    reinspection = inspection.kind is Kind.REINSPECTION
    grades = {area.name: grade for area, grade in inspection.judgements.items() if grade}
    judged = {
        column: next((grades[name].value for name in AREAS[what] if name in grades), "")
        for what, column in REPORT_GRADES.items()
    }
    return judged | {
        "authority": inspection.authority.name,
        "ofsted_urn": get_profile(inspection.authority, on=published).ofsted_urn or "",
        "framework": f"{inspection.framework.id}{'-2013 re-inspection' if reinspection else ''}",
        "first_day": inspection.start.isoformat() if inspection.start else "",
        "last_day": inspection.end.isoformat() if inspection.end else "",
        "published": published.isoformat(),
        "notes": "",
    }


def rows(files: Iterable[Path]) -> tuple[list[dict[str, str]], int]:
    """Return a row for each report that was read, and the number that were left out."""
    read: list[dict[str, str]] = []
    refused = 0
    for file in files:
        reading = read_report(file)
        wrong = [f for f in reading.findings if f.severity is Severity.ERROR]
        for finding in reading.findings:
            print(f"{file.name}: {finding}", file=sys.stderr)
        try:
            if reading.inspection is None or wrong:
                raise ValueError("it could not be read without errors")
            read.append(row_of(reading.inspection, file))
        except ValueError as error:
            print(f"{file.name}: left out: {error}", file=sys.stderr)
            refused += 1
    return read, refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table to standard output, and return 1 if a report was left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder of reports")
    read, refused = rows(sorted(parser.parse_args(arguments).folder.glob("*.pdf")))
    writer = csv.DictWriter(sys.stdout, REPORT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(read)
    return int(bool(refused))


if __name__ == "__main__":
    raise SystemExit(main())
