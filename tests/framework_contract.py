"""What is true of every framework. A framework's test class inherits it and names the framework."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, cast

import attrs
import pytest

from ofsted_frameworks import (
    NOT_JUDGED,
    Relation,
    Source,
    Theme,
    UnknownLabel,
    all_editions,
    all_frameworks,
    get_edition,
    get_framework,
    map_area,
    map_grade,
    read_area,
    read_grade,
)
from ofsted_frameworks.frameworks import Cycle, Edition, Framework, framework_of
from ofsted_frameworks.labels import fold
from ofsted_frameworks.schedule import Role
from ofsted_frameworks.serialization import to_dict
from ofsted_frameworks.show import describe
from ofsted_frameworks.sources import Fact


def facts(value: object) -> Iterator[object]:
    """Yield every fact in a framework, and everything else that needs a source."""
    if isinstance(value, Mapping):
        yield from facts(list(value.values()))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, (list, tuple)):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from facts(item)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, Cycle):
        yield from (fact for _, fact in value.facts())
    elif attrs.has(type(value)):
        if not isinstance(value, Source):
            yield value
        fields: tuple[Any, ...] = attrs.fields(cast(Any, type(value)))
        for field in fields:
            yield from facts(getattr(value, field.name))


class FrameworkContract:
    """A framework is published fact, kept as data, that every part of the library can use."""

    framework: Framework

    @property
    def editions(self) -> tuple[Edition, ...]:
        return self.framework.editions

    def test_it_is_found_by_its_id_in_any_case(self) -> None:
        assert get_framework(self.framework.id.upper()) is self.framework
        assert self.framework in all_frameworks()

    def test_its_editions_are_found_by_their_ids(self) -> None:
        for edition in self.editions:
            assert get_edition(edition.id.upper()) is edition
            assert framework_of(edition) is self.framework
            assert edition.id.startswith(self.framework.id + "-")

    def test_its_editions_follow_each_other_without_overlap_or_gap(self) -> None:
        for earlier, later in itertools.pairwise(self.editions):
            assert earlier.ends is not None, (
                f"{earlier.id} has no last day, and {later.id} follows it: give its Edition "
                "ends=Fact(LAST_DAY, SOURCE)"
            )
            assert later.starts.value - earlier.ends.value == timedelta(days=1)

    def test_every_fact_has_a_source(self) -> None:
        for fact in facts(self.framework):
            if isinstance(fact, Fact):
                assert isinstance(fact.source, Source)
            else:
                assert isinstance(getattr(fact, "source", None), Source), fact

    def test_every_area_of_every_edition_has_a_source_and_a_label(self) -> None:
        for edition in self.editions:
            for name, area in edition.areas.items():
                assert (area.name, type(area.source)) == (name, Source)
                assert area.label.strip() == area.label != ""

    def test_its_grades_are_numbered_1_to_4_best_first(self) -> None:
        assert [grade.number for grade in self.framework.scale] == [1, 2, 3, 4]

    def test_a_meaning_of_a_grade_has_a_source(self) -> None:
        for grade in self.framework.scale:
            assert bool(grade.descriptor) == (grade.source is not None)

    def test_its_editions_judge_on_its_scale(self) -> None:
        for edition in self.editions:
            assert edition.scale is self.framework.scale

    def test_every_edition_has_an_overall_judgement_or_says_why_not(self) -> None:
        for edition in self.editions:
            roles = [area.role for area in edition.areas.values()]
            assert Role.OVERALL in roles or Theme.OVERALL in edition.absences

    def test_only_absent_themes_have_a_reason_for_absence(self) -> None:
        for edition in self.editions:
            for theme in edition.absences:
                assert edition.areas_of(theme) == ()

    def test_printed_grades_read_back(self) -> None:
        for grade in self.framework.scale:
            for label in (grade.label, *(alias.value for alias in grade.aliases)):
                assert read_grade(label.upper(), self.framework.scale) is grade
        assert read_grade("not judged", self.framework.scale) is NOT_JUDGED

    def test_printed_areas_read_back(self) -> None:
        for edition in self.editions:
            for area in edition.areas.values():
                for label in (area.label, *(alias.value for alias in area.aliases)):
                    assert read_area(f"  {label.upper()} ", edition, area.heading) == area
                    assert read_area(f"{area.number} {label}", edition, area.heading) == area

    def test_no_label_means_two_areas_under_one_heading(self) -> None:
        for edition in self.editions:
            seen = [
                (fold(area.heading), fold(label))
                for area in edition.areas.values()
                for label in (area.label, *(alias.value for alias in area.aliases))
            ]
            assert len(seen) == len(set(seen))

    def test_no_label_means_two_grades(self) -> None:
        seen = [
            fold(label)
            for grade in self.framework.scale
            for label in (grade.label, *(alias.value for alias in grade.aliases))
        ]
        assert len(seen) == len(set(seen))

    def test_an_unknown_label_is_refused_with_the_valid_ones(self) -> None:
        with pytest.raises(UnknownLabel, match=self.framework.scale.from_number(1).label):
            read_grade("tip-top", self.framework.scale)
        for edition in self.editions:
            with pytest.raises(UnknownLabel, match=edition.name):
                read_area("weather", edition)

    def test_its_grades_are_mapped_to_every_framework_or_have_no_equivalent(self) -> None:
        for other in all_frameworks():
            for grade in self.framework.scale:
                mapped = map_grade(grade, to=other.scale)
                assert (mapped.target is None) == (mapped.relation is Relation.NONE)
                assert isinstance(mapped.source, Source)

    def test_its_areas_are_mapped_into_every_edition_and_back_by_the_inverse(self) -> None:
        for edition, other in itertools.product(self.editions, all_editions()):
            for name in edition.areas:
                for mapped in map_area(name, of=edition, to=other):
                    back = map_area(mapped.target.name, of=other, to=edition)
                    assert [m.relation for m in back if m.target.name == name] == [
                        mapped.relation.inverse
                    ]

    def test_every_edition_but_the_first_continues_the_one_before(self) -> None:
        for earlier, later in itertools.pairwise(self.editions):
            continued = later.continues.value if later.continues else None
            assert continued == earlier.id, (
                f"{later.id} does not say what it continues: give its Edition "
                f"continues=Fact({earlier.id!r}, SOURCE), with the source that says that areas of the "
                "same name are the same area"
            )

    def test_every_area_is_mapped_to_the_edition_it_continues_or_says_why_not(self) -> None:
        for earlier, later in itertools.pairwise(self.editions):
            for name in later.areas:
                mapped = map_area(name, of=later, to=earlier)
                assert bool(mapped) != (name in later.new_areas), (
                    f"{later.id}.{name}: {earlier.id} has no area of this name, and nothing says what "
                    f"it continues. Add an AreaMatch of {later.id}.{name} to the framework, or give the "
                    f"Edition new_areas={{{name!r}: Fact(WHY_IT_IS_NEW, SOURCE)}}"
                    if not mapped
                    else f"{later.id}.{name} is in new_areas, but it is mapped to {earlier.id}"
                )

    def test_new_areas_are_areas_of_the_edition(self) -> None:
        for edition in self.editions:
            assert set(edition.new_areas) <= set(edition.areas)

    def test_its_printed_words_name_areas_and_parts_that_exist(self) -> None:
        fields = [name for edition in self.editions for name in edition.areas]
        for wording in self.framework.words:
            assert wording.words
            assert not wording.area or wording.area in fields, wording
            assert any(name.startswith(wording.part) for name in fields), wording

    def test_it_can_be_shown(self) -> None:
        shown: list[Framework | Edition] = [self.framework, *self.editions]
        for each in shown:
            text = describe(each)
            assert each.name in text
            assert max(len(line) for line in text.splitlines()) <= 80
            assert to_dict(each)["id"] == each.id
