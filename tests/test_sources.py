"""Every fact has a source, which is checked and shown with its date and place."""

import pytest

from ofsted_frameworks import Provenance, Source
from ofsted_frameworks.sources import Fact


def test_a_source_is_shown_with_its_date_and_place() -> None:
    source = Source("A report", Provenance.REPORTS, date="2014-04", where="p. 3")
    assert str(source) == "A report (2014-04), p. 3"
    assert str(Source("A report", Provenance.REPORTS)) == "A report"


@pytest.mark.parametrize("date", ["April 2014", "2014-13", "2014-4", "2014-04-32", " "])
def test_a_date_that_is_not_iso_8601_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        Source("A report", Provenance.REPORTS, date=date)


@pytest.mark.parametrize("url", ["www.gov.uk", "ftp://gov.uk/x", "see gov.uk"])
def test_a_url_without_a_scheme_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="write it with http"):
        Source("A report", Provenance.REPORTS, url=url)
    assert Source("A report", Provenance.REPORTS, url="https://www.gov.uk").url


def test_a_source_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        Source("", Provenance.LAW)


def test_a_source_without_a_provenance_is_refused() -> None:
    with pytest.raises(TypeError, match=r"a source takes a Provenance, such as .*, not 'law'"):
        Source("A report", "law")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_a_fact_without_a_source_is_refused() -> None:
    with pytest.raises(TypeError, match="a fact takes a Source, not None"):
        Fact("unannounced", None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_a_fact_is_shown_with_its_note() -> None:
    source = Source("A report", Provenance.REPORTS)
    assert str(Fact(5, source)) == "5"
    assert str(Fact(5, source, "126 of 127")) == "5 (126 of 127)"


def test_provenance_says_what_is_ofsteds_word_and_what_was_observed() -> None:
    assert [a.name for a in Provenance if a.is_ofsted] == ["FRAMEWORK", "OFSTED", "STATISTICS"]
    assert [a.name for a in Provenance if a.is_observed] == ["STATISTICS", "REPORTS"]


def test_provenance_prints_as_words() -> None:
    assert f"{Provenance.OURS}" == "this library's own reading"
    assert repr(Provenance.OURS) == "Provenance.OURS"
