"""Charts of many authorities print every count that they draw, and how much they could not count."""

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import drawings
import pytest

from ofsted_frameworks import (
    NOT_JUDGED,
    CpiGrade,
    CpiJudgements,
    Ilacs2018Judgements,
    Ilacs2023Judgements,
    Ilacs2026Judgements,
    IlacsGrade,
    Inspection,
    LocalAuthority,
    SifGrade,
    SifJudgements,
    Slac2010Judgements,
    SlacGrade,
    Theme,
    UnknownLabel,
    charts,
    datasets,
)
from ofsted_frameworks.findings import InvalidHistory, MappingRefused
from ofsted_frameworks.inspection import AnyInspection
from ofsted_frameworks.page import panel_page, transitions_page
from ofsted_frameworks.panel.panel import Panel
from ofsted_frameworks.readers.workbook import read_workbook

LEEDS, KENT, HULL = map(LocalAuthority, ("Leeds", "Kent", "Kingston upon Hull, City of"))
GOOD, THIRD, LAST = IlacsGrade.GOOD, IlacsGrade.REQUIRES_IMPROVEMENT, IlacsGrade.INADEQUATE


def inspected(authority: LocalAuthority, day: dt.date, judgements: Any) -> AnyInspection:
    return Inspection(
        authority=authority, judgements=judgements, start=day, source="a table, row 7"
    )


SIF = [
    inspected(LEEDS, dt.date(2015, 1, 5), SifJudgements(overall_effectiveness=SifGrade.GOOD)),
    inspected(
        KENT,
        dt.date(2016, 1, 4),
        SifJudgements(overall_effectiveness=SifGrade.GOOD, adoption_performance=NOT_JUDGED),
    ),
]
ILACS = [
    inspected(LEEDS, dt.date(2018, 5, 1), Ilacs2018Judgements(overall_effectiveness=THIRD)),
    inspected(KENT, dt.date(2019, 5, 1), Ilacs2018Judgements(overall_effectiveness=GOOD)),
    inspected(
        HULL,
        dt.date(2023, 5, 1),
        Ilacs2023Judgements(overall_effectiveness=LAST, care_leavers=GOOD),
    ),
]
PANEL = Panel([*SIF, *ILACS])


def texts(chart: Any) -> list[str]:
    return drawings.texts(charts.svg(chart))


