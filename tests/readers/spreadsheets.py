"""Small workbooks, written as the bare XML that the formats need."""

import datetime as dt
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Value = str | float | dt.date | None
Sheets = Mapping[str, Sequence[Sequence[Value]]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(path: Path, sheets: Sheets, merged: Iterable[str] = ()) -> Path:
    """Write an .xlsx workbook, with dates as numbers in a date format, as Excel writes them."""
    parts = {
        name: "".join(_row(number, row) for number, row in enumerate(rows, start=1))
        for name, rows in sheets.items()
    }
    return xlsx_of(path, parts, merged)


def xlsx_of(path: Path, parts: Mapping[str, str], merged: Iterable[str] = ()) -> Path:
    """Write an .xlsx workbook from the XML of the rows of each sheet."""
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    tail = f"<mergeCells>{cells}</mergeCells>" if cells else ""
    listed, related, typed = "", "", ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for number, (name, rows) in enumerate(parts.items(), start=1):
            listed += f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="r{number}"/>'
            related += (
                f'<Relationship Id="r{number}" Type="{_DOCUMENT}/worksheet" '
                f'Target="worksheets/sheet{number}.xml"/>'
            )
            typed += (
                f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType='
                '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            )
            book.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>',
            )
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{typed}</Types>",
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{related}<Relationship Id="s" '
            f'Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        )
        book.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>",
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{listed}</sheets></workbook>',
        )
    return path


def _row(number: int, row: Sequence[Value]) -> str:
    cells = "".join(_cell(f"{_letters(column)}{number}", v) for column, v in enumerate(row, 1))
    return f'<row r="{number}">{cells}</row>'


def _letters(column: int) -> str:
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _cell(place: str, value: Value) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="1"/>'
    if isinstance(value, dt.date):
        return f'<c r="{place}" s="1"><v>{(value - dt.date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, str) and value.startswith("="):
        formula, _, result = value[1:].partition("->")
        cached = f"<v>{escape(result)}</v>" if result else ""
        return f'<c r="{place}" t="str"><f>{escape(formula)}</f>{cached}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def ods(path: Path, sheets: Sheets) -> Path:
    """Write an .ods workbook, with dates in cells of that type, as in Ofsted's own workbooks."""
    tables = {
        name: "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        for name, rows in sheets.items()
    }
    return ods_of(path, tables)


def ods_of(path: Path, tables: Mapping[str, str]) -> Path:
    """Write an .ods workbook from the XML of the rows of each table."""
    body = "".join(
        f"<table:table table:name={quoteattr(name)}>{rows}</table:table>"
        for name, rows in tables.items()
    )
    names = "".join(
        f' xmlns:{prefix}="{_ODF}:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", f'<manifest xmlns="{_ODF}:manifest:1.0"/>')
        book.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _ods_cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, dt.date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value}T00:00:00">'
            f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if isinstance(value, str):
        return (
            '<table:table-cell office:value-type="string"><text:p>'
            f"{escape(value)}</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}'
        "</text:p></table:table-cell>"
    )
