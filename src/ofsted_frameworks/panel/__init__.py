"""Many inspections of many authorities."""

from typing import TYPE_CHECKING

from ofsted_frameworks._lazy import attach

if TYPE_CHECKING:
    from ofsted_frameworks.panel.panel import (
        Difference as Difference,
        Distribution as Distribution,
        Panel as Panel,
        Transitions as Transitions,
    )
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "panel": ["Difference", "Distribution", "Panel", "Transitions"],
        },
    )
