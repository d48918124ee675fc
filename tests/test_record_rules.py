"""The rules over whole records: what no real inspection did is a warning, the impossible an error.

The counts are of 492 graded inspections and one review of a board, in reports of July 2013 to August 2026.
"""

import datetime as dt
from typing import Any

import pytest
from records_for_tests import ABSENT, ILACS_2018, ILACS_2023, SIF, VISIT, Record, judged, spoilt

import ofsted_frameworks as of
from ofsted_frameworks.validation import record_rules


def found(record: object) -> list[tuple[str, str]]:
    """Return the path and the rule of every finding."""
    return [(".".join(map(str, each.path)), each.rule) for each in of.iter_findings(record)]


def called(name: str, code: str | None = None) -> Record:
    return SIF | {"authority": {"name": name} | ({"code": code} if code else {})}


class TestTimeToReport:
    """A report is published 18 to 214 days after the last day on site: in 493 of 493 reports."""

    @pytest.mark.parametrize("days", [18, 42, 214])
    def test_the_times_of_real_reports_are_allowed(self, days: int) -> None:
        assert found(self.published_after(days)) == []

    @pytest.mark.parametrize("days", [0, 17, 215, 4000])
    def test_sooner_or_later_is_a_warning(self, days: int) -> None:
        record = self.published_after(days)
        assert found(record) == [("published", "dates.time-to-report")]
        (warning,) = of.iter_findings(record)
        assert warning.severity is of.Severity.WARNING
        assert warning.message.startswith(
            f"the report was published {days} days after the last day"
        )
        assert "493 of 493" in warning.hint

    def published_after(self, days: int) -> Record:
        return SIF | {"published": (dt.date(2014, 3, 12) + dt.timedelta(days)).isoformat()}

    @pytest.mark.parametrize(("days", "odd"), [(22, False), (225, False), (21, True), (226, True)])
    def test_without_a_last_day_the_first_is_used(self, days: int, odd: bool) -> None:
        """Cornwall 2019 had 22 days from the first, Devon 2024 and a review of Surrey's board 225."""
        published = (dt.date(2014, 2, 18) + dt.timedelta(days)).isoformat()
        record = spoilt(SIF | {"published": published}, "end", value=ABSENT)
        assert found(record) == [("published", "dates.time-to-report")] * odd

    def test_the_letter_of_a_visit_may_come_sooner(self) -> None:
        assert found(VISIT | {"start": "2018-10-02", "published": "2018-10-03"}) == []


class TestWeekend:
    """An inspection begins on a day from Monday to Friday: 492 of 492."""

    @pytest.mark.parametrize(
        ("start", "words"), [("2014-02-15", "Saturday"), ("2014-02-16", "Sunday")]
    )
    def test_a_weekend_is_a_warning(self, start: str, words: str) -> None:
        record = SIF | {"start": start}
        assert found(record) == [("start", "dates.weekend")]
        assert words in next(of.iter_findings(record)).message

    def test_a_visit_may_begin_at_a_weekend(self) -> None:
        assert found(VISIT | {"start": "2018-10-06"}) == []


class TestTheFuture:
    """An inspection that has been judged did not begin in the future."""

    TODAY = dt.date(2024, 6, 12)

    @pytest.fixture(autouse=True)
    def _today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Frozen(dt.date):
            @classmethod
            def today(cls) -> dt.date:  # type: ignore[override]
                return TestTheFuture.TODAY

        monkeypatch.setattr("ofsted_frameworks.validation.checking._engine", fresh)
        monkeypatch.setattr(record_rules, "_today", Frozen.today)

    def test_a_start_in_the_future_is_a_warning(self) -> None:
        record = ILACS_2023 | {"start": "2024-06-13", "end": None, "published": None}
        assert found(record) == [("start", "dates.in-the-future")]
        assert found(record | {"start": "2024-06-12"}) == []

    def test_the_day_of_the_report_is_used_if_no_other_is_recorded(self) -> None:
        record = ILACS_2023 | {"start": None, "end": None, "published": "2024-07-23"}
        assert found(record) == [("published", "dates.in-the-future")]

    def test_a_visit_in_the_future_is_a_warning(self) -> None:
        assert found(VISIT | {"start": "2024-07"}) == [("start", "dates.in-the-future")]


def fresh(*_: object) -> Any:
    """Return an engine that remembers nothing."""
    from ofsted_frameworks.validation.checking import Engine

    return Engine()


class TestThePause:
    """No inspection begins while routine inspections are paused: 271 of 271."""

    @pytest.mark.parametrize(
        ("start", "odd"),
        [("2020-03-16", False), ("2020-03-17", True), ("2021-06-25", True), ("2021-06-28", False)],
    )
    def test_a_start_in_the_pause_is_a_warning(self, start: str, odd: bool) -> None:
        record = ILACS_2018 | {"start": start, "end": None, "published": None}
        assert found(record) == [("start", "dates.in-a-pause")] * odd

    def test_the_source_is_the_document_on_the_pause(self) -> None:
        record = ILACS_2018 | {"start": "2020-09-07", "end": None, "published": None}
        (warning,) = of.iter_findings(record)
        assert warning.source
        assert warning.source.provenance.is_ofsted
        assert warning.expected == "before 17 March 2020, or from 28 June 2021"


