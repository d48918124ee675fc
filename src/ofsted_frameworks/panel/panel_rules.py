"""The rules that a panel applies when it joins records of one inspection."""

from ofsted_frameworks.documents import STATISTICS_2025
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.panel.matching import CLOSEST
from ofsted_frameworks.rules import declare
from ofsted_frameworks.sources import Provenance, Source

_JOINING = Source("ofsted-frameworks, joining records", Provenance.OURS)

SOURCES_DIFFER = declare(
    "panel.sources-differ",
    Severity.WARNING,
    "Records of one inspection give the same values; if they differ, the first record is kept.",
    _JOINING,
)
NO_PLACE = declare(
    "panel.no-place",
    Severity.WARNING,
    "The edition of an inspection has an area for each judgement of its records.",
    _JOINING,
)
FRAMEWORK_SETTLED = declare(
    "panel.framework-settled",
    Severity.NOTE,
    "A record that fits two frameworks takes the framework of another record of the same inspection.",
    _JOINING,
)
POSSIBLY_ONE = declare(
    "panel.possibly-one",
    Severity.WARNING,
    f"Two inspections of one authority under one framework are {CLOSEST.value} days apart or more.",
    CLOSEST.source,
    held=(115, 115),
    counted_in=STATISTICS_2025,
)
