"""Rules, and rules over the judgements of one inspection: what limits and what usually goes together."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import attrs

from ofsted_frameworks.findings import Finding, Severity
from ofsted_frameworks.sources import Source


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
    ) -> Finding:
        """The finding that the rule is broken at `path`, with the rule's own severity and source."""
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
        )


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
