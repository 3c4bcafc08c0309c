"""Steps of the optimizers with adaptive learning rates: AdaGrad, RMSProp and Adam."""

from __future__ import annotations

import math

from calculators.answers.keys import Number
from calculators.optimizers import adagrad_step, adam_step, rmsprop_step
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

STRICT = 0.001


@family("adaptive.adagrad_step", topics=["3.2.3"], values="real")
def adagrad(draw: Draw) -> Problem:
    """Two steps of AdaGrad from h = 0."""
    w = draw.decimal("w", 1, 4, 0.1)
    g1, g2 = draw.nonzero("g1", -4, 4, 0.5), draw.nonzero("g2", -4, 4, 0.5)
    rate = draw.choice("rate", [0.1, 0.2, 0.5])
    first, h1 = adagrad_step(w, g1, 0.0, rate, epsilon=0)
    second, h2 = adagrad_step(first, g2, h1, rate, epsilon=0)
    new, between, h = float(second), float(first), float(h2)
    draw.require(abs(new) >= 0.05)
    one = math.copysign(1, g1)
    return Problem(
        given={"w": w, "g1": g1, "g2": g2, "rate": rate},
        answer=Number(new, relative=STRICT),
        # The first step is η·sign(g1); the second η times the sine of the angle of (g1, g2).
        check=lambda: w - rate * (one + math.sin(math.atan2(g2, abs(g1)))),
        steps=[
            Step(
                "first",
                rf"h_1 = {tex.factor(g1)}^2 = {tex.number(g1 * g1)},\quad w_1 = {tex.number(w)} -"
                rf" \frac{{{tex.number(rate)} \times"
                rf" {tex.factor(g1)}}}{{\sqrt{{{tex.number(g1 * g1)}}}}} = {tex.number(between)}",
            ),
            Step("accumulate", rf"h_2 = {tex.number(g1 * g1)} + {tex.factor(g2)}^2 = {tex.number(h)}"),
            Step(
                "second",
                rf"w_2 = {tex.number(between)} - \frac{{{tex.number(rate)} \times"
                rf" {tex.factor(g2)}}}{{\sqrt{{{tex.number(h)}}}}} = {tex.number(new)}",
            ),
        ],
        mistakes={
            "root_missing": w - rate * (g1 / g1**2 + g2 / h),
            "not_accumulated": w - rate * (one + math.copysign(1, g2)),
            "plain_sgd": w - rate * (g1 + g2),
            "sign": w + rate * (one + g2 / math.sqrt(h)),
        },
        solve=lambda keep: keep(keep(w - rate * one) - keep(keep(rate * g2) / keep(math.sqrt(keep(h))))),
    )


@family("adaptive.rmsprop_step", topics=["3.2.3"], values="real")
def rmsprop(draw: Draw) -> Problem:
    """One step of RMSProp from a given moving average of squares."""
    w = draw.decimal("w", 1, 4, 0.1)
    g = draw.nonzero("g", -4, 4, 0.5)
    before = draw.decimal("h", 0.5, 9, 0.5)
    rate, decay = draw.choice("rate", [0.1, 0.2, 0.5]), draw.choice("decay", [0.8, 0.9])
    moved, squares = rmsprop_step(w, g, before, rate, decay, epsilon=0)
    new, h = float(moved), float(squares)
    draw.require(abs(new) >= 0.05)

    def by_logarithms() -> float:
        # The average moves from h towards g² by the share 1 − ρ; the step's size is taken through its logarithm.
        average = before + (1 - decay) * (g * g - before)
        return w - math.copysign(math.exp(math.log(rate * abs(g)) - math.log(average) / 2), g)

    return Problem(
        given={"w": w, "g": g, "h": before, "rate": rate, "decay": decay},
        answer=Number(new, relative=STRICT),
        check=by_logarithms,
        steps=[
            Step(
                "average",
                rf"h = {tex.number(decay)} \times {tex.number(before)} +"
                rf" {tex.number(1 - decay)} \times {tex.factor(g)}^2 = {tex.number(h)}",
            ),
            Step(
                "update",
                rf"w = {tex.number(w)} - \frac{{{tex.number(rate)} \times"
                rf" {tex.factor(g)}}}{{\sqrt{{{tex.number(h)}}}}} = {tex.number(new)}",
            ),
        ],
        mistakes={
            "root_missing": w - rate * g / h,
            "rates_swapped": w - rate * g / math.sqrt((1 - decay) * before + decay * g * g),
            "adagrad": w - rate * g / math.sqrt(before + g * g),
            "sign": w + rate * g / math.sqrt(h),
        },
        solve=lambda keep: keep(
            w - keep(keep(rate * g) / keep(math.sqrt(keep(keep(decay * before) + keep((1 - decay) * keep(g * g))))))
        ),
    )


