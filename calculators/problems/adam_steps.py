"""Adam's first step, whose size does not depend on the gradient's, and its third, with bias correction."""

from __future__ import annotations

import math

from calculators.answers.keys import Number, Vector
from calculators.optimizers import adam_step
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

B1 = 0.9


@family("adam_steps.first", topics=["3.2.3"])
def first(draw: Draw) -> Problem:
    """Two weights after Adam's first step, with gradients of very different size."""
    w = [draw.nonzero(f"w{k}", -3, 3, 0.1) for k in range(2)]
    small, large = draw.nonzero("small", -0.05, 0.05, 0.005), draw.nonzero("large", -40, 40, 2)
    g = [small, large] if draw.integer("order", 0, 1) else [large, small]
    rate, b2 = draw.choice("rate", [0.01, 0.02, 0.05, 0.1, 0.2]), 0.999
    moved, (m, v) = adam_step(w, g, (0.0, 0.0), 1, rate, (B1, b2), epsilon=0)
    values = [round(value, 10) for value in moved.tolist()]
    signs = [math.copysign(1, u) for u in g]
    draw.require(all(abs(value) >= 0.005 for value in values) and abs(large) >= 4)

    def less(steps: list[float]) -> list[float]:
        return [a - rate * s for a, s in zip(w, steps, strict=True)]

    return Problem(
        given={"w": w, "g": g, "rate": rate, "b1": B1, "b2": b2},
        answer=Vector(tuple(values), decimals=3, relative=0.0),
        # With m̂ = g and v̂ = g² the first step is η sign(g).
        check=lambda: less(signs),
        steps=[
            Step(
                "moments",
                rf"m = {1 - B1:.1f}\, g = {tex.vector(m.tolist(), 6)},\quad v = {1 - b2:.3f}\, g^2 ="
                f" {tex.vector(v.tolist(), 9)}",
            ),
            Step(
                "corrected",
                rf"\hat{{m}} = \frac{{m}}{{1 - {B1}}} = {tex.vector(g)},\quad"
                rf" \hat{{v}} = \frac{{v}}{{1 - {b2}}} = {tex.vector([u * u for u in g], 6)}",
            ),
            Step("update", rf"w - {rate} \times {tex.vector(signs)} = {tex.vector(values)}"),
        ],
        mistakes={
            "no_bias_correction": less([(1 - B1) * s / math.sqrt(1 - b2) for s in signs]),
            "plain_sgd": less(g),
            "root_missing": less([1 / u for u in g]),
            "sign": [2 * a - value for a, value in zip(w, values, strict=True)],
            "second_not_corrected": less([s / math.sqrt(1 - b2) for s in signs]),
        },
    )


@family("adam_steps.third", topics=["3.2.3"], carried=6)
def third(draw: Draw) -> Problem:
    """The third update of Adam, from the moments after the second, with bias correction."""
    g = [draw.nonzero(f"g{k}", -4, 4, 0.1) for k in range(3)]
    rate, b2 = draw.choice("rate", [0.01, 0.02, 0.05, 0.1, 0.2]), draw.choice("b2", [0.99, 0.999])
    w, state = 0.0, (0.0, 0.0)
    moments, update = [], 0.0
    for t, gradient in enumerate(g, start=1):
        moved, (m, v) = adam_step(w, gradient, state, t, rate, (B1, b2), epsilon=0)
        update, w, state = float(moved) - w, float(moved), (float(m), float(v))
        moments.append(state)
    draw.require(abs(update) >= max(0.1 * rate, 0.003) and min(map(abs, g)) >= 0.5)
    m3, v3 = moments[2]
    mean, square = m3 / (1 - B1**3), v3 / (1 - b2**3)

    def as_weighted_means() -> float:
        # With the bias corrected, m̂ and v̂ are means of g and g² with the weights β² : β : 1.
        means = [
            sum(beta ** (2 - k) * g[k] ** power for k in range(3)) / sum(beta**k for k in range(3))
            for beta, power in ((B1, 1), (b2, 2))
        ]
        return -rate * means[0] / math.sqrt(means[1])

    def by_hand(keep: Round) -> float:
        m = v = 0.0
        for gradient in g:
            m = keep(keep(B1 * m) + keep((1 - B1) * gradient))
            v = keep(keep(b2 * v) + keep((1 - b2) * keep(gradient * gradient)))
        return keep(-keep(rate * keep(m / keep(1 - B1**3))) / keep(math.sqrt(keep(v / keep(1 - b2**3)))))

    def row(symbol: str, index: int) -> str:
        return rf"({symbol}_1, {symbol}_2, {symbol}_3) = {tex.vector([pair[index] for pair in moments], 6)}"

    return Problem(
        given={"g": g, "rate": rate, "b1": B1, "b2": b2},
        answer=Number(update, decimals=5, relative=0.005),
        check=as_weighted_means,
        steps=[
            Step("first_moment", row("m", 0)),
            Step("second_moment", row("v", 1)),
            Step(
                "corrected",
                rf"\hat{{m}} = \frac{{{tex.number(m3, 6)}}}{{1 - {B1}^3}} = {tex.number(mean, 6)},\quad"
                rf" \hat{{v}} = \frac{{{tex.number(v3, 6)}}}{{1 - {b2}^3}} = {tex.number(square, 6)}",
            ),
            Step(
                "update",
                rf"\Delta w = -\frac{{{rate} \times {tex.factor(mean, 6)}}}{{\sqrt{{{tex.number(square, 6)}}}}} ="
                f" {tex.number(update, 5)}",
            ),
        ],
        mistakes={
            "no_bias_correction": -rate * m3 / math.sqrt(v3),
            "corrected_as_at_the_first": -rate * (m3 / (1 - B1)) / math.sqrt(v3 / (1 - b2)),
            "root_missing": -rate * mean / square,
            "second_not_corrected": -rate * mean / math.sqrt(v3),
            "sign": -update,
        },
        solve=by_hand,
    )
