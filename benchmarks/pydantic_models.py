"""Pydantic models of the same records: one for each edition, discriminated by its id."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
    TypeAdapter,
    model_validator,
)

Name = Annotated[str, StringConstraints(min_length=1)]
Older = Literal["outstanding", "good", "adequate", "inadequate", "not_judged"] | None
Newer = Literal["outstanding", "good", "requires_improvement", "inadequate", "not_judged"] | None
SlacKind = Literal["full", "reinspection"] | None
IlacsKind = Literal["standard", "short"] | None


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Authority(Strict):
    name: Name
    code: str | None = None


class Event(Strict):
    schema_version: Literal[1]
    authority: Authority
    start: dt.date | None = None
    end: dt.date | None = None
    published: dt.date | None = None
    source: str | None = None

    @model_validator(mode="after")
    def dates_follow(self) -> Any:
        start, end, published = self.start, self.end, self.published
        if start and end and end < start:
            raise ValueError("end: before start")
        if published and (end or start) and published < (end or start):  # type: ignore[operator]
            raise ValueError("published: before end")
        return self


class Inspection(Event):
    @model_validator(mode="after")
    def in_force(self) -> Any:
        first, last = IN_FORCE[self.edition]  # type: ignore[attr-defined]
        if self.start and not first <= self.start <= last:
            raise ValueError("start: not in force")
        return self


IN_FORCE = {
    "slac-2009": (dt.date(2009, 4, 1), dt.date(2010, 9, 30)),
    "slac-2010": (dt.date(2010, 10, 1), dt.date(2012, 8, 24)),
    "cpi-2012": (dt.date(2012, 5, 1), dt.date(2013, 8, 16)),
    "tlac-2013": (dt.date(2013, 6, 24), dt.date(2013, 8, 23)),
    "sif-2013": (dt.date(2013, 11, 1), dt.date(2018, 8, 31)),
    "ilacs-2018": (dt.date(2018, 1, 1), dt.date(2022, 12, 31)),
    "ilacs-2023": (dt.date(2023, 1, 1), dt.date(2026, 3, 31)),
    "ilacs-2026": (dt.date(2026, 4, 1), dt.date.max),
}


class Slac2009Judgements(Strict):
    safeguarding_overall_effectiveness: Older = None
    safeguarding_capacity_for_improvement: Older = None
    safeguarding_children_are_safe: Older = None
    safeguarding_children_feel_safe: Older = None
    safeguarding_contribution_of_health_agencies: Older = None
    looked_after_overall_effectiveness: Older = None
    looked_after_capacity_for_improvement: Older = None
    looked_after_being_healthy: Older = None
    looked_after_staying_safe: Older = None
    looked_after_enjoying_and_achieving: Older = None
    looked_after_making_a_positive_contribution: Older = None
    looked_after_economic_well_being: Older = None


class Slac2010Judgements(Strict):
    safeguarding_overall_effectiveness: Older = None
    safeguarding_capacity_for_improvement: Older = None
    safeguarding_children_are_safe_and_feel_safe: Older = None
    safeguarding_quality_of_provision: Older = None
    safeguarding_contribution_of_health_agencies: Older = None
    safeguarding_ambition_and_prioritisation: Older = None
    safeguarding_leadership_and_management: Older = None
    safeguarding_performance_management: Older = None
    safeguarding_partnership_working: Older = None
    safeguarding_equality_and_diversity: Older = None
    looked_after_overall_effectiveness: Older = None
    looked_after_capacity_for_improvement: Older = None
    looked_after_being_healthy: Older = None
    looked_after_staying_safe: Older = None
    looked_after_enjoying_and_achieving: Older = None
    looked_after_making_a_positive_contribution: Older = None
    looked_after_economic_well_being: Older = None
    looked_after_quality_of_provision: Older = None
    looked_after_ambition_and_prioritisation: Older = None
    looked_after_leadership_and_management: Older = None
    looked_after_performance_management: Older = None
    looked_after_equality_and_diversity: Older = None


class CpiJudgements(Strict):
    overall_effectiveness: Older = None
    effectiveness_of_help_and_protection: Older = None
    quality_of_practice: Older = None
    leadership_and_governance: Older = None


class TlacJudgements(Strict):
    overall_effectiveness: Older = None
    capacity_to_improve: Older = None
    outcomes_for_looked_after_children: Older = None
    quality_of_provision: Older = None
    leadership_and_management: Older = None


class SifJudgements(Strict):
    overall_effectiveness: Newer = None
    help_and_protection: Newer = None
    looked_after_and_permanence: Newer = None
    adoption_performance: Newer = None
    care_leavers: Newer = None
    leadership_management_governance: Newer = None
    lscb_effectiveness: Newer = None

    @model_validator(mode="after")
    def limits(self) -> Any:
        keys = (
            self.help_and_protection,
            self.looked_after_and_permanence,
            self.leadership_management_governance,
        )
        overall = self.overall_effectiveness
        if overall is not None and ("inadequate" in keys) != (overall == "inadequate"):
            raise ValueError("overall_effectiveness: limited")
        return self


class IlacsJudgements(Strict):
    impact_of_leaders: Newer = None
    help_and_protection: Newer = None


def limited(overall: str | None, leaders: str | None, *practice: str | None) -> bool:
    if "inadequate" in practice:
        return overall != "inadequate"
    return overall == "inadequate" and leaders != "inadequate"


class Ilacs2018Judgements(IlacsJudgements):
    children_in_care_and_care_leavers: Newer = None
    overall_effectiveness: Newer = None

    @model_validator(mode="after")
    def limits(self) -> Any:
        practice = self.help_and_protection, self.children_in_care_and_care_leavers
        if limited(self.overall_effectiveness, self.impact_of_leaders, *practice):
            raise ValueError("overall_effectiveness: limited")
        return self


class Ilacs2026Judgements(IlacsJudgements):
    children_in_care: Newer = None
    care_leavers: Newer = None


class Ilacs2023Judgements(Ilacs2026Judgements):
    overall_effectiveness: Newer = None

    @model_validator(mode="after")
    def limits(self) -> Any:
        practice = self.help_and_protection, self.children_in_care, self.care_leavers
        if limited(self.overall_effectiveness, self.impact_of_leaders, *practice):
            raise ValueError("overall_effectiveness: limited")
        return self


class Slac2009(Inspection):
    edition: Literal["slac-2009"]
    kind: SlacKind = None
    judgements: Slac2009Judgements


class Slac2010(Inspection):
    edition: Literal["slac-2010"]
    kind: SlacKind = None
    judgements: Slac2010Judgements


class Cpi(Inspection):
    edition: Literal["cpi-2012"]
    kind: SlacKind = None
    judgements: CpiJudgements


class Tlac(Inspection):
    edition: Literal["tlac-2013"]
    kind: SlacKind = None
    judgements: TlacJudgements


class Sif(Inspection):
    edition: Literal["sif-2013"]
    kind: SlacKind = None
    judgements: SifJudgements


class Ilacs2018(Inspection):
    edition: Literal["ilacs-2018"]
    kind: IlacsKind = None
    judgements: Ilacs2018Judgements


class Ilacs2023(Inspection):
    edition: Literal["ilacs-2023"]
    kind: IlacsKind = None
    judgements: Ilacs2023Judgements


class Ilacs2026(Inspection):
    edition: Literal["ilacs-2026"]
    kind: IlacsKind = None
    judgements: Ilacs2026Judgements


class Visit(Event):
    visit: Literal["focused", "monitoring", "jtai", "unannounced_cra"]
    theme: str | None = None


ByEdition = Annotated[
    Slac2009 | Slac2010 | Cpi | Tlac | Sif | Ilacs2018 | Ilacs2023 | Ilacs2026,
    Discriminator("edition"),
]


def what(record: Any) -> str:
    return "visit" if isinstance(record, dict) and "visit" in record else "inspection"


Either = Annotated[
    Annotated[ByEdition, Tag("inspection")] | Annotated[Visit, Tag("visit")], Discriminator(what)
]
ADAPTER: TypeAdapter[Any] = TypeAdapter(Either)


def path_of(error: Any) -> tuple[str, ...]:
    """Return the path in the record, without the union's tags; our validators begin with the field."""
    steps = [str(step) for step in error["loc"]]
    while steps and (steps[0] in ("inspection", "visit") or steps[0] in IN_FORCE):
        steps = steps[1:]
    if error["type"] == "value_error":
        steps.append(str(error["ctx"]["error"]).partition(":")[0])
    if error["type"].startswith("union_tag"):
        steps.append("edition")
    return tuple(steps)
