"""Every fault in a record is found, at its path and by its rule; no fault hides another."""

import copy
import datetime as dt
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar

import attrs
import pytest
from hypothesis import assume, given, strategies as st
from records_for_tests import (
    ABSENT,
    ILACS_2018,
    ILACS_2023,
    ILACS_2026,
    SIF,
    TLAC,
    VISIT,
    Record,
    judged,
    spoilt,
)

import ofsted_frameworks as of
from ofsted_frameworks import strategies
from ofsted_frameworks.findings import Finding
from ofsted_frameworks.rules import Breach, Rule, forget, history_rule, record_rule
from ofsted_frameworks.validation import quick_lines
from ofsted_frameworks.validation.checking import Engine
from ofsted_frameworks.validation.quick_lines import line_check
from ofsted_frameworks.validation.record_format import SCHEMA_VERSION

GOOD_ONES = (ILACS_2018, ILACS_2023, ILACS_2026, SIF, TLAC, VISIT)


def found(data: object, **options: Any) -> list[tuple[str, str]]:
    """Return the path and the rule of every finding."""
    findings = of.iter_findings(data, **options)
    return [(".".join(str(step) for step in each.path), each.rule) for each in findings]


def quickly(record: object, complete: bool = False) -> "tuple[Finding, ...] | None":
    """Return what the quick check of JSON Lines finds in a record; None if it leaves it to the reader."""
    return quickly_of(json.dumps(record).encode(), complete)


def quickly_of(line: bytes, complete: bool = False) -> "tuple[Finding, ...] | None":
    """Return the same for a line; a line that the check does not yield has no findings."""
    check = line_check(Engine(complete))
    assert check is not None
    found = dict(check([b"", line]))
    assert found.pop(0) is None
    return found.get(1, ())


@pytest.mark.parametrize("record", GOOD_ONES, ids=lambda record: record.get("edition", "visit"))
def test_a_correct_record_has_no_findings(record: Record) -> None:
    assert found(record) == []
    assert of.is_valid(record)
    assert quickly(record) == ()


FORM: list[tuple[Record, tuple[str, ...], Any, str]] = [
    (SIF, ("schema_version",), ABSENT, "record.missing-key"),
    (SIF, ("schema_version",), None, "record.wrong-type"),
    (SIF, ("schema_version",), "1", "record.wrong-type"),
    (SIF, ("schema_version",), True, "record.wrong-type"),
    (SIF, ("schema_version",), 2, "record.unsupported-version"),
    (SIF, ("schema_version",), 1.5, "record.unsupported-version"),
    (SIF, ("authority",), ABSENT, "record.missing-key"),
    (SIF, ("authority",), "Hampshire", "record.wrong-type"),
    (SIF, ("authority", "name"), ABSENT, "record.missing-key"),
    (SIF, ("authority", "name"), 7, "record.wrong-type"),
    (SIF, ("authority", "name"), None, "record.wrong-type"),
    (SIF, ("authority", "name"), " \t", "record.blank-name"),
    (SIF, ("authority", "code"), 10000014, "record.wrong-type"),
    (SIF, ("authority", "region"), "South East", "record.unknown-key"),
    (SIF, ("edition",), ABSENT, "record.missing-key"),
    (SIF, ("edition",), None, "record.wrong-type"),
    (SIF, ("edition",), ["sif-2013"], "record.wrong-type"),
    (SIF, ("edition",), "SIF-2013", "record.unknown-edition"),
    (SIF, ("kind",), "brief", "record.unknown-kind"),
    (SIF, ("kind",), 3.0, "record.wrong-type"),
    (SIF, ("kind",), "short", "record.kind-of-other-framework"),
    (ILACS_2018, ("kind",), "reinspection", "record.kind-of-other-framework"),
    (SIF, ("start",), "2014-02-30", "record.impossible-date"),
    (SIF, ("start",), "2014-02", "record.impossible-date"),
    (SIF, ("end",), "12/03/2014", "record.impossible-date"),
    (SIF, ("end",), "2014-03-12\n", "record.impossible-date"),
    (SIF, ("end",), "２０１４-03-12", "record.impossible-date"),
    (SIF, ("published",), 41751, "record.wrong-type"),
    (SIF, ("published",), dt.date(2014, 4, 22), "record.wrong-type"),
    (SIF, ("source",), ["a", "b"], "record.wrong-type"),
    (SIF, ("judgements",), ABSENT, "record.missing-key"),
    (SIF, ("judgements",), None, "record.wrong-type"),
    (SIF, ("judgements",), [], "record.wrong-type"),
    (SIF, ("judgements", "care_leavers"), 2, "record.wrong-type"),
    (SIF, ("judgements", "care_leavers"), 9, "record.wrong-type"),
    (SIF, ("judgements", "care_leavers"), False, "record.wrong-type"),
    (SIF, ("judgements", "care_leavers"), math.nan, "record.wrong-type"),
    (SIF, ("judgements", "care_leavers"), "Good", "record.unknown-grade"),
    (SIF, ("judgements", "care_leavers"), "false", "record.unknown-grade"),
    (SIF, ("judgements", "care_leavers"), "adequate", "record.grade-of-other-framework"),
    (TLAC, ("judgements", "capacity_to_improve"), "splendid", "record.unknown-grade"),
    (SIF, ("judgements", "safety"), "good", "record.unknown-area"),
    (
        SIF,
        ("judgements", "2.2 Experiences and progress of care leavers"),
        "good",
        "record.unknown-area",
    ),
    (SIF, ("judgements", "impact_of_leaders"), "good", "record.area-of-other-edition"),
    (ILACS_2018, ("judgements", "care_leavers"), "good", "record.area-of-other-edition"),
    (ILACS_2018, ("judgements", "care_leavers"), None, "record.area-of-other-edition"),
    (ILACS_2026, ("judgements", "overall_effectiveness"), "good", "record.area-of-other-edition"),
    (ILACS_2026, ("judgements", "adoption_performance"), "good", "record.area-of-other-edition"),
    (ILACS_2026, ("judgements", "quality_of_provision"), "good", "record.area-of-other-edition"),
    (SIF, ("inspector",), "A. N. Other", "record.unknown-key"),
    (SIF, ("visit",), "focused", "record.unknown-key"),
    (SIF, ("theme",), "Front door", "record.unknown-key"),
    (VISIT, ("visit",), None, "record.wrong-type"),
    (VISIT, ("visit",), ABSENT, "record.missing-key"),
    (VISIT, ("edition",), "ilacs-2018", "record.unknown-key"),
    (VISIT, ("kind",), "short", "record.unknown-key"),
    (VISIT, ("visit",), "social", "record.unknown-visit"),
    (VISIT, ("start",), "2018-13", "record.impossible-date"),
    (VISIT, ("start",), "0000-01", "record.impossible-date"),
    (VISIT, ("end",), "2018-10", "record.impossible-date"),
    (VISIT, ("judgements",), {}, "record.unknown-key"),
    (VISIT, ("theme",), 4, "record.wrong-type"),
]


