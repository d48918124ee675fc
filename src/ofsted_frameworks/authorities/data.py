"""The local authorities with children's services in England since 2009, with their codes and names.

The plain ones are a name and a code, as Ofsted's table of 2025 prints them; those whose code changed,
that have other names, or that were abolished or created say so, each with its source.
"""

import datetime as dt

import attrs

from ofsted_frameworks.documents import STATISTICS_2023, STATISTICS_2025
from ofsted_frameworks.sources import Fact, Provenance, Source


@attrs.frozen(kw_only=True)
class KnownAuthority:
    """A local authority with its codes, its names and the days between which it exists.

    `created` is its first day and `abolished` the first day without it, each only where it is not the
    whole time since 2009. `former_codes` are ONS codes that it had before.
    """

    name: str
    code: str
    source: Source
    names: tuple[Fact[str], ...] = ()
    former_codes: tuple[Fact[str], ...] = ()
    created: Fact[dt.date] | None = None
    abolished: Fact[dt.date] | None = None

    def exists_on(self, day: dt.date) -> bool:
        """True when it was a local authority on `day`."""
        created = self.created is None or self.created.value <= day
        return created and (self.abolished is None or day < self.abolished.value)


_CODE_HISTORY = Source(
    "Code History Database, Office for National Statistics, as reproduced in the ukgeog package "
    "(la-boundary-changes.R)",
    Provenance.OTHERS,
)
_BARNSLEY_SHEFFIELD = Source(
    "data-to-insight, notes to its scrape tool, on the boundary order of April 2025",
    Provenance.OTHERS,
    date="2025-04",
)
_DFE_LOADER = Source(
    "Children's social care outcomes and enablers dashboard, Department for Education: "
    "read_ofsted_leadership_data in R/read_data.R",
    Provenance.OTHERS,
)
_SCRAPE = Source("data-to-insight, overview scraped from Ofsted's reports", Provenance.OTHERS)
_NEWCASTLE_2022 = Source(
    "Inspection of Newcastle local authority children's services",
    Provenance.REPORTS,
    date="2022-02-01",
    where="front page",
)
_COMMON = Source("ofsted-frameworks, a name in common use", Provenance.OURS)
_DORSET_ORDER = Source(
    "Bournemouth, Dorset and Poole (Structural Changes) Order 2018, SI 2018/648", Provenance.LAW
)
_BUCKINGHAMSHIRE_ORDER = Source(
    "Buckinghamshire (Structural Changes) Order 2019, SI 2019/957", Provenance.LAW
)
_NORTHAMPTONSHIRE_ORDER = Source(
    "Northamptonshire (Structural Changes) Order 2020, SI 2020/156", Provenance.LAW
)
_CUMBRIA_ORDER = Source("Cumbria (Structural Changes) Order 2022, SI 2022/331", Provenance.LAW)
_NORTH_YORKSHIRE_ORDER = Source(
    "North Yorkshire (Structural Changes) Order 2022, SI 2022/328", Provenance.LAW
)
_SOMERSET_ORDER = Source("Somerset (Structural Changes) Order 2022, SI 2022/329", Provenance.LAW)

_APRIL_2019 = Fact(dt.date(2019, 4, 1), _DORSET_ORDER)
_APRIL_2021 = Fact(dt.date(2021, 4, 1), _NORTHAMPTONSHIRE_ORDER)
_APRIL_2023 = Fact(dt.date(2023, 4, 1), _CUMBRIA_ORDER)

