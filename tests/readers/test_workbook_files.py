"""Files as they come: four formats, several encodings, and some that mean harm."""

import builtins
import csv
import datetime as dt
import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from spreadsheets import Sheets, Value, ods, ods_of, xlsx, xlsx_of

from ofsted_frameworks import Ilacs2018Judgements, IlacsGrade, OfstedFrameworksError
from ofsted_frameworks.findings import MissingExtra, UnreadableFile
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.readers import sheets, xls
from ofsted_frameworks.readers.workbook import Reading, read_workbook

HEADINGS: list[str] = [
    "Local authority name",
    "Inspection date",
    "Inspection type",
    "Overall effectiveness",
]
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
XLS = Path(__file__).with_name("outcomes.xls")


def leeds_and_kent(reading: Reading) -> bool:
    taken = [(i.authority.name, i.start, i.kind) for i in reading.inspections]
    return taken == [
        ("Leeds", dt.date(2018, 10, 29), Kind.SHORT),
        ("Kent", dt.date(2022, 5, 9), Kind.SHORT),
    ]


class TestFormats:
    """The format is told from what is in the file; the same table reads the same in each."""

    def test_xlsx(self, tmp_path: Path) -> None:
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a.xlsx", SHEETS)))

    def test_ods(self, tmp_path: Path) -> None:
        reading = read_workbook(ods(tmp_path / "a.ods", SHEETS))
        assert leeds_and_kent(reading)
        assert str(reading.entries[0].place) == "a.ods, sheet 'History', row 4"

    def test_xls(self) -> None:
        reading = read_workbook(XLS)
        assert [i.authority.name for i in reading.inspections] == ["Leeds", "Kent"]

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
    )
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_text(self, tmp_path: Path, encoding: str, delimiter: str) -> None:
        table = tmp_path / "a.csv"
        text = TEXT.replace(",", delimiter) + f"Children’s services: see note{delimiter}é\n"
        table.write_bytes(text.encode(encoding))
        assert leeds_and_kent(read_workbook(table))

    def test_a_name_with_another_ending(self, tmp_path: Path) -> None:
        assert leeds_and_kent(read_workbook(ods(tmp_path / "a.xlsx", SHEETS)))
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a", SHEETS)))

    def test_text_cells_may_hold_line_breaks_and_quotes(self, tmp_path: Path) -> None:
        table = tmp_path / "a.csv"
        table.write_text(TEXT.replace("Overall effectiveness", '"Overall\neffectiveness"'))
        reading = read_workbook(table)
        assert leeds_and_kent(reading)
        assert [e.place.row for e in reading.entries] == [3, 4]

    def test_a_table_may_begin_anywhere(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [[], [], *([None, None, *row] for row in SHEETS["History"])]
        assert leeds_and_kent(read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows})))

    def test_what_formulas_gave_is_read(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [
            [*HEADINGS],
            ["=A9->Leeds", *LEEDS[1:]],
            [*KENT[:3], "=B9"],
            KENT,
        ]
        reading = read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows}))
        assert leeds_and_kent(reading)
        assert reading.account.absences == {"no judgement recorded": 1}

    def test_a_number_is_no_grade(self, tmp_path: Path) -> None:
        rows: list[list[Value]] = [[*HEADINGS], [*LEEDS[:3], 1.0]]
        finding, _ = read_workbook(xlsx(tmp_path / "a.xlsx", {"S": rows})).findings
        assert (finding.rule, finding.value) == ("workbook.unknown-grade", "1")

    def test_a_merged_cell_says_the_same_for_every_cell_it_covers(self, tmp_path: Path) -> None:
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
        from ofsted_frameworks.readers.books import fill_merged

        assert fill_merged([["a"], ["b", "c"]], [((0, 1), (1, 1))]) == [["a"], ["b", ""]]


