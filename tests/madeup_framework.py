"""A made-up framework. A sixth framework needs only a file such as this one."""

import datetime as dt
from typing import Annotated, ClassVar, TypeAlias

import attrs

from ofsted_frameworks import IlacsGrade, Kind, Provenance, Relation, Source, Theme
from ofsted_frameworks.frameworks import AreaMatch, Edition, Framework, GradeMatch, InspectionKind
from ofsted_frameworks.grades import Grade, Judged
from ofsted_frameworks.schedule import Area, Judgements, Role
from ofsted_frameworks.sources import Fact

MADE_UP = Source("A framework for a test", Provenance.OURS, date="2027")


class MadeUpGrade(Grade):
    """Four grades with made-up labels."""

    EXCELLENT = "excellent", 1, "Excellent"
    FINE = "fine", 2, "Fine"
    SHAKY = "shaky", 3, "Shaky", "not steady", MADE_UP, (Fact("Wobbly", MADE_UP),)
    FAILING = "failing", 4, "Failing"


_Judged: TypeAlias = Judged[MadeUpGrade]


@attrs.frozen(kw_only=True, repr=False)
class MadeUpJudgements(Judgements[MadeUpGrade]):
    """Two judgements."""

    scale: ClassVar = MadeUpGrade

    overall: Annotated[
        _Judged,
        Area("Altogether", source=MADE_UP, role=Role.OVERALL, themes=(Theme.OVERALL,)),
    ] = None
    safety: Annotated[
        _Judged,
        Area("Safety", number="1", source=MADE_UP, themes=(Theme.HELP_AND_PROTECTION,)),
    ] = None


EDITION = Edition(
    id="madeup-2027",
    name="Made up, from 2027",
    judgements=MadeUpJudgements,
    starts=Fact(dt.date(2027, 1, 1), MADE_UP),
    ends=None,
    source=MADE_UP,
)
MATCH = AreaMatch(
    areas=("madeup-2027.safety",),
    others=("ilacs-2026.help_and_protection",),
    relation=Relation.CLOSE,
    source=MADE_UP,
)
FRAMEWORK = Framework(
    id="madeup",
    name="MADE-UP",
    title="A made-up framework",
    source=MADE_UP,
    also_known_as=("madeup-2026",),
    scale=MadeUpGrade,
    kinds=(InspectionKind(kind=Kind.FULL, source=MADE_UP),),
    editions=(EDITION,),
    grade_matches=(
        GradeMatch(
            scales=(IlacsGrade,),
            to=MadeUpGrade,
            numbers={1: 1, 2: 2, 4: 4},
            relation=Relation.CLOSE,
            source=MADE_UP,
        ),
    ),
    area_matches=(MATCH,),
)
