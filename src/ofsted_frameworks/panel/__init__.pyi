from ofsted_frameworks.panel.changes import (
    AuthorityChange as AuthorityChange,
    Changes as Changes,
)
from ofsted_frameworks.panel.intervals import FollowUp as FollowUp, Intervals as Intervals
from ofsted_frameworks.panel.joining import Difference as Difference
from ofsted_frameworks.panel.panel import Panel as Panel
from ofsted_frameworks.panel.tallies import (
    Distribution as Distribution,
    Distributions as Distributions,
    Step as Step,
    Transitions as Transitions,
    Waiting as Waiting,
)
