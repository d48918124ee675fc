"""The built-in example: Hampshire's real inspections and visits, 2010 to 2024."""

import json
from typing import TYPE_CHECKING, Any, Literal, overload

from ofsted_frameworks.comparison import Trajectory
from ofsted_frameworks.datasets.description import DATA, known_to
from ofsted_frameworks.inspection import AnyInspection, Inspection, Visit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_frameworks.frameworks.ilacs import Ilacs2018Judgements, Ilacs2023Judgements
    from ofsted_frameworks.frameworks.sif import SifJudgements
    from ofsted_frameworks.frameworks.slac import Slac2010Judgements


class Hampshire(Trajectory):
    """Hampshire's inspections of 2011 (SLAC), 2014 (SIF), 2019 and 2024 (ILACS), each with its type."""

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, index: Literal[0]) -> Inspection[Slac2010Judgements]: ...
        @overload
        def __getitem__(self, index: Literal[1]) -> Inspection[SifJudgements]: ...
        @overload
        def __getitem__(self, index: Literal[2]) -> Inspection[Ilacs2018Judgements]: ...
        @overload
        def __getitem__(self, index: Literal[3]) -> Inspection[Ilacs2023Judgements]: ...
        @overload
        def __getitem__(self, index: int) -> AnyInspection: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[AnyInspection]: ...
        def __getitem__(  # pyright: ignore[reportIncompatibleMethodOverride]
            self, index: int | slice
        ) -> Any: ...


def hampshire() -> Hampshire:
    """Return Hampshire's real inspections of 2011, 2014, 2019 and 2024, and the visits between them.

    >>> before, after = hampshire()[1], hampshire()[2]
    >>> after.judgements.help_and_protection
    IlacsGrade.OUTSTANDING
    >>> print(after.edition)
    ILACS from January 2018

    The `source` of each inspection or visit names the documents that it was taken from. Hampshire has no
    other graded inspection up to `known_to`, the day that the data of `england()` reaches to.
    """
    from ofsted_frameworks.serialization import from_dict

    text = (DATA / "hampshire.jsonl").read_text("utf-8")
    entries = [from_dict(json.loads(line)) for line in text.splitlines()]
    return Hampshire(
        [entry for entry in entries if isinstance(entry, Inspection)],
        [entry for entry in entries if isinstance(entry, Visit)],
        known_to=known_to(),
    )
