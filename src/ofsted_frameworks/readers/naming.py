"""Find the authority of a row from the name and codes that it prints."""

import datetime as dt
import functools
import re

from ofsted_frameworks.authorities.lookup import (
    UnknownAuthority,
    find_authority,
    get_profile,
    known_authority,
    list_authorities,
)
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.labels import fold
from ofsted_frameworks.words import listed

_ONS_CODE = re.compile(r"[A-Z]\d{8}", re.IGNORECASE)
_TOTALS = ("all", "all local authorities", "england", "grand total", "national", "total")


@functools.lru_cache(maxsize=10_000)
def resolve(
    name: str, codes: tuple[str, ...], on: dt.date | None, *, hints: bool = True
) -> tuple[LocalAuthority | None, str]:
    """Return the authority with this name and these codes on a day, and the problem with them, if any.

    Without `hints`, an unknown name gets no suggestion of a similar one, which takes time to find.
    """
    found = dict.fromkeys(filter(None, (_found(each, on) for each in (*codes, name) if each)))
    if len(found) > 1:
        return _conflict(tuple(found), on)
    ons = next((code.upper() for code in codes if _ONS_CODE.fullmatch(code)), None)
    for authority in found:
        is_wrong = ons and not _found(ons, on)
        return authority, f"{ons!r} is not the code of a local authority" if is_wrong else ""
    printed = name or next(iter(codes), "")
    if not printed:
        return None, "this row does not name an authority"
    return LocalAuthority(
        printed, ons
    ), f"{_why_unknown(printed, on, hints)}; it is kept as printed"


def _conflict(found: tuple[LocalAuthority, ...], on: dt.date | None) -> tuple[LocalAuthority, str]:
    """Return the first authority that existed on the day, or else the first, and the problem."""
    existed = [each for each in found if on and get_profile(each).exists_on(on)]
    chosen = existed[0] if existed else found[0]
    several = listed(f"{authority} ({authority.code})" for authority in found)
    return chosen, f"the name and codes belong to {several}; read as {chosen} ({chosen.code})"


def _found(name_or_code: str, on: dt.date | None) -> LocalAuthority | None:
    if known := known_authority(LocalAuthority(name_or_code)):
        return LocalAuthority(known.name, known.code)
    if fold(name_or_code) in _ambiguous():
        try:
            return find_authority(name_or_code, on=on)
        except UnknownAuthority:
            return None
    return None


def _why_unknown(printed: str, on: dt.date | None, hints: bool) -> str:
    if hints or fold(printed) in _ambiguous():
        try:
            find_authority(printed, on=on)
        except UnknownAuthority as error:
            return str(error)
    return f"{printed[:80]!r} is not a known local authority"


@functools.cache
def _ambiguous() -> frozenset[str]:
    """Return the names that several authorities have had in turn."""
    names = (authority.name for authority in list_authorities())
    return frozenset(fold(name) for name in names if not known_authority(LocalAuthority(name)))


@functools.lru_cache(maxsize=10_000)
def is_known(name: str, codes: tuple[str, ...]) -> bool:
    """Return True if the name or a code belongs to an authority, or has belonged to several in turn."""
    return any(
        known_authority(LocalAuthority(each)) or fold(each) in _ambiguous()
        for each in (name, *codes)
        if each
    )


def is_total(name: str, codes: tuple[str, ...]) -> bool:
    """Return True for the name of a region or of all authorities together, without an authority's code."""
    return fold(name) in _groups() and not is_known("", codes)


@functools.cache
def _groups() -> frozenset[str]:
    """Return the names of regions and the words for all authorities together."""
    profiles = map(get_profile, list_authorities())
    regions = (region for profile in profiles for region in (profile.region, profile.ons_region))
    return frozenset((*_TOTALS, *map(fold, regions)))
