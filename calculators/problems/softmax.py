"""Softmax, its temperature, and softmax with cross-entropy."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.softmax import one_hot, softmax, softmax_cross_entropy, softmax_cross_entropy_gradient

# Below this a probability's last carried decimal is more than a quarter of the tolerance.
LEAST_PROBABILITY = 0.02


def _powers(logits: Sequence[float], name: str = "z") -> Step:
    left = r",\ ".join(f"e^{{{tex.number(z)}}}" for z in logits)
    return Step("powers", rf"e^{{{name}}} = ({left}) = {tex.vector([math.exp(z) for z in logits])}")


def _sum(logits: Sequence[float]) -> Step:
    powers = [math.exp(z) for z in logits]
    return Step("sum", f"{tex.total(powers)} = {tex.number(sum(powers))}")


def _by_hand(logits: Sequence[float], keep: Round) -> list[float]:
    powers = [keep(math.exp(z)) for z in logits]
    total = keep(sum(powers))
    return [keep(power / total) for power in powers]


def _by_differences(logits: Sequence[float]) -> list[float]:
    """Softmax as 1 / Σ exp(z_j − z_i): no common denominator."""
    return [1 / sum(math.exp(other - z) for other in logits) for z in logits]


@family("softmax.forward", topics=["3.1.2"], values="distribution")
def forward(draw: Draw) -> Problem:
    """Softmax of three logits."""
    z = draw.vector("z", 3, 0.5, 3.5, 0.1)
    draw.require(len(set(z)) == 3)
    y = softmax(z).tolist()
    draw.require(min(y) >= LEAST_PROBABILITY)
    powers = [math.exp(value) for value in z]
    return Problem(
        given={"z": z},
        answer=Vector(tuple(y)),
        check=lambda: _by_differences(z),
        steps=[
            _powers(z),
            _sum(z),
            Step("divide", rf"y = \frac{{1}}{{{tex.number(sum(powers))}}} e^{{z}} = {tex.vector(y)}"),
        ],
        mistakes={
            "no_exponential": [value / sum(z) for value in z],
            "not_normalized": powers,
            "divided_by_largest": [power / max(powers) for power in powers],
            "base_two": softmax([value * math.log(2) for value in z]).tolist(),
            "negative_exponents": softmax([-value for value in z]).tolist(),
        },
        solve=lambda keep: _by_hand(z, keep),
    )


@family("softmax.temperature", topics=["3.1.3", "5.1.1"], values="distribution")
def temperature(draw: Draw) -> Problem:
    """Softmax with a temperature, as in distillation."""
    z = draw.vector("z", 3, 0.5, 5, 0.5)
    t = draw.choice("t", [0.5, 2, 4, 5])
    draw.require(len(set(z)) == 3)
    y = softmax(z, t).tolist()
    draw.require(min(y) >= LEAST_PROBABILITY)
    scaled = [value / t for value in z]
    powers = [math.exp(value) for value in scaled]
    plain = softmax(z).tolist()
    return Problem(
        given={"z": z, "t": t},
        answer=Vector(tuple(y)),
        check=lambda: _by_differences(scaled),
        steps=[
            Step("scale", rf"\frac{{z}}{{T}} = {tex.vector(scaled)}"),
            _powers(scaled, "z/T"),
            Step("divide", rf"y = \frac{{1}}{{{tex.number(sum(powers))}}} e^{{z/T}} = {tex.vector(y)}"),
        ],
        mistakes={
            "temperature_ignored": plain,
            "temperature_multiplied": softmax(z, 1 / t).tolist(),
            "divided_afterwards": [value / t for value in plain],
            "no_exponential": [value / sum(scaled) for value in scaled],
            "negative_exponents": softmax([-value for value in z], t).tolist(),
        },
        solve=lambda keep: _by_hand([keep(value) for value in scaled], keep),
    )


@family("softmax.cross_entropy", topics=["3.1.2"], values="nonnegative")
def cross_entropy(draw: Draw) -> Problem:
    """Cross-entropy of three logits passed through softmax, with a one-hot target."""
    z = draw.vector("z", 3, -1, 3, 0.1)
    label = draw.integer("label", 0, 2)
    draw.require(len(set(z)) == 3)
    y = softmax(z).tolist()
    draw.require(min(y) >= LEAST_PROBABILITY and y[label] < 0.9)
    target = one_hot(label, 3)
    loss = softmax_cross_entropy(z, target)
    return Problem(
        given={"z": z, "target": [int(value) for value in target]},
        answer=Number(loss),
        check=lambda: math.log(sum(math.exp(value) for value in z)) - z[label],
        steps=[
            _powers(z),
            _sum(z),
            Step("probability", rf"y_{{{label + 1}}} = {tex.number(y[label])}"),
            Step("loss", rf"L = -\ln {tex.number(y[label])} = {tex.number(loss)}"),
        ],
        mistakes={
            "base_two": loss / math.log(2),
            "sign": -loss,
            "all_classes": -sum(math.log(value) for value in y),
            "one_minus": -math.log(1 - y[label]),
        },
        solve=lambda keep: keep(-math.log(_by_hand(z, keep)[label])),
    )


@family("softmax.cross_entropy_gradient", topics=["3.1.2", "3.2.2"])
def cross_entropy_gradient(draw: Draw) -> Problem:
    """Gradient of softmax with cross-entropy with respect to the logits: y − t."""
    z = draw.vector("z", 3, -1, 3, 0.1)
    label = draw.integer("label", 0, 2)
    draw.require(len(set(z)) == 3)
    y = softmax(z).tolist()
    draw.require(min(y) >= LEAST_PROBABILITY and y[label] <= 1 - LEAST_PROBABILITY)
    target = one_hot(label, 3).tolist()
    gradient = softmax_cross_entropy_gradient(z, target).tolist()

    def chain_rule() -> list[float]:
        # dL/dy_k = −t_k / y_k through the Jacobian y_k(δ_ki − y_i) of softmax.
        return [sum(-target[k] / y[k] * y[k] * ((1.0 if k == i else 0.0) - y[i]) for k in range(3)) for i in range(3)]

    return Problem(
        given={"z": z, "target": [int(value) for value in target]},
        answer=Vector(tuple(gradient)),
        check=chain_rule,
        steps=[
            _powers(z),
            Step("probabilities", f"y = {tex.vector(y)}"),
            Step("subtract", rf"\frac{{\partial L}}{{\partial z}} = y - t = {tex.vector(gradient)}"),
        ],
        mistakes={
            "reversed": [-value for value in gradient],
            "target_ignored": y,
            "only_loss_part": [-t / value if t else 0.0 for t, value in zip(target, y, strict=True)],
            "sigmoid_factor": [value * p * (1 - p) for value, p in zip(gradient, y, strict=True)],
        },
        solve=lambda keep: [p - t for p, t in zip(_by_hand(z, keep), target, strict=True)],
    )
