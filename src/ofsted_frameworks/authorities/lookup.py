"""Find a local authority by any of its names or numbers, or list those in a region or on a day."""

import datetime as dt
import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ofsted_frameworks.arguments import check, check_day, not_taken
from ofsted_frameworks.authorities.names import (
    LONGEST_NAME,
    before_reorganisation,
    folded,
    forms,
)
from ofsted_frameworks.authorities.profiles import AuthorityProfile, all_profiles
from ofsted_frameworks.findings import OfstedFrameworksError
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.months import in_words
from ofsted_frameworks.words import listed

__all__ = [
    "AmbiguousAuthority",
    "UnknownAuthority",
    "UnknownRegion",
    "find_authority",
    "get_profile",
    "known_authority",
    "list_authorities",
    "read_region",
]

_MOST_LISTED = 4
_MOST_COMPARED = 8
_DIRECTIONS = {"north", "south", "east", "west", "central", "city", "and", "of", "upon", "the"}

Profiles = tuple[AuthorityProfile, ...]


class UnknownAuthority(OfstedFrameworksError, LookupError):
    """A name or number that no local authority has."""


class AmbiguousAuthority(UnknownAuthority):
    """A name that fits several local authorities."""


class UnknownRegion(OfstedFrameworksError, LookupError):
    """A name that no region has."""


def find_authority(name_or_code: str | int, *, on: dt.date | None = None) -> LocalAuthority:
    """Return the local authority with a name, ONS code, DfE number or Ofsted URN.

    >>> find_authority("BCP") == find_authority("Bournemouth, Christchurch & Poole")
    True
    >>> find_authority("Royal Borough of Windsor and Maidenhead")
    LocalAuthority(name='Windsor and Maidenhead', code='E06000040')
    >>> find_authority(892).name
    'Nottingham'

    Case and punctuation do not matter, nor do the words that councils put around a name, such as
    "Royal Borough of". A misspelt name is not guessed.

    Args:
        name_or_code: The name in any of its printed forms, or one of its numbers.
        on: The day that you are asking about. It decides between authorities that had the same name at
            different times, such as Dorset before and after April 2019.

    Raises:
        UnknownAuthority: If no authority has that name or number; the message suggests similar names.
        AmbiguousAuthority: If several authorities fit; the message names them.
    """
    return _find_profile(name_or_code, on).authority


def get_profile(
    authority: str | int | LocalAuthority, *, on: dt.date | None = None
) -> AuthorityProfile:
    """Return the profile of an authority: numbers, regions, dates, predecessors and neighbours.

    >>> leeds = get_profile("Leeds")
    >>> leeds.dfe_number, leeds.region, leeds.ons_region
    ('383', 'North East, Yorkshire and the Humber', 'Yorkshire and the Humber')
    >>> print(leeds.neighbours[0])
    Portsmouth (very close)

    Args:
        authority: A name, an ONS code, a DfE number, an Ofsted URN or a `LocalAuthority`.
        on: The day that you are asking about, as for `find_authority`.

    Raises:
        UnknownAuthority: If no authority has that name or number.
        AmbiguousAuthority: If several authorities fit.
    """
    if not isinstance(authority, LocalAuthority):
        return _find_profile(authority, on)
    found = known_authority(authority)
    return found or _find_profile(authority.name, on)


def known_authority(authority: LocalAuthority) -> AuthorityProfile | None:
    """Return an authority's profile, or None if neither its code nor its name identifies just one."""
    check(
        LocalAuthority, authority, "known_authority", "a LocalAuthority (get_profile takes a name)"
    )
    found = _candidates(authority.code) if authority.code else ()
    found = found or _candidates(authority.name)
    return found[0] if len(found) == 1 else None


def list_authorities(
    region: str | None = None, on: dt.date | None = None
) -> tuple[LocalAuthority, ...]:
    """Return the local authorities with children's services at any time since 2009, sorted by name.

    >>> import datetime as dt
    >>> len(list_authorities(on=dt.date(2025, 3, 31)))
    153
    >>> [authority.name for authority in list_authorities("North East")][:3]
    ['Darlington', 'Durham', 'Gateshead']

    Args:
        region: One of Ofsted's eight regions, or of the Office for National Statistics' nine.
        on: Leave out the authorities that did not exist on this day.

    Raises:
        UnknownRegion: If no region has that name; the message lists the regions.
    """
    check_day("on", on, or_none=True)
    named = None if region is None else read_region(region)
    return tuple(
        profile.authority
        for profile in all_profiles()
        if (on is None or profile.exists_on(on))
        and (named is None or named in (profile.region, profile.ons_region))
    )


def read_region(name: str) -> str:
    """Return a region's name as Ofsted or the Office for National Statistics writes it.

    >>> read_region("yorkshire & the humber")
    'Yorkshire and the Humber'

    Raises:
        UnknownRegion: If no region has that name; the message lists the regions.
    """
    if not isinstance(name, str):
        raise not_taken("region", "the name of a region", name)
    regions = {folded(r): r for p in all_profiles() for r in (p.region, p.ons_region)}
    if found := regions.get(folded(name)):
        return found
    names = listed(map(repr, sorted(regions.values())), "or")
    raise UnknownRegion(f"{name[:LONGEST_NAME]!r} is not a region; expected one of {names}")


