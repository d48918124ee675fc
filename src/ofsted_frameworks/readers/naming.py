"""Tell which authority a row is about, from the name and the code that it prints."""

import datetime as dt
import functools

from ofsted_frameworks.authorities.lookup import (
    AmbiguousAuthority,
    UnknownAuthority,
    find_authority,
    known_authority,
)
from ofsted_frameworks.inspection import LocalAuthority


@functools.lru_cache(maxsize=10_000)
def resolve(name: str, code: str, on: dt.date | None) -> tuple[LocalAuthority | None, str]:
    """The authority that a name and a code stand for on a day, and what is wrong with them."""
    by_code, by_name = _found(code, on), _found(name, on)
    if by_code and by_name and by_code != by_name:
        return _conflict(by_code, by_name, on)
    if found := by_code or by_name:
        return found, f"{code!r} is no local authority's code" if code and not by_code else ""
    if not (name or code):
        return None, "no authority is named"
    printed = LocalAuthority(name or code, code or None)
    return printed, f"{_looked_up(name or code, on)}; it is taken as printed"


def _conflict(
    by_code: LocalAuthority, by_name: LocalAuthority, on: dt.date | None
) -> tuple[LocalAuthority, str]:
    """Of the authorities that code and name stand for, the one that existed, or else the code's."""
    existed = [a for a in (by_code, by_name) if on and _existed(a, on)]
    chosen = existed[0] if existed else by_code
    return chosen, (
        f"the code is that of {by_code} ({by_code.code}) and the name that of {by_name} "
        f"({by_name.code}); taken as {chosen} ({chosen.code})"
    )


def _existed(authority: LocalAuthority, on: dt.date) -> bool:
    known = known_authority(authority)
    return known is not None and known.exists_on(on)


def _found(name_or_code: str, on: dt.date | None) -> LocalAuthority | None:
    found = _looked_up(name_or_code, on) if name_or_code else None
    return found if isinstance(found, LocalAuthority) else None


def _looked_up(name_or_code: str, on: dt.date | None) -> LocalAuthority | UnknownAuthority:
    try:
        return find_authority(name_or_code, on=on)
    except UnknownAuthority as error:
        return error


@functools.lru_cache(maxsize=10_000)
def is_known(name: str, code: str) -> bool:
    """True when the name or the code is that of an authority, or of several in turn."""
    found = (_looked_up(each, None) for each in (name, code) if each)
    return any(isinstance(each, LocalAuthority | AmbiguousAuthority) for each in found)
