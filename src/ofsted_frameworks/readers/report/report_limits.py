"""The limits for reading one report."""

import attrs

from ofsted_frameworks.readers.child import ChildLimits


@attrs.frozen(kw_only=True)
class ReportLimits:
    """The limits beyond which a file is given up; every default is far above what any report needs.

    Args:
        size: The size of the file, in bytes.
        characters: The length of its text, in characters.
        seconds: The time for opening a PDF, in seconds.
        memory: The memory for opening a PDF, in bytes; only Linux enforces this limit.

    Raises:
        ValueError: If a limit is not greater than 0.
    """

    size: int = attrs.field(default=100_000_000, validator=attrs.validators.gt(0))
    characters: int = attrs.field(default=3_000_000, validator=attrs.validators.gt(0))
    seconds: float = attrs.field(default=20.0, validator=attrs.validators.gt(0))
    memory: int = attrs.field(default=250_000_000, validator=attrs.validators.gt(0))

    def to_open(self) -> ChildLimits:
        """Return the limits for opening a PDF."""
        return ChildLimits(seconds=self.seconds, memory=self.memory)
