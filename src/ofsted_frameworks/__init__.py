"""The frameworks by which Ofsted inspects local authority children's services in England."""

from ofsted_frameworks import datasets
from ofsted_frameworks.comparison import (
    Change,
    Comparison,
    Judgement,
    ThemeRow,
    Trajectory,
    compare,
)
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
from ofsted_frameworks.schedule import Area, Judgements, Role, Theme
from ofsted_frameworks.serialization import from_dict, to_dict
from ofsted_frameworks.sources import Authority, Fact, Source

__all__ = [
    "ANY_RELATION",
    "EXACT_OR_CLOSE",
    "NOT_JUDGED",
    "Area",
    "AreaMapping",
    "AreaMatch",
    "Authority",
    "Change",
    "Comparison",
    "CpiGrade",
    "CpiJudgements",
    "Edition",
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
    "Judged",
    "Judgement",
    "Judgements",
    "Kind",
    "LocalAuthority",
    "MappingRefused",
    "MissingExtra",
    "Month",
    "NotJudged",
    "OfstedFrameworksError",
    "Place",
    "Relation",
    "Role",
    "Severity",
    "SifGrade",
    "SifJudgements",
    "Slac2009Judgements",
    "Slac2010Judgements",
    "SlacGrade",
    "Source",
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
    "all_editions",
    "all_frameworks",
    "compare",
    "datasets",
    "edition",
    "edition_on",
    "fold",
    "framework",
    "from_dict",
    "map_area",
    "map_grade",
    "read_area",
    "read_grade",
    "register",
    "to_dict",
    "unregister",
]
