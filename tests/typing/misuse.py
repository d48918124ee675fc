"""Misuse, one case a line: mypy and pyright flag each marked line and none of the others.

The mark says what the line does at run time: the error that it raises, and words of its message.
"""

import datetime as dt

import ofsted_frameworks as of
from ofsted_frameworks import (
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    Kind,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    SlacGrade,
    Visit,
)

hampshire = LocalAuthority("Hampshire", "E10000014")
judgements = Ilacs2018Judgements(overall_effectiveness=IlacsGrade.GOOD)
inspection = Inspection(
    authority=hampshire, judgements=judgements, kind=Kind.SHORT, start=dt.date(2019, 4, 29)
)
print(IlacsGrade.GOOD.better_than(IlacsGrade.INADEQUATE), inspection.judgements.help_and_protection)

# Scales
print(SlacGrade.ADEQUATE.better_than(SifGrade.REQUIRES_IMPROVEMENT))  # raises TypeError: map_grade
print(SifGrade.GOOD.worse_than(IlacsGrade.GOOD))  # raises TypeError: map_grade
print(IlacsGrade.GOOD.steps_to(SifGrade.GOOD))  # raises TypeError: map_grade
print(IlacsGrade.GOOD.steps_to(2))  # raises TypeError: IlacsGrade
print(IlacsGrade.GOOD.better_than(None))  # raises TypeError: IlacsGrade
print(IlacsGrade.GOOD.better_than(of.NOT_JUDGED))  # raises TypeError: IlacsGrade
print(IlacsGrade.GOOD < IlacsGrade.INADEQUATE)  # raises TypeError: better_than
print(max(SifGrade.GOOD, SifGrade.OUTSTANDING))  # raises TypeError: better_than
print(SlacGrade.GOOD >= SifGrade.GOOD)  # raises TypeError: map_grade
print(IlacsGrade.ADEQUATE)  # raises AttributeError: ADEQUATE
print(of.NOT_JUDGED.better_than(IlacsGrade.GOOD))  # raises AttributeError: better_than
print(of.map_grade(SlacGrade.ADEQUATE))  # raises TypeError: 'to'
print(of.map_grade("adequate", to=IlacsGrade))  # raises TypeError: adequate

# Judgements
print(SifJudgements(overall_effectiveness=IlacsGrade.GOOD))  # raises TypeError: map_grade
print(Ilacs2018Judgements(overall_effectiveness="good"))  # raises TypeError: IlacsGrade
print(Ilacs2018Judgements(overall_effectiveness=2))  # raises TypeError: IlacsGrade
print(Ilacs2018Judgements(care_leavers=IlacsGrade.GOOD))  # raises TypeError: care_leavers
print(Ilacs2026Judgements(overall_effectiveness=IlacsGrade.GOOD))  # raises TypeError: overall_effectiveness
print(Ilacs2023Judgements(IlacsGrade.GOOD))  # raises TypeError: positional
print(judgements.care_leavers)  # raises AttributeError: care_leavers
judgements.overall_effectiveness = IlacsGrade.OUTSTANDING  # raises FrozenInstanceError:

# Inspections
print(Inspection(authority=hampshire))  # raises TypeError: judgements
print(Inspection(hampshire, judgements))  # raises TypeError: positional
print(Inspection(authority="Hampshire", judgements=judgements))  # raises TypeError: LocalAuthority
print(Inspection(authority=hampshire, judgements=SifJudgements))  # raises TypeError: Judgements
print(Inspection(authority=hampshire, judgements=judgements, kind="short"))  # raises TypeError: Kind
print(Inspection(authority=hampshire, judgements=judgements, start="2019-04-29"))  # raises TypeError: date
print(Visit(authority=hampshire, kind=Kind.SHORT))  # raises TypeError: VisitKind
inspection.start = dt.date(2019, 4, 30)  # raises FrozenInstanceError:
print(of.compare(judgements, judgements))  # raises TypeError: Inspection
