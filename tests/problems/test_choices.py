"""Four choices made from mistakes: the key's place among them tells nothing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from calculators.answers import Count, Expression, Number, Vector, judge, value_tex, write_value
from calculators.answers.verdict import Outcome
from calculators.problems.choices import REFLECTED, smaller_choices, wrong_choices

ALL_LARGER = {"double": 200, "squared": 10_000, "plus_one": 101, "plus_ten": 110}


def ranks(key: Number | Count | Vector, mistakes: dict[str, object], seeds: int = 40) -> Counter[int]:
    offered = [wrong_choices(key, mistakes, "test.family", seed) for seed in range(seeds)]  # type: ignore[arg-type]
    return Counter(smaller_choices(key, wrong) for wrong in offered)


def test_where_every_mistake_is_larger_the_key_still_has_each_rank_equally_often() -> None:
    assert ranks(Count(100), dict(ALL_LARGER)) == {0: 10, 1: 10, 2: 10, 3: 10}
    assert ranks(Number(0.3), {"a": 0.1, "b": 0.2, "c": 0.05}) == {0: 10, 1: 10, 2: 10, 3: 10}


def test_mistakes_on_both_sides_are_offered_before_reflected_ones() -> None:
    mistakes = {"a": 10, "b": 20, "c": 30, "d": 300, "e": 400, "f": 500}
    for seed in range(12):
        assert set(wrong_choices(Count(100), mistakes, "test.family", seed)) <= set(mistakes)


def test_a_mistake_and_its_own_reflection_are_never_offered_together() -> None:
    for seed in range(40):
        wrong = wrong_choices(Count(100), ALL_LARGER, "test.family", seed)
        assert len({name.removeprefix(REFLECTED) for name in wrong}) == 3


def test_reflections_stay_in_the_range_of_such_values() -> None:
    for seed in range(40):
        shares = wrong_choices(Number(0.9), {"a": 0.5, "b": 0.2, "c": 0.4}, "test.family", seed)
        assert all(0 < value < 1 for value in shares.values())  # type: ignore[operator]
        counts = wrong_choices(Count(5), {"a": 50, "b": 25, "c": 12}, "test.family", seed)
        assert all(type(value) is int and value >= 1 for value in counts.values())
        whole = wrong_choices(Vector((3.0, 4.0)), {"a": [6, 8], "b": [9, 4], "c": [5, 0]}, "test.family", seed)
        assert all(number == int(number) for row in whole.values() for number in row)  # type: ignore[union-attr]


def test_fewer_than_three_mistakes_make_no_four_choices() -> None:
    assert wrong_choices(Count(4), {"a": 3, "b": 5}, "test.family", 1) == {}


def test_formulas_have_no_order_and_are_offered_as_they_are() -> None:
    mistakes = {"a": "x", "b": "2*x^2", "c": "x^2", "d": "2"}
    wrong = wrong_choices(Expression("2*x", {"x": (0.1, 1.0)}), mistakes, "test.family", 1)
    assert len(wrong) == 3
    assert wrong_choices(Expression("2*x", {"x": (0.1, 1.0)}), {"a": "x", "b": "1"}, "test.family", 1) == {}
    assert wrong.items() <= mistakes.items()


values = st.floats(-50, 50).map(lambda value: round(value, 2))


@given(key=values, mistakes=st.lists(values, min_size=3, max_size=5, unique=True), seed=st.integers(0, 2**63 - 1))
def test_choices_print_differently_and_only_the_key_is_right(key: float, mistakes: list[float], seed: int) -> None:
    answer = Number(key)
    named = {str(index): value for index, value in enumerate(mistakes) if abs(value - key) > 0.03 * abs(key) + 0.01}
    wrong = wrong_choices(answer, named, "test.family", seed)
    assert len({value_tex(answer, value) for value in [key, *wrong.values()]}) == len(wrong) + 1
    for value in wrong.values():
        assert judge(answer, write_value(answer, value), {}).outcome is Outcome.WRONG
