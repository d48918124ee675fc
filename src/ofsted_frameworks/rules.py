"""Rules about judgement data, and the registry of every rule in the library."""

import functools
import importlib
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar

import attrs

from ofsted_frameworks.documents import OUR_INDUCTION
from ofsted_frameworks.findings import Finding, OfstedFrameworksError, Place, Severity, UnknownRule
from ofsted_frameworks.sources import Source
from ofsted_frameworks.words import with_hint

_DECLARED_IN = (
    "validation.general_rules",
    "validation.record_rules",
    "validation.history",
    "panel.panel_rules",
    "readers.table_rules",
    "readers.report.report_rules",
)
"""The modules that declare rules."""


@attrs.frozen(kw_only=True)
class Rule:
    """A rule about judgement data: what it states, how serious a breach is, and the source.

    `summary` states the rule, and `source` says who laid it down. The count is a separate
    claim: `held` has the number of real inspections that the rule held for and the number that it applies to,
    as counted in the document `counted_in`.
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
        """The number of real inspections that the rule held for, in words, or "" if none were counted.

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
        """Return a finding that the rule is broken at `path`.

        The severity and the source are the rule's unless others are given.
        """
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
    """Remove a rule that does not belong to an edition from the registry."""
    del _declared[rule.id]
    _changes.append(rule.id)


_changes: list[str] = []


