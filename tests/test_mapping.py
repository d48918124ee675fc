import itertools
from typing import Any

import pytest

from ofsted_frameworks import (
    EXACT_OR_CLOSE,
    CpiGrade,
    IlacsGrade,
    Provenance,
    Relation,
    SifGrade,
    SlacGrade,
    TlacGrade,
    all_editions,
    get_edition,
    map_area,
    map_grade,
)
from ofsted_frameworks.findings import MappingRefused
from ofsted_frameworks.grades import Grade

SCALES: list[type[Grade]] = [SlacGrade, CpiGrade, TlacGrade, SifGrade, IlacsGrade]
PAIRS = list(itertools.permutations(SCALES, 2))
OLDER: list[type[Grade]] = [SlacGrade, CpiGrade, TlacGrade]
NEWER: list[type[Grade]] = [SifGrade, IlacsGrade]


class TestGrades:
    """A grade is mapped with a relation, an authority and a caveat, in one direction."""

    @pytest.mark.parametrize("older", OLDER)
    @pytest.mark.parametrize("newer", NEWER)
    def test_adequate_is_printed_as_requires_improvement_by_ofsted(
        self, older: type[Grade], newer: type[Grade]
    ) -> None:
        """Ofsted's table of 2009-2023 prints Kent's Adequate of 2013 as requires improvement."""
        mapped = map_grade(older.from_number(3), to=newer)
        assert mapped.target is newer.from_number(3)
        assert mapped.relation is Relation.CLOSE
        assert mapped.provenance is Provenance.STATISTICS
        assert "may itself change the grade profile" in mapped.caveat

    def test_sif_and_ilacs_use_the_same_descriptors(self) -> None:
        for grade in SifGrade:
            mapped = map_grade(grade, to=IlacsGrade)
            assert mapped.relation is Relation.EXACT
            assert mapped.target is IlacsGrade.from_number(grade.number)
            assert mapped.provenance is Provenance.OFSTED

    @pytest.mark.parametrize("older", OLDER)
    @pytest.mark.parametrize("newer", NEWER)
    def test_newer_grades_in_older_words_are_ours_and_not_close(
        self, older: type[Grade], newer: type[Grade]
    ) -> None:
        mapped = map_grade(newer.from_number(3), to=older)
        assert (mapped.relation, mapped.provenance) == (Relation.RELATED, Provenance.OURS)
        with pytest.raises(MappingRefused, match="accepted were exact or close"):
            map_grade(newer.from_number(3), to=older, accept=EXACT_OR_CLOSE)

    def test_the_scale_of_2009_was_used_again_in_2013(self) -> None:
        assert map_grade(SlacGrade.ADEQUATE, to=TlacGrade).relation is Relation.EXACT

    @pytest.mark.parametrize("scale", SCALES)
    def test_a_grade_is_itself_on_its_own_scale(self, scale: type[Grade]) -> None:
        for grade in scale:
            mapped = map_grade(grade, to=scale)
            assert (mapped.target, mapped.relation) == (grade, Relation.EXACT)

    @pytest.mark.parametrize(("one", "other"), PAIRS)
    def test_order_is_kept(self, one: type[Grade], other: type[Grade]) -> None:
        for better, worse in itertools.combinations(one, 2):
            first, second = map_grade(better, to=other).target, map_grade(worse, to=other).target
            assert first is not None
            assert second is not None
            assert first.better_than(second)

    def test_it_reads_as_a_sentence(self) -> None:
        text = str(map_grade(SlacGrade.ADEQUATE, to=IlacsGrade))
        assert text.startswith(
            "SlacGrade.ADEQUATE -> IlacsGrade.REQUIRES_IMPROVEMENT, close, "
            "by Ofsted's official statistics; "
        )

    @pytest.mark.parametrize("to", [3, int, Grade, "IlacsGrade"])
    def test_only_scales_are_mapped_to(self, to: Any) -> None:
        with pytest.raises(TypeError, match="map_grade maps to a scale such as IlacsGrade"):
            map_grade(SlacGrade.ADEQUATE, to=to)

    @pytest.mark.parametrize("value", ["adequate", 3, None])
    def test_only_grades_are_mapped(self, value: object) -> None:
        with pytest.raises(TypeError, match=f"not {value!r}"):
            map_grade(value, to=IlacsGrade)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


WEAKER_ON_THE_WAY_BACK = [(older, newer) for older, newer in itertools.product(OLDER, NEWER)]
"""The pairs whose round trip does not return as well as it went: close out, related back."""


