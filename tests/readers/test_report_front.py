"""The front page says whose services were inspected, and when."""

import datetime as dt

import pytest
import report_texts as texts
from report_texts import found, inspection, read, rules

from ofsted_frameworks import LocalAuthority, Severity
from ofsted_frameworks.readers.report import Document


class TestDates:
    """The days on site come from the front page, or from page footers that all agree."""

    FOOTER = "\fInspection of Anytown local authority children’s services\n{} 2\nmore text"

    @pytest.mark.parametrize(
        "label",
        [
            "Inspection date: ",
            "Inspection dates ",
            "Inspection date(s): ",
            "INSPECTION DATES:\n",
            "Dates of inspection: ",
            "Inspection dates | ",
            "Inspection dates — ",
            "Inspection period: ",
            "Period of inspection: ",
            "Inspected: ",
            "Inspected on: ",
            "Date inspected: ",
            "Dates of visit: ",
            "Date of visit – ",
            "Date(s) of the visit: ",
        ],
    )
    def test_each_label_of_the_dates_is_read(self, label: str) -> None:
        reading = read(texts.ilacs(dates=f"{label}10 to 14 June 2024"))
        assert inspection(reading).start == dt.date(2024, 6, 10)

    @pytest.mark.parametrize(
        "label", ["Report published: ", "Published: ", "Report published on ", "Publication date: "]
    )
    def test_each_label_of_the_publication_is_read(self, label: str) -> None:
        dates = f"Inspection date: 12/09/2016 to 06/10/2016\n{label}25/11/2016"
        reading = read(texts.sif(dates=dates))
        assert inspection(reading).published == dt.date(2016, 11, 25)
        assert inspection(reading).end == dt.date(2016, 10, 6)

    def test_a_month_before_its_day_is_read(self) -> None:
        dates = "Inspection date: November 5 to 9 2018\nReport published: January 7 2019"
        reading = read(texts.sif(dates=dates))
        assert inspection(reading).start == dt.date(2018, 11, 5)
        assert inspection(reading).end == dt.date(2018, 11, 9)
        assert inspection(reading).published == dt.date(2019, 1, 7)

    @pytest.mark.parametrize(
        "other",
        [
            "Previous inspection dates: 3 to 7 May 2021\n",
            "Last inspection date: 3 May 2021\n",
            "Last inspected: 3 May 2021\n",
            "Date of last visit: 3 May 2021\n",
            "Date of visit: 3 May 2021\n",
            "Inspected: 3 May 2021\n",
            "Inspected 30 homes.\n",
        ],
    )
    def test_other_dates_are_not_the_days_on_site(self, other: str) -> None:
        """The dates of another inspection or visit may come before the days on site."""
        reading = read(texts.ilacs(dates=f"{other}Inspection dates: 10 to 14 June 2024"))
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert found(reading) == []

    @pytest.mark.parametrize(
        "dates",
        ["Last inspected: 3 May 2021", "Inspected 30 May 2021", "Date of last visit: 3 May 2021"],
    )
    def test_other_dates_are_not_used_instead(self, dates: str) -> None:
        reading = read(texts.ilacs(dates=dates))
        assert inspection(reading).start is None
        assert "report.no-dates" in rules(reading)

    def test_an_inspection_in_two_parts_has_its_first_and_last_day(self) -> None:
        dates = "Inspection dates: 30 October to 3 November and 13 to 14 November 2023"
        reading = read(texts.ilacs(dates=dates))
        assert inspection(reading).start == dt.date(2023, 10, 30)
        assert inspection(reading).end == dt.date(2023, 11, 14)
        assert rules(reading) == ["report.several-visits"]
        assert found(reading)[0].severity is Severity.NOTE

    def test_a_footer_that_disagrees_is_reported(self) -> None:
        reading = read(texts.ilacs(rest=self.FOOTER.format("10 to 21 June 2024")))
        assert inspection(reading).end == dt.date(2024, 6, 14)
        assert rules(reading) == ["report.dates-disagree"]

    def test_a_footer_that_agrees_is_not_reported(self) -> None:
        assert found(read(texts.ilacs(rest=self.FOOTER.format("10 June to 14 June 2024")))) == []

    @pytest.mark.parametrize(
        ("dates", "rule"),
        [("", "report.no-dates"), ("Inspection dates: 10 to 14 Jun 224", "report.unread-dates")],
    )
    def test_a_footer_is_used_if_the_front_has_no_dates(self, dates: str, rule: str) -> None:
        reading = read(texts.ilacs(dates=dates, rest=self.FOOTER.format("10 to 14 June 2024")))
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert rules(reading) == [rule]

    def test_footers_that_disagree_are_not_used(self) -> None:
        rest = self.FOOTER.format("10 to 14 June 2024") + self.FOOTER.format("10 to 21 June 2024")
        reading = read(texts.ilacs(dates="", rest=rest))
        assert inspection(reading).start is None
        assert rules(reading) == ["report.no-dates", "report.edition-by-areas"]

    def test_an_end_before_the_start_is_not_read(self) -> None:
        reading = read(texts.ilacs(dates="Inspection dates: 14 to 10 June 2024"))
        assert inspection(reading).start is None
        assert rules(reading) == ["report.unread-dates", "report.edition-by-areas"]

    def test_an_unreal_publication_date_is_not_read(self) -> None:
        reading = read(
            texts.sif(dates="Inspection date: 3 to 5 May 2016\nReport published: 31 June 2016")
        )
        assert inspection(reading).published is None
        assert rules(reading) == ["report.unread-dates"]

    @pytest.mark.parametrize("year", ["2203", "2033", "1914"])
    def test_an_implausible_year_is_reported_and_not_used(self, year: str) -> None:
        dates = f"Inspection date: 3 to 5 May {year}\nReport published: 31 May {year}"
        reading = read(texts.sif(dates=dates))
        assert (inspection(reading).start, inspection(reading).published) == (None, None)
        assert [(f.rule, f.path) for f in found(reading)[:2]] == [
            ("report.implausible-date", ("start",)),
            ("report.implausible-date", ("published",)),
        ]
        assert found(reading)[0].severity is Severity.ERROR

    def test_a_footer_is_used_if_the_front_has_an_implausible_year(self) -> None:
        dates = "Inspection dates: 10 to 14 June 2203"
        reading = read(texts.ilacs(dates=dates, rest=self.FOOTER.format("10 to 14 June 2024")))
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert rules(reading) == ["report.implausible-date"]

    def test_an_inspection_of_two_years_is_implausible(self) -> None:
        reading = read(texts.ilacs(dates="Inspection dates: 10 June 2023 to 14 June 2025"))
        assert inspection(reading).start is None
        assert "more than a year apart" in found(reading)[0].message

    def test_many_footers_that_disagree_make_one_finding(self) -> None:
        rest = "".join(self.FOOTER.format(f"10 to {day} June 2024") for day in range(15, 21))
        [finding] = found(read(texts.ilacs(rest=rest)))
        assert finding.severity is Severity.WARNING
        assert "and 3 more" in finding.message

    def test_without_dates_the_areas_can_settle_the_edition(self) -> None:
        assert inspection(read(texts.ilacs(dates=""))).edition.id == "ilacs-2023"
        rows = texts.ILACS_2018_ROWS
        assert inspection(read(texts.ilacs(rows, dates=""))).edition.id == "ilacs-2018"

    @pytest.mark.parametrize("dates", ["", "Inspection dates: 14 to 10 June 2026"])
    def test_without_dates_areas_that_fit_two_editions_leave_no_inspection(
        self, dates: str
    ) -> None:
        """A table of 2026 looks like one of 2023 without its overall effectiveness."""
        rows = texts.ILACS_ROWS.removesuffix("\nOverall effectiveness Good")
        reading = read(texts.ilacs(rows, dates=dates))
        assert reading.inspection is None
        assert reading.document is Document.INSPECTION
        [finding] = [f for f in found(reading) if f.rule == "report.no-edition"]
        assert finding.severity is Severity.ERROR
        assert "ILACS from January 2023 without 'Overall effectiveness'" in finding.message

    def test_the_dates_of_a_footer_settle_the_edition(self) -> None:
        rows = texts.ILACS_ROWS.removesuffix("\nOverall effectiveness Good")
        footer = self.FOOTER.format("11 to 22 May 2026")
        reading = read(texts.ilacs(rows, dates="", rest=footer))
        assert inspection(reading).edition.id == "ilacs-2026"
        assert rules(reading) == ["report.no-dates"]

    def test_without_dates_an_incomplete_table_leaves_no_inspection(self) -> None:
        rows = texts.ILACS_ROWS.replace("Inadequate", "")
        reading = read(texts.ilacs(rows, dates="", rest=self.FOOTER.format("May 2024")))
        assert reading.inspection is None
        assert reading.document is Document.OTHER

    def test_for_a_date_before_the_framework_the_areas_settle_the_edition(self) -> None:
        reading = read(texts.ilacs(dates="Inspection dates: 10 to 14 June 2014"))
        assert inspection(reading).edition.id == "ilacs-2023"
        assert inspection(reading).start == dt.date(2014, 6, 10)
        assert rules(reading) == ["report.edition-by-areas"]

    def test_a_date_before_the_framework_and_an_incomplete_table_leave_no_inspection(self) -> None:
        reading = read(
            texts.ilacs("Overall effectiveness Good", dates="Inspection dates: 3 May 2014")
        )
        assert reading.inspection is None
        assert reading.document is Document.INSPECTION
        assert rules(reading) == ["report.no-edition"]
        assert "none was in force on 3 May 2014" in found(reading)[0].message


