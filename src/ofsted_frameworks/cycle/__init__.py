"""What comes after an inspection: the next inspection, visits, monitoring and deadlines."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