@pytest.mark.parametrize(("record", "path", "value", "rule"), FORM)
def test_a_fault_of_form_is_the_only_error_with_the_right_path_and_rule(
    record: Record, path: tuple[str, ...], value: Any, rule: str
) -> None:
    bad = spoilt(record, *path, value=value)
    errors = [f for f in of.iter_findings(bad) if f.severity is of.Severity.ERROR]
    assert [(each.path, each.rule) for each in errors] == [(path, rule)]
    assert not of.is_valid(bad)
    if rule != "record.blank-name" and not isinstance(value, dt.date):
        assert quickly(bad) is None
    with pytest.raises(of.ValidationError) as caught:
        of.validate(bad)
    assert (path, rule) in [(each.path, each.rule) for each in caught.value.findings]


@pytest.mark.parametrize("value", [None, 3, 3.5, "x", [], True, {}, [1, 2], math.inf, (), b"x"])
def test_a_value_that_is_not_a_record_is_reported(value: object) -> None:
    rules = {rule for _, rule in found(value)}
    assert rules == ({"record.missing-key"} if value == {} else {"record.not-an-object"})


HINTS: list[tuple[Record, tuple[str, ...], Any, str]] = [
    (SIF, ("end",), "12/03/2014", "write 2014-03-12"),
    (SIF, ("end",), "2014-03-12T00:00:00", "write 2014-03-12"),
    (SIF, ("end",), "32/03/2014", ""),
    (SIF, ("end",), "spring", ""),
    (SIF, ("edition",), "sif-2015", "did you mean 'sif-2013'?"),
    (SIF, ("edition",), "the single one", "in force on 2014-02-18: sif-2013"),
    (SIF, ("edition",), "x" * 1000, "in force on 2014-02-18: sif-2013"),
    (SIF, ("judgements", "care_leavers"), 2, "write 'good', the grade with Ofsted's number 2"),
    (
        SIF,
        ("judgements", "care_leavers"),
        9,
        "a missing grade has no number: leave it out, or write",
    ),
    (SIF, ("judgements", "care_leavers"), "Requires Improvement", "write 'requires_improvement'"),
    (SIF, ("judgements", "care_leavers"), "goood", "did you mean 'good'?"),
    (SIF, ("judgements", "care_leavers"), "adequate", "gives requires_improvement (close match;"),
    (SIF, ("judgements", "LSCB Overall Effectiveness"), "good", "write 'lscb_effectiveness'"),
    (SIF, ("judgements", "care_leaver"), "good", "did you mean 'care_leavers'?"),
    (SIF, ("judgements", "impact_of_leaders"), "good", "leadership_management_governance (close"),
    (ILACS_2018, ("judgements", "care_leavers"), "good", "children_in_care_and_care_leavers ("),
    (ILACS_2026, ("judgements", "overall_effectiveness"), "good", "was removed for inspections"),
    (ILACS_2026, ("judgements", "quality_of_provision"), "good", "area of TLAC of summer 2013"),
    (ILACS_2018, ("knid",), "short", "did you mean 'kind'?"),
    (ILACS_2018, ("care_leavers",), "good", "it is a judgement area: write it inside 'judgements'"),
    (ILACS_2018, ("name",), "Hampshire", "write it inside 'authority'"),
    (SIF, ("theme",), "Front door", "only a visit has it"),
    (VISIT, ("judgements",), {}, "only an inspection has them; a visit is not graded"),
    (SIF, ("kind",), "Full inspection", "write 'full'"),
    (SIF, ("kind",), "focused visit", "it is a kind of visit"),
    (VISIT, ("visit",), "short", "it is a kind of inspection"),
    (VISIT, ("visit",), "focussed", "did you mean 'focused'?"),
    (SIF, ("edition",), "ILACS", "ILACS is a framework; choose an edition: ilacs-2018"),
    (ILACS_2023, ("edition",), "ilacs", "choose an edition: ilacs-2023"),
    (SIF, ("judgements", "care_leavers"), "2", "write 'good', the grade with Ofsted's number 2"),
    (SIF, ("judgements", "care_leavers"), "9", "a missing grade has no number"),
    (SIF, ("judgements", "care_leavers"), "Not judged", "write 'not_judged'"),
    (SIF, ("judgements", "care_leavers"), "short", "it is a kind of inspection"),
    (SIF, ("judgements", "care_leavers"), "care_leavers", "it is the name of a judgement area"),
    (SIF, ("judgements", "care_leavers"), "x" * 300, ""),
    (ILACS_2018, ("judgements", "impact_of_leaders"), "Adequate", "it is a grade of SLAC"),
    (
        ILACS_2018,
        ("judgements", "impact_of_leaders"),
        "adequat",
        "did you mean 'adequate'? (not a grade of ILACS from January 2018)",
    ),
]


