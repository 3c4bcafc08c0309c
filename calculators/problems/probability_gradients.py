"""Gradients of cross-entropies: with respect to probabilities, to logits of a smoothed label, and to weights."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from calculators.answers.keys import Matrix, Vector
from calculators.gradients import numerical_gradient
from calculators.losses import binary_cross_entropy, binary_cross_entropy_gradient, cross_entropy_gradient
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.regression import logistic_gradient
from calculators.softmax import smoothed_cross_entropy_gradient, smoothed_target, softmax_cross_entropy

# Central differences against analytic gradients.
DIFFERENCES = 1e-5


def _shares(draw: Draw, name: str, parts: int, size: int = 20) -> list[float]:
    """Probabilities in multiples of 1/size that sum to 1, none of them 0."""
    cuts = [0, *sorted(draw.sample(name, range(1, size), parts - 1)), size]
    return [(high - low) / size for low, high in pairwise(cuts)]


@family("probability_gradients.binary_cross_entropy", topics=["3.1.2", "3.2.2"], precision=DIFFERENCES)
def binary(draw: Draw) -> Problem:
    """Gradient of the mean binary cross-entropy with respect to the predicted probabilities of three samples."""
    p = [draw.decimal(f"p{k}", 0.1, 0.9, 0.05) for k in range(3)]
    t = [draw.integer(f"t{k}", 0, 1) for k in range(3)]
    draw.require(len(set(t)) == 2)
    values = binary_cross_entropy_gradient(p, t).tolist()
    errors = [round(a - b, 4) for a, b in zip(p, t, strict=True)]
    spread = [round(a * (1 - a), 4) for a in p]
    return Problem(
        given={"p": p, "t": t},
        answer=Vector(tuple(values)),
        check=lambda: numerical_gradient(lambda at: binary_cross_entropy(at, t), np.array(p), 1e-6).tolist(),
        steps=[
            Step("errors", f"p - t = {tex.vector(errors)}"),
            Step("spread", f"p(1 - p) = {tex.vector(spread)}"),
            Step("gradient", rf"\frac{{1}}{{3}} \cdot \frac{{p - t}}{{p(1 - p)}} = {tex.vector(values)}"),
        ],
        mistakes={
            "by_logits": [e / 3 for e in errors],
            "not_averaged": [3 * v for v in values],
            "sign": [-v for v in values],
            "complement_forgotten": [e / a / 3 for e, a in zip(errors, p, strict=True)],
            "derivative_multiplied": [e * s / 3 for e, s in zip(errors, spread, strict=True)],
        },
        solve=lambda keep: [keep(keep(e / s) / 3) for e, s in zip(errors, spread, strict=True)],
    )


@family("probability_gradients.cross_entropy", topics=["3.1.2", "3.2.2"], precision=DIFFERENCES)
def by_probabilities(draw: Draw) -> Problem:
    """Gradient of a batch's mean cross-entropy with respect to the predicted probabilities."""
    y = [_shares(draw, f"y{row}", 3) for row in range(2)]
    labels = [draw.integer(f"label{row}", 0, 2) for row in range(2)]
    t = [[int(k == label) for k in range(3)] for label in labels]
    rows = cross_entropy_gradient(y, t).tolist()

    def differences() -> list[list[float]]:
        def loss(at: np.ndarray) -> float:
            return float(-(np.array(t) * np.log(at)).sum() / 2)

        return numerical_gradient(loss, np.array(y), 1e-6).tolist()  # type: ignore[no-any-return]

    quotients = r",\ ".join(
        rf"-\frac{{1}}{{2 \times {tex.number(y[row][label])}}} = {tex.number(rows[row][label])}"
        for row, label in enumerate(labels)
    )
    return Problem(
        given={"y": y, "t": t},
        answer=Matrix(tuple(tuple(row) for row in rows)),
        check=differences,
        steps=[
            Step("true_classes", quotients),
            Step("gradient", rf"\frac{{\partial L}}{{\partial y}} = {tex.matrix(rows)}"),
        ],
        mistakes={
            "by_logits": [[(a - b) / 2 for a, b in zip(*pair, strict=True)] for pair in zip(y, t, strict=True)],
            "not_averaged": [[2 * cell for cell in row] for row in rows],
            "sign": [[-cell + 0.0 for cell in row] for row in rows],
            "logarithm_kept": [
                [-b * math.log(a) / 2 + 0.0 for a, b in zip(*pair, strict=True)] for pair in zip(y, t, strict=True)
            ],
            "all_classes": [[-1 / (2 * a) for a in row] for row in y],
        },
        solve=lambda keep: [
            [keep(-keep(b / a) / 2) if b else 0.0 for a, b in zip(*pair, strict=True)]
            for pair in zip(y, t, strict=True)
        ],
    )


