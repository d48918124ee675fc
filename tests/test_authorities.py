"""Authorities are found by any printed name or number, and never guessed."""

import copy
import csv
import datetime as dt
import pickle
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import LocalAuthority
from ofsted_frameworks.authorities import (
    AmbiguousAuthority,
    AuthorityProfile,
    Closeness,
    UnknownAuthority,
    UnknownRegion,
    find_authority,
    get_profile,
    known_authority,
    list_authorities,
    read_region,
)

PROFILES = [get_profile(authority) for authority in list_authorities()]


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
    assert len(list_authorities(on=on)) == number


class TestProfiles:
    """Each authority has its numbers, regions and dates, with a source for each."""

    def test_no_number_belongs_to_two_authorities(self) -> None:
        for numbers in (
            [code for p in PROFILES for code in (p.code, *(f.value for f in p.former_codes))],
            [p.dfe_number for p in PROFILES],
            [p.ofsted_urn for p in PROFILES if p.ofsted_urn],
        ):
            assert len(numbers) == len(set(numbers))

    def test_every_field_has_a_source(self) -> None:
        for profile in PROFILES:
            assert set(profile.sources) == {
                *("code", "region", "ons_region", "dfe_number", "ofsted_urn")
            }
            assert profile.source is profile.sources["code"]
            assert all(f.source.title for f in (*profile.other_names, *profile.former_codes))
            assert bool(profile.order) == bool(profile.existed_from or profile.existed_until)

    def test_there_are_eight_regions_of_ofsted_and_nine_of_the_ons(self) -> None:
        eight = {profile.region for profile in PROFILES}
        nine = {profile.ons_region for profile in PROFILES}
        assert len(eight) == 8
        assert len(nine) == 9
        assert eight - nine == {"North East, Yorkshire and the Humber"}
        assert nine - eight == {"North East", "Yorkshire and the Humber"}

    def test_a_successor_begins_the_day_after_its_predecessor_ends(self) -> None:
        pairs = [(p, get_profile(s)) for p in PROFILES for s in p.successors]
        assert len(pairs) == 7
        for before, after in pairs:
            assert before.existed_until is not None
            assert after.existed_from == before.existed_until + dt.timedelta(days=1)
            assert before.authority in after.predecessors

    def test_neighbours_are_those_in_the_2025_model(self) -> None:
        """Statistical neighbour model of 2025, row 301: Barking and Dagenham."""
        barking = get_profile("Barking and Dagenham")
        assert [str(n) for n in barking.neighbours[:5]] == [
            "Enfield (close)",
            "Luton (close)",
            "Hounslow (close)",
            "Sandwell (somewhat close)",
            "Wolverhampton (somewhat close)",
        ]
        assert barking.neighbours[0].closeness is Closeness.CLOSE
        today = [get_profile(a) for a in list_authorities(on=dt.date(2025, 3, 31))]
        assert all(len(profile.neighbours) == 10 for profile in today)
        assert get_profile("Cumbria").neighbours == ()

    def test_the_page_of_its_reports_ends_in_its_ofsted_urn(self) -> None:
        assert get_profile("Norfolk").url == "https://reports.ofsted.gov.uk/provider/44/80418"
        assert get_profile("Northamptonshire").url == ""

    def test_a_trust_is_listed_if_a_report_prints_it(self) -> None:
        """Front page of the report on Slough of 17 March 2023."""
        trust, company = get_profile("Slough").providers
        assert str(company) == (
            "Slough Children First, since April 2021 (a company wholly owned by the council)"
        )
        assert trust.since is None
        assert company.source.date == "2023-03-17"
        (northamptonshire,) = get_profile("West Northamptonshire").providers
        assert northamptonshire.since == dt.date(2020, 11, 1)
        assert get_profile("Leeds").providers == ()

    def test_a_profile_can_be_pickled_and_copied(self) -> None:
        leeds = get_profile("Leeds")
        assert pickle.loads(pickle.dumps(leeds)) == copy.deepcopy(leeds) == leeds
        assert len({leeds, get_profile("383")}) == 1


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.code)
def test_an_authority_is_found_by_each_of_its_names_and_numbers(profile: AuthorityProfile) -> None:
    days = [day for day in (dt.date(2015, 1, 1), dt.date(2024, 1, 1)) if profile.exists_on(day)]
    facts = (*profile.other_names, *profile.former_codes)
    numbers = [n for n in (profile.dfe_number, profile.ofsted_urn) if n]
    for name in (profile.code, profile.name, *numbers, *(fact.value for fact in facts)):
        for printed in (name, name.upper(), name.lower(), f"  {name} "):
            assert find_authority(printed, on=days[0]) == profile.authority
    for number in numbers:
        assert find_authority(int(number)) == profile.authority


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
        ("barking and dagenham london boro", "Barking and Dagenham"),
        ("LB Barnet", "Barnet"),
        ("Royal Borough of Windsor and Maidenhead", "Windsor and Maidenhead"),
        ("City of York Council", "York"),
        ("City of London Corporation", "City of London"),
        ("city and county of the city of london", "City of London"),
        ("london corporation", "City of London"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Doncaster District Metropolitan Council", "Doncaster"),
        ("Wigan Metropolitan Council", "Wigan"),
        ("bolton district", "Bolton"),
        ("Bradford MDC", "Bradford"),
        ("Derbyshire CC", "Derbyshire"),
        ("Halton UA", "Halton"),
        ("The Medway Towns UA", "Medway"),
        ("Telford and the Wrekin UA", "Telford and Wrekin"),
        ("blackburn", "Blackburn with Darwen"),
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
        ("892", "Nottingham"),
        ("940", "North Northamptonshire"),
        ("80418", "Norfolk"),
    ],
)
def test_a_name_is_found_in_every_printed_form(printed: str, name: str) -> None:
    assert find_authority(printed).name == name


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Pre-LGR (2021) Northamptonshire", "E10000021"),
        ("Pre-LGR 2019 Dorset", "E10000009"),
        ("Pre LGR Dorset", "E10000009"),
        ("Dorset (Pre LGR 2019)", "E10000009"),
        ("Dorset (pre-April 2019)", "E10000009"),
        ("Pre-LGR (2023) Cumbria", "E10000006"),
        ("Pre-LGR (2023) Somerset", "E06000066"),
        ("Dorset County Council", "E10000009"),
    ],
)
def test_a_name_marked_as_before_a_reorganisation_is_the_older_authority(
    printed: str, code: str
) -> None:
    assert find_authority(printed, on=dt.date(2022, 3, 31)).code == code


