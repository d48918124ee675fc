"""Mutated input for every public door: a small part of what `fuzz_all_doors.py` does for long."""

from collections.abc import Callable

import pytest
from fuzz_all_doors import DOORS, fuzz, is_own

import ofsted_frameworks as of

CASES = {"records": 600, "calls": 80, "json": 300, "report_texts": 50, "pdfs": 40, "workbooks": 4}
"""How many cases of each door the suite runs; the others have thirty."""


@pytest.mark.parametrize("door", DOORS)
def test_only_our_own_errors_come_out_of_a_door_and_soon(door: str) -> None:
    failures = fuzz(CASES.get(door, 30), "suite", [door])
    assert not failures.cases, str(failures)


def test_the_fuzzer_tells_our_errors_from_others() -> None:
    def error_of(call: Callable[..., object], *given: object) -> Exception:
        with pytest.raises(Exception) as raised:  # noqa: PT011
            call(*given)
        return raised.value

    empty: dict[int, int] = {}

    assert is_own(error_of(of.read_grade, "splendid", "sif"))
    assert is_own(error_of(of.get_edition, 5))
    assert not is_own(error_of(len, 5))
    assert not is_own(error_of(empty.__getitem__, 5))
    assert not is_own(error_of(int, "five"))
