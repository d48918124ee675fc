"""Mutated values, strings and bytes, drawn from a seed."""

import copy
import datetime as dt
import decimal
import fractions
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import ofsted_frameworks as of

T = TypeVar("T")


def _endless_list() -> list[Any]:
    itself: list[Any] = []
    itself.append(itself)
    return itself


def _deep_list() -> list[Any]:
    inner: list[Any] = []
    for _ in range(3000):
        inner = [inner]
    return inner


def _numpy_values() -> list[Any]:
    try:
        import numpy as np
    except ImportError:  # pragma: no cover - the test extra brings it
        return []
    return [
        *(np.float64("nan"), np.int64(2), np.str_("good"), np.bool_(True)),
        *(np.datetime64("2019-04-29"), np.datetime64("NaT"), np.array([1, 2]), np.array("good")),
    ]


STRANGE: Sequence[Any] = [
    *(None, True, False, 0, 1, 4, -1, 5, 2**63, 10**400, 0.0, 1.5, 1e308),
    *(float("nan"), float("inf"), 1j, decimal.Decimal("NaN"), fractions.Fraction(1, 3)),
    *("", " ", "\ud800", "good\udfff", "\0", "\x1b[31m", "\u202e", "\uff11", "a" * 50_000),
    *(b"", b"good", b"\xff", bytearray(b"good"), memoryview(b"good")),
    *([], {}, (), set[Any](), [[]], {"": {}}, {1: 2}, {None: None}, [None], ["good"], range(9)),
    *(dt.date.max, dt.date.min, dt.date(2019, 4, 29), dt.datetime(2019, 4, 29), dt.timedelta(1)),
    *(dt.time(9), of.Month(2010, 1), Path("x"), object(), object, int, len, lambda: "good"),
    *(iter(()), iter(["good"]), ..., NotImplemented, ValueError("x"), io.StringIO("good")),
    *(of.NOT_JUDGED, of.IlacsGrade.GOOD, of.SlacGrade.ADEQUATE, of.Theme.OVERALL, of.Kind.SHORT),
    *(of.VisitKind.FOCUSED, of.Relation.CLOSE, of.LocalAuthority("Kent"), of.SifJudgements()),
    *(_endless_list(), _deep_list()),
    *_numpy_values(),
]

TOKENS: Sequence[str] = [
    *("Good", "Outstanding", "Requires improvement to be good", "Inadequate", "Adequate", "RI"),
    *("Overall effectiveness", "Local authority", "Hampshire", "E10000014", "and", "of the"),
    *(
        "29 April 2019",
        "2019-04-29",
        "9999-12-31",
        "31/12/9999",
        "0000-00-00",
        "45000",
        "2025-02-30",
    ),
    *(
        "ilacs-2018",
        "ilacs-2023",
        "sif-2013",
        "slac-2010",
        "focused",
        "short",
        "not_judged",
        "null",
    ),
    *('"', "'", ",", ";", "\t", "\n", "\r", "\r\n", "\f", "\0", "\x1b", "\\", "{", "}", "[", "]"),
    *(
        "<",
        "</",
        "&amp;",
        "=1+1",
        "@",
        "\u200b",
        "\u00a0",
        "\u2013",
        "\ufeff",
        "\ud800",
        "\U0001f600",
    ),
    *(" " * 40, "9" * 30, "NaN", "1e999", "-0", "true", "\u0130", "\u01c5", "\u1e9e"),
]


class Chance:
    """A source of choices and of mutations of values, strings and bytes, from a seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def one(self, choices: Sequence[T]) -> T:
        """Return one of several."""
        return choices[int(self.random.random() * len(choices))]

    def often(self, share: float) -> bool:
        """Return True with the probability given."""
        return self.random.random() < share

    def strange(self) -> Any:
        """Return a value of a type that hardly any argument accepts."""
        return self.one(STRANGE)

    def some(self, choices: Sequence[Any], share: float = 0.2) -> Any:
        """Return one of the choices or, sometimes, a mutated string or a strange value."""
        if not self.often(share):
            return self.one(choices)
        chosen = self.one(choices)
        return self.text(chosen) if isinstance(chosen, str) and self.often(0.7) else self.strange()

    def value(self, given: Any) -> Any:
        """Return a copy of plain data with one to four changes."""
        spoilt = copy.deepcopy(given)
        for _ in range(1 + self.random.randrange(4)):
            spoilt = self._spoil(spoilt)
        return spoilt

    def _spoil(self, given: Any) -> Any:
        kind: Any = given.__class__
        if kind is dict and given and self.often(0.9):
            return self._spoil_object(given)
        if kind is list and given and self.often(0.9):
            place = self.random.randrange(len(given))
            given[place] = self._spoil(given[place])
            return given
        if isinstance(given, str) and self.often(0.7):
            return self.text(given)
        return self.strange()

    def _spoil_object(self, given: dict[Any, Any]) -> dict[Any, Any]:
        keys: list[Any] = list(given)
        key: Any = self.one(keys)
        action = self.random.randrange(10)
        if action == 0:
            del given[key]
        elif action == 1:
            given[self.text(key) if isinstance(key, str) else self.one(TOKENS)] = given[key]
        elif action == 2:
            given[key] = given[self.one(keys)]
        else:
            given[key] = self._spoil(given[key])
        return given

    def text(self, given: str) -> str:
        """Return a string with one to three changes."""
        for _ in range(1 + self.random.randrange(3)):
            given = self._edit(given, TOKENS, lambda n: chr(self.random.randrange(n)))
        return given

    def content(self, given: bytes) -> bytes:
        """Return bytes with one to three changes."""
        tokens = [token.encode("utf-8", "surrogatepass") for token in TOKENS]
        for _ in range(1 + self.random.randrange(3)):
            given = self._edit(given, tokens, lambda _: bytes([self.random.randrange(256)]))
        return given

    def _edit(self, given: Any, tokens: Sequence[Any], character: Callable[[int], Any]) -> Any:
        start, end = sorted(self.random.randrange(len(given) + 1) for _ in range(2))
        action = self.random.randrange(8)
        if action == 0:
            return given[:start] + given[end:]
        if action == 1:
            return given[:start]
        if action == 2:
            return given[:end] + given[start:end] * self.one([1, 2, 30]) + given[end:]
        if action == 3:
            other = self.random.randrange(len(given) + 1)
            return given[:other] + given[start : start + 40] + given[other:]
        if action == 4:
            return given[:start] + character(0x3000) + given[start + 1 :]
        if action == 5:
            return given[:start] + self.one(tokens) * self.one([1, 1, 2, 50]) + given[start:]
        short = min(end, start + self.random.randrange(12))
        return given[:start] + self.one(tokens) + given[short:]

    def archive(self, given: bytes) -> bytes:
        """Return a zip file with one member mutated, or mutated as a whole."""
        if self.often(0.15):
            return self.content(given)
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(given)) as book:
            names = book.namelist()
            changed = names[-1] if self.often(0.3) else self.one(names)
            with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copied:
                for name in names:
                    content = book.read(name)
                    copied.writestr(name, self.content(content) if name == changed else content)
        return written.getvalue()
