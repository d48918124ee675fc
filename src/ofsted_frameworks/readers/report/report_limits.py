"""What reading one report may take."""

import attrs

from ofsted_frameworks.readers.child import ChildLimits


@attrs.frozen(kw_only=True)
class ReportLimits:
    """What one file may take before it is given up; each default is far beyond any report.

    Args:
        size: The bytes of the file.
        characters: The characters of its text.
        seconds: The time to open a PDF.
        memory: The bytes of memory to open a PDF, where the system can limit them (Linux can).

    Raises:
        ValueError: If one of them is not more than 0.
    """

    size: int = attrs.field(default=100_000_000, validator=attrs.validators.gt(0))
    characters: int = attrs.field(default=3_000_000, validator=attrs.validators.gt(0))
    seconds: float = attrs.field(default=20.0, validator=attrs.validators.gt(0))
    memory: int = attrs.field(default=250_000_000, validator=attrs.validators.gt(0))

    def to_open(self) -> ChildLimits:
        """Return the limits for opening a PDF."""
        return ChildLimits(seconds=self.seconds, memory=self.memory)
