"""Inspections, which are graded, and visits, which are not."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from ofsted_frameworks.arguments import check, check_day
from ofsted_frameworks.frameworks import edition_of, framework_of
from ofsted_frameworks.frameworks.base import Edition, Framework
from ofsted_frameworks.frameworks.kinds import Kind, VisitKind
from ofsted_frameworks.months import Month, in_words
from ofsted_frameworks.schedule import Judgements


def _expects(kind: type, *, or_none: bool = False) -> Callable[[Any, Any, Any], None]:
    def check_value(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not (or_none and value is None):
            takes = f"{kind.__name__} or None" if or_none else kind.__name__
            check(kind, value, f"{type(instance).__name__}.{attribute.name}", takes)

    return check_value


def _check_day(_instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    check_day(attribute.name, value, or_none=True)


def _check_judgements(_instance: Any, _attribute: Any, value: Any) -> None:
    if not isinstance(value, Judgements):
        raise TypeError(
            f"judgements must be an edition's, such as SifJudgements(...), not {value!r}"
        )


def _check_day_or_month(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, Month):
        _check_day(instance, attribute, value)


@attrs.frozen
class LocalAuthority:
    """A local authority: its name, and its ONS code if known."""

    name: str = attrs.field(validator=_expects(str))
    code: str | None = attrs.field(default=None, validator=_expects(str, or_none=True))

    def __str__(self) -> str:
        return self.name


J_co = TypeVar("J_co", bound=Judgements[Any], covariant=True)


@attrs.frozen(kw_only=True)
class Inspection(Generic[J_co]):
    """A graded inspection of one authority under one edition of a framework.

    The class of `judgements` determines the edition. `start` and `end` are the first and last days on
    site, `published` is the date of the report, and `source` names the document that the record was taken
    from. The kind and the dates are None if they are not recorded.

    An inspection may hold values that contradict each other, such as an end before the start;
    `iter_findings` reports them.

    Raises:
        TypeError: If a value has the wrong type.
    """

    authority: LocalAuthority = attrs.field(validator=_expects(LocalAuthority))
    judgements: J_co = attrs.field(validator=_check_judgements)
    kind: Kind | None = attrs.field(default=None, validator=_expects(Kind, or_none=True))
    start: dt.date | None = attrs.field(default=None, validator=_check_day)
    end: dt.date | None = attrs.field(default=None, validator=_check_day)
    published: dt.date | None = attrs.field(default=None, validator=_check_day)
    source: str = attrs.field(default="", validator=_expects(str))

    @property
    def edition(self) -> Edition:
        """The edition of the framework that the inspection was carried out under."""
        return edition_of(type(self.judgements))

    @property
    def framework(self) -> Framework:
        """The framework that the inspection was carried out under."""
        return framework_of(self.edition)

    @property
    def date(self) -> dt.date | None:
        """The first day on site or, if it is not recorded, the date of the report."""
        return self.start or self.published

    @property
    def date_in_words(self) -> str:
        """The date in words, or "undated"."""
        return _date_in_words(self.start, self.published)

    def __str__(self) -> str:
        kind = f", {self.kind}" if self.kind else ""
        return f"{self.authority}, {self.framework.name}{kind}, {self.date_in_words}"


@attrs.frozen(kw_only=True)
class Visit:
    """An ungraded visit to one authority: it has a theme and a published letter, but no judgements.

    `start` is a `Month` if the sources give only the month.
    """

    authority: LocalAuthority = attrs.field(validator=_expects(LocalAuthority))
    kind: VisitKind = attrs.field(validator=_expects(VisitKind))
    start: dt.date | Month | None = attrs.field(default=None, validator=_check_day_or_month)
    end: dt.date | None = attrs.field(default=None, validator=_check_day)
    published: dt.date | None = attrs.field(default=None, validator=_check_day)
    theme: str = attrs.field(default="", validator=_expects(str))
    source: str = attrs.field(default="", validator=_expects(str))

    @property
    def date(self) -> dt.date | None:
        """The first day, or the first of the month; if neither is recorded, the date of the letter."""
        if isinstance(self.start, Month):
            return self.start.first_day
        return self.start or self.published

    @property
    def date_in_words(self) -> str:
        """The day or month in words, or "undated"."""
        return _date_in_words(self.start, self.published)

    def __str__(self) -> str:
        theme = f" ({self.theme})" if self.theme else ""
        return f"{self.authority}, {self.kind}{theme}, {self.date_in_words}"


def _date_in_words(start: dt.date | Month | None, published: dt.date | None) -> str:
    if start:
        return in_words(start)
    return f"published {in_words(published)}" if published else "undated"


if TYPE_CHECKING:
    AnyInspection = Inspection[Judgements[Any]]
else:
    AnyInspection = Inspection
