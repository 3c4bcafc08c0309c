"""Squared error, binary cross-entropy and Huber's loss."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from calculators.answers.keys import Number, Vector
from calculators.losses import (
    binary_cross_entropy,
    half_squared_error,
    huber_loss,
    mean_absolute_error,
    mean_squared_error,
    mean_squared_error_gradient,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

# For answers that are exact in four decimals.
NARROW = 0.003


def _errors(y: Sequence[float], t: Sequence[float]) -> list[float]:
    return [round(a - b, 10) for a, b in zip(y, t, strict=True)]


def _squares(errors: Sequence[float]) -> str:
    return " + ".join(f"{tex.factor(e)}^2" for e in errors)


def _slopes(loss: Callable[[list[float]], float], at: Sequence[float], h: float) -> list[float]:
    """Central differences of a loss in each coordinate."""
    slopes = []
    for index, value in enumerate(at):
        up, down = list(at), list(at)
        up[index], down[index] = value + h, value - h
        slopes.append((loss(up) - loss(down)) / (2 * h))
    return slopes


@family("losses.mse", topics=["3.1.2", "2.1.11"], values="nonnegative")
def mse(draw: Draw) -> Problem:
    """Mean squared error of four predictions, with the factor 1/n."""
    y, t = draw.vector("y", 4, 0, 5, 0.1), draw.vector("t", 4, 0, 5, 0.5)
    errors = _errors(y, t)
    draw.require(all(errors))
    loss = mean_squared_error(y, t)
    total = sum(e * e for e in errors)
    mean = sum(errors) / 4
    return Problem(
        given={"y": y, "t": t},
        answer=Number(loss),
        # The mean of squares is the squared mean plus the variance.
        check=lambda: mean**2 + sum((e - mean) ** 2 for e in errors) / 4,
        steps=[
            Step("errors", f"y - t = {tex.vector(errors)}"),
            Step("sum", f"{_squares(errors)} = {tex.number(total)}"),
            Step("mean", rf"\frac{{{tex.number(total)}}}{{4}} = {tex.number(loss)}"),
        ],
        mistakes={
            "not_averaged": total,
            "extra_half": loss / 2,
            "root_taken": math.sqrt(loss),
            "absolute": mean_absolute_error(y, t),
        },
        solve=lambda keep: keep(keep(sum(keep(e * e) for e in errors)) / 4),
    )


@family("losses.mse_gradient", topics=["3.1.2", "3.2.2"])
def mse_gradient(draw: Draw) -> Problem:
    """Gradient of the mean squared error (factor 1/n) with respect to the predictions."""
    n = draw.choice("n", [3, 4, 5])
    y, t = draw.vector("y", n, 0, 5, 0.1), draw.vector("t", n, 0, 5, 0.5)
    errors = _errors(y, t)
    draw.require(all(abs(e) >= 0.1 for e in errors))
    gradient = mean_squared_error_gradient(y, t).tolist()
    return Problem(
        given={"n": n, "y": y, "t": t},
        answer=Vector(tuple(gradient)),
        check=lambda: _slopes(lambda at: mean_squared_error(at, t), y, 0.5),
        steps=[
            Step("errors", f"y - t = {tex.vector(errors)}"),
            Step("scale", rf"\frac{{2}}{{{n}}}(y - t) = {tex.vector(gradient)}"),
        ],
        mistakes={
            "factor_two": [e / n for e in errors],
            "not_averaged": [2 * e for e in errors],
            "sign": [-g for g in gradient],
        },
        solve=lambda keep: [keep(keep(2 * e) / n) for e in errors],
    )


@family("losses.half_squared_error", topics=["3.1.2"], values="nonnegative")
def half_squared(draw: Draw) -> Problem:
    """Half the sum of squared errors of a three-class output against a one-hot target."""
    low, high = sorted(draw.sample("cuts", range(1, 50), 2))
    y = [low / 50, (high - low) / 50, (50 - high) / 50]
    label = draw.integer("label", 0, 2)
    t = [1 if index == label else 0 for index in range(3)]
    errors = _errors(y, t)
    loss = half_squared_error(y, t)
    total = sum(e * e for e in errors)
    return Problem(
        given={"y": y, "t": t},
        answer=Number(loss, relative=NARROW),
        # ½‖y − t‖² = ½‖y‖² − y·t + ½‖t‖²
        check=lambda: sum(value**2 for value in y) / 2 - y[label] + 0.5,
        steps=[
            Step("errors", f"y - t = {tex.vector(errors)}"),
            Step("sum", f"{_squares(errors)} = {tex.number(total)}"),
            Step("half", rf"\frac{{1}}{{2}} \times {tex.number(total)} = {tex.number(loss)}"),
        ],
        mistakes={
            "half_missing": total,
            "averaged": total / 3,
            "cross_entropy": -math.log(y[label]),
            "root_taken": math.sqrt(total),
        },
        solve=lambda keep: keep(keep(sum(keep(e * e) for e in errors)) / 2),
    )


@family("losses.binary_cross_entropy", topics=["3.1.2"], values="nonnegative")
def binary(draw: Draw) -> Problem:
    """Binary cross-entropy of two samples, averaged."""
    p = draw.vector("p", 2, 0.05, 0.95, 0.05)
    t = draw.choice("t", [[0, 1], [1, 0], [1, 1], [0, 0]])
    loss = binary_cross_entropy(p, t)
    draw.require(loss >= 0.05 and sum(t) > 0)
    right = [round(a if b else 1 - a, 10) for a, b in zip(p, t, strict=True)]
    logs = [math.log(value) for value in right]
    return Problem(
        given={"p": p, "t": t},
        answer=Number(loss),
        check=lambda: -math.log(right[0] * right[1]) / 2,
        steps=[
            Step("likelihoods", rf"p^{{t}}(1-p)^{{1-t}} = {tex.vector(right)}"),
            Step(
                "logs",
                rf"\ln {tex.number(right[0])} = {tex.number(logs[0])},\quad \ln"
                f" {tex.number(right[1])} = {tex.number(logs[1])}",
            ),
            Step("mean", rf"L = -\frac{{{tex.total(logs)}}}{{2}} = {tex.number(loss)}"),
        ],
        mistakes={
            "not_averaged": 2 * loss,
            "base_two": loss / math.log(2),
            "sign": -loss,
            "positive_term_only": -sum(b * math.log(a) for a, b in zip(p, t, strict=True)) / 2,
        },
        solve=lambda keep: keep(-keep(sum(keep(math.log(value)) for value in right)) / 2),
    )


@family("losses.huber", topics=["3.1.2", "4.7.1"], values="nonnegative")
def huber(draw: Draw) -> Problem:
    """Huber's loss of two errors, one on each side of the threshold, summed."""
    delta = draw.choice("delta", [1.0, 1.5, 2.0])
    small = draw.nonzero("small", -0.9, 0.9, 0.1)
    large = draw.decimal("large", 2.2, 5, 0.1) * draw.choice("side", [1, -1])
    errors = [small, large] if draw.choice("first", [True, False]) else [large, small]
    loss = 2 * huber_loss(errors, [0, 0], delta)
    inside, outside = 0.5 * small**2, delta * (abs(large) - 0.5 * delta)

    def area_under_the_clipped_slope() -> float:
        # The loss is the integral of the clipped error: a triangle up to delta, then a rectangle.
        return sum(min(abs(e), delta) ** 2 / 2 + delta * max(abs(e) - delta, 0) for e in errors)

    return Problem(
        given={"e": errors, "delta": delta},
        answer=Number(loss, relative=NARROW),
        check=area_under_the_clipped_slope,
        steps=[
            Step("inside", rf"\frac{{1}}{{2}} \times {tex.factor(small)}^2 = {tex.number(inside)}"),
            Step(
                "outside",
                rf"{tex.number(delta)} \times \left({tex.number(abs(large))} - \frac{{{tex.number(delta)}}}{{2}}\right)"
                f" = {tex.number(outside)}",
            ),
            Step("sum", f"{tex.number(inside)} + {tex.number(outside)} = {tex.number(loss)}"),
        ],
        mistakes={
            "squared_everywhere": 0.5 * (small**2 + large**2),
            "offset_missing": inside + delta * abs(large),
            "half_missing": small**2 + outside,
            "absolute_everywhere": abs(small) + abs(large),
        },
        solve=lambda keep: keep(keep(0.5 * keep(small**2)) + keep(delta * keep(abs(large) - 0.5 * delta))),
    )
