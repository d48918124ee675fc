"""The data that the library brings: England's inspections since 2009, and Hampshire's as an example."""

from typing import TYPE_CHECKING

from ofsted_frameworks._lazy import attach

if TYPE_CHECKING:
    from ofsted_frameworks.datasets.citing import (
        Citation as Citation,
        DataSet as DataSet,
        about_england as about_england,
        cite as cite,
    )
    from ofsted_frameworks.datasets.england_panel import (
        NotInDataSet as NotInDataSet,
        SettledDifference as SettledDifference,
        england as england,
        settled_differences as settled_differences,
        value_sources as value_sources,
    )
    from ofsted_frameworks.datasets.hampshire_history import (
        Hampshire as Hampshire,
        hampshire as hampshire,
    )

_NAMES = {
    "citing": ("Citation", "DataSet", "about_england", "cite"),
    "england_panel": (
        "NotInDataSet",
        "SettledDifference",
        "england",
        "settled_differences",
        "value_sources",
    ),
    "hampshire_history": ("Hampshire", "hampshire"),
}
__getattr__, __dir__, __all__ = attach(__name__, _NAMES)
