"""The quick way through JSON Lines: records decoded into structs that are made from the judgement classes.

A struct takes exactly the records whose form is right, and the engine runs the rules on what it holds.
What a struct does not take is left to the record reader, which says why. The structs are msgspec's, which
comes with the extra `speed`; without it the record reader reads every line, and finds the same.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, TypeAlias, Union

import attrs

from ofsted_frameworks.frameworks import all_frameworks
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import NOT_JUDGED
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.months import Month
from ofsted_frameworks.rules import Check, RecordRule
from ofsted_frameworks.validation.checking import Engine, Findings, found_by
from ofsted_frameworks.validation.decoding import has_so_many_keys
from ofsted_frameworks.validation.details import Derived, kind_facts
from ofsted_frameworks.validation.records import SCHEMA_VERSION, in_order
from ofsted_frameworks.validation.vocabulary import day_of, month_of, names_of, vocabulary

LineCheck: TypeAlias = Callable[[Sequence[bytes]], "Iterator[tuple[int, Findings | None]]"]
Decode: TypeAlias = Callable[[bytes], Any]

_NOTHING: Findings = ()
_REMEMBERED = 20_000
_ALWAYS_THERE = 3
"""The keys of every record beside the authority, the judgements and those that may be null."""
_EARLY = 200
"""Where the key `visit` stands in most records of visits; one that has it later is decoded twice."""


def line_check(engine: Engine) -> LineCheck | None:
    """Return what checks lines: of each that is not clean, its index and its findings.

    The findings of a line are None where the record reader must read it. Lines that are not yielded are
    records in which nothing is found. There is no such check without msgspec.
    """
    try:
        inspection, visit = _decoders(all_frameworks())
    except ImportError:
        return None
    parts = _Parts(engine)
    authorities, times = _Memo(parts.authority), _Memo(parts.time)
    graded, starts = _Memo(parts.graded), _Memo(_start_of_visit)

    def findings(line: bytes) -> Findings | None:
        # This is the loop that every line goes through: what was met before is looked up.
        early = line.find(b'"visit"', 0, _EARLY) > 0
        try:
            said = visit(line) if early else inspection(line)
            start, published = said.start, said.published
            if early:
                start, kind = starts[start], said.visit
                keys, found = said.theme is not None, _NOTHING
            else:
                kind = said.kind
                keys, found = graded[said.judgements, kind]
            some, of_authority, others = authorities[said.authority]
            key: tuple[Any, ...] = (said.edition, kind, start, said.end)
            more, of_time = times[key if start else (*key, published)]
        except (ValueError, RecursionError):
            return None
        keys += some + more + (published is not None) + (said.source is not None)
        if line.count(b":") != keys and not has_so_many_keys(line, keys):
            return None
        if early:
            said.start = start
        for rule, broken in others:
            for breach in broken(said):
                found += (
                    found_by(rule, breach, said.edition if "edition" in rule.reads else None),
                )
        if of_time:
            found += of_time
        if of_authority:  # what is wrong with an authority is said once
            found += of_authority
            authorities[said.authority] = some, _NOTHING, others
        return tuple(in_order(found, early, said.edition)) if len(found) > 1 else found

    def check(lines: Sequence[bytes]) -> Iterator[tuple[int, Findings | None]]:
        for index, line in enumerate(lines):
            found = findings(line)
            if found is None or found:
                yield index, found

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

    With an authority come the rules that need more of the record, and their functions.

    Each raises `ValueError` where the record reader must say what is wrong.
    """

    engine: Engine

    def authority(self, given: Any) -> tuple[int, Findings, list[tuple[RecordRule, Check]]]:
        if not given.name.strip():
            raise ValueError(given)
        authority, engine = LocalAuthority(given.name, given.code), self.engine
        rest = [(rule, rule.check) for rule in engine.beyond_authority(authority)]
        return 1 + (given.code is not None), engine.of_authority(authority), rest

    def time(self, key: tuple[Any, ...]) -> tuple[int, Findings]:
        edition, kind, start, end, *published = key
        if edition and kind and kind_facts(edition, kind) is None:
            raise ValueError(kind)
        keys = _ALWAYS_THERE + (start is not None) + (end is not None)
        keys += edition is not None and kind is not None
        return keys, self.engine.of_time(edition, kind, start, end, *published or [None])

    def graded(self, key: tuple[Any, ...]) -> tuple[int, Findings]:
        struct, kind = key
        edition = struct.edition
        words = vocabulary().words[edition.scale]
        its = {area: getattr(struct, area) for area in edition.areas}
        judged = {area: words[grade] for area, grade in its.items() if grade is not None}
        return 1 + len(judged), self.engine.of_judgements(edition, kind, judged)


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
        always = {"edition": edition}
        return msgspec.defstruct("Judgements", areas, namespace=always, **_STRICT, frozen=True)

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
