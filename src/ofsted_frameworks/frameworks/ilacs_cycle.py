"""ILACS: its cycle, as it stood before and after April 2026."""

import datetime as dt

from ofsted_frameworks.documents import (
    END_OF_REINSPECTIONS,
    LGA_FIRST,
    REFORM_2025,
    REPORTS_2026,
    STATISTICS_2025,
)
from ofsted_frameworks.frameworks.cycles import (
    Cycle,
    CyclePart,
    DeadlineRule,
    Interval,
    Pause,
    Route,
    RouteChange,
    Tally,
    VisitRule,
)
from ofsted_frameworks.frameworks.duties import JTAI_STATEMENT, SECTION_136_DEADLINES
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
COLLECTION_2026 = Source(
    "Read-me of a public collection of ILACS reports, paraphrasing Ofsted's summary of framework "
    "changes",
    Provenance.OTHERS,
    date="2026",
)
OUR_COUNT = Source("ofsted-frameworks, counting from the first day on site", Provenance.OURS)

NOTICE = Fact(
    "the week before: a call, and then a week in which inspectors work off site",
    HAMPSHIRE_2019,
    "as councils tell it; the framework's own words are not sourced",
)

_ACTION_PLAN_CONDITION = "if the letter sets out areas for priority action"
_ACTION_PLANS_SINCE = Fact(
    dt.date(2018, 8, 16), ACTION_PLANS_2018, "the day it was told; its first day is not sourced"
)
_DEADLINES = (
    *SECTION_136_DEADLINES,
    DeadlineRule(
        name="draft action plan",
        duty=Fact("the authority sends a draft of its action plan", ACTION_PLANS_2018),
        working_days=Fact(20, ACTION_PLANS_2018),
        after=VisitKind.FOCUSED,
        condition=_ACTION_PLAN_CONDITION,
        since=_ACTION_PLANS_SINCE,
    ),
    DeadlineRule(
        name="final action plan",
        duty=Fact("the authority sends its final action plan", ACTION_PLANS_2018),
        working_days=Fact(70, ACTION_PLANS_2018),
        after=VisitKind.FOCUSED,
        condition=_ACTION_PLAN_CONDITION,
        since=_ACTION_PLANS_SINCE,
    ),
    JTAI_STATEMENT,
)

_RENEWED = Fact("a renewed framework is announced for 2027", REFORM_2025)
_PATHWAY_2026 = Fact(
    "whether a focused visit comes ahead of the next short inspection rests on good or "
    "outstanding for the impact of leaders and for at least two of the three judgements of "
    "practice, no longer on an overall grade",
    COLLECTION_2026,
    "secondary; what it means for short or standard was not seen",
)

CYCLE = Cycle(
    programme=(
        Fact(
            "a three-year cycle of an inspection, and of focused visits or a joint targeted area "
            "inspection, which comes to one event a year",
            HAMPSHIRE_2019,
        ),
    ),
    interval=Interval(
        years=Fact(3, KIRKLEES, "the three-year anniversary of the previous inspection"),
        months_either_side=Fact(6, KIRKLEES, "normally"),
        counted_from=Fact(
            "the first day on site, which Ofsted's statistics give as the inspection date; no source "
            "says which day the anniversary counts from",
            OUR_COUNT,
        ),
    ),
    routes=(
        Route(
            after=(1, 2),
            kind=Kind.SHORT,
            rule=Fact("after outstanding or good: a short inspection", LGA_FIRST),
            observed=Fact(
                Tally(52, 59), STATISTICS_2025, "18 of 19 after outstanding, 34 of 40 after good"
            ),
        ),
        Route(
            after=(3,),
            kind=Kind.STANDARD,
            rule=Fact("after requires improvement: a standard inspection", LGA_FIRST),
            observed=Fact(Tally(41, 41), STATISTICS_2025),
        ),
        Route(
            after=(4,),
            kind=Kind.STANDARD,
            rule=Fact("after inadequate: monitoring, then a standard inspection", LGA_FIRST),
            observed=Fact(Tally(15, 15), STATISTICS_2025),
            caveats=(
                Fact(
                    "no source gives a window of its own for re-inspection after inadequate; the 15 "
                    "seen began 2.5 to 4.7 years after, half of them within 3.7",
                    STATISTICS_2025,
                ),
            ),
        ),
    ),
    visits=(
        VisitRule(
            kinds=(VisitKind.FOCUSED, VisitKind.JTAI),
            rule=Fact(
                "focused visits or a joint targeted area inspection in the years between",
                HAMPSHIRE_2019,
            ),
        ),
        VisitRule(
            kinds=(VisitKind.FOCUSED,),
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
        VisitRule(
            kinds=(VisitKind.MONITORING,),
            after=(4,),
            rule=Fact("monitoring visits before the next inspection", LGA_FIRST),
        ),
        VisitRule(
            kinds=(VisitKind.MONITORING,),
            after=(4,),
            rule=Fact("up to six of them, one a quarter", END_OF_REINSPECTIONS),
        ),
    ),
    deadlines=_DEADLINES,
    pauses=(
        Pause(
            first=Fact(dt.date(2020, 3, 17), MAIN_FINDINGS_2020, "routine inspections suspended"),
            resumed=Fact(
                dt.date(2021, 6, 28),
                STATISTICS_2025,
                "the first graded inspection to begin after it",
            ),
        ),
    ),
    changes=(
        RouteChange(
            on=Fact(dt.date(2018, 9, 1), END_OF_REINSPECTIONS, "the edition of that month"),
            after=(4,),
            what=Fact(
                "until then an inadequate authority was re-inspected under SIF; from then by a "
                "standard inspection",
                END_OF_REINSPECTIONS,
            ),
        ),
        RouteChange(
            on=Fact(dt.date(2026, 4, 1), REFORM_2025),
            what=Fact(
                "overall effectiveness was removed, so the route no longer rests on an overall grade; "
                "of the first eleven inspections after it, the seven after requires improvement or "
                "inadequate were standard, and of the four after good three were short",
                REPORTS_2026,
                "earlier grades from Ofsted's statistics of 31 March 2025",
            ),
        ),
        RouteChange(on=Fact(dt.date(2026, 4, 1), REFORM_2025), what=_PATHWAY_2026),
        RouteChange(
            on=Fact(dt.date(2027, 1, 1), REFORM_2025, "no day is given"),
            what=_RENEWED,
        ),
    ),
    unsaid={CyclePart.VISITS: "no source gives their number for each grade"},
)

CYCLE_2026 = Cycle(
    programme=(_RENEWED, _PATHWAY_2026),
    deadlines=_DEADLINES,
    unsaid={
        CyclePart.KIND: "there is no overall grade since April 2026, and no source gives what the kind "
        "rests on instead",
        CyclePart.WINDOW: "no source says whether the three-year cycle stands after April 2026",
        CyclePart.MONITORING: "no source gives what leads to monitoring without an overall grade",
    },
)
