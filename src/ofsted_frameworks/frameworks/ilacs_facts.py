"""The judgement areas, kinds of inspection, area matches, printed words and other facts of ILACS."""

from ofsted_frameworks.documents import (
    END_OF_REINSPECTIONS,
    LGA_FIRST,
    OUR_READING,
    REPORTS_2026,
    STATISTICS_2023,
    STATISTICS_2025,
)
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Facts,
    InspectionKind,
    Reason,
    Relation,
    Wording,
)
from ofsted_frameworks.frameworks.column_words import IN_USE, OVERALL, SCRAPE
from ofsted_frameworks.frameworks.ilacs_cycle import (
    FOCUSED_VISITS_2021,
    HAMPSHIRE_2019,
    NOTICE,
)
from ofsted_frameworks.frameworks.kinds import Kind
from ofsted_frameworks.frameworks.report_forms import ReportForm
from ofsted_frameworks.frameworks.sif_facts import LOOKED_AFTER_OVERALL, area_matches_before_sif
from ofsted_frameworks.frameworks.ungraded import (
    JOINT_TARGETED_AREA,
    UNGRADED_IN_AUTUMN_2020,
    VISIT_THEMES,
)
from ofsted_frameworks.schedule import Area, Role, Theme
from ofsted_frameworks.sources import Fact, Provenance, Source

