"""Further update rules: momentum in PyTorch's form, AdaDelta, AdamW, RAdam and AdaBound."""

from __future__ import annotations

import math

from calculators.answers.keys import Number, Vector
from calculators.optimizers import (
    adabound_rate,
    adadelta_step,
    adamw_step,
    momentum_step,
    momentum_step_with_rate_outside,
    radam_rectification,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

STRICT = 0.002


@family("update_rules.momentum_rate_outside", topics=["3.2.1"])
def momentum(draw: Draw) -> Problem:
    """Two steps of momentum in PyTorch's form, with a learning rate that falls in between."""
    w, mu = draw.decimal("w", 1, 5, 0.1), draw.choice("mu", [0.8, 0.9])
    g1, g2 = draw.nonzero("g1", -4, 4, 0.5), draw.nonzero("g2", -4, 4, 0.5)
    first, second = draw.choice("rates", [(0.2, 0.1), (0.1, 0.05), (0.5, 0.1), (0.2, 0.05), (0.4, 0.2)])
    one, v1 = momentum_step_with_rate_outside(w, g1, 0.0, first, mu)
    two, v2 = momentum_step_with_rate_outside(one, g2, v1, second, mu)
    between, new, velocity = round(float(one), 10), round(float(two), 10), round(float(v2), 10)
    other, inner = momentum_step(w, g1, 0.0, first, mu)
    draw.require(abs(new) >= 0.1)
    return Problem(
        given={"w": w, "mu": mu, "g1": g1, "g2": g2, "first": first, "second": second},
        answer=Number(new, decimals=4, relative=0.0),
        check=lambda: w - (first + second * mu) * g1 - second * g2,
        steps=[
            Step(
                "first",
                rf"v_1 = {tex.number(g1)},\quad w_1 = {tex.number(w)} - {first} \times {tex.factor(g1)}"
                f" = {tex.number(between)}",
            ),
            Step("velocity", rf"v_2 = {mu} \times {tex.factor(g1)} + {tex.factor(g2)} = {tex.number(velocity)}"),
            Step(
                "second", rf"w_2 = {tex.number(between)} - {second} \times {tex.factor(velocity)} = {tex.number(new)}"
            ),
        ],
        mistakes={
            "rate_inside": float(momentum_step(other, g2, inner, second, mu)[0]),
            "first_rate_kept": w - first * g1 - first * (mu * g1 + g2),
            "velocity_forgotten": w - first * g1 - second * g2,
            "velocity_not_decayed": w - first * g1 - second * (g1 + g2),
        },
    )


@family("update_rules.adadelta", topics=["3.2.3"], carried=5)
def adadelta(draw: Draw) -> Problem:
    """One update of AdaDelta from given moving averages."""
    g, rho = draw.nonzero("g", -4, 4, 0.5), draw.choice("rho", [0.8, 0.9, 0.95])
    squares, moves = draw.decimal("squares", 0.5, 9, 0.5), draw.decimal("moves", 0.01, 0.2, 0.01)
    moved, (after, _) = adadelta_step(0.0, g, (squares, moves), rho, 0.0)
    value, mean = float(moved), float(after)
    draw.require(abs(value) >= 0.02 and abs(g * g - squares) >= 0.5 and abs(g) != 1)

    def by_hand(keep: Round) -> float:
        average = keep(keep(rho * squares) + keep((1 - rho) * keep(g * g)))
        return keep(-keep(keep(math.sqrt(moves)) * g) / keep(math.sqrt(average)))

    return Problem(
        given={"g": g, "rho": rho, "squares": squares, "moves": moves},
        answer=Number(value, relative=0.005),
        check=lambda: -math.copysign(math.exp((math.log(moves) - math.log(mean)) / 2 + math.log(abs(g))), g),
        steps=[
            Step(
                "average",
                rf"{rho} \times {tex.number(squares)} + {tex.number(1 - rho)} \times {tex.factor(g)}^2"
                f" = {tex.number(mean, 5)}",
            ),
            Step(
                "update",
                rf"-\frac{{\sqrt{{{tex.number(moves)}}}}}{{\sqrt{{{tex.number(mean, 5)}}}}} \times {tex.factor(g)}"
                f" = {tex.number(value)}",
            ),
        ],
        mistakes={
            "old_average": -math.sqrt(moves / squares) * g,
            "roots_missing": -moves / mean * g,
            "only_the_denominator": -g / math.sqrt(mean),
            "sign": -value,
        },
        solve=by_hand,
    )


@family("update_rules.adamw", topics=["3.2.3", "3.3.1"], carried=5)
def adamw(draw: Draw) -> Problem:
    """The first update of AdamW: Adam's step and decoupled weight decay."""
    w = [draw.nonzero("w1", -9, 9, 0.5), draw.nonzero("w2", -9, 9, 0.5)]
    g = [draw.nonzero("g1", -4, 4, 0.5), draw.nonzero("g2", -4, 4, 0.5)]
    rate, decay = draw.choice("rate", [0.01, 0.02, 0.05, 0.1]), draw.choice("decay", [0.05, 0.1, 0.2, 0.5])
    new, _ = adamw_step(w, g, ([0.0, 0.0], [0.0, 0.0]), 1, rate, decay, epsilon=0)
    values = [round(float(value), 10) for value in new]
    shrunk = [round(rate * decay * value, 10) for value in w]
    signs = [math.copysign(1, value) for value in g]
    penalized = [a + decay * b for a, b in zip(g, w, strict=True)]
    draw.require(all(abs(value) > 0.1 for value in penalized))
    draw.require(any(a * b < 0 for a, b in zip(penalized, g, strict=True)))

    def adam(gradient: list[float]) -> list[float]:
        return [a - rate * math.copysign(1, b) for a, b in zip(w, gradient, strict=True)]

    return Problem(
        given={"w": w, "g": g, "rate": rate, "decay": decay},
        answer=Vector(tuple(values), relative=0.0),
        check=lambda: [(1 - rate * decay) * a - rate * b for a, b in zip(w, signs, strict=True)],
        steps=[
            Step("moments", rf"\frac{{\hat{{m}}}}{{\sqrt{{\hat{{v}}}}}} = \frac{{g}}{{|g|}} = {tex.vector(signs)}"),
            Step("decay", rf"\eta \lambda w = {tex.vector(shrunk)}"),
            Step("update", rf"w - {rate} \times {tex.vector(signs)} - {tex.vector(shrunk)} = {tex.vector(values)}"),
        ],
        mistakes={
            "penalty_in_the_gradient": adam(penalized),
            "decay_forgotten": adam(g),
            "rate_left_out": [a - decay * b for a, b in zip(adam(g), w, strict=True)],
            "plain_sgd": [a - rate * b - c for a, b, c in zip(w, g, shrunk, strict=True)],
        },
    )


@family("update_rules.radam", topics=["3.2.3"], carried=5)
def radam(draw: Draw) -> Problem:
    """Update of RAdam from the corrected moments, with its rectification."""
    beta2, t = draw.choice("beta2", [0.8, 0.9, 0.95]), draw.integer("t", 5, 14)
    m, v = draw.nonzero("m", -3, 3, 0.1), draw.choice("v", [0.25, 1.44, 2.25, 4, 6.25, 9])
    rate = draw.choice("rate", [0.1, 0.2, 0.5, 1])
    r = radam_rectification(t, beta2)
    draw.require(0.15 <= r <= 0.95)
    limit = 2 / (1 - beta2) - 1
    now = limit - 2 * t * beta2**t / (1 - beta2**t)
    update = -rate * r * m / math.sqrt(v)
    draw.require(abs(update) >= 0.02)

    def by_definition() -> float:
        # ρ_t is the length of a simple average with the same centre of mass as the exponential one.
        weights = [beta2**age for age in range(t)]
        length = 2 * sum((age + 1) * weight for age, weight in enumerate(weights)) / sum(weights) - 1
        ratio = (length - 4) / (limit - 4) * (length - 2) / (limit - 2) * limit / length
        return -rate * math.sqrt(ratio) * m / math.sqrt(v)

    def by_hand(keep: Round) -> float:
        power = keep(beta2**t)
        length = keep(limit - keep(keep(2 * t * power) / keep(1 - power)))
        above = keep(keep(keep(length - 4) * keep(length - 2)) * limit)
        below = keep(keep((limit - 4) * (limit - 2)) * length)
        return keep(-keep(keep(rate * keep(math.sqrt(keep(above / below)))) * m) / keep(math.sqrt(v)))

    return Problem(
        given={"beta2": beta2, "t": t, "m": m, "v": v, "rate": rate},
        answer=Number(update),
        check=by_definition,
        steps=[
            Step("limit", rf"\rho_\infty = \frac{{2}}{{1 - {beta2}}} - 1 = {tex.number(limit)}"),
            Step(
                "length",
                rf"\rho_t = {tex.number(limit)} - \frac{{2 \times {t} \times {beta2}^{{{t}}}}}{{1 - {beta2}^{{{t}}}}}"
                f" = {tex.number(now)}",
            ),
            Step("factor", rf"r_t = {tex.number(r, 5)}"),
            Step(
                "update",
                rf"-\frac{{{rate} \times {tex.number(r, 5)} \times {tex.factor(m)}}}{{\sqrt{{{v}}}}}"
                f" = {tex.number(update)}",
            ),
        ],
        mistakes={
            "not_rectified": -rate * m / math.sqrt(v),
            "factor_not_rooted": -rate * r * r * m / math.sqrt(v),
            "second_moment_left_out": -rate * r * m,
            "second_moment_not_rooted": -rate * r * m / v,
        },
        solve=by_hand,
    )


@family("update_rules.adabound", topics=["3.2.3"], carried=5)
def adabound(draw: Draw) -> Problem:
    """Update of AdaBound, whose learning rate is clipped to bounds that close in."""
    t, beta2 = draw.choice("t", [5, 10, 20, 30, 40, 50, 60, 80, 100]), draw.choice("beta2", [0.9, 0.95, 0.98, 0.99])
    rate, final = draw.choice("rate", [0.02, 0.05, 0.1, 0.2, 0.5]), draw.choice("final", [0.1, 0.2, 0.3])
    root, m = draw.choice("root", [0.2, 0.3, 0.4, 0.5, 0.8, 1.2, 1.5, 2, 2.5]), draw.nonzero("m", -3, 3, 0.1)
    v = round(root * root, 4)
    low = final * (1 - 1 / ((1 - beta2) * t + 1))
    high = final * (1 + 1 / ((1 - beta2) * t))
    used = adabound_rate(t, rate, v, final, beta2)
    raw = rate / root
    draw.require(abs(used - raw) > 0.1 * raw and abs(used * m) >= 0.01)
    draw.require_untied([used * m], 4)
    value = -used * m
    bound = low if raw < low else high
    other = high if raw < low else low
    return Problem(
        given={"t": t, "beta2": beta2, "rate": rate, "final": final, "v": v, "m": m},
        answer=Number(value),
        # The middle of three sorted numbers is the clipped one.
        check=lambda: -sorted([low, raw, high])[1] * m,
        steps=[
            Step(
                "bounds",
                rf"\eta_l = {final}\left(1 - \frac{{1}}{{{tex.number(1 - beta2)} \times {t} + 1}}\right) ="
                rf" {tex.number(low, 5)},\quad \eta_u = {final}\left(1 +"
                rf" \frac{{1}}{{{tex.number(1 - beta2)} \times {t}}}\right) = {tex.number(high, 5)}",
            ),
            Step("rate", rf"\frac{{{rate}}}{{\sqrt{{{v}}}}} = {tex.number(raw, 5)} \to {tex.number(bound, 5)}"),
            Step("update", rf"\Delta w = -{tex.number(bound, 5)} \times {tex.factor(m)} = {tex.number(value)}"),
        ],
        mistakes={
            "not_clipped": -raw * m,
            "other_bound": -other * m,
            "final_rate": -final * m,
            "sign": used * m,
        },
        solve=lambda keep: keep(-keep(bound) * m),
    )
