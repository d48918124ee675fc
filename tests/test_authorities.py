import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_frameworks import LocalAuthority
from ofsted_frameworks.authorities.lookup import (
    AmbiguousAuthority,
    KnownAuthority,
    UnknownAuthority,
    authorities,
    find_authority,
    known_authority,
)

KNOWN = authorities()


@pytest.mark.parametrize(
    ("on", "number"),
    [
        # Children's social care data in England 2023: its table of the first single inspections, and its
        # note on the authorities that existed before the restructure.
        (dt.date(2016, 3, 31), 152),
        (dt.date(2019, 4, 1), 151),
        (dt.date(2021, 4, 1), 152),
        # Local authority inspection outcomes as at 31 March 2025: 153 rows.
        (dt.date(2025, 3, 31), 153),
    ],
)
def test_there_are_as_many_authorities_as_ofsted_lists(on: dt.date, number: int) -> None:
    assert len(authorities(on=on)) == number


def test_every_entry_has_a_source_and_no_code_is_anothers() -> None:
    codes = [
        code for known in KNOWN for code in (known.code, *(f.value for f in known.former_codes))
    ]
    assert len(codes) == len(set(codes))
    assert all(known.source.title for known in KNOWN)
    for known in KNOWN:
        for fact in (*known.names, *known.former_codes, known.created, known.abolished):
            assert fact is None or fact.source.title


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.code)
def test_an_authority_is_found_by_each_of_its_names_and_codes(known: KnownAuthority) -> None:
    days = [day for day in (dt.date(2015, 1, 1), dt.date(2024, 1, 1)) if known.exists_on(day)]
    expected = LocalAuthority(known.name, known.code)
    for name in (known.code, known.name, *(f.value for f in (*known.names, *known.former_codes))):
        assert find_authority(name, on=days[0]) == expected
        assert find_authority(name.upper(), on=days[0]) == expected


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("Bournemouth, Christchurch & Poole", "Bournemouth, Christchurch and Poole"),
        ("E06000058", "Bournemouth, Christchurch and Poole"),
        (" e06000058 ", "Bournemouth, Christchurch and Poole"),
        ("Bournemouth Borough Council", "Bournemouth"),
        ("Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("Kingston Upon Hull", "Kingston upon Hull"),
        ("kingston-upon-hull", "Kingston upon Hull"),
        ("Hull City Council", "Kingston upon Hull"),
        ("Bristol, City of", "Bristol"),
        ("Durham County Council", "Durham"),
        ("Herefordshire, County of", "Herefordshire"),
        ("St. Helens", "St Helens"),
        ("Bedford Borough", "Bedford"),
        ("London Borough of Barking and Dagenham", "Barking and Dagenham"),
        ("Royal Borough of Windsor and Maidenhead", "Windsor and Maidenhead"),
        ("City of York Council", "York"),
        ("City of London Corporation", "City of London"),
        ("london corporation", "City of London"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Birmingham Children’s Trust", "Birmingham"),
        ("Together for Children Sunderland", "Sunderland"),
        ("Sunderland Together for Children", "Sunderland"),
        ("Brighter Futures for Children Reading", "Reading"),
        (
            "Achieving for Children – Royal Borough of Windsor & Maidenhead",
            "Windsor and Maidenhead",
        ),
        ("London Borough of Kingston", "Kingston upon Thames"),
        ("Royal Borough of Kingston Council", "Kingston upon Thames"),
        ("London Borough of Richmond", "Richmond upon Thames"),
        ("East Riding", "East Riding of Yorkshire"),
        ("East Riding Council", "East Riding of Yorkshire"),
        ("Corporation of London", "City of London"),
        ("E08000016", "Barnsley"),
        ("E08000039", "Sheffield"),
    ],
)
def test_names_are_known_in_the_forms_in_which_they_are_printed(printed: str, name: str) -> None:
    assert find_authority(printed).name == name


@pytest.mark.parametrize(
    "name",
    [
        "Kingston",
        "Achieving for Children",
        "Achieving for Children Kingston",
        "Together for Children",
    ],
)
def test_a_name_that_may_be_of_several_authorities_is_of_none(name: str) -> None:
    with pytest.raises(UnknownAuthority):
        find_authority(name)


def test_old_dorset_is_not_new_dorset() -> None:
    before = find_authority("Dorset", on=dt.date(2019, 3, 31))
    after = find_authority("Dorset", on=dt.date(2019, 4, 1))
    assert (before.code, after.code) == ("E10000009", "E06000059")
    assert before != after


def test_a_name_that_two_authorities_had_needs_a_day() -> None:
    with pytest.raises(
        AmbiguousAuthority, match=r"say which day: Dorset \(E06000059\) from 1 April"
    ):
        find_authority("Dorset Council")


def test_an_abolished_authority_is_found_by_its_own_name_on_any_day() -> None:
    assert find_authority("Cumbria", on=dt.date(2024, 1, 1)).code == "E10000006"


def test_an_unknown_name_is_refused_with_one_that_is_like_it() -> None:
    with pytest.raises(UnknownAuthority, match="'Barnsly' is no local .*; did you mean 'Barnsley'"):
        find_authority("Barnsly")
    with pytest.raises(UnknownAuthority, match=r"'Gwynedd' is no .* services$"):
        find_authority("Gwynedd")


@pytest.mark.parametrize("name", ["the " * 50, "city council " * 10_000, "", "E99999999"])
def test_nonsense_is_refused_at_once(name: str) -> None:
    with pytest.raises(UnknownAuthority):
        find_authority(name)


def test_what_is_known_of_an_authority_is_found_by_its_code_or_else_its_name() -> None:
    cumbria = known_authority(LocalAuthority("Cumbria County Council", "E10000006"))
    assert cumbria is not None
    assert cumbria.abolished is not None
    assert cumbria.abolished.value == dt.date(2023, 4, 1)
    assert known_authority(LocalAuthority("Leeds")) is not None
    assert known_authority(LocalAuthority("Leeds", "X1")) is not None
    assert known_authority(LocalAuthority("Gwynedd", "W06000002")) is None
    assert known_authority(LocalAuthority("Dorset")) is None


class TestAnyText:
    """Any text is an authority's name or code, or is refused as none."""

    @given(st.text())
    def test_nothing_else_happens(self, text: str) -> None:
        try:
            found = find_authority(text)
        except UnknownAuthority:
            return
        assert found.code in {known.code for known in KNOWN}


def test_a_number_is_no_name() -> None:
    with pytest.raises(TypeError, match="by its name or ONS code, not 886"):
        find_authority(886)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
