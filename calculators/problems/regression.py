"""Least squares, Ridge, Lasso, logistic regression and measures of error."""

from __future__ import annotations

import math
import statistics

import numpy as np

from calculators.answers.keys import Number, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.regression import (
    least_squares_line,
    mean_absolute,
    mean_squared,
    odds,
    r_squared,
    ridge,
    shifted_probability,
)
from calculators.regularization import soft_threshold

NARROW = 0.003


@family("regression.least_squares", topics=["2.1.3"], carried=5)
def least_squares(draw: Draw) -> Problem:
    """Slope and intercept of the least-squares line through four points."""
    x, y = sorted(draw.sample("x", range(-3, 9), 4)), draw.integers("y", 4, -4, 12)
    slope, intercept = least_squares_line(x, y)
    draw.require(abs(slope) >= 0.2 and abs(intercept) >= 0.2 and abs(sum(x)) >= 1 and sum(v * v for v in y) > 0)
    mean_x, mean_y = sum(x) / 4, sum(y) / 4
    sxy = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    sxx = sum((a - mean_x) ** 2 for a in x)
    syy = sum((b - mean_y) ** 2 for b in y)
    draw.require(syy > 0 and abs(sxx - syy) > 0.5)
    plain = sum(a * b for a, b in zip(x, y, strict=True)) / sum(a * a for a in x)

    def by_hand(keep: Round) -> list[float]:
        found = keep(sxy / sxx)
        return [found, keep(mean_y - keep(found * mean_x))]

    return Problem(
        given={"x": x, "y": y},
        answer=Vector((slope, intercept), decimals=3),
        check=lambda: [float(value) for value in np.polyfit(x, y, 1)],
        steps=[
            Step("means", rf"\bar{{x}} = {tex.number(mean_x, 5)},\quad \bar{{y}} = {tex.number(mean_y, 5)}"),
            Step("slope", rf"a = \frac{{{tex.number(sxy, 5)}}}{{{tex.number(sxx, 5)}}} = {tex.number(slope, 5)}"),
            Step(
                "intercept",
                rf"b = {tex.number(mean_y, 5)} - {tex.factor(slope, 5)} \times {tex.factor(mean_x, 5)}"
                f" = {tex.number(intercept, 5)}",
            ),
            Step("both", rf"(a,\ b) = {tex.vector([slope, intercept], 3)}"),
        ],
        mistakes={
            "exchanged": [intercept, slope],
            "divided_by_variation_of_y": [sxy / syy, mean_y - sxy / syy * mean_x],
            "means_not_subtracted": [plain, mean_y - plain * mean_x],
            "sign_of_intercept": [slope, mean_y + slope * mean_x],
        },
        solve=by_hand,
    )


@family("regression.ridge", topics=["2.1.3"], carried=5)
def ridge_weights(draw: Draw) -> Problem:
    """Ridge regression with two weights, from XᵀX and Xᵀy."""
    X = [draw.integers(f"X{row}", 2, -3, 3) for row in range(3)]
    y, penalty = draw.integers("y", 3, -5, 8), draw.choice("penalty", [2, 3, 4, 5, 6])
    design = np.array(X)
    gram, right = (design.T @ design).tolist(), (design.T @ np.array(y)).tolist()
    (a, b), (_, d) = gram
    size, old = (a + penalty) * (d + penalty) - b * b, a * d - b * b
    draw.require(b != 0 and old != 0 and all(right))
    weights = ridge(X, y, penalty).tolist()
    draw.require(min(abs(w) for w in weights) >= 0.1)
    shifted = [[a + penalty, b], [b, d + penalty]]

    def solved(p: float, off: float, q: float) -> list[float]:
        determinant = p * q - off * off
        return [(q * right[0] - off * right[1]) / determinant, (p * right[1] - off * right[0]) / determinant]

    def by_augmented_data() -> list[float]:
        # Ridge is least squares with √λ I as further rows and zeros as their targets.
        rows = np.vstack([design, math.sqrt(penalty) * np.eye(2)])
        return [float(w) for w in np.linalg.lstsq(rows, np.array([*y, 0, 0]), rcond=None)[0]]

    return Problem(
        given={"gram": gram, "right": right, "penalty": penalty},
        answer=Vector(tuple(weights), decimals=3),
        check=by_augmented_data,
        steps=[
            Step("shifted", rf"X^{{\top}}X + \lambda I = {tex.matrix(shifted, 5)},\quad \det = {size}"),
            Step(
                "product",
                rf"\frac{{1}}{{{size}}} {tex.matrix([[d + penalty, -b], [-b, a + penalty]], 5)}"
                rf" {tex.matrix([[right[0]], [right[1]]], 5)}",
            ),
            Step("weights", f"w = {tex.vector(weights, 3)}"),
        ],
        mistakes={
            "no_penalty": solved(a, b, d),
            "penalty_squared": solved(a + penalty**2, b, d + penalty**2),
            "solved_without_mixed": [right[0] / (a + penalty), right[1] / (d + penalty)],
        },
        solve=lambda keep: [keep(w) for w in weights],
    )


