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
