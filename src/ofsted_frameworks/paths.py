"""Paths that callers give, and errors that say why a file cannot be opened."""

import os
import stat
from pathlib import Path

from ofsted_frameworks.findings import Place, UnreadableFile


def path_of(given: object, takes: str = "the path of a file must be") -> Path:
    """Return the path that a caller gave as a string or a path.

    Raises:
        TypeError: If `given` is not a path.
        UnreadableFile: If the path is empty.
    """
    if given == "":
        raise UnreadableFile("there is no file at '': the path is empty")
    if isinstance(given, str | Path):
        return Path(given)
    if isinstance(given, os.PathLike):
        return Path(os.fsdecode(given))  # pyright: ignore[reportUnknownArgumentType]
    raise TypeError(f"{takes} a str or a Path, not {given!r}")


def regular_file(path: Path, expected: str) -> os.stat_result:
    """Return the size and other details of the file at a path, without opening it.

    Raises:
        UnreadableFile: If there is no file there, or it is a folder, or a device or pipe that may never end.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError
    except (OSError, ValueError) as error:
        raise unopened(path, error, expected) from error
    if not stat.S_ISREG(found.st_mode):
        why = f"this is a device, a pipe or a socket; expected {expected}"
        raise UnreadableFile(why, Place(file=str(path)))
    return found


def unopened(path: Path, error: OSError | ValueError, expected: str) -> UnreadableFile:
    """Return the error that says why a file cannot be opened, and what was expected."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableFile(f"there is no file at {str(path)!r}; expected {expected}")
    if isinstance(error, IsADirectoryError):
        why = f"this is a folder; expected {expected}"
    elif isinstance(error, PermissionError):
        why = "you do not have permission to read it"
    else:
        reason = getattr(error, "strerror", None) or str(error)
        why = f"it cannot be opened ({reason}); expected {expected}"
    return UnreadableFile(why, Place(file=str(path)))