def test_an_area_without_a_source_may_have_been_judged() -> None:
    """SLAC's first edition judged equality and diversity; no source says for which of the two parts."""
    record = {
        "schema_version": 1,
        "authority": {"name": "Kent"},
        "edition": "slac-2009",
        "judgements": {"looked_after_equality_and_diversity": "good"},
    }
    (error,) = [each for each in of.iter_findings(record) if each.severity is of.Severity.ERROR]
    assert error.message.startswith("no source reports a judgement looked_after_equality")
    assert "this may have been judged" in error.hint


@pytest.mark.parametrize(("record", "path", "value", "hint"), HINTS)
def test_a_finding_hints_at_what_was_meant(
    record: Record, path: tuple[str, ...], value: Any, hint: str
) -> None:
    bad = spoilt(record, *path, value=value)
    (error,) = (f for f in of.iter_findings(bad) if f.path == path)
    assert hint in error.hint
    assert bool(hint) == bool(error.hint)


def test_an_unknown_key_is_reported_with_the_known_keys() -> None:
    (error,) = of.iter_findings(ILACS_2018 | {"inspector": "A. N. Other"})
    assert error.message.startswith("unknown key 'inspector'; expected one of schema_version, auth")


def test_a_word_without_a_near_match_gets_the_list_of_valid_words() -> None:
    (area,) = (f for f in of.iter_findings(judged(ILACS_2026, safety="good")) if f.hint)
    assert area.hint == (
        "ILACS from April 2026 has impact_of_leaders, help_and_protection, children_in_care, care_leavers"
    )
    undated = {key: value for key, value in SIF.items() if key != "start"}
    (edition,) = of.iter_findings(undated | {"edition": "x"})
    assert edition.hint.startswith("the editions are slac-2009, slac-2010, cpi-2012")


def test_a_record_of_an_unknown_edition_is_read_as_far_as_it_can_be() -> None:
    bad = spoilt(SIF, "edition", value="sif-2099")
    bad["judgements"] |= {"safety": "good", "care_leavers": "splendid", "adoption_performance": 1}
    bad["kind"] = "brief"
    assert found(bad) == [
        ("edition", "record.unknown-edition"),
        ("kind", "record.unknown-kind"),
        ("judgements.adoption_performance", "record.wrong-type"),
        ("judgements.care_leavers", "record.unknown-grade"),
        ("judgements.safety", "record.unknown-area"),
    ]


def test_a_grade_without_an_equivalent_is_reported_as_such() -> None:
    import madeup_framework

    of.frameworks.register(madeup_framework.FRAMEWORK)
    try:
        bad = judged(SIF, care_leavers="shaky")
        (error,) = of.iter_findings(bad)
        assert "finds no equivalent" in error.hint
    finally:
        of.frameworks.unregister(madeup_framework.FRAMEWORK)


def test_every_fault_is_found_and_no_fault_hides_another() -> None:
    bad = judged(ILACS_2018, help_and_protection="inadequate", care_leavers="good")
    bad |= {"start": "2023-05-01", "kind": "full", "published": "11/06/2019", "extra": 1}
    bad["authority"] = {"code": 3}
    assert found(bad) == [
        ("authority.name", "record.missing-key"),
        ("authority.code", "record.wrong-type"),
        ("kind", "record.kind-of-other-framework"),
        ("start", "edition.not-in-force"),
        ("end", "dates.end-before-start"),
        ("published", "record.impossible-date"),
        ("judgements.overall_effectiveness", "ilacs.inadequate-practice"),
        ("judgements.overall_effectiveness", "ilacs.outstanding-overall-practice"),
        ("judgements.care_leavers", "record.area-of-other-edition"),
        ("extra", "record.unknown-key"),
    ]


