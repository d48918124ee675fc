"""SIF: the single inspection framework, 2013 to 2018."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Edition,
    Framework,
    GradeMatch,
    InspectionKind,
    Kind,
    Relation,
    VisitKind,
)
from ofsted_frameworks.frameworks.cpi import CpiGrade
from ofsted_frameworks.frameworks.cycles import Cycle, CyclePart, Route, Tally, VisitRule
from ofsted_frameworks.frameworks.documents import (
    END_OF_REINSPECTIONS,
    LGA_FIRST,
    NEW_FRAMEWORK_NEWS_2013,
    OUR_READING,
    PROFILE_CAUTION,
    STATISTICS_2023,
)
from ofsted_frameworks.frameworks.duties import (
    EDYOURSELF_2016,
    JTAI_STATEMENT,
    SECTION_136_DEADLINES,
)
from ofsted_frameworks.frameworks.slac import SlacGrade
from ofsted_frameworks.frameworks.tlac import TlacGrade
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Authority, Fact, Source

FRAMEWORK_2014 = Source(
    "Framework and evaluation schedule for the inspection of services for children in need of help "
    "and protection, children looked after and care leavers, ref 130216",
    Authority.FRAMEWORK,
    date="2014-12-12",
)
HANDBOOK_2017 = Source("Single inspection handbook", Authority.FRAMEWORK, date="2017-02")
COVENTRY_2014 = Source(
    "Single inspection report: Coventry", Authority.REPORTS, date="2014-03-21", where="p. 31"
)
BLACKBURN_2017 = Source(
    "Single inspection report: Blackburn with Darwen", Authority.REPORTS, date="2017-12-08"
)
FRONT_PAGES = Source(
    "Single inspection reports, November 2013 to August 2018",
    Authority.REPORTS,
    where="front pages",
)
HAMPSHIRE_2014_NEWS = Source(
    "Hampshire Now: Ofsted rates Hampshire's Children's Services Good with Outstanding features",
    Authority.OTHERS,
    date="2014-04-22",
)
MONITORING_2016 = Source("Monitoring handbook, ref 160035", Authority.FRAMEWORK, date="2016-05")
END_OF_PROGRAMME = Source(
    "Children and Young People Now, on the end of the single inspection framework",
    Authority.OTHERS,
    date="2018-01-02",
)
REINSPECTION_TITLES = Source(
    "Single inspection re-inspection reports, 2016 to 2018", Authority.REPORTS, where="front pages"
)


class SifGrade(Grade):
    """The four grades of the single inspection framework, best first; the third is *requires improvement*."""

    OUTSTANDING = (
        1,
        "Outstanding",
        "highly effective services and significantly improved outcomes",
        COVENTRY_2014,
    )
    GOOD = 2, "Good", "effective services", COVENTRY_2014
    REQUIRES_IMPROVEMENT = (
        3,
        "Requires improvement",
        "no widespread or serious failures and minimum requirements in place, but not yet good",
        COVENTRY_2014,
        (
            Fact("Requires improvement to be good", FRONT_PAGES, "printed from 2015 as well"),
            Fact("Require improvement", FRONT_PAGES, "where services is the subject"),
        ),
    )
    INADEQUATE = (
        4,
        "Inadequate",
        "widespread or serious failures that leave children being harmed or at risk",
        COVENTRY_2014,
    )


_Judged: TypeAlias = Judged[SifGrade]


@attrs.frozen(kw_only=True, repr=False)
class SifJudgements(Judgements[SifGrade]):
    """The judgements of a single inspection: overall, three key judgements, two within the second, and the LSCB."""

    scale: ClassVar = SifGrade

    overall_effectiveness: Annotated[
        _Judged,
        Area(
            "The overall judgement",
            source=FRONT_PAGES,
            role=Role.OVERALL,
            themes=(Theme.OVERALL,),
            aliases=(
                Fact("Overall effectiveness", STATISTICS_2023),
                Fact("Overall judgement", STATISTICS_2023),
            ),
        ),
    ] = None
    help_and_protection: Annotated[
        _Judged,
        Area(
            "Children who need help and protection",
            number="1",
            source=FRONT_PAGES,
            role=Role.KEY,
            themes=(Theme.HELP_AND_PROTECTION,),
        ),
    ] = None
    looked_after_and_permanence: Annotated[
        _Judged,
        Area(
            "Children looked after and achieving permanence",
            number="2",
            source=FRONT_PAGES,
            role=Role.KEY,
            themes=(Theme.CHILDREN_IN_CARE,),
        ),
    ] = None
    adoption_performance: Annotated[
        _Judged,
        Area("Adoption performance", number="2.1", source=FRONT_PAGES, themes=(Theme.ADOPTION,)),
    ] = None
    care_leavers: Annotated[
        _Judged,
        Area(
            "Experiences and progress of care leavers",
            number="2.2",
            source=FRONT_PAGES,
            themes=(Theme.CARE_LEAVERS,),
        ),
    ] = None
    leadership_management_governance: Annotated[
        _Judged,
        Area(
            "Leadership, management and governance",
            number="3",
            source=FRONT_PAGES,
            role=Role.KEY,
            themes=(Theme.LEADERSHIP,),
        ),
    ] = None
    lscb_effectiveness: Annotated[
        _Judged,
        Area(
            "The effectiveness of the Local Safeguarding Children Board (LSCB)",
            source=FRONT_PAGES,
            role=Role.SEPARATE,
            themes=(Theme.LSCB,),
            aliases=(Fact("LSCB Overall Effectiveness", STATISTICS_2023),),
        ),
    ] = None


_SAME = {1: 1, 2: 2, 3: 3, 4: 4}
_RAISED_BAR = (
    "*requires improvement* replaced *adequate* to raise the bar: good became the minimum. "
    + PROFILE_CAUTION
)


def _from_older(scale: type[Grade]) -> GradeMatch:
    return GradeMatch(
        scale=scale,
        to=SifGrade,
        numbers=_SAME,
        relation=Relation.CLOSE,
        source=STATISTICS_2023,
        caveat=_RAISED_BAR,
    )


def _to_older(scale: type[Grade]) -> GradeMatch:
    return GradeMatch(
        scale=SifGrade,
        to=scale,
        numbers=_SAME,
        relation=Relation.RELATED,
        source=OUR_READING,
        caveat="Ofsted prints older grades in newer words, never newer grades in older words",
    )


_SLAC_SAFEGUARDING = (
    "slac-2009.safeguarding_overall_effectiveness",
    "slac-2010.safeguarding_overall_effectiveness",
)
_SLAC_LOOKED_AFTER = (
    "slac-2009.looked_after_overall_effectiveness",
    "slac-2010.looked_after_overall_effectiveness",
)


def _first_ilacs(grade: int, kind: Kind, rule: str, observed: Tally) -> Route:
    return Route(
        after=(grade,),
        kind=kind,
        rule=Fact(f"{rule}, and it comes under ILACS", LGA_FIRST),
        observed=Fact(observed, STATISTICS_2023, "latest SIF grade to first ILACS inspection"),
    )


_CYCLE = Cycle(
    programme=(
        Fact("every authority inspected, in a three-year cycle", NEW_FRAMEWORK_NEWS_2013),
        Fact("the three years became four", END_OF_PROGRAMME),
        Fact(
            "the programme ended: the last first inspection was reported on 8 December 2017, the last "
            "re-inspection on 24 August 2018",
            STATISTICS_2023,
        ),
        Fact(
            "of 33 authorities inadequate at their first inspection, 21 were re-inspected under SIF "
            "and 12 had a standard inspection under ILACS next",
            STATISTICS_2023,
        ),
    ),
    routes=(
        _first_ilacs(1, Kind.SHORT, "after outstanding or good: a short inspection", Tally(3, 3)),
        _first_ilacs(2, Kind.SHORT, "after outstanding or good: a short inspection", Tally(44, 54)),
        _first_ilacs(
            3, Kind.STANDARD, "after requires improvement: a standard inspection", Tally(72, 72)
        ),
    ),
    visits=(
        VisitRule(
            kinds=(VisitKind.MONITORING,),
            after=(4,),
            rule=Fact(
                "an action-planning visit, then a monitoring visit each quarter, then a re-inspection",
                MONITORING_2016,
                "from May 2016",
            ),
        ),
        VisitRule(
            kinds=(VisitKind.MONITORING,),
            after=(4,),
            rule=Fact(
                "the first of the quarterly visits within four weeks of the deadline for the action "
                "plan, usually by two inspectors for two days",
                EDYOURSELF_2016,
            ),
        ),
    ),
    deadlines=(*SECTION_136_DEADLINES, JTAI_STATEMENT),
    unsaid={
        CyclePart.KIND: "after inadequate it was a re-inspection under SIF for some authorities and a "
        "standard inspection under ILACS for others",
        CyclePart.WINDOW: "the programme inspected each authority once and has ended; no source gives a "
        "date for the inspection that followed it",
        CyclePart.VISITS: "no source gives any but the monitoring after inadequate",
    },
)

FRAMEWORK = Framework(
    id="sif",
    name="SIF",
    title="Single inspection framework: services for children in need of help and protection, "
    "children looked after and care leavers",
    source=FRAMEWORK_2014,
    scale=SifGrade,
    also_known_as=("sif-2014",),
    reference=Fact("130216", FRAMEWORK_2014),
    legal_basis=(
        Fact(
            "Education and Inspections Act 2006, section 136: the local authority", BLACKBURN_2017
        ),
        Fact(
            "Children Act 2004, section 15A, and the Local Safeguarding Children Boards (Review) "
            "Regulations 2013: the board",
            BLACKBURN_2017,
        ),
        Fact(
            "Education and Inspections Act 2006, section 152: the combined report", BLACKBURN_2017
        ),
    ),
    kinds=(
        InspectionKind(
            kind=Kind.FULL,
            source=STATISTICS_2023,
            notice=Fact("unannounced", HAMPSHIRE_2014_NEWS),
            on_site=Fact("four weeks", HAMPSHIRE_2014_NEWS),
        ),
        InspectionKind(
            kind=Kind.REINSPECTION,
            source=STATISTICS_2023,
            on_site=Fact("three weeks", END_OF_REINSPECTIONS),
        ),
    ),
    editions=(
        Edition(
            id="sif-2013",
            name="SIF from November 2013",
            judgements=SifJudgements,
            starts=Fact(dt.date(2013, 11, 1), NEW_FRAMEWORK_NEWS_2013, "from November 2013"),
            ends=Fact(
                dt.date(2018, 8, 31),
                END_OF_REINSPECTIONS,
                "re-inspections under it ended with the ILACS edition of September 2018; first "
                "inspections were all reported by 8 December 2017",
            ),
            source=FRAMEWORK_2014,
            cycle=_CYCLE,
            unsourced=(
                "what each edition of the framework between 2013 and 2017 changed",
                "a written notice period (inspections are told to have been unannounced)",
            ),
        ),
    ),
    grade_matches=(
        _from_older(SlacGrade),
        _from_older(CpiGrade),
        _from_older(TlacGrade),
        _to_older(SlacGrade),
        _to_older(CpiGrade),
        _to_older(TlacGrade),
    ),
    area_matches=(
        AreaMatch(
            areas=("sif-2013.help_and_protection",),
            others=(*_SLAC_SAFEGUARDING, "cpi-2012.overall_effectiveness"),
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="the older judgement was of safeguarding or child protection as a whole",
        ),
        AreaMatch(
            areas=("sif-2013.looked_after_and_permanence",),
            others=(*_SLAC_LOOKED_AFTER, "tlac-2013.overall_effectiveness"),
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="the older judgement was of looked-after services as a whole",
        ),
        AreaMatch(
            areas=("sif-2013.care_leavers",),
            others=(*_SLAC_LOOKED_AFTER, "tlac-2013.overall_effectiveness"),
            relation=Relation.BROAD,
            source=OUR_READING,
            caveat="care leavers were graded together with looked-after children",
        ),
        AreaMatch(
            areas=("sif-2013.leadership_management_governance",),
            others=(
                "slac-2010.safeguarding_leadership_and_management",
                "slac-2010.looked_after_leadership_and_management",
                "cpi-2012.leadership_and_governance",
                "tlac-2013.leadership_and_management",
            ),
            relation=Relation.NARROW,
            source=OUR_READING,
            caveat="the older judgement was of leadership in one part of the services",
        ),
    ),
)
