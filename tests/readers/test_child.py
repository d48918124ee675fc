"""An untrusted file can end the process that opens it, and nothing else."""

import gc
import io
import os
import runpy
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from ofsted_frameworks.readers import child as children, child_process
from ofsted_frameworks.readers.child import Child, ChildLimits, Stopped

SCRIPT = """\
import json, os, sys, time

def answer(request):
    if request == b"break":
        os._exit(3)
    if request == b"wait":
        time.sleep(60)
    if request == b"grow":
        return len(bytearray(10**9))
    if request == b"print":
        print("a library's chatter", flush=True)
    return {"echo": request.decode(), "in": os.getpid(), "path": sys.path}
"""


@pytest.fixture
def module(tmp_path: Path) -> types.ModuleType:
    path = tmp_path / "answers.py"
    path.write_text(SCRIPT)
    made = types.ModuleType("answers")
    made.__file__ = str(path)
    exec(SCRIPT, made.__dict__)
    return made


def done(*_given: object) -> None:
    """Do nothing, in place of a call to the system."""


@pytest.fixture
def child(module: types.ModuleType) -> Child:
    return Child(module, ["attr"], ChildLimits(seconds=5, memory=100_000_000))


class TestAChild:
    """It answers requests in its own process, and a request that ends it does not affect the next."""

    def test_it_answers_one_request_after_the_other_in_another_process(self, child: Child) -> None:
        first, second = child.ask(b"one"), child.ask(b"two")
        assert (first["echo"], second["echo"]) == ("one", "two")
        assert first["in"] == second["in"] != os.getpid()
        child.close()
        assert child.ask(b"three")["in"] != first["in"]
        child.close()

    def test_what_a_library_prints_is_not_an_answer(self, child: Child) -> None:
        assert child.ask(b"print")["echo"] == "print"
        child.close()

    @pytest.mark.parametrize("request_", [b"break", b"\xff"])
    def test_a_request_that_breaks_it_is_named_and_the_next_is_answered(
        self, child: Child, request_: bytes
    ) -> None:
        with pytest.raises(Stopped, match="the library that opens it crashed"):
            child.ask(request_)
        assert child.ask(b"next")["echo"] == "next"
        child.close()

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how large a process is")
    def test_a_request_that_takes_too_much_memory_is_stopped(self, child: Child) -> None:
        with pytest.raises(Stopped, match="more than 100,000,000 bytes of memory"):
            child.ask(b"grow")

    def test_a_request_that_takes_too_long_is_stopped(self, module: types.ModuleType) -> None:
        child = Child(module, [], ChildLimits(seconds=0.2, memory=100_000_000))
        with pytest.raises(Stopped, match=r"more than 0\.2 seconds"):
            child.ask(b"wait")

    def test_an_answer_that_is_too_long_is_refused(
        self, child: Child, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(children, "_LONGEST_ANSWER", 10)
        with pytest.raises(Stopped):
            child.ask(b"one")

    def test_an_interruption_ends_the_process(
        self, child: Child, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object) -> bytes:
            raise KeyboardInterrupt

        first = child.ask(b"one")
        with monkeypatch.context() as patch:
            patch.setattr(children, "_exchange", interrupted)
            with pytest.raises(KeyboardInterrupt):
                child.ask(b"two")
        assert child.ask(b"three")["in"] != first["in"]
        child.close()

    def test_it_ends_when_the_object_is_deleted(self, module: types.ModuleType) -> None:
        child = Child(module, [], ChildLimits(seconds=5, memory=100_000_000))
        pid = child.ask(b"one")["in"]
        del child
        gc.collect()
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)

    def test_a_fork_of_this_process_does_not_end_it(
        self, child: Child, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = child.ask(b"one")
        process: Any = child._process  # pyright: ignore[reportPrivateUsage]
        children._end(process, os.getpid() + 1)  # pyright: ignore[reportPrivateUsage]
        assert child.ask(b"two")["in"] == first["in"]
        child.close()


class TestWhatRuns:
    """Only Python, the script and the packages that it needs are run."""

    def test_nothing_from_the_working_directory_is_imported(
        self, child: Child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("json", "runpy", "os", "attr", "sitecustomize", "usercustomize"):
            (tmp_path / f"{name}.py").write_text("raise SystemExit('run from the folder')")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        answer = child.ask(b"one")
        assert answer["echo"] == "one"
        assert str(tmp_path) not in answer["path"]
        child.close()

    @pytest.mark.parametrize("executable", ["", None, "/no/such/python", "/bin/true", "/bin/echo"])
    def test_without_an_executable_this_process_answers(
        self, child: Child, executable: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "executable", executable)
        assert child.ask(b"one")["in"] == os.getpid()

    def test_a_frozen_program_is_not_started_again(
        self, child: Child, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        assert child.ask(b"one")["in"] == os.getpid()

    def test_a_package_that_is_not_installed_is_ignored(self, module: types.ModuleType) -> None:
        child = Child(module, ["no_such_package"], ChildLimits(seconds=5, memory=100_000_000))
        assert child.ask(b"one")["echo"] == "one"
        child.close()


class TestTheProcess:
    """It reads requests, and answers them as JSON, until its input ends."""

    def test_it_serves_until_there_are_no_more_requests(self) -> None:
        requests, answers = io.BytesIO(), io.BytesIO()
        for message in (b"a", b"bb"):
            child_process.send(requests, message)
        requests.seek(0)
        child_process.serve(len, requests, answers)
        answers.seek(0)
        received = [child_process.receive(answers) for _ in range(3)]
        assert received == [child_process.READY, b"1", b"2"]

    def test_it_runs_as_a_script(
        self, module: types.ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = tmp_path / "answers"
        stdin = types.SimpleNamespace(buffer=io.BytesIO())
        file = os.open(answers, os.O_CREAT | os.O_WRONLY)

        def dup(_fd: int) -> int:
            return file

        monkeypatch.setattr(os, "dup", dup)
        monkeypatch.setattr(os, "dup2", done)
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "path", [*sys.path])
        monkeypatch.setattr(
            sys, "argv", ["child_process", str(module.__file__), "1", str(tmp_path)]
        )
        limits = pytest.importorskip("resource")
        monkeypatch.setattr(limits, "setrlimit", done)
        runpy.run_path(child_process.__file__, run_name="__main__")
        assert answers.read_bytes().endswith(child_process.READY)
        assert sys.path[-1] == str(tmp_path)

    def test_memory_is_limited_if_the_system_can(self, monkeypatch: pytest.MonkeyPatch) -> None:
        limits = pytest.importorskip("resource")
        calls: list[Any] = []

        def remember(*given: Any) -> None:
            calls.append(given)

        monkeypatch.setattr(limits, "setrlimit", remember)
        child_process.limit_memory(1 << 50)
        monkeypatch.setitem(sys.modules, "resource", None)
        child_process.limit_memory(1 << 50)
        if sys.platform == "linux":
            [(which, (most, _))] = calls
            assert which == limits.RLIMIT_AS
            assert 1 << 50 < most < 1 << 51
