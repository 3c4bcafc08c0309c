"""Losses of several labels, smoothed labels, and gradients of losses."""

from __future__ import annotations

import math

import numpy as np

from calculators.answers.keys import Matrix, Number, Vector
from calculators.gradients import numerical_gradient
from calculators.losses import (
    mean_absolute_error,
    mean_absolute_error_gradient,
    multi_label_gradient,
    multi_label_loss,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.softmax import smoothed_target, softmax, softmax_cross_entropy, softmax_jacobian

NARROW = 0.003
# Differences against analytic gradients.
DIFFERENCES = 1e-5


@family("loss_gradients.softmax_jacobian", topics=["3.1.2", "3.2.2"], precision=DIFFERENCES)
def jacobian(draw: Draw) -> Problem:
    """Jacobian of softmax with three classes, from its output."""
    cuts = sorted(draw.sample("cuts", range(1, 50), 2))
    y = [cuts[0] / 50, (cuts[1] - cuts[0]) / 50, (50 - cuts[1]) / 50]
    draw.require(len(set(y)) >= 2)
    rows = [[round(cell, 10) for cell in row] for row in softmax_jacobian(y).tolist()]
    logits = np.log(y)

    def by_differences() -> list[list[float]]:
        return [numerical_gradient(lambda z, k=k: float(softmax(z)[k]), logits).tolist() for k in range(3)]  # type: ignore[misc]

    return Problem(
        given={"y": y},
        answer=Matrix(tuple(tuple(row) for row in rows), relative=0.0),
        check=by_differences,
        steps=[
            Step("diagonal", rf"y_i (1 - y_i) = {tex.vector([rows[k][k] for k in range(3)])}"),
            Step("matrix", rf"\mathrm{{diag}}(y) - y y^{{\top}} = {tex.matrix(rows)}"),
        ],
        mistakes={
            "diagonal_only": [[rows[i][k] if i == k else 0.0 for k in range(3)] for i in range(3)],
            "sign_of_others": [[abs(cell) for cell in row] for row in rows],
            "sign": [[-cell for cell in row] for row in rows],
            "outer_product_only": np.outer(y, y).tolist(),
        },
    )


@family("loss_gradients.label_smoothing", topics=["3.1.2", "3.3.1"], carried=6, values="nonnegative")
def label_smoothing(draw: Draw) -> Problem:
    """Cross-entropy of a predicted distribution against a smoothed label, in nats."""
    cuts = sorted(draw.sample("cuts", range(1, 20), 3))
    y = [part / 20 for part in (cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 20 - cuts[2])]
    label, epsilon = draw.integer("label", 1, 4), draw.choice("epsilon", [0.04, 0.08, 0.12, 0.16, 0.2])
    target = [round(value, 10) for value in smoothed_target(label - 1, 4, epsilon).tolist()]
    logs = [math.log(value) for value in y]
    value = -sum(t * log for t, log in zip(target, logs, strict=True))
    draw.require(value >= 0.2)
    others = [1 - epsilon if k == label - 1 else epsilon / 3 for k in range(4)]
    rising = [1 - epsilon if k == label - 1 else epsilon for k in range(4)]

    def loss(weights: list[float]) -> float:
        return -sum(t * log for t, log in zip(weights, logs, strict=True))

    return Problem(
        given={"y": y, "label": label, "epsilon": epsilon},
        answer=Number(value, relative=NARROW),
        check=lambda: softmax_cross_entropy(np.log(y), target),
        steps=[
            Step("target", rf"t = {tex.vector(target, 6)}"),
            Step("logs", rf"\ln y = {tex.vector(logs, 6)}"),
            Step("sum", rf"-\left({tex.products(target, logs, 6)}\right) = {tex.number(value)}"),
        ],
        mistakes={
            "not_smoothed": -logs[label - 1],
            "shared_by_the_others_only": loss(others),
            "whole_epsilon_for_each": loss(rising),
            "base_two": value / math.log(2),
        },
        solve=lambda keep: keep(-sum(keep(t * keep(log)) for t, log in zip(target, logs, strict=True))),
    )


@family("loss_gradients.multi_label", topics=["3.1.2"], carried=5, values="nonnegative")
def multi_label(draw: Draw) -> Problem:
    """Loss of a multi-label classifier with three labels, from its logits."""
    z = [draw.nonzero(f"z{i}", -3, 3, 0.5) for i in range(3)]
    t = draw.choice("t", [[1, 0, 1], [0, 1, 1], [1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    value = multi_label_loss(z, t)
    y = [1 / (1 + math.exp(-logit)) for logit in z]
    own = [p if label else 1 - p for p, label in zip(y, t, strict=True)]
    terms = [-math.log(p) for p in own]

    def by_hand(keep: Round) -> float:
        return keep(sum(keep(-math.log(keep(p))) for p in own))

    return Problem(
        given={"z": z, "t": t},
        answer=Number(value, decimals=3, relative=NARROW),
        check=lambda: -math.log(math.prod(own)),
        steps=[
            Step("sigmoid", rf"\sigma(z) = {tex.vector(y, 5)}"),
            Step("terms", rf"{tex.vector(terms, 5)}"),
            Step("sum", f"{tex.total(terms, 5)} = {tex.number(value, 3)}"),
        ],
        mistakes={
            "positive_labels_only": sum(term for term, label in zip(terms, t, strict=True) if label),
            "averaged": value / 3,
            "softmax": softmax_cross_entropy(z, np.array(t)),
            "labels_reversed": multi_label_loss(z, [1 - label for label in t]),
        },
        solve=by_hand,
    )


@family("loss_gradients.multi_label_gradient", topics=["3.1.2", "3.2.2"], precision=DIFFERENCES)
def gradient_of_multi_label(draw: Draw) -> Problem:
    """Gradient of the multi-label loss with respect to the logits."""
    z = [draw.nonzero(f"z{i}", -3, 3, 0.5) for i in range(3)]
    t = draw.choice("t", [[1, 0, 1], [0, 1, 1], [1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    values = multi_label_gradient(z, t).tolist()
    y = [1 / (1 + math.exp(-logit)) for logit in z]
    return Problem(
        given={"z": z, "t": t},
        answer=Vector(tuple(values)),
        check=lambda: numerical_gradient(lambda at: multi_label_loss(at, t), np.array(z)).tolist(),
        steps=[
            Step("sigmoid", rf"\sigma(z) = {tex.vector(y)}"),
            Step("difference", rf"\sigma(z) - t = {tex.vector(values)}"),
        ],
        mistakes={
            "softmax": (softmax(z) - np.array(t)).tolist(),
            "sigmoid_slope_multiplied": [v * p * (1 - p) for v, p in zip(values, y, strict=True)],
            "sign": [-v for v in values],
            "target_ignored": y,
        },
        solve=lambda keep: [keep(keep(p) - label) for p, label in zip(y, t, strict=True)],
    )


@family("loss_gradients.mean_absolute", topics=["3.1.2", "3.2.2"])
def mean_absolute(draw: Draw) -> Problem:
    """Gradient of the mean absolute error of a linear model with respect to its two weights."""
    X = [draw.integers(f"x{row}", 2, -4, 5) for row in range(4)]
    w, t = draw.vector("w", 2, -2, 2, 0.5), draw.integers("t", 4, -5, 6)
    draw.require(all(w) and all(any(row) for row in X))
    y = [row[0] * w[0] + row[1] * w[1] for row in X]
    draw.require(all(abs(a - b) >= 0.5 for a, b in zip(y, t, strict=True)))
    signs = [math.copysign(1, a - b) for a, b in zip(y, t, strict=True)]
    draw.require(len(set(signs)) == 2)
    upstream = mean_absolute_error_gradient(y, t)
    values = (np.array(X).T @ upstream).tolist()
    errors = [a - b for a, b in zip(y, t, strict=True)]
    squared = [sum(2 * e * row[k] for e, row in zip(errors, X, strict=True)) / 4 for k in range(2)]
    return Problem(
        given={"X": X, "w": w, "t": t},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        check=lambda: numerical_gradient(
            lambda at: mean_absolute_error((np.array(X) @ at).tolist(), t), np.array(w), 0.01
        ).tolist(),
        steps=[
            Step("errors", rf"y - t = {tex.vector(errors)}"),
            Step("signs", rf"\mathrm{{sign}}(y - t) = {tex.vector(signs)}"),
            Step("gradient", rf"\frac{{1}}{{4}} X^{{\top}} \mathrm{{sign}}(y - t) = {tex.vector(values)}"),
        ],
        mistakes={
            "squared_error": squared,
            "not_averaged": [4 * v for v in values],
            "sign": [-v for v in values],
            "absolute_errors": [sum(abs(e) * row[k] for e, row in zip(errors, X, strict=True)) / 4 for k in range(2)],
        },
    )
