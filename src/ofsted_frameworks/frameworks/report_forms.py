"""How a framework's reports print their titles, headings and judgements.

Printed words are written here in a notation of their own, so that a framework's file stays free of
patterns: `[x]` may be left out, `(x|y)` is one of several, and a name in braces is a gap:

- `{authority}`, `{authority in a line}`: the name of the authority; `{dates}`: the days on site;
- `{names}`: the words of a name, if there are any; `{Word}`: one capitalised word;
- `{some}`: a few words of a sentence without a verb, `{Some}` from a capital on, `{clause}` with verbs;
- `{rest}`: the rest of a line; `{number}`: a number; `{letters}`: capitals in brackets;
- `{not a board}`: nothing, but a safeguarding board may not follow.

Capitals, spaces, line breaks, hyphens and apostrophes match however they are printed.
"""

import enum
from collections.abc import Mapping

import attrs

from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.sources import Source


class TablePlace(enum.Enum):
    """Where a report has the table of its judgements."""

    FRONT = "front page"
    RECORD = "record of main findings"


RECORD_HEADING = "[{number}] Record of [main] findings"


@attrs.frozen(kw_only=True, eq=False)
class ReportForm:
    """How the reports of one kind of inspection are laid out.

    Args:
        titles: What the reports call themselves.
        source: The reports that print it.
        kind: The kind of inspection that the title tells.
        table: Where the table of judgements is.
        name_above: True where the authority's name is above a title that does not hold it.
        marks: What begins a line only in these reports, for text that lacks its front page.
        running: The header or footer of a page.
        sentences: By judgement area, the sentences that print its judgement, up to the verb.
        rows: By judgement area, what its row in the table may begin with beside its label.
        announced: By judgement area, what the title says only where the report has its judgement.
    """

    titles: tuple[str, ...]
    source: Source
    kind: Kind | None = None
    table: TablePlace = TablePlace.FRONT
    name_above: bool = False
    marks: tuple[str, ...] = ()
    running: str = ""
    sentences: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict[str, tuple[str, ...]])
    rows: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict[str, tuple[str, ...]])
    announced: Mapping[str, str] = attrs.field(factory=dict[str, str])
