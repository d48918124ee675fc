"""Sources numbered in the order in which a text names them."""

import attrs

from ofsted_frameworks.sources import Fact, Source


@attrs.frozen
class Footnotes:
    """The sources that a text has named so far, each with its number and whose word it is.

    >>> from ofsted_frameworks.sources import Provenance
    >>> notes = Footnotes()
    >>> notes.told(Fact(3, Source("A guide", Provenance.OTHERS), "normally"))
    '3 (normally) [1]'
    >>> notes.listed()
    ['[1] A guide - told by others: councils, the press, training material']
    """

    _numbers: dict[Source, int] = attrs.field(factory=dict[Source, int], init=False)

    def mark(self, *sources: Source) -> str:
        """The numbers of `sources`, as in "[1,2]"."""
        numbers = (self._numbers.setdefault(each, len(self._numbers) + 1) for each in sources)
        return f"[{','.join(str(number) for number in numbers)}]"

    def told(self, fact: Fact[object]) -> str:
        """A fact with its note and the number of its source."""
        return f"{fact} {self.mark(fact.source)}"

    def listed(self) -> list[str]:
        """A line for each source named so far."""
        return [f"[{n}] {source} - {source.provenance}" for source, n in self._numbers.items()]


def plain_fact(fact: Fact[object]) -> dict[str, str]:
    """A fact as plain data: its text with its note, its source, and whose word that is."""
    return {
        "text": str(fact),
        "source": str(fact.source),
        "provenance": fact.source.provenance.value,
    }
