"""Where a published fact comes from, and who says so."""

import re
from typing import Any, Generic, TypeVar, cast

import attrs

from ofsted_frameworks.arguments import check
from ofsted_frameworks.words import Word

T_co = TypeVar("T_co", covariant=True)

_REDUCED_DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")


class Provenance(Word):
    """The kind of source that states a fact, from the framework's own text to our own reading."""

    FRAMEWORK = "framework", "the framework's text"
    LAW = "law", "legislation"
    OFSTED = "ofsted", "Ofsted, outside the framework's text"
    STATISTICS = "statistics", "Ofsted's official statistics"
    REPORTS = "reports", "observed in published inspection reports"
    OTHERS = "others", "reported by others: councils, the press, training material"
    OURS = "ours", "this library's own reading"

    @property
    def is_ofsted(self) -> bool:
        """Return True if it is Ofsted's own statement or count."""
        return self in (Provenance.FRAMEWORK, Provenance.OFSTED, Provenance.STATISTICS)

    @property
    def is_observed(self) -> bool:
        """Return True if it was observed in what happened, rather than laid down beforehand."""
        return self in (Provenance.STATISTICS, Provenance.REPORTS)


def _check_date(_instance: object, _attribute: object, value: str) -> None:
    if not _REDUCED_DATE.fullmatch(value):
        raise ValueError(
            f"a source's date must be '', 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', not {value!r}"
        )


def _check_title(_instance: object, _attribute: object, value: str) -> None:
    check(str, value, "a source", "a title")
    if not value:
        raise ValueError("a source needs a title, not an empty string")


def _check_provenance(_instance: object, _attribute: object, value: Provenance) -> None:
    check(Provenance, value, "a source", "a Provenance, such as Provenance.REPORTS")


def _check_url(_instance: object, _attribute: object, value: str) -> None:
    check(str, value, "a source", "a URL")
    if value and not value.startswith(("https://", "http://")):
        raise ValueError(
            f"{value!r} is not a URL; write it with http:// or https://, or leave it out"
        )


@attrs.frozen
class Source:
    """A document that states a fact, and where in the document it does so.

    `date` is the date of the document, as exact as it is known: `"2013"`, `"2013-11"` or `"2013-11-19"`.
    `url` is the address of the document, if it is known.

    >>> print(Source("Inspection: Hampshire", Provenance.REPORTS, date="2014-04-22", where="p. 1"))
    Inspection: Hampshire (2014-04-22), p. 1
    """

    title: str = attrs.field(validator=_check_title)
    provenance: Provenance = attrs.field(validator=_check_provenance)
    date: str = attrs.field(default="", kw_only=True, validator=_check_date)
    where: str = attrs.field(default="", kw_only=True)
    url: str = attrs.field(default="", kw_only=True, validator=_check_url)

    def __str__(self) -> str:
        dated = f"{self.title} ({self.date})" if self.date else self.title
        return f"{dated}, {self.where}" if self.where else dated


def _check_source(_instance: object, _attribute: object, value: Source) -> None:
    check(Source, value, "a fact", "a Source")


@attrs.frozen
class Fact(Generic[T_co]):
    """A published fact: a value, its source, and a note for the reader.

    >>> str(Fact("090027", Source("Framework front page", Provenance.FRAMEWORK)))
    '090027'
    """

    value: T_co
    source: Source = attrs.field(validator=_check_source)
    note: str = ""

    def __str__(self) -> str:
        value: Any = self.value
        parts = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
        text = "; ".join(map(str, parts))
        return f"{text} ({self.note})" if self.note else text