class TestAuthority:
    """The authority is named in the title, above or below it, or in a page header or footer."""

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            (
                "Inspection of London Borough of Hammersmith\nand Fulham local authority children’s services",
                "Hammersmith and Fulham",
            ),
            (
                "Inspection of the Royal Borough of Windsor & Maidenhead local authority children’s services",
                "Windsor and Maidenhead",
            ),
            ("Inspection of St. Helens Local Authority Children's Services", "St Helens"),
            (
                "Inspection of Bournemouth, Christchurch and\nPoole local authority children’s services",
                "Bournemouth, Christchurch and Poole",
            ),
            (
                "Kingston upon Hull City Council\nInspection of local authority children’s services",
                "Kingston upon Hull",
            ),
            ("1Devon County Council\nInspection of local authority children’s services", "Devon"),
            ("Inspection of Devon’s children’s services", "Devon"),
            ("INSPECTION OF DEVON LOCAL AUTHORITY\nCHILDREN’S SERVICES", "Devon"),
            ("Inspection of children’s services\nNorth\nSomerset", "North Somerset"),
            (
                "Improving lives\nNorth\nSomerset\nInspection of children’s social care services",
                "North Somerset",
            ),
            ("Appendix 2\n\nTorbay\nInspection of local authority children’s services", "Torbay"),
        ],
    )
    def test_a_name_in_or_near_the_title_is_read(self, title: str, name: str) -> None:
        assert inspection(read(texts.ilacs(title=title))).authority.name == name

    @pytest.mark.parametrize(
        ("printed", "name"),
        [
            ("Together for Children Sunderland", "Sunderland"),
            ("Together for Children\nSunderland City Council", "Sunderland"),
            ("Brighter Futures for Children\nReading", "Reading"),
            (
                "Achieving for Children\nRoyal Borough of Windsor and Maidenhead",
                "Windsor and Maidenhead",
            ),
            ("London Borough of Kingston", "Kingston upon Thames"),
            ("East Riding", "East Riding of Yorkshire"),
            ("Corporation of London", "City of London"),
        ],
    )
    def test_the_authority_is_found_beside_a_trust_or_by_a_short_name(
        self, printed: str, name: str
    ) -> None:
        """Services that a trust runs belong to the authority that is named with it."""
        above = read(
            texts.ilacs(title=f"{printed}\nInspection of local authority children’s services")
        )
        assert inspection(above).authority.name == name
        within = read(texts.ilacs(title=f"Inspection of {printed} children’s services"))
        assert inspection(within).authority.name == name

    @pytest.mark.parametrize(
        "printed",
        [
            "Achieving for Children",
            "Achieving for Children Kingston",
            "Brighter Futures for Children",
            "Royal Borough of Kingston upon Thames\nLondon Borough of Richmond upon Thames",
        ],
    )
    def test_a_trust_alone_or_two_authorities_keep_the_printed_name(self, printed: str) -> None:
        title = f"{printed}\nInspection of local authority children’s services"
        reading = read(texts.ilacs(title=title))
        assert inspection(reading).authority == LocalAuthority(" ".join(printed.split()))
        assert [finding.rule for finding in reading.findings] == ["report.unknown-authority"]

    def test_the_trust_that_runs_the_services_stays_in_the_evidence(self) -> None:
        title = (
            "Together for Children\nSunderland City Council\n"
            "Inspection of local authority children’s services"
        )
        reading = read(texts.ilacs(title=title))
        [authority] = [taken for taken in reading.taken if taken.path == ("authority",)]
        assert authority.words == "Together for Children Sunderland City Council"

    def test_a_known_authority_has_its_code(self) -> None:
        title = "London Borough of Barnet\nInspection of local authority children’s services"
        reading = read(texts.ilacs(title=title))
        assert inspection(reading).authority == LocalAuthority("Barnet", "E09000003")
        assert reading.taken[2].words == "London Borough of Barnet"
        assert reading.findings == ()

    def test_the_days_on_site_choose_between_two_authorities_with_one_name(self) -> None:
        title = "Inspection of Dorset local authority children’s services"
        newer = read(texts.ilacs(title=title))
        rows, dates = texts.ILACS_2018_ROWS, "Inspection dates: 5 to 16 March 2018"
        older = read(texts.ilacs(rows, dates=dates, title=title))
        assert inspection(newer).authority == LocalAuthority("Dorset", "E06000059")
        assert inspection(older).authority == LocalAuthority("Dorset", "E10000009")

    def test_an_unknown_authority_keeps_its_printed_name(self) -> None:
        reading = read(texts.ilacs())
        assert inspection(reading).authority == LocalAuthority("Anytown")
        assert [finding.rule for finding in reading.findings] == ["report.unknown-authority"]

    @pytest.mark.parametrize("label", ["Inspected", "Dates of visit", "Inspection period"])
    def test_a_name_ends_where_the_dates_begin(self, label: str) -> None:
        text = texts.slac().replace("Inspection dates", label)
        assert inspection(read(text)).authority.name == "Anytown"

    def test_a_name_in_the_footer_is_read(self) -> None:
        text = texts.ilacs(
            title="Inspection of local authority children’s services",
            rest=TestDates.FOOTER.format("10 to 14 June 2024"),
        )
        assert inspection(read(text)).authority.name == "Anytown"

    @pytest.mark.parametrize("above", ["", "1\n", "A line that goes on " * 6 + "\n"])
    def test_without_a_name_there_is_no_inspection(self, above: str) -> None:
        reading = read(
            texts.ilacs(title=f"{above}Inspection of local authority children’s services")
        )
        assert reading.inspection is None
        assert rules(reading) == ["report.no-authority"]
        assert reading.document is Document.INSPECTION
