"""Every rule is registered once, declares what it reads and is listed by its editions."""

import itertools
import pickle
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

import ofsted_frameworks as of
from ofsted_frameworks import rules
from ofsted_frameworks.findings import UnknownRule
from ofsted_frameworks.rules import Breach, UndeclaredRead, judgement_rule, record_rule

SOURCE = of.Source("made up for a test", of.Provenance.OURS)


def test_every_decorated_rule_of_a_framework_is_listed_by_an_edition() -> None:
    listed = {id(rule) for edition in of.all_editions() for rule in edition.rules}
    ours = [
        r for r in rules.decorated_rules() if r.check.__module__.startswith("ofsted_frameworks.")
    ]
    forgotten = [rule.id for rule in ours if id(rule) not in listed]
    assert not forgotten, f"add {forgotten} to rules=(...) of the editions that they hold for"
    assert ours


def test_the_rules_about_one_subject_are_together_and_sorted_by_id() -> None:
    """So the order does not depend on which module was imported first."""
    general = [r.id for r in rules.all_rules() if not isinstance(r, rules.JudgementRule)]
    subjects = [id.partition(".")[0] for id in general]
    together = list(dict.fromkeys(subjects))
    assert general == sorted(general, key=lambda id: (together.index(id.partition(".")[0]), id))
    assert together[:2] == ["record", "text"]


@pytest.mark.parametrize("edition", of.all_editions(), ids=str)
def test_a_rule_reads_what_it_declares_and_all_that_it_declares(
    edition: of.frameworks.Edition,
) -> None:
    """Whatever the judgements, the outcome depends on the declared areas and on nothing else."""
    for rule in edition.rules:
        areas = rule.areas_in(edition.areas)
        read: set[str] = set()
        watched = type("Watched", (edition.judgements,), _watching(set(areas), read))
        words = [*edition.scale, of.NOT_JUDGED, None]
        for grades in itertools.product(words, repeat=len(areas)):
            list(rule.check(_made(watched, dict(zip(areas, grades, strict=True)))))
        assert read == set(areas), rule.id


def _watching(areas: set[str], read: set[str]) -> dict[str, Any]:
    def watch(judgements: object, name: str) -> Any:
        if name in areas:
            read.add(name)
        return object.__getattribute__(judgements, name)

    return {"__slots__": (), "__getattribute__": watch}


def _made(cls: type[Any], grades: dict[str, Any]) -> Any:
    made = object.__new__(cls)
    for name, grade in grades.items():
        object.__setattr__(made, name, grade)
    return made


class TestUndeclaredReads:
    """A rule that reads more than it declares is stopped, however it reads it."""

    def test_a_judgement_rule_is_stopped(self) -> None:
        @judgement_rule("x.sly", of.Severity.ERROR, SOURCE, (1, 1), reads=("help_and_protection",))
        def sly(judgements: Any) -> Iterator[Breach]:
            """A rule that reads a name that it does not declare."""
            if judgements.help_and_protection and getattr(judgements, "care_leavers", None):
                yield Breach("care_leavers", "wrong", "right")

        good = of.SifJudgements(help_and_protection=of.SifGrade.GOOD)
        assert sly.breaches(of.SifJudgements()) == []
        with pytest.raises(UndeclaredRead, match=r"'x.sly' reads 'care_leavers'"):
            sly.breaches(good)

    def test_a_misspelt_name_is_stopped(self) -> None:
        @judgement_rule("x.slip", of.Severity.ERROR, SOURCE, (1, 1), reads=("help_and_protection",))
        def slip(judgements: Any) -> Iterator[Breach]:
            """A rule that reads a misspelt name."""
            if getattr(judgements, "help_and_protectoin", None):
                yield Breach("help_and_protection", "wrong", "right")

        with pytest.raises(UndeclaredRead, match="help_and_protectoin"):
            slip.breaches(of.SifJudgements())

    def test_a_record_rule_is_stopped(self) -> None:
        @record_rule("x.record", of.Severity.ERROR, SOURCE, reads=("start",))
        def early(record: Any) -> Iterator[Breach]:
            """A rule that reads a name that it does not declare."""
            if record.start and getattr(record, "end", None):
                yield Breach("end", "wrong", "right")

        try:
            assert early in of.rules.all_rules()
            assert early.breaches(SimpleNamespace(start=None)) == []
            with pytest.raises(UndeclaredRead, match=r"'x.record' reads 'end'"):
                early.breaches(SimpleNamespace(start=1, end=2))
        finally:
            rules.forget(early)
        assert early not in of.rules.all_rules()


@pytest.mark.parametrize("rule", of.rules.all_rules(), ids=lambda rule: rule.id)
def test_a_rule_survives_pickling_as_itself(rule: rules.Rule) -> None:
    assert pickle.loads(pickle.dumps(rule)) is rule


def test_no_two_rules_have_the_same_id() -> None:
    taken = of.rules.all_rules()[0]
    with pytest.raises(ValueError, match="another rule has the id"):
        rules.declare(taken.id, of.Severity.NOTE, "Something else.", SOURCE)


def test_an_unknown_id_gives_the_closest_rule_as_a_hint() -> None:
    with pytest.raises(UnknownRule, match="did you mean 'sif.inadequate-overall'"):
        rules.get_rule("sif.inadequate-overal")
