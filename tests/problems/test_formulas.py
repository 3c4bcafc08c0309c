"""Formulas to derive: key and second route agree on every drawn one, and what a wrong table or a mistake leads to."""

from __future__ import annotations

import math

import pytest
import sympy

from calculators.answers import Outcome, judge
from calculators.problems import draw_problem, find_family, formulas
from calculators.problems import symbolic_activations as activations
from calculators.problems import symbolic_losses as losses

FAMILIES = [
    "symbolic_activations.derivative",
    "symbolic_graphs.hessian_determinant",
    "symbolic_graphs.hessian_diagonal",
    "symbolic_graphs.partial",
    "symbolic_losses.derivative",
    "symbolic_losses.softmax_cross_entropy",
    "symbolic_optima.lagrange",
    "symbolic_optima.map_estimate",
    "symbolic_optima.score",
]


@pytest.mark.parametrize("name", FAMILIES)
def test_key_and_second_route_agree_and_every_mistake_is_wrong(name: str) -> None:
    for seed in range(8):
        problem = draw_problem(find_family(name), seed)
        assert judge(problem.answer, str(problem.check())).outcome is Outcome.CORRECT
        for mistake, text in problem.mistakes.items():
            verdict = judge(problem.answer, str(text), problem.mistakes)
            assert (verdict.outcome, verdict.mistake) == (Outcome.WRONG, mistake)


@pytest.mark.parametrize("name", losses.NAMES)
def test_the_table_of_losses_agrees_with_central_differences(name: str) -> None:
    loss = losses._losses(3)[name]
    expression = loss.build(sympy.Symbol(loss.variable), sympy.Symbol("t"))
    assert formulas.confirmed(loss.slope, expression, loss.variable, loss.domains) == loss.slope


@pytest.mark.parametrize("name", activations.NAMES)
def test_the_table_of_activations_agrees_with_central_differences(name: str) -> None:
    found = activations._activation(name, 3, 2)
    assert formulas.confirmed(found.slope, found.formula, "x", found.domains) == found.slope


def test_a_wrong_table_is_found_out() -> None:
    x = sympy.Symbol("x")
    with pytest.raises(ArithmeticError, match="central differences"):
        formulas.confirmed("cos(x)", sympy.sin(2 * x), "x", {"x": (0.2, 1.6)})


def test_points_lie_inside_their_domains_and_differ_from_variable_to_variable() -> None:
    domains = {"a": (-3.0, -1.0), "b": (0.2, 0.4), "c": (0.2, 0.4)}
    for point in formulas.points(domains):
        assert all(low <= point[name] <= high for name, (low, high) in domains.items())
        assert point["b"] != point["c"]


def test_a_candidate_that_is_another_form_of_the_key_is_left_out() -> None:
    domains = {"x": (0.2, 1.6)}
    kept = formulas.different("2*x", {"same": "x + x", "wrong": "x^2", "again": "x*x"}, domains)
    assert kept == {"wrong": "x^2"}
    assert all(math.isnan(number) for number in formulas.numbers("ln(-x)", domains))
