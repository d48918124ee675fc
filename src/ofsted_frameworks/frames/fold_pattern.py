"""Regular expressions that match every string that `fold` turns into a label.

An engine that cannot call Python finds out whether a cell folds to a label by matching an expression. It is
made by asking `fold` about every character. It lists characters one by one, so that it means the same in
every engine.
"""

import functools
import re
from collections.abc import Iterable, Mapping

from ofsted_frameworks.labels import fold

_BASIC_PLANE = 0x10000  # no character beyond it folds to one that is printed in a label


def labels_pattern(labels: Iterable[str]) -> str:
    r"""Return the pattern that matches a string if, and only if, it folds to one of these folded labels.

    >>> import re
    >>> pattern = labels_pattern(["not judged", "good"])
    >>> [bool(re.match(pattern, text)) for text in ("  NOT\u00a0Judged ", "Good", "not judged yet")]
    [True, True, False]
    """
    margin = f"[{_folding_to(' ')}{_folding_to('')}]*"
    return rf"^{margin}(?:{'|'.join(map(_spelt, labels))}){margin}$"


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