_PLAIN = {
    "E09000002": "Barking and Dagenham",
    "E09000003": "Barnet",
    "E06000022": "Bath and North East Somerset",
    "E09000004": "Bexley",
    "E08000025": "Birmingham",
    "E06000008": "Blackburn with Darwen",
    "E06000009": "Blackpool",
    "E08000001": "Bolton",
    "E06000036": "Bracknell Forest",
    "E08000032": "Bradford",
    "E09000005": "Brent",
    "E06000043": "Brighton and Hove",
    "E09000006": "Bromley",
    "E08000002": "Bury",
    "E08000033": "Calderdale",
    "E10000003": "Cambridgeshire",
    "E09000007": "Camden",
    "E06000056": "Central Bedfordshire",
    "E06000049": "Cheshire East",
    "E06000050": "Cheshire West and Chester",
    "E06000052": "Cornwall",
    "E08000026": "Coventry",
    "E09000008": "Croydon",
    "E06000005": "Darlington",
    "E06000015": "Derby",
    "E10000007": "Derbyshire",
    "E10000008": "Devon",
    "E08000017": "Doncaster",
    "E08000027": "Dudley",
    "E09000009": "Ealing",
    "E10000011": "East Sussex",
    "E09000010": "Enfield",
    "E10000012": "Essex",
    "E10000013": "Gloucestershire",
    "E09000011": "Greenwich",
    "E09000012": "Hackney",
    "E06000006": "Halton",
    "E09000013": "Hammersmith and Fulham",
    "E10000014": "Hampshire",
    "E09000014": "Haringey",
    "E09000015": "Harrow",
    "E06000001": "Hartlepool",
    "E09000016": "Havering",
    "E10000015": "Hertfordshire",
    "E09000017": "Hillingdon",
    "E09000018": "Hounslow",
    "E06000046": "Isle of Wight",
    "E06000053": "Isles of Scilly",
    "E09000019": "Islington",
    "E09000020": "Kensington and Chelsea",
    "E10000016": "Kent",
    "E08000034": "Kirklees",
    "E08000011": "Knowsley",
    "E09000022": "Lambeth",
    "E10000017": "Lancashire",
    "E08000035": "Leeds",
    "E06000016": "Leicester",
    "E10000018": "Leicestershire",
    "E09000023": "Lewisham",
    "E10000019": "Lincolnshire",
    "E08000012": "Liverpool",
    "E06000032": "Luton",
    "E08000003": "Manchester",
    "E06000035": "Medway",
    "E09000024": "Merton",
    "E06000002": "Middlesbrough",
    "E06000042": "Milton Keynes",
    "E09000025": "Newham",
    "E10000020": "Norfolk",
    "E06000012": "North East Lincolnshire",
    "E06000013": "North Lincolnshire",
    "E06000024": "North Somerset",
    "E08000022": "North Tyneside",
    "E06000018": "Nottingham",
    "E10000024": "Nottinghamshire",
    "E08000004": "Oldham",
    "E10000025": "Oxfordshire",
    "E06000031": "Peterborough",
    "E06000026": "Plymouth",
    "E06000044": "Portsmouth",
    "E06000038": "Reading",
    "E09000026": "Redbridge",
    "E06000003": "Redcar and Cleveland",
    "E08000005": "Rochdale",
    "E08000018": "Rotherham",
    "E06000017": "Rutland",
    "E08000006": "Salford",
    "E08000028": "Sandwell",
    "E08000014": "Sefton",
    "E06000051": "Shropshire",
    "E06000039": "Slough",
    "E08000029": "Solihull",
    "E06000025": "South Gloucestershire",
    "E08000023": "South Tyneside",
    "E06000045": "Southampton",
    "E09000028": "Southwark",
    "E10000028": "Staffordshire",
    "E08000007": "Stockport",
    "E06000004": "Stockton-on-Tees",
    "E10000029": "Suffolk",
    "E08000024": "Sunderland",
    "E10000030": "Surrey",
    "E09000029": "Sutton",
    "E06000030": "Swindon",
    "E08000008": "Tameside",
    "E06000020": "Telford and Wrekin",
    "E06000034": "Thurrock",
    "E06000027": "Torbay",
    "E09000030": "Tower Hamlets",
    "E08000009": "Trafford",
    "E08000036": "Wakefield",
    "E08000030": "Walsall",
    "E09000031": "Waltham Forest",
    "E09000032": "Wandsworth",
    "E06000007": "Warrington",
    "E10000031": "Warwickshire",
    "E06000037": "West Berkshire",
    "E10000032": "West Sussex",
    "E09000033": "Westminster",
    "E08000010": "Wigan",
    "E06000054": "Wiltshire",
    "E06000040": "Windsor and Maidenhead",
    "E08000015": "Wirral",
    "E06000041": "Wokingham",
    "E08000031": "Wolverhampton",
    "E10000034": "Worcestershire",
    "E06000014": "York",
}

