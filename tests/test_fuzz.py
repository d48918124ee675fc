"""Mutated input for every public function: a short run of `fuzz_all_doors.py`."""

from collections.abc import Callable

import pytest
from fuzz_all_doors import DOORS, fuzz, is_own

import ofsted_frameworks as of

CASES = {"records": 600, "calls": 80, "json": 300, "report_texts": 50, "pdfs": 40, "workbooks": 4}
"""The number of cases that the suite runs for some functions; the others have thirty."""


@pytest.mark.parametrize("door", DOORS)
def test_mutated_input_raises_only_the_librarys_own_errors_and_quickly(door: str) -> None:
    failures = fuzz(CASES.get(door, 30), "suite", [door])
    assert not failures.cases, str(failures)


def test_the_fuzzer_distinguishes_our_errors_from_others() -> None:
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
