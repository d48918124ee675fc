"""What comes after an inspection: the next inspection, visits, monitoring and deadlines."""

from typing import TYPE_CHECKING

from ofsted_frameworks._lazy import attach

if TYPE_CHECKING:
    from ofsted_frameworks.cycle.deadlines import Deadline as Deadline, Deadlines as Deadlines
    from ofsted_frameworks.cycle.next_inspection import NextInspection as NextInspection
    from ofsted_frameworks.cycle.onsite import (
        KindFromDays as KindFromDays,
        inspection_kind_from as inspection_kind_from,
    )
    from ofsted_frameworks.cycle.overview import Overview as Overview
    from ofsted_frameworks.cycle.visits import (
        ExpectedVisits as ExpectedVisits,
        Monitoring as Monitoring,
    )
    from ofsted_frameworks.cycle.windows import Weeks as Weeks, Window as Window
    from ofsted_frameworks.cycle.working_days import (
        bank_holidays as bank_holidays,
        is_working_day as is_working_day,
        working_days_after as working_days_after,
    )
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "deadlines": ["Deadline", "Deadlines"],
            "next_inspection": ["NextInspection"],
            "onsite": ["KindFromDays", "inspection_kind_from"],
            "overview": ["Overview"],
            "visits": ["ExpectedVisits", "Monitoring"],
            "windows": ["Weeks", "Window"],
            "working_days": ["bank_holidays", "is_working_day", "working_days_after"],
        },
    )