def test_keys_that_are_not_strings_are_unknown_keys() -> None:
    record: dict[Any, Any] = {**ILACS_2018, 3: "x", None: "y"}
    record["judgements"] = {**ILACS_2018["judgements"], (1,): "good"}
    assert {rule for _, rule in found(record)} == {"record.unknown-key", "record.unknown-area"}


def test_a_record_need_not_be_a_dict() -> None:
    from collections import ChainMap
    from types import MappingProxyType

    inner: Record = {**SIF}
    for key in ("authority", "judgements"):
        inner[key] = MappingProxyType(SIF[key])
    assert found(ChainMap(inner)) == []
    assert of.validate(MappingProxyType(inner)) == of.validate(SIF)


class TestDates:
    """A record's dates are in order, and the edition was in force on the first day."""

    def test_a_last_day_before_the_first_is_reported(self) -> None:
        bad = spoilt(SIF, "end", value="2014-02-17")
        assert found(bad) == [("end", "dates.end-before-start")]

    def test_a_report_published_before_the_last_day_is_reported(self) -> None:
        bad = spoilt(SIF, "published", value="2014-03-11")
        assert found(bad) == [("published", "dates.published-before-end")]

    def test_without_a_last_day_the_report_is_compared_with_the_first(self) -> None:
        bad = spoilt(spoilt(SIF, "end", value=None), "published", value="2014-02-17")
        assert found(bad) == [("published", "dates.published-before-end")]

    def test_a_visit_dated_by_month_may_end_and_be_published_in_that_month(self) -> None:
        assert found(VISIT | {"end": "2018-10-02", "published": "2018-10-02"}) == []
        assert found(VISIT | {"end": "2018-09-30"}) == [("end", "dates.end-before-start")]

    @pytest.mark.parametrize(
        ("edition", "start", "rule"),
        [
            ("ilacs-2023", "2022-12-31", "edition.not-in-force"),
            ("ilacs-2023", "2026-04-01", "edition.not-in-force"),
            ("ilacs-2026", "2026-03-31", "edition.not-in-force"),
            ("ilacs-2018", "2023-01-01", "edition.not-in-force"),
            ("ilacs-2018", "2017-12-31", "edition.not-in-force"),
            ("sif-2013", "2013-10-31", "edition.not-in-force"),
            ("sif-2013", "2018-09-01", "edition.not-in-force"),
            ("slac-2009", "2009-03-31", "edition.not-in-force"),
            ("slac-2009", "2010-10-15", "edition.outside-observed-dates"),
            ("slac-2009", "2010-11-01", "edition.not-in-force"),
            ("slac-2010", "2010-09-30", "edition.not-in-force"),
            ("slac-2010", "2012-09-03", "edition.outside-observed-dates"),
            ("slac-2010", "2013-11-01", "edition.not-in-force"),
            ("cpi-2012", "2012-04-30", "edition.not-in-force"),
            ("cpi-2012", "2013-10-31", "edition.outside-observed-dates"),
            ("cpi-2012", "2013-11-01", "edition.not-in-force"),
            ("tlac-2013", "2013-06-17", "edition.outside-observed-dates"),
        ],
    )
    def test_a_day_outside_the_editions_dates_is_reported(
        self, edition: str, start: str, rule: str
    ) -> None:
        record = {
            "schema_version": 1,
            "authority": {"name": "Kent"},
            "edition": edition,
            "start": start,
            "judgements": dict.fromkeys(of.get_edition(edition).areas, "good"),
        }
        assert [each for each in found(record) if "dates." not in each[1]] == [("start", rule)]

    @pytest.mark.parametrize(
        ("record", "start"),
        [(ILACS_2018, "2018-01-01"), (ILACS_2018, "2022-12-30"), (ILACS_2023, "2026-03-31")],
    )
    def test_an_editions_first_and_last_days_are_allowed(self, record: Record, start: str) -> None:
        good = record | {"start": start, "end": None, "published": None}
        assert found(good) == []

    def test_a_report_published_before_the_edition_began_is_reported(self) -> None:
        undated = {k: v for k, v in ILACS_2023.items() if k not in ("start", "end")}
        bad = undated | {"published": "2022-12-31"}
        assert found(bad) == [("published", "edition.not-in-force")]
        assert quickly(bad) == tuple(of.iter_findings(bad))

    def test_a_last_day_before_the_edition_began_is_reported(self) -> None:
        bad = ILACS_2023 | {"end": "2022-12-31", "published": "2023-02-01"}
        del bad["start"]
        assert found(bad) == [("end", "edition.not-in-force")]
        assert quickly(bad) == tuple(of.iter_findings(bad))
        assert found(ILACS_2023 | {"start": None}) == []

    def test_a_report_may_be_published_after_the_edition_ended(self) -> None:
        # Kingston upon Hull: on site 2 to 13 March 2026, published 18 May 2026 (report).
        good = ILACS_2023 | {"kind": "standard", "start": "2026-03-02", "end": "2026-03-13"}
        assert found(good | {"published": "2026-05-18"}) == []
        assert found(good | {"start": None, "end": None, "published": "2026-05-18"}) == []


