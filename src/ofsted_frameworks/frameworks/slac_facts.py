"""The sources, cycle, report forms and other facts of SLAC."""

import attrs

from ofsted_frameworks.documents import HAMPSHIRE_2011, STATISTICS_2023
from ofsted_frameworks.frameworks.base import Facts, Wording
from ofsted_frameworks.frameworks.cycles import Cycle, CyclePart, VisitRule
from ofsted_frameworks.frameworks.duties import CIRCULATE_JOINT_REVIEW
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.frameworks.report_forms import RECORD_HEADING, ReportForm, TablePlace
from ofsted_frameworks.frameworks.ungraded import MEMORANDUM_2010
from ofsted_frameworks.sources import Fact, Provenance, Source

FRAMEWORK_2009 = Source(
    "Inspections of safeguarding and looked after children services: framework, ref 090027",
    Provenance.FRAMEWORK,
    date="2009-05",
    where="front page",
)
FRAMEWORK_2010 = Source(
    "Inspections of safeguarding and looked after children services, ref 090027, second edition "
    "(a council's copy)",
    Provenance.FRAMEWORK,
    date="2010-10",
)
TRAINING_2010 = Source(
    "A local authority's training deck on the new inspections (undated, about 2010)",
    Provenance.OTHERS,
    date="2010",
)
SCHEDULE_2009 = Source(
    "T. Morrissey, a local authority's deck on the evaluation schedule of 2009", Provenance.OTHERS
)
WIRRAL_2011 = Source("Wirral Council, on its inspection of 2011", Provenance.OTHERS, date="2011")

FULL_INSPECTION: Facts = {
    "team": (
        Fact("at least three Ofsted inspectors and one from the CQC", SCHEDULE_2009),
        Fact(
            "four of Her Majesty's Inspectors and one from the CQC",
            attrs.evolve(HAMPSHIRE_2011, where="para 1"),
            "Hampshire in 2011",
        ),
        Fact(
            "a lead inspector, three more, one shadowing and one from the CQC",
            WIRRAL_2011,
            "Wirral in 2011",
        ),
    ),
    "recommendations": (
        Fact(
            "within three months, within six months",
            attrs.evolve(HAMPSHIRE_2011, where="para 21"),
        ),
    ),
    "evidence": (
        Fact(
            "over 60 case files, and interviews and focus groups with partners",
            attrs.evolve(HAMPSHIRE_2011, where="para 2"),
            "Hampshire in 2011",
        ),
    ),
}

CYCLE = Cycle(
    programme=(
        Fact("a three-yearly rolling programme", MEMORANDUM_2010),
        Fact("one inspection every three years", SCHEDULE_2009),
        Fact(
            "the programme ended with every authority inspected once; the first report was published on "
            "7 August 2009 and the last on 24 August 2012",
            STATISTICS_2023,
        ),
        Fact(
            "only inadequate authorities were re-inspected under it: 9 for safeguarding and 2 for "
            "looked-after children, reported from 25 February 2011 to 23 April 2012",
            STATISTICS_2023,
        ),
    ),
    visits=(
        VisitRule(
            kinds=(VisitKind.UNANNOUNCED_CRA,),
            rule=Fact(
                "an unannounced inspection of contact, referral and assessment each year; it is not "
                "graded",
                attrs.evolve(HAMPSHIRE_2011, where="para 2"),
            ),
        ),
    ),
    deadlines=(CIRCULATE_JOINT_REVIEW,),
    unsaid={
        CyclePart.KIND: "the programme ended in 2012, and no source lays down what was to follow",
        CyclePart.WINDOW: "the programme inspected each authority once and has ended; no source gives a window",
        CyclePart.DEADLINES: "the inspection was carried out under the Children Act 2004, and the regulations "
        "on joint area reviews applied to reports received from 1 September 2005 to 8 November 2015",
    },
)

REPORT_FORMS = (
    ReportForm(
        titles=("Re-inspection of [services for] (safeguarding|looked after children)",),
        source=STATISTICS_2023,
        kind=Kind.REINSPECTION,
        table=TablePlace.RECORD,
    ),
    ReportForm(
        titles=("Inspection of safeguarding and looked after children [services]",),
        source=HAMPSHIRE_2011,
        kind=Kind.FULL,
        table=TablePlace.RECORD,
        marks=(f"{RECORD_HEADING}{{rest}} Safeguarding services",),
        running="{authority in a line} inspection of safeguarding and looked after children [services]",
    ),
)

WORDS = (
    Wording(
        (
            "Safeguarding & Looked After Children",
            "Safeguarding & Looked After Children (SLAC)",
        ),
        source=STATISTICS_2023,
    ),
    Wording(("of Safeguarding",), source=STATISTICS_2023, part="safeguarding"),
    Wording(
        ("of services for Children Looked After",), source=STATISTICS_2023, part="looked_after"
    ),
    Wording(
        ("Safeguarding OE",),
        source=STATISTICS_2023,
        area="safeguarding_overall_effectiveness",
    ),
    Wording(
        (
            "Looked After Children Overall Effectiveness",
            "of services Children Looked After OE",
            "Children Looked After OE",
        ),
        source=STATISTICS_2023,
        area="looked_after_overall_effectiveness",
    ),
)
