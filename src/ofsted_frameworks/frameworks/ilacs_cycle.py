"""The cycle of ILACS, before and after April 2026."""

import datetime as dt

from ofsted_frameworks.documents import (
    END_OF_REINSPECTIONS,
    LGA_FIRST,
    REFORM_2025,
    REPORTS_2026,
)
from ofsted_frameworks.frameworks.cycles import (
    Cycle,
    CyclePart,
    DeadlineRule,
    Interval,
    Observed,
    Pause,
    Route,
    RouteChange,
    Spread,
    Tally,
    VisitRule,
)
from ofsted_frameworks.frameworks.duties import (
    EDYOURSELF_2016,
    JTAI_STATEMENT,
    SECTION_136_DEADLINES,
    WORKING_DAY_NOT_DEFINED,
)
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.sources import Fact, Provenance, Source

KIRKLEES = Source("Kirklees Safeguarding Children Board, guidance on ILACS", Provenance.OTHERS)
HAMPSHIRE_2019 = Source(
    "Hampshire County Council, report of the Chief Executive on the ILACS of April 2019",
    Provenance.OTHERS,
    date="2019",
)
CUMBRIA_2020 = Source(
    "Cumbria County Council, paper on Ofsted's visits", Provenance.OTHERS, date="2020-11"
)
ACTION_PLANS_2018 = Source(
    "Children and Young People Now, on action plans after focused visits",
    Provenance.OTHERS,
    date="2018-08-16",
)
FOCUSED_VISITS_2021 = Source(
    "Children and Young People Now, on focused visits", Provenance.OTHERS, date="2021-04-27"
)
MAIN_FINDINGS_2020 = Source(
    "Children's social care in England 2020: main findings", Provenance.STATISTICS, date="2020"
)
SUNDERLAND_2021 = Source("ILACS report: Sunderland", Provenance.REPORTS, date="2021-08-20")
COLLECTION_2026 = Source(
    "Read-me of a public collection of ILACS reports, paraphrasing Ofsted's summary of framework "
    "changes",
    Provenance.OTHERS,
    date="2026-08",
)
OUR_COUNT = Source("ofsted-frameworks, counting from the first day on site", Provenance.OURS)
COUNTED_2026 = Source(
    "Local authority inspection outcomes as at 31 March 2025, and ILACS reports to August 2026",
    Provenance.REPORTS,
    date="2026-08-22",
    where="counted by ofsted-frameworks",
)
VISITS_2022_TO_2025 = Source(
    "Ofsted's statistics of 2023, 2024 and 2025, sheets of visits in the year",
    Provenance.STATISTICS,
    date="2025-09-25",
    where="counted by ofsted-frameworks",
)
SCHOOLING_2017 = Source(
    "Eleanor Schooling, Ofsted's national director for social care, in Community Care",
    Provenance.OFSTED,
    date="2017-11-29",
)

NOTICE = Fact(
    "the week before: a call, and then a week in which inspectors work off site",
    HAMPSHIRE_2019,
    "according to councils; the framework's own words are not sourced",
)

_ACTION_PLAN_CONDITION = "if the letter sets out areas for priority action"
_DRAFTS_SINCE = Fact(
    dt.date(2018, 8, 16), ACTION_PLANS_2018, "with immediate effect; the day it was reported"
)
_DEADLINES = (
    *SECTION_136_DEADLINES,
    DeadlineRule(
        name="draft action plan",
        duty=Fact("the authority sends a draft of its action plan", ACTION_PLANS_2018),
        working_days=Fact(20, ACTION_PLANS_2018),
        after=VisitKind.FOCUSED,
        condition=_ACTION_PLAN_CONDITION,
        since=_DRAFTS_SINCE,
        counting=WORKING_DAY_NOT_DEFINED,
    ),
    DeadlineRule(
        name="final action plan",
        duty=Fact("the authority sends its final action plan", ACTION_PLANS_2018),
        working_days=Fact(
            70,
            ACTION_PLANS_2018,
            "this was required before August 2018 too; only the draft was new then",
        ),
        after=VisitKind.FOCUSED,
        condition=_ACTION_PLAN_CONDITION,
        counting=WORKING_DAY_NOT_DEFINED,
    ),
    JTAI_STATEMENT,
)