class TestTimeOnSite:
    """Time on site that does not fit the kind of inspection is a warning, not an error."""

    @pytest.mark.parametrize(
        ("record", "kind", "start", "end"),
        [
            # Isles of Scilly 2023 (3 days), Wiltshire 2019 (13): reports.
            (ILACS_2023, "short", "2023-07-11", "2023-07-13"),
            (ILACS_2018, "standard", "2019-06-03", "2019-06-19"),
            (SIF, "full", "2016-04-11", "2016-04-29"),
            (ILACS_2023, "short", "2024-06-10", "2024-06-21"),
            (ILACS_2023, "standard", "2024-06-10", "2024-06-14"),
        ],
    )
    def test_an_unusual_time_is_a_warning(
        self, record: Record, kind: str, start: str, end: str
    ) -> None:
        odd = record | {"kind": kind, "start": start, "end": end, "published": None}
        assert found(odd) == [("end", "kind.time-on-site")]
        assert of.is_valid(odd)

    def test_the_usual_time_is_reported(self) -> None:
        odd = ILACS_2023 | {"end": "2024-06-21"}
        (warning,) = of.iter_findings(odd)
        assert (warning.expected, warning.hint) == ("5 weekdays", "97 of 100 short inspections")
        (warning,) = of.iter_findings(SIF | {"end": "2014-04-01"})
        assert (warning.expected, warning.hint) == ("22 to 26 days", "139 of 150 inspections")

    @pytest.mark.parametrize("days", [9, 18, 21, 28, 29, 73])
    def test_a_time_that_a_real_inspection_took_gives_no_warning(self, days: int) -> None:
        """150 SIF reports print both days: 139 span 22 to 26 days, and the others these."""
        end = dt.date(2014, 2, 18) + dt.timedelta(days - 1)
        assert found(SIF | {"end": end.isoformat(), "published": None}) == []

    def test_any_time_is_allowed_if_no_source_gives_one(self) -> None:
        undated = TLAC | {"published": None}
        assert found(undated | {"start": "2013-07-15", "end": "2013-08-20"}) == []
        assert found(ILACS_2018 | {"kind": None, "end": "2019-05-30", "published": None}) == []


class TestMissingJudgements:
    """A judgement that is left out is a warning, and an error if the data should be complete."""

    @pytest.mark.parametrize("value", [ABSENT, None])
    def test_absent_and_null_are_both_not_recorded(self, value: Any) -> None:
        partial = judged(ILACS_2023, care_leavers=value)
        assert found(partial) == [("judgements.care_leavers", "judgements.missing")]
        assert of.is_valid(partial)
        assert not of.is_valid(partial, complete=True)

    def test_not_judged_is_recorded(self) -> None:
        assert found(judged(ILACS_2023, care_leavers="not_judged"), complete=True) == []

    def test_a_judgement_that_cannot_be_read_is_not_missing(self) -> None:
        bad = judged(ILACS_2023, care_leavers="fine")
        assert found(bad) == [("judgements.care_leavers", "record.unknown-grade")]

    def test_a_reinspection_without_a_judgement_of_the_board_is_complete(self) -> None:
        again = judged(SIF, lscb_effectiveness=ABSENT) | {"kind": "reinspection"}
        assert found(again, complete=True) == []
        assert quickly(again, complete=True) == ()

    def test_a_reinspection_of_one_part_in_2009_to_2012_is_complete(self) -> None:
        again = {
            "schema_version": 1,
            "authority": {"name": "Cornwall"},
            "edition": "slac-2010",
            "kind": "reinspection",
            "published": "2011-02-25",
            "judgements": {"safeguarding_overall_effectiveness": "inadequate"},
        }
        assert found(again, complete=True) == []


class TestGradesOfOtherFrameworks:
    """Ofsted prints older grades in newer words, and never newer grades in older words."""

    def test_requires_improvement_is_read_as_adequate_with_a_warning(self) -> None:
        # Kent 2013: the report prints Adequate; Ofsted's table of 2009 to 2023 prints the later words.
        record = judged(TLAC, overall_effectiveness="requires_improvement")
        assert found(record) == [("judgements.overall_effectiveness", "judgements.later-words")]
        (warning,) = of.iter_findings(record)
        assert warning.severity is of.Severity.WARNING
        assert warning.expected == "adequate"
        assert "map_grade(TlacGrade.ADEQUATE, to=SifGrade) gives a close match" in warning.hint
        event = of.validate(record)
        assert isinstance(event, of.Inspection)
        assert event.judgements == of.TlacJudgements(
            overall_effectiveness=of.TlacGrade.ADEQUATE,
            capacity_to_improve=of.TlacGrade.GOOD,
            outcomes_for_looked_after_children=of.TlacGrade.ADEQUATE,
            quality_of_provision=of.TlacGrade.ADEQUATE,
            leadership_and_management=of.TlacGrade.ADEQUATE,
        )

    @pytest.mark.parametrize("record", [SIF, ILACS_2018, ILACS_2023])
    def test_adequate_is_an_error_after_2013(self, record: Record) -> None:
        bad = judged(record, help_and_protection="adequate")
        errors = [f.rule for f in of.iter_findings(bad) if f.severity is of.Severity.ERROR]
        assert errors == ["record.grade-of-other-framework"]