class TestDistribution:
    """A bar for each theme or day prints its counts and shares, and beside it what was not counted."""

    def test_each_theme_has_a_bar(self) -> None:
        words = texts(charts.distribution(PANEL.filter(framework="ilacs")))
        assert {"Overall", "effectiveness", "Help and protection", "Care leavers"} <= set(words)
        assert "Adoption" not in words
        assert words.count("1\u00a0(33%)") == 3
        assert "0 / 1 / 1 / 1 of 3" in words

    def test_what_was_not_counted_is_printed_beside_the_bar(self) -> None:
        words = " ".join(texts(charts.distribution(PANEL, "care_leavers")))
        assert "0 / 1 / 0 / 0 of 1" in words
        assert "2 not recorded 2 not graded by their edition" in words
        assert "1 not judged" in " ".join(texts(charts.distribution(PANEL, Theme.ADOPTION)))

    def test_a_theme_without_grades_says_no_grade(self) -> None:
        assert "no grade" in texts(charts.distribution(PANEL, [Theme.LSCB]))

    def test_each_day_counts_the_latest_grades_and_their_frameworks(self) -> None:
        chart = charts.distribution(PANEL, as_at=[dt.date(2017, 3, 31), dt.date(2018, 3, 31),
                                                  dt.date(2020, 3, 31)])  # fmt: skip
        words = texts(chart)
        assert words.count("2\u00a0(100%)") == 2
        assert "SIF 2" in words
        assert "ILACS 2" in words
        assert "31 March 2020" in words
        assert "Ofsted cautions" in " ".join(words)

    def test_a_line_is_drawn_only_between_days_with_a_new_framework(self) -> None:
        days = [dt.date(2017, 3, 31), dt.date(2018, 3, 31), dt.date(2020, 3, 31)]
        assert len(drawings.marks(charts.distribution(PANEL, as_at=days), "rule")) == 1

    def test_a_day_may_have_a_last_day_of_publication(self) -> None:
        late = Panel([inspected(HULL, dt.date(2023, 3, 1), Ilacs2023Judgements())])
        panel = Panel([*PANEL, *late])
        bar = charts.distribution(panel, as_at=[(dt.date(2023, 3, 31), dt.date(2023, 4, 30))])
        assert "0 / 1 / 1 / 0 of 2" in texts(bar)

    def test_with_days_only_one_subject_is_taken(self) -> None:
        with pytest.raises(TypeError, match="of takes one theme or judgement area, not"):
            charts.distribution(PANEL, [Theme.OVERALL], as_at=[dt.date(2020, 3, 31)])

    def test_the_length_of_a_bar_is_its_count(self) -> None:
        """A theme with few grades, such as care leavers in 2023, does not look like one with many."""
        values = lengths(charts.distribution(PANEL, [Theme.OVERALL, Theme.CARE_LEAVERS]))
        assert values[0] == pytest.approx(5 * values[1])

    def test_a_new_framework_is_named_with_its_first_day(self) -> None:
        days = [dt.date(2017, 3, 31), dt.date(2018, 3, 31)]
        assert "ILACS from 1 January 2018" in texts(charts.distribution(PANEL, as_at=days))

    def test_a_narrow_chart_has_its_names_above_the_bars(self) -> None:
        words = texts(charts.distribution(PANEL, Theme.OVERALL, width=340))
        assert "0 / 3 / 1 / 1 of 5" in words
        assert "Overall effectiveness" in words

    def test_scales_are_counted_together_only_on_request(self) -> None:
        cpi = inspected(
            LEEDS,
            dt.date(2012, 9, 3),
            CpiJudgements(overall_effectiveness=CpiGrade.ADEQUATE),
        )
        sif = inspected(
            KENT,
            dt.date(2015, 3, 2),
            SifJudgements(help_and_protection=SifGrade.REQUIRES_IMPROVEMENT),
        )
        with pytest.raises(MappingRefused):
            charts.distribution(Panel([cpi, sif]), Theme.HELP_AND_PROTECTION)
        pooled = charts.distribution(Panel([cpi, sif]), Theme.HELP_AND_PROTECTION, to=SifGrade)
        assert "2\u00a0(100%)" in texts(pooled)
        assert "raise the bar" in " ".join(texts(pooled))

    def test_it_has_a_description_in_words(self) -> None:
        description = charts.distribution(PANEL, Theme.OVERALL).to_dict()["description"]
        assert description == (
            "Overall effectiveness: 0 outstanding, 3 good, 1 requires improvement to be good, "
            "1 inadequate."
        )

    @pytest.mark.parametrize("draw", [charts.distribution, charts.by_region, charts.by_year])
    def test_an_unknown_name_is_refused(self, draw: Any) -> None:
        with pytest.raises(UnknownLabel, match="'weather' is neither a theme nor a judgement area"):
            draw(PANEL, "weather")


def lengths(chart: Any) -> list[float]:
    """Return the length of each bar in order, without the key."""
    rows: dict[float, float] = {}
    for box in drawings.marks(chart, "rect"):
        if box["y"] > 0:
            rows[box["y"]] = rows.get(box["y"], 0) + box["x2"] - box["x"]
    return list(rows.values())


class TestSmallNumbers:
    """A number that does not fit in its mark is not printed over another."""

    @pytest.fixture
    def many(self) -> Panel:
        names = [LocalAuthority(f"Number {n}") for n in range(300)]
        worst = Ilacs2018Judgements(overall_effectiveness=LAST)
        good = Ilacs2018Judgements(overall_effectiveness=GOOD)
        days = dt.date(2018, 6, 4), dt.date(2021, 6, 7)
        first = [inspected(name, days[0], good) for name in names]
        then = [inspected(name, days[1], good) for name in names[1:]]
        return Panel([*first, *then, inspected(names[0], days[1], worst)])

    def test_a_narrow_part_of_a_bar_has_no_number(self, many: Panel) -> None:
        words = texts(charts.distribution(many.latest(), Theme.OVERALL))
        assert "0 / 299 / 0 / 1 of 300" in words
        assert "1" not in words

    def test_a_small_node_has_its_number_beside_it(self, many: Panel) -> None:
        words = texts(charts.flow(many, "ilacs", "ilacs"))
        assert "4: 1" in words
        assert "299" in words

    def test_a_narrow_strip_has_no_number(self, many: Panel) -> None:
        short = Panel(many.filter(authority="Number 0").inspections, known_to=dt.date(2021, 6, 8))
        assert not any(word.startswith("4") for word in texts(charts.sheet(short)))


