"""Losses with L1 and L2 penalties over the layers of a network, and a step with both."""

from __future__ import annotations

import math

import numpy as np

from calculators.answers.keys import Number, Vector
from calculators.gradients import numerical_gradient
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.regularization import elastic_net_penalty, elastic_net_step, l1_penalty, l2_penalty

# Central differences against analytic gradients.
DIFFERENCES = 1e-6


def _network(draw: Draw) -> tuple[list[list[float]], list[float], list[float], float]:
    """Weights of two layers (2 × 2 and 2) with a bias of the first, and the loss on the data."""
    W1 = [[draw.nonzero(f"W1{i}{k}", -2, 2, 0.5) for k in range(2)] for i in range(2)]
    W2 = [draw.nonzero(f"W2{k}", -2, 2, 0.5) for k in range(2)]
    bias = [draw.nonzero(f"b{k}", -2, 2, 0.5) for k in range(2)]
    return W1, W2, bias, draw.decimal("loss", 0.2, 3, 0.05)


@family("penalties.l1", topics=["3.3.1", "2.1.3"], values="positive")
def l1(draw: Draw) -> Problem:
    """Loss with an L1 penalty over the weights of two layers; biases are not penalized."""
    W1, W2, bias, loss = _network(draw)
    strength = draw.choice("strength", [0.02, 0.05, 0.1, 0.2, 0.3])
    weights = [*W1[0], *W1[1], *W2]
    value = round(loss + l1_penalty([W1, W2], strength), 10)
    sizes = [abs(w) for w in weights]
    total = sum(sizes)
    draw.require(min(weights) < 0 < max(weights))
    return Problem(
        given={"loss": loss, "W1": W1, "b": bias, "W2": [[w] for w in W2], "strength": strength},
        answer=Number(value, decimals=3, relative=0.0),
        # Positive and negative weights by themselves.
        check=lambda: loss + strength * (sum(w for w in weights if w > 0) - sum(w for w in weights if w < 0)),
        steps=[
            Step("sum", rf"\sum |w| = {tex.total(sizes)} = {tex.number(total)}"),
            Step("total", rf"{tex.number(loss)} + {strength} \times {tex.number(total)} = {tex.number(value)}"),
        ],
        mistakes={
            "biases_included": loss + l1_penalty([W1, bias, W2], strength),
            "squared": loss + strength * sum(w * w for w in weights),
            "signs_kept": loss + strength * sum(weights),
            "halved": loss + strength * total / 2,
            "penalty_only": strength * total,
        },
    )


@family("penalties.l2", topics=["3.3.1", "2.1.3"], values="positive")
def l2(draw: Draw) -> Problem:
    """Loss with an L2 penalty (λ/2)Σw² over the weights of two layers; biases are not penalized."""
    W1, W2, bias, loss = _network(draw)
    strength = draw.choice("strength", [0.02, 0.04, 0.1, 0.2, 0.4])
    weights = [*W1[0], *W1[1], *W2]
    value = round(loss + l2_penalty([W1, W2], strength), 10)
    squares = [w * w for w in weights]
    total = sum(squares)
    return Problem(
        given={"loss": loss, "W1": W1, "b": bias, "W2": [[w] for w in W2], "strength": strength},
        answer=Number(value, decimals=3, relative=0.0, absolute=0.001),
        check=lambda: loss + strength * math.hypot(*weights) ** 2 / 2,
        steps=[
            Step("sum", rf"\sum w^2 = {tex.total(squares)} = {tex.number(total)}"),
            Step(
                "total",
                rf"{tex.number(loss)} + \frac{{{strength}}}{{2}} \times {tex.number(total)} = {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "half_forgotten": loss + strength * total,
            "biases_included": loss + l2_penalty([W1, bias, W2], strength),
            "root_taken": loss + strength / 2 * math.sqrt(total),
            "absolute_values": loss + strength / 2 * sum(map(abs, weights)),
            "penalty_only": strength / 2 * total,
        },
        solve=lambda keep: keep(loss + keep(strength / 2 * keep(total))),
    )


@family("penalties.elastic_net_step", topics=["3.3.1", "2.1.3"], precision=DIFFERENCES)
def elastic_net(draw: Draw) -> Problem:
    """One step of SGD on a loss with the penalty of Elastic Net, for three weights."""
    w = [draw.nonzero(f"w{k}", -3, 3, 0.5) for k in range(3)]
    g = [draw.nonzero(f"g{k}", -2, 2, 0.1) for k in range(3)]
    rate = draw.choice("rate", [0.1, 0.2, 0.5])
    one, two = draw.choice("l1", [0.1, 0.2, 0.3, 0.5]), draw.choice("l2", [0.1, 0.2, 0.3, 0.4])
    draw.require(min(w) < 0 < max(w))
    values = [round(value, 10) for value in elastic_net_step(w, g, rate, one, two).tolist()]
    draw.require(all(abs(value) >= 0.01 for value in values))
    signs = [math.copysign(1, a) for a in w]
    slopes = [round(u + one * s + two * a, 10) for u, s, a in zip(g, signs, w, strict=True)]

    def moved(penalties: list[float]) -> list[float]:
        return [a - rate * (u + p) for a, u, p in zip(w, g, penalties, strict=True)]

    def loss(at: np.ndarray) -> float:
        return float(np.array(g) @ at) + elastic_net_penalty(at, one, two)

    def by_differences() -> list[float]:
        return [a - rate * slope for a, slope in zip(w, numerical_gradient(loss, np.array(w), 0.01), strict=True)]

    return Problem(
        given={"w": w, "g": g, "rate": rate, "l1": one, "l2": two},
        answer=Vector(tuple(values), decimals=4, relative=0.0),
        check=by_differences,
        steps=[
            Step("gradient", rf"\nabla L + {one}\, \mathrm{{sign}}(w) + {two}\, w = {tex.vector(slopes)}"),
            Step("step", rf"w - {rate} \times {tex.vector(slopes)} = {tex.vector(values)}"),
        ],
        mistakes={
            "l1_only": moved([one * s for s in signs]),
            "l2_only": moved([two * a for a in w]),
            "sign_dropped": moved([one + two * a for a in w]),
            "l2_doubled": moved([one * s + 2 * two * a for s, a in zip(signs, w, strict=True)]),
            "penalty_added": moved([-one * s - two * a for s, a in zip(signs, w, strict=True)]),
        },
    )
