"""Convert this library's objects to plain data, and inspections and visits to JSON and back."""

import datetime as dt
import functools
import json
import types
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import attrs

from ofsted_frameworks.arguments import check, each_given, not_taken
from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.findings import Finding, Place, ValidationError
from ofsted_frameworks.frameworks import framework_of
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit
from ofsted_frameworks.months import Month
from ofsted_frameworks.rules import Rule
from ofsted_frameworks.schedule import Area, Judgements
from ofsted_frameworks.validation import general_rules as rules
from ofsted_frameworks.validation.decoding import decode
from ofsted_frameworks.validation.plain import is_event, to_record
from ofsted_frameworks.validation.records import read
from ofsted_frameworks.validation.vocabulary import day_of, month_of, shown
from ofsted_frameworks.words import Word

if TYPE_CHECKING:
    from cattrs import Converter


def to_dict(answer: object) -> dict[str, Any]:
    """Return an inspection, a finding, a comparison or any other object of this library as plain data.

    An inspection or visit becomes a record. Any other object becomes a dictionary of its fields, with
    enumerations by value, dates in ISO 8601, and frameworks, editions, areas and rules by id. A framework,
    edition, area or rule passed directly is described in full, with its sources.

    >>> from ofsted_frameworks import SlacGrade, IlacsGrade, datasets, map_grade
    >>> to_dict(datasets.hampshire()[2])["judgements"]["help_and_protection"]
    'outstanding'
    >>> to_dict(map_grade(SlacGrade.ADEQUATE, to=IlacsGrade))["target"]
    'requires_improvement'

    Raises:
        TypeError: If `answer` is not an object of this library.
    """
    if is_event(answer):
        return to_record(answer)
    if not attrs.has(type(answer)):
        raise not_taken("to_dict", "an object of this library, such as an Inspection", answer)
    writer = _describer() if isinstance(answer, _KNOWN_BY_ID) else _writer()
    plain: dict[str, Any] = writer.unstructure(answer)
    return plain


def from_dict(record: object) -> AnyInspection | Visit:
    """Return the inspection or visit that a record of plain data describes.

    Only the form of the record is checked; `validate` also checks what it says.

    Raises:
        ValidationError: If the form is wrong; its findings list every fault.
    """
    return read(record).event()


def dumps(event: AnyInspection | Visit) -> str:
    """Return an inspection or visit as one line of JSON, without a newline.

    Raises:
        TypeError: If `event` is neither.
    """
    check((Inspection, Visit), event, "dumps", "an Inspection or a Visit")
    return json.dumps(to_record(event), ensure_ascii=False)


def loads(text: str | bytes) -> AnyInspection | Visit:
    """Return the inspection or visit that a JSON object describes.

    Raises:
        TypeError: If `text` is not a string or bytes.
        ValidationError: If it is not JSON, or the form of the record is wrong.
    """
    check((str, bytes), text, "loads", "JSON as str or bytes")
    record, findings = decode(
        text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
    )
    if findings:
        raise ValidationError(findings)
    return from_dict(record)


def dump_lines(events: Iterable[AnyInspection | Visit]) -> Iterator[str]:
    """Yield inspections and visits as JSON Lines, each with its newline, for a file's `writelines`.

    Raises:
        TypeError: At the first item that is neither, naming its index (from 0).
    """
    for event in each_given((Inspection, Visit), events, "dump_lines", "inspections and visits"):
        yield f"{dumps(event)}\n"


def load_lines(lines: Iterable[str | bytes]) -> Iterator[AnyInspection | Visit]:
    """Yield the inspections and visits in JSON Lines, such as an open file; blank lines are skipped.

    To see every fault of every line, use `validate_file`.

    Raises:
        TypeError: If `lines` is a path or one string rather than lines.
        ValidationError: At the first line that cannot be read; its findings give the line number.
    """
    takes = "lines of JSON, such as those of an open file"
    given = each_given((str, bytes), lines, "load_lines", takes)
    for number, line in enumerate(given, start=1):
        if line.strip():
            try:
                yield loads(line)
            except ValidationError as error:
                at = Place(line=number)
                raise ValidationError(attrs.evolve(f, place=at) for f in error.findings) from None


def make_converter() -> "Converter":
    """Return a new cattrs converter for your own classes that hold this library's objects.

    It writes and reads inspections, visits, authorities, grades and dates in the form that records use. It
    does not convert scalars, and it refuses unknown keys. A record with the wrong form raises
    `ValidationError`, inside cattrs' exception group if the record is part of something larger.

    >>> converter = make_converter()
    >>> from ofsted_frameworks import SifGrade
    >>> converter.structure("good", SifGrade)
    SifGrade.GOOD
    """
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    for scalar in (str, bool, int, float):
        converter.register_structure_hook(scalar, _structure_scalar)
    for matches, unstructure in _WRITTEN:
        converter.register_unstructure_hook_func(matches, unstructure)
    for matches, structure, unstructure in _HOOKS:
        converter.register_structure_hook_func(matches, structure)
        converter.register_unstructure_hook_func(matches, unstructure)
    return converter


@functools.cache
def _writer() -> "Converter":
    return make_converter()