def _observed(grade: int, spread: Spread) -> Observed:
    note = "pairs in which the first inspection began after the pause, from 28 June 2021"
    return Observed(after=(grade,), spread=Fact(spread, COUNTED_2026, note))


_SHORT = "after outstanding or good: a short inspection"
_STANDARD = "after requires improvement: a standard inspection"
_BY_WEAKER = {
    0: Fact(Tally(70, 74), COUNTED_2026, "after outstanding or good with no judgement below good"),
    1: Fact(
        Tally(10, 17),
        COUNTED_2026,
        "after outstanding or good with one judgement at requires improvement",
    ),
}


def _route(grade: int, label: str, kind: Kind, rule: str, observed: Tally) -> Route:
    return Route(
        after=(grade,),
        kind=kind,
        rule=Fact(rule, LGA_FIRST),
        observed=Fact(observed, COUNTED_2026, f"after {label}"),
        by_weaker=_BY_WEAKER if kind is Kind.SHORT else {},
    )


_RENEWED = Fact("a renewed framework has been announced for 2027", REFORM_2025)
_PATHWAY_2026 = Fact(
    "a summary of the changes says that a focused visit comes before the next short inspection, depending "
    "on whether the impact of leaders and at least two of the three judgements of practice are good or "
    "outstanding",
    COLLECTION_2026,
    "second-hand",
)
_NOT_DECIDED_BY_LEADERS = Fact(
    "neither the impact of leaders nor two of the three judgements of practice decides between a short and "
    "a standard inspection: of the first eleven inspections since April 2026, Lancashire's was standard "
    "after good for every judgement, and Portsmouth's was short after requires improvement for care leavers",
    REPORTS_2026,
    "earlier grades from Ofsted's statistics of 31 March 2025",
)

_MONITORING = (
    VisitRule(
        kinds=(VisitKind.MONITORING,),
        after=(4,),
        rule=Fact("monitoring visits before the next inspection", LGA_FIRST),
    ),
    VisitRule(
        kinds=(VisitKind.MONITORING,),
        after=(4,),
        rule=Fact("up to six of them, one a quarter", END_OF_REINSPECTIONS, "the rule"),
        observed=(
            Fact(
                "in practice the median interval between two monitoring visits was 127 days; half of the 52 "
                "intervals were 106 to 155 days, and 11 were within 100 days",
                VISITS_2022_TO_2025,
                "April 2022 to March 2025; the first visit is not published",
            ),
            Fact(
                "the first monitoring visit listed came 168 to 404 days after the report, in 11 "
                "authorities",
                VISITS_2022_TO_2025,
                "the first visit is not published and may have come earlier",
            ),
            Fact(
                "monitoring is said to come in addition to the usual focused visits, but none of 109 "
                "focused visits went to an inadequate authority",
                EDYOURSELF_2016,
                "the count is from Ofsted's statistics, April 2022 to March 2025",
            ),
        ),
    ),
)

