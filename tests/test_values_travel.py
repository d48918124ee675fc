"""Every public object can be pickled, copied, compared and turned into plain data."""

import copy
import datetime as dt
import enum
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import ofsted_frameworks as of

HAMPSHIRE = of.datasets.hampshire()
PANEL = of.Panel(HAMPSHIRE, HAMPSHIRE.visits, known_to=HAMPSHIRE.known_to)
RECEIVED = dt.date(2019, 6, 6)

ANSWERS: dict[str, Any] = {
    "inspection": HAMPSHIRE[1],
    "visit": HAMPSHIRE.visits[0],
    "trajectory": HAMPSHIRE,
    "comparison": of.compare(HAMPSHIRE[1], HAMPSHIRE[2]),
    "grade mapping": of.map_grade(of.SlacGrade.ADEQUATE, to=of.IlacsGrade),
    "area mapping": of.map_area("care_leavers", of="ilacs-2023", to="ilacs-2018")[0],
    "next inspection": of.next_inspection(HAMPSHIRE[2]),
    "expected visits": of.expected_visits(HAMPSHIRE[2]),
    "monitoring": of.monitoring(HAMPSHIRE[2]),
    "deadlines": of.deadlines(HAMPSHIRE[2], report_received=RECEIVED),
    "panel": PANEL,
    "distribution": PANEL.distribution("overall_effectiveness"),
    "transitions": PANEL.transitions("sif", "ilacs"),
    "finding": next(iter(of.iter_findings({}))),
    "authority profile": of.authorities.get_profile("Leeds"),
    "area": of.get_edition("ilacs-2018").areas["help_and_protection"],
}
KNOWN = {
    **{each.id: each for each in of.all_frameworks()},
    **{each.id: each for each in of.all_editions()},
    **{rule.id: rule for rule in of.rules.all_rules()},
}
ENUMERATIONS: list[type[enum.Enum]] = [
    *(of.Kind, of.VisitKind, of.Theme, of.Relation, of.Change, of.Severity, of.Provenance),
    *(framework.scale for framework in of.all_frameworks()),
]
WORDS = [member for words in ENUMERATIONS for member in words]
ERRORS = [
    of.ValidationError([ANSWERS["finding"]]),
    of.UnknownLabel("'x' is not a grade"),
    of.findings.UnreadableFile("it is damaged", of.findings.Place(file="a.csv", line=3)),
    of.findings.MissingExtra("readers", "python-calamine"),
]
WAYS: dict[str, Callable[[Any], Any]] = {
    "pickled": lambda value: pickle.loads(pickle.dumps(value)),
    "copied": copy.copy,
    "deeply copied": copy.deepcopy,
}
ways = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@ways
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_comes_back_equal(answer: Any, way: Callable[[Any], Any]) -> None:
    assert way(answer) == answer


@ways
@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
def test_a_framework_an_edition_or_a_rule_comes_back_as_itself(
    known: Any, way: Callable[[Any], Any]
) -> None:
    assert way(known) == known
    assert hash(way(known)) == hash(known)


@ways
@pytest.mark.parametrize("word", WORDS, ids=repr)
def test_a_word_comes_back_as_itself(word: enum.Enum, way: Callable[[Any], Any]) -> None:
    assert way(word) is word


@pytest.mark.parametrize("word", WORDS, ids=repr)
def test_a_words_value_is_its_name_in_data(word: enum.Enum) -> None:
    assert type(word)(word.value) is word
    assert json.loads(json.dumps(word.value)) == word.value


@ways
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_keeps_its_message(error: Exception, way: Callable[[Any], Any]) -> None:
    again = way(error)
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))


@pytest.mark.parametrize("answer", [*ANSWERS.values(), *KNOWN.values()], ids=[*ANSWERS, *KNOWN])
def test_plain_data_is_json(answer: Any) -> None:
    assert json.loads(json.dumps(of.to_dict(answer)))


def test_to_dict_refuses_objects_of_other_libraries() -> None:
    with pytest.raises(TypeError, match="to_dict takes an object of this library"):
        of.to_dict(3)


def test_a_framework_inside_an_answer_is_its_id_and_on_its_own_is_described_in_full() -> None:
    assert of.to_dict(of.get_framework("sif"))["editions"][0]["id"] == "sif-2013"
    assert of.to_dict(ANSWERS["distribution"])["edition"] == "ilacs-2023"
