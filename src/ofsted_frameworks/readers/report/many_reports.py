"""Read many reports with several processes, in order; a bad file does not stop the others."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from ofsted_frameworks.arguments import check_iterable
from ofsted_frameworks.paths import path_of, unopened
from ofsted_frameworks.readers.report.document_kinds import Document
from ofsted_frameworks.readers.report.one_report import read_file
from ofsted_frameworks.readers.report.pdf_file import PdfReader, new_reader
from ofsted_frameworks.readers.report.report_limits import ReportLimits
from ofsted_frameworks.readers.report.report_reading import ReportReading, not_read

_AHEAD = 4


def read_reports(
    source: "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]",
    *,
    processes: int | None = None,
    progress: Callable[[int, int], object] | None = None,
    limits: ReportLimits | None = None,
) -> Iterator[ReportReading]:
    """Yield a reading of each report at the given paths, or in a folder and its subfolders, in order.

    In a folder, these are the files that end in .pdf, sorted by path. A file that cannot be read becomes
    a reading with a finding that says why, and the rest are read.

    Args:
        source: A folder, a path or several paths.
        processes: The number of processes that open files; by default one per core.
        progress: A function to call after each reading with the number done and the total.
        limits: The limits beyond which a file is given up.

    Raises:
        UnreadableFile: If there is no file or folder at `source`.
        ValueError: If `processes` is less than one.
        TypeError: If `source` is not a path or several paths.
        MissingExtra: If the readers extra is not installed.
    """
    if processes is not None and processes < 1:
        raise ValueError(f"processes must be at least 1, not {processes}")
    paths = _paths(source)
    number = max(1, min(processes or os.cpu_count() or 1, len(paths)))
    readers = [new_reader(limits or ReportLimits()) for _ in range(number)]
    return _with_progress(_read(paths, readers), len(paths), progress)


def _paths(source: "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]") -> list[str]:
    if not isinstance(source, str | os.PathLike):
        check_iterable(source, "read_reports", "a folder or the paths of reports")
        return [str(path_of(path)) for path in source]
    folder = path_of(source)
    try:
        folder.stat()
    except (OSError, ValueError) as error:
        raise unopened(folder, error, "a report or a folder of reports") from error
    if not folder.is_dir():
        return [str(folder)]
    return [str(path) for path in sorted(folder.rglob("*")) if path.suffix.lower() == ".pdf"]


def _with_progress(
    readings: Iterator[ReportReading],
    total: int,
    progress: Callable[[int, int], object] | None,
) -> Iterator[ReportReading]:
    for done, reading in enumerate(readings, 1):
        if progress:
            progress(done, total)
        yield reading


def _read(paths: Iterable[str], readers: list[PdfReader]) -> Iterator[ReportReading]:
    """Yield the readings in the order of the paths, reading a few files ahead."""
    free: SimpleQueue[PdfReader] = SimpleQueue()
    for reader in readers:
        free.put(reader)
    begun: deque[Future[ReportReading]] = deque()
    threads = ThreadPoolExecutor(len(readers))
    try:
        for path in paths:
            begun.append(threads.submit(_read_with, path, free))
            if len(begun) >= _AHEAD * len(readers):
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)
        for reader in readers:
            reader.child.close()


def _read_with(path: str, free: "SimpleQueue[PdfReader]") -> ReportReading:
    reader = free.get()
    try:
        return read_file(path, "", reader)
    except Exception as error:  # one file must not stop the others
        why = f"{type(error).__name__}: {error}"
        return not_read(path, Document.UNREAD, getattr(error, "why", why))
    finally:
        free.put(reader)
