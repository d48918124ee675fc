"""Short reports in the words and layout of each framework, for an authority that does not exist."""

from typing import Any

from ofsted_frameworks import Finding, Inspection
from ofsted_frameworks.readers.report import ReportReading, read_report

ILACS_ROWS = """\
The impact of leaders on social work
practice with children and families
Outstanding
The experiences and progress of
children who need help and protection
Good
The experiences and progress of
children in care
Requires improvement to be good
The experiences and progress of care
leavers
Inadequate
Overall effectiveness Good"""

ILACS_GRADES = {
    "impact_of_leaders": "outstanding",
    "help_and_protection": "good",
    "children_in_care": "requires_improvement",
    "care_leavers": "inadequate",
    "overall_effectiveness": "good",
}

ILACS_2018_ROWS = """\
The impact of leaders on social work practice with children
and families Good
The experiences and progress of children who need help and
protection
Requires improvement
to be good
The experiences and progress of children in care and care
leavers Outstanding
Overall effectiveness Good"""

ILACS_2018_GRADES = {
    "impact_of_leaders": "good",
    "help_and_protection": "requires_improvement",
    "children_in_care_and_care_leavers": "outstanding",
    "overall_effectiveness": "good",
}

SIF_ROWS = """\
1. Children who need help and protection Requires improvement
2. Children looked after and achieving
permanence
Requires
Improvement
2.1 Adoption performance Good
2.2 Experiences and progress of care leavers Outstanding
3. Leadership, management and governance Inadequate"""

SIF_GRADES = {
    "overall_effectiveness": "requires_improvement",
    "help_and_protection": "requires_improvement",
    "looked_after_and_permanence": "requires_improvement",
    "adoption_performance": "good",
    "care_leavers": "outstanding",
    "leadership_management_governance": "inadequate",
    "lscb_effectiveness": "good",
}

SIF_TITLE = """\
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1"""

REINSPECTION_TITLE = """\
Re-inspection of services for children in need of help and
protection, children looked after and care leavers"""

SIF_FOOTNOTE = """\

1 Ofsted produces this report under its power to combine reports in accordance with section 152 of
the Education and Inspections Act 2006.
"""

TLAC_RECORD = """\
Record of main findings
Services for looked after children
Overall effectiveness Inadequate Grade 4
Capacity to improve Adequate Grade 3
Outcomes for looked after children and
young people
Grade 2 (good)
Quality of provision Good (Grade 2)
Leadership and management Outstanding
"""

TLAC_GRADES = {
    "overall_effectiveness": "inadequate",
    "capacity_to_improve": "adequate",
    "outcomes_for_looked_after_children": "good",
    "quality_of_provision": "good",
    "leadership_and_management": "outstanding",
}

CPI_RECORD = """\
Record of main findings
Local authority arrangements for the protection of children
Overall effectiveness Inadequate
The effectiveness of the help and protection
provided to children, young people, families
and carers
Adequate
The quality of practice Inadequate
Leadership and governance Adequate
"""

CPI_GRADES = {
    "overall_effectiveness": "inadequate",
    "effectiveness_of_help_and_protection": "adequate",
    "quality_of_practice": "inadequate",
    "leadership_and_governance": "adequate",
}

SLAC_RECORD = """\
Record of main findings:
Safeguarding services
Overall effectiveness Good
Capacity for improvement Outstanding
Safeguarding outcomes for children and young people
Children and young people are safe and feel safe Adequate
Quality of provision Good
The contribution of health agencies to keeping
children and young people safe

Good

Ambition and prioritisation Outstanding
Leadership and management Outstanding
Performance management and quality assurance Grade 1 (outstanding)
Partnership working Outstanding
Equality and diversity Good
Services for looked after children
Overall effectiveness Adequate
Capacity for improvement Good
How good are outcomes for looked after children and care leavers?
Being healthy Good
Staying safe Good
Enjoying and achieving Inadequate
Making a positive contribution, including user
engagement
Good
Economic well-being Good
Quality of provision Adequate
Ambition and prioritisation Good
Leadership and management Good
Performance management and quality assurance Adequate
Equality and diversity Outstanding
"""


def inspection(reading: ReportReading) -> Inspection[Any]:
    """Return the inspection of a reading that has one."""
    assert reading.inspection is not None, reading.findings
    return reading.inspection


def grades(reading: ReportReading) -> dict[str, str]:
    """Return the grades of a reading by field, as records have them."""
    judged = inspection(reading).judgements.items()
    return {area.name: grade.value for area, grade in judged if grade is not None}


def rules(reading: ReportReading) -> list[str]:
    """Return the rules of a reading's findings, except that Anytown is unknown."""
    return [finding.rule for finding in found(reading)]


def read(text: str) -> ReportReading:
    """Return the reading of a text."""
    return read_report(text=text)


def found(reading: ReportReading) -> list[Finding]:
    """Return a reading's findings, except that Anytown is unknown."""
    return [f for f in reading.findings if f.rule != "report.unknown-authority"]


def ilacs(
    rows: str = ILACS_ROWS,
    *,
    dates: str = "Inspection dates: 10 to 14 June 2024",
    title: str = "Inspection of Anytown local authority\nchildren’s services",
    rest: str = "",
) -> str:
    return f"""{title}
{dates}
Lead inspector: A Person, His Majesty’s Inspector
Judgement Grade
{rows}
Children in Anytown benefit from services that make a positive difference to their lives.
Social workers know children well, and visit them often.
{rest}"""


def sif(
    rows: str = SIF_ROWS,
    *,
    overall: str = "Children’s services in Anytown require improvement to be good",
    board: str = "The Local Safeguarding Children Board is good",
    dates: str = "Inspection date: 23 January 2017 – 16 February 2017\nReport published: 7 April 2017",
    title: str = SIF_TITLE,
    rest: str = "",
) -> str:
    return f"""1
Anytown Borough Council
{title}
{dates}
{overall}
{rows}
{SIF_FOOTNOTE}\f2
Contents
The experiences and progress of children who need help and
protection 9
Leadership, management and governance 23
The Local Safeguarding Children Board (LSCB) 29
\f29
The Local Safeguarding Children Board (LSCB)
{board}
Executive summary
The board meets often.
{rest}"""


def tlac(record: str = TLAC_RECORD) -> str:
    return f"""Inspection of looked after children
services
Anytown Council
Inspection dates: 15-19 July 2013
Reporting inspector A Person HMI
Age group: All
Published: 23 August 2013

© Crown copyright 2013
\fAnytown Council Inspection of safeguarding and looked after children 1
Contents
Capacity to improve 5
Record of main findings 24
\fCapacity to improve
Grade 3 (Adequate)
10. Leaders are new to their posts.
\f{record}"""


def cpi(
    record: str = CPI_RECORD,
    title: str = "Inspection of local authority\narrangements for the protection\nof children",
) -> str:
    return f"""{title}
Anytown Council
Inspection dates: 11–20 March 2013
Lead inspector A Person HMI
Age group: All
Published: 30 April 2013
\fOverall effectiveness
2. The overall effectiveness of the arrangements to protect children in Anytown
is judged to be inadequate.
\f{record}"""


def slac(record: str = SLAC_RECORD) -> str:
    return f"""Inspection of safeguarding and looked after children services
Anytown
Inspection dates: 13 – 24 June 2011
Reporting inspector A Person HMI
Age group: All
Published: 12 August 2011
\fSafeguarding services
Overall effectiveness Grade 2 (good)
14. Services are good.
\f{record}"""
