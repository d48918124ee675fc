"""Many records in any file: every fault is found, no record is lost, and only our own errors are raised."""

import csv
import io
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from records_for_tests import ILACS_2018, ILACS_2023, SIF, TLAC, VISIT, Record, judged

import ofsted_frameworks as of
from ofsted_frameworks import strategies
from ofsted_frameworks.validation import bulk, decoding, files
from ofsted_frameworks.validation.checking import rules_of_authorities

ONCE = rules_of_authorities()
HAMPSHIRE = Path(of.__file__).parent / "datasets" / "data" / "hampshire.jsonl"
BAD: Record = SIF | {"kind": "short"}
PARTIAL = judged(ILACS_2023, care_leavers=None)


def lines_of(*records: object) -> str:
    return "".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in records)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., of.validation.Report]:
    """Return a function that writes text or bytes to a file with a name, and validates it."""

    def checked(name: str, content: str | bytes, **options: Any) -> of.validation.Report:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return of.validate_file(file, **options)

    return checked


Check = Callable[..., of.validation.Report]


def numbers(report: of.validation.Report) -> tuple[int, int, int]:
    return report.records, report.valid, report.invalid


def found(report: of.validation.Report) -> list[tuple[int | None, str]]:
    return [(each.place.line if each.place else None, each.rule) for each in report.findings]


def test_hampshire_is_valid_alone_and_together() -> None:
    report = of.validate_file(HAMPSHIRE, history=True)
    assert numbers(report) == (7, 7, 0)
    assert report.findings == ()
    assert str(report) == "7 records: 7 valid, 0 invalid; 0 errors, 0 warnings"


class TestRecords:
    """Any values can be validated together; each counts as valid or invalid."""

    def test_records_may_be_values_of_any_type(self) -> None:
        inspection = of.datasets.hampshire()[1]
        report = of.validate_records([SIF, BAD, 3, None, inspection, VISIT, PARTIAL])
        assert numbers(report) == (7, 4, 3)
        assert (report.errors, report.warnings) == (3, 1)
        assert [each.place and each.place.row for each in report.findings] == [2, 3, 4, 7]

    def test_a_missing_judgement_is_an_error_in_complete_data(self) -> None:
        assert numbers(of.validate_records([PARTIAL], complete=True)) == (1, 0, 1)

    def test_warnings_may_count_as_errors(self) -> None:
        report = of.validate_records([PARTIAL], warnings_as_errors=True)
        assert (report.errors, report.warnings, report.invalid) == (1, 0, 1)

    def test_the_first_findings_are_kept_and_all_are_counted_and_passed_on(self) -> None:
        passed: list[of.Finding] = []
        report = of.validate_records([BAD] * 5, keep=2, on_finding=passed.append)
        assert len(report.findings) == 2
        assert report.left_out == 3
        assert report.by_rule == {"record.kind-of-other-framework": 5}
        assert len(passed) == 5
        assert str(report).endswith("5 errors, 0 warnings (3 findings are not kept)")

    def test_histories_are_checked_if_asked_for(self) -> None:
        report = of.validate_records([ILACS_2018, 3, VISIT, BAD, ILACS_2018, SIF], history=True)
        assert numbers(report) == (6, 3, 3)
        assert [(f.place and f.place.row, f.rule) for f in report.findings] == [
            (2, "record.not-an-object"),
            (4, "record.kind-of-other-framework"),
            (5, "history.same-day"),
        ]

    def test_a_record_that_is_wrong_alone_and_together_is_one_invalid_record(self) -> None:
        wrong = ILACS_2018 | {"published": "2019-01-01"}
        report = of.validate_records([ILACS_2018, wrong], history=True)
        assert numbers(report) == (2, 1, 1)
        assert report.errors == 2

    @given(st.lists(strategies.almost_valid_records() | strategies.any_json(), max_size=8))
    def test_the_report_has_the_findings_of_each_record(self, records: list[Any]) -> None:
        report = of.validate_records(records)
        each = [list(of.iter_findings(record)) for record in records]
        assert report.records == len(records)
        assert report.valid == sum(of.is_valid(record) for record in records)
        about_records = [f.rule for fs in each for f in fs if f.rule not in ONCE]
        assert [f.rule for f in report.findings if f.rule not in ONCE] == about_records


