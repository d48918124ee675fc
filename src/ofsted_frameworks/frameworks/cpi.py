"""CPI: inspections of local authority arrangements for the protection of children, 2012 to 2013."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.documents import (
    ANNUAL_REPORT_2013,
    NEW_FRAMEWORK_NEWS_2013,
    OUR_READING,
    PROFILE_CAUTION,
    STATISTICS_2023,
)
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Edition,
    Framework,
    GradeMatch,
    InspectionKind,
    Relation,
    Wording,
)
from ofsted_frameworks.frameworks.column_words import OVERALL
from ofsted_frameworks.frameworks.cycles import Cycle, CyclePart
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.report_forms import RECORD_HEADING, ReportForm, TablePlace
from ofsted_frameworks.frameworks.slac import SlacGrade
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Fact, Provenance, Source

RELEASE_2013 = Source(
    "Ofsted statistical first release on inspections of local authority arrangements for the "
    "protection of children",
    Provenance.STATISTICS,
    date="2013-01-24",
)
PRESS_RELEASE_2012 = Source(
    "Ofsted press release: No notice, unannounced inspections for child protection",
    Provenance.OFSTED,
    date="2012-01-30",
    url="https://www.gov.uk/government/news/no-notice-unannounced-inspections-for-child-protection",
)
COMMUNITY_CARE_2012 = Source(
    "Community Care: Ofsted to give no notice on child protection inspections",
    Provenance.OTHERS,
    date="2012-01-30",
    url="https://www.communitycare.co.uk/2012/01/30/ofsted-to-give-no-notice-on-child-protection-inspections/",
)
PROPOSALS_2011 = Source(
    "Local Government Lawyer and wired-gov, on Ofsted's proposals of July 2011",
    Provenance.OTHERS,
    date="2011-07",
)
CHESHIRE_EAST_2013 = Source(
    "Cheshire East Council, scrutiny minutes on the inspection of 11 to 20 March 2013",
    Provenance.OTHERS,
    date="2013",
)


class CpiGrade(Grade):
    """The four grades of the child protection inspections, best first; the third is *adequate*."""

    OUTSTANDING = "outstanding", 1, "Outstanding"
    GOOD = "good", 2, "Good"
    ADEQUATE = "adequate", 3, "Adequate"
    INADEQUATE = "inadequate", 4, "Inadequate"


_Judged: TypeAlias = Judged[CpiGrade]


@attrs.frozen(kw_only=True, repr=False)
class CpiJudgements(Judgements[CpiGrade]):
    """The four judgements of an inspection of arrangements for the protection of children."""

    scale: ClassVar = CpiGrade

    overall_effectiveness: Annotated[
        _Judged,
        Area(
            "Overall effectiveness",
            source=CHESHIRE_EAST_2013,
            role=Role.OVERALL,
            themes=(Theme.HELP_AND_PROTECTION,),
        ),
    ] = None
    effectiveness_of_help_and_protection: Annotated[
        _Judged,
        Area(
            "The effectiveness of the help and protection provided to children, families and carers",
            source=COMMUNITY_CARE_2012,
            aliases=(
                Fact("Effectiveness of help and protection", CHESHIRE_EAST_2013),
                Fact("Effectiveness of help", CHESHIRE_EAST_2013),
            ),
        ),
    ] = None
    quality_of_practice: Annotated[
        _Judged,
        Area(
            "Quality of practice", source=COMMUNITY_CARE_2012, themes=(Theme.QUALITY_OF_PRACTICE,)
        ),
    ] = None
    leadership_and_governance: Annotated[
        _Judged,
        Area("Leadership and governance", source=COMMUNITY_CARE_2012, themes=(Theme.LEADERSHIP,)),
    ] = None


_SENTENCES = {"overall_effectiveness": ("The overall effectiveness of {some}",)}
_ROWS = {
    "effectiveness_of_help_and_protection": (
        "effectiveness of [the] help and protection provided to children{some}(carers|families|children)",
    )
}
REPORT_FORMS = (
    ReportForm(
        titles=(
            "Re-inspection of [the] local authority arrangements for the protection [of children]",
        ),
        source=RELEASE_2013,
        kind=Kind.REINSPECTION,
        table=TablePlace.RECORD,
        sentences=_SENTENCES,
        rows=_ROWS,
    ),
    ReportForm(
        titles=("Inspection of [the] local authority arrangements for the protection of children",),
        source=RELEASE_2013,
        kind=Kind.FULL,
        table=TablePlace.RECORD,
        marks=(f"{RECORD_HEADING}{{rest}} Local authority arrangements for the protection",),
        sentences=_SENTENCES,
        rows=_ROWS,
    ),
)


FRAMEWORK = Framework(
    id="cpi",
    name="CPI",
    title="Inspection of local authority arrangements for the protection of children",
    source=RELEASE_2013,
    scale=CpiGrade,
    words=(
        Wording(
            (
                "Child Protection Inspection",
                "Child Protection Inspections",
                "Child Protection Inspections (CPI)",
            ),
            source=STATISTICS_2023,
        ),
        Wording(
            ("Child Protection Re-Inspection", "Child Protection Re-Inspection (CPRI)", "CPRI"),
            source=STATISTICS_2023,
            kind=Kind.REINSPECTION,
        ),
        OVERALL,
    ),
    report_forms=REPORT_FORMS,
    facts={
        "what it was meant to replace": (
            Fact(
                "the inspections of safeguarding and looked-after services and the unannounced inspections "
                "of contact, referral and assessment",
                PROPOSALS_2011,
                "as proposed after the Munro review; no source says whether it did",
            ),
        ),
    },
    kinds=(
        InspectionKind(
            kind=Kind.FULL,
            source=STATISTICS_2023,
            notice=Fact("none", PRESS_RELEASE_2012),
            on_site=Fact("two weeks", PRESS_RELEASE_2012),
            facts={
                "team": (
                    Fact(
                        "a lead inspector, announced to the authority on the day of arrival, and two more "
                        "inspectors the next day",
                        COMMUNITY_CARE_2012,
                    ),
                ),
                "evidence": (Fact("about 50 cases", COMMUNITY_CARE_2012),),
            },
        ),
        InspectionKind(kind=Kind.REINSPECTION, source=STATISTICS_2023),
    ),
    editions=(
        Edition(
            id="cpi-2012",
            name="CPI from May 2012",
            judgements=CpiJudgements,
            starts=Fact(
                dt.date(2012, 5, 1),
                PRESS_RELEASE_2012,
                '"will come into effect in May"; the official statistics cover 1 June 2012 onward',
            ),
            ends=Fact(
                dt.date(2013, 8, 16),
                STATISTICS_2023,
                "the day of the last report; no source states the programme's last day",
            ),
            superseded=Fact(dt.date(2013, 11, 1), NEW_FRAMEWORK_NEWS_2013),
            source=RELEASE_2013,
            absences={
                Theme.OVERALL: Fact(
                    "CPI's overall effectiveness covered only child protection", CHESHIRE_EAST_2013
                ),
            },
            cycle=Cycle(
                programme=(
                    Fact(
                        "the programme ended with 50 authorities inspected and one of them re-inspected; the "
                        "first report was published on 13 July 2012 and the last on 16 August 2013",
                        STATISTICS_2023,
                    ),
                ),
                unsaid={
                    CyclePart.KIND: "no source gives a cycle for CPI, and it ended in 2013",
                    CyclePart.WINDOW: "no source gives a cycle for CPI, and it ended in 2013",
                    CyclePart.DEADLINES: "no source gives the legal basis of CPI, so its deadlines are not known",
                },
            ),
            unsourced=(
                "the document reference and the legal basis",
                "what each grade means",
                "the exact words that its reports print for the three judgements",
                "the first and last day of the programme",
                "any rule that lets one judgement limit another",
            ),
        ),
    ),
    grade_matches=tuple(
        GradeMatch(
            scales=(one,),
            to=other,
            relation=Relation.CLOSE,
            source=ANNUAL_REPORT_2013,
            caveat=PROFILE_CAUTION,
        )
        for one, other in ((SlacGrade, CpiGrade), (CpiGrade, SlacGrade))
    ),
    area_matches=(
        AreaMatch(
            areas=("cpi-2012.overall_effectiveness",),
            others=(
                "slac-2009.safeguarding_overall_effectiveness",
                "slac-2010.safeguarding_overall_effectiveness",
            ),
            relation=Relation.CLOSE,
            source=ANNUAL_REPORT_2013,
            caveat="Ofsted counted safeguarding and child protection outcomes as one series",
        ),
        AreaMatch(
            areas=("cpi-2012.quality_of_practice",),
            others=("slac-2010.safeguarding_quality_of_provision",),
            relation=Relation.RELATED,
            source=OUR_READING,
            caveat="one judges practice in child protection, the other judges provision for all safeguarding",
        ),
        AreaMatch(
            areas=("cpi-2012.leadership_and_governance",),
            others=("slac-2010.safeguarding_leadership_and_management",),
            relation=Relation.CLOSE,
            source=OUR_READING,
        ),
    ),
)
