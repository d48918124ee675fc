"""Everything that is wrong with judgement data: records, histories and files."""

from ofsted_frameworks._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
