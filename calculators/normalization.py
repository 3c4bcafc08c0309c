"""Normalization of activations.

`x` has shape (samples, features). The variance is the biased one (divided by the number of values, not by one less).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def batch_norm(x: ArrayLike, gamma: ArrayLike = 1.0, beta: ArrayLike = 0.0, epsilon: float = 1e-5) -> Array:
    """γ (x − μ) / √(σ² + ε) + β with μ and σ² of each feature over the samples of the batch (axis 0).

    `gamma`, `beta`: numbers or shape (features,). Source: Ioffe & Szegedy 2015, arXiv:1502.03167, algorithm 1.
    Raises ValueError unless `x` is a batch of at least 2 samples.

    >>> batch_norm([[1.0], [3.0]], epsilon=0).tolist()
    [[-1.0], [1.0]]
    """
    batch = _batch(x)
    if batch.shape[0] < 2:
        raise ValueError("batch statistics need at least 2 samples")
    return _normalize(batch, 0, gamma, beta, epsilon)


def layer_norm(x: ArrayLike, gamma: ArrayLike = 1.0, beta: ArrayLike = 0.0, epsilon: float = 1e-5) -> Array:
    """γ (x − μ) / √(σ² + ε) + β with μ and σ² of each sample over its features (axis 1).

    Source: Ba, Kiros & Hinton 2016, arXiv:1607.06450, equations 3 and 4.
    Shapes: x (samples, features), γ and β (features,), result as x.

    >>> layer_norm([[1.0, 3.0]], gamma=2, beta=1, epsilon=0).tolist()
    [[-1.0, 3.0]]
    """
    return _normalize(_batch(x), 1, gamma, beta, epsilon)


def running_average(old: float, batch: float, momentum: float) -> float:
    """The statistic kept for inference: m·old + (1 − m)·batch (Keras's form; PyTorch's momentum is 1 − m).

    Source: Ioffe & Szegedy 2015, arXiv:1502.03167, section 3.1.

    >>> round(running_average(0.0, 10.0, 0.9), 4)
    1.0
    """
    return momentum * old + (1 - momentum) * batch


def _batch(x: ArrayLike) -> Array:
    batch = np.asarray(x, dtype=np.float64)
    if batch.ndim != 2 or batch.size == 0:
        raise ValueError(f"x has shape (samples, features), not {batch.shape}")
    return batch


def _normalize(x: Array, axis: int, gamma: ArrayLike, beta: ArrayLike, epsilon: float) -> Array:
    if epsilon < 0:
        raise ValueError(f"epsilon is not below 0: {epsilon}")
    mean = x.mean(axis=axis, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=axis, keepdims=True)
    if epsilon == 0 and not np.all(variance > 0):
        raise ValueError("equal values cannot be normalized with epsilon 0")
    scaled = (x - mean) / np.sqrt(variance + epsilon)
    return np.asarray(np.asarray(gamma) * scaled + np.asarray(beta), dtype=np.float64)
