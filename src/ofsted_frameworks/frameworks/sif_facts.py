"""The cycle, kinds of inspection, matches to older areas and other sourced facts of SIF."""

from ofsted_frameworks.documents import (
    END_OF_REINSPECTIONS,
    LGA_FIRST,
    NEW_FRAMEWORK_NEWS_2013,
    OUR_READING,
    PROFILE_CAUTION,
    STATISTICS_2023,
)
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Facts,
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
from ofsted_frameworks.frameworks.ungraded import JOINT_TARGETED_AREA, TARGETED_INSPECTIONS
from ofsted_frameworks.grades import Grade
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


LOOKED_AFTER_OVERALL = (
    "slac-2010.looked_after_overall_effectiveness",
    "tlac-2013.overall_effectiveness",
)
ISLE_OF_WIGHT_2014 = Source(
    "Single inspection report: Isle of Wight", Provenance.REPORTS, date="2014-11-19", where="p. 42"
)
SURREY_2015 = Source(
    "Surrey Safeguarding Children Board: review of the effectiveness",
    Provenance.REPORTS,
    date="2015-08-03",
)
LEEDS_2015 = Source("Single inspection report: Leeds", Provenance.REPORTS, date="2015-03-27")

BOARD_MEANINGS = (
    Fact("highly influential in improving the care and protection of children", ISLE_OF_WIGHT_2014),
    Fact(
        "coordinates what statutory partners do and monitors how well local arrangements work",
        ISLE_OF_WIGHT_2014,
    ),
    Fact("does not yet have the characteristics of good", ISLE_OF_WIGHT_2014),
    Fact(
        "does not show that it has effective arrangements and the skills to discharge its statutory "
        "functions",
        ISLE_OF_WIGHT_2014,
    ),
)

KINDS = (
    InspectionKind(
        kind=Kind.FULL,
        source=STATISTICS_2023,
        notice=Fact("unannounced", HAMPSHIRE_2014_NEWS),
        on_site=Fact("four weeks", HAMPSHIRE_2014_NEWS),
        calendar_days=Fact((22, 26), FRONT_PAGES, "139 of 150 inspections"),
        also_seen=Fact(
            (9, 18, 21, 28, 29, 73),
            FRONT_PAGES,
            "18 in three inspections, 28 in four, the others once each",
        ),
        facts={
            "team": (
                Fact(
                    "seven inspectors in 51 reports, eight in 47, nine in 34, ten in 16; from 2 to 13",
                    FRONT_PAGES,
                    "in the 167 reports that print the number",
                ),
            ),
            "the four weeks": (
                Fact(
                    "on site in the first, auditing case files in the second, fieldwork in the third and "
                    "fourth",
                    HANDBOOK_2017,
                ),
            ),
        },
    ),
    InspectionKind(
        kind=Kind.REINSPECTION,
        source=STATISTICS_2023,
        on_site=Fact(
            "four weeks if everything was inspected again, less if only parts were",
            COMMUNITY_CARE_2016,
        ),
        calendar_days=Fact(
            (22, 26),
            REINSPECTIONS_2016_TO_2018,
            "four weeks, as in a full inspection; 24 to 26 days in 12 of 16 re-inspections",
        ),
        also_seen=Fact(
            (12, 16),
            REINSPECTIONS_2016_TO_2018,
            "12 in three inspections (Norfolk, Knowsley, West Berkshire), 16 in one (Doncaster)",
        ),
        leaves_out={
            "lscb_effectiveness": Fact(
                "not part of re-inspections", REINSPECTION_TITLES, "21 of 21 re-inspections"
            )
        },
        facts={
            "an account that the reports contradict": (Fact("three weeks", END_OF_REINSPECTIONS),),
        },
    ),
)

FACTS: Facts = {
    "what every child should receive": (
        Fact(
            "as a minimum, good help, care and protection",
            LEEDS_2015,
            "printed on every front page",
        ),
    ),
    "reviews of the board alone": (
        Fact(
            "Surrey's board was reviewed on 15 to 17 June 2015, separately from the authority's inspection, "
            "and had its own report",
            SURREY_2015,
        ),
    ),
    "what an inadequate judgement leads to": (
        Fact(
            "after persistent or systemic failure, a statutory direction and a commissioner who assesses "
            "whether services should remain with the council; otherwise an improvement adviser",
            EDYOURSELF_2016,
            "citing the National Audit Office, HC 723",
        ),
    ),
    **TARGETED_INSPECTIONS,
    **JOINT_TARGETED_AREA,
}