def registry_version() -> int:
    """Return a number that changes whenever a rule is registered or forgotten."""
    return len(_changes)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the library: the general ones by subject and id, then those of each edition."""
    for module in _DECLARED_IN:
        importlib.import_module(f"ofsted_frameworks.{module}")
    frameworks = importlib.import_module("ofsted_frameworks.frameworks")
    of_editions = (rule for edition in frameworks.all_editions() for rule in edition.rules)
    return tuple(dict.fromkeys((*sorted(_declared.values(), key=_place), *of_editions)))


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


def _place(rule: Rule) -> tuple[int, str]:
    """Return the place of a rule in the list, which does not depend on what was imported first."""
    subject = rule.id.partition(".")[0]
    return _SUBJECTS.index(subject) if subject in _SUBJECTS else len(_SUBJECTS), rule.id


def get_rule(id: str) -> Rule:
    """Return the rule with this id.

    Raises:
        UnknownRule: If no rule has this id.
    """
    rules = {rule.id: rule for rule in all_rules()}
    if id not in rules:
        raise UnknownRule(with_hint(f"no rule has the id {id!r}", id, rules))
    return rules[id]


class UndeclaredRead(OfstedFrameworksError):
    """The error for a rule whose function reads something that its `reads` does not name."""


@attrs.frozen
class Breach:
    """A breach of a rule: where it is, what is wrong and what was expected.

    `at` is a judgement area or, for a rule about a whole record, a key of the record or a path in it. In
    the message of a rule about judgements, `{value}` becomes the judgement as printed.
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

    `check` yields a `Breach` for each way that data breaks the rule. `reads` names everything that the
    outcome depends on, whether the data is an object, a line of a file or a column.
    """

    reads: tuple[str, ...]
    check: Check = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class JudgementRule(CheckedRule):
    """A rule about the judgements of one inspection.

    `check` takes an instance of the edition's judgement class; any field of it may be None. `reads` names
    judgement areas, which may be those of several editions; areas that an edition lacks are skipped.
    """

    def breaches(self, judgements: object) -> list[Breach]:
        """Return every breach of the rule.

        Raises:
            UndeclaredRead: If the check reads an area that the rule does not declare.
        """
        cls: Any = judgements.__class__
        restricted = _reading_only(cls, self.reads, self.id)
        readable = object.__new__(restricted)
        for area in self.areas_in(restricted.areas()):
            object.__setattr__(readable, area, getattr(judgements, area))
        return list(self.check(readable))

    def areas_in(self, areas: Iterable[str]) -> tuple[str, ...]:
        """Return the areas of an edition that the rule reads."""
        return tuple(area for area in areas if area in self.reads)


@attrs.frozen(kw_only=True)
class RecordRule(CheckedRule):
    """A rule about a whole record, whatever its edition.

    `check` takes the details of a record: `authority`, `edition`, `kind`, `start`, `end`, `published`,
    `judgements`, and values worked out from them. A detail that the record lacks is None.
    """

    def breaches(self, details: Any) -> list[Breach]:
        """Return every breach of the rule.

        Raises:
            UndeclaredRead: If the check reads a detail that the rule does not declare.
        """
        return list(self.check(_DeclaredReads(details, self)))


@attrs.frozen(kw_only=True)
class HistoryRule(CheckedRule):
    """A rule about two consecutive inspections of one authority.

    `check` takes the earlier and the later inspection, each as a `validation.history.Entry`. A breach is
    reported at the later one.
    """

    def breaches(self, before: Any, after: Any) -> list[Breach]:
        """Return every breach of the rule, each at the later inspection.

        Raises:
            UndeclaredRead: If the check reads something that the rule does not declare.
        """
        return list(self.check(_DeclaredReads(before, self), _DeclaredReads(after, self)))


class _DeclaredReads:
    """The details that a rule names in its `reads`; reading any other raises an error."""

    __slots__ = ("_details", "_rule")

    def __init__(self, details: Any, rule: CheckedRule) -> None:
        self._details, self._rule = details, rule

    def __getattr__(self, name: str) -> Any:
        if name in self._rule.reads:
            return getattr(self._details, name)
        raise _undeclared(self._rule.id, name, self._rule.reads)


@functools.lru_cache(maxsize=1024)
def _reading_only(cls: Any, reads: tuple[str, ...], rule: str) -> type[Any]:
    """Return a class like `cls` with only the areas that a rule reads."""
    readable = frozenset(dir(cls)) - frozenset(cls.areas()) | frozenset(reads)

    def read(self: object, name: str) -> Any:
        if name in readable or name.startswith("__"):
            return object.__getattribute__(self, name)
        raise _undeclared(rule, name, reads)

    return type(cls.__name__, (cls,), {"__slots__": (), "__getattribute__": read})


def _undeclared(rule: str, name: str, reads: tuple[str, ...]) -> UndeclaredRead:
    return UndeclaredRead(
        f"the rule {rule!r} reads {name!r}, which is not in its reads={reads!r}; add it there"
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
    """Return a decorator that makes and registers a rule about whole records.

    The docstring of the decorated function states the rule.

    Args:
        id: The rule's id, such as `"dates.end-before-start"`.
        severity: How serious a breach is.
        source: The document that lays the rule down.
        reads: The details of a record that the function reads.
        held: The number of real inspections that the rule held for, and the number it applies to.
        counted_in: The document whose inspections were counted.
    """
    return _rule_maker(RecordRule, _registered, id, severity, source, reads, held, counted_in)


def history_rule(
    id: str,
    severity: Severity,
    source: Source,
    *,
    reads: Iterable[str],
    held: tuple[int, int] | None = None,
    counted_in: Source | None = None,
) -> Callable[[Check], HistoryRule]:
    """Return a decorator that makes and registers a rule about two consecutive inspections.

    The function takes the earlier and the later inspection of one authority, and its docstring states the
    rule. The arguments are those of `record_rule`.
    """
    return _rule_maker(HistoryRule, _registered, id, severity, source, reads, held, counted_in)


def _rule_maker(
    cls: type[C],
    register: Callable[[C], C],
    id: str,
    severity: Severity,
    source: Source,
    reads: Iterable[str],
    held: tuple[int, int] | None,
    counted_in: Source | None,
) -> Callable[[Check], C]:
    def make(check: Check) -> C:
        return register(
            cls(
                id=id,
                severity=severity,
                summary=(check.__doc__ or "").strip(),
                source=source,
                reads=tuple(reads),
                held=held,
                counted_in=counted_in,
                check=check,
            )
        )

    return make


def judgement_rule(
    id: str,
    severity: Severity,
    counted_in: Source,
    held: tuple[int, int],
    source: Source | None = None,
    *,
    reads: Iterable[str],
) -> Callable[[Check], JudgementRule]:
    """Return a decorator that makes a rule about judgements.

    The docstring of the decorated function states the rule.

    Args:
        id: The rule's id, such as `"sif.inadequate-overall"`.
        severity: How serious a breach is.
        counted_in: The document whose inspections were counted.
        held: The number of inspections that the rule held for, and the number it applies to.
        source: The document that lays the rule down. Without it, the rule is our induction from the count.
        reads: The judgement areas that the function reads.
    """
    return _rule_maker(
        JudgementRule, _decorate, id, severity, source or OUR_INDUCTION, reads, held, counted_in
    )


_decorated: list[JudgementRule] = []


def _decorate(rule: JudgementRule) -> JudgementRule:
    _decorated.append(rule)
    return rule


def decorated_rules() -> tuple[JudgementRule, ...]:
    """Return every rule that `judgement_rule` made, whether an edition lists it or not."""
    return tuple(_decorated)


def record_rules() -> tuple[RecordRule, ...]:
    """Return the rules about whole records, in the order in which they are checked."""
    importlib.import_module("ofsted_frameworks.validation.record_rules")
    return tuple(rule for rule in _declared.values() if isinstance(rule, RecordRule))


def history_rules() -> tuple[HistoryRule, ...]:
    """Return the rules about consecutive inspections, in the order in which they are checked."""
    importlib.import_module("ofsted_frameworks.validation.history")
    return tuple(rule for rule in _declared.values() if isinstance(rule, HistoryRule))
