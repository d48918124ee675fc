"""Open an .xls workbook in a process of its own.

In that format a few wrong bytes can ask for any amount of memory or time, and nothing can be measured
beforehand as it can in a zip: the process that opens it is given so much of each and no more.
"""

import contextlib
import importlib.util
import pickle
import subprocess
import sys
from pathlib import Path

from ofsted_frameworks.findings import MissingExtra, OfstedFrameworksError, Place, UnreadableFile
from ofsted_frameworks.readers.books import Sheet, open_book
from ofsted_frameworks.readers.tables import NumberedRow

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 60


def open_xls(file: Path) -> list[Sheet]:
    """The sheets of an .xls workbook.

    Raises `UnreadableFile`, also for one that would need more than 2 GB or a minute, and `MissingExtra`
    without the `readers` extra.
    """
    if importlib.util.find_spec("python_calamine") is None:
        raise MissingExtra("readers", "python-calamine")
    at = Place(file=str(file))
    command = [sys.executable, "-c", f"from {__name__} import main; main()", str(file)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(f"it took more than {MOST_SECONDS} seconds to open", at) from error
    if done.returncode:
        why = "this is no workbook that can be read: opening it ended a process"
        said = done.stderr.decode(errors="replace").strip()
        raise UnreadableFile(said if done.returncode == 1 else why, at)
    sheets: list[tuple[str, list[NumberedRow]]] = pickle.loads(done.stdout)
    return [Sheet(name, rows) for name, rows in sheets]


def main() -> None:
    """Write the sheets of the workbook named on the command line to the standard output."""
    with contextlib.suppress(ImportError):  # only Unix can limit memory
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        sheets = [(s.name, list(s.rows)) for s in open_book(Path(sys.argv[1]), ".xls")]
    except OfstedFrameworksError as error:
        sys.exit(getattr(error, "why", str(error)))
    sys.stdout.buffer.write(pickle.dumps(sheets))
