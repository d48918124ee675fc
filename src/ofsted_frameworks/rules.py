"""Rules: what is true of judgement data, and the registry of every rule in the library."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import Finding, Place, Severity, UnknownRule
from ofsted_frameworks.sources import Source
from ofsted_frameworks.words import closest

_DECLARED_IN = ("validation.general_rules",)
"""The modules that declare rules, in the order in which `all_rules` lists them."""


@attrs.frozen(kw_only=True)
class Rule:
    """What is true of judgement data, how much it weighs when it is not, and what says so.

    `summary` states it. A rule that rests on what real inspections did has their number: it `held`
    for so many, of so many that it applies to, in the document `counted_in`.
    """

    id: str
    severity: Severity
    summary: str
    source: Source
    held: tuple[int, int] | None = None
    counted_in: Source | None = None

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
    rule = Rule(
        id=id, severity=severity, summary=summary, source=source, held=held, counted_in=counted_in
    )
    if _declared.setdefault(id, rule) != rule:
        raise ValueError(f"another rule has the id {id!r}")
    return rule


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the library: those of records, files and readers, then each edition's."""
    for module in _DECLARED_IN:
        importlib.import_module(f"ofsted_frameworks.{module}")
    frameworks = importlib.import_module("ofsted_frameworks.frameworks")
    of_editions = (rule for edition in frameworks.all_editions() for rule in edition.rules)
    return tuple(dict.fromkeys((*_declared.values(), *of_editions)))


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


@attrs.frozen
class Breach:
    """How the judgements of one inspection break a rule: at which area, and what was expected.

    `{value}` in the message stands for the judgement at that area, as printed.
    """

    area: str
    message: str
    expected: str


JudgementCheck: TypeAlias = Callable[[Any], Iterator[Breach]]


@attrs.frozen(kw_only=True)
class JudgementRule(Rule):
    """A rule over the judgements of one inspection under an edition.

    `check` takes an instance of the edition's judgement class, of which any field may be None, and
    yields what breaks the rule.
    """

    check: JudgementCheck = attrs.field(eq=False, repr=False)


def judgement_rule(
    id: str,
    severity: Severity,
    counted_in: Source,
    held: tuple[int, int],
    source: Source | None = None,
) -> Callable[[JudgementCheck], JudgementRule]:
    """Makes a rule of a function whose docstring states it.

    The rule's source is what counted the inspections, or `source` where a document lays it down.
    """

    def made(check: JudgementCheck) -> JudgementRule:
        return JudgementRule(
            id=id,
            severity=severity,
            summary=(check.__doc__ or "").strip(),
            source=source or counted_in,
            held=held,
            counted_in=counted_in,
            check=check,
        )

    return made
