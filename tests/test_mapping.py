"""Grades and judgement areas are mapped from one framework or edition to another."""

import contextlib
import datetime as dt
import itertools
from collections.abc import Generator, Sequence
from typing import Annotated, Any

import attrs
import madeup_framework
import pytest
from hypothesis import given, strategies as st
from madeup_framework import MADE_UP, MadeUpGrade

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
    get_framework,
    map_area,
    map_grade,
)
from ofsted_frameworks.findings import MappingRefused, UnknownEdition
from ofsted_frameworks.frameworks import (
    AreaMatch,
    Edition,
    Framework,
    Reason,
    register,
    unregister,
)
from ofsted_frameworks.grades import Grade
from ofsted_frameworks.mapping import AS_OFSTED_PRINTS
from ofsted_frameworks.schedule import Area, Judgements
from ofsted_frameworks.sources import Fact

SCALES: list[type[Grade]] = [SlacGrade, CpiGrade, TlacGrade, SifGrade, IlacsGrade]
PAIRS = list(itertools.permutations(SCALES, 2))
OLDER: list[type[Grade]] = [SlacGrade, CpiGrade, TlacGrade]
NEWER: list[type[Grade]] = [SifGrade, IlacsGrade]


class TestGrades:
    """A grade is mapped in one direction, with a relation, a source and a caveat."""

    @pytest.mark.parametrize("older", OLDER)
    @pytest.mark.parametrize("newer", NEWER)
    def test_ofsted_prints_adequate_as_requires_improvement(
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
    def test_a_newer_grade_on_an_older_scale_is_our_mapping_and_not_close(
        self, older: type[Grade], newer: type[Grade]
    ) -> None:
        mapped = map_grade(newer.from_number(3), to=older)
        assert (mapped.relation, mapped.provenance) == (Relation.RELATED, Provenance.OURS)
        with pytest.raises(MappingRefused, match="this call accepts only exact or close"):
            map_grade(newer.from_number(3), to=older, accept=EXACT_OR_CLOSE)

    def test_slacs_adequate_is_exactly_tlacs_adequate(self) -> None:
        assert map_grade(SlacGrade.ADEQUATE, to=TlacGrade).relation is Relation.EXACT

    @pytest.mark.parametrize("scale", SCALES)
    def test_a_grade_maps_to_itself_on_its_own_scale(self, scale: type[Grade]) -> None:
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

    def test_str_is_a_sentence(self) -> None:
        text = str(map_grade(SlacGrade.ADEQUATE, to=IlacsGrade))
        assert text.startswith(
            "SlacGrade.ADEQUATE -> IlacsGrade.REQUIRES_IMPROVEMENT, close, "
            "by Ofsted's official statistics; "
        )

    @pytest.mark.parametrize("to", [3, int, Grade])
    def test_a_target_that_is_not_a_scale_is_refused(self, to: Any) -> None:
        with pytest.raises(TypeError, match="a scale must be a class such as IlacsGrade, or an id"):
            map_grade(SlacGrade.ADEQUATE, to=to)

    @pytest.mark.parametrize(
        "to", ["ilacs", "ILACS-2023", get_framework("ilacs"), get_edition("ilacs-2018")]
    )
    def test_a_scale_may_be_given_as_a_framework_or_an_edition(self, to: Any) -> None:
        assert map_grade(SlacGrade.GOOD, to=to) == map_grade(SlacGrade.GOOD, to=IlacsGrade)

    def test_an_unknown_scale_is_refused_with_the_known_ones(self) -> None:
        with pytest.raises(UnknownEdition, match="'ilac'; expected one of slac, .*mean 'ilacs'"):
            map_grade(SlacGrade.GOOD, to="ilac")

    def test_a_relation_may_be_given_by_its_value(self) -> None:
        assert map_grade(SlacGrade.GOOD, to="sif", accept=["close"]).target is SifGrade.GOOD
        with pytest.raises(MappingRefused, match="this call accepts only exact$"):
            map_grade(SlacGrade.GOOD, to="sif", accept=["exact"])

    @pytest.mark.parametrize("wrong", [["clos"], [3], "close", None, [["exact"]]])
    def test_anything_but_a_relation_or_reason_is_refused(self, wrong: Any) -> None:
        with pytest.raises(TypeError, match="accept takes relations such as Relation.CLOSE, or"):
            map_grade(SlacGrade.GOOD, to="sif", accept=wrong)

    @pytest.mark.parametrize("value", ["adequate", 3, None])
    def test_a_value_that_is_not_a_grade_is_refused(self, value: Any) -> None:
        with pytest.raises(TypeError, match=f"not {value!r}"):
            map_grade(value, to=IlacsGrade)


WEAKER_ON_THE_WAY_BACK = [(older, newer) for older, newer in itertools.product(OLDER, NEWER)]
"""The pairs whose round trip returns by a weaker relation: close out, related back."""


class TestRoundTrips:
    """A grade mapped out and back is the same grade, but not always by as strong a relation."""

    @pytest.mark.parametrize(("one", "other"), PAIRS)
    def test_the_grade_returns(self, one: type[Grade], other: type[Grade]) -> None:
        for grade in one:
            there = map_grade(grade, to=other).target
            assert there is not None
            assert map_grade(there, to=one).target is grade

    def test_only_the_listed_pairs_return_by_a_weaker_relation(self) -> None:
        weaker = [
            (one, other)
            for one, other in PAIRS
            if map_grade(one.from_number(3), to=other).relation in EXACT_OR_CLOSE
            and map_grade(other.from_number(3), to=one).relation not in EXACT_OR_CLOSE
        ]
        assert sorted(map(str, weaker)) == sorted(map(str, WEAKER_ON_THE_WAY_BACK))

    def test_care_leavers_return_from_the_combined_judgement_with_children_in_care(self) -> None:
        (there,) = map_area("care_leavers", of="ilacs-2023", to="ilacs-2018")
        back = map_area(there.target.name, of="ilacs-2018", to="ilacs-2023")
        assert [(m.target.name, m.relation) for m in back] == [
            ("children_in_care", Relation.NARROW),
            ("care_leavers", Relation.NARROW),
        ]


STRENGTH = [Relation.EXACT, Relation.CLOSE, Relation.BROAD, Relation.RELATED, Relation.NONE]
RELATIONS = st.sampled_from(Relation)


def strength(relation: Relation) -> int:
    """Return how strong a relation is; broad and narrow are equally strong."""
    return STRENGTH.index(Relation.BROAD if relation is Relation.NARROW else relation)


class TestComposition:
    """Two relations compose to one that is never stronger than either."""

    @given(RELATIONS)
    def test_composing_with_exact_changes_nothing(self, relation: Relation) -> None:
        assert Relation.EXACT.then(relation) is relation.then(Relation.EXACT) is relation

    @given(RELATIONS)
    def test_composing_with_none_gives_none(self, relation: Relation) -> None:
        assert Relation.NONE.then(relation) is relation.then(Relation.NONE) is Relation.NONE

    @given(RELATIONS, RELATIONS, RELATIONS)
    def test_the_order_of_composing_does_not_matter(
        self, one: Relation, two: Relation, three: Relation
    ) -> None:
        assert one.then(two).then(three) is one.then(two.then(three))

    @given(RELATIONS, RELATIONS)
    def test_the_reverse_mapping_has_the_inverse_relation(
        self, one: Relation, two: Relation
    ) -> None:
        assert one.then(two).inverse is two.inverse.then(one.inverse)

    @given(RELATIONS, RELATIONS)
    def test_the_result_is_never_stronger_than_a_step(self, one: Relation, two: Relation) -> None:
        assert strength(one.then(two)) >= max(strength(one), strength(two))

    @given(st.lists(st.sets(st.integers(0, 3), min_size=1), min_size=3, max_size=3))
    def test_composed_relations_are_true_of_sets(self, covered: list[set[int]]) -> None:
        """Areas as sets of what they cover: exact is equal, broad a superset, narrow a subset."""

        def seen(one: set[int], other: set[int]) -> Relation:
            if one == other:
                return Relation.EXACT
            if one < other:
                return Relation.BROAD
            if one > other:
                return Relation.NARROW
            return Relation.RELATED if one & other else Relation.NONE

        one, two, three = covered
        says, truth = seen(one, two).then(seen(two, three)), seen(one, three)
        if says in (Relation.EXACT, Relation.BROAD, Relation.NARROW):
            assert says is truth
        if says is Relation.RELATED and Relation.RELATED not in (seen(one, two), seen(two, three)):
            assert one & three

    def test_close_stays_close_and_siblings_are_not_related(self) -> None:
        assert Relation.CLOSE.then(Relation.CLOSE) is Relation.CLOSE
        assert Relation.BROAD.then(Relation.NARROW) is Relation.NONE
        assert Relation.NARROW.then(Relation.BROAD) is Relation.RELATED


class TestLineage:
    """An edition inherits the mappings of the one it continues, and each step keeps its source."""

    def test_a_same_named_area_is_exact_with_the_source_of_the_continuation(self) -> None:
        (mapped,) = map_area("impact_of_leaders", of="ilacs-2026", to="ilacs-2023")
        assert (mapped.relation, mapped.provenance) == (Relation.EXACT, Provenance.REPORTS)
        assert mapped.steps == ()

    def test_ofsteds_mapping_of_2018_is_still_ofsteds_for_2023(self) -> None:
        (mapped,) = map_area("help_and_protection", of="ilacs-2023", to="sif-2013")
        assert (mapped.relation, mapped.provenance) == (Relation.CLOSE, Provenance.STATISTICS)
        assert [(step.to, step.provenance) for step in mapped.steps] == [
            ("ilacs-2018", Provenance.STATISTICS),
            ("sif-2013", Provenance.STATISTICS),
        ]
        assert "close, by way of ilacs-2018, by Ofsted's official statistics" in str(mapped)

    def test_one_step_of_ours_makes_the_whole_mapping_ours(self) -> None:
        (mapped,) = map_area("help_and_protection", of="ilacs-2023", to="cpi-2012")
        assert (mapped.relation, mapped.provenance) == (Relation.CLOSE, Provenance.OURS)
        assert mapped.caveat == "the older judgement covered child protection as a whole"

    @pytest.mark.parametrize("of", all_editions(), ids=str)
    @pytest.mark.parametrize("to", all_editions(), ids=str)
    def test_a_composed_mapping_is_ofsteds_only_if_every_step_is(
        self, of: Edition, to: Edition
    ) -> None:
        for mapped in (m for name in of.areas for m in map_area(name, of=of, to=to)):
            steps = mapped.steps or (mapped,)
            assert mapped.provenance.is_ofsted == all(s.provenance.is_ofsted for s in steps)
            relation = Relation.EXACT
            for step in steps:
                relation = relation.then(step.relation)
            assert mapped.relation in (relation, Relation.RELATED)
            assert [step.of for step in steps[1:]] == [step.to for step in steps[:-1]]

    def test_parts_of_one_combined_judgement_are_not_related_by_it(self) -> None:
        """SIF's care leavers and children in care from 2023 are both parts of 2018's combined judgement."""
        found = map_area("care_leavers", of="sif-2013", to="ilacs-2023")
        assert [(m.target.name, m.relation) for m in found] == [("care_leavers", Relation.CLOSE)]

    @pytest.mark.parametrize("older", ["ilacs-2018", "sif-2013", "slac-2009", "slac-2010"])
    def test_children_in_care_alone_are_narrower_than_older_judgements_with_care_leavers(
        self, older: str
    ) -> None:
        for newer in ("ilacs-2023", "ilacs-2026"):
            (mapped,) = map_area("children_in_care", of=newer, to=older)
            assert mapped.relation is Relation.BROAD

    def test_ofsteds_relabelling_is_a_reason_that_a_caller_may_accept(self) -> None:
        one = {"of": "ilacs-2026", "to": "sif-2013"}
        assert map_area("children_in_care", **one, accept=EXACT_OR_CLOSE) == ()
        for reason in (Reason.OFSTED_RELABELLING, "ofsted_relabelling"):
            (mapped,) = map_area("children_in_care", **one, accept=[*EXACT_OR_CLOSE, reason])
            assert "Ofsted's tables print it under children in care" in mapped.caveat
        leavers = {"of": "ilacs-2023", "to": "ilacs-2018"}
        assert map_area("care_leavers", **leavers, accept=AS_OFSTED_PRINTS) == ()

    def test_slacs_safeguarding_covers_more_than_help_and_protection(self) -> None:
        for newer in ("sif-2013", "ilacs-2018", "ilacs-2026"):
            (mapped,) = map_area("help_and_protection", of=newer, to="slac-2009")
            assert mapped.relation is Relation.BROAD


def judgement_class(name: str, *areas: str) -> type[Judgements[MadeUpGrade]]:
    """Return a made-up judgement class with these areas."""
    fields: dict[str, Any] = dict.fromkeys(areas)
    hints = {area: Annotated[object, Area(area, source=MADE_UP)] for area in areas}
    members = {"__annotations__": hints, "scale": MadeUpGrade, **fields}
    return attrs.frozen(kw_only=True, repr=False)(type(name, (Judgements,), members))


LINE = {
    "line-1": judgement_class("One", "a", "b"),
    "line-2": judgement_class("Two", "a", "b", "c"),
    "line-3": judgement_class("Three", "b", "c"),
    "line-4": judgement_class("Four", "a", "c"),
}
"""Four editions in a line, each continuing the one before."""


def line(matches: Sequence[AreaMatch]) -> Framework:
    """Return a made-up framework of the four editions, with statements about how their areas relate."""
    editions = tuple(
        attrs.evolve(
            madeup_framework.EDITION,
            id=id,
            judgements=cls,
            starts=Fact(dt.date(2027 + number, 1, 1), MADE_UP),
            continues=Fact(f"line-{number}", MADE_UP) if number else None,
        )
        for number, (id, cls) in enumerate(LINE.items())
    )
    return attrs.evolve(
        madeup_framework.FRAMEWORK,
        id="line",
        also_known_as=(),
        editions=editions,
        area_matches=tuple(matches),
    )


@contextlib.contextmanager
def registered(framework: Framework) -> Generator[None]:
    register(framework)
    try:
        yield
    finally:
        unregister(framework)


NAMED = st.sampled_from([f"{id}.{area}" for id, cls in LINE.items() for area in cls.areas()])


@st.composite
def statements(draw: st.DrawFn) -> list[AreaMatch]:
    """Draw statements about how areas of different editions relate, each at most once."""
    pairs = st.tuples(NAMED, NAMED).filter(lambda pair: pair[0][:6] != pair[1][:6])
    stated = draw(st.lists(pairs, max_size=5, unique_by=frozenset))
    return [
        AreaMatch(areas=(one,), others=(other,), relation=draw(RELATIONS), source=MADE_UP)
        for one, other in stated
    ]


class TestAnyLineage:
    """Mappings along any line of editions end, are sound and work in both directions."""

    @given(statements())
    def test_the_reverse_mapping_has_the_inverse_relation(self, stated: list[AreaMatch]) -> None:
        with registered(line(stated)):
            for of, to in itertools.permutations(LINE, 2):
                for mapped in (
                    m for area in LINE[of].areas() for m in map_area(area, of=of, to=to)
                ):
                    back = map_area(mapped.target.name, of=to, to=of)
                    found = [m.relation for m in back if m.target.name == mapped.area.name]
                    assert found == [mapped.relation.inverse]

    @given(statements())
    def test_a_stated_mapping_wins_over_a_composed_one(self, stated: list[AreaMatch]) -> None:
        with registered(line(stated)):
            for match in stated:
                (of, area), (to, target) = match.areas[0].split("."), match.others[0].split(".")
                found = [m for m in map_area(area, of=of, to=to) if m.target.name == target]
                relations = [m.relation for m in found]
                assert relations == ([] if match.relation is Relation.NONE else [match.relation])

    def test_two_routes_that_disagree_give_related(self) -> None:
        def match(one: str, other: str, relation: Relation) -> AreaMatch:
            return AreaMatch(areas=(one,), others=(other,), relation=relation, source=MADE_UP)

        stated = [
            match("line-1.a", "line-2.a", Relation.CLOSE),
            match("line-1.a", "line-2.c", Relation.BROAD),
            match("line-2.a", "line-3.b", Relation.CLOSE),
            match("line-2.c", "line-3.b", Relation.CLOSE),
        ]
        with registered(line(stated)):
            (mapped,) = map_area("a", of="line-1", to="line-3")
        assert (mapped.target.name, mapped.relation) == ("b", Relation.RELATED)

    def test_an_area_that_returns_after_a_gap_is_not_the_old_area(self) -> None:
        """Area a is in the second and fourth editions, but not in the third."""
        with registered(line([])):
            assert map_area("a", of="line-4", to="line-2") == ()
            (mapped,) = map_area("c", of="line-4", to="line-2")
        assert (mapped.relation, len(mapped.steps)) == (Relation.EXACT, 2)


class TestAreas:
    """A judgement area is mapped to none, one or several of another edition."""

    def test_ofsted_compares_sif_leadership_with_the_impact_of_leaders(self) -> None:
        (mapped,) = map_area(
            "leadership_management_governance", of="sif-2013", to=get_edition("ilacs-2018")
        )
        assert mapped.target.name == "impact_of_leaders"
        assert (mapped.relation, mapped.provenance) == (Relation.CLOSE, Provenance.STATISTICS)

    def test_statistics_of_2025_say_nothing_of_the_edition_of_2026(self) -> None:
        for name, other in itertools.product(get_edition("ilacs-2026").areas, all_editions()):
            for mapped in map_area(name, of="ilacs-2026", to=other):
                assert mapped.provenance in (Provenance.OURS, Provenance.REPORTS)

    def test_every_area_of_the_first_slac_edition_has_an_equivalent_in_the_second(self) -> None:
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

    @pytest.mark.parametrize("edition", all_editions(), ids=str)
    def test_an_area_maps_to_itself_in_its_own_edition(self, edition: object) -> None:
        own = get_edition(str(getattr(edition, "id", "")))
        for name, area in own.areas.items():
            (mapped,) = map_area(name, of=own, to=own)
            assert (mapped.target, mapped.relation) == (area, Relation.EXACT)

    def test_weaker_mappings_can_be_left_out(self) -> None:
        assert not map_area("care_leavers", of="sif-2013", to="ilacs-2018", accept=EXACT_OR_CLOSE)

    def test_an_area_that_the_edition_does_not_have_is_refused(self) -> None:
        with pytest.raises(MappingRefused, match="ILACS from January 2018 has no area 'adoption'"):
            map_area("adoption", of="ilacs-2018", to="sif-2013")

    def test_an_area_may_be_given_as_itself_or_by_its_label(self) -> None:
        sif = get_edition("sif-2013")
        expected = map_area("care_leavers", of="sif-2013", to="ilacs-2023")
        for area in (sif.areas["care_leavers"], "2.2 Experiences and progress of care leavers"):
            assert map_area(area, of=sif, to="ilacs-2023") == expected

    @pytest.mark.parametrize("wrong", [3, None, ["care_leavers"]])
    def test_a_value_that_is_not_an_area_is_refused(self, wrong: Any) -> None:
        with pytest.raises(TypeError, match="map_area takes a judgement area such as"):
            map_area(wrong, of="sif-2013", to="ilacs-2018")

    def test_str_is_a_sentence(self) -> None:
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
