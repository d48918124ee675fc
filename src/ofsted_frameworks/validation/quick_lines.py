"""The quick way through JSON Lines: records decoded into structs that are made from the judgement classes.

A struct takes exactly the records whose form is right, and the engine runs the rules on what it holds.
What a struct does not take is left to the record reader, which says why. The structs are msgspec's, which
comes with the extra `speed`; without it the record reader reads every line, and finds the same.
"""

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any, Literal, TypeAlias, Union

import attrs

from ofsted_frameworks.frameworks import all_frameworks
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import NOT_JUDGED
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.months import Month
from ofsted_frameworks.validation.checking import Engine, Findings
from ofsted_frameworks.validation.decoding import has_so_many_keys
from ofsted_frameworks.validation.details import Derived, Details, kind_facts
from ofsted_frameworks.validation.records import SCHEMA_VERSION, in_order
from ofsted_frameworks.validation.vocabulary import day_of, month_of, names_of, vocabulary

LineCheck: TypeAlias = Callable[[bytes], "Findings | None"]
Decode: TypeAlias = Callable[[bytes], Any]

_NOTHING: Findings = ()
_REMEMBERED = 20_000
_ALWAYS_THERE = 3
"""The keys of every record beside the authority, the judgements and those that may be null."""


def line_check(engine: Engine) -> LineCheck | None:
    """Return what checks a line: its findings, or None where the record reader must read it.

    There is no such check without msgspec.
    """
    try:
        inspection, visit = _decoders(all_frameworks())
    except ImportError:
        return None
    parts = _Parts(engine)
    authorities, times, graded, starts = (
        _Memo(each) for each in (parts.authority, parts.time, parts.graded, _start_of_visit)
    )
    of_others = engine.of_others

    def check(line: bytes) -> Findings | None:
        try:
            said = (visit if b'"visit"' in line else inspection)(line)
            kind, start, end, published = said.kind, said.start, said.end, said.published
            judgements, found = said.judgements, _NOTHING
            if judgements is None:
                start = said.start = starts[start]
                more = said.theme is not None
            else:
                more, found = graded[judgements, kind, said.edition]
            keys, of_authority = authorities[said.authority]
            later = published if start is None else None
            some, of_time = times[kind, start, end, later, said.edition, said.visit]
        except (ValueError, RecursionError):
            return None
        keys += more + some + (published is not None) + (said.source is not None)
        if line.count(b":") != keys and not has_so_many_keys(line, keys):
            return None
        if of_time:
            found += of_time
        if of_authority:  # what is wrong with an authority is said once
            found += of_authority
            authorities[said.authority] = authorities[said.authority][0], _NOTHING
        for finding in of_others(said):
            found += (finding,)
        if len(found) > 1:
            return tuple(in_order(found, judgements is None, said.edition))
        return found

    return check


class _Memo(dict[Any, Any]):
    """What was worked out for a key; all of it is forgotten when there is very much."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Any) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[key] = value = self._work_out(key)
        return value


@attrs.frozen
class _Parts:
    """The parts of a record: for each, the number of its keys and what an engine finds in it.

    Each raises `ValueError` where the record reader must say what is wrong.
    """

    engine: Engine

    def authority(self, authority: Any) -> tuple[int, Findings]:
        if not authority.name.strip():
            raise ValueError(authority)
        said = Details(authority=LocalAuthority(authority.name, authority.code))
        return 1 + (authority.code is not None), self.engine.of_authority(said)

    def time(self, key: tuple[Any, ...]) -> tuple[int, Findings]:
        kind, start, end, published, edition, visit = key
        if kind is not None and kind_facts(edition, kind) is None:
            raise ValueError(kind)
        said = Details(
            edition=edition, visit=visit, kind=kind, start=start, end=end, published=published
        )
        there = sum(value is not None for value in (kind, start, end))
        return _ALWAYS_THERE + there, self.engine.of_time(said)

    def graded(self, key: tuple[Any, ...]) -> tuple[int, Findings]:
        struct, kind, edition = key
        words = vocabulary().words[edition.scale]
        its = {area: getattr(struct, area) for area in edition.areas}
        judged = {area: words[grade] for area, grade in its.items() if grade is not None}
        said = Details(edition=edition, kind=kind, judgements=judged, complete=self.engine.complete)
        return 1 + len(judged), self.engine.of_judgements(said)


def _start_of_visit(text: str | None) -> dt.date | Month | None:
    found = None if text is None else day_of(text) or month_of(text)
    if text is not None and found is None:
        raise ValueError(text)
    return found


@functools.lru_cache(maxsize=4)
def _decoders(frameworks: tuple[Framework, ...]) -> tuple[Decode, Decode]:
    """The decoders of inspections and of visits; each raises `ValueError` for any other line."""
    import msgspec

    class Said(Derived, msgspec.Struct):
        """The details of a record, as the rules read them; those that it does not have are None."""

    authority = msgspec.defstruct(
        "Authority", [("name", str), ("code", str | None, None)], **_STRICT, frozen=True
    )

    def decoder(types: Any) -> Decode:
        return msgspec.json.Decoder(types).decode

    def struct(name: str, own: list[Any], always: dict[str, Any], **tag: Any) -> Any:
        dates = [(key, dt.date | None, None) for key in ("end", "published")]
        fields = [("schema_version", Literal[SCHEMA_VERSION]), ("authority", authority), *own]
        fields += [*dates, ("source", str | None, None)]
        return msgspec.defstruct(name, fields, bases=(Said,), namespace=always, **_STRICT, **tag)

    def judgements(edition: Edition) -> Any:
        keys = (*(grade.value for grade in edition.scale), NOT_JUDGED.value)
        literal: Any = Literal  # its words are known only when this runs
        grade = literal[keys] | None
        areas: list[Any] = [(area, grade, None) for area in edition.areas]
        return msgspec.defstruct("Judgements", areas, **_STRICT, frozen=True)

    def inspection(name: str, edition: Edition) -> Any:
        own: list[Any] = [("judgements", judgements(edition)), ("kind", Kind | None, None)]
        own += [("start", dt.date | None, None)]
        always = {"edition": edition, "visit": None}
        return struct("Inspection", own, always, tag_field="edition", tag=name)

    of_inspections: Any = tuple(
        inspection(name, edition)
        for framework in frameworks
        for edition in framework.editions
        for name in names_of(edition)
    )
    of_visits = [("visit", VisitKind), ("start", str | None, None), ("theme", str | None, None)]
    absent: dict[str, Any] = {"edition": None, "kind": None, "judgements": None}
    return decoder(Union[of_inspections]), decoder(struct("Visit", of_visits, absent))  # noqa: UP007


_STRICT: dict[str, Any] = {"forbid_unknown_fields": True, "gc": False}