HOSTILE_LINES = (
    b"{" * 100_000,
    b'{"edition": "sif-2013"}',
    b'{"visit": "focused"}',
    b'{"edition": "sif-2013", "visit": "focused"}',
    b"\xef\xbb\xbf{}",
    json.dumps(SIF).encode() + b"\x00",
    json.dumps(SIF).replace("Hampshire", "\\ud800").encode(),
    json.dumps(SIF).encode().replace(b"Hampshire", b"\xff"),
    json.dumps(SIF).replace("Hampshire", " ").encode(),
    json.dumps(VISIT).replace("2018-10", "2018-13").encode(),
)


class TestTheQuickCheck:
    """The quick check of JSON Lines finds what the record reader finds, or leaves the record to it."""

    WRONG = (
        SIF | {"start": "2013-10-31"},
        SIF | {"end": "2014-02-17"},
        SIF | {"end": "2014-04-01"},
        SIF | {"published": "2014-03-11"},
        ILACS_2023 | {"start": None, "end": None, "published": "2022-12-31"},
        VISIT | {"start": "2018-10-02", "end": "2018-10-01"},
        judged(SIF, help_and_protection="inadequate"),
        judged(TLAC, overall_effectiveness="requires_improvement"),
        judged(SIF, care_leavers=None),
        SIF | {"authority": {"name": "Hampshire", "code": "E10000016"}},
    )

    @pytest.mark.parametrize("remembered", [0, 1, 20_000])
    def test_the_findings_are_the_same_however_much_is_remembered(
        self, remembered: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(quick_lines, "_REMEMBERED", remembered)
        monkeypatch.setattr("ofsted_frameworks.validation.checking._REMEMBERED", remembered)
        for record in self.WRONG:
            for _ in range(2):
                assert quickly(record) in (None, tuple(of.iter_findings(record)))
            assert found(record)

    @given(st.data(), st.booleans())
    def test_the_quick_check_and_the_reader_find_the_same(
        self, data: st.DataObject, complete: bool
    ) -> None:
        record = data.draw(strategies.almost_valid_records() | strategies.records())
        quick = quickly(record, complete)
        assert quick is None or quick == tuple(of.iter_findings(record, complete=complete))

    @given(strategies.inspections() | strategies.visits())
    def test_a_well_formed_record_is_never_left_to_the_reader(
        self, event: "of.Inspection[Any] | of.Visit"
    ) -> None:
        record = of.to_dict(event)
        texts = json.dumps([event.authority.name, event.source, getattr(event, "theme", "")])
        assume(":" not in texts)  # then the keys cannot be counted by their colons
        assert quickly(record) == tuple(of.iter_findings(record))

    @given(st.binary(max_size=80) | st.sampled_from(HOSTILE_LINES))
    def test_a_line_that_is_not_a_record_is_left_to_the_reader(self, line: bytes) -> None:
        assert quickly_of(line) is None

    def test_a_line_with_a_repeated_key_is_left_to_the_reader(self) -> None:
        for key in ("kind", "care_leavers", "code", "source", "end"):
            line = json.dumps(SIF | {"source": "x: y"})
            twice = re.sub(rf'"{key}": ("[^"]*")', rf'"{key}": \1, "{key}": \1', line)
            assert twice != line
            assert quickly_of(twice.encode()) is None
        twice = json.dumps(VISIT).replace('"theme": "', '"theme": null, "theme": "')
        assert quickly_of(twice.encode()) is None

    def test_an_authority_that_always_existed_needs_no_dates(self) -> None:
        leeds = of.LocalAuthority("Leeds", "E08000035")
        dorset = of.LocalAuthority("Dorset", "E06000059")
        assert Engine().beyond_authority(leeds) == []
        assert [rule.id for rule in Engine().beyond_authority(dorset)] == ["authority.not-existing"]

    def test_there_is_no_quick_check_without_msgspec(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "msgspec", None)
        assert line_check(Engine()) is None

    def test_an_edition_with_a_single_area_is_checked(self) -> None:
        import madeup_framework

        single = attrs.evolve(
            madeup_framework.FRAMEWORK,
            editions=(single_area_edition(),),
            also_known_as=(),
            area_matches=(),
        )
        of.frameworks.register(single)
        try:
            record = ILACS_2026 | {"edition": "madeup-2028", "kind": "full"}
            record |= {"start": "2028-01-03", "end": "2028-01-07", "published": "2028-02-01"}
            right = record | {"judgements": {"safety": "fine"}}
            future = [("start", "dates.in-the-future")]
            assert found(right) == future
            assert quickly(right) == tuple(of.iter_findings(right))
            assert quickly(record | {"judgements": {"safety": "good"}}) is None
            assert quickly(record | dict.fromkeys("abcdefghi")) is None
        finally:
            of.frameworks.unregister(single)


def single_area_edition() -> of.frameworks.Edition:
    from madeup_framework import FRAMEWORK, MADE_UP, MadeUpGrade

    @attrs.frozen(kw_only=True, repr=False)
    class SingleJudgement(of.schedule.Judgements[MadeUpGrade]):
        scale: ClassVar = MadeUpGrade

        safety: Annotated[
            of.grades.Judged[MadeUpGrade], of.schedule.Area("Safety", source=MADE_UP)
        ] = None

    return attrs.evolve(
        FRAMEWORK.editions[0],
        id="madeup-2028",
        judgements=SingleJudgement,
        starts=of.sources.Fact(dt.date(2028, 1, 1), MADE_UP),
    )


class TestWaysOfValidating:
    """The ways of validating a record agree with each other."""

    def test_validate_returns_an_inspection_or_a_visit(self) -> None:
        inspection = of.validate(ILACS_2018)
        assert isinstance(inspection, of.Inspection)
        assert inspection.edition is of.get_edition("ilacs-2018")
        assert isinstance(of.validate(VISIT), of.Visit)

    def test_validate_returns_the_inspection_that_it_was_given(self) -> None:
        inspection = of.datasets.hampshire()[1]
        assert of.validate(inspection) is inspection

    def test_an_impossible_inspection_is_refused_with_every_finding(self) -> None:
        wrong = of.Inspection(
            authority=of.LocalAuthority(" "),
            judgements=of.SifJudgements(
                overall_effectiveness=of.SifGrade.GOOD,
                help_and_protection=of.SifGrade.INADEQUATE,
            ),
            start=dt.date(2014, 2, 18),
            end=dt.date(2014, 2, 1),
        )
        with pytest.raises(of.ValidationError, match="3 errors") as caught:
            of.validate(wrong)
        assert len(caught.value.findings) == 3 + 5  # and five judgements that are not recorded

    def test_a_record_with_only_warnings_is_accepted(self) -> None:
        assert of.validate(judged(ILACS_2023, care_leavers=None))

    @given(strategies.inspections() | strategies.visits())
    def test_generated_events_are_valid_as_objects_and_as_records(
        self, event: "of.Inspection[Any] | of.Visit"
    ) -> None:
        assert of.is_valid(event)
        assert list(of.iter_findings(event)) == list(of.iter_findings(of.to_dict(event)))

    @given(strategies.almost_valid_records())
    def test_is_valid_and_validate_agree_with_iter_findings(self, record: Record) -> None:
        findings = list(of.iter_findings(record))
        wrong = any(finding.severity is of.Severity.ERROR for finding in findings)
        assert of.is_valid(record) == (not wrong)
        if wrong:
            with pytest.raises(of.ValidationError) as caught:
                of.validate(record)
            assert list(caught.value.findings) == findings
        else:
            assert of.validate(record)

    @given(strategies.any_json() | strategies.almost_valid_records() | st.binary())
    def test_any_value_gets_findings_and_never_an_error(self, value: object) -> None:
        before = copy.deepcopy(value)
        for finding in of.iter_findings(value):
            assert finding.message
            assert str(finding)
        assert repr(value) == repr(before)

    def test_a_deeply_nested_value_is_reported_without_being_searched(self) -> None:
        deep: Any = "good"
        for _ in range(100_000):
            deep = [deep]
        assert found(judged(ILACS_2018, impact_of_leaders=deep)) == [
            ("judgements.impact_of_leaders", "record.wrong-type")
        ]

    def test_a_number_too_long_to_print_is_described_in_words(self) -> None:
        (finding,) = of.iter_findings(spoilt(SIF, "schema_version", value=10**5000))
        assert "a very long number" in finding.message

    @pytest.mark.parametrize(
        ("path", "record"),
        [
            (("authority", "name"), spoilt(SIF, "authority", "name", value="Kent\ud800")),
            (("authority", "code"), spoilt(SIF, "authority", "code", value="\udfff")),
            (("source",), SIF | {"source": "\ud800"}),
            (("theme",), VISIT | {"theme": "\ud800"}),
        ],
    )
    def test_half_a_surrogate_pair_is_refused_everywhere(
        self, path: tuple[str, ...], record: Record
    ) -> None:
        """It is never replaced by a question mark."""
        for wrong in (record, event_with(path, record)):
            errors = [f for f in of.iter_findings(wrong) if f.severity is of.Severity.ERROR]
            assert [(each.path, each.rule) for each in errors] == [(path, "text.not-unicode")]
            assert not of.is_valid(wrong)
        with pytest.raises(of.ValidationError):
            of.from_dict(record)
        for text in (json.dumps(record), json.dumps(record, ensure_ascii=False)):
            with pytest.raises(of.ValidationError, match="this is not JSON"):
                of.loads(text)

    def test_half_a_surrogate_pair_and_nul_are_shown_safely(self) -> None:
        bad = spoilt(ILACS_2018, "kind", value="\ud800\0" * 100)
        (finding,) = of.iter_findings(bad)
        str(finding).encode()


def event_with(path: tuple[str, ...], record: Record) -> "of.Inspection[Any] | of.Visit":
    """Return a typed event with the text that a record has at a path."""
    text: Any = record
    for key in path:
        text = text[key]
    event: Any = of.from_dict(spoilt(record, *path, value="Kent"))
    if path[0] == "authority":
        text = attrs.evolve(event.authority, **{path[1]: text})
    changed: of.Inspection[Any] | of.Visit = attrs.evolve(event, **{path[0]: text})
    return changed


class TestRules:
    """Every rule states a fact, its source, and how many real inspections it held for."""

    def test_ids_are_unique(self) -> None:
        ids = [rule.id for rule in of.rules.all_rules()]
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize("rule", of.rules.all_rules(), ids=lambda rule: rule.id)
    def test_a_rule_is_a_sentence_with_a_source(self, rule: Rule) -> None:
        assert rule.summary.endswith(".")
        assert "\n" not in rule.summary
        assert isinstance(rule.source, of.Source)

    @pytest.mark.parametrize(
        "rule",
        [r for r in of.rules.all_rules() if isinstance(r, of.rules.JudgementRule)],
        ids=lambda rule: rule.id,
    )
    def test_a_rule_over_judgements_is_borne_out_by_real_inspections(self, rule: Rule) -> None:
        assert rule.held is not None
        held, counted = rule.held
        assert 0 < held <= counted
        assert rule.counted_in is not None
        if rule.severity is of.Severity.ERROR:
            assert held == counted


def test_the_schema_version_is_the_first() -> None:
    assert SCHEMA_VERSION == 1
    assert found(SIF | {"schema_version": 1.0}) == []  # the same number in JSON


@pytest.mark.order
def test_findings_come_in_the_same_order_under_every_hash_seed() -> None:
    code = (
        "import ofsted_frameworks as of;"
        "bad = {'edition': 'sif-2013', 'zz': 1, 'aa': 2, 'judgements': {'zz': 1, 'aa': 2, 'care_leavers': 3},"
        "'authority': {'zz': 1, 'aa': 2}, 'end': '2014-01-01', 'start': '2014-02-01'};"
        "print(*of.iter_findings(bad), sep='\\n')"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) > 10


class TestPrintedWords:
    """A printed grade instead of a key is an error; the hint says what to write, or names its framework."""

    @pytest.mark.parametrize(
        ("printed", "hint"),
        [
            ("Requires improvement to be good", "write 'requires_improvement'"),
            (
                "Adequate",
                "it is a grade of SLAC; map_grade(SlacGrade.ADEQUATE, to=SifGrade) converts it",
            ),
            ("inadequat", "did you mean 'inadequate'?"),
        ],
    )
    def test_a_printed_grade_gets_a_hint(self, printed: str, hint: str) -> None:
        record = {
            "schema_version": 1,
            "authority": {"name": "Kent"},
            "edition": "sif-2013",
            "judgements": {"overall_effectiveness": printed},
        }
        found = [f for f in of.iter_findings(record) if f.rule == "record.unknown-grade"]
        assert [finding.hint for finding in found] == [hint]


class TestAMadeUpRule:
    """A rule that is added in one place is applied by every way of validating, until it is forgotten."""

    SOURCE = of.Source("made up for a test", of.Provenance.OURS)

    @pytest.fixture
    def rule(self) -> Iterator[Rule]:
        @record_rule("x.no-summer", of.Severity.ERROR, self.SOURCE, reads=("published",))
        def no_summer(record: Any) -> Iterator[Breach]:
            """No report is published in June."""
            if record.published and record.published.month == 6:
                yield Breach("published", "the report is published in June", "another month")

        yield no_summer
        forget(no_summer)

    def test_every_way_of_validating_applies_it(self, rule: Rule, tmp_path: Path) -> None:
        assert of.rules.get_rule(rule.id) is rule
        event = of.validate(VISIT)
        assert isinstance(event, of.Visit)
        for data in (ILACS_2018, attrs.evolve(event, published=dt.date(2018, 6, 1))):
            assert rule.id in [each for _, each in found(data)]
            assert not of.is_valid(data)
            assert rule.id in of.validate_records([data]).by_rule
            with pytest.raises(of.ValidationError):
                of.validate(data)
        record = json.dumps(ILACS_2018)
        row = "schema_version,authority_name,edition,published\n1,Hampshire,ilacs-2018,2019-06-11\n"
        for name, text in {"a.jsonl": record, "a.json": f"[{record}]", "a.csv": row}.items():
            (tmp_path / name).write_text(text)
            for history in (False, True):
                report = of.validate_file(tmp_path / name, history=history)
                assert report.by_rule[rule.id] == 1

    def test_it_is_no_longer_applied_once_forgotten(self) -> None:
        assert found(ILACS_2018) == []
        assert quickly(ILACS_2018) == ()

    def test_a_rule_over_histories_can_be_added_too(self) -> None:
        @history_rule("x.never-again", of.Severity.ERROR, self.SOURCE, reads=("edition",))
        def never_again(before: Any, after: Any) -> Iterator[Breach]:
            """No authority is inspected twice."""
            yield Breach("edition", f"after {before.edition}, {after.edition}", "one inspection")

        try:
            hampshire = of.datasets.hampshire()
            rules = [each.rule for each in of.iter_history_findings(hampshire)]
            assert rules == ["x.never-again"] * 3
            assert of.validate_records(hampshire, history=True).by_rule == {"x.never-again": 3}
        finally:
            forget(never_again)
