"""Check a CSV of inspection records, and write every finding to another CSV.

    python check_a_csv.py [RECORDS.csv]

Without a file, the script writes one with four records, two of them faulty, and checks that.
"""

import csv
import sys
from pathlib import Path

from ofsted_frameworks import Finding, validate_file

RECORDS = """\
schema_version,authority_name,edition,kind,start,end,overall_effectiveness,impact_of_leaders,help_and_protection,\
children_in_care,care_leavers
1,Anytown,ilacs-2023,standard,2023-05-15,2023-05-26,good,good,good,good,requires_improvement
1,Othertown,ilacs-2023,short,2024-01-15,2024-01-19,outstanding,outstanding,outstanding,outstanding,excellent
1,Thirdtown,ilacs-2023,standard,2024-03-18,2024-03-04,good,good,good,good,good
1,Fourthtown,ilacs-2023,standard,2024-06-03,2024-06-14,good,good,good,not_judged,good
"""


def main(arguments: list[str]) -> None:
    """Print a summary of the file, and write its findings to a file beside it."""
    if arguments:
        records = Path(arguments[0])
    else:
        records = Path("records.csv")
        records.write_text(RECORDS, encoding="utf-8")

    findings = records.with_name(f"{records.stem}.findings.csv")
    with findings.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "severity", "rule", "value", "message"])

        def write(finding: Finding) -> None:
            line = finding.place.line if finding.place else None
            row = [line, finding.severity, finding.rule, finding.value, finding.message]
            writer.writerow(row)
            print(*row[:3], sep="  ")

        report = validate_file(records, on_finding=write)
    print(report.summary)
    print(f"written to {findings}")


if __name__ == "__main__":
    main(sys.argv[1:])
