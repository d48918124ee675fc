"""Deadlines for an authority after a report or letter, used by several frameworks."""

import datetime as dt

import attrs

from ofsted_frameworks.frameworks.cycles import DeadlineRule
from ofsted_frameworks.frameworks.kinds import VisitKind
from ofsted_frameworks.sources import Fact, Provenance, Source

REGULATIONS_2007 = Source(
    "Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007, "
    "SI 2007/462",
    Provenance.LAW,
    date="2007",
)
SECTION_137 = Source(
    "Education and Inspections Act 2006",
    Provenance.LAW,
    date="2006",
    where="section 137(3) and (4)",
)
JOINT_REVIEW_NOTE = Source(
    "Children Act 2004 (Joint Area Reviews) Regulations 2015, SI 2015/1792",
    Provenance.LAW,
    date="2015",
    where="explanatory note",
)
EDYOURSELF_2016 = Source(
    "edyourself, on the inspection of local authorities", Provenance.OTHERS, date="2016-11-01"
)

JOINT_REVIEWS_2005 = Source(
    "Children Act 2004 (Joint Area Reviews) Regulations 2005, SI 2005/1973",
    Provenance.LAW,
    date="2005",
    where="regulation 3(4)",
    url="http://www.legislation.gov.uk/uksi/2005/1973/regulation/3/made",
)
STOCKTON_2023 = Source(
    "Stockton-on-Tees Borough Council, on its action plan after the ILACS of 2023",
    Provenance.OTHERS,
    date="2023",
    url="https://moderngov.stockton.gov.uk/ieIssueDetails.aspx?IId=1757&Opt=3",
)

WORKING_DAY = Fact(
    "any day but Saturday, Sunday, Christmas Day, Good Friday and the bank holidays of England and "
    "Wales",
    attrs.evolve(REGULATIONS_2007, where="regulation 1(2)"),
)
"""The definition of a working day after an inspection of a local authority."""

WORKING_DAY_NOT_DEFINED = Fact(
    "no source says what counts as a working day here, so we use the definition for inspections",
    Source("ofsted-frameworks, counting working days", Provenance.OURS),
)

FIRST_DAY = Fact(
    "the day after receipt is the first day",
    Source("ofsted-frameworks, counting working days", Provenance.OURS),
    "the regulations do not say; Stockton's case supports it: after its report of 9 May 2023 the plan was "
    f"due on 16 August, the 70th working day after publication ({STOCKTON_2023.title})",
)
"""The first day of a period."""

PUBLISH_REPORT = DeadlineRule(
    name="publish the report",
    duty=Fact("the authority must publish the report", SECTION_137),
    working_days=Fact(30, REGULATIONS_2007),
    counting=WORKING_DAY,
)
STATEMENT = DeadlineRule(
    name="statement of proposed action",
    duty=Fact(
        "the authority must prepare and publish a written statement of the action it proposes and "
        "the period for it",
        SECTION_137,
    ),
    working_days=Fact(
        70,
        EDYOURSELF_2016,
        "we have not seen the regulation's own words on this period; Stockton's plan of 16 August 2023 "
        "supports it",
    ),
    counting=WORKING_DAY,
)
CIRCULATE_JOINT_REVIEW = DeadlineRule(
    name="circulate the report",
    duty=Fact("the authority must circulate the report", JOINT_REVIEWS_2005),
    working_days=Fact(
        30,
        JOINT_REVIEWS_2005,
        "reports say only that the inspection was carried out under the Children Act 2004, so it was "
        "probably such a review, but not certainly",
    ),
    condition="if the inspection was a review under section 20 of the Children Act 2004",
    since=Fact(dt.date(2005, 9, 1), JOINT_REVIEWS_2005),
    until=Fact(dt.date(2015, 11, 8), JOINT_REVIEW_NOTE, "SI 2015/1792 replaced it the next day"),
    counting=Fact(WORKING_DAY.value, attrs.evolve(JOINT_REVIEWS_2005, where="regulation 1(3)")),
)
JTAI_STATEMENT = DeadlineRule(
    name="joint statement of proposed action",
    duty=Fact(
        "the principal authority must make a written statement of proposed action",
        JOINT_REVIEW_NOTE,
    ),
    working_days=Fact(70, JOINT_REVIEW_NOTE),
    after=VisitKind.JTAI,
    condition="if the report names a principal authority to make one",
    counting=WORKING_DAY_NOT_DEFINED,
)
SECTION_136_DEADLINES = (PUBLISH_REPORT, STATEMENT)
