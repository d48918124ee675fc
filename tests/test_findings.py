"""Findings and errors print, pickle and compare, and keep only small values whole."""

import copy
import datetime as dt
import math
import pickle

import attrs
import pytest

from ofsted_frameworks import (
    Finding,
    OfstedFrameworksError,
    Severity,
    UnknownLabel,
    ValidationError,
    to_dict,
)
from ofsted_frameworks.findings import (
    MappingRefused,
    MissingExtra,
    Place,
    UnknownEdition,
    UnreadableFile,
)

ERROR = Finding(
    rule="dates.end-before-start",
    severity=Severity.ERROR,
    message="the last day on site is before the first",
    path=("end",),
    hint="were the two swapped?",
    place=Place(file="a.jsonl", line=7),
)
WARNING = Finding(rule="kind.unusual", severity=Severity.WARNING, message="unusual")


def test_a_finding_gives_its_place_message_and_rule() -> None:
    assert str(ERROR) == (
        "error at a.jsonl, line 7, end: the last day on site is before the first "
        "(were the two swapped?) [dates.end-before-start]"
    )
    assert str(WARNING) == "warning: unusual [kind.unusual]"


def test_a_place_shows_only_the_parts_that_are_known() -> None:
    assert str(Place(page=3)) == "page 3"
    assert str(Place()) == ""


def test_a_validation_error_lists_every_finding() -> None:
    error = ValidationError([ERROR, WARNING])
    assert error.findings == (ERROR, WARNING)
    assert str(error).splitlines() == ["1 error", f"  {ERROR}", f"  {WARNING}"]
    assert str(ValidationError([ERROR, ERROR])).startswith("2 errors\n")


def test_a_validation_error_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(ValidationError([ERROR]))).findings == (ERROR,)


@pytest.mark.parametrize(
    "error",
    [
        MappingRefused("no"),
        MissingExtra("cli", "click"),
        UnknownEdition("no"),
        UnknownLabel("no"),
        UnreadableFile("it is empty", Place(file="a.jsonl", line=2)),
        ValidationError([ERROR, WARNING]),
    ],
)
def test_every_error_survives_pickling_and_copying(error: Exception) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


@pytest.mark.parametrize(
    "value",
    ["good", None, [1, {"a": 2}], {"a": []}, {1, 2}, object(), math.nan, dt.date(2019, 4, 29)],
)
def test_findings_with_any_value_hash_pickle_and_compare(value: object) -> None:
    finding = attrs.evolve(ERROR, value=value)
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert {finding, copy.deepcopy(finding)} == {finding}
    assert to_dict(finding)["pointer"] == "/end"


def test_a_finding_can_be_given_a_place_in_a_file() -> None:
    placed = WARNING.at(Place(line=3), Severity.ERROR)
    assert placed == attrs.evolve(WARNING, place=Place(line=3), severity=Severity.ERROR)
    assert WARNING.at(Place(line=3)).severity is Severity.WARNING


def test_a_missing_extra_gives_the_command_that_installs_it() -> None:
    assert "pip install 'ofsted-frameworks[cli]'" in str(MissingExtra("cli", "click"))


@pytest.mark.parametrize(
    "error",
    [MappingRefused, MissingExtra, UnknownEdition, UnknownLabel, UnreadableFile, ValidationError],
)
def test_every_error_inherits_from_the_librarys_own(error: type[Exception]) -> None:
    assert issubclass(error, OfstedFrameworksError)


class TestWhatIsKept:
    """A finding keeps a small value unchanged, and only the start, or the type and size, of a large one."""

    @pytest.mark.parametrize(
        "value", [None, "good", "", 4, 2.5, True, [1, [2, {"a": "b"}]], {"name": None}, "x" * 1000]
    )
    def test_a_small_value_is_kept_unchanged(self, value: object) -> None:
        assert attrs.evolve(ERROR, value=value).value is value

    @pytest.mark.parametrize(
        ("value", "kept"),
        [
            ("x" * 10_000_000, "x" * 1000 + "..."),
            ([0] * 2000, "a list of 2,000"),
            ([["x" * 600], ["x" * 600]], "a list of 2"),
            ({"a": "x" * 5000}, "an object of 1"),
            ({"x" * 5000: None}, "an object of 1"),
            (10**1300, "a very long number"),
            (b"x" * 5000, "5,000 bytes"),
            ({1, 2}, "a value of type set"),
            ([{1, 2}], "a list of 1"),
            (math.inf, "inf"),
            (type("Text", (str,), {})("x"), "x"),
        ],
    )
    def test_a_large_value_is_cut(self, value: object, kept: object) -> None:
        assert attrs.evolve(ERROR, value=value).value == kept

    def test_a_long_step_of_the_path_is_cut_too(self) -> None:
        assert attrs.evolve(ERROR, path=("judgements", "x" * 5000)).path == (
            "judgements",
            "x" * 1000 + "...",
        )

    def test_a_value_that_contains_itself_is_cut(self) -> None:
        endless: list[object] = []
        endless += [endless, endless]
        assert attrs.evolve(ERROR, value=endless).value == "a list of 2"


def test_severities_read_as_words() -> None:
    assert (str(Severity.NOTE), repr(Severity.NOTE)) == ("note", "Severity.NOTE")
