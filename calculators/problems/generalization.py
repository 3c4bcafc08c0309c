"""Penalized updates, dropout at inference, and MixUp."""

from __future__ import annotations

import itertools
import math

import numpy as np

from calculators.answers.keys import Number, Vector
from calculators.generalization import (
    dropout_inference,
    l1_penalized_step,
    mixup,
)
from calculators.gradients import numerical_gradient
from calculators.optimizers import weight_decay_step
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

NARROW = 0.003


@family("generalization.l1_step", topics=["3.3.1"])
def l1_step(draw: Draw) -> Problem:
    """One step of SGD on a loss with an L1 penalty."""
    w = [draw.nonzero(f"w{i}", -3, 3, 0.1) for i in range(3)]
    g = [draw.nonzero(f"g{i}", -2, 2, 0.1) for i in range(3)]
    rate, penalty = draw.choice("rate", [0.1, 0.2, 0.5]), draw.choice("penalty", [0.1, 0.2, 0.3, 0.4])
    draw.require(min(w) < 0 < max(w) and all(abs(abs(value) - 1) > 0.15 for value in w))
    values = [round(float(value), 10) for value in l1_penalized_step(w, g, rate, penalty)]
    signs = [math.copysign(1, value) for value in w]
    slopes = [round(a + penalty * b, 10) for a, b in zip(g, signs, strict=True)]

    def by_slopes() -> list[float]:
        slope = numerical_gradient(lambda at: float(np.dot(g, at) + penalty * np.abs(at).sum()), np.array(w), 0.01)
        return (np.array(w) - rate * slope).tolist()  # type: ignore[no-any-return]

    return Problem(
        given={"w": w, "g": g, "rate": rate, "penalty": penalty},
        answer=Vector(tuple(values), decimals=3, relative=0.0),
        check=by_slopes,
        steps=[
            Step("slopes", rf"\nabla L + \lambda\, \mathrm{{sign}}(w) = {tex.vector(slopes)}"),
            Step("update", rf"w - {rate} \times {tex.vector(slopes)} = {tex.vector(values)}"),
        ],
        mistakes={
            "l2_penalty": weight_decay_step(w, g, rate, penalty).tolist(),
            "penalty_forgotten": [a - rate * b for a, b in zip(w, g, strict=True)],
            "sign_ignored": [a - rate * (b + penalty) for a, b in zip(w, g, strict=True)],
            "rate_left_out": [a - rate * b - penalty * c for a, b, c in zip(w, g, signs, strict=True)],
        },
    )


@family("generalization.dropout_inference", topics=["3.3.2"])
def inference_with_dropout(draw: Draw) -> Problem:
    """Input of a unit at inference after plain dropout in training: its expectation over the masks."""
    h = [draw.nonzero(f"h{i}", 0.5, 4, 0.5) for i in range(3)]
    w = [draw.nonzero(f"w{i}", -3, 3, 0.5) for i in range(3)]
    drop = draw.choice("drop", [0.2, 0.3, 0.4, 0.6, 0.7, 0.8])
    value = round(dropout_inference(h, w, drop), 10)
    whole = round(value / (1 - drop), 10)
    draw.require(abs(whole) >= 0.5)

    def over_masks() -> float:
        total = 0.0
        for mask in itertools.product([0, 1], repeat=3):
            chance = math.prod(1 - drop if kept else drop for kept in mask)
            total += chance * sum(a * b * kept for a, b, kept in zip(h, w, mask, strict=True))
        return total

    return Problem(
        given={"h": h, "w": w, "drop": drop},
        answer=Number(value, decimals=3, relative=0.0),
        check=over_masks,
        steps=[
            Step("whole", rf"w^{{\top}} h = {tex.products(w, h)} = {tex.number(whole)}"),
            Step("scaled", rf"(1 - {drop}) \times {tex.factor(whole)} = {tex.number(value)}"),
        ],
        mistakes={
            "not_scaled": whole,
            "times_drop": whole * drop,
            "divided": whole / (1 - drop),
            "weights_ignored": sum(h) * (1 - drop),
        },
    )


@family("generalization.mixup", topics=["3.7.1"], values="nonnegative")
def mixed(draw: Draw) -> Problem:
    """Cross-entropy of a prediction against the target that MixUp makes of two samples."""
    share = draw.choice("share", [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9])
    first, second = draw.sample("classes", [0, 1, 2], 2)
    cuts = sorted(draw.sample("cuts", range(1, 20), 2))
    y = [cuts[0] / 20, (cuts[1] - cuts[0]) / 20, (20 - cuts[1]) / 20]
    draw.require(y[first] != y[second])
    one, two = np.eye(3)[first].tolist(), np.eye(3)[second].tolist()
    target = [round(float(value), 10) for value in mixup(one, two, share)]
    logs = [math.log(value) for value in y]
    value = -sum(t * log for t, log in zip(target, logs, strict=True))
    a, b = -logs[first], -logs[second]
    draw.require(value >= 0.15)
    return Problem(
        given={"share": share, "first": [round(v) for v in one], "second": [round(v) for v in two], "y": y},
        answer=Number(value, relative=NARROW),
        # The loss is linear in the target: the mixed losses of both targets.
        check=lambda: share * a + (1 - share) * b,
        steps=[
            Step("target", rf"t = {tex.number(share)}\, t_1 + {tex.number(1 - share)}\, t_2 = {tex.vector(target)}"),
            Step("logs", rf"\ln y = {tex.vector(logs)}"),
            Step("sum", rf"-\left({tex.products(target, logs)}\right) = {tex.number(value)}"),
        ],
        mistakes={
            "shares_exchanged": (1 - share) * a + share * b,
            "first_label_only": a,
            "logarithm_of_mixture": -math.log(share * y[first] + (1 - share) * y[second]),
            "plain_mean": (a + b) / 2,
        },
        solve=lambda keep: keep(keep(share * keep(a)) + keep((1 - share) * keep(b))),
    )
