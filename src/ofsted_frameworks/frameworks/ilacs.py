"""ILACS: inspections of local authority children's services, from 2018."""

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
)
from ofsted_frameworks.frameworks.cpi import CpiGrade
from ofsted_frameworks.frameworks.documents import (
    LGA_FIRST,
    OUR_READING,
    PROFILE_CAUTION,
    REFORM_2025,
    REPORTS_2026,
    SAME_DESCRIPTORS,
    STATISTICS_2023,
    STATISTICS_2025,
)
from ofsted_frameworks.frameworks.ilacs_cycle import CYCLE, CYCLE_2026, NOTICE
from ofsted_frameworks.frameworks.sif import SifGrade
from ofsted_frameworks.frameworks.slac import SlacGrade
from ofsted_frameworks.frameworks.tlac import TlacGrade
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Authority, Fact, Source

GUIDANCE_2024 = Source(
    "Inspecting local authority children's services, gov.uk",
    Authority.FRAMEWORK,
    date="2024-04-05",
    where="para 1",
)
METHODOLOGY_2024 = Source(
    "Methodology report: local authority inspection outcomes as at 31 March 2024",
    Authority.STATISTICS,
    date="2024-08-30",
)
BEDFORD_2025 = Source(
    "Inspection of Bedford local authority children's services",
    Authority.REPORTS,
    date="2025-08-27",
    where="front page",
)
FRONT_PAGES = Source("ILACS reports, 2018 to 2026", Authority.REPORTS, where="front tables")
DAYS_ON_SITE = Source(
    "ILACS reports, 2018 to August 2026", Authority.REPORTS, where="dates on the front pages"
)
AUTUMN_2018 = Source(
    "Local authority and children's homes inspection outcomes, autumn 2018: main findings",
    Authority.STATISTICS,
    date="2018",
)
AUTUMN_2019 = Source(
    "Local authority and children's homes inspection outcomes, autumn 2019: main findings",
    Authority.STATISTICS,
    date="2019",
)


class IlacsGrade(Grade):
    """The four grades of ILACS, best first; the third is *requires improvement to be good*."""

    OUTSTANDING = 1, "Outstanding", SifGrade.OUTSTANDING.descriptor, SAME_DESCRIPTORS
    GOOD = 2, "Good", SifGrade.GOOD.descriptor, SAME_DESCRIPTORS
    REQUIRES_IMPROVEMENT = (
        3,
        "Requires improvement to be good",
        SifGrade.REQUIRES_IMPROVEMENT.descriptor,
        SAME_DESCRIPTORS,
        (Fact("Requires improvement", FRONT_PAGES, "26 of 334 such grades"),),
    )
    INADEQUATE = 4, "Inadequate", SifGrade.INADEQUATE.descriptor, SAME_DESCRIPTORS


_Judged: TypeAlias = Judged[IlacsGrade]

_LEADERS = Area(
    "The impact of leaders on social work practice with children and families",
    source=FRONT_PAGES,
    themes=(Theme.LEADERSHIP,),
    aliases=(
        Fact("The impact of leaders on practice with children and families", REPORTS_2026),
        Fact("Impact of leaders", STATISTICS_2023),
    ),
)
_HELP = Area(
    "The experiences and progress of children who need help and protection",
    source=FRONT_PAGES,
    themes=(Theme.HELP_AND_PROTECTION,),
    aliases=(
        Fact("Experiences and progress of children who need help and protection", STATISTICS_2023),
    ),
)
_IN_CARE = Area(
    "The experiences and progress of children in care",
    source=FRONT_PAGES,
    themes=(Theme.CHILDREN_IN_CARE,),
    aliases=(Fact("Experiences and progress of children in care", STATISTICS_2023),),
)
_CARE_LEAVERS = Area(
    "The experiences and progress of care leavers",
    source=FRONT_PAGES,
    themes=(Theme.CARE_LEAVERS,),
    aliases=(
        Fact("Experiences and progress of care leavers", STATISTICS_2023),
        Fact("The experiences and progress of children care leavers", BEDFORD_2025),
    ),
)
_COMBINED = Area(
    "The experiences and progress of children in care and care leavers",
    source=FRONT_PAGES,
    themes=(Theme.CHILDREN_IN_CARE, Theme.CARE_LEAVERS),
    aliases=(
        Fact("Experiences and progress of children in care and care leavers", STATISTICS_2023),
    ),
)
_OVERALL = Area(
    "Overall effectiveness", source=FRONT_PAGES, role=Role.OVERALL, themes=(Theme.OVERALL,)
)


