"""Grades have numbers, labels and an order, and only grades on one scale can be compared."""

import itertools
import pickle

import pytest
from hypothesis import given, strategies as st

from ofsted_frameworks import NOT_JUDGED, CpiGrade, IlacsGrade, SifGrade, SlacGrade, TlacGrade
from ofsted_frameworks.grades import Grade

SCALES: list[type[Grade]] = [SlacGrade, CpiGrade, TlacGrade, SifGrade, IlacsGrade]
PAIRS = list(itertools.permutations(SCALES, 2))


@st.composite
def grades_of_one_scale(draw: st.DrawFn, count: int) -> tuple[Grade, ...]:
    scale = draw(st.sampled_from(SCALES))
    return tuple(draw(st.sampled_from(list(scale))) for _ in range(count))


class TestAScale:
    """A scale has four grades, numbered from 1 (best) to 4."""

    @pytest.mark.parametrize("scale", SCALES)
    def test_grades_are_numbered_1_to_4_in_order(self, scale: type[Grade]) -> None:
        assert [grade.number for grade in scale] == [1, 2, 3, 4]

    @pytest.mark.parametrize("scale", SCALES)
    def test_from_number_is_the_inverse_of_number(self, scale: type[Grade]) -> None:
        assert [scale.from_number(grade.number) for grade in scale] == list(scale)

    def test_a_number_off_the_scale_is_refused(self) -> None:
        with pytest.raises(ValueError, match="IlacsGrade has no grade 5; its numbers are 1"):
            IlacsGrade.from_number(5)


class TestTheLabels:
    """A grade is shown as its framework's reports print it."""

    def test_the_third_grade_has_the_label_of_its_framework(self) -> None:
        assert str(SlacGrade.ADEQUATE) == "Adequate"
        assert str(SifGrade.REQUIRES_IMPROVEMENT) == "Requires improvement"
        assert str(IlacsGrade.REQUIRES_IMPROVEMENT) == "Requires improvement to be good"

    def test_repr_is_what_you_type(self) -> None:
        assert repr(IlacsGrade.OUTSTANDING) == "IlacsGrade.OUTSTANDING"

    def test_value_is_the_name_in_data(self) -> None:
        assert SifGrade.REQUIRES_IMPROVEMENT.value == "requires_improvement"


class TestSteps:
    """The steps from one grade to a better one are positive."""

    def test_better_is_positive(self) -> None:
        assert SifGrade.INADEQUATE.steps_to(SifGrade.OUTSTANDING) == 3
        assert SifGrade.OUTSTANDING.steps_to(SifGrade.GOOD) == -1

    @given(grades_of_one_scale(2))
    def test_there_and_back_cancel(self, pair: tuple[Grade, Grade]) -> None:
        a, b = pair
        assert a.steps_to(b) == -b.steps_to(a)

    @given(grades_of_one_scale(3))
    def test_steps_add_up(self, three: tuple[Grade, Grade, Grade]) -> None:
        a, b, c = three
        assert a.steps_to(b) + b.steps_to(c) == a.steps_to(c)

    @given(grades_of_one_scale(2))
    def test_a_grade_is_exactly_one_of_better_worse_and_the_same(
        self, pair: tuple[Grade, Grade]
    ) -> None:
        a, b = pair
        assert [a.better_than(b), a.worse_than(b), a is b].count(True) == 1

    @given(grades_of_one_scale(2))
    def test_better_is_a_lower_number(self, pair: tuple[Grade, Grade]) -> None:
        a, b = pair
        assert a.better_than(b) == (a.number < b.number)


class TestMixing:
    """Grades of different frameworks are never equal, and comparing them names map_grade."""

    @pytest.mark.parametrize(("one", "other"), PAIRS)
    def test_grades_of_two_frameworks_are_never_equal(
        self, one: type[Grade], other: type[Grade]
    ) -> None:
        assert not set(one) & set(other)

    @pytest.mark.parametrize(("one", "other"), PAIRS)
    @pytest.mark.parametrize("method", ["better_than", "worse_than", "steps_to", "__lt__"])
    def test_comparing_is_refused(self, one: type[Grade], other: type[Grade], method: str) -> None:
        second = other.from_number(2)
        with pytest.raises(TypeError, match=rf"map_grade\({second!r}, to={one.__name__}\)"):
            getattr(one.from_number(1), method)(second)

    def test_comparing_with_anything_but_a_grade_is_refused(self) -> None:
        with pytest.raises(TypeError, match="compared with a SlacGrade, not with NOT_JUDGED"):
            SlacGrade.GOOD.better_than(NOT_JUDGED)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize("sign", ["__lt__", "__le__", "__gt__", "__ge__"])
    def test_less_than_is_refused_on_one_scale_too(self, sign: str) -> None:
        with pytest.raises(TypeError, match="use better_than, worse_than or steps_to"):
            getattr(SifGrade.GOOD, sign)(SifGrade.INADEQUATE)


class TestGoodOrOutstanding:
    """Official statistics count grades 1 and 2 together."""

    @pytest.mark.parametrize("scale", SCALES)
    def test_only_grades_1_and_2_are_good_or_outstanding(self, scale: type[Grade]) -> None:
        assert [g.good_or_outstanding for g in scale] == [True, True, False, False]


class TestNotJudged:
    """`NOT_JUDGED` is not a grade and has no number."""

    def test_it_is_not_a_grade(self) -> None:
        assert Grade not in type(NOT_JUDGED).__mro__
        assert not hasattr(NOT_JUDGED, "number")

    def test_it_has_a_label_a_value_and_a_repr(self) -> None:
        assert (str(NOT_JUDGED), repr(NOT_JUDGED)) == ("Not judged", "NOT_JUDGED")
        assert (NOT_JUDGED.label, NOT_JUDGED.value) == ("Not judged", "not_judged")


@pytest.mark.parametrize("value", [NOT_JUDGED, *SlacGrade, *IlacsGrade])
def test_pickling_gives_the_same_member(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) is value
