"""What `fold` makes of a label, as a regular expression.

An engine that reads no Python sees whether a cell folds to a label by matching it. The expression is made
by asking `fold` about every character, and says its characters one by one, so that it means the same to
every engine's regular expressions.
"""

import functools
import re
from collections.abc import Iterable, Mapping

from ofsted_frameworks.labels import fold

_BASIC_PLANE = 0x10000  # no character beyond it folds to one that a label could be printed with


def labels_pattern(labels: Iterable[str]) -> str:
    r"""The expression that a text matches when, and only when, it folds to one of these folded labels.

    >>> import re
    >>> pattern = labels_pattern(["not judged", "good"])
    >>> [bool(re.match(pattern, text)) for text in ("  NOT\u00a0Judged ", "Good", "not judged yet")]
    [True, True, False]
    """
    around = f"[{_folding_to(' ')}{_folding_to('')}]*"
    return rf"^{around}(?:{'|'.join(map(_spelt, labels))}){around}$"


def _spelt(label: str) -> str:
    if not label:
        return ""
    ways = [
        _written(label[:length]) + _spelt(label[length:])
        for length in range(1, len(label) + 1)
        if label[:length] in _spellings()
    ]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _written(part: str) -> str:
    nothing = _folding_to("")
    if part == " ":
        return f"[{nothing}]*[{_folding_to(' ')}][{_folding_to(' ')}{nothing}]*"
    return f"[{_folding_to(part)}][{nothing}]*"


def _folding_to(part: str) -> str:
    return "".join(re.escape(c) if c in r"\]^-[&~" else c for c in _spellings()[part])


@functools.cache
def _spellings() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for character in map(chr, range(_BASIC_PLANE)):
        folded = fold(f"a{character}b")[1:-1]
        table[folded] = table.get(folded, "") + character
    return table
