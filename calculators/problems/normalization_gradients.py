"""Gradients of the learned scale and shift of batch normalization."""

from __future__ import annotations

import math

import numpy as np

from calculators.answers.keys import Vector
from calculators.generalization import batch_norm_inference, batch_norm_scale_gradients
from calculators.gradients import numerical_gradient
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family


@family("normalization_gradients.scale_and_shift", topics=["3.7.2", "3.2.2"])
def scale_and_shift(draw: Draw) -> Problem:
    """Gradients of γ and β of batch normalization over a batch of four."""
    x, g = draw.integers("x", 4, -4, 9), [draw.nonzero(f"g{k}", -2, 2, 0.1) for k in range(4)]
    mean = sum(x) / 4
    variance = sum((value - mean) ** 2 for value in x) / 4
    draw.require(variance >= 2)
    values = list(batch_norm_scale_gradients(x, g, epsilon=0.0))
    values[1] = round(values[1], 6)
    draw.require(abs(values[0]) >= 0.3 and abs(values[1]) >= 0.2)
    deviation = math.sqrt(variance)
    normal = [(value - mean) / deviation for value in x]

    def by_hand(keep: Round) -> list[float]:
        root = keep(deviation)
        return [keep(sum(u * keep((value - mean) / root) for u, value in zip(g, x, strict=True))), values[1]]

    def loss(at: np.ndarray) -> float:
        return float(np.array(g) @ batch_norm_inference(x, mean, variance, at[0], at[1], epsilon=0.0))

    return Problem(
        given={"x": x, "g": g},
        answer=Vector(tuple(values), decimals=3, absolute=0.001),
        # The loss is linear in both: any difference is exact.
        check=lambda: numerical_gradient(loss, np.array([1.0, 0.0]), 0.5).tolist(),
        steps=[
            Step("statistics", rf"\mu = {tex.number(mean)},\quad \sigma = {tex.number(deviation)}"),
            Step("normal", rf"\hat{{x}} = {tex.vector(normal)}"),
            Step(
                "sums",
                rf"\left(\textstyle\sum g \hat{{x}},\ \sum g\right) = {tex.vector(values, 3)}",
            ),
        ],
        mistakes={
            "raw_inputs": [float(sum(u * value for u, value in zip(g, x, strict=True))), values[1]],
            "averaged": [value / 4 for value in values],
            "exchanged": values[::-1],
            "variance_not_rooted": [values[0] / deviation, values[1]],
            "not_centered": [sum(u * value for u, value in zip(g, x, strict=True)) / deviation, values[1]],
        },
        solve=by_hand,
    )
