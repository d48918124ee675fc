"""The documents that several frameworks take facts from."""

import attrs

from ofsted_frameworks.sources import Provenance, Source

STATISTICS_PAGE = "https://www.gov.uk/government/collections/childrens-social-care-statistics"
STATISTICS_2022 = Source(
    "Children's social care data in England 2022: underlying data",
    Provenance.STATISTICS,
    date="2022-07-07",
    where="sheet LA_inspections_2009-2022",
    url=STATISTICS_PAGE,
)
STATISTICS_2023 = Source(
    "Children's social care data in England 2023: underlying data",
    Provenance.STATISTICS,
    date="2023-07-06",
    where="sheet LA_inspections_2009-2023",
    url=STATISTICS_PAGE,
)
STATISTICS_2025 = Source(
    "Local authority inspection outcomes as at 31 March 2025",
    Provenance.STATISTICS,
    date="2025-09-25",
    where="sheet ILACS_inspection_history",
    url=STATISTICS_PAGE,
)
HAMPSHIRE_2011 = Source(
    "Inspection of safeguarding and looked after children services: Hampshire",
    Provenance.REPORTS,
    date="2011-08-12",
    where="record of main findings",
)
HAMPSHIRE_2011_SCALE = attrs.evolve(HAMPSHIRE_2011, where="para 3")
NORFOLK_2013 = Source(
    "Inspection of looked after children services: Norfolk", Provenance.REPORTS, date="2013-08-16"
)
NEW_FRAMEWORK_NEWS_2013 = Source(
    "New single framework for inspecting local authority services, gov.uk news",
    Provenance.OFSTED,
    date="2013",
    url="https://www.gov.uk/government/news/new-single-framework-for-inspecting-local-authority-services",
)
LGA_FIRST = Source(
    "Yvette Stanley, Ofsted's national director for social care, in LGA First",
    Provenance.OFSTED,
    date="2019",
    where="about 2019; the article prints no date",
)
SAME_DESCRIPTORS = attrs.evolve(
    LGA_FIRST,
    where='"we are using the same grade descriptors"; about 2019, the article prints no date',
)
REFORM_2025 = Source(
    "Ofsted press release: overall effectiveness to end in children's services inspections",
    Provenance.OFSTED,
    date="2025-11-27",
)
REPORTS_2026 = Source(
    "ILACS reports of April to August 2026",
    Provenance.REPORTS,
    date="2026-08-22",
    where="front tables",
)
END_OF_REINSPECTIONS = Source(
    "Children and Young People Now, on the ILACS edition of September 2018",
    Provenance.OTHERS,
    date="2018-09-17",
)
ANNUAL_REPORT_2013 = Source(
    "Ofsted's annual social care report 2013, as reported by Family Law Week",
    Provenance.OFSTED,
    date="2013",
    where="one series of safeguarding and child protection outcomes",
)
OUR_INDUCTION = Source("ofsted-frameworks, from what real inspections show", Provenance.OURS)
OUR_READING = Source("ofsted-frameworks, comparing the printed areas", Provenance.OURS)

PROFILE_CAUTION = (
    "Ofsted cautions that a change of framework may itself change the grade profile, "
    "so a different grade may not solely indicate a change in quality"
)
