"""TLAC: inspections of looked after children services, 2013, called "targeted" in the statistics."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.documents import (
    NEW_FRAMEWORK_NEWS_2013,
    NORFOLK_2013,
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
from ofsted_frameworks.frameworks.cpi import CpiGrade
from ofsted_frameworks.frameworks.cycles import Cycle, CyclePart
from ofsted_frameworks.frameworks.duties import SECTION_136_DEADLINES
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.report_forms import RECORD_HEADING, ReportForm, TablePlace
from ofsted_frameworks.frameworks.slac import SlacGrade
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Fact, Provenance, Source

SANDWELL_2013 = Source(
    "Inspection of looked after children services: Sandwell",
    Provenance.REPORTS,
    date="2013-08-02",
    where="front page",
)


FOUR_REPORTS_2013 = Source(
    "Inspection of looked after children services: Kent, Medway, Norfolk and Sandwell",
    Provenance.REPORTS,
    date="2013-08",
)


class TlacGrade(Grade):
    """The four grades of the looked-after inspections of 2013, best first; the third is *adequate*."""

    OUTSTANDING = (
        "outstanding",
        1,
        "Outstanding",
        "significantly exceeds minimum requirements",
        NORFOLK_2013,
    )
    GOOD = "good", 2, "Good", "exceeds minimum requirements", NORFOLK_2013
    ADEQUATE = "adequate", 3, "Adequate", "only meets minimum requirements", NORFOLK_2013
    INADEQUATE = "inadequate", 4, "Inadequate", "does not meet minimum requirements", NORFOLK_2013


_Judged: TypeAlias = Judged[TlacGrade]


@attrs.frozen(kw_only=True, repr=False)
class TlacJudgements(Judgements[TlacGrade]):
    """The five judgements of an inspection of looked after children services."""

    scale: ClassVar = TlacGrade

    overall_effectiveness: Annotated[
        _Judged,
        Area(
            "Overall effectiveness",
            source=NORFOLK_2013,
            role=Role.OVERALL,
            themes=(Theme.CHILDREN_IN_CARE, Theme.CARE_LEAVERS),
        ),
    ] = None
    capacity_to_improve: Annotated[
        _Judged, Area("Capacity to improve", source=NORFOLK_2013, themes=(Theme.CAPACITY,))
    ] = None
    outcomes_for_looked_after_children: Annotated[
        _Judged,
        Area("Outcomes for looked after children and young people", source=NORFOLK_2013),
    ] = None
    quality_of_provision: Annotated[
        _Judged,
        Area("Quality of provision", source=NORFOLK_2013, themes=(Theme.QUALITY_OF_PRACTICE,)),
    ] = None
    leadership_and_management: Annotated[
        _Judged, Area("Leadership and management", source=NORFOLK_2013, themes=(Theme.LEADERSHIP,))
    ] = None


REPORT_FORMS = (
    ReportForm(
        titles=("Inspection of [services for] looked after children [services]",),
        source=NORFOLK_2013,
        kind=Kind.FULL,
        table=TablePlace.RECORD,
        marks=(f"{RECORD_HEADING}{{rest}} Services for looked after children",),
        running="{authority in a line} inspection of [safeguarding and] looked after children [services]",
        sentences={"overall_effectiveness": ("The overall effectiveness of {some}",)},
    ),
)


FRAMEWORK = Framework(
    id="tlac",
    name="TLAC",
    title="Inspection of looked after children services",
    source=NORFOLK_2013,
    scale=TlacGrade,
    report_forms=REPORT_FORMS,
    legal_basis=(
        Fact("Education and Inspections Act 2006, section 136", NORFOLK_2013, "printed in para 1"),
    ),
    words=(
        Wording(
            ("Targeted Looked After Children", "Targeted Looked After Children (TLAC)"),
            source=STATISTICS_2023,
        ),
        OVERALL,
    ),
    kinds=(
        InspectionKind(
            kind=Kind.FULL,
            source=STATISTICS_2023,
            facts={
                "team": (Fact("five of Her Majesty's Inspectors", NORFOLK_2013, "para 1"),),
                "recommendations": (
                    Fact("immediately, within three months, within six months", FOUR_REPORTS_2013),
                ),
            },
        ),
    ),
    editions=(
        Edition(
            id="tlac-2013",
            name="TLAC of summer 2013",
            judgements=TlacJudgements,
            starts=Fact(
                dt.date(2013, 6, 24),
                SANDWELL_2013,
                "the first day on site of the first report; no source states the programme's first day",
            ),
            ends=Fact(
                dt.date(2013, 8, 23),
                STATISTICS_2023,
                "the day of the last report; no source states the programme's last day",
            ),
            superseded=Fact(dt.date(2013, 11, 1), NEW_FRAMEWORK_NEWS_2013),
            source=NORFOLK_2013,
            absences={
                Theme.OVERALL: Fact(
                    "TLAC's overall effectiveness covered only looked-after services", NORFOLK_2013
                ),
            },
            cycle=Cycle(
                programme=(
                    Fact(
                        "the programme ended after five inspections, reported from 2 to 23 August 2013",
                        STATISTICS_2023,
                    ),
                ),
                deadlines=SECTION_136_DEADLINES,
                unsaid={
                    CyclePart.KIND: "no source gives a cycle for TLAC, and it ended in 2013",
                    CyclePart.WINDOW: "no source gives a cycle for TLAC, and it ended in 2013",
                },
            ),
            unsourced=(
                "the document reference, the notice, the time on site and what it replaced",
                "the first and last day of the programme",
                "any rule that lets one judgement limit another",
            ),
        ),
    ),
    grade_matches=(
        *(
            GradeMatch(
                scales=(one,),
                to=other,
                relation=Relation.EXACT,
                source=NORFOLK_2013,
                caveat="the reports of both frameworks print the same meanings for the four grades",
            )
            for one, other in ((SlacGrade, TlacGrade), (TlacGrade, SlacGrade))
        ),
        *(
            GradeMatch(
                scales=(one,),
                to=other,
                relation=Relation.CLOSE,
                source=OUR_READING,
                caveat=PROFILE_CAUTION,
            )
            for one, other in ((CpiGrade, TlacGrade), (TlacGrade, CpiGrade))
        ),
    ),
    area_matches=(
        *(
            AreaMatch(
                areas=(f"tlac-2013.{own}",),
                others=(f"slac-2010.looked_after_{older}",),
                relation=Relation.CLOSE,
                source=OUR_READING,
            )
            for own, older in (
                ("overall_effectiveness", "overall_effectiveness"),
                ("capacity_to_improve", "capacity_for_improvement"),
                ("quality_of_provision", "quality_of_provision"),
                ("leadership_and_management", "leadership_and_management"),
            )
        ),
        *(
            AreaMatch(
                areas=(f"tlac-2013.{own}",),
                others=(f"cpi-2012.{other}",),
                relation=Relation.RELATED,
                source=OUR_READING,
                caveat="one judges looked-after services, the other judges child protection",
            )
            for own, other in (
                ("leadership_and_management", "leadership_and_governance"),
                ("quality_of_provision", "quality_of_practice"),
            )
        ),
    ),
)