class TestAuthorities:
    """The name and the code belong to one authority, which existed on the day."""

    @pytest.mark.parametrize(
        "record",
        [
            called("Kent"),
            called("Kent County Council", "E10000016"),
            called("London Corporation"),
            called("Isle Of Wight"),
            called("Dorset"),  # two authorities in turn: the name alone does not say which
            called("Dorset", "E10000009"),
            called("Gateshead", "E08000020"),  # a code that it had before 2013
        ],
    )
    def test_a_real_authority_is_allowed(self, record: Record) -> None:
        assert found(record) == []

    def test_an_unknown_name_is_a_warning(self) -> None:
        (warning,) = of.iter_findings(called("Hampshrie"))
        assert (warning.path, warning.rule) == (("authority", "name"), "authority.unknown-name")
        assert "did you mean 'Hampshire'?" in warning.message

    def test_an_unknown_code_is_a_warning(self) -> None:
        (warning,) = of.iter_findings(called("Kent", "E10000099"))
        assert (warning.path, warning.rule) == (("authority", "code"), "authority.unknown-code")
        assert warning.expected == "E10000016"

    def test_the_code_of_another_authority_is_a_warning(self) -> None:
        (warning,) = of.iter_findings(called("Kent", "E10000014"))
        assert (warning.path, warning.rule) == (("authority", "code"), "authority.code-of-another")
        assert warning.message == "E10000014 is the code of Hampshire, not of Kent"
        assert warning.expected == "E10000016"

    @pytest.mark.parametrize(
        ("authority", "day", "words"),
        [
            ({"name": "Dorset", "code": "E06000059"}, "2016-05-23", "it began on 1 April 2019"),
            (
                {"name": "Dorset", "code": "E10000009"},
                "2019-04-29",
                "its last day was 31 March 2019",
            ),
            (
                {"name": "Bournemouth, Christchurch and Poole"},
                "2016-05-23",
                "it began on 1 April 2019",
            ),
            ({"name": "Cumbria"}, "2023-05-15", "its last day was 31 March 2023"),
        ],
    )
    def test_an_authority_that_did_not_exist_is_a_warning(
        self, authority: dict[str, str], day: str, words: str
    ) -> None:
        record = next(r for r in (SIF, ILACS_2018, ILACS_2023) if r["start"] >= day[:4])
        record = record | {"authority": authority, "start": day, "end": None, "published": None}
        (warning,) = (f for f in of.iter_findings(record) if f.rule == "authority.not-existing")
        assert words in warning.message
        assert warning.expected
        assert warning.source
        assert warning.source.provenance is of.Provenance.LAW

    def test_a_report_may_follow_its_end_but_not_come_before_its_beginning(self) -> None:
        undated = {k: v for k, v in ILACS_2018.items() if k not in ("start", "end")}
        old = undated | {"authority": {"name": "Dorset", "code": "E10000009"}}
        assert found(old | {"published": "2019-06-11"}) == []
        new = undated | {"authority": {"name": "Dorset", "code": "E06000059"}}
        assert found(new | {"published": "2019-06-11"}) == []
        assert found(new | {"published": "2019-03-11"}) == [
            ("authority.code", "authority.not-existing")
        ]
        assert found({k: v for k, v in new.items() if k != "published"}) == []


class TestReinspections:
    """A re-inspection does not judge the board: 21 of 21 under SIF."""

    def test_a_grade_for_the_board_is_a_warning(self) -> None:
        again = SIF | {"kind": "reinspection"}
        assert found(again) == [("judgements.lscb_effectiveness", "judgements.not-of-this-kind")]

    @pytest.mark.parametrize("value", [ABSENT, None, "not_judged"])
    def test_no_grade_for_the_board_is_allowed(self, value: Any) -> None:
        again = judged(SIF, lscb_effectiveness=value) | {"kind": "reinspection"}
        assert found(again) == []

    def test_a_re_inspection_of_2009_to_2012_may_grade_either_part(self) -> None:
        """Either part may be left out, so either may be graded."""
        again: Record = {
            "schema_version": 1,
            "authority": {"name": "Cornwall"},
            "edition": "slac-2010",
            "kind": "reinspection",
            "published": "2011-02-25",
            "judgements": {"safeguarding_overall_effectiveness": "inadequate"},
        }
        assert found(again) == []


@pytest.mark.parametrize("rule", of.rules.record_rules(), ids=lambda rule: rule.id)
def test_a_rule_reads_no_more_than_it_declares(rule: of.rules.RecordRule) -> None:
    from ofsted_frameworks.validation.details import Details

    for record in (SIF, ILACS_2018, ILACS_2023, VISIT, called("Dorset", "E06000059")):
        for spoil in (
            {},
            {"end": "2013-01-05"},
            {"published": "2031-01-01"},
            {"start": "2009-01-04"},
        ):
            event = of.from_dict(record | spoil)
            rule.breaches(Details.of(event))
