"""How to cite the library and its data."""

import datetime as dt

import attrs

from ofsted_frameworks._version import __version__
from ofsted_frameworks.datasets.description import known_to, read_description
from ofsted_frameworks.datasets.origins_of_england import REPORTS, SHEETS
from ofsted_frameworks.months import in_words
from ofsted_frameworks.sources import Source

__all__ = ["Citation", "DataSet", "about_england", "cite"]

LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."


@attrs.frozen(kw_only=True)
class DataSet:
    """A data set that comes with the library: its version, known-to date, counts and sources.

    `values` counts the dates, kinds and judgements of its inspections and visits. `values_in_two_sources`
    counts those on which Ofsted's reports and its official statistics agree. `checksum` is the SHA-256 of
    the records as JSON Lines, before compression.
    """

    name: str
    version: str
    known_to: dt.date
    inspections: int
    visits: int
    authorities: int
    values: int
    values_in_two_sources: int
    checksum: str
    sources: tuple[Source, ...]
    licence: str = LICENCE
    licence_url: str = LICENCE_URL
    attribution: str = ATTRIBUTION

    def __str__(self) -> str:
        return (
            f"{self.name}, version {self.version}, known to {in_words(self.known_to)}: "
            f"{self.inspections:,} inspections and {self.visits:,} visits in {self.authorities:,} "
            f"authorities; {self.values_in_two_sources:,} of {self.values:,} values in two "
            f"independent sources"
        )


@attrs.frozen(kw_only=True)
class Citation:
    """A citation of the library and its data, with versions, checksum and sources."""

    library: str
    version: str
    data: DataSet

    def __str__(self) -> str:
        documents = dict.fromkeys(attrs.evolve(source, where="") for source in self.data.sources)
        sources = "\n".join(f"  {source} {source.url}".rstrip() for source in documents)
        return (
            f"{self.library} {self.version} (software, MIT licence).\n"
            f"{self.data}.\n"
            f"SHA-256 of the records: {self.data.checksum}.\n"
            f"Sources:\n{sources}\n"
            f"{self.data.attribution}\n{self.data.licence_url}"
        )


def about_england() -> DataSet:
    """Return the version, known-to date, counts, checksum, licence and sources of `england()`.

    >>> about = about_england()
    >>> about.known_to, about.licence
    (datetime.date(2026, 8, 20), 'Open Government Licence v3.0')
    """
    description = read_description()
    copied = attrs.fields_dict(DataSet).keys() & description.keys() - {"known_to"}
    return DataSet(
        **{name: description[name] for name in copied},
        known_to=known_to(),
        checksum=description["sha256"],
        sources=(REPORTS, *SHEETS.values()),
    )


def cite() -> Citation:
    """Return how to cite the library and its data, to print or to read field by field.

    >>> print(cite())  # doctest: +ELLIPSIS
    ofsted-frameworks ... (software, MIT licence).
    England since 2009, version ..., known to 20 August 2026: ...
    """
    return Citation(library="ofsted-frameworks", version=__version__, data=about_england())
