"""Charts of inspections: one authority over time, and many by their grades.

Each function returns an altair chart, to be changed further, shown in a notebook, or written by `save`.
"""

from ofsted_frameworks.charts.drawing import UnknownFormat, save, svg
from ofsted_frameworks.charts.tallies import distribution, transitions
from ofsted_frameworks.charts.trajectories import trajectory

__all__ = ["UnknownFormat", "distribution", "save", "svg", "trajectory", "transitions"]
