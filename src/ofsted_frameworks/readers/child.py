"""Open untrusted files in another process, and end it if it takes too much time or memory."""

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

import attrs

from ofsted_frameworks.readers import child_process

_LONGEST_ANSWER = 256_000_000
_SECONDS_TO_START = 30.0


@attrs.frozen(kw_only=True)
class ChildLimits:
    """The seconds, and the bytes of memory, that a process may take to open one file.

    Only Linux can limit memory; every system can limit time.
    """

    seconds: float
    memory: int


class Stopped(Exception):
    """An error that says why the process that opened a file was ended."""


class Child:
    """A process that answers requests with the function `answer` of a module, one at a time.

    The module is run as a script. It may import only the standard library and the packages in `needs`. The
    process starts with the first request and is replaced if a request breaks it. If no process can be
    started, because Python is embedded in another program, this process answers without limits.
    """

    def __init__(self, module: ModuleType, needs: Sequence[str], limits: ChildLimits) -> None:
        self.limits = limits
        self._module = module
        self._needs = needs
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], object] = lambda: None

    def ask(self, request: bytes) -> Any:
        """Return the answer to a request, decoded from JSON.

        Raises:
            Stopped: If the process took too much memory or time, or crashed.
        """
        with self._lock:
            process = self._process or self._start()
            if process is None:
                with _ONE_AT_A_TIME:
                    return self._module.answer(request)
            began = time.monotonic()
            try:
                with _ended_after(self.limits.seconds, process):
                    return json.loads(_exchange(process, request))
            except (OSError, EOFError, ValueError) as error:
                self._forget()
                raise Stopped(self._why(time.monotonic() - began)) from error
            except BaseException:
                self._forget()
                raise

    def close(self) -> None:
        """End the process if it is running; the next request starts another."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._end()
        self._process = None

    def _start(self) -> subprocess.Popen[bytes] | None:
        process = _start_process(
            [_script(self._module), str(self.limits.memory), *_homes(self._needs)]
        )
        if process is not None:
            self._process = process
            self._end = weakref.finalize(self, _end, process, os.getpid())
        return process

    def _why(self, seconds: float) -> str:
        if seconds >= self.limits.seconds:
            return f"it took more than {self.limits.seconds:g} seconds to open"
        return (
            f"it took more than {self.limits.memory:,} bytes of memory, or the library that opens "
            "it crashed"
        )


_ONE_AT_A_TIME = threading.Lock()


def _script(module: ModuleType) -> str:
    return str(Path(module.__file__ or "").resolve())


def _homes(packages: Sequence[str]) -> Iterator[str]:
    """Yield the folders of packages, for a Python that does not search the same places as this one."""
    for package in packages:
        spec = importlib.util.find_spec(package)
        home = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if home and home != Path.cwd():
            yield str(home)


def _start_process(arguments: Sequence[str]) -> subprocess.Popen[bytes] | None:
    """Return a process that has said it is ready, or None if none can be started."""
    script = _script(child_process)
    if not sys.executable or getattr(sys, "frozen", False) or not Path(script).is_file():
        return None
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", script, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(script).parent,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
    with _ended_after(_SECONDS_TO_START, process):
        try:
            is_ready = child_process.receive(_pipe(process.stdout), 100) == child_process.READY
        except (OSError, EOFError, ValueError):
            is_ready = False
    if not is_ready:
        _end(process, os.getpid())
    return process if is_ready else None


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    child_process.send(_pipe(process.stdin), request)
    return child_process.receive(_pipe(process.stdout), _LONGEST_ANSWER)


def _pipe(stream: Any) -> BinaryIO:
    pipe: BinaryIO = stream
    return pipe


@contextlib.contextmanager
def _ended_after(seconds: float, process: subprocess.Popen[bytes]) -> Generator[None]:
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """End a process, unless this process is a fork of the one that started it."""
    if owner != os.getpid():
        return
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _pipe(stream).close()