class TestByRegion:
    """England comes first, on its own scale, then a bar for each of Ofsted's regions."""

    def test_each_region_has_a_bar(self) -> None:
        words = texts(charts.by_region(PANEL, as_at=dt.date(2024, 3, 31)))
        assert "England" in words
        assert "South East" in words
        assert "0 / 1 / 1 / 1 of 3" in words
        assert "England's bar is not on the same scale as the others." in words

    def test_a_region_without_that_judgement_is_named(self) -> None:
        reformed = inspected(KENT, dt.date(2026, 5, 4), Ilacs2026Judgements())
        words = texts(charts.by_region(Panel([*ILACS, reformed])))
        assert "No latest inspection in South East has this judgement." in words

    def test_a_region_counts_only_its_own_authorities_as_not_yet_inspected(self) -> None:
        surrey = LocalAuthority("Surrey", "E10000030")
        panel = Panel(ILACS, not_yet_inspected=[surrey])
        description = charts.by_region(panel).to_dict()["description"]
        waiting = [bar for bar in description.split(". ") if "not yet inspected" in bar]
        assert [bar.partition(":")[0] for bar in waiting] == ["England", "South East"]

    def test_an_authority_without_a_known_region_counts_for_england_only(self) -> None:
        elsewhere = inspected(
            LocalAuthority("Elsewhere"),
            dt.date(2019, 5, 1),
            Ilacs2018Judgements(overall_effectiveness=GOOD),
        )
        words = texts(charts.by_region(Panel([elsewhere, *ILACS])))
        assert "0 / 2 / 1 / 1 of 4" in words


class TestByYear:
    """The share of good and outstanding grades is counted each 31 March, on one scale only."""

    def test_shares_are_printed_with_the_number_of_authorities(self) -> None:
        words = texts(charts.by_year(PANEL))
        assert {"2016", "2017", "2024"} & set(words) >= {"2016", "2017"}
        assert words.count("100%") >= 2 + 1  # two years, and the axis
        assert "of 2" in words

    def test_englands_shares_are_those_that_ofsted_published(self) -> None:
        """As at 31 March: 8/62/62/20 in 2019, 18/57/53/21 in 2020, 19/61/52/18 in 2022."""
        description = charts.by_year(datasets.england()).to_dict()["description"]
        for share in ("2019: 46% of 152", "2020: 50% of 149", "2022: 53% of 150"):
            assert share in description

    def test_a_report_published_too_late_does_not_count(self) -> None:
        late = attrs.evolve(ILACS[0], start=dt.date(2023, 3, 6), published=dt.date(2023, 5, 10))
        panel = Panel([ILACS[0], late], known_to=dt.date(2023, 4, 30))
        early = charts.by_year(panel).to_dict()["description"]
        assert "31 March 2023: 0% of 1" in early

    def test_a_framework_is_named_with_its_first_month(self) -> None:
        assert "from January 2018" in texts(charts.by_year(PANEL))

    def test_frameworks_on_other_scales_are_left_out_by_name(self) -> None:
        slac = inspected(
            LEEDS,
            dt.date(2011, 3, 1),
            Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.ADEQUATE),
        )
        words = " ".join(texts(charts.by_year(Panel([slac, *PANEL]))))
        assert "Left out, because their grades are on another scale: SLAC." in words

    def test_years_before_the_first_grade_are_left_out(self) -> None:
        words = texts(charts.by_year(PANEL, "care_leavers"))
        assert "2024" not in words  # no 31 March between the only grade and the last record

    def test_a_panel_without_such_grades_is_a_chart_too(self) -> None:
        for chart in (charts.by_year(Panel()), charts.by_year(Panel(ILACS), "adoption")):
            assert chart.to_dict()["description"] == "No year has a grade."

    def test_the_years_go_up_to_the_reach_of_the_data(self) -> None:
        known = Panel(PANEL.inspections, known_to=dt.date(2026, 4, 1))
        assert "2026" in texts(charts.by_year(known, "care_leavers"))


class TestFlow:
    """A flow has a band for each pair of grades, with its count as its height."""

    def test_it_has_nodes_and_bands(self) -> None:
        chart = charts.flow(PANEL, "sif", "ilacs")
        words = texts(chart)
        assert {"SIF", "ILACS", "2 Good", "2"} <= set(words)
        assert len({point["n"] for point in drawings.marks(chart, "area")}) == 2

    def test_no_pair_is_a_flow_too(self) -> None:
        assert "0 pairs of inspections" in " ".join(
            texts(charts.flow(Panel(SIF), "sif", "ilacs", of=Theme.LEADERSHIP))
        )


