"""How a framework's reports print their titles, headings and judgements.

Printed words are written in a small notation, so that a framework's file needs no regular expressions.
`[x]` is optional, `(x|y)` is one of several, and a name in braces is a gap:

- `{authority}`, `{authority in a line}`: the name of the authority; `{dates}`: the days on site
- `{names}`: the words of a name, if there are any; `{Word}`: one capitalised word
- `{some}`: a few words without a verb; `{Some}`: the same, starting with a capital
- `{clause}`: a few words, with or without a verb
- `{rest}`: the rest of a line; `{number}`: a number; `{letters}`: capitals in brackets
- `{not a board}`: no words, as long as no safeguarding board follows

Capitals, spaces, line breaks, hyphens and apostrophes match however they are printed.
"""

import enum
from collections.abc import Mapping

import attrs

from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.sources import Source


class TablePlace(enum.Enum):
    """The section of a report that holds its table of judgements."""

    FRONT = "front page"
    RECORD = "record of main findings"


RECORD_HEADING = "[{number}] Record of [main] findings"


@attrs.frozen(kw_only=True, eq=False)
class ReportForm:
    """The layout of the reports of one kind of inspection.

    Args:
        titles: What the reports call themselves.
        source: The reports that have this layout.
        kind: The kind of inspection, if the title says it.
        table: Where the table of judgements is.
        name_above: Whether the authority's name is printed above the title, not in it.
        marks: Words that begin a line in these reports only, for text without its front page.
        running: The header or footer of a page.
        sentences: For each judgement area, the sentences that state its judgement, up to the verb.
        rows: For each judgement area, what its row in the table may begin with besides its label.
        announced: For each judgement area, words that the title has only if the report judges it.
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