@functools.cache
def _describer() -> "Converter":
    """Return a converter that describes frameworks, editions, areas and rules in full."""
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = make_converter()
    hidden: dict[str, Any] = {"check": override(omit=True), "judgements": override(omit=True)}

    def fields_of(cls: type[Any]) -> Callable[[Any], dict[str, Any]]:
        own = {name: hidden[name] for name in hidden if name in attrs.fields_dict(cls)}
        return make_dict_unstructure_fn(cls, converter, **own)

    def of_edition(edition: Edition) -> dict[str, Any]:
        return {
            "framework": framework_of(edition).id,
            **fields_of(Edition)(edition),
            "areas": converter.unstructure(list(edition.areas.values())),
        }

    def of_scale(scale: type[Grade]) -> list[dict[str, Any]]:
        return [_grade_in_full(grade, converter) for grade in scale]

    converter.register_unstructure_hook_factory(_is_kind_of(_KNOWN_BY_ID), fields_of)
    converter.register_unstructure_hook_func(_is_scale, of_scale)
    converter.register_unstructure_hook_func(_is(Edition), of_edition)
    return converter


def _grade_in_full(grade: Grade, converter: "Converter") -> dict[str, Any]:
    return {
        "value": grade.value,
        "number": grade.number,
        "label": grade.label,
        "descriptor": grade.descriptor,
        "source": converter.unstructure(grade.source),
        "aliases": converter.unstructure(grade.aliases),
    }


def _is(*classes: type) -> Callable[[Any], bool]:
    return lambda wanted: _class_of(wanted) in classes


def _is_kind_of(base: type | tuple[type, ...]) -> Callable[[Any], bool]:
    return lambda wanted: isinstance(wanted, type) and issubclass(wanted, base)


def _class_of(wanted: Any) -> Any:
    return get_origin(wanted) or wanted


def _is_event(wanted: Any) -> bool:
    return all(_class_of(member) in (Inspection, Visit) for member in _members(wanted))


def _members(wanted: Any) -> tuple[Any, ...]:
    return get_args(wanted) if get_origin(wanted) in (Union, types.UnionType) else (wanted,)


def _structure_event(value: Any, wanted: Any) -> AnyInspection | Visit:
    event = from_dict(value)
    if any(_fits(event, member) for member in _members(wanted)):
        return event
    raise _refused(value, f"a record of {wanted}")


def _fits(event: AnyInspection | Visit, wanted: Any) -> bool:
    if not isinstance(event, _class_of(wanted)):
        return False
    own: Any = getattr(event, "judgements", None)
    named = (of for of in get_args(wanted) if _is_kind_of(Judgements)(of))
    return all(isinstance(own, of) for of in named)


def _structure_key(value: Any, wanted: Any) -> Any:
    for member in wanted:
        if member.value == value:
            return member
    raise _refused(value, f"one of {', '.join(member.value for member in wanted)}")


def _is_scale(wanted: Any) -> bool:
    return get_origin(wanted) is type and _is_kind_of(Grade)(*get_args(wanted))


def _structure_scalar(value: Any, wanted: type[Any]) -> Any:
    if type(value) is wanted:
        return value
    raise _refused(value, f"of type {wanted.__name__}")


def _structure_day(value: Any, _: Any) -> dt.date:
    if isinstance(value, str) and (day := day_of(value)):
        return day
    raise _refused(value, "a date; write it as YYYY-MM-DD, for example 2019-04-29")


def _structure_month(value: Any, _: Any) -> Month:
    if isinstance(value, str) and (month := month_of(value)):
        return month
    raise _refused(value, "a month; write it as YYYY-MM, for example 2018-10")


def _refused(value: object, expected: str) -> ValidationError:
    message = f"{shown(value)} is not {expected}"
    return ValidationError([rules.WRONG_TYPE.finding((), message, value=value, expected=expected)])


def _iso(value: dt.date | Month) -> str:
    return value.isoformat()


def _value(word: Any) -> str:
    return str(word.value)


def _id(known: Any) -> str:
    return str(known.id)


def _of_finding(finding: Finding) -> dict[str, Any]:
    return _fields(finding, attrs.fields_dict(Finding)) | {"pointer": finding.pointer}


def _of_trajectory(trajectory: Trajectory) -> dict[str, Any]:
    return _fields(trajectory, ("inspections", "visits", "known_to", "comparisons"))


def _fields(answer: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: _writer().unstructure(getattr(answer, name)) for name in names}


_KNOWN_BY_ID = (Framework, Edition, Area, Rule)
_WRITTEN: tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...] = (
    (_is_kind_of((Framework, Edition, Rule)), _id),
    (_is(Area), lambda area: area.name),
    (_is(Finding), _of_finding),
    (_is_kind_of(Trajectory), _of_trajectory),
    (_is_scale, lambda scale: scale.__name__),
    (_is(dt.timedelta), lambda time: time.days),
)

_HOOKS: tuple[
    tuple[Callable[[Any], bool], Callable[[Any, Any], Any], Callable[[Any], Any]], ...
] = (
    (_is_kind_of(dt.date), _structure_day, _iso),
    (_is(Month), _structure_month, _iso),
    (_is_kind_of((Grade, Word)), _structure_key, _value),
    (_is_event, _structure_event, to_record),
)
