"""Rules: what is true of judgement data, and the registry of every rule in the library."""

import functools
import importlib
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar

import attrs

from ofsted_frameworks.documents import OUR_INDUCTION
from ofsted_frameworks.findings import Finding, OfstedFrameworksError, Place, Severity, UnknownRule
from ofsted_frameworks.sources import Source
from ofsted_frameworks.words import closest

_DECLARED_IN = (
    "validation.general_rules",
    "validation.record_rules",
    "validation.history",
    "panel.panel_rules",
    "readers.table_rules",
    "readers.report.report_rules",
)
"""The modules that declare rules, in the order in which `all_rules` lists them."""


@attrs.frozen(kw_only=True)
class Rule:
    """What is true of judgement data, how much it weighs when it is not, and what says so.

    `summary` states it, and `source` says whose word it is. The count is a claim of its own: the rule
    `held` for so many real inspections, of so many that it applies to, in the document `counted_in`.
    """

    id: str
    severity: Severity
    summary: str
    source: Source
    held: tuple[int, int] | None = None
    counted_in: Source | None = None

    def __reduce__(self) -> tuple[Callable[[str], "Rule"], tuple[str]]:
        return get_rule, (self.id,)

    @property
    def count_in_words(self) -> str:
        """How many real inspections bear the rule out, or "" where none were counted.

        >>> get_rule("sif.inadequate-key-judgement").count_in_words
        'it held in 40 of 40 real inspections'
        """
        return "it held in {:,} of {:,} real inspections".format(*self.held) if self.held else ""

    def finding(
        self,
        path: tuple[str | int, ...],
        message: str,
        *,
        value: object = None,
        expected: str = "",
        edition: str = "",
        hint: str = "",
        severity: Severity | None = None,
        source: Source | None = None,
        place: Place | None = None,
    ) -> Finding:
        """Return the finding that the rule is broken at `path`, with the rule's severity and source."""
        return Finding(
            rule=self.id,
            severity=severity or self.severity,
            message=message,
            path=path,
            value=value,
            expected=expected,
            edition=edition,
            hint=hint,
            source=source or self.source,
            place=place,
        )


_declared: dict[str, Rule] = {}


def declare(
    id: str,
    severity: Severity,
    summary: str,
    source: Source,
    *,
    held: tuple[int, int] | None = None,
    counted_in: Source | None = None,
) -> Rule:
    """Return a new rule that does not belong to an edition, registered under its id.

    Raises:
        ValueError: If another rule has the id.
    """
    return _registered(
        Rule(
            id=id,
            severity=severity,
            summary=summary,
            source=source,
            held=held,
            counted_in=counted_in,
        )
    )


R = TypeVar("R", bound=Rule)


def _registered(rule: R) -> R:
    if _declared.setdefault(rule.id, rule) != rule:
        raise ValueError(f"another rule has the id {rule.id!r}")
    _changes.append(rule.id)
    return rule


def forget(rule: Rule) -> None:
    """Take a rule that does not belong to an edition out of the registry."""
    del _declared[rule.id]
    _changes.append(rule.id)


_changes: list[str] = []


def registry_version() -> int:
    """Return a number that changes whenever a rule is registered or forgotten."""
    return len(_changes)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the library: those of records, files and readers, then each edition's."""
    for module in _DECLARED_IN:
        importlib.import_module(f"ofsted_frameworks.{module}")
    frameworks = importlib.import_module("ofsted_frameworks.frameworks")
    of_editions = (rule for edition in frameworks.all_editions() for rule in edition.rules)
    return tuple(dict.fromkeys((*sorted(_declared.values(), key=_by_subject), *of_editions)))


_SUBJECTS = (
    "record",
    "text",
    "dates",
    "edition",
    "kind",
    "judgements",
    "authority",
    "history",
    "file",
)


def _by_subject(rule: Rule) -> tuple[int, str]:
    subject = rule.id.partition(".")[0]
    known = subject in _SUBJECTS
    return (_SUBJECTS.index(subject), "") if known else (len(_SUBJECTS), subject)