@family("adaptive.adam_step", topics=["3.2.3"], carried=6)
def adam(draw: Draw) -> Problem:
    """The second update of Adam from m = v = 0, with bias correction."""
    g1, g2 = draw.nonzero("g1", -4, 4, 0.1), draw.nonzero("g2", -4, 4, 0.1)
    rate, b1, b2 = draw.choice("rate", [0.01, 0.02, 0.05, 0.1, 0.2]), 0.9, draw.choice("b2", [0.99, 0.999])
    zero, state = adam_step(0.0, g1, (0.0, 0.0), 1, rate, (b1, b2), epsilon=0)
    later, (m2, v2) = adam_step(zero, g2, state, 2, rate, (b1, b2), epsilon=0)
    update, m, v = float(later - zero), float(m2), float(v2)
    draw.require(abs(update) >= max(0.1 * rate, 0.003) and min(abs(g1), abs(g2)) >= 0.5)
    mean, square = m / (1 - b1**2), v / (1 - b2**2)

    def as_weighted_means() -> float:
        # With the bias corrected, m̂ and v̂ are means of g and g² with the weights β : 1.
        return -rate * (b1 * g1 + g2) / (b1 + 1) / math.sqrt((b2 * g1**2 + g2**2) / (b2 + 1))

    def by_hand(keep: Round) -> float:
        m_first, v_first = keep((1 - b1) * g1), keep((1 - b2) * keep(g1 * g1))
        m_second = keep(keep(b1 * m_first) + keep((1 - b1) * g2))
        v_second = keep(keep(b2 * v_first) + keep((1 - b2) * keep(g2 * g2)))
        m_hat, v_hat = keep(m_second / keep(1 - b1**2)), keep(v_second / keep(1 - b2**2))
        return keep(-keep(rate * m_hat) / keep(math.sqrt(v_hat)))

    def moment(symbol: str, beta: float, first: float, second: float, value: float) -> str:
        return (
            rf"{symbol}_2 = {tex.number(beta)} \times {tex.factor(first, 6)} + {tex.number(1 - beta)} \times"
            f" {tex.factor(second)} = {tex.number(value, 6)}"
        )

    return Problem(
        given={"g1": g1, "g2": g2, "rate": rate, "b1": b1, "b2": b2},
        answer=Number(update, decimals=5, relative=0.005),
        check=as_weighted_means,
        steps=[
            Step("first_moment", moment("m", b1, (1 - b1) * g1, g2, m)),
            Step("second_moment", moment("v", b2, (1 - b2) * g1**2, g2**2, v)),
            Step(
                "corrected",
                rf"\hat{{m}} = \frac{{{tex.number(m, 6)}}}{{1 - {tex.number(b1)}^2}} = {tex.number(mean, 6)},\quad"
                rf" \hat{{v}} = \frac{{{tex.number(v, 6)}}}{{1 - {tex.number(b2)}^2}} = {tex.number(square, 6)}",
            ),
            Step(
                "update",
                rf"\Delta w = -\frac{{{tex.number(rate)} \times"
                rf" {tex.factor(mean)}}}{{\sqrt{{{tex.number(square)}}}}} = {tex.number(update, 5)}",
            ),
        ],
        mistakes={
            "no_bias_correction": -rate * m / math.sqrt(v),
            "root_missing": -rate * mean / square,
            "second_not_corrected": -rate * mean / math.sqrt(v),
            "gradient_multiplied": -rate * mean / math.sqrt(square) * g2,
            "sign": -update,
        },
        solve=by_hand,
    )
