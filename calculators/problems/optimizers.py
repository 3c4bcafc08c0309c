"""Steps of gradient descent, momentum and Nesterov's method; clipping and weight decay."""

from __future__ import annotations

import math

from calculators.answers.keys import Number, Vector
from calculators.optimizers import clip_by_norm, lookahead, momentum_step, sgd_step, weight_decay_step
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

# A small step changes a weight by few percent, so the weights themselves are judged ten times as strictly as usual.
STRICT = 0.001


@family("optimizers.sgd_step", topics=["3.2.1"])
def sgd(draw: Draw) -> Problem:
    """One step of gradient descent on a quadratic a·w1² + b·w2²."""
    a, b = draw.integer("a", 2, 5), draw.integer("b", 2, 5)
    w = [draw.nonzero("w1", -3, 3, 0.5), draw.nonzero("w2", -3, 3, 0.5)]
    rate = draw.choice("rate", [0.01, 0.02, 0.05, 0.1, 0.2])
    gradient = [2 * a * w[0], 2 * b * w[1]]
    new = sgd_step(w, gradient, rate).tolist()
    draw.require(all(abs(value) >= 0.01 for value in new))

    def by_differences() -> list[float]:
        def loss(x: float, y: float) -> float:
            return a * x * x + b * y * y

        h = 0.5
        slopes = [
            (loss(w[0] + h, w[1]) - loss(w[0] - h, w[1])) / (2 * h),
            (loss(w[0], w[1] + h) - loss(w[0], w[1] - h)) / (2 * h),
        ]
        return [value - rate * slope for value, slope in zip(w, slopes, strict=True)]

    return Problem(
        given={"a": a, "b": b, "w": w, "rate": rate},
        answer=Vector(tuple(new), relative=STRICT),
        check=by_differences,
        steps=[
            Step(
                "gradient",
                rf"\nabla L = (2 \times {a} \times {tex.factor(w[0])},\ 2 \times {b}"
                rf" \times {tex.factor(w[1])}) = {tex.vector(gradient)}",
            ),
            Step(
                "update",
                rf"w - \eta \nabla L = {tex.vector(w)} - {tex.number(rate)} \times"
                f" {tex.vector(gradient)} = {tex.vector(new)}",
            ),
        ],
        mistakes={
            "sign": sgd_step(w, gradient, -rate).tolist(),
            "factor_two": sgd_step(w, [g / 2 for g in gradient], rate).tolist(),
            "rate_ignored": sgd_step(w, gradient, 1).tolist(),
        },
        solve=lambda keep: [keep(x - keep(rate * keep(g))) for x, g in zip(w, gradient, strict=True)],
    )


@family("optimizers.momentum_step", topics=["3.2.1"])
def momentum(draw: Draw) -> Problem:
    """Two steps of momentum from rest, with v ← μv − η∇L and w ← w + v."""
    w = draw.decimal("w", 0.5, 3, 0.1)
    gradients = [draw.nonzero("g1", -4, 4, 0.5), draw.nonzero("g2", -4, 4, 0.5)]
    rate, mu = draw.choice("rate", [0.05, 0.1, 0.2]), draw.choice("mu", [0.5, 0.8, 0.9])
    first, v1 = momentum_step(w, gradients[0], 0.0, rate, mu)
    second, v2 = momentum_step(first, gradients[1], v1, rate, mu)
    new, speed, faster = float(second), float(v1), float(v2)
    draw.require(abs(new) >= 0.05)
    moved = rate * gradients[0], rate * gradients[1]
    return Problem(
        given={"w": w, "g1": gradients[0], "g2": gradients[1], "rate": rate, "mu": mu},
        answer=Number(new, relative=STRICT),
        # Unrolled: the first gradient moves w by η(1 + μ), the second by η.
        check=lambda: w - rate * ((1 + mu) * gradients[0] + gradients[1]),
        steps=[
            Step(
                "first",
                rf"v_1 = -{tex.number(rate)} \times {tex.factor(gradients[0])} ="
                rf" {tex.number(speed)},\quad w_1 = {tex.number(w + speed)}",
            ),
            Step(
                "velocity",
                rf"v_2 = {tex.number(mu)} \times {tex.factor(speed)} - {tex.number(rate)}"
                rf" \times {tex.factor(gradients[1])} = {tex.number(faster)}",
            ),
            Step("second", rf"w_2 = w_1 + v_2 = {tex.total([w + speed, faster])} = {tex.number(new)}"),
        ],
        mistakes={
            "velocity_forgotten": w - moved[0] - moved[1],
            "velocity_not_decayed": w - 2 * moved[0] - moved[1],
            "sign": w + (1 + mu) * moved[0] + moved[1],
            "gradient_damped": w - (1 - mu) * ((1 + mu) * moved[0] + moved[1]),
        },
        solve=lambda keep: keep(keep(w - keep(moved[0])) + keep(keep(-mu * keep(moved[0])) - keep(moved[1]))),
    )


