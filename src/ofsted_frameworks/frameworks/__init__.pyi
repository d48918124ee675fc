from ofsted_frameworks.frameworks.base import (
    AreaMatch as AreaMatch,
    Edition as Edition,
    Framework as Framework,
    GradeMatch as GradeMatch,
    InspectionKind as InspectionKind,
    Reason as Reason,
    Relation as Relation,
    Wording as Wording,
)
from ofsted_frameworks.frameworks.cycles import (
    Cycle as Cycle,
    CyclePart as CyclePart,
    DeadlineRule as DeadlineRule,
    Interval as Interval,
    Pause as Pause,
    Route as Route,
    RouteChange as RouteChange,
    Tally as Tally,
    VisitRule as VisitRule,
)
from ofsted_frameworks.frameworks.kinds import Kind as Kind, VisitKind as VisitKind
from ofsted_frameworks.frameworks.registry import (
    Scale as Scale,
    all_editions as all_editions,
    all_frameworks as all_frameworks,
    edition_of as edition_of,
    edition_on as edition_on,
    framework_of as framework_of,
    get_edition as get_edition,
    get_framework as get_framework,
    get_scale as get_scale,
    register as register,
    unregister as unregister,
)
from ofsted_frameworks.rules import (
    Breach as Breach,
    JudgementRule as JudgementRule,
    Rule as Rule,
    judgement_rule as judgement_rule,
)