class TestAuthorities:
    """A finding about an authority is reported at the authority's first record only."""

    RECORDS = tuple(
        SIF | {"authority": {"name": name}} for name in ("Nowhere", "Nowhere", "Kent", "Utopia")
    )

    def test_each_unknown_authority_is_reported_once(self, check: Check) -> None:
        expected = [(1, "authority.unknown-name"), (4, "authority.unknown-name")]
        for name, text in {
            "r.jsonl": lines_of(*self.RECORDS),
            "r.json": "[" + ",\n".join(map(json.dumps, self.RECORDS)) + "]",
        }.items():
            report = check(name, text)
            assert found(report) == expected
            assert (report.valid, report.warnings) == (4, 2)

    def test_unknown_authorities_are_reported_again_for_the_next_file(self, check: Check) -> None:
        for _ in range(2):
            assert check("r.jsonl", lines_of(*self.RECORDS)).warnings == 2

    def test_every_one_of_very_many_authorities_is_reported(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bulk, "_MOST_REMEMBERED", 1)
        report = of.validate_records(self.RECORDS * 2)
        assert report.by_rule == {"authority.unknown-name": 3}


def test_errors_are_kept_before_warnings() -> None:
    report = of.validate_records([PARTIAL] * 5 + [BAD] + [PARTIAL] * 5 + [BAD], keep=3)
    assert [(f.place and f.place.row, f.rule) for f in report.findings] == [
        (1, "judgements.missing"),
        (6, "record.kind-of-other-framework"),
        (12, "record.kind-of-other-framework"),
    ]
    assert report.left_out == 9


