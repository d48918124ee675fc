"""A reading says what a file is, and a bad file never stops the others."""

import importlib
import os
import random
import sys
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
import report_texts as texts
from small_pdf import pdf_of

from ofsted_frameworks.findings import MissingExtra, UnreadableFile
from ofsted_frameworks.readers.report import (
    ReportLimits,
    pdf_file,
    pdf_pages,
    read_report,
    read_reports,
)
from ofsted_frameworks.readers.report.document_kinds import Document

T = TypeVar("T", str, bytes)

ENCRYPTED = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (
    b"o" * 32,
    b"u" * 32,
)

NOT_REPORTS = {
    b"": Document.EMPTY_FILE,
    b"\n \n": Document.EMPTY_FILE,
    b"<!DOCTYPE html>\n<html><title> Report not found </title></html>": Document.HTML_PAGE,
    b"\xef\xbb\xbf<html lang='en'></html>": Document.HTML_PAGE,
    b"PK\x03\x04 word/document.xml": Document.NOT_A_PDF,
    b"Judgements, in plain text": Document.NOT_A_PDF,
    b"%PDF-1.7\n1 0 obj\n<</Type": Document.DAMAGED_PDF,
}


class TestOneFile:
    """A PDF is read from a path or from its bytes; any other file is recognised as what it is."""

    def test_bytes_and_a_path_give_the_same_reading(self, tmp_path: Path) -> None:
        data = pdf_of([texts.ilacs()])
        path = tmp_path / "anytown.pdf"
        path.write_bytes(data)
        by_path = read_report(path)
        assert by_path.inspection is not None
        assert by_path.source == str(path)
        assert read_report(data, name=str(path)) == by_path
        assert read_report(str(path)) == by_path

    def test_pages_are_counted(self) -> None:
        reading = read_report(pdf_of(texts.sif().split("\f")))
        assert reading.pages == 3
        assert [taken.page for taken in reading.taken][-1] == 3

    @pytest.mark.parametrize(("data", "document"), NOT_REPORTS.items())
    def test_other_files_are_recognised(self, data: bytes, document: Document) -> None:
        reading = read_report(data)
        assert (reading.document, reading.inspection) == (document, None)
        assert [finding.rule for finding in texts.found(reading)] == [
            f"report.{document.value.replace('_', '-')}"
        ]

    def test_a_finding_names_the_title_of_a_web_page(self) -> None:
        page = b"<!DOCTYPE html>\n<html><title> Report not found </title></html>"
        assert "'Report not found'" in read_report(page).findings[0].message

    def test_a_finding_says_what_another_file_looks_like(self) -> None:
        message = read_report(b"PK\x03\x04 word/document.xml").findings[0].message
        assert message.endswith(
            "it has no PDF header; it looks like a zip file, perhaps a Word document"
        )
        assert read_report(b"in plain text").findings[0].message.endswith("it has no PDF header")

    def test_an_encrypted_pdf_is_recognised(self) -> None:
        assert read_report(pdf_of(["x"], trailer=ENCRYPTED)).document is Document.ENCRYPTED_PDF

    def test_a_truncated_pdf_is_damaged(self) -> None:
        data = pdf_of([texts.ilacs()])
        assert read_report(data[: len(data) // 2]).document is Document.DAMAGED_PDF

    def test_a_pdf_without_text_is_recognised(self) -> None:
        assert read_report(pdf_of(["", ""])).document is Document.PDF_WITHOUT_TEXT

    def test_a_finding_names_a_page_that_cannot_be_read(self) -> None:
        reading = read_report(pdf_of([texts.ilacs(), "x", "y"], broken=[1]))
        assert reading.inspection is not None
        assert [finding.message for finding in texts.found(reading)] == [
            "page 2 could not be read as text"
        ]

    def test_an_impossibly_long_page_is_skipped(self) -> None:
        long = "\n".join(["a long line of words " * 10] * 200)
        reading = read_report(pdf_of([texts.ilacs(), long]))
        assert reading.inspection is not None
        assert [finding.rule for finding in texts.found(reading)] == ["report.unread-page"]

    def test_pages_beyond_the_limit_are_skipped(self) -> None:
        reading = read_report(pdf_of([texts.ilacs(), *["x"] * pdf_pages.MOST_PAGES]))
        assert reading.pages == pdf_pages.MOST_PAGES
        assert [finding.message for finding in texts.found(reading)] == [
            f"page {pdf_pages.MOST_PAGES + 1} could not be read as text"
        ]

    @pytest.mark.parametrize(
        ("path", "why"),
        [
            (
                "no such file.pdf",
                "there is no file at 'no such file.pdf'; expected a report as PDF",
            ),
            (".", "this is a folder; expected a report as PDF"),
            ("a\0b", "it cannot be opened"),
            ("", "the path is empty"),
        ],
    )
    def test_a_path_without_a_file_is_an_error(self, path: str, why: str) -> None:
        with pytest.raises(UnreadableFile, match=why):
            read_report(path)

    def test_a_file_without_read_permission_is_an_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "secret.pdf"
        path.write_bytes(pdf_of([texts.ilacs()]))

        def denied(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "open", denied)
        with pytest.raises(UnreadableFile, match="you do not have permission to read it"):
            read_report(path)

    def test_arguments_of_other_types_are_refused(self) -> None:
        given: Any = 3
        nothing: Any = None
        with pytest.raises(TypeError, match="a path as a str or a Path, not 3"):
            read_report(given)
        with pytest.raises(TypeError, match="read_reports takes a folder or the paths of reports"):
            read_reports(given)
        with pytest.raises(TypeError, match="a str or a Path, not None"):
            read_reports([nothing])
        with pytest.raises(TypeError, match="text must be a str, not 3"):
            read_report(text=given)
        with pytest.raises(
            TypeError,
            match=r"limits must be a ReportLimits, such as ReportLimits\(seconds=5\), not 3",
        ):
            read_report(text="", limits=given)

    def test_a_file_larger_than_any_report_is_refused_with_its_size_and_the_limit(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "large.pdf"
        path.write_bytes(pdf_of([texts.ilacs()]))
        reading = read_report(path, limits=ReportLimits(size=1000))
        assert reading.document is Document.UNREAD
        message = reading.findings[0].message
        assert f"it has {path.stat().st_size:,} bytes; the limit is 1,000" in message
        assert "limits=ReportLimits(size=...)" in message

    def test_more_text_than_any_report_has_is_refused(self) -> None:
        for given in ({"text": texts.ilacs()}, {"source": pdf_of([texts.ilacs()])}):
            source = [given.pop("source")] if "source" in given else []
            options: dict[str, Any] = given
            reading = read_report(*source, **options, limits=ReportLimits(characters=100))
            assert reading.document is Document.UNREAD
            assert "characters; the limit is 100" in reading.findings[0].message

    def test_a_reading_has_the_checksum_of_its_file(self, tmp_path: Path) -> None:
        path = tmp_path / "page.pdf"
        path.write_bytes(b"<html></html>")
        known = "b633a587c652d02386c4f16f8c6f6aab7352d97f16367c3c40576214372dd628"
        assert read_report(path).sha256 == known
        assert read_report(text="Dear Director").sha256 == ""

    def test_without_the_extra_only_text_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
        with pytest.raises(MissingExtra, match="ofsted-frameworks\\[readers\\]"):
            read_report(b"%PDF-1.7")
        with pytest.raises(MissingExtra):
            read_reports([])
        assert read_report(text=texts.ilacs()).inspection is not None


class TestPages:
    """The script that extracts the text of a PDF lists the pages that it could not read."""

    def test_text_is_returned_in_the_order_in_which_it_is_drawn(self) -> None:
        data = pdf_of(["one\ntwo", "three"])
        assert pdf_pages.answer(data) == {"pages": ["one\r\ntwo", "three"], "unread": []}

    @pytest.mark.parametrize("rotated", [90, 180, 270])
    def test_a_rotated_page_is_read_unrotated(self, rotated: int) -> None:
        pages = [texts.ilacs()]
        assert pdf_pages.answer(pdf_of(pages, rotated=rotated)) == pdf_pages.answer(pdf_of(pages))
        assert (
            read_report(pdf_of(pages, rotated=rotated)).findings
            == read_report(pdf_of(pages)).findings
        )

    def test_unreadable_pages_are_listed(self) -> None:
        long = "\n".join(["a long line of words " * 10] * 200)
        data = pdf_of(["one", "two", long, *["x"] * pdf_pages.MOST_PAGES], broken=[1])
        answer = pdf_pages.answer(data)
        assert answer["pages"][:4] == ["one", "", "", "x"]
        assert answer["unread"] == [2, 3, pdf_pages.MOST_PAGES + 1]

    def test_undecodable_text_makes_a_page_unreadable(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library: Any = importlib.import_module("pypdfium2")

        def undecodable(*_: object) -> str:
            raise UnicodeDecodeError("utf-16-le", b"", 0, 1, "no text")

        monkeypatch.setattr(library.PdfTextPage, "get_text_range", undecodable)
        assert pdf_pages.answer(pdf_of(["one"])) == {"pages": [""], "unread": [1]}

    def test_only_an_encrypted_pdf_needs_a_password(self) -> None:
        assert pdf_pages.answer(pdf_of(["x"], trailer=ENCRYPTED))["needs_password"]
        assert not pdf_pages.answer(b"%PDF-1.7")["needs_password"]


class TestLimits:
    """A limit is greater than 0."""

    @pytest.mark.parametrize("name", ["size", "characters", "seconds", "memory"])
    def test_a_limit_of_0_is_refused(self, name: str) -> None:
        limits: dict[str, Any] = {name: 0}
        with pytest.raises(ValueError, match=name):
            ReportLimits(**limits)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three reports, in the order of their names, and a file that is not a PDF."""
    (tmp_path / "later").mkdir()
    for number, name in enumerate(["a.pdf", "b.PDF", "later/c.pdf"]):
        (tmp_path / name).write_bytes(pdf_of([texts.ilacs(title=title(number))]))
    (tmp_path / "notes.txt").write_text("no report")
    return tmp_path


def title(number: int) -> str:
    return f"Inspection of Anytown {number} local authority children’s services"


def names(readings: list[object]) -> list[str]:
    return [str(getattr(getattr(r, "inspection", None), "authority", None)) for r in readings]


class TestManyFiles:
    """Each file gives a reading, in the order of the paths, even if some files are bad."""

    @pytest.mark.parametrize("processes", [None, 1, 2])
    def test_a_folder_is_read_with_its_subfolders(
        self, folder: Path, processes: int | None
    ) -> None:
        readings = list(read_reports(folder, processes=processes))
        assert [Path(reading.source).name for reading in readings] == ["a.pdf", "b.PDF", "c.pdf"]
        assert names([*readings]) == ["Anytown 0", "Anytown 1", "Anytown 2"]

    def test_paths_are_read_in_the_order_given(self, folder: Path) -> None:
        paths: list[Path | str] = [folder / "b.PDF", str(folder / "a.pdf")]
        assert names([*read_reports(paths)]) == ["Anytown 1", "Anytown 0"]
        assert names([*read_reports(folder / "a.pdf")]) == ["Anytown 0"]
        assert list(read_reports([])) == []

    def test_progress_is_reported_after_each_reading(self, folder: Path) -> None:
        calls: list[tuple[int, int]] = []
        list(read_reports(folder, progress=lambda done, total: calls.append((done, total))))
        assert calls == [(1, 3), (2, 3), (3, 3)]

    def test_every_file_gives_an_inspection_or_a_finding(self, folder: Path) -> None:
        (folder / "c.pdf").write_bytes(b"<html></html>")
        paths = [*sorted(folder.glob("*.[pP]*")), folder / "none.pdf"]
        readings = list(read_reports(paths))
        assert [reading.document for reading in readings] == [
            Document.INSPECTION,
            Document.INSPECTION,
            Document.HTML_PAGE,
            Document.UNREAD,
        ]
        assert all(reading.inspection or reading.findings for reading in readings)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_named_pipe_is_not_opened(self, folder: Path) -> None:
        os.mkfifo(folder / "aa.pdf")
        readings = list(read_reports(folder))
        assert names([*readings]) == ["Anytown 0", "None", "Anytown 1", "Anytown 2"]
        assert readings[1].document is Document.UNREAD
        message = readings[1].findings[0].message
        assert message.startswith(
            "file that could not be read: this is a device, a pipe or a socket"
        )

    def test_the_first_reading_comes_before_the_last_file_is_read(self, folder: Path) -> None:
        calls: list[tuple[int, int]] = []
        readings = read_reports(
            [folder / "a.pdf"] * 60,
            processes=1,
            progress=lambda done, total: calls.append((done, total)),
        )
        assert next(readings).inspection is not None
        assert calls == [(1, 60)]

    def test_a_missing_folder_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(
            UnreadableFile,
            match="there is no file at .*; expected a report or a folder of reports",
        ):
            read_reports(tmp_path / "none")

    def test_fewer_than_one_process_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="processes must be at least 1, not 0"):
            read_reports([], processes=0)


def bomb(size: int) -> bytes:
    """Return a PDF with one page whose stream expands to `size` bytes of text."""
    shown = b"BT /F 9 Tf 1 0 0 1 40 800 Tm " + b"(Good) Tj " * (size // 10) + b"ET"
    return pdf_of(["x"], stream=zlib.compress(shown, 9), filters=b"/Filter/FlateDecode")


class TestHostileFiles:
    """A file that needs too much is stopped at its limits, and the files after it are read."""

    @pytest.mark.parametrize("read", ["one", "many"])
    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
    def test_a_pdf_that_expands_a_thousandfold_is_stopped(self, tmp_path: Path, read: str) -> None:
        path = tmp_path / "bomb.pdf"
        path.write_bytes(bomb(400_000_000))
        assert path.stat().st_size < 1_000_000
        limits = ReportLimits(memory=100_000_000, seconds=5)
        reading = (
            read_report(path, limits=limits)
            if read == "one"
            else next(iter(read_reports([path], limits=limits)))
        )
        assert reading.document in (Document.UNREAD, Document.OTHER)
        assert reading.inspection is None
        assert reading.findings

    def test_eight_threads_read_what_one_reads(self, folder: Path) -> None:
        path = folder / "a.pdf"
        alone = read_report(path)
        for _ in range(3):
            with ThreadPoolExecutor(8) as threads:
                readings = list(threads.map(read_report, [path] * 40))
            assert readings == [alone] * 40

    def test_each_set_of_limits_has_its_own_reader(self, folder: Path) -> None:
        first = pdf_file.shared_reader(ReportLimits())
        assert pdf_file.shared_reader(ReportLimits()) is first
        assert pdf_file.shared_reader(ReportLimits(seconds=1)) is not first

    @pytest.mark.parametrize("seed", range(3))
    def test_randomly_changed_files_give_an_inspection_or_a_finding(self, seed: int) -> None:
        """No file raises an unexpected error."""
        chance = random.Random(seed)
        pdfs = [pdf_of(texts.sif().split("\f")), pdf_of([texts.ilacs()])]
        written = [texts.sif(), texts.ilacs(), texts.slac(), texts.tlac(), texts.cpi()]
        for _ in range(20):
            reading = read_report(changed(chance.choice(pdfs), PIECES, chance))
            assert reading.inspection or reading.findings
        for _ in range(60):
            reading = read_report(text=changed(chance.choice(written), WORDS, chance))
            assert reading.inspection or reading.findings


PIECES = [
    b"99999999999",
    b"-1",
    b"<<",
    b">>",
    b"endobj",
    b"/Rotate 45",
    b"(",
    b"q " * 50,
    b"\0\xff",
]
WORDS = [
    "\n",
    "\f",
    " ",
    "–",
    "Good",
    "Grade 3",
    "’",
    "1 May 2014",
    "Inspection of ",
    "\ud800",
    "\0",
]


def changed(given: T, pieces: Sequence[T], chance: random.Random) -> T:
    """Return bytes or text with pieces inserted, deleted and doubled in random places."""
    for _ in range(chance.choice([1, 3, 20, 100])):
        at, length = chance.randrange(len(given) + 1), chance.randrange(30)
        before, part, after = given[:at], given[at : at + length], given[at + length :]
        middle = chance.choice([part + chance.choice(pieces), given[:0], part + part])
        given = before + middle + after
    return given
