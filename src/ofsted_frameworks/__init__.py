"""The frameworks that Ofsted inspects local authority children's services under, as typed data.

Everyday names are here. The rest are in namespaces such as `of.cycle` and `of.readers`. Each is
imported when it is first used.
"""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