class TestJsonLines:
    """Each line is a record; a line that is not a record is reported, and the others are read."""

    def test_a_broken_line_is_a_finding_with_its_number(self, check: Check) -> None:
        report = check("r.jsonl", lines_of(SIF, '{"broken": ', "", "  ", BAD, "nonsense", VISIT))
        assert numbers(report) == (5, 2, 3)
        assert found(report) == [
            (2, "file.not-json"),
            (5, "record.kind-of-other-framework"),
            (6, "file.not-json"),
        ]

    @pytest.mark.parametrize(
        "line",
        [
            b'{"a": NaN}',
            b'{"a": "\\ud800"}',
            b'{"a": "\x00"}',
            b"{" * 100_000,
            b'{"a": ' + b"9" * 100_000,
            b'{"a": "\xff"}',
            b"{}{}",
        ],
    )
    @pytest.mark.parametrize("strict", [False, True])
    def test_a_line_that_is_not_json_is_reported(
        self, check: Check, line: bytes, strict: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if strict:
            monkeypatch.setattr(files, "fastest_loads", lambda: decoding.strict_loads)
            monkeypatch.setattr(decoding, "fastest_loads", lambda: decoding.strict_loads)
        report = check("r.jsonl", lines_of(SIF).encode() + line + b"\n" + lines_of(VISIT).encode())
        assert numbers(report) == (3, 2, 1)
        assert found(report) == [(2, "file.not-json")]

    def test_windows_line_endings_and_a_byte_order_mark_are_ignored(self, check: Check) -> None:
        text = lines_of(SIF, BAD).replace("\n", "\r\n").removesuffix("\r\n")
        assert found(check("r.jsonl", b"\xef\xbb\xbf" + text.encode())) == [
            (2, "record.kind-of-other-framework")
        ]

    def test_a_line_of_ten_megabytes_is_read(self, check: Check) -> None:
        report = check("r.jsonl", lines_of(SIF | {"source": "x" * 10_000_000}, BAD))
        assert found(report) == [(2, "record.kind-of-other-framework")]

    def test_findings_do_not_keep_the_long_lines_they_are_about(self, check: Check) -> None:
        long = "x" * 1_000_000
        wrong = [
            {long: long}, {"edition": long}, {"edition": [long]}, [long], long, {"kind": {long: long}},
            SIF | {"judgements": {long: long}}, SIF | {"start": long}, {"authority": {long: 1}},
        ]  # fmt: skip
        twice = f'{{"{long}": 1, "{long}": 2}}'
        findings = check("r.jsonl", lines_of(SIF, *map(json.dumps, wrong), twice)).findings
        assert {each.place.line for each in findings if each.place} == set(range(2, 12))
        assert max(len(pickle.dumps(each)) for each in findings) < 5_000

    def test_a_byte_order_mark_inside_a_file_is_ignored(self, check: Check) -> None:
        text = lines_of(SIF).encode() + b"\xef\xbb\xbf" + lines_of(BAD).encode()
        assert found(check("r.jsonl", text)) == [(2, "record.kind-of-other-framework")]

    def test_a_line_that_is_too_long_is_reported_and_skipped(
        self, check: Check, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "BLOCK", 4_000)
        long = SIF | {"source": "x" * 50_000}
        report = check("r.jsonl", lines_of(SIF, long, BAD), max_record_bytes=10_000)
        assert found(report) == [(2, "file.too-long"), (3, "record.kind-of-other-framework")]
        report = check("r.jsonl", lines_of(SIF, long).removesuffix("\n"), max_record_bytes=10_000)
        assert found(report) == [(2, "file.too-long")]

    def test_the_only_line_is_reported_if_it_is_too_long(self, check: Check) -> None:
        long = SIF | {"source": "x" * 50_000}
        report = check("r.jsonl", lines_of(long), max_record_bytes=10_000)
        assert found(report) == [(1, "file.too-long")]
        assert report.findings[0].message == (
            "the line is longer than 10,000 bytes; max_record_bytes raises the limit"
        )
        assert found(check("r.jsonl", lines_of(long), max_record_bytes=100_000)) == []

    @pytest.mark.parametrize("block", [7, 64, 1_000])
    def test_a_line_of_exactly_the_longest_length_is_read(
        self, check: Check, monkeypatch: pytest.MonkeyPatch, block: int
    ) -> None:
        monkeypatch.setattr(files, "BLOCK", block)
        for more, expected in ((-1, []), (0, []), (1, [1, 3]), (2, [1, 3]), (block, [1, 3])):
            line = json.dumps(SIF | {"source": "x" * 50})
            limit = max(len(line) - more, 1)
            report = check("r.jsonl", f"{line}\n\n{line}\n\n", max_record_bytes=limit)
            assert found(report) == [(number, "file.too-long") for number in expected]
            assert report.records == 2

    def test_a_repeated_key_is_reported_at_its_path(self, check: Check) -> None:
        twice = json.dumps(SIF).replace('"care_leavers"', '"care_leavers": "good", "care_leavers"')
        top = json.dumps(VISIT).replace('"theme"', '"theme" : "x", "theme"')
        report = check("r.jsonl", lines_of(SIF, twice, top))
        assert [(f.path, f.rule) for f in report.findings] == [
            (("judgements", "care_leavers"), "file.duplicate-key"),
            (("theme",), "file.duplicate-key"),
        ]
        assert numbers(report) == (3, 1, 2)

    def test_one_repeated_key_among_very_many_is_reported(self, check: Check) -> None:
        keys = ", ".join(f'"k{n}": 1' for n in range(100_000))
        report = check("r.jsonl", f'{{{keys}, "k7": 2}}\n')
        assert report.by_rule["file.duplicate-key"] == 1

    def test_only_the_first_of_very_many_wrong_keys_are_listed(self, check: Check) -> None:
        keys = ", ".join(f'"k{n}": 1' for n in range(100_000))
        twice = ", ".join(f'"d{n}": 1, "d{n}": 2' for n in range(200))
        record = f'{{{keys}, "judgements": {{{keys}}}, "authority": {{"name": "Kent", {keys}}}, {twice}}}'
        report = check("r.jsonl", f"{record}\n")
        assert report.by_rule["record.unknown-key"] == 202
        assert report.by_rule["record.unknown-area"] == 101
        assert report.by_rule["file.duplicate-key"] == 101
        messages = [each.message for each in report.findings]
        assert "100,100 more keys are unknown" in messages
        assert "100 more keys appear twice" in messages

    def test_colons_in_a_string_are_not_counted_as_keys(self, check: Check) -> None:
        record = SIF | {"source": 'the "overall": of page 3: see below'}
        assert numbers(check("r.jsonl", lines_of(record))) == (1, 1, 0)

    def test_a_line_of_json_that_is_not_a_record_is_reported(self, check: Check) -> None:
        assert found(check("r.jsonl", lines_of(3, None, []))) == [
            (line, "record.not-an-object") for line in (1, 2, 3)
        ]

    def test_an_empty_file_has_no_records(self, check: Check) -> None:
        assert numbers(check("r.jsonl", "")) == (0, 0, 0)
        assert numbers(check("r.ndjson", "\n\n")) == (0, 0, 0)

    @pytest.mark.parametrize("content", ["nonsense\n", "a\nb\nc", "a,b\n" * 5000])
    def test_a_file_that_is_not_json_lines_is_refused(self, check: Check, content: str) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="line 1: this is not JSON Lines"):
            check("r.jsonl", content)

    @pytest.mark.parametrize("document", [SIF, [SIF, BAD, VISIT]])
    def test_a_json_document_over_many_lines_is_refused_as_json_lines(
        self, check: Check, document: object
    ) -> None:
        with pytest.raises(
            of.findings.UnreadableFile, match="for a whole JSON document, use format json"
        ):
            check("r.jsonl", json.dumps(document, indent=2))

    def test_broken_first_lines_do_not_stop_the_reading(self, check: Check) -> None:
        assert found(check("r.jsonl", lines_of("# a comment", SIF, BAD))) == [
            (1, "file.not-json"),
            (3, "record.kind-of-other-framework"),
        ]
        assert found(check("r.jsonl", lines_of("# a comment", BAD))) == [
            (1, "file.not-json"),
            (2, "record.kind-of-other-framework"),
        ]
        assert found(check("r.jsonl", lines_of("# a comment", SIF))) == [(1, "file.not-json")]


