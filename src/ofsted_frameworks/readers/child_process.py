"""The script of the process that opens untrusted files.

It is run by its path with Python's `-I`, so that neither the working directory nor an environment variable
can change what it imports. It reads requests from standard input and answers each on standard output, until
the input ends. A message is its length in eight bytes, followed by its bytes.
"""

import json
import os
import runpy
import sys
from collections.abc import Callable
from typing import BinaryIO

READY = b"ready"

_LENGTH = 8


def send(stream: BinaryIO, message: bytes) -> None:
    """Write one message."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO, longest: int | None = None) -> bytes:
    """Return the next message.

    Raises:
        EOFError: If the stream ends before the message does.
        ValueError: If the message is longer than `longest` bytes.
    """
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if longest is not None and length > longest:
        raise ValueError(f"a message of {length:,} bytes")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def limit_memory(more: int) -> None:
    """Limit this process to `more` bytes of further memory, if the system allows that."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            size = int(file.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size + more, most))
    except (ImportError, OSError, ValueError):
        return


def serve(answer: Callable[[bytes], object], requests: BinaryIO, answers: BinaryIO) -> None:
    """Send the result of `answer` for each request, as JSON, until there are no more requests."""
    send(answers, READY)
    while True:
        try:
            request = receive(requests)
        except EOFError:
            return
        send(answers, json.dumps(answer(request)).encode())


def main(script: str, memory: str, *folders: str) -> None:
    """Serve requests with the function `answer` of a script, which may also import from `folders`."""
    sys.path.extend(folders)
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints is not an answer
        answer = runpy.run_path(script)["answer"]
        limit_memory(int(memory))
        serve(answer, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
