"""A four-point scale, and comparing within it."""

import enum
from typing import TYPE_CHECKING, NoReturn, TypeAlias, TypeVar

from ofsted_frameworks.findings import UnknownLabel
from ofsted_frameworks.sources import Fact, Source
from ofsted_frameworks.words import Word

if TYPE_CHECKING:
    from typing import Self


class Grade(enum.Enum):
    """A grade on one framework's four-point scale. Each framework has its own class of grades.

    A member's value is its name in data, `number` is Ofsted's number for it (1 is the best, 4 the worst)
    and `label` is what reports print.

    >>> from ofsted_frameworks import IlacsGrade, SifGrade
    >>> IlacsGrade("requires_improvement"), IlacsGrade.from_number(3)
    (IlacsGrade.REQUIRES_IMPROVEMENT, IlacsGrade.REQUIRES_IMPROVEMENT)
    >>> print(IlacsGrade.REQUIRES_IMPROVEMENT, "/", SifGrade.REQUIRES_IMPROVEMENT)
    Requires improvement to be good / Requires improvement

    Grades of two frameworks are never equal and cannot be compared; `map_grade` converts one to the
    other's scale. Because 1 is the best, `<` would mislead and is refused: use `better_than`,
    `worse_than` and `steps_to`, or sort by `number`.
    """

    _value_: str
    number: int
    label: str
    descriptor: str
    source: Source | None
    aliases: tuple[Fact[str], ...]

    def __new__(
        cls,
        value: str,
        number: int = 0,
        label: str = "",
        descriptor: str = "",
        source: Source | None = None,
        aliases: tuple[Fact[str], ...] = (),
    ) -> "Self":
        """Return a member with this value, number, printed label, meaning, source and other labels."""
        member = object.__new__(cls)
        member._value_ = value
        member.number = number
        member.label = label
        member.descriptor = descriptor
        member.source = source
        member.aliases = aliases
        return member

    @classmethod
    def from_number(cls, number: int) -> "Self":
        """Return the grade that Ofsted gives this number.

        Raises:
            UnknownLabel: If the number is not from 1 to 4.
        """
        for grade in cls:
            if grade.number == number:
                return grade
        raise UnknownLabel(f"{cls.__name__} has no grade {number!r}; its numbers are 1 (best) to 4")

    @property
    def good_or_outstanding(self) -> bool:
        """Return True for grades 1 and 2, which official statistics count together."""
        return self.number <= 2

    def better_than(self, other: "Self") -> bool:
        """Return whether this grade is better than `other` on the same scale.

        >>> from ofsted_frameworks import SlacGrade
        >>> SlacGrade.OUTSTANDING.better_than(SlacGrade.ADEQUATE)
        True

        Raises:
            TypeError: If `other` is not a grade of the same framework.
        """
        return self.steps_to(other) < 0

    def worse_than(self, other: "Self") -> bool:
        """Return whether this grade is worse than `other` on the same scale.

        Raises:
            TypeError: If `other` is not a grade of the same framework.
        """
        return self.steps_to(other) > 0

    def steps_to(self, other: "Self") -> int:
        """Return the number of grades from this one to `other`: positive if `other` is better.

        >>> from ofsted_frameworks import SifGrade
        >>> SifGrade.REQUIRES_IMPROVEMENT.steps_to(SifGrade.OUTSTANDING)
        2

        Raises:
            TypeError: If `other` is not a grade of the same framework.
        """
        if type(other) is not type(self):
            raise TypeError(_other_scale(self, other))
        return self.number - other.number

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name_}"

    # As for `Word`: a member equals only itself, and Enum's own hash is slow.
    __hash__ = object.__hash__

    if not TYPE_CHECKING:

        def _refuse_order(self, other: object) -> NoReturn:
            if type(other) is not type(self):
                raise TypeError(_other_scale(self, other))
            raise TypeError(
                f"{self!r} and {other!r} cannot be compared with < or >, because Ofsted's best grade "
                "has the lowest number; use better_than, worse_than or steps_to, or sort by number"
            )

        __lt__ = __le__ = __gt__ = __ge__ = _refuse_order


def _other_scale(grade: Grade, other: object) -> str:
    scale = type(grade).__name__
    if isinstance(other, Grade):
        return (
            f"{grade!r} and {other!r} are on different scales; "
            f"map_grade({other!r}, to={scale}) converts the second to the first's scale"
        )
    return f"{grade!r} can only be compared with a {scale}, not with {other!r}"


class NotJudged(Word):
    """A report's statement that an area was not judged: an absence, not a grade."""

    NOT_JUDGED = "not_judged", "Not judged"

    def __repr__(self) -> str:
        return self.name


NOT_JUDGED = NotJudged.NOT_JUDGED
"""The report says that no judgement was made. `None` means that the judgement is not recorded here."""

G = TypeVar("G", bound=Grade)
Judged: TypeAlias = G | NotJudged | None
"""A judgement: a grade, `NOT_JUDGED` (the report says so) or `None` (not recorded)."""
