from ofsted_frameworks.validation.bulk import (
    Report as Report,
    validate_file as validate_file,
    validate_records as validate_records,
)
from ofsted_frameworks.validation.checking import (
    is_valid as is_valid,
    iter_findings as iter_findings,
    validate as validate,
)
from ofsted_frameworks.validation.history import iter_history_findings as iter_history_findings
