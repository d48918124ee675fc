"""SLAC: inspections of safeguarding and looked after children services, 2009 to 2012."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.documents import (
    HAMPSHIRE_2011,
    HAMPSHIRE_2011_SCALE,
    NEW_FRAMEWORK_NEWS_2013,
    OUR_READING,
    STATISTICS_2023,
)
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Edition,
    Framework,
    InspectionKind,
    Relation,
)
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.slac_facts import (
    CYCLE,
    FRAMEWORK_2009,
    FRAMEWORK_2010,
    FULL_INSPECTION,
    REPORT_FORMS,
    SCHEDULE_2009,
    TRAINING_2010,
    WORDS,
)
from ofsted_frameworks.frameworks.ungraded import CONTACT_REFERRAL_ASSESSMENT
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Fact, Source


class SlacGrade(Grade):
    """The four grades of SLAC, best first; the third is *adequate*."""

    OUTSTANDING = (
        "outstanding",
        1,
        "Outstanding",
        "significantly exceeds minimum requirements",
        HAMPSHIRE_2011_SCALE,
    )
    GOOD = "good", 2, "Good", "exceeds minimum requirements", HAMPSHIRE_2011_SCALE
    ADEQUATE = "adequate", 3, "Adequate", "only meets minimum requirements", HAMPSHIRE_2011_SCALE
    INADEQUATE = (
        "inadequate",
        4,
        "Inadequate",
        "does not meet minimum requirements",
        HAMPSHIRE_2011_SCALE,
    )


_Judged: TypeAlias = Judged[SlacGrade]


def _safeguarding(
    label: str, *themes: Theme, role: Role = Role.GRADED, source: Source = HAMPSHIRE_2011
) -> Area:
    return Area(label, source=source, role=role, themes=themes, heading="Safeguarding services")


def _looked_after(
    label: str, *themes: Theme, role: Role = Role.GRADED, source: Source = HAMPSHIRE_2011
) -> Area:
    heading = "Services for looked after children"
    return Area(label, source=source, role=role, themes=themes, heading=heading)


@attrs.frozen(kw_only=True, repr=False)
class Slac2009Judgements(Judgements[SlacGrade]):
    """The judgements of SLAC's first edition, as far as sources say which part they were in."""

    scale: ClassVar = SlacGrade

    safeguarding_overall_effectiveness: Annotated[
        _Judged,
        _safeguarding(
            "Overall effectiveness",
            Theme.HELP_AND_PROTECTION,
            role=Role.OVERALL,
            source=TRAINING_2010,
        ),
    ] = None
    safeguarding_capacity_for_improvement: Annotated[
        _Judged, _safeguarding("Capacity for improvement", Theme.CAPACITY, source=TRAINING_2010)
    ] = None
    safeguarding_children_are_safe: Annotated[
        _Judged, _safeguarding("Children and young people are safe", source=SCHEDULE_2009)
    ] = None
    safeguarding_children_feel_safe: Annotated[
        _Judged, _safeguarding("Children and young people feel safe", source=SCHEDULE_2009)
    ] = None
    safeguarding_contribution_of_health_agencies: Annotated[
        _Judged, _safeguarding("The contribution of health agencies", source=TRAINING_2010)
    ] = None
    looked_after_overall_effectiveness: Annotated[
        _Judged,
        _looked_after(
            "Overall effectiveness",
            Theme.CHILDREN_IN_CARE,
            Theme.CARE_LEAVERS,
            role=Role.OVERALL,
            source=TRAINING_2010,
        ),
    ] = None
    looked_after_capacity_for_improvement: Annotated[
        _Judged, _looked_after("Capacity for improvement", Theme.CAPACITY, source=TRAINING_2010)
    ] = None
    looked_after_being_healthy: Annotated[
        _Judged, _looked_after("Being healthy", source=SCHEDULE_2009)
    ] = None
    looked_after_staying_safe: Annotated[
        _Judged, _looked_after("Staying safe", source=SCHEDULE_2009)
    ] = None
    looked_after_enjoying_and_achieving: Annotated[
        _Judged, _looked_after("Enjoying and achieving", source=SCHEDULE_2009)
    ] = None
    looked_after_making_a_positive_contribution: Annotated[
        _Judged, _looked_after("Making a positive contribution", source=SCHEDULE_2009)
    ] = None
    looked_after_economic_well_being: Annotated[
        _Judged, _looked_after("Achieving economic well-being", source=SCHEDULE_2009)
    ] = None


