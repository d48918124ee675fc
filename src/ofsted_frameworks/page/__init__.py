"""One self-contained HTML page: a conclusion, a picture, tables, cautions, and the sources folded.

A page loads nothing from elsewhere and has no script. It opens from a disk, prints on paper, is read
aloud in order, and on a phone shows cards instead of a picture that would be too small to read.
"""

from ofsted_frameworks.page.authority import comparison_page, trajectory_page
from ofsted_frameworks.page.beside import beside_page
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
