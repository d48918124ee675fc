"""Files in three formats and several encodings, and files that are damaged or hostile."""

import csv
import datetime as dt
import io
import json
import os
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from spreadsheets import Sheets, Value, ods, ods_of, xlsx, xlsx_of

from ofsted_frameworks import Ilacs2018Judgements, IlacsGrade, OfstedFrameworksError
from ofsted_frameworks.findings import MissingExtra, Severity, UnreadableFile
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.readers import workbook_script
from ofsted_frameworks.readers.sheets import WorkbookLimits
from ofsted_frameworks.readers.workbook import WorkbookReading, read_workbook

HEADINGS: list[str] = [
    "Local authority name",
    "Inspection date",
    "Inspection type",
    "Overall effectiveness",
]
WORDS = (
    *("Council", "URN", "Date", "Year", "Overall", "Leaders", "Care leavers", "Type", "Edition"),
    *("SIF", "First ILACS", "re-inspection", "of safeguarding", "LSCB", "Grade", "Theme", "Link"),
    *("Leeds", "Dorset", "892", "E08000035", "England", "Good", "-", "Not yet inspected", "3"),
    *("1390", "21/02/2022", "2019", "June 2024", "10 to 14 June 2024", "45453", "short", ""),
)
LEEDS: list[Value] = ["Leeds", dt.date(2018, 10, 29), "ILACS Short Inspection", "Outstanding"]
KENT: list[Value] = ["Kent", dt.date(2022, 5, 9), "ILACS Short Inspection", "Outstanding"]
SHEETS: Sheets = {
    "Cover": [["Outcomes"], ["Published on", dt.date(2024, 9, 26)]],
    "History": [["Outcomes of two inspections"], [], HEADINGS, LEEDS, KENT],
}
TEXT = (
    "Local authority name,Inspection date,Inspection type,Overall effectiveness\n"
    "Leeds,29/10/2018,ILACS Short Inspection,Outstanding\n"
    "Kent,09/05/2022,ILACS Short Inspection,Outstanding\n"
)


def leeds_and_kent(reading: WorkbookReading) -> bool:
    taken = [(i.authority.name, i.start, i.kind) for i in reading.inspections]
    return taken == [
        ("Leeds", dt.date(2018, 10, 29), Kind.SHORT),
        ("Kent", dt.date(2022, 5, 9), Kind.SHORT),
    ]


class TestFormats:
    """The contents of a file decide its format, and a table reads the same in each format."""

    def test_an_xlsx_workbook_is_read(self, tmp_path: Path) -> None:
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a.xlsx", SHEETS)))

    def test_an_ods_workbook_is_read(self, tmp_path: Path) -> None:
        reading = read_workbook(ods(tmp_path / "a.ods", SHEETS))
        assert leeds_and_kent(reading)
        assert str(reading.entries[0].place) == "a.ods, sheet 'History', row 4"

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
    )
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_text_is_read_with_any_delimiter_and_encoding(
        self, tmp_path: Path, encoding: str, delimiter: str
    ) -> None:
        table = tmp_path / "a.csv"
        text = TEXT.replace(",", delimiter) + f"Children’s services: see note{delimiter}é\n"
        table.write_bytes(text.encode(encoding))
        assert leeds_and_kent(read_workbook(table))

    def test_the_ending_of_the_name_does_not_matter(self, tmp_path: Path) -> None:
        assert leeds_and_kent(read_workbook(ods(tmp_path / "a.xlsx", SHEETS)))
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a", SHEETS)))

    def test_cells_of_text_may_hold_line_breaks(self, tmp_path: Path) -> None:
        table = tmp_path / "a.csv"
        table.write_text(TEXT.replace("Overall effectiveness", '"Overall\neffectiveness"'))
        reading = read_workbook(table)
        assert leeds_and_kent(reading)
        assert [e.place.row for e in reading.entries] == [3, 4]

    def test_a_table_may_begin_anywhere(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [[], [], *([None, None, *row] for row in SHEETS["History"])]
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows})))

    def test_the_results_of_formulas_are_read(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [
            [*HEADINGS],
            ["=A9->Leeds", *LEEDS[1:]],
            [*KENT[:3], "=B9"],
            KENT,
        ]
        reading = read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows}))
        assert leeds_and_kent(reading)
        assert reading.account.absences == {"no judgement recorded": 1}

    def test_a_number_is_not_a_grade(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [[*HEADINGS], [*LEEDS[:3], 1.0]]
        finding, _ = read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows})).findings
        assert (finding.rule, finding.value) == ("workbook.unknown-grade", "1")

    def test_a_merged_cell_fills_every_cell_it_covers(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [
            ["Outcomes"],
            ["", "First ILACS", "", "Second ILACS", ""],
            ["Local authority name", *["Inspection date", "Overall effectiveness"] * 2],
            ["Leeds", dt.date(2018, 10, 29), "Outstanding", dt.date(2025, 6, 30), "Outstanding"],
            ["", dt.date(2019, 10, 29), "Good", None, None],
        ]
        merged = ["A1:E1", "B2:C2", "D2:E2", "A4:A5", "A1:ZZ9999", "A9000:B9001"]
        reading = read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows}, merged))
        assert {i.authority.name for i in reading.inspections} == {"Leeds"}
        assert [str(e.place.row) + e.about for e in reading.entries if e.taken] == [
            "4first ILACS",
            "4second ILACS",
            "5first ILACS",
        ]

    def test_a_merged_cell_beyond_its_row_is_empty(self) -> None:
        from ofsted_frameworks.readers.workbook_script import fill_merged

        assert fill_merged([["a"], ["b", "c"]], [((0, 1), (1, 1))]) == [["a"], ["b", ""]]