@attrs.frozen(kw_only=True, repr=False)
class Slac2010Judgements(Judgements[SlacGrade]):
    """The 22 judgements of SLAC from October 2010: ten on safeguarding, twelve on looked-after services."""

    scale: ClassVar = SlacGrade

    safeguarding_overall_effectiveness: Annotated[
        _Judged,
        _safeguarding("Overall effectiveness", Theme.HELP_AND_PROTECTION, role=Role.OVERALL),
    ] = None
    safeguarding_capacity_for_improvement: Annotated[
        _Judged, _safeguarding("Capacity for improvement", Theme.CAPACITY)
    ] = None
    safeguarding_children_are_safe_and_feel_safe: Annotated[
        _Judged, _safeguarding("Children and young people are safe and feel safe")
    ] = None
    safeguarding_quality_of_provision: Annotated[
        _Judged, _safeguarding("Quality of provision", Theme.QUALITY_OF_PRACTICE)
    ] = None
    safeguarding_contribution_of_health_agencies: Annotated[
        _Judged,
        _safeguarding(
            "The contribution of health agencies to keeping children and young people safe"
        ),
    ] = None
    safeguarding_ambition_and_prioritisation: Annotated[
        _Judged, _safeguarding("Ambition and prioritisation")
    ] = None
    safeguarding_leadership_and_management: Annotated[
        _Judged, _safeguarding("Leadership and management", Theme.LEADERSHIP)
    ] = None
    safeguarding_performance_management: Annotated[
        _Judged, _safeguarding("Performance management and quality assurance")
    ] = None
    safeguarding_partnership_working: Annotated[_Judged, _safeguarding("Partnership working")] = (
        None
    )
    safeguarding_equality_and_diversity: Annotated[
        _Judged, _safeguarding("Equality and diversity")
    ] = None
    looked_after_overall_effectiveness: Annotated[
        _Judged,
        _looked_after(
            "Overall effectiveness",
            Theme.CHILDREN_IN_CARE,
            Theme.CARE_LEAVERS,
            role=Role.OVERALL,
        ),
    ] = None
    looked_after_capacity_for_improvement: Annotated[
        _Judged, _looked_after("Capacity for improvement", Theme.CAPACITY)
    ] = None
    looked_after_being_healthy: Annotated[_Judged, _looked_after("Being healthy")] = None
    looked_after_staying_safe: Annotated[_Judged, _looked_after("Staying safe")] = None
    looked_after_enjoying_and_achieving: Annotated[
        _Judged, _looked_after("Enjoying and achieving")
    ] = None
    looked_after_making_a_positive_contribution: Annotated[
        _Judged,
        _looked_after("Making a positive contribution, including user engagement"),
    ] = None
    looked_after_economic_well_being: Annotated[_Judged, _looked_after("Economic well-being")] = (
        None
    )
    looked_after_quality_of_provision: Annotated[
        _Judged, _looked_after("Quality of provision", Theme.QUALITY_OF_PRACTICE)
    ] = None
    looked_after_ambition_and_prioritisation: Annotated[
        _Judged, _looked_after("Ambition and prioritisation")
    ] = None
    looked_after_leadership_and_management: Annotated[
        _Judged, _looked_after("Leadership and management", Theme.LEADERSHIP)
    ] = None
    looked_after_performance_management: Annotated[
        _Judged, _looked_after("Performance management and quality assurance")
    ] = None
    looked_after_equality_and_diversity: Annotated[
        _Judged, _looked_after("Equality and diversity")
    ] = None


_ABSENCES = {
    Theme.OVERALL: Fact(
        "SLAC gave two overall grades, for safeguarding and for looked-after services, but no "
        "single overall grade",
        TRAINING_2010,
    )
}

_UNPLACED = (
    "ambition_and_prioritisation",
    "equality_and_diversity",
    "leadership_and_management",
    "performance_management",
    "quality_of_provision",
)
_NEW_IN_2010 = dict.fromkeys(
    (
        *(f"safeguarding_{name}" for name in _UNPLACED),
        *(f"looked_after_{name}" for name in _UNPLACED),
        "safeguarding_partnership_working",
    ),
    Fact("no source says which of the two parts of SLAC's first edition it was in", SCHEDULE_2009),
)

