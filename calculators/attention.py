"""Scaled dot-product attention. Source: Vaswani et al. 2017, arXiv:1706.03762, equation 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calculators.softmax import softmax

Array = NDArray[np.float64]


def attention_weights(queries: ArrayLike, keys: ArrayLike) -> Array:
    """softmax(QKᵀ / √d) with `queries` (..., d) and `keys` (length, d); the result has shape (..., length).

    Raises ValueError where the last sizes differ.

    >>> attention_weights([[1, 0]], [[1, 0], [0, 1]]).round(4).tolist()
    [[0.6698, 0.3302]]
    """
    q, k = np.asarray(queries, dtype=np.float64), np.asarray(keys, dtype=np.float64)
    if q.shape[-1] != k.shape[-1]:
        raise ValueError(f"queries have {q.shape[-1]} features, keys {k.shape[-1]}")
    return softmax(q @ k.T / np.sqrt(k.shape[-1]))


def attention(queries: ArrayLike, keys: ArrayLike, values: ArrayLike) -> Array:
    """The weights times `values` (length, features): shape (..., features).

    >>> attention([[1, 0]], [[1, 0], [0, 1]], [[10], [20]]).round(4).tolist()
    [[13.3024]]
    """
    return np.asarray(attention_weights(queries, keys) @ np.asarray(values, dtype=np.float64), dtype=np.float64)