@attrs.frozen(kw_only=True, repr=False)
class Ilacs2018Judgements(Judgements[IlacsGrade]):
    """The judgements of ILACS from January 2018: three, and overall effectiveness."""

    scale: ClassVar = IlacsGrade

    impact_of_leaders: Annotated[_Judged, _LEADERS] = None
    help_and_protection: Annotated[_Judged, _HELP] = None
    children_in_care_and_care_leavers: Annotated[_Judged, _COMBINED] = None
    overall_effectiveness: Annotated[_Judged, _OVERALL] = None


@attrs.frozen(kw_only=True, repr=False)
class Ilacs2023Judgements(Judgements[IlacsGrade]):
    """The judgements of ILACS from January 2023: four, with care leavers on their own, and overall effectiveness."""

    scale: ClassVar = IlacsGrade

    impact_of_leaders: Annotated[_Judged, _LEADERS] = None
    help_and_protection: Annotated[_Judged, _HELP] = None
    children_in_care: Annotated[_Judged, _IN_CARE] = None
    care_leavers: Annotated[_Judged, _CARE_LEAVERS] = None
    overall_effectiveness: Annotated[_Judged, _OVERALL] = None


@attrs.frozen(kw_only=True, repr=False)
class Ilacs2026Judgements(Judgements[IlacsGrade]):
    """The judgements of ILACS from April 2026: four, and no overall effectiveness."""

    scale: ClassVar = IlacsGrade

    impact_of_leaders: Annotated[_Judged, _LEADERS] = None
    help_and_protection: Annotated[_Judged, _HELP] = None
    children_in_care: Annotated[_Judged, _IN_CARE] = None
    care_leavers: Annotated[_Judged, _CARE_LEAVERS] = None


_SAME = {1: 1, 2: 2, 3: 3, 4: 4}


def _from_older(scale: type[Grade]) -> GradeMatch:
    return GradeMatch(
        scale=scale,
        to=IlacsGrade,
        numbers=_SAME,
        relation=Relation.CLOSE,
        source=STATISTICS_2023,
        caveat="Ofsted's own table prints the older *adequate* as *requires improvement to be good*. "
        + PROFILE_CAUTION,
    )


def _to_older(scale: type[Grade]) -> GradeMatch:
    return GradeMatch(
        scale=IlacsGrade,
        to=scale,
        numbers=_SAME,
        relation=Relation.RELATED,
        source=OUR_READING,
        caveat="Ofsted prints older grades in newer words, never newer grades in older words",
    )


_ABSENCES = {
    Theme.ADOPTION: Fact("ILACS gives no separate grade for adoption", FRONT_PAGES),
}
_UNSOURCED = (
    "the framework's own words on notice",
    "the framework's own words on how judgements limit overall effectiveness",
)
_COMBINED_CAVEAT = (
    "until December 2022 one judgement covered children in care and care leavers together"
)
_BOTH_CARE = ("ilacs-2023.children_in_care", "ilacs-2026.children_in_care")
_BOTH_LEAVERS = ("ilacs-2023.care_leavers", "ilacs-2026.care_leavers")
_ALL = ("ilacs-2018", "ilacs-2023", "ilacs-2026")
_OLD_SAFEGUARDING = (
    "slac-2009.safeguarding_overall_effectiveness",
    "slac-2010.safeguarding_overall_effectiveness",
    "cpi-2012.overall_effectiveness",
)
_OLD_LOOKED_AFTER = (
    "slac-2009.looked_after_overall_effectiveness",
    "slac-2010.looked_after_overall_effectiveness",
    "tlac-2013.overall_effectiveness",
)
_OLD_LEADERSHIP = (
    "slac-2010.safeguarding_leadership_and_management",
    "slac-2010.looked_after_leadership_and_management",
    "cpi-2012.leadership_and_governance",
    "tlac-2013.leadership_and_management",
)


