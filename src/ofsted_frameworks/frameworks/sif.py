"""SIF: the single inspection framework, 2013 to 2018."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.documents import (
    END_OF_REINSPECTIONS,
    LGA_FIRST,
    NEW_FRAMEWORK_NEWS_2013,
    OUR_READING,
    PROFILE_CAUTION,
    STATISTICS_2023,
)
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Edition,
    Framework,
    GradeMatch,
    InspectionKind,
    Relation,
    Wording,
)
from ofsted_frameworks.frameworks.column_words import IN_USE, OVERALL
from ofsted_frameworks.frameworks.cpi import CpiGrade
from ofsted_frameworks.frameworks.cycles import Cycle, CyclePart, Route, Tally, VisitRule
from ofsted_frameworks.frameworks.duties import (
    EDYOURSELF_2016,
    JTAI_STATEMENT,
    SECTION_136_DEADLINES,
)
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.frameworks.report_forms import ReportForm
from ofsted_frameworks.frameworks.slac import SlacGrade
from ofsted_frameworks.frameworks.tlac import TlacGrade
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.rules import Breach, judgement_rule
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Fact, Provenance, Source

FRAMEWORK_2014 = Source(
    "Framework and evaluation schedule for the inspection of services for children in need of help "
    "and protection, children looked after and care leavers, ref 130216",
    Provenance.FRAMEWORK,
    date="2014-12-12",
)
HANDBOOK_2017 = Source("Single inspection handbook", Provenance.FRAMEWORK, date="2017-02")
COVENTRY_2014 = Source(
    "Single inspection report: Coventry", Provenance.REPORTS, date="2014-03-21", where="p. 31"
)
BLACKBURN_2017 = Source(
    "Single inspection report: Blackburn with Darwen", Provenance.REPORTS, date="2017-12-08"
)
FRONT_PAGES = Source(
    "Single inspection reports, November 2013 to August 2018",
    Provenance.REPORTS,
    where="front pages",
)
HAMPSHIRE_2014_NEWS = Source(
    "Hampshire Now: Ofsted rates Hampshire's Children's Services Good with Outstanding features",
    Provenance.OTHERS,
    date="2014-04-22",
)
MONITORING_2016 = Source("Monitoring handbook, ref 160035", Provenance.FRAMEWORK, date="2016-05")
END_OF_PROGRAMME = Source(
    "Children and Young People Now, on the end of the single inspection framework",
    Provenance.OTHERS,
    date="2018-01-02",
)
RELEASE_2013 = Source(
    "Ofsted's release on the new framework of 2013, as copied by Nursery World",
    Provenance.OFSTED,
    date="2013",
    where="\"automatically be judged 'inadequate' overall\"",
)
COMMUNITY_CARE_2016 = Source(
    "Community Care, on monitoring and re-inspection of inadequate authorities",
    Provenance.OTHERS,
    date="2016-05-31",
    url="https://www.communitycare.co.uk/2016/05/31/ofsted-publish-reports-inadequate-councils/",
)
REINSPECTIONS_2016_TO_2018 = Source(
    "Single inspection reports: re-inspections",
    Provenance.REPORTS,
    date="2018",
    where="front pages",
)
REINSPECTION_TITLES = Source(
    "Single inspection re-inspection reports, 2016 to 2018", Provenance.REPORTS, where="front pages"
)


NEVER_IN_OLDER_WORDS = (
    "Ofsted prints older grades in newer words, never newer grades in older words"
)
SAFEGUARDING_IS_WIDER = (
    "SLAC's judgement of safeguarding covered more: leadership, partnership and health agencies too"
)
LEADERSHIP_OF_ONE_PART = "the older judgement was of leadership in one part of the services"
LOOKED_AFTER_OVERALL = (
    "slac-2010.looked_after_overall_effectiveness",
    "tlac-2013.overall_effectiveness",
)
LEADERSHIP_IN_PARTS = (
    "slac-2010.safeguarding_leadership_and_management",
    "slac-2010.looked_after_leadership_and_management",
    "cpi-2012.leadership_and_governance",
    "tlac-2013.leadership_and_management",
)


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
            Fact("Require improvement", FRONT_PAGES, "where services is the subject"),
        ),
    )
    INADEQUATE = (
        "inadequate",
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


_KEY_JUDGEMENTS = (
    "help_and_protection",
    "looked_after_and_permanence",
    "leadership_management_governance",
)


def _keys(its: SifJudgements) -> list[_Judged]:
    return [getattr(its, name) for name in _KEY_JUDGEMENTS]


_OVERALL_AND_KEYS = (
    "overall_effectiveness",
    "help_and_protection",
    "looked_after_and_permanence",
    "leadership_management_governance",
)


@judgement_rule(
    "sif.inadequate-key-judgement",
    Severity.ERROR,
    STATISTICS_2023,
    (40, 40),
    RELEASE_2013,
    reads=_OVERALL_AND_KEYS,
)
def inadequate_key_judgement(its: SifJudgements) -> Iterator[Breach]:
    """Overall is inadequate when a key judgement (1, 2 or 3) is inadequate."""
    overall = its.overall_effectiveness
    if SifGrade.INADEQUATE in _keys(its) and overall not in (None, SifGrade.INADEQUATE):
        yield Breach(
            "overall_effectiveness",
            "overall cannot be {value} when a key judgement is inadequate",
            "inadequate",
        )


@judgement_rule(
    "sif.inadequate-overall", Severity.ERROR, STATISTICS_2023, (40, 40), reads=_OVERALL_AND_KEYS
)
def inadequate_overall(its: SifJudgements) -> Iterator[Breach]:
    """Overall is inadequate only when a key judgement (1, 2 or 3) is inadequate."""
    keys = _keys(its)
    if (
        its.overall_effectiveness is SifGrade.INADEQUATE
        and None not in keys
        and SifGrade.INADEQUATE not in keys
    ):
        yield Breach(
            "overall_effectiveness",
            "overall is inadequate, but no key judgement is",
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
def outstanding_overall(its: SifJudgements) -> Iterator[Breach]:
    """Where overall was outstanding, so were looked after and permanence, and leadership."""
    recorded = (its.looked_after_and_permanence, its.leadership_management_governance)
    if its.overall_effectiveness is SifGrade.OUTSTANDING and any(
        grade not in (None, SifGrade.OUTSTANDING) for grade in recorded
    ):
        yield Breach(
            "overall_effectiveness",
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
def good_overall_key_judgements(its: SifJudgements) -> Iterator[Breach]:
    """Where overall was good, at most one key judgement was requires improvement."""
    below = _keys(its).count(SifGrade.REQUIRES_IMPROVEMENT)
    if its.overall_effectiveness is SifGrade.GOOD and below > 1:
        yield Breach(
            "overall_effectiveness",
            f"overall is good, but {below} key judgements are requires improvement",
            "at most one",
        )


@judgement_rule(
    "sif.good-overall-leadership",
    Severity.WARNING,
    STATISTICS_2023,
    (54, 54),
    reads=("overall_effectiveness", "leadership_management_governance"),
)
def good_overall_leadership(its: SifJudgements) -> Iterator[Breach]:
    """Where overall was good, leadership was good or outstanding."""
    if (
        its.overall_effectiveness is SifGrade.GOOD
        and its.leadership_management_governance is SifGrade.REQUIRES_IMPROVEMENT
    ):
        yield Breach(
            "overall_effectiveness",
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
def inadequate_part(its: SifJudgements) -> Iterator[Breach]:
    """Where adoption (2.1) or care leavers (2.2) was inadequate, judgement 2 was not good or better."""
    whole = its.looked_after_and_permanence
    parts = (its.adoption_performance, its.care_leavers)
    if SifGrade.INADEQUATE in parts and whole in (SifGrade.GOOD, SifGrade.OUTSTANDING):
        yield Breach(
            "looked_after_and_permanence",
            "judgement 2 is {value}, but 2.1 or 2.2 is inadequate",
            "requires improvement or inadequate",
        )


_OLDER_SCALES = (SlacGrade, CpiGrade, TlacGrade)


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
            observed=(
                Fact(
                    "Ofsted said that it would re-inspect within two years, case by case: in full if "
                    "inadequate throughout, in part otherwise",
                    COMMUNITY_CARE_2016,
                ),
                Fact(
                    "the 21 re-inspections were reported 2.0 to 3.5 years after the report before, median "
                    "2.7, none within two years",
                    STATISTICS_2023,
                ),
                Fact(
                    "of 16 re-inspections whose days are printed, 12 took four weeks, three took 12 days "
                    "and one 16 days",
                    REINSPECTIONS_2016_TO_2018,
                ),
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

_TITLE = "services for children in need[ of help and protection][, children looked after][ and care leavers]"
_BOARD = (
    "(LSCB|([Local] Safeguarding Children['s] [Board[s]]|Local [Children['s]] Safeguarding Board[s])"
    " [{letters}]) [(for|in|of) {names} {Word}]"
)
_OF = "(of|for|about|on)"
_OVERALL_SENTENCES = (
    "[The] overall (judgement|effectiveness){not a board} [(of|for) {some}] [is [that] {some}]",
    "{names} children[ and young people]['s] [social (care|work)] services"
    " [(in|for|of|at|across|within|provided|delivered) {some}]",
    "services for children [and young people] in {Some}",
)
REPORT_FORMS = (
    ReportForm(
        titles=(f"Re-inspection of {_TITLE}", f"Post-monitoring [single] inspection of {_TITLE}"),
        source=REINSPECTION_TITLES,
        kind=Kind.REINSPECTION,
        name_above=True,
        sentences={"overall_effectiveness": _OVERALL_SENTENCES},
    ),
    ReportForm(
        titles=(f"Inspection of {_TITLE}",),
        source=FRONT_PAGES,
        kind=Kind.FULL,
        name_above=True,
        marks=("[1.] Children who need help and protection {Word}",),
        sentences={
            "overall_effectiveness": _OVERALL_SENTENCES,
            "lscb_effectiveness": (
                f"[The] [(overall|graded)] [judgement {_OF} [the]] [effectiveness {_OF} [the]] {{names}} {_BOARD}",
                "[The] arrangements in place to evaluate {clause} children [and young people]",
            ),
        },
        rows={"lscb_effectiveness": (_BOARD,)},
        announced={
            "lscb_effectiveness": "Review of [the effectiveness of] [the] {names} [local] safeguarding children"
        },
    ),
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
    words=(
        Wording(
            (
                "Single Inspection of LA Children's Services",
                "Single Inspection of LA Children's Services (SIF)",
                "Single inspection",
                "Single inspection framework",
                "Single inspection framework (SIF)",
            ),
            source=STATISTICS_2023,
        ),
        Wording(
            ("Post-monitoring single inspection",), source=HANDBOOK_2017, kind=Kind.REINSPECTION
        ),
        Wording(
            ("CLA Sub: Adoption Performance",), source=STATISTICS_2023, area="adoption_performance"
        ),
        Wording(
            ("CLA Sub: Experiences and progress of care leavers",),
            source=STATISTICS_2023,
            area="care_leavers",
        ),
        Wording(("Adoption",), source=IN_USE, area="adoption_performance"),
        Wording(
            ("Children in need of help and protection",),
            source=FRAMEWORK_2014,
            area="help_and_protection",
        ),
        Wording(
            ("Children looked after", "Looked after children"),
            source=IN_USE,
            area="looked_after_and_permanence",
        ),
        Wording(("Leadership",), source=IN_USE, area="leadership_management_governance"),
        Wording(("LSCB",), source=IN_USE, area="lscb_effectiveness"),
        OVERALL,
    ),
    kinds=(
        InspectionKind(
            kind=Kind.FULL,
            source=STATISTICS_2023,
            notice=Fact("unannounced", HAMPSHIRE_2014_NEWS),
            on_site=Fact("four weeks", HAMPSHIRE_2014_NEWS),
            calendar_days=Fact((22, 26), FRONT_PAGES, "139 of 150 inspections"),
            also_seen=Fact(
                (9, 18, 21, 28, 29, 73),
                FRONT_PAGES,
                "18 in three, 28 in four, the others once each",
            ),
        ),
        InspectionKind(
            kind=Kind.REINSPECTION,
            source=STATISTICS_2023,
            on_site=Fact("three weeks", END_OF_REINSPECTIONS),
            leaves_out={
                "lscb_effectiveness": Fact(
                    "not part of re-inspections", REINSPECTION_TITLES, "21 of 21 re-inspections"
                )
            },
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
            cycle=_CYCLE,
            unsourced=(
                "what each edition of the framework between 2013 and 2017 changed",
                "a written notice period (inspections are told to have been unannounced)",
                "what it replaced, in so many words",
            ),
        ),
    ),
    grade_matches=(
        GradeMatch(
            scales=_OLDER_SCALES,
            to=SifGrade,
            relation=Relation.CLOSE,
            source=STATISTICS_2023,
            caveat='"Requires improvement" replaced "adequate" to raise the bar: good became the '
            f"minimum. {PROFILE_CAUTION}",
        ),
        *(
            GradeMatch(
                scales=(SifGrade,),
                to=older,
                relation=Relation.RELATED,
                source=OUR_READING,
                caveat=NEVER_IN_OLDER_WORDS,
            )
            for older in _OLDER_SCALES
        ),
    ),
    area_matches=(
        AreaMatch(
            areas=("sif-2013.help_and_protection",),
            others=("slac-2010.safeguarding_overall_effectiveness",),
            relation=Relation.BROAD,
            source=OUR_READING,
            caveat=SAFEGUARDING_IS_WIDER,
        ),
        AreaMatch(
            areas=("sif-2013.help_and_protection",),
            others=("cpi-2012.overall_effectiveness",),
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="the older judgement was of child protection as a whole",
        ),
        AreaMatch(
            areas=("sif-2013.looked_after_and_permanence",),
            others=LOOKED_AFTER_OVERALL,
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="the older judgement was of looked-after services as a whole",
        ),
        AreaMatch(
            areas=("sif-2013.care_leavers",),
            others=LOOKED_AFTER_OVERALL,
            relation=Relation.BROAD,
            source=OUR_READING,
            caveat="care leavers were graded together with looked-after children",
        ),
        AreaMatch(
            areas=("sif-2013.leadership_management_governance",),
            others=LEADERSHIP_IN_PARTS,
            relation=Relation.NARROW,
            source=OUR_READING,
            caveat=LEADERSHIP_OF_ONE_PART,
        ),
    ),
)