def _first_ilacs(grade: int, kind: Kind, rule: str, observed: Tally) -> Route:
    return Route(
        after=(grade,),
        kind=kind,
        rule=Fact(f"{rule}, under ILACS", LGA_FIRST),
        observed=Fact(observed, STATISTICS_2023, "latest SIF grade to first ILACS inspection"),
    )


CYCLE = Cycle(
    programme=(
        Fact("every authority is inspected, in a three-year cycle", NEW_FRAMEWORK_NEWS_2013),
        Fact("the three years became four", END_OF_PROGRAMME),
        Fact(
            "the programme ended: the last first inspection was reported on 8 December 2017 and the last "
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
                    "the 21 re-inspections were reported 2.0 to 3.5 years after the previous report (median "
                    "2.7), none of them within two years",
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
                "the first of the quarterly visits comes within four weeks of the deadline for the action "
                "plan, and usually takes two inspectors two days",
                EDYOURSELF_2016,
            ),
        ),
    ),
    deadlines=(*SECTION_136_DEADLINES, JTAI_STATEMENT),
    unsaid={
        CyclePart.KIND: "after inadequate, some authorities had a re-inspection under SIF and others a "
        "standard inspection under ILACS",
        CyclePart.WINDOW: "the programme inspected each authority once and has ended; no source gives a "
        "date for the inspection that followed it",
        CyclePart.VISITS: "no source mentions any visits except the monitoring after inadequate",
    },
)


def grade_matches_before_sif(scale: type[Grade], caveat: str) -> tuple[GradeMatch, ...]:
    """Return the matches of a scale to those of SLAC, CPI and TLAC, in both directions."""
    older_scales = (SlacGrade, CpiGrade, TlacGrade)
    return (
        GradeMatch(
            scales=older_scales,
            to=scale,
            relation=Relation.CLOSE,
            source=STATISTICS_2023,
            caveat=f"{caveat}. {PROFILE_CAUTION}",
        ),
        *(
            GradeMatch(
                scales=(scale,),
                to=older,
                relation=Relation.RELATED,
                source=OUR_READING,
                caveat="Ofsted prints older grades in newer words, never newer grades in older words",
            )
            for older in older_scales
        ),
    )


def area_matches_before_sif(help_and_protection: str, leadership: str) -> tuple[AreaMatch, ...]:
    """Return the matches of two areas, written `"edition.field"`, to those of SLAC, CPI and TLAC."""
    return (
        AreaMatch(
            areas=(help_and_protection,),
            others=("slac-2010.safeguarding_overall_effectiveness",),
            relation=Relation.BROAD,
            source=OUR_READING,
            caveat="SLAC's judgement of safeguarding covered more: leadership, partnership and health "
            "agencies too",
        ),
        AreaMatch(
            areas=(help_and_protection,),
            others=("cpi-2012.overall_effectiveness",),
            relation=Relation.CLOSE,
            source=OUR_READING,
            caveat="the older judgement covered child protection as a whole",
        ),
        AreaMatch(
            areas=(leadership,),
            others=(
                "slac-2010.safeguarding_leadership_and_management",
                "slac-2010.looked_after_leadership_and_management",
                "cpi-2012.leadership_and_governance",
                "tlac-2013.leadership_and_management",
            ),
            relation=Relation.NARROW,
            source=OUR_READING,
            caveat="the older judgement covered leadership in one part of the services",
        ),
    )


AREA_MATCHES = (
    *area_matches_before_sif(
        "sif-2013.help_and_protection", "sif-2013.leadership_management_governance"
    ),
    AreaMatch(
        areas=("sif-2013.looked_after_and_permanence",),
        others=LOOKED_AFTER_OVERALL,
        relation=Relation.CLOSE,
        source=OUR_READING,
        caveat="the older judgement covered looked-after services as a whole",
    ),
    AreaMatch(
        areas=("sif-2013.care_leavers",),
        others=LOOKED_AFTER_OVERALL,
        relation=Relation.BROAD,
        source=OUR_READING,
        caveat="care leavers were graded together with looked-after children",
    ),
)

WORDS = (
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
    Wording(("Post-monitoring single inspection",), source=HANDBOOK_2017, kind=Kind.REINSPECTION),
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
