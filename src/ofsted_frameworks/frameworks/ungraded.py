"""What sources say about ungraded visits and inspections, whatever the framework."""

import attrs

from ofsted_frameworks.documents import HAMPSHIRE_2011, STATISTICS_2025
from ofsted_frameworks.frameworks.base import Facts
from ofsted_frameworks.sources import Fact, Provenance, Source

MEMORANDUM_2010 = Source(
    "Ofsted memorandum to the Commons Children, Schools and Families Committee, HC 276i-ii",
    Provenance.OFSTED,
    date="2010-03-22",
)
EVIDENCE_JRR04 = Source(
    "Ofsted, written evidence to a parliamentary committee, JRR04",
    Provenance.OFSTED,
    url="https://committees.parliament.uk/writtenevidence/56665",
)
CARE_APPOINTMENTS_2011 = Source(
    "Care Appointments, on inspections of children's services", Provenance.OTHERS, date="2011-09"
)
LOCAL_GOVERNMENT_LAWYER_2011 = Source(
    "Local Government Lawyer, on unannounced inspections", Provenance.OTHERS, date="2011-11"
)
HMICFRS = Source("HMICFRS, page on joint targeted area inspections", Provenance.OTHERS)
SAFEGUARDING_PARTNERSHIPS = Source(
    "Safeguarding partnerships of Sandwell, Wolverhampton and York, on joint targeted area inspections",
    Provenance.OTHERS,
)
WOLVERHAMPTON_2018 = Source(
    "Wolverhampton Safeguarding, on joint targeted area inspections", Provenance.OTHERS, date="2018"
)
TARGETED_2016 = Source(
    "Ofsted, Targeted local authority inspections (a copy on docplayer)",
    Provenance.OFSTED,
    date="2016-01-14",
)
AUTUMN_2020 = Source(
    "Children and Young People Now and Willis Palmer, on Ofsted's visits in autumn 2020",
    Provenance.OTHERS,
    date="2020-07",
)
IN_YEAR = attrs.evolve(
    STATISTICS_2025, where="sheet In-year_inspections, and the same sheet of 2023 and 2024"
)

CONTACT_REFERRAL_ASSESSMENT: Facts = {
    "unannounced inspections of contact, referral and assessment": (
        Fact("each year, two days, not graded", EVIDENCE_JRR04),
        Fact(
            "three lists of outcomes; areas for priority action are the most serious",
            CARE_APPOINTMENTS_2011,
        ),
        Fact("part of the evidence for the next inspection", HAMPSHIRE_2011, "para 2"),
        Fact(
            "of 122 from August 2010 to June 2011, three had an area for priority action",
            CARE_APPOINTMENTS_2011,
        ),
        Fact("133 in 2010/11", LOCAL_GOVERNMENT_LAWYER_2011),
    ),
    "a ceiling on the annual rating": (
        Fact(
            "priority actions could limit an authority's annual rating by one grade; in 2009 seven were "
            "limited to adequate and three to performs poorly",
            MEMORANDUM_2010,
            "this was the annual children's services assessment, not the grades of an inspection",
        ),
    ),
}

JOINT_TARGETED_AREA: Facts = {
    "joint targeted area inspections: framework": (
        Fact("published in January 2016, last updated on 17 July 2019", HMICFRS),
        Fact("a new form was piloted in November 2021", HMICFRS),
    ),
    "joint targeted area inspections: series": (
        Fact(
            "child sexual exploitation and missing children, February to August 2016",
            SAFEGUARDING_PARTNERSHIPS,
        ),
        Fact("domestic abuse, September 2016 to March 2017", SAFEGUARDING_PARTNERSHIPS),
        Fact("neglect, May to December 2017", SAFEGUARDING_PARTNERSHIPS),
        Fact(
            "later: exploitation and gangs; serious youth violence; child sexual abuse in the family "
            "environment; children who are victims of domestic abuse",
            SAFEGUARDING_PARTNERSHIPS,
            "the sources differ on their months",
        ),
    ),
    "joint targeted area inspections: notice": (
        Fact("unannounced", WOLVERHAMPTON_2018, "at that time"),
        Fact(
            "nine or ten working days before fieldwork, in the present form",
            SAFEGUARDING_PARTNERSHIPS,
            "the sources differ by a day",
        ),
    ),
}

TARGETED_INSPECTIONS: Facts = {
    "targeted local authority inspections": (
        Fact(
            "from January 2016, if a single inspection would have been disproportionate: the front door "
            "and one theme in depth; not a programme",
            TARGETED_2016,
        ),
    ),
}

UNGRADED_IN_AUTUMN_2020: Facts = {
    "visits of autumn 2020": (
        Fact("focused visits gave no graded judgements, only a letter", AUTUMN_2020),
        Fact(
            "first to authorities that were inadequate, had a priority action, gave cause for concern, or "
            "had not had an ILACS inspection",
            AUTUMN_2020,
        ),
    ),
}

VISIT_THEMES: Facts = {
    "themes of visits": (
        Fact(
            (
                "Front door",
                "Children in need/subject to a plan",
                "Children in care",
                "Care leavers",
                "Achieving permanence",
                "Vulnerable adolescents",
            ),
            IN_YEAR,
            "as the tables print them",
        ),
    ),
}