@family("optimizers.nesterov_step", topics=["3.2.1"])
def nesterov(draw: Draw) -> Problem:
    """One step of Nesterov's accelerated gradient on L(w) = (a/2)w²."""
    a = draw.integer("a", 2, 6)
    w, v = draw.decimal("w", 0.5, 4, 0.1), draw.nonzero("v", -1, 1, 0.1)
    rate, mu = draw.choice("rate", [0.05, 0.1]), draw.choice("mu", [0.5, 0.8, 0.9])
    ahead = float(lookahead(w, v, mu))
    moved, speed = momentum_step(w, a * ahead, v, rate, mu)
    new, velocity = float(moved), float(speed)
    draw.require(abs(new) >= 0.05)
    plain, _ = momentum_step(w, a * w, v, rate, mu)
    return Problem(
        given={"a": a, "w": w, "v": v, "rate": rate, "mu": mu},
        answer=Number(new, relative=STRICT),
        # On this quadratic the step is a plain gradient step from the point ahead.
        check=lambda: (1 - rate * a) * (w + mu * v),
        steps=[
            Step(
                "ahead", rf"w + \mu v = {tex.number(w)} + {tex.number(mu)} \times {tex.factor(v)} = {tex.number(ahead)}"
            ),
            Step("gradient", rf"\nabla L(w + \mu v) = {a} \times {tex.factor(ahead)} = {tex.number(a * ahead)}"),
            Step(
                "velocity",
                rf"v = {tex.number(mu)} \times {tex.factor(v)} - {tex.number(rate)} \times"
                f" {tex.factor(a * ahead)} = {tex.number(velocity)}",
            ),
            Step("update", rf"w + v = {tex.total([w, velocity])} = {tex.number(new)}"),
        ],
        mistakes={
            "gradient_not_ahead": float(plain),
            "velocity_ignored": w - rate * a * w,
            "velocity_dropped": w - rate * a * ahead,
            "sign": w + mu * v + rate * a * ahead,
        },
        solve=lambda keep: keep(w + keep(keep(mu * v) - keep(rate * keep(a * keep(w + keep(mu * v)))))),
    )


@family("optimizers.clip_by_norm", topics=["3.5.1", "3.2.1"])
def clip(draw: Draw) -> Problem:
    """Gradient clipping by the L2 norm of the whole gradient."""
    g = [draw.nonzero(name, -6, 6, 1) for name in ("g1", "g2", "g3")]
    threshold = draw.choice("threshold", [1.0, 1.5, 2.0, 2.5, 3.0])
    norm = math.sqrt(sum(x * x for x in g))
    draw.require(norm > 1.2 * threshold)
    clipped = clip_by_norm(g, threshold).tolist()

    def by_bisection() -> list[float]:
        # The scale at which the norm is the threshold, found without dividing by the norm.
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            if math.hypot(*(middle * x for x in g)) > threshold:
                high = middle
            else:
                low = middle
        return [low * x for x in g]

    squares = " + ".join(f"{tex.factor(x)}^2" for x in g)
    return Problem(
        given={"g": g, "c": threshold},
        answer=Vector(tuple(clipped)),
        check=by_bisection,
        steps=[
            Step("norm", rf"\|g\| = \sqrt{{{squares}}} = {tex.number(norm)}"),
            Step(
                "scale",
                rf"\frac{{c}}{{\|g\|}} ="
                rf" \frac{{{tex.number(threshold)}}}{{{tex.number(norm)}}} = {tex.number(threshold / norm)}",
            ),
            Step("clip", rf"{tex.number(threshold / norm)} \times {tex.vector(g)} = {tex.vector(clipped)}"),
        ],
        mistakes={
            "clipped_by_value": [max(-threshold, min(threshold, x)) for x in g],
            "root_missing": [threshold * x / norm**2 for x in g],
            "threshold_ignored": [x / norm for x in g],
            "l1_norm": [threshold * x / sum(abs(y) for y in g) for x in g],
        },
        solve=lambda keep: [keep(keep(threshold / keep(norm)) * x) for x in g],
    )


@family("optimizers.weight_decay", topics=["3.3.1"])
def weight_decay(draw: Draw) -> Problem:
    """One step of SGD on the loss with the penalty (λ/2)‖w‖²."""
    w = [draw.nonzero(name, -3, 3, 0.5) for name in ("w1", "w2")]
    g = [draw.nonzero(name, -2, 2, 0.1) for name in ("g1", "g2")]
    rate, penalty = draw.choice("rate", [0.1, 0.2, 0.5]), draw.choice("penalty", [0.05, 0.1, 0.2])
    new = weight_decay_step(w, g, rate, penalty).tolist()
    draw.require(all(abs(value) >= 0.01 for value in new))
    total = [x + penalty * y for x, y in zip(g, w, strict=True)]
    return Problem(
        given={"w": w, "g": g, "rate": rate, "penalty": penalty},
        answer=Vector(tuple(new), relative=STRICT),
        # The form that gave weight decay its name: shrink first, then step.
        check=lambda: [(1 - rate * penalty) * x - rate * y for x, y in zip(w, g, strict=True)],
        steps=[
            Step(
                "gradient",
                rf"g + \lambda w = {tex.vector(g)} + {tex.number(penalty)}"
                rf" \times {tex.vector(w)} = {tex.vector(total)}",
            ),
            Step(
                "update",
                rf"w - \eta (g + \lambda w) = {tex.vector(w)} - {tex.number(rate)}"
                rf" \times {tex.vector(total)} = {tex.vector(new)}",
            ),
        ],
        mistakes={
            "penalty_ignored": sgd_step(w, g, rate).tolist(),
            "penalty_sign": weight_decay_step(w, g, rate, -penalty).tolist(),
            "rate_left_out": [x - rate * y - penalty * x for x, y in zip(w, g, strict=True)],
            "factor_two": weight_decay_step(w, g, rate, 2 * penalty).tolist(),
        },
        solve=lambda keep: [keep(x - keep(rate * keep(y + keep(penalty * x)))) for x, y in zip(w, g, strict=True)],
    )
