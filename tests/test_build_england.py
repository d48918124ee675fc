"""The script builds the data on England from published sources, and stops at undecided differences."""

import csv
import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from ofsted_frameworks import LocalAuthority, read_workbook
from ofsted_frameworks.datasets import england, settled_differences

TOOLS = Path(__file__).resolve().parents[1] / "tools"
LEEDS = LocalAuthority("Leeds", "E08000035")


@pytest.fixture(autouse=True)
def tools_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "path", [str(TOOLS), *sys.path])
    yield
    for name in ("build_england", "england_joining", "england_tables", "report_values"):
        sys.modules.pop(name, None)


def observed(**values: Any) -> Any:
    from england_tables import Observation

    known: dict[str, Any] = {
        "source": "report",
        "place": "row 2",
        "authority": LEEDS,
        "framework": "ilacs",
        "start": dt.date(2018, 10, 29),
        "end": dt.date(2018, 11, 9),
        "published": dt.date(2018, 12, 18),
        "grades": {"overall": 1},
    }
    return Observation(**(known | values))


class TestJoining:
    """Rows about one inspection become one record, and every decision is listed."""

    @pytest.fixture(autouse=True)
    def no_decisions(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import england_joining

        nothing: dict[str, list[object]] = {k: [] for k in ("join", "set_aside", "note", "extra")}
        monkeypatch.setattr(england_joining, "decisions", lambda: nothing)

    def test_rows_with_the_same_first_day_are_one_inspection(self) -> None:
        from england_joining import join

        printed = observed(source="latest-2025", framework="", end=None, published=None)
        (one,) = join([observed(), printed], [])
        assert one.record["start"] == "2018-10-29"
        assert one.record["judgements"] == {"overall_effectiveness": "outstanding"}
        assert one.sources["start"] == ("report", "latest-2025")
        assert one.sources["published"] == ("report",)

    def test_a_kind_inferred_from_the_days_on_site_is_listed_as_a_difference(self) -> None:
        from england_joining import join

        (one,) = join([observed()], [])
        assert one.record["kind"] == "standard"
        assert one.sources["kind"] == ("days-on-site",)
        assert [d.field for d in one.differences] == ["kind"]

    def test_an_undecided_difference_stops_the_build(self) -> None:
        from england_joining import Undecided, join

        other = observed(source="latest-2025", grades={"overall": 2}, kind="standard")
        with pytest.raises(
            Undecided, match=r"Leeds ilacs judgements.overall_effectiveness: .*good"
        ):
            join([observed(), other], [])

    def test_a_row_that_fits_no_inspection_stops_the_build(self) -> None:
        from england_joining import Undecided, join

        stray = observed(
            source="latest-2022", framework="", start=dt.date(2012, 1, 9), published=None
        )
        with pytest.raises(Undecided, match="rows that fit no inspection"):
            join([observed(), stray], [])


class TestChanges:
    """Each record and field that would change can be shown before anything is written."""

    def test_each_change_is_one_line(self) -> None:
        from build_england import changes

        leeds: dict[str, Any] = {
            "authority": attrs.asdict(LEEDS),
            "edition": "ilacs-2018",
            "start": "2018-10-29",
            "judgements": {"overall_effectiveness": "good"},
        }
        gone = leeds | {"start": "2010-01-01"}
        new = leeds | {"start": "2022-02-28"}
        graded = leeds | {"judgements": {"overall_effectiveness": "outstanding"}}
        before, after = (
            "".join(f"{json.dumps(record)}\n" for record in records).encode()
            for records in ((gone, leeds), (graded, new))
        )
        assert list(changes(before, after)) == [
            "- Leeds, ilacs-2018, 2010-01-01",
            "~ Leeds, ilacs-2018, 2018-10-29: judgements.overall_effectiveness 'good' -> 'outstanding'",
            "+ Leeds, ilacs-2018, 2022-02-28",
        ]


class TestTheSources:
    """The published files give the package's data, byte for byte."""

    def test_building_again_changes_nothing(
        self, shared: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from build_england import DATA, main

        if not DATA.is_dir():
            pytest.skip("the data is built in a checkout, and the sources are not here")
        assert main([str(shared / "data"), "--check"]) == 0
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize(
        "file",
        [
            "Childrens_social_care_in_England_2022_underlying_data.ods",
            "Childrens_social_care_in_England_2023_underlying_data.ods",
            "LA_Inspection_Outcomes_as_at_31_March_2025.ods",
        ],
    )
    def test_the_librarys_reader_finds_only_listed_differences(
        self, shared: Path, file: str
    ) -> None:
        """The reader recognises headings; the script lists the columns. They do not share code."""
        decided = {(d.authority, d.field) for d in settled_differences()}
        reading = read_workbook(shared / "data" / file)
        assert reading.panel.filter(authority="Leeds").inspections
        differing = england().differences(reading.panel)
        assert {(d.authority, d.what) for d in differing} <= decided

    def test_reports_give_the_same_table_of_values(
        self, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from report_values import main

        names = (
            "brent_2026-06-17",
            "bedford_2025-08-27",
            "coventry_2017-06-13",
            "barnet_2017-07-07",
        )
        for name in names:
            shutil.copy(shared / "data" / "reports" / f"{name}.pdf", tmp_path)
        assert main([str(tmp_path)]) == 0
        read = list(csv.DictReader(capsys.readouterr().out.splitlines()))
        with (shared / "data" / "report_values_2013_2026.csv").open(encoding="utf-8") as file:
            table = {(row["authority"], row["first_day"]): row for row in csv.DictReader(file)}
        assert len(read) == len(names)
        for row in read:
            expected = table[row["authority"], row["first_day"]]
            same = set(expected) - {"framework", "notes"}
            assert {field: row[field] for field in same} == {f: expected[f] for f in same}

    def test_a_report_without_a_publication_date_is_left_out(
        self, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from report_values import main

        shutil.copy(shared / "data" / "reports" / "brent_2026-06-17.pdf", tmp_path / "brent.pdf")
        (tmp_path / "empty.pdf").write_bytes(b"")
        assert main([str(tmp_path)]) == 1
        printed = capsys.readouterr()
        assert len(printed.out.splitlines()) == 1
        assert "brent.pdf: left out: neither the report nor the end of its file name" in printed.err
        assert "empty.pdf: left out: it could not be read without errors" in printed.err
