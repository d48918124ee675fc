"""Files of every kind that can be read together: reports, a table and records."""

from pathlib import Path

from report_texts import ILACS_ROWS
from small_pdf import pdf_of

from ofsted_frameworks import datasets, dump_lines

REPORT = f"""\
Inspection of Kent local authority children's services
Inspection dates: 10 to 14 June 2024
Lead inspector: A Person, His Majesty's Inspector
Judgement Grade
{ILACS_ROWS}"""

TABLE = """\
Local authority name,Inspection date,Publication date,Inspection type,Overall effectiveness,Impact of leaders
Kent,10/06/2024,23/07/2024,ILACS Short Inspection,Good,Good
Leeds,03/06/2024,15/07/2024,ILACS Standard Inspection,Inadequate,Good
"""


def write_files(folder: Path) -> Path:
    """Write a folder of reports, a table, and records; return the folder that holds them."""
    (folder / "reports").mkdir()
    (folder / "reports" / "kent.pdf").write_bytes(pdf_of([REPORT]))
    (folder / "reports" / "missing.pdf").write_bytes(b"<!DOCTYPE html><title>No</title>")
    (folder / "table.csv").write_text(TABLE, "utf-8")
    hampshire = datasets.hampshire()
    lines = "".join(dump_lines([*hampshire, *hampshire.visits]))
    (folder / "records.jsonl").write_text(lines, "utf-8")
    return folder