def get_rule(id: str) -> Rule:
    """Return the rule with this id.

    Raises:
        UnknownRule: If no rule has it.
    """
    rules = {rule.id: rule for rule in all_rules()}
    if id not in rules:
        hint = closest(id, rules)
        raise UnknownRule(f"no rule has the id {id!r}" + (f"; {hint}" if hint else ""))
    return rules[id]


class UndeclaredRead(OfstedFrameworksError):
    """A rule that reads something that its `reads` does not name; its verdict could be wrong."""


@attrs.frozen
class Breach:
    """How data breaks a rule: where, what is wrong, and what was expected there.

    `at` is a judgement area or, for a rule over a whole record, a key of the record or a path in it.
    `{value}` in the message of a rule over judgements is the judgement there, as printed.
    """

    at: str | tuple[str, ...]
    message: str
    expected: str
    value: object = attrs.field(default=None, kw_only=True)
    hint: str = attrs.field(default="", kw_only=True)
    source: Source | None = attrs.field(default=None, kw_only=True)
    severity: Severity | None = attrs.field(default=None, kw_only=True)


Check: TypeAlias = Callable[..., Iterable[Breach]]
C = TypeVar("C", bound="CheckedRule")


@attrs.frozen(kw_only=True)
class CheckedRule(Rule):
    """A rule that a function checks.

    `check` yields what breaks the rule. `reads` names everything that its verdict hangs on: data that
    agrees in these gets one verdict, in whatever form it comes (an object, a line of a file, a column).
    """

    reads: tuple[str, ...]
    check: Check = attrs.field(eq=False, repr=False)

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        return get_rule, (self.id,)


@attrs.frozen(kw_only=True)
class JudgementRule(CheckedRule):
    """A rule over the judgements of one inspection under an edition.

    `check` takes an instance of the edition's judgement class, any of whose fields may be None. `reads`
    names judgement areas; of several editions' areas, a rule reads those that the inspection's has.
    """

    def breaches(self, judgements: object) -> list[Breach]:
        """Return what breaks the rule.

        Raises:
            UndeclaredRead: If the check reads an area that the rule does not declare.
        """
        cls: Any = judgements.__class__
        only = _reading_only(cls, self.reads, self.id)
        its = object.__new__(only)
        for area in self.areas_in(only.areas()):
            object.__setattr__(its, area, getattr(judgements, area))
        return list(self.check(its))

    def areas_in(self, areas: Iterable[str]) -> tuple[str, ...]:
        """Return those of an edition's areas that the rule reads."""
        return tuple(area for area in areas if area in self.reads)


@attrs.frozen(kw_only=True)
class RecordRule(CheckedRule):
    """A rule over a whole record, whatever its edition.

    `check` takes what a record says: `authority`, `edition`, `kind`, `start`, `end`, `published`,
    `judgements`, and what is derived from them. Each is None where the record does not say it.
    """

    def breaches(self, said: Any) -> list[Breach]:
        """Return what breaks the rule.

        Raises:
            UndeclaredRead: If the check reads something that the rule does not declare.
        """
        return list(self.check(_Only(said, self)))


@attrs.frozen(kw_only=True)
class HistoryRule(CheckedRule):
    """A rule over two inspections of one authority, one after the other.

    `check` takes the earlier and the later; a breach is of the later one. What it may read is what
    `validation.history.Entry` has.
    """

    def breaches(self, before: Any, after: Any) -> list[Breach]:
        """Return how the later inspection breaks the rule.

        Raises:
            UndeclaredRead: If the check reads something that the rule does not declare.
        """
        return list(self.check(_Only(before, self), _Only(after, self)))


class _Only:
    """What a record says, as far as a rule declares that it reads it."""

    __slots__ = ("_rule", "_said")

    def __init__(self, said: Any, rule: CheckedRule) -> None:
        self._said, self._rule = said, rule

    def __getattr__(self, name: str) -> Any:
        if name in self._rule.reads:
            return getattr(self._said, name)
        raise _undeclared(self._rule.id, name, self._rule.reads)


