"""The sources behind the tables of local authorities, by the keys that the tables use."""

from ofsted_frameworks.documents import STATISTICS_2023, STATISTICS_2025
from ofsted_frameworks.sources import Provenance, Source

ORIGINS = {
    "ofsted-2023": STATISTICS_2023,
    "ofsted-2025": STATISTICS_2025,
    "neighbours-2025": Source(
        "Statistical neighbour model of 2025, Department for Education, as kept in its repository "
        "CSC_outcomes_and_enablers (Open Government Licence v3.0)",
        Provenance.OTHERS,
        date="2025-07",
        where="data-raw/sn_model_2025_wide.csv",
        url="https://github.com/dfe-analytical-services/CSC_outcomes_and_enablers",
    ),
    "lookup": Source(
        "Lookup of authorities in the public ILACS scrape tool (MIT licence)",
        Provenance.OTHERS,
        url="https://github.com/JT-39/ofsted-ilacs-scrape-tool",
    ),
    "register": Source(
        "mySociety, UK local authority names and codes (MIT licence)",
        Provenance.OTHERS,
        url="https://github.com/mysociety/uk_local_authority_names_and_codes",
    ),
    "sims": Source(
        "Capita SIMS, on changes to authority numbers in the Bournemouth and Poole area",
        Provenance.OTHERS,
        date="2019",
        url="https://www.sims-partners.com/General-Advice/Publications/Bournemouth",
    ),
    "ons": Source(
        "Code History Database, Office for National Statistics, as reproduced in the ukgeog package "
        "(la-boundary-changes.R)",
        Provenance.OTHERS,
    ),
    "boundary-order": Source(
        "data-to-insight, notes to its scrape tool, on the boundary order of April 2025",
        Provenance.OTHERS,
        date="2025-04",
        url="https://github.com/data-to-insight/ofsted-ilacs-scrape-tool",
    ),
    "dfe-loader": Source(
        "Children's social care outcomes and enablers dashboard, Department for Education: "
        "read_ofsted_leadership_data in R/read_data.R",
        Provenance.OTHERS,
        url="https://github.com/dfe-analytical-services/CSC_outcomes_and_enablers",
    ),
    "overview": Source(
        "data-to-insight, overview scraped from Ofsted's reports",
        Provenance.OTHERS,
        url="https://github.com/data-to-insight/ofsted-ilacs-scrape-tool",
    ),
    "newcastle-2022": Source(
        "Inspection of Newcastle local authority children's services",
        Provenance.REPORTS,
        date="2022-02-01",
        where="front page",
    ),
    "common": Source("ofsted-frameworks, a name in common use", Provenance.OURS),
}

_LEGISLATION = "https://www.legislation.gov.uk/uksi/"
ORDERS = {
    "dorset": Source(
        "Bournemouth, Dorset and Poole (Structural Changes) Order 2018, SI 2018/648",
        Provenance.LAW,
        url=f"{_LEGISLATION}2018/648",
    ),
    "northamptonshire": Source(
        "Northamptonshire (Structural Changes) Order 2020, SI 2020/156",
        Provenance.LAW,
        url=f"{_LEGISLATION}2020/156",
    ),
    "cumbria": Source(
        "Cumbria (Structural Changes) Order 2022, SI 2022/331",
        Provenance.LAW,
        url=f"{_LEGISLATION}2022/331",
    ),
}
