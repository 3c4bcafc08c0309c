"""A network of two layers: h = ReLU(xW1 + b1), y = hW2 + b2, with the loss L = ½ Σ (y - t)².

Shapes for one sample: x (D,), W1 (D, H), b1 (H,), W2 (H, K), b2 (K,), t (K,).
Source: Goodfellow et al. 2016, algorithms 6.3 and 6.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.activations import relu, relu_derivative

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forward:
    """The values of a forward pass: `z` = xW1 + b1 (H,), `h` = ReLU(z) (H,), `y` = hW2 + b2 (K,)."""

    z: Array
    h: Array
    y: Array


@dataclass(frozen=True, slots=True)
class Gradients:
    """Gradients of the loss: `delta` = ∂L/∂z (H,), and those of the parameters in the parameters' own shapes."""

    delta: Array
    W1: Array
    b1: Array
    W2: Array
    b2: Array


def two_layer_forward(x: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Forward:
    """The forward pass of one sample. Raises ValueError where the shapes do not fit.

    >>> two_layer_forward(np.array([1.0, -1.0]), np.eye(2), np.zeros(2), np.ones((2, 1)), np.zeros(1)).y.tolist()
    [1.0]
    """
    z = x @ W1 + b1
    h = relu(z)
    return Forward(z, h, h @ W2 + b2)


def squared_loss(y: Array, t: Array) -> float:
    """½ Σ (y - t)².

    Both have one shape.

    >>> squared_loss(np.array([1.0, 2.0]), np.array([0.0, 4.0]))
    2.5
    """
    return float(0.5 * ((y - t) ** 2).sum())


def two_layer_backward(x: Array, W1: Array, b1: Array, W2: Array, b2: Array, t: Array) -> Gradients:
    """Gradients of ½ Σ (y - t)² by backpropagation. Raises ValueError where the shapes do not fit.

    >>> x, W1, W2 = np.array([1.0, -1.0]), np.eye(2), np.ones((2, 1))
    >>> gradients = two_layer_backward(x, W1, np.zeros(2), W2, np.zeros(1), np.zeros(1))
    >>> gradients.W2.tolist(), gradients.delta.tolist()
    ([[1.0], [0.0]], [1.0, 0.0])
    """
    forward = two_layer_forward(x, W1, b1, W2, b2)
    error = forward.y - t
    delta = (W2 @ error) * relu_derivative(forward.z)
    return Gradients(delta, np.outer(x, delta), delta, np.outer(forward.h, error), error)