FRAMEWORK = Framework(
    id="slac",
    name="SLAC",
    title="Inspections of safeguarding and looked after children services",
    source=FRAMEWORK_2009,
    scale=SlacGrade,
    reference=Fact("090027", FRAMEWORK_2009),
    report_forms=REPORT_FORMS,
    legal_basis=(Fact("Children Act 2004", attrs.evolve(HAMPSHIRE_2011, where="para 1")),),
    facts=CONTACT_REFERRAL_ASSESSMENT,
    replaced=Fact("joint area reviews, in April 2009", TRAINING_2010),
    words=WORDS,
    kinds=(
        InspectionKind(
            kind=Kind.FULL,
            source=TRAINING_2010,
            notice=Fact("10 working days", TRAINING_2010),
            on_site=Fact("two weeks", TRAINING_2010),
            working_days=Fact(10, TRAINING_2010),
            facts=FULL_INSPECTION,
        ),
        InspectionKind(
            kind=Kind.REINSPECTION,
            source=STATISTICS_2023,
            leaves_out=dict.fromkeys(
                (*Slac2009Judgements.areas(), *Slac2010Judgements.areas()),
                Fact(
                    "not recorded: a re-inspection covered either safeguarding or looked-after services",
                    STATISTICS_2023,
                ),
            ),
        ),
    ),
    editions=(
        Edition(
            id="slac-2009",
            name="SLAC from April 2009",
            judgements=Slac2009Judgements,
            starts=Fact(dt.date(2009, 4, 1), FRAMEWORK_2009),
            ends=Fact(
                dt.date(2010, 9, 30),
                FRAMEWORK_2010,
                "the day before the second edition's month began",
            ),
            superseded=Fact(
                dt.date(2010, 11, 1),
                FRAMEWORK_2010,
                "the day after the second edition's month ended",
            ),
            source=FRAMEWORK_2009,
            absences=_ABSENCES
            | {
                Theme.LEADERSHIP: Fact(
                    "no source says which part of SLAC's first edition its leadership judgements were in",
                    SCHEDULE_2009,
                ),
                Theme.QUALITY_OF_PRACTICE: Fact(
                    "no source says which part of SLAC's first edition its quality judgements were in",
                    SCHEDULE_2009,
                ),
            },
            cycle=CYCLE,
            facts={
                "where the sources disagree": (
                    Fact(
                        "safeguarding outcomes were: children are safe, and children feel safe",
                        SCHEDULE_2009,
                        "we cannot tell which account is right; the fields here allow for either",
                    ),
                    Fact(
                        "safeguarding outcomes were: children are safe and feel safe, and the contribution "
                        "of health agencies",
                        TRAINING_2010,
                        "we cannot tell which account is right; the fields here allow for either",
                    ),
                ),
            },
            incomplete=Fact(
                "no source lists every judgement of SLAC's first edition, so this may have been judged",
                SCHEDULE_2009,
            ),
            unsourced=(
                "the exact words that its reports print for each judgement",
                "which part graded service responsiveness, assessment and direct work, and case planning",
                "which part graded ambition, evaluation, user engagement, partnerships, equality and "
                "diversity, and value for money",
                "any rule that lets one judgement limit another",
            ),
        ),
        Edition(
            id="slac-2010",
            name="SLAC from October 2010",
            judgements=Slac2010Judgements,
            starts=Fact(
                dt.date(2010, 10, 1), FRAMEWORK_2010, "the edition prints the month, not the day"
            ),
            ends=Fact(
                dt.date(2012, 8, 24),
                STATISTICS_2023,
                "the day of the last report; no source states the programme's last day",
            ),
            superseded=Fact(dt.date(2013, 11, 1), NEW_FRAMEWORK_NEWS_2013),
            continues=Fact("slac-2009", OUR_READING),
            new_areas=_NEW_IN_2010,
            source=FRAMEWORK_2010,
            absences=_ABSENCES,
            cycle=CYCLE,
            unsourced=(
                "the day the programme formally ended",
                "any rule that lets one judgement limit another",
            ),
        ),
    ),
    area_matches=(
        *(
            AreaMatch(
                areas=(f"slac-2010.{field}",),
                others=(f"slac-2009.{field}",),
                relation=Relation.CLOSE,
                source=OUR_READING,
                caveat="the first edition is described in different words from those that the second prints",
            )
            for field in (
                "safeguarding_contribution_of_health_agencies",
                "looked_after_making_a_positive_contribution",
                "looked_after_economic_well_being",
            )
        ),
        AreaMatch(
            areas=("slac-2010.safeguarding_children_are_safe_and_feel_safe",),
            others=(
                "slac-2009.safeguarding_children_are_safe",
                "slac-2009.safeguarding_children_feel_safe",
            ),
            relation=Relation.NARROW,
            source=OUR_READING,
            caveat="one account says that the first edition graded being safe and feeling safe separately",
        ),
    ),
)