CYCLE = Cycle(
    programme=(
        Fact("the current grade determines which kind of inspection comes next", SCHOOLING_2017),
    ),
    interval=Interval(
        after=(1, 2, 3),
        programme=Fact(
            "a three-year cycle of an inspection and focused visits or a joint targeted area "
            "inspection, so that there is one event a year",
            HAMPSHIRE_2019,
        ),
        years=Fact(3, KIRKLEES, "the three-year anniversary of the previous inspection"),
        months_either_side=Fact(6, KIRKLEES, "usually"),
        counted_from=Fact(
            "the first day on site, which Ofsted's statistics give as the inspection date; no source "
            "says which day the anniversary is counted from",
            OUR_COUNT,
        ),
    ),
    observed=(
        _observed(1, Spread(number=8, least=149, lower=172.5, median=177.5, upper=182, most=187)),
        _observed(
            2, Spread(number=30, least=150, lower=171.25, median=177, upper=183.75, most=200)
        ),
        _observed(3, Spread(number=20, least=136, lower=162, median=170.5, upper=180.75, most=188)),
        _observed(4, Spread(number=9, least=156, lower=164, median=173, upper=184, most=197)),
    ),
    starts=Fact(
        "322 of 324 inspections began on a Monday, so read a window as weeks", COUNTED_2026
    ),
    routes=(
        _route(1, "outstanding", Kind.SHORT, _SHORT, Tally(24, 25)),
        _route(2, "good", Kind.SHORT, _SHORT, Tally(56, 66)),
        _route(3, "requires improvement", Kind.STANDARD, _STANDARD, Tally(54, 54)),
        _route(
            4,
            "inadequate",
            Kind.STANDARD,
            "after inadequate: monitoring, then a standard inspection",
            Tally(23, 23),
        ),
    ),
    visits=(
        VisitRule(
            kinds=(VisitKind.FOCUSED, VisitKind.JTAI),
            after=(1, 2, 3),
            rule=Fact(
                "focused visits or a joint targeted area inspection in the years between",
                HAMPSHIRE_2019,
            ),
            observed=(
                Fact(
                    "of 109 focused visits, 54 went to authorities at requires improvement, 38 to good, 17 "
                    "to outstanding and none to inadequate",
                    VISITS_2022_TO_2025,
                    "published from April 2022 to March 2025",
                ),
            ),
        ),
        VisitRule(
            kinds=(VisitKind.FOCUSED,),
            after=(1, 2, 3),
            rule=Fact(
                "a focused visit is two inspectors for two days; it is not graded",
                FOCUSED_VISITS_2021,
            ),
        ),
        VisitRule(
            kinds=(VisitKind.FOCUSED, VisitKind.JTAI),
            after=(3,),
            rule=Fact(
                "at least two focused visits, one of which may be a joint targeted area inspection",
                CUMBRIA_2020,
                "one council's paraphrase",
            ),
        ),
        *_MONITORING,
    ),
    deadlines=_DEADLINES,
    pauses=(
        Pause(
            first=Fact(dt.date(2020, 3, 17), MAIN_FINDINGS_2020, "routine inspections suspended"),
            resumed=Fact(
                dt.date(2021, 6, 28),
                SUNDERLAND_2021,
                "the first day of the first graded inspection after the pause",
            ),
        ),
    ),
    changes=(
        RouteChange(
            on=Fact(dt.date(2018, 9, 1), END_OF_REINSPECTIONS, "the edition of that month"),
            after=(4,),
            what=Fact(
                "until then an inadequate authority was re-inspected under SIF; from then on it had a "
                "standard inspection",
                END_OF_REINSPECTIONS,
            ),
        ),
        *(
            RouteChange(on=Fact(dt.date(2026, 4, 1), REFORM_2025), what=what)
            for what in (
                Fact(
                    "overall effectiveness was removed, so what comes next no longer depends on an overall "
                    "grade",
                    REFORM_2025,
                ),
                Fact(
                    "of the first eleven inspections since then, the seven that followed requires improvement "
                    "or inadequate were standard, and three of the four that followed good were short",
                    REPORTS_2026,
                    "earlier grades from Ofsted's statistics of 31 March 2025",
                ),
                _PATHWAY_2026,
                _NOT_DECIDED_BY_LEADERS,
            )
        ),
        RouteChange(
            on=Fact(dt.date(2027, 1, 1), REFORM_2025, "no day is given"),
            what=_RENEWED,
        ),
    ),
    unsaid={
        CyclePart.WINDOW: "no source gives a window after inadequate; the source of the three-year cycle "
        "covers only requires improvement, good and outstanding",
        CyclePart.VISITS: "no source says how many there are for each grade",
    },
)

CYCLE_2026 = Cycle(
    programme=(_RENEWED, _PATHWAY_2026, _NOT_DECIDED_BY_LEADERS),
    starts=CYCLE.starts,
    deadlines=_DEADLINES,
    unsaid={
        CyclePart.KIND: "there has been no overall grade since April 2026, and no source says what decides "
        "the kind instead: neither the impact of leaders nor two of the three judgements of practice does",
        CyclePart.WINDOW: "no source says whether the three-year cycle still applies after April 2026",
        CyclePart.MONITORING: "no source says what leads to monitoring without an overall grade",
    },
)
