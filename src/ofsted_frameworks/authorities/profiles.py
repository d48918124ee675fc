"""Profiles of local authorities, read from the package's tables."""

import csv
import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from importlib import resources

import attrs

from ofsted_frameworks.authorities.origins import ORDERS, ORIGINS
from ofsted_frameworks.inspection import LocalAuthority
from ofsted_frameworks.months import Month, in_words
from ofsted_frameworks.sources import Fact, Provenance, Source
from ofsted_frameworks.words import Word

__all__ = ["AuthorityProfile", "Closeness", "Neighbour", "ServiceProvider"]

_REPORTS_PAGE = "https://reports.ofsted.gov.uk/provider/44/"
_BY_DEFAULT = {
    "code": "ofsted-2025",
    "region": "ofsted-2025",
    "ons_region": "neighbours-2025",
    "dfe_number": "neighbours-2025",
    "ofsted_urn": "lookup",
}


class Closeness(Word):
    """The closeness of a statistical neighbour, in the words of the Department for Education's model."""

    EXTREMELY_CLOSE = "extremely_close", "extremely close"
    VERY_CLOSE = "very_close", "very close"
    CLOSE = "close"
    SOMEWHAT_CLOSE = "somewhat_close", "somewhat close"
    NOT_CLOSE = "not_close", "not close"


@attrs.frozen
class Neighbour:
    """A statistical neighbour of an authority, and how close it is."""

    authority: LocalAuthority
    closeness: Closeness

    def __str__(self) -> str:
        return f"{self.authority} ({self.closeness})"


@attrs.frozen(kw_only=True)
class ServiceProvider:
    """A trust or company that runs an authority's services, as named in a report.

    `since` is the day or month it started, or None if the report does not say. The services, and the
    judgements on them, are still the authority's.
    """

    name: str
    source: Source
    since: dt.date | Month | None = None
    note: str = ""

    def __str__(self) -> str:
        since = f", since {in_words(self.since)}" if self.since else ""
        return f"{self.name}{since} ({self.note})"


@attrs.frozen(kw_only=True)
class AuthorityProfile:
    """A local authority with its numbers, regions, dates, predecessors and statistical neighbours.

    `region` is one of Ofsted's eight regions, and `ons_region` one of the Office for National
    Statistics' nine. `existed_from` is the authority's first day, or None if it already existed in 2009.
    `existed_until` is its last day, or None if it still exists. `order` is the legislation that set those
    days. `neighbours` lists the ten statistical neighbours in the 2025 model, closest first; it is empty
    for an authority abolished before then. `providers` lists the trusts and companies that run its
    services, if a report read for this library names them. `sources` gives the document behind each
    field.
    """

    authority: LocalAuthority
    region: str
    ons_region: str
    dfe_number: str
    ofsted_urn: str | None
    existed_from: dt.date | None = None
    existed_until: dt.date | None = None
    order: Source | None = None
    predecessors: tuple[LocalAuthority, ...] = ()
    successors: tuple[LocalAuthority, ...] = ()
    former_codes: tuple[Fact[str], ...] = ()
    other_names: tuple[Fact[str], ...] = ()
    neighbours: tuple[Neighbour, ...] = attrs.field(default=(), repr=False)
    providers: tuple[ServiceProvider, ...] = attrs.field(default=(), repr=False)
    sources: Mapping[str, Source] = attrs.field(factory=dict[str, Source], hash=False, repr=False)

    @property
    def name(self) -> str:
        """The name that this library uses for the authority."""
        return self.authority.name

    @property
    def code(self) -> str:
        """The current or last ONS code."""
        return self.authority.code or ""

    @property
    def source(self) -> Source:
        """The document that lists the authority with its code."""
        return self.sources["code"]

    @property
    def url(self) -> str:
        """The address of Ofsted's page for the authority's reports, or "" if its Ofsted URN is not known."""
        return f"{_REPORTS_PAGE}{self.ofsted_urn}" if self.ofsted_urn else ""

    def exists_on(self, day: dt.date) -> bool:
        """Return True if the authority existed on `day`."""
        begun = self.existed_from is None or self.existed_from <= day
        return begun and (self.existed_until is None or day <= self.existed_until)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


@functools.cache
def all_profiles() -> tuple[AuthorityProfile, ...]:
    """Return every authority's profile, sorted by name."""
    rows = list(_rows("authorities.csv"))
    named = {row["code"]: LocalAuthority(row["name"], row["code"]) for row in rows}
    numbered = {row["dfe_number"]: named[row["code"]] for row in rows}
    followed = {
        named[code]: tuple(named[row["code"]] for row in rows if code in row["successors"].split())
        for code in named
    }
    neighbours = {
        row["dfe_number"]: tuple(_neighbours(row["neighbours"], numbered))
        for row in _rows("neighbours.csv")
    }
    others = list(_rows("other_names.csv"))
    providers = list(_rows("providers.csv"))
    return tuple(
        AuthorityProfile(
            authority=named[row["code"]],
            region=row["region"],
            ons_region=row["ons_region"],
            dfe_number=row["dfe_number"],
            ofsted_urn=row["ofsted_urn"] or None,
            existed_from=_day(row["existed_from"]),
            existed_until=_day(row["existed_until"]),
            order=ORDERS.get(row["order"]),
            predecessors=followed[named[row["code"]]],
            successors=tuple(named[code] for code in row["successors"].split()),
            former_codes=tuple(_other_forms(others, row["code"], codes=True)),
            other_names=tuple(_other_forms(others, row["code"], codes=False)),
            neighbours=neighbours.get(row["dfe_number"], ()),
            providers=tuple(_provider(each) for each in providers if each["code"] == row["code"]),
            sources=_sources(row["sources"]),
        )
        for row in rows
    )


def _is_ons_code(text: str) -> bool:
    return len(text) == 9 and text[0] in "Ee" and text[1:].isdigit()


def _rows(table: str) -> Iterator[dict[str, str]]:
    text = (resources.files("ofsted_frameworks.authorities") / "data" / table).read_text("utf-8")
    return iter(csv.DictReader(text.splitlines()))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _sources(exceptions: str) -> Mapping[str, Source]:
    keys = _BY_DEFAULT | dict(field.split("=") for field in exceptions.split())
    return {field: ORIGINS[key] for field, key in keys.items()}


def _other_forms(others: list[dict[str, str]], code: str, *, codes: bool) -> Iterator[Fact[str]]:
    for row in others:
        if row["code"] == code and _is_ons_code(row["printed"]) is codes:
            yield Fact(row["printed"], ORIGINS[row["source"]], row["note"])


def _provider(row: Mapping[str, str]) -> ServiceProvider:
    report = Source(row["report"], Provenance.REPORTS, date=row["reported"], where=row["where"])
    return ServiceProvider(
        name=row["provider"], source=report, since=_since(row["since"]), note=row["note"]
    )


def _since(text: str) -> dt.date | Month | None:
    if len(text) == len("2021-04"):
        return Month(int(text[:4]), int(text[5:]))
    return _day(text)


_CLOSENESS = {each.value[0]: each for each in Closeness}


def _neighbours(text: str, numbered: Mapping[str, LocalAuthority]) -> Iterator[Neighbour]:
    for word in text.split():
        yield Neighbour(numbered[word[:-1]], _CLOSENESS[word[-1]])
