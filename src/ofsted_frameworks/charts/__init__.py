"""Charts of inspections: one authority over time, and the grades of many.

Each function returns an altair chart, which you can change, show in a notebook, or save with `save`.
"""

from ofsted_frameworks.charts.grade_changes import What, flow, transitions
from ofsted_frameworks.charts.grids import beside, sheet
from ofsted_frameworks.charts.saving import UnknownFormat, save, svg
from ofsted_frameworks.charts.shares import by_region, distribution
from ofsted_frameworks.charts.trajectories import trajectory
from ofsted_frameworks.charts.years import by_year

__all__ = [
    "UnknownFormat",
    "What",
    "beside",
    "by_region",
    "by_year",
    "distribution",
    "flow",
    "save",
    "sheet",
    "svg",
    "trajectory",
    "transitions",
]
