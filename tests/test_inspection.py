"""Inspections, visits and judgements check their values, and print as sentences and calls."""

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest

from ofsted_frameworks import (
    NOT_JUDGED,
    CpiGrade,
    Ilacs2018Judgements,
    Inspection,
    Kind,
    LocalAuthority,
    Month,
    Provenance,
    SifGrade,
    SifJudgements,
    Source,
    Visit,
    VisitKind,
)
from ofsted_frameworks.findings import UnknownEdition
from ofsted_frameworks.schedule import Area, Judgements

LEEDS = LocalAuthority("Leeds", "E08000035")
GOOD = SifJudgements(overall_effectiveness=SifGrade.GOOD, adoption_performance=NOT_JUDGED)
SINGLE = Inspection(
    authority=LEEDS,
    judgements=GOOD,
    kind=Kind.FULL,
    start=dt.date(2015, 1, 20),
    end=dt.date(2015, 2, 11),
    published=dt.date(2015, 3, 27),
)
FOCUSED = Visit(
    authority=LEEDS, kind=VisitKind.FOCUSED, start=Month(2018, 10), theme="Care leavers"
)


class TestJudgements:
    """The judgements of an inspection are grades of its own framework, or absent."""

    def test_an_area_that_is_not_given_is_not_recorded(self) -> None:
        assert GOOD.care_leavers is None
        assert GOOD.adoption_performance is NOT_JUDGED

    def test_repr_leaves_out_areas_that_are_not_recorded(self) -> None:
        assert repr(GOOD) == (
            "SifJudgements(overall_effectiveness=SifGrade.GOOD, adoption_performance=NOT_JUDGED)"
        )

    def test_items_come_in_printed_order(self) -> None:
        numbers = [area.number for area, _ in GOOD.items()]
        assert numbers == ["", "1", "2", "2.1", "2.2", "3", ""]

    def test_another_frameworks_grade_is_refused_with_the_call_that_maps_it(self) -> None:
        with pytest.raises(TypeError, match=r"map_grade\(CpiGrade.ADEQUATE, to=SifGrade\)"):
            SifJudgements(overall_effectiveness=CpiGrade.ADEQUATE)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize("value", ["good", 2, 0, "", False])
    def test_a_value_that_is_not_a_judgement_is_refused_by_name(self, value: object) -> None:
        with pytest.raises(TypeError, match=f"help_and_protection takes IlacsGrade.*{value!r}"):
            Ilacs2018Judgements(help_and_protection=value)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_judgements_are_frozen(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            GOOD.care_leavers = SifGrade.GOOD  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]

    def test_judgements_take_no_other_attributes(self) -> None:
        assert not hasattr(GOOD, "__dict__")

    def test_a_field_without_an_area_is_a_mistake_in_the_class(self) -> None:
        @attrs.frozen(kw_only=True)
        class Unlabelled(Judgements[SifGrade]):
            overall: SifGrade | None = None

        with pytest.raises(
            TypeError, match="Unlabelled.overall is annotated with 0 Areas; it needs exactly one"
        ):
            Unlabelled.areas()

    def test_a_class_without_a_registered_edition_is_named(self) -> None:
        @attrs.frozen(kw_only=True)
        class Stray(Judgements[SifGrade]):
            pass

        inspection = Inspection(authority=LEEDS, judgements=Stray())
        with pytest.raises(UnknownEdition, match="Stray"):
            _ = inspection.edition


class TestInspection:
    """An inspection's edition is that of its judgements."""

    def test_it_has_the_edition_and_framework_of_its_judgements(self) -> None:
        assert (SINGLE.edition.id, SINGLE.framework.id) == ("sif-2013", "sif")

    def test_str_is_a_sentence(self) -> None:
        assert str(SINGLE) == "Leeds, SIF, full inspection, 20 January 2015"

    def test_without_days_on_site_its_date_is_the_reports(self) -> None:
        bare = Inspection(authority=LEEDS, judgements=GOOD, published=dt.date(2015, 3, 27))
        assert str(bare) == "Leeds, SIF, published 27 March 2015"
        assert bare.date == dt.date(2015, 3, 27)

    def test_without_any_date_it_is_undated(self) -> None:
        assert str(Inspection(authority=LEEDS, judgements=GOOD)) == "Leeds, SIF, undated"

    def test_repr_is_the_constructor_call(self) -> None:
        namespace = {
            "Inspection": Inspection,
            "LocalAuthority": LocalAuthority,
            "SifJudgements": SifJudgements,
            "SifGrade": SifGrade,
            "NOT_JUDGED": NOT_JUDGED,
            "Kind": Kind,
            "datetime": __import__("datetime"),
        }
        assert eval(repr(SINGLE), namespace) == SINGLE

    @pytest.mark.parametrize("field", ["start", "end", "published"])
    @pytest.mark.parametrize("value", ["2015-01-20", dt.datetime(2015, 1, 20), 2015])
    def test_a_date_of_another_type_is_refused(self, field: str, value: Any) -> None:
        wrong: dict[str, Any] = {field: value}
        with pytest.raises(TypeError, match=f"{field} must be a datetime.date or None"):
            attrs.evolve(SINGLE, **wrong)

    def test_judgements_of_another_type_are_refused(self) -> None:
        with pytest.raises(TypeError, match="judgements must be an edition's"):
            Inspection(authority=LEEDS, judgements={"overall_effectiveness": 1})  # type: ignore[type-var] # pyright: ignore[reportArgumentType]


class TestVisit:
    """A visit has a theme and no grades, and may be dated by month only."""

    def test_str_is_a_sentence(self) -> None:
        assert str(FOCUSED) == "Leeds, focused visit (Care leavers), October 2018"
        bare = Visit(authority=LEEDS, kind=VisitKind.JTAI)
        assert str(bare) == "Leeds, joint targeted area inspection, undated"

    def test_a_month_counts_from_its_first_day(self) -> None:
        assert FOCUSED.date == dt.date(2018, 10, 1)

    def test_without_a_day_its_date_is_the_letters(self) -> None:
        visit = Visit(authority=LEEDS, kind=VisitKind.MONITORING, published=dt.date(2019, 5, 1))
        assert visit.date == dt.date(2019, 5, 1)

    def test_a_month_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(ValueError, match="month"):
            Month(2018, 13)

    def test_a_kinds_value_is_its_name_in_data(self) -> None:
        assert (VisitKind.UNANNOUNCED_CRA.value, Kind.SHORT.value) == ("unannounced_cra", "short")
        assert (repr(VisitKind.JTAI), repr(Kind.SHORT)) == ("VisitKind.JTAI", "Kind.SHORT")


@pytest.mark.parametrize("event", [SINGLE, FOCUSED])
def test_inspections_and_visits_compare_and_hash_by_value(event: object) -> None:
    again = pickle.loads(pickle.dumps(event))
    assert again == event
    assert hash(again) == hash(event)
    assert not hasattr(event, "__dict__")


def test_an_area_reads_as_printed() -> None:
    source = Source("A report", Provenance.REPORTS)
    area = Area("Adoption performance", source=source, number="2.1")
    assert str(area) == "2.1 Adoption performance"
    assert str(attrs.evolve(area, heading="Looked after")) == (
        "Looked after: 2.1 Adoption performance"
    )
