"""A quick check of JSON Lines: decode each record into a struct, and look up its parts.

msgspec, from the extra `speed`, decodes the records that are well formed. The engine runs the rules on them
and remembers each authority, set of judgements and set of dates, because most records repeat those of earlier
ones. Any other line goes to the record reader, which says what is wrong with it. Without msgspec the record
reader reads every line, with the same results.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from ofsted_frameworks.frameworks import all_frameworks
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.grades import NOT_JUDGED, Grade, NotJudged
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.months import Month
from ofsted_frameworks.rules import RecordRule
from ofsted_frameworks.validation.checking import Engine, Findings, by_rules
from ofsted_frameworks.validation.decoding import has_so_many_keys
from ofsted_frameworks.validation.details import Details, Part, kind_facts
from ofsted_frameworks.validation.record_format import SCHEMA_VERSION, in_order
from ofsted_frameworks.validation.vocabulary import day_of, month_of, vocabulary

LineCheck: TypeAlias = Callable[[Sequence[bytes]], "Iterator[tuple[int, Findings | None]]"]
Decode: TypeAlias = Callable[[bytes], Any]
Judged: TypeAlias = Mapping[str, Grade | NotJudged]

_NOTHING: Findings = ()
_REMEMBERED = 20_000
_LONGEST = 4_000
"""The length in bytes of the longest judgements that are remembered."""
_ALWAYS_THERE = 3
"""How many keys every record has, apart from authority, judgements and those that may be null."""


def line_check(engine: Engine) -> LineCheck | None:
    """Return a function that checks lines, or None without msgspec.

    It yields the index and the findings of each line that is not clean. The findings are None if the record
    reader must read the line.
    """
    try:
        decode, parts = _parts(engine, all_frameworks())
    except ImportError:
        return None
    graded, authorities = _Memo(parts.graded), _Memo(parts.authority)
    times, reports = parts.times, parts.reports

    def check(lines: Sequence[bytes]) -> Iterator[tuple[int, Findings | None]]:
        # The hot loop: every line passes through it, so it looks things up and does little else.
        for index, line in enumerate(lines):
            try:
                record = decode(line)
                edition, kind, given = record.edition, record.kind, record.authority
                start, end, published = record.start, record.end, record.published
                keys, of_grades, judged = graded[
                    edition, record.visit, kind, bytes(record.judgements)
                ]
                authority_keys, of_authority, beyond_authority, authority = authorities[given]
                time_keys, of_time = times[edition, kind, start, end, None if start else published]
                of_report = reports[
                    edition, (published - end).days if published and end else published
                ]
            except (ValueError, RecursionError):
                yield index, None
                continue
            keys += (
                authority_keys + time_keys + (published is not None) + (record.source is not None)
            )
            if edition is None:
                keys += record.theme is not None
            if line.count(b":") != keys and not has_so_many_keys(line, keys):
                yield index, None
            elif of_grades or of_authority or of_time or beyond_authority or of_report:
                if of_authority:  # an authority's findings are reported once
                    authorities[given] = authority_keys, _NOTHING, beyond_authority, authority
                details = parts.details(record, authority, judged)
                beyond = by_rules((*beyond_authority, *of_report), details)
                found = (*of_authority, *of_time, *beyond, *of_grades)
                if found:
                    yield index, tuple(in_order(found, edition is None, details.edition))

    return check


class _Memo(dict[Any, Any]):
    """Remembered results by key; all are forgotten when there are very many."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Any) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[key] = value = self._work_out(key)
        return value


