from ofsted_frameworks import (
    authorities as authorities,
    charts as charts,
    comparison as comparison,
    cycle as cycle,
    datasets as datasets,
    findings as findings,
    frames as frames,
    frameworks as frameworks,
    grades as grades,
    labels as labels,
    mapping as mapping,
    page as page,
    panel as panel,
    readers as readers,
    rules as rules,
    schedule as schedule,
    sources as sources,
    strategies as strategies,
    validation as validation,
)
from ofsted_frameworks._version import __version__ as __version__
from ofsted_frameworks.authorities.lookup import find_authority as find_authority
from ofsted_frameworks.comparison import (
    Change as Change,
    Comparison as Comparison,
    Trajectory as Trajectory,
    compare as compare,
)
from ofsted_frameworks.cycle.deadlines import deadlines as deadlines
from ofsted_frameworks.cycle.next_inspection import next_inspection as next_inspection
from ofsted_frameworks.cycle.visits import (
    expected_visits as expected_visits,
    monitoring as monitoring,
)
from ofsted_frameworks.datasets.citing import cite as cite
from ofsted_frameworks.findings import (
    Finding as Finding,
    OfstedFrameworksError as OfstedFrameworksError,
    Severity as Severity,
    UnknownLabel as UnknownLabel,
    ValidationError as ValidationError,
)
from ofsted_frameworks.frameworks import (
    all_editions as all_editions,
    all_frameworks as all_frameworks,
    edition_on as edition_on,
    get_edition as get_edition,
    get_framework as get_framework,
)
from ofsted_frameworks.frameworks.base import Relation as Relation
from ofsted_frameworks.frameworks.cpi import (
    CpiGrade as CpiGrade,
    CpiJudgements as CpiJudgements,
)
from ofsted_frameworks.frameworks.ilacs import (
    Ilacs2018Judgements as Ilacs2018Judgements,
    Ilacs2023Judgements as Ilacs2023Judgements,
    Ilacs2026Judgements as Ilacs2026Judgements,
    IlacsGrade as IlacsGrade,
)
from ofsted_frameworks.frameworks.kinds import Kind as Kind, VisitKind as VisitKind
from ofsted_frameworks.frameworks.sif import (
    SifGrade as SifGrade,
    SifJudgements as SifJudgements,
)
from ofsted_frameworks.frameworks.slac import (
    Slac2009Judgements as Slac2009Judgements,
    Slac2010Judgements as Slac2010Judgements,
    SlacGrade as SlacGrade,
)
from ofsted_frameworks.frameworks.tlac import (
    TlacGrade as TlacGrade,
    TlacJudgements as TlacJudgements,
)
from ofsted_frameworks.grades import NOT_JUDGED as NOT_JUDGED
from ofsted_frameworks.inspection import (
    Inspection as Inspection,
    LocalAuthority as LocalAuthority,
    Visit as Visit,
)
from ofsted_frameworks.labels import read_area as read_area, read_grade as read_grade
from ofsted_frameworks.mapping import (
    EXACT_OR_CLOSE as EXACT_OR_CLOSE,
    map_area as map_area,
    map_grade as map_grade,
)
from ofsted_frameworks.months import Month as Month
from ofsted_frameworks.panel.panel import Panel as Panel
from ofsted_frameworks.readers.gathering import gather as gather
from ofsted_frameworks.readers.report import (
    read_report as read_report,
    read_reports as read_reports,
)
from ofsted_frameworks.readers.workbook import read_workbook as read_workbook
from ofsted_frameworks.schedule import Theme as Theme
from ofsted_frameworks.schema import json_schema as json_schema
from ofsted_frameworks.serialization import (
    dump_lines as dump_lines,
    dumps as dumps,
    from_dict as from_dict,
    load_lines as load_lines,
    loads as loads,
    make_converter as make_converter,
    to_dict as to_dict,
)
from ofsted_frameworks.sources import Provenance as Provenance, Source as Source
from ofsted_frameworks.validation.bulk import (
    validate_file as validate_file,
    validate_records as validate_records,
)
from ofsted_frameworks.validation.checking import (
    is_valid as is_valid,
    iter_findings as iter_findings,
    validate as validate,
)
from ofsted_frameworks.validation.history import iter_history_findings as iter_history_findings
