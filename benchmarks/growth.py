"""Measure how the work of each public function grows: the time at 10 and 100 times a length, over the first.

usage: python benchmarks/growth.py [DOOR ...]

Linear work gives about 10 and 100, or less if starting takes most of the time. A much higher ratio is a
fault. The last column is the time at the greatest length.
"""

import contextlib
import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ofsted_frameworks as of

RECORD: dict[str, Any] = of.to_dict(of.datasets.hampshire()[2])
FIRST = of.datasets.hampshire()[2]
FOLDER = Path(tempfile.mkdtemp())

Work = Callable[[int], Callable[[], object]]


def _file(name: str, make: Callable[[int], str], read: Callable[[Path], object]) -> Work:
    def prepare(n: int) -> Callable[[], object]:
        path = FOLDER / name
        path.write_text(make(n), encoding="utf-8")
        return lambda: read(path)

    return prepare


def _text(make: Callable[[int], str], read: Callable[[str], object]) -> Work:
    def prepare(n: int) -> Callable[[], object]:
        text = make(n)
        return lambda: read(text)

    return prepare


def _data(make: Callable[[int], Any], use: Callable[[Any], object]) -> Work:
    def prepare(n: int) -> Callable[[], object]:
        data = make(n)
        return lambda: use(data)

    return prepare


def _of_one_authority(n: int) -> list[Any]:
    import attrs

    return [
        attrs.evolve(FIRST, start=day, end=None, published=None)
        for day in (dt.date(2018, 1, 1) + dt.timedelta(days=k) for k in range(n))
    ]


def _of_many(n: int) -> list[Any]:
    import attrs

    return [attrs.evolve(FIRST, authority=of.LocalAuthority(f"Town {k}")) for k in range(n)]


def _report(text: str) -> object:
    return of.read_report(text=f"Inspection of Anytown local authority children's services\n{text}")


_HEAD = "Local authority,Inspection date,Overall effectiveness\n"

DOORS: Mapping[str, tuple[Work, int]] = {
    "records of JSON Lines": (
        _file("a.jsonl", lambda n: (json.dumps(RECORD) + "\n") * n, of.validate_file), 300),
    "unknown keys": (_data(lambda n: RECORD | dict.fromkeys(map(str, range(n))),
                           lambda its: list(of.iter_findings(its))), 100),
    "duplicate keys": (_file("b.json", lambda n: json.dumps(RECORD)[:-1] + ',"a":1' * n + "}",
                             of.validate_file), 300),
    "nested lists": (_text(lambda n: "[" * n + "]" * n, lambda its: _own(of.loads, its)), 300),
    "rows of a table": (_file("a.csv", lambda n: _HEAD + "Leeds,29/10/2018,Good\n" * n,
                              of.read_workbook), 100),
    "columns of a table": (_file("c.csv", lambda n: f"{_HEAD[:-1]}{',x' * n}\nLeeds,29/10/2018,Good\n",
                                 of.read_workbook), 45),
    "an open quote": (_file("q.csv", lambda n: f'{_HEAD}Leeds,29/10/2018,"Good\n' + "a,b,c\n" * n,
                            lambda its: _own(of.read_workbook, its)), 150),
    "labels and spaces": (_text(lambda n: f"Overall effectiveness\n{' ' * n}\n" * 4, _report), 1000),
    "a grade and spaces": (_text(lambda n: "Overall effectiveness Good" + " " * n, _report), 1000),
    "capitalised names": (_text(lambda n: "Adam and Eve of the " * n, _report), 300),
    "headings of a report": (_text(lambda n: "Overall effectiveness Good\n" * n, _report), 100),
    "an authority's name": (_text(lambda n: "city council " * n,
                                  lambda its: _own(of.find_authority, its)), 300),
    "a printed grade": (_text(lambda n: "good " * n,
                              lambda its: _own(lambda t: of.read_grade(t, "sif"), its)), 1000),
    "a panel of one authority": (_data(_of_one_authority, lambda its: of.Panel(its).latest()), 60),
    "a panel of many": (_data(_of_many, lambda its: of.Panel(its).latest()), 60),
    "histories of one authority": (_data(_of_one_authority,
                                         lambda its: list(of.iter_history_findings(its))), 60),
    "a trajectory": (_data(_of_one_authority, lambda its: of.Trajectory(its).comparisons), 10),
    "the next inspection": (_data(_of_one_authority, of.next_inspection), 60),
}  # fmt: skip
"""Each kind of work, and the length that it starts at."""


def _own(call: Callable[[Any], object], given: Any) -> None:
    with contextlib.suppress(of.OfstedFrameworksError):
        call(given)


def seconds(work: Callable[[], object]) -> float:
    """Return the shorter time of two runs."""
    times: list[float] = []
    for _ in range(2):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main(*doors: str) -> None:
    """Print a line for each kind of work."""
    print(f"{'work':28} {'length':>7} {'x10':>6} {'x100':>7} {'seconds':>8}")
    for door in doors or DOORS:
        prepare, length = DOORS[door]
        prepare(length)()
        once, ten, hundred = (seconds(prepare(length * times)) for times in (1, 10, 100))
        once = max(once, 1e-6)
        print(f"{door:28} {length:7,} {ten / once:6.1f} {hundred / once:7.1f} {hundred:8.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
