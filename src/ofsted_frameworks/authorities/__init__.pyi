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
