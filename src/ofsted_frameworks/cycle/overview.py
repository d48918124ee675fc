"""What comes next for many authorities, a line each."""

from collections.abc import Iterable

from ofsted_frameworks.cycle.next_inspection import NextInspection, Window
from ofsted_frameworks.months import in_words
from ofsted_frameworks.tables import Table

NOT_SAID = "not said"


def overview(answers: Iterable[NextInspection]) -> Table:
    """What inspection comes next for each authority, from when to when, and whether it is overdue.

    The rules, their sources and the caveats are in each answer's own table.
    """
    known = list(answers)
    days = dict.fromkeys(answer.as_at for answer in known if answer.as_at)
    header = ["Authority", "Next", "From", "To", *("Overdue" for _ in days)]
    rows = [
        [
            answer.inspection.authority.name,
            answer.kind.value if answer.kind else NOT_SAID,
            *_days(answer.window),
            *(_overdue(answer) for _ in days),
        ]
        for answer in known
    ]
    caption = "\n".join(f"As at {in_words(day)}" for day in days)
    return Table(header, rows, caption, list(_notes(rows)))


def _days(window: Window | None) -> tuple[str, str]:
    if window is None:
        return NOT_SAID, NOT_SAID
    return window.earliest.isoformat(), window.latest.isoformat()


def _overdue(answer: NextInspection) -> str:
    if answer.overdue is None:
        return NOT_SAID
    if answer.overdue and answer.overdue_when_moved is False:
        return "yes*"
    return "yes" if answer.overdue else "no"


def _notes(rows: list[list[str]]) -> Iterable[str]:
    if any(NOT_SAID in row for row in rows):
        yield f"{NOT_SAID}: no source says it, what it rests on is not recorded, or the authority is no more"
    if any("yes*" in row for row in rows):
        yield "yes*: by the window as written, not by the one moved by the pause"