@family("regression.lasso", topics=["2.1.3", "3.3.1"])
def lasso(draw: Draw) -> Problem:
    """Lasso weights from the least-squares weights where the features are orthonormal."""
    w = [draw.nonzero(f"w{i}", -4, 4, 0.1) for i in range(4)]
    threshold = draw.decimal("threshold", 0.3, 1.5, 0.1)
    small = [abs(value) < threshold - 0.05 for value in w]
    draw.require(1 <= sum(small) <= 2 and min(w) < 0 < max(w))
    draw.require(any(value < 0 and not tiny for value, tiny in zip(w, small, strict=True)))
    draw.require(all(abs(abs(value) - threshold) > 0.05 for value in w))
    found = [round(value, 10) + 0.0 for value in soft_threshold(w, threshold).tolist()]

    def least(target: float) -> float:
        # The least value of ½(w − target)² + λ|w| on a grid that holds it.
        grid = [step / 10 for step in range(-60, 61)]
        return min(grid, key=lambda at: (at - target) ** 2 / 2 + threshold * abs(at))

    return Problem(
        given={"w": w, "threshold": threshold},
        answer=Vector(tuple(found), decimals=2, relative=0.0),
        check=lambda: [least(value) for value in w],
        steps=[
            Step("sizes", rf"|w| - \lambda = {tex.vector([abs(value) - threshold for value in w])}"),
            Step("weights", rf"\hat{{w}} = {tex.vector(found)}"),
        ],
        mistakes={
            "hard_threshold": [0.0 if tiny else value for value, tiny in zip(w, small, strict=True)],
            "ridge": [value / (1 + threshold) for value in w],
            "subtracted_everywhere": [value - threshold for value in w],
            "small_kept": [value if tiny else kept for value, kept, tiny in zip(w, found, small, strict=True)],
        },
    )


@family("regression.logistic", topics=["2.1.4"], carried=5, values="probability")
def logistic(draw: Draw) -> Problem:
    """Probability of logistic regression after one feature has changed."""
    p = draw.decimal("p", 0.1, 0.9, 0.05)
    weight = draw.nonzero("weight", -1.5, 1.5, 0.1)
    change = draw.choice("change", [2, 3, 4, 5])
    draw.require(p != 0.5 and 0.2 <= abs(weight * change) <= 3)
    value = shifted_probability(p, weight, change)
    before = odds(p)
    ratio = math.exp(weight * change)
    draw.require(abs(p * ratio - 1) > 0.05 and 0.03 <= value <= 0.97)
    logit = math.log(before)
    return Problem(
        given={"p": p, "weight": weight, "change": change},
        answer=Number(value, relative=NARROW),
        check=lambda: 0.5 + 0.5 * math.tanh((logit + weight * change) / 2),
        steps=[
            Step("odds", rf"\frac{{{tex.number(p, 5)}}}{{1 - {tex.number(p, 5)}}} = {tex.number(before, 5)}"),
            Step(
                "ratio",
                rf"e^{{{tex.number(weight, 5)} \times {tex.factor(change)}}} = {tex.number(ratio, 5)},\quad"
                rf" {tex.number(before, 5)} \times {tex.number(ratio, 5)} = {tex.number(before * ratio, 5)}",
            ),
            Step(
                "probability",
                rf"\frac{{{tex.number(before * ratio, 5)}}}{{1 + {tex.number(before * ratio, 5)}}}"
                f" = {tex.number(value)}",
            ),
        ],
        mistakes={
            "odds": before * ratio,
            "probability_multiplied": p * ratio,
            "change_ignored": shifted_probability(p, weight, 1),
            "sign": shifted_probability(p, -weight, change),
            "start_ignored": ratio / (1 + ratio),
            "probability_as_odds": p * ratio / (1 + p * ratio),
        },
        solve=lambda keep: keep(keep(keep(before) * keep(ratio)) / keep(1 + keep(keep(before) * keep(ratio)))),
    )


