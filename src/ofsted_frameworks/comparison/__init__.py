"""Two inspections side by side, and one authority over time."""

from ofsted_frameworks.comparison.comparing import compare
from ofsted_frameworks.comparison.side_by_side import Change, Comparison, ComparisonRow, Judgement
from ofsted_frameworks.comparison.trajectory import Trajectory

__all__ = ["Change", "Comparison", "ComparisonRow", "Judgement", "Trajectory", "compare"]
