"""England's local authorities with children's services, as they have been since 2009."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