class TestJson:
    """A JSON file has a list of records, or a single record."""

    def test_a_list_of_records_is_read(self, check: Check) -> None:
        report = check("r.json", json.dumps([SIF, BAD, VISIT, 3], indent=1))
        assert numbers(report) == (4, 2, 2)
        lines = [line for line, _ in found(report)]
        assert lines[0] == 2 + len(json.dumps(SIF, indent=1).splitlines())

    @pytest.mark.parametrize("text", ["[]", " [ ] ", "[\n]\n"])
    def test_an_empty_list_has_no_records(self, check: Check, text: str) -> None:
        assert numbers(check("r.json", text)) == (0, 0, 0)

    def test_one_record_without_a_list_is_read(self, check: Check) -> None:
        assert numbers(check("r.json", f"\n {json.dumps(SIF)}\n")) == (1, 1, 0)
        assert numbers(check("r.json", "3")) == (1, 0, 1)

    def test_records_longer_than_a_block_are_read(
        self, check: Check, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "BLOCK", 7)
        records = [SIF | {"source": "é" * n} for n in range(1, 40)]
        assert numbers(check("r.json", json.dumps(records, ensure_ascii=False))) == (39, 39, 0)

    def test_a_repeated_key_is_reported(self, check: Check) -> None:
        twice = json.dumps(SIF).replace('"kind"', '"kind": "full", "kind"')
        report = check("r.json", f"[{twice}]")
        assert [f.rule for f in report.findings] == ["file.duplicate-key"]

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            ('[{"edition": \n', "it ends too soon; is the file complete?"),
            ('["sif-20', "it ends too soon; is the file complete?"),
            ("nonsense", "line 1: this is not JSON: a value is missing"),
            ("<html>", "a value is missing"),
            ("[1, 2", "a comma or the end of the list is missing"),
            ("[1 2]", "a comma or the end of the list is missing"),
            ("[1, ]", "no value follows a comma"),
            ("[1,\n2,\n{]", "line 3"),
            ("[NaN]", "NaN is not JSON"),
            ('["\\ud800"]', "half of a surrogate pair"),
            ("[" * 100_000, "nested too deeply"),
            (lines_of(SIF, SIF), "format jsonl"),
            (b'["\xff"]', "not text in UTF-8"),
            (b"[1, 2, \xff", "not text in UTF-8"),
        ],
    )
    def test_text_that_is_not_json_is_refused_with_the_line(
        self, check: Check, content: str | bytes, why: str
    ) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="this is not JSON") as caught:
            check("r.json", content)
        assert why in str(caught.value)

    @pytest.mark.parametrize("number", ["9" * 5000, "1e999", "-1e999", "18446744073709551616"])
    def test_a_number_of_any_size_is_read(self, check: Check, number: str) -> None:
        record = json.dumps(SIF).replace('"schema_version": 1', f'"schema_version": {number}')
        document, lines = check("r.json", f"[{record}]"), check("r.jsonl", lines_of(SIF, record))
        assert [f.rule for f in document.findings] == ["record.unsupported-version"]
        assert document.findings[0].message == lines.findings[0].message

    def test_a_pair_of_surrogates_is_read_as_a_character(self, check: Check) -> None:
        assert numbers(check("r.json", json.dumps([SIF | {"source": "\U0001f600"}]))) == (1, 1, 0)

    def test_an_endless_value_is_refused(
        self, check: Check, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "BLOCK", 1000)
        with pytest.raises(
            of.findings.UnreadableFile, match="a value is longer than 5,000 characters"
        ):
            check("r.json", '["' + "x" * 100_000, max_record_bytes=5000)


