from ofsted_frameworks.datasets.citing import (
    Citation as Citation,
    DataSet as DataSet,
    about_england as about_england,
    cite as cite,
)
from ofsted_frameworks.datasets.england_panel import (
    NotInDataSet as NotInDataSet,
    SettledDifference as SettledDifference,
    england as england,
    settled_differences as settled_differences,
    value_sources as value_sources,
)
from ofsted_frameworks.datasets.hampshire_history import (
    Hampshire as Hampshire,
    hampshire as hampshire,
)