class TestHarm:
    """A file that is not what it seems, or would exhaust the machine, is refused in words."""

    def refused(self, path: Path) -> str:
        with pytest.raises(UnreadableFile) as refusal:
            read_workbook(path)
        assert path.name in str(refusal.value)
        return str(refusal.value)

    @pytest.mark.parametrize(
        ("content", "said"),
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
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no workbook"),
            (
                b"a,b\n" * 9 + b'"' + b"x" * 200_000,
                "line 10: the row cannot be read as CSV: field larger",
            ),
        ],
    )
    def test_what_is_no_table(self, tmp_path: Path, content: bytes, said: str) -> None:
        file = tmp_path / "outcomes.xlsx"
        file.write_bytes(content)
        assert said in self.refused(file)

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        assert "there is no file at" in self.refused(tmp_path / "nowhere.ods")
        assert "this is a folder" in self.refused(tmp_path)

    def test_a_zip_that_is_no_workbook(self, tmp_path: Path) -> None:
        file = tmp_path / "a.xlsx"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.txt", "a")
        assert "no .ods or .xlsx" in self.refused(file)
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("content.xml", "<a/>")
            archive.writestr("xl/workbook.xml", "<a/>")
        assert "no .ods or .xlsx" in self.refused(file)

    @pytest.mark.parametrize("ending", ["xlsx", "ods"])
    def test_one_cut_short_anywhere(self, tmp_path: Path, ending: str) -> None:
        whole = xlsx if ending == "xlsx" else ods
        content = whole(tmp_path / f"whole.{ending}", SHEETS).read_bytes()
        file = tmp_path / f"cut.{ending}"
        for end in range(10, len(content), len(content) // 20):
            file.write_bytes(content[:end])
            self.refused(file)

    @pytest.mark.parametrize("end", ["", "<!-- </table:table> -->", "<table:table-row>"])
    def test_an_ods_that_ends_within_a_table(self, tmp_path: Path, end: str) -> None:
        # The spreadsheet library would wait for the rest for ever.
        file = tmp_path / "a.ods"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", f'<a><table:table table:name="a"><b/>{end}')
        assert "damaged" in self.refused(file)

    def test_a_zip_that_unpacks_to_gigabytes(self, tmp_path: Path) -> None:
        file = tmp_path / "bomb.xlsx"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<a/>")
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                for _ in range(201):
                    sheet.write(b" " * 1_000_000)
        assert "too large" in self.refused(file)

    def test_one_that_says_it_is_smaller(self, tmp_path: Path) -> None:
        file = ods(tmp_path / "a.ods", {"S": [["x" * 5_000]]})
        with zipfile.ZipFile(file) as archive:
            size = archive.getinfo("content.xml").file_size
        content = file.read_bytes()
        lie = content.replace(size.to_bytes(4, "little"), (200).to_bytes(4, "little"))
        assert lie != content
        file.write_bytes(lie)
        assert "damaged" in self.refused(file)

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            '<row r="9999999"><c r="A9999999"><v>1</v></c></row>',
        ],
    )
    def test_an_xlsx_whose_cells_lie_far_apart(self, tmp_path: Path, rows: str) -> None:
        assert "2,000,000 cells" in self.refused(xlsx_of(tmp_path / "a.xlsx", {"S": rows}))

    @pytest.mark.parametrize(
        "rows",
        [
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'office:value-type="string" table:number-columns-repeated="9"><text:p>a</text:p>'
            "</table:table-cell></table:table-row>",
            '<table:table-row><table:table-cell office:value-type="float" office:value="1" '
            'table:number-columns-repeated="9999999"><text:p>1</text:p></table:table-cell>'
            "</table:table-row>",
        ],
    )
    def test_an_ods_that_repeats_filled_cells(self, tmp_path: Path, rows: str) -> None:
        assert "2,000,000 cells" in self.refused(ods_of(tmp_path / "a.ods", {"S": rows}))

    def test_empty_cells_by_the_million_do_no_harm(self, tmp_path: Path) -> None:
        table = "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>"
            for row in (HEADINGS, ["Leeds", "29/10/2018", "Short", "Good"])
        )
        empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 100_000))
        (inspection,) = read_workbook(
            xlsx_of(tmp_path / "a.xlsx", {"S": table + empty})
        ).inspections
        assert inspection.judgements == Ilacs2018Judgements(overall_effectiveness=IlacsGrade.GOOD)

    def test_rows_of_empty_cells_to_the_end_of_the_sheet(self, tmp_path: Path) -> None:
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

    def test_a_large_ods_is_measured_piece_by_piece(self, tmp_path: Path) -> None:
        row = (
            '<table:table-row table:number-rows-repeated="12"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell office:value-type="string" table:style-name="'
            + "s" * 1_000
            + '"><text:p>prose</text:p></table:table-cell></table:table-row>'
        )
        rows = row * 2_500
        file = ods_of(tmp_path / "a.ods", {"S": rows})
        assert "no table of judgements" in self.refused(file)
        tall = '<table:table-row table:number-rows-repeated="3000000"><table:table-cell '
        rows += (
            tall
            + 'office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
        )
        assert "2,000,000 cells" in self.refused(ods_of(file, {"S": rows}))

    def test_a_text_of_a_gigabyte(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "a.csv"
        file.write_text(TEXT)
        monkeypatch.setattr(sheets, "MOST_TEXT", 100)
        assert "too large" in self.refused(file)


class TestXls:
    """An .xls workbook is opened in a process of its own, which may fail without harm."""

    def test_wrong_bytes(self, tmp_path: Path) -> None:
        file = tmp_path / "a.xls"
        content = bytearray(XLS.read_bytes())
        content[600:4_000] = b"\xff" * 3_400
        file.write_bytes(content)
        with pytest.raises(UnreadableFile, match=r"a\.xls: this is no workbook") as refused:
            read_workbook(file)
        assert "Warning" not in str(refused.value)

    def test_a_process_that_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def end(*_: Any, **__: Any) -> subprocess.CompletedProcess[bytes]:
            return subprocess.CompletedProcess([], -6, b"", b"memory allocation failed")

        monkeypatch.setattr(subprocess, "run", end)
        with pytest.raises(UnreadableFile, match="opening it ended a process"):
            read_workbook(XLS)

    def test_a_process_that_does_not_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xls, "MOST_SECONDS", 0.001)
        with pytest.raises(UnreadableFile, match=r"took more than 0\.001 seconds"):
            read_workbook(XLS)

    @pytest.fixture
    def limits(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        resource = pytest.importorskip("resource")
        asked: list[Any] = []

        def ask(*limit: Any) -> None:
            asked.append(limit)

        monkeypatch.setattr(resource, "setrlimit", ask)
        return asked

    def run(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
        written = io.BytesIO()
        monkeypatch.setattr(sys, "argv", ["xls", str(file)])
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, write_through=True))
        xls.main()
        return written.getvalue()

    def test_what_the_process_does(
        self, limits: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ((name, rows),) = pickle.loads(self.run(XLS, monkeypatch))
        assert name == "Outcomes"
        assert rows[2][1] == HEADINGS
        assert len(limits) == 1

    def test_what_it_says_when_it_cannot(
        self, limits: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        file = tmp_path / "a.xls"
        file.write_bytes(XLS.read_bytes()[:600])
        with pytest.raises(SystemExit, match=r"^this is no workbook that can be read"):
            self.run(file, monkeypatch)
        assert limits


class TestWithoutTheExtra:
    """Without the readers extra a workbook is refused with the command that installs it; text is read."""

    @pytest.fixture(autouse=True)
    def no_calamine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = builtins.__import__

        def refuse(name: str, *args: Any) -> Any:
            if name == "python_calamine":
                raise ImportError(name)
            return real(name, *args)

        def find_nothing(_: str) -> None:
            return None

        monkeypatch.setattr(builtins, "__import__", refuse)
        monkeypatch.setattr("importlib.util.find_spec", find_nothing)

    def test_a_workbook(self, tmp_path: Path) -> None:
        for file in (xlsx(tmp_path / "a.xlsx", SHEETS), XLS):
            with pytest.raises(MissingExtra, match=r"ofsted-frameworks\[readers\]"):
                read_workbook(file)

    def test_text(self, tmp_path: Path) -> None:
        table = tmp_path / "a.csv"
        table.write_text(TEXT)
        assert leeds_and_kent(read_workbook(table))


class TestAnyBytes:
    """Any bytes are read or refused by an error of ours."""

    @given(st.binary(max_size=400))
    @example(TEXT.encode())
    @example(b"\0" * 400)
    @example(b"\xef\xbb\xbf")
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_nothing_else_happens(self, tmp_path: Path, content: bytes) -> None:
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
        try:
            account = read_workbook(file).account
        except UnreadableFile:
            return
        absences = sum(account.absences.values())
        assert account.entries == (
            account.inspections + account.visits + absences + account.not_read
        )