class TestBeside:
    """One authority's latest grades are drawn beside those of others, its region and England."""

    def test_each_authority_with_an_inspection_has_a_row(self) -> None:
        words = texts(charts.beside(PANEL, "Leeds", ["Kent", "Surrey"]))
        assert {"Leeds", "Kent", "England (3)"} <= set(words)
        assert "Surrey" not in words
        assert "3 Requires" in " ".join(words)

    def test_the_default_is_the_statistical_neighbours(self) -> None:
        title = charts.beside(PANEL, "Leeds").to_dict()["title"]["text"]
        assert title == ["Leeds beside its statistical neighbours: latest grades"]

    def test_a_judgement_of_two_themes_is_shown_under_the_first(self) -> None:
        both = inspected(
            LEEDS,
            dt.date(2019, 3, 1),
            Ilacs2018Judgements(children_in_care_and_care_leavers=GOOD),
        )
        words = " ".join(texts(charts.beside(Panel([both]), "Leeds", [])))
        assert "with children in care" in words

    def test_grades_on_several_scales_are_not_counted_together(self) -> None:
        cpi = inspected(
            KENT, dt.date(2013, 3, 1), CpiJudgements(overall_effectiveness=CpiGrade.ADEQUATE)
        )
        slac = inspected(
            HULL,
            dt.date(2011, 3, 1),
            Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.ADEQUATE),
        )
        words = texts(charts.beside(Panel([slac, cpi, ILACS[0]]), "Leeds", ["Kent", "Hull"]))
        assert "\u2013" in words
        assert "not graded" in words

    def test_an_authority_without_an_inspection_by_the_day_is_an_error(self) -> None:
        with pytest.raises(InvalidHistory, match="no inspection of Leeds as at 1 January 2012"):
            charts.beside(PANEL, "Leeds", as_at=dt.date(2012, 1, 1))


class TestSheet:
    """A sheet has a strip for each authority."""

    def test_each_authority_has_a_strip_with_its_grades(self) -> None:
        words = texts(charts.sheet(PANEL))
        assert {"Kent", "Leeds", "2 Good"} <= set(words)

    def test_an_inspection_without_the_grade_leaves_a_gap(self) -> None:
        reformed = inspected(LEEDS, dt.date(2026, 5, 4), Ilacs2026Judgements())
        with_it = charts.sheet(Panel([*PANEL, reformed], known_to=dt.date(2026, 8, 22)))
        without = charts.sheet(Panel(PANEL.inspections, known_to=dt.date(2026, 8, 22)))
        assert len(texts(with_it)) == len(texts(without))

    def test_a_region_has_only_its_authorities(self) -> None:
        words = texts(charts.sheet(PANEL, region="South East", as_at=dt.date(2020, 1, 1)))
        assert "Kent" in words
        assert "Leeds" not in words

    def test_the_strip_of_an_abolished_authority_ends_on_its_last_day(self) -> None:
        cumbria = LocalAuthority("Cumbria", "E10000006")
        gone = inspected(
            cumbria, dt.date(2022, 9, 20), Ilacs2018Judgements(overall_effectiveness=GOOD)
        )
        here = attrs.evolve(gone, authority=LEEDS)
        chart = charts.sheet(Panel([gone, here], known_to=dt.date(2026, 8, 22)))
        ends = [box["x2"] for box in drawings.marks(chart, "rect")]
        assert ends[0] < ends[1] / 3

    def test_a_theme_without_grades_is_an_error(self) -> None:
        with pytest.raises(InvalidHistory, match="no dated inspection with a grade for adoption"):
            charts.sheet(Panel(ILACS), "adoption")


