"""The frameworks by which Ofsted inspects local authority children's services in England."""

from ofsted_frameworks import datasets
from ofsted_frameworks.authorities.lookup import (
    AmbiguousAuthority,
    UnknownAuthority,
    find_authority,
)
from ofsted_frameworks.comparison import (
    Change,
    Comparison,
    Judgement,
    ThemeRow,
    Trajectory,
    compare,
)
from ofsted_frameworks.cycle.deadlines import Deadlines, deadlines
from ofsted_frameworks.cycle.next_inspection import NextInspection, next_inspection
from ofsted_frameworks.cycle.onsite import inspection_kind_from
from ofsted_frameworks.cycle.visits import ExpectedVisits, Monitoring, expected_visits, monitoring
from ofsted_frameworks.cycle.working_days import bank_holidays, is_working_day, working_days_after
from ofsted_frameworks.findings import (
    Finding,
    InvalidHistory,
    MappingRefused,
    MissingExtra,
    OfstedFrameworksError,
    Place,
    Severity,
    UnknownEdition,
    UnknownLabel,
    UnknownTheme,
    UnreadableFile,
    ValidationError,
)
from ofsted_frameworks.frameworks import (
    all_editions,
    all_frameworks,
    edition_on,
    get_edition,
    get_framework,
    register,
    unregister,
)
from ofsted_frameworks.frameworks.base import (
    Edition,
    Framework,
    Kind,
    Relation,
    VisitKind,
)
from ofsted_frameworks.frameworks.cpi import CpiGrade, CpiJudgements
from ofsted_frameworks.frameworks.ilacs import (
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
)
from ofsted_frameworks.frameworks.sif import SifGrade, SifJudgements
from ofsted_frameworks.frameworks.slac import (
    Slac2009Judgements,
    Slac2010Judgements,
    SlacGrade,
)
from ofsted_frameworks.frameworks.tlac import TlacGrade, TlacJudgements
from ofsted_frameworks.grades import NOT_JUDGED, Grade, Judged, NotJudged
from ofsted_frameworks.inspection import Inspection, LocalAuthority, Visit
from ofsted_frameworks.labels import fold, read_area, read_grade
from ofsted_frameworks.mapping import (
    ANY_RELATION,
    EXACT_OR_CLOSE,
    AreaMapping,
    GradeMapping,
    map_area,
    map_grade,
)
from ofsted_frameworks.months import Month
from ofsted_frameworks.panel.panel import Difference, Distribution, Panel, Transitions
from ofsted_frameworks.readers.gathering import Gathered, gather
from ofsted_frameworks.readers.headers import UnknownColumn
from ofsted_frameworks.readers.report import (
    Document,
    ReportReading,
    Taken,
    read_report,
    read_reports,
)
from ofsted_frameworks.readers.workbook import Reading, read_workbook
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
)
from ofsted_frameworks.sources import Fact, Provenance, Source
from ofsted_frameworks.validation.bulk import Report, validate_file, validate_records
from ofsted_frameworks.validation.checking import is_valid, iter_findings, validate
from ofsted_frameworks.validation.history import iter_history_findings
from ofsted_frameworks.validation.plain import to_dict

__all__ = [
    "ANY_RELATION",
    "EXACT_OR_CLOSE",
    "NOT_JUDGED",
    "AmbiguousAuthority",
    "Area",
    "AreaMapping",
    "Change",
    "Comparison",
    "CpiGrade",
    "CpiJudgements",
    "Deadlines",
    "Difference",
    "Distribution",
    "Document",
    "Edition",
    "ExpectedVisits",
    "Fact",
    "Finding",
    "Framework",
    "Gathered",
    "Grade",
    "GradeMapping",
    "Ilacs2018Judgements",
    "Ilacs2023Judgements",
    "Ilacs2026Judgements",
    "IlacsGrade",
    "Inspection",
    "InvalidHistory",
    "Judged",
    "Judgement",
    "Judgements",
    "Kind",
    "LocalAuthority",
    "MappingRefused",
    "MissingExtra",
    "Monitoring",
    "Month",
    "NextInspection",
    "NotJudged",
    "OfstedFrameworksError",
    "Panel",
    "Place",
    "Provenance",
    "Reading",
    "Relation",
    "Report",
    "ReportReading",
    "Role",
    "Severity",
    "SifGrade",
    "SifJudgements",
    "Slac2009Judgements",
    "Slac2010Judgements",
    "SlacGrade",
    "Source",
    "Taken",
    "Theme",
    "ThemeRow",
    "TlacGrade",
    "TlacJudgements",
    "Trajectory",
    "Transitions",
    "UnknownAuthority",
    "UnknownColumn",
    "UnknownEdition",
    "UnknownLabel",
    "UnknownTheme",
    "UnreadableFile",
    "ValidationError",
    "Visit",
    "VisitKind",
    "all_editions",
    "all_frameworks",
    "all_rules",
    "bank_holidays",
    "compare",
    "datasets",
    "deadlines",
    "dump_lines",
    "dumps",
    "edition_on",
    "expected_visits",
    "find_authority",
    "fold",
    "from_dict",
    "gather",
    "get_edition",
    "get_framework",
    "inspection_kind_from",
    "is_valid",
    "is_working_day",
    "iter_findings",
    "iter_history_findings",
    "json_schema",
    "load_lines",
    "loads",
    "make_converter",
    "map_area",
    "map_grade",
    "monitoring",
    "next_inspection",
    "read_area",
    "read_grade",
    "read_report",
    "read_reports",
    "read_workbook",
    "register",
    "to_dict",
    "unregister",
    "validate",
    "validate_file",
    "validate_records",
    "working_days_after",
]