def csv_of(*records: Record, **more: str) -> str:
    """Return the records as CSV, with a column for each area that any of them has."""
    areas = list(dict.fromkeys(name for r in records for name in r.get("judgements", {})))
    plain = ["edition", "kind", "visit", "start", "end", "published", "theme", "source"]
    text = io.StringIO()
    columns = ["schema_version", "authority_name", "authority_code", *plain, *areas, *more]
    rows = csv.DictWriter(text, columns, lineterminator="\n")
    rows.writeheader()
    for record in records:
        row = {key: record[key] for key in ("schema_version", *plain) if key in record}
        row |= {f"authority_{key}": value for key, value in record["authority"].items()}
        rows.writerow(row | record.get("judgements", {}) | more)
    return text.getvalue()


class TestCsv:
    """Each row is a record, with a key for each column; an empty cell is an absent key."""

    def test_rows_of_every_edition_and_visits_are_read(self, check: Check) -> None:
        report = check("r.csv", csv_of(SIF, ILACS_2018, TLAC, VISIT, ILACS_2023, BAD, PARTIAL))
        assert numbers(report) == (7, 6, 1)
        assert found(report) == [
            (7, "record.kind-of-other-framework"),
            (8, "judgements.missing"),
        ]

    def test_a_visit_with_judgements_or_an_edition_is_reported(self, check: Check) -> None:
        judged = VISIT | {"judgements": {"care_leavers": "good"}}
        report = check("r.csv", csv_of(VISIT, judged, VISIT | {"edition": "ilacs-2018"}))
        assert [(f.place and f.place.line, f.path, f.rule) for f in report.findings] == [
            (3, ("judgements",), "record.unknown-key"),
            (4, ("edition",), "record.unknown-key"),
        ]

    def test_a_file_written_by_excel_is_read(self, check: Check) -> None:
        text = csv_of(SIF, BAD).replace("\n", "\r\n")
        assert found(check("r.csv", b"\xef\xbb\xbf" + text.encode())) == [
            (3, "record.kind-of-other-framework")
        ]

    def test_columns_may_be_few_and_in_any_order(self, check: Check) -> None:
        report = check("r.csv", "edition,authority_name\nsif-2013,Hampshire\n", complete=True)
        assert numbers(report) == (1, 0, 1)
        assert {rule for _, rule in found(report)} == {"judgements.missing"}

    def test_an_empty_row_is_skipped(self, check: Check) -> None:
        empty = "," * csv_of(SIF).splitlines()[0].count(",")
        assert numbers(check("r.csv", csv_of(SIF) + f"{empty}\n\n")) == (1, 1, 0)

    def test_a_finding_names_the_line_on_which_its_row_begins(self, check: Check) -> None:
        record = SIF | {"source": "two\nlines"}
        assert found(check("r.csv", csv_of(record, BAD))) == [(4, "record.kind-of-other-framework")]

    def test_an_unknown_column_is_reported_once(self, check: Check) -> None:
        report = check("r.csv", csv_of(SIF, SIF, care_leaver="good"))
        assert numbers(report) == (2, 2, 0)
        assert found(report) == [(1, "file.unknown-column")]
        assert report.errors == 1
        assert report.findings[0].hint == "did you mean 'care_leavers'?"

    @pytest.mark.parametrize(
        ("row", "rule"),
        [
            ("sif-2013,Hampshire,more", "file.wrong-cells"),
            ("sif-2013", "file.wrong-cells"),
            ('sif-2013,"Hamp"shire', "file.wrong-cells"),
            ("sif-2013,Hamp\rshire", "file.wrong-cells"),
            ("sif-2013," + "x" * 20_000_000, "file.wrong-cells"),
            (b"sif-2013,C\xf4te", "file.not-text"),
        ],
    )
    def test_an_unreadable_row_is_reported_with_its_line(
        self, check: Check, row: str | bytes, rule: str
    ) -> None:
        raw = row if isinstance(row, bytes) else row.encode()
        content = b"edition,authority_name\ncpi-2012,Kent\n" + raw + b"\ncpi-2012,Kent\n"
        report = check("r.csv", content)
        assert numbers(report) == (3, 2, 1)
        assert (3, rule) in found(report)

    def test_an_unclosed_quote_does_not_swallow_the_rows_after_it(self, check: Check) -> None:
        text = (
            "authority_name,edition,kind,source\n"
            'Kent,cpi-2012,full,"see letter\n'
            "Leeds,cpi-2012,full,\n"
            "Brent,cpi-2012,full,\n"
        )
        report = check("r.csv", text)
        assert numbers(report) == (3, 2, 1)
        (quote,) = (f for f in report.findings if f.rule == "file.wrong-cells")
        assert quote.place is not None
        assert quote.place.line == 2
        assert quote.message == (
            "the quote that opens on line 2, in cell 4, runs on to line 4; is the closing quote missing? "
            "Lines 3 to 4 are read as rows"
        )

    @pytest.mark.parametrize(
        "closing",
        ['York,cpi-2012,full,"see page 3"\n', 'York,cpi-2012,full,"\n', '"York",cpi-2012,full,\n'],
    )
    def test_a_quote_closed_in_a_later_row_does_not_swallow_rows(
        self, check: Check, closing: str
    ) -> None:
        text = (
            "authority_name,edition,kind,source\n"
            'Kent,cpi-2012,full,"see letter\n'
            f"Leeds,cpi-2012,full,\n{closing}Brent,cpi-2012,full,\n"
        )
        report = check("r.csv", text)
        lost = 2 if closing.endswith(',"\n') else 1
        assert report.records == 4
        assert [line for line, rule in found(report) if rule == "file.wrong-cells"] == [2, 4][:lost]
        assert report.valid == 4 - lost

    def test_a_row_of_two_lines_without_a_cell_is_reported(self, check: Check) -> None:
        text = 'authority_name,edition,kind,source\nKent,cpi-2012,"a\nb"\nLeeds,cpi-2012,full,\n'
        report = check("r.csv", text)
        assert numbers(report) == (3, 1, 2)
        assert [line for line, rule in found(report) if rule == "file.wrong-cells"] == [2, 3]
        assert "Line 3 is read as" in report.findings[0].message

    def test_a_row_is_not_read_beyond_the_limit(self, check: Check) -> None:
        text = 'authority_name,edition\n"Kent,cpi-2012\n' + "Leeds,cpi-2012\n" * 1000
        report = check("r.csv", text, max_record_bytes=500)
        assert numbers(report) == (1001, 1000, 1)

    def test_a_cell_of_two_lines_is_read_as_one_row(self, check: Check) -> None:
        record = SIF | {"source": "see the letter,\npage 3"}
        assert numbers(check("r.csv", csv_of(record, SIF))) == (2, 2, 0)

    def test_a_cell_that_looks_like_a_formula_is_read_back_unchanged(self, check: Check) -> None:
        """`read --format csv` writes an apostrophe before such a cell."""
        report = check("r.csv", "authority_name,edition\n'=Nowhere,cpi-2012\n")
        (name,) = (f for f in report.findings if f.rule == "authority.unknown-name")
        assert name.value == "=Nowhere"

    def test_unknown_columns_beyond_the_first_100_are_counted(self, check: Check) -> None:
        header = ",".join(["authority_name", "edition", *(f"c{n}" for n in range(30_000))])
        report = check("r.csv", f"{header}\n")
        assert report.by_rule == {"file.unknown-column": 101}
        assert report.findings[-1].message == "29,900 more columns are unknown"

    def test_a_version_that_is_not_a_number_is_reported(self, check: Check) -> None:
        report = check("r.csv", "schema_version,edition,authority_name\nx,cpi-2012,Kent\n")
        assert (2, "record.wrong-type") in found(report)

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            ("", "the file is empty"),
            ("\n", "the first row must name the columns"),
            ("a;b;c\n", "separated by commas"),
            ("authority_name,kind\n", "include authority_name and edition"),
            ("edition,authority_name,edition\n", "'edition' appears twice"),
            ('"edition"x,authority_name\n', "this is not CSV"),
            ("edition,authority_name\rcpi-2012,Kent\r", "Windows or Unix line endings"),
        ],
    )
    def test_a_file_that_is_not_a_csv_of_records_is_refused(
        self, check: Check, content: str, why: str
    ) -> None:
        with pytest.raises(of.findings.UnreadableFile) as caught:
            check("r.csv", content)
        assert why in str(caught.value)


