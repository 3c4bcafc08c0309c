"""Softmax, and softmax followed by cross-entropy.

Vectors have shape (classes,); a batch has shape (samples, classes) and each row is treated by itself.
Source: Goodfellow, Bengio & Courville 2016, Deep Learning, sections 4.1 and 6.2.2.3; Bishop 2006, PRML, section 4.3.4.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def softmax(logits: ArrayLike, temperature: float = 1.0) -> Array:
    """Probabilities exp(z_i / T) / Σ_j exp(z_j / T) along the last axis.

    `logits`: shape (..., classes). The maximum is subtracted first, which changes nothing but keeps exp from
    overflowing. Raises ValueError unless `temperature` > 0. The form with a temperature: Hinton, Vinyals & Dean 2015,
    arXiv:1503.02531, equation 1.

    >>> softmax([1, 2, 3]).round(4).tolist()
    [0.09, 0.2447, 0.6652]
    """
    if not temperature > 0:
        raise ValueError(f"a temperature is greater than 0, not {temperature}")
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float64)


def log_softmax(logits: ArrayLike) -> Array:
    """The natural logarithm of softmax along the last axis, as z − max − ln Σ exp(z − max).

    Shape: (…, classes) in and out.

    >>> log_softmax([0, 0]).round(4).tolist()
    [-0.6931, -0.6931]
    """
    z = np.asarray(logits, dtype=np.float64)
    shifted = z - z.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float64)


def one_hot(label: int, classes: int) -> Array:
    """A vector of `classes` zeros with a 1 at `label` (counted from 0). Raises ValueError for a label out of range.

    Shape: (classes,).

    >>> one_hot(1, 3).tolist()
    [0.0, 1.0, 0.0]
    """
    if not 0 <= label < classes:
        raise ValueError(f"label {label} is not in 0..{classes - 1}")
    target = np.zeros(classes)
    target[label] = 1.0
    return target


def softmax_cross_entropy(logits: ArrayLike, target: ArrayLike) -> float:
    """Cross-entropy −Σ_k t_k ln softmax(z)_k in nats, averaged over the rows of a batch.

    `logits` and `target` have the same shape, (classes,) or (samples, classes); each row of `target` sums to 1.
    Raises ValueError where the shapes differ.

    >>> round(softmax_cross_entropy([1, 2, 3], [0, 0, 1]), 4)
    0.4076
    """
    z, t = _same_shape(logits, target)
    return float(np.mean(-(t * log_softmax(z)).sum(axis=-1)))


def softmax_cross_entropy_gradient(logits: ArrayLike, target: ArrayLike) -> Array:
    """Gradient of `softmax_cross_entropy` with respect to the logits: (softmax(z) − t), over N for a batch of N rows.

    Source: Goodfellow et al. 2016, section 6.2.2.3; Bishop 2006, equation 4.109. Raises ValueError where the shapes
    differ.

    >>> softmax_cross_entropy_gradient([0, 0], [1, 0]).tolist()
    [-0.5, 0.5]
    """
    z, t = _same_shape(logits, target)
    rows = z.shape[0] if z.ndim == 2 else 1
    return np.asarray((softmax(z) - t) / rows, dtype=np.float64)


def _same_shape(logits: ArrayLike, target: ArrayLike) -> tuple[Array, Array]:
    z, t = np.asarray(logits, dtype=np.float64), np.asarray(target, dtype=np.float64)
    if z.shape != t.shape:
        raise ValueError(f"logits have shape {z.shape}, the target {t.shape}")
    return z, t


def softmax_jacobian(probabilities: ArrayLike) -> Array:
    """diag(y) − y yᵀ: ∂y_i/∂z_j of softmax at its output y; shape (classes, classes), symmetric, rows sum to 0.

    Source: Bishop 2006, equation 4.106.

    >>> softmax_jacobian([0.5, 0.5]).tolist()
    [[0.25, -0.25], [-0.25, 0.25]]
    """
    y = np.asarray(probabilities, dtype=np.float64)
    return np.asarray(np.diag(y) - np.outer(y, y), dtype=np.float64)


def smoothed_target(label: int, classes: int, epsilon: float) -> Array:
    """(1 − ε)·one-hot + ε/K: label smoothing towards the uniform distribution over all K classes.

    Source: Szegedy et al. 2016, arXiv:1512.00567, section 7. Raises ValueError unless 0 ≤ ε < 1. Shape: (classes,).

    >>> smoothed_target(0, 2, 0.2).round(4).tolist()
    [0.9, 0.1]
    """
    if not 0 <= epsilon < 1:
        raise ValueError(f"the smoothing lies in 0 ≤ ε < 1, not {epsilon}")
    return np.asarray((1 - epsilon) * one_hot(label, classes) + epsilon / classes)


def log_sum_exp(logits: ArrayLike) -> float:
    """ln Σ exp(z_i) as m + ln Σ exp(z_i − m) with m = max z, which overflows for no logits. `logits`: shape (classes,).

    Source: Goodfellow et al. 2016, section 4.1; Murphy 2012, section 3.5.3.

    >>> round(log_sum_exp([1000, 1000]), 4)
    1000.6931
    """
    z = np.asarray(logits, dtype=np.float64)
    most = z.max()
    return float(most + np.log(np.exp(z - most).sum()))


def smoothed_cross_entropy_gradient(logits: ArrayLike, label: int, epsilon: float) -> Array:
    """softmax(z) − ((1 − ε)·one-hot + ε/K): the gradient of cross-entropy against a smoothed label, by the logits.

    `logits`: shape (classes,). Source: Szegedy et al. 2016, arXiv:1512.00567, section 7. Raises ValueError as
    `smoothed_target` does.

    >>> smoothed_cross_entropy_gradient([0, 0], 0, 0.2).round(4).tolist()
    [-0.4, 0.4]
    """
    z = np.asarray(logits, dtype=np.float64)
    return softmax_cross_entropy_gradient(z, smoothed_target(label, z.size, epsilon))