def _find_profile(asked: str | int, on: dt.date | None) -> AuthorityProfile:
    check_day("on", on, or_none=True)
    if isinstance(asked, bool) or not isinstance(asked, str | int):
        raise not_taken(
            "find_authority", "a name, an ONS code, a DfE number or an Ofsted URN", asked
        )
    name = str(asked)
    found = _candidates(name)
    alive = tuple(profile for profile in found if on is not None and profile.exists_on(on))
    for chosen in (found, alive):
        if len(chosen) == 1:
            return chosen[0]
    raise _ambiguous_error(name, found) if found else _unknown_error(name)


def _ambiguous_error(name: str, found: Profiles) -> AmbiguousAuthority:
    each = "; ".join(map(_with_dates, found))
    return AmbiguousAuthority(
        f"{name!r} was the name of several authorities in turn; give the day: {each}"
    )


def _unknown_error(name: str) -> UnknownAuthority:
    shown, asked = name[:LONGEST_NAME], folded(name)
    fits = _by_part().get(asked, ())
    if 1 < len(fits) <= _MOST_LISTED:
        each = listed(fits, "or")
        return AmbiguousAuthority(f"{shown!r} could be {each}; write the full name or the code")
    near = [profile.name for profile in fits if len(fits) == 1]
    near += [profile.name for each in _spelled_like(asked) for profile in _by_name()[each]]
    names = listed(map(repr, dict.fromkeys(near)), "or") if near else ""
    return UnknownAuthority(
        f"{shown!r} is not a local authority in England with children's services"
        f"{f'; did you mean {names}?' if names else ''}"
    )


def _spelled_like(asked: str) -> Iterable[str]:
    """Return the names most similar in spelling, among those that share most pairs of letters."""
    asked = asked[:LONGEST_NAME]
    own = _pairs(asked)
    shared = Counter(name for pair in own for name in _by_pair().get(pair, ()))
    share = {name: count / (len(own) + len(_pairs(name))) for name, count in shared.items()}
    most = sorted(share, key=lambda name: (-share[name], name))[:_MOST_COMPARED]
    return get_close_matches(asked, most, n=3, cutoff=0.75)


@functools.lru_cache(maxsize=1_000)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(map("".join, itertools.pairwise(name)))


@functools.lru_cache(maxsize=10_000)
def _candidates(name_or_code: str) -> Profiles:
    if numbered := _by_number().get(name_or_code.strip().upper()):
        return (numbered,)
    name = folded(name_or_code)
    if found := _find_by_name(name):
        return found
    if earlier := before_reorganisation(name):
        return _before_reorganisation(*earlier)
    return ()


def _find_by_name(name: str) -> Profiles:
    return next((found for form in forms(name) if (found := _by_name().get(form))), ())


def _before_reorganisation(name: str, year: int | None) -> Profiles:
    """Return the authorities that had a name before a reorganisation in a given year, or in any year."""
    first = dt.date(year, 1, 1) if year else dt.date(2009, 1, 1)
    return tuple(profile for profile in _find_by_name(name) if profile.exists_on(first))


def _with_dates(profile: AuthorityProfile) -> str:
    began = f" from {in_words(profile.existed_from)}" if profile.existed_from else ""
    ended = f" until {in_words(profile.existed_until)}" if profile.existed_until else ""
    return f"{profile}{began}{ended}"


@functools.cache
def _by_number() -> Mapping[str, AuthorityProfile]:
    return {number: profile for profile in all_profiles() for number in _numbers(profile)}


def _numbers(profile: AuthorityProfile) -> Iterable[str]:
    yield profile.code
    yield profile.dfe_number
    yield from (former.value for former in profile.former_codes)
    if profile.ofsted_urn:
        yield profile.ofsted_urn


@functools.cache
def _by_name() -> Mapping[str, Profiles]:
    table: dict[str, Profiles] = {}
    for profile in all_profiles():
        names = (profile.name, *(other.value for other in profile.other_names))
        for name in dict.fromkeys(map(folded, names)):
            table[name] = (*table.get(name, ()), profile)
    return table


@functools.cache
def _by_pair() -> Mapping[str, list[str]]:
    table: dict[str, list[str]] = {}
    for name in _by_name():
        for pair in sorted(_pairs(name)):
            table.setdefault(pair, []).append(name)
    return table


@functools.cache
def _by_part() -> Mapping[str, Profiles]:
    """Return the authorities by the first or last words of their names, such as Kingston or Tyneside."""
    table: dict[str, Profiles] = {}
    for profile in all_profiles():
        words = folded(profile.name).split()
        inner = range(1, len(words))
        parts = [each for n in inner for each in (words[:n], words[n:])]
        for part in dict.fromkeys(" ".join(part) for part in parts if not {*part} <= _DIRECTIONS):
            table[part] = (*table.get(part, ()), profile)
    return table
