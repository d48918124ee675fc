"""What comes next for many authorities, one row each."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ofsted_frameworks.arguments import each_given
from ofsted_frameworks.cycle.next_inspection import NextInspection
from ofsted_frameworks.months import in_words, known_to_in_words
from ofsted_frameworks.tables import Table, Tabular

NO_ANSWER = "no answer"
NOT_KNOWN = "not known"


def _answers(each: Iterable[NextInspection]) -> tuple[NextInspection, ...]:
    return tuple(each_given(NextInspection, each, "an overview", "results of next_inspection"))


@attrs.frozen
class Overview(Tabular):
    """The next inspections of many authorities: the kind, the window, and whether each is overdue.

    Iterate over it to get each `NextInspection`, with its rules, sources and caveats.
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
        """Return the answers as a table with a row for each authority."""
        days = dict.fromkeys(answer.as_at for answer in self if answer.as_at)
        reach = dict.fromkeys(known_to_in_words(answer.known_to) for answer in self)
        header = ["Authority", "Next", "From", "To", *("Overdue" for _ in days)]
        rows = [
            [
                answer.inspection.authority.name,
                answer.kind.value if answer.kind else NO_ANSWER,
                *_days(answer),
                *(_overdue(answer) for _ in days),
            ]
            for answer in self
        ]
        caption = "\n".join([*(f"As at {in_words(day)}" for day in days), *reach])
        return Table(header, rows, caption, list(_notes(rows)))


def _row(answer: NextInspection) -> dict[str, Any]:
    window, weeks, inspection = answer.window, answer.weeks, answer.inspection
    return {
        "authority": inspection.authority.name,
        "code": inspection.authority.code,
        "framework": inspection.framework.id,
        "last_inspected": inspection.date,
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
        "cannot_say": "; ".join(_gaps(answer)),
    }


def _gaps(answer: NextInspection) -> Iterator[str]:
    yield from answer.cannot_say
    if answer.why_not_overdue:
        yield f"whether it is overdue: {answer.why_not_overdue}"


def _days(answer: NextInspection) -> tuple[str, str]:
    if answer.window is None:
        return NO_ANSWER, NO_ANSWER
    return answer.window.earliest.isoformat(), answer.window.latest.isoformat()


def _overdue(answer: NextInspection) -> str:
    if answer.window is None:
        return NO_ANSWER
    if answer.overdue is None:
        return NOT_KNOWN
    if answer.overdue and answer.overdue_when_moved is False:
        return "yes*"
    return "yes" if answer.overdue else "no"


def _notes(rows: list[list[str]]) -> Iterator[str]:
    if any(NO_ANSWER in row for row in rows):
        yield (
            f"{NO_ANSWER}: no source says, the grade or day that decides it is not recorded, or the "
            "authority no longer exists"
        )
    if any(NOT_KNOWN in row for row in rows):
        yield (
            f"{NOT_KNOWN}: the window has passed, but the data ends too early to show whether an inspection "
            "took place"
        )
    if any("yes*" in row for row in rows):
        yield "yes*: by the window as written, but not by the window moved for the pause"
