"""SIF: the single inspection framework, 2013 to 2018."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.documents import (
    END_OF_REINSPECTIONS,
    NEW_FRAMEWORK_NEWS_2013,
    STATISTICS_2023,
)
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.sif_facts import (
    AREA_MATCHES,
    BLACKBURN_2017,
    BOARD_MEANINGS,
    COVENTRY_2014,
    CYCLE,
    FACTS,
    FRAMEWORK_2014,
    FRONT_PAGES,
    KINDS,
    RELEASE_2013,
    REPORT_FORMS,
    WORDS,
    grade_matches_before_sif,
)
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.rules import Breach, judgement_rule
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Fact


class SifGrade(Grade):
    """The four grades of the single inspection framework, best first; the third is *requires improvement*."""

    OUTSTANDING = (
        "outstanding",
        1,
        "Outstanding",
        "highly effective services and significantly improved outcomes",
        COVENTRY_2014,
    )
    GOOD = "good", 2, "Good", "effective services", COVENTRY_2014
    REQUIRES_IMPROVEMENT = (
        "requires_improvement",
        3,
        "Requires improvement",
        "no widespread or serious failures and minimum requirements in place, but not yet good",
        COVENTRY_2014,
        (
            Fact("Requires improvement to be good", FRONT_PAGES, "printed from 2015 as well"),
            Fact("Require improvement", FRONT_PAGES, "if the subject is services"),
        ),
    )
    INADEQUATE = (
        "inadequate",
        4,
        "Inadequate",
        "widespread or serious failures that leave children being harmed or at risk, or children in care "
        "or care leavers whose welfare is not safeguarded and promoted",
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
            meanings=BOARD_MEANINGS,
        ),
    ] = None


_KEYS = (
    "help_and_protection",
    "looked_after_and_permanence",
    "leadership_management_governance",
)
_OVERALL_AND_KEYS = ("overall_effectiveness", *_KEYS)


def _key_judgements(judgements: SifJudgements) -> list[_Judged]:
    return [getattr(judgements, name) for name in _KEYS]


def _overall(message: str, expected: str) -> Breach:
    return Breach("overall_effectiveness", message, expected)


@judgement_rule(
    "sif.inadequate-key-judgement",
    Severity.ERROR,
    STATISTICS_2023,
    (40, 40),
    RELEASE_2013,
    reads=_OVERALL_AND_KEYS,
)
def inadequate_key_judgement(judgements: SifJudgements) -> Iterator[Breach]:
    """Overall is inadequate when a key judgement (1, 2 or 3) is inadequate."""
    capped = SifGrade.INADEQUATE in _key_judgements(judgements)
    if capped and judgements.overall_effectiveness not in (None, SifGrade.INADEQUATE):
        yield _overall("overall cannot be {value} when a key judgement is inadequate", "inadequate")


@judgement_rule(
    "sif.inadequate-overall", Severity.ERROR, STATISTICS_2023, (40, 40), reads=_OVERALL_AND_KEYS
)
def inadequate_overall(judgements: SifJudgements) -> Iterator[Breach]:
    """When overall was inadequate, a key judgement (1, 2 or 3) was inadequate."""
    keys = _key_judgements(judgements)
    alone = None not in keys and SifGrade.INADEQUATE not in keys
    if alone and judgements.overall_effectiveness is SifGrade.INADEQUATE:
        yield _overall(
            "overall is inadequate but no key judgement is, which happened in none of 40 inspections",
            "a better grade, or an inadequate key judgement",
        )


@judgement_rule(
    "sif.outstanding-overall",
    Severity.WARNING,
    STATISTICS_2023,
    (3, 3),
    reads=(
        "overall_effectiveness",
        "looked_after_and_permanence",
        "leadership_management_governance",
    ),
)
def outstanding_overall(judgements: SifJudgements) -> Iterator[Breach]:
    """When overall was outstanding, so were looked after and permanence, and leadership."""
    others = {judgements.looked_after_and_permanence, judgements.leadership_management_governance}
    below = others - {None, SifGrade.OUTSTANDING}
    if judgements.overall_effectiveness is SifGrade.OUTSTANDING and below:
        yield _overall(
            "overall is outstanding, but looked after and permanence or leadership is not",
            "outstanding in both",
        )


@judgement_rule(
    "sif.good-overall-key-judgements",
    Severity.WARNING,
    STATISTICS_2023,
    (54, 54),
    reads=_OVERALL_AND_KEYS,
)
def good_overall_key_judgements(judgements: SifJudgements) -> Iterator[Breach]:
    """When overall was good, at most one key judgement was requires improvement."""
    below = _key_judgements(judgements).count(SifGrade.REQUIRES_IMPROVEMENT)
    if judgements.overall_effectiveness is SifGrade.GOOD and below > 1:
        yield _overall(
            f"overall is good, but {below} key judgements are requires improvement", "at most one"
        )


@judgement_rule(
    "sif.good-overall-leadership",
    Severity.WARNING,
    STATISTICS_2023,
    (54, 54),
    reads=("overall_effectiveness", "leadership_management_governance"),
)
def good_overall_leadership(judgements: SifJudgements) -> Iterator[Breach]:
    """When overall was good, leadership was good or outstanding."""
    third = judgements.leadership_management_governance is SifGrade.REQUIRES_IMPROVEMENT
    if judgements.overall_effectiveness is SifGrade.GOOD and third:
        yield _overall(
            "overall is good, but leadership is requires improvement",
            "good or outstanding leadership",
        )


@judgement_rule(
    "sif.inadequate-part",
    Severity.WARNING,
    STATISTICS_2023,
    (24, 24),
    reads=("looked_after_and_permanence", "adoption_performance", "care_leavers"),
)
def inadequate_part(judgements: SifJudgements) -> Iterator[Breach]:
    """When adoption (2.1) or care leavers (2.2) was inadequate, judgement 2 was not good or better."""
    whole = judgements.looked_after_and_permanence
    parts = (judgements.adoption_performance, judgements.care_leavers)
    if SifGrade.INADEQUATE in parts and whole in (SifGrade.GOOD, SifGrade.OUTSTANDING):
        yield Breach(
            "looked_after_and_permanence",
            "judgement 2 is {value}, but 2.1 or 2.2 is inadequate",
            "requires improvement or inadequate",
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
    report_forms=REPORT_FORMS,
    replaced=Fact(
        "separate inspections of child protection, of services for looked-after children and care "
        "leavers, and of local authority fostering and adoption services",
        NEW_FRAMEWORK_NEWS_2013,
    ),
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
    words=WORDS,
    kinds=KINDS,
    facts=FACTS,
    editions=(
        Edition(
            id="sif-2013",
            name="SIF from November 2013",
            judgements=SifJudgements,
            starts=Fact(
                dt.date(2013, 11, 1),
                NEW_FRAMEWORK_NEWS_2013,
                "the news prints the month, not the day",
            ),
            ends=Fact(
                dt.date(2018, 8, 31),
                END_OF_REINSPECTIONS,
                "re-inspections under SIF ended with the ILACS edition of September 2018; all first "
                "inspections had been reported by 8 December 2017",
            ),
            superseded=Fact(dt.date(2018, 9, 1), END_OF_REINSPECTIONS),
            source=FRAMEWORK_2014,
            rules=(
                inadequate_key_judgement,
                inadequate_overall,
                outstanding_overall,
                good_overall_key_judgements,
                good_overall_leadership,
                inadequate_part,
            ),
            cycle=CYCLE,
            unsourced=(
                "what each edition of the framework between 2013 and 2017 changed",
                "a written notice period (accounts say that inspections were unannounced)",
            ),
        ),
    ),
    grade_matches=grade_matches_before_sif(
        SifGrade,
        '"Requires improvement" replaced "adequate" to raise the bar: good became the minimum',
    ),
    area_matches=AREA_MATCHES,
)
