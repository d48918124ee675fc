"""Values of other libraries and extreme dates give a finding or an error with a clear message."""

import datetime as dt
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import records_for_tests as given

import ofsted_frameworks as of

NUMPY = [np.float64("nan"), np.int64(2), np.bool_(True), np.datetime64("NaT"), np.array([1, 2])]


@pytest.mark.parametrize("value", NUMPY, ids=repr)
@pytest.mark.parametrize(
    "path", [("judgements", "care_leavers"), ("authority",), ("authority", "name"), ("start",)]
)
def test_a_numpy_value_in_a_record_is_a_finding(value: Any, path: tuple[str, ...]) -> None:
    record = given.spoilt(given.SIF, *path, value=value)
    found = [f for f in of.iter_findings(record) if f.severity is of.Severity.ERROR]
    assert found
    assert not of.is_valid(record)
    assert len({*found, *found}) == len(found)
    with pytest.raises(of.ValidationError) as refusal:
        of.from_dict(record)
    assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)


def test_a_numpy_string_is_a_string() -> None:
    record = given.spoilt(given.SIF, "judgements", "care_leavers", value=np.str_("good"))
    assert of.is_valid(record)


@pytest.mark.parametrize("value", [np.int64(2), np.array([1, 2]), b"good"], ids=repr)
def test_a_value_that_is_not_a_word_is_refused(value: Any) -> None:
    for read in (
        lambda: of.read_grade(value, "sif"),
        lambda: of.find_authority(value),
        lambda: of.map_area(value, of="sif-2013", to="ilacs-2018"),
        lambda: of.get_edition(value),
    ):
        with pytest.raises((TypeError, of.OfstedFrameworksError)) as refused:
            read()
        assert "not" in str(refused.value)


def test_a_record_with_the_last_possible_date_does_not_stop_those_of_others(
    tmp_path: Path,
) -> None:
    from click.testing import CliRunner

    from ofsted_frameworks.cli import main

    late = given.ILACS_2023 | {
        "authority": {"name": "Leeds"}, "start": "9999-12-27", "end": "9999-12-31", "published": None,
    }  # fmt: skip
    file = tmp_path / "records.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in (given.ILACS_2023, late)))
    outcome = CliRunner().invoke(main, ["next", str(file), "--as-at", "2025-03-31"])
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
    assert "Hampshire" in outcome.output


def test_a_lone_surrogate_is_named_in_the_refusal() -> None:
    record = given.spoilt(given.SIF, "authority", "name", value="Ham\ud800shire")
    (found,) = [f for f in of.iter_findings(record) if f.severity is of.Severity.ERROR]
    assert found.path == ("authority", "name")


def test_only_a_registered_framework_can_be_forgotten() -> None:
    sif: Any = of.get_framework("sif")
    with pytest.raises(ValueError, match="cannot be registered"):
        of.frameworks.register(sif)
    import attrs

    with pytest.raises(of.findings.UnknownEdition, match="no framework has the id 'other'"):
        of.frameworks.unregister(attrs.evolve(sif, id="other"))
    assert of.get_framework("sif") is sif
    of.compare(*of.datasets.hampshire()[-2:])


def test_a_month_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match="there is no month 13 in the year 2018"):
        of.Month(2018, 13)
    with pytest.raises(ValueError, match="10000 is not a year"):
        of.Panel().snapshots(years=[10_000])
    assert of.Month(9999, 12).first_day == dt.date(9999, 12, 1)


def test_any_number_of_findings_can_be_kept() -> None:
    assert of.validate_records([{}], keep=10**400).findings