@family("probability_gradients.label_smoothing", topics=["3.1.2", "3.3.1"], precision=DIFFERENCES)
def label_smoothing(draw: Draw) -> Problem:
    """Gradient of cross-entropy against a smoothed label with respect to the logits, from softmax's output."""
    y = _shares(draw, "y", 4)
    label, epsilon = draw.integer("label", 1, 4), draw.choice("epsilon", [0.04, 0.08, 0.12, 0.16, 0.2])
    logits = np.log(y)
    target = [round(value, 6) for value in smoothed_target(label - 1, 4, epsilon).tolist()]
    values = [round(value, 6) for value in smoothed_cross_entropy_gradient(logits, label - 1, epsilon).tolist()]
    draw.require(all(abs(value) >= 0.005 for value in values))
    hard = [float(k == label - 1) for k in range(4)]
    others = [1 - epsilon if k == label - 1 else epsilon / 3 for k in range(4)]
    kept = [1 - epsilon if k == label - 1 else epsilon / 4 for k in range(4)]

    def less(weights: list[float]) -> list[float]:
        return [a - b for a, b in zip(y, weights, strict=True)]

    return Problem(
        given={"y": y, "label": label, "epsilon": epsilon},
        answer=Vector(tuple(values), decimals=4, relative=0.0),
        check=lambda: numerical_gradient(lambda z: softmax_cross_entropy(z, target), logits, 1e-5).tolist(),
        steps=[
            Step("target", f"t = {tex.vector(target)}"),
            Step("gradient", rf"\frac{{\partial L}}{{\partial z}} = y - t = {tex.vector(values)}"),
        ],
        mistakes={
            "not_smoothed": less(hard),
            "reversed": [-value for value in values],
            "shared_by_the_others_only": less(others),
            "share_of_the_true_class_forgotten": less(kept),
        },
    )


@family("probability_gradients.logistic_regression", topics=["2.1.4", "3.2.2"], precision=DIFFERENCES, carried=5)
def logistic_regression(draw: Draw) -> Problem:
    """Gradient of logistic regression's mean cross-entropy over three samples with respect to its two weights."""
    X = [[draw.choice(f"x{row}{k}", [-3, -2, -1, 1, 2, 3]) for k in range(2)] for row in range(3)]
    w = [draw.nonzero(f"w{k}", -1, 1, 0.1) for k in range(2)]
    t = [draw.integer(f"t{row}", 0, 1) for row in range(3)]
    z = [round(row[0] * w[0] + row[1] * w[1], 4) for row in X]
    draw.require(len(set(t)) == 2 and all(0.1 <= abs(value) <= 3 for value in z))
    y = [1 / (1 + math.exp(-value)) for value in z]
    values = logistic_gradient(X, t, w).tolist()
    draw.require(all(abs(value) >= 0.05 for value in values))

    def weighted(errors: list[float]) -> list[float]:
        return [sum(row[k] * e for row, e in zip(X, errors, strict=True)) / 3 for k in range(2)]

    errors = [a - b for a, b in zip(y, t, strict=True)]

    def by_hand(keep: Round) -> list[float]:
        kept = [keep(keep(1 / keep(1 + keep(math.exp(-value)))) - b) for value, b in zip(z, t, strict=True)]
        return [keep(part) for part in weighted(kept)]

    def loss(at: np.ndarray) -> float:
        return binary_cross_entropy(1 / (1 + np.exp(-(np.array(X) @ at))), t)

    return Problem(
        given={"X": X, "w": w, "t": t},
        answer=Vector(tuple(values), decimals=3),
        check=lambda: numerical_gradient(loss, np.array(w), 1e-5).tolist(),
        steps=[
            Step("logits", f"Xw = {tex.vector(z)}"),
            Step("outputs", rf"y = \sigma(Xw) = {tex.vector(y, 5)}"),
            Step("errors", f"y - t = {tex.vector(errors, 5)}"),
            Step("gradient", rf"\frac{{1}}{{3}} X^{{\top}} (y - t) = {tex.vector(values, 3)}"),
        ],
        mistakes={
            "not_averaged": [3 * value for value in values],
            "sign": [-value for value in values],
            "sigmoid_forgotten": weighted([a - b for a, b in zip(z, t, strict=True)]),
            "derivative_multiplied": weighted([e * a * (1 - a) for e, a in zip(errors, y, strict=True)]),
            "inputs_forgotten": [sum(errors) / 3, sum(errors) / 3],
        },
        solve=by_hand,
    )
