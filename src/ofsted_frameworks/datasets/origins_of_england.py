"""The sources of the data on England, by the keys that tools/build_england.py writes."""

import attrs

from ofsted_frameworks.documents import (
    HAMPSHIRE_2011,
    STATISTICS_2022,
    STATISTICS_2023,
    STATISTICS_2025,
)
from ofsted_frameworks.sources import Provenance, Source

REPORTS = Source(
    "Ofsted's inspection reports, July 2013 to August 2026",
    Provenance.REPORTS,
    url="https://reports.ofsted.gov.uk/",
)
SHEETS = {
    "history-2022": STATISTICS_2022,
    "latest-2022": attrs.evolve(STATISTICS_2022, where="sheet LA_level_at_31_Mar_2022"),
    "year-2022": attrs.evolve(STATISTICS_2022, where="sheet LA_level_in_year_2021-22"),
    "history-2023": STATISTICS_2023,
    "latest-2023": attrs.evolve(STATISTICS_2023, where="sheet LA_level_at_31_Mar_2023"),
    "year-2023": attrs.evolve(STATISTICS_2023, where="sheet LA_level_in_year_2022-23"),
    "history-2025": STATISTICS_2025,
    "latest-2025": attrs.evolve(STATISTICS_2025, where="sheet Inspections_as_at_31_March"),
    "year-2025": attrs.evolve(STATISTICS_2025, where="sheet In-year_inspections"),
    "hampshire": HAMPSHIRE_2011,
    "days-on-site": Source(
        "ofsted-frameworks, the kind by the number of working days on site", Provenance.OURS
    ),
}
