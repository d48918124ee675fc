"""JSON Schema (2020-12) of records, made from the judgement classes.

A schema accepts a record if and only if the library finds no breach of a `record.` rule in it. It does
not check what a record says, such as whether the report is later than the last day on site.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.frameworks import all_editions, framework_of, get_edition
from ofsted_frameworks.frameworks.base import Edition
from ofsted_frameworks.frameworks.registry import unknown_id
from ofsted_frameworks.schedule import Area
from ofsted_frameworks.validation.record_format import REQUIRED, SCHEMA_VERSION
from ofsted_frameworks.validation.vocabulary import VISIT_KINDS, names_of, vocabulary

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).parent / "schemas"

RECORD = "record"
VISIT = "visit"

_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_DAY = (
    "^(?!0000)([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP_YEAR}-02-29)$"
)
_MONTH = "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$"


def json_schema(name: str = RECORD) -> Schema:
    """Return the JSON Schema for an edition's records (by its id), for a `"visit"` or for any `"record"`.

    >>> json_schema("ilacs-2026")["properties"]["judgements"]["properties"].keys()
    dict_keys(['impact_of_leaders', 'help_and_protection', 'children_in_care', 'care_leavers'])

    Dates are checked by pattern, so a validator does not need to support formats.

    Raises:
        UnknownEdition: If there is no schema of this name.
    """
    if name == RECORD:
        return _any_record()
    if name == VISIT:
        return _visit()
    try:
        return _inspection(get_edition(name))
    except UnknownEdition:
        raise unknown_id("schema", name, schema_names()) from None


def schema_names() -> tuple[str, ...]:
    """Return the names of all schemas: any record, visits, and each edition."""
    return (RECORD, VISIT, *(edition.id for edition in all_editions()))


def schema_files() -> dict[str, str]:
    """Return the text of every schema file of the package, by file name."""
    return {f"{name}.json": as_text(json_schema(name)) for name in schema_names()}


def as_text(schema: Schema) -> str:
    """Return a schema as indented JSON that ends in a newline."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _any_record() -> Schema:
    parts = {edition.id: _inspection(edition) for edition in all_editions()} | {VISIT: _visit()}
    for part in parts.values():
        del part["$schema"], part["$id"]
    return {
        "$schema": DIALECT,
        "$id": _id(RECORD),
        "title": "A record of an inspection or a visit",
        "type": "object",
        "if": _A_VISIT,
        "then": {"$ref": f"#/$defs/{VISIT}"},
        "else": _by_edition(),
        "$defs": parts,
    }


_A_VISIT: Schema = {
    "anyOf": [
        {"required": ["visit"], "not": {"required": ["edition", "judgements"]}},
        {
            "required": ["theme"],
            "not": {"anyOf": [{"required": ["edition"]}, {"required": ["judgements"]}]},
        },
    ]
}


def _by_edition() -> Schema:
    """Return a schema that checks a record against its own edition only, so one fault gives one error."""
    named = {edition.id: _named(names_of(edition)) for edition in all_editions()}
    every = [name for each in all_editions() for name in names_of(each)]
    return _named(every) | {
        "allOf": [
            {"if": condition, "then": {"$ref": f"#/$defs/{id}"}} for id, condition in named.items()
        ]
    }


def _named(names: Iterable[str]) -> Schema:
    """Return the schema of a record that names one of these editions."""
    editions = {"edition": {"enum": list(names)}}
    return {"type": "object", "required": ["edition"], "properties": editions}


def _inspection(edition: Edition) -> Schema:
    kinds = [each.kind.value for each in framework_of(edition).kinds]
    areas = {name: _judgement(area, edition) for name, area in edition.areas.items()}
    own = {
        "edition": {"enum": list(names_of(edition))},
        "kind": {"enum": [*kinds, None]},
        "start": _day("The first day on site"),
        "end": _day("The last day on site"),
        "published": _day("The day the report was published"),
        "judgements": _object(areas, "A judgement that is absent or null is not recorded"),
        "source": _text("The document that the record was taken from"),
    }
    return _record(edition.id, f"A record of an inspection under {edition}", own)


def _visit() -> Schema:
    start = {"anyOf": [{"type": "null"}, _only(_DAY, 10), _only(_MONTH, 7)]}
    own = {
        "visit": {"enum": list(VISIT_KINDS)},
        "start": {"description": "The first day, or the month if the day is not known"} | start,
        "end": _day("The last day"),
        "published": _day("The day the letter was published"),
        "theme": _text("The theme of the visit"),
        "source": _text("The document that the record was taken from"),
    }
    return _record(VISIT, "A record of a visit", own)


def _record(name: str, title: str, own: Schema) -> Schema:
    authority = {
        "name": {"type": "string", "pattern": "\\S"},
        "code": {"type": ["string", "null"]},
    }
    common = {
        "schema_version": {"const": SCHEMA_VERSION},
        "authority": _object(authority, "The local authority, with its ONS code if known"),
    }
    heading = {"$schema": DIALECT, "$id": _id(name), "title": title}
    return heading | _object(common | own)


def _object(properties: Schema, description: str = "") -> Schema:
    schema: Schema = {"description": description} if description else {}
    schema |= {"type": "object", "properties": properties, "additionalProperties": False}
    if required := [key for key in properties if key in REQUIRED]:
        schema["required"] = required
    return schema


def _judgement(area: Area, edition: Edition) -> Schema:
    words = vocabulary().words[edition.scale]
    return {"description": str(area), "enum": [*words, None]}


def _day(description: str) -> Schema:
    return {"description": description, "type": ["string", "null"]} | _limits(_DAY, 10)


def _only(pattern: str, length: int) -> Schema:
    return {"type": "string"} | _limits(pattern, length)


def _limits(pattern: str, length: int) -> Schema:
    # In Python, $ also matches before a final newline; the maximum length rules that out.
    return {"pattern": pattern, "maxLength": length}


def _text(description: str) -> Schema:
    return {"description": description, "type": ["string", "null"]}


def _id(name: str) -> str:
    return f"urn:ofsted-frameworks:record:{SCHEMA_VERSION}:{name}"