@pytest.mark.parametrize(
    "printed",
    [
        "Pre-LGR (2021) West Northamptonshire",
        "Pre-LGR (2021)",
        "Pre-LGR 0000 Leeds",
        "Dorset pre LGR Poole",
    ],
)
def test_an_authority_made_by_a_reorganisation_did_not_exist_before(printed: str) -> None:
    with pytest.raises(UnknownAuthority, match="is not a local authority"):
        find_authority(printed)


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("Kingston", r"Kingston upon Hull \(E06000010\) or Kingston upon Thames \(E09000021\)"),
        ("Tyneside", r"North Tyneside \(E08000022\) or South Tyneside \(E08000023\)"),
        ("Cheshire", r"Cheshire East \(E06000049\) or Cheshire West and Chester \(E06000050\)"),
    ],
)
def test_a_name_that_fits_two_authorities_is_refused_naming_both(name: str, both: str) -> None:
    with pytest.raises(AmbiguousAuthority, match=f"'{name}' could be {both}; write the full name"):
        find_authority(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Achieving for Children", "Achieving for Children Kingston", "Together for Children"),
        *("North", "South West", "Telford", "Shire", "80000", "1"),
    ],
)
def test_a_name_in_an_unknown_form_is_refused(name: str) -> None:
    with pytest.raises(UnknownAuthority, match="is not a local authority"):
        find_authority(name)


def test_old_dorset_is_not_new_dorset() -> None:
    before = find_authority("Dorset", on=dt.date(2019, 3, 31))
    after = find_authority("Dorset", on=dt.date(2019, 4, 1))
    assert (before.code, after.code) == ("E10000009", "E06000059")
    assert before != after


def test_a_name_that_two_authorities_had_in_turn_needs_a_day() -> None:
    with pytest.raises(
        AmbiguousAuthority, match=r"give the day: Dorset \(E06000059\) from 1 April"
    ):
        find_authority("Dorset Council")


def test_an_abolished_authority_is_found_by_its_own_name_on_any_day() -> None:
    assert find_authority("Cumbria", on=dt.date(2024, 1, 1)).code == "E10000006"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Barnsly", "did you mean 'Barnsley'?"),
        ("Telford", "did you mean 'Telford and Wrekin'?"),
        ("Harnsey", "did you mean 'Haringey' or 'Barnsley'?"),
        ("Gwynedd", ""),
    ],
)
def test_an_unknown_name_is_refused_with_similar_names(name: str, near: str) -> None:
    with pytest.raises(UnknownAuthority) as refused:
        find_authority(name)
    message = f"'{name}' is not a local authority in England with children's services"
    assert str(refused.value) == (f"{message}; {near}" if near else message)


