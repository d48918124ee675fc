"""Dates are read in every form that reports print, but only if they are complete and real."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks.readers.report.printed_dates import read_dates

PRINTED = {
    "29 April 2019 to 3 May 2019": "2019-04-29 2019-05-03",
    "29 April to 3 May 2019": "2019-04-29 2019-05-03",
    "10 to 14 June 2024": "2024-06-10 2024-06-14",
    "10-14 June 2024": "2024-06-10 2024-06-14",
    "9–24 November 2017": "2017-11-09 2017-11-24",
    "26 February 2018–22 March 2018": "2018-02-26 2018-03-22",
    "05 July 2016–27 July 2016": "2016-07-05 2016-07-27",
    "18 February 2014 – 12 March": "2014-02-18 2014-03-12",
    "18 November 10 December 2014": "2014-11-18 2014-12-10",
    "13 December to 7 January 2022": "2021-12-13 2022-01-07",
    "12/09/2016 to 06/10/2016": "2016-09-12 2016-10-06",
    "1/06/2015 – 25/06/2015": "2015-06-01 2015-06-25",
    "5.11.15 - 7.11.15": "2015-11-05 2015-11-07",
    "Monday 4 to Friday 15 December 2023": "2023-12-04 2023-12-15",
    "from 29th April to 3rd May 2019": "2019-04-29 2019-05-03",
    "between 3 and 7 Sept. 2018": "2018-09-03 2018-09-07",
    "9 July - 13 July2018": "2018-07-09 2018-07-13",
    "30 October to 3 November and 13 to 14 November 2023": "2023-10-30 2023-11-03 2023-11-13 2023-11-14",
    "4 to 8 December 2023\n8 to 9 January 2024": "2023-12-04 2023-12-08 2024-01-08 2024-01-09",
    "7 April 2017\n1. Children": "2017-04-07",
    "10 to 14 June 2024 12": "2024-06-10 2024-06-14",
    "3 May 2019 (five days)": "2019-05-03",
    "10 to 14 May 2024\nJune 2024": "2024-05-10 2024-05-14",
    "10 to 14 May 2024\n2023 was a good year": "2024-05-10 2024-05-14",
    "14 to 18 March 2022 to be followed up": "2022-03-14 2022-03-18",
    "Monday 26th of February –\nFriday 9th of March 2018": "2018-02-26 2018-03-09",
    "5th to 9th November 2018": "2018-11-05 2018-11-09",
    "5 November – 9 November 2018": "2018-11-05 2018-11-09",
    "4-11-2019": "2019-11-04",
    "4-11-2019 to 8-11-2019": "2019-11-04 2019-11-08",
    "04-11-2019-08-11-2019": "2019-11-04 2019-11-08",
    "04/11/2019–08/11/2019": "2019-11-04 2019-11-08",
    "5 November 2018 (Monday) to 9 November 2018 (Friday)": "2018-11-05 2018-11-09",
    "5 through 9 November 2018": "2018-11-05 2018-11-09",
    "5 to 9 November 2018 and on 12 November 2018": "2018-11-05 2018-11-09 2018-11-12",
    "10 to 14 June 2024 Report published: 23 July 2024": "2024-06-10 2024-06-14",
    "10 to 14 June 2024 (published 23 July 2024)": "2024-06-10 2024-06-14",
    "November 5 to 9 2018": "2018-11-05 2018-11-09",
    "November 5-9, 2018\n1. Children": "2018-11-05 2018-11-09",
    "Nov. 5th to 9th 2018, lead inspector": "2018-11-05 2018-11-09",
    "November 5, 2018": "2018-11-05",
    "from Monday November 5 2018 to Friday November 9 2018": "2018-11-05 2018-11-09",
    "November 26 – December 7 2018": "2018-11-26 2018-12-07",
    "December 13 to January 7 2022": "2021-12-13 2022-01-07",
}


@pytest.mark.parametrize(("printed", "dates"), PRINTED.items())
def test_each_printed_form_is_read(printed: str, dates: str) -> None:
    days, _ = read_dates(printed)
    assert " ".join(day.isoformat() for day in days) == dates


@pytest.mark.parametrize(
    "printed",
    [
        "31 April to 3 May 2019",
        "June 2019",
        "29 January to 9 February",
        "2019",
        "",
        "soon",
        "29 Febuary 2016",
        "6 November – November 2017",
        "29 April 2019 to May 2019",
        "24 – June 2013",
        "20 January 2020 to\nLead inspector",
        "20 January 2020 –",
        "4-11 2019",
        "4-8-19",
        "4 - 8 - 11 - 2019",
        "2019-11-04 to 2019-11-08",
        "5/11.2018",
        "November 5 to 9",
        "November 31 2018",
        "November 5 to 9 December 2018",
        "November 5 to 9 2018 and December 3 to 7 2018",
        "November 5 to 9 2018 to 12 2018",
        "June 10 to 14 July 2024",
        "November 5 2018 to 9 December 2018",
        "10 June 2024, with a second visit on 17 June 2024",
        "10 to 14 June 2024 (and by telephone 17 to 18 June 2024)",
    ],
)
def test_incomplete_and_unreal_dates_are_not_read(printed: str) -> None:
    assert read_dates(printed)[0] == ()


def test_the_words_end_where_the_dates_end() -> None:
    assert read_dates("10 to\n14 June 2024 12 Lead")[1] == "10 to 14 June 2024"
    assert read_dates("31 April 2019, in the end")[1] == "31 April 2019"


@given(st.dates(dt.date(2009, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 60))
def test_a_span_is_read_from_its_short_and_long_forms(start: dt.date, length: int) -> None:
    """The first date may leave out the month and the year that the second one prints."""
    end = start + dt.timedelta(days=length)
    forms = [f"{start:%-d %B %Y} to {end:%-d %B %Y}", f"{start:%-d %B} – {end:%-d %B %Y}"]
    forms.append(f"{start:%B %-d} to {end:%B %-d, %Y}")
    if (start.year, start.month) == (end.year, end.month):
        forms.append(f"{start.day}-{end:%-d %B %Y}")
    for form in forms:
        assert read_dates(form)[0] == (start, end)