class TestRoundTrips:
    """A grade mapped out and back is the same grade, but not always by as strong a relation."""

    @pytest.mark.parametrize(("one", "other"), PAIRS)
    def test_the_grade_returns(self, one: type[Grade], other: type[Grade]) -> None:
        for grade in one:
            there = map_grade(grade, to=other).target
            assert there is not None
            assert map_grade(there, to=one).target is grade

    def test_the_pairs_that_return_more_weakly_are_these(self) -> None:
        weaker = [
            (one, other)
            for one, other in PAIRS
            if map_grade(one.from_number(3), to=other).relation in EXACT_OR_CLOSE
            and map_grade(other.from_number(3), to=one).relation not in EXACT_OR_CLOSE
        ]
        assert sorted(map(str, weaker)) == sorted(map(str, WEAKER_ON_THE_WAY_BACK))

    def test_care_leavers_do_not_return_from_the_combined_judgement_alone(self) -> None:
        (there,) = map_area("care_leavers", of="ilacs-2023", to="ilacs-2018")
        back = map_area(there.target.name, of="ilacs-2018", to="ilacs-2023")
        assert [(m.target.name, m.relation) for m in back] == [
            ("children_in_care", Relation.CLOSE),
            ("care_leavers", Relation.NARROW),
        ]


class TestAreas:
    """A judgement area is mapped to none, one or several of another edition."""

    def test_ofsted_compares_sif_leadership_with_the_impact_of_leaders(self) -> None:
        (mapped,) = map_area(
            "leadership_management_governance", of="sif-2013", to=get_edition("ilacs-2018")
        )
        assert mapped.target.name == "impact_of_leaders"
        assert (mapped.relation, mapped.provenance) == (Relation.CLOSE, Provenance.STATISTICS)

    @pytest.mark.parametrize("its", ["ilacs-2023", "ilacs-2026"])
    @pytest.mark.parametrize("area", ["help_and_protection", "impact_of_leaders"])
    def test_what_ofsted_said_of_ilacs_in_2018_is_carried_on_by_us(
        self, its: str, area: str
    ) -> None:
        (mapped,) = map_area(area, of=its, to="sif-2013")
        assert (mapped.relation, mapped.provenance) == (Relation.CLOSE, Provenance.OURS)
        assert "ILACS stood as it did in 2018" in mapped.caveat

    def test_statistics_of_2025_say_nothing_of_the_edition_of_2026(self) -> None:
        for name, other in itertools.product(get_edition("ilacs-2026").areas, all_editions()):
            for mapped in map_area(name, of="ilacs-2026", to=other):
                assert mapped.provenance in (Provenance.OURS, Provenance.REPORTS)

    def test_no_area_of_the_first_slac_edition_is_without_equivalent_in_the_second(self) -> None:
        """The outcomes of its looked-after part are the five of Every Child Matters in both."""
        for name in get_edition("slac-2009").areas:
            (mapped,) = map_area(name, of="slac-2009", to="slac-2010")
            assert mapped.provenance is Provenance.OURS
        (healthy,) = map_area("looked_after_being_healthy", of="slac-2009", to="slac-2010")
        assert healthy.relation is Relation.EXACT
        (wealthy,) = map_area("looked_after_economic_well_being", of="slac-2009", to="slac-2010")
        assert wealthy.relation is Relation.CLOSE

    def test_adoption_has_no_equivalent_in_ilacs(self) -> None:
        assert map_area("adoption_performance", of="sif-2013", to="ilacs-2018") == ()

    def test_one_overall_grade_has_no_equivalent_in_slac(self) -> None:
        for id in ("slac-2009", "slac-2010"):
            assert map_area("overall_effectiveness", of="sif-2013", to=id) == ()

    @pytest.mark.parametrize("its", all_editions(), ids=str)
    def test_an_area_is_itself_in_its_own_edition(self, its: object) -> None:
        own = get_edition(str(getattr(its, "id", "")))
        for name, area in own.areas.items():
            (mapped,) = map_area(name, of=own, to=own)
            assert (mapped.target, mapped.relation) == (area, Relation.EXACT)

    def test_weaker_mappings_can_be_left_out(self) -> None:
        assert not map_area("care_leavers", of="sif-2013", to="ilacs-2018", accept=EXACT_OR_CLOSE)

    def test_an_area_that_the_edition_does_not_have_is_refused(self) -> None:
        with pytest.raises(MappingRefused, match="ILACS from January 2018 has no area 'adoption'"):
            map_area("adoption", of="ilacs-2018", to="sif-2013")

    def test_it_reads_as_a_sentence(self) -> None:
        (mapped,) = map_area("help_and_protection", of="ilacs-2018", to="sif-2013")
        assert str(mapped) == (
            "The experiences and progress of children who need help and protection -> "
            "1 Children who need help and protection, close, by Ofsted's official statistics"
        )
        (combined,) = map_area("care_leavers", of="ilacs-2023", to="ilacs-2018")
        assert "; until December 2022 one judgement covered" in str(combined)

    def test_relations_invert(self) -> None:
        assert Relation.BROAD.inverse is Relation.NARROW
        assert Relation.CLOSE.inverse is Relation.CLOSE
        assert repr(Relation.NONE) == "Relation.NONE"
