"""Drawn derivatives against central differences of the drawn formula."""

from __future__ import annotations

import math
from typing import Any

import pytest
import sympy

from calculators.answers import Outcome, evaluate, judge
from calculators.answers.keys import Expression
from calculators.derivatives import ELEMENTARY
from calculators.problems import draw_problem, find_family
from calculators.problems import symbolic as families
from calculators.problems import symbolic_branches as branches

FAMILIES = ["composed_derivative", "product_derivative", "activation_derivative", "loss_partial_derivative"]


@pytest.mark.parametrize("name", FAMILIES)
def test_key_table_and_central_differences_agree_on_every_drawn_formula(name: str) -> None:
    for seed in range(12):
        problem = draw_problem(find_family(f"symbolic.{name}"), seed)
        assert judge(problem.answer, str(problem.check())).outcome is Outcome.CORRECT


def test_a_wrong_entry_of_a_table_is_found_out_by_central_differences() -> None:
    x, w = sympy.symbols("x w")
    assert families.confirmed("w*cos(w*x)", sympy.sin(w * x), "x", ["x", "w"]) == "w*cos(w*x)"
    with pytest.raises(ArithmeticError, match="central differences"):
        families.confirmed("cos(w*x)", sympy.sin(w * x), "x", ["x", "w"])
    with pytest.raises(ArithmeticError, match="nan"):
        families.confirmed("ln(-x)", sympy.sin(w * x), "x", ["x", "w"])


@pytest.mark.parametrize("outer", ELEMENTARY, ids=lambda outer: outer.name)
def test_the_table_of_derivatives_agrees_with_central_differences(outer: Any) -> None:
    h = 1e-6
    above, below = (evaluate(outer.text("x"), {"x": 0.8 + side * h}) for side in (1, -1))
    assert evaluate(outer.slope_at("x"), {"x": 0.8}) == pytest.approx((above - below) / (2 * h), rel=1e-7)


def test_an_answer_in_another_form_is_right_and_a_forgotten_inner_derivative_is_named() -> None:
    key = Expression("2*x*cos(x^2)", {"x": (0.2, 1.6)})
    mistakes = families._different(key.text, {"inner_forgotten": "cos(x^2)", "same": "cos(x*x)*(x + x)"}, ["x"])
    assert mistakes == {"inner_forgotten": "cos(x^2)"}
    assert judge(key, "cos(x²)·2x", mistakes).outcome is Outcome.CORRECT
    assert judge(key, "cos(x^2)", mistakes).mistake == "inner_forgotten"


def test_a_mistake_that_is_another_form_of_the_truth_is_left_out() -> None:
    exponentials = 0
    for seed in range(60):
        problem = draw_problem(find_family("symbolic.composed_derivative"), seed)
        formula = str(problem.given["y"])
        if formula.startswith("e^"):
            exponentials += 1
            assert "outer_kept" not in problem.mistakes
    assert exponentials


def test_formulas_that_are_undefined_somewhere_are_not_numbers_there() -> None:
    assert all(math.isnan(number) for number in families._numbers("ln(-x)", ["x"]))


@pytest.mark.parametrize("name", ["symbolic_branches.activation", "symbolic_branches.loss"])
def test_the_slope_of_a_piece_is_that_of_the_whole_function_there(name: str) -> None:
    kinds = set()
    for seed in range(40):
        problem = draw_problem(find_family(name), seed)
        kinds.add(problem.given.get("name", str(problem.given["condition"]).rstrip("-0123456789 ")))
        assert judge(problem.answer, str(problem.check())).outcome is Outcome.CORRECT
    assert kinds in (set(branches.NAMES), {"|wx - t| <", "wx - t >", "wx - t <"})


def test_the_slope_of_the_wrong_piece_is_found_out() -> None:
    branch = branches._activation("PReLU", 2, 3)
    assert branches._confirmed(branch, "x") == "4*alpha*x"
    with pytest.raises(ArithmeticError, match="central differences"):
        branches._confirmed(branch._replace(piece=branch.piece / sympy.Symbol("alpha")), "x")


def test_a_formula_is_compared_on_both_sides_of_zero_where_it_is_defined() -> None:
    assert families.domain_of("2*x*y + exp(x)", ["x", "y"]) == (-1.6, 1.6)
    assert families.domain_of("1/sqrt(x)", ["x"]) == (0.2, 1.6)
    key = draw_problem(find_family("derivations.gradient"), 1).answer
    assert isinstance(key, Expression)
    assert judge(key, f"abs({key.text})").outcome is Outcome.WRONG
