"""Ofsted's inspection frameworks for local authority children's services, as typed data.

The everyday names are here; the rest are in namespaces such as `of.cycle` and `of.readers`. Each
name is imported when it is first used.
"""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
