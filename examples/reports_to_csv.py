"""Read a folder of published inspection reports, and write their judgements to a CSV.

    python reports_to_csv.py [FOLDER]

The script reads every PDF in FOLDER and its subfolders, and writes one row for each judgement area. Without a
folder, it reads the front page of one report, given as text. PDF files need the extra `readers`.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import ofsted_frameworks as of

# The front page of Inspection of Hampshire local authority children's services (Ofsted, 23 July 2024).
# Open Government Licence v3.0.
FRONT_PAGE = """\
Inspection of Hampshire local authority
children's services
Inspection dates: 10 to 14 June 2024
Judgement Grade
The impact of leaders on social work
practice with children and families
Outstanding
The experiences and progress of
children who need help and protection
Outstanding
The experiences and progress of
children in care
Outstanding
The experiences and progress of care
leavers
Good
Overall effectiveness Outstanding
"""


def rows(readings: Iterable[of.readers.ReportReading]) -> Iterator[list[str]]:
    """Yield a row for each judgement area of each report that has judgements."""
    for reading in readings:
        if inspection := reading.inspection:
            for area, grade in inspection.judgements.items():
                printed = "" if grade is None else grade.label
                about = [str(inspection.authority), inspection.edition.id, str(inspection.start)]
                yield [*about, area.name, printed]


def main(arguments: list[str]) -> None:
    """Write judgements.csv, and print what could not be read."""
    readings = (
        list(of.read_reports(arguments[0])) if arguments else [of.read_report(text=FRONT_PAGE)]
    )
    with Path("judgements.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["authority", "edition", "start", "area", "grade"])
        for row in rows(readings):
            writer.writerow(row)
            print(*row, sep=", ")
    for reading in readings:
        for finding in reading.findings:
            if finding.severity is of.Severity.ERROR:
                print(finding)
    print(f"reports read: {len(readings)}; judgements written to judgements.csv")


if __name__ == "__main__":
    main(sys.argv[1:])
