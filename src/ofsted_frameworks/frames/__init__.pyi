from ofsted_frameworks.frames.column_reader import ReadFrame as ReadFrame
from ofsted_frameworks.frames.counts import (
    distribution as distribution,
    transitions as transitions,
)
from ofsted_frameworks.frames.frame_errors import (
    MissingEngine as MissingEngine,
    UnusableFrame as UnusableFrame,
)
from ofsted_frameworks.frames.grade_columns import (
    good_or_outstanding as good_or_outstanding,
    map_grades as map_grades,
    normalise_grades as normalise_grades,
    steps as steps,
)
from ofsted_frameworks.frames.inspection_rows import from_frame as from_frame, to_frame as to_frame
from ofsted_frameworks.frames.rows import rows_to_frame as rows_to_frame
from ofsted_frameworks.frames.rule_columns import Checked as Checked, findings as findings