def _each(field: str) -> tuple[str, ...]:
    return tuple(f"{edition}.{field}" for edition in _ALL)


def _same_area(field: str, newer: str, *older: str) -> AreaMatch:
    return AreaMatch(
        areas=(f"{newer}.{field}",),
        others=tuple(f"{edition}.{field}" for edition in older),
        relation=Relation.EXACT,
        source=STATISTICS_2025,
    )


FRAMEWORK = Framework(
    id="ilacs",
    name="ILACS",
    title="Inspection of local authority children's services",
    source=GUIDANCE_2024,
    scale=IlacsGrade,
    legal_basis=(Fact("Education and Inspections Act 2006, section 136(2)", METHODOLOGY_2024),),
    replaced=Fact("the single inspection framework", GUIDANCE_2024),
    kinds=(
        InspectionKind(
            kind=Kind.STANDARD,
            source=STATISTICS_2025,
            notice=NOTICE,
            on_site=Fact("two weeks", LGA_FIRST),
            working_days=Fact(10, DAYS_ON_SITE, "190 of 190 standard inspections"),
            exceptions=(Fact("Wiltshire in 2019 had 13 working days", DAYS_ON_SITE),),
        ),
        InspectionKind(
            kind=Kind.SHORT,
            source=STATISTICS_2025,
            notice=NOTICE,
            on_site=Fact("one week", LGA_FIRST),
            working_days=Fact(5, DAYS_ON_SITE, "126 of 127 short inspections"),
            exceptions=(
                Fact("the Isles of Scilly in 2023 had 3 working days", DAYS_ON_SITE),
                Fact(
                    "Derbyshire in 2019 and South Tyneside in 2023 were split, 5 working days and 2",
                    DAYS_ON_SITE,
                ),
            ),
        ),
    ),
    editions=(
        Edition(
            id="ilacs-2018",
            name="ILACS from January 2018",
            judgements=Ilacs2018Judgements,
            starts=Fact(dt.date(2018, 1, 1), GUIDANCE_2024, "published in November 2017"),
            ends=Fact(dt.date(2022, 12, 31), STATISTICS_2025),
            source=GUIDANCE_2024,
            absences=_ABSENCES,
            cycle=CYCLE,
            unsourced=_UNSOURCED,
        ),
        Edition(
            id="ilacs-2023",
            name="ILACS from January 2023",
            judgements=Ilacs2023Judgements,
            starts=Fact(dt.date(2023, 1, 1), STATISTICS_2025, "care leavers on their own"),
            ends=Fact(dt.date(2026, 3, 31), REFORM_2025),
            source=GUIDANCE_2024,
            absences=_ABSENCES,
            cycle=CYCLE,
            unsourced=_UNSOURCED,
        ),
        Edition(
            id="ilacs-2026",
            name="ILACS from April 2026",
            judgements=Ilacs2026Judgements,
            starts=Fact(
                dt.date(2026, 4, 1),
                REFORM_2025,
                "by the first day on site: inspections of March 2026 that were published in May still "
                "have an overall grade",
            ),
            ends=None,
            source=REFORM_2025,
            absences=_ABSENCES
            | {
                Theme.OVERALL: Fact(
                    "overall effectiveness was removed for inspections from April 2026", REFORM_2025
                )
            },
            cycle=CYCLE_2026,
            unsourced=("the framework's own words on notice",),
        ),
    ),
    grade_matches=(
        _from_older(SlacGrade),
        _from_older(CpiGrade),
        _from_older(TlacGrade),
        _to_older(SlacGrade),
        _to_older(CpiGrade),
        _to_older(TlacGrade),
        GradeMatch(
            scale=SifGrade,
            to=IlacsGrade,
            numbers=_SAME,
            relation=Relation.EXACT,
            source=SAME_DESCRIPTORS,
            caveat=PROFILE_CAUTION,
        ),
        GradeMatch(
            scale=IlacsGrade,
            to=SifGrade,
            numbers=_SAME,
            relation=Relation.EXACT,
            source=SAME_DESCRIPTORS,
            caveat=PROFILE_CAUTION,
        ),
    ),
    area_matches=(
        _same_area("impact_of_leaders", "ilacs-2023", "ilacs-2018"),
        _same_area("impact_of_leaders", "ilacs-2026", "ilacs-2018", "ilacs-2023"),
        _same_area("help_and_protection", "ilacs-2023", "ilacs-2018"),
        _same_area("help_and_protection", "ilacs-2026", "ilacs-2018", "ilacs-2023"),
        _same_area("overall_effectiveness", "ilacs-2023", "ilacs-2018"),
        _same_area("children_in_care", "ilacs-2026", "ilacs-2023"),
        _same_area("care_leavers", "ilacs-2026", "ilacs-2023"),
        AreaMatch(
            areas=_BOTH_CARE,
            others=("ilacs-2018.children_in_care_and_care_leavers",),
            relation=Relation.CLOSE,
            source=STATISTICS_2025,
            caveat=f"{_COMBINED_CAVEAT}; Ofsted's tables print it under children in care",
        ),
        AreaMatch(
            areas=_BOTH_LEAVERS,
            others=("ilacs-2018.children_in_care_and_care_leavers",),
            relation=Relation.BROAD,
            source=STATISTICS_2025,
            caveat=f"{_COMBINED_CAVEAT}; Ofsted's tables leave care leavers blank before 2023",
        ),
        AreaMatch(
            areas=_each("help_and_protection"),
            others=("sif-2013.help_and_protection",),
            relation=Relation.CLOSE,
            source=AUTUMN_2018,
        ),
        AreaMatch(
            areas=_each("impact_of_leaders"),
            others=("sif-2013.leadership_management_governance",),
            relation=Relation.CLOSE,
            source=AUTUMN_2019,
        ),
        AreaMatch(
            areas=("ilacs-2018.overall_effectiveness", "ilacs-2023.overall_effectiveness"),
            others=("sif-2013.overall_effectiveness",),
            relation=Relation.CLOSE,
            source=STATISTICS_2023,
            caveat="Ofsted compares the two once every authority had been inspected under each",
        ),
        AreaMatch(
            areas=("ilacs-2018.children_in_care_and_care_leavers",),
            others=("sif-2013.looked_after_and_permanence", *_OLD_LOOKED_AFTER),
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="each covers children in care and care leavers",
        ),
        AreaMatch(
            areas=("ilacs-2018.children_in_care_and_care_leavers",),
            others=("sif-2013.care_leavers",),
            relation=Relation.NARROW,
            source=OUR_READING,
            caveat=_COMBINED_CAVEAT,
        ),
        AreaMatch(
            areas=_BOTH_CARE,
            others=("sif-2013.looked_after_and_permanence", *_OLD_LOOKED_AFTER),
            relation=Relation.BROAD,
            source=OUR_READING,
            caveat="the older judgement took in care leavers",
        ),
        AreaMatch(
            areas=_BOTH_LEAVERS,
            others=("sif-2013.care_leavers",),
            relation=Relation.CLOSE,
            source=OUR_READING,
        ),
        AreaMatch(
            areas=_BOTH_LEAVERS,
            others=_OLD_LOOKED_AFTER,
            relation=Relation.BROAD,
            source=OUR_READING,
            caveat="care leavers were graded together with looked-after children",
        ),
        AreaMatch(
            areas=_each("help_and_protection"),
            others=_OLD_SAFEGUARDING,
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="the older judgement was of safeguarding or child protection as a whole",
        ),
        AreaMatch(
            areas=_each("impact_of_leaders"),
            others=_OLD_LEADERSHIP,
            relation=Relation.NARROW,
            source=OUR_READING,
            caveat="the older judgement was of leadership in one part of the services",
        ),
    ),
)
