"""What is written reads back the same, in this and every later release."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from records_for_tests import ILACS_2018, SIF, VISIT, spoilt

import ofsted_frameworks as of
from ofsted_frameworks import strategies
from ofsted_frameworks.validation import decoding

VERSION_1 = Path(__file__).with_name("records") / "version-1.jsonl"


class TestRoundTrips:
    """An event written as a dictionary, as JSON or as JSON Lines reads back as itself."""

    @given(strategies.inspections() | strategies.visits())
    def test_dictionary_json_and_lines_read_back(
        self, event: "of.Inspection[Any] | of.Visit"
    ) -> None:
        assert of.from_dict(of.to_dict(event)) == event
        assert of.loads(of.dumps(event)) == event
        assert of.loads(of.dumps(event).encode()) == event
        assert list(of.load_lines(of.dump_lines([event, event]))) == [event, event]

    @given(strategies.inspections() | strategies.visits())
    def test_a_converter_reads_back(self, event: "of.Inspection[Any] | of.Visit") -> None:
        converter = of.make_converter()
        record = converter.unstructure(event)
        assert record == of.to_dict(event)
        either: Any = of.Inspection[Any] | of.Visit
        assert converter.structure(record, either) == event

    def test_values_that_are_not_recorded_are_left_out(self) -> None:
        bare = of.Inspection(
            authority=of.LocalAuthority("Anyshire"), judgements=of.TlacJudgements()
        )
        assert of.to_dict(bare) == {
            "schema_version": 1,
            "authority": {"name": "Anyshire"},
            "edition": "tlac-2013",
            "judgements": {},
        }

    def test_an_edition_may_be_named_by_its_better_known_year(self) -> None:
        read = of.from_dict(SIF | {"edition": "sif-2014"})
        assert of.to_dict(read)["edition"] == "sif-2013"


class TestWhatVersion1Wrote:
    """Records written by the first release can still be read."""

    def test_every_line_reads_and_is_valid(self) -> None:
        lines = VERSION_1.read_text("utf-8").splitlines()
        events = list(of.load_lines(lines))
        assert len(events) == len(lines) == 14
        assert all(of.is_valid(event) for event in events)
        assert {e.edition.id for e in events if isinstance(e, of.Inspection)} == {
            edition.id for edition in of.all_editions()
        }

    def test_an_inspection_has_the_same_values(self) -> None:
        scilly = of.loads(VERSION_1.read_text("utf-8").splitlines()[9])
        assert scilly == of.Inspection(
            authority=of.LocalAuthority("Isles of Scilly", "E06000053"),
            judgements=of.SifJudgements(
                overall_effectiveness=of.SifGrade.GOOD,
                help_and_protection=of.SifGrade.GOOD,
                looked_after_and_permanence=of.NOT_JUDGED,
                adoption_performance=of.NOT_JUDGED,
                care_leavers=of.NOT_JUDGED,
                leadership_management_governance=of.SifGrade.GOOD,
                lscb_effectiveness=of.SifGrade.REQUIRES_IMPROVEMENT,
            ),
            kind=of.Kind.FULL,
            start=dt.date(2016, 4, 11),
            end=dt.date(2016, 4, 28),
            published=dt.date(2016, 6, 27),
            source="Single inspection report: Isles of Scilly",
        )

    def test_a_visit_has_the_same_values(self) -> None:
        visit = of.loads(VERSION_1.read_text("utf-8").splitlines()[6])
        assert isinstance(visit, of.Visit)
        assert visit.kind is of.VisitKind.FOCUSED
        assert visit.start == of.Month(2018, 10)
        assert visit.theme == "Children subject to a child protection plan"


class TestStrictness:
    """Only the form is checked here, and strictly."""

    def test_an_end_before_the_start_is_read_unchanged(self) -> None:
        event = of.from_dict(ILACS_2018 | {"end": "2019-04-01"})
        assert event.end == dt.date(2019, 4, 1)

    def test_a_wrong_form_is_refused_with_every_fault(self) -> None:
        bad = spoilt(ILACS_2018, "authority", value={}) | {"kind": "full"}
        with pytest.raises(of.ValidationError, match="2 errors"):
            of.from_dict(bad)

    @pytest.mark.parametrize("text", ["", "nonsense", "[1, 2", b"\xff\xfe", "NaN"])
    def test_text_that_is_not_json_is_refused(self, text: str | bytes) -> None:
        with pytest.raises(of.ValidationError, match="this is not JSON"):
            of.loads(text)

    def test_a_repeated_key_is_refused(self) -> None:
        line = json.dumps(SIF).replace('"kind": "full"', '"kind": "full", "kind": "full"')
        with pytest.raises(of.ValidationError, match="'kind' appears twice"):
            of.loads(line)

    def test_a_byte_order_mark_is_skipped(self) -> None:
        assert of.loads(b"\xef\xbb\xbf" + json.dumps(VISIT).encode()) == of.from_dict(VISIT)

    def test_the_number_of_a_wrong_line_is_given(self) -> None:
        lines = [json.dumps(SIF), "", "nonsense"]
        events = of.load_lines(lines)
        assert next(events) == of.from_dict(SIF)
        with pytest.raises(of.ValidationError, match="line 3") as caught:
            next(events)
        assert caught.value.findings[0].place == of.findings.Place(line=3)


@attrs.frozen
class Case:
    """A class of a user's own with this library's types as fields."""

    inspection: of.Inspection[of.SifJudgements]
    either: of.Inspection[Any] | of.Visit
    grade: of.IlacsGrade
    kind: of.VisitKind
    month: of.Month
    day: dt.date
    absent: of.grades.NotJudged
    pages: int


class TestConverter:
    """A converter handles users' own classes, and coerces nothing."""

    CASE = Case(
        of.datasets.hampshire()[1],
        of.datasets.hampshire().visits[0],
        of.IlacsGrade.REQUIRES_IMPROVEMENT,
        of.VisitKind.JTAI,
        of.Month(2018, 10),
        dt.date(2019, 4, 29),
        of.NOT_JUDGED,
        12,
    )

    def test_it_handles_a_users_own_class(self) -> None:
        converter = of.make_converter()
        plain = converter.unstructure(self.CASE)
        assert json.loads(json.dumps(plain)) == plain
        assert (plain["grade"], plain["month"]) == ("requires_improvement", "2018-10")
        assert converter.structure(plain, Case) == self.CASE

    def test_each_call_returns_a_new_converter(self) -> None:
        assert of.make_converter() is not of.make_converter()

    @pytest.mark.parametrize(
        ("wanted", "value"),
        [
            (of.IlacsGrade, "adequate"),
            (of.IlacsGrade, 3),
            (of.Kind, "focused"),
            (dt.date, "2019-02-29"),
            (dt.date, 43584),
            (of.Month, "2018-13"),
            (of.Month, "2018-10-01"),
            (of.Month, 201810),
            (str, 3),
            (int, True),
            (int, "3"),
            (float, "3.0"),
            (bool, "false"),
            (of.Visit, SIF),
            (of.Inspection, VISIT),
            (of.Inspection[of.Ilacs2018Judgements], SIF),
            (of.Inspection, {}),
        ],
    )
    def test_a_value_of_the_wrong_type_is_refused(self, wanted: Any, value: Any) -> None:
        with pytest.raises(of.ValidationError):
            of.make_converter().structure(value, wanted)

    def test_an_unknown_key_is_refused(self) -> None:
        converter = of.make_converter()
        with pytest.raises(Exception, match="Case"):
            converter.structure(converter.unstructure(self.CASE) | {"extra": 1}, Case)