FRONT_PAGES = Source("ILACS reports, 2018 to 2026", Provenance.REPORTS, where="front tables")
FIRST_DAYS = Source(
    "ILACS reports and official statistics, 2018 to August 2026",
    Provenance.REPORTS,
    where="first days on site",
)
DAYS_ON_SITE = Source(
    "ILACS reports to March 2025, by the type that Ofsted's statistics give each",
    Provenance.REPORTS,
    where="dates on the front pages",
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
DECK_2018 = Source(
    "A council's scrutiny presentation on ILACS", Provenance.OTHERS, date="2018-03-08"
)
WOKINGHAM_2023 = Source(
    "Wokingham Borough Council, on its ILACS inspection", Provenance.OTHERS, date="2023"
)
LGA_LETTER_2024 = Source(
    "Local Government Association, letter", Provenance.OTHERS, date="2024-05-24"
)
LEEDS_GUIDE = Source("Leeds, one-minute guide to ILACS", Provenance.OTHERS)
LGA_MUST_KNOW = Source("LGA, Must know: council leader", Provenance.OTHERS)
DORSET_2025 = Source(
    "Inspection of Dorset local authority children's services",
    Provenance.REPORTS,
    date="2025-05-09",
    where="what needs to improve",
)
BASW = Source("BASW, page on Ofsted's framework", Provenance.OTHERS)
GOVWIRE = Source("govwire, copy of the gov.uk page on ILACS", Provenance.OTHERS, date="2024-12-13")

BEDFORD_2025 = Source(
    "Inspection of Bedford local authority children's services",
    Provenance.REPORTS,
    date="2025-08-27",
    where="front page",
)

LEADERS = Area(
    "The impact of leaders on social work practice with children and families",
    source=FRONT_PAGES,
    themes=(Theme.LEADERSHIP,),
    aliases=(
        Fact("The impact of leaders on practice with children and families", REPORTS_2026),
        Fact("Impact of leaders", STATISTICS_2023),
    ),
)
HELP = Area(
    "The experiences and progress of children who need help and protection",
    source=FRONT_PAGES,
    themes=(Theme.HELP_AND_PROTECTION,),
    aliases=(
        Fact("Experiences and progress of children who need help and protection", STATISTICS_2023),
    ),
)
IN_CARE = Area(
    "The experiences and progress of children in care",
    source=FRONT_PAGES,
    themes=(Theme.CHILDREN_IN_CARE,),
    aliases=(Fact("Experiences and progress of children in care", STATISTICS_2023),),
)
CARE_LEAVERS = Area(
    "The experiences and progress of care leavers",
    source=FRONT_PAGES,
    themes=(Theme.CARE_LEAVERS,),
    aliases=(
        Fact("Experiences and progress of care leavers", STATISTICS_2023),
        Fact("The experiences and progress of children care leavers", BEDFORD_2025),
    ),
)
COMBINED = Area(
    "The experiences and progress of children in care and care leavers",
    source=FRONT_PAGES,
    themes=(Theme.CHILDREN_IN_CARE, Theme.CARE_LEAVERS),
    aliases=(
        Fact("Experiences and progress of children in care and care leavers", STATISTICS_2023),
    ),
)
OVERALL_EFFECTIVENESS = Area(
    "Overall effectiveness", source=FRONT_PAGES, role=Role.OVERALL, themes=(Theme.OVERALL,)
)

_TEAM = (
    Fact(
        "six inspectors", DECK_2018, "for a short or a standard inspection, according to a council"
    ),
    Fact("Wokingham had as many inspectors as much larger authorities", WOKINGHAM_2023),
)
KINDS = (
    InspectionKind(
        kind=Kind.STANDARD,
        source=STATISTICS_2025,
        notice=NOTICE,
        on_site=Fact("two weeks", LGA_FIRST),
        working_days=Fact(10, DAYS_ON_SITE, "167 of 168 standard inspections"),
        exceptions=(Fact("Wiltshire in 2019 had 13 working days", DAYS_ON_SITE),),
        facts={"team": _TEAM},
    ),
    InspectionKind(
        kind=Kind.SHORT,
        source=STATISTICS_2025,
        notice=NOTICE,
        on_site=Fact("one week", LGA_FIRST),
        working_days=Fact(5, DAYS_ON_SITE, "97 of 100 short inspections"),
        exceptions=(
            Fact("the Isles of Scilly in 2023 had 3 working days", DAYS_ON_SITE),
            Fact(
                "Derbyshire in 2019 and South Tyneside, begun in December 2022, were split into 5 working "
                "days and 2",
                DAYS_ON_SITE,
            ),
        ),
        facts={
            "team": (
                *_TEAM,
                Fact(
                    "five inspectors, with a regulatory inspector and another for parts of the inspection",
                    HAMPSHIRE_2019,
                    "Hampshire in 2019",
                ),
            )
        },
    ),
)

FACTS: Facts = {
    "first_weekday": (Fact("Monday", FIRST_DAYS, "in 322 of 324 inspections"),),
    "what an inadequate judgement leads to": (
        Fact(
            "an improvement adviser, often another council, works in three phases: a diagnosis led by a "
            "commissioner whom the Secretary of State appoints, intervention, and support that tapers off "
            "over 9 to 12 months",
            HAMPSHIRE_2019,
            "paras 5.1 and 5.2",
        ),
        Fact(
            "monitoring visits by Ofsted and intervention by the government together",
            LGA_LETTER_2024,
        ),
    ),
    "self-evaluation": (
        Fact("the authority evaluates its own social work practice each year", LEEDS_GUIDE),
    ),
    "annual engagement meeting": (
        Fact("the authority and a regional representative of Ofsted meet each year", LEEDS_GUIDE),
        Fact(
            "it asks what the authority knows about the quality and impact of social work practice, how "
            "it knows this, and what it plans to do",
            LGA_MUST_KNOW,
        ),
    ),
    "focused visits": (
        Fact("two inspectors for two days, a letter and no grades", FOCUSED_VISITS_2021),
        Fact("two are likely between inspections; a joint inspection replaces one", DECK_2018),
    ),
    "references to the national framework": (
        Fact(
            "reports refer to outcomes of the Children's Social Care National Framework for inspections "
            "on site from March 2025",
            DORSET_2025,
            "Dorset, on site from 17 March 2025, is the first seen",
        ),
    ),
    "known editions that are not modelled": (
        Fact("September 2018", END_OF_REINSPECTIONS, "its other changes are not sourced"),
        Fact("December 2018 and April 2019", BASW, "what they changed is not sourced"),
        Fact(
            "5 April 2024 and 13 December 2024",
            GOVWIRE,
            "an update changed details of notification periods; the text is not sourced",
        ),
    ),
    **VISIT_THEMES,
    **UNGRADED_IN_AUTUMN_2020,
    **JOINT_TARGETED_AREA,
}

_COMBINED = "ilacs-2018.children_in_care_and_care_leavers"
_COMBINED_CAVEAT = (
    "until December 2022 one judgement covered children in care and care leavers together"
)

AREA_MATCHES = (
    AreaMatch(
        areas=("ilacs-2023.children_in_care",),
        others=(_COMBINED,),
        relation=Relation.BROAD,
        source=STATISTICS_2025,
        caveat=f"{_COMBINED_CAVEAT}; Ofsted's tables print it under children in care",
        reason=Reason.OFSTED_RELABELLING,
    ),
    AreaMatch(
        areas=("ilacs-2023.care_leavers",),
        others=(_COMBINED,),
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
        caveat="judgements combine differently: under SIF inadequate leadership made overall inadequate, "
        "but under ILACS it mostly did not (as in Herefordshire in 2018), so the same overall grade may hide "
        "a change",
    ),
    AreaMatch(
        areas=(_COMBINED,),
        others=("sif-2013.looked_after_and_permanence", *LOOKED_AFTER_OVERALL),
        relation=Relation.CLOSE,
        source=OUR_READING,
        caveat="each covers children in care and care leavers",
    ),
    AreaMatch(
        areas=(_COMBINED,),
        others=("sif-2013.care_leavers",),
        relation=Relation.NARROW,
        source=OUR_READING,
        caveat=_COMBINED_CAVEAT,
    ),
    *area_matches_before_sif("ilacs-2018.help_and_protection", "ilacs-2018.impact_of_leaders"),
)

WORDS = (
    Wording(("ILACS framework",), source=STATISTICS_2023),
    Wording(
        (
            "Inspection of local authority children's services",
            "Inspection of local authority children's services (ILACS)",
        ),
        source=FRONT_PAGES,
    ),
    Wording(("Leaders", "Leadership"), source=IN_USE, area="impact_of_leaders"),
    Wording(("Children who need help and protection",), source=IN_USE, area="help_and_protection"),
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
