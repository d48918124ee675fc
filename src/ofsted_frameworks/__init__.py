"""The frameworks by which Ofsted inspects local authority children's services in England."""

from ofsted_frameworks import datasets
from ofsted_frameworks.bulk import Report, validate_file, validate_records
from ofsted_frameworks.comparison import (
    Change,
    Comparison,
    Judgement,
    ThemeRow,
    Trajectory,
    compare,
)
from ofsted_frameworks.cycle import NextInspection, Window, cycle_table, next_inspection
from ofsted_frameworks.due import Deadline, Deadlines, deadlines
from ofsted_frameworks.findings import (
    Finding,
    MappingRefused,
    MissingExtra,
    OfstedFrameworksError,
    Place,
    Severity,
    UnknownEdition,
    UnknownLabel,
    UnreadableFile,
    ValidationError,
)
from ofsted_frameworks.frameworks import (
    all_editions,
    all_frameworks,
    edition,
    edition_on,
    framework,
    register,
    unregister,
)
from ofsted_frameworks.frameworks.base import (
    AreaMatch,
    Edition,
    Framework,
    GradeMatch,
    InspectionKind,
    Kind,
    Relation,
    VisitKind,
)
from ofsted_frameworks.frameworks.cpi import CpiGrade, CpiJudgements
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
from ofsted_frameworks.frameworks.ilacs import (
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
)
from ofsted_frameworks.frameworks.limits import Breach, JudgementRule, Rule, judgement_rule
from ofsted_frameworks.frameworks.sif import SifGrade, SifJudgements
from ofsted_frameworks.frameworks.slac import (
    Slac2009Judgements,
    Slac2010Judgements,
    SlacGrade,
)
from ofsted_frameworks.frameworks.tlac import TlacGrade, TlacJudgements
from ofsted_frameworks.grades import NOT_JUDGED, Grade, Judged, NotJudged
from ofsted_frameworks.history import iter_history_findings
from ofsted_frameworks.inspection import Inspection, LocalAuthority, Month, Visit
from ofsted_frameworks.labels import fold, read_area, read_grade
from ofsted_frameworks.mapping import (
    ANY_RELATION,
    EXACT_OR_CLOSE,
    AreaMapping,
    GradeMapping,
    map_area,
    map_grade,
)
from ofsted_frameworks.onsite import KindFromDays, inspection_kind_from
from ofsted_frameworks.rules import all_rules
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.schema import json_schema
from ofsted_frameworks.serialization import (
    dump_lines,
    dumps,
    from_dict,
    load_lines,
    loads,
    make_converter,
    to_dict,
)
from ofsted_frameworks.sources import Authority, Fact, Source
from ofsted_frameworks.validation import is_valid, iter_findings, validate
from ofsted_frameworks.visits import ExpectedVisits, Monitoring, expected_visits, monitoring
from ofsted_frameworks.working_days import bank_holidays, is_working_day, working_days_after

__all__ = [
    "ANY_RELATION",
    "EXACT_OR_CLOSE",
    "NOT_JUDGED",
    "Area",
    "AreaMapping",
    "AreaMatch",
    "Authority",
    "Breach",
    "Change",
    "Comparison",
    "CpiGrade",
    "CpiJudgements",
    "Cycle",
    "CyclePart",
    "Deadline",
    "DeadlineRule",
    "Deadlines",
    "Edition",
    "ExpectedVisits",
    "Fact",
    "Finding",
    "Framework",
    "Grade",
    "GradeMapping",
    "GradeMatch",
    "Ilacs2018Judgements",
    "Ilacs2023Judgements",
    "Ilacs2026Judgements",
    "IlacsGrade",
    "Inspection",
    "InspectionKind",
    "Interval",
    "Judged",
    "Judgement",
    "JudgementRule",
    "Judgements",
    "Kind",
    "KindFromDays",
    "LocalAuthority",
    "MappingRefused",
    "MissingExtra",
    "Monitoring",
    "Month",
    "NextInspection",
    "NotJudged",
    "OfstedFrameworksError",
    "Pause",
    "Place",
    "Relation",
    "Report",
    "Role",
    "Route",
    "RouteChange",
    "Rule",
    "Severity",
    "SifGrade",
    "SifJudgements",
    "Slac2009Judgements",
    "Slac2010Judgements",
    "SlacGrade",
    "Source",
    "Tally",
    "Theme",
    "ThemeRow",
    "TlacGrade",
    "TlacJudgements",
    "Trajectory",
    "UnknownEdition",
    "UnknownLabel",
    "UnreadableFile",
    "ValidationError",
    "Visit",
    "VisitKind",
    "VisitRule",
    "Window",
    "all_editions",
    "all_frameworks",
    "all_rules",
    "bank_holidays",
    "compare",
    "cycle_table",
    "datasets",
    "deadlines",
    "dump_lines",
    "dumps",
    "edition",
    "edition_on",
    "expected_visits",
    "fold",
    "framework",
    "from_dict",
    "inspection_kind_from",
    "is_valid",
    "is_working_day",
    "iter_findings",
    "iter_history_findings",
    "json_schema",
    "judgement_rule",
    "load_lines",
    "loads",
    "make_converter",
    "map_area",
    "map_grade",
    "monitoring",
    "next_inspection",
    "read_area",
    "read_grade",
    "register",
    "to_dict",
    "unregister",
    "validate",
    "validate_file",
    "validate_records",
    "working_days_after",
]
