"""ILACS: inspections of local authority children's services, from 2018."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks.documents import (
    PROFILE_CAUTION,
    REFORM_2025,
    REPORTS_2026,
    SAME_DESCRIPTORS,
    STATISTICS_2025,
)
from ofsted_frameworks.findings import Severity
from ofsted_frameworks.frameworks.base import Edition, Framework, GradeMatch, Relation
from ofsted_frameworks.frameworks.ilacs_cycle import CYCLE, CYCLE_2026
from ofsted_frameworks.frameworks.ilacs_facts import (
    AREA_MATCHES,
    CARE_LEAVERS,
    COMBINED,
    FACTS,
    FRONT_PAGES,
    HELP,
    IN_CARE,
    KINDS,
    LEADERS,
    OVERALL_EFFECTIVENESS,
    REPORT_FORMS,
    WORDS,
)
from ofsted_frameworks.frameworks.sif import SifGrade
from ofsted_frameworks.frameworks.sif_facts import grade_matches_before_sif
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.rules import Breach, JudgementRule, judgement_rule
from ofsted_frameworks.schedule import Judgements, Theme
from ofsted_frameworks.sources import Fact, Provenance, Source
from ofsted_frameworks.words import listed

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
NOTES_2025 = Source(
    "Local authority inspection outcomes as at 31 March 2025",
    Provenance.OFSTED,
    date="2025-09-25",
    where='Notes: "From 1 January 2023, a new ILACS sub-judgement [...] was introduced"',
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


@attrs.frozen(kw_only=True, repr=False)
class Ilacs2018Judgements(Judgements[IlacsGrade]):
    """The judgements of ILACS from January 2018: three areas and overall effectiveness."""

    scale: ClassVar = IlacsGrade

    impact_of_leaders: Annotated[_Judged, LEADERS] = None
    help_and_protection: Annotated[_Judged, HELP] = None
    children_in_care_and_care_leavers: Annotated[_Judged, COMBINED] = None
    overall_effectiveness: Annotated[_Judged, OVERALL_EFFECTIVENESS] = None


@attrs.frozen(kw_only=True, repr=False)
class Ilacs2023Judgements(Judgements[IlacsGrade]):
    """The judgements of ILACS from January 2023: overall effectiveness and four areas, with care leavers separate."""

    scale: ClassVar = IlacsGrade

    impact_of_leaders: Annotated[_Judged, LEADERS] = None
    help_and_protection: Annotated[_Judged, HELP] = None
    children_in_care: Annotated[_Judged, IN_CARE] = None
    care_leavers: Annotated[_Judged, CARE_LEAVERS] = None
    overall_effectiveness: Annotated[_Judged, OVERALL_EFFECTIVENESS] = None


@attrs.frozen(kw_only=True, repr=False)
class Ilacs2026Judgements(Judgements[IlacsGrade]):
    """The judgements of ILACS from April 2026: four areas and no overall effectiveness."""

    scale: ClassVar = IlacsGrade

    impact_of_leaders: Annotated[_Judged, LEADERS] = None
    help_and_protection: Annotated[_Judged, HELP] = None
    children_in_care: Annotated[_Judged, IN_CARE] = None
    care_leavers: Annotated[_Judged, CARE_LEAVERS] = None


_OUTSTANDING, _GOOD, _THIRD, _INADEQUATE = IlacsGrade
_WithOverall = Ilacs2018Judgements | Ilacs2023Judgements


def _practice(judgements: _WithOverall) -> list[_Judged]:
    """Return the judgements of practice: all except leaders and overall effectiveness."""
    if isinstance(judgements, Ilacs2018Judgements):
        return [judgements.help_and_protection, judgements.children_in_care_and_care_leavers]
    return [judgements.help_and_protection, judgements.children_in_care, judgements.care_leavers]


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
def inadequate_practice(judgements: _WithOverall) -> Iterator[Breach]:
    """When help and protection, children in care or care leavers was inadequate, overall was inadequate."""
    overall = judgements.overall_effectiveness
    if _INADEQUATE in _practice(judgements) and overall not in (None, _INADEQUATE):
        yield _overall(
            "overall is {value}, but it was inadequate in 34 of 34 inspections with an inadequate "
            "judgement of practice",
            "inadequate",
        )


@judgement_rule(
    "ilacs.inadequate-overall", Severity.ERROR, STATISTICS_2025, (35, 35), reads=_EVERYTHING_READ
)
def inadequate_overall(judgements: _WithOverall) -> Iterator[Breach]:
    """When overall was inadequate, another judgement was inadequate."""
    others = [judgements.impact_of_leaders, *_practice(judgements)]
    alone = None not in others and _INADEQUATE not in others
    if alone and judgements.overall_effectiveness is _INADEQUATE:
        yield _overall(
            "overall is inadequate but no other judgement is, which happened in none of 35 inspections",
            "a better grade, or an inadequate judgement",
        )


@judgement_rule(
    "ilacs.inadequate-leaders", Severity.WARNING, STATISTICS_2025, (4, 5), reads=_EVERYTHING_READ
)
def inadequate_leaders(judgements: _WithOverall) -> Iterator[Breach]:
    """When only the impact of leaders was inadequate, overall was requires improvement."""
    practice = _practice(judgements)
    alone = judgements.impact_of_leaders is _INADEQUATE and _INADEQUATE not in practice
    if alone and None not in practice and judgements.overall_effectiveness not in (None, _THIRD):
        yield _overall(
            "overall is {value}, and only the impact of leaders is inadequate",
            "requires improvement to be good",
        )


def _leaders_with(overall: IlacsGrade, usual: tuple[IlacsGrade, ...], of: int) -> JudgementRule:
    """Return the rule that, with a given overall grade, the impact of leaders always had a usual grade."""
    words = listed((grade.label.lower() for grade in usual), "or")

    def leaders(judgements: _WithOverall) -> Iterator[Breach]:
        found = judgements.impact_of_leaders
        if judgements.overall_effectiveness is overall and found in set(IlacsGrade) - {*usual}:
            yield _overall(
                f"overall is {overall}, but the impact of leaders is {found}".lower(),
                f"{words} for the impact of leaders",
            )

    leaders.__doc__ = (
        f"When overall was {overall.label.lower()}, the impact of leaders was {words}."
    )
    name = overall.value.replace("_", "-")
    id, held = f"ilacs.{name}-overall-leaders", (of, of)
    return judgement_rule(id, Severity.WARNING, STATISTICS_2025, held, reads=_LEADERS_READ)(leaders)


outstanding_overall_leaders = _leaders_with(_OUTSTANDING, (_OUTSTANDING,), 55)
good_overall_leaders = _leaders_with(_GOOD, (_OUTSTANDING, _GOOD), 107)
requires_improvement_overall_leaders = _leaders_with(_THIRD, (_GOOD, _THIRD, _INADEQUATE), 74)
inadequate_overall_leaders = _leaders_with(_INADEQUATE, (_THIRD, _INADEQUATE), 35)


@judgement_rule(
    "ilacs.outstanding-overall-practice",
    Severity.WARNING,
    STATISTICS_2025,
    (55, 55),
    reads=_PRACTICE_READ,
)
def outstanding_overall_practice(judgements: _WithOverall) -> Iterator[Breach]:
    """When overall was outstanding, no judgement of practice was requires improvement or inadequate."""
    below_good = {_THIRD, _INADEQUATE} & {*_practice(judgements)}
    if judgements.overall_effectiveness is _OUTSTANDING and below_good:
        yield _overall(
            "overall is outstanding, but a judgement of practice is below good",
            "good or outstanding throughout",
        )


@judgement_rule(
    "ilacs.good-overall-practice",
    Severity.WARNING,
    STATISTICS_2025,
    (107, 107),
    reads=_PRACTICE_READ,
)
def good_overall_practice(judgements: _WithOverall) -> Iterator[Breach]:
    """When overall was good, at most one judgement of practice was requires improvement."""
    below = _practice(judgements).count(_THIRD)
    if judgements.overall_effectiveness is _GOOD and below > 1:
        yield _overall(
            f"overall is good, but {below} judgements of practice are requires improvement",
            "at most one",
        )


@judgement_rule(
    "ilacs-2018.median", Severity.WARNING, STATISTICS_2025, (139, 141), reads=_EVERYTHING_READ
)
def overall_is_the_median(judgements: Ilacs2018Judgements) -> Iterator[Breach]:
    """When no judgement was inadequate, overall was the middle one of the other three."""
    graded = _graded_without_inadequate([judgements.impact_of_leaders, *_practice(judgements)])
    if graded and isinstance(judgements.overall_effectiveness, IlacsGrade):
        middle = sorted(graded, key=lambda grade: grade.number)[1]
        if judgements.overall_effectiveness is not middle:
            yield _overall(
                "overall is {value}, which is not the middle one of the other three judgements",
                str(middle).lower(),
            )


@judgement_rule(
    "ilacs-2023.majority", Severity.WARNING, STATISTICS_2025, (79, 79), reads=_EVERYTHING_READ
)
def overall_is_the_majority(judgements: Ilacs2023Judgements) -> Iterator[Breach]:
    """When no judgement was inadequate and three or four had the same grade, overall had that grade."""
    graded = _graded_without_inadequate([judgements.impact_of_leaders, *_practice(judgements)])
    if graded and isinstance(judgements.overall_effectiveness, IlacsGrade):
        (first, votes), *_ = Counter(graded).most_common()
        if votes > 2 and judgements.overall_effectiveness is not first:
            yield _overall(
                "overall is {value}, but most of the other four judgements are not",
                str(first).lower(),
            )


def _graded_without_inadequate(among: list[_Judged]) -> list[IlacsGrade]:
    """Return the grades if every judgement is a grade and none is inadequate, otherwise an empty list."""
    graded = [grade for grade in among if isinstance(grade, IlacsGrade)]
    return graded if len(graded) == len(among) and _INADEQUATE not in graded else []


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
_ABSENCES_2026 = _ABSENCES | {
    Theme.OVERALL: Fact(
        "overall effectiveness was removed for inspections from April 2026", REFORM_2025
    )
}
_UNSOURCED = (
    "the document reference",
    "the framework's own words on notice",
    "the framework's own words on how judgements limit overall effectiveness",
)

FRAMEWORK = Framework(
    id="ilacs",
    name="ILACS",
    title="Inspection of local authority children's services",
    source=GUIDANCE_2024,
    scale=IlacsGrade,
    legal_basis=(Fact("Education and Inspections Act 2006, section 136(2)", METHODOLOGY_2024),),
    replaced=Fact("the single inspection framework", GUIDANCE_2024),
    words=WORDS,
    report_forms=REPORT_FORMS,
    kinds=KINDS,
    facts=FACTS,
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
            starts=Fact(
                dt.date(2023, 1, 1), NOTES_2025, "from then on care leavers are judged separately"
            ),
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
            absences=_ABSENCES_2026,
            cycle=CYCLE_2026,
            unsourced=("the document reference", "the framework's own words on notice"),
        ),
        # The next edition goes here.
    ),
    grade_matches=(
        *grade_matches_before_sif(
            IlacsGrade,
            'an Ofsted table prints the older "adequate" as "requires improvement to be good"',
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
    area_matches=AREA_MATCHES,
)
