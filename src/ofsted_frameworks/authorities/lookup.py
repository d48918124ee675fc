"""Local authorities by any of their names or codes."""

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from ofsted_frameworks.authorities.data import AUTHORITIES, KnownAuthority
from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.labels import fold

__all__ = [
    "AmbiguousAuthority",
    "KnownAuthority",
    "UnknownAuthority",
    "authorities",
    "find_authority",
    "known_authority",
]

_BEFORE = (
    "the",
    "council of the",
    "city of",
    "county of",
    "county",
    "borough of",
    "london borough of",
    "royal borough of",
    "metropolitan borough of",
    "together for children",
    "brighter futures for children",
    "achieving for children",
)
_AFTER = (
    "council",
    "corporation",
    "borough",
    "city",
    "city of",
    "county",
    "county of",
    "city council",
    "county council",
    "borough council",
    "district council",
    "london borough council",
    "metropolitan borough",
    "metropolitan borough council",
    "metropolitan district council",
    "mbc",
    "unitary authority",
    "local authority",
    "childrens services",
    "childrens trust",
    "childrens services trust",
    "children and families trust",
    "children first",
    "together for children",
    "brighter futures for children",
    "achieving for children",
)
_LONGEST_NAME = 120
_NOT_WORDS = re.compile(r"[^\w]+")


class UnknownAuthority(OfstedFrameworksError, LookupError):
    """A name or code that is no local authority's."""


class AmbiguousAuthority(UnknownAuthority):
    """A name that several local authorities have had, one after the other, without a day that tells."""


def authorities(*, on: dt.date | None = None) -> tuple[KnownAuthority, ...]:
    """Every local authority with children's services since 2009, or those that existed on a day.

    >>> import datetime as dt
    >>> len(authorities(on=dt.date(2025, 3, 31)))
    153
    """
    return tuple(known for known in AUTHORITIES if on is None or known.exists_on(on))


def find_authority(name_or_code: str, *, on: dt.date | None = None) -> LocalAuthority:
    """The local authority that a name or an ONS code stands for, in whatever form it is printed.

    >>> find_authority("BCP") == find_authority("Bournemouth, Christchurch & Poole")
    True
    >>> find_authority("Royal Borough of Windsor and Maidenhead")
    LocalAuthority(name='Windsor and Maidenhead', code='E06000040')

    `on` tells apart authorities of one name, one of which followed the other: Dorset before and after
    April 2019. Only case, punctuation, "&" and the form of a council's name are folded.

    Raises `UnknownAuthority`, naming one close match, and `AmbiguousAuthority`, naming those of one name.
    """
    if not isinstance(name_or_code, str):
        raise TypeError(f"an authority is found by its name or ONS code, not {name_or_code!r}")
    return _as_authority(_one(name_or_code, _candidates(name_or_code), on))


def known_authority(authority: LocalAuthority) -> KnownAuthority | None:
    """What is known of an authority: its other names and codes, and when it began and ended.

    None where neither its code nor its name is in the table, or its name alone does not settle it.
    """
    found = _candidates(authority.code) if authority.code else ()
    found = found or _candidates(authority.name)
    return found[0] if len(found) == 1 else None


def _one(asked: str, found: tuple[KnownAuthority, ...], on: dt.date | None) -> KnownAuthority:
    alive = tuple(known for known in found if on is not None and known.exists_on(on))
    for chosen in (found, alive):
        if len(chosen) == 1:
            return chosen[0]
    if found:
        each = "; ".join(_with_its_life(known) for known in found)
        raise AmbiguousAuthority(
            f"{asked!r} was several authorities in turn; say which day: {each}"
        )
    close = get_close_matches(_folded(asked)[:_LONGEST_NAME], _by_name(), n=1, cutoff=0.75)
    hint = f"; did you mean {_by_name()[close[0]][0].name!r}?" if close else ""
    raise UnknownAuthority(
        f"{asked[:_LONGEST_NAME]!r} is no local authority of England with children's services{hint}"
    )


@functools.lru_cache(maxsize=10_000)
def _candidates(name_or_code: str) -> tuple[KnownAuthority, ...]:
    if by_code := _by_code().get(name_or_code.strip().upper()):
        return (by_code,)
    for name in _forms(_folded(name_or_code)):
        if found := _by_name().get(name):
            return found
    return ()


def _forms(name: str) -> Iterator[str]:
    forms = [name] if len(name) <= _LONGEST_NAME else []
    for form in forms:
        yield form
        bare = [form[len(words) + 1 :] for words in _BEFORE if form.startswith(f"{words} ")]
        bare += [form[: -len(words) - 1] for words in _AFTER if form.endswith(f" {words}")]
        forms += [shorter for shorter in dict.fromkeys(bare) if shorter not in forms]


def _folded(name: str) -> str:
    spelled = fold(name).replace("&", " and ").replace("'", "").replace("_", " ")
    return " ".join(_NOT_WORDS.sub(" ", spelled).split())


def _with_its_life(known: KnownAuthority) -> str:
    created = f" from {known.created.value:%-d %B %Y}" if known.created else ""
    abolished = (
        f" until {known.abolished.value - dt.timedelta(1):%-d %B %Y}" if known.abolished else ""
    )
    return f"{known.name} ({known.code}){created}{abolished}"


@functools.cache
def _as_authority(known: KnownAuthority) -> LocalAuthority:
    return LocalAuthority(known.name, known.code)


@functools.cache
def _by_code() -> Mapping[str, KnownAuthority]:
    return {
        code: known
        for known in AUTHORITIES
        for code in (known.code, *(former.value for former in known.former_codes))
    }


@functools.cache
def _by_name() -> Mapping[str, tuple[KnownAuthority, ...]]:
    table: dict[str, tuple[KnownAuthority, ...]] = {}
    for known in AUTHORITIES:
        for name in {_folded(known.name), *(_folded(other.value) for other in known.names)}:
            table[name] = (*table.get(name, ()), known)
    return table