@pytest.mark.parametrize(
    "name", ["the " * 50, "city council " * 10_000, "", "E99999999", "pre " * 30_000]
)
def test_nonsense_is_refused_quickly(name: str) -> None:
    with pytest.raises(UnknownAuthority):
        find_authority(name)


def test_a_profile_is_found_by_code_or_else_by_name() -> None:
    cumbria = known_authority(LocalAuthority("Cumbria County Council", "E10000006"))
    assert cumbria is not None
    assert cumbria.existed_until == dt.date(2023, 3, 31)
    assert known_authority(LocalAuthority("Leeds")) is not None
    assert known_authority(LocalAuthority("Leeds", "X1")) is not None
    assert known_authority(LocalAuthority("Gwynedd", "W06000002")) is None
    assert known_authority(LocalAuthority("Dorset")) is None


def test_a_profile_is_found_by_name_number_or_authority() -> None:
    leeds = get_profile("Leeds City Council")
    assert get_profile(383) is get_profile(LocalAuthority("Leeds")) is leeds
    assert get_profile(LocalAuthority("Dorset"), on=dt.date(2020, 1, 1)).code == "E06000059"
    with pytest.raises(UnknownAuthority, match="'Gwynedd'"):
        get_profile(LocalAuthority("Gwynedd", "W06000002"))


class TestRegions:
    """Authorities are listed by one of Ofsted's or the ONS's regions, in any case."""

    def test_a_region_from_either_list_is_accepted(self) -> None:
        """Counted in the table of 31 March 2025 and in the model of 2025."""
        today = dt.date(2025, 3, 31)
        assert len(list_authorities("London", today)) == 33
        assert len(list_authorities("north east, yorkshire & the humber", today)) == 27
        assert len(list_authorities("NORTH EAST", today)) == 12
        assert len(list_authorities("Yorkshire and The Humber", today)) == 15

    def test_an_unknown_region_is_refused_with_the_known_ones(self) -> None:
        with pytest.raises(
            UnknownRegion, match="'Wessex' is not a region; expected one of 'East M"
        ):
            list_authorities("Wessex")
        with pytest.raises(TypeError, match="region takes the name of a region, not 7"):
            read_region(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestAnyText:
    """Any string is an authority's name or code, or is refused."""

    @given(st.text())
    def test_any_string_gives_an_authority_or_an_unknown_authority(self, text: str) -> None:
        try:
            found = find_authority(text)
        except UnknownAuthority:
            return
        assert found in list_authorities()


@pytest.mark.parametrize("given", [None, 886.0, True, b"Leeds"])
def test_a_value_that_is_neither_a_string_nor_a_number_is_refused(given: object) -> None:
    with pytest.raises(TypeError, match="find_authority takes a name, an ONS code, a DfE number"):
        find_authority(given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestAgainstOtherTables:
    """Other published tables of authorities agree with ours, except where a comment says why not."""

    def test_every_other_name_in_the_register_is_known(self, shared: Path) -> None:
        with (shared / "data" / "authority_register.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        counted = 0
        for row in rows:
            profile = get_profile(row["gss-code"])
            day = profile.existed_from or dt.date(2012, 1, 1)
            # A name with a comma is split by the commas between the names: "Bristol, City of".
            names = [name.strip() for name in row["alt-names"].split(",") if name.strip()]
            for name in (row["official-name"], row["nice-name"], *names):
                if name.lower() in {"city of", "county of"} or "Christchurch" in row["nice-name"]:
                    continue
                assert find_authority(name, on=day) == profile.authority
                counted += 1
        assert counted > 900

    def test_the_lookup_has_the_same_numbers_and_regions(self, shared: Path) -> None:
        with (shared / "data" / "authority_keys.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            profile = get_profile(row["ons_code"])
            assert profile.dfe_number == row["dfe_number"]
            assert profile.ons_region == row["ons_region"].replace("The", "the")
            # The links of Ofsted's table of 2023 have other numbers for two that were abolished, and
            # none for Northamptonshire.
            if profile.name not in {"Cumbria", "Poole", "Northamptonshire"}:
                assert profile.ofsted_urn == row["ofsted_urn"]

    def test_the_model_has_the_same_neighbours(self, shared: Path) -> None:
        with (shared / "data" / "statistical_neighbours_2025.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            neighbours = [
                (get_profile(n.authority).dfe_number, n.closeness.label)
                for n in get_profile(row["old_la_code"]).neighbours
            ]
            assert neighbours == [
                (row[f"SN_{n}"], row[f"SN_{n}P"].strip().lower()) for n in range(1, 11)
            ]
