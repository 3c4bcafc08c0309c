"""Loss functions and their gradients with respect to the prediction.

`prediction` and `target` have one shape; a loss is a plain number, a gradient has the prediction's shape.
Every function raises ValueError where the shapes differ. Logarithms are natural.
Source: Hastie, Tibshirani & Friedman 2009, section 10.6, and Bishop 2006, section 4.3, unless a function says
otherwise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def mean_squared_error(prediction: ArrayLike, target: ArrayLike) -> float:
    """(1/n) Σ (y − t)². Source: Goodfellow et al. 2016, Deep Learning, equation 5.4.

    Both have one shape, of n elements.

    >>> mean_squared_error([1, 2], [0, 4])
    2.5
    """
    y, t = _pair(prediction, target)
    return float(np.mean((y - t) ** 2))


def mean_squared_error_gradient(prediction: ArrayLike, target: ArrayLike) -> Array:
    """Gradient of `mean_squared_error`: (2/n)(y − t).

    Both and the result have one shape, of n elements.

    >>> mean_squared_error_gradient([1, 2], [0, 4]).tolist()
    [1.0, -2.0]
    """
    y, t = _pair(prediction, target)
    return np.asarray(2 * (y - t) / y.size, dtype=np.float64)


def half_squared_error(prediction: ArrayLike, target: ArrayLike) -> float:
    """½ Σ (y − t)², the squared error of one sample. Source: Bishop 2006, PRML, equation 1.2.

    Both have one shape.

    >>> half_squared_error([1, 2], [0, 4])
    2.5
    """
    y, t = _pair(prediction, target)
    return float(0.5 * np.sum((y - t) ** 2))


def mean_absolute_error(prediction: ArrayLike, target: ArrayLike) -> float:
    """(1/n) Σ |y − t|.

    Both have one shape, of n elements.

    >>> mean_absolute_error([1, 2], [0, 4])
    1.5
    """
    y, t = _pair(prediction, target)
    return float(np.mean(np.abs(y - t)))


def huber_loss(prediction: ArrayLike, target: ArrayLike, delta: float = 1.0) -> float:
    """Mean of Huber's loss: ½e² where |e| ≤ δ, else δ(|e| − ½δ), with e = y − t.

    Source: Huber 1964, Annals of Mathematical Statistics 35(1); Hastie et al. 2009, The Elements of
    Statistical Learning,
    equation 10.23 (there without the factor ½). Raises ValueError unless `delta` > 0.
    Both have one shape, of n elements.

    >>> huber_loss([0.5, 3], [0, 0])
    1.3125
    """
    if not delta > 0:
        raise ValueError(f"delta is greater than 0, not {delta}")
    y, t = _pair(prediction, target)
    size = np.abs(y - t)
    return float(np.mean(np.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta))))


def huber_gradient(prediction: ArrayLike, target: ArrayLike, delta: float = 1.0) -> Array:
    """Gradient of `huber_loss`: (y − t) clipped to [−δ, δ], over n.

    Both and the result have one shape, of n elements.

    >>> huber_gradient([0.5, 3], [0, 0]).tolist()
    [0.25, 0.5]
    """
    y, t = _pair(prediction, target)
    return np.asarray(np.clip(y - t, -delta, delta) / y.size, dtype=np.float64)


def binary_cross_entropy(probability: ArrayLike, target: ArrayLike) -> float:
    """Mean of −[t ln p + (1 − t) ln(1 − p)] in nats.

    `probability` lies strictly between 0 and 1, `target` in 0..1; ValueError otherwise.
    Source: Bishop 2006, PRML, equation 4.90. Both have one shape, of n elements.

    >>> round(binary_cross_entropy([0.8, 0.4], [1, 0]), 4)
    0.367
    """
    p, t = _pair(probability, target)
    if not np.all((p > 0) & (p < 1)):
        raise ValueError("probabilities lie strictly between 0 and 1")
    if not np.all((t >= 0) & (t <= 1)):
        raise ValueError("targets lie in 0..1")
    return float(np.mean(-(t * np.log(p) + (1 - t) * np.log(1 - p))))


def binary_cross_entropy_gradient(probability: ArrayLike, target: ArrayLike) -> Array:
    """Gradient of `binary_cross_entropy` with respect to p: (p − t) / (p(1 − p)), over n.

    Both and the result have one shape, of n elements.

    >>> binary_cross_entropy_gradient([0.8, 0.5], [1, 0]).round(4).tolist()
    [-0.625, 1.0]
    """
    p, t = _pair(probability, target)
    return np.asarray((p - t) / (p * (1 - p)) / p.size, dtype=np.float64)


def _pair(prediction: ArrayLike, target: ArrayLike) -> tuple[Array, Array]:
    y, t = np.asarray(prediction, dtype=np.float64), np.asarray(target, dtype=np.float64)
    if y.shape != t.shape:
        raise ValueError(f"the prediction has shape {y.shape}, the target {t.shape}")
    if y.size == 0:
        raise ValueError("a loss needs at least one value")
    return y, t


def mean_absolute_error_gradient(prediction: ArrayLike, target: ArrayLike) -> Array:
    """sign(y − t) / n. Raises ValueError where a prediction meets its target, at the kink.

    Both and the result have one shape, of n elements.

    >>> mean_absolute_error_gradient([1, 2], [0, 4]).tolist()
    [0.5, -0.5]
    """
    y, t = _pair(prediction, target)
    if np.any(y == t):
        raise ValueError("the absolute error has no derivative where y = t")
    return np.asarray(np.sign(y - t) / y.size)


def multi_label_loss(logits: ArrayLike, target: ArrayLike) -> float:
    """Σ_k of the binary cross-entropies of σ(z_k) against t_k, in nats, without overflow: ln(1 + e^z) − t z.

    Source: Bishop 2006, equation 4.90; the sum over labels as in Nam et al. 2014, arXiv:1312.5419.
    Shapes: (labels,) both.

    >>> round(multi_label_loss([2.0, -1.0], [1, 0]), 4)
    0.4402
    """
    z, t = _pair(logits, target)
    return float((np.logaddexp(0.0, z) - t * z).sum())


def multi_label_gradient(logits: ArrayLike, target: ArrayLike) -> Array:
    """σ(z) − t: the gradient of `multi_label_loss` with respect to the logits.

    Shapes: (labels,) both, and the result.

    >>> multi_label_gradient([0.0, 2.0], [1, 0]).round(4).tolist()
    [-0.5, 0.8808]
    """
    z, t = _pair(logits, target)
    return np.asarray(1 / (1 + np.exp(-z)) - t)


def cross_entropy_gradient(probability: ArrayLike, target: ArrayLike) -> Array:
    """−t / y over N: the gradient of the mean cross-entropy −(1/N) Σ t ln y with respect to the probabilities y.

    `probability` and `target`: shape (classes,), or (samples, classes) with N samples. Source: Bishop 2006, equation
    4.108, derived. Raises ValueError unless every probability is greater than 0.

    >>> cross_entropy_gradient([[0.5, 0.5], [0.2, 0.8]], [[1, 0], [0, 1]]).tolist()
    [[-1.0, 0.0], [0.0, -0.625]]
    """
    y, t = _pair(probability, target)
    if not np.all(y > 0):
        raise ValueError("probabilities are greater than 0")
    return np.asarray(-t / y / (y.shape[0] if y.ndim == 2 else 1) + 0.0)
