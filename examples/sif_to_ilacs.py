"""Show how overall grades changed from SIF to ILACS.

    python sif_to_ilacs.py [WORKBOOK]

WORKBOOK is one of Ofsted's, or any table that `read_workbook` can read. Without one, the script writes a
small table of nine authorities and reads that. It needs the extras `readers` and `charts`.
"""

import sys
from pathlib import Path

import ofsted_frameworks as of
from ofsted_frameworks import charts

# From Ofsted's table of inspections from 2009 to 2023: Children's social care data in England 2023,
# underlying data (6 July 2023), sheet LA_inspections_2009-2023. Open Government Licence v3.0.
NINE_AUTHORITIES = """\
Local authority name,First SIF publication date,First SIF overall judgement,\
SIF re-inspection publication date,SIF re-inspection overall judgement,\
First ILACS framework publication date,First ILACS framework overall effectiveness
Birmingham,23/05/2014,Inadequate,25/11/2016,Inadequate,17/01/2019,Requires improvement to be good
Camden,24/11/2017,Good,,,21/06/2022,Outstanding
Croydon,04/09/2017,Inadequate,,,16/03/2020,Good
Doncaster,27/11/2015,Inadequate,19/01/2018,Good,08/04/2022,Requires improvement to be good
Hampshire,22/04/2014,Good,,,11/06/2019,Outstanding
Kent,13/06/2017,Good,,,05/07/2022,Outstanding
Lambeth,12/05/2015,Inadequate,09/05/2018,Requires improvement,16/12/2022,Requires improvement to be good
Leeds,27/03/2015,Good,,,18/12/2018,Outstanding
Torbay,05/01/2016,Inadequate,24/08/2018,Inadequate,18/05/2022,Good
"""


def main(arguments: list[str]) -> None:
    """Print the transitions with their caveats, and draw them."""
    if arguments:
        table = Path(arguments[0])
    else:
        table = Path("nine_authorities.csv")
        table.write_text(NINE_AUTHORITIES, encoding="utf-8")

    reading = of.read_workbook(table)
    print(reading.account)
    print()
    print(reading.panel.transitions("sif", "ilacs"))

    picture = Path("sif_to_ilacs.svg")
    charts.save(charts.transitions(reading.panel, "sif", "ilacs"), picture)
    print(f"\nchart saved as {picture}")


if __name__ == "__main__":
    main(sys.argv[1:])
