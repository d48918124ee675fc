"""Hostile files of every kind among good ones: each bad one is named, and every good one is read."""

import json
import pickle
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import records_for_tests as given

import ofsted_frameworks as of

sys.path[:0] = [str(Path(__file__).with_name("readers"))]

import report_texts
from small_pdf import pdf_of
from spreadsheets import ods_of, xlsx, xlsx_of

TABLE = "Local authority,Inspection date,Overall effectiveness\nLeeds,29/10/2018,Good\n"
FILLED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    'office:value-type="float" office:value="1" table:number-columns-repeated="99"/></table:table-row>'
)
FAR = (
    "<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row><row r='1'><c r='a1'><v>1</v></c></row>"
)


def looping(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", '<a><table:table table:name="a"><b/><</table:table></a>')


def expanding(path: Path) -> None:
    drawn = b"BT /F 9 Tf " + b"(Good) Tj " * 4_000_000 + b"ET"
    path.write_bytes(pdf_of(["x"], stream=zlib.compress(drawn, 9), filters=b"/Filter/FlateDecode"))


def full_of_strings(path: Path) -> None:
    with zipfile.ZipFile(xlsx_of(path, {"S": "<row><c t='s'><v>0</v></c></row>"}), "a") as book:
        book.writestr(
            "xl/sharedStrings.xml", '<sst uniqueCount="99999999999"><si><t>a</t></si></sst>'
        )


HOSTILE: Mapping[str, Callable[[Path], object]] = {
    "looping.ods": looping,
    "repeated.ods": lambda path: ods_of(path, {"S": FILLED}),
    "far.xlsx": lambda path: xlsx_of(path, {"S": FAR}),
    "strings.xlsx": full_of_strings,
    "sixty.xlsx": lambda path: xlsx(path, {str(n): [["a", 1.0]] * 900 for n in range(60)}),
    "wide.csv": lambda path: path.write_text(f"Local authority{',Overall' * 30_000}\n"),
    "nothing.xlsx": lambda path: path.write_bytes(b"PK\x03\x04"),
    "deep.json": lambda path: path.write_text("[" * 200_000),
    "surrogate.jsonl": lambda path: path.write_text('{"authority": "\\ud800"}\n'),
    "expanding.pdf": expanding,
    "damaged.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type"),
    "page.pdf": lambda path: path.write_text("<!DOCTYPE html><html></html>"),
    "pickle.pdf": lambda path: path.write_bytes(pickle.dumps(of.datasets.hampshire()[0])),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of hostile files of every kind, with good ones sorted first, last and in between."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in HOSTILE.items():
        make(folder / name)
    (folder / "a-good.csv").write_text(TABLE)
    (folder / "good.pdf").write_bytes(pdf_of([report_texts.ilacs()]))
    (folder / "z-good.jsonl").write_text(json.dumps(given.SIF) + "\n")
    return folder


def test_each_bad_file_is_named_and_every_good_one_is_read(folder: Path) -> None:
    began = time.monotonic()
    gathered = of.gather(*sorted(folder.iterdir()))
    assert time.monotonic() - began < 120
    named = {Path(f.place.file).name for f in gathered.findings if f.place and f.place.file}
    assert set(HOSTILE) - named == set()
    read = [inspection.authority.name for inspection in gathered.inspections]
    assert sorted(read) == ["Anytown", "Hampshire", "Leeds"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process took")
def test_no_hostile_file_takes_more_memory_than_is_promised(folder: Path) -> None:
    """250 MB beyond what the interpreter and the libraries take, here and in the other process."""
    script = (
        "import re, resource, sys, ofsted_frameworks as of\n"
        "of.gather(*sys.argv[1:])\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status', encoding='ascii').read())[1])\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    paths = [str(path) for path in sorted(folder.iterdir())]
    printed = subprocess.run(
        [sys.executable, "-c", script, *paths], capture_output=True, text=True, check=True
    )
    assert max(map(int, printed.stdout.split())) < 400_000


def test_eight_threads_read_what_one_reads(folder: Path) -> None:
    """Reports, tables and records side by side, three times over."""
    files = [folder / "good.pdf", folder / "a-good.csv"] * 8
    alone = [_read(path) for path in files]
    for _ in range(3):
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(_read, files)) == alone


def _read(path: Path) -> object:
    return of.read_report(path) if path.suffix == ".pdf" else of.read_workbook(path).inspections


def test_nothing_beside_the_files_runs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("csv", "attr", "pickle", "json", "pypdfium2", "ctypes", "zlib"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert of.read_report((folder / "good.pdf").read_bytes()).inspection
    assert not (tmp_path / "ran").exists()
