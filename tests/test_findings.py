import pickle

import pytest

from ofsted_frameworks import (
    Finding,
    MappingRefused,
    MissingExtra,
    OfstedFrameworksError,
    Place,
    Severity,
    UnknownEdition,
    UnknownLabel,
    UnreadableFile,
    ValidationError,
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


def test_a_finding_says_where_what_and_by_which_rule() -> None:
    assert str(ERROR) == (
        "error at a.jsonl, line 7, end: the last day on site is before the first "
        "(were the two swapped?) [dates.end-before-start]"
    )
    assert str(WARNING) == "warning: unusual [kind.unusual]"


def test_a_place_shows_what_is_known_of_it() -> None:
    assert str(Place(page=3)) == "page 3"
    assert str(Place()) == ""


def test_a_validation_error_carries_every_finding() -> None:
    error = ValidationError([ERROR, WARNING])
    assert error.findings == (ERROR, WARNING)
    assert str(error).splitlines() == ["1 error", f"  {ERROR}", f"  {WARNING}"]
    assert str(ValidationError([ERROR, ERROR])).startswith("2 errors\n")


def test_a_validation_error_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(ValidationError([ERROR]))).findings == (ERROR,)


def test_a_missing_extra_gives_the_command() -> None:
    assert "pip install 'ofsted-frameworks[cli]'" in str(MissingExtra("cli", "click"))


@pytest.mark.parametrize(
    "error",
    [MappingRefused, MissingExtra, UnknownEdition, UnknownLabel, UnreadableFile, ValidationError],
)
def test_every_error_has_one_base(error: type[Exception]) -> None:
    assert issubclass(error, OfstedFrameworksError)


def test_severities_read_as_words() -> None:
    assert (str(Severity.NOTE), repr(Severity.NOTE)) == ("note", "Severity.NOTE")
