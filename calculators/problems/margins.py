"""The margin of a support vector machine."""

from __future__ import annotations

import math

import numpy as np

from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.regression import hyperplane_distance, soft_margin_objective


@family("margins.width", topics=["2.1.5"], carried=6, values="positive")
def width(draw: Draw) -> Problem:
    """Distance of a point from the separating plane, and the width of the margin."""
    w = [draw.nonzero("w1", -5, 5, 0.5), draw.nonzero("w2", -5, 5, 0.5)]
    b, x = draw.nonzero("b", -6, 6, 1), draw.integers("x", 2, -5, 5)
    output = round(w[0] * x[0] + w[1] * x[1] + b, 10)
    square = w[0] ** 2 + w[1] ** 2
    draw.require(abs(output) >= 1.5 and all(x) and abs(w[0] * x[0] + w[1] * x[1]) >= 0.5 and abs(square - 1) > 0.2)
    length = math.sqrt(square)
    values = [hyperplane_distance(x, w, b), 2 / length]

    def by_foot() -> list[float]:
        # The foot of the perpendicular, and the two lines w·x + b = ±1 measured along w.
        foot = np.array(x) - output / square * np.array(w)
        return [float(math.dist(x, foot)), float(np.linalg.norm(np.array(w) * 2 / square))]

    return Problem(
        given={"w": w, "b": b, "x": x},
        answer=Vector(tuple(values)),
        check=by_foot,
        steps=[
            Step("output", rf"w^{{\top}} x + b = {tex.products(w, x)} + {tex.factor(b)} = {tex.number(output, 6)}"),
            Step("length", rf"\|w\| = \sqrt{{{tex.number(square, 6)}}} = {tex.number(length, 6)}"),
            Step(
                "both",
                rf"\left(\frac{{|w^{{\top}} x + b|}}{{\|w\|}},\ \frac{{2}}{{\|w\|}}\right) = {tex.vector(values)}",
            ),
        ],
        mistakes={
            "half_the_margin": [values[0], 1 / length],
            "length_not_rooted": [abs(output) / square, 2 / square],
            "not_divided": [abs(output), values[1]],
            "bias_ignored": [abs(w[0] * x[0] + w[1] * x[1]) / length, values[1]],
        },
        solve=lambda keep: [keep(abs(output) / keep(length)), keep(2 / keep(length))],
    )


@family("margins.soft_objective", topics=["2.1.5"], values="nonnegative")
def soft_objective(draw: Draw) -> Problem:
    """Objective of a soft-margin SVM on three samples: half the squared norm and the penalized slacks."""
    w = [draw.nonzero("w1", -3, 3, 0.5), draw.nonzero("w2", -3, 3, 0.5)]
    b, c = draw.nonzero("b", -2, 2, 0.5), draw.choice("c", [2, 3, 4, 5, 10])
    X = [draw.integers(f"x{row}", 2, -2, 3) for row in range(3)]
    t = draw.choice("t", [[1, 1, -1], [1, -1, -1], [-1, 1, 1], [1, -1, 1], [-1, 1, -1], [-1, -1, 1]])
    outputs = [w[0] * x[0] + w[1] * x[1] + b for x in X]
    margins = [label * output for label, output in zip(t, outputs, strict=True)]
    slacks = [max(0.0, 1 - margin) for margin in margins]
    draw.require(any(0 <= margin < 1 for margin in margins) and any(margin > 1 for margin in margins))
    value = soft_margin_objective(X, t, w, b, c)
    half = (w[0] ** 2 + w[1] ** 2) / 2
    return Problem(
        given={"w": w, "b": b, "c": c, "X": X, "t": t},
        answer=Number(value, decimals=3, relative=0.0),
        # |u| + u is twice the positive part of u.
        check=lambda: half + c / 2 * sum(abs(1 - margin) + 1 - margin for margin in margins),
        steps=[
            Step("margins", rf"t(w^{{\top}} x + b) = {tex.vector(margins)}"),
            Step("slacks", rf"\xi = {tex.vector(slacks)}"),
            Step(
                "sum",
                rf"\frac{{1}}{{2}} \times {tex.number(2 * half)} + {c} \times {tex.number(sum(slacks))}"
                f" = {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "misclassified_only": half
            + c * sum(slack for slack, margin in zip(slacks, margins, strict=True) if margin < 0),
            "negative_slacks_kept": half + c * sum(1 - margin for margin in margins),
            "half_missing": 2 * half + c * sum(slacks),
            "penalty_missing": half + sum(slacks),
        },
    )
