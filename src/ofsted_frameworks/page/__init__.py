"""Self-contained HTML pages: a conclusion, a chart, tables, cautions, and the sources folded away.

A page loads nothing from elsewhere and needs no script. It opens from a disk, prints on paper and works
with a screen reader. On a phone it shows cards instead of a chart that would be too small to read.
"""

from ofsted_frameworks.page.authority import beside_page, comparison_page, trajectory_page
from ofsted_frameworks.page.panels import panel_page, transitions_page
from ofsted_frameworks.page.site import write_site

__all__ = [
    "beside_page",
    "comparison_page",
    "panel_page",
    "trajectory_page",
    "transitions_page",
    "write_site",
]
