"""ILACS: inspections of local authority children's services, from 2018."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.documents import (
    LGA_FIRST,
    OUR_READING,
    PROFILE_CAUTION,
    REFORM_2025,
    REPORTS_2026,
    SAME_DESCRIPTORS,
    STATISTICS_2023,
    STATISTICS_2025,
)
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Edition,
    Framework,
    GradeMatch,
    InspectionKind,
    Reason,
    Relation,
    Wording,
)
from ofsted_frameworks.frameworks.column_words import IN_USE, OVERALL, SCRAPE
from ofsted_frameworks.frameworks.cpi import CpiGrade
from ofsted_frameworks.frameworks.ilacs_cycle import CYCLE, CYCLE_2026, NOTICE
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.report_forms import ReportForm
from ofsted_frameworks.frameworks.sif import (
    LEADERSHIP_IN_PARTS,
    LEADERSHIP_OF_ONE_PART,
    LOOKED_AFTER_OVERALL,
    NEVER_IN_OLDER_WORDS,
    SAFEGUARDING_IS_WIDER,
    SifGrade,
)
from ofsted_frameworks.frameworks.slac import SlacGrade
from ofsted_frameworks.frameworks.tlac import TlacGrade
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.rules import Breach, judgement_rule
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.sources import Fact, Provenance, Source

GUIDANCE_2024 = Source(
    "Inspecting local authority children's services, gov.uk",
    Provenance.FRAMEWORK,
    date="2024-04-05",
    where="para 1",
)
METHODOLOGY_2024 = Source(
    "Methodology report: local authority inspection outcomes as at 31 March 2024",
    Provenance.STATISTICS,
    date="2024-08-30",
)
BEDFORD_2025 = Source(
    "Inspection of Bedford local authority children's services",
    Provenance.REPORTS,
    date="2025-08-27",
    where="front page",
)
NOTES_2025 = Source(
    "Local authority inspection outcomes as at 31 March 2025",
    Provenance.OFSTED,
    date="2025-09-25",
    where='Notes: "From 1 January 2023, a new ILACS sub-judgement [...] was introduced"',
)
FRONT_PAGES = Source("ILACS reports, 2018 to 2026", Provenance.REPORTS, where="front tables")
DAYS_ON_SITE = Source(
    "ILACS reports, 2018 to August 2026", Provenance.REPORTS, where="dates on the front pages"
)
FIRST_DAYS = Source(
    "ILACS reports and official statistics, 2018 to August 2026",
    Provenance.REPORTS,
    where="first days on site",
)
AUTUMN_2018 = Source(
    "Local authority and children's homes inspection outcomes, autumn 2018: main findings",
    Provenance.STATISTICS,
    date="2018",
)
AUTUMN_2019 = Source(
    "Local authority and children's homes inspection outcomes, autumn 2019: main findings",
    Provenance.STATISTICS,
    date="2019",
)


class IlacsGrade(Grade):
    """The four grades of ILACS, best first; the third is *requires improvement to be good*."""

    OUTSTANDING = "outstanding", 1, "Outstanding", SifGrade.OUTSTANDING.descriptor, SAME_DESCRIPTORS
    GOOD = "good", 2, "Good", SifGrade.GOOD.descriptor, SAME_DESCRIPTORS
    REQUIRES_IMPROVEMENT = (
        "requires_improvement",
        3,
        "Requires improvement to be good",
        SifGrade.REQUIRES_IMPROVEMENT.descriptor,
        SAME_DESCRIPTORS,
        (Fact("Requires improvement", FRONT_PAGES, "26 of 334 such grades"),),
    )
    INADEQUATE = "inadequate", 4, "Inadequate", SifGrade.INADEQUATE.descriptor, SAME_DESCRIPTORS


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


_OUTSTANDING, _GOOD, _REQUIRES_IMPROVEMENT, _INADEQUATE = IlacsGrade
_Its = Ilacs2018Judgements | Ilacs2023Judgements


def _practice(its: _Its) -> list[_Judged]:
    """The judgements of practice: all but leaders and overall effectiveness."""
    if isinstance(its, Ilacs2018Judgements):
        return [its.help_and_protection, its.children_in_care_and_care_leavers]
    return [its.help_and_protection, its.children_in_care, its.care_leavers]


_LEADERS_READ = ("overall_effectiveness", "impact_of_leaders")
_PRACTICE_READ = (
    "overall_effectiveness",
    "help_and_protection",
    "children_in_care_and_care_leavers",
    "children_in_care",
    "care_leavers",
)
_EVERYTHING_READ = (*_PRACTICE_READ, "impact_of_leaders")


def _overall(message: str, expected: str) -> Breach:
    return Breach("overall_effectiveness", message, expected)


@judgement_rule(
    "ilacs.inadequate-practice", Severity.ERROR, STATISTICS_2025, (34, 34), reads=_PRACTICE_READ
)
def inadequate_practice(its: _Its) -> Iterator[Breach]:
    """Overall is inadequate when help and protection, children in care or care leavers is inadequate."""
    if _INADEQUATE in _practice(its) and its.overall_effectiveness not in (None, _INADEQUATE):
        yield _overall(
            "overall cannot be {value} when a judgement of practice is inadequate", "inadequate"
        )


@judgement_rule(
    "ilacs.inadequate-overall", Severity.ERROR, STATISTICS_2025, (35, 35), reads=_EVERYTHING_READ
)
def inadequate_overall(its: _Its) -> Iterator[Breach]:
    """Overall is inadequate only when another judgement is inadequate."""
    others = [its.impact_of_leaders, *_practice(its)]
    if (
        its.overall_effectiveness is _INADEQUATE
        and None not in others
        and _INADEQUATE not in others
    ):
        yield _overall(
            "overall is inadequate, but no other judgement is",
            "a better grade, or an inadequate judgement",
        )


@judgement_rule(
    "ilacs.inadequate-leaders", Severity.WARNING, STATISTICS_2025, (4, 5), reads=_EVERYTHING_READ
)
def inadequate_leaders(its: _Its) -> Iterator[Breach]:
    """Where leaders alone were inadequate, overall was requires improvement."""
    practice = _practice(its)
    if (
        its.impact_of_leaders is _INADEQUATE
        and its.overall_effectiveness not in (None, _REQUIRES_IMPROVEMENT)
        and None not in practice
        and _INADEQUATE not in practice
    ):
        yield _overall(
            "overall is {value}, and only the impact of leaders is inadequate",
            "requires improvement to be good",
        )


@judgement_rule(
    "ilacs.outstanding-overall-leaders",
    Severity.WARNING,
    STATISTICS_2025,
    (55, 55),
    reads=_LEADERS_READ,
)
def outstanding_overall_leaders(its: _Its) -> Iterator[Breach]:
    """Where overall was outstanding, leaders were outstanding."""
    leaders = its.impact_of_leaders
    if its.overall_effectiveness is _OUTSTANDING and leaders not in (None, _OUTSTANDING):
        yield _overall(
            f"overall is outstanding, but the impact of leaders is {leaders}".lower(),
            "an outstanding impact of leaders",
        )


@judgement_rule(
    "ilacs.outstanding-overall-practice",
    Severity.WARNING,
    STATISTICS_2025,
    (55, 55),
    reads=_PRACTICE_READ,
)
def outstanding_overall_practice(its: _Its) -> Iterator[Breach]:
    """Where overall was outstanding, no judgement of practice was requires improvement or inadequate."""
    practice = _practice(its)
    if its.overall_effectiveness is _OUTSTANDING and (
        _REQUIRES_IMPROVEMENT in practice or _INADEQUATE in practice
    ):
        yield _overall(
            "overall is outstanding, but a judgement of practice is less than good",
            "good or outstanding throughout",
        )


@judgement_rule(
    "ilacs.good-overall-leaders", Severity.WARNING, STATISTICS_2025, (107, 107), reads=_LEADERS_READ
)
def good_overall_leaders(its: _Its) -> Iterator[Breach]:
    """Where overall was good, leaders were good or outstanding."""
    leaders = its.impact_of_leaders
    if its.overall_effectiveness is _GOOD and leaders in (_REQUIRES_IMPROVEMENT, _INADEQUATE):
        yield _overall(
            f"overall is good, but the impact of leaders is {leaders}".lower(),
            "a good or outstanding impact of leaders",
        )


@judgement_rule(
    "ilacs.good-overall-practice",
    Severity.WARNING,
    STATISTICS_2025,
    (107, 107),
    reads=_PRACTICE_READ,
)
def good_overall_practice(its: _Its) -> Iterator[Breach]:
    """Where overall was good, at most one judgement of practice was requires improvement."""
    below = _practice(its).count(_REQUIRES_IMPROVEMENT)
    if its.overall_effectiveness is _GOOD and below > 1:
        yield _overall(
            f"overall is good, but {below} judgements of practice are requires improvement",
            "at most one",
        )


@judgement_rule(
    "ilacs.requires-improvement-overall-leaders",
    Severity.WARNING,
    STATISTICS_2025,
    (74, 74),
    reads=_LEADERS_READ,
)
def requires_improvement_overall_leaders(its: _Its) -> Iterator[Breach]:
    """Where overall was requires improvement, leaders were not outstanding."""
    if its.overall_effectiveness is _REQUIRES_IMPROVEMENT and its.impact_of_leaders is _OUTSTANDING:
        yield _overall(
            "overall is requires improvement, but the impact of leaders is outstanding",
            "an impact of leaders that is not outstanding",
        )


@judgement_rule(
    "ilacs.inadequate-overall-leaders",
    Severity.WARNING,
    STATISTICS_2025,
    (35, 35),
    reads=_LEADERS_READ,
)
def inadequate_overall_leaders(its: _Its) -> Iterator[Breach]:
    """Where overall was inadequate, leaders were requires improvement or inadequate."""
    leaders = its.impact_of_leaders
    if its.overall_effectiveness is _INADEQUATE and leaders in (_OUTSTANDING, _GOOD):
        yield _overall(
            f"overall is inadequate, but the impact of leaders is {leaders}".lower(),
            "an impact of leaders that is less than good",
        )


@judgement_rule(
    "ilacs-2018.median", Severity.WARNING, STATISTICS_2025, (139, 141), reads=_EVERYTHING_READ
)
def overall_is_the_median(its: Ilacs2018Judgements) -> Iterator[Breach]:
    """Where no judgement was inadequate, overall was the middle one of the other three."""
    graded = _graded_without_inadequate([its.impact_of_leaders, *_practice(its)])
    if graded and isinstance(its.overall_effectiveness, IlacsGrade):
        middle = sorted(graded, key=lambda grade: grade.number)[1]
        if its.overall_effectiveness is not middle:
            yield _overall(
                "overall is {value}, and not the middle one of the three judgements",
                str(middle).lower(),
            )


@judgement_rule(
    "ilacs-2023.majority", Severity.WARNING, STATISTICS_2025, (79, 79), reads=_EVERYTHING_READ
)
def overall_is_the_majority(its: Ilacs2023Judgements) -> Iterator[Breach]:
    """Where no judgement was inadequate and three or four of them were one grade, overall was that grade."""
    graded = _graded_without_inadequate([its.impact_of_leaders, *_practice(its)])
    if graded and isinstance(its.overall_effectiveness, IlacsGrade):
        (first, votes), *_ = Counter(graded).most_common()
        if votes > 2 and its.overall_effectiveness is not first:
            yield _overall(
                "overall is {value}, and most of the four judgements are not", str(first).lower()
            )


def _graded_without_inadequate(judgements: list[_Judged]) -> list[IlacsGrade]:
    """The grades, where every judgement is one and none is inadequate; otherwise nothing."""
    graded = [grade for grade in judgements if isinstance(grade, IlacsGrade)]
    return graded if len(graded) == len(judgements) and _INADEQUATE not in graded else []


_RULES = (
    inadequate_practice,
    inadequate_overall,
    inadequate_leaders,
    outstanding_overall_leaders,
    outstanding_overall_practice,
    good_overall_leaders,
    good_overall_practice,
    requires_improvement_overall_leaders,
    inadequate_overall_leaders,
)

_ABSENCES = {
    Theme.ADOPTION: Fact("ILACS gives no separate grade for adoption", FRONT_PAGES),
}
_UNSOURCED = (
    "the document reference",
    "the framework's own words on notice",
    "the framework's own words on how judgements limit overall effectiveness",
)
_OLDER_SCALES = (SlacGrade, CpiGrade, TlacGrade)
_COMBINED_CAVEAT = (
    "until December 2022 one judgement covered children in care and care leavers together"
)

REPORT_FORMS = (
    ReportForm(
        titles=(
            "Inspection of [{authority}] [local authority['s]] children's [social (care|work)] services",
        ),
        source=FRONT_PAGES,
        name_above=True,
        marks=("[The] impact of leaders on [social work] practice",),
        running="Inspection of {authority in a line} [local authority] children's services {dates}",
    ),
)


FRAMEWORK = Framework(
    id="ilacs",
    name="ILACS",
    title="Inspection of local authority children's services",
    source=GUIDANCE_2024,
    scale=IlacsGrade,
    legal_basis=(Fact("Education and Inspections Act 2006, section 136(2)", METHODOLOGY_2024),),
    replaced=Fact("the single inspection framework", GUIDANCE_2024),
    words=(
        Wording(("ILACS framework",), source=STATISTICS_2023),
        Wording(
            (
                "Inspection of local authority children's services",
                "Inspection of local authority children's services (ILACS)",
            ),
            source=FRONT_PAGES,
        ),
        Wording(("Leaders",), source=IN_USE, area="impact_of_leaders"),
        Wording(
            ("Children in need of help and protection",),
            source=AUTUMN_2018,
            area="help_and_protection",
        ),
        Wording(
            ("In care", "Children looked after", "Looked after children"),
            source=IN_USE,
            area="children_in_care",
        ),
        OVERALL,
        Wording(
            (
                "Inspection pre-dates judgement",
                "Not reported post reform",
                "Not reported (2026 framework)",
            ),
            source=SCRAPE,
            absent=True,
        ),
    ),
    facts={"first_weekday": (Fact(1, FIRST_DAYS, "a Monday in 322 of 325 inspections"),)},
    report_forms=REPORT_FORMS,
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
                    "Derbyshire in 2019 and South Tyneside, begun in December 2022, were split, "
                    "5 working days and 2",
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
            ends=Fact(dt.date(2022, 12, 31), NOTES_2025),
            source=GUIDANCE_2024,
            rules=(*_RULES, overall_is_the_median),
            absences=_ABSENCES,
            cycle=CYCLE,
            unsourced=_UNSOURCED,
        ),
        Edition(
            id="ilacs-2023",
            name="ILACS from January 2023",
            judgements=Ilacs2023Judgements,
            starts=Fact(dt.date(2023, 1, 1), NOTES_2025, "care leavers on their own"),
            ends=Fact(dt.date(2026, 3, 31), REFORM_2025),
            continues=Fact("ilacs-2018", STATISTICS_2025),
            source=GUIDANCE_2024,
            rules=(*_RULES, overall_is_the_majority),
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
            continues=Fact("ilacs-2023", REPORTS_2026),
            source=REFORM_2025,
            absences=_ABSENCES
            | {
                Theme.OVERALL: Fact(
                    "overall effectiveness was removed for inspections from April 2026", REFORM_2025
                )
            },
            cycle=CYCLE_2026,
            unsourced=("the document reference", "the framework's own words on notice"),
        ),
    ),
    grade_matches=(
        GradeMatch(
            scales=_OLDER_SCALES,
            to=IlacsGrade,
            relation=Relation.CLOSE,
            source=STATISTICS_2023,
            caveat='a table of Ofsted prints the older "adequate" as "requires improvement to be '
            f'good". {PROFILE_CAUTION}',
        ),
        *(
            GradeMatch(
                scales=(IlacsGrade,),
                to=older,
                relation=Relation.RELATED,
                source=OUR_READING,
                caveat=NEVER_IN_OLDER_WORDS,
            )
            for older in _OLDER_SCALES
        ),
        *(
            GradeMatch(
                scales=(one,),
                to=other,
                relation=Relation.EXACT,
                source=SAME_DESCRIPTORS,
                caveat=PROFILE_CAUTION,
            )
            for one, other in ((SifGrade, IlacsGrade), (IlacsGrade, SifGrade))
        ),
    ),
    area_matches=(
        AreaMatch(
            areas=("ilacs-2023.children_in_care",),
            others=("ilacs-2018.children_in_care_and_care_leavers",),
            relation=Relation.BROAD,
            source=STATISTICS_2025,
            caveat=f"{_COMBINED_CAVEAT}; Ofsted's tables print it under children in care",
            reason=Reason.OFSTED_RELABELLING,
        ),
        AreaMatch(
            areas=("ilacs-2023.care_leavers",),
            others=("ilacs-2018.children_in_care_and_care_leavers",),
            relation=Relation.BROAD,
            source=STATISTICS_2025,
            caveat=f"{_COMBINED_CAVEAT}; Ofsted's tables leave care leavers blank before 2023",
        ),
        AreaMatch(
            areas=("ilacs-2023.care_leavers",),
            others=("sif-2013.care_leavers",),
            relation=Relation.CLOSE,
            source=OUR_READING,
        ),
        AreaMatch(
            areas=("ilacs-2018.help_and_protection",),
            others=("sif-2013.help_and_protection",),
            relation=Relation.CLOSE,
            source=AUTUMN_2018,
        ),
        AreaMatch(
            areas=("ilacs-2018.impact_of_leaders",),
            others=("sif-2013.leadership_management_governance",),
            relation=Relation.CLOSE,
            source=AUTUMN_2019,
        ),
        AreaMatch(
            areas=("ilacs-2018.overall_effectiveness",),
            others=("sif-2013.overall_effectiveness",),
            relation=Relation.CLOSE,
            source=STATISTICS_2023,
            caveat="judgements combine differently: inadequate leadership made overall inadequate under "
            "SIF and mostly did not under ILACS, so Herefordshire, requires improvement in 2014 and in "
            "2018, is unchanged on paper only",
        ),
        AreaMatch(
            areas=("ilacs-2018.children_in_care_and_care_leavers",),
            others=("sif-2013.looked_after_and_permanence", *LOOKED_AFTER_OVERALL),
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
            areas=("ilacs-2018.help_and_protection",),
            others=("slac-2010.safeguarding_overall_effectiveness",),
            relation=Relation.BROAD,
            source=OUR_READING,
            caveat=SAFEGUARDING_IS_WIDER,
        ),
        AreaMatch(
            areas=("ilacs-2018.help_and_protection",),
            others=("cpi-2012.overall_effectiveness",),
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="the older judgement was of child protection as a whole",
        ),
        AreaMatch(
            areas=("ilacs-2018.impact_of_leaders",),
            others=LEADERSHIP_IN_PARTS,
            relation=Relation.NARROW,
            source=OUR_READING,
            caveat=LEADERSHIP_OF_ONE_PART,
        ),
    ),
)
