"""Four choices made from mistakes: the key's place among them tells nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.answers import Count, Expression, Key, Number, Shape, Vector, judge, value_tex, write_value
from calculators.answers.verdict import Outcome
from calculators.problems.choices import REFLECTED, smaller_choices, stands_out, wrong_choices
from calculators.problems.slips import general_slips, is_told, parse_slip
from calculators.problems.values import Declared, Values, declared_values, impossible, usual_values

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


def test_a_single_mistake_makes_no_four_choices() -> None:
    assert wrong_choices(Count(4), {"a": 3}, "test.family", 1) == {}
    assert len(wrong_choices(Count(4), {"a": 3, "b": 5}, "test.family", 1)) == 3


@pytest.mark.parametrize(
    ("values", "key", "mistakes"),
    [
        ("nonnegative", Number(1.5), {"signed": -1.5, "squared": 2.25, "less": 0.4}),
        ("probability", Number(0.4), {"odds": 0.6667, "more": 1.4, "negative": -0.4, "other": 0.1}),
        ((0.0, 2.0), Number(1.3), {"similarity": -0.3, "length": 11.2, "half": 0.65, "added": 1.9}),
        ("size", Count(3), {"none": 0, "less": -4, "more": 9}),
        (range(256), Count(250), {"unclipped": 300, "less": 122, "signed": -6}),
        ("distribution", Vector((0.2, 0.5, 0.3)), {"raw": [2.0, 5.0, 3.0], "flat": [0.3, 0.4, 0.3], "odd": [0.1, 0.5]}),
        ("unit", Vector((0.6, 0.8)), {"raw": [3.0, 4.0], "turned": [-0.8, 0.6], "negated": [-0.6, -0.8]}),
        (["real", "positive"], Vector((-1.0, 2.5)), {"a": [1.0, -2.5], "b": [2.0, 2.5], "c": [-1.0, 6.25]}),
    ],
)  # fmt: skip
def test_no_choice_is_a_value_that_no_answer_can_have(values: Declared, key: Key, mistakes: dict[str, object]) -> None:
    declared = declared_values(values)
    for seed in range(40):
        wrong = wrong_choices(key, mistakes, "test.family", seed, declared)  # type: ignore[arg-type]
        assert len(wrong) == 3
        assert [impossible(declared, key, value) for value in wrong.values()] == ["", "", ""]


def test_what_is_not_declared_is_kept_to_what_key_and_mistakes_seem_to_be() -> None:
    assert usual_values(Number(0.4), [(0.1,), (0.7,)]) == declared_values("probability")
    assert usual_values(Number(0.4), [(4.0,)]) == declared_values("nonnegative")
    assert usual_values(Number(0.4), [(-4.0,)]) == declared_values("real")
    assert usual_values(Vector((0.4, 0.6)), [(4.0, 6.0)]) == declared_values("distribution")
    assert usual_values(Count(4), [(1,)]) == declared_values("size")
    assert usual_values(Shape((4, 0)), []) == declared_values("count")


def test_why_a_value_cannot_be_the_answer_is_told() -> None:
    key = Vector((0.2, 0.8))
    assert "not in 0..1" in impossible(declared_values("distribution"), key, [-0.2, 1.2])
    assert "total" in impossible(declared_values("distribution"), key, [0.2, 0.9])
    assert "length" in impossible(declared_values("unit"), Vector((0.6, 0.8)), [0.6, 0.7])
    assert "whole" in impossible(declared_values("count"), Number(3.0), 2.5)
    assert "ascending" in impossible(Values(order="ascending"), key, [0.8, 0.2])
    assert impossible(declared_values("positive"), Number(1.0), 0.0)
    assert not impossible(declared_values("nonnegative"), Number(1.0), 0.0)


def test_a_general_slip_fills_before_a_reflection_and_the_checker_tells_that_very_slip() -> None:
    key, mistakes = Number(0.45), {"a": 0.1, "b": 0.2, "c": 0.05}
    slips = 0
    for seed in range(40):
        for choice, value in wrong_choices(key, mistakes, "test.family", seed).items():
            if (told := parse_slip(choice)) is not None:
                slips += 1
                verdict = judge(key, write_value(key, value), mistakes)
                assert (verdict.diagnosis, verdict.combined) == told
    assert slips >= 20


def test_roots_and_logarithms_are_forgotten_only_where_there_are_some() -> None:
    def codes(*formulas: str) -> set[str]:
        return {parse_slip(choice)[0] for choice, _ in general_slips(Number(3.0), {}, formulas)}  # type: ignore[index]

    assert codes() == {"sign", "complement", "factor_two"}
    assert "squared" in codes(r"\sqrt{9} = 3")
    assert "log_base" in codes(r"\ln 20 = 3")
    assert "reciprocal" in codes(r"\frac{9}{3} = 3")


def test_two_mistakes_in_different_cells_are_offered_together() -> None:
    key, mistakes = Vector((3.0, 5.0)), {"a": [4.0, 5.0], "b": [3.0, 9.0], "c": [7.0, 7.0]}
    both = dict(general_slips(key, mistakes, ()))["slip:two_mistakes:a:b"]
    assert both == [4.0, 9.0]
    assert is_told("slip:two_mistakes:a:b", key, both, mistakes)


def test_formulas_have_no_order_and_are_offered_as_they_are() -> None:
    mistakes = {"a": "x", "b": "2*x^2", "c": "x^2", "d": "2"}
    wrong = wrong_choices(Expression("2*x", {"x": (0.1, 1.0)}), mistakes, "test.family", 1)
    assert len(wrong) == 3
    assert wrong_choices(Expression("2*x", {"x": (0.1, 1.0)}), {"a": "x", "b": "1"}, "test.family", 1) == {}
    assert wrong.items() <= mistakes.items()


def test_where_each_mistake_changes_one_cell_the_key_is_not_the_row_most_like_the_others() -> None:
    key = Vector((3.0, 5.0, 9.0))
    mistakes = {"a": [4.0, 5.0, 9.0], "b": [3.0, 2.0, 9.0], "c": [3.0, 5.0, 20.0]}
    assert stands_out(key, mistakes) == 2
    assert stands_out(key, {"a": mistakes["a"], "b": mistakes["b"], "both": [4.0, 2.0, 9.0]}) == 0
    found = [wrong_choices(key, mistakes, "test.family", seed) for seed in range(40)]
    assert all(len(wrong) == 3 for wrong in found)
    assert sum(stands_out(key, wrong) > 0 for wrong in found) < 10
    shape = Shape((12, 30))
    sizes = {"a": [12, 31], "b": [12, 60], "c": [11, 30], "d": [24, 30]}
    assert sum(stands_out(shape, wrong_choices(shape, sizes, "test.family", seed)) > 0 for seed in range(40)) < 10


def test_of_a_number_only_one_choice_is_its_double_its_negative_or_its_neighbour() -> None:
    for seed in range(40):
        wrong = wrong_choices(Count(100), {"a": 130, "b": 170, "c": 190, "d": 500}, "test.family", seed)
        assert sum(name.startswith("slip:") for name in wrong) <= 1


values = st.floats(-50, 50).map(lambda value: round(value, 2))


@given(key=values, mistakes=st.lists(values, min_size=3, max_size=5, unique=True), seed=st.integers(0, 2**63 - 1))
def test_choices_print_differently_and_only_the_key_is_right(key: float, mistakes: list[float], seed: int) -> None:
    answer = Number(key)
    named = {str(index): value for index, value in enumerate(mistakes) if abs(value - key) > 0.03 * abs(key) + 0.01}
    wrong = wrong_choices(answer, named, "test.family", seed)
    assert len({value_tex(answer, value) for value in [key, *wrong.values()]}) == len(wrong) + 1
    for value in wrong.values():
        assert judge(answer, write_value(answer, value), {}).outcome is Outcome.WRONG
