"""A clean report of each framework is read completely."""

import datetime as dt
from collections.abc import Iterator

import attrs
import madeup_framework as madeup
import pytest
import report_texts as texts
from report_texts import found, grades, inspection, read, rules

from ofsted_frameworks import Kind
from ofsted_frameworks.frameworks import Framework, register, unregister
from ofsted_frameworks.frameworks.report_forms import ReportForm
from ofsted_frameworks.readers.report import Document
from ofsted_frameworks.sources import Fact


class TestEachLayout:
    """A clean report of each framework is read completely, without a finding."""

    def test_ilacs_2023_is_read(self) -> None:
        reading = read(texts.ilacs())
        assert grades(reading) == texts.ILACS_GRADES
        assert inspection(reading).edition.id == "ilacs-2023"
        assert inspection(reading).authority.name == "Anytown"
        assert inspection(reading).start == dt.date(2024, 6, 10)
        assert inspection(reading).end == dt.date(2024, 6, 14)
        assert inspection(reading).published is None
        assert inspection(reading).kind is None
        assert found(reading) == []

    def test_ilacs_2018_is_read(self) -> None:
        reading = read(
            texts.ilacs(
                texts.ILACS_2018_ROWS,
                title="1\nAnytown County\nCouncil\nInspection of children’s social care services",
                dates="Inspection dates: 23 April 2018 to 04 May 2018",
            )
        )
        assert grades(reading) == texts.ILACS_2018_GRADES
        assert inspection(reading).edition.id == "ilacs-2018"
        assert inspection(reading).authority.name == "Anytown County Council"
        assert found(reading) == []

    def test_ilacs_2026_has_no_overall_effectiveness(self) -> None:
        rows = texts.ILACS_ROWS.replace("social work\npractice", "practice")
        reading = read(
            texts.ilacs(
                rows.removesuffix("\nOverall effectiveness Good"),
                dates="Inspection dates: 11 to 22 May 2026",
            )
        )
        expected = {k: v for k, v in texts.ILACS_GRADES.items() if k != "overall_effectiveness"}
        assert grades(reading) == expected
        assert inspection(reading).edition.id == "ilacs-2026"
        assert found(reading) == []

    def test_sif_is_read(self) -> None:
        reading = read(texts.sif())
        assert grades(reading) == texts.SIF_GRADES
        assert reading.document is Document.INSPECTION
        assert inspection(reading).edition.id == "sif-2013"
        assert inspection(reading).authority.name == "Anytown Borough Council"
        assert inspection(reading).kind is Kind.FULL
        assert inspection(reading).start == dt.date(2017, 1, 23)
        assert inspection(reading).end == dt.date(2017, 2, 16)
        assert inspection(reading).published == dt.date(2017, 4, 7)
        assert found(reading) == []

    @pytest.mark.parametrize(
        "hyphenated",
        [
            "Re-inspection",
            "Re-Inspection",
            "Reinspection",
            "Re -inspection",
            "Re–inspection",
            "RE-INSPECTION",
            "Post-monitoring single inspection",
        ],
    )
    def test_sif_reinspection_has_no_review_of_the_board(self, hyphenated: str) -> None:
        title = texts.REINSPECTION_TITLE.replace("Re-inspection", hyphenated)
        reading = read(texts.sif(title=title))
        expected = {k: v for k, v in texts.SIF_GRADES.items() if k != "lscb_effectiveness"}
        assert grades(reading) == expected
        assert reading.document is Document.REINSPECTION
        assert inspection(reading).kind is Kind.REINSPECTION
        assert found(reading) == []

    def test_sif_with_a_shorter_title_is_not_a_review_of_the_board(self) -> None:
        title = texts.SIF_TITLE.replace("in need of help and\nprotection", "in need")
        reading = read(texts.sif(title=title))
        assert grades(reading) == texts.SIF_GRADES
        assert reading.document is Document.INSPECTION

    def test_tlac_is_read(self) -> None:
        reading = read(texts.tlac())
        assert grades(reading) == texts.TLAC_GRADES
        assert inspection(reading).edition.id == "tlac-2013"
        assert inspection(reading).authority.name == "Anytown Council"
        assert inspection(reading).start == dt.date(2013, 7, 15)
        assert inspection(reading).published == dt.date(2013, 8, 23)
        assert found(reading) == []

    def test_cpi_is_read(self) -> None:
        reading = read(texts.cpi())
        assert grades(reading) == texts.CPI_GRADES
        assert inspection(reading).edition.id == "cpi-2012"
        assert inspection(reading).end == dt.date(2013, 3, 20)
        assert found(reading) == []

    def test_a_cpi_reinspection_is_read(self) -> None:
        title = "Re-inspection of local authority arrangements for the protection of children"
        reading = read(texts.cpi(title=title))
        assert inspection(reading).kind is Kind.REINSPECTION
        assert inspection(reading).authority.name == "Anytown Council"

    def test_slac_2010_has_ten_and_twelve_judgements(self) -> None:
        reading = read(texts.slac())
        judged = grades(reading)
        assert len(judged) == 22
        assert judged["safeguarding_overall_effectiveness"] == "good"
        assert judged["looked_after_overall_effectiveness"] == "adequate"
        assert judged["safeguarding_performance_management"] == "outstanding"
        assert judged["looked_after_performance_management"] == "adequate"
        assert judged["safeguarding_contribution_of_health_agencies"] == "good"
        assert judged["looked_after_making_a_positive_contribution"] == "good"
        assert judged["looked_after_equality_and_diversity"] == "outstanding"
        assert inspection(reading).edition.id == "slac-2010"
        assert found(reading) == []

    def test_the_areas_of_a_slac_record_without_a_front_page_settle_its_edition(self) -> None:
        text = f"Anytown inspection of safeguarding and looked after children services\n{texts.SLAC_RECORD}"
        reading = read(text)
        assert len(grades(reading)) == 22
        assert inspection(reading).edition.id == "slac-2010"
        assert inspection(reading).authority.name == "Anytown"
        assert inspection(reading).kind is None
        assert rules(reading) == ["report.no-dates", "report.edition-by-areas"]


@pytest.fixture
def made_up() -> Iterator[Framework]:
    """Return a made-up framework, with the form of its reports."""
    form = ReportForm(
        titles=("Check of [the] children's services",),
        source=madeup.MADE_UP,
        kind=Kind.FULL,
        name_above=True,
        sentences={"overall": ("Altogether, services in {Some}",)},
    )
    edition = attrs.evolve(madeup.EDITION, starts=Fact(dt.date(2020, 1, 1), madeup.MADE_UP))
    framework = attrs.evolve(madeup.FRAMEWORK, editions=(edition,), report_forms=(form,))
    register(framework)
    yield framework
    unregister(framework)


class TestAnotherFramework:
    """Reports of a new framework are read by the form that the framework declares."""

    TEXT = (
        "Anytown Council\nCheck of the children’s services\nInspection dates: 4 to 8 May 2026\n"
        "Altogether, services in Anytown are fine\n1. Safety Shaky\n"
    )

    def test_reports_of_the_framework_are_read(self, made_up: Framework) -> None:
        reading = read(self.TEXT)
        assert grades(reading) == {"overall": "fine", "safety": "shaky"}
        assert inspection(reading).edition.id == made_up.editions[0].id
        assert inspection(reading).authority.name == "Anytown Council"
        assert inspection(reading).kind is Kind.FULL
        assert found(reading) == []

    def test_they_are_not_recognised_without_the_framework(self) -> None:
        assert read(self.TEXT).document is Document.OTHER
