"""Softmax and its logarithm for logits whose exponentials would overflow."""

from __future__ import annotations

import math

from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.softmax import log_softmax, log_sum_exp, softmax

BASES = [800, 900, 1000, 1200, 2000]


def _logits(draw: Draw) -> tuple[list[float], list[float]]:
    """Three large logits, and what is left of them when the greatest is subtracted."""
    base = draw.choice("base", BASES)
    z = [round(base + offset, 4) for offset in draw.sample("offsets", [k / 10 for k in range(32)], 3)]
    shifted = [round(value - max(z), 4) for value in z]
    draw.require(sorted(shifted)[1] <= -0.3)
    return z, shifted


@family("stable_softmax.shifted", topics=["3.1.2"], values="distribution")
def shifted_softmax(draw: Draw) -> Problem:
    """Softmax of three logits near 1000, by subtracting the greatest."""
    z, shifted = _logits(draw)
    y = softmax(z).tolist()
    draw.require(min(y) >= 0.02)
    powers = [math.exp(value) for value in shifted]

    def by_hand(keep: Round) -> list[float]:
        kept = [keep(power) for power in powers]
        return [keep(power / keep(sum(kept))) for power in kept]

    return Problem(
        given={"z": z},
        answer=Vector(tuple(y)),
        check=lambda: [1 / sum(math.exp(other - value) for other in z) for value in z],
        steps=[
            Step("shift", rf"z - \max z = {tex.vector(shifted)}"),
            Step("powers", rf"e^{{z - \max z}} = {tex.vector(powers)}"),
            Step("divide", rf"y = \frac{{1}}{{{tex.number(sum(powers))}}} e^{{z - \max z}} = {tex.vector(y)}"),
        ],
        mistakes={
            "one_hot": [float(value == max(z)) for value in z],
            "no_exponential": [value / sum(z) for value in z],
            "not_normalized": powers,
            "reversed": softmax([-value for value in z]).tolist(),
            "differences_normalized": [value / sum(shifted) for value in shifted],
        },
        solve=by_hand,
    )


@family("stable_softmax.cross_entropy", topics=["3.1.2"], values="nonnegative")
def stable_cross_entropy(draw: Draw) -> Problem:
    """Cross-entropy from three logits near 1000, by the log-sum-exp trick."""
    z, shifted = _logits(draw)
    label = draw.integer("label", 1, 3)
    loss = -log_softmax(z)[label - 1].item()
    draw.require(loss >= 0.15)
    powers = [math.exp(value) for value in shifted]
    log = math.log(sum(powers))

    def by_hand(keep: Round) -> float:
        return keep(keep(math.log(keep(sum(keep(power) for power in powers)))) - shifted[label - 1])

    return Problem(
        given={"z": z, "label": label},
        answer=Number(loss, decimals=3, relative=0.003),
        check=lambda: math.log(sum(math.exp(value - z[label - 1]) for value in z)),
        steps=[
            Step("shift", rf"z - \max z = {tex.vector(shifted)}"),
            Step("log_sum", rf"\ln({tex.total(powers)}) = {tex.number(log)}"),
            Step("loss", rf"{tex.number(log)} - {tex.factor(shifted[label - 1])} \approx {tex.number(loss, 3)}"),
        ],
        mistakes={
            "log_sum_only": log,
            "sign": -loss,
            "base_two": loss / math.log(2),
            "shift_not_undone": log_sum_exp(shifted) + shifted[label - 1],
            "difference_only": -shifted[label - 1],
        },
        solve=by_hand,
    )
