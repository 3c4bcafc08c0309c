"""Activation functions and their derivatives, elementwise: arrays of any shape to arrays of that shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def sigmoid(x: ArrayLike) -> Array:
    """σ(x) = 1 / (1 + e^-x), in (0, 1), without overflow for any x. Source: Goodfellow et al. 2016, section 3.10."""
    values = np.asarray(x, dtype=np.float64)
    small = np.exp(-np.abs(values))
    return np.asarray(np.where(values >= 0, 1.0, small) / (1.0 + small))


def sigmoid_derivative(x: ArrayLike) -> Array:
    """σ'(x) = σ(x)(1 - σ(x)), at most 1/4. Source: Goodfellow et al. 2016, section 3.10."""
    value = sigmoid(x)
    return np.asarray(value * sigmoid(-np.asarray(x, dtype=np.float64)))


def tanh(x: ArrayLike) -> Array:
    """The hyperbolic tangent, in (-1, 1). Source: LeCun et al. 1998, "Efficient BackProp", section 4.4."""
    return np.asarray(np.tanh(np.asarray(x, dtype=np.float64)))


def tanh_derivative(x: ArrayLike) -> Array:
    """tanh'(x) = 1 - tanh²(x), at most 1."""
    return np.asarray(1.0 - tanh(x) ** 2)


def relu(x: ArrayLike) -> Array:
    """max(0, x). Source: Nair & Hinton 2010; Glorot, Bordes & Bengio 2011."""
    return np.asarray(np.maximum(0.0, np.asarray(x, dtype=np.float64)))


def relu_derivative(x: ArrayLike) -> Array:
    """1 for x > 0 and 0 for x < 0; at the kink x = 0, where there is none, 0 as libraries take it."""
    return np.asarray(np.asarray(x) > 0, dtype=np.float64)


def leaky_relu(x: ArrayLike, slope: float = 0.01) -> Array:
    """x for x > 0, else slope · x. Source: Maas, Hannun & Ng 2013, "Rectifier nonlinearities", section 2."""
    values = np.asarray(x, dtype=np.float64)
    return np.asarray(np.where(values > 0, values, slope * values))


def leaky_relu_derivative(x: ArrayLike, slope: float = 0.01) -> Array:
    """1 for x > 0, else `slope` (at x = 0 too, where there is no derivative)."""
    return np.asarray(np.where(np.asarray(x) > 0, 1.0, slope))
