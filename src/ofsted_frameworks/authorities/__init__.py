"""The local authorities of England with children's services, as they were since 2009."""

from typing import TYPE_CHECKING

from ofsted_frameworks._lazy import attach

if TYPE_CHECKING:
    from ofsted_frameworks.authorities.lookup import AmbiguousAuthority as AmbiguousAuthority
    from ofsted_frameworks.authorities.lookup import UnknownAuthority as UnknownAuthority
    from ofsted_frameworks.authorities.lookup import UnknownRegion as UnknownRegion
    from ofsted_frameworks.authorities.lookup import find_authority as find_authority
    from ofsted_frameworks.authorities.lookup import get_profile as get_profile
    from ofsted_frameworks.authorities.lookup import known_authority as known_authority
    from ofsted_frameworks.authorities.lookup import list_authorities as list_authorities
    from ofsted_frameworks.authorities.lookup import read_region as read_region
    from ofsted_frameworks.authorities.profiles import AuthorityProfile as AuthorityProfile
    from ofsted_frameworks.authorities.profiles import Closeness as Closeness
    from ofsted_frameworks.authorities.profiles import Neighbour as Neighbour

_NAMES = {
    "lookup": (
        "AmbiguousAuthority",
        "UnknownAuthority",
        "UnknownRegion",
        "find_authority",
        "get_profile",
        "known_authority",
        "list_authorities",
        "read_region",
    ),
    "profiles": ("AuthorityProfile", "Closeness", "Neighbour"),
}
__getattr__, __dir__, __all__ = attach(__name__, _NAMES)
