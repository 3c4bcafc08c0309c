"""Draws are repeatable, independent by name, and exactly what is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.problems import Draw, Redraw, tex


@given(st.integers(0, 10**9), st.integers(-50, 0), st.integers(0, 50), st.sampled_from([0.01, 0.05, 0.1, 0.5, 1.0]))
def test_a_decimal_is_a_multiple_of_its_step_within_its_bounds(seed: int, low: int, high: int, step: float) -> None:
    value = Draw("test.draw", seed).decimal("x", low / 10, high / 10, step)
    assert low / 10 <= value <= high / 10
    assert Decimal(repr(value)) % Decimal(repr(step)) == 0


def test_both_ends_of_a_range_are_drawn() -> None:
    drawn = {Draw("test.draw", seed).decimal("x", -0.2, 0.2) for seed in range(200)}
    assert drawn == {-0.2, -0.1, 0.0, 0.1, 0.2}


def test_a_nonzero_draw_is_never_zero() -> None:
    assert all(Draw("test.draw", seed).nonzero("x", -0.1, 0.1) for seed in range(50))


def test_another_variable_leaves_a_variable_as_it_was() -> None:
    first, second = Draw("test.draw", 5), Draw("test.draw", 5)
    second.integer("new", 0, 9)
    assert first.vector("x", 4, -1, 1) == second.vector("x", 4, -1, 1)


def test_another_attempt_draws_other_numbers() -> None:
    assert Draw("test.draw", 5).integers("x", 8, 0, 99) != Draw("test.draw", 5, 1).integers("x", 8, 0, 99)


def test_a_condition_that_fails_asks_for_other_numbers() -> None:
    with pytest.raises(Redraw):
        Draw("test.draw", 1).require(False)


def test_a_value_halfway_between_two_roundings_asks_for_other_numbers() -> None:
    draw = Draw("test.draw", 1)
    draw.require_untied([0.3217, -0.32176, 0.0], 4)
    with pytest.raises(Redraw):
        draw.require_untied([0.5, -1.3 * 0.55 * 0.45], 4)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.5, "0.5"), (-3.0, "-3"), (0.12345, "0.1235"), (-0.00001, "0"), (100, "100")]
)
def test_a_number_in_a_formula_has_no_needless_zeros(value: float, shown: str) -> None:
    assert tex.number(value) == shown


def test_negative_numbers_after_an_operator_stand_in_parentheses() -> None:
    assert tex.products([-1, 2], [3, -4]) == r"-1 \times 3 + 2 \times (-4)"
    assert tex.total([1, -2, 3]) == "1 - 2 + 3"