class TestFiles:
    """A file that cannot be used is refused with a message that says what to do."""

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="there is no file at"):
            of.validate_file(tmp_path / "none.jsonl")

    @pytest.mark.parametrize("content", ["", " \n\n"])
    def test_an_empty_file_is_refused(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "none.json").write_text(content, "utf-8")
        with pytest.raises(of.findings.UnreadableFile, match="is empty"):
            of.validate_file(tmp_path / "none.json")

    def test_a_folder_named_like_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "folder.json").mkdir()
        with pytest.raises(of.findings.UnreadableFile, match="is a folder"):
            of.validate_file(tmp_path / "folder.json")

    def test_an_impossible_file_name_is_refused(self) -> None:
        with pytest.raises(of.findings.UnreadableFile):
            of.validate_file("nul\0.jsonl")

    def test_a_file_without_read_permission_is_refused(
        self, check: Check, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(files, "_refuse_utf_16", refuse)
        with pytest.raises(
            of.findings.UnreadableFile, match="you do not have permission to read it"
        ):
            check("r.jsonl", lines_of(SIF))

    def test_a_folder_is_reported_as_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="this is a folder"):
            of.validate_file(tmp_path)

    def test_an_ending_without_a_format_is_refused(self, check: Check) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="one of json, jsonl, csv"):
            check("r.txt", lines_of(SIF))
        assert numbers(check("r.txt", lines_of(SIF), format="jsonl")) == (1, 1, 0)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be"])
    @pytest.mark.parametrize("name", ["r.jsonl", "r.json", "r.csv"])
    def test_text_in_another_encoding_is_refused(
        self, check: Check, name: str, encoding: str
    ) -> None:
        with pytest.raises(of.findings.UnreadableFile, match="save it as UTF-8"):
            check(name, lines_of(SIF).encode(encoding))

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
    def test_a_pipe_or_a_device_is_refused(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.jsonl")
        for path in (tmp_path / "pipe.jsonl", Path("/dev/zero")):
            with pytest.raises(of.findings.UnreadableFile, match="a device, a pipe or a socket"):
                of.validate_file(path, format="jsonl")

    def test_a_file_larger_than_the_limit_is_refused(self, check: Check) -> None:
        text = lines_of(SIF)
        with pytest.raises(of.findings.UnreadableFile, match="the limit is 100; raise it with"):
            check("r.jsonl", text, max_bytes=100)
        assert numbers(check("r.jsonl", text, max_bytes=len(text))) == (1, 1, 0)

    def test_progress_is_reported_in_bytes(self, check: Check) -> None:
        read: list[int] = []
        check("r.jsonl", lines_of(SIF, SIF), progress=read.append)
        assert sum(read) == len(lines_of(SIF, SIF))

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.sampled_from(["r.jsonl", "r.json", "r.csv"]),
        st.binary(max_size=400)
        | st.lists(
            st.sampled_from(
                [
                    json.dumps(SIF).encode(),
                    json.dumps(BAD).encode(),
                    csv_of(SIF).encode(),
                    *(b"[", b"]", b",", b"\n", b"\r\n", b'"', b"\0", b"\xff", b"\xef\xbb\xbf"),
                ]
            ),
            max_size=12,
        ).map(b"".join),
    )
    def test_any_bytes_get_findings_or_our_own_error(
        self, check: Check, name: str, content: bytes
    ) -> None:
        try:
            report = check(name, content, history=True)
        except of.OfstedFrameworksError:
            return
        assert report.records == report.valid + report.invalid
        for finding in report.findings:
            assert finding.place is not None
            str(finding).encode(errors="strict")


def test_fifty_thousand_findings_are_kept_by_default() -> None:
    assert bulk.KEPT == 50_000
