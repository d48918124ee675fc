"""Many reports at once: read over all cores, in order, each file where it can do no harm."""

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ofsted_frameworks.arguments import check_iterable
from ofsted_frameworks.paths import path_of, unopened
from ofsted_frameworks.readers.report.pdf import Document, pdfium
from ofsted_frameworks.readers.report.reading import ReportReading, not_read, read_report

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_AHEAD = 4


def read_reports(
    source: "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]",
    *,
    processes: int | None = None,
    progress: Callable[[int, int], object] | None = None,
    memory: int = 1_000_000_000,
    seconds: int = 60,
) -> Iterator[ReportReading]:
    """A reading of each report in a folder (and its subfolders) or at each path, in their order.

    A folder's files are those that end in .pdf, sorted by path. Each is read in one of `processes`
    other processes (as many as there are cores, unless given) with so many more bytes of `memory`
    and so many `seconds`, where the system can set such limits; a file that cannot be read gives a
    reading that says so, and the rest are read. `progress` is called with how many are done and how
    many there are, after each.

    Raises `UnreadableFile` when nothing is at `source`, `ValueError` for fewer than one process,
    `TypeError` for what is no path, and `MissingExtra` without the readers extra.
    """
    if processes is not None and processes < 1:
        raise ValueError(f"reports are read in one process or more, not in {processes}")
    pdfium()
    paths = _paths(source)
    read = _Workers(processes or os.cpu_count() or 1, memory, seconds).read(paths)
    return _told(read, len(paths), progress)


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


def _told(
    readings: Iterator[ReportReading],
    total: int,
    progress: Callable[[int, int], object] | None,
) -> Iterator[ReportReading]:
    for done, reading in enumerate(readings, 1):
        if progress:
            progress(done, total)
        yield reading


@attrs.frozen
class _Workers:
    """Processes that read files within limits; one that a file breaks is replaced."""

    number: int
    memory: int
    seconds: int

    def read(self, paths: Iterable[str]) -> Iterator[ReportReading]:
        waiting = deque(paths)
        while waiting:
            with self._pool(min(self.number, len(waiting))) as pool:
                yield from self._until_broken(pool, waiting)
            if waiting:
                yield self._alone(waiting.popleft())

    def _pool(self, number: int) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(number, initializer=limit_memory, initargs=(self.memory,))

    def _until_broken(
        self, pool: "ProcessPoolExecutor", waiting: deque[str]
    ) -> Iterator[ReportReading]:
        from concurrent.futures.process import BrokenProcessPool

        begun: deque[Future[ReportReading]] = deque()
        with contextlib.suppress(BrokenProcessPool):
            while waiting:
                while len(begun) < min(self.number * _AHEAD, len(waiting)):
                    begun.append(pool.submit(read_within, waiting[len(begun)], self.seconds))
                reading = begun[0].result()
                begun.popleft()
                waiting.popleft()
                yield reading

    def _alone(self, path: str) -> ReportReading:
        from concurrent.futures.process import BrokenProcessPool

        with self._pool(1) as pool:
            try:
                return pool.submit(read_within, path, self.seconds).result()
            except BrokenProcessPool:
                why = "it took too much memory or time, or broke the library that reads PDFs"
                return not_read(path, Document.UNREAD, why)


def limit_memory(memory: int) -> None:
    """Let this process take no more than `memory` bytes in addition, where the system can do that."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size + memory, most))


def read_within(path: str, seconds: int) -> ReportReading:
    """The reading of one file, whatever is wrong with it; past `seconds` the process is ended."""
    _end_after(seconds)
    try:
        return read_report(path)
    except Exception as error:  # one file must not stop the others
        return not_read(path, Document.UNREAD, f"{type(error).__name__}: {error}")
    finally:
        _end_after(0)


def _end_after(seconds: int) -> None:
    with contextlib.suppress(AttributeError):  # Windows has no alarm
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
