"""Maximum-likelihood estimators against a search for the most likely value on drawn samples."""

from __future__ import annotations

import math

import pytest
import sympy

from calculators import estimators, symbolic
from calculators.answers import Outcome, evaluate, judge
from calculators.problems import draw_problem, find_family

MODELS = estimators.models()


@pytest.mark.parametrize("name", sorted(MODELS))
def test_the_estimate_by_hand_is_the_one_that_is_solved_for(name: str) -> None:
    model = MODELS[name]
    for constant in (2, 7):
        found = estimators.solved(model, constant)
        for n, s in ((4.0, 6.0), (9.0, 2.5)):
            by_hand = evaluate(model.estimate.replace("C", str(constant)), {"n": n, "s": s})
            assert symbolic.value(found, {"n": n, "s": s}) == pytest.approx(by_hand)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_no_other_value_on_a_grid_is_more_likely(name: str) -> None:
    theta, n, s = sympy.symbols("theta n s", positive=True)
    likelihood = MODELS[name].log_likelihood(theta, n, s, 3)
    best = symbolic.value(estimators.solved(MODELS[name], 3), {"n": 6.0, "s": 4.0})
    point = {"n": 6.0, "s": 4.0}
    highest = symbolic.value(likelihood, {**point, "theta": best})
    grid = [best * math.exp(step / 20) for step in range(-40, 41) if step]
    if name == "negative_binomial":
        grid = [value for value in grid if value < 1]
    assert all(symbolic.value(likelihood, {**point, "theta": value}) < highest for value in grid)


@pytest.mark.parametrize("name", ["gradient", "mixed_derivative", "taylor", "maximum_likelihood"])
def test_key_and_table_agree_and_no_mistake_is_right(name: str) -> None:
    for seed in range(15):
        problem = draw_problem(find_family(f"derivations.{name}"), seed)
        assert judge(problem.answer, str(problem.check())).outcome is Outcome.CORRECT
        for wrong in problem.mistakes.values():
            assert judge(problem.answer, str(wrong)).outcome is Outcome.WRONG
