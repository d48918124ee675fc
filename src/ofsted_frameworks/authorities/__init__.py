"""The local authorities of England with children's services, as they were since 2009."""

from typing import TYPE_CHECKING

from ofsted_frameworks._lazy import attach

if TYPE_CHECKING:
    from ofsted_frameworks.authorities.lookup import (
        AmbiguousAuthority as AmbiguousAuthority,
        UnknownAuthority as UnknownAuthority,
        UnknownRegion as UnknownRegion,
        find_authority as find_authority,
        get_profile as get_profile,
        known_authority as known_authority,
        list_authorities as list_authorities,
        read_region as read_region,
    )
    from ofsted_frameworks.authorities.profiles import (
        AuthorityProfile as AuthorityProfile,
        Closeness as Closeness,
        Neighbour as Neighbour,
        ServiceProvider as ServiceProvider,
    )

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
    "profiles": ("AuthorityProfile", "Closeness", "Neighbour", "ServiceProvider"),
}
__getattr__, __dir__, __all__ = attach(__name__, _NAMES)