def _predictions(draw: Draw) -> tuple[list[float], list[float]]:
    """Five targets and predictions whose residuals are not all of one size or sign."""
    y = [float(value) for value in draw.integers("y", 5, 1, 20)]
    residuals = draw.integers("residuals", 5, -4, 4)
    draw.require(min(residuals) < 0 < max(residuals) and sum(residuals) != 0)
    draw.require(len({abs(r) for r in residuals}) >= 2)
    return y, [a - r for a, r in zip(y, residuals, strict=True)]


@family("regression.errors", topics=["2.1.11"], values="positive")
def errors(draw: Draw) -> Problem:
    """MAE, MSE and RMSE of five predictions."""
    y, predicted = _predictions(draw)
    residuals = [a - b for a, b in zip(y, predicted, strict=True)]
    mse, mae = mean_squared(y, predicted), mean_absolute(y, predicted)
    values = [mae, mse, math.sqrt(mse)]
    squares = sum(r * r for r in residuals)
    return Problem(
        given={"y": y, "predicted": predicted},
        answer=Vector(tuple(values), decimals=3, relative=0.001),
        check=lambda: [
            statistics.fmean(abs(r) for r in residuals),
            statistics.pvariance(residuals) + statistics.fmean(residuals) ** 2,
            float(np.linalg.norm(residuals)) / math.sqrt(5),
        ],
        steps=[
            Step("residuals", rf"y - \hat{{y}} = {tex.vector(residuals)}"),
            Step("mae", rf"\mathrm{{MAE}} = {tex.number(mae)}"),
            Step("mse", rf"\mathrm{{MSE}} = \frac{{{tex.number(squares)}}}{{5}} = {tex.number(mse)}"),
            Step("all", rf"(\mathrm{{MAE}},\ \mathrm{{MSE}},\ \mathrm{{RMSE}}) = {tex.vector(values, 3)}"),
        ],
        mistakes={
            "signs_kept": [abs(sum(residuals)) / 5, mse, math.sqrt(mse)],
            "sums": [5 * mae, squares, math.sqrt(squares)],
            "root_before_mean": [mae, mse, math.sqrt(squares) / 5],
            "square_of_mae": [mae, mae * mae, mae],
        },
        solve=lambda keep: [keep(mae), keep(mse), keep(math.sqrt(keep(mse)))],
    )


@family("regression.r_squared", topics=["2.1.11", "2.1.3"], values=(-math.inf, 1.0))
def determination(draw: Draw) -> Problem:
    """Coefficient of determination of five predictions."""
    y, predicted = _predictions(draw)
    value = r_squared(y, predicted)
    mean = sum(y) / 5
    rest = sum((a - b) ** 2 for a, b in zip(y, predicted, strict=True))
    total = sum((a - mean) ** 2 for a in y)
    draw.require(0.1 <= value <= 0.97 and len(set(predicted)) > 1)
    return Problem(
        given={"y": y, "predicted": predicted},
        answer=Number(value, relative=NARROW),
        check=lambda: 1 - mean_squared(y, predicted) / statistics.pvariance(y),
        steps=[
            Step("rest", rf"\sum (y - \hat{{y}})^2 = {tex.number(rest)}"),
            Step("total", rf"\bar{{y}} = {tex.number(mean)},\quad \sum (y - \bar{{y}})^2 = {tex.number(total)}"),
            Step("value", rf"1 - \frac{{{tex.number(rest)}}}{{{tex.number(total)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "share_left": rest / total,
            "mean_not_subtracted": 1 - rest / sum(a * a for a in y),
            "roots_compared": 1 - math.sqrt(rest / total),
            "correlation_squared": statistics.correlation(y, predicted) ** 2,
        },
        solve=lambda keep: keep(1 - keep(rest / keep(total))),
    )