class TestTransitions:
    """The matrix has a row for each grade before and a column for each grade after."""

    def test_a_cell_prints_the_count_the_share_and_the_difference(self) -> None:
        words = texts(charts.transitions(PANEL, "sif", "ilacs"))
        assert words.count("1 (50%)") == 2
        assert "same grade" in words
        assert "1 grade worse" in words
        assert words.count("0") == 14 + 3 + 2  # cells, then totals of rows and of columns
        assert {"before: SIF", "after: ILACS", "total"} <= set(words)

    def test_a_difference_of_two_grades_is_in_the_plural(self) -> None:
        later = inspected(
            HULL, dt.date(2025, 5, 1), Ilacs2023Judgements(overall_effectiveness=GOOD)
        )
        words = texts(charts.transitions(Panel([*PANEL, later]), "ilacs", "ilacs"))
        assert "2 grades better" in words

    def test_scales_that_do_not_match_print_no_difference(self) -> None:
        slac = inspected(
            LEEDS,
            dt.date(2019, 3, 1),
            Slac2010Judgements(safeguarding_overall_effectiveness=SlacGrade.GOOD),
        )
        what = ("overall_effectiveness", "safeguarding_overall_effectiveness")
        words = texts(charts.transitions(Panel([*SIF, slac]), "sif", "slac", of=what))
        assert "1 (100%)" in words
        assert "same grade" not in words
        assert any(word.startswith("no source relates") for word in words)

    def test_no_pair_is_a_matrix_of_zeros(self) -> None:
        words = texts(charts.transitions(Panel(SIF), "sif", "ilacs", of=Theme.LEADERSHIP))
        assert "From SIF to ILACS: leadership, 0 pairs of inspections" in words

    def test_it_has_a_description_in_words(self) -> None:
        description = charts.transitions(PANEL, "sif", "ilacs").to_dict()["description"]
        assert description == "Good to Good: 1; Good to Requires improvement to be good: 1"


class TestThePage:
    """The page of a panel has the latest grades by theme, the changes, and the sources."""

    def test_it_has_its_parts(self) -> None:
        page = panel_page(PANEL)
        for part in (
            "Latest inspections under ILACS",
            "How overall grades changed",
            "From SIF to ILACS",
        ):
            assert part in page
        assert "Latest inspections under SIF" not in page
        assert "<li>a table: 5</li>" in page

    def test_the_grades_of_the_chart_are_in_a_table_too(self) -> None:
        page = panel_page(PANEL)
        plain = page.replace(' style="text-align: left"', "")
        row = "".join(f"<td>{cell}</td>" for cell in (0, 1, 1, 1, "33%", 0, 0))
        assert f'<th scope="row">Overall effectiveness</th>{row}' in plain
        assert (
            "<td></td><td>0</td><td>3</td>" in plain
        )  # help and protection: no grade, so no share

    def test_records_that_differ_are_listed(self) -> None:
        other = inspected(
            LEEDS, dt.date(2015, 1, 5), SifJudgements(overall_effectiveness=SifGrade.INADEQUATE)
        )
        page = panel_page(Panel([*SIF, other]))
        assert "Where records differ" in page

    def test_a_panel_without_changes_or_sources_has_a_page_too(self) -> None:
        judgements = Ilacs2026Judgements(help_and_protection=GOOD)
        new = Inspection(authority=HULL, judgements=judgements, start=dt.date(2026, 5, 4))
        page = panel_page(Panel([new]))
        assert "How overall grades changed" not in page
        assert "no source recorded" in page

    def test_an_empty_panel_is_a_page_too(self) -> None:
        assert "0 inspections of 0 authorities" in panel_page(Panel())


class TestTheTransitionsPage:
    """The page of transitions has a conclusion, the flow, the matrix and the numbers."""

    def test_it_has_its_parts(self) -> None:
        page = transitions_page(PANEL, "sif", "ilacs")
        for part in (
            "Of 2 pairs of inspections, 0 went to a better grade, 1 to a worse one, and 1 stayed the same.",
            "As a flow",
            "As a matrix",
            "In numbers",
            "<li>a table: 5</li>",
        ):
            assert part in page


class TestPublished:
    """The charts print the figures in Ofsted's official statistics."""

    def test_the_counts_as_at_31_march_2025_match(self, shared: Path) -> None:
        """Local authority inspection outcomes as at 31 March 2025, sheet Inspections_as_at_31_March."""
        book = shared / "data" / "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
        latest = read_workbook(book).panel.latest(
            dt.date(2025, 3, 31), published_by=dt.date(2025, 6, 30)
        )
        words = texts(charts.distribution(latest))
        for figures in (
            "36 / 67 / 31 / 19 of 153",
            "45 / 60 / 33 / 15 of 153",
            "22 / 71 / 45 / 15 of 153",
            "37 / 75 / 30 / 11 of 153",
            "27 / 43 / 26 / 7 of 103",
        ):
            assert figures in words