@functools.lru_cache(maxsize=1024)
def _reading_only(cls: Any, reads: tuple[str, ...], rule: str) -> type[Any]:
    """A class like `cls`, with the areas that a rule reads and no others."""
    there = frozenset(dir(cls)) - frozenset(cls.areas()) | frozenset(reads)

    def read(its: object, name: str) -> Any:
        if name in there or name.startswith("__"):
            return object.__getattribute__(its, name)
        raise _undeclared(rule, name, reads)

    return type(cls.__name__, (cls,), {"__slots__": (), "__getattribute__": read})


def _undeclared(rule: str, name: str, reads: tuple[str, ...]) -> UndeclaredRead:
    return UndeclaredRead(
        f"the rule {rule!r} reads {name!r}, which its reads={reads!r} does not name; add it there"
    )


def record_rule(
    id: str,
    severity: Severity,
    source: Source,
    *,
    reads: Iterable[str],
    held: tuple[int, int] | None = None,
    counted_in: Source | None = None,
) -> Callable[[Check], RecordRule]:
    """Make a rule over whole records from a function whose docstring states it, and register it.

    Args:
        id: The rule's id, such as `"dates.end-before-start"`.
        severity: How much a breach weighs.
        source: Whose word the rule is.
        reads: What the function reads of a record.
        held: For how many real inspections it held, of how many that it applies to.
        counted_in: The document whose inspections were counted.
    """
    return _maker(RecordRule, id, severity, source, reads, held, counted_in)


def history_rule(
    id: str,
    severity: Severity,
    source: Source,
    *,
    reads: Iterable[str],
    held: tuple[int, int] | None = None,
    counted_in: Source | None = None,
) -> Callable[[Check], HistoryRule]:
    """Make a rule over two inspections of one authority, one after the other, and register it.

    The function takes the earlier and the later inspection; its docstring states the rule, and the
    arguments are those of `record_rule`.
    """
    return _maker(HistoryRule, id, severity, source, reads, held, counted_in)


def _maker(
    cls: type[C],
    id: str,
    severity: Severity,
    source: Source,
    reads: Iterable[str],
    held: tuple[int, int] | None,
    counted_in: Source | None,
) -> Callable[[Check], C]:
    def made(check: Check) -> C:
        return _registered(
            cls(
                id=id,
                severity=severity,
                summary=(check.__doc__ or "").strip(),
                source=source,
                held=held,
                counted_in=counted_in,
                reads=tuple(reads),
                check=check,
            )
        )

    return made


def judgement_rule(
    id: str,
    severity: Severity,
    counted_in: Source,
    held: tuple[int, int],
    source: Source | None = None,
    *,
    reads: Iterable[str],
) -> Callable[[Check], JudgementRule]:
    """Make a rule over judgements from a function whose docstring states it.

    Args:
        id: The rule's id, such as `"sif.inadequate-overall"`.
        severity: How much a breach weighs.
        counted_in: The document whose inspections were counted.
        held: For how many of them it held, of how many that it applies to.
        source: Where a document lays the rule down; without it, the rule is our induction from the count.
        reads: The judgement areas that the function reads.
    """

    def made(check: Check) -> JudgementRule:
        rule = JudgementRule(
            id=id,
            severity=severity,
            summary=(check.__doc__ or "").strip(),
            source=source or OUR_INDUCTION,
            held=held,
            counted_in=counted_in,
            reads=tuple(reads),
            check=check,
        )
        _decorated.append(rule)
        return rule

    return made


_decorated: list[JudgementRule] = []


def decorated_rules() -> tuple[JudgementRule, ...]:
    """Return every rule that `judgement_rule` made, whether an edition lists it or not."""
    return tuple(_decorated)


def record_rules() -> tuple[RecordRule, ...]:
    """Return the rules over whole records, in the order in which they are checked."""
    importlib.import_module("ofsted_frameworks.validation.record_rules")
    return tuple(rule for rule in _declared.values() if isinstance(rule, RecordRule))


def history_rules() -> tuple[HistoryRule, ...]:
    """Return the rules over two inspections of one authority, in the order in which they are checked."""
    importlib.import_module("ofsted_frameworks.validation.history")
    return tuple(rule for rule in _declared.values() if isinstance(rule, HistoryRule))
