"""The JSON Schema accepts exactly the records that have the right form."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, strategies as st
from records_for_tests import ABSENT, ILACS_2018, ILACS_2026, SIF, TLAC, VISIT, Record, spoilt

import ofsted_frameworks as of
from ofsted_frameworks import schema, strategies
from ofsted_frameworks.validation.vocabulary import names_of

Validator: Any = pytest.importorskip("jsonschema").Draft202012Validator
ANY_RECORD = Validator(of.json_schema())


def form_is_right(record: object) -> bool:
    """Return True if the validator finds no fault in a record's form."""
    return not any(each.rule.startswith("record.") for each in of.iter_findings(record))


class TestFiles:
    """The files of the package match the code, and each is a schema."""

    @pytest.mark.parametrize("name", schema.schema_files())
    def test_a_file_matches_the_judgement_classes(self, name: str) -> None:
        file = schema.FOLDER / name
        written = file.read_text("utf-8") if file.exists() else ""
        stale = f"{name} is not what the code makes; run: python tools/write_schemas.py"
        assert written == schema.schema_files()[name], stale

    def test_there_are_no_other_files(self) -> None:
        there = {path.name for path in schema.FOLDER.iterdir()}
        assert there == set(schema.schema_files()), "run: python tools/write_schemas.py"

    @pytest.mark.parametrize("name", schema.schema_names())
    def test_each_is_a_2020_12_schema(self, name: str) -> None:
        schema = of.json_schema(name)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Validator.check_schema(schema)

    def test_an_unknown_name_is_refused(self) -> None:
        says = "no schema has the id 'ilacs-2019'; expected one of record, visit, slac-2009"
        with pytest.raises(of.findings.UnknownEdition, match=says):
            of.json_schema("ilacs-2019")


class TestAgreement:
    """The schema and the validator agree on the form of every record."""

    @given(strategies.records() | strategies.almost_valid_records() | strategies.any_json())
    def test_they_agree_on_any_record(self, record: Any) -> None:
        assert ANY_RECORD.is_valid(record) == form_is_right(record)

    @given(strategies.almost_valid_records(), st.sampled_from(of.all_editions()))
    def test_they_agree_on_the_records_of_one_edition(
        self, record: Record, edition: of.frameworks.Edition
    ) -> None:
        named = isinstance(record.get("edition"), str) and "visit" not in record
        its_own = named and record["edition"] in names_of(edition)
        accepted = Validator(of.json_schema(edition.id)).is_valid(record)
        assert accepted == (bool(its_own) and form_is_right(record))

    @given(strategies.visits())
    def test_they_agree_on_visits(self, visit: of.Visit) -> None:
        record = of.to_dict(visit)
        assert Validator(of.json_schema("visit")).is_valid(record)
        assert not Validator(of.json_schema("sif-2013")).is_valid(record)

    @given(st.dates() | st.text("0123456789-", min_size=8, max_size=11))
    def test_they_agree_on_every_day(self, day: dt.date | str) -> None:
        text = day.isoformat() if isinstance(day, dt.date) else day
        record = spoilt(SIF, "published", value=text)
        assert ANY_RECORD.is_valid(record) == form_is_right(record)

    @pytest.mark.parametrize(
        "text",
        [
            *(f"{year}-02-29" for year in (1900, 2000, 2019, 2020, 2100, 2400)),
            *(f"2019-{month:02}-31" for month in range(14)),
            *(
                "0000-01-01",
                "0001-01-01",
                "9999-12-31",
                "2019-1-1",
                "2019-04-29\n",
                "２０１９-04-29",
            ),
            *("20190429", "2019-W18-1", "2019-04-29T00:00:00", "-2019-04-29", ""),
        ],
    )
    def test_they_agree_on_days_at_the_edge(self, text: str) -> None:
        record = spoilt(SIF, "published", value=text)
        assert ANY_RECORD.is_valid(record) == form_is_right(record)
        visit = VISIT | {"start": text}
        assert ANY_RECORD.is_valid(visit) == form_is_right(visit)

    @pytest.mark.parametrize("text", ["2018-00", "2018-10", "2018-13", "0000-10", "2018-10\n"])
    def test_they_agree_on_months(self, text: str) -> None:
        visit = VISIT | {"start": text}
        assert ANY_RECORD.is_valid(visit) == form_is_right(visit) == (text == "2018-10")

    @pytest.mark.parametrize(
        "record",
        [
            spoilt(SIF, "authority", "name", value=" "),
            spoilt(SIF, "schema_version", value=True),
            spoilt(SIF, "schema_version", value=1.0),
            spoilt(SIF, "edition", value="sif-2014"),
            spoilt(SIF, "judgements", "care_leavers", value="adequate"),
            spoilt(TLAC, "judgements", "capacity_to_improve", value="requires_improvement"),
            spoilt(ILACS_2018, "judgements", "care_leavers", value=None),
            spoilt(ILACS_2026, "judgements", "overall_effectiveness", value="good"),
            spoilt(SIF, "judgements", value={}),
            spoilt(SIF, "edition", value=ABSENT),
            SIF | {"visit": "focused"},
        ],
    )
    def test_they_agree_on_easily_mistaken_cases(self, record: Record) -> None:
        assert ANY_RECORD.is_valid(record) == form_is_right(record)

    def test_each_fault_is_one_error(self) -> None:
        """A record is checked by its own edition's schema only."""
        record = spoilt(SIF, "judgements", "care_leavers", value="brilliant") | {"kind": "long"}
        assert len(list(ANY_RECORD.iter_errors(record))) == 2

    def test_an_unknown_edition_is_one_error(self) -> None:
        assert len(list(ANY_RECORD.iter_errors(spoilt(SIF, "edition", value="sif-1999")))) == 1

    def test_the_schema_does_not_check_what_a_record_says(self) -> None:
        record = SIF | {"end": "2013-01-01"}
        assert ANY_RECORD.is_valid(record)
        assert not of.is_valid(record)


def test_a_framework_that_is_registered_has_a_schema() -> None:
    import madeup_framework

    of.frameworks.register(madeup_framework.FRAMEWORK)
    try:
        record = {
            "schema_version": 1,
            "authority": {"name": "Anyshire"},
            "edition": "madeup-2027",
            "judgements": {"overall": "wobbly"},
        }
        validator = Validator(of.json_schema("madeup-2027"))
        assert not validator.is_valid(record)
        assert validator.is_valid(record | {"judgements": {"overall": "shaky"}})
        assert json.dumps(of.json_schema()).count("madeup-2027") > 0
    finally:
        of.frameworks.unregister(madeup_framework.FRAMEWORK)