class TestHarm:
    """A file that is not a table, or would exhaust the machine, is refused with a reason."""

    def refused(self, path: Path, **limits: int) -> str:
        """Return the message of the error, which names the file."""
        with pytest.raises(UnreadableFile) as refusal:
            read_workbook(path, limits=WorkbookLimits(**limits))
        assert path.name in str(refusal.value)
        return str(refusal.value)

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "empty"),
            (b" \r\n", "empty"),
            (b"\xef\xbb\xbf<!DOCTYPE html><html><body>Not found", "an HTML page"),
            (b"\n<HTML><body>Not found", "an HTML page"),
            (b"<?xml version='1.0'?><Workbook/>", "is XML"),
            (b"%PDF-1.7", "PDF"),
            (b"\x89PNG\r\n\x1a\n\0\0\0", "neither a workbook nor text"),
            (b"a\0b\0" + b"\0\xd8" * 9, "neither a workbook nor text"),
            (b"\xff\xfea", "neither a workbook nor text"),
            (b"PK\x03\x04 and no more", "damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx"),
            (
                b"a,b\n" * 9 + b'"' + b"x" * 200_000,
                "line 10: this row cannot be read as CSV: field larger",
            ),
        ],
    )
    def test_another_kind_of_file_is_refused(
        self, tmp_path: Path, content: bytes, message: str
    ) -> None:
        file = tmp_path / "outcomes.xlsx"
        file.write_bytes(content)
        assert message in self.refused(file)

    def test_a_missing_file_or_a_folder_is_refused(self, tmp_path: Path) -> None:
        assert "there is no file at" in self.refused(tmp_path / "nowhere.ods")
        assert "this is a folder" in self.refused(tmp_path)

    def test_a_zip_that_is_not_a_workbook_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "a.xlsx"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.txt", "a")
        assert "not an .ods or .xlsx" in self.refused(file)

    @pytest.mark.parametrize("ending", ["xlsx", "ods"])
    def test_a_workbook_cut_short_anywhere_is_refused(self, tmp_path: Path, ending: str) -> None:
        whole = xlsx if ending == "xlsx" else ods
        content = whole(tmp_path / f"whole.{ending}", SHEETS).read_bytes()
        file = tmp_path / f"cut.{ending}"
        for end in range(10, len(content), len(content) // 20):
            file.write_bytes(content[:end])
            self.refused(file)

    @pytest.mark.parametrize(
        "end", ["", "<!-- </table:table> -->", "<table:table-row>", "<</table:table></a>"]
    )
    def test_an_ods_that_hangs_the_spreadsheet_library_is_refused_in_time(
        self, tmp_path: Path, end: str
    ) -> None:
        file = tmp_path / "a.ods"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", f'<a><table:table table:name="a"><b/>{end}')
        began = time.monotonic()
        assert "damaged" in self.refused(file) or "1.5" in self.refused(file)
        assert time.monotonic() - began < 10

    def test_a_zip_bomb_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "bomb.xlsx"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<a/>")
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                for _ in range(201):
                    sheet.write(b" " * 1_000_000)
        self.refused(file)

    def test_a_workbook_that_states_a_false_size_is_refused(self, tmp_path: Path) -> None:
        file = ods(tmp_path / "a.ods", {"S": [["x" * 5_000]]})
        with zipfile.ZipFile(file) as archive:
            size = archive.getinfo("content.xml").file_size
        content = file.read_bytes()
        lie = content.replace(size.to_bytes(4, "little"), (200).to_bytes(4, "little"))
        assert lie != content
        file.write_bytes(lie)
        assert self.refused(file)

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            "<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row><row r='1'><c r='a1'><v>1</v></c></row>",
            '<row r="9999999"><c r="A9999999"><v>1</v></c></row>',
        ],
    )
    def test_an_xlsx_with_cells_far_apart_is_refused(self, tmp_path: Path, rows: str) -> None:
        self.refused(xlsx_of(tmp_path / "a.xlsx", {"S": rows}))

    @pytest.mark.parametrize("repeated", ["'1048576'", '"1048576"'])
    def test_an_ods_that_repeats_filled_cells_is_refused(
        self, tmp_path: Path, repeated: str
    ) -> None:
        rows = (
            f"<table:table-row table:number-rows-repeated={repeated}><table:table-cell "
            'office:value-type="string" table:number-columns-repeated="9"><text:p>a</text:p>'
            "</table:table-cell></table:table-row>"
        )
        self.refused(ods_of(tmp_path / "a.ods", {"S": rows}))

    def test_the_limit_on_cells_is_for_all_sheets_together(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [["a", 1.0]] * 300
        file = xlsx(tmp_path / "a.xlsx", {str(n): rows for n in range(60)})
        assert "more than 20,000 cells" in self.refused(file, cells=20_000)
        assert "no table of judgements" in self.refused(file, cells=60 * 600)

    def test_the_caller_can_change_the_limits(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text(TEXT)
        assert "at most 100 are read" in self.refused(file, size=100)
        assert "more than 5 cells" in self.refused(file, cells=5)
        assert leeds_and_kent(read_workbook(file, limits=WorkbookLimits(cells=100)))
        with pytest.raises(ValueError, match="size"):
            WorkbookLimits(size=0)

    def test_five_hundred_inspections_side_by_side_are_refused(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [["Local authority"]]
        rows[0] += ["Inspected", "Overall effectiveness"] * 500
        rows += [[*LEEDS[:1], *(["", "Good"] * 500)] for _ in range(50)]
        assert "at most 100 are read" in self.refused(xlsx(tmp_path / "a.xlsx", {"S": rows}))

    def test_thirty_thousand_columns_are_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text(f"Council,Overall,{','.join(map(str, range(30_000)))}\nLeeds,Good\n")
        assert "30,002 columns" in self.refused(file)

    def test_a_file_without_permission_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_: Path) -> bytes:
            raise PermissionError

        (tmp_path / "a.csv").write_text(TEXT)
        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert "permission to read it" in self.refused(tmp_path / "a.csv")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_or_a_device_is_never_opened(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.csv")
        assert "a device, a pipe" in self.refused(tmp_path / "a.csv")

    def test_this_process_opens_the_file_if_no_other_can_be_started(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "executable", "")
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a.xlsx", SHEETS)))

    def test_nothing_in_the_working_directory_runs(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("csv", "json", "attr", "io", "datetime", "python_calamine", "pickle"):
            (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()")
        monkeypatch.chdir(tmp_path)
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a.xlsx", SHEETS)))
        assert not (tmp_path / "ran").exists()

    def test_a_hundred_thousand_empty_rows_do_no_harm(self, tmp_path: Path) -> None:
        table = "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>"
            for row in (HEADINGS, ["Leeds", "29/10/2018", "Short", "Good"])
        )
        empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 100_000))
        (inspection,) = read_workbook(
            xlsx_of(tmp_path / "a.xlsx", {"S": table + empty})
        ).inspections
        assert inspection.judgements == Ilacs2018Judgements(overall_effectiveness=IlacsGrade.GOOD)

    def test_a_million_repeated_empty_rows_do_no_harm(self, tmp_path: Path) -> None:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            for c in HEADINGS
        )
        rows = (
            f"<table:table-row>{cells}</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        )
        reading = read_workbook(ods_of(tmp_path / "a.ods", {"S": rows}))
        assert reading.account.rows == 0


class TestQuotes:
    """A quotation mark that puts several rows into one cell is reported with the lines."""

    def test_a_quotation_mark_that_never_closes_is_an_error(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text(TEXT.replace("Outstanding\n", 'Outstanding,"see letter\n', 1))
        reading = read_workbook(file)
        assert reading.account.inspections == 1
        (finding,) = (f for f in reading.findings if f.rule == "file.open-quote")
        assert "opens in line 2 and never closes, so lines 2 to 3" in finding.message
        assert finding.severity is Severity.ERROR

    def test_a_quotation_mark_that_closes_rows_later_is_reported(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        lines = TEXT.splitlines()
        text = "\n".join([lines[0], f'{lines[1]},"see', lines[2], f'{lines[1]},here"', lines[2]])
        file.write_text(text)
        (finding,) = (f for f in read_workbook(file).findings if f.rule == "file.rows-in-a-cell")
        assert "lines 2 to 4 are read as one row" in finding.message

    def test_a_cell_of_several_lines_is_not_reported(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text(TEXT.replace("Outstanding\n", 'Outstanding,"see\nthe letter"\n', 1))
        assert not read_workbook(file).findings


class TestTheScript:
    """The script for the other process, run in this one."""

    def answer(self, file: Path, cells: int = 1_000) -> Any:
        settings = {"cells": cells, "left_out": ["provision type"]}
        return workbook_script.answer(json.dumps(settings).encode() + b"\n" + file.read_bytes())

    def test_it_returns_sheets_of_numbered_rows(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [
            ["", "Leeds", dt.date(2024, 6, 10)],
            [],
            ["URN", "Provision Type"],
            ["1", "Home"],
            [],
            [0.0, True],
        ]
        answer = self.answer(xlsx(tmp_path / "a.xlsx", {"S": rows}, ["A6:A7", "A1:ZZ99999"]))
        ((name, found),) = answer["sheets"]
        assert name == "S"
        assert [number for number, _ in found] == [1, 6]
        assert found[0][1][:3] == ["", "Leeds", ["2024-06-10"]]

    def test_it_returns_true_for_true(self, tmp_path: Path) -> None:
        cells = '<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>'
        answer = self.answer(xlsx_of(tmp_path / "a.xlsx", {"S": f"<row>{cells}</row>"}))
        assert answer["sheets"][0][1][0][1][0] is True

    def test_it_reports_too_many_cells_and_errors(self, tmp_path: Path) -> None:
        file = xlsx(tmp_path / "a.xlsx", SHEETS)
        assert self.answer(file, cells=5) == {"cells": 5}
        file.write_bytes(b"PK\x03\x04")
        assert "error" in self.answer(file)


class TestWithoutTheExtra:
    """Without the readers extra, a workbook is refused with the command to install it; CSV is still read."""

    @pytest.fixture(autouse=True)
    def no_calamine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def find_nothing(_: str) -> None:
            return None

        monkeypatch.setattr("importlib.util.find_spec", find_nothing)

    def test_a_workbook_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(MissingExtra, match=r"ofsted-frameworks\[readers\]"):
            read_workbook(xlsx(tmp_path / "a.xlsx", SHEETS))

    def test_csv_is_read(self, tmp_path: Path) -> None:
        table = tmp_path / "a.csv"
        table.write_text(TEXT)
        assert leeds_and_kent(read_workbook(table))


class TestAnyBytes:
    """Any bytes are read, or refused with one of this library's errors."""

    def check_account(self, file: Path) -> None:
        try:
            account = read_workbook(file).account
        except UnreadableFile:
            return
        absences = sum(account.absences.values())
        assert account.entries == (
            account.inspections + account.visits + absences + account.not_read
        )

    @given(st.binary(max_size=400))
    @example(TEXT.encode())
    @example(b"\0" * 400)
    @example(b"\xef\xbb\xbf")
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_bytes_are_read_or_refused(self, tmp_path: Path, content: bytes) -> None:
        file = tmp_path / "any"
        file.write_bytes(content)
        try:
            read_workbook(file)
        except OfstedFrameworksError:
            return

    @given(
        st.lists(
            st.lists(
                st.one_of(
                    st.text(max_size=20),
                    st.sampled_from([*HEADINGS, "Leeds", "Good", "10/06/2024", "-", "Short"]),
                ),
                max_size=6,
            ),
            max_size=8,
        )
    )
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_rows_under_headings_are_accounted_for(
        self, tmp_path: Path, rows: list[list[str]]
    ) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([HEADINGS, *rows])
        file = tmp_path / "any.csv"
        file.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode(errors="replace"))
        self.check_account(file)

    @given(
        st.lists(st.lists(st.sampled_from([*HEADINGS, *WORDS]), max_size=6), min_size=1, max_size=7)
    )
    @example([["URN", "Grade"], ["LSCB", "Good"]])
    @example([["SIF", "Council"], ["Leaders", "Type"], ["Good", "892"]])
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_rows_of_known_words_are_accounted_for(
        self, tmp_path: Path, rows: list[list[str]]
    ) -> None:
        file = tmp_path / "any.csv"
        with file.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows(rows)
        self.check_account(file)
