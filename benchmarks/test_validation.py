"""Decode and validate 100,000 mixed records in one process; one in a hundred has a planted fault.

The target is half of pydantic's time, with every planted fault found at its path. msgspec and jsonschema-rs
check only the form of records, and msgspec reports only the first fault of each.

    python -m pytest benchmarks/test_validation.py --benchmark-columns=min,median,rounds

Each line of the output has its ratio to the fastest in brackets. `extra_info`, in the file that
--benchmark-json writes, has the number of planted faults found at their path.
"""

import datetime as dt
import functools
import operator
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import jsonschema_rs
import msgspec
import orjson
import pydantic
import pytest
from mixed_records import SHAPES, VISITS, FaultPath, write
from pydantic_models import ADAPTER, path_of

import ofsted_frameworks as of

NUMBER = 100_000
Found = dict[int, list[FaultPath]]

pytestmark = pytest.mark.benchmark(group="validate", timer=time.process_time, min_rounds=5)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, FaultPath]]:
    file = tmp_path_factory.mktemp("mixed") / "records.jsonl"
    return file, write(file, NUMBER)


def measured(
    benchmark: Any, mixed: tuple[Path, dict[int, FaultPath]], validate: Callable[[Path], Found]
) -> tuple[int, int]:
    """Return how many planted faults were found at their path, and how many records had findings."""
    file, planted = mixed
    found = benchmark.pedantic(validate, args=(file,), rounds=7, warmup_rounds=1)
    at_path = sum(path in found.get(line, ()) for line, path in planted.items())
    benchmark.extra_info |= {"planted": len(planted), "at path": at_path, "records": len(found)}
    return at_path, len(found)


def test_ofsted_frameworks(benchmark: Any, mixed: tuple[Path, dict[int, FaultPath]]) -> None:
    def validate(file: Path) -> Found:
        found: Found = {}
        for finding in of.validate_file(file).findings:
            if finding.severity is of.Severity.ERROR:
                path = tuple(str(step) for step in finding.path)
                found.setdefault(finding.place.line, []).append(path)  # type: ignore[union-attr]
        return found

    assert measured(benchmark, mixed, validate) == (NUMBER // 100, NUMBER // 100)


def test_pydantic(benchmark: Any, mixed: tuple[Path, dict[int, FaultPath]]) -> None:
    def validate(file: Path) -> Found:
        found: Found = {}
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    ADAPTER.validate_json(line)
                except pydantic.ValidationError as error:
                    found[number] = [path_of(each) for each in error.errors()]
        return found

    measured(benchmark, mixed, validate)


def test_msgspec(benchmark: Any, mixed: tuple[Path, dict[int, FaultPath]]) -> None:
    inspections, visits = (msgspec.json.Decoder(type_) for type_ in msgspec_types())

    def validate(file: Path) -> Found:
        found: Found = {}
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                decoder = visits if b'"visit":' in line else inspections
                try:
                    decoder.decode(line)
                except msgspec.ValidationError as error:
                    place = str(error).partition("`$.")[2].rstrip("`")
                    found[number] = [tuple(place.split("."))]
        return found

    measured(benchmark, mixed, validate)


def msgspec_types() -> tuple[Any, Any]:
    """Return a tagged union of the editions' records, and the type of visits."""
    strict = {"forbid_unknown_fields": True}
    authority = msgspec.defstruct(
        "Authority", [("name", str), ("code", str | None, None)], **strict
    )
    day = dt.date | None
    common: list[Any] = [("schema_version", Literal[1]), ("authority", authority)]
    dates: list[Any] = [(key, day, None) for key in ("start", "end", "published")]
    source: list[Any] = [("source", str | None, None)]
    editions: list[Any] = []
    for edition, shape in SHAPES.items():
        newer = edition.startswith(("sif", "ilacs"))
        third = "requires_improvement" if newer else "adequate"
        grade = Literal["outstanding", "good", third, "inadequate", "not_judged"] | None
        judgements = msgspec.defstruct(
            "Judgements", [(area, grade, None) for area in shape.areas], **strict
        )
        kinds = Literal[*shape.kinds] | None
        own: list[Any] = [("judgements", judgements), ("kind", kinds, None)]
        editions.append(
            msgspec.defstruct(
                edition.replace("-", "_"),
                [*common, *own, *dates, *source],
                tag_field="edition",
                tag=edition,
                **strict,
            )
        )
    visit = [*common, ("visit", Literal[*VISITS]), *dates, ("theme", str | None, None), *source]
    return functools.reduce(operator.or_, editions), msgspec.defstruct("Visit", visit, **strict)


def test_jsonschema_rs(benchmark: Any, mixed: tuple[Path, dict[int, FaultPath]]) -> None:
    schema = jsonschema_rs.validator_for(of.json_schema())

    def validate(file: Path) -> Found:
        found: Found = {}
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                record = orjson.loads(line)
                if not schema.is_valid(record):
                    found[number] = [
                        tuple(map(str, each.instance_path)) for each in schema.iter_errors(record)
                    ]
        return found

    measured(benchmark, mixed, validate)
