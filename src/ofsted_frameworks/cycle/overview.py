"""What comes next for many authorities, a line each."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.cycle.next_inspection import NextInspection
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.tables import Table, Tabular

NOT_SAID = "not said"
NOT_KNOWN = "not known"


def _answers(each: Iterable[NextInspection]) -> tuple[NextInspection, ...]:
    return tuple(each_given(NextInspection, each, "an overview", "answers of next_inspection"))


@attrs.frozen
class Overview(Tabular):
    """What inspection comes next for each of many authorities, from when to when, and whether it is overdue.

    Iterates over the answers, each with its rules, sources and caveats.
    """

    answers: tuple[NextInspection, ...] = attrs.field(converter=_answers)

    def __iter__(self) -> Iterator[NextInspection]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat dictionary for each authority."""
        return [_row(answer) for answer in self]

    def table(self) -> Table:
        """Return the answers as a table, a row for each authority."""
        days = dict.fromkeys(answer.as_at for answer in self if answer.as_at)
        reach = dict.fromkeys(known_to_in_words(answer.known_to) for answer in self)
        header = ["Authority", "Next", "From", "To", *("Overdue" for _ in days)]
        rows = [
            [
                answer.inspection.authority.name,
                answer.kind.value if answer.kind else NOT_SAID,
                *_days(answer),
                *(_overdue(answer) for _ in days),
            ]
            for answer in self
        ]
        caption = "\n".join([*(f"As at {in_words(day)}" for day in days), *reach])
        return Table(header, rows, caption, list(_notes(rows)))


def _row(answer: NextInspection) -> dict[str, Any]:
    window, weeks, its = answer.window, answer.weeks, answer.inspection
    return {
        "authority": its.authority.name,
        "code": its.authority.code,
        "framework": its.framework.id,
        "last_inspected": its.date,
        "grade": getattr(answer.grade, "value", None),
        "next_kind": answer.kind,
        "earliest": window.earliest if window else None,
        "latest": window.latest if window else None,
        "observed_first_week": weeks.first if weeks else None,
        "observed_last_week": weeks.last if weeks else None,
        "as_at": answer.as_at,
        "known_to": answer.known_to,
        "overdue": answer.overdue,
        "overdue_when_moved": answer.overdue_when_moved,
        "caveats": "; ".join(str(caveat) for caveat in answer.caveats),
        "cannot_say": "; ".join(_unsaid(answer)),
    }


def _unsaid(answer: NextInspection) -> Iterator[str]:
    yield from answer.cannot_say
    if answer.window and answer.as_at and answer.overdue is None:
        yield f"whether it is overdue: {answer.why_not_overdue}"


def _days(answer: NextInspection) -> tuple[str, str]:
    if answer.window is None:
        return NOT_SAID, NOT_SAID
    return answer.window.earliest.isoformat(), answer.window.latest.isoformat()


def _overdue(answer: NextInspection) -> str:
    if answer.window is None:
        return NOT_SAID
    if answer.overdue is None:
        return NOT_KNOWN
    if answer.overdue and answer.overdue_when_moved is False:
        return "yes*"
    return "yes" if answer.overdue else "no"


def _notes(rows: list[list[str]]) -> Iterator[str]:
    if any(NOT_SAID in row for row in rows):
        yield (
            f"{NOT_SAID}: no source says it, what it rests on is not recorded, or the authority does not "
            "exist any more"
        )
    if any(NOT_KNOWN in row for row in rows):
        yield f"{NOT_KNOWN}: the window is past, but the data ends earlier; an inspection may have come"
    if any("yes*" in row for row in rows):
        yield "yes*: by the window as written, not by the one moved by the pause"
