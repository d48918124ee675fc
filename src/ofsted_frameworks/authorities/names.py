"""Reduce the printed forms of an authority's name to the name itself."""

import re
from collections.abc import Iterator

from ofsted_frameworks.labels import fold

LONGEST_NAME = 120

_BEFORE = (
    *(
        "the",
        "council of the",
        "city of",
        "county of",
        "county",
        "borough of",
        "city and county of the",
    ),
    *(
        "lb",
        "lb of",
        "london borough of",
        "rb",
        "rb of",
        "royal borough of",
        "metropolitan borough of",
    ),
    *("together for children", "brighter futures for children", "achieving for children"),
)
_AFTER = (
    *("council", "corporation", "borough", "city", "city of", "county", "county of", "district"),
    *("city council", "county council", "borough council", "district council"),
    *("london boro", "london borough", "london borough council", "royal borough"),
    *("metropolitan council", "metropolitan borough", "metropolitan borough council"),
    *("metropolitan district", "metropolitan district council", "district metropolitan council"),
    *("mbc", "mdc", "bc", "cc", "lb", "ua", "unitary", "unitary authority", "local authority"),
    *("childrens services", "childrens trust", "childrens services trust"),
    *("children and families trust", "children first", "together for children"),
    *("brighter futures for children", "achieving for children"),
)
_NOT_WORDS = re.compile(r"[^\w]+")
_PRE_REORGANISATION = re.compile(
    r"(?:(?P<before>.+) )?pre (?:lgr(?: april)?(?: (?P<lgr>[1-9]\d{3}))?|(?:april )?(?P<year>[1-9]\d{3}))"
    r"(?: (?P<after>.+))?"
)


def folded(name: str) -> str:
    """Return a name in lower case without punctuation, with "&" spelled out.

    >>> folded("Hammersmith & Fulham")
    'hammersmith and fulham'
    """
    spelled = fold(name).replace("&", " and ").replace("'", "").replace("_", " ")
    return " ".join(_NOT_WORDS.sub(" ", spelled).split())


def forms(name: str) -> Iterator[str]:
    """Yield a folded name, then shorter forms without the words that councils put around it."""
    found = [name] if len(name) <= LONGEST_NAME else []
    for form in found:
        yield form
        bare = [form[len(words) + 1 :] for words in _BEFORE if form.startswith(f"{words} ")]
        bare += [form[: -len(words) - 1] for words in _AFTER if form.endswith(f" {words}")]
        found += [shorter for shorter in dict.fromkeys(bare) if shorter not in found]


def before_reorganisation(name: str) -> tuple[str, int | None] | None:
    """Return the name and year in a name such as "Pre-LGR (2021) Northamptonshire", or None.

    >>> before_reorganisation("pre lgr 2021 northamptonshire")
    ('northamptonshire', 2021)
    """
    matched = _PRE_REORGANISATION.fullmatch(name) if len(name) <= LONGEST_NAME else None
    if matched is None or bool(matched["before"]) == bool(matched["after"]):
        return None
    year = matched["lgr"] or matched["year"]
    return matched["before"] or matched["after"], int(year) if year else None