class TestReadingJson:
    """The standard library reads JSON as strictly as orjson does."""

    @pytest.mark.parametrize(
        "text",
        [
            b"NaN",
            b"[Infinity]",
            b'"\\ud800"',
            b'"\xff"',
            b"",
            b"{",
            b'"\x00"',
            b"1 2",
            b"[" * 90_000,
        ],
    )
    def test_both_readers_refuse_the_same_text(
        self, text: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, findings = decoding.decode(text)
        assert [each.rule for each in findings] == ["file.not-json"]
        monkeypatch.setattr(decoding, "fastest_loads", lambda: decoding.strict_loads)
        assert decoding.decode(text)[1] == findings

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "it is empty"),
            (" \n", "it is empty"),
            ("nonsense", "a value is missing at column 1"),
            ("{'a': 1}", "a key in double quotes is missing at column 2"),
            ('{"a" 1}', "the colon after a key is missing at column 6"),
            ("[1 2]", "a comma, or the end of the list or object, is missing at column 4"),
            ('["a', "a string that begins here is not closed at column 2"),
            ('"\x01"', "a control character is inside a string at column 2"),
            ("{} {}", "more text follows the end at column 4"),
            ("{}\xa0", "more text follows the end at column 3"),
            ('"\\ud800"', "half of a surrogate pair is not a character"),
            (b'"\xff"', "it is not text in UTF-8"),
            ("NaN", "NaN is not JSON"),
        ],
    )
    @pytest.mark.parametrize("plain", [False, True])
    def test_both_readers_give_the_same_message_for_text_that_is_not_json(
        self, text: str | bytes, why: str, plain: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if plain:
            monkeypatch.setattr(decoding, "fastest_loads", lambda: decoding.strict_loads)
        with pytest.raises(of.ValidationError) as caught:
            of.loads(text)
        assert [each.message for each in caught.value.findings] == [f"this is not JSON: {why}"]

    @pytest.mark.parametrize(
        "number",
        [
            "1e999", "-1e999", "9" * 400, "9" * 5000, "-" + "9" * 400, "1e-999", "-0", "0e999",
            "18446744073709551615", "18446744073709551616", "-9223372036854775808",
            "-9223372036854775809", "99999999999999999999", "1" + "0" * 30,
        ],
    )  # fmt: skip
    def test_a_number_is_the_same_with_and_without_orjson(
        self, number: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = json.dumps(SIF).replace('"schema_version": 1', f'"schema_version": {number}')
        value, nothing = decoding.decode(text.encode())
        with_orjson = list(of.iter_findings(value))
        monkeypatch.setattr(decoding, "fastest_loads", lambda: decoding.strict_loads)
        assert decoding.decode(text.encode()) == (value, nothing) == (value, [])
        assert list(of.iter_findings(value)) == with_orjson
        assert [each.rule for each in with_orjson] == ["record.unsupported-version"]

    def test_a_duplicate_key_is_found_beside_a_very_long_number(self) -> None:
        text = '{"a": 1, "a": ' + "9" * 5000 + "}"
        assert [each.rule for each in decoding.decode(text.encode())[1]] == ["file.duplicate-key"]

    def test_both_readers_return_the_same_values(self) -> None:
        line = json.dumps(SIF | {"source": "\u2019 \U0001f600"}).encode()
        assert decoding.strict_loads(line) == decoding.fastest_loads()(line)

    def test_orjson_is_used_if_it_is_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import sys
        from types import SimpleNamespace

        stand_in = SimpleNamespace(loads=json.loads)
        monkeypatch.setitem(sys.modules, "orjson", stand_in)
        decoding.fastest_loads.cache_clear()
        assert decoding.fastest_loads() is json.loads
        monkeypatch.setitem(sys.modules, "orjson", None)
        decoding.fastest_loads.cache_clear()
        assert decoding.fastest_loads() is decoding.strict_loads
        monkeypatch.undo()
        decoding.fastest_loads.cache_clear()

    def test_text_that_only_one_reader_accepts_has_no_duplicate_keys(self) -> None:
        assert list(decoding.duplicate_keys(b"{")) == []