class _Parts:
    """The parts of a record, worked out one by one: the number of keys, what the engine finds, and the value.

    An authority also brings the rules that need more of the record; `report` returns those that need the
    report's date. Each method raises `ValueError` if the record reader must say what is wrong.
    """

    def __init__(self, engine: Engine, grades_of: Decode) -> None:
        self.engine = engine
        self.grades_of = grades_of
        self.editions = vocabulary().editions
        self.times = _Memo(self.time)
        self.reports = _Memo(self.report)

    def authority(self, given: Any) -> tuple[int, Findings, list[RecordRule], LocalAuthority]:
        if not given.name.strip():
            raise ValueError(given)
        authority, engine = LocalAuthority(given.name, given.code), self.engine
        found, others = engine.of_authority(authority), engine.beyond_authority(authority)
        return 1 + (given.code is not None), found, others, authority

    def time(self, key: tuple[Any, ...]) -> tuple[int, Findings]:
        name, kind, start, end, published = key
        edition = self.editions.get(name)
        if edition and kind and kind_facts(edition, kind) is None:
            raise ValueError(kind)
        keys = _ALWAYS_THERE + (start is not None) + (end is not None) + (kind is not None)
        return keys, self.engine.of_time(edition, kind, _start(start, edition), end, published)

    def report(self, key: tuple[str | None, int | dt.date | None]) -> list[RecordRule]:
        name, days = key
        edition = {"edition": self.editions.get(name or "")}
        if isinstance(days, dt.date):  # the last day on site is not recorded
            return self.engine.beyond_report(Part(**edition))
        after = None if days is None else ("end", days)
        return self.engine.beyond_report(Part(**edition, report_after=after))

    def graded(self, key: tuple[Any, ...]) -> tuple[int, Findings, Judged | None]:
        name, visit, kind, text = key
        edition = self.editions.get(name)
        if (visit is None) is (edition is None) or len(text) > _LONGEST:
            raise ValueError(name)
        if edition is None:
            if kind or text:
                raise ValueError(text)
            return 0, _NOTHING, None
        judged = _judged(edition, self.grades_of(text))
        return 1 + len(judged), self.engine.of_judgements(edition, kind, judged), judged

    def details(self, record: Any, authority: Any, judged: Judged | None) -> Details:
        edition = self.editions.get(record.edition)
        return Details(
            authority=authority,
            edition=edition,
            visit=record.visit,
            kind=record.kind,
            start=_start(record.start, edition),
            end=record.end,
            published=record.published,
            judgements=judged,
            complete=self.engine.complete,
        )


def _start(text: str | None, edition: Edition | None) -> dt.date | Month | None:
    """Return the day on which an inspection or visit began, or the month for a visit dated by month."""
    if text is None:
        return None
    found = day_of(text) or (None if edition else month_of(text))
    if found is None:
        raise ValueError(text)
    return found


def _judged(edition: Edition, given: Mapping[str, str | None]) -> dict[str, Grade | NotJudged]:
    words = {word.value: word for word in (*edition.scale, NOT_JUDGED)}
    recorded = {area: grade for area, grade in given.items() if grade is not None}
    if not (recorded.keys() <= edition.areas.keys() and words.keys() >= set(recorded.values())):
        raise ValueError(given)
    return {area: words[recorded[area]] for area in edition.areas if area in recorded}


@functools.lru_cache(maxsize=4)
def _parts(engine: Engine, _: tuple[Framework, ...]) -> tuple[Decode, _Parts]:
    """Return the decoder of records, and their parts with the times and reports of the files before."""
    decode, grades_of = _decoders()
    return decode, _Parts(engine, grades_of)


def _decoders() -> tuple[Decode, Decode]:
    """Return the decoders of records and of judgements, which raise `ValueError` for anything else."""
    import msgspec

    parts: list[Any] = [("name", str), ("code", str | None, None)]
    authority = msgspec.defstruct("Authority", parts, **_STRICT, frozen=True)
    names = tuple(vocabulary().editions)
    literal: Any = Literal  # the ids are known only when this runs
    optional: dict[str, Any] = {"edition": literal[names], "visit": VisitKind, "kind": Kind}
    optional |= {"start": str, "end": dt.date, "published": dt.date, "source": str, "theme": str}
    fields: list[Any] = [("schema_version", Literal[SCHEMA_VERSION]), ("authority", authority)]
    fields += [("judgements", msgspec.Raw, msgspec.Raw(b""))]
    fields += [(key, type_ | None, None) for key, type_ in optional.items()]
    record = msgspec.defstruct("Record", fields, **_STRICT)
    return msgspec.json.Decoder(record).decode, msgspec.json.Decoder(dict[str, str | None]).decode


_STRICT: dict[str, Any] = {"forbid_unknown_fields": True, "gc": False}
