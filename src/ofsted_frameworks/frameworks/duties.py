"""What is due from an authority after a report or letter, under more than one framework."""

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

PUBLISH_REPORT = DeadlineRule(
    name="publish the report",
    duty=Fact("the authority must publish the report", SECTION_137),
    working_days=Fact(30, REGULATIONS_2007),
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
        "the regulation's own words on this period were not seen; Hampshire's plan of 2019 bears it "
        "out",
    ),
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
)
SECTION_136_DEADLINES = (PUBLISH_REPORT, STATEMENT)
