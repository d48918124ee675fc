"""What a panel finds when it puts records together, as rules."""

from ofsted_frameworks.documents import STATISTICS_2025
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.panel.matching import CLOSEST
from ofsted_frameworks.rules import declare
from ofsted_frameworks.sources import Provenance, Source

_PUT_TOGETHER = Source("ofsted-frameworks, putting records together", Provenance.OURS)

SOURCES_DIFFER = declare(
    "panel.sources-differ",
    Severity.WARNING,
    "Records of one inspection give the same values; if they differ, the first record is kept.",
    _PUT_TOGETHER,
)
NO_PLACE = declare(
    "panel.no-place",
    Severity.WARNING,
    "The edition of an inspection has an area for each judgement of its records.",
    _PUT_TOGETHER,
)
FRAMEWORK_SETTLED = declare(
    "panel.framework-settled",
    Severity.NOTE,
    "A record that could be of two frameworks takes the framework of another record of its inspection.",
    _PUT_TOGETHER,
)
POSSIBLY_ONE = declare(
    "panel.possibly-one",
    Severity.WARNING,
    f"Two inspections of one authority under one framework are {CLOSEST.value} days apart or more.",
    CLOSEST.source,
    held=(115, 115),
    counted_in=STATISTICS_2025,
)
