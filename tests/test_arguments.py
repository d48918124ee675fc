"""Wrong arguments are refused with a message that names the value, its position and what is expected."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import ofsted_frameworks as of
from ofsted_frameworks import charts
from ofsted_frameworks.arguments import read_day

HAMPSHIRE = of.datasets.hampshire()
PANEL = of.Panel(HAMPSHIRE, HAMPSHIRE.visits)
DAY = dt.date(2024, 1, 29)
Call = Callable[[Any], object]


def drain(call: Callable[[Any], Iterable[object]]) -> Call:
    return lambda given: list(call(given))


ONE: list[tuple[Call, str]] = [
    (of.to_dict, "to_dict takes an object of this library"),
    (of.dumps, "dumps takes an Inspection or a Visit"),
    (of.loads, "loads takes JSON"),
    (of.labels.fold, "a printed label must be a str"),
    (lambda given: of.read_grade("good", given), "a scale must be a class such as IlacsGrade"),
    (lambda given: of.compare(HAMPSHIRE[0], given), "compare takes two instances of Inspection"),
    (
        lambda given: of.deadlines(given, report_received=DAY),
        "deadlines takes an Inspection or a Visit",
    ),
    (PANEL.differences, "differences takes a Panel"),
    (PANEL.distribution, "a count takes a Theme or the name of a theme or area"),
    (lambda given: PANEL.filter(theme=given), "theme takes a Theme"),
    (lambda given: PANEL.filter(authority=given), "filter's authority takes a name"),
    (lambda given: PANEL.filter(framework=given), "filter takes ids of frameworks"),
    (lambda given: PANEL.distribution("overall", to=given), "a scale must be a class such as"),
    (of.cycle.bank_holidays, "bank_holidays takes a year"),
    (lambda given: of.cycle.working_days_after(DAY, given), "working_days_after takes a whole"),
    (lambda given: of.Source(given, of.Provenance.LAW), "a source takes a title"),
    (charts.trajectory, "charts.trajectory takes a Trajectory"),
    (charts.distribution, "charts.distribution takes a Panel"),
    (lambda given: charts.transitions(given, "sif", "ilacs"), "transitions takes a Panel"),
    (charts.svg, "svg takes a chart"),
    (lambda given: PANEL.changes(given, "ilacs"), "changes takes ids of frameworks or editions"),
    (of.frameworks.register, "register takes a Framework"),
    (of.frameworks.unregister, "unregister takes a Framework"),
    (of.frameworks.framework_of, "framework_of takes an Edition"),
    (of.frameworks.edition_of, "edition_of takes a class of judgements"),
    (of.get_edition, "an id must be a string such as 'ilacs-2018'"),
    (of.authorities.known_authority, "known_authority takes a LocalAuthority"),
    (of.datasets.value_sources, "value_sources takes an inspection or visit"),
    (lambda given: of.Month(given, 10), "Month takes a year and a month as numbers"),
    (lambda given: of.map_area(given, of="sif-2013", to="ilacs-2018"), "map_area takes"),
    (of.page.trajectory_page, "trajectory_page takes a Trajectory"),
    (of.page.comparison_page, "comparison_page takes the Comparison"),
    (of.page.panel_page, "panel_page takes a Panel"),
    (lambda given: of.page.beside_page(given, "Kent"), "beside_page takes a Panel"),
    (lambda given: of.page.beside_page(PANEL, "Hampshire", given), "others takes names"),
    (lambda given: of.page.transitions_page(given, "sif", "ilacs"), "transitions_page takes"),
    (lambda given: of.validate_records([], keep=given), "keep takes a number of findings"),
    (lambda given: of.validate_records([], on_finding=given), "on_finding takes a function"),
    (lambda given: of.is_valid({}, complete=given), "complete takes True or False"),
    (
        lambda given: of.cycle.inspection_kind_from(DAY, DAY, bank_holidays=given),
        "bank_holidays takes dates",
    ),
]
DAYS: list[Call] = [
    of.get_edition("ilacs-2018").in_force_on,
    of.cycle.is_working_day,
    lambda given: of.cycle.working_days_after(given, 1),
    lambda given: of.cycle.inspection_kind_from(given, DAY),
    lambda given: of.cycle.inspection_kind_from(DAY, given),
    lambda given: of.deadlines(HAMPSHIRE[2], report_received=given),
    lambda given: of.next_inspection(HAMPSHIRE, as_at=given),
    lambda given: of.find_authority("Dorset", on=given),
    PANEL.latest,
    lambda given: PANEL.latest(published_by=given),
    lambda given: PANEL.filter(existing_on=given),
]
MANY: list[tuple[Call, str]] = [
    (of.Panel, "a panel takes inspections"),
    (lambda given: of.Panel((), given), "a panel takes visits"),
    (lambda given: of.Panel((), (), given), "takes instances of LocalAuthority"),
    (of.Trajectory, "a trajectory takes inspections"),
    (of.next_inspection, "a history takes inspections and visits"),
    (of.monitoring, "a history takes inspections and visits"),
    (of.expected_visits, "a history takes inspections and visits"),
    (drain(of.iter_history_findings), "a history takes inspections and visits"),
    (drain(of.dump_lines), "dump_lines takes inspections and visits"),
    (drain(of.load_lines), "load_lines takes lines of JSON"),
    (lambda given: of.compare(HAMPSHIRE[0], HAMPSHIRE[1], accept=given), "accept takes relations"),
]


class TestOne:
    """A function that takes one thing says what it takes, and what it was given."""

    @pytest.mark.parametrize(
        ("call", "takes"),
        ONE,
    )
    def test_another_type_is_refused_with_a_message(self, call: Call, takes: str) -> None:
        given: Any = 2.5
        with pytest.raises(TypeError, match=takes) as refused:
            call(given)
        assert str(refused.value).endswith("not 2.5")

    def test_a_source_needs_a_title(self) -> None:
        with pytest.raises(ValueError, match="a source needs a title"):
            of.Source("", of.Provenance.LAW)

    def test_saving_needs_a_path(self) -> None:
        chart = charts.trajectory(HAMPSHIRE)
        path: Any = 3
        with pytest.raises(TypeError, match="the path of a file must be a str or a Path, not 3"):
            charts.save(chart, path)


class TestDays:
    """A day is a date, not a date with a time."""

    @pytest.mark.parametrize("given", [dt.datetime(2024, 1, 29), 3])
    @pytest.mark.parametrize(
        "call",
        DAYS,
    )
    def test_anything_else_is_refused(self, call: Call, given: object) -> None:
        with pytest.raises(TypeError, match="must be a datetime.date( or None)?, not "):
            call(given)

    @pytest.mark.parametrize("given", ["29/01/2024", "2024-1-29", "2024-02-30", "today"])
    def test_a_day_as_a_string_must_be_year_month_day(self, given: str) -> None:
        assert read_day("as_at", "2024-01-29") == dt.date(2024, 1, 29)
        with pytest.raises(ValueError, match=f"as_at: '{given}' is not a date; write it as"):
            read_day("as_at", given)


class TestMany:
    """A function that takes several things says which one it refuses."""

    @pytest.mark.parametrize(("call", "takes"), MANY)
    def test_an_item_of_another_class_is_named_with_its_index(self, call: Call, takes: str) -> None:
        with pytest.raises(TypeError, match=rf"{takes}.*, not 1 \(item 0\)$"):
            call([1])

    @pytest.mark.parametrize("given", [None, 5, "records.jsonl"])
    @pytest.mark.parametrize(("call", "takes"), MANY)
    def test_a_string_or_something_without_items_is_refused(
        self, call: Call, takes: str, given: object
    ) -> None:
        with pytest.raises(TypeError, match=f"{takes}.*, not {given!r}$"):
            call(given)

    def test_the_second_item_has_index_1(self) -> None:
        items: Any = [*HAMPSHIRE, None]
        with pytest.raises(TypeError, match=r"not None \(item 4\)"):
            of.Panel(items)

    @pytest.mark.parametrize("given", [None, 5])
    def test_several_records_are_accepted(self, given: Any) -> None:
        with pytest.raises(TypeError, match=f"validate_records takes many records, not {given}"):
            of.validate_records(given)

    @pytest.mark.parametrize("given", ["a.jsonl", b"{}", {"edition": "sif-2013"}, HAMPSHIRE[0]])
    def test_one_record_instead_of_several_is_refused(self, given: Any) -> None:
        with pytest.raises(TypeError, match=r"many records \(validate takes one\), not "):
            of.validate_records(given)

    def test_a_very_long_value_is_cut(self) -> None:
        text: Any = "x" * 10_000
        with pytest.raises(TypeError) as refused:
            of.Panel(text)
        assert len(str(refused.value)) < 200


def test_an_open_file_may_be_given_as_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(of.dump_lines(HAMPSHIRE)), "utf-8")
    with (tmp_path / "a.jsonl").open(encoding="utf-8") as lines:
        assert list(of.load_lines(lines)) == list(HAMPSHIRE)
