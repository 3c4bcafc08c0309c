"""Linear and logistic regression, their measures of error, and the margin of a linear classifier.

`x` has shape (samples, features), `y` shape (samples,). Source: Hastie, Tibshirani & Friedman 2009, The Elements of
Statistical Learning, 2nd edition; the section is given with each function.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def least_squares_line(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """(slope, intercept) of the line with the least sum of squared residuals (section 3.2).

    Raises ValueError for unequal lengths, or where x does not vary.

    >>> least_squares_line([0, 1, 2], [1, 3, 5])
    (2.0, 1.0)
    """
    if len(x) != len(y) or len(set(x)) < 2:
        raise ValueError("a line needs pairs with at least two different x")
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    products = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    slope = products / math.fsum((a - mean_x) ** 2 for a in x)
    return slope, mean_y - slope * mean_x


def ridge(x: ArrayLike, y: ArrayLike, penalty: float) -> Array:
    """(XᵀX + λI)⁻¹ Xᵀy: the weights that minimize ‖y − Xw‖² + λ‖w‖², without an intercept (equation 3.44).

    Raises ValueError for λ < 0, numpy's LinAlgError where λ = 0 and XᵀX is singular.
    Shapes: X (n, features), y (n,), result (features,).

    >>> ridge([[1.0], [2.0]], [1.0, 2.0], 5.0).tolist()
    [0.5]
    """
    if penalty < 0:
        raise ValueError(f"a penalty is not below 0: {penalty}")
    design = np.asarray(x, dtype=np.float64)
    gram = design.T @ design + penalty * np.eye(design.shape[1])
    return np.asarray(np.linalg.solve(gram, design.T @ np.asarray(y, dtype=np.float64)))


def odds(probability: float) -> float:
    """p / (1 − p) (section 4.4). Raises ValueError unless 0 < p < 1.

    >>> odds(0.75)
    3.0
    """
    if not 0 < probability < 1:
        raise ValueError(f"odds are those of 0 < p < 1, not {probability}")
    return probability / (1 - probability)


def log_odds(probability: float) -> float:
    """ln(p / (1 − p)), the logit. Source: Bishop 2006, equation 4.61. Raises ValueError unless 0 < p < 1.

    >>> round(log_odds(0.8), 4)
    1.3863
    """
    if not 0 < probability < 1:
        raise ValueError(f"the log-odds exist for 0 < p < 1, not {probability}")
    return math.log(probability / (1 - probability))


def probability_of_log_odds(logit: float) -> float:
    """1 / (1 + e^−z), the inverse of `log_odds`. Source: Bishop 2006, equation 4.59.

    >>> probability_of_log_odds(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-logit)) if logit >= 0 else math.exp(logit) / (1 + math.exp(logit))


def logistic_gradient(x: ArrayLike, targets: ArrayLike, weights: ArrayLike) -> Array:
    """(1/N) Xᵀ(σ(Xw) − t): the gradient of logistic regression's mean cross-entropy with respect to the weights.

    `x`: (N, D), `targets`: (N,) of 0 and 1, `weights`: (D,). Source: Bishop 2006, equation 4.91, divided by N.

    >>> logistic_gradient([[1.0], [2.0]], [1, 0], [0.0]).tolist()
    [0.25]
    """
    rows, t = np.asarray(x, dtype=np.float64), np.asarray(targets, dtype=np.float64)
    outputs = np.array([probability_of_log_odds(float(z)) for z in rows @ np.asarray(weights, dtype=np.float64)])
    return np.asarray(rows.T @ (outputs - t) / len(t))


def shifted_probability(probability: float, weight: float, change: float) -> float:
    """The probability of logistic regression after a feature with `weight` grew by `change`: odds times e^(w·Δx).

    >>> round(shifted_probability(0.5, 1.0, 2.0), 4)
    0.8808
    """
    new = odds(probability) * math.exp(weight * change)
    return new / (1 + new)


def mean_squared(y: Sequence[float], predicted: Sequence[float]) -> float:
    """(1/n) Σ (y − ŷ)² (section 2.4). Raises ValueError for unequal or empty samples.

    Shapes: (n,) both.

    >>> mean_squared([1, 2], [0, 4])
    2.5
    """
    return _mean([(a - b) ** 2 for a, b in _pairs(y, predicted)])


def mean_absolute(y: Sequence[float], predicted: Sequence[float]) -> float:
    """(1/n) Σ |y − ŷ| (section 2.4). Raises ValueError for unequal or empty samples.

    Shapes: (n,) both.

    >>> mean_absolute([1, 2], [0, 4])
    1.5
    """
    return _mean([abs(a - b) for a, b in _pairs(y, predicted)])


def r_squared(y: Sequence[float], predicted: Sequence[float]) -> float:
    """1 − Σ(y − ŷ)² / Σ(y − ȳ)²: at most 1, and 0 for the mean as prediction.

    Source: Draper & Smith 1998, Applied Regression Analysis, section 1.3. Raises ValueError where y does not vary.
    Shapes: (n,) both.

    >>> r_squared([1, 2, 3], [1, 2, 2])
    0.5
    """
    pairs = _pairs(y, predicted)
    mean = _mean(y)
    total = math.fsum((a - mean) ** 2 for a in y)
    if total == 0:
        raise ValueError("R² needs a target that varies")
    return 1 - math.fsum((a - b) ** 2 for a, b in pairs) / total


def hyperplane_distance(x: ArrayLike, weights: ArrayLike, bias: float) -> float:
    """|wᵀx + b| / ‖w‖: the distance of a point from the plane wᵀx + b = 0 (section 4.5).

    Shapes: (features,) both.

    >>> hyperplane_distance([1, 1], [3, 4], 3)
    2.0
    """
    w = np.asarray(weights, dtype=np.float64)
    return abs(float(w @ np.asarray(x, dtype=np.float64) + bias)) / float(np.linalg.norm(w))


def soft_margin_objective(x: ArrayLike, labels: ArrayLike, weights: ArrayLike, bias: float, c: float) -> float:
    """½‖w‖² + C Σ max(0, 1 − t(wᵀx + b)) with labels t = ±1 (section 12.2.1, equations 12.8 and 12.25).

    Shapes: w (features,), X (n, features), t (n,).

    >>> soft_margin_objective([[2.0], [0.5]], [1, 1], [1.0], 0.0, 2.0)
    1.5
    """
    w, t = np.asarray(weights, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    slack = np.maximum(0.0, 1 - t * (np.asarray(x, dtype=np.float64) @ w + bias))
    return float(w @ w / 2 + c * slack.sum())


def _pairs(y: Sequence[float], predicted: Sequence[float]) -> list[tuple[float, float]]:
    if len(y) != len(predicted) or not y:
        raise ValueError(f"{len(y)} targets and {len(predicted)} predictions")
    return list(zip(y, predicted, strict=True))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