_WITH_A_HISTORY = (
    KnownAuthority(
        name="Barnsley",
        code="E08000038",
        source=_BARNSLEY_SHEFFIELD,
        former_codes=(Fact("E08000016", STATISTICS_2025, "still printed in 2025"),),
    ),
    KnownAuthority(
        name="Bedford",
        code="E06000055",
        source=STATISTICS_2025,
        names=(Fact("Bedford Borough", STATISTICS_2023),),
    ),
    KnownAuthority(
        name="Bournemouth",
        code="E06000028",
        source=STATISTICS_2025,
        abolished=_APRIL_2019,
    ),
    KnownAuthority(
        name="Bournemouth, Christchurch and Poole",
        code="E06000058",
        source=STATISTICS_2025,
        names=(Fact("BCP", _COMMON),),
        created=_APRIL_2019,
    ),
    KnownAuthority(
        name="Bristol",
        code="E06000023",
        source=STATISTICS_2025,
        names=(Fact("Bristol, City of", _DFE_LOADER),),
    ),
    KnownAuthority(
        name="Buckinghamshire",
        code="E06000060",
        source=STATISTICS_2025,
        former_codes=(
            Fact(
                "E10000002",
                _CODE_HISTORY,
                f"until April 2020 ({_BUCKINGHAMSHIRE_ORDER}); Ofsted keeps one history",
            ),
        ),
    ),
    KnownAuthority(
        name="City of London",
        code="E09000001",
        source=STATISTICS_2025,
        names=(Fact("London Corporation", _SCRAPE), Fact("Corporation of London", _COMMON)),
    ),
    KnownAuthority(
        name="Cumberland", code="E06000063", source=STATISTICS_2025, created=_APRIL_2023
    ),
    KnownAuthority(name="Cumbria", code="E10000006", source=STATISTICS_2025, abolished=_APRIL_2023),
    KnownAuthority(name="Dorset", code="E06000059", source=STATISTICS_2025, created=_APRIL_2019),
    KnownAuthority(name="Dorset", code="E10000009", source=_CODE_HISTORY, abolished=_APRIL_2019),
    KnownAuthority(
        name="Durham",
        code="E06000047",
        source=STATISTICS_2025,
        names=(Fact("County Durham", _DFE_LOADER),),
    ),
    KnownAuthority(
        name="East Riding of Yorkshire",
        code="E06000011",
        source=STATISTICS_2025,
        names=(Fact("East Riding", _COMMON),),
    ),
    KnownAuthority(
        name="Gateshead",
        code="E08000037",
        source=STATISTICS_2025,
        former_codes=(Fact("E08000020", _CODE_HISTORY, "until 2013"),),
    ),
    KnownAuthority(
        name="Herefordshire",
        code="E06000019",
        source=STATISTICS_2025,
        names=(Fact("Herefordshire, County of", _DFE_LOADER),),
    ),
    KnownAuthority(
        name="Kingston upon Hull",
        code="E06000010",
        source=STATISTICS_2025,
        names=(Fact("Hull", _DFE_LOADER), Fact("Kingston upon Hull, City of", _DFE_LOADER)),
    ),
    KnownAuthority(
        name="Kingston upon Thames",
        code="E09000021",
        source=STATISTICS_2025,
        names=(
            Fact("London Borough of Kingston", _COMMON, "Kingston alone may be upon Hull"),
            Fact("Royal Borough of Kingston", _COMMON, "Kingston alone may be upon Hull"),
        ),
    ),
    KnownAuthority(
        name="Newcastle upon Tyne",
        code="E08000021",
        source=STATISTICS_2025,
        names=(Fact("Newcastle", _NEWCASTLE_2022),),
    ),
    KnownAuthority(
        name="North Northamptonshire",
        code="E06000061",
        source=STATISTICS_2025,
        created=_APRIL_2021,
    ),
    KnownAuthority(
        name="North Yorkshire",
        code="E06000065",
        source=STATISTICS_2025,
        former_codes=(Fact("E10000023", _SCRAPE, f"until April 2023 ({_NORTH_YORKSHIRE_ORDER})"),),
    ),
    KnownAuthority(
        name="Northamptonshire",
        code="E10000021",
        source=STATISTICS_2025,
        abolished=_APRIL_2021,
    ),
    KnownAuthority(
        name="Northumberland",
        code="E06000057",
        source=STATISTICS_2025,
        former_codes=(Fact("E06000048", _CODE_HISTORY, "until 2013"),),
    ),
    KnownAuthority(name="Poole", code="E06000029", source=_CODE_HISTORY, abolished=_APRIL_2019),
    KnownAuthority(
        name="Richmond upon Thames",
        code="E09000027",
        source=STATISTICS_2025,
        names=(Fact("London Borough of Richmond", _COMMON),),
    ),
    KnownAuthority(
        name="Sheffield",
        code="E08000039",
        source=_BARNSLEY_SHEFFIELD,
        former_codes=(Fact("E08000019", STATISTICS_2025, "still printed in 2025"),),
    ),
    KnownAuthority(
        name="Somerset",
        code="E06000066",
        source=STATISTICS_2025,
        former_codes=(Fact("E10000027", _SCRAPE, f"until April 2023 ({_SOMERSET_ORDER})"),),
    ),
    KnownAuthority(
        name="Southend-on-Sea",
        code="E06000033",
        source=STATISTICS_2025,
        names=(Fact("Southend", _COMMON),),
    ),
    KnownAuthority(
        name="St Helens",
        code="E08000013",
        source=STATISTICS_2025,
        names=(Fact("St. Helens", _DFE_LOADER),),
    ),
    KnownAuthority(
        name="Stoke-on-Trent",
        code="E06000021",
        source=STATISTICS_2025,
        names=(Fact("Stoke", _COMMON),),
    ),
    KnownAuthority(
        name="West Northamptonshire",
        code="E06000062",
        source=STATISTICS_2025,
        created=_APRIL_2021,
    ),
    KnownAuthority(
        name="Westmorland and Furness",
        code="E06000064",
        source=STATISTICS_2025,
        created=_APRIL_2023,
    ),
)

AUTHORITIES = tuple(
    sorted(
        (
            *(
                KnownAuthority(name=name, code=code, source=STATISTICS_2025)
                for code, name in _PLAIN.items()
            ),
            *_WITH_A_HISTORY,
        ),
        key=lambda known: (known.name, known.code),
    )
)
